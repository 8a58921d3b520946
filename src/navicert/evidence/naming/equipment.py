"""Vessels, aircraft and weapons: by designation ("An-148", "Hwasong-14"), by known name, by the noun before a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from navicert.evidence.naming.candidate import Candidate, is_capitalised, run_from
from navicert.evidence.naming.places import is_known_place
from navicert.evidence.sentences import Word
from navicert.evidence.word_files import organisation_names, words_under


def _any(heading: str) -> str:
    """A pattern for any of the words under a heading, the longest first."""
    return "|".join(sorted(map(re.escape, words_under(heading, "equipment.txt")), key=lambda word: (-len(word), word)))


_WEAPON_NOUNS = _any("weapon_nouns")
_DESIGNATION = re.compile(
    rf"\b(?:(?P<aircraft>(?:{_any('aircraft_makes')})-\d{{1,3}}[A-Z]{{0,3}})"
    rf"|(?P<airliner>(?:{_any('aircraft_makers')})\s(?:[A-Z][\w-]*)?\d[\w-]*)"
    rf"|(?P<family>(?:{_any('weapon_families')})(?:[-\s]?\d{{1,4}}[A-Z]{{0,3}}\b)?)(?!\w)"
    r"|(?P<model>[A-Z][a-z]{3,}-\d{1,3}[A-Z]{0,2})"
    rf"|(?P<code>(?:{_any('weapon_codes')})-\d{{1,4}}[A-Z]{{0,3}})"
    rf"|(?P<named>(?:{_any('named_by_use')})"
    rf"(?=\s(?:(?:air|anti|defen[cs]e|missile|surface|fighter|attack|surveillance|-)\W?){{0,5}}"
    rf"(?:{_WEAPON_NOUNS}|jets?|helicopters?|aircraft|defen[cs]es?))))"
)
_NOT_EQUIPMENT = re.compile(rf"(?:{_any('numbered_things')})-?\d")
_SHIP_NOUNS = words_under("ship_nouns", "equipment.txt")
_SHIP_PREFIXES = words_under("ship_prefixes", "equipment.txt")
_LINKS = frozenset(["named", "called", "the", "renamed", "dubbed", "formerly"])
_MARKS = frozenset("\"“”‘’'(")
_IMO = re.compile(r"\s*[(,]?\s*\(?\s*IMO(?:\s+(?:number|no\.?|No\.?))?[\s:]*\d{7}\b")
_FLAG = re.compile(
    rf"-flag(?:ged)?\s+(?:(?:{_any('cargoes')})\s+){{0,3}}(?:tanker|vessel|ship|carrier|freighter)?\s*[\"“‘']?$"
)


def equipment_in(text: str, offset: int, words: Sequence[Word]) -> Iterator[Candidate]:
    """Vessels, aircraft and weapons of a paragraph that begins at the page's `offset`-th character."""
    yield from _designated(text, offset)
    for position, word in enumerate(words):
        if word.text in _SHIP_PREFIXES:
            yield from _prefixed_vessel(words, position, position + 1)
        elif word.text == "M" and _text_at(words, position + 1, position + 3) in ("/V", "/T", "/S"):
            yield from _prefixed_vessel(words, position, position + 3)
        elif word.text in _SHIP_NOUNS:
            yield from _vessel_after_noun(words, position)
        elif is_capitalised(word) and not (position and is_capitalised(words[position - 1])):
            yield from _vessel_by_number_or_flag(text, offset, words, position)


def _designated(text: str, offset: int) -> Iterator[Candidate]:
    for found in _DESIGNATION.finditer(text):
        if _NOT_EQUIPMENT.match(found[0]) or (found.lastgroup == "model" and not _is_weapon_by_noun(text, found)):
            continue
        name = found[0].split("-")[0].split()[0]
        doubtful = found.lastgroup == "family" and name in words_under("needs_noun", "equipment.txt")
        if doubtful and not re.search(r"\d", found[0]) and not _noun_follows(text, found.end()):
            continue
        yield Candidate(offset + found.start(), offset + found.end(), "equipment", 0.9, "designation", _subkind(found))


def _is_weapon_by_noun(text: str, found: re.Match[str]) -> bool:
    """A word with a number is a weapon's where a weapon is named beside it ("the missile, Sarab-3")."""
    before = text[max(0, found.start() - 40) : found.start()]
    return _noun_follows(text, found.end()) or bool(re.search(rf"\b(?:{_WEAPON_NOUNS})[\s,“\"‘']+$", before))


def _noun_follows(text: str, end: int) -> bool:
    return bool(re.match(rf"(?:\s[a-z-]+){{0,2}}\s(?:{_WEAPON_NOUNS})\b", text[end : end + 60]))


def _subkind(found: re.Match[str]) -> str:
    aircraft = found.lastgroup in ("aircraft", "airliner") or found[0] in words_under("named_aircraft", "equipment.txt")
    return "aircraft" if aircraft else "weapon"


def _text_at(words: Sequence[Word], first: int, end: int) -> str:
    return "".join(word.text for word in words[first:end])


def _prefixed_vessel(words: Sequence[Word], position: int, name: int) -> Iterator[Candidate]:
    end = run_from(words, name, 4) if name < len(words) else name
    if end > name:
        yield Candidate.over(words[position:end], "equipment", 0.92, "ship's prefix", "vessel")


def _vessel_after_noun(words: Sequence[Word], position: int) -> Iterator[Candidate]:
    """ "the tanker Sea Rose", "a ship called “Sea Rose”"; not "ship Reuters reported" nor "the ship China bought"."""
    start = position + 1
    apart = start + 1 < len(words) and words[start].text == "," and words[start + 1].text == "the"
    start += 2 if apart else 0
    while start < len(words) and (words[start].text in _LINKS or words[start].text in _MARKS):
        start += 1
    end = run_from(words, start, 4) if start < len(words) else start
    if end == start or (words[start - 1].text == "the" and not apart):
        return
    name = " ".join(word.text for word in words[start:end])
    if is_known_place(name) or name in organisation_names() or words[start].text in ("The", "It", "He", "In", "A"):
        return
    if "(" not in {word.text for word in words[position:start]}:
        end = _with_number(words, end)
        yield Candidate.over(words[start:end], "equipment", 0.96, "noun of a vessel", "vessel")
        if words[position].text.endswith("s") and end + 1 < len(words) and words[end].text == "and":
            further = run_from(words, end + 1, 4)
            if further > end + 1 and not is_known_place(words[end + 1].text):
                another = words[end + 1 : _with_number(words, further)]
                yield Candidate.over(another, "equipment", 0.94, "noun of vessels", "vessel")


def _with_number(words: Sequence[Word], end: int) -> int:
    """ "Golden Heron 8": the number after a ship's name is of the name, unless something is counted with it."""
    if end >= len(words) or not words[end].text.isdigit() or len(words[end].text) > 3:
        return end
    counts = end + 1 < len(words) and words[end + 1].text[0].islower() and words[end + 1].text.endswith("s")
    return end if counts and words[end + 1].text not in ("was", "is", "has") else end + 1


def _vessel_by_number_or_flag(text: str, offset: int, words: Sequence[Word], position: int) -> Iterator[Candidate]:
    end = run_from(words, position, 4)
    if end == position:
        return
    after = text[words[end - 1].end - offset : words[end - 1].end - offset + 40]
    before = text[max(0, words[position].start - offset - 60) : words[position].start - offset]
    if _IMO.match(after) or _FLAG.search(before):
        yield Candidate.over(words[position:end], "equipment", 0.94, "IMO number or flag", "vessel")
