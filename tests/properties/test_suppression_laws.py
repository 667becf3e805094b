"""What is suppressed stays unknown to a reader who knows the rule, the total and `min_cell`.

By enumeration, without a word of the rule: see `tests/oracle/suppressed_tables.py`.
"""

from collections.abc import Hashable, Sequence
from datetime import datetime, timedelta
from itertools import product
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from suppressed_tables import MIN_CELLS, Numbers, rows_of, told, told_of_one, told_of_two

from detainerlib import UNKNOWN, Denominator, audit_hold, outcome_rates, summarize_audits
from detainerlib._suppression import suppressed_cells
from detainerlib.holds import AuditSummary, HoldAudit
from detainerlib.outcomes import OutcomeTable

CHICAGO: Final = ZoneInfo("America/Chicago")
DAY: Final = timedelta(days=1)
START: Final = datetime(2025, 5, 5, 17, tzinfo=CHICAGO)

Kind = TypeVar("Kind")


BEFORE: Final = audit_hold(START, START)
WITHIN: Final = audit_hold(START, START + 2 * DAY)
OVER: Final = audit_hold(START, START + 3 * DAY)
CERTAIN: Final = audit_hold(START, (START + 3 * DAY).date(), zone=CHICAGO)
PERHAPS: Final = audit_hold(START, (START + 2 * DAY).date(), zone=CHICAGO)
MISSING: Final = audit_hold(START, UNKNOWN)
KINDS: Final = (BEFORE, WITHIN, OVER, CERTAIN, PERHAPS, MISSING)


COUNTS: Final = st.lists(st.integers(0, 5) | st.integers(0, 60), min_size=2, max_size=8)


@given(st.data(), COUNTS.filter(any), st.integers(1, 3), st.integers(1, 12))
def test_cells_are_suppressed_by_their_numbers_alone(
    data: st.DataObject, first: list[int], readings: int, min_cell: int
) -> None:
    """Whatever the cells are called; what is suppressed in a row is not all the same, nor few."""
    numbers = st.lists(st.integers(0, 60), min_size=len(first), max_size=len(first)).filter(any)
    rows = [first, *data.draw(st.lists(numbers, min_size=readings - 1, max_size=readings - 1))]
    order = data.draw(st.permutations(range(len(first))))
    suppressed = suppressed_cells([dict(enumerate(row)) for row in rows], min_cell)
    renamed = [{place: row[cell] for place, cell in enumerate(order)} for row in rows]
    others = suppressed_cells(renamed, min_cell)

    assert suppressed == (None if others is None else {order[place] for place in others})
    for row in rows:
        counts = [row[cell] for cell in suppressed or ()]
        assert not counts or (len(set(counts)) > 1 and sum(counts) >= min_cell)


@pytest.mark.parametrize("min_cell", MIN_CELLS)
@pytest.mark.parametrize(("cells", "most"), [(2, 24), (3, 18), (4, 14), (5, 10)])
def test_no_cell_of_a_row_can_be_recovered(cells: int, most: int, min_cell: int) -> None:
    """And what is suppressed does not add up to a small number either."""
    assert [] == told_of_one(cells, most, min_cell)[1]


@pytest.mark.parametrize("min_cell", MIN_CELLS)
@pytest.mark.parametrize(("cells", "most"), [(2, 10), (3, 6)])
def test_no_cell_of_two_rows_of_the_same_holds_can_be_recovered(
    cells: int, most: int, min_cell: int
) -> None:
    """Nor are two numbers shown that differ by few, as the few would be read off them."""
    assert [] == told_of_two(cells, most, min_cell)[1]


def numbers_of(summary: AuditSummary) -> Numbers:
    """Give the numbers of a summary, row by row."""
    return tuple(
        number
        for row in summary
        for number in (
            row.holds,
            *(count for _, count in row.counts),
            row.over_for_certain,
        )
    )


def total_of(row: Sequence[int], numbers: Sequence[Numbers]) -> Numbers:
    """Give the numbers of a table with so many of each kind, from those of one of each."""
    return tuple(
        sum(count * (number or 0) for count, number in zip(row, column, strict=True))
        for column in zip(*numbers, strict=True)
    )


def several(row: Sequence[int], kinds: Sequence[Kind]) -> list[Kind]:
    """Give so many of each kind."""
    return [kind for kind, count in zip(kinds, row, strict=True) for _ in range(count)]


@pytest.mark.parametrize("min_cell", MIN_CELLS)
@pytest.mark.parametrize(
    ("kinds", "most"),
    [
        (KINDS, 6),
        ((BEFORE, WITHIN, MISSING), 10),
        ((OVER, CERTAIN, PERHAPS), 10),
        ((WITHIN, CERTAIN, PERHAPS, MISSING), 7),
    ],
)
def test_no_number_of_a_summary_can_be_recovered(
    kinds: Sequence[HoldAudit], most: int, min_cell: int
) -> None:
    """Of holds, outcomes and their parts; shares, quantiles and the last line may be used."""
    single = [numbers_of(summarize_audits([kind])) for kind in kinds]
    tables: list[tuple[Hashable, Numbers, Numbers]] = []
    for row in (row for total in range(1, most + 1) for row in rows_of(len(kinds), total)):
        summary = summarize_audits(several(row, kinds), min_cell=min_cell)
        print_out = str(summary), repr(summary.records())
        tables.append((print_out, numbers_of(summary), total_of(row, single)))

    assert [] == told(tables, min_cell)


@pytest.mark.parametrize(
    ("kinds", "min_cell", "total"),
    [
        ((BEFORE, WITHIN, OVER, MISSING), 2, 3),
        ((OVER, CERTAIN, PERHAPS, WITHIN), 2, 3),
        ((OVER, CERTAIN, PERHAPS, WITHIN), 3, 4),
        ((OVER, CERTAIN, PERHAPS), 3, 6),
        ((BEFORE, WITHIN, MISSING), 4, 6),
    ],
)
def test_no_number_of_two_readings_can_be_recovered(
    kinds: Sequence[HoldAudit], min_cell: int, total: int
) -> None:
    """Two rows of one group are counts of the same holds."""
    others = [attrs.evolve(kind, title="another reading") for kind in kinds]
    single = [numbers_of(summarize_audits([kind])) for kind in kinds]
    tables: list[tuple[Hashable, Numbers, Numbers]] = []
    for one, other in product(rows_of(len(kinds), total), repeat=2):
        audits = [*several(one, kinds), *several(other, others)]
        summary = summarize_audits(audits, min_cell=min_cell)
        print_out = str(summary), repr(summary.records())
        true = (*total_of(one, single), *total_of(other, single))
        tables.append((print_out, numbers_of(summary), true))

    assert [] == told(tables, min_cell)


DECLINED: Final = "Detainer Declined by LEA"
BOOKED: Final = "Booked into Detention"


@pytest.mark.parametrize("min_cell", MIN_CELLS)
def test_many_rows_at_once_suppress_what_one_does(min_cell: int) -> None:
    """On columns the same rule is applied to all rows together."""
    numpy = pytest.importorskip("numpy", reason="numpy is not installed")
    columns = pytest.importorskip("detainerlib.bulk._outcomes.rate_columns")
    rows = [row for total in range(14) for row in rows_of(4, total)]
    hidden, whole = columns.suppressed(numpy.array(rows).T, min_cell)
    for number, row in enumerate(rows):
        cells = suppressed_cells([dict(enumerate(row))], min_cell)
        assert (cells is None) == whole[number], row
        if cells is not None:
            assert sorted(cells) == numpy.flatnonzero(hidden[:, number]).tolist(), row


def rates_of(
    reasons: Sequence[str | None], denominator: Denominator, min_cell: int
) -> tuple[OutcomeTable, Numbers]:
    """Give the table of one rate, and its numbers."""
    table = outcome_rates(
        [{"why": reason} for reason in reasons],
        reason="why",
        numerator="declined by the agency",
        denominator=denominator,
        min_cell=min_cell,
    )
    (rate,) = table
    sums = (rate.numerator, rate.denominator, rate.other_outcomes, rate.not_in_denominator)
    counts = (count for _, count in rate.counts)
    return table, (rate.row_count, *sums, rate.missing, *counts, rate.unrecognized)


@pytest.mark.parametrize("min_cell", MIN_CELLS)
@pytest.mark.parametrize(
    ("reasons", "denominator", "most"),
    [
        ((DECLINED, BOOKED, "Early Release", None, "Moved"), Denominator.ALL, 6),
        ((DECLINED, BOOKED, "Early Release", None, "Moved"), Denominator.RECORDED, 6),
        ((DECLINED, BOOKED, "Early Release", None), Denominator.DECLINED_OR_CUSTODY, 8),
        ((DECLINED, "Moved", "Gone"), Denominator.RECORDED, 12),
        ((DECLINED, "Case Closed", "Prosecutorial Discretion", None), Denominator.ALL, 8),
    ],
)
def test_no_number_of_a_rate_can_be_recovered(
    reasons: Sequence[str | None], denominator: Denominator, most: int, min_cell: int
) -> None:
    """Of rows and outcomes and their sums; percentages, intervals and notes may be used."""
    single = [rates_of([reason], denominator, 1)[1] for reason in reasons]
    tables: list[tuple[Hashable, Numbers, Numbers]] = []
    for row in (row for total in range(1, most + 1) for row in rows_of(len(reasons), total)):
        table, shown = rates_of(several(row, reasons), denominator, min_cell)
        # The table itself holds also its intervals and the reasons that it rests on.
        print_out = table, str(table), repr(table.records())
        tables.append((print_out, shown, total_of(row, single)))

    assert [] == told(tables, min_cell)
