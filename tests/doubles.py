"""Datetimes and zones of other libraries, as far as they matter here."""

from datetime import datetime, timedelta, tzinfo


class NoOffset(tzinfo):
    """A zone that does not tell its offset: a datetime that carries it is naive to Python."""

    def utcoffset(self, dt: datetime | None) -> timedelta | None:
        """Tell nothing."""
        return None

    def dst(self, dt: datetime | None) -> timedelta | None:
        """Tell nothing."""
        return None

    def tzname(self, dt: datetime | None) -> str | None:
        """Tell nothing."""
        return None

    def __repr__(self) -> str:
        """Show the name."""
        return "NoOffset()"


class PytzLike(tzinfo):
    """A zone as pytz makes it: one object for each offset, chosen when a time is localised."""

    def __init__(self, hours: int, name: str) -> None:
        """Keep the offset."""
        self.offset = timedelta(hours=hours)
        self.name = name

    def utcoffset(self, dt: datetime | None) -> timedelta:
        """Tell the offset, whatever the time."""
        return self.offset

    def dst(self, dt: datetime | None) -> timedelta:
        """Tell nothing of daylight time."""
        return timedelta(0)

    def tzname(self, dt: datetime | None) -> str:
        """Tell the abbreviation."""
        return self.name

    def fromutc(self, dt: datetime) -> datetime:
        """Choose the object that is right at an instant, as `normalize` does in pytz."""
        wall = dt.replace(tzinfo=None)
        first, last = datetime(2026, 3, 8, 8), datetime(2026, 11, 1, 7)  # noqa: DTZ001 (UTC)
        zone = DAYLIGHT if first <= wall < last else STANDARD
        return (wall + zone.offset).replace(tzinfo=zone)

    def __repr__(self) -> str:
        """Show the name."""
        return f"<PytzLike {self.name}>"


STANDARD, DAYLIGHT = PytzLike(-6, "CST"), PytzLike(-5, "CDT")


class Stamp(datetime):
    """A datetime with nanoseconds, as pandas.Timestamp is one."""

    nanosecond: int = 0


class NotATime(datetime):
    """A datetime that equals nothing, not even itself, as pandas.NaT is one."""

    def __eq__(self, other: object) -> bool:
        """Never."""
        return False

    def __ne__(self, other: object) -> bool:
        """Always."""
        return True

    def __hash__(self) -> int:
        """Hash like any object."""
        return id(self)

    def __repr__(self) -> str:
        """Show the name."""
        return "NaT"
