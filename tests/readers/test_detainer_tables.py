"""Tables of detainers: every layout, what stands for nothing, forms, outcomes, nobody in them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_files import text, values

from detainerlib import DetainerError, catalog, classify_lift_reason
from detainerlib._validation import is_missing
from detainerlib.errors import ColumnError, UnknownIdError
from detainerlib.models import RequestedAction
from detainerlib.readers import DetainerTable, read_detainers

pl = pytest.importorskip("polars")
ENGINES = ("polars", "duckdb")
A = "I247A - Immigration Detainer - Notice of Action (as of May 2025)"
G = "I247G - Request for Advance Notification of Release"
HEAD = ("Detainer Prepare Date", "Detainer Type", "Detainer Lift Reason", "Facility State")


def row(day: object = "2025-06-02", kind: object = A, reason: object = "", state: object = "TEXAS"):  # type: ignore[no-untyped-def]  # noqa: ANN201
    """Give a row under HEAD."""
    return [day, kind, reason, state]


def read(folder: Path, rows: Sequence[Sequence[object]], engine: str, **how: Any) -> DetainerTable:
    """Read rows from a Parquet file, as text."""
    pytest.importorskip(engine)
    head = how.pop("head", HEAD)
    columns = {name: [cells[index] for cells in rows] for index, name in enumerate(head)}
    path = folder / how.pop("name", "detainers.parquet")
    kept = {
        name: pl.String for name in head if all(isinstance(v, str | None) for v in columns[name])
    }
    pl.DataFrame(columns, schema_overrides=kept).write_parquet(path)
    return read_detainers(path, backend=engine, **how)


@pytest.mark.parametrize("engine", ENGINES)
class TestTraps:
    """Each trap of the notes on the tables, on both engines."""

    @pytest.mark.parametrize(
        ("printed", "form", "asks"),
        [
            (A, "i-247a", "hold"),
            (A.replace("Detainer", "Detainer - Immigration Detainer"), "i-247a", "hold"),
            ("I247D - Immigration Detainer - Request for Voluntary Action", "i-247d", "hold"),
            ("I247 - Immigration Detainer", "i-247", "hold"),
            ("I247", "i-247", "hold"),
            (G, "i-247g", "notify"),
            ("I247N - Request for Voluntary Notification of Release", "i-247n", "notify"),
            ("I247X - Request for Voluntary Transfer", "i-247x", "transfer"),
            ("i-247a", "i-247a", "hold"),
            ("I2478", None, None),
            ("I247Q - Something", None, None),
            (None, None, None),
        ],
    )  # fmt: skip
    def test_type_as_the_issuer_writes_it(
        self, tmp_path: Path, engine: str, printed: str | None, form: str | None, asks: str | None
    ) -> None:
        """A notification form is no hold."""
        table = read(tmp_path, [row(kind=printed)], engine)

        assert values(table, "form", "asks") == [(form, asks)]
        unknown = [fault for fault in table.faults if fault.column == "Detainer Type"]
        assert len(unknown) == (printed is not None and form is None)

    def test_redacted_reason_is_no_outcome(self, tmp_path: Path, engine: str) -> None:
        """Each of its spellings, and those for nothing."""
        layout = catalog.file_layout("detainers")
        printed = [*layout.redacted, *layout.missing, None, " b(6),  b(7)c "]
        table = read(tmp_path, [row(reason=reason) for reason in printed], engine)

        assert set(values(table, "lift_reason", "outcome")) == {(None, "no outcome recorded")}
        assert {fault.column for fault in table.faults} == {"Detainer Lift Reason"}
        assert {fault.reason for fault in table.faults} == {"it was redacted"}
        assert table.faults.total == len(layout.redacted) + 1

    def test_reasons_stand_for_outcomes(self, tmp_path: Path, engine: str) -> None:
        """Every spelling on record, in any case and with other spaces; what is none has none."""
        spellings = [s for lift in catalog.lift_reasons() for s in lift.spellings if s]
        printed = [*spellings, *(s.upper().replace(" ", "  ") for s in spellings), "Moved"]
        table = read(tmp_path, [row(reason=reason) for reason in printed], engine)
        expected: list[tuple[Any, ...]] = []
        for reason in printed:
            outcome = classify_lift_reason(" ".join(reason.split()))
            expected.append((None if outcome is None else outcome.value,))

        assert values(table, "outcome") == expected
        assert [(f.found, f.count) for f in table.faults if "unrecognized lift" in f.reason] == [
            ("Moved", 1)
        ]

    def test_code_counts_where_the_reason_is_blank(self, tmp_path: Path, engine: str) -> None:
        """And only there."""
        head = (*HEAD, "Detainer Lift Reason Code")
        rows = [[*row(), "A"], [*row(reason="Booked into Detention"), "A"], [*row(), ""],
                [*row(reason="(b)(6), (b)(7)(c)"), "A"]]  # fmt: skip
        table = read(tmp_path, rows, engine, head=head)

        assert values(table, "outcome") == [
            ("declined by the agency",), ("custody assumed",), ("no outcome recorded",),
            ("declined by the agency",),
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("printed", "day"),
        [
            ("2025-06-02", date(2025, 6, 2)),
            ("06/02/2025", date(2025, 6, 2)),
            ("6/2/2025 03:10 PM", date(2025, 6, 2)),
            ("2025-06-02 00:00:00", date(2025, 6, 2)),
            ("45810", date(2025, 6, 2)),
            ("0002-06-14", None),
            ("06/14/0002 03:10 PM", None),
            ("1900-01-01", None),
            ("2052-06-02", None),
            ("02JUN25", date(2025, 6, 2)),
            ("06/02/25", date(2025, 6, 2)),
            ("June 2, 2025", date(2025, 6, 2)),
            ("06022025", date(2025, 6, 2)),
            ("NA", None),
            (None, None),
        ],
    )
    def test_days_of_every_kind(
        self, tmp_path: Path, engine: str, printed: str | None, day: date | None
    ) -> None:
        """A day of the year 2, of 1900 or after the release is none."""
        table = read(tmp_path, [row(printed)], engine, as_of=date(2026, 3, 11))

        assert values(table, "prepared") == [(day,)]
        assert table.faults.total == (day is None and printed not in {None, "NA"})

    def test_days_as_days(self, tmp_path: Path, engine: str) -> None:
        """A column of dates, and one of times."""
        rows = [row(date(2, 6, 14)), row(date(2025, 6, 2))]
        assert values(read(tmp_path, rows, engine), "prepared") == [(None,), (date(2025, 6, 2),)]
        rows = [row(datetime(2025, 6, 2, 23, 59))]  # noqa: DTZ001
        assert values(read(tmp_path, rows, engine), "prepared") == [(date(2025, 6, 2),)]

    @pytest.mark.parametrize(
        "heading", ["Detainer Prepared Date", "Detainer_Prepare_Date", "detainer_prepare_date",
                    "Prepare_Date", "prepare_date"],
    )  # fmt: skip
    def test_layouts_renamed_every_release(self, tmp_path: Path, engine: str, heading: str) -> None:
        """One name for each column, and the same columns whatever the file has."""
        table = read(tmp_path, [["2025-06-02"]], engine, head=(heading,))
        layout = [column.key for column in catalog.file_layout("detainers").columns]

        assert values(table, "prepared") == [(date(2025, 6, 2),)]
        columns = [*table.collect().schema.names()] if engine == "polars" else table.frame.columns
        assert [*columns] == [*layout, "form", "asks", "outcome"]

    def test_nothing_about_a_person_is_kept(self, tmp_path: Path, engine: str) -> None:
        """Names, birth dates, numbers: not read, told, and refused when asked for."""
        head = (
            *HEAD,
            "Subject_Name",
            "Birth Date",
            "Alien File Number",
            "Gender",
            "Citizenship Country",
        )
        table = read(tmp_path, [[*row(), "x", "x", "x", "x", "x"]], engine, head=head)

        assert table.personal_columns == 5
        assert not any(cell == "x" for cell in values(table, *_names(table))[0])
        for heading in head[4:]:
            with pytest.raises(DetainerError, match="not about a person"):
                read(tmp_path, [[*row(), *"xxxxx"]], engine, head=head, columns={
                    "prepared": "Detainer Prepare Date", "facility": heading})  # fmt: skip

    def test_map_of_columns_for_any_other_file(self, tmp_path: Path, engine: str) -> None:
        """The caller's headings alone; one that is not there is an error."""
        head = ("Issued", "Jail Name", "Why lifted")
        rows = [["6/2/2025", "Example Jail", "Early Release"]]
        map_of = {"prepared": "Issued", "facility": "jail_name", "lift_reason": "Why Lifted"}
        table = read(tmp_path, rows, engine, head=head, columns=map_of)

        assert values(table, "prepared", "facility", "outcome") == [
            (date(2025, 6, 2), "Example Jail", "not taken into custody")
        ]
        with pytest.raises(ColumnError, match="expected a column of the file"):
            read(tmp_path, rows, engine, head=head, columns={**map_of, "lifted": "Gone"})
        with pytest.raises(UnknownIdError, match="Did you mean prepared"):
            read(tmp_path, rows, engine, head=head, columns={"prepard": "Issued"})
        with pytest.raises(DetainerError, match="a mapping of columns to headings"):
            read(tmp_path, rows, engine, head=head, columns={})

    def test_no_deadline_without_a_release(self, tmp_path: Path, engine: str) -> None:
        """The tables have days of preparation only, and the error says why."""
        table = read(tmp_path, [row()], engine)

        with pytest.raises(DetainerError, match="ICE's tables have the day on which a detainer"):
            table.hold_deadlines(zone="America/Chicago")

    def test_rates_are_those_of_the_columns(self, tmp_path: Path, engine: str) -> None:
        """By state; the redacted is missing."""
        rows = [row(reason="Detainer Declined by LEA"), row(reason="Booked into Detention"),
                row(reason="(b)(6), (b)(7)(c)"), row(state="NA")]  # fmt: skip
        rates = read(tmp_path, rows, engine).outcome_rates(
            numerator="declined by the agency", denominator="all", by="facility_state"
        )
        records = {record["facility_state"]: record for record in rates.records()}

        assert {*records} == {"TEXAS", None}

    @pytest.mark.parametrize("delimiter", [",", "\t", ";"])
    def test_text_with_tabs_named_csv_under_a_preamble(
        self, tmp_path: Path, engine: str, delimiter: str
    ) -> None:
        """Six rows stand above the headings; a ".csv" has tabs."""
        pytest.importorskip(engine)
        rows = [["U.S. Immigration"], *[["note"]] * 5, HEAD, row(), row(kind=G)]
        path = text(tmp_path, rows, "detainersfy17_raw.csv", delimiter=delimiter)

        assert values(read_detainers(path, backend=engine), "asks") == [("hold",), ("notify",)]

    def test_workbook_whose_sheets_are_stacked(self, tmp_path: Path, engine: str) -> None:
        """Users think that months are missing; a sheet of notes comes first."""
        openpyxl = pytest.importorskip("openpyxl")
        pytest.importorskip(engine)
        pytest.importorskip("pyarrow")
        book = openpyxl.Workbook()
        book.active.append(["Filtered from the site"])
        for title in ("FY2025", "FY2026"):
            worksheet = book.create_sheet(title)
            for cells in (*[["note"]] * 6, HEAD, row(), row(datetime(2025, 6, 3))):  # noqa: DTZ001
                worksheet.append([*cells])
        path = tmp_path / "2026-ICLI-00005_Detainers_FY26_20260311_Redacted.xlsx"
        book.save(path)
        table = read_detainers(path, backend=engine)

        assert values(table, "prepared") == [(date(2025, 6, 2),), (date(2025, 6, 3),)] * 2


def _names(table: DetainerTable) -> list[str]:
    frame = table.collect()
    return [*(frame.columns if hasattr(frame, "rows") else frame.schema.names)]


def test_what_a_form_asks_agrees_with_the_forms_on_record() -> None:
    """Each type's request is one that its form makes."""
    layout = catalog.file_layout("detainers")
    asked = {s: v.value for v in layout.values if v.column == "asks" for s in v.spellings}

    assert {*asked} == {form.id for form in catalog.forms()}
    for form in catalog.forms():
        made = {request for edition in form.editions for request in edition.requests}
        assert RequestedAction(asked[form.id]) in made, form.id


def test_own_times_give_deadlines(tmp_path: Path) -> None:
    """A jail's log, by the map of columns."""
    pytest.importorskip("numpy")
    path = tmp_path / "log.parquet"
    pl.DataFrame(
        {"Received": ["7/1/2025"], "Out": [datetime(2025, 7, 3, 22, tzinfo=UTC)]}
    ).write_parquet(path)
    table = read_detainers(path, {"prepared": "Received", "custody_ended": "Out"}, backend="polars")
    frame = table.hold_deadlines(zone="America/Chicago", rule="8-cfr-287.7-d").collect()

    assert frame["deadline"].to_list() == [datetime(2025, 7, 8, 22, tzinfo=UTC)]


def test_engine_that_is_none() -> None:
    """With the nearest."""
    with pytest.raises(UnknownIdError, match="one of polars, duckdb"):
        read_detainers("x.parquet", backend="spark")


def test_null_byte_in_a_cell(tmp_path: Path) -> None:
    """SQL cannot quote one."""
    assert values(read(tmp_path, [row(state="A\x00'B")], "duckdb"), "facility_state") == [
        ("A\x00'B",)
    ]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["2025-06-02", "0002-01-01", "", None, "x"]),
            st.sampled_from([A, G, "I247", "?", None, ""]),
            st.sampled_from(["Early Release", "b(7)(e)", "NA", None, "Moved", "early  release "]),
            st.one_of(st.none(), st.text(st.characters(codec="ascii"), max_size=8)),
        ),
        max_size=20,
    )
)
def test_rows_in_are_rows_out_on_both_engines(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str | None, ...]]
) -> None:
    """In order, and both engines say the same."""
    pytest.importorskip("duckdb")
    folder = tmp_path_factory.mktemp("detainers")
    columns = ("prepared", "lift_reason", "facility_state", "form", "asks", "outcome")
    one, other = (values(read(folder, rows, engine), *columns) for engine in ENGINES)

    assert len(one) == len(rows)
    assert one == other
    assert not any(is_missing(cell) and cell is not None for cells in one for cell in cells)


def test_a_table_is_no_document(tmp_path: Path) -> None:
    """It may be larger than memory; its frame is written as frames are."""
    table = read(tmp_path, [row()], "polars")

    with pytest.raises(DetainerError, match="a record or a result of this library"):
        table.to_json()
