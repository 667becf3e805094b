"""Work on long columns, shared among a few threads; numpy lets go of Python's lock meanwhile."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Final, TypeVar

T = TypeVar("T")

THREADS: Final = 4
_LONG: Final = 1 << 18


def in_threads(tasks: Sequence[Callable[[], T]], rows: int) -> list[T]:
    """Return what some tasks give, in their order, all under the law in use here.

    For columns of few rows threads are not worth their while, and the tasks are done one by one.
    """
    if rows < _LONG:
        return [task() for task in tasks]
    with ThreadPoolExecutor(THREADS) as threads:
        futures = [threads.submit(copy_context().run, task) for task in tasks]
        return [future.result() for future in futures]
