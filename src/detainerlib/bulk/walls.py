"""Local times without a zone, turned into the instants they name."""

from typing import Final, Literal, get_args
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from detainerlib.bulk.kernel import Kernel, answer
from detainerlib.bulk.lookups import Ints
from detainerlib.bulk.segments import Walls
from detainerlib.bulk.units import NAT, Unit
from detainerlib.errors import DetainerError, InstantError
from detainerlib.instants import beyond, place

__all__ = ["Ambiguous", "Localizer", "Nonexistent"]

Ambiguous = Literal["raise", "earliest", "latest", "null", "NaT"]
Nonexistent = Literal["raise", "null", "NaT"]

_UTC: Final = "UTC"


class Localizer:
    """What turns the naive instants of a column into instants in UTC.

    Attributes:
        zone: The zone of the local times; None where they are in UTC already.
    """

    def __init__(
        self, naive: str | ZoneInfo, unit: Unit, ambiguous: Ambiguous, nonexistent: Nonexistent
    ) -> None:
        """Check what is asked for.

        Raises:
            ZoneError: If the zone names no place and is not UTC.
            DetainerError: If `ambiguous` or `nonexistent` is not one of its words.
        """
        for where, value, words in (
            ("ambiguous", ambiguous, get_args(Ambiguous)),
            ("nonexistent", nonexistent, get_args(Nonexistent)),
        ):
            if value not in words:
                raise DetainerError(
                    where,
                    value,
                    f"one of {', '.join(map(repr, words))}",
                    "A local time is not moved: that would move a deadline.",
                )
        self.zone = None if str(naive) == _UTC else place(naive)
        self._ambiguous = ambiguous
        self._nonexistent = nonexistent
        self._unit = unit

    def instants(self, walls: Ints) -> tuple[Ints, npt.NDArray[np.bool_]]:
        """Return the instants of some local times, and which rows have to be refused."""
        if self.zone is None:
            return walls, np.zeros(len(walls), dtype=np.bool_)
        earliest, latest = np.empty_like(walls), np.empty_like(walls)
        for fold, out in enumerate((earliest, latest)):
            answer(Kernel((Walls(self.zone, fold),), self._unit), walls, out)
        twice, never = earliest < latest, earliest > latest
        found = latest if self._ambiguous == "latest" else earliest
        refused = (walls != NAT) & (earliest == NAT)
        if self._ambiguous == "raise":
            refused |= twice
        elif self._ambiguous in {"null", "NaT"}:
            found[twice] = NAT
        if self._nonexistent == "raise":
            refused |= never
        found[never | refused] = NAT
        return found, refused

    def error(self, wall: int) -> DetainerError:
        """Return what is wrong with a local time that was refused."""
        value = self._unit.written(wall).removesuffix("Z")
        if self._unit.instant(wall) is None:
            return beyond(value, "local time")
        return InstantError(
            "local time",
            value,
            f"a local time that happens once in {self.zone}",
            "Where clocks are set back it happens twice: say ambiguous='earliest', 'latest' or "
            "'null'. Where they are set forward it does not exist: say nonexistent='null'.",
        )
