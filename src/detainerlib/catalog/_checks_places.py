"""Where records stand: files by the names of states, governments below governments."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from detainerlib.catalog import _place_names as names
from detainerlib.catalog._checks_layers import is_of_package
from detainerlib.catalog._toml import Loaded, fault
from detainerlib.errors import DataFault
from detainerlib.models.agreements import CooperationAgreement
from detainerlib.models.deciding_powers import DecidingPower
from detainerlib.models.hold_rules import HoldRule
from detainerlib.models.jurisdictions import CountyNames, GovernmentLevel, Jurisdiction, PlaceZones
from detainerlib.models.no_rules import NoRuleFinding
from detainerlib.models.provisions import PolicyExample, Provision
from detainerlib.times.zones import is_key_of_a_place

Governments = Mapping[str, Jurisdiction]

_BY_STATE: Final = r"{}/(us(?:-[a-z]{{2}})?)(?:/[a-z0-9-]+)?\.toml"
_PLACED: Final = ("rules", "policies", "agreements", "powers")
_PLAIN: Final = r"{0}\.toml|{0}/[a-z0-9-]+\.toml"
_COUNTIES: Final = r"counties/us-[a-z]{2}\.toml"
_FILES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "rules": (rf"rules/federal\.toml|{_BY_STATE.format('rules')}", "rules/us-tx.toml"),
        "policies": (_BY_STATE.format("policies"), "policies/us-tx.toml"),
        "agreements": (
            rf"agreements/(?:models|authorities)\.toml|{_BY_STATE.format('agreements')}",
            "agreements/us-tx.toml",
        ),
        "powers": (_BY_STATE.format("powers"), "powers/us-tx.toml"),
        "counties": (_COUNTIES, "counties/us-tx.toml"),
        "cities": (r"cities/us-[a-z]{2}\.toml", "cities/us-tx.toml"),
        "place-zones": (r"place-zones/us(?:-[a-z]{2})?\.toml", "place-zones/us-tx.toml"),
    }
)
_ABOVE: Final[Mapping[GovernmentLevel, frozenset[GovernmentLevel]]] = MappingProxyType(
    {
        **dict.fromkeys(GovernmentLevel, frozenset({GovernmentLevel.STATE})),
        **dict.fromkeys(
            (GovernmentLevel.STATE, GovernmentLevel.DISTRICT, GovernmentLevel.TERRITORY),
            frozenset({GovernmentLevel.NATION}),
        ),
        # The counties of New York City lie in the city.
        GovernmentLevel.COUNTY: frozenset(
            {GovernmentLevel.STATE, GovernmentLevel.TERRITORY, GovernmentLevel.CITY}
        ),
        # The District is one government with its one city.
        GovernmentLevel.CITY: frozenset(
            {
                GovernmentLevel.STATE,
                GovernmentLevel.DISTRICT,
                GovernmentLevel.TERRITORY,
                GovernmentLevel.COUNTY,
            }
        ),
        GovernmentLevel.TRIBE: frozenset({GovernmentLevel.NATION, GovernmentLevel.STATE}),
    }
)
_OF_STATES: Final = frozenset(
    {GovernmentLevel.STATE, GovernmentLevel.DISTRICT, GovernmentLevel.TERRITORY}
)
_COUNTY_DIGITS: Final = 5
_STATE_DIGITS: Final = 2
_DIGITS: Final[Mapping[GovernmentLevel, int]] = MappingProxyType(
    {
        GovernmentLevel.STATE: _STATE_DIGITS,
        GovernmentLevel.DISTRICT: _STATE_DIGITS,
        GovernmentLevel.TERRITORY: _STATE_DIGITS,
        GovernmentLevel.COUNTY: _COUNTY_DIGITS,
        GovernmentLevel.INDEPENDENT_CITY: _COUNTY_DIGITS,
        GovernmentLevel.PLANNING_REGION: _COUNTY_DIGITS,
    }
)


class Places:
    """The governments that records may name: also counties and cities without one of their own."""

    def __init__(self, collections: Mapping[str, Loaded[Any]]) -> None:
        """Take them from the records of governments, counties and cities."""
        self.governments: Governments = {
            government.code: government for _, government in collections["jurisdictions"].records
        }
        self._by_digits = {place.fips: place for place in self.governments.values() if place.fips}
        self._counties = {
            fips for _, counties in collections["counties"].records for fips in counties.names
        }
        self._cities: dict[str, str] = {}
        is_digits = re.compile(r"[0-9]{5}").fullmatch
        for _, cities in collections["cities"].records:
            state = self.governments.get(cities.state)
            for code, description in cities.by_code.items():
                if state is not None and state.fips and is_digits(code):
                    self._cities[f"{state.fips}{code}"] = description

    @property
    def codes(self) -> set[str]:
        """The codes by which records may name them; a state's digits are none."""
        return {*self.governments, *self._counties, *self._cities}

    def get(self, code: str | None) -> Jurisdiction | None:
        """Return the government of a code; a state may be named by its digits, too."""
        if code is None:
            return None
        place = self.governments.get(code) or self._by_digits.get(code)
        state = self._by_digits.get(code[:_STATE_DIGITS])
        if place is not None or state is None:
            return place
        if code in self._counties:
            level = GovernmentLevel.COUNTY
            return Jurisdiction(name=code, level=level, fips=code, parent=state.code)
        if code not in self._cities:
            return None
        whole = names.independent_city(self._cities[code], self.governments.values(), state)
        above = state.code if whole is None else whole.code
        return Jurisdiction(
            name=code,
            level=GovernmentLevel.CITY,
            fips=code,
            parent=above,
            one_with=None if whole is None else above,
        )

    def lineage(self, code: str | None) -> Iterator[Jurisdiction]:
        """Yield the government of a code and those above it, each once."""
        passed: set[str] = set()
        place = self.get(code)
        while place is not None and place.code not in passed:
            passed.add(place.code)
            yield place
            place = self.get(place.parent)

    def state_of(self, code: str | None) -> Jurisdiction | None:
        """Return the state, district, territory or nation that a place is or is in."""
        return next((place for place in self.lineage(code) if not place.level.is_local), None)


def file_faults(files: Mapping[str, bytes]) -> Iterator[DataFault]:
    """Yield a fault for each name of a file outside the pattern of its collection.

    A state's rules in a file of another name would be taken for federal ones.
    """
    for file in files:
        folder = file.partition("/")[0].removesuffix(".toml")
        pattern, example = _FILES.get(
            folder, (_PLAIN.format(re.escape(folder)), f"{folder}/a.toml")
        )
        is_record = file.endswith(".toml") and file != "law.toml"
        if is_record and not re.fullmatch(pattern, file):
            message = f"has another name than such files have; {example} is one"
            yield fault(file, "-", "file", message)


def place_faults(collections: Mapping[str, Loaded[Any]], places: Places) -> Iterator[DataFault]:
    """Yield the faults of where records stand, and of the governments among each other."""
    governments = places.governments
    for name in (*_PLACED, "examples", "no rules", "unread texts"):
        for file, record in collections[name].records:
            if not is_of_package(file):
                yield from _misplaced(file, record, places)
    for file, finding in collections["no rules"].records:
        place = governments.get(finding.jurisdiction)
        if place is None or place.level not in _OF_STATES:
            message = f"{finding.jurisdiction!r} is no state, district or territory"
            yield fault(file, finding.id, "jurisdiction", message)
    for file, counties in collections["counties"].records:
        if not is_of_package(file):
            yield from _misplaced_counties(file, counties, governments)
    for name in ("cities", "place-zones"):
        for file, record in collections[name].records:
            if not is_of_package(file) and file != f"{name}/{record.state.lower()}.toml":
                message = f"{record.state!r} is not where the file says"
                yield fault(file, record.id, "state", message)
    yield from _zone_faults(collections["place-zones"].records, governments)
    yield from _name_faults(collections, governments)
    yield from _count_faults(collections, governments)
    yield from _repeated_codes(collections)
    for file, government in collections["jurisdictions"].records:
        for field, message in _government_faults(government, places):
            yield fault(file, government.id, field, message)


def _misplaced(
    file: str,
    record: HoldRule
    | Provision
    | PolicyExample
    | CooperationAgreement
    | NoRuleFinding
    | DecidingPower,
    places: Places,
) -> Iterator[DataFault]:
    # A state's rule that forgets its jurisdiction would be a federal one, and what is asked of a
    # place is read from the files of its state alone.
    state = re.fullmatch(_BY_STATE.format(f"(?:{'|'.join(_PLACED)})"), file)
    if state is None and file != "rules/federal.toml":
        return  # The name of the file is a fault.
    expected = None if state is None else state.group(1).upper()
    place, above = places.get(record.jurisdiction), places.state_of(record.jurisdiction)
    if record.jurisdiction is not None and above is None:
        return  # It is not on record, which is a fault of its own.
    if expected != (None if above is None else above.code):
        where = "none, as the file is of federal rules" if expected is None else f"in {expected}"
        message = f"{record.jurisdiction!r} is not where the file says: {where}"
        yield fault(file, record.id, "jurisdiction", message)
    elif place is not None and place.one_with is not None:
        message = f"{record.jurisdiction!r} is one government with {place.one_with!r}; write that"
        yield fault(file, record.id, "jurisdiction", message)
    elif "/" in file.partition("/")[2] and record.jurisdiction == expected:
        message = f"{record.jurisdiction!r} is no locality; move it to the file of the state"
        yield fault(file, record.id, "jurisdiction", message)


def _misplaced_counties(
    file: str, counties: CountyNames, governments: Governments
) -> Iterator[DataFault]:
    # A county is looked up in the file of the state whose digits its code begins with.
    if file != f"counties/{counties.state.lower()}.toml" and re.fullmatch(_COUNTIES, file):
        message = f"{counties.state!r} is not where the file says"
        yield fault(file, counties.id, "state", message)
    state = governments.get(counties.state)
    for fips in counties.names:
        if state is not None and state.fips is not None and not fips.startswith(state.fips):
            message = f"{fips!r} does not begin with the digits of its state, {state.fips}"
            yield fault(file, counties.id, "names", message)


def _repeated_codes(collections: Mapping[str, Loaded[Any]]) -> Iterator[DataFault]:
    """A code that would stand for two governments."""
    owners: dict[str, str] = {}
    for file, government in collections["jurisdictions"].records:
        for field in ("iso", "fips", "aiannh"):
            code = getattr(government, field)
            if code in owners:
                message = f"{code!r} is also the code of {owners[code]}"
                yield fault(file, government.id, field, message)
            elif code is not None:
                owners[code] = government.name
    for file, counties in collections["counties"].records:
        for fips in counties.names:
            if fips in owners:
                message = f"{fips!r} is also the code of {owners[fips]}"
                yield fault(file, counties.id, "names", message)
            owners[fips] = counties.names[fips]


def _government_faults(government: Jurisdiction, places: Places) -> Iterator[tuple[str, str]]:
    digits = _DIGITS.get(government.level)
    if government.fips is not None and digits not in {None, len(government.fips)}:
        yield (
            "fips",
            f"{government.fips!r} has not the {digits} digits of a {government.level.value}",
        )
    parent = places.get(government.parent)
    if parent is None or parent == government:
        return
    if parent.level not in _ABOVE[government.level]:
        yield "parent", f"{government.parent!r} is a {parent.level.value}, and above no such place"
    state = places.state_of(parent.code)
    fips, above = government.fips, None if state is None else state.fips
    if fips is not None and above is not None and not fips.startswith(above):
        yield "fips", f"{fips!r} does not begin with the digits of its state, {above}"
    if government.one_with is not None:
        # A consolidated city lies in the county, or the District, with which it is one government.
        whole = places.get(government.one_with)
        levels = {GovernmentLevel.COUNTY, GovernmentLevel.DISTRICT}
        if whole is None or whole.level not in levels or whole != parent:
            yield "one_with", f"{government.one_with!r} is not the county in which it lies"


def _zone_faults(
    records: Iterable[tuple[str, PlaceZones]], governments: Mapping[str, Jurisdiction]
) -> Iterator[DataFault]:
    """Keys that name no place, and places of another state."""
    for file, record in records:
        state = governments.get(record.state)
        digits = "" if state is None or state.fips is None else state.fips
        for index, area in enumerate(record.areas):
            for place in area.places:
                if not place.startswith(digits):
                    message = f"{place!r} does not begin with the digits of its state, {digits}"
                    yield fault(file, record.id, f"areas[{index}].places", message)
        zones = [record.zone, *(zone for area in record.areas for zone in area.zones)]
        for zone in filter(None, zones):
            if not is_key_of_a_place(zone):
                yield fault(file, record.id, "zones", f"{zone!r} is no key of a place")


def _name_faults(
    collections: Mapping[str, Loaded[Any]], governments: Mapping[str, Jurisdiction]
) -> Iterator[DataFault]:
    """Other names of what is no place on file."""
    counties = {fips for _, state in collections["counties"].records for fips in state.names}
    for file, record in collections["place-names"].records:
        if record.place not in governments and record.place not in counties:
            yield fault(file, record.id, "place", f"{record.place!r} is no place on file")


def _count_faults(
    collections: Mapping[str, Loaded[Any]], governments: Mapping[str, Jurisdiction]
) -> Iterator[DataFault]:
    """Lists of the Census Bureau that count other counties than ours have on their day."""
    lists = collections["county-lists"].records
    own = [place.listed for place in governments.values() if _is_in_a_state(place, governments)]
    for file, county_list in lists:
        count = sum(listed.contains(county_list.on) is True for listed in own if listed)
        for _, state in collections["counties"].records:
            level = governments[state.state].level if state.state in governments else None
            if level in {GovernmentLevel.STATE, GovernmentLevel.DISTRICT}:
                count += _counties_listed(state, county_list.on)
        if count != county_list.count:
            message = f"is not that of our counties on that day, {count}"
            yield fault(file, county_list.id, "count", message)
    oldest = min((county_list.on for _, county_list in lists), default=None)
    for file, state in collections["counties"].records if oldest else ():
        if state.since != oldest:
            yield fault(file, state.id, "since", f"is not the day of the oldest list, {oldest}")


def _is_in_a_state(place: Jurisdiction, governments: Mapping[str, Jurisdiction]) -> bool:
    return place.listed is not None and any(
        state.level in {GovernmentLevel.STATE, GovernmentLevel.DISTRICT}
        and str(place.fips).startswith(str(state.fips))
        for state in governments.values()
    )


def _counties_listed(state: CountyNames, day: date) -> int:
    """Count the counties of a state on a day; only those that came or went are asked one by one."""
    changed = state.names.keys() & (state.added.keys() | state.removed.keys())
    unchanged = len(state.names) - len(changed) if state.since <= day else 0
    return unchanged + sum(_is_listed(state, fips, day) for fips in changed)


def _is_listed(state: CountyNames, fips: str, day: date) -> bool:
    start, until = state.added.get(fips, state.since), state.removed.get(fips)
    return start <= day and (until is None or day < until)
