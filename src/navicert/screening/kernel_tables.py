"""The reference's tables, tokens and policy in the form that the compiled search takes."""

from __future__ import annotations

import functools
import itertools
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from navicert.names import Token, acronym, alignment, similarity
from navicert.names.arabic import all_coarse
from navicert.names.sound import skeletons, sounds
from navicert.names.tokens import TokenKind
from navicert.screening import evidence, scoring
from navicert.screening.kernel_structures import LENGTHS, LETTERS, LONGEST, SLIPS, Numbers, PlainWords, Sheet, Weights
from navicert.screening.model import Policy
from navicert.screening.scoring import unsquash

KINDS = {kind: number for number, kind in enumerate(get_args(TokenKind))}
UNVOWELLED, NATIVE, ABBREVIATION, TELLING = 1, 2, 4, 8
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SINGLE = {
    "least": similarity.LEAST, "most_unequal": similarity.MOST_UNEQUAL, "sound_factor": similarity.SOUND_FACTOR,
    "without_vowels": similarity.WITHOUT_VOWELS, "two_consonants": similarity.TWO_CONSONANTS,
    "telling_skeleton": similarity.TELLING_SKELETON, "shortest_cut": similarity.SHORTEST_CUT,
    "shortest_exchanged": 4, "shortest_bones": 3, "initial": similarity.INITIAL, "romanised": similarity.ROMANISED,
    "other_syllable": similarity.OTHER_SYLLABLE, "other_character": similarity.OTHER_CHARACTER,
    "from_script": similarity.FROM_SCRIPT, "same_consonants": similarity.SAME_CONSONANTS,
    "same_two_consonants": similarity.SAME_TWO_CONSONANTS, "initials": acronym.INITIALS,
    "initials_of_three": acronym.INITIALS_OF_THREE, "beginnings": acronym.BEGINNINGS,
    "fewest_pieces": acronym.FEWEST_PIECES, "acronym_shortest": acronym.SHORTEST,
    "acronym_piece": acronym.LONGEST_PIECE, "shortest_syllable": acronym.SHORTEST_SYLLABLE,
    "longest_syllable": acronym.LONGEST_SYLLABLE, "fewest_syllables": acronym.FEWEST_SYLLABLES,
    "fewest_telling": acronym.FEWEST_TELLING, "fewest_with_small": acronym.FEWEST_WITH_SMALL,
    "most_skipped": acronym.MOST_SKIPPED, "acronym_steps": acronym.STEPS,
    "entry_share": alignment.ENTRY_SHARE, "glued_least": alignment.GLUED_LEAST,
    "short_word": scoring.SHORT_WORD, "budget": alignment.STEPS,
    "compensated": float(sum([0.1] * 10) == 1.0), "swapped": similarity.SLIPS.swapped,
    "doubled": similarity.SLIPS.doubled, "place_beside": acronym.PLACE_BESIDE,
    "common": scoring.COMMON, "almost_equal": scoring.ALMOST_EQUAL,
}  # fmt: skip


@functools.cache
def numbers() -> Numbers:
    """Every number of likeness and pairing, as the reference has it now; read by asking it wherever that is exact."""
    made = Numbers(**_SINGLE)
    for i, (prefix, likeness) in enumerate(similarity.CLASS_LIKENESS.items()):
        made.class_prefix[i] = ord(prefix[0]) * 256 + ord(prefix[1])
        made.class_likeness[i] = likeness
        made.class_tongue[i] = 1 << similarity.EXCLUSIVE.index(prefix) if prefix in similarity.EXCLUSIVE else 0
    _set_letters(made)
    _set_lengths(made)
    return made


def _set_letters(made: Numbers) -> None:
    made.lost[:] = [similarity.SLIPS.typo] * LETTERS
    made.change[:] = [similarity.SLIPS.typo] * (LETTERS * LETTERS)
    made.first[:] = [_other_start("b", "d")] * (LETTERS * LETTERS)
    made.first[LETTERS * LETTERS - 1] = 0.0
    for i, a in enumerate(_LETTERS):
        made.lost[i] = similarity.SLIPS.lost(a, "")
        for j, b in enumerate(_LETTERS):
            made.change[i * LETTERS + j] = similarity.SLIPS.change.get((a, b), similarity.SLIPS.typo)
        for j, b in enumerate(_LETTERS[: i + 1]):
            cost = _other_start(*map(_of_its_sort, (a, b))) if a != b else 0.0
            made.first[i * LETTERS + j] = made.first[j * LETTERS + i] = cost


def _of_its_sort(letter: str) -> str:
    """A letter that stands for all of its sort where only the sort of two first letters counts."""
    return "a" if letter in similarity.VOWELS else "b"


@functools.cache
def _other_start(a: str, b: str) -> float:
    """What two words cost, beyond their distance, because they begin with two letters of these sorts."""
    a, b = ("ae" if a == "a" else "bd") if a == b else (a, b)
    return round(1 - similarity.SLIPS.spelled(a, b) - similarity.distance(a, b), 9)


def _set_lengths(made: Numbers) -> None:
    for length in range(LENGTHS):
        made.most_edits[length] = similarity.most_edits(length)
        made.glued_window[length] = 1 + length // 8
    for length in range(1, LONGEST + 1):
        word = "a" * length
        for shorter in range(1, length):
            made.cut[shorter * (LONGEST + 1) + length] = similarity.SLIPS.cut_short(word[:shorter], word)
        if length > 2:
            middle = "c" * (length - 3)
            made.exchanged[length] = similarity.SLIPS.exchanged(f"axb{middle}", f"bxa{middle}")
            made.number[length] = similarity.SLIPS.numbers("1" * length, "1" * (length - 1) + "2")
        for slips in range(min(SLIPS, length + 1)):
            likeness = alignment.glued_likeness(word, "b" * slips + word[slips:])
            made.glued[length * SLIPS + slips] = likeness
            if likeness:
                made.glued_slips[length] = slips
    made.glued_slips[LONGEST + 1 :] = [float(SLIPS)] * (LENGTHS - LONGEST - 1)


def weights(policy: Policy) -> Weights:
    """A policy's weights."""
    fixed = {
        "target": unsquash(policy.cutoff),
        "slip_days": evidence.SLIP_DAYS,
        "near_years": evidence.NEAR_YEARS,
        "traces": policy.other_kind + policy.numbers_apart + policy.printed + policy.other_names,
    }
    own = {name: getattr(policy, name) for name, _ in Weights._fields_ if name not in fixed}
    return Weights(**fixed, **own)


def sheets(new: Iterable[Sequence[Token] | PlainWords]) -> Iterator[Sheet]:
    """Tokens in columns, with what the reference says of each of their words."""
    return (_plain_sheet(words) if isinstance(words, PlainWords) else _sheet(words) for words in new)


def _plain_sheet(words: PlainWords) -> Sheet:
    """The same of plain words, most of which is told already."""
    count = len(words.flags)
    heard = sounds(words.forms.decode().splitlines())
    bones = skeletons(heard)
    return Sheet(
        count,
        forms=words.forms,
        sounds=lines(heard),
        bones=lines(bones),
        coarse=lines(all_coarse(bones)),
        natives=b"\n" * count,
        keys=words.keys,
        consonants=b"",
        forms_at=array("i", range(count + 1)),
        keys_at=words.keys_at,
        consonants_at=array("i", bytes(4 * (count + 1))),
        kinds=array("B", bytes([KINDS["word"]]) * count),
        flags=words.flags,
        weights=words.weights,
    )


def _sheet(tokens: Sequence[Token]) -> Sheet:
    forms = [form for token in tokens for form in (token.text, *token.spellings)]
    heard = sounds(forms)
    bones = skeletons(heard)
    return Sheet(
        len(tokens),
        forms=lines(forms),
        sounds=lines(heard),
        bones=lines(bones),
        coarse=lines(all_coarse(bones)),
        natives=lines(token.native for token in tokens),
        keys=lines(key for token in tokens for key in sorted(token.keys)),
        consonants=lines(bone for token in tokens for bone in sorted(token.bones)),
        forms_at=offsets(1 + len(token.spellings) for token in tokens),
        keys_at=offsets(len(token.keys) for token in tokens),
        consonants_at=offsets(len(token.bones) for token in tokens),
        kinds=array("B", [KINDS[token.kind] for token in tokens]),
        flags=array("B", [_flags(token) for token in tokens]),
        weights=array("d", [token.weight for token in tokens]),
    )


def _flags(token: Token) -> int:
    flags = UNVOWELLED * bool(token.bones) | NATIVE * bool(token.native) | TELLING * (token.kind == "word")
    return flags | ABBREVIATION * acronym.may_be_acronym(token)


def lines(texts: Iterable[str]) -> bytes:
    """Texts one after another, each ended by a line feed."""
    return "".join(f"{text}\n" for text in texts).encode()


def offsets(counts: Iterable[int]) -> array[int]:
    """Where each of so many things in a row begins, and where the last ends."""
    return array("i", itertools.accumulate(counts, initial=0))
