"""The ordinary case of a practice, by kind of agency, and what each fact changes in it."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, combinations
from typing import Final, NamedTuple, TypeAlias

from detainerlib import catalog
from detainerlib._validation import only
from detainerlib.catalog._condition_words import conviction_clause
from detainerlib.models.conditions import ConvictedOf, InWords, IsFact, Leaf
from detainerlib.models.jurisdictions import AgencyType
from detainerlib.models.provisions import Modality, Provision
from detainerlib.policy.answer import PolicyAnswer
from detainerlib.policy.facts import facts_with_implied
from detainerlib.policy.governing_law import LawOnDay
from detainerlib.policy.query import query_of
from detainerlib.policy.resolution import DecisionDiagram, DecisionNode, ResolvedLaw, Variable
from detainerlib.sentences.policy import ANY_OTHER

DEFAULT_SCALE: Final = "notice-hold-transfer"

Outcomes: TypeAlias = frozenset[frozenset[Modality]]
"""What the law may come to in one case: one outcome where nothing but the case is open."""

FactLeaf: TypeAlias = IsFact | ConvictedOf
Leaves: TypeAlias = tuple[FactLeaf, ...]

SILENT: Final = frozenset(Modality)
"""The outcome where no provision speaks."""

_TOGETHER: Final = 3
"""How many facts and convictions are tried together."""

_FIRST: Final = (AgencyType.SHERIFF, AgencyType.LOCAL_CORRECTIONS)
_CONFLICT: Final = SILENT - {Modality.PERMITTED}


class Change(NamedTuple):
    """What the law comes to where one thing differs from the ordinary case.

    Attributes:
        outcomes: What it may come to then.
        cases: In words, the facts and convictions of which each makes it so, or as many of them
            together as it takes.
    """

    outcomes: Outcomes
    cases: tuple[tuple[str, ...], ...]

    @property
    def modality(self) -> Modality | None:
        """What the law settles then; None where it settles nothing."""
        return _settled(self.outcomes)

    @property
    def is_silent(self) -> bool:
        """Whether no provision covers that."""
        return self.outcomes == {SILENT}

    @property
    def is_open(self) -> bool:
        """Whether the provisions that cover that do not settle it."""
        return _is_open(self.outcomes)


class Turn(NamedTuple):
    """What the law comes to where one more thing is so in cases that change it.

    Attributes:
        facts: In words, the facts and convictions of which each does that.
        cases: The cases, as they stand in the changes.
        outcomes: What it may come to then: that of the ordinary case where the change is undone.
    """

    facts: tuple[str, ...]
    cases: tuple[tuple[str, ...], ...]
    outcomes: Outcomes

    @property
    def modality(self) -> Modality | None:
        """What the law settles then; None where it settles nothing."""
        return _settled(self.outcomes)

    @property
    def is_silent(self) -> bool:
        """Whether no provision covers that."""
        return self.outcomes == {SILENT}


class OrdinaryCase(NamedTuple):
    """What the law comes to in the ordinary case, for kinds of agencies that it treats alike.

    Attributes:
        kinds: The kinds, by value; "any other" for every kind that no provision names.
        outcomes: What it may come to: one outcome where that is settled.
        provisions: The provisions that give it, or where there is none, what changes it.
        changes: What changes it, each by what it comes to then.
        undoing: In words, those that undo every one of the changes.
        turns: What one more thing makes of some of the changes.
        others: In words, those of which no source settles whether they change anything.
    """

    kinds: tuple[str, ...]
    outcomes: Outcomes
    provisions: tuple[Provision, ...]
    changes: tuple[Change, ...]
    undoing: tuple[str, ...]
    turns: tuple[Turn, ...]
    others: tuple[str, ...]

    @property
    def modality(self) -> Modality | None:
        """What it settles; None where that is open, nothing is on file, or the law conflicts."""
        return _settled(self.outcomes)

    @property
    def is_silent(self) -> bool:
        """Whether no provision speaks to the ordinary case."""
        return self.outcomes == {SILENT}

    @property
    def is_open(self) -> bool:
        """Whether provisions speak to the ordinary case, and do not settle it."""
        return _is_open(self.outcomes)

    @property
    def is_conflict(self) -> bool:
        """Whether provisions of one level leave nothing together."""
        return self.outcomes == {_CONFLICT}


def _is_open(outcomes: Outcomes) -> bool:
    return _settled(outcomes) is None and outcomes != {SILENT}


def _settled(outcomes: Outcomes) -> Modality | None:
    outcome = only(outcomes)
    return None if outcome is None else only(outcome)


def ordinary_cases(answer: PolicyAnswer) -> tuple[OrdinaryCase, ...]:
    """Return the ordinary cases of an answer, one for the agencies that the law treats alike.

    What the answer's own facts settle is settled; all else is taken as the scale by default takes
    it of the ordinary request, or else as not so. An answer that the law on file no longer gives,
    as one that was read back, is told by what it says itself, in one case for all agencies.
    """
    query = query_of(answer.practice, answer.jurisdiction, answer.facts, answer.agency_type)
    law = LawOnDay(query, answer.on)
    if not _is_same(law.answer(), answer):
        return (_as_it_says(answer),)
    alike: dict[OrdinaryCase, list[OrdinaryCase]] = {}
    for name, kind in law.kinds().items():
        ordinary = _ordinary_case(law, law.resolved(kind))._replace(kinds=(name,))
        alike.setdefault(ordinary._replace(kinds=(), provisions=()), []).append(ordinary)
    merged = [
        case._replace(
            kinds=tuple(ordinary.kinds[0] for ordinary in cases),
            provisions=tuple(dict.fromkeys(norm for case in cases for norm in case.provisions)),
        )
        for case, cases in alike.items()
    ]
    return tuple(sorted(merged, key=_precedence))


def is_barred(answer: PolicyAnswer) -> bool:
    """Whether a practice is prohibited in the ordinary case of the agencies named first."""
    return ordinary_cases(answer)[0].modality is Modality.PROHIBITED


def is_open(answer: PolicyAnswer) -> bool:
    """Whether provisions speak to the ordinary case of some agency, and do not settle it."""
    return any(case.is_open for case in ordinary_cases(answer))


def is_required(answer: PolicyAnswer) -> bool:
    """Whether a practice is required in the ordinary case of some agency, or in what changes it."""
    outcomes = (
        outcome
        for case in ordinary_cases(answer)
        for outcome in (case.modality, *(change.modality for change in case.changes))
    )
    return Modality.REQUIRED in outcomes


def _is_same(answer: PolicyAnswer, other: PolicyAnswer) -> bool:
    return (answer.possible, answer.controlling) == (other.possible, other.controlling)


def _as_it_says(answer: PolicyAnswer) -> OrdinaryCase:
    outcomes = frozenset(frozenset({modality}) for modality in answer.possible)
    if answer.conflicts:
        outcomes = frozenset({_CONFLICT})
    provisions = (*answer.controlling, *answer.conflicts)
    return OrdinaryCase((ANY_OTHER,), outcomes, provisions, (), (), (), ())


def _precedence(case: OrdinaryCase) -> tuple[bool, int]:
    """Those of whom something is on file come first, of these who runs jails; "any other" last."""
    ranks = [_FIRST.index(kind) if kind in _FIRST else len(_FIRST) for kind in case.kinds]
    if case.kinds == (ANY_OTHER,):
        ranks = [len(_FIRST) + 1]
    return case.is_silent and not case.changes, min(ranks)


def _ordinary_case(law: LawOnDay, resolved: ResolvedLaw) -> OrdinaryCase:
    world = _World(law, resolved)
    outcomes = world.outcomes()
    changed: dict[Outcomes, list[Leaves]] = {}
    for leaves in world.changing():
        changed.setdefault(world.outcomes(*leaves), []).append(leaves)
    together = [*chain.from_iterable(changed.values())]
    inert = [leaf for leaf in world.decisive if not any(leaf in case for case in together)]
    undoing = [
        leaf for leaf in inert if all(world.outcomes(*case, leaf) == outcomes for case in together)
    ]
    others = [leaf for leaf in inert if not together or leaf not in undoing]
    turned: dict[tuple[Outcomes, tuple[Leaves, ...]], list[FactLeaf]] = {}
    cases: list[Leaves] = [*together, *((*case, leaf) for case in together for leaf in undoing)]
    # What turns nothing may undo what another has turned.
    while others and cases:
        turns = {leaf: world.turns(leaf, cases) for leaf in others}
        cases = []
        for leaf, by_outcome in turns.items():
            for then, several in by_outcome.items():
                turned.setdefault((then, tuple(several)), []).append(leaf)
                cases += [(*case, leaf) for case in several]
        others = [leaf for leaf in others if not turns[leaf]]
    telling = [outcomes] if outcomes != {SILENT} else [*changed]
    modalities = {
        modality
        for several in telling
        for outcome in several
        if outcome != SILENT
        for modality in outcome
    }
    speaking = {
        norm
        for resolution in resolved.resolutions
        if resolution.modality in modalities or resolution.conflicts
        for norm in (*resolution.controlling, *resolution.conflicts)
    }
    return OrdinaryCase(
        kinds=(),
        outcomes=outcomes,
        provisions=tuple(norm for level in law.levels for norm in level if norm in speaking),
        changes=tuple(
            Change(flipped, tuple(dict.fromkeys(map(world.clauses, cases))))
            for flipped, cases in sorted(changed.items(), key=lambda change: _order(change[0]))
        ),
        undoing=world.clauses(undoing) if together else (),
        turns=tuple(
            Turn(world.clauses(leaves), tuple(dict.fromkeys(map(world.clauses, cases))), then)
            for (then, cases), leaves in turned.items()
            # Of a case that is open, it says nothing that it is so in another way.
            if not all(_is_open(world.outcomes(*case)) and _is_open(then) for case in cases)
        ),
        others=world.clauses(others),
    )


def _order(outcomes: Outcomes) -> list[list[Modality]]:
    return sorted(sorted(outcome) for outcome in outcomes)


class _World:
    """The ordinary case: what is so in it, as far as the law turns on that."""

    def __init__(self, law: LawOnDay, resolved: ResolvedLaw) -> None:
        self._variables, self._diagram = law.variables, resolved.diagram
        scale = catalog.scale(DEFAULT_SCALE)
        ordinary = facts_with_implied({fact.fact: fact.answer for fact in scale.ordinary})
        self.decisive = [
            leaf for leaf in resolved.decisive if isinstance(leaf, IsFact | ConvictedOf)
        ]
        self.decisive.sort(key=law.variables.position)
        self._taken: Mapping[Variable, bool] = {
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
                and self.outcomes(*leaves) != outcomes
            ]
        return [case for case in cases if not any(self._is_one_of(case, wide) for wide in cases)]

    def turns(self, leaf: FactLeaf, cases: Iterable[Leaves]) -> Mapping[Outcomes, list[Leaves]]:
        """What one more leaf makes of cases, where that is something else."""
        turned: dict[Outcomes, list[Leaves]] = {}
        for case in cases:
            then = self.outcomes(*case, leaf)
            if then != self.outcomes(*case):
                turned.setdefault(then, []).append(case)
        return turned

    def _is_one_of(self, case: Leaves, wide: Leaves) -> bool:
        """Whether a case is no more than one of those that another covers."""
        covers = {*wide} <= self._following(case) and not {*case} <= self._following(wide)
        return covers and self.outcomes(*case) == self.outcomes(*wide)

    def _following(self, case: Leaves) -> set[Variable]:
        """The leaves of a case, and all that differ where they do."""
        following: set[Variable] = {*case}
        for leaf in case:
            answers = self._variables.implied(leaf, not self._taken[leaf])
            following |= {other for other, so in answers.items() if so != self._taken[other]}
        return following

    def outcomes(self, *changed: Leaf) -> Outcomes:
        """What the law comes to there, or where some leaves, and what follows from them, differ."""
        taken = dict(self._taken)
        for leaf in changed:
            taken |= self._variables.implied(leaf, not self._taken[leaf])
        taken |= {leaf: not self._taken[leaf] for leaf in changed}
        return frozenset(_outcomes(self._diagram, taken))

    def clauses(self, leaves: Iterable[FactLeaf]) -> tuple[str, ...]:
        """What is so in words where leaves differ."""
        return tuple(map(self.clause, leaves))

    def clause(self, leaf: FactLeaf) -> str:
        """What is so in words where a leaf differs."""
        if isinstance(leaf, IsFact):
            fact = catalog.fact(leaf.fact)
            return fact.denial if self._taken[leaf] else fact.statement
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
