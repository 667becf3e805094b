"""One hold audited under every reading on record, also where only the day of its start is known."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import attrs

from detainerlib.holds.all_readings import hold_readings
from detainerlib.holds.audit import audit_hold
from detainerlib.holds.hold_audit import HoldAudit
from detainerlib.models.conditions import CaseFacts
from detainerlib.models.forms import DetainerForm, FormEdition
from detainerlib.models.hold_rules import CUSTODY_ENDS
from detainerlib.models.jurisdictions import AgencyTypeLike, JurisdictionLike
from detainerlib.times.bounds import instants_of
from detainerlib.times.calendars import HolidayCalendar
from detainerlib.times.periods import UNKNOWN, Unknown


def audits_by_reading(
    custody_ends: datetime | date,
    released: datetime | date | Unknown = UNKNOWN,
    *,
    as_of: datetime | date | None = None,
    form: DetainerForm | FormEdition | str,
    jurisdiction: JurisdictionLike | None,
    zone: str | ZoneInfo,
    events: Mapping[str, datetime],
    facts: CaseFacts | None = None,
    agency_type: AgencyTypeLike | None = None,
) -> Iterator[HoldAudit]:
    """Yield the audits under every rule; of a day without a time, each is bounded.

    Args:
        custody_ends: When local custody ended: an instant, or the facility's local date.
        released: As for `audit_hold`.
        as_of: As for `audit_hold`.
        form: As for `hold_readings`.
        jurisdiction: The facility's place; None for federal readings only.
        zone: The facility's zone.
        events: The instants of other events that start a clock, by event id.
        facts: As for `hold_readings`.
        agency_type: As for `hold_readings`.

    Raises:
        DetainerError: As for `hold_readings` and `audit_hold`.
    """
    there: dict[str, Any] = {
        "jurisdiction": jurisdiction,
        "zone": zone,
        "facts": facts,
        "agency_type": agency_type,
    }
    by_start = [
        hold_readings(start, form=form, events=events, **there)
        for start in instants_of(custody_ends, zone)
    ]
    if isinstance(custody_ends, datetime):
        yield from by_start[0].audit(released, as_of=as_of)
        return
    done: list[tuple[str, HolidayCalendar | None]] = []
    for readings in by_start:
        for reading, audit in zip(readings, readings.audit(released, as_of=as_of), strict=True):
            if (audit.title, audit.calendar) in done:
                continue
            done.append((audit.title, audit.calendar))
            rule, window = reading.rule, reading.window
            if rule is None or (window is not None and window.starts_at != rule.starts_at):
                yield audit
                continue
            of_day = audit_hold(
                custody_ends,
                released,
                as_of=as_of,
                rule=rule,
                calendar=audit.calendar,
                events={} if rule.starts_at == CUSTODY_ENDS else events,
                **there,
            )
            yield attrs.evolve(of_day, one_of_several=True)
