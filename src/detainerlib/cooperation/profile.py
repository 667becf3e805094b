"""How far a jurisdiction cooperates, in three columns that are never merged."""

import enum
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

import attrs

from detainerlib import catalog
from detainerlib._arguments import chosen
from detainerlib._html import bullets, small_print
from detainerlib._validation import checked, day_of
from detainerlib._wording import day_in_words
from detainerlib.catalog._explanations import ending, explanation_of
from detainerlib.catalog._law import UnderLaw
from detainerlib.catalog._sources import laws_on_file
from detainerlib.cooperation.findings import AgencyFinding, PracticeFinding, finding_of
from detainerlib.cooperation.in_words import (
    agreement_in_words,
    assertion_in_words,
    program_in_words,
)
from detainerlib.cooperation.levels import assumption_of, ordinary_laws, scale_of
from detainerlib.cooperation.observations import DeclinedShare, observations_of
from detainerlib.errors import UnknownIdError
from detainerlib.models.agreements import CooperationAgreement
from detainerlib.models.assumptions import Assumption
from detainerlib.models.cooperation_scales import CooperationScale
from detainerlib.models.federal_programs import FederalProgram
from detainerlib.models.jurisdictions import (
    AgencyType,
    AgencyTypeLike,
    Jurisdiction,
    JurisdictionLike,
)
from detainerlib.models.provisions import Modality, Practice, PracticeLike, Provision
from detainerlib.models.published_lists import Assertion, Claim, ListCompleteness
from detainerlib.models.unread_texts import UnreadText
from detainerlib.policy.answer import OpenReason
from detainerlib.policy.governing_law import LawOnDay
from detainerlib.policy.own_agreements import agreements_by_place
from detainerlib.policy.query import PolicyQuery, queries_of
from detainerlib.sentences import considered as on_laws
from detainerlib.sentences import profiles as sentences
from detainerlib.sources.citations import Citation
from detainerlib.sources.explanation import Explanation, Step, StepStatus, step_of

PRACTICES: Final = (
    Practice.HOLD_ON_DETAINER,
    Practice.NOTIFY_RELEASE,
    Practice.TRANSFER_CUSTODY,
    Practice.ALLOW_INTERVIEWS,
    Practice.SHARE_INFORMATION,
    Practice.SHARE_BOOKING_DATA,
    Practice.REPORT_CUSTODY,
    Practice.EXECUTE_ADMINISTRATIVE_WARRANT,
    Practice.ENTER_287G,
    Practice.DETENTION_CONTRACT,
)


class ProfileColumn(enum.StrEnum):
    """A column of a profile.

    >>> from detainerlib.cooperation import ProfileColumn
    >>> [column.value for column in ProfileColumn]
    ['law', 'agreements', 'observed practice']
    """

    LAW = "law"
    """What the laws on file say."""
    AGREEMENTS = "agreements"
    """The agreements of its agencies: facts beside the law."""
    OBSERVED = "observed practice"
    """What agencies were seen to do, as the caller gives it."""


@attrs.frozen(kw_only=True, field_transformer=checked)
class Disagreement(UnderLaw):
    """Where two columns of a profile do not say the same.

    Attributes:
        columns: The two.
        summary: One sentence.

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> share = dl.DeclinedShare(
    ...     jurisdiction="US-TX", start=date(2025, 1, 1), end=date(2025, 12, 31), declined=5,
    ...     denominator=9, definition="requests with an outcome", missing=0, source="a table",
    ... )
    >>> profile = dl.cooperation_profile("US-TX", on=date(2025, 7, 1), observed=[share])
    >>> [(str(gap.columns[0]), str(gap.columns[1])) for gap in profile.disagreements]
    [('law', 'observed practice')]
    """

    columns: tuple[ProfileColumn, ProfileColumn]
    summary: str

    def __str__(self) -> str:
        """The columns and the sentence."""
        return f"{self.columns[0].value} and {self.columns[1].value} disagree: {self.summary}"


@attrs.frozen(kw_only=True, field_transformer=checked)
class CooperationProfile(UnderLaw):
    """How far a jurisdiction cooperates on a day; made by `cooperation_profile`.

    Attributes:
        jurisdiction: The jurisdiction.
        on: The day.
        scale: The scale of which the ordinary request is taken.
        assumption: What is assumed where no law on file speaks, as it was asked for.
        agency_type: The kind of agency asked about; None for every kind.
        law: What the laws on file say of each practice.
        agreements: The agreements of agencies of the place itself in effect, or perhaps in effect:
            facts beside the law. Few are on file.
        agreements_above: Those of agencies of the governments above it.
        unread: What the place, or a government above it, is known to have that was not read.
        observed: What was observed of what agencies do, as given.
        assertions: What publishers said of it that day: never taken as true.
        programs: The federal programs that ran that day, or perhaps did: facts beside the law.
            One that needs an agreement stands here only if an agency of the place has one.
        disagreements: Where the columns do not say the same.

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> profile = dl.cooperation_profile("Texas", on=date(2026, 1, 1))
    >>> len(profile.law), [program.id for program in profile.programs]
    (10, ['criminal-alien-program', 'law-enforcement-support-center', 'secure-communities'])
    """

    jurisdiction: Jurisdiction
    on: date
    scale: CooperationScale
    assumption: Assumption | None = None
    agency_type: AgencyType | None
    law: tuple[PracticeFinding, ...]
    agreements: tuple[CooperationAgreement, ...]
    agreements_above: tuple[CooperationAgreement, ...]
    unread: tuple[UnreadText, ...] = ()
    observed: tuple[DeclinedShare, ...]
    assertions: tuple[Assertion, ...]
    programs: tuple[FederalProgram, ...] = ()
    disagreements: tuple[Disagreement, ...]

    def finding(self, practice: PracticeLike) -> PracticeFinding:
        """What the laws say of one of its practices.

        Raises:
            UnknownIdError: If it has none of that practice.
        """
        findings = {finding.practice: finding for finding in self.law}
        kind = chosen(Practice, practice, "practice")
        if kind not in findings:
            expected = f"one of {', '.join(findings)}"
            raise UnknownIdError("practice", practice, expected, "Its scale looks at no other.")
        return findings[kind]

    @property
    def lists_in_part(self) -> tuple[ListCompleteness, ...]:
        """The published lists that stood that day, or may have, and are not on file as a whole."""
        stood = (
            catalog.list_completeness(published)
            for published in catalog.published_lists()
            if published.period.contains(self.on) is not False
        )
        return tuple(part for part in stood if part.is_whole is not True)

    @property
    def explanation(self) -> Explanation:
        """What the laws say of each practice, and what stands beside them."""
        return explanation_of(_steps(self), catalog.about().closing_on_policy, on=self.on)

    def __str__(self) -> str:
        """A line for each practice, agreement, observation, assertion and disagreement."""
        lines = [f"{self.jurisdiction.name}, {day_in_words(self.on)}"]
        lines += [f"Law: {finding.practice.words}: {finding.in_brief}" for finding in self.law]
        lines += [
            f"Assumed ({self.assumption.id}): {finding.practice.words}: {finding.in_brief_assumed}"
            for finding in self.law
            if self.assumption is not None and finding.is_assumed
        ]
        lines += [f"Agreement: {agreement_in_words(own, self.on)}" for own in self.agreements]
        lines += [
            f"Agreement of a higher government: {agreement_in_words(agreement, self.on)}"
            for agreement in self.agreements_above
        ]
        lines.append(f"Agreements: {catalog.about().agreements}")
        lines += [f"Not read: {text.summary}" for text in self.unread]
        lines += [f"Observed: {share}" for share in self.observed]
        lines += [f"Published: {assertion_in_words(entry)}" for entry in self.assertions]
        lines += [f"Lists on file in part: {part}" for part in self.lists_in_part]
        lines += [f"Program: {program_in_words(program, self.on)}" for program in self.programs]
        return "\n".join([*lines, *map(str, self.disagreements)])

    def _repr_html_(self) -> str:
        closing = small_print(ending(catalog.about().closing_on_policy))
        return bullets(str(self).splitlines()) + closing


def cooperation_profile(
    jurisdiction: JurisdictionLike,
    *,
    on: date,
    observed: Iterable[DeclinedShare | Assertion] | None = None,
    agreements: Any = None,
    scale: CooperationScale | str | None = None,
    agency_type: AgencyTypeLike | None = None,
    assume: Assumption | str | None = None,
) -> CooperationProfile:
    """Return what is on file of a jurisdiction on a day: law, agreements, observed practice.

    Args:
        jurisdiction: A jurisdiction, its ISO 3166-2 code, or any county or city FIPS.
        on: The day.
        observed: What was observed, in any order; entries of published lists on file are added.
        agreements: Agreements besides those on file, such as what `readers.read_287g` gives,
            or a data frame or rows with the columns that `bulk.policy_panel` takes. They stand
            beside the law. One that is on file with the same agency and day counts once.
        scale: The scale of which the ordinary request is taken, or its id.
        agency_type: The kind of agency, or an agency; every kind by default.
        assume: An assumption on file, or its id: findings then say what it makes of them, too.

    Raises:
        UnknownIdError: If the jurisdiction, kind of agency or assumption is not on file.
        NotADayError: If `on` is no plain date.
        DetainerError: If evidence is of another jurisdiction, or of no kind known here.

    >>> from datetime import date
    >>> profile = cooperation_profile("US-IL", on=date(2022, 1, 1))
    >>> profile.finding(Practice.HOLD_ON_DETAINER).in_brief
    'prohibited'
    """
    day = day_of(on, "on")
    measure = scale_of(scale)
    queries = queries_of(
        PRACTICES, jurisdiction, None, agency_type, agreements_by_place(agreements)
    )
    laws = ordinary_laws(queries, day, measure)
    return profile_of(queries, laws, measure, observed, assumption_of(assume))


def profile_of(
    queries: Mapping[Practice, PolicyQuery],
    laws: Mapping[Practice, LawOnDay],
    scale: CooperationScale,
    observed: Iterable[DeclinedShare | Assertion] | None,
    assumption: Assumption | None,
) -> CooperationProfile:
    """Return the profile of a place on the day of its law, which is for the ordinary request."""
    law = tuple(
        finding_of(queries[practice], laws[practice], scale, assumption) for practice in PRACTICES
    )
    answer = law[0].answer
    place, day = answer.jurisdiction, answer.on
    codes = _codes_of(place)
    observations = observations_of(observed, place, codes)
    shares = {share for share in observations if isinstance(share, DeclinedShare)}
    entries = {entry for entry in observations if isinstance(entry, Assertion)}
    entries |= {entry for entry in catalog.assertions() if entry.jurisdiction in codes}
    profile = CooperationProfile(
        jurisdiction=place,
        on=day,
        scale=scale,
        assumption=assumption,
        agency_type=answer.agency_type,
        law=law,
        agreements=answer.agreements,
        agreements_above=answer.agreements_above,
        unread=tuple(dict.fromkeys(text for finding in law for text in finding.answer.unread)),
        observed=tuple(sorted(shares, key=str)),
        assertions=tuple(
            sorted((entry for entry in entries if entry.period.contains(day) is not False), key=str)
        ),
        programs=tuple(
            program
            for program in catalog.programs(on=day)
            if _is_run_there(program, answer.agreements)
        ),
        disagreements=(),
    )
    return attrs.evolve(profile, disagreements=tuple(_disagreements(profile)))


def _steps(profile: CooperationProfile) -> Iterator[Step]:
    default = (laws_on_file(),)
    for finding in profile.law:
        is_left = finding.in_brief == OpenReason.LEFT_TO_AGENCIES
        no_rule = finding.answer.no_rule if is_left else None
        cited = _citations(finding.provisions)
        yield step_of(
            StepStatus.APPLIED if finding.is_settled or is_left else StepStatus.UNKNOWN,
            sentences.of_law(str(finding), is_on_file=bool(cited)),
            *(cited or (default if no_rule is None else (no_rule.citation,))),
        )
    if profile.assumption is not None:
        yield step_of(
            StepStatus.ASSUMED,
            profile.assumption.sentence,
            profile.assumption.citation,
            see_also=profile.assumption.see_also,
        )
    yield from steps_beside(profile)


def steps_beside(profile: CooperationProfile) -> Iterator[Step]:
    """Yield what stands beside the law, and where it does not agree with that."""
    cited = _citations(norm for finding in profile.law for norm in finding.provisions)
    cited = cited or (laws_on_file(),)
    for finding in profile.law:
        if finding.for_other_agencies:
            titles = [norm.title for norm in finding.for_other_agencies]
            yield step_of(
                StepStatus.NOT_APPLIED,
                sentences.for_other_agencies(titles),
                *_citations(finding.for_other_agencies),
            )
    for text in profile.unread:
        yield step_of(StepStatus.UNKNOWN, str(text), text.citation, see_also=text.see_also)
    for agreement in (*profile.agreements, *profile.agreements_above):
        is_above = agreement not in profile.agreements
        on_file = on_laws.agreement(agreement_in_words(agreement, profile.on), is_above=is_above)
        yield step_of(StepStatus.NOT_APPLIED, f"{on_file}.", agreement.citation)
    partial = catalog.about().agreements
    yield step_of(StepStatus.UNKNOWN, partial.summary, partial.citation)
    for share in profile.observed:
        statement = sentences.observed(str(share), str(share.source))
        yield step_of(StepStatus.NOT_APPLIED, statement, *cited)
    for entry in profile.assertions:
        statement = sentences.published(assertion_in_words(entry))
        yield step_of(StepStatus.NOT_APPLIED, statement, entry.citation)
    for part in profile.lists_in_part:
        counted = tuple(count.citation for count in part.published.counts)
        yield step_of(StepStatus.UNKNOWN, str(part), part.published.citation, see_also=counted)
    for program in profile.programs:
        statement = sentences.federal_program(program_in_words(program, profile.on))
        yield step_of(StepStatus.NOT_APPLIED, statement, program.citation)
    for disagreement in profile.disagreements:
        yield step_of(StepStatus.UNSETTLED, str(disagreement), *cited)


def _citations(norms: Iterable[Provision]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(norm.citation for norm in norms))


def _codes_of(place: Jurisdiction) -> set[str]:
    """Return the codes of one government: a city may be one with a county."""
    codes = {place.code, place.one_with or place.code}
    return codes | {other.code for other in catalog.jurisdictions() if other.one_with in codes}


def _is_run_there(program: FederalProgram, agreements: Iterable[CooperationAgreement]) -> bool:
    """Whether a program needs no agreement, or an agency of the place has one of its model."""
    models = {agreement.model for agreement in agreements}
    return program.agreement_model is None or program.agreement_model in models


def _disagreements(profile: CooperationProfile) -> Iterator[Disagreement]:
    for agreement in (*profile.agreements, *profile.agreements_above):
        practices = catalog.agreement_model(agreement.model).practices
        bars = [_bar(profile.finding(practice), agreement.agency_type) for practice in practices]
        barred = [bar for bar in bars if bar is not None]
        if barred:
            yield Disagreement(
                columns=(ProfileColumn.LAW, ProfileColumn.AGREEMENTS),
                summary=sentences.but_agreement(barred, agreement_in_words(agreement, profile.on)),
            )
    hold = profile.finding(Practice.HOLD_ON_DETAINER)
    law = sentences.under_the_laws(str(hold))
    for share in profile.observed:
        # What was observed at another time says nothing of the law of this day.
        if not share.start <= profile.on <= share.end:
            continue
        if share.declined and hold.modality is Modality.REQUIRED:
            summary = sentences.but(law, str(share))
        elif share.declined < share.denominator and hold.is_barred:
            summary = sentences.but_not_declined(law, str(share))
        else:
            continue
        yield Disagreement(columns=(ProfileColumn.LAW, ProfileColumn.OBSERVED), summary=summary)
    for entry in profile.assertions:
        if _is_against(entry.claim, hold):
            yield Disagreement(
                columns=(ProfileColumn.LAW, ProfileColumn.OBSERVED),
                summary=sentences.but(law, assertion_in_words(entry)),
            )


def _bar(finding: PracticeFinding, agency_type: AgencyType) -> str | None:
    """Return in words that a practice is barred, or may be, to a kind; None where it is not."""
    named = [agency for agency in finding.agencies if agency.agency == agency_type.value]
    agencies = named or finding.agencies
    if all(agency.is_barred for agency in agencies):
        return sentences.under_the_laws(str(finding))
    for title in _perhaps(agencies):
        return sentences.perhaps_prohibits(title, finding.practice.words)
    return None


def _perhaps(findings: Iterable[AgencyFinding]) -> Iterator[str]:
    """Yield the titles of prohibitions of which it is not known that they were in force."""
    for finding in findings:
        perhaps_in_force = finding.answer.perhaps_in_force
        for norm in finding.answer.controlling:
            if norm.modality is Modality.PROHIBITED and norm.id in perhaps_in_force:
                yield norm.title


def _is_against(claim: Claim, hold: PracticeFinding) -> bool:
    if claim in {Claim.LIMITS_COOPERATION, Claim.DECLINES_DETAINERS}:
        return hold.modality is Modality.REQUIRED
    return hold.is_barred
