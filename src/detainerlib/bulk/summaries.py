"""Audits on data frames in few numbers: counts by outcome, what is missing, how long over."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import combinations
from typing import Any, Final, NamedTuple, cast, overload

import narwhals.stable.v2 as nw
import numpy as np
from narwhals.stable.v2.typing import IntoFrame

from detainerlib import catalog
from detainerlib._arguments import chosen, several
from detainerlib._suppression import checked_min_cell
from detainerlib.bulk._columns.options import FromColumn
from detainerlib.bulk._columns.per_row import encoded
from detainerlib.bulk._kernel.lookup_tables import Ints
from detainerlib.bulk._lazy.joins import PREFIX
from detainerlib.bulk._readings.layouts import AUTHORITY, READING, RULE
from detainerlib.bulk._readings.row_terms import RowTerm, coded_term, combined
from detainerlib.bulk.audits import BOUNDED, EXACT
from detainerlib.bulk.frames import Frame, checked_frame, computed
from detainerlib.catalog._forms import edition_title
from detainerlib.errors import ColumnError, DetainerError
from detainerlib.holds.audit_summary import AuditSummary, AuditTally, summary_of
from detainerlib.holds.hold_audit import AuditOutcome
from detainerlib.holds.overruns import QUANTILES, checked_shares
from detainerlib.holds.terms import rule_calendar, title_of
from detainerlib.models.hold_rules import HoldRule
from detainerlib.sources.citations import Citation
from detainerlib.times.calendars import HolidayCalendar

OUTCOME: Final = EXACT[-1]
_ROWS: Final = f"{PREFIX}rows"
_NO_TIME: Final = timedelta(0)
_NO_READING: Final = "no reading"
_NOT_KNOWN: Final = "unknown"
_GROUPING: Final = (
    nw.Boolean,
    nw.Categorical,
    nw.Date,
    nw.Enum,
    nw.Object,
    nw.String,
)


def summarize_audits(
    frame: IntoFrame,
    *,
    by: str | Iterable[str] | None = None,
    rule: HoldRule | str | FromColumn | None = None,
    calendar: HolidayCalendar | None = None,
    quantiles: Sequence[float] = QUANTILES,
    min_cell: int = 1,
) -> AuditSummary:
    """Return what `detainerlib.summarize_audits` gives, for the rows of a frame of audits.

    A row that is in no group, as the cell is null, is counted in the group "unknown". A hold that
    gave no reading is counted under "no reading": its time is null, it was refused, or no law on
    file is a reading of it. The scalar function is given no such hold. A lazy frame is grouped by
    its engine, so that each combination of values comes to Python once.

    Args:
        frame: What `audit_readings` gives, a row for each reading; or what `audit_holds` gives,
            with the names that it gives to the columns.
        by: The column to group by, or several, of strings, categories, whole numbers or dates; None
            for one group.
        rule: The rule that `audit_holds` was asked for, or its id, or `FromColumn`. None for the
            frame of `audit_readings`, which names the rules.
        calendar: As it was given to `audit_holds`.
        quantiles: As for `detainerlib.summarize_audits`.
        min_cell: As for `detainerlib.summarize_audits`.

    Returns:
        The summary, its rows in the order in which they first came; those of a lazy frame, which
        has no order, by group and reading.

    Raises:
        ColumnError: If the frame lacks a column.
        UnknownIdError: If a rule is not on file, or an outcome is none.
        DetainerError: As for `detainerlib.summarize_audits`; or if no rule is named, or one beside
            a frame that names them.

    >>> import pandas as pd
    >>> from detainerlib.bulk import audit_readings
    >>> ends = pd.to_datetime(["2025-07-03T22Z"] * 3)
    >>> released = pd.to_datetime(["2025-07-05T13Z", "2025-07-08T13Z", None])
    >>> holds = pd.DataFrame({"ends": ends, "released": released})
    >>> audits = audit_readings(holds, "ends", "released", form="I-247A", zone="Central")
    >>> print(summarize_audits(audits))
    Form I-247A: 3 holds: 1 within, 1 over, 0 bounded, 0 no hold, 1 unknown; missing 33.3%; median
    over by 63 hours.
    8 C.F.R. § 287.7(d): 3 holds: 2 within, 0 over, 0 bounded, 0 no hold, 1 unknown; missing 33.3%.
    """
    min_cell, shares = checked_min_cell(min_cell), checked_shares(quantiles)
    keys = _keys(by)
    columns = _columns(frame, keys, rule)
    rows, weights = _rows(columns)
    readings = _readings(rows, rule, calendar)
    groups = _groups(rows, keys)
    outcomes = _term(rows, OUTCOME, lambda word: chosen(AuditOutcome, word, OUTCOME))
    cells = combined((groups, readings))
    tallies = [
        _tally(cells.values[code], counts, times)
        for code, counts, times in _counted(cells, outcomes, _overruns(rows, weights), weights)
    ]
    if isinstance(columns.frame, nw.LazyFrame):
        tallies.sort(key=lambda tally: (tally.group or "", tally.reading))
    used = {reading.title: reading.citation for reading in readings.values}
    return summary_of(
        tallies,
        shares,
        min_cell,
        {title: citation for title, citation in used.items() if citation is not None},
        _authority(rows),
    )


class _Columns(NamedTuple):
    """The columns of a frame of audits that are looked at.

    Attributes:
        frame: The frame.
        keys: Those to group by, and those that say what the audit was.
        overruns: The least and the most time over the rule; one column where they are the same.
    """

    frame: Frame
    keys: tuple[str, ...]
    overruns: tuple[str, ...]


class _Reading(NamedTuple):
    """What an audit was under: the name, and the words it rests on."""

    title: str
    citation: Citation | None


def _keys(by: str | Iterable[str] | None) -> tuple[str, ...]:
    if by is None:
        return ()
    return (by,) if isinstance(by, str) else tuple(several(by, "by"))


def _columns(frame: Any, keys: tuple[str, ...], rule: Any) -> _Columns:
    """Return the columns that are looked at.

    Raises:
        DetainerError: If the frame is none of audits, or it is not said what was audited.
    """
    audits = checked_frame(frame, keys, ())
    schema = audits.collect_schema()
    if OUTCOME not in schema.names() and any(
        str(name).startswith(f"{OUTCOME}: ") for name in schema.names()
    ):
        raise ColumnError(
            "frame", "a row for each hold", "a row for each reading", "Leave wide= out."
        )
    for key in keys:
        if not (isinstance(schema[key], _GROUPING) or schema[key].is_integer()):
            raise DetainerError(
                "by", key, "a column of strings, categories, whole numbers or dates", "Cast it."
            )
    named = READING in schema.names() and RULE in schema.names()
    if named == (rule is not None):
        expected = "none, as the frame names the rules" if named else "the rule of audit_holds()"
        raise DetainerError("rule", rule, expected, "Leave it out." if named else "Name it.")
    of_row = (rule.name,) if isinstance(rule, FromColumn) else ()
    bounded = set(BOUNDED) <= {*schema.names()}
    overruns = BOUNDED[:-1] if bounded else EXACT[:-1]
    holding = [AUTHORITY] if AUTHORITY in schema.names() else []
    looked_at = (*keys, *((READING, RULE) if named else of_row), *holding, OUTCOME)
    checked_frame(frame, (*looked_at, *overruns), ())
    for name in overruns:
        if not isinstance(schema[name], nw.Duration | nw.Unknown):
            expected = "a column of lengths of time, as audit_holds() gives it"
            raise DetainerError(name, str(schema[name]), expected, "Cast it.")
    return _Columns(audits, tuple(dict.fromkeys(looked_at)), overruns)


def _rows(columns: _Columns) -> tuple[nw.DataFrame[Any], Ints | None]:
    """Return rows of audits, and how many rows of the frame each is; None where it is one.

    Where they are over for certain, they have the times over the rule; else these are null.
    """
    frame, names = columns.frame, [nw.col(name) for name in columns.keys]
    is_over = nw.col(columns.overruns[0]) > nw.lit(_NO_TIME)
    times = [
        nw.when(is_over).then(_time(frame, columns.overruns[place])).alias(end)
        for end, place in ((f"{PREFIX}least", 0), (f"{PREFIX}most", -1))
    ]
    rows = frame.select(*names, *times)
    if not isinstance(rows, nw.LazyFrame):
        return rows, None
    distinct = rows.group_by(*rows.collect_schema().names()).agg(nw.len().alias(_ROWS))
    counted = computed(distinct)
    return counted, counted[_ROWS].to_numpy().astype(np.int64)


def _time(frame: Frame, name: str) -> nw.Expr:
    # What DuckDB gives for a length of time is of no type that Arrow counts with.
    if frame.implementation.is_duckdb():
        return nw.col(name).dt.total_microseconds()
    return nw.col(name)


class _Times(NamedTuple):
    """The times over the rule of the rows that were over it for certain.

    Attributes:
        rows: Those rows.
        least: The least time over the rule of each, in microseconds.
        most: The most.
        weights: How many rows of the frame each is.
    """

    rows: Ints
    least: Ints
    most: Ints
    weights: Ints


def _overruns(rows: nw.DataFrame[Any], weights: Ints | None) -> _Times:
    is_over = (~rows[f"{PREFIX}least"].is_null()).to_numpy().astype(bool)
    over = rows.filter(~nw.col(f"{PREFIX}least").is_null())
    least, most = (_microseconds(over[f"{PREFIX}{end}"]) for end in ("least", "most"))
    places = np.flatnonzero(is_over)
    ones = np.ones(len(places), dtype=np.int64)
    return _Times(places, least, most, ones if weights is None else weights[places])


def _microseconds(times: nw.Series[Any]) -> Ints:
    values: Any = times.to_numpy()
    if values.dtype.kind in "iu":
        return cast("Ints", values.astype(np.int64))
    return cast("Ints", values.astype("m8[us]").view(np.int64))


def _term(rows: nw.DataFrame[Any], name: str, read: Callable[[Any], Any]) -> RowTerm[Any]:
    """Return what a column says of each row, each value read once.

    Raises:
        DetainerError: As `read` does.
    """
    term = coded_term(encoded(rows[name].to_native(), name), read)
    for value in term.values:
        if isinstance(value, DetainerError):
            raise value
    return term


def _groups(rows: nw.DataFrame[Any], keys: tuple[str, ...]) -> RowTerm[str | None]:
    """Return the group of each row; several columns are joined by commas."""
    if not keys:
        return RowTerm((None,))
    parts = combined([_term(rows, key, _label) for key in keys])
    return RowTerm(tuple(", ".join(labels) for labels in parts.values), parts.codes)


def _label(value: Any) -> str:
    return _NOT_KNOWN if value is None else str(value)


def _readings(
    rows: nw.DataFrame[Any], rule: Any, calendar: HolidayCalendar | None
) -> RowTerm[_Reading]:
    """Return what each row was audited under."""
    if rule is None:
        terms = [_term(rows, name, lambda value: value) for name in (READING, RULE)]
        both = combined(terms)
        return RowTerm(tuple(_named(*value) for value in both.values), both.codes)

    def audited(rule: HoldRule | str) -> _Reading:
        record = rule if isinstance(rule, HoldRule) else catalog.rule(rule)
        days = rule_calendar(record, calendar, record.starts_at)
        return _Reading(title_of(record, days, record.starts_at), record.citation)

    if not isinstance(rule, FromColumn):
        return RowTerm((audited(rule),))
    return _term(
        rows,
        rule.name,
        lambda id: _Reading(_NO_READING, None) if id is None else audited(id),
    )


def _named(title: str | None, rule: str | None) -> _Reading:
    if title is None:
        return _Reading(_NO_READING, None)
    if rule is not None:
        return _Reading(title, catalog.rule(rule).citation)
    return _Reading(title, _without_rules().get(title))


def _without_rules() -> Mapping[str, Citation]:
    """Return the words of editions that set no rule, by the titles of their readings."""
    return {
        edition_title(form, ", ".join(edition.printed for edition in editions)): editions[
            0
        ].citation
        for form in catalog.forms()
        for count in range(1, len(form.editions) + 1)
        for editions in combinations(form.editions, count)
        if not any(edition.hold_rule for edition in editions)
    }


def _counted(
    cells: RowTerm[tuple[Any, ...]], outcomes: RowTerm[Any], times: _Times, weights: Ints | None
) -> Iterator[tuple[int, Mapping[AuditOutcome, int], _Times]]:
    """Yield each cell that some row is of, in order, with its counts and its times."""
    count = len(cells.values)
    rows = 0 if outcomes.codes is None else len(outcomes.codes)
    codes = np.zeros(rows, dtype=np.intp) if cells.codes is None else cells.codes
    width = len(outcomes.values)
    numbers = codes * width + (0 if outcomes.codes is None else outcomes.codes)
    table = np.bincount(numbers, weights, minlength=count * width).reshape(count, width)
    of_times = codes[times.rows]
    for code in _in_order(codes):
        own = of_times == code
        counts = {
            outcome: int(number)
            for outcome, number in zip(outcomes.values, table[code], strict=True)
        }
        yield code, counts, _Times(*(column[own] for column in times))


def _in_order(codes: Any) -> list[int]:
    """Return codes in the order in which they first come."""
    used, firsts = np.unique(codes, return_index=True)
    order: list[int] = used[np.argsort(firsts)].tolist()
    return order


def _tally(
    cell: tuple[str | None, _Reading], counts: Mapping[AuditOutcome, int], times: _Times
) -> AuditTally:
    group, reading = cell
    least, most = (_Lengths(column, times.weights) for column in (times.least, times.most))
    return AuditTally(group, reading.title, counts, least, most)


class _Lengths(Sequence[timedelta]):
    """Lengths of time in order, of which each stands for some rows."""

    def __init__(self, microseconds: Ints, weights: Ints) -> None:
        order = np.argsort(microseconds, kind="stable")
        self._microseconds = microseconds[order]
        self._ends = np.cumsum(weights[order])

    def __len__(self) -> int:
        return int(self._ends[-1]) if len(self._ends) else 0

    @overload
    def __getitem__(self, place: int) -> timedelta: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[timedelta]: ...
    def __getitem__(self, place: Any) -> Any:
        row = int(cast("Any", np.searchsorted)(self._ends, place, side="right"))
        return timedelta(microseconds=int(self._microseconds[row]))


def _authority(rows: nw.DataFrame[Any]) -> Iterator[str]:
    """Yield what the law of each place says on holding at all, once, in order."""
    if AUTHORITY not in rows.columns:
        return
    term = _term(rows, AUTHORITY, lambda line: line)
    codes = term.codes
    for code in () if codes is None else _in_order(codes):
        if term.values[code] is not None:
            yield term.values[code]
