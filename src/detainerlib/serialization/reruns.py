"""How results are made anew of their inputs, which are the parameters of these functions."""

from collections.abc import Iterable
from typing import Any

import attrs

from detainerlib._documents.models import RERUNS
from detainerlib.cases import (
    DetainerStatus,
    NoticeReview,
    Review,
    detainer_status,
    notice_deadlines,
    review_detainer,
)
from detainerlib.cooperation import (
    Classification,
    CooperationProfile,
    PolicyComparison,
    PolicyHistory,
    classify_cooperation,
    compare_policies,
    cooperation_profile,
    policy_spells,
)
from detainerlib.holds.all_readings import HoldReadings, hold_readings
from detainerlib.holds.hold_audit import HoldAudit, audit_window
from detainerlib.holds.holidays_in_year import YearHolidays, holidays_of_year
from detainerlib.holds.terms import title_of
from detainerlib.holds.window import HoldBounds, HoldWindow, hold_bounds, hold_window
from detainerlib.models.conditions import NO_FACTS
from detainerlib.policy import PolicyAnswer, governing_policy, policy_timeline
from detainerlib.times.bounds import TimeBounds
from detainerlib.times.periods import UNKNOWN, Timeline


def _audit(
    title: Any,
    rule: Any,
    calendar: Any,
    released: Any,
    custody_ends: Any,
    earliest: Any,
    latest: Any,
    reason: Any,
    citation: Any,
    as_of: Any,
    jurisdiction: Any,
    one_of_several: Any = False,  # noqa: FBT002 (a key of a document)
    facts: Any = NO_FACTS,
    agency_type: Any = None,
) -> HoldAudit:
    there = {"jurisdiction": jurisdiction, "facts": facts, "agency_type": agency_type}
    if earliest is not None and latest is not None:
        audit = audit_window(earliest, latest, released, custody_ends, as_of)
        return attrs.evolve(audit, one_of_several=one_of_several, **there)
    # A reading that gives no rule says itself what it is and rests on.
    return HoldAudit(
        title=title if rule is None else title_of(rule, calendar, rule.starts_at),
        rule=rule,
        calendar=calendar,
        released=released,
        as_of=as_of,
        reason=reason,
        citation=citation if rule is None else rule.citation,
        one_of_several=one_of_several,
        **there,
    )


def _notices(
    detainer: Any, release: TimeBounds | None, jurisdiction: Any, on: Any, laws: Any = ()
) -> NoticeReview:
    released: Any = UNKNOWN
    if release is not None:
        released = release.earliest if release.exact else release.earliest.date()
    zone: Any = None if release is None else release.earliest.tzinfo
    options: dict[str, Any] = {"jurisdiction": jurisdiction, "zone": zone, "on": on}
    for answer in laws[:1]:
        options |= {"facts": answer.facts, "agency_type": answer.agency_type}
    return notice_deadlines(detainer, released, **options)


def _timeline(entries: Iterable[tuple[Any, Any]]) -> Timeline[Any]:
    pairs = tuple(entries)
    answers: list[Any] = [answer for _, answer in pairs]
    if not answers or not all(isinstance(answer, PolicyAnswer) for answer in answers):
        return Timeline(entries=pairs)
    first = answers[0]
    question = (first.practice, first.jurisdiction)
    return policy_timeline(*question, facts=first.facts, agency_type=first.agency_type)


def _window(
    clock_starts: Any,
    rule: Any,
    zone: Any,
    calendar: Any,
    jurisdiction: Any,
    starts_at: Any = None,
) -> HoldWindow:
    options: dict[str, Any] = {"zone": zone, "calendar": calendar, "jurisdiction": jurisdiction}
    window = hold_window(clock_starts, rule=rule, event=rule.starts_at, **options)
    return attrs.evolve(window, starts_at=starts_at or rule.starts_at)


def _bounds(day: Any, rule: Any, zone: Any, calendar: Any, jurisdiction: Any) -> HoldBounds:
    options: dict[str, Any] = {"zone": zone, "calendar": calendar, "jurisdiction": jurisdiction}
    return hold_bounds(day, rule=rule, event=rule.starts_at, **options)


def _readings(
    custody_ends: Any,
    form_id: Any,
    jurisdiction: Any,
    zone: Any,
    on: Any,
    events: Any,
    holding: Any,
) -> HoldReadings:
    options: dict[str, Any] = {"jurisdiction": jurisdiction, "zone": zone, "on": on}
    if holding is not None:
        options |= {"facts": holding.facts, "agency_type": holding.agency_type}
    return hold_readings(custody_ends, form=form_id, events=dict(events), **options)


def _holidays(year: Any, jurisdiction: Any) -> YearHolidays:
    return holidays_of_year(year, jurisdiction=jurisdiction)


def _profile(
    jurisdiction: Any,
    on: Any,
    observed: Any,
    assertions: Any,
    scale: Any,
    agency_type: Any,
    assumption: Any = None,
) -> CooperationProfile:
    options: dict[str, Any] = {"on": on, "scale": scale, "agency_type": agency_type}
    options["assume"] = assumption
    return cooperation_profile(jurisdiction, observed=[*observed, *assertions], **options)


def _classification(profile: Any) -> Classification:
    options: dict[str, Any] = {
        "on": profile.on,
        "scale": profile.scale,
        "agency_type": profile.agency_type,
        "assume": profile.assumption,
    }
    observed = [*profile.observed, *profile.assertions]
    return classify_cooperation(profile.jurisdiction, observed=observed, **options)


def _history(
    jurisdiction: Any, start: Any, end: Any, practices: Any, scale: Any, assumption: Any = None
) -> PolicyHistory:
    days: dict[str, Any] = {"start": start, "end": end}
    options: dict[str, Any] = {"practices": practices, "scale": scale, "assume": assumption}
    return policy_spells(jurisdiction, **days, **options)


def _comparison(first: Any, second: Any) -> PolicyComparison:
    options: dict[str, Any] = {"scale": first.scale, "agency_type": first.profile.agency_type}
    return compare_policies(first.jurisdiction, second.jurisdiction, on=first.on, **options)


RERUNS.update(
    {
        HoldWindow: _window,
        HoldBounds: _bounds,
        HoldReadings: _readings,
        HoldAudit: _audit,
        YearHolidays: _holidays,
        Review: review_detainer,
        DetainerStatus: detainer_status,
        NoticeReview: _notices,
        PolicyAnswer: governing_policy,
        Timeline: _timeline,
        CooperationProfile: _profile,
        Classification: _classification,
        PolicyComparison: _comparison,
        PolicyHistory: _history,
    }
)
