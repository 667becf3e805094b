"""Outcomes of requests: rates that name their denominator, reports with their caveats."""

from detainerlib.outcomes.denominators import Denominator
from detainerlib.outcomes.duplicates import Deduplicated, DuplicateRule, without_duplicates
from detainerlib.outcomes.rates import OutcomeRate, OutcomeRates
from detainerlib.outcomes.reports import DeclinedReport, ReportRow, ReportWeek, declined_report
from detainerlib.outcomes.spellings import outcome_of
from detainerlib.outcomes.tallying import outcome_rates
from detainerlib.outcomes.years import fiscal_year_of

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
