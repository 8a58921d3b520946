"""Names as the UN prints them: several in one field, spellings in another script in brackets, acronyms, remarks."""

from __future__ import annotations

import re

from navicert.lists.sources.scripts import script_of

_FORMER = re.compile(r"(?:previously|formerly) listed as", re.IGNORECASE)
_BESIDES = re.compile(r",?\s+born\b.*|\s+-\s+sub-unit name$")
_QUOTED = re.compile('["“]([^"“”]+)["”]')
_ORIGINAL = re.compile(r"\(?original script\)?:?|\bin Arabic(?: script)?:", re.IGNORECASE)
_OTHER_SCRIPT = re.compile(r"[^\W\d_A-Za-z\u00c0-\u024f\u1e00-\u1eff](?:[^\x00-\x7f\u2018-\u201d]|[ '-])*")
_SEPARATOR = re.compile(r"\s+[a-z]\)\s+")
_SPELLING = re.compile(r"[A-Z][\w.'’‘-]*(?: [\w.'’‘-]+)*")


def squeeze(text: str) -> str:
    """The text on one line with single spaces: the UN's files wrap lines inside values."""
    return " ".join(text.split())


def is_former(text: str) -> bool:
    """Whether the text says that the name was listed formerly."""
    return _FORMER.search(text) is not None


def names_in(text: str) -> list[str]:
    """The names that one printed field holds, in order; a field that holds one name gives that name.

    >>> names_in("Jin Tiesan (金铁三)"), names_in("Fazel Rahim; Fazil Rahim")
    (['Jin Tiesan', '金铁三'], ['Fazel Rahim', 'Fazil Rahim'])
    >>> names_in("OFFICE FOR SHIPS (OFS)"), names_in("AL-HARAMAYN FOUNDATION (KENYA)")
    (['OFFICE FOR SHIPS', 'OFS'], ['AL-HARAMAYN FOUNDATION (KENYA)'])
    """
    text = _BESIDES.sub("", squeeze(text)).strip(" ,;").lstrip(") ")
    pieces = _top_level(_SEPARATOR.sub("; ", text))
    if len(pieces) > 1:
        return _once([name for piece in pieces for name in names_in(piece)])
    outer, brackets = _take_brackets(text)
    if brackets:
        return _once(_with_brackets(text, outer, brackets))
    left, slash, right = text.partition(" / ")
    if slash and is_acronym(right, left):
        return [left, right]
    quoted = _QUOTED.fullmatch(text)
    return [quoted[1]] if quoted else [text] if text else []


def _with_brackets(text: str, outer: str, brackets: list[str]) -> list[str]:
    """The name without the brackets that were understood, and the names those hold."""
    names: list[str] = []
    for bracket in brackets:
        content = _ORIGINAL.sub("", bracket).strip(" ;")
        if content and (script_of(content) != script_of(outer) or ";" in content):
            names += names_in(content)
        elif content and is_acronym(content, outer):
            names.append(content)
        elif content and not _is_prose(content):
            continue
        text = text.replace(f"({bracket})", "")
    left = squeeze(text).strip(" ,;")
    return ([left] if "(" in left else names_in(left)) + names


def _is_prose(text: str) -> bool:
    return text[0].islower() or text.casefold() in ("combat name", "birth name") or is_former(text)


def is_acronym(text: str, name: str) -> bool:
    """Whether the text abbreviates the name: its letters stand in the name in that order, most of them at word starts.

    >>> is_acronym("DTSRC", "DEFENSE TECHNOLOGY AND SCIENCE RESEARCH CENTER"), is_acronym("NGO", "ALL FOR PEACE")
    (True, False)
    """
    letters = [c for c in text if c.isalpha()]
    if not 2 <= len(letters) <= 10 or " " in text or sum(map(str.isupper, letters)) * 2 <= len(letters):
        return False
    short = "".join(letters).casefold()
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", name.casefold()))
    return _is_within(short, name.casefold()) and _common(short, initials) * 2 > len(short) and short[0] in initials


def _is_within(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)


def _common(short: str, initials: str) -> int:
    """How many letters of `short` are found in `initials`, taken greedily in order."""
    found, start = 0, 0
    for letter in short:
        place = initials.find(letter, start)
        if place >= 0:
            found, start = found + 1, place + 1
    return found


def _top_level(text: str) -> list[str]:
    """The pieces between semicolons that stand outside brackets."""
    pieces, depth, start = [], 0, 0
    for place, char in enumerate(text):
        depth += {"(": 1, ")": -1}.get(char, 0)
        if char == ";" and depth <= 0:
            pieces.append(text[start:place])
            start = place + 1
    pieces.append(text[start:])
    return [piece.strip() for piece in pieces if piece.strip()]


def _take_brackets(text: str) -> tuple[str, list[str]]:
    """The text without its outermost brackets, and what those hold; unbalanced text is left whole."""
    outer, held, depth = [], [""], 0
    for char in text:
        depth -= char == ")"
        if depth < 0:
            return text, []
        if depth:
            held[-1] += char
        elif char == ")":
            held.append("")
        elif char != "(":
            outer.append(char)
        depth += char == "("
    return (squeeze("".join(outer)).strip(" ,"), [content for content in held if content]) if not depth else (text, [])


def _once(names: list[str]) -> list[str]:
    return list(dict.fromkeys(names))


def names_in_note(note: str) -> list[str]:
    """Further names that the note on an alias gives: spellings in another script, or a list of nothing but spellings.

    >>> names_in_note("original script: Абу Ясир"), names_in_note("Yunis al-Mauritani; Younis al-Mauritani")
    (['Абу Ясир'], ['Yunis al-Mauritani', 'Younis al-Mauritani'])
    >>> names_in_note("born in 1976; POB: Cairo")
    []
    """
    others = [found.strip(" '-") for found in _OTHER_SCRIPT.findall(note)]
    spellings = [piece.strip() for piece in squeeze(note).strip("() ").split(";")]
    if len(spellings) < 2 or not all(map(_SPELLING.fullmatch, spellings)) or re.search(r"\d", note):
        spellings = []
    return _once([name for name in others if len(name) > 1] + spellings)
