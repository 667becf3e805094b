"""Local times without a zone, turned into the instants they name."""

from datetime import UTC
from typing import Literal, get_args
from zoneinfo import ZoneInfo

import attrs
import numpy as np
import numpy.typing as npt

from detainerlib.bulk._kernel.kernel import Kernel, answer
from detainerlib.bulk._kernel.lookup_tables import Ints
from detainerlib.bulk._kernel.segments import LocalTimeCourse
from detainerlib.bulk._kernel.units import NAT, Unit
from detainerlib.errors import DetainerError, InstantError
from detainerlib.times.instants import beyond
from detainerlib.times.zones import place

Ambiguous = Literal["raise", "earliest", "latest", "null", "NaT"]
Nonexistent = Literal["raise", "null", "NaT"]


@attrs.frozen
class NaiveTimes:
    """What a column without a zone holds, and what to do where that names no single instant.

    Attributes:
        zone: "UTC", the zone of its local times, or None where nothing is said of it.
        ambiguous: What to do with local times that happen twice.
        nonexistent: What to do with local times that do not exist.

    Raises:
        DetainerError: If `ambiguous` or `nonexistent` is not one of its words.
    """

    zone: str | ZoneInfo | None
    ambiguous: Ambiguous
    nonexistent: Nonexistent

    def __attrs_post_init__(self) -> None:
        """Refuse words of other libraries that move a local time."""
        for where, value, words in (
            ("ambiguous", self.ambiguous, get_args(Ambiguous)),
            ("nonexistent", self.nonexistent, get_args(Nonexistent)),
        ):
            if value not in words:
                raise DetainerError(
                    where,
                    value,
                    f"one of {', '.join(map(repr, words))}",
                    "A local time is not moved: that would move a deadline.",
                )


class LocalTimes:
    """What turns the local times of a column into instants.

    Attributes:
        zone: The zone of the local times.
    """

    def __init__(self, zone: str | ZoneInfo, unit: Unit, naive: NaiveTimes) -> None:
        """Keep what decides.

        Raises:
            ZoneError: If the zone names no place.
        """
        self.zone = place(zone)
        self._unit = unit
        self._naive = naive

    def instants(self, walls: Ints) -> tuple[Ints, npt.NDArray[np.bool_]]:
        """Return the instants of some local times, and which of these have to be refused."""
        earliest, latest = np.empty_like(walls), np.empty_like(walls)
        for fold, instants in enumerate((earliest, latest)):
            answer(Kernel((LocalTimeCourse(self.zone, fold),), self._unit), walls, instants)
        twice, never = earliest < latest, earliest > latest
        instants = latest if self._naive.ambiguous == "latest" else earliest
        refused = (walls != NAT) & (earliest == NAT)
        if self._naive.ambiguous == "raise":
            refused |= twice
        elif self._naive.ambiguous in {"null", "NaT"}:
            instants[twice] = NAT
        if self._naive.nonexistent == "raise":
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
