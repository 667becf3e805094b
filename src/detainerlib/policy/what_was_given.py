"""What an answer says of the agency and the case given, and what of them changes nothing."""

from collections.abc import Iterator

from detainerlib import catalog
from detainerlib.models.conditions import (
    IS_DETAINER,
    CaseFacts,
    ConvictedOf,
    Conviction,
    IsFact,
    Leaf,
    Until,
)
from detainerlib.policy.answer import PolicyAnswer
from detainerlib.policy.facts import classes_with_implied, settled_by
from detainerlib.sentences import answers as wording
from detainerlib.sentences import policy as sentences
from detainerlib.times.periods import Unknown


def what_was_given(answer: PolicyAnswer) -> Iterator[str]:
    """Yield which agency and case were given, if any, and what of the case changes nothing.

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> facts = dl.CaseFacts(facts={"shown-citizen": True})
    >>> answer = dl.governing_policy("hold_on_detainer", "US-IL", on=date(2026, 1, 1), facts=facts)
    >>> _, idle = what_was_given(answer)
    >>> idle
    'That the person has shown proof of United States citizenship changes nothing in this answer.'
    """
    case, leaves = answer.facts, _leaves(answer)
    facts = dict(_facts_told(case, leaves))
    kind = None if answer.agency_type is None else sentences.agency(answer.agency_type)
    if kind is not None or facts:
        yield wording.as_asked(kind, [*facts])
    convictions = None
    if not isinstance(case.convictions, Unknown):
        convictions = [*map(_in_words, case.convictions)]
    arrest = None if isinstance(case.arrested_on, Unknown) else case.arrested_on
    if convictions is not None or arrest is not None:
        yield wording.convictions_given(convictions, arrest)
    told = facts | dict(_convictions_told(case, leaves))
    idle = [clause for clause, matters in told.items() if not matters]
    if idle:
        yield wording.changes_nothing(idle)


def _facts_told(case: CaseFacts, leaves: frozenset[Leaf]) -> Iterator[tuple[str, bool]]:
    """Yield each fact of a case as a clause, and whether a law turns on it.

    That the request is a detainer goes without saying, but where a law turns on it.
    """
    named = {leaf.fact for leaf in leaves if isinstance(leaf, IsFact)}
    for id, is_so in _given(case).items():
        matters = not named.isdisjoint({id, *settled_by(id, is_so)})
        if matters or (id, is_so) != (IS_DETAINER, True):
            yield _clause(id, is_so=is_so), matters


def _convictions_told(case: CaseFacts, leaves: frozenset[Leaf]) -> Iterator[tuple[str, bool]]:
    """Yield what was given of convictions as clauses, and whether a law turns on each."""
    tests = [leaf.conviction for leaf in leaves if isinstance(leaf, ConvictedOf)]
    if case.convictions == ():
        yield wording.NEVER_CONVICTED, bool(tests)
    for conviction in () if isinstance(case.convictions, Unknown) else case.convictions:
        classes = classes_with_implied(conviction.offenses)
        clause = wording.was_convicted(_offenses(conviction))
        yield clause, any(test.offense in classes for test in tests)
    if not isinstance(case.arrested_on, Unknown):
        yield wording.ARREST_DATED, any(test.until is Until.ARREST for test in tests)


def _in_words(conviction: Conviction) -> str:
    convicted, released = conviction.convicted_on, conviction.released_on
    return wording.conviction(
        _offenses(conviction),
        on=None if isinstance(convicted, Unknown) else convicted,
        released=None if isinstance(released, Unknown) else released,
        is_served=released is not None,
    )


def _offenses(conviction: Conviction) -> list[str]:
    """Return the offenses of a conviction in words, without those that others imply."""
    given = conviction.offenses
    implied = {id for each in given for id in classes_with_implied(frozenset({each})) - {each}}
    named = [catalog.offense_class(id).summary.removesuffix(".") for id in sorted(given - implied)]
    return named or [wording.OF_NO_CLASS]


def _given(case: CaseFacts) -> dict[str, bool]:
    """Return the facts of a case, without those that follow from others of them."""
    given = dict(case.facts)
    for id in dict(case.facts):
        others = {other: is_so for other, is_so in given.items() if other != id}
        if any(id in settled_by(other, is_so) for other, is_so in others.items()):
            given = others
    return given


def _clause(id: str, *, is_so: bool) -> str:
    fact = catalog.fact(id)
    return fact.statement if is_so else fact.denial


def _leaves(answer: PolicyAnswer) -> frozenset[Leaf]:
    """Return what the provisions on file for the place and the practice turn on."""
    return frozenset(
        leaf
        for government in catalog.lineage(answer.jurisdiction)
        for provision in catalog.provisions(government.code, answer.practice)
        for leaf in provision.conditions
    )
