"""What was made lately, kept up to a number of bytes."""

import os
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock, RLock
from typing import Any, Final, Generic, Protocol, TypeVar
from weakref import WeakSet


class Sized(Protocol):
    """What can say how much memory it takes."""

    @property
    def nbytes(self) -> int:
        """How many bytes its arrays take."""
        ...


Value = TypeVar("Value", bound=Sized)


class SizedCache(Generic[Value]):
    """Values by key; the one asked for longest ago goes first. Threads may share it.

    Attributes:
        most_bytes: How many bytes the values take together at the most.
        nbytes: How many they take.
    """

    def __init__(self, most_bytes: int) -> None:
        """Begin with none."""
        self.most_bytes = most_bytes
        self.empty()
        _caches.add(self)

    def empty(self) -> None:
        """Keep nothing, and hold no thread up."""
        self.nbytes = 0
        self._values: OrderedDict[Hashable, Value] = OrderedDict()
        self._reading = Lock()
        # Threads that want the same value wait for the one that makes it.
        self._making = RLock()

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Return the value of a key, made if it is not there; one too large is not kept."""
        value = self._kept(key)
        if value is not None:
            return value
        with self._making:
            value = self._kept(key)
            if value is None:
                value = make()
                self._keep(key, value)
            return value

    def _kept(self, key: Hashable) -> Value | None:
        with self._reading:
            if key in self._values:
                self._values.move_to_end(key)
            return self._values.get(key)

    def _keep(self, key: Hashable, value: Value) -> None:
        with self._reading:
            self._values[key] = value
            self.nbytes += value.nbytes
            while self.nbytes > self.most_bytes:
                self.nbytes -= self._values.popitem(last=False)[1].nbytes


_caches: Final = WeakSet[SizedCache[Any]]()


def empty_all() -> None:
    """Keep nothing in any cache, and hold no thread up."""
    for cache in _caches:
        cache.empty()


# A forked process has a lock that a thread held, and not the thread that would let go of it.
# Windows does not fork.
_at_fork: Final[Callable[..., object]] = getattr(os, "register_at_fork", dict)
_at_fork(after_in_child=empty_all)
