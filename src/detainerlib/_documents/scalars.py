"""Texts, numbers, days, instants, lengths of time and members of enumerations, as JSON has them."""

import enum
import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import partial
from types import NoneType
from typing import Any, Final, cast
from zoneinfo import ZoneInfo

from detainerlib._documents.reading import (
    MOST,
    Codec,
    Fits,
    Reading,
    Schema,
    Writer,
    is_integral,
    is_whole,
    under,
)
from detainerlib._validation import words_of
from detainerlib.errors import DetainerError

_TICK: Final = timedelta(microseconds=1)
# Not \d, which is any digit of Unicode to some who read the schema.
_DAY: Final = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_TIME: Final = rf"{_DAY}T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{{1,6}})?)?"
_OFFSET: Final = r"[+-][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?"
_INSTANT: Final = f"{_TIME}(Z|{_OFFSET})"
_LENGTH: Final = (
    "(-)?PT(?=[0-9])(?:([0-9]{1,11})H)?(?:([0-9]{1,2})M)?"
    r"(?:([0-9]{1,2})(?:\.([0-9]{1,6}))?S)?"
)


def is_text(plain: Any) -> bool:
    """Whether plain data is a text."""
    return isinstance(plain, str)


def is_list(plain: Any) -> bool:
    """Whether plain data is a list."""
    return isinstance(plain, list)


def is_object(plain: Any) -> bool:
    """Whether plain data is an object."""
    return isinstance(plain, dict)


def object_schema(
    properties: Schema, required: Iterable[str] | None = None, words: str = ""
) -> Schema:
    """Return the schema of an object with these keys and no others."""
    return {
        "type": "object",
        **({"description": words} if words else {}),
        "properties": properties,
        "required": [*properties] if required is None else [*required],
        "additionalProperties": False,
    }


def text_schema(pattern: str, **keywords: str) -> Schema:
    """Return the schema of a text that matches a pattern as a whole.

    To some, `$` also stands before a line's end; no text goes on behind it.
    """
    return {"type": "string", **keywords, "pattern": f"^({pattern})$(?!\\n)"}


def _matches(pattern: str) -> Fits:
    whole = re.compile(pattern).fullmatch
    return lambda plain: isinstance(plain, str) and whole(plain) is not None


def _same(value: Any) -> Any:
    return value


def finite(value: Any) -> float:
    """Return a number that JSON has.

    Raises:
        DetainerError: If it is not finite.
    """
    if value - value != 0:
        raise DetainerError("value", value, "a finite number", "JSON has no other.")
    return float(value)


def _value(read: Writer, plain: Any, path: str, reading: Reading) -> Any:
    return read(plain)


def copied(schema: Schema, definitions: Schema) -> Schema:
    """Return a schema that may be changed."""
    return {**schema}


def _scalar(
    kind: type[Any],
    words: str,
    schema: Schema,
    fits: Fits,
    write: Writer = _same,
    value: Writer = _same,
) -> Codec:
    return Codec((kind,), words, fits, write, partial(_value, value), partial(copied, schema))


def length_written(length: timedelta) -> str:
    """Return elapsed time as ISO 8601 has it, without days, which may have another length."""
    seconds, fraction = divmod(abs(length) // _TICK, 1_000_000)
    hours, minutes, seconds = seconds // 3600, seconds // 60 % 60, seconds % 60
    exact = f"{seconds}.{fraction:06}".rstrip("0") if fraction else f"{seconds}"
    parts = ((hours, f"{hours}H"), (minutes, f"{minutes}M"), (seconds or fraction, f"{exact}S"))
    sign = "-" if length < timedelta(0) else ""
    return f"{sign}PT{''.join(part for count, part in parts if count) or '0S'}"


def _length_read(plain: str) -> timedelta:
    match = re.fullmatch(_LENGTH, plain)
    sign, hours, minutes, seconds, fraction = match.groups("0") if match else ("0",) * 5
    ticks = int(f"{fraction:<06}")
    length = timedelta(
        hours=int(hours), minutes=int(minutes), seconds=int(seconds), microseconds=ticks
    )
    return -length if sign == "-" else length


SCALARS: Final[Mapping[Any, Codec]] = {
    str: _scalar(str, "a string", {"type": "string"}, is_text),
    bool: _scalar(bool, "true or false", {"type": "boolean"}, lambda plain: type(plain) is bool),
    # To JSON 1.0 is one.
    int: _scalar(
        int,
        "a whole number",
        {"type": "integer", "exclusiveMinimum": -MOST, "exclusiveMaximum": MOST},
        lambda plain: is_whole(int(plain) if is_integral(plain) else plain),
        value=int,
    ),
    float: _scalar(
        float,
        "a finite number",
        {"type": "number"},
        lambda plain: isinstance(plain, float) or is_whole(plain),
        finite,
        finite,
    ),
    NoneType: _scalar(NoneType, "null", {"type": "null"}, lambda plain: plain is None),
    date: _scalar(
        date,
        "a date such as 2025-07-03",
        text_schema(_DAY, format="date"),
        _matches(_DAY),
        date.isoformat,
        date.fromisoformat,
    ),
    timedelta: _scalar(
        timedelta,
        "a length of time such as PT48H",
        text_schema(_LENGTH),
        _matches(_LENGTH),
        length_written,
        _length_read,
    ),
}


def instant_written(value: datetime) -> Schema:
    """Return an aware datetime: in UTC, as the clock of its zone shows it, and the zone."""
    if value.utcoffset() is None:
        raise DetainerError("instant", value, "a date and time with its zone", "Give it its zone.")
    try:
        utc = value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    except OverflowError:
        remedy = "It lies outside what UTC can name."
        raise DetainerError("instant", value, "an instant", remedy) from None
    zone = value.tzinfo.key if isinstance(value.tzinfo, ZoneInfo) else None
    return {"utc": utc, "local": value.isoformat(), "zone": zone}


def _instant_read(plain: Any, path: str, reading: Reading) -> Any:
    if isinstance(plain, str):
        value = datetime.fromisoformat(plain)
        value.astimezone(UTC)
        return value
    utc, value = (datetime.fromisoformat(plain[key]) for key in ("utc", "local"))
    if plain["zone"] is not None:
        try:
            value = utc.astimezone(ZoneInfo(plain["zone"]))
        except (LookupError, OSError, TypeError, ValueError):
            return reading.refuse(under(path, "zone"), plain["zone"], "the key of a zone, or null")
    if instant_written(value) != plain:
        expected = "one date and time: in UTC, and as the clock of its zone shows it"
        return reading.refuse(path, plain, expected, "Give it as one text with its offset.")
    return value


def _is_instant(plain: Any) -> bool:
    if isinstance(plain, dict):
        parts = cast("dict[str, Any]", plain)
        ends = (parts.get("utc"), parts.get("local"))
        return {*parts} == {"utc", "local", "zone"} and all(map(_matches(_INSTANT), ends))
    return _matches(_INSTANT)(plain)


def _instant_schema(definitions: Schema) -> Schema:
    zone = {"anyOf": [{"type": "string"}, {"type": "null"}]}
    instant = text_schema(_INSTANT, format="date-time")
    definitions["Instant"] = {
        "description": "A date and time: in UTC, and as the clock of its zone shows it; or a "
        "string with its UTC offset.",
        "anyOf": [object_schema({"utc": instant, "local": instant, "zone": zone}), instant],
    }
    return {"$ref": "#/$defs/Instant"}


INSTANTS: Final = Codec(
    (datetime,),
    "a date and time with its UTC offset, such as 2025-07-03T17:00:00-05:00",
    _is_instant,
    instant_written,
    _instant_read,
    _instant_schema,
)


def member(kind: type[enum.Enum]) -> Codec:
    """Return the codec of an enumeration: a member by its value."""
    members = {member.value: member for member in kind}
    return _scalar(
        kind,
        words_of(kind),
        {"enum": [*members]},
        lambda plain: isinstance(plain, str) and plain in members,
        lambda value: value.value,
        lambda plain: members[plain],
    )


def mark(kind: type[enum.Enum]) -> Codec:
    """Return the codec of an enumeration of one, such as UNKNOWN: no text can stand for it."""
    (member,) = kind
    words = f"{{{json.dumps(member.value)}: true}}"

    def is_mark(plain: Any) -> bool:
        return is_object(plain) and [*plain] == [member.value] and plain[member.value] is True

    schema = object_schema(
        {member.value: {"const": True}}, words="There is one; it is not on file."
    )
    return _scalar(
        kind,
        words,
        schema,
        is_mark,
        lambda _: {member.value: True},
        lambda _: member,
    )
