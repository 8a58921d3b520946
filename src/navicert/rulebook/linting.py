"""What a rulebook folder must not say: beyond its form, what lawyers and engine rely on between the lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from navicert.rulebook.build import build_rulebook
from navicert.rulebook.model import (
    AllOf,
    AnyOf,
    Condition,
    Exemption,
    Measure,
    NotOf,
    PartyListed,
    QuotaIs,
    ReadingIs,
    Rulebook,
    Stated,
    WorkedCase,
)
from navicert.rulebook.reading import Problem, ReadFile, line_of, read_folder
from navicert.rulebook.teaching import near
from navicert.rulebook.vocabulary import KEYS

Complaint = tuple[str, ...]
CaseTrial = Callable[[Rulebook], Iterable[tuple[str, str, str]]]
"""Tries the worked cases of a rulebook: of each that is answered otherwise the measure, the case, what differs."""
ALL_IDS = "`navicert rules list` prints all ids"
NOT_JUDGED = frozenset({"never_applied", "unknown"})


def lint_folder(folder: Path, try_cases: CaseTrial | None = None) -> list[Problem]:
    """All problems of a folder. What the files say between each other is looked at once each of them can be read; once
    that is right, the worked cases are tried by `try_cases`."""
    plain, problems, read = read_folder(folder)
    if not problems:
        problems = [*_twice(read), *_strange_regimes(read)]
    if problems:
        return problems
    places = {str(node["id"]): file for file in _instruments(read) for node in file.tree["measures"]}
    rulebook = build_rulebook(plain, "")
    for measure in rulebook.measures.values():
        for message, teach, *words in complaints(measure, rulebook):
            problems.append(_problem(places[measure.id], measure.id, message, teach, words))
    if not problems and try_cases is not None:
        for measure_id, case, message in try_cases(rulebook):
            words = [f"name: {case}", f"name: '{case}'", f'name: "{case}"', "example:"]
            said = f"case {case!r}: {message}"
            problems.append(_problem(places[measure_id], measure_id, said, "mend the case, or the measure", words))
    return problems


def _instruments(read: Sequence[ReadFile]) -> Iterator[ReadFile]:
    return (file for file in read if file.plain is not None and "measures" in file.plain)


def _twice(read: Sequence[ReadFile]) -> Iterator[Problem]:
    """Measures that bear the id of an earlier one."""
    first: dict[str, str] = {}
    for file in _instruments(read):
        for node in file.tree["measures"]:
            where = f"{file.path}:{node.lc.line + 1}"
            if (other := first.setdefault(str(node["id"]), where)) != where:
                said = f"two measures bear this id; the other stands at {other}"
                yield Problem(
                    str(file.path), node.lc.line + 1, str(node["id"]), said, "give the new one an id of its own"
                )


def _strange_regimes(read: Sequence[ReadFile]) -> Iterator[Problem]:
    known = [str(file.plain["regime"]["id"]) for file in read if file.plain is not None and "regime" in file.plain]
    for file in _instruments(read):
        assert file.plain is not None
        name = file.plain["instrument"]["regime"]
        if name not in known:
            line = file.tree["instrument"].lc.key("regime")[0] + 1
            yield Problem(str(file.path), line, None, f"no _regime.yaml declares the regime {name}", near(name, known))


def _problem(file: ReadFile, measure_id: str, message: str, teach: str, words: Sequence[str]) -> Problem:
    return Problem(str(file.path), line_of(file, measure_id, words), measure_id, message, teach)


def complaints(measure: Measure, rulebook: Rulebook) -> Iterator[Complaint]:
    """What is wrong with one measure, and how to mend it; then words by which its line is found."""
    yield from _references(measure, rulebook)
    yield from _days(measure)
    yield from _facts(measure)
    if measure.effect != "none" and measure.status not in NOT_JUDGED:
        yield from _cases(measure)
        yield from _neighbours(measure, rulebook)


def _references(measure: Measure, rulebook: Rulebook) -> Iterator[Complaint]:
    named = [("supersedes", other) for other in measure.supersedes]
    named += [("implements", other) for other in measure.implements]
    named += [("part_of", measure.part_of)] if measure.part_of else []
    for word, other in named:
        if other not in rulebook.measures:
            yield f"{word} names {other}, which no file holds", near(other, list(rulebook.measures), ALL_IDS), other
    for point in measure.ambiguities:
        if point not in rulebook.ambiguities:
            yield f"ambiguities names {point}, which ambiguities.yaml does not declare", "declare it there", point
    for atom in _atoms(measure):
        yield from _named_by(atom, rulebook)


def _named_by(atom: Condition, rulebook: Rulebook) -> Iterator[Complaint]:
    match atom:
        case ReadingIs(point, reading):
            known = rulebook.ambiguities.get(point)
            if known is None or reading not in [name for name, _ in known.readings[1:]]:
                yield f"no reading {reading} of {point} besides the main one", "declare it in ambiguities.yaml", point
        case QuotaIs(other):
            if other not in rulebook.measures or rulebook.measures[other].quota is None:
                quotas = [m.id for m in rulebook.measures.values() if m.quota is not None]
                yield f"{other} is no quota", near(other, quotas), f"measure: {other}"
        case PartyListed(list_id):
            lists = list(dict.fromkeys(record.list for record in rulebook.listings))
            if list_id not in lists:
                teach = f"add a CSV to listings/, or mend the name: {near(list_id, lists)}"
                yield f"no listing belongs to the list {list_id}", teach, f"list: {list_id}"
        case _:
            pass


def _days(measure: Measure) -> Iterator[Complaint]:
    first, until = measure.first, measure.until
    if first and until and until <= first and measure.status != "never_applied":
        yield (
            f"it ends ({until}) before it begins ({first})",
            "until is the first day on which it no longer applies",
            "until:",
        )
    if measure.effect != "none" and measure.asks and measure.paragraph == "":
        yield "it cites no paragraph", 'write the paragraph, or "-" where the act has none', "paragraph:"


def _facts(measure: Measure) -> Iterator[Complaint]:
    facts = [measure.example, *(case.facts for case in measure.cases)]
    for key in sorted({key for row in facts for key in row} - KEYS.keys()):
        yield (
            f"its cases use the key {key}, which is no fact",
            near(key, list(KEYS), "docs/facts.md has them all"),
            f"{key}:",
        )


def _cases(measure: Measure) -> Iterator[Complaint]:
    if not measure.cases and _shares_its_form(measure):
        return
    shown = {(case.exception, case.state) for case in measure.cases}
    for exemption in measure.exceptions:
        for state in needed_states(exemption):
            if (exemption.id, state) not in shown:
                teach = "every exception needs a case met, one not met, and one where a fact is missing"
                given = f"add {{name: ..., status: ..., exception: {exemption.id}, state: {state}}}"
                yield (
                    f"exception {exemption.id} has no case {state.replace('_', ' ')}",
                    f"{teach}: {given}",
                    exemption.id,
                )
    ids = {exemption.id for exemption in measure.exceptions}
    for case in measure.cases:
        if case.exception is not None and case.exception not in ids:
            yield (
                f"case {case.name!r} names {case.exception}, no exception of it",
                near(case.exception, list(ids)),
                case.name,
            )
        yield from _open_case(case)
    if measure.quota is not None:
        answers = {case.status for case in measure.cases}
        if "quota_dependent" not in answers or not answers & {"prohibited", "needs_authorisation"}:
            yield (
                "the quota lacks a case on one side of its edge",
                "show a delivery that just fits and one just over",
                "quota:",
            )
    if measure.asks and not measure.cases:
        yield "it has no worked case", "add cases; docs/rulebook.md shows how"


def _open_case(case: WorkedCase) -> Iterator[Complaint]:
    """An open answer says between which answers and on which facts; a settled one says neither."""
    words = {"lowest": case.lowest, "highest": case.highest, "missing": case.missing}
    if case.status == "needs_information":
        unsaid = [word for word, said in words.items() if not said]
        if unsaid:
            teach = "add both bounds and the keys to ask for: lowest: permitted, highest: prohibited, missing: [hs]"
            yield f"case {case.name!r} leaves the answer open without {', '.join(unsaid)}", teach, case.name
    elif told := [word for word, said in words.items() if said]:
        teach = "these belong to needs_information"
        yield f"case {case.name!r} is {case.status} and yet tells {', '.join(told)}", teach, case.name


def _shares_its_form(measure: Measure) -> bool:
    """Blocking orders differ only in who is listed under them; those without a party here have no case to show."""
    return any(isinstance(atom, PartyListed) for atom in _atoms(measure))


def needed_states(exemption: Exemption) -> tuple[str, ...]:
    """The states of an exception that its cases must show: without condition it is always met, behind a reading never,
    and what is asked only when stated is never unknown."""
    if exemption.when is None:
        return ("met",)
    atoms = list(_simple(exemption.when))
    if any(isinstance(atom, ReadingIs) for atom, _ in atoms) and not isinstance(exemption.when, AnyOf):
        whole = isinstance(exemption.when, AllOf) and any(isinstance(p, ReadingIs) for p in exemption.when.parts)
        if whole:
            return ()
    return ("met", "not_met") if all(stated for _, stated in atoms) else ("met", "not_met", "unknown")


def _neighbours(measure: Measure, rulebook: Rulebook) -> Iterator[Complaint]:
    """Quotas of one regime on the same goods may neither overlap nor leave days between them."""
    if measure.quota is None:
        return
    for other in rulebook.measures.values():
        if other.id == measure.id or other.quota is None or other.status in NOT_JUDGED:
            continue
        if other.regimes != measure.regimes or other.goods is None or measure.goods is None:
            continue
        if not set(other.goods.kinds) & set(measure.goods.kinds) or not _same_way(other, measure):
            continue
        if _overlap(measure, other) and other.id not in measure.supersedes and measure.id not in other.supersedes:
            teach = "end one of them, or let the newer supersede the older"
            yield f"its days overlap with {other.id}", teach, "from:"
        if other.id in measure.supersedes and other.until and measure.first and other.until < measure.first:
            yield f"no quota applies from {other.until} until it begins", "say so in notes, or mend the days", "from:"


def _same_way(left: Measure, right: Measure) -> bool:
    return {asked for asked, _ in left.asks} == {asked for asked, _ in right.asks}


def _overlap(left: Measure, right: Measure) -> bool:
    starts = [day for day in (left.first, right.first) if day]
    ends = [day for day in (left.until, right.until) if day]
    return not starts or not ends or max(starts) < min(ends)


def _atoms(measure: Measure) -> Iterator[Condition]:
    roots = [measure.place, measure.where, *(exemption.when for exemption in measure.exceptions)]
    roots.extend(row.when for exemption in measure.exceptions for row in exemption.unless)
    if measure.quota is not None:
        roots.extend(row.when for row in measure.quota.conditions)
    for root in roots:
        if root is not None:
            yield from (atom for atom, _ in _simple(root))


def _simple(condition: Condition, stated: bool = False) -> Iterator[tuple[Condition, bool]]:
    match condition:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _simple(part, stated)
        case NotOf(part):
            yield from _simple(part, stated)
        case Stated(part):
            yield from _simple(part, True)
        case _:
            yield condition, stated
