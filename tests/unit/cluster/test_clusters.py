"""Every cluster gives the results of all batches, in their order, whoever works on them."""

import os
import signal
import time
from pathlib import Path

import pyarrow as pa
import pytest

from navicert.cluster import Processes, SingleProcess, open_cluster
from navicert.errors import CutShort, InvalidInput

CLUSTERS = [SingleProcess(), Processes(1), Processes(2), Processes(5)]


@pytest.fixture(params=CLUSTERS, ids=["this process", "one process", "two processes", "five processes"])
def cluster(request):
    return request.param


def batch(*numbers):
    return pa.record_batch({"n": list(numbers)})


def doubled(given):
    """Later batches take less time, so that they are done first."""
    time.sleep(0.002 * (given.column("n")[0].as_py() % 5))
    return pa.record_batch({"n": [2 * n for n in given.column("n").to_pylist()], "pid": [os.getpid()] * given.num_rows})


def numbers(results):
    return [n for result in results for n in result.column("n").to_pylist()]


def test_results_come_in_the_order_of_the_batches(cluster):
    assert numbers(cluster.map(doubled, (batch(n, n) for n in range(60, 0, -1)))) == [
        2 * n for n in range(60, 0, -1) for _ in range(2)
    ]


def test_no_batches_give_no_results(cluster):
    assert list(cluster.map(doubled, iter(()))) == []


def test_several_processes_share_the_work():
    pids = {result.column("pid")[0].as_py() for result in Processes(2).map(doubled, (batch(n) for n in range(40)))}
    assert len(pids) == 2
    assert os.getpid() not in pids


def test_large_batches_pass_through(cluster):
    text = "x" * 3_000_000
    results = cluster.map(lambda given: given, (pa.record_batch({"t": [text, str(n)]}) for n in range(6)))
    assert [(len(r.column("t")[0].as_py()), r.column("t")[1].as_py()) for r in results] == [
        (3_000_000, str(n)) for n in range(6)
    ]


def test_what_the_schema_says_of_a_batch_comes_with_it(cluster):
    def told(given):
        return given.replace_schema_metadata({"count": "3"})

    [result] = cluster.map(told, [batch(1)])
    assert result.schema.metadata == {b"count": b"3"}


def refuses_seven(given):
    if given.column("n")[0].as_py() == 7:
        raise InvalidInput("no sevens", where="f.csv row 7", next="leave it out")
    return given


def until_error(results):
    """The numbers that came before an error, and the error."""
    found = []
    try:
        for result in results:
            found += result.column("n").to_pylist()
    except InvalidInput as error:
        return found, error
    return found, None


def test_an_error_comes_after_the_results_before_it(cluster):
    found, error = until_error(cluster.map(refuses_seven, (batch(n) for n in range(20))))
    assert str(error) == "f.csv row 7: no sevens; leave it out"
    assert found == list(range(7))


def test_an_error_of_the_batches_comes_after_the_results_before_it(cluster):
    def batches():
        yield from (batch(n) for n in range(5))
        raise InvalidInput("an open quote", where="f.csv row 6")

    found, error = until_error(cluster.map(doubled, batches()))
    assert str(error) == "f.csv row 6: an open quote"
    assert found == [0, 2, 4, 6, 8]


def test_batches_are_taken_as_they_are_needed(cluster):
    taken = []

    def endless():
        while True:
            taken.append(1)
            yield batch(len(taken))

    results = cluster.map(lambda given: given, endless())
    assert next(results).column("n")[0].as_py() == 1
    results.close()
    assert len(taken) < 50


def test_no_more_is_begun_while_large_results_wait_for_the_oldest(monkeypatch, tmp_path):
    monkeypatch.setattr("navicert.cluster.processes.HELD", 1)
    begun = tmp_path / "begun"

    def note(given):
        with begun.open("a") as handle:
            handle.write("x")
        time.sleep(0.3 if given.column("n")[0].as_py() == 0 else 0)
        return given

    results = Processes(2).map(note, (batch(n) for n in range(20)))
    assert numbers([next(results)]) == [0]
    assert len(begun.read_text()) <= 4
    assert numbers(results) == list(range(1, 20))


def test_a_process_that_is_killed_cuts_the_work_short():
    def kills_itself(given):
        if given.column("n")[0].as_py() == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        return given

    with pytest.raises(CutShort, match="was ended by SIGKILL"):
        list(Processes(2).map(kills_itself, (batch(n) for n in range(10))))


@pytest.mark.parametrize("seconds", [0.2, 600], ids=["between batches", "in the midst of one"])
def test_processes_end_with_their_parent_however_it_ends(seconds, tmp_path):
    pids = tmp_path / "pids"
    parent = os.fork()
    if parent == 0:

        def note_and_wait(given):
            with pids.open("a") as handle:
                handle.write(f"{os.getpid()}\n")
            time.sleep(seconds)
            return given

        for _ in Processes(2).map(note_and_wait, (batch(n) for n in range(1000))):
            pass
        os._exit(0)
    while not pids.exists() or len(set(pids.read_text().split())) < 2:
        time.sleep(0.01)
    os.kill(parent, signal.SIGKILL)
    os.waitpid(parent, 0)
    workers = {int(pid) for pid in pids.read_text().split()}
    deadline = time.monotonic() + 60
    while any(is_alive(pid) for pid in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(is_alive(pid) for pid in workers)


def is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def test_one_process_is_this_one():
    assert isinstance(open_cluster(1), SingleProcess)
    assert isinstance(open_cluster(2), Processes)
