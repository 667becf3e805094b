"""What is suppressed, as far as the tables that print the same give it away: by enumeration.

Without a word of the rule: of every table what is printed is kept, and among all tables that print
the same a number suppressed must have two values or more. Tables of other totals than those here
can only add to them.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from functools import cache
from itertools import product
from typing import Final

from comparisons import Compared, Comparison

from detainerlib._suppression import suppressed_cells

MIN_CELLS: Final = (2, 3, 4, 5)
Numbers = tuple[int | None, ...]


@cache
def rows_of(cells: int, total: int) -> tuple[tuple[int, ...], ...]:
    """Give all rows of so many cells that add up to a total."""
    if cells == 1:
        return ((total,),)
    return tuple(
        (first, *rest) for first in range(total + 1) for rest in rows_of(cells - 1, total - first)
    )


def told(
    tables: Iterable[tuple[Hashable, Numbers, Numbers]], min_cell: int
) -> list[tuple[Hashable, int]]:
    """Give what is printed where a number tells of few: it is small, or suppressed and recoverable.

    Recoverable is a number that has one value in all tables that print the same; not asked about is
    one that is the same in all tables, as only some kinds are enumerated.

    Args:
        tables: What is printed of each, the numbers printed (None where suppressed), the true ones.
        min_cell: The smallest number but 0 that may be shown.
    """
    values: defaultdict[tuple[Hashable, int], set[int | None]] = defaultdict(set)
    ranges: defaultdict[int, set[int | None]] = defaultdict(set)
    small: list[tuple[Hashable, int]] = []
    for print_out, shown, true in tables:
        for place, (number, truth) in enumerate(zip(shown, true, strict=True)):
            ranges[place].add(truth)
            if number is None:
                values[print_out, place].add(truth)
            elif 0 < number < min_cell:
                small.append((print_out, place))
    assert values
    return small + [
        (print_out, place)
        for (print_out, place), possible in values.items()
        if len(possible) == 1 < len(ranges[place])
    ]


def printed_rows(rows: Sequence[tuple[int, ...]], min_cell: int) -> Numbers:
    """Give the numbers of rows, each with its total, as a table shows them."""
    suppressed = suppressed_cells([dict(enumerate(row)) for row in rows], min_cell)
    if suppressed is None:
        return (None,) * sum(len(row) + 1 for row in rows)
    return tuple(
        number
        for row in rows
        for number in (
            sum(row),
            *(None if cell in suppressed else count for cell, count in enumerate(row)),
        )
    )


def with_totals(rows: Sequence[tuple[int, ...]]) -> Numbers:
    """Give the true numbers of rows, each with its total."""
    return tuple(number for row in rows for number in (sum(row), *row))


def told_of_one(cells: int, most: int, min_cell: int) -> tuple[int, list[tuple[Hashable, int]]]:
    """Give how many rows there are up to a total, and where what is printed of one tells of few."""
    tables: list[tuple[Hashable, Numbers, Numbers]] = []
    small: list[tuple[Hashable, int]] = []
    for total in range(1, most + 1):
        for row in rows_of(cells, total):
            shown = printed_rows([row], min_cell)
            tables.append((shown, shown, with_totals([row])))
            rest = total - sum(number for number in shown[1:] if number is not None)
            # Nor may what is suppressed add up to a small number.
            if shown[0] is not None and rest in range(1, min_cell):
                small.append((shown, 0))
    return len(tables), small + told(tables, min_cell)


def told_of_two(cells: int, most: int, min_cell: int) -> tuple[int, list[tuple[Hashable, int]]]:
    """Give the same of two rows of the same holds, where a small difference tells of few, too."""
    rows = [row for total in range(1, most + 1) for row in rows_of(cells, total)]
    tables: list[tuple[Hashable, Numbers, Numbers]] = []
    small: list[tuple[Hashable, int]] = []
    for pair in product(rows, repeat=2):
        shown = printed_rows(pair, min_cell)
        tables.append((shown, shown, with_totals(pair)))
        half = len(shown) // 2
        for place, (one, other) in enumerate(zip(shown[:half], shown[half:], strict=True)):
            is_told = one is not None and other is not None and 0 < abs(one - other) < min_cell
            if is_told or (one is None) is not (other is None):
                small.append((shown, place))
    return len(tables), small + told(tables, min_cell)


def suppressed_compared() -> Comparison:
    """Enumerate tables of larger totals than the laws do."""
    for min_cell in MIN_CELLS:
        for cells, most in ((2, 120), (3, 48), (4, 24), (5, 15), (6, 11)):
            count, wrong = told_of_one(cells, most, min_cell)
            yield Compared("rows with small numbers suppressed", count, list(map(str, wrong)))
        for cells, most in ((2, 18), (3, 8)):
            count, wrong = told_of_two(cells, most, min_cell)
            yield Compared("pairs of rows with small numbers", count, list(map(str, wrong)))
