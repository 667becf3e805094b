"""Work shared among threads: in order, under the law in use, and with the first error."""

from contextvars import ContextVar
from functools import partial
from threading import Barrier, BrokenBarrierError, get_ident

import pytest

from detainerlib.bulk._kernel.threads import in_threads

LONG = 1 << 18
ASKED = ContextVar("ASKED", default="nothing")


@pytest.mark.parametrize("rows", [LONG - 1, LONG])
def test_what_tasks_give_is_in_their_order(rows: int) -> None:
    """However many rows there are."""
    tasks = [partial(abs, place) for place in range(9)]

    assert [*range(9)] == in_threads(tasks, rows)


def test_tasks_are_done_under_the_law_in_use() -> None:
    """It is kept in the context of the caller, which threads do not have of themselves."""
    token = ASKED.set("this law")
    try:
        answers = in_threads([ASKED.get] * 3, LONG)
    finally:
        ASKED.reset(token)

    assert ["this law"] * 3 == answers


def test_short_columns_take_no_thread() -> None:
    """A thread costs more than a few rows do."""
    assert [get_ident()] * 2 == in_threads([get_ident] * 2, LONG - 1)
    assert get_ident() not in in_threads([get_ident] * 2, LONG)


def test_an_error_comes_out() -> None:
    """Of the first task that has one."""

    def task(place: int) -> None:
        raise ValueError(place)

    with pytest.raises(ValueError, match="0"):
        in_threads([lambda: task(0), lambda: task(1)], LONG)


def test_a_task_in_a_thread_of_its_own_takes_no_more() -> None:
    """Nor does one that is alone."""

    def idents() -> list[int]:
        return [get_ident(), *in_threads([get_ident] * 2, LONG)]

    assert [1, 1] == [len({*found}) for found in in_threads([idents] * 2, LONG)]
    assert [get_ident()] == in_threads([get_ident], LONG)


def test_four_tasks_are_done_at_a_time() -> None:
    """A fifth waits for one of them to be done."""
    four, five = Barrier(4, timeout=9), Barrier(5, timeout=0.05)

    assert {*range(4)} == {*in_threads([four.wait] * 4, LONG)}
    with pytest.raises(BrokenBarrierError):
        in_threads([five.wait] * 5, LONG)
