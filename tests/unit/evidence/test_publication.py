"""The day an article was published is taken from signs on the page, and stays open where there is none."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from navicert.evidence.articles import split
from navicert.evidence.model import Page, PageReading
from navicert.evidence.publication import publications

from .mini_pages import TRAIN

LEAD = (
    "The harbour of Port Example was closed on {weekday} after a storm had sunk two barges, the harbour master said.\n"
)
MORE = "Work to raise the barges has begun, and the harbour is to open again within days, he told reporters.\n"


def published(text, given=None, **page):
    page = Page("p", text, **page)
    return [article.published for article in publications(PageReading(page, *split(page)), given)]


def article(head="", weekday="Thursday", title="Storm closes harbour of Port Example"):
    return f"{title}\n\n{head}\n{LEAD.format(weekday=weekday)}{MORE}"


def test_what_the_caller_says_holds_for_every_article():
    days = published(article("Updated 3 May 2018") + TRAIN, date(2018, 5, 4))
    assert [one.day for one in days] == [date(2018, 5, 4)] * 2


def test_without_a_sign_nobody_knows():
    (one,) = published(article())
    assert one.day is None
    assert "no date is printed" in one.basis


@pytest.mark.parametrize(
    "stamp",
    [
        "Updated 3 May 2018",
        "Published: May 3, 2018 10:15 GMT",
        "2018-05-03",
        "03.05.2018 | 10:15".replace("03.05", "23.05"),
        "Thursday, 3 May 2018",
        "By Ana Petrova | 3 May 2018",
        "Ana Petrova Reporter Posted : 2018-05-03 19:16",
    ],
)
def test_a_printed_day_is_believed(stamp):
    (one,) = published(article(stamp))
    assert one.day in (date(2018, 5, 3), date(2018, 5, 23))
    assert not one.uncertain


def test_a_day_and_month_that_may_be_swapped_are_asked_for():
    (one,) = published(article("Published 03/04/2018"))
    assert one.day is None
    assert "read before" in one.basis


def test_a_swapped_day_is_settled_by_the_page_itself():
    (one,) = published(article("Published 03/04/2018"), stated_published=date(2018, 4, 3))
    assert one.day == date(2018, 4, 3)


def test_hours_ago_count_from_the_time_of_fetching():
    stamp = article("5 hours ago")
    assert published(stamp)[0].day is None
    assert published(stamp)[0].given == "5 hours ago"
    fetched = datetime(2018, 5, 4, 3, 0, tzinfo=UTC)
    assert published(stamp, fetched_at=fetched)[0].day == date(2018, 5, 3)


def test_the_address_of_the_page_names_the_day():
    (one,) = published(article(), source="https://coast.example/world/2018/05/03/storm.html")
    assert one.day == date(2018, 5, 3)


def test_a_dateline_day_takes_its_year_from_other_dates():
    text = (
        article().replace("The harbour of", "PORT EXAMPLE, May 3 (AFP) - The harbour of", 1)
        + "The last storm of that kind came in 2018.\n"
    )
    assert published(text)[0].day == date(2018, 5, 3)  # in 2018 it was a Thursday, as the opening says
    assert published(text)[0].confidence < 0.7
    assert published(text.replace("on Thursday", "on Monday"))[0].day is None
    assert published(text.replace("in 2018", "in 2011"))[0].day is None
    text = text.replace("(AFP) - ", "2018 (AFP) - ").replace("May 3 2018", "May 3, 2018")
    assert published(text)[0].day == date(2018, 5, 3)


def test_a_caption_is_believed_when_the_opening_names_its_weekday():
    caption = "Barges lie in the harbour of Port Example after a storm, May 3, 2018. REUTERS/Ana Petrova\n"
    assert published(article(caption, "Thursday"))[0].day == date(2018, 5, 3)
    assert published(article(caption, "Friday"))[0].day is None


@pytest.mark.parametrize("mark", ["FILE PHOTO: ", "Archive picture: "])
def test_photographs_from_an_archive_are_not_believed(mark):
    caption = f"{mark}Barges lie in the harbour of Port Example after a storm, May 3, 2018. REUTERS/Ana Petrova\n"
    assert published(article(caption, "Thursday"))[0].day is None


def test_a_day_with_its_weekday_needs_a_year_in_which_they_meet():
    text = article().replace("on Thursday", "on Thursday (May 3)") + "It was the third storm of 2018.\n"
    assert published(text)[0].day is None
    text = text.replace("had sunk two barges", "of the kind of 2018 had sunk two barges")
    assert published(text)[0].day == date(2018, 5, 3)


def test_a_day_at_the_top_of_the_page_may_be_that_of_the_visit():
    header = "Friday, March 29, 2024 | Coast edition\nclear sky\nweather\n25°C / 25°C\n\n"
    (one,) = published(header + article(weekday="Friday"))
    assert one.day is None
    assert "2024-03-29" in one.basis


def test_neighbours_give_a_hint_and_no_day():
    dated, undated = published(article("Updated 3 May 2018") + TRAIN)
    assert dated.day == date(2018, 5, 3)
    assert undated.day is None
    assert "2018-05-03" in undated.basis


def test_an_uncertain_day_says_so():
    text = article().replace("on Thursday", "on Thursday, May 3, 2018,")
    (one,) = published(text)
    assert one.day == date(2018, 5, 3)
    assert one.uncertain
    assert not replace(one, confidence=0.9).uncertain


@pytest.mark.parametrize(
    ("weekday", "day"),
    [
        pytest.param("Thursday", date(2018, 5, 3), id="the weekday of the opening is that day's"),
        pytest.param("Sunday", None, id="another weekday"),
    ],
)
def test_a_day_alone_below_the_opening_is_believed_by_its_weekday(weekday, day):
    text = (
        f"Storm closes harbour of Port Example\n\nBERGEN (Bay Wire) - {LEAD.format(weekday=weekday)}\nMay 3, 2018\n\n"
    )
    text += (
        f"{MORE}\nThe storm had come from the north, spokeswoman Anna Berg said; “a bad night”, she told Bay radio.\n"
    )
    assert [one.day for one in published(text)] == [day]
