"""Work on long columns, shared among a few threads; numpy lets go of Python's lock meanwhile."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar, copy_context
from typing import Final, TypeVar

T = TypeVar("T")

THREADS: Final = 4
_LONG: Final = 1 << 18
_HAS_THREAD: Final = ContextVar("detainerlib thread", default=False)


def in_threads(tasks: Sequence[Callable[[], T]], rows: int) -> list[T]:
    """Return what some tasks give, in their order, all under the law in use here.

    For columns of few rows threads are not worth their while, and the tasks are done one by one; so
    are those of a task that has a thread of its own.
    """
    if rows < _LONG or len(tasks) == 1 or _HAS_THREAD.get():
        return [task() for task in tasks]
    with ThreadPoolExecutor(THREADS) as threads:
        futures = [threads.submit(copy_context().run, _in_own_thread, task) for task in tasks]
        return [future.result() for future in futures]


def _in_own_thread(task: Callable[[], T]) -> T:
    _HAS_THREAD.set(True)
    return task()
