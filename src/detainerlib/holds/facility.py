"""Whose clock a facility keeps: the zone that is given, or else that of its place."""

from collections.abc import Collection, Iterable, Iterator
from datetime import MINYEAR, UTC, date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

import attrs

from detainerlib import catalog
from detainerlib._validation import is_day
from detainerlib.catalog._zones import areas_of, zone_citations
from detainerlib.errors import ZoneError
from detainerlib.models.conditions import NO_FACTS, CaseFacts
from detainerlib.models.jurisdictions import AgencyType, AgencyTypeLike, Jurisdiction
from detainerlib.sentences import authority as sentences
from detainerlib.sentences import clocks as wording
from detainerlib.sentences.deadlines import DeadlineOf
from detainerlib.sources.explanation import Step, StepStatus, step_of
from detainerlib.times.bounds import zone_beside
from detainerlib.times.instants import instant_and_zone, same_instant
from detainerlib.times.zones import is_key_of_a_place, place, zone_in_words

if TYPE_CHECKING:
    from detainerlib.holds.law_above import Duty
    from detainerlib.policy import PolicyAnswer

_ONE_HOUR: Final = timedelta(hours=1)
_MONTHS: Final = range(1, 13)


def instant_at(
    value: datetime, zone: str | ZoneInfo | None, facility: Jurisdiction | None, where: str
) -> tuple[datetime, ZoneInfo]:
    """Return the instant that a datetime names, in UTC, and the facility's zone.

    The zone is the one given, or the one that the datetime carries, or that of the place: UTC and
    fixed offsets fix the instant only.

    Raises:
        NotAnInstantError, InstantError: As for `instant_and_zone`.
        ZoneError: If the place keeps several clocks, and no zone says which.
    """
    if zone is None:
        zone = zone_of_times((value,), facility)
    return instant_and_zone(value, zone, where)


def zone_of_times(values: Iterable[object], facility: Jurisdiction | None) -> ZoneInfo | None:
    """Return the zone for times or days of a place: the one that they carry, or that of the place.

    None without a place, and where the times carry several zones.

    Raises:
        ZoneError: If none carries a zone, and the place keeps several clocks.
    """
    if facility is None:
        return None
    days: list[date] = []
    carried: set[str] = set()
    for value in values:
        if is_day(value):
            days.append(value)
        elif isinstance(value, datetime) and value == value:  # noqa: PLR0124 (NaT is not itself)
            days.append(value.date())
            if isinstance(value.tzinfo, ZoneInfo) and is_key_of_a_place(str(value.tzinfo.key)):
                carried.add(value.tzinfo.key)
    if carried:
        return place(carried.pop()) if len(carried) == 1 else None
    return zone_of_place(facility, min(days)) if days else None


def zone_of_place(facility: Jurisdiction, day: date | None) -> ZoneInfo:
    """Return the one zone of a place on a day; None is as for `catalog.zones_of`.

    Raises:
        ZoneError: If it keeps several clocks, or lies in several zones.
    """
    keys = catalog.zones_of(facility, on=day)
    if len(keys) == 1:
        return place(keys[0])
    notes = [area.note for area in areas_of(facility, day) if area.note]
    choice = " or ".join(map(zone_in_words, _of_one_clock_each(keys, day)))
    use = f"Add the zone of the facility: {choice}." if keys else "Add the zone of the facility."
    raise ZoneError(
        "zone",
        None,
        f"the facility's time zone, as {facility} has more than one",
        " ".join([*notes, use]),
    )


def zone_of_day(
    day: object, zone: str | ZoneInfo | None, facility: Jurisdiction | None, where: str
) -> ZoneInfo:
    """Return the zone given beside a date, or that of the place.

    Raises:
        ZoneError: If there is neither, or the place keeps several clocks.
    """
    return zone_beside(day, zone_of_times((day,), facility) if zone is None else zone, where)


def check_clock(
    facility: Jurisdiction | None,
    zone: ZoneInfo,
    times: Iterable[datetime],
    carried: tzinfo | None = None,
) -> None:
    """Refuse a zone whose local times are not those of the place, from the first time to the last.

    Zones are compared by their clocks and not by their keys, as several keys may keep one clock.

    Args:
        facility: The place; None for no comparison.
        zone: The facility's zone, as it was given.
        times: When the clock started, its deadlines, and whatever else is told in local time.
        carried: What the datetime that was given carries, where it is no `ZoneInfo`.

    Raises:
        ZoneError: If the clocks differ; it names the zones of the place.
    """
    if facility is None:
        return
    instants = [same_instant(time) for time in times]
    start, end = min(instants), max(instants)
    keys = catalog.zones_of(facility, on=start.astimezone(zone).date())
    other = carried is not None and not isinstance(carried, ZoneInfo) and not _is_fixed(carried)
    clocks = [zone, *([carried] if other and carried is not None else [])]
    for clock in clocks:
        kept = any(same_clock(clock, place(key), start, end) for key in keys)
        if keys and not kept:
            distinct = _of_one_clock_each(keys, start.date())
            raise ZoneError(
                "zone",
                str(clock),
                f"a zone with the clock of {facility}",
                f"Use {' or '.join(map(zone_in_words, distinct))}"
                f"{', or leave the zone out' if len(distinct) == 1 else ''}.",
            )


def _is_fixed(zone: tzinfo) -> bool:
    """Tell whether a zone is an offset: it says so of no instant in particular."""
    return zone.utcoffset(None) is not None


def same_clock(one: tzinfo, other: tzinfo, start: datetime, end: datetime) -> bool:
    """Tell whether two zones show the same local times from one instant to another."""
    if one is other:
        return True
    return all(
        instant.astimezone(one).utcoffset() == instant.astimezone(other).utcoffset()
        for instant in (*_by_the_hour(start, end), end)
    )


def _by_the_hour(start: datetime, end: datetime) -> Iterator[datetime]:
    # Two clocks that part do so for an hour or more.
    while start < end:
        yield start
        start += _ONE_HOUR


def _of_one_clock_each(keys: Iterable[str], day: date | None) -> tuple[str, ...]:
    """Return the first key of each clock that is kept in the year of a day; without one, all."""
    if day is None:
        return tuple(keys)
    # The first year of the calendar begins after its local times in America do.
    year = max(day.year, MINYEAR + 1)
    instants = [datetime(year, month, 1, tzinfo=UTC) for month in _MONTHS]
    by_clock: dict[tuple[object, ...], str] = {}
    for key in keys:
        clock = tuple(instant.astimezone(place(key)).utcoffset() for instant in instants)
        by_clock.setdefault(clock, key)
    return tuple(by_clock.values())


def above(facility: Jurisdiction | None, day: date | None) -> tuple[str, ...]:
    """Return what the law of a place says on holding on a detainer at all; empty without one.

    Then what that means for deadlines, as `law_above` says it.
    """
    return told_above(law_on_holding(facility, day))


def told_above(holding: "PolicyAnswer | None") -> tuple[str, ...]:
    """Return what a law says on holding at all, and what that means for deadlines."""
    if holding is None:
        return ()
    from detainerlib.holds.law_above import law_above  # noqa: PLC0415 (as in law_on_holding)

    return law_above(holding)


def above_audit(
    holding: "PolicyAnswer | None",
    since_due: tuple[timedelta, timedelta] | None,
    *,
    is_so_far: bool,
) -> tuple[str, ...]:
    """Return the law above an audit, and how long a person was held that none on file allowed.

    Args:
        holding: The law; None without a place.
        since_due: The least and the most time held after release was due; None if not known.
        is_so_far: Whether the person is still held.
    """
    if holding is None:
        return ()
    from detainerlib.holds import law_above as law  # noqa: PLC0415 (as in law_on_holding)

    if since_due is None:
        return law.law_above(holding)
    return law.above_time_held(holding, since_due, is_so_far=is_so_far)


def above_status(holding: "PolicyAnswer | None", *, tells_deadline: bool) -> tuple[str, ...]:
    """Return the law above a status: that a bar does not turn on the effect of the detainer.

    What any deadline shown is worth is left out where none is told.
    """
    if holding is None:
        return ()
    from detainerlib.holds.law_above import worth_of_deadlines  # noqa: PLC0415 (as in law_on_holding)

    told = [str(holding)]
    if deadline_of(holding) is DeadlineOf.NAMED_TIME:
        told.append(sentences.BARRED_WHATEVER_ITS_EFFECT)
    if tells_deadline:
        told += worth_of_deadlines(holding)
    duty = duty_of(holding)
    return (*told, *([] if duty is None else [str(duty)]))


def deadline_of(holding: "PolicyAnswer | None") -> DeadlineOf:
    """Return what a deadline ends by the law of a place on holding at all; without one, as open."""
    if holding is None:
        return DeadlineOf.LAWFUL_HOLD
    from detainerlib.holds import law_above as law  # noqa: PLC0415 (as in law_on_holding)

    return law.deadline_of(holding)


def deadline_there(facility: Jurisdiction | None, day: date | None) -> DeadlineOf:
    """Return what a deadline ends by the law of a place on a day."""
    return deadline_of(law_on_holding(facility, day))


def duty_of(holding: "PolicyAnswer | None") -> "Duty | None":
    """Return the duty to hold that a law puts on some agency in some case; None without one."""
    if holding is None:
        return None
    from detainerlib.holds import law_above as law  # noqa: PLC0415 (as in law_on_holding)

    return law.duty_of(holding)


def lets_no_agency(holding: "PolicyAnswer | None") -> bool:
    """Whether no law on file lets an agency hold in any case; not told without a place."""
    from detainerlib.holds import law_above as law  # noqa: PLC0415 (as in law_on_holding)

    return holding is not None and law.lets_no_agency(holding)


def may_be_excepted(holding: "PolicyAnswer | None") -> bool:
    """Whether a law that bars the hold does not bar it in every case, or not for every agency."""
    from detainerlib.holds import law_above as law  # noqa: PLC0415 (as in law_on_holding)

    return holding is not None and law.may_be_excepted(holding)


def closing_for(facility: Jurisdiction | None) -> str:
    """Return what an answer on a hold did not answer."""
    about = catalog.about()
    return about.closing if facility is None else about.closing_on_policy


def preface(holding: "PolicyAnswer | None", zone: str | None) -> Iterator[Step]:
    """Yield the law on holding at all, and whose clock was read; nothing without a place."""
    if holding is not None:
        yield from holding.explanation
        yield from clock_steps(holding.jurisdiction, zone, holding.on)


def clock_steps(facility: Jurisdiction | None, zone: str | None, day: date) -> Iterator[Step]:
    """Yield whose clock was read, and who says so."""
    citations = () if facility is None else zone_citations(facility, day)
    if facility is None or zone is None or not citations:
        return
    several = len(catalog.zones_of(facility, on=day)) > 1
    statement = wording.on_time(facility.name, zone_in_words(zone), is_one_of_several=several)
    notes = [area.note for area in areas_of(facility, day) if area.note]
    yield step_of(StepStatus.APPLIED, " ".join([statement, *notes]), *citations)


def law_on_holding(
    facility: Jurisdiction | None,
    day: date | None,
    facts: CaseFacts | None = None,
    agency_type: AgencyTypeLike | None = None,
) -> "PolicyAnswer | None":
    """Return the law of a place on holding on a detainer at all; None without a place or a day."""
    if facility is None or day is None:
        return None
    from detainerlib.models.provisions import Practice  # noqa: PLC0415 (as the next)
    from detainerlib.policy import governing_policy  # noqa: PLC0415 (a plain deadline needs none)

    return governing_policy(
        Practice.HOLD_ON_DETAINER, facility, on=day, facts=facts, agency_type=agency_type
    )


def case_there(
    facility: Jurisdiction | None, facts: CaseFacts | None, agency_type: AgencyTypeLike | None
) -> tuple[CaseFacts, AgencyType | None]:
    """Return what is known of the case and of who holds, as answers keep it; none without a place.

    Raises:
        DetainerError: If the facts are none on file, or the agency is none of the place.
    """
    if facility is None or (facts is None and agency_type is None):
        return NO_FACTS, None
    from detainerlib.models.provisions import Practice  # noqa: PLC0415 (as the next)
    from detainerlib.policy.query import query_of  # noqa: PLC0415 (as in law_on_holding)

    query = query_of(Practice.HOLD_ON_DETAINER, facility, facts, agency_type)
    return query.facts, query.agency_type


def law_on_days(
    facility: Jurisdiction,
    days: Collection[date],
    facts: CaseFacts | None = None,
    agency_type: AgencyTypeLike | None = None,
) -> Iterator[str]:
    """Yield what the law of a place says on holding at all, a line for each stretch with a day."""
    from detainerlib.holds.law_above import in_one_line  # noqa: PLC0415 (as in law_on_holding)
    from detainerlib.models.provisions import Practice  # noqa: PLC0415
    from detainerlib.policy import policy_timeline  # noqa: PLC0415

    practice = Practice.HOLD_ON_DETAINER
    timeline = policy_timeline(practice, facility, facts=facts, agency_type=agency_type)
    for period, holding in timeline.entries:
        first = min((day for day in days if period.contains(day)), default=None)
        if first is not None:
            yield in_one_line(attrs.evolve(holding, on=first))
