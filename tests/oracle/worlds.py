"""Which norm governs, by brute force: every world that what is known leaves, one after another.

Written from `docs/policies.md`. A world settles everything: each fact, each word, the convictions,
the kind of agency, which texts were in effect, whom an order reaches. In a world there are no
unknowns, and the levels are walked from the nation down. The package builds a decision diagram of
what may matter; here nothing is left out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain, product
from typing import Final, NamedTuple, TypeAlias

from detainerlib import UNKNOWN, Modality, catalog
from detainerlib.models import AgencyType, BindingEffect, Provision
from detainerlib.models.conditions import (
    AllOf,
    AnyOf,
    Condition,
    ConvictedOf,
    InWords,
    IsFact,
    Not,
    OffenseTest,
    Since,
    Until,
)
from detainerlib.policy.query import PolicyQuery
from detainerlib.times.periods import EffectivePeriod

REQUIRED, PERMITTED, PROHIBITED = Modality.REQUIRED, Modality.PERMITTED, Modality.PROHIBITED
EVERYTHING: Final = frozenset(Modality)
OF_STATES: Final = frozenset(
    {
        AgencyType.STATE_POLICE,
        AgencyType.STATE_CORRECTIONS,
        AgencyType.STATE_AGENCY,
        AgencyType.ATTORNEY_GENERAL,
        AgencyType.GOVERNOR,
    }
)
MOST_WORLDS: Final = 1 << 12
ONE_DAY: Final = timedelta(days=1)

World: TypeAlias = Mapping[object, bool]
"""Whether each thing that was open is so."""


class Outcome(NamedTuple):
    """What the norms come to: the ids of those that give the answer, conflict, are overridden."""

    possible: frozenset[Modality]
    controlling: frozenset[str] = frozenset()
    conflicts: frozenset[str] = frozenset()
    overridden: frozenset[str] = frozenset()


class TooManyWorldsError(Exception):
    """There are too many to go through."""


def outcome(query: PolicyQuery, on: date) -> Outcome:
    """Give what the norms come to in all worlds together."""
    kinds = [query.agency_type] if query.agency_type else agencies_of(query)
    outcomes: set[Outcome] = set()
    for binding in {_binding(query, kind) for kind in kinds}:
        outcomes |= {
            _walk(binding, _says(binding, query, on, world))
            for world in _worlds(binding, query, on)
        }
    controlling = _union(each.controlling for each in outcomes)
    conflicts = _union(each.conflicts for each in outcomes)
    return Outcome(
        frozenset(chain.from_iterable(each.possible for each in outcomes)),
        controlling,
        conflicts,
        _union(each.overridden for each in outcomes) - controlling - conflicts,
    )


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset(chain.from_iterable(sets))


def agencies_of(query: PolicyQuery) -> list[AgencyType]:
    """Give every kind of agency that the place may have: a county has none of the state's."""
    is_local = query.governments[-1].level.is_local
    return [kind for kind in AgencyType if not (is_local and kind in OF_STATES)]


def _binding(query: PolicyQuery, kind: AgencyType) -> tuple[tuple[Provision, ...], ...]:
    """Give the norms that bind a kind of agency; no locality's norm binds one of the state."""
    return tuple(
        tuple(
            norm
            for norm in level
            if norm.weight is BindingEffect.BINDING
            and (kind in norm.agency_types if norm.agency_types else kind not in norm.exempts)
            and not (government.level.is_local and kind in OF_STATES)
        )
        for government, level in zip(query.governments, query.levels, strict=True)
    )


def lies_in(period: EffectivePeriod, day: date) -> bool | None:
    """Tell whether a day lies in a period, as the data's README has its bounds."""
    first, last = period.start, period.until
    if day < (first if isinstance(first, date) else period.not_before or date.min):
        return False
    if isinstance(last, date) and day >= last:
        return False
    if last is UNKNOWN and period.not_after and day >= period.not_after:
        return False
    known = [each for each in (first, period.in_force_on) if isinstance(each, date)]
    if isinstance(last, date):
        # It has a last day.
        return True if day >= min([*known, last - ONE_DAY]) else None
    if last is UNKNOWN:
        return True if known and min(known) <= day <= max(known) else None
    return True if known and day >= min(known) else None


def _worlds(levels: Sequence[Sequence[Provision]], query: PolicyQuery, on: date) -> Iterator[World]:
    norms = [*chain.from_iterable(levels)]
    leaves = {leaf for norm in norms if norm.when for leaf in leaves_of(norm.when)}
    told = dict(query.facts.facts)
    open_periods = [("in force", norm.id) for norm in norms if lies_in(norm.period, on) is None]
    orders = {
        ("reached", norm.id, number)
        for norm in norms
        for number, order in enumerate(norm.suspensions)
        if lies_in(order.period, on) is not False
    }
    words = {leaf for leaf in leaves if isinstance(leaf, InWords)}
    facts = sorted({leaf.fact for leaf in leaves if isinstance(leaf, IsFact)} - {*told})
    free = [*open_periods, *sorted(orders), *words]
    tests = sorted((leaf for leaf in leaves if isinstance(leaf, ConvictedOf)), key=str)
    records = [*_records(tests, query, on)]
    if len(records) << (len(free) + len(facts)) > MOST_WORLDS:
        raise TooManyWorldsError
    of_facts = [
        world
        for answers in product((True, False), repeat=len(facts))
        if can_be(world := {**told, **dict(zip(facts, answers, strict=True))})
    ]
    for known, answers, record in product(
        of_facts, product((True, False), repeat=len(free)), records
    ):
        yield {
            **{IsFact(fact=id): answer for id, answer in known.items()},
            **dict(zip(free, answers, strict=True)),
            **dict(zip(tests, record, strict=True)),
        }


def leaves_of(condition: Condition) -> Iterator[Condition]:
    """Yield what a condition turns on."""
    match condition:
        case AllOf(all=parts) | AnyOf(any=parts):
            yield from chain.from_iterable(map(leaves_of, parts))
        case Not(not_=part):
            yield from leaves_of(part)
        case _:
            yield condition


def can_be(facts: Mapping[str, bool]) -> bool:
    """Tell whether facts can be so together, by what each implies and excludes."""
    so = {id for id, answer in facts.items() if answer}
    while more := {wider for id in so for wider in catalog.fact(id).implies} - so:
        so |= more
    if any(not facts.get(id, True) for id in so):
        return False
    return not any({*catalog.fact(id).excludes} & so for id in so)


def _records(
    tests: Sequence[ConvictedOf], query: PolicyQuery, on: date
) -> Iterable[tuple[bool, ...]]:
    """Give, for each record of convictions that there may be, which tests count some of it."""
    nothing = tuple(False for _ in tests)
    if not tests:
        return [nothing]
    years = {back.years for test in tests for back in test.conviction.within}
    told = query.facts.convictions
    if told is UNKNOWN:
        offenses = {frozenset(_classes(offense.id)) for offense in catalog.offense_classes()}
        singles = {
            tuple(_counts(test.conviction, of, *days, on) for test in tests)
            for of in offenses
            for days in _days(UNKNOWN, UNKNOWN, years, on)
        }
        # A record is any number of convictions, and some of them counts where one does.
        records = {nothing}
        for single in singles:
            records |= {_either(record, single) for record in records}
        return records
    records = {nothing}
    for conviction in told:
        singles = {
            tuple(_counts(test.conviction, conviction.offenses, *days, on) for test in tests)
            for days in _days(conviction.convicted_on, conviction.released_on, years, on)
        }
        records = {_either(record, single) for record in records for single in singles}
    return records


def _either(first: Sequence[bool], second: Sequence[bool]) -> tuple[bool, ...]:
    return tuple(one or other for one, other in zip(first, second, strict=True))


def _classes(offense: str) -> set[str]:
    """Give a class of offenses and those that it is part of."""
    classes = {offense}
    while (
        more := {wider for id in classes for wider in catalog.offense_class(id).implies} - classes
    ):
        classes |= more
    return classes


def _days(
    convicted: object, released: object, years: Iterable[int], on: date
) -> Iterator[tuple[date, date | None]]:
    """Yield days of conviction and of release: those told, or some on either side of each limit."""
    some = [on - timedelta(days=366 * ago + 100) for ago in (0, *years)]
    for day in [convicted] if isinstance(convicted, date) else some:
        yield from (
            (day, end)
            for end in ([released] if released is not UNKNOWN else [*some, None])
            if end is None or (isinstance(end, date) and end >= day)
        )


def _counts(
    test: OffenseTest, classes: Iterable[str], convicted: date, released: date | None, on: date
) -> bool:
    """Tell whether a test counts a conviction; the anniversary is within the years."""
    assert test.until is None or test.until is Until.ARREST
    if test.offense not in classes or convicted > on:
        return False
    return not test.within or any(
        since is not None and on <= anniversary(since, back.years)
        for back in test.within
        for since in [convicted if back.since is Since.CONVICTION else released]
    )


def anniversary(day: date, years: int) -> date:
    """Give the same day some years later, or February 28."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _says(
    levels: Sequence[Sequence[Provision]], query: PolicyQuery, on: date, world: World
) -> dict[str, Modality]:
    """Give what each norm says in a world, by its id; none that is silent."""
    place = query.governments[-1].code
    said: dict[str, Modality] = {}
    for norm in chain.from_iterable(levels):
        applies = lies_in(norm.period, on)
        if not (world[("in force", norm.id)] if applies is None else applies):
            continue
        if any(
            _is_suspended(norm, number, place, on, world) for number in range(len(norm.suspensions))
        ):
            continue
        modality = norm.modality
        if norm.when is not None and not is_true(norm.when, world):
            if norm.otherwise is None:
                continue
            modality = norm.otherwise
        said[norm.id] = modality
    return said


def _is_suspended(norm: Provision, number: int, place: str, on: date, world: World) -> bool:
    """Tell whether an order keeps a norm from applying to the agencies of a place."""
    order = norm.suspensions[number]
    stood = lies_in(order.period, on)
    if stood is False:
        return False
    binds = not order.parties or place in order.parties
    if stood and binds and order.parts is None:
        return True
    return world["reached", norm.id, number]


def is_true(condition: Condition, world: World) -> bool:
    """Tell whether a condition is true in a world."""
    match condition:
        case AllOf(all=parts):
            return all(is_true(part, world) for part in parts)
        case AnyOf(any=parts):
            return any(is_true(part, world) for part in parts)
        case Not(not_=part):
            return not is_true(part, world)
        case _:
            return world[condition]


def _walk(levels: Sequence[Sequence[Provision]], said: Mapping[str, Modality]) -> Outcome:
    """Walk the levels from the nation down, in a world in which all is known."""
    left = {REQUIRED, PERMITTED, PROHIBITED}
    heard: list[tuple[str, Modality]] = []
    overridden: set[str] = set()
    for level in levels:
        room = frozenset(left)
        speaking = [(norm, said[norm.id]) for norm in level if norm.id in said]
        overridden |= {norm.id for norm, modality in speaking if modality not in room}
        speaking = [(norm, modality) for norm, modality in speaking if modality in room]
        spoken = {modality for _, modality in speaking}
        if {REQUIRED, PROHIBITED} <= spoken:
            both = frozenset(norm.id for norm, modality in speaking if modality is not PERMITTED)
            return Outcome(
                frozenset({REQUIRED, PROHIBITED}), frozenset(), both, frozenset(overridden)
            )
        heard += [(norm.id, modality) for norm, modality in speaking]
        for firm in (REQUIRED, PROHIBITED):
            if firm in spoken:
                left = {firm}
        if any(norm.voids_local_bars and modality is norm.modality for norm, modality in speaking):
            # It speaks to those below: what this level itself forbids stays forbidden.
            left = left - {PROHIBITED} or left
    if not heard:
        return Outcome(EVERYTHING)
    answer = next(iter(left)) if len(left) == 1 else PERMITTED
    controlling = frozenset(id for id, modality in heard if modality is answer)
    return Outcome(frozenset({answer}), controlling, frozenset(), frozenset(overridden))
