"""detainerlib hold: when the hold expires."""

import argparse
from collections.abc import Iterable, Iterator

from detainerlib._wording import in_words
from detainerlib.cli.calendars import add_calendar, calendar_written
from detainerlib.cli.output import add_options, ending, law_first, print_answer, why
from detainerlib.cli.parser import CommandParser
from detainerlib.cli.parsing import form_assumed, read_as
from detainerlib.cli.readings import TypedReadings, add_readings, readings_typed
from detainerlib.cli.terminal import Strong
from detainerlib.errors import DetainerError
from detainerlib.holds.all_readings import HoldReadings
from detainerlib.holds.spans import strip_text
from detainerlib.sentences import command
from detainerlib.sentences import holds as wording
from detainerlib.sentences import policy as sentences


def add_hold(hold: CommandParser) -> None:
    """Add the options of the verb."""
    add_readings(hold)
    add_options(hold, "--form", "--brief", "--full", "--json")
    add_calendar(hold)
    hold.set_defaults(run=_hold)
    hold.show(
        'detainerlib hold "7/3/2025 5pm" --jurisdiction "Cook County, IL"',
        "detainerlib hold 7/3/2025 --zone Central --brief",
        'detainerlib hold "3/7/2025 5pm" --jurisdiction NC --event "detainer-received=3/5/2025 9am"'
        ' --event "administrative-warrant-received=3/6/2025 8am"',
    )


def _hold(options: argparse.Namespace) -> int:
    if options.case_id is not None and options.ics is None:
        raise DetainerError("--case-id", options.case_id, "--ics FILE beside it", "Leave it out.")
    typed = readings_typed(options)
    written = [*calendar_written(options, *typed.readings)]
    readings, *others = typed.readings
    if others:
        return print_answer(options, _bounds(options, typed, written), typed.readings)
    return print_answer(options, _report(options, readings, written), readings)


def _bounds(
    options: argparse.Namespace, typed: TypedReadings, written: Iterable[str]
) -> Iterator[str]:
    earliest = typed.readings[0]
    yield from law_first(earliest.authority_to_hold)
    for end, readings in zip(("start", "end"), typed.readings, strict=True):
        yield command.if_due(end, typed.on)
        yield from (
            _reading_line(f"  {line}", earliest) for line in map(readings.line, readings.in_order)
        )
        yield from (f"  {line}" for line in (*readings.not_in_use, *_agreement(readings)))
    yield from _within_all(*typed.readings)
    yield from earliest.events_not_used
    yield ""
    yield from (*read_as(due_for_release=typed.on), *form_assumed(options.form), *written)
    yield from ending(earliest.explanation.closing, brief=options.brief)


def _report(
    options: argparse.Namespace, readings: HoldReadings, written: Iterable[str]
) -> Iterator[str]:
    yield from law_first(readings.authority_to_hold)
    for reading in readings.in_order:
        yield _reading_line(readings.line(reading), readings)
        if reading.needs:
            yield f"    {wording.to_compute(reading.needs, readings.custody_ends.date())}"
        if not options.brief:
            grade = reading.citation.evidence
            yield f"    Addressed to {reading.binds}. {sentences.source(grade)}"
    yield from (*readings.not_in_use, *readings.events_not_used)
    yield from (*_agreement(readings), *_within_all(readings))
    yield ""
    ends = in_words(readings.custody_ends)
    if options.brief:
        yield command.read_as("due_for_release", ends)
    else:
        yield f"Form {readings.form.name}, {readings.form.title}."
        yield command.due_for_release(ends, readings.zone, readings.on)
    yield from (*form_assumed(options.form), *written)
    if not options.brief:
        for reading in readings.in_order:
            if reading.window is not None:
                yield f"\nTIMELINE, {reading.full_title}"
                yield from (f"  {line}" for line in strip_text(reading.window.spans))
        yield from why(readings.explanation, full=options.full)
    yield from ending(readings.explanation.closing, brief=options.brief)


def _agreement(readings: HoldReadings) -> Iterator[str]:
    yield readings.agreement
    missing = [reading.title for reading in readings if reading.needs]
    if missing:
        yield wording.not_computed(missing)


def _within_all(*ends: HoldReadings) -> Iterator[str]:
    """Yield, once for both ends of a day, what a release by the earliest deadline comes to."""
    holding = ends[0].holding
    if ends[0].is_barred or any(reading.needs for readings in ends for reading in readings):
        return
    if any(len({reading.deadline for reading in readings.computed}) > 1 for readings in ends):
        may_be_required = False
        if holding is not None:
            from detainerlib.policy.ordinary import is_required  # noqa: PLC0415 (only of a place)

            may_be_required = is_required(holding)
        yield wording.within_all(may_be_required=may_be_required)


def _reading_line(line: str, readings: HoldReadings) -> str:
    is_earliest = readings.earliest is not None and line.strip() == readings.line(readings.earliest)
    return Strong(line) if is_earliest else line
