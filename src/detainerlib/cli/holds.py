"""detainerlib hold, bounds: until when a request runs."""

import argparse
import json
from collections.abc import Iterator
from datetime import date, timedelta

from detainerlib import catalog
from detainerlib._wording import day_in_words, in_words
from detainerlib.cli.parsing import day, events, instant
from detainerlib.errors import DetainerError
from detainerlib.holds.all_readings import HoldReadings, hold_readings
from detainerlib.holds.window import HoldBounds, HoldWindow, hold_bounds
from detainerlib.models.hold_rules import DEFAULT_RULE
from detainerlib.times.bounds import limits_of


def add_hold(hold: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""
    hold.add_argument(
        "custody_ends", nargs="+", help="when local custody ends, such as 2025-07-03T17:00"
    )
    hold.add_argument("--zone", required=True, help="the facility's zone, such as America/Chicago")
    hold.add_argument("--form", required=True, help="the form or edition, such as I-247A")
    hold.add_argument("--jurisdiction", help="its code, such as US-NC or 3651000")
    hold.add_argument("--on", help="the day whose law is asked for; the day custody ends if absent")
    hold.add_argument(
        "--event",
        action="append",
        default=[],
        metavar="ID=TIME",
        help="when another event happened; may be repeated (see: detainerlib list events)",
    )
    hold.add_argument("--brief", action="store_true", help="print the readings only")
    hold.add_argument("--json", action="store_true", help="print a JSON document (schema 1)")
    hold.set_defaults(run=_hold)


def add_bounds(bounds: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""
    bounds.add_argument("day", help="the day on which the clock starts, such as 2025-07-03")
    bounds.add_argument("--zone", required=True, help="the facility's zone")
    under = bounds.add_mutually_exclusive_group()
    under.add_argument(
        "--rule", default=DEFAULT_RULE, help=f"the rule's id; by default {DEFAULT_RULE}"
    )
    under.add_argument("--form", help="the form: every reading of it, instead of one rule")
    bounds.add_argument("--jurisdiction", help="its code, with --form")
    bounds.add_argument("--json", action="store_true", help="print a JSON document (schema 1)")
    bounds.set_defaults(run=_bounds)


def _hold(options: argparse.Namespace) -> int:
    instants = events(options.event, options.zone)
    readings = hold_readings(
        instant(" ".join(options.custody_ends), options.zone, "custody_ends"),
        form=options.form,
        jurisdiction=options.jurisdiction,
        zone=options.zone,
        on=None if options.on is None else day(options.on, "--on"),
        events=instants,
    )
    _print(options, readings, _report(readings, brief=options.brief))
    return 0


def _bounds(options: argparse.Namespace) -> int:
    on = day(options.day, "day")
    if options.form is not None:
        return _readings_bounds(options, on)
    if options.jurisdiction is not None:
        raise DetainerError(
            "--jurisdiction", options.jurisdiction, "--form beside it", "Add --form I-247A."
        )
    rule = catalog.rule(options.rule)
    bounds = hold_bounds(on, zone=options.zone, rule=rule, event=rule.starts_at)
    _print(options, bounds, _bounds_report(bounds))
    return 0


def _readings_bounds(options: argparse.Namespace, on: date) -> int:
    first, last = (
        hold_readings(ends, form=options.form, jurisdiction=options.jurisdiction, zone=options.zone)
        for ends in limits_of(on, options.zone)
    )
    if options.json:
        from detainerlib.serialization import SCHEMA, to_dict  # noqa: PLC0415 (many rooms)

        ends = {"earliest": to_dict(first), "latest": to_dict(last)}
        print(json.dumps({"schema": SCHEMA, "kind": "hold-readings-bounds", **ends}, indent=2))
        return 0
    for end, readings in (("first instant", first), ("last microsecond", last)):
        print(f"If local custody ends at the {end} of {day_in_words(on)}:")
        print(*(f"  {line}" for line in str(readings).splitlines()), sep="\n")
    print(f"\nMade with {catalog.made_with()}.")
    print(catalog.about().closing)
    return 0


def _print(
    options: argparse.Namespace, result: HoldReadings | HoldBounds, report: Iterator[str]
) -> None:
    if options.json:
        from detainerlib.serialization import to_json  # noqa: PLC0415 (many rooms)

        print(to_json(result, indent=2))
    else:
        print("\n".join(report))


def _report(readings: HoldReadings, *, brief: bool) -> Iterator[str]:
    form = readings.form
    yield f"Form {form.name}, {form.title}."
    yield (
        f"Local custody ends {in_words(readings.custody_ends)} in {readings.zone}; "
        f"law of {readings.on}."
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
    if brief:
        yield ""
        yield catalog.about().closing
        return
    for reading in readings:
        if reading.window is not None:
            yield f"\nTIMELINE, {reading.title}"
            yield from _timeline(reading.window)
    yield "\nWHY"
    yield readings.explanation.to_text(ending=False)
    yield ""
    yield f"Made with {catalog.made_with()}."
    yield catalog.about().closing


def _bounds_report(bounds: HoldBounds) -> Iterator[str]:
    yield str(bounds)
    for name, window in (("EARLIEST", bounds.earliest), ("LATEST", bounds.latest)):
        yield f"\nTIMELINE, {name}"
        yield from _timeline(window)
    yield "\nWHY, first for the earliest, then for the latest"
    yield bounds.explanation.to_text(ending=False)
    yield ""
    yield f"Made with {catalog.made_with()}."
    yield catalog.about().closing


def _timeline(window: HoldWindow) -> Iterator[str]:
    # One mark for every two hours begun: # where the clock runs, . where it stands still.
    for span in window.spans:
        marks = -(-span.elapsed // timedelta(hours=2))
        yield f"  {('#' if span.counted else '.') * marks:<12} {span}"
