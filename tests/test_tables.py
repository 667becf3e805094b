"""The law on record as tables: types that no value changes, bytes that no run changes.

What was written is read back with readers that share no code with what wrote it.
"""

import csv
import importlib.util
import io
import json
import re
import sqlite3
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import attrs
import pytest
from law_folders import ORDER, PLACE, PROVISION, law_folder

from detainerlib import catalog
from detainerlib.__main__ import main
from detainerlib._validation import is_of
from detainerlib.catalog import _collections, _tables
from detainerlib.errors import DetainerError, UnknownIdError
from detainerlib.models.conditions import AllOf, AnyOf, IsFact, Not
from detainerlib.models.provisions import Provision
from detainerlib.times.periods import UNKNOWN

FORMATS: Final = ("parquet", "csv", "json", "sqlite")
RECORDS: Final = {
    "agreements": catalog.agreements,
    "assertions": catalog.assertions,
    "authorities": catalog.authorities,
    "closures": catalog.closures,
    "facts": catalog.facts,
    "figures": catalog.figures,
    "forms": catalog.forms,
    "jurisdictions": catalog.jurisdictions,
    "federal_statements": catalog.federal_statements,
    "measures": catalog.measures,
    "powers": catalog.powers,
    "practices": catalog.practices,
    "programs": catalog.programs,
    "terms": catalog.terms,
    "no_rules": catalog.no_rules,
    "provisions": catalog.provisions,
    "rules": catalog.rules,
    "unread_texts": catalog.unread_texts,
}


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Write every format once."""
    root = tmp_path_factory.mktemp("exported")
    names = [name for name in FORMATS if name != "parquet" or has("pyarrow") or has("polars")]
    for name in names:
        catalog.export(root / name, format=name)
    return {name: root / name for name in names}


def has(library: str) -> bool:
    """Tell whether a library is installed."""
    return importlib.util.find_spec(library) is not None


class TestColumns:
    """What stands in the columns is what stands in the records."""

    def test_names(self) -> None:
        """Short, in small letters, without blanks, each once."""
        for name in catalog.tables():
            columns = [column.name for column in _tables.table_of(name).columns]

            assert [] == [
                column for column in columns if not re.fullmatch(r"[a-z][a-z0-9_]{0,31}", column)
            ]
            assert len({*columns}) == len(columns)

    def test_every_collection_is_there(self) -> None:
        """And every part that has an id of its own."""
        collections = {collection.name for collection in _collections.COLLECTIONS.values()}
        renamed = {
            "policies",
            "models",
            "lists",
            "lifts",
            "breaks",
            "no rules",
            "county-lists",
            "federal-statements",
            "holiday-lists",
            "place-names",
            "place-zones",
            "unread texts",
        }

        assert collections - renamed <= {*catalog.tables()}
        assert {"provisions", "agreement_models", "published_lists", "lift_reasons"} <= {
            *catalog.tables()
        }
        assert {"editions", "sections", "levels", "no_rules", "places", "series_breaks"} <= {
            *catalog.tables()
        }

    @pytest.mark.parametrize("name", sorted(RECORDS))
    def test_a_row_for_each_record(self, name: str) -> None:
        """In the order of the catalog."""
        records: Any = RECORDS[name]

        assert [record.id for record in records()] == [row["id"] for row in catalog.table(name)]

    def test_orders_and_findings(self) -> None:
        """Orders are a list with their days; a finding has a column for what it rests on."""
        provisions = {row["id"]: row for row in catalog.table("provisions")}
        (order,) = json.loads(provisions["us-al-31-13-18-hold"]["suspensions"])
        strengths = {row["id"]: row["strength"] for row in catalog.table("no_rules")}

        assert ("2011-08-29", "2011-09-28", "all") == (
            order["from"],
            order["until"],
            order["binds"],
        )
        assert {"named source", "whole code searched", "inferred"} == {*strengths.values()}
        assert "named source" == strengths["us-wy-no-rule-hold-2024"]

    def test_orders_have_a_table(self) -> None:
        """A row for each order, with its days, under the provision that it suspends."""
        rows = catalog.table("suspensions")
        orders = [(norm.id, order) for norm in catalog.provisions() for order in norm.suspensions]

        assert [(id, order.from_, order.binds.value) for id, order in orders] == [
            (row["provision"], row["from"], row["binds"]) for row in rows
        ]
        assert len({row["id"] for row in rows}) == len(rows)

    @pytest.mark.parametrize(
        ("table", "column"), [("agreements", "ended"), ("editions", "printed")]
    )
    def test_the_word_unknown_is_null(self, table: str, column: str) -> None:
        """Beside a flag, whatever the type of the field."""
        rows = catalog.table(table)

        assert "unknown" not in {row[column] for row in rows}
        flagged = [row for row in rows if row[f"{column}_unknown"]]
        assert flagged
        assert {None} == {row[column] for row in flagged}

    def test_no_column_holds_the_word_unknown(self) -> None:
        """In no table."""
        for name in catalog.tables():
            for row in catalog.table(name):
                assert "unknown" not in row.values()

    def test_every_place_that_is_named_is_a_place(self) -> None:
        """Also by what is nested in no list."""
        codes = {row["id"] for row in catalog.table("places")}

        assert {row["jurisdiction"] for row in catalog.table("provisions")} <= codes

    def test_parts_of_a_law_folder_name_it(self, tmp_path: Path) -> None:
        """As the records do in which they stand."""
        order = {"policies/us-il/zed.toml": PROVISION.replace("[[example]]", f"{ORDER}[[example]]")}
        with catalog.using(law_folder(tmp_path, order)):
            laws = {row["provision"]: row["law"] for row in catalog.table("suspensions")}

        assert ("zed", None) == (laws["zed-3-transfer"], laws["us-al-31-13-18-hold"])

    def test_every_field_is_told(self) -> None:
        """None is left out, whatever its type."""
        for model in (
            Provision,
            *map(type, (catalog.rules()[0], catalog.figures()[0], catalog.no_rules()[0])),
        ):
            columns = [
                column.name
                for name in catalog.tables()
                for column in _tables.table_of(name).columns
            ]
            for field in attrs.fields(model):
                name = field.name.removesuffix("_")
                assert any(column == name or column.startswith(f"{name}_") for column in columns)

    def test_values(self) -> None:
        """Enumerations by their values, days as days, citations beside."""
        for provision, row in zip(catalog.provisions(), catalog.table("provisions"), strict=True):
            start, citation = provision.period.start, provision.citation

            assert (provision.practice.value, provision.modality.value) == (
                row["practice"],
                row["modality"],
            )
            assert (None if start is UNKNOWN else start) == row["period_start"]
            assert (start is UNKNOWN) is row["period_start_unknown"]
            assert (citation.authority, citation.quote, citation.read_on) == (
                row["citation_authority"],
                row["citation_quote"],
                row["citation_read_on"],
            )
            assert [kind.value for kind in sorted(provision.agency_types)] == sorted(
                json.loads(row["agency_types"])
            )
            assert (provision.when is None) is (row["when"] is None)

    def test_a_duration_is_in_seconds(self) -> None:
        """Two days of the regulation."""
        (row,) = (row for row in catalog.table("rules") if row["id"] == "8-cfr-287.7-d")

        assert 2 * 86_400 == row["duration_seconds"]

    def test_a_partial_day_that_is_unknown_is_null(self) -> None:
        """Beside a flag."""
        flagged = [row for row in catalog.table("authorities") if row["decided_unknown"]]

        assert {None} >= {row["decided"] for row in flagged}

    def test_a_condition_is_json_and_a_sentence(self) -> None:
        """Both say the same, as far as facts go."""
        for provision, row in zip(catalog.provisions(), catalog.table("provisions"), strict=True):
            facts = {leaf.fact for leaf in provision.conditions if isinstance(leaf, IsFact)}
            if provision.when is None:
                assert row["when_in_words"] is None
                continue

            assert facts == {*facts_in(json.loads(row["when"]))}
            for fact in facts:
                assert catalog.fact(fact).question in row["when_in_words"]
            assert row["when_in_words"].endswith(".")

    def test_not_both_is_told_as_one_or_the_other(self) -> None:
        """A sentence has no brackets of logic to turn over."""
        from detainerlib.catalog._condition_words import condition_in_words  # noqa: PLC0415

        one, two = IsFact(fact="judicial-warrant"), IsFact(fact="removal-order")
        both, either = AllOf(all=(one, two)), AnyOf(any=(Not(not_=one), Not(not_=two)))

        assert condition_in_words(either) == condition_in_words(Not(not_=both))

    def test_an_unknown_table_lists_the_nearest(self) -> None:
        """As for any id."""
        with pytest.raises(UnknownIdError) as caught:
            catalog.table("provision")

        assert "provisions" in caught.value.candidates

    def test_records_of_a_law_folder_name_it(self, tmp_path: Path) -> None:
        """Those of the package name none."""
        with catalog.using(law_folder(tmp_path)):
            laws = {row["id"]: row["law"] for row in catalog.table("rules")}

        assert ("zed", None) == (laws["zed-1-2024"], laws["8-cfr-287.7-d"])


def facts_in(condition: Any) -> Iterator[str]:
    """Give the facts that a condition in JSON names."""
    if is_of(dict, condition):
        for key, value in condition.items():
            if key == "fact":
                yield value
            else:
                yield from facts_in(value)
    elif is_of(list, condition):
        for part in condition:
            yield from facts_in(part)


class TestFrames:
    """Each backend has the same columns, and the same types for no rows as for many."""

    @pytest.mark.parametrize("backend", ["pandas", "polars", "pyarrow"])
    @pytest.mark.parametrize("name", catalog.tables())
    def test_types_do_not_turn_on_values(
        self, monkeypatch: pytest.MonkeyPatch, backend: str, name: str
    ) -> None:
        """A column of nulls and a column of nothing keep theirs."""
        pytest.importorskip(backend)
        full = catalog.table(name, backend=backend)
        empty_table = _tables.table_of(name)._replace(records=list)

        def table_of(_: str) -> _tables.Table:
            return empty_table

        monkeypatch.setattr(_tables, "table_of", table_of)
        empty = catalog.table(name, backend=backend)

        assert types_of(full) == types_of(empty)
        assert 0 == len(empty)

    @pytest.mark.parametrize("backend", ["pandas", "polars", "pyarrow"])
    def test_the_same_values(self, backend: str) -> None:
        """As in records."""
        pytest.importorskip(backend)
        rows = rows_of(catalog.table("editions", backend=backend))

        assert catalog.table("editions") == rows

    def test_of_what_is_not_installed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """With the line that installs it."""
        monkeypatch.setitem(sys.modules, "polars", None)
        with pytest.raises(DetainerError) as caught:
            catalog.table("rules", backend="polars")

        assert "Install it with: pip install polars" in str(caught.value)

    def test_of_no_backend(self) -> None:
        """Those that there are are listed."""
        with pytest.raises(UnknownIdError) as caught:
            catalog.table("rules", backend="spark")

        assert "one of records, pandas, polars, pyarrow" in str(caught.value)


def types_of(frame: Any) -> list[tuple[str, str]]:
    """Give the columns of a frame with their types."""
    if hasattr(frame, "dtypes") and hasattr(frame, "iloc"):
        return [(str(name), str(kind)) for name, kind in frame.dtypes.items()]
    return [(str(name), str(kind)) for name, kind in zip(*names_and_types(frame), strict=True)]


def names_and_types(frame: Any) -> tuple[list[str], list[Any]]:
    """Give both of a frame of polars or Arrow."""
    if hasattr(frame.schema, "types"):
        return frame.schema.names, frame.schema.types
    return list(frame.schema), list(frame.schema.values())


def rows_of(frame: Any) -> list[dict[str, Any]]:
    """Give the rows of a frame, with None for null and plain days."""
    if hasattr(frame, "to_pylist"):
        rows: list[dict[str, Any]] = frame.to_pylist()
        return rows
    if hasattr(frame, "to_dicts"):
        dicts: list[dict[str, Any]] = frame.to_dicts()
        return dicts
    return [{name: plain(value) for name, value in row.items()} for row in frame.to_dict("records")]


def plain(value: Any) -> Any:
    """Give what pandas keeps as plain Python has it."""
    pd: Any = pytest.importorskip("pandas")

    if value is None or value is pd.NaT or value is pd.NA:
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value


class TestExport:
    """Every table in a file, always the same bytes."""

    @pytest.mark.parametrize("name", FORMATS)
    def test_twice_is_the_same(self, exported: dict[str, Path], tmp_path: Path, name: str) -> None:
        """To the last byte."""
        if name not in exported:
            pytest.skip("neither polars nor pyarrow is installed")
        catalog.export(tmp_path / "again", format=name)

        assert contents(exported[name]) == contents(tmp_path / "again")

    def test_csv_reads_back(self, exported: dict[str, Path]) -> None:
        """With the csv module, by name and value."""
        for name in catalog.tables():
            with (exported["csv"] / f"{name}.csv").open(encoding="utf-8", newline="") as file:
                read = [*csv.DictReader(file)]
            expected = [
                {key: in_csv(value) for key, value in row.items()} for row in catalog.table(name)
            ]

            assert expected == read

    def test_json_reads_back(self, exported: dict[str, Path]) -> None:
        """With its types and what it was made with."""
        document = json.loads((exported["json"] / "rules.json").read_text("utf-8"))
        rows = [
            {
                key: value.isoformat() if isinstance(value, date) else value
                for key, value in r.items()
            }
            for r in catalog.table("rules")
        ]

        assert rows == document["rows"]
        assert str(catalog.about().data_as_of) == document["made_with"]["data_as_of"]
        assert {"name": "duration_seconds", "type": "integer"} in document["columns"]

    def test_sqlite_reads_back(self, exported: dict[str, Path]) -> None:
        """Counts and values, with sqlite3; every foreign key holds."""
        connection = sqlite3.connect(exported["sqlite"] / "detainerlib.sqlite")
        connection.row_factory = sqlite3.Row
        try:
            assert [] == connection.execute("PRAGMA foreign_key_check").fetchall()
            assert "ok" == connection.execute("PRAGMA integrity_check").fetchone()[0]
            for name in catalog.tables():
                read = [dict(row) for row in connection.execute(f'SELECT * FROM "{name}"')]  # noqa: S608

                assert [*map(in_text, catalog.table(name))] == read
            versions = dict(connection.execute("SELECT name, value FROM made_with").fetchall())
            assert str(catalog.about().data_as_of) == versions["data_as_of"]
            assert "" not in versions.values()
            links = connection.execute("SELECT count(*) FROM rules_forms").fetchone()[0]
            assert sum(len(rule.forms) for rule in catalog.rules()) == links
            followed = connection.execute(
                "SELECT of_id, refers_to FROM places_successors WHERE of_id = '46113'"
            ).fetchall()
            assert [("46113", "46102")] == [tuple(row) for row in followed]
            names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            assert "counties_successors" not in {row[0] for row in names}
        finally:
            connection.close()

    def test_a_foreign_key_is_one(self, exported: dict[str, Path], tmp_path: Path) -> None:
        """What is deleted leaves rows that name it."""
        path = tmp_path / "copy.sqlite"
        path.write_bytes((exported["sqlite"] / "detainerlib.sqlite").read_bytes())
        connection = sqlite3.connect(path)
        connection.execute("DELETE FROM authorities WHERE id = '8-cfr-287.7'")
        left = connection.execute("PRAGMA foreign_key_check").fetchall()
        connection.close()

        assert {"rules", "provisions"} <= {row[0] for row in left}

    def test_parquet_reads_back_with_pandas(self, exported: dict[str, Path]) -> None:
        """Counts and values; what it was made with is in the metadata."""
        pytest.importorskip("pyarrow")
        pandas = pytest.importorskip("pandas")
        for name in catalog.tables():
            frame = pandas.read_parquet(exported["parquet"] / f"{name}.parquet")
            rows = catalog.table(name)

            assert len(rows) == len(frame)
            assert [row["id"] for row in rows] == [*frame["id"]]
        parquet: Any = pytest.importorskip("pyarrow.parquet")
        schema = parquet.read_schema(exported["parquet"] / "rules.parquet")
        made_with = json.loads(schema.metadata[b"made_with"])
        assert str(catalog.about().data_as_of) == made_with["data_as_of"]

    def test_parquet_reads_back_with_duckdb(self, exported: dict[str, Path]) -> None:
        """Counts and values, in SQL."""
        duckdb = pytest.importorskip("duckdb")
        if "parquet" not in exported:
            pytest.skip("neither polars nor pyarrow is installed")
        for name in catalog.tables():
            path = exported["parquet"] / f"{name}.parquet"
            found = duckdb.sql(f"SELECT * FROM '{path}'")  # noqa: S608
            rows = [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]

            assert catalog.table(name) == rows

    def test_the_dictionary_has_every_column(self, exported: dict[str, Path]) -> None:
        """With its type and what it means."""
        with (exported["csv"] / "dictionary.csv").open(encoding="utf-8", newline="") as file:
            entries = {(row["table"], row["column"]): row for row in csv.DictReader(file)}

        for name in catalog.tables():
            for column in catalog.table(name)[0]:
                assert entries[name, column]["meaning"].strip()
        assert "required | permitted | prohibited" == entries["provisions", "modality"]["values"]
        assert "places" == entries["provisions", "jurisdiction"]["refers_to"]
        assert "Saturdays | Sundays | holidays" == entries["rules", "excludes"]["values"]
        assert len({(row["table"], row["column"]) for row in entries.values()}) == len(entries)

    def test_the_readme_counts_the_rows(self, exported: dict[str, Path]) -> None:
        """And says what was made with what."""
        text = (exported["csv"] / "README.md").read_text("utf-8")

        assert f"| `rules` | {len(catalog.rules())} |" in text
        assert f"Made with {catalog.made_with()}." in text

    def test_parquet_without_a_library(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It is refused with the line to install one, and no folder is made."""
        for library in ("polars", "pyarrow", "pyarrow.parquet"):
            monkeypatch.setitem(sys.modules, library, None)
        with pytest.raises(DetainerError) as caught:
            catalog.export(tmp_path / "new")

        assert "pip install pyarrow, or pip install polars" in str(caught.value)
        assert not (tmp_path / "new").exists()

    def test_parquet_with_polars_alone(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It has the same values and the same metadata."""
        polars = pytest.importorskip("polars")
        for library in ("pyarrow", "pyarrow.parquet"):
            monkeypatch.setitem(sys.modules, library, None)
        catalog.export(tmp_path / "new")
        path = tmp_path / "new" / "rules.parquet"

        assert catalog.table("rules") == polars.read_parquet(path).to_dicts()
        assert "made_with" in polars.read_parquet_metadata(path)

    def test_a_database_that_cannot_be_written(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It is refused with what SQLite says, and nothing stays."""

        def full(_: Path) -> None:
            raise sqlite3.OperationalError("database or disk is full")

        monkeypatch.setattr(sqlite3, "connect", full)
        with pytest.raises(DetainerError, match=r"Check the folder \(database or disk is full\)"):
            catalog.export(tmp_path / "new", format="sqlite")

        assert not (tmp_path / "new").exists()

    def test_overwrites_nothing(self, exported: dict[str, Path]) -> None:
        """A folder with files in it is refused."""
        with pytest.raises(DetainerError) as caught:
            catalog.export(exported["csv"], format="csv")

        assert "expected a new or empty folder. Name another." in str(caught.value)

    def test_a_format_that_there_is_not(self, tmp_path: Path) -> None:
        """Those that there are are listed."""
        with pytest.raises(UnknownIdError) as caught:
            catalog.export(tmp_path, format="xlsx")

        assert "one of parquet, csv, json, sqlite" in str(caught.value)

    def test_by_the_command_with_a_law_folder(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Its records are among the rows, and its name in what it was made with."""
        law = law_folder(tmp_path / "law")
        options = ["export", str(tmp_path / "out"), "--format", "sqlite", "--law", str(law)]

        assert 0 == main(options)
        connection = sqlite3.connect(tmp_path / "out" / "detainerlib.sqlite")
        laws = connection.execute("SELECT law FROM provisions WHERE jurisdiction = ?", (PLACE,))
        assert {("zed",)} == {*laws.fetchall()}
        assert ("zed",) == connection.execute(
            "SELECT value FROM made_with WHERE name = 'law_id'"
        ).fetchone()
        connection.close()
        assert "law folder zed" in capsys.readouterr().out


def contents(folder: Path) -> dict[str, bytes]:
    """Give what every file of a folder holds."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def in_text(row: dict[str, Any]) -> dict[str, Any]:
    """Give a row with its days as texts."""
    return {
        name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()
    }


def in_csv(value: Any) -> str:
    """Give a value as CSV has it."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


class TestList:
    """`list` prints lines, a document of the records, or the table of the same name."""

    @pytest.mark.parametrize("kind", ["provisions", "rules", "agreements", "authorities"])
    def test_of_a_place(self, capsys: pytest.CaptureFixture[str], kind: str) -> None:
        """Only what is of the place itself."""
        assert 0 == main(["list", kind, "US-TX", "--json"])
        listing = json.loads(capsys.readouterr().out)["members"]
        assert 0 == main(["list", kind, "US-TX", "--csv"])
        rows = [*csv.DictReader(io.StringIO(capsys.readouterr().out, newline=""))]

        assert all(
            "US-TX" in (record.get("jurisdiction") or record["jurisdictions"]) for record in listing
        )
        assert [record["id"] for record in listing] == [row["id"] for row in rows]

    @pytest.mark.parametrize("name", catalog.tables())
    def test_every_table(self, capsys: pytest.CaptureFixture[str], name: str) -> None:
        """As CSV, with a row for each record."""
        assert 0 == main(["list", name.replace("_", "-"), "--csv"])
        read = [*csv.DictReader(io.StringIO(capsys.readouterr().out, newline=""))]

        assert [row["id"] for row in catalog.table(name)] == [row["id"] for row in read]

    def test_of_what_has_no_place(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A fact is of none."""
        assert 2 == main(["list", "facts", "US-TX"])
        assert "expected none, as facts belong to no place" in capsys.readouterr().err

    @pytest.mark.parametrize("kind", ["agency-types", "custody-events"])
    def test_values_of_a_type(self, capsys: pytest.CaptureFixture[str], kind: str) -> None:
        """As CSV in one column, the same as in lines."""
        assert 0 == main(["list", kind, "--csv"])
        heading, *values = capsys.readouterr().out.splitlines()
        assert 0 == main(["list", kind])
        lines = capsys.readouterr().out.splitlines()

        assert "id" == heading
        assert [line.partition(":")[0] for line in lines] == values

    def test_unread(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Under its short name as well."""
        assert 0 == main(["list", "unread", "--csv"])
        short = capsys.readouterr().out
        assert 0 == main(["list", "unread-texts", "--csv"])

        assert capsys.readouterr().out == short

    @pytest.mark.parametrize("kind", ["editions", "levels", "sections", "suspensions"])
    def test_parts(self, capsys: pytest.CaptureFixture[str], kind: str) -> None:
        """A line for each, with the id of what it is a part of."""
        assert 0 == main(["list", kind])
        lines = capsys.readouterr().out.splitlines()
        whole = next(column for column in catalog.table(kind)[0] if column not in {"id", "law"})

        assert [row[whole] for row in catalog.table(kind)] == [
            line.partition(":")[0] for line in lines
        ]

    def test_orders_of_a_place(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Those that suspend its provisions."""
        assert 0 == main(["list", "suspensions", "US-AL"])

        assert "us-al-31-13-18-hold: enjoined from August 29" in capsys.readouterr().out

    def test_not_both(self, capsys: pytest.CaptureFixture[str]) -> None:
        """One form at a time."""
        assert 2 == main(["list", "facts", "--json", "--csv"])
        assert "--csv and --json exclude each other" in capsys.readouterr().err
