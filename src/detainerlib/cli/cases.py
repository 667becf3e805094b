"""detainerlib audit, review, status: one case, from what is typed of its face and its events."""

import argparse
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final

from detainerlib import catalog
from detainerlib.cases import detainer_status, review_detainer
from detainerlib.catalog._explanations import explanation_of
from detainerlib.cli.output import (
    add_options,
    add_rule_or_form,
    ending,
    has_form,
    print_answer,
    why,
)
from detainerlib.cli.parsing import day, events, instant, time_or_day
from detainerlib.errors import DetainerError
from detainerlib.holds.all_readings import hold_readings
from detainerlib.holds.audit import audit_hold
from detainerlib.models.custody import CustodyEvent
from detainerlib.models.detainer import Detainer, IssuingComponent
from detainerlib.models.warrants import AdministrativeWarrant, JudicialWarrant, WarrantForm
from detainerlib.sources.explanation import Explanation
from detainerlib.times.periods import UNKNOWN, Unknown

_ANSWERS: Final[Mapping[str, bool | Unknown]] = {"yes": True, "no": False, "unknown": UNKNOWN}
_NONE = "none"
_JUDICIAL = "judicial"


def add_audit(audit: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""
    audit.add_argument("custody_ends", help="when local custody ended: a time, a day, or unknown")
    audit.add_argument("released", help="when the person was released: a time, a day, or unknown")
    add_options(audit, "--zone", "--event", "--brief", "--json")
    add_rule_or_form(audit)
    audit.set_defaults(run=_audit)


def add_review(review: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""
    _add_face(review)
    review.set_defaults(run=_review)


def add_status(status: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""
    _add_face(status)
    add_options(status, "--zone", "--rule")
    status.add_argument(
        "--at", required=True, help="the time asked about, such as 2025-07-03T17:00"
    )
    status.add_argument(
        "--happened",
        action="append",
        default=[],
        metavar="KIND=TIME",
        help="what happened and when: a time, a day, or unknown; may be repeated "
        "(see: detainerlib list custody-events)",
    )
    status.set_defaults(run=_status)


def _add_face(parser: argparse.ArgumentParser) -> None:
    add_options(parser, "--form", "--brief", "--json")
    parser.add_argument("--served-on", help="the day of service; of a status also its time")
    parser.add_argument("--issued-on", help="the day on it, such as 2025-07-01")
    parser.add_argument(
        "--issued-by",
        choices=[component.value for component in IssuingComponent],
        help="the component whose officer issued it",
    )
    parser.add_argument(
        "--box", action="append", type=int, metavar="NUMBER", help="a box marked; 0 if none is"
    )
    parser.add_argument(
        "--basis",
        action="append",
        metavar="ID",
        help="a ground marked; none if none is. Ids: detainerlib list bases",
    )
    parser.add_argument(
        "--warrant",
        action="append",
        choices=[*(form.value for form in WarrantForm), _JUDICIAL, _NONE],
        help="a warrant that came with it",
    )
    for name, question in (
        ("signed", "whether it is signed"),
        ("served", "whether the subject was given a copy"),
        ("warrant-signed", "whether the warrants are signed"),
        ("offered-as-judicial", "whether an administrative warrant is offered as a judge's"),
        ("notice-contact", "whether it says whom to notify"),
    ):
        parser.add_argument(f"--{name}", choices=list(_ANSWERS), default="unknown", help=question)


def _audit(options: argparse.Namespace) -> int:
    ends = time_or_day(options.custody_ends, options.zone, "custody_ends")
    released = time_or_day(options.released, options.zone, "released")
    instants = events(options.event, options.zone)
    if not has_form(options):
        audit = audit_hold(ends, released, rule=options.rule, zone=options.zone, events=instants)
        return print_answer(options, _report(options, [str(audit)], audit.explanation), audit)
    if not isinstance(ends, datetime):
        raise DetainerError(
            "custody_ends", options.custody_ends, "a time beside --form", "Name a --rule instead."
        )
    readings = hold_readings(
        ends,
        form=options.form,
        jurisdiction=options.jurisdiction,
        zone=options.zone,
        events=instants,
    )
    audits = readings.audit(released)
    explanation = explanation_of(step for audit in audits for step in audit.steps())
    lines = _report(options, map(str, audits), explanation)
    return print_answer(options, lines, audits)


def _review(options: argparse.Namespace) -> int:
    review = review_detainer(_detainer(options))
    lines = [review.heading, *(f"  {finding}" for finding in review)]
    for heading, on_no_face in (
        ("Not known, and so not checked:", False),
        ("No face shows:", True),
    ):
        unchecked = [
            f"  {question}" for question in review.not_checked if question.on_no_face is on_no_face
        ]
        lines += [heading, *unchecked] if unchecked else []
    return print_answer(options, _report(options, lines, review.explanation), review)


def _status(options: argparse.Namespace) -> int:
    status = detainer_status(
        _detainer(options),
        [_custody_event(text, options.zone) for text in options.happened],
        at=instant(options.at, options.zone, "--at"),
        rule=options.rule,
        zone=options.zone,
    )
    return print_answer(options, _report(options, [str(status)], status.explanation), status)


def _detainer(options: argparse.Namespace) -> Detainer:
    """Return the request as its face was typed; what was not typed is UNKNOWN."""
    fields: dict[str, Any] = {
        "boxes": _marked("--box", options.box, 0),
        "bases": _marked("--basis", options.basis, _NONE),
        "warrants": _marked("--warrant", options.warrant, _NONE) and [*_warrants(options)],
        "served_on": options.served_on and _served_on(options),
        "issued_on": options.issued_on and day(options.issued_on, "--issued-on"),
        "issued_by": options.issued_by and IssuingComponent(options.issued_by),
    }
    return Detainer(
        form=options.form,
        signed=_ANSWERS[options.signed],
        served=_ANSWERS[
            "yes" if options.served_on and options.served == "unknown" else options.served
        ],
        notice_contact=_ANSWERS[options.notice_contact],
        **{name: value for name, value in fields.items() if value is not None},
    )


def _served_on(options: argparse.Namespace) -> datetime | date | Unknown:
    # Only a status has a zone, and so times of day.
    if not hasattr(options, "zone"):
        return day(options.served_on, "--served-on")
    return time_or_day(options.served_on, options.zone, "--served-on")


def _marked(name: str, marks: list[Any] | None, none: Any) -> list[Any] | None:
    if marks and none in marks and len(marks) > 1:
        raise DetainerError(name, marks, f"{none} alone, or what is marked", "Leave one out.")
    return marks and [mark for mark in marks if mark != none]


def _warrants(options: argparse.Namespace) -> Iterator[AdministrativeWarrant | JudicialWarrant]:
    signed = _ANSWERS[options.warrant_signed]
    for name in options.warrant:
        if name == _JUDICIAL:
            yield JudicialWarrant(signed=signed)
        elif name != _NONE:
            yield AdministrativeWarrant(
                form=WarrantForm(name),
                signed=signed,
                offered_as_judicial=_ANSWERS[options.offered_as_judicial],
            )


def _custody_event(text: str, zone: str) -> CustodyEvent:
    kind, equals, time = text.partition("=")
    if not equals:
        raise DetainerError(
            "--happened", text, "KIND=TIME", "For example custody-ends=2025-07-03T17:00."
        )
    return CustodyEvent(kind=kind, at=time_or_day(time, zone, f"--happened {kind}"))


def _report(
    options: argparse.Namespace, answer: Iterable[str], explanation: Explanation
) -> Iterator[str]:
    yield from answer
    if not options.brief:
        yield from why(explanation)
    yield from ending(catalog.about().closing, brief=options.brief)
