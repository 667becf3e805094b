"""A jurisdiction's level on a scale, or the levels between which it lies, and why."""

from collections.abc import Iterator
from datetime import date

import attrs

from detainerlib import catalog
from detainerlib.assertions import Assertion
from detainerlib.citations import Citation, Evidence, weakest
from detainerlib.cooperation.profile import CooperationProfile
from detainerlib.cooperation.ranges import Range, meets
from detainerlib.decisions import Decision, OpenBecause
from detainerlib.explanation import Explanation, Outcome, Step
from detainerlib.jurisdictions import Jurisdiction
from detainerlib.reasoning import ending, explanation_of
from detainerlib.rules import DEFAULT_RULE
from detainerlib.scales import CooperationLevel, CooperationScale, Requirement
from detainerlib.words import day_in_words, escape

__all__ = ["AgencyFinding", "Classification", "ComparedAssertion", "Factor"]


@attrs.frozen(kw_only=True)
class AgencyFinding:
    """What the texts come to for one practice and one kind of agency, over all cases.

    Attributes:
        agency: The kind of agency, or "any other" for every kind that no text names.
        decision: What the texts say for the ordinary request of the scale.
        ranges: What they may come to over all cases: one where that is known.
    """

    agency: str
    decision: Decision
    ranges: frozenset[Range]

    def meets(self, requirement: Requirement) -> bool | None:
        """Whether it meets a requirement; None where that is not known."""
        told = {meets(requirement, found) for found in self.ranges}
        return told.pop() if len(told) == 1 else None


@attrs.frozen(kw_only=True)
class Factor:
    """A requirement of a level, and whether it is met.

    Attributes:
        level: The level.
        requirement: The requirement.
        met: Whether it is met for every kind of agency asked about; None where that is not known.
        rests_on: The findings it rests on.
    """

    level: CooperationLevel
    requirement: Requirement
    met: bool | None
    rests_on: tuple[AgencyFinding, ...]

    def __str__(self) -> str:
        """The level, the requirement, and whether it is met."""
        told = {True: "yes", False: "no", None: "not known"}[self.met]
        return f"{self.level.name}: {self.requirement}: {told}"


@attrs.frozen(kw_only=True)
class ComparedAssertion:
    """What a publisher said of a place, beside what the texts on record come to.

    Attributes:
        assertion: The entry of its list.
        borne_out: Whether the texts bear it out; None where the level is open, or the scale says
            nothing of such a claim. Even "no" is no proof that the publisher is wrong, as it may
            mean something else.
        because: Why.
    """

    assertion: Assertion
    borne_out: bool | None
    because: str

    def __str__(self) -> str:
        """The entry, whether the texts bear it out, and why."""
        told = {
            True: "the texts on record bear it out",
            False: "the texts on record do not bear it out",
            None: "whether the texts bear it out is not known",
        }[self.borne_out]
        return f"{self.assertion}: {told}. {self.because}"


@attrs.frozen(kw_only=True)
class Classification:
    """How far the texts let or make a jurisdiction cooperate; made by `classify_cooperation`.

    Attributes:
        jurisdiction: The jurisdiction.
        on: The day.
        scale: The scale.
        lowest: The lowest level it may have.
        highest: The highest level it may have.
        findings: What the texts come to, by practice and kind of agency.
        factors: Each requirement of the scale, from the lowest level up, and whether it is met.
        would_settle: Why the level is open; empty where it is settled.
        profile: The three columns, beside the level: none of them but the law sets it.
    """

    jurisdiction: Jurisdiction
    on: date
    scale: CooperationScale
    lowest: CooperationLevel
    highest: CooperationLevel
    findings: tuple[AgencyFinding, ...]
    factors: tuple[Factor, ...]
    would_settle: tuple[OpenBecause, ...]
    profile: CooperationProfile

    @property
    def level(self) -> CooperationLevel | None:
        """The level where it is settled; None where it is open."""
        return self.lowest if self.lowest == self.highest else None

    @property
    def is_undetermined(self) -> bool:
        """Whether it may have any level of the scale."""
        levels = self.scale.levels
        return len(levels) > 1 and (self.lowest, self.highest) == (levels[0], levels[-1])

    @property
    def factors_for(self) -> tuple[Factor, ...]:
        """The requirements that are met."""
        return tuple(each for each in self.factors if each.met is True)

    @property
    def factors_against(self) -> tuple[Factor, ...]:
        """The requirements that are not met."""
        return tuple(each for each in self.factors if each.met is False)

    @property
    def evidence(self) -> Evidence | None:
        """The weakest grade it rests on; None where no text on record speaks."""
        grades = [found.decision.evidence for found in self.findings]
        known = [grade for grade in grades if grade is not None]
        return weakest(known) if known else None

    @property
    def asserted(self) -> tuple[ComparedAssertion, ...]:
        """What publishers said of the place that day, beside the level: it never sets one."""
        return tuple(map(self._compared, self.profile.assertions))

    def _compared(self, assertion: Assertion) -> ComparedAssertion:
        basis = next((each for each in self.scale.claims if each.claim is assertion.claim), None)
        if basis is None:
            because = f"The scale {self.scale.id} says nothing of such a claim."
            return ComparedAssertion(assertion=assertion, borne_out=None, because=because)
        ids = [level.id for level in self.scale.levels]
        possible = ids[ids.index(self.lowest.id) : ids.index(self.highest.id) + 1]
        told = {id in basis.levels for id in possible}
        return ComparedAssertion(
            assertion=assertion,
            borne_out=told.pop() if len(told) == 1 else None,
            because=f"{basis.because} The level is {self.in_brief}.",
        )

    @property
    def in_brief(self) -> str:
        """The level, "undetermined", or the levels between which it lies."""
        if self.level is not None:
            return self.level.name
        if self.is_undetermined:
            return "undetermined"
        return f"between {self.lowest.name} and {self.highest.name}"

    @property
    def explanation(self) -> Explanation:
        """What each text says, which requirements are met, and what would settle the rest."""
        return explanation_of(_steps(self), catalog.about().closing_on_norms)

    def __str__(self) -> str:
        """One sentence that can be printed."""
        asked = f"{self.jurisdiction.name}, {day_in_words(self.on)}, {self.scale.title.casefold()}"
        beside = "; ".join(map(str, self.profile.agreements))
        tail = f" Beside the law: {beside}." if beside else ""
        reasons = "; ".join(map(str, self.would_settle))
        return f"{asked}: {self.in_brief}{f' ({reasons})' if reasons else ''}.{tail}"

    def _repr_html_(self) -> str:
        rows = "".join(f"<li>{escape(str(each))}</li>" for each in self.factors)
        last = escape(ending(catalog.about().closing_on_norms))
        return f"<p>{escape(str(self))}</p><ul>{rows}</ul><p><small>{last}</small></p>"


def _steps(of: Classification) -> Iterator[Step]:
    default = (catalog.rule(DEFAULT_RULE).citation,)
    for found in of.findings:
        cited = _cited((found,))
        yield Step(
            outcome=Outcome.APPLIED if len(found.ranges) == 1 else Outcome.UNKNOWN,
            statement=f"{found.agency}: {found.decision}",
            citations=cited or default,
        )
    for factor in of.factors:
        told = {True: Outcome.APPLIED, False: Outcome.NOT_APPLIED, None: Outcome.UNKNOWN}
        yield Step(
            outcome=told[factor.met],
            statement=f"{factor}. {factor.requirement.because}",
            citations=_cited(factor.rests_on) or default,
        )
    cited = _cited(of.findings) or default
    for why in of.would_settle:
        yield Step(outcome=Outcome.UNKNOWN, statement=f"Open: {why}.", citations=cited)
    for agreement in of.profile.agreements:
        yield Step(
            outcome=Outcome.NOT_APPLIED,
            statement=f"Beside the law, and no part of the level: {agreement}.",
            citations=(agreement.citation,),
        )
    for share in of.profile.observed:
        yield Step(
            outcome=Outcome.NOT_APPLIED,
            statement=f"Observed, and no part of the level: {share}; by {share.source}.",
            citations=cited,
        )
    for compared in of.asserted:
        yield Step(
            outcome=Outcome.NOT_APPLIED,
            statement=f"Asserted by a publisher, and no part of the level: {compared}",
            citations=(compared.assertion.citation,),
        )
    for disagreement in of.profile.disagreements:
        yield Step(outcome=Outcome.UNSETTLED, statement=str(disagreement), citations=cited)
    yield Step(
        outcome=Outcome.APPLIED if of.level is not None else Outcome.UNKNOWN,
        statement=str(of),
        citations=cited,
    )


def _cited(findings: tuple[AgencyFinding, ...]) -> tuple[Citation, ...]:
    norms = (
        norm
        for found in findings
        for norm in (*found.decision.controlling, *found.decision.conflicts)
    )
    return tuple(dict.fromkeys(norm.citation for norm in norms))
