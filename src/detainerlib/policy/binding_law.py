"""What binds each kind of agency on a day, what it comes to, and which law says nothing."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import chain

from detainerlib.models.jurisdictions import AgencyType
from detainerlib.models.no_rules import NoRuleFinding
from detainerlib.models.provisions import BindingEffect, Modality, Provision
from detainerlib.policy.query import PolicyQuery
from detainerlib.policy.resolution import (
    ApplicableLaw,
    ResolvedLaw,
    Variable,
    Variables,
    resolved_law,
)
from detainerlib.policy.standing import is_law
from detainerlib.sentences.policy import ANY_OTHER


class BindingLaw:
    """What binds each kind of agency on a day: it is resolved once, however often it is asked.

    Kinds of agencies that the same provisions bind share what these come to. Its `levels` are the
    provisions of each level that were, or may have been, in force that day, and its `no_rules` the
    findings that there was no rule of the state.
    """

    def __init__(self, query: PolicyQuery, on: date) -> None:
        """Resolve nothing yet."""
        self.query: PolicyQuery = query
        self.on: date = on
        self.levels: tuple[tuple[Provision, ...], ...] = tuple(
            tuple(norm for norm in level if norm.period.contains(on) is not False)
            for level in query.levels
        )
        # What settles comes first.
        self.no_rules: list[NoRuleFinding] = sorted(
            (finding for finding in query.no_rules if finding.period.contains(on)),
            key=lambda finding: not finding.settles,
        )
        self.variables: Variables = Variables(self.levels)
        self._resolved: dict[tuple[tuple[Provision, ...], ...], ResolvedLaw] = {}

    def kinds(self) -> Mapping[str, AgencyType]:
        """Return the kinds of agencies that may ask there: those that norms name, and any other."""
        if self.query.agency_type is not None:
            return {self.query.agency_type.value: self.query.agency_type}
        local = self.query.jurisdiction.level.is_local
        kinds = [kind for kind in AgencyType if not (local and kind.is_of_state)]
        norms = chain.from_iterable(self.levels)
        named = {kind for norm in norms for kind in norm.agency_types | norm.exempts}
        named |= {kind for finding in self.no_rules for kind in finding.agency_types}
        others = [(ANY_OTHER, kind) for kind in kinds if kind not in named]
        return dict([(kind.value, kind) for kind in kinds if kind in named] + others[:1])

    def resolved(self, kind: AgencyType) -> ResolvedLaw:
        """Return every resolution that the law may come to for a kind of agency."""
        law = self.applicable(kind)
        if law.levels not in self._resolved:
            self._resolved[law.levels] = resolved_law(law, self.variables)
        return self._resolved[law.levels]

    def applicable(self, kind: AgencyType) -> ApplicableLaw:
        """Return what binds a kind of agency: no locality's norm binds an agency of the state."""
        binding = tuple(
            tuple(
                norm
                for norm in level
                if norm.weight is BindingEffect.BINDING and norm.speaks_to(kind)
            )
            for government, level in zip(self.query.governments, self.levels, strict=True)
            if not (government.level.is_local and kind.is_of_state)
        )
        return ApplicableLaw(binding, self.query.facts, self.on, self.query.jurisdiction.code)

    def saying(
        self, taken: Mapping[Variable, bool], modalities: Iterable[Modality]
    ) -> frozenset[Provision]:
        """Return the provisions that certainly give one of some modalities, with what is taken."""
        several: set[object] = {*modalities}
        assumed = dict[object, bool](taken.items())
        code = self.query.jurisdiction.code
        law = ApplicableLaw(self.levels, self.query.facts, self.on, code)
        return frozenset(
            norm
            for norm in chain.from_iterable(self.levels)
            if law.modality_of(norm, assumed) in several
        )

    def no_rule(self, kinds: Iterable[AgencyType]) -> NoRuleFinding | None:
        """Return the finding that there was no rule for kinds to which no text speaks, if any."""
        silent = [kind for kind in kinds if self.resolved(kind).is_silent]
        if not silent:
            return None
        of_all = (finding for finding in self.no_rules if all(map(finding.speaks_of, silent)))
        return next(of_all, None)

    def without_effect(self, kind: AgencyType) -> tuple[Provision, ...]:
        """Return the laws in effect for a kind of agency that, with the facts given, say nothing.

        An exception that the facts meet lifts a duty, and leaves no law on file to say anything.
        """
        law = self.applicable(kind)
        return tuple(
            norm
            for norm in chain.from_iterable(law.levels)
            if norm.when is not None and is_law(norm) and norm.period.contains(self.on)
            if not norm.suspended_on(self.on) and law.modality_of(norm, {}) is None
        )
