"""What an answer is printed on: any width, any characters, a closed pipe, a full disk."""

import contextlib
import io
import json
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import detainerlib
from detainerlib import catalog
from detainerlib.__main__ import main
from detainerlib.cli import terminal
from detainerlib.cli.terminal import OutputError, Strong

HOLD = ("hold", "7/3/2025 5pm", "--zone", "Central")
EARLIEST = (
    "Earliest deadline: A lawful hold would expire Saturday, July 5, 2025, 5:00 p.m. CDT under "
    "Form I-247A."
)
ENCODINGS = ("ascii", "cp437", "cp850", "cp1252", "latin-1", "utf-8", "utf-16")
FULL = Path("/dev/full")
MUCH = ("list", "figures", "--json")
SOURCE = str(Path(detainerlib.__file__).parent.parent)


class Screen(io.TextIOWrapper):
    """A terminal of no size of its own, or no terminal."""

    def __init__(self, *, encoding: str = "utf-8", is_terminal: bool = True) -> None:
        """Keep what is written to it."""
        self.bytes = io.BytesIO()
        super().__init__(self.bytes, encoding=encoding, newline="\n")
        self.is_terminal = is_terminal

    def isatty(self) -> bool:
        """Whether it is one."""
        return self.is_terminal

    def run(self, *arguments: str) -> int:
        """Run the command on it."""
        with contextlib.redirect_stdout(self):
            try:
                return main(arguments)
            except SystemExit as ended:
                return int(str(ended.code))

    def show(self, *lines: str) -> None:
        """Write lines to it."""
        with contextlib.redirect_stdout(self):
            terminal.write(lines)

    @property
    def text(self) -> str:
        """What was written."""
        self.flush()
        return self.bytes.getvalue().decode(self.encoding)


class Slow(io.RawIOBase):
    """A raw file that takes two bytes at a time, and every other time none."""

    def __init__(self) -> None:
        """Keep what it took."""
        super().__init__()
        self.taken = bytearray()
        self.is_busy = False

    def writable(self) -> bool:
        """Whether it can be written to."""
        return True

    def write(self, piece: Any, /) -> int | None:
        """Take a part."""
        self.is_busy = not self.is_busy
        if self.is_busy:
            return None
        self.taken += bytes(piece[:2])
        return min(2, len(piece))


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    """Stand for the terminal, 60 columns wide."""
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return Screen()


def process(
    *arguments: str, redirected: str = "", limit: str = "", **variables: str
) -> tuple[int, bytes, str]:
    """Run the command in a process of its own, redirected and limited as a shell does it."""
    words = [sys.executable, "-m", "detainerlib", *arguments]
    ended = subprocess.run(  # noqa: S603 (this interpreter)
        ["/bin/sh", "-c", f'{limit} "$@" {redirected}', "sh", *words],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": SOURCE, **variables},
    )
    return ended.returncode, ended.stdout, ended.stderr.decode()


class TestWidth:
    """Lines end where the terminal does."""

    def test_no_line_is_longer_than_the_terminal(self, screen: Screen) -> None:
        """But for an address, which has no place to break."""
        assert 0 == screen.run(*HOLD)
        long = [line for line in re.sub(r"\x1b\[\d+m", "", screen.text).splitlines() if line[59:]]

        assert [] == [line for line in long if "http" not in line and " " in line.strip()]

    def test_words_are_those_of_an_unbroken_line(self, screen: Screen) -> None:
        """Nothing is lost and nothing is added."""
        whole = Screen(is_terminal=False)
        screen.run(*HOLD)
        whole.run(*HOLD)

        assert whole.text.split() == re.sub(r"\x1b\[\d+m", "", screen.text).split()

    def test_off_a_terminal_lines_are_whole(self, screen: Screen) -> None:
        """So that grep finds a sentence, whatever COLUMNS says."""
        screen.is_terminal = False
        screen.show("word " * 40)

        assert [" ".join(["word"] * 40)] == [line.rstrip() for line in screen.text.splitlines()]

    def test_what_follows_stands_below_the_words(self, screen: Screen) -> None:
        """Of a timeline, of a numbered step, and of an indented line."""
        screen.show(
            *[
                "  ############ Friday, July 4, 2025, all day, 24 hours: does not count",
                " 1. applied      Form I-247A: not more than 48 hours; no excluded day is named.",
                "  Form I-247A: until Saturday, July 5, 2025, 5:00 p.m. CDT, on some day",
            ]
        )

        assert [
            "  ############ Friday, July 4, 2025, all day, 24 hours:",
            "               does not count",
            " 1. applied      Form I-247A: not more than 48 hours; no",
            "                 excluded day is named.",
            "  Form I-247A: until Saturday, July 5, 2025, 5:00 p.m. CDT,",
            "  on some day",
        ] == screen.text.splitlines()

    @pytest.mark.parametrize("pair", ["5:00 p.m.", "§ 287.7(d)"])
    def test_what_belongs_together_stays_on_a_line(self, screen: Screen, pair: str) -> None:
        """A time with its half of the day, a sign with its section."""
        for before in range(40, 60):
            screen.show(f"{'x' * before} {pair} and more words that follow")

        assert 20 == screen.text.count(pair)

    def test_an_address_is_never_broken(self, screen: Screen) -> None:
        """It could not be opened."""
        address = f"https://example.gov/{'a-' * 60}"
        screen.show(f"    read at: {address}")

        assert address in screen.text

    def test_documents_are_never_wrapped(self, screen: Screen) -> None:
        """JSON reads back, CSV has its rows."""
        screen.run(*HOLD, "--json")

        assert "hold-readings" == json.loads(screen.text)["kind"]

    @pytest.mark.parametrize("columns", ["0", "", "wide", "-5"])
    def test_a_width_that_is_none_is_passed_over(
        self, screen: Screen, monkeypatch: pytest.MonkeyPatch, columns: str
    ) -> None:
        """A terminal that does not say how wide it is, either."""
        monkeypatch.setenv("COLUMNS", columns)
        screen.show("word " * 40)

        assert 1 == screen.text.count("\n")

    @given(st.text(st.characters(exclude_categories=["C"]), max_size=200), st.integers(30, 120))
    def test_wrapping_keeps_every_word(self, text: str, columns: int) -> None:
        """Whatever they are."""
        rows = terminal._wrapped(" ".join(text.split()), columns)

        assert "".join(text.split()) == "".join("".join(rows).split())


class TestBold:
    """On a terminal only, and never needed."""

    def test_the_earliest_deadline_is_bold(self, screen: Screen) -> None:
        """And nothing else."""
        screen.run(*HOLD)

        bold = re.findall(r"\x1b\[1m(.*)\x1b\[0m", screen.text)

        assert EARLIEST == " ".join(bold)

    def test_also_of_a_day(self, screen: Screen) -> None:
        """The earliest of those from the start of the day."""
        screen.run("hold", "7/3/2025", "--zone", "Central")
        bold = re.findall(r"\x1b\[1m(.*)\x1b\[0m", screen.text)

        assert [
            "While the time due for release is not known, the earliest",
        ] == bold[:1]

    @pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
    def test_not_where_it_is_not_wanted(
        self, screen: Screen, monkeypatch: pytest.MonkeyPatch, name: str, value: str
    ) -> None:
        """As https://no-color.org has it; a dumb terminal prints the codes."""
        monkeypatch.setenv(name, value)
        screen.run(*HOLD)

        assert "\x1b" not in screen.text
        assert EARLIEST in " ".join(screen.text.splitlines())

    def test_an_empty_no_color_is_none(
        self, screen: Screen, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The same page: present and not empty."""
        monkeypatch.setenv("NO_COLOR", "")
        screen.show(Strong("x"))

        assert "\x1b[1mx\x1b[0m\n" == screen.text

    def test_not_off_a_terminal(self, screen: Screen) -> None:
        """A file holds the words."""
        screen.is_terminal = False
        screen.run(*HOLD)

        assert "\x1b" not in screen.text

    @pytest.mark.parametrize(("variables", "is_bold"), [((), False), (("WT_SESSION",), True)])
    def test_on_windows_where_the_console_knows_it(
        self,
        screen: Screen,
        monkeypatch: pytest.MonkeyPatch,
        variables: tuple[str, ...],
        is_bold: bool,
    ) -> None:
        """Older consoles print the codes."""
        monkeypatch.setattr(sys, "platform", "win32")
        monkeypatch.delenv("TERM")
        monkeypatch.delenv("WT_SESSION", raising=False)
        for variable in variables:
            monkeypatch.setenv(variable, "1")
        screen.show(Strong("x"))

        assert is_bold is ("\x1b" in screen.text)


class TestCharacters:
    """An answer prints in whatever characters there are."""

    @pytest.mark.parametrize(
        ("typed", "printed"),
        [
            ("8 C.F.R. § 287.7(d)", "8 C.F.R. sec. 287.7(d)"),
            ("§287.7", "sec. 287.7"),
            ("§§ 1-2 and §§3", "secs. 1-2 and secs. 3"),
            ("“such agency’s” – it — is…", '"such agency\'s" - it - is...'),  # noqa: RUF001 (as they are printed)
            ("Doña Ana, Añasco, Hawaiʻi", "Dona Ana, Anasco, Hawai'i"),  # noqa: RUF001 (as they are printed)
            ("½ of 38° 53′ 23″ ≥ 3 × 5", "1/2 of 38 deg 53' 23\" >= 3 x 5"),  # noqa: RUF001 (as they are printed)
            ("一", "?"),
        ],
    )
    def test_in_ascii_there_is_what_a_reader_takes_for_the_same(
        self, typed: str, printed: str
    ) -> None:
        """A section stays a section."""
        assert printed == terminal.printable(typed, Screen(encoding="ascii"))

    def test_what_a_code_page_has_stays(self) -> None:
        """Code page 1252 has the signs of law, 437 has not."""
        text = "§ 1 “ñ” –"  # noqa: RUF001 (as they are printed)

        assert text == terminal.printable(text, Screen(encoding="cp1252"))
        assert 'sec. 1 "ñ" -' == terminal.printable(text, Screen(encoding="cp437"))

    def test_every_character_of_the_data_has_its_like(self) -> None:
        """No question mark stands for what the data holds."""
        folder = Path(detainerlib.__file__).parent
        letters = {
            letter
            for path in [*folder.rglob("*.toml"), *folder.rglob("*.py")]
            if path.parent.name != "cli"
            for letter in path.read_text("utf-8")
            if not letter.isascii()
        }

        assert {"§", "’"} <= letters  # noqa: RUF001 (as they are printed)
        assert "?" not in terminal.printable("".join(letters), Screen(encoding="ascii"))

    @pytest.mark.parametrize("encoding", ENCODINGS)
    @pytest.mark.parametrize(
        "typed",
        [
            HOLD,
            ("review", "--issued-on", "7/1/2025"),
            ("policy", "hold_on_detainer", "TX", "--on", "7/3/2025"),
            ("classify", "TX", "--on", "7/3/2025"),
            ("list", "provisions", "TX"),
            ("figures", "6,947"),
            ("holidays", "2026"),
            ("--version",),
            ("hold", "-h"),
        ],
    )
    def test_every_verb_answers(self, encoding: str, typed: tuple[str, ...]) -> None:
        """With the status of an answer."""
        screen = Screen(encoding=encoding, is_terminal=False)

        assert 0 == screen.run(*typed)
        assert screen.text.endswith("\n")

    @pytest.mark.parametrize("encoding", ENCODINGS)
    def test_json_is_json_and_says_the_same(self, encoding: str) -> None:
        """What the characters lack is escaped, as JSON has it."""
        screen = Screen(encoding=encoding, is_terminal=False)
        screen.run("figures", "ddor-w1-issued-franklin-pa", "--json")
        figure = catalog.figure("ddor-w1-issued-franklin-pa")

        assert json.loads(figure.to_json()) == json.loads(screen.text)

    def test_json_escapes_what_is_beyond_the_first_plane(self) -> None:
        """In two halves."""
        text = json.dumps("a😀§", ensure_ascii=False)

        assert "a😀§" == json.loads(
            terminal.encodable(text, Screen(encoding="ascii"), terminal._JSON)
        )

    @given(st.text(max_size=50))
    def test_no_text_is_refused(self, text: str) -> None:
        """Nor does a terminal obey any."""
        printed = terminal.printable(text, Screen(encoding="ascii"))

        assert printed.isascii()
        assert all(letter.isprintable() or letter in "\n\t" for letter in printed)

    @pytest.mark.parametrize(
        "variables", [{"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "cp437"}]
    )
    def test_in_a_process_of_its_own(self, variables: dict[str, str]) -> None:
        """As a console of Windows has it, and a bare server."""
        status, out, err = process(
            "hold", "7/3/2025 5pm", "--zone", "Central", "--brief", **variables
        )

        assert (0, "") == (status, err)
        assert b"8 C.F.R. sec. 287.7(d)" in out

    def test_an_escape_that_is_typed_is_shown_and_not_obeyed(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A name of a file could hold one."""
        assert 2 == main(["hold", "\x1b[31mx", "--zone", "Central"])
        assert r"\x1b[31mx" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="redirects as a shell of Unix does")
class TestClosedOrFull:
    """Told in a line, with a status of its own."""

    @pytest.mark.parametrize("typed", [HOLD, (*HOLD, "--json"), ("--version",), ("hold", "-h")])
    def test_closed(self, typed: tuple[str, ...]) -> None:
        """`>&-`."""
        assert (
            74,
            b"",
            "detainerlib: the answer could not be written: standard output is closed.\n",
        ) == process(*typed, redirected=">&-")

    @pytest.mark.skipif(not FULL.exists(), reason="no /dev/full here")
    @pytest.mark.parametrize("typed", [HOLD, (*HOLD, "--json"), ("--version",), ("hold", "-h")])
    def test_full(self, typed: tuple[str, ...]) -> None:
        """A disk without room."""
        assert (
            74,
            b"",
            "detainerlib: the answer could not be written: the disk is full.\n",
        ) == process(*typed, redirected=f">{FULL}")

    @pytest.mark.parametrize(
        "typed",
        [
            ("export", "{}/new", "--format", "csv"),
            ("export", "{}/new", "--format", "json"),
            ("export", "{}/new", "--format", "parquet"),
            ("export", "{}", "--format", "sqlite"),
            ("law", "new", "{}/new/law"),
        ],
    )
    def test_full_where_a_folder_is_written(self, tmp_path: Path, typed: tuple[str, ...]) -> None:
        """Told, and nothing of it stays: no table, database, journal or folder."""
        if "parquet" in typed:
            pytest.importorskip("pyarrow")
        status, out, err = process(
            *(word.format(tmp_path) for word in typed),
            limit="ulimit -f 1;",
            PYTHONDONTWRITEBYTECODE="1",
        )

        assert (2, b"") == (status, out)
        assert "expected a file that can be written. Check the folder (" in err
        assert 1 == err.count("\n")
        assert [] == [*tmp_path.iterdir()]

    @pytest.mark.parametrize("with_lxml", ["True", "False"])
    @pytest.mark.parametrize(
        "typed", [("{}/big.csv", "-o", "{}/out.xlsx"), ("--template", "{}/out.xlsx")]
    )
    def test_full_where_a_workbook_is_made(
        self, tmp_path: Path, typed: tuple[str, ...], with_lxml: str
    ) -> None:
        """Its temporary files find no room: told, and none of them stays."""
        (tmp_path / "temporary").mkdir()
        rows = "".join(f"{id},7/3/2025 5pm,Texas\n" for id in range(500))
        (tmp_path / "big.csv").write_text(f"id,due for release,place\n{rows}")
        status, out, err = process(
            "roster",
            *(word.format(tmp_path) for word in typed),
            limit="ulimit -f 2;",
            PYTHONDONTWRITEBYTECODE="1",
            TMPDIR=str(tmp_path / "temporary"),
            OPENPYXL_LXML=with_lxml,
        )

        assert (2, b"") == (status, out)
        assert err.endswith(
            "expected a workbook that can be written. Check the folder for temporary files (file "
            "too large), or name a .csv file.\n"
        )
        assert 1 == err.count("\n")
        assert ["big.csv", "temporary"] == sorted(path.name for path in tmp_path.rglob("*"))

    @pytest.mark.parametrize("unbuffered", ["", "1"])
    def test_full_within_the_answer(self, tmp_path: Path, unbuffered: str) -> None:
        """A limit reached after a part of it, also where Python does not buffer."""
        answer = tmp_path / "answer"
        status, _, err = process(
            *MUCH, redirected=f">{answer}", limit="ulimit -f 32;", PYTHONUNBUFFERED=unbuffered
        )

        assert 74 == status
        assert err == "detainerlib: the answer could not be written: file too large.\n"

    @pytest.mark.parametrize("unbuffered", ["", "1"])
    def test_a_reader_that_leaves_within_the_answer(self, unbuffered: str) -> None:
        """`| head -1`, also where Python does not buffer."""
        with subprocess.Popen(  # noqa: S603 (this interpreter)
            [sys.executable, "-m", "detainerlib", *MUCH],
            env={**os.environ, "PYTHONPATH": SOURCE, "PYTHONUNBUFFERED": unbuffered},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as ended:
            assert ended.stdout is not None
            ended.stdout.read(1)
            ended.stdout.close()
            assert 141 == ended.wait()

    @pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
    def test_unbuffered_all_of_it_is_written(self, encoding: str) -> None:
        """A pipe takes a part at a time; what comes through is the document."""
        whole = Screen(encoding=encoding, is_terminal=False)
        assert 0 == whole.run(*MUCH)
        variables = {"PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": encoding}

        assert (0, whole.text.encode(encoding), "") == process(
            *MUCH, redirected="| cat", **variables
        )
        assert 200_000 < len(whole.text)

    def test_a_raw_file_that_takes_a_part_at_a_time(self) -> None:
        """All parts are written, also after it took nothing for a while."""
        slow = Slow()
        with contextlib.redirect_stdout(io.TextIOWrapper(slow, "utf-8", write_through=True)):  # type: ignore[type-var]
            terminal.write_raw("§ one\ntwo")

        assert slow.taken.decode() == f"§ one{os.linesep}two{os.linesep}"

    def test_nobody_reads_on(self) -> None:
        """Quiet, with the status that shells give: `| head` is no failure to be told of."""
        status, _, err = process(*HOLD, redirected="| true; exit")

        assert (0, "") == (status, err)

    def test_errors_closed_too(self) -> None:
        """The status is all that is left."""
        assert (2, b"", "") == process("hold", "x", "--zone", "Central", redirected="2>&-")
        assert (74, b"", "") == process(*HOLD, redirected=">&- 2>&-")

    def test_a_stream_that_was_closed_by_its_owner(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """In one process."""
        screen = Screen()
        screen.close()
        monkeypatch.setattr(sys, "stdout", screen)
        with pytest.raises(OutputError, match="standard output is closed"):
            terminal.write_raw("x")

    def test_an_interrupt_ends_without_a_trace(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Ctrl+C, with the status that shells give."""

        def interrupted(_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr("detainerlib.__main__.parsed", interrupted)

        assert 130 == main(["hold"])

    def test_an_interrupt_while_it_is_being_imported(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The same: most of a short run is that."""

        class Interrupted:
            @staticmethod
            def find_spec(name: str, *_: object) -> None:
                if name == "detainerlib.cli.parser":
                    raise KeyboardInterrupt

        for name in ("detainerlib.__main__", "detainerlib.cli.parser"):
            monkeypatch.delitem(sys.modules, name)
        monkeypatch.setattr(sys, "meta_path", [Interrupted, *sys.meta_path])
        with pytest.raises(SystemExit, match="130"):
            runpy.run_module("detainerlib.__main__")
