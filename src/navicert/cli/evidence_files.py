"""`navicert evidence links`, `export` and `dossier`: pages beside lists, law and quotas, and written out for others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from navicert.cli.app import JsonOption, StoreOption, desk_of
from navicert.cli.evidence import (
    KINDS,
    FromOption,
    KindOption,
    MeasureOption,
    ModalityOption,
    PartyOption,
    SpeakerOption,
    TextArgument,
    ToOption,
    asked,
    evidence,
    note_found,
    write_text,
)
from navicert.cli.output import note, print_json
from navicert.errors import InvalidInput


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
    answer = asked(desk, shelf, text, party, measure, speaker, modality, kind or list(KINDS), (first, last))
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
    answer = asked(desk.evidence, shelf, None, party, measure, None, None, ["claim", "event"], (first, last))
    judged = desk.evidence.statements(shelf.pages, measure) if measure else ()
    page = page_of(
        party or measure or "",
        [item_to_json(item) for item in answer.items],
        {each.page.id: each.page.text for each in shelf.pages},
        made_at=desk.now(),
        statements=[statement_to_json(one.statement, one.judgement) for one in judged],
        undated=len(answer.undated),
    )
    note_found(answer, len(answer.items))
    write_text(out, page)
