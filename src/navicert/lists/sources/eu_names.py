"""The names of a party of the EU's list, and what is said of it beside each name.

The list marks no name as the official one. The first that is strong, in Latin letters and not annotated as an alias or
a former name is taken for it; the others are aliases. Weak is what `strong` or the remark says is weak.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from navicert.errors import InvalidInput, UnknownCode
from navicert.lists.model import Detail, Name, NameKind
from navicert.lists.sources.draft import Draft
from navicert.lists.sources.eu_schema import CHANGED, Node
from navicert.lists.sources.scripts import language_of, script_of
from navicert.terms.language import ISO_639_3

GENDERS: Mapping[str, str | None] = MappingProxyType({"": None, "M": "male", "F": "female"})
PARTS = (("firstName", "given"), ("middleName", "middle"), ("lastName", "family"))

_QUALITY = re.compile(r"(?P<how>low?|good|god|high)\s+quality(?:\s+(?:ali+as|a\.?k\.?a\.?))?", re.IGNORECASE)
_FORMER = re.compile(r"formerly known as|former(?:ly)? name|f\.?k\.?a\.?\b|maiden name", re.IGNORECASE)
_OPENING = re.compile(r"^[\s(\"'‘]+")
_LETTERED = re.compile(r"\s*\([a-z]\)\s*")

_SCRIPTS: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(("ru", "uk", "bg", "be", "mk", "sr", "kk", "ky", "mn", "tg"), "Cyrl")
    | dict.fromkeys(("ar", "fa", "ps", "ur", "ku"), "Arab")
    | {"zh": "Hani", "ja": "Jpan", "ko": "Hang", "he": "Hebr", "el": "Grek", "ka": "Geor", "hy": "Armn", "th": "Thai"}
)
"""The script of languages that are not written in Latin letters."""


def read_names(entity: Node, draft: Draft) -> None:
    """Put names, gender, titles and functions into the draft; InvalidInput where the party has no name."""
    found: dict[str, Name] = {}
    for alias in entity.all("nameAlias"):
        name = _name(alias)
        if name.text:
            found.setdefault(name.text, name)
        _beside(alias, draft)
    if not found:
        raise InvalidInput("the party has no name", where=f"{entity.where} field wholeName", next=CHANGED)
    draft.names += _with_primary(list(found.values()))


def _name(alias: Node) -> Name:
    text = alias["wholeName"] or " ".join(filter(None, (alias[attribute] for attribute, _ in PARTS)))
    parts = tuple((label, alias[attribute]) for attribute, label in PARTS if alias[attribute])
    return Name(text, _kind(alias), script_of(text), _language(alias, text), parts)


def _kind(alias: Node) -> NameKind:
    """`primary` stands here for "not annotated"; all but one of them become aliases."""
    kinds = {kind for remark in alias.texts("remark") for clause in _clauses(remark) if (kind := _graded(clause))}
    if alias["strong"] and not alias.flag("strong"):
        kinds.add("weak_alias")
    return next((kind for kind in ("weak_alias", "former", "alias") if kind in kinds), "primary")


def _clauses(remark: str) -> Iterator[str]:
    for clause in re.split(r"[\n;]", remark):
        yield _OPENING.sub("", clause).strip()


def _graded(clause: str) -> NameKind | None:
    """What a clause says the name is, when it begins by saying so; a sentence about somebody else does not."""
    quality = _QUALITY.match(clause)
    if quality:
        return "weak_alias" if quality["how"].lower().startswith("lo") else "alias"
    return "former" if _FORMER.match(clause) else None


def _with_primary(names: list[Name]) -> list[Name]:
    plain = [name for name in names if name.kind == "primary"] or [name for name in names if name.kind == "alias"]
    latin = [name for name in plain if name.script == "Latn"]
    chosen = (latin or plain or names)[0]
    rest = [_as(name, "alias") if name.kind == "primary" else name for name in names if name is not chosen]
    return [_as(chosen, "primary"), *rest]


def _as(name: Name, kind: NameKind) -> Name:
    return Name(name.text, kind, name.script, name.lang, name.parts)


def _language(alias: Node, text: str) -> str | None:
    """The stated language, unless the letters belie it: Cyrillic names stand under EN in the list."""
    code = alias["nameLanguage"].lower()
    if not code:
        return language_of(text)
    if code not in ISO_639_3:
        raise UnknownCode(f"{alias['nameLanguage']!r} is no language", where=alias.at("nameLanguage"), next=CHANGED)
    script = script_of(text)
    fits = script in (None, "Latn", _SCRIPTS.get(code, "Latn"))
    return ISO_639_3[code] if fits else language_of(text)


def _beside(alias: Node, draft: Draft) -> None:
    """Gender, titles, functions and remarks of a name; those that grade it have become its kind."""
    if alias["gender"] not in GENDERS:
        raise UnknownCode(f"there is no gender {alias['gender']!r}", where=alias.at("gender"), next="expected M or F")
    gender = GENDERS[alias["gender"]]
    if gender and draft.gender not in (None, gender):
        draft.detail("gender", gender)
    draft.gender = draft.gender or gender
    draft.titles += _values(alias["title"])
    if draft.schema == "Person":
        draft.positions += _values(alias["function"])
    elif alias["function"]:
        draft.detail("function", alias["function"])
    for remark in alias.texts("remark"):
        said = "\n".join(clause for clause in _clauses(remark) if clause and not _only_grades(clause))
        if said:
            draft.details.append(Detail(f"alias remark: {alias['wholeName']}", said))
    draft.details += [Detail(more["key"], more["value"]) for more in alias.all("additionalInformation")]


def _only_grades(clause: str) -> bool:
    quality = _QUALITY.match(clause)
    return quality is not None and not clause[quality.end() :].strip(" .)\"'")


def _values(text: str) -> list[str]:
    """The values of a text, which may be counted "(a) Mullah, (b) Maulavi"."""
    if len(_LETTERED.findall(text)) < 2:
        return [text] if text else []
    return [value for part in _LETTERED.split(text) if (value := part.strip(" ,;"))]
