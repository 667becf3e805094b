"""Outcomes of requests: rates that name their denominator, reports with their caveats."""

from detainerlib.outcomes.denominators import Denominator
from detainerlib.outcomes.duplicates import Deduplicated, DuplicateRule, without_duplicates
from detainerlib.outcomes.fiscal_years import fiscal_year_of
from detainerlib.outcomes.rates import OutcomeRate, OutcomeRates
from detainerlib.outcomes.reasons import outcome_of
from detainerlib.outcomes.tally import outcome_rates
from detainerlib.outcomes.weekly_report import (
    DeclinedReport,
    ReportRow,
    ReportWeek,
    declined_report,
)

__all__ = [
    "DeclinedReport",
    "Deduplicated",
    "Denominator",
    "DuplicateRule",
    "OutcomeRate",
    "OutcomeRates",
    "ReportRow",
    "ReportWeek",
    "declined_report",
    "fiscal_year_of",
    "outcome_of",
    "outcome_rates",
    "without_duplicates",
]
