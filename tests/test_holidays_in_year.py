"""On which holidays of a year which clocks stand still, and who says so."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statute import holidays_observed, statutory_holidays

import detainerlib as dl
from detainerlib import catalog
from detainerlib.errors import CoverageError
from detainerlib.holds import (
    ClockHoliday,
    RuleHolidays,
    holidays_in_year,
    holidays_of_year,
    rival_windows,
)
from detainerlib.models import ExcludedDays, HoldRule, HolidayList
from detainerlib.sources import StepStatus
from detainerlib.times import ListedHolidays

REGULATION = "8-cfr-287.7-d"
OBSERVED = ("observed holidays are excluded too",)
BY_ORDER = ("days closed by executive order are excluded too",)
# The first whole year of the regulation.
FIRST = 1998
NEW_YORK = ZoneInfo("America/New_York")


def entry(year: int, rule: str, jurisdiction: str | None = None) -> RuleHolidays:
    """Give the days of one rule."""
    (one,) = (e for e in holidays_of_year(year, jurisdiction=jurisdiction) if e.rule.id == rule)
    return one


def days(year: int, rule: str, jurisdiction: str | None = None) -> dict[date, ClockHoliday]:
    """Give the days of one rule, by date."""
    return {holiday.day: holiday for holiday in entry(year, rule, jurisdiction)}


class TestFederal:
    """The regulation says "holidays", and no text says which."""

    @given(st.integers(FIRST, 2100))
    def test_settled_are_the_days_of_the_statute(self, year: int) -> None:
        """5 U.S.C. 6103(a), written out by itself."""
        settled = {day for day, holiday in days(year, REGULATION).items() if not holiday.only_if}

        assert {*statutory_holidays(year)} == settled

    @given(st.integers(FIRST, 2099))
    def test_the_others_are_observed_or_closed_by_order(self, year: int) -> None:
        """Each on its own condition."""
        listed = days(year, REGULATION)
        observed = {
            day
            for day in holidays_observed([year, year + 1], "both")
            if day.year == year and day not in statutory_holidays(year)
        }
        closed = {c.day for c in catalog.closures() if c.day.year == year and not c.half_day}

        assert observed - closed == {d for d, h in listed.items() if h.only_if == OBSERVED}
        assert closed - observed - {*statutory_holidays(year)} == {
            d for d, h in listed.items() if h.only_if == BY_ORDER
        }

    def test_a_saturday_is_observed_by_the_statute_a_sunday_by_an_order(self) -> None:
        """6103(b) moves the one, an executive order of 1971 the other."""
        listed = days(2021, REGULATION)

        assert ("5-usc-6103", "(b)(1)") == (
            (friday := listed[date(2021, 6, 18)].citations[0]).authority,
            friday.pin,
        )
        assert "eo-11582" == listed[date(2021, 7, 5)].citations[0].authority

    def test_a_new_year_of_the_year_after_is_observed_in_december(self) -> None:
        """January 1, 2022 was a Saturday."""
        assert ("New Year's Day (observed)",) == days(2021, REGULATION)[date(2021, 12, 31)].names

    def test_a_closing_by_order_is_cited_by_its_order(self) -> None:
        """January 9, 2025."""
        closed = days(2025, REGULATION)[date(2025, 1, 9)]

        assert (BY_ORDER, "eo-14133") == (closed.only_if, closed.citations[0].authority)

    def test_half_a_day_stops_no_clock(self) -> None:
        """Closed for the last half of the day only."""
        half = [c.day for c in catalog.closures() if c.half_day and c.day.year >= FIRST]

        assert half
        assert all(
            BY_ORDER != holiday.only_if
            for day in half
            for holiday in [days(day.year, REGULATION).get(day)]
            if holiday is not None
        )

    def test_the_form_of_today_runs_on(self) -> None:
        """It names no excluded day."""
        form = entry(2026, "form-i-247a")

        assert () == form.holidays
        assert (
            "Form I-247A: in our reading, the clock runs on Saturdays, Sundays and holidays too. "
            "The source read names no excluded day. Whether the rule itself names one was not read."
        ) == str(form)

    def test_what_was_not_read_of_the_form_is_not_settled(self) -> None:
        """In the words that a hold has for it, at their own step."""
        noon = datetime(2026, 7, 2, 12, tzinfo=NEW_YORK)
        hold = dl.hold_window(noon, rule="form-i-247a").explanation
        (step,) = (s for s in hold.steps if "Whether the rule itself names one" in s.statement)
        steps = holidays_of_year(2026).explanation.steps

        assert (step.outcome, step.statement) in [(s.outcome, s.statement) for s in steps]

    @pytest.mark.parametrize(
        ("year", "rules"),
        [
            (2008, ["form-i-247-before-2010", REGULATION]),
            (2014, ["form-i-247-2012-12", REGULATION]),
            (2016, ["form-i-247d", REGULATION]),
            (2026, ["form-i-247a", REGULATION]),
        ],
    )
    def test_the_form_in_use_comes_first_and_no_other(self, year: int, rules: list[str]) -> None:
        """One that others had followed is not listed, also where its last day is not on file."""
        assert rules == [entry.rule.id for entry in holidays_of_year(year)]

    def test_an_edition_is_there_while_it_was_issued(self) -> None:
        """Form I-247 (12/12) gave way to three others in June 2015."""
        assert date(2015, 5, 25) in days(2015, "form-i-247-2012-12")
        assert date(2015, 7, 4) not in days(2015, "form-i-247-2012-12")
        assert "form-i-247a" not in {e.rule.id for e in holidays_of_year(2015)}

    def test_a_rule_of_later_years_is_not_there(self) -> None:
        """In 1971 there was none."""
        assert REGULATION not in {e.rule.id for e in holidays_of_year(1971)}


class TestPlaces:
    """A state's own clock, and days that are holidays in named places."""

    def test_new_hampshire(self) -> None:
        """The biennial election is in its list, Juneteenth is not."""
        listed = days(2026, "us-nh-30-b-1", "NH")

        assert ("the holidays are the federal holidays",) == listed[date(2026, 6, 19)].only_if
        assert ("the holidays are the legal holidays of N.H. Rev. Stat. Ann. § 288:1",) == (
            listed[date(2026, 11, 3)].only_if
        )
        assert ((), ("New Year's Day",)) == (
            listed[date(2026, 1, 1)].only_if,
            listed[date(2026, 1, 1)].names,
        )

    def test_a_day_that_a_list_moves_has_both_conditions(self) -> None:
        """Friday, July 3, 2015, in the District of Columbia."""
        moved = days(2015, "us-dc-24-211.07-2012", "DC")[date(2015, 7, 3)]

        assert (
            *OBSERVED,
            "the holidays are the holidays of D.C. Code § 28-2701",
        ) == moved.only_if
        assert str(moved).endswith(
            "; its hours do not run, in our reading; they run if the holidays are federal holidays "
            "on their own dates only"
        )

    def test_inauguration_day_where_it_is_one(self) -> None:
        """5 U.S.C. 6103(c)."""
        day = date(2021, 1, 20)

        assert day not in days(2021, REGULATION, "TX")
        assert ("Inauguration Day (5 U.S.C. § 6103(c)) is excluded too",) == (
            days(2021, REGULATION, "DC")[day].only_if
        )

    def test_a_holiday_that_falls_on_another_is_settled_and_bears_both_names(self) -> None:
        """January 20, 2025, was the third Monday, too."""
        day = days(2025, REGULATION, "DC")[date(2025, 1, 20)]

        assert ((), ("Martin Luther King Jr. Day", "Inauguration Day")) == (day.only_if, day.names)

    def test_a_county_has_its_states_rule(self) -> None:
        """Of the places above it, too."""
        year = holidays_of_year(2026, jurisdiction="Grafton County, NH")

        assert "us-nh-30-b-1" in {e.rule.id for e in year}
        assert "Grafton County, New Hampshire" in str(year)

    @pytest.mark.parametrize(("place", "rule"), [("NH", "us-nh-30-b-1"), ("3651000", "us-ny")])
    @given(data=st.data())
    def test_a_day_is_settled_where_all_readings_leave_it_out(
        self, place: str, rule: str, data: st.DataObject
    ) -> None:
        """As the clock itself has it, from a start in the middle of the day."""
        record = next(r for r in catalog.rules(place) if r.id.startswith(rule))
        listed = days(2026, record.id, place)
        day = data.draw(st.sampled_from(sorted(listed)))
        noon = datetime(2026, day.month, day.day, 12, tzinfo=NEW_YORK)
        calendars = [dl.FederalHolidays(observed="none"), *_own(record)]

        stopped = [
            not dl.hold_window(noon, rule=record, event=record.starts_at, calendar=calendar)
            .spans[0]
            .counted
            for calendar in calendars
        ]
        weekend = day.weekday() > 4
        assert weekend or all(stopped) is not bool(listed[day].only_if)
        by_default = dl.hold_window(noon, rule=record, event=record.starts_at).spans[0].counted
        depends = bool(listed[day].only_if)
        assert weekend or by_default is (depends and not listed[day].runs_if)

    def test_a_day_is_counted_by_default_as_a_hold_counts_it(self) -> None:
        """On Friday, July 3, 2026, with the very words of the hold's variant."""
        noon = datetime(2026, 7, 2, 17, tzinfo=NEW_YORK)
        readings = [
            r for r in dl.hold_readings(noon, form="I-247A") if r.rule and r.rule.id == REGULATION
        ]
        (by_default,) = (r for r in readings if ", if " not in r.full_title)
        (variant,) = (r for r in readings if ", if " in r.full_title)
        listed = days(2026, REGULATION)[date(2026, 7, 3)]

        assert by_default.window is not None
        assert date(2026, 7, 3) in {s.day for s in by_default.window.spans if not s.counted}
        assert (variant.full_title.partition(", if ")[2],) == listed.runs_if

    def test_the_days_of_a_form_that_names_its_holidays_are_no_reading_of_ours(self) -> None:
        """A form of before 2010 named federal holidays; the first of 2008 is New Year's Day."""
        stops = "The clock of Form I-247 (before 2010) stops on: January 1, 2008; "
        (step,) = (s for s in holidays_of_year(2008).explanation if s.statement.startswith(stops))

        assert StepStatus.APPLIED is step.outcome

    def test_a_list_that_is_not_known_is_said(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """And the federal days stand alone."""
        later = [
            attrs.evolve(record, first_year=2030)
            for record in _records(catalog.rule("us-nh-30-b-1"))
        ]

        def own_lists(rule: HoldRule) -> list[HolidayList]:
            return later if rule.holiday_lists else []

        monkeypatch.setattr(holidays_in_year, "own_lists", own_lists)
        monkeypatch.setattr(rival_windows, "own_lists", own_lists)
        year = holidays_of_year(2026, jurisdiction="NH")
        (unknown,) = (e for e in year if e.rule.id == "us-nh-30-b-1")

        assert (*later,) == unknown.lists_not_known
        assert not unknown.holidays[0].only_if
        assert not any("288:1" in reading for day in unknown.holidays for reading in day.runs_if)
        assert (
            "Which days N.H. Rev. Stat. Ann. § 288:1 made holidays in 2026 is not on file."
        ) in year.explanation.to_text()


def _records(rule: HoldRule) -> Iterator[HolidayList]:
    return map(catalog.holiday_list, rule.holiday_lists)


def _own(rule: HoldRule) -> Iterator[ListedHolidays]:
    return map(ListedHolidays, _records(rule))


class TestResult:
    """What it prints, and what it refuses."""

    def test_prints_a_line_for_each_rule(self) -> None:
        """How many days are settled, and how many are not."""
        assert [
            "Holidays in 2026",
            str(entry(2026, "form-i-247a")),
            (
                "8 C.F.R. § 287.7(d): the clock stops on Saturdays and Sundays and, in our "
                "reading, on 11 holidays, those of 5 U.S.C. § 6103(a), and on 1 more; the rule "
                "does not list its holidays"
            ),
        ] == str(holidays_of_year(2026)).splitlines()

    def test_a_day_is_printed_with_its_condition(self) -> None:
        """In a line."""
        listed = days(2026, REGULATION)

        assert "Saturday, July 4, 2026: Independence Day" == str(listed[date(2026, 7, 4)])
        assert (
            "Friday, July 3, 2026: Independence Day (observed); its hours do not run, in our "
            "reading; they run if the holidays are federal holidays on their own dates only"
        ) == str(listed[date(2026, 7, 3)])

    def test_each_condition_of_a_day_is_printed(self) -> None:
        """With an "or" between: no text settles which of them is right."""
        year = holidays_of_year(2026)
        ours, *_ = year[1].holidays
        out = attrs.evolve(ours, only_if=("A is excluded too", "B is"), runs_if=())
        counted = attrs.evolve(ours, runs_if=("the holidays are C", "they are D"))
        both = attrs.evolve(year[1], holidays=(out, counted))
        day = "Thursday, January 1, 2026: New Year's Day"

        assert [
            f"{day}; its hours run, in our reading; they do not run if A is excluded too or B is",
            (
                f"{day}; its hours do not run, in our reading; they run if the holidays are C or "
                "they are D"
            ),
        ] == [*map(str, both)]
        html = attrs.evolve(year, rules=(both,))._repr_html_()
        assert "<td></td><td>A is excluded too or B is</td></tr>" in html
        assert "<td>the holidays are C or they are D</td><td></td></tr>" in html

    def test_a_clock_says_on_how_many_days_it_stops(self) -> None:
        """Of 2025: three closed by executive order (January 9, December 24 and 26).

        Of New Hampshire in 2026: Juneteenth and the observed July 3 are federal alone, the biennial
        election is the state's alone. A form of before 2010 named federal holidays.
        """
        assert (
            "8 C.F.R. § 287.7(d): the clock stops on Saturdays and Sundays and, in our reading, on "
            "11 holidays, those of 5 U.S.C. § 6103(a), and in other readings on 3 more; the rule "
            "does not list its holidays"
        ) == str(entry(2025, REGULATION))
        assert (
            "N.H. Rev. Stat. Ann. § 30-B:1, III: the clock stops on Saturdays and Sundays and, in "
            "our reading, on 10 holidays and on 2 more, and in other readings on 1 more; the rule "
            "does not list its holidays"
        ) == str(entry(2026, "us-nh-30-b-1", "NH"))
        assert (
            "Form I-247 (before 2010): the clock stops on Saturdays and Sundays, on 10 holidays, "
            "and on 1 more in other readings"
        ) == str(entry(2008, "form-i-247-before-2010"))

    def test_a_clock_may_run_on_holidays(self) -> None:
        """Of a rule of which all was read: it stops on no day, or on weekends alone."""
        form = entry(2026, "form-i-247a")
        none = attrs.evolve(form.rule, leaves_open=())
        days_off = frozenset({ExcludedDays.SATURDAYS, ExcludedDays.SUNDAYS})
        weekend = attrs.evolve(none, excludes=days_off)

        assert [
            "Form I-247A: the clock runs on Saturdays, Sundays and holidays too",
            "Form I-247A: the clock stops on Saturdays and Sundays, and runs on holidays",
        ] == [str(attrs.evolve(form, rule=rule)) for rule in (none, weekend)]

    def test_one_is_one(self) -> None:
        """In the singular."""
        one = attrs.evolve(entry(2026, REGULATION), holidays=entry(2026, REGULATION).holidays[:1])

        assert (
            "8 C.F.R. § 287.7(d): the clock stops on Saturdays and Sundays and, in our reading, on "
            "1 holiday, that of 5 U.S.C. § 6103(a); the rule does not list its holidays"
        ) == str(one)

    def test_every_day_is_cited(self) -> None:
        """And each citation leads to its authority."""
        year = holidays_of_year(2025, jurisdiction="DC")
        cited = {cite for e in year for holiday in e for cite in holiday.citations}

        assert cited <= {*year.explanation.citations}

    def test_in_a_notebook_it_is_a_table(self) -> None:
        """A row for each day."""
        html = holidays_of_year(2025, jurisdiction="US-DC")._repr_html_()

        assert html.startswith("<p>Holidays in 2025, District of Columbia<br>Form I-247A: ")
        assert (
            "<table><tr>"
            '<th scope="col">rule</th><th scope="col">day</th><th scope="col">holiday</th>'
            '<th scope="col">hours run if</th><th scope="col">hours do not run if</th></tr>'
            "<tr><td>8 C.F.R. § 287.7(d)</td><td>Wednesday, January 1, 2025</td>"
            "<td>New Year&#x27;s Day</td><td></td><td></td></tr>"
        ) in html
        assert (
            "<td>Monday, January 20, 2025</td>"
            "<td>Martin Luther King Jr. Day, Inauguration Day</td><td></td><td></td>"
        ) in html
        assert (
            "<td>Wednesday, December 24, 2025</td>"
            "<td>federal offices closed: day before Christmas Day</td><td></td>"
            "<td>days closed by executive order are excluded too</td>"
        ) in html
        assert html.endswith(
            f"</table><p><small>{catalog.about().closing_on_policy} "
            f"Made with {catalog.made_with()}.</small></p>"
        )

    def test_a_day_of_two_holidays_names_both(self) -> None:
        """In the District, of 2025."""
        days = {str(holiday) for holiday in entry(2025, REGULATION, "US-DC").holidays}

        assert {"Monday, January 20, 2025: Martin Luther King Jr. Day, Inauguration Day"} == {
            day for day in days if "January 20" in day
        }

    def test_a_row_names_each_reading_on_which_a_day_is_counted(self) -> None:
        """Not that of the District's own list, which moves it as well."""
        assert (
            "<td>Friday, July 3, 2015</td><td>Independence Day (observed)</td>"
            "<td>the holidays are federal holidays on their own dates only</td><td></td>"
        ) in holidays_of_year(2015, jurisdiction="US-DC")._repr_html_()

    @pytest.mark.parametrize("year", [1970, 2101, True, 2026.0, "2026", None, [2026]])
    def test_a_year_that_is_not_known_is_refused(self, year: Any) -> None:
        """The list was compared with the statute for 1971 to 2100."""
        with pytest.raises(CoverageError) as caught:
            holidays_of_year(year)

        shown = "a list of 1" if isinstance(year, list) else repr(year)
        assert (
            f"year: got {shown}, expected a year from 1971 to 2100. The list of federal holidays "
            "was checked for those years only."
        ) == str(caught.value)
