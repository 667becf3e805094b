"""Provisions in a table: a law folder by another way, the same from every engine."""

import pickle
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import pytest
from law_folders import law_folder

from detainerlib import DetainerError, bulk, catalog, classify_cooperation, governing_policy
from detainerlib.catalog._provision_rows import law_files
from detainerlib.errors import CatalogError, UnknownIdError
from detainerlib.times.periods import UNKNOWN

ON: Final = date(2025, 7, 3)
BAN: Final[dict[str, Any]] = {
    "id": "zed-5-transfer",
    "jurisdiction": "Travis County, TX",
    "practice": "transfer_custody",
    "modality": "prohibited",
    "start": date(2024, 1, 1),
    "citation": "Zed Code § 5",
}
READ: Final[dict[str, Any]] = {
    **BAN,
    "id": "zed-6-tell",
    "jurisdiction": "US-TX",
    "practice": "tell_subject",
    "modality": "required",
    "until": date(2026, 1, 1),
    "ended": "repealed",
    "quote": "shall give the person a copy",
    "url": "https://example.org/code/6",
    "read_on": date(2026, 11, 19),
    "text_as_of": "2025-11",
    "agency_types": "sheriff police",
    "kind": "regulation",
    "issuer": "Zed Board",
    "title": "Zed on copies",
    "summary": "The person gets a copy.",
}
TABLE: Final = [BAN, {**dict.fromkeys(READ), **BAN, "id": "zed-7", "start": None}, READ]
BACKENDS: Final = ("records", "pandas", "polars", "pyarrow")


def table(rows: list[dict[str, Any]], backend: str) -> Any:
    """Give rows as a table of an engine."""
    if backend == "records":
        return rows
    if find_spec(backend) is None:
        pytest.skip(f"{backend} is not installed")
    module = import_module(backend)
    columns = [*dict.fromkeys(name for row in rows for name in row)]
    rows = [{name: row.get(name) for name in columns} for row in rows]
    if backend == "pyarrow":
        return module.Table.from_pylist(rows)
    return module.DataFrame(rows)


@pytest.mark.parametrize("backend", BACKENDS)
def test_the_law_is_the_same_from_every_engine(backend: str) -> None:
    """File by file, and so record by record."""
    assert law_files(TABLE, {}) == law_files(table(TABLE, backend), {})


def test_the_records_say_what_the_rows_say() -> None:
    """And what a row leaves out is told as missing."""
    with catalog.using(provisions=TABLE) as law:
        ban, undated, read = map(catalog.provision, ("zed-5-transfer", "zed-7", "zed-6-tell"))
        source = catalog.authority(read.citation.authority)
    assert "given-provisions" == law.id == ban.citation.law

    assert ("48453", date(2024, 1, 1), None) == (
        ban.jurisdiction,
        ban.period.start,
        ban.period.until,
    )
    assert ("background", ("the words, their address, the day on which they were read: ",)) == (
        ban.citation.evidence,
        (ban.citation.gaps[0].removesuffix("the caller gave none"),),
    )
    assert undated.period.start is UNKNOWN
    assert ("US-TX", "repealed", date(2026, 1, 1)) == (
        read.jurisdiction,
        read.ended,
        read.period.until,
    )
    assert {"sheriff", "police"} == {*read.agency_types}
    assert ("text", "shall give the person a copy", "2025-11", ()) == (
        read.citation.evidence,
        read.citation.quote,
        read.citation.text_as_of,
        read.citation.gaps,
    )
    assert ("Zed Code § 5", "regulation", "Zed Board", "Zed on copies") == (
        source.cite,
        source.kind,
        source.issuer,
        source.title,
    )


def test_answers_rest_on_them_and_say_so() -> None:
    """In the block, and in a result that is pickled and asked later."""
    before = governing_policy("transfer_custody", "48453", on=ON)
    with catalog.using(provisions=[BAN]):
        inside = governing_policy("transfer_custody", "48453", on=ON)
        classified = classify_cooperation("48453", on=ON)
    after = governing_policy("transfer_custody", "48453", on=ON)

    assert before == after
    assert "Zed Code § 5, from law folder given-provisions" in str(inside.explanation)
    assert "zed-5-transfer" in {
        norm.id for norm in classified.profile.finding("transfer_custody").provisions
    } | {norm.id for norm in inside.controlling}
    again = pickle.loads(pickle.dumps(inside))  # noqa: S301 (bytes of our own)
    assert str(inside.explanation) == str(again.explanation)


def test_a_panel_takes_them() -> None:
    """As under a folder; without them it is as before."""
    asked: dict[str, Any] = {
        "start": date(2023, 1, 1),
        "end": date(2025, 1, 1),
        "freq": "year",
        "practices": ["transfer_custody"],
    }
    ban = {**BAN, "jurisdiction": "36055"}
    rows = bulk.policy_panel(["36055"], provisions=[ban], **asked)
    plain = bulk.policy_panel(["36055"], **asked)

    assert ["open", "prohibited", "prohibited"] == [row["transfer_custody"] for row in rows]
    assert [None, "zed-5-transfer", "zed-5-transfer"] == [
        row["transfer_custody_rests_on"] for row in rows
    ]
    assert {"open"} == {row["transfer_custody"] for row in plain}


def test_they_stand_on_top_of_a_folder_and_of_each_other(tmp_path: Path) -> None:
    """Whichever way: nothing in use is lost."""
    folder, more = law_folder(tmp_path / "zed"), {**BAN, "id": "zed-8", "jurisdiction": "17043"}
    with catalog.using(folder, provisions=[more]) as law:
        assert law.id == "zed"
        assert {"zed-2-tell", "zed-8"} <= {norm.id for norm in catalog.provisions("17043")}
        with catalog.using(provisions=[{**more, "id": "zed-9"}, READ]):
            assert {"zed-2-tell", "zed-8", "zed-9"} <= {
                norm.id for norm in catalog.provisions("17043")
            }
            assert catalog.provision("zed-6-tell").jurisdiction == "US-TX"


def test_one_of_the_package_is_replaced_by_name() -> None:
    """As in a folder."""
    replaced = "us-az-maricopa-2017-transfer"
    row = {**BAN, "jurisdiction": "04013", "supersedes": [replaced]}
    with catalog.using(provisions=[row]) as law:
        assert (replaced,) == law.replaces
        assert replaced not in {norm.id for norm in catalog.provisions("04013")}


def test_of_no_row_is_the_package_alone() -> None:
    """An empty table is a table."""
    with catalog.using(provisions=[]):
        assert governing_policy("transfer_custody", "48453", on=ON).possible


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"practice": "holding"}, "provisions, row 1, practice: got 'holding', expected one of"),
        ({"modality": ["required"]}, "provisions, row 1, modality: "),
        ({"start": "2024-01-01"}, "provisions, row 1, start: got '2024-01-01', expected a date"),
        ({"until": date(2023, 1, 1)}, "provisions, row 1, until: .*a day after the start"),
        ({"id": "zed-5-transfer"}, "provisions, row 1, id: .*another than that of row 0"),
        ({"id": " "}, "provisions, row 1, id: "),
        ({"citation": 5}, "provisions, row 1, citation: got 5, expected what the text is cited as"),
        ({"citation": "\ud800"}, "provisions, row 1, citation: "),
        ({"summary": 5}, "provisions, row 1, summary: got 5, expected text, or nothing"),
        ({"kind": "law"}, "provisions, row 1, kind: got 'law', expected one of: statute"),
        ({"ended": "over"}, "provisions, row 1, ended: "),
        ({"agency_types": "sheriff cop"}, "provisions, row 1, agency_types: .*a space between"),
        ({"supersedes": 7}, "provisions, row 1, supersedes: got 7, expected ids, as a list"),
        ({"quotation": "a"}, r"provisions, row 1: got 'quotation', .*Correct their names"),
    ],
)
def test_a_wrong_cell_is_told_with_row_and_column(changes: dict[str, Any], expected: str) -> None:
    """And what was expected."""
    rows = [BAN, {**BAN, "id": "zed-9", **changes}]
    with pytest.raises(DetainerError, match=expected), catalog.using(provisions=rows):
        pass


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"id": "Zed 9"}, ["id is refused"]),
        ({"supersedes": "nope"}, ["supersedes 'nope' is not among the policies"]),
        ({"until": date(2025, 1, 1), "ended": "amended"}, ["successor is missing"]),
        ({"quote": "a\x7f"}, ["quote has characters", "summary has characters"]),
        (
            {"quote": "a", "url": "zed", "read_on": ON, "text_as_of": "late"},
            ["text_as_of is refused"],
        ),
        ({"id": "us-ia-27a.2-hold"}, ["id is also used in package: policies/us-ia.toml"]),
    ],
)
def test_what_a_check_of_a_folder_finds_is_told_with_row_and_column(
    changes: dict[str, Any], faults: list[str]
) -> None:
    """All of it at once, each thing once."""
    rows = [BAN, {**BAN, "id": "zed-9", **changes}]
    with pytest.raises(CatalogError) as caught, catalog.using(provisions=rows):
        pass

    assert "in the provisions. Correct the rows; `catalog.using` says" in str(caught.value)
    assert len(faults) == len(caught.value.faults)
    assert {("provisions", "row 1")} == {
        (fault.file, fault.record) for fault in caught.value.faults
    }
    told = sorted(f"{fault.field} {fault.message}" for fault in caught.value.faults)
    assert all(text.startswith(start) for text, start in zip(told, faults, strict=True))
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 (bytes of our own)
    assert str(caught.value) == str(again)


def test_a_finding_that_they_contradict_is_named() -> None:
    """It is the package's own, and only a folder can replace it."""
    row = {**BAN, "jurisdiction": "US-WY", "practice": "hold_on_detainer"}
    with pytest.raises(CatalogError) as caught, catalog.using(provisions=[row]):
        pass

    assert {"package: policies/us-wy.toml"} == {fault.file for fault in caught.value.faults}


@pytest.mark.parametrize("argument", ["provisions", "agreements", "assertions"])
def test_a_place_that_is_not_known_is_told_with_row_and_column(argument: str) -> None:
    """With what may have been meant."""
    row = {
        **BAN,
        "jurisdiction": "Travvis County, TX",
        "agency_type": "sheriff",
        "model": "task-force",
        "listed_in": "zed",
        "claim": "limits cooperation",
    }
    given = {name: row[name] for name in BAN} if argument == "provisions" else row
    asked: dict[str, Any] = {argument: [given], "start": ON, "end": date(2025, 8, 1)}
    with pytest.raises(UnknownIdError, match=f"{argument}, row 0, jurisdiction: .*Travis County"):
        bulk.policy_panel(["US-TX"], **asked)


@pytest.mark.parametrize("provisions", ["zed", 7, [7], {"id": "zed"}])
def test_what_is_no_table_is_refused(provisions: Any) -> None:
    """With the columns that one has."""
    with (
        pytest.raises(DetainerError, match="rows with the columns id, jurisdiction"),
        catalog.using(provisions=provisions),
    ):
        pass
