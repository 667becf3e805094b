"""Who says so, for where, and as of when: authorities, jurisdictions, the data as a whole."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from detainerlib.catalog._collections import every, find
from detainerlib.errors import UnknownIdError, nearest_names
from detainerlib.models.jurisdictions import CountyNames, GovernmentLevel, Jurisdiction
from detainerlib.sources.citations import Authority
from detainerlib.sources.versions import About, MadeWith, installed

_COUNTY_DIGITS: Final = 5
_LOCAL_DIGITS: Final = frozenset({_COUNTY_DIGITS, 7})


def authority(id: str) -> Authority:
    """Return an authority by its id.

    Raises:
        UnknownIdError: If it is not on record; the message lists the nearest ids.

    >>> authority("8-cfr-287.7").cite
    '8 CFR 287.7'
    """
    return find(Authority, id)


def authorities() -> tuple[Authority, ...]:
    """Return every authority on record."""
    return every(Authority)


def jurisdiction(code: str) -> Jurisdiction:
    """Return a jurisdiction by its ISO 3166-2 code or its FIPS code, as text.

    Every county is known by its code; one without a record of its own has its name and its state.

    Raises:
        UnknownIdError: If it is not on record; the message lists the nearest codes.

    >>> jurisdiction("US-NC").name, jurisdiction("37").code
    ('North Carolina', 'US-NC')
    >>> str(jurisdiction("48113"))
    'Dallas County, Texas (48113)'
    """
    known = _by_code()
    if isinstance(code, str) and code in known:
        return known[code]
    if isinstance(code, str) and code in _counties():
        return _counties()[code]
    raise _unknown_jurisdiction(code, known)


@cache
def _by_code() -> Mapping[str, Jurisdiction]:
    return MappingProxyType(
        {key: found for found in jurisdictions() for key in (found.code, found.fips) if key}
    )


@cache
def _counties() -> Mapping[str, Jurisdiction]:
    """Return the counties that have no record of their own, by their codes."""
    return MappingProxyType(
        {
            fips: Jurisdiction(
                name=f"{name}, {_by_code()[counties.state].name}",
                level=GovernmentLevel.COUNTY,
                fips=fips,
                parent=counties.state,
            )
            for counties in every(CountyNames)
            for fips, name in counties.names.items()
        }
    )


def _unknown_jurisdiction(code: object, known: Mapping[str, Jurisdiction]) -> UnknownIdError:
    expected = "an ISO 3166-2 or FIPS code on record"
    if isinstance(code, str) and code.isdigit() and len(code) in _LOCAL_DIGITS:
        remedy = _not_there(code, known.get(code[:2]))
        return UnknownIdError("jurisdiction", code, expected, remedy)
    named = {**known, **{found.name: found for found in known.values()}}
    nearest = dict.fromkeys(named[name] for name in nearest_names(code, named))
    listed = ", ".join(f"{found.code} ({found.name})" for found in nearest)
    remedy = f"Nearest on record: {listed}." if listed else "See catalog.jurisdictions()."
    if isinstance(code, int):
        remedy = f"Give it as text, with its zeros. {remedy}"
    return UnknownIdError("jurisdiction", code, expected, remedy)


def _not_there(code: str, state: Jurisdiction | None) -> str:
    """Return why a code of a county or city is not on record."""
    if state is None:
        return f"No state, district or territory has the digits {code[:2]}."
    if len(code) == _COUNTY_DIGITS:
        return f"No county of {state.name} ({state.code}) has that code."
    return f"No rule of that locality is on record; its state is {state.code}."


def jurisdictions() -> tuple[Jurisdiction, ...]:
    """Return every jurisdiction that has a record of its own; most counties have none."""
    return every(Jurisdiction)


def lineage(of: Jurisdiction) -> tuple[Jurisdiction, ...]:
    """Return a jurisdiction and the governments above it, the nation last.

    >>> [government.code for government in lineage(jurisdiction("US-NC"))]
    ['US-NC', 'US']
    """
    found = [of]
    while found[-1].parent is not None:
        found.append(jurisdiction(found[-1].parent))
    return tuple(found)


def about() -> About:
    """Return the day of the data, and the sentence that ends every output."""
    return find(About, "detainerlib")


@cache
def made_with() -> MadeWith:
    """Return the versions that an answer given now is made with."""
    return installed(about().data_as_of)


def government_of(given: Jurisdiction | str | None) -> Jurisdiction | None:
    """Return the jurisdiction of a code; one that is none already, or None, as it is.

    Raises:
        UnknownIdError: If it is not on record.
    """
    if given is None or isinstance(given, Jurisdiction):
        return given
    return jurisdiction(given)
