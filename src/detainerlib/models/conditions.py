"""When a provision speaks: conditions, and the facts of a case."""

import enum
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final, TypeAlias, cast

import attrs

from detainerlib._validation import slug, text, tuple_of
from detainerlib.errors import DetainerError
from detainerlib.models._fields import DAY_OR_UNKNOWN, all_are, is_a, or_unknown, set_of, tuple_from
from detainerlib.times.periods import UNKNOWN, Unknown


class Since(enum.Enum):
    """From when a look-back runs."""

    CONVICTION = "conviction"
    RELEASE = "release"


class Until(enum.Enum):
    """To when a look-back runs, where that is not the day asked about."""

    ARREST = "arrest"


def _years(instance: object, attribute: "attrs.Attribute[int]", value: int) -> None:
    if type(value) is not int or value < 1:
        raise DetainerError(attribute.name, value, "a whole number of years, 1 or more", "")


@attrs.frozen(kw_only=True)
class LookBack:
    """How far back a conviction counts.

    Attributes:
        years: Calendar years; the anniversary itself still counts.
        since: From when they run.
    """

    years: int = attrs.field(validator=_years)
    since: Since = attrs.field(validator=attrs.validators.instance_of(Since))


@attrs.frozen(kw_only=True)
class OffenseTest:
    """Whether a person was convicted of a class of offenses, and how long ago.

    Attributes:
        offense: The id of the class.
        within: The look-backs, of which the later end counts; none where a conviction counts at
            any time. One from release is left out where no sentence was served.
        until: Where given, the look-backs run to that event in place of the day asked about.
    """

    offense: str = attrs.field(validator=slug)
    within: tuple[LookBack, ...] = attrs.field(
        default=(), validator=tuple_of(attrs.validators.instance_of(LookBack))
    )
    until: Until | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.instance_of(Until))
    )


def is_condition(instance: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
    """Validate a condition."""
    if not isinstance(value, IsFact | AllOf | AnyOf | Not | ConvictedOf | InWords):
        raise DetainerError(
            attribute.name, value, "a condition", "See detainerlib.models.conditions."
        )


def _conditions(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    if value == ():
        raise DetainerError(attribute.name, value, "at least one condition", "Name one.")
    tuple_of(is_condition)(instance, attribute, value)


@attrs.frozen(kw_only=True)
class IsFact:
    """True where a fact on record in `facts.toml` is: `{ fact = "judicial-warrant" }`."""

    fact: str = attrs.field(validator=slug)


@attrs.frozen(kw_only=True)
class AllOf:
    """True where all of several conditions are: `{ all = [...] }`."""

    all: "tuple[Condition, ...]" = attrs.field(converter=tuple_from, validator=_conditions)


@attrs.frozen(kw_only=True)
class AnyOf:
    """True where one of several conditions is: `{ any = [...] }`."""

    any: "tuple[Condition, ...]" = attrs.field(converter=tuple_from, validator=_conditions)


@attrs.frozen(kw_only=True)
class Not:
    """True where a condition is false: `{ not = ... }`."""

    not_: "Condition" = attrs.field(validator=is_condition)


@attrs.frozen(kw_only=True)
class ConvictedOf:
    """True where the person has such a conviction: `{ conviction = { of = "..." } }`."""

    conviction: OffenseTest = attrs.field(validator=attrs.validators.instance_of(OffenseTest))


@attrs.frozen(kw_only=True)
class InWords:
    """Never known: words that no fact on record settles, or that were not read."""

    words: str = attrs.field(validator=text)


Leaf: TypeAlias = IsFact | ConvictedOf | InWords
Condition: TypeAlias = IsFact | AllOf | AnyOf | Not | ConvictedOf | InWords

for _model in (AllOf, AnyOf, Not):
    attrs.resolve_types(_model, globals(), locals())


_RELEASED: Final[Any] = attrs.validators.optional(DAY_OR_UNKNOWN)


@attrs.frozen(kw_only=True)
class Conviction:
    """A conviction, as far as conditions ask.

    Attributes:
        offenses: The ids of the classes of offenses it is in; it is in these and those that
            they imply, and in no other.
        convicted_on: The day.
        released_on: The day of release from the sentence; None where none was served.

    Raises:
        DetainerError: If the release lies before the conviction.
    """

    offenses: frozenset[str] = attrs.field(
        converter=set_of,
        validator=attrs.validators.deep_iterable(slug, attrs.validators.instance_of(frozenset)),
    )
    convicted_on: date | Unknown = attrs.field(default=UNKNOWN, validator=DAY_OR_UNKNOWN)
    released_on: date | Unknown | None = attrs.field(default=UNKNOWN, validator=_RELEASED)

    def __attrs_post_init__(self) -> None:
        """Refuse a release from a sentence that was not yet imposed."""
        convicted, released = self.convicted_on, self.released_on
        if isinstance(convicted, date) and isinstance(released, date) and released < convicted:
            raise DetainerError(
                "released_on",
                released,
                f"no day before the conviction, {convicted}",
                "It is the release from the sentence for this conviction.",
            )


def _pairs(facts: Any) -> Any:
    if isinstance(facts, tuple | list):
        return tuple(sorted(facts, key=str))  # pyright: ignore[reportUnknownArgumentType,reportUnknownVariableType]
    if not isinstance(facts, Mapping):
        return facts
    return tuple(sorted(cast("Mapping[str, bool]", facts).items(), key=str))


def _answers(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    if not all_are(_is_answer, tuple)(value) or len(dict(value)) < len(value):
        raise DetainerError(
            attribute.name,
            value,
            "ids of facts, each once, with True or False",
            "Leave out what is not known.",
        )


def _is_answer(pair: Any) -> bool:
    return isinstance(pair, tuple) and tuple(map(type, pair)) == (str, bool)  # pyright: ignore[reportUnknownArgumentType] (what a caller gave)


@attrs.frozen(kw_only=True)
class CaseFacts:
    """What is known of a case; what is left out is unknown.

    Attributes:
        facts: Pairs of the id of a fact (`catalog.facts()`) and whether it is so; given as a
            mapping.
        convictions: The person's convictions; `()` for none, UNKNOWN where that is not known.
        arrested_on: The day of the present arrest.

    >>> CaseFacts(facts={"judicial-warrant": False}).get("judicial-warrant")
    False
    """

    facts: tuple[tuple[str, bool], ...] = attrs.field(
        default=(),
        converter=_pairs,
        validator=_answers,
    )
    convictions: tuple[Conviction, ...] | Unknown = attrs.field(
        default=UNKNOWN,
        converter=tuple_from,
        validator=or_unknown("convictions", all_are(is_a(Conviction), tuple)),
    )
    arrested_on: date | Unknown = attrs.field(default=UNKNOWN, validator=DAY_OR_UNKNOWN)

    def get(self, id: str) -> bool | None:
        """Whether a fact is so; None where it is not known."""
        return next((answer for fact, answer in self.facts if fact == id), None)


NO_FACTS: Final = CaseFacts()


def leaves_of(condition: Condition) -> Iterator[Leaf]:
    """Yield the facts, convictions and words that a condition is made of."""
    match condition:
        case AllOf(all=parts) | AnyOf(any=parts):
            for part in parts:
                yield from leaves_of(part)
        case Not(not_=part):
            yield from leaves_of(part)
        case _:
            yield condition
