"""Decisions as documents, and how their inputs are run again."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from detainerlib import catalog
from detainerlib.models.conditions import CaseFacts, Conviction
from detainerlib.policy import PolicyAnswer, governing_policy
from detainerlib.times.periods import UNKNOWN, Unknown


def policy_answer_document(result: PolicyAnswer) -> dict[str, Any]:
    """Return an answer of `governing_policy` as plain values."""
    return {
        "inputs": {
            "practice": result.practice.value,
            "jurisdiction": result.jurisdiction.code,
            "on": result.on.isoformat(),
            "facts": _facts(result.facts),
            "agency_type": None if result.agency_type is None else result.agency_type.value,
        },
        "possible": sorted(modality.value for modality in result.possible),
        "modality": None if result.modality is None else result.modality.value,
        "controlling": [provision.id for provision in result.controlling],
        "overridden": [provision.id for provision in result.overridden],
        "persuasive": [provision.id for provision in result.persuasive],
        "conflicts": [provision.id for provision in result.conflicts],
        "suspended": [provision.id for provision in result.suspended],
        "no_rule": None if result.no_rule is None else result.no_rule.id,
        "open_because": [
            {"reason": cause.reason.value, "about": list(cause.about)}
            for cause in result.open_because
        ],
        "answered_from": [government.code for government in result.answered_from],
        "agreements": [agreement.id for agreement in result.agreements],
        "agreements_above": [agreement.id for agreement in result.agreements_above],
        "agreements_note": catalog.about().agreements.summary,
        "unread": [text.id for text in result.unread],
        "evidence": None if result.evidence is None else result.evidence.value,
        "sentence": str(result),
    }


def policy_answer_again(inputs: Mapping[str, Any]) -> PolicyAnswer:
    """Run the inputs of an answer again."""
    return governing_policy(
        inputs["practice"],
        inputs["jurisdiction"],
        on=date.fromisoformat(inputs["on"]),
        facts=_facts_of(inputs["facts"]),
        agency_type=inputs["agency_type"],
    )


def _facts(facts: CaseFacts) -> dict[str, Any]:
    convictions = facts.convictions
    return {
        "facts": dict(facts.facts),
        "convictions": str(convictions)
        if isinstance(convictions, Unknown)
        else [*map(_conviction, convictions)],
        "arrested_on": str(facts.arrested_on),
    }


def _conviction(conviction: Conviction) -> dict[str, Any]:
    released = conviction.released_on
    return {
        "offenses": sorted(conviction.offenses),
        "convicted_on": str(conviction.convicted_on),
        "released_on": None if released is None else str(released),
    }


def _facts_of(document: Mapping[str, Any]) -> CaseFacts:
    convictions = document["convictions"]
    return CaseFacts(
        facts=document["facts"],
        convictions=UNKNOWN
        if convictions == UNKNOWN.value
        else [*map(_conviction_of, convictions)],
        arrested_on=_day(document["arrested_on"]),
    )


def _conviction_of(document: Mapping[str, Any]) -> Conviction:
    released = document["released_on"]
    return Conviction(
        offenses=document["offenses"],
        convicted_on=_day(document["convicted_on"]),
        released_on=None if released is None else _day(released),
    )


def _day(day: str) -> date | Unknown:
    return UNKNOWN if day == UNKNOWN.value else date.fromisoformat(day)
