"""detainerlib policy, classify: which norm governs a practice, and how far a place cooperates."""

import argparse
import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from detainerlib import catalog
from detainerlib.cli.output import add_options, ending, print_answer, why
from detainerlib.cli.parsing import day
from detainerlib.errors import DetainerError
from detainerlib.models.conditions import CaseFacts, Conviction
from detainerlib.policy import PolicyAnswer, governing_policy, policy_timeline
from detainerlib.times.periods import UNKNOWN, Unknown

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
        for name in ("json", "brief"):
            if getattr(options, name):
                raise DetainerError(
                    f"--{name}", "--timeline", "one of the two", f"Give --on with --{name}."
                )
        timeline = policy_timeline(*question, facts=facts, agency_type=options.agency_type)
        print("\n".join(map(str, (answer for _, answer in timeline.entries))))
        print("\n".join(ending(catalog.about().closing_on_policy)))
        return 0
    answer = governing_policy(
        *question, on=day(options.on, "--on"), facts=facts, agency_type=options.agency_type
    )
    return print_answer(options, _report(answer, brief=options.brief), answer)


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
    yield from (closing,) if brief else (*why(answer.explanation), *ending(closing))
