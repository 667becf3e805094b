"""What the texts come to over all cases: where cases differ, and where nobody knows."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from detainerlib.models.conditions import InWords, IsFact
from detainerlib.models.cooperation_scales import CaseScope, Requirement
from detainerlib.models.provisions import Modality
from detainerlib.policy.resolution import Answers, Fork, InForce

_RANK: Final = {Modality.PROHIBITED: 0, Modality.PERMITTED: 1, Modality.REQUIRED: 2}


class Range(NamedTuple):
    """What the texts say of a practice, over all cases.

    Attributes:
        without: In the cases without a judge's warrant, order or finding.
        overall: In all cases.
    """

    without: frozenset[Modality]
    overall: frozenset[Modality]


def ranges_of(
    answers: Answers, warrants: frozenset[str], circumstances: frozenset[str] = frozenset()
) -> frozenset[Range]:
    """Return what the texts may come to over all cases, once all that nobody knows is settled.

    Facts and convictions make cases differ. Words that were not read, days that are not on
    record, silence and conflicts do not, nor do circumstances of the agency, which are the same
    in all cases: either way of settling them is a range of its own.

    Args:
        answers: What is possible, by the questions on which it turns.
        warrants: The ids of the facts that are a judge's warrant, order or finding.
        circumstances: The ids of the facts that are of the agency, and not of a case.
    """
    if not isinstance(answers, Fork):
        return frozenset(Range(frozenset({each}), frozenset({each})) for each in answers)
    question = answers.question
    yes, no = (
        frozenset[Range]() if branch is None else ranges_of(branch, warrants, circumstances)
        for branch in (answers.yes, answers.no)
    )
    fact = question.fact if isinstance(question, IsFact) else None
    if isinstance(question, InForce | InWords) or fact in circumstances or not yes or not no:
        return yes | no
    if fact in warrants:
        yes = frozenset(Range(frozenset(), each.overall) for each in yes)
    return frozenset(
        Range(one.without | other.without, one.overall | other.overall)
        for one in yes
        for other in no
    )


def meets(requirement: Requirement, found: Range) -> bool:
    """Whether a range of one of its practices meets a requirement."""
    least = _RANK[requirement.at_least]
    if requirement.scope is CaseScope.EVERY:
        return _lowest(found.overall) >= least
    some = found.overall if requirement.scope is CaseScope.SOME else found.without
    return _highest(some) >= least


def _lowest(said: Iterable[Modality]) -> int:
    return min(map(_RANK.__getitem__, said))


def _highest(said: Iterable[Modality]) -> int:
    return max(map(_RANK.__getitem__, said), default=-1)
