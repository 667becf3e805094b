"""What can be wrong with what the library was given, and what to do about it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final, Self

import attrs

_ALIKE: Final = 0.6

__all__ = [
    "CalendarError",
    "CatalogError",
    "ColumnError",
    "CoverageError",
    "DataFault",
    "DayError",
    "DetainerError",
    "EventError",
    "InstantError",
    "NotADayError",
    "NotAnInstantError",
    "PeriodError",
    "RefusedRowsWarning",
    "UnitError",
    "UnknownIdError",
    "ZoneError",
]


class DetainerError(Exception):
    """Anything this library refuses: where, what was given, what was expected, what to do.

    Attributes:
        where: The parameter, or file, record and field, that was refused.
        given: The value that was refused.
        expected: What would have been accepted.
        remedy: What to do about it.

    >>> print(DetainerError("zone", "Chicago", "a place's key", "Write America/Chicago."))
    zone: got 'Chicago', expected a place's key. Write America/Chicago.
    """

    def __init__(self, where: str, given: object, expected: str, remedy: str) -> None:
        """Keep the four parts; the text is made of them."""
        super().__init__(where, given, expected, remedy)
        self.where = where
        self.given = given
        self.expected = expected
        self.remedy = remedy

    def __str__(self) -> str:
        """One line: where, what was given, what was expected, what to do."""
        sentence = f"{self.where}: got {_in_print(self.given)}, expected {self.expected}."
        return f"{sentence} {self.remedy}".rstrip()

    def found_in(self, where: str) -> Self:
        """Return the same error with a larger place before its own, such as a row."""
        return type(self)(f"{where}: {self.where}", self.given, self.expected, self.remedy)


def _in_print(value: object) -> str:
    # The repr of an aware datetime hides its time behind its zone.
    if isinstance(value, datetime) and value == value:  # noqa: PLR0124 (pandas.NaT is not itself)
        return f"{value.isoformat()} ({'no zone' if value.tzinfo is None else value.tzinfo})"
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    return repr(value)


class NotAnInstantError(DetainerError, TypeError):
    """A value that is not an aware datetime stands where an instant is needed."""


class InstantError(DetainerError, ValueError):
    """A datetime names no instant, or names one more finely than the clock can keep."""


class ColumnError(DetainerError, LookupError):
    """A data frame lacks a column that is needed, or has one that is to be added."""


class UnitError(DetainerError, ValueError):
    """A column whose unit of time cannot express its answers."""


class NotADayError(DetainerError, TypeError):
    """A value that is not a plain date stands where a day is needed."""


class DayError(DetainerError, ValueError):
    """A date that the facility's calendar never had."""


class ZoneError(DetainerError, ValueError):
    """The facility's time zone is missing, unknown, or names no place."""


class CalendarError(DetainerError, ValueError):
    """A holiday calendar that cannot be used with the rule it was given for."""


class CoverageError(DetainerError, ValueError):
    """A day for which the calendar does not know its holidays, or that no calendar can express."""


class EventError(DetainerError, ValueError):
    """The event that starts a rule's clock was not named, or another one was."""


class PeriodError(DetainerError, ValueError):
    """A period that ends before it starts, or a timeline asked for what it does not hold."""


class UnknownIdError(DetainerError, LookupError):
    """An id or name that is not in the catalog; the message lists the nearest ones on record."""


class RefusedRowsWarning(UserWarning):
    """Rows of a column that were refused, and made null because the caller asked for that.

    Attributes:
        count: How many.
        rows: Of how many.
        first: What is wrong with the first of them.
    """

    def __init__(self, count: int, rows: int, first: DetainerError) -> None:
        """Keep the three; the text is made of them."""
        super().__init__(count, rows, first)
        self.count = count
        self.rows = rows
        self.first = first

    def __str__(self) -> str:
        """One line: how many, of how many, and what is wrong with the first."""
        return f"{self.count:,} of {self.rows:,} rows were refused and made null; {self.first}"


@attrs.frozen(kw_only=True)
class DataFault:
    """One thing wrong in the package's data: the file, the record, the field and what is wrong.

    >>> print(DataFault(file="rules/us-nc.toml", record="a", field="url", message="is missing"))
    rules/us-nc.toml: a: url is missing
    """

    file: str = attrs.field(validator=attrs.validators.instance_of(str))
    record: str = attrs.field(validator=attrs.validators.instance_of(str))
    field: str = attrs.field(validator=attrs.validators.instance_of(str))
    message: str = attrs.field(validator=attrs.validators.instance_of(str))

    def __str__(self) -> str:
        """One line: file, record, field, message."""
        return f"{self.file}: {self.record}: {self.field} {self.message}"


class CatalogError(DetainerError, ValueError):
    """The package's data cannot be read; every fault found is listed.

    Attributes:
        faults: All faults, each with file, record and field.
    """

    def __init__(self, faults: tuple[DataFault, ...]) -> None:
        """Keep the faults; the text lists them all, one a line."""
        super().__init__(
            "data",
            faults,
            "records without a fault",
            "Correct the file; data/README.md says what each key means.",
        )
        self.args = (faults,)
        self.faults = faults

    def __str__(self) -> str:
        """A heading and one line for each fault."""
        count = len(self.faults)
        heading = f"{count} fault{'' if count == 1 else 's'} in the package's data. {self.remedy}"
        return "\n".join([heading, *(f"  {fault}" for fault in self.faults)])


def nearest_names(spelling: object, names: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """Return the names most like a spelling, the most alike first.

    A name that contains the spelling, or that it begins with, counts as alike.

    >>> nearest_names("Chicago", ["America/Chicago", "America/Denver"])
    ('America/Chicago',)
    """
    from difflib import SequenceMatcher  # noqa: PLC0415 (slow to import, and only errors need it)

    word = str(spelling).casefold()
    scores = {
        name: SequenceMatcher(None, word, name.casefold()).ratio()
        + (0.5 if word and (word in name.casefold() or word.startswith(name.casefold())) else 0.0)
        for name in names
    }
    best = sorted(scores, key=lambda name: (-scores[name], name))[:count]
    return tuple(name for name in best if scores[name] >= _ALIKE)
