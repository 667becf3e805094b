"""detainerlib hold: when the hold expires."""

import argparse
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from detainerlib._wording import day_in_words, in_words, long_day
from detainerlib.cli.output import add_options, ending, law_first, print_answer, why
from detainerlib.cli.parser import CommandParser
from detainerlib.cli.parsing import (
    day,
    events,
    facts,
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
from detainerlib.models.conditions import CaseFacts
from detainerlib.sentences import holds as wording
from detainerlib.sentences import policy as sentences
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
        hold,
        *("--jurisdiction", "--agency-type", "--fact", "--zone", "--fold", "--form", "--event"),
        *("--brief", "--full", "--json"),
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
    settle_zone(options, {"custody_ends": typed})
    ends = time_or_day(typed, options.zone, "custody_ends", options.fold)
    if isinstance(ends, Unknown):
        raise NotAnInstantError("custody_ends", typed, "a time or a day", "Give at least the day.")
    form = form_or_default(options.form, ends.date() if isinstance(ends, datetime) else ends)
    if not isinstance(ends, datetime):
        return _readings_bounds(options, ends, form)
    readings = _readings(options, ends, form)
    return print_answer(options, _report(options, readings), readings)


def _readings(options: argparse.Namespace, custody_ends: datetime, form: str) -> HoldReadings:
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


def _readings_bounds(options: argparse.Namespace, on: date, form: str) -> int:
    first, last = (_readings(options, ends, form) for ends in limits_of(on, options.zone))
    lines = [*_law_first(first)]
    for end, readings in (("start", first), ("end", last)):
        lines.append(f"If the person is due for release at the {end} of {day_in_words(on)}:")
        lines += [_reading_line(f"  {line}", first) for line in map(str, readings.in_order)]
        lines += [f"  {line}" for line in (*readings.not_in_use, *_agreement(readings))]
    lines += ["", *read_as(due_for_release=on), *form_assumed(options.form)]
    lines += ending(first.explanation.closing, brief=options.brief)
    return print_answer(options, lines, (first, last))


def _report(options: argparse.Namespace, readings: HoldReadings) -> Iterator[str]:
    yield from _law_first(readings)
    for reading in readings.in_order:
        yield _reading_line(str(reading), readings)
        if reading.needs:
            typed = " ".join(f'--event "{id}=TIME"' for id in reading.needs)
            yield f"    To compute it, add {typed}."
        if not options.brief:
            grade = reading.citation.evidence
            yield f"    Addressed to {reading.binds}. {sentences.source(grade)}"
    yield from readings.not_in_use
    yield from _agreement(readings)
    yield ""
    ends = in_words(readings.custody_ends)
    if options.brief:
        yield f"Due for release: {ends}."
    else:
        yield f"Form {readings.form.name}, {readings.form.title}."
        yield f"Due for release: {ends} ({readings.zone}). Law in effect {long_day(readings.on)}."
    yield from form_assumed(options.form)
    if not options.brief:
        for reading in readings.in_order:
            if reading.window is not None:
                yield f"\nTIMELINE, {reading.title}"
                yield from _timeline(reading.window)
        yield from why(readings.explanation, full=options.full)
    yield from ending(readings.explanation.closing, brief=options.brief)


def _law_first(readings: HoldReadings) -> Iterator[str]:
    yield from law_first(readings.authority_to_hold)
    if readings.holding is not None:
        from detainerlib.policy.ordinary import is_barred  # noqa: PLC0415 (only with a place)

        if is_barred(readings.holding):
            yield wording.NO_AUTHORITY


def _agreement(readings: HoldReadings) -> Iterator[str]:
    yield readings.agreement
    if len({reading.deadline for reading in readings.computed}) > 1:
        yield wording.WITHIN_ALL


def _reading_line(line: str, readings: HoldReadings) -> str:
    is_earliest = line.strip() == str(readings.earliest)
    return Strong(line) if is_earliest else line


def _timeline(window: HoldWindow) -> Iterator[str]:
    # One mark for every two hours begun: # where the clock runs, . where it stands still.
    for span in window.spans:
        marks = -(-span.elapsed // timedelta(hours=2))
        yield f"  {('#' if span.counted else '.') * marks:<12} {span}"
