"""Tables of compiled courses: each number of a few small ones, and how they are read."""

from typing import Any, Final

import pytest

from detainerlib.errors import UnitError

np = pytest.importorskip("numpy")
written: Any = pytest.importorskip("written_courses")
tables: Any = pytest.importorskip("detainerlib.bulk._kernel.lookup_tables")
units: Any = pytest.importorskip("detainerlib.bulk._kernel.units")

Written, WrittenTime, begins, at = (
    written.Written,
    written.WrittenTime,
    written.begins,
    written.at,
)
DAY, HOUR = written.DAY, written.HOUR
MOST, NAT, Unit = units.MOST, units.NAT, units.Unit
MICRO, SECOND = Unit(1, "us"), Unit(1, "s")
NOTHING, STANDS, RUNS = -1, 0, 1
SUNDAYS: Final = range(at("2025-01-05"), at("2026-01-01"), 7 * DAY)


def weekly() -> list[tuple[int, bool | None, int]]:
    """Give the deadlines of 2025 of 48 hours that leave out Sundays, in UTC."""
    lines: list[tuple[int, bool | None, int]] = []
    for sunday in SUNDAYS:
        lines += [
            (sunday - 2 * DAY, True, 2 * DAY),
            (sunday, True, 3 * DAY),
            (sunday + DAY, False, sunday + 3 * DAY),
        ]
    return [*lines, (begins(2026), True, 2 * DAY)]


def columns(arrays: Any) -> list[list[int]]:
    """Give arrays as lists, all of which are of 64 bits."""
    assert {np.dtype(np.int64)} == {array.dtype for array in arrays}
    return [array.tolist() for array in arrays]


def some(*rows: tuple[int, int, int]) -> Any:
    """Give segments: up to which start, of which kind, of which value."""
    return tables.SegmentArrays(
        *(np.array(column, dtype=np.int64) for column in zip(*rows, strict=True))
    )


FOUR: Final = ((10, NOTHING, 0), (20, RUNS, 5), (30, STANDS, 40), (MOST, NOTHING, 0))


def test_segments_as_columns() -> None:
    """After 10 and up to 20 the answer is 5 later, up to 30 it is 40, and else there is none."""
    four = some(*FOUR)

    assert [False, True, True, False] == four.answered.tolist()
    assert [[MOST, NAT, 30, MOST], [1, 5, 10, 1]] == columns(four.offsets)
    assert [[10, 20], [20, 30], [10, 30], [5, 10]] == columns(four.bounded())
    assert [NAT, 16, 25, 40, 40, NAT] == four.answers(np.array([10, 11, 20, 21, 30, 31])).tolist()
    assert [0, 25, 40, 0] == four.at_end.tolist()
    assert 3 * 4 * 8 + 1024 == four.nbytes
    assert [[5, 10, 15, 20], [NOTHING, NOTHING, RUNS, RUNS], [0, 0, 5, 5]] == columns(
        four.cut_at(np.array([5, 10, 15, 20]))
    )


def test_slots_of_cells() -> None:
    """Two each: up to the boundary, or the end, and after it; last of all, one without answers."""
    four = some(*FOUR)
    boundaries, floors, adds = four.slots(np.array([0, 8, 16, 24]), np.array([7, 15, 23, 31]))

    assert [7, 10, 20, 30, 0] == boundaries.tolist()
    assert [[MOST, MOST], [MOST, NAT], [NAT, 30], [30, MOST], [MOST, MOST]] == floors.tolist()
    assert [[1, 1], [1, 5], [5, 10], [10, 1], [1, 1]] == adds.tolist()


def test_a_cell_with_two_boundaries_has_no_answers() -> None:
    """Unless the two are one, in a unit so coarse."""
    ends = np.array([0, 16]), np.array([15, 31])
    assert [False, True] == some(*FOUR).crowded(*ends).tolist()
    assert [False, False] == some((20, NOTHING, 0), *FOUR[1:2], *FOUR[3:]).crowded(*ends).tolist()
    _, floors, adds = some(*FOUR).slots(*ends)
    assert [[MOST, NAT], [MOST, MOST], [MOST, MOST]] == floors.tolist()
    assert [[1, 5], [1, 1], [1, 1]] == adds.tolist()


def test_years_are_put_together() -> None:
    """Around and between them is nothing; neighbors on one line are joined."""
    middle = at("2024-07-01")
    course = Written(
        {
            2024: [(middle, True, 5), (begins(2025), False, middle)],
            2025: [(begins(2026), False, middle)],
            2027: [(begins(2028), None, 0)],
            2028: [(begins(2029), True, 5)],
            2029: [(begins(2030), True, 6)],
            2030: [(begins(2031), False, 6)],
        }
    )
    years = (2024, 2025, 2027, 2028, 2029, 2030)

    assert [
        [begins(2024), middle, *map(begins, (2026, 2028, 2029, 2030, 2031)), MOST],
        [NOTHING, RUNS, STANDS, NOTHING, RUNS, RUNS, STANDS, NOTHING],
        [0, 5, middle, 0, 5, 6, 6, 0],
    ] == columns(tables.segment_arrays(course, years))
    assert [2024, 2025, 2027, 2028, 2029, 2030] == course.compiled
    tables.segment_arrays(course, years)
    assert [2024, 2025, 2027, 2028, 2029, 2030] == course.compiled
    assert [[MOST], [NOTHING], [0]] == columns(tables.segment_arrays(None, ()))
    assert [[MOST], [NOTHING], [0]] == columns(tables.segment_arrays(course, ()))
    assert [True, False, False] == [tables.has_answers(course, y) for y in (2024, 2026, 2027)]


def test_time_is_counted_on_from_year_to_year() -> None:
    """From the second half of 2024 on, at all times but the second half of 2025."""
    first, second = at("2024-07-01"), at("2025-07-01")
    course = WrittenTime(
        {
            2024: [(first, False, 0), (begins(2025), True, -first)],
            2025: [(second, True, -begins(2025)), (begins(2026), False, second - begins(2025))],
            2026: [(begins(2027), True, -begins(2026))],
        }
    )

    assert [
        [begins(2024), first, second, begins(2026), begins(2027), MOST],
        [NOTHING, STANDS, RUNS, STANDS, RUNS, NOTHING],
        [0, 0, -first, second - first, second - first - begins(2026), 0],
    ] == columns(tables.segment_arrays(course, (2024, 2025, 2026)))
    assert [
        [begins(2024), first, begins(2025), MOST],
        [NOTHING, STANDS, RUNS, NOTHING],
        [0, 0, -first, 0],
    ] == columns(tables.segment_arrays(course, (2024, 2026)))


def test_no_time_is_counted_over_what_is_not_known() -> None:
    """What is known after it would be counted from elsewhere."""
    march, may, july = (at(f"2024-0{month}-01") for month in (3, 5, 7))
    course = WrittenTime(
        {
            2024: [
                (march, None, 0),
                (may, True, -march),
                (july, None, 0),
                (begins(2025), True, may - march - july),
            ],
            2025: [(begins(2026), True, -begins(2025))],
        }
    )

    assert [[march, may, MOST], [NOTHING, RUNS, NOTHING], [0, -march, 0]] == columns(
        tables.segment_arrays(course, (2024, 2025))
    )


def test_years_from_their_first_instant_on() -> None:
    """It is answered by the year before, which is compiled for it, unless it is the first."""
    first = begins(2025)
    course = Written({2024: [(first, True, 5)], 2025: [(begins(2026), False, 7)]})

    assert [
        [first - 1, first, begins(2026), MOST],
        [NOTHING, RUNS, STANDS, NOTHING],
        [0, 5, 7, 0],
    ] == columns(tables.segment_arrays_from(course, range(2025, 2027)))
    assert [2024, 2025, 2026] == course.compiled
    early = Written({1: [(begins(2), True, 5)]})
    assert [
        [begins(1) - 1, begins(1), begins(2), MOST],
        [NOTHING, NOTHING, RUNS, NOTHING],
        [0, 0, 5, 0],
    ] == columns(tables.segment_arrays_from(early, range(1, 2)))


def segments_of(course: Any, unit: Any, *years: int) -> list[list[int]]:
    """Give the segments of a course in a unit."""
    table = tables.lookup_table((course,), frozenset((0, year) for year in years), unit)
    return columns(table.segments[0])


def test_segments_in_other_units() -> None:
    """The last start before the end of a line; an answer that a unit cannot express is refused."""
    first, half = begins(2025), at("2025-07-01T00:00:00.500")
    last = begins(2026)
    course = Written({2025: [(half, True, 2_000_000), (last, False, last + 3_000_000)]})
    for unit, ticks in ((SECOND, 10**6), (Unit(1, "ms"), 10**3), (MICRO, 1)):
        assert [
            [first // ticks, half // ticks, last // ticks, MOST],
            [NOTHING, RUNS, STANDS, NOTHING],
            [0, 2_000_000 // ticks, (last + 3_000_000) // ticks, 0],
        ] == segments_of(course, unit, 2025)
    assert [
        [first * 1000, half * 1000, last * 1000, MOST],
        [NOTHING, RUNS, STANDS, NOTHING],
        [0, 2 * 10**9, (last + 3_000_000) * 1000, 0],
    ] == segments_of(course, Unit(1, "ns"), 2025)
    assert [
        [first * 10, half * 10, last * 10, MOST],
        [NOTHING, RUNS, STANDS, NOTHING],
        [0, 2 * 10**7, (last + 3_000_000) * 10, 0],
    ] == segments_of(course, Unit(100, "ns"), 2025)
    inexact = Written({2025: [(half, False, half), (last, True, 1_500_000), (last + 1, None, 1)]})
    with pytest.raises(UnitError) as caught:
        segments_of(inexact, SECOND, 2025)
    assert str(caught.value) == (
        "values: got 'datetime64[s]', expected a unit that can express every answer, such as "
        "2025-07-01T00:00:00.500000Z. Write values.astype('datetime64[us]')."
    )


def test_answers_beyond_what_nanoseconds_can_hold() -> None:
    """There are none, and none of those that a line of them would have."""
    most, july, last = MOST // 1000, at("2261-07-01"), begins(2262)
    course = Written(
        {2261: [(july, False, most), (july + HOUR, False, most + 1), (last, True, 366 * DAY)]}
    )

    assert [
        [*(upto * 1000 for upto in (begins(2261), july, july + HOUR, last)), MOST],
        [NOTHING, STANDS, NOTHING, NOTHING, NOTHING],
        [0, most * 1000, 0, 0, 0],
    ] == segments_of(course, Unit(1, "ns"), 2261)


def check_every_boundary(table: Any, lines: list[Any], unit: int, **asked: int) -> None:
    """Compare what a table holds beside the end of each line with what the line gives."""
    for tick in written.ticks_beside(lines[:-1], unit):
        answer = written.answer_on(lines, tick * unit)
        assert written.tick_of(answer, unit) == written.looked_up(table, tick, **asked)


@pytest.mark.parametrize(("code", "shift"), [("s", 16), ("ms", 26), ("us", 36)])
def test_a_table_of_a_year(code: str, shift: int) -> None:
    """Its cells are as wide as a power of two may be in 20 hours: 18.2 or 19.1 of them.

    They begin with 1970, as they are few even so; no two boundaries of the rule lie in one.
    """
    unit = Unit(1, code)
    ticks = unit.nanoseconds // 1000
    table = tables.lookup_table((Written({2025: weekly()}),), frozenset({(0, 2025)}), unit)

    assert (shift, 0) == (table.shift, table.first_cell)
    assert (begins(2026) // ticks >> shift) + 1 == table.cells == len(table.boundary) - 1
    assert (1, 2 * table.cells + 2) == table.floor.shape == table.add.shape
    # The last instant up to a boundary in a cell, or that at its end; none for all other instants.
    ends = range(1 << shift, (table.cells + 1) << shift, 1 << shift)
    expected = {end - 1 >> shift: end - 1 for end in ends}
    bounds = [begins(2025), *(line[0] for line in weekly())]
    expected |= {bound // ticks >> shift: bound // ticks for bound in bounds}
    assert [*expected.values(), 0] == table.boundary.tolist()
    check_every_boundary(table, weekly(), ticks)
    for outside in (begins(2025), begins(2026) + ticks, -1, -ticks, at("9999-12-31"), NAT, MOST):
        assert NAT == written.looked_up(table, outside // ticks if abs(outside) < MOST else outside)
    assert NAT != written.looked_up(table, begins(2025) // ticks + 1)
    assert NAT != written.looked_up(table, begins(2026) // ticks)
    arrays = (table.boundary, table.floor, table.add)
    assert not any(array.flags.writeable for array in arrays)
    held = 8 * sum(map(len, (table.boundary, table.floor[0], table.add[0])))
    assert held + table.segments[0].nbytes == table.nbytes


def test_tables_are_kept_by_all_that_makes_them() -> None:
    """Courses, pairs, unit, and whether they are asked together."""
    course, pairs = Written({2025: weekly()}), frozenset({(0, 2025)})
    table = tables.lookup_table((course,), pairs, SECOND)
    assert table is tables.lookup_table((course,), pairs, SECOND)
    assert table is tables.lookup_table((course,), pairs, SECOND, together=False)
    others = [
        tables.lookup_table((Written({}),), pairs, SECOND),
        tables.lookup_table((course,), frozenset(), SECOND),
        tables.lookup_table((course,), pairs, MICRO),
        tables.lookup_table((course,), pairs, SECOND, together=True),
    ]
    assert all(table is not other for other in others)
    # Nothing is compiled: there is one cell, in which there is no answer.
    empty = others[1]
    assert (0, 0, 0) == (empty.shift, empty.first_cell, empty.cells)
    assert [[0], [[MOST, MOST]], [[1, 1]]] == [
        empty.boundary.tolist(),
        empty.floor.tolist(),
        empty.add.tolist(),
    ]


def test_a_table_of_a_year_before_1970(monkeypatch: pytest.MonkeyPatch) -> None:
    """Or of few cells for its years: its cells begin with the year."""
    end = begins(1969)
    lines = [(at("1968-03-05T07"), True, DAY), (end, False, end + DAY), (MOST, None, 0)]
    table = tables.lookup_table((Written({1968: lines[:2]}),), frozenset({(0, 1968)}), SECOND)

    assert begins(1968) // 10**6 >> 16 == table.first_cell
    assert (end // 10**6 >> 16) + 1 - table.first_cell == table.cells
    check_every_boundary(table, lines, 10**6)
    assert NAT == written.looked_up(table, begins(1968) // 10**6)

    for many, first_cell in ((26_966, 0), (26_965, 26_484)):
        monkeypatch.setattr(tables, "_MANY_CELLS", many)
        table = tables.lookup_table((Written({2025: weekly()}),), frozenset({(0, 2025)}), SECOND)
        assert (first_cell, 26_966 - first_cell) == (table.first_cell, table.cells)
        check_every_boundary(table, weekly(), 10**6)


def every(step: int, times: int = 9_999_999) -> list[Any]:
    """Give lines of 2025 that end so many seconds apart, so many times, then one."""
    ends = range(begins(2025) + DAY, begins(2026), step * 10**6)[:times]
    return [*((end, False, end + DAY) for end in ends), (begins(2026), True, DAY)]


@pytest.mark.parametrize(
    ("lines", "shift"),
    [
        # Cells of 65,536 seconds, of which there are 481: two may be crowded, and three not.
        (every(1, 3), 16),
        (every(1, 4), 15),
        # Of 32,768: four of 962 may; of 16,384: nine of 1,924.
        (every(1, 5), 15),
        (every(1, 6), 14),
        (every(1, 10), 14),
        (every(1, 11), 13),
        (every(7_200, 400), 12),
        (every(3_600, 400), 11),
        (every(1_000, 99), 11),
    ],
)
def test_cells_are_narrower_where_boundaries_lie_close(lines: list[Any], shift: int) -> None:
    """Halved until at most one of 200 has two boundaries, and at most five times."""
    table = tables.lookup_table((Written({2025: lines}),), frozenset({(0, 2025)}), SECOND)

    assert shift == table.shift
    # A crowded cell is left to a search, and what it gives is no answer.
    read = table.segments[0].answers(np.array([*written.ticks_beside(lines[:-1], 10**6)]))
    for tick, answer in zip(written.ticks_beside(lines[:-1], 10**6), read.tolist(), strict=True):
        assert written.looked_up(table, tick) in {answer, NAT}


def test_no_cell_is_narrower_than_a_tick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor wider than 20 hours where there is room; one crowded cell of so many is not too many."""
    for unit, lines, shift in (
        (Unit(1, "h"), every(3_600, 99), 0),
        (Unit(1, "h"), every(7_200, 99), 1),
        (Unit(24, "h"), [(begins(2026), True, DAY)], 0),
    ):
        table = tables.lookup_table((Written({2025: lines}),), frozenset({(0, 2025)}), unit)
        assert shift == table.shift
    for seldom, shift in ((481, 16), (482, 15)):
        monkeypatch.setattr(tables, "_SELDOM", seldom)
        course = Written({2025: every(1, 2)})
        assert shift == tables.lookup_table((course,), frozenset({(0, 2025)}), SECOND).shift


@pytest.mark.parametrize(
    ("pairs", "first", "last"),
    [
        # Three years have cells at the most: those of the most pairs, or the first such.
        ([2001], 2001, 2001),
        ([2001, 2002, 2010, 2011, 2012, 2030], 2010, 2012),
        ([2001, 2003, 2010, 2012], 2001, 2003),
        ([2001, 2004, 2010, 2012], 2010, 2012),
        # Years without any answer have none, unless there are no others.
        ([1901, 1902, 1903, 2030], 2030, 2030),
        ([1901, 1902, 1903, 1904, 1906], 1901, 1903),
    ],
)
def test_few_years_have_cells(
    pairs: list[int], first: int, last: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Others are left to a search."""
    # As many as three years of a course have, where one has 460 at the most.
    monkeypatch.setattr(tables, "_MANY_CELLS", 4 * 460 - 1)
    course = Written({year: [(begins(year + 1), True, DAY)] for year in range(2001, 2031)})
    table = tables.lookup_table((course,), frozenset((0, year) for year in pairs), SECOND)

    assert begins(first) // 10**6 >> table.shift == table.first_cell
    assert begins(last + 1) // 10**6 >> table.shift == table.first_cell + table.cells - 1
    assert table.cells <= 4 * 460


def test_a_year_that_several_courses_have_counts_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """And together they have no more cells than one alone; one without answers has none."""
    monkeypatch.setattr(tables, "_MANY_CELLS", 3 * 460 * 2)
    course = Written({year: [(begins(year + 1), True, DAY)] for year in range(2001, 2031)})
    other = Written({year: [(begins(year + 1), True, HOUR)] for year in range(2001, 2031)})
    pairs = {(0, 2001), (0, 2002), (0, 2010), (1, 2010), (2, 2010), (0, 2011)}
    for courses, first, last in (
        ((course, other, None), 2010, 2011),
        ((course, Written({}), None), 2001, 2002),
    ):
        table = tables.lookup_table(courses, frozenset(pairs), SECOND)
        assert begins(first) // 10**6 >> table.shift == table.first_cell
        assert begins(last + 1) // 10**6 >> table.shift == table.first_cell + table.cells - 1
    # One year has cells in any case, though they are wide: 8,192 of its 8,760 hours.
    monkeypatch.setattr(tables, "_MANY_CELLS", 1)
    pairs = {(0, 2001), (1, 2001), (0, 2002)}
    table = tables.lookup_table((course, other), frozenset(pairs), Unit(1, "h"))
    assert 13 == table.shift
    hours = [begins(year) // HOUR >> 13 for year in (2001, 2002)]
    assert [table.first_cell, table.first_cell + table.cells - 1] == hours


def test_cells_are_wider_where_many_courses_share_the_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A year of 65,536 seconds a cell has 481; of as many more courses, half or a quarter."""
    monkeypatch.setattr(tables, "_MANY_CELLS", 962)
    for courses, shift in ((1, 16), (2, 16), (3, 17), (4, 17), (5, 18)):
        alike = [Written({2025: [(begins(2026), True, DAY)]}) for _ in range(courses)]
        pairs = frozenset((course, 2025) for course in range(courses))
        table = tables.lookup_table(tuple(alike), pairs, SECOND)
        assert shift == table.shift
    # Nor are they halved where there would be too many.
    for many, shift in ((481, 16), (961, 16), (962, 15), (1_923, 15), (1_924, 14), (3_849, 13)):
        monkeypatch.setattr(tables, "_MANY_CELLS", many)
        crowded = Written({2025: every(1, 11)})
        table = tables.lookup_table((crowded,), frozenset({(0, 2025)}), SECOND)
        assert shift == table.shift


OTHER: Final = [(at("2025-05-11T12"), True, HOUR), (begins(2026), False, begins(2026) + HOUR)]


def test_courses_each_asked_alone() -> None:
    """Each has cells of its own, one after the other; one that is None has them without answers."""
    courses = (Written({2025: weekly()}), None, Written({2025: OTHER}))
    table = tables.lookup_table(courses, frozenset({(0, 2025), (2, 2025)}), SECOND)

    assert 3 * (table.cells + 1) == len(table.boundary)
    assert (1, 6 * (table.cells + 1)) == table.floor.shape == table.add.shape
    check_every_boundary(table, weekly(), 10**6, asked_alone=0)
    check_every_boundary(table, OTHER, 10**6, asked_alone=2)
    assert NAT == written.looked_up(table, at("2025-05-11") // 10**6, asked_alone=1)
    assert (
        sum(arrays.nbytes for arrays in table.segments) + 40 * len(table.boundary) == table.nbytes
    )


def test_courses_asked_together() -> None:
    """They share cells, each with lines of its own."""
    courses = (Written({2025: weekly()}), None, Written({2025: OTHER}))
    table = tables.lookup_table(courses, frozenset({(0, 2025), (2, 2025)}), SECOND, together=True)

    assert table.cells + 1 == len(table.boundary)
    assert (3, 2 * (table.cells + 1)) == table.floor.shape == table.add.shape
    upto = [at("2025-01-01"), *(line[0] for line in weekly()), OTHER[0][0]]
    for arrays in table.segments:
        assert [*sorted(second // 10**6 for second in upto), MOST] == arrays.upto.tolist()
    # The boundary of the other at noon of a Sunday lies in a cell with none of the rule.
    check_every_boundary(table, weekly(), 10**6, course=0)
    check_every_boundary(table, OTHER, 10**6, course=2)
    assert NAT == written.looked_up(table, at("2025-05-11") // 10**6, course=1)


@pytest.mark.parametrize("course", [0, 1])
def test_slots_that_are_watched_for(course: int) -> None:
    """Asked by the first start of each that has answers, and by the answer for its last."""
    courses = (Written({1968: [(at("1968-05-11T12"), True, DAY), (begins(1969), None, 0)]}),
               Written({1968: [(begins(1969), False, 0)]}))  # fmt: skip
    table = tables.lookup_table(courses, frozenset({(0, 1968), (1, 1968)}), SECOND, together=True)
    width = 1 << table.shift
    expected: list[tuple[int, int, int]] = []
    for cell, boundary in enumerate(table.boundary.tolist()[:-1]):
        begin = (table.first_cell + cell) * width
        for slot, first, last in (
            (2 * cell, begin, boundary),
            (2 * cell + 1, boundary + 1, begin + width - 1),
        ):
            if int(table.floor[course][slot]) != MOST:
                answer = max(last, int(table.floor[course][slot])) + int(table.add[course][slot])
                expected.append((slot, first, answer))
    seen: list[tuple[int, int]] = []

    def watch(firsts: Any, lasts: Any) -> Any:
        seen.extend(zip(firsts.tolist(), lasts.tolist(), strict=True))
        return firsts % 3 == 0

    watched = table.watched(course, watch)
    assert [row[1:] for row in expected] == seen
    assert [row[0] for row in expected if row[1] % 3 == 0] == np.flatnonzero(watched).tolist()
    assert (np.bool_, 2 * table.cells + 2) == (watched.dtype, len(watched))
