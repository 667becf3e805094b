"""What follows from a fact or a conviction: what it implies, and what it excludes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from detainerlib import catalog
from detainerlib.catalog._law import by_law
from detainerlib.errors import DetainerError
from detainerlib.models.conditions import ConvictedOf, IsFact, Leaf, OffenseTest


def facts_with_implied(facts: Mapping[str, bool]) -> Mapping[str, bool]:
    """Return facts on record with those that follow from each; refuse what cannot be so."""
    implications = _implications()
    for id in facts:
        if (id, True) not in implications:
            catalog.fact(id)
    with_implied = dict(facts)
    for id, answer in facts.items():
        for other, implied in implications[id, answer].items():
            if facts.get(other, implied) is not implied:
                so, where = str(implied).casefold(), str(answer).casefold()
                raise DetainerError(
                    "facts",
                    {id: answer, other: facts[other]},
                    f"{other!r} to be {so} where {id!r} is {where}",
                    "Leave out what is not known.",
                )
            with_implied[other] = implied
    return with_implied


def settled_by(id: str, answer: bool) -> Mapping[str, bool]:  # noqa: FBT001 (as below)
    """Return the other facts that are settled where one is so, or is not."""
    return _implications()[id, answer]


def classes_with_implied(classes: frozenset[str]) -> frozenset[str]:
    """Return classes of offenses on record with those that they are part of."""
    return classes.union(
        *(_closure(id, lambda name: catalog.offense_class(name).implies) for id in classes)
    )


def implied_answers(
    leaf: Leaf,
    answer: bool,  # noqa: FBT001 (an answer is its meaning)
    others: Iterable[Leaf],
) -> Iterator[tuple[Leaf, bool]]:
    """Yield those of some other leaves that are settled where one is so, or is not."""
    match leaf:
        case IsFact(fact=id):
            implied = _implications()[id, answer]
            for other in others:
                if isinstance(other, IsFact) and other.fact in implied:
                    yield other, implied[other.fact]
        case ConvictedOf(conviction=test):
            for other in others:
                if isinstance(other, ConvictedOf) and other != leaf:
                    pair = (test, other.conviction) if answer else (other.conviction, test)
                    if _is_within(*pair):
                        yield other, answer
        case _:
            return


@by_law
def _implications() -> Mapping[tuple[str, bool], Mapping[str, bool]]:
    """Return, for each fact and answer, the other facts that are settled by it."""
    records = {fact.id: fact for fact in catalog.facts()}
    implied = {id: _closure(id, lambda name: records[name].implies) | {id} for id in records}
    excludes = {(id, other) for id, fact in records.items() for other in fact.excludes}
    excludes |= {(other, id) for id, other in excludes}
    implications: dict[tuple[str, bool], Mapping[str, bool]] = {}
    for id in records:
        excluded = {other for excluding, other in excludes if excluding in implied[id]}
        ruled_out = {other for other in records if implied[other] & excluded}
        follows = dict.fromkeys(implied[id] - {id}, True)
        implications[id, True] = follows | dict.fromkeys(ruled_out, False)
        implications[id, False] = {
            other: False for other in records if id in implied[other] - {other}
        }
    return MappingProxyType(implications)


def _closure(id: str, implies: Callable[[str], Iterable[str]]) -> set[str]:
    """Return all that an id implies, also by way of others."""
    closure = {*implies(id)}
    while added := {wider for name in closure for wider in implies(name)} - closure:
        closure |= added
    return closure


def _is_within(narrower: OffenseTest, wider: OffenseTest) -> bool:
    """Whether each conviction that one test counts is counted by another."""
    if narrower.until is not wider.until or wider.offense not in _classes(narrower.offense):
        return False
    if not wider.within:
        return True
    return bool(narrower.within) and all(
        any(short.since is long.since and short.years <= long.years for long in wider.within)
        for short in narrower.within
    )


@by_law
def _classes(offense: str) -> frozenset[str]:
    on_record = {record.id for record in catalog.offense_classes()}
    return classes_with_implied(frozenset({offense}) & on_record) | {offense}
