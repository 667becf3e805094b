"""Whether the hours that a rule names are over, whatever else of a case is not known."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

from detainerlib._wording import in_words
from detainerlib.cases.hold_clock import StatusQuery, reaches
from detainerlib.catalog._hold_rules import federal_rules
from detainerlib.errors import CoverageError
from detainerlib.holds.window import hold_window
from detainerlib.models.custody import CustodyEvent, CustodyEventKind
from detainerlib.models.hold_rules import CUSTODY_ENDS, HoldRule
from detainerlib.sentences import statuses as sentences
from detainerlib.times.bounds import TimeBounds, time_bounds
from detainerlib.times.instants import same_instant


def named_times(events: tuple[CustodyEvent, ...], query: StatusQuery) -> Iterator[str]:
    """Yield, of each rule that counts from the end of local custody, how its hours stand.

    They are over where they are at every time at which that may have been, and not over where they
    are at none; else they end between two times. Nothing is said where local custody may not have
    ended once, where the request may have come after that, or of a rule under which something that
    happened ends them sooner.
    """
    ended = [event for event in events if event.kind is CustodyEventKind.CUSTODY_ENDS]
    received = [event for event in events if event.kind is CustodyEventKind.DETAINER_RECEIVED]
    bounds = [time_bounds(event.at, query.zone, "events") for event in (*ended, *received)]
    if len(ended) != 1 or bounds[0] is None:
        return
    start = bounds[0]
    if any(other is None or _is_after(other, start) for other in bounds[1:]):
        return
    happened = {event.kind.value for event in events}
    told: list[tuple[datetime, str]] = []
    for rule in (query.rule, *(rule for rule in federal_rules() if rule.id != query.rule.id)):
        is_asked = rule is query.rule or rule.period.contains(start.earliest.date())
        counts = rule.starts_at == CUSTODY_ENDS and reaches(query._replace(rule=rule))
        if is_asked and counts and not happened & {end.event for end in rule.ends_early}:
            with suppress(CoverageError):  # no holidays are on file that far
                told.append(_in_words(rule, start, query))
    yield from (sentence for _, sentence in sorted(told, key=lambda hours: hours[0]))


def _is_after(other: TimeBounds, start: TimeBounds) -> bool:
    return same_instant(other.latest) > same_instant(start.earliest)


def _in_words(rule: HoldRule, start: TimeBounds, query: StatusQuery) -> tuple[datetime, str]:
    calendar = query.calendar if rule.excludes_holidays else None
    first, last = (
        hold_window(instant, rule=rule, calendar=calendar).deadline
        for instant in (start.earliest, start.latest)
    )
    is_over = None
    if same_instant(last) < query.now:
        is_over = True
    elif same_instant(first) >= query.now:
        is_over = False
    told = (rule.duration, rule.title, in_words(first), in_words(last))
    return same_instant(first), sentences.named_hours(*told, is_over=is_over)
