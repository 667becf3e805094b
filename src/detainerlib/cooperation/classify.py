"""How a jurisdiction gets its level: what the texts come to, against what each level asks."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from detainerlib._validation import day_of, only
from detainerlib.cooperation.classification import Classification, Factor
from detainerlib.cooperation.findings import AgencyFinding, open_because
from detainerlib.cooperation.levels import (
    assumed_bounds,
    assumption_of,
    bounds_of,
    left_to_themselves,
    ordinary_laws,
    ranges_assumed,
    ranges_by_agency,
    scale_of,
)
from detainerlib.cooperation.observations import DeclinedShare
from detainerlib.cooperation.profile import PRACTICES, profile_of
from detainerlib.models.assumptions import Assumption
from detainerlib.models.cooperation_scales import CooperationScale, Requirement
from detainerlib.models.jurisdictions import AgencyTypeLike, JurisdictionLike
from detainerlib.models.published_lists import Assertion
from detainerlib.policy import OpenBecause, OpenReason
from detainerlib.policy.conditions import any_true
from detainerlib.policy.own_agreements import agreements_by_place
from detainerlib.policy.query import queries_of


def classify_cooperation(
    jurisdiction: JurisdictionLike,
    *,
    on: date,
    observed: Iterable[DeclinedShare | Assertion] | None = None,
    agreements: Any = None,
    scale: CooperationScale | str | None = None,
    agency_type: AgencyTypeLike | None = None,
    assume: Assumption | str | None = None,
) -> Classification:
    """Return how far the laws on file let or make a jurisdiction cooperate, on a scale.

    It takes no facts of a case: that cases differ is a level of its own. Words that were not read,
    days not on file, silence and conflicts widen the bounds. Agreements, observed practice and
    published assertions stand beside the level and never set it. The kinds of agencies asked about
    are those that a law on holds covers; where none does, on notice, then on transfers.

    Where a finding settles that a state has no rule on holds, and no law limits notice or
    transfers, the level is "left to each agency". It stands beside the ordered levels, and its
    bounds are all that the laws leave to those agencies.

    Args:
        jurisdiction: A jurisdiction, its ISO 3166-2 code, or any county or city FIPS.
        on: The day.
        observed: What was observed of what agencies do, in any order.
        agreements: Agreements besides those on file, such as what `readers.read_287g` gives,
            or a data frame or rows with the columns that `bulk.policy_panel` takes. They stand
            beside the law, and never set the level. One that is on file with the same agency and
            day counts once.
        scale: The scale, or its id; "notice-hold-transfer" by default.
        agency_type: The kind of agency, or an agency, in place of those to which the laws speak.
        assume: An assumption on file, or its id: what is taken to hold where no law on file
            speaks. It gives `level_assumed`, and never the level.

    Raises:
        UnknownIdError: If the jurisdiction, the scale, the kind of agency or the assumption is not
            on file.
        NotADayError: If `on` is no plain date.
        DetainerError: If evidence is of another jurisdiction, or the scale is none.

    >>> from datetime import date
    >>> classification = classify_cooperation("US-CT", on=date(2020, 1, 1))
    >>> classification.level.name
    'holds under conditions'
    >>> print(classify_cooperation("US-GU", on=date(2020, 1, 1)).in_brief)
    undetermined
    >>> guam = classify_cooperation(
    ...     "US-GU", on=date(2020, 1, 1), assume="honored-where-no-rule"
    ... )
    >>> guam.level, guam.level_assumed.name, guam.is_assumed
    (None, 'holds and notification', True)
    """
    day = day_of(on, "on")
    measure, assumption = scale_of(scale), assumption_of(assume)
    own = agreements_by_place(agreements)
    practices = (*PRACTICES, *measure.practices)
    queries = queries_of(practices, jurisdiction, None, agency_type, own)
    # The profile and the level rest on one law, so that nothing is decided twice.
    laws = ordinary_laws(queries, day, measure)
    profile = profile_of(queries, laws, measure, observed, assumption)
    measured = {practice: laws[practice] for practice in measure.practices}
    agencies = ranges_by_agency(measured, measure)
    bounds = {agency.name: bounds_of(agency, measure) for agency in agencies}
    lowest = min(low for low, _ in bounds.values())
    highest = max(high for _, high in bounds.values())
    left_to_agencies = bool(left_to_themselves(measured, measure))
    findings = tuple(
        AgencyFinding(
            agency=agency.name,
            answer=law.answer(agency.kind),
            ranges=agency.ranges[practice],
            assumed_ranges=None
            if assumption is None
            else ranges_assumed(law, agency.kind, measure, assumption),
        )
        for agency in agencies
        for practice, law in measured.items()
    )
    assumed = assumed_bounds(agencies, measured, measure, assumption)
    differing = tuple(sorted(bounds)) if len({*bounds.values()}) > 1 else ()
    return Classification(
        jurisdiction=profile.jurisdiction,
        on=day,
        scale=measure,
        lowest=measure.levels[lowest],
        highest=measure.levels[highest],
        is_left_to_agencies=left_to_agencies,
        assumption=assumption,
        lowest_assumed=None if assumed is None else measure.levels[assumed.lowest],
        highest_assumed=None if assumed is None else measure.levels[assumed.highest],
        findings=findings,
        factors=tuple(_factors(findings, measure)),
        would_settle=()
        if lowest == highest or left_to_agencies
        else _would_settle(findings, differing, measure),
        profile=profile,
    )


def _factors(findings: tuple[AgencyFinding, ...], scale: CooperationScale) -> Iterator[Factor]:
    for level in scale.levels:
        for requirement in level.requirements:
            basis = tuple(
                finding for finding in findings if finding.answer.practice in requirement.practices
            )
            met = _met(requirement, basis)
            yield Factor(level=level, requirement=requirement, met=met, rests_on=basis)


def _met(requirement: Requirement, findings: tuple[AgencyFinding, ...]) -> bool | None:
    """Whether one practice meets it, for every kind of agency; None where that is not known."""
    by_agency: dict[str, list[bool | None]] = {}
    for finding in findings:
        by_agency.setdefault(finding.agency, []).append(finding.meets(requirement))
    return only(map(any_true, by_agency.values()))


def _would_settle(
    findings: tuple[AgencyFinding, ...], differing: tuple[str, ...], scale: CooperationScale
) -> tuple[OpenBecause, ...]:
    """Return what would settle the level, the agencies that differ before what was not read."""
    causes = {cause.reason: cause for cause in open_because(findings, scale)}
    if differing:
        causes[OpenReason.AGENCY_TYPE] = OpenBecause(reason=OpenReason.AGENCY_TYPE, about=differing)
    return tuple(causes[reason] for reason in OpenReason if reason in causes)
