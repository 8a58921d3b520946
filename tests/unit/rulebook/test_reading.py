"""Rulebook files: what is refused, where, and what the author is taught."""

from datetime import date

import pytest

from navicert.errors import RulebookError
from navicert.rulebook import lint, load_rulebook
from navicert.rulebook.build import resolve_day

REGIME = """
regime:
  id: XX-TEST
  rank: 1
  title: a law made for tests
  authority: Nobody
  bound: [XX]
  concerns: {activity: supply, destination: KP}
  coverage: [{activities: [supply], from: 2017-01-01, note: all of it}]
"""
INSTRUMENT = """
instrument:
  id: XX-1
  regime: XX-TEST
  title: Order 1
  short: Order 1
  adopted: 2017-01-01
  publisher: Nobody
  time_zone: Etc/UTC
measures:
  - id: XX-1-COAL
    paragraph: '1'
    kind: supply_ban
    summary: No coal to the DPRK.
    asks: {supply: []}
    direction: to_kp
    goods: {hs: ["2701"], kinds: [coal]}
    clock: export
    from: {base: 2017-01-01, days: 30}
    exceptions:
      - id: XX-1-OLD
        paragraph: '2'
        door: open
        text: Contracts from before the order.
        when: {contract_date: {before: 2017-01-01}}
    example: {activity: supply, destination: KP, hs: "2701", goods_kind: coal, activity_date: 2017-02-01,
              contract_date: 2016-12-31}
    cases:
      - {name: an old contract, status: permitted, exception: XX-1-OLD, state: met}
      - {name: a new one, with: {contract_date: 2017-01-01}, status: prohibited, exception: XX-1-OLD, state: not_met}
      - {name: unknown, without: [contract_date], status: needs_information, lowest: permitted, highest: prohibited,
         missing: [contract_date], exception: XX-1-OLD, state: unknown}
"""


@pytest.fixture
def write(tmp_path):
    def write(text=INSTRUMENT, name="order-1.yaml"):
        (tmp_path / "_regime.yaml").write_text(REGIME, encoding="utf-8")
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return write


def test_a_folder_of_ones_own_is_a_rulebook(write):
    rulebook = load_rulebook(write())
    assert rulebook.measures["XX-1-COAL"].first == date(2017, 1, 31)
    assert lint(write()) == []


def test_the_digest_follows_the_content_not_the_layout(write):
    first = load_rulebook(write()).digest
    assert (
        load_rulebook(
            write(
                INSTRUMENT.replace("    kind: supply_ban\n", "").replace(
                    "    summary:", "    kind: supply_ban\n    summary:"
                )
            )
        ).digest
        == first
    )
    assert load_rulebook(write(INSTRUMENT.replace("2016-12-31", "2016-12-30"))).digest != first


@pytest.mark.parametrize(
    ("old", "new", "line", "message", "teach"),
    [
        ('["2701"]', "[2701]", 17, "2701 is a number: write codes in quotes", ""),
        ('["2701"]', '["271"]', 17, "is not an HS code", ""),
        ("kind: supply_ban", "kynd: supply_ban", 13, "there is no key kynd", "did you mean kind"),
        ("    paragraph: '1'\n", "", 11, "the key paragraph is missing", "write for example paragraph: '8'"),
        ("asks: {supply: []}", "asks: {supply: [release]}", 11, "release is no step of supply", ""),
        ("asks: {supply: []}", "asks: {suply: []}", 15, "'suply' is none of the words", "did you mean supply?"),
        ("when: {contract_date:", "when: {contract_day:", 24, "there is no key contract_day", "mean contract_date"),
        ("{before: 2017-01-01}", "{earlier: 2017-01-01}", 24, "no key earlier", "allowed: before, from, to, after"),
        ("direction: to_kp", "direction: [to_kp", 17, "this is not YAML", "brackets and quotes close"),
        ("direction: to_kp", "direction: to_pk", 16, "'to_pk' is none of the words", "did you mean to_kp"),
        ("kind: supply_ban", "kind: suply_ban", 13, "'suply_ban' is none of the words", "did you mean supply_ban"),
        ("days: 30", "days: thirty", 19, "'thirty' is not what belongs here", "write a whole number"),
        ("from: {base: 2017-01-01, days: 30}", "from: 01/02/2017", 19, "is no day", "or count it"),
        ("from: {base: 2017-01-01, days: 30}", "from: 2017-02-30", 19, "no day of the calendar", "YYYY-MM-DD"),
        ("direction: to_kp", "where: {destination: XX}", 16, "'XX' is no state", ""),
        ("door: open", "door: opened", 22, "'opened' is none of the words", "allowed: open, committee_approved"),
        (INSTRUMENT, "", 1, "the file is empty", "begins with instrument: and measures:"),
        (INSTRUMENT, "- a list", 1, "the file is no mapping", "begins with instrument: and measures:"),
    ],
    ids=["an unquoted code", "a code of odd length", "an unknown key", "no paragraph", "a step of another activity",
         "an unknown activity", "an unknown fact", "an unknown word for a day", "not YAML", "an unknown direction",
         "an unknown kind", "a number in words", "a day in another form", "a day that does not exist",
         "a state of none", "an unknown door", "an empty file", "a list"],
)  # fmt: skip
def test_a_problem_says_where_it_is_and_how_to_mend_it(write, old, new, line, message, teach):
    problems = lint(write(INSTRUMENT.replace(old, new)))
    assert any(message in problem.message for problem in problems), problems
    first = next(problem for problem in problems if message in problem.message)
    assert abs(first.line - line) <= 1
    assert teach in first.teach
    assert len(problems) <= 2
    assert not any(word in str(problem) for problem in problems for word in ("Input should", "Extra inputs", "Field"))


def test_loading_stops_at_the_first_problem(write):
    with pytest.raises(RulebookError, match=r"measure XX-1-COAL.*write codes in quotes"):
        load_rulebook(write(INSTRUMENT.replace('["2701"]', "[2701]")))


def test_a_missing_folder_is_told(tmp_path):
    with pytest.raises(RulebookError, match="no such folder"):
        load_rulebook(tmp_path / "nowhere")


def test_a_file_in_another_encoding_is_told(write):
    folder = write()
    (folder / "order-1.yaml").write_bytes(INSTRUMENT.replace("No coal", "Keine für").encode("latin-1"))
    assert [problem.message for problem in lint(folder)] == ["this is not UTF-8"]


def test_a_worked_case_that_is_answered_otherwise_is_told_at_its_line(write):
    def trial(rulebook):
        yield "XX-1-COAL", "a new one", "permitted instead of prohibited"

    (problem,) = lint(write(), trial)
    assert INSTRUMENT.splitlines()[problem.line - 1].lstrip().startswith("- {name: a new one")
    assert problem.message == "case 'a new one': permitted instead of prohibited"
    assert lint(write(), lambda rulebook: ()) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "teach"),
    [
        ("supersedes: []", "supersedes: [XX-1-KOAL]", 17, "did you mean XX-1-COAL?"),
        ("supersedes: []", "ambiguities: [A99]", 17, "declare it there"),
        ("exception: XX-1-OLD, state: met", "exception: XX-OLD, state: met", 30, "did you mean XX-1-OLD?"),
        ("regime: XX-TEST", "regime: XX-TSET", 4, "did you mean XX-TEST?"),
    ],
    ids=["a superseded stranger", "an undeclared point", "an exception of another name", "a regime of another name"],
)
def test_what_names_nothing_is_told_at_its_line_with_what_was_meant(write, old, new, line, teach):
    text = INSTRUMENT.replace("    direction: to_kp\n", "    direction: to_kp\n    supersedes: []\n")
    assert old in text
    problems = [problem for problem in lint(write(text.replace(old, new))) if teach in problem.teach]
    assert [problem.line for problem in problems] == [line]


TO_KP = "    direction: to_kp\n"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("exception: XX-1-OLD, state: unknown", "exception: null", "has no case unknown"),
        ("missing: [contract_date], ", "", "leaves the answer open without missing"),
        ("status: prohibited, exception", "status: prohibited, missing: [hs], exception", "and yet tells missing"),
        (TO_KP, TO_KP + "    supersedes: [XX-9]\n", "supersedes names XX-9"),
        (TO_KP, TO_KP + "    where: {reading: {A99: x}}\n", "no reading x of A99"),
        (TO_KP, TO_KP + "    where: {quota: {measure: XX-1-COAL, is: open}}\n", "is no quota"),
        (TO_KP, TO_KP + "    where: {listed: {list: NOBODY, fields: [party]}}\n", "no listing belongs"),
        (TO_KP, TO_KP + "    until: 2017-01-01\n", "ends (2017-01-01) before it begins"),
        ('hs: "2701", goods_kind: coal, activity_date', "colour: red, activity_date", "use the key colour"),
    ],
    ids=["an exception without its case", "an open case that asks for nothing", "a settled case that asks",
         "a superseded stranger", "an undeclared reading", "no quota", "no listing",
         "ended before it began", "a fact of no vocabulary"],
)  # fmt: skip
def test_what_the_files_say_between_each_other_is_checked(write, old, new, message):
    assert old in INSTRUMENT
    assert any(message in problem.message for problem in lint(write(INSTRUMENT.replace(old, new))))


def test_two_measures_may_not_bear_one_id(write):
    folder = write()
    (folder / "order-2.yaml").write_text(INSTRUMENT.replace("id: XX-1\n", "id: XX-2\n"), encoding="utf-8")
    assert any("two measures bear this id" in problem.message for problem in lint(folder))


QUOTA = """
  - id: XX-1-OIL{n}
    paragraph: '3'
    kind: quota
    effect: quota
    summary: A cap on diesel.
    asks: {{supply: []}}
    direction: to_kp
    goods: {{hs: ["2710"], kinds: [diesel]}}
    clock: export
    from: {first}
    {until}
    {more}
    quota: {{limits: [{{amount: "100", unit: t}}]}}
    example: &oil{n} {{activity: supply}}
    cases:
      - {{name: in, status: quota_dependent}}
      - {{name: over, status: prohibited}}
"""


def test_quotas_may_not_overlap_nor_leave_a_gap(write):
    def problems(*rows):
        text = INSTRUMENT + "".join(QUOTA.format(n=n, first=f, until=u, more=m) for n, (f, u, m) in enumerate(rows))
        return " ".join(problem.message for problem in lint(write(text)))

    assert "overlap" in problems(("2017-02-01", "until: 2018-01-01", ""), ("2017-12-31", "", ""))
    assert "overlap" not in problems(("2017-02-01", "until: 2018-01-01", ""), ("2018-01-01", "", ""))
    late = ("2018-01-02", "", "supersedes: [XX-1-OIL0]")
    assert "no quota applies from 2018-01-01" in problems(("2017-02-01", "until: 2018-01-01", ""), late)


@pytest.mark.parametrize(
    ("derived", "day"),
    [
        ({"base": "2017-09-11", "days": 120}, date(2018, 1, 9)),
        ({"base": "2017-08-05", "days": 30}, date(2017, 9, 4)),
        ({"base": "2017-12-22", "months": 24}, date(2019, 12, 22)),
        ({"base": "2018-01-31", "months": 1}, date(2018, 2, 28)),
        ({"base": "2017-11-30", "months": 3}, date(2018, 2, 28)),
    ],
)
def test_days_are_counted_from_a_base(derived, day):
    assert resolve_day(derived) == day
