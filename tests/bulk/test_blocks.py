"""The kernel on short columns: what is answered, what is compiled for it, and what is asked."""

import sys
from collections import Counter
from datetime import timedelta
from typing import Any, Final

import pytest

np = pytest.importorskip("numpy")
written: Any = pytest.importorskip("written_courses")
by_clock: Any = pytest.importorskip("detainerlib.bulk._kernel.by_clock")
kernels: Any = pytest.importorskip("detainerlib.bulk._kernel.kernel")
tables: Any = pytest.importorskip("detainerlib.bulk._kernel.lookup_tables")
units: Any = pytest.importorskip("detainerlib.bulk._kernel.units")

Written, at, begins, DAY, HOUR = (
    written.Written,
    written.at,
    written.begins,
    written.DAY,
    written.HOUR,
)
Kernel, Question, Unit = kernels.Kernel, kernels.Question, units.Unit
NAT, MOST = units.NAT, units.MOST
NANO, MICRO, SECOND = Unit(1, "ns"), Unit(1, "us"), Unit(1, "s")
JULY: Final = at("2025-07-01")
# Up to July a day later, on its first day the end of the second, and then nothing until August.
LINES: Final[dict[int, list[Any]]] = {
    2025: [
        (JULY, True, DAY),
        (JULY + DAY, False, JULY + 2 * DAY),
        (at("2025-08-01"), None, 0),
        (begins(2026), True, HOUR),
    ],
    2026: [(begins(2027), False, begins(2027) + DAY)],
}
NOTHING: Final = (MOST, None, 0)
ALL: Final = [(begins(2025), None, 0), *LINES[2025], *LINES[2026], NOTHING]
OTHER: Final[dict[int, list[Any]]] = {
    2025: [(JULY + HOUR, False, JULY + 9 * HOUR), (begins(2026), True, 7 * DAY)]
}
ALL_OTHER: Final = [(begins(2025), None, 0), *OTHER[2025], NOTHING]


def ints(*ticks: int) -> Any:
    """Make a column."""
    return np.array(ticks, dtype=np.int64)


def answered(
    kernel: Any, ticks: Any, codes: Any = None
) -> tuple[list[int], tuple[int, int | None]]:
    """Give the answers, and the rows without one."""
    out = np.full(len(ticks), 12_345, dtype=np.int64)
    rows = kernels.answer(kernel, ticks, out, None if codes is None else codes_of(codes))
    return out.tolist(), tuple(rows)


def codes_of(codes: Any) -> Any:
    """Give what gives the codes of some rows, as of a part of a column that begins at row 3."""
    column = np.concatenate((codes[:1], codes[:1], codes[:1], codes))

    def codes_at(rows: "slice[int, int, int | None]") -> Any:
        return column[rows.start + 3 : rows.stop + 3 : rows.step]

    return codes_at


def by_cells(table: Any, ticks: Any, codes: Any = None) -> tuple[list[int], list[int]]:
    """Give the answers that cells hold, and the rows for which they hold none."""
    out = np.empty_like(ticks)
    slots = kernels._slots(table, kernels._scratch(len(ticks)), ticks, codes)
    rows = kernels._write(table, 0, slots, ticks, out)
    return out.tolist(), rows.tolist()


def compiled_from(rows: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have years compiled of which so many rows turned up."""
    monkeypatch.setattr(by_clock, "COMPILED_FROM", rows)


def blocks_of(rows: int, monkeypatch: pytest.MonkeyPatch, threads: int = 4) -> None:
    """Have columns answered so many rows at a time, by so many threads."""
    monkeypatch.setattr(kernels, "_BLOCK", rows)
    monkeypatch.setattr(kernels, "THREADS", threads)


def no_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have no row looked at beforehand but the first."""
    monkeypatch.setattr(kernels, "_SAMPLE", 1)


@pytest.mark.parametrize(
    ("unit", "rows", "threads"),
    [(NANO, 7, 4), (Unit(100, "ns"), 4, 2), (MICRO, 1 << 17, 4), (MICRO, 1, 3), (SECOND, 4, 2)],
)
@pytest.mark.parametrize("compiled", [1, 5, sys.maxsize])
def test_answers_of_a_column(
    unit: Any, rows: int, threads: int, compiled: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Compiled or asked, in any blocks; those without an answer are counted."""
    compiled_from(compiled, monkeypatch)
    blocks_of(rows, monkeypatch, threads)
    starts = [NAT, *written.ticks_beside(ALL[:-1], 10**6), NAT, 0]
    scale = 10**9 // unit.nanoseconds
    ticks = ints(*(tick if tick == NAT else tick * scale for tick in starts))
    expected = [
        NAT if answer is None else answer // 10**6 * scale
        for answer in (
            None if tick == NAT else written.answer_on(ALL, tick * 10**6) for tick in starts
        )
    ]
    none = [row for row, tick in enumerate(starts) if tick != NAT and expected[row] == NAT]

    assert (expected, (len(none), none[0])) == answered(Kernel((Written(LINES),), unit), ticks)
    known = [row for row, answer in enumerate(expected) if answer != NAT]
    assert ([expected[row] for row in known], (0, None)) == answered(
        Kernel((Written(LINES),), unit), ticks[known]
    )
    assert ([NAT] * 9, (0, None)) == answered(Kernel((Written(LINES),), unit), ints(*[NAT] * 9))
    assert ([], (0, None)) == answered(Kernel((Written(LINES),), unit), ints())


@pytest.mark.parametrize(
    ("kind", "rows", "threads"), [("u8", 1, 3), ("u1", 4, 2), ("i4", 1 << 17, 4)]
)
@pytest.mark.parametrize("compiled", [1, 4, sys.maxsize])
def test_each_row_is_asked_of_the_course_that_it_means(
    kind: str, rows: int, threads: int, compiled: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its number, however that is written; None has no answers."""
    numbers = kernels._numbers({(1, 2025)})
    assert ([10_001 + 2025], np.int64) == (numbers.tolist(), numbers.dtype)
    compiled_from(compiled, monkeypatch)
    blocks_of(rows, monkeypatch, threads)
    courses = (Written(LINES), None, Written(OTHER))
    lines = {0: ALL, 1: [NOTHING], 2: ALL_OTHER}
    starts = [(tick, code) for tick in written.ticks_beside(ALL[:-1], 1) for code in (2, 0, 1)]
    expected = [written.tick_of(written.answer_on(lines[code], tick), 1) for tick, code in starts]
    none = [row for row, answer in enumerate(expected) if answer == NAT]

    ticks = ints(*(tick for tick, _ in starts))
    codes = np.array([code for _, code in starts], dtype=kind)
    assert (expected, (len(none), none[0])) == answered(Kernel(courses, MICRO), ticks, codes)
    pairs = frozenset({(0, 2025), (0, 2026), (2, 2025)})
    table = tables.lookup_table(courses, pairs, MICRO)
    assert (expected, none) == by_cells(table, ticks, codes)


def test_years_are_compiled_of_the_courses_that_are_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the rows that are looked at beforehand, and by the others."""
    for sample in (1, 1 << 12):
        compiled_from(3, monkeypatch)
        monkeypatch.setattr(kernels, "_SAMPLE", sample)
        courses = (Written(LINES), Written(OTHER))
        ticks, codes = ints(NAT, *[JULY] * 5), np.array([0, 1, 1, 1, 1, 1])
        assert [JULY + 9 * HOUR] * 5 == answered(Kernel(courses, MICRO), ticks, codes)[0][1:]
        assert [[], [2025]] == [course.compiled for course in courses]


@pytest.mark.parametrize("is_negative", [True, False])
def test_cells_that_begin_with_their_years(
    is_negative: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before 1970, or long after it; also where many of them are before the first cell."""
    year = 1968 if is_negative else 2025
    monkeypatch.setattr(tables, "_MANY_CELLS", 1_000)
    compiled_from(1, monkeypatch)
    blocks_of(5, monkeypatch)
    lines = [(at(f"{year}-03-01"), True, DAY), (begins(year + 1), False, begins(year + 2))]
    starts = [
        NAT,
        *written.ticks_beside(lines, 1),
        at("1066-10-14"),
        at("9999-12-31"),
        begins(year),
    ]
    starts += [begins(year) + 1]
    every = [(begins(year), None, 0), *lines, (MOST, None, 0)]
    expected = [
        NAT if tick == NAT else written.tick_of(written.answer_on(every, tick), 1)
        for tick in starts
    ]
    course = Written({year: lines})

    assert expected == answered(Kernel((course,), MICRO), ints(*starts))[0]
    assert [] == course.asked
    assert year in course.compiled
    table = tables.lookup_table((course,), frozenset({(0, year)}), MICRO)
    assert is_negative == (table.first_cell < 0)
    assert expected == kernels.read(table, ints(*starts)).tolist()
    none = [row for row, tick in enumerate(starts) if tick != NAT and expected[row] == NAT]
    assert (expected, none) == by_cells(table, ints(*starts))


def test_what_cells_do_not_hold_is_read_by_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """In blocks too: boundaries a second apart, of which no cell is as narrow."""
    blocks_of(4, monkeypatch)
    lines = [(JULY + n * 10**6, False, JULY + n) for n in range(9)] + [(begins(2026), True, 1)]
    course = Written({2025: lines})
    table = tables.lookup_table((course,), frozenset({(0, 2025)}), MICRO)
    ticks = [*written.ticks_beside(lines[:-1], 1), NAT, 0]
    expected = [written.answer_on(lines, tick) for tick in ticks[:-2]] + [NAT, NAT]

    blocks: list[int] = []
    courses: set[int] = set()
    write = kernels._write

    def noted(*given: Any) -> Any:
        courses.add(given[1])
        blocks.append(len(given[3]))
        return write(*given)

    with monkeypatch.context() as patched:
        patched.setattr(kernels, "_write", noted)
        assert expected == kernels.read(table, ints(*ticks)).tolist()
        assert [] == kernels.read(table, ints()).tolist()
    assert 7 * [4] + [1] == blocks
    assert {0} == courses
    compiled_from(1, monkeypatch)
    assert expected == answered(Kernel((course,), MICRO), ints(*ticks))[0]
    assert [] == course.asked


def test_a_year_is_compiled_once_rows_enough_have_turned_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In any column; until then the clock is asked, once for each start."""
    compiled_from(10, monkeypatch)
    course = Written(LINES)
    kernel = Kernel((course,), MICRO)
    start, other = JULY - HOUR, JULY + HOUR
    answers = [start + DAY, JULY + 2 * DAY]

    assert [answers[0], *answers, NAT, answers[1]] == answered(
        kernel, ints(start, start, other, NAT, other)
    )[0]
    assert ([], [start, other]) == (course.compiled, course.asked)
    assert 4 == by_clock.rows_so_far(course)[2025]
    answered(kernel, ints(start, at("2026-03-01")))
    assert ([], {2025: 5, 2026: 1}) == (course.compiled, by_clock.rows_so_far(course))
    course.asked.clear()
    assert answers + answers == answered(kernel, ints(start, other, start, other))[0]
    assert ([], 9) == (course.compiled, by_clock.rows_so_far(course)[2025])
    course.asked.clear()
    assert answers[:1] == answered(kernel, ints(start))[0]
    assert ([2025], [], 10) == (course.compiled, course.asked, by_clock.rows_so_far(course)[2025])
    assert [answers[1]] == answered(kernel, ints(other))[0]
    assert ([2025], []) == (course.compiled, course.asked)


def test_what_is_compiled_for_one_block_answers_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows of a year that few of them have are asked until then, and found in both."""
    compiled_from(4, monkeypatch)
    blocks_of(4, monkeypatch)
    no_sample(monkeypatch)
    course, other = Written(LINES), Written(OTHER)
    unknown, may, seen = JULY + 9 * DAY, at("2025-05-05"), list[int]()
    rows = [NAT, JULY, NAT, NAT] + [JULY + n for n in range(-2, 2)] + [may, unknown, 0, may]

    def watch(starts: Any, _: Any) -> Any:
        seen.extend(starts.tolist())
        return starts > 0

    (first, second) = found = kernels.answer_together(
        Kernel((course, other), MICRO),
        ints(*rows),
        [
            Question(np.empty(12, dtype=np.int64), watch),
            Question(np.empty(12, dtype=np.int64)),
        ],
    )

    assert [(2, 9), (1, 10)] == [tuple(finding.unanswered) for finding in found]
    assert [1, 4, 5, 6, 7, 8, 11] == first.watched.tolist()
    assert [] == second.watched.tolist()
    # The rows of the last block are found by their slots, and are counted no more.
    assert may not in seen
    assert [5, 5] == [by_clock.rows_so_far(each)[2025] for each in (course, other)]
    assert ([2025], [JULY, 0]) == (course.compiled, course.asked) == (other.compiled, other.asked)


def test_some_rows_are_looked_at_beforehand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of them stands for those up to the next."""
    for rows, step in ((3, 1), (12, 3), (300, 64), (1_100, 68)):
        monkeypatch.setattr(kernels, "_SAMPLE", 16)
        monkeypatch.setattr(kernels, "_SHORT_SAMPLE", 4)
        sampled = -(-rows // step)
        for enough, compiled in ((sampled * step, {(0, 2025)}), (sampled * step + 1, set[Any]())):
            compiled_from(enough, monkeypatch)
            course = Written(LINES)
            ticks = np.full(rows, at("2026-05-05"))
            ticks[::step] = JULY
            kernel = kernels._grown_by_sample(Kernel((course,), MICRO), ticks, 0)
            assert compiled == kernel.pairs
            ticks[0] = NAT
            compiled_from(enough - step, monkeypatch)
            kernel = kernels._grown_by_sample(Kernel((Written(LINES),), MICRO), ticks, 0)
            assert compiled == kernel.pairs
    # Each row means one of several courses.
    compiled_from(2, monkeypatch)
    codes = np.array([1, 0, 1, 0])
    kernel = kernels._grown_by_sample(
        Kernel((Written(LINES), Written(OTHER)), MICRO),
        ints(JULY, NAT, JULY, JULY),
        codes_of(codes),
    )
    assert {(1, 2025)} == kernel.pairs


def test_years_grow_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """By what turned up before and now; a year that is compiled already changes nothing."""
    compiled_from(10, monkeypatch)
    first, second = Written(LINES), Written(OTHER)
    kernel = Kernel((first, second), MICRO, frozenset({(1, 2020)}))
    by_clock.rows_so_far(first)[2025] = 6
    rows = {(0, 2025): 4, (0, 2024): 10, (1, 2025): 9, (0, 2026): 9}
    grown = kernel.grown(rows)

    assert {(1, 2020), (0, 2025), (0, 2024)} == grown.pairs
    assert kernel == grown._replace(pairs=kernel.pairs)
    assert {2025: 10, 2024: 10} == {y: n for y, n in by_clock.rows_so_far(first).items() if n}
    assert 0 == by_clock.rows_so_far(second)[2025]
    assert grown is grown.grown({(0, 2025): 1})
    whole = Kernel((first,), MICRO, frozenset({(0, 2025)}))
    assert whole is whole.grown({(0, 2025): 1})
    assert kernel is kernel.grown({(0, 2026): 9})
    assert kernel is kernel.grown({})


def test_rows_are_counted_by_course_and_year(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that can have answers; one that the clock cannot be asked for has its year compiled."""
    compiled_from(100, monkeypatch)
    inexact = timedelta(seconds=1, microseconds=1)
    courses = (Written(LINES), None, Written(LINES, inexact), Written(LINES))
    for unit in (SECOND, NANO):
        kernel = Kernel(courses, unit)
        scale = 10**9 // unit.nanoseconds
        day = at("2025-05-05") // 10**6 * scale
        rows = [(day, 0), (day, 0), (day, 1), (day, 2), (day + 365 * 86_400 * scale, 3), (day, 3)]
        ticks, codes = ints(*(row[0] for row in rows)), np.array([row[1] for row in rows])
        counts = kernel.row_counts(ticks, kernel.numbers(ticks, codes), 7)
        assert {
            (0, 2025): 14,
            (2, 2025): 100 if unit is SECOND else 7,
            (3, 2025): 7,
            (3, 2026): 7,
        } == counts
        assert Counter({(0, 2025): 2}) == kernel.row_counts(ticks[:2], kernel.numbers(ticks[:2], 0))
        assert {(3, 2025): 2} == kernel.row_counts(ticks[:2], kernel.numbers(ticks[:2], 3))
        assert {} == kernel.row_counts(ints(), kernel.numbers(ints(), 0))
        # Of 1677 and 2262 nanoseconds cannot hold every instant.
        beyond = ints(*((begins(year) + 5 * DAY) // 10**6 * scale for year in (1678, 2261)))
        assert {(0, 1678): 1, (0, 2261): 1} == kernel.row_counts(beyond, kernel.numbers(beyond, 0))
    for far in (NAT + 1, MOST):
        assert {} == kernel.row_counts(ints(far), kernel.numbers(ints(far), 0))
    between = ints(day, day + 1, day + 1_000)
    assert 101 <= kernel.row_counts(between, kernel.numbers(between, 0))[0, 2025] < 200
    assert 3 == kernel.row_counts(between - between % 1000, kernel.numbers(between, 0))[0, 2025]


@pytest.mark.parametrize("unit", [NANO, MICRO, SECOND, Unit(1, "h")], ids=str)
def test_years_of_instants(unit: Any) -> None:
    """The first instant of a year belongs to the one before; those beyond the calendar to one."""
    scale = 3_600 * 10**9 // unit.nanoseconds
    ticks = [begins(year) // 10**6 // 3_600 * scale for year in (1970, 1969, 2025, 2000)]
    assert [1969, 1968, 2024, 1999] == kernels.years_of(ints(*ticks), unit).tolist()
    assert [1970, 1969, 2025, 2000] == kernels.years_of(ints(*ticks) + 1, unit).tolist()
    if unit is not NANO:
        first, last = (at(f"{year}-06-05") // 10**6 // 3_600 * scale for year in ("0001", 9999))
        year = 365 * 24 * scale
        assert [1, 9999, 0, 10_000] == kernels.years_of(
            ints(first, last, first - year, last + year), unit
        ).tolist()
        assert [0, 10_000] == kernels.years_of(ints(NAT + 2, MOST), unit).tolist()


def test_rows_by_the_course_that_they_mean() -> None:
    """In their order, also where all mean one."""
    rows = np.array([5, 1, 2, 7])
    meant = np.array([9, 3, 0, 9, 9, 0, 9, 3], dtype=np.uint8)
    assert [(0, [5, 2]), (3, [1, 7])] == [
        (code, coded.tolist()) for code, coded in kernels.by_code(rows, meant)
    ]
    assert [(4, [5, 1, 2, 7])] == [
        (code, coded.tolist()) for code, coded in kernels.by_code(rows, 4)
    ]
    assert {int} == {type(code) for code, _ in kernels.by_code(rows, meant)}
    assert [] == [*kernels.by_code(rows[:0], meant)]
    many = np.arange(999)
    assert [(0, [*range(0, 999, 3)]), (1, [*range(1, 999, 3)]), (2, [*range(2, 999, 3)])] == [
        (code, coded.tolist()) for code, coded in kernels.by_code(many, many % 3)
    ]


def test_nothing_asked_together_is_nothing_found() -> None:
    """Nor is a course compiled; of readings that give no deadline there is none."""
    course = Written(LINES)
    assert [] == kernels.answer_together(Kernel((), MICRO), ints(JULY), [])
    assert [] == kernels.answer_together(Kernel((course,), MICRO), ints(JULY), [])
    assert [] == course.compiled


def test_blocks_are_shared_among_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """If there is one for each; each has as many of them, but the last."""
    shared: list[tuple[int, int]] = []

    def noted(tasks: Any, rows: int) -> Any:
        shared.append((len(tasks), rows))
        return [task() for task in tasks]

    blocks_of(2, monkeypatch)
    monkeypatch.setattr(kernels, "in_threads", noted)
    for rows, tasks in ((6, None), (7, 4), (8, 4), (9, 3), (18, 3), (24, 4)):
        shared.clear()
        expected = [JULY + DAY] * rows
        assert expected == answered(Kernel((Written(LINES),), MICRO), ints(*[JULY] * rows))[0]
        assert ([] if tasks is None else [(tasks, rows)]) == shared


@pytest.mark.parametrize(("rows", "threads"), [(1, 3), (4, 2), (1 << 17, 4)])
@pytest.mark.parametrize("compiled", [1, sys.maxsize])
def test_what_is_watched_for_is_found(
    rows: int, threads: int, compiled: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its row in the column, for each course asked; no row that has no answer."""
    compiled_from(compiled, monkeypatch)
    blocks_of(rows, monkeypatch, threads)
    ticks = [NAT, JULY - 9 * DAY, JULY, JULY + 9 * DAY, NAT, at("2025-09-01"), 0, JULY + 40 * DAY]
    day = at("2025-09-01") + HOUR

    def in_july(starts: Any, answers: Any) -> Any:
        return (starts <= JULY + DAY // 2) & (answers >= JULY + DAY)

    def in_september(starts: Any, answers: Any) -> Any:
        return (starts <= day) & (answers >= day)

    outs = [np.empty(len(ticks), dtype=np.int64) for _ in range(3)]
    courses = (Written(LINES), Written(OTHER), Written(LINES))
    found = kernels.answer_together(
        Kernel(courses, MICRO),
        ints(*ticks),
        [Question(outs[0], in_july), Question(outs[1], in_september), Question(outs[2])],
    )

    assert [[2], [5], []] == [finding.watched.tolist() for finding in found]
    assert [(2, 3), (1, 6), (2, 3)] == [tuple(finding.unanswered) for finding in found]
    assert {np.dtype(np.intp)} == {finding.watched.dtype for finding in found}
    for out, lines in zip(outs, (ALL, ALL_OTHER, ALL), strict=True):
        expected = (None if tick == NAT else written.answer_on(lines, tick) for tick in ticks)
        assert [written.tick_of(answer, 1) for answer in expected] == out.tolist()


def test_where_the_clock_can_be_asked() -> None:
    """About whole microseconds, where a second and the duration are whole in the unit."""
    for unit, ticks, whole in (
        (NANO, [0, 1, 999, 1_000, -1_000, -1], [True, False, False, True, True, False]),
        (Unit(100, "ns"), [5, 10, 25], [False, True, False]),
        (MICRO, [1, 2, -3], [True] * 3),
        (SECOND, [1, 2, -3], [True] * 3),
    ):
        assert whole == by_clock.in_whole_microseconds(ints(*ticks), unit).tolist()
    for step, exact, inexact in (
        (timedelta(hours=48), (NANO, MICRO, SECOND), (Unit(1, "m"), Unit(25, "s"))),
        (timedelta(seconds=1.5), (MICRO, Unit(1, "ms"), Unit(100, "ms")), (SECOND,)),
        (timedelta(days=200_000, microseconds=1), (NANO, MICRO), (Unit(2, "us"),)),
        (timedelta(microseconds=7), (NANO, MICRO), (Unit(1, "ms"), Unit(2, "us"))),
    ):
        course = Written({}, step)
        assert {True} == {by_clock.is_exact(course, unit) for unit in exact}
        assert {False} == {by_clock.is_exact(course, unit) for unit in inexact}


def test_the_clock_is_asked_once_for_each_start() -> None:
    """In microseconds; an answer that the unit cannot hold is none."""
    lines = {
        1969: [(0, False, -5_000_000)],
        1970: [(3_000_000, True, 2_000_000), (begins(1971), None, 0)],
    }
    for unit, scale in ((SECOND, 1), (Unit(1, "ms"), 10**3), (MICRO, 10**6), (NANO, 10**9)):
        course = Written(lines)
        ticks = [3 * scale, -1 * scale, 2 * scale, 4 * scale, 2 * scale]
        assert [5 * scale, -5 * scale, 4 * scale, NAT, 4 * scale] == (
            by_clock.answers(course, ints(*ticks), unit).tolist()
        )
        assert [-1_000_000, 2_000_000, 3_000_000, 4_000_000] == course.asked
        assert np.dtype(np.int64) == by_clock.answers(course, ints(), unit).dtype
    for value, answer in ((MOST, MOST), (-MOST, -MOST), (MOST + 1, NAT), (-MOST - 1, NAT)):
        course = Written({1969: [(0, False, value)]})
        assert [answer] == by_clock.answers(course, ints(0), MICRO).tolist()
    course = Written({1969: [(0, False, MOST)]})
    assert [NAT] == by_clock.answers(course, ints(0), NANO).tolist()
    assert [MOST // 10**6] == by_clock.answers(course, ints(0), SECOND).tolist()


def test_a_start_between_two_microseconds_has_its_year_compiled() -> None:
    """As the clock cannot be asked for it; nor for a duration that is no part of the unit."""
    course = Written(LINES)
    assert [(JULY + DAY) * 1_000 - 1] == answered(Kernel((course,), NANO), ints(JULY * 1_000 - 1))[
        0
    ]
    assert ([2025], []) == (course.compiled, course.asked)
    course = Written(LINES, timedelta(microseconds=1))
    assert [JULY // 10**6 + 86_400] == answered(Kernel((course,), SECOND), ints(JULY // 10**6))[0]
    assert ([2025], []) == (course.compiled, course.asked)
