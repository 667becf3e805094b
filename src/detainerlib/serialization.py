"""Results as documents of plain values, for JSON, and back by running the recorded inputs again."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final, cast

from detainerlib import catalog
from detainerlib.calendars import Closures, CustomDays, FederalHolidays, HolidayCalendar
from detainerlib.deadlines import HoldBounds, HoldWindow, hold_bounds, hold_window
from detainerlib.errors import DetainerError
from detainerlib.explanation import Explanation
from detainerlib.instants import same_instant
from detainerlib.reading import Reading
from detainerlib.readings import HoldReadings, hold_readings
from detainerlib.rules import HoldRule

__all__ = ["SCHEMA", "Result", "from_dict", "from_json", "to_dict", "to_json"]

SCHEMA: Final = 1

Result = HoldReadings | HoldWindow | HoldBounds

_WORDS: Final = frozenset(
    {
        "binds",
        "closing",
        "ends_early",
        "explanation",
        "made_with",
        "only_if",
        "sentence",
        "title",
        "transition",
    }
)
_INPUTS: Final = frozenset(
    {
        "calendar",
        "clock_starts",
        "custody_ends",
        "day",
        "events",
        "form",
        "jurisdiction",
        "on",
        "rule",
        "zone",
    }
)


def to_dict(result: Result) -> dict[str, Any]:
    """Return a result as a document of plain values, stable from run to run.

    Instants are given twice: in UTC, and as the facility's clock shows them. Lengths of time are
    seconds. `schema` is the version of this layout.

    Raises:
        DetainerError: If `result` is no result of this library.

    >>> from datetime import datetime
    >>> from zoneinfo import ZoneInfo
    >>> window = hold_window(datetime(2025, 7, 3, 17, tzinfo=ZoneInfo("America/Chicago")))
    >>> to_dict(window)["deadline"]
    {'utc': '2025-07-08T22:00:00Z', 'local': '2025-07-08T17:00:00-05:00'}
    """
    match result:
        case HoldReadings():
            body = _readings(result)
        case HoldWindow():
            body = {"kind": "hold-window", **_window(result), **_why(result.explanation)}
        case HoldBounds():
            body = {
                "kind": "hold-bounds",
                "inputs": {
                    "day": result.day.isoformat(),
                    "zone": result.earliest.zone,
                    "rule": result.earliest.rule.id,
                    "calendar": _calendar(result.earliest.calendar),
                },
                "earliest": _window(result.earliest),
                "latest": _window(result.latest),
                **_why(result.explanation),
            }
        case _:
            raise DetainerError(
                "result",
                result,
                "HoldReadings, a HoldWindow or HoldBounds",
                "For an explanation alone use its to_dict().",
            )
    return {"schema": SCHEMA, **body}


def to_json(result: Result, *, indent: int | None = None) -> str:
    """Return a result as a JSON text; see `to_dict`."""
    return json.dumps(to_dict(result), ensure_ascii=False, indent=indent)


def from_dict(document: Mapping[str, Any]) -> Result:
    """Return the result a document was made of, by running its recorded inputs again.

    Words are not compared: sentences, titles and the explanation may be worded better in a later
    version. Everything else must come out the same.

    Raises:
        DetainerError: If the document is of another schema, lacks something, or no longer
            reproduces because the data or a version it was made with has changed.
    """
    if not isinstance(document, Mapping):
        raise DetainerError("document", document, "a mapping", "See to_dict().")
    if document.get("schema") != SCHEMA:
        raise DetainerError(
            "schema", document.get("schema"), str(SCHEMA), "Read it with the version that wrote it."
        )
    for key in ("kind", "inputs"):
        if key not in document:
            raise _incomplete(key)
    inputs = document["inputs"]
    try:
        result = _run_again(document["kind"], inputs)
    except DetainerError:
        raise
    except KeyError as error:
        raise (
            _incomplete(error.args[0]) if error.args[0] in _INPUTS else _unreadable(inputs)
        ) from error
    except (TypeError, ValueError, AttributeError) as error:
        raise _unreadable(inputs) from error
    _compare(document, to_dict(result))
    return result


def _compare(document: Mapping[str, Any], again: Mapping[str, Any]) -> None:
    for key in document:
        if key not in again:
            raise DetainerError(key, document[key], "no such key", "Write it anew.")
    for key in again:
        if key not in document:
            raise _incomplete(key)
    for key in again:
        # Words may be improved; what they say may not change.
        if key not in _WORDS and _substance(document[key]) != _substance(again[key]):
            raise DetainerError(
                key,
                document[key],
                f"{again[key]!r}, as the same inputs give now",
                f"It was made with {document['made_with']}, now {again['made_with']}.",
            )


def _substance(value: Any) -> Any:
    if isinstance(value, dict):
        known = cast("dict[str, Any]", value)
        return {key: _substance(each) for key, each in known.items() if key not in _WORDS}
    if isinstance(value, list):
        return [_substance(each) for each in cast("Iterable[Any]", value)]
    return value


def _incomplete(key: str) -> DetainerError:
    return DetainerError(key, None, "every key that to_dict() writes", "Write it anew.")


def _unreadable(inputs: object) -> DetainerError:
    return DetainerError("inputs", inputs, "inputs as to_dict() writes them", "Write it anew.")


def from_json(text: str) -> Result:
    """Return the result a JSON text was made of; see `from_dict`.

    Raises:
        DetainerError: If the text is no such document.
    """
    try:
        document = json.loads(text)
    except (json.JSONDecodeError, TypeError, RecursionError) as error:
        raise DetainerError("text", str(error), "a JSON document", "See to_json().") from error
    if not isinstance(document, dict):
        raise DetainerError("text", document, "a JSON object", "See to_json().")
    return from_dict(cast("dict[str, Any]", document))


def _run_again(kind: str, inputs: Mapping[str, Any]) -> Result:
    if kind == "hold-readings":
        return hold_readings(
            datetime.fromisoformat(inputs["custody_ends"]["utc"]),
            form=inputs["form"],
            jurisdiction=inputs["jurisdiction"],
            zone=inputs["zone"],
            on=date.fromisoformat(inputs["on"]),
            events={id: datetime.fromisoformat(at["utc"]) for id, at in inputs["events"].items()},
        )
    rule, calendar = catalog.rule(inputs["rule"]), _calendar_of(inputs["calendar"])
    if kind == "hold-window":
        return hold_window(
            datetime.fromisoformat(inputs["clock_starts"]["utc"]),
            rule=rule,
            zone=inputs["zone"],
            calendar=calendar,
            event=rule.starts_at,
        )
    if kind == "hold-bounds":
        return hold_bounds(
            date.fromisoformat(inputs["day"]),
            rule=rule,
            zone=inputs["zone"],
            calendar=calendar,
            event=rule.starts_at,
        )
    raise DetainerError("kind", kind, "a kind that to_dict() writes", "Write it anew.")


def _readings(result: HoldReadings) -> dict[str, Any]:
    earliest, latest = result.earliest, result.latest
    return {
        "kind": "hold-readings",
        "inputs": {
            "custody_ends": _instant(result.custody_ends),
            "form": result.asked,
            "jurisdiction": None if result.jurisdiction is None else result.jurisdiction.code,
            "zone": result.zone,
            "on": result.on.isoformat(),
            "events": {id: _instant(at) for id, at in result.events},
        },
        "readings": [_reading(reading) for reading in result],
        "earliest": None if earliest is None else result.readings.index(earliest),
        "latest": None if latest is None else result.readings.index(latest),
        "agree": result.agree,
        **_why(result.explanation),
    }


def _reading(reading: Reading) -> dict[str, Any]:
    return {
        "status": reading.status.value,
        "title": reading.title,
        "binds": reading.binds,
        "rule": None if reading.rule is None else reading.rule.id,
        "editions": [edition.id for edition in reading.editions],
        "needs": list(reading.needs),
        "no_time_left": reading.no_time_left,
        "evidence": reading.citation.evidence.value,
        "sentence": str(reading),
        "window": None if reading.window is None else _window(reading.window),
    }


def _window(window: HoldWindow) -> dict[str, Any]:
    return {
        "inputs": {
            "clock_starts": _instant(window.clock_starts),
            "zone": window.zone,
            "rule": window.rule.id,
            "calendar": _calendar(window.calendar),
        },
        "rule": _rule(window.rule),
        "deadline": _instant(window.deadline),
        "spans": [
            {
                "day": span.day.isoformat(),
                "begins": _instant(span.begins),
                "ends": _instant(span.ends),
                "seconds": _seconds(span.elapsed),
                "counted": span.counted,
                "reasons": list(span.reasons),
            }
            for span in window.spans
        ],
    }


def _rule(rule: HoldRule) -> dict[str, Any]:
    return {
        "title": rule.title,
        "duration_seconds": _seconds(rule.duration),
        "excludes": sorted(kind.value for kind in rule.excludes),
        "starts_at": rule.starts_at,
        "ends_early": [early.says for early in rule.ends_early],
        "transition": None if rule.transition is None else rule.transition.says,
        "only_if": None if rule.only_if is None else rule.only_if.says,
        "binds": rule.binds,
        "jurisdiction": rule.jurisdiction,
    }


def _calendar(calendar: HolidayCalendar | None) -> list[dict[str, Any]] | None:
    return None if calendar is None else [_calendar_part(part) for part in calendar.parts]


def _calendar_part(part: HolidayCalendar) -> dict[str, Any]:
    match part:
        case FederalHolidays():
            return {"federal_holidays": part.observed.value}
        case Closures():
            return {"closures": [closure.id for closure in part.closures]}
        case CustomDays():
            return {"custom_days": {day.isoformat(): reason for day, reason in part.days}}
        case _:
            raise DetainerError(
                "calendar", part, "a calendar of this library", "Join its days in CustomDays()."
            )


def _calendar_of(parts: list[dict[str, Any]] | None) -> HolidayCalendar | None:
    calendar: HolidayCalendar | None = None
    for part in parts or ():
        made = _calendar_part_of(part)
        calendar = made if calendar is None else calendar | made
    return calendar


def _calendar_part_of(part: Mapping[str, Any]) -> HolidayCalendar:
    if "federal_holidays" in part:
        return FederalHolidays(observed=part["federal_holidays"])
    if "closures" in part:
        wanted = set(part["closures"])
        return Closures(closure for closure in catalog.closures() if closure.id in wanted)
    return CustomDays(
        {date.fromisoformat(day): reason for day, reason in part["custom_days"].items()}
    )


def _why(explanation: Explanation) -> dict[str, Any]:
    document = explanation.to_dict()
    made_with = document.pop("made_with")
    closing = document.pop("closing")
    return {"explanation": document, "closing": closing, "made_with": made_with}


def _instant(instant: datetime) -> dict[str, str]:
    utc = same_instant(instant).isoformat().replace("+00:00", "Z")
    return {"utc": utc, "local": instant.isoformat()}


def _seconds(duration: timedelta) -> int | float:
    whole, rest = divmod(duration, timedelta(seconds=1))
    return duration.total_seconds() if rest else whole
