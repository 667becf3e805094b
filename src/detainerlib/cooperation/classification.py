"""A jurisdiction's level on a scale, or the levels between which it lies, and why."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain
from typing import Final

import attrs

from detainerlib import catalog
from detainerlib._html import paragraph, table
from detainerlib._printing import Listing, Printed
from detainerlib._validation import checked, only
from detainerlib.catalog._explanations import explanation_of
from detainerlib.catalog._law import UnderLaw
from detainerlib.catalog._sources import laws_on_file
from detainerlib.cooperation.by_agency import by_agency
from detainerlib.cooperation.findings import (
    AgencyFinding,
    PracticeFinding,
    allowed_by_law,
    barred_by_law,
    brief_of,
    cited_in,
    clause_on,
    compared_with,
    open_because,
    why_open,
)
from detainerlib.cooperation.in_words import agreement_in_words, assertion_in_words
from detainerlib.cooperation.levels import BetweenLevels
from detainerlib.cooperation.profile import CooperationProfile, steps_beside
from detainerlib.models.assumptions import Assumption
from detainerlib.models.cooperation_scales import CooperationLevel, CooperationScale, Requirement
from detainerlib.models.jurisdictions import Jurisdiction
from detainerlib.models.provisions import Practice
from detainerlib.models.published_lists import Assertion
from detainerlib.policy import OpenBecause
from detainerlib.policy.answer import grounds_in_words
from detainerlib.policy.in_words import below_in_words
from detainerlib.policy.ordinary import bars_despite_a_judge, ordinary_cases
from detainerlib.policy.rulings import OF_CUSTODY
from detainerlib.policy.standing import is_law
from detainerlib.sentences import answers, profiles
from detainerlib.sentences import cooperation as wording
from detainerlib.sentences import open_causes as on_causes
from detainerlib.sentences import policy as sentences
from detainerlib.sentences.policy import ANY_OTHER
from detainerlib.sources.citations import Evidence, weakest
from detainerlib.sources.explanation import Explanation, Step, StepStatus, step_of

_MET: Final = {True: "yes", False: "no", None: "not settled"}
_OUTCOMES: Final = {
    True: StepStatus.APPLIED,
    # A requirement that is not met is why the level is no higher.
    False: StepStatus.APPLIED,
    None: StepStatus.UNKNOWN,
}


@attrs.frozen(kw_only=True, field_transformer=checked)
class Factor(Printed):
    """A requirement of a level, and whether it is met.

    Attributes:
        level: The level.
        requirement: The requirement.
        met: Whether it is met for every kind of agency asked about; None where that is not known.
        rests_on: The findings it rests on.

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> factor = dl.classify_cooperation("US-IL", on=date(2026, 1, 1)).factors_against[0]
    >>> factor.level.id, factor.met, factor.requirement.reason
    ('notifies-only', False, "From this level on, ICE can learn of some release, or take custody
    at it, without a judge's warrant.")
    """

    level: CooperationLevel
    requirement: Requirement
    met: bool | None
    rests_on: tuple[AgencyFinding, ...]

    def __str__(self) -> str:
        """The level, the requirement, and whether it is met."""
        return wording.requires(self.level.name, f"{self.requirement}", met=self.met)


@attrs.frozen(kw_only=True, field_transformer=checked)
class ComparedAssertion(UnderLaw):
    """What a publisher said of a place, beside what the laws on file come to.

    Attributes:
        assertion: The entry of its list.
        consistent: Whether the laws are consistent with it on the scale; None where the level is
            open, or the scale says nothing of such a claim. Even "no" is no proof that the
            publisher is wrong, nor "yes" that it is right, as it may mean something else.
        reason: Why.

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> compared = dl.classify_cooperation("US-IL", on=date(2026, 1, 1)).asserted[0]
    >>> compared.assertion.listed_in, compared.assertion.claim.words, compared.consistent
    ('doj-2025-08-05', 'limits cooperation', True)
    """

    assertion: Assertion
    consistent: bool | None
    reason: str

    def __str__(self) -> str:
        """The entry, whether the texts are consistent with it, and why."""
        said = assertion_in_words(self.assertion)
        return profiles.consistent(said, self.reason, is_consistent=self.consistent)


@attrs.frozen(kw_only=True, field_transformer=checked)
class Classification(UnderLaw, BetweenLevels):
    """How far the laws let or make a jurisdiction cooperate; made by `classify_cooperation`.

    Attributes:
        jurisdiction: The jurisdiction.
        on: The day.
        scale: The scale.
        lowest: The lowest level it may have.
        highest: The highest level it may have.
        is_left_to_agencies: Whether it is settled that no rule of the state speaks: the level
            then stands beside the ordered ones, and the bounds are all that is left.
        assumption: What is assumed where no law on file speaks, as it was asked for; None where
            nothing is.
        lowest_assumed: The lowest level it may have under the assumption; None without one.
        highest_assumed: The highest.
        findings: What the laws come to, by practice and kind of agency.
        factors: Each requirement of the scale, from the lowest level up, and whether it is met.
        would_settle: Why the level is open; empty where it is settled.
        profile: The three columns, beside the level: none of them but the law sets it.

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> classification = dl.classify_cooperation("US-IL", on=date(2026, 1, 1))
    >>> classification.level.id, classification.status
    ('judicial-warrants', <LevelStatus.SETTLED: 'settled'>)
    """

    jurisdiction: Jurisdiction
    on: date
    scale: CooperationScale
    lowest: CooperationLevel
    highest: CooperationLevel
    is_left_to_agencies: bool = False
    assumption: Assumption | None = None
    lowest_assumed: CooperationLevel | None = None
    highest_assumed: CooperationLevel | None = None
    findings: tuple[AgencyFinding, ...]
    factors: tuple[Factor, ...]
    would_settle: tuple[OpenBecause, ...]
    profile: CooperationProfile

    @property
    def is_undetermined(self) -> bool:
        """Whether it may have any level of the scale."""
        levels = self.scale.levels
        return (
            self.level is None
            and len(levels) > 1
            and (self.lowest, self.highest) == (levels[0], levels[-1])
        )

    @property
    def factors_for(self) -> tuple[Factor, ...]:
        """The requirements that are met."""
        return Listing(factor for factor in self.factors if factor.met is True)

    @property
    def factors_against(self) -> tuple[Factor, ...]:
        """The requirements that are not met."""
        return Listing(factor for factor in self.factors if factor.met is False)

    @property
    def evidence(self) -> Evidence | None:
        """The weakest grade it rests on; None where no law on file speaks."""
        grades = [finding.answer.evidence for finding in self.findings]
        on_record = [grade for grade in grades if grade is not None]
        return weakest(on_record) if on_record else None

    @property
    def grounds(self) -> str | None:
        """How well what it rests on was read, the weakest first; None where nothing is on file."""
        return grounds_in_words(cited_in(self.findings))

    @property
    def asserted(self) -> tuple[ComparedAssertion, ...]:
        """What publishers said of the place that day, beside the level: it never sets one."""
        return Listing(map(self._compared, self.profile.assertions))

    def _compared(self, assertion: Assertion) -> ComparedAssertion:
        bases = [basis for basis in self.scale.claims if basis.claim is assertion.claim]
        if not bases:
            reason = profiles.claim_not_covered(self.scale.id)
            return ComparedAssertion(assertion=assertion, consistent=None, reason=reason)
        ids = [level.id for level in self.scale.levels]
        basis, possible = bases[0], ids[ids.index(self.lowest.id) : ids.index(self.highest.id) + 1]
        return ComparedAssertion(
            assertion=assertion,
            consistent=only(id in basis.levels for id in possible),
            reason=profiles.beside_level(basis.reason, self.in_brief),
        )

    @property
    def explanation(self) -> Explanation:
        """What each law says, which requirements are met, and what would settle the rest."""
        return explanation_of(_steps(self), catalog.about().closing_on_policy, on=self.on)

    def __str__(self) -> str:
        """The level, what the laws say of each practice, and what stands beside them."""
        lines = [self.sentence, *self._meanings()]
        listed: set[str] = set()
        for practice in self.scale.practices:
            lines.append(f"{sentences.capitalized(practice.words)}: {self._ruling(practice)}")
            below = self._below(practice)
            lines += [f"  {wording.listed_once(line, listed)}" for line in below]
        if any(map(self._bars_despite_a_judge, self.scale.practices)):
            lines.append(answers.WARRANT_APART)
        if any(answers.COVERS_NOTHING in line.lower() for line in lines):
            lines.append(answers.SILENCE[True])
        others = dict.fromkeys(
            norm.title
            for finding in self.profile.law
            if finding.practice in self.scale.practices
            for norm in finding.for_other_agencies
        )
        if others:
            lines.append(profiles.also_for_other_agencies([*others]))
        for agreement in (*self.profile.agreements, *self.profile.agreements_above):
            lines.append(f"Agreement: {agreement_in_words(agreement, self.on)}.")
        if (assumed := self._assumed) is not None:
            lines.append(assumed)
        lines += map(str, self.profile.unread)
        lines += [f"Observed: {share}." for share in self.profile.observed]
        if self.grounds is not None:
            lines.append(self.grounds)
        return "\n".join(lines)

    @property
    def sentence(self) -> str:
        """The level in one sentence that can be printed, of 35 words at most."""
        place = self.jurisdiction.name
        if self.is_left_to_agencies:
            return wording.left_to_agencies(self.on, place)
        if self.is_undetermined:
            return wording.not_settled(self.on, place)
        if self.level is None:
            named = (self.on, place, self.lowest.name)
            if self._is_bounded_by_silence:
                told = (*named, self._not_allowed, self._barred)
                return wording.left_open(*told, of=self._rests_on)
            return wording.between(*named, self.highest.name, of=self._rests_on)
        return wording.settled(self.on, place, self.level.name, self.level.brief, of=self._rests_on)

    @property
    def _rests_on(self) -> str:
        """What the level rests on: laws, policies of agencies alone, or both."""
        norms = chain.from_iterable(
            (*finding.answer.controlling, *finding.answer.conflicts) for finding in self.findings
        )
        are_laws = {*map(is_law, norms)}
        if are_laws == {False}:
            return wording.POLICIES
        return wording.LAWS_AND_POLICIES if False in are_laws else wording.LAWS

    def _meanings(self) -> Iterator[str]:
        """Yield what the level means, or those between which it lies, and all levels.

        Where only silence could raise it, first what is settled for each kind of agency.
        """
        is_open, not_allowed = self._is_bounded_by_silence, self._not_allowed
        if is_open:
            law = self._of_law
            yield from by_agency([law[of].answer for of in self.scale.practices if of in law])
        if not self.is_left_to_agencies and not self.is_undetermined:
            least = wording.would_mean if is_open else wording.meaning
            yield least(self.lowest.name, self.lowest.summary)
            if self.level is None and not is_open:
                bound = wording.would_mean if not_allowed else wording.meaning
                yield bound(self.highest.name, self.highest.summary)
                yield wording.range_because(self._unsettled)
                if not_allowed:
                    yield wording.outer_bound(not_allowed, self.highest.name)
        yield wording.levels({level.name: level.brief for level in self.scale.levels})

    @property
    def _unsettled(self) -> tuple[Practice, ...]:
        """The practices for which it is open whether they meet a level within the range."""
        levels = self.scale.levels
        within = levels[levels.index(self.lowest) + 1 : levels.index(self.highest) + 1]
        unsettled = {
            finding.answer.practice
            for factor in self.factors
            if factor.level in within and factor.met is None
            for finding in factor.rests_on
            if finding.meets(factor.requirement) is None
        }
        return tuple(practice for practice in self.scale.practices if practice in unsettled)

    @property
    def _not_allowed(self) -> tuple[Practice, ...]:
        """The practices of `_unsettled` that no law on file allows: silence is no permission."""
        if self.level is not None:
            return ()
        allowed = allowed_by_law(self.findings)
        return tuple(practice for practice in self._unsettled if practice not in allowed)

    @property
    def _is_bounded_by_silence(self) -> bool:
        """Whether no law on file allows any of the practices that could raise the level."""
        return bool(self._not_allowed) and self._not_allowed == self._unsettled

    @property
    def _barred(self) -> tuple[Practice, ...]:
        """The practices of `_not_allowed` that a law on file bars to some agency in some case."""
        barred = barred_by_law(self.findings)
        return tuple(practice for practice in self._not_allowed if practice in barred)

    @property
    def _of_law(self) -> Mapping[Practice, PracticeFinding]:
        return {finding.practice: finding for finding in self.profile.law}

    def _below(self, practice: Practice) -> tuple[str, ...]:
        """Return what changes the ruling on a practice, and that for other agencies."""
        finding = self._of_law.get(practice)
        return below_in_words(finding.answer) if finding else ()

    def _bars_despite_a_judge(self, practice: Practice) -> bool:
        """Whether the answer on a practice says that it is barred though a judge issued a paper."""
        finding = self._of_law.get(practice)
        if finding is None or practice not in OF_CUSTODY:
            return False
        return bars_despite_a_judge(ordinary_cases(finding.answer)[0])

    @property
    def _assumed(self) -> str | None:
        """The level under the assumption, with the name of that; None without one."""
        assumption, low, high = self.assumption, self.lowest_assumed, self.highest_assumed
        if assumption is None or low is None or high is None:
            return None
        level = self.scale.describe(low, high)
        return wording.assumed(assumption.id, assumption.sentence, level, rests=self.is_assumed)

    def _ruling(self, practice: Practice) -> str:
        """Return what the laws say of a practice, as `governing_policy` says it."""
        finding = self._of_law.get(practice)
        if finding is None:
            findings = self._by_practice()[practice]
            return f"{clause_on(practice, findings, open_because(findings, self.scale))}."
        return " ".join([finding.answer.statement, *why_open(finding.open_because)])

    @property
    def briefs(self) -> Mapping[Practice, str]:
        """What the laws say of each practice of the scale, in a word or three."""
        return {practice: brief_of(findings) for practice, findings in self._by_practice().items()}

    def _by_practice(self) -> Mapping[Practice, tuple[AgencyFinding, ...]]:
        by_practice: dict[Practice, list[AgencyFinding]] = {}
        for finding in self.findings:
            by_practice.setdefault(finding.answer.practice, []).append(finding)
        return {practice: tuple(findings) for practice, findings in by_practice.items()}

    @property
    def agencies(self) -> str:
        """The kinds of agencies that the level covers; empty where it covers all."""
        named = dict.fromkeys(finding.agency for finding in self.findings)
        return "" if ANY_OTHER in named else ", ".join(named)

    def _repr_html_(self) -> str:
        rows = (
            (factor.level.name, factor.requirement, _MET[factor.met]) for factor in self.factors
        )
        factors = table(("level", "requires that", "met"), rows)
        return paragraph(str(self)) + factors + self.profile._repr_html_()


def _steps(classification: Classification) -> Iterator[Step]:
    default = (laws_on_file(),)
    for finding in classification.findings:
        is_settled = len(finding.ranges) == 1 or finding.answer.is_left_to_agencies
        yield step_of(
            StepStatus.APPLIED if is_settled else StepStatus.UNKNOWN,
            sentences.capitalized(finding.answer.statement),
            *(cited_in((finding,)) or default),
            see_also=compared_with(finding),
        )
    levels, is_open = classification.scale.levels, classification._is_bounded_by_silence
    # Where only silence could raise the level, what lies above the highest tells nothing of it.
    apart = levels[levels.index(classification.highest) + 1 :] if is_open else ()
    for factor in classification.factors:
        yield step_of(
            StepStatus.NOT_APPLIED if factor.level in apart else _OUTCOMES[factor.met],
            f"{factor}. Why: {factor.requirement.reason}",
            *(cited_in(factor.rests_on) or default),
        )
    cited = cited_in(classification.findings) or default
    for cause in classification.would_settle:
        yield step_of(StepStatus.UNKNOWN, on_causes.not_settled(str(cause)), *cited)
    yield from steps_beside(classification.profile)
    assumption, assumed = classification.assumption, classification._assumed
    if assumption is not None and assumed is not None:
        yield step_of(
            StepStatus.ASSUMED, assumed, assumption.citation, see_also=assumption.see_also
        )
    for compared in classification.asserted:
        yield step_of(
            StepStatus.NOT_APPLIED,
            profiles.not_of_level(str(compared)),
            compared.assertion.citation,
        )
    yield step_of(
        StepStatus.UNKNOWN if classification.level is None else StepStatus.APPLIED,
        classification.sentence,
        *cited,
    )
