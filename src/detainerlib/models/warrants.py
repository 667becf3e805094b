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
    """The form of an administrative warrant."""

    I_200 = "I-200"
    """Warrant of arrest, 8 CFR 236.1(b)."""
    I_205 = "I-205"
    """Warrant of removal, 8 CFR 241.2."""
    OTHER = "other"


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
    """

    court: Text | Unknown = UNKNOWN
    issued_on: date | Unknown = UNKNOWN
    signed: bool | Unknown = UNKNOWN
