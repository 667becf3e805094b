"""The values that callers write for a practice or a kind of agency, as types.

A type checker knows no values of an enumeration, and takes them from here. The lists are closed, as
laws of one's own add no practice and no kind of agency; what such laws do add, as rules and forms,
has no list.
"""

from typing import Literal, TypeAlias

PracticeName: TypeAlias = Literal[
    "hold_on_detainer",
    "notify_release",
    "transfer_custody",
    "allow_interviews",
    "share_information",
    "share_booking_data",
    "report_custody",
    "execute_administrative_warrant",
    "enter_287g",
    "seek_287g",
    "detention_contract",
    "inquire_status",
    "honor_judicial_warrant",
    "tell_subject",
]
"""The value of a `Practice`."""

AgencyTypeName: TypeAlias = Literal[
    "sheriff",
    "police",
    "local-corrections",
    "board",
    "state-police",
    "state-corrections",
    "attorney-general",
    "state-agency",
    "court-officers",
    "probation",
    "prosecutor",
    "governor",
    "school",
]
"""The value of an `AgencyType`."""
