"""Several values of a missing fact are told together, as one would say them."""

import pytest

from navicert.measures.wording import listed, together


@pytest.mark.parametrize(
    ("words", "said"), [([], ""), (["rail"], "rail"), (["sea", "rail"], "sea or rail"), (["a", "b", "c"], "a, b or c")]
)
def test_words_are_listed(words, said):
    assert listed(words, "or") == said


@pytest.mark.parametrize(
    ("field", "answers", "said"),
    [
        ("activity_date", ["is before 2017-08-05"], "is before 2017-08-05"),
        ("activity_date", ["is before 2017-08-05", "is from 2017-08-05 to 2018-01-09"], "is before 2018-01-10"),
        ("activity_date", ["is from 2017-08-05 to 2017-09-10", "is from 2017-09-11 on"], "is from 2017-08-05 on"),
        (
            "activity_date",
            ["is before 2016-03-02", "is from 2018-01-10 on"],
            "is before 2016-03-02 or from 2018-01-10 on",
        ),
        ("activity_date", ["is from 2019-12-22 to 2019-12-22"], "is 2019-12-22"),
        ("end_use", ["is livelihood", "is humanitarian"], "is livelihood or humanitarian"),
        (
            "end_use",
            ["is military", "is none of livelihood, military, wmd"],
            "is anything but livelihood or weapons of mass destruction",
        ),
        ("goods_kind", ["is iron_ore"], "is iron ore"),
        ("reported_total_amount", ["leaves room for the delivery"], "leaves room for the delivery"),
        ("distress", ["is true"], "is true"),
        ("destination", ["is none of KP"], "is anything but North Korea"),
        ("origin", ["is US", "is GB"], "is the United States or the United Kingdom"),
        ("party", ["is none of these"], "is somebody else"),
    ],
)
def test_answers_that_come_to_the_same_are_told_together(field, answers, said):
    assert together(field, answers) == said
