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

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from detainerlib import catalog
from detainerlib.errors import (
    CalendarError,
    CatalogError,
    ColumnError,
    CoverageError,
    DayError,
    DetainerError,
    EventError,
    Fault,
    InstantError,
    NotADayError,
    NotAnInstantError,
    PeriodError,
    RefusedRowsWarning,
    UnitError,
    UnknownIdError,
    ZoneError,
)
from detainerlib.holds.spans import Span
from detainerlib.holds.window import (
    HoldBounds,
    HoldWindow,
    counted_time,
    hold_bounds,
    hold_deadline,
    hold_window,
)
from detainerlib.models.forms import Basis, Box, DetainerForm, FormEdition, Request, Service
from detainerlib.models.hold_rules import (
    Arises,
    Clause,
    EarlyEnd,
    Ending,
    Excluded,
    HoldRule,
    Incorporation,
    NoticeRule,
    OpenPoint,
    StartEvent,
)
from detainerlib.models.jurisdictions import ActorKind, Agency, CountyNames, Jurisdiction, Level
from detainerlib.models.review_questions import Flaw, Question, Severity
from detainerlib.sources.citations import Authority, AuthorityKind, Citation, Evidence
from detainerlib.sources.explanation import Explanation, Outcome, Step
from detainerlib.sources.versions import MadeWith
from detainerlib.times.bounds import Moment
from detainerlib.times.calendars import (
    CalendarUnion,
    Closure,
    Closures,
    CustomDays,
    FederalHolidays,
    HolidayCalendar,
    HolidayReading,
    Observed,
)
from detainerlib.times.periods import UNKNOWN, EffectivePeriod, Timeline

if TYPE_CHECKING:
    from detainerlib import bulk
    from detainerlib.cases import (
        DetainerState,
        DetainerStatus,
        Finding,
        NotChecked,
        Notice,
        Notices,
        Review,
        detainer_status,
        notices_asked,
        review_detainer,
    )
    from detainerlib.cooperation import (
        AgencyFinding,
        Classification,
        ComparedAssertion,
        CooperationProfile,
        DeclinedShare,
        Disagreement,
        Factor,
        PolicyChange,
        PolicyComparison,
        PolicyDifference,
        PolicySpell,
        PolicySpells,
        PracticeFinding,
        ProfileColumn,
        classify_cooperation,
        compare_policies,
        cooperation_profile,
        policy_changes,
        policy_spells,
    )
    from detainerlib.holds.all_readings import HoldReadings, hold_readings
    from detainerlib.holds.audit import AuditOutcome, HoldAudit, audit_hold
    from detainerlib.holds.audit_summary import (
        AuditCount,
        AuditSummary,
        OverrunQuantile,
        summarize_audits,
    )
    from detainerlib.holds.reading import Reading, ReadingStatus
    from detainerlib.models.agreements import (
        AgreementEnd,
        AgreementKind,
        AgreementModel,
        CooperationAgreement,
        Power,
    )
    from detainerlib.models.conditions import CaseFacts, Conviction
    from detainerlib.models.cooperation_scales import (
        ClaimBasis,
        CooperationLevel,
        CooperationScale,
        Requirement,
        Within,
    )
    from detainerlib.models.custody import ChargeBasis, CustodyEnd, CustodyEvent, CustodyEventKind
    from detainerlib.models.detainer import Detainer, IssuingComponent
    from detainerlib.models.figures import Counted, FigureStatus, PublishedFigure, PublishedReport
    from detainerlib.models.lift_reasons import DetainerOutcome, LiftReason
    from detainerlib.models.provisions import (
        Coverage,
        CoverageStatus,
        FactQuestion,
        Modality,
        OffenseClass,
        Practice,
        Provision,
        Weight,
    )
    from detainerlib.models.published_lists import (
        Assertion,
        Claim,
        Dispute,
        PublishedList,
        SurveyCode,
    )
    from detainerlib.models.warrants import AdministrativeWarrant, JudicialWarrant, WarrantForm
    from detainerlib.outcomes import (
        DeclinedReport,
        Denominator,
        DuplicateRule,
        OutcomeRate,
        OutcomeRates,
        ReportWeek,
        declined_report,
        fiscal_year_of,
        outcome_of,
        outcome_rates,
        without_duplicates,
    )
    from detainerlib.policy import (
        Decision,
        OpenBecause,
        OpenReason,
        PolicyCell,
        decide,
        decide_over,
        policy_timeline,
    )
else:
    # Imported when first asked for, each after those it builds on: a deadline needs none of these,
    # and they take as long to import as all the rest. `bulk` needs numpy and narwhals besides.
    _LATER: Final = (
        "models.detainer",
        "models.warrants",
        "models.custody",
        "holds.audit",
        "cases",
        "holds.reading",
        "holds.all_readings",
        "holds.audit_summary",
        "models.conditions",
        "models.agreements",
        "models.provisions",
        "policy",
        "models.published_lists",
        "models.cooperation_scales",
        "cooperation",
        "models.lift_reasons",
        "models.figures",
        "outcomes",
    )

    def __getattr__(name: str) -> Any:
        """Import what is imported when it is first asked for."""
        if name == "bulk":
            return import_module("detainerlib.bulk")
        for part in _LATER if name in __all__ else ():
            module = import_module(f"detainerlib.{part}")
            if name in module.__all__:
                found = globals()[name] = getattr(module, name)
                return found
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

    def __dir__() -> list[str]:
        """List the public names, imported or not."""
        return sorted({*globals(), *__all__})


__all__ = [  # noqa: RUF022 (grouped by topic)
    # the hold clock
    "hold_readings",
    "hold_window",
    "hold_deadline",
    "hold_bounds",
    "counted_time",
    "HoldReadings",
    "Reading",
    "ReadingStatus",
    "HoldWindow",
    "HoldBounds",
    "Span",
    # which norm governs
    "decide",
    "policy_timeline",
    "decide_over",
    "Decision",
    "PolicyCell",
    "OpenBecause",
    "OpenReason",
    "CaseFacts",
    "Conviction",
    "Practice",
    "Modality",
    "Weight",
    "Provision",
    "FactQuestion",
    "OffenseClass",
    "Coverage",
    "CoverageStatus",
    "ActorKind",
    "Agency",
    "CountyNames",
    "CooperationAgreement",
    "AgreementModel",
    "Power",
    "AgreementKind",
    "AgreementEnd",
    # how far a jurisdiction cooperates
    "classify_cooperation",
    "cooperation_profile",
    "compare_policies",
    "policy_changes",
    "policy_spells",
    "Classification",
    "PracticeFinding",
    "AgencyFinding",
    "Factor",
    "ComparedAssertion",
    "CooperationProfile",
    "ProfileColumn",
    "Disagreement",
    "DeclinedShare",
    "PolicyComparison",
    "PolicyDifference",
    "PolicyChange",
    "PolicySpells",
    "PolicySpell",
    "CooperationScale",
    "CooperationLevel",
    "Requirement",
    "Within",
    "ClaimBasis",
    "PublishedList",
    "Assertion",
    "Claim",
    "Dispute",
    "SurveyCode",
    # outcomes and published figures
    "outcome_rates",
    "outcome_of",
    "without_duplicates",
    "declined_report",
    "fiscal_year_of",
    "DetainerOutcome",
    "LiftReason",
    "Denominator",
    "OutcomeRates",
    "OutcomeRate",
    "DuplicateRule",
    "DeclinedReport",
    "ReportWeek",
    "PublishedFigure",
    "Counted",
    "FigureStatus",
    "PublishedReport",
    # one case
    "review_detainer",
    "detainer_status",
    "notices_asked",
    "Detainer",
    "IssuingComponent",
    "AdministrativeWarrant",
    "JudicialWarrant",
    "WarrantForm",
    "CustodyEvent",
    "CustodyEventKind",
    "CustodyEnd",
    "ChargeBasis",
    "Review",
    "Finding",
    "NotChecked",
    "DetainerStatus",
    "DetainerState",
    "Notice",
    "Notices",
    # held too long?
    "audit_hold",
    "HoldAudit",
    "AuditOutcome",
    "Moment",
    "summarize_audits",
    "AuditSummary",
    "AuditCount",
    "OverrunQuantile",
    # holidays
    "HolidayCalendar",
    "FederalHolidays",
    "Observed",
    "Closure",
    "Closures",
    "CustomDays",
    "CalendarUnion",
    "HolidayReading",
    # forms and rules
    "DetainerForm",
    "FormEdition",
    "Request",
    "Service",
    "Basis",
    "Box",
    "Question",
    "Flaw",
    "Severity",
    "HoldRule",
    "EarlyEnd",
    "NoticeRule",
    "Excluded",
    "StartEvent",
    "Ending",
    "Clause",
    "OpenPoint",
    "Arises",
    "Incorporation",
    # who says so
    "Authority",
    "AuthorityKind",
    "Citation",
    "Evidence",
    "Explanation",
    "MadeWith",
    "Outcome",
    "Step",
    # when and where
    "EffectivePeriod",
    "Timeline",
    "UNKNOWN",
    "Jurisdiction",
    "Level",
    # the law on record
    "catalog",
    # columns and data frames, with the extra "bulk"
    "bulk",
    # errors
    "DetainerError",
    "CalendarError",
    "CatalogError",
    "ColumnError",
    "CoverageError",
    "DayError",
    "EventError",
    "Fault",
    "InstantError",
    "NotADayError",
    "NotAnInstantError",
    "PeriodError",
    "RefusedRowsWarning",
    "UnitError",
    "UnknownIdError",
    "ZoneError",
]
