"""The compiled pass over rows answers as the reference does; one that was built from another source is left alone."""

import json

import pytest

from navicert.batch import kinds, programmes, rows_kernel
from navicert.batch.running import answer_into

compiled = pytest.mark.skipif(rows_kernel.library() is None, reason="the compiled pass over rows was not built here")


def nothing_told(_progress, _answered):
    """Hears of no progress."""


@pytest.fixture
def results(run_over, tmp_path):
    """What a file is answered, as bytes."""

    def answered(file, ending, name):
        out = tmp_path / f"{name}.{ending}"
        answer_into(run_over(file), out, resume=False, told=nothing_told)
        return out.read_bytes()

    return answered


@compiled
@pytest.mark.parametrize(("ending", "regulated"), [("jsonl", 0.9), ("csv", 0.15), ("parquet", 0.5)])
def test_files_are_answered_alike_with_and_without_it(ending, regulated, module_of, results, monkeypatch, tmp_path):
    file = tmp_path / "transactions.parquet"
    monkeypatch.setattr(module_of("transactions"), "BLOCK", 700)
    module_of("transactions").write_transactions(file, 2_000, seed=len(ending), regulated=regulated)
    by_pass = results(file, ending, "by pass")
    monkeypatch.setattr(rows_kernel, "library", lambda: None)
    assert results(file, ending, "by reference") == by_pass


def calls_of_ships():
    """Entries of which the day is not told, after calls in the DPRK: each day of these counts."""
    entry = {"activity": "port_entry", "action": "enter", "bound_state": "US", "vessel_flag": "PA"}
    return [entry | {"id": f"S{day}", "last_kp_call": f"2017-10-{day}"} for day in range(10, 30)]


@compiled
def test_facts_of_every_sort_are_looked_at_as_the_reference_does(random_rows, results, monkeypatch, tmp_path):
    file, run = tmp_path / "rows.jsonl", set()
    rows = [*random_rows(1_500, seed=11), *calls_of_ships()]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    make = programmes.OpStruct
    monkeypatch.setattr(programmes, "OpStruct", lambda what, *more: run.add(what) or make(what, *more))
    by_pass = results(file, "jsonl", "by pass")
    monkeypatch.setattr(rows_kernel, "library", lambda: None)
    assert results(file, "jsonl", "by reference") == by_pass
    assert run == set(rows_kernel.Op)


@compiled
def test_what_one_piece_met_is_known_to_the_next(module_of, results, monkeypatch, tmp_path):
    file, met = tmp_path / "transactions.csv", []
    module = module_of("law_batch_speed")
    module.write_transactions(tmp_path / "transactions.parquet", 3_000)
    module.write_csv(module.pq.read_table(tmp_path / "transactions.parquet"), file)
    monkeypatch.setattr("navicert.batch.text_files.CHUNK_BYTES", file.stat().st_size // 3)
    misses = rows_kernel.Memory.misses
    monkeypatch.setattr(rows_kernel.Memory, "misses", lambda memory: met.append(misses(memory)) or met[-1])
    in_pieces = results(file, "jsonl", "in pieces")
    looked_up = sum(map(len, met))
    monkeypatch.undo()
    assert results(file, "jsonl", "at once") == in_pieces
    assert 0 < looked_up < 3_000 * 7


@compiled
def test_more_sorts_of_goods_than_a_piece_had_are_told_apart_in_the_next(random_rows, results, monkeypatch, tmp_path):
    file, made = tmp_path / "rows.jsonl", []
    rows = [row | {"activity": "supply"} for row in random_rows(500, seed=3) if "action" not in row]
    rows.sort(key=lambda row: (row.get("hs", ""), row.get("goods_kind", "")))
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    monkeypatch.setattr("navicert.batch.text_files.CHUNK_BYTES", file.stat().st_size // 20)
    recall = kinds.Recall
    monkeypatch.setattr(kinds, "Recall", lambda *given: made.append(given) or recall(*given))
    by_pass = results(file, "jsonl", "by pass")
    monkeypatch.setattr(rows_kernel, "library", lambda: None)
    assert results(file, "jsonl", "by reference") == by_pass
    assert len(made) > 1


@compiled
def test_a_library_of_another_source_is_not_loaded(tmp_path):
    found = next(rows_kernel.Path(rows_kernel.__file__).parent.glob("_rows.*.so"), None)
    if found is None:
        pytest.skip("the library has another ending here")
    source = tmp_path / "_rows.c"
    source.write_text("/* another source */", encoding="utf-8")
    assert rows_kernel.load(found, source) is None
    assert rows_kernel.load(found, tmp_path / "not at hand.c") is not None


def test_what_is_no_library_is_not_loaded(tmp_path):
    (tmp_path / "_rows.so").write_bytes(b"no library")
    assert rows_kernel.load(tmp_path / "_rows.so", tmp_path / "_rows.c") is None
