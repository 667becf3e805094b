"""Which clocks a place keeps: the time zones of states, of counties, and of the lands of tribes."""

from collections.abc import Iterator
from datetime import date

from detainerlib._validation import day_of
from detainerlib.catalog._collections import in_place
from detainerlib.catalog._places import lineage, place_of, state_of
from detainerlib.models.jurisdictions import (
    GovernmentLevel,
    Jurisdiction,
    JurisdictionLike,
    PlaceZones,
    ZoneArea,
)
from detainerlib.sources.citations import Citation


def zones_of(jurisdiction: JurisdictionLike, on: date | None = None) -> tuple[str, ...]:
    """Return the time zones whose clocks a place keeps, as keys of the tz database.

    One for most counties and states. Several where a line divides the place, where a state has
    several, or where part of a county keeps another clock than the rest. None for the nation, and
    for a city of which nothing more than its state is known where the state has several.

    Args:
        jurisdiction: A jurisdiction, its code or its name.
        on: The day, as counties have moved; by default what holds since the last change on file.

    Raises:
        UnknownIdError: If the jurisdiction is not on file.
        NotADayError: If `on` is a datetime or no date.

    >>> zones_of("Cook County, IL"), zones_of("Malheur County, OR")
    (('America/Chicago',), ('America/Boise', 'America/Los_Angeles'))
    """
    day = None if on is None else day_of(on, "on")
    place = place_of(jurisdiction)
    record = zone_record(place)
    if record is None:
        return ()
    areas = [*areas_of(place, day)]
    if areas:
        return tuple(dict.fromkeys(zone for area in areas for zone in area.zones))
    is_county = place.fips is not None and record.zone is not None and _is_county(place)
    known = record.start is None or day is None or day >= record.start
    own = () if record.zone is None else (record.zone,)
    if is_county and known:
        return own
    others = [area for area in record.areas if area.covers(day) and not area.by_custom]
    return tuple(dict.fromkeys((*own, *(zone for area in others for zone in area.zones))))


def zone_record(place: Jurisdiction) -> PlaceZones | None:
    """Return the record of the zones of a place's state; None for the nation itself."""
    state = state_of(place)
    if place.level is GovernmentLevel.NATION:
        return None
    return next(iter(in_place(PlaceZones, state.code, state.code)), None)


def areas_of(place: Jurisdiction, day: date | None) -> Iterator[ZoneArea]:
    """Yield the areas with a clock of their own that name a place, or its county."""
    record = zone_record(place)
    codes = {government.code for government in lineage(place)}
    for area in record.areas if record else ():
        if area.covers(day) and not codes.isdisjoint(area.places):
            yield area


def zone_changes(place: Jurisdiction) -> tuple[date, ...]:
    """Return the days on which the zones of a place may be others than on the day before."""
    record = zone_record(place)
    if record is None:
        return ()
    days = (record.start, *(day for area in record.areas for day in (area.start, area.until)))
    return tuple(sorted({day for day in days if day is not None}))


def zone_notes(place: Jurisdiction, day: date | None) -> tuple[str, ...]:
    """Return what a reader should know of the clocks of a place."""
    return tuple(area.note for area in areas_of(place, day) if area.note)


def zone_citations(place: Jurisdiction, day: date | None) -> tuple[Citation, ...]:
    """Return where the zones of a place were read: those of its state, and its own."""
    record = zone_record(place)
    own = (citation for area in areas_of(place, day) for citation in area.citations)
    return (*(() if record is None else record.citations), *own)


def _is_county(place: Jurisdiction) -> bool:
    """Tell whether a place is a county, or lies in one that is known."""
    county_levels = {
        GovernmentLevel.COUNTY,
        GovernmentLevel.INDEPENDENT_CITY,
        GovernmentLevel.PLANNING_REGION,
    }
    return any(above.level in county_levels for above in lineage(place))
