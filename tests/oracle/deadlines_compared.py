"""Deadlines of the package, by columns and by the clock, against those added up from the words."""

from collections.abc import Iterator
from datetime import UTC
from functools import cache
from typing import Any, Final, NamedTuple

import numpy as np
from comparisons import Compared, Comparison
from drawn_starts import first_of, starts
from hold_clock import clock_of, instant
from holiday_readings import READINGS
from places import ZONES
from rules_in_words import SHERIFF_IN_FLORIDA, STARTS, WORDS, words_of
from zone_files import Seconds

from detainerlib import bulk, catalog, hold_deadline
from detainerlib.times import ClosureCalendar, FederalHolidays, HolidayCalendar, ListedHolidays
from detainerlib.times.calendars import Observed
from detainerlib.times.zones import _places as zones_of_places

ROWS: Final = 250_000
"""How many rows a column has, at most."""
UNITS: Final = {"s": 10**6, "ms": 10**3, "us": 1, "ns": 1}
"""How many microseconds a unit of a column has, those of a nanosecond aside."""
RULES: Final = tuple(id for id in WORDS if id != SHERIFF_IN_FLORIDA)
# Of 518 zones, most rows lie in those of the United States and in those of a few others.
A_FEW, MANY = 2, 24
UNIFORM_SINCE: Final = 2008
"""From when on the places keep one clock each, without a move between zones."""


class Sheet(NamedTuple):
    """A column of starts under one reading, with the rule and the zone of each.

    Attributes:
        calendar: The name of the reading; None where it is left out.
        event: The event that starts the clock.
        rules: Some rules.
        zones: Some zones.
        places: A place in each of the zones; none where only the zones are given.
        unit: The unit of the column.
        starts: In microseconds.
        rule: For each row the place of its rule in `rules`.
        zone: And of its zone.
    """

    calendar: str | None
    event: str
    rules: tuple[str, ...]
    zones: tuple[str, ...]
    places: tuple[str, ...]
    unit: str
    starts: Seconds
    rule: Seconds
    zone: Seconds

    def deadlines(self) -> Seconds:
        """Give the deadlines by the oracle, in microseconds."""
        deadlines = np.empty(len(self.starts), dtype=np.int64)
        for number, zone in enumerate(self.zones):
            for code, rule in enumerate(self.rules):
                rows = (self.zone == number) & (self.rule == code)
                hours, leaves_out_holidays = words_of(rule)
                reading = (self.calendar or "both") if leaves_out_holidays else None
                deadlines[rows] = clock_of(zone, reading).deadlines(self.starts[rows], hours)
        return deadlines

    def row(self, number: int | np.signedinteger[Any]) -> str:
        """Say which row it is."""
        start, rule = instant(self.starts[number]), self.rules[int(self.rule[number])]
        where = (self.places or self.zones)[int(self.zone[number])]
        return f"{start.isoformat()} {where} {rule} {self.calendar}"


def sheets(count: int, seed: int) -> Iterator[Sheet]:
    """Draw columns with so many rows in all."""
    random = np.random.default_rng(seed)
    while count > 0:
        sheet = _sheet(random, min(count, ROWS))
        yield sheet
        count -= len(sheet.starts)


def _sheet(random: np.random.Generator, count: int) -> Sheet:
    calendar = str(random.choice(["", *READINGS])) or None
    event = str(random.choice(["custody-ends"] * 3 + ["state-charges-resolved"]))
    fitting = [
        rule
        for rule in RULES
        if STARTS.get(rule, "custody-ends") == event
        and (calendar is None or words_of(rule).leaves_out_holidays)
    ]
    rules = tuple(map(str, random.choice(fitting, min(2, len(fitting)), replace=False)))
    # Many zones, so that the clock is asked for each; or a few, so that whole years are compiled.
    wanted = int(random.choice([A_FEW, MANY]))
    by_place = bool(random.random() < 1 / 4)
    names = random.choice(sorted(ZONES) if by_place else all_zones(), wanted, replace=False)
    places = tuple(map(str, names)) if by_place else ()
    zones = tuple(ZONES[place] for place in places) or tuple(map(str, names))
    number = random.integers(0, len(zones), count)
    drawn = np.empty(count, dtype=np.int64)
    for code, zone in enumerate(zones):
        rows = np.flatnonzero(number == code)
        since = UNIFORM_SINCE if by_place else 0
        drawn[rows] = starts(random, len(rows), zone, calendar or "both", since)
    unit = str(random.choice(list(UNITS)))
    drawn -= drawn % UNITS[unit]
    return Sheet(
        calendar=calendar,
        event=event,
        rules=rules,
        zones=zones,
        places=places,
        unit=unit,
        starts=drawn,
        rule=random.integers(0, len(rules), count),
        zone=number,
    )


@cache
def all_zones() -> list[str]:
    """Give the keys of all places in the world."""
    return sorted(zones_of_places().values())


@cache
def calendar_of(name: str | None) -> HolidayCalendar | None:
    """Give the package's calendar of a reading."""
    if name is None:
        return None
    if name in [observed.value for observed in Observed]:
        return FederalHolidays(observed=Observed(name))
    if name == "closures":
        return FederalHolidays() | ClosureCalendar(catalog.closures())
    record = catalog.holiday_list(name)
    listed = ListedHolidays(record)
    return FederalHolidays() | listed if record.places else listed


def deadlines_compared(count: int, seed: int, by_clock: int) -> Comparison:
    """Compare so many deadlines in columns, and some of them by the clock, by their place."""
    for sheet in sheets(count, seed):
        expected = sheet.deadlines()
        rows = len(sheet.starts)
        yield Compared("deadlines in columns", rows, [*_in_columns(sheet, expected)])
        few = min(rows, -(-by_clock * rows // count))
        yield Compared("deadlines by the clock", few, [*_by_clock(sheet, expected, few)])
        yield Compared("counted time in columns", few, [*_counted(sheet, expected, few)])


def _in_columns(sheet: Sheet, expected: Seconds) -> Iterator[str]:
    answers = bulk.hold_deadlines(
        sheet.starts.view("M8[us]").astype(f"M8[{sheet.unit}]"),
        zone=bulk.Coded(sheet.zone, sheet.zones),
        rule=bulk.Coded(sheet.rule, sheet.rules),
        calendar=calendar_of(sheet.calendar),
        event=sheet.event,
    ).astype("M8[us]")
    for number in np.flatnonzero(answers != expected.view("M8[us]")):
        yield f"{sheet.row(number)}: {answers[number]}, not {instant(expected[number])}"


def _by_clock(sheet: Sheet, expected: Seconds, count: int) -> Iterator[str]:
    for number in range(count):
        code = int(sheet.zone[number])
        answer = hold_deadline(
            instant(sheet.starts[number]),
            rule=sheet.rules[int(sheet.rule[number])],
            zone=None if sheet.places else sheet.zones[code],
            jurisdiction=sheet.places[code] if sheet.places else None,
            calendar=calendar_of(sheet.calendar),
            event=sheet.event,
        )
        if answer.astimezone(UTC) != instant(expected[number]):
            yield f"{sheet.row(number)}: {answer}, not {instant(expected[number])}"


def _counted(sheet: Sheet, ends: Seconds, count: int) -> Iterator[str]:
    """Compare the time counted from each start to a deadline or past it, however long ago."""
    starts, later = sheet.starts[:count], ends[:count] + (ends[:count] - sheet.starts[:count])
    reading = sheet.calendar or "both"
    last = first_of(f"{READINGS[reading].years[-1]}-12-12")
    later = np.clip(later, starts, max(last, int(starts.max(initial=0))))
    answers = bulk.counted_time(
        starts.view("M8[us]"),
        later.view("M8[us]"),
        zone=bulk.Coded(sheet.zone[:count], sheet.zones),
        rule=bulk.Coded(sheet.rule[:count], sheet.rules),
        calendar=calendar_of(sheet.calendar),
    ).astype(np.int64)
    for number in range(count):
        rule = sheet.rules[int(sheet.rule[number])]
        name = reading if words_of(rule).leaves_out_holidays else None
        clock = clock_of(sheet.zones[int(sheet.zone[number])], name)
        first, second = clock.counted_until(np.array([starts[number], later[number]]))
        if answers[number] != second - first:
            yield f"{sheet.row(number)} to {instant(later[number])}: {answers[number]} counted"
