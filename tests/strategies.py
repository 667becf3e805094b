"""One strategy for each thing the laws speak of."""

from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import attrs
from hypothesis import strategies as st

from detainerlib import CustomDays, FederalHolidays, catalog
from detainerlib.models import ExcludedDays, HoldRule, Observed
from detainerlib.times import HolidayCalendar

# US zones, and zones with odd offsets, skipped midnights, skipped days, clocks set back at 00:01.
ZONES: Final = (
    "America/New_York",
    "America/Chicago",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "America/Adak",
    "Pacific/Honolulu",
    "Pacific/Guam",
    "America/St_Johns",
    "America/Sao_Paulo",
    "America/Havana",
    "Australia/Adelaide",
    "Australia/Lord_Howe",
    "Antarctica/Casey",
    "Antarctica/Troll",
    "Asia/Kathmandu",
    "Asia/Gaza",
    "Pacific/Apia",
    "Pacific/Kwajalein",
)

_FIRST: Final = datetime(1971, 1, 5, tzinfo=UTC)
_LAST: Final = datetime(2100, 11, 1, tzinfo=UTC)


def zones() -> st.SearchStrategy[str]:
    """Keys of places."""
    return st.sampled_from(ZONES)


def _offset_changes(zone: str) -> list[datetime]:
    # The instants, to the hour, near which the zone's offset changes: where the traps are.
    key = ZoneInfo(zone)
    found: list[datetime] = []
    at = datetime(1971, 1, 5, tzinfo=UTC)
    while at < datetime(2040, 1, 1, tzinfo=UTC):
        later = at + timedelta(days=7)
        if at.astimezone(key).utcoffset() != later.astimezone(key).utcoffset():
            found.append(at)
        at = later
    return found or [datetime(2025, 1, 1, tzinfo=UTC)]


_CHANGES: dict[str, list[datetime]] = {}


@st.composite
def instants(draw: st.DrawFn, zone: str | None = None) -> datetime:
    """Instants in UTC in the years that federal holidays cover, often near a change of offset."""
    plain = st.datetimes(_FIRST.replace(tzinfo=None), _LAST.replace(tzinfo=None)).map(
        lambda naive: naive.replace(tzinfo=UTC)
    )
    if zone is None or draw(st.booleans()):
        return draw(plain)
    if zone not in _CHANGES:
        _CHANGES[zone] = _offset_changes(zone)
    near = draw(st.sampled_from(_CHANGES[zone]))
    return near + draw(st.timedeltas(timedelta(days=-8), timedelta(days=8)))


def excluded_kinds() -> st.SearchStrategy[frozenset[ExcludedDays]]:
    """Sets of kinds of days that a rule may exclude."""
    return st.frozensets(st.sampled_from(list(ExcludedDays)))


@st.composite
def rules(draw: st.DrawFn) -> HoldRule:
    """Hold rules of any duration up to eight days, with any exclusions."""
    return attrs.evolve(
        catalog.rule("8-cfr-287.7-d"),
        id="made-up",
        duration=draw(st.timedeltas(timedelta(microseconds=1), timedelta(days=8))),
        excludes=draw(excluded_kinds()),
    )


def _joined(first: HolidayCalendar, second: HolidayCalendar) -> HolidayCalendar:
    return first | second


@st.composite
def calendars_for(draw: st.DrawFn, rule: HoldRule, near: date) -> HolidayCalendar | None:
    """Calendars that can be given with a rule: none, federal, days near a day, or both."""
    if ExcludedDays.HOLIDAYS not in rule.excludes:
        return None
    federal = st.sampled_from(Observed).map(lambda observed: FederalHolidays(observed=observed))
    own = st.dictionaries(
        st.integers(-3, 12).map(lambda days: near + timedelta(days=days)),
        st.just("a day of the county's own"),
        max_size=4,
    ).map(CustomDays)
    joined = st.builds(_joined, federal, own)
    return draw(st.one_of(st.none(), federal, own, joined))


@st.composite
def reckonings(draw: st.DrawFn) -> tuple[datetime, HoldRule, str, HolidayCalendar | None]:
    """What a deadline is reckoned from: an instant, a rule, a zone, a calendar."""
    zone = draw(zones())
    start = draw(instants(zone))
    rule = draw(rules())
    calendar = draw(calendars_for(rule, start.astimezone(ZoneInfo(zone)).date()))
    return start, rule, zone, calendar
