"""Every way of settling what is open, and what the norms of all levels come to in each."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias

from detainerlib.models.conditions import CaseFacts, InWords, Leaf
from detainerlib.models.provisions import Modality, Provision
from detainerlib.policy.conditions import truth
from detainerlib.policy.facts import what_follows

_ALL: Final = frozenset(Modality)


class InForce(NamedTuple):
    """Whether a provision was in force that day, where its days on record leave that open."""

    provision: Provision


Variable: TypeAlias = Leaf | InForce


class Resolution(NamedTuple):
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
    def possible(self) -> frozenset[Modality]:
        """The modalities that this leaves possible."""
        if self.conflicts:
            return _ALL - {Modality.PERMITTED}
        return _ALL if self.modality is None else frozenset({self.modality})


class Fork(NamedTuple):
    """A question, and what follows from either answer; None for one that cannot be given."""

    place: int
    question: Variable
    yes: "Answers | None"
    no: "Answers | None"


Answers: TypeAlias = frozenset[Modality] | Fork
"""What is possible, by the questions on which it turns, each path asking them in one order."""


class Resolved(NamedTuple):
    """Every world that a case may come to.

    Attributes:
        worlds: The worlds.
        answers: What is possible in each.
        decisive: The questions on which that turns: with all else settled in some way, a yes and
            a no leave something else.
    """

    resolutions: frozenset[Resolution]
    answers: Answers
    decisive: frozenset[Variable]


class OpenNorm(NamedTuple):
    """What leaves open what a norm says, and what is taken of the rest of its condition."""

    questions: tuple[Variable, ...]
    told: tuple[bool | None, ...]


class ApplicableLaw(NamedTuple):
    """What is decided: norms by level, the highest first, for known facts and one actor."""

    levels: tuple[tuple[Provision, ...], ...]
    facts: CaseFacts
    on: date

    def modality_of(
        self, norm: Provision, assumed: Mapping[object, bool]
    ) -> Modality | OpenNorm | None:
        """What a norm says, None where it is silent, or what leaves that open."""
        in_force = norm.period.contains(self.on)
        if in_force is None:
            in_force = assumed.get(InForce(norm))
        if in_force is None:
            return OpenNorm((InForce(norm),), ())
        if not in_force:
            return None
        if norm.when is None:
            return norm.modality
        held = truth(norm.when, self.facts, self.on, assumed)
        if held is None:
            return self._open(norm, assumed)
        return norm.modality if held else norm.otherwise

    def _open(self, norm: Provision, assumed: Mapping[object, bool]) -> OpenNorm:
        told = [(leaf, truth(leaf, self.facts, self.on, assumed)) for leaf in norm.conditions]
        return OpenNorm(
            tuple(leaf for leaf, known in told if known is None),
            tuple(known for _, known in told),
        )


class Variables:
    """All that may be asked of some norms, in one order, and what follows from each answer."""

    def __init__(self, levels: tuple[tuple[Provision, ...], ...]) -> None:
        """First what was in force, then words, then what differs by case, as the norms name it."""
        norms = [norm for level in levels for norm in level]
        named = [leaf for norm in norms for leaf in norm.conditions]
        self._leaves = dict.fromkeys(sorted(named, key=lambda leaf: not isinstance(leaf, InWords)))
        asked = (*map(InForce, norms), *self._leaves)
        self._places = {question: place for place, question in enumerate(asked)}
        self._following: dict[tuple[Variable, bool], Mapping[Variable, bool]] = {}

    def place(self, question: Variable) -> int:
        """Where in the order a question is asked."""
        return self._places[question]

    def following(self, question: Variable, answer: bool) -> Mapping[Variable, bool]:  # noqa: FBT001 (an answer is its meaning)
        """Return the answers to other questions that follow from one."""
        if isinstance(question, InForce):
            return {}
        key = (question, answer)
        if key not in self._following:
            self._following[key] = dict(what_follows(question, answer, self._leaves))
        return self._following[key]

    def agree(
        self,
        one: "Answers | None",
        other: "Answers | None",
        forced: Mapping[Variable, bool] = MappingProxyType({}),
    ) -> bool:
        """Whether two cases leave the same wherever both can be, for answers that are forced."""
        if one is None or other is None or one is other:
            return True
        forks = [each for each in (one, other) if isinstance(each, Fork)]
        if not forks:
            return one == other
        question = min(forks, key=lambda fork: fork.place).question
        for answer in (True, False):
            if forced.get(question, answer) is answer:
                first, second = (_taken(each, question, answer) for each in (one, other))
                if not self.agree(first, second, {**forced, **self.following(question, answer)}):
                    return False
        return True


def _taken(answers: "Answers", question: Variable, answer: bool) -> "Answers | None":  # noqa: FBT001 (as above)
    if not isinstance(answers, Fork) or answers.question != question:
        return answers
    return answers.yes if answer else answers.no


def resolutions_of(case: ApplicableLaw, questions: Variables) -> Resolved:
    """Return every world that a case may come to, and the questions on which the answer turns."""
    settling = _Diagram(case, questions)
    worlds, answers = settling.settle({}, {})
    return Resolved(worlds, answers, frozenset(settling.decisive))


class _Diagram:
    """Settles a case both ways, question by question, and what comes to the same only once."""

    def __init__(self, case: ApplicableLaw, questions: Variables) -> None:
        self._case, self._questions = case, questions
        self._norms = tuple(norm for level in case.levels for norm in level)
        self._seen: dict[object, tuple[frozenset[Resolution], Answers]] = {}
        self.decisive: set[Variable] = set()

    def settle(
        self, assumed: Mapping[object, bool], forced: Mapping[Variable, bool]
    ) -> tuple[frozenset[Resolution], Answers]:
        """Return the worlds, and what is possible, for what is assumed and follows from that."""
        said = tuple(self._case.modality_of(norm, assumed) for norm in self._norms)
        asked = {
            question for each in said if isinstance(each, OpenNorm) for question in each.questions
        }
        key = (said, frozenset((each, forced[each]) for each in asked if each in forced))
        if key not in self._seen:
            self._seen[key] = self._settled(said, asked, assumed, forced)
        return self._seen[key]

    def _settled(
        self,
        said: tuple[Modality | OpenNorm | None, ...],
        asked: set[Variable],
        assumed: Mapping[object, bool],
        forced: Mapping[Variable, bool],
    ) -> tuple[frozenset[Resolution], Answers]:
        if not asked:
            told = (each for each in said if not isinstance(each, OpenNorm))
            world = _walk_levels(self._case.levels, told)
            return frozenset({world}), world.possible
        question = min(asked, key=self._questions.place)
        worlds: frozenset[Resolution] = frozenset()
        branches: dict[bool, Answers | None] = {True: None, False: None}
        both = dict(forced)
        for answer in (True, False):
            if forced.get(question, answer) is answer:
                follows = self._questions.following(question, answer)
                both |= follows
                settled = {**assumed, question: answer}
                found, branches[answer] = self.settle(settled, {**forced, **follows})
                worlds |= found
        yes, no = branches[True], branches[False]
        if not self._questions.agree(yes, no, both):
            self.decisive.add(question)
        if yes is not None and yes == no:
            return worlds, yes
        return worlds, Fork(self._questions.place(question), question, yes, no)


def _walk_levels(
    levels: tuple[tuple[Provision, ...], ...], said: Iterator[Modality | None]
) -> Resolution:
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
            return Resolution(None, frozenset(), frozenset(overridden), conflicting)
        speaking += allowed
        left = narrowed
        # What binds localities leaves the level's own prohibition as it is.
        if any(norm.voids_local_bars and m is norm.modality for norm, m in allowed):
            left = left - {Modality.PROHIBITED} or left
    return _resolution(left, speaking, frozenset(overridden))


def _resolution(
    left: frozenset[Modality],
    speaking: list[tuple[Provision, Modality]],
    overridden: frozenset[Provision],
) -> Resolution:
    modality = next(iter(left)) if len(left) == 1 else None
    if modality is None and any(said is Modality.PERMITTED for _, said in speaking):
        modality = Modality.PERMITTED
    controlling = frozenset(norm for norm, said in speaking if said is modality)
    return Resolution(modality, controlling, overridden, frozenset())
