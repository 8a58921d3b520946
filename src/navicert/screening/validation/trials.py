"""Trials drawn from the lists: which party, which name, altered how; and what screening makes of them."""

from __future__ import annotations

import functools
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from navicert.errors import InvalidInput
from navicert.names.scripts import script_of
from navicert.screening.model import Party, Policy
from navicert.screening.scoring import weigh
from navicert.screening.search import Index, screen
from navicert.screening.validation import organisations, slips, writing
from navicert.screening.validation.facts import FACT_KINDS, asked
from navicert.screening.validation.model import Group, Kind, Outcome, Trial
from navicert.screening.validation.strangers import Known, stranger_kinds

MOST_TRIES = 60
"""Names that are looked at for each trial wanted, until a kind counts as not applying to these lists."""
_ORGANISATIONS = frozenset({"Organization", "Company", "PublicBody"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How many trials of each kind, from which seed, and of which kinds (all by default)."""

    sample: int = 250
    seed: int = 1
    kinds: frozenset[str] = frozenset()


def _by_name(
    change: Callable[[Random, str], str | None], schemas: frozenset[str] = frozenset()
) -> Callable[[Random, Party, int], Party | None]:
    """The name alone, altered; of parties of these schemata, all by default."""

    def alter(r: Random, listed: Party, place: int) -> Party | None:
        if schemas and listed.schema not in schemas:
            return None
        text = change(r, listed.names[place].text)
        return asked(listed, place, text) if text else None

    return alter


def _by_ties(change: Callable[[Random, str, frozenset[str]], str | None]) -> Callable[..., Party | None]:
    """The name alone, written as the party's countries write it; of persons."""

    def alter(r: Random, listed: Party, place: int) -> Party | None:
        text = change(r, listed.names[place].text, listed.countries) if listed.schema == "Person" else None
        return asked(listed, place, text) if text else None

    return alter


def _as_listed(_: Random, listed: Party, place: int) -> Party | None:
    return asked(listed, place)


_LETTERS = {
    "letters swapped": slips.letter_swapped, "one letter changed": slips.letter_changed,
    "one letter mistyped": slips.letter_mistyped, "one letter lost": slips.letter_lost,
    "one letter too many": slips.letter_added, "one letter doubled": slips.letter_doubled,
    "misread by machine": slips.misread_by_machine, "vowels of a word dropped": slips.vowels_dropped,
    "look-alike letters": slips.look_alike, "invisible characters": slips.invisible,
    "full-width letters": slips.full_width, "accents added": slips.accents_added,
}  # fmt: skip
_WORDS = {
    "other order": slips.order_changed, "two words as one": slips.written_together,
    "all words as one": slips.all_together, "a word as two": slips.word_split, "hyphen for space": slips.hyphenated,
    "an initial": slips.initial, "end cut off": slips.cut_short, "a word left out": slips.word_left_out,
    "a word added": slips.word_added, "a title added": slips.title_added, "particles dropped": slips.particle_dropped,
}  # fmt: skip
_FIRMS = {
    "another legal form": organisations.form_changed, "legal form left out": organisations.form_left_out,
    "legal form added": organisations.form_added, "a word abbreviated": organisations.abbreviated,
    "acronym": organisations.acronym,
}  # fmt: skip
_SCRIPTS = {
    "in Cyrillic letters": writing.in_cyrillic, "in Greek letters": writing.in_greek,
    "in Arabic letters": writing.in_arabic, "in Hangul": writing.in_hangul,
    "other Korean romanisation": writing.other_korean, "Wade-Giles for pinyin": writing.wade_giles,
    "other custom of romanisation": writing.other_custom,
}  # fmt: skip
_PERSON = frozenset({"Person"})
_FOR_PERSONS = {"an initial", "a title added", "vowels of a word dropped"}

KINDS: tuple[Kind, ...] = (
    Kind("as listed", "letters", _as_listed),
    *(
        Kind(n, "letters", _by_name(change, _PERSON if n in _FOR_PERSONS else frozenset()))
        for n, change in _LETTERS.items()
    ),
    *(
        Kind(n, "words", _by_name(change, _PERSON if n in _FOR_PERSONS else frozenset()))
        for n, change in _WORDS.items()
    ),
    *(Kind(n, "organisations", _by_name(change, _ORGANISATIONS)) for n, change in _FIRMS.items()),
    *(Kind(n, "scripts", _by_ties(change)) for n, change in _SCRIPTS.items()),
    *FACT_KINDS,
)
"""Every way in which a listed party is asked about."""
OWN_SCRIPT: Group = "scripts"


def own_script_kinds(parties: Sequence[Party]) -> tuple[Kind, ...]:
    """For each script that the lists write names in beside Latin: asked in it, as if it were not listed."""
    scripts = sorted({script_name(name.text) for party in parties for name in party.names} - {"latin", ""})
    return tuple(
        Kind(f"listed in {script}, that name unlisted", OWN_SCRIPT, functools.partial(_asked_in, script))
        for script in scripts
    )


def _asked_in(script: str, _: Random, listed: Party, place: int) -> Party | None:
    mine = script_name(listed.names[place].text)
    others = {script_name(name.text) for name in listed.names} - {script}
    return asked(listed, place) if mine == script and others else None


def script_name(text: str) -> str:
    """The script of most letters of a text, "" where it has none."""
    scripts = [script for c in text if c.isalpha() and (script := script_of(c))]
    return max(sorted(set(scripts)), key=scripts.count) if scripts else ""


def trials(parties: Sequence[Party], plan: Plan) -> Iterator[Trial]:
    """Trials of every kind that applies to these parties; the same for the same parties and plan.

    Raises InvalidInput for a kind that is none.
    """
    usable = [party for party in sorted(parties, key=lambda party: (party.source, party.id)) if party.names]
    kinds = (*KINDS, *own_script_kinds(usable), *stranger_kinds(usable, Known.of(usable)))
    unknown = plan.kinds - {kind.name for kind in kinds}
    if unknown:
        raise InvalidInput(
            f"there is no kind {min(unknown)!r}", next=f"there are: {', '.join(kind.name for kind in kinds)}"
        )
    for kind in kinds:
        if usable and (not plan.kinds or kind.name in plan.kinds):
            yield from _of_kind(kind, usable, plan)


def _of_kind(kind: Kind, parties: Sequence[Party], plan: Plan) -> Iterator[Trial]:
    r = Random(plan.seed * 1_000_003 + zlib.crc32(kind.name.encode()))  # noqa: S311 - repeatable, no secret
    found = 0
    asked_already: set[tuple[str, str]] = set()
    for _ in range(plan.sample * MOST_TRIES):
        listed = r.choice(parties)
        place = r.randrange(len(listed.names))
        if listed.names[place].strength == "weak":
            continue
        query = kind.alter(r, listed, place)
        key = (listed.id, query.names[0].text if query else "")
        if query is None or key in asked_already:
            continue
        asked_already.add(key)
        yield Trial(kind, query, listed, listed.names[place].text, script_name(listed.names[place].text))
        found += 1
        if found == plan.sample:
            return


def judged(made: Iterable[Trial], index: Index, policy: Policy) -> Iterator[Outcome]:
    """What screening makes of each trial. A name that is to count as unlisted is taken out of the party first."""
    for trial in made:
        own = weigh(trial.query, _without(trial), replace(policy, cutoff=0.0))
        matches = screen(trial.query, index, policy)
        mine = [m for m in matches if (m.party.source, m.party.id) == (trial.listed.source, trial.listed.id)]
        unlisted = _is_unlisted(trial)
        found = own is not None and own.score >= policy.cutoff if unlisted else bool(mine)
        best = matches[0] if matches else None
        yield Outcome(
            trial,
            found=found,
            alerted=found if unlisted else bool(matches),
            best_score=best.score if best else 0.0,
            own_score=own.score if own else 0.0,
            best_party=best.party.caption if best else "",
        )


def _is_unlisted(trial: Trial) -> bool:
    return trial.kind.name.endswith("that name unlisted")


def _without(trial: Trial) -> Party:
    """The listed party, without the name that is asked where that is to count as unlisted."""
    if not _is_unlisted(trial):
        return trial.listed
    kept = tuple(name for name in trial.listed.names if script_name(name.text) != trial.script)
    return replace(trial.listed, names=kept)
