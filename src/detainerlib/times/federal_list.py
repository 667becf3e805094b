"""The federal holidays of a year: what the holidays package lists, held against the statute.

A release of the package that lists other days would move deadlines in silence. So the years asked
for are compared with the rules of 5 U.S.C. § 6103(a) on file, and where they differ nothing is
answered.
"""

import tomllib
from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import cache, partial
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
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
def federal_days(year: int, *, observed: bool) -> Mapping[date, tuple[str, ...]]:
    """Return the federal holidays of a year, with their names.

    Args:
        year: The year.
        observed: Whether also the Friday before one on a Saturday, and the Monday after one on a
            Sunday.

    Raises:
        CalendarError: If the holidays package lists other days than the statute.
    """
    # December 31 can stand for January 1 of the year after.
    years = (year, year + 1)
    listed = days_listed(years, observed=observed)
    statutory = dict(
        day_and_name
        for holiday_year in years
        for holiday in _statute()
        for day_and_name in days_of(holiday, holiday_year, _WEEKEND if observed else ())
    )
    missing = [day for day in statutory if day.year == year and day not in listed]
    added = [day for day in listed if day.year == year and day not in statutory]
    if missing or added:
        raise _differs(year, missing, added)
    return MappingProxyType(
        {day: (name,) for day, name in sorted(statutory.items()) if day.year == year}
    )


def days_listed(years: Collection[int], *, observed: bool) -> Mapping[date, str]:
    """Return the days that the holidays package lists, with those observed in lieu where asked for.

    No language is asked for, as its file is not found in a zip: the names are those on file.
    """
    return _united_states()(years=years, observed=observed)


@cache
def _united_states() -> Callable[..., Mapping[date, str]]:
    """Return the calendar of the one country that is needed.

    Asked for as usual, the package imports those of all countries, a fifth of the time that a first
    answer takes. So its module is loaded by itself, where it lies in a file of its own.
    """
    import holidays  # noqa: PLC0415 (slow to import, and needed only by rules with holidays)

    file = Path(holidays.__file__).with_name("countries") / "united_states.py"
    spec = spec_from_file_location("detainerlib.times._united_states", file)
    if spec is None or spec.loader is None or not file.is_file():
        return partial(holidays.country_holidays, "US")
    module: Any = module_from_spec(spec)
    spec.loader.exec_module(module)
    united_states: Callable[..., Mapping[date, str]] = module.UnitedStates
    return united_states


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


def _differs(year: int, missing: Collection[date], added: Collection[date]) -> CalendarError:
    import holidays  # noqa: PLC0415 (as above)

    package = f"holidays {getattr(holidays, '__version__', '')}".rstrip()
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
