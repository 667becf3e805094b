"""Values of results as plain values, and back: instants, lengths of time, calendars, records."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from detainerlib import catalog
from detainerlib.errors import DetainerError
from detainerlib.models.hold_rules import HoldRule
from detainerlib.times.bounds import TimeBounds
from detainerlib.times.calendars import (
    ClosureCalendar,
    CustomDays,
    FederalHolidays,
    HolidayCalendar,
)
from detainerlib.times.instants import same_instant
from detainerlib.times.listed_holidays import ListedHolidays
from detainerlib.times.periods import UNKNOWN, Unknown


def calendar_document(calendar: HolidayCalendar | None) -> list[dict[str, Any]] | None:
    """Return the parts of a calendar."""
    return None if calendar is None else [_part(part) for part in calendar.parts]


def _part(part: HolidayCalendar) -> dict[str, Any]:
    match part:
        case FederalHolidays():
            return {"federal_holidays": part.observed.value}
        case ClosureCalendar():
            return {"closures": [closure.id for closure in part.closures]}
        case ListedHolidays():
            return {"holiday_list": part.record.id}
        case CustomDays():
            return {"custom_days": {day.isoformat(): reason for day, reason in part.days}}
        case _:
            raise DetainerError(
                "calendar", part, "a calendar of this library", "Join its days in CustomDays()."
            )


def calendar_from(parts: list[dict[str, Any]] | None) -> HolidayCalendar | None:
    """Return the calendar of its parts."""
    calendar: HolidayCalendar | None = None
    for part in parts or ():
        addition = _part_of(part)
        calendar = addition if calendar is None else calendar | addition
    return calendar


def _part_of(part: Mapping[str, Any]) -> HolidayCalendar:
    if "federal_holidays" in part:
        return FederalHolidays(observed=part["federal_holidays"])
    if "closures" in part:
        ids = set(part["closures"])
        return ClosureCalendar(closure for closure in catalog.closures() if closure.id in ids)
    if "holiday_list" in part:
        return ListedHolidays(catalog.holiday_list(part["holiday_list"]))
    return CustomDays(
        {date.fromisoformat(day): reason for day, reason in part["custom_days"].items()}
    )


def instant_document(instant: datetime) -> dict[str, str]:
    """Return an instant in UTC, and as the facility's clock shows it."""
    utc = same_instant(instant).isoformat().replace("+00:00", "Z")
    return {"utc": utc, "local": instant.isoformat()}


def instant_from(document: Mapping[str, Any]) -> datetime:
    """Return the instant, in its zone where one is named, and in UTC otherwise."""
    instant = datetime.fromisoformat(document["utc"])
    zone = document.get("zone")
    return instant if zone is None else instant.astimezone(ZoneInfo(zone))


def time_bounds_document(bounds: TimeBounds | None) -> dict[str, Any] | None:
    """Return the two instants between which something happened; None where that is not known."""
    if bounds is None:
        return None
    return {
        "earliest": instant_document(bounds.earliest),
        "latest": instant_document(bounds.latest),
    }


def time_bounds_from(document: Mapping[str, Any] | None, zone: str | None) -> TimeBounds | None:
    """Return the bounds, in a zone where one is named; None for None."""
    if document is None:
        return None
    ends = (instant_from({**document[end], "zone": zone}) for end in ("earliest", "latest"))
    earliest, latest = ends
    return TimeBounds(earliest=earliest, latest=latest)


def time_document(time: datetime | date | Unknown) -> Any:
    """Return a time of a record: an instant with its zone, a day, or "unknown"."""
    if isinstance(time, datetime):
        key = time.tzinfo.key if isinstance(time.tzinfo, ZoneInfo) else None
        return {**instant_document(time), "zone": key}
    return str(time)


def time_of(document: Any) -> datetime | date | Unknown:
    """Return the time of a record."""
    if isinstance(document, dict):
        return instant_from(cast("dict[str, Any]", document))
    return UNKNOWN if document == UNKNOWN.value else date.fromisoformat(document)


def rule_id(rule: HoldRule) -> str:
    """Return the id by which a document names a rule.

    Raises:
        DetainerError: If it is a rule of the caller's own, which no document can hold.
    """
    if rule not in catalog.rules():
        raise DetainerError(
            "rule", rule.id, "a rule on record", "A rule of one's own cannot be written down."
        )
    return rule.id


def seconds(duration: timedelta | None) -> int | float | None:
    """Return a length of time in seconds, whole where it is; None for None."""
    if duration is None:
        return None
    whole, rest = divmod(duration, timedelta(seconds=1))
    return duration.total_seconds() if rest else whole


def zone_of(bounds: TimeBounds | None) -> str | None:
    """Return the key of the zone in which a time is shown; None where it has none."""
    zone = None if bounds is None else bounds.earliest.tzinfo
    return zone.key if isinstance(zone, ZoneInfo) else None
