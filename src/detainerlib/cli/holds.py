"""detainerlib hold, bounds: until when a request runs."""

import argparse
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import chain

from detainerlib import catalog
from detainerlib._wording import day_in_words, in_words, long_day
from detainerlib.cli.output import add_options, add_rule_or_form, ending, print_answer, why
from detainerlib.cli.parsing import (
    day,
    events,
    form_assumed,
    form_or_default,
    read_as,
    settle_zone,
    time_or_day,
)
from detainerlib.errors import NotAnInstantError
from detainerlib.holds.all_readings import HoldReadings, hold_readings
from detainerlib.holds.window import HoldBounds, HoldWindow, hold_bounds
from detainerlib.times.bounds import limits_of
from detainerlib.times.periods import Unknown


def add_hold(hold: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""
    hold.add_argument(
        "custody_ends",
        nargs="+",
        help="when local custody ends, such as 7/3/2025 5pm; a day alone, or now",
    )
    add_options(
        hold, "--jurisdiction", "--zone", "--fold", "--form", "--event", "--brief", "--json"
    )
    hold.add_argument("--on", help="the day whose law is asked for; the day custody ends if absent")
    hold.set_defaults(run=_hold)


def add_bounds(bounds: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""
    bounds.add_argument("day", help="the day on which the clock starts, such as 7/3/2025")
    add_options(bounds, "--jurisdiction", "--zone", "--brief", "--json")
    add_rule_or_form(bounds)
    bounds.set_defaults(run=_bounds, on=None, event=(), fold=None)


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


def _bounds(options: argparse.Namespace) -> int:
    settle_zone(options, {"day": options.day})
    on = day(options.day, "day")
    if options.form is not None:
        return _readings_bounds(options, on, options.form)
    rule = catalog.rule(options.rule)
    bounds = hold_bounds(
        on,
        zone=options.zone,
        rule=rule,
        jurisdiction=options.jurisdiction,
        event=rule.starts_at,
    )
    lines = chain(read_as(on), _bounds_report(bounds, brief=options.brief))
    return print_answer(options, lines, bounds)


def _readings_bounds(options: argparse.Namespace, on: date, form: str) -> int:
    first, last = (_readings(options, ends, form) for ends in limits_of(on, options.zone))
    lines = _heading(options, on)
    for end, readings in (("start", first), ("end", last)):
        lines.append(f"If local custody ends at the {end} of {day_in_words(on)}:")
        lines += [f"  {line}" for line in str(readings).splitlines()]
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
        yield f"  {reading}"
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


def _bounds_report(bounds: HoldBounds, *, brief: bool) -> Iterator[str]:
    yield str(bounds)
    if not brief:
        for name, window in (("EARLIEST", bounds.earliest), ("LATEST", bounds.latest)):
            yield f"\nTIMELINE, {name}"
            yield from _timeline(window)
        yield from why(bounds.explanation, "WHY, first for the earliest, then for the latest")
    yield from ending(catalog.about().closing, brief=brief)


def _timeline(window: HoldWindow) -> Iterator[str]:
    # One mark for every two hours begun: # where the clock runs, . where it stands still.
    for span in window.spans:
        marks = -(-span.elapsed // timedelta(hours=2))
        yield f"  {('#' if span.counted else '.') * marks:<12} {span}"
