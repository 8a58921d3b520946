"""What words of organisations' names in other scripts mean: торговый and تجارية are trading, τράπεζα is a bank."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from navicert.names import arabic
from navicert.names.scripts import without_marks
from navicert.names.tables import Table

_WORDS = Table("organisation")
_PHRASES = Table("phrases")
PHRASED = frozenset({"cyrillic", "greek", "arab", "hebr"})
"""Scripts with spaces between words, in which some of them together mean what they do not apart."""
SHORTEST_STEM = 3
_MADE = r"ь?н|нн|[оеь]в|ь?ск|ськ|і?чн|ическ|[аеи]льн|[ие]онн|енн"
_ADJECTIVE = rf"(?:{_MADE})(?:[ыиоі]й|[аі]я|[оеі]е|[ыи]е|[оеы]го|[ыиі]х|[оеы]му|[ыи]ми?|[ую]ю|[аеіо]|ої|ій)"
_ENDINGS = {
    "cyrillic": re.compile(
        r"[аеёиоуыэюяіїєйьъј]{0,3}|[аеиоуыюяіїо][мхвўй]|[аоыиіям]ми|[еоь]го|[еоь]му"
        rf"|(?:[аоеияъ]|ия)?(?:та|то|те|ят|ът)|н[яюі]|ням|нях|нням|{_ADJECTIVE}"
    ),
    "greek": re.compile(r"(?:ικ|ιακ|τικ|ιστικ)?[αεηιουωσν]{0,4}|τ(?:α|οσ|ων)"),
}
_PREFIXES = {
    "arab": ("وال", "بال", "لل", "ال", "و", "ل", "ب"),
    "hebr": ("וה", "לה", "בה", "של", "ה", "ו", "ל", "ב", "ש"),
}
_SUFFIXES = {
    "arab": {
        "ات": ("", "ه"), "ين": ("",), "ون": ("",), "ان": ("",), "يه": ("", "ي"), "يين": ("", "ي"), "ي": ("", "ه"),
        "ه": ("",), "ها": ("",), "هاي": ("",), "ت": ("ه",), "ا": ("",),
    },
    "hebr": {
        "ים": ("", "ה"), "יים": ("", "י"), "ות": ("", "ה"), "יות": ("י", "יה"), "ית": ("", "י"), "ת": ("ה",),
        "ה": ("",), "י": ("", "ים"), "ויות": ("ות",),
    },
}  # fmt: skip
"""Endings of nouns and adjectives, and what the table may have in their place."""
_SHORTEST_BASE = 3


@functools.lru_cache(maxsize=50_000)
def meanings(script: str, word: str) -> tuple[str, ...]:
    """English for a word of an organisation's name, the usual one first; none for words that only name.

    >>> meanings("cyrillic", "Торговая")[:2], meanings("arab", "التجارية")[:2], meanings("cyrillic", "Ромашка")
    (('trading', 'trade'), ('trading', 'trade'), ())
    """
    form = plain(script, word)
    found = next(filter(None, map(_WORDS.find, _forms(script, form))), ())
    if found:
        return tuple(found[0].split("|"))
    return _compound(script, form) if script in ("cyrillic", "arab") else ()


def begins_phrase(script: str, word: str) -> bool:
    """Whether the words after this one may change what it means.

    >>> begins_phrase("cyrillic", "Железные"), begins_phrase("cyrillic", "Банк")
    (True, False)
    """
    return script in PHRASED and _may_begin_phrase(script, word) and bool(_phrases_from(script, word))


def phrase(script: str, words: Sequence[str]) -> tuple[int, str]:
    """How many of these words are a phrase at their beginning, and its English; 0 and "" where they are none.

    >>> phrase("cyrillic", ["Железные", "дороги", "Якутии"])
    (2, 'railway')
    """
    found = [
        (1 + len(rest), english)
        for rest, english in _phrases_from(script, words[0])
        if len(words) > len(rest) and all(map(_is_form, (script,) * len(rest), words[1:], rest))
    ]
    return max(found, default=(0, ""))


def _may_begin_phrase(script: str, word: str) -> bool:
    """Whether the first letters are those of a phrase, with or without what is written on to them."""
    form = plain(script, word)
    longest = max(map(len, _PREFIXES.get(script, ("",))))
    return any(form[at : at + length] in _beginnings() for at in range(longest + 1) for length in (2, 3))


@functools.cache
def _beginnings() -> frozenset[str]:
    """The first letters of all phrases, three where they have as many."""
    return frozenset(key[:3] for key in _PHRASES.first_fields())


@functools.lru_cache(maxsize=50_000)
def _phrases_from(script: str, word: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """The rest of the phrases that begin with this word, and their English."""
    fields = (field for form in _forms(script, plain(script, word)) for field in _PHRASES.find(form))
    parted = (field.partition("=") for field in fields)
    return tuple((tuple(rest.split()), english) for rest, _, english in parted)


def _is_form(script: str, word: str, known: str) -> bool:
    """Whether the table may have this word for the other."""
    return known in _forms(script, plain(script, word))


def _compound(script: str, word: str) -> tuple[str, ...]:
    """English for a compound of two known parts: судоремонтный is *ship repair*, خودروسازی *automobile making*."""
    for cut in range(len(word) - SHORTEST_STEM, SHORTEST_STEM - 1, -1):
        head, tail = _parts(script, word[:cut], word[cut:])
        if tail:
            return (" ".join(part.split("|")[0] for part in (head, tail)),)
    return ()


def _parts(script: str, head: str, tail: str) -> tuple[str, str]:
    """What the two parts mean; Slavic compounds are told by their first parts, Persian ones by their last."""
    marked = _WORDS.find(f"{head}~" if script == "cyrillic" else f"~{tail}")
    if not marked:
        return "", ""
    other = next(filter(None, map(_WORDS.find, _forms(script, tail if script == "cyrillic" else head))), ())
    if not other:
        return "", ""
    return (marked[0], other[0]) if script == "cyrillic" else (other[0], marked[0])


def plain(script: str, word: str) -> str:
    """The word as the table has it."""
    if script == "arab":
        return arabic.plain(word)
    folded = word.casefold()
    if script == "cyrillic":
        return re.sub("^ў", "у", folded.replace("ё", "е").replace("'", ""))
    return without_marks(folded).replace("ς", "σ") if script == "greek" else folded


def _forms(script: str, word: str) -> Iterator[str]:
    """The word and what the table may have instead: its stems with a hyphen, and without what is written on to it."""
    yield word
    endings = _ENDINGS.get(script)
    if script == "cyrillic" and word.endswith("ен"):
        yield f"{word[:-2]}н-"
    if endings:
        for cut in range(len(word), SHORTEST_STEM - 1, -1):
            if endings.fullmatch(word[cut:]):
                yield f"{word[:cut]}-"
    bare = [word, *_without_prefix(script, word)]
    yield from bare[1:]
    for form in bare:
        yield from _without_suffix(script, form)


def _without_prefix(script: str, word: str) -> Iterator[str]:
    for prefix in _PREFIXES.get(script, ()):
        if word.startswith(prefix) and len(word) > len(prefix) + 2:
            yield word.removeprefix(prefix)


def _without_suffix(script: str, word: str) -> Iterator[str]:
    for suffix, instead in _SUFFIXES.get(script, {}).items():
        base = len(word) - len(suffix)
        if base >= _SHORTEST_BASE and word.endswith(suffix):
            yield from (word[:base] + end for end in instead)
