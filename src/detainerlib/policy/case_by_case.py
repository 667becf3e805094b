"""What the law comes to in the ordinary case of a practice, and where something differs in it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, permutations
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias

from detainerlib import catalog
from detainerlib._validation import only
from detainerlib.catalog._condition_words import conviction_clause
from detainerlib.models.conditions import ConvictedOf, InWords, IsFact, Leaf
from detainerlib.models.provisions import Modality
from detainerlib.policy.facts import facts_with_implied
from detainerlib.policy.governing_law import LawOnDay, left_open_by
from detainerlib.policy.resolution import DecisionDiagram, DecisionNode, ResolvedLaw, Variable

DEFAULT_SCALE: Final = "notice-hold-transfer"

Outcomes: TypeAlias = frozenset[frozenset[Modality]]
"""What the law may come to in one case: one outcome where nothing but the case is open."""

FactLeaf: TypeAlias = IsFact | ConvictedOf
Leaves: TypeAlias = tuple[FactLeaf, ...]

SILENT: Final = frozenset(Modality)
"""The outcome where no provision speaks."""

_OPEN: Final[Outcomes] = frozenset(frozenset({modality}) for modality in Modality)
"""What stands for all that provisions speak to, and do not settle, where something differs."""

_TOGETHER: Final = 3
"""How many facts and convictions are tried together."""


def settled(outcomes: Outcomes) -> Modality | None:
    """Return what some outcomes settle; None where they settle nothing."""
    outcome = only(outcomes)
    return None if outcome is None else only(outcome)


def is_open(outcomes: Outcomes) -> bool:
    """Whether provisions speak, and do not settle it."""
    return settled(outcomes) is None and outcomes != {SILENT}


class OpenPoint(NamedTuple):
    """What the law comes to if something that no source settles is so, and if it is not.

    Attributes:
        about: What is open, as the reasons name it for which an answer is open.
        cases: The cases, in words, in which it decides; one of nothing is the ordinary case.
        if_so: What the law may come to if it is so.
        if_not: What the law may come to if it is not.
    """

    about: str
    cases: tuple[tuple[str, ...], ...]
    if_so: Outcomes
    if_not: Outcomes


class CaseByCase:
    """The ordinary case: what is so in it, as far as the law turns on that; and its neighbors."""

    def __init__(self, law: LawOnDay, resolved: ResolvedLaw) -> None:
        """Take each fact as the scale by default takes it, or else as not so."""
        self._variables, self._diagram, self._on = law.variables, resolved.diagram, law.on
        scale = catalog.scale(DEFAULT_SCALE)
        ordinary = facts_with_implied({fact.fact: fact.answer for fact in scale.ordinary})
        self.decisive: list[IsFact | ConvictedOf] = [
            leaf for leaf in resolved.decisive if isinstance(leaf, IsFact | ConvictedOf)
        ]
        self.decisive.sort(key=law.variables.position)
        self._not_of_a_case = [
            variable
            for variable in resolved.decisive
            if not isinstance(variable, IsFact | ConvictedOf)
        ]
        self._not_of_a_case.sort(key=law.variables.position)
        self.taken: Mapping[Variable, bool] = {
            leaf: isinstance(leaf, IsFact) and ordinary.get(leaf.fact, False)
            for leaf in law.variables.leaves
            if not isinstance(leaf, InWords)
        }

    def changing(self) -> list[Leaves]:
        """As few leaves as it takes, up to three, that change the ordinary case together.

        Of two cases that change it alike, one that the other follows from stands for both.
        """
        outcomes = self.outcomes()
        cases: list[Leaves] = []
        for size in range(1, _TOGETHER + 1):
            cases += [
                leaves
                for leaves in combinations(self.decisive, size)
                if not any({*case} <= {*leaves} for case in cases)
                and self._can_be(leaves)
                and self.outcomes(*leaves) != outcomes
            ]
        return [case for case in cases if not any(self._is_one_of(case, wide) for wide in cases)]

    def turns(self, leaf: FactLeaf, cases: Iterable[Leaves]) -> Mapping[Outcomes, list[Leaves]]:
        """What one more leaf makes of cases, where that is something else."""
        turned: dict[Outcomes, list[Leaves]] = {}
        for case in cases:
            then = self.outcomes(*case, leaf)
            if self._can_be((*case, leaf)) and then != self.outcomes(*case):
                turned.setdefault(then, []).append(case)
        return turned

    def unmoving(self, leaves: Iterable[FactLeaf], cases: Sequence[Leaves]) -> list[FactLeaf]:
        """Return those that move nothing in any case, not even in one that stays open."""
        return [
            leaf
            for leaf in leaves
            if all(self.all_outcomes(*case, leaf) == self.all_outcomes(*case) for case in cases)
        ]

    def _can_be(self, case: Leaves) -> bool:
        """Whether leaves can differ together: none rules another out."""
        return not any(
            self._variables.implied(leaf, not self.taken[leaf]).get(other) is self.taken[other]
            for leaf, other in permutations(case, 2)
        )

    def _is_one_of(self, case: Leaves, wide: Leaves) -> bool:
        """Whether a case is no more than one of those that another covers."""
        covers = {*wide} <= self._following(case) and not {*case} <= self._following(wide)
        return covers and self.outcomes(*case) == self.outcomes(*wide)

    def _following(self, case: Leaves) -> set[Variable]:
        """The leaves of a case, and all that differ where they do."""
        following: set[Variable] = {*case}
        for leaf in case:
            answers = self._variables.implied(leaf, not self.taken[leaf])
            following |= {other for other, so in answers.items() if so != self.taken[other]}
        return following

    def outcomes(self, *changed: Leaf) -> Outcomes:
        """What the law comes to there, or where some leaves, and what follows from them, differ.

        All that is not settled is one thing where something differs: where the ordinary case is not
        settled, that; else what no provision speaks to, or one outcome for all else.
        """
        outcomes = self.all_outcomes(*changed)
        if not changed or settled(outcomes) is not None:
            return outcomes
        ordinary = self.all_outcomes()
        if is_open(ordinary):
            return ordinary
        return outcomes if outcomes == {SILENT} else _OPEN

    def points(self, cases: Iterable[Leaves]) -> Iterator[OpenPoint]:
        """Yield what each thing comes to that is open and no fact of a case, either way."""
        for variable in self._not_of_a_case:
            either: dict[tuple[Outcomes, Outcomes], list[Leaves]] = {}
            for leaves in ((), *cases):
                if settled(self.all_outcomes(*leaves)) is not None:
                    continue
                if_so, if_not = (
                    self.all_outcomes(*leaves, settling={variable: answer})
                    for answer in (True, False)
                )
                if if_so != if_not and any(map(settled, (if_so, if_not))):
                    either.setdefault((if_so, if_not), []).append(leaves)
            about = left_open_by(variable, self._on)
            for (if_so, if_not), several in either.items():
                where = () if () in several else dict.fromkeys(map(self.clauses, several))
                yield OpenPoint(about, tuple(where), if_so, if_not)

    def all_outcomes(
        self, *changed: Leaf, settling: Mapping[Variable, bool] = MappingProxyType({})
    ) -> Outcomes:
        """The same, with all that is not settled as the law leaves it."""
        taken = dict(self.taken)
        for leaf in changed:
            taken |= self._variables.implied(leaf, not self.taken[leaf])
        taken |= {leaf: not self.taken[leaf] for leaf in changed}
        taken |= settling
        return frozenset(_outcomes(self._diagram, taken))

    def clauses(self, leaves: Iterable[FactLeaf]) -> tuple[str, ...]:
        """What is so in words where leaves differ."""
        return tuple(map(self.clause, leaves))

    def clause(self, leaf: FactLeaf) -> str:
        """What is so in words where a leaf differs."""
        if isinstance(leaf, IsFact):
            fact = catalog.fact(leaf.fact)
            return fact.denial if self.taken[leaf] else fact.statement
        return conviction_clause(leaf.conviction)


def _outcomes(
    diagram: DecisionDiagram, taken: Mapping[Variable, bool]
) -> Iterator[frozenset[Modality]]:
    if not isinstance(diagram, DecisionNode):
        yield diagram
        return
    answer = taken.get(diagram.variable)
    branches = (diagram.yes, diagram.no)
    if answer is not None:
        branch = diagram.yes if answer else diagram.no
        branches = branches if branch is None else (branch, None)
    for branch in branches:
        if branch is not None:
            yield from _outcomes(branch, taken)
