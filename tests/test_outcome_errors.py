"""Errors of outcomes: the whole text of each, as a user reads it."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Final

import attrs
import pytest

from detainerlib import (
    DetainerError,
    DetainerOutcome,
    ReportWeek,
    classify_lift_reason,
    declined_detainer_report,
    drop_duplicates,
    fiscal_year_of,
    outcome_rates,
)
from detainerlib.errors import NotADayError, UnknownIdError

ROW: Final[dict[str, Any]] = {
    "why": "Detainer Declined by LEA",
    "day": date(2024, 5, 1),
    "id": "a",
    "form": "I247A",
    "to": "48453",
}


def rates(records: Any = (ROW,), **changes: Any) -> Any:
    """Ask for the rate of those declined, of all."""
    asked: dict[str, Any] = {
        "reason": "why",
        "numerator": "declined by the agency",
        "denominator": "all",
        **changes,
    }
    return outcome_rates(records, **asked)


def kept(records: Any = (ROW,), **changes: Any) -> Any:
    """Leave out those of the same person on the same day."""
    asked: dict[str, Any] = {
        "rule": "same person, same day",
        "person": "id",
        "prepared": "day",
        **changes,
    }
    return drop_duplicates(records, **asked)


def report(records: Any = (ROW,), **changes: Any) -> Any:
    """Ask for the report of the first week."""
    asked: dict[str, Any] = {
        "week": date(2017, 1, 28),
        "jurisdiction": "to",
        "issued_on": "day",
        "reason": "why",
        "declined_on": "day",
        "listed": ["48453"],
        **changes,
    }
    return declined_detainer_report(records, **asked)


def by_unit(*units: object) -> Any:
    """Ask for a frame of rates by units."""
    return rates([{**ROW, "unit": unit} for unit in units], by="unit").to_frame()


NO_TEXT: Final = "got 5, expected a string, or None for a blank. Convert it with str()."
OUTCOMES: Final = ", ".join(outcome.value for outcome in DetainerOutcome)
NO_OUTCOME: Final = (
    "expected at least one recorded outcome. The share without an outcome is `missing_share`."
)
BETWEEN: Final = "expected a number between 0 and 1. Use 0.95."
NO_KEYS: Final = "expected a column name, or several, each once. Such as by='state'."
TAKEN: Final = "expected a name that no column of the result has. Rename it."
NO_ROWS: Final = (
    "expected rows, each a mapping. For a data frame use detainerlib.bulk.outcome_rates()."
)
NO_CELL_DAY: Final = (
    "got a string of 5 characters, expected a datetime.date, or None. For a datetime use .date()."
)
NO_RECORDS: Final = "expected a list of records. Give records=[...]."
EPISODE: Final = "same person, form and facility, in one chain of days"
NO_LIST: Final = "expected a list of jurisdictions. Such as ['32003']."
NO_PLACES: Final = "expected one or more strings. Such as ['32003']."
NO_TOP: Final = "expected a whole number, 1 or more. Use top=10."
NO_DAY: Final = (
    "expected a datetime.date without a time of day. Use value.date() for a datetime, or "
    "date.fromisoformat(value) for text."
)
NO_GROUPS: Final = (
    "expected values of one type: text, numbers, booleans or dates. "
    "Take records() for rows as they are."
)
EXPECTED: Final[tuple[tuple[Callable[[], Any], type[DetainerError], str], ...]] = (
    # A reason is a text, and an outcome one of those on record.
    (lambda: classify_lift_reason(5), DetainerError, f"reason: {NO_TEXT}"),  # type: ignore[arg-type]
    (lambda: classify_lift_reason(None, code=5), DetainerError, f"code: {NO_TEXT}"),  # type: ignore[arg-type]
    (lambda: rates([ROW, {**ROW, "why": 5}]), DetainerError, f"records[1]['why']: {NO_TEXT}"),
    (
        lambda: rates([ROW, {**ROW, "form": 5}], code="form"),
        DetainerError,
        f"records[1]['form']: {NO_TEXT}",
    ),
    (lambda: report([{**ROW, "why": 5}]), DetainerError, f"records[0]['why']: {NO_TEXT}"),
    (
        lambda: report([ROW, {**ROW, "form": 5}], code="form"),
        DetainerError,
        f"records[1]['form']: {NO_TEXT}",
    ),
    (
        lambda: rates(numerator=5),
        DetainerError,
        "numerator: got 5, expected an outcome, or several. Such as 'declined by the agency'.",
    ),
    (
        lambda: rates(numerator=["declined"]),
        UnknownIdError,
        (
            f"numerator: got 'declined', expected one of {OUTCOMES}. "
            "Did you mean declined by the agency?"
        ),
    ),
    (lambda: rates(numerator=[]), DetainerError, f"numerator: got (), {NO_OUTCOME}"),
    (
        lambda: rates(source=" "),
        DetainerError,
        "source: got ' ', expected a name in one line. Such as 'ICE records'.",
    ),
    (
        lambda: rates(numerator=["other", "no outcome recorded"]),
        DetainerError,
        f"numerator: got 'no outcome recorded', {NO_OUTCOME}",
    ),
    (
        lambda: rates(numerator="other", denominator="declined plus custody assumed"),
        DetainerError,
        (
            "numerator: got 'other', expected outcomes within the denominator, 'declined plus "
            "custody assumed'. Use denominator='with a recorded outcome'."
        ),
    ),
    (
        lambda: rates(denominator="recorded"),
        UnknownIdError,
        (
            "denominator: got 'recorded', expected one of all, with a recorded outcome, declined "
            "plus custody assumed. Did you mean with a recorded outcome?"
        ),
    ),
    # How sure is a share of one, between nothing and all.
    *(
        (
            lambda given=given: rates(confidence=given),
            DetainerError,
            f"confidence: got {given!r}, {BETWEEN}",
        )
        for given in (95, True, "0.95", 0.0, 1.0)
    ),
    (
        lambda: rates(min_cell=0),
        DetainerError,
        (
            "min_cell: got 0, expected a whole number, 1 or more. Use 5 to suppress counts of 1 to "
            "4, or 1 to show all."
        ),
    ),
    # Rows are mappings, which have the columns that are named, each a text.
    *(
        (lambda given=given: rates(by=given), DetainerError, f"by: got {wrong!r}, {NO_KEYS}")
        for given, wrong in ((["why", "why"], "why"), (5, 5), (["why", 5], 5))
    ),
    *(
        (lambda given=given: rates(by=given), DetainerError, f"by: got {given!r}, {TAKEN}")
        for given in ("share", "custody assumed", "custody_assumed")
    ),
    (lambda: rates("rows"), DetainerError, f"records: got 'str', {NO_ROWS}"),
    (lambda: rates(5), DetainerError, f"records: got 'int', {NO_ROWS}"),
    (
        lambda: rates([ROW, 5]),
        DetainerError,
        "records[1]: got 5, expected a mapping. Give each row as a dict.",
    ),
    (
        lambda: rates(reason=5),
        DetainerError,
        "records: got 5, expected the name of a column, a string. Such as reason='Lift Reason'.",
    ),
    (
        lambda: rates(reason="reason"),
        DetainerError,
        (
            "records[0]: got a dict with the keys why, day, id, form, to, expected the key "
            "'reason'. Name a column that every row has."
        ),
    ),
    (
        lambda: rates([{"why": ["Moved"]}]),  # a list cannot be counted, and its text is not told
        DetainerError,
        "records[0]['why']: got a list, expected one value. Write it as a string.",
    ),
    (lambda: rates(day="form"), DetainerError, f"records[0]['form']: {NO_CELL_DAY}"),
    (lambda: by_unit("a", 1), DetainerError, f"unit: got 'int, str', {NO_GROUPS}"),
    (lambda: by_unit((1,)), DetainerError, f"unit: got 'tuple', {NO_GROUPS}"),
    # Of duplicates: what a rule compares, and no more.
    (
        lambda: kept(rule="likely"),
        UnknownIdError,
        (
            "rule: got 'likely', expected one of same person, same day, same person, within a day "
            f"of the one before, {EPISODE}."
        ),
    ),
    (
        lambda: kept(form="form"),
        DetainerError,
        "form: got 'form', expected None, under the rule 'same person, same day'. Leave out form=.",
    ),
    (
        lambda: kept(facility="to"),
        DetainerError,
        (
            "facility: got 'to', expected None, under the rule 'same person, same day'. Leave out "
            "facility=."
        ),
    ),
    (
        lambda: kept(rule=EPISODE),
        DetainerError,
        f"form: got None, expected the column of the form, under the rule '{EPISODE}'. Give form=.",
    ),
    (
        lambda: kept(rule=EPISODE, form="form"),
        DetainerError,
        (
            f"facility: got None, expected the column of the facility, under the rule '{EPISODE}'. "
            "Give facility=."
        ),
    ),
    (lambda: kept(prepared="form"), DetainerError, f"records[0]['form']: {NO_CELL_DAY}"),
    (lambda: kept(5), DetainerError, f"records: got 5, {NO_RECORDS}"),
    (lambda: kept("rows"), DetainerError, f"records: got 'rows', {NO_RECORDS}"),
    (
        lambda: attrs.evolve(kept(), rows=5),
        DetainerError,
        "rows: got 5, expected a tuple, each a mapping, each key a string, each value an Any.",
    ),
    (
        lambda: attrs.evolve(kept(), rows=[5]),
        DetainerError,
        "rows: got 5, expected a mapping, each key a string, each value an Any.",
    ),
    (
        lambda: kept([ROW, ROW, {**ROW, "form": []}], rule=EPISODE, form="form", facility="to"),
        DetainerError,
        "records[2]['form']: got a list, expected one value. Write it as a string.",
    ),
    # Of the report.
    (
        lambda: report(week=date(2017, 1, 30)),
        DetainerError,
        (
            "start: got 2017-01-30, expected a Saturday. For the week of a day use "
            "ReportWeek.containing()."
        ),
    ),
    (lambda: report(listed="48453"), DetainerError, f"listed: got '48453', {NO_LIST}"),
    (lambda: report(listed=5), DetainerError, f"listed: got 5, {NO_LIST}"),
    (lambda: report(listed=[]), DetainerError, f"listed: got (), {NO_PLACES}"),
    (lambda: report(listed=["48453", 5]), DetainerError, f"listed: got 5, {NO_PLACES}"),
    *(
        (lambda given=given: report(top=given), DetainerError, f"top: got {given!r}, {NO_TOP}")
        for given in (0, True, 2.0)
    ),
    (
        lambda: report(basis="to"),
        UnknownIdError,
        (
            "records[0]: got '48453', expected one of convicted, pending, arrested, immigration "
            "only, unknown."
        ),
    ),
    (
        lambda: report(jurisdiction="day"),
        DetainerError,
        (
            "records[0]['day']: got 2024-05-01, expected a string, or None. Keep leading zeros: "
            "'06037'."
        ),
    ),
    (lambda: report(issued_on="form"), DetainerError, f"records[0]['form']: {NO_CELL_DAY}"),
    (lambda: report("rows"), DetainerError, f"records: got 'str', {NO_ROWS}"),
    # A day has no hours.
    (lambda: ReportWeek.containing("x"), NotADayError, f"day: got 'x', {NO_DAY}"),  # type: ignore[arg-type]
    (lambda: ReportWeek(start="x"), NotADayError, f"start: got 'x', {NO_DAY}"),  # type: ignore[arg-type]
    (
        lambda: fiscal_year_of(datetime(2017, 1, 1)),  # noqa: DTZ001
        NotADayError,
        f"day: got 2017-01-01T00:00:00 (no zone), {NO_DAY}",
    ),
)


def test_an_error_says_what_was_given_where_what_was_expected_and_what_to_do() -> None:
    """To the letter."""
    for asked, kind, text in EXPECTED:
        error: Exception | None = None
        try:
            asked()
        except Exception as raised:  # noqa: BLE001 (any other kind fails below)
            error = raised
        assert (kind, text) == (type(error), str(error))


def test_a_data_frame_has_no_rows() -> None:
    """There is a function for it."""
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    with pytest.raises(DetainerError) as caught:
        rates(pandas.DataFrame([ROW]))

    assert f"records: got 'DataFrame', {NO_ROWS}" == str(caught.value)


def test_a_table_has_no_other_attributes() -> None:
    """Though it makes its rates when they are read."""
    with pytest.raises(AttributeError) as caught:
        rates().rate  # noqa: B018 (it raises)

    assert "'OutcomeTable' object has no attribute 'rate'" == str(caught.value)
