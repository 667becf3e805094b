"""What an answer was asked for: an agency and facts, and which facts change nothing."""

from collections.abc import Callable, Iterator, Mapping

import attrs

from detainerlib import catalog
from detainerlib.models.conditions import CaseFacts
from detainerlib.policy.answer import PolicyAnswer
from detainerlib.policy.facts import facts_with_implied
from detainerlib.policy.governing_law import governing_policy
from detainerlib.sentences import answers as wording
from detainerlib.sentences import policy as sentences


def as_asked(answer: PolicyAnswer, told: Callable[[PolicyAnswer], list[str]]) -> Iterator[str]:
    """Yield for which agency and facts an answer is, if any, and which facts change nothing in it.

    Args:
        answer: The answer.
        told: Returns what an answer says without that.
    """
    given = _given(answer.facts)
    kind = None if answer.agency_type is None else sentences.agency(answer.agency_type)
    if kind is None and not given:
        return
    clauses = {id: _clause(id, is_so=is_so) for id, is_so in given.items()}
    yield wording.as_asked(kind, [*clauses.values()])
    if idle := [clauses[id] for id in given if _changes_nothing(answer, given, id, told)]:
        yield wording.changes_nothing(idle)


def _given(case: CaseFacts) -> dict[str, bool]:
    """Return the facts of a case, without those that follow from others of them."""
    given = dict(case.facts)
    for id in dict(case.facts):
        others = {other: is_so for other, is_so in given.items() if other != id}
        if id in facts_with_implied(others):
            given = others
    return given


def _clause(id: str, *, is_so: bool) -> str:
    fact = catalog.fact(id)
    return fact.statement if is_so else fact.denial


def _changes_nothing(
    answer: PolicyAnswer,
    given: Mapping[str, bool],
    id: str,
    told: Callable[[PolicyAnswer], list[str]],
) -> bool:
    """Whether a fact changes nothing, so or not, beside the others or alone.

    Two may change alike; and what is taken to be so changes nothing where it is given.
    """
    others = {other: is_so for other, is_so in given.items() if other != id}

    def lines(facts: Mapping[str, bool]) -> list[str]:
        case: CaseFacts = attrs.evolve(answer.facts, facts=facts)
        place, kind = answer.jurisdiction, answer.agency_type
        return told(
            governing_policy(answer.practice, place, on=answer.on, facts=case, agency_type=kind)
        )

    return all(
        lines({**beside, id: is_so}) == lines(beside)
        for beside in ([others, {}] if others else [others])
        for is_so in (given[id], not given[id])
    )
