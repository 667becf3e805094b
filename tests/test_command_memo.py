"""What the command puts in a file, and whom it says to tell: memo, calendar files, notices."""

import importlib
import json
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest

from detainerlib import catalog, hold_readings, serialization
from detainerlib.__main__ import main
from detainerlib.memos import memo_html, memo_text

VOBJECT: Final[Any] = importlib.import_module("vobject")
COOK: Final = ("7/3/2025 5pm", "--jurisdiction", "Cook County, IL")
READ: Final = "Due for release: Thursday, July 3, 2025, 5:00 p.m. CDT."
ASSUMED: Final = "No form was named, so this is for Form I-247A, in use since April 2, 2017."
READINGS: Final = hold_readings(
    datetime(2025, 7, 3, 17, tzinfo=ZoneInfo("America/Chicago")),
    form="I-247A",
    jurisdiction="Cook County, IL",
)

Run = Callable[..., str]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run the command in a folder of its own; give what it printed, bad input or not."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, status: int = 0) -> str:
        assert status == main(arguments)
        printed = capsys.readouterr()
        return printed.err if status else printed.out

    return run


class TestMemo:
    """One page for the file."""

    def test_is_written_as_html(self, run: Run, tmp_path: Path) -> None:
        """As `memo_html` makes it; what was read and written is printed."""
        lines = run("memo", *COOK, "--case-id", "17-3", "-o", "memo.html").splitlines()

        assert [READ, ASSUMED, "Memo: memo.html."] == lines
        assert memo_html(READINGS, case_id="17-3") == (tmp_path / "memo.html").read_text("utf-8")
        assert ["memo.html"] == [path.name for path in tmp_path.iterdir()]

    @pytest.mark.skipif(sys.platform != "linux", reason="names of files are bytes there")
    def test_what_is_typed_in_a_bare_locale(self, run: Run, tmp_path: Path) -> None:
        """There "é" comes as two bytes that are no characters; the name of a file keeps its own."""
        run("memo", *COOK, "--case-id", "\udcc3\udca9", "-o", "\udcff.html", "--ics", "\udcff.ics")

        html, ics = ((tmp_path / f"\udcff{end}").read_text("utf-8") for end in (".html", ".ics"))
        assert memo_html(READINGS, case_id="é") == html
        assert "case é" in ics

    @pytest.mark.parametrize(
        ("typed", "told"),
        [
            (("memo", *COOK, "--case-id", "a\udcff", "-o", "memo.html"), '--case-id "a?"'),
            (("hold", *COOK, "--case-id", "\ud800", "--ics", "a.ics"), '--case-id "?"'),
            (("hold", "\udcff", *COOK[1:]), 'TIME "?"'),
            (("law", "new", "law", "\udcff"), 'PLACE "?"'),
            (("find", "Bexar", "\udcff"), 'NAME "?"'),
        ],
    )
    def test_what_is_no_utf_8(
        self, run: Run, tmp_path: Path, typed: tuple[str, ...], told: str
    ) -> None:
        """It is refused, whatever it was typed for, and nothing is written."""
        expected = "expected characters of UTF-8. Set the terminal to UTF-8, and type it again."

        assert f"detainerlib {typed[0]}: {told}: {expected}\n" == run(*typed, status=2)
        assert [] == [*tmp_path.iterdir()]

    def test_is_written_as_text(self, run: Run, tmp_path: Path) -> None:
        """By the end of the file's name, in any case."""
        run("memo", *COOK, "-o", "MEMO.TXT")

        assert memo_text(READINGS) == (tmp_path / "MEMO.TXT").read_text("utf-8")

    def test_is_printed_where_no_file_is_named(self, run: Run) -> None:
        """The text, and nothing else."""
        assert memo_text(READINGS).splitlines() == run("memo", *COOK).splitlines()

    def test_lists_what_is_wrong_with_the_form(self, run: Run) -> None:
        """Where anything that the form shows was typed, besides its number."""
        plain = run("memo", *COOK, "--form", "I-247A")
        reviewed = run("memo", *COOK, "--issued-on", "7/1/2025", "--served", "no")

        assert "REVIEW OF THE FORM" not in plain
        assert "No effect: The person was not given a copy." in reviewed

    @pytest.mark.parametrize(
        ("form", "issued_on", "has", "has_not"),
        [
            (
                "I-247",
                "11/6/2014",
                ("Form I-247 (12/12)",),
                ("(before 2010)", "(12/11)", "(8/10, 6/11)"),
            ),
            ("I-247 (12/11)", "11/6/2014", ("Form I-247 (12/11)",), ("Form I-247 (12/12)",)),
        ],
    )
    def test_has_the_readings_of_the_edition_reviewed(
        self, run: Run, form: str, issued_on: str, has: Sequence[str], has_not: Sequence[str]
    ) -> None:
        """The edition that was typed, or else the one issued on that day; and the regulation."""
        typed = ("11/26/2014 5pm", "--jurisdiction", "New York City", "--form", form)
        page = run("memo", *typed, "--issued-on", issued_on)

        assert all(title in page for title in (*has, "8 C.F.R. § 287.7(d)"))
        assert [] == [title for title in has_not if title in page]

    def test_has_every_edition_that_a_day_leaves_open(self, run: Run) -> None:
        """Until when the edition before 2010 was issued is not on file, so both are told."""
        typed = ("6/3/2011 5pm", "--zone", "Central", "--form", "I-247")
        page = run("memo", *typed, "--issued-on", "6/1/2011")

        assert "Form I-247 (before 2010)" in page
        assert "Form I-247 (8/10, 6/11)" in page

    def test_of_a_day(self, run: Run) -> None:
        """Both ends of it."""
        shown = " ".join(run("memo", "7/3/2025", "--zone", "Central").split())

        assert "no earlier than 12:00 midnight CDT, at the start of Saturday, July 5, 2025" in shown
        assert "no later than 12:00 midnight CDT, at the end of Saturday, July 5, 2025" in shown

    def test_takes_the_place_of_an_older_one(self, run: Run, tmp_path: Path) -> None:
        """No half of either is left."""
        (tmp_path / "memo.txt").write_text("old " * 10_000)
        run("memo", *COOK, "-o", "memo.txt")

        assert memo_text(READINGS) == (tmp_path / "memo.txt").read_text("utf-8")

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (
                (*COOK, "-o", "memo.pdf"),
                (
                    'detainerlib memo: -o "memo.pdf": expected a file that ends in .html or '
                    ".txt. For a PDF, write .html, open it in a browser and print it.\n"
                ),
            ),
            (
                (*COOK, "-o", "none/memo.html"),
                (
                    'detainerlib memo: -o "none/memo.html": expected a file that can be '
                    "written. Check the folder (no such file or directory).\n"
                ),
            ),
            (
                ("unknown", "--zone", "Central"),
                (
                    'detainerlib memo: TIME "unknown": expected a time or a day. Give at least the '
                    "day.\n"
                ),
            ),
        ],
    )
    def test_refuses(self, run: Run, arguments: tuple[str, ...], message: str) -> None:
        """What is no memo, before anything is written."""
        assert message == run("memo", *arguments, status=2)


class TestCalendar:
    """--ics, beside an answer."""

    @pytest.mark.parametrize("verb", ["hold", "memo"])
    def test_is_written_and_told(self, run: Run, tmp_path: Path, verb: str) -> None:
        """With an alarm, and the id of the case."""
        shown = run(verb, *COOK, "--ics", "alarm.ics", "--case-id", "17-3")
        event = VOBJECT.readOne((tmp_path / "alarm.ics").read_text("utf-8")).vevent

        assert "Calendar file: alarm.ics. Alarms 24, 4 and 1 hours before each deadline." in shown
        assert (
            "No authority to hold: the earliest named time ends, case 17-3"
        ) == event.summary.value
        assert datetime(2025, 7, 5, 22, tzinfo=UTC) == event.dtstart.value.astimezone(UTC)

    def test_is_written_beside_json(self, run: Run, tmp_path: Path) -> None:
        """The document is not mixed with words."""
        document = run("hold", *COOK, "--json", "--ics", "alarm.ics")

        assert READINGS == serialization.from_json(document)
        assert (tmp_path / "alarm.ics").exists()

    def test_of_a_day_is_the_earliest(self, run: Run, tmp_path: Path) -> None:
        """It says so."""
        run("hold", "7/3/2025", "--zone", "Central", "--ics", "alarm.ics")
        event = VOBJECT.readOne((tmp_path / "alarm.ics").read_text("utf-8")).vevent

        assert datetime(2025, 7, 5, 5, tzinfo=UTC) == event.dtstart.value.astimezone(UTC)
        assert "Only the day of release is known" in event.description.value

    @pytest.mark.parametrize("verb", ["hold", "memo"])
    @pytest.mark.parametrize(
        ("id", "is_told"),
        [
            ("Jane Doe 000-00-0000", True),
            ("A000000000", True),
            ("case A 000 000 000 x", True),
            ("17-3", False),
            ("2025-0000 x", False),
        ],
    )
    def test_an_id_with_the_number_of_a_person_is_told(
        self,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
        tmp_path: Path,
        verb: str,
        id: str,
        is_told: bool,
    ) -> None:
        """On standard error, without the number."""
        monkeypatch.chdir(tmp_path)
        assert 0 == main([verb, *COOK, "--ics", "alarm.ics", "--case-id", id])
        told = "--case-id looks like a person's own number; use one of the jail's own.\n"
        assert told * is_told == capsys.readouterr().err

    def test_an_id_without_a_file_is_refused(self, run: Run) -> None:
        """On an answer that does not show it."""
        assert (
            'detainerlib hold: --case-id "17-3": expected --ics FILE beside it. Leave it out.\n'
        ) == run("hold", *COOK, "--case-id", "17-3", status=2)

    @pytest.mark.parametrize(
        "arguments",
        [
            ("hold", *COOK),
            ("hold", *COOK, "--brief"),
            ("hold", "7/3/2025", "--zone", "Central"),
            ("hold", "7/3/2025 5pm", "--zone", "Central", "--brief"),
            ("memo", *COOK),
        ],
    )
    def test_without_a_deadline_is_not_written(
        self, run: Run, tmp_path: Path, arguments: tuple[str, ...]
    ) -> None:
        """The answer is printed all the same, and that there is no file."""
        plain = [*filter(None, run(*arguments, "--form", "I-247X").splitlines())]
        shown = run(*arguments, "--form", "I-247X", "--ics", "alarm.ics").splitlines()

        told = "No calendar file: there is no deadline to put into alarm.ics."
        assert plain == [line for line in shown if line not in {told, ""}]
        assert told in shown
        assert [] == [*tmp_path.iterdir()]

    def test_is_told_beside_json(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """On standard error, also that there is none."""
        monkeypatch.chdir(tmp_path)
        for form, told in (
            ("I-247A", "Calendar file: a.ics. Alarms 24, 4 and 1 hours before each deadline.\n"),
            ("I-247X", "No calendar file: there is no deadline to put into a.ics.\n"),
        ):
            (tmp_path / "a.ics").unlink(missing_ok=True)
            assert 0 == main(["hold", *COOK, "--form", form, "--json", "--ics", "a.ics"])
            printed = capsys.readouterr()
            assert told == printed.err
            assert form == serialization.from_json(printed.out).form.name
            assert told.startswith("Calendar") == (tmp_path / "a.ics").exists()

    def test_without_the_extra_is_refused(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """And says how to install it."""
        monkeypatch.setitem(sys.modules, "icalendar", None)

        assert (
            'detainerlib hold: --ics "alarm.ics": expected the extra calendar, which writes such '
            "files. Install it with: pip install 'detainerlib[calendar]'.\n"
        ) == run("hold", *COOK, "--ics", "alarm.ics", status=2)


class TestNotices:
    """Whom to tell, of what, and by when."""

    def test_are_lines_below_the_law(self, run: Run) -> None:
        """To ICE, then to the person; each with its source."""
        lines = run("notices", *COOK, "--issued-on", "7/1/2025", "--brief").splitlines()

        assert lines[1].startswith("Form I-247A asks for notice of release, and asks you to hold.")
        assert lines[3].startswith("Cook County, Illinois: a local agency must not notify ICE")
        start = lines.index("NOTICE TO ICE")
        assert (
            "  Form I-247A, notice: asks for notice as early as practicable, at least 48 hours "
            "before release, if possible. "
            "The form asks for it by Tuesday, July 1, 2025, 5:00 p.m. CDT; that is a request, "
            "not a "
            "deadline set by law. The form is dated that day, so that time may have passed before "
            "it came."
        ) == lines[start + 1]
        assert lines[start + 2].endswith("Source: the original text was read.")
        assert [
            "NOTICE TO THE PERSON",
            (
                "  Form I-247A (3/17): takes effect only when the person is given a copy. By when: "
                "not known; no time limit is on file."
            ),
        ] == lines[-10:-8]
        assert ["", "Release: Thursday, July 3, 2025, 5:00 p.m. CDT.", ASSUMED] == lines[-7:-4]
        assert lines[-4].startswith("The law was looked up for July 3, 2025. ")

    def test_say_why(self, run: Run) -> None:
        """Without --brief, with the day of the law and the versions."""
        shown = run("notices", *COOK)

        assert "\nLaw in effect July 3, 2025.\n\nWHY\n" in shown
        assert str(catalog.made_with()) in shown

    def test_as_json_are_the_same(self, run: Run) -> None:
        """With --brief, the notice to ICE in a few values."""
        document = run("notices", *COOK, "--json")
        brief = json.loads(run("notices", *COOK, "--brief", "--json"))
        notices = serialization.from_json(document)

        assert document.strip() == serialization.to_json(notices, indent=2).strip()
        assert "asks for notice" == brief["outcome"]

    def test_of_a_form_without_a_hold_have_no_time(self, run: Run) -> None:
        """What the form does not say is unknown."""
        lines = run("notices", *COOK, "--form", "I-247D", "--issued-on", "7/1/2016", "--brief")

        assert "asks for notice; how long before release is not known." in lines

    def test_of_an_unknown_release_need_a_day(self, run: Run) -> None:
        """That of the law: the day of issue, or --on."""
        place = ("unknown", "--zone", "Central", "--form", "I-247A")
        told = run("notices", *place, "--issued-on", "7/1/2025", "--brief")

        assert (
            "asks for notice as early as practicable, at least 48 hours before release, if "
            "possible. By when: not known, as "
            "the time of release is not known.\n"
        ) in told
        assert "\n\n\n" not in told
        assert told == run("notices", *place, "--on", "7/1/2025", "--brief")
        assert "the day whose law is asked for" in run("notices", *place, status=2)

    @pytest.mark.parametrize("place", ["TX", "Cook County, IL"])
    def test_of_an_unknown_release_need_no_zone(self, run: Run, place: str) -> None:
        """What the law says is told; a time that is typed is of a clock."""
        case = ("--form", "I-247A", "--issued-on", "7/1/2025", "--jurisdiction", place, "--brief")
        told = run("notices", "unknown", *case)

        assert told == run("notices", "unknown", *case, "--zone", "Central")
        assert "notify ICE of a release" in told
        assert "Release:" not in told

    def test_of_a_time_need_a_zone(self, run: Run) -> None:
        """Where the place keeps several clocks."""
        assert "--zone is missing" in run(
            "notices", "7/3/2025 5pm", "--jurisdiction", "TX", status=2
        )

    def test_take_facts_and_the_agency(self, run: Run) -> None:
        """As policy does."""
        shown = run(
            *("notices", "7/3/2025 5pm", "--jurisdiction", "NJ", "--agency-type", "sheriff"),
            *("--fact", "judicial-warrant=yes", "--brief"),
        )

        assert "New Jersey: a sheriff" in shown
