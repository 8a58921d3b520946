"""`navicert trade`: trade statistics by month, both sides of them, and what the law said in each month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from navicert.cli.app import ExitCodeOption, JsonOption, StoreOption, app, desk_of
from navicert.cli.check import read_pairs
from navicert.cli.lists import read_day
from navicert.cli.output import note, print_json, stdout, table
from navicert.cli.quota import _user
from navicert.desk.trade_choice import choice_of, direction_of, state_of
from navicert.errors import StoreError

if TYPE_CHECKING:
    from navicert.desk.trade_files import TradeLoaded
    from navicert.trade.flows import Choice, LeftOut, Volume
    from navicert.trade.flows.law import Comparison
    from navicert.trade.series_picture import SeriesPicture

trade = typer.Typer(help="Trade statistics and prices, beside the law and the claims about them.", no_args_is_help=True)
app.add_typer(trade, name="trade")

Text = str | None


def _option(help_text: str, metavar: str = "TEXT", *names: str) -> Any:
    return typer.Option(*names, metavar=metavar, help=help_text, show_default=False)


ReporterOption = Annotated[Text, _option("Only what this state tells.", "STATE")]
PartnerOption = Annotated[Text, _option("Only trade with this state, or 'world'.", "STATE")]
FlowOption = Annotated[Text, _option("import or export.", "FLOW", "--flow")]
HsOption = Annotated[Text, _option("Only goods under this HS code; they are summed under it.", "CODE", "--hs")]
FromOption = Annotated[Text, _option("From this month or year.", "YYYY-MM", "--from")]
UntilOption = Annotated[Text, _option("Until this month or year.", "YYYY-MM", "--until")]
SourceOption = Annotated[Text, _option("Only this source.", "NAME")]
LevelOption = Annotated[
    int | None, _option("Sum goods under codes of so many digits: 2, 4, 6, 8 or 10.", "N", "--level")
]
KnownOption = Annotated[
    Text, _option("From what was published by that day; else today.", "YYYY-MM-DD", "--as-known-on")
]
PublishedOption = Annotated[Text, _option("The day the file was published; else today.", "YYYY-MM-DD")]
ByOption = Annotated[Text, _option("Who loads it; else the user of this computer.", "NAME")]
SvgOption = Annotated[Path | None, _option("Draw a picture with its table into this file.", "F", "--svg")]
File = Annotated[Path, typer.Argument(metavar="FILE", help="A CSV file.")]


@trade.command("load")
def load(
    context: typer.Context,
    file: File,
    source: Annotated[str, _option("Who publishes it, such as 'UN Comtrade'.", "NAME")],
    published: PublishedOption = None,
    flow: Annotated[Text, _option("import or export, where the file does not say.", "FLOW", "--flow")] = None,
    partner: Annotated[Text, _option("The trading partner, where no column tells it.", "STATE")] = None,
    period: Annotated[Text, _option("The month, where no column tells it.", "YYYY-MM")] = None,
    by: ByOption = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Keep a file of UN Comtrade or of China's customs; a figure that was published before is revised, never replaced.

    Example: navicert trade load comtrade.csv --source "UN Comtrade" --published 2018-06-20
    """
    from navicert.desk.trade_files import TradeOrder

    order = TradeOrder(
        file, source, by or _user(), day(published, "--published"), direction_of(flow, "--flow"), partner, period
    )
    print_loaded(desk_of(context, store).trade.load(order), as_json)


@trade.command("volumes")
def volumes(
    context: typer.Context,
    reporter: ReporterOption = None,
    partner: PartnerOption = None,
    flow: FlowOption = None,
    hs: HsOption = None,
    level: LevelOption = None,
    first: FromOption = None,
    last: UntilOption = None,
    source: SourceOption = None,
    as_known_on: KnownOption = None,
    svg: SvgOption = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Show volumes by month, partner, direction and goods, each from one source; no row is counted twice.

    Example: navicert trade volumes --reporter CN --partner KP --hs 2701 --from 2017-01 --svg coal.svg
    """
    from navicert.trade.flows.output import left_to_json, volume_to_json

    chosen = choice(reporter, partner, flow, hs, level, first, last, source)
    found, left = desk_of(context, store).trade.volumes(chosen, published_until=day(as_known_on, "--as-known-on"))
    _note_left(left)
    if revised := sum(row.revises is not None for volume in found for row in volume.rows):
        note(f"{revised:,} rows were published before with other figures; --as-known-on asks for those of a day")
    if svg:
        _draw_volumes(svg, found, "Volumes by month")
    if as_json:
        for volume in found:
            print_json({"type": "volume", **volume_to_json(volume)})
        for one in left:
            print_json({"type": "not_counted", **left_to_json(one)})
    else:
        _print_volumes(found)
    if not found:
        note("nothing is kept about that; that says nothing about what was traded")
        raise typer.Exit(3)


@trade.command("mirror")
def mirror(
    context: typer.Context,
    first_state: Annotated[str, typer.Argument(metavar="STATE", help="One state.")],
    second_state: Annotated[str, typer.Argument(metavar="STATE", help="The other state.")],
    hs: HsOption = None,
    level: LevelOption = 6,
    first: FromOption = None,
    last: UntilOption = None,
    gap: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=0, max=100, help="Only where one side is silent or the weights differ by over N %."
        ),
    ] = None,
    as_known_on: KnownOption = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Show what exporter and importer tell of the same trade side by side, with the usual reasons for what differs.

    Example: navicert trade mirror RU CN --hs 2701 --from 2017-01
    """
    from navicert.trade.flows.mirror import gaps
    from navicert.trade.flows.output import mirror_to_json

    chosen = choice(None, None, None, hs, None if hs else level, first, last, None)
    ends = state_of(first_state, "first state"), state_of(second_state, "second state")
    until = day(as_known_on, "--as-known-on")
    found = desk_of(context, store).trade.mirror(*ends, chosen, published_until=until)
    lines = found if gap is None else gaps(found, Decimal(gap) / 100)
    if len(lines) < len(found):
        note(f"{len(found) - len(lines):,} of {len(found):,} lines agree within {gap} % and are not shown")
    if as_json:
        for line in lines:
            print_json(mirror_to_json(line))
    else:
        _print_mirror([mirror_to_json(line) for line in lines])
    if not found:
        note("neither side's figures are kept; that says nothing about what was traded")
        raise typer.Exit(3)


@trade.command("bans")
def bans(
    context: typer.Context,
    facts: Annotated[
        list[str] | None,
        typer.Argument(metavar="KEY=VALUE...", help="Facts of all this trade, such as goods_kind=diesel."),
    ] = None,
    reporter: ReporterOption = None,
    partner: PartnerOption = None,
    flow: FlowOption = None,
    hs: Annotated[Text, _option("Only goods under this HS code.", "CODE", "--hs")] = None,
    first: FromOption = None,
    last: UntilOption = None,
    source: SourceOption = None,
    as_known_on: Annotated[
        Text, _option("Figures published and law known by that day; else today.", "YYYY-MM-DD", "--as-known-on")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Show also what the law allows or does not reach.")] = False,
    svg: SvgOption = None,
    as_json: JsonOption = False,
    exit_code: ExitCodeOption = False,
    store: StoreOption = None,
) -> None:
    """Compare each month's volumes with bans and caps in force on its days, under every regime, with the paragraphs.

    Example: navicert trade bans --reporter CN --partner KP --hs 2701 --from 2017-01
    """
    from navicert.trade.flows.output import comparison_to_json, row_to_json

    chosen = choice(reporter, partner, flow, hs, 10 if hs else None, first, last, source)
    known_on = day(as_known_on, "--as-known-on")
    compared, rest = desk_of(context, store).trade.bans(chosen, read_pairs(facts or []), as_known_on=known_on)
    shown = [one for one in compared if every or one.alerts]
    if svg:
        _draw_volumes(
            svg, list({id(one.volume): one.volume for one in compared}.values()), "Volumes and the law", compared
        )
    for one in shown:
        _print_comparison(comparison_to_json(one), as_json)
    for left in rest:
        if as_json:
            print_json({"verdict": "not_compared", "because": left.reason, "rows": [row_to_json(r) for r in left.rows]})
    _note_comparisons(compared, Counter(left.reason for left in rest))
    if not compared:
        raise typer.Exit(3)
    if exit_code and any(one.verdict in ("prohibited", "prohibited_part") and one.alerts for one in compared):
        raise typer.Exit(10)


# What options mean


def day(text: str | None, name: str) -> date | None:
    return read_day(text, name) if text else None


def choice(
    reporter: str | None, partner: str | None, flow: str | None, hs: str | None, level: int | None,
    first: str | None, last: str | None, source: str | None,
) -> Choice:  # fmt: skip
    """The flows that the options choose; InvalidInput for an option that cannot be what it should be."""
    given = {"reporter": reporter, "partner": partner, "flow": flow, "hs": hs, "from": first, "until": last}
    return choice_of({**given, "source": source}, level, lambda field: f"--{field}")


# What is printed


def print_loaded(loaded: TradeLoaded, as_json: bool) -> None:
    """What became of a file; ends with 2 where rows were refused."""
    for error in loaded.errors:
        note(f"error: {error.where}: {error.message}")
    for column in loaded.unknown:
        note(f"warning: the column {column!r} is not known and was not read")
    for doubt in loaded.doubts:
        note(f"warning: {doubt}")
    if loaded.areas:
        note(f"warning: kept as areas, since they are no states we know: {', '.join(loaded.areas)}")
    if as_json:
        print_json(
            {
                "file": loaded.file, "layout": loaded.layout, "published": loaded.published.isoformat(),
                "rows": dict(loaded.counts), "ignored_columns": dict(loaded.ignored),
                "unknown_columns": list(loaded.unknown),
                "areas": list(loaded.areas),
                "doubts": list(loaded.doubts),
                "errors": [{"where": e.where, "field": e.field, "message": e.message} for e in loaded.errors],
            }
        )  # fmt: skip
    else:
        told = ", ".join(f"{count:,} {name}" for name, count in loaded.counts.items())
        stdout().print(
            f"{loaded.file}: {loaded.layout}, published {loaded.published}: {told}", markup=False, soft_wrap=True
        )
    if loaded.errors:
        raise typer.Exit(2)


def _print_volumes(found: Sequence[Volume]) -> None:
    from navicert.trade.flows.output import amounts_of

    grid = table("source", "reporter", "flow", "partner", "HS", "period", "amounts", "rows")
    for one in found:
        rows = f"{one.rows[0].place} and {len(one.rows) - 1} more" if len(one.rows) > 1 else one.rows[0].place
        cells = (one.source, one.reporter, one.direction, one.partner, one.hs, one.period, amounts_of(one), rows)
        grid.add_row(*cells)
    stdout().print(grid)


def _print_mirror(lines: Sequence[Mapping[str, Any]]) -> None:
    grid = table("trade", "HS", "period", "exporter tells", "importer tells", "gap, t", "value ratio", "reasons")
    for line in lines:
        gap, ratio = line["weight_gap_kg"], line["value_ratio"]
        grid.add_row(
            f"{line['origin']} to {line['destination']}", line["hs"], line["period"],
            _side(line["exporter"]), _side(line["importer"]),
            "-" if gap is None else f"{gap / 1000:+,.1f}", "-" if ratio is None else f"{ratio:.3f}",
            "; ".join(line["reasons"]),
        )  # fmt: skip
    stdout().print(grid)


def _side(volume: Mapping[str, Any] | None) -> str:
    if volume is None:
        return "-"
    weight = "no weight" if volume["net_kg"] is None else f"{volume['net_kg'] / 1000:,.1f} t"
    value = "no value" if volume["value"] is None else f"{volume['value']:,.0f} {volume['currency']}"
    guess = ", partly estimated" if volume["estimated"] else ""
    return f"{weight}, {value} ({volume['source']}, {volume['rows'][0]['place']}{guess})"


def _print_comparison(record: Mapping[str, Any], as_json: bool) -> None:
    if as_json:
        print_json(record)
        return
    console = stdout()
    console.print(record["verdict"].replace("_", " ").upper(), style="bold", markup=False)
    console.print(f"  {record['words']}", markup=False)
    rows = record["volume"]["rows"]
    more = f" and {len(rows) - 1 + record['volume']['further_rows']} more rows" if len(rows) > 1 else ""
    console.print(f"  {rows[0]['place']}, published {rows[0]['published']}{more}", style="dim", markup=False)


def _note_comparisons(compared: Sequence[Comparison], rest: Mapping[str, int]) -> None:
    counts = Counter(one.verdict for one in compared)
    told = ", ".join(f"{count:,} {verdict.replace('_', ' ')}" for verdict, count in counts.most_common())
    note(f"{len(compared):,} comparisons of a month's volume with a regime: {told or 'none'}")
    for reason, count in rest.items():
        note(f"not compared: {count:,}: {reason}")
    note("a statistic is a reason to look, no finding: law asks of one delivery when it was shipped and what for")


def _note_left(left: Sequence[LeftOut]) -> None:
    for reason, count in Counter(one.reason for one in left).items():
        note(f"{count:,} rows not counted: {reason}")


def _draw_volumes(file: Path, found: Sequence[Volume], title: str, compared: Sequence[Comparison] = ()) -> None:
    from navicert.trade.flows.picture import volumes_picture

    write_picture(file, volumes_picture(found, title, compared))


def write_picture(file: Path, drawing: SeriesPicture) -> None:
    """Draw into a file; StoreError where it cannot be written."""
    from navicert.trade.series_picture import draw_series

    try:
        file.write_text(draw_series(drawing), encoding="utf-8", newline="\n")
    except OSError as error:
        raise StoreError(f"cannot write: {error.strerror or error}", where=str(file)) from None
    note(f"picture with its table written to {file}")
