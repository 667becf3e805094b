"""Detainer forms and their printed editions: what each asks, and of what its face is made."""

import enum
from collections.abc import Sequence
from datetime import date
from typing import Final

import attrs

from detainerlib._arguments import takes
from detainerlib._printing import Printed
from detainerlib._validation import (
    BasisId,
    EditionOrFormId,
    NoticeRuleId,
    RuleId,
    Slug,
    Text,
    TextOrUnknown,
    checked,
)
from detainerlib.errors import DetainerError
from detainerlib.models.hold_rules import HowEnded
from detainerlib.sources.citations import Citation
from detainerlib.times.periods import EffectivePeriod

DEFAULT_FORM: Final = "i-247a"
"""The id of the form on which detainers have been issued, and no other, since its first day."""


class RequestedAction(enum.StrEnum):
    """What a form asks of the agency.

    The forms of 2015 asked for one each: I-247D a hold, I-247N notice, I-247X a transfer.

    Authority: 8-cfr-287.7, form-i-247d, form-i-247n, form-i-247x

    >>> from detainerlib import catalog
    >>> for form in ("i-247d", "i-247n"):
    ...     print(form, sorted(catalog.form(form).editions[0].requests))
    i-247d [<RequestedAction.HOLD: 'hold'>, <RequestedAction.NOTIFY: 'notify'>]
    i-247n [<RequestedAction.NOTIFY: 'notify'>]
    """

    HOLD = "hold"
    """Keep the person after the time of release."""
    NOTIFY = "notify"
    """Tell the issuer of the release beforehand."""
    TRANSFER = "transfer"
    """Hand the person over."""


class ServiceRequirement(enum.StrEnum):
    """What a form says of giving the person a copy.

    Authority: ice-guidance-i-247a

    >>> from detainerlib import catalog
    >>> catalog.edition("i-247a-2017-03").service
    <ServiceRequirement.REQUIRED: 'required'>
    """

    REQUIRED = "required"
    """The detainer takes effect only when the person has been served."""
    REQUESTED = "requested"
    """It asks the agency to give one."""
    NOT_STATED = "not-stated"
    """It says nothing of that."""
    NOT_READ = "not-read"
    """What it says was not read."""


@attrs.frozen(kw_only=True, field_transformer=checked)
class ProbableCauseBasis(Printed):
    """A ground that can be marked on a form.

    Attributes:
        id: The slug by which editions and detainers name it.
        summary: The ground, in our words.

    >>> from detainerlib import catalog
    >>> print(catalog.basis("final-order").summary)
    a final order of removal
    """

    id: Slug
    summary: Text


@attrs.frozen(kw_only=True, field_transformer=checked)
class FormBox(Printed):
    """One of the boxes of an edition of which one is completed.

    Attributes:
        number: Its number, as printed.
        summary: What marking it says, in our words.
        requests: What it asks, as far as that was read.
        requests_more: Whether it asks more that was not read.
        has_bases: Whether the grounds are marked within it.

    >>> from detainerlib import catalog
    >>> for box in catalog.edition("i-247a-2017-03").boxes:
    ...     print(box.number, sorted(box.requests), box.has_bases)
    1 [<RequestedAction.HOLD: 'hold'>, <RequestedAction.NOTIFY: 'notify'>] True
    2 [<RequestedAction.NOTIFY: 'notify'>] False
    """

    number: int
    summary: Text
    requests: frozenset[RequestedAction]
    requests_more: bool = False
    has_bases: bool = False


@attrs.frozen(kw_only=True, field_transformer=checked)
class FormEdition(Printed):
    """One printed revision of a form: what it asks, and which clock its words set.

    Attributes:
        id: The slug of the edition.
        printed: The revision as printed on the form, or "unknown".
        draft: Whether it is an early print without a period of use on file.
        issued: The days on which it was issued.
        ended: How that period ended, where it has.
        successor: The id of the edition, or form, that followed.
        stays_in_effect: Whether requests issued on it stay in effect after that period.
        requests: What it asks, as far as that was read.
        requests_more: Whether it may ask more that was not read.
        hold_rule: The id of the rule its hold sentence sets; None where it asks no hold, or where
            the sentence was not read.
        notice_rule: The id of the rule its request for notice sets; None where it asks for no
            notice, or where the time was not read.
        service: What it says of serving the person.
        bases: The ids of the grounds that can be marked on it; None where they were not read.
        other_bases: Whether it may have grounds besides, which were not read.
        boxes: The boxes of which one is completed; empty where it has none on file.
        applies_to: Whom it is for, where its text says so.
        signer: Who may sign it, where its text says so.
        warrant: Which warrant goes with it, where a source says so.
        citation: The operative words.
        see_also: Other sources.

    Authority: 8-cfr-287.7

    >>> from detainerlib import catalog
    >>> edition = catalog.edition("i-247a-2017-03")
    >>> edition.printed, edition.hold_rule, edition.service.value
    ('3/17', 'form-i-247a', 'required')
    """

    id: Slug
    printed: TextOrUnknown
    draft: bool = False
    issued: EffectivePeriod
    ended: HowEnded | None = None
    successor: EditionOrFormId | None = None
    stays_in_effect: bool = True
    requests: frozenset[RequestedAction]
    requests_more: bool = False
    hold_rule: RuleId | None = None
    notice_rule: NoticeRuleId | None = None
    service: ServiceRequirement
    bases: tuple[BasisId, ...] | None = None
    other_bases: bool = False
    boxes: tuple[FormBox, ...] = ()
    applies_to: Text | None = None
    signer: Text | None = None
    warrant: Text | None = None
    citation: Citation
    see_also: tuple[Citation, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse the rule of a request that the edition does not make."""
        for request, noun in ((RequestedAction.HOLD, "hold"), (RequestedAction.NOTIFY, "notice")):
            rule = getattr(self, f"{noun}_rule")
            if rule is not None and request not in self.requests:
                expected = f"none, as the edition asks for no {noun}"
                raise DetainerError(f"{noun}_rule", rule, expected, "See `requests`.")

    def may_be_in_effect(self, day: date) -> bool:
        """Whether a request issued on this edition may be in effect on `day`."""
        if self.stays_in_effect:
            return not self.issued.is_before(day)
        return self.issued.contains(day) is not False


@attrs.frozen(kw_only=True, field_transformer=checked)
class DetainerForm(Printed):
    """A form of the I-247 family, with its editions.

    Attributes:
        id: The slug of the form.
        name: Its number, as printed.
        title: Its title.
        note: What a reader should know besides.
        editions: Its printed revisions, the oldest first.

    >>> import detainerlib as dl
    >>> form = dl.catalog.form("I-247A")
    >>> form.name, form.editions_in_effect(date(2020, 1, 1))[0].id
    ('I-247A', 'i-247a-2017-03')
    """

    id: Slug
    name: Text
    title: Text
    note: Text | None = None
    editions: tuple[FormEdition, ...]

    def __attrs_post_init__(self) -> None:
        """Refuse a form without an edition."""
        if not self.editions:
            raise DetainerError("editions", (), "at least one edition", "See data/README.md.")

    @takes
    def editions_in_effect(self, day: date) -> tuple[FormEdition, ...]:
        """The editions of which a request may be in effect on `day`; drafts are left out.

        A request stays in effect when its edition is no longer issued, unless the record says
        otherwise; so an edition counts from the first day of its issue on.
        """
        return tuple(
            edition
            for edition in self.editions
            if not edition.draft and edition.may_be_in_effect(day)
        )

    @takes
    def editions_issued(self, day: date) -> tuple[FormEdition, ...]:
        """The editions that a request issued on `day` may be on; drafts are left out.

        The nearest in time, where none was issued then; one that another had followed by that day
        is left out.
        """
        editions = [edition for edition in self.editions if not edition.draft]
        possible = [
            edition
            for edition in editions
            if edition.issued.contains(day) is not False and not _superseded(edition, editions, day)
        ]
        if possible or not editions:
            return tuple(possible)
        begun = [edition for edition in editions if not edition.issued.is_before(day)]
        return (begun[-1] if begun else editions[0],)


def _superseded(edition: FormEdition, editions: Sequence[FormEdition], day: date) -> bool:
    """Whether an edition that followed had certainly begun by a day, whatever its own record."""
    for later in editions:
        if later.id == edition.successor:
            start, until = later.issued.start, later.issued.until
            begun = isinstance(start, date) and start <= day
            ended = isinstance(until, date) and until <= day
            return begun or ended or _superseded(later, editions, day)
    return False
