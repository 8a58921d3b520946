"""`navicert evidence`: kept pages of news, searched, corrected, and set beside lists, law and quotas."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from navicert.cli.app import JsonOption, StoreOption, app, desk_of
from navicert.cli.lists import read_day
from navicert.cli.output import note, print_json
from navicert.errors import InvalidInput

if TYPE_CHECKING:
    from navicert.desk.evidence import EvidenceDesk
    from navicert.evidence.keeping.questions import Answer
    from navicert.evidence.keeping.shelf import Shelf

evidence = typer.Typer(
    help="Kept news pages: search what they claim, correct it, link it to lists, law and quotas.", no_args_is_help=True
)
app.add_typer(evidence, name="evidence")

KINDS = ("claim", "event", "mention", "date", "quantity")
Text = str | None
PageArgument = Annotated[str, typer.Argument(metavar="PAGE", help="A kept page's id, or its beginning.")]
PartyOption = Annotated[
    Text, typer.Option("--party", metavar="NAME_OR_ID", help="Only what a party says, does or is named in.")
]
MeasureOption = Annotated[Text, typer.Option("--measure", metavar="ID", help="Only what bears on a measure.")]
SpeakerOption = Annotated[Text, typer.Option("--speaker", metavar="NAME", help="Only what this speaker says.")]
ModalityOption = Annotated[
    list[str] | None,
    typer.Option("--modality", metavar="M", help="asserted, denied, unverified, planned, threatened, needs_review."),
]
KindOption = Annotated[
    list[str] | None, typer.Option("--kind", metavar="KIND", help=f"Only these: {', '.join(KINDS)}; may be repeated.")
]
FromOption = Annotated[Text, typer.Option("--from", metavar="YYYY-MM-DD", help="Nothing about days before this one.")]
ToOption = Annotated[Text, typer.Option("--to", metavar="YYYY-MM-DD", help="Nothing about days after this one.")]
TextArgument = Annotated[Text, typer.Argument(metavar="TEXT", help="Words that must stand there, in this order.")]
ByOption = Annotated[Text, typer.Option("--by", metavar="NAME", help="Who corrects; else the user of this computer.")]
ReasonOption = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; kept with the correction.")]


@evidence.command("search")
def search(
    context: typer.Context,
    text: TextArgument = None,
    party: PartyOption = None,
    measure: MeasureOption = None,
    speaker: SpeakerOption = None,
    modality: ModalityOption = None,
    kind: KindOption = None,
    first: FromOption = None,
    last: ToOption = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Search what kept pages claim and report; a text that stands in ten places is one source with ten occurrences.

    Example: navicert evidence search --party "Air Koryo" --modality denied --from 2017-01-01
    """
    from navicert.cli.show_evidence import print_items
    from navicert.evidence.keeping.answers import item_to_json

    desk = desk_of(context, store).evidence
    shelf = desk.shelf()
    answer = _asked(desk, shelf, text, party, measure, speaker, modality, kind or ["claim", "event"], (first, last))
    found = [item_to_json(item) for item in answer.items]
    if as_json:
        for record in found:
            print_json(record)
    else:
        print_items(found)
        if measure:
            _print_law(desk, shelf, measure)
    _note_found(answer, len(found))


def _asked(
    desk: EvidenceDesk,
    shelf: Shelf,
    text: str | None,
    party: str | None,
    measure: str | None,
    speaker: str | None,
    modality: list[str] | None,
    kinds: list[str],
    days: tuple[str | None, str | None],
) -> Answer:
    from navicert.evidence.keeping.questions import Question

    question = Question(
        text=text,
        speaker=speaker,
        modalities=frozenset(_codes(modality or [], _modalities(), "--modality")),
        kinds=tuple(_codes(kinds, KINDS, "--kind")),
        first=read_day(days[0], "--from") if days[0] else None,
        last=read_day(days[1], "--to") if days[1] else None,
    )
    return desk.ask(shelf, question, party=party, measure=measure)


def _modalities() -> tuple[str, ...]:
    from typing import get_args

    from navicert.evidence.model import Modality

    return get_args(Modality)


def _codes(given: list[str], codes: tuple[str, ...], option: str) -> list[str]:
    for code in given:
        if code not in codes:
            raise InvalidInput(f"{code!r} is none of {', '.join(codes)}", where=option)
    return given


def _note_found(answer: Answer, count: int) -> None:
    copies = sum(len(item.occurrences) - 1 for item in answer.items)
    note(f"{count:,} found" + (f", {copies:,} further copies folded into them" if copies else ""))
    if answer.undated:
        note(f"warning: {len(answer.undated):,} more would fit, but their day is not known")


def _print_law(desk: EvidenceDesk, shelf: Shelf, measure: str) -> None:
    from navicert.cli.show_evidence import print_statements
    from navicert.evidence.linking.answers import statement_to_json

    judged = desk.statements(shelf.pages, measure)
    print_statements([statement_to_json(one.statement, one.judgement) for one in judged])


@evidence.command("timeline")
def timeline(
    context: typer.Context,
    text: TextArgument = None,
    party: PartyOption = None,
    measure: MeasureOption = None,
    speaker: SpeakerOption = None,
    modality: ModalityOption = None,
    kind: KindOption = None,
    first: FromOption = None,
    last: ToOption = None,
    svg: Annotated[Path | None, typer.Option(metavar="F", help="Draw it into this .svg file, with its table.")] = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Show events of kept pages by day; of claims, --kind claim, the day is that of their publication.

    Example: navicert evidence timeline --party "Air Koryo" --svg timeline.svg
    """
    from navicert.cli.show_evidence import print_days
    from navicert.evidence.keeping.answers import item_to_json

    desk = desk_of(context, store).evidence
    shelf = desk.shelf()
    answer = _asked(desk, shelf, text, party, measure, speaker, modality, kind or ["event"], (first, last))
    if svg:
        from navicert.evidence.keeping.picture import draw_timeline

        asked = ", ".join(filter(None, (text, party, measure, speaker)))
        _write(svg, draw_timeline(answer.items, title=f"What kept pages report{f': {asked}' if asked else ''}"))
    found = [item_to_json(item) for item in answer.items]
    if as_json:
        for record in found:
            print_json(record)
    else:
        print_days(found)
    _note_found(answer, len(found))


@evidence.command("show")
def show(
    context: typer.Context,
    page: Annotated[Text, typer.Argument(metavar="PAGE", help="A kept page's id; without it, all are listed.")] = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """List kept pages, or show one: its places, its readings, what was read, what analysts corrected.

    Example: navicert evidence show 3f2a9c
    """
    from navicert.cli.show_evidence import print_page, print_pages
    from navicert.evidence.keeping.answers import corrections_to_json, page_to_json

    desk = desk_of(context, store).evidence
    if page is None:
        pages = [page_to_json(one) for one in desk.shelf().pages]
        for record in pages if as_json else ():
            print_json(record)
        if not as_json:
            print_pages(pages)
        return
    read = desk.page(page)
    corrections = list(corrections_to_json(read))
    if as_json:
        for record in [page_to_json(read), *read.corrected.records[1:], *corrections]:
            print_json(record)
    else:
        print_page(page_to_json(read), read.corrected.records, corrections, desk.history(read))
    _note_orphans(corrections)


def _note_orphans(corrections: list[dict[str, Any]]) -> None:
    for one in corrections:
        if one["orphaned"]:
            place = f"{one['of']} at {one['start']}-{one['end']}"
            note(f"warning: {one['id']} is orphaned: the reading has no {place} any more; it is kept, and not applied")


@evidence.command("sources")
def sources(context: typer.Context, as_json: JsonOption = False, store: StoreOption = None) -> None:
    """List texts that stand in several places of kept pages, which count as one source, and versions of stories.

    Example: navicert evidence sources
    """
    from navicert.cli.show_evidence import print_sources
    from navicert.evidence.keeping.answers import source_to_json

    shelf = desk_of(context, store).evidence.shelf()
    places = {page.page.id: page.places for page in shelf.pages}
    found = [source_to_json(source, places) for source in shelf.sources]
    if as_json:
        for record in found:
            print_json(record)
    else:
        print_sources(found, {page.page.id: page.page.text for page in shelf.pages})


@evidence.command("links")
def links(
    context: typer.Context,
    pages: Annotated[
        list[str] | None, typer.Argument(metavar="PAGE...", help="Kept pages by id; all of them by default.")
    ] = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Set pages beside lists, law and quotas: candidates, verdicts on what is said, deliveries to be recorded.

    Nothing of it is settled: a person confirms a candidate with `evidence correct`, and records a delivery.

    Example: navicert evidence links 3f2a9c
    """
    from navicert.cli.show_evidence import print_links
    from navicert.evidence.linking.answers import (
        delivery_to_json,
        not_asked_to_json,
        party_to_json,
        statement_to_json,
    )

    desk = desk_of(context, store).evidence
    found = desk.links([desk.page(page) for page in pages] if pages else desk.shelf().pages)
    records = [party_to_json(one.named, one.answer) for one in found.parties]
    records += [statement_to_json(one.statement, one.judgement) for one in found.statements]
    records += [delivery_to_json(one) for one in found.deliveries]
    records += [not_asked_to_json(one) for one in found.not_asked]
    if as_json:
        for record in records:
            print_json(record)
    else:
        print_links(records)
    for warning in dict.fromkeys(text for record in records for text in record.get("warnings", ())):
        note(f"warning: {warning}")


@evidence.command("correct")
def correct(
    context: typer.Context,
    page: PageArgument,
    record: Annotated[
        str, typer.Argument(metavar="RECORD", help="The record's id, such as c3; or its type for --add.")
    ],
    reason: ReasonOption,
    values: Annotated[
        list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="What holds instead; may be repeated.")
    ] = None,
    remove: Annotated[bool, typer.Option("--remove", help="There is no such thing here.")] = False,
    confirm: Annotated[bool, typer.Option("--confirm", help="It is right as it was read.")] = False,
    add: Annotated[
        Text, typer.Option("--add", metavar="START-END", help="The reader missed a record on these characters.")
    ] = None,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take back the correction that RECORD names.")] = False,
    by: ByOption = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Correct what was read from a page. The correction is a record of its own, and outlives later readings.

    Example: navicert evidence correct 3f2a9c c3 --set modality=denied --reason "he denies it two lines below"
    """
    from navicert.cli.show_evidence import print_correction
    from navicert.evidence.keeping.answers import correction_to_json

    desk = desk_of(context, store).evidence
    if sum((remove, confirm, add is not None, withdraw)) > 1:
        raise InvalidInput("one thing at a time", next="give one of --remove, --confirm, --add, --withdraw")
    who, given = by or _user(), _pairs(values or [])
    if withdraw:
        made, _ = desk.withdraw(page, record, by=who, reason=reason)
    elif add is not None:
        start, end = _characters(add)
        made, _ = desk.add(page, record, start, end, by=who, reason=reason, values=given)
    else:
        action: Any = "remove" if remove else "confirm" if confirm else None
        made, _ = desk.correct(page, record, by=who, reason=reason, values=given, action=action)
    if as_json:
        print_json(correction_to_json(made))
    else:
        print_correction(correction_to_json(made))


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        raise InvalidInput("nobody knows who is at this computer", next="say who corrects it: --by NAME") from None


def _pairs(values: list[str]) -> dict[str, str]:
    pairs = {}
    for value in values:
        name, equals, given = value.partition("=")
        if not equals:
            raise InvalidInput(f"{value!r} is no FIELD=VALUE", where="--set", next="for example modality=denied")
        pairs[name.strip()] = given
    return pairs


def _characters(text: str) -> tuple[int, int]:
    first, dash, last = text.partition("-")
    if not (dash and first.strip().isdecimal() and last.strip().isdecimal() and len(text) < 30):
        raise InvalidInput(f"{text!r} are no characters", where="--add", next="give START-END, such as 120-180")
    return int(first), int(last)


@evidence.command("reread")
def reread(
    context: typer.Context,
    pages: Annotated[
        list[str] | None, typer.Argument(metavar="PAGE...", help="Kept pages by id; all of them by default.")
    ] = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Read kept pages again with this version of the reader; corrections stay, those without record are named.

    Example: navicert evidence reread
    """
    from navicert.evidence.keeping.answers import corrections_to_json, page_to_json

    desk = desk_of(context, store).evidence
    for kept in desk.read_again(pages or []):
        if as_json:
            print_json({**page_to_json(kept.page), "read_anew": kept.read_anew})
        else:
            what = "read otherwise than before" if kept.read_anew else "reads as before"
            typer.echo(f"{kept.page.page.id}  {what}  {', '.join(kept.page.places)}")
        _note_orphans(list(corrections_to_json(kept.page)))


@evidence.command("export")
def export(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", metavar="F", help="A .ftm.jsonl, .jsonl, .csv or .parquet file.")],
    text: TextArgument = None,
    party: PartyOption = None,
    measure: MeasureOption = None,
    speaker: SpeakerOption = None,
    modality: ModalityOption = None,
    kind: KindOption = None,
    first: FromOption = None,
    last: ToOption = None,
    store: StoreOption = None,
) -> None:
    """Write what kept pages say for other programs: FollowTheMoney entities (.ftm.jsonl), JSON lines, or a table.

    Example: navicert evidence export --out evidence.ftm.jsonl
    """
    from navicert.evidence.keeping.answers import item_to_json
    from navicert.evidence.keeping.rows import COLUMNS, row_of
    from navicert.evidence.keeping.to_ftm import entities
    from navicert.tables import open_writer

    desk = desk_of(context, store).evidence
    shelf = desk.shelf()
    answer = _asked(desk, shelf, text, party, measure, speaker, modality, kind or list(KINDS), (first, last))
    is_ftm = out.name.lower().endswith(".ftm.jsonl")
    count = 0
    with open_writer(out, COLUMNS, lambda item: [row_of(dict(item))]) as write:
        for record in entities(answer.items) if is_ftm else map(item_to_json, answer.items):
            write(record)
            count += 1
    note(f"{count:,} {'entities' if is_ftm else 'records'} written to {out}")
    if answer.undated:
        note(f"warning: {len(answer.undated):,} more would fit, but their day is not known; they are not written")


@evidence.command("dossier")
def dossier(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", metavar="F", help="The .html file to write.")],
    party: PartyOption = None,
    measure: MeasureOption = None,
    first: FromOption = None,
    last: ToOption = None,
    store: StoreOption = None,
) -> None:
    """Write one HTML page on a party or a measure: what is claimed, by whom, who denies it, the words and their source.

    Example: navicert evidence dossier --party "Air Koryo" --out air-koryo.html
    """
    from navicert.evidence.keeping.answers import item_to_json
    from navicert.evidence.keeping.dossier import dossier as page_of
    from navicert.evidence.linking.answers import statement_to_json

    if (party is None) == (measure is None):
        raise InvalidInput("a dossier is on a party or on a measure", next="give --party or --measure")
    desk = desk_of(context, store)
    shelf = desk.evidence.shelf()
    answer = _asked(desk.evidence, shelf, None, party, measure, None, None, ["claim", "event"], (first, last))
    judged = desk.evidence.statements(shelf.pages, measure) if measure else ()
    page = page_of(
        party or measure or "",
        [item_to_json(item) for item in answer.items],
        {each.page.id: each.page.text for each in shelf.pages},
        made_at=desk.now(),
        statements=[statement_to_json(one.statement, one.judgement) for one in judged],
        undated=len(answer.undated),
    )
    _note_found(answer, len(answer.items))
    _write(out, page)


def _write(path: Path, content: str) -> None:
    from navicert.errors import StoreError

    try:
        path.write_text(content, encoding="utf-8", newline="\n")
    except OSError as error:
        raise StoreError(f"cannot write: {error.strerror or error}", where=str(path)) from None
    note(f"written to {path}")
