"""What is asked of the norms: a practice, a jurisdiction with those above it, facts, an actor."""

from collections.abc import Iterable
from typing import Final, NamedTuple

import attrs

from detainerlib import catalog
from detainerlib._validation import chosen
from detainerlib.errors import DetainerError, UnknownIdError
from detainerlib.models.agreements import CooperationAgreement
from detainerlib.models.conditions import NO_FACTS, CaseFacts
from detainerlib.models.jurisdictions import Agency, AgencyType, GovernmentLevel, Jurisdiction
from detainerlib.models.provisions import Practice, Provision
from detainerlib.policy.facts import classes_with_implied, facts_with_implied

_CITY_DIGITS: Final = 7


class Asked(NamedTuple):
    """A question to the norms, checked.

    Attributes:
        practice: The practice.
        governments: The jurisdiction and those above it, the nation first.
        levels: The provisions of each on the practice, whenever in force.
        agreements: The agreements of any of them, whenever in force.
        facts: What is known of the case, with what follows from it.
        agency_type: The kind of agency that asks; None for every kind.
    """

    practice: Practice
    governments: tuple[Jurisdiction, ...]
    levels: tuple[tuple[Provision, ...], ...]
    agreements: tuple[CooperationAgreement, ...]
    facts: CaseFacts
    agency_type: AgencyType | None


def asked_of(
    practice: Practice | str,
    jurisdiction: Jurisdiction | str,
    facts: CaseFacts | None,
    agency_type: AgencyType | Agency | str | None,
) -> Asked:
    """Return a question, with the provisions and agreements on record that bear on it.

    Raises:
        UnknownIdError: If something it names is not on record.
        DetainerError: If the facts are no `CaseFacts`.
    """
    what = chosen(Practice, practice, "practice")
    place = place_of(jurisdiction)
    governments = catalog.lineage(place)[::-1]
    having = governments[:-1] if _is_unlisted(place) else governments
    unlisted = len(governments) - len(having)
    kind = _kind_there(agency_type, place) if isinstance(agency_type, Agency) else agency_type
    return Asked(
        practice=what,
        governments=governments,
        levels=(*(catalog.provisions(each.code, what) for each in having), *[()] * unlisted),
        agreements=tuple(found for each in having for found in catalog.agreements(each.code)),
        facts=_checked(NO_FACTS if facts is None else facts),
        agency_type=None if kind is None else chosen(AgencyType, kind, "agency_type"),
    )


def place_of(given: Jurisdiction | str) -> Jurisdiction:
    """Return a place on record, or a city that is known by its FIPS code and its state alone.

    Whether there is such a city is not checked.

    Raises:
        UnknownIdError: If it is neither.
        DetainerError: If it is a jurisdiction of one's own under a code that is on record.

    >>> str(place_of("19153")), str(place_of("1921000"))
    ('Polk County, Iowa (19153)', 'city or place 1921000, Iowa (1921000)')
    """
    code = given.code if isinstance(given, Jurisdiction) else given
    try:
        found = catalog.jurisdiction(code)
    except UnknownIdError:
        if not isinstance(code, str) or not code.isdigit() or len(code) != _CITY_DIGITS:
            raise
        if int(code[2:]) == 0:
            raise
        state = catalog.jurisdiction(code[:2])
        name = f"city or place {code}, {state.name}"
        found = Jurisdiction(name=name, level=GovernmentLevel.CITY, fips=code, parent=state.code)
    if isinstance(given, Jurisdiction) and found != given:
        raise DetainerError(
            "jurisdiction", given, f"the one on record under that code: {found}", "Give the code."
        )
    return found


def practices_of(given: Iterable[Practice | str] | None) -> tuple[Practice, ...]:
    """Return practices, each once, in their order; all of them where none are given.

    Raises:
        UnknownIdError: If one is no practice.
        DetainerError: If they are no list.
    """
    if given is None:
        return tuple(Practice)
    if isinstance(given, str | Practice) or not isinstance(given, Iterable):
        raise DetainerError("practices", given, "a list of practices", f"Give [{given!r}].")
    return tuple(dict.fromkeys(chosen(Practice, each, "practice") for each in given))


def _is_unlisted(place: Jurisdiction) -> bool:
    return place.level is GovernmentLevel.CITY and place not in catalog.jurisdictions()


def _kind_there(agency: Agency, place: Jurisdiction) -> AgencyType:
    """Return the kind of an agency, whose government lies above or below the place, or is it."""
    own = catalog.lineage(place_of(agency.jurisdiction))
    if place not in own and own[0] not in catalog.lineage(place):
        raise DetainerError(
            "agency_type", agency, f"an agency of {place}, or of a government above or below it", ""
        )
    return agency.kind


def _checked(facts: CaseFacts) -> CaseFacts:
    if not isinstance(facts, CaseFacts):
        raise DetainerError("facts", facts, "CaseFacts", "Give CaseFacts(facts={...}).")
    told = facts.convictions
    if isinstance(told, tuple):
        told = tuple(
            attrs.evolve(each, offenses=classes_with_implied(each.offenses)) for each in told
        )
    return attrs.evolve(facts, facts=facts_with_implied(dict(facts.facts)), convictions=told)
