"""What words of organisations' names in other scripts mean: торговый and تجارية are trading, τράπεζα is a bank."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from navicert.names import arabic
from navicert.names.scripts import without_marks
from navicert.names.tables import Table

_WORDS = Table("organisation")
SHORTEST_STEM = 3
_ADJECTIVE = (
    r"(?:ь?н|[оеь]в|ь?ск|ськ|ичн|ическ)(?:[ыиоі]й|[аі]я|[оеі]е|[ыи]е|[оеы]го|[ыиі]х|[оеы]му|[ыи]ми?|[ую]ю|[аеіо])"
)
_ENDINGS = {
    "cyrillic": re.compile(
        r"[аеёиоуыэюяіїєйьъј]{0,3}|[аеиоуыюяіїо][мхвй]|[аоыиіям]ми|[еоь]го|[еоь]му"
        rf"|(?:[аоеияъ]|ия)?(?:та|то|те|ят|ът)|{_ADJECTIVE}"
    ),
    "greek": re.compile(r"[αεηιουωσν]{0,4}"),
}
_PREFIXES = {"arab": ("وال", "بال", "لل", "ال", "و", "ل", "ب"), "hebr": ("ה", "ו", "ל", "ב", "ש")}


@functools.lru_cache(maxsize=50_000)
def meanings(script: str, word: str) -> tuple[str, ...]:
    """English for a word of an organisation's name, the usual one first; none for words that only name.

    >>> meanings("cyrillic", "Торговая"), meanings("arab", "التجارية"), meanings("cyrillic", "Ромашка")
    (('trading', 'trade', 'commercial'), ('trading', 'trade', 'commercial'), ())
    """
    form = plain(script, word)
    found = next(filter(None, map(_WORDS.find, _forms(script, form))), ())
    if found:
        return tuple(found[0].split("|"))
    return _compound(form) if script == "cyrillic" else ()


def _compound(word: str) -> tuple[str, ...]:
    """English for a compound of two known parts: судоремонтный is *ship repair*."""
    for cut in range(len(word) - SHORTEST_STEM, SHORTEST_STEM - 1, -1):
        head = _WORDS.find(f"{word[:cut]}~")
        tail = next(filter(None, map(_WORDS.find, _forms("cyrillic", word[cut:]))), ()) if head else ()
        if tail:
            return (" ".join(part[0].split("|")[0] for part in (head, tail)),)
    return ()


def plain(script: str, word: str) -> str:
    """The word as the table has it."""
    if script == "arab":
        return arabic.plain(word)
    folded = word.casefold()
    if script == "cyrillic":
        return folded.replace("ё", "е").replace("'", "")
    return without_marks(folded).replace("ς", "σ") if script == "greek" else folded


def _forms(script: str, word: str) -> Iterator[str]:
    """The word and what the table may have instead: its stems with a hyphen, the word without a written-on article."""
    yield word
    endings = _ENDINGS.get(script)
    if endings:
        for cut in range(len(word), SHORTEST_STEM - 1, -1):
            if endings.fullmatch(word[cut:]):
                yield f"{word[:cut]}-"
    for prefix in _PREFIXES.get(script, ()):
        if word.startswith(prefix) and len(word) > len(prefix) + 2:
            yield word.removeprefix(prefix)
