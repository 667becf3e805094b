"""The clocks of a zone, read from its file in the tz database: RFC 8536, and the POSIX rule behind.

Nothing here is `zoneinfo`, whose reading of the same files the package rests on.
"""

import re
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from struct import calcsize, unpack_from
from typing import Final, NamedTuple
from zoneinfo import TZPATH

import numpy as np
import numpy.typing as npt

Seconds = npt.NDArray[np.int64]
"""Seconds, since 1970-01-01 in UTC, or of an offset."""

LAST_YEAR: Final = 2105
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
HEADER: Final = ">4s c 15x 6L"
LONG_AGO: Final = -(1 << 40)
# "<-03>3<-02>,M3.5.0/-2,M10.5.0/-1", "EST5EDT,M3.2.0,M11.1.0", "IST-1GMT0,M10.5.0,M3.5.0/1"
NAME: Final = r"(?:[A-Za-z]+|<[^>]+>)"
OFFSET: Final = r"([-+]?\d+(?::\d+){0,2})"
POSIX: Final = re.compile(rf"{NAME}{OFFSET}(?:{NAME}{OFFSET}?,([^,]+),([^,]+))?")


class Clocks(NamedTuple):
    """From which second on clocks are so many seconds ahead of UTC."""

    since: Seconds
    ahead: Seconds

    def ahead_at(self, instants: Seconds) -> Seconds:
        """Give by how much clocks are ahead at some seconds of UTC."""
        return self.ahead[np.searchsorted(self.since, instants, side="right") - 1]


@cache
def clocks_of(key: str) -> Clocks:
    """Give the clocks of a zone until the end of `LAST_YEAR`."""
    content = _content(key)
    # The first block has 32 bits, and is passed over for the one with 64.
    begins = calcsize(HEADER) + _size_of_block(content, 0, 4)
    _, _, utc_count, standard_count, leaps, times, types, letters = unpack_from(
        HEADER, content, begins
    )
    place = begins + calcsize(HEADER)
    since: list[int] = list(unpack_from(f">{times}q", content, place))
    kinds: list[int] = list(unpack_from(f">{times}B", content, place + 8 * times))
    place += 9 * times
    offsets: list[int] = [
        unpack_from(">l?B", content, place + 6 * kind)[0] for kind in range(types)
    ]
    place += 6 * types + letters + 12 * leaps + standard_count + utc_count
    rule = content[place:].strip(b"\n").decode("ascii")
    # Before the first change the first kind is in force.
    steps: list[tuple[int, int]] = [(LONG_AGO, offsets[0])]
    steps += zip(since, (offsets[kind] for kind in kinds), strict=True)
    last = steps[-1][0]
    steps += [(at, ahead) for at, ahead in _by_rule(rule, last) if at > last]
    return Clocks(*(np.array(column, dtype=np.int64) for column in zip(*steps, strict=True)))


def _content(key: str) -> bytes:
    for folder in TZPATH:
        path = Path(folder, key)
        if path.is_file():
            return path.read_bytes()
    return files("tzdata").joinpath("zoneinfo", *key.split("/")).read_bytes()


def _size_of_block(content: bytes, begins: int, size: int) -> int:
    magic, _, *counts = unpack_from(HEADER, content, begins)
    assert magic == b"TZif"
    # Of marks of UTC, marks of standard time, leap seconds, changes, kinds of time, letters.
    sizes = (1, 1, size + 4, size + 1, 6, 1)
    return sum(int(count) * each for count, each in zip(counts, sizes, strict=True))


def _by_rule(rule: str, after: int) -> list[tuple[int, int]]:
    """Give the changes that the rule for all later years makes, beginning with the year before."""
    match = POSIX.fullmatch(rule)
    assert match, rule
    standard = -_seconds(match[1])
    if match[3] is None:
        return []
    summer = -_seconds(match[2]) if match[2] else standard + 3600
    first = 1970 if after == LONG_AGO else (EPOCH + timedelta(seconds=after)).year
    changes: list[tuple[int, int]] = []
    for year in range(first, LAST_YEAR + 1):
        # The time of a change is told by the clocks before it.
        changes.append((_second_of(match[3], year) - standard, summer))
        changes.append((_second_of(match[4], year) - summer, standard))
    return sorted(changes)


def _second_of(change: str, year: int) -> int:
    """Give the second of local time, since 1970, at which clocks change in a year."""
    day_of_year, _, clock = change.partition("/")
    if day_of_year.startswith("M"):
        month, week, weekday = map(int, day_of_year[1:].split("."))
        # Sunday is 0 here; the fifth is the last.
        first = date(year, month, 1)
        days = [
            first + timedelta(days=(weekday - 1 - first.weekday()) % 7 + 7 * n) for n in range(5)
        ]
        day = [day for day in days if day.month == month][:week][-1]
    elif day_of_year.startswith("J"):
        # February 29 is never counted.
        day = date(2001, 1, 1) + timedelta(days=int(day_of_year[1:]) - 1)
        day = day.replace(year=year)
    else:
        day = date(year, 1, 1) + timedelta(days=int(day_of_year))
    return (day - EPOCH.date()).days * 86400 + _seconds(clock or "2")


def _seconds(text: str) -> int:
    sign = -1 if text.startswith("-") else 1
    hours, minutes, seconds = map(int, (*text.lstrip("+-").split(":"), "0", "0")[:3])
    return sign * (hours * 3600 + minutes * 60 + seconds)
