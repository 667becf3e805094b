"""Whether a rule says what its quoted words say: how long, and on which days the clock stands."""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any, Final

from detainerlib.catalog._checks_layers import is_of_package
from detainerlib.catalog._toml import Loaded, fault
from detainerlib.errors import DataFault
from detainerlib.models.hold_rules import ExcludedDays

_ONES: Final = re.findall(
    r"\w+",
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen",
)
_TENS: Final = re.findall(r"\w+", "twenty thirty forty fifty sixty seventy eighty ninety")
_NUMBERS: Final[Mapping[str, int]] = MappingProxyType(
    {word: number for number, word in enumerate(_ONES, start=1)}
    | {word: 10 * number for number, word in enumerate(_TENS, start=2)}
    | {
        f"{tens}{joined}{ones}": 10 * number + one
        for number, tens in enumerate(_TENS, start=2)
        for one, ones in enumerate(_ONES[:9], start=1)
        for joined in ("-", " ")
    }
)
_MOST_DIGITS: Final = 9
_UNITS: Final = ("hour", "minute", "day")
_LENGTH: Final = re.compile(
    rf"\b(\d+|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
    rf"\s*(?:\(\d+\))?[\s-]*(?:\w+\s)?({'|'.join(_UNITS)})s?\b"
)
_DAYS: Final[Mapping[ExcludedDays, str]] = MappingProxyType(
    {
        ExcludedDays.SATURDAYS: r"saturdays?|weekends?|business days?|working days?",
        ExcludedDays.SUNDAYS: r"sundays?|weekends?|business days?|working days?",
        ExcludedDays.HOLIDAYS: r"holidays?|business days?|working days?",
    }
)


def wording_faults(collections: Mapping[str, Loaded[Any]]) -> Iterator[DataFault]:
    """Yield the rules whose quoted words give another time, or except other days.

    Words that give no time, and name no day, say nothing against a rule.
    """
    for file, rule in collections["rules"].records:
        quote = rule.citation.quote
        if quote is None or is_of_package(file):
            continue
        for field, message in _faults(quote.casefold(), rule.duration, rule.excludes):
            yield fault(file, rule.id, field, message)
    for file, rule in collections["notices"].records:
        quote = rule.citation.quote
        length = rule.before or rule.after or rule.opens
        field = next(name for name in ("before", "after", "opens") if getattr(rule, name))
        if quote is not None and not is_of_package(file):
            for _, message in _faults(quote.casefold(), length, None):
                yield fault(file, rule.id, field, message)


def _faults(
    quote: str, length: timedelta, excludes: frozenset[ExcludedDays] | None
) -> Iterator[tuple[str, str]]:
    lengths = [_length(number, unit) for number, unit in _LENGTH.findall(quote)]
    if lengths and length not in lengths:
        yield "duration", "is none of the lengths of time in the words quoted"
    for day, words in _DAYS.items() if excludes is not None else ():
        named = re.search(words, quote) is not None
        if day in (excludes or ()) and not named:
            yield "excludes", f"has {day.value}, and the words quoted do not name them"
        if day not in (excludes or ()) and named and re.search(r"exclu|except|not count", quote):
            yield "excludes", f"lacks {day.value}, and the words quoted name them"


def _length(number: str, unit: str) -> timedelta:
    # Python reads no number of more than 4,300 digits.
    digits = number.lstrip("0")[:_MOST_DIGITS]
    count = int(digits or 0) if number.isdecimal() else _NUMBERS[number]
    return timedelta(**{f"{unit}s": min(count, 10_000)})
