"""Columns of local dates taken in, and given out as columns of instants."""

import sys
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from narwhals import dependencies

from detainerlib._validation import is_day, is_missing
from detainerlib.bulk._columns.columns import Column, column_of
from detainerlib.bulk._kernel.units import NAT, Unit
from detainerlib.errors import NotADayError, cell_in_print

Days = npt.NDArray[np.datetime64]

UNIT: Final = Unit(1, "us")
"""The unit of what dates give."""
UTC_KEY: Final = "UTC"


def read_dates(values: Any, where: str) -> tuple[Days, Column]:
    """Return the dates of an eager frame's column, and what makes columns of instants like it.

    The dates are NaT where there is none; the instants are in UTC, of the engine and the index of
    the dates.

    Raises:
        NotADayError: If other things than dates are among them.
    """
    if dependencies.is_polars_series(values):
        polars: Any = sys.modules["polars"]
        numbers = values.to_physical().cast(polars.Int64).fill_null(NAT).to_numpy()
        kind = polars.Datetime(str(UNIT), UTC_KEY)
        like = polars.Series(values.name, [], dtype=kind)
        return numbers.view("M8[D]"), column_of(like, where)
    if not dependencies.is_pandas_series(values):
        arrow: Any = sys.modules["pyarrow"]
        like = arrow.chunked_array([], arrow.timestamp(str(UNIT), UTC_KEY))
        return _arrow_days(values), column_of(like, where)
    pandas: Any = sys.modules["pandas"]
    if isinstance(values.dtype, pandas.ArrowDtype):
        arrow = sys.modules["pyarrow"]
        dtype = pandas.ArrowDtype(arrow.timestamp(str(UNIT), UTC_KEY))
        array: Any = values.array
        days = _arrow_days(array.__arrow_array__())
    else:
        dtype = pandas.DatetimeTZDtype(str(UNIT), UTC_KEY)
        days = _plain_days(values, where)
    like = pandas.Series(pandas.NaT, index=values.index, dtype=dtype)
    return days, column_of(like, where)


def _arrow_days(values: Any) -> Days:
    arrow: Any = sys.modules["pyarrow"]
    short = bool(arrow.types.is_date32(values.type))
    numbers = values.cast(arrow.int32() if short else arrow.int64()).cast(arrow.int64())
    plain = arrow.chunked_array(numbers.fill_null(NAT)).to_numpy()
    days: Days = plain.view("M8[D]" if short else "M8[ms]").astype("M8[D]")
    return days


def _plain_days(values: Any, where: str) -> Days:
    for row, value in enumerate(values):
        if not (is_day(value) or is_missing(value)):
            raise NotADayError(
                f"{where}, row {row}",
                cell_in_print(value),
                "a date, as other rows of the column have one",
                "Give rows with times and rows with dates as two frames.",
            )
    return np.array([value if is_day(value) else None for value in values], dtype="M8[D]")
