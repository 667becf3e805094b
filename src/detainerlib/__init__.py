"""How long an immigration detainer lasts, under which rule, and on what authority.

>>> from datetime import datetime
>>> import detainerlib as dl
>>> from zoneinfo import ZoneInfo
>>> thursday = datetime(2025, 7, 3, 17, tzinfo=ZoneInfo("America/Chicago"))
>>> print(dl.hold_readings(thursday, form="I-247A"))
Earliest deadline: A lawful hold would expire Saturday, July 5, 2025, 5:00 p.m. CDT under Form
I-247A.
Later rival deadline: Under 8 C.F.R. § 287.7(d), that hold would expire Tuesday, July 8, 2025,
5:00 p.m. CDT.
The two deadlines are 72 hours apart.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from detainerlib import bulk as bulk
    from detainerlib import calendar_files as calendar_files
    from detainerlib import cases as cases
    from detainerlib import catalog as catalog
    from detainerlib import cattrs_hooks as cattrs_hooks
    from detainerlib import cooperation as cooperation
    from detainerlib import errors as errors
    from detainerlib import holds as holds
    from detainerlib import memos as memos
    from detainerlib import models as models
    from detainerlib import outcomes as outcomes
    from detainerlib import plots as plots
    from detainerlib import policy as policy
    from detainerlib import readers as readers
    from detainerlib import serialization as serialization
    from detainerlib import sources as sources
    from detainerlib import times as times
    from detainerlib.cases.notice import notice_deadlines as notice_deadlines
    from detainerlib.cases.review import review_detainer as review_detainer
    from detainerlib.cases.states import DetainerState as DetainerState
    from detainerlib.cases.status_at import detainer_status as detainer_status
    from detainerlib.cooperation.classify import classify_cooperation as classify_cooperation
    from detainerlib.cooperation.compare import compare_policies as compare_policies
    from detainerlib.cooperation.compare import policy_changes as policy_changes
    from detainerlib.cooperation.observations import DeclinedShare as DeclinedShare
    from detainerlib.cooperation.profile import cooperation_profile as cooperation_profile
    from detainerlib.cooperation.spells import policy_spells as policy_spells
    from detainerlib.errors import DetainerError as DetainerError
    from detainerlib.holds.all_readings import hold_readings as hold_readings
    from detainerlib.holds.audit import audit_hold as audit_hold
    from detainerlib.holds.audit_summary import summarize_audits as summarize_audits
    from detainerlib.holds.counted import counted_time as counted_time
    from detainerlib.holds.hold_audit import AuditOutcome as AuditOutcome
    from detainerlib.holds.window import hold_bounds as hold_bounds
    from detainerlib.holds.window import hold_deadline as hold_deadline
    from detainerlib.holds.window import hold_window as hold_window
    from detainerlib.models.conditions import CaseFacts as CaseFacts
    from detainerlib.models.conditions import Conviction as Conviction
    from detainerlib.models.custody import CustodyEvent as CustodyEvent
    from detainerlib.models.detainer import Detainer as Detainer
    from detainerlib.models.jurisdictions import Agency as Agency
    from detainerlib.models.lift_reasons import DetainerOutcome as DetainerOutcome
    from detainerlib.models.provisions import Modality as Modality
    from detainerlib.models.provisions import Practice as Practice
    from detainerlib.models.warrants import AdministrativeWarrant as AdministrativeWarrant
    from detainerlib.models.warrants import JudicialWarrant as JudicialWarrant
    from detainerlib.outcomes.denominators import Denominator as Denominator
    from detainerlib.outcomes.duplicates import DuplicateRule as DuplicateRule
    from detainerlib.outcomes.duplicates import drop_duplicates as drop_duplicates
    from detainerlib.outcomes.fiscal_years import fiscal_year_of as fiscal_year_of
    from detainerlib.outcomes.reasons import classify_lift_reason as classify_lift_reason
    from detainerlib.outcomes.tally import outcome_rates as outcome_rates
    from detainerlib.outcomes.weekly_report import ReportWeek as ReportWeek
    from detainerlib.outcomes.weekly_report import (
        declined_detainer_report as declined_detainer_report,
    )
    from detainerlib.policy.governing_law import governing_policy as governing_policy
    from detainerlib.policy.timeline import policy_grid as policy_grid
    from detainerlib.policy.timeline import policy_timeline as policy_timeline
    from detainerlib.times.calendars import ClosureCalendar as ClosureCalendar
    from detainerlib.times.calendars import CustomDays as CustomDays
    from detainerlib.times.calendars import FederalHolidays as FederalHolidays
    from detainerlib.times.local_time import local_time as local_time
    from detainerlib.times.periods import UNKNOWN as UNKNOWN
    from detainerlib.times.periods import EffectivePeriod as EffectivePeriod

    __all__: list[str]
    __version__: str
    data_as_of: date
else:
    from detainerlib._lazy import lazy_names

    # A name is imported when it is first asked for, from its own room.
    __getattr__, __dir__ = lazy_names(
        "detainerlib",
        {
            "cases.notice": "notice_deadlines",
            "cases.review": "review_detainer",
            "cases.states": "DetainerState",
            "cases.status_at": "detainer_status",
            "cooperation.classify": "classify_cooperation",
            "cooperation.compare": "compare_policies policy_changes",
            "cooperation.observations": "DeclinedShare",
            "cooperation.profile": "cooperation_profile",
            "cooperation.spells": "policy_spells",
            "errors": "DetainerError",
            "holds.all_readings": "hold_readings",
            "holds.audit": "audit_hold",
            "holds.hold_audit": "AuditOutcome",
            "holds.audit_summary": "summarize_audits",
            "holds.counted": "counted_time",
            "holds.window": "hold_bounds hold_deadline hold_window",
            "models.conditions": "CaseFacts Conviction",
            "models.custody": "CustodyEvent",
            "models.detainer": "Detainer",
            "models.jurisdictions": "Agency",
            "models.lift_reasons": "DetainerOutcome",
            "models.provisions": "Modality Practice",
            "models.warrants": "AdministrativeWarrant JudicialWarrant",
            "outcomes.denominators": "Denominator",
            "outcomes.duplicates": "DuplicateRule drop_duplicates",
            "outcomes.fiscal_years": "fiscal_year_of",
            "outcomes.reasons": "classify_lift_reason",
            "outcomes.tally": "outcome_rates",
            "outcomes.weekly_report": "ReportWeek declined_detainer_report",
            "policy.governing_law": "governing_policy",
            "policy.timeline": "policy_grid policy_timeline",
            "times.calendars": "ClosureCalendar CustomDays FederalHolidays",
            "times.local_time": "local_time",
            "times.periods": "EffectivePeriod UNKNOWN",
        },
        rooms=(
            "bulk calendar_files cases catalog cattrs_hooks cooperation errors holds memos models "
            "outcomes plots policy readers serialization sources times"
        ),
        values={
            "__version__": ("catalog", lambda catalog: catalog.made_with().detainerlib),
            "data_as_of": ("catalog", lambda catalog: catalog.about().data_as_of),
        },
    )
    __all__ = list(__dir__())
