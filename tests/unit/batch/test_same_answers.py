"""Rows answered together have the answers, to the last character, that each would have on its own."""

import csv
import json
import random
from dataclasses import replace
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from navicert.batch import answering, rows_kernel
from navicert.batch.answering import Answerer
from navicert.batch.flat import COLUMNS, flatten_answer
from navicert.batch.json_records import json_lines
from navicert.batch.naming import Namings
from navicert.batch.running import Run, answer_into, pieces_of, read_piece
from navicert.batch.situations import Law
from navicert.measures import Facts, assess, assessment_to_json, find_own_parties, read_facts
from navicert.measures.parties import Silence
from navicert.rulebook import load_rulebook
from navicert.rulebook.vocabulary import KEYS
from navicert.tables import open_writer, read_rows

RULEBOOK = load_rulebook()
KNOWN_ON = date(2026, 11, 21)
TYPED = {"yes_no": lambda cell: cell == "true", "integer": int, "number": float}


def write_csv(file, rows):
    with file.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.DictWriter(handle, ["id", *KEYS, "colour"])
        writer.writeheader()
        writer.writerows(rows)


def write_jsonl(file, rows):
    file.write_text("".join(json.dumps(typed(row)) + "\n" for row in rows), encoding="utf-8")


def write_parquet(file, rows):
    records = [dict.fromkeys(["id", *KEYS, "colour"]) | row for row in rows]
    pq.write_table(pa.Table.from_pylist(records), file, row_group_size=200)


def typed(row):
    """Cells as a program would write them: numbers as numbers, several states as a list."""
    record = {}
    for key, cell in row.items():
        make = TYPED.get(KEYS[key].type) if key in KEYS else None
        try:
            record[key] = make(cell) if make else cell
        except ValueError:
            record[key] = cell
        if key == "bound_state" and "|" in cell:
            record[key] = cell.split("|")
    return record


WRITERS = {"csv": write_csv, "jsonl": write_jsonl, "parquet": write_parquet}


@pytest.mark.parametrize("kind", WRITERS)
def test_rows_of_every_sort_are_answered_as_one_by_one(kind, random_rows, answers_of, expected_of, tmp_path):
    file = tmp_path / f"rows.{kind}"
    WRITERS[kind](file, random_rows(300, seed=len(kind)))
    assert answers_of(file) == expected_of(file)


@pytest.mark.parametrize("seed", range(4))
def test_rows_that_differ_in_any_one_fact_are_told_apart_where_their_answers_differ(
    seed, module_of, answers_of, expected_of, tmp_path
):
    file = tmp_path / "rows.csv"
    random_facts = module_of("random_facts").RandomFacts(seed)
    write_csv(file, [row for _ in range(3) for row in random_facts.around()])
    expected = expected_of(file)
    assert answers_of(file) == expected
    assert len({line.partition('"findings"')[2] for line in expected}) > 5


CANDIDATES = Silence(date(2018, 1, 1), "held in part")


def as_listed(found):
    return found


def as_candidates(found):
    """Every listed party is a mere candidate, and some lists say too little."""
    listed = tuple(replace(party, sure=False, score=0.83) for party in found.listed)
    return replace(found, listed=listed, silence={"UN": CANDIDATES, "US": replace(CANDIDATES, until=None)})


def as_seen(found):
    """Nobody states the days of listing; the editions do in part."""
    days = {"listed_on": None, "seen_first": date(2017, 8, 20), "seen_last": date(2018, 1, 1)}
    return replace(found, listed=tuple(replace(p, **days, gone_by=date(2018, 6, 1)) for p in found.listed))


SEEN = pytest.mark.parametrize("seen", [as_listed, as_candidates, as_seen])


@SEEN
def test_rows_that_name_parties_are_answered_as_one_by_one(seen, random_rows, naming_rows, answers_with_parties):
    together, expected, alone = answers_with_parties(naming_rows(random_rows(150, seed=8)), seen)
    assert together == expected
    assert alone < 100


@SEEN
@pytest.mark.parametrize("step", [1, -1])
def test_a_party_named_counts_by_the_day_of_each_row_however_alike_the_rows_are(seen, step, answers_with_parties):
    days = ["2015-05-01", "2017-12-01", "2018-03-29", "2018-03-30", "2018-07-01", "2020-08-07"]
    row = {"activity": "vessel_service", "bound_state": "DE", "vessel_imo": "8605026"}
    together, expected, alone = answers_with_parties([row | {"activity_date": day} for day in days[::step]], seen)
    assert together == expected
    assert alone == 0


@pytest.fixture
def answers_with_parties(tmp_path):
    """The answers to rows whose parties are found in a certain way: together, one by one, and how many of the first
    were given alone."""

    def answers(rows, seen):
        def find(facts):
            return seen(find_own_parties(facts, RULEBOOK, KNOWN_ON))

        def answer_alone(row):
            told = {key: value for key, value in row.values.items() if key != "id"}
            facts = read_facts(told)
            listed = find(facts) if isinstance(facts, Facts) else None
            assessment = assess(facts, RULEBOOK, as_known_on=KNOWN_ON, listed=listed)
            return {"id": row.values.get("id")} | assessment_to_json(assessment)

        file, out, alone = tmp_path / "rows.csv", tmp_path / "answers.jsonl", []
        write_csv(file, [{"id": str(number)} | row for number, row in enumerate(rows)])
        answerer = Answerer(
            Law(RULEBOOK, KNOWN_ON), lambda row: alone.append(row) or answer_alone(row), Namings(find, enough=3)
        )
        answer_into(Run(file, lambda: answerer, 1, {}), out, resume=False, told=lambda *_: None)
        expected = [json.dumps(answer_alone(row), ensure_ascii=False) for row in read_rows(file)]
        return out.read_text(encoding="utf-8").splitlines(), expected, len(alone)

    return answers


@pytest.fixture
def naming_rows():
    """Rows with a party in each: listed and unlisted ones, some with several."""
    draw = random.Random(8)
    names = ["Sun Wei", "Foreign Trade Bank", "ACME Trading", "Blue Sea", "Ivan Petrov"]

    def name(row):
        keys = draw.sample(["party", "person", "vessel_name", "vessel_imo"], draw.choice((1, 1, 2)))
        return row | {
            key: draw.choice(["9353113", "9004700"]) if key == "vessel_imo" else draw.choice(names) for key in keys
        }

    return lambda rows: [name(row) for row in rows]


def test_transactions_that_share_situations_quote_their_own_days_and_amounts(
    module_of, answers_of, expected_of, tmp_path
):
    file = tmp_path / "transactions.parquet"
    module_of("transactions").write_transactions(file, 300, seed=3, regulated=0.8)
    answers = answers_of(file)
    assert answers == expected_of(file)
    assert len({json.loads(line)["findings"][0]["because"] for line in answers}) > 50


def of_every_sort(random_rows, file):
    write_csv(file, random_rows(150, seed=5))


def with_ids_that_are_no_text(_random_rows, file):
    write_jsonl(
        file, [{"id": name, "activity": "supply", "hs": hs} for name in ("a", "\ud800") for hs in ("2701", "?")]
    )


@pytest.mark.parametrize("write_rows", [of_every_sort, with_ids_that_are_no_text])
@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_flat_results_are_those_that_are_written_one_by_one(
    ending, write_rows, random_rows, run_over, one_by_one, tmp_path
):
    file, out, expected = (tmp_path / name for name in ("rows.jsonl", f"out.{ending}", f"expected.{ending}"))
    file = file.with_suffix(".csv") if write_rows is of_every_sort else file
    write_rows(random_rows, file)
    with open_writer(expected, COLUMNS, flatten_answer) as write:
        for row in read_rows(file):
            write(one_by_one(row))
    answer_into(run_over(file), out, resume=False, told=lambda *_: None)
    if ending == "csv":
        assert out.read_bytes() == expected.read_bytes()
    else:
        assert pq.read_table(out).equals(pq.read_table(expected))


def test_the_order_of_rows_is_that_of_the_file_however_many_processes_work(
    module_of, answers_of, expected_of, tmp_path, monkeypatch
):
    file = tmp_path / "transactions.parquet"
    module_of("transactions").write_transactions(file, 300, seed=4)
    pq.write_table(pq.read_table(file), file, row_group_size=70)
    monkeypatch.setattr("navicert.batch.parquet_files.CHUNK_ROWS", 70)
    monkeypatch.setattr("navicert.batch.running.SMALL", 0)
    assert answers_of(file, processes=3) == expected_of(file)


def test_most_rows_are_not_answered_on_their_own(random_rows, run_over, tmp_path):
    file = tmp_path / "rows.csv"
    write_csv(file, random_rows(400, seed=9))
    outcome = answer_into(run_over(file), tmp_path / "out.jsonl", resume=False, told=lambda *_: None)
    assert outcome.alone < 0.08 * outcome.counts.total()


def test_a_delivery_of_no_counted_unit_is_told_from_one_that_has_one(answers_of, expected_of, tmp_path):
    fuel = {"activity": "supply", "bound_state": "RU", "hs": "2710", "goods_kind": "diesel", "destination": "KP"}
    sizes = [{}, {"quantity_amount": "5", "quantity_unit": "t"}]
    values = [{}, *({"value_amount": "7", "value_currency": code} for code in ("EUR", "USD", "CNY"))]
    file = tmp_path / "rows.csv"
    write_csv(
        file, [{**fuel, "activity_date": "2026-03-09", **size, **value} for size in sizes for value in values] * 2
    )
    assert answers_of(file) == expected_of(file)


def test_an_amount_too_close_to_a_cap_to_call_stands_for_no_other(answers_of, expected_of, tmp_path):
    fuel = {
        "activity": "supply", "bound_state": "CN", "hs": "2710", "goods_kind": "diesel", "destination": "KP",
        "end_use": "livelihood", "activity_date": "2026-01-31", "quantity_unit": "t", "quota_notice_percent": "0",
        "reported_to_committee": "true", "programme_revenue": "false",
    }  # fmt: skip
    file = tmp_path / "rows.csv"
    write_csv(
        file, [fuel | {"quantity_amount": amount} for amount in ("60000", "525000", "60000.001", "59999.999", "1")]
    )
    assert answers_of(file) == expected_of(file)


def test_a_text_that_holds_no_character_is_told_as_one_by_one(answers_of, expected_of, tmp_path):
    cargo = {"activity": "supply", "bound_state": "CN", "origin": "CN", "destination": "VN", "hs": "847130"}
    file = tmp_path / "rows.parquet"
    pq.write_table(pa.Table.from_pylist([cargo | {"loading_port": port} for port in ("Dalian", "Dal\0ian")]), file)
    assert answers_of(file) == expected_of(file)
    assert "loading_port" in json.loads(answers_of(file)[1])["findings"][0]["invalid_fields"]


def test_days_kept_as_times_are_days_at_midnight_and_nothing_else(answers_of, expected_of, tmp_path):
    days = pa.array([1_502_323_200_000_000_000, 1_502_323_200_000_000_001, 1_502_326_800_000_000_000, None], pa.int64())
    cargo = {"activity": "supply", "bound_state": "CN", "origin": "CN", "destination": "KP", "hs": "271019"}
    columns = {"loading_date": days.cast(pa.timestamp("ns")), **{key: [cell] * 4 for key, cell in cargo.items()}}
    file = tmp_path / "rows.parquet"
    pq.write_table(pa.table(columns), file)
    answers = answers_of(file)
    assert answers == expected_of(file)
    midnight, unread, one_hour, absent = map(json.loads, answers)
    assert "loading 2017-08-10" in midnight["findings"][0]["because"]
    assert "cannot be read" in unread["errors"][0]["message"]
    assert "is a time, not a day" in one_hour["errors"][0]["message"]
    assert "loading_date" in absent["findings"][0]["missing"]


@pytest.mark.parametrize(
    ("ids", "told"),
    [
        (pa.array([1], pa.timestamp("ns")), "1970-01-01 00:00:00.000000001"),
        (pa.array([2**31 - 1], pa.int32()).cast(pa.date32()), "<value out of range: 2147483647>"),
    ],
    ids=["nanoseconds", "a day beyond the calendar"],
)
def test_ids_that_python_has_no_value_for_are_told_as_text(ids, told, answers_of, expected_of, tmp_path):
    file = tmp_path / "rows.parquet"
    cargo = {"activity": "supply", "bound_state": "CN", "origin": "CN", "destination": "VN", "hs": "847130"}
    pq.write_table(pa.table({"id": ids, **{key: [cell] for key, cell in cargo.items()}}), file)
    assert answers_of(file) == expected_of(file)
    assert [json.loads(line)["id"] for line in answers_of(file)] == [told]


@pytest.mark.parametrize("is_compiled", [True, False], ids=["compiled", "by reference"])
def test_a_day_beyond_the_calendar_is_wrong_and_not_absent(is_compiled, answers_of, expected_of, tmp_path, monkeypatch):
    if not is_compiled:
        monkeypatch.setattr(rows_kernel, "library", lambda: None)
    days = pa.array([-(2**31), 1 - 2**31, 2**31 - 1, 17_686, None], pa.int32()).cast(pa.date32())
    cargo = {"activity": "supply", "bound_state": "CN", "origin": "CN", "destination": "KP", "hs": "271019"}
    table = pa.table({"loading_date": days, **{key: [value] * len(days) for key, value in cargo.items()}})
    file = tmp_path / "rows.parquet"
    pq.write_table(table, file)
    answers = answers_of(file)
    assert answers == expected_of(file)
    assert ["loading_date" in json.dumps(json.loads(line).get("errors")) for line in answers] == [True] * 3 + [
        False
    ] * 2


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2200-01-01", "1899-12-31"])
def test_a_day_that_stands_for_an_unknown_one_is_wrong_and_stops_no_other_row(day, answers_of, expected_of, tmp_path):
    call = {"activity": "port_entry", "bound_state": "US"}
    rows = [call | {"last_kp_call": day}, call | {"activity_date": day}, call | {"last_kp_call": "2017-10-11"}]
    file = tmp_path / "rows.csv"
    write_csv(file, rows)
    answers = answers_of(file)
    assert answers == expected_of(file)
    assert ["leave out a day that is not known" in line for line in answers] == [True, True, False]


def test_a_text_that_a_rule_asks_to_be_given_tells_rows_apart(answers_of, expected_of, tmp_path):
    landing = {"activity": "port_entry", "action": "enter", "bound_state": "CN", "goods_kind": "arms", "origin": "KP"}
    told = [{}, {"aircraft": "Il-76"}, {"aircraft": ""}, {"aircraft": "Tu-204"}, {"arrival_port": "Dandong"}]
    rows = [{"id": f"R{number}"} | landing | told[number % len(told)] for number in range(20)]
    file = tmp_path / "landings.csv"
    write_csv(file, rows)
    assert answers_of(file) == expected_of(file)


@pytest.mark.parametrize("amount", [1e-300, 1e-61, 1e-45, 1e-29, 0.1 + 0.2])
def test_an_amount_of_many_places_is_answered_as_one_by_one(amount, answers_of, expected_of, tmp_path):
    sold = {"activity": "supply", "bound_state": "CN", "origin": "CN", "destination": "KP", "hs": "270900"}
    sold |= {"goods_kind": "crude_oil", "activity_date": "2018-03-01", "quantity_unit": "bbl"}
    file = tmp_path / "sales.parquet"
    write_parquet(file, [{"id": f"R{number}"} | sold | {"quantity_amount": amount * number} for number in range(1, 9)])
    assert answers_of(file) == expected_of(file)


def test_words_that_are_ever_new_do_not_stay(monkeypatch, one_by_one, expected_of, tmp_path):
    monkeypatch.setattr(answering, "MOST_WORDS", 30)
    answerer = Answerer(Law(RULEBOOK, KNOWN_ON), one_by_one)
    coal = {"activity": "procure", "action": "import", "bound_state": "CN", "origin": "RU", "goods_kind": "coal"}
    for part in range(3):
        ports = [f"port {part} {number}" for number in range(40)]
        file = tmp_path / f"{part}.csv"
        write_csv(file, [{"id": port} | coal | {"transit_port": port} for port in (*ports, "Rason")])
        (piece,) = pieces_of(file)
        answers = answerer.answer(read_piece(piece))
        assert b"".join(json_lines(answers)).decode().splitlines(keepends=True) == expected_of(file)
        assert answers.sight.vocabularies["transit_port"].values == [None, *ports, "Rason"]
