"""What a row of a roster says, as values."""

from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from detainerlib.models.forms import DetainerForm, FormEdition
from detainerlib.models.jurisdictions import Jurisdiction
from detainerlib.readers.faults import RowFault
from detainerlib.times.periods import Unknown


class Entry(NamedTuple):
    """What a row of a roster says.

    Attributes:
        number: The number of the row in the file.
        id: The opaque id; empty where there is none.
        custody_ends: When the person is due for release; None where that cannot be read.
        released: The release; None where the cell is blank, UNKNOWN where it says so or cannot be
            read.
        place: The place; None where none is named.
        zone: The zone; None where none is known.
        form: The form or edition; None where none is known.
        received: When the detainer was received; None where that is not given.
        no_release: Why the release is not known, where it is not.
        faults: What is wrong with the row.
        is_whole: Whether all that an answer rests on could be read.
    """

    number: int
    id: str
    custody_ends: datetime | date | None
    released: datetime | date | Unknown | None
    place: Jurisdiction | None
    zone: ZoneInfo | None
    form: DetainerForm | FormEdition | None
    received: datetime | None
    no_release: str
    faults: tuple[RowFault, ...]
    is_whole: bool
