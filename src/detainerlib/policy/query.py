"""A query to the norms: a practice, a jurisdiction with those above it, facts, an agency type."""

from collections.abc import Iterable, Mapping
from itertools import chain
from types import MappingProxyType
from typing import Final, NamedTuple

import attrs

from detainerlib import catalog
from detainerlib._arguments import chosen, several
from detainerlib.errors import DetainerError
from detainerlib.models.agreements import CooperationAgreement
from detainerlib.models.conditions import NO_FACTS, CaseFacts
from detainerlib.models.jurisdictions import (
    Agency,
    AgencyType,
    AgencyTypeLike,
    Jurisdiction,
    JurisdictionLike,
)
from detainerlib.models.no_rules import NoRuleFinding
from detainerlib.models.provisions import Practice, PracticeLike, Provision
from detainerlib.models.unread_texts import UnreadText
from detainerlib.policy.facts import classes_with_implied, facts_with_implied
from detainerlib.policy.own_agreements import OwnAgreements

_NONE: Final[OwnAgreements] = MappingProxyType({})


class PolicyQuery(NamedTuple):
    """A query to the norms, checked.

    Attributes:
        practice: The practice.
        governments: The jurisdiction and those above it, the nation first.
        levels: The provisions of each on the practice, whenever in force.
        agreements: The agreements of agencies of the place itself, whenever in force.
        facts: What is known of the case, with what follows from it.
        agency_type: The kind of agency that asks; None for every kind.
        no_rules: The findings that there was no rule of the state on the practice, whenever.
        agreements_above: The agreements of agencies of the governments above it, whenever.
        unread: What any of them is known to have on the practice that was not read, whenever.
    """

    practice: Practice
    governments: tuple[Jurisdiction, ...]
    levels: tuple[tuple[Provision, ...], ...]
    agreements: tuple[CooperationAgreement, ...]
    facts: CaseFacts
    agency_type: AgencyType | None
    no_rules: tuple[NoRuleFinding, ...] = ()
    agreements_above: tuple[CooperationAgreement, ...] = ()
    unread: tuple[UnreadText, ...] = ()

    @property
    def jurisdiction(self) -> Jurisdiction:
        """The jurisdiction asked about."""
        return self.governments[-1]


def query_of(
    practice: PracticeLike,
    jurisdiction: JurisdictionLike,
    facts: CaseFacts | None,
    agency_type: AgencyTypeLike | None,
) -> PolicyQuery:
    """Return a query, with the provisions and agreements on record that bear on it."""
    (query,) = queries_of([practice], jurisdiction, facts, agency_type).values()
    return query


def queries_of(
    practices: Iterable[PracticeLike],
    jurisdiction: JurisdictionLike,
    facts: CaseFacts | None,
    agency_type: AgencyTypeLike | None,
    own: OwnAgreements = _NONE,
) -> Mapping[Practice, PolicyQuery]:
    """Return queries on several practices of one jurisdiction, which is resolved once.

    Args:
        practices: The practices.
        jurisdiction: The jurisdiction.
        facts: What is known of the case.
        agency_type: The kind of agency that asks.
        own: Agreements besides those on record, as `agreements_by_place` gives them.
    """
    chosen_practices = [chosen(Practice, practice, "practice") for practice in practices]
    place = catalog.jurisdiction(jurisdiction)
    governments = catalog.lineage(place)[::-1]
    on_record = (catalog.agreements(government.code) for government in governments)
    given = [agreement for government in governments for agreement in own.get(government.code, ())]
    same = {_same_agreement(agreement) for agreement in given}
    agreements = [
        *(
            agreement
            for agreement in chain.from_iterable(on_record)
            if _same_agreement(agreement) not in same
        ),
        *given,
    ]
    # A city that is one government with its county has the county's agencies.
    codes = {place.code, place.one_with or place.code}
    of_place = tuple(agreement for agreement in agreements if agreement.jurisdiction in codes)
    of_those_above = tuple(record for record in agreements if record.jurisdiction not in codes)
    texts = [text for government in governments for text in catalog.unread_texts(government.code)]
    kind = _kind_there(agency_type, place) if isinstance(agency_type, Agency) else agency_type
    case = _with_implied(NO_FACTS if facts is None else facts)
    kind = None if kind is None else chosen(AgencyType, kind, "agency_type")
    queries: dict[Practice, PolicyQuery] = {}
    for practice in chosen_practices:
        levels = [catalog.provisions(government.code, practice) for government in governments]
        findings = [catalog.no_rules(government.code, practice) for government in governments]
        queries[practice] = PolicyQuery(
            practice=practice,
            governments=governments,
            levels=tuple(levels),
            agreements=of_place,
            agreements_above=of_those_above,
            facts=case,
            agency_type=kind,
            no_rules=tuple(chain(*findings)),
            unread=tuple(text for text in texts if text.may_speak_of(practice, kind)),
        )
    return queries


def _same_agreement(agreement: CooperationAgreement) -> tuple[object, ...]:
    return agreement.jurisdiction, agreement.model, agreement.agency_type, agreement.signed


def practices_of(practices: Iterable[PracticeLike] | None) -> tuple[Practice, ...]:
    """Return practices, each once, in their order; all of them where none are given."""
    if practices is None:
        return tuple(Practice)
    listed = several(practices, "practices")
    return tuple(dict.fromkeys(chosen(Practice, practice, "practice") for practice in listed))


def _kind_there(agency: Agency, place: Jurisdiction) -> AgencyType:
    """Return the kind of an agency, whose government lies above or below the place, or is it."""
    governments = catalog.lineage(agency.jurisdiction)
    if place not in governments and governments[0] not in catalog.lineage(place):
        raise DetainerError(
            "agency_type", agency, f"an agency of {place}, or of a government above or below it", ""
        )
    return agency.kind


def _with_implied(facts: CaseFacts) -> CaseFacts:
    if not isinstance(facts, CaseFacts):
        raise DetainerError("facts", facts, "CaseFacts", "Give CaseFacts(facts={...}).")
    convictions = facts.convictions
    if isinstance(convictions, tuple):
        convictions = tuple(
            attrs.evolve(conviction, offenses=classes_with_implied(conviction.offenses))
            for conviction in convictions
        )
    return attrs.evolve(facts, facts=facts_with_implied(dict(facts.facts)), convictions=convictions)
