"""Organisations by name, by their last or first word ("… Co Ltd", "Ministry of …"), and as bodies of known ones."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from navicert.evidence.naming.candidate import Candidate, is_capitalised, run_from
from navicert.evidence.naming.phrases import Phrases
from navicert.evidence.naming.places import is_known_place
from navicert.evidence.sentences import Word
from navicert.evidence.word_files import demonym_words, demonyms, organisation_names, word_set, words_under

_FIRST_WORDS = words_under("first_words")
_JOINED = words_under("joined")
_LOWER_HEADS = words_under("lower_heads")
_MINISTRIES = Phrases(
    f"{field} {head}"
    for field in [
        "foreign",
        "defence",
        "defense",
        "finance",
        "interior",
        "justice",
        "trade",
        "energy",
        "economy",
        "culture",
        "agriculture",
        "unification",
        "transport",
        "information",
        "intelligence",
        "commerce",
        "health",
        "education",
        "security",
    ]
    for head in ("ministry", "affairs ministry")
)
_COMPANY_ENDS = words_under("company_ends")
_NOT_FIRST = words_under("not_first")
_PLAIN_NOUNS = words_under("plain_nouns")
_KINDS_OF_ORGANISATION = words_under("kinds_of_organisation")


_ON_SOMETHING = frozenset({"Center", "Centre", "Committee", "Commission", "Council", "Panel", "Institute", "Campaign"})


@functools.cache
def _known() -> Phrases:
    names = set(organisation_names())
    parted = (name.rpartition(" ") for name in names)
    small = {f"{first} {last.lower()}" for first, _, last in parted if first and last in _heads()}
    return Phrases(names | small | {name.upper() for name in names if len(name) > 4})


@functools.cache
def _states() -> Phrases:
    return Phrases(demonyms() | {"UN", "U.N.", "EU", "E.U.", "NATO", "US", "U.S."})


@functools.cache
def _people_words() -> frozenset[str]:
    headings = ("not_first", "ranks", "before_rank", "never")
    return demonym_words().union(*map(words_under, headings))


@functools.cache
def _heads() -> frozenset[str]:
    return word_set("organisation_heads.txt")


def organisations_in(words: Sequence[Word]) -> Iterator[Candidate]:
    """Organisations among the words of a paragraph."""
    for first, end in _known().within(words):
        if words[first].text == "IMO" and end < len(words) and words[end].text.isdigit():
            continue
        yield Candidate.over(words[first:end], "organisation", 0.92, "known name")
    position = 0
    while position < len(words):
        if is_capitalised(words[position]):
            end = run_from(words, position, 10)
            yield from _from_run(words, position, end)
            position = end
        else:
            position += 1


def _from_run(words: Sequence[Word], first: int, end: int) -> Iterator[Candidate]:
    yield from _headed(words, first, end)
    yield from _led(words, first, end)
    yield from _bank(words, first, end)
    yield from _body_of_known(words, first, end)
    yield from _after_its_kind(words, first, end)


def _headed(words: Sequence[Word], first: int, end: int) -> Iterator[Candidate]:
    """ "Hubei Special Vehicle Company", "Chinese Foreign Ministry", "Dalian Shipping Co Ltd"."""
    while first < end and words[first].text in _NOT_FIRST:
        first += 1
    last = next((i for i in range(end - 1, first, -1) if words[i].text in _heads()), None)
    if last is None or words[last].text in _PLAIN_NOUNS:
        return
    last = _with_legal_form(words, last)
    first = _with_first_half(words, _after_titled_person(words, first, last))
    if last > first and not is_known_place(_joined_text(words[first : last + 1])):
        yield Candidate.over(words[first : last + 1], "organisation", 0.93, "last word")


def _with_first_half(words: Sequence[Word], first: int) -> int:
    """ "the Maritime and Port Authority": a capital before "and", with an article before it, is of the name."""
    if first < 3 or words[first - 1].text != "and" or words[first - 3].text not in ("the", "The"):
        return first
    half = words[first - 2].text
    other = is_known_place(half) or half in organisation_names() or half in _people_words()
    return first if other or not half[0].isupper() else first - 2


def _joined_text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _with_legal_form(words: Sequence[Word], last: int) -> int:
    """Index of the last word of "… Co., Ltd." whose legal form is spread over marks."""
    if words[last].text not in words_under("company_ends"):
        return last
    for position in range(last + 1, min(last + 5, len(words))):
        if words[position].text in words_under("company_ends"):
            last = position
        elif words[position].text not in (".", ","):
            break
    return last + 1 if words[last].text in ("Co", "Corp", "Inc", "Ltd") and _abbreviated(words, last) else last


def _abbreviated(words: Sequence[Word], last: int) -> bool:
    """Whether the dot after "Co" or "Ltd" is part of the name: the sentence goes on."""
    following = [word.text for word in words[last + 1 : last + 3]]
    return len(following) == 2 and following[0] == "." and (following[1][0].islower() or following[1] in ",;)")


def _after_titled_person(words: Sequence[Word], first: int, last: int) -> int:
    """ "Secretary General of …" and "Prime Minister" belong to a person, not to the name of a body."""
    titled = [i for i in range(first, last) if words[i].text in _PLAIN_NOUNS and i + 1 < last]
    return titled[-1] + 1 if titled and words[titled[-1]].text != "General" else first


def _led(words: Sequence[Word], first: int, end: int) -> Iterator[Candidate]:
    """ "Ministry of Commerce", "Center for Strategic and International Studies", "Bank of Dandong"."""
    head = words[end - 1].text
    if head not in _FIRST_WORDS or end + 1 >= len(words) or words[end].text not in ("of", "for", "on", "against"):
        return
    if words[end].text in ("on", "against") and head not in _ON_SOMETHING:
        return
    start = end + 2 if words[end + 1].text == "the" else end + 1
    stop = _over_possessive(words, run_from(words, start, 8))
    if stop == start:
        return
    stop = _joined(words, stop, head)
    while first < end - 1 and words[first].text in _NOT_FIRST:
        first += 1
    if first > 1 and _owns(words, first - 1):
        first -= 2
    yield Candidate.over(words[first:stop], "organisation", 0.94, "first word")


def _bank(words: Sequence[Word], first: int, end: int) -> Iterator[Candidate]:
    """ "Bank Melli Iran", "Banco do Sul": the name follows the word."""
    if words[first].text in ("Bank", "Banco", "Banque", "Banca") and end - first > 1:
        yield Candidate.over(words[first:end], "organisation", 0.94, "bank")


def _over_possessive(words: Sequence[Word], stop: int) -> int:
    """ "… of People's Security": the possessive of a whole people stays in the name."""
    if stop + 1 < len(words) and _owns(words, stop):
        return run_from(words, stop + 1, 5)
    return stop


def _owns(words: Sequence[Word], position: int) -> bool:
    """Whether a body's possessive ("People's") ends here."""
    return words[position].text in ("'s", "’s") and words[position - 1].text in words_under("owners_of_bodies")


def _joined(words: Sequence[Word], stop: int, head: str) -> int:
    """ "… of Food and Drug Safety": the name goes on after "and", unless another name begins there."""
    while head in _JOINED and stop + 1 < len(words) and words[stop].text in ("and", ",", "&", "of", "for"):
        start = stop + 1
        if words[start].text == "and" and words[stop].text == ",":
            start += 1
        further = run_from(words, start, 6)
        name = " ".join(word.text for word in words[start:further])
        if further == start or is_known_place(name) or name in demonyms() or words[further - 1].text in _FIRST_WORDS:
            return stop
        if words[stop].text == "," and not (further < len(words) and words[further].text in ("and", ",")):
            return stop
        stop = further
    return stop


def _body_of_known(words: Sequence[Word], first: int, end: int) -> Iterator[Candidate]:
    """ "U.N. sanctions panel", "Chinese foreign ministry": a body written small of something that is named."""
    while first < end - 1 and words[first].text in _NOT_FIRST:
        first += 1
    if not _states().at(words, first) or _states().at(words, first) != end - first:
        return
    ministry = _MINISTRIES.at(words, end) if end < len(words) else 0
    if ministry:
        yield Candidate.over(words[first : end + ministry], "organisation", 0.85, "ministry")
    elif words[first].text in ("UN", "U.N.", "EU", "E.U."):
        yield from _small_body(words, first, end)


def _small_body(words: Sequence[Word], first: int, end: int) -> Iterator[Candidate]:
    for last in range(end, min(end + 3, len(words))):
        if words[last].text.lower() in _LOWER_HEADS:
            stop = last + 1
            if [word.text for word in words[stop : stop + 2]] == ["of", "experts"]:
                stop += 2
            yield Candidate.over(words[first:stop], "organisation", 0.9, "body")
            return
        if not words[last].text.isalpha() or not words[last].text.islower():
            return


def _after_its_kind(words: Sequence[Word], first: int, end: int) -> Iterator[Candidate]:
    """ "the Chinese company Sinotruk", "Rosatom chief …": what is named beside its kind or its people."""
    following = words[end].text if end < len(words) else ""
    name = _joined_text(words[first:end])
    other = is_known_place(name) or name in _people_words() or name in _heads()
    if following in words_under("chiefs") and end - first == 1 and not other:
        yield Candidate.over(words[first:end], "organisation", 0.6, "named by its chief")
    kind = first - 2 if first > 1 and words[first - 1].text == "," else first - 1
    people_too = first > 0 and words[kind].text in words_under("kinds_or_people")
    if people_too and (words[first].text in word_set("given_names.txt") or other):
        return
    if first < 2 or kind < 1 or not (people_too or words[kind].text in _KINDS_OF_ORGANISATION):
        return
    if people_too or kind < first - 1:
        apart = kind < first - 1 and not people_too and end < len(words) and words[end].text == ","
        if (
            (apart or words[kind - 1].text in ("state", "the", "The"))
            and not other
            and words[first].text not in _NOT_FIRST
        ):
            yield Candidate.over(words[first:end], "organisation", 0.9, "kind of organisation")
        return
    if words[first - 2].text[0].isupper() or words[first - 2].text in (
        "state",
        "news",
        "the",
        "shipping",
        "oil",
        "private",
        "tracking",
        "based",
    ):
        yield Candidate.over(words[first:end], "organisation", 0.75, "kind of organisation")
