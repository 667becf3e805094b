"""Columns of local dates taken in, and given out as columns of instants."""

import sys
from collections.abc import Iterable
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from narwhals import dependencies

from detainerlib._validation import is_day
from detainerlib.bulk._columns.columns import column_of, is_null
from detainerlib.bulk._columns.options import OnError
from detainerlib.bulk._columns.rejected_rows import RejectedRows
from detainerlib.bulk._kernel.lookup_tables import Ints
from detainerlib.bulk._kernel.units import NAT, Unit
from detainerlib.errors import NotADayError, cell_in_print

Days = npt.NDArray[np.datetime64]

UNIT: Final = Unit(1, "us")
"""The unit of what dates give."""
_UTC: Final = "UTC"


class DateColumn:
    """A column of local dates of an eager frame, and back to it.

    It makes of the answers columns of instants in UTC, of the engine and the index of the dates.

    Attributes:
        days: The dates; NaT where there is none.
        rejected: The rows that get no answer.
    """

    def __init__(self, values: Any, where: str, on_error: OnError) -> None:
        """Read the dates of a column, with its name for errors.

        Raises:
            NotADayError: If other things than dates are among them.
        """
        self.days, self._instants = _read(values, where)
        self._where = where
        self.rejected = RejectedRows(on_error, len(self.days))

    def instants(self, columns: Iterable[Ints]) -> list[Any]:
        """Return columns of instants, and warn of the rows rejected."""
        self.rejected.warn()
        like = column_of(self._instants, self._where)
        return [like.instants([ticks], _UTC) for ticks in columns]


def _read(values: Any, where: str) -> tuple[Days, Any]:
    """Return a column's dates, and a column of the type and the index that answers get."""
    if dependencies.is_polars_series(values):
        polars: Any = sys.modules["polars"]
        numbers = values.to_physical().cast(polars.Int64).fill_null(NAT).to_numpy()
        kind = polars.Datetime(str(UNIT), _UTC)
        return numbers.view("M8[D]"), polars.Series(values.name, [], dtype=kind)
    if not dependencies.is_pandas_series(values):
        arrow: Any = sys.modules["pyarrow"]
        return _arrow_days(values), arrow.chunked_array([], arrow.timestamp(str(UNIT), _UTC))
    pandas: Any = sys.modules["pandas"]
    if isinstance(values.dtype, pandas.ArrowDtype):
        arrow = sys.modules["pyarrow"]
        dtype = pandas.ArrowDtype(arrow.timestamp(str(UNIT), _UTC))
        array: Any = values.array
        days = _arrow_days(array.__arrow_array__())
    else:
        dtype = pandas.DatetimeTZDtype(str(UNIT), _UTC)
        days = _plain_days(values, where)
    return days, pandas.Series(pandas.NaT, index=values.index, dtype=dtype)


def _arrow_days(values: Any) -> Days:
    arrow: Any = sys.modules["pyarrow"]
    short = bool(arrow.types.is_date32(values.type))
    numbers = values.cast(arrow.int32() if short else arrow.int64()).cast(arrow.int64())
    plain = arrow.chunked_array(numbers.fill_null(NAT)).to_numpy()
    days: Days = plain.view("M8[D]" if short else "M8[ms]").astype("M8[D]")
    return days


def _plain_days(values: Any, where: str) -> Days:
    for row, value in enumerate(values):
        if not (is_day(value) or is_null(value)):
            raise NotADayError(
                f"{where}, row {row}",
                cell_in_print(value),
                "a date, as other rows of the column have one",
                "Give rows with instants and rows with dates as two frames.",
            )
    return np.array([value if is_day(value) else None for value in values], dtype="M8[D]")
