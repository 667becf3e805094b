"""What was wrong with a row and what was done: every row stays, and every repair is counted."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, ClassVar, Final

import attrs

from detainerlib import catalog
from detainerlib._arguments import takes
from detainerlib._frames import Schema, frame
from detainerlib._html import table
from detainerlib._printing import Members, Printed, made_with_html
from detainerlib._validation import checked
from detainerlib.readers._sources import Note

_SHOWN: Final = 20
_SCHEMA: Final[Schema] = {
    "row": "integer",
    "sheet": "text",
    "column": "text",
    "found": "text",
    "done": "text",
    "reason": "text",
    "count": "integer",
}


@attrs.frozen(kw_only=True, field_transformer=checked)
class RowFault(Printed):
    """Something wrong with a cell, a row or a file, and what was done about it.

    Attributes:
        row: The number of the row, which is that of `ListedAgreement.row`, or the first of those
            that are counted; None where it is the file.
        column: The column as the file heads it; None where it is the row or the file.
        found: The value as found; empty where there is none to show, or it may be a name.
        done: What was done.
        reason: Why.
        count: In how many rows, where rows are counted together.
        sheet: The sheet of the row, where several are read.

    >>> from detainerlib.readers import RowFault
    >>> fault = RowFault(
    ...     row=2, column="SIGNED", found="7/32/2025", done="left out", reason="July has 31 days"
    ... )
    >>> print(fault)
    row 2, SIGNED: '7/32/2025': left out; July has 31 days
    """

    row: int | None
    column: str | None
    found: str
    done: str
    reason: str
    count: int = 1
    sheet: str | None = None

    def __str__(self) -> str:
        """One line."""
        sheet = "" if self.sheet is None else f"{self.sheet}, "
        where = "file" if self.row is None else f"{sheet}row {self.row}"
        where = where if self.count == 1 else f"from {where} on"
        column = "" if self.column is None else f", {self.column}"
        found = f": {self.found!r}" if self.found else ""
        times = "" if self.count == 1 else f" ({self.count:,} rows)"
        return f"{where}{column}{found}{times}: {self.done}; {self.reason}"


def fault_of_note(note: Note) -> RowFault:
    """Return what is wrong with a line or a file as one of the faults."""
    return RowFault(
        row=note.line, column=None, found=note.found[:120], done=note.done, reason=note.reason
    )


def faults_by_row(notes: Iterable[Note]) -> dict[int | None, list[RowFault]]:
    """Return what is wrong with lines by the number of the row, and with the file under None.

    What was found in a line may be a name, and is left out.
    """
    by_row: dict[int | None, list[RowFault]] = {}
    for note in notes:
        told = note if note.line is None else note._replace(found="")
        by_row.setdefault(note.line, []).append(fault_of_note(told))
    return by_row


@attrs.frozen(kw_only=True, field_transformer=checked)
class Faults(Members[RowFault]):
    """All that was wrong in a file, in the order of its rows.

    Attributes:
        faults: Each of them.

    >>> from detainerlib.readers import Faults, RowFault
    >>> fault = RowFault(row=2, column="SIGNED", found="0", done="left out", reason="not a date")
    >>> faults = Faults(faults=(fault,))
    >>> faults.total, faults.of("SIGNED")[0].row
    (1, 2)
    """

    _members: ClassVar = "faults"

    faults: tuple[RowFault, ...]

    @property
    def total(self) -> int:
        """How many cells, rows and files they are, those that are counted together too."""
        return sum(fault.count for fault in self.faults)

    def counts(self) -> dict[tuple[str, str], int]:
        """How many there are of each column and what was done, the most frequent first."""
        counter: Counter[tuple[str, str]] = Counter()
        for fault in self.faults:
            counter[fault.column or "", fault.done] += fault.count
        return dict(counter.most_common())

    @takes
    def of(self, column: str) -> tuple[RowFault, ...]:
        """Those of one column, as the file heads it."""
        return tuple(fault for fault in self.faults if fault.column == column)

    def to_frame(self, backend: str = "pandas") -> Any:
        """Return them as a data frame: pandas, polars or pyarrow.

        Raises:
            UnknownIdError: If there is no such backend.
            DetainerError: If it is not installed.
        """
        columns = {name: [getattr(fault, name) for fault in self.faults] for name in _SCHEMA}
        return frame(columns, _SCHEMA, backend, {"made_with": str(catalog.made_with())})

    @property
    def _number(self) -> str:
        return f"{self.total:,} fault{'' if self.total == 1 else 's'}"

    def __str__(self) -> str:
        """A line for each column and what was done there, with how often."""
        if not self.faults:
            return "no faults"
        lines = [
            f"{column or 'row'}: {done} ({count:,})"
            for (column, done), count in [*self.counts().items()][:_SHOWN]
        ]
        return "\n".join([self._number, *lines])

    def _repr_html_(self) -> str:
        rows = ((column, done, count) for (column, done), count in self.counts().items())
        return table(("column", "done", "rows"), rows, self._number) + made_with_html()
