"""The warrants that come with a request: an officer's and a judge's, never one for the other."""

import enum
from datetime import date
from typing import Any

import attrs

from detainerlib._printing import Printed
from detainerlib._validation import Text, checked
from detainerlib.models._fields import member_of
from detainerlib.times.periods import UNKNOWN, Unknown


class WarrantForm(enum.StrEnum):
    """The form of an administrative warrant.

    Authority: 8-cfr-236.1, 8-cfr-241.2

    >>> import detainerlib as dl
    >>> dl.AdministrativeWarrant(form="I-200").form
    <WarrantForm.I_200: 'I-200'>
    """

    I_200 = "I-200"
    """Warrant for arrest, 8 C.F.R. § 236.1(b)."""
    I_205 = "I-205"
    """Warrant of removal, 8 C.F.R. § 241.2."""
    OTHER = "other"
    """Any other that an immigration officer signed."""


def _warrant_form(form: Any) -> Any:
    return member_of(WarrantForm, form)


@attrs.frozen(kw_only=True, field_transformer=checked)
class AdministrativeWarrant(Printed):
    """A warrant that an immigration officer signed; no judge has seen it.

    Attributes:
        form: Its form.
        issued_on: The day on it.
        signed: Whether it is signed.
        offered_as_judicial: Whether it was offered to the agency as the warrant of a judge.

    Authority: 8-cfr-236.1, 8-cfr-241.2, 8-cfr-287.5

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> warrant = dl.AdministrativeWarrant(form="I-200", signed=False)
    >>> detainer = dl.Detainer(
    ...     form="I-247A", issued_on=date(2025, 7, 1), issued_by="ice", warrants=(warrant,)
    ... )
    >>> dl.review_detainer(detainer).codes
    ('administrative-warrant-unsigned',)
    """

    form: WarrantForm | Unknown = attrs.field(default=UNKNOWN, converter=_warrant_form)
    issued_on: date | Unknown = UNKNOWN
    signed: bool | Unknown = UNKNOWN
    offered_as_judicial: bool | Unknown = UNKNOWN


@attrs.frozen(kw_only=True, field_transformer=checked)
class JudicialWarrant(Printed):
    """A warrant or order that a judge or magistrate signed; never a Form I-200 or I-205.

    Attributes:
        court: The court.
        issued_on: The day on it.
        signed: Whether a judge or magistrate signed it.

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> warrant = dl.JudicialWarrant(court="U.S. District Court", issued_on=date(2025, 7, 1))
    >>> warrant.signed
    UNKNOWN
    """

    court: Text | Unknown = UNKNOWN
    issued_on: date | Unknown = UNKNOWN
    signed: bool | Unknown = UNKNOWN
