"""What rates and the weekly report print, to the letter, and what they rest on."""

from datetime import date
from itertools import chain
from typing import Any, Final

import pytest
from weekly_rows import KEYS, WEEK

from detainerlib import ReportWeek, catalog, declined_detainer_report, outcome_rates
from detainerlib._html import bullets, table
from detainerlib._printing import made_with_html
from detainerlib.models import CustodyBasis
from detainerlib.outcomes import ReportRow
from detainerlib.sources.explanation import StepStatus

DECLINED: Final = "Detainer Declined by LEA"
BOOKED: Final = "Booked into Detention"
GONE: Final = "Early Release"
REASONS: Final = [*[DECLINED] * 3, *[BOOKED] * 4, GONE, *[None] * 4, *["Moved"] * 2]
CAUTION: Final = (
    "the denominator matters: 50.0% of records, 70.0% of records with a recorded outcome, "
    "100.0% of records declined or with custody assumed"
)
RECORD: Final[dict[str, Any]] = {
    "numerator": 7,
    "denominator": 7,
    "denominator_kind": "declined plus custody assumed",
    "share": 1.0,
    "low": pytest.approx(0.64567, abs=1e-5),
    "high": 1.0,
    "other_outcomes": 0,
    "not_in_denominator": 3,
    "missing": 4,
    "missing_share": 4 / 14,
    "row_count": 14,
    "custody assumed": 4,
    "declined by the agency": 3,
    "lifted by the issuer": 0,
    "not taken into custody": 1,
    "still in custody": 0,
    "no outcome recorded": 4,
    "other": 0,
    "unrecognized": 2,
    "suppressed_count": 0,
    "caution": CAUTION,
}
CELLS: Final = (
    *("7", "7", "declined plus custody assumed", "1.0000", "0.6457", "1.0000", "0", "3", "4"),
    *("0.2857", "14", "4", "3", "0", "1", "0", "4", "0", "2", "0", CAUTION),
)
NOTES: Final = (
    (
        "Counted: custody assumed or declined by the agency, of records declined or with custody "
        "assumed. Intervals: Wilson score, 95% confidence."
    ),
    "1 unrecognized reason, counted as recorded; see `unrecognized`.",
)
SENTENCE: Final = (
    "7 of 7 records declined or with custody assumed (100.0%) show “custody assumed” or “declined "
    "by the agency”; 3 others and 4 without outcomes are left out."
)


def rates(reasons: Any, by: Any = None, **columns: Any) -> Any:
    """Give the rates of those declined or with custody assumed, of those two."""
    rows = [
        {"why": reason, **{name: values[number] for name, values in columns.items()}}
        for number, reason in enumerate(reasons)
    ]
    return outcome_rates(
        rows,
        reason="why",
        numerator=["declined by the agency", "custody assumed"],
        denominator="declined plus custody assumed",
        by=by,
        day="day" if "day" in columns else None,
    )


def test_a_table_of_rates_is_printed_with_all_that_it_counts() -> None:
    """A line for each, then the notes; in a notebook a row for each."""
    found = rates(REASONS)

    assert (
        "7 of 7 records declined or with custody assumed (100.0%; interval 64.6% to 100.0%); 3 "
        "with another outcome are left out; 4 more have no outcome (28.6% of all); 2 have an "
        f"unrecognized reason; {CAUTION}\n{NOTES[0]}\n{NOTES[1]}"
    ) == str(found)
    assert (SENTENCE, NOTES) == (found.sentence, found.notes)
    assert [[*RECORD.items()]] == [[*record.items()] for record in found.records()]
    assert f"{table(RECORD, [CELLS])}{bullets(NOTES)}{made_with_html()}" == found._repr_html_()


def test_a_table_of_rates_is_explained_by_the_reasons_it_rests_on() -> None:
    """Each cited; then the answer, by all who are cited."""
    found = rates(REASONS)
    reasons = [catalog.lift_reason(id) for id in found.rests_on]
    *steps, answer = found.explanation

    assert [*{reason.outcome.value for reason in reasons}]
    assert [
        (StepStatus.ASSUMED, f"{reason}. {reason.reason}", (reason.citation,), reason.see_also)
        for reason in reasons
    ] == [(step.outcome, step.statement, step.citations, step.see_also) for step in steps]
    assert (StepStatus.APPLIED, f"{SENTENCE} {NOTES[0]} {NOTES[1]}") == (
        answer.outcome,
        answer.statement,
    )
    assert [*{reason.citation.authority: None for reason in reasons}] == [
        citation.authority for citation in answer.citations
    ]
    assert catalog.about().closing_on_figures in str(found.explanation)


def test_a_break_of_series_is_not_settled() -> None:
    """With who says so; and the days are told."""
    found = rates([None, None], day=[date(2017, 4, 1), date(2017, 4, 2)])
    (change,) = found.breaks
    steps = {step.outcome: step for step in found.explanation}

    assert (
        "Dates: April 1, 2017, to April 2, 2017 (fiscal year 2017).",
        f"Not comparable before and after {change}",
    ) == found.notes[1:]
    assert found.notes[-1] == steps[StepStatus.UNSETTLED].statement
    assert (change.citation,) == steps[StepStatus.UNSETTLED].citations
    assert ("blank",) == found.rests_on


def test_without_a_row_there_is_nothing_to_show() -> None:
    """But what it would count; it rests on what a blank means."""
    found = rates([])
    blank = catalog.lift_reason("blank")

    assert (0, [], 0) == (len(found), found.records(), found.suppressed_count)
    assert (NOTES[0], "There are no records.") == found.notes
    assert f"{table([], [])}{bullets(found.notes)}{made_with_html()}" == found._repr_html_()
    assert f"{blank}. {blank.reason}" == found.explanation.steps[0].statement


def test_a_rate_of_a_group_begins_with_it() -> None:
    """Each is taken by its place."""
    found = rates([BOOKED, DECLINED, DECLINED], by=["unit", "year"], unit="bab", year=[1, 2, 2])

    assert [
        "unit a, year 2: 1 of 1",
        "unit b, year 1: 1 of 1",
        "unit b, year 2: 1 of 1",
    ] == [str(rate).split(" records")[0] for rate in found]
    assert found[-1] == found[2]
    assert ["unit", "year", *RECORD] == [*found.records()[0]]
    with pytest.raises(IndexError):
        found[3]


def test_what_is_suppressed_is_said_to_be_and_what_there_is_not_is_blank() -> None:
    """In a notebook: a number that is not shown, and a share that there is none of."""
    found = outcome_rates(
        [{"why": reason} for reason in [DECLINED] * 3 + [BOOKED] * 30],
        reason="why",
        numerator="declined by the agency",
        denominator="with a recorded outcome",
        min_cell=5,
        confidence=0.9,
    )
    none = "suppressed"
    cells = (none, "33", "with a recorded outcome", "", "", "", none, "0", "0", "0.0000", "33",
             none, none, "0", "0", "0", "0", "0", "0", "2", found[0].caution)  # fmt: skip
    notes = (
        (
            "Counted: declined by the agency, of records with a recorded outcome. Intervals: "
            "Wilson score, 90% confidence."
        ),
        "Suppressed: 2 counts, so that none under 5 is shown or can be calculated.",
    )

    assert f"{table(RECORD, [cells])}{bullets(notes)}{made_with_html()}" == found._repr_html_()
    assert (5, 0.9, "Wilson score") == (found.min_cell, found.confidence, found.method)
    assert (
        "suppressed of 33 records with a recorded outcome; all have an outcome; denominators "
        "cannot be compared because counts are suppressed"
    ) == str(found[0])
    assert "; 1 of them has no outcome (50.0% of all)" in str(
        outcome_rates([{"why": BOOKED}, {"why": None}], reason="why", numerator="other",
                      denominator="all")
    )  # fmt: skip
    empty = rates([None])[0]
    assert (0, 0, None, None, 1.0) == (
        *(empty.numerator, empty.denominator, empty.share, empty.interval, empty.missing_share),
    )
    assert (
        "0 of 0 records declined or with custody assumed; 1 more has no outcome (100.0% of all)"
        == (str(empty))
    )


def test_a_report_is_printed_with_all_that_it_counts() -> None:
    """The sections, what could not be counted, the caveats; in a notebook, too."""
    last = date(2017, 2, 3)
    given = [
        ("17031", WEEK, DECLINED, last, "convicted"),
        ("17031", date(2016, 1, 30), DECLINED, WEEK, None),
        ("b", last, None, None, None),
        ("c", None, None, None, None),
        ("b", None, DECLINED, None, None),
        ("b", None, DECLINED, None, None),
        ("", None, "Moved", None, None),
        (None, None, None, None, None),
        ("b", None, "Moved", None, None),
    ]
    report = declined_detainer_report(
        [
            dict(zip(("to", "issued", "why", "declined", "basis"), row, strict=True))
            for row in given
        ],
        **KEYS,
        basis="basis",
        listed=["b", "17031", "c", "a", "b"],
    )

    assert (
        "Using the definitions of the Declined Detainer Outcome Report, January 28, 2017 to "
        "February 3, 2017\n"
        "I. Detainers issued during the week to the listed jurisdictions, whatever their outcome "
        "(2 to all jurisdictions).\n"
        "1. 17031: 1\n"
        "1. b: 1\n"
        "Listed, with none issued: c, a.\n"
        "II. Detainers recorded as declined during the week, whenever they were issued (2 in "
        "all).\n"
        "1. 17031: 2 (1 convicted, 1 unknown)\n"
        "III. Laws on file that prohibit a hold, of the listed jurisdictions and the governments "
        "above them.\n"
        "Cook County Code § 46-37 (17031)\n"
        "Not counted: 2 records declined, without a date of that.\n"
        "Not counted: 2 records without a jurisdiction.\n"
        "Not counted: 4 records without an issue date.\n"
        "Unrecognized reasons: 1, in 2 records; see `unrecognized`.\n"
        "Caveat: ICE does not learn of every detainer that is not honored. The report has those "
        "its staff became aware of.\n"
        "Caveat: A detainer counts in the week it was recorded as declined, whenever it was "
        "issued. Those declined may not be among those issued that week."
    ) == str(report)
    lines = "".join(f"<p>{line}</p>" for line in str(report).splitlines())
    assert f"{lines}{made_with_html()}" == report._repr_html_()


def test_a_report_is_explained_by_its_sections_caveats_and_laws() -> None:
    """Each cited."""
    report = declined_detainer_report([], **KEYS, listed=["17031"])
    published = report.report
    caveats = [caveat for caveat in published.caveats if caveat.of_method]
    steps = [*report.explanation]

    assert published.sections
    assert caveats
    assert report.policies
    assert [
        *((StepStatus.APPLIED, f"“{each.heading}”: {each.summary}") for each in published.sections),
        *((StepStatus.ASSUMED, f"Caveat: {caveat.summary}") for caveat in caveats),
        *((StepStatus.APPLIED, f"{law.title}: {law.summary}") for law in report.policies),
    ] == [(step.outcome, step.statement) for step in steps]
    assert [
        citation.authority for citation in chain.from_iterable(step.citations for step in steps)
    ] == [
        *(section.citation.authority for section in published.sections),
        *(caveat.citation.authority for caveat in caveats),
        *(law.citation.authority for law in report.policies),
    ]
    assert catalog.about().closing_on_figures in str(report.explanation)


def test_a_report_shows_ten_rows_and_takes_a_code_for_a_blank() -> None:
    """Unless more are asked for; those declined are all shown, by basis only where it is told."""
    day = date(2017, 1, 30)
    given = [
        {"to": to, "issued": day, "why": None, "code": "A", "declined": day}
        for number, to in enumerate("abcdefghijk")
        for _ in range(number + 1)
    ]
    given.append({"to": "k", "issued": None, "why": None, "code": "Z", "declined": None})
    week = ReportWeek(start=WEEK)
    keys: dict[str, Any] = {**KEYS, "week": week, "code": "code"}
    report = declined_detainer_report(given, **keys, listed=[*"abcdefghijk"])

    assert week == report.week
    assert [(10 - number, to) for number, to in enumerate("bcdefghijk")] == [
        (row.rank, row.jurisdiction) for row in reversed(report.issued)
    ]
    assert (66, 66, 11) == (report.issued_in_all, report.declined_in_all, len(report.declined))
    assert ((), ()) == (report.declined[0].by_basis, report.issued[0].by_basis)
    assert (("(code) Z", 1),) == report.unrecognized


def test_numbers_of_a_report_are_printed_with_commas() -> None:
    """And a basis that has none is not."""
    row = ReportRow(
        rank=2,
        jurisdiction="a",
        count=1234,
        by_basis=(
            (CustodyBasis.CONVICTED, 0),
            (CustodyBasis.PENDING, 1000),
            (CustodyBasis.UNKNOWN, 234),
        ),
    )

    assert "2. a: 1,234 (1,000 pending, 234 unknown)" == str(row)
