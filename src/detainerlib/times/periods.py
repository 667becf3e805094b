"""When a rule, a form or an agreement was in force: half-open periods, and timelines of them."""

import enum
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Final, Generic, TypeVar

import attrs

from detainerlib._arguments import several, takes
from detainerlib._printing import Printed
from detainerlib._validation import check_of, checked, day_of, is_of
from detainerlib._wording import long_day
from detainerlib.errors import DetainerError, PeriodError

_ONE_DAY = timedelta(days=1)
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

_PAIR: Final = 2


class Unknown(enum.Enum):
    """The one value that says "there is a day, and it is not on file".

    >>> import detainerlib as dl
    >>> dl.UNKNOWN == "unknown", str(dl.UNKNOWN), dl.UNKNOWN
    (False, 'unknown', UNKNOWN)
    """

    UNKNOWN = "unknown"
    """Equal to nothing but itself, so that no string in a column can stand for it."""

    def __str__(self) -> str:
        """The word itself."""
        return "unknown"

    def __repr__(self) -> str:
        """The name that a caller writes, in errors and wherever records are shown."""
        return "UNKNOWN"


UNKNOWN: Final = Unknown.UNKNOWN


@attrs.frozen(kw_only=True, field_transformer=checked)
class EffectivePeriod(Printed):
    """The days on which something was in effect: from `start` up to, and not including, `until`.

    Attributes:
        start: The first day, or UNKNOWN where it is not on file.
        until: The first day no longer in effect, None while it is open, UNKNOWN where it has ended
            on a day that is not on file.
        not_before: Where the start is unknown, a day before which it certainly had not started.
        in_force_on: Where the start or the end is unknown, a day on which it was certainly in
            effect: from a known start to that day it was, and from that day to a known end.
        not_after: Where the end is unknown, a day on which it had certainly ended.

    Raises:
        PeriodError: If `until` is not later than `start`, or a bound is given of what is known
            or open, or bounds contradict each other.

    >>> from datetime import date
    >>> period = EffectivePeriod(start=date(2024, 12, 1), until=date(2025, 10, 1))
    >>> period.contains(date(2025, 9, 30)), period.contains(date(2025, 10, 1))
    (True, False)
    >>> print(EffectivePeriod(start=UNKNOWN).contains(date(2020, 1, 1)))
    None
    """

    # What is missing is not taken for UNKNOWN: a law whose start is left out says nothing of it.
    start: date | Unknown = attrs.field(validator=check_of(date | Unknown))
    until: date | Unknown | None = None
    not_before: date | None = None
    in_force_on: date | None = None
    not_after: date | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a period without days, and a bound on what is known."""
        if self.not_before is not None and self.start is not UNKNOWN:
            raise PeriodError(
                "not_before",
                self.not_before,
                "none where the start is known",
                "It limits a start that is unknown.",
            )
        if self.in_force_on is not None and UNKNOWN not in (self.start, self.until):
            raise PeriodError(
                "in_force_on",
                self.in_force_on,
                "none where both the start and the end are known, or there is no end",
                "It limits a start or an end that is unknown.",
            )
        if self.not_after is not None and self.until is not UNKNOWN:
            raise PeriodError(
                "not_after",
                self.not_after,
                "none where the end is known, or there is none",
                "It limits an end that is unknown.",
            )
        self._refuse_disorder()

    def _refuse_disorder(self) -> None:
        if self.in_force_on is not None and self.is_before(self.in_force_on):
            bound = "not_before" if self.start is UNKNOWN else "the start"
            earliest = self.not_before if self.start is UNKNOWN else self.start
            raise PeriodError(
                "in_force_on",
                self.in_force_on,
                f"no day before {bound}, {earliest}",
                "It was in effect then.",
            )
        if self.in_force_on is not None:
            first, bound = self.in_force_on, f"in_force_on, {self.in_force_on}"
        elif isinstance(self.start, date):
            first, bound = self.start, f"the start, {self.start}"
        elif self.not_before is not None:
            first, bound = self.not_before, f"not_before, {self.not_before}"
        else:
            first, bound = date.min, "the first of the calendar"
        end = self.until if isinstance(self.until, date) else self.not_after
        if end is not None and end <= first:
            raise PeriodError(
                "until" if self.not_after is None else "not_after",
                end,
                f"a day later than {bound}",
                "A period is half-open: `until` is the first day on which it no longer holds.",
            )

    def contains(self, day: date) -> bool | None:
        """Whether `day` lies in the period; None where the days on file do not settle it.

        Raises:
            NotADayError: If `day` is not a plain date.
        """
        day = day_of(day, "day")
        if self.is_before(day):
            return False
        last = self.until if isinstance(self.until, date) else self.not_after
        if last is not None and day >= last:
            return False
        first, end = self._certain_days()
        return True if first <= day and (end is None or day < end) else None

    def is_before(self, day: date) -> bool:
        """Whether `day` certainly lies before the period."""
        first = self.start if isinstance(self.start, date) else self.not_before
        return first is not None and day_of(day, "day") < first

    @takes
    def overlaps(self, other: "EffectivePeriod") -> bool:
        """Whether some day certainly lies in both; an unknown bound proves nothing by itself.

        >>> from datetime import date
        >>> ended = EffectivePeriod(start=UNKNOWN, until=date(2017, 4, 2))
        >>> ended.overlaps(EffectivePeriod(start=date(2015, 1, 1), until=UNKNOWN))
        False
        >>> ended.overlaps(EffectivePeriod(start=date(2015, 1, 1)))
        True
        """
        (first, end), (other_first, other_end) = self._certain_days(), other._certain_days()
        starts = max(first, other_first)
        return all(bound is None or starts < bound for bound in (end, other_end))

    def _certain_days(self) -> tuple[date, date | None]:
        # A period has at least one day, so the day before a known end is certain, and so is a
        # known first day; an open period with an unknown start certainly holds in the far future.
        # It has no hole, so all days between two certain ones are certain, too.
        first = self.start if isinstance(self.start, date) else self.in_force_on
        if first is not None:
            last = self.in_force_on or first
            if self.until is UNKNOWN and last < date.max:
                return first, last + _ONE_DAY
            return first, self.until if isinstance(self.until, date) else None
        if isinstance(self.until, date):
            return self.until - _ONE_DAY, self.until
        return date.max, None if self.until is None else date.max

    def __str__(self) -> str:
        """The period in words, with its bounds."""
        if isinstance(self.start, date):
            start = long_day(self.start)
        else:
            start = "an unknown day"
            if self.not_before is not None:
                start = f"an unknown day not before {long_day(self.not_before)}"
            if self.in_force_on is not None:
                also = " and" if self.not_before else ""
                start = f"{start}{also} not after {long_day(self.in_force_on)}"
        if self.until is None:
            return f"from {start}"
        if isinstance(self.until, date):
            end = long_day(self.until)
        else:
            bounds = (
                []
                if self.start is UNKNOWN or not self.in_force_on
                else [f"after {long_day(self.in_force_on)}"]
            )
            bounds += [] if self.not_after is None else [f"not after {long_day(self.not_after)}"]
            end = " ".join(["an unknown day", " and ".join(bounds)]).strip()
        return f"from {start} until {end}"


@attrs.frozen(kw_only=True, field_transformer=checked)
class Timeline(Printed, Generic[T_co]):
    """What held in which period, in order; gaps and overlaps are named, not fixed.

    Attributes:
        entries: Pairs of a period and what held in it. Entries with an unknown start come first.

    >>> from datetime import date
    >>> line = Timeline.from_entries([
    ...     (EffectivePeriod(start=date(2025, 10, 1)), "from release"),
    ...     (EffectivePeriod(start=date(2024, 12, 1), until=date(2025, 10, 1)), "from receipt"),
    ... ])
    >>> line.at(date(2025, 9, 30)), line.gaps, line.overlaps
    (('from receipt',), (), ())
    """

    entries: tuple[tuple[EffectivePeriod, T_co], ...]

    def __attrs_post_init__(self) -> None:
        """Refuse entries out of order, whose gaps would be wrong."""
        if list(self.entries) != sorted(self.entries, key=lambda entry: _sort_key(entry[0])):
            raise PeriodError(
                "entries",
                self.entries,
                "entries in the order of their first days",
                "Use from_entries().",
            )

    def __str__(self) -> str:
        """A line for each entry: its period, and what held in it."""
        lines = (f"{period}: {str(held).partition(chr(10))[0]}" for period, held in self.entries)
        return "\n".join(lines) or "nothing on file"

    @staticmethod
    def from_entries(entries: Iterable[tuple[EffectivePeriod, T]]) -> "Timeline[T]":
        """Make a timeline of entries in any order.

        Raises:
            DetainerError: If they are no pairs of a period and what it holds for.
        """
        pairs: list[Any] = several(entries, "entries")
        for pair in pairs:
            if not (is_of(tuple, pair) and len(pair) == _PAIR and is_of(EffectivePeriod, pair[0])):
                expected = "pairs, each of an EffectivePeriod and what it holds for"
                raise DetainerError("entries", type(pair).__name__, expected, "")
        return Timeline(entries=tuple(sorted(pairs, key=lambda pair: _sort_key(pair[0]))))

    def at(self, day: date) -> tuple[T_co, ...]:
        """What held on `day`: none in a gap, several in an overlap, and nothing uncertain."""
        return tuple(value for period, value in self.entries if period.contains(day))

    def possibly_at(self, day: date) -> tuple[T_co, ...]:
        """What held on `day`, and what may have held as far as the days on file say."""
        return tuple(value for period, value in self.entries if period.contains(day) is not False)

    @property
    def gaps(self) -> tuple[EffectivePeriod, ...]:
        """The periods between one entry and the next in which nothing held."""
        gaps: list[EffectivePeriod] = []
        last: date | None = None
        for (before, _), (after, _) in pairwise(self.entries):
            if not isinstance(before.until, date):
                return tuple(gaps)
            last = before.until if last is None else max(last, before.until)
            if isinstance(after.start, date) and after.start > last:
                gaps.append(EffectivePeriod(start=last, until=after.start))
        return tuple(gaps)

    @property
    def overlaps(self) -> tuple[tuple[T_co, T_co], ...]:
        """The pairs of entries that certainly held on one and the same day."""
        return tuple(
            (value, other)
            for index, (period, value) in enumerate(self.entries)
            for later, other in self.entries[index + 1 :]
            if period.overlaps(later)
        )


def _sort_key(period: EffectivePeriod) -> tuple[bool, date]:
    if isinstance(period.start, date):
        return True, period.start
    return False, date.min
