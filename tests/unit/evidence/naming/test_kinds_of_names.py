"""Names found by lists and shapes alone, without a trained recogniser."""

import pytest


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("They flew to Nairobi on Monday.", "Nairobi", id="a large city"),
        pytest.param("OSLO (AFP) - It rained.", "OSLO", id="a dateline in capitals"),
        pytest.param("They camped near the Blue Fox River for days.", "Blue Fox River", id="a geographical noun"),
        pytest.param("A shell fell on the village of Malaya Roshcha.", "Malaya Roshcha", id="after its kind"),
        pytest.param("Troops left the Tarnovo region.", "Tarnovo", id="before its kind"),
        pytest.param("He toured the Kamenka chemical plant.", "Kamenka chemical plant", id="a facility"),
    ],
)
def test_places(named, text, name):
    assert (name, "place") in named(text)


def test_inhabitants_are_no_places(named):
    assert named("The Kenyan and Brazilian delegations met the Danes.") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Mr Osei left.", "Osei", id="after Mr"),
        pytest.param("Foreign Minister Aroha Ngata left.", "Aroha Ngata", id="after an office"),
        pytest.param("They met Gen. Paul Odongo there.", "Paul Odongo", id="after a rank with a dot"),
        pytest.param("Her envoy, Laura Petkova, left.", "Laura Petkova", id="with a given name"),
        pytest.param("They met Pak Chol Min there.", "Pak Chol Min", id="Korean, three words"),
        pytest.param("They met Yoo Ji-tae there.", "Yoo Ji-tae", id="Korean, hyphen"),
    ],
)
def test_people_go_without_their_titles(named, text, name):
    assert (name, "person") in named(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("The Ministry of Trade and Industry agreed.", "Ministry of Trade and Industry", id="first word"),
        pytest.param("The Kenyan Foreign Ministry agreed.", "Kenyan Foreign Ministry", id="last word"),
        pytest.param("They sued Blue Fox Shipping Co., Ltd. in May.", "Blue Fox Shipping Co., Ltd.", id="legal form"),
        pytest.param("A U.N. sanctions panel agreed.", "U.N. sanctions panel", id="a body of a known one"),
        pytest.param("The People's Bank of China agreed.", "People's Bank of China", id="a people's bank"),
        pytest.param("The Maritime and Port Authority agreed.", "Maritime and Port Authority", id="two halves"),
        pytest.param("The OPCW agreed.", "OPCW", id="a known acronym"),
    ],
)
def test_organisations(named, text, name):
    assert (name, "organisation") in named(text)


def test_a_department_that_only_describes_its_head_is_no_mention(named):
    assert named("Defense Minister Laura Petkova left.") == [("Laura Petkova", "person")]


@pytest.mark.parametrize(
    ("text", "name", "subkind"),
    [
        pytest.param("the tanker Sea Lily left", "Sea Lily", "vessel", id="after its noun"),
        pytest.param("they boarded the MV Blue Fox", "MV Blue Fox", "vessel", id="with its prefix"),
        pytest.param("Silver Heron (IMO 9123456) left", "Silver Heron", "vessel", id="before its IMO number"),
        pytest.param("an Il-76 landed", "Il-76", "aircraft", id="an aircraft"),
        pytest.param("a Boeing 737 landed", "Boeing 737", "aircraft", id="an airliner"),
        pytest.param("they fired a Hwasong-12", "Hwasong-12", "weapon", id="a missile"),
    ],
)
def test_equipment_has_a_subkind(mentions, text, name, subkind):
    assert (name, "equipment", subkind) in [(m.text, m.kind, m.subkind) for m in mentions(text)]


def test_a_disease_is_no_weapon(named):
    assert named("It spread like COVID-19 did.") == []


def test_a_weapon_that_is_a_common_word_needs_its_noun(named):
    assert named("The Grad was steep.") == []
    assert ("Grad", "equipment") in named("They fired Grad rockets.")
