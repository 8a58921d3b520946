"""An analyst screens large files of customers, which take long and may be cut short."""

import json
import os
import random
import signal
import subprocess
import sys
import time

import pyarrow.parquet as pq
import pytest

PARTIES = [
    {"id": "l-1", "schema": "Person", "properties": {"name": ["PAK, Yong Sik"], "birthDate": ["1950-01-01"]}},
    {"id": "l-2", "schema": "Vessel", "properties": {"name": ["MORNING TIDE"], "imoNumber": ["9074729"]}},
]
RUN = [sys.executable, "-c", "from navicert.cli import main; main()"]


@pytest.fixture
def listed(navicert, tmp_path):
    path = tmp_path / "house.jsonl"
    path.write_text("".join(json.dumps(party) + "\n" for party in PARTIES), encoding="utf-8")
    assert navicert("lists", "load", "ftm", path, "--as", "house", "--published", "2026-01-01").code == 0


def customers(path, rows):
    r = random.Random(5)
    given, family = "Ingrid Anna Yong Sik Maria Jose Ivan Olga".split(), "Solberg Pak Lopez Petrov Okafor".split()
    lines = ["id,name,schema,birth_date"]
    lines += [f"c{n},{r.choice(given)} {r.choice(given)} {r.choice(family)},Person,19{n % 100:02}" for n in range(rows)]
    lines[rows // 2] += ",one cell too many"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def file(tmp_path):
    return customers(tmp_path / "customers.csv", 30_000)


def started(*arguments):
    return subprocess.Popen(
        [*RUN, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # a background job ignores it
    )


def cut(out, *arguments, steps, how):
    """Start a run and cut it short after so many steps stand in its journal."""
    process = started("screen", *arguments, "--out", out)
    journal = out.with_name(f"{out.name}.journal")
    while not journal.exists() or journal.read_bytes().count(b"\n") < steps + 2:
        assert process.poll() is None, process.stderr.read()
        time.sleep(0.005)
    os.kill(process.pid, how)
    _, told = process.communicate(timeout=60)
    return process.returncode, told


def content(out):
    return pq.read_table(out).to_pylist() if out.suffix == ".parquet" else out.read_bytes()


def summary(ended):
    return next(line for line in ended.err.splitlines() if " screened: " in line)


@pytest.mark.slow
@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize("ending", ["jsonl", "csv", "parquet"])
def test_a_run_killed_again_and_again_loses_and_doubles_nothing(navicert, tmp_path, file, ending):
    whole, out = tmp_path / f"whole.{ending}", tmp_path / f"out.{ending}"
    done = navicert("screen", "--file", file, "--out", whole)
    assert done.code == 2
    assert "30,000 screened" in done.err
    for steps in (0, 3):
        code, _ = cut(out, "--file", file, "--resume", steps=steps, how=signal.SIGKILL)
        assert code == -signal.SIGKILL
        assert not out.exists()
    ended = navicert("screen", "--file", file, "--out", out, "--resume", "--processes", 1)
    assert ended.code == 2
    assert f"{out}: went on after" in ended.err
    assert summary(ended) == summary(done).replace("whole.", "out.")
    assert content(out) == content(whole)
    assert not list(tmp_path.glob("*.part")) + list(tmp_path.glob("*.journal"))


@pytest.mark.slow
@pytest.mark.usefixtures("listed")
def test_an_interrupted_run_says_how_to_go_on(tmp_path):
    file, out = customers(tmp_path / "many.csv", 300_000), tmp_path / "out.jsonl"
    code, told = cut(out, "--file", file, "--processes", 1, steps=1, how=signal.SIGINT)
    assert code == 4
    assert "out.jsonl: interrupted; the same command with --resume goes on" in told
    assert "Traceback" not in told
    assert not out.exists()


@pytest.mark.slow
@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize("change", ["input", "policy", "edition", "options"])
def test_a_run_is_not_taken_up_with_something_else(navicert, tmp_path, file, change):
    out = tmp_path / "out.jsonl"
    cut(out, "--file", file, "--processes", 1, steps=1, how=signal.SIGKILL)
    more, words = [], ""
    if change == "input":
        file.write_text(file.read_text().replace("c29999", "c99999"))
        words = "the input file changed (sha256"
    elif change == "policy":
        more, words = ["--cutoff", "0.8"], "the policy changed (cutoff: 0.7 then, 0.8 now)"
    elif change == "options":
        more, words = ["--schema", "Person"], "the options changed (schema: None then, Person now)"
    else:
        (tmp_path / "more.jsonl").write_text(json.dumps(PARTIES[0]) + "\n")
        assert navicert("lists", "load", "ftm", tmp_path / "more.jsonl", "--as", "other").code == 0
        words = "the set of editions changed (other: None then, "
    ended = navicert("screen", "--file", file, "--out", out, "--resume", *more)
    assert ended.code == 2
    assert words in ended.err
    assert "start anew without --resume" in ended.err
    anew = navicert("screen", "--file", file, "--out", out, *more)
    assert "an interrupted run is thrown away" in anew.err
    assert len(out.read_text().splitlines()) == 30_000


@pytest.mark.usefixtures("listed")
def test_taking_up_what_was_never_begun_begins_it(navicert, tmp_path):
    small = customers(tmp_path / "f.csv", 10)
    ended = navicert("screen", "--file", small, "--out", tmp_path / "out.jsonl", "--resume")
    assert "there was nothing to go on with" in ended.err
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == 10


def test_taking_up_needs_a_file_to_go_on_with(navicert, tmp_path):
    ended = navicert("screen", "--file", customers(tmp_path / "f.csv", 10), "--resume")
    assert ended.code == 2
    assert "--resume goes with --file and --out" in ended.err


@pytest.mark.usefixtures("listed")
def test_a_broken_file_leaves_the_old_results_as_they_were(navicert, tmp_path):
    (tmp_path / "f.csv").write_text('id,name\n1,Ann\n2,"open\n')
    out = tmp_path / "out.csv"
    out.write_text("old")
    ended = navicert("screen", "--file", tmp_path / "f.csv", "--out", out)
    assert ended.code == 2
    assert "f.csv row 3: not a readable CSV record" in ended.err
    assert out.read_text() == "old"
    assert not list(tmp_path.glob("out.csv.*"))


@pytest.mark.usefixtures("listed")
def test_as_many_processes_as_wanted_give_the_same_lines(navicert, tmp_path):
    file = customers(tmp_path / "f.csv", 20_000)
    one, three = (navicert("screen", "--file", file, "--processes", n, "--json") for n in (1, 3))
    assert one.out == three.out
    assert without_receipt(one.err) == without_receipt(three.err)
    assert f"error: {file} row 10001: 5 cells where the header has 4" in one.err
    assert one.code == three.code == 2
    ids = [record["query"]["id"] for record in one.records]
    assert ids == [f"c{n}" if n != 9_999 else "10001" for n in range(20_000)]


def without_receipt(err):
    return [line for line in err.splitlines() if not line.startswith("receipt ")]


@pytest.mark.usefixtures("listed")
def test_a_policy_is_read_from_a_file_and_its_words_are_checked(navicert, tmp_path):
    policy = tmp_path / "ours.toml"
    policy.write_text("cutoff = 0.99\n")
    assert navicert("screen", "Pak Yong-sik", "--policy", policy).out.count("no hit") == 1
    assert "possible match" in navicert("screen", "Pak Yong-sik", "--policy", policy, "--cutoff", "0.7").out
    for text, words in [
        ("cutof = 0.8", "a policy has no 'cutof'; did you mean cutoff?"),
        ("cutoff = 7", "ours.toml field cutoff: 7 is out of range; give one from 0 to 1"),
        ('cutoff = "high"', "field cutoff: 'high' is not a number"),
        ("limit = 2.5", "field limit: 2.5 is not a whole number"),
        ("cutoff 0.8", "ours.toml: not a readable TOML file"),
    ]:
        policy.write_text(text)
        ended = navicert("screen", "Pak Yong-sik", "--policy", policy)
        assert ended.code == 2
        assert words in ended.err


def test_the_policy_shown_is_a_policy_file(navicert, tmp_path):
    shown = navicert("policy", "show")
    (tmp_path / "p.toml").write_text(shown.out)
    assert navicert("policy", "show", "--policy", tmp_path / "p.toml").out == shown.out
    assert navicert("policy", "show", "--json").records[0]["name"] == "cutoff"


@pytest.mark.usefixtures("listed")
def test_a_cutoff_below_the_floor_of_exact_search_works_and_says_so(navicert):
    [low] = navicert("screen", "Pak Yong", "--cutoff", "0.2", "--json").records
    assert low["status"] == "hits"
    assert "the cutoff 0.2 lies below 0.56" in low["warnings"][-1]
    [usual] = navicert("screen", "Pak Yong", "--json").records
    assert not any("lies below" in warning for warning in usual["warnings"])
