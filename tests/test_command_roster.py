"""detainerlib roster: what a clerk types, from an empty roster to its summary."""

import csv
import importlib
import io
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest

from detainerlib import serialization
from detainerlib.__main__ import main
from detainerlib.readers import roster as rosters

VOBJECT: Final[Any] = importlib.import_module("vobject")
HEAD: Final = "id,due for release,place,released\n"
COOK: Final = '17,7/3/2025 5pm,"Cook County, IL",\n'
TRAVIS: Final = '18,7/3/2025 5pm,"Travis County, TX",7/4/2025 9am\n'

Run = Callable[..., tuple[str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command in this process; give what it printed, and what it told."""

    def run(*arguments: str, status: int = 0, given: str | None = None) -> tuple[str, str]:
        if given is not None:
            stdin = io.TextIOWrapper(io.BytesIO(given.encode()))
            monkeypatch.setattr(sys, "stdin", stdin)
        assert status == main(["roster", *arguments])
        printed = capsys.readouterr()
        return printed.out, printed.err

    return run


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Write a roster of two."""
    path = tmp_path / "roster.csv"
    path.write_text(HEAD + COOK + TRAVIS, "utf-8")
    return path


def test_the_clerks_morning(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A template, thirty rows as people type them, the answers, a memo, alarms, the releases."""
    blank, morning, evening = (str(tmp_path / f"{name}.xlsx") for name in ("a", "b", "c"))
    alarms, memo, memos = (str(tmp_path / name) for name in ("alarms.ics", "7.html", "memos"))
    printed, _ = run("--template", blank)
    assert f"then run: detainerlib roster {blank}" in printed

    typed = (
        "7/3/2025 5pm", "07/03/2025 17:00", "7/3/2025 1700", "July 3, 2025 5:00 p.m.",
        "2025-07-03 5:00 PM", "2025-07-03T17:00", "Thursday 7/3/2025 5pm", "7/3/2025 5pm CDT",
        "7/3/2025", "7/3/25 5pm",
    )  # fmt: skip
    places = ("Cook County, IL", "travis county, tx", "Fulton County, Georgia")
    book: Any = openpyxl.load_workbook(blank)
    sheet = book.worksheets[0]
    headings = {cell.value: cell.column for cell in sheet[1]}
    for number in range(30):
        sheet.cell(number + 2, headings["id"], f"2025-{number:04}")
        sheet.cell(number + 2, headings["due for release"], typed[number % 10])
        sheet.cell(number + 2, headings["place"], places[number % 3])
    book.save(blank)

    printed, told = run(blank, "--as-of", "7/4/2025 8am", "-o", morning, "--ics", alarms)
    written = openpyxl.load_workbook(morning).worksheets[0]
    answers: list[Any] = [*written.iter_rows(values_only=True)]
    column: dict[Any, int] = {heading: place for place, heading in enumerate(answers[0])}
    left = column["time left"]
    assert "" == printed
    # Three years have two digits, and 5 p.m. CDT in Georgia may mean two times.
    assert 31 == len(answers)
    assert "a.xlsx: 30 rows, 26 with a deadline, 4 without." in told
    assert (
        "A blank release counts as still held, by the clock of each row: Friday, July 4, 2025, "
        "8:00 a.m. CDT; Friday, July 4, 2025, 8:00 a.m. EDT."
    ) in told
    assert {None, "33 hours left", "16 hours left"} >= {row[left] for row in answers[1:]}
    assert "a local agency must not hold a person" in answers[1][column["law on holding"]]
    assert "Did you mean July 3, 2025" in answers[10][column["faults"]]

    # The alarms of all rang with the answers; a judge asks about one of them.
    assert "Calendar file: " in told
    assert ", 26 people. Alarms 24, 4 and 1 hours before each deadline." in told
    entries = VOBJECT.readOne(Path(alarms).read_text("utf-8")).vevent_list
    earliest = [entry for entry in entries if "earliest" in entry.summary.value]
    assert 26 == len(earliest)
    assert datetime(2025, 7, 5, 22, tzinfo=UTC) == earliest[0].dtstart.value.astimezone(UTC)
    assert 0 == main(["memo", typed[6], "--jurisdiction", places[0], "--case-id", "2025-0006",
                      "-o", memo])  # fmt: skip
    assert 0 == main(["memo", "--roster", blank, "-o", memos])
    told = capsys.readouterr().err
    assert Path(memo).read_text("utf-8") == Path(memos, "2025-0006.html").read_text("utf-8")
    assert 26 == len([*Path(memos).iterdir()])
    assert "a.xlsx: 30 rows, 26 with a memo, 4 without." in told
    assert 4 == told.count("was not read; expected")

    for number in range(30):
        sheet.cell(number + 2, headings["due for release"], "7/3/2025 5pm")
        sheet.cell(number + 2, headings["released"], f"7/{4 + number % 6}/2025 9am")
    book.save(blank)
    _, told = run(blank, "--as-of", "now", "-o", evening)
    barred = "within its time limit, which gives no authority to hold"
    assert [
        "a.xlsx: 30 rows, all with a deadline.",
        (
            "In 10 rows the law or policy of the place bars the hold: "
            "no deadline there gives authority to hold."
        ),
        f"Form I-247A: 20 over, 5 within, 5 {barred}.",
        f"8 C.F.R. § 287.7(d): 15 within, 5 over, 10 {barred}.",
    ] == [line for line in told.splitlines() if "if the" not in line]


def test_to_standard_output(run: Run, file: Path) -> None:
    """A table of its own, the id first; what else there is to say goes to standard error."""
    printed, told = run(str(file))
    rows = [*csv.DictReader(io.StringIO(printed))]

    assert printed.startswith("id,")
    assert ["17", "18"] == [row["id"] for row in rows]
    assert "on time" == rows[1]["outcome: Form I-247A"]
    assert "2025-07-05 17:00:00-05:00" == rows[0]["deadline: Form I-247A"]
    assert told.startswith("roster.csv: 2 rows, all with a deadline.\n")


def test_no_row_can_be_answered(run: Run, tmp_path: Path) -> None:
    """What runs the command sees it, and the summary says so above what was wrong."""
    path = tmp_path / "roster.csv"
    path.write_text(f"{HEAD}17,July,Texas,\n18,,Texas,\n", "utf-8")
    _, told = run(str(path), status=1)
    assert [
        "roster.csv: 2 rows, none with a deadline.",
        "No row could be answered. What was wrong:",
        "due for release: was not read (1 row)",
        "due for release: was kept without an answer (1 row)",
    ] == told.splitlines()

    # One that is answered, or none at all, is no failure.
    path.write_text(f"{HEAD}17,July,Texas,\n{COOK}", "utf-8")
    assert "No row" not in run(str(path))[1]
    path.write_text(HEAD, "utf-8")
    assert "roster.csv: 0 rows.\n" == run(str(path))[1]


def test_as_json(run: Run, file: Path, tmp_path: Path) -> None:
    """The document of the roster, with its kind; beside a table, too."""
    printed, told = run(str(file), "--as-of", "7/4/2025 8am", "--json")
    again, _ = run(str(file), "--as-of", "7/4/2025 8am", "--json", "-o", str(tmp_path / "a.csv"))
    roster = rosters.read_roster(file, as_of="7/4/2025 8am")

    assert {"name": "roster", "version": 1} == json.loads(printed)["schema"]
    assert roster == serialization.from_json(printed)
    assert "origin" not in json.loads(printed)
    assert printed == again
    assert (tmp_path / "a.csv").exists()
    assert told.startswith("roster.csv: 2 rows, all with a deadline.\n")


def test_from_standard_input(run: Run, file: Path) -> None:
    """The same answers; `-o -` is standard output, too."""
    answers, _ = run(str(file))
    printed, told = run("-", "-o", "-", given=HEAD + COOK + TRAVIS)

    assert answers == printed
    assert told.startswith("standard input: 2 rows")


def test_columns_and_what_holds_for_all_rows(run: Run, tmp_path: Path) -> None:
    """Other headings, and one place, zone and form."""
    path = tmp_path / "roster.csv"
    path.write_text("Docket,Out\n17,7/3/2016 5pm\n")
    columns = ("--columns", "id=Docket", "--columns", "custody-ends=Out")
    printed, _ = run(str(path), *columns, "--jurisdiction", "Cook County, IL", "--form", "I-247D")
    central, _ = run(str(path), *columns, "--zone", "Central", "--form", "I-247D")

    assert "I-247D" in printed
    assert "Cook County" in printed
    assert "Cook County" not in central


def test_a_column_of_places_under_another_heading(run: Run, tmp_path: Path) -> None:
    """The message says how to name it, and what it says is enough."""
    path = tmp_path / "roster.csv"
    path.write_text('id,due for release,Jail County\n17,7/3/2025 5pm,"Cook County, IL"\n')
    _, told = run(str(path), status=2)
    printed, _ = run(str(path), "--columns", "jurisdiction=Jail County")

    assert 'or name the column, such as --columns "jurisdiction=Jail County".' in told
    assert "Cook County, Illinois (17031)" in printed


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "FILE is missing; expected the roster, .csv or .xlsx. Begin with: --template"),
        (("none.csv",), 'FILE "none.csv": expected a file that can be read'),
        (("{file}", "-o", "{file}"), "expected another file than the roster itself"),
        (("{file}", "-o", "answers.pdf"), "expected a file named .csv or .xlsx"),
        (("{file}", "--as-of", "7/4/2025"), '--as-of "7/4/2025": expected a date with a time'),
        (("{file}", "--columns", "id"), '--columns "id": expected NAME=HEADING.'),
        (("{file}", "--columns", "id=a", "--columns", "ID=b"), "expected each column once"),
        (
            ("{file}", "--columns", "id=Docket", "--columns", "case id=Out"),
            "expected each column once",
        ),
        (
            ("{file}", "--columns", "id=Last Name"),
            '--columns id "Last Name": expected a column that is not about a person',
        ),
        (("{file}", "--columns", "name=Docket"), "expected a column that is read"),
        (("{file}", "--columns", "id=Docket"), "a heading row with Docket"),
        (("{file}", "--sheet", "May"), "expected no sheet, as the file is text"),
        (("{file}", "--zone", "Narnia"), '--zone "Narnia": expected a time zone'),
        (("--template", "{file}"), "expected a new file"),
        (("--template", "new.csv", "--form", "I-247A"), "expected --template FILE alone"),
        (("--template", "new.csv", "--json"), "--template and --json exclude each other."),
    ],
)
def test_what_is_refused(
    run: Run, file: Path, arguments: tuple[str, ...], message: str, tmp_path: Path
) -> None:
    """In the words of who types, and nothing is written."""
    before = file.read_bytes()
    printed, told = run(*(word.format(file=file) for word in arguments), status=2)

    assert "" == printed
    assert message in told
    assert told.startswith("detainerlib roster: ")
    assert before == file.read_bytes()
    assert [file] == [*tmp_path.iterdir()]


def test_two_columns_for_one_thing(run: Run, file: Path) -> None:
    """What to type says which is meant."""
    file.write_text("id,due for release,custody ends,place\n")
    _, told = run(str(file), status=2)

    assert '--columns "custody_ends=due for release"' in told


def test_headings_of_another_file(run: Run, file: Path) -> None:
    """What to type, and not what a program passes."""
    file.write_text("docket,county\n")
    _, told = run(str(file), status=2)

    assert told.endswith(
        'or name its headings: --columns "id=Docket" --columns "due for release=Out".\n'
    )


def test_columns_are_called_as_they_are_asked_for(run: Run, tmp_path: Path) -> None:
    """By the words of the refusal, of the template, or by the name in a program."""
    path = tmp_path / "roster.csv"
    path.write_text('Docket,Out,Where\n17,7/3/2016 5pm,"Cook County, IL"\n')
    answers = {
        run(str(path), "--form", "I-247D", "--columns", "id=Docket", "--columns", out, *place)
        for out in ("due for release=Out", "Due_for_Release=Out", "custody ends=Out")
        for place in (("--columns", "place=Where"), ("--columns", "jurisdiction=Where"))
    }

    assert len(answers) == 1
    assert "2016-07-05 17:00" in answers.pop()[0]


def test_appended_to_itself(run: Run, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The input stays as it is also where it is standard output."""
    before = file.read_bytes()
    with file.open("a") as stdout:
        monkeypatch.setattr(sys, "stdout", stdout)
        run(str(file), status=2)

    assert before == file.read_bytes()


def test_template_as_text(run: Run, tmp_path: Path) -> None:
    """It has no lists, and says so."""
    printed, _ = run("--template", str(tmp_path / "roster.csv"))

    assert "Name it .xlsx for one with drop-down lists." in printed


def test_without_the_extra(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What to install, and what needs nothing."""
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    _, told = run("--template", str(tmp_path / "roster.xlsx"), status=2)

    assert "pip install 'detainerlib[excel]'. A .csv file needs nothing." in told


def test_no_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was closed before the start."""
    monkeypatch.setattr(sys, "stdin", None)
    _, told = run("-", status=2)

    assert "a standard input that is open" in told


class Terminal(io.StringIO):
    """A standard error that is a terminal."""

    def isatty(self) -> bool:
        """It is."""
        return True


def test_progress_on_a_terminal(run: Run, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By tqdm where it is installed; not in a file."""
    pytest.importorskip("tqdm")
    taken: list[Any] = []
    read = rosters.read_roster

    def spy(*arguments: Any, **options: Any) -> Any:
        taken.append(options["progress"])
        return read(*arguments, **options)

    monkeypatch.setattr("detainerlib.cli.roster_file.read_roster", spy)
    run(str(file))
    monkeypatch.setattr(sys, "stderr", Terminal())
    run(str(file))
    monkeypatch.setitem(sys.modules, "tqdm", None)
    run(str(file))

    assert [True, False, True] == [progress is None for progress in taken]
    assert "tqdm" in repr(taken[1])
