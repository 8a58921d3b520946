"""A night's receipts, asked again by another version of the program: every difference is named and explained."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import navicert as package

NAMES = ["PAK, Yong Sik", "RI, Won Ho", "KIM, Chol Hyok"]
COAL = ("activity=procure", "bound_state=CN", "origin=KP", "hs=2701", "release_date=2017-08-20")


def listed(path, *names):
    parties = [{"id": f"l-{n}", "schema": "Person", "properties": {"name": [name]}} for n, name in enumerate(names)]
    path.write_text("".join(json.dumps(party) + "\n" for party in parties))
    return path


@pytest.fixture
def night(navicert, tmp_path):
    """Customers screened, a new edition rescreened, a name and a cargo asked."""
    customers = tmp_path / "customers.csv"
    customers.write_text("id,name\n1,Pak Yong Sik\n2,Maria Fernandez Lopez\n3,Ri Won Ho\n4,Kim Chol Hyok\n")
    load = ("lists", "load", "ftm", "--as", "house", "--published")
    navicert(*load, "2026-01-01", listed(tmp_path / "old.jsonl", *NAMES[:2]))
    navicert("customers", "load", customers)
    navicert("customers", "screen", "house")
    navicert(*load, "2026-02-01", listed(tmp_path / "new.jsonl", *NAMES))
    assert navicert("rescreen", "house", "previous", "current").code == 0
    navicert("screen", "Pak Yong Sik")
    navicert("screen", "Nobody Nowhere")
    navicert("check", *COAL)


def another_version(folder, change):
    """A copy of the program with this change in it; how to run it."""
    copy = folder / "later" / "navicert"
    shutil.copytree(Path(package.__file__).parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
    change(copy)
    environment = {**os.environ, "PYTHONPATH": str(copy.parent), "NAVICERT_STORE": str(folder / "store")}

    def run(*arguments):
        command = [sys.executable, "-c", "from navicert.cli import main; main()", *map(str, arguments)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)
        assert done.returncode in (0, 4), done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    return run


def calibrated_otherwise(copy):
    table = copy / "screening/data/calibration.json"
    content = json.loads(table.read_text())
    content["points"] = [[score, odds - 0.5] for score, odds in content["points"]]
    table.write_text(json.dumps(content))


def commented(copy):
    scoring = copy / "screening/scoring.py"
    scoring.write_text(scoring.read_text() + "\n# another line, and nothing else\n")


@pytest.mark.usefixtures("night")
def test_a_version_that_answers_otherwise_explains_every_difference(navicert, tmp_path):
    run = another_version(tmp_path, calibrated_otherwise)
    *_, summary = run("receipts", "compare", "--json")
    assert (summary["receipts"], summary["different"], summary["same"]) == (5, 3, 2)
    assert (summary["unexplained"], summary["not_asked"]) == ([], [])
    assert summary["explained_by"] == {"another version of the program": 3}
    assert summary["before"] == summary["after"]
    replays = run("verify", "--all", "--json")
    for replay in replays:
        if not replay["same"]:
            assert all(one["place"].endswith("probability") for one in replay["differences"])
            assert replay["explained_by"] == ["another version of the program"]


@pytest.mark.usefixtures("night")
def test_a_version_that_answers_the_same_has_no_difference_to_explain(navicert, tmp_path):
    *_, summary = another_version(tmp_path, commented)("receipts", "compare", "--json")
    assert (summary["same"], summary["different"]) == (5, 0)


@pytest.mark.usefixtures("night")
def test_todays_lists_and_customers_tell_what_came_and_went(navicert, tmp_path):
    (tmp_path / "more.csv").write_text("id,name\n5,Ri Won Ho\n")
    navicert("customers", "load", tmp_path / "more.csv")
    ended = navicert("receipts", "compare", "--today", "--kind", "customers", "--json")
    *changes, summary = ended.records
    assert [(one["side"], one["about"]) for one in changes] == [("after", "5 l-1 now")]
    assert (ended.code, summary["receipts"], summary["come"], summary["gone"]) == (0, 2, 1, 0)


@pytest.mark.usefixtures("night")
@pytest.mark.parametrize(
    ("bounds", "count"),
    [(("--from", 2, "--until", 3), 2), (("--until", "2000-01-01"), 0), (("--from", "2000-01-01"), 5),
     (("--kind", "check"), 1)],
)  # fmt: skip
def test_a_range_is_chosen_by_number_day_and_kind(navicert, bounds, count):
    assert navicert("receipts", "compare", *bounds, "--json").records[-1]["receipts"] == count


@pytest.mark.usefixtures("night")
def test_a_step_to_an_edition_that_is_not_in_force_says_what_is_left(navicert, tmp_path):
    again = listed(tmp_path / "newer.jsonl", *NAMES[:2])
    navicert("lists", "load", "ftm", again, "--as", "house", "--published", "2026-03-01", "--accept-shrinkage")
    ended = navicert("rescreen", "house", "2026-01-01", "2026-02-01")
    assert ended.code == 4
    assert "navicert rescreen house 2026-02-01 current" in ended.err
