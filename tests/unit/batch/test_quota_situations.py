"""Deliveries under quotas: told apart by what the arithmetic of a cap makes of them, and by nothing else."""

import csv
import random

import pytest

from navicert.batch.chunks import chunk_of_rows
from navicert.batch.decisions import Decisions, Findings
from navicert.measures.batch.deciding import decide
from navicert.tables import Row

AMOUNTS = "0.5 100 5000 40000 57000 59999.9 60000 380000 475000 480000 499999 500000 520000 525000 3900000".split()
SOMETIMES = {
    "quantity_amount": AMOUNTS,
    "value_amount": ["1000", "53495894", "90000000"],
    "reported_total_amount": AMOUNTS,
    "reported_total_alt_amount": AMOUNTS,
    "estimated_total_amount": AMOUNTS,
    "previous_period_total_amount": AMOUNTS,
    "quota_notice_percent": ["0", "75", "90", "95"],
    "bbl_per_t": ["7.5", "8", "0"],
    "end_use": ["livelihood", "civilian"],
    "reported_to_committee": ["true", "false"],
    "programme_revenue": ["true", "false"],
    "committee_approved": ["true", "false"],
    "contract_date": ["2017-08-01", "2017-12-01"],
    "loading_date": ["2016-12-31", "2017-10-02", "2017-12-21", "2017-12-22", "2017-12-23", "2018-01-05", "2018-12-22"],
    "arrival_date": ["2018-12-24", "2019-01-03"],
    "activity_date": ["2017-12-22", "2018-06-01", "2026-01-31"],
}
UNITS = {
    "quantity_unit": ["bbl", "t", "kg"],
    "value_currency": ["USD", "EUR"],
    "reported_total_unit": ["bbl", "t", "USD"],
    "reported_total_alt_unit": ["bbl", "t", "USD"],
    "estimated_total_unit": ["bbl", "t"],
    "previous_period_total_unit": ["bbl", "t"],
}
GOODS = (
    {"activity": "supply", "destination": "KP", "hs": "271019", "goods_kind": "diesel"},
    {"activity": "supply", "destination": "KP", "hs": "2710"},
    {"activity": "supply", "destination": "KP", "hs": "270900", "goods_kind": "crude_oil"},
    {"activity": "procure", "origin": "KP", "hs": "270112", "goods_kind": "coal"},
)


def deliveries(count, seed):
    chance = random.Random(seed)
    for number in range(count):
        row = {"id": number, **chance.choice(GOODS), "bound_state": chance.choice(["CN", "RU", "DE"])}
        for key, values in SOMETIMES.items():
            if chance.random() < 0.6:
                row[key] = chance.choice(values)
        for unit, units in UNITS.items():
            amount = unit.replace("_unit", "_amount").replace("_currency", "_amount")
            if amount in row:
                row[unit] = chance.choice(units)
        yield row


def write(file, rows):
    rows = list(rows)
    with file.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.DictWriter(handle, list(dict.fromkeys(key for row in rows for key in row)))
        writer.writeheader()
        writer.writerows(rows)
    return file


@pytest.mark.parametrize("seed", [1, 2])
def test_deliveries_under_quotas_are_answered_as_one_by_one(seed, answers_of, expected_of, tmp_path):
    file = write(tmp_path / "deliveries.csv", deliveries(250, seed))
    assert answers_of(file) == expected_of(file)


def test_deliveries_over_a_cap_are_decided_once_however_they_pass_it(answers_of, expected_of, tmp_path, monkeypatch):
    cargo = {
        "activity": "supply", "action": "export", "bound_state": "CN", "origin": "CN", "destination": "KP",
        "hs": "271019", "goods_kind": "diesel", "end_use": "livelihood", "reported_to_committee": "true",
        "programme_revenue": "false", "loading_date": "2018-06-01",
    }  # fmt: skip
    amounts = [("600000", "bbl", "1000", "t"), ("70000", "t", "499000", "bbl"), ("60000000", "kg", "30000.5", "t")]
    keys = ("quantity_amount", "quantity_unit", "reported_total_amount", "reported_total_unit")
    rows = [
        {"id": number, **cargo, **dict(zip(keys, row, strict=True)), "quota_notice_percent": notice}
        for number, (row, notice) in enumerate(zip(amounts, ("0", "75", "95"), strict=True))
    ]
    file, decided = write(tmp_path / "deliveries.csv", rows), []

    def counted(facts, regime, *rest, **named):
        decided.append(regime)
        return decide(facts, regime, *rest, **named)

    monkeypatch.setattr("navicert.batch.situations.decide", counted)
    assert answers_of(file) == expected_of(file)
    assert decided.count("UN-DPRK") == 1


def test_days_that_no_rule_looks_at_do_not_tell_rows_apart(answers_of, expected_of, tmp_path, monkeypatch):
    machine = {"activity": "supply", "bound_state": "CN", "origin": "CN", "destination": "VN", "hs": "847130"}
    days = [{}, {"contract_date": "2017-01-05"}, {"release_date": "2018-03-05"}, {"arrival_date": "2018-03-04"}]
    rows = [{"id": number, **machine, "loading_date": "2018-03-01", **row} for number, row in enumerate(days)]
    file, decided = write(tmp_path / "machines.csv", rows), []

    def counted(facts, regime, *rest, **named):
        decided.append(regime)
        return decide(facts, regime, *rest, **named)

    monkeypatch.setattr("navicert.batch.situations.decide", counted)
    assert answers_of(file) == expected_of(file)
    assert max(map(decided.count, decided)) == 1


def test_what_is_seen_of_a_delivery_does_not_hang_on_the_rows_beside_it(run_over, tmp_path):
    def situations(*rows):
        answerer, decisions = run_over(tmp_path).open_answerer(), Decisions(Findings())
        answerer.begin(decisions)
        answerer.answer(chunk_of_rows([Row("deliveries.csv", number, row) for number, row in enumerate(rows, 2)]))
        return decisions.outcomes.keys()

    cargo = {"activity": "supply", "bound_state": "CN", "destination": "KP", "hs": "271019", "goods_kind": "diesel"}
    amounts = [
        {f"{total}_amount": "40000", f"{total}_unit": "t"}
        for total in ("quantity", "reported_total", "estimated_total", "previous_period_total", "baseline")
    ]
    rows = [cargo | amount for amount in amounts]
    assert situations(*rows) == set().union(*(situations(row) for row in rows))
