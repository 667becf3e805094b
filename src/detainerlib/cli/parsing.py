"""What is typed, as instants and days: local times by the facility's clock, nothing guessed."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from detainerlib import catalog
from detainerlib.errors import DetainerError, InstantError, NotADayError, NotAnInstantError
from detainerlib.times.instants import place, to_utc
from detainerlib.times.periods import UNKNOWN, Unknown


def event(given: str, zone: str) -> tuple[str, datetime]:
    """Return the event and the instant of ID=TIME.

    Raises:
        DetainerError: If it is not so written, or not on record.
    """
    id, equals, time = given.partition("=")
    if not equals:
        raise DetainerError(
            "--event", given, "ID=TIME", "For example detainer-received=2025-03-01T08:00."
        )
    return catalog.event(id).id, instant(time, zone, f"--event {id}")


def day(given: str, where: str) -> date:
    """Return the day that was typed.

    Raises:
        NotADayError: If it is none.
    """
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise NotADayError(
            where, given, "a date such as 2025-07-03", "Write it as ISO 8601."
        ) from None


def instant(given: str, zone: str, where: str) -> datetime:
    """Return the instant that was typed, on the facility's clock unless it has an offset.

    Raises:
        NotAnInstantError: If it is none, or has no time.
        InstantError: If it does not exist, happens twice, or is finer than a microsecond.
    """
    try:
        value = datetime.fromisoformat(given)
    except ValueError:
        raise NotAnInstantError(
            where, given, "a date and time such as 2025-07-03T17:00", "Write it as ISO 8601."
        ) from None
    if not any(mark in given for mark in ":T "):
        remedy = "Add the time."
        if where == "custody_ends":
            remedy = "If no time is on record: detainerlib bounds."
        raise NotAnInstantError(where, given, "a date with a time", remedy)
    if re.search(r"[.,]\d{7}", given):
        raise InstantError(
            where, given, "a time no finer than a microsecond", "Give six digits at most."
        )
    if value.tzinfo is not None:
        return value
    return _local(value, place(zone), given, where)


def _local(value: datetime, zone: ZoneInfo, given: str, where: str) -> datetime:
    first, second = (value.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    to_utc(first, where)
    if first.utcoffset() != second.utcoffset():
        raise InstantError(
            where,
            given,
            "a local time that happens once",
            f"Clocks were set back over it; write {first.isoformat()} or {second.isoformat()}.",
        )
    return first


def time_or_day(given: str, zone: str, where: str) -> datetime | date | Unknown:
    """Return an instant, a day where no time was typed, or UNKNOWN for "unknown".

    Raises:
        DetainerError: If it is none of them.
    """
    if given == UNKNOWN.value:
        return UNKNOWN
    return (
        instant(given, zone, where) if any(mark in given for mark in ":T ") else day(given, where)
    )
