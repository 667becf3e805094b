"""A list of 287(g) agreements as read: its rows, its day, its faults, and its counts."""

import enum
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar, Final

import attrs

from detainerlib import catalog
from detainerlib._arguments import chosen, several
from detainerlib._frames import Schema, frame
from detainerlib._html import small_print, table
from detainerlib._printing import Members, Printed, made_with_html
from detainerlib._validation import Text, checked
from detainerlib._wording import long_day
from detainerlib.errors import DetainerError, Hint, UnknownIdError
from detainerlib.models.listed_agreements import ListedAgreement
from detainerlib.readers.faults import Faults
from detainerlib.sources.versions import MadeWith
from detainerlib.times.periods import UNKNOWN, Unknown

_SHOWN: Final = 12
_SCHEMA: Final[Schema] = {
    "id": "text",
    "agency_id": "text",
    "agency": "text",
    "agency_type": "text",
    "state": "text",
    "county": "text",
    "fips": "text",
    "jurisdiction": "text",
    "level": "text",
    "model": "text",
    "signed": "date",
    "first_listed": "date",
    "last_listed": "date",
    "gone_by": "date",
    "status": "text",
    "ori": "text",
    "document": "text",
    "match": "text",
    "candidates": "text",
    "row": "integer",
}
_KEYS: Final = tuple(name for name in _SCHEMA if name not in {"id", "candidates", "row"})


class CountUnit(enum.StrEnum):
    r"""What is counted: the same list has a different number for each.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from detainerlib.readers import CountUnit, read_287g
    >>> sheet = "ST,LEA,MODEL\nTX,Zed PD,Task Force\nTX,Zed PD,JEM\n"
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "sheet.csv"
    ...     _ = path.write_text(sheet)
    ...     listed = read_287g(path)
    >>> {unit.value: listed.counts(unit=unit).total for unit in CountUnit}
    {'agreements': 2, 'agencies': 1, 'agency and model': 2, 'counties': 0}
    """

    AGREEMENTS = "agreements"
    """Rows of the list, as its issuer counts them."""
    AGENCIES = "agencies"
    """Agencies, however many agreements each has."""
    AGENCY_AND_MODEL = "agency and model"
    """Pairs of an agency and a model, however often they are listed."""
    COUNTIES = "counties"
    """Counties with an agency listed in them; a state's own agencies are in none."""


@attrs.frozen(kw_only=True, field_transformer=checked)
class ListDay(Printed):
    r"""The day of a list, and what says so.

    Attributes:
        day: The day; UNKNOWN where nothing tells.
        basis: What it was taken from: the argument, the file's name, the workbook, its rows.
        newest_signing: The newest signing day in it, which it cannot be older than.
        flags: Where two of them disagree, in words.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from detainerlib.readers import read_287g
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "participatingAgencies07182025pm.csv"
    ...     _ = path.write_text("STATE,LEA,MODEL\nTEXAS,Zed PD,TFO\n")
    ...     day = read_287g(path).day
    >>> print(day.day, "from", day.basis)
    2025-07-18 from the file's name
    """

    day: date | Unknown
    basis: Text
    newest_signing: date | None = None
    flags: tuple[Text, ...] = ()

    def __str__(self) -> str:
        """The day, what says so, and what disagrees."""
        day = "unknown day" if isinstance(self.day, Unknown) else long_day(self.day)
        return "; ".join((f"{day} (by {self.basis})", *self.flags))


@attrs.frozen(kw_only=True, field_transformer=checked)
class AgreementCounts(Members["tuple[tuple[str | None, ...], int]"]):
    r"""Counts of a list, which say what they count.

    Attributes:
        unit: What is counted.
        by: The columns by which it is grouped.
        groups: Pairs of a group and its count, the largest first.
        not_counted: How many rows the unit leaves out, as they name no county, say.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from detainerlib.readers import read_287g
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "sheet.csv"
    ...     _ = path.write_text("STATE,LEA,MODEL\nTEXAS,Zed PD,TFO\nOHIO,Zed PD,JEM\n")
    ...     counts = read_287g(path).counts("state", unit="agreements")
    >>> counts.unit.value, counts.by_group()
    ('agreements', {'Texas': 1, 'Ohio': 1})
    """

    _members: ClassVar = "groups"

    unit: CountUnit
    by: tuple[Text, ...]
    groups: tuple[tuple[tuple[str | None, ...], int], ...]
    not_counted: int = 0

    def of(self, *group: str | None) -> int:
        """The count of a group; 0 where the list has none."""
        return dict(self.groups).get(group, 0)

    @property
    def total(self) -> int:
        """The sum of the groups; an agency in two groups is in it twice."""
        return sum(count for _, count in self.groups)

    def by_group(self) -> dict[Any, int]:
        """The counts by group; of one column, by its value."""
        return {(group[0] if len(self.by) == 1 else group): count for group, count in self.groups}

    def to_frame(self, backend: str = "pandas") -> Any:
        """Return them as a data frame, with the unit as the name of the count.

        Raises:
            UnknownIdError: If there is no such backend.
            DetainerError: If it is not installed.
        """
        unit = self.unit.value.replace(" ", "_")
        schema = {**dict.fromkeys(self.by, "text"), unit: "integer"}
        columns: dict[str, list[Any]] = {
            name: [group[index] for group, _ in self.groups] for index, name in enumerate(self.by)
        }
        columns[unit] = [count for _, count in self.groups]
        return frame(columns, schema, backend, {"made_with": str(catalog.made_with())})

    def __str__(self) -> str:
        """A line for each group, under what is counted."""
        lines = [
            f"{', '.join(value or 'not known' for value in group) or 'all'}: {count:,}"
            for group, count in self.groups[:_SHOWN]
        ]
        more = len(self.groups) - _SHOWN
        lines += [f"and {more:,} more groups"] if more > 0 else []
        left = f" ({self.not_counted:,} rows left out)" if self.not_counted else ""
        by = f" by {', '.join(self.by)}" if self.by else ""
        return "\n".join([f"{self.unit.value}{by}{left}", *lines])

    def _repr_html_(self) -> str:
        rows = ((*(value or "not known" for value in group), count) for group, count in self)
        shown = table((*self.by, self.unit.value), rows, f"Counts of {self.unit.value}")
        return shown + made_with_html()


def counts_of(
    agreements: Iterable[ListedAgreement],
    by: str | Iterable[str] = (),
    unit: CountUnit | str = CountUnit.AGREEMENTS,
) -> AgreementCounts:
    """Return how many there are of a unit, by group.

    Raises:
        UnknownIdError: If a column or the unit is none.
    """
    counted = chosen(CountUnit, unit, "unit")
    keys = tuple([by] if isinstance(by, str) else several(by, "by"))
    for key in keys:
        if key not in _KEYS:
            units = [member.value for member in CountUnit]
            remedy = (
                f"Write unit={key!r}." if key in units else Hint(key, _KEYS, "Did you mean {}?", "")
            )
            raise UnknownIdError("by", key, f"one of {', '.join(_KEYS)}", remedy)
    groups: dict[tuple[str | None, ...], set[object]] = {}
    left_out = 0
    for number, agreement in enumerate(agreements):
        units_of_row = [*_units(agreement, counted, number)]
        left_out += not units_of_row
        group = tuple(_plain(agreement, key) for key in keys)
        groups.setdefault(group, set()).update(units_of_row)
    counter = Counter({group: len(members) for group, members in groups.items() if members})
    return AgreementCounts(
        unit=counted, by=keys, groups=tuple(counter.most_common()), not_counted=left_out
    )


def _units(agreement: ListedAgreement, unit: CountUnit, number: int) -> Iterable[object]:
    if unit is CountUnit.AGREEMENTS:
        yield number
    elif unit is CountUnit.AGENCIES:
        yield agreement.agency_id
    elif unit is CountUnit.AGENCY_AND_MODEL:
        yield from ((agreement.agency_id, model) for model in agreement.models or (None,))
    elif agreement.fips is not None and agreement.level not in {"state", None}:
        yield from agreement.fips.split("; ")


def _plain(agreement: ListedAgreement, name: str) -> Any:
    value = getattr(agreement, name)
    if value is None or value is UNKNOWN:
        return None
    return str(value)


@attrs.frozen(kw_only=True, field_transformer=checked)
class AgreementList(Members[ListedAgreement]):
    r"""A list of 287(g) agreements; made by `read_287g`. Iterating gives its agreements.

    Attributes:
        source: The name of the file.
        title: What it is.
        day: The day of the list; of a history, the day of its newest list.
        agreements: Its rows, each once, in their order.
        faults: What was wrong with them, and what was done.
        is_history: Whether it has agreements that are no longer listed, as a history has.
        is_of_agencies: Whether a row is an agency and not an agreement.
        list_days: The days of lists that are known from it, in their order.
        made_with: The versions it was read with.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from detainerlib.readers import read_287g
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "participatingAgencies07182025pm.csv"
    ...     _ = path.write_text("STATE,LEA,SUPPORT TYPE\nTEXAS,Zed PD,TFO\nTEXAS,Zed PD,JEM\n")
    ...     listed = read_287g(path)
    >>> len(listed), listed.counts(unit="agencies").total, listed.is_history
    (2, 1, False)
    """

    _members: ClassVar = "agreements"

    source: Text
    title: Text
    day: ListDay
    agreements: tuple[ListedAgreement, ...]
    faults: Faults
    is_history: bool
    is_of_agencies: bool
    list_days: tuple[date, ...]
    made_with: MadeWith

    @property
    def as_of(self) -> date | Unknown:
        """The day of the list."""
        return self.day.day

    def counts(
        self, by: str | Iterable[str] = (), *, unit: CountUnit | str = CountUnit.AGREEMENTS
    ) -> AgreementCounts:
        """Return how many there are, by group, of a unit that is named.

        Args:
            by: A column of the rows, such as "state" or "model", or several; none for one group.
            unit: What is counted: "agreements", "agencies", "agency and model" or "counties".

        Raises:
            UnknownIdError: If a column or the unit is none.
            DetainerError: If agreements are to be counted in a table of agencies.
        """
        if self.is_of_agencies and chosen(CountUnit, unit, "unit") is CountUnit.AGREEMENTS:
            raise DetainerError(
                "unit",
                "agreements",
                "'agencies', 'agency and model' or 'counties', because each row is an agency",
                "Read the table of agreements to count those.",
            )
        return counts_of(self.agreements, by, unit)

    def to_frame(self, backend: str = "pandas") -> Any:
        """Return the rows as a data frame with the same columns and types, whatever is in them.

        Args:
            backend: "pandas", "polars" or "pyarrow", or "records" for a list of dicts.

        Raises:
            UnknownIdError: If there is no such backend.
            DetainerError: If it is not installed.
        """
        columns: dict[str, list[Any]] = {
            name: [_cell(agreement, name) for agreement in self.agreements] for name in _SCHEMA
        }
        as_of = None if isinstance(self.as_of, Unknown) else self.as_of
        columns["as_of"] = [as_of] * len(self.agreements)
        metadata = {"made_with": str(self.made_with), "source": self.source}
        return frame(columns, {**_SCHEMA, "as_of": "date"}, backend, metadata)

    def __str__(self) -> str:
        """What it is, its day, how many rows it has, and how many faults."""
        rows = "agencies" if self.is_of_agencies else "agreements"
        lines = [f"{self.source}: {self.title}", f"List of {self.day}"]
        lines.append(f"{len(self.agreements):,} {rows}; {self.faults.total:,} faults")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        heads = ("agency", "state", "model", "signed", "status")
        shown = self.agreements[:_SHOWN]
        rows = ([_cell(agreement, head) or "" for head in heads] for agreement in shown)
        notes = small_print(str(self).replace("\n", ". "))
        return table(heads, rows, self.source) + notes + made_with_html()


def _cell(agreement: ListedAgreement, name: str) -> Any:
    value = getattr(agreement, name)
    if name == "candidates":
        return "; ".join(value) or None
    if value is UNKNOWN:
        return None
    return value.value if isinstance(value, enum.Enum) else value
