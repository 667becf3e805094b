"""Classifications and profiles as documents, and how their inputs are run again."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from detainerlib import catalog
from detainerlib.cooperation import (
    Classification,
    CooperationProfile,
    DeclinedShare,
    classify_cooperation,
    cooperation_profile,
)
from detainerlib.errors import DetainerError
from detainerlib.models.cooperation_scales import CooperationScale
from detainerlib.serialization.policy import policy_answer_document


def classification_document(result: Classification) -> dict[str, Any]:
    """Return a classification as plain values.

    Raises:
        DetainerError: If its scale, or an assertion given as evidence, is not on record.
    """
    return {
        "inputs": _profile_inputs(result.profile),
        "level": None if result.level is None else result.level.id,
        "lowest": result.lowest.id,
        "highest": result.highest.id,
        "factors": [
            {
                "level": factor.level.id,
                "practices": [practice.value for practice in factor.requirement.practices],
                "at_least": factor.requirement.at_least.value,
                "scope": factor.requirement.scope.value,
                "met": factor.met,
            }
            for factor in result.factors
        ],
        "would_settle": [
            {"reason": cause.reason.value, "about": list(cause.about)}
            for cause in result.would_settle
        ],
        "asserted": [
            {
                "assertion": compared.assertion.id,
                "claim": compared.assertion.claim.value,
                "consistent": compared.consistent,
                "sentence": str(compared),
            }
            for compared in result.asserted
        ],
        "profile": _columns(result.profile),
        "evidence": None if result.evidence is None else result.evidence.value,
        "sentence": str(result),
    }


def classification_again(inputs: Mapping[str, Any]) -> Classification:
    """Run the inputs of a classification again."""
    return classify_cooperation(
        inputs["jurisdiction"],
        on=date.fromisoformat(inputs["on"]),
        observed=[_share_of(share) for share in inputs["observed"]],
        scale=inputs["scale"],
        agency_type=inputs["agency_type"],
    )


def profile_document(result: CooperationProfile) -> dict[str, Any]:
    """Return a profile as plain values.

    Raises:
        DetainerError: If its scale, or an assertion given as evidence, is not on record.
    """
    return {"inputs": _profile_inputs(result), **_columns(result), "sentence": str(result)}


def profile_again(inputs: Mapping[str, Any]) -> CooperationProfile:
    """Run the inputs of a profile again."""
    return cooperation_profile(
        inputs["jurisdiction"],
        on=date.fromisoformat(inputs["on"]),
        observed=[_share_of(share) for share in inputs["observed"]],
        scale=inputs["scale"],
        agency_type=inputs["agency_type"],
    )


def _profile_inputs(profile: CooperationProfile) -> dict[str, Any]:
    for assertion in profile.assertions:
        if assertion not in catalog.assertions():
            raise DetainerError(
                "observed",
                assertion,
                "entries of lists on record",
                "A document can only be made of those; leave out your own.",
            )
    return {
        "jurisdiction": profile.jurisdiction.code,
        "on": profile.on.isoformat(),
        "agency_type": None if profile.agency_type is None else profile.agency_type.value,
        "observed": [_share(share) for share in profile.observed],
        "scale": _scale_id(profile.scale),
    }


def _columns(profile: CooperationProfile) -> dict[str, Any]:
    return {
        "law": [
            {
                "practice": finding.practice.value,
                "in_brief": finding.in_brief,
                "possible": sorted(modality.value for modality in finding.possible),
                "agencies": [agency.agency for agency in finding.agencies],
                "provisions": [provision.id for provision in finding.provisions],
                "answer": policy_answer_document(finding.answer),
            }
            for finding in profile.law
        ],
        "agreements": [agreement.id for agreement in profile.agreements],
        "agreements_above": [agreement.id for agreement in profile.agreements_above],
        "agreements_note": catalog.about().agreements.summary,
        "unread": [text.id for text in profile.unread],
        "assertions": [assertion.id for assertion in profile.assertions],
        "disagreements": [
            {
                "columns": [column.value for column in disagreement.columns],
                "sentence": str(disagreement),
            }
            for disagreement in profile.disagreements
        ],
    }


def _scale_id(scale: CooperationScale) -> str:
    if scale not in catalog.scales():
        raise DetainerError(
            "scale", scale, "a scale on record", "A document can only be made with one of those."
        )
    return scale.id


def _share(share: DeclinedShare) -> dict[str, Any]:
    return {
        "jurisdiction": share.jurisdiction,
        "start": share.start.isoformat(),
        "end": share.end.isoformat(),
        "declined": share.declined,
        "denominator": share.denominator,
        "definition": share.definition,
        "missing": share.missing,
        "source": share.source,
    }


def _share_of(document: Mapping[str, Any]) -> DeclinedShare:
    return DeclinedShare(
        jurisdiction=document["jurisdiction"],
        start=date.fromisoformat(document["start"]),
        end=date.fromisoformat(document["end"]),
        declined=document["declined"],
        denominator=document["denominator"],
        definition=document["definition"],
        missing=document["missing"],
        source=document["source"],
    )
