"""What the texts come to on one practice, for the ordinary request, by the agencies they name."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

import attrs

from detainerlib import catalog
from detainerlib._arguments import takes
from detainerlib._printing import Listing
from detainerlib._validation import checked, only
from detainerlib.catalog._law import UnderLaw
from detainerlib.cooperation.levels import (
    agency_kinds,
    kinds_spoken_to,
    ordinary_laws,
    ranges_assumed,
    ranges_in,
)
from detainerlib.cooperation.spread import ModalityRange, meets
from detainerlib.models.assumptions import Assumption
from detainerlib.models.cooperation_scales import CooperationScale, Requirement
from detainerlib.models.no_rules import NoRuleFinding
from detainerlib.models.provisions import Modality, Practice, Provision
from detainerlib.policy import OpenBecause, OpenReason, PolicyAnswer
from detainerlib.policy.answer import ANY_TEXT, OWN_POLICY, REST
from detainerlib.policy.conditions import any_true
from detainerlib.policy.governing_law import LawOnDay, answer_on
from detainerlib.policy.query import PolicyQuery
from detainerlib.policy.standing import gives_power, is_law
from detainerlib.sentences import open_causes as on_causes
from detainerlib.sentences import profiles as sentences
from detainerlib.sentences.policy import capitalized
from detainerlib.sources.citations import Citation


@attrs.frozen(kw_only=True, field_transformer=checked)
class AgencyFinding(UnderLaw):
    """What the laws come to for one practice and one kind of agency, over all cases.

    Attributes:
        agency: The kind of agency, or "any other" for every kind that no law names.
        answer: What the laws say for the ordinary request of the scale.
        ranges: What they may come to over all cases: one where that is known.
        assumed_ranges: The same with silence taken as an assumption takes it; None where none was
            asked for.

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> profile = dl.cooperation_profile("US-IL", on=date(2026, 1, 1))
    >>> finding = profile.finding("hold_on_detainer").agencies[0]
    >>> finding.agency, finding.is_barred, finding.modality
    ('any other', True, <Modality.PROHIBITED: 'prohibited'>)
    """

    agency: str
    answer: PolicyAnswer
    ranges: frozenset[ModalityRange]
    assumed_ranges: frozenset[ModalityRange] | None = None

    @takes
    def meets(self, requirement: Requirement) -> bool | None:
        """Whether it meets a requirement; None where that is not known."""
        return only(meets(requirement, cases) for cases in self.ranges)

    @property
    def modality(self) -> Modality | None:
        """What the laws say in every case; None where cases differ, or that is not known."""
        return only(modality for cases in self.ranges for modality in cases.overall)

    @property
    def is_barred(self) -> bool:
        """Whether the laws bar it in every case without a judge's warrant, whatever is open."""
        return all(cases.without == {Modality.PROHIBITED} for cases in self.ranges)

    @property
    def is_limited(self) -> bool | None:
        """Whether they bar it in some case without a judge's warrant; None where that is open."""
        return only(Modality.PROHIBITED in cases.without for cases in self.ranges)


@attrs.frozen(kw_only=True, field_transformer=checked)
class PracticeFinding(UnderLaw):
    """What the laws of a place say of one practice on a day.

    Attributes:
        practice: The practice.
        answer: What they say for any request and any agency: the answer of `governing_policy`.
        agencies: What they come to for the ordinary request of a scale, by the kinds of agencies
            that a law on the practice covers; "any other" alone where none speaks.
        open_because: Why that is open, besides that cases differ; empty where it is settled.
        for_other_agencies: The provisions on file that speak only to other kinds of agencies, such
            as a board's resolution that binds no sheriff.

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> finding = dl.cooperation_profile("US-IL", on=date(2026, 1, 1)).finding("hold_on_detainer")
    >>> finding.is_settled, finding.is_barred, finding.provisions[0].title
    (True, True, '5 ILCS 805/15')
    """

    practice: Practice
    answer: PolicyAnswer
    agencies: tuple[AgencyFinding, ...]
    open_because: tuple[OpenBecause, ...]
    for_other_agencies: tuple[Provision, ...]

    @property
    def in_brief(self) -> str:
        """The answer for the ordinary request, in a word or three.

        A modality; one "without a judge's warrant", where only that makes cases differ; "under
        conditions" where other facts of a case decide; "differs by agency"; or "open", where no one
        knows, with what is known all the same.
        """
        return brief_of(self.agencies)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is open but what the facts of a case decide."""
        return all(len(agency.ranges) == 1 for agency in self.agencies)

    @property
    def is_barred(self) -> bool:
        """Whether they bar it for every agency they name without a judge's warrant."""
        return all(agency.is_barred for agency in self.agencies)

    @property
    def is_limited(self) -> bool | None:
        """Whether they bar it to some agency they name, in some case without a judge's warrant.

        None where that is open.
        """
        return any_true([agency.is_limited for agency in self.agencies])

    @property
    def in_brief_assumed(self) -> str:
        """The answer with silence taken as an assumption takes it; `in_brief` without one."""
        return brief_of(self.agencies, assumed=True) if self.is_assumed else self.in_brief

    @property
    def is_assumed(self) -> bool:
        """Whether `in_brief_assumed` rests on an assumption."""
        return any(agency.assumed_ranges not in {None, agency.ranges} for agency in self.agencies)

    @property
    def modality(self) -> Modality | None:
        """What they say in every ordinary case and for every agency they name; None otherwise."""
        return only(agency.modality for agency in self.agencies)

    @property
    def possible(self) -> frozenset[Modality]:
        """What they may say for an ordinary request, to one of the agencies they name."""
        return frozenset(
            modality
            for agency in self.agencies
            for cases in agency.ranges
            for modality in cases.overall
        )

    @property
    def provisions(self) -> tuple[Provision, ...]:
        """The provisions that answer, or conflict, for an ordinary request."""
        norms = (
            norm
            for agency in self.agencies
            for norm in (*agency.answer.controlling, *agency.answer.conflicts)
        )
        return Listing(dict.fromkeys(norms))

    @property
    def _key(self) -> object:
        """What makes it the same as another: the answer for each agency, and by which texts."""
        by_agency = tuple((agency.agency, agency.ranges) for agency in self.agencies)
        return self.in_brief, by_agency, tuple(norm.id for norm in self.provisions)

    def __str__(self) -> str:
        """The practice and the answer: "holding on a detainer is prohibited"."""
        return clause_on(self.practice, self.agencies, self.open_because)


def clause_on(
    practice: Practice, agencies: tuple[AgencyFinding, ...], causes: tuple[OpenBecause, ...]
) -> str:
    """Return what agencies come to on a practice as a clause, with why it is open."""
    reasons = [phrase for cause in causes for phrase in _in_words(cause)]
    return sentences.clause_on(practice.words, brief_of(agencies), reasons)


def _in_words(cause: OpenBecause) -> Iterator[str]:
    """Yield clauses that say what leaves an answer open."""
    match cause.reason:
        case OpenReason.FACTS:
            for id in cause.about:
                yield on_causes.depends_on_facts([catalog.fact(id).statement])
        case OpenReason.LEFT_TO_AGENCIES:
            yield sentences.NO_STATEWIDE_RULE
        case OpenReason.NOT_ON_RECORD:
            for about in cause.about:
                # Where a law covers some of several kinds, it does, but not in every case.
                if about != ANY_TEXT or REST not in cause.about:
                    yield _NOT_ON_FILE.get(about, sentences.not_known(about))
        case _:
            # Of one agency, cases apart, nothing else can be open.
            yield str(cause)


_NOT_ON_FILE: Final = {
    ANY_TEXT: sentences.NOT_ADDRESSED,
    REST: sentences.NOT_EVERY_CASE,
}


def brief_of(agencies: tuple[AgencyFinding, ...], *, assumed: bool = False) -> str:
    """Return what agencies come to together, in a few words; or come to as is assumed."""
    if not assumed and agencies and all(agency.answer.is_left_to_agencies for agency in agencies):
        return sentences.LEFT_TO_AGENCIES
    by_agency = [
        agency.assumed_ranges if assumed and agency.assumed_ranges else agency.ranges
        for agency in agencies
    ]
    ranges = {cases for of_agency in by_agency for cases in of_agency}
    if any(len(of_agency) > 1 for of_agency in by_agency):
        return _open_brief(ranges)
    if len(ranges) > 1:
        return sentences.DIFFERS
    ((without, overall),) = ranges
    if len(overall) == 1:
        return next(iter(overall)).value
    if len(without) == 1:
        return sentences.without_warrant(next(iter(without)).value)
    return sentences.UNDER_CONDITIONS


def _open_brief(ranges: set[ModalityRange]) -> str:
    """Return what is known all the same where something is open."""
    if all(cases.without == {Modality.PROHIBITED} for cases in ranges):
        return sentences.BARRED_WITHOUT_WARRANT
    if all(cases.overall - {Modality.PROHIBITED} for cases in ranges):
        return sentences.OPEN_IN_PART
    return sentences.OPEN


def settled_in_part(agencies: Iterable[AgencyFinding]) -> frozenset[Modality]:
    """Return what the laws say to some agency in some case, whatever else is open."""
    return frozenset(
        modality
        for agency in agencies
        for modality in Modality
        if all(modality in cases.overall for cases in agency.ranges)
    )


def open_because(
    agencies: Iterable[AgencyFinding], scale: CooperationScale
) -> tuple[OpenBecause, ...]:
    """Return why what agencies come to is open, besides that cases differ; each thing once."""
    about: dict[OpenReason, dict[str, None]] = {}
    for agency in agencies:
        if len(agency.ranges) == 1:
            continue
        for cause in agency.answer.open_because:
            open_ids = [id for id in cause.about if _leaves_open(cause.reason, id, scale)]
            if open_ids:
                about.setdefault(cause.reason, {}).update(dict.fromkeys(open_ids))
    return tuple(
        OpenBecause(reason=reason, about=tuple(sorted(about[reason])))
        for reason in OpenReason
        if reason in about
    )


def _leaves_open(reason: OpenReason, about: str, scale: CooperationScale) -> bool:
    """Whether something leaves an answer open: cases differ, but circumstances do not."""
    if reason is OpenReason.FACTS:
        return about in scale.circumstances
    return reason is not OpenReason.CONVICTIONS


def finding_on(query: PolicyQuery, on: date, scale: CooperationScale) -> PracticeFinding:
    """Return what the texts come to on the practice of a query without facts, on a day."""
    laws = ordinary_laws({query.practice: query}, on, scale)
    return finding_of(query, laws[query.practice], scale)


def finding_of(
    query: PolicyQuery,
    law: LawOnDay,
    scale: CooperationScale,
    assumption: Assumption | None = None,
) -> PracticeFinding:
    """Return the same, given the law on the practice for the ordinary request of the scale."""
    kinds = kinds_spoken_to([law], agency_kinds([law], scale))
    agencies = tuple(
        AgencyFinding(
            agency=name,
            answer=law.answer(kind),
            ranges=ranges_in(law.resolved(kind), scale),
            assumed_ranges=None
            if assumption is None
            else ranges_assumed(law, kind, scale, assumption),
        )
        for name, kind in kinds.items()
    )
    norms = (norm for level in law.levels for norm in level)
    return PracticeFinding(
        practice=query.practice,
        answer=answer_on(query, law.on),
        agencies=agencies,
        open_because=open_because(agencies, scale),
        for_other_agencies=tuple(
            norm for norm in norms if not any(map(norm.speaks_to, kinds.values()))
        ),
    )


def why_open(causes: Iterable[OpenBecause]) -> Iterator[str]:
    """Yield why a practice is open, but for what stands in the statement, or among exceptions."""
    for cause in causes:
        about = [text for text in cause.about if text not in {ANY_TEXT, REST, OWN_POLICY}]
        if cause.reason is OpenReason.NOT_ON_RECORD and about:
            yield on_causes.dates_not_known(about)
        elif cause.reason in {OpenReason.WORDS, OpenReason.CONFLICT}:
            yield capitalized(f"{cause}.")


def compared_with(finding: AgencyFinding) -> tuple[Citation, ...]:
    """Return what else was read of what settles a practice, as where exceptions stand."""
    return tuple(dict.fromkeys(cite for record in _records(finding) for cite in record.see_also))


def cited_in(findings: tuple[AgencyFinding, ...]) -> tuple[Citation, ...]:
    """Return where what findings rest on stands, each place once."""
    cited = (record.citation for finding in findings for record in _records(finding))
    # One place of a text is cited once, though several provisions rest on it.
    return tuple({str(citation): citation for citation in cited}.values())


def _records(finding: AgencyFinding) -> tuple[Provision | NoRuleFinding, ...]:
    """Return what a practice rests on: the laws, or the finding that there is none."""
    answer = finding.answer
    if answer.is_left_to_agencies and answer.no_rule is not None:
        return (answer.no_rule,)
    return (*answer.controlling, *answer.conflicts)


def allowed_by_law(findings: Iterable[AgencyFinding]) -> frozenset[Practice]:
    """Return the practices that a law on file requires or allows, for some agency in some case."""
    return frozenset(
        finding.answer.practice
        for finding in findings
        for norm in finding.answer.controlling
        if {norm.modality, norm.otherwise} - {Modality.PROHIBITED, None} and gives_power(norm)
    )


def barred_by_law(findings: Iterable[AgencyFinding]) -> frozenset[Practice]:
    """Return the practices that a law on file bars to some agency in some case."""
    return frozenset(
        finding.answer.practice
        for finding in findings
        if finding.is_limited and any(map(is_law, finding.answer.controlling))
    )
