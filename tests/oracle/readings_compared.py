"""Every reading of a request in a place, against those that the words of the rules leave.

Which rules reach the place that day, and for each of them what its word "holidays" may mean.
"""

from collections.abc import Iterator
from datetime import UTC, date
from importlib import import_module
from itertools import repeat
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt
from comparisons import Compared, Comparison
from drawn_starts import starts
from hold_clock import clock_of, instant
from holiday_readings import AROUND_WASHINGTON, OWN_LISTS
from local_days import DAYS
from places import ZONES
from rules_in_words import FORM, OWN_CLOCKS, REGULATION, STARTS, words_of
from zone_files import Seconds

from detainerlib import bulk, hold_readings

ROWS: Final = 20_000
ISSUED_SINCE: Final = 2018
"""A year in which Form I-247A was in use from its first day."""
UNTIL: Final = 2031
FORM_ID: Final = "I-247A"
# The state above a county or city, where the state has a clock of its own.
ABOVE: Final = {"37183": "US-NC", "33015": "US-NH", "11001": "US-DC"}
PLACES: Final = (*ZONES, "37183", "33015")
Rows = npt.NDArray[np.int64]
Line: TypeAlias = tuple[int, str, int]
"""The number of a row, a rule, and a deadline in microseconds."""


def zone_of(place: str) -> str:
    """Give the zone of a place, or of the state above it."""
    return ZONES[ABOVE.get(place, place)]


def readings_in(place: str, rule: str) -> Iterator[str | None]:
    """Yield what the word "holidays" in a rule may mean in a place; None where no such word is."""
    if not words_of(rule).leaves_out_holidays:
        yield None
        return
    yield from ("both", "none", "saturday", "closures")
    if place in AROUND_WASHINGTON:
        yield "us-inauguration-day"
    if rule in OWN_LISTS:
        yield OWN_LISTS[rule]


def reach(rule: str, place: str, days: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Tell on which of some local days a rule is one for a place, and its clock can start."""
    if rule in (FORM, REGULATION):
        return np.ones(len(days), dtype=bool)
    own = OWN_CLOCKS[rule]
    if rule in STARTS or own.place not in (place, ABOVE.get(place)):
        return np.zeros(len(days), dtype=bool)
    return (_number(own.first) <= days) & (days < _number(own.until))


def _number(day: date) -> int:
    return int(np.datetime64(day).astype(np.int64))


RULES: Final = (FORM, REGULATION, *OWN_CLOCKS)


def deadlines_in(place: str, drawn: Seconds, numbers: Rows) -> Iterator[Line]:
    """Yield the deadlines of each row, some of them more than once."""
    zone = zone_of(place)
    days = DAYS[np.searchsorted(clock_of(zone, None).begins, drawn, side="right") - 1]
    for rule in RULES:
        reached = reach(rule, place, days)
        for reading in readings_in(place, rule):
            ends = clock_of(zone, reading).deadlines(drawn[reached], words_of(rule).hours)
            yield from zip(numbers[reached].tolist(), repeat(rule), ends.tolist(), strict=False)


def readings_compared(count: int, seed: int, by_clock: int) -> Comparison:
    """Compare every reading of so many rows in frames, and of some one by one."""
    random = np.random.default_rng(seed)
    for first in range(0, count, ROWS):
        rows = min(ROWS, count - first)
        number = random.integers(0, len(PLACES), rows)
        drawn = np.empty(rows, dtype=np.int64)
        expected: set[Line] = set()
        for code, place in enumerate(PLACES):
            of_place = np.flatnonzero(number == code)
            instants = starts(random, len(of_place), zone_of(place), "both", ISSUED_SINCE)
            # As many near the years whose orders and laws are on file as later ones.
            early = starts(random, len(of_place), zone_of(place), "both", ISSUED_SINCE)
            span = np.int64(UNTIL - ISSUED_SINCE) * 365 * 86_400 * 10**6
            begin = np.datetime64(f"{ISSUED_SINCE}-01-05", "us").astype(np.int64)
            soon = begin + (early - begin) % span
            drawn[of_place] = np.where(random.random(len(of_place)) < 3 / 4, soon, instants)
            expected |= {*deadlines_in(place, drawn[of_place], of_place)}
        names = [PLACES[int(code)] for code in number]
        answers = _in_frame(drawn, names)
        yield Compared("readings in frames", rows, [*_differ(expected, answers, drawn, names)])
        few = min(rows, -(-by_clock * rows // count))
        alone = {line for line in expected if line[0] < few}
        answers = _one_by_one(drawn[:few], names)
        yield Compared("readings one by one", few, [*_differ(alone, answers, drawn, names)])


def _in_frame(drawn: Seconds, places: list[str]) -> set[Line]:
    pd: Any = import_module("pandas")
    frame = pd.DataFrame(
        {
            "row": np.arange(len(drawn)),
            "place": places,
            "custody_ends": pd.Series(drawn.view("M8[us]")).dt.tz_localize("UTC"),
        }
    )
    readings: Any = bulk.hold_readings(
        frame, "custody_ends", form=FORM_ID, jurisdiction=bulk.FromColumn("place")
    )
    computed = readings[readings["hold_deadline"].notna()]
    ends = computed["hold_deadline"].dt.tz_localize(None).to_numpy().astype("M8[us]")
    columns = computed["row"].tolist(), computed["rule"].tolist(), ends.astype(np.int64).tolist()
    return {*zip(*columns, strict=True)}


def _one_by_one(drawn: Seconds, places: list[str]) -> set[Line]:
    lines: set[Line] = set()
    for row, (start, place) in enumerate(zip(drawn.tolist(), places, strict=False)):
        for reading in hold_readings(instant(start), form=FORM_ID, jurisdiction=place):
            if reading.rule is not None and reading.deadline is not None:
                end = np.datetime64(reading.deadline.astimezone(UTC).replace(tzinfo=None), "us")
                lines.add((row, reading.rule.id, int(end.astype(np.int64))))
    return lines


def _differ(
    expected: set[Line],
    answers: set[Line],
    drawn: Seconds,
    places: list[str],
) -> Iterator[str]:
    for says, lines in (
        ("only by the words", expected - answers),
        ("not by the words", answers - expected),
    ):
        for row, rule, end in sorted(lines):
            start = instant(drawn[row]).isoformat()
            yield f"{start} {places[row]} {rule}: {instant(end)}, {says}"
