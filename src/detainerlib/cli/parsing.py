"""What is typed, as instants and days: local times by the facility's clock, nothing guessed."""

import argparse
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, tzinfo
from typing import Final

from detainerlib import catalog
from detainerlib._wording import day_in_words, half_read, in_words, long_day
from detainerlib.catalog._forms import default_form
from detainerlib.errors import DetainerError, ZoneError
from detainerlib.models.jurisdictions import Jurisdiction
from detainerlib.sentences import command
from detainerlib.times.local_time import day_typed, read_time, time_or_day_typed, time_typed
from detainerlib.times.periods import UNKNOWN, Unknown
from detainerlib.times.zones import place

_NOW = "now"
_TIMES: Final = re.compile(r"(?P<of>\w+=)?TIME|DATE|RELEASED")
"""What help calls times and days; of some, each value names what it is the time of."""
_ANSWERS = {"yes": True, "no": False}


def settle_zone(options: argparse.Namespace, texts: Mapping[str, str]) -> None:
    """Settle the zone by which times are read: the one typed, or that of the place.

    Args:
        options: What was typed; its `zone` is set.
        texts: The times typed, by what they were given as; the first with a day says which law of
            the place holds.

    Raises:
        DetainerError: If neither a zone nor a place was typed, or the place keeps several clocks.
    """
    if options.zone is not None:
        return
    if options.jurisdiction is None:
        raise ZoneError(
            "--zone",
            None,
            "the facility's place or time zone",
            'Add --jurisdiction "Cook County, IL", or --zone Central.',
        )
    from detainerlib.holds.facility import zone_of_place  # noqa: PLC0415 (only where none is typed)

    facility = catalog.jurisdiction(options.jurisdiction)
    options.zone = zone_of_place(facility, _day_typed(options, facility, texts)).key


def _day_typed(
    options: argparse.Namespace, facility: Jurisdiction, texts: Mapping[str, str]
) -> date | None:
    # Whichever of its zones is taken, the day that was typed is the same.
    for zone in catalog.zones_of(facility)[:1]:
        for where, text in texts.items():
            value = time_or_day(text, zone, where, options.fold)
            if not isinstance(value, Unknown):
                return value.date() if isinstance(value, datetime) else value
    return None


def form_or_default(form: str | None, day: date | None) -> str:
    """Return the form that was typed, or the one that has been in use alone since its first day.

    Args:
        form: The form; None if none was typed.
        day: The day that decides; None if it is not known.

    Raises:
        DetainerError: If none was typed, and another may be meant on that day.
    """
    if form is not None:
        return form
    name, first = default_form()
    if day is None or day < first:
        raise DetainerError(
            "--form",
            None,
            f"the form, as several were in use before {long_day(first)}",
            "Add --form and the number at the foot of the form, such as --form I-247.",
        )
    return name


def form_assumed(form: str | None) -> list[str]:
    """Return what is said where no form was typed."""
    if form is not None:
        return []
    name, first = default_form()
    return [command.form_assumed(name, first)]


def read_as(**times: datetime | date | Unknown | None) -> list[str]:
    """Return how times and days were read, a line for each, by what they are of."""
    return [
        command.read_as(of, in_words(value) if isinstance(value, datetime) else day_in_words(value))
        for of, value in times.items()
        if isinstance(value, date)
    ]


def hours_read(options: argparse.Namespace) -> list[str]:
    """Return how hours were read that were typed with neither a.m. nor p.m., each once."""
    sentences: dict[str, None] = {}
    for action in options.parser._actions:
        called = _TIMES.fullmatch(str(action.metavar))
        if called is None or not (given := getattr(options, action.dest)):
            continue
        # A time that stands alone may be typed in several words.
        texts = given if called["of"] else [given if isinstance(given, str) else " ".join(given)]
        for text in texts:
            time = text.partition("=")[2] if called["of"] else text
            if _is_now(time) or is_unknown(time):
                continue
            typed = read_time(time, action.dest)
            if typed.other_half is not None:
                sentences[f"{half_read(typed.wall, typed.other_half)}."] = None
    return [*sentences]


def facts(texts: Iterable[str]) -> tuple[tuple[str, bool], ...]:
    """Return the facts of several ID=yes or ID=no.

    Raises:
        DetainerError: If one is not so written.
    """
    return tuple(map(_fact, texts))


def _fact(text: str) -> tuple[str, bool]:
    id, _, answer = text.partition("=")
    if answer not in _ANSWERS:
        raise DetainerError("--fact", text, "ID=yes or ID=no", "For example judicial-warrant=no.")
    return id, _ANSWERS[answer]


def events(texts: Iterable[str], zone: str, fold: int | None) -> dict[str, datetime]:
    """Return the instants of several ID=TIME by the ids of their events.

    Raises:
        DetainerError: If one is not so written, not on record, or given twice.
    """
    instants: dict[str, datetime] = {}
    for text in texts:
        id, at = _event(text, zone, fold)
        if id in instants:
            raise DetainerError("--event", id, "each event once", "Leave out one of the two times.")
        instants[id] = at
    return instants


def _event(text: str, zone: str, fold: int | None) -> tuple[str, datetime]:
    id, equals, time = text.partition("=")
    if not equals:
        raise DetainerError(
            "--event", text, "ID=TIME", 'For example "detainer-received=3/1/2025 8am".'
        )
    return catalog.event(id).id, instant(time, zone, f"--event {id}", fold)


def day(text: str, where: str) -> date:
    """Return the day that was typed.

    Raises:
        NotADayError: If it is none.
    """
    return day_typed(text, where)


def instant(text: str, zone: str, where: str, fold: int | None) -> datetime:
    """Return the instant that was typed, on the facility's clock unless it has an offset.

    Raises:
        DetainerError: As for `local_time`.
    """
    return current_minute(zone) if _is_now(text) else time_typed(text, zone, where, fold)


def time_or_day(text: str, zone: str, where: str, fold: int | None) -> datetime | date | Unknown:
    """Return an instant, a day where no time was typed, or UNKNOWN for "unknown".

    Raises:
        DetainerError: As for `local_time`.
    """
    if is_unknown(text):
        return UNKNOWN
    return current_minute(zone) if _is_now(text) else time_or_day_typed(text, zone, where, fold)


def is_unknown(text: str) -> bool:
    """Tell whether a time was typed as one that is not known, which needs no clock."""
    return text.strip().casefold() == UNKNOWN.value


def _is_now(text: str) -> bool:
    return text.strip().casefold() == _NOW


def now_or_typed(text: str) -> datetime | str:
    """Return the minute that it is for "now", and another time as typed, for clocks of any zone."""
    return current_minute() if _is_now(text) else text


def current_minute(zone: str | tzinfo = UTC) -> datetime:
    """Return the minute that it is; the one place that reads a clock, and what it read is shown."""
    clock = place(zone) if isinstance(zone, str) else zone
    return datetime.now(UTC).astimezone(clock).replace(second=0, microsecond=0)
