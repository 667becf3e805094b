"""Checks of what is given: ids, texts, days, days known in part, members of an enumeration."""

import enum
import re
from datetime import date, datetime
from typing import Any, Final, TypeGuard, TypeVar

import attrs

from detainerlib.errors import DetainerError, NotADayError, UnknownIdError, nearest_names

E = TypeVar("E", bound=enum.Enum)

_SLUG: Final = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")
_PARTIAL_DAY: Final = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def slug(instance: object, attribute: "attrs.Attribute[str]", value: str) -> None:
    """Validate an id: lower-case letters, digits, dots and hyphens."""
    if not isinstance(value, str) or not _SLUG.fullmatch(value):
        raise DetainerError(
            attribute.name, value, "an id of lower-case letters, digits, dots and hyphens", ""
        )


def text(instance: object, attribute: "attrs.Attribute[str]", value: str) -> None:
    """Validate a text that must say something."""
    if not isinstance(value, str) or not value.strip():
        raise DetainerError(attribute.name, value, "a text that is not empty", "")


def is_day(value: object) -> TypeGuard[date]:
    """Tell whether a value is a plain date; a `datetime` is a `date` to Python, and is none."""
    return isinstance(value, date) and not isinstance(value, datetime)


def day_of(value: object, where: str) -> date:
    """Return `value` when it is a plain date; a `datetime` is a `date` to Python, and is refused.

    Raises:
        NotADayError: If `value` is a datetime or no date at all.
    """
    if is_day(value):
        return value
    raise NotADayError(
        where,
        value,
        "a datetime.date without a time of day",
        "For a text use date.fromisoformat(); for a datetime, value.date() in the facility's zone.",
    )


def plain_day(instance: object, attribute: "attrs.Attribute[date]", value: date) -> None:
    """Validate a date that is no datetime."""
    day_of(value, attribute.name)


def partial_day_or_unknown(instance: object, attribute: "attrs.Attribute[str]", value: str) -> None:
    """Validate a day as precise as it is known: a year, a month, a day, or "unknown"."""
    if value == "unknown":
        return
    in_shape = isinstance(value, str) and _PARTIAL_DAY.fullmatch(value)
    try:
        date.fromisoformat(f"{value}-01-01"[: len("YYYY-MM-DD")] if in_shape else "")
    except ValueError:
        raise DetainerError(
            attribute.name, value, "'YYYY', 'YYYY-MM', 'YYYY-MM-DD' or 'unknown'", ""
        ) from None


def tuple_of(member: Any) -> Any:
    """Return a validator of a tuple whose members pass another one."""
    return attrs.validators.deep_iterable(member, attrs.validators.instance_of(tuple))


def chosen(kind: type[E], choice: object, where: str) -> E:
    """Return the member that is meant, by itself or by its value.

    Raises:
        UnknownIdError: If there is none; the message lists the nearest values.
    """
    for member in kind:
        if choice is member or choice == member.value:
            return member
    values = [str(member.value) for member in kind]
    near = nearest_names(choice, values)
    hint = f"Nearest: {', '.join(near)}." if near else f"One of: {', '.join(values)}."
    raise UnknownIdError(where, choice, f"a member of {kind.__name__} or its value", hint)
