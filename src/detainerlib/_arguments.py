"""Checks of what a function is called with, and of fields of a record together."""

import enum
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import cache, wraps
from inspect import signature
from typing import Any, Final, NamedTuple, TypeGuard, TypeVar, cast, get_type_hints

import attrs

from detainerlib._validation import Check, check_of, is_of, own_number
from detainerlib.errors import DetainerError, Hint, UnknownIdError

E = TypeVar("E", bound=enum.Enum)
F = TypeVar("F", bound=Callable[..., Any])

_MOST_LISTED: Final = 240
_FEW: Final = 5


def exactly_one(record: object, *names: str, remedy: str) -> None:
    """Refuse a record that gives none, or several, of some fields.

    Raises:
        DetainerError: If it does.
    """
    values = tuple(value for name in names if (value := getattr(record, name)) is not None)
    if len(values) != 1:
        raise DetainerError(", ".join(names), values, "exactly one of them", remedy)


class _Parameter(NamedTuple):
    """What a check asks of a field: its name."""

    name: str


def takes(function: F) -> F:
    """Check what a function is called with, as its annotations say: of `checked`, for functions.

    >>> @takes
    ... def doubled(number: int) -> int:
    ...     return 2 * number
    >>> doubled("2")
    Traceback (most recent call last):
    detainerlib.errors.DetainerError: number: got '2', expected a whole number.
    """

    @cache
    def checks() -> Mapping[str, Check]:
        hints = get_type_hints(function, include_extras=True)
        return {name: check_of(kind) for name, kind in hints.items() if name != "return"}

    names = tuple(signature(function).parameters)

    @wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:
        known = checks()
        for name, value in (*zip(names, args, strict=False), *kwargs.items()):
            if name in known:
                known[name](None, cast("attrs.Attribute[Any]", _Parameter(name)), value)
        return function(*args, **kwargs)

    return cast("F", run)


def positive(value: object, where: str, remedy: str) -> int:
    """Return a whole number that is 1 or more, as Python's own.

    Raises:
        DetainerError: If it is none, or is more than any count can be.
    """
    number = own_number(value)
    if type(number) is not int or number < 1:
        raise DetainerError(where, value, "a whole number, 1 or more", remedy)
    if number >= sys.maxsize:
        raise DetainerError(where, value, f"a whole number below {sys.maxsize:,}", remedy)
    return number


def is_several(value: object) -> TypeGuard[Iterable[Any]]:
    """Tell whether a value can be gone through; an array of numpy without dimensions cannot."""
    return is_of(Iterable, value) and getattr(value, "ndim", 1) != 0


def several(values: Iterable[Any], where: str) -> list[Any]:
    """Return the values of a collection; a text is one value, and a mapping is no list.

    Raises:
        DetainerError: If it is no collection.
    """
    if isinstance(values, str | bytes | Mapping) or not is_several(values):
        value = cast("Iterable[object]", values)
        raise DetainerError(where, value, f"a list of {where}", f"Give {where}=[...].")
    return [*values]


def chosen(kind: type[E], choice: object, where: str) -> E:
    """Return the member that is meant, by itself or by its value.

    Of a value, case does not matter, nor whether its words are joined by blanks, hyphens or
    underscores.

    Raises:
        UnknownIdError: If there is none; the message lists the values, and the nearest.
    """
    if isinstance(choice, kind):
        return choice
    values = [str(member.value) for member in kind]
    if isinstance(choice, str):
        by_words = {_words_in(value): value for value in values}
        spelled = _words_in(choice)
        if choice in values or spelled in by_words:
            return kind(choice if choice in values else by_words[spelled])
    listed, rest = ", ".join(values), ""
    if len(listed) > _MOST_LISTED:
        listed = f"{', '.join(values[:_FEW])}, and {len(values) - _FEW} more"
        rest = f"The others are {', '.join(values[_FEW:])}."
    raise UnknownIdError(
        where, choice, f"one of {listed}", Hint(choice, values, "Did you mean {}?", rest)
    )


def _words_in(value: str) -> tuple[str, ...]:
    return tuple(filter(None, re.split(r"[\s_-]+", value.casefold())))
