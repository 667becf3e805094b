"""Rates as columns, reckoned from counts: shares, intervals, small numbers suppressed."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from statistics import NormalDist
from typing import Final

import numpy as np
import numpy.typing as npt

from detainerlib._frames import Coded, Column, Masked, values_of
from detainerlib.bulk._outcomes.counts import Counts, GroupCounts
from detainerlib.models.lift_reasons import DetainerOutcome
from detainerlib.outcomes.denominators import KINDS, MISSING, Denominator, Kind, RateSpec
from detainerlib.outcomes.rate import OutcomeRate, caution_of, rate_of

Flags = npt.NDArray[np.bool_]

_NEVER: Final = np.iinfo(np.int64).max


def suppressed(counts: Counts, min_cell: int) -> tuple[Flags, Flags]:
    """Return which cells of each group are suppressed, and which groups are suppressed whole.

    The rule is that of `detainerlib._suppression.suppressed_cells` for each group by itself.
    The cells that are suppressed are always all up to a number, which is raised to the next one of
    the group until they hide each other.

    Args:
        counts: A row for each cell, a column for each group.
        min_cell: The smallest number but 0 that is shown.
    """
    total = counts.sum(axis=0)
    whole = (total > 0) & (total < min_cell)
    limit = np.full(len(total), min_cell - 1, np.int64)
    while True:
        hidden = (counts > 0) & (counts <= limit)
        most = np.where(hidden, counts, 0).max(axis=0)
        least = np.where(hidden, counts, _NEVER).min(axis=0)
        hide_each_other = (most > least) & ((counts * hidden).sum(axis=0) >= min_cell)
        gives_away = hidden.any(axis=0) & ~hide_each_other & ~whole
        if not gives_away.any():
            return hidden, whole
        larger = np.where(counts > limit, counts, _NEVER).min(axis=0)
        whole |= gives_away & (larger == _NEVER)
        limit = np.where(gives_away, larger, limit)


class CountedRates:
    """Rates of groups whose rows are counted; they are reckoned all at once, as columns."""

    def __init__(self, counted: GroupCounts, spec: RateSpec) -> None:
        """Keep the counts."""
        self.groups = counted.groups
        self._counts, self._spec = counted.counts, spec

    def __len__(self) -> int:
        """How many rates there are."""
        return int(self._counts.shape[1])

    def rate(self, number: int) -> OutcomeRate:
        """Return the rate of a group, made as that of rows."""
        group = tuple(
            (name, column.values[column.codes[number]]) for name, column in self.groups.items()
        )
        cells = dict(zip(KINDS, self._counts[:, number].tolist(), strict=True))
        return rate_of(group, cells, self._spec)

    @property
    def columns(self) -> Mapping[str, Column]:
        """The columns of a record besides its group, by their names."""
        return self._reckoned

    @cached_property
    def _reckoned(self) -> Mapping[str, Column]:
        numerator = frozenset[Kind](self._spec.numerator)
        denominator, every = self._spec.denominator.kinds, frozenset(KINDS)
        missing = frozenset[Kind]({MISSING})
        above, below = self._counted(numerator), self._counted(denominator)
        without, rows = self._counted(missing), self._counted(every)
        low, high = self._interval(above, below)
        hidden, whole = self._suppressed
        constant = np.zeros(len(self), np.int64)
        return {
            "numerator": above,
            "denominator": below,
            "denominator_kind": Coded([self._spec.denominator.value], constant),
            "share": _quotient(above, below),
            "low": low,
            "high": high,
            "other_outcomes": self._counted(denominator - numerator - missing),
            "not_in_denominator": self._counted(every - denominator - missing),
            "missing": without,
            "missing_share": _quotient(without, rows),
            "row_count": rows,
            **{outcome.value: self._counted(frozenset({outcome})) for outcome in DetainerOutcome},
            "unrecognized": self._counted(frozenset({None})),
            "suppressed_count": Masked(
                np.where(whole, len(KINDS), hidden.sum(axis=0)), np.zeros(len(self), np.bool_)
            ),
            "caution": self._cautions(above),
        }

    @cached_property
    def _suppressed(self) -> tuple[Flags, Flags]:
        return suppressed(self._counts, self._spec.min_cell)

    @cached_property
    def _hidden(self) -> Counts:
        """Which cells of each group are suppressed, as the bits of a number."""
        hidden, _ = self._suppressed
        bits: Counts = np.left_shift(hidden, np.arange(len(KINDS))[:, np.newaxis]).sum(axis=0)
        return bits

    def _counted(self, kinds: frozenset[Kind]) -> Masked:
        """Return how many rows have one of some outcomes, as `rate_of` counts them."""
        places = [place for place, kind in enumerate(KINDS) if kind in kinds]
        here, (_, whole) = sum(1 << place for place in places), self._suppressed
        is_split = (self._hidden & here > 0) & (self._hidden & ~here > 0)
        return Masked(self._counts[places].sum(axis=0), whole | is_split)

    def _interval(self, above: Masked, below: Masked) -> tuple[Masked, Masked]:
        """Return both ends of Wilson's interval, by the same steps as `wilson`."""
        is_null = above.is_null | below.is_null | (below.values == 0)
        count, size = (
            np.where(is_null, 1, column.values).astype(float) for column in (above, below)
        )
        z = NormalDist().inv_cdf((1 + self._spec.confidence) / 2)
        share = count / size
        middle = (share + z * z / (2 * size)) / (1 + z * z / size)
        root = np.sqrt(share * (1 - share) / size + z * z / (4 * size * size))
        half = z * root / (1 + z * z / size)
        low = np.maximum(0.0, np.minimum(share, middle - half))
        high = np.minimum(1.0, np.maximum(share, middle + half))
        return Masked(low, is_null), Masked(high, is_null)

    def _cautions(self, above: Masked) -> Coded:
        """Return what the other denominators would give; each different text is made once."""
        numerator = frozenset[Kind](self._spec.numerator)
        sizes = {
            denominator: self._counted(denominator.kinds)
            for denominator in Denominator
            if numerator <= denominator.kinds
        }
        columns = (above, *sizes.values())
        firsts, codes = _different_rows(columns)
        few = (Masked(column.values[firsts], column.is_null[firsts]) for column in columns)
        texts = [
            caution_of(count, tuple(zip(sizes, counts, strict=True)))
            for count, *counts in zip(*map(values_of, few), strict=True)
        ]
        return Coded(texts, codes)


def _different_rows(columns: Sequence[Masked]) -> tuple[Counts, Counts]:
    """Return the first row of each that differs from all others, and which of these each row is."""
    codes = np.zeros(len(columns[0].values), np.int64)
    different = 1
    for column in columns:
        # Null stands above all numbers.
        width = int(column.values.max(initial=0)) + 2
        if different * width > _NEVER:
            firsts, codes = np.unique(codes, return_inverse=True)
            different = len(firsts)
        codes = codes * width + np.where(column.is_null, width - 1, column.values)
        different *= width
    _, firsts, codes = np.unique(codes, return_index=True, return_inverse=True)
    return firsts, codes


def _quotient(above: Masked, below: Masked) -> Masked:
    """Return a share; null where a number is suppressed or there is nothing to divide by."""
    is_null = above.is_null | below.is_null | (below.values == 0)
    return Masked(above.values / np.where(is_null, 1, below.values), is_null)
