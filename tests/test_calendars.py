"""Which days are holidays, held against the statute's own words, and how calendars join."""

import pickle
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import attrs
import holidays
import pytest
import statute

from detainerlib import catalog, hold_deadline, local_time
from detainerlib.errors import CalendarError, CoverageError, DetainerError, NotADayError
from detainerlib.holds.clock import local_days
from detainerlib.holds.terms import is_by_order
from detainerlib.sources.citations import Citation, Evidence
from detainerlib.times import calendars, federal_list
from detainerlib.times.calendars import (
    CalendarUnion,
    Closure,
    ClosureCalendar,
    CustomDays,
    FederalHolidays,
    HolidayCalendar,
    HolidayReading,
    Observed,
)

# The private names that are needed: what keeps a year's holidays, and what lists them.
federal_days: Final[Any] = vars(calendars)["_federal_days"]
united_states: Final[Any] = vars(federal_list)["_united_states"]

READINGS: Final[tuple[statute.Observed, ...]] = ("both", "saturday", "none")
YEARS: Final = range(1971, 2101)
DAYS: Final = [date(1971, 1, 1) + timedelta(days=count) for count in range(47_482)]

ORDER = Citation(authority="made-up-order", evidence=Evidence.BACKGROUND, gaps=("the order",))
FULL_DAY = Closure(
    id="closure-full",
    day=date(2025, 12, 26),
    reason="day after Christmas",
    half_day=False,
    citation=ORDER,
)
HALF_DAY = Closure(
    id="closure-half",
    day=date(2025, 12, 24),
    reason="last half of the day",
    half_day=True,
    citation=ORDER,
)
ALONE = CustomDays({date(2025, 3, 31): "Cesar Chavez Day"})
OTHER = CustomDays({date(2025, 3, 31): "County Day", date(2025, 4, 1): "Fair"})

NO_DAY = (
    "{where}: got {given}, expected a datetime.date without a time of day. "
    "Use value.date() for a datetime, or date.fromisoformat(value) for text."
)
NOT_COVERED = (
    "calendar: got {given}, expected a day in 1971-2100. The federal list was checked for those "
    "years only; for others give the holidays yourself with calendar=CustomDays({{day: reason}})."
)
NOON = datetime(2025, 7, 4, 12)  # noqa: DTZ001 (refused with and without a zone)

Release = Callable[..., dict[date, str]]


def differences(observed: statute.Observed) -> set[date]:
    """Give the days on which the calendar and the statute disagree, 1971 to 2100."""
    calendar = FederalHolidays(observed=observed)
    found = {day for day in DAYS if day in calendar}
    return found ^ statute.holidays_observed(YEARS, observed)


class TestFederalHolidays:
    """The legal public holidays, compared day by day with the rules of the statute."""

    def test_are_asked_for_on_every_day(self) -> None:
        """The days compared run from the first covered to the last."""
        assert (date(1971, 1, 1), date(2100, 12, 31)) == (DAYS[0], DAYS[-1])

    @pytest.mark.parametrize("observed", READINGS)
    def test_are_those_of_the_statute(self, observed: statute.Observed) -> None:
        """In each reading of the word, on each of 47,482 days."""
        assert set() == differences(observed)

    def test_move_both_ways_unless_another_reading_is_asked_for(self) -> None:
        """The default is the reading with days in lieu on Friday and on Monday."""
        assert FederalHolidays(observed="both") == FederalHolidays()

    @pytest.mark.parametrize(
        ("day", "names"),
        [
            (date(2026, 1, 1), ("New Year's Day",)),
            (date(2026, 1, 19), ("Martin Luther King Jr. Day",)),
            (date(2026, 2, 16), ("Washington's Birthday",)),
            (date(2026, 5, 25), ("Memorial Day",)),
            (date(2026, 6, 19), ("Juneteenth National Independence Day",)),
            (date(2026, 7, 3), ("Independence Day (observed)",)),
            (date(2026, 7, 4), ("Independence Day",)),
            (date(2026, 9, 7), ("Labor Day",)),
            (date(2026, 10, 12), ("Columbus Day",)),
            (date(2026, 11, 11), ("Veterans Day",)),
            (date(2026, 11, 26), ("Thanksgiving Day",)),
            (date(2026, 12, 25), ("Christmas Day",)),
            (date(2023, 1, 2), ("New Year's Day (observed)",)),
            (date(2026, 7, 2), ()),
        ],
    )
    def test_are_named(self, day: date, names: tuple[str, ...]) -> None:
        """Each by its name, and a day in lieu by that of its holiday."""
        assert names == FederalHolidays().reasons(day)

    def test_of_one_year_are_eleven(self) -> None:
        """Eleven holidays of 2026, and no other day, on their own dates."""
        calendar = FederalHolidays(observed="none")
        found = [day for day in DAYS if day.year == 2026 and day in calendar]

        assert sorted(statute.statutory_holidays(2026)) == found

    @pytest.mark.parametrize(
        ("day", "both", "saturday", "none"),
        [
            # Independence Day 2026 is a Saturday.
            ("2026-07-03", True, True, False),
            # January 1, 2023 is a Sunday.
            ("2023-01-02", True, False, False),
            # January 1, 2022 is a Saturday: in lieu on 31 December of the year before.
            ("2021-12-31", True, True, False),
            ("2022-01-01", True, True, True),
            # Juneteenth is a holiday since 2021, and was a Saturday in that year.
            ("2020-06-19", False, False, False),
            ("2021-06-18", True, True, False),
            ("2021-06-19", True, True, True),
            ("2022-06-20", True, False, False),
            # Veterans Day was the fourth Monday in October from 1971 to 1977.
            ("1971-10-25", True, True, True),
            ("1971-11-11", False, False, False),
            ("1977-10-24", True, True, True),
            ("1977-11-11", False, False, False),
            ("1978-10-23", False, False, False),
            ("1978-11-11", True, True, True),
            ("1978-11-10", True, True, False),
            # The third Monday in January is a holiday since 1986.
            ("1985-01-21", False, False, False),
            ("1986-01-20", True, True, True),
        ],
    )
    def test_turn_on_the_reading(
        self, day: str, both: object, saturday: object, none: object
    ) -> None:
        """The days at which a reading, or a change of the statute, decides."""
        found = tuple(
            date.fromisoformat(day) in FederalHolidays(observed=observed) for observed in READINGS
        )

        assert (both, saturday, none) == found

    def test_leave_executive_closures_out(self) -> None:
        """A closure by executive order is no statutory holiday, whatever the reading."""
        found = [closure.day for closure in catalog.closures() if closure.day in FederalHolidays()]

        assert [] == found

    @pytest.mark.parametrize("given", ["sunday", "", None, [], Observed])
    def test_refuse_another_reading(self, given: Any) -> None:
        """There are three."""
        with pytest.raises(CalendarError) as caught:
            FederalHolidays(observed=given)

        assert (
            f"observed: got {given!r}, expected 'both', 'saturday' or 'none'. See FederalHolidays."
        ) == str(caught.value)
        assert ("observed", given) == (caught.value.where, caught.value.given)

    @pytest.mark.parametrize("observed", Observed)
    def test_take_a_reading_or_its_name(self, observed: Observed) -> None:
        """The value and the member mean the same."""
        assert FederalHolidays(observed=observed) == FederalHolidays(observed=observed.value)

    def test_refuse_a_datetime(self) -> None:
        """A datetime equals no date, so it would never be a holiday; it is refused."""
        with pytest.raises(NotADayError) as caught:
            FederalHolidays().reasons(NOON)

        assert NO_DAY.format(where="day", given="2025-07-04T12:00:00 (no zone)") == str(
            caught.value
        )

    @pytest.mark.parametrize(
        ("given", "shown"),
        [(NOON, "2025-07-04T12:00:00 (no zone)"), ("2025-07-04", "'2025-07-04'"), (None, "None")],
    )
    def test_contain_days_only(self, given: object, shown: str) -> None:
        """`in` asks of a day; of anything else it is refused, not denied."""
        with pytest.raises(NotADayError) as caught:
            bool(given in FederalHolidays())

        assert NO_DAY.format(where="day", given=shown) == str(caught.value)

    def test_cross_a_pickle(self) -> None:
        """A calendar is a value."""
        calendar = FederalHolidays(observed="none")

        assert calendar == pickle.loads(pickle.dumps(calendar))  # noqa: S301 (bytes of our own)


class TestCoverage:
    """The years for which the list was held against the statute."""

    @pytest.mark.parametrize("day", [date(1970, 12, 31), date(2101, 1, 1), date.min, date.max])
    @pytest.mark.parametrize("observed", READINGS)
    def test_a_day_outside_is_refused(self, observed: statute.Observed, day: date) -> None:
        """Unknown is not the same as no holiday."""
        with pytest.raises(CoverageError) as caught:
            FederalHolidays(observed=observed).reasons(day)

        assert NOT_COVERED.format(given=day) == str(caught.value)
        assert ("calendar", day) == (caught.value.where, caught.value.given)

    def test_the_first_day_is_covered(self) -> None:
        """January 1, 1971 is a holiday in every reading."""
        found = [FederalHolidays(observed=reading).reasons(DAYS[0]) for reading in READINGS]

        assert [("New Year's Day",)] * 3 == found

    def test_the_last_day_is_in_lieu_of_a_day_beyond(self) -> None:
        """January 1, 2101 is a Saturday, so December 31, 2100 is observed in its stead."""
        found = [FederalHolidays(observed=reading).reasons(DAYS[-1]) for reading in READINGS]

        assert [("New Year's Day (observed)",), ("New Year's Day (observed)",), ()] == found

    def test_a_union_covers_what_its_parts_cover(self) -> None:
        """A county's own day does not make the federal list reach further."""
        joined = FederalHolidays() | CustomDays({date(1970, 12, 31): "Fair"})
        with pytest.raises(CoverageError) as caught:
            joined.reasons(date(1970, 12, 31))

        assert NOT_COVERED.format(given="1970-12-31") == str(caught.value)

    def test_own_days_are_known_in_every_year(self) -> None:
        """Whoever names the days answers for the rest."""
        assert () == ALONE.reasons(date(1492, 1, 1))


class TestAReleaseOfHolidays:
    """A release of holidays that lists other days than the statute is refused, and told."""

    REMEDY: Final = (
        " Install another release of the holidays package or, if Congress changed the section, a "
        "newer detainerlib. Until then give the holidays yourself with "
        "calendar=CustomDays({day: reason})."
    )

    @pytest.fixture(autouse=True)
    def _read_anew(self) -> Iterator[None]:
        kept = (federal_days, federal_list.federal_days)
        for days in kept:
            days.cache_clear()
        yield
        for days in kept:
            days.cache_clear()

    @pytest.fixture
    def release(self, monkeypatch: pytest.MonkeyPatch) -> Callable[[Release], None]:
        """Put another release in the place of the real one."""

        def put(other: Release) -> None:
            monkeypatch.setattr(federal_list, "days_listed", other)
            monkeypatch.setattr(holidays, "__version__", "0.999")
            # Days that another test asked for are kept.
            local_days.cache_clear()

        return put

    def refusal(self, year: int, observed: statute.Observed) -> str:
        """Give what is said where the calendar is asked for a day of a year."""
        with pytest.raises(CalendarError) as caught:
            FederalHolidays(observed=observed).reasons(date(year, 3, 3))
        return str(caught.value)

    @pytest.mark.parametrize("observed", READINGS)
    def test_that_drops_a_day(
        self, observed: statute.Observed, release: Callable[[Release], None]
    ) -> None:
        """Refused in that year, and in no other."""
        real, lost = federal_list.days_listed, date(2026, 6, 19)
        release(
            lambda *given, **named: {k: v for k, v in real(*given, **named).items() if k != lost}
        )

        assert (
            "calendar: got the 2026 list of holidays 0.999, without 2026-06-19, expected the days "
            f"of 5 U.S.C. § 6103(a).{self.REMEDY}"
        ) == self.refusal(2026, observed)
        assert date(2025, 6, 19) in FederalHolidays(observed=observed)

    @pytest.mark.parametrize("observed", READINGS)
    def test_that_adds_a_day(
        self, observed: statute.Observed, release: Callable[[Release], None]
    ) -> None:
        """As an executive closure among the holidays."""
        real, added = federal_list.days_listed, date(2025, 12, 26)
        release(lambda *given, **named: {**real(*given, **named), added: "Closed"})

        assert "the 2025 list of holidays 0.999, with 2025-12-26, expected" in (
            self.refusal(2025, observed)
        )

    def test_that_moves_no_day(self, release: Callable[[Release], None]) -> None:
        """A release that forgets days in lieu is told by the readings that have them."""
        real = federal_list.days_listed
        release(lambda *given, **named: dict(real(*given, **{**named, "observed": False})))

        for observed in ("both", "saturday"):
            assert "without 2026-07-03, expected" in self.refusal(2026, observed)
        assert set() == differences("none")

    def test_that_has_no_day_at_all(self, release: Callable[[Release], None]) -> None:
        """Three of the days are named, the rest is counted, and the message can be logged."""
        release(lambda *_, **__: {})
        message = self.refusal(2026, "both")

        assert (
            "without 2026-01-01, without 2026-01-19, without 2026-02-16 and 9 more, expected"
        ) in message
        assert len(message) <= 400

    def test_that_lists_three_other_days(self, release: Callable[[Release], None]) -> None:
        """Those that are missing first, each in the order of the year, and no rest is counted."""
        real = federal_list.days_listed
        lost, *added = date(2026, 6, 19), date(2026, 12, 24), date(2026, 3, 2)
        release(
            lambda *given, **named: {
                **{day: name for day, name in real(*given, **named).items() if day != lost},
                **dict.fromkeys(added, "Closed"),
            }
        )

        assert (
            "calendar: got the 2026 list of holidays 0.999, without 2026-06-19, with 2026-03-02, "
            f"with 2026-12-24, expected the days of 5 U.S.C. § 6103(a).{self.REMEDY}"
        ) == self.refusal(2026, "none")

    def test_without_a_file_of_its_own(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """In a zip the country is asked for as usual, and lists the same days."""
        alone = dict.fromkeys(federal_list.days_listed(range(1971, 2101), observed=True))
        united_states.cache_clear()

        def is_file(_path: Path) -> bool:
            return False

        monkeypatch.setattr(Path, "is_file", is_file)

        assert alone == dict.fromkeys(federal_list.days_listed(range(1971, 2101), observed=True))
        united_states.cache_clear()

    def test_without_a_version(
        self, release: Callable[[Release], None], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """As one that was packed without it."""
        release(lambda *_, **__: {})
        monkeypatch.delattr(holidays, "__version__")

        assert "got the 2026 list of holidays, without" in self.refusal(2026, "both")

    def test_stops_a_deadline(self, release: Callable[[Release], None]) -> None:
        """No answer is given rather than a wrong one; a clock without holidays still runs."""
        release(lambda *_, **__: {})
        thursday = local_time("7/2/2026 5pm", zone="America/Chicago")

        # The days of a clock are kept, and of this one no other test asks for any.
        own = FederalHolidays() | CustomDays({date(2026, 3, 3): "no other test has it"})

        with pytest.raises(CalendarError, match="without 2026-"):
            hold_deadline(thursday, calendar=own)
        assert local_time("7/4/2026 5pm", zone="America/Chicago") == hold_deadline(
            thursday, rule="form-i-247a"
        )

    def test_in_other_words_is_no_other(self, release: Callable[[Release], None]) -> None:
        """Days are compared; what they are called is on file, whatever language is set."""
        real = federal_list.days_listed
        release(lambda *given, **named: dict.fromkeys(real(*given, **named), "Feiertag"))

        assert [set(), set(), set()] == [differences(observed) for observed in READINGS]
        assert ("Independence Day",) == FederalHolidays().reasons(date(2026, 7, 4))


class TestClosures:
    """Executive-order closures, opted in as if they were holidays."""

    def test_give_their_reason(self) -> None:
        """The reason says that it is a closure."""
        assert ("federal offices closed: day after Christmas",) == ClosureCalendar(
            [FULL_DAY]
        ).reasons(FULL_DAY.day)

    def test_of_half_a_day_never_stop_a_clock(self) -> None:
        """The first half of that day was worked."""
        assert () == ClosureCalendar([HALF_DAY]).reasons(HALF_DAY.day)

    def test_on_record_of_half_a_day_never_stop_a_clock(self) -> None:
        """Nor do those of the catalog."""
        calendar = ClosureCalendar(catalog.closures())
        halves = [closure.day for closure in catalog.closures() if closure.half_day]

        assert halves
        assert [] == [day for day in halves if day in calendar]

    def test_on_record_of_a_full_day_are_in(self) -> None:
        """Every full-day closure of the catalog stops a clock that opted in."""
        calendar = ClosureCalendar(catalog.closures())
        full = [closure.day for closure in catalog.closures() if not closure.half_day]

        assert full
        assert [] == [day for day in full if day not in calendar]

    def test_are_told_from_holidays(self) -> None:
        """Also beside them: that an order stops a clock is argued, and no source adopts it."""
        federal, closed = FederalHolidays(), ClosureCalendar([FULL_DAY])
        calendars_by_order = {None: False, federal: False, closed: True, federal | closed: True}

        assert calendars_by_order == {each: is_by_order(each) for each in calendars_by_order}

    def test_leave_other_days_alone(self) -> None:
        """A closure is one day."""
        assert () == ClosureCalendar([FULL_DAY]).reasons(date(2024, 12, 26))

    def test_stand_in_the_order_of_their_days(self) -> None:
        """However they were given, and each once."""
        calendar = ClosureCalendar([FULL_DAY, HALF_DAY, FULL_DAY])

        on_record = catalog.closures()

        assert (HALF_DAY, FULL_DAY) == calendar.closures
        assert tuple(sorted(on_record, key=lambda record: (record.day, record.id))) == (
            ClosureCalendar(on_record[::-1]).closures
        )

    def test_on_one_day_give_both_reasons(self) -> None:
        """Two orders for one day are two reasons."""
        other = attrs.evolve(FULL_DAY, id="closure-other", reason="mark of respect")

        assert (
            "federal offices closed: day after Christmas",
            "federal offices closed: mark of respect",
        ) == ClosureCalendar([other, FULL_DAY]).reasons(FULL_DAY.day)

    def test_may_be_none(self) -> None:
        """An empty selection is a calendar without holidays."""
        assert () == ClosureCalendar([]).reasons(FULL_DAY.day)

    @pytest.mark.parametrize(
        ("closures", "expected"),
        [
            ([], "no days when executive orders closed federal offices"),
            ([HALF_DAY], "no days when executive orders closed federal offices"),
            ([HALF_DAY, FULL_DAY], "a day when an executive order closed federal offices"),
            (
                [FULL_DAY, attrs.evolve(FULL_DAY, id="b", day=date(2025, 1, 9))],
                "days when executive orders closed federal offices",
            ),
        ],
    )
    def test_are_told_in_the_label(self, closures: list[Closure], expected: str) -> None:
        """Half days are no part of what is out of the count."""
        assert expected == ClosureCalendar(closures).label

    @pytest.mark.parametrize(
        ("given", "shown"),
        [([date(2025, 12, 26)], "2025-12-26"), (["closure-full"], "'closure-full'")],
    )
    def test_are_records(self, given: Any, shown: str) -> None:
        """A day without an order is one of the caller's own."""
        with pytest.raises(CalendarError) as caught:
            ClosureCalendar(given)

        assert (
            f"closures: got {shown}, expected records of the catalog. "
            "For days of your own use CustomDays({day: reason})."
        ) == str(caught.value)

    def test_refuse_what_is_no_list_of_records(self) -> None:
        """catalog.closures without its parentheses is a function."""
        given: Any = catalog.closures
        with pytest.raises(CalendarError) as caught:
            ClosureCalendar(given)

        assert (
            "closures: got a function, expected records of the catalog. "
            "For days of your own use CustomDays({day: reason})."
        ) == str(caught.value)

    def test_have_a_day_and_no_datetime(self) -> None:
        """A record names a day."""
        with pytest.raises(NotADayError) as caught:
            attrs.evolve(FULL_DAY, day=NOON)

        assert NO_DAY.format(where="day", given="2025-07-04T12:00:00 (no zone)") == str(
            caught.value
        )


class TestCustomDays:
    """Days named by the caller, each with its reason."""

    def test_give_their_reason(self) -> None:
        """In the caller's words."""
        assert ("Cesar Chavez Day",) == ALONE.reasons(date(2025, 3, 31))

    def test_leave_other_days_alone(self) -> None:
        """The same date of another year is another day."""
        assert () == ALONE.reasons(date(2026, 3, 31))

    def test_stand_in_order(self) -> None:
        """The order in which a mapping was written does not matter."""
        turned = CustomDays({date(2025, 4, 1): "Fair", date(2025, 3, 31): "County Day"})

        assert OTHER == turned

    @pytest.mark.parametrize(
        ("count", "expected"),
        [
            (0, "0 days named by the caller"),
            (1, "1 day named by the caller"),
            (2, "2 days named by the caller"),
        ],
    )
    def test_are_told_in_the_label(self, count: int, expected: str) -> None:
        """One is a day, several are days."""
        calendar = CustomDays(dict.fromkeys(DAYS[:count], "Fair"))

        assert expected == calendar.label

    @pytest.mark.parametrize(
        ("given", "shown"),
        [(NOON, "2025-07-04T12:00:00 (no zone)"), ("2025-07-04", "'2025-07-04'")],
    )
    def test_are_days(self, given: Any, shown: str) -> None:
        """A datetime or a text names no day."""
        with pytest.raises(NotADayError) as caught:
            CustomDays({given: "Fair"})

        assert NO_DAY.format(where="days", given=shown) == str(caught.value)

    @pytest.mark.parametrize("given", ["", "  ", None, 5])
    def test_have_a_reason(self, given: Any) -> None:
        """An answer that leaves a day out says why."""
        with pytest.raises(CalendarError) as caught:
            CustomDays({date(2025, 3, 31): given})

        assert (
            f"days: got {given!r}, expected a reason for 2025-03-31. Say why the day is out."
        ) == str(caught.value)
        assert ("days", given) == (caught.value.where, caught.value.given)

    @pytest.mark.parametrize(
        ("given", "shown"),
        [
            ([date(2025, 3, 31)], "a list of 1"),
            ("2025-03-31", "'2025-03-31'"),
            (None, "None"),
        ],
    )
    def test_are_made_of_a_mapping(self, given: Any, shown: str) -> None:
        """A bare list of days gives no reasons."""
        with pytest.raises(CalendarError) as caught:
            CustomDays(given)

        assert (
            f"days: got {shown}, expected a mapping of days to reasons. "
            "Write CustomDays({day: reason})."
        ) == str(caught.value)

    def test_are_made_of_their_own_pairs(self) -> None:
        """As `attrs.evolve` makes them."""
        assert ALONE == CustomDays(ALONE.days)
        assert ALONE == attrs.evolve(ALONE)


class Compared(date):
    """A day that counts how often it is compared with another."""

    count = 0

    def __eq__(self, other: object) -> bool:
        """Count, and compare."""
        Compared.count += 1
        return super().__eq__(other)

    def __lt__(self, other: date) -> bool:
        """Count, and compare."""
        Compared.count += 1
        return super().__lt__(other)

    __hash__ = date.__hash__


@pytest.mark.parametrize(
    "calendar",
    [
        CustomDays({FULL_DAY.day + timedelta(days=n): f"day {n}" for n in range(2_000)}),
        ClosureCalendar(
            attrs.evolve(FULL_DAY, id=f"closure-{n}", day=FULL_DAY.day + timedelta(days=n))
            for n in range(2_000)
        ),
    ],
    ids=["custom days", "closures"],
)
def test_a_day_is_looked_up(calendar: HolidayCalendar) -> None:
    """Not sought from end to end: of 30,000 days one deadline took 40 seconds."""
    for n in (-1, 0, 1_000, 1_999, 2_000):
        later = FULL_DAY.day + timedelta(days=n)
        Compared.count = 0
        reasons = calendar.reasons(Compared(later.year, later.month, later.day))

        assert len(reasons) == (0 <= n < 2_000)
        assert Compared.count < 50


class TestUnion:
    """Calendars joined by `|`."""

    JOINED = FederalHolidays() | ClosureCalendar([FULL_DAY]) | ALONE

    def test_has_the_days_of_all(self) -> None:
        """A day is a holiday when it is one in any part."""
        days = [date(2025, 12, 25), date(2025, 12, 26), date(2025, 3, 31), date(2025, 3, 30)]

        assert [True, True, True, False] == [day in self.JOINED for day in days]

    def test_gives_the_reasons_of_all(self) -> None:
        """A day that is out for two reasons gives both."""
        assert ("Cesar Chavez Day", "County Day") == (ALONE | OTHER).reasons(date(2025, 3, 31))

    def test_gives_a_reason_once(self) -> None:
        """The same words from two parts are one reason."""
        again = CustomDays({date(2025, 3, 31): "Cesar Chavez Day", date(2025, 4, 1): "Fair"})

        assert ("Cesar Chavez Day",) == (ALONE | again).reasons(date(2025, 3, 31))

    def test_is_flat(self) -> None:
        """A union of unions has the calendars themselves as its parts."""
        joined = (FederalHolidays() | ALONE) | (OTHER | FederalHolidays(observed="none"))

        assert {FederalHolidays(), ALONE, OTHER, FederalHolidays(observed="none")} == set(
            joined.parts
        )

    def test_is_idempotent(self) -> None:
        """A calendar joined with itself is itself."""
        assert ALONE is ALONE | CustomDays({date(2025, 3, 31): "Cesar Chavez Day"})

    def test_takes_each_part_once(self) -> None:
        """Joining a part again adds nothing."""
        assert self.JOINED == self.JOINED | ALONE

    def test_is_commutative(self) -> None:
        """The order in which calendars were joined does not matter, nor for a hash."""
        one, other = FederalHolidays() | ALONE, ALONE | FederalHolidays()

        assert (one, hash(one)) == (other, hash(other))

    def test_is_associative(self) -> None:
        """Nor do parentheses."""
        federal = FederalHolidays()

        assert (federal | ALONE) | OTHER == federal | (ALONE | OTHER)

    def test_prints_the_same_whatever_the_order(self) -> None:
        """What is equal gives the same reasons and the same label, from run to run."""
        one, other = ALONE | OTHER, OTHER | ALONE
        day = date(2025, 3, 31)

        assert (one.reasons(day), one.label) == (other.reasons(day), other.label)

    def test_has_its_parts_in_an_order_of_their_own(self) -> None:
        """The federal list first, then by kind, by label, and by what they hold."""
        days = [CustomDays({date(2025, 3, day): "Fair"}) for day in (25, 23, 21, 24, 22)]
        closures = [
            ClosureCalendar([HALF_DAY, attrs.evolve(FULL_DAY, day=date(2025, 3, day))])
            for day in (23, 22, 25, 24, 21)
        ]
        joined = OTHER | self.JOINED
        for calendar in (*days, *closures):
            joined |= calendar

        assert (
            FederalHolidays(),
            ClosureCalendar([FULL_DAY]),
            *(closures[place] for place in (4, 1, 0, 3, 2)),
            *(CustomDays({date(2025, 3, day): "Fair"}) for day in range(21, 26)),
            ALONE,
            OTHER,
        ) == joined.parts
        assert (
            "federal holidays, also those observed on Friday or Monday, and a day when an "
            "executive order closed federal offices, and 1 day named by the caller"
        ) == self.JOINED.label

    def test_differs_from_its_parts(self) -> None:
        """A union with another part is another calendar."""
        assert FederalHolidays() | ALONE != FederalHolidays() | OTHER

    def test_of_one_part_has_that_part(self) -> None:
        """A calendar that is no union is its own only part."""
        assert (ALONE,) == ALONE.parts

    def test_is_labelled_by_its_parts(self) -> None:
        """All labels, joined by "and"."""
        assert (
            "federal holidays, also those observed on Friday or Monday, and 1 day named by the "
            "caller"
        ) == (FederalHolidays() | ALONE).label

    def test_joins_calendars_only(self) -> None:
        """A set of days has no reasons."""
        days: Any = {date(2025, 3, 31)}
        with pytest.raises(TypeError) as caught:
            _ = FederalHolidays() | days

        assert "unsupported operand type(s) for |: 'FederalHolidays' and 'set'" == str(caught.value)

    def test_joins_a_calendar_of_the_callers(self) -> None:
        """Whoever writes a calendar can join it."""

        class Sabbath(HolidayCalendar):
            """Every Saturday."""

            @property
            def label(self) -> str:
                """What it holds."""
                return "every Saturday"

            def reasons(self, day: date) -> tuple[str, ...]:
                """Saturday, on Saturdays."""
                return ("Saturday",) if day.weekday() == statute.SATURDAY else ()

        joined = ALONE | Sabbath()

        assert [("Saturday",), ("Cesar Chavez Day",), ()] == [
            joined.reasons(date(2025, 3, day)) for day in (29, 31, 30)
        ]

    def test_crosses_a_pickle(self) -> None:
        """A union is a value."""
        copied = pickle.loads(pickle.dumps(self.JOINED))  # noqa: S301 (bytes of our own)

        assert (self.JOINED, hash(self.JOINED)) == (copied, hash(copied))

    def test_of_nothing_is_refused(self) -> None:
        """It would be a calendar without a name, under which every holiday is counted."""
        with pytest.raises(CalendarError) as caught:
            CalendarUnion(())

        assert "joined: got (), expected calendars. Join them by `|`, or use CustomDays({})." == (
            str(caught.value)
        )

    def test_is_made_by_joining(self) -> None:
        """The operator gives a union of its own kind."""
        assert isinstance(self.JOINED, CalendarUnion)


class TestLabels:
    """What a calendar holds, in a few words."""

    @pytest.mark.parametrize(
        ("observed", "expected"),
        [
            ("both", "federal holidays, also those observed on Friday or Monday"),
            ("saturday", "federal holidays, also those observed on Friday"),
            ("none", "federal holidays on their own dates only"),
        ],
    )
    def test_name_the_reading(self, observed: statute.Observed, expected: str) -> None:
        """Two readings never share a label."""
        assert expected == FederalHolidays(observed=observed).label


class TestHolidayReading:
    """What is assumed about the word "holidays"."""

    @pytest.mark.parametrize(
        ("name", "given", "expected"),
        [
            ("id", "Both", "an id of lowercase letters, digits, dots and hyphens"),
            ("summary", "", "a non-empty string"),
        ],
    )
    def test_refuses(self, name: str, given: str, expected: str) -> None:
        """A reading has an id and says what it assumes."""
        fields: dict[str, Any] = {"id": "both", "summary": "An assumption.", name: given}
        with pytest.raises(DetainerError) as caught:
            HolidayReading(**fields, citation=ORDER)

        assert f"{name}: got {given!r}, expected {expected}." == str(caught.value)

    @pytest.mark.parametrize("observed", Observed)
    def test_is_on_record_for_each(self, observed: Observed) -> None:
        """No reading is offered that nothing is cited for."""
        reading = catalog.holiday_reading(observed.value)

        assert Evidence.TEXT is reading.citation.evidence


@pytest.mark.parametrize(
    "calendar",
    [FederalHolidays(), ClosureCalendar(catalog.closures()), CustomDays({})],
    ids=["federal", "closures", "custom"],
)
def test_every_calendar_names_the_day_it_refuses(calendar: HolidayCalendar) -> None:
    """A datetime is no day, and the parameter is named."""
    with pytest.raises(NotADayError) as caught:
        calendar.reasons(datetime(2025, 7, 4, tzinfo=UTC))

    assert "day" == caught.value.where
