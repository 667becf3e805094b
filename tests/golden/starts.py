"""Where the boundaries of the hold clock lie: the starts of the golden table, case by case.

Each case names the boundary its starts are drawn at. Some seven in ten rows lie in zones of the
United States. Elsewhere the draw ends with 2025: the past of a zone seldom changes, its future may.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

from statute import Observed, holidays_observed

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)

FIRST_DAY = date(1971, 1, 1)
LAST_YEAR = 2100
LAST_YEAR_ELSEWHERE = 2025

US_ZONES = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "America/Adak",
    "Pacific/Honolulu",
    "America/Puerto_Rico",
    "Pacific/Guam",
    "Pacific/Pago_Pago",
)
OTHER_ZONES = (
    "America/St_Johns",
    "America/Havana",
    "America/Sao_Paulo",
    "Asia/Kathmandu",
    "Australia/Adelaide",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Kwajalein",
)
ZONES = US_ZONES + OTHER_ZONES

YEARS = range(FIRST_DAY.year, LAST_YEAR + 1)
DATES_ONLY = holidays_observed(YEARS, "none")
WITH_FRIDAYS = holidays_observed(YEARS, "saturday")
HOLIDAYS = holidays_observed(YEARS, "both")
FRIDAYS_BEFORE = WITH_FRIDAYS - DATES_ONLY
MONDAYS_AFTER = HOLIDAYS - WITH_FRIDAYS


class Start(NamedTuple):
    """A start in UTC, with the rule and the reading of its holidays ("" where it has none)."""

    case: str
    zone: str
    start: datetime
    rule: str
    observed: str


class Change(NamedTuple):
    """The first minute, in UTC, of another offset, and by how much clocks were set on."""

    zone: str
    minute: datetime
    shift: timedelta

    @property
    def local(self) -> datetime:
        """The place's wall clock as the change takes effect."""
        return self.minute.astimezone(ZoneInfo(self.zone))

    @property
    def on_weekend(self) -> bool:
        """Whether it falls on a Saturday or Sunday."""
        return self.local.weekday() >= 5

    @property
    def skips_midnight(self) -> bool:
        """Whether clocks were set on from midnight, so that the day begins later than 00:00."""
        return self.shift > timedelta(0) and (self.local - self.shift).time() == time.min


@dataclass(frozen=True)
class OnDays:
    """Starts on the days of a kind, at one of the minutes of the day."""

    kind: Callable[[date], bool]
    minutes: Sequence[int] = range(24 * 60)
    zones: Sequence[str] = ZONES

    def draw(self, random: Random) -> tuple[str, datetime]:
        """Draw a zone and an instant; a wall time that does not exist gives the one after it."""
        zone = draw_zone(random, self.zones)
        day = random.choice([d for d in days_of(zone) if self.kind(d)])
        midnight = datetime.combine(day, time.min, tzinfo=ZoneInfo(zone))
        return zone, (midnight + MINUTE * random.choice(self.minutes)).astimezone(UTC)


@dataclass(frozen=True)
class AroundChanges:
    """Starts a while before or after clocks are set on or back."""

    kind: Callable[[Change], bool]
    minutes: Callable[[Change], Sequence[int]]
    zones: Sequence[str] = ZONES

    def draw(self, random: Random) -> tuple[str, datetime]:
        """Draw a zone and an instant."""
        fitting = [zone for zone in self.zones if any(map(self.kind, changes(zone)))]
        zone = draw_zone(random, fitting)
        change = random.choice([c for c in changes(zone) if self.kind(c)])
        return zone, change.minute + MINUTE * random.choice(self.minutes(change))


@cache
def days_of(zone: str) -> tuple[date, ...]:
    """Give the days on which starts are drawn in a zone."""
    last_year = LAST_YEAR if zone in US_ZONES else LAST_YEAR_ELSEWHERE
    count = (date(last_year, 12, 31) - FIRST_DAY).days + 1
    return tuple(FIRST_DAY + DAY * n for n in range(count))


@cache
def changes(zone: str) -> tuple[Change, ...]:
    """Find the changes of offset in a zone: look day by day, then minute by minute."""
    place = ZoneInfo(zone)
    noons = (datetime.combine(day, time(12), tzinfo=UTC) for day in days_of(zone))
    found: list[Change] = []
    for noon, next_noon in pairwise(noons):
        if noon.astimezone(place).utcoffset() == next_noon.astimezone(place).utcoffset():
            continue
        minutes = (noon + MINUTE * n for n in range(24 * 60 + 1))
        for before, minute in pairwise(minutes):
            shift = _offset(minute, place) - _offset(before, place)
            if shift:
                found.append(Change(zone, minute, shift))
    return tuple(found)


def _offset(instant: datetime, place: ZoneInfo) -> timedelta:
    """Give how far the place's clocks are ahead of UTC."""
    offset = instant.astimezone(place).utcoffset()
    assert offset is not None
    return offset


def draw_zone(random: Random, zones: Sequence[str]) -> str:
    """Draw one of the zones: four times in five one of the United States, if there is a choice."""
    home = [zone for zone in zones if zone in US_ZONES]
    abroad = [zone for zone in zones if zone not in US_ZONES]
    at_home = random.random() < 0.8
    return random.choice((home or abroad) if at_home else (abroad or home))


def between(first: date, last: date) -> Callable[[date], bool]:
    """Give the test for the days from first to last, both included."""
    return lambda day: first <= day <= last


def days_around(_: Change) -> Sequence[int]:
    """Give the minutes from three days before a change to one day after it."""
    return range(-3 * 24 * 60, 24 * 60)


def minutes_of_shift(change: Change) -> int:
    """Give how many minutes a change skips or repeats."""
    return abs(change.shift) // MINUTE


def is_short(change: Change) -> bool:
    """Tell a change of clocks from a move across the date line."""
    return abs(change.shift) < timedelta(hours=12)


def is_gap(change: Change) -> bool:
    """Tell whether clocks were set on."""
    return is_short(change) and change.shift > timedelta(0)


def is_repeat(change: Change) -> bool:
    """Tell whether clocks were set back."""
    return is_short(change) and change.shift < timedelta(0)


def is_st_johns_0001(change: Change) -> bool:
    """Tell whether clocks were set back from 00:01, into the day before."""
    return is_repeat(change) and f"{change.local - change.shift:%H:%M}" == "00:01"


CASES: dict[str, OnDays | AroundChanges] = {
    # Days of the week.
    "random": OnDays(lambda _: True),
    "weekday": OnDays(lambda day: day.weekday() < 5),
    "saturday-start": OnDays(lambda day: day.weekday() == 5),
    "sunday-start": OnDays(lambda day: day.weekday() == 6),
    # The edges of a day.
    "midnight-start": OnDays(lambda _: True, minutes=[0]),
    "minute-after-midnight": OnDays(lambda _: True, minutes=[1]),
    "minute-before-midnight": OnDays(lambda _: True, minutes=[24 * 60 - 1]),
    "deadline-lands-on-midnight-before-weekend": OnDays(
        lambda day: day.weekday() == 3 and HOLIDAYS.isdisjoint({day, day + DAY}), minutes=[0]
    ),
    "minute-past-midnight-deadline-after-weekend": OnDays(
        lambda day: day.weekday() == 3 and HOLIDAYS.isdisjoint({day, day + DAY}), minutes=[1]
    ),
    # Holidays.
    "holiday-start": OnDays(lambda day: day in HOLIDAYS),
    "holiday-eve": OnDays(lambda day: day + DAY in DATES_ONLY),
    "friday-before-holiday": OnDays(lambda day: day.weekday() == 4 and day + 3 * DAY in HOLIDAYS),
    "eve-of-observed-friday": OnDays(lambda day: day + DAY in FRIDAYS_BEFORE),
    "friday-before-observed-monday": OnDays(lambda day: day + 3 * DAY in MONDAYS_AFTER),
    "in-lieu-31-december": OnDays(
        lambda day: date(day.year, 12, 31) in FRIDAYS_BEFORE and day.month == 12 and day.day >= 28
    ),
    "year-end": OnDays(lambda day: f"{day:%m-%d}" >= "12-28" or f"{day:%m-%d}" <= "01-03"),
    "veterans-1971-77": OnDays(
        lambda day: (
            day.year <= 1977 and (10, 18) <= (day.month, day.day) <= (11, 12) and day.weekday() < 5
        )
    ),
    "juneteenth-2020": OnDays(between(date(2020, 6, 16), date(2020, 6, 21))),
    "juneteenth-2021": OnDays(between(date(2021, 6, 15), date(2021, 6, 20))),
    # Clocks set on and back.
    "spring-gap-weekend": AroundChanges(lambda c: is_gap(c) and c.on_weekend, days_around),
    "autumn-repeat-weekend": AroundChanges(lambda c: is_repeat(c) and c.on_weekend, days_around),
    "offset-change-on-weekday": AroundChanges(
        lambda c: is_short(c) and not c.on_weekend, days_around, zones=OTHER_ZONES
    ),
    "midnight-gap": AroundChanges(lambda c: is_gap(c) and c.skips_midnight, days_around),
    "minutes-around-gap": AroundChanges(is_gap, lambda _: [-1, 0, 1]),
    "repeated-hour-first": AroundChanges(is_repeat, lambda c: range(-minutes_of_shift(c), 0)),
    "repeated-hour-second": AroundChanges(is_repeat, lambda c: range(minutes_of_shift(c))),
    "st-johns-0001": AroundChanges(
        is_st_johns_0001, lambda _: range(-121, 180), zones=["America/St_Johns"]
    ),
    # One place, one date.
    "guam-1976-05-26": OnDays(
        between(date(1976, 5, 23), date(1976, 5, 27)), zones=["Pacific/Guam"]
    ),
    "kathmandu-1986": OnDays(
        between(date(1985, 12, 28), date(1986, 1, 2)), zones=["Asia/Kathmandu"]
    ),
    "kwajalein-1993": OnDays(
        between(date(1993, 8, 17), date(1993, 8, 23)), zones=["Pacific/Kwajalein"]
    ),
    "apia-2011": OnDays(between(date(2011, 12, 26), date(2012, 1, 3)), zones=["Pacific/Apia"]),
    # The first and the last days covered.
    "coverage-first-days": OnDays(between(FIRST_DAY, date(1971, 1, 7))),
    "coverage-last-days": OnDays(between(date(2100, 12, 20), date(2100, 12, 29)), zones=US_ZONES),
}

DRAWS = 70
READINGS: tuple[Observed, ...] = ("both", "saturday", "none")
READ_EVERY_WAY = {
    "eve-of-observed-friday",
    "friday-before-observed-monday",
    "in-lieu-31-december",
    "juneteenth-2021",
    "coverage-last-days",
}


def starts(random: Random) -> Iterator[Start]:
    """Draw the starts of every case, each with a rule and a reading."""
    for case, boundary in CASES.items():
        for _ in range(DRAWS):
            zone, start = boundary.draw(random)
            if random.random() < 0.15:
                yield Start(case, zone, start, "consecutive", "")
            elif case in READ_EVERY_WAY:
                for observed in READINGS:
                    yield Start(case, zone, start, "excluding", observed)
            else:
                (observed,) = random.choices(READINGS, weights=[8, 1, 1])
                yield Start(case, zone, start, "excluding", observed)
