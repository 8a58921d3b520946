"""How statements are meant. A denial that is read as a statement would turn it into evidence: the worst mistake."""

import pytest


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Peru denied that it had sold the ship.", id="denied that"),
        pytest.param("Peru denied any role in the sale.", id="denied a noun"),
        pytest.param("Peru rejected the accusation as slander.", id="rejected an accusation"),
        pytest.param("Ana Flores played down reports that the ship was lost.", id="played down"),
        pytest.param("Peru said there was no threat to the port.", id="no threat"),
        pytest.param("Peru said it had no intention of selling.", id="no intention"),
        pytest.param("Ana Flores said she was not aware of any sale.", id="not aware"),
        pytest.param("Ana Flores said the bank was not involved.", id="not involved"),
        pytest.param("“It's a lie,” Ana Flores said.", id="a lie"),
        pytest.param("“Such claims are utterly baseless,” Ana Flores said.", id="baseless"),
        pytest.param("“We did not sell the ship,” Ana Flores said.", id="own side did not"),
        pytest.param("Peru said it had never supplied the missiles.", id="never supplied"),
        pytest.param("Ana Flores stressed no sanctions were violated.", id="none were violated"),
        pytest.param("Ana Flores said the firm “strongly rejects any suggestion” of a sale.", id="rejects, in quotes"),
        pytest.param("Ana Flores said the bank was “not aware of the matter”.", id="not aware, in quotes"),
        pytest.param("“Absolutely not,” Ana Flores said.", id="a bare no"),
        pytest.param("Mr Osei pleaded not guilty.", id="not guilty"),
        pytest.param("Mr Osei has always maintained his innocence.", id="innocent"),
        pytest.param("“I have seen nothing to substantiate it,” Ana Flores said.", id="nothing to substantiate"),
        pytest.param("“Peru is not a party to this conflict,” Ana Flores said.", id="not a party"),
        pytest.param("Iran denies it sold arms.", id="denies"),
        pytest.param("Peru said that report was wrong.", id="calls a report wrong"),
        pytest.param("Exporters reject the figure.", id="several reject a figure"),
    ],
)
def test_denials(claims, text):
    assert {c.modality for c in claims(text)} == {"denied"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Ana Flores said no deal had been found yet.", id="not yet"),
        pytest.param("Ana Flores said nobody had been found so far.", id="so far"),
        pytest.param("Analysts said sanctions would not work.", id="a forecast"),
        pytest.param("Ana Flores said the war would hurt the port.", id="an effect"),
        pytest.param("Ana Flores said the state would continue to pay.", id="goes on as before"),
        pytest.param("“They will never leave,” Ana Flores said.", id="others will"),
        pytest.param("Experts said the missile could reach Peru.", id="an ability"),
        pytest.param("Ana Flores claimed she could fly a plane.", id="claimed"),
    ],
)
def test_assertions(claims, text):
    assert {c.modality for c in claims(text)} == {"asserted"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Ana Flores said it would probably rain.", id="probably"),
        pytest.param("Experts said the ship may have sunk.", id="may have"),
        pytest.param("Ana Flores said the ship was believed to be lost.", id="believed to be"),
        pytest.param("Traders believe the ship is lost.", id="they only believe"),
        pytest.param("Radio Norte said Peru was considering a ban.", id="what others consider"),
    ],
)
def test_hedged_statements_are_unverified(claims, text):
    assert {c.modality for c in claims(text)} == {"unverified"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Peru accused Chile of hiding the ship.", id="accused"),
        pytest.param("Prosecutors alleged he hid the ship.", id="alleged"),
        pytest.param("He allegedly hid the ship in Lima.", id="allegedly, nobody named"),
    ],
)
def test_allegations_are_unverified_and_say_so(claim, text):
    assert (claim(text).modality, claim(text).detail) == ("unverified", "alleged")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Peru vowed to close the port.", id="vowed"),
        pytest.param("Peru announced it would close the port on Friday.", id="announced"),
        pytest.param("Ana Flores said the port will be closed on Friday.", id="passive"),
        pytest.param("Peru said it planned to close the port.", id="planned to"),
        pytest.param("Ana Flores said the leaders would have a trilateral meeting.", id="a meeting"),
    ],
)
def test_announced_intentions_are_planned(claims, text):
    assert {c.modality for c in claims(text)} == {"planned"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Peru threatened to sink the ship.", id="threatened to"),
        pytest.param("Peru threatened tariffs on steel.", id="threatened a noun"),
        pytest.param("“We will not tolerate this,” Ana Flores said.", id="will not tolerate"),
        pytest.param("Peru warned of a merciless response to any attack.", id="a response"),
        pytest.param("Peru said all options were on the table.", id="all options"),
        pytest.param("Peru said it would respond in kind if Chile imposed a ban.", id="a condition"),
    ],
)
def test_threats(claims, text):
    assert {c.modality for c in claims(text)} == {"threatened"}


def test_a_denial_with_a_way_out_needs_review(claims):
    (found,) = claims("Ana Flores said there was no plan to sell, but it could not be ruled out.")
    assert found.modality == "needs_review"


def test_a_demand_is_an_act(claims):
    assert [(c.modality, c.act) for c in claims("Peru urged Chile to return the ship.")] == [("asserted", "demand")]


def test_a_duty_is_an_order(claim):
    assert claim("All ships must leave by Friday, according to the Ministry of Ports.").act == "order"


def test_a_rumour_has_no_speaker(claims):
    (found,) = claims("Peru is said to be selling two ships.")
    assert (found.speaker, found.modality) == (None, "unverified")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("“We will never give up our ships,” Ana Flores said.", id="a refusal is no denial"),
        pytest.param("Ana Flores said that her guests had lost the will to talk.", id="the will to do is no plan"),
    ],
)
def test_what_is_neither_denied_nor_planned_is_asserted(claim, text):
    assert claim(text).modality == "asserted"


def test_what_we_will_do_if_they_go_on_is_a_threat(claim):
    assert claim("“We will cut them off if they keep selling ships,” Ana Flores warned.").modality == "threatened"
