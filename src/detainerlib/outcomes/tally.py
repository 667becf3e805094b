"""Rates from rows: each row's reason, told as an outcome, and counted by group."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from detainerlib._arguments import is_several
from detainerlib._validation import is_missing
from detainerlib.errors import DetainerError
from detainerlib.models.lift_reasons import DetainerOutcome
from detainerlib.outcomes.columns import NAMES, named
from detainerlib.outcomes.denominators import MISSING, Denominator, Kind, rate_spec
from detainerlib.outcomes.duplicates import Deduplicated
from detainerlib.outcomes.rates import OutcomeTable, rates_of, table_of
from detainerlib.outcomes.reasons import classify_lift_reason, lift_reason_of
from detainerlib.outcomes.rows import Row, cell, day_in, reason_in
from detainerlib.sentences import outcomes as sentences


class Tally:
    """Rows counted by group and outcome, with the reasons that are not on record."""

    def __init__(self) -> None:
        """Nothing is counted."""
        self.groups: dict[tuple[tuple[str, Any], ...], Counter[Kind]] = {}
        self.unrecognized: Counter[str] = Counter()
        self.rests_on: set[str] = set()

    def add(self, group: tuple[tuple[str, Any], ...], reason: Any, code: Any) -> None:
        """Count a row of a group that has a reason and a code."""
        self.groups.setdefault(group, Counter())[self.kind_of(reason, code)] += 1

    def kind_of(self, reason: Any, code: Any, count: int = 1) -> Kind:
        """Return the outcome of rows that have one reason and code, and note what it rests on."""
        if isinstance(reason, DetainerOutcome):
            return reason
        lift_reason = lift_reason_of(reason, code=code)
        if lift_reason is not None:
            self.rests_on.add(lift_reason.id)
            return lift_reason.outcome
        blank = is_missing(reason) or classify_lift_reason(reason) is MISSING
        self.unrecognized[f"(code) {code}" if blank else str(reason)] += count
        return None


def outcome_rates(
    records: Iterable[Row],
    *,
    reason: str,
    numerator: DetainerOutcome | str | Iterable[DetainerOutcome | str],
    denominator: Denominator | str,
    by: str | Iterable[str] | None = None,
    code: str | None = None,
    day: str | None = None,
    confidence: float = 0.95,
    min_cell: int = 1,
    source: str | None = None,
) -> OutcomeTable:
    """Return how many rows have an outcome, of a denominator that is named, by group.

    Nothing is left out: rows without an outcome, outside the denominator, or with a reason that is
    not on file are counted; `unrecognized` has such reasons as they are spelled.

    Args:
        records: The rows, each a mapping; or those of `drop_duplicates`.
        reason: The key of the reason for which a request was lifted, or of a `DetainerOutcome`.
        numerator: The outcome counted, or several, or their values.
        denominator: Of what: "all", "with a recorded outcome" or "declined plus custody
            assumed". There is no default: on the same rows they can differ twofold.
        by: The key, or keys, to group by; None for one group.
        code: The key of the code of the reason, which counts where that is blank.
        day: The key of the day of each row; with it, breaks of series between them are named.
        confidence: How sure the Wilson score intervals are.
        min_cell: The smallest number but 0 that is shown. A smaller one is suppressed, and with it
            the smallest other ones of its row where the total would give it away. Tables published
            apart are not protected against each other.
        source: Whose records they are, in a few words, as the sentence to print names it.

    Raises:
        DetainerError: If an outcome or the denominator is none, the numerator is not part of the
            denominator, a number is out of its range, or `source` is no name in one line. Also if a
            row lacks a key, a day is no plain date, or a reason is no string.

    >>> rows = [{"why": "Detainer Declined by LEA"}, {"why": "Booked into Detention"}, {"why": ""}]
    >>> declined = DetainerOutcome.DECLINED_BY_AGENCY
    >>> for kind in Denominator:
    ...     (rate,) = outcome_rates(rows, reason="why", numerator=declined, denominator=kind)
    ...     print(f"{rate.numerator} of {rate.denominator} {rate.denominator_kind.rows}")
    1 of 3 records
    1 of 2 records with a recorded outcome
    1 of 2 records declined or with custody assumed
    """
    spec = rate_spec(numerator, denominator, confidence, min_cell, source)
    keys = keys_of(by)
    tally, days = Tally(), list[date | None]()
    for number, row in enumerate(checked_rows(records)):
        group = tuple((key, cell(row, key, number)) for key in keys)
        spelling = reason_in(row, reason, number)
        reason_code = None if code is None else reason_in(row, code, number)
        tally.add(group, spelling, reason_code)
        if day is not None:
            days.append(day_in(row, day, number))
    known_days = [day for day in days if day is not None]
    left_out = str(records) if isinstance(records, Deduplicated) else None
    if isinstance(records, Deduplicated) and spec.min_cell > 1:
        left_out = sentences.duplicates_by(records.rule.value)
    return table_of(
        rates_of(tally.groups, spec),
        spec,
        unrecognized=tally.unrecognized,
        days=(min(known_days), max(known_days)) if known_days else None,
        duplicates=left_out,
        rests_on=tally.rests_on,
    )


_TAKEN: Final = frozenset({*NAMES, *map(named, NAMES)})


def keys_of(by: str | Iterable[str] | None) -> tuple[str, ...]:
    """Return the keys to group by, each once."""
    if by is None:
        return ()
    keys: tuple[Any, ...] = tuple(by) if is_several(by) and not isinstance(by, str) else (by,)
    for place, key in enumerate(keys):
        if not isinstance(key, str) or key in keys[:place]:
            expected = "a column name, or several, each once"
            raise DetainerError("by", key, expected, "Such as by='state'.")
        if key in _TAKEN:
            raise DetainerError("by", key, "a name that no column of the result has", "Rename it.")
    return keys


def checked_rows(records: Iterable[Row]) -> Iterable[Row]:
    """Return rows, and refuse a data frame, which has none to go through."""
    if isinstance(records, str) or not is_several(records) or hasattr(records, "columns"):
        raise DetainerError(
            "records",
            type(records).__name__,
            "rows, each a mapping",
            "For a data frame use detainerlib.bulk.outcome_rates().",
        )
    return records
