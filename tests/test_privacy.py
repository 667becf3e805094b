"""What a caller writes about a person goes nowhere: not into an answer, a log, or a file.

Each field that takes free text holds a mark, and the mark is looked for in all that comes out.
Where text is meant to come out, it is named here with the reason.
"""

import contextlib
import csv
import io
import logging
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any, Final, NamedTuple

import attrs
import pandas
import pytest

import detainerlib as dl
from detainerlib import bulk, memos, serialization
from detainerlib.__main__ import main as command
from detainerlib.bulk import FromColumn
from detainerlib.errors import DetainerError
from detainerlib.models import AdministrativeWarrant, JudicialWarrant
from detainerlib.readers import read_roster

MARK: Final = "QZMARK"
"""Stands for a name."""

DAY: Final = date(2025, 7, 3)
ENDED: Final = dl.local_time("7/3/2025 5pm", zone="Central")
DETAINER: Final = dl.Detainer(form="I-247A", issued_on=DAY)

Make = Callable[[], object]

MEANT: Final[dict[str, str]] = {
    **dict.fromkeys(
        ("the form of a detainer",),
        "an error shows up to 120 characters of what stands where the name of a record belongs",
    ),
    "the agency of a detainer": "the office that made it, printed where the detainer is",
    "the reason of a day of one's own": "why the day is left out is part of the answer",
    "the group of a summary": "what the rows of a table are named by",
    "the case id of a document": "a document is read back, and is given to who asked for it",
    "the case id of a memo": "it was asked for there, for the file",
    "the id of a roster's row": "by it the answer is found again",
}
"""Where what was written comes out, and why."""

DOCUMENTED: Final[dict[str, str]] = {
    **dict.fromkeys(
        (f"the case id of {what}" for what in ("a detainer", "a review", "a status", "notices")),
        "a document is read back, and the caller's own case with it",
    ),
    **dict.fromkeys(
        ("a column of duplicates nobody asked about", "the person of duplicates"),
        "the rows that are kept are the answer, and are written where it is asked for them",
    ),
    "the court of a warrant": "a document is read back, and the warrant with it",
}
"""What stands in no print but in the document of an answer, and why."""


def outputs_of(result: Any) -> Iterator[str]:
    """Yield all that a result prints: as text, in a notebook, explained."""
    yield from (str(result), repr(result))
    if hasattr(result, "_repr_html_"):
        yield str(result._repr_html_())
    if hasattr(result, "explanation"):
        yield result.explanation.to_text(full=True)
        yield result.explanation.to_html()
    for line in getattr(result, "notes", ()):
        yield str(line)


def document_of(result: Any) -> str:
    """Return the document of a result; nothing where it has none."""
    return str(result.to_json()) if hasattr(result, "to_json") else ""


def rows(**cells: object) -> list[dict[str, object]]:
    """Give two rows of a table, with a column that nobody asked about."""
    usual = {"why": "Bonded Out", "id": 1, "on": DAY, "state": "TX", "name": MARK}
    return [{**usual, **cells}, {**usual, **cells, "id": 2}]


def rates(**cells: object) -> object:
    """Return rates of rows."""
    return dl.outcome_rates(
        rows(**cells), reason="why", numerator="declined by the agency", denominator="all"
    )


def duplicates(**cells: object) -> object:
    """Return rows without duplicates."""
    return dl.drop_duplicates(
        rows(**cells), rule="same person, same day", person="id", prepared="on"
    )


def report(**cells: object) -> object:
    """Return a weekly report of rows."""
    return dl.declined_detainer_report(
        rows(**cells),
        week=date(2017, 1, 28),
        jurisdiction="state",
        issued_on="on",
        reason="why",
        declined_on="on",
        listed=["US-TX"],
    )


def columns(**cells: object) -> Any:
    """Return a frame of two rows, of which the first has other cells."""
    usual: dict[str, object] = {
        "zone": "Central",
        "form": "I-247A",
        "place": "TX",
        "law": "8-cfr-287.7-d",
    }
    usual |= {"ends": ENDED, "out": ENDED, "day": DAY, "id": "1", "why": "Bonded Out"}
    return pandas.DataFrame([{**usual, **cells}, usual])


def in_columns(ask: Callable[..., Any], *names: str, cell: str, **asked: Any) -> Make:
    """Return a call of bulk on a column with a mark; the frame that comes back is the caller's."""
    return lambda: len(ask(columns(**{cell: f"Cook {MARK}, IL"}), *names, **asked))


def roster(**cells: str) -> dl.readers.Roster:
    """Return a roster of one row."""
    usual = {"id": "1", "due for release": "7/3/2025 5pm", "place": "Texas", "zone": "Central"}
    written = io.StringIO()
    table = csv.DictWriter(written, list(usual | cells))
    table.writeheader()
    table.writerow(usual | cells)
    return read_roster(io.BytesIO(written.getvalue().encode()))


def marked_detainer(**fields: Any) -> dl.Detainer:
    """Return a detainer with some fields more."""
    return dl.Detainer(form="I-247A", issued_on=DAY, **fields)


DECLINED: Final[dict[str, Any]] = {"numerator": "declined by the agency", "denominator": "all"}
SAME_DAY: Final = "same person, same day"
READ: Final[dict[str, Any]] = {"form": "I-247A"}
RULED: Final[dict[str, Any]] = {"rule": FromColumn("law"), "zone": "Central"}
PLACED: Final[dict[str, Any]] = READ | {"jurisdiction": FromColumn("place"), "zone": "Central"}


class Named(NamedTuple):
    """A row of a caller's own kind."""

    name: str


@dataclass
class Other:
    """An object of a caller's own kind."""

    name: str


CONTAINERS: Final[dict[str, Any]] = {
    "a list": [MARK],
    "a tuple": (MARK, 1),
    "a set": {MARK},
    "a named tuple": Named(MARK),
    "bytes": MARK.encode(),
    "an object": Other(MARK),
}

READINGS: Final = dl.hold_readings(ENDED, form="I-247A")

FIELDS: Final[dict[str, Make]] = {
    "the agency of a detainer": lambda: marked_detainer(agency=MARK),
    "the case id of a detainer": lambda: marked_detainer(case_id=MARK),
    "the case id of a review": lambda: dl.review_detainer(marked_detainer(case_id=MARK)),
    "the case id of a status": lambda: dl.detainer_status(
        marked_detainer(case_id=MARK), [], at=ENDED
    ),
    "the case id of notices": lambda: dl.notice_deadlines(
        marked_detainer(case_id=MARK), release=ENDED
    ),
    "the case id of a document": lambda: serialization.to_json(marked_detainer(case_id=MARK)),
    "the case id of a memo": lambda: memos.memo_text(READINGS, case_id=MARK),
    "the court of a warrant": lambda: dl.review_detainer(
        marked_detainer(warrants=(JudicialWarrant(court=MARK),))
    ),
    "the form of a detainer": lambda: dl.review_detainer(dl.Detainer(form=MARK)),
    "the reason of a day of one's own": lambda: dl.hold_window(
        ENDED, calendar=dl.FederalHolidays() | dl.CustomDays({date(2025, 7, 7): MARK})
    ),
    "the group of a summary": lambda: dl.summarize_audits(
        [dl.audit_hold(ENDED, ENDED)], groups=[MARK], min_cell=1
    ),
    "a column of rates nobody asked about": rates,
    "the reason of rates": lambda: rates(why=f"Released to {MARK}"),
    "a reason that is classified": lambda: dl.classify_lift_reason(f"Released to {MARK}"),
    "a column of duplicates nobody asked about": duplicates,
    "the day of duplicates": lambda: duplicates(on=MARK),
    "the person of duplicates": lambda: duplicates(id=MARK),
    "a column of a report nobody asked about": report,
    "the reason of a report": lambda: report(why=f"Declined for {MARK}"),
    "the place of a report": lambda: report(state=MARK),
    "the day of a report": lambda: report(on=MARK),
    "the name in a roster": lambda: roster(name=MARK).to_csv(),
    "the birth date in a roster": lambda: roster(**{"date of birth": MARK}).to_csv(),
    "a remark in a roster": lambda: roster(remarks=MARK).to_csv(),
    "the time in a roster": lambda: roster(**{"due for release": MARK}).to_csv(),
    "the place in a roster": lambda: roster(place=MARK).to_csv(),
    "the zone in a roster": lambda: roster(zone=MARK).to_csv(),
    "the form in a roster": lambda: roster(form=MARK).to_csv(),
    "the id of a roster's row": lambda: roster(id=MARK).to_csv(),
    "a key of a document": lambda: serialization.from_json(
        f'{{"kind": "detainer", "schema": 1, "form": "I-247A", "{MARK.lower()}": 1}}'
    ),
    "a value of a document": lambda: serialization.from_json(
        f'{{"kind": "detainer", "schema": 1, "form": "I-247A", "issued_on": "{MARK}"}}'
    ),
    "a document that is none": lambda: serialization.from_json(f'["{MARK}"]'),
    **{
        f"the {cell} of {name} where errors {on_error}": in_columns(
            ask, "ends", *more, cell=cell, on_error=on_error, **asked
        )
        for on_error in ("raise", "null")
        for cell, name, ask, more, asked in (
            ("zone", "deadlines", bulk.with_hold_deadline, (), {"zone": FromColumn("zone")}),
            ("law", "deadlines", bulk.with_hold_deadline, (), RULED),
            ("zone", "audits", bulk.audit_holds, ("out",), {"zone": FromColumn("zone")}),
            ("ends", "deadlines", bulk.with_hold_deadline, (), {"zone": "Central"}),
            ("form", "readings", bulk.hold_readings, (), {"form": FromColumn("form")}),
            ("zone", "readings", bulk.hold_readings, (), READ | {"zone": FromColumn("zone")}),
            ("place", "readings", bulk.hold_readings, (), PLACED),
            ("place", "audited readings", bulk.audit_readings, ("out",), PLACED),
        )
    },
    "the zone of bounds": in_columns(
        bulk.with_hold_bounds, "day", cell="zone", zone=FromColumn("zone")
    ),
    "the day of bounds": in_columns(bulk.with_hold_bounds, "day", cell="day", zone="Central"),
    "the zones of values": lambda: bulk.hold_deadlines(
        columns(zone=MARK)["ends"], zone=columns(zone=MARK)["zone"]
    ),
    "the outcome of audits in columns": lambda: bulk.summarize_audits(
        columns(outcome=MARK, overrun=timedelta(0)), rule="8-cfr-287.7-d"
    ),
    "the rule of audits in columns": lambda: bulk.summarize_audits(
        columns(outcome="within", overrun=timedelta(0), law=MARK), rule=FromColumn("law")
    ),
    "the day of duplicates in columns": in_columns(
        bulk.drop_duplicates, cell="day", rule=SAME_DAY, person="id", prepared="day"
    ),
    "the day of fiscal years": in_columns(bulk.with_fiscal_year, "day", cell="day"),
    "the reason of rates in columns": lambda: bulk.outcome_rates(
        columns(why=f"Released to {MARK}"), "why", **DECLINED
    ),
    "a row that is a text": lambda: dl.outcome_rates([MARK], reason="why", **DECLINED),  # type: ignore[list-item]
    "a row that is a tuple": lambda: dl.drop_duplicates(
        [(MARK, DAY)],  # type: ignore[list-item]
        rule=SAME_DAY,
        person="id",
        prepared="on",
    ),
    **{
        f"{name} where a zone belongs": partial(dl.hold_deadline, ENDED, zone=given)
        for name, given in CONTAINERS.items()
    },
    "a row where an instant belongs": lambda: dl.hold_window({"name": MARK}),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("field", FIELDS)
def test_what_is_written_goes_nowhere(
    field: str, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    """Or only where it was meant to go."""
    printed: list[str] = []
    documents = ""
    with caplog.at_level(logging.DEBUG), warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        try:
            result = FIELDS[field]()
            printed += outputs_of(result)
            documents = document_of(result)
        except DetainerError as error:
            printed += (str(error), repr(error))
    printed += (*(str(warning.message) for warning in told), *capsys.readouterr(), caplog.text)

    assert (field in MEANT) == (MARK.casefold() in "\n".join(printed).casefold()), printed
    if field not in MEANT:
        assert (field in DOCUMENTED) == (MARK.casefold() in documents.casefold()), documents
    assert "" == caplog.text


def test_what_is_meant_is_tried() -> None:
    """No reason is kept for what is not there."""
    assert {*MEANT, *DOCUMENTED} <= {*FIELDS}


CELLS: Final = (
    *("{0}", "{0} 7/3/2025 5pm", "7/3/2025 5pm {0}", "7/3/2025 {0} 5pm", "13/7/2025 5pm {0}"),
    *("7/32/2025 {0}", "{0} 7/3/25", "7/3/2025 5pm-{0}", "{0}, 7/3/2025", "July 3, 2025 {0}"),
    *("7/3/2025 5pm CST {0}", "11/2/2025 1:30 am ({0})", "2025-03-09T02:30 {0}", "Texas {0}"),
    *("{0} County, TX", "Cook County, {0}", "Cook {0}, IL", "I-247A {0}", "{0}-I-247", "{0}17"),
)
"""How a name may stand in a cell, alone or beside what belongs there."""

ROSTER_COLUMNS: Final = (
    *("due for release", "place", "zone", "form", "released", "detainer received"),
)


NAMES: Final = (MARK, "Juan Qzmark", "\u674e\u56db", "O'Qzmark", "\u00c9ricqz", "April Qzmark")


def test_a_name_in_a_cell_that_cannot_be_read_stays_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Wherever it stands in whichever cell; the row and the column say where to look."""
    usual = {"due for release": "7/3/2025 5pm", "place": "Illinois", "zone": "Central"}
    cells = [
        (column, cell.format(NAMES[n % len(NAMES)]))
        for n, (column, cell) in enumerate(product(ROSTER_COLUMNS, CELLS))
    ]
    path = tmp_path / "roster.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, ("id", *ROSTER_COLUMNS))
        table.writeheader()
        table.writerows(
            {"id": str(n), **usual, column: cell} for n, (column, cell) in enumerate(cells)
        )
    answers = read_roster(path)
    command(("roster", str(path)))

    written = (*outputs_of(answers), answers.to_csv(), answers.to_json())
    told = "\n".join((*written, *map(str, answers.faults), *capsys.readouterr())).casefold()
    for name in NAMES:
        assert name.casefold().split()[-1] not in told
    wrong = {fault.row for fault in answers.faults}
    read_anyway = [cell for n, (_, cell) in enumerate(cells) if n + 2 not in wrong]
    assert [] == read_anyway
    assert {fault.column for fault in answers.faults} == {*ROSTER_COLUMNS}


def test_a_month_alone_may_be_a_name() -> None:
    """In a cell without a number it is shown no more than another word."""
    [fault] = roster(**{"due for release": "April"}).faults

    assert "" == fault.found
    assert fault.reason.startswith("expected a date and time")
    [fault] = roster(**{"due for release": "April 31, 2025 5pm"}).faults
    assert "April 31, 2025 5pm" == fault.found


VERBS: Final = (
    ("hold", "2025-07-03T17:00", "--zone", "Central", "--full"),
    ("status", "--zone", "Central", "--at", "2025-07-03T17:00", "--happened", "booked=7/1/2025"),
    ("memo", "2025-07-03T17:00", "--zone", "Central", "--case-id", "17"),
)


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb[0])
def test_the_command_writes_no_file(
    verb: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unless one is named: no history, no cache, no log in the user's folders."""
    for name in ("HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "TMPDIR", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        command(verb)

    assert [] == [*tmp_path.rglob("*")]


def test_no_field_of_a_case_is_made_for_a_person() -> None:
    """No name, no birth date, no number of a person."""
    from detainerlib.readers._columns import is_personal  # noqa: PLC0415 (what a roster leaves out)

    named = {
        f"{kind.__name__}.{field.name}"
        for kind in (dl.Detainer, dl.CustodyEvent, AdministrativeWarrant, JudicialWarrant)
        for field in attrs.fields(kind)
        if is_personal(field.name.replace("_", " ")) and field.name != "case_id"
    }

    assert set() == named
