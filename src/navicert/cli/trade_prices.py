"""`navicert trade prices`: prices by place and day, and what changed too fast to pass unseen."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Annotated, Any

import typer

from navicert.cli.app import JsonOption, StoreOption, desk_of
from navicert.cli.output import note, print_json, stdout
from navicert.cli.quota import _user
from navicert.cli.trade import (
    ByOption,
    File,
    KnownOption,
    PublishedOption,
    SvgOption,
    Text,
    _option,
    day,
    print_loaded,
    trade,
    write_picture,
)
from navicert.errors import InvalidInput

if TYPE_CHECKING:
    from navicert.trade.prices import Series

prices = typer.Typer(help="Prices by place and day, and their sudden changes.", no_args_is_help=True)
trade.add_typer(prices, name="prices")


@prices.command("load")
def load(
    context: typer.Context,
    file: File,
    source: Annotated[Text, _option("Who tells the prices, where the rows do not say.", "NAME")] = None,
    published: PublishedOption = None,
    by: ByOption = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Keep prices: columns date, place, goods, price, currency, unit; also source, country, hs, estimated, quote.

    Example: navicert trade prices load fuel.csv --source "Daily NK"
    """
    from navicert.desk.trade_files import TradeOrder

    order = TradeOrder(file, source, by or _user(), day(published, "--published"))
    print_loaded(desk_of(context, store).prices.load(order), as_json)


@prices.command("report")
def report(
    context: typer.Context,
    place: Annotated[Text, _option("Only prices at this place.", "PLACE")] = None,
    goods: Annotated[Text, _option("Only prices of these goods.", "GOODS")] = None,
    percent: Annotated[str, typer.Option(metavar="N", help="Tell changes of at least so many percent.")] = "40",
    days: Annotated[int, typer.Option(metavar="N", min=1, help="Within so many days.")] = 62,
    as_known_on: KnownOption = None,
    svg: SvgOption = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Tell sudden changes of price, with both figures, their source, the claims that report them and the law.

    Example: navicert trade prices report --goods gasoline --percent 40 --days 62 --svg gasoline.svg
    """
    from navicert.desk.price_answers import alert_to_json
    from navicert.trade.prices import Watched
    from navicert.trade.prices.picture import prices_picture

    desk, known_on = desk_of(context, store).prices, day(as_known_on, "--as-known-on")
    watched = Watched(_percent(percent), days)
    series = [one for one in desk.series(published_until=known_on) if _is_wanted(one, place, goods)]
    alerts = desk.alerts(series, watched, as_known_on=known_on)
    if svg:
        write_picture(svg, prices_picture(series, [alert.change for alert in alerts]))
    for alert in alerts:
        _print_alert(alert_to_json(alert), as_json)
    count = sum(len(one.prices) for one in series)
    note(
        f"{len(series):,} series, {count:,} prices; {len(alerts):,} changes of at least {percent} % within {days} days"
    )
    if not series:
        raise typer.Exit(3)


def _is_wanted(series: Series, place: str | None, goods: str | None) -> bool:
    return (place is None or series.place.casefold() == place.casefold()) and (
        goods is None or series.goods == goods.casefold()
    )


def _percent(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal(0)
    if not number.is_finite() or number <= 0:
        raise InvalidInput(f"{text!r} is no share in percent", where="--percent", next="give a number above zero")
    return number


def _print_alert(record: Mapping[str, Any], as_json: bool) -> None:
    if as_json:
        print_json(record)
        return
    console = stdout()
    console.print(record["words"], style="bold", markup=False)
    for claim in record["claims"]:
        place = "" if claim["names_place"] else " (the place is not named)"
        words = f"{claim['speaker'] or 'somebody'}, page {claim['page']} {claim['start']}-{claim['end']}{place}"
        console.print(f"  reported: \u201c{claim['quote']}\u201d: {words}", markup=False)
    if not record["claims"]:
        console.print("  reported: no kept page has a claim about it", style="dim", markup=False)
    for finding in record["law"]:
        named = "; ".join(f"{m['instrument']}, {m['paragraph']} ({m['id']})" for m in finding["measures"])
        answer = finding["status"].replace("_", " ")
        console.print(
            f"  law: {finding['regime']} on supplies, {finding['day']}: {answer}: {named or '-'}", markup=False
        )
    for reason in record["not_asked"]:
        console.print(f"  not asked: {reason}", style="dim", markup=False)
