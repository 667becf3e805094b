"""Half-open periods of days with unknown and open bounds, and timelines of them."""

from datetime import date, datetime
from typing import Any

import pytest

from detainerlib._validation import day_of
from detainerlib.errors import DetainerError, NotADayError, PeriodError
from detainerlib.times.periods import UNKNOWN, EffectivePeriod, Timeline, Unknown

START = date(2024, 12, 1)
UNTIL = date(2025, 10, 1)

CLOSED = EffectivePeriod(start=START, until=UNTIL)
OPEN = EffectivePeriod(start=START)
ENDED_SOME_DAY = EffectivePeriod(start=START, until=UNKNOWN)
BEGAN_SOME_DAY = EffectivePeriod(start=UNKNOWN, until=UNTIL)
BEGAN_SOME_DAY_OPEN = EffectivePeriod(start=UNKNOWN)
NOTHING_KNOWN = EffectivePeriod(start=UNKNOWN, until=UNKNOWN)
BEGAN_NOT_BEFORE = EffectivePeriod(start=UNKNOWN, until=UNTIL, not_before=START)

NO_DAY = (
    "{where}: got {given}, expected a datetime.date without a time of day. "
    "Use value.date() for a datetime, or date.fromisoformat(value) for text."
)
NO_BOUND = NO_DAY.replace("of day.", "of day, or UNKNOWN.") + (
    " Use detainerlib.UNKNOWN for what is not known."
)
NOON = datetime(2025, 1, 1, 12)  # noqa: DTZ001 (refused with and without a zone)


def period(start: int | None, until: int | Unknown | None = None) -> EffectivePeriod:
    """Give a period in June 2025 by days of the month; None for an unknown start."""
    return EffectivePeriod(
        start=UNKNOWN if start is None else date(2025, 6, start),
        until=date(2025, 6, until) if isinstance(until, int) else until,
    )


class TestDayOf:
    """A datetime is a date to Python; here it is none."""

    def test_gives_a_date_back(self) -> None:
        """A plain date is what was asked for."""
        assert START == day_of(START, "day")

    @pytest.mark.parametrize(
        ("given", "shown"),
        [
            (NOON, "2025-01-01T12:00:00 (no zone)"),
            ("2025-01-01", "'2025-01-01'"),
            (None, "None"),
            (20250101, "20250101"),
        ],
    )
    def test_refuses_what_is_no_plain_date(self, given: object, shown: str) -> None:
        """A datetime, a text, nothing and a number name no day."""
        with pytest.raises(NotADayError) as caught:
            day_of(given, "on")

        assert NO_DAY.format(where="on", given=shown) == str(caught.value)
        assert ("on", given) == (caught.value.where, caught.value.given)


class TestBounds:
    """What a period accepts as its first and last day."""

    @pytest.mark.parametrize("name", ["start", "until"])
    def test_refuses_a_datetime(self, name: str) -> None:
        """A bound is a day, and the message names the bound."""
        bounds: dict[str, Any] = {"start": START, name: NOON}
        with pytest.raises(NotADayError) as caught:
            EffectivePeriod(**bounds)

        assert NO_BOUND.format(where=name, given="2025-01-01T12:00:00 (no zone)") == str(
            caught.value
        )

    @pytest.mark.parametrize("name", ["start", "until"])
    def test_refuses_the_word_unknown_as_text(self, name: str) -> None:
        """UNKNOWN is a value of its own, not a text."""
        bounds: dict[str, Any] = {"start": START, name: "unknown"}
        with pytest.raises(NotADayError) as caught:
            EffectivePeriod(**bounds)

        assert NO_BOUND.format(where=name, given="'unknown'") == str(caught.value)

    def test_refuses_an_open_start(self) -> None:
        """A start that is not known is said to be unknown, never left out."""
        bounds: dict[str, Any] = {"start": None}
        with pytest.raises(NotADayError) as caught:
            EffectivePeriod(**bounds)

        assert NO_BOUND.format(where="start", given="None") == str(caught.value)

    @pytest.mark.parametrize("until", [START, date(2024, 11, 30)])
    def test_refuses_an_end_not_later_than_the_start(self, until: date) -> None:
        """A half-open period that ends on its first day has no day."""
        with pytest.raises(PeriodError) as caught:
            EffectivePeriod(start=START, until=until)

        assert (
            f"until: got {until}, expected a day later than the start, 2024-12-01. "
            "A period is half-open: `until` is the first day on which it no longer holds."
        ) == str(caught.value)
        assert ("until", until) == (caught.value.where, caught.value.given)

    def test_accepts_a_period_of_one_day(self) -> None:
        """The day after the start is the earliest end."""
        assert period(1, 2).contains(date(2025, 6, 1))

    def test_refuses_an_end_before_which_no_day_is(self) -> None:
        """With the first of all days as its end, a period has no day, whenever it began."""
        with pytest.raises(PeriodError) as caught:
            EffectivePeriod(start=UNKNOWN, until=date.min)

        assert (
            "until: got 0001-01-01, expected a day later than the first of the calendar. "
            "A period is half-open: `until` is the first day on which it no longer holds."
        ) == str(caught.value)

    def test_refuses_a_bound_on_a_start_that_is_known(self) -> None:
        """`not_before` bounds a start that is not on record."""
        with pytest.raises(PeriodError) as caught:
            EffectivePeriod(start=START, not_before=START)

        assert (
            "not_before: got 2024-12-01, expected none where the start is known. "
            "It limits a start that is unknown."
        ) == str(caught.value)
        assert ("not_before", START) == (caught.value.where, caught.value.given)

    @pytest.mark.parametrize(
        ("given", "shown"),
        [(NOON, "2025-01-01T12:00:00 (no zone)"), (UNKNOWN, "UNKNOWN")],
    )
    def test_refuses_a_bound_that_is_no_day(self, given: Any, shown: str) -> None:
        """An unknown bound would say nothing."""
        with pytest.raises(NotADayError) as caught:
            EffectivePeriod(start=UNKNOWN, not_before=given)

        assert NO_DAY.format(where="not_before", given=shown) == str(caught.value)

    @pytest.mark.parametrize("until", [START, date(2024, 11, 30)])
    def test_refuses_an_end_not_later_than_the_bound_on_the_start(self, until: date) -> None:
        """What began on that day or later, and ended before, had no day."""
        with pytest.raises(PeriodError) as caught:
            EffectivePeriod(start=UNKNOWN, not_before=START, until=until)

        assert (
            f"until: got {until}, expected a day later than not_before, 2024-12-01. "
            "A period is half-open: `until` is the first day on which it no longer holds."
        ) == str(caught.value)

    @pytest.mark.parametrize("until", [None, date(2025, 12, 1)])
    def test_refuses_a_day_in_force_where_it_bounds_nothing(self, until: date | None) -> None:
        """Where both ends are known, or there is no end, each day is settled without it."""
        with pytest.raises(PeriodError) as caught:
            EffectivePeriod(start=START, in_force_on=UNTIL, until=until)

        assert (
            "in_force_on: got 2025-10-01, expected none where both the start and the end are "
            "known, or there is no end. It limits a start or an end that is unknown."
        ) == str(caught.value)

    def test_refuses_a_day_in_force_before_a_known_start(self) -> None:
        """It cannot have been in force before it began."""
        with pytest.raises(PeriodError) as caught:
            EffectivePeriod(start=UNTIL, in_force_on=START, until=UNKNOWN)

        assert (
            "in_force_on: got 2024-12-01, expected no day before the start, 2025-10-01. "
            "It was in effect then."
        ) == str(caught.value)

    def test_refuses_a_bound_on_the_end_by_a_day_on_which_it_was_in_force(self) -> None:
        """It had not ended on a day on which it was in force."""
        with pytest.raises(PeriodError) as caught:
            EffectivePeriod(start=START, in_force_on=UNTIL, until=UNKNOWN, not_after=UNTIL)

        assert (
            "not_after: got 2025-10-01, expected a day later than in_force_on, 2025-10-01. "
            "A period is half-open: `until` is the first day on which it no longer holds."
        ) == str(caught.value)

    @pytest.mark.parametrize("until", [None, date(2025, 12, 1)])
    def test_refuses_a_bound_on_an_end_that_is_known_or_open(self, until: date | None) -> None:
        """`not_after` bounds an end that is not on record."""
        with pytest.raises(PeriodError) as caught:
            EffectivePeriod(start=START, until=until, not_after=UNTIL)

        assert (
            "not_after: got 2025-10-01, expected none where the end is known, or there is none. "
            "It limits an end that is unknown."
        ) == str(caught.value)

    def test_may_have_been_in_force_on_the_first_day_on_which_it_can_have_been(self) -> None:
        """The bounds touch, and do not contradict each other."""
        known = EffectivePeriod(start=START, in_force_on=START, until=UNKNOWN)
        bound = EffectivePeriod(start=UNKNOWN, not_before=START, in_force_on=START)

        assert (True, True) == (known.contains(START), bound.contains(START))

    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            (date(2024, 11, 30), False),
            (date(2024, 12, 1), True),
            (date(2025, 10, 1), True),
            (date(2025, 10, 2), None),
            (date(2026, 1, 1), False),
        ],
    )
    def test_is_certain_from_a_known_start_to_a_day_in_force_on(
        self, day: date, expected: object
    ) -> None:
        """A text still in force that day: when it ended is another question."""
        period = EffectivePeriod(
            start=START, in_force_on=UNTIL, until=UNKNOWN, not_after=date(2026, 1, 1)
        )

        assert expected is period.contains(day)

    def test_is_certain_up_to_the_last_of_all_days(self) -> None:
        """The end of the calendar is no error."""
        period = EffectivePeriod(start=START, in_force_on=date.max, until=UNKNOWN)

        assert period.contains(date.max) is True

    def test_overlaps_what_holds_on_the_days_up_to_the_day_in_force(self) -> None:
        """Those days are certain."""
        stood = EffectivePeriod(start=START, in_force_on=UNTIL, until=UNKNOWN)

        assert stood.overlaps(EffectivePeriod(start=UNTIL))
        assert not stood.overlaps(EffectivePeriod(start=date(2025, 10, 2)))

    def test_refuses_a_day_in_force_before_it_can_have_started(self) -> None:
        """The two bounds contradict each other."""
        with pytest.raises(PeriodError) as caught:
            EffectivePeriod(start=UNKNOWN, not_before=UNTIL, in_force_on=START)

        assert (
            "in_force_on: got 2024-12-01, expected no day before not_before, 2025-10-01. "
            "It was in effect then."
        ) == str(caught.value)

    def test_refuses_an_end_by_a_day_on_which_it_was_in_force(self) -> None:
        """It ended later, or was not in force that day."""
        with pytest.raises(PeriodError) as caught:
            EffectivePeriod(start=UNKNOWN, in_force_on=UNTIL, until=UNTIL)

        assert "until: got 2025-10-01, expected a day later than in_force_on, 2025-10-01. " in str(
            caught.value
        )

    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            (date(2024, 11, 30), False),
            (date(2024, 12, 1), None),
            (date(2025, 9, 30), None),
            (date(2025, 10, 1), True),
            (date(2099, 1, 1), True),
        ],
    )
    def test_is_certain_from_a_day_in_force_on(self, day: date, expected: object) -> None:
        """A text read as in force that day: when it began is another question."""
        period = EffectivePeriod(start=UNKNOWN, not_before=START, in_force_on=UNTIL)

        assert expected is period.contains(day)

    def test_says_its_bounds(self) -> None:
        """In words."""
        assert (
            "from an unknown day not before December 1, 2024 and not after October 1, 2025"
            == str(EffectivePeriod(start=UNKNOWN, not_before=START, in_force_on=UNTIL))
        )
        assert "from an unknown day not after October 1, 2025" == str(
            EffectivePeriod(start=UNKNOWN, in_force_on=UNTIL)
        )
        assert "from December 1, 2024 until an unknown day after October 1, 2025" == str(
            EffectivePeriod(start=START, in_force_on=UNTIL, until=UNKNOWN)
        )
        assert (
            "from December 1, 2024 until an unknown day after October 1, 2025 and not after "
            "January 1, 2026"
        ) == str(
            EffectivePeriod(
                start=START, in_force_on=UNTIL, until=UNKNOWN, not_after=date(2026, 1, 1)
            )
        )

    def test_is_open_unless_it_is_said_to_end(self) -> None:
        """An end that is left out means that the period is open."""
        assert OPEN.until is None

    def test_compares_by_value(self) -> None:
        """Two periods with the same bounds are one."""
        assert {CLOSED} == {CLOSED, EffectivePeriod(start=START, until=UNTIL)}


class TestContains:
    """Yes, no, or not settled by the days on record."""

    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            (date(2024, 11, 30), False),
            (date(2024, 12, 1), True),
            (date(2025, 9, 30), True),
            (date(2025, 10, 1), False),
        ],
    )
    def test_is_half_open(self, day: date, expected: object) -> None:
        """The start is in force, `until` no longer is."""
        assert expected is CLOSED.contains(day)

    @pytest.mark.parametrize(
        ("day", "expected"),
        [(date(2024, 11, 30), False), (date(2024, 12, 1), True), (date.max, True)],
    )
    def test_runs_on_while_it_is_open(self, day: date, expected: object) -> None:
        """An open period holds from its start on."""
        assert expected is OPEN.contains(day)

    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            (date.min, None),
            (date(2025, 9, 29), None),
            (date(2025, 9, 30), True),
            (date(2025, 10, 1), False),
        ],
    )
    def test_an_unknown_start_settles_the_last_day_only(self, day: date, expected: object) -> None:
        """A period has a day, so the one before its end is certain; those before are not."""
        assert expected is BEGAN_SOME_DAY.contains(day)

    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            (date(2024, 11, 30), False),
            (date(2024, 12, 1), True),
            (date(2024, 12, 2), None),
            (date.max, None),
        ],
    )
    def test_an_unknown_end_settles_the_first_day_only(self, day: date, expected: object) -> None:
        """Its first day is certain; when it ended after that is not."""
        assert expected is ENDED_SOME_DAY.contains(day)

    @pytest.mark.parametrize("day", [date.min, START, date.max])
    def test_two_unknown_bounds_settle_nothing(self, day: date) -> None:
        """It held on some day; on which is not on record."""
        assert NOTHING_KNOWN.contains(day) is None

    @pytest.mark.parametrize("day", [date.min, START, date(2100, 1, 1)])
    def test_an_open_period_with_an_unknown_start_is_not_settled(self, day: date) -> None:
        """It may have begun after any day one asks for."""
        assert BEGAN_SOME_DAY_OPEN.contains(day) is None

    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            (date(2024, 11, 30), False),
            (date(2024, 12, 1), None),
            (date(2025, 9, 30), True),
            (date(2025, 10, 1), False),
        ],
    )
    def test_a_bound_on_the_start_rules_out_the_days_before(
        self, day: date, expected: object
    ) -> None:
        """It had not started before; whether it had on that day is not on record."""
        assert expected is BEGAN_NOT_BEFORE.contains(day)

    def test_a_start_on_the_last_of_all_days_is_contained(self) -> None:
        """The end of the calendar is no error."""
        last = EffectivePeriod(start=date.max, until=UNKNOWN)

        assert last.contains(date.max) is True

    def test_refuses_a_datetime(self) -> None:
        """Whether an instant lies in a period depends on a zone, which a period has not."""
        with pytest.raises(NotADayError) as caught:
            CLOSED.contains(NOON)

        assert NO_DAY.format(where="day", given="2025-01-01T12:00:00 (no zone)") == str(
            caught.value
        )


class TestIsBefore:
    """Whether a day certainly lies before the period."""

    @pytest.mark.parametrize(
        ("given", "day", "expected"),
        [
            (CLOSED, date(2024, 11, 30), True),
            (CLOSED, START, False),
            (CLOSED, UNTIL, False),
            (BEGAN_NOT_BEFORE, date(2024, 11, 30), True),
            (BEGAN_NOT_BEFORE, START, False),
            (BEGAN_SOME_DAY, date.min, False),
            (NOTHING_KNOWN, date.min, False),
        ],
    )
    def test_looks_at_the_first_day_on_record(
        self, given: EffectivePeriod, day: date, expected: object
    ) -> None:
        """The start, or the bound on it; where neither is known, no day is before."""
        assert expected is given.is_before(day)

    def test_refuses_a_datetime(self) -> None:
        """By the name of its parameter."""
        with pytest.raises(NotADayError) as caught:
            CLOSED.is_before(NOON)

        assert NO_DAY.format(where="day", given="2025-01-01T12:00:00 (no zone)") == str(
            caught.value
        )


class TestOverlaps:
    """Whether some day certainly lies in both."""

    @pytest.mark.parametrize(
        ("one", "other", "expected"),
        [
            # both bounds known
            (period(1, 5), period(4, 9), True),
            (period(1, 5), period(5, 9), False),
            (period(1, 9), period(3, 4), True),
            # open
            (period(1, 5), period(5), False),
            (period(1, 6), period(5), True),
            (period(1), period(20), True),
            # an unknown start: only the day before the end is certain
            (period(None, 5), period(1, 5), True),
            (period(None, 5), period(1, 4), False),
            (period(None, 5), period(4), True),
            (period(None, 5), period(5), False),
            (period(None, 5), period(None, 5), True),
            (period(None, 5), period(None, 6), False),
            # an unknown end: only the first day is certain
            (period(4, UNKNOWN), period(1, 5), True),
            (period(4, UNKNOWN), period(5), False),
            (period(4, UNKNOWN), period(4, UNKNOWN), True),
            (period(4, UNKNOWN), period(3, UNKNOWN), False),
            (period(4, UNKNOWN), period(None, 5), True),
            (period(4, UNKNOWN), period(None, 9), False),
            # an unknown start of what is still open: certain in the far future
            (period(None), period(1), True),
            (period(None), period(None), True),
            (period(None), period(1, 30), False),
            (period(None), period(1, UNKNOWN), False),
            (period(None), period(None, 5), False),
            # nothing known
            (period(None, UNKNOWN), period(1), False),
            (period(None, UNKNOWN), period(None), False),
            (period(None, UNKNOWN), period(None, UNKNOWN), False),
        ],
    )
    def test_needs_a_day_that_is_certain_in_both(
        self, one: EffectivePeriod, other: EffectivePeriod, expected: object
    ) -> None:
        """An unknown bound proves nothing by itself, in whichever order one asks."""
        assert (expected, expected) == (one.overlaps(other), other.overlaps(one))


class TestPeriodInWords:
    """A period prints its bounds, and says which are unknown."""

    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            (CLOSED, "from December 1, 2024 until October 1, 2025"),
            (OPEN, "from December 1, 2024"),
            (ENDED_SOME_DAY, "from December 1, 2024 until an unknown day"),
            (BEGAN_SOME_DAY, "from an unknown day until October 1, 2025"),
            (BEGAN_SOME_DAY_OPEN, "from an unknown day"),
            (NOTHING_KNOWN, "from an unknown day until an unknown day"),
            (
                BEGAN_NOT_BEFORE,
                "from an unknown day not before December 1, 2024 until October 1, 2025",
            ),
        ],
    )
    def test_names_both_bounds(self, given: EffectivePeriod, expected: str) -> None:
        """An open end is left out; an unknown one is not."""
        assert expected == str(given)

    def test_unknown_prints_the_word(self) -> None:
        """The value prints as the data writes it."""
        assert "unknown" == str(UNKNOWN)


class TestTimelineOrder:
    """Entries stand in the order of their first days."""

    def test_sorts_entries_given_in_any_order(self) -> None:
        """What began first comes first."""
        line = Timeline.from_entries([(period(9), "c"), (period(1, 5), "a"), (period(5, 9), "b")])

        assert ("a", "b", "c") == tuple(what for _, what in line.entries)

    def test_puts_an_unknown_start_first(self) -> None:
        """What has no first day on record is taken to be the oldest."""
        line = Timeline.from_entries([(period(1), "known"), (period(None, 20), "unknown")])

        assert ("unknown", "known") == tuple(what for _, what in line.entries)

        ever = EffectivePeriod(start=date.min)
        line = Timeline.from_entries([(ever, "ever"), (period(None, 20), "unknown")])

        assert ("unknown", "ever") == tuple(what for _, what in line.entries)

    def test_keeps_the_order_given_where_first_days_are_the_same(self) -> None:
        """Entries that began together stay as they were given."""
        line = Timeline.from_entries([(period(1, 9), "first"), (period(1, 5), "second")])

        assert ("first", "second") == tuple(what for _, what in line.entries)

    def test_may_be_empty(self) -> None:
        """Nothing on record is a timeline, too."""
        line: Timeline[str] = Timeline.from_entries([])

        assert ((), (), ()) == (line.entries, line.gaps, line.overlaps)

    def test_compares_by_value(self) -> None:
        """The order in which entries were given does not matter."""
        entries = [(period(1, 5), "a"), (period(5), "b")]

        assert Timeline.from_entries(entries) == Timeline.from_entries(reversed(entries))

    def test_refuses_a_list_of_entries(self) -> None:
        """A timeline is immutable, so its entries are a tuple."""
        entries: Any = [(period(1), "a")]
        with pytest.raises(DetainerError) as caught:
            Timeline(entries=entries)

        assert ("entries", "a tuple, each a tuple of an EffectivePeriod, anything") == (
            caught.value.where,
            caught.value.expected,
        )

    def test_refuses_what_are_no_pairs_of_a_period_and_what_held(self) -> None:
        """With what was given in the place of a pair."""
        entries: list[tuple[Any, str]] = [
            ([5], "'int'"),
            ([(period(1),)], "'tuple'"),
            ([(period(1), "a", "b")], "'tuple'"),
            ([("a", period(1))], "'tuple'"),
            ([[period(1), "a"]], "'list'"),
            ([(period(1), "a"), "ab"], "'str'"),
        ]
        for given, shown in entries:
            with pytest.raises(DetainerError) as caught:
                Timeline.from_entries(given)
            assert (
                f"entries: got {shown}, expected pairs, each of an EffectivePeriod and what it "
                "holds for."
            ) == str(caught.value)
        number: Any = 5
        with pytest.raises(DetainerError) as caught:
            Timeline.from_entries(number)
        assert ("entries", 5) == (caught.value.where, caught.value.given)

    def test_sorts_what_cannot_be_compared(self) -> None:
        """Only the periods decide."""
        one, other = {"b": 1}, {"a": 1}
        line = Timeline.from_entries([(period(3), one), (period(1), other)])

        assert (other, one) == tuple(what for _, what in line.entries)

    def test_prints_a_line_for_each_entry(self) -> None:
        """Of what held in it, the first line."""
        line = Timeline.from_entries([(period(5), "b\nmore\nstill more"), (period(1, 5), "a")])
        nothing: Timeline[str] = Timeline.from_entries([])

        assert "from June 1, 2025 until June 5, 2025: a\nfrom June 5, 2025: b" == str(line)
        assert "nothing on file" == str(nothing)


class TestTimelineOnADay:
    """What held on a day, and what may have held."""

    LINE = Timeline.from_entries(
        [
            (period(None, 5), "began some day"),
            (period(3, 9), "closed"),
            (period(8, UNKNOWN), "ended some day"),
        ]
    )

    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            (1, ()),
            (3, ("closed",)),
            (4, ("began some day", "closed")),
            (5, ("closed",)),
            (8, ("closed", "ended some day")),
            (9, ()),
        ],
    )
    def test_at_gives_what_certainly_held(self, day: int, expected: tuple[str, ...]) -> None:
        """None in a gap, several in an overlap, and nothing uncertain."""
        assert expected == self.LINE.at(date(2025, 6, day))

    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            (1, ("began some day",)),
            (4, ("began some day", "closed")),
            (5, ("closed",)),
            (9, ("ended some day",)),
        ],
    )
    def test_possibly_at_adds_what_may_have_held(self, day: int, expected: tuple[str, ...]) -> None:
        """What the days on record do not rule out is there."""
        assert expected == self.LINE.possibly_at(date(2025, 6, day))

    def test_at_refuses_a_datetime(self) -> None:
        """A timeline knows days only."""
        with pytest.raises(NotADayError) as caught:
            self.LINE.at(NOON)

        assert NO_DAY.format(where="day", given="2025-01-01T12:00:00 (no zone)") == str(
            caught.value
        )

    def test_possibly_at_refuses_a_datetime(self) -> None:
        """A timeline knows days only."""
        with pytest.raises(NotADayError) as caught:
            self.LINE.possibly_at(NOON)

        assert NO_DAY.format(where="day", given="2025-01-01T12:00:00 (no zone)") == str(
            caught.value
        )


class TestGaps:
    """The periods in which nothing held, between one entry and the next."""

    def test_are_none_where_one_entry_follows_on_another(self) -> None:
        """The end of one is the start of the next."""
        line = Timeline.from_entries([(period(1, 5), "a"), (period(5), "b")])

        assert () == line.gaps

    def test_run_from_an_end_to_the_next_start(self) -> None:
        """A gap is a half-open period as well."""
        line = Timeline.from_entries([(period(1, 5), "a"), (period(7, 9), "b"), (period(12), "c")])

        assert (period(5, 7), period(9, 12)) == line.gaps

    def test_begin_when_the_last_of_several_ended(self) -> None:
        """A short entry inside a long one opens no gap."""
        line = Timeline.from_entries(
            [(period(1, 9), "long"), (period(2, 3), "short"), (period(12), "c")]
        )

        assert (period(9, 12),) == line.gaps

    def test_are_none_after_an_entry_that_is_open(self) -> None:
        """What is still in force leaves no gap."""
        line = Timeline.from_entries([(period(1), "open"), (period(5, 6), "b"), (period(9), "c")])

        assert () == line.gaps

    def test_are_none_after_an_entry_that_ended_some_day(self) -> None:
        """It may have lasted until the next began; a gap is not claimed."""
        line = Timeline.from_entries(
            [
                (period(1, 2), "a"),
                (period(4, UNKNOWN), "b"),
                (period(9, 10), "c"),
                (period(20), "d"),
            ]
        )

        assert (period(2, 4),) == line.gaps

    def test_follow_an_entry_that_began_some_day(self) -> None:
        """Its end is known, and so is the gap after it."""
        line = Timeline.from_entries(
            [(period(None, 5), "a"), (period(None, 3), "b"), (period(9), "c")]
        )

        assert (period(5, 9),) == line.gaps


class TestTimelineOverlaps:
    """The pairs of entries that certainly held on one and the same day."""

    def test_are_none_where_entries_follow_on_one_another(self) -> None:
        """Half-open periods that touch share no day."""
        line = Timeline.from_entries([(period(1, 5), "a"), (period(5), "b")])

        assert () == line.overlaps

    def test_name_every_pair(self) -> None:
        """Each pair once, in the order of the entries, also where they are no neighbours."""
        line = Timeline.from_entries([(period(1, 9), "a"), (period(2, 3), "b"), (period(5), "c")])

        assert (("a", "b"), ("a", "c")) == line.overlaps

    def test_leave_out_what_only_may_overlap(self) -> None:
        """An unknown bound proves no overlap."""
        line = Timeline.from_entries([(period(None, 5), "a"), (period(1, 4), "b")])

        assert () == line.overlaps


def test_a_timeline_refuses_entries_out_of_order() -> None:
    """Their gaps would be wrong; `Timeline.from_entries` puts them in order."""
    later = EffectivePeriod(start=date(2025, 10, 1))
    earlier = EffectivePeriod(start=date(2024, 12, 1), until=date(2025, 10, 1))
    with pytest.raises(PeriodError) as caught:
        Timeline(entries=((later, "later"), (earlier, "earlier")))

    given: Any = caught.value.given
    assert ("entries", ["later", "earlier"]) == (caught.value.where, [held for _, held in given])
    assert str(caught.value).endswith(
        "expected entries in the order of their first days. Use from_entries()."
    )
