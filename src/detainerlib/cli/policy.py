"""detainerlib policy, classify: which norm governs a practice, and how far a place cooperates."""

import argparse
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from detainerlib import catalog
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
    policy.add_argument("practice", help="the practice, such as hold_on_detainer")
    policy.add_argument("jurisdiction", help="its code, such as US-TX or 48453")
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
    policy.add_argument("--agency-type", help="the kind of agency that asks, such as sheriff")
    policy.add_argument("--brief", action="store_true", help="print the answer only")
    policy.add_argument("--json", action="store_true", help="print a JSON document (schema 1)")
    policy.set_defaults(run=_policy)


def add_classify(classify: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""
    classify.add_argument("jurisdiction", help="its code, such as US-TX or 48453")
    classify.add_argument("--on", required=True, help="the day, such as 7/3/2025")
    classify.add_argument("--scale", help="the id of a scale (see: detainerlib list scales)")
    classify.add_argument("--agency-type", help="the kind of agency, such as sheriff")
    classify.add_argument("--brief", action="store_true", help="print the answer only")
    classify.add_argument("--json", action="store_true", help="print a JSON document (schema 1)")
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
        print("\n".join(_report_over_time(answer for _, answer in timeline.entries)))
        return 0
    answer = governing_policy(
        *question, on=day(options.on, "--on"), facts=facts, agency_type=options.agency_type
    )
    _print(answer, options)
    return 0


def _classify(options: argparse.Namespace) -> int:
    from detainerlib.cooperation import classify_cooperation  # noqa: PLC0415 (only this verb)

    classification = classify_cooperation(
        options.jurisdiction,
        on=day(options.on, "--on"),
        scale=options.scale,
        agency_type=options.agency_type,
    )
    _print(classification, options)
    return 0


def _print(answer: "PolicyAnswer | Classification", options: argparse.Namespace) -> None:
    if options.json:
        from detainerlib.serialization import to_json  # noqa: PLC0415 (many rooms)

        print(to_json(answer, indent=2))
    else:
        print("\n".join(_report(answer, brief=options.brief)))


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
    yield str(answer)
    if not brief:
        yield "\nWHY"
        yield answer.explanation.to_text(ending=False)
        yield ""
        yield f"Made with {catalog.made_with()}."
    yield catalog.about().closing_on_policy


def _report_over_time(stretches: Iterable[PolicyAnswer]) -> Iterator[str]:
    yield from map(str, stretches)
    yield ""
    yield f"Made with {catalog.made_with()}."
    yield catalog.about().closing_on_policy
