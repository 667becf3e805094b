"""detainerlib review, status: one case, from what is typed of its form and its events."""

import argparse
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Final

from detainerlib import catalog
from detainerlib.cases import DetainerStatus, Review, detainer_status, review_detainer
from detainerlib.cli.face import add_face, detainer_of
from detainerlib.cli.output import (
    PLACE_OR_ZONE,
    add_options,
    graded,
    law_first,
    print_answer,
    report,
)
from detainerlib.cli.parser import CommandParser
from detainerlib.cli.parsing import facts, form_assumed, instant, settle_zone, time_or_day
from detainerlib.errors import DetainerError
from detainerlib.models.conditions import CaseFacts
from detainerlib.models.custody import CustodyEvent, CustodyEventKind
from detainerlib.sentences import cases as wording
from detainerlib.sentences import statuses as on_statuses
from detainerlib.times.periods import Unknown

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
    status.one_of = PLACE_OR_ZONE
    add_face(status, served_on="date and time, or date alone, the person was served")
    add_options(status, "--jurisdiction", "--agency-type", "--fact", "--zone", "--fold", "--rule")
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


def _review(options: argparse.Namespace) -> int:
    review = review_detainer(detainer_of(options, None))
    cited = [
        (catalog.authority(citation.authority).cited(citation.pin), citation)
        for finding in review
        for citation in finding.citations
    ]
    grades = graded(options, cited)
    lines = [*_with_options(review), *grades, *form_assumed(options.form)]
    beside = [] if review.not_on_form is None else [review.not_on_form]
    answer = report(options, lines, review.explanation, *beside)
    return print_answer(options, answer, review)


def _with_options(review: Review) -> Iterator[str]:
    """Yield a review; behind what was not entered, the options that it is typed with."""
    options = {
        wording.why_not(question.reason): option
        for question in review.not_checked
        for part, option in {**_OPTION_OF, **_grounds_of(review)}.items()
        if not question.on_no_face and part in question.reason
    }
    for line in str(review).splitlines():
        yield line
        for reason, option in options.items():
            if line.endswith(f"? {reason}"):
                yield f"    {wording.to_check(option)}"


def _grounds_of(review: Review) -> Mapping[str, str]:
    """Return how the grounds of an edition are typed, where they are on file."""
    if review.edition is None or not review.edition.bases:
        return {}
    first, *others = review.edition.bases
    typed = f"--basis {first} (or {', '.join([*others, 'none'])})"
    return {wording.GROUNDS_NOT_ENTERED: typed}


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
        facts=CaseFacts(facts=facts(options.fact)),
        agency_type=options.agency_type,
    )
    answer = [
        *law_first(status.authority_to_hold),
        status.sentence,
        *_to_answer(status),
        *filter(None, [status.sources]),
        *form_assumed(options.form),
    ]
    told = report(options, answer, status.explanation)
    return print_answer(options, told, status, on=status.on)


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
