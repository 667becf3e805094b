"""What counts as a moment in time, and whose days are counted."""

import re
import zoneinfo
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from importlib.resources import files
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest
from dateutil import tz
from doubles import DAYLIGHT, STANDARD, NoOffset, NotATime, PytzLike, Stamp

from detainerlib import UNKNOWN
from detainerlib.errors import DetainerError, InstantError, NotAnInstantError, ZoneError, in_print
from detainerlib.times.bounds import TimeBounds, bounds_in, limits_of, time_bounds
from detainerlib.times.bounds import instants_of as instants_within
from detainerlib.times.instants import instant_and_zone, instants_of, same_instant, to_utc
from detainerlib.times.zones import place

CHICAGO = ZoneInfo("America/Chicago")
THURSDAY = datetime(2025, 7, 3, 17, tzinfo=CHICAGO)
THURSDAY_UTC = datetime(2025, 7, 3, 22, tzinfo=UTC)
WALL = datetime(2025, 7, 3, 17)  # noqa: DTZ001 (naive, to be refused)

NO_INSTANT = (
    "custody_ends: got {given}, expected a datetime.datetime with a time zone. "
    "For a string use local_time(), for a date without a time hold_bounds()."
)
NAIVE = (
    "custody_ends: got {given}, expected a datetime with a time zone. "
    "Without one, give zone= beside it, such as "
    "zone='America/Chicago', and it is local time there."
)
SKIPPED = (
    "custody_ends: got {given}, expected a local time that exists. "
    "Clocks were set forward that day, so it was skipped, or its offset is not the zone's; "
    "{back} is the same moment."
)
FINER = (
    "custody_ends: got {given}, expected a time no finer than a microsecond. "
    "Nanoseconds would be cut; round the value, for example value.floor('us')."
)
BEYOND = (
    "custody_ends: got {given}, expected a time in the years 1 to 9999 of UTC. "
    "No calendar can express it."
)
REMEDY = "Use the facility's time zone, such as America/Chicago (Central)."
NO_PLACE = "zone: got {given}, expected the time zone of a place. " + REMEDY
NO_KEY = "zone: got {given}, expected a time zone. " + REMEDY
KEYLESS = "zone: got {given}, expected a ZoneInfo with a key. " + REMEDY
NOT_KNOWN = "zone: got {given}, expected a time zone. {hint}"
CARRIES_NONE = (
    "custody_ends: got {given}, expected a datetime whose zone is a zoneinfo.ZoneInfo with a "
    "place's key, or zone=. An offset does not say whose days are counted. " + REMEDY
)


def from_file(key: str | None = None) -> ZoneInfo:
    """Read Chicago's rules from a file, as a zone without a key or with one of its own."""
    with (files("tzdata") / "zoneinfo" / "America" / "Chicago").open("rb") as rules:
        return ZoneInfo.from_file(rules, key=key)


class TestToUtc:
    """The instant that an aware datetime names, whatever zone it is written in."""

    @pytest.mark.parametrize(
        "value",
        [
            THURSDAY,
            THURSDAY_UTC,
            datetime(2025, 7, 3, 17, tzinfo=timezone(timedelta(hours=-5))),
            datetime(2025, 7, 4, 7, tzinfo=ZoneInfo("Asia/Tokyo")),
            datetime(2025, 7, 3, 17, tzinfo=from_file()),
            datetime(2025, 7, 3, 17, tzinfo=tz.gettz("America/Chicago")),
            datetime(2025, 7, 3, 17, tzinfo=tz.tzoffset("CDT", -5 * 3600)),
            datetime(2025, 7, 3, 22, tzinfo=tz.UTC),
            Stamp(2025, 7, 3, 17, tzinfo=CHICAGO),
        ],
        ids=[
            "a place",
            "UTC",
            "a fixed offset",
            "another place",
            "a keyless zone",
            "dateutil",
            "dateutil offset",
            "dateutil UTC",
            "a subclass",
        ],
    )
    def test_gives_one_instant_for_every_way_of_writing_it(self, value: datetime) -> None:
        """Only the instant matters."""
        assert THURSDAY_UTC == to_utc(value, "custody_ends")

    def test_takes_a_zone_like_those_of_pytz(self) -> None:
        """A localised time of another library names an instant as well."""
        value = datetime(2026, 7, 3, 17, tzinfo=DAYLIGHT)

        assert datetime(2026, 7, 3, 22, tzinfo=UTC) == to_utc(value, "custody_ends")

    def test_gives_a_plain_datetime_in_utc(self) -> None:
        """A subclass does not leak into results."""
        instant = to_utc(Stamp(2025, 7, 3, 17, tzinfo=CHICAGO), "custody_ends")

        assert (datetime, UTC) == (type(instant), instant.tzinfo)

    def test_keeps_microseconds(self) -> None:
        """Nothing is rounded."""
        value = Stamp(2025, 7, 3, 17, 1, 2, 345678, tzinfo=CHICAGO)

        assert datetime(2025, 7, 3, 22, 1, 2, 345678, tzinfo=UTC) == to_utc(value, "custody_ends")

    def test_keeps_the_first_of_all_instants(self) -> None:
        """The edge of the calendar is an instant like another."""
        first = datetime.min.replace(tzinfo=UTC)

        assert first == to_utc(first, "custody_ends")


class TestNoInstant:
    """What is no datetime, or one that names nothing."""

    @pytest.mark.parametrize(
        ("given", "shown"),
        [
            (date(2025, 7, 3), "2025-07-03"),
            ("2025-07-03T17:00", "'2025-07-03T17:00'"),
            (None, "None"),
            (1751580000, "1751580000"),
            (NotATime(2025, 7, 3), "NaT"),
            (NotATime(2025, 7, 3, tzinfo=UTC), "NaT"),
        ],
        ids=["a date", "a text", "None", "a number", "NaT", "NaT with a zone"],
    )
    def test_refuses_what_is_no_datetime(self, given: Any, shown: str) -> None:
        """A date has no time, a text has no zone, NaT is no time."""
        with pytest.raises(NotAnInstantError) as caught:
            to_utc(given, "custody_ends")

        assert NO_INSTANT.format(given=shown) == str(caught.value)
        assert given is caught.value.given

    @pytest.mark.parametrize(
        ("name", "module", "item", "remedy"),
        [
            ("TimestampScalar", "pyarrow.lib", None, "Write value.as_py()."),
            ("datetime64", "numpy", WALL, "For local time write value.astype("),
            ("datetime64", "numpy", WALL.date(), "For a string use local_time()"),
        ],
        ids=["a time of Arrow", "a time of numpy", "a day of numpy"],
    )
    def test_says_how_to_make_a_datetime_of_a_time_of_another_library(
        self, name: str, module: str, item: date | None, remedy: str
    ) -> None:
        """Arrow's has its zone; numpy's has none, and a day no time."""

        def as_python(_: object) -> date | None:
            return item

        value: Any = type(name, (), {"__module__": module, "item": as_python})()
        with pytest.raises(NotAnInstantError) as caught:
            to_utc(value, "custody_ends")

        assert caught.value.remedy.startswith(remedy)

    def test_names_the_parameter(self) -> None:
        """The message says which of several instants it was."""
        value: Any = None
        with pytest.raises(NotAnInstantError) as caught:
            to_utc(value, "events['detainer-received']")

        assert "events['detainer-received']" == caught.value.where

    def test_refuses_a_naive_datetime(self) -> None:
        """It is not guessed to be local, nor to be UTC."""
        with pytest.raises(InstantError) as caught:
            to_utc(WALL, "custody_ends")

        assert NAIVE.format(given="2025-07-03T17:00:00 (no zone)") == str(caught.value)
        assert ("custody_ends", WALL) == (caught.value.where, caught.value.given)
        assert WALL is caught.value.given

    def test_refuses_a_naive_subclass(self) -> None:
        """A subclass is naive for the same reason."""
        with pytest.raises(InstantError) as caught:
            to_utc(Stamp(2025, 7, 3, 17), "custody_ends")

        assert NAIVE.format(given="2025-07-03T17:00:00 (no zone)") == str(caught.value)

    def test_refuses_a_zone_that_tells_no_offset(self) -> None:
        """To Python such a datetime is naive."""
        with pytest.raises(InstantError) as caught:
            to_utc(WALL.replace(tzinfo=NoOffset()), "custody_ends")

        assert NAIVE.format(given="2025-07-03T17:00:00 (NoOffset())") == str(caught.value)

    @pytest.mark.parametrize(
        ("value", "shown"),
        [
            (
                datetime(1, 1, 1, tzinfo=ZoneInfo("Asia/Tokyo")),
                "0001-01-01T00:00:00+09:18:59 (Asia/Tokyo)",
            ),
            (
                datetime(9999, 12, 31, 23, tzinfo=CHICAGO),
                "9999-12-31T23:00:00-06:00 (America/Chicago)",
            ),
        ],
    )
    def test_refuses_an_instant_beyond_the_calendar(self, value: datetime, shown: str) -> None:
        """A time whose instant lies before the year 1 or after 9999 cannot be compared."""
        with pytest.raises(InstantError) as caught:
            to_utc(value, "custody_ends")

        assert BEYOND.format(given=shown) == str(caught.value)


class TestSummersAfter2037:
    """Some libraries read the transitions of a zone, which end then, and not its last rule."""

    LOST: Final = (
        "custody_ends: got {given} (tzfile('America/Chicago')), expected a zone that knows the "
        "years after 2037. The zone of this datetime has no daylight saving time after them; "
        "make it with zoneinfo.ZoneInfo."
    )

    def test_a_zone_that_has_lost_them_is_refused(self) -> None:
        """In summer and in winter, from the first moment of 2038."""
        chicago = tz.gettz("America/Chicago")
        for value in (datetime(2038, 1, 1), datetime(2040, 10, 15, 12)):  # noqa: DTZ001
            with pytest.raises(InstantError) as caught:
                to_utc(value.replace(tzinfo=chicago), "custody_ends")
            # The package of zones is named by its files, which lie elsewhere on each machine.
            said = re.sub(
                r"tzfile\(.*?America/Chicago'\)", "tzfile('America/Chicago')", str(caught.value)
            )
            assert self.LOST.format(given=f"{value.isoformat()}-06:00") == said

    @pytest.mark.parametrize("zone", [tz.gettz("America/Chicago"), tz.tzstr("CST6CDT"), CHICAGO])
    def test_before_they_are_known(self, zone: tzinfo) -> None:
        """To the last day of 2037."""
        assert datetime(2037, 10, 15, 17, tzinfo=UTC) == to_utc(
            datetime(2037, 10, 15, 12, tzinfo=zone), "custody_ends"
        )
        assert datetime(2038, 1, 1, 5, tzinfo=UTC) == to_utc(
            datetime(2037, 12, 31, 23, tzinfo=zone), "custody_ends"
        )

    @pytest.mark.parametrize("month", range(1, 13))
    def test_a_zone_that_is_written_as_a_rule_keeps_them(self, month: int) -> None:
        """In every month."""
        value = datetime(2040, month, 15, 12, tzinfo=tz.tzstr("CST6CDT"))

        assert value.astimezone(UTC) == to_utc(value, "custody_ends")


class TestNanoseconds:
    """A value finer than a microsecond would be cut, and is refused instead."""

    def test_refuses_a_nanosecond(self) -> None:
        """One nanosecond past a deadline is past it."""
        value = Stamp(2025, 7, 3, 17, tzinfo=CHICAGO)
        value.nanosecond = 1
        with pytest.raises(InstantError) as caught:
            to_utc(value, "custody_ends")

        assert FINER.format(given="2025-07-03T17:00:00-05:00 (America/Chicago)") == str(
            caught.value
        )

    def test_accepts_none(self) -> None:
        """Whole microseconds lose nothing."""
        value = Stamp(2025, 7, 3, 17, 0, 0, 1, tzinfo=CHICAGO)
        value.nanosecond = 0

        assert datetime(2025, 7, 3, 22, 0, 0, 1, tzinfo=UTC) == to_utc(value, "custody_ends")

    def test_accepts_a_datetime_of_another_class_without_them(self) -> None:
        """Those of other libraries are datetimes, and have microseconds at most."""

        class Moment(datetime):
            """A datetime by another name."""

        assert THURSDAY_UTC == to_utc(Moment(2025, 7, 3, 17, tzinfo=CHICAGO), "custody_ends")

    def test_refuses_a_real_pandas_timestamp(self) -> None:
        """The same with pandas itself, where it is installed."""
        pandas = pytest.importorskip("pandas")
        value = pandas.Timestamp("2025-07-03T17:00:00.000000001", tz="America/Chicago")
        with pytest.raises(InstantError) as caught:
            to_utc(value, "custody_ends")

        assert "a time no finer than a microsecond" == caught.value.expected

    def test_accepts_a_real_pandas_timestamp(self) -> None:
        """Whole microseconds of pandas lose nothing."""
        pandas = pytest.importorskip("pandas")
        value = pandas.Timestamp("2025-07-03T17:00", tz="America/Chicago")

        assert THURSDAY_UTC == to_utc(value, "custody_ends")

    def test_refuses_the_real_nat(self) -> None:
        """A missing time of pandas is no time."""
        pandas = pytest.importorskip("pandas")
        with pytest.raises(NotAnInstantError) as caught:
            to_utc(pandas.NaT, "custody_ends")

        assert NO_INSTANT.format(given="NaT") == str(caught.value)


class TestSkippedTimes:
    """A local time over which clocks were set forward does not exist."""

    @pytest.mark.parametrize(
        ("fold", "given", "back"),
        [
            (0, "2026-03-08T02:30:00-06:00", "2026-03-08T03:30:00-05:00"),
            (1, "2026-03-08T02:30:00-05:00", "2026-03-08T01:30:00-06:00"),
        ],
    )
    @pytest.mark.parametrize("zone", [CHICAGO, from_file("Keyed/Somewhere")])
    def test_is_refused_with_either_fold(
        self, zone: ZoneInfo, fold: int, given: str, back: str
    ) -> None:
        """`fold` says which offset was meant, not that the time exists."""
        value = datetime(2026, 3, 8, 2, 30, tzinfo=zone, fold=fold)
        with pytest.raises(InstantError) as caught:
            to_utc(value, "custody_ends")

        assert SKIPPED.format(given=f"{given} ({zone.key})", back=back) == str(caught.value)

    @pytest.mark.parametrize(
        ("wall", "utc"),
        [
            (datetime(2026, 3, 8, 1, 59, 59, 999999, tzinfo=CHICAGO), "07:59:59.999999"),
            (datetime(2026, 3, 8, 3, tzinfo=CHICAGO), "08:00:00"),
        ],
    )
    def test_the_edges_of_the_gap_exist(self, wall: datetime, utc: str) -> None:
        """The last microsecond before it, and the hour to which clocks were set."""
        assert datetime.fromisoformat(f"2026-03-08T{utc}+00:00") == to_utc(wall, "custody_ends")

    def test_is_refused_in_a_subclass(self) -> None:
        """A subclass of datetime skips the hour as well."""
        value = Stamp(2026, 3, 8, 2, 30, tzinfo=CHICAGO)
        with pytest.raises(InstantError) as caught:
            to_utc(value, "custody_ends")

        assert "a local time that exists" == caught.value.expected

    def test_is_refused_in_a_zone_like_those_of_pytz(self) -> None:
        """There 02:30 standard time is an offset that was not in force."""
        value = datetime(2026, 3, 8, 2, 30, tzinfo=STANDARD)
        with pytest.raises(InstantError) as caught:
            to_utc(value, "custody_ends")

        assert SKIPPED.format(
            given="2026-03-08T02:30:00-06:00 (<PytzLike CST>)", back="2026-03-08T03:30:00-05:00"
        ) == str(caught.value)

    def test_is_refused_in_a_zone_of_dateutil(self) -> None:
        """Its zones skip the hour as well."""
        value = datetime(2026, 3, 8, 2, 30, tzinfo=tz.gettz("America/Chicago"))
        with pytest.raises(InstantError) as caught:
            to_utc(value, "custody_ends")

        assert "a local time that exists" == caught.value.expected

    def test_is_refused_in_a_real_zone_of_pytz(self) -> None:
        """The same with pytz itself, where it is installed."""
        pytz = pytest.importorskip("pytz")
        value = pytz.timezone("America/Chicago").localize(
            datetime(2026, 3, 8, 2, 30)  # noqa: DTZ001 (localised here)
        )
        with pytest.raises(InstantError) as caught:
            to_utc(value, "custody_ends")

        assert "a local time that exists" == caught.value.expected


class TestRepeatedTimes:
    """Where clocks are set back a local time happens twice; `fold` decides."""

    @pytest.mark.parametrize(("fold", "hour"), [(0, 6), (1, 7)])
    @pytest.mark.parametrize("zone", [CHICAGO, tz.gettz("America/Chicago")])
    def test_fold_decides(self, zone: tzinfo, fold: int, hour: int) -> None:
        """The first 01:30 is an hour before the second."""
        value = datetime(2025, 11, 2, 1, 30, tzinfo=zone, fold=fold)

        assert datetime(2025, 11, 2, hour, 30, tzinfo=UTC) == to_utc(value, "custody_ends")

    def test_fold_decides_in_a_subclass(self) -> None:
        """A subclass of datetime keeps its fold."""
        value = Stamp(2025, 11, 2, 1, 30, tzinfo=CHICAGO, fold=1)

        assert datetime(2025, 11, 2, 7, 30, tzinfo=UTC) == to_utc(value, "custody_ends")

    @pytest.mark.parametrize(("zone", "hour"), [(DAYLIGHT, 6), (STANDARD, 7)])
    def test_the_object_decides_in_a_zone_like_those_of_pytz(
        self, zone: PytzLike, hour: int
    ) -> None:
        """There the offset tells which of the two it is."""
        value = datetime(2026, 11, 1, 1, 30, tzinfo=zone)

        assert datetime(2026, 11, 1, hour, 30, tzinfo=UTC) == to_utc(value, "custody_ends")


class TestSameInstant:
    """Instants are compared in UTC, as Python ignores `fold` within a zone."""

    def test_tells_the_two_repeated_times_apart(self) -> None:
        """They are equal to Python, and an hour apart."""
        first = datetime(2025, 11, 2, 1, 30, tzinfo=CHICAGO)
        second = first.replace(fold=1)

        assert timedelta(hours=1) == same_instant(second) - same_instant(first)

    def test_is_in_utc(self) -> None:
        """The key of an instant does not depend on a zone."""
        assert THURSDAY_UTC == same_instant(THURSDAY)
        assert UTC is same_instant(THURSDAY).tzinfo


class TestLocalTime:
    """What a local time may name: one instant, two, or none."""

    @pytest.mark.parametrize("fold", [0, 1])
    @pytest.mark.parametrize(
        ("wall", "hours", "exists"),
        [
            ("2025-07-03T17:00", [22], True),
            ("2025-11-02T01:30", [6.5, 7.5], True),
            ("2025-03-09T02:30", [8.5, 7.5], False),
        ],
    )
    def test_names(self, wall: str, hours: list[float], fold: int, *, exists: bool) -> None:
        """By the offset before a change, and after it; whatever its fold is."""
        time = datetime.fromisoformat(wall).replace(fold=fold)
        midnight = datetime(time.year, time.month, time.day, tzinfo=UTC)
        expected = tuple(midnight + timedelta(hours=hour) for hour in hours)

        found = instants_of(time, CHICAGO, "custody_ends")
        assert (expected, exists) == found
        assert all(instant.tzinfo is UTC for instant in found[0])

    def test_of_one_fold_is_one_instant(self) -> None:
        """A fold of 1 changes nothing where a time happens once."""
        assert THURSDAY_UTC == to_utc(WALL.replace(fold=1), "custody_ends", CHICAGO)

    @pytest.mark.parametrize(
        ("wall", "expected"),
        [
            (
                "2025-11-02T01:30",
                (
                    "a local time that happens once. Clocks were set back that day, so it happened "
                    "twice. Use 2025-11-02T01:30:00-05:00 or 2025-11-02T01:30:00-06:00."
                ),
            ),
            (
                "2025-03-09T02:30",
                (
                    "a local time that exists. Clocks were set forward that day, so it was "
                    "skipped. Use 2025-03-09T01:30:00-06:00 or 2025-03-09T03:30:00-05:00."
                ),
            ),
            (
                "9999-12-31T23:00",
                "a time in the years 1 to 9999 of UTC. No calendar can express it.",
            ),
        ],
    )
    def test_of_two_instants_or_none_is_refused(self, wall: str, expected: str) -> None:
        """With both, as they can be given."""
        time = datetime.fromisoformat(wall)
        with pytest.raises(InstantError) as caught:
            to_utc(time, "released", CHICAGO)

        assert f"released: got {wall}:00 (no zone), expected {expected}" == str(caught.value)


class TestTimeBounds:
    """When something happened: to the microsecond, on a day, or not known."""

    DAY: Final = date(2025, 5, 5)
    FIRST: Final = datetime(2025, 5, 5, tzinfo=CHICAGO)
    LAST: Final = datetime(2025, 5, 5, 23, 59, 59, 999999, tzinfo=CHICAGO)

    def test_of_a_day_are_its_first_and_its_last_moment(self) -> None:
        """By the clock of the facility."""
        bounds = time_bounds(self.DAY, "Central", "released")

        assert TimeBounds(earliest=self.FIRST, latest=self.LAST) == bounds
        assert bounds is not None
        assert CHICAGO is bounds.earliest.tzinfo
        assert CHICAGO is bounds.latest.tzinfo
        assert not bounds.exact
        assert "Monday, May 5, 2025, at an unknown time" == str(bounds)
        assert limits_of(self.DAY, CHICAGO) == instants_within(self.DAY, CHICAGO)
        assert all(instant.tzinfo is UTC for instant in limits_of(self.DAY, CHICAGO))

    @pytest.mark.parametrize(
        ("value", "zone"), [(THURSDAY_UTC, "Central"), (THURSDAY, None), (WALL, CHICAGO)]
    )
    def test_of_an_instant_are_the_instant(self, value: datetime, zone: Any) -> None:
        """As the clock of the facility shows it."""
        bounds = time_bounds(value, zone, "released")

        assert TimeBounds(earliest=THURSDAY, latest=THURSDAY) == bounds
        assert bounds is not None
        assert CHICAGO is bounds.earliest.tzinfo
        assert CHICAGO is bounds.latest.tzinfo
        assert bounds.exact
        assert "Thursday, July 3, 2025, 5:00 p.m. CDT" == str(bounds)
        assert (value,) == instants_within(value, CHICAGO)

    @pytest.mark.parametrize("value", [UNKNOWN, None, float("nan"), NotATime(2025, 7, 3)])
    def test_of_what_is_not_known_are_none(self, value: Any) -> None:
        """No zone is needed."""
        assert time_bounds(value, None, "released") is None

    def test_of_two_instants_are_said_to_lie_between(self) -> None:
        """As are those of a day of no place, and those that are a day but for a microsecond."""
        utc = [
            datetime(2025, 5, 5, tzinfo=UTC),
            datetime(2025, 5, 5, 23, 59, 59, 999999, tzinfo=UTC),
        ]
        cases: list[tuple[datetime, datetime, str]] = [
            (
                self.FIRST,
                THURSDAY,
                (
                    "between 12:00 midnight CDT, at the start of Monday, May 5, 2025, and "
                    "Thursday, July 3, 2025, 5:00 p.m. CDT"
                ),
            ),
            (
                utc[0],
                utc[1],
                (
                    "between 12:00 midnight UTC, at the start of Monday, May 5, 2025, and "
                    "12:00 midnight UTC, at the end of Monday, May 5, 2025"
                ),
            ),
        ]
        for first, last, said in cases:
            assert said == str(TimeBounds(earliest=first, latest=last))

    def test_of_several_instants_are_the_first_and_the_last(self) -> None:
        """By the clock of the facility; of one that is not known, none."""
        utc = [THURSDAY.astimezone(UTC), self.FIRST.astimezone(UTC), self.LAST.astimezone(UTC)]
        bounds = bounds_in(CHICAGO, utc)

        assert TimeBounds(earliest=self.FIRST, latest=THURSDAY) == bounds
        assert bounds is not None
        assert CHICAGO is bounds.earliest.tzinfo
        assert CHICAGO is bounds.latest.tzinfo
        assert bounds_in(CHICAGO, [*utc, None]) is None

    def test_are_refused(self) -> None:
        """Each with the parameter, what was given, and what to do."""
        zoned = (
            "expected a datetime with a time zone. Without one, give zone= beside it, such as "
            "zone='America/Chicago', and it is local time there."
        )
        refusals: list[tuple[Callable[[], object], str]] = [
            (
                lambda: TimeBounds(earliest=THURSDAY, latest=self.LAST),
                (
                    "latest: got 2025-05-05T23:59:59.999999-05:00 (America/Chicago), expected a "
                    "time not before 2025-07-03 17:00:00-05:00. Swap them."
                ),
            ),
            (
                lambda: TimeBounds(earliest=WALL, latest=THURSDAY),
                f"earliest: got 2025-07-03T17:00:00 (no zone), {zoned}",
            ),
            (
                lambda: TimeBounds(earliest=THURSDAY, latest=WALL),
                f"latest: got 2025-07-03T17:00:00 (no zone), {zoned}",
            ),
            (
                lambda: time_bounds(WALL, None, "released"),
                f"released: got 2025-07-03T17:00:00 (no zone), {zoned}",
            ),
            (
                lambda: time_bounds("noon", CHICAGO, "released"),  # type: ignore[arg-type]
                (
                    "released: got 'noon', expected a datetime with a time zone, a date, or "
                    "UNKNOWN. For a string use local_time(), or date.fromisoformat() where it has "
                    "no time."
                ),
            ),
            (
                lambda: time_bounds(self.DAY, None, "released"),
                (
                    "released: got 2025-05-05, expected zone= beside a date. A date does not say "
                    "where its day begins; name the facility's zone, for example "
                    "zone='America/Chicago'."
                ),
            ),
            (
                lambda: time_bounds(date(2011, 12, 30), "Pacific/Apia", "released"),
                (
                    "released: got 2011-12-30, expected a date that Pacific/Apia had. "
                    "That date was skipped there."
                ),
            ),
            (
                lambda: limits_of(date.max, CHICAGO, "on"),
                (
                    "on: got 9999-12-31, expected a time in the years 1 to 9999. "
                    "No calendar can express the answer."
                ),
            ),
            (
                lambda: limits_of(THURSDAY, CHICAGO),
                (
                    "day: got 2025-07-03T17:00:00-05:00 (America/Chicago), expected a "
                    "datetime.date without a time of day. Use value.date() for a datetime, or "
                    "date.fromisoformat(value) for text."
                ),
            ),
            (
                lambda: limits_of(THURSDAY, CHICAGO, "on"),
                (
                    "on: got 2025-07-03T17:00:00-05:00 (America/Chicago), expected a datetime.date "
                    "without a time of day. Use value.date() for a datetime, or "
                    "date.fromisoformat(value) for text."
                ),
            ),
            (
                lambda: time_bounds(
                    datetime.max.replace(tzinfo=UTC), "Pacific/Kiritimati", "released"
                ),
                (
                    "released: got 9999-12-31T23:59:59.999999+00:00 (UTC), expected a time in the "
                    "years 1 to 9999. No calendar can express the answer."
                ),
            ),
        ]
        for call, error in refusals:
            with pytest.raises(DetainerError) as caught:
                call()
            assert error == str(caught.value)


class TestPlace:
    """The zone of a place, by its key."""

    @pytest.mark.parametrize(
        "key", ["America/Chicago", "Pacific/Apia", "America/North_Dakota/Center", "US/Central"]
    )
    def test_gives_the_zone_of_a_key(self, key: str) -> None:
        """The zone is that of the standard library."""
        assert ZoneInfo(key) is place(key)

    def test_takes_a_zone_with_a_key(self) -> None:
        """A ZoneInfo stands for the place that its key names."""
        assert CHICAGO is place(CHICAGO)

    @pytest.mark.parametrize(
        "zone", [ZoneInfo.no_cache("America/Chicago"), from_file("America/Chicago")]
    )
    def test_gives_the_one_zone_of_a_key(self, zone: ZoneInfo) -> None:
        """However the object was made, its key decides."""
        assert CHICAGO is place(zone)

    @pytest.mark.parametrize(
        "key",
        ["UTC", "GMT", "Etc/UTC", "etc/utc", "Etc/GMT+6", "Zulu", "Cuba", "Factory", "GMT+0"],
    )
    def test_refuses_a_key_that_names_no_place(self, key: str) -> None:
        """The same instant would end days later there."""
        with pytest.raises(ZoneError) as caught:
            place(key)

        assert NO_PLACE.format(given=repr(key)) == str(caught.value)
        assert ("zone", key) == (caught.value.where, caught.value.given)

    def test_refuses_a_zone_object_that_names_no_place(self) -> None:
        """ZoneInfo("UTC") is no better than its name."""
        with pytest.raises(ZoneError) as caught:
            place(ZoneInfo("UTC"))

        assert NO_PLACE.format(given="'UTC'") == str(caught.value)

    @pytest.mark.parametrize(
        ("key", "names"),
        [
            ("Chicago", "America/Chicago (Central)"),
            ("Centrl", "America/Chicago (Central) or US/Central"),
            ("America/Boisse", "America/Boise, America/Belize or America/Boa_Vista"),
        ],
    )
    def test_lists_the_nearest_names_of_an_unknown_key(self, key: str, names: str) -> None:
        """A slip of the pen is easily mended."""
        with pytest.raises(ZoneError) as caught:
            place(key)

        assert NOT_KNOWN.format(given=repr(key), hint=f"Did you mean {names}?") == str(caught.value)

    @pytest.mark.parametrize("key", ["", "zzz", "../x", "a\0b", "IL", "Mars/Olympus_Mons"])
    def test_gives_an_example_where_no_name_is_near(self, key: str) -> None:
        """What is no key at all, a path among them, gets the remedy."""
        with pytest.raises(ZoneError) as caught:
            place(key)

        assert NOT_KNOWN.format(given=repr(key), hint=REMEDY) == str(caught.value)

    def test_refuses_an_area(self) -> None:
        """A folder of the database is no zone."""
        with pytest.raises(ZoneError) as caught:
            place("America")

        assert "a time zone" == caught.value.expected

    def test_refuses_a_zone_without_a_key(self) -> None:
        """A zone read from a file does not say where it is."""
        keyless = from_file()
        with pytest.raises(ZoneError) as caught:
            place(keyless)

        assert KEYLESS.format(given=in_print(keyless)) == str(caught.value)


class TestMachineLocalZones:
    """A zone named after the machine that asks is no place."""

    @pytest.fixture(params=["localtime", "posix/America/Chicago", "right/America/Chicago"])
    def key(self, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
        """Install a zone under such a key for a while."""
        key: str = request.param
        target = tmp_path / key
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((files("tzdata") / "zoneinfo" / "America" / "Chicago").read_bytes())
        before = zoneinfo.TZPATH
        zoneinfo.reset_tzpath([tmp_path, *before])
        ZoneInfo.clear_cache(only_keys=[key])
        yield key
        zoneinfo.reset_tzpath(before)
        ZoneInfo.clear_cache(only_keys=[key])

    def test_is_refused_by_name(self, key: str) -> None:
        """It means another place on another machine."""
        with pytest.raises(ZoneError) as caught:
            place(key)

        assert "a time zone" == caught.value.expected

    def test_is_refused_in_a_datetime(self, key: str) -> None:
        """A datetime that carries it carries no place."""
        with pytest.raises(ZoneError) as caught:
            instant_and_zone(datetime(2025, 7, 3, 17, tzinfo=ZoneInfo(key)), None, "custody_ends")

        assert NO_PLACE.format(given=repr(key)) == str(caught.value)


class TestInstantAndZone:
    """The instant in UTC, and the zone named or else the one a datetime carries."""

    def test_the_instant_is_in_utc(self) -> None:
        """Whatever zone is named."""
        instant, _ = instant_and_zone(THURSDAY, "Pacific/Guam", "custody_ends")

        assert (THURSDAY_UTC, UTC) == (instant, instant.tzinfo)

    def test_is_the_one_named(self) -> None:
        """`zone=` decides, whatever the datetime carries."""
        assert CHICAGO is instant_and_zone(THURSDAY_UTC, "America/Chicago", "custody_ends")[1]

    def test_may_be_named_by_an_object(self) -> None:
        """A ZoneInfo with a place's key names it as well."""
        assert CHICAGO is instant_and_zone(THURSDAY_UTC, CHICAGO, "custody_ends")[1]

    def test_is_the_one_carried_where_none_is_named(self) -> None:
        """The datetime's own zone is the facility's."""
        assert CHICAGO is instant_and_zone(THURSDAY, None, "custody_ends")[1]

    def test_named_wins_over_carried(self) -> None:
        """Both may be given; the one named is the facility's."""
        _, zone = instant_and_zone(THURSDAY, "Pacific/Guam", "custody_ends")

        assert ZoneInfo("Pacific/Guam") is zone

    @pytest.mark.parametrize(
        ("given", "shown"),
        [
            (5, "5"),
            (UTC, "datetime.timezone.utc"),
            (["America/Chicago"], "a list of 1"),
        ],
    )
    def test_what_is_no_key_is_refused(self, given: Any, shown: str) -> None:
        """A number, an offset and a list name no place."""
        with pytest.raises(ZoneError) as caught:
            instant_and_zone(THURSDAY, given, "custody_ends")

        assert NO_KEY.format(given=shown) == str(caught.value)
        assert given is caught.value.given

    def test_named_utc_is_refused(self) -> None:
        """Naming a zone without a place does not help."""
        with pytest.raises(ZoneError) as caught:
            instant_and_zone(THURSDAY, "UTC", "custody_ends")

        assert NO_PLACE.format(given="'UTC'") == str(caught.value)

    @pytest.mark.parametrize(
        ("zone", "shown"),
        [
            (UTC, "+00:00 (UTC)"),
            (timezone(timedelta(hours=-5)), "-05:00 (UTC-05:00)"),
            (timezone(timedelta(hours=-5), "CDT"), "-05:00 (CDT)"),
            (tz.tzoffset(None, -5 * 3600), "-05:00 (tzoffset(None, -18000))"),
        ],
        ids=["UTC", "an offset", "a named offset", "dateutil offset"],
    )
    def test_an_offset_alone_is_refused(self, zone: tzinfo, shown: str) -> None:
        """An offset does not say whose days are counted."""
        with pytest.raises(ZoneError) as caught:
            instant_and_zone(WALL.replace(tzinfo=zone), None, "custody_ends")

        assert CARRIES_NONE.format(given=f"2025-07-03T17:00:00{shown}") == str(caught.value)

    @pytest.mark.parametrize(
        ("value", "shown"),
        [
            (datetime(2026, 7, 3, 17, tzinfo=DAYLIGHT), "<PytzLike CDT>"),
            (
                datetime(2026, 7, 3, 17, tzinfo=tz.gettz("America/Chicago")),
                str(tz.gettz("America/Chicago")),
            ),
        ],
        ids=["pytz-like", "dateutil"],
    )
    def test_a_zone_of_another_library_is_refused(self, value: datetime, shown: str) -> None:
        """Only zoneinfo's zones are read; `zone=` is the remedy."""
        with pytest.raises(ZoneError) as caught:
            instant_and_zone(value, None, "custody_ends")

        assert CARRIES_NONE.format(given=f"2026-07-03T17:00:00-05:00 ({shown})") == str(
            caught.value
        )

    def test_a_real_zone_of_pytz_is_refused(self) -> None:
        """The same with pytz itself, where it is installed."""
        pytz = pytest.importorskip("pytz")
        value = pytz.timezone("America/Chicago").localize(WALL)
        with pytest.raises(ZoneError) as caught:
            instant_and_zone(value, None, "custody_ends")

        assert CARRIES_NONE.format(given="2025-07-03T17:00:00-05:00 (America/Chicago)") == str(
            caught.value
        )

    def test_a_zone_of_another_library_does_with_zone_named(self) -> None:
        """With `zone=` only the instant of the datetime is used."""
        value = datetime(2026, 7, 3, 17, tzinfo=DAYLIGHT)

        assert CHICAGO is instant_and_zone(value, "America/Chicago", "custody_ends")[1]

    def test_a_carried_zone_without_a_key_is_refused(self) -> None:
        """Rules without a name are no place."""
        keyless = from_file()
        with pytest.raises(ZoneError) as caught:
            instant_and_zone(WALL.replace(tzinfo=keyless), None, "custody_ends")

        assert KEYLESS.format(given=in_print(keyless)) == str(caught.value)

    @pytest.mark.parametrize("key", ["UTC", "Etc/GMT+6", "CST6CDT", "EST"])
    def test_a_carried_zone_that_names_no_place_is_refused(self, key: str) -> None:
        """ZoneInfo knows zones that are no place's."""
        with pytest.raises(ZoneError) as caught:
            instant_and_zone(WALL.replace(tzinfo=ZoneInfo(key)), None, "custody_ends")

        assert NO_PLACE.format(given=repr(key)) == str(caught.value)

    def test_a_naive_datetime_is_refused(self) -> None:
        """It carries no zone, and names no instant either."""
        with pytest.raises(InstantError) as caught:
            instant_and_zone(WALL, None, "custody_ends")

        assert NAIVE.format(given="2025-07-03T17:00:00 (no zone)") == str(caught.value)

    @pytest.mark.parametrize(("given", "shown"), [("2025-07-03", "'2025-07-03'"), (None, "None")])
    def test_what_is_no_datetime_is_refused(self, given: Any, shown: str) -> None:
        """What carries no zone is asked for what it is first."""
        with pytest.raises(NotAnInstantError) as caught:
            instant_and_zone(given, None, "custody_ends")

        assert NO_INSTANT.format(given=shown) == str(caught.value)
