"""The readings of one text that may give some: their windows, or why there is none."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

import attrs

from detainerlib import catalog
from detainerlib.holds.candidates import Candidate, edition_candidates, rule_candidates
from detainerlib.holds.reading import HoldReading, ReadingStatus
from detainerlib.holds.rival_windows import late_receipt_point, windows_of
from detainerlib.holds.start_events import start_of
from detainerlib.models.forms import DetainerForm, FormEdition
from detainerlib.models.hold_rules import DETAINER_RECEIVED, HoldRule
from detainerlib.models.jurisdictions import Jurisdiction
from detainerlib.times.instants import same_instant


def readings_on_file(
    form: tuple[DetainerForm, tuple[FormEdition, ...]],
    place: Jurisdiction | None,
    custody_ends: datetime,
    *,
    on: date,
    instants: Mapping[str, datetime],
    zone: ZoneInfo,
) -> tuple[HoldReading, ...]:
    """Return every reading on file: the form's own, federal rules, then state and local ones.

    Args:
        form: The form, and the editions of it that may be meant.
        place: The facility's place; None for federal readings only.
        custody_ends: The instant at which local custody ends.
        on: The day whose law was asked for.
        instants: The instants of other events, by id.
        zone: The facility's zone.
    """
    lineage = () if place is None else catalog.lineage(place)
    places = frozenset(above.code for above in lineage)
    candidates = (*edition_candidates(*form), *rule_candidates(form[0], place, on))
    return tuple(
        reading
        for candidate in candidates
        for reading in readings_of(candidate, custody_ends, on, instants, zone, places)
    )


def readings_of(
    candidate: Candidate,
    custody_ends: datetime,
    day: date,
    instants: Mapping[str, datetime],
    zone: ZoneInfo,
    places: Collection[str],
) -> Iterator[HoldReading]:
    """Yield the readings of a candidate: one for each deadline, or one that says why there is none.

    Args:
        candidate: The candidate.
        custody_ends: The instant at which local custody ends.
        day: The day whose law was asked for.
        instants: The instants of other events, by id.
        zone: The facility's zone.
        places: The codes of the place and of those above it.
    """
    blank = HoldReading(
        status=ReadingStatus.NO_HOLD_ASKED,
        title=candidate.title,
        binds=candidate.binds,
        custody_ends=custody_ends,
        on=day,
        rule=candidate.rule,
        editions=candidate.editions,
        citation=candidate.citation,
    )
    if not candidate.asks_hold:
        yield blank
        return
    rule = candidate.rule
    if rule is None:
        yield attrs.evolve(blank, status=ReadingStatus.TEXT_NOT_ON_RECORD)
        return
    starts, needs = starts_under(rule, custody_ends, instants)
    if needs:
        yield attrs.evolve(blank, status=ReadingStatus.NEEDS_EVENT, needs=needs)
        return
    for window in windows_of(rule, starts, zone, places):
        yield attrs.evolve(blank, status=ReadingStatus.COMPUTED, window=window)


def starts_under(
    rule: HoldRule, custody_ends: datetime, instants: Mapping[str, datetime]
) -> tuple[list[tuple[str, datetime]], tuple[str, ...]]:
    """Return when a rule's clock may start, by event, or the ids of the events that are missing."""
    start, needs = start_of(catalog.event(rule.starts_at), custody_ends, instants)
    if start is None:
        return [], needs
    starts = [(rule.starts_at, start)]
    received = received_late_at(custody_ends, instants)
    if received is not None and late_receipt_point(rule) is not None:
        starts.append((DETAINER_RECEIVED, received))
    return starts, ()


def received_late_at(custody_ends: datetime, instants: Mapping[str, datetime]) -> datetime | None:
    """Return when the detainer was received, where that was after local custody ended."""
    received = instants.get(DETAINER_RECEIVED)
    if received is None or same_instant(received) <= same_instant(custody_ends):
        return None
    return received
