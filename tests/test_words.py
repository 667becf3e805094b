"""Instants and lengths of time in words, and words in HTML."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from detainerlib._html import escape
from detainerlib._wording import day_in_words, in_words, length, time_in_words

CHICAGO = ZoneInfo("America/Chicago")


class TestDay:
    """A day with its weekday."""

    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            (date(2025, 7, 4), "Friday, July 4, 2025"),
            (date(2026, 12, 31), "Thursday, December 31, 2026"),
            (date(1971, 1, 1), "Friday, January 1, 1971"),
            (date(2025, 2, 9), "Sunday, February 9, 2025"),
        ],
    )
    def test_names_weekday_and_month(self, day: date, expected: str) -> None:
        """The number of the day has no leading zero."""
        assert expected == day_in_words(day)

    def test_of_a_datetime_is_its_local_day(self) -> None:
        """The clock on the wall says which day it is."""
        instant = datetime(2025, 7, 5, 1, tzinfo=UTC).astimezone(CHICAGO)

        assert "Friday, July 4, 2025" == day_in_words(instant)


class TestTime:
    """A time of day, as fine as it is."""

    @pytest.mark.parametrize(
        ("time", "expected"),
        [
            ("17:00", "5:00 p.m."),
            ("00:05:00", "12:05 a.m."),
            ("12:00", "12:00 noon"),
            ("12:30", "12:30 p.m."),
            ("00:00", "12:00 midnight"),
            ("23:59:59", "11:59:59 p.m."),
            ("17:00:01.000000", "5:00:01 p.m."),
            ("17:00:00.000001", "5:00:00.000001 p.m."),
            ("23:59:59.999999", "12:00 midnight"),
            ("01:59:59.999999", "just before 2:00 a.m."),
            ("11:59:59.999999", "just before 12:00 noon"),
            ("12:30:59.999999", "just before 12:31 p.m."),
            ("12:30:58.999999", "12:30:58.999999 p.m."),
        ],
    )
    def test_shows_no_more_than_there_is(self, time: str, expected: str) -> None:
        """Seconds are shown where there are any; the last microsecond of a minute is its end."""
        instant = datetime.fromisoformat(f"2025-07-03T{time}-05:00")

        assert expected == time_in_words(instant)


class TestInstant:
    """An instant: weekday, date, time and zone."""

    @pytest.mark.parametrize(
        ("instant", "expected"),
        [
            (datetime(2025, 7, 3, 17, tzinfo=CHICAGO), "Thursday, July 3, 2025, 5:00 p.m. CDT"),
            (
                datetime(2025, 1, 3, 17, 0, 1, tzinfo=CHICAGO),
                "Friday, January 3, 2025, 5:00:01 p.m. CST",
            ),
            (datetime(2025, 7, 3, 22, tzinfo=UTC), "Thursday, July 3, 2025, 10:00 p.m. UTC"),
            (
                datetime(2025, 7, 3, 17, tzinfo=ZoneInfo("America/Sao_Paulo")),
                "Thursday, July 3, 2025, 5:00 p.m. -03",
            ),
        ],
    )
    def test_names_its_zone(self, instant: datetime, expected: str) -> None:
        """Where a zone has no letters its offset stands in their place."""
        assert expected == in_words(instant)

    def test_tells_the_two_repeated_hours_apart(self) -> None:
        """The abbreviation says which of the two it is."""
        first = datetime(2025, 11, 2, 1, 30, tzinfo=CHICAGO)

        assert [
            "Sunday, November 2, 2025, 1:30 a.m. CDT",
            "Sunday, November 2, 2025, 1:30 a.m. CST",
        ] == [
            in_words(first),
            in_words(first.replace(fold=1)),
        ]


class TestLength:
    """A length of time; hours are not turned into days."""

    @pytest.mark.parametrize(
        ("duration", "expected"),
        [
            (timedelta(hours=48), "48 hours"),
            (timedelta(days=7), "168 hours"),
            (timedelta(hours=1), "1 hour"),
            (timedelta(minutes=90), "1 hour 30 minutes"),
            (timedelta(minutes=1), "1 minute"),
            (timedelta(seconds=1), "1 second"),
            (timedelta(seconds=3661), "1 hour 1 minute 1 second"),
            (timedelta(hours=2, seconds=2), "2 hours 2 seconds"),
            (timedelta(microseconds=1), "less than 1 second"),
            (timedelta(hours=7, microseconds=1), "just over 7 hours"),
            (timedelta(hours=48, microseconds=-1), "just under 48 hours"),
            (timedelta(0), "0 minutes"),
        ],
    )
    def test_counts_each_unit(self, duration: timedelta, expected: str) -> None:
        """One is singular, and none is left out; microseconds are not counted out."""
        assert expected == length(duration)


class TestEscape:
    """A text fit to stand in HTML."""

    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            ("plain", "plain"),
            ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
            ('"it\'s"', "&quot;it&#x27;s&quot;"),
            ("&lt;", "&amp;lt;"),
        ],
    )
    def test_leaves_no_mark_of_html(self, given: str, expected: str) -> None:
        """In an attribute quotes count as well."""
        assert expected == escape(given)
