"""What agencies agreed with the federal government: models, powers, and when they were in force."""

import enum
from datetime import date

import attrs

from detainerlib._validation import slug, text, tuple_of
from detainerlib.models._fields import DAY_OR_UNKNOWN
from detainerlib.models.jurisdictions import AgencyType
from detainerlib.sources.citations import Citation
from detainerlib.times.periods import EffectivePeriod, Unknown


class AgreementKind(enum.Enum):
    """What an agreement rests on."""

    DELEGATION = "287g"
    """Officers act under federal direction: 8 U.S.C. 1357(g)."""
    BASIC_ORDERING = "basic-ordering-agreement"
    """The agency holds for a payment by the hold."""
    DETENTION = "detention-contract"
    """The agency houses persons in federal immigration custody."""


class AgreementEnd(enum.Enum):
    """How an agreement came to its end."""

    BY_AGENCY = "terminated by the agency"
    BY_GOVERNMENT = "terminated by the government"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"
    BY_LAW = "court or statute"
    UNKNOWN = "unknown"


@attrs.frozen(kw_only=True)
class DelegatedPower:
    """One thing that officers, or the agency, may do under a model of agreement.

    Attributes:
        summary: One sentence.
        citation: Who says so.

    >>> import detainerlib as dl
    >>> dl.catalog.agreement_model("warrant-service-officer").powers[0].citation.authority
    'ice-287g-fact-sheet'
    """

    summary: str = attrs.field(validator=text)
    citation: Citation = attrs.field(validator=attrs.validators.instance_of(Citation))

    def __str__(self) -> str:
        """The sentence."""
        return self.summary


@attrs.frozen(kw_only=True)
class AgreementModel:
    """A model of agreement, and what it lets an agency do.

    Attributes:
        id: The slug of the model.
        name: Its name.
        kind: What it rests on.
        summary: One sentence.
        powers: What officers, or the agency, may do under it, each with its own citation.
        periods: When it was offered.
        citation: Who says so.
        see_also: Other texts.
    """

    id: str = attrs.field(validator=slug)
    name: str = attrs.field(validator=text)
    kind: AgreementKind = attrs.field(validator=attrs.validators.instance_of(AgreementKind))
    summary: str = attrs.field(validator=text)
    powers: tuple[DelegatedPower, ...] = attrs.field(
        validator=tuple_of(attrs.validators.instance_of(DelegatedPower))
    )
    periods: tuple[EffectivePeriod, ...] = attrs.field(
        validator=tuple_of(attrs.validators.instance_of(EffectivePeriod))
    )
    citation: Citation = attrs.field(validator=attrs.validators.instance_of(Citation))
    see_also: tuple[Citation, ...] = attrs.field(
        default=(), validator=tuple_of(attrs.validators.instance_of(Citation))
    )


@attrs.frozen(kw_only=True)
class CooperationAgreement:
    """An agreement of an agency with the federal government; a fact beside the law.

    Attributes:
        id: The slug of the agreement.
        model: The id of its model.
        agency: The name of the agency.
        agency_type: Which kind of agency it is.
        jurisdiction: The code of its government.
        signed: The day it was signed.
        period: When it was in force.
        ended: How it ended, where it has.
        summary: One sentence.
        citation: Who says so.
        see_also: Other texts.

    >>> import detainerlib as dl
    >>> dl.catalog.agreements("48201")[0].model
    'jail-enforcement'
    """

    id: str = attrs.field(validator=slug)
    model: str = attrs.field(validator=slug)
    agency: str = attrs.field(validator=text)
    agency_type: AgencyType = attrs.field(validator=attrs.validators.instance_of(AgencyType))
    jurisdiction: str = attrs.field(validator=text)
    signed: date | Unknown = attrs.field(validator=DAY_OR_UNKNOWN)
    period: EffectivePeriod = attrs.field(validator=attrs.validators.instance_of(EffectivePeriod))
    ended: AgreementEnd | None = attrs.field(
        default=None,
        validator=attrs.validators.optional(attrs.validators.instance_of(AgreementEnd)),
    )
    summary: str = attrs.field(validator=text)
    citation: Citation = attrs.field(validator=attrs.validators.instance_of(Citation))
    see_also: tuple[Citation, ...] = attrs.field(
        default=(), validator=tuple_of(attrs.validators.instance_of(Citation))
    )

    def __str__(self) -> str:
        """The agency, the model, and when it was in force."""
        return f"{self.agency}: {self.model}, {self.period}"
