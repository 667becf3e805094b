"""How detainers ended, in words: the number, of what, and what is missing."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from detainerlib._wording import long_day
from detainerlib.sentences.figures import capitalized, span
from detainerlib.sentences.policy import joined

SUPPRESSED: Final = "suppressed"
NO_RECORDS: Final = "There are no records."
UNRECOGNIZED: Final = "unrecognized reason"
_FEW: Final = 2


def shown(count: int | None) -> str:
    """Return a number in print.

    >>> shown(1234), shown(None)
    ('1,234', 'suppressed')
    """
    return SUPPRESSED if count is None else f"{count:,}"


def _are(count: int | None, one: str, several: str) -> str:
    """Return a number of records with its verb."""
    return f"{shown(count)} {one if count == 1 else several}"


def rate(
    *,
    numerator: int | None,
    denominator: int | None,
    records: str,
    share: float | None,
    interval: tuple[float, float] | None,
) -> str:
    """Return how many records of how many, and the share with its interval.

    >>> rate(numerator=3, denominator=8, records="records with a recorded outcome", share=0.375,
    ...      interval=(0.137, 0.694))
    '3 of 8 records with a recorded outcome (37.5%; interval 13.7% to 69.4%)'
    >>> rate(numerator=None, denominator=40, records="records", share=None, interval=None)
    'suppressed of 40 records'
    """
    figures = [] if share is None else [f"{share:.1%}"]
    if interval is not None:
        figures.append(f"interval {interval[0]:.1%} to {interval[1]:.1%}")
    in_parentheses = f" ({'; '.join(figures)})" if figures else ""
    return f"{shown(numerator)} of {shown(denominator)} {records}{in_parentheses}"


def left_out(count: int | None) -> str:
    """Return how many records with another outcome the denominator leaves out.

    >>> left_out(70), left_out(1)
    ('70 with another outcome are left out', '1 with another outcome is left out')
    """
    return _are(count, "with another outcome is left out", "with another outcome are left out")


def without_outcome(count: int | None, share: float | None, *, counted: bool) -> str:
    """Return how many records have no outcome, of all, and whether they are counted.

    >>> without_outcome(4, 0.3333, counted=False), without_outcome(1, None, counted=True)
    ('4 more have no outcome (33.3% of all)', '1 of them has no outcome')
    >>> without_outcome(0, 0.0, counted=True)
    'all have an outcome'
    """
    if count == 0:
        return "all have an outcome"
    which = "of them" if counted else "more"
    of_all = "" if share is None else f" ({share:.1%} of all)"
    return f"{_are(count, f'{which} has', f'{which} have')} no outcome{of_all}"


def beside(missing: int | None, others: int | None, *, counted: bool) -> str:
    """Return in few words what a sentence says of the records besides those counted.

    >>> beside(4, 0, counted=False), beside(1, 0, counted=True)
    ('4 more have no outcome', '1 of them has no outcome')
    >>> beside(100, 74, counted=False)
    '74 others and 100 without outcomes are left out'
    """
    if others == 0:
        return without_outcome(missing, None, counted=counted)
    besides = f"{shown(others)} other{'' if others == 1 else 's'}"
    return f"{besides} and {shown(missing)} without outcomes are left out"


def unrecognized(count: int | None) -> str:
    """Return how many records have a reason that is not on file.

    >>> unrecognized(4), unrecognized(1)
    ('4 have an unrecognized reason', '1 has an unrecognized reason')
    """
    return _are(count, f"has an {UNRECOGNIZED}", f"have an {UNRECOGNIZED}")


def depends_on_denominator(shares: Sequence[tuple[float, str]]) -> str:
    """Return the shares of each denominator, where the choice between them matters.

    >>> depends_on_denominator([(0.25, "records"), (0.375, "records with a recorded outcome")])
    'the denominator matters: 25.0% of records, 37.5% of records with a recorded outcome'
    """
    listed = ", ".join(f"{share:.1%} of {records}" for share, records in shares)
    return f"the denominator matters: {listed}"


CANNOT_COMPARE: Final = "denominators cannot be compared because counts are suppressed"


def show(outcomes: Sequence[str], most: int = _FEW) -> str:
    """Return what the records counted show.

    >>> show(["custody assumed"]), show(["custody assumed", "other"])
    ('show “custody assumed”', 'show “custody assumed” or “other”')
    >>> show(["custody assumed", "other", "still in custody"])
    'show one of 3 outcomes'
    """
    if len(outcomes) > most:
        return f"show one of {len(outcomes)} outcomes"
    return f"show {joined([f'“{outcome}”' for outcome in outcomes], 'or')}"


def one_group(
    *,
    days: tuple[date, date] | None,
    counts: str,
    share: float | None,
    outcomes: Sequence[str],
    missing: str,
    source: str | None = None,
) -> str:
    """Return a rate in one sentence.

    >>> one_group(days=(date(2024, 1, 1), date(2024, 12, 31)), share=0.375,
    ...           counts="3 of 8 records with a recorded outcome",
    ...           outcomes=["declined by the agency"], missing="4 more have no outcome")
    'In 2024, 3 of 8 records with a recorded outcome (37.5%) show “declined by the agency”; 4 more \
have no outcome.'
    """
    printed = "" if share is None else f" ({share:.1%})"
    return f"{_in_period(days, f'{counts}{printed}')} {show(outcomes)}; {missing}{_by(source)}"


def suppressed_group(
    *,
    days: tuple[date, date] | None,
    records: str,
    outcomes: Sequence[str],
    source: str | None = None,
) -> str:
    """Return in one sentence that a rate is suppressed.

    >>> suppressed_group(days=None, records="records", outcomes=["declined by the agency"])
    'How many records show “declined by the agency” is suppressed because counts are small.'
    """
    counted = _in_period(days, f"how many {records}")
    return f"{counted} {show(outcomes)} is {SUPPRESSED} because counts are small{_by(source)}"


def several_groups(
    *,
    days: tuple[date, date] | None,
    records: str,
    shares: Sequence[float],
    outcomes: Sequence[str],
    missing: float | None,
    suppressed: int,
    source: str | None = None,
) -> str:
    """Return the rates of several groups in one sentence: from the lowest to the highest.

    >>> several_groups(days=None, records="records", shares=[0.031, 0.2], missing=0.333,
    ...                outcomes=["declined by the agency"], suppressed=2, source="ICE")
    'By group, 3.1% to 20.0% of records show “declined by the agency”; up to 33.3% have no \
outcome; 2 groups are suppressed, according to ICE.'
    """
    low, high = f"{min(shares):.1%}", f"{max(shares):.1%}"
    between = low if low == high else f"{low} to {high}"
    clauses = [f"by group, {between} of {records} {show(outcomes, most=1)}"]
    if missing is not None:
        clauses.append(f"up to {missing:.1%} have no outcome")
    if suppressed:
        clauses.append(
            f"{suppressed} {'group is' if suppressed == 1 else 'groups are'} {SUPPRESSED}"
        )
    return f"{_in_period(days, '; '.join(clauses))}{_by(source)}"


def _by(source: str | None) -> str:
    """Return whose records they are, where that was given, as a sentence ends.

    >>> _by("Cook Cnty., Ill.")
    ', according to Cook Cnty., Ill.'
    """
    return "." if source is None else f", according to {source.removesuffix('.')}."


def _in_period(days: tuple[date, date] | None, clause: str) -> str:
    """Return a clause with the days it is of before it, as a sentence begins."""
    if days is None:
        return capitalized(clause)
    first, last = days
    when = f"on {long_day(first)}" if first == last else span(first, last)
    return f"{capitalized(when)}, {clause}"


def what_is_counted(outcomes: Sequence[str], records: str, method: str, confidence: float) -> str:
    """Return what the numbers count.

    >>> what_is_counted(["declined by the agency"], "records", "Wilson score", 0.95)
    'Counted: declined by the agency, of records. Intervals: Wilson score, 95% confidence.'
    """
    how = f"Intervals: {method}, {confidence:.0%} confidence."
    return f"Counted: {joined(outcomes, 'or')}, of {records}. {how}"


def unrecognized_reasons(count: int) -> str:
    """Return how many reasons are not on file.

    >>> unrecognized_reasons(1)
    '1 unrecognized reason, counted as recorded; see `unrecognized`.'
    """
    reasons = f"{count:,} {UNRECOGNIZED}{'' if count == 1 else 's'}"
    return f"{reasons}, counted as recorded; see `unrecognized`."


def fiscal_years(first: date, last: date, years: Sequence[int]) -> str:
    """Return of which days and fiscal years the records are.

    >>> fiscal_years(date(2016, 1, 5), date(2017, 3, 1), [2016, 2017])
    'Dates: January 5, 2016, to March 1, 2017 (fiscal years 2016 to 2017).'
    """
    many = "s" if years[1:] else ""
    listed = " to ".join(map(str, years))
    return f"Dates: {long_day(first)}, to {long_day(last)} (fiscal year{many} {listed})."


def series_break(change: str) -> str:
    """Return that a series breaks on a day.

    >>> series_break("April 2, 2017: New form.")
    'Not comparable before and after April 2, 2017: New form.'
    """
    return f"Not comparable before and after {change}"


def suppression(count: int, least: int) -> str:
    """Return how many numbers are suppressed, and why.

    >>> suppression(2, 5)
    'Suppressed: 2 counts, so that none under 5 is shown or can be calculated.'
    """
    several = f"{count} count{'' if count == 1 else 's'}"
    return f"Suppressed: {several}, so that none under {least} is shown or can be calculated."


def duplicates(rule: str, dropped: int, rows: int, without_id: int) -> str:
    """Return what was left out as a duplicate.

    >>> duplicates("same person, same day", 1, 3, 1)
    'duplicates left out (rule “same person, same day”): 1 of 3 records; 1 record without an ID or \
a date was kept'
    """
    kept = f"{without_id} record{'' if without_id == 1 else 's'} without an ID or a date"
    was = "was" if without_id == 1 else "were"
    return f"{duplicates_by(rule)}: {dropped} of {rows} records; {kept} {was} kept"


def duplicates_by(rule: str) -> str:
    """Return by which rule duplicates were left out.

    >>> duplicates_by("same person, same day")
    'duplicates left out (rule “same person, same day”)'
    """
    return f"duplicates left out (rule “{rule}”)"


def report_title(title: str, week: str) -> str:
    """Return the heading of a week's report.

    >>> report_title("Declined Detainer Outcome Report", "January 28, 2017 to February 3, 2017")
    'Using the definitions of the Declined Detainer Outcome Report, January 28, 2017 to February \
3, 2017'
    """
    return f"Using the definitions of the {title}, {week}"


def issued(total: int) -> str:
    """Return the heading of the section of detainers issued.

    >>> issued(7)
    'I. Detainers issued during the week to the listed jurisdictions, whatever their outcome (7 to \
all jurisdictions).'
    """
    listed = "Detainers issued during the week to the listed jurisdictions, whatever their outcome"
    return f"I. {listed} ({total:,} to all jurisdictions)."


def declined(total: int) -> str:
    """Return the heading of the section of detainers recorded as declined.

    >>> declined(2)
    'II. Detainers recorded as declined during the week, whenever they were issued (2 in all).'
    """
    recorded = "Detainers recorded as declined during the week, whenever they were issued"
    return f"II. {recorded} ({total:,} in all)."


POLICIES: Final = (
    "III. Laws on file that prohibit a hold, of the listed jurisdictions and the governments above "
    "them."
)


def none_issued(places: Sequence[str]) -> str:
    """Return to which listed jurisdictions no detainer was issued.

    >>> none_issued(["32003"])
    'Listed, with none issued: 32003.'
    """
    return f"Listed, with none issued: {', '.join(places)}."


def not_counted(count: int, why: str) -> str:
    """Return how many records could not be counted, and why.

    >>> not_counted(2, "without a jurisdiction")
    'Not counted: 2 records without a jurisdiction.'
    """
    return f"Not counted: {count:,} record{'' if count == 1 else 's'} {why}."


def in_records(reasons: int, count: int) -> str:
    """Return how many reasons are not on file, in how many records: the text may name a person.

    >>> in_records(1, 2)
    'Unrecognized reasons: 1, in 2 records; see `unrecognized`.'
    """
    records = f"{count:,} record{'' if count == 1 else 's'}"
    return f"{capitalized(UNRECOGNIZED)}s: {reasons:,}, in {records}; see `unrecognized`."
