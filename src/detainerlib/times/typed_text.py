"""A date and a time in text, as people type them: what is there, and what was probably meant."""

import calendar
import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache, partial
from typing import Any, Final, NamedTuple, TypeAlias, cast

from detainerlib._wording import day_in_words, long_day, month_in_words
from detainerlib.errors import DetainerError
from detainerlib.times import typed_patterns as patterns
from detainerlib.times.typed_ranges import apart, ends_of, ends_of_dates, first_of, may_be_offset

FIRST_YEAR: Final = 1900
"""The first year that is read: one before it is a slip."""

# Two digits of a year are proposed as POSIX reads them, and never read.
_PIVOT: Final = 69
_CENTURY: Final = 100
_MONTHS: Final = 12
_NOON: Final = 12
_SIXTY: Final = 60
_LONGEST: Final = 100
_DIGITS_OF_A_CLOCK: Final = 4
_DIGITS_WITH_SECONDS: Final = 6
_DIGITS_OF_A_SECOND: Final = 6
_ONE_DAY: Final = timedelta(days=1)
_HOURS_OF_HALVES: Final = frozenset(map(str, range(1, _NOON + 1)))
_NUMBERS: Final = re.compile(r"\d+")
_A_TIME_OF_DAY: Final = "a time of day such as 5pm or 17:00"


class TypedTime(NamedTuple):
    """What a text holds.

    Attributes:
        wall: The date and the time, without a zone; at 00:00 where no time was typed.
        has_time: Whether a time was typed.
        behind: What stands behind the time: an offset, an abbreviation, the name of a zone.
        may_be_range: Whether what looks like an offset behind it may be the end of a range.
        half_left_out: Whether an hour from 1 to 12 was typed as in 5:00 or 10:00, with neither
            a.m. nor p.m., and not as a clock of 24 hours has it: as in 05:00, 1000 or ISO 8601.
    """

    wall: datetime
    has_time: bool
    behind: str
    may_be_range: bool
    half_left_out: bool = False

    @property
    def other_half(self) -> datetime | None:
        """The time that may be meant instead, in the other half of the day; None if it is told."""
        if not self.half_left_out:
            return None
        return self.wall.replace(hour=(self.wall.hour + _NOON) % (2 * _NOON))


Refusal: TypeAlias = Callable[[str, str], DetainerError]
"""Makes the error, of what was expected and what to do."""


def read_typed(text: str, refusal: Refusal, sought: str) -> TypedTime:
    """Return the date and the time in a text; nothing that is not there is filled in.

    Args:
        text: The text.
        refusal: Makes the error.
        sought: What is expected, in a reader's words.

    Raises:
        DetainerError: If there is no date in it, or it can be read in two ways.
    """
    marks = text if text.isascii() else text.translate(patterns.HYPHENS)
    line = " ".join(marks.split())
    if len(line) > _LONGEST:
        raise refusal(sought, "Type that alone.")
    match = patterns.DATE.search(line)
    if match is None or not _is_whole(match, line):
        raise _without_a_date(line, refusal, sought)
    day = _day_of(match, line, refusal)
    for weekday in filter(None, match.group("weekday", "weekday_behind")):
        if _names().weekday(weekday[:3]) != day.weekday():
            remedy = f"That date is {day_in_words(day)}; check both."
            raise refusal("a weekday and a date that agree", remedy)
    before, after = line[: match.start()], line[match.end() :]
    rest = _unlinked(f"{before} {after}")
    clock = patterns.CLOCK.fullmatch(rest)
    # A time of day with nothing behind it leaves no room for another date, or a range.
    is_alone = clock is not None and not clock["behind"]
    if not is_alone and _has_date(apart(f"{before} {after}")):
        texts = ends_of_dates(_without_others(line, *match.span()))
        # What stands around a date may be another: the whole text would be tried without end.
        raise refusal("one date", _one_of((text for text in texts if text != line), match[0]))
    if any(map(patterns.OFFSET_ALONE.match, (before, after))):
        raise refusal(_A_TIME_OF_DAY, "An offset is no time of day; add the time.")
    if not rest:
        wall = datetime.combine(day, time.min)
        return TypedTime(wall, has_time=False, behind="", may_be_range=False)
    hour_alone = not before and after.startswith(("T", "t"))
    is_iso = not before and any(match.group("iso", "compact", "week"))
    typed = _TypedDate(day, match[0], refusal, is_iso)
    if not is_alone:
        _refuse_ranges(typed, rest)
        midnight = patterns.MIDNIGHT.fullmatch(rest)
        if midnight:
            return _at_midnight(typed, midnight)
    if clock is None:
        raise refusal(_A_TIME_OF_DAY, "Type it as 5:30pm or 17:30.")
    return _with_clock(typed, clock, hour_alone=hour_alone)


def _without_others(line: str, start: int, end: int) -> str:
    """Return the part of a text that has one date of several, with its time."""
    if _has_date(apart(line[:start])):
        return line[start:]
    after = apart(line[end:])
    other = patterns.DATE.search(after) or patterns.TYPED_OTHERWISE.search(after)
    return first_of(line[:end] + after[: other.start() if other else None])


def _one_of(texts: Iterable[str], otherwise: str) -> str:
    """Return the remedy for what is there more than once: the first that can be typed."""
    return f"Type one of them, such as {next(filter(_is_read, texts), otherwise)}."


def _is_read(text: str) -> bool:
    """Whether a text has one date and one time, and nothing behind it."""
    try:
        typed = read_typed(text, partial(DetainerError, "", text), "")
    except DetainerError:
        return False
    return typed.has_time and not typed.behind


def _is_whole(match: re.Match[str], line: str) -> bool:
    """Whether what looks like a date in words names a month, and is no end of "3 Jul 25 1700"."""
    words = match["words"] or match["joined"]
    if not words:
        return True
    is_end = match["words"] and patterns.BARE_NUMBER.search(line[: match.start()])
    return not is_end and bool(_month_named(words))


def _unlinked(rest: str) -> str:
    """Return what is left beside a date without "at", "on" and commas."""
    rest = rest.strip()
    while (shorter := patterns.LINK.sub("", rest)) != rest:
        rest = shorter
    return rest


@cache
def _names() -> Any:
    from dateutil.parser import parserinfo  # noqa: PLC0415 (slow to import; few times have names)

    return parserinfo()


@lru_cache(maxsize=1024)
def _month_named(words: str) -> int | None:
    """Return the number of the month that is named in a date in words."""
    names = (_names().month(name) for name in re.findall(r"[a-z]{3,9}", words, re.IGNORECASE))
    return next((number for number in names if number is not None), None)


def _day_of(match: re.Match[str], line: str, refusal: Refusal) -> date:
    if match["week"]:
        try:
            return date.fromisoformat(match["week"])
        except ValueError:
            raise refusal("a date that exists", "Check the number of the week.") from None
    numbers = _NUMBERS.findall(match[0])
    if match["american"]:
        month, day, year = map(int, numbers)
    elif match["iso"]:
        year, month, day = map(int, numbers)
    elif match["compact"]:
        year, month, day = map(int, re.findall(r"^....|..", numbers[0]))
        american = _date_if_it_exists(int(numbers[0][4:]), year // _CENTURY, year % _CENTURY)
        if american is not None:
            expected = "eight digits with the year first, or slashes"
            raise _not_a_date(line, match[0], american, refusal, expected)
    else:
        day, year = map(int, sorted(numbers, key=len))
        month = cast("int", _month_named(match["words"] or match["joined"]))
    if month > _MONTHS:
        meant = _date_if_it_exists(year, day, month)
        expected = "a date with the month first" if match["american"] else "a month from 1 to 12"
        raise _not_a_date(line, match[0], meant, refusal, expected)
    if year < FIRST_YEAR:
        meant = _date_if_it_exists(_year_in_full(year), month, day) if year < _CENTURY else None
        raise _not_a_date(line, match[0], meant, refusal, f"a year from {FIRST_YEAR} on")
    meant = _date_if_it_exists(year, month, day)
    if meant is None:
        remedy = "Months run from 1 to 12."
        if month:
            _, last = calendar.monthrange(year, month)
            remedy = f"{month_in_words(year, month)} has the days 1 to {last}."
        raise refusal("a date that exists", remedy)
    return meant


def _date_if_it_exists(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year_in_full(year: int) -> int:
    return year + (FIRST_YEAR if year >= _PIVOT else FIRST_YEAR + _CENTURY)


def _not_a_date(
    line: str, date_text: str, meant: date | None, refusal: Refusal, expected: str
) -> DetainerError:
    """Return the error for a date, with the one that was probably meant."""
    if meant is None:
        return refusal(expected, "Type month/day/year, such as 7/3/2025.")
    american = f"{meant.month}/{meant.day}/{meant.year}"
    before, _, after = line.partition(date_text)
    typed = f"{before}{american}{after}"
    if _has_date(apart(f"{before} {after}")):
        part = _without_others(typed, len(before), len(before) + len(american))
        return refusal("one date", _one_of(ends_of_dates(part), american))
    rest = _unlinked(f"{before} {after}")
    ends = (f"{american} {end}" for end in ends_of(rest))
    typed = next(filter(_is_read, ends), _without_end(typed, rest))
    return refusal(expected, f"Did you mean {long_day(meant)}? Type {typed}.")


def _without_end(typed: str, rest: str) -> str:
    """Return a date and a time without what stands behind a hyphen there and is no offset."""
    clock = patterns.CLOCK.fullmatch(rest)
    behind = "" if clock is None else clock["behind"]
    is_end = behind.startswith("-") and not may_be_offset(behind)
    return typed.removesuffix(behind) if is_end else typed


def _has_date(text: str) -> bool:
    """Tell whether a date is in a text, whole or such that it is refused with what was meant."""
    otherwise = _typed_otherwise(text)
    return bool(patterns.DATE.search(text) or (otherwise and otherwise[1]))


def _typed_otherwise(line: str) -> tuple[str, date | None, str] | None:
    """Return a date with dots, or two digits of a year: as typed, as meant, what is expected."""
    match = patterns.TYPED_OTHERWISE.search(line)
    if match is None:
        return None
    *numbers, day, year = map(int, re.findall(r"\d+", match[0]))
    month = numbers[0] if numbers else _month_named(match[0])
    if month is None:
        return None
    expected = "a date with slashes, the month first"
    if year < _CENTURY:
        year, expected = _year_in_full(year), "a year with four digits"
    meant = _date_if_it_exists(year, month, day) or _date_if_it_exists(year, day, month)
    return match[0], meant, expected


def _without_a_date(line: str, refusal: Refusal, sought: str) -> DetainerError:
    """Return the error for a text in which no whole date is, with what it lacks."""
    if patterns.RELATIVE.search(line):
        return refusal(sought, "Type the date itself.")
    otherwise = _typed_otherwise(line)
    if otherwise is not None:
        date_text, meant, expected = otherwise
        return _not_a_date(line, date_text, meant, refusal, expected)
    if patterns.GLUED.search(line):
        return refusal(sought, "Type one date, and a blank behind it.")
    match = patterns.NO_DAY.search(line)
    if match and (not match["words"] or _month_named(match["words"])):
        return refusal(sought, "Add the day.")
    match = patterns.NO_YEAR.search(line)
    if match and (not match["words"] or _month_named(match["words"])):
        if patterns.YEAR_AT_THE_END.search(line):
            return refusal(sought, "Type the year directly behind the month and the day.")
        return refusal(sought, "Add the year, with four digits.")
    if re.fullmatch(r"(?:19|20)\d\d", line):
        return refusal(sought, "Add the month and the day.")
    is_clock = patterns.CLOCK.fullmatch(line) or patterns.MIDNIGHT.fullmatch(line)
    if is_clock and not patterns.MANGLED_DATE.match(line):
        return refusal(sought, "Add the date.")
    return refusal(sought, "Type month/day/year.")


class _TypedDate(NamedTuple):
    """The date that was read, and how it was typed."""

    day: date
    text: str
    refusal: Refusal
    is_iso: bool

    def at(self, *clocks: str, behind: str = "") -> str:
        """Return the date with each of some times, and what stood behind them, to type instead."""
        return " or ".join(f"{self.text} {clock} {behind}".strip() for clock in clocks)


def _refuse_ranges(typed: _TypedDate, rest: str) -> None:
    if clocks := [*ends_of(rest)]:
        remedy = _one_of(map(typed.at, clocks), typed.at("5:30pm"))
        raise typed.refusal("one time of day", remedy)


def _at_midnight(typed: _TypedDate, midnight: re.Match[str]) -> TypedTime:
    behind = midnight["behind"]
    if midnight["edge"] is None:
        start, end = (typed.at(clock, behind=behind.strip()) for clock in ("00:00", "24:00"))
        raise typed.refusal(
            "midnight at the start of the day, or at its end",
            f"Type {start} for the start of {long_day(typed.day)}, or {end} for its end.",
        )
    ends = midnight["edge"].casefold() == "end"
    return _typed_time(typed, time.min, behind, next_day=ends)


def _with_clock(typed: _TypedDate, match: re.Match[str], *, hour_alone: bool) -> TypedTime:
    refusal = typed.refusal
    noon, fraction, half, behind = match.group("noon", "fraction", "half", "behind")
    if noon:
        return _typed_time(typed, time(_NOON), behind)
    # Databases write seven or nine digits, of which the last are zeros.
    digits = fraction.rstrip("0") if fraction else ""
    if len(digits) > _DIGITS_OF_A_SECOND:
        raise refusal("a time no finer than a microsecond", "Give six digits at most.")
    hour, minute, second = _parts_of(typed, match, hour_alone=hour_alone)
    if hour == 2 * _NOON and not (minute or second or digits or half):
        # 24:00 is the end of the day, in ISO 8601 and in jail logs.
        return _typed_time(typed, time.min, behind, next_day=True, of_machine=typed.is_iso)
    if hour >= 2 * _NOON or minute >= _SIXTY or second >= _SIXTY:
        remedy = "Hours run from 0 to 24, minutes and seconds from 0 to 59."
        raise refusal("a time of day that exists", remedy)
    if half and not 1 <= hour <= _NOON:
        expected = "a time with a.m. and p.m., or of 24 hours"
        raise refusal(expected, _not_both(typed, match, hour, minute))
    if half:
        # 12 a.m. begins the day, 12 p.m. is noon.
        hour = hour % _NOON + (_NOON if half.casefold() == "p" else 0)
    clock = time(hour, minute, second, int(digits.ljust(_DIGITS_OF_A_SECOND, "0")))
    # Nobody types the seconds of a range; mail and version control do, before an offset.
    of_machine = bool(match["second"]) or (typed.is_iso and not half)
    read = _typed_time(typed, clock, behind, of_machine=of_machine)
    return read._replace(half_left_out=True) if _leaves_half_out(typed, match) else read


def _leaves_half_out(typed: _TypedDate, match: re.Match[str]) -> bool:
    hour = match["hour"]
    if hour not in _HOURS_OF_HALVES or match["half"]:
        return False
    is_of_24_hours = match.string[match.end("clock") : match.start("behind")].strip()
    return not is_of_24_hours and not (typed.is_iso and len(hour) == len("10"))


def _parts_of(typed: _TypedDate, match: re.Match[str], *, hour_alone: bool) -> tuple[int, int, int]:
    """Return the hour, the minute and the second of a time."""
    digits = match["digits"]
    if digits is None:
        return int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    if len(digits) == _DIGITS_OF_A_CLOCK or (typed.is_iso and len(digits) == _DIGITS_WITH_SECONDS):
        return int(digits[:2]), int(digits[2:4]), int(digits[4:] or 0)
    is_hour = len(digits) <= len("17")
    hour, minute = (int(digits), 0) if is_hour else (int(digits[0]), int(digits[1:]))
    if len(digits) != _DIGITS_WITH_SECONDS and (
        match["half"] or (hour_alone and len(digits) == len("17"))
    ):
        return hour, minute, 0
    if match["behind"].strip() or len(digits) == _DIGITS_WITH_SECONDS:
        raise typed.refusal(_A_TIME_OF_DAY, "Type it as 5:30pm or 17:30.")
    if 1 <= hour <= _NOON:
        meant = typed.at(f"{hour}:{minute:02} a.m.", f"{hour}:{minute:02} p.m.")
    else:
        meant = typed.at(f"{hour:02}:{minute:02}")
    raise typed.refusal(_A_TIME_OF_DAY, f"Did you mean {meant}?")


def _not_both(typed: _TypedDate, match: re.Match[str], hour: int, minute: int) -> str:
    """Return what was probably meant by 17:00 p.m., or by 0:30 a.m."""
    clocks = [f"{hour:02}:{minute:02}"]
    if bool(hour) is not (match["half"].casefold() == "p"):
        clocks.append(f"{hour % _NOON or _NOON}:{minute:02} {match['half']}m")
    return f"Did you mean {typed.at(*clocks, behind=match['behind'].strip())}?"


def _typed_time(
    typed: _TypedDate, clock: time, behind: str, *, next_day: bool = False, of_machine: bool = False
) -> TypedTime:
    try:
        day = typed.day + _ONE_DAY if next_day else typed.day
    except OverflowError:
        raise typed.refusal("a day in the years 1900 to 9999", "Check the year.") from None
    return TypedTime(
        datetime.combine(day, clock),
        has_time=True,
        behind=(behind := behind.strip(" ,()")),
        may_be_range=behind.startswith(("+", "-")) and not of_machine,
    )
