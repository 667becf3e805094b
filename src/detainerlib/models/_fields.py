"""What the fields of records may hold: a value that passes, or UNKNOWN."""

import enum
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, TypeAlias, TypeVar, cast

import attrs

from detainerlib._arguments import is_several
from detainerlib._html import is_of_whole_characters
from detainerlib._printing import FrozenMapping
from detainerlib._validation import is_day, own_number
from detainerlib.errors import DetainerError
from detainerlib.times.instants import no_time, same_instant, to_utc
from detainerlib.times.periods import UNKNOWN, Unknown

T = TypeVar("T")


def known(value: T | Unknown) -> T | None:
    """Return a value, or None for UNKNOWN."""
    return None if isinstance(value, Unknown) else value


def by_instant(value: datetime | date | Unknown) -> object:
    """Return what a time is compared and hashed by: an instant in UTC."""
    return same_instant(value) if isinstance(value, datetime) else value


def set_of(collection: Any) -> Any:
    """Return the frozenset of a collection; a text is none, and never meant as its letters."""
    try:
        return frozenset(collection) if _is_collection(collection) else collection
    except TypeError:
        return collection


def numbers_of(collection: Any) -> Any:
    """Return the frozenset of a collection of whole numbers."""
    return set_of([*map(own_number, collection)]) if _is_collection(collection) else collection


def tuple_from(collection: Any) -> Any:
    """Return the tuple of a collection; a text is none."""
    return tuple(collection) if _is_collection(collection) else collection


def mapping_from(value: Any) -> Any:
    """Return the frozen mapping of a mapping."""
    if not isinstance(value, Mapping):
        return value
    return FrozenMapping(cast("Mapping[object, object]", value))


def member_of(kind: type[enum.Enum], value: Any) -> Any:
    """Return the member of a value, and whatever has none as it is, for a validator to refuse."""
    values = [member.value for member in kind]
    if value is UNKNOWN and UNKNOWN.value in values:
        return kind(UNKNOWN.value)
    return kind(value) if isinstance(value, str) and value in values else value


def members_of(kind: type[enum.Enum], values: Any) -> Any:
    """Return the frozenset of the members of a collection of members or values."""
    return (
        set_of([member_of(kind, value) for value in values]) if _is_collection(values) else values
    )


def _is_collection(value: object) -> bool:
    return is_several(value) and not isinstance(value, str | bytes)


def _time(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    if value is UNKNOWN or is_day(value):
        return
    if not isinstance(value, datetime):
        raise no_time(value, attribute.name)
    to_utc(value, attribute.name)


def opaque_id(value: Any, where: str) -> str | Unknown:
    """Return the opaque id of a case as it is, or UNKNOWN.

    Raises:
        DetainerError: If it is neither.
    """
    if value is UNKNOWN or (isinstance(value, str) and value.strip()):
        id: str | Unknown = value
        if isinstance(id, str) and not is_of_whole_characters(id):
            raise DetainerError(
                where, "half of a character", "a string of whole characters", "Read it as UTF-8."
            )
        return id
    # What was given is not shown, unless it is nothing: no log may show an id.
    raise DetainerError(
        where,
        value if value is None or isinstance(value, str) else type(value).__name__,
        "an opaque text, or UNKNOWN",
        "Use detainerlib.UNKNOWN for what is not known.",
    )


def _opaque(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    opaque_id(value, attribute.name)


Time: TypeAlias = Annotated[datetime | date | Unknown, _time]
OpaqueId: TypeAlias = Annotated[str | Unknown, _opaque]
