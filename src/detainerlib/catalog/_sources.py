"""Who says so, for where, and as of when: authorities, jurisdictions, the data as a whole."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from detainerlib._printing import Listing
from detainerlib.catalog._collections import every, find, in_place
from detainerlib.errors import Hint, UnknownIdError
from detainerlib.models.jurisdictions import CountyNames, GovernmentLevel, Jurisdiction
from detainerlib.sources.citations import Authority
from detainerlib.sources.versions import About, MadeWith, installed
from detainerlib.times.zones import ZoneNames

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


def authorities(jurisdiction: Jurisdiction | str | None = None) -> tuple[Authority, ...]:
    """Return the authorities on record: those that name one jurisdiction itself, or all.

    Args:
        jurisdiction: A jurisdiction, or its ISO 3166-2 or FIPS code.

    Raises:
        UnknownIdError: If the jurisdiction is not on record.

    >>> [authority.cite for authority in authorities(jurisdiction="US-WY")]
    ['W.S. 9-25-101, -102 (2025 House Enrolled Act 76, H.B. 133)']
    """
    if jurisdiction is None:
        return every(Authority)
    code = code_of(jurisdiction)
    return Listing(record for record in every(Authority) if code in record.jurisdictions)


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
    if isinstance(code, str):
        if code in _by_code():
            return _by_code()[code]
        # A county's code begins with its state's.
        state = _by_code().get(code[:2])
        if state is not None and code in _counties(state):
            return _counties(state)[code]
    raise _unknown_jurisdiction(code)


@cache
def _by_code() -> Mapping[str, Jurisdiction]:
    return MappingProxyType(
        {code: place for place in jurisdictions() for code in (place.code, place.fips) if code}
    )


@cache
def _counties(state: Jurisdiction) -> Mapping[str, Jurisdiction]:
    """Return the counties of a state that have no record of their own, by their codes."""
    return MappingProxyType(
        {
            fips: Jurisdiction(
                name=f"{name}, {state.name}",
                level=GovernmentLevel.COUNTY,
                fips=fips,
                parent=state.code,
            )
            for counties in in_place(CountyNames, state.code, state.code)
            for fips, name in counties.names.items()
        }
    )


def _unknown_jurisdiction(code: object) -> UnknownIdError:
    by_code = _by_code()
    expected = "an ISO 3166-2 or FIPS code on record"
    if isinstance(code, str) and code.isdigit() and len(code) in _LOCAL_DIGITS:
        remedy = _why_not_on_record(code, by_code.get(code[:2]))
        return UnknownIdError("jurisdiction", code, expected, remedy)
    by_name = {**by_code, **{place.name: place for place in by_code.values()}}
    as_text = "Give it as text, with its zeros. " if isinstance(code, int) else ""
    hint = Hint(
        code,
        by_name,
        f"{as_text}Nearest on record: {{}}.",
        f"{as_text}See catalog.jurisdictions().",
        lambda name: f"{by_name[name].code} ({by_name[name].name})",
    )
    return UnknownIdError("jurisdiction", code, expected, hint)


def _why_not_on_record(code: str, state: Jurisdiction | None) -> str:
    """Return why a code of a county or city is not on record."""
    if state is None:
        return f"No state, district or territory has the digits {code[:2]}."
    if len(code) == _COUNTY_DIGITS:
        return f"No county of {state.name} ({state.code}) has that code."
    return f"No rule of that locality is on record; its state is {state.code}."


def jurisdictions() -> tuple[Jurisdiction, ...]:
    """Return every jurisdiction that has a record of its own; most counties have none."""
    return every(Jurisdiction)


def lineage(jurisdiction: Jurisdiction | str) -> tuple[Jurisdiction, ...]:
    """Return a jurisdiction and the governments above it, the nation last.

    Args:
        jurisdiction: A jurisdiction, or its ISO 3166-2 or FIPS code.

    Raises:
        UnknownIdError: If the jurisdiction, or one above it, is not on record.

    >>> [government.code for government in lineage("US-NC")]
    ['US-NC', 'US']
    """
    governments = [_government(jurisdiction)]
    while governments[-1].parent is not None:
        governments.append(_government(governments[-1].parent))
    return Listing(governments)


def code_of(jurisdiction: Jurisdiction | str) -> str:
    """Return the code by which records name a jurisdiction.

    Raises:
        UnknownIdError: If it is not on record.
    """
    return _government(jurisdiction).code


def state_of(jurisdiction: Jurisdiction | str) -> Jurisdiction:
    """Return the state, district or territory of a jurisdiction; of the nation, the nation.

    Raises:
        UnknownIdError: If it is not on record.
    """
    return next(place for place in lineage(jurisdiction) if not place.level.is_local)


def _government(place: Jurisdiction | str) -> Jurisdiction:
    return place if isinstance(place, Jurisdiction) else jurisdiction(place)


def about() -> About:
    """Return the day of the data, and the sentence that ends every output."""
    return find(About, "detainerlib")


def zones() -> tuple[ZoneNames, ...]:
    """Return the names of time zones on record, each with the zone it stands for, or why for none.

    >>> [zone.key for zone in zones() if "Central Standard Time" in zone.names]
    ['America/Chicago']
    """
    return every(ZoneNames)


@cache
def made_with() -> MadeWith:
    """Return the versions that an answer given now is made with."""
    return installed(about().data_as_of)


def government_of(place: Jurisdiction | str | None) -> Jurisdiction | None:
    """Return the jurisdiction of a code; a jurisdiction, or None, as it is.

    Raises:
        UnknownIdError: If it is not on record.
    """
    return None if place is None else _government(place)
