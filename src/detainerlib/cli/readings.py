"""The readings of a hold, as their options are typed, and what is printed of several."""

import argparse
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from detainerlib.catalog._forms import form_and_edition
from detainerlib.cli.output import PLACE_OR_ZONE, add_options
from detainerlib.cli.parser import CommandParser
from detainerlib.cli.parsing import day, events, facts, form_or_default, settle_zone, time_or_day
from detainerlib.errors import NotAnInstantError
from detainerlib.holds.all_readings import HoldReadings, hold_readings
from detainerlib.holds.spans import strip_text
from detainerlib.holds.window import HoldWindow
from detainerlib.models.conditions import CaseFacts
from detainerlib.models.forms import DetainerForm, FormEdition
from detainerlib.sentences import deadlines as on_deadlines
from detainerlib.times.bounds import instants_of
from detainerlib.times.periods import Unknown


class TypedReadings(NamedTuple):
    """When the person is due for release, on which day, and the readings for that.

    Where only the day is known they are those for its first and for its last instant.
    """

    custody_ends: datetime | date
    on: date
    readings: tuple[HoldReadings, ...]


def add_readings(parser: CommandParser, *, needs_time: bool = True) -> None:
    """Add the options that readings are made of, but for the form."""
    parser.add_argument(
        "custody_ends",
        nargs="+" if needs_time else "*",
        metavar="TIME",
        help="when the person is due for release, such as 7/3/2025 5pm; a date alone gives the "
        "earliest and the latest deadline; now is the current time",
    )
    parser.one_of = PLACE_OR_ZONE
    add_options(
        parser,
        *("--jurisdiction", "--agency-type", "--fact", "--zone", "--fold", "--event"),
    )
    parser.add_argument(
        "--on",
        metavar="DATE",
        help="apply the law in effect on this date; that of the release if left out",
    )


def readings_typed(options: argparse.Namespace, *, issued_on: date | None = None) -> TypedReadings:
    """Return the readings for what was typed.

    Args:
        options: What was typed.
        issued_on: The day of issue. It picks the edition of a form named without one, if just one
            was issued then.

    Raises:
        DetainerError: If that is not to be read, or has no readings.
    """
    typed = " ".join(options.custody_ends)
    settle_zone(options, {"custody_ends": typed})
    ends = time_or_day(typed, options.zone, "custody_ends", options.fold)
    if isinstance(ends, Unknown):
        raise NotAnInstantError("custody_ends", typed, "a time or a day", "Give at least the day.")
    day_due = ends.date() if isinstance(ends, datetime) else ends
    form = _form_issued(form_or_default(options.form, day_due), issued_on)
    instants = instants_of(ends, options.zone)
    readings = tuple(_readings(options, instant, form) for instant in instants)
    return TypedReadings(ends, day_due, readings)


def agreement_of(readings: HoldReadings) -> Iterator[str]:
    """Yield how far the deadlines are apart, and that a rule could not be computed."""
    yield readings.agreement
    missing = [reading.title for reading in readings if reading.needs]
    if missing:
        yield on_deadlines.not_computed(missing)


def timelines(windows: Iterable[tuple[str, HoldWindow]]) -> Iterator[str]:
    """Yield the days of windows, each below its title."""
    for title, window in windows:
        yield f"\nTIMELINE, {title}"
        yield from (f"  {line}" for line in strip_text(window.spans))


def _form_issued(typed: str, day: date | None) -> DetainerForm | FormEdition | str:
    """Return the edition issued on a day, or what was typed where that names or leaves several."""
    form, edition = form_and_edition(typed)
    if day is None or edition is not None:
        return typed
    issued = form.editions_issued(day)
    return issued[0] if len(issued) == 1 else form


def _readings(
    options: argparse.Namespace, custody_ends: datetime, form: DetainerForm | FormEdition | str
) -> HoldReadings:
    return hold_readings(
        custody_ends,
        form=form,
        jurisdiction=options.jurisdiction,
        zone=options.zone,
        on=None if options.on is None else day(options.on, "--on"),
        events=events(options.event, options.zone, options.fold),
        facts=CaseFacts(facts=facts(options.fact)),
        agency_type=options.agency_type,
    )
