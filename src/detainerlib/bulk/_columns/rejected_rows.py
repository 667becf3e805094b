"""Rows that get no answer: the first of them is an error, or all are counted and made null."""

import sys
import warnings
from collections.abc import Callable
from datetime import datetime

from detainerlib.bulk._columns.options import OnError
from detainerlib.bulk._kernel.units import Unit
from detainerlib.errors import CoverageError, DetainerError, RefusedRowsWarning
from detainerlib.holds.terms import ClockSettings
from detainerlib.times.instants import beyond


class RejectedRows:
    """The rows of a column that were refused so far."""

    def __init__(self, on_error: OnError, rows: int) -> None:
        """Begin with none, of so many rows."""
        self._raises = on_error == "raise"
        self._rows = rows
        self._count = 0
        self._first: DetainerError | None = None

    def add(self, count: int, row: int, error: DetainerError) -> None:
        """Count some more rows, of which the first and what is wrong with it are given.

        Raises:
            DetainerError: That error, with its row, unless refused rows become null.
        """
        if self._first is None:
            self._first = error.found_in(f"row {row}")
        if self._raises:
            raise self._first
        self._count += count

    def warn(self) -> None:
        """Warn of the rows made null, if there are any."""
        if self._first is not None:
            warning = RefusedRowsWarning(self._count, self._rows, self._first)
            warnings.warn(warning, stacklevel=_stacklevel())


def _stacklevel() -> int:
    """Return how far up the caller of this package is, from the function that warns."""
    package = __name__.partition(".")[0] + "."
    frame, level = sys._getframe(1), 1
    while frame.f_back is not None and str(frame.f_globals.get("__name__")).startswith(package):
        frame, level = frame.f_back, level + 1
    return level


def why_refused(
    clock: ClockSettings | DetainerError,
    unit: Unit,
    tick: int,
    check: Callable[[datetime, ClockSettings], object],
) -> DetainerError:
    """Return what the scalar function, called by `check`, finds wrong with a row's instant."""
    if isinstance(clock, DetainerError):
        return clock
    written = unit.written(tick)
    instant = unit.instant(tick)
    if instant is None:
        return beyond(written, "values")
    try:
        check(instant, clock)
    except DetainerError as error:
        return error.found_in(f"{written} in {clock.zone.key}")
    return CoverageError(
        f"{written} in {clock.zone.key}",
        written,
        f"a time in {unit.years[0]}-{unit.years[-1]}, the years that a column in {unit} can "
        "have, with no days before it in the column that the calendar does not know",
        "Cast the column to microseconds, or call the scalar function for these rows.",
    )
