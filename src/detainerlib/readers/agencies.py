"""Where an agency is and what it covers: exact, then folded, within its state; never guessed."""

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

import attrs

from detainerlib import catalog
from detainerlib._arguments import chosen
from detainerlib._hints import nearest_names
from detainerlib._printing import Printed
from detainerlib._validation import checked
from detainerlib.catalog import _place_index as on_file
from detainerlib.catalog import _place_names as names
from detainerlib.catalog._law import by_law
from detainerlib.errors import UnknownIdError
from detainerlib.models.file_layouts import FileLayout
from detainerlib.models.jurisdictions import AgencyType, Jurisdiction, JurisdictionLike
from detainerlib.models.listed_agreements import AgencyLevel, MatchType
from detainerlib.readers._cells import plain, words_of
from detainerlib.readers._columns import Reading, reading_of

_NAMES: Final = "287g-agency-names"
_NEAR: Final = 0.8
_ONE_LETTER: Final = 0.9


@attrs.frozen(kw_only=True, field_transformer=checked)
class PlaceMatch(Printed):
    """What was found of a place.

    Attributes:
        place: The place; None where there is none, or where several may be meant.
        match: How it was found.
        candidates: The places that may be meant, where none was found.

    >>> from detainerlib.readers import match_place
    >>> match = match_place("Flagere County", "FL")
    >>> match.place, match.match.value, match.candidates[0].name
    (None, 'none', 'Flagler County, Florida')
    """

    place: Jurisdiction | None = None
    match: MatchType = MatchType.NONE
    candidates: tuple[Jurisdiction, ...] = ()

    def __str__(self) -> str:
        """The place and how it was found, or the candidates."""
        if self.place is not None:
            return f"{self.place}: {self.match.value}"
        if not self.candidates:
            return "no place has that name or a similar one"
        return f"no place has that name; did you mean {' or '.join(map(str, self.candidates))}"


class AgencyPlace(NamedTuple):
    """Where an agency is, and what it covers.

    Attributes:
        county: The county named beside it.
        own: Its own government.
        level: What it covers.
        agency_type: Which kind it is.
        doubts: What is not as it should be: what was found, and why it was not believed.
    """

    county: PlaceMatch
    own: PlaceMatch
    level: AgencyLevel | None
    agency_type: AgencyType | None
    doubts: tuple[tuple[str, str, str], ...]


_NOWHERE: Final = PlaceMatch()


@by_law
def match_state(text: str) -> PlaceMatch:
    """Return the state of a name; a slip of a letter is read where only one state is as near."""
    states = {names.squashed(state.name): state for state in on_file.states()}
    spelled = plain(text)
    squashed = names.squashed(spelled)
    code = _reading("state").value_of(spelled.strip(" *.,;"))
    state = states.get(squashed) or on_file.state_names().get(squashed)
    state = place_of_code(code) if state is None and code is not None else state
    if state is not None:
        exact = spelled.casefold() == state.name.casefold()
        return PlaceMatch(place=state, match=MatchType.EXACT if exact else MatchType.FOLDED)
    candidates = tuple(states[name] for name in slips_of(squashed, states))
    if len(candidates) == 1:
        return PlaceMatch(place=candidates[0], match=MatchType.REPAIRED)
    return PlaceMatch(candidates=candidates)


def slips_of(spelling: str, spellings: Iterable[str]) -> tuple[str, ...]:
    """Return the spellings that differ from one by a slip of a letter, in all of their letters.

    >>> slips_of("texass", ["texas", "kansas"]), slips_of("washingtondc", ["washington"])
    (('texas',), ())
    """
    near = nearest_names(spelling, spellings, alike=_ONE_LETTER)
    return tuple(name for name in near if abs(len(name) - len(spelling)) <= 1)


def match_place(
    name: str, state: JurisdictionLike, *, level: AgencyLevel | str = AgencyLevel.COUNTY
) -> PlaceMatch:
    """Return the county or city of a state with a name: exact, then folded, else candidates.

    Args:
        name: The name, with or without what the place is.
        state: The state; no other is searched.
        level: Whether a county or a city is sought: "county" or "municipal".

    Raises:
        UnknownIdError: If the state is not on file, or the level is none.

    >>> match_place("St Johns County", "FL").place.code, match_place("Saint Johns", "FL").match
    ('12109', <MatchType.FOLDED: 'folded'>)
    >>> print(match_place("Flagere County", "FL").candidates[0])
    Flagler County, Florida (12035)
    """
    return _match(plain(name), catalog.jurisdiction(state), chosen(AgencyLevel, level, "level"))


@by_law
def _match(spelling: str, state: Jurisdiction, level: AgencyLevel) -> PlaceMatch:
    head, _, behind = spelling.rpartition(",")
    own_state = head and on_file.state_names().get(names.squashed(behind)) == state
    name = head.strip() if own_state else spelling
    if level is AgencyLevel.MUNICIPAL:
        cities = on_file.cities_named((state,), name)
        return _settled(name, state, cities, lambda: _near_cities(name, state))
    counties = tuple(
        place
        for place in on_file.name_index(state).get(names.key(name), ())
        if len(place.code) == on_file.COUNTY_DIGITS
    )
    return _settled(name, state, counties, lambda: _near_counties(name, state))


def _settled(
    name: str,
    state: Jurisdiction,
    matches: tuple[Jurisdiction, ...],
    near: Callable[[], tuple[Jurisdiction, ...]],
) -> PlaceMatch:
    exact = [
        place
        for place in matches
        if names.bare(place.name, state.name).casefold() == name.casefold()
    ]
    if len(exact) == 1:
        return PlaceMatch(place=exact[0], match=MatchType.EXACT)
    if len(matches) == 1:
        return PlaceMatch(place=matches[0], match=MatchType.FOLDED)
    return PlaceMatch(candidates=matches or near())


def _near_counties(name: str, state: Jurisdiction) -> tuple[Jurisdiction, ...]:
    # What a county is called has letters that all have: "Flagere County" is not near "Lee County".
    counties: dict[str, list[Jurisdiction]] = {}
    for place in on_file.counties_of(state).values():
        counties.setdefault(names.stem(place, state.name), []).append(place)
    near = nearest_names(names.without_last_kind(name), counties, alike=_NEAR)
    return tuple(place for stem in near for place in counties[stem])


def _near_cities(name: str, state: Jurisdiction) -> tuple[Jurisdiction, ...]:
    codes = {
        names.without_kind(description): code
        for code, description in on_file.city_names(state).items()
    }
    near = nearest_names(names.without_last_kind(name), codes, alike=_NEAR)
    return tuple(on_file.city(state, f"{state.fips}{codes[city]}") for city in near)


@by_law
def place_agency(
    agency: str, state: Jurisdiction | None, county: str, level: AgencyLevel | None
) -> AgencyPlace:
    """Return where an agency is, by its name, its state and the county and level beside it.

    Args:
        agency: Its name.
        state: Its state; None where it is not known.
        county: The county beside it; empty where there is none.
        level: What the file says that it covers; None where it does not.
    """
    doubts: list[tuple[str, str, str]] = []
    settled = _level_of(agency, level, doubts)
    kind = _type_of(agency, settled)
    if state is None:
        return AgencyPlace(_NOWHERE, _NOWHERE, settled, kind, tuple(doubts))
    named = _match(county, state, AgencyLevel.COUNTY) if county else _NOWHERE
    if county and named.place is None:
        doubts.append(("county", "was not matched", _why_unmatched(named)))
    own = _own_government(agency, state, settled)
    if settled is AgencyLevel.COUNTY and county:
        by_name = own.place
        if named.place is not None and by_name is not None and named.place != by_name:
            both = (named.place, by_name)
            named = own = PlaceMatch(candidates=both)
            why = f"the name of the agency says {by_name.name}"
            doubts.append(("county", "was ignored and not replaced", why))
        elif named.place is not None:
            own = named
        elif by_name is not None:
            # A county printed with an error settles nothing against the agency's name.
            named = PlaceMatch(candidates=named.candidates or (by_name,))
            own = PlaceMatch(candidates=(by_name,))
    elif settled is AgencyLevel.COUNTY:
        named = own
    if settled is AgencyLevel.COUNTY and kind is AgencyType.POLICE and not _says_county(agency):
        why = "the name of the agency does not say that it is a county's"
        doubts.append(("level", "was kept as county", why))
    return AgencyPlace(named, own, settled, kind, tuple(doubts))


def _says_county(agency: str) -> bool:
    return bool({"county", "parish", "borough"} & {*words_of(agency).split()})


def _why_unmatched(match: PlaceMatch) -> str:
    if not match.candidates:
        return "no county of the state has that name or a similar one"
    return f"did you mean {' or '.join(place.name for place in match.candidates)}"


def _level_of(
    agency: str, given: AgencyLevel | None, doubts: list[tuple[str, str, str]]
) -> AgencyLevel | None:
    value = _reading("level").value_of(words_of(agency))
    by_name = None if value is None else AgencyLevel(value)
    # Only a state's own agency is sure to be the state's; other words narrow what the file says.
    if by_name is None or by_name is given:
        return given
    if given is not None and (by_name is AgencyLevel.STATE or given is AgencyLevel.STATE):
        if by_name is not AgencyLevel.STATE:
            return by_name if by_name is AgencyLevel.CAMPUS else given
        doubts.append(("level", f"is read as {by_name.value}", "the name of the agency says so"))
    return by_name


def _type_of(agency: str, level: AgencyLevel | None) -> AgencyType | None:
    value = _reading("agency_type").value_of(words_of(agency))
    kind = None if value is None else AgencyType(value)
    if level is AgencyLevel.STATE:
        of_state = {
            AgencyType.LOCAL_CORRECTIONS: AgencyType.STATE_CORRECTIONS,
            AgencyType.POLICE: AgencyType.STATE_POLICE,
        }
        kind = of_state.get(kind, kind) if kind is not None else AgencyType.STATE_AGENCY
        return kind if kind.is_of_state else AgencyType.STATE_AGENCY
    return None if kind is not None and kind.is_of_state else kind


def _own_government(agency: str, state: Jurisdiction, level: AgencyLevel | None) -> PlaceMatch:
    if level is AgencyLevel.STATE:
        return PlaceMatch(place=state, match=MatchType.EXACT)
    if level is None or level not in {AgencyLevel.COUNTY, AgencyLevel.MUNICIPAL}:
        return _NOWHERE
    best = _NOWHERE
    for place in _names_within(agency, level):
        match = _match(place, state, level)
        if match.place is None and " of " in place.casefold():
            match = _of_its_kind(names.in_order(place), state, level)
        if match.place is not None:
            return match
        best = best if best.candidates else match
    return best


def _of_its_kind(name: str, state: Jurisdiction, level: AgencyLevel) -> PlaceMatch:
    """Return the place of a name such as "Palm Beach town", if it is what the name says it is.

    The city and the town of one name are two governments.
    """
    match = _match(name, state, level)
    if match.place is None or level is AgencyLevel.COUNTY:
        return match
    description = on_file.city_names(state).get(match.place.code[on_file.STATE_DIGITS :], "")
    kind = name.rpartition(" ")[2]
    return match if description.endswith(f" {kind}") else PlaceMatch(candidates=(match.place,))


def _names_within(agency: str, level: AgencyLevel) -> Iterable[str]:
    """Yield what is left of an agency's name without each ending that it may have."""
    name = plain(agency)
    for entry in _layout().values:
        if entry.column == "ending" and entry.value == level.value:
            for ending in sorted(entry.spellings, key=len, reverse=True):
                if name.casefold().endswith(f" {ending.casefold()}"):
                    yield name[: -len(ending)].strip(" -,/")


@by_law
def _layout() -> FileLayout:
    return catalog.file_layout(_NAMES)


@by_law
def _reading(column: str) -> Reading:
    return reading_of(_layout(), column)


@by_law
def agency_id_of(agency: str, state: Jurisdiction | None) -> str:
    """Return the id of an agency: its state, and its name folded, so that two spellings have one.

    >>> from detainerlib import catalog
    >>> agency_id_of("Finney County Sheriffs  Office ", catalog.jurisdiction("KS"))
    'KS-finney-county-sheriff-office'
    """
    postal = "XX" if state is None else str(state.iso)[-2:]
    return f"{postal}-{words_of(agency).replace(' ', '-')}"


@by_law
def abbreviation_of(models: tuple[str, ...]) -> str:
    """Return the letters that stand for models in an id."""
    value = _reading("abbreviation").value_of("+".join(models))
    return value or "XXX"


@by_law
def place_of_code(code: str) -> Jurisdiction | None:
    """Return the place of a code; None where none is on record."""
    try:
        return catalog.jurisdiction(code)
    except UnknownIdError:
        return None
