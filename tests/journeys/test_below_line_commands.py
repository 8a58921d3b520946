"""A model validator asks what the cutoff lets by."""

import csv
import json

import pytest

CUSTOMERS = (
    "Pak Yong Sik",
    "Pak Yong Sek",
    "Pac Yon Sic",
    "Park Young Shik",
    "Yong Sik",
    "Ingrid Solberg",
    "Maria Lopez",
)


@pytest.fixture
def customers(navicert, tmp_path):
    listed = tmp_path / "house.jsonl"
    listed.write_text(json.dumps({"id": "l-1", "schema": "Person", "properties": {"name": ["PAK, Yong Sik"]}}) + "\n")
    assert navicert("lists", "load", "ftm", listed, "--as", "house", "--published", "2026-01-01").code == 0
    file = tmp_path / "customers.csv"
    file.write_text("id,name\n" + "".join(f"{number},{name}\n" for number, name in enumerate(CUSTOMERS)))
    return file


def draw(navicert, customers, tmp_path, *more):
    out = tmp_path / "sample.csv"
    ended = navicert("policy", "below", "--file", customers, "--out", out, "--width", "0.3", "--json", *more)
    return ended.records[0], list(csv.DictReader(out.read_text().splitlines()))


@pytest.fixture
def policy(tmp_path):
    file = tmp_path / "strict.toml"
    file.write_text("cutoff = 0.88\n")
    return file


def test_pairs_between_floor_and_cutoff_are_drawn_and_the_load_falls_as_the_cutoff_rises(
    navicert, customers, tmp_path, policy
):
    record, rows = draw(navicert, customers, tmp_path, "--policy", policy)
    assert record["customers"] == len(CUSTOMERS)
    assert 0 < record["pairs"] == record["sample"] == len(rows)
    assert all(record["floor"] <= float(row["score"]) < 0.88 for row in rows)
    assert all(row["same"] == "" for row in rows)
    alerted = [line["alerted"] for line in record["load"]]
    assert alerted == sorted(alerted, reverse=True)
    assert alerted[0] > alerted[-1]


def test_the_same_seed_draws_the_same_pairs(navicert, customers, tmp_path, policy):
    drawn = [draw(navicert, customers, tmp_path, "--policy", policy, "--sample", "1")[1] for _ in range(2)]
    assert drawn[0] == drawn[1]


def test_a_judged_sample_bounds_what_the_cutoff_lets_by(navicert, tmp_path):
    sample = tmp_path / "judged.csv"
    judged = ["yes"] * 5 + ["no"] * 95 + [""] * 3
    sample.write_text("customer,same\n" + "".join(f"{number},{word}\n" for number, word in enumerate(judged)))
    (record,) = navicert("policy", "reviewed", sample, "--pairs", "1000", "--json").records
    assert (record["judged"], record["true"], record["open"]) == (100, 5, 3)
    assert record["missed_low"] < 50 < record["missed_high"] < 130
    assert "with 95 % confidence" in navicert("policy", "reviewed", sample, "--pairs", "1000").out


@pytest.mark.parametrize(("words", "said"), [(["perhaps"], "neither yes nor no"), ([""], "no pair was judged")])
def test_a_sample_that_says_nothing_is_refused(navicert, tmp_path, words, said):
    sample = tmp_path / "judged.csv"
    sample.write_text("customer,same\n" + "".join(f"{number},{word}\n" for number, word in enumerate(words)))
    ended = navicert("policy", "reviewed", sample, "--pairs", "10")
    assert ended.code == 2
    assert said in ended.err
