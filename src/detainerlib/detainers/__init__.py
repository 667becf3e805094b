"""One request, the warrants that came with it, and what happened in custody: records, no rules.

Nothing here has a place for a name, a birth date or any number of a person but an opaque case id.
What is not on record is `UNKNOWN`, which is a value of every field.
"""

from detainerlib.detainers.custody import ChargeBasis, CustodyEnd, CustodyEvent, CustodyEventKind
from detainerlib.detainers.requests import Detainer, IssuingComponent
from detainerlib.detainers.warrants import AdministrativeWarrant, JudicialWarrant, WarrantForm

__all__ = [
    "AdministrativeWarrant",
    "ChargeBasis",
    "CustodyEnd",
    "CustodyEvent",
    "CustodyEventKind",
    "Detainer",
    "IssuingComponent",
    "JudicialWarrant",
    "WarrantForm",
]
