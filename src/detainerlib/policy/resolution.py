"""Every way of settling what is open, and what the provisions of all levels come to in each."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias

from detainerlib._validation import only
from detainerlib.models.conditions import CaseFacts, InWords, Leaf
from detainerlib.models.provisions import Modality, Provision
from detainerlib.models.suspensions import Suspension
from detainerlib.policy.conditions import truth
from detainerlib.policy.facts import implied_answers

_ALL: Final = frozenset(Modality)


class InForce(NamedTuple):
    """Whether a provision was in effect that day, where its days on record leave that open."""

    provision: Provision


class Reached(NamedTuple):
    """Whether a court's order that suspended a provision reaches the agency that asks.

    That is open for an agency of no named party, and where the order reaches parts only.
    """

    provision: Provision
    order: Suspension


Variable: TypeAlias = Leaf | InForce | Reached
"""What may be so or not: a leaf of a condition, that a provision was in force, or suspended."""


class Resolution(NamedTuple):
    """What one way of settling all that is open comes to; no modality where no text speaks."""

    modality: Modality | None
    controlling: frozenset[Provision]
    overridden: frozenset[Provision]
    conflicts: frozenset[Provision]

    @property
    def is_silent(self) -> bool:
        """Whether no provision speaks."""
        return self.modality is None and not self.conflicts

    @property
    def possible(self) -> frozenset[Modality]:
        """The modalities that this leaves possible."""
        if self.conflicts:
            return _ALL - {Modality.PERMITTED}
        return _ALL if self.modality is None else frozenset({self.modality})


class DecisionNode(NamedTuple):
    """A variable, and what follows from either answer; None for one that cannot be given."""

    position: int
    variable: Variable
    yes: "DecisionDiagram | None"
    no: "DecisionDiagram | None"


DecisionDiagram: TypeAlias = frozenset[Modality] | DecisionNode
"""What is possible, by the variables on which it turns, each path testing them in one order."""


class ResolvedLaw(NamedTuple):
    """Every resolution that some applicable law may come to, and what is possible in each.

    Decisive are the variables on which that turns: with all else settled in some way, a yes and a
    no leave something else.
    """

    resolutions: frozenset[Resolution]
    diagram: DecisionDiagram
    decisive: frozenset[Variable]

    @property
    def is_silent(self) -> bool:
        """Whether no provision speaks, however what is open is settled."""
        return all(resolution.is_silent for resolution in self.resolutions)


class OpenProvision(NamedTuple):
    """What leaves open what a provision says, and the truth of each leaf of its condition."""

    variables: tuple[Variable, ...]
    truths: tuple[bool | None, ...] = ()


class ApplicableLaw(NamedTuple):
    """The provisions that bind one kind of agency, the highest level first, and what is known."""

    levels: tuple[tuple[Provision, ...], ...]
    facts: CaseFacts
    on: date
    jurisdiction: str

    def modality_of(
        self, provision: Provision, assumed: Mapping[object, bool]
    ) -> Modality | OpenProvision | None:
        """What a provision says, None where it is silent, or what leaves that open."""
        in_force = provision.period.contains(self.on)
        if in_force is None:
            in_force = assumed.get(InForce(provision))
        if in_force is None:
            return OpenProvision((InForce(provision),))
        if not in_force:
            return None
        for order in provision.suspensions:
            suspended = order.suspends(self.on, self.jurisdiction)
            if suspended is None:
                suspended = assumed.get(Reached(provision, order))
            if suspended is None:
                return OpenProvision((Reached(provision, order),))
            if suspended:
                return None
        if provision.when is None:
            return provision.modality
        is_met = truth(provision.when, self.facts, self.on, assumed)
        if is_met is not None:
            return provision.modality if is_met else provision.otherwise
        leaves = provision.conditions
        truths = tuple(truth(leaf, self.facts, self.on, assumed) for leaf in leaves)
        not_known = (leaf for leaf, known in zip(leaves, truths, strict=True) if known is None)
        return OpenProvision(tuple(not_known), truths)


class Variables:
    """All variables of some provisions, in one order, and what follows from each answer."""

    def __init__(self, levels: tuple[tuple[Provision, ...], ...]) -> None:
        """First what was in force, then words, then what differs by case, as the texts name it."""
        provisions = [*chain.from_iterable(levels)]
        leaves = [leaf for provision in provisions for leaf in provision.conditions]
        words_first = sorted(leaves, key=lambda leaf: not isinstance(leaf, InWords))
        self.leaves: dict[Leaf, None] = dict.fromkeys(words_first)
        orders = (Reached(norm, order) for norm in provisions for order in norm.suspensions)
        order = (*map(InForce, provisions), *orders, *self.leaves)
        self._positions = {variable: position for position, variable in enumerate(order)}
        self._implied: dict[tuple[Variable, bool], Mapping[Variable, bool]] = {}

    def position(self, variable: Variable) -> int:
        """Where in the order a variable is tested."""
        return self._positions[variable]

    def implied(self, variable: Variable, answer: bool) -> Mapping[Variable, bool]:  # noqa: FBT001 (an answer is its meaning)
        """Return the answers to other variables that follow from one."""
        if isinstance(variable, InForce | Reached):
            return {}
        key = (variable, answer)
        if key not in self._implied:
            self._implied[key] = dict(implied_answers(variable, answer, self.leaves))
        return self._implied[key]

    def agree(
        self,
        first: DecisionDiagram | None,
        second: DecisionDiagram | None,
        forced: Mapping[Variable, bool] = MappingProxyType({}),
    ) -> bool:
        """Whether two diagrams leave the same wherever both can be, for answers that are forced."""
        if first is None or second is None or first is second:
            return True
        nodes = [diagram for diagram in (first, second) if isinstance(diagram, DecisionNode)]
        if not nodes:
            return first == second
        variable = min(nodes, key=lambda node: node.position).variable
        for answer in (True, False):
            if forced.get(variable, answer) is answer:
                branch = _branch(first, variable, answer)
                other_branch = _branch(second, variable, answer)
                if not self.agree(branch, other_branch, forced):
                    return False
        return True


def _branch(diagram: DecisionDiagram, variable: Variable, answer: bool) -> DecisionDiagram | None:  # noqa: FBT001 (as above)
    if not isinstance(diagram, DecisionNode) or diagram.variable != variable:
        return diagram
    return diagram.yes if answer else diagram.no


def resolved_law(law: ApplicableLaw, variables: Variables) -> ResolvedLaw:
    """Return every resolution that a law may come to, and the variables on which it turns."""
    builder = _DiagramBuilder(law, variables)
    resolutions, diagram = builder.build({}, {})
    return ResolvedLaw(resolutions, diagram, frozenset(builder.decisive))


class _DiagramBuilder:
    """Builds an ordered decision diagram (Bryant, 1986), memoized, with implications.

    Invariant: every path tests variables in the one order of `Variables`, and what lies below a
    point of it depends only on what the provisions say there and on the answers forced on the
    variables still open, so each such state is built once. An answer that cannot be has no branch.
    """

    def __init__(self, law: ApplicableLaw, variables: Variables) -> None:
        self._law, self._variables = law, variables
        self._provisions = tuple(chain.from_iterable(law.levels))
        self._built: dict[object, tuple[frozenset[Resolution], DecisionDiagram]] = {}
        self.decisive: set[Variable] = set()

    def build(
        self, assumed: Mapping[object, bool], forced: Mapping[Variable, bool]
    ) -> tuple[frozenset[Resolution], DecisionDiagram]:
        """Return the resolutions and the diagram for what is assumed and follows from that."""
        modalities = tuple(
            self._law.modality_of(provision, assumed) for provision in self._provisions
        )
        variables = {
            variable
            for modality in modalities
            if isinstance(modality, OpenProvision)
            for variable in modality.variables
        }
        state = (
            modalities,
            frozenset((variable, forced[variable]) for variable in variables if variable in forced),
        )
        if state not in self._built:
            self._built[state] = self._expand(modalities, variables, assumed, forced)
        return self._built[state]

    def _expand(
        self,
        modalities: tuple[Modality | OpenProvision | None, ...],
        variables: set[Variable],
        assumed: Mapping[object, bool],
        forced: Mapping[Variable, bool],
    ) -> tuple[frozenset[Resolution], DecisionDiagram]:
        if not variables:
            settled = (
                modality for modality in modalities if not isinstance(modality, OpenProvision)
            )
            resolution = _walk_levels(self._law.levels, settled)
            return frozenset({resolution}), resolution.possible
        variable = min(variables, key=self._variables.position)
        resolutions: frozenset[Resolution] = frozenset()
        branches: dict[bool, DecisionDiagram | None] = {True: None, False: None}
        both = dict(forced)
        for answer in (True, False):
            if forced.get(variable, answer) is answer:
                implied = self._variables.implied(variable, answer)
                both |= implied
                below, branches[answer] = self.build(
                    {**assumed, variable: answer}, {**forced, **implied}
                )
                resolutions |= below
        yes, no = branches[True], branches[False]
        if not self._variables.agree(yes, no, both):
            self.decisive.add(variable)
        if yes is not None and yes == no:
            return resolutions, yes
        return resolutions, DecisionNode(self._variables.position(variable), variable, yes, no)


def _walk_levels(
    levels: tuple[tuple[Provision, ...], ...], modalities: Iterator[Modality | None]
) -> Resolution:
    """Walk the levels from the highest; the modalities are of each provision, in their order."""
    left = _ALL
    speaking: list[tuple[Provision, Modality]] = []
    overridden: set[Provision] = set()
    for level in levels:
        spoken = [(norm, modality) for norm in level if (modality := next(modalities)) is not None]
        allowed = [(norm, modality) for norm, modality in spoken if modality in left]
        overridden |= {norm for norm, modality in spoken if modality not in left}
        narrowed = left
        for _, modality in allowed:
            narrowed &= modality.leaves
        if not narrowed:
            conflicting = frozenset(
                norm for norm, modality in allowed if modality is not Modality.PERMITTED
            )
            return Resolution(None, frozenset(), frozenset(overridden), conflicting)
        speaking += allowed
        left = narrowed
        # What binds localities leaves the level's own prohibition as it is.
        if any(norm.voids_local_bars and modality is norm.modality for norm, modality in allowed):
            left = left - {Modality.PROHIBITED} or left
    return _resolution(left, speaking, frozenset(overridden))


def _resolution(
    left: frozenset[Modality],
    speaking: list[tuple[Provision, Modality]],
    overridden: frozenset[Provision],
) -> Resolution:
    modality = only(left)
    if modality is None and any(spoken is Modality.PERMITTED for _, spoken in speaking):
        modality = Modality.PERMITTED
    controlling = frozenset(norm for norm, spoken in speaking if spoken is modality)
    return Resolution(modality, controlling, overridden, frozenset())
