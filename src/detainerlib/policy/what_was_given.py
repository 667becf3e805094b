"""What an answer says of the agency and the facts given: which they are, and which do nothing."""

from collections.abc import Iterator

from detainerlib import catalog
from detainerlib.models.conditions import CaseFacts, IsFact
from detainerlib.policy.answer import PolicyAnswer
from detainerlib.policy.facts import facts_with_implied
from detainerlib.sentences import answers as wording
from detainerlib.sentences import policy as sentences


def what_was_given(answer: PolicyAnswer) -> Iterator[str]:
    """Yield which agency and facts were given, if any, and which of the facts change nothing.

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> facts = dl.CaseFacts(facts={"shown-citizen": True})
    >>> answer = dl.governing_policy("hold_on_detainer", "US-IL", on=date(2026, 1, 1), facts=facts)
    >>> _, idle = what_was_given(answer)
    >>> idle
    'That the person has shown proof of United States citizenship changes nothing in this answer.'
    """
    given = _given(answer.facts)
    kind = None if answer.agency_type is None else sentences.agency(answer.agency_type)
    if kind is None and not given:
        return
    clauses = {id: _clause(id, is_so=is_so) for id, is_so in given.items()}
    yield wording.as_asked(kind, [*clauses.values()])
    named = _named_by_law(answer)
    idle = [
        clauses[id]
        for id, is_so in given.items()
        if named.isdisjoint(facts_with_implied({id: is_so}))
    ]
    if idle:
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


def _named_by_law(answer: PolicyAnswer) -> frozenset[str]:
    """Return the facts that a provision on file for the place and the practice turns on."""
    return frozenset(
        leaf.fact
        for government in catalog.lineage(answer.jurisdiction)
        for provision in catalog.provisions(government.code, answer.practice)
        for leaf in provision.conditions
        if isinstance(leaf, IsFact)
    )
