"""The day of a list: what its name, its workbook and its rows say, and where they disagree."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from detainerlib._wording import long_day
from detainerlib.readers._cells import day_of_cell
from detainerlib.readers.listings import ListDay
from detainerlib.times.periods import UNKNOWN

_ONE_DAY: Final = timedelta(days=1)
_ONE_YEAR: Final = timedelta(days=366)
_TEN_YEARS: Final = 10 * _ONE_YEAR
# Of fewer days a gap of a year says little.
_MANY: Final = 10
# Rows later than the list's day are slips of single rows, unless there are several.
_SEVERAL: Final = 3
_ISO: Final = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_]?(\d{2})[-_]?(\d{2})(?=\D|\d{6}(?!\d)|$)")
_AMERICAN: Final = re.compile(r"(?<!\d)(\d{2})[-_]?(\d{2})[-_]?((?:19|20)\d{2})(?=\D|\dpm|\dam|$)")
_SHORT: Final = re.compile(
    r"(?:(?<=agency)|(?<=agencies)|(?<!\d)(?=\d{6}(?:am|pm|mid)))(\d{2})(\d{2})(\d{2})(?!\d)",
    re.IGNORECASE,
)
_DIGITS: Final = re.compile(r"\d{6}")
# As people write a day in a name of their own: "7-18-2025", "7.18.25", "July_18_2025".
_SPELLED: Final = re.compile(
    r"""
    (?<![\da-z])
    (?: \d{1,2} ([-_.\ ]) \d{1,2} \1 (?:\d{4}|\d{2}) | [a-z]{3,9} [-_.\ ] \d{1,2} [-_.,\ ]+ \d{4} )
    (?!\d)
    """,
    re.IGNORECASE | re.VERBOSE,
)


def list_day(
    given: date | None, name: str, modified: date | None, signed: Iterable[date]
) -> ListDay:
    """Return the day of a list, with a flag wherever two sources of it disagree.

    Args:
        given: The caller's own day, which wins.
        name: The name of the file.
        modified: The day on which the workbook was last saved.
        signed: The signing days in it.
    """
    days = sorted(signed)
    newest = newest_plausible(days)
    flags: list[str] = []
    in_name = [*dict.fromkeys(days_in_name(name))]
    if len(in_name) > 1:
        listed = " and ".join(map(long_day, in_name))
        flags.append(f"the file's name has {listed}")
    if not in_name and _DIGITS.search(name):
        flags.append("the digits in the file's name are no day that can be")
    named = in_name[0] if in_name else None
    moved = None if named is None or given is not None else _a_year_early(named, days)
    if moved is not None and named is not None:
        flags.append(
            f"the file's name says {long_day(named)}, a year before the newest signings; "
            f"{long_day(moved)} is taken"
        )
        named = moved
    day, basis = given, "the argument"
    if day is None:
        day, basis = named, "the file's name"
    if day is None:
        day, basis = modified, "the day the workbook was saved"
    if day is None:
        day, basis = newest, "its newest signing date, which it cannot be older than"
    if day is None:
        return ListDay(day=UNKNOWN, basis="nothing", flags=tuple(flags))
    if given is not None and named is not None and given != named:
        flags.append(f"the file's name says {long_day(named)}")
    if modified is not None and abs(modified - day) > _ONE_DAY:
        flags.append(f"the workbook was saved {long_day(modified)}")
    if newest is not None and newest > day:
        late = sum(1 for signing in days if day < signing <= newest)
        rows = "a row" if late == 1 else f"{late} rows"
        flags.append(f"{rows} signed later, up to {long_day(newest)}")
    return ListDay(day=day, basis=basis, newest_signing=newest, flags=tuple(flags))


def newest_plausible(days: list[date]) -> date | None:
    """Return the newest of sorted days; a few that stand far apart from the rest are slips.

    >>> print(newest_plausible([date(2025, 7, 7), date(5025, 7, 7), date(5025, 7, 8)]))
    2025-07-07
    """
    few = max(_SEVERAL, len(days) // 50)
    for index in range(len(days) - 1, max(len(days) - 1 - few, 0), -1):
        gap = days[index] - days[index - 1]
        if gap > (_ONE_YEAR if len(days) > _MANY else _TEN_YEARS):
            return days[index - 1]
    return days[-1] if days else None


def _a_year_early(named: date, days: list[date]) -> date | None:
    """Return the day a year on, where several rows were signed after the one that is named."""
    if sum(day.year == named.year + 1 for day in days) < _SEVERAL:
        return None
    try:
        moved = named.replace(year=named.year + 1)
    except ValueError:
        return None
    newest = newest_plausible(days)
    return moved if newest is not None and newest <= moved else None


def days_in_name(name: str) -> Iterator[date]:
    """Yield the days in the name of a file, those that its issuer writes first.

    A day that people spell counts where there is none that is written as the issuers do.

    >>> [str(day) for day in days_in_name("2025-07-18pm_participatingAgencies07182025pm.xlsx")]
    ['2025-07-18', '2025-07-18']
    >>> [str(day) for day in days_in_name("participatingAgencies-20250418123456.xlsx")]
    ['2025-04-18']
    """
    written = [*_days_as_issued(name)]
    yield from written
    for match in () if written else _SPELLED.finditer(name):
        day = day_of_cell(re.sub(r"[-_., ]+", " " if match[0][0].isalpha() else "/", match[0])).day
        if day is not None:
            yield day


def _days_as_issued(name: str) -> Iterator[date]:
    for match in _AMERICAN.finditer(name):
        month, day, year = (int(part) for part in match.groups())
        yield from _existing(year, month, day)
    for match in _SHORT.finditer(name):
        month, day, year = (int(part) for part in match.groups())
        yield from _existing(2000 + year, month, day)
    for match in _ISO.finditer(name):
        year, month, day = (int(part) for part in match.groups())
        yield from _existing(year, month, day)


def _existing(year: int, month: int, day: int) -> Iterator[date]:
    try:
        yield date(year, month, day)
    except ValueError:
        return
