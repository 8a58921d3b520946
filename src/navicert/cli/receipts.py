"""`navicert receipts` and `navicert verify`: what was asked and answered, and proof that nobody changed it since."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from navicert.cli.app import JsonOption, StoreOption, app, desk_of
from navicert.cli.lists import read_day
from navicert.cli.output import json_line, note, print_json, stdout, table
from navicert.errors import InvalidInput, StoreError
from navicert.receipts.statements import STATEMENTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from navicert.desk import Desk
    from navicert.desk.verifying import Replayed
    from navicert.receipts import Receipt, Seal

receipts = typer.Typer(help="Receipts of what was asked and answered.", no_args_is_help=True)
app.add_typer(receipts, name="receipts")
ByOption = Annotated[
    str | None, typer.Option("--by", metavar="WHO", help="Who does it [default: NAVICERT_ACTOR, else the user].")
]


@receipts.command("list")
def list_receipts(
    context: typer.Context,
    last: Annotated[int, typer.Option(min=1, help="So many, the newest.")] = 20,
    stream: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only those of a stream over HTTP, by the name in its header.")
    ] = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """List the newest receipts: number, time, who, what, how it was answered.

    Example: navicert receipts list --last 50
    """
    desk = desk_of(context, store)
    head = desk.store.receipts.last()
    first = max(0, head.number - last) if head and stream is None else 0
    rows = desk.store.receipts.chain(after=first) if head else iter(())
    found = [
        row.receipt for row in rows if row.receipt and (stream is None or desk.verifying.is_of(row.receipt, stream))
    ]
    if as_json:
        for receipt in found:
            print_json(as_record(receipt))
        return
    grid = table("number", "at", "by", "what", "answered", "id")
    for receipt in found:
        draft = receipt.draft
        counts = ", ".join(f"{count:,} {status.replace('_', ' ')}" for status, count in draft.counts)
        grid.add_row(
            str(receipt.number), f"{draft.at:%Y-%m-%d %H:%M:%S}", draft.by, draft.kind, counts, receipt.id[:12]
        )
    stdout().print(grid)


@receipts.command("show")
def show(
    context: typer.Context,
    receipt: Annotated[str, typer.Argument(metavar="RECEIPT", help="Its number, or the beginning of its id.")],
    store: StoreOption = None,
) -> None:
    """Print one receipt as JSON, with what was asked and answered as far as it is still kept.

    Example: navicert receipts show 12
    """
    desk = desk_of(context, store)
    print_json(desk.verifying.whole(desk.store.receipts.find(receipt)))


@receipts.command("export")
def export(
    context: typer.Context,
    receipt: Annotated[str, typer.Argument(metavar="RECEIPT", help="Its number, or the beginning of its id.")],
    out: Annotated[Path, typer.Option(metavar="F", help="Where to: a file that ends in .html, .pdf or .json.")],
    store: StoreOption = None,
) -> None:
    """Write one receipt for an examiner: question, answer, what it rested on, and what was checked of it just now.

    Example: navicert receipts export 12 --out receipt-12.html
    """
    if out.suffix not in (".html", ".pdf", ".json"):
        raise InvalidInput(
            f"{out.suffix or 'no ending'} is no form", where=str(out), next="end it in .html, .pdf or .json"
        )
    desk = desk_of(context, store)
    found = desk.store.receipts.find(receipt)
    record, checks = desk.verifying.whole(found), [*_checks(desk, found)]
    try:
        out.write_bytes(_document(desk, record, checks, out.suffix))
    except OSError as error:
        raise StoreError(f"cannot write: {error.strerror or error}", where=str(out)) from None
    note(f"receipt {found.number} written to {out}")


def _document(desk: Desk, record: dict[str, Any], checks: list[str], suffix: str) -> bytes:
    if suffix == ".json":
        return json_line({**record, "checks": checks}).encode()
    from navicert.web.documents import as_pdf, receipt_document

    html = receipt_document(record, checks, f"{desk.now():%Y-%m-%d %H:%M} UTC")
    return html.encode() if suffix == ".html" else as_pdf(html)


def _checks(desk: Desk, receipt: Receipt) -> Iterator[str]:
    """What can be said of a receipt now, in sentences."""
    faults = [*desk.verifying.chain_faults(), *desk.verifying.content_faults()]
    yield "The chain of receipts is whole." if not faults else "THE CHAIN OF RECEIPTS IS NOT WHOLE."
    yield from (f"Receipt {fault.number}: {fault.words}." for fault in faults)
    replayed = desk.verifying.replay(receipt)
    if replayed.same is None:
        yield f"It could not be asked again: {replayed.because}."
    elif replayed.same:
        yield "Asked again as of then, the answer is the same, byte for byte."
    else:
        reasons = "; ".join(replayed.explained_by) or "nothing explains it"
        yield f"Asked again as of then, the answer differs in {len(replayed.differences)} places: {reasons}."


@receipts.command("seal")
def seal(context: typer.Context, by: ByOption = None, store: StoreOption = None) -> None:
    """Seal the chain as it stands and print the seal: one line to publish, mail or print.

    Whoever has the line can tell later whether a receipt up to it, or an event of a case, was altered or removed.

    Example: navicert receipts seal >> seals.txt
    """
    desk = desk_of(context, store)
    who = by or desk.settings.actor or desk.settings.user
    desk.case_reports.keep_heads(by=who)
    made = desk.receipts.seal(by=who)
    if made is None:
        note("there is no receipt yet: nothing was sealed")
        raise typer.Exit(3)
    typer.echo(made.text)


@receipts.command("erase")
def erase(
    context: typer.Context,
    before: Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="What was asked before this day (UTC).")],
    because: Annotated[str, typer.Option(metavar="WORDS", help="Why, for the record.")],
    store: StoreOption = None,
) -> None:
    """Erase what was asked and answered before a day, as retention demands; receipts and chain stay whole.

    Example: navicert receipts erase --before 2021-11-21 --because "kept five years"
    """
    moment = datetime.combine(read_day(before, "--before"), time(), UTC)
    count = desk_of(context, store).receipts.erase(moment, because=because)
    note(f"{count:,} questions and answers were erased; their receipts stay")


@app.command()
def verify(
    context: typer.Context,
    wanted: Annotated[
        list[str] | None,
        typer.Argument(metavar="[RECEIPT]...", help="Receipts to ask again, by number or beginning of the id."),
    ] = None,
    replay_all: Annotated[bool, typer.Option("--all", help="Ask every receipt again.")] = False,
    today: Annotated[
        bool, typer.Option("--today", help="Ask with today's lists, rules and clock: what would be answered now.")
    ] = False,
    files: Annotated[
        list[Path] | None,
        typer.Option("--input", metavar="F", help="The file that a receipt of a file speaks of; may be repeated."),
    ] = None,
    seals: Annotated[
        list[str] | None,
        typer.Option("--seal", metavar="TEXT_OR_FILE", help="A published seal, or a file of them, to hold against it."),
    ] = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Check the chain of receipts, their contents and the editions they rest on; ask receipts again.

    Ends with 3 when something was altered or lost, or when an answer differs and nothing explains it.

    Example: navicert verify 12 --json
    """
    desk = desk_of(context, store)
    given = [seal for text in seals or [] for seal in _seals(text)]
    faults = [*_faults(desk, given)]
    for fault in faults:
        print_json(fault) if as_json else note(f"FAULT {fault['where']}: {fault['words']}")
    outcomes: Counter[str] = Counter()
    for receipt in _chosen(desk, wanted or [], replay_all):
        replayed = desk.verifying.replay(receipt, today=today, files=files or ())
        outcomes[_outcome(replayed)] += 1
        print_json(_replay_record(replayed)) if as_json else _print_replay(replayed, today=today)
    head = desk.store.receipts.last() if not faults else None
    if not as_json and not faults:
        note(f"{head.number if head else 0:,} receipts: the chain is whole, and so are the editions they rest on")
    if faults or (outcomes["unexplained"] and not today):
        raise typer.Exit(3)
    if outcomes["not asked"]:
        raise typer.Exit(4)


def _outcome(replayed: Replayed) -> str:
    if replayed.same is None:
        return "not asked"
    return "same" if replayed.same else "explained" if replayed.explained_by else "unexplained"


def as_record(receipt: Receipt) -> dict[str, Any]:
    """A receipt as JSON, with its id."""
    from navicert.receipts import receipt_to_json

    return {"id": receipt.id, **receipt_to_json(receipt)}


def _faults(desk: Desk, seals: list[Seal]) -> Iterator[dict[str, Any]]:
    for fault in (*desk.verifying.chain_faults(seals), *desk.verifying.content_faults()):
        yield {"type": "fault", "where": f"receipt {fault.number}", "receipt": fault.number, "words": fault.words}
    for words in desk.case_reports.faults():
        yield {"type": "fault", "where": "cases", "words": words}
    for words in desk.verifying.edition_faults():
        yield {"type": "fault", "where": "editions", "words": words}


def _chosen(desk: Desk, wanted: list[str], replay_all: bool) -> Iterator[Receipt]:
    if replay_all:
        yield from questions(desk)
    for text in wanted:
        yield desk.store.receipts.find(text)


def questions(desk: Desk, after: int = 0) -> Iterator[Receipt]:
    """The receipts after a number that asked something; those that state something are held against the record."""
    for row in desk.store.receipts.chain(after=after):
        if row.receipt is not None and row.receipt.draft.kind not in STATEMENTS:
            yield row.receipt


def _seals(text: str) -> Iterator[Seal]:
    from navicert.receipts import seal_from_text

    path = Path(text)
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else [text]
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield seal_from_text(line)
            except ValueError as error:
                where = f"{path} line {number}" if path.is_file() else "--seal"
                raise InvalidInput(
                    str(error), where=where, next="give a line that navicert receipts seal printed"
                ) from None


def _replay_record(replayed: Replayed) -> dict[str, Any]:
    return {
        "type": "replay",
        "receipt": replayed.receipt.number,
        "id": replayed.receipt.id,
        "kind": replayed.receipt.draft.kind,
        "same": replayed.same,
        "because": replayed.because,
        "explained_by": list(replayed.explained_by),
        "differences": [{"place": d.place, "before": d.before, "after": d.after} for d in replayed.differences],
    }


def _print_replay(replayed: Replayed, *, today: bool) -> None:
    number, when = replayed.receipt.number, f"{replayed.receipt.draft.at:%Y-%m-%d}"
    if replayed.same is None:
        typer.echo(f"receipt {number} ({when}): could not be asked again: {replayed.because}")
        return
    asked = "asked today" if today else "asked again as of then"
    if replayed.same:
        typer.echo(f"receipt {number} ({when}): {asked}, the answer is the same, byte for byte")
        return
    reasons = "; ".join(replayed.explained_by) or "NOTHING EXPLAINS IT"
    typer.echo(f"receipt {number} ({when}): {asked}, the answer differs: {reasons}")
    for difference in replayed.differences:
        typer.echo(f"  {difference.place}: {difference.before!r} -> {difference.after!r}")
