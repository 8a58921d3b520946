"""The names of a UK designation: in six numbered parts, with the list's kinds and strengths, and in other scripts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from navicert.errors import InvalidInput, UnknownCode
from navicert.lists.model import Detail, Name, NameKind
from navicert.lists.sources.draft import Draft
from navicert.lists.sources.scripts import language_of, script_of
from navicert.lists.sources.uk_designation import Designation
from navicert.lists.sources.uk_xml import CHANGED

KINDS: Mapping[str, NameKind] = MappingProxyType(
    {"primary name": "primary", "primary name variation": "alias", "alias": "alias"}
)
STRENGTHS: Mapping[str, NameKind | None] = MappingProxyType(
    {"": None, "good quality aka": "alias", "low quality aka": "weak_alias"}
)
PARTS = (("Name1", "given"), ("Name2", "middle"), ("Name3", "middle"), ("Name4", "middle"), ("Name5", "middle"))
LANGUAGES: Mapping[str, str] = MappingProxyType(
    {
        "arabic": "ara", "armenian": "hye", "azerbaijani": "aze", "belarusian": "bel", "bengali": "ben",
        "bosnian": "bos", "bulgarian": "bul", "burmese": "mya", "chinese": "zho", "croatian": "hrv", "dari": "prs",
        "english": "eng", "farsi": "fas", "french": "fra", "georgian": "kat", "german": "deu", "greek": "ell",
        "hebrew": "heb", "hindi": "hin", "indonesian": "ind", "italian": "ita", "japanese": "jpn", "kazakh": "kaz",
        "korean": "kor", "kurdish": "kur", "kyrgyz": "kir", "macedonian": "mkd", "moldavian": "ron",
        "moldovan": "ron", "montenegrin": "srp", "pashto": "pus", "persian": "fas", "polish": "pol",
        "portuguese": "por", "romanian": "ron", "russian": "rus", "serbian": "srp", "somali": "som", "spanish": "spa",
        "swahili": "swa", "tajik": "tgk", "thai": "tha", "tigrinya": "tir", "turkish": "tur", "turkmen": "tuk",
        "ukrainian": "ukr", "urdu": "urd", "uzbek": "uzb", "vietnamese": "vie",
    }
)  # fmt: skip
"""ISO 639-3 codes of the languages in the list's words."""


def read_names(said: Designation, draft: Draft) -> None:
    """Put the names into the draft, each spelling once; InvalidInput where the designation has none."""
    found: dict[str, Name] = {}
    for parts in said.each("Names/Name"):
        name = _name(parts, draft.schema == "Person", said)
        if name.text and (name.text not in found or name.kind == "primary"):
            found[name.text] = name
    for parts in said.each("NonLatinNames/NonLatinName"):
        text = parts.get("NameNonLatinScript", "")
        if text:
            found.setdefault(text, Name(text, "alias", script_of(text), _language(parts, text, draft)))
    if not found:
        raise InvalidInput("the designation has no name", where=said.at("Name6"), next=CHANGED)
    draft.names += sorted(found.values(), key=lambda name: name.kind != "primary")


def _name(parts: Mapping[str, str], person: bool, said: Designation) -> Name:
    """The name as it is said: parts 1 to 5, then 6, which holds the family name or the whole name of a company."""
    text = " ".join(parts[f"Name{number}"] for number in range(1, 7) if f"Name{number}" in parts)
    labelled: tuple[tuple[str, str], ...] = ()
    if person and any(part in parts for part, _ in PARTS):
        labelled = tuple((label, parts[part]) for part, label in (*PARTS, ("Name6", "family")) if part in parts)
    text = " ".join(text.split())
    return Name(text, _kind(parts, said), script_of(text), language_of(text), labelled)


def _kind(parts: Mapping[str, str], said: Designation) -> NameKind:
    kind = KINDS.get(" ".join(parts.get("NameType", "").lower().split()))
    if kind is None:
        raise UnknownCode(f"there is no name type {parts.get('NameType')!r}", where=said.at("NameType"), next=CHANGED)
    strength = re.sub(r"\ba\.?k\.?a\.?$", "aka", parts.get("AliasStrength", "").strip().lower())
    if strength not in STRENGTHS:
        raise UnknownCode(f"there is no strength {strength!r}", where=said.at("AliasStrength"), next=CHANGED)
    return kind if kind == "primary" else STRENGTHS[strength] or kind


def _language(parts: Mapping[str, str], text: str, draft: Draft) -> str | None:
    """The language in the list's words ("Romanian; Moldavian; Moldovan"), else what the letters tell."""
    words = parts.get("NonLatinScriptLanguage", "")
    code = next((LANGUAGES[word] for word in re.split(r"\W+", words.lower()) if word in LANGUAGES), None)
    if words and code is None:
        draft.details.append(Detail(f"language of {text}", words))
    return code or language_of(text)
