"""The errors of the library: what was given, what was expected, and what to do."""

import re
from collections.abc import Mapping, Sized
from datetime import date, datetime, timedelta, tzinfo
from enum import Enum
from itertools import islice
from math import inf
from numbers import Number
from reprlib import Repr
from typing import Any, Final, Self, cast

import attrs

from detainerlib._hints import Choices, Hint
from detainerlib._printing import Printed

_MOST: Final = 400
_MOST_GIVEN: Final = 120
_FEW: Final = 10
_MOST_OF_A_TYPE: Final = 60
_REPR: Final = Repr()
_REPR.maxstring = _REPR.maxother = _REPR.maxlong = _MOST_GIVEN
_CONTAINERS: Final[tuple[type, ...]] = (bytes, bytearray, list, tuple, set, frozenset)
_PLAIN: Final[tuple[type, ...]] = (
    *_CONTAINERS,
    str,
    Number,
    date,
    timedelta,
    tzinfo,
    Enum,
    type,
    type(None),
    range,
    Printed,
)

__all__ = [
    "CalendarError",
    "CatalogError",
    "ChangedSinceWarning",
    "Choices",
    "ColumnError",
    "CoverageError",
    "DataFault",
    "DayError",
    "DetainerError",
    "DocumentError",
    "EventError",
    "Hint",
    "InstantError",
    "NotADayError",
    "NotAnInstantError",
    "PeriodError",
    "RefusedRowsWarning",
    "UnitError",
    "UnknownIdError",
    "ZoneError",
]


class DetainerError(ValueError):
    """Any input the library rejects: where, what was given, what was expected, what to do.

    Every error that a caller can cause is one. Its text is at most 400 characters, so that it can
    be logged. It shows at most 120 characters of a string, number or date that was given. A mapping
    is shown by its type and keys, a list or tuple by its type and length, and other objects by
    their type. The value itself is in `given`, but for a cell of a table.

    Attributes:
        where: The parameter, or file, record and field, that was refused.
        given: The value that was refused.
        expected: What would have been accepted.

    >>> print(DetainerError("zone", "Chicago", "a place's key", "Write America/Chicago."))
    zone: got 'Chicago', expected a place's key. Write America/Chicago.
    """

    def __init__(self, where: str, given: object, expected: str, remedy: str | Hint) -> None:
        """Keep the four parts; the text is made of them."""
        super().__init__(where, given, expected, remedy)
        self.where = where
        self.given = given
        self.expected = expected
        self._remedy = remedy

    @property
    def remedy(self) -> str:
        """What to do about it."""
        return str(self._remedy)

    @property
    def candidates(self) -> tuple[str, ...]:
        """The names on file that are most like what was given; empty where none is sought."""
        return self._remedy.candidates if isinstance(self._remedy, Hint) else ()

    def __str__(self) -> str:
        """One line: where, what was given, what was expected, what to do."""
        given = in_print(self.given)
        sentence = f"{_cut(self.where, _MOST_GIVEN)}: got {given}, expected {self.expected}."
        return _one_line(f"{sentence} {self.remedy}".rstrip(), _MOST)

    def __repr__(self) -> str:
        """The name of the class and the text, which can be logged."""
        return f"{type(self).__name__}({str(self)!r})"

    def found_in(self, where: str) -> Self:
        """Return the same error with a larger place before its own, such as a row."""
        return type(self)(f"{where}: {self.where}", self.given, self.expected, self._remedy)

    def of_a_cell(self) -> Self:
        """Return the same error without the free text of the cell of a table that it refuses."""
        return type(self)(self.where, cell_in_print(self.given), self.expected, self._remedy)


def in_print(value: object) -> str:
    """Return a value as messages show it: at most 120 characters, and no content of rows."""
    # The repr of an aware datetime hides its time behind its zone.
    if isinstance(value, datetime) and value == value:  # noqa: PLR0124 (pandas.NaT is not itself)
        return f"{value.isoformat()} ({'no zone' if value.tzinfo is None else value.tzinfo})"
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return _keys_in_print(cast("Mapping[object, object]", value))
    if _is_one_of(_CONTAINERS, value) and value:
        return f"{_kind(value)} of {len(cast('Sized', value))}"
    if not _is_one_of(_PLAIN, value):
        return _kind(value)
    try:
        return _cut(_REPR.repr(value), _MOST_GIVEN)
    except ValueError:  # Python's, of an integer of more digits than it writes
        return _kind(value)


def _is_one_of(kinds: tuple[type, ...], value: object) -> bool:
    return isinstance(value, kinds)


def _kind(value: object) -> str:
    name = type(value).__name__
    return f"{'an' if name[0] in 'AEIOaeio' else 'a'} {name}"


_DAY: Final = r"(\d{4}-\d\d?-\d\d?|\d\d?/\d\d?/(\d{4}|\d\d))"
_CLOCK: Final = r"\d\d?:\d\d(:\d\d([.,]\d{1,9})?)?( ?(Z|[+-]\d\d(:?\d\d)?))?"
_DAY_OR_TIME: Final = re.compile(rf"{_DAY}|({_DAY}(T|,? ))?{_CLOCK}", re.ASCII)
_SMALL: Final = 10_000
_LARGE: Final = 10**18


class Described(str):
    """Words that stand for a value, and are printed as they are."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def cell_in_print(value: object) -> object:
    """Return a cell of a caller's table as an error may hold it: no free text, as of a person."""
    if isinstance(value, str) and not _DAY_OR_TIME.fullmatch(value):
        return Described(f"a string of {len(value)} characters")
    # A year or a count has four digits at most; what is longer may be the number of a person.
    if isinstance(value, int | float) and _SMALL <= abs(value) < inf:
        digits = "more than 18" if abs(value) >= _LARGE else len(str(int(abs(value))))
        return Described(f"a number of {digits} digits")
    if isinstance(value, str | int | float | date | None):
        return value
    return Described(_kind(value))


_NAMING: Final = re.compile(r"(enum|struct|list|array|map|union)\b.*", re.IGNORECASE | re.DOTALL)


def type_in_print(dtype: object) -> str:
    """Return the type of a column, without the categories or fields that it may name.

    >>> type_in_print("Datetime(time_unit='us', time_zone=None)")
    "Datetime(time_unit='us', time_zone=None)"
    >>> type_in_print("Enum(categories=['A', 'B'])")
    'Enum'
    """
    return _NAMING.sub(r"\1", str(dtype))[:_MOST_OF_A_TYPE]


def _keys_in_print(value: Mapping[object, object]) -> str:
    names = [str(key)[:_MOST_GIVEN] for key in islice(value, _FEW + 1)]
    keys = f"{', '.join(names[:_FEW])}, ..." if len(names) > _FEW else ", ".join(names)
    kind = _kind(value)
    return _cut(f"{kind} with the keys {keys}", _MOST_GIVEN) if keys else f"{kind} without keys"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 3]}..."


class NotAnInstantError(DetainerError, TypeError):
    """A value is not a datetime with a time zone, where one is needed.

    >>> import detainerlib as dl
    >>> dl.hold_deadline("7/3/2025 5pm")
    Traceback (most recent call last):
        ...
    detainerlib.errors.NotAnInstantError: custody_ends: got '7/3/2025 5pm', expected a
    datetime.datetime with a time zone. For a string use local_time(), for a date without a time
    hold_bounds().
    """


class InstantError(DetainerError):
    """A local time that did not happen or happened twice, or is finer than a microsecond.

    >>> from datetime import datetime
    >>> import detainerlib as dl
    >>> dl.hold_deadline(datetime(2025, 3, 9, 2, 30), zone="Central")
    Traceback (most recent call last):
        ...
    detainerlib.errors.InstantError: custody_ends: got 2025-03-09T02:30:00 (no zone), expected a
    local time that exists. Clocks were set forward that day, so it was skipped. Use
    2025-03-09T01:30:00-06:00 or 2025-03-09T03:30:00-05:00.
    """


class ColumnError(DetainerError, LookupError):
    """A data frame lacks a column that is needed, or has one that is to be added.

    >>> import pandas as pd
    >>> from detainerlib import bulk
    >>> bulk.with_hold_deadline(pd.DataFrame({"due": []}), "custody_ends", zone="Central")
    Traceback (most recent call last):
        ...
    detainerlib.errors.ColumnError: column: got 'custody_ends', expected a column of the frame.
    It has due.
    """


class UnitError(DetainerError):
    """A column whose unit of time cannot express its answers.

    >>> import numpy as np
    >>> from detainerlib import bulk
    >>> due = np.array(["2025-07-03T17"], "datetime64[h]")
    >>> bulk.hold_deadlines(due, zone="Asia/Kolkata")
    Traceback (most recent call last):
        ...
    detainerlib.errors.UnitError: values: got 'datetime64[h]', expected a unit that can express
    every answer, such as 2025-01-03T18:30:00.000000Z. Write values.astype('datetime64[us]').
    """


class NotADayError(DetainerError, TypeError):
    """A value is not a date (or is a datetime), where a date is needed.

    >>> import detainerlib as dl
    >>> dl.governing_policy("hold_on_detainer", "TX", on="7/3/2025")
    Traceback (most recent call last):
        ...
    detainerlib.errors.NotADayError: on: got '7/3/2025', expected a datetime.date without a time
    of day. Use value.date() for a datetime, or date.fromisoformat(value) for text.
    """


class DayError(DetainerError):
    """A date that never happened in the facility's time zone.

    Samoa skipped December 30, 2011, when it moved across the date line.

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> dl.hold_bounds(date(2011, 12, 30), zone="Pacific/Apia")
    Traceback (most recent call last):
        ...
    detainerlib.errors.DayError: custody_ends: got 2011-12-30, expected a date that Pacific/Apia
    had. That date was skipped there.
    """


class ZoneError(DetainerError):
    """The facility's time zone is missing, unknown, or is not the zone of a place.

    >>> from datetime import datetime
    >>> import detainerlib as dl
    >>> dl.hold_deadline(datetime(2025, 7, 3, 17), zone="CT")
    Traceback (most recent call last):
        ...
    detainerlib.errors.ZoneError: zone: got 'CT', expected the time zone of a place in the
    United States. It stands for Central time, and it is the postal code of a state in the
    Eastern zone. Use America/Chicago (Central) or America/New_York (Eastern).
    """


class CalendarError(DetainerError):
    """A holiday calendar that cannot be used with the rule it was given for.

    >>> import detainerlib as dl
    >>> thursday = dl.local_time("7/3/2025 5pm", zone="Central")
    >>> dl.hold_deadline(thursday, rule="form-i-247a", calendar=dl.FederalHolidays())
    Traceback (most recent call last):
        ...
    detainerlib.errors.CalendarError: calendar: got <FederalHolidays federal holidays, also
    those observed on Friday or Monday>, expected none, as Form I-247A excludes no holidays.
    Leave it out, or name a rule that excludes holidays.
    """


class CoverageError(DetainerError):
    """A date outside the years whose holidays are known, or outside the calendar.

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> dl.FederalHolidays().reasons(date(1969, 7, 4))
    Traceback (most recent call last):
        ...
    detainerlib.errors.CoverageError: calendar: got 1969-07-04, expected a day in 1971-2100. The
    federal list was checked for those years only; for others give the holidays yourself with
    calendar=CustomDays({day: reason}).
    """


class EventError(DetainerError):
    """The event that starts a rule's clock is missing, or is not the right one.

    >>> import detainerlib as dl
    >>> thursday = dl.local_time("7/3/2025 5pm", zone="Central")
    >>> dl.hold_readings(thursday, form="I-247A", events={"custody-ends": thursday})
    Traceback (most recent call last):
        ...
    detainerlib.errors.EventError: events: got 'custody-ends', expected events other than the
    end of custody. It is the first argument.
    """


class PeriodError(DetainerError):
    """A period that ends before it starts, or a date outside a timeline.

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> dl.EffectivePeriod(start=date(2025, 7, 1), until=date(2024, 7, 1))
    Traceback (most recent call last):
        ...
    detainerlib.errors.PeriodError: until: got 2024-07-01, expected a day later than the start,
    2025-07-01. A period is half-open: `until` is the first day on which it no longer holds.
    """


class UnknownIdError(DetainerError, LookupError):
    """An id or name that is not in the catalog; `candidates` has the nearest ones.

    >>> import detainerlib as dl
    >>> dl.catalog.rule("8 CFR 287.8(d)")
    Traceback (most recent call last):
        ...
    detainerlib.errors.UnknownIdError: rule: got '8 CFR 287.8(d)', expected the id or name of a
    rule on file. Did you mean 8-cfr-287.7-d?
    """


class RefusedRowsWarning(UserWarning):
    """Rows of a column that were rejected and set to null, as the caller asked.

    Attributes:
        count: How many.
        rows: Of how many.
        first: What is wrong with the first of them.

    >>> import warnings
    >>> import pandas as pd
    >>> from detainerlib import bulk
    >>> due = pd.Series(pd.to_datetime(["2025-03-09 02:30", "2025-07-03 17:00"]))
    >>> with warnings.catch_warnings(record=True) as caught:
    ...     warnings.simplefilter("always")
    ...     deadlines = bulk.hold_deadlines(due, zone="Central", naive="local", on_error="null")
    >>> caught[0].message.count, caught[0].message.rows
    (1, 2)
    """

    def __init__(self, count: int, rows: int, first: DetainerError) -> None:
        """Keep the three; the text is made of them."""
        super().__init__(count, rows, first)
        self.count = count
        self.rows = rows
        self.first = first

    def __str__(self) -> str:
        """One line: how many, of how many, and what is wrong with the first."""
        rejected = f"{self.count:,} of {self.rows:,} rows were rejected and set to null"
        return _cut(f"{rejected}; {self.first}", _MOST)


def _is_text(instance: object, attribute: "attrs.Attribute[str]", value: str) -> None:
    if not isinstance(value, str):
        raise DetainerError(attribute.name, value, "a string", "")


def _label(value: str) -> str:
    return _one_line(value, _MOST_GIVEN)


def _sentence(value: str) -> str:
    return _one_line(value, _MOST)


def _one_line(value: str, most: int) -> str:
    """Return a text short, with escapes for what a terminal would obey or refuse."""
    if not isinstance(value, str):
        return value
    text = _cut(value, most)
    if text.isprintable():
        return text
    return _cut("".join(mark if mark.isprintable() else ascii(mark)[1:-1] for mark in text), most)


@attrs.frozen(kw_only=True)
class DataFault(Printed):
    """One thing wrong in data: the file, the record, the field and what is wrong.

    What is long is cut, and what cannot be printed is written with escapes.

    Attributes:
        file: The file, relative to the data folder.
        record: The id of the record, or its number in the file.
        field: The path of the field.
        message: What is wrong, as the end of a sentence.

    >>> print(DataFault(file="rules/us-nc.toml", record="a", field="url", message="is missing"))
    rules/us-nc.toml: a: url is missing
    """

    file: str = attrs.field(converter=_label, validator=_is_text)
    record: str = attrs.field(converter=_label, validator=_is_text)
    field: str = attrs.field(converter=_label, validator=_is_text)
    message: str = attrs.field(converter=_sentence, validator=_is_text)

    def __str__(self) -> str:
        """One line: file, record, field, message."""
        return f"{self.file}: {self.record}: {self.field} {self.message}"


class DocumentError(DetainerError):
    """A document that is not what this library writes, or says what its inputs do not give.

    Attributes:
        faults: All that is wrong, each an error whose `where` is the path in the document. None of
            the document's words are shown, as they may name a person.

    >>> import detainerlib as dl
    >>> try:
    ...     dl.serialization.from_json('{"kind": "detainer"}')
    ... except dl.errors.DocumentError as error:
    ...     print(error.faults[0])
    form: got None, expected a string. It is missing; add it.
    """

    def __init__(self, faults: tuple[DetainerError, ...]) -> None:
        """Keep the faults; the four parts are those of the first."""
        first = faults[0]
        super().__init__(first.where, first.given, first.expected, first._remedy)
        self.args: tuple[Any, ...] = (faults,)
        self.faults = faults

    def __str__(self) -> str:
        """The fault, or a heading with the first of them."""
        text = str(DetainerError(self.where, self.given, self.expected, self._remedy))
        if len(self.faults) == 1:
            return text
        paths = ", ".join(dict.fromkeys(fault.where for fault in self.faults[1:]))
        return _one_line(f"{len(self.faults)} faults in the document. {text} Also: {paths}.", _MOST)


class ChangedSinceWarning(UserWarning):
    """A document that was made with other versions gives the same answer now.

    Attributes:
        reworded: The paths of the sentences that are worded otherwise now.

    >>> import warnings
    >>> import detainerlib as dl
    >>> window = dl.hold_window(dl.local_time("7/3/2025 5pm", zone="Central"))
    >>> kept = dl.serialization.to_dict(window)
    >>> kept["made_with"]["detainerlib"] = "0.0.1"
    >>> with warnings.catch_warnings(record=True) as caught:
    ...     warnings.simplefilter("always")
    ...     dl.serialization.from_dict(kept) == window
    True
    >>> caught[0].category.__name__
    'ChangedSinceWarning'
    """

    def __init__(self, reworded: tuple[str, ...]) -> None:
        """Keep the paths."""
        super().__init__(reworded)
        self.reworded = reworded

    def __str__(self) -> str:
        """One sentence."""
        count = len(self.reworded)
        words = f"{count} sentence{'' if count == 1 else 's'}" if count else "no sentence"
        return (
            "the document was made with other versions; its inputs still give the same answer, "
            f"with {words} reworded"
        )


class CatalogError(DetainerError):
    """The package's data, or a law folder on top of it, cannot be read.

    Attributes:
        faults: All faults, each with file, record and field.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> import detainerlib as dl
    >>> with TemporaryDirectory() as folder:
    ...     _ = (Path(folder) / "law.toml").write_text("law = 1")
    ...     try:
    ...         with dl.catalog.using(folder):
    ...             pass
    ...     except dl.errors.CatalogError as error:
    ...         print(error.faults[0])
    law.toml: -: law is no list of records; write [[law]]
    """

    def __init__(
        self,
        faults: tuple[DataFault, ...],
        holder: str = "the package's data",
        remedy: str = "Correct the file; data/README.md says what each key means.",
    ) -> None:
        """Keep the faults; the text lists them all, one a line."""
        super().__init__("data", faults, "records without a fault", remedy)
        self.args: tuple[Any, ...] = (faults, holder, remedy)
        self.faults = faults
        self._holder = holder

    def __str__(self) -> str:
        """A heading, and one line for each fault, as far as they fit."""
        count = len(self.faults)
        text = f"{count} fault{'' if count == 1 else 's'} in {self._holder}. {self.remedy}"
        for number, fault in enumerate(self.faults):
            left = f"\n  and {count - number} more; all are in `faults`"
            longer = f"{text}\n  {_cut(str(fault), _MOST_GIVEN)}"
            if len(longer) + (len(left) if number + 1 < count else 0) > _MOST:
                return text + left
            text = longer
        return text
