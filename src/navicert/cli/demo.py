"""`navicert demo`: the main job on bundled data, in a store that is thrown away."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.rule import Rule
from rich.text import Text

from navicert.cli.app import app
from navicert.cli.output import status_text, stdout, table
from navicert.cli.show_findings import findings_table
from navicert.desk.queries import query_from_row
from navicert.tables import read_rows

if TYPE_CHECKING:
    from rich.console import Console

    from navicert.desk import Desk, ScreeningAnswer

STATUS_WORDS = {"hits": "look at", "no_hits": "no hit", "not_screened": "NOT SCREENED"}


@app.command()
def demo() -> None:
    """Run the main job on bundled data: screen customers, check shipments, read a page, show what is unknown.

    Example: navicert demo
    """
    from navicert.desk import open_desk
    from navicert.desk.demonstration import bundled, load_list

    console = stdout()
    with tempfile.TemporaryDirectory(prefix="navicert-demo-") as folder, bundled() as data:
        desk = open_desk(folder)
        loaded = load_list(desk, data)
        console.print(f"A small list written for this demo from public facts: {loaded.edition.entries} parties.")
        _screen_customers(console, desk, data / "customers.csv")
        _check_shipments(console, desk, data / "shipments.jsonl")
        _read_page(console, desk, data / "page.txt")
    _what_next(console)


def _screen_customers(console: Console, desk: Desk, file: Path) -> None:
    console.print(Rule("Screening: is this customer listed, how sure, why?"))
    grid = table("customer", "answer", "score", "may be", "listed under", "because")
    for row in read_rows(file):
        _add_customer(grid, desk.screen(query_from_row(row, None, {})))
    console.print(grid)


def _add_customer(grid: Any, answer: ScreeningAnswer) -> None:
    properties = answer["query"]["properties"]
    said = ", ".join(value for key in ("birthDate", "country") for value in properties.get(key, []))
    customer = f"{properties['name'][0]}\n[dim]{said}[/dim]"
    status = status_text(answer["status"], STATUS_WORDS[answer["status"]])
    if not answer["matches"]:
        grid.add_row(customer, status, "", "", "", "")
        return
    best = answer["matches"][0]
    reasons = "\n".join(f"{reason['weight']:+.2f} {reason['text']}" for reason in best["reasons"])
    grid.add_row(customer, status, f"{best['score']:.2f}", best["caption"], "; ".join(best["programs"]), reasons)


def _check_shipments(console: Console, desk: Desk, file: Path) -> None:
    console.print(Rule("Checking: may this go ahead on that date, under whose law?"))
    for line in file.read_text(encoding="utf-8").splitlines():
        answer = desk.check(json.loads(line))
        console.print(findings_table(answer, title=answer["id"]))
        for text in answer.get("not_asked", []):
            console.print(Text(f"  not asked: {text}", style="yellow"))


def _read_page(console: Console, desk: Desk, file: Path) -> None:
    """A page of news: who claims what, who denies it; then what lists, law and quotas have to do with it."""
    from navicert.cli.show_evidence import print_items, print_links
    from navicert.evidence.keeping.answers import item_to_json
    from navicert.evidence.keeping.questions import Question
    from navicert.evidence.linking.answers import delivery_to_json, party_to_json, statement_to_json

    console.print(Rule("Reading: what does this page claim, who says so, who denies it?"))
    page = desk.evidence.keep_file(file).page
    for article in page.articles.values():
        day = article["resolved_date"] or "on a day that the page does not say: it is asked for, not guessed"
        console.print(Text(f"{article['title']['text']}; published {day}"))
    answer = desk.evidence.ask(desk.evidence.shelf(), Question(kinds=("claim",)))
    print_items([item_to_json(item) for item in answer.items])
    links = desk.evidence.links([page])
    print_links(
        [
            *(party_to_json(one.named, one.answer) for one in links.parties),
            *(statement_to_json(one.statement, one.judgement) for one in links.statements),
            *(delivery_to_json(one) for one in links.deliveries),
        ]
    )


def _what_next(console: Console) -> None:
    console.print(Rule("Next"))
    console.print(
        "Load a real list:  navicert lists load un consolidated.xml\n"
        'Screen a name:     navicert screen "Jo Chun Ryong" --schema Person\n'
        "Check a shipment:  navicert check activity=procure action=release bound_state=CN origin=KP hs=2701 "
        "arrival_date=2017-08-10\n"
        "Read a page:       navicert read page.txt --keep",
        markup=False,
    )
