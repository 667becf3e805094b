"""Deadlines of holds as calendar files with alarms, which calendars of every maker read."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, timedelta
from typing import Any, Final, NamedTuple
from uuid import NAMESPACE_URL, uuid5

import attrs

from detainerlib import catalog
from detainerlib._arguments import takes
from detainerlib._html import inert
from detainerlib._lazy import missing
from detainerlib._printing import Printed
from detainerlib._validation import checked, is_of
from detainerlib.catalog._explanations import ending
from detainerlib.errors import DetainerError
from detainerlib.holds.all_readings import HoldReadings
from detainerlib.holds.facility import closing_for, deadline_of
from detainerlib.holds.reading import HoldReading, is_argued, rank_among
from detainerlib.holds.terms import conditions_of
from detainerlib.models._fields import OpaqueId, opaque_id
from detainerlib.sentences import calendars as sentences
from detainerlib.sentences import deadlines as hold_sentences
from detainerlib.times.instants import same_instant, to_utc
from detainerlib.times.periods import UNKNOWN, Unknown

__all__ = ["CalendarHold", "calendar_of", "hold_calendar"]

_HOUR: Final = timedelta(hours=1)
_ALARMS: Final = (timedelta(days=1), 4 * _HOUR, _HOUR)


class _Entry(NamedTuple):
    """An entry of a calendar.

    Attributes:
        summary: What it is about.
        at: When.
        lines: What it says.
        key: By what it is found again: its case and its rule.
        hold: What tells its hold from another of the same case.
        rings: Whether it has alarms.
    """

    summary: str
    at: datetime
    lines: tuple[str, ...]
    key: str
    hold: str
    rings: bool


@attrs.frozen(kw_only=True, field_transformer=checked)
class CalendarHold(Printed):
    """One hold of several that one calendar file has.

    Attributes:
        readings: The readings, by `hold_readings`.
        latest: Where only the day of release is known, the readings for its last moment;
            `readings` are then for its first, and every entry is the earliest that it can be.
        case_id: An opaque id of the case, shown in each entry; left out of `repr`.

    >>> from zoneinfo import ZoneInfo
    >>> from detainerlib import hold_readings
    >>> thursday = datetime(2025, 7, 3, 17, tzinfo=ZoneInfo("America/Chicago"))
    >>> hold = CalendarHold(readings=hold_readings(thursday, form="I-247A"), case_id="17-3")
    >>> len(hold.readings)
    2
    """

    readings: HoldReadings
    latest: HoldReadings | None = None
    case_id: OpaqueId = attrs.field(default=UNKNOWN, repr=False)

    def __str__(self) -> str:
        """The readings."""
        return str(self.readings)


@takes
def hold_calendar(
    readings: HoldReadings,
    latest: HoldReadings | None = None,
    *,
    at: datetime,
    case_id: str | Unknown = UNKNOWN,
) -> bytes:
    """Return a calendar file: the earliest deadline, and an entry for each reading that has one.

    Alarms ring 24, 4 and 1 hours before, in elapsed time; a reading that ends with the earliest has
    none of its own, as that one rings. Entries of the same case and rule have the same UID whenever
    they are made, so that a calendar replaces what it has. Without a case ID they differ by when
    the clock starts. No entry holds anything else about the case.

    Args:
        readings: The readings, by `hold_readings`.
        latest: Where only the day of release is known, the readings for its last moment; `readings`
            are then for its first, and every entry is the earliest that it can be.
        at: The time at which the file is made, which calendars ask for.
        case_id: An opaque id of the case, shown in each entry.

    Returns:
        The file, as iCalendar (RFC 5545) in UTF-8.

    Raises:
        DetainerError: If they are something else, or none has a deadline.
        InstantError: If `at` has no time zone, did not happen, or happened twice.
        ModuleNotFoundError: Without the extra `calendar`.

    >>> from zoneinfo import ZoneInfo
    >>> from detainerlib import hold_readings
    >>> thursday = datetime(2025, 7, 3, 17, tzinfo=ZoneInfo("America/Chicago"))
    >>> file = hold_calendar(hold_readings(thursday, form="I-247A"), at=thursday, case_id="17-3")
    >>> file.count(b"BEGIN:VEVENT"), b"DTSTART;TZID=America/Chicago:20250705T170000" in file
    (3, True)
    """
    id = opaque_id(case_id, "case_id")
    return calendar_of([CalendarHold(readings=readings, latest=latest, case_id=id)], at=at)


def calendar_of(holds: Iterable[CalendarHold], *, at: datetime) -> bytes:
    """Return one calendar file of several holds, each with its entries as `hold_calendar` has them.

    Of different holds of the same case each has UIDs of its own, in whatever order they come: by
    its time and place. Holds that are alike in all are numbered.

    Args:
        holds: The holds.
        at: The time at which the file is made, which calendars ask for.

    Returns:
        The file, as iCalendar (RFC 5545) in UTF-8.

    Raises:
        DetainerError: If they are something else, or none has a deadline.
        InstantError: If `at` is no time with a zone.
        ModuleNotFoundError: Without the extra `calendar`.

    >>> from zoneinfo import ZoneInfo
    >>> from detainerlib import hold_readings
    >>> thursday = datetime(2025, 7, 3, 17, tzinfo=ZoneInfo("America/Chicago"))
    >>> readings = hold_readings(thursday, form="I-247A")
    >>> holds = [CalendarHold(readings=readings, case_id=id) for id in ("17-3", "17-4")]
    >>> calendar_of(holds, at=thursday).count(b"BEGIN:VEVENT")
    6
    """
    stamp = to_utc(at, "at")
    entries = [*_of_each(holds)]
    if not entries:
        raise DetainerError(
            "readings", 0, "at least one deadline", "No rule on file gives one here."
        )
    return _written(entries, stamp)


def _of_each(holds: Iterable[Any]) -> Iterator[_Entry]:
    """Yield the entries of each hold, of which no two have one key."""
    entries: list[_Entry] = []
    members: Iterable[Any] = holds if is_of(Iterable, holds) else [holds]
    for hold in members:
        if not is_of(CalendarHold, hold):
            kind = type(hold).__name__
            raise DetainerError("holds", kind, "several CalendarHold", "Make each of its readings.")
        entries += _entries(hold)
    pairs = {(entry.key, entry.hold) for entry in entries}
    holds_of_key = Counter(key for key, _ in pairs)
    numbers: Counter[str] = Counter()
    for entry in entries:
        key = entry.key if holds_of_key[entry.key] == 1 else f"{entry.key}:{entry.hold}"
        numbers[key] += 1
        number = numbers[key]
        yield entry._replace(key=key if number == 1 else f"{key}:{number}")


def _entries(hold: CalendarHold) -> Iterator[_Entry]:
    """Yield the earliest deadline, then one entry a reading."""
    readings, latest, case_id = hold.readings, hold.latest, hold.case_id
    law = tuple(line.partition("\n")[0] for line in readings.authority_to_hold)
    of = deadline_of(readings.holding)
    closing = ending(closing_for(readings.jurisdiction))
    case = "" if isinstance(case_id, Unknown) else inert(" ".join(case_id.split()))
    ends = str(same_instant(readings.custody_ends))
    place = "" if readings.jurisdiction is None else readings.jurisdiction.code
    windows = [(reading, reading.window) for reading in readings.computed if reading.window]
    for number, (reading, window) in enumerate([*windows[:1], *windows]):
        conditions = conditions_of(window.rule, window.calendar, window.starts_at)
        rule = "earliest" if number == 0 else "; ".join((window.rule.id, *conditions))
        is_argument = is_argued(reading, readings.readings)
        summary = sentences.under(reading.full_title, of)
        if is_argument:
            summary = sentences.argued(reading.full_title)
        if number == 0:
            may_be_earlier = bool(readings.or_earlier_under(reading))
            summary = sentences.earliest(of, may_be_earlier=may_be_earlier)
        deadline = window.deadline
        yield _Entry(
            summary=sentences.of_case(summary, case) if case else summary,
            at=deadline,
            lines=(*law, *_expires(readings, reading, latest), closing),
            key=f"detainerlib:{case or ends}:{rule}",
            hold=f"{ends}:{place}:{readings.form.id}:{same_instant(deadline)}",
            rings=number == 0 or same_instant(deadline) != same_instant(windows[0][1].deadline),
        )


def _expires(
    readings: HoldReadings, reading: HoldReading, latest: HoldReadings | None
) -> Iterator[str]:
    """Yield when the hold expires under a reading; of a day without a time, between which times."""
    if latest is None:
        yield readings.line(reading)
        return
    last = {other.full_title: other.deadline for other in latest.computed}.get(reading.full_title)
    if reading.deadline is not None and last is not None:
        expires = hold_sentences.expires_between(
            reading.full_title,
            reading.deadline,
            last,
            of=deadline_of(readings.holding),
            or_earlier_under=readings.or_earlier_under(reading),
            rank=rank_among(reading, readings.readings),
        )
        yield f"{expires}."
    yield sentences.DAY_ONLY


def _written(entries: list[_Entry], stamp: datetime) -> bytes:
    """Return the entries as iCalendar (RFC 5545), with the time zones that they need."""
    try:
        from icalendar import Alarm, Calendar, Event  # noqa: PLC0415 (an extra, and only here)
        from icalendar.prop import vInline  # noqa: PLC0415 (as above)
    except ModuleNotFoundError as error:
        raise (missing(__name__, error, {"icalendar": "calendar"}) or error) from error

    # Its types are not all told.
    calendar: Any = Calendar()
    calendar.add("prodid", f"-//detainerlib//{catalog.made_with().detainerlib}//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", sentences.CALENDAR)
    for entry in entries:
        event: Any = Event()
        event.add("uid", f"{uuid5(NAMESPACE_URL, entry.key)}@detainerlib")
        event.add("dtstamp", stamp)
        event.add("dtstart", _in_calendar(entry.at))
        event.add("summary", entry.summary)
        event.add("description", "\n".join(entry.lines))
        event.add("class", "PRIVATE")
        event.add("transp", "TRANSPARENT")
        for before in _ALARMS if entry.rings else ():
            hours = before // _HOUR
            alarm: Any = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", sentences.alarm(hours, entry.summary))
            # Written out, as a day of a calendar has 23 or 25 hours when clocks change.
            alarm["trigger"] = vInline(f"-PT{hours}H")
            event.add_component(alarm)
        calendar.add_component(event)
    years = [entry.at.year for entry in entries]
    first, last = max(min(years) - 1, MINYEAR), min(max(years) + 1, MAXYEAR)
    calendar.add_missing_timezones(date(first, 1, 1), date(last, 12, 31))
    file: bytes = calendar.to_ical()
    return file


def _in_calendar(deadline: datetime) -> datetime:
    """Return a deadline as a calendar reads it; the second of two equal local times in UTC.

    RFC 5545, section 3.3.5: a local time that occurs more than once refers to the first.
    """
    is_second = deadline.fold and deadline.utcoffset() != deadline.replace(fold=0).utcoffset()
    return same_instant(deadline).astimezone(UTC) if is_second else deadline
