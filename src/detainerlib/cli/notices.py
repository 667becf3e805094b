"""detainerlib notices: whom to tell, of what, and by when."""

import argparse
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from detainerlib._wording import long_day
from detainerlib.cases import NoticeDeadline, NoticeRecipient, NoticeReview, notice_deadlines
from detainerlib.cases.face import asks_for_hold, face_of
from detainerlib.cli.bars import with_bar
from detainerlib.cli.output import PLACE_OR_ZONE, add_options, ending, law_first, print_answer, why
from detainerlib.cli.parser import CommandParser
from detainerlib.cli.parsing import (
    day,
    facts,
    form_assumed,
    form_or_default,
    is_unknown,
    read_as,
    settle_zone,
    time_or_day,
)
from detainerlib.cli.terminal import Strong
from detainerlib.models.conditions import CaseFacts
from detainerlib.models.detainer import Detainer
from detainerlib.models.forms import ServiceRequirement
from detainerlib.sentences import command
from detainerlib.sentences import notices as sentences
from detainerlib.sentences import policy as policy_sentences
from detainerlib.sources.citations import Evidence
from detainerlib.times.periods import UNKNOWN, Unknown

_HEADINGS: Final = {
    NoticeRecipient.ICE: sentences.TO_ICE,
    NoticeRecipient.PERSON: sentences.TO_PERSON,
}


def add_notices(notices: CommandParser) -> None:
    """Add the options of the verb."""
    notices.add_argument(
        "release",
        nargs="+",
        metavar="TIME",
        help="when the person is, or would be, released, such as 7/3/2025 5pm; a date alone, "
        "unknown, now",
    )
    notices.one_of = PLACE_OR_ZONE
    add_options(notices, "--jurisdiction", "--agency-type", "--fact", "--zone", "--fold", "--form")
    notices.add_argument("--issued-on", metavar="DATE", help="date on the form, such as 7/1/2025")
    notices.add_argument(
        "--on",
        metavar="DATE",
        help="apply the law in effect on this date; that of the release if left out",
    )
    add_options(notices, "--brief", "--full", "--json")
    notices.set_defaults(run=_notices)
    notices.show(
        'detainerlib notices "7/3/2025 5pm" --form I-247A --issued-on 7/1/2025 '
        '--jurisdiction "Cook County, IL"',
        'detainerlib notices "11/7/2025 5pm" --jurisdiction "Wake County, NC" --brief',
    )


def _notices(options: argparse.Namespace) -> int:
    typed = " ".join(options.release)
    if not is_unknown(typed):
        settle_zone(options, {"release": typed})
    release = time_or_day(typed, options.zone, "release", options.fold)
    issued_on = None if options.issued_on is None else day(options.issued_on, "--issued-on")
    on = None if options.on is None else day(options.on, "--on")
    released_on = release.date() if isinstance(release, datetime) else release
    known_day = on if isinstance(released_on, Unknown) else released_on
    notices = notice_deadlines(
        Detainer(
            form=form_or_default(options.form, issued_on or known_day),
            issued_on=UNKNOWN if issued_on is None else issued_on,
        ),
        release,
        jurisdiction=options.jurisdiction,
        zone=options.zone,
        on=on,
        facts=CaseFacts(facts=facts(options.fact)),
        agency_type=options.agency_type,
    )
    read = [*read_as(release=release), *form_assumed(options.form)]
    return print_answer(options, _report(options, notices, read), notices, on=notices.on)


def _report(
    options: argparse.Namespace, notices: NoticeReview, read: Iterable[str]
) -> Iterator[str]:
    explanation = notices.explanation
    asks_no_hold = asks_for_hold(face_of(notices.detainer)) is False
    first = [
        *with_bar(
            notices.form_asks,
            command.NOTICE_GIVES,
            None if asks_no_hold else options.jurisdiction,
            [notices.on],
            facts=CaseFacts(facts=facts(options.fact)),
            agency_type=options.agency_type,
        )
    ]
    yield from (*first, *[""][: len(first)])
    yield from law_first(notices.authority_to_notify)
    for recipient, heading in _HEADINGS.items():
        of_recipient = notices.to(recipient)
        if of_recipient:
            yield Strong(heading)
        for notice in of_recipient:
            yield f"  {notices.line(notice)}"
            cited = explanation.printed(notice.citation)
            if notice.service is ServiceRequirement.NOT_READ:
                continue
            in_part = _is_read_in_part(notice, notices)
            grade = policy_sentences.source(_grade(notice, notices), in_part=in_part)
            yield f"    {cited}. {grade}"
    lines = [*read]
    due = next((notice.due for notice in notices if notice.due and not _by_law(notice)), None)
    if notices.laws and due is not None and due.earliest.date() != notices.on:
        day_due = due.earliest.date()
        typed = f"{day_due.month}/{day_due.day}/{day_due.year}"
        lines.append(sentences.law_of_day(long_day(notices.on), long_day(day_due), typed))
    if not options.brief:
        lines.append(command.law_in_effect(notices.on))
    if lines:
        yield from ("", *lines)
    if not options.brief:
        yield from why(explanation, full=options.full)
    yield from ending(explanation.closing, brief=options.brief)


def _by_law(notice: NoticeDeadline) -> bool:
    return notice.rule is not None and notice.rule.jurisdiction is not None


def _is_read_in_part(notice: NoticeDeadline, notices: Iterable[NoticeDeadline]) -> bool:
    """Whether wording of the form that a notice rests on was not read."""
    return any(
        other.citation.authority == notice.citation.authority
        and other.service is ServiceRequirement.NOT_READ
        for other in notices
    )


def _grade(notice: NoticeDeadline, notices: Iterable[NoticeDeadline]) -> Evidence:
    """Return how well what a notice rests on was read: one grade for one source."""
    authority = notice.citation.authority
    grades = [
        other.citation.evidence
        for other in notices
        if other.citation.authority == authority
        and other.service is not ServiceRequirement.NOT_READ
    ]
    return max(grades, key=[*Evidence].index)
