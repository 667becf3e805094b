"""The ordinary case of a practice, by kind of agency, and what each fact changes in it."""

from itertools import chain
from typing import Final

import attrs

from detainerlib import catalog
from detainerlib.models.jurisdictions import AgencyType
from detainerlib.models.provisions import Modality, Provision
from detainerlib.policy.answer import PolicyAnswer, worked_out_once
from detainerlib.policy.case_by_case import (
    DEFAULT_SCALE,
    SILENT,
    CaseByCase,
    FactLeaf,
    Leaves,
    OpenPoint,
    Outcomes,
    settled,
)
from detainerlib.policy.case_by_case import is_open as is_unsettled
from detainerlib.policy.governing_law import LawOnDay
from detainerlib.policy.query import query_of
from detainerlib.policy.resolution import ResolvedLaw
from detainerlib.sentences.policy import ANY_OTHER

_FIRST: Final = (AgencyType.SHERIFF, AgencyType.LOCAL_CORRECTIONS)
_SEVERAL: Final = 2
_CONFLICT: Final = SILENT - {Modality.PERMITTED}


@attrs.frozen(kw_only=True)
class _Case:
    """What the law comes to in a case.

    Attributes:
        outcomes: What it may come to: one outcome where that is settled.
    """

    outcomes: Outcomes

    @property
    def modality(self) -> Modality | None:
        """What it settles; None where that is open, nothing is on file, or the law conflicts."""
        return settled(self.outcomes)

    @property
    def is_silent(self) -> bool:
        """Whether no provision covers the case."""
        return self.outcomes == {SILENT}

    @property
    def is_open(self) -> bool:
        """Whether provisions cover the case, and do not settle it."""
        return is_unsettled(self.outcomes)

    @property
    def is_conflict(self) -> bool:
        """Whether provisions of one level leave nothing together."""
        return self.outcomes == {_CONFLICT}


@attrs.frozen(kw_only=True)
class Change(_Case):
    """What the law comes to where one thing differs from the ordinary case.

    Attributes:
        cases: In words, the facts and convictions of which each makes it so, or as many of them
            together as it takes.
    """

    cases: tuple[tuple[str, ...], ...]


@attrs.frozen(kw_only=True)
class Turn(_Case):
    """What the law comes to where one more thing is so in cases that change it.

    It comes to what it does in the ordinary case where the change is undone.

    Attributes:
        facts: In words, the facts and convictions of which each does that.
        cases: The cases, as they stand in the changes.
    """

    facts: tuple[str, ...]
    cases: tuple[tuple[str, ...], ...]


@attrs.frozen(kw_only=True)
class OrdinaryCase(_Case):
    """What the law comes to in the ordinary case, for kinds of agencies that it treats alike.

    Attributes:
        kinds: The kinds, by value; "any other" for every kind that no provision names.
        provisions: The provisions that give it, or where there is none, what changes it.
        changes: What changes it, each by what it comes to then.
        undoing: In words, those that undo every one of the changes.
        turns: What one more thing makes of some of the changes.
        others: In words, those of which no source settles whether they change anything.
        points: What the law comes to if a thing that no source settles is so, and if it is not.
    """

    kinds: tuple[str, ...]
    provisions: tuple[Provision, ...]
    changes: tuple[Change, ...] = ()
    undoing: tuple[str, ...] = ()
    turns: tuple[Turn, ...] = ()
    others: tuple[str, ...] = ()
    points: tuple[OpenPoint, ...] = ()


def ordinary_cases(answer: PolicyAnswer) -> tuple[OrdinaryCase, ...]:
    """Return the ordinary cases of an answer, one for the agencies that the law treats alike.

    What the answer's own facts settle is settled; all else is taken as the scale by default takes
    it of the ordinary request, or else as not so. An answer that the law on file no longer gives,
    as one that was read back, is told by what it says itself, in one case for all agencies.
    """
    return worked_out_once(answer, _ordinary_cases)


def _ordinary_cases(answer: PolicyAnswer) -> tuple[OrdinaryCase, ...]:
    query = query_of(answer.practice, answer.jurisdiction, answer.facts, answer.agency_type)
    law = LawOnDay(query, answer.on)
    if not _is_same(law.answer(), answer):
        return (_as_it_says(answer),)
    alike: dict[OrdinaryCase, list[OrdinaryCase]] = {}
    for name, kind in law.kinds().items():
        ordinary = attrs.evolve(_ordinary_case(law, law.resolved(kind)), kinds=(name,))
        alike.setdefault(attrs.evolve(ordinary, kinds=(), provisions=()), []).append(ordinary)
    merged = [
        attrs.evolve(
            case,
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


def is_required_first(answer: PolicyAnswer) -> bool:
    """Whether a practice is required in the ordinary case of every agency named, or else of all."""
    cases = ordinary_cases(answer)
    named = [case for case in cases if case.kinds != (ANY_OTHER,)]
    return all(case.modality is Modality.REQUIRED for case in named or cases)


def bars_despite_a_judge(case: OrdinaryCase) -> bool:
    """Whether a practice is prohibited in a case named for a judge's warrant, order or finding."""
    warrants = {catalog.fact(id).statement for id in catalog.scale(DEFAULT_SCALE).warrants}
    barred = Modality.PROHIBITED
    named = [change.cases for change in case.changes if change.modality is barred]
    named += [turn.cases for turn in case.turns if turn.modality is barred]
    if case.modality is barred and case.undoing:
        named += [change.cases for change in case.changes if change.modality is None]
    return any(clause in warrants for cases in named for several in cases for clause in several)


def with_one_open_list(case: OrdinaryCase) -> OrdinaryCase:
    """Return a case with all that is not settled as one change of it, below those that are."""
    left_open = [change for change in case.changes if change.modality is None]
    if len(left_open) < _SEVERAL:
        return case
    cases = tuple(chain.from_iterable(change.cases for change in left_open))
    outcomes = frozenset[frozenset[Modality]]().union(*(change.outcomes for change in left_open))
    others = (change for change in case.changes if change.modality is not None)
    return attrs.evolve(case, changes=(*others, Change(outcomes=outcomes, cases=cases)))


def left_open_in(case: OrdinaryCase) -> Change | None:
    """Return the one change of a case, with one open list, that is not settled; None without."""
    return next((change for change in case.changes if change.modality is None), None)


def _is_same(answer: PolicyAnswer, other: PolicyAnswer) -> bool:
    return (answer.possible, answer.controlling) == (other.possible, other.controlling)


def _as_it_says(answer: PolicyAnswer) -> OrdinaryCase:
    outcomes = frozenset(frozenset({modality}) for modality in answer.possible)
    if answer.conflicts:
        outcomes = frozenset({_CONFLICT})
    provisions = (*answer.controlling, *answer.conflicts)
    return OrdinaryCase(kinds=(ANY_OTHER,), outcomes=outcomes, provisions=provisions)


def _precedence(case: OrdinaryCase) -> tuple[bool, int]:
    """Those of whom something is on file come first, of these who runs jails; "any other" last."""
    ranks = [_FIRST.index(kind) if kind in _FIRST else len(_FIRST) for kind in case.kinds]
    if case.kinds == (ANY_OTHER,):
        ranks = [len(_FIRST) + 1]
    return case.is_silent and not case.changes, min(ranks)


def _ordinary_case(law: LawOnDay, resolved: ResolvedLaw) -> OrdinaryCase:
    world = CaseByCase(law, resolved)
    outcomes = world.outcomes()
    changed: dict[Outcomes, list[Leaves]] = {}
    for leaves in world.changing():
        changed.setdefault(world.outcomes(*leaves), []).append(leaves)
    together = [*chain.from_iterable(changed.values())]
    inert = [leaf for leaf in world.decisive if not any(leaf in case for case in together)]
    undoing = [
        leaf
        for leaf in inert
        if together and all(world.outcomes(*case, leaf) == outcomes for case in together)
    ]
    others = [leaf for leaf in inert if leaf not in undoing]
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
    telling = (
        [outcomes] if outcomes != {SILENT} else [world.all_outcomes(*case) for case in together]
    )
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
    giving = speaking & law.saying(world.taken, modalities) if settled(outcomes) else speaking
    return OrdinaryCase(
        kinds=(),
        outcomes=outcomes,
        provisions=tuple(
            norm for level in law.levels for norm in level if norm in (giving or speaking)
        ),
        changes=tuple(
            Change(outcomes=flipped, cases=tuple(dict.fromkeys(map(world.clauses, cases))))
            for flipped, cases in sorted(changed.items(), key=lambda change: _order(change[0]))
        ),
        undoing=world.clauses(undoing),
        turns=tuple(
            Turn(
                outcomes=then,
                facts=world.clauses(leaves),
                cases=tuple(dict.fromkeys(map(world.clauses, cases))),
            )
            for (then, cases), leaves in turned.items()
            # Of a case that is not settled, it says nothing that it is so in another way.
            if settled(then) or any(settled(world.outcomes(*case)) for case in cases)
        ),
        others=() if is_unsettled(outcomes) else world.clauses(world.unmoving(others, together)),
        points=tuple(world.points(together)),
    )


def _order(outcomes: Outcomes) -> list[list[Modality]]:
    return sorted(sorted(outcome) for outcome in outcomes)
