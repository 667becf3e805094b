"""detainerlib hold: when the hold expires."""

import argparse
from collections.abc import Callable, Iterable, Iterator, Sequence

from detainerlib._wording import day_in_words, in_words, on_the_night
from detainerlib.cli import terminal
from detainerlib.cli.calendars import add_calendar, calendar_written, refuse_answer, tell_case_id
from detainerlib.cli.long_lists import as_long_as_asked
from detainerlib.cli.output import (
    add_options,
    closing_typed,
    ending,
    law_first,
    made_with,
    print_answer,
    why,
)
from detainerlib.cli.parser import CommandParser
from detainerlib.cli.parsing import form_assumed, read_as
from detainerlib.cli.readings import (
    TypedReadings,
    add_readings,
    agreement_of,
    readings_typed,
    timelines,
)
from detainerlib.cli.terminal import Strong
from detainerlib.errors import DetainerError
from detainerlib.holds.all_readings import HoldReadings
from detainerlib.holds.facility import deadline_of, duty_of, may_be_excepted
from detainerlib.holds.reading import HoldReading
from detainerlib.holds.readings_together import grades_in, too_late_in
from detainerlib.holds.within_hours import no_safe_harbor
from detainerlib.sentences import authority as on_authority
from detainerlib.sentences import command, releases
from detainerlib.sentences import deadlines as on_deadlines
from detainerlib.sentences import holds as wording


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
    refuse_answer(options)
    tell_case_id(options)
    typed = readings_typed(options)
    written = [*calendar_written(options, *typed.readings)]
    readings, *others = typed.readings
    if options.json and written:
        terminal.tell("\n".join(written))
    if others:
        return print_answer(
            options, _bounds(options, typed, written), typed.readings, on=readings.on
        )
    return print_answer(options, _report(options, readings, written), readings, on=readings.on)


def _bounds(
    options: argparse.Namespace, typed: TypedReadings, written: Iterable[str]
) -> Iterator[str]:
    earliest, latest = typed.readings
    yield from _above(options, earliest)
    first = earliest.earliest
    if earliest.is_barred:
        yield from _due(earliest, day_in_words(typed.on))
    elif first is not None and first.deadline is not None:
        may_be_earlier = bool(earliest.or_earlier_under(first))
        yield Strong(releases.earliest_of_all(first.deadline, may_be_earlier=may_be_earlier))
    if not (earliest.is_barred and options.brief):
        for end, readings in (("start", earliest), ("end", latest)):
            yield command.if_due(end, typed.on)
            yield from (f"  {line}" for line in map(_on_the_night(readings), readings.in_order))
            yield from (f"  {line}" for line in (*readings.not_in_use, *agreement_of(readings)))
        yield from dict.fromkeys((*earliest.arguments, *latest.arguments))
        yield from dict.fromkeys((*earliest.clock_changes, *latest.clock_changes))
        yield from (*_what_it_comes_to(earliest, latest), *_no_safe_harbor(earliest))
        yield grades_in(earliest.in_order)
    yield from earliest.events_not_used
    yield ""
    yield from (*read_as(due_for_release=typed.on), *form_assumed(options.form), *written)
    yield from _ending(earliest, brief=options.brief)


def _report(
    options: argparse.Namespace, readings: HoldReadings, written: Sequence[str]
) -> Iterator[str]:
    ends = in_words(readings.custody_ends)
    yield from _above(options, readings)
    if readings.is_barred:
        yield from _due(readings, ends)
    if not (readings.is_barred and options.brief):
        yield from _lines(options, readings)
    yield from readings.events_not_used
    if options.brief and readings.is_barred:
        yield from [""] * (options.form is None or bool(written))
    elif options.brief:
        yield ""
        yield command.read_as("due_for_release", ends)
    else:
        yield ""
        yield f"Form {readings.form.name}, {readings.form.title}."
        yield command.due_for_release(ends, readings.zone, readings.on)
    yield from (*form_assumed(options.form), *written)
    if not options.brief:
        yield from timelines(
            (reading.full_title, reading.window)
            for reading in readings.in_order
            if reading.window is not None
        )
        yield from why(readings.explanation, full=options.full)
    yield from _ending(readings, brief=options.brief)


def _above(options: argparse.Namespace, readings: HoldReadings) -> Iterator[str]:
    """Yield the law on holding at all, or that it is a question of its own; a duty comes later."""
    if readings.jurisdiction is None and readings.computed:
        yield from (closing_typed(readings.explanation.closing), "")
    if readings.holding is not None:
        from detainerlib.holds.law_above import law_above  # noqa: PLC0415 (only of a place)

        told = law_above(readings.holding, tells_untimed_duty=False)
        yield from law_first(as_long_as_asked(options, told))


def _due(readings: HoldReadings, custody_ends: str) -> Iterator[str]:
    """Yield, below a ban, when the person is to be released."""
    has_exceptions = may_be_excepted(readings.holding)
    yield Strong(releases.due(custody_ends, has_exceptions=has_exceptions))


def _lines(options: argparse.Namespace, readings: HoldReadings) -> Iterator[str]:
    """Yield when each reading ends, how far they are apart, and what that comes to."""
    if readings.is_barred:
        yield from ("", on_authority.TIMES_NAMED)
    for reading in readings.in_order:
        yield _reading_line(readings.line(reading), readings)
        if reading.needs:
            yield f"    {wording.to_compute(reading.needs, readings.custody_ends.date())}"
        if not options.brief:
            yield f"    Addressed to {reading.binds}. {grades_in([reading])}"
    yield from readings.not_in_use
    yield from (*readings.arguments, *readings.clock_changes, *agreement_of(readings))
    yield from (*_what_it_comes_to(readings), *_no_safe_harbor(readings))
    if options.brief:
        yield grades_in(readings.in_order)


def _on_the_night(readings: HoldReadings) -> Callable[[HoldReading], str]:
    """Return how a line of either end of a day says its deadline; midnight between two days."""

    def line(reading: HoldReading) -> str:
        told = readings.line(reading)
        if reading.deadline is None:
            return told
        night = on_the_night(reading.deadline)
        return on_deadlines.in_this_case(told.replace(in_words(reading.deadline), night))

    return line


def _ending(readings: HoldReadings, *, brief: bool) -> Iterator[str]:
    """Yield what ends the answer; without a place, its closing sentence was its first."""
    if readings.jurisdiction is not None or not readings.computed:
        yield from ending(readings.explanation.closing, brief=brief)
    else:
        yield from made_with(brief=brief)


def _what_it_comes_to(*ends: HoldReadings) -> Iterator[str]:
    """Yield, once for both ends of a day, what the form asks for, and which release is in time.

    Where no law allows a hold, no release is: that reads as leave to hold until then.
    """
    readings = ends[0]
    if readings.is_barred:
        return
    if readings.form_asks is not None:
        yield readings.form_asks
    if readings.holding is not None:
        from detainerlib.cases.face import counted_as_if_in_effect  # noqa: PLC0415 (only of a place)

        yield from counted_as_if_in_effect(
            edition for reading in readings.computed for edition in reading.editions
        )
    first, holding = readings.earliest, readings.holding
    duty = duty_of(holding)
    if duty is not None and holding is not None and first is not None and first.deadline:
        from detainerlib.policy.ordinary import is_required_first  # noqa: PLC0415 (only of a place)

        own_limit, depends = bool(duty.own_limits), not is_required_first(holding)
        early = releases.too_early(first.deadline, own_limit=own_limit, depends=depends)
        late = too_late_in(*(end.readings for end in ends))
        yield " ".join([early, late, *([] if own_limit else [str(duty)])])
        return
    if holding is not None and deadline_of(holding) is on_deadlines.DeadlineOf.LAWFUL_HOLD:
        return
    all_computed = not any(reading.needs for end in ends for reading in end)
    differ = any(len({reading.deadline for reading in end.computed}) > 1 for end in ends)
    if all_computed and differ and first is not None and first.deadline is not None:
        yield releases.within_all(first.deadline)


def _no_safe_harbor(readings: HoldReadings) -> Iterator[str]:
    """Yield, of a place whose law does not bar the hold, that time limits are no safe harbor."""
    if readings.holding is not None and readings.computed and not readings.is_barred:
        yield no_safe_harbor(readings.jurisdiction, readings.on)


def _reading_line(line: str, readings: HoldReadings) -> str:
    is_earliest = readings.earliest is not None and line.strip() == readings.line(readings.earliest)
    return Strong(line) if is_earliest else line
