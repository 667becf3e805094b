"""Small numbers that are not shown, and those that would give them away."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from detainerlib.errors import DetainerError

__all__ = ["checked_min_cell", "withheld_cells"]

Cell = TypeVar("Cell")


def checked_min_cell(given: int) -> int:
    """Return the smallest number but 0 that is shown.

    Raises:
        DetainerError: If it is no whole number from 1 up.
    """
    if isinstance(given, bool) or not isinstance(given, int) or given < 1:
        raise DetainerError("min_cell", given, "a whole number from 1 up", "1 shows everything.")
    return given


def withheld_cells(
    row: Mapping[Cell, int], order: Sequence[Cell], min_cell: int
) -> frozenset[Cell] | None:
    """Return the cells of a row whose numbers are withheld; None where the whole row is.

    A number from 1 to less than `min_cell` is withheld, and so is the smallest other one where
    the total would give it away: where it is the only one withheld, or all withheld are 1.

    Args:
        row: The numbers by cell; their sum is shown.
        order: The cells in an order by which ties are broken.
        min_cell: The smallest number but 0 that is shown.
    """
    total = sum(row.values())
    if 0 < total < min_cell:
        return None
    small = {cell for cell, count in row.items() if 0 < count < min_cell}
    others = sorted(
        (cell for cell, count in row.items() if count >= min_cell),
        key=lambda cell: (row[cell], order.index(cell)),
    )
    while small and (len(small) == 1 or all(row[cell] == 1 for cell in small)):
        if not others:
            return None
        small.add(others.pop(0))
    return frozenset(small)
