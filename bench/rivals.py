"""What `bulk.py` measures the kernel against: the rule as a careful programmer writes it elsewhere.

All rest on one thought. Let a day run from just after its midnight to the next one. Then a start
in a counted day ends at the same time of day two counted days later, and a start in any other day
ends with the second counted day after it. That holds only where every counted day has 24 hours and
the rule is of 48: in Chicago clocks change on Sundays.
"""

from datetime import timedelta
from importlib import import_module
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from holidays import country_holidays

ZONE = "America/Chicago"
YEARS = range(2014, 2032)
US = sorted(country_holidays("US", years=YEARS))
BUSINESS_DAYS = np.busdaycalendar(holidays=np.array(US, dtype="M8[D]"))
TICK, ONE_DAY = timedelta(microseconds=1), timedelta(days=1)


def installed(name: str) -> ModuleType | None:
    """Return a module, or None where it is not installed."""
    try:
        return import_module(name)
    except ModuleNotFoundError:
        return None


def by_busday(days: npt.NDArray[np.datetime64]) -> npt.NDArray[np.datetime64]:
    """Return the second business day after each: dates only, no time of day and no zone."""
    return np.busday_offset(days, 2, roll="forward", busdaycal=BUSINESS_DAYS)


def by_pandas(starts: Any) -> Any:
    """Return the deadlines of a pandas Series in UTC."""
    wall = starts.dt.tz_convert(ZONE).dt.tz_localize(None)
    day = (wall - TICK).dt.normalize()
    days: npt.NDArray[np.datetime64] = day.to_numpy().astype("M8[D]")
    second = np.busday_offset(days, 2, roll="backward", busdaycal=BUSINESS_DAYS)
    counted = np.is_busday(days, busdaycal=BUSINESS_DAYS)
    ends = (wall - day).where(counted, ONE_DAY) + second.astype("M8[us]")
    return ends.dt.tz_localize(ZONE).dt.tz_convert("UTC")


def by_polars(starts: Any) -> Any:
    """Return the deadlines of a polars Series in UTC, by what polars has for business days."""
    pl: Any = import_module("polars")
    before = pl.lit(starts).dt.convert_time_zone(ZONE) - TICK
    counted = before.dt.is_business_day(holidays=US)
    second = before.dt.add_business_days(2, holidays=US, roll="backward")
    its_end = second.dt.truncate("1d").dt.offset_by("1d")
    ends = pl.when(counted).then(second + TICK).otherwise(its_end)
    made: Any = pl.select(ends.dt.convert_time_zone("UTC"))
    return made.to_series()


def by_polars_naive(starts: Any) -> Any:
    """Return the same, faster: the zone is left out until the end."""
    pl: Any = import_module("polars")
    wall = pl.lit(starts).dt.convert_time_zone(ZONE).dt.replace_time_zone(None)
    day = (wall - TICK).dt.date()
    counted = day.dt.is_business_day(holidays=US)
    second = day.dt.add_business_days(2, holidays=US, roll="backward").cast(pl.Datetime("us"))
    taken = pl.when(counted).then(wall - day.cast(pl.Datetime("us"))).otherwise(ONE_DAY)
    ends = (second + taken).dt.replace_time_zone(ZONE)
    made: Any = pl.select(ends.dt.convert_time_zone("UTC"))
    return made.to_series()


class Dialect(NamedTuple):
    """What the SQL of two engines has different words for, each with a place for what it is of."""

    weekday: str
    """From 1 for Monday."""
    to_local: str
    to_utc: str
    micros: str
    """Since 1970."""


DUCKDB = Dialect(
    "isodow({})", f"timezone('{ZONE}', {{}})", f"timezone('{ZONE}', {{}})", "epoch_us({})"
)
SPARK = Dialect(
    "(weekday({}) + 1)",
    f"from_utc_timestamp({{}}, '{ZONE}')",
    f"to_utc_timestamp({{}}, '{ZONE}')",
    "unix_micros({})",
)


def by_sql(table: str, column: str, dialect: Dialect, *others: str) -> str:
    """Return a query of the deadlines of a table's column, `native`, and other columns of it."""
    listed = ", ".join(f"date '{day}'" for day in US)
    kept = "".join(f", {other}" for other in others)

    def counted(day: str) -> str:
        return f"({dialect.weekday.format(day)} < 6 and {day} not in ({listed}))"

    def following(day: str) -> str:
        nearer = " ".join(f"when {counted(f'({day} + {n})')} then {day} + {n}" for n in range(1, 5))
        return f"case {nearer} else {day} + 5 end"  # no more than four days on end are excluded

    wall = dialect.to_local.format(column)
    before = dialect.to_local.format(f"{column} - interval '1' microsecond")
    taken = f"case when {counted('d')} then wall - cast(d as timestamp) else interval '1' day end"
    ends = dialect.to_utc.format(f"(cast(d2 as timestamp) + {taken})")
    return (
        f"select {ends} as native{kept} from (select *, {following('d1')} as d2 "  # noqa: S608 (constants)
        f"from (select *, {following('d')} as d1 "
        f"from (select {wall} as wall, cast({before} as date) as d{kept} from {table}) a) b) c"
    )
