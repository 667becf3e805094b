"""Units of time: what one tick of a column of dates and times is worth."""

from datetime import date, datetime
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from detainerlib.bulk._kernel.segments import instant_at_tick
from detainerlib.errors import NotAnInstantError, UnitError

_INT64: Final = np.iinfo(np.int64)
NAT: Final = int(_INT64.min)
"""The tick that numpy keeps for "not a time"."""
MOST: Final = int(_INT64.max)
"""The greatest tick."""

_NANOSECONDS: Final = {
    "ns": 1,
    "us": 10**3,
    "ms": 10**6,
    "s": 10**9,
    "m": 60 * 10**9,
    "h": 60 * 60 * 10**9,
}
MICROSECOND: Final = _NANOSECONDS["us"]
"""How many nanoseconds it has."""


class Unit(NamedTuple):
    """A unit of time, with which a tick is so many of it: (1, "us"), or (100, "ns").

    Attributes:
        multiple: How many.
        code: Of which unit, as numpy writes it, from nanoseconds to hours.
    """

    multiple: int
    code: str

    def __str__(self) -> str:
        """As numpy writes it."""
        return self.code if self.multiple == 1 else f"{self.multiple}{self.code}"

    @property
    def nanoseconds(self) -> int:
        """How long a tick is: a divisor or a multiple of a microsecond."""
        return self.multiple * _NANOSECONDS[self.code]

    @property
    def years(self) -> range:
        """The years of UTC of which every instant can be written in this unit."""
        return _years(self.nanoseconds)

    def converted(self, ticks: npt.NDArray[np.int64], other: "Unit") -> npt.NDArray[np.int64]:
        """Return ticks of a unit that is no finer as ticks of this one; NaT stays NaT.

        Raises:
            UnitError: If a tick of the other is no multiple of one of this, or an instant does not
                fit.
        """
        if other == self:
            return ticks
        ratio, rest = divmod(other.nanoseconds, self.nanoseconds)
        null = ticks == NAT
        # NaT is less than all, also without its sign.
        if rest or (np.abs(ticks) > MOST // ratio).any():
            raise UnitError(
                "unit", str(other), f"times that {self} can hold", "Cast both to microseconds."
            )
        return np.where(null, NAT, ticks * ratio)

    def instant(self, ticks: int) -> datetime | None:
        """Return the instant in UTC, to the microsecond it is in; None if it is in no year."""
        try:
            return instant_at_tick(ticks * self.nanoseconds // MICROSECOND)
        except OverflowError:
            return None

    def written(self, ticks: int) -> str:
        """Return the instant as numpy writes it, for errors."""
        return f"{np.int64(ticks).view(f'M8[{self}]')}Z"


def has_nat(ticks: npt.NDArray[np.int64]) -> bool:
    """Whether NaT is among some ticks."""
    return len(ticks) > 0 and int(ticks.min()) == NAT


@lru_cache
def _years(nanoseconds: int) -> range:
    def year(ticks: int, beyond: int) -> int:
        try:
            return instant_at_tick(ticks * nanoseconds // MICROSECOND).year
        except OverflowError:
            return beyond

    first = year(NAT + 1, date.min.year - 1)
    return range(first + 1, year(MOST, date.max.year + 1))


def unit_of(dtype: np.dtype[np.datetime64], where: str) -> Unit:
    """Return the unit of a numpy type.

    Raises:
        NotAnInstantError: If it has no unit, or counts days, which are no instants.
        UnitError: If it cannot hold years, or a microsecond is no multiple of it.
    """
    code, count = np.datetime_data(dtype)
    if code in {"generic", "D", "W", "M", "Y"}:
        raise NotAnInstantError(
            where,
            str(dtype),
            "dates and times, in hours or finer",
            "A day has no time. Write [day and hold_bounds(day, zone=zone) for day in "
            "values.astype('datetime64[D]').tolist()]. A frame of dates goes to "
            "bulk.with_hold_bounds() as it is. With a column of releases there is "
            "bulk.audit_holds()."
            if code == "D"
            else "Give dates and times, in hours or finer.",
        )
    unit = Unit(int(count), code)
    if code not in _NANOSECONDS or (
        unit.nanoseconds % MICROSECOND and MICROSECOND % unit.nanoseconds
    ):
        raise UnitError(
            where,
            str(dtype),
            "hours, minutes, seconds, ms, us or ns",
            "Write values.astype('datetime64[us]').",
        )
    return unit
