"""What was made lately is kept up to a number of bytes, and made once for all threads."""

import os
import signal
import warnings
from collections.abc import Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing import Pipe
from threading import Semaphore

import pytest

from detainerlib.bulk._kernel.sized_cache import SizedCache, empty_all


class Bytes(bytes):
    """A value of some size."""

    @property
    def nbytes(self) -> int:
        """How many bytes it has."""
        return len(self)


def test_the_one_asked_for_longest_ago_goes() -> None:
    """And one that is larger than all that may be kept is not."""
    cache, made = SizedCache[Bytes](10), list[str]()

    def get(key: str, size: int = 4) -> None:
        def make() -> Bytes:
            made.append(key)
            return Bytes(size)

        assert len(cache.get(key, make)) == size

    for key in ("a", "b", "a", "c", "a", "b"):
        get(key)
    assert ["a", "b", "c", "b"] == made
    assert cache.nbytes == 8
    get("large", 11)
    assert cache.nbytes <= 10
    get("large", 11)
    assert ["large", "large"] == made[-2:]


def test_as_many_bytes_as_are_kept() -> None:
    """And no more."""
    cache = SizedCache[Bytes](10)
    kept = [cache.get(key, lambda: Bytes(5)) for key in "ab"]
    assert [*map(id, kept)] == [id(cache.get(key, lambda: Bytes(5))) for key in "ab"]
    assert 10 == cache.nbytes


def test_what_is_there_is_given_while_another_value_is_made() -> None:
    """Whoever wants it need not wait."""
    cache = SizedCache[Bytes](10)
    kept = cache.get("a", lambda: Bytes(3))
    with ThreadPoolExecutor(1) as threads:

        def make() -> Bytes:
            assert kept is threads.submit(cache.get, "a", lambda: Bytes(1)).result(timeout=0.5)
            return Bytes(4)

        assert 4 == len(cache.get("b", make))


def test_a_value_made_while_another_was_is_taken() -> None:
    """A thread that waited for its turn asks again what is there."""
    looked, others = Semaphore(0), list[Future[Bytes]]()

    class Watched(SizedCache[Bytes]):
        def _kept(self, key: Hashable) -> Bytes | None:
            value = super()._kept(key)
            looked.release()
            return value

    cache = Watched(10)

    def make() -> Bytes:
        others.append(threads.submit(cache.get, "a", lambda: Bytes(1)))
        # This thread has looked twice; the third look is that of the other.
        for _ in range(3):
            looked.acquire()
        return Bytes(3)

    with ThreadPoolExecutor(1) as threads:
        value = cache.get("a", make)
    assert [value] == [other.result() for other in others]


def test_threads_make_a_value_once() -> None:
    """And wait for it."""
    cache, made = SizedCache[Bytes](10), list[int]()

    def make() -> Bytes:
        made.append(1)
        return Bytes(3)

    with ThreadPoolExecutor(8) as threads:
        for waiting in [threads.submit(cache.get, "a", make) for _ in range(64)]:
            waiting.result()
    assert [1] == made


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not forked here")
def test_a_forked_process_does_not_wait_for_a_thread_that_it_lacks() -> None:
    """It makes the value itself, though a thread was making one when it was forked."""
    cache, begun, forked = SizedCache[Bytes](10), Semaphore(0), Semaphore(0)
    kept = cache.get("kept", lambda: Bytes(1))

    def make() -> Bytes:
        begun.release()
        forked.acquire()
        return Bytes(2)

    with ThreadPoolExecutor(1) as threads:
        made = threads.submit(cache.get, "a", make)
        begun.acquire()
        answers, answer = Pipe(duplex=False)
        with warnings.catch_warnings():
            # Newer Pythons warn of what is tried here.
            warnings.simplefilter("ignore", DeprecationWarning)
            child = os.fork()
        if not child:
            answer.send((len(cache.get("a", lambda: Bytes(3))), cache.nbytes))
            os._exit(0)
        try:
            assert answers.poll(20)
            assert (3, 3) == answers.recv()
        finally:
            forked.release()
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        assert Bytes(2) == made.result()
        assert kept is cache.get("kept", lambda: Bytes(4))


def test_every_cache_is_emptied() -> None:
    """As in a process that was forked: what was kept is made again."""
    caches = [SizedCache[Bytes](10) for _ in range(2)]
    for cache in caches:
        cache.get("a", lambda: Bytes(3))
    empty_all()
    assert [0, 0] == [cache.nbytes for cache in caches]
    assert [4, 4] == [len(cache.get("a", lambda: Bytes(4))) for cache in caches]
