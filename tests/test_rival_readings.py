"""Readings that rest on a choice a text leaves open: holidays of other lists, and a late detainer.

Each kind is a published case, or an account of one: by place and date, without a person.
"""

import time
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest
from other_holidays import district_of_columbia, inauguration, new_hampshire, new_york

import detainerlib as dl
from detainerlib import AuditOutcome, audit_hold, catalog, hold_readings
from detainerlib.errors import CalendarError, CoverageError, NotADayError
from detainerlib.holds import HoldReadings
from detainerlib.holds.readings_together import arguments_in
from detainerlib.holds.rival_windows import RivalCalendar
from detainerlib.models import HolidayList, ListedHoliday, Weekday
from detainerlib.sources.explanation import StepStatus
from detainerlib.times import FederalHolidays, ListedHolidays

NEW_YORK = ZoneInfo("America/New_York")
DENVER = ZoneInfo("America/Denver")
CHICAGO = ZoneInfo("America/Chicago")
RESOLVED = "state-charges-resolved"
RECEIVED = "detainer-received"


def deadlines(readings: HoldReadings, rule: str) -> list[str]:
    """Give the deadlines of a rule, in the facility's time, in the order of its readings."""
    return [
        f"{reading.deadline:%a %d %b %H:%M}"
        for reading in readings
        if reading.rule is not None and reading.rule.id == rule and reading.deadline is not None
    ]


def statements(readings: HoldReadings, outcome: StepStatus) -> list[str]:
    """Give what the steps of an outcome say."""
    return [step.statement for step in readings.explanation if step.outcome is outcome]


class TestClosingsByOrder:
    """An executive order closed federal offices in the window."""

    START = datetime(2025, 1, 8, 17, tzinfo=NEW_YORK)

    def test_the_national_day_of_mourning_of_2025(self) -> None:
        """Thursday, January 9, stands on the words on which the days in lieu stand."""
        readings = hold_readings(self.START, form="I-247A")

        assert ["Fri 10 Jan 17:00", "Mon 13 Jan 17:00"] == deadlines(readings, "8-cfr-287.7-d")
        assert readings.agree is False
        assert readings.latest is not None
        assert "Mon 13 Jan" == f"{readings.latest.deadline:%a %d %b}"
        assert (
            "A lawful hold would expire Monday, January 13, 2025, 5:00 p.m. EST under 8 C.F.R. § "
            "287.7(d), if the holidays are federal holidays, also those observed on Friday or "
            "Monday, and days when executive orders closed federal offices."
        ) == str(readings.readings[2])
        assert any("pay and leave" in said for said in statements(readings, StepStatus.ASSUMED))

    @pytest.mark.parametrize(
        ("start", "expected"),
        [
            (datetime(2025, 12, 23, 17), ["Fri 26 Dec 17:00", "Tue 30 Dec 17:00"]),  # noqa: DTZ001
            (datetime(2024, 12, 23, 17), ["Thu 26 Dec 17:00", "Fri 27 Dec 17:00"]),  # noqa: DTZ001
            # The closing is on the last day of the window, and on its first.
            (datetime(2024, 12, 20, 17), ["Tue 24 Dec 17:00", "Thu 26 Dec 17:00"]),  # noqa: DTZ001
            (datetime(2024, 12, 24, 10), ["Fri 27 Dec 10:00", "Sat 28 Dec 00:00"]),  # noqa: DTZ001
            # By the clock of the facility, in the evening too.
            (datetime(2024, 12, 24, 20), ["Fri 27 Dec 20:00", "Sat 28 Dec 00:00"]),  # noqa: DTZ001
            # It is the day before, and the day after.
            (datetime(2024, 12, 26, 10), ["Mon 30 Dec 10:00"]),  # noqa: DTZ001
            (datetime(2024, 12, 19, 10), ["Mon 23 Dec 10:00"]),  # noqa: DTZ001
        ],
    )
    def test_the_days_beside_christmas(self, start: datetime, expected: list[str]) -> None:
        """Closed in 2024 on the 24th, and in 2025 on the 24th and the 26th."""
        readings = hold_readings(start, form="I-247A", zone="Eastern")

        assert expected == deadlines(readings, "8-cfr-287.7-d")

    def test_that_it_is_an_argument_is_said_wherever_the_reading_stands(self) -> None:
        """Once, with the order, whether readings without one come before or after."""
        form, regulation, argued = hold_readings(self.START, form="I-247A")

        for readings in ((form, regulation, argued), (argued, form, argued, regulation)):
            assert [
                (
                    "That days on which executive orders closed federal offices are excluded is an "
                    "argument; no source on file adopts it. The order closed the offices: Exec. "
                    "Order No. 14,133, 90 Fed. Reg. 187, § 1 (Dec. 30, 2024)."
                )
            ] == [*arguments_in(readings)]

    @pytest.mark.skipif(not hasattr(time, "tzset"), reason="This machine keeps its own clock.")
    def test_the_clock_of_the_machine_does_not_matter(self) -> None:
        """In Honolulu it is the evening before."""
        start = datetime(2024, 12, 20, 3, tzinfo=NEW_YORK)
        with pytest.MonkeyPatch.context() as machine:
            machine.setenv("TZ", "Pacific/Honolulu")
            time.tzset()
            try:
                readings = hold_readings(start, form="I-247A")
            finally:
                machine.undo()
                time.tzset()

        assert ["Tue 24 Dec 03:00", "Thu 26 Dec 03:00"] == deadlines(readings, "8-cfr-287.7-d")

    def test_each_is_audited(self) -> None:
        """Over under one reading, within under the other."""
        released = datetime(2025, 1, 13, 12, tzinfo=NEW_YORK)
        audits = hold_readings(self.START, form="I-247A").audit(released)

        assert [AuditOutcome.OVER, AuditOutcome.OVER, AuditOutcome.WITHIN] == [
            audit.outcome for audit in audits
        ]

    def test_a_half_day_is_no_reading(self) -> None:
        """Christmas Eve of 2015 was closed for its last half."""
        start = datetime(2015, 12, 23, 17, tzinfo=NEW_YORK)
        readings = hold_readings(start, form="I-247D")

        assert ["Mon 28 Dec 17:00"] == deadlines(readings, "8-cfr-287.7-d")

    def test_without_a_closing_there_is_no_reading_of_it(self) -> None:
        """The two readings of an ordinary week agree."""
        readings = hold_readings(datetime(2025, 5, 5, 17, tzinfo=NEW_YORK), form="I-247A")

        assert (2, True) == (len(readings), readings.agree)


class TestOwnHolidays:
    """A clock of a state or city that says "holidays" may mean its own statute's list."""

    @pytest.mark.parametrize(
        ("start", "own", "federal"),
        [
            (datetime(2026, 6, 18, 17), "Mon 22 Jun 17:00", "Tue 23 Jun 17:00"),  # noqa: DTZ001
            (datetime(2026, 11, 2, 17), "Thu 05 Nov 17:00", "Wed 04 Nov 17:00"),  # noqa: DTZ001
        ],
    )
    def test_new_hampshire(self, start: datetime, own: str, federal: str) -> None:
        """Juneteenth is none of its holidays, the day of the biennial election is one."""
        readings = hold_readings(
            start, form="I-247A", jurisdiction="US-NH", events={RESOLVED: start}
        )

        assert [federal, own] == deadlines(readings, "us-nh-30-b-1")
        assert readings.agree is False
        assert str(readings.readings[-1]).endswith(
            "if the holidays are the legal holidays of N.H. Rev. Stat. Ann. § 288:1."
        )

    @pytest.mark.parametrize(
        ("start", "says"),
        [
            (
                datetime(2026, 6, 18, 17, tzinfo=NEW_YORK),
                (
                    "Friday, June 19, 2026, is excluded, though it is no holiday under N.H. "
                    "Rev. Stat. Ann. § 288:1; another interpretation differs."
                ),
            ),
            (
                datetime(2026, 11, 2, 17, tzinfo=NEW_YORK),
                (
                    "Tuesday, November 3, 2026, is counted, though N.H. Rev. Stat. Ann. § "
                    "288:1 makes it a holiday (the biennial election); another interpretation "
                    "differs."
                ),
            ),
        ],
    )
    def test_one_window_names_the_other_list(self, start: datetime, says: str) -> None:
        """Who asks for one rule is told of the days that its own list reads otherwise."""
        window = dl.hold_window(start, rule="us-nh-30-b-1", event=RESOLVED)
        own = ListedHolidays(catalog.holiday_list("us-nh-rsa-288"))
        under_it = dl.hold_window(start, rule="us-nh-30-b-1", event=RESOLVED, calendar=own)

        assert [says] == [
            step.statement
            for step in window.explanation
            if step.statement.endswith("another interpretation differs.")
        ]
        assert not any("another interpretation" in step.statement for step in under_it.explanation)

    def test_new_york_city(self) -> None:
        """Lincoln's birthday, Thursday, February 12, 2026, is a public holiday of the state."""
        start = datetime(2026, 2, 11, 17, tzinfo=NEW_YORK)
        readings = hold_readings(start, form="I-247A", jurisdiction="3651000")

        assert ["Fri 13 Feb 17:00", "Tue 17 Feb 17:00"] == deadlines(readings, "us-ny-nyc-14-154")

    def test_the_district_in_2013(self) -> None:
        """Emancipation Day, Tuesday, April 16, 2013; the clock then had 24 hours."""
        start = datetime(2013, 4, 15, 17, tzinfo=NEW_YORK)
        readings = hold_readings(start, form="I-247", jurisdiction="US-DC")

        assert ["Tue 16 Apr 17:00", "Wed 17 Apr 17:00"] == deadlines(
            readings, "us-dc-24-211.07-2012"
        )

    def test_every_clock_of_its_own_that_says_holidays_has_its_list(self) -> None:
        """But Connecticut's, whose words were "federal holidays"."""
        own = {
            rule.id: rule.holiday_lists
            for rule in catalog.rules()
            if rule.jurisdiction is not None and rule.excludes_holidays
        }

        assert ["us-ct-54-192h-2014"] == [id for id, lists in own.items() if not lists]
        assert "federal holidays" in str(catalog.rule("us-ct-54-192h-2014").citation.quote)

    def test_a_year_of_which_the_list_is_not_known_is_said(self) -> None:
        """The reading is left out, and a step says so."""
        start = datetime(2022, 6, 16, 17, tzinfo=NEW_YORK)
        readings = hold_readings(
            start,
            form="I-247A",
            jurisdiction="US-NH",
            on=date(2026, 6, 1),
            events={RESOLVED: start},
        )

        assert ["Tue 21 Jun 17:00"] == deadlines(readings, "us-nh-30-b-1")[:1]
        assert (
            "Which days N.H. Rev. Stat. Ann. § 288:1 made holidays in 2022 is not on file; "
            "N.H. Rev. Stat. Ann. § 30-B:1, III is computed with the federal holidays only."
        ) in statements(readings, StepStatus.UNKNOWN)


class TestLists:
    """The lists on record, beside the words, and beside the holidays package."""

    @pytest.mark.parametrize(
        ("id", "words"),
        [
            ("us-nh-rsa-288", new_hampshire),
            ("us-ny-gcn-24", new_york),
            ("us-dc-28-2701", district_of_columbia),
            ("us-inauguration-day", inauguration),
        ],
    )
    def test_are_the_statute_s_words(self, id: str, words: Any) -> None:
        """Day by day, in every year for which the list is known."""
        record = catalog.holiday_list(id)

        for year in record.years:
            by_words = {day for day in words(year) if day.year == year}
            assert by_words == set(record.holidays_of(year)), year

    @pytest.mark.parametrize(
        ("id", "subdivision", "ours", "theirs"),
        [
            # The day after Thanksgiving is not in the section, and Columbus Day is.
            ("us-nh-rsa-288", "NH", {"Columbus Day"}, {"Day After Thanksgiving"}),
            # Susan B. Anthony Day is commemorated under another law; the election of every year.
            (
                "us-ny-gcn-24",
                "NY",
                {"Flag Day", "general election day"},
                {"Susan B. Anthony Day"},
            ),
            ("us-dc-28-2701", "DC", set[str](), set[str]()),
        ],
    )
    def test_differ_from_the_holidays_package_as_named(
        self, id: str, subdivision: str, ours: set[str], theirs: set[str]
    ) -> None:
        """In the years that the rules have been in force, but for observed days."""
        holidays = pytest.importorskip("holidays")
        record = catalog.holiday_list(id)
        federal = FederalHolidays()
        for year in [year for year in record.years if 2012 <= year <= 2030]:
            named = holidays.country_holidays("US", subdiv=subdivision, years=year, observed=False)
            own = {
                day: names[0]
                for day, names in record.holidays_of(year).items()
                if not names[0].endswith("(observed)")
            }
            only_theirs = {named[day] for day in named if day not in own and day.year == year}
            only_ours = {own[day] for day in own if day not in named}
            # Juneteenth is federal, and none of the district's of that time or of the state's.
            only_theirs -= {"Juneteenth National Independence Day"}

            assert only_ours <= ours, (year, only_ours)
            assert only_theirs <= theirs, (year, only_theirs)
            assert date(year, 1, 1) in federal

    def test_do_not_know_other_years(self) -> None:
        """A day of which the list says nothing is an error, with what to do."""
        calendar = ListedHolidays(catalog.holiday_list("us-dc-28-2701"))

        with pytest.raises(CoverageError) as caught:
            calendar.reasons(date(2020, 4, 16))
        assert (
            "calendar: got 2020-04-16, expected a day in 2012-2019. The list of D.C. Code § "
            "28-2701 is known for those years only; for others give the holidays yourself with "
            "calendar=CustomDays({day: reason})."
        ) == str(caught.value)

    def test_have_a_day_and_no_datetime(self) -> None:
        """A time is refused, and the parameter is named."""
        with pytest.raises(NotADayError) as caught:
            ListedHolidays(catalog.holiday_list("us-nh-rsa-288")).reasons(
                datetime(2026, 11, 3, tzinfo=NEW_YORK)
            )

        assert "day" == caught.value.where

    def test_are_values(self) -> None:
        """Equal, hashed, joined and written by what they hold."""
        record = catalog.holiday_list("us-nh-rsa-288")
        calendar = ListedHolidays(record)

        assert calendar == ListedHolidays(attrs.evolve(record))
        assert {calendar} == {ListedHolidays(record)}
        assert FederalHolidays() | calendar == calendar | FederalHolidays()
        window = dl.hold_window(
            datetime(2026, 11, 2, 17, tzinfo=NEW_YORK), calendar=FederalHolidays() | calendar
        )
        assert window == dl.serialization.from_json(dl.serialization.to_json(window))

    def test_what_is_no_list_is_refused(self) -> None:
        """With the accessor that has them."""
        with pytest.raises(CalendarError) as caught:
            ListedHolidays("us-nh-rsa-288")  # type: ignore[arg-type]

        assert (
            "record: got 'us-nh-rsa-288', expected a HolidayList of the catalog. See "
            "catalog.holiday_lists(); for days of your own use CustomDays({day: reason})."
        ) == str(caught.value)

    @pytest.mark.parametrize(
        ("change", "error"),
        [
            ({"month": 2, "day": 30}, "day: got 'month 2, day 30', expected a day of the year."),
            (
                {"every": 2},
                (
                    "first: got None, expected a year beside `every`. "
                    "Say in which year it was first, or leave both out."
                ),
            ),
            (
                {"first": 2000},
                (
                    "first: got 2000, expected a year beside `every`. "
                    "Say in which year it was first, or leave both out."
                ),
            ),
            ({"month": 0}, "month: got 0, expected a number from 1."),
        ],
    )
    def test_a_day_that_no_year_has_is_refused(self, change: dict[str, int], error: str) -> None:
        """As are years that are not counted from one."""
        fields: dict[str, Any] = {"name": "made up", "month": 1, "day": 1, **change}
        with pytest.raises(dl.DetainerError) as caught:
            ListedHoliday(**fields)

        assert error == str(caught.value)

    def test_a_day_of_leap_years_and_one_of_every_second_year_are_days(self) -> None:
        """Whatever the year is in which it is asked for."""
        leap_day = ListedHoliday(name="made up", month=2, day=29)
        second = ListedHoliday(name="made up", month=1, day=1, every=2, first=2001)

        assert date(2024, 2, 29) == leap_day.date_in(2024)
        assert [None, date(2001, 1, 1), None] == [
            second.date_in(year) for year in (1999, 2001, 2002)
        ]

    def test_days_move_from_weekends_only(self) -> None:
        """And a list has a day; of a single holiday, too."""
        record = catalog.holiday_list("us-nh-rsa-288")
        monday = frozenset({Weekday.MONDAY})
        moving = ListedHoliday(name="made up", month=1, day=1, moved=monday)
        for change, count in (
            ({"moved": monday}, len(record.holidays)),
            ({"holidays": (moving,)}, 1),
            ({"holidays": ()}, 0),
        ):
            with pytest.raises(dl.DetainerError) as caught:
                attrs.evolve(record, **change)
            assert (
                f"holidays: got {count}, expected holidays that move from Saturday or Sunday."
            ) == str(caught.value)
        assert isinstance(record, HolidayList)


class TestDaysOfNamedPlaces:
    """Inauguration Day is a holiday in the District and near it: 5 U.S.C. 6103(c)."""

    START = datetime(2021, 1, 19, 17, tzinfo=NEW_YORK)

    @pytest.mark.parametrize("place", ["US-DC", "24031", "24033", "51013", "51059", "51510"])
    def test_is_a_reading_there(self, place: str) -> None:
        """Wednesday, January 20, 2021."""
        readings = hold_readings(self.START, form="I-247A", jurisdiction=place)

        assert ["Thu 21 Jan 17:00", "Fri 22 Jan 17:00"] == deadlines(readings, "8-cfr-287.7-d")
        assert readings.agree is False

    @pytest.mark.parametrize(
        ("start", "expected"),
        [
            (datetime(2021, 1, 15, 17), ["Wed 20 Jan 17:00", "Thu 21 Jan 17:00"]),  # noqa: DTZ001
            (datetime(2021, 1, 20, 17), ["Fri 22 Jan 17:00", "Sat 23 Jan 00:00"]),  # noqa: DTZ001
            (datetime(2021, 1, 21, 9), ["Mon 25 Jan 09:00"]),  # noqa: DTZ001
            (datetime(2021, 1, 14, 9), ["Tue 19 Jan 09:00"]),  # noqa: DTZ001
        ],
    )
    def test_is_a_reading_on_the_last_day_and_on_the_first(
        self, start: datetime, expected: list[str]
    ) -> None:
        """And of no window that ends the day before, or starts the day after."""
        readings = hold_readings(start, form="I-247A", jurisdiction="US-DC")

        assert expected == deadlines(readings, "8-cfr-287.7-d")

    @pytest.mark.parametrize(("year", "is_one"), [(2013, True), (2021, False)])
    def test_is_no_reading_in_a_year_of_which_the_list_is_not_known(
        self, year: int, *, is_one: bool
    ) -> None:
        """Also where the day would be one of its days."""
        record = attrs.evolve(catalog.holiday_list("us-inauguration-day"), last_year=2020)
        rival = RivalCalendar(ListedHolidays(record), days=record)

        assert is_one is rival.bears_on(date(year, 1, 19), date(year, 1, 22))

    @pytest.mark.parametrize("place", [None, "US-VA", "51600", "US-MD", "36061"])
    def test_is_named_as_not_applied_elsewhere(self, place: str | None) -> None:
        """Also in the city of Fairfax, which is no part of the county."""
        readings = hold_readings(self.START, form="I-247A", jurisdiction=place)

        assert ["Thu 21 Jan 17:00"] == deadlines(readings, "8-cfr-287.7-d")
        says = (
            "Wednesday, January 20, 2021, is counted. Under 5 U.S.C. § 6103(c) Inauguration "
            "Day is a holiday, for pay and leave, only in: District of Columbia; Montgomery "
            "County, Maryland; Prince George's County, Maryland; Arlington County, Virginia; "
            "Fairfax County, Virginia; Alexandria (city), Virginia; Falls Church (city), "
            "Virginia."
        )
        named = statements(readings, StepStatus.NOT_APPLIED)
        assert {says} == {said for said in named if "6103(c)" in said}

    def test_on_a_sunday_the_next_day_is_meant(self) -> None:
        """January 20, 2013; the Monday was the birthday of Martin Luther King, Jr. anyhow."""
        record = catalog.holiday_list("us-inauguration-day")

        assert {date(2013, 1, 20), date(2013, 1, 21)} == set(record.holidays_of(2013))


class TestLateDetainer:
    """A detainer that came after local custody had ended: the start is not settled."""

    # Salt Lake County: bail on Monday, the request a day later.
    BAIL = datetime(2011, 6, 13, 14, 44, tzinfo=DENVER)
    CAME = datetime(2011, 6, 14, 14, 44, tzinfo=DENVER)
    AT = datetime(2011, 6, 16, 10, tzinfo=DENVER)
    LATE = "if the clock starts when the agency receives the detainer"

    def test_two_readings_of_each_rule(self) -> None:
        """One from the end of custody, one from receipt; a step names the order of events."""
        readings = hold_readings(self.BAIL, form="I-247", events={RECEIVED: self.CAME})

        assert ["Wed 15 Jun 14:44", "Thu 16 Jun 14:44"] == deadlines(readings, "8-cfr-287.7-d")
        assert readings.agree is None
        assert str(readings.readings[-1]).endswith(
            f"2:44 p.m. MDT under 8 C.F.R. § 287.7(d), {self.LATE}."
        )
        (said,) = statements(readings, StepStatus.UNSETTLED)[-1:]
        assert said.startswith(
            "The detainer was received after local custody ended: custody ended Monday, June 13, "
            "2011, 2:44 p.m. MDT; the detainer was received Tuesday, June 14, 2011, 2:44 p.m. MDT."
        )
        assert not any("no reading here starts" in step.statement for step in readings.considered)

    def test_both_are_audited(self) -> None:
        """As of Thursday at 10:00 one is over and one is not."""
        readings = hold_readings(self.BAIL, form="I-247", events={RECEIVED: self.CAME})
        audits = readings.audit(as_of=self.AT)

        assert [AuditOutcome.OVER, AuditOutcome.WITHIN] == [
            audit.outcome for audit in audits if audit.rule and audit.rule.id == "8-cfr-287.7-d"
        ]
        assert f"8 C.F.R. § 287.7(d), {self.LATE}" == audits[-1].title

    def test_a_release_before_receipt_is_no_hold_on_the_detainer(self) -> None:
        """By the reading from receipt; by the other it is within."""
        readings = hold_readings(self.BAIL, form="I-247", events={RECEIVED: self.CAME})
        audits = readings.audit(self.CAME - timedelta(hours=1))

        assert [AuditOutcome.WITHIN, AuditOutcome.NO_HOLD] == [audit.outcome for audit in audits][
            -2:
        ]
        assert str(audits[-1]).endswith(": no hold: released before the clock started.")

    @pytest.mark.parametrize(
        ("released", "outcome"),
        [
            (datetime(2011, 6, 15, 14, 44, tzinfo=DENVER), AuditOutcome.WITHIN),
            (datetime(2011, 6, 16, 10, tzinfo=DENVER), AuditOutcome.BOUNDED),
            (datetime(2011, 6, 17, 10, tzinfo=DENVER), AuditOutcome.BOUNDED),
            (datetime(2011, 6, 14, 10, tzinfo=DENVER), AuditOutcome.BOUNDED),
            (BAIL, AuditOutcome.NO_HOLD),
        ],
    )
    @pytest.mark.parametrize("as_events", [False, True])
    def test_one_audit_lies_between_the_two(
        self, released: datetime, outcome: AuditOutcome, *, as_events: bool
    ) -> None:
        """The least by the one reading, the most by the other; custody events say the same."""
        ends: Any = self.BAIL
        options: dict[str, Any] = {"events": {RECEIVED: self.CAME}}
        if as_events:
            ends = [
                dl.CustodyEvent(kind="custody-ends", at=self.BAIL),
                dl.CustodyEvent(kind=RECEIVED, at=self.CAME),
            ]
            options = {}
        audit = audit_hold(ends, released, **options)
        from_custody, from_receipt = (
            audit_hold(start, released) for start in (self.BAIL, self.CAME)
        )

        assert outcome is audit.outcome
        assert (from_receipt.least, from_custody.most) == (audit.least, audit.most)
        assert any(step.outcome is StepStatus.UNSETTLED for step in audit.steps()[-2:])

    @pytest.mark.parametrize("early", [timedelta(0), timedelta(hours=1)])
    def test_one_that_came_in_time_leaves_nothing_open(self, early: timedelta) -> None:
        """At the time due, or before."""
        events = {RECEIVED: self.BAIL - early}

        assert len(hold_readings(self.BAIL, form="I-247")) == len(
            hold_readings(self.BAIL, form="I-247", events=events)
        )
        assert audit_hold(self.BAIL, self.AT, events=events) == audit_hold(self.BAIL, self.AT)

    def status(self, at: datetime, came: datetime | date = CAME, **face: Any) -> Any:
        """Give the status of a request that came when it did."""
        events = [
            dl.CustodyEvent(kind="custody-ends", at=self.BAIL),
            dl.CustodyEvent(kind=RECEIVED, at=came),
        ]
        detainer = dl.Detainer(form="I-247 (12/11)", issued_on=date(2011, 6, 14), **face)
        return dl.detainer_status(detainer, events, at=at, zone=DENVER)

    def test_the_status_is_open_between_the_two_deadlines(self) -> None:
        """And names the order of events."""
        status = self.status(self.AT)

        assert {"hold running", "hold over"} == {state.value for state in status.possible}
        assert (
            "Does the clock start when local custody ended, or when the detainer was received "
            "after that?"
        ) in status.not_known
        assert (
            "The detainer was received Tuesday, June 14, 2011, 2:44 p.m. MDT, after local "
            "custody had ended."
        ) in str(status)
        assert status.received_late is not None
        assert self.CAME == status.received_late.earliest
        assert any("received" in step.statement for step in status.steps)

    @pytest.mark.parametrize(
        ("at", "state"),
        [
            (datetime(2011, 6, 15, 10, tzinfo=DENVER), "hold running"),
            (datetime(2011, 6, 17, 10, tzinfo=DENVER), "hold over"),
        ],
    )
    def test_where_both_readings_say_the_same_it_is_settled(self, at: datetime, state: str) -> None:
        """With the deadline between the two."""
        status = self.status(at)

        assert state == status.state.value
        assert status.deadline is not None
        assert (15, 16) == (status.deadline.earliest.day, status.deadline.latest.day)

    def test_before_it_came_it_was_not_in_effect(self) -> None:
        """Custody had ended, and nothing was in hand."""
        status = self.status(datetime(2011, 6, 14, 10, tzinfo=DENVER))

        assert "not in effect" == status.state.value
        assert status.received_late is None
