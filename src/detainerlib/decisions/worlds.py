"""Every way of settling what is open, and what the norms of all levels come to in each."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple, TypeAlias

from detainerlib.conditions import CaseFacts, Condition, Leaf, leaves_of, truth
from detainerlib.policies import Modality, Provision

__all__ = ["Case", "InForce", "Question", "World", "worlds_of"]

_ALL: Final = frozenset(Modality)


class InForce(NamedTuple):
    """Whether a provision was in force that day, where its days on record leave that open."""

    provision: Provision


Question: TypeAlias = Leaf | InForce


class World(NamedTuple):
    """What one way of settling all that is open comes to; no modality where no norm speaks."""

    modality: Modality | None
    controlling: frozenset[Provision]
    overridden: frozenset[Provision]
    conflicts: frozenset[Provision]

    @property
    def is_silent(self) -> bool:
        """Whether no norm speaks."""
        return self.modality is None and not self.conflicts

    @property
    def says(self) -> frozenset[Modality]:
        """The modalities that this leaves possible."""
        if self.conflicts:
            return _ALL - {Modality.PERMITTED}
        return _ALL if self.modality is None else frozenset({self.modality})


class Case(NamedTuple):
    """What is decided: norms by level, the highest first, for known facts and one actor."""

    levels: tuple[tuple[Provision, ...], ...]
    facts: CaseFacts
    on: date

    def in_force(self, norm: Provision, assumed: Mapping[object, bool]) -> bool | None:
        """Whether a norm was in force; None where that is open."""
        known = norm.period.contains(self.on)
        return assumed.get(InForce(norm)) if known is None else known

    def modality(self, norm: Provision, assumed: Mapping[object, bool]) -> Modality | None:
        """What a norm says once all that is open of it is settled; None where it is silent."""
        if not self.in_force(norm, assumed):
            return None
        if norm.when is None or truth(norm.when, self.facts, self.on, assumed):
            return norm.modality
        return norm.otherwise

    def question(self, norm: Provision, assumed: Mapping[object, bool]) -> Question | None:
        """The first thing that leaves open what a norm says; None where all of it is settled."""
        in_force = self.in_force(norm, assumed)
        if in_force is None:
            return InForce(norm)
        return self._open_leaf(norm.when, assumed) if in_force and norm.when is not None else None

    def _open_leaf(self, when: Condition, assumed: Mapping[object, bool]) -> Leaf | None:
        def is_open(part: Condition) -> bool:
            return truth(part, self.facts, self.on, assumed) is None

        return next(filter(is_open, leaves_of(when))) if is_open(when) else None


def worlds_of(case: Case, decisive: set[Question]) -> frozenset[World]:
    """Return every world that a case may come to.

    Args:
        case: The case.
        decisive: Takes the questions on which the answer turns.
    """
    norms = tuple(norm for level in case.levels for norm in level)
    return _settled(case, norms, (), {}, decisive)


_Said = tuple[Modality | None, ...]


def _settled(
    case: Case,
    norms: tuple[Provision, ...],
    said: _Said,
    assumed: Mapping[object, bool],
    decisive: set[Question],
) -> frozenset[World]:
    """Settle what each norm says after those of which that is known, both ways where it is open."""
    while len(said) < len(norms):
        norm = norms[len(said)]
        question = case.question(norm, assumed)
        if question is not None:
            yes = _settled(case, norms, said, {**assumed, question: True}, decisive)
            no = _settled(case, norms, said, {**assumed, question: False}, decisive)
            if {world.says for world in yes} != {world.says for world in no}:
                decisive.add(question)
            return yes | no
        said = (*said, case.modality(norm, assumed))
    return frozenset({_walked(case.levels, iter(said))})


def _walked(levels: tuple[tuple[Provision, ...], ...], said: Iterator[Modality | None]) -> World:
    """Walk the levels from the highest; `said` is what each norm says, in their order."""
    left = _ALL
    speaking: list[tuple[Provision, Modality]] = []
    overridden: set[Provision] = set()
    for level in levels:
        told = [(norm, each) for norm in level if (each := next(said)) is not None]
        allowed = [(norm, modality) for norm, modality in told if modality in left]
        overridden |= {norm for norm, modality in told if modality not in left}
        narrowed = left
        for _, modality in allowed:
            narrowed &= modality.leaves
        if not narrowed:
            conflicting = frozenset(n for n, m in allowed if m is not Modality.PERMITTED)
            return World(None, frozenset(), frozenset(overridden), conflicting)
        speaking += allowed
        left = narrowed
        # What binds localities leaves the level's own prohibition as it is.
        if any(norm.voids_local_bars and m is norm.modality for norm, m in allowed):
            left = left - {Modality.PROHIBITED} or left
    return _answered(left, speaking, frozenset(overridden))


def _answered(
    left: frozenset[Modality],
    speaking: list[tuple[Provision, Modality]],
    overridden: frozenset[Provision],
) -> World:
    modality = next(iter(left)) if len(left) == 1 else None
    if modality is None and any(said is Modality.PERMITTED for _, said in speaking):
        modality = Modality.PERMITTED
    controlling = frozenset(norm for norm, said in speaking if said is modality)
    return World(modality, controlling, overridden, frozenset())
