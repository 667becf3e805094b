"""Windows, bounds, readings and audits as documents, and how their inputs are run again."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs

from detainerlib import catalog
from detainerlib.catalog._places import government_of
from detainerlib.errors import DetainerError
from detainerlib.holds.all_readings import HoldReadings, hold_readings
from detainerlib.holds.hold_audit import HoldAudit, audit_window
from detainerlib.holds.reading import HoldReading
from detainerlib.holds.terms import title_of
from detainerlib.holds.window import HoldBounds, HoldWindow, hold_bounds, hold_window
from detainerlib.models.hold_rules import HoldRule
from detainerlib.models.jurisdictions import Jurisdiction
from detainerlib.serialization.policy import policy_answer_document
from detainerlib.serialization.values import (
    calendar_document,
    calendar_from,
    instant_document,
    instant_from,
    rule_id,
    seconds,
    time_bounds_document,
    time_bounds_from,
    zone_of,
)


def readings_document(result: HoldReadings) -> dict[str, Any]:
    """Return readings as plain values."""
    earliest, latest = result.earliest, result.latest
    return {
        "inputs": {
            "custody_ends": instant_document(result.custody_ends),
            "form": result.form_id,
            "jurisdiction": None if result.jurisdiction is None else result.jurisdiction.code,
            "zone": result.zone,
            "on": result.on.isoformat(),
            "events": {id: instant_document(at) for id, at in result.events},
        },
        "holding": None if result.holding is None else policy_answer_document(result.holding),
        "readings": [_reading(reading) for reading in result],
        "earliest": None if earliest is None else result.readings.index(earliest),
        "latest": None if latest is None else result.readings.index(latest),
        "agree": result.agree,
    }


def _reading(reading: HoldReading) -> dict[str, Any]:
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
        "window": None if reading.window is None else window_document(reading.window),
    }


def window_document(window: HoldWindow) -> dict[str, Any]:
    """Return a window as plain values."""
    return {
        "inputs": {
            "clock_starts": instant_document(window.clock_starts),
            "zone": window.zone,
            "rule": rule_id(window.rule),
            "calendar": calendar_document(window.calendar),
            "starts_at": window.starts_at,
            "jurisdiction": _code(window.jurisdiction),
        },
        "authority_to_hold": list(window.authority_to_hold),
        "rule": _rule(window.rule),
        "deadline": instant_document(window.deadline),
        "spans": [
            {
                "day": span.day.isoformat(),
                "begins": instant_document(span.begins),
                "ends": instant_document(span.ends),
                "seconds": seconds(span.elapsed),
                "counted": span.counted,
                "reasons": list(span.reasons),
            }
            for span in window.spans
        ],
    }


def _rule(rule: HoldRule) -> dict[str, Any]:
    return {
        "title": rule.title,
        "duration_seconds": seconds(rule.duration),
        "excludes": sorted(kind.value for kind in rule.excludes),
        "starts_at": rule.starts_at,
        "ends_early": [early.summary for early in rule.ends_early],
        "transition": None if rule.transition is None else rule.transition.summary,
        "only_if": None if rule.only_if is None else rule.only_if.summary,
        "binds": rule.binds,
        "jurisdiction": rule.jurisdiction,
    }


def bounds_document(result: HoldBounds) -> dict[str, Any]:
    """Return bounds as plain values."""
    return {
        "inputs": {
            "day": result.day.isoformat(),
            "zone": result.earliest.zone,
            "rule": result.earliest.rule.id,
            "calendar": calendar_document(result.earliest.calendar),
            "jurisdiction": _code(result.earliest.jurisdiction),
        },
        "earliest": window_document(result.earliest),
        "latest": window_document(result.latest),
    }


def readings_again(inputs: Mapping[str, Any]) -> HoldReadings:
    """Run the inputs of readings again."""
    return hold_readings(
        instant_from(inputs["custody_ends"]),
        form=inputs["form"],
        jurisdiction=inputs["jurisdiction"],
        zone=inputs["zone"],
        on=date.fromisoformat(inputs["on"]),
        events={id: instant_from(at) for id, at in inputs["events"].items()},
    )


def window_again(inputs: Mapping[str, Any]) -> HoldWindow:
    """Run the inputs of a window again."""
    rule = catalog.rule(inputs["rule"])
    window = hold_window(
        instant_from(inputs["clock_starts"]),
        rule=rule,
        zone=inputs["zone"],
        jurisdiction=inputs["jurisdiction"],
        calendar=calendar_from(inputs["calendar"]),
        event=rule.starts_at,
    )
    return attrs.evolve(window, starts_at=inputs["starts_at"])


def bounds_again(inputs: Mapping[str, Any]) -> HoldBounds:
    """Run the inputs of bounds again."""
    rule = catalog.rule(inputs["rule"])
    return hold_bounds(
        date.fromisoformat(inputs["day"]),
        rule=rule,
        zone=inputs["zone"],
        jurisdiction=inputs["jurisdiction"],
        calendar=calendar_from(inputs["calendar"]),
        event=rule.starts_at,
    )


def audit_document(result: HoldAudit) -> dict[str, Any]:
    """Return an audit as plain values."""
    windows = (result.earliest, result.latest)
    earliest, latest = (None if window is None else window_document(window) for window in windows)
    return {
        "inputs": {
            "rule": None if result.rule is None else rule_id(result.rule),
            "zone": zone_of(result.released or result.as_of),
            "calendar": calendar_document(result.calendar),
            "earliest": None if earliest is None else earliest["inputs"],
            "latest": None if latest is None else latest["inputs"],
            "custody_ends": time_bounds_document(result.custody_ends),
            "released": time_bounds_document(result.released),
            "as_of": time_bounds_document(result.as_of),
            "one_of_several": result.one_of_several,
            "reason": result.reason,
            "jurisdiction": _code(result.jurisdiction),
        },
        "authority_to_hold": list(result.authority_to_hold),
        "title": result.title,
        "outcome": result.outcome.value,
        "least_seconds": seconds(result.least),
        "most_seconds": seconds(result.most),
        "within_until": time_bounds_document(result.within_until),
        "released_before_due": result.released_before_due,
        "earliest": earliest,
        "latest": latest,
        "sentence": result.sentence,
    }


def audit_again(inputs: Mapping[str, Any]) -> HoldAudit:
    """Run the inputs of an audit again.

    Raises:
        DetainerError: If it is of a reading that has no rule.
    """
    released = time_bounds_from(inputs["released"], inputs["zone"])
    held = time_bounds_from(inputs["as_of"], inputs["zone"])
    if inputs["earliest"] is None:
        if inputs["rule"] is None:
            raise DetainerError(
                "rule", None, "the id of a rule", "Read the document of the readings instead."
            )
        rule = catalog.rule(inputs["rule"])
        calendar = calendar_from(inputs["calendar"])
        return HoldAudit(
            title=title_of(rule, calendar, rule.starts_at),
            rule=rule,
            calendar=calendar,
            released=released,
            as_of=held,
            one_of_several=inputs["one_of_several"],
            reason=inputs["reason"],
            citation=rule.citation,
            jurisdiction=government_of(inputs["jurisdiction"]),
        )
    earliest, latest = window_again(inputs["earliest"]), window_again(inputs["latest"])
    custody_ends = time_bounds_from(inputs["custody_ends"], earliest.zone)
    audit = audit_window(earliest, latest, released, custody_ends, held)
    return attrs.evolve(
        audit,
        jurisdiction=government_of(inputs["jurisdiction"]),
        one_of_several=inputs["one_of_several"],
    )


def _code(jurisdiction: Jurisdiction | None) -> str | None:
    return None if jurisdiction is None else jurisdiction.code
