"""The governments on record, by code and by the keys of their names, state by state."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from detainerlib.catalog import _place_names as names
from detainerlib.catalog._collections import every, in_place
from detainerlib.catalog._law import by_law
from detainerlib.models.jurisdictions import (
    CityNames,
    CountyNames,
    GovernmentLevel,
    Jurisdiction,
    PlaceNames,
)
from detainerlib.times.periods import UNKNOWN, EffectivePeriod

STATE_DIGITS: Final = 2
COUNTY_DIGITS: Final = 5


def jurisdictions() -> tuple[Jurisdiction, ...]:
    """Return every jurisdiction that has a record of its own; most counties have none.

    >>> [place.name for place in jurisdictions()][:2]
    ['United States', 'Alabama']
    """
    return every(Jurisdiction)


@by_law
def states() -> tuple[Jurisdiction, ...]:
    """Return the states, the District and the territories."""
    return tuple(
        place
        for place in jurisdictions()
        if not place.level.is_local and place.level is not GovernmentLevel.NATION
    )


@by_law
def other_names() -> Mapping[str, tuple[str, ...]]:
    """Return the other names of places, by their codes."""
    return MappingProxyType({record.place: record.names for record in every(PlaceNames)})


@by_law
def _nicknames() -> Mapping[str, tuple[str, ...]]:
    """Return the codes of places by the keys of what people call them."""
    codes: dict[str, tuple[str, ...]] = {}
    for record in every(PlaceNames):
        for nickname in record.nicknames:
            key = names.key(nickname)
            codes[key] = (*codes.get(key, ()), record.place)
    return MappingProxyType(codes)


def called(typed: names.Typed) -> Iterator[str]:
    """Yield the codes of the places that people call what was typed, in the state it names."""
    for name, state in ((typed.spelling, None), *typed.readings):
        for code in _nicknames().get(names.key(name), ()):
            if state is None or code.startswith((state.code, state.fips or state.code)):
                yield code


@by_law
def state_names() -> names.StateNames:
    """Return the states by all their names."""
    return names.state_names(states(), other_names())


@by_law
def by_code() -> Mapping[str, Jurisdiction]:
    """Return the governments with a record of their own, by each of their codes."""
    return MappingProxyType(
        {code: place for place in jurisdictions() for code in (place.code, place.fips) if code}
    )


def cities_named(within: Iterable[Jurisdiction], name: str) -> tuple[Jurisdiction, ...]:
    """Return the cities of some states with a name; where none has it, those without "city"."""
    for key in names.city_keys(name):
        named = [(state, code) for state in within for code in city_index(state).get(key, ())]
        if named:
            return tuple(city(state, code) for state, code in named)
    return ()


@by_law
def name_index(state: Jurisdiction) -> Mapping[str, tuple[Jurisdiction, ...]]:
    """Return the counties, and the cities on record, by the keys of their names."""
    own = [place for place in jurisdictions() if place.level is GovernmentLevel.CITY]
    cities = [city for city in own if (city.fips or "")[:STATE_DIGITS] == state.fips]
    return names.index_of((*counties_of(state).values(), *cities), state.name, other_names())


@by_law
def city_index(state: Jurisdiction) -> Mapping[str, tuple[str, ...]]:
    """Return the codes of the cities of a state by the keys of their names."""
    index: dict[str, tuple[str, ...]] = {}
    for code, description in city_names(state).items():
        for name in names.city_names(description):
            key = names.key(name)
            index[key] = (*index.get(key, ()), f"{state.fips}{code}")
    return MappingProxyType(index)


@by_law
def counties_of(state: Jurisdiction) -> Mapping[str, Jurisdiction]:
    """Return the counties of a state and their equivalents, by code."""
    listed = {
        fips: Jurisdiction(
            name=f"{name}, {state.name}",
            level=GovernmentLevel.COUNTY,
            fips=fips,
            parent=state.code,
            listed=_listed(counties, fips),
            successors=counties.successors.get(fips, ()),
        )
        for counties in in_place(CountyNames, state.code, state.code)
        for fips, name in counties.names.items()
    }
    own = {
        code: place
        for code, place in by_code().items()
        if len(code) == COUNTY_DIGITS and code.startswith(str(state.fips))
    }
    return MappingProxyType(dict(sorted({**listed, **own}.items())))


def _listed(counties: CountyNames, fips: str) -> EffectivePeriod:
    start, until = counties.added.get(fips), counties.removed.get(fips)
    if start is not None:
        return EffectivePeriod(start=start, until=until)
    return EffectivePeriod(start=UNKNOWN, in_force_on=counties.since, until=until)


@by_law
def namesakes(state: Jurisdiction) -> Mapping[str, tuple[str, ...]]:
    """Return the codes of the cities elsewhere that bear the names of counties of a state."""
    (counties,) = in_place(CountyNames, state.code, state.code)
    return counties.namesakes


@by_law
def city_names(state: Jurisdiction) -> Mapping[str, str]:
    """Return the cities of a state that the Census Bureau lists, by the digits of their codes."""
    lists = in_place(CityNames, state.code, state.code)
    return MappingProxyType(
        {code: name for cities in lists for code, name in cities.by_code.items()}
    )


@by_law
def city(state: Jurisdiction, code: str) -> Jurisdiction:
    """Return a city of a state by its code."""
    if code in by_code():
        return by_code()[code]
    description = city_names(state)[code[STATE_DIGITS:]]
    name = names.without_kind(description)
    # An independent city is listed among the cities, too.
    whole = names.independent_city(description, counties_of(state).values(), state)
    one_with = None if whole is None else whole.code
    return Jurisdiction(
        name=f"{name}, {state.name}",
        level=GovernmentLevel.CITY,
        fips=code,
        parent=one_with or state.code,
        one_with=one_with,
    )
