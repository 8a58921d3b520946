"""Who is said to have said what: the shapes in which news English attributes words."""

import pytest


@pytest.mark.parametrize(
    ("text", "speaker", "quote"),
    [
        pytest.param("Peru said the port was shut.", "Peru", "the port was shut", id="plain"),
        pytest.param("Peru said on Friday that the port was shut.", "Peru", "the port was shut", id="with a day"),
        pytest.param(
            "Minister Ana Flores, at a meeting in Lima, said the port was shut.", "Ana Flores", "the port was shut",
            id="an insertion of place",
        ),
        pytest.param(
            "Ana Flores, who met Mr Osei on Friday, told Radio Norte that the port was shut.", "Ana Flores",
            "the port was shut", id="a relative clause",
        ),
        pytest.param(
            "A ministry spokesman, Peter Osei, said the port was shut.", "Peter Osei", "the port was shut",
            id="an apposition",
        ),
        pytest.param("The port was shut, Ana Flores said.", "Ana Flores", "The port was shut", id="at the end"),
        pytest.param(
            "“The port is shut,” said Ana Flores, a pilot.", "Ana Flores", "The port is shut,", id="inverted",
        ),
        pytest.param("The port was shut, according to Radio Norte.", "Radio Norte", "The port was shut", id="at last"),
        pytest.param("According to Radio Norte, the port was shut.", "Radio Norte", "the port was shut", id="first"),
        pytest.param(
            "Officials from Peru, Chile and Ecuador said the port was shut.", "Officials from Peru, Chile and Ecuador",
            "the port was shut", id="a list",
        ),
        pytest.param(
            "A source with knowledge of the matter said the port was shut.", "source with knowledge of the matter",
            "the port was shut", id="a description",
        ),
        pytest.param("Ana Flores and Peter Osei said they were ready.", "Ana Flores and Peter Osei", "they were ready",
                     id="two people"),
        pytest.param("A spokesman for Mr Osei said the port was shut.", "spokesman for Mr Osei", "the port was shut",
                     id="a spokesman is not the one he speaks for"),
        pytest.param(
            "The port, Ana Flores said, was shut.", "Ana Flores", "The port, Ana Flores said, was shut", id="between",
        ),
        pytest.param("LIMA (Reuters) - The port was shut, two traders said.", "two traders", "The port was shut",
                     id="the dateline is nobody's words"),
    ],
)  # fmt: skip
def test_speaker_and_content(claim, text, speaker, quote):
    found = claim(text)
    assert (found.speaker, found.quote) == (speaker, quote)
    assert text[found.start : found.end] == quote


def test_verb_and_speaker_are_quoted_where_they_stand(claim):
    text = "Kenyan minister Ana Flores repeatedly stressed that the port was open."
    found = claim(text)
    assert (found.cue.text, found.speaker_mention.text) == ("stressed", "Kenyan minister Ana Flores")
    assert text[found.cue.start : found.cue.end] == "stressed"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Ana Flores declined to say who paid.", id="declined to say"),
        pytest.param("Ana Flores did not say who paid.", id="did not say"),
        pytest.param("What did Ana Flores say?", id="a question"),
        pytest.param("The reports were long.", id="a noun"),
        pytest.param("The so-called expert left.", id="so-called"),
        pytest.param("Ana Flores was told to leave.", id="was told"),
        pytest.param("Neither company responded to a request for comment.", id="no comment"),
        pytest.param("The flight details suggested a long range.", id="things do not speak"),
    ],
)
def test_where_nothing_is_said_nothing_is_claimed(claims, text):
    assert claims(text) == ()


def test_a_pronoun_is_the_last_speaker(claims):
    first, second = claims("Ana Flores said the port was shut.\n“It is sad,” she added.")
    assert (first.speaker, second.speaker) == ("Ana Flores", "Ana Flores")
    assert second.speaker_mention.text == "she"
    assert second.confidence < first.confidence


def test_it_is_a_body_and_she_a_person(claims):
    found = claims("The Bank of Peru said rates fell. Ana Flores said so too. It said they would not rise.")
    assert [c.speaker for c in found][-1] == "Bank of Peru"


def test_a_pronoun_that_nothing_resolves_is_no_name(claims):
    (found,) = claims("He said the port was shut.")
    assert found.speaker is None
    assert found.speaker_mention.text == "He"


def test_a_title_stands_for_the_person_who_holds_it(claims):
    text = "Kenyan President Ana Flores left.\nKenya's leader said the port was shut."
    (found,) = claims(text)
    assert found.speaker == "Ana Flores"


def test_a_body_is_the_organisation_that_spoke(claims):
    *_, last = claims("Blue Fox Shipping Ltd said it had sold the ship. The company said nothing was owed.")
    assert last.speaker == "Blue Fox Shipping Ltd"


def test_sentences_of_a_quotation_are_statements_of_one_speaker(claims):
    found = claims("“We lost a ship. We found another,” Ana Flores said. “All is well.”")
    assert [(c.quote, c.speaker, c.direct) for c in found] == [
        ("We lost a ship.", "Ana Flores", True),
        ("We found another,", "Ana Flores", True),
        ("All is well.", "Ana Flores", True),
    ]


def test_literal_words_within_reported_ones_are_a_statement_too(claims):
    whole, literal = claims("Ana Flores said the plan was “a great step for all of us” and more.")
    assert not whole.direct
    assert (literal.quote, literal.direct) == ("a great step for all of us", True)


def test_words_may_be_passed_on(claims):
    found = claims("The port was shut, Radio Norte quoted Ana Flores as saying.")
    assert [(c.speaker, c.via) for c in found] == [("Ana Flores", "Radio Norte")]


def test_a_statement_within_a_statement_has_its_own_speaker(claims):
    outer, inner = claims("Radio Norte said Ana Flores told Peter Osei the port was shut.")
    assert (outer.speaker, inner.speaker, inner.via) == ("Radio Norte", "Ana Flores", "Radio Norte")
    assert inner.quote == "the port was shut"


def test_whom_a_paper_cites_passed_it_on(claim):
    assert claim("The port was shut, Radio Norte reported, citing two pilots.").via == "two pilots"


def test_a_second_verb_ends_the_first_statement(claims):
    one, other = claims("Ana Flores said the port was shut, and vowed to open it.")
    assert (one.quote, other.quote, other.modality) == ("the port was shut", "to open it", "planned")


def test_two_statements_with_that_are_two(claims):
    assert [c.quote for c in claims("Ana Flores said that the port was shut, and that two ships were lost.")] == [
        "the port was shut",
        "two ships were lost",
    ]


def test_the_speaker_s_organisation_is_remembered(claims):
    _, second = claims("Bank of Peru chairman Ana Flores said rates fell.\nMs Flores said they would rise.")
    assert second.organisation == "Bank of Peru"


def test_a_sentence_full_of_verbs_of_saying_is_left_alone(claims):
    assert claims("Ana Flores said " * 60) == ()


def test_a_quotation_beside_words_that_no_rule_understands_is_given_to_nobody(claims):
    first, second = claims("Ana Flores said the port was shut.\n“It was a lie from the start,” ran the banner outside.")
    assert (first.speaker, second.speaker) == ("Ana Flores", None)


def test_what_is_denied_may_stand_before_the_denial(claims):
    said, denial = claims("Chile says Peru sold two ships, which Peru denies.")
    assert (denial.speaker, denial.quote, denial.modality, denial.about) == ("Peru", said.quote, "denied", said.id)


def test_he_may_be_somebody_whom_the_sentence_before_brings_in(claims):
    _, second = claims(
        "Ana Flores said the works were over. But a former surveyor, who spoke to Radio Norte, doubted the news. "
        "“They build there still,” he said."
    )
    assert second.speaker == "former surveyor"


def test_he_said_put_into_a_relative_clause_is_the_person_of_the_sentence(claims):
    text = "Rivet said the ferry had stopped. Its director, Peter Osei, blamed the port, which he said asked too much."
    assert [c.speaker for c in claims(text)] == ["Rivet", "Peter Osei"]


def test_a_deputy_with_a_name_speaks_by_name(claims):
    _, second = claims("“We asked for nothing,” Ana Flores said. Her deputy, Peter Osei, added that talks were over.")
    assert second.speaker == "Peter Osei"


def test_a_doubt_of_the_report_is_not_put_into_the_mouth_of_whom_it_doubts(claims):
    text = "Peru tested a rocket. There was no independent confirmation that the rocket could land, as Peru claimed."
    assert [c.quote for c in claims(text) if c.speaker == "Peru"] == ["the rocket could land"]


def test_who_is_quoted_as_saying_may_stand_after_what_is_said(claim):
    found = claim("The port was shut, its director Ana Flores was quoted as saying by Radio Norte.")
    assert (found.speaker, found.quote, found.via) == ("Ana Flores", "The port was shut", "Radio Norte")


def test_when_something_was_said_is_no_part_of_it(claims):
    quotes = [c.quote for c in claims("Peru had said a day earlier that the port was shut.")]
    assert quotes == ["the port was shut"]
    (denial,) = claims("The customs service had earlier this week denied delaying the inquiry.")
    assert denial.speaker == "customs service"


def test_a_verb_joined_to_accepted_makes_no_clause_of_its_object(claims):
    text = "Peru said the fine was fair. The broker said it accepted the finding but had been misled."
    assert [(c.speaker, c.quote) for c in claims(text)] == [
        ("Peru", "the fine was fair"),
        ("broker", "it accepted the finding but had been misled"),
    ]


def test_several_may_dispute_what_was_said(claims):
    _, denial, reason = claims(
        "Peru said the cap was working. Western officials dispute this, noting that revenue fell."
    )
    assert (denial.speaker, denial.modality) == ("Western officials", "denied")
    assert (reason.speaker, reason.quote) == ("Western officials", "revenue fell")
    assert [c.quote for c in claims("The trade dispute this year cost jobs, officials said.")] == [
        "The trade dispute this year cost jobs"
    ]


def test_she_who_spoke_in_the_sentence_before_keeps_her_name(claims):
    text = (
        "The manager, a woman who gave her name as Ms Flores, told Radio Norte she knew nothing. She denied the sale."
    )
    assert [c.speaker for c in claims(text)][1:] == [claims(text)[0].speaker]


def test_who_does_not_wish_to_be_named_speaks_all_the_same(claims):
    (found,) = claims("Two traders in Lima, neither of whom wished to be identified, said they had cancelled orders.")
    assert found.speaker == "Two traders in Lima"


def test_what_could_not_be_established_is_the_open_question_alone(claims):
    sale, question = claims("“They sold engines,” Ana Flores said. It could not be established whether any were used.")
    assert (
        claims("Ana Flores said they sold engines. It could not be confirmed that they flew.")[1].quote == "they flew"
    )
    assert (sale.modality, sale.detail) == ("asserted", None)
    assert (question.quote, question.modality, question.speaker) == ("whether any were used", "unverified", None)


def test_what_is_not_ruled_out_is_not_denied(claim):
    assert claim("Ana Flores said that further arrests were not ruled out.").modality != "denied"


def test_a_name_with_a_particle_is_whole(claims):
    found = claims("“We acted on evidence,” spokeswoman Lotte van Dam told Radio Norte, adding that more would follow.")
    assert [c.speaker for c in found] == ["Lotte van Dam", "Lotte van Dam"]
    assert found[0].quote == "We acted on evidence,"
