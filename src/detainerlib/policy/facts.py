"""What follows from a fact or a conviction: what it implies, and what it excludes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from detainerlib import catalog
from detainerlib.errors import DetainerError
from detainerlib.models.conditions import ConvictedOf, IsFact, Leaf, OffenseTest

_NOTHING: Final[Mapping[str, bool]] = MappingProxyType({})


def facts_with_implied(told: Mapping[str, bool]) -> Mapping[str, bool]:
    """Return facts with those that follow from each.

    Raises:
        UnknownIdError: If a fact is not on record.
        DetainerError: If two of them cannot be so together.
    """
    for id in told:
        catalog.fact(id)
    known = dict(told)
    for id, answer in told.items():
        for other, follows in _follows()[id, answer].items():
            if told.get(other, follows) is not follows:
                raise DetainerError(
                    "facts",
                    {id: answer, other: told[other]},
                    f"{other!r} to be {str(follows).casefold()} where {id!r} is "
                    f"{str(answer).casefold()}",
                    "Leave out what is not known.",
                )
            known[other] = follows
    return known


def classes_with_implied(of: frozenset[str]) -> frozenset[str]:
    """Return classes of offenses with those that they are part of.

    Raises:
        UnknownIdError: If a class is not on record.
    """
    return of.union(*(_closure(id, lambda one: catalog.offense_class(one).implies) for id in of))


def what_follows(leaf: Leaf, answer: bool, others: Iterable[Leaf]) -> Iterator[tuple[Leaf, bool]]:  # noqa: FBT001 (an answer is its meaning)
    """Yield those of some other leaves that are settled where one is so, or is not."""
    match leaf:
        case IsFact(fact=id):
            follows = _follows().get((id, answer), _NOTHING)
            for other in others:
                if isinstance(other, IsFact) and other.fact in follows:
                    yield other, follows[other.fact]
        case ConvictedOf(conviction=test):
            for other in others:
                if isinstance(other, ConvictedOf) and other != leaf:
                    counted = other.conviction
                    wider, narrower = (counted, test) if answer else (test, counted)
                    if _is_within(narrower, wider):
                        yield other, answer
        case _:
            return


@cache
def _follows() -> Mapping[tuple[str, bool], Mapping[str, bool]]:
    """Return, for each fact and answer, the other facts that are settled by it."""
    records = {fact.id: fact for fact in catalog.facts()}
    implied = {id: _closure(id, lambda one: records[one].implies) | {id} for id in records}
    excludes = {(one, other) for one, fact in records.items() for other in fact.excludes}
    excludes |= {(other, one) for one, other in excludes}
    follows: dict[tuple[str, bool], Mapping[str, bool]] = {}
    for id in records:
        excluded = {other for one, other in excludes if one in implied[id]}
        ruled_out = {other for other in records if implied[other] & excluded}
        follows[id, True] = dict.fromkeys(implied[id] - {id}, True) | dict.fromkeys(
            ruled_out, False
        )
        follows[id, False] = {each: False for each in records if id in implied[each] - {each}}
    return MappingProxyType(follows)


def _closure(id: str, implies: Callable[[str], Iterable[str]]) -> set[str]:
    """Return all that an id implies, also by way of others."""
    found = {*implies(id)}
    while more := {each for one in found for each in implies(one)} - found:
        found |= more
    return found


def _is_within(narrower: OffenseTest, wider: OffenseTest) -> bool:
    """Whether each conviction that one test counts is counted by another."""
    if narrower.until is not wider.until or wider.offense not in _classes(narrower.offense):
        return False
    if not wider.within:
        return True
    return bool(narrower.within) and all(
        any(back.since is more.since and back.years <= more.years for more in wider.within)
        for back in narrower.within
    )


@cache
def _classes(of: str) -> frozenset[str]:
    known = {each.id for each in catalog.offense_classes()}
    return classes_with_implied(frozenset({of}) & known) | {of}
