"""detainerlib policy, classify, compare: what the law of a place says, and of two."""

import argparse
import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain, groupby
from typing import TYPE_CHECKING

import attrs

from detainerlib import catalog
from detainerlib._arguments import chosen
from detainerlib._wording import long_day
from detainerlib.cli.long_lists import without_long_lists
from detainerlib.cli.output import add_options, ending, print_answer, why
from detainerlib.cli.parser import CommandParser, UsageError
from detainerlib.cli.parsing import day, facts
from detainerlib.cli.refusals import in_words
from detainerlib.cli.terminal import Strong
from detainerlib.errors import DetainerError
from detainerlib.models.conditions import CaseFacts, Conviction
from detainerlib.models.federal_measures import FederalPosition
from detainerlib.models.provisions import Practice
from detainerlib.policy import FederalFrame, PolicyAnswer, governing_policy, policy_timeline
from detainerlib.policy.ordinary import is_required
from detainerlib.policy.what_was_given import what_was_given
from detainerlib.sentences import command
from detainerlib.sentences import policy as wording
from detainerlib.sources.explanation import Explanation
from detainerlib.times.periods import UNKNOWN, Timeline, Unknown

if TYPE_CHECKING:
    from detainerlib.cooperation import Classification

# A slash stands between two days, and in a day such as 7/3/2025.
_DAYS = re.compile(r"((?:\d{1,2}/\d{1,2}/)?[^/]*)(?:/(.*))?", re.DOTALL)


def add_policy(policy: CommandParser) -> None:
    """Add the options of the verb."""
    policy.add_argument(
        "practice",
        metavar="PRACTICE",
        type=_practice,
        help="such as hold_on_detainer (see: detainerlib list practices)",
    )
    policy.names = {"practice": tuple(Practice)}
    add_options(policy, "jurisdiction")
    when = policy.add_mutually_exclusive_group(required=True)
    when.add_argument(
        "--on", metavar="DATE", help="apply the law in effect on this date, such as 7/3/2025"
    )
    when.add_argument("--timeline", action="store_true", help="the answer over time")
    add_options(policy, "--fact")
    convictions = policy.add_mutually_exclusive_group()
    convictions.add_argument(
        "--conviction",
        action="append",
        metavar="CLASS[,CLASS][@DATE[/RELEASED]]",
        help="a conviction, its date, and the date of release, or none if no sentence was served; "
        "repeat for every conviction (see: detainerlib list offenses)",
    )
    convictions.add_argument(
        "--no-convictions", action="store_true", help="the person was never convicted"
    )
    policy.add_argument("--arrested-on", metavar="DATE", help="the date of the present arrest")
    add_options(policy, "--agency-type", "--brief", "--full", "--json")
    policy.set_defaults(run=_policy)
    policy.show(
        "detainerlib policy hold_on_detainer TX --on 7/3/2025",
        "detainerlib policy hold_on_detainer ID --on 1/1/2026 --fact no-undue-burden=no --brief",
        "detainerlib policy notify_release IL --timeline",
    )


def add_classify(classify: CommandParser) -> None:
    """Add the options of the verb."""
    add_options(classify, "jurisdiction", "--agency-type", "--brief", "--full", "--json")
    _add_day_and_scale(classify)
    classify.set_defaults(run=_classify)
    classify.show(
        'detainerlib classify "Clark County, NV" --on 1/1/2020',
        "detainerlib classify TX --on 7/3/2025 --agency-type sheriff --brief",
    )


def add_compare(compare: CommandParser) -> None:
    """Add the options of the verb."""
    compare.add_argument("jurisdiction", metavar="PLACE", help="a place, such as IL or 17031")
    compare.add_argument("other", metavar="OTHER", help="the place to compare it with")
    _add_day_and_scale(compare)
    add_options(compare, "--agency-type", "--brief", "--json")
    compare.set_defaults(run=_compare)
    compare.show(
        "detainerlib compare IL IA --on 1/1/2020",
        'detainerlib compare "Cook County, IL" "Travis County, TX" --on 7/3/2025 '
        "--agency-type sheriff",
    )


def _add_day_and_scale(parser: CommandParser) -> None:
    parser.add_argument(
        "--on",
        required=True,
        metavar="DATE",
        help="apply the law in effect on this date, such as 7/3/2025",
    )
    parser.add_argument(
        "--scale", metavar="ID", help="the scale, by its id (see: detainerlib list scales)"
    )


def _practice(text: str) -> str:
    """Return a practice as it is typed; refuse one that there is not, before what is missing."""
    try:
        chosen(Practice, text, "practice")
    except DetainerError as error:
        # argparse would say for a DetainerError that the value is invalid, and no more.
        raise UsageError(in_words(error, "policy")) from error
    return text


def _policy(options: argparse.Namespace) -> int:
    question = (options.practice, options.jurisdiction)
    facts = _case(options)
    if options.timeline:
        if options.brief:
            options.parser.error("argument --brief: not allowed with argument --timeline")
        timeline = policy_timeline(*question, facts=facts, agency_type=options.agency_type)
        return print_answer(options, _report_over_time(*question, timeline), timeline)
    answer = governing_policy(
        *question, on=day(options.on, "--on"), facts=facts, agency_type=options.agency_type
    )
    return print_answer(options, _report(options, answer), answer, on=answer.on)


def _span(first: date | Unknown, end: date | Unknown | None) -> str:
    """Return the days of a stretch in words, the last one included."""
    last = end - timedelta(days=1) if isinstance(end, date) else None
    if isinstance(first, Unknown):
        return "At any time" if last is None else f"Through {long_day(last)}"
    if last is None:
        return f"Since {long_day(first)}"
    return f"{long_day(first)} through {long_day(last)}"


def _classify(options: argparse.Namespace) -> int:
    from detainerlib.cooperation import classify_cooperation  # noqa: PLC0415 (only this verb)

    classification = classify_cooperation(
        options.jurisdiction,
        on=day(options.on, "--on"),
        scale=options.scale,
        agency_type=options.agency_type,
    )
    return print_answer(
        options, _report(options, classification), classification, on=classification.on
    )


def _compare(options: argparse.Namespace) -> int:
    from detainerlib.cooperation import compare_policies  # noqa: PLC0415 (only this verb)
    from detainerlib.cooperation.compare import differences_in_words, leaves_conditions  # noqa: PLC0415 (as above)

    comparison = compare_policies(
        options.jurisdiction,
        options.other,
        on=day(options.on, "--on"),
        scale=options.scale,
        agency_type=options.agency_type,
    )
    heading, level, *_ = str(comparison).splitlines()
    listed, more = comparison.differences, 0
    if options.brief:
        listed = tuple(row for row in listed if row.practice in comparison.first.scale.practices)
        more = len(comparison.differences) - len(listed)
    lines = [Strong(heading), level, *differences_in_words(listed)]
    lines += [command.more_differ(more)] if more else []
    findings = (finding for row in listed for finding in (row.second, row.first))
    for finding in [*filter(leaves_conditions, findings)][:1]:
        place = finding.answer.jurisdiction.name
        lines.append(command.conditions_in(finding.practice.value, place, comparison.on))
    lines += ending(catalog.about().closing_on_policy, brief=options.brief)
    return print_answer(options, lines, comparison, on=comparison.on)


def _case(options: argparse.Namespace) -> CaseFacts:
    convictions: tuple[Conviction, ...] | Unknown = UNKNOWN
    if options.no_convictions or options.conviction:
        convictions = tuple(map(_conviction, options.conviction or ()))
    arrested = options.arrested_on
    return CaseFacts(
        facts=facts(options.fact),
        convictions=convictions,
        arrested_on=UNKNOWN if arrested is None else day(arrested, "--arrested-on"),
    )


def _conviction(text: str) -> Conviction:
    classes, _, days = text.partition("@")
    convicted, released = _DAYS.fullmatch(days).groups(default="")  # type: ignore[union-attr]
    return Conviction(
        offenses=frozenset(classes.split(",")),
        convicted_on=_day_if_typed(convicted),
        released_on=None if released == "none" else _day_if_typed(released),
    )


def _day_if_typed(text: str) -> date | Unknown:
    return day(text, "--conviction") if text else UNKNOWN


def _report(options: argparse.Namespace, answer: "PolicyAnswer | Classification") -> Iterator[str]:
    told = without_long_lists(str(answer)) if options.brief else str(answer)
    first, *others = told.splitlines()
    yield Strong(first)
    yield from others
    if not options.brief:
        beside: list[Explanation] = []
        lines: list[str] = []
        if isinstance(answer, PolicyAnswer):
            frame = answer.federal_frame if options.full else _in_short(answer.federal_frame)
            # It may have nothing to explain.
            beside += [frame.explanation] if frame.statements else []
            beside += [answer.decided_by.explanation] if options.full else []
            lines = [*_decided(answer, frame, full=options.full)]
        yield from why(answer.explanation, *beside, full=options.full)
        yield from lines
    yield from ending(catalog.about().closing_on_policy, brief=options.brief)


def _in_short(frame: FederalFrame) -> FederalFrame:
    """Return of a federal frame whether federal law commands the practice."""
    commands = (FederalPosition.COMMANDS, FederalPosition.DOES_NOT_COMMAND)
    return attrs.evolve(frame, statements=tuple(chain.from_iterable(map(frame.of, commands))))


def _decided(answer: PolicyAnswer, frame: FederalFrame, *, full: bool) -> Iterator[str]:
    """Yield who decided a practice, and what federal law says; in short a line of each."""
    yield "\nWHO CAN DECIDE IT"
    yield from str(answer.decided_by).splitlines()[: None if full else 1]
    yield "\nFEDERAL LAW"
    if frame.is_commanded is False and is_required(answer):
        yield wording.STATE_DUTY
    yield str(frame)
    if not full:
        yield ""
        yield command.DECIDED_IN_FULL


def _report_over_time(
    practice: str, jurisdiction: str, timeline: Timeline[PolicyAnswer]
) -> Iterator[str]:
    words, place = chosen(Practice, practice, "practice").words, catalog.jurisdiction(jurisdiction)
    yield f"{place.name}, {words}"
    if not timeline.entries:
        yield command.NO_LAW_FOUND
    for _, answer in timeline.entries[:1]:
        yield from what_was_given(answer)
    # What reads the same is one line, though texts that do not bind came beside it.
    for statement, entries in groupby(timeline.entries, lambda entry: entry[1].statement):
        periods = [period for period, _ in entries]
        yield f"{_span(periods[0].start, periods[-1].until)}: {statement}"
    yield from ending(catalog.about().closing_on_policy)
