"""Summaries of frames of audits: the numbers of the scalar summary, on every engine."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from engines import Engine, each_engine, pandas_engine
from hypothesis import given
from hypothesis import strategies as st

from detainerlib import (
    UNKNOWN,
    DetainerError,
    FederalHolidays,
    audit_hold,
    bulk,
    hold_readings,
    summarize_audits,
)
from detainerlib.errors import ColumnError
from detainerlib.holds import AuditSummary, HoldAudit
from detainerlib.models import Observed

pd: Any = pytest.importorskip("pandas", reason="pandas is not installed")
pa: Any = pytest.importorskip("pyarrow", reason="pyarrow is not installed")

ENDS = datetime(2025, 7, 3, 22, tzinfo=UTC)
DAY = timedelta(days=1)
REGULATION = "8-cfr-287.7-d"
# Before custody ended and at its end, within either reading, and over both.
RELEASES = (None, -1 * DAY, 0 * DAY, 1 * DAY, 2 * DAY, 4 * DAY, 5 * DAY, 6 * DAY, 9 * DAY)
Hold = tuple[str | None, timedelta | None]


def columns(holds: Sequence[Hold]) -> dict[str, Any]:
    """Give holds as typed columns."""
    releases = [None if delay is None else ENDS + delay for _, delay in holds]
    return {
        "agency": pa.array([agency for agency, _ in holds], pa.string()),
        "ends": pa.array([ENDS] * len(holds), pa.timestamp("us", "UTC")),
        "released": pa.array(releases, pa.timestamp("us", "UTC")),
        "day": pa.array([at and at.date() for at in releases], pa.date32()),
    }


def scalar(holds: Sequence[Hold], *, dated: bool, min_cell: int) -> AuditSummary:
    """Give the summary of the scalar audits, by agency."""
    audits: list[HoldAudit] = []
    groups: list[str] = []
    readings = hold_readings(ENDS, form="I-247A", zone="Central", jurisdiction="17031")
    for agency, delay in holds:
        released: Any = UNKNOWN if delay is None else ENDS + delay
        if dated and isinstance(released, datetime):
            released = released.date()
        audits += readings.audit(released)
        groups += [agency or "unknown"] * len(readings.readings)
    return summarize_audits(audits, groups=groups, min_cell=min_cell)


def audited(engine: Engine, holds: Sequence[Hold], *, dated: bool) -> Any:
    """Give the frame of audits."""
    return bulk.audit_readings(
        engine.make(columns(holds)),
        "ends",
        "day" if dated else "released",
        form="I-247A",
        zone="Central",
        jurisdiction="17031",
    )


def in_order(summary: AuditSummary) -> list[dict[str, Any]]:
    """Give the rows of a summary by group and reading."""
    return sorted(summary.records(), key=lambda row: (row["group"] or "", row["reading"]))


many_holds = st.lists(
    st.tuples(st.sampled_from(["Cook", "Will", None]), st.sampled_from(RELEASES)),
    min_size=1,
    max_size=30,
)


@given(many_holds, st.booleans(), st.sampled_from([1, 2, 3, 5]))
def test_the_numbers_are_those_of_the_scalar_summary(
    holds: list[Hold], dated: bool, min_cell: int
) -> None:
    """By group and reading, with bounds, and with small numbers suppressed by the one rule."""
    frame = audited(pandas_engine(), holds, dated=dated)
    summary = bulk.summarize_audits(frame, by="agency", min_cell=min_cell)

    assert scalar(holds, dated=dated, min_cell=min_cell) == summary


HOLDS = tuple(
    (agency, delay) for agency in ("Cook", "Will", None) for delay in RELEASES for _ in range(2)
)


@each_engine
@pytest.mark.parametrize("dated", [False, True])
def test_on_every_engine(engine: Engine, dated: bool) -> None:
    """A lazy frame is grouped by its engine."""
    expected = scalar(HOLDS, dated=dated, min_cell=1)
    summary = bulk.summarize_audits(audited(engine, HOLDS, dated=dated), by="agency")

    assert in_order(expected) == in_order(summary)
    assert expected.authority_to_hold == summary.authority_to_hold
    assert {*map(str, expected.steps)} == {*map(str, summary.steps)}


def instants(*values: datetime | None) -> Any:
    """Give a column of instants."""
    return pd.Series(list(values), dtype="datetime64[us, UTC]")


class TestOfOneRule:
    """Frames of `audit_holds`, which name no rule."""

    frame = pd.DataFrame(
        {
            "ends": instants(ENDS, ENDS, ENDS),
            "out": instants(ENDS + 9 * DAY, ENDS + DAY, None),
            "rule": [REGULATION, "form-i-247a", None],
            "year": [2025, 2025, 2026],
        }
    )

    @pytest.mark.parametrize(
        "calendar", [None, FederalHolidays(observed=Observed.NONE)], ids=["default", "none"]
    )
    def test_that_is_named(self, calendar: Any) -> None:
        """With the reading of its holidays."""
        audits = bulk.audit_holds(self.frame, "ends", "out", zone="Central", calendar=calendar)
        expected = summarize_audits(
            audit_hold(ENDS, released, zone="Central", calendar=calendar)
            for released in (ENDS + 9 * DAY, ENDS + DAY, UNKNOWN)
        )

        assert expected == bulk.summarize_audits(audits, rule=REGULATION, calendar=calendar)

    def test_for_each_row(self) -> None:
        """A row without one has no answer, and is counted by itself."""
        with pytest.warns(UserWarning, match="1 of 3"):
            audits = bulk.audit_holds(
                self.frame,
                "ends",
                "out",
                zone="Central",
                rule=bulk.FromColumn("rule"),
                on_error="null",
            )
        summary = bulk.summarize_audits(audits, rule=bulk.FromColumn("rule"), by=["year", "rule"])

        assert [
            (f"2025, {REGULATION}", "8 C.F.R. § 287.7(d)", 1),
            ("2025, form-i-247a", "Form I-247A", 1),
            ("2026, unknown", "no reading", 1),
        ] == [(row.group, row.reading, row.holds) for row in summary]


def test_rows_without_an_answer_are_counted() -> None:
    """A form whose words were not read, and a row without a time."""
    frame = pd.DataFrame(
        {
            "ends": instants(ENDS.replace(year=2010), None),
            "out": instants(None, None),
            "form": ["i-247-2010-2011", "I-247A"],
        }
    )
    audits = bulk.audit_readings(frame, "ends", "out", form=bulk.FromColumn("form"), zone="Central")
    summary = bulk.summarize_audits(audits)

    named = {"Form I-247 (8/10, 6/11)": 1, "8 C.F.R. § 287.7(d)": 1, "no reading": 1}
    assert named.items() <= {row.reading: row.holds for row in summary}.items()
    assert any("Form I-247 (8/10, 6/11)" in step.statement for step in summary.steps)


def test_no_rows() -> None:
    """Give none."""
    frame = pd.DataFrame({"ends": instants(), "out": instants()})
    audits = bulk.audit_readings(frame, "ends", "out", form="I-247A", zone="Central")

    assert () == bulk.summarize_audits(audits, by="rule").rows


class TestRefused:
    """What is no frame of audits."""

    audits = bulk.audit_readings(
        pd.DataFrame({"ends": instants(ENDS), "out": instants(ENDS + DAY), "share": [0.5]}),
        "ends",
        "out",
        form="I-247A",
        zone="Central",
    )

    @pytest.mark.parametrize(
        ("options", "expected"),
        [
            ({"rule": REGULATION}, "rule: .*none, as the frame names the rules"),
            ({"by": "agency"}, "agency"),
            ({"by": "share"}, "by: got 'share', expected a column of strings"),
            ({"by": 5}, "by"),
            ({"min_cell": 0}, "min_cell"),
            ({"quantiles": [2]}, "quantiles"),
        ],
    )
    def test_options(self, options: dict[str, Any], expected: str) -> None:
        """With what to do."""
        with pytest.raises(DetainerError, match=expected):
            bulk.summarize_audits(self.audits, **options)

    def test_a_rule_that_is_not_named(self) -> None:
        """Is not guessed."""
        with pytest.raises(DetainerError, match="rule: got None, expected the rule of"):
            bulk.summarize_audits(self.audits.drop(columns=["rule"]))

    def test_a_wide_frame(self) -> None:
        """Has no one outcome in a row."""
        wide = self.audits.rename(columns={"outcome": "outcome: Form I-247A"})
        with pytest.raises(ColumnError, match=r"a row for each reading. Leave wide= out."):
            bulk.summarize_audits(wide)

    def test_a_frame_without_overruns(self) -> None:
        """Is none of audits."""
        with pytest.raises(ColumnError, match="overrun"):
            bulk.summarize_audits(self.audits.drop(columns=["overrun"]))

    @pytest.mark.parametrize("cell", [5, "5 hours", [], True])
    def test_overruns_that_are_no_lengths_of_time(self, cell: Any) -> None:
        """Cannot be compared; pandas said so in words of its own."""
        overruns = pd.Series([cell] * len(self.audits), dtype="object")
        with pytest.raises(DetainerError, match=r"overrun: got '\w+', expected a column of le"):
            bulk.summarize_audits(self.audits.assign(overrun=overruns))

    def test_other_words(self) -> None:
        """Are no outcomes."""
        with pytest.raises(DetainerError, match="outcome: got a string of 4 characters"):
            bulk.summarize_audits(self.audits.assign(outcome="late"))


def test_groups_are_days_too() -> None:
    """As texts."""
    frame = TestRefused.audits.assign(day=[date(2025, 7, 3)] * len(TestRefused.audits))

    assert {"2025-07-03"} == {row.group for row in bulk.summarize_audits(frame, by="day")}
