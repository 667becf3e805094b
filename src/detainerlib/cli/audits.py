"""detainerlib audit: whether a hold was within each rule, and what the law says of it."""

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any, Final

from detainerlib._validation import only
from detainerlib.cases.face import counted_as_if_in_effect
from detainerlib.catalog._explanations import explanation_of
from detainerlib.cli.long_lists import as_long_as_asked
from detainerlib.cli.output import (
    PLACE_OR_ZONE,
    add_options,
    graded,
    law_first,
    print_answer,
    report,
)
from detainerlib.cli.parser import CommandParser
from detainerlib.cli.parsing import (
    events,
    facts,
    form_assumed,
    form_or_default,
    read_as,
    settle_zone,
    time_or_day,
)
from detainerlib.cli.readings import agreement_of, timelines
from detainerlib.cli.terminal import Strong
from detainerlib.errors import DetainerError, NotAnInstantError
from detainerlib.holds.all_readings import HoldReadings, hold_readings
from detainerlib.holds.audit import audit_hold
from detainerlib.holds.audits_by_reading import audits_by_reading
from detainerlib.holds.beyond_hours import beyond_every_rule
from detainerlib.holds.early_releases import too_early
from detainerlib.holds.facility import duty_of
from detainerlib.holds.hold_audit import AuditOutcome, HoldAudit
from detainerlib.holds.reading import rank_among
from detainerlib.holds.readings_together import asked_and_limits_in
from detainerlib.holds.terms import is_by_order
from detainerlib.holds.within_hours import within_is_no_safe_harbor
from detainerlib.models.conditions import CaseFacts
from detainerlib.models.hold_rules import DEFAULT_RULE
from detainerlib.sentences import audits as on_audits
from detainerlib.sentences import command
from detainerlib.sentences.deadlines import Rank, argued
from detainerlib.times.bounds import instants_of, time_bounds
from detainerlib.times.instants import same_instant
from detainerlib.times.periods import UNKNOWN, Unknown

_STATUSES: Final[Mapping[AuditOutcome, int]] = {
    AuditOutcome.WITHIN: 0,
    AuditOutcome.OVER: 1,
    AuditOutcome.BOUNDED: 3,
    AuditOutcome.UNKNOWN: 3,
    AuditOutcome.NO_HOLD: 4,
}


class _InsteadOf(argparse.Action):
    """An option that stands for an argument, which is then not asked for."""

    def __init__(self, *, other: argparse.Action, **options: Any) -> None:
        """Remember the argument."""
        super().__init__(**options)
        self.stands_for = other

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        """Keep what was typed, and ask for the argument no longer."""
        vars(namespace)[self.dest] = values
        self.stands_for.required = False


def add_audit(audit: CommandParser) -> None:
    """Add the options of the verb."""
    audit.add_argument(
        "custody_ends",
        metavar="TIME",
        help='when the person was due for release: "7/3/2025 5pm", 7/3/2025, unknown, now',
    )
    released = audit.add_argument(
        "released", metavar="RELEASED", help="when the person was released, typed the same way"
    )
    audit.add_argument(
        "--as-of",
        action=partial(_InsteadOf, other=released),  # type: ignore[arg-type]  # any callable will do
        metavar="TIME",
        help="in place of RELEASED, a time when the person was still held, such as now",
    )
    audit.one_of = PLACE_OR_ZONE
    add_options(
        audit,
        *("--jurisdiction", "--agency-type", "--fact", "--zone", "--fold", "--event"),
        *("--brief", "--full", "--json"),
    )
    under = audit.add_mutually_exclusive_group()
    under.add_argument("--rule", help="one rule, by its id or title, instead of every rule")
    add_options(under, "--form")
    audit.add_argument(
        "--exit-code",
        action="store_true",
        help="exit with 0 if within the rules, with 1 if over them or if the law of the place "
        "allows no hold. Exit with 3 if that is not settled or the rules differ, with 4 if there "
        "was no hold",
    )
    audit.set_defaults(run=_audit)
    audit.show(
        'detainerlib audit "7/3/2025 5pm" "7/9/2025 8am" --jurisdiction "Cook County, IL"',
        'detainerlib audit "7/3/2025 5pm" --as-of now --zone Central --brief --exit-code',
        "detainerlib audit 7/3/2025 7/9/2025 --zone Central --rule 8-cfr-287.7-d",
        'detainerlib audit "7/3/2025 5pm" "7/9/2025 8am" --jurisdiction NC --agency-type sheriff',
    )


def _audit(options: argparse.Namespace) -> int:
    if options.released is not None and options.as_of is not None:
        raise DetainerError(
            "--as-of", options.as_of, "no RELEASED beside it", "Leave out one of the two times."
        )
    ends_with = "--as-of" if options.released is None else "released"
    end: Any = options.as_of if options.released is None else options.released
    settle_zone(options, {"custody_ends": options.custody_ends, ends_with: end})
    ends = time_or_day(options.custody_ends, options.zone, "custody_ends", options.fold)
    released, as_of = _release_or_held(options)
    instants = events(options.event, options.zone, options.fold)
    heading = ["", *read_as(due_for_release=ends, released=released, still_held_as_of=as_of)]
    place: dict[str, Any] = {
        "jurisdiction": options.jurisdiction,
        "facts": CaseFacts(facts=facts(options.fact)),
        "agency_type": options.agency_type,
    }
    swapped = [*_swapped(ends, released, options.zone)]
    if options.rule is not None or (isinstance(ends, Unknown) and options.form is None):
        audit = audit_hold(
            ends,
            released,
            as_of=as_of,
            rule=options.rule or DEFAULT_RULE,
            zone=options.zone,
            events=instants,
            **place,
        )
        grades = graded(options, [(audit.title, audit.citation)])
        answer = [
            *swapped,
            *law_first(as_long_as_asked(options, audit.authority_to_hold)),
            *_in_lines(audit),
            *too_early([audit.earlier or audit, audit]),
            *within_is_no_safe_harbor([audit]),
            *grades,
            *heading,
            *_timelines(options, [audit]),
        ]
        print_answer(options, report(options, answer, audit.explanation), audit, on=audit.day)
        return _status_of([audit]) if options.exit_code else 0
    if isinstance(ends, Unknown):
        raise DetainerError(
            "custody_ends",
            UNKNOWN.value,
            "a time or a day, or --rule",
            "Name one rule with --rule.",
        )
    form = form_or_default(options.form, ends.date() if isinstance(ends, datetime) else ends)
    hold: dict[str, Any] = {
        "form": form,
        "zone": options.zone,
        "events": instants,
        **place,
    }
    # Of a day without a time, where the person was due at its start, and at its end.
    readings = [hold_readings(due, **hold) for due in instants_of(ends, options.zone)]
    by_reading = (
        readings[0].audit(released, as_of=as_of)
        if isinstance(ends, datetime)
        else audits_by_reading(ends, released, as_of=as_of, **hold)
    )
    audits = tuple(sorted(by_reading, key=_by_deadline))
    steps = dict.fromkeys(step for audit in audits for step in audit.explanation.steps)
    on = max(filter(None, (audit.day for audit in audits)), default=None)
    explanation = explanation_of(steps, audits[0].explanation.closing, on=on)
    # An audit without a window has no time since release was due.
    law = max((audit.authority_to_hold for audit in audits), key=len)
    below = [*_what_it_comes_to(readings[0])]
    answer = [
        *swapped,
        *law_first(as_long_as_asked(options, [told for told in law if told not in below])),
        *_each_in_lines(audits, readings),
        *_apart(readings, ends),
        *_without_hours(audits, ends, as_of or released),
        *([" ".join(below)] if below else []),
        *_if_in_effect(readings[0]),
        *beyond_every_rule(audits),
        *too_early(audits),
        *within_is_no_safe_harbor(audits),
        *graded(options, [(audit.title, audit.citation) for audit in audits]),
        *heading,
        *form_assumed(options.form),
        *_timelines(options, audits),
    ]
    print_answer(options, report(options, answer, explanation), audits, on=on)
    return _status_of(audits) if options.exit_code else 0


def _swapped(
    due: datetime | date | Unknown, released: datetime | date | Unknown, zone: str | None
) -> Iterator[str]:
    """Yield, of a release before the time due, a question and an empty line; else nothing."""
    left, ends = time_bounds(released, zone, "released"), time_bounds(due, zone, "custody_ends")
    if left is None or ends is None:
        return
    if same_instant(left.latest) < same_instant(ends.earliest):
        yield Strong(command.swapped(str(left), str(ends)))
        yield ""


def _by_deadline(audit: HoldAudit) -> tuple[bool, float]:
    """Return what audits are sorted by: the earliest deadline first, those without one last."""
    until = audit.within_until
    return until is None, 0 if until is None else until.earliest.timestamp()


def _each_in_lines(audits: Sequence[HoldAudit], readings: Sequence[HoldReadings]) -> Iterator[str]:
    """Yield the lines of each audit, the earliest deadline first."""
    untils = [audit.within_until for audit in audits if audit.within_until is not None]
    first = min((same_instant(until.latest) for until in untils), default=None)
    for audit in audits:
        until = audit.within_until
        may_be_later = until is not None and same_instant(until.latest) != first
        yield from _in_lines(audit, _rivals(readings), may_be_later=may_be_later)


def _in_lines(
    audit: HoldAudit, readings: HoldReadings | None = None, *, may_be_later: bool = False
) -> Iterator[str]:
    """Yield whether a hold was within a rule, and the deadline that it was held to.

    Of several readings the earliest deadline is marked, as where they are read for a hold; not one
    that may be later, as the hour is not known.
    """
    is_argued = audit.one_of_several and is_by_order(audit.calendar)
    yield argued(audit.sentence) if is_argued else audit.sentence
    if audit.within_until is None:
        return
    windows = (audit.earliest, audit.latest)
    reading = next((r for r in readings or () if r.window in windows), None)
    if readings is None or reading is None or is_argued:
        yield f"    {command.deadline(str(audit.within_until))}"
        return
    rank = Rank.ONLY if readings.is_barred else rank_among(reading, readings.readings)
    if may_be_later and rank is not Rank.ONLY:
        rank = Rank.LATER
    line = f"    {command.deadline(str(audit.within_until), rank)}"
    yield Strong(line) if reading == readings.earliest else line


def _what_it_comes_to(readings: HoldReadings) -> Iterator[str]:
    """Yield what the form asked for, and what a duty to hold covered; nothing under a ban."""
    if readings.is_barred:
        return
    asked = asked_and_limits_in(readings.computed, is_past=True)
    if asked is not None:
        yield asked
    duty = duty_of(readings.holding)
    if duty is not None:
        yield str(duty)


def _if_in_effect(readings: HoldReadings) -> Iterator[str]:
    """Yield, of a place that does not bar the hold, that a detainer may take effect on service."""
    if readings.holding is not None and not readings.is_barred:
        editions = (edition for reading in readings.computed for edition in reading.editions)
        yield from counted_as_if_in_effect(editions)


def _without_hours(audits: Iterable[HoldAudit], *typed: datetime | date | Unknown) -> Iterator[str]:
    """Yield what to type where only the day of a time was typed, and an audit turns on its hour."""
    days = [time for time in typed if isinstance(time, date) and not isinstance(time, datetime)]
    if days and any(audit.outcome is AuditOutcome.BOUNDED for audit in audits):
        day = days[0]
        example = f"{day.month}/{day.day}/{day.year} 5:00 pm"
        yield on_audits.without_hours(example, several=len(days) > 1)


def _rivals(readings: Sequence[HoldReadings]) -> HoldReadings:
    """Return the readings of the start of a day, or of its end where only those differ."""
    differing = (some for some in readings if len({one.deadline for one in some.computed}) > 1)
    return next(differing, readings[0])


def _apart(readings: Sequence[HoldReadings], due: datetime | date) -> Iterator[str]:
    """Yield how far the deadlines are apart; at either end of a day where that is not the same."""
    told = [[*agreement_of(some)] for some in readings]
    if told[0] == told[-1]:
        yield from told[0]
        return
    for end, lines in zip(("start", "end"), told, strict=True):
        yield command.if_due(end, due)
        yield from (f"  {line}" for line in lines)


def _timelines(options: argparse.Namespace, audits: Iterable[HoldAudit]) -> Iterator[str]:
    """Yield, but in a short answer, the days of each window that is exactly known."""
    if not options.brief:
        yield from timelines(
            (audit.title, audit.earliest)
            for audit in audits
            if audit.earliest is not None and audit.earliest == audit.latest
        )


def _status_of(audits: Iterable[HoldAudit]) -> int:
    """Return the exit status of the one outcome that all rules have; where they differ, of none.

    No hold that the law bars is within; where it may except one, that is not settled.
    """
    several = [*audits]
    outcome = only(map(_outcome_at_law, several)) or AuditOutcome.UNKNOWN
    if any(audit.held_despite_bar for audit in several):
        outcome = AuditOutcome.OVER
    return _STATUSES[outcome]


def _outcome_at_law(audit: HoldAudit) -> AuditOutcome:
    is_open = audit.held_despite_bar is None and audit.outcome is AuditOutcome.WITHIN
    return AuditOutcome.UNKNOWN if is_open else audit.outcome


def _release_or_held(
    options: argparse.Namespace,
) -> tuple[datetime | date | Unknown, datetime | date | None]:
    """Return when the person was released, and a time at which the person was still held."""
    if options.as_of is None:
        return time_or_day(options.released, options.zone, "released", options.fold), None
    held = time_or_day(options.as_of, options.zone, "--as-of", options.fold)
    if isinstance(held, Unknown):
        raise NotAnInstantError("--as-of", options.as_of, "a time or a day", "For example now.")
    return UNKNOWN, held
