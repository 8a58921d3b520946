"""The compiled search gives what the reference gives, and what comparing with everyone gives."""

import json
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navicert.errors import InvalidInput, MissingData
from navicert.names import Token, read_name
from navicert.screening import Policy, build_index, kernel, party_from_ftm, screen
from navicert.screening import search as searching
from navicert.screening.compiled_index import CompiledIndex
from navicert.screening.scoring import weigh

from .made_parties import BUSINESS, FAMILY, GIVEN, NATIVE, altered, made_list, made_queries

pytestmark = pytest.mark.skipif(kernel.library() is None, reason="the compiled search was not built here")
POLICIES = [Policy(cutoff=cutoff, limit=1000) for cutoff in (0.0, 0.7, 0.8, 0.85)]


def everyone(query, parties, policy):
    """The matches by comparing with every party."""
    found = [match for party in parties if (match := weigh(query, party, policy)) and 0 < match.score >= policy.cutoff]
    found.sort(key=lambda match: (-match.score, -match.evidence, match.party.id, match.party.source))
    return tuple(found[: policy.limit])


@pytest.fixture(scope="module")
def parties():
    return made_list(1, 120)


@pytest.fixture(scope="module")
def compiled(parties):
    return build_index(parties, compiled=True)


@pytest.fixture(scope="module")
def reference(parties):
    return build_index(parties, compiled=False)


def test_hundreds_of_queries_get_the_same_matches_three_ways(parties, compiled, reference):
    found = 0
    for query in made_queries(2, 150, parties):
        of_everyone = everyone(query, parties, POLICIES[0])
        for policy in POLICIES:
            matches = screen(query, compiled, policy)
            assert matches == screen(query, reference, policy), query
            assert matches == tuple(match for match in of_everyone if match.score >= policy.cutoff), query
            found += len(matches)
    assert found > 200


@pytest.mark.parametrize("limit", [1, 2, 5])
def test_the_best_are_found_whatever_the_limit(limit, parties, compiled, reference):
    policy = Policy(cutoff=0.3, limit=limit)
    for query in made_queries(3, 80, parties):
        assert screen(query, compiled, policy) == screen(query, reference, policy)


def test_a_question_that_breaks_off_spoils_no_other(parties):
    index, query = build_index(parties, compiled=True), parties[3]
    unreadable = replace(read_name(query.caption, query.schema)[0], tokens=(Token("", "word", 1.0),))
    with pytest.raises(ValueError, match="gave up"), index.asking():
        index.ask(index._columns(query, [unreadable]), Policy())
    assert screen(query, index, Policy())[0].party == query


@pytest.mark.parametrize("name", ["霞ヶ関 太郎", "ー", "Aー", "ッ Kim"])
def test_a_name_with_marks_of_no_sound_is_asked_like_any_other(name, parties):
    index = build_index([*parties, party_from_ftm({"schema": "Person", "properties": {"name": [name]}})], compiled=True)
    for text in (name, parties[3].caption, "Vantorix Zork"):
        query = party_from_ftm({"schema": "Person", "properties": {"name": [text]}})
        assert screen(query, index, Policy()) == everyone(query, index.parties, Policy())


@pytest.fixture(scope="module")
def namesakes():
    """Four hundred parties with a common word, or a rare one like it, beside words common and rare."""
    r = random.Random(5)
    others = ["Ali", "Hassan", "Kim", "Trading", "Quuxoran", "Vantorix", "Zork", "Mohammad", "al", "Bank"]
    alike = ["Ahmad", "Ahmaad", "Aahmad", "Ahmadd", "Ahmda"]
    names = (" ".join([r.choice(alike), *r.sample(others, r.randint(1, 5))]) for _ in range(400))
    return [
        party_from_ftm({"id": f"n{i:03}", "schema": r.choice(("Person", "Company")), "properties": {"name": [name]}})
        for i, name in enumerate(names)
    ]


@pytest.mark.parametrize("dropped", [0.27, 0.95])
@pytest.mark.parametrize("limit", [1, 3])
def test_of_very_many_the_best_are_found_however_words_left_over_count(limit, dropped, namesakes):
    index = build_index(namesakes, compiled=True)
    for asked in ("Ahmad", "Ahmed Ali"):
        query = party_from_ftm({"schema": "LegalEntity", "properties": {"name": [asked]}})
        for cutoff, added in ((0.3, 0.6), (0.4, 0.0)):
            policy = Policy(cutoff=cutoff, least_name=0.1, dropped_relief=dropped, added_relief=added, limit=limit)
            assert screen(query, index, policy) == everyone(query, namesakes, policy), (asked, policy)


@pytest.fixture(scope="module")
def crowd():
    """Three hundred parties of a few words, many of the same name."""
    r = random.Random(11)
    words = ["Ahmad", "Hassan", "Ali", "Yunis", "al", "Trading", "Ltd", "Kim", "Quux"]
    made = []
    for number in r.sample(range(1000), 300):
        known = {"birthDate": [r.choice(("1970", "1971-02-03"))]} if r.random() < 0.5 else dict[str, list[str]]()
        names = [" ".join(r.choice(words) for _ in range(r.randint(1, 4))) for _ in range(r.choice((1, 1, 2)))]
        known |= {"name": names[:1], "alias": names[1:]}
        party = {"id": f"p{number}", "schema": r.choice(("Person", "Company")), "properties": known}
        made.append(party_from_ftm(party))
    return made


@pytest.mark.parametrize("limit", [1, 3, 5, 64, 65, 1000])
def test_of_many_alike_the_best_are_found_and_equal_ones_fall_to_the_id(limit, crowd):
    index = build_index(crowd, compiled=True)
    for number, asked in enumerate(("Ahmad Hassan", "Ali", "Quux Ltd", "Hassan Ahmad Yunis", "al Kim", "A. Hassan")):
        known = {"birthDate": ["1971-02-03"]} if number % 2 else {}
        for schema in ("Person", "LegalEntity"):
            query = party_from_ftm({"schema": schema, "properties": {"name": [asked, "Ali Hasan"], **known}})
            for policy in (Policy(cutoff=0.5, limit=limit), Policy(cutoff=0.8, limit=limit, other_names=0.2)):
                assert screen(query, index, policy) == everyone(query, crowd, policy)


@pytest.fixture(scope="module")
def of_few_words():
    """Names in which the same few words come again and again, so that a question meets most of them."""
    r = random.Random(5)
    people = ["Ahmad", "Ahmed", "Hussein", "Hossein", "Abdullah", "S", "Omar", "Al Aqsa", "Salim"]
    firms = ["Al", "Aqsa", "Alaqsa", "Trading", "Company", "National", "Bank", "Marine", "Star", "Starmarine", "Sana"]
    kinds = [("Person", people, (1, 4)), ("Organization", firms, (1, 5))]
    names = [(schema, " ".join(r.choices(words, k=r.randint(*most)))) for schema, words, most in kinds * 150]
    parties = [
        party_from_ftm({"id": f"{number:03}", "schema": schema, "properties": {"name": [name]}})
        for number, (schema, name) in enumerate(names)
    ]
    return parties, build_index(parties, compiled=True), build_index(parties, compiled=False)


@pytest.mark.parametrize("policy", [Policy(cutoff=0.5), Policy(limit=1000)], ids=["the best of many", "all of many"])
def test_names_of_few_words_get_the_same_matches_as_by_the_reference(policy, of_few_words):
    parties, compiled, reference = of_few_words
    r = random.Random(6)
    found = 0
    for party in r.sample(parties, 60):
        query = replace(party, names=(replace(party.names[0], text=altered(r, party.names[0].text)),))
        matches = screen(query, compiled, policy)
        assert matches == screen(query, reference, policy), query
        found += len(matches)
    assert found > 60


@pytest.mark.parametrize(
    "policy",
    [
        pytest.param(Policy(cutoff=0.0, least_name=0.0, limit=1000), id="no least share: everyone is compared"),
        pytest.param(Policy(cutoff=0.4, least_name=0.2, limit=1000), id="a low least share"),
        pytest.param(Policy(added_relief=0.0, dropped_relief=0.0, rarity=0.0, limit=1000), id="no reliefs, no rarity"),
        pytest.param(Policy(added_relief=0.9, dropped_relief=0.9, unexplained=2.0, limit=1000), id="great reliefs"),
        pytest.param(Policy(place=0.5, country=0.5, birth_near=0.4, limit=1000), id="other evidence weighs much"),
        pytest.param(Policy(contradiction=0.0, single_word=0.5, weak_alias=0.5, limit=1000), id="other doubts"),
        pytest.param(Policy(cutoff=1.0, limit=1000), id="a cutoff that nothing reaches"),
    ],
)
def test_other_policies_are_followed(policy, parties, compiled):
    for query in made_queries(4, 40, parties):
        assert screen(query, compiled, policy) == everyone(query, parties, policy)


def ordinary_words(r, most):
    words = (
        "SONG SUN STAR OCEAN TRADING VANTORIX 7 8 17 HAO FAN KOREA NATIONAL PETROLEUM COMPANY QUEZMO 101 KIM".split()
    )
    return " ".join(r.sample(words, r.randint(1, most)))


@pytest.mark.parametrize("full", [0.1, 0.5])
@pytest.mark.parametrize("least_name", [0.2, 0.5])
def test_nothing_is_lost_where_single_words_must_be_rarer_than_names_of_several(full, least_name):
    r = random.Random(5)
    made = [(i, r.choice(("Vessel", "Company", "Person", "LegalEntity")), ordinary_words(r, 4)) for i in range(160)]
    listed = [party_from_ftm({"id": f"e{i}", "schema": s, "properties": {"name": [name]}}) for i, s, name in made]
    index, found = build_index(listed[40:], compiled=True), 0
    for cutoff, told in ((0.3, 1.0), (0.7, 1.0), (0.8, 5.0)):
        weights = {"rarity": 1.0, "rarity_full": full, "rarity_full_single": 3.0, "number_told": told}
        policy = Policy(cutoff=cutoff, limit=1000, least_name=least_name, **weights)
        for query in listed[:40]:
            matches = screen(query, index, policy)
            assert matches == everyone(query, listed[40:], policy), query
            found += len(matches)
    assert found > 100


@pytest.mark.parametrize("level", [kernel.PLAIN, kernel.AVX2])
def test_machines_of_every_kind_find_the_same(level, parties, compiled):
    index = CompiledIndex.build(kernel.library(), parties, level=level)
    assert level or index.instructions == "plain"
    for query in made_queries(5, 60, parties):
        assert screen(query, index) == screen(query, compiled)


def test_without_the_compiled_search_the_reference_answers(monkeypatch, parties):
    monkeypatch.setattr(searching, "library", lambda: None)
    index = build_index(parties[:5])
    assert not isinstance(index, CompiledIndex)
    with pytest.raises(MissingData, match="install a C compiler"):
        build_index(parties[:5], compiled=True)


LETTERS = [*"abekmoy", "j.", "A", "x-y"]
WORDS = st.sampled_from([*GIVEN, *FAMILY, *BUSINESS, *NATIVE, *LETTERS])
NAMES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
SCHEMA = st.sampled_from(["Person", "Company", "LegalEntity", "Vessel"])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(NAMES, SCHEMA), min_size=1, max_size=6), NAMES, SCHEMA, st.integers(0, 2**32))
def test_any_names_are_found_as_by_comparing_with_everyone(listed, asked, schema, seed):
    parties = [
        party_from_ftm({"id": f"p{i}", "schema": kind, "properties": {"name": [name]}})
        for i, (name, kind) in enumerate(listed)
    ]
    index = build_index(parties, compiled=True)
    r = random.Random(seed)
    for name in (asked, altered(r, asked), altered(r, listed[0][0])):
        query = party_from_ftm({"schema": schema, "properties": {"name": [name]}})
        for policy in (Policy(limit=100), Policy(cutoff=0.0, limit=100)):
            assert screen(query, index, policy) == everyone(query, parties, policy)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(max_size=12), min_size=1, max_size=4), st.text(max_size=30))
def test_whatever_is_written_is_answered_like_the_reference(listed, asked):
    def party(text, key):
        try:
            return party_from_ftm({"id": key, "schema": "Person", "properties": {"name": [text]}})
        except InvalidInput:  # what no name can hold
            return None

    parties = [found for i, text in enumerate(listed) if (found := party(text, f"p{i}"))]
    query = party(asked, "q")
    if query:
        policy = Policy(cutoff=0.0, limit=100)
        assert screen(query, build_index(parties, compiled=True), policy) == everyone(query, parties, policy)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("a" * 1000, id="one word of a thousand letters"),
        pytest.param("ab " * 333, id="hundreds of words"),
        pytest.param("a " * 500, id="hundreds of initials"),
        pytest.param("kim " * 40, id="one word again and again"),
        pytest.param("".join(chr(0x4E00 + i) for i in range(900)), id="hundreds of Chinese characters"),
        pytest.param("martinez" * 9, id="a word longer than a machine word"),
        pytest.param("x" * 63 + " " + "x" * 64 + " " + "x" * 65, id="words about as long as a machine word"),
        pytest.param("A B", id="initials only"),
        pytest.param("1 22 333", id="numbers only"),
    ],
)
def test_absurd_names_are_answered_like_the_reference(name, parties):
    listed = [*parties[:20], party_from_ftm({"id": "same", "schema": "Person", "properties": {"name": [name]}})]
    listed.append(party_from_ftm({"id": "near", "schema": "Company", "properties": {"name": [name[:-1] + "y"]}}))
    index = build_index(listed, compiled=True)
    policy = Policy(cutoff=0.0, limit=100)
    for schema in ("Person", "Company", "LegalEntity"):
        for asked in (name, name[1:], "Anna Berg"):
            query = party_from_ftm({"schema": schema, "properties": {"name": [asked]}})
            assert screen(query, index, policy) == everyone(query, listed, policy)


def test_an_empty_list_and_an_empty_query_are_answered(parties, compiled):
    query = made_queries(6, 1, parties)[0]
    assert screen(query, build_index([], compiled=True)) == ()
    assert screen(party_from_ftm({"schema": "Person", "properties": {}}), compiled) == ()


@pytest.mark.shared
def test_the_published_list_is_searched_without_loss(shared):
    lines = (shared / "bench/data/sdn_un.jsonl").read_text(encoding="utf-8").splitlines()
    parties = [party_from_ftm(json.loads(line)) for line in lines[::8]]
    compiled, reference = (build_index(parties, compiled=choice) for choice in (True, False))
    for query in made_queries(7, 60, parties):
        for policy in POLICIES[1:]:
            assert screen(query, compiled, policy) == screen(query, reference, policy)


SPOKEN = """
zeta holm gravel works the of and al co ltd s a llc first second 12 trading bank shipping tashkent
iran iraq korean dprk europe benelux
""".split()


def made_firm(r, number):
    name = " ".join(r.choices(SPOKEN, k=r.randint(3, 7)))
    return party_from_ftm({"id": f"f{number}", "schema": "Company", "properties": {"name": [name]}})


def shortened(r, party):
    """The party's name in letters or beginnings of some of its words, and often a word beside them."""
    words = party.names[0].text.split()
    pieces = [word[: r.choice([1, 1, 1, 2, 3, 4])] for word in words if r.random() < 0.97]
    name = "".join(pieces)
    name = ".".join(name) if r.random() < 0.2 else name
    words = [name, *r.choices(SPOKEN, k=r.choice([0, 0, 0, 1, 2]))]
    schema = r.choice(["Company", "LegalEntity"])
    return party_from_ftm({"id": "q", "schema": schema, "properties": {"name": [" ".join(words)]}})


WIDE = Policy(cutoff=0.6, limit=1000)


def test_acronyms_get_the_same_matches_three_ways():
    r = random.Random(31)
    full = [made_firm(r, number) for number in range(250)]
    short = [replace(shortened(r, party), id=f"s{number}", schema="Company") for number, party in enumerate(full)]
    for listed, asked in ((full, short), (short, full)):
        found = 0
        compiled, reference = build_index(listed, compiled=True), build_index(listed, compiled=False)
        for query in asked:
            matches = screen(query, compiled, WIDE)
            assert matches == screen(query, reference, WIDE) == everyone(query, listed, WIDE), query
            found += sum(any(reason.how == "acronym" for reason in match.reasons) for match in matches)
        assert found > 40
