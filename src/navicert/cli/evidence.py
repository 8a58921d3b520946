"""`navicert evidence`: kept pages of news, searched, corrected, and set beside lists, law and quotas."""

from __future__ import annotations

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
    answer = asked(desk, shelf, text, party, measure, speaker, modality, kind or ["claim", "event"], (first, last))
    found = [item_to_json(item) for item in answer.items]
    if as_json:
        for record in found:
            print_json(record)
    else:
        print_items(found)
        if measure:
            _print_law(desk, shelf, measure)
    note_found(answer, len(found))


def asked(
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
    """The answer to what the options of a command ask; InvalidInput names an option that cannot be."""
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


def note_found(answer: Answer, count: int) -> None:
    """How much was found, how many copies were folded, and what has no day."""
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
    answer = asked(desk, shelf, text, party, measure, speaker, modality, kind or ["event"], (first, last))
    if svg:
        from navicert.evidence.keeping.picture import draw_timeline

        sought = ", ".join(filter(None, (text, party, measure, speaker)))
        write_text(svg, draw_timeline(answer.items, title=f"What kept pages report{f': {sought}' if sought else ''}"))
    found = [item_to_json(item) for item in answer.items]
    if as_json:
        for record in found:
            print_json(record)
    else:
        print_days(found)
    note_found(answer, len(found))


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
    note_orphans(corrections)


def note_orphans(corrections: list[dict[str, Any]]) -> None:
    """Corrections whose record the reading does not have any more."""
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


def write_text(path: Path, content: str) -> None:
    """Write a file; StoreError names it where that cannot be."""
    from navicert.errors import StoreError

    try:
        path.write_text(content, encoding="utf-8", newline="\n")
    except OSError as error:
        raise StoreError(f"cannot write: {error.strerror or error}", where=str(path)) from None
    note(f"written to {path}")


# Further commands of the group register themselves when their modules are imported.
from navicert.cli import evidence_changes, evidence_files  # noqa: E402, F401
