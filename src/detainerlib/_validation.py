"""Checks of what is given, and the fields of records, checked by what their annotations say.

A model says the type of a field once: `ended: HowEnded | None = None`. What a type cannot say, the
annotation names: `id: Slug`, `successor: RuleId | None`, `years: Annotated[int, _years]`.
"""

import enum
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from itertools import chain, cycle
from numbers import Integral
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Final,
    ForwardRef,
    NamedTuple,
    TypeAlias,
    TypeGuard,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

import attrs

from detainerlib._printing import kept_as_listing
from detainerlib.errors import DetainerError, NotADayError

E = TypeVar("E", bound=enum.Enum)
F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")
Check: TypeAlias = Callable[[Any, "attrs.Attribute[Any]", Any], None]

_PARTIAL_DAY: Final = re.compile("[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
_WORDS: Final[Mapping[Any, str]] = {
    bool: "True or False",
    date: "a date",
    datetime: "a datetime",
    float: "a number",
    int: "a whole number",
    str: "a string",
    timedelta: "a duration",
}
_NOT_ON_RECORD: Final = "Use detainerlib.UNKNOWN for what is not known."


def meeting(condition: Callable[[Any], bool], expected: str, remedy: str = "") -> Check:
    """Return the check of a value that must meet a condition."""

    def validate(instance: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
        if not condition(value):
            raise DetainerError(attribute.name, value, expected, remedy)

    return validate


def matching(pattern: str, expected: str) -> Check:
    """Return the check of a text that must match a pattern as a whole."""
    whole = re.compile(pattern).fullmatch
    check = meeting(lambda value: isinstance(value, str) and bool(whole(value)), expected)
    PATTERNS[check] = pattern
    return check


def whole_number(least: int, most: int | None, expected: str) -> Check:
    """Return the check of a whole number within bounds."""
    bounds = {"minimum": least} if most is None else {"minimum": least, "maximum": most}
    numbers = range(least, sys.maxsize if most is None else most + 1)
    check = meeting(lambda value: type(value) is int and value in numbers, expected)
    BOUNDS[check] = bounds
    return check


PATTERNS: Final[dict[object, str]] = {}
"""By check: the pattern that a text must match as a whole, for JSON Schema."""

BOUNDS: Final[dict[object, dict[str, int]]] = {}
"""By check: the least and the greatest number, for JSON Schema."""


def is_of(kind: type[Any], value: object) -> bool:
    """Tell whether a value is of a kind; to a checker of types it stays what it was."""
    return isinstance(value, kind)


def is_day(value: object) -> TypeGuard[date]:
    """Tell whether a value is a plain date; a `datetime` is a `date` to Python, and is none."""
    return isinstance(value, date) and not isinstance(value, datetime)


def day_of(value: object, where: str) -> date:
    """Return `value` if it is a date; a `datetime`, though a subclass, is refused.

    Raises:
        NotADayError: If `value` is a datetime, or is not a date.
    """
    if is_day(value):
        return value
    remedy = "Use value.date() for a datetime, or date.fromisoformat(value) for text."
    raise NotADayError(where, value, "a datetime.date without a time of day", remedy)


def own_number(value: Any) -> Any:
    """Return a whole number as Python's own, as numpy has others; whatever is none as it is."""
    return int(value) if isinstance(value, Integral) and not isinstance(value, bool) else value


def is_missing(value: object) -> bool:
    """Tell whether a value is None, or what data frames have for it: NaN, NaT, the NA of pandas."""
    if value is None:
        return True
    if hasattr(value, "__len__"):
        return False  # a text, or a column, of which each cell would answer
    try:
        return bool(value != value)  # noqa: PLR0124 (what is missing is not itself)
    except (TypeError, ValueError, ArithmeticError):
        # NA is neither itself nor another; a NaN of decimals that signals compares with none.
        return type(value).__name__ == "NAType"


def only(values: Iterable[T]) -> T | None:
    """Return the one value that there is, however often; None where there are others, or none."""
    distinct = {*values}
    return distinct.pop() if len(distinct) == 1 else None


def plain_day(instance: object, attribute: "attrs.Attribute[Any]", value: date) -> None:
    """Validate a date that is no datetime."""
    day_of(value, attribute.name)


def partial_day_or_unknown(instance: object, attribute: "attrs.Attribute[Any]", value: str) -> None:
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


slug: Final = matching(
    r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?", "an id of lowercase letters, digits, dots and hyphens"
)
text: Final = matching(r"[\s\S]*\S[\s\S]*", "a non-empty string")

PATTERNS[partial_day_or_unknown] = rf"{_PARTIAL_DAY.pattern}|unknown"


class OrUnknown(NamedTuple):
    """What marks a text that is the word "unknown" where it is not on record."""


Slug: TypeAlias = Annotated[str, slug]
Text: TypeAlias = Annotated[str, text]
TextOrUnknown: TypeAlias = Annotated[str, text, OrUnknown()]
PartialDay: TypeAlias = Annotated[str, partial_day_or_unknown, OrUnknown()]


class RefersTo(NamedTuple):
    """What an id names: a record of a collection of the catalog."""

    collection: str


AgreementModelId: TypeAlias = Annotated[str, slug, RefersTo("models")]
AnyPlace: TypeAlias = Annotated[str, text, RefersTo("jurisdictions")]
AuthorityId: TypeAlias = Annotated[str, slug, RefersTo("authorities")]
BasisId: TypeAlias = Annotated[str, slug, RefersTo("bases")]
ComponentName: TypeAlias = Annotated[str, text, RefersTo("components")]
CustodyEventId: TypeAlias = Annotated[str, slug, RefersTo("custody events")]
EditionOrFormId: TypeAlias = Annotated[str, slug, RefersTo("editions and forms")]
EventId: TypeAlias = Annotated[str, slug, RefersTo("events")]
FactId: TypeAlias = Annotated[str, slug, RefersTo("facts")]
FormId: TypeAlias = Annotated[str, slug, RefersTo("forms")]
HolidayListId: TypeAlias = Annotated[str, slug, RefersTo("holiday-lists")]
IncorporationId: TypeAlias = Annotated[str, slug, RefersTo("incorporations")]
ListId: TypeAlias = Annotated[str, slug, RefersTo("lists")]
MeasureId: TypeAlias = Annotated[str, slug, RefersTo("measures")]
NoticeRuleId: TypeAlias = Annotated[str, slug, RefersTo("notices")]
OffenseId: TypeAlias = Annotated[str, slug, RefersTo("offenses")]
PlaceCode: TypeAlias = Annotated[str, text, RefersTo("codes")]
PointId: TypeAlias = Annotated[str, slug, RefersTo("points")]
ProvisionId: TypeAlias = Annotated[str, slug, RefersTo("policies")]
ReportId: TypeAlias = Annotated[str, slug, RefersTo("reports")]
RuleId: TypeAlias = Annotated[str, slug, RefersTo("rules")]
TermId: TypeAlias = Annotated[str, slug, RefersTo("terms")]
WarrantName: TypeAlias = Annotated[str, text, RefersTo("warrant forms")]


def checked(model: type[Any], fields: "list[attrs.Attribute[Any]]") -> "list[attrs.Attribute[Any]]":
    """Give each field of a model the check that its annotation says: a field transformer of attrs.

    A field that has a validator keeps that one alone. The types understood are classes, members of
    an enumeration, `Annotated` with a check, tuples, frozensets and mappings of these, and unions
    of classes with None and UNKNOWN; names of types that are not there yet are looked up when the
    first record is made.

    >>> @attrs.frozen(kw_only=True, field_transformer=checked)
    ... class Paper:
    ...     title: Text
    ...     pages: int | None = None
    >>> Paper(title="Order", pages="2")
    Traceback (most recent call last):
    detainerlib.errors.DetainerError: pages: got '2', expected a whole number.
    """
    return [
        field
        if field.validator is not None
        else field.evolve(validator=_check_of_field(model, field.name, field.type))
        for field in map(_kept_as_unknown, map(kept_as_listing, fields))
    ]


def _kept_as_unknown(field: "attrs.Attribute[Any]") -> "attrs.Attribute[Any]":
    """Have a field in which UNKNOWN is a value, and None is not, take what is missing for it."""
    kinds = _kinds_of(field.type)
    unknown = next((next(iter(kind)) for kind in kinds if _has_one_member(kind)), None)
    if unknown is None or NoneType in kinds or field.validator is not None:
        return field
    converter = cast("Any", field).converter
    converters = [] if converter is None else [converter]

    def known_or_unknown(value: Any) -> Any:
        return unknown if is_missing(value) else value

    # What a signature shows.
    known_or_unknown.__annotations__["value"] = cast("Any", field.type) | None
    return field.evolve(converter=attrs.converters.pipe(known_or_unknown, *converters))


def _kinds_of(kind: Any) -> tuple[Any, ...]:
    """Return the members of a union, and of one with a check."""
    if get_origin(kind) is Annotated:
        return _kinds_of(get_args(kind)[0])
    return get_args(kind) if get_origin(kind) in {Union, UnionType} else (kind,)


def _check_of_field(model: type[Any], name: str, kind: Any) -> Check:
    if not _names_a_later_type(kind):
        return check_of(kind)

    def validate(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        resolved_check()(instance, attribute, value)

    @cache
    def resolved_check() -> Check:
        names = vars(sys.modules[model.__module__])
        return check_of(get_type_hints(model, names, include_extras=True)[name])

    return validate


@cache
def _names_a_later_type(kind: Any) -> bool:
    return isinstance(kind, str | ForwardRef) or any(map(_names_a_later_type, get_args(kind)))


@cache
def check_of(kind: Any) -> Check:
    """Return the check of a type: it names the field, what was given and what was expected.

    Raises:
        TypeError: If it is no type of those that `checked` understands.
    """
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        checks = [cast("Check", check) for check in arguments[1:] if callable(check)]
        return checks[0] if checks else check_of(arguments[0])
    if origin in {Union, UnionType}:
        return _either(arguments)
    if origin in {Mapping, tuple, frozenset}:
        checks = [check_of(part) for part in arguments if part is not Ellipsis]
        if origin is Mapping:
            # Keys and values take turns, as their checks do.
            # Where values may be anything there are keys alone.
            keys_only = checks[1] is _anything
            return _made_of(
                kind,
                lambda value: is_of(Mapping, value),
                lambda value: zip(
                    cycle(checks[:1] if keys_only else checks),
                    value if keys_only else chain.from_iterable(value.items()),
                ),
            )
        if origin is tuple and arguments[-1] is not Ellipsis:
            return _made_of(
                kind,
                lambda value: is_of(tuple, value) and len(value) == len(checks),
                lambda value: zip(checks, value, strict=True),
            )
        container = cast("type[Any]", origin)
        return _made_of(
            kind, lambda value: is_of(container, value), lambda value: zip(cycle(checks), value)
        )
    if kind is Any or isinstance(kind, TypeVar):
        return _anything
    if kind is date:
        return plain_day
    return _instance(kind)


def words_of(kind: Any) -> str:
    """Return what a type expects, in a reader's words: "a date", "a tuple, each a Citation"."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return "an id" if slug in arguments else words_of(arguments[0])
    if origin in {Union, UnionType}:
        return " or ".join(words_of(member) for member in arguments)
    if origin is Mapping:
        return f"a mapping, each key {words_of(arguments[0])}, each value {words_of(arguments[1])}"
    if origin is tuple and arguments[-1] is not Ellipsis:
        return f"a tuple of {', '.join(words_of(member) for member in arguments)}"
    if origin in {tuple, frozenset}:
        return f"a {cast('type[Any]', origin).__name__}, each {words_of(arguments[0])}"
    if kind in _WORDS:
        return _WORDS[kind]
    if not isinstance(kind, type):
        return "anything"
    if issubclass(kind, enum.Enum):
        listed = [repr(member.value) for member in kind]
        return f"one of {', '.join(listed)}" if listed[1:] else next(iter(kind)).name
    return f"{'an' if kind.__name__[0] in 'AEIOU' else 'a'} {kind.__name__}"


def _anything(instance: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
    """Validate nothing."""


def _instance(kind: Any) -> Check:
    if not isinstance(kind, type):
        raise TypeError(f"no check of {kind}")
    kinds = (int, float) if kind is float else (kind,)
    # True is a number to Python, and no number here.
    is_number = kind in {int, float}

    def validate(instance: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
        if not isinstance(value, kinds) or (is_number and isinstance(value, bool)):
            raise DetainerError(attribute.name, value, words_of(kind), _remedy(kind, value))

    return validate


def _remedy(kind: type[Any], value: object) -> str:
    """Return how to write the member that a value stands for; nothing is coerced."""
    if not issubclass(kind, enum.Enum) or type(value) is not str:
        return ""
    members: list[enum.Enum] = [*kind]
    is_value = value in [member.value for member in members]
    return f"Write {kind.__name__}({value!r})." if is_value else ""


def _either(kinds: tuple[Any, ...]) -> Check:
    unknown = next((next(iter(kind)) for kind in kinds if _has_one_member(kind)), None)
    others = tuple(kind for kind in kinds if kind is not NoneType and not _has_one_member(kind))
    if len(others) == 1:
        check = check_of(others[0])
    else:
        for other in others:
            _instance(other)
        check = meeting(lambda value: isinstance(value, others), " or ".join(map(words_of, others)))
    # A value whose type is named needs no other look.
    named = frozenset(kind for kind in kinds if isinstance(kind, type) and get_origin(kind) is None)

    def validate(instance: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
        if type(value) in named:
            return
        try:
            check(instance, attribute, value)
        except DetainerError as error:
            if unknown is None or error.given is not value:
                raise
            expected = f"{error.expected}, or {unknown.name}"
            remedy = f"{error.remedy} {_NOT_ON_RECORD}".lstrip()
            raise type(error)(error.where, value, expected, remedy) from None

    return validate


def _has_one_member(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, enum.Enum) and len(kind) == 1


def _made_of(
    kind: Any, fits: Callable[[Any], bool], checks: Callable[[Any], Iterable[tuple[Check, Any]]]
) -> Check:
    """Return the check of a container that fits, by the checks that its parts have."""

    def validate(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        if not fits(value):
            raise DetainerError(attribute.name, value, words_of(kind), "")
        for check, part in checks(value):
            check(instance, attribute, part)

    return validate
