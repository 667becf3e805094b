"""Checks of what a function is called with, and of fields of a record together."""

from collections.abc import Callable, Mapping
from functools import cache, wraps
from inspect import signature
from typing import Any, NamedTuple, TypeVar, cast, get_type_hints

import attrs

from detainerlib._validation import Check, check_of
from detainerlib.errors import DetainerError

F = TypeVar("F", bound=Callable[..., Any])


def exactly_one(record: object, *names: str, remedy: str) -> None:
    """Refuse a record that gives none, or several, of some fields.

    Raises:
        DetainerError: If it does.
    """
    values = tuple(value for name in names if (value := getattr(record, name)) is not None)
    if len(values) != 1:
        raise DetainerError(", ".join(names), values, "exactly one of the three", remedy)


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
