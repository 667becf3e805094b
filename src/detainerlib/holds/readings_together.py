"""What the readings of one hold say together: what bears on several, and how they were read."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from detainerlib._wording import listed
from detainerlib.catalog._grades import grades_in_words
from detainerlib.holds.reading import HoldReading, is_argued, orders_of
from detainerlib.sentences import deadlines as on_deadlines
from detainerlib.sentences import holds as sentences
from detainerlib.sentences import releases
from detainerlib.times.instants import same_instant

_HOUR = timedelta(hours=1)


def asked_and_limits_in(readings: Sequence[HoldReading], *, is_past: bool = False) -> str | None:
    """Return that a form asks for its own time only; None where other rules give no deadline."""
    of_form = dict.fromkeys(reading.title for reading in readings if reading.editions)
    others = dict.fromkeys(reading.title for reading in readings if not reading.editions)
    if not of_form or not others:
        return None
    return on_deadlines.asked_and_limits([*of_form], [*others], is_past=is_past)


def grades_in(readings: Iterable[HoldReading]) -> str:
    """Return how well the rules were read that readings are of; empty where there are none."""
    return grades_in_words((reading.title, reading.citation) for reading in readings) or ""


def too_late_in(*ends: Sequence[HoldReading]) -> str:
    """Return what a hold past the deadlines goes beyond; of a day with the readings of both ends.

    No source on file adopts a reading that is only argued: it makes no hold last longer.
    """
    deadlines: dict[str, list[datetime]] = {}
    for readings in ends:
        for reading in readings:
            if reading.deadline is not None and not is_argued(reading, readings):
                deadlines.setdefault(reading.title, []).append(reading.deadline)
    last_of = {title: max(times, key=same_instant) for title, times in deadlines.items()}
    last = max(last_of.values(), key=same_instant)
    first = min(map(same_instant, (time for times in deadlines.values() for time in times)))
    beyond = [title for title, time in last_of.items() if same_instant(time) == first]
    is_one = first == same_instant(last)
    return releases.too_late(None if is_one or not beyond else listed(beyond), last)


def arguments_in(readings: Sequence[HoldReading]) -> Iterator[str]:
    """Yield that a reading that counts on executive orders is an argument, with the orders."""
    orders: dict[str, None] = {}
    for reading in readings:
        orders |= dict.fromkeys(orders_of(reading))
    if orders:
        yield on_deadlines.argument([*orders])


def clock_changes_in(readings: Sequence[HoldReading]) -> Iterator[str]:
    """Yield when clocks change before a deadline, in the zone of the facility."""
    told: dict[str, None] = {}
    for reading in readings:
        window = reading.window
        if window is not None:
            zone = ZoneInfo(window.zone)
            for before, after in _changes(window.clock_starts, window.deadline, zone):
                change = (after.utcoffset() or timedelta(0)) - (before.utcoffset() or timedelta(0))
                hours = window.rule.duration
                told.setdefault(sentences.clocks_change(after.date(), change, hours))
    yield from told


def _changes(start: datetime, end: datetime, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    """Yield the local times an hour before and after each change of clocks."""
    if start.utcoffset() == end.utcoffset():
        return
    at = same_instant(start)
    while at < same_instant(end):
        after = min(at + _HOUR, same_instant(end))
        local = at.astimezone(zone), after.astimezone(zone)
        if local[0].utcoffset() != local[1].utcoffset():
            yield local
        at = after
