"""A denial points at what it denies; what the report could not check is unverified, whoever said it."""


def test_such_claims_means_the_accusation_before(claims):
    accusation, denial = claims("Peru accused Chile of hiding the ship. Chilean officials denied such claims.")
    assert denial.about == accusation.id


def test_a_denial_of_nearly_the_same_words_points_at_them(claims):
    first, _, denial = claims(
        "Peru said the missile had a long range.\nChile said it rained.\nEcuador denied the missile had a long range."
    )
    assert denial.about == first.id


def test_a_bare_negation_of_what_another_said_is_a_denial(claims):
    first, second = claims("Some experts said the ship had a great range. Other experts said its range was not great.")
    assert (second.modality, second.about) == ("denied", first.id)


def test_a_claim_that_somebody_rejected(claims):
    said, denial = claims("Chile said the port was shelled, a claim that Peru rejected.")
    assert (said.quote, denial.modality, denial.speaker, denial.about) == (
        "the port was shelled",
        "denied",
        "Peru",
        said.id,
    )


def test_what_is_reported_within_a_denied_report_is_no_claim(claims):
    assert [c.speaker for c in claims("Peru dismissed reports that Chile had told Ecuador to leave.")] == ["Peru"]


def test_a_denial_of_nothing_that_was_said_points_nowhere(claims):
    (found,) = claims("Peru denied any role in the sale.")
    assert found.about is None


def test_what_could_not_be_verified_is_unverified(claims):
    said, notice = claims(
        "Governor Ana Flores said two ships were sunk.\nRadio Norte could not independently verify her account."
    )
    assert (said.modality, said.detail) == ("unverified", "not verified")
    assert (notice.modality, notice.about, notice.quote) == ("unverified", said.id, "her account")


def test_accounts_of_both_sides_are_all_meant(claims):
    *said, notice = claims(
        "Peru said two ships were sunk. Chile said none was hit.\nThe accounts of both sides could not be verified."
    )
    assert {c.detail for c in said} == {"not verified"}
    assert notice.about == said[-1].id


def test_missing_confirmation_by_the_other_side_changes_nothing(claims):
    said, notice = claims("Peru said it had taken the port. Chile has not confirmed the report.")
    assert (said.modality, notice.modality, notice.about) == ("asserted", "unverified", said.id)
