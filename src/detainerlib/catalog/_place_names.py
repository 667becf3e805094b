"""How people write the names of places: with or without their state, accents and what they are."""

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias
from unicodedata import normalize

from detainerlib.models.jurisdictions import GovernmentLevel, Jurisdiction

# Longer ones first, as they end like shorter ones.
_COUNTY_KINDS: Final = (
    "city and borough",
    "census area",
    "planning region",
    "county",
    "parish",
    "borough",
    "municipality",
    "municipio",
    "district",
    "island",
)
_CITY_KINDS: Final = ("city", "town", "village", "borough", "township", "municipality")
_MERGED_KINDS: Final = (
    "metropolitan government",
    "metro government",
    "unified government",
    "consolidated government",
    "urban county",
)
_SPELLED_OUT: Final[Mapping[str, str]] = MappingProxyType({"st": "saint", "ste": "sainte"})
_IN_FRONT: Final[Mapping[str, str]] = MappingProxyType({"ft": "fort", "mt": "mount"})
_COUNTY_ABBREVIATED: Final = frozenset({"co", "cnty", "cty"})
_SECOND_NAME: Final = re.compile(r"(.+) \((.+)\)")
_OF: Final = re.compile(
    r"(?P<kind>city and county|city and borough|county|parish|borough|municipality|city|town|"
    r"village) of (?P<name>.+)"
)
NATION: Final = frozenset({"us", "usa", "unitedstates", "unitedstatesofamerica"})


StateNames: TypeAlias = Mapping[str, Jurisdiction]


class Typed(NamedTuple):
    """What was typed of a place, in each way in which it can be read.

    Attributes:
        spelling: The text.
        state: The state that it names, or to which a search is limited; None where it names none.
        no_state: What stands where a state's name should, and is none; empty where nothing does.
        readings: Pairs of a name and its state; the state alone has no name.
    """

    spelling: str
    state: Jurisdiction | None
    no_state: str
    readings: tuple[tuple[str, Jurisdiction | None], ...]

    @staticmethod
    def of(text: str, states: StateNames, within: Jurisdiction | None = None) -> "Typed":
        """Return the ways in which a text can be read; `within` is the state to search in."""
        head, comma, tail = text.rpartition(",")
        if comma and key(tail) in NATION:
            return Typed.of(head, states, within)._replace(spelling=text)
        no_state = ""
        if comma:
            state = states.get(squashed(tail))
            no_state = tail.strip() if state is None else ""
            readings: list[tuple[str, Jurisdiction | None]] = [(in_order(head), state)]
        else:
            readings = [*_without_comma(text, states, within)]
        if within is not None:
            readings = [
                (name, within)
                for name, state in readings
                if name and (state is None or state == within)
            ]
        named = {state.code: state for _, state in readings if state is not None}
        state = within or (next(iter(named.values())) if len(named) == 1 else None)
        return Typed(text, state, no_state, tuple(readings))


def _without_comma(
    text: str, states: StateNames, within: Jurisdiction | None
) -> Iterator[tuple[str, Jurisdiction | None]]:
    state = states.get(squashed(text))
    if state is not None and within is None:
        yield "", state
        # "Penn." is Pennsylvania, and may be the town of that name.
        if squashed(text) in _own_names(state):
            return
    yield in_order(text), None
    words = text.split()
    for count in range(1, min(4, len(words))):
        state = states.get(squashed(" ".join(words[-count:])))
        if state is not None:
            yield in_order(" ".join(words[:-count])), state


def state_names(
    states: Iterable[Jurisdiction], other_names: Mapping[str, Iterable[str]]
) -> StateNames:
    """Return states by their names, abbreviations and codes, as `squashed` writes them."""
    named: dict[str, Jurisdiction] = {}
    for state in states:
        others = map(squashed, other_names.get(state.code, ()))
        named |= dict.fromkeys((*_own_names(state), *others), state)
    return MappingProxyType(named)


def _own_names(state: Jurisdiction) -> tuple[str, ...]:
    """Return the names of a state that are no other place's, or are meant of it first."""
    name, iso = squashed(state.name), str(state.iso)
    spellings = (name, f"stateof{name}", f"commonwealthof{name}", f"{name}state")
    return (*spellings, iso[-2:].casefold(), squashed(iso))


def in_order(text: str) -> str:
    """Return "County of Cook" as "Cook County"."""
    plain = " ".join(_words(text))
    match = _OF.fullmatch(plain)
    if match is None:
        return plain
    kind = {"city and county": "county"}.get(match["kind"], match["kind"])
    return f"{match['name']} {kind}"


def _words(text: str) -> list[str]:
    ascii_only = normalize("NFKD", text).encode("ascii", "ignore").decode()
    joined = re.sub(r"[.'`]", "", ascii_only.casefold().replace("&", " and "))
    words = re.sub(r"[^a-z0-9]+", " ", joined).split()
    # At the end MT is Montana.
    return [
        *(_SPELLED_OUT.get(word, _IN_FRONT.get(word, word)) for word in words[:-1]),
        *(_SPELLED_OUT.get(word, word) for word in words[-1:]),
    ]


def squashed(text: str) -> str:
    """Return a text without case, accents, blanks and marks, with "St." spelled out."""
    return "".join(_words(text))


def key(name: str) -> str:
    """Return what two spellings of one name have in common.

    >>> key("St. Clair Co.") == key("Saint Clair County"), key("De Kalb") == key("DeKalb")
    (True, True)
    """
    words = _words(name)
    if len(words) > 1 and words[-1] in _COUNTY_ABBREVIATED:
        words[-1] = "county"
    return "".join(words)


def says_what_it_is(name: str) -> bool:
    """Tell whether a name ends with what the place is, such as "County"."""
    words = _words(name)
    last = words[-1] if words else ""
    return len(words) > 1 and (
        last in _COUNTY_ABBREVIATED or last in {*_COUNTY_KINDS, *_CITY_KINDS, "area", "region"}
    )


def city_keys(name: str) -> tuple[str, ...]:
    """Return the keys under which a city of that name may stand: with its last word, or without.

    >>> city_keys("Houston city"), city_keys("Carson City")
    (('houstoncity', 'houston'), ('carsoncity', 'carson'))
    """
    words = name.split()
    stem = (key(" ".join(words[:-1])),) if words[1:] and words[-1].casefold() in _CITY_KINDS else ()
    return (key(name), *stem)


def without_kind(description: str) -> str:
    """Return the name in a description of a city by the Census Bureau, such as "Houston city".

    >>> without_kind("Houston city"), without_kind("Carson City")
    ('Houston', 'Carson City')
    """
    whole = description.removesuffix(" (balance)")
    ending = next((f" {kind}" for kind in _MERGED_KINDS if whole.endswith(f" {kind}")), None)
    if ending is not None:
        return whole.removesuffix(ending)
    name, _, kind = whole.rpartition(" ")
    return name if kind in _CITY_KINDS else whole


def city_names(description: str) -> tuple[str, ...]:
    """Return the names of a city: one merged with its county is called by its own, too.

    So is one with a second name in parentheses, or with a part behind a comma.

    >>> city_names("Nashville-Davidson metropolitan government (balance)")
    ('Nashville-Davidson', 'Nashville')
    >>> city_names("Macon-Bibb County"), city_names("Winston-Salem city")
    (('Macon-Bibb County', 'Macon-Bibb', 'Macon'), ('Winston-Salem',))
    """
    whole = description.removesuffix(" (balance)")
    name = without_kind(description)
    names = [name, *name.split(", ")[:1]]
    if second := _SECOND_NAME.fullmatch(name):
        names += second.groups()
    is_merged = whole.endswith((*_MERGED_KINDS, " County")) or whole == name != description
    own, *others = re.split(r"[-/]", name.removesuffix(" County"))
    if is_merged and others:
        names += [name.removesuffix(" County"), own]
    return tuple(dict.fromkeys(names))


def bare(name: str, state: str) -> str:
    """Return the name of a place without its state, and without "(city)"."""
    return name.removesuffix(f", {state}").removesuffix(" (city)")


def independent_city(
    description: str, places: Iterable[Jurisdiction], state: Jurisdiction
) -> Jurisdiction | None:
    """Return the independent city of a state, a county's equal, that is listed among cities, too.

    Args:
        description: The city as the Census Bureau lists it, such as "Alexandria city".
        places: The governments among which it is looked for.
        state: The state.
    """
    if not description.casefold().endswith(" city"):
        return None
    name = without_kind(description)
    return next(
        (
            place
            for place in places
            if place.level is GovernmentLevel.INDEPENDENT_CITY
            and str(place.fips).startswith(str(state.fips))
            and bare(place.name, state.name) == name
        ),
        None,
    )


def label(place: Jurisdiction) -> str:
    """Return how a place is offered among several: so that it is read as itself when typed."""
    name, comma, state = place.name.rpartition(", ")
    if place.level is not GovernmentLevel.CITY or place.name.endswith(" City"):
        return str(place)
    return f"{name}{'' if name.endswith(' City') else ' city'}{comma}{state} ({place.code})"


def index_of(
    places: Iterable[Jurisdiction], state: str, other_names: Mapping[str, Iterable[str]]
) -> Mapping[str, tuple[Jurisdiction, ...]]:
    """Return the places of a state by the keys of every way to write their names."""
    index: dict[str, dict[str, Jurisdiction]] = {}
    for place in places:
        for spelling in (*spellings(place, state), *other_names.get(place.code, ())):
            index.setdefault(key(spelling), {})[place.code] = place
    return MappingProxyType({name: tuple(named.values()) for name, named in index.items()})


def spellings(place: Jurisdiction, state: str) -> Iterator[str]:
    """Yield the ways to write the name of a place within its state."""
    name = bare(place.name, state)
    yield name
    if place.level in {GovernmentLevel.CITY, GovernmentLevel.INDEPENDENT_CITY}:
        yield from (f"{name} {kind}" for kind in _CITY_KINDS)
        if name.endswith(" City"):
            yield name.removesuffix(" City")
        return
    own = stem(place, state)
    yield own
    # Whatever a county's equivalent is called, people call it a county.
    yield f"{own} county"
    if name.endswith("City and Borough"):
        yield f"{own} borough"
    if name == own or name.endswith("City and Borough"):
        yield f"{own} city"


def stem(place: Jurisdiction, state: str) -> str:
    """Return the name of a county without its state, and without what it is."""
    name = bare(place.name, state)
    words = name.casefold()
    kind = next((kind for kind in _COUNTY_KINDS if words.endswith(f" {kind}")), "")
    return name[: -len(kind) - 1] if kind else name


def without_last_kind(name: str) -> str:
    """Return a name as typed, without what it says the place is."""
    words = name.split()
    return " ".join(words[:-1]) if says_what_it_is(name) else name
