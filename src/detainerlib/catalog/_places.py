"""Governments by code and by name: states, counties, cities, tribes, and what lies above them."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from operator import index
from typing import Any, Final, TypeVar

from detainerlib._arguments import takes
from detainerlib._hints import nearest_names
from detainerlib._printing import Listing
from detainerlib._validation import day_of
from detainerlib.catalog import _place_index as on_file
from detainerlib.catalog import _place_names as names
from detainerlib.catalog._collections import every
from detainerlib.catalog._law import by_law
from detainerlib.errors import Choices, CoverageError, DetainerError, UnknownIdError
from detainerlib.models.jurisdictions import (
    CountyList,
    GovernmentLevel,
    Jurisdiction,
    JurisdictionLike,
)

T = TypeVar("T")

_TRIBE_DIGITS: Final = 4
_CITY_DIGITS: Final = 7
_MOST_SHOWN: Final = 40
# Names of places are short and alike, so a near one is guessed only where it is very near.
_ALIKE: Final = 0.75
_WITH_POINT: Final = re.compile(r"(\d{1,5})\.0", re.ASCII)
_WITH_PREFIX: Final = re.compile(r"\d{3}(?:00|0000)?US(\d{2}|\d{5}|\d{7})", re.ASCII)
_WITH_CODE: Final = re.compile(r"(?P<name>.+) \((?P<code>US(?:-[A-Z]{2})?|\d{2,7})\)", re.ASCII)
_EXPECTED: Final = 'a state (TX), a county ("Cook County, IL") or a FIPS code on file'


def jurisdiction(place: JurisdictionLike) -> Jurisdiction:
    """Return a government by its code or its name, as people write them.

    A state by its name, its postal abbreviation, its ISO 3166-2 or its FIPS code. A county by its
    name with its state, or by its FIPS code, as text or as a whole number, whose lost zeros are
    restored. A city by its name with its state, or by its FIPS code as text; a tribe by its Census
    code as text.

    Raises:
        UnknownIdError: If there is none, or if there are several; `candidates` lists those that may
            be meant, which are all in the state that was named.
        DetainerError: If it is a jurisdiction of one's own under a code that is on file.

    >>> print(jurisdiction("US-NC"), jurisdiction("TX"), jurisdiction(6), sep="; ")
    North Carolina (US-NC); Texas (US-TX); California (US-CA)
    >>> print(jurisdiction("Cook County, IL"), jurisdiction(4013), sep="; ")
    Cook County, Illinois (17031); Maricopa County, Arizona (04013)
    """
    if isinstance(place, Jurisdiction):
        return _on_record(place)
    if isinstance(place, str):
        return on_file.by_code().get(place) or _by_text(place)
    return _by_number(place)


# Under this name where a parameter is called `jurisdiction`.
place_of = jurisdiction


def find(text: JurisdictionLike, state: JurisdictionLike | None = None) -> tuple[Jurisdiction, ...]:
    """Return the governments that a name or code may mean: counties first, then cities.

    Those with that very name; where there is none, those with a name that begins with the words,
    and else the nearest names.

    Args:
        text: A name, with or without its state, or a code.
        state: The state to search in; by default the one that the text names, or all.

    Raises:
        UnknownIdError: If `text` is neither a name nor a code, or `state` is no state, district or
            territory.

    >>> for place in find("Bexar"):
    ...     print(place)
    Bexar County, Texas (48029)
    >>> [place.code for place in find("Fairfax", state="VA")]
    ['51059', '51600']
    """
    within = None if state is None else _state(state)
    is_code = not isinstance(text, str) or text.isdigit() or text in on_file.by_code()
    if isinstance(text, str) and not is_code and not _WITH_CODE.fullmatch(text.strip()):
        return Listing(_search(text, within) if text.strip() else ())
    try:
        place = place_of(text)
    except UnknownIdError:
        if isinstance(text, bool) or not isinstance(text, str | int):
            raise
        return Listing(())
    return Listing((place,) if within is None or within in lineage(place) else ())


@takes
def counties(on: date | None = None, *, territories: bool = False) -> tuple[Jurisdiction, ...]:
    """Return the counties and their equivalents, as the Census Bureau listed them on a day.

    In the 50 states and the District: parishes, boroughs, independent cities and, in Connecticut
    since 2022, planning regions are among them. `Jurisdiction.listed` is the period in that list,
    which is not legal existence, and `Jurisdiction.successors` names those listed in its place.

    Args:
        on: The day; by default that of the newest list on file (see `county_lists`). Of a later day
            what that list has is the answer, as nothing later is on file.
        territories: Whether to add the equivalents in the territories, which the lists on file do
            not date.

    Raises:
        NotADayError: If `on` is a datetime or no date.
        CoverageError: If it lies before the oldest list on file.

    >>> from datetime import date
    >>> len(counties(on=date(2020, 7, 1))), len(counties())
    (3143, 3144)
    >>> shannon = next(county for county in counties(on=date(2015, 1, 1)) if county.code == "46113")
    >>> print(shannon.name, shannon.listed.until, shannon.successors)
    Shannon County, South Dakota 2015-05-01 ('46102',)
    """
    lists = county_lists()
    day = lists[-1].on if on is None else day_of(on, "on")
    if day < lists[0].on:
        raise CoverageError(
            "on", day, f"a day from {lists[0].on} on", "No older list of counties is on file."
        )
    return Listing(
        county
        for state in on_file.states()
        if territories or state.level is not GovernmentLevel.TERRITORY
        for county in on_file.counties_of(state).values()
        if county.listed is not None and county.listed.contains(day)
    )


def county_lists() -> tuple[CountyList, ...]:
    """Return the lists of counties that the Census Bureau published and ours are derived from.

    >>> [county_list.id for county_list in county_lists()][-1]
    '2024-01-01'
    """
    return every(CountyList)


def lineage(jurisdiction: JurisdictionLike) -> tuple[Jurisdiction, ...]:
    """Return a jurisdiction and the governments above it, the nation last.

    Args:
        jurisdiction: A jurisdiction, its code or its name.

    Raises:
        UnknownIdError: If the jurisdiction, or one above it, is not on file.

    >>> [government.code for government in lineage("US-NC")]
    ['US-NC', 'US']
    """
    return _lineage(place_of(jurisdiction).code)


@by_law
def _lineage(code: str) -> tuple[Jurisdiction, ...]:
    governments = [place_of(code)]
    while governments[-1].parent is not None:
        governments.append(place_of(governments[-1].parent))
    return Listing(governments)


def government_of(place: JurisdictionLike | None) -> Jurisdiction | None:
    """Return the jurisdiction that is meant; None as it is."""
    return None if place is None else place_of(place)


def code_of(place: JurisdictionLike) -> str:
    """Return the code by which records name a jurisdiction."""
    return place_of(place).code


def state_of(place: JurisdictionLike) -> Jurisdiction:
    """Return the state, district or territory of a jurisdiction; of the nation, the nation."""
    return next(above for above in lineage(place) if not above.level.is_local)


def _state(state: JurisdictionLike) -> Jurisdiction:
    named = on_file.state_names().get(names.squashed(state)) if isinstance(state, str) else None
    place = named or place_of(state)
    if place.level.is_local or place.level is GovernmentLevel.NATION:
        raise UnknownIdError(
            "state", state, "a state, a district or a territory", "For example TX."
        )
    return place


def _on_record(place: Jurisdiction) -> Jurisdiction:
    known = place_of(place.code)
    if known != place:
        raise DetainerError(
            "jurisdiction",
            place,
            f"the one on file under that code: {known}",
            "Give the code.",
        )
    return known


def _by_number(number: Any) -> Jurisdiction:
    try:
        digits = "" if isinstance(number, bool) else str(index(number))
    except (TypeError, ValueError):
        digits = ""  # no number, or one of more digits than Python writes
    # A state's code has two digits, a county's five; either may have lost a zero.
    lengths = {1: 2, 2: 2, 4: 5, 5: 5}
    if not digits.isdigit() or len(digits) not in lengths:
        remedy = (
            "As a number, a state's FIPS code has one or two digits and a county's four or five; "
            "give other codes as text."
        )
        raise UnknownIdError("jurisdiction", number, _EXPECTED, remedy)
    return _by_digits(digits.zfill(lengths[len(digits)]), number)


def _by_digits(digits: str, given: object = None) -> Jurisdiction:
    """Return the government with a FIPS code."""
    state = on_file.by_code().get(digits[: on_file.STATE_DIGITS])
    if digits in on_file.by_code():
        return on_file.by_code()[digits]
    if len(digits) == 1 and f"0{digits}" in on_file.by_code():
        return on_file.by_code()[f"0{digits}"]
    if (
        state is not None
        and len(digits) == on_file.COUNTY_DIGITS
        and digits in on_file.counties_of(state)
    ):
        return on_file.counties_of(state)[digits]
    if state is not None and digits[on_file.STATE_DIGITS :] in on_file.city_names(state):
        return on_file.city(state, digits)
    typed = digits if given is None else given
    raise UnknownIdError("jurisdiction", typed, _EXPECTED, _why_not_on_record(digits, state))


def _why_not_on_record(digits: str, state: Jurisdiction | None) -> str:
    kinds = {on_file.COUNTY_DIGITS: "county", _CITY_DIGITS: "city"}
    if len(digits) == _TRIBE_DIGITS:
        with_zero = f"0{digits}"
        above = on_file.by_code().get(with_zero[: on_file.STATE_DIGITS])
        county = on_file.by_code().get(with_zero) or (
            on_file.counties_of(above).get(with_zero) if above else None
        )
        lost = f" A county's code has five: {county}." if county else ""
        return f"No tribe on file has that code of four digits.{lost}"
    if len(digits) not in {on_file.STATE_DIGITS, *kinds}:
        return "A state's code has two digits, a county's five, a city's seven."
    if state is None:
        return f"No state, district or territory has the digits {digits[: on_file.STATE_DIGITS]}."
    return f"No {kinds[len(digits)]} of {state.name} ({state.code}) has that code."


@by_law
def _by_text(text: str) -> Jurisdiction:
    code = text.strip()
    if code.isdigit():
        return _by_digits(code)
    # A column of codes with gaps holds numbers with a point; the Census Bureau adds a prefix.
    if match := _WITH_POINT.fullmatch(code):
        return _by_number(int(match[1]))
    if match := _WITH_PREFIX.fullmatch(code):
        return _by_digits(match[1], text)
    if match := _WITH_CODE.fullmatch(code):
        return _as_printed(match["name"], match["code"], text)
    if names.squashed(text) in names.NATION:
        return next(
            place for place in on_file.jurisdictions() if place.level is GovernmentLevel.NATION
        )
    typed = names.Typed.of(text, on_file.state_names())
    matches = _exact(typed)
    labels = [names.label(place) for place in matches]
    if typed.no_state:
        remedy = f"{typed.no_state[:_MOST_SHOWN]!r} is no state."
        choices = Choices(
            lambda: labels, f"{remedy} Did you mean {{}}?", f"{remedy} Write its name or TX."
        )
        raise UnknownIdError("jurisdiction", text, _EXPECTED, choices)
    if len(matches) == 1:
        return matches[0]
    if matches:
        choices = Choices(lambda: labels, "Write which: {}.")
        raise UnknownIdError("jurisdiction", text, "one place; this may be several", choices)
    where = f" in {typed.state.name}" if typed.state else ""
    choices = Choices(
        lambda: map(names.label, _nearest(typed)),
        "Did you mean {}?",
        f"No place of that name is on file{where}; catalog.find() searches.",
    )
    raise UnknownIdError("jurisdiction", text, _EXPECTED, choices)


def _as_printed(name: str, code: str, text: str) -> Jurisdiction:
    """Return a place by its name with its code behind it, as places are printed and offered."""
    place = place_of(code)
    printed = (place.name, names.label(place).rpartition(" (")[0])
    if names.key(name) in map(names.key, printed):
        return place
    raise UnknownIdError(
        "jurisdiction", text, "a name and a code of one place", f"The code is that of {place}."
    )


def _exact(typed: names.Typed) -> tuple[Jurisdiction, ...]:
    """Return the places with the very name, in any of the ways in which the text can be read."""
    found: dict[str, Jurisdiction] = {}
    for name, state in typed.readings:
        if not name:
            places: Iterable[Jurisdiction] = (state,) if state else ()
        elif state is not None:
            places = _named_in(state, name)
        else:
            places = _named_anywhere(name)
        found |= {place.code: place for place in places}
    return tuple(found.values())


def _named_in(state: Jurisdiction, name: str) -> tuple[Jurisdiction, ...]:
    matches = on_file.name_index(state).get(names.key(name), ())
    cities: list[Jurisdiction] = []
    if not names.says_what_it_is(name):
        cities = [
            place_of(code)
            for county in matches
            for code in on_file.namesakes(state).get(county.code, ())
        ]
    return _each_once([*matches, *cities] or on_file.cities_named((state,), name))


def _named_anywhere(name: str) -> tuple[Jurisdiction, ...]:
    key = names.key(name)
    found = [
        place for state in on_file.states() for place in on_file.name_index(state).get(key, ())
    ]
    found += [
        place
        for place in on_file.jurisdictions()
        if place.aiannh
        and key in map(names.key, (place.name, *on_file.other_names().get(place.code, ())))
    ]
    # A name that does not say what it is may be a city's anywhere.
    if not found or not names.says_what_it_is(name):
        found += on_file.cities_named(on_file.states(), name)
    return _each_once(found)


def _each_once(places: Iterable[Jurisdiction]) -> tuple[Jurisdiction, ...]:
    """Return places, each once, and in place of a city the county that it is one with."""
    as_one = [place if place.one_with is None else place_of(place.one_with) for place in places]
    return tuple({place.code: place for place in as_one}.values())


def _search(text: str, within: Jurisdiction | None) -> tuple[Jurisdiction, ...]:
    typed = names.Typed.of(text, on_file.state_names(), within)
    # A search shows the cities beside the counties of their name.
    cities = [
        city
        for name, state in typed.readings
        if name and not names.says_what_it_is(name)
        for city in on_file.cities_named((state,) if state else on_file.states(), name)
    ]
    return (
        _each_once([*_exact(typed), *cities, *map(place_of, on_file.called(typed))])
        or _each_once(_beginning_with(typed))
        or _nearest(typed)
    )


def _beginning_with(typed: names.Typed) -> Iterator[Jurisdiction]:
    starts = [(names.squashed(name), state) for name, state in typed.readings if name]
    for start, state in starts:
        for above in (state,) if state else on_file.states():
            yield from (
                county
                for county in on_file.counties_of(above).values()
                if names.squashed(county.name).startswith(start)
            )
    for start, state in starts:
        for above in (state,) if state else on_file.states():
            index = on_file.city_index(above)
            codes = [code for key in index if key.startswith(start) for code in index[key]]
            yield from (on_file.city(above, code) for code in codes)


def _nearest(typed: names.Typed) -> tuple[Jurisdiction, ...]:
    """Return the places with that nickname, or the most alike names, in the state named."""
    if called := _each_once(map(place_of, on_file.called(typed))):
        return called
    by_name: dict[str, list[Jurisdiction]] = {}
    for state in (typed.state,) if typed.state else on_file.states():
        for county in on_file.counties_of(state).values():
            by_name.setdefault(names.stem(county, state.name).casefold(), []).append(county)
        if typed.state is None:
            by_name.setdefault(state.name.casefold(), []).append(state)
    name = typed.readings[0][0] if typed.readings else ""
    nearest = nearest_names(names.without_last_kind(name), by_name, alike=_ALIKE)
    return _each_once(place for name in nearest for place in by_name[name])
