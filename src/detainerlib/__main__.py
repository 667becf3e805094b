"""The command: detainerlib hold, bounds, list, check."""

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from detainerlib import catalog
from detainerlib.deadlines import HoldBounds, HoldWindow, hold_bounds
from detainerlib.errors import DetainerError, InstantError, NotADayError, NotAnInstantError
from detainerlib.instants import place, to_utc
from detainerlib.moments import limits_of
from detainerlib.readings import HoldReadings, hold_readings
from detainerlib.rules import DEFAULT_RULE
from detainerlib.serialization import SCHEMA, to_dict, to_json
from detainerlib.words import day_in_words, in_words

BAD_INPUT = 2
FAULTS_FOUND = 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status: 0, 1 for faults found, 2 for bad input."""
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        status = run(options)
        sys.stdout.flush()
    except DetainerError as error:
        print(f"detainerlib: {error}", file=sys.stderr)
        return BAD_INPUT
    except BrokenPipeError:
        # Nobody reads on; closed, it is not written to once more at the end.
        with suppress(BrokenPipeError):
            sys.stdout.close()
        return 0
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="detainerlib",
        description="Immigration-detainer rules: until when, under which rule, and who says so.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="store_true", help="print what answers are made with")
    parser.set_defaults(run=_version)
    verbs = parser.add_subparsers(title="verbs")

    hold = verbs.add_parser("hold", help="every reading on record of how long a request runs")
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

    bounds = verbs.add_parser("bounds", help="the bounds when only the day is on record")
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

    listing = verbs.add_parser("list", help="what is on record")
    listing.add_argument("what", choices=["events", "forms", "jurisdictions", "rules"])
    listing.set_defaults(run=_list)

    check = verbs.add_parser("check", help="check the package's data and print every fault")
    check.set_defaults(run=_check)
    return parser


def _version(options: argparse.Namespace) -> int:
    if not options.version:
        _parser().print_help(sys.stderr)
        return BAD_INPUT
    print(catalog.made_with())
    return 0


def _hold(options: argparse.Namespace) -> int:
    events: dict[str, datetime] = {}
    for given in options.event:
        id, at = _event(given, options.zone)
        if id in events:
            raise DetainerError("--event", id, "each event once", "Leave out one of the two times.")
        events[id] = at
    readings = hold_readings(
        _instant(" ".join(options.custody_ends), options.zone, "custody_ends"),
        form=options.form,
        jurisdiction=options.jurisdiction,
        zone=options.zone,
        on=None if options.on is None else _day(options.on, "--on"),
        events=events,
    )
    text = "\n".join(_report(readings, brief=options.brief))
    print(to_json(readings, indent=2) if options.json else text)
    return 0


def _bounds(options: argparse.Namespace) -> int:
    day = _day(options.day, "day")
    if options.form is not None:
        return _readings_bounds(options, day)
    if options.jurisdiction is not None:
        raise DetainerError(
            "--jurisdiction", options.jurisdiction, "--form beside it", "Add --form I-247A."
        )
    rule = catalog.rule(options.rule)
    bounds = hold_bounds(day, zone=options.zone, rule=rule, event=rule.starts_at)
    print(to_json(bounds, indent=2) if options.json else "\n".join(_bounds_report(bounds)))
    return 0


def _readings_bounds(options: argparse.Namespace, day: date) -> int:
    first, last = (
        hold_readings(ends, form=options.form, jurisdiction=options.jurisdiction, zone=options.zone)
        for ends in limits_of(day, options.zone)
    )
    if options.json:
        ends = {"earliest": to_dict(first), "latest": to_dict(last)}
        print(json.dumps({"schema": SCHEMA, "kind": "hold-readings-bounds", **ends}, indent=2))
        return 0
    for moment, readings in (("first instant", first), ("last microsecond", last)):
        print(f"If local custody ends at the {moment} of {day_in_words(day)}:")
        print(*(f"  {line}" for line in str(readings).splitlines()), sep="\n")
    print(f"\nMade with {catalog.made_with()}.")
    print(catalog.about().closing)
    return 0


def _list(options: argparse.Namespace) -> int:
    lines = {
        "events": lambda: [f"{event.id}: {event.says}" for event in catalog.events()],
        "forms": lambda: [
            f"{form.name} ({edition.printed}), {edition.id}: {form.title}"
            for form in catalog.forms()
            for edition in form.editions
        ],
        "jurisdictions": lambda: [f"{each.code}: {each.name}" for each in catalog.jurisdictions()],
        "rules": lambda: [f"{rule.id}: {rule.title}" for rule in catalog.rules()],
    }
    print("\n".join(lines[options.what]()))
    return 0


def _check(options: argparse.Namespace) -> int:
    faults = catalog.check()
    for fault in faults:
        print(fault)
    print(f"{len(faults)} fault{'' if len(faults) == 1 else 's'} in the package's data.")
    return FAULTS_FOUND if faults else 0


def _report(readings: HoldReadings, *, brief: bool) -> Iterator[str]:
    form = readings.form
    yield f"Form {form.name}, {form.title}."
    yield (
        f"Local custody ends {in_words(readings.custody_ends)} in {readings.zone}; "
        f"law of {readings.on}."
    )
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


def _event(given: str, zone: str) -> tuple[str, datetime]:
    id, equals, time = given.partition("=")
    if not equals:
        raise DetainerError(
            "--event", given, "ID=TIME", "For example detainer-received=2025-03-01T08:00."
        )
    return catalog.event(id).id, _instant(time, zone, f"--event {id}")


def _day(given: str, where: str) -> date:
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise NotADayError(
            where, given, "a date such as 2025-07-03", "Write it as ISO 8601."
        ) from None


def _instant(given: str, zone: str, where: str) -> datetime:
    try:
        value = datetime.fromisoformat(given)
    except ValueError:
        raise NotAnInstantError(
            where, given, "a date and time such as 2025-07-03T17:00", "Write it as ISO 8601."
        ) from None
    if not any(mark in given for mark in ":T "):
        remedy = "Add the time."
        if where == "custody_ends":
            remedy = "If no time is on record: detainerlib bounds."
        raise NotAnInstantError(where, given, "a date with a time", remedy)
    if re.search(r"[.,]\d{7}", given):
        raise InstantError(
            where, given, "a time no finer than a microsecond", "Give six digits at most."
        )
    if value.tzinfo is not None:
        return value
    return _local(value, place(zone), given, where)


def _local(value: datetime, zone: ZoneInfo, given: str, where: str) -> datetime:
    first, second = (value.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    to_utc(first, where)
    if first.utcoffset() != second.utcoffset():
        raise InstantError(
            where,
            given,
            "a local time that happens once",
            f"Clocks were set back over it; write {first.isoformat()} or {second.isoformat()}.",
        )
    return first


if __name__ == "__main__":
    sys.exit(main())
