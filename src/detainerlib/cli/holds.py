"""detainerlib hold: when the hold expires."""

import argparse
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import chain

from detainerlib import catalog
from detainerlib._wording import day_in_words, in_words, long_day
from detainerlib.cli.output import add_options, ending, print_answer, why
from detainerlib.cli.parser import CommandParser
from detainerlib.cli.parsing import (
    day,
    events,
    form_assumed,
    form_or_default,
    read_as,
    settle_zone,
    time_or_day,
)
from detainerlib.cli.terminal import Strong
from detainerlib.errors import NotAnInstantError
from detainerlib.holds.all_readings import HoldReadings, hold_readings
from detainerlib.holds.window import HoldWindow
from detainerlib.times.bounds import limits_of
from detainerlib.times.periods import Unknown


def add_hold(hold: CommandParser) -> None:
    """Add the options of the verb."""
    hold.add_argument(
        "custody_ends",
        nargs="+",
        metavar="TIME",
        help="when the person is due for release, such as 7/3/2025 5pm; a date alone gives the "
        "earliest and the latest deadline; now is the current time",
    )
    add_options(
        hold, "--jurisdiction", "--zone", "--fold", "--form", "--event", "--brief", "--json"
    )
    hold.add_argument(
        "--on",
        metavar="DATE",
        help="apply the law in effect on this date; that of the release if left out",
    )
    hold.set_defaults(run=_hold)
    hold.show(
        'detainerlib hold "7/3/2025 5pm" --jurisdiction "Cook County, IL"',
        "detainerlib hold 7/3/2025 --zone Central --brief",
        'detainerlib hold "3/7/2025 5pm" --jurisdiction NC --event "detainer-received=3/5/2025 9am"'
        ' --event "administrative-warrant-received=3/6/2025 8am"',
    )


def _hold(options: argparse.Namespace) -> int:
    typed = " ".join(options.custody_ends)
    settle_zone(options, typed)
    ends = time_or_day(typed, options.zone, "custody_ends", options.fold)
    if isinstance(ends, Unknown):
        raise NotAnInstantError("custody_ends", typed, "a time or a day", "Give at least the day.")
    form = form_or_default(options.form, ends.date() if isinstance(ends, datetime) else ends)
    if not isinstance(ends, datetime):
        return _readings_bounds(options, ends, form)
    readings = _readings(options, ends, form)
    lines = chain(_heading(options, ends), _report(readings, brief=options.brief))
    return print_answer(options, lines, readings)


def _heading(options: argparse.Namespace, custody_ends: date) -> list[str]:
    return [*read_as(custody_ends), *form_assumed(options.form)]


def _readings(options: argparse.Namespace, custody_ends: datetime, form: str) -> HoldReadings:
    return hold_readings(
        custody_ends,
        form=form,
        jurisdiction=options.jurisdiction,
        zone=options.zone,
        on=None if options.on is None else day(options.on, "--on"),
        events=events(options.event, options.zone, options.fold),
    )


def _readings_bounds(options: argparse.Namespace, on: date, form: str) -> int:
    first, last = (_readings(options, ends, form) for ends in limits_of(on, options.zone))
    lines = _heading(options, on)
    for end, readings in (("start", first), ("end", last)):
        lines.append(f"If local custody ends at the {end} of {day_in_words(on)}:")
        lines += [_reading_line(f"  {line}", first) for line in str(readings).splitlines()]
    lines += ending(catalog.about().closing, brief=options.brief)
    return print_answer(options, lines, (first, last))


def _report(readings: HoldReadings, *, brief: bool) -> Iterator[str]:
    form = readings.form
    yield f"Form {form.name}, {form.title}."
    yield (
        f"Local custody ends {in_words(readings.custody_ends)} in {readings.zone}; "
        f"law of {long_day(readings.on)}."
    )
    if readings.authority_to_hold:
        yield "\nWHETHER TO HOLD AT ALL"
        yield from (f"  {line}" for line in readings.authority_to_hold)
    yield "\nREADINGS"
    for reading in readings:
        yield _reading_line(f"  {reading}", readings)
        yield f"      for {reading.binds}; evidence: {reading.citation.evidence.value}"
    for reason in readings.not_in_use:
        yield f"  {reason}"
    yield f"  {readings.agreement}"
    if not brief:
        for reading in readings:
            if reading.window is not None:
                yield f"\nTIMELINE, {reading.title}"
                yield from _timeline(reading.window)
        yield from why(readings.explanation)
    yield from ending(catalog.about().closing, brief=brief)


def _reading_line(line: str, readings: HoldReadings) -> str:
    is_earliest = line.strip() == str(readings.earliest)
    return Strong(line) if is_earliest else line


def _timeline(window: HoldWindow) -> Iterator[str]:
    # One mark for every two hours begun: # where the clock runs, . where it stands still.
    for span in window.spans:
        marks = -(-span.elapsed // timedelta(hours=2))
        yield f"  {('#' if span.counted else '.') * marks:<12} {span}"
