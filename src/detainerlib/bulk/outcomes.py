"""Rates of outcomes on data frames: counted in the engine, and the rest on columns of counts."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Final

import narwhals.stable.v2 as nw
from narwhals.stable.v2.typing import IntoFrame, IntoFrameT

from detainerlib import catalog
from detainerlib.bulk._columns.versions import stamped
from detainerlib.bulk._lazy.joins import PREFIX
from detainerlib.bulk._outcomes.counts import counts_by_group, kinds_of_rows
from detainerlib.bulk._outcomes.rate_columns import CountedRates
from detainerlib.bulk.frames import Frame, check_days, checked_frame, computed
from detainerlib.errors import DetainerError
from detainerlib.models.lift_reasons import DetainerOutcome
from detainerlib.outcomes.denominators import Denominator, rate_spec
from detainerlib.outcomes.rates import OutcomeTable, table_of
from detainerlib.outcomes.tally import Tally, keys_of

_ROWS: Final = f"{PREFIX}rows"
_FIRST: Final = f"{PREFIX}first"
_LAST: Final = f"{PREFIX}last"
_SAMPLE: Final = 20_000
_SHARE: Final = 4


def outcome_rates(
    frame: IntoFrame,
    reason: str,
    *,
    numerator: DetainerOutcome | str | Iterable[DetainerOutcome | str],
    denominator: Denominator | str,
    by: str | Iterable[str] | None = None,
    code: str | None = None,
    day: str | None = None,
    confidence: float = 0.95,
    min_cell: int = 1,
    source: str | None = None,
) -> OutcomeTable:
    """Return what `detainerlib.outcome_rates` gives, for the rows of a data frame.

    The rows are grouped and counted by the engine, pandas, polars, pyarrow, DuckDB or PySpark;
    only the counts come to Python. A lazy frame is computed for that, and what its engine raises
    is raised as it is. The rates are kept as columns, which `to_frame` gives; the object of a rate
    is made when it is asked for.

    Args:
        frame: The data frame, eager or lazy; a DuckDB relation; a PySpark data frame.
        reason: The column of the reason for which a request was lifted.
        numerator: The outcome counted, or several, or their values.
        denominator: Of what; there is no default.
        by: The column, or columns, to group by; None for one group.
        code: The column of the code of the reason.
        day: The column of the day of each row: dates; with it, breaks of series are named.
        confidence: Confidence level of the intervals.
        min_cell: The smallest number but 0 that is shown.
        source: Whose records they are, in a few words, for the sentence to print.

    Raises:
        ColumnError: If the frame lacks a column.
        DetainerError: As for `detainerlib.outcome_rates`.

    >>> import pandas as pd
    >>> frame = pd.DataFrame({"why": ["Detainer Declined by LEA", "Booked into Detention", None]})
    >>> print(outcome_rates(frame, "why", numerator="declined by the agency", denominator="all")[0])
    1 of 3 records (33.3%; interval 6.1% to 79.2%); 1 of them has no outcome (33.3% of all); the
    denominator matters: 33.3% of records, 50.0% of records with a recorded outcome, 50.0% of
    records declined or with custody assumed
    """
    spec = rate_spec(numerator, denominator, confidence, min_cell, source)
    keys = keys_of(by)
    coded = () if code is None else (code,)
    dated = () if day is None else (day,)
    if isinstance(frame, Sequence):
        raise DetainerError(
            "frame", "rows", "a data frame", "For rows use detainerlib.outcome_rates()."
        )
    requests = checked_frame(frame, (*keys, reason, *coded, *dated), ())
    rows, weight = _counted(requests, (*keys, reason, *coded), day)
    tally = Tally()
    kinds = kinds_of_rows(rows, reason, code, weight, tally)
    return table_of(
        CountedRates(counts_by_group(rows, keys, kinds, weight), spec),
        spec,
        unrecognized=tally.unrecognized,
        days=None if day is None else _first_and_last(rows, day, weight),
        rests_on=tally.rests_on,
    )


def with_fiscal_year(frame: IntoFrameT, day: str, *, into: str = "fiscal_year") -> IntoFrameT:
    """Return a data frame with the federal fiscal year of each day, as `fiscal_year_of` gives it.

    A lazy frame stays lazy, and a day that is null has none.

    Args:
        frame: The data frame, eager or lazy; a DuckDB relation; a PySpark data frame.
        day: The column of days: dates, or midnights in pandas.
        into: The name of the new column.

    Raises:
        ColumnError: If the frame lacks the column, or has the new one.
        DetainerError: If `day` is no column of days.

    Authority: 31-usc-1102

    >>> import pandas as pd
    >>> frame = pd.DataFrame({"day": pd.to_datetime(["2016-09-30", "2016-10-01"])})
    >>> with_fiscal_year(frame, "day")["fiscal_year"].tolist()
    [2016, 2017]
    """
    days = checked_frame(frame, (day,), (into,))
    check_days(days, day)
    first_month = catalog.about().fiscal_year.first_month
    begun = nw.col(day).dt.month() >= first_month
    # A year that begins in January is that of its days.
    year = nw.col(day).dt.year()
    ended_in_next = begun.cast(nw.Int64) if first_month > 1 else nw.lit(0)
    return stamped(days.with_columns((year + ended_in_next).alias(into)), frame)


def _counted(
    frame: Frame, columns: tuple[str, ...], day: str | None
) -> tuple[nw.DataFrame[Any], str | None]:
    """Return the rows of an eager frame; of a lazy one a row for each combination, counted there.

    So it is of an eager one with few combinations. The second is the column that says how many
    rows each one stands for; None where it is one.
    """
    if isinstance(frame, nw.DataFrame) and not _has_few(frame, [*dict.fromkeys(columns)]):
        return frame, None
    counters = [nw.len().alias(_ROWS)]
    if day is not None:
        counters += [nw.col(day).min().alias(_FIRST), nw.col(day).max().alias(_LAST)]
    # Polars plans a lazy group-by, and takes half the time for it.
    planned = frame.lazy() if frame.implementation.is_polars() else frame
    # A column that is both grouped by and looked at is there once.
    return computed(planned.group_by(*dict.fromkeys(columns)).agg(*counters)), _ROWS


def _has_few(frame: nw.DataFrame[Any], columns: Sequence[str]) -> bool:
    """Whether columns that the engine groups fast seem to have few combinations of values."""
    schema = frame.schema
    if frame.implementation.is_pandas_like() or not all(
        schema[name].is_integer() or isinstance(schema[name], nw.String | nw.Date)
        for name in columns
    ):
        return False
    # From all over the frame, as rows may be sorted.
    sample = frame.select(columns).gather_every(max(1, len(frame) // _SAMPLE))
    return len(sample.unique()) * _SHARE < len(sample)


def _first_and_last(
    rows: nw.DataFrame[Any], day: str, weight: str | None
) -> tuple[date, date] | None:
    """Return the first and the last day of rows; None where none has one."""
    firsts, lasts = (rows[day if weight is None else end].drop_nulls() for end in (_FIRST, _LAST))
    return (_date(firsts.min(), day), _date(lasts.max(), day)) if len(firsts) else None


def _date(value: Any, name: str) -> date:
    # pandas has no dates, and shows midnights.
    if isinstance(value, datetime) and value.tzinfo is None and str(value).endswith(" 00:00:00"):
        return value.date()
    if isinstance(value, datetime) or not isinstance(value, date):
        raise DetainerError(
            name, value, "a column of dates", "Cast it to local dates of the facility."
        )
    return value
