"""What is observed of what an agency does; it is shown beside the law and sets no level."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, TypeAlias

import attrs

from detainerlib import catalog
from detainerlib._arguments import is_several
from detainerlib._printing import Printed
from detainerlib._validation import Text, checked, own_number
from detainerlib._wording import long_day
from detainerlib.errors import DetainerError
from detainerlib.models.jurisdictions import Jurisdiction
from detainerlib.models.published_lists import Assertion


def _count(instance: object, attribute: "attrs.Attribute[int]", value: int) -> None:
    if type(value) is not int or value < 0:
        raise DetainerError(attribute.name, value, "a whole number, 0 or more", "Count rows.")


Count: TypeAlias = Annotated[int, _count]


@attrs.frozen(kw_only=True, field_transformer=checked)
class DeclinedShare(Printed):
    """How many requests to a jurisdiction were recorded as declined, and of how many.

    Attributes:
        jurisdiction: The code of the jurisdiction.
        start: The first day of the requests counted.
        end: The last day of the requests counted.
        declined: How many are recorded as declined.
        denominator: How many are counted: the denominator.
        definition: What the denominator counts, in words, such as "requests with a recorded
            outcome".
        missing: How many requests of those days have no outcome recorded and are not counted.
        source: Who says so, in words.

    Raises:
        DetainerError: If more are declined than counted, or the last day is before the first.

    >>> share = DeclinedShare(
    ...     jurisdiction="53033", start=date(2017, 1, 1), end=date(2017, 12, 31),
    ...     declined=40, denominator=100, definition="requests with a recorded outcome", missing=25,
    ...     source="a table of the county",
    ... )
    >>> print(share)
    40 of 100 declined (requests with a recorded outcome; 25 without one),
    January 1, 2017 to December 31, 2017
    """

    jurisdiction: Text
    start: date
    end: date
    declined: Count = attrs.field(converter=own_number)
    denominator: Count = attrs.field(converter=own_number)
    definition: Text
    missing: Count = attrs.field(converter=own_number)
    source: Text

    def __attrs_post_init__(self) -> None:
        """Refuse a share of more than all, and days in the wrong order."""
        if self.declined > self.denominator:
            raise DetainerError(
                "declined", self.declined, f"no more than all, {self.denominator}", ""
            )
        if self.end < self.start:
            raise DetainerError("end", self.end, f"no day before {self.start}", "")

    def __str__(self) -> str:
        """The numbers, what they count, and when."""
        counted = f"{self.declined} of {self.denominator} declined"
        days = f"{long_day(self.start)} to {long_day(self.end)}"
        return f"{counted} ({self.definition}; {self.missing} without one), {days}"


def observations_of(
    observed: Iterable[object] | None, place: Jurisdiction, codes: set[str]
) -> list[DeclinedShare | Assertion]:
    """Return what was observed, which has to be of the place."""
    if observed is None:
        return []
    if isinstance(observed, str) or not is_several(observed):
        raise DetainerError("observed", observed, "a list of DeclinedShare or Assertion", "")
    observations: list[DeclinedShare | Assertion] = []
    for record in observed:
        if not isinstance(record, DeclinedShare | Assertion):
            raise DetainerError("observed", record, "DeclinedShare or Assertion", "")
        if catalog.jurisdiction(record.jurisdiction).code not in codes:
            raise DetainerError(
                "observed", record, f"what was observed in {place}", "Give its own."
            )
        observations.append(record)
    return observations
