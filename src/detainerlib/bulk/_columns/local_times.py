"""Local times of a column, turned into the instants they name, or refused."""

from contextlib import suppress
from datetime import UTC, datetime, tzinfo
from functools import partial
from typing import Final

import numpy as np
import numpy.typing as npt

from detainerlib.bulk._columns.options import ClockOptions
from detainerlib.bulk._columns.per_row import RowClocks, codes_from
from detainerlib.bulk._kernel.kernel import Kernel, answer
from detainerlib.bulk._kernel.lookup_tables import Ints
from detainerlib.bulk._kernel.segments import LocalTimeCourse, ticks_of
from detainerlib.bulk._kernel.units import MICROSECOND, NAT, Unit
from detainerlib.errors import DetainerError, InstantError
from detainerlib.holds.terms import ClockSettings
from detainerlib.times.instants import LAST_OF_32_BITS, beyond, lost_summers, same_instant

_UTC: Final = "UTC"


class LocalTimes:
    """What turns the local times of a column into instants."""

    def __init__(self, clocks: RowClocks, unit: Unit, options: ClockOptions) -> None:
        """Keep what decides: whose clock shows the local time of each row, among them."""
        self._clocks = clocks
        self._unit = unit
        self._options = options
        self._courses = [clocks.courses(partial(local_times_of, fold=fold)) for fold in (0, 1)]

    @property
    def shown(self) -> str:
        """The zone in which instants are shown: that of all rows, or else UTC."""
        keys = {clock.zone.key for clock in self._clocks.clocks if isinstance(clock, ClockSettings)}
        return keys.pop() if len(keys) == 1 else _UTC

    def instants(self, walls: Ints, begins: int) -> tuple[Ints, npt.NDArray[np.bool_]]:
        """Return the instants of some local times, and which of these have to be refused.

        `begins` is the row of the first, counted from the first row of the column.
        """
        earliest, latest = np.empty_like(walls), np.empty_like(walls)
        for (courses, codes), instants in zip(self._courses, (earliest, latest), strict=True):
            answer(Kernel(courses, self._unit), walls, instants, codes_from(codes, begins))
        twice, never = earliest < latest, earliest > latest
        instants = latest if self._options.ambiguous == "latest" else earliest
        refused = (walls != NAT) & (earliest == NAT)
        if self._options.ambiguous == "raise":
            refused |= twice
        elif self._options.ambiguous in {"null", "NaT"}:
            instants[twice] = NAT
        if self._options.nonexistent == "raise":
            refused |= never
        instants[never | refused] = NAT
        return instants, refused

    def error(self, wall: int, row: int) -> DetainerError:
        """Return what is wrong with the local time of a row that was refused."""
        clock = self._clocks.clock(row)
        if isinstance(clock, DetainerError):
            return clock
        value = self._unit.written(wall).removesuffix("Z")
        local = self._unit.instant(wall)
        if local is not None:
            with suppress(OverflowError):
                same_instant(local.replace(tzinfo=clock.zone))
                return InstantError(
                    "local time",
                    value,
                    f"a local time that happens once in {clock.zone}",
                    "Where clocks are set back it happens twice: say ambiguous='earliest', "
                    "'latest' or 'null'. Where they are set forward it does not exist: say "
                    "nonexistent='null'.",
                )
        return beyond(value, "local time")


class LostSummers:
    """What refuses the instants of a column in a zone whose summers end with the year 2037.

    Whoever gave them its zone meant local times, which with its rules are an hour later.
    """

    def __init__(self, zone: tzinfo, unit: Unit, where: str) -> None:
        """Keep from when on instants are refused."""
        new_year = datetime(LAST_OF_32_BITS + 1, 1, 1, tzinfo=zone)
        self._first = ticks_of(new_year.astimezone(UTC)) * MICROSECOND // unit.nanoseconds
        self._unit = unit
        self._zone = zone
        self._where = where

    def instants(self, ticks: Ints, begins: int) -> tuple[Ints, npt.NDArray[np.bool_]]:
        """Return instants, and which of them have to be refused."""
        refused = ticks >= self._first
        return np.where(refused, NAT, ticks), refused

    def error(self, tick: int, row: int) -> DetainerError:
        """Return what is wrong with the instant of a row that was refused."""
        return lost_summers(f"{self._unit.written(tick)} in {self._zone}", self._where)


def local_times_of(clock: ClockSettings, fold: int) -> LocalTimeCourse:
    """Return the instants that local times of a clock name, to be compiled."""
    return LocalTimeCourse(clock.zone, fold)
