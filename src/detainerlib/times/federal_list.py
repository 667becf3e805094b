"""The federal holidays of a year: what the holidays package lists, held against the statute.

A release of the package that lists other days would move deadlines in silence. So the years asked
for are compared with the rules of 5 U.S.C. § 6103(a) on file, and where they differ nothing is
answered.
"""

import tomllib
from collections.abc import Collection, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from detainerlib._package_data import data_folder
from detainerlib.errors import CalendarError, Described
from detainerlib.times.days import Weekday
from detainerlib.times.holiday_dates import ListedHoliday, days_of

_ON_FILE: Final = "federal-holidays.toml"
_WEEKEND: Final = (Weekday.SATURDAY, Weekday.SUNDAY)
_SHOWN: Final = 3


@cache
def federal_days(year: int, *, in_lieu: bool) -> Mapping[date, tuple[str, ...]]:
    """Return the federal holidays of a year, with their names.

    Args:
        year: The year.
        in_lieu: Whether also the Friday before one on a Saturday, and the Monday after one on a
            Sunday.

    Raises:
        CalendarError: If the holidays package lists other days than the statute.
    """
    import holidays  # noqa: PLC0415 (slow to import, and needed only by rules with holidays)

    # December 31 can stand for January 1 of the year after. No language is asked for, as its file
    # is not found in a zip: the names are those on file.
    years = (year, year + 1)
    listed = holidays.country_holidays("US", years=years, observed=in_lieu)
    statutory = dict(
        day_and_name
        for holiday_year in years
        for holiday in _statute()
        for day_and_name in days_of(holiday, holiday_year, _WEEKEND if in_lieu else ())
    )
    missing = [day for day in statutory if day.year == year and day not in listed]
    added = [day for day in listed if day.year == year and day not in statutory]
    if missing or added:
        version = getattr(holidays, "__version__", "")
        raise _differs(f"holidays {version}".rstrip(), year, missing, added)
    return MappingProxyType(
        {day: (name,) for day, name in sorted(statutory.items()) if day.year == year}
    )


@cache
def _statute() -> tuple[ListedHoliday, ...]:
    """Return the rules on file.

    They are needed below the catalog, which checks the record with all others.
    """
    table = (data_folder() / _ON_FILE).read_text(encoding="utf-8")
    [record] = tomllib.loads(table)["holiday_list"]
    rules: list[dict[str, Any]] = record["holidays"]
    for rule in rules:
        if "weekday" in rule:
            rule["weekday"] = Weekday(rule["weekday"])
    return tuple(ListedHoliday(**rule) for rule in rules)


def _differs(
    package: str, year: int, missing: Collection[date], added: Collection[date]
) -> CalendarError:
    differences = [f"without {day}" for day in sorted(missing)]
    differences += [f"with {day}" for day in sorted(added)]
    shown = ", ".join(differences[:_SHOWN])
    more = f" and {len(differences) - _SHOWN} more" if len(differences) > _SHOWN else ""
    return CalendarError(
        "calendar",
        Described(f"the {year} list of {package}, {shown}{more}"),
        "the days of 5 U.S.C. § 6103(a)",
        "Install another release of the holidays package or, if Congress changed the section, a "
        "newer detainerlib. Until then give the holidays yourself with "
        "calendar=CustomDays({day: reason}).",
    )
