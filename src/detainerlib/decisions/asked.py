"""What is asked of the norms: a practice, a jurisdiction with those above it, facts, an actor."""

import enum
from typing import NamedTuple, TypeVar

import attrs

from detainerlib import catalog
from detainerlib.agreements import CooperationAgreement
from detainerlib.conditions import NO_FACTS, CaseFacts
from detainerlib.decisions.implications import classes_with_implied, facts_with_implied
from detainerlib.errors import DetainerError, UnknownIdError, nearest_names
from detainerlib.jurisdictions import ActorKind, Agency, Jurisdiction
from detainerlib.policies import Practice, Provision

__all__ = ["Asked", "asked_of", "below"]

T = TypeVar("T", bound=enum.Enum)


class Asked(NamedTuple):
    """A question to the norms, checked.

    Attributes:
        practice: The practice.
        governments: The jurisdiction and those above it, the nation first.
        levels: The provisions of each on the practice, whenever in force.
        agreements: The agreements of any of them, whenever in force.
        facts: What is known of the case, with what follows from it.
        actor: The kind of agency that asks; None for every kind.
    """

    practice: Practice
    governments: tuple[Jurisdiction, ...]
    levels: tuple[tuple[Provision, ...], ...]
    agreements: tuple[CooperationAgreement, ...]
    facts: CaseFacts
    actor: ActorKind | None


def asked_of(
    practice: Practice | str,
    jurisdiction: Jurisdiction | str,
    facts: CaseFacts | None,
    actor: ActorKind | Agency | str | None,
) -> Asked:
    """Return a question, with the provisions and agreements on record that bear on it.

    Raises:
        UnknownIdError: If something it names is not on record.
        DetainerError: If the facts are no `CaseFacts`.
    """
    what = _member(Practice, practice, "practice")
    place = _place(jurisdiction)
    governments = catalog.lineage(place)[::-1]
    kind = _kind_there(actor, place) if isinstance(actor, Agency) else actor
    return Asked(
        practice=what,
        governments=governments,
        levels=tuple(catalog.provisions(each.code, what) for each in governments),
        agreements=tuple(found for g in governments for found in catalog.agreements(g.code)),
        facts=_checked(NO_FACTS if facts is None else facts),
        actor=None if kind is None else _member(ActorKind, kind, "actor"),
    )


def below(asked: Asked, place: Jurisdiction) -> Asked:
    """Return the question of a place that is not on record itself, under one that is."""
    return asked._replace(governments=(*asked.governments, place), levels=(*asked.levels, ()))


def _place(given: Jurisdiction | str) -> Jurisdiction:
    if not isinstance(given, Jurisdiction):
        return catalog.jurisdiction(given)
    found = catalog.jurisdiction(given.code)
    if found != given:
        raise DetainerError(
            "jurisdiction", given, f"the one on record under that code: {found}", "Give the code."
        )
    return found


def _kind_there(agency: Agency, place: Jurisdiction) -> ActorKind:
    """Return the kind of an agency, whose government lies above or below the place, or is it."""
    own = catalog.lineage(catalog.jurisdiction(agency.jurisdiction))
    if place not in own and own[0] not in catalog.lineage(place):
        raise DetainerError(
            "actor", agency, f"an agency of {place}, or of a government above or below it", ""
        )
    return agency.kind


def _checked(facts: CaseFacts) -> CaseFacts:
    if not isinstance(facts, CaseFacts):
        raise DetainerError("facts", facts, "CaseFacts", "Give CaseFacts(facts={...}).")
    told = facts.convictions
    if isinstance(told, tuple):
        told = tuple(attrs.evolve(each, of=classes_with_implied(each.of)) for each in told)
    return attrs.evolve(facts, facts=facts_with_implied(dict(facts.facts)), convictions=told)


def _member(kind: type[T], given: object, what: str) -> T:
    for member in kind:
        if given is member or given == member.value:
            return member
    values = [str(member.value) for member in kind]
    near = nearest_names(given, values)
    hint = f"Nearest: {', '.join(near)}." if near else f"One of: {', '.join(values)}."
    raise UnknownIdError(what, given, f"a member of {kind.__name__} or its value", hint)
