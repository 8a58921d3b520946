"""Loading and erasing customers: every row is accounted for, nobody vanishes unnoticed."""

import json
import os
from datetime import timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from navicert.cases import Judgement
from navicert.desk import Desk
from navicert.desk.customers import Loaded, LoadOrder
from navicert.errors import InvalidInput

from .desks import MORNING, Clock, desk_in, in_a_child, killed_at, load_customers, load_list, person

ROWS = "id,name,schema,birth_date\n1,Kim Chol,Person,1960-01-02\n2,Ri Song,Person,\n3,Air Koryo,Company,\n"
OTHERS = [("2", "Ri Song", "Person"), ("3", "Air Koryo", "Company")]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Desk:
    return desk_in(tmp_path, clock)


@pytest.fixture
def told() -> list[str]:
    return []


def load(desk: Desk, folder: Path, text: str, told: list[str], **order: object) -> Loaded:
    file = folder / "c.csv"
    file.write_text(text, encoding="utf-8")
    return desk.customers.load(LoadOrder(**({"file": file, "by": "Ann", "columns": {}} | order)), told.append)


def is_balanced(loaded: Loaded) -> bool:
    parts = ("added", "changed", "unchanged", "returned", "repeated", "malformed")
    return loaded.rows == sum(getattr(loaded, part) for part in parts)


def test_the_same_customers_come_from_every_kind_of_file(desk: Desk, tmp_path: Path, told: list[str]) -> None:
    load(desk, tmp_path, ROWS, told)
    records = [{"id": "1", "name": "Kim Chol", "schema": "Person", "birth_date": "1960-01-02"}]
    records += [{"id": key, "name": name, "schema": schema} for key, name, schema in OTHERS]
    parquet.write_table(pa.Table.from_pylist(records), tmp_path / "c.parquet")
    lines = ['{"id": "1", "schema": "Person", "properties": {"name": ["Kim Chol"], "birthDate": ["1960-01-02"]}}']
    lines += [json.dumps(record) for record in records[1:]]
    (tmp_path / "c.jsonl").write_text("\n".join(lines), encoding="utf-8")
    for name in ("c.parquet", "c.jsonl"):
        again = desk.customers.load(LoadOrder(file=tmp_path / name, by="Ann", columns={}))
        assert (again.unchanged, again.customers) == (3, 3)


def test_a_file_that_lacks_announced_records_changes_nothing(desk: Desk, tmp_path: Path, told: list[str]) -> None:
    with pytest.raises(InvalidInput, match="holds 3 records where 4 were announced"):
        load(desk, tmp_path, ROWS, told, control_total=4)
    assert (desk.customers.count(), desk.store.customers.loads()) == (0, ())
    assert load(desk, tmp_path, ROWS, told, control_total=3).control_total == 3


def test_rows_that_are_no_customers_are_named_and_the_others_taken(desk: Desk, tmp_path: Path, told: list[str]) -> None:
    rows = "4,,Person,\n,Pak,Person,\n6,Pak Il,Ghost,\n7,Pak Ui,Person,soon\n8,Pak\n"
    rows += "1,Kim Chol,Person,1960-01-02\n2,Ri,Person,\n"
    loaded = load(desk, tmp_path, ROWS + rows, told, control_total=10)
    assert (loaded.added, loaded.malformed, loaded.repeated) == (3, 6, 1)
    assert is_balanced(loaded)
    for words in (
        "row 5 field name",
        "row 6 field id",
        "row 7 field schema",
        "row 8 field birthDate",
        "row 9",
        "'2' stands",
    ):
        assert [text for text in told if words in text and text.startswith("error: ")], words


def test_a_value_that_is_read_in_part_is_told(desk: Desk, tmp_path: Path, told: list[str]) -> None:
    loaded = load(desk, tmp_path, "id,name,birth_date\n1,Kim,1974-02-30\n", told)
    assert (loaded.added, loaded.doubtful) == (1, 1)
    assert "1974-02-30" in told[0]


def test_columns_that_screening_does_not_use_are_named_and_not_kept(
    desk: Desk, tmp_path: Path, told: list[str]
) -> None:
    load(desk, tmp_path, "id,name,branch\n1,Kim,Minsk\n", told)
    assert "columns not used: branch" in told[0]
    assert "Minsk" not in str(desk.customers.history("1"))


@pytest.mark.parametrize(
    ("text", "words"), [("name\nKim\n", "no column holds the customers' ids"), ("id\n1\n", "no column holds a name")]
)
def test_a_file_without_ids_or_names_is_refused(
    desk: Desk, tmp_path: Path, told: list[str], text: str, words: str
) -> None:
    with pytest.raises(InvalidInput, match=words):
        load(desk, tmp_path, text, told)


def test_ids_may_stand_in_a_column_of_another_name(desk: Desk, tmp_path: Path, told: list[str]) -> None:
    load(desk, tmp_path, "account,holder\nA-1,Kim Chol\n", told, columns={"id": "account", "name": "holder"})
    assert desk.customers.history("A-1")[0].customer.properties == {"name": ("Kim Chol",)}


# Full files


def test_nobody_is_gone_while_a_row_may_be_anybody(desk: Desk, tmp_path: Path, told: list[str]) -> None:
    load(desk, tmp_path, ROWS, told)
    loaded = load(desk, tmp_path, ROWS.replace("2,Ri Song", ",Ri Song"), told, is_full=True)
    assert (loaded.gone, loaded.customers) == (None, 3)


def test_a_full_file_that_lacks_many_is_not_believed(desk: Desk, tmp_path: Path, told: list[str]) -> None:
    load(desk, tmp_path, ROWS, told)
    shorter = "id,name,schema,birth_date\n1,Kim Chol,Person,1960-01-02\n"
    with pytest.raises(InvalidInput, match="2 of 3 customers are not in it"):
        load(desk, tmp_path, shorter, told, is_full=True)
    assert desk.customers.count() == 3
    assert load(desk, tmp_path, shorter, told, is_full=True, accept_shrinkage=True).gone == 2
    assert desk.customers.count() == 1


def test_portions_are_no_borders(desk: Desk, tmp_path: Path, told: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("navicert.desk.customers.PORTION", 2)
    rows = "".join(f"{number % 5},Kim {'Chol' * (1 + number % 5)},Person,\n" for number in range(11))
    loaded = load(desk, tmp_path, "id,name,schema,birth_date\n" + rows, told)
    assert (loaded.added, loaded.repeated, loaded.customers) == (5, 6, 5)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked here")
def test_a_load_killed_at_any_moment_is_finished_by_loading_again(
    tmp_path: Path, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("navicert.desk.customers.PORTION", 3)
    first = "id,name\n" + "".join(f"{number},Kim {'Chol' * number}\n" for number in range(10))
    second = "id,name\n" + "".join(f"{number},Ri {'Song' * number}\n" for number in range(1, 12))
    for moment in range(0, 16, 3):
        (folder := tmp_path / f"{moment}").mkdir()
        desk = desk_in(folder)
        load(desk, folder, first, told)

        def load_second(desk: Desk = desk, folder: Path = folder, moment: int = moment) -> None:
            with killed_at(moment):
                load(desk, folder, second, told, is_full=True, accept_shrinkage=True)

        killed = in_a_child(load_second)
        assert bool(killed) == (moment < 14), "before and after seven: begun, four portions, who is gone, finished"
        loaded = load(desk, folder, second, told, is_full=True, accept_shrinkage=True)
        assert loaded.customers == 11
        histories = [len(desk.customers.history(str(number))) for number in range(12)]
        assert histories == [2] * 10 + [1, 1], "nobody changed twice"


# Erasing


def test_the_retention_rule_erases_who_has_been_gone_for_so_long(desk: Desk, tmp_path: Path, clock: Clock) -> None:
    load_list(desk, tmp_path, "01-01", [person("kim", "Kim Chol Hyok")])
    load_customers(desk, tmp_path, {"1": "Kim Chol Hyok", "2": "Ri Song", "3": "Pak Il"})
    list(desk.rescreening.screen("watch"))
    clock.days_later(1)
    load_customers(desk, tmp_path, {"3": "Pak Il Chol"}, is_full=True, accept_shrinkage=True)
    clock.days_later(400)
    before = MORNING + timedelta(days=300)
    counted = desk.customers.erase(before, by="Ann", only_count=True)
    assert (counted.customers, counted.kept_for_cases) == (1, ("1",))
    assert desk.customers.count_gone() == 2
    erased = desk.customers.erase(before, by="Ann")
    assert (erased.customers, erased.states, erased.kept_for_cases) == (1, 1, ("1",))
    assert [state.customer.properties["name"] for state in desk.customers.history("3")] == [("Pak Il Chol",)]
    assert not desk.store.population_folder.exists()

    case = desk.cases.queue().cases[0].kept.case
    desk.cases.withdraw([(case, ("gone",))], edition="e")
    desk.cases.decide(case.id, Judgement(verdict="gone", reason="Kim left us"), by="Ann")
    assert desk.customers.erase(before, by="Ann").customers == 1
    kept = desk.cases.show(case.id)
    assert (kept.customer, kept.case.status) == (None, "closed")
    assert {one.event.particulars is None for one in kept.events} == {True}
    assert list(desk.store.cases.broken()) == []


def test_an_erased_customer_is_in_no_file_of_the_store(desk: Desk, tmp_path: Path, clock: Clock) -> None:
    import sqlite3

    load_list(desk, tmp_path, "01-01", [person("kim", "Kim Chol Hyok")])
    load_customers(desk, tmp_path, {"1": {"name": "Zebulon Quartermaine", "address": "Elm Street"}, "2": "Ri Song"})
    list(desk.rescreening.screen("watch"))
    load_customers(desk, tmp_path, {"2": "Ri Song"}, is_full=True, accept_shrinkage=True)
    clock.days_later(2)
    assert desk.customers.erase(clock.now, by="Ann").customers == 1
    with sqlite3.connect(tmp_path / "store" / "navicert.db") as connection:
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    for path in (tmp_path / "store").rglob("*"):
        assert not path.is_file() or b"Quartermaine" not in path.read_bytes()
