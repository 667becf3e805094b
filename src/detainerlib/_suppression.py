"""Small numbers that are not shown, and those that would give them away."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

from detainerlib._arguments import positive

Cell = TypeVar("Cell")


def checked_min_cell(min_cell: int) -> int:
    """Return the smallest number but 0 that is shown.

    Raises:
        DetainerError: If it is not a whole number, 1 or more.
    """
    remedy = "Use 5 to suppress counts of 1 to 4, or 1 to show all."
    return positive(min_cell, "min_cell", remedy)


def suppressed_cells(rows: Sequence[Mapping[Cell, int]], min_cell: int) -> frozenset[Cell] | None:
    """Return the cells whose numbers are suppressed in every row; None where whole rows are.

    Suppressed is a number from 1 to less than `min_cell`, and one that differs by so few from that
    of another row. The sum of a row is shown, so the smallest other cells are suppressed with it,
    all that are equal, until in every row the numbers suppressed are not all the same and add up to
    `min_cell` or more. Where no cells are left for that, or a sum is itself too small, the rows are
    suppressed whole.

    Cells are chosen by their numbers alone, so rows in which two suppressed cells change places
    print the same. Every suppressed number has another beside it that differs, and may be either.

    Args:
        rows: The numbers by cell, of two cells or more; rows of the same things counted otherwise
            go together. The sum of each is shown.
        min_cell: The smallest number but 0 that is shown.

    >>> sorted(suppressed_cells([{"a": 9, "b": 3, "c": 9, "d": 20}], 5))
    ['a', 'b', 'c']
    """
    if _has_small((sum(row.values()) for row in rows), min_cell):
        return None
    columns = {cell: [row[cell] for row in rows] for row in rows[:1] for cell in row}
    suppressed = {cell for cell, counts in columns.items() if _has_small(counts, min_cell)}
    sizes = {cell: sum(counts) for cell, counts in columns.items() if cell not in suppressed}
    while suppressed and not all(_hide_each_other(row, suppressed, min_cell) for row in rows):
        smallest = min(filter(None, sizes.values()), default=None)
        if smallest is None:
            return None
        suppressed |= {cell for cell, size in sizes.items() if size == smallest}
        sizes = {cell: size for cell, size in sizes.items() if size > smallest}
    return frozenset(suppressed)


def _has_small(counts: Iterable[int], min_cell: int) -> bool:
    return any(0 < more - fewer < min_cell for fewer, more in pairwise(sorted((0, *counts))))


def _hide_each_other(row: Mapping[Cell, int], cells: Iterable[Cell], min_cell: int) -> bool:
    counts = [row[cell] for cell in cells]
    return len(set(counts)) > 1 and sum(counts) >= min_cell
