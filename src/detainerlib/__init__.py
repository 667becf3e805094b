"""Immigration-detainer rules: until when, under which rule, and who says so.

>>> from datetime import datetime
>>> import detainerlib as dl
>>> from zoneinfo import ZoneInfo
>>> thursday = datetime(2025, 7, 3, 17, tzinfo=ZoneInfo("America/Chicago"))
>>> print(dl.hold_readings(thursday, form="I-247A"))
Form I-247A: until Saturday 5 July 2025 17:00 CDT.
8 CFR 287.7(d): until Tuesday 8 July 2025 17:00 CDT.
The computed readings differ by 72 hours.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from detainerlib import bulk, catalog, errors, models, plots, serialization
    from detainerlib.cases.notice import notice_deadlines
    from detainerlib.cases.review import review_detainer
    from detainerlib.cases.states import DetainerState
    from detainerlib.cases.status import detainer_status
    from detainerlib.cooperation.classify import classify_cooperation
    from detainerlib.cooperation.compare import compare_policies, policy_changes
    from detainerlib.cooperation.observations import DeclinedShare
    from detainerlib.cooperation.profile import cooperation_profile
    from detainerlib.cooperation.spells import policy_spells
    from detainerlib.errors import DetainerError
    from detainerlib.holds.all_readings import hold_readings
    from detainerlib.holds.audit import AuditOutcome, audit_hold
    from detainerlib.holds.audit_summary import summarize_audits
    from detainerlib.holds.window import counted_time, hold_bounds, hold_deadline, hold_window
    from detainerlib.models.conditions import CaseFacts, Conviction
    from detainerlib.models.custody import CustodyEvent
    from detainerlib.models.detainer import Detainer
    from detainerlib.models.jurisdictions import Agency
    from detainerlib.models.lift_reasons import DetainerOutcome
    from detainerlib.models.provisions import Modality, Practice
    from detainerlib.models.warrants import AdministrativeWarrant, JudicialWarrant
    from detainerlib.outcomes.denominators import Denominator
    from detainerlib.outcomes.duplicates import DuplicateRule, drop_duplicates
    from detainerlib.outcomes.fiscal_years import fiscal_year_of
    from detainerlib.outcomes.reasons import classify_lift_reason
    from detainerlib.outcomes.tally import outcome_rates
    from detainerlib.outcomes.weekly_report import ReportWeek, declined_detainer_report
    from detainerlib.policy.governing_law import governing_policy
    from detainerlib.policy.timeline import policy_grid, policy_timeline
    from detainerlib.times.calendars import ClosureCalendar, CustomDays, FederalHolidays
    from detainerlib.times.local_time import local_time
    from detainerlib.times.periods import UNKNOWN, EffectivePeriod

    __version__: str
    data_as_of: date
else:
    from detainerlib._lazy import lazy_names

    # A name is imported when it is first asked for, from its own room.
    __getattr__, __dir__ = lazy_names(
        "detainerlib",
        {
            "cases.notice": ("notice_deadlines",),
            "cases.review": ("review_detainer",),
            "cases.states": ("DetainerState",),
            "cases.status": ("detainer_status",),
            "cooperation.classify": ("classify_cooperation",),
            "cooperation.compare": (
                "compare_policies",
                "policy_changes",
            ),
            "cooperation.observations": ("DeclinedShare",),
            "cooperation.profile": ("cooperation_profile",),
            "cooperation.spells": ("policy_spells",),
            "errors": ("DetainerError",),
            "holds.all_readings": ("hold_readings",),
            "holds.audit": (
                "AuditOutcome",
                "audit_hold",
            ),
            "holds.audit_summary": ("summarize_audits",),
            "holds.window": (
                "counted_time",
                "hold_bounds",
                "hold_deadline",
                "hold_window",
            ),
            "models.conditions": (
                "CaseFacts",
                "Conviction",
            ),
            "models.custody": ("CustodyEvent",),
            "models.detainer": ("Detainer",),
            "models.jurisdictions": ("Agency",),
            "models.lift_reasons": ("DetainerOutcome",),
            "models.provisions": (
                "Modality",
                "Practice",
            ),
            "models.warrants": (
                "AdministrativeWarrant",
                "JudicialWarrant",
            ),
            "outcomes.denominators": ("Denominator",),
            "outcomes.duplicates": (
                "DuplicateRule",
                "drop_duplicates",
            ),
            "outcomes.fiscal_years": ("fiscal_year_of",),
            "outcomes.reasons": ("classify_lift_reason",),
            "outcomes.tally": ("outcome_rates",),
            "outcomes.weekly_report": (
                "ReportWeek",
                "declined_detainer_report",
            ),
            "policy.governing_law": ("governing_policy",),
            "policy.timeline": (
                "policy_grid",
                "policy_timeline",
            ),
            "times.calendars": (
                "ClosureCalendar",
                "CustomDays",
                "FederalHolidays",
            ),
            "times.local_time": ("local_time",),
            "times.periods": (
                "EffectivePeriod",
                "UNKNOWN",
            ),
        },
        rooms=("bulk", "catalog", "errors", "models", "plots", "serialization"),
        values={
            "__version__": ("catalog", lambda catalog: catalog.made_with().detainerlib),
            "data_as_of": ("catalog", lambda catalog: catalog.about().data_as_of),
        },
    )

__all__ = [  # noqa: RUF022 (grouped by topic)
    # the hold clock
    "hold_readings",
    "hold_window",
    "hold_deadline",
    "hold_bounds",
    "counted_time",
    "audit_hold",
    "summarize_audits",
    "AuditOutcome",
    # which law governs
    "governing_policy",
    "policy_timeline",
    "policy_grid",
    "CaseFacts",
    "Conviction",
    "Agency",
    "Practice",
    "Modality",
    # how far a jurisdiction cooperates
    "classify_cooperation",
    "cooperation_profile",
    "compare_policies",
    "policy_changes",
    "policy_spells",
    "DeclinedShare",
    # one case
    "review_detainer",
    "detainer_status",
    "notice_deadlines",
    "Detainer",
    "AdministrativeWarrant",
    "JudicialWarrant",
    "CustodyEvent",
    "DetainerState",
    # outcomes
    "outcome_rates",
    "classify_lift_reason",
    "drop_duplicates",
    "declined_detainer_report",
    "fiscal_year_of",
    "DetainerOutcome",
    "Denominator",
    "DuplicateRule",
    "ReportWeek",
    # times, days and holidays
    "local_time",
    "EffectivePeriod",
    "FederalHolidays",
    "ClosureCalendar",
    "CustomDays",
    "UNKNOWN",
    # the law on record, records, errors; the same on columns; pictures and documents
    "catalog",
    "models",
    "errors",
    "DetainerError",
    "bulk",
    "plots",
    "serialization",
    # what answers are made with
    "__version__",
    "data_as_of",
]
