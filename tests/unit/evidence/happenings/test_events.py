"""Events with who, what, where and when as far as the sentence says it."""

from datetime import date

import pytest


def only(events, text, kind):
    found = [event for event in events(text) if event.kind == kind]
    assert len(found) == 1, [(e.kind, e.trigger.text) for e in events(text)]
    return found[0]


@pytest.mark.parametrize(
    ("text", "kind", "trigger"),
    [
        pytest.param("Peru on Friday banned imports of coal.", "trade_measure", "banned", id="ban"),
        pytest.param("Peru on Friday suspended sales of fuel.", "trade_measure", "suspended", id="suspend"),
        pytest.param("All firms must close by Friday under the trade rules.", "deadline", "close", id="close by"),
        pytest.param(
            "The U.N. Security Council adopted the resolution on Friday.", "un_measure", "adopted", id="adopt"
        ),
        pytest.param("Peru blacklisted two banks on Friday.", "sanctions", "blacklisted", id="designate"),
        pytest.param("Peru shipped 500 tonnes of coal in May.", "shipment", "shipped", id="ship"),
        pytest.param("The tanker transferred oil to a barge on Friday.", "transfer", "transferred", id="transfer"),
        pytest.param("The bank wired $2 million on Friday.", "payment", "wired", id="pay"),
        pytest.param("Coal prices rose 4 percent in May.", "price_change", "rose", id="price"),
        pytest.param("Peru test-fired a missile on Friday.", "missile_test", "test-fired", id="test"),
        pytest.param("Peru conducted a nuclear test on Friday.", "nuclear_test", "conducted", id="nuclear"),
        pytest.param("Ana Flores met Peter Osei on Friday.", "meeting", "met", id="meet"),
        pytest.param("Peru deployed 300 troops on Friday.", "deployment", "deployed", id="deploy"),
        pytest.param("Ana Flores visited Chile on Friday.", "visit", "visited", id="visit"),
        pytest.param("The court sentenced him on Friday.", "sentence", "sentenced", id="sentence"),
    ],
)
def test_kinds(events, text, kind, trigger):
    assert only(events, text, kind).trigger.text == trigger


def test_who_what_where_and_when(events):
    text = "Peru and Chile banned imports of coal in Lima on Friday."
    event = only(events, text, "trade_measure")
    assert event.actors == ("Peru and Chile",)
    assert event.object == "imports of coal"
    assert event.place == "Lima"
    assert (event.date_start, event.date_end) == (date(2031, 2, 28), date(2031, 2, 28))


def test_whom_one_meets_is_an_actor(events):
    event = only(events, "Ana Flores held a meeting with Peter Osei on Friday.", "meeting")
    assert set(event.actors) >= {"Peter Osei"}
    assert only(events, "Ana Flores met Peter Osei on Friday.", "meeting").actors == ("Ana Flores", "Peter Osei")


def test_what_has_a_price_is_its_object(events):
    assert only(events, "Diesel prices rose 4 percent in May.", "price_change").object == "Diesel prices"


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        pytest.param("Peru will deploy 300 troops on Friday.", "planned", id="will"),
        pytest.param("Peru did not deploy troops on Friday.", "denied", id="not"),
        pytest.param("Peru may have deployed troops on Friday.", "unverified", id="may"),
        pytest.param("Chile denied that Peru deployed troops on Friday.", "denied", id="within a denial"),
    ],
)
def test_an_event_is_as_sure_as_its_sentence(events, text, modality):
    assert only(events, text, "deployment").modality == modality


def test_a_date_right_after_another_event_is_that_one_s(events):
    text = "Peru on Friday deployed troops ahead of a meeting on March 9."
    assert only(events, text, "deployment").date_start == date(2031, 2, 28)
    assert only(events, text, "meeting").date_start == date(2031, 3, 9)


def test_a_dated_statement_is_an_event(events):
    assert only(events, "Ana Flores said on Friday the port was shut.", "statement").trigger.text == "said"


def test_an_undated_statement_is_none(events):
    assert [e for e in events("Ana Flores said the port was shut.") if e.kind == "statement"] == []


def test_without_a_publication_date_the_event_stays_and_its_date_is_unknown(events):
    (event,) = [e for e in events("Peru deployed 300 troops on Friday.", day=None) if e.kind == "deployment"]
    assert event.date_start is None


def test_the_extent_encloses_the_spans(events):
    text = "Ana Flores said Peru deployed 300 troops on Friday."
    event = only(events, text, "deployment")
    assert text[event.start : event.end] == event.spans[0].text == "Peru deployed 300 troops on Friday"


def test_what_was_neither_done_nor_tried_did_not_happen(events):
    found = events("Prosecutors have neither charged nor arrested anybody.\nNo firm shipped coal in May.")
    assert [(e.trigger.text, e.modality) for e in found] == [
        ("charged", "denied"), ("arrested", "denied"), ("shipped", "denied"),
    ]  # fmt: skip


def test_a_shipping_firm_ships_nothing_by_its_name(events):
    found = events("A Peruvian shipping firm said in May that its tankers were idle.")
    assert [e.kind for e in found] == ["statement"]


def test_a_negation_beside_the_event_denies_nothing(events):
    (found,) = events("The man, whose name was not released, was detained on Friday.")
    assert (found.trigger.text, found.modality) == ("detained", "asserted")
