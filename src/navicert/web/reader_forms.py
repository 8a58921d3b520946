"""Forms of the reader: what may be corrected in a record, and what a form that was sent asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from navicert.errors import Conflict, InvalidInput
from navicert.evidence.keeping.corrections import anchors, id_of
from navicert.evidence.keeping.fields import CORRECTABLE, as_typed, choices

if TYPE_CHECKING:
    from navicert.desk import Desk
    from navicert.evidence.keeping.shelf import ReadPage
    from navicert.evidence.linking.deliveries import Proposal
    from navicert.evidence.output import Record

OWN_FORM = frozenset(("entry", "not_entries"))
"""Fields that the choice among candidates sets."""
Fields = Mapping[str, str]
Act = Callable[["Desk", str, Fields, str], str]
"""What a form asks for: on this page, with these fields, by this person; where to look afterwards."""


def form_of(read: ReadPage, data: Mapping[str, Any], record_id: str) -> dict[str, Any] | None:
    """The form for a record with what it says now; None where the page has no such record."""
    record = next((one for _, one in anchors(read.corrected.records) if id_of(one) == record_id), None)
    if record is None:
        return None
    kind = record["type"]
    fields = [
        {"name": name, "value": _now(read, record, name), "choices": choices(kind, name)}
        for name in CORRECTABLE[kind].fields
        if name not in OWN_FORM
    ]
    named = next((one for one in data["names"] if record_id in [each["id"] for each in one["mentions"]]), None)
    return {
        "id": record_id,
        "type": kind,
        "place": place_of(read, record_id),
        "fields": fields,
        "words": record.get("text") if kind == "mention" else None,
        "candidates": named["candidates"] if named and kind == "mention" else [],
    }


def place_of(read: ReadPage, record_id: str) -> str:
    """What a form holds on to: the characters and the rank of its record, which a newer reading leaves as they are."""
    found = next((anchor for anchor, one in anchors(read.corrected.records) if id_of(one) == record_id), None)
    return "" if found is None else f"{found.type} {found.start}-{found.end} {found.rank}"


def seen_of(proposal: Proposal) -> str:
    """What a form says of the proposal that was seen."""
    from navicert.desk.consequences import row_digest

    return row_digest(proposal)


def _now(read: ReadPage, record: Record, name: str) -> str:
    value = record.get(name)
    if name == "about" and value is not None:
        about = next((one for one in read.corrected.records if one.get("claim_id") == value), None)
        return f"{about['start']}-{about['end']}" if about else ""
    return as_typed(value)


# What forms ask for


def _seen(desk: Desk, page: str, fields: Fields) -> ReadPage:
    """The page as it is, if it is still what the form was made from; Conflict where somebody corrected it since."""
    read = desk.evidence.page(page)
    since = read.corrections[_number(fields.get("seen", "")) :]
    if since:
        who = ", ".join(dict.fromkeys(one.by for one in since))
        raise Conflict(
            f"{who} corrected the page since you saw it; nothing of yours was recorded", next="look at it again"
        )
    if fields.get("place") and place_of(read, fields.get("record", "")) != fields["place"]:
        raise Conflict("the page was read anew since you saw it; nothing was recorded", next="look at it again")
    return read


def _number(text: str) -> int:
    if not text.isdigit() or len(text) > 9:
        raise InvalidInput("the form does not say what it was made from", where="seen")
    return int(text)


def _correct(desk: Desk, page: str, fields: Fields, by: str) -> str:
    read = _seen(desk, page, fields)
    record_id = fields.get("record", "")
    form = form_of(read, {"names": ()}, record_id)
    if form is None:
        raise InvalidInput("the page has no such record", where="record")
    values = {
        one["name"]: given
        for one in form["fields"]
        if (given := fields.get(f"field_{one['name']}", one["value"]).strip()) != one["value"]
    }
    words = fields.get("words", "").strip()
    if form["words"] and words and words != form["words"]:
        return _move(desk, read, form, words, values, by, fields.get("reason", ""))
    return _corrected(desk, page, record_id, by, fields, values=values)


def _move(
    desk: Desk, read: ReadPage, form: Mapping[str, Any], words: str, values: Mapping[str, str], by: str, reason: str
) -> str:
    """A name on other characters: a record that was missed in place of one that is taken out."""
    record = next(one for _, one in anchors(read.corrected.records) if id_of(one) == form["id"])
    start = _place_of_words(read.page.text, words, record["start"])
    kept = {one["name"]: one["value"] for one in form["fields"] if one["name"] != "name" and one["value"]}
    desk.evidence.add(
        read.page.id, "mention", start, start + len(words), by=by, reason=reason, values={**kept, **values}
    )
    _, after = desk.evidence.correct(read.page.id, form["id"], by=by, reason=reason, action="remove")
    desk.consequences.review(after, by=by)
    return f"/reader/{read.page.id}#names"


def _place_of_words(text: str, words: str, near: int) -> int:
    """Where words stand on the page, of several places the nearest one; InvalidInput where they stand nowhere."""
    before, after = text.rfind(words, 0, near + len(words)), text.find(words, near)
    places = [place for place in (before, after) if place >= 0]
    if not places or not words:
        raise InvalidInput(f"the page does not say {words!r}", where="words", next="copy the words as they stand there")
    return min(places, key=lambda place: abs(place - near))


def _confirm(desk: Desk, page: str, fields: Fields, by: str) -> str:
    _seen(desk, page, fields)
    return _corrected(desk, page, fields.get("record", ""), by, fields, action="confirm")


def _remove(desk: Desk, page: str, fields: Fields, by: str) -> str:
    _seen(desk, page, fields)
    return _corrected(desk, page, fields.get("record", ""), by, fields, action="remove")


def _link(desk: Desk, page: str, fields: Fields, by: str) -> str:
    _seen(desk, page, fields)
    return _corrected(desk, page, fields.get("record", ""), by, fields, values={"entry": _candidate(fields)})


def _refuse(desk: Desk, page: str, fields: Fields, by: str) -> str:
    read = _seen(desk, page, fields)
    record_id, candidate = fields.get("record", ""), _candidate(fields)
    record = next((one for _, one in anchors(read.corrected.records) if id_of(one) == record_id), {})
    refused = "; ".join(dict.fromkeys([*(record.get("not_entries") or ()), candidate]))
    values = {"not_entries": refused} | ({"entry": ""} if record.get("entry") == candidate else {})
    return _corrected(desk, page, record_id, by, fields, values=values)


def _candidate(fields: Fields) -> str:
    if not fields.get("candidate", "").strip():
        raise InvalidInput("choose a candidate", where="candidate")
    return fields["candidate"]


def _add(desk: Desk, page: str, fields: Fields, by: str) -> str:
    read = _seen(desk, page, fields)
    kind, words = fields.get("kind", ""), fields.get("words", "").strip()
    if kind not in CORRECTABLE or not CORRECTABLE[kind].may_be_added:
        raise InvalidInput("choose what was missed", where="kind")
    start = _place_of_words(read.page.text, words, 0)
    prefix = f"{kind}_"
    given = {name.removeprefix(prefix): value for name, value in fields.items() if name.startswith(prefix) and value}
    _, after = desk.evidence.add(
        page, kind, start, start + len(words), by=by, reason=fields.get("reason", ""), values=given
    )
    desk.consequences.review(after, by=by)
    return f"/reader/{page}#{'names' if kind == 'mention' else 'claims'}"


def _withdraw(desk: Desk, page: str, fields: Fields, by: str) -> str:
    _seen(desk, page, fields)
    _, after = desk.evidence.withdraw(page, fields.get("correction", ""), by=by, reason=fields.get("reason", ""))
    desk.consequences.review(after, by=by)
    return f"/reader/{page}#corrections"


def _corrected(desk: Desk, page: str, record_id: str, by: str, fields: Fields, **more: Any) -> str:
    _, after = desk.evidence.correct(page, record_id, by=by, reason=fields.get("reason", ""), **more)
    desk.consequences.review(after, by=by)
    return f"/reader/{page}#record-{record_id}"


def _open_case(desk: Desk, page: str, fields: Fields, by: str) -> str:
    return f"/cases/{desk.consequences.open_case(page, fields.get('record', ''), by=by).case.id}"


def _accept(desk: Desk, page: str, fields: Fields, by: str) -> str:
    start, _, end = fields.get("quantity", "").partition("-")
    place = (_number(start), _number(end))
    taken = desk.consequences.accept(page, place, by=by, seen=fields.get("seen_row", ""))
    return f"/reader/{page}?recorded={taken.outcome}#delivery-{place[0]}"


acts: Mapping[str, Act] = {
    "correct": _correct,
    "confirm": _confirm,
    "remove": _remove,
    "link": _link,
    "refuse": _refuse,
    "add": _add,
    "withdraw": _withdraw,
    "case": _open_case,
    "accept": _accept,
}
