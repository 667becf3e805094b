"""Provisions and agreements on record, what conditions turn on, and how far law was looked for."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import TypeVar

from detainerlib.catalog._collections import every, find
from detainerlib.catalog._sources import jurisdiction as government
from detainerlib.catalog._sources import lineage
from detainerlib.models.agreements import AgreementModel, CooperationAgreement
from detainerlib.models.cooperation_scales import CooperationScale
from detainerlib.models.provisions import (
    Coverage,
    FactQuestion,
    OffenseClass,
    PolicyExample,
    Practice,
    Provision,
)
from detainerlib.models.published_lists import Assertion, PublishedList

T = TypeVar("T", Provision, CooperationAgreement, Assertion)


def provision(id: str) -> Provision:
    """Return a provision by its id.

    Raises:
        UnknownIdError: If it is not on record; the message lists the nearest ids.

    >>> provision("us-ia-27a.2-hold").practice.value
    'hold_on_detainer'
    """
    return find(Provision, id)


def provisions(
    jurisdiction: str | None = None, practice: Practice | None = None
) -> tuple[Provision, ...]:
    """Return the provisions on record: of one jurisdiction itself, on one practice, or all.

    Args:
        jurisdiction: An ISO 3166-2 or FIPS code; those of its parents are not included.
        practice: The practice.

    Raises:
        UnknownIdError: If the jurisdiction is not on record.

    >>> {provision.jurisdiction for provision in provisions("US-IA")}
    {'US-IA'}
    """
    records = _records(Provision, jurisdiction)
    if practice is None:
        return records
    return tuple(record for record in records if record.practice is practice)


def agreements(jurisdiction: str | None = None) -> tuple[CooperationAgreement, ...]:
    """Return the agreements on record: of the agencies of one jurisdiction itself, or all.

    Args:
        jurisdiction: An ISO 3166-2 or FIPS code.

    Raises:
        UnknownIdError: If the jurisdiction is not on record.
    """
    return _records(CooperationAgreement, jurisdiction)


def _records(model: type[T], jurisdiction: str | None) -> tuple[T, ...]:
    if jurisdiction is None:
        return every(model)
    code = government(jurisdiction).code
    return _by_jurisdiction(model).get(code, ())  # type: ignore[arg-type]  # as in _collections


@cache
def _by_jurisdiction(model: type[T]) -> Mapping[str, tuple[T, ...]]:
    """Return the records of a model by the code of their own jurisdiction."""
    by_code: dict[str, list[T]] = {}
    for record in every(model):
        by_code.setdefault(record.jurisdiction, []).append(record)
    return MappingProxyType({code: tuple(records) for code, records in by_code.items()})


def agreement_model(id: str) -> AgreementModel:
    """Return a model of agreement, with its powers and the periods in which it was offered.

    Raises:
        UnknownIdError: If it is not on record; the message lists the nearest ids.

    >>> agreement_model("task-force").kind.value
    '287g'
    """
    return find(AgreementModel, id)


def agreement_models() -> tuple[AgreementModel, ...]:
    """Return every model of agreement on record."""
    return every(AgreementModel)


def fact(id: str) -> FactQuestion:
    """Return a fact that conditions turn on, by its id.

    Raises:
        UnknownIdError: If it is not on record; the message lists the nearest ids.

    >>> fact("shown-citizen").id
    'shown-citizen'
    """
    return find(FactQuestion, id)


def facts() -> tuple[FactQuestion, ...]:
    """Return every fact on record that some condition turns on."""
    return every(FactQuestion)


def offense_class(id: str) -> OffenseClass:
    """Return a class of offenses that conditions turn on, by its id.

    Raises:
        UnknownIdError: If it is not on record; the message lists the nearest ids.
    """
    return find(OffenseClass, id)


def offense_classes() -> tuple[OffenseClass, ...]:
    """Return every class of offenses on record that some condition turns on."""
    return every(OffenseClass)


def coverage(jurisdiction: str) -> Coverage:
    """Return how far the law was looked for of the state, district or territory of a place.

    Args:
        jurisdiction: An ISO 3166-2 or FIPS code.

    Raises:
        UnknownIdError: If the jurisdiction is not on record, or in no state.

    >>> coverage("48453").jurisdiction
    'US-TX'
    """
    place = government(jurisdiction)
    state = next((above for above in lineage(place) if not above.level.is_local), place)
    return find(Coverage, state.code)


def policy_examples() -> tuple[PolicyExample, ...]:
    """Return the examples in the files of provisions; `governing_policy` must reproduce them."""
    return every(PolicyExample)


def assertions(
    jurisdiction: str | None = None, *, listed_in: str | None = None
) -> tuple[Assertion, ...]:
    """Return the entries of published lists on record: of one jurisdiction itself, of one list.

    Args:
        jurisdiction: An ISO 3166-2 or FIPS code; entries of its parents are not included.
        listed_in: The id of the list.

    Raises:
        UnknownIdError: If the jurisdiction or the list is not on record.
    """
    records = _records(Assertion, jurisdiction)
    if listed_in is None:
        return records
    id = published_list(listed_in).id
    return tuple(record for record in records if record.listed_in == id)


def published_list(id: str) -> PublishedList:
    """Return a published list or survey by its id.

    Raises:
        UnknownIdError: If it is not on record; the message lists the nearest ids.

    >>> published_list("doj-2025-08-05").entry_count
    35
    """
    return find(PublishedList, id)


def published_lists() -> tuple[PublishedList, ...]:
    """Return every published list or survey on record."""
    return every(PublishedList)


def scale(id: str) -> CooperationScale:
    """Return a scale of cooperation by its id.

    Raises:
        UnknownIdError: If it is not on record; the message lists the nearest ids.

    >>> [level.name for level in scale("notice-hold-transfer").levels][-1]
    'holds and notifies'
    """
    return find(CooperationScale, id)


def scales() -> tuple[CooperationScale, ...]:
    """Return every scale on record."""
    return every(CooperationScale)
