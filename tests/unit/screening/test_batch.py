"""Tables of queries are answered as their rows would be one by one."""

import random

import pyarrow as pa
import pytest

from navicert.errors import InvalidInput
from navicert.screening import Policy, build_index, kernel, party_from_ftm, screen
from navicert.screening.batch import BatchSearch, screen_table
from navicert.screening.columns import birth_numbers
from navicert.screening.parties import Unasked
from navicert.screening.rows import Rows, Value, read_value

from .made_parties import NATIVE, altered, made_list, made_name

pytestmark = pytest.mark.skipif(kernel.library() is None, reason="the compiled search was not built here")
POLICIES = [Policy(cutoff=cutoff, limit=3) for cutoff in (0.0, 0.7, 0.8, 0.85)]


@pytest.fixture(scope="module")
def parties():
    return made_list(11, 150)


@pytest.fixture(scope="module")
def index(parties):
    return build_index(parties, compiled=True)


def made_rows(seed, size, parties):
    r = random.Random(seed)
    for number in range(size):
        schema = r.choice([None, "Person", "Company", "LegalEntity", "Vessel"])
        name = altered(r, r.choice(r.choice(parties).names).text) if r.random() < 0.7 else made_name(r, "Person")
        yield {
            "id": f"q{number}",
            "schema": schema,
            "name": r.choice([name, name, name, None, " ", "..."]),
            "firstName": r.choice([None, "Martin", "Ana"]),
            "lastName": r.choice([None, "Petrov", "KIM"]),
            "birthDate": r.choice([None, "1951", "1952-02-11", "c. 1950", "1951-13-02", "when?"]) if schema else None,
            "nationality": r.choice([None, None, "kp", "Russia", "Nowhere"]) if number % 3 else None,
            "country": r.choice([None, "sy", "us"]),
            "gender": r.choice([None, "male", "F", "other"]),
            "address": r.choice([None, "Havana", "street"]),
            "passportNumber": r.choice([None, None, "PP10007", "pp-100 13", "0"]),
            "notes": "left alone",
            "brithDate": r.choice([None, None, None, "1951"]),
        }


def one_by_one(rows, index, policy, schema="LegalEntity"):
    """What `screen` gives row by row: (row, matches, doubts, error) where there is anything."""
    for number, row in enumerate(rows):
        properties = {k: v if isinstance(v, list) else [v] for k, v in row.items() if k not in ("id", "schema") and v}
        doubts: list[str] = []
        try:
            query = {"id": row["id"], "schema": row.get("schema") or schema, "properties": properties}
            matches, error = screen(party_from_ftm(query, doubts=doubts), index, policy), None
        except InvalidInput as raised:
            matches, error = (), str(raised)
        if matches or doubts or error:
            yield number, matches, () if error else tuple(doubts), error


def told(answers):
    return [(a.row, a.matches, a.doubts, str(a.error) if a.error else None) for a in answers]


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: f"cutoff {policy.cutoff}")
def test_a_table_is_answered_as_its_rows_one_by_one(policy, parties, index):
    rows = list(made_rows(12, 250, parties))
    answers = told(screen_table(pa.Table.from_pylist(rows), index, policy))
    assert answers == list(one_by_one(rows, index, policy))
    assert len(answers) > 100


def test_batches_one_after_another_are_answered_alike(parties, index):
    rows = list(made_rows(13, 120, parties))
    table = pa.Table.from_pylist(rows)
    search = BatchSearch(index, POLICIES[1], schema="Person")
    apart = [answer for batch in table.to_batches(max_chunksize=50) for answer in told(search.answers(batch))]
    whole = told(search.answers(table))
    assert [answer[1:] for answer in apart] == [answer[1:] for answer in whole]
    assert whole[-1][0] > 100


def test_a_slice_of_a_table_is_answered_by_itself(parties, index):
    rows = list(made_rows(14, 60, parties))
    table = pa.Table.from_pylist(rows).slice(17, 30)
    assert told(screen_table(table, index, POLICIES[1])) == list(one_by_one(rows[17:47], index, POLICIES[1]))


def test_lists_of_values_count_as_several_values(parties, index):
    r = random.Random(15)
    rows = [
        {
            "id": f"q{i}",
            "schema": r.choice(["Person", "Company"]),
            "name": [altered(r, r.choice(r.choice(parties).names).text) for _ in range(r.randint(0, 3))],
            "alias": r.choice([None, [], [r.choice(NATIVE)]]),
            "birthDate": r.choice([None, ["1951"], ["1950", "1953-02-02"]]),
            "country": r.choice([None, ["kp", "ru"], ["us"]]),
            "gender": r.choice([None, ["male"], ["male", "female"]]),
            "passportNumber": r.choice([None, ["PP10001", "PP10002"]]),
        }
        for i in range(120)
    ]
    columns = {key: [row[key] for row in rows] for key in rows[0]}
    table = pa.table({key: pa.array(values, _type(values)) for key, values in columns.items()})
    for policy in POLICIES[:2]:
        assert told(screen_table(table, index, policy)) == list(one_by_one(rows, index, policy))


def test_as_many_names_as_rows_need_not_be_one_a_row(index):
    rows = [
        {"id": "1", "schema": "LegalEntity", "name": ["KIM Jong Un", "Kim Jongun"]},
        {"id": "2", "schema": "Person", "name": ["Martin Kim"]},
        {"id": "3", "schema": "Company", "name": []},
    ]
    table = pa.table({key: pa.array([row[key] for row in rows]) for key in rows[0]})
    assert told(screen_table(table, index, POLICIES[0])) == list(one_by_one(rows, index, POLICIES[0]))


def _type(values):
    return pa.list_(pa.string()) if any(isinstance(value, list) for value in values) else pa.string()


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(pa.table({"name": pa.array([], pa.string())}), id="no rows"),
        pytest.param(pa.table({"name": pa.array([None, None], pa.string())}), id="no names"),
        pytest.param(pa.table({"id": ["1"], "notes": ["x"]}), id="no column that bears on identity"),
        pytest.param(pa.table({"name": pa.array([None], pa.null())}), id="a column of nothing"),
    ],
)
def test_rows_without_anything_to_ask_say_so(table, index):
    answers = list(screen_table(table, index, POLICIES[0]))
    assert [answer.row for answer in answers] == list(range(table.num_rows))
    assert all(not answer.matches and isinstance(answer.doubts[-1], Unasked) for answer in answers)


def test_dates_and_numbers_are_read_as_they_are_written(parties, index):
    import datetime

    rows = [{"id": "1", "schema": "Person", "name": "KIM Jong Un", "birthDate": "1951-02-03", "idNumber": "12345678"}]
    typed = [{**rows[0], "birthDate": datetime.date(1951, 2, 3), "idNumber": 12345678}]
    tables = [pa.Table.from_pylist(r) for r in (rows, typed)]
    assert told(screen_table(tables[0], index, POLICIES[0])) == told(screen_table(tables[1], index, POLICIES[0]))


def test_a_date_or_a_country_alone_leaves_no_row_to_the_reference() -> None:
    assert read_value("birthDate", "1970-02-03").trouble is False
    assert read_value("nationality", "kp").trouble is False


DATES = [
    "1970-02-03",
    " 1970-2-3 ",
    "1970",
    "c. 1970-05",
    "1955/1957",
    "1970-02-03T00:00:00Z",
    "1970-13-01",
    "1970-02-30",
]


@pytest.mark.parametrize("text", [*DATES, "", " ", "3 Feb 1970", "0000", "1957/1955", "１９７０-02-03", "\ud800"])
def test_a_birth_date_says_what_it_says_of_the_party_that_has_it(text):
    doubts: list[str] = []
    try:
        party = party_from_ftm({"schema": "Person", "properties": {"name": "Li Na", "birthDate": text}}, doubts=doubts)
    except InvalidInput:
        assert read_value("birthDate", text) == Value(trouble=True)
    else:
        births = tuple(number for born in party.birth_dates for number in birth_numbers(born))
        assert read_value("birthDate", text) == Value(births, trouble=bool(doubts))


def test_only_names_of_nothing_to_compare_or_too_little_are_asked_one_by_one(index):
    names = ["J. K.", "?!", "", "李 娜", "김 이", "शिला के.सी. जैन", "J. Kim", "治", "А. Б.", "さ", "Q 7", "ーッ", "عع"]
    search = BatchSearch(index, POLICIES[1], schema="Person")
    table = pa.table({"id": [str(n) for n in range(len(names))], "name": names})
    rows = Rows(table, "Person", lambda field, texts: [read_value(field, text) for text in texts], index)
    read = index.read(*rows.name_addresses, rows.kinds)
    rows.doubt_names(index.find_nobody(read))
    assert [names[row] for row in sorted(rows.troubled)] == ["J. K.", "?!", "", "А. Б.", "さ", "ーッ", "عع"]
    given = [{"id": str(n), "name": name} for n, name in enumerate(names)]
    assert told(search.answers(table)) == list(one_by_one(given, index, POLICIES[1], "Person"))


NUMBERED = (
    ("Vessel", {"name": ["WISE HONEST"], "imoNumber": ["8905490"]}),
    ("Airplane", {"name": ["Tupolev"], "registrationNumber": ["P-912"]}),
    ("Company", {"name": ["Sea Star Ship Co Ltd"], "imoNumber": ["2041999"]}),
)


@pytest.mark.parametrize("schema", ["Vessel", "Thing", "Airplane", "Company", "LegalEntity"])
def test_numbers_mean_in_tables_what_they_mean_one_by_one(schema):
    listed = (party_from_ftm({"id": f"n{i}", "schema": s, "properties": p}) for i, (s, p) in enumerate(NUMBERED))
    index = build_index(listed, compiled=True)
    rows = [
        {"id": "a", "schema": schema, "name": "Zork Vantorix (IMO 8905490)"},
        {"id": "b", "schema": schema, "name": "Zork Vantorix", "imoNumber": "IMO 2041999"},
        {"id": "c", "schema": schema, "name": "Zork Vantorix", "registrationNumber": "P912"},
        {"id": "d", "schema": schema, "name": "Imola Imogen"},
    ]
    columns = ("id", "schema", "name", "imoNumber", "registrationNumber")
    policy = Policy(limit=3)
    by_table = screen_table(pa.Table.from_pylist([{c: row.get(c) for c in columns} for row in rows]), index, policy)
    found = {answer.row: [match.party.id for match in answer.matches] for answer in by_table if answer.matches}
    wanted = {row: [m.party.id for m in matches] for row, matches, _, _ in one_by_one(rows, index, policy) if matches}
    assert found == wanted
    assert found
