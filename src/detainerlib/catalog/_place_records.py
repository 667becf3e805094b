"""The records of a place, from the files of its state alone."""

from typing import Any, TypeVar

from detainerlib._printing import Listing
from detainerlib.catalog._collections import every, in_place
from detainerlib.catalog._law import by_law
from detainerlib.catalog._places import code_of, state_of
from detainerlib.models.jurisdictions import JurisdictionLike

T = TypeVar("T")


def records_of(model: type[T], jurisdiction: JurisdictionLike | None) -> tuple[T, ...]:
    """Return all records of a model, or those of one jurisdiction from the files of its state."""
    return every(model) if jurisdiction is None else _of_place(model, code_of(jurisdiction))


@by_law
def _of_place(model: type[T], code: str) -> tuple[T, ...]:
    records: tuple[Any, ...] = in_place(model, state_of(code).code, code)
    return Listing(record for record in records if record.jurisdiction == code)
