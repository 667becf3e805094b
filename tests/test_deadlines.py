"""Windows, deadlines, bounds and counted time: what they say and what they refuse."""

import copy
import pickle
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest
from dateutil import tz

from detainerlib import (
    ClosureCalendar,
    CustomDays,
    FederalHolidays,
    catalog,
    counted_time,
    hold_bounds,
    hold_deadline,
    hold_window,
)
from detainerlib.errors import (
    CalendarError,
    CoverageError,
    DayError,
    EventError,
    InstantError,
    NotADayError,
    NotAnInstantError,
    UnknownIdError,
    ZoneError,
)
from detainerlib.holds.terms import own_event, rule_calendar, title_of
from detainerlib.models import ExcludedDays, HoldRule
from detainerlib.sources import StepStatus

CHICAGO = ZoneInfo("America/Chicago")
THURSDAY = datetime(2025, 7, 3, 17, tzinfo=CHICAGO)
REGULATION = catalog.rule("8-cfr-287.7-d")


def rule(**changes: object) -> HoldRule:
    """Give a rule like the regulation, with changes."""
    return attrs.evolve(REGULATION, id="made-up", **changes)  # type: ignore[arg-type]


class TestNotToExceed:
    """Not to exceed 48 hours: the boundary itself is within."""

    def test_exactly_48_hours_is_within(self) -> None:
        """A release at the deadline does not exceed it."""
        window = hold_window(THURSDAY)

        assert not window.is_over(window.deadline)
        assert timedelta(0) == window.overrun(window.deadline)
        assert timedelta(0) == window.remaining(window.deadline)

    def test_one_microsecond_more_is_not(self) -> None:
        """One microsecond past the deadline exceeds it."""
        window = hold_window(THURSDAY)
        late = window.deadline + timedelta(microseconds=1)

        assert window.is_over(late)
        assert timedelta(microseconds=1) == window.overrun(late)

    def test_after_the_deadline_every_hour_counts(self) -> None:
        """Over a weekend the overrun grows by every hour of it."""
        window = hold_window(datetime(2025, 5, 7, 17, tzinfo=CHICAGO))  # ends Friday 17:00
        monday = datetime(2025, 5, 12, 17, tzinfo=CHICAGO)

        assert timedelta(hours=72) == window.overrun(monday)

    def test_overrun_in_a_repeated_hour_is_elapsed_time(self) -> None:
        """Within a zone Python would subtract wall times; the second 01:30 is an hour later."""
        window = hold_window(
            datetime(2025, 10, 31, 1, 30, tzinfo=CHICAGO), rule="form-i-247a"
        )  # ends Sunday, the first 01:30

        assert timedelta(hours=1) == window.overrun(
            datetime(2025, 11, 2, 1, 30, fold=1, tzinfo=CHICAGO)
        )

    def test_remaining_takes_any_aware_datetime(self) -> None:
        """Only the instant is used."""
        window = hold_window(THURSDAY)

        assert timedelta(hours=1) == window.remaining(datetime(2025, 7, 8, 21, tzinfo=UTC))

    @pytest.mark.parametrize(
        ("method", "where"), [("remaining", "at"), ("overrun", "released"), ("is_over", "at")]
    )
    def test_a_naive_instant_is_local_time_of_the_window(self, method: str, where: str) -> None:
        """The window has the zone; a time that it never had is refused, and named."""
        window = hold_window(THURSDAY)
        naive = datetime(2025, 7, 8, 18)  # noqa: DTZ001
        assert getattr(window, method)(naive.replace(tzinfo=CHICAGO)) == getattr(window, method)(
            naive
        )

        with pytest.raises(InstantError) as caught:
            getattr(window, method)(datetime(2026, 3, 8, 2, 30))  # noqa: DTZ001

        assert where == caught.value.where


class TestFacilityZone:
    """The zone that decides what a day is, is the facility's."""

    def test_the_result_is_in_the_facility_s_zone(self) -> None:
        """Named by `zone=`, whatever zone the datetime carries."""
        found = hold_deadline(THURSDAY.astimezone(UTC), zone="America/Chicago")

        assert "2025-07-08T17:00:00-05:00" == found.isoformat()
        assert CHICAGO is found.tzinfo

    def test_the_same_instant_in_another_zone_can_end_on_another_day(self) -> None:
        """Friday 23:30 in Chicago is Saturday 00:30 in New York."""
        friday = datetime(2025, 5, 9, 23, 30, tzinfo=CHICAGO)

        assert "2025-05-13T23:30:00-05:00" == hold_deadline(friday).isoformat()
        assert (
            "2025-05-14T00:00:00-04:00"
            == hold_deadline(friday, zone="America/New_York").isoformat()
        )

    @pytest.mark.parametrize(
        "zone",
        [UTC, timezone(timedelta(hours=-5))],
    )
    def test_an_offset_without_zone_is_refused(self, zone: timezone) -> None:
        """UTC and fixed offsets do not say whose days are counted."""
        value = datetime(2025, 7, 3, 22, tzinfo=zone)

        with pytest.raises(ZoneError, match="An offset does not say whose days are counted"):
            hold_deadline(value)

    @pytest.mark.parametrize("key", ["UTC", "GMT", "Etc/GMT+5", "EST", "MST", "HST", "EST5EDT"])
    def test_a_zone_that_is_no_place_is_refused(self, key: str) -> None:
        """Carried by a datetime, or given as an object."""
        carried = datetime(2025, 7, 3, 17, tzinfo=ZoneInfo(key))
        for value, zone in ((carried, None), (THURSDAY, ZoneInfo(key))):
            with pytest.raises(ZoneError) as caught:
                hold_deadline(value, zone=zone)
            assert (
                f"zone: got {key!r}, expected the time zone of a place. "
                "Use the facility's time zone, such as America/Chicago (Central)."
            ) == str(caught.value)

    def test_an_unknown_zone_names_the_nearest(self) -> None:
        """A slip of the pen is answered with the name meant."""
        with pytest.raises(ZoneError) as caught:
            hold_deadline(THURSDAY, zone="America/Chicgo")

        assert str(caught.value).startswith(
            "zone: got 'America/Chicgo', expected a time zone. "
            "Did you mean America/Chicago (Central)"
        )


class TestPlace:
    """A facility's place has a zone, a law above the deadline, and a closing of its own."""

    NAIVE = datetime(2025, 7, 3, 17)  # noqa: DTZ001 (local time of the place)
    COOK = "17031"

    def test_of_a_window(self) -> None:
        """Its law is said above, and what a deadline is under it."""
        window = hold_window(self.NAIVE, jurisdiction=self.COOK)
        place, lines = window.jurisdiction, str(window).splitlines()
        html = window._repr_html_()

        assert place is not None
        assert (self.COOK, "America/Chicago") == (place.code, window.zone)
        assert "2025-07-08T17:00:00-05:00" == window.deadline.isoformat()
        assert window.deadline == hold_deadline(self.NAIVE, jurisdiction=self.COOK)
        assert lines[0].startswith("Cook County, Illinois: a local agency must not hold")
        assert lines[-3:] == [
            "The time named by Form I-247A ends Saturday, July 5, 2025, 5:00 p.m. CDT.",
            "The time named by 8 C.F.R. § 287.7(d) ends Tuesday, July 8, 2025, 5:00 p.m. CDT.",
            "The two times are 72 hours apart.",
        ]
        form = hold_window(self.NAIVE, jurisdiction=self.COOK, rule="form-i-247a")
        assert "\n".join(lines[:-2]) == str(form)
        assert catalog.about().closing_on_policy in html
        assert catalog.about().closing not in html

    def test_of_bounds(self) -> None:
        """It is the place of both windows, and of what is said of them."""
        day = date(2025, 7, 3)
        bounds = hold_bounds(day, jurisdiction=self.COOK)
        html = bounds._repr_html_()

        assert bounds == hold_bounds(day, zone="Central", jurisdiction="Cook County, Illinois")
        for window in (bounds.earliest, bounds.latest):
            assert window.jurisdiction is not None
            assert (self.COOK, "America/Chicago") == (window.jurisdiction.code, window.zone)
        assert catalog.about().closing_on_policy in html
        assert catalog.about().closing not in html

    def test_has_one_clock(self) -> None:
        """Another is refused, whether it is named or carried by a zone of another library."""
        carried = self.NAIVE.replace(tzinfo=tz.gettz("America/New_York"))
        refusals: list[tuple[Callable[..., object], date, str, str]] = [
            (hold_window, self.NAIVE, "Eastern", "'America/New_York'"),
            (hold_deadline, self.NAIVE, "Eastern", "'America/New_York'"),
            (hold_bounds, date(2025, 7, 3), "Eastern", "'America/New_York'"),
            (hold_window, carried, "Central", repr(str(carried.tzinfo))),
        ]
        for function, value, zone, shown in refusals:
            with pytest.raises(ZoneError) as caught:
                function(value, zone=zone, jurisdiction=self.COOK)
            assert str(caught.value).endswith(
                "expected a zone with the clock of Cook County, Illinois (17031). "
                "Use America/Chicago (Central), or leave the zone out."
            )
            assert shown == repr(caught.value.given)

    def test_or_a_zone_is_needed_for_a_day(self) -> None:
        """The parameter is named."""
        with pytest.raises(ZoneError) as caught:
            hold_bounds(date(2025, 7, 3))

        assert (
            "custody_ends: got 2025-07-03, expected zone= beside a date. A date does not say where "
            "its day begins; name the facility's zone, for example zone='America/Chicago'."
        ) == str(caught.value)


class TestBadInput:
    """Each a clear error with the remedy."""

    def test_a_naive_datetime(self) -> None:
        """It names no instant without `zone=`, and is local time with it."""
        naive = datetime(2025, 7, 3, 17)  # noqa: DTZ001
        with pytest.raises(InstantError) as caught:
            hold_deadline(naive)

        assert (
            "custody_ends: got 2025-07-03T17:00:00 (no zone), expected a datetime with a time "
            "zone. Without one, give zone= beside it, such as "
            "zone='America/Chicago', and it is local time there."
        ) == str(caught.value)
        assert hold_deadline(THURSDAY) == hold_deadline(naive, zone="Central")

    def test_a_local_time_that_does_not_exist(self) -> None:
        """02:30 was skipped on March 8, 2026."""
        with pytest.raises(InstantError) as caught:
            hold_deadline(datetime(2026, 3, 8, 2, 30, tzinfo=CHICAGO))

        assert (
            "custody_ends: got 2026-03-08T02:30:00-06:00 (America/Chicago), expected a local time "
            "that exists. Clocks were set forward that day, so it was skipped, or its offset is "
            "not the zone's; 2026-03-08T03:30:00-05:00 is the same moment."
        ) == str(caught.value)

    @pytest.mark.parametrize("value", ["2025-07-03T17:00", date(2025, 7, 3), None, 1751580000])
    def test_what_is_no_datetime(self, value: object) -> None:
        """Text, dates and numbers are refused, and the remedy names what to use."""
        with pytest.raises(NotAnInstantError, match=r"hold_bounds\(\)"):
            hold_deadline(value)  # type: ignore[arg-type]

    def test_an_unknown_rule_names_the_nearest(self) -> None:
        """The message lists ids on record."""
        with pytest.raises(UnknownIdError) as caught:
            hold_deadline(THURSDAY, rule="8-cfr-287.7")

        assert str(caught.value).startswith(
            "rule: got '8-cfr-287.7', expected the id or name of a rule on file. "
            "Did you mean 8-cfr-287.7-d"
        )

    def test_a_rule_that_is_none(self) -> None:
        """Neither a rule nor an id."""
        with pytest.raises(UnknownIdError) as caught:
            hold_deadline(THURSDAY, rule=["8-cfr-287.7-d"])  # type: ignore[arg-type]

        assert (
            "rule: got a list of 1, expected a HoldRule or the id of one. See catalog.rules()."
        ) == str(caught.value)

    def test_a_calendar_that_is_none(self) -> None:
        """A mapping is not yet a calendar."""
        with pytest.raises(CalendarError) as caught:
            hold_deadline(THURSDAY, calendar={date(2025, 7, 7): "x"})  # type: ignore[arg-type]

        assert (
            "calendar: got a dict with the keys 2025-07-07, expected a HolidayCalendar. "
            "For days of your own use CustomDays({day: reason})."
        ) == str(caught.value)

    @pytest.mark.parametrize("call", [hold_deadline, hold_window])
    def test_an_event_that_is_none(self, call: Callable[..., object]) -> None:
        """What cannot be an id is refused."""
        with pytest.raises(UnknownIdError) as caught:
            call(THURSDAY, event=[])

        assert "event: got [], expected the id of an event. See catalog.events()." == str(
            caught.value
        )

    def test_counted_time_of_no_rule(self) -> None:
        """None is not the default rule."""
        with pytest.raises(UnknownIdError):
            counted_time(THURSDAY, THURSDAY, rule=None)  # type: ignore[arg-type]

    def test_a_calendar_given_with_a_rule_that_has_no_holidays(self) -> None:
        """It would be silently ignored, so it is refused."""
        with pytest.raises(CalendarError) as caught:
            hold_deadline(THURSDAY, rule="form-i-247a", calendar=FederalHolidays())

        assert (
            f"calendar: got {FederalHolidays()!r}, expected none, as "
            "Form I-247A excludes no holidays. Leave it out, or name a rule that excludes holidays."
        ) == str(caught.value)


class TestCoverage:
    """Start and deadline must lie in 1971-2100 for rules that exclude holidays."""

    @pytest.mark.parametrize(
        "start",
        [
            datetime(1970, 12, 31, 23, 59, 59, 999999, tzinfo=CHICAGO),
            datetime(2101, 1, 3, tzinfo=CHICAGO),
            datetime(2100, 12, 30, 12, tzinfo=CHICAGO),
        ],
    )
    def test_outside_is_an_error_with_the_remedy(self, start: datetime) -> None:
        """Before, after, and over the end."""
        with pytest.raises(CoverageError) as caught:
            hold_deadline(start)

        assert str(caught.value).endswith(
            "expected a day in 1971-2100. The federal list was checked for those years only; for "
            "others give the holidays yourself with calendar=CustomDays({day: reason})."
        )

    def test_the_first_instant_covered(self) -> None:
        """January 1, 1971 was a Friday and a holiday; Monday and Tuesday count."""
        first = datetime(1971, 1, 1, tzinfo=CHICAGO)

        assert datetime(1971, 1, 6, tzinfo=CHICAGO) == hold_deadline(first)

    def test_a_deadline_at_the_first_instant_after_the_years_covered_is_outside(self) -> None:
        """Thursday, December 30, 2100 00:00 would be complete at January 1, 2101 00:00."""
        with pytest.raises(CoverageError):
            hold_deadline(
                datetime(2100, 12, 30, tzinfo=CHICAGO), calendar=FederalHolidays(observed="none")
            )

    def test_a_deadline_at_the_first_instant_of_the_last_day_is_covered(self) -> None:
        """Friday, December 31, 2100 00:00 is the last midnight a deadline can have."""
        found = hold_deadline(datetime(2100, 12, 29, tzinfo=CHICAGO))

        assert datetime(2100, 12, 31, tzinfo=CHICAGO) == found

    def test_days_of_one_s_own_have_no_years(self) -> None:
        """The remedy works."""
        start = datetime(2101, 1, 3, 12, tzinfo=CHICAGO)

        assert datetime(2101, 1, 5, 12, tzinfo=CHICAGO) == hold_deadline(
            start, calendar=CustomDays({})
        )

    def test_consecutive_hours_have_no_years(self) -> None:
        """No holiday, no coverage."""
        start = datetime(1952, 3, 1, 12, tzinfo=CHICAGO)

        assert datetime(1952, 3, 3, 12, tzinfo=CHICAGO) == hold_deadline(start, rule="form-i-247a")

    @pytest.mark.parametrize(
        "start",
        [
            datetime(9999, 12, 30, 12, tzinfo=UTC),
            datetime(9999, 12, 31, 23, 59, tzinfo=UTC),
            datetime(1, 1, 1, tzinfo=UTC),
        ],
    )
    def test_what_no_calendar_can_express(self, start: datetime) -> None:
        """At the ends of Python's calendar."""
        with pytest.raises(CoverageError) as caught:
            hold_deadline(start, rule="form-i-247a", zone="America/Chicago")

        assert (
            f"custody_ends: got {start.isoformat()} (UTC), expected a time in the years 1 to 9999. "
            "No calendar can express the answer."
        ) == str(caught.value)


class TestEvents:
    """A rule that starts at another event is refused unless `event=` names it."""

    NC = "us-nc-162-62-2024"

    @pytest.mark.parametrize("function", [hold_deadline, hold_window])
    def test_the_event_must_be_named(self, function: object) -> None:
        """The end of custody is not the receipt of two papers."""
        with pytest.raises(EventError) as caught:
            function(THURSDAY, rule=self.NC)  # type: ignore[operator]

        assert (
            "event: got 'custody-ends', expected 'detainer-and-warrant-received', at which the "
            "clock of N.C. Gen. Stat. § 162-62(b1) (S.L. 2024-55) starts. Give the time at "
            "which the agency has received both the detainer and the administrative warrant on "
            "Form I-200 or I-205, with event='detainer-and-warrant-received'."
        ) == str(caught.value)

    def test_named_it_is_computed(self) -> None:
        """48 hours from receipt, no day excluded."""
        event = "detainer-and-warrant-received"
        window = hold_window(THURSDAY, rule=self.NC, event=event)

        assert hold_deadline(THURSDAY, rule=self.NC, event=event) == window.deadline
        assert ("2025-07-05T17:00:00-05:00", event) == (
            window.deadline.isoformat(),
            window.starts_at,
        )

    def test_an_event_that_is_not_the_rule_s(self) -> None:
        """The regulation does not start at receipt."""
        with pytest.raises(EventError):
            hold_deadline(THURSDAY, event="detainer-received")

    def test_an_unknown_event_names_the_nearest(self) -> None:
        """A slip of the pen is answered with the id meant."""
        with pytest.raises(UnknownIdError, match="Did you mean detainer-received"):
            hold_deadline(THURSDAY, event="detainer-recieved")


class TestTerms:
    """What a clock runs by, and what is said of it where it is not the default."""

    def test_its_own_event_is_that_of_the_rule(self) -> None:
        """Of a rule on file by its id, and of one that is given."""
        own = rule(starts_at="detainer-received")

        assert "state-charges-resolved" == own_event("us-nh-30-b-1")
        assert ("custody-ends", "detainer-received") == (own_event(REGULATION), own_event(own))

    def test_what_is_no_calendar_is_refused(self) -> None:
        """Also where nothing is counted yet."""
        calendar: Any = [date(2025, 7, 4)]
        with pytest.raises(CalendarError) as caught:
            rule_calendar(REGULATION, calendar, "custody-ends")

        assert ("calendar", "a HolidayCalendar") == (caught.value.where, caught.value.expected)

    def test_a_title_says_what_is_read_into_a_rule(self) -> None:
        """The event, the holidays, or both; nothing where neither is another."""
        dates = FederalHolidays(observed="none")
        event = "the clock starts when the agency receives the detainer"
        days = "the holidays are federal holidays on their own dates only"
        titles = {
            title_of(REGULATION, calendar, starts_at).removeprefix("8 C.F.R. § 287.7(d)")
            for calendar in (None, FederalHolidays(), dates)
            for starts_at in ("custody-ends", "detainer-received")
        }

        assert titles == {"", f", if {event}", f", if {days}", f", if {event} and {days}"}


class TestBounds:
    """A date without a time gives bounds."""

    def test_the_bounds_of_a_counted_day(self) -> None:
        """From its first instant to its last microsecond."""
        bounds = hold_bounds(date(2025, 5, 5), zone="America/Chicago")

        assert "2025-05-07T00:00:00-05:00" == bounds.earliest.deadline.isoformat()
        assert "2025-05-07T23:59:59.999999-05:00" == bounds.latest.deadline.isoformat()
        assert (
            "A lawful hold would expire no earlier than 12:00 midnight CDT, at the start of "
            "Wednesday, May 7, 2025 (the night from Tuesday to Wednesday), and no later than 12:00 "
            "midnight CDT, at the end of Wednesday, May 7, 2025 (the night from Wednesday to "
            "Thursday), under 8 C.F.R. § 287.7(d).\nThe clock starts on Monday, May 5, 2025, at a "
            "time that was not entered."
        ) == str(bounds)

    def test_under_a_bar_no_hold_expires(self) -> None:
        """It is the time that the rule names that ends."""
        for day, when in (
            (date(2025, 5, 5), "no earlier than 12:00 midnight CDT, at the start of Wednesday"),
            (date(2025, 5, 10), "at 12:00 midnight CDT, at the start of Wednesday"),
        ):
            lines = str(hold_bounds(day, jurisdiction="Cook County, IL")).splitlines()

            assert lines[-2].startswith(f"The time named by 8 C.F.R. § 287.7(d) ends {when}")

    def test_an_excluded_day_leaves_one_deadline(self) -> None:
        """Whenever on a Saturday custody ends, the clock starts on Monday."""
        bounds = hold_bounds(date(2025, 5, 10), zone="America/Chicago")

        assert bounds.earliest.deadline == bounds.latest.deadline
        assert str(bounds).endswith(
            "under 8 C.F.R. § 287.7(d).\nThe clock starts on Saturday, May 10, 2025, at a time "
            "that was not entered."
        )

    def test_a_datetime_is_refused(self) -> None:
        """A datetime is a date to Python, not to us."""
        with pytest.raises(NotADayError) as caught:
            hold_bounds(THURSDAY, zone="America/Chicago")

        assert ("custody_ends", THURSDAY) == (caught.value.where, caught.value.given)

    def test_days_of_one_s_own_bound_both_ends(self) -> None:
        """A calendar is that of both windows."""
        calendar = CustomDays({date(2025, 5, 6): "county day"})
        bounds = hold_bounds(date(2025, 5, 5), zone="America/Chicago", calendar=calendar)

        assert "2025-05-08T00:00:00-05:00" == bounds.earliest.deadline.isoformat()
        assert "2025-05-08T23:59:59.999999-05:00" == bounds.latest.deadline.isoformat()

    def test_a_date_the_zone_never_had(self) -> None:
        """Apia had no December 30, 2011."""
        with pytest.raises(DayError) as caught:
            hold_bounds(date(2011, 12, 30), zone="Pacific/Apia")

        assert (
            "custody_ends: got 2011-12-30, expected a date that Pacific/Apia had. "
            "That date was skipped there."
        ) == str(caught.value)

    @pytest.mark.parametrize("day", [date.min, date.max])
    def test_the_ends_of_the_calendar(self, day: date) -> None:
        """No time of that day can be expressed in UTC."""
        with pytest.raises(CoverageError) as caught:
            hold_bounds(day, zone="Australia/Adelaide", rule="form-i-247a")

        assert (
            f"custody_ends: got {day.isoformat()}, expected a time in the years 1 to 9999. "
            "No calendar can express the answer."
        ) == str(caught.value)

    def test_bounds_explain_both_and_show_both(self) -> None:
        """On one axis, with the steps of each."""
        bounds = hold_bounds(date(2025, 7, 3), zone="America/Chicago")
        starts = [s.statement for s in bounds.explanation if s.statement.startswith("The clock st")]
        html = bounds._repr_html_()

        assert 2 == len(starts)
        assert html.startswith(f"<p>{'<br>'.join(str(bounds).splitlines())}</p>")
        assert f'<div role="list" tabindex="0" aria-label="{bounds.earliest}"' in html
        assert f'</div></div><div role="list" tabindex="0" aria-label="{bounds.latest}"' in html
        assert "margin-left:0.00%" in html
        assert catalog.about().closing in html

    def test_bounds_of_a_rule_with_another_event(self) -> None:
        """The day of the event, named."""
        bounds = hold_bounds(
            date(2026, 5, 8),
            zone="America/New_York",
            rule="us-nh-30-b-1",
            event="state-charges-resolved",
        )

        assert "2026-05-12T00:00:00-04:00" == bounds.earliest.deadline.isoformat()


class TestCountedTime:
    """The time in which the clock runs."""

    def test_a_weekend_does_not_count(self) -> None:
        """Friday 17:00 to Monday 17:00 is a day of counted time."""
        friday = datetime(2025, 5, 9, 17, tzinfo=CHICAGO)

        assert timedelta(hours=24) == counted_time(friday, friday + timedelta(days=3))

    def test_times_without_a_zone_are_those_of_the_facility(self) -> None:
        """The end as well as the start."""
        friday = datetime(2025, 5, 9, 17)  # noqa: DTZ001

        assert timedelta(hours=24) == counted_time(
            friday, friday + timedelta(days=3), zone="Central"
        )

    def test_days_of_one_s_own_do_not_count(self) -> None:
        """Under the calendar that was given."""
        friday = datetime(2025, 5, 9, 17, tzinfo=CHICAGO)
        calendar = CustomDays({date(2025, 5, 12): "county day"})

        assert timedelta(hours=7) == counted_time(
            friday, friday + timedelta(days=3), calendar=calendar
        )

    def test_nothing_counts_between_an_instant_and_itself(self) -> None:
        """An empty stretch."""
        assert timedelta(0) == counted_time(THURSDAY, THURSDAY)

    def test_an_end_before_the_start_is_refused(self) -> None:
        """Swapped arguments are not silently zero."""
        with pytest.raises(InstantError) as caught:
            counted_time(THURSDAY, THURSDAY - timedelta(microseconds=1))

        assert (
            "end: got 2025-07-03T16:59:59.999999-05:00 (America/Chicago), expected a time not "
            "before start, 2025-07-03 17:00:00-05:00. Swap them."
        ) == str(caught.value)

    def test_each_instant_is_named_in_its_error(self) -> None:
        """The start, its zone, the end."""
        naive = THURSDAY.replace(tzinfo=None)
        for start, end, where in (
            (naive, THURSDAY, "start"),
            (THURSDAY.astimezone(UTC), THURSDAY, "start"),
            (THURSDAY, datetime(2026, 3, 8, 2, 30), "end"),  # noqa: DTZ001 (it never was)
        ):
            with pytest.raises((InstantError, ZoneError)) as caught:
                counted_time(start, end)
            assert where == caught.value.where

    def test_the_first_instant_is_named_even_where_a_zone_is(self) -> None:
        """With `zone=` a naive start is local time, and may be one that never was."""
        never = datetime(2025, 3, 9, 2, 30)  # noqa: DTZ001
        with pytest.raises(InstantError) as caught:
            counted_time(never, THURSDAY, zone="America/Chicago")

        assert "start" == caught.value.where

    def test_a_rule_with_another_event_counts_all_the_same(self) -> None:
        """What starts a clock does not matter to how it runs."""
        assert timedelta(hours=1) == counted_time(
            THURSDAY, THURSDAY + timedelta(hours=1), rule=catalog.rule("us-nc-162-62-2024")
        )

    def test_beyond_the_calendar(self) -> None:
        """At the end of year 9999."""
        end = datetime(9999, 12, 31, 23, tzinfo=UTC)
        with pytest.raises(CoverageError, match="end: got 9999-12-31"):
            counted_time(
                datetime(9999, 12, 30, tzinfo=UTC), end, rule="form-i-247a", zone="America/Adak"
            )


class TestSpans:
    """Counted and stopped time, day by day."""

    def test_a_span_names_all_its_reasons(self) -> None:
        """Independence Day 2026 is a Saturday too."""
        window = hold_window(datetime(2026, 7, 2, 17, tzinfo=CHICAGO))

        assert [
            (),
            ("Independence Day (observed)",),
            ("Saturday", "Independence Day"),
            ("Sunday",),
            (),
            (),
        ] == [span.reasons for span in window.spans]

    def test_a_date_that_never_was_has_no_span(self) -> None:
        """Apia went from 29 to December 31, 2011."""
        start = datetime(2011, 12, 29, 12, tzinfo=ZoneInfo("Pacific/Apia"))

        assert [date(2011, 12, 29), date(2011, 12, 31)] == [
            span.day for span in hold_window(start).spans[:2]
        ]


class TestOddRules:
    """Rules the data does not hold, and the models can express."""

    def test_ninety_minutes_in_kathmandu(self) -> None:
        """Minutes, and an offset of five hours and three quarters."""
        start = datetime(2025, 5, 9, 23, 0, tzinfo=ZoneInfo("Asia/Kathmandu"))
        found = hold_deadline(start, rule=rule(duration=timedelta(minutes=90)))

        assert "2025-05-12T00:30:00+05:45" == found.isoformat()

    def test_seven_days_take_out_a_week_end_and_a_holiday(self) -> None:
        """Seven counted days from Thursday, July 3, 2025."""
        found = hold_deadline(THURSDAY, rule=rule(duration=timedelta(days=7)))

        assert "2025-07-15T17:00:00-05:00" == found.isoformat()

    def test_only_sundays(self) -> None:
        """A rule may exclude one kind of day."""
        friday = datetime(2025, 5, 9, 12, tzinfo=CHICAGO)
        found = hold_deadline(friday, rule=rule(excludes=frozenset({ExcludedDays.SUNDAYS})))

        assert "2025-05-12T12:00:00-05:00" == found.isoformat()


class TestWords:
    """What a window says of itself."""

    def test_one_sentence_names_the_rule_and_adds_an_earlier_federal_reading(self) -> None:
        """The outer bound never stands alone."""
        assert (
            "Earliest deadline: A lawful hold would expire Saturday, July 5, 2025, 5:00 p.m. CDT "
            "under Form I-247A.\nLater rival deadline: Under 8 C.F.R. § 287.7(d), that hold would "
            "expire Tuesday, July 8, 2025, 5:00 p.m. CDT.\nThe two deadlines are 72 hours apart."
        ) == str(hold_window(THURSDAY))

    def test_no_earlier_reading_no_addition(self) -> None:
        """The form's own reading is the earliest."""
        assert (
            "A lawful hold would expire Saturday, July 5, 2025, 5:00 p.m. CDT under Form I-247A."
        ) == str(hold_window(THURSDAY, rule="form-i-247a"))

    def test_a_reading_of_the_same_instant_is_not_added(self) -> None:
        """Monday to Wednesday is the same under both."""
        assert (
            "A lawful hold would expire Wednesday, May 7, 2025, 5:00 p.m. CDT under 8 C.F.R. "
            "§ 287.7(d)."
        ) == str(hold_window(datetime(2025, 5, 5, 17, tzinfo=CHICAGO)))

    def test_a_reading_not_yet_in_force_is_not_added(self) -> None:
        """Form I-247A came into use on April 2, 2017."""
        before = datetime(2016, 7, 1, 17, tzinfo=CHICAGO)

        assert "I-247A" not in str(hold_window(before))

    def test_another_event_has_no_federal_reading_beside_it(self) -> None:
        """The clocks start at different instants."""
        window = hold_window(
            datetime(2026, 5, 8, 17, tzinfo=CHICAGO),
            rule="us-nh-30-b-1",
            event="state-charges-resolved",
        )

        assert "Form I-247A" not in str(window)

    def test_the_strip_reads_without_colour(self) -> None:
        """Plain HTML, inline style, each cell saying in words whether it counts."""
        html = hold_window(THURSDAY)._repr_html_()

        assert html.startswith(f"<p>{'<br>'.join(str(hold_window(THURSDAY)).splitlines())}</p>")
        assert f'aria-label="{hold_window(THURSDAY)}"' in html
        assert 6 == html.count('role="listitem"')
        assert html.count("<br>counted</div>") == 3
        assert "Independence Day</div>" in html
        assert "<script" not in html
        assert "<style" not in html
        assert catalog.about().closing in html
        assert f"Made with {catalog.made_with()}." in html

    def test_a_title_is_escaped_in_the_strip(self) -> None:
        """Words of a rule are no markup."""
        html = hold_window(THURSDAY, rule=rule(title="<b>A & B</b>"))._repr_html_()

        assert "<b>A & B</b>" not in html
        assert "&lt;b&gt;A &amp; B&lt;/b&gt;" in html


class TestExplanation:
    """Ordered steps, each with its citation, and what was considered besides."""

    def outcomes(self, start: datetime, **terms: object) -> list[tuple[StepStatus, str]]:
        """Give the steps as pairs of outcome and statement."""
        explanation = hold_window(start, **terms).explanation  # type: ignore[arg-type]
        return [(step.outcome, step.statement) for step in explanation]

    def test_a_start_on_an_excluded_day_is_unsettled(self) -> None:
        """No source was found; the step cites the text that leaves it open."""
        said = self.outcomes(datetime(2025, 5, 10, 10, tzinfo=CHICAGO))

        assert (
            StepStatus.UNSETTLED,
            (
                "No source was found on a clock that starts on an excluded day. The clock is "
                "taken to begin when the excluded days end."
            ),
        ) in said

    def test_a_start_on_a_counted_day_is_not(self) -> None:
        """The point does not arise."""
        assert not any("starts on a day" in text for _, text in self.outcomes(THURSDAY))
        assert not any(text.startswith("No source was") for _, text in self.outcomes(THURSDAY))

    def test_days_are_those_of_the_facility(self) -> None:
        """Whose day it is, the text does not say; the zone read is named."""
        assert (
            StepStatus.UNSETTLED,
            (
                "The rule does not say which local clock sets the start of a day. Days here "
                "are local days of America/Chicago."
            ),
        ) in self.outcomes(THURSDAY)

    def test_clocks_that_change_in_the_window_are_unsettled(self) -> None:
        """Hours are read as elapsed time."""
        said = self.outcomes(datetime(2025, 11, 1, 12, tzinfo=CHICAGO), rule="form-i-247a")

        assert any(text.startswith("The rule does not say how hours") for _, text in said)

    def test_a_closure_in_the_window_is_considered_and_not_applied(self) -> None:
        """24 and December 26, 2025 were closed by executive order."""
        said = self.outcomes(datetime(2025, 12, 23, 17, tzinfo=CHICAGO))

        assert [
            (
                "Wednesday, December 24, 2025, is counted. An executive order closed federal "
                "offices for the day (day before Christmas Day), but a closure is not a "
                "holiday by law."
            ),
            (
                "Friday, December 26, 2025, is counted. An executive order closed federal "
                "offices for the day (day after Christmas Day), but a closure is not a holiday "
                "by law."
            ),
        ] == [text for _, text in said if "closed federal offices" in text]

    def test_a_half_day_closure_is_considered_too(self) -> None:
        """It never stops the clock, opted in or not."""
        said = self.outcomes(datetime(2015, 12, 23, 17, tzinfo=CHICAGO))

        assert any("for the last half of the day" in text for _, text in said)

    def test_days_of_the_caller_s_own_are_assumed(self) -> None:
        """They are named as such."""
        said = self.outcomes(THURSDAY, calendar=CustomDays({date(2025, 7, 7): "county day"}))

        assert (
            StepStatus.ASSUMED,
            ("Also excluded, as you asked: 1 day named by the caller."),
        ) in said

    def test_what_ends_it_early_is_stated_and_not_applied(self) -> None:
        """Whether the Department assumed custody is not known to a clock."""
        said = self.outcomes(THURSDAY)

        assert (
            StepStatus.UNKNOWN,
            ("It ends sooner if DHS takes custody. (Not known.)"),
        ) in said

    def test_a_rule_asked_for_out_of_its_time_says_so(self) -> None:
        """Connecticut's hours were struck on October 1, 2019."""
        said = self.outcomes(THURSDAY, rule="us-ct-54-192h-2014")

        assert (
            StepStatus.ASSUMED,
            (
                "Conn. Gen. Stat. § 54-192h(c) (2014) is applied as you asked, though it was "
                "not in effect on July 3, 2025; it was from January 1, 2014 until October 1, "
                "2019."
            ),
        ) in said

    def test_a_rule_is_in_effect_or_not_on_the_day_asked_for(self) -> None:
        """By default that on which the clock starts."""
        window = hold_window(THURSDAY, rule="us-ct-54-192h-2014")
        counts = [
            sum("it was not in effect on July 3, 2025" in step.statement for step in steps)
            for steps in (window.steps(), window.steps(on=date(2016, 7, 1)))
        ]

        assert [1, 0] == counts

    def test_what_ends_it_early_is_left_out_where_it_is_told_elsewhere(self) -> None:
        """And nothing else is."""
        window = hold_window(THURSDAY)
        all_steps, steps = window.steps(), window.steps(early_ends=False)

        assert steps == tuple(
            step for step in all_steps if not step.statement.startswith("It ends sooner if")
        )
        assert len(steps) < len(all_steps)

    def test_a_reading_whose_years_are_not_covered_is_said_to_be_unknown(self) -> None:
        """The remedy for years not covered works for one rule, and the others say they cannot."""
        window = hold_window(datetime(2105, 7, 3, 17, tzinfo=CHICAGO), rule="form-i-247a")

        assert (
            StepStatus.UNKNOWN,
            (
                "8 C.F.R. § 287.7(d) may apply instead; its holidays are not on file for these "
                "years."
            ),
        ) in [(step.outcome, step.statement) for step in window.explanation]
        assert str(window).startswith("A lawful hold would expire Sunday, July 5, 2105, 5:00 p.m.")

    def test_days_of_one_s_own_are_the_other_readings_days_too(self) -> None:
        """Beyond the years covered, the words of a window do not fail where its deadline stands."""
        window = hold_window(datetime(2105, 7, 3, 17, tzinfo=CHICAGO), calendar=CustomDays({}))

        assert str(window).endswith(
            "that hold would expire Tuesday, July 7, 2105, 5:00 p.m. CDT.\n"
            "The two deadlines are 48 hours apart."
        )
        assert not any("not on file for these years" in s.statement for s in window.explanation)
        assert window._repr_html_()

    def test_closures_opted_in_cite_the_statute_that_sets_them_apart(self) -> None:
        """5 USC 6104, and each order on its day."""
        calendar = FederalHolidays() | ClosureCalendar(catalog.closures())
        start = datetime(2025, 12, 23, 17, tzinfo=CHICAGO)
        explanation = hold_window(start, calendar=calendar).explanation
        cited = {citation.authority for citation in explanation.citations}

        assert {"5-usc-6103", "5-usc-6104", "eo-14371"} <= cited

    def test_it_ends_with_the_closing_sentence_and_what_it_was_made_with(self) -> None:
        """Until when the request asks; whether the agency may hold is another question."""
        lines = hold_window(THURSDAY).explanation.to_text().splitlines()

        assert [catalog.about().closing, f"Made with {catalog.made_with()}."] == lines[-2:]


class TestValues:
    """Results are values: they compare, hash, pickle and copy."""

    @pytest.mark.parametrize(
        "result",
        [
            hold_window(THURSDAY),
            hold_window(THURSDAY, rule="form-i-247a"),
            hold_bounds(date(2025, 5, 5), zone="America/Chicago"),
        ],
        ids=str,
    )
    def test_a_copy_is_equal(self, result: object) -> None:
        """Pickled, copied and hashed."""
        for again in (pickle.loads(pickle.dumps(result)), copy.deepcopy(result)):  # noqa: S301
            assert result == again
            assert hash(result) == hash(again)

    def test_the_two_instants_of_a_repeated_hour_are_two_windows(self) -> None:
        """Python alone would find their wall times equal."""
        first, second = (
            hold_window(datetime(2025, 11, 2, 1, 30, fold=fold, tzinfo=CHICAGO), rule="form-i-247a")
            for fold in (0, 1)
        )

        assert first != second

    def test_a_window_cannot_be_changed(self) -> None:
        """Frozen."""
        window = hold_window(THURSDAY)
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            window.zone = "America/Denver"  # type: ignore[misc]
