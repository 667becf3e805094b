"""Agreements as a list of their issuer, or of a project that keeps such lists, has them."""

import enum
from datetime import date

import attrs

from detainerlib._printing import Printed
from detainerlib._validation import AgreementModelId, Text, checked
from detainerlib.models.agreements import CooperationAgreement
from detainerlib.models.jurisdictions import AgencyType
from detainerlib.sentences import records
from detainerlib.sources.citations import Citation, Evidence
from detainerlib.times.periods import UNKNOWN, EffectivePeriod, Unknown


class AgencyLevel(enum.StrEnum):
    """What an agency covers.

    The words are ours; ICE's lists say "State Agency", "County" or "Municipality".

    >>> from detainerlib.readers import match_place
    >>> match_place("Chicago", "IL", level="municipal").place.level
    <GovernmentLevel.CITY: 'city'>
    """

    STATE = "state"
    """The whole state."""
    COUNTY = "county"
    """A county, parish or borough."""
    MUNICIPAL = "municipal"
    """A city, town or village."""
    REGIONAL = "regional"
    """A body that several governments formed."""
    CAMPUS = "campus"
    """A school, college or university."""
    PORT = "port"
    """A port or an airport."""
    CONSTABLE_DISTRICT = "constable district"
    """A precinct of a county with a constable of its own."""
    JUDICIAL_DISTRICT = "judicial district"
    """The district of a court, with its prosecutor."""


class ListingStatus(enum.StrEnum):
    """What the lists say of an agreement; that it ended is an inference of the reader.

    >>> from datetime import date
    >>> from detainerlib.models import ListingStatus
    >>> [status.value for status in ListingStatus if status is not ListingStatus.LISTED]
    ['no longer listed', 'superseded', 'pending']
    """

    LISTED = "listed"
    """On the newest list."""
    NO_LONGER_LISTED = "no longer listed"
    """On an earlier list only."""
    SUPERSEDED = "superseded"
    """A later agreement of the same agency and model took its place."""
    PENDING = "pending"
    """On the issuer's list of agencies whose agreement is not signed."""


class MatchType(enum.StrEnum):
    """How the place of an agency was found.

    >>> from detainerlib.readers import match_place
    >>> [match_place(name, "FL").match.value for name in ("St. Johns County", "Saint Johns", "Zed")]
    ['exact', 'folded', 'none']
    """

    EXACT = "exact"
    """By the name as it is printed."""
    FOLDED = "folded"
    """But for case, spaces, accents, "St." and what a county is called."""
    REPAIRED = "repaired"
    """After a repair on file."""
    GIVEN = "given"
    """The file has the code."""
    NONE = "none"
    """No place was found."""


@attrs.frozen(kw_only=True, field_transformer=checked)
class ListedAgreement(Printed):
    """A row of a list of 287(g) agreements.

    Attributes:
        id: The agency's id, the model and the signing day, which make an agreement what it is.
        agency_id: The state and the agency's name, folded: two spellings of one have one.
        agency: The agency's name, with single spaces and straight apostrophes.
        agency_type: Which kind of agency it is; None where its name does not tell.
        state: The name of the state; None where it is none.
        county: The county named, as the Census Bureau spells it where it was found; None where
            the row names none.
        fips: The FIPS code of that county, five digits as text; None where it was not found. A
            state's agency may be listed with the county of its headquarters.
        jurisdiction: The code of the agency's own government; None where it is none on file, as of
            a campus, a port or a district, or was not found.
        level: What the agency covers; None where neither the file nor the name tells.
        models: The ids of the models; several for a hybrid, and in a table of agencies.
        signed: The day it was signed; UNKNOWN where it cannot be read, or is not given.
        first_listed: The day of the first list that has it, as far as known; UNKNOWN where the
            file is one list and has no day.
        last_listed: The day of the last list that has it, likewise.
        gone_by: The day of the first list that no longer has it; None while it is listed.
        status: What the lists say of it.
        ori: Its identifiers in the F.B.I.'s register, where the file has them.
        document: The address of the agreement, where one is linked.
        match: How its county was found.
        candidates: The places that may be meant, where the place was not found.
        row: The number of the row in the file, the heading being 1, or the first row of its sheet.

    >>> from detainerlib.times.periods import UNKNOWN
    >>> agreement = ListedAgreement(
    ...     id="IL-x#TFM#unknown", agency_id="IL-x", agency="X", models=("task-force",), row=2
    ... )
    >>> print(agreement)
    X: task-force, signed on an unknown day; listed
    """

    id: Text
    agency_id: Text
    agency: Text
    agency_type: AgencyType | None = None
    state: Text | None = None
    county: Text | None = None
    fips: Text | None = None
    jurisdiction: Text | None = None
    level: AgencyLevel | None = None
    models: tuple[AgreementModelId, ...] = ()
    signed: date | Unknown = UNKNOWN
    first_listed: date | Unknown = UNKNOWN
    last_listed: date | Unknown = UNKNOWN
    gone_by: date | None = None
    status: ListingStatus = ListingStatus.LISTED
    ori: Text | None = None
    document: Text | None = None
    match: MatchType = MatchType.NONE
    candidates: tuple[Text, ...] = ()
    row: int

    @property
    def model(self) -> str | None:
        """The id of its model; of several, with a plus between; None where it has none."""
        return "+".join(self.models) or None

    def __str__(self) -> str:
        """The agency, its models, when it was signed, and its status."""
        signed = None if isinstance(self.signed, Unknown) else str(self.signed)
        return records.listed_agreement(self.agency, self.models, signed, self.status.value)

    @property
    def period(self) -> EffectivePeriod:
        """When it was in effect, as far as the list tells: from its signing on.

        While it is listed no end is known; once it is no longer, the end lies between two lists.
        """
        last = None if isinstance(self.last_listed, Unknown) else self.last_listed
        first = None if isinstance(self.first_listed, Unknown) else self.first_listed
        start = self.signed
        if not isinstance(start, Unknown) and last is not None and start > last:
            start = UNKNOWN  # a signing later than the list that has it is an error of the list
        bound = last if last is not None else first
        return EffectivePeriod(
            start=start, until=UNKNOWN, in_force_on=bound, not_after=self.gone_by
        )

    def as_agreements(self) -> tuple[CooperationAgreement, ...]:
        """Return it as agreements of the library's own kind, one a model.

        Empty where it is pending, where its own government is not known, or which kind of agency
        it is: what cannot be placed is left out here and stays in the list.
        """
        if (
            self.jurisdiction is None
            or self.agency_type is None
            or self.status is ListingStatus.PENDING
        ):
            return ()
        return tuple(
            CooperationAgreement(
                id=_slug(f"{self.agency_id}-{model}-{self.signed}"),
                model=model,
                agency=self.agency,
                agency_type=self.agency_type,
                jurisdiction=self.jurisdiction,
                signed=self.signed,
                period=self.period,
                summary=records.on_list(self.status.value),
                citation=_CITATION,
            )
            for model in self.models
        )


def _slug(text: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


_CITATION = Citation(
    authority="ice-participating-agencies",
    evidence=Evidence.BACKGROUND,
    gaps=("the list, which was read from a file of the caller's", "the agreement"),
)
