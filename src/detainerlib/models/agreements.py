"""What agencies agreed with the federal government: models, powers, and when they were in force."""

import enum
from datetime import date

import attrs

from detainerlib._printing import Printed
from detainerlib._validation import AgreementModelId, PlaceCode, Slug, Text, checked
from detainerlib.models.jurisdictions import AgencyType
from detainerlib.models.provisions import Practice
from detainerlib.sources.citations import Citation
from detainerlib.times.periods import EffectivePeriod, Unknown


class AgreementKind(enum.StrEnum):
    """What an agreement rests on.

    Authority: 8-usc-1357

    >>> from detainerlib import catalog
    >>> [(model.id, model.kind.value) for model in catalog.agreement_models()][2:4]
    [('task-force', '287g'), ('basic-ordering', 'basic-ordering-agreement')]
    """

    DELEGATION = "287g"
    """Officers act under federal direction: 8 U.S.C. § 1357(g)."""
    BASIC_ORDERING = "basic-ordering-agreement"
    """The agency holds for a payment by the hold."""
    DETENTION = "detention-contract"
    """The agency houses persons in federal immigration custody."""


class AgreementEnd(enum.StrEnum):
    """How an agreement came to its end.

    >>> from detainerlib import catalog
    >>> [agreement.ended for agreement in catalog.agreements() if agreement.ended][0]
    <AgreementEnd.SUPERSEDED: 'superseded'>
    """

    BY_AGENCY = "terminated by the agency"
    """The state or local agency ended it."""
    BY_GOVERNMENT = "terminated by the government"
    """The federal government ended it."""
    SUPERSEDED = "superseded"
    """A later agreement took its place."""
    EXPIRED = "expired"
    """Its term ran out."""
    BY_LAW = "court or statute"
    """A court or a statute ended it."""
    UNKNOWN = "unknown"
    """It ended, and how is not on file."""


@attrs.frozen(kw_only=True, field_transformer=checked)
class DelegatedPower(Printed):
    """One thing that officers, or the agency, may do under a model of agreement.

    Attributes:
        summary: One sentence.
        citation: Who says so.

    >>> import detainerlib as dl
    >>> dl.catalog.agreement_model("warrant-service-officer").powers[0].citation.authority
    'ice-287g-fact-sheet'
    """

    summary: Text
    citation: Citation

    def __str__(self) -> str:
        """The sentence."""
        return self.summary


@attrs.frozen(kw_only=True, field_transformer=checked)
class AgreementModel(Printed):
    """A model of agreement, and what it lets an agency do.

    Attributes:
        id: The slug of the model.
        name: Its name.
        kind: What it rests on.
        practices: What officers may do under it, or what it comes to, that a law may bar.
        summary: One sentence.
        powers: What officers, or the agency, may do under it, each with its own citation.
        periods: When it was offered.
        citation: Who says so.
        see_also: Other sources.

    Authority: 8-usc-1357

    >>> from detainerlib import catalog
    >>> officers = catalog.agreement_model("warrant-service-officer")
    >>> officers.kind.value, [practice.value for practice in officers.practices]
    ('287g', ['hold_on_detainer', 'enter_287g', 'execute_administrative_warrant'])
    """

    id: Slug
    name: Text
    kind: AgreementKind
    practices: tuple[Practice, ...]
    summary: Text
    powers: tuple[DelegatedPower, ...]
    periods: tuple[EffectivePeriod, ...]
    citation: Citation
    see_also: tuple[Citation, ...] = ()


@attrs.frozen(kw_only=True, field_transformer=checked)
class CooperationAgreement(Printed):
    """An agreement of an agency with the federal government; a fact beside the law.

    Attributes:
        id: The slug of the agreement.
        model: The id of its model.
        agency: The name of the agency.
        agency_type: Which kind of agency it is.
        jurisdiction: The code of its government.
        signed: The day it was signed.
        period: When it was in effect.
        ended: How it ended, where it has.
        summary: One sentence.
        citation: Who says so.
        see_also: Other sources.

    >>> import detainerlib as dl
    >>> dl.catalog.agreements("48201")[0].model
    'jail-enforcement'
    """

    id: Slug
    model: AgreementModelId
    agency: Text
    agency_type: AgencyType
    jurisdiction: PlaceCode
    signed: date | Unknown
    period: EffectivePeriod
    ended: AgreementEnd | None = None
    summary: Text
    citation: Citation
    see_also: tuple[Citation, ...] = ()

    def __str__(self) -> str:
        """The agency, the model, and when it was in force."""
        return f"{self.agency}: {self.model}, {self.period}"
