"""What rows are read by: a form, a place, a zone, as one for all or by a number for each row."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import date
from itertools import compress
from typing import Any, Final, Generic, NamedTuple, TypeVar, cast

import narwhals.stable.v2 as nw
import numpy as np
import numpy.typing as npt

from detainerlib._validation import day_of
from detainerlib.bulk._columns.date_columns import Days, read_dates
from detainerlib.bulk._columns.options import FromColumn
from detainerlib.bulk._columns.per_row import Coded, encoded
from detainerlib.bulk._kernel.lookup_tables import Ints
from detainerlib.bulk._kernel.segments import EPOCH
from detainerlib.bulk._kernel.units import MOST, NAT
from detainerlib.errors import DetainerError

T = TypeVar("T")
_EPOCH: Final = EPOCH.toordinal()

Places = npt.NDArray[np.intp]
"""The places of some rows, counted from the first of the frame."""


class RowTerm(NamedTuple, Generic[T]):
    """A value for each row, as the number of one of a few.

    Attributes:
        values: The values.
        codes: For each row the place in `values`; None where all rows have the first.
    """

    values: tuple[T, ...]
    codes: Places | None = None

    def of_row(self, row: int) -> T:
        """Return the value of a row."""
        return self.values[0 if self.codes is None else int(self.codes[row])]


def read_term(
    frame: nw.DataFrame[Any], given: Any, where: str, read: Callable[[Any], T]
) -> RowTerm[T | DetainerError]:
    """Return what is given once for all rows, or by a column of an eager frame.

    What a column names and cannot be read is the error of its rows.

    Raises:
        DetainerError: As `read` does of what is given for all rows.
    """
    if not isinstance(given, FromColumn):
        return RowTerm((read(given),))
    return coded_term(encoded(frame[given.name].to_native(), where), read)


def coded_term(coded: Coded, read: Callable[[Any], T]) -> RowTerm[T | DetainerError]:
    """Return what the values of a column stand for; None is read where there is none."""
    codes = coded.codes.astype(np.intp)
    codes[codes < 0] = len(coded.values)
    values, codes = _used([*coded.values, None], codes)
    return RowTerm(tuple(_read_or_error(read, _plain(value)) for value in values), codes)


def _plain(value: Any) -> Any:
    return cast("Any", value).item() if isinstance(value, np.generic) else value


def _read_or_error(read: Callable[[Any], T], value: Any) -> T | DetainerError:
    try:
        return read(value)
    except DetainerError as error:
        return error.of_a_cell()


def read_days(frame: nw.DataFrame[Any], given: date | FromColumn | None, where: str) -> Days | None:
    """Return the day of each row, one for all as the only one; None where none is given.

    Raises:
        NotADayError: If other things than dates are given.
    """
    if given is None:
        return None
    if not isinstance(given, FromColumn):
        return np.array([day_of(given, where)], dtype="M8[D]")
    return read_dates(frame[given.name].to_native(), given.name)[0]


def combined(terms: Sequence[RowTerm[Any]]) -> RowTerm[tuple[Any, ...]]:
    """Return several terms as one, of the combinations that some row has."""
    values: list[tuple[Any, ...]] = [()]
    codes: Places | None = None
    for term in terms:
        values = [(*before, value) for before in values for value in term.values]
        if term.codes is None:
            continue
        codes = term.codes if codes is None else codes * len(term.values) + term.codes
        values, codes = _used(values, codes)
    return RowTerm(tuple(values), codes)


def _used(values: Sequence[T], codes: Places) -> tuple[list[T], Places]:
    """Return the values that some row has, and the places of the rows' values among them."""
    used = np.bincount(codes, minlength=len(values)) > 0
    return [*compress(values, used.tolist())], (np.cumsum(used) - 1)[codes]


def by_value(term: RowTerm[T], rows: int) -> Iterator[tuple[T, Places | slice]]:
    """Yield the values that rows have, each with the places of its rows, in order."""
    if not rows:
        return
    if term.codes is None:
        yield term.values[0], slice(0, rows)
        return
    order = np.argsort(term.codes, kind="stable")
    counts = np.bincount(term.codes, minlength=len(term.values))
    ends = np.cumsum(counts)
    for value, count, end in zip(term.values, counts.tolist(), ends.tolist(), strict=True):
        if count:
            yield value, order[end - count : end]


class TermBuilder(Generic[T]):
    """A term in the making: rows are given their values, each of which is kept once."""

    def __init__(self, rows: int) -> None:
        """No row has a value."""
        self._rows = rows
        self._numbers: dict[Hashable, int] = {}
        self._values: list[T] = []
        self._codes: Places | None = None

    def put(self, places: Places | slice, value: T, key: Hashable) -> None:
        """Give some rows a value; values of one key are the same."""
        number = self._numbers.setdefault(key, len(self._values))
        if number == len(self._values):
            self._values.append(value)
        if isinstance(places, slice) and places == slice(0, self._rows):
            return
        if self._codes is None:
            self._codes = np.zeros(self._rows, dtype=np.intp)
        self._codes[places] = number

    @property
    def term(self) -> RowTerm[T]:
        """The term."""
        return RowTerm(tuple(self._values), self._codes)


class RowTimes(NamedTuple):
    """A time for each row, or one for all: ticks of instants, or days.

    Attributes:
        values: The times; the least number stands for none.
        first: The earliest.
        last: The latest.
    """

    values: Ints
    first: int
    last: int

    def stretches(
        self, changes: Sequence[int], places: Places | slice
    ) -> Iterator[tuple[int, Places | slice]]:
        """Yield how many of some changes, in order, had come by the time of some rows.

        Each number comes with the places of its rows. A row without a time has that of another.
        """
        bounds = np.array(changes, dtype=np.int64)
        least, most = np.searchsorted(bounds, [self.first, self.last], side="right").tolist()
        if least == most:
            yield least, places
            return
        counts = np.searchsorted(bounds, self.values[places], side="right")
        rows = rows_at(places)
        for count in np.unique(np.maximum(counts, least)).tolist():
            yield count, rows[np.maximum(counts, least) == count]


def rows_at(places: Places | slice) -> Places:
    """Return the places of some rows, one by one."""
    if isinstance(places, slice):
        return np.arange(int(places.start), int(places.stop), dtype=np.intp)
    return places


def day_number(day: date) -> int:
    """Return a day as its number from 1970-01-01."""
    return day.toordinal() - _EPOCH


def days_in_rows(days: Days, rows: int) -> RowTimes:
    """Return the day of each row, given for each or once for all."""
    return row_times(np.broadcast_to(days, rows).astype("M8[D]").view(np.int64))


def row_times(values: Ints) -> RowTimes:
    """Return times with their reach; days are numbers from 1970-01-01."""
    first = int(values.min(initial=MOST))
    if first == NAT:
        known = values[values != NAT]
        first = int(known.min(initial=MOST))
    last = int(values.max(initial=NAT))
    return RowTimes(values, first, last) if last != NAT else RowTimes(values, 0, 0)
