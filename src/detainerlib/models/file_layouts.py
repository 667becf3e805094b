"""How the field's public files are laid out, how they spell values, and which errors are known."""

import enum
from datetime import date

import attrs

from detainerlib._printing import Printed
from detainerlib._validation import AgreementModelId, PlaceCode, Slug, Text, checked
from detainerlib.models._fields import tuple_from
from detainerlib.sentences.records import repaired
from detainerlib.sources.citations import Citation


class ColumnKind(enum.StrEnum):
    """What a column of a file holds.

    >>> from detainerlib import catalog
    >>> {column.key: column.kind.value for column in catalog.file_layout("roster").columns[:2]}
    {'id': 'text', 'custody_ends': 'time'}
    """

    TEXT = "text"
    """Words, as they are."""
    DAY = "day"
    """A date."""
    TIME = "time"
    """A date with a time of day."""
    NUMBER = "number"
    """A number."""


class SpellingMatch(enum.StrEnum):
    """How a spelling has to stand in a value to count.

    >>> from detainerlib import catalog
    >>> sorted({value.match.value for value in catalog.file_layout("detainers").values})
    ['start', 'whole']
    """

    WHOLE = "whole"
    """It is all of the value, but for case and spaces."""
    START = "start"
    """The value begins with it, and no letter or digit follows."""
    WORDS = "words"
    """It stands in the value as words of their own."""


@attrs.frozen(kw_only=True, field_transformer=checked)
class LayoutColumn(Printed):
    """A column of a layout: what we call it, and how files head it.

    Attributes:
        key: The column of the result.
        headings: How files head it; case, spaces, underscores and marks do not matter.
        kind: What it holds.
        needed: Whether a file without it is refused.

    >>> from detainerlib import catalog
    >>> column = catalog.file_layout("287g-sheet").columns[0]
    >>> column.key, column.headings, column.needed
    ('state', ('STATE', 'ST', 'STATE/TERRITORY', 'STATE OR TERRITORY', 'STATE NAME'), True)
    """

    key: Text
    headings: tuple[str, ...] = attrs.field(converter=tuple_from)
    kind: ColumnKind = ColumnKind.TEXT
    needed: bool = False

    def __str__(self) -> str:
        """The key."""
        return self.key


@attrs.frozen(kw_only=True, field_transformer=checked)
class SpelledValue(Printed):
    """A value of a column, and how files spell it.

    Attributes:
        column: The key of the column.
        value: The value of the result.
        spellings: How files spell it.
        match: How a spelling has to stand in a cell.

    >>> from detainerlib import catalog
    >>> value = catalog.file_layout("287g-sheet").values[0]
    >>> value.column, value.value, value.spellings
    ('agency', 'a total', ('Total', 'Totals', 'Subtotal', 'Sub-total', 'Grand Total'))
    """

    column: Text
    value: Text
    spellings: tuple[str, ...] = attrs.field(converter=tuple_from)
    match: SpellingMatch = SpellingMatch.WHOLE

    def __str__(self) -> str:
        """The value and its first spelling."""
        return f"{self.value}: {self.spellings[0] if self.spellings else ''}"


@attrs.frozen(kw_only=True, field_transformer=checked)
class FileLayout(Printed):
    """How a kind of file is laid out.

    Attributes:
        id: The slug of the layout.
        title: What the file is.
        columns: Its columns.
        values: How it spells the values of columns, those that come first before the others.
        missing: What stands in a cell for "nothing here".
        redacted: What stands in a cell for "withheld", also side by side; it is missing, and no
            value.
        citation: Who says so.
        see_also: Other sources.

    >>> import detainerlib as dl
    >>> [column.key for column in dl.catalog.file_layout("287g-sheet").columns if column.needed]
    ['state', 'agency', 'model']
    """

    id: Slug
    title: Text
    columns: tuple[LayoutColumn, ...]
    values: tuple[SpelledValue, ...] = ()
    missing: tuple[str, ...] = attrs.field(converter=tuple_from, default=())
    redacted: tuple[str, ...] = attrs.field(converter=tuple_from, default=())
    citation: Citation
    see_also: tuple[Citation, ...] = ()


@attrs.frozen(kw_only=True, field_transformer=checked)
class Repair(Printed):
    """A known error in a public file and its repair; it does nothing where the error is not.

    Attributes:
        id: The slug of the repair.
        column: The key of the column.
        printed: The value as found; case and spaces at its ends do not matter.
        repaired: The value that is read instead; None where the cell is to count as missing.
        state: The code of the state of the rows it is for; None for all.
        agency: The agency of the rows it is for, as the file prints it or as repaired; None for
            all.
        model: The id of the model of the rows it is for; None for all.
        signed: The signing day of the rows it is for; None for all.
        reason: The evidence, in one sentence.
        citation: Who says so; None for a repair of the caller's own.

    >>> repair = Repair(
    ...     id="mine",
    ...     column="county",
    ...     printed="Coook County",
    ...     repaired="Cook County",
    ...     reason="A letter too many.",
    ... )
    >>> print(repair)
    county: 'Coook County' is read as 'Cook County'. A letter too many.
    """

    id: Slug
    column: Text
    printed: Text
    repaired: Text | None = None
    state: PlaceCode | None = None
    agency: Text | None = None
    model: AgreementModelId | None = None
    signed: date | None = None
    reason: Text
    citation: Citation | None = None

    def __str__(self) -> str:
        """What is read as what, and why."""
        return repaired(self.column, self.printed, self.repaired, self.reason)
