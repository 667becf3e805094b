"""JSON texts as plain values, within bounds: what is too large, too deep or no JSON is refused."""

import json
from collections.abc import Mapping
from typing import Any, Final

from detainerlib._documents.reading import Reading
from detainerlib._documents.scalars import is_list
from detainerlib._html import is_of_whole_characters
from detainerlib._validation import is_of, own_number

_MOST_NESTED: Final = 64
_MOST_DIGITS: Final = 19


def parsed(text: Any, limit: int, reading: Reading) -> Any:
    """Return the values of a JSON text."""
    if not isinstance(text, str | bytes | bytearray):
        return reading.refuse("text", text, "a JSON text, or its bytes", "See to_json().")
    limit = own_number(limit)
    if type(limit) is not int:
        return reading.refuse("limit", limit, "a whole number of characters or bytes")
    if len(text) > limit:
        size = f"{len(text):,} characters"
        return reading.refuse("text", size, f"at most {limit:,}", "Give limit= a larger number.")
    try:
        return json.loads(
            text if isinstance(text, str) else text.decode(),
            object_pairs_hook=_unique,
            parse_int=_whole,
            parse_float=_finite,
            parse_constant=_finite,
        )
    except (ValueError, RecursionError) as error:
        where = f"line {error.lineno}" if isinstance(error, json.JSONDecodeError) else "some place"
        reasons = {
            json.JSONDecodeError: f"a JSON document; something is wrong in {where}",
            UnicodeDecodeError: "UTF-8",
            RecursionError: f"at most {_MOST_NESTED} levels of nesting",
            ValueError: str(error),
        }
        return reading.refuse("text", text, reasons[type(error)], "See to_json().")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        raise ValueError("each key once in an object")
    return table


def _whole(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise ValueError("whole numbers of at most 19 digits")
    return int(digits)


def _finite(digits: str) -> float:
    number = float(digits)
    if number - number != 0:
        raise ValueError("finite numbers")
    return number


def check_nesting(document: object, reading: Reading) -> None:
    """Refuse what is nested too deep, or holds half of a character, before it is read."""
    left: list[tuple[Any, int]] = [(document, 0)]
    while left and not reading.faults:
        value, depth = left.pop()
        if depth > _MOST_NESTED:
            reading.refuse("document", value, f"at most {_MOST_NESTED} levels of nesting")
        elif isinstance(value, str):
            if not is_of_whole_characters(value):
                reading.refuse("document", value, "strings of whole characters", "See surrogates.")
        elif is_of(Mapping, value):
            left += [(part, depth + 1) for pair in value.items() for part in pair]
        elif is_list(value):
            left += [(part, depth + 1) for part in value]
