"""Bounds of what a fuzzed value may cost: memory of the process, and time of one example.

They are generous, and hold only where thousands are drawn by hand: a busy machine that runs the
tests would mislead. The text that took too long is the example that Hypothesis prints.
"""

import contextlib
import signal
import sys
from collections.abc import Callable, Generator
from functools import cache, wraps
from importlib import import_module
from pathlib import Path
from time import monotonic
from types import FrameType
from typing import Any, Final, ParamSpec, TypeVar

from hypothesis import settings

P = ParamSpec("P")
T = TypeVar("T")

SECONDS: Final = 60
MORE_MEMORY: Final = 3 * 2**30
"""How much more address space the process may take than it has at its first example."""

BY_HAND: Final = settings().max_examples >= 1_000 and hasattr(signal, "SIGALRM")


@cache
def limit_memory() -> None:
    """Let allocations fail beyond the limit; a MemoryError is no error that a caller expects."""
    resource: Any = import_module("resource")
    pages = Path("/proc/self/statm").read_text("ascii").split()[0]
    taken = int(pages) * resource.getpagesize()
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (taken + MORE_MEMORY, most))


@contextlib.contextmanager
def bounded_time() -> Generator[None, None, None]:
    """Fail where what is done takes longer than an example may."""
    too_long = f"an example took longer than {SECONDS} seconds"
    begun = monotonic()

    def stop(number: int, frame: FrameType | None) -> None:
        raise AssertionError(too_long)

    usual = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, usual)
    # What was tried may have taken the error for one of its own.
    if monotonic() - begun >= SECONDS:
        raise AssertionError(too_long)


def bounded(test: Callable[P, T]) -> Callable[P, T]:
    """Hold an example within both bounds, where thousands are drawn by hand."""

    @wraps(test)
    def within(*given: P.args, **named: P.kwargs) -> T:
        if not BY_HAND:
            return test(*given, **named)
        if sys.platform == "linux":
            limit_memory()
        with bounded_time():
            return test(*given, **named)

    return within
