"""Times and zones as people type them: what is read, what is refused, and with which words."""

import re
import zoneinfo
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest
from dateutil import tz
from hypothesis import given
from hypothesis import strategies as st
from scenarios import check_each, scenarios

import detainerlib as dl
from detainerlib import catalog
from detainerlib._wording import in_words
from detainerlib.errors import (
    CoverageError,
    DetainerError,
    InstantError,
    NotADayError,
    NotAnInstantError,
    ZoneError,
)
from detainerlib.models import Citation, Evidence
from detainerlib.times import zones as zones_module
from detainerlib.times.local_time import (
    day_typed,
    local_time,
    read_time,
    time_or_day_of,
    time_or_day_typed,
    time_typed,
)
from detainerlib.times.zones import (
    ZoneNames,
    is_utc,
    place,
    spelled,
    zone_in_words,
    zones_behind_a_time,
)

TIMES: Final = scenarios("typed_times", "time")
ZONES: Final = scenarios("typed_zones", "zone")
CHICAGO: Final = ZoneInfo("America/Chicago")
ENOUGH: Final = 100
# One of each clock that a place in the United States has had since 1900.
US_ZONES: Final = (
    "America/New_York",
    "America/Detroit",
    "America/Indiana/Indianapolis",
    "America/Indiana/Knox",
    "America/Kentucky/Louisville",
    "America/Chicago",
    "America/Menominee",
    "America/North_Dakota/Beulah",
    "America/Denver",
    "America/Boise",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "America/Juneau",
    "America/Metlakatla",
    "America/Nome",
    "America/Adak",
    "Pacific/Honolulu",
    "America/Puerto_Rico",
    "America/St_Thomas",
    "Pacific/Guam",
    "Pacific/Saipan",
    "Pacific/Pago_Pago",
)
# Standard time is told apart by its letters from here on; before it, local mean time is LMT twice.
FIRST: Final = datetime(1970, 1, 2)  # noqa: DTZ001
LAST: Final = datetime(2100, 1, 1)  # noqa: DTZ001


def kind_of(typed: str) -> str:
    """Give a typed text with every number as one sign: two of one kind are one test."""
    return re.sub(r"\d+", "#", typed)


class TestTables:
    """The tables hold what they promise."""

    @pytest.mark.parametrize("table", [TIMES, ZONES], ids=["times", "zones"])
    def test_are_long_and_half_refusals(self, table: list[dict[str, Any]]) -> None:
        """At least a hundred, and each typed once."""
        refused = sum("error" in row for row in table)

        assert len(table) >= ENOUGH
        assert refused >= len(table) // 2
        assert len(table) == len({row["typed"] for row in table})


OFFER: Final = re.compile(
    r" Type (?:one of them, such as )?(?!it as)(?P<text>[^;]*(?:\d ?[ap]m|\d:\d\d|\d \d{4}))\.$"
)
"""A date and a time to type instead."""


class TestTimes:
    """A date and time, read by the clock of the facility."""

    def test_are_read_or_refused(self) -> None:
        """As the table says; an error says what was expected and what to do."""

        def check(row: dict[str, Any]) -> None:
            if "read" in row:
                found = local_time(row["typed"], zone="Central")
                assert (row["read"].isoformat(), CHICAGO) == (found.isoformat(), found.tzinfo)
                return
            with pytest.raises((NotAnInstantError, InstantError)) as caught:
                local_time(row["typed"], zone="Central")
            assert row["error"] == f"expected {caught.value.expected}. {caught.value.remedy}"
            assert ("text", row["typed"]) == (caught.value.where, caught.value.given)

        check_each(check, TIMES)

    def test_what_is_said_to_type_can_be_typed(self) -> None:
        """A remedy is true to the letter."""
        offers = [*filter(None, (OFFER.search(row.get("error", "")) for row in TIMES))]

        assert offers
        for offer in offers:
            assert local_time(offer["text"], zone="Central").year >= 1969

    def test_each_alternative_can_be_typed(self) -> None:
        """Of a time that is not settled, both instants are written out, and can be given."""

        def check(error: str) -> None:
            choices = error.rpartition(". Use ")[2].removesuffix(".")
            texts = re.split(r" or (?=[A-Z])|; or, if .*? was meant, ", choices)
            assert len(texts) >= 2
            for text in texts:
                assert text == in_words(local_time(text, zone="Central"))

        errors = [error for row in TIMES if ". Use " in (error := row.get("error", ""))]
        assert errors
        check_each(check, errors)

    @pytest.mark.parametrize(
        ("typed", "zone", "utc"),
        [
            ("7/3/2025 5pm MST", "Arizona", 24),
            ("7/3/2025 5pm Mountain Standard Time", "Arizona", 24),
            ("7/3/2025 5pm PDT", "Arizona", 24),
            ("7/3/2025 5pm PST", "Arizona", None),
            ("7/3/2025 5pm MDT", "Arizona", None),
            ("7/3/2025 5pm Mountain", "Arizona", None),
            ("7/3/2025 5pm EST", "Central", None),
            ("7/3/2025 5pm EDT", "Atlantic", 21),
            ("7/3/2025 5pm EST", "Atlantic", None),
            ("7/3/2025 5pm ADT", "Atlantic", None),
            ("7/3/2025 5pm Atlantic Daylight Time", "Atlantic", None),
            ("7/3/2025 5pm HST", "Hawaii", 27),
            ("7/3/2025 5pm HDT", "Hawaii", None),
            ("7/3/2025 5pm HDT", "Aleutian", 26),
            ("7/3/2025 5pm HST", "Aleutian", None),
            ("7/3/2025 5pm Hawaii-Aleutian Standard Time", "Hawaii", 27),
            ("7/3/2025 5pm Hawaii-Aleutian Daylight Time", "Hawaii", None),
        ],
    )
    def test_a_name_of_a_season_is_taken_where_it_is_in_force(
        self, typed: str, zone: str, utc: int | None
    ) -> None:
        """By the clock of the facility, or by another that shows the same instant."""
        if utc is None:
            with pytest.raises(InstantError, match=r"a time zone (in effect in|behind the time)"):
                local_time(typed, zone=zone)
            return

        assert datetime(2025, 7, 3, tzinfo=UTC) + timedelta(hours=utc) == local_time(
            typed, zone=zone
        )

    def test_a_name_behind_an_offset_may_be_that_of_the_facility_alone(self) -> None:
        """Of ADT no zone on record is: in Halifax its own clock shows it, in Chicago none."""
        typed = "7/3/2025 5pm -03:00 ADT"

        assert "2025-07-03T17:00:00-03:00" == local_time(typed, zone="America/Halifax").isoformat()
        with pytest.raises(InstantError, match="an offset and a time zone that agree"):
            local_time(typed, zone="Central")

    @pytest.mark.parametrize("zone", ["Pacific/Kwajalein", "Pacific/Kanton", "Pacific/Enderbury"])
    def test_an_offset_that_the_clock_of_the_facility_has_had_is_taken(self, zone: str) -> None:
        """West of the date line until 1993, and until 1979; elsewhere -12:00 may end a range."""
        noon = datetime(1979, 3, 1, 12, tzinfo=ZoneInfo(zone))

        assert "-12:00" == noon.isoformat()[-6:]
        assert noon == local_time(noon.isoformat(), zone=zone)
        with pytest.raises(InstantError, match="an offset from -11:00"):
            local_time("2025-03-01T12:00-12:00", zone=zone)

    def test_beyond_the_calendar_is_refused(self) -> None:
        """Where the other clock is in the year 10000."""
        refusals = {
            "12/31/9999 noon EST": "a time in the years 1 to 9999. Check the year.",
            "12/31/9999 8pm Eastern": (
                "a time in the years 1 to 9999 of UTC. No calendar can express it."
            ),
        }
        for typed, expected in refusals.items():
            with pytest.raises(InstantError) as caught:
                local_time(typed, zone="Pacific/Kiritimati")
            assert f"text: got {typed!r}, expected {expected}" == str(caught.value)

    def test_what_is_no_text_is_refused(self) -> None:
        """A datetime needs no reading."""
        value: Any = datetime(2025, 7, 3, 17, tzinfo=CHICAGO)
        with pytest.raises(NotAnInstantError) as caught:
            local_time(value, zone="Central")

        assert (
            "text: got 2025-07-03T17:00:00-05:00 (America/Chicago), expected a date and time such "
            "as 7/3/2025 5pm, in a text. A datetime or a date needs no reading."
        ) == str(caught.value)

    def test_is_what_a_text_given_as_a_time_is_told_to_use(self) -> None:
        """Of a release, too, as people type it."""
        typed: Any = "7/9/2025 8am"
        with pytest.raises(NotAnInstantError) as caught:
            dl.audit_hold(datetime(2025, 7, 3, 17), typed, zone="Central")  # noqa: DTZ001

        assert (
            "released: got '7/9/2025 8am', expected a datetime with a time zone, a date, or "
            "UNKNOWN. For a string use local_time(), or "
            "date.fromisoformat() where it has no time."
        ) == str(caught.value)

    def test_a_zone_is_needed_and_checked(self) -> None:
        """Nothing is read by the clock of this machine."""
        with pytest.raises(ZoneError, match="Use Pacific/Pago_Pago"):
            local_time("7/3/2025 5pm", zone="Samoa")


class TestFold:
    """A time that happened twice, or never, is decided by `fold` where it is given."""

    @pytest.mark.parametrize(
        ("typed", "fold", "read"),
        [
            ("11/2/2025 1:30am", 0, "2025-11-02T01:30:00-05:00"),
            ("11/2/2025 1:30am", 1, "2025-11-02T01:30:00-06:00"),
            ("3/9/2025 2:30am", 0, "2025-03-09T03:30:00-05:00"),
            ("3/9/2025 2:30am", 1, "2025-03-09T01:30:00-06:00"),
            ("7/3/2025 5pm", 0, "2025-07-03T17:00:00-05:00"),
            ("7/3/2025 5pm", 1, "2025-07-03T17:00:00-05:00"),
            ("11/2/2025 1:30am CST", 0, "2025-11-02T01:30:00-06:00"),
        ],
    )
    def test_decides(self, typed: str, fold: int, read: str) -> None:
        """0 is by the clocks before the change, 1 by those after; CST typed behind comes first."""
        assert read == local_time(typed, zone="Central", fold=fold).isoformat()

    @pytest.mark.parametrize("fold", [2, -1, True, "1", 1.0])
    def test_is_0_or_1(self, fold: Any) -> None:
        """As in Python."""
        with pytest.raises(DetainerError) as caught:
            local_time("7/3/2025 5pm", zone="Central", fold=fold)

        assert f"fold: got {fold!r}, expected 0 or 1. 0 is by the clocks before a change." == str(
            caught.value
        )

    @pytest.mark.parametrize("fold", [0, 1])
    def test_decides_where_a_day_is_read_as_well(self, fold: int) -> None:
        """Of a time or a day, and of what was read before its zone was known."""
        typed = "11/2/2025 1:30am"
        expected = datetime(2025, 11, 2, 1, 30, fold=fold, tzinfo=CHICAGO).isoformat()

        for found in (
            time_or_day_typed(typed, "Central", "released", fold),
            time_or_day_of(read_time(typed, "released"), typed, CHICAGO, "released", fold),
            time_typed(typed, "Central", "released", fold),
        ):
            assert expected == found.isoformat()


class TestDays:
    """A day without a time, where a day is meant or nothing more is known."""

    @pytest.mark.parametrize("typed", ["7/3/2025", "2025-07-03", "July 3, 2025", "20250703"])
    def test_are_read(self, typed: str) -> None:
        """In every way in which the date of a time is."""
        assert date(2025, 7, 3) == day_typed(typed, "--on")
        assert date(2025, 7, 3) == time_or_day_typed(typed, "Central", "released")

    @pytest.mark.parametrize(
        ("typed", "error"),
        [
            ("7/3/2025 5pm", "a date without a time. Leave out the time."),
            ("3/13", "a date such as 7/3/2025. Add the year, with four digits."),
            ("July 2025", "a date such as 7/3/2025. Add the day."),
            ("2025", "a date such as 7/3/2025. Add the month and the day."),
            (
                "31/12/2025",
                "a date with the month first. Did you mean December 31, 2025? Type 12/31/2025.",
            ),
            ("today", "a date such as 7/3/2025. Type the date itself."),
        ],
    )
    def test_are_refused(self, typed: str, error: str) -> None:
        """With what was probably meant."""
        with pytest.raises(NotADayError) as caught:
            day_typed(typed, "--on")

        assert f"--on: got {typed!r}, expected {error}" == str(caught.value)


class TestWhere:
    """What was read, and the parameter that a text was given as."""

    def test_what_is_read_before_its_zone_is_known(self) -> None:
        """The date and the time as they were typed; of a day, no time."""
        read = {
            "7/3/2025": (datetime(2025, 7, 3), False, "", False, False),  # noqa: DTZ001
            "7/3/2025 5pm CT": (datetime(2025, 7, 3, 17), True, "CT", False, False),  # noqa: DTZ001
            "7/3/2025 5pm-6": (datetime(2025, 7, 3, 17), True, "-6", True, False),  # noqa: DTZ001
            "7/3/2025 5:00": (datetime(2025, 7, 3, 5), True, "", False, True),  # noqa: DTZ001
            "7/3/2025 5:00 hrs": (datetime(2025, 7, 3, 5), True, "", False, False),  # noqa: DTZ001
            "7/3/2025 10:00": (datetime(2025, 7, 3, 10), True, "", False, True),  # noqa: DTZ001
            "2025-07-03 10:00": (datetime(2025, 7, 3, 10), True, "", False, False),  # noqa: DTZ001
            "2025-07-03 5:00": (datetime(2025, 7, 3, 5), True, "", False, True),  # noqa: DTZ001
            "2025-07-03T17:00-06:00": (datetime(2025, 7, 3, 17), True, "-06:00", False, False),  # noqa: DTZ001
        }

        for typed, expected in read.items():
            found = read_time(typed, "released")
            assert expected == found
            # True is 1, and False is 0, but None is neither.
            assert [bool, str, bool, bool] == [*map(type, found[1:])]

    def test_is_named_by_every_function(self) -> None:
        """With the text, what was expected, and what to do."""
        no_text = ", in a text. A datetime or a date needs no reading."
        twice = (
            "a local time that happens once. Clocks were set back that day, so it happened twice. "
            "Use Sunday, November 2, 2025, 1:30 a.m. CDT or Sunday, November 2, 2025, 1:30 a.m. "
            "CST."
        )
        a_time, a_day = "a date and time such as 7/3/2025 5pm", "a date such as 7/3/2025"
        calls: dict[Callable[[Any], object], dict[object, str]] = {
            lambda text: time_or_day_typed(text, "Central", "released"): {
                5: a_time + no_text,
                "bail": f"{a_time}. Type month/day/year.",
                "11/2/2025 1:30am": twice,
            },
            lambda text: time_typed(text, "Central", "released"): {
                5: a_time + no_text,
                "bail": f"{a_time}. Type month/day/year.",
                "7/3/2025": "a date with a time. Add the time, such as 5pm.",
                "11/2/2025 1:30am": twice,
            },
            lambda text: read_time(text, "released"): {
                5: a_time + no_text,
                "bail": f"{a_time}. Type month/day/year.",
            },
            lambda text: day_typed(text, "released"): {
                5: a_day + no_text,
                "bail": f"{a_day}. Type month/day/year.",
                "7/3/2025 5pm": "a date without a time. Leave out the time.",
            },
        }
        for call, refused in calls.items():
            for typed, expected in refused.items():
                with pytest.raises(DetainerError) as caught:
                    call(typed)
                assert f"released: got {typed!r}, expected {expected}" == str(caught.value)

    def test_is_named_where_only_the_facility_s_clock_is_beyond_all_years(self) -> None:
        """The instant is one, and cannot be shown."""
        with pytest.raises(CoverageError) as caught:
            local_time("12/31/9999 23:00Z", zone="Pacific/Kiritimati")

        assert (
            "text: got 9999-12-31T23:00:00+00:00 (UTC), expected a time in the years 1 to 9999. "
            "No calendar can express the answer."
        ) == str(caught.value)


class TestZones:
    """A zone by its key, or by a name that people use."""

    def test_are_read_or_refused(self) -> None:
        """As the table says."""

        def check(row: dict[str, Any]) -> None:
            if "key" in row:
                assert ZoneInfo(row["key"]) is place(row["typed"])
                return
            with pytest.raises(ZoneError) as caught:
                place(row["typed"])
            assert row["error"] == f"expected {caught.value.expected}. {caught.value.remedy}"

        check_each(check, ZONES)

    def test_what_is_offered_can_be_typed_as_it_stands(self) -> None:
        """With the common name behind the key."""

        def check(typed: str) -> None:
            with pytest.raises(ZoneError) as caught:
                place(typed)
            remedy = caught.value.remedy
            offers = re.findall(r"\b[A-Z]\w+/[\w/]+(?: \(.+?\)+(?=[,.? ]|$))?", remedy)
            assert offers
            for offer in offers:
                assert zone_in_words(place(offer).key) == offer

        check_each(check, [row["typed"] for row in ZONES if "error" in row])

    def test_each_name_on_record_stands_for_its_zone_in_any_case(self) -> None:
        """Or for none, and then the error names what may have been meant."""
        for record in catalog.zones():
            for name in (*record.names, *map(str.upper, record.names)):
                if record.key is not None:
                    assert record.key == place(name).key
                    continue
                with pytest.raises(ZoneError) as caught:
                    place(name)
                assert record.because is not None
                assert record.because in caught.value.remedy
                assert all(zone_in_words(key) in caught.value.remedy for key in record.instead)

    @pytest.mark.parametrize(
        ("name", "summer", "winter"),
        [("EST", -4, -5), ("CDT", -5, -6), ("MST", -6, -7), ("PST", -7, -8), ("HST", -10, -10)],
    )
    def test_an_abbreviation_is_the_clock_with_its_summer(
        self, name: str, summer: int, winter: int
    ) -> None:
        """Also where the tz database has a key of that name, which is another place's."""
        for month, hours in ((7, summer), (1, winter)):
            offset = datetime(2025, month, 3, tzinfo=place(name)).utcoffset()
            assert timedelta(hours=hours) == offset

    @pytest.mark.parametrize("name", ["Central", "central standard time", "CST", "us/central"])
    def test_every_function_takes_them(self, name: str) -> None:
        """Scalar functions and columns alike."""
        bulk = pytest.importorskip("detainerlib.bulk")
        np = pytest.importorskip("numpy")
        thursday = datetime(2025, 7, 3, 17, tzinfo=CHICAGO)
        deadline = dl.hold_deadline(thursday)
        column = np.array(["2025-07-03T22:00"], dtype="datetime64[us]")

        assert deadline == dl.hold_deadline(thursday, zone=name)
        assert deadline == dl.hold_readings(thursday, form="I-247A", zone=name).latest.deadline  # type: ignore[union-attr]
        assert dl.hold_bounds(date(2025, 7, 3), zone="US/Central").latest.deadline == (
            dl.hold_bounds(date(2025, 7, 3), zone=name).latest.deadline
        )
        [found] = bulk.hold_deadlines(column, zone=name)
        assert deadline == found.item().replace(tzinfo=UTC)
        [found] = bulk.hold_deadlines(column, zone=[name])
        assert deadline == found.item().replace(tzinfo=UTC)


class TestNaive:
    """A datetime without a zone, beside one, is local time there."""

    def test_in_every_function(self) -> None:
        """The same answers as with the zone on the datetime."""
        naive, aware = datetime(2025, 7, 3, 17), datetime(2025, 7, 3, 17, tzinfo=CHICAGO)  # noqa: DTZ001
        later, later_aware = naive + timedelta(days=6), aware + timedelta(days=6)
        form = "I-247A"

        assert dl.hold_window(aware) == dl.hold_window(naive, zone="Central")
        assert dl.hold_readings(aware, form=form) == dl.hold_readings(
            naive, form=form, zone="Central"
        )
        assert dl.audit_hold(aware, later_aware) == dl.audit_hold(naive, later, zone="Central")
        assert dl.counted_time(aware, later_aware) == dl.counted_time(naive, later, zone="Central")
        assert dl.hold_readings(aware, form=form).audit(later_aware) == dl.hold_readings(
            aware, form=form
        ).audit(later)

    def test_the_second_of_two_is_said_by_its_fold(self) -> None:
        """A fold of 0 is not told from one that nobody set."""
        twice = datetime(2025, 11, 2, 1, 30)  # noqa: DTZ001
        second = dl.hold_window(twice.replace(fold=1), zone="Central")

        assert "2025-11-02T01:30:00-06:00" == second.clock_starts.isoformat()
        with pytest.raises(
            InstantError, match="Clocks were set back that day, so it happened twice"
        ):
            dl.hold_window(twice, zone="Central")

    @pytest.mark.parametrize("fold", [0, 1])
    def test_one_that_never_was_is_refused(self, fold: int) -> None:
        """With both alternatives, as they can be given."""
        with pytest.raises(InstantError) as caught:
            dl.hold_window(datetime(2025, 3, 9, 2, 30, fold=fold), zone="Central")  # noqa: DTZ001

        assert (
            "custody_ends: got 2025-03-09T02:30:00 (no zone), expected a local time that exists. "
            "Clocks were set forward that day, so it was skipped. "
            "Use 2025-03-09T01:30:00-06:00 or 2025-03-09T03:30:00-05:00."
        ) == str(caught.value)


@given(
    st.sampled_from(US_ZONES),
    st.datetimes(FIRST, LAST)
    | st.dates(FIRST.date(), LAST.date()).flatmap(
        lambda day: st.sampled_from(
            [datetime(day.year, day.month, day.day), datetime(day.year, day.month, day.day, 12)]  # noqa: DTZ001
        )
    ),
)
def test_what_is_printed_as_a_time_is_read_as_the_same_instant(zone: str, moment: datetime) -> None:
    """Whole minutes, noon and midnight among them, in the zones of places in the United States."""
    instant = moment.replace(second=0, microsecond=0, tzinfo=UTC).astimezone(ZoneInfo(zone))

    assert instant.astimezone(UTC) == local_time(in_words(instant), zone=zone).astimezone(UTC)


@given(st.text(max_size=40) | st.from_regex(r"[\d/:. apmCDST-]{1,24}", fullmatch=True))
def test_any_text_is_read_or_refused_in_our_own_words(text: str) -> None:
    """And what is read is read from the text alone: it has the year in it."""
    with suppress(DetainerError):
        found = local_time(text, zone="Central")
        assert re.search(r"\d{4}", text)
        assert found.year in range(1899, 9999 + 1)


class TestPublicCases:
    """Cases that others published, each of a kind of fault."""

    def test_24_00_as_jails_write_it(self) -> None:
        """It is the midnight that ends the day, on every Python; ISO 8601 has it as well."""
        midnight = datetime(2025, 7, 4, tzinfo=CHICAGO)

        assert midnight == local_time("2025-07-03T24:00", zone="America/Chicago")
        assert midnight == local_time("7/3/2025 2400", zone="America/Chicago")

    def test_a_dateutil_zone_beyond_its_last_transition(self) -> None:
        """From 2038 on it has no summer; beside `zone=` its instant would be an hour off."""
        summer = datetime(2038, 7, 1, 17, tzinfo=tz.gettz("America/Chicago"))
        with pytest.raises(InstantError) as caught:
            dl.hold_deadline(summer, zone="America/Chicago")

        assert "a zone that knows the years after 2037" == caught.value.expected
        right = dl.hold_deadline(summer.replace(tzinfo=CHICAGO))
        assert "2038-07-06T17:00:00-05:00" == right.isoformat()

    def test_a_pytz_zone_beyond_its_last_transition(self) -> None:
        """The same of another library that reads transitions only."""
        pytz = pytest.importorskip("pytz")
        naive = datetime(2038, 7, 1, 17)  # noqa: DTZ001
        with pytest.raises(InstantError):
            dl.hold_deadline(pytz.timezone("America/Chicago").localize(naive), zone="Central")

    @pytest.mark.parametrize("key", ["America/Phoenix", "Pacific/Honolulu"])
    def test_a_zone_that_never_changes_has_lost_nothing(self, key: str) -> None:
        """It has had no summer for long, and is right in every year."""
        value = datetime(2038, 7, 1, 17, tzinfo=tz.gettz(key))

        assert dl.hold_deadline(value.replace(tzinfo=ZoneInfo(key))) == dl.hold_deadline(
            value, zone=key
        )

    @pytest.mark.parametrize(
        ("name", "key"),
        [
            ("US Eastern Standard Time", "America/Indiana/Indianapolis"),
            ("Central Standard Time", "America/Chicago"),
            ("Central Time (US & Canada)", "America/Chicago"),
            ("CST", "America/Chicago"),
            ("Navajo", "America/Denver"),
        ],
    )
    def test_zone_names_people_have(self, name: str, key: str) -> None:
        """Of Windows, of Rails, and of the tz database without an area."""
        assert key == place(name).key

    @pytest.mark.parametrize(
        "name",
        ["UTC", "Etc/UTC", "GMT", "Etc/GMT", "UCT", "Zulu", "Universal", "Greenwich", "etc/uct"],
    )
    def test_every_name_of_utc_is_utc(self, name: str) -> None:
        """A session of DuckDB may have any of them."""
        assert is_utc(name)

    @pytest.mark.parametrize("name", ["Europe/London", "Etc/GMT+5", "Africa/Abidjan", "nowhere"])
    def test_what_has_other_days_is_not_utc(self, name: str) -> None:
        """In UTC in winter is not UTC, and neither is UTC since 1912."""
        assert not is_utc(name)


class TestKeysWhereFileNamesIgnoreCase:
    """The list of the tzdata package decides what is a key, whatever the file system opens."""

    @pytest.fixture(autouse=True)
    def _lower_case_copies(self, tmp_path: Path) -> Iterator[None]:
        """Install zones under lower-case names, as a file system that ignores case gives them."""
        for key in ("Etc/UTC", "America/New_York"):
            target = tmp_path / key.lower()
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(files("tzdata").joinpath("zoneinfo", *key.split("/")).read_bytes())
        before = zoneinfo.TZPATH
        zoneinfo.reset_tzpath([tmp_path, *before])
        yield
        zoneinfo.reset_tzpath(before)

    def test_lower_case_utc_is_refused_as_utc_is(self) -> None:
        """Its days are UTC's own, and put a deadline hours off."""
        saturday = datetime(2025, 5, 10, 1, tzinfo=UTC)
        for zone in ("etc/utc", ZoneInfo("etc/utc")):
            with pytest.raises(ZoneError, match="the time zone of a place"):
                dl.hold_deadline(saturday, zone=zone)

    def test_a_place_in_lower_case_is_that_place(self) -> None:
        """Alike on every machine."""
        assert "America/New_York" == place("america/new_york").key


class TestZoneNames:
    """Names stand for the key of a place, or for none and then for a reason."""

    CITATION: Final = Citation(authority="8-cfr-287.7", evidence=Evidence.BACKGROUND, gaps=("all",))
    NO_PLACE: Final = "key: got 'Etc/UTC', expected the key of a place. See the tzdata package."
    NOT_BOTH: Final = (
        "key: got {}, expected a key, or else instead and because, for one or more names."
    )

    @pytest.mark.parametrize(
        ("changes", "error"),
        [
            ({"key": "Etc/UTC"}, NO_PLACE),
            ({"instead": ("Etc/UTC",), "because": "It is misread."}, NO_PLACE),
            ({"key": "America/Chicago", "names": ()}, NOT_BOTH.format("'America/Chicago'")),
            ({}, NOT_BOTH.format("None")),
            ({"instead": ("America/Chicago",)}, NOT_BOTH.format("None")),
            ({"because": "It is."}, NOT_BOTH.format("None")),
            (
                {"key": "America/Chicago", "instead": ("America/Denver",), "because": "It is."},
                NOT_BOTH.format("'America/Chicago'"),
            ),
        ],
    )
    def test_are_refused(self, changes: dict[str, Any], error: str) -> None:
        """A key of no place, no names, neither or both."""
        fields: dict[str, Any] = {
            "id": "made-up",
            "names": ("Made up",),
            "citation": self.CITATION,
        } | changes
        made_of: Any = ZoneNames
        with pytest.raises(DetainerError) as caught:
            made_of(**fields)

        assert error == str(caught.value)

    def test_print_what_they_stand_for(self) -> None:
        """A key, or why for none."""
        made_of: Any = ZoneNames
        names = ("Made up", "Made-up Time")
        printed = [
            str(made_of(id="made-up", names=names, citation=self.CITATION, **meant))
            for meant in (
                {"key": "America/Chicago"},
                {"instead": ("America/Chicago",), "because": "It is misread."},
            )
        ]

        assert [
            "Made up, Made-up Time: America/Chicago",
            "Made up, Made-up Time: not taken: It is misread.",
        ] == printed

    def test_behind_a_time_stand_for_zones(self) -> None:
        """A key for itself, a name that may be misread for each of its meanings, no other."""
        zones = {
            "us/central": ["US/Central"],
            "CST": ["America/Chicago"],
            "c.t.": ["America/Chicago", "America/New_York"],
            "Samoa": ["Pacific/Pago_Pago"],
            "Etc/GMT+6": [],
            "nowhere": [],
        }

        assert zones == {name: [zone.key for zone in zones_behind_a_time(name)] for name in zones}

    def test_are_compared_as_they_are_spelled(self) -> None:
        """Without regard to case, blanks, underscores and full stops, and as programs show them."""
        spellings = {
            " America/North_Dakota/Center ": "america/north dakota/center",
            "C.S.T.": "cst",
            "(UTC-06:00) Central Time (US & Canada)": "central time",
            "(GMT) Central  Time (US and Canada)": "central time",
            "Central Daylight Savings Time": "central daylight time",
            "Central Daylight Saving Time": "central daylight time",
            "Eastern Zone": "eastern",
            "zone": "zone",
        }

        assert spellings == {name: spelled(name) for name in spellings}

    def test_a_zone_whose_rules_cannot_be_read_is_refused(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The key is on the list, and its file is damaged."""

        def damaged(key: str) -> ZoneInfo:
            raise ValueError(key)

        zones_module._place_of_key.cache_clear()
        monkeypatch.setattr(zones_module, "ZoneInfo", damaged)
        with pytest.raises(ZoneError, match="install the tzdata package anew"):
            zones_module._place_of_key("America/Chicago")
