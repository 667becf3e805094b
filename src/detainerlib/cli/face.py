"""What a form shows, as it is typed: the options of review, status and memo."""

import argparse
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final

from detainerlib.cli.output import add_options
from detainerlib.cli.parser import CommandParser
from detainerlib.cli.parsing import day, form_or_default, time_or_day
from detainerlib.errors import DetainerError
from detainerlib.models.detainer import Detainer, IssuingComponent
from detainerlib.models.warrants import AdministrativeWarrant, JudicialWarrant, WarrantForm
from detainerlib.times.periods import UNKNOWN, Unknown

_ANSWERS: Final[Mapping[str, bool | Unknown]] = {"yes": True, "no": False, "unknown": UNKNOWN}
_NONE: Final = "none"
_JUDICIAL: Final = "judicial"


def add_face(parser: CommandParser, *, served_on: str = "date the person was served") -> None:
    """Add the options for what the form shows, and for its number."""
    add_options(parser, "--form")
    parser.add_argument("--served-on", metavar="DATE", help=served_on)
    parser.add_argument("--issued-on", metavar="DATE", help="date on the form, such as 7/1/2025")
    parser.add_argument(
        "--issued-by",
        type=str.casefold,
        choices=[component.value for component in IssuingComponent],
        help="agency whose officer issued it",
    )
    parser.add_argument(
        "--box",
        action="append",
        type=int,
        metavar="NUMBER",
        help="box checked on the form (repeatable; 0 = none)",
    )
    parser.add_argument(
        "--basis",
        action="append",
        metavar="ID",
        help="ground checked on the form (repeatable; none = none; see: detainerlib list bases)",
    )
    parser.add_argument(
        "--warrant",
        action="append",
        choices=[*(form.value for form in WarrantForm), _JUDICIAL, _NONE],
        help="warrant that came with it (repeatable)",
    )
    for name, question in (
        ("signed", "is the form signed?"),
        ("served", "was the person given a copy?"),
        ("warrant-signed", "are the warrants signed?"),
        ("offered-as-judicial", "is an administrative warrant offered as a judge's warrant?"),
        ("notice-contact", "does the form say whom to notify?"),
    ):
        parser.add_argument(f"--{name}", choices=list(_ANSWERS), default="unknown", help=question)


def detainer_of(options: argparse.Namespace, today: date | None) -> Detainer:
    """Return the detainer as its form was typed; what was not typed is UNKNOWN.

    The day of issue decides which form is meant, or else `today`.
    """
    issued_on = options.issued_on and day(options.issued_on, "--issued-on")
    fields: dict[str, Any] = {
        "boxes": _marked("--box", options.box, 0),
        "bases": _marked("--basis", options.basis, _NONE),
        "warrants": _marked("--warrant", options.warrant, _NONE) and [*_warrants(options)],
        "served_on": options.served_on and _served_on(options),
        "issued_on": issued_on,
        "issued_by": options.issued_by and IssuingComponent(options.issued_by),
    }
    return Detainer(
        form=form_or_default(options.form, issued_on or today),
        signed=_ANSWERS[options.signed],
        served=_ANSWERS[
            "yes" if options.served_on and options.served == "unknown" else options.served
        ],
        notice_contact=_ANSWERS[options.notice_contact],
        **{name: value for name, value in fields.items() if value is not None},
    )


def is_face_typed(options: argparse.Namespace) -> bool:
    """Tell whether anything was typed that the form shows, besides its number."""
    questions = ("signed", "served", "warrant_signed", "offered_as_judicial", "notice_contact")
    shown = ("served_on", "issued_on", "issued_by", "box", "basis", "warrant")
    return any(getattr(options, name) != UNKNOWN.value for name in questions) or any(
        getattr(options, name) is not None for name in shown
    )


def _served_on(options: argparse.Namespace) -> datetime | date | Unknown:
    # Only a status has a zone, and so times of day.
    if not hasattr(options, "zone"):
        return day(options.served_on, "--served-on")
    return time_or_day(options.served_on, options.zone, "--served-on", options.fold)


def _marked(name: str, marks: list[Any] | None, none: Any) -> list[Any] | None:
    if marks and none in marks and len(marks) > 1:
        raise DetainerError(name, marks, f"{none} alone, or what is checked", "Leave one out.")
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
