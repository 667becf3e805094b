"""detainerlib audit, review, status: one case, from what is typed of its form and its events."""

import argparse
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any, Final

from detainerlib import catalog
from detainerlib.cases import DetainerStatus, Review, detainer_status, review_detainer
from detainerlib.catalog._explanations import explanation_of
from detainerlib.catalog._grades import grades_in_words
from detainerlib.cli.face import add_face, detainer_of
from detainerlib.cli.output import add_options, ending, law_first, print_answer, why
from detainerlib.cli.parser import CommandParser
from detainerlib.cli.parsing import (
    events,
    form_assumed,
    form_or_default,
    instant,
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
from detainerlib.holds.early_releases import too_early
from detainerlib.holds.hold_audit import AuditOutcome, HoldAudit
from detainerlib.holds.reading import rank_among
from detainerlib.holds.terms import is_by_order
from detainerlib.models.custody import CustodyEvent, CustodyEventKind
from detainerlib.models.hold_rules import DEFAULT_RULE
from detainerlib.sentences import cases as wording
from detainerlib.sentences import command
from detainerlib.sentences import statuses as on_statuses
from detainerlib.sentences.deadlines import Rank, argued
from detainerlib.sources.citations import Citation
from detainerlib.sources.explanation import Explanation
from detainerlib.times.bounds import time_bounds
from detainerlib.times.instants import same_instant
from detainerlib.times.periods import UNKNOWN, Unknown

_UNSETTLED: Final = 3
_OPTION_OF: Final[Mapping[str, str]] = {
    wording.BOXES_NOT_ENTERED: "--box 1 (or 2; 0 if none)",
    wording.GROUNDS_NOT_ENTERED: "--basis ID (none if none; see: detainerlib list bases)",
    wording.WARRANTS_NOT_ENTERED: "--warrant I-200 (or I-205, judicial, none)",
    wording.SIGNATURE_NOT_ENTERED: "--signed yes (or no)",
    wording.WARRANT_SIGNATURE_NOT_ENTERED: "--warrant-signed yes (or no)",
    wording.SERVICE_NOT_ENTERED: "--served yes (or no)",
    wording.OFFERED_NOT_ENTERED: "--offered-as-judicial yes (or no)",
    wording.CONTACT_NOT_ENTERED: "--notice-contact yes (or no)",
    wording.NO_DATE_OF_ISSUE: "--issued-on 7/1/2025",
    wording.NO_ISSUER: "--issued-by ice (or cbp)",
    wording.NO_DATES: "--served-on 7/2/2025 and --issued-on 7/1/2025",
    wording.NO_BOX: "--box 1 (or 2; 0 if none)",
    wording.EDITION_OPEN: "--issued-on 7/1/2025",
}
"""What to type for what was not entered."""
_MORNING, _MIDNIGHT = 9, 12
"""Hours of the clock before noon."""
_STATUSES: Final[Mapping[AuditOutcome, int]] = {
    AuditOutcome.WITHIN: 0,
    AuditOutcome.OVER: 1,
    AuditOutcome.NO_HOLD: 4,
}


class _InsteadOf(argparse.Action):
    """An option that stands for an argument, which is then not asked for."""

    def __init__(self, *, other: argparse.Action, **options: Any) -> None:
        """Remember the argument."""
        super().__init__(**options)
        self._other = other

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        """Keep what was typed, and ask for the argument no longer."""
        vars(namespace)[self.dest] = values
        self._other.required = False


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
    add_options(
        audit, "--jurisdiction", "--zone", "--fold", "--event", "--brief", "--full", "--json"
    )
    under = audit.add_mutually_exclusive_group()
    under.add_argument("--rule", help="one rule, by its id or title, instead of every rule")
    add_options(under, "--form")
    audit.add_argument(
        "--exit-code",
        action="store_true",
        help="exit with 0 if within the rules, 1 if over them or if the law of the place allows no "
        "hold, 3 if that is not settled or the rules differ, 4 if there was no hold",
    )
    audit.set_defaults(run=_audit)
    audit.show(
        'detainerlib audit "7/3/2025 5pm" "7/9/2025 8am" --jurisdiction "Cook County, IL"',
        'detainerlib audit "7/3/2025 5pm" --as-of now --zone Central --brief --exit-code',
        "detainerlib audit 7/3/2025 7/9/2025 --zone Central --rule 8-cfr-287.7-d",
    )


def add_review(review: CommandParser) -> None:
    """Add the options of the verb."""
    add_face(review)
    add_options(review, "--brief", "--full", "--json")
    review.set_defaults(run=_review)
    review.show(
        "detainerlib review --issued-on 7/1/2025 --issued-by ice --box 1 --basis final-order "
        "--warrant I-205 --signed yes --served no",
        "detainerlib review --form I-247A --issued-on 7/1/2025 --box 0 --warrant none --brief",
    )


def add_status(status: CommandParser) -> None:
    """Add the options of the verb."""
    add_face(status, served_on="date and time, or date alone, the person was served")
    add_options(status, "--jurisdiction", "--zone", "--fold", "--rule")
    add_options(status, "--brief", "--full", "--json")
    status.add_argument(
        "--at",
        required=True,
        metavar="TIME",
        help='the time to report on, such as "7/3/2025 5pm" or now',
    )
    status.add_argument(
        "--happened",
        action="append",
        default=[],
        metavar="KIND=TIME",
        help="what happened and when: a time, a date, or unknown; repeatable "
        "(see: detainerlib list custody-events)",
    )
    status.set_defaults(run=_status)
    status.show(
        'detainerlib status --at "7/8/2025 4pm" --zone Central --issued-on 7/1/2025 --box 1 '
        '--served-on 7/2/2025 --happened "custody-ends=7/3/2025 5pm"',
        'detainerlib status --at now --jurisdiction "Cook County, IL" --issued-on 7/1/2025 '
        "--served unknown --brief",
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
    swapped = [*_swapped(ends, released, options.zone)]
    if options.rule is not None or (isinstance(ends, Unknown) and options.form is None):
        audit = audit_hold(
            ends,
            released,
            as_of=as_of,
            rule=options.rule or DEFAULT_RULE,
            zone=options.zone,
            jurisdiction=options.jurisdiction,
            events=instants,
        )
        grades = _grades(options, [(audit.title, audit.citation)])
        answer = [
            *swapped,
            *law_first(audit.authority_to_hold),
            *_in_lines(audit),
            *too_early([audit.earlier or audit, audit], audit.authority_to_hold),
            *grades,
            *heading,
            *_timelines(options, [audit]),
        ]
        print_answer(options, _report(options, answer, audit.explanation), audit)
        return _status_of([audit]) if options.exit_code else 0
    if isinstance(ends, Unknown):
        raise DetainerError(
            "custody_ends",
            UNKNOWN.value,
            "a time or a day, or --rule",
            "Name one rule with --rule.",
        )
    form = form_or_default(options.form, ends.date() if isinstance(ends, datetime) else ends)
    by_reading = audits_by_reading(
        ends,
        released,
        as_of=as_of,
        form=form,
        jurisdiction=options.jurisdiction,
        zone=options.zone,
        events=instants,
    )
    audits = tuple(sorted(by_reading, key=_by_deadline))
    readings = None
    if isinstance(ends, datetime):
        readings = hold_readings(
            ends, form=form, jurisdiction=options.jurisdiction, zone=options.zone, events=instants
        )
    steps = dict.fromkeys(step for audit in audits for step in audit.explanation.steps)
    explanation = explanation_of(steps, audits[0].explanation.closing)
    # An audit without a window has no time since release was due.
    law = max((audit.authority_to_hold for audit in audits), key=len)
    answer = [
        *swapped,
        *law_first(law),
        *(line for audit in audits for line in _in_lines(audit, readings)),
        *(() if readings is None else agreement_of(readings)),
        *too_early(audits, law),
        *_grades(options, [(audit.title, audit.citation) for audit in audits]),
        *heading,
        *form_assumed(options.form),
        *_timelines(options, audits),
    ]
    print_answer(options, _report(options, answer, explanation), audits)
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


def _in_lines(audit: HoldAudit, readings: HoldReadings | None = None) -> Iterator[str]:
    """Yield whether a hold was within a rule, and the deadline that it was held to.

    Of several readings the earliest deadline is marked, as where they are read for a hold.
    """
    is_argued = audit.one_of_several and is_by_order(audit.calendar)
    yield argued(audit.sentence) if is_argued else audit.sentence
    if audit.within_until is None:
        return
    reading = next((r for r in readings or () if r.window == audit.earliest), None)
    if readings is None or reading is None or is_argued:
        yield f"    {command.deadline(str(audit.within_until))}"
        return
    rank = Rank.ONLY if readings.is_barred else rank_among(reading, readings.readings)
    line = f"    {command.deadline(str(audit.within_until), rank)}"
    yield Strong(line) if reading == readings.earliest else line


def _timelines(options: argparse.Namespace, audits: Iterable[HoldAudit]) -> Iterator[str]:
    """Yield, but in a short answer, the days of each window that is exactly known."""
    if not options.brief:
        yield from timelines(
            (audit.title, audit.earliest)
            for audit in audits
            if audit.earliest is not None and audit.earliest == audit.latest
        )


def _grades(options: argparse.Namespace, cited: Iterable[tuple[str, Citation]]) -> Iterator[str]:
    """Yield how well sources were read, in a short answer; the full one has them below it."""
    graded = grades_in_words(cited) if options.brief else None
    if graded is not None:
        yield graded


def _status_of(audits: Iterable[HoldAudit]) -> int:
    """Return the exit status of the one outcome that all rules have; where they differ, of none.

    No hold that the law bars is within; where it may except one, that is not settled.
    """
    several = [*audits]
    if any(audit.held_despite_bar for audit in several):
        return _STATUSES[AuditOutcome.OVER]
    outcomes = {audit.outcome for audit in several}
    if outcomes == {AuditOutcome.WITHIN} and any(
        audit.held_despite_bar is None for audit in several
    ):
        return _UNSETTLED
    return _STATUSES.get(outcomes.pop(), _UNSETTLED) if len(outcomes) == 1 else _UNSETTLED


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


def _review(options: argparse.Namespace) -> int:
    review = review_detainer(detainer_of(options, None))
    cited = [
        (catalog.authority(citation.authority).cited(citation.pin), citation)
        for finding in review
        for citation in finding.citations
    ]
    grades = _grades(options, cited)
    lines = [*_with_options(review), *grades, *form_assumed(options.form)]
    beside = [] if review.not_on_form is None else [review.not_on_form]
    report = _report(options, lines, review.explanation, *beside)
    return print_answer(options, report, review)


def _with_options(review: Review) -> Iterator[str]:
    """Yield a review; behind what was not entered, the options that it is typed with."""
    options = {
        f"  {question}": option
        for question in review.not_checked
        for part, option in _OPTION_OF.items()
        if not question.on_no_face and part in question.reason
    }
    for line in str(review).splitlines():
        yield line
        if line in options:
            yield f"    {wording.to_check(options[line])}"


def _status(options: argparse.Namespace) -> int:
    settle_zone(options, {"--at": options.at})
    at = instant(options.at, options.zone, "--at", options.fold)
    status = detainer_status(
        detainer_of(options, at.date()),
        [_custody_event(text, options) for text in options.happened],
        at=at,
        rule=options.rule,
        zone=options.zone,
        jurisdiction=options.jurisdiction,
    )
    answer = [
        *law_first(status.authority_to_hold),
        status.sentence,
        *_to_answer(status),
        *filter(None, [status.sources]),
        *form_assumed(options.form),
    ]
    return print_answer(options, _report(options, answer, status.explanation), status)


def _to_answer(status: DetainerStatus) -> Iterator[str]:
    """Yield what to type for each thing that is not known, by the question that asks for it."""
    options = {
        on_statuses.WAS_SERVED: [
            "--served no",
            f'--served-on "{_example_time(status.at, status.at)}"',
        ],
        on_statuses.WHICH_BOX: ["--box 1", "--box 2"],
        **{
            on_statuses.time_of(event.kind.words): [
                f'--happened "{event.kind.value}={_example_time(event.at, status.at)}"'
            ]
            for event in status.events
        },
        on_statuses.time_of(CustodyEventKind.SERVED.words): [
            f'--served-on "{_example_time(status.detainer.served_on, status.at)}"'
        ],
    }
    for question in status.not_known:
        if question in options:
            yield f"    {on_statuses.to_answer(options[question])}"


def _example_time(day: date | Unknown, at: datetime) -> str:
    """Return a time of a day as it is typed, of the day asked about where no other is known.

    It is 9 a.m., or where that is later than the time asked about, an hour before that.
    """
    known = day if isinstance(day, date) else at
    hour = _MORNING
    if (known.year, known.month, known.day) == (at.year, at.month, at.day):
        hour = min(hour, max(at.hour - 1, 0))
    return f"{known.month}/{known.day}/{known.year} {hour or _MIDNIGHT}am"


def _custody_event(text: str, options: argparse.Namespace) -> CustodyEvent:
    kind, equals, time = text.partition("=")
    if not equals:
        raise DetainerError(
            "--happened", text, "KIND=TIME", 'For example "custody-ends=7/3/2025 5pm".'
        )
    return CustodyEvent(
        kind=kind, at=time_or_day(time, options.zone, f"--happened {kind}", options.fold)
    )


def _report(
    options: argparse.Namespace,
    answer: Iterable[str],
    explanation: Explanation,
    *beside: Explanation,
) -> Iterator[str]:
    yield from answer
    if not options.brief:
        yield from why(explanation, *beside, full=options.full)
    yield from ending(explanation.closing, brief=options.brief)
