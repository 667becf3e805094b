"""The law in use: the package's own, or that of a folder on top of it, in this thread and task.

What is looked up is kept with the law it was looked up in, so that no answer reaches another law,
another thread or a later call.
"""

from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from types import FunctionType, GeneratorType, MappingProxyType
from typing import TYPE_CHECKING, Any, Final, ParamSpec, TypeVar

import attrs

from detainerlib._printing import Printed
from detainerlib._validation import is_of

if TYPE_CHECKING:
    from detainerlib.sources.versions import OwnLaw

P = ParamSpec("P")
T = TypeVar("T")


class Law:
    """The records of a folder, and which records of the package they replace; or the package alone.

    Attributes:
        version: What an answer says of the folder; None for the package alone.
        files: What each file of the folder holds, as it was read.
        records: The records of the folder by the name of their model, each with its file.
        replaced: The ids of the package's records that they replace, by the name of their model.
        is_whole: Whether the folder is a whole catalog, and no record of the package counts.
        kept: What was looked up in this law, by the function that looked it up.
    """

    __slots__ = ("files", "is_whole", "kept", "records", "replaced", "version")

    def __init__(
        self,
        version: "OwnLaw | None" = None,
        files: Mapping[str, bytes] = MappingProxyType({}),
        records: Mapping[str, tuple[tuple[str, Any], ...]] = MappingProxyType({}),
        replaced: Mapping[str, frozenset[str]] = MappingProxyType({}),
        *,
        is_whole: bool = False,
    ) -> None:
        """Keep what was read; nothing was looked up yet."""
        self.version = version
        self.files = files
        self.records = records
        self.replaced = replaced
        self.is_whole = is_whole
        self.kept: dict[Any, Any] = {}

    def __reduce__(self) -> str | tuple[Any, ...]:
        """A copy, here or in another process, is the law of the same files."""
        if self is PACKAGE:
            return "PACKAGE"
        from detainerlib.catalog._law_folder import law_of  # noqa: PLC0415 (only own law needs it)

        return law_of, (tuple(self.files.items()),)

    def of(self, model: type[Any], source: str) -> Iterator[Any]:
        """Yield the records of a model in a file or folder of the law's folder."""
        for file, record in self.records.get(model.__name__, ()):
            if file in {source, f"{source}.toml"} or file.startswith(f"{source}/"):
                yield record

    def replaces(self, model: type[Any], id: str) -> bool:
        """Whether the package's record of a model with an id does not count."""
        return self.is_whole or id in self.replaced.get(model.__name__, ())


MANIFEST: Final = "law.toml"
"""The file that names a law folder."""

PACKAGE: Final = Law()
_IN_USE: Final = ContextVar("detainerlib law", default=PACKAGE)


def law_in_use() -> Law:
    """Return the law in use in this thread and task."""
    return _IN_USE.get()


@contextmanager
def in_use(law: Law) -> Generator[None, None, None]:
    """Use a law within a block, in this thread and task."""
    token = _IN_USE.set(law)
    try:
        yield
    finally:
        _IN_USE.reset(token)


def by_law(function: Callable[P, T]) -> Callable[P, T]:
    """Keep what a function returns, apart for each law that it is called under."""

    @wraps(function)
    def kept(*args: P.args, **kwargs: P.kwargs) -> T:
        law = _IN_USE.get()
        cached = law.kept.get(function)
        if cached is None:
            # Of two threads that come first, one sets it, and both use that.
            cached = law.kept.setdefault(function, lru_cache(maxsize=4096)(function))
        answer: T = cached(*args, **kwargs)
        return answer

    def cache_clear() -> None:
        _IN_USE.get().kept.pop(function, None)

    vars(kept)["cache_clear"] = cache_clear
    return kept


_SHOWING: Final = frozenset({"__iter__", "__str__"})


def _in_its_law(name: str, member: Any) -> Any:
    if is_of(property, member) and member.fget is not None:
        return property(_in_its_law(name, member.fget), doc=member.__doc__)
    is_called = is_of(FunctionType, member) and not hasattr(member, "runs_in_its_law")
    if not is_called or (name.startswith("__") and name not in _SHOWING):
        return member
    method: Callable[..., Any] = member

    @wraps(method)
    def run(self: Any, *args: Any, **kwargs: Any) -> Any:
        law = self._law
        if law is _IN_USE.get():
            return method(self, *args, **kwargs)
        with in_use(law):
            answer = method(self, *args, **kwargs)
            # A generator would run when it is read, under the law in use there.
            return iter([*answer]) if is_of(GeneratorType, answer) else answer

    vars(run)["runs_in_its_law"] = True
    return run


class _InItsLaw(type):
    """Has the methods and properties of a result run under the law that it was made under."""

    def __new__(cls, name: str, bases: tuple[type, ...], members: dict[str, Any]) -> "_InItsLaw":
        """Make the class, of methods that change into that law and back."""
        return super().__new__(
            cls, name, bases, {key: _in_its_law(key, member) for key, member in members.items()}
        )


@attrs.frozen(kw_only=True)
class UnderLaw(Printed, metaclass=_InItsLaw):
    """A result: what it works out later it works out under the law that it was made under."""

    _law: Law = attrs.field(factory=law_in_use, init=False, eq=False, repr=False)
