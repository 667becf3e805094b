"""Rates on frames: every engine gives what the scalar function gives, row for row."""

from copy import copy
from datetime import date, datetime
from typing import Any, Final

import pytest
from engines import Columns, Engine, each_engine

from detainerlib import DetainerError, DetainerOutcome, bulk, catalog, outcome_rates
from detainerlib.errors import ColumnError
from detainerlib.models.counting import Comparator
from detainerlib.outcomes import Denominator

DECLINED: Final = "Detainer Declined by LEA"
BOOKED: Final = "Booked into Detention"
GONE: Final = "No longer in State, Local, or Federal Custody"


def columns(**counts: int) -> Columns:
    """Give rows of a state with so many of each reason; `blank` is null."""
    spelled = {"declined": DECLINED, "booked": BOOKED, "gone": GONE, "blank": None, "odd": "Moved"}
    reasons = [spelled[name] for name, count in counts.items() for _ in range(count)]
    return {
        "why": reasons,
        "state": [("IN", "AZ", None)[number % 3] for number in range(len(reasons))],
        "day": [date(2016 + number % 3, 5, 1) for number in range(len(reasons))],
    }


def rows(of: Columns) -> list[dict[str, Any]]:
    """Give the same as rows."""
    return [dict(zip(of, values, strict=True)) for values in zip(*of.values(), strict=True)]


MIXED: Final = columns(declined=7, booked=40, gone=11, blank=35, odd=2)


@each_engine
@pytest.mark.parametrize("denominator", list(Denominator))
def test_as_the_scalar_function(engine: Engine, denominator: Denominator) -> None:
    """By state, with days; the group without a name is one, too."""
    asked: dict[str, Any] = {
        "numerator": "declined by the agency",
        "denominator": denominator,
        "by": "state",
        "day": "day",
        "min_cell": 2,
    }
    found = bulk.outcome_rates(engine.make(MIXED), "why", **asked)

    assert outcome_rates(rows(MIXED), reason="why", **asked) == found
    assert 3 == len(found)
    assert ["2017-04-02"] == [str(each.on) for each in found.breaks]


@each_engine
@pytest.mark.parametrize("size", [2, 90])
def test_few_groups_and_many_are_counted_alike(engine: Engine, size: int) -> None:
    """Whether the engine counts combinations, or each row is looked at; with days and codes."""
    count = len(MIXED["why"])
    made: Columns = {**MIXED, "code": ["A", None] * (count // 2 + 1), "unit": [*range(count)]}
    made["unit"] = [number % size for number in made["unit"]]
    made = {name: values[:count] for name, values in made.items()}
    asked: dict[str, Any] = {
        "numerator": "declined by the agency",
        "denominator": "all",
        "by": ["unit", "state"],
        "code": "code",
        "day": "day",
    }
    found = bulk.outcome_rates(engine.make(made), "why", **asked)

    assert outcome_rates(rows(made), reason="why", **asked) == found
    assert (6 if size == 2 else 90) == len(found)


# Rows built to what was published: TRAC's shares, of a thousand requests.
STATES: Final = {
    "indiana": columns(declined=1, gone=868, booked=131),
    "arizona": columns(declined=1, gone=293, booked=706),
}
NATION: Final = columns(declined=20, gone=590, booked=390)


def percent(engine: Engine, rows: Columns, numerator: Any, denominator: Denominator) -> float:
    """Give a share in percent, to one decimal."""
    frame = engine.make(rows)
    (rate,) = bulk.outcome_rates(frame, "why", numerator=numerator, denominator=denominator)
    assert rate.share is not None
    return round(100 * rate.share, 1)


@each_engine
@pytest.mark.parametrize(("state", "of_both"), [("indiana", 0.8), ("arizona", 0.1)])
def test_published_shares_of_a_state(engine: Engine, state: str, of_both: float) -> None:
    """Refused 0.1 percent of all; not taken into custody, refused or not, by far more.

    Of those declined or taken into custody alone the same refusals are another share.
    """
    rows = STATES[state]
    declined = "declined by the agency"
    refused = catalog.figure(f"trac-refused-fy2014-2016-{state}").value
    not_taken = catalog.figure(f"trac-not-taken-fy2014-2016-{state}").value
    neither = [declined, "not taken into custody"]

    assert refused == percent(engine, rows, declined, Denominator.ALL)
    assert refused == percent(engine, rows, declined, Denominator.RECORDED)
    assert of_both == percent(engine, rows, declined, Denominator.DECLINED_OR_CUSTODY)
    assert not_taken == percent(engine, rows, neither, Denominator.ALL)


@each_engine
def test_published_shares_of_the_nation(engine: Engine) -> None:
    """2 percent refused, less than 40 followed by custody: the rest was not refused."""
    refused = catalog.figure("trac-refused-fy2016-2m")
    custody = catalog.figure("trac-custody-fy2016-2m")

    assert refused.value == percent(engine, NATION, "declined by the agency", Denominator.ALL)
    assert custody.comparator is Comparator.LESS_THAN
    assert custody.value > percent(engine, NATION, "custody assumed", Denominator.ALL)
    assert 4.9 == percent(engine, NATION, "declined by the agency", Denominator.DECLINED_OR_CUSTODY)


@each_engine
def test_a_third_blank_halves_a_rate(engine: Engine) -> None:
    """As in the releases of 2025: 40.2 percent have no reason, and the rate of all is lower."""
    frame = engine.make(columns(declined=150, booked=300, gone=148, blank=402))
    rate = bulk.outcome_rates(
        frame, "why", numerator="declined by the agency", denominator="with a recorded outcome"
    )[0]

    assert (150, 598, 402) == (rate.numerator, rate.denominator, rate.missing)
    assert "40.2% of all" in str(rate)
    assert rate.caution == (
        "the denominator matters: 15.0% of records, 25.1% of records with a recorded "
        "outcome, 33.3% of records declined or with custody assumed"
    )


def test_a_code_counts_where_the_reason_is_blank() -> None:
    """In pandas, whose missing texts are no texts."""
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    frame = pandas.DataFrame({"why": [None, "", BOOKED], "code": ["A", "Z", "A"]})
    found = bulk.outcome_rates(
        frame, "why", numerator="declined by the agency", denominator="all", code="code"
    )

    assert (1, 3) == (found[0].numerator, found[0].denominator)
    assert (("(code) Z", 1),) == found.unrecognized


@pytest.mark.parametrize(
    ("changes", "error", "expected"),
    [
        ({"by": "county"}, ColumnError, "column: got 'county'"),
        ({"day": "when"}, DetainerError, "a column of dates"),
        ({"by": ["state", "state"]}, DetainerError, "each once"),
    ],
)
def test_bad_input_is_an_error(
    changes: dict[str, Any], error: type[DetainerError], expected: str
) -> None:
    """With the column that is meant."""
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    frame = pandas.DataFrame({**MIXED, "when": datetime(2024, 1, 1, 12)})  # noqa: DTZ001
    asked: dict[str, Any] = {"numerator": "declined by the agency", "denominator": "all", **changes}
    with pytest.raises(error, match=expected):
        bulk.outcome_rates(frame, "why", **asked)


def test_rows_are_no_frame() -> None:
    """There is a function for rows."""
    with pytest.raises(DetainerError, match=r"For rows use detainerlib\.outcome_rates"):
        bulk.outcome_rates(
            rows(MIXED),  # type: ignore[arg-type]
            "why",
            numerator="other",
            denominator="all",
        )


def test_midnights_are_days() -> None:
    """Pandas has no dates."""
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    days = pandas.to_datetime(["2017-04-01", "2017-04-02"])
    frame = pandas.DataFrame({"why": [None, DECLINED], "day": days})
    found = bulk.outcome_rates(
        frame, "why", numerator="declined by the agency", denominator="all", day="day"
    )

    assert [date(2017, 4, 2)] == [each.on for each in found.breaks]


def test_an_outcome_may_be_asked_for_by_itself() -> None:
    """Or by its value."""
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    frame = pandas.DataFrame(MIXED)
    asked: list[Any] = [DetainerOutcome.CUSTODY_ASSUMED, "custody assumed"]
    one, other = (
        bulk.outcome_rates(frame, "why", numerator=each, denominator="all") for each in asked
    )

    assert one == other
    assert 40 == one[0].numerator


@each_engine
def test_a_fiscal_year_is_that_of_the_scalar_function(engine: Engine) -> None:
    """Before and from its first month, and null where there is no day."""
    days = [date(2016, 9, 30), date(2016, 10, 1), None, date(2020, 1, 1)]
    frame = engine.make({"number": [*range(4)], "day": days})
    if type(frame).__module__.startswith("pandas"):
        frame["day"] = frame["day"].astype("datetime64[s]")
    found = engine.read(bulk.with_fiscal_year(frame, "day"))
    years = {row["number"]: row["fiscal_year"] for row in found}

    assert {0: 2016, 1: 2017, 3: 2020} == {key: int(years[key]) for key in (0, 1, 3)}
    assert years[2] is None or years[2] != years[2]


def test_a_frame_of_rates_says_what_the_records_say() -> None:
    """In names without blanks, and types that do not hang on the values."""
    asked: dict[str, Any] = {"numerator": "declined by the agency", "denominator": "all"}
    table = outcome_rates(rows(MIXED), reason="why", by=["state", "day"], min_cell=5, **asked)
    records = [
        {name.replace(" ", "_"): value for name, value in record.items()}
        for record in table.records()
    ]

    assert records == table.to_frame("records")
    assert all(name.isidentifier() for name in records[0])
    assert [] == outcome_rates([], reason="why", **asked).to_frame("records")


@each_engine
@pytest.mark.parametrize("min_cell", [1, 5])
@pytest.mark.parametrize("denominator", list(Denominator))
def test_columns_say_what_the_rates_say(
    engine: Engine, denominator: Denominator, min_cell: int
) -> None:
    """To the last bit, without a rate being made; one that is asked for is that of the rows."""
    asked: dict[str, Any] = {
        "numerator": "declined by the agency",
        "denominator": denominator,
        "by": ["state", "day"],
        "min_cell": min_cell,
        "source": "ICE records",
    }
    table = bulk.outcome_rates(engine.make(MIXED), "why", **asked)
    expected = outcome_rates(rows(MIXED), reason="why", **asked)

    assert expected.to_frame("records") == table.to_frame("records")
    assert (len(expected), expected[-1]) == (len(table), table[-1])
    assert (expected.sentence, expected.notes) == (table.sentence, table.notes)
    assert expected.suppressed_count == table.suppressed_count
    assert expected.records() == table.records()
    assert expected == table == copy(table)
    assert [*expected] == [*table]
    assert not hasattr(table, "share")


@pytest.mark.parametrize("backend", ["pandas", "polars", "pyarrow"])
def test_a_frame_has_the_same_types_of_counts_and_of_objects(backend: str) -> None:
    """Where a number is suppressed it is null, and no other number."""
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    pytest.importorskip(backend, reason=f"{backend} is not installed")
    asked: dict[str, Any] = {"numerator": "other", "denominator": "all", "by": "state"}
    for min_cell in (1, 5, 1000):
        counted = bulk.outcome_rates(pandas.DataFrame(MIXED), "why", min_cell=min_cell, **asked)
        of_rows = outcome_rates(rows(MIXED), reason="why", min_cell=min_cell, **asked)
        assert of_rows.to_frame(backend).equals(counted.to_frame(backend))


@each_engine
def test_what_is_no_number_is_a_missing_group(engine: Engine) -> None:
    """And one group with what is null."""
    frame = engine.make({"why": [BOOKED] * 4, "unit": [1.0, float("nan"), None, 1.0]})
    table = bulk.outcome_rates(frame, "why", numerator="other", denominator="all", by="unit")

    assert [((("unit", 1.0),), 2), ((("unit", None),), 2)] == [
        (rate.group, rate.row_count) for rate in table
    ]


@each_engine
def test_codes_and_reasons_are_told_by_pairs(engine: Engine) -> None:
    """A code counts where the reason is blank; what is not on record is listed as spelled."""
    pairs = [(None, "A"), ("", "Z"), (BOOKED, "A"), ("Moved", None), (None, None), ("NA", "Z")]
    columns: Columns = {
        "why": [why for why, _ in pairs for _ in range(2)],
        "code": [code for _, code in pairs for _ in range(2)],
    }
    asked: dict[str, Any] = {
        "numerator": "declined by the agency",
        "denominator": "all",
        "code": "code",
    }
    table = bulk.outcome_rates(engine.make(columns), "why", **asked)

    assert outcome_rates(rows(columns), reason="why", **asked) == table
    assert (("(code) Z", 4), ("Moved", 2)) == table.unrecognized


@pytest.mark.parametrize("engine", ["pandas", "polars", "pyarrow"], indirect=True)
def test_reasons_are_texts(engine: Engine) -> None:
    """Numbers are refused; a column with nothing in it is blank."""
    asked: dict[str, Any] = {"numerator": "other", "denominator": "all"}
    with pytest.raises(DetainerError, match="a string, or None for a blank"):
        bulk.outcome_rates(engine.make({"why": [None, 5]}), "why", **asked)

    empty = bulk.outcome_rates(engine.make({"why": [None, None]}), "why", **asked)
    assert 2 == empty[0].missing
    assert 0 == len(bulk.outcome_rates(engine.make({"why": [], "n": []}), "why", **asked))


def test_times_are_grouped_as_text() -> None:
    """As a group is no instant; counted from a frame, too, in which not all units have each."""
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    morning, noon = (datetime.fromisoformat(f"2020-01-01T{hour}") for hour in ("05", "12"))
    timed = [
        {"why": BOOKED, "unit": unit, "at": at}
        for unit, times in (("a", (noon, None)), ("b", (noon, morning, None)))
        for at in times
    ]
    asked: dict[str, Any] = {
        "numerator": "declined by the agency",
        "denominator": "all",
        "by": ["unit", "at"],
    }
    of_rows = outcome_rates(timed, reason="why", **asked).to_frame("records")

    assert [
        ("a", "2020-01-01 12:00:00"),
        ("a", None),
        ("b", "2020-01-01 05:00:00"),
        ("b", "2020-01-01 12:00:00"),
        ("b", None),
    ] == [(record["unit"], record["at"]) for record in of_rows]
    counted = bulk.outcome_rates(pandas.DataFrame(timed), "why", **asked)
    assert [*map(str, of_rows)] == [*map(str, counted.to_frame("records"))]


def test_a_frame_has_the_types_that_its_columns_are_of() -> None:
    """Whatever the values: text, whole numbers, shares; of a group what it holds."""
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    groups = {
        "text": ("a", "string"),
        "yes": (True, "boolean"),
        "number": (5, "Int64"),
        "part": (0.5, "Float64"),
        "on": (date(2020, 1, 1), "datetime64[ms]"),
        "at": (datetime.fromisoformat("2020-01-01T05"), "string"),
        "nothing": (None, "string"),
    }
    frame = outcome_rates(
        [{"why": BOOKED, **{name: value for name, (value, _) in groups.items()}}],
        reason="why",
        numerator="declined by the agency",
        denominator="all",
        by=[*groups],
    ).to_frame()
    types = {name: kind for name, (_, kind) in groups.items()}
    types |= {"denominator_kind": "string", "caution": "string"}
    types |= dict.fromkeys(("share", "low", "high", "missing_share"), "Float64")

    assert {name: types.get(name, "Int64") for name in frame.columns} == {
        name: str(kind) for name, kind in frame.dtypes.items()
    }
    assert [*groups, "numerator"] == [*frame.columns][: len(groups) + 1]
    assert {"made_with": str(catalog.made_with())} == frame.attrs
    assert isinstance(frame, pandas.DataFrame)


def test_of_a_frame_one_rate_is_made_where_one_is_asked_for() -> None:
    """The others are not, nor is any to tell how many there are."""
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    table = bulk.outcome_rates(
        pandas.DataFrame(MIXED), "why", numerator="other", denominator="all", by="state"
    )

    assert (3, "AZ") == (len(table), dict(table[0].group)["state"])
    with pytest.raises(AttributeError, match="rates"):
        object.__getattribute__(table, "rates")
    assert 3 == len([*table.rates])
    assert 3 == len(object.__getattribute__(table, "rates"))
