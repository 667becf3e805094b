"""Outcomes of requests: rates that name their denominator, reports with their caveats."""

from detainerlib.outcomes.denominators import Denominator
from detainerlib.outcomes.duplicates import Deduplicated, DuplicateRule, drop_duplicates
from detainerlib.outcomes.fiscal_years import fiscal_year_of
from detainerlib.outcomes.rate import OutcomeRate
from detainerlib.outcomes.rates import OutcomeTable
from detainerlib.outcomes.reasons import classify_lift_reason
from detainerlib.outcomes.tally import outcome_rates
from detainerlib.outcomes.weekly_report import (
    DeclinedDetainerReport,
    ReportRow,
    ReportWeek,
    declined_detainer_report,
)

__all__ = [
    "DeclinedDetainerReport",
    "Deduplicated",
    "Denominator",
    "DuplicateRule",
    "OutcomeRate",
    "OutcomeTable",
    "ReportRow",
    "ReportWeek",
    "classify_lift_reason",
    "declined_detainer_report",
    "drop_duplicates",
    "fiscal_year_of",
    "outcome_rates",
]
