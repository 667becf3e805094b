"""One request, as its face shows it."""

import enum
from datetime import date, datetime
from typing import Any

import attrs

from detainerlib._validation import text
from detainerlib.errors import DetainerError
from detainerlib.models._fields import (
    DAY_OR_UNKNOWN,
    OPAQUE_OR_UNKNOWN,
    TIME_OR_UNKNOWN,
    YES_OR_NO,
    all_are,
    by_instant,
    is_a,
    is_number,
    is_text,
    known,
    member_of,
    members_of,
    or_unknown,
    set_of,
    tuple_from,
)
from detainerlib.models.forms import DetainerForm, FormEdition, RequestedAction
from detainerlib.models.warrants import AdministrativeWarrant, JudicialWarrant
from detainerlib.times.periods import UNKNOWN, Unknown


class IssuingComponent(enum.Enum):
    """The component whose officer issued a request."""

    ICE = "ice"
    """U.S. Immigration and Customs Enforcement."""
    CBP = "cbp"
    """U.S. Customs and Border Protection, of which the Border Patrol is a part."""
    INS = "ins"
    """The Immigration and Naturalization Service, abolished in 2003."""
    OTHER = "other"


def _form_id(form: Any) -> Any:
    return form.id if isinstance(form, DetainerForm | FormEdition) else form


def _is_warrant(value: object) -> bool:
    return isinstance(value, AdministrativeWarrant | JudicialWarrant)


def _issuing_component(component: Any) -> Any:
    return member_of(IssuingComponent, component)


def _requested_actions(actions: Any) -> Any:
    return members_of(RequestedAction, actions)


@attrs.frozen(kw_only=True)
class Detainer:
    """One request, as its face shows it.

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
        served: Whether the subject was given a copy.
        served_on: When, to the instant or the day.
        notice_contact: Whether it says whom to notify of a release.
        agency: The agency it was sent to.
        case_id: An opaque id of the case; left out of `repr`, so that no log shows it.

    Raises:
        DetainerError: If a field holds something else, or `served_on` is given without `served`.
        NotADayError, NotAnInstantError, InstantError: If a day or an instant is none.

    >>> detainer = Detainer(form="I-247A", issued_on=date(2025, 7, 1), boxes={1}, case_id="17-3")
    >>> detainer.case_id, "17-3" in repr(detainer), detainer.signed
    ('17-3', False, <Unknown.UNKNOWN: 'unknown'>)
    """

    form: str = attrs.field(converter=_form_id, validator=text)
    issued_on: date | Unknown = attrs.field(default=UNKNOWN, validator=DAY_OR_UNKNOWN)
    issued_by: IssuingComponent | Unknown = attrs.field(
        default=UNKNOWN,
        converter=_issuing_component,
        validator=or_unknown("an IssuingComponent", is_a(IssuingComponent), IssuingComponent),
    )
    requests: frozenset[RequestedAction] | Unknown = attrs.field(
        default=UNKNOWN,
        converter=_requested_actions,
        validator=or_unknown(
            "a set of RequestedActions", all_are(is_a(RequestedAction), frozenset), RequestedAction
        ),
    )
    boxes: frozenset[int] | Unknown = attrs.field(
        default=UNKNOWN,
        converter=set_of,
        validator=or_unknown("a set of the numbers of boxes", all_are(is_number, frozenset)),
    )
    bases: frozenset[str] | Unknown = attrs.field(
        default=UNKNOWN,
        converter=set_of,
        validator=or_unknown("a set of the ids of bases", all_are(is_a(str), frozenset)),
    )
    warrants: tuple[AdministrativeWarrant | JudicialWarrant, ...] | Unknown = attrs.field(
        default=UNKNOWN,
        converter=tuple_from,
        validator=or_unknown("a tuple of warrants", all_are(_is_warrant, tuple)),
    )
    signed: bool | Unknown = attrs.field(default=UNKNOWN, validator=YES_OR_NO)
    served: bool | Unknown = attrs.field(default=UNKNOWN, validator=YES_OR_NO)
    served_on: datetime | date | Unknown = attrs.field(
        default=UNKNOWN, validator=TIME_OR_UNKNOWN, eq=by_instant
    )
    notice_contact: bool | Unknown = attrs.field(default=UNKNOWN, validator=YES_OR_NO)
    agency: str | Unknown = attrs.field(
        default=UNKNOWN, validator=or_unknown("the name of an agency", is_text)
    )
    case_id: str | Unknown = attrs.field(default=UNKNOWN, repr=False, validator=OPAQUE_OR_UNKNOWN)

    def __attrs_post_init__(self) -> None:
        """Refuse a time of service where there was none."""
        if self.served_on is not UNKNOWN and self.served is not True:
            raise DetainerError(
                "served_on",
                self.served_on,
                "served=True beside it",
                "If the subject was not served, leave it out.",
            )

    @property
    def administrative_warrants(self) -> tuple[AdministrativeWarrant, ...]:
        """The administrative warrants that came with it; none where that is not known."""
        warrants = known(self.warrants) or ()
        return tuple(warrant for warrant in warrants if isinstance(warrant, AdministrativeWarrant))

    @property
    def judicial_warrants(self) -> tuple[JudicialWarrant, ...]:
        """The judicial warrants that came with it; none where that is not known."""
        warrants = known(self.warrants) or ()
        return tuple(warrant for warrant in warrants if isinstance(warrant, JudicialWarrant))
