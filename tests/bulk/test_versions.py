"""Every output says what it was made with: frames, documents, HTML and pictures."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import pytest

import detainerlib as dl
from detainerlib import bulk, catalog

pandas: Any = pytest.importorskip("pandas", reason="pandas is not installed")

MADE_WITH: Final = str(catalog.made_with())
THURSDAY: Final = datetime(2025, 7, 3, 22, tzinfo=UTC)
CHICAGO: Final = "America/Chicago"
FRAMES: Final[dict[str, Callable[[Any], Any]]] = {
    "deadlines": lambda frame: bulk.with_hold_deadline(frame, "ends", zone=CHICAGO),
    "counted time": lambda frame: bulk.with_counted_time(frame, "ends", "released", zone=CHICAGO),
    "audits": lambda frame: bulk.audit_holds(frame, "ends", "released", zone=CHICAGO),
    "duplicates": lambda frame: bulk.drop_duplicates(
        frame, rule="same person, same day", person="person", prepared="day"
    ),
}


def panel(backend: str) -> Any:
    """Give a small panel."""
    return bulk.policy_panel(
        ["US-IL"], start=date(2020, 1, 1), end=date(2020, 2, 1), backend=backend
    )


ROWS: Final[dict[str, list[Any]]] = {
    "ends": [THURSDAY] * 2,
    "released": [THURSDAY] * 2,
    "person": ["a", "b"],
    "day": [date(2025, 7, 3)] * 2,
}


@pytest.fixture
def frame() -> Any:
    """Give two holds, in a frame that says something already."""
    holds = pandas.DataFrame({**ROWS, "day": pandas.to_datetime(ROWS["day"])})
    holds.attrs["source"] = "a made-up table"
    return holds


@pytest.fixture
def table() -> Any:
    """Give the same in a table of Arrow."""
    arrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    return arrow.table(ROWS, metadata={"source": "a made-up table"})


@pytest.mark.parametrize("name", FRAMES)
def test_a_pandas_frame_says_it(frame: Any, name: str) -> None:
    """In its attrs; the frame that was given is as it was."""
    answered = FRAMES[name](frame)

    assert MADE_WITH == answered.attrs["made_with"]
    assert {"source": "a made-up table"} == frame.attrs


@pytest.mark.parametrize("name", FRAMES)
def test_an_arrow_table_says_it(table: Any, name: str) -> None:
    """In the metadata of its schema."""
    answered = FRAMES[name](table)

    assert MADE_WITH == answered.schema.metadata[b"made_with"].decode()


def test_a_parquet_file_says_it(frame: Any, table: Any, tmp_path: Path) -> None:
    """Of both, and it is there when the file is read again."""
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    bulk.with_hold_deadline(frame, "ends", zone=CHICAGO).to_parquet(tmp_path / "pandas.parquet")
    answered = bulk.with_hold_deadline(table, "ends", zone=CHICAGO)
    parquet.write_table(answered, tmp_path / "arrow.parquet")

    assert MADE_WITH == pandas.read_parquet(tmp_path / "pandas.parquet").attrs["made_with"]
    metadata = parquet.read_schema(tmp_path / "arrow.parquet").metadata
    assert MADE_WITH == metadata[b"made_with"].decode()


def test_a_panel_says_it() -> None:
    """In pandas and Arrow."""
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")

    assert MADE_WITH == panel("pandas").attrs["made_with"]
    assert MADE_WITH == panel("pyarrow").schema.metadata[b"made_with"].decode()


RESULTS: Final[dict[str, Callable[[], Any]]] = {
    "readings": lambda: dl.hold_readings(THURSDAY, form="I-247A", zone=CHICAGO),
    "a window": lambda: dl.hold_window(THURSDAY, zone=CHICAGO),
    "bounds": lambda: dl.hold_bounds(date(2025, 7, 3), zone=CHICAGO),
    "an audit": lambda: dl.audit_hold(THURSDAY, THURSDAY, zone=CHICAGO),
    "a review": lambda: dl.review_detainer(dl.Detainer(form="I-247A")),
    "notices": lambda: dl.notice_deadlines(
        dl.Detainer(form="I-247A"), THURSDAY, zone=CHICAGO, on=date(2025, 7, 3)
    ),
    "a status": lambda: dl.detainer_status(
        dl.Detainer(form="I-247A"), [], at=THURSDAY, zone=CHICAGO
    ),
    "an answer": lambda: dl.governing_policy("hold_on_detainer", "US-IL", on=date(2022, 1, 1)),
    "a classification": lambda: dl.classify_cooperation("US-IL", on=date(2022, 1, 1)),
    "a profile": lambda: dl.cooperation_profile("US-IL", on=date(2022, 1, 1)),
    "a comparison": lambda: dl.compare_policies("US-IL", "US-TX", on=date(2022, 1, 1)),
    "a history": lambda: dl.policy_spells("US-IL", start=date(2020, 1, 1), end=date(2022, 1, 1)),
}


@pytest.mark.parametrize("name", RESULTS)
def test_a_page_says_it(name: str) -> None:
    """The HTML of each result ends with it."""
    assert f"Made with {MADE_WITH}." in RESULTS[name]()._repr_html_()


def test_a_picture_says_it() -> None:
    """Below what is drawn."""
    pytest.importorskip("matplotlib", reason="matplotlib is not installed")
    from detainerlib import plots  # noqa: PLC0415 (needs matplotlib)

    figure = plots.plot_cooperation("US-IL", start=date(2020, 1, 1), end=date(2022, 1, 1))

    assert f"Made with {MADE_WITH}." in figure.get_supxlabel()
