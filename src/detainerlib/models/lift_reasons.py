"""How requests ended on their issuer's records: outcomes, and the spellings that say so."""

import enum
from datetime import date

import attrs

from detainerlib._printing import Printed
from detainerlib._validation import PartialDay, Slug, Text, checked
from detainerlib._wording import long_day
from detainerlib.models._fields import tuple_from
from detainerlib.sources.citations import Citation


def normalized(spelling: str) -> str:
    """Return a spelling as spellings are compared: without case, with single spaces.

    >>> normalized("Detainer  declined by LEA ")
    'detainer declined by lea'
    """
    return " ".join(spelling.split()).casefold()


class DetainerOutcome(enum.StrEnum):
    """How a request ended, as its issuer recorded it; each is another thing.

    The words are ours, as ICE's reasons are spelled in many ways; `catalog.lift_reasons` has them.

    >>> import detainerlib as dl
    >>> for reason in ("Detainer Declined by LEA", "Booked into Detention", ""):
    ...     print(dl.classify_lift_reason(reason))
    declined by the agency
    custody assumed
    no outcome recorded
    """

    CUSTODY_ASSUMED = "custody assumed"
    """The issuer took the person."""
    DECLINED_BY_AGENCY = "declined by the agency"
    """The issuer's record of a refusal; it does not show that anybody was released."""
    LIFTED_BY_ISSUER = "lifted by the issuer"
    """The issuer withdrew it."""
    NOT_TAKEN_INTO_CUSTODY = "not taken into custody"
    """The person left custody, or was not collected; no one is shown to have refused."""
    STILL_IN_CUSTODY = "still in custody"
    """The agency still has the person."""
    NO_OUTCOME_RECORDED = "no outcome recorded"
    """A blank: still in custody, not honored, or not updated. It is never "pending"."""
    OTHER = "other"
    """Administrative, or unclear."""


@attrs.frozen(kw_only=True, field_transformer=checked)
class LiftReason(Printed):
    """A spelling of a reason for which a request was lifted, and the outcome it stands for.

    Attributes:
        id: The slug of the spelling.
        spellings: The spelling as published, and others of it; case and spaces do not matter.
        codes: The codes that stand for it in a column of codes; only those that were confirmed.
        outcome: The outcome.
        reason: Why that one, in one sentence; for what is lifted by the issuer, why it was.
        otherwise: Another outcome that a reader may take it for; None where there is none.
        seen_from: The first year, month or day of which rows with it were seen, or "unknown".
        seen_until: The last one.
        citation: Where it was seen.
        see_also: Other sources.

    >>> import detainerlib as dl
    >>> dl.catalog.lift_reason("declined-by-lea").outcome.value
    'declined by the agency'
    """

    id: Slug
    spellings: tuple[str, ...] = attrs.field(converter=tuple_from)
    codes: tuple[Text, ...] = ()
    outcome: DetainerOutcome
    reason: Text
    otherwise: DetainerOutcome | None = None
    seen_from: PartialDay
    seen_until: PartialDay
    citation: Citation
    see_also: tuple[Citation, ...] = ()

    def __str__(self) -> str:
        """The first spelling and its outcome."""
        return f"{self.spellings[0] or 'blank'}: {self.outcome.value}"


@attrs.frozen(kw_only=True, field_transformer=checked)
class SeriesBreak(Printed):
    """A day from which records say something else in the same words, or the same in others.

    Attributes:
        id: The slug of the break.
        on: The first day of the new series.
        summary: One sentence: what changed.
        citation: Who says so.
        see_also: Other sources.

    >>> from detainerlib import catalog
    >>> seam = catalog.series_breaks()[0]
    >>> print(seam.on, seam.summary)
    2017-04-02 ICE began to issue Form I-247A in place of Forms I-247D, I-247N and I-247X. The
    form no longer shows whether it asks for a hold, notice or transfer. Earlier forms stayed
    active.
    """

    id: Slug
    on: date
    summary: Text
    citation: Citation
    see_also: tuple[Citation, ...] = ()

    def __str__(self) -> str:
        """The day and what changed."""
        return f"{long_day(self.on)}: {self.summary}"
