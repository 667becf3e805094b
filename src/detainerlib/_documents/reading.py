"""What is noted while a document is read, and how one value is written, read and described."""

import re
from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import cache
from typing import Any, Final, TypeVar, cast

import attrs

from detainerlib.errors import DetainerError, cell_in_print

Schema = dict[str, Any]

F = TypeVar("F", bound=Callable[..., Any])

REFUSED: Final = object()
MOST: Final = 2**63
_KEY: Final = re.compile(r"[\w.-]{1,40}", re.ASCII)
_WORDS: Final = frozenset(
    {"agreement", "binds", "closing", "note", "reason", "sentence", "statement", "summary", "title"}
)


class Reading:
    """What is noted while a document is read.

    Attributes:
        whole: Whether it must say all that we write; one written by hand need not.
        alike: Whether it was made with the versions of today; sentences are compared then.
        faults: What is wrong with it.
        reworded: The paths of sentences that are others now, made with other versions.
    """

    def __init__(self) -> None:
        """Nothing is noted yet."""
        self.whole = False
        self.alike = True
        self.faults: list[DetainerError] = []
        self.reworded: list[str] = []

    def refuse(self, path: str, value: object, expected: str, remedy: str = "") -> Any:
        """Note a fault; what was given is told by its kind, as it may name a person."""
        # A whole number of thousands of digits cannot be printed.
        shown = "a huge number" if is_huge(value) else cell_in_print(value)
        self.faults.append(DetainerError(path or "document", shown, expected, remedy))
        return REFUSED

    def pass_on(self, path: str, error: DetainerError) -> Any:
        """Note what a model or a function refused."""
        where = ".".join(filter(None, (path, error.where)))
        shown = cell_in_print(error.given)
        self.faults.append(type(error)(where, shown, error.expected, error._remedy))
        return REFUSED

    @contextmanager
    def noting(self, path: str) -> Generator[None]:
        """Note what a result refuses to say of fields that do not belong together."""
        try:
            yield
        except DetainerError as error:
            self.pass_on(path, error)
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            self.refuse(path, None, "fields that belong together", "Read it by its inputs.")


Fits = Callable[[Any], bool]
Writer = Callable[[Any], Any]
Reader = Callable[[Any, str, Reading], Any]


@attrs.frozen
class Codec:
    """How values of one type are written, read and described.

    Attributes:
        kinds: The classes of its values.
        words: What is expected, for errors.
        fits: Whether plain data has the shape of such a value, however wrong in itself.
        write: Returns a value as plain data.
        value: Returns the value of plain data that fits; `REFUSED` where a fault was noted.
        schema: Returns the JSON Schema; those of models are put among the definitions.
    """

    kinds: tuple[type[Any], ...]
    words: str
    fits: Fits
    write: Writer
    value: Reader
    schema: Callable[[Schema], Schema]

    def read(self, plain: Any, path: str, reading: Reading) -> Any:
        """Return the value of plain data; `REFUSED` where that is noted as a fault."""
        if not self.fits(plain):
            return reading.refuse(path, plain, self.words)
        try:
            return self.value(plain, path, reading)
        except (ValueError, ArithmeticError):
            return reading.refuse(path, plain, self.words)


def kept(function: F) -> F:
    """Keep what a function of a type returns; to a checker of types a class has no hash."""
    return cast("F", cache(function))


def kind_of(model: type[Any]) -> str:
    """Return the kind by which documents name a model: that of `HoldWindow` is "hold-window"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", model.__name__).lower()


def under(path: str, key: object) -> str:
    """Return the path of a key; one that may be a person's name is not shown."""
    shown = key if isinstance(key, str) and _KEY.fullmatch(key) else f"({len(str(key))} characters)"
    return f"{path}.{shown}" if path else str(shown)


def is_huge(plain: object) -> bool:
    """Whether a number is too large for JSON that others read, or for Python to print."""
    return isinstance(plain, int) and abs(plain) >= MOST


def is_whole(plain: Any) -> bool:
    """Whether plain data is a whole number."""
    return type(plain) is int and not is_huge(plain)


def is_integral(plain: object) -> bool:
    """Whether plain data is a whole number that is written as another."""
    return isinstance(plain, float) and plain.is_integer()


def compare(was: Any, anew: Any, path: str, reading: Reading) -> None:
    """Note where what was written is not what comes out anew."""
    kind: Any = was.__class__
    if kind is dict and kind is type(anew):
        for key in {**anew, **was}:
            where = under(path, key)
            if key not in anew:
                reading.refuse(where, was[key], "no such key", "Leave it out.")
            elif key in was:
                compare(was[key], anew[key], where, reading)
            elif reading.whole and reading.alike:
                reading.refuse(where, None, "every key that to_dict() writes", "Write it anew.")
    elif kind is list and kind is type(anew) and len(was) == len(anew):
        for index, (member, other) in enumerate(zip(was, anew, strict=True)):
            compare(member, other, f"{path}[{index}]", reading)
    elif was != anew or not (kind is type(anew) or {kind, type(anew)} == {int, float}):
        _differs(was, anew, path, reading)


def _differs(was: Any, anew: Any, path: str, reading: Reading) -> None:
    key = re.sub(r"\[\d+\]$", "", path).rpartition(".")[2]
    if not reading.alike and key in _WORDS:
        reading.reworded.append(path)
        return
    shown = repr(anew if isinstance(anew, str) and _KEY.fullmatch(anew) else cell_in_print(anew))
    if isinstance(anew, dict | list):
        shown = "something else"
    versions = "the same versions" if reading.alike else "other versions"
    expected = f"{shown}, as the same inputs give now"
    reading.refuse(path, was, expected, f"It was made with {versions}.")
