"""What `local_time` reads, against the clocks of the zone, in every form and around their changes.

A text is written out of a local time; which instants show that time follows from the file of the
zone. What is read is written again and read back, and each alternative of a refusal is typed as it
stands there.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
from comparisons import Compared, Comparison
from deadlines_compared import all_zones
from local_days import A_DAY
from typed_texts import cut, in_iso, refused, typed
from zone_files import EPOCH, clocks_of

from detainerlib import local_time
from detainerlib._wording import in_words
from detainerlib.errors import InstantError, NotAnInstantError

TEXTS: Final = 10_000
# Liberia, the last, set its clocks to whole minutes in 1972.
FIRST: Final = datetime(1973, 1, 1)  # noqa: DTZ001 (local time)
LAST: Final = datetime(2100, 1, 1)  # noqa: DTZ001
SECOND: Final = timedelta(seconds=1)
# 15 U.S.C. 263 names the zones; the letters are in common use. In hours ahead of UTC.
LETTERS: Final = {
    "America/New_York": {-5: "EST", -4: "EDT"},
    "America/Chicago": {-6: "CST", -5: "CDT"},
    "America/Denver": {-7: "MST", -6: "MDT"},
    "America/Los_Angeles": {-8: "PST", -7: "PDT"},
    "America/Phoenix": {-7: "MST"},
    "Pacific/Honolulu": {-10: "HST"},
}
LETTERS_SINCE: Final = 1976
"""From when on daylight saving time is no longer called by other letters, or kept all year."""


class Local(NamedTuple):
    """A local time of a zone, and the instants that it may stand for, the earlier first.

    Attributes:
        zone: The key of the zone.
        wall: The local time.
        shown: The instants at which clocks show it.
        meant: The two instants by the clocks before and after a change, where it is not shown once.
    """

    zone: str
    wall: datetime
    shown: tuple[datetime, ...]
    meant: tuple[datetime, ...]


def local(zone: str, wall: datetime) -> Local:
    """Find the instants that a local time may stand for."""
    since, ahead = clocks_of(zone)
    second = (wall - EPOCH.replace(tzinfo=None)) // SECOND
    # No clock is a day from UTC.
    first, last = np.searchsorted(since, [second - A_DAY, second + A_DAY], side="right") - 1
    shown: list[datetime] = []
    meant: list[datetime] = []
    for place in range(first, last + 1):
        offset = int(ahead[place])
        begins = int(since[place])
        ends = int(since[place + 1]) if place + 1 < len(since) else 1 << 40
        at = wall.replace(tzinfo=UTC) - offset * SECOND
        if begins <= second - offset < ends:
            shown.append(at)
        elif place < last and ends <= second - offset < ends + offset_after(ahead, place):
            # Set forward at that end, over the time: it is meant by the clocks before, or after.
            after = wall.replace(tzinfo=UTC) - int(ahead[place + 1]) * SECOND
            meant = [at, after]
    return Local(zone, wall, tuple(sorted(shown)), tuple(sorted(shown) if shown else meant))


def offset_after(ahead: np.ndarray, place: int) -> int:
    """Give by how many seconds clocks are set forward next."""
    return max(int(ahead[place + 1]) - int(ahead[place]), 0)


def locals_drawn(chance: Random) -> Iterator[Local]:
    """Yield local times, half of them near a change, half in the United States."""
    while True:
        zone = chance.choice(list(LETTERS) if chance.random() < 1 / 2 else all_zones())
        wall = FIRST + (LAST - FIRST) * chance.random()
        since, ahead = clocks_of(zone)
        changes = np.flatnonzero((since > 10**8) & (since < 4 * 10**9))
        if len(changes) and chance.random() < 2 / 3:
            place = chance.choice(changes.tolist())
            near = EPOCH.replace(tzinfo=None) + SECOND * int(since[place] + ahead[place])
            wall = near + timedelta(microseconds=chance.randrange(-9 * 10**9, 9 * 10**9))
        yield local(zone, cut(wall, chance))


def local_times_compared(count: int, seed: int) -> Comparison:
    """Compare what is read of so many texts."""
    chance = Random(seed)
    drawn = locals_drawn(chance)
    for first in range(0, count, TEXTS):
        texts = min(TEXTS, count - first)
        wrong = [line for _ in range(texts) for line in _compared(next(drawn), chance)]
        yield Compared("texts of local times", texts, wrong)


def _compared(time: Local, chance: Random) -> Iterator[str]:
    kind = chance.choice([_without_a_zone, _with_an_offset, _with_letters, _refused])
    try:
        yield from kind(time, chance)
    except (InstantError, NotAnInstantError) as error:
        yield f"{time.zone} {time.wall}: {error}"


def _without_a_zone(time: Local, chance: Random) -> Iterator[str]:
    text = chance.choice([typed(time.wall, "", chance), in_iso(time.wall, chance)])
    if len(time.shown) == 1:
        yield from _is_read(text, time, time.shown[0])
        return
    for fold, instant in enumerate(time.meant):
        yield from _is_read(text, time, instant, fold)
    try:
        yield f"{text} in {time.zone}: read as {local_time(text, zone=time.zone)}"
    except InstantError as error:
        if time.zone in LETTERS and not time.wall.microsecond:
            alternatives = re.split(r" or (?=[A-Z1])", str(error).rpartition(". Use ")[2][:-1])
            read = [local_time(choice, zone=time.zone) for choice in alternatives]
            if [at.astimezone(UTC) for at in read] != sorted(time.meant):
                yield f"{text} in {time.zone}: {alternatives}, not {time.meant}"


def _with_an_offset(time: Local, chance: Random) -> Iterator[str]:
    """Of another clock, in half-hours, directly behind ISO 8601, or after "UTC"."""
    halves = chance.randrange(-22, 29)
    instant = time.wall.replace(tzinfo=UTC) - timedelta(minutes=30 * halves)
    sign = "-" if halves < 0 else "+"
    hours, minutes = divmod(30 * abs(halves), 60)
    offset = f"{sign}{hours:02}:{minutes:02}"
    behind = chance.choice([offset, offset.replace(":", ""), f" {offset}"])
    text = in_iso(time.wall, chance) + behind
    if chance.random() < 1 / 2:
        name = chance.choice(["UTC", "GMT"])
        text = typed(time.wall, f"{name}{offset}", chance)
    if not halves and chance.random() < 1 / 2:
        text = in_iso(time.wall, chance) + chance.choice(["Z", " UTC", " GMT"])
    yield from _is_read(text, time, instant)


def _with_letters(time: Local, chance: Random) -> Iterator[str]:
    """The letters of either season decide, also where clocks were set forward over the time."""
    letters = LETTERS.get(time.zone)
    if letters is None or time.wall.year < LETTERS_SINCE:
        return
    hours = chance.choice(list(letters))
    text = typed(time.wall, chance.choice([str.upper, str.lower])(letters[hours]), chance)
    instant = time.wall.replace(tzinfo=UTC) - timedelta(hours=hours)
    if instant in time.meant or len(time.shown) == 1 == len({*time.shown, instant}):
        yield from _is_read(text, time, instant)
        return
    try:
        yield f"{text} in {time.zone}: read as {local_time(text, zone=time.zone)}"
    except InstantError:
        return


def _refused(time: Local, chance: Random) -> Iterator[str]:
    text = refused(time.wall, chance)
    try:
        yield f"{text} in {time.zone}: read as {local_time(text, zone=time.zone)}"
    except NotAnInstantError:
        return


def _is_read(text: str, time: Local, instant: datetime, fold: int | None = None) -> Iterator[str]:
    """Read a text, and what is written of the time that was read."""
    read = local_time(text, zone=time.zone, fold=fold)
    if read.astimezone(UTC) != instant or read.tzinfo != ZoneInfo(time.zone):
        yield f"{text} in {time.zone}: {read}, not {instant}"
        return
    again = [read.isoformat(), str(read)]
    if time.zone in LETTERS and read.year >= LETTERS_SINCE:
        again.append(in_words(read))
    for written in again:
        back = local_time(written, zone=time.zone)
        if back.astimezone(UTC) != instant:
            yield f"{written} in {time.zone}, written of {text}: {back}, not {instant}"
