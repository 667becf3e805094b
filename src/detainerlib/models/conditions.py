"""When a provision speaks: conditions, and the facts of a case."""

import enum
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Final, TypeAlias, cast

import attrs

from detainerlib._printing import Printed
from detainerlib._validation import (
    FactId,
    OffenseId,
    Text,
    check_of,
    checked,
    is_of,
    meeting,
    whole_number,
)
from detainerlib.errors import DetainerError
from detainerlib.models._fields import set_of, tuple_from
from detainerlib.times.periods import UNKNOWN, Unknown


class Since(enum.StrEnum):
    """From when a look-back runs.

    >>> from detainerlib.models import LookBack, Since
    >>> LookBack(years=15, since=Since.RELEASE).since
    <Since.RELEASE: 'release'>
    """

    CONVICTION = "conviction"
    """From the day of the conviction."""
    RELEASE = "release"
    """From the day of release from the sentence."""


class Until(enum.StrEnum):
    """To when a look-back runs, where that is not the day asked about.

    >>> from detainerlib.models import LookBack, OffenseTest, Since, Until
    >>> five_years = LookBack(years=5, since=Since.CONVICTION)
    >>> OffenseTest(offense="any-felony", within=(five_years,), until=Until.ARREST).until
    <Until.ARREST: 'arrest'>
    """

    ARREST = "arrest"
    """To the day of the present arrest."""


_years: Final = whole_number(1, None, "a whole number of years, 1 or more")


@attrs.frozen(kw_only=True, field_transformer=checked)
class LookBack(Printed):
    """How far back a conviction counts.

    Attributes:
        years: Calendar years; the anniversary itself still counts.
        since: From when they run.

    >>> from detainerlib.models import LookBack, OffenseTest, Since
    >>> test = OffenseTest(offense="any-felony", within=(LookBack(years=15, since=Since.RELEASE),))
    >>> test.within[0].years
    15
    """

    years: Annotated[int, _years]
    since: Since


@attrs.frozen(kw_only=True, field_transformer=checked)
class OffenseTest(Printed):
    """Whether a person was convicted of a class of offenses, and how long ago.

    Attributes:
        offense: The id of the class.
        within: The look-backs, of which the later end counts; none where a conviction counts at
            any time. One from release is left out where no sentence was served.
        until: Where given, the look-backs run to that event in place of the day asked about.

    >>> from detainerlib import catalog
    >>> catalog.provision("us-va-53.1-220.1-detention").when.conviction.offense
    'va-53.1-220.1-list'
    """

    offense: OffenseId
    within: tuple[LookBack, ...] = ()
    until: Until | None = None


def _some(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    if is_of(tuple, value) and not value:
        raise DetainerError(attribute.name, value, "at least one condition", "Name one.")
    check_of(tuple[Condition, ...])(instance, attribute, value)


Conditions: TypeAlias = Annotated["tuple[Condition, ...]", _some]


@attrs.frozen(kw_only=True, field_transformer=checked)
class IsFact(Printed):
    """True where a fact on file in `facts.toml` is: `{ fact = "judicial-warrant" }`.

    Attributes:
        fact: The id of the fact.

    >>> from detainerlib import catalog
    >>> print(catalog.fact(catalog.provision("us-az-11-1051.c-notify").when.all[1].fact).question)
    Is the person in custody upon a conviction, not only a charge?
    """

    fact: FactId


@attrs.frozen(kw_only=True, field_transformer=checked)
class AllOf(Printed):
    """True where all of several conditions are: `{ all = [...] }`.

    Attributes:
        all: The conditions, one at least.

    >>> from detainerlib import catalog
    >>> [part.fact for part in catalog.provision("us-az-11-1051.c-notify").when.all]
    ['unlawfully-present', 'convicted-now']
    """

    all: Conditions = attrs.field(converter=tuple_from)


@attrs.frozen(kw_only=True, field_transformer=checked)
class AnyOf(Printed):
    """True where one of several conditions is: `{ any = [...] }`.

    Attributes:
        any: The conditions, one at least.

    >>> from detainerlib import catalog
    >>> [part.fact for part in catalog.provision("us-ca-la-board-2020-transfer").when.any][:2]
    ['judicial-warrant', 'judicial-probable-cause']
    """

    any: Conditions = attrs.field(converter=tuple_from)


@attrs.frozen(kw_only=True, field_transformer=checked)
class Not(Printed):
    """True where a condition is false: `{ not = ... }`.

    Attributes:
        not_: The condition.

    >>> from detainerlib import catalog
    >>> catalog.provision("us-ga-35-1-17-seek-2024").when.not_.fact
    'agreement-in-effect'
    """

    not_: "Condition"


@attrs.frozen(kw_only=True, field_transformer=checked)
class ConvictedOf(Printed):
    """True where the person has such a conviction: `{ conviction = { of = "..." } }`.

    Attributes:
        conviction: What is asked of a conviction.

    >>> from detainerlib import catalog
    >>> condition = catalog.provision("us-va-19.2-294.2-inquire").when
    >>> print(catalog.offense_class(condition.conviction.offense).summary)
    any felony
    """

    conviction: OffenseTest


@attrs.frozen(kw_only=True, field_transformer=checked)
class InWords(Printed):
    """Never known: words that no fact on file settles, or that were not read.

    Attributes:
        words: The words.

    >>> from detainerlib import catalog
    >>> print(catalog.provision("us-al-31-13-18-hold-2025").when.words)
    the amended wording on detention, which was not read, requires it
    """

    words: Text


Leaf: TypeAlias = IsFact | ConvictedOf | InWords
Condition: TypeAlias = IsFact | AllOf | AnyOf | Not | ConvictedOf | InWords

for _model in (AllOf, AnyOf, Not):
    attrs.resolve_types(_model, globals(), locals())


@attrs.frozen(kw_only=True, field_transformer=checked)
class Conviction(Printed):
    """A conviction, as far as conditions ask.

    Attributes:
        offenses: The ids of the classes of offenses it is in; it is in these and those that
            they imply, and in no other.
        convicted_on: The day.
        released_on: The day of release from the sentence; None where none was served.

    Raises:
        DetainerError: If the release lies before the conviction.

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> felony = dl.Conviction(offenses={"violent-felony"}, convicted_on=date(2022, 3, 1))
    >>> dl.CaseFacts(convictions=(felony,)).convictions[0].released_on
    UNKNOWN
    """

    offenses: frozenset[OffenseId] = attrs.field(converter=set_of)
    convicted_on: date | Unknown = UNKNOWN
    released_on: date | Unknown | None = UNKNOWN

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


def _are_answers(pairs: Any) -> bool:
    types = [tuple(map(type, pair)) for pair in pairs if is_of(tuple, pair)]
    return types == [(str, bool)] * len(pairs) and len(dict(pairs)) == len(pairs)


_answers: Final = meeting(
    lambda value: is_of(tuple, value) and _are_answers(value),
    "ids of facts, each once, with True or False",
    "Leave out what is not known.",
)


@attrs.frozen(kw_only=True, field_transformer=checked)
class CaseFacts(Printed):
    """What is known of a case; what is left out is unknown.

    Attributes:
        facts: Pairs of the id of a fact (`catalog.facts()`) and whether it is so; given as a
            mapping.
        convictions: The person's convictions; `()` for none, UNKNOWN where that is not known.
        arrested_on: The day of the present arrest.

    >>> CaseFacts(facts={"judicial-warrant": False}).get("judicial-warrant")
    False
    """

    facts: Annotated[tuple[tuple[str, bool], ...], _answers] = attrs.field(
        default=(), converter=_pairs
    )
    convictions: tuple[Conviction, ...] | Unknown = attrs.field(
        default=UNKNOWN, converter=tuple_from
    )
    arrested_on: date | Unknown = UNKNOWN

    def get(self, id: str) -> bool | None:
        """Whether a fact is so; None where it is not known."""
        return next((answer for fact, answer in self.facts if fact == id), None)


NO_FACTS: Final = CaseFacts()
IS_DETAINER: Final = "request-is-detainer"
"""The id of the fact that the request is an immigration detainer, as the law defines it."""


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
