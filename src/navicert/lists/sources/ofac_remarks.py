"""OFAC's remarks: clauses between semicolons, most of them a label and what it says.

Every clause ends in a field of the entry: a labelled one in the field that its label means, a title that the Title
column has too in `titles` or `positions`, everything else in `remarks`, word for word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from navicert.lists.model import Identifier, Relation
from navicert.lists.sources.draft import Draft
from navicert.lists.sources.ofac_identifiers import write_identifier
from navicert.lists.sources.ofac_labels import DATED, DETAILS, IDENTIFIERS
from navicert.lists.sources.ofac_values import read_date, read_name, read_place

CUT = "remark cut by the publisher at 1,000 characters"
"""The label of a last clause that the column was too short for."""


def split_remarks(text: str) -> list[str]:
    """The clauses, without the full stop that ends the whole.

    >>> split_remarks("DOB 1946; POB Cairo, Egypt.")
    ['DOB 1946', 'POB Cairo, Egypt']
    """
    clauses = [clause.strip() for clause in re.split(r";\s*", text.strip().removesuffix("."))]
    return [clause for clause in clauses if clause]


def read_remarks(text: str, draft: Draft, *, cut: bool = False) -> None:
    """Put every clause of the remarks into the draft, whose titles must be there already.

    The last clause of a text that was `cut` is kept as a detail and not interpreted: half a number is a wrong number.
    """
    clauses = split_remarks(text)
    if cut:
        draft.detail(CUT, clauses.pop())
    known = {_bare(title) for title in (*draft.titles, *draft.positions)}
    for clause in clauses:
        if _bare(clause) not in known:
            read_clause(clause, draft)


def _bare(title: str) -> str:
    return title.strip().rstrip(".")


def read_clause(clause: str, draft: Draft) -> None:
    """Put one clause into the field it belongs to; a clause without a known label goes to `remarks`."""
    inner = clause[1:-1] if clause.startswith("(") and clause.endswith(")") else clause
    match = _LABELLED.fullmatch(inner)
    if match and read_statement(match["label"], match["text"].strip(), draft):
        return
    for pattern, write in _FREE:
        if found := pattern.fullmatch(clause):
            write(found, draft)
            return
    draft.remarks.append(clause)


def read_statement(label: str, text: str, draft: Draft) -> bool:
    """Put what a label says into its field; False when the text is not of the label's kind, and nothing was done.

    Raises KeyError for a label that is not in `LABELS`.
    """
    if label in IDENTIFIERS:
        return write_identifier(label, text, draft)
    if label in DETAILS:
        draft.detail(label, text)
        return True
    if label.partition(" (")[0] in DATED:
        return _directive_date(label, text, draft)
    return _WRITERS[label](text, draft)


# Other labelled statements


def _birth_date(text: str, draft: Draft) -> bool:
    day = read_date(text)
    if day:
        draft.birth_dates.append(day)
    return day is not None


def _established(text: str, draft: Draft) -> bool:
    day = read_date(text)
    if day:
        draft.incorporation_dates.append(day)
    return day is not None


def _birth_place(text: str, draft: Draft) -> bool:
    draft.birth_places.append(read_place(text))
    return True


def _gender(text: str, draft: Draft) -> bool:
    if text not in ("Male", "Female") or draft.gender not in (None, text.lower()):
        return False
    draft.gender = text.lower()
    return True


def _alias(text: str, draft: Draft) -> bool:
    name = _quoted(text)
    if name:
        draft.names.append(read_name(name, "weak_alias", person=draft.schema == "Person"))
    return name is not None


def _former_alias(text: str, draft: Draft) -> bool:
    written = _alias(text, draft)
    if written:
        draft.detail("f.k.a.", draft.names[-1].text)
    return written


def _quoted(text: str) -> str | None:
    quoted = len(text) > 2 and text[0] in "'\"" and text[-1] == text[0]
    return text[1:-1].strip() or None if quoted else None


def _relation(kind: str) -> Callable[[str, Draft], bool]:
    def write(text: str, draft: Draft) -> bool:
        draft.relations.append(Relation(kind, text))
        return True

    return write


def _country(field: str, label: str) -> Callable[[str, Draft], bool]:
    def write(text: str, draft: Draft) -> bool:
        draft.country(getattr(draft, field), label, text)
        return True

    return write


def _directive_date(label: str, text: str, draft: Draft) -> bool:
    draft.detail(label, text)
    day, directive = read_date(text), re.search(r"CMIC|EO (\d+)", label)
    if label.startswith("Listing Date") and day and day.precision == "day" and directive:
        draft.listed(directive[0].replace(" ", ""), day.earliest)
    return True


_WRITERS: Mapping[str, Callable[[str, Draft], bool]] = MappingProxyType(
    {
        "DOB": _birth_date,
        "POB": _birth_place,
        "Organization Established Date": _established,
        "Gender": _gender,
        "a.k.a.": _alias,
        "d.b.a.": _alias,
        "n.k.a.": _alias,
        "f.k.a.": _former_alias,
        "Linked To": _relation("linked_to"),
        "Aircraft Operator": _relation("operated_by"),
        "Vessel Owner": _relation("owned_by"),
        "nationality": _country("nationalities", "nationality"),
        "citizen": _country("citizenships", "citizen"),
        "Nationality of Registration": _country("jurisdictions", "Nationality of Registration"),
        "Vessel Flag": _country("flags", "Vessel Flag"),
        "Other Vessel Flag": _country("flags", "Other Vessel Flag"),
        "Former Vessel Flag": _country("former_flags", "Former Vessel Flag"),
    }
)

LABELS = frozenset(IDENTIFIERS) | DETAILS | frozenset(_WRITERS)
_ANY = "|".join(re.escape(label) for label in sorted(LABELS, key=len, reverse=True))
_LABELLED = re.compile(
    rf"(?:alt\. |Alt\. )?(?P<label>{_ANY}|(?:{'|'.join(map(re.escape, DATED))}) \([^()]*\))"
    r"(?:\s*:\s*|\s+-\s+|\s+)(?P<text>.+)",
    re.DOTALL,
)

# Clauses that say what they are without a label of OFAC's


def _website(found: re.Match[str], draft: Draft) -> None:
    draft.identifiers.append(Identifier("website", found["text"]))


def _email(found: re.Match[str], draft: Draft) -> None:
    draft.identifiers.append(Identifier("email", found["text"]))


def _position(found: re.Match[str], draft: Draft) -> None:
    draft.positions.append(found["text"])


def _family(found: re.Match[str], draft: Draft) -> None:
    draft.relations.append(Relation("family", found["text"], note=found["tie"].lower()))


def _characteristic(found: re.Match[str], draft: Draft) -> None:
    draft.detail(found["label"], found["text"])


_KIN = "wife|husband|widow|son|daughter|child|brother|sister|father|mother|nephew|niece|cousin|uncle|aunt"
_FREE: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Draft], None]], ...] = (
    (re.compile(r"(?P<text>(?:https?://|www\.)\S+[^\s.])(?: \(website\))?\.?"), _website),
    (re.compile(r"(?P<text>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)(?: \(email\))?\.?"), _email),
    (re.compile(r"(?:Alternate Title[,:]|Alt\. Position:|Position:|Rank|Title)\s+(?P<text>.+)"), _position),
    (re.compile(rf"(?P<tie>(?:half-|step-)?(?:{_KIN})(?:-in-law)? of) (?P<text>.+)", re.IGNORECASE), _family),
    (re.compile(r"(?P<label>Tribe|Subtribe|Occupation|Organization|ethnicity):? +(?P<text>.+)"), _characteristic),
)
"""Patterns of free text, tried in this order; what none of them fits is kept as a remark."""
