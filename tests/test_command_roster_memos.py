"""A memo for each row of a roster, and one calendar file of all who are held."""

import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from detainerlib import UNKNOWN
from detainerlib.__main__ import main
from detainerlib.memos import memo_html, memo_text
from detainerlib.readers import read_roster

VOBJECT: Final[Any] = importlib.import_module("vobject")
HEAD: Final = "id,due for release,place,released,Last Name\n"
ROWS: Final = (
    '17,7/3/2025 5pm,"Cook County, IL",,\n'
    '18,7/3/2025,"Travis County, TX",7/9/2025 9am,\n'
    "19,7/3/25 5pm,NH,,\n"
)

Run = Callable[..., tuple[str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run the command in a folder of its own; give what it printed, and what it told."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, status: int = 0, rows: str = ROWS) -> tuple[str, str]:
        (tmp_path / "roster.csv").write_text(HEAD + rows, "utf-8")
        assert status == main(arguments)
        printed = capsys.readouterr()
        return printed.out, printed.err

    return run


def names(folder: Path) -> list[str]:
    """Give the names of files."""
    return sorted(path.name for path in folder.iterdir())


def events(file: Path) -> list[Any]:
    """Give the entries of a calendar file, as vobject reads them."""
    # vobject keeps the zones of the files before, by their keys.
    VOBJECT.icalendar.__dict__["__tzidMap"].clear()
    entries: list[Any] = VOBJECT.readOne(file.read_text("utf-8")).vevent_list
    return entries


class TestMemos:
    """One a row, named after its id."""

    def test_are_those_of_each_row(self, run: Run, tmp_path: Path) -> None:
        """As `memo_html` makes it; a row without an answer has none, and the reason is told."""
        printed, told = run("memo", "--roster", "roster.csv", "-o", "memos")
        rows = read_roster(tmp_path / "roster.csv")

        assert "Memos: 2 files in memos.\n" == printed
        assert ["17.html", "18.html"] == names(tmp_path / "memos")
        for row in rows.rows[:2]:
            released = row.released or UNKNOWN
            page = memo_html(*row.hold_readings(), case_id=row.id, released=released)
            assert page == (tmp_path / "memos" / f"{row.id}.html").read_text("utf-8")
            assert f"<b>Case {row.id}</b>" in page
        assert () == rows[2].hold_readings()
        assert [
            "roster.csv: 3 rows, 2 with a memo, 1 without.",
            "Not read, as it is about a person: Last Name.",
            (
                "row 4, due for release: '7/3/25 5pm': was not read; expected a year with four "
                "digits. Did you mean July 3, 2025? Type 7/3/2025 5pm."
            ),
            "due for release: counts as any time of that day (1 row)",
        ] == told.splitlines()

    def test_are_what_one_person_gets(self, run: Run, tmp_path: Path) -> None:
        """The same page as with the time and the place typed."""
        run("memo", "--roster", "roster.csv", "-o", "memos", "--format", "txt")
        run("memo", "7/3/2025 5pm", "--jurisdiction", "Cook County, IL", "--case-id", "17",
            "-o", "one.txt")  # fmt: skip

        assert ["17.txt", "18.txt"] == names(tmp_path / "memos")
        assert (tmp_path / "one.txt").read_text() == (tmp_path / "memos" / "17.txt").read_text()

    def test_take_what_is_for_all_rows(self, run: Run, tmp_path: Path) -> None:
        """The place, the form, the receipt, and columns by other headings."""
        (tmp_path / "log.csv").write_text("Docket,Out,received\n5,7/3/2016 5pm,7/1/2016 9am\n")
        columns = ("--columns", "id=Docket", "--columns", "custody-ends=Out")
        run("memo", "--roster", "log.csv", "-o", "deep/memos", *columns, "--format", "txt",
            "--jurisdiction", "NC", "--form", "I-247D")  # fmt: skip
        (row,) = read_roster(
            tmp_path / "log.csv",
            columns={"id": "Docket", "custody_ends": "Out"},
            jurisdiction="NC",
            form="I-247D",
        )
        (readings,) = row.hold_readings()

        assert (("detainer-received", row.received),) == readings.events
        assert memo_text(readings, case_id="5") == (tmp_path / "deep/memos/5.txt").read_text()

    def test_have_names_that_every_system_takes(self, run: Run, tmp_path: Path) -> None:
        """No two alike in any case; another name than that of the id is told."""
        ids = ("a/b", "A-B", "../x", "con", "NUL.x", "", "é", "17", "17", "y" * 300)
        rows = "".join(f"{id},7/3/2025 5pm,NH,,\n" for id in ids)
        printed, told = run("memo", "--roster", "roster.csv", "-o", "memos", rows=rows)

        assert "Memos: 10 files in memos.\n" == printed
        assert sorted(
            ["a-b.html", "A-B-row-3.html", "x.html", "case-con.html", "case-NUL.x.html",
             "row-7.html", "row-8.html", "17.html", "17-row-10.html", f"{'y' * 80}.html"]
        ) == names(tmp_path / "memos")  # fmt: skip
        assert ["memos", "roster.csv"] == names(tmp_path)
        assert (
            "row 10: its memo is 17-row-10.html, as the id gives the name that the memo of row 9 "
            "has.\n"
        ) in told
        assert "row 3: its memo is A-B-row-3.html" in told

    def test_of_an_earlier_run_are_told(self, run: Run, tmp_path: Path) -> None:
        """A row without an answer may have one there still, with an older deadline."""
        (tmp_path / "memos").mkdir()
        (tmp_path / "memos" / "19.html").write_text("old")
        _, told = run("memo", "--roster", "roster.csv", "-o", "memos")

        assert "row 4: 19.html was there before; it is of an earlier run.\n" in told
        assert "old" == (tmp_path / "memos" / "19.html").read_text()

    def test_of_no_row(self, run: Run, tmp_path: Path) -> None:
        """No folder is made, and what runs the command sees it."""
        arguments = ("memo", "--roster", "roster.csv", "-o", "memos")
        printed, told = run(*arguments, status=1, rows="1,soon,NH,,\n")

        assert "Memos: none.\n" == printed
        assert told.startswith("roster.csv: 1 row, none with a memo.\n")
        assert ["roster.csv"] == names(tmp_path)

    def test_an_interrupted_run_leaves_no_half_file(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Those written before are whole."""
        write_bytes, written = Path.write_bytes, list[Path]()

        def second_stopped(self: Path, content: bytes) -> int:
            written.append(self)
            if len(written) > 1:
                write_bytes(self, content[:10])
                raise KeyboardInterrupt
            return write_bytes(self, content)

        monkeypatch.setattr(Path, "write_bytes", second_stopped)
        run("memo", "--roster", "roster.csv", "-o", "memos", status=130)

        assert ["17.html"] == names(tmp_path / "memos")

    def test_never_overwrite_the_roster(self, run: Run, tmp_path: Path) -> None:
        """Whatever it is called."""
        (tmp_path / "memos").mkdir()
        path = tmp_path / "memos" / "17.html"
        path.write_text(HEAD + ROWS, "utf-8")
        for arguments in (("-o", "memos"), ("-o", "other", "--ics", str(path))):
            _, told = run("memo", "--roster", str(path), *arguments, status=2)
            assert "expected another file than the roster itself. Name a new one." in told

        assert HEAD + ROWS == path.read_text("utf-8")
        assert ["17.html"] == names(tmp_path / "memos")
        assert ["memos", "roster.csv"] == names(tmp_path)

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ((), "memo: TIME is missing."),
            (("--roster", "roster.csv"), "-o is missing; expected the folder for the memos."),
            (("--roster", "none.csv", "-o", "memos"), '--roster "none.csv": expected a file'),
            (
                ("--roster", "roster.csv", "-o", "memos.HTML"),
                '-o "memos.HTML": expected a folder, as there is a memo for each row. For example',
            ),
            (
                ("--roster", "roster.csv", "-o", "roster.csv"),
                '-o "roster.csv": expected a folder that can be made. Name another (file exists).',
            ),
            (
                ("7/3/2025", "5pm", "--roster", "roster.csv", "-o", "memos"),
                'TIME "7/3/2025 5pm": expected no --roster beside it. Leave out one of the two.',
            ),
            (
                ("--roster", "roster.csv", "-o", "memos", "--case-id", "17"),
                '--case-id "17": expected no --roster beside it.',
            ),
            (
                ("--roster", "roster.csv", "-o", "memos", "--signed", "yes"),
                "expected no --roster beside what one form shows.",
            ),
            (
                ("7/3/2025", "--zone", "Central", "--format", "txt"),
                '--format "txt": expected --roster FILE beside it. Leave it out.',
            ),
            (("--roster", "none.csv", "-o", "memos"), "expected a file that can be read"),
        ],
    )
    def test_what_is_refused(
        self, run: Run, arguments: tuple[str, ...], message: str, tmp_path: Path
    ) -> None:
        """Before anything is written."""
        _, told = run("memo", *arguments, status=2)

        assert message in told
        assert ["roster.csv"] == names(tmp_path)

    def test_from_standard_input(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """As the roster verb has it; and without one."""
        with (tmp_path / "given.csv").open("w+") as stdin:
            stdin.write(HEAD + ROWS)
            stdin.seek(0)
            monkeypatch.setattr(sys, "stdin", stdin)
            _, told = run("memo", "--roster", "-", "-o", "memos")

        assert told.startswith("given.csv: 3 rows, 2 with a memo, 1 without.\n")


class TestCalendar:
    """One file of all who are held."""

    @pytest.mark.parametrize("verb", [("roster", "roster.csv"), ("memo", "--roster", "roster.csv")])
    def test_has_each_who_is_held(self, run: Run, tmp_path: Path, verb: tuple[str, ...]) -> None:
        """With the id; who was released or has no deadline has no alarm, and that is told."""
        output = "answers.csv" if verb[0] == "roster" else "memos"
        rows = f'{ROWS}20,7/4/2025 8am,"Travis County, TX",unknown,\n17,7/3/2025 5pm,NH,,\n'
        shown = run(*verb, "-o", output, "--ics", "alarms.ics", rows=rows)
        entries = events(tmp_path / "alarms.ics")

        assert (
            "Calendar file: alarms.ics, 3 people. Alarms 24, 4 and 1 hours before each deadline. "
            "Left out: 1 person who was released and 1 person without a deadline.\n"
        ) in "".join(shown)
        earliest = [entry for entry in entries if "earliest" in entry.summary.value]
        assert ["17", "20", "17"] == [entry.summary.value.split()[-1] for entry in earliest]
        assert all(3 == len(entry.valarm_list) for entry in earliest)
        assert len(entries) == len({entry.uid.value for entry in entries})

    def test_of_nobody_is_not_written(self, run: Run, tmp_path: Path) -> None:
        """That is told, and nothing takes the place of the file that is there."""
        (tmp_path / "alarms.ics").write_text("old")
        rows = '18,7/3/2025,"Travis County, TX",7/9/2025 9am,\n'
        _, told = run("roster", "roster.csv", "--ics", "alarms.ics", rows=rows)

        expected = (
            "No calendar file: no one on the roster is held with a deadline to put into "
            "alarms.ics.\n"
        )
        assert told.endswith(expected)
        assert "old" == (tmp_path / "alarms.ics").read_text()

    def test_never_takes_the_place_of_the_roster(self, run: Run, tmp_path: Path) -> None:
        """Nor are the answers written."""
        _, told = run("roster", "roster.csv", "-o", "a.csv", "--ics", "roster.csv", status=2)

        assert '--ics "roster.csv": expected another file than the roster itself.' in told
        assert ["roster.csv"] == names(tmp_path)

    @pytest.mark.parametrize(
        ("verb", "output", "ics"),
        [
            (("roster", "roster.csv"), "both.csv", "both.csv"),
            (("roster", "roster.csv"), "both.csv", "./old/../both.csv"),
            (("roster", "roster.csv"), "both.csv", "BOTH.csv"),
            (("roster", "roster.csv"), "link.csv", "old/both.csv"),
            (("roster", "roster.csv"), "old/both.csv", "link.csv"),
            (("memo", "7/3/2025 5pm", "--zone", "Central"), "both.html", "both.html"),
            (("memo", "7/3/2025 5pm", "--zone", "Central"), "both.txt", "old/../both.txt"),
            (("memo", "--roster", "roster.csv"), "memos", "memos"),
            (("memo", "--roster", "roster.csv"), "memos", "memos/17.html"),
            (("memo", "--roster", "roster.csv"), "memos", "old/../memos/17.html"),
        ],
    )
    def test_never_takes_the_place_of_the_answer(
        self, run: Run, tmp_path: Path, verb: tuple[str, ...], output: str, ics: str
    ) -> None:
        """By no path; and nothing is written."""
        (tmp_path / "old").mkdir()
        (tmp_path / "link.csv").symlink_to(tmp_path / "old" / "both.csv")
        printed, told = run(*verb, "-o", output, "--ics", ics, status=2)

        expected = "expected another file than the one for the answer. Name a new one.\n"
        assert f'detainerlib {verb[0]}: --ics "{ics}": {expected}' == told
        assert "" == printed
        assert ["link.csv", "old", "roster.csv"] == names(tmp_path)
        assert [] == names(tmp_path / "old")

    @pytest.mark.parametrize(
        "verb",
        [
            ("roster", "roster.csv"),
            ("hold", "7/3/2025 5pm", "--zone", "Central"),
            ("memo", "7/3/2025 5pm", "--zone", "Central"),
        ],
    )
    def test_never_takes_the_place_of_what_is_printed(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: tuple[str, ...]
    ) -> None:
        """A shell has opened that file before."""
        with (tmp_path / "answer.ics").open("w", encoding="utf-8") as file:
            monkeypatch.setattr(sys, "stdout", file)
            _, told = run(*verb, "--ics", "answer.ics", status=2)

        assert "expected another file than the one for the answer." in told
        assert "" == (tmp_path / "answer.ics").read_text("utf-8")
