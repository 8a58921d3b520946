"""Words in alphabets other than Latin: known Latin spellings, and consonants where vowels are not written."""

from __future__ import annotations

import re
from dataclasses import replace

from navicert.names import arabic
from navicert.names.scripts import latin
from navicert.names.sound import skeleton
from navicert.names.tables import Table
from navicert.names.tokens import Token, latin_token, meaning_keys

_KNOWN = {script: Table(f"native-{script}") for script in ("arab", "hebr", "thai", "geor", "armn", "beng", "deva")}
_LETTERS = re.compile(r"[a-z0-9]+")


def spelled(script: str, word: str, *, person: bool) -> list[Token]:
    """The token of a word in an alphabet; none when nothing of it can be written in Latin letters."""
    key = arabic.plain(word) if script == "arab" else word
    known = _KNOWN[script].find(key) if script in _KNOWN else ()
    spellings = tuple(known[0].split()) if known else ()
    written = "".join(_LETTERS.findall(latin(word)))
    text = spellings[0] if spellings else written
    if not text:
        return []
    plain = latin_token(text, person=person)
    meaning = frozenset() if person else meaning_keys(word.casefold())
    others = tuple(dict.fromkeys((*spellings, written) if written else spellings))
    return [Token(plain.text, plain.kind, plain.weight, plain.keys | meaning, others, _bones(script, word), word)]


def _bones(script: str, word: str) -> frozenset[str]:
    if script == "arab":
        return arabic.consonants(word)
    return frozenset({arabic.coarse(skeleton(latin(word)))}) if script == "hebr" else frozenset()


def arabic_words(words: list[str], *, person: bool) -> list[Token]:
    """The tokens of neighbouring Arabic words, compound names in one form as `arabic.one_form` has it."""
    tokens: list[Token] = []
    for native, fixed in (piece for word in words for piece in arabic.pieces(word)):
        last = tokens[-1] if tokens else None
        if fixed == "abd":
            tokens.append(latin_token("abdul", person=person))
        elif fixed == "al" and last and last.text == "abdul":
            continue
        elif fixed in arabic.ENDINGS and last and last.native:
            tokens[-1] = _ending(last, fixed)
        elif fixed == "allah" and last and last.text == "abdul":
            tokens[-1] = latin_token("abdullah", person=person)
        elif fixed:
            tokens.append(latin_token(fixed, person=person))
        else:
            tokens += spelled("arab", native, person=person)
    return tokens


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
