"""One request, as its face shows it."""

import enum
from datetime import date
from typing import Any

import attrs

from detainerlib._printing import Listing, Printed
from detainerlib._validation import Text, checked
from detainerlib.errors import DetainerError
from detainerlib.models._fields import (
    OpaqueId,
    Time,
    by_instant,
    known,
    member_of,
    members_of,
    numbers_of,
    set_of,
    tuple_from,
)
from detainerlib.models.forms import DetainerForm, FormEdition, RequestedAction
from detainerlib.models.warrants import AdministrativeWarrant, JudicialWarrant
from detainerlib.times.periods import UNKNOWN, Unknown


class IssuingComponent(enum.StrEnum):
    """The component whose officer issued a request.

    The words are the short names of the components.

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> dl.Detainer(form="I-247A", issued_on=date(2025, 7, 1), issued_by="cbp").issued_by
    <IssuingComponent.CBP: 'cbp'>
    """

    ICE = "ice"
    """U.S. Immigration and Customs Enforcement."""
    CBP = "cbp"
    """U.S. Customs and Border Protection, of which the Border Patrol is a part."""
    INS = "ins"
    """The Immigration and Naturalization Service, abolished in 2003."""
    OTHER = "other"
    """Any other component."""


def _form_id(form: Any) -> Any:
    return form.id if isinstance(form, DetainerForm | FormEdition) else form


def _issuing_component(component: Any) -> Any:
    return member_of(IssuingComponent, component)


def _requested_actions(actions: Any) -> Any:
    return members_of(RequestedAction, actions)


@attrs.frozen(kw_only=True, field_transformer=checked)
class Detainer(Printed):
    """One detainer, as the form shows it.

    Attributes:
        form: The form, or one of its editions, by name or id, such as "I-247A" or
            "I-247 (12/11)"; a model of either is taken by its id.
        issued_on: The day on it, which picks the edition.
        issued_by: The component whose officer issued it.
        requests: What it asks; UNKNOWN for what its edition, and the box marked, ask.
        boxes: The numbers of the boxes marked, of those of which one is completed; empty if none.
        bases: The ids of the grounds marked (`catalog.bases()`); empty if none.
        warrants: The warrants that came with it; empty if none.
        signed: Whether it is signed.
        served: Whether the person was given a copy.
        served_on: When, to the time or the day.
        notice_contact: Whether it says whom to notify of a release.
        agency: The agency it was sent to.
        case_id: An opaque id of the case; left out of `repr`, so that no log shows it.

    Raises:
        DetainerError: If a field holds something else, or `served_on` is given without `served`.
        NotADayError, NotAnInstantError, InstantError: If a day or a date and time is none.

    >>> detainer = Detainer(form="I-247A", issued_on=date(2025, 7, 1), boxes={1}, case_id="17-3")
    >>> detainer.case_id, "17-3" in repr(detainer), detainer.signed
    ('17-3', False, UNKNOWN)
    """

    form: Text = attrs.field(converter=_form_id)
    issued_on: date | Unknown = UNKNOWN
    issued_by: IssuingComponent | Unknown = attrs.field(
        default=UNKNOWN, converter=_issuing_component
    )
    requests: frozenset[RequestedAction] | Unknown = attrs.field(
        default=UNKNOWN, converter=_requested_actions
    )
    boxes: frozenset[int] | Unknown = attrs.field(default=UNKNOWN, converter=numbers_of)
    bases: frozenset[str] | Unknown = attrs.field(default=UNKNOWN, converter=set_of)
    warrants: tuple[AdministrativeWarrant | JudicialWarrant, ...] | Unknown = attrs.field(
        default=UNKNOWN, converter=tuple_from
    )
    signed: bool | Unknown = UNKNOWN
    served: bool | Unknown = UNKNOWN
    served_on: Time = attrs.field(default=UNKNOWN, eq=by_instant)
    notice_contact: bool | Unknown = UNKNOWN
    agency: Text | Unknown = UNKNOWN
    case_id: OpaqueId = attrs.field(default=UNKNOWN, repr=False)

    def __attrs_post_init__(self) -> None:
        """Refuse a time of service where there was none."""
        if self.served_on is not UNKNOWN and self.served is not True:
            raise DetainerError(
                "served_on",
                self.served_on,
                "served=True beside it",
                "If the person was not served, leave it out.",
            )

    @property
    def administrative_warrants(self) -> tuple[AdministrativeWarrant, ...]:
        """The administrative warrants that came with it; none where that is not known."""
        warrants = known(self.warrants) or ()
        return Listing(
            warrant for warrant in warrants if isinstance(warrant, AdministrativeWarrant)
        )

    @property
    def judicial_warrants(self) -> tuple[JudicialWarrant, ...]:
        """The judicial warrants that came with it; none where that is not known."""
        warrants = known(self.warrants) or ()
        return Listing(warrant for warrant in warrants if isinstance(warrant, JudicialWarrant))
