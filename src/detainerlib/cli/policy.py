"""detainerlib policy, classify: which norm governs a practice, and how far a place cooperates."""

import argparse
import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from detainerlib import catalog
from detainerlib._validation import chosen
from detainerlib._wording import long_day
from detainerlib.cli.output import add_options, ending, print_answer, why
from detainerlib.cli.parsing import day
from detainerlib.errors import DetainerError
from detainerlib.models.conditions import CaseFacts, Conviction
from detainerlib.models.provisions import Practice
from detainerlib.policy import PolicyAnswer, governing_policy, policy_timeline
from detainerlib.times.periods import UNKNOWN, Timeline, Unknown

if TYPE_CHECKING:
    from detainerlib.cooperation import Classification

_ANSWERS = {"yes": True, "no": False}
# A slash stands between two days, and in a day such as 7/3/2025.
_DAYS = re.compile(r"((?:\d{1,2}/\d{1,2}/)?[^/]*)(?:/(.*))?", re.DOTALL)


def add_policy(policy: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""
    policy.add_argument(
        "practice", help="such as hold_on_detainer (see: detainerlib list practices)"
    )
    add_options(policy, "jurisdiction")
    when = policy.add_mutually_exclusive_group(required=True)
    when.add_argument("--on", help="the day whose law is asked for, such as 7/3/2025")
    when.add_argument("--timeline", action="store_true", help="every answer over time")
    policy.add_argument(
        "--fact",
        action="append",
        default=[],
        metavar="ID=yes|no",
        help="what is known of the case; may be repeated (see: detainerlib list facts)",
    )
    convictions = policy.add_mutually_exclusive_group()
    convictions.add_argument(
        "--conviction",
        action="append",
        metavar="CLASS[,CLASS][@DAY[/RELEASED]]",
        help="a conviction, its day, and the day of release or none where no sentence was served; "
        "may be repeated, for all there are (see: detainerlib list offenses)",
    )
    convictions.add_argument(
        "--no-convictions", action="store_true", help="the person was never convicted"
    )
    policy.add_argument("--arrested-on", metavar="DAY", help="the day of the present arrest")
    add_options(policy, "--agency-type", "--brief", "--json")
    policy.set_defaults(run=_policy)


def add_classify(classify: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""
    add_options(classify, "jurisdiction", "--agency-type", "--brief", "--json")
    classify.add_argument("--on", required=True, help="the day, such as 7/3/2025")
    classify.add_argument("--scale", help="the id of a scale (see: detainerlib list scales)")
    classify.set_defaults(run=_classify)


def _policy(options: argparse.Namespace) -> int:
    question = (options.practice, options.jurisdiction)
    facts = _case(options)
    if options.timeline:
        if options.brief:
            raise DetainerError(
                "--brief", "--timeline", "one of the two", "Give --on with --brief."
            )
        timeline = policy_timeline(*question, facts=facts, agency_type=options.agency_type)
        return print_answer(options, _report_over_time(*question, timeline), timeline)
    answer = governing_policy(
        *question, on=day(options.on, "--on"), facts=facts, agency_type=options.agency_type
    )
    return print_answer(options, _report(answer, brief=options.brief), answer)


def _span(first: date | Unknown, end: date | Unknown | None) -> str:
    """Return the days of a stretch in words, the last one included."""
    last = end - timedelta(days=1) if isinstance(end, date) else None
    if isinstance(first, Unknown):
        return "At any time" if last is None else f"To {long_day(last)}"
    return f"{long_day(first)} {'and since' if last is None else f'to {long_day(last)}'}"


def _classify(options: argparse.Namespace) -> int:
    from detainerlib.cooperation import classify_cooperation  # noqa: PLC0415 (only this verb)

    classification = classify_cooperation(
        options.jurisdiction,
        on=day(options.on, "--on"),
        scale=options.scale,
        agency_type=options.agency_type,
    )
    return print_answer(options, _report(classification, brief=options.brief), classification)


def _case(options: argparse.Namespace) -> CaseFacts:
    convictions: tuple[Conviction, ...] | Unknown = UNKNOWN
    if options.no_convictions or options.conviction:
        convictions = tuple(map(_conviction, options.conviction or ()))
    arrested = options.arrested_on
    return CaseFacts(
        facts=tuple(map(_fact, options.fact)),
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


def _fact(text: str) -> tuple[str, bool]:
    id, _, answer = text.partition("=")
    if answer not in _ANSWERS:
        raise DetainerError("--fact", text, "ID=yes or ID=no", "For example judicial-warrant=no.")
    return id, _ANSWERS[answer]


def _report(answer: "PolicyAnswer | Classification", *, brief: bool) -> Iterator[str]:
    closing = catalog.about().closing_on_policy
    yield str(answer)
    if not brief and isinstance(answer, PolicyAnswer):
        yield f"\nFederal law\n{answer.federal_frame}"
        yield f"\nWho can decide it\n{answer.decided_by}"
    yield from (closing,) if brief else (*why(answer.explanation), *ending(closing))


def _report_over_time(
    practice: str, jurisdiction: str, timeline: Timeline[PolicyAnswer]
) -> Iterator[str]:
    words, place = chosen(Practice, practice, "practice").words, catalog.jurisdiction(jurisdiction)
    yield f"{place.name}, {words}"
    if not timeline.entries:
        yield "Nothing is on record; that is no proof that no text speaks."
    # What reads the same is one line, though texts that do not bind came beside it.
    for statement, entries in groupby(timeline.entries, lambda entry: entry[1].statement):
        periods = [period for period, _ in entries]
        yield f"{_span(periods[0].start, periods[-1].until)}: {statement}"
    yield from ending(catalog.about().closing_on_policy)
