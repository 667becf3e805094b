"""The hold clock: window, readings, audit, summary."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detainerlib.holds.all_readings import HoldReadings, hold_readings
    from detainerlib.holds.audit import audit_hold
    from detainerlib.holds.audit_summary import AuditCount, AuditSummary, summarize_audits
    from detainerlib.holds.counted import counted_time
    from detainerlib.holds.hold_audit import AuditOutcome, HoldAudit
    from detainerlib.holds.holidays_in_year import (
        ClockHoliday,
        RuleHolidays,
        YearHolidays,
        holidays_of_year,
    )
    from detainerlib.holds.overruns import OverrunQuantile
    from detainerlib.holds.reading import HoldReading, ReadingStatus
    from detainerlib.holds.spans import Span
    from detainerlib.holds.window import (
        HoldBounds,
        HoldWindow,
        hold_bounds,
        hold_deadline,
        hold_window,
    )
else:
    from detainerlib._lazy import lazy_names

    __getattr__, __dir__ = lazy_names(
        "detainerlib.holds",
        {
            "holds.all_readings": "HoldReadings hold_readings",
            "holds.audit": "audit_hold",
            "holds.hold_audit": "AuditOutcome HoldAudit",
            "holds.audit_summary": "AuditCount AuditSummary summarize_audits",
            "holds.holidays_in_year": "ClockHoliday RuleHolidays YearHolidays holidays_of_year",
            "holds.overruns": "OverrunQuantile",
            "holds.reading": "HoldReading ReadingStatus",
            "holds.spans": "Span",
            "holds.counted": "counted_time",
            "holds.window": "HoldBounds HoldWindow hold_bounds hold_deadline hold_window",
        },
    )

__all__ = [
    "AuditCount",
    "AuditOutcome",
    "AuditSummary",
    "ClockHoliday",
    "HoldAudit",
    "HoldBounds",
    "HoldReading",
    "HoldReadings",
    "HoldWindow",
    "OverrunQuantile",
    "ReadingStatus",
    "RuleHolidays",
    "Span",
    "YearHolidays",
    "audit_hold",
    "counted_time",
    "hold_bounds",
    "hold_deadline",
    "hold_readings",
    "hold_window",
    "holidays_of_year",
    "summarize_audits",
]
