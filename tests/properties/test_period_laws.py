"""The laws of periods and timelines, against worlds written out day by day.

What is unknown is a set of possible worlds: each a first day and an end that the record allows.
A day is certain when it lies in the period in every world, and ruled out when it lies in none.
The worlds share no code with the package and know forty days; the last of them stands for the
far future, in which whatever is open holds.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import pairwise, product
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from detainerlib import UNKNOWN, EffectivePeriod
from detainerlib.times import Timeline

DAYS: Final = [date(2025, 1, 1) + timedelta(days=count) for count in range(40)]
FAR: Final = len(DAYS) - 1
FIRST, LAST = 5, 30
"""Between these the bounds on record lie."""
ASKED: Final = range(1, FAR)
"""The days asked for: further out than any bound, yet not at the edge of the worlds."""

Numbers = tuple[int | None, int | str | None, int | None, int | None]
"""A first day, None where unknown; an end: a number, "unknown", or None while it is open; where the
first day is unknown, the first day on which it may have begun; and, where the first day or the end
is unknown, a day on which it was in force: each None where that is not known either."""


def worlds(bounds: Numbers) -> Iterator[range]:
    """Yield the days on which it was in force, in each world that the bounds allow."""
    start, until, not_before, seen = bounds
    starts = range(not_before or 0, FAR + 1) if start is None else [start]
    for first in starts:
        if until is None:
            found = [range(first, FAR + 1)]
        elif isinstance(until, int):
            found = [range(first, until)] if first < until else []
        else:
            found = [range(first, end) for end in range(first + 1, FAR + 2)]
        yield from (world for world in found if seen is None or seen in world)


@cache
def certain_days(bounds: Numbers) -> frozenset[int]:
    """Give the days on which it was in force in every world."""
    return frozenset(range(FAR + 1)).intersection(*worlds(bounds))


@cache
def possible_days(bounds: Numbers) -> frozenset[int]:
    """Give the days on which it was in force in some world."""
    return frozenset(day for world in worlds(bounds) for day in world)


def certain(bounds: Numbers, day: int) -> bool:
    """Tell whether it was in force on a day in every world."""
    return day in certain_days(bounds)


def possible(bounds: Numbers, day: int) -> bool:
    """Tell whether it was in force on a day in some world."""
    return day in possible_days(bounds)


def period(bounds: Numbers) -> EffectivePeriod:
    """Make the period of some bounds."""
    start, until, not_before, seen = bounds
    return EffectivePeriod(
        start=UNKNOWN if start is None else DAYS[start],
        until=DAYS[until] if isinstance(until, int) else UNKNOWN if until else None,
        not_before=None if not_before is None else DAYS[not_before],
        in_force_on=None if seen is None else DAYS[seen],
    )


@st.composite
def bounds(draw: st.DrawFn, *, known: bool = False) -> Numbers:
    """Bounds on record: known, unknown, open; `known` leaves out the unknown ones."""
    starts = st.integers(FIRST, LAST - 1)
    start = draw(starts if known else st.none() | starts)
    not_before = draw(st.none() | starts) if start is None else None
    first = start if start is not None else FIRST if not_before is None else not_before
    ends = st.none() | st.integers(first + 1, LAST)
    until = draw(ends if known else ends | st.just("unknown"))
    seen = None
    if start is None or until == "unknown":
        last = until - 1 if isinstance(until, int) else LAST - 1
        seen = draw(st.none() | st.integers(first, last))
    return start, until, not_before, seen


def lines(*, known: bool = False) -> st.SearchStrategy[list[Numbers]]:
    """Bounds of the entries of a timeline, in any order."""
    return st.lists(bounds(known=known), max_size=6)


def line_of(given_bounds: list[Numbers]) -> Timeline[int]:
    """Make a timeline whose entries are the numbers of the bounds."""
    return Timeline.from_entries((period(each), number) for number, each in enumerate(given_bounds))


@given(bounds(), st.sampled_from(ASKED))
def test_contains_is_what_all_worlds_agree_on(one: Numbers, day: int) -> None:
    """True where every world has the day, False where none has, None where they differ."""
    expected = True if certain(one, day) else None if possible(one, day) else False

    assert expected is period(one).contains(DAYS[day])


@given(bounds(known=True))
def test_known_bounds_settle_every_day(one: Numbers) -> None:
    """Only an unknown bound leaves a day open."""
    found = {period(one).contains(DAYS[day]) for day in ASKED}

    assert found <= {True, False}


@given(bounds())
def test_the_days_contained_are_one_run(one: Numbers) -> None:
    """A period has no hole: days ruled out lie before and after, never inside."""
    answers = [period(one).contains(DAYS[day]) for day in ASKED]
    inside = [number for number, answer in enumerate(answers) if answer is not False]

    assert inside == list(range(inside[0], inside[-1] + 1))


@given(bounds(), bounds())
def test_overlaps_is_symmetric(one: Numbers, other: Numbers) -> None:
    """It does not matter which of two periods is asked."""
    assert period(one).overlaps(period(other)) == period(other).overlaps(period(one))


@given(bounds(), bounds())
def test_overlaps_is_a_day_certain_in_both(one: Numbers, other: Numbers) -> None:
    """Two periods overlap exactly when some one day lies in both, in every world."""
    expected = bool(certain_days(one) & certain_days(other))

    assert expected == period(one).overlaps(period(other))


@given(bounds())
def test_a_period_overlaps_itself_where_a_day_is_certain(one: Numbers) -> None:
    """Only where both bounds are unknown, and no day in force is known, is no day certain."""
    nothing_known = one[:2] == (None, "unknown") and one[3] is None
    assert (not nothing_known) == period(one).overlaps(period(one))


@given(lines())
def test_a_timeline_keeps_every_entry_in_order(given_bounds: list[Numbers]) -> None:
    """Nothing is lost or added; unknown first days come first, the others rise."""
    line = line_of(given_bounds)
    starts = [each.start for each, _ in line.entries]
    known = [start for start in starts if isinstance(start, date)]

    assert sorted(range(len(given_bounds))) == sorted(what for _, what in line.entries)
    assert [UNKNOWN] * (len(starts) - len(known)) + sorted(known) == starts


@given(lines(), st.sampled_from(ASKED))
def test_at_and_possibly_at_are_the_entries_of_the_worlds(
    given_bounds: list[Numbers], day: int
) -> None:
    """`at` gives what is certain, `possibly_at` what is not ruled out."""
    line = line_of(given_bounds)
    sure = {number for number, each in enumerate(given_bounds) if certain(each, day)}
    maybe = {number for number, each in enumerate(given_bounds) if possible(each, day)}

    assert (sure, maybe) == (set(line.at(DAYS[day])), set(line.possibly_at(DAYS[day])))


@given(lines(known=True))
def test_gaps_and_entries_tile_the_timeline(given_bounds: list[Numbers]) -> None:
    """From the first day to the last start, each day lies in an entry or in one gap, never both."""
    line = line_of(given_bounds)
    starts = [start for start, *_ in given_bounds if start is not None]
    days = range(min(starts), max(starts) + 1) if starts else range(0)
    in_gaps = [sum(gap.contains(DAYS[day]) is True for gap in line.gaps) for day in days]
    in_none = [not any(certain(bound, day) for bound in given_bounds) for day in days]

    assert [int(none) for none in in_none] == in_gaps


@given(lines())
def test_nothing_may_have_held_in_a_gap(given_bounds: list[Numbers]) -> None:
    """A gap is claimed only where no world has an entry."""
    line = line_of(given_bounds)
    gap_days = [
        day for day, gap in product(range(FAR + 1), line.gaps) if gap.contains(DAYS[day]) is True
    ]

    assert [] == [day for day in gap_days if any(possible(bound, day) for bound in given_bounds)]


@given(lines())
def test_gaps_are_apart(given_bounds: list[Numbers]) -> None:
    """Gaps stand in order, and something held between one and the next."""
    gaps = line_of(given_bounds).gaps

    assert all(
        isinstance(before.until, date)
        and isinstance(after.start, date)
        and before.until < after.start
        for before, after in pairwise(gaps)
    )


@given(lines())
def test_overlaps_are_the_pairs_that_share_a_certain_day(given_bounds: list[Numbers]) -> None:
    """Each such pair once, whatever its order."""
    line = line_of(given_bounds)
    expected = {
        frozenset({number, later})
        for number, one in enumerate(given_bounds)
        for later, other in enumerate(given_bounds)
        if number < later and certain_days(one) & certain_days(other)
    }

    assert expected == {frozenset(pair) for pair in line.overlaps}
    assert len(expected) == len(line.overlaps)
