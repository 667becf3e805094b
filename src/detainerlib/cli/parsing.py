"""What is typed, as instants and days: local times by the facility's clock, nothing guessed."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from detainerlib import catalog
from detainerlib.errors import DetainerError, InstantError, NotADayError, NotAnInstantError
from detainerlib.times.instants import to_utc
from detainerlib.times.periods import UNKNOWN, Unknown
from detainerlib.times.zones import place


def events(texts: Iterable[str], zone: str) -> dict[str, datetime]:
    """Return the instants of several ID=TIME by the ids of their events.

    Raises:
        DetainerError: If one is not so written, not on record, or given twice.
    """
    instants: dict[str, datetime] = {}
    for text in texts:
        id, at = _event(text, zone)
        if id in instants:
            raise DetainerError("--event", id, "each event once", "Leave out one of the two times.")
        instants[id] = at
    return instants


def _event(text: str, zone: str) -> tuple[str, datetime]:
    id, equals, time = text.partition("=")
    if not equals:
        raise DetainerError(
            "--event", text, "ID=TIME", "For example detainer-received=2025-03-01T08:00."
        )
    return catalog.event(id).id, instant(time, zone, f"--event {id}")


def day(text: str, where: str) -> date:
    """Return the day that was typed.

    Raises:
        NotADayError: If it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotADayError(
            where, text, "a date such as 2025-07-03", "Write it as ISO 8601."
        ) from None


def instant(text: str, zone: str, where: str) -> datetime:
    """Return the instant that was typed, on the facility's clock unless it has an offset.

    Raises:
        NotAnInstantError: If it is none, or has no time.
        InstantError: If it does not exist, happens twice, or is finer than a microsecond.
    """
    try:
        value = datetime.fromisoformat(text)
    except ValueError:
        raise NotAnInstantError(
            where, text, "a date and time such as 2025-07-03T17:00", "Write it as ISO 8601."
        ) from None
    if not _has_time(text):
        remedy = "Add the time."
        if where == "custody_ends":
            remedy = "If no time is on record: detainerlib bounds."
        raise NotAnInstantError(where, text, "a date with a time", remedy)
    if re.search(r"[.,]\d{7}", text):
        raise InstantError(
            where, text, "a time no finer than a microsecond", "Give six digits at most."
        )
    if value.tzinfo is not None:
        return value
    return _local(value, place(zone), text, where)


def _local(value: datetime, zone: ZoneInfo, text: str, where: str) -> datetime:
    first, second = (value.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    to_utc(first, where)
    if first.utcoffset() != second.utcoffset():
        raise InstantError(
            where,
            text,
            "a local time that happens once",
            f"Clocks were set back over it; write {first.isoformat()} or {second.isoformat()}.",
        )
    return first


def time_or_day(text: str, zone: str, where: str) -> datetime | date | Unknown:
    """Return an instant, a day where no time was typed, or UNKNOWN for "unknown".

    Raises:
        DetainerError: If it is none of them.
    """
    if text == UNKNOWN.value:
        return UNKNOWN
    return instant(text, zone, where) if _has_time(text) else day(text, where)


def _has_time(text: str) -> bool:
    return any(mark in text for mark in ":T ")
