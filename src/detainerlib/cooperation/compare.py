"""What differs between two places, and what changed when in one."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

import attrs

from detainerlib import catalog
from detainerlib._html import small_print, table
from detainerlib._printing import Listing
from detainerlib._validation import checked
from detainerlib._wording import day_in_words, long_day
from detainerlib.catalog._explanations import ending
from detainerlib.catalog._law import UnderLaw
from detainerlib.cooperation.classification import Classification
from detainerlib.cooperation.classify import classify_cooperation
from detainerlib.cooperation.findings import (
    AgencyFinding,
    PracticeFinding,
    finding_on,
    settled_in_part,
)
from detainerlib.cooperation.levels import scale_of
from detainerlib.models.cooperation_scales import CooperationScale
from detainerlib.models.jurisdictions import AgencyTypeLike, JurisdictionLike
from detainerlib.models.provisions import Modality, Practice, PracticeLike, Provision
from detainerlib.policy.answer import binding_law
from detainerlib.policy.ordinary import ordinary_cases
from detainerlib.policy.query import PolicyQuery, practices_of, queries_of
from detainerlib.policy.rulings import citations_of
from detainerlib.policy.standing import is_policy_alone
from detainerlib.policy.timeline import change_points
from detainerlib.sentences import cooperation as sentences
from detainerlib.sentences.answers import cited_again
from detainerlib.sentences.profiles import OPEN, UNDER_CONDITIONS


@attrs.frozen(kw_only=True, field_transformer=checked)
class PolicyDifference(UnderLaw):
    """What the laws of two places say of one practice.

    Attributes:
        practice: The practice.
        first: What they say in the first place.
        second: What they say in the second.

    >>> from datetime import date, timedelta
    >>> import detainerlib as dl
    >>> difference = dl.compare_policies("US-IL", "US-IN", on=date(2026, 1, 1)).differences[0]
    >>> print(difference.first.in_brief, "/", difference.second.in_brief)
    prohibited / open
    """

    practice: Practice
    first: PracticeFinding
    second: PracticeFinding

    @property
    def differs(self) -> bool:
        """Whether they say something else, as far as that is known where both are open.

        Where a law says it in one place and a policy that is no law in the other, that differs,
        too. Which agencies it covers does not count.
        """
        return _ruling(self.first) != _ruling(self.second)

    def __str__(self) -> str:
        """The practice and both answers."""
        return next(differences_in_words((self,)))


@attrs.frozen(kw_only=True, field_transformer=checked)
class PolicyComparison(UnderLaw):
    """What differs between two places on a day; made by `compare_policies`.

    Attributes:
        on: The day.
        first: The level of the first place.
        second: The level of the second.
        practices: What the laws of both say, by practice.

    >>> from datetime import date, timedelta
    >>> import detainerlib as dl
    >>> comparison = dl.compare_policies("US-IL", "US-IN", on=date(2026, 1, 1))
    >>> comparison.first.level.id, comparison.second.status.value
    ('judicial-warrants', 'unknown')
    >>> [difference.practice.value for difference in comparison.differences][:2]
    ['hold_on_detainer', 'notify_release']
    """

    on: date
    first: Classification
    second: Classification
    practices: tuple[PolicyDifference, ...]

    @property
    def differences(self) -> tuple[PolicyDifference, ...]:
        """The practices of which they say something else."""
        return Listing(difference for difference in self.practices if difference.differs)

    def __str__(self) -> str:
        """A line for the levels and for each practice that differs."""
        both = (self.first, self.second)
        names = [classification.jurisdiction.name for classification in both]
        levels = sentences.beside("level", names, [_level(which) for which in both])
        differences = self.differences
        heading = sentences.compared(self.on, names, differ=bool(differences))
        return "\n".join([heading, levels, *differences_in_words(differences)])

    def _repr_html_(self) -> str:
        names = (self.first.jurisdiction.name, self.second.jurisdiction.name)
        rows = [("level", _level(self.first)[0], _level(self.second)[0])]
        rows += [
            (row.practice.words, _told(row.first)[0], _told(row.second)[0])
            for row in self.practices
        ]
        closing = small_print(ending(catalog.about().closing_on_policy))
        return table((day_in_words(self.on), *names), rows) + closing


def differences_in_words(differences: Iterable[PolicyDifference]) -> Iterator[str]:
    """Yield differences in lines, in which a long citation of a place is not told twice running."""
    last: list[str] = ["", ""]
    for difference in differences:
        findings = (difference.first, difference.second)
        places = [finding.answer.jurisdiction.name for finding in findings]
        told = [*map(_told, findings)]
        yield sentences.beside(
            difference.practice.words,
            places,
            [
                (brief, cited_again(cited) if cited == before else cited)
                for (brief, cited), before in zip(told, last, strict=True)
            ],
        )
        last = [cited for _, cited in told]


def compare_policies(
    first: JurisdictionLike,
    second: JurisdictionLike,
    *,
    on: date,
    scale: CooperationScale | str | None = None,
    agency_type: AgencyTypeLike | None = None,
) -> PolicyComparison:
    """Return what the laws of two places say on a day, practice by practice, and their levels.

    Args:
        first: A jurisdiction, or its ISO 3166-2 or FIPS code.
        second: The other.
        on: The day.
        scale: The scale, or its id; "notice-hold-transfer" by default.
        agency_type: The kind of agency; every kind by default.

    Raises:
        UnknownIdError: If a jurisdiction, the scale or the kind of agency is not on file.
        NotADayError: If `on` is no plain date.

    >>> from datetime import date, timedelta
    >>> comparison = compare_policies("US-IL", "US-IA", on=date(2020, 1, 1))
    >>> print(comparison.differences[0])
    Holding on a detainer: in Illinois, a state or local agency must not (Ill. Pub. Act 100-463,
    § 15(a)); in Iowa, a sheriff, a police department, a county or city jail department, and the
    state police must, with exceptions (Iowa Code § 27A.2).
    """
    measure = scale_of(scale)
    classifications = [
        classify_cooperation(place, on=on, scale=measure, agency_type=agency_type)
        for place in (first, second)
    ]
    one_law, other_law = map(_law, classifications)
    differences = (
        PolicyDifference(practice=practice, first=one_law[practice], second=other_law[practice])
        for practice in Practice
    )
    return PolicyComparison(
        on=on,
        first=classifications[0],
        second=classifications[1],
        practices=tuple(differences),
    )


def _level(classification: Classification) -> tuple[str, str]:
    level = classification.level
    brief = classification.in_brief if level is None else f"“{level.name}”"
    return (sentences.NOT_SETTLED if classification.is_undetermined else brief), ""


class _Ruling(NamedTuple):
    """What is said of a practice, whatever the words, the texts and the agencies."""

    brief: str
    settled: frozenset[Modality]
    in_part: frozenset[Modality]
    is_policy: bool


def _ruling(finding: PracticeFinding) -> _Ruling:
    """Return what a finding comes to; where it is open, what is settled all the same."""
    settled, in_part = map(settled_in_part, _known(finding))
    is_part = bool(settled or in_part)
    brief = OPEN if is_part else finding.in_brief
    is_policy = (is_part or brief != OPEN) and is_policy_alone(finding.provisions)
    return _Ruling(brief, settled, in_part, is_policy)


def _known(finding: PracticeFinding) -> tuple[list[AgencyFinding], list[AgencyFinding]]:
    """Return for which agencies all is settled where an answer is open, and for which a part."""
    if finding.in_brief not in sentences.IN_PART:
        return [], []
    return (
        [agency for agency in finding.agencies if agency.modality is not None],
        [
            agency
            for agency in finding.agencies
            if agency.modality is None and settled_in_part([agency])
        ],
    )


def _told(finding: PracticeFinding) -> tuple[str, str]:
    """Return an answer in a few words, and where it stands."""
    whole, part = _known(finding)
    kinds = [of.agency for of in whole or part or finding.agencies]
    are_all = len(kinds) == len(finding.agencies)
    is_local = finding.answer.jurisdiction.level.is_local
    law = binding_law(finding.answer)
    silent = [name for name, of in law.kinds().items() if law.resolved(of).is_silent]
    named = sentences.some_of(kinds, silent, are_all=are_all, is_local=is_local)
    brief, settled, in_part, is_policy = _ruling(finding)
    return sentences.told_of(
        brief,
        citations_of(finding.provisions),
        settled,
        in_part,
        agency=named,
        is_policy=is_policy,
        is_excepted=is_excepted(finding),
    )


def is_excepted(finding: PracticeFinding) -> bool:
    """Whether something changes an answer for the ordinary request that is settled."""
    settles = finding.modality
    return settles is not None and any(
        case.changes for case in ordinary_cases(finding.answer) if case.modality is settles
    )


def leaves_conditions(finding: PracticeFinding) -> bool:
    """Whether an answer in a few words leaves out which exceptions or conditions it has."""
    return finding.in_brief == UNDER_CONDITIONS or is_excepted(finding)


def _law(classification: Classification) -> Mapping[Practice, PracticeFinding]:
    """Return what the texts say of every practice: those of the profile, and the others."""
    profile = classification.profile
    law = {finding.practice: finding for finding in profile.law}
    others = [practice for practice in Practice if practice not in law]
    queries = queries_of(others, profile.jurisdiction, None, profile.agency_type)
    return law | {
        practice: finding_on(query, profile.on, profile.scale)
        for practice, query in queries.items()
    }


@attrs.frozen(kw_only=True, field_transformer=checked)
class PolicyChange(UnderLaw):
    """A day from which the laws of a place say something else of a practice, or by other sources.

    Attributes:
        practice: The practice.
        on: The first day on which they do, as far as the days on file tell.
        before: What they said until then.
        after: What they say from then on.
        provisions_added: The provisions that answer from then on and did not before.
        provisions_removed: Those that answered until then.

    >>> import detainerlib as dl
    >>> change = dl.policy_changes("US-IL", practices=["hold_on_detainer"])[-1]
    >>> print(change.on, change.before.in_brief, "->", change.after.in_brief)
    2021-08-02 prohibited -> prohibited
    >>> [provision.title for provision in change.provisions_added]
    ['5 ILCS 805/15']
    """

    practice: Practice
    on: date
    before: PracticeFinding
    after: PracticeFinding
    provisions_added: tuple[Provision, ...]
    provisions_removed: tuple[Provision, ...]

    def __str__(self) -> str:
        """The day, the practice, both answers, and by which provisions."""
        before, after = self.before.in_brief, self.after.in_brief
        answers = f"still {after}" if before == after else f"{before}, then {after}"
        texts = change_in_words(self.on, self.provisions_added, self.provisions_removed)
        return f"{long_day(self.on)}: {self.practice.words}: {answers} ({texts})"

    @property
    def is_of_law(self) -> bool:
        """Whether a law certainly came or went; not where only the record is better known."""
        certainly_came = any(norm.period.contains(self.on) for norm in self.provisions_added)
        return certainly_came or any(
            norm.period.contains(self.on) is False for norm in self.provisions_removed
        )


def policy_changes(
    jurisdiction: JurisdictionLike,
    *,
    practices: Iterable[PracticeLike] | None = None,
    scale: CooperationScale | str | None = None,
    agency_type: AgencyTypeLike | None = None,
) -> tuple[PolicyChange, ...]:
    """Return what changed when in a place, and by which provision, in the order of the days.

    The answers are those for the ordinary request of the scale. Before a day, an answer may rest on
    a law whose first day is not on file.

    Args:
        jurisdiction: A jurisdiction, its ISO 3166-2 code, or any county or city FIPS.
        practices: The practices, or their values; all by default.
        scale: The scale of which the ordinary request is taken, or its id.
        agency_type: The kind of agency; every kind by default.

    Raises:
        UnknownIdError: If a practice, the jurisdiction or the kind of agency is not on file.

    >>> for change in policy_changes("US-IL", practices=["hold_on_detainer"]):
    ...     print(change)
    August 28, 2017: holding on a detainer: open, then prohibited
    (Illinois TRUST Act § 15 (2017) took effect)
    August 2, 2021: holding on a detainer: still prohibited (5 ILCS 805/15 took effect;
    Illinois TRUST Act § 15 (2017) ended)
    """
    measure = scale_of(scale)
    changes = [
        change
        for query in queries_of(practices_of(practices), jurisdiction, None, agency_type).values()
        for change in _changes(query, measure)
    ]
    return Listing(sorted(changes, key=lambda change: (change.on, change.practice.value)))


def change_in_words(on: date, came: Iterable[Provision], went: Iterable[Provision]) -> str:
    """Return by which laws something turned, and of which that is not certain.

    A law may come or go without a change of its own: a court's order suspends it, or ends; a law
    of a level above takes effect, or ends.
    """
    before = on - timedelta(days=1)
    return sentences.change(
        {
            norm.title: (norm.period.contains(before) is False, norm.period.contains(on) is True)
            for norm in came
        },
        {norm.title: norm.period.contains(on) is False for norm in went},
    )


def _changes(query: PolicyQuery, scale: CooperationScale) -> Iterator[PolicyChange]:
    before = finding_on(query, date.min, scale)
    for day in sorted({*change_points(query)}):
        after = finding_on(query, day, scale)
        added = tuple(norm for norm in after.provisions if norm not in before.provisions)
        removed = tuple(norm for norm in before.provisions if norm not in after.provisions)
        if added or removed or before.in_brief != after.in_brief:
            yield PolicyChange(
                practice=query.practice,
                on=day,
                before=before,
                after=after,
                provisions_added=added,
                provisions_removed=removed,
            )
        before = after
