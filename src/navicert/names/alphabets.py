"""Words in alphabets other than Latin: known Latin spellings, and consonants where vowels are not written."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from navicert.names import arabic, arabic_vowels, hebrew_vowels, slavic_forms, thai_vowels
from navicert.names.bones import hebrew, thai
from navicert.names.numerals import with_digits
from navicert.names.organisations import meanings
from navicert.names.rarity import weight_of
from navicert.names.scripts import latin
from navicert.names.sound import skeleton
from navicert.names.tables import Table
from navicert.names.titles import is_title, title_token
from navicert.names.tokens import FIXED_WEIGHTS, Token, latin_token, meaning_keys
from navicert.names.words import PARTICLES

_KNOWN = {script: Table(f"native-{script}") for script in ("arab", "hebr", "thai", "geor", "armn", "beng", "deva")}
_SHORTEST_NAME, _SHORTEST_GLUED, _LONGEST_GLUED = 3, 6, 40
"""Letters of the shortest name that is set apart, and of the shortest word that may be two."""
_WELL_KNOWN = 3
"""Latin spellings from which on a table's are trusted to be all; fewer are often those of one bearer alone."""
_COMMON = 0.35
"""Weight up to which a name counts as a common one."""
_LETTERS = re.compile(r"[a-z0-9]+")
FORM_MARK = "="
"""What stands in the table before the English of a legal form's abbreviation, whose words weigh no more than a form."""


def spelled(script: str, word: str, *, person: bool) -> list[Token]:
    """The token of a word in an alphabet; none when nothing of it can be written in Latin letters.

    Only of a word without known Latin spellings the consonants alone may agree.
    """
    plain = _as_name(script, word, person=person)
    english = () if person else meanings(script, word)
    return in_english(english, plain) if english else list(plain)


def in_english(english: tuple[str, ...], plain: Sequence[Token]) -> list[Token]:
    """The tokens of a word of an organisation's name with these meanings; `plain` are those it has as a mere name.

    The first token has the other meanings and the word's own spellings as its spellings; its `native` is the first
    meaning, so that two words of one meaning are the same word in whatever language they stand.
    """
    first, *others = _meaning(english)
    own = (spelling for token in plain[-1:] for spelling in (*token.spellings, token.text))
    spellings = tuple(dict.fromkeys((*first.spellings, *own)))
    return [first if spellings == first.spellings else replace(first, spellings=spellings), *others]


@functools.lru_cache(maxsize=20_000)
def _meaning(english: tuple[str, ...]) -> tuple[Token, ...]:
    meant = [with_digits(meaning.removeprefix(FORM_MARK).split()) for meaning in english]
    columns = [[word] for word in meant[0]]
    short = [words[0] for words in meant[1:] if len(words) == 1 < len(columns)]
    for words in meant[1:]:
        for column, word in zip(_columns_for(words, columns), words, strict=False):
            column.append(word)
    first, *others = map(_meant, columns)
    spellings = tuple(dict.fromkeys((*(first.spellings or (first.text,)), *short))) if short else first.spellings
    keys = first.keys.union(*map(meaning_keys, english))
    tokens = (replace(first, keys=keys, spellings=spellings, native=first.text), *others)
    if english[0].startswith(FORM_MARK):
        return tuple(replace(token, kind="form", weight=FIXED_WEIGHTS["form"]) for token in tokens)
    return tokens


def _columns_for(words: Sequence[str], columns: Sequence[list[str]]) -> Sequence[list[str]]:
    """Where the words of another meaning stand beside those of the first: word by word, small words left aside where
    they alone make the difference (polytechnic university, institute of technology); nowhere where it is longer or
    shorter, as a single word for several says less of them than they do (coal mine, mine)."""
    if len(words) == len(columns):
        return columns
    small = [column for column in columns if column[0] in PARTICLES]
    telling = [column for column in columns if column not in small]
    if len(words) == 1 or len(telling) != sum(word not in PARTICLES for word in words):
        return []
    places = iter(telling)
    return [[] if word in PARTICLES else next(places) for word in words]


def _meant(meanings: Sequence[str]) -> Token:
    """The token of the first of these meanings, no heavier than the lightest of them: a word of business in one wording
    (weapons) is one in all."""
    tokens = [latin_token(word, person=False) for word in meanings]
    words = [token for token in tokens if token.kind in ("word", "generic")]
    first = tokens[0]
    lightest = min(words, key=lambda token: token.weight) if first in words else first
    spellings = tuple(dict.fromkeys(meanings))
    return replace(first, kind=lightest.kind, weight=lightest.weight, spellings=spellings)


@functools.lru_cache(maxsize=50_000)
def _as_name(script: str, word: str, *, person: bool) -> tuple[Token, ...]:
    key = arabic.plain(word) if script == "arab" else _without_thai_marks(word) if script == "thai" else word
    known = _KNOWN[script].find(key) if script in _KNOWN else ()
    spellings = tuple(known[0].split()) if known else ()
    written = "".join(_LETTERS.findall(latin(word)))
    well_known = len(spellings) >= _WELL_KNOWN
    if script == "arab":
        trusted = well_known and arabic_vowels.ARABIC_ONLY.isdisjoint(key)
        likely = arabic_vowels.likeliest(word) if trusted else arabic_vowels.spellings(word)
        spellings = tuple(dict.fromkeys((*spellings, *likely)))
    elif script in _VOWELLED and not spellings:
        spellings = _VOWELLED[script](word)
    text = spellings[0] if spellings else written
    if not text:
        return ()
    plain = latin_token(text, person=person)
    meaning = frozenset() if person else meaning_keys(word.casefold())
    if meaning:
        plain = replace(plain, kind="generic", weight=FIXED_WEIGHTS["generic"])
    if known and plain.kind == "word":
        plain = replace(plain, weight=_known_weight(known))
    bones = frozenset() if well_known else _bones(script, word)
    places = slavic_forms.bases(word) if script == "cyrillic" and not person else ()
    others = tuple(dict.fromkeys((*spellings, *places, written) if written else spellings))
    return (Token(plain.text, plain.kind, plain.weight, plain.keys | meaning, others, bones, word),)


def _known_weight(known: Sequence[str]) -> float:
    """The weight of a name in its own script: that of its commonest Latin spelling."""
    return min(weight_of(spelling) for spelling in known[0].split())


_VOWELLED = {"hebr": hebrew_vowels.spellings, "thai": thai_vowels.spellings}
"""What spells words of scripts whose vowels are not written, or not where they are heard."""


def _without_thai_marks(word: str) -> str:
    """The word as the table of names has it, without the marks below and above that are no letters to Unicode."""
    return "".join(char for char in word if not unicodedata.combining(char)).replace("\u0e4d\u0e32", "\u0e33")


def _bones(script: str, word: str) -> frozenset[str]:
    if script == "arab":
        return arabic.consonants(word)
    return hebrew(word) if script == "hebr" else thai(word) if script == "thai" else frozenset()


def arabic_words(words: list[str], *, person: bool) -> list[Token]:
    """The tokens of neighbouring Arabic words, compound names in one form as `arabic.one_form` has it."""
    tokens: list[Token] = []
    for word, after in zip(words, [*words[1:], ""], strict=True):
        if person and is_title("arab", word):
            tokens.append(title_token("arab", word))
            continue
        english = () if person or after in _GOD else meanings("arab", word)
        if english:
            tokens += in_english(english, _as_name("arab", arabic_pieces(word)[-1][0], person=False))
        for native, fixed in () if english else arabic_pieces(word):
            _add_piece(tokens, native, fixed, person=person)
    return tokens


def _add_piece(tokens: list[Token], native: str, fixed: str, *, person: bool) -> None:
    last = tokens[-1] if tokens else None
    after_servant = last is not None and last.text == "abdul"
    if fixed == "abd":
        tokens.append(latin_token("abdul", person=person))
    elif fixed == "al" and after_servant:
        return
    elif fixed == "aldin" and not person:
        tokens.append(_FAITH)
    elif fixed in arabic.ENDINGS and last and last.native:
        tokens[-1] = _ending(last, fixed)
    elif fixed == "allah" and after_servant:
        tokens[-1] = latin_token("abdullah", person=person)
    elif fixed:
        tokens.append(latin_token(fixed, person=person))
    else:
        tokens += spelled("arab", native, person=person)


_GOD = frozenset({"الله", "اللہ"})
_ARTICLE = "ال"
_FAITH = replace(latin_token("din", person=False), spellings=("eddine", "uddin", "deen", "dine"), native="din")
"""The word for faith in names of organisations, where it is not joined to the word before."""


@functools.lru_cache(maxsize=50_000)
def arabic_pieces(word: str) -> tuple[tuple[str, str], ...]:
    """(native, fixed Latin form or "") of the words that one Arabic word is made of, names written together set apart.

    >>> arabic_pieces("محمدعبد")
    (('محمد', ''), ('عبد', 'abd'))
    """
    return tuple(piece for part in _set_apart(word) for piece in arabic.pieces(part))


@functools.lru_cache(maxsize=5_000)
def _set_apart(word: str) -> tuple[str, ...]:
    """The names that were written together ("نزاراسعد", "غلامعلی"); else the word itself.

    Mostly after a letter that joins no other; after any other where one of the two is a common name, or an article
    follows a name. Words of more letters than a few names have are none.
    """
    if not _SHORTEST_GLUED <= len(word) <= _LONGEST_GLUED:
        return (word,)
    if _is_known(word):
        return _two_common(word)
    for may_part in (_surely_part, _may_part):
        for cut in range(len(word) - _SHORTEST_NAME, _SHORTEST_NAME - 1, -1):
            if may_part(word[:cut], word[cut:]) and _is_known(word[:cut]):
                rest = _set_apart(word[cut:])
                if len(rest) > 1 or _is_known(word[cut:]) or may_part is _surely_part:
                    return (word[:cut], *rest)
    return (word,)


def _two_common(word: str) -> tuple[str, ...]:
    """Two common names that are often written together (محمدعلی), which weigh what both do; else the word itself."""
    for cut in range(_SHORTEST_NAME, len(word) - _SHORTEST_NAME + 1):
        first, rest = word[:cut], word[cut:]
        if _is_common(first) and _is_common(rest):
            return (first, rest)
    return (word,)


def _surely_part(first: str, rest: str) -> bool:
    """Whether an article begins the rest, or both are known and one is a common name; neither is a mere ending."""
    if len(first) > _SHORTEST_NAME and rest.startswith(_ARTICLE) and len(rest) > _SHORTEST_GLUED - 1:
        return True
    pair = (first, rest)
    return (
        any(map(_is_common, pair))
        and all(len(name) > _SHORTEST_NAME or _is_common(name) for name in pair)
        and _is_known(rest)
    )


def _may_part(first: str, rest: str) -> bool:
    """Whether these may be two names: a short rest is mostly an ending (الزهراني), unless one is common."""
    bare = first.removeprefix(_ARTICLE)
    apart = len(rest) > _SHORTEST_NAME or rest == "عبد" or _is_common(bare) or _is_common(rest)
    return first[-1] in arabic.JOINS_NO_OTHER and len(bare) >= _SHORTEST_NAME and apart


def _is_common(word: str) -> bool:
    known = _KNOWN["arab"].find(arabic.plain(word))
    return bool(known) and _known_weight(known) <= _COMMON


def _is_known(word: str) -> bool:
    """Whether every name that the word is made of is known."""
    native = [part for part, fixed in arabic.pieces(word) if not fixed]
    return all(_KNOWN["arab"].find(arabic.plain(part)) for part in native)


def _ending(token: Token, fixed: str) -> Token:
    ending = arabic.ENDINGS[fixed]
    bones = arabic.coarse(skeleton(ending))
    return replace(
        token,
        text=token.text + ending,
        weight=max(token.weight, 0.5),
        keys=frozenset(),
        spellings=tuple(spelling + ending for spelling in token.spellings),
        bones=frozenset(own + bones for own in token.bones),
    )
