"""A date and a time written as people type them, in every form that is taken, and in some that not.

Each form is written out of the numbers; nothing is read here.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random
from typing import Final

OfDay = Callable[[date], str]
OfClock = Callable[[datetime], str]

ISO_DATES: Final[tuple[OfDay, ...]] = (
    lambda day: f"{day:%Y-%m-%d}",
    lambda day: f"{day:%Y/%m/%d}",
    lambda day: f"{day:%Y%m%d}",
    lambda day: "{}-W{:02}-{}".format(*day.isocalendar()),
    lambda day: "{}W{:02}{}".format(*day.isocalendar()),
)
DATES: Final[tuple[OfDay, ...]] = (
    *ISO_DATES,
    lambda day: f"{day.year}-{day.month}-{day.day}",
    lambda day: f"{day.month}/{day.day}/{day.year}",
    lambda day: f"{day:%m/%d/%Y}",
    lambda day: f"{day:%m-%d-%Y}",
    lambda day: f"{day:%B} {day.day}, {day.year}",
    lambda day: f"{day:%B} {day.day} {day.year}",
    lambda day: f"{day:%b} {day.day}, {day.year}",
    lambda day: f"{day:%b}. {day.day}, {day.year}",
    lambda day: f"{day:%B} {ordinal(day.day)}, {day.year}",
    lambda day: f"{day:%B} the {ordinal(day.day)}, {day.year}",
    lambda day: f"{day.day} {day:%B} {day.year}",
    lambda day: f"{ordinal(day.day)} of {day:%B}, {day.year}",
    lambda day: f"{day.day}-{day:%b}-{day.year}",
    lambda day: f"{day:%d}{day:%b}{day.year}".upper(),
    lambda day: f"{day.year}-{day:%b}-{day:%d}",
    lambda day: f"{day:%A}, {day:%B} {day.day}, {day.year}",
    lambda day: f"{day:%a} {day.month}/{day.day}/{day.year}",
    lambda day: f"{day:%a}. {day:%b}. {day.day}, {day.year}",
    lambda day: f"{day:%A}, the {day.day} {day:%B} {day.year}",
    lambda day: f"{day.month}/{day.day}/{day.year} ({day:%a})",
)
# To the microsecond; others cut what they do not write.
IN_FULL: Final[tuple[OfClock, ...]] = (
    lambda at: f"{at:%H:%M:%S.%f}",
    lambda at: f"{at:%H:%M:%S,%f}",
    lambda at: f"{at:%H:%M:%S.%f}000",
    lambda at: f"{half(at)}:{at:%M:%S.%f} {at:%p}",
)
TO_THE_SECOND: Final[tuple[OfClock, ...]] = (
    lambda at: f"{at:%H:%M:%S}",
    lambda at: f"{half(at)}:{at:%M:%S} {marked(at)}",
    lambda at: f"{half(at)}:{at:%M:%S}{at:%p}",
)
TO_THE_MINUTE: Final[tuple[OfClock, ...]] = (
    lambda at: f"{at:%H:%M}",
    lambda at: f"{at:%H%M}",
    lambda at: f"{at:%H%M} hrs",
    lambda at: f"{at:%H%M}h",
    lambda at: f"{at:%H:%M} hours",
    lambda at: f"{half(at)}:{at:%M} {marked(at)}",
    lambda at: f"{half(at)}:{at:%M}{at:%p}",
    lambda at: f"{half(at)}:{at:%M} {at:%p}".lower(),
    lambda at: f"{half(at):02}:{at:%M} {at:%p}",
    lambda at: f"{half(at)}:{at:%M}{marked(at)[0]}",
    lambda at: f"{half(at):02}{at:%M} {at:%p}",
)
ON_THE_HOUR: Final[tuple[OfClock, ...]] = (
    lambda at: f"{half(at)}{at:%p}".lower(),
    lambda at: f"{half(at)} {marked(at)}",
    lambda at: f"{half(at)} {at:%p}",
    lambda at: f"{half(at)} o'clock {marked(at)}",
)
JOINED: Final = ("{day} {clock}", "{day}, {clock}", "{day} at {clock}", "{day} @ {clock}")
TURNED: Final = ("{clock} on {day}", "{clock}, {day}", "{clock} {day}")


def ordinal(number: int) -> str:
    """Give 1st, 2nd, 3rd, 4th, 11th, 21st."""
    ending = "th" if 10 < number < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def half(at: datetime) -> int:
    """Give the hour of a clock of twelve hours."""
    return (at.hour - 1) % 12 + 1


def marked(at: datetime) -> str:
    """Give a.m. or p.m."""
    return "a.m." if at.hour < 12 else "p.m."


def cut(wall: datetime, chance: Random) -> datetime:
    """Cut a local time to the microsecond, the second, the minute or the hour."""
    finest = chance.choice(["microsecond", "second", "minute", "hour"])
    if finest != "microsecond":
        wall = wall.replace(microsecond=0)
    if finest in ("minute", "hour"):
        wall = wall.replace(second=0)
    return wall.replace(minute=0) if finest == "hour" else wall


def clocks(wall: datetime) -> tuple[OfClock, ...]:
    """Give the ways to write a time of day that lose nothing of it."""
    if wall.microsecond:
        return IN_FULL
    if wall.second:
        return (*IN_FULL, *TO_THE_SECOND)
    if wall.minute:
        return (*IN_FULL, *TO_THE_SECOND, *TO_THE_MINUTE)
    return (*IN_FULL, *TO_THE_SECOND, *TO_THE_MINUTE, *ON_THE_HOUR)


def in_iso(wall: datetime, chance: Random) -> str:
    """Write a local time as ISO 8601 has it, so that an offset may stand directly behind."""
    day = chance.choice(ISO_DATES)(wall)
    clock = f"{wall:%H:%M:%S.%f}" if wall.microsecond else f"{wall:%H:%M:%S}"
    if not (wall.microsecond or wall.second) and chance.random() < 1 / 2:
        clock = f"{wall:%H:%M}"
    return day + chance.choice(["T", " ", "t"]) + clock


def typed(wall: datetime, behind: str, chance: Random) -> str:
    """Write a local time in one of all ways, and what stands behind the time."""
    day = chance.choice(DATES)
    if (wall.hour, wall.minute, wall.second, wall.microsecond) == (0, 0, 0, 0):
        edge = chance.choice(["24:00", "2400", "24:00:00", "start", "end", "", "", ""])
        before = wall - timedelta(days=1)
        if edge.startswith("24"):
            return f"{day(before)} {edge} {behind}".strip()
        if edge:
            of = wall if edge == "start" else before
            return f"{f'12:00 midnight {behind}'.strip()}, at the {edge} of {day(of)}"
    if (wall.hour, wall.minute, wall.second, wall.microsecond) == (12, 0, 0, 0):
        noon = chance.choice(["noon", "12 noon", "12:00 noon", ""])
        if noon:
            return f"{day(wall)} {noon} {behind}".strip()
    clock = f"{chance.choice(clocks(wall))(wall)} {behind}".strip()
    return chance.choice([*JOINED, *TURNED]).format(day=day(wall), clock=clock)


def refused(wall: datetime, chance: Random) -> str:
    """Write what may mean something else, or lacks something."""
    clock = f"{half(wall)}:{wall:%M} {wall:%p}"
    texts = [
        f"{wall:%m/%d/%y} {clock}",
        f"{wall:%B} {wall.day}, {wall:%y} {clock}",
        f"{wall.month}/{wall.day} {clock}",
        f"{wall:%B} {wall.year} {clock}",
        f"{wall:%m/%d/%Y}",
        clock,
        f"{wall:%m/%d/%Y} midnight",
        f"{wall:%m/%d/%Y} {wall.hour % 12 + 13}:{wall:%M} am",
        f"{wall:%m.%d.%Y} {clock}",
        f"tomorrow {clock}",
        f"{wall:%m/%d/%Y} {half(wall)}",
        f"{wall + timedelta(days=1):%A}, {wall:%B} {wall.day}, {wall.year} {clock}",
        f"{wall:%m/%d/%Y} 24:{wall.minute or 1:02}",
        f"{wall:%m/%d/%Y} {wall:%H}:60",
        f"{wall:%m/%d/%Y} {wall:%m/%d/%Y} {clock}",
    ]
    if wall.day > 12:
        texts.append(f"{wall.day}/{wall.month}/{wall.year} {clock}")
    return chance.choice(texts)
