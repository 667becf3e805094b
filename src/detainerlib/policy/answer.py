"""The answer: what texts say of a practice, which control, and what it is open for."""

import enum
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from importlib import import_module
from itertools import chain
from typing import Any, Final, TypeVar

import attrs

from detainerlib import catalog
from detainerlib._html import paragraph, small_print
from detainerlib._printing import Printed
from detainerlib._validation import checked, only
from detainerlib.catalog._explanations import ending, explanation_of
from detainerlib.catalog._law import UnderLaw, law_in_use
from detainerlib.catalog._places import state_of
from detainerlib.catalog._sources import agreement_by_name, laws_on_file
from detainerlib.models.agreements import CooperationAgreement
from detainerlib.models.conditions import CaseFacts
from detainerlib.models.jurisdictions import AgencyType, GovernmentLevel, Jurisdiction
from detainerlib.models.no_rules import NoRuleFinding
from detainerlib.models.provisions import Modality, Practice, Provision
from detainerlib.models.unread_texts import UnreadText
from detainerlib.policy.binding_law import BindingLaw
from detainerlib.policy.deciders import DecidedBy, deciders_of
from detainerlib.policy.federal_frame import FederalFrame, frame_of
from detainerlib.policy.query import query_of
from detainerlib.sentences import considered as on_laws
from detainerlib.sentences import open_causes as on_causes
from detainerlib.sentences import policy as sentences
from detainerlib.sources.citations import Citation, Evidence, weakest
from detainerlib.sources.explanation import Explanation, Step, StepStatus, step_of

T = TypeVar("T")

ANY_TEXT: Final = "any text"
"""In an `OpenBecause` on what is not on record: no text speaks at all."""

REST: Final = "what holds where none of the texts speaks"
"""In an `OpenBecause` on what is not on record: the texts do not speak in every case."""


OWN_POLICY: Final = "the agency's own policy"
"""In an `OpenBecause` on what is not on record: no rule of the state speaks, and each decides."""


_NOT_ON_FILE: Final = {
    ANY_TEXT: on_causes.NOTHING_COVERS,
    REST: on_causes.NOTHING_COVERS_REST,
    OWN_POLICY: on_causes.OWN_POLICY_NOT_ON_FILE,
}


class OpenReason(enum.StrEnum):
    """Why an answer is open.

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> answer = dl.governing_policy("hold_on_detainer", "TX", on=date(2026, 1, 1))
    >>> [str(because.reason) for because in answer.open_because]
    ['depends on facts', 'depends on the agency type', 'not on record']
    """

    FACTS = "depends on facts"
    """A fact of the case would change it, and was not given."""
    CONVICTIONS = "depends on convictions"
    """A conviction, or its day, would change it, and was not given."""
    AGENCY_TYPE = "depends on the agency type"
    """Kinds of agencies have different answers."""
    WORDS = "words only"
    """It depends on words that no fact on file settles, or that were not read."""
    NOT_ON_RECORD = "not on record"
    """No law on file speaks, its days in effect are not known, or whom an order reaches."""
    LEFT_TO_AGENCIES = "left to each agency"
    """No rule of the state speaks, as a finding says, and each agency decides."""
    CONFLICT = "conflict"
    """Two norms of one level leave nothing together."""


@attrs.frozen(kw_only=True, field_transformer=checked)
class OpenBecause(Printed):
    """One reason why an answer is open, and what would settle it.

    Attributes:
        reason: The reason.
        about: What it is about, sorted. Facts: their ids. Convictions: the ids of the classes of
            offenses, or the fields of `Conviction` and `CaseFacts` that miss a day. The agency
            type: the kinds of agencies whose answers differ, and "any other". Words: those of the
            text. Not on file: what is not. Left to each agency: the id of the finding. A conflict:
            the ids of the provisions.

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> answer = dl.governing_policy("hold_on_detainer", "TX", on=date(2026, 1, 1))
    >>> answer.open_because[0].about
    ('shown-citizen', 'shown-lawful-status')
    """

    reason: OpenReason
    about: tuple[str, ...]

    def __str__(self) -> str:
        """What it depends on, in words."""
        match self.reason:
            case OpenReason.FACTS:
                return on_causes.depends_on_facts(catalog.fact(id).statement for id in self.about)
            case OpenReason.CONVICTIONS:
                return on_causes.depends_on_convictions(_convictions(self.about))
            case OpenReason.AGENCY_TYPE:
                return on_causes.differs_for(sentences.agencies(self.about))
            case OpenReason.WORDS:
                return on_causes.depends_on_words(self.about)
            case OpenReason.LEFT_TO_AGENCIES:
                return on_causes.EACH_AGENCY_DECIDES
            case OpenReason.CONFLICT:
                return on_causes.conflict(self.about)
            case _:
                return "; ".join(
                    _NOT_ON_FILE.get(about, on_causes.not_known(about)) for about in self.about
                )


def _convictions(about: tuple[str, ...]) -> Iterator[str]:
    """Yield what is missing of convictions, in words: classes of offenses, or the day of one."""
    classes = {
        offense.id: offense.summary.removesuffix(".") for offense in catalog.offense_classes()
    }
    for id in about:
        yield classes.get(id) or on_causes.date_in(id)


class _WorkedOut:
    """What was worked out from an answer, by law; a copy in another process begins anew."""

    __slots__ = ("by_law",)

    def __init__(self) -> None:
        """Work nothing out yet."""
        self.by_law: dict[object, Any] = {}

    def __reduce__(self) -> tuple[type["_WorkedOut"], tuple[()]]:
        return _WorkedOut, ()


@attrs.frozen(kw_only=True, field_transformer=checked)
class PolicyAnswer(UnderLaw):
    """What the laws on file say of a practice; made by `governing_policy`.

    Attributes:
        practice: The practice.
        jurisdiction: The jurisdiction asked about.
        on: The day.
        facts: What was known of the case.
        agency_type: The kind of agency asked about; None where it was not said.
        possible: The modalities that are possible: one where the answer is settled.
        controlling: The provisions that give the answer, in one case or another.
        overridden: Those that say, wherever they speak, what a level above does not leave.
        persuasive: Those that do not bind, considered.
        conflicts: Those of one level that leave nothing together.
        suspended: Those that a court's order kept, or may have kept, from being enforced that day.
        no_rule: The finding that there was no rule of the state, where no law covers it; None where
            there is none.
        open_because: Why the answer is open; empty where it is settled.
        answered_from: The jurisdictions whose provisions gave the answer, the highest first.
        agreements: The agreements of agencies of the place itself in effect that day, or perhaps in
            effect where their days are not all on file: facts beside the law. Few are on file.
        agreements_above: Those of agencies of the governments above it.
        unread: What the place, or a government above it, is known to have on the practice that day
            and that was not read.

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> answer = dl.governing_policy("hold_on_detainer", "IL", on=date(2026, 1, 1))
    >>> answer.modality, [provision.title for provision in answer.controlling]
    (<Modality.PROHIBITED: 'prohibited'>, ['5 ILCS 805/15'])
    """

    practice: Practice
    jurisdiction: Jurisdiction
    on: date
    facts: CaseFacts
    agency_type: AgencyType | None
    possible: frozenset[Modality]
    controlling: tuple[Provision, ...]
    overridden: tuple[Provision, ...]
    persuasive: tuple[Provision, ...]
    conflicts: tuple[Provision, ...]
    suspended: tuple[Provision, ...]
    no_rule: NoRuleFinding | None
    open_because: tuple[OpenBecause, ...]
    answered_from: tuple[Jurisdiction, ...]
    agreements: tuple[CooperationAgreement, ...]
    agreements_above: tuple[CooperationAgreement, ...]
    unread: tuple[UnreadText, ...] = ()
    _kept: _WorkedOut = attrs.field(factory=_WorkedOut, init=False, eq=False, repr=False)

    @property
    def modality(self) -> Modality | None:
        """The answer where it is settled; None where it is open."""
        return only(self.possible)

    @property
    def evidence(self) -> Evidence | None:
        """The weakest grade it rests on; None where no law on file speaks."""
        grades = [norm.citation.evidence for norm in (*self.controlling, *self.conflicts)]
        return weakest(grades) if grades else None

    @property
    def grounds(self) -> str | None:
        """How well what it rests on was read, the weakest first; None where nothing is on file."""
        citations = [norm.citation for norm in (*self.controlling, *self.conflicts)]
        if not citations:
            citations = [norm.citation for norm in laws_without_effect(self)]
        if self.no_rule is not None and not citations:
            citations = [self.no_rule.citation]
        return grounds_in_words(citations)

    @property
    def perhaps_in_force(self) -> tuple[str, ...]:
        """The ids of what is named here whose days on file leave open whether it was in effect."""
        norms = [*self.controlling, *self.overridden, *self.conflicts, *self.persuasive]
        norms += self.suspended
        periods = {norm.id: norm.period for norm in norms}
        agreements = (*self.agreements, *self.agreements_above)
        periods |= {agreement.id: agreement.period for agreement in agreements}
        return tuple(id for id, period in periods.items() if period.contains(self.on) is None)

    @property
    def is_left_to_agencies(self) -> bool:
        """Whether a finding settles that no rule of the state speaks, and each agency decides."""
        return any(cause.reason is OpenReason.LEFT_TO_AGENCIES for cause in self.open_because)

    @property
    def is_on_record(self) -> bool:
        """Whether a law on file speaks in every case."""
        reasons = {cause.reason for cause in self.open_because}
        return OpenReason.NOT_ON_RECORD not in reasons and bool(self.controlling or self.conflicts)

    @property
    def federal_frame(self) -> FederalFrame:
        """Whether federal law commands the practice, may ask or pay for it, and what is open."""
        return frame_of(self.practice, self.on)

    @property
    def decided_by(self) -> DecidedBy:
        """Who has decided the practice there, and which offices could bind which agencies."""
        return deciders_of(
            self.practice, self.jurisdiction, self.on, self.agency_type, self.controlling
        )

    @property
    def explanation(self) -> Explanation:
        """What each provision says, which of them control, and why the answer is open."""
        return explanation_of(_steps(self), catalog.about().closing_on_policy, on=self.on)

    def __str__(self) -> str:
        """The ordinary case first; then what changes it, other agencies, and what is open."""
        words: str = _in_words().answer_in_words(self)
        return words

    @property
    def statement(self) -> str:
        """What an agency must, may or must not do in the ordinary case, without the place."""
        words: str = _in_words().ruling_in_words(self)
        return words

    def _repr_html_(self) -> str:
        return paragraph(str(self)) + small_print(ending(catalog.about().closing_on_policy))


def binding_law(answer: PolicyAnswer) -> BindingLaw:
    """Return the law on file that an answer is of, as it bound each kind of agency that day."""
    query = query_of(answer.practice, answer.jurisdiction, answer.facts, answer.agency_type)
    return BindingLaw(query, answer.on)


def laws_without_effect(answer: PolicyAnswer) -> tuple[Provision, ...]:
    """Return the laws that, with the facts given, say nothing to any agency; none if one speaks.

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> facts = dl.CaseFacts(facts={"shown-citizen": True})
    >>> day = date(2025, 7, 3)
    >>> answer = dl.governing_policy("hold_on_detainer", "US-TX", on=day, facts=facts)
    >>> [norm.title for norm in laws_without_effect(answer)]
    ['Tex. Code Crim. Proc. art. 2A.060']
    """
    if answer.controlling or answer.conflicts or answer.facts == CaseFacts():
        return ()
    law = binding_law(answer)
    kinds = law.kinds().values()
    if not all(law.resolved(kind).is_silent for kind in kinds):
        return ()
    return tuple(dict.fromkeys(chain.from_iterable(map(law.without_effect, kinds))))


def worked_out_once(answer: PolicyAnswer, work: Callable[[PolicyAnswer], T]) -> T:
    """Return what is worked out from an answer, once under each law."""
    kept, key = answer._kept.by_law, (law_in_use(), work)
    if key not in kept:
        kept[key] = work(answer)
    worked_out: T = kept[key]
    return worked_out


def grounds_in_words(citations: Iterable[Citation]) -> str | None:
    """Return how well some sources were read; of several grades each with its citations."""
    by_grade: dict[Evidence, dict[str, None]] = {}
    for cite in citations:
        text = catalog.authority(cite.authority).cited(cite.pin)
        by_grade.setdefault(cite.evidence, {})[text] = None
    grades = sorted(by_grade, key=lambda grade: -grade.rank)
    return sentences.sources({grade: [*by_grade[grade]] for grade in grades}) or None


def _in_words() -> Any:
    # The ordinary case is found by the law on the day, which makes answers.
    return import_module("detainerlib.policy.in_words")


def _steps(answer: PolicyAnswer) -> Iterator[Step]:
    for norm in answer.controlling:
        certain = norm.period.contains(answer.on)
        doubt = "" if certain else on_laws.in_doubt(answer.on)
        yield step_of(
            StepStatus.APPLIED if certain else StepStatus.UNSETTLED,
            f"{on_laws.says(norm.title, norm.summary)}{doubt}",
            norm.citation,
            see_also=norm.see_also,
        )
    for norm in answer.conflicts:
        yield _step(StepStatus.UNSETTLED, norm, on_laws.SAYS_OTHERWISE)
    for norm in answer.overridden:
        yield _step(StepStatus.NOT_APPLIED, norm, on_laws.OVERRIDDEN)
    yield from (
        _step(StepStatus.APPLIED, norm, on_laws.WITHOUT_EFFECT)
        for norm in laws_without_effect(answer)
    )
    for norm in answer.suspended:
        for order in norm.suspended_on(answer.on):
            open_ = order.suspends(answer.on, answer.jurisdiction.code) is None
            reach = on_laws.REACH_OPEN if open_ else ""
            is_suspended = on_laws.is_suspended(str(order), still=order.until is None)
            yield step_of(
                StepStatus.UNKNOWN if open_ else StepStatus.NOT_APPLIED,
                f"{norm.title} {is_suspended}.{reach}",
                order.citation,
                see_also=order.see_also,
            )
    if answer.no_rule is not None:
        yield step_of(
            StepStatus.APPLIED if answer.no_rule.settles else StepStatus.UNKNOWN,
            f"{answer.no_rule.summary} {answer.no_rule.strength.words}",
            answer.no_rule.citation,
            see_also=answer.no_rule.see_also,
        )
    for norm in answer.persuasive:
        yield _step(StepStatus.NOT_APPLIED, norm, on_laws.not_decisive(norm.reach))
    rests_on = tuple(norm.citation for norm in (*answer.controlling, *answer.conflicts))
    if not rests_on:
        rests_on = (laws_on_file() if answer.no_rule is None else answer.no_rule.citation,)
    for cause in answer.open_because:
        yield step_of(StepStatus.UNKNOWN, on_causes.not_settled(str(cause)), *rests_on)
    if answer.answered_from and not catalog.provisions(answer.jurisdiction, answer.practice):
        above = [government.name for government in answer.answered_from]
        statement = on_laws.from_law_above(above, answer.jurisdiction.name)
        yield step_of(StepStatus.UNKNOWN, statement, *rests_on)
    yield from _coverage(answer)
    for text in answer.unread:
        yield step_of(StepStatus.UNKNOWN, str(text), text.citation, see_also=text.see_also)
    for agreement in (*answer.agreements, *answer.agreements_above):
        certain = agreement.period.contains(answer.on)
        on_file = on_laws.agreement(
            agreement_by_name(agreement), is_above=agreement not in answer.agreements
        )
        yield step_of(
            StepStatus.NOT_APPLIED if certain else StepStatus.UNKNOWN,
            f"{on_file}. {agreement.summary}",
            agreement.citation,
        )
    partial = catalog.about().agreements
    yield step_of(StepStatus.UNKNOWN, partial.summary, partial.citation)
    yield step_of(
        StepStatus.APPLIED if answer.modality is not None else StepStatus.UNKNOWN,
        str(answer).splitlines()[0],
        *rests_on,
    )


def _step(outcome: StepStatus, norm: Provision, why: str) -> Step:
    statement = on_laws.considered(on_laws.says(norm.title, norm.summary), why)
    return step_of(outcome, statement, norm.citation)


def _coverage(answer: PolicyAnswer) -> Iterator[Step]:
    state = state_of(answer.jurisdiction)
    if state.level is GovernmentLevel.NATION or answer.is_on_record:
        return
    record = catalog.coverage(state.code)
    yield step_of(
        StepStatus.UNKNOWN,
        sentences.searched(state.name, record.status.value, record.summary),
        laws_on_file(),
    )
