"""What happens in one custody: events, and on what and why a person was in it."""

import enum
from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final

import attrs

from detainerlib._arguments import chosen
from detainerlib._printing import Printed
from detainerlib._validation import checked
from detainerlib._wording import day_in_words, in_words
from detainerlib.errors import DetainerError
from detainerlib.models._fields import Time, by_instant, member_of
from detainerlib.sentences.records import recorded
from detainerlib.times.periods import UNKNOWN


class CustodyBasis(enum.StrEnum):
    """On what a person was in custody; the four are never summed silently.

    The words are ours. Publishers draw the lines in other ways: `catalog.terms` has theirs.

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> event = dl.CustodyEvent(kind="custody ends", at=date(2025, 7, 3), basis="pending")
    >>> event.basis is dl.models.CustodyBasis.PENDING
    True
    """

    CONVICTED = "convicted"
    """Convicted of a crime."""
    PENDING = "pending"
    """Charged, and not tried."""
    ARRESTED = "arrested"
    """Arrested, and not charged."""
    IMMIGRATION_ONLY = "immigration only"
    """An immigration hold itself: its end is never the end of local custody."""
    UNKNOWN = "unknown"
    """Not known."""


class CustodyEnd(enum.StrEnum):
    """Why the agency's own authority to keep a person ended.

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> dl.CustodyEvent(kind="custody-ends", at=date(2025, 7, 3), reason="bail posted").reason
    <CustodyEnd.BAIL_POSTED: 'bail posted'>
    """

    BAIL_POSTED = "bail posted"
    """Bail or a bond was posted."""
    RELEASE_ORDERED = "release ordered"
    """A court ordered the release."""
    SENTENCE_SERVED = "sentence served"
    """The sentence was served."""
    CHARGES_DISMISSED = "charges dismissed"
    """The charges were dismissed."""
    NOT_CHARGED = "not charged"
    """No charges were filed."""
    ACQUITTED = "acquitted"
    """The person was found not guilty."""
    OTHER = "other"
    """For another reason."""
    UNKNOWN = "unknown"
    """The reason is not known."""


class CustodyEventKind(enum.StrEnum):
    """What can happen to a person in custody, and to a request about them.

    The ids of those that start a clock are those of `catalog.events`.

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> dl.CustodyEvent(kind="detainer received", at=date(2025, 7, 1)).kind
    <CustodyEventKind.DETAINER_RECEIVED: 'detainer-received'>
    """

    BOOKED = "booked"
    """The person was booked into the jail."""
    CUSTODY_ENDS = "custody-ends"
    """The agency's own authority ends, for one charge or for all."""
    STATE_CHARGES_RESOLVED = "state-charges-resolved"
    """The state's charges were resolved."""
    DETAINER_RECEIVED = "detainer-received"
    """The agency received the detainer."""
    ADMINISTRATIVE_WARRANT_RECEIVED = "administrative-warrant-received"
    """The agency received an immigration officer's warrant."""
    JUDICIAL_WARRANT_RECEIVED = "judicial-warrant-received"
    """The agency received a judge's warrant."""
    STATUS_QUERY_SENT = "status-query-sent"
    """The agency asked ICE about the person's status."""
    SERVED = "served"
    """The person was given a copy of the detainer."""
    NOTICE_GIVEN = "notice-given"
    """The agency gave notice of the release."""
    CUSTODY_ASSUMED = "custody-assumed"
    """Federal authorities took custody."""
    TRANSFERRED = "transferred"
    """The person was handed to another agency that is not the one that asked."""
    LIFTED = "lifted"
    """The issuer withdrew the request."""
    DECLINED = "declined"
    """The agency said that it does not do what is asked."""
    RELEASED = "released"
    """The person was released."""

    @property
    def words(self) -> str:
        """What happened, as a sentence names it: "the end of local custody"."""
        return _WORDS[self]


_WORDS: Final[Mapping[CustodyEventKind, str]] = MappingProxyType(
    {
        CustodyEventKind.BOOKED: "the booking",
        CustodyEventKind.CUSTODY_ENDS: "the end of local custody",
        CustodyEventKind.STATE_CHARGES_RESOLVED: "the resolution of the state charges",
        CustodyEventKind.DETAINER_RECEIVED: "receipt of the detainer",
        CustodyEventKind.ADMINISTRATIVE_WARRANT_RECEIVED: "receipt of the administrative warrant",
        CustodyEventKind.JUDICIAL_WARRANT_RECEIVED: "receipt of the judicial warrant",
        CustodyEventKind.STATUS_QUERY_SENT: "the status query to ICE",
        CustodyEventKind.SERVED: "service on the person",
        CustodyEventKind.NOTICE_GIVEN: "notice of the release",
        CustodyEventKind.CUSTODY_ASSUMED: "the transfer to DHS",
        CustodyEventKind.TRANSFERRED: "the transfer to another agency",
        CustodyEventKind.LIFTED: "the withdrawal of the detainer",
        CustodyEventKind.DECLINED: "the agency's decision to decline",
        CustodyEventKind.RELEASED: "the release",
    }
)


def _kind(value: Any) -> CustodyEventKind:
    return chosen(CustodyEventKind, value, "kind")


def _custody_end(value: Any) -> Any:
    return member_of(CustodyEnd, value)


def _custody_basis(value: Any) -> Any:
    return member_of(CustodyBasis, value)


@attrs.frozen(kw_only=True, field_transformer=checked)
class CustodyEvent(Printed):
    """Something that happened in one custody, or is expected.

    Attributes:
        kind: What happened; a `CustodyEventKind` or its value.
        at: When: to the time, to the facility's day, or UNKNOWN: it happened, or will, at a time
            that was not entered.
        reason: Of an end of custody, why it ended.
        basis: Of an end of custody, on what the person was in custody. Where several charges end
            at different times each is an event, and custody ends with the last of them that is not
            itself an immigration hold.

    Raises:
        DetainerError: If a field holds something else, or `reason` or `basis` is given of another
            kind of event.
        NotAnInstantError, InstantError: If `at` is no date, and no datetime with a time zone.

    >>> from datetime import date
    >>> bail = CustodyEnd.BAIL_POSTED
    >>> event = CustodyEvent(kind="custody-ends", at=date(2025, 7, 3), reason=bail)
    >>> print(event)
    The end of local custody, Thursday, July 3, 2025 (bail posted)
    """

    kind: CustodyEventKind = attrs.field(converter=_kind)
    at: Time = attrs.field(eq=by_instant)
    reason: CustodyEnd = attrs.field(default=CustodyEnd.UNKNOWN, converter=_custody_end)
    basis: CustodyBasis = attrs.field(default=CustodyBasis.UNKNOWN, converter=_custody_basis)

    def __attrs_post_init__(self) -> None:
        """Refuse the end of custody's reasons on another kind of event."""
        if self.kind is CustodyEventKind.CUSTODY_ENDS:
            return
        for field, value in (("reason", self.reason), ("basis", self.basis)):
            if value.value != UNKNOWN.value:
                expected = f"none, as the event is {self.kind.value!r}"
                remedy = "It belongs to an end of custody, 'custody-ends'."
                raise DetainerError(field, value, expected, remedy)

    @property
    def ends_local_custody(self) -> bool:
        """Whether it ends custody on a ground that is not itself an immigration hold."""
        return (
            self.kind is CustodyEventKind.CUSTODY_ENDS
            and self.basis is not CustodyBasis.IMMIGRATION_ONLY
        )

    def __str__(self) -> str:
        """What happened, when, and why as far as that is known."""
        when = "at an unknown time"
        if isinstance(self.at, datetime):
            when = in_words(self.at)
        elif isinstance(self.at, date):
            when = day_in_words(self.at)
        circumstances = (self.reason.value, self.basis.value)
        known = ", ".join(value for value in circumstances if value != UNKNOWN.value)
        return recorded(self.kind.words, when, known)
