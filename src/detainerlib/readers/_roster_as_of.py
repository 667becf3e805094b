"""The time at which the people on a roster are still held, where one was asked about."""

from datetime import datetime
from zoneinfo import ZoneInfo

from detainerlib.errors import NotAnInstantError
from detainerlib.times.instants import in_zone, to_utc
from detainerlib.times.local_time import read_time, time_typed


class AsOf:
    """The time at which people are still held, by the clock of each row."""

    def __init__(self, as_of: datetime | str | None) -> None:
        """Keep it.

        Raises:
            NotAnInstantError: If it is no time.
        """
        self._as_of = as_of
        self._by_zone: dict[str, datetime] = {}
        if isinstance(as_of, str) and not read_time(as_of, "as_of").has_time:
            raise NotAnInstantError("as_of", as_of, "a date with a time", "Add the time.")
        if not isinstance(as_of, str | datetime | None):
            raise NotAnInstantError(
                "as_of", as_of, "a datetime, or a time typed", "Leave it out if none."
            )

    def in_zone(self, zone: ZoneInfo) -> datetime | None:
        """Return the time in a zone; None where none was asked about."""
        if self._as_of is None:
            return None
        if zone.key not in self._by_zone:
            if isinstance(self._as_of, str):
                time = time_typed(self._as_of, zone, "as_of")
            else:
                time = in_zone(to_utc(self._as_of, "as_of", zone), zone, "as_of")
            self._by_zone[zone.key] = time
        return self._by_zone[zone.key]
