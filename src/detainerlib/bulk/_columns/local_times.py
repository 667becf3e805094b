"""Local times without a zone, turned into the instants they name."""

from datetime import UTC
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from detainerlib.bulk._columns.options import ClockOptions
from detainerlib.bulk._kernel.kernel import Kernel, answer
from detainerlib.bulk._kernel.lookup_tables import Ints
from detainerlib.bulk._kernel.segments import LocalTimeCourse
from detainerlib.bulk._kernel.units import NAT, Unit
from detainerlib.errors import DetainerError, InstantError
from detainerlib.times.instants import beyond
from detainerlib.times.zones import place


class LocalTimes:
    """What turns the local times of a column into instants.

    Attributes:
        zone: The zone of the local times.
    """

    def __init__(self, zone: str | ZoneInfo, unit: Unit, options: ClockOptions) -> None:
        """Keep what decides.

        Raises:
            ZoneError: If the zone names no place.
        """
        self.zone = place(zone)
        self._unit = unit
        self._options = options

    def instants(self, walls: Ints) -> tuple[Ints, npt.NDArray[np.bool_]]:
        """Return the instants of some local times, and which of these have to be refused."""
        earliest, latest = np.empty_like(walls), np.empty_like(walls)
        for fold, instants in enumerate((earliest, latest)):
            answer(Kernel((LocalTimeCourse(self.zone, fold),), self._unit), walls, instants)
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

    def error(self, wall: int) -> DetainerError:
        """Return what is wrong with a local time that was refused."""
        value = self._unit.written(wall).removesuffix("Z")
        local = self._unit.instant(wall)
        try:
            exists = local is not None and local.replace(tzinfo=self.zone).astimezone(UTC)
        except OverflowError:
            exists = False
        if not exists:
            return beyond(value, "local time")
        return InstantError(
            "local time",
            value,
            f"a local time that happens once in {self.zone}",
            "Where clocks are set back it happens twice: say ambiguous='earliest', 'latest' or "
            "'null'. Where they are set forward it does not exist: say nonexistent='null'.",
        )
