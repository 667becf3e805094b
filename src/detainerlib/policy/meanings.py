"""What the words of an answer mean, by the law on file, and what is open of them."""

from collections.abc import Iterator

from detainerlib import catalog
from detainerlib.models.provisions import Definition, FactQuestion
from detainerlib.policy.answer import PolicyAnswer
from detainerlib.sentences import answers as wording


def meanings_of(said: str, *, of_custody: bool) -> Iterator[str]:
    """Yield, once, what it means that no law covers a case, or that a law bars bans."""
    # Each law that only bars bans may have said already that it gives no power.
    if said.count(wording.NO_POLICY_MAY) > said.count(wording.NO_POWER.lower()):
        yield wording.BAN_OF_BANS
    if wording.COVERS_NOTHING in said:
        yield wording.SILENCE[of_custody]


def definitions_in(answer: PolicyAnswer, told: str) -> Iterator[str]:
    """Yield what the law means by a fact that stands in an answer, or what is open of it."""
    codes = {place.code for place in catalog.lineage(answer.jurisdiction)}
    facts = (fact for fact in catalog.facts() if fact.statement in told or fact.denial in told)
    undefined: dict[str, None] = {}
    for fact in facts:
        own = [entry for entry in fact.definitions if entry.jurisdiction in codes]
        yield from (_meaning(fact, definition) for definition in own)
        if fact.unless_defined is not None and not own:
            undefined[fact.unless_defined] = None
    yield from undefined


def _meaning(fact: FactQuestion, definition: Definition) -> str:
    citation = definition.citation
    cited = catalog.authority(citation.authority).cited(citation.pin)
    summary, grade = definition.summary, citation.evidence.words
    if wording.AS_DEFINED in fact.statement:
        return wording.defined(summary, cited, grade)
    return wording.meant(fact.statement, summary, cited, grade)
