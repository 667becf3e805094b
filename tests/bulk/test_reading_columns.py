"""Readings of every row: each the scalar function's, on every engine, and no row lost."""

import warnings
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import cycle
from typing import Any

import engines
import pytest
from engines import Columns, Engine, each_engine
from hypothesis import given
from hypothesis import strategies as st

from detainerlib import UNKNOWN, DetainerError, bulk, catalog, hold_readings
from detainerlib.errors import ColumnError, CoverageError, RefusedRowsWarning, ZoneError
from detainerlib.holds import HoldReadings

Column = bulk.FromColumn
Row = dict[str, Any]

CHICAGO = "America/Chicago"
RECEIVED = "detainer-received"
EVENTS = (
    RECEIVED,
    "administrative-warrant-received",
    "detainer-and-warrant-received",
    "state-charges-resolved",
    "housed-for-ice",
)
FORMS = [
    *(form.id for form in catalog.forms()),
    *(edition.id for form in catalog.forms() for edition in form.editions),
]
# Of one clock and of several, with a rule, a list of holidays or a ban of their own, and none.
PLACES = (
    None,
    "US-TX",
    "Cook County, IL",
    "US-NH",
    "US-NC",
    "US-DC",
    "New York City, NY",
    "36059",
    "US-IN",
    "18089",
)
ZONES = (None, "Central", "America/New_York", "America/Indiana/Indianapolis")
# Around law that began or ended, holidays of one place, closings, and clocks set back.
DAYS = (
    date(2011, 12, 28),
    date(2012, 12, 21),
    date(2013, 1, 18),
    date(2017, 4, 1),
    date(2018, 12, 3),
    date(2019, 10, 1),
    date(2024, 11, 30),
    date(2025, 7, 3),
    date(2025, 9, 30),
    date(2025, 11, 1),
    date(2025, 12, 23),
    date(2026, 4, 24),
    date(2101, 1, 3),
)


def noon(day: date) -> datetime:
    """Give noon of a day in UTC."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@st.composite
def near(draw: st.DrawFn, instant: datetime) -> datetime | None:
    """An instant some days around another, or none."""
    return draw(
        st.none()
        | st.timedeltas(timedelta(days=-1), timedelta(days=4)).map(lambda delay: instant + delay)
    )


@st.composite
def holds(draw: st.DrawFn) -> Row:
    """A row of a roster: which may be refused, or have no time."""
    ends = noon(draw(st.sampled_from(DAYS))) + draw(
        st.timedeltas(timedelta(hours=-30), timedelta(hours=30))
    )
    row = {id: draw(near(ends)) for id in draw(st.sets(st.sampled_from(EVENTS), max_size=2))}
    return {
        **dict.fromkeys(EVENTS),
        **row,
        "ends": draw(st.just(ends) | st.none()) if draw(st.booleans()) else ends,
        "form": draw(st.sampled_from([*FORMS, "I-247A", "I-247D", "I-999", None])),
        "place": draw(st.sampled_from(PLACES)),
        "zone": draw(st.sampled_from(ZONES)),
        "day": draw(st.none() | st.sampled_from(DAYS)),
        "released": draw(near(ends)),
    }


def scalar(row: Row) -> HoldReadings | None:
    """Give what the scalar function says of a row; None where it has no time or is refused."""
    if row["ends"] is None:
        return None
    try:
        return hold_readings(
            row["ends"],
            form=row["form"],
            jurisdiction=row["place"],
            zone=row["zone"],
            on=row["day"],
            events={id: row[id] for id in EVENTS if row[id] is not None},
        )
    except DetainerError:
        return None


def expected(rows: list[Row]) -> Iterator[Row]:
    """Yield what a frame of readings with audits holds, by the scalar functions alone."""
    for row in rows:
        readings = scalar(row)
        if readings is None or not readings.readings:
            yield {"outcome": "unknown", "is_earliest": False}
            continue
        law = readings.authority_to_hold
        release = UNKNOWN if row["released"] is None else row["released"]
        for reading, audit in zip(readings.readings, readings.audit(release), strict=True):
            yield {
                "authority_to_hold": " ".join((law[0].splitlines()[0], *law[1:])) if law else None,
                "reading": audit.title,
                "rule": reading.rule and reading.rule.id,
                "reading_status": reading.status.value,
                "needs": " ".join(reading.needs) or None,
                "hold_deadline": reading.deadline and reading.deadline.astimezone(UTC),
                "is_earliest": reading is readings.earliest,
                "overrun": audit.overrun,
                "outcome": audit.outcome.value,
            }


ADDED = (
    "authority_to_hold",
    "reading",
    "rule",
    "reading_status",
    "needs",
    "hold_deadline",
    "is_earliest",
    "overrun",
    "outcome",
)
KINDS: dict[str, Any] = {"day": "date", "form": "text", "place": "text", "zone": "text"}


def columns(rows: list[Row]) -> Columns:
    """Give rows as typed columns, beside their number."""
    arrow: Any = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    types = {"date": arrow.date32(), "text": arrow.string()}
    return {
        "number": list(range(len(rows))),
        **{
            name: arrow.array(
                [row[name] for row in rows],
                types.get(KINDS.get(name, ""), arrow.timestamp("us", "UTC")),
            )
            for name in rows[0]
        },
    }


def audited(engine: Engine, rows: list[Row], **options: Any) -> Any:
    """Give the audits of rows under every reading, with refused rows as nulls."""
    terms: dict[str, Any] = {
        "form": Column("form"),
        "jurisdiction": Column("place"),
        "zone": Column("zone"),
        "on": Column("day"),
        "events": {id: id for id in EVENTS},
        "on_error": "null",
        **options,
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RefusedRowsWarning)
        return bulk.audit_readings(engine.make(columns(rows)), "ends", "released", **terms)


def found(engine: Engine, frame: Any) -> list[Row]:
    """Give the columns added, in the order of the rows; of a row without an answer, what it says.

    The law on holding at all stands there too, and is not the scalar function's, which refused it.
    """
    rows = sorted(engine.read(frame), key=lambda row: row["number"])
    for row in rows:
        if row["reading"] is None:
            row["authority_to_hold"] = None
    return known({name: row[name] for name in ADDED} for row in rows)


def known(rows: Iterable[Row]) -> list[Row]:
    """Give rows without their nulls."""
    return [{name: value for name, value in row.items() if value is not None} for row in rows]


@given(st.lists(holds(), min_size=1, max_size=6))
def test_each_row_has_the_readings_and_audits_of_the_scalar_functions(rows: list[Row]) -> None:
    """Whatever its form, place, zone, day and events; refused rows stay, with nulls."""
    answers = known(expected(rows))
    for made in (engines.pandas_engine, engines.arrow_engine):
        engine = made()
        assert answers == found(engine, audited(engine, rows))


@cache
def roster() -> tuple[list[Row], list[Row]]:
    """Give a row for each form, place and day that go together, and what it says of them."""
    terms = zip(cycle(DAYS), cycle(["I-247A", "i-247d", "I-247 (12/11)", "I-247N"]), strict=False)
    rows: list[Row] = []
    for (day, form), place in zip(terms, PLACES * 9, strict=False):
        ends = noon(day)
        events = {RECEIVED: ends + timedelta(hours=len(rows) % 7 - 3)} if len(rows) % 3 else {}
        rows.append(
            {
                **dict.fromkeys(EVENTS),
                **events,
                "ends": ends if len(rows) % 11 else None,
                "form": form if len(rows) % 13 else None,
                "place": place,
                "zone": ZONES[len(rows) % 5 % len(ZONES)],
                "day": None,
                "released": ends + timedelta(hours=len(rows)) if len(rows) % 4 else None,
            }
        )
    return rows, known(expected(rows))


@cache
def readings_of_roster() -> list[HoldReadings | None]:
    """Give the scalar readings of the rows."""
    return [scalar(row) for row in roster()[0]]


@each_engine
def test_on_every_engine(engine: Engine) -> None:
    """The same kind of frame comes out, with the same readings."""
    rows, answers = roster()

    assert answers == found(engine, audited(engine, rows))


@each_engine
def test_wide(engine: Engine) -> None:
    """A row a row: the earliest, the latest, and each reading in columns of its own."""
    rows, _ = roster()
    answers = readings_of_roster()
    wide = sorted(engine.read(audited(engine, rows, wide=True)), key=lambda row: int(row["number"]))

    assert list(range(len(rows))) == [row["number"] for row in wide]
    for row, readings, cells in zip(rows, answers, wide, strict=True):
        computed = () if readings is None else readings.computed
        audits = () if readings is None else readings.audit(row["released"])
        assert len(audits) == cells["reading_count"]
        assert len(computed) == cells["computed_count"]
        if computed:
            assert computed[0].deadline == cells["earliest_deadline"]
            assert computed[-1].deadline == cells["latest_deadline"]
        titles = {audit.title: audit.outcome.value for audit in audits}
        assert titles == {
            name.removeprefix("outcome: "): value
            for name, value in cells.items()
            if name.startswith("outcome: ") and value is not None
        }


def test_around_days_that_only_some_readings_exclude() -> None:
    """Every seven hours: holidays on weekends, a closing, Inauguration Day, a list's own days."""
    firsts = (date(2012, 12, 18), date(2013, 1, 14), date(2015, 6, 29), date(2019, 4, 9))
    rows = [
        {
            **dict.fromkeys(EVENTS),
            RECEIVED: noon(first) + timedelta(hours=7 * count) if count % 5 == 0 else None,
            "ends": noon(first) + timedelta(hours=7 * count - 3),
            "form": "I-247A",
            "place": "US-DC",
            "zone": None,
            "day": date(2018, 1, 1),
            "released": None,
        }
        for first in firsts
        for count in range(40)
    ]
    engine = engines.arrow_engine()

    assert known(expected(rows)) == found(engine, audited(engine, rows))


def in_pandas(**columns: Any) -> Any:
    """Give a frame of pandas."""
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    return pandas.DataFrame(columns)


def times(*texts: str | None) -> Any:
    """Give a column of times, in UTC where they say so."""
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    return pandas.Series(pandas.to_datetime(list(texts)))


class TestLocalTimes:
    """A place or a zone for each row, and times as its own clock showed them."""

    def test_of_each_place(self) -> None:
        """Five in the afternoon is another instant in Chicago than in Delaware."""
        frame = in_pandas(ends=times(*["2025-07-03T17:00"] * 2), place=["Cook County, IL", "10001"])
        made = bulk.hold_readings(
            frame, "ends", form="I-247A", jurisdiction=Column("place"), naive="local"
        )
        form = made[made["reading"] == "Form I-247A"]

        assert ["2025-07-05 22:00:00+00:00", "2025-07-05 21:00:00+00:00"] == [
            str(deadline) for deadline in form["hold_deadline"]
        ]

    def test_of_one_zone(self) -> None:
        """Deadlines are shown by its clock."""
        frame = in_pandas(ends=times("2025-07-03T17:00"))
        made = bulk.hold_readings(frame, "ends", form="I-247A", zone="Central", naive="local")

        assert "2025-07-05 17:00:00-05:00" == str(made["hold_deadline"].iloc[0])

    def test_of_a_zone_that_the_place_does_not_keep(self) -> None:
        """Is refused, as the scalar function refuses it, with the row."""
        frame = in_pandas(
            ends=times("2025-07-03T22Z", "2025-07-03T22Z"), zone=["Central", "Pacific"]
        )
        with pytest.raises(ZoneError, match=r"row 1: .*a zone with the clock of Cook County"):
            bulk.hold_readings(
                frame, "ends", form="I-247A", jurisdiction="17031", zone=Column("zone")
            )


@each_engine
def test_events_to_the_microsecond_beside_ends_to_the_second(engine: Engine) -> None:
    """Deadlines are in the finer of the two units, and the scalar function's."""
    arrow: Any = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    ends = datetime(2025, 7, 3, 22, tzinfo=UTC)
    received = ends + timedelta(hours=3, microseconds=1)
    frame = engine.make(
        {
            "ends": arrow.array([ends], arrow.timestamp("s", "UTC")),
            "received": arrow.array([received], arrow.timestamp("us", "UTC")),
        }
    )
    made = bulk.hold_readings(
        frame, "ends", form="I-247A", zone=CHICAGO, events={RECEIVED: "received"}
    )
    alone = hold_readings(ends, form="I-247A", zone=CHICAGO, events={RECEIVED: received})

    assert [reading.deadline for reading in alone.readings] == [
        row["hold_deadline"] for row in engine.read(made)
    ]


class TestEditions:
    """The day of issue picks the edition of a form that is named without one."""

    def test_where_it_settles_it(self) -> None:
        """The one that was issued that day; without it every one in effect."""
        ends = times("2014-07-03T22Z", "2014-07-03T22Z", "2014-07-03T22Z")
        days = [date(2011, 12, 30), date(2013, 1, 2), None]
        made = bulk.hold_readings(
            in_pandas(ends=ends, day=days),
            "ends",
            form="I-247",
            issued=Column("day"),
            zone="Central",
        )
        titles = [made[made.index == row]["rule"].dropna().tolist() for row in range(3)]

        assert ["form-i-247-2011-12", "8-cfr-287.7-d"] == titles[0]
        assert ["form-i-247-2012-12", "8-cfr-287.7-d"] == titles[1]
        assert {"form-i-247-2011-12", "form-i-247-2012-12"} < {*titles[2]}

    def test_one_day_for_all(self) -> None:
        """As a date."""
        frame = in_pandas(ends=times("2014-07-03T22Z"))
        made = bulk.hold_readings(
            frame, "ends", form="I-247", issued=date(2013, 1, 2), zone="Central"
        )

        assert "form-i-247-2012-12" == made["rule"].iloc[0]


class TestRefused:
    """What cannot be asked, and rows without an answer."""

    ends = ("2025-07-03T22Z", "2150-07-03T22Z", None)

    def test_rows_stay(self) -> None:
        """As nulls, and are counted."""
        frame = in_pandas(ends=times(*self.ends))
        with pytest.warns(RefusedRowsWarning, match="1 of 3"):
            made = bulk.hold_readings(
                frame, "ends", form="I-247A", zone="Central", on_error="null", wide=True
            )

        assert [2, 0, 0] == made["reading_count"].tolist()

    def test_the_error_is_the_scalar_functions_own(self) -> None:
        """With the row."""
        ends = datetime(2150, 7, 3, 22, tzinfo=UTC)
        with pytest.raises(CoverageError) as scalar_error:
            hold_readings(ends, form="I-247A", zone="Central")
        with pytest.raises(CoverageError) as caught:
            bulk.hold_readings(
                in_pandas(ends=times(*self.ends)), "ends", form="I-247A", zone="Central"
            )

        assert str(scalar_error.value) in str(caught.value)
        assert str(caught.value).startswith("row 1: ")

    @pytest.mark.parametrize(
        ("column", "options", "expected"),
        [
            ("form", {"form": Column("form")}, "row 0: form: got a string of 5"),
            ("place", {"jurisdiction": Column("place")}, "row 0: jurisdiction: got a string of 7"),
            ("zone", {"zone": Column("zone")}, "row 0: zone: got a string of 7"),
        ],
    )
    def test_what_a_column_names(self, column: str, options: dict[str, Any], expected: str) -> None:
        """An unknown form, place or zone is an error of its row, or null."""
        value = "I-999" if column == "form" else "Nowhere"
        frame = in_pandas(ends=times("2025-07-03T22Z"), **{column: [value]})
        asked: dict[str, Any] = {"form": "I-247A", "zone": "Central", **options}
        with pytest.raises(DetainerError, match=expected):
            bulk.hold_readings(frame, "ends", **asked)
        with pytest.warns(RefusedRowsWarning):
            made = bulk.hold_readings(frame, "ends", **asked, on_error="null")

        assert [True] == made["reading"].isna().tolist()

    @pytest.mark.parametrize(
        ("options", "expected"),
        [
            ({"form": "I-999"}, "I-999"),
            ({"events": {"custody-ends": "ends"}}, "other than the end of custody"),
            ({"events": {"received": "ends"}}, "received"),
            ({"on": datetime(2025, 7, 3, tzinfo=UTC)}, "without a time of day"),
            ({"issued": "2025-07-03"}, "without a time of day"),
            ({"form": Column("paper")}, "paper"),
            ({"zone": None}, "zone"),
            ({"on_error": "skip"}, "on_error"),
        ],
    )
    def test_what_is_given_for_all(self, options: dict[str, Any], expected: str) -> None:
        """Is refused at once."""
        frame = in_pandas(ends=times("2025-07-03T22Z"))
        asked: dict[str, Any] = {"form": "I-247A", "zone": "Central", **options}
        with pytest.raises(DetainerError, match=expected):
            bulk.hold_readings(frame, "ends", **asked)

    def test_a_column_that_is_to_be_added(self) -> None:
        """Is not overwritten."""
        frame = in_pandas(ends=times("2025-07-03T22Z"), reading=["mine"])
        with pytest.raises(ColumnError, match=r"reading.*Rename it\."):
            bulk.hold_readings(frame, "ends", form="I-247A", zone="Central")


@pytest.mark.parametrize("wide", [False, True])
def test_no_rows(wide: bool) -> None:
    """Give none, with the columns."""
    frame = in_pandas(ends=times("2025-07-03T22Z"), form=["I-247A"], place=["US-IL"]).iloc[:0]
    made = bulk.hold_readings(
        frame, "ends", form=Column("form"), jurisdiction=Column("place"), wide=wide
    )

    assert 0 == len(made)
    assert {"authority_to_hold", "ends"} < {*made.columns}


def test_releases_on_a_day() -> None:
    """Are bounded under every reading, as the scalar audit has them."""
    ends, day = datetime(2025, 7, 3, 22, tzinfo=UTC), date(2025, 7, 8)
    frame = in_pandas(ends=times("2025-07-03T22Z"), out=[day])
    made = bulk.audit_readings(frame, "ends", "out", form="I-247A", zone="Central")
    audits = hold_readings(ends, form="I-247A", zone="Central").audit(day)

    assert [
        (audit.title, audit.outcome.value, audit.least, audit.most) for audit in audits
    ] == list(
        zip(
            made["reading"],
            made["outcome"],
            made["least_overrun"],
            made["most_overrun"],
            strict=True,
        )
    )


def test_a_person_still_held() -> None:
    """Is audited as of a time."""
    as_of = datetime(2025, 7, 6, 22, tzinfo=UTC)
    frame = in_pandas(ends=times("2025-07-03T22Z"), out=times(None).dt.tz_localize("UTC"))
    made = bulk.audit_readings(frame, "ends", "out", form="I-247A", zone="Central", as_of=as_of)

    assert ["over", "within"] == made["outcome"].tolist()


def test_one_text_for_many_rows_of_arrow() -> None:
    """Stands in each of them, however many there are."""
    arrow: Any = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    rows = 2**16 + 3
    ends = arrow.repeat(datetime(2025, 7, 3, 22, tzinfo=UTC), rows)
    made = bulk.hold_readings(arrow.table({"ends": ends}), "ends", form="I-247A", zone="Central")
    made.validate(full=True)

    assert made.num_rows == 2 * rows
    assert made["reading_status"].value_counts().to_pylist() == [
        {"values": "computed", "counts": 2 * rows}
    ]
    assert made["needs"].null_count == 2 * rows
