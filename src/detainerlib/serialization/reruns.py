"""How results are made anew of their inputs, which are the parameters of these functions."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeVar, get_type_hints

from detainerlib._documents import RERUNS
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
    DeclinedShare,
    PolicyComparison,
    PolicyHistory,
    classify_cooperation,
    compare_policies,
    cooperation_profile,
    policy_spells,
)
from detainerlib.holds.all_readings import HoldReadings, hold_readings
from detainerlib.holds.audit import HoldAudit, audit_title, audit_window
from detainerlib.holds.window import HoldBounds, HoldWindow, hold_bounds, hold_window
from detainerlib.models.conditions import CaseFacts
from detainerlib.models.cooperation_scales import CooperationScale
from detainerlib.models.custody import CustodyEvent
from detainerlib.models.detainer import Detainer
from detainerlib.models.hold_rules import HoldRule
from detainerlib.models.jurisdictions import AgencyType, Jurisdiction
from detainerlib.models.provisions import Practice
from detainerlib.models.published_lists import Assertion
from detainerlib.policy import PolicyAnswer, governing_policy, policy_timeline
from detainerlib.sources.citations import Citation
from detainerlib.times.bounds import TimeBounds
from detainerlib.times.calendars import HolidayCalendar
from detainerlib.times.periods import UNKNOWN, EffectivePeriod, Timeline

F = TypeVar("F", bound=Callable[..., Any])


def _reruns(function: F) -> F:
    """Have documents of the result that a function returns run it again."""
    result = get_type_hints(function)["return"]
    RERUNS[getattr(result, "__origin__", result)] = function
    return function


@_reruns
def _window(
    clock_starts: datetime, rule: HoldRule, zone: str, calendar: HolidayCalendar | None
) -> HoldWindow:
    return hold_window(clock_starts, rule=rule, zone=zone, calendar=calendar, event=rule.starts_at)


@_reruns
def _bounds(day: date, rule: HoldRule, zone: str, calendar: HolidayCalendar | None) -> HoldBounds:
    return hold_bounds(day, rule=rule, zone=zone, calendar=calendar, event=rule.starts_at)


@_reruns
def _readings(
    custody_ends: datetime,
    form_id: str,
    jurisdiction: Jurisdiction | None,
    zone: str,
    on: date,
    events: tuple[tuple[str, datetime], ...],
) -> HoldReadings:
    return hold_readings(
        custody_ends,
        form=form_id,
        jurisdiction=jurisdiction,
        zone=zone,
        on=on,
        events=dict(events),
    )


@_reruns
def _audit(
    title: str,
    rule: HoldRule | None,
    calendar: HolidayCalendar | None,
    released: TimeBounds | None,
    custody_ends: TimeBounds | None,
    earliest: HoldWindow | None,
    latest: HoldWindow | None,
    reason: str | None,
    citation: Citation,
) -> HoldAudit:
    if earliest is not None and latest is not None:
        return audit_window(earliest, latest, released, custody_ends)
    # A reading that gives no rule says itself what it is and rests on.
    return HoldAudit(
        title=title if rule is None else audit_title(rule, calendar),
        rule=rule,
        calendar=calendar,
        released=released,
        reason=reason,
        citation=citation if rule is None else rule.citation,
    )


@_reruns
def _review(detainer: Detainer) -> Review:
    return review_detainer(detainer)


@_reruns
def _status(
    detainer: Detainer,
    events: tuple[CustodyEvent, ...],
    at: datetime,
    rule: HoldRule,
    zone: str,
    calendar: HolidayCalendar | None,
) -> DetainerStatus:
    return detainer_status(detainer, events, at=at, rule=rule, zone=zone, calendar=calendar)


@_reruns
def _notices(
    detainer: Detainer,
    release: TimeBounds | None,
    jurisdiction: Jurisdiction | None,
    on: date,
) -> NoticeReview:
    zone = None if release is None else release.earliest.tzinfo
    released = None if release is None else release.earliest
    if release is not None and released is not None and not release.exact:
        released = released.date()
    return notice_deadlines(
        detainer,
        UNKNOWN if released is None else released,
        jurisdiction=jurisdiction,
        zone=getattr(zone, "key", None),
        on=on,
    )


@_reruns
def _policy(
    practice: Practice,
    jurisdiction: Jurisdiction,
    on: date,
    facts: CaseFacts,
    agency_type: AgencyType | None,
) -> PolicyAnswer:
    return governing_policy(practice, jurisdiction, on=on, facts=facts, agency_type=agency_type)


@_reruns
def _timeline(entries: tuple[tuple[EffectivePeriod, Any], ...]) -> Timeline[Any]:
    answers = [answer for _, answer in entries if isinstance(answer, PolicyAnswer)]
    if not answers or len(answers) < len(entries):
        return Timeline(entries=entries)
    first = answers[0]
    return policy_timeline(
        first.practice, first.jurisdiction, facts=first.facts, agency_type=first.agency_type
    )


@_reruns
def _profile(
    jurisdiction: Jurisdiction,
    on: date,
    observed: tuple[DeclinedShare, ...],
    assertions: tuple[Assertion, ...],
    scale: CooperationScale,
    agency_type: AgencyType | None,
) -> CooperationProfile:
    return cooperation_profile(
        jurisdiction,
        on=on,
        observed=[*observed, *assertions],
        scale=scale,
        agency_type=agency_type,
    )


@_reruns
def _classification(profile: CooperationProfile) -> Classification:
    return classify_cooperation(
        profile.jurisdiction,
        on=profile.on,
        observed=[*profile.observed, *profile.assertions],
        scale=profile.scale,
        agency_type=profile.agency_type,
    )


@_reruns
def _comparison(first: Classification, second: Classification) -> PolicyComparison:
    return compare_policies(
        first.jurisdiction,
        second.jurisdiction,
        on=first.on,
        scale=first.scale,
        agency_type=first.profile.agency_type,
    )


@_reruns
def _history(
    jurisdiction: Jurisdiction, start: date, end: date, scale: CooperationScale
) -> PolicyHistory:
    return policy_spells(jurisdiction, start=start, end=end, scale=scale)
