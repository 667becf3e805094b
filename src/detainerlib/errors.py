"""What can be wrong with what the library was given, and what to do about it."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime
from itertools import islice
from reprlib import Repr
from typing import Any, Final, Self, cast

import attrs

from detainerlib._printing import Printed

_ALIKE: Final = 0.6
_MOST: Final = 400
_MOST_GIVEN: Final = 120
_FEW: Final = 10
_FEW_CHOICES: Final = 4
_MOST_SPELLED: Final = 100
_REPR: Final = Repr()
_REPR.maxstring = _REPR.maxother = _REPR.maxlong = _MOST_GIVEN
_REPR.maxlist = _REPR.maxtuple = _REPR.maxset = _REPR.maxfrozenset = _FEW

__all__ = [
    "CalendarError",
    "CatalogError",
    "Choices",
    "ColumnError",
    "CoverageError",
    "DataFault",
    "DayError",
    "DetainerError",
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


class Hint:
    """A remedy that names what may have been meant, worked out when it is read.

    Most errors on columns and in searches are never read, and looking for near names is slow.
    """

    __slots__ = ("_names", "_near", "_otherwise", "_sentence", "_shown", "_spelling")

    def __init__(
        self,
        spelling: object,
        names: Iterable[str] | Callable[[], Iterable[str]],
        sentence: str,
        otherwise: str,
        shown: Callable[[str], str] = str,
    ) -> None:
        """Keep what it is made of.

        Args:
            spelling: What was given.
            names: What may have been meant, or a function that returns it.
            sentence: What is said of the nearest names, with {} where they stand.
            otherwise: What is said where no name is near.
            shown: How a name is printed; two that are printed alike are printed once.
        """
        self._spelling = spelling
        self._names = names
        self._sentence = sentence
        self._otherwise = otherwise
        self._shown = shown
        self._near: tuple[str, ...] | None = None

    @property
    def candidates(self) -> tuple[str, ...]:
        """The nearest names, the most alike first."""
        if self._near is None:
            names = self._names() if callable(self._names) else self._names
            near = nearest_names(self._spelling, names)
            self._near = tuple(dict.fromkeys(map(self._shown, near)))
        return self._near

    def __str__(self) -> str:
        """One sentence."""
        if not self.candidates:
            return self._otherwise
        return self._sentence.format(", ".join(self.candidates))

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle what it comes to, as functions cannot be."""
        names = self.candidates
        return _hint_again, (names, self._sentence, self._otherwise)


def _hint_again(near: tuple[str, ...], sentence: str, otherwise: str) -> Hint:
    hint = Hint("", (), sentence, otherwise)
    hint._near = near
    return hint


class Choices(Hint):
    """A remedy that lists all that may have been meant, worked out when it is read."""

    __slots__ = ("_choices",)

    def __init__(
        self, choices: Callable[[], Iterable[str]], sentence: str, otherwise: str = ""
    ) -> None:
        """Keep what it is made of.

        Args:
            choices: Returns what may have been meant.
            sentence: What is said of them, with {} where the first few stand.
            otherwise: What is said where there is none.
        """
        super().__init__("", (), sentence, otherwise)
        self._choices = choices

    @property
    def candidates(self) -> tuple[str, ...]:
        """All that may have been meant."""
        if self._near is None:
            self._near = tuple(dict.fromkeys(self._choices()))
        return self._near

    def __str__(self) -> str:
        """One sentence with the first few, and how many more there are."""
        if not self.candidates:
            return self._otherwise
        listed = "; ".join(self.candidates[:_FEW_CHOICES])
        more = len(self.candidates) - _FEW_CHOICES
        return self._sentence.format(f"{listed}; and {more} more" if more > 0 else listed)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle what it comes to, as functions cannot be."""
        return _choices_again, (self.candidates, self._sentence, self._otherwise)


def _choices_again(names: tuple[str, ...], sentence: str, otherwise: str) -> Choices:
    return Choices(lambda: names, sentence, otherwise)


class DetainerError(ValueError):
    """Anything this library refuses: where, what was given, what was expected, what to do.

    Every error that a caller can cause is one. Its text is at most 400 characters, shows at most
    120 of what was given, and of rows and mappings only their type and keys, so that it can be
    logged; the value itself is in `given`.

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
        """The names on record that are most like what was given; empty where none is sought."""
        return self._remedy.candidates if isinstance(self._remedy, Hint) else ()

    def __str__(self) -> str:
        """One line: where, what was given, what was expected, what to do."""
        given = in_print(self.given)
        sentence = f"{_cut(self.where, _MOST_GIVEN)}: got {given}, expected {self.expected}."
        return _cut(f"{sentence} {self.remedy}".rstrip(), _MOST)

    def __repr__(self) -> str:
        """The name of the class and the text, which can be logged."""
        return f"{type(self).__name__}({str(self)!r})"

    def found_in(self, where: str) -> Self:
        """Return the same error with a larger place before its own, such as a row."""
        return type(self)(f"{where}: {self.where}", self.given, self.expected, self._remedy)


def in_print(value: object) -> str:
    """Return a value as messages show it: at most 120 characters, and no content of rows."""
    # The repr of an aware datetime hides its time behind its zone.
    if isinstance(value, datetime) and value == value:  # noqa: PLR0124 (pandas.NaT is not itself)
        return f"{value.isoformat()} ({'no zone' if value.tzinfo is None else value.tzinfo})"
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return _keys_in_print(cast("Mapping[object, object]", value))
    if isinstance(value, list | tuple | set | frozenset):
        parts = cast("Collection[object]", value)
        if all(isinstance(part, str | int | float | date | None) for part in islice(parts, _FEW)):
            return _cut(_REPR.repr(parts), _MOST_GIVEN)
        return f"a {type(parts).__name__} of {len(parts)}"
    if hasattr(value, "columns") or bool(getattr(value, "ndim", False)):
        return f"a {type(value).__name__}"
    return _cut(_REPR.repr(value), _MOST_GIVEN)


_DAY_OR_TIME: Final = re.compile(r"[\d\s:TZ.,/+-]{1,40}")


class _Described(str):
    """Words that stand for a value, and are printed as they are."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def cell_in_print(value: object) -> object:
    """Return a cell of a caller's table as an error may hold it: no free text, as of a person."""
    if isinstance(value, str) and not _DAY_OR_TIME.fullmatch(value):
        return _Described(f"a text of {len(value)} characters")
    if isinstance(value, str | int | float | date | None):
        return value
    return _Described(f"a {type(value).__name__}")


def _keys_in_print(value: Mapping[object, object]) -> str:
    names = [str(key)[:_MOST_GIVEN] for key in islice(value, _FEW + 1)]
    keys = f"{', '.join(names[:_FEW])}, ..." if len(names) > _FEW else ", ".join(names)
    kind = f"a {type(value).__name__}"
    return _cut(f"{kind} with the keys {keys}", _MOST_GIVEN) if keys else f"{kind} without keys"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 3]}..."


class NotAnInstantError(DetainerError, TypeError):
    """A value that is not an aware datetime stands where an instant is needed."""


class InstantError(DetainerError):
    """A datetime names no instant, or names one more finely than the clock can keep."""


class ColumnError(DetainerError, LookupError):
    """A data frame lacks a column that is needed, or has one that is to be added."""


class UnitError(DetainerError):
    """A column whose unit of time cannot express its answers."""


class NotADayError(DetainerError, TypeError):
    """A value that is not a plain date stands where a day is needed."""


class DayError(DetainerError):
    """A date that the facility's calendar never had."""


class ZoneError(DetainerError):
    """The facility's time zone is missing, unknown, or names no place."""


class CalendarError(DetainerError):
    """A holiday calendar that cannot be used with the rule it was given for."""


class CoverageError(DetainerError):
    """A day for which the calendar does not know its holidays, or that no calendar can express."""


class EventError(DetainerError):
    """The event that starts a rule's clock was not named, or another one was."""


class PeriodError(DetainerError):
    """A period that ends before it starts, or a timeline asked for what it does not hold."""


class UnknownIdError(DetainerError, LookupError):
    """An id or name that is not in the catalog; `candidates` has the nearest ones."""


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


def _is_text(instance: object, attribute: "attrs.Attribute[str]", value: str) -> None:
    if not isinstance(value, str):
        raise DetainerError(attribute.name, value, "a text", "")


@attrs.frozen(kw_only=True)
class DataFault(Printed):
    """One thing wrong in the package's data: the file, the record, the field and what is wrong.

    >>> print(DataFault(file="rules/us-nc.toml", record="a", field="url", message="is missing"))
    rules/us-nc.toml: a: url is missing
    """

    file: str = attrs.field(validator=_is_text)
    record: str = attrs.field(validator=_is_text)
    field: str = attrs.field(validator=_is_text)
    message: str = attrs.field(validator=_is_text)

    def __str__(self) -> str:
        """One line: file, record, field, message."""
        return f"{self.file}: {self.record}: {self.field} {self.message}"


class CatalogError(DetainerError):
    """The package's data cannot be read.

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
        """A heading, and one line for each fault, as far as they fit."""
        count = len(self.faults)
        text = f"{count} fault{'' if count == 1 else 's'} in the package's data. {self.remedy}"
        for number, fault in enumerate(self.faults):
            left = f"\n  and {count - number} more; all are in `faults`"
            longer = f"{text}\n  {_cut(str(fault), _MOST_GIVEN)}"
            if len(longer) + (len(left) if number + 1 < count else 0) > _MOST:
                return text + left
            text = longer
        return text


def nearest_names(
    spelling: object, names: Iterable[str], count: int = 3, alike: float = _ALIKE
) -> tuple[str, ...]:
    """Return the names most like a spelling, the most alike first; `alike` is 1 for the same.

    A name that contains the spelling, or that it begins with, counts as alike.

    >>> nearest_names("Chicago", ["America/Chicago", "America/Denver"])
    ('America/Chicago',)
    """
    from difflib import SequenceMatcher  # noqa: PLC0415 (slow to import, and only errors need it)

    word = str(spelling)[:_MOST_SPELLED].casefold()
    scores = {
        name: SequenceMatcher(None, word, name.casefold()).ratio()
        + (0.5 if word and (word in name.casefold() or word.startswith(name.casefold())) else 0.0)
        for name in names
    }
    best = sorted(scores, key=lambda name: (-scores[name], name))[:count]
    return tuple(name for name in best if scores[name] >= alike)
