"""Sentences as other outlets write them on other sanctions: ships, price caps, courts, crypto, gold; all our own."""

from datetime import date

import pytest

from navicert.evidence.model import Claim, PageReading
from navicert.evidence.naming.small_model import load_small_model
from navicert.evidence.reading import read_page

MONDAY = date(2025, 5, 12)


@pytest.fixture(scope="module")
def model():
    return load_small_model()


@pytest.fixture
def read(model):
    def reading(text: str, title: str = "Harbour Office Opens New Hall") -> PageReading:
        return read_page(f"{title}\n\n{text}\n", published=MONDAY, recogniser=model)

    return reading


def only(reading: PageReading, modality: str) -> Claim:
    (claim,) = [claim for claim in reading.claims if claim.modality == modality]
    return claim


@pytest.mark.parametrize(
    ("text", "modality", "speaker", "content"),
    [
        (
            "The ministry says the cargoes belonged to the militia; Iran's envoy, Hojjat Soltani, denied that.",
            "denied", "Hojjat Soltani", "that",
        ),
        (
            "A fuel trader denied on Wednesday that it had sold diesel, after a diplomat told reporters that 12,000 "
            "barrels had changed hands.",
            "denied", "fuel trader", "it had sold diesel",
        ),
        ("The junta has repeatedly denied targeting civilians.", "denied", "junta", "targeting civilians"),
        (
            "Amity Watch said at least seven deliveries were made at the terminal.",
            "asserted", "Amity Watch", "at least seven deliveries were made at the terminal",
        ),
        ("Two Russians and a Norwegian are held. All three deny wrongdoing.", "denied", "All three", "wrongdoing"),
        (
            "The energy ministry dismissed talk of shortages as hysteria.",
            "denied", "energy ministry", "talk of shortages as hysteria",
        ),
        (
            "The older brother told the court he never knew where the boxes went.",
            "denied", "older brother", "he never knew where the boxes went",
        ),
        ("It says Sokolenko paid. The indictment says Sokolenko lied.", "unverified", "indictment", "Sokolenko lied"),
        (
            "Panama and Cameroon said they would strike the tankers from their books.",
            "planned", "Panama and Cameroon", "they would strike the tankers from their books",
        ),
    ],
)  # fmt: skip
def test_how_a_statement_is_meant(read, text, modality, speaker, content):
    claims = [claim for claim in read(text).claims if claim.modality == modality]
    assert (speaker, content) in [(claim.speaker, claim.quote.rstrip(".")) for claim in claims]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Rights groups say the firm won contracts on stolen land.", "Rights groups"),
        ("Judges found that newspaper articles alone did not suffice.", "Judges"),
        ("The boxes went to Minsk, judges at the district court found.", "judges at the district court"),
        ("The tanker loaded crude on 29 April, shipping records show.", "shipping records"),
        ("At least 19 transfers took place, a think-tank said in a report.", "think-tank"),
        ("Hartwell, which employs 140 people, said it had found the error itself.", "Hartwell"),
        ("An official there said no decision had been taken.", "official"),
        ("The country's watchdog, Finanstilsynet, warned in March that the firm had no licence.", "Finanstilsynet"),
        ("Britain's tax authority has fined a firm for shipping tools, it said on Friday.", "Britain's tax authority"),
        ("Prosecutors had asked for four years. They said the goods were worth millions.", "Prosecutors"),
        (
            "Finance Minister Kojo Addai was asked to appear. His spokesperson said the minister was abroad.",
            "Kojo Addai's spokesperson",
        ),
    ],
)
def test_who_says_so(read, text, speaker):
    assert speaker in [claim.speaker for claim in read(text).claims]


@pytest.mark.parametrize(
    "text",
    [
        "Two brokers, who asked not to be named, left the hall.",
        "Greece and Malta have not yet said whether they will back it.",
        "The ministry declined to comment.",
    ],
)
def test_what_says_nothing_is_no_claim(read, text):
    assert read(text).claims == ()


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("They tracked the tankers Chon Ma San and An San 1 for weeks.", "An San 1", "equipment"),
        ("One of the ships, the Yi Chang 6, ran aground.", "Yi Chang 6", "equipment"),
        ("The 2004-built Aframax Ocean Heron loaded at Primorsk.", "Ocean Heron", "equipment"),
        ("Figures from the broker Atlas Meridian were higher.", "Atlas Meridian", "organisation"),
        ("Data came from the Kiel Shipping Observatory.", "Kiel Shipping Observatory", "organisation"),
    ],
)
def test_what_is_named(read, text, name, kind):
    assert (name, kind) in [(mention.text, mention.kind) for mention in read(text).mentions]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("It was relabelled between 12 and 20 January.", date(2025, 1, 12), date(2025, 1, 20)),
        ("Beijing has yet to report its deliveries for March.", date(2025, 3, 1), date(2025, 3, 31)),
        ("The ship came between April 3 and 7.", date(2025, 4, 3), date(2025, 4, 7)),
    ],
)
def test_which_days_are_meant(read, text, first, last):
    assert (first, last) in [(found.first, found.last) for found in read(text).dates]


def test_a_year_of_building_is_no_time(read):
    assert [found.text for found in read("The 2004-built ship left on 29 April.").dates] == ["29 April"]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("It was fined 1.2 million pounds ($1.53 million).", 1_200_000, "GBP"),
        ("Gold rose to $1,923.50 a troy ounce.", 1923.5, "USD/troy ounce"),
        ("The trader wired GH¢12 million to a lender.", 12_000_000, "GHS"),
        ("They caught 40 pounds of lobster.", 40, "pound"),
    ],
)
def test_how_much(read, text, value, unit):
    assert (value, unit) in [(amount.value, amount.unit) for amount in read(text).amounts]


def test_not_one_is_no_amount(read):
    assert read("Not one litre went north.").amounts == ()


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("By Marta Lindqvist | Brussels | 14 May 2025 | Updated 16:20 CET", date(2025, 5, 14)),
        ("Thursday 21 November 2024 09.41 GMT\n\nSelin Aydin in Istanbul", date(2024, 11, 21)),
        ("Author: Jung Min-seo | Category: Maritime | 2 September 2021", date(2021, 9, 2)),
    ],
)
def test_bylines_of_other_shapes_give_the_day(model, head, day):
    text = (
        f"Tankers Change Flags as Cap Nears\n\n{head}\n\nThe harbour office said on Wednesday that nine tankers had "
        "changed their flags since the spring.\n\nIts director said that more would follow, and that the office "
        "would publish their names.\n"
    )
    (article,) = read_page(text, recogniser=model).articles
    assert article.published.day == day
    assert article.bylines
