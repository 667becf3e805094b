"""Quantiles of the time over a rule, each bounded where a time of day is not on record."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

import attrs

from detainerlib._arguments import is_several
from detainerlib._printing import Printed
from detainerlib._validation import checked
from detainerlib._wording import length, length_between
from detainerlib.errors import DetainerError

QUANTILES: Final = (0.25, 0.5, 0.75, 0.9)
MEDIAN: Final = 0.5
_TICK: Final = timedelta(microseconds=1)


@attrs.frozen(kw_only=True, field_transformer=checked)
class OverrunQuantile(Printed):
    """A quantile of the time over the rule, of the holds that were over it for certain.

    Attributes:
        share: Which: 0.5 is the median.
        least: The least that it can be: the quantile of the least times over.
        most: The most that it can be: the same where every time is exact.

    >>> from datetime import date, datetime
    >>> import detainerlib as dl
    >>> due = datetime(2025, 7, 3, 17)
    >>> audit = dl.audit_hold(due, released=date(2025, 7, 10), zone="Central")
    >>> median = dl.summarize_audits([audit])[0].median_overrun
    >>> print(median.share, median.least)
    0.5 1 day, 7:00:00
    """

    share: float
    least: timedelta
    most: timedelta

    def __str__(self) -> str:
        """The length of time, or the two between which it lies."""
        if self.least == self.most:
            return length(self.least)
        return length_between(self.least, self.most)


def checked_shares(quantiles: Sequence[float]) -> tuple[float, ...]:
    """Return the quantiles asked for, in order, the median with them.

    Raises:
        DetainerError: If one is not from 0 to 1.
    """
    if not is_several(quantiles):
        raise DetainerError("quantiles", quantiles, "several shares", "Put it in brackets.")
    return tuple(sorted({MEDIAN, *map(_share, quantiles)}))


def _share(share: float) -> float:
    if isinstance(share, bool) or not isinstance(share, int | float) or not 0 <= share <= 1:
        raise DetainerError("quantiles", share, "shares from 0 to 1", "0.5 is the median.")
    return float(share)


def overrun_quantiles(
    least: Sequence[timedelta], most: Sequence[timedelta], shares: tuple[float, ...], min_cell: int
) -> Iterator[OverrunQuantile]:
    """Yield the quantiles that have enough holds on either side to show none of them.

    Args:
        least: The least times over the rule, in order.
        most: The most times, of the same holds, in order.
        shares: Which quantiles.
        min_cell: The smallest number but 0 of holds that is shown.
    """
    count = len(least)
    for share in shares if count else ():
        if min_cell == 1 or min(share, 1 - share) * count >= min_cell:
            yield OverrunQuantile(
                share=share, least=_quantile(least, share), most=_quantile(most, share)
            )


def _quantile(ordered: Sequence[timedelta], share: float) -> timedelta:
    # Between the two nearest, as statistics packages do by default; exact, to the microsecond.
    whole, parts = share.as_integer_ratio()
    below, rest = divmod(whole * (len(ordered) - 1), parts)
    above = min(below + 1, len(ordered) - 1)
    ticks = (ordered[above] - ordered[below]) // _TICK * rest
    return ordered[below] + (2 * ticks + parts) // (2 * parts) * _TICK
