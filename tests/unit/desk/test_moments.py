"""Moments of asking: what was known by the end of a day, seen from now."""

from datetime import UTC, date, datetime, timedelta

from navicert.desk.moments import moment_of

NOW = datetime(2026, 11, 22, 17, tzinfo=UTC)


def test_a_day_of_knowledge_counts_to_its_end():
    assert moment_of(NOW, date(2020, 2, 29)).at == datetime(2020, 3, 1, tzinfo=UTC) - timedelta(microseconds=1)


def test_nobody_knows_more_than_now_however_late_the_day():
    assert [moment_of(NOW, day).at for day in (date(2026, 11, 22), date(9999, 12, 31))] == [NOW, NOW]
