"""An hour with neither a.m. nor p.m.: read as the clock of 24 hours has it, and told."""

import json
import re
from pathlib import Path

import pytest

from detainerlib.__main__ import main
from detainerlib.cli import VERBS
from detainerlib.cli.parser import parsers_of
from detainerlib.cli.parsing import _TIMES
from detainerlib.times.local_time import read_time

FIVE = "5:00 was read as 5:00 a.m.; if 5:00 p.m. is meant, type that."
ZONE = ("--zone", "Central")


@pytest.mark.parametrize(
    ("clock", "is_left_out"),
    [
        *((clock, True) for clock in ("1:00", "5:00", "10:30", "12:00", "12:59", "5:00 CDT")),
        *((clock, False) for clock in ("0:30", "00:30", "05:00", "13:00", "17:00", "24:00")),
        *((clock, False) for clock in ("5:00 p.m.", "5:00a", "5pm", "noon", "12 noon", "0500")),
        *((clock, False) for clock in ("10:00 hrs", "5:00 hours", "1000", "")),
    ],
)
def test_an_hour_of_either_half_of_the_day(clock: str, *, is_left_out: bool) -> None:
    """From 1 to 12, without a zero before it, and nothing that says which half."""
    assert read_time(f"7/3/2025 {clock}", "text").half_left_out is is_left_out


def test_iso_8601_has_24_hours() -> None:
    """With two digits; one digit is no ISO 8601."""
    for text in ("2025-07-03T10:00", "2025-07-03 10:00", "2025-07-03T12:00:00"):
        assert not read_time(text, "text").half_left_out
    assert read_time("2025-07-03 5:00", "text").half_left_out


@pytest.mark.parametrize(
    "typed",
    [
        ("hold", "7/3/2025 5:00", *ZONE),
        ("hold", "7/3/2025", "5:00", *ZONE),
        ("hold", "7/3/2025 4pm", *ZONE, "--event", "detainer-received=7/3/2025 5:00"),
        ("audit", "7/3/2025 5:00", "7/9/2025 5:00", *ZONE),
        ("audit", "7/3/2025 4pm", "--as-of", "7/9/2025 5:00", *ZONE),
        ("audit", "unknown", "7/9/2025 5:00", *ZONE, "--rule", "form-i-247a"),
        ("status", "--at", "7/3/2025 5:00", *ZONE, "--served", "yes"),
        ("status", "--at", "7/4/2025 5pm", *ZONE, "--served-on", "7/3/2025 5:00"),
        ("status", "--at", "7/4/2025 5pm", *ZONE, "--happened", "custody-ends=7/3/2025 5:00"),
        ("notices", "7/3/2025 5:00", *ZONE),
    ],
)
def test_each_verb_tells_how_it_was_read(
    capsys: pytest.CaptureFixture[str], typed: tuple[str, ...]
) -> None:
    """Once, near the top."""
    assert 0 == main([*typed, "--brief"])
    lines = capsys.readouterr().out.splitlines()

    assert FIVE in lines[1:4]
    assert 1 == lines.count(FIVE)
    assert 1 == sum(" was read as " in line for line in lines)


@pytest.mark.parametrize("midnight", ["00:00", "24:00"])
def test_midnight_is_typed_as_is_told(capsys: pytest.CaptureFixture[str], midnight: str) -> None:
    """That of either end of the day: "12:00 midnight" could be both, and is refused."""
    typed = ("notices", "7/3/2025 12:00", *ZONE, "--brief")

    assert 0 == main([*typed])
    assert (
        "12:00 was read as 12:00 noon; if 12:00 midnight is meant, type 00:00 for the start of the "
        "day, or 24:00 for its end."
    ) in capsys.readouterr().out.splitlines()
    assert 0 == main(["notices", f"7/3/2025 {midnight}", *ZONE, "--brief"])


@pytest.mark.parametrize("brief", [(), ("--brief",)])
@pytest.mark.parametrize(
    "typed",
    [
        ("hold", "7/3/2025 5:00", *ZONE),
        ("audit", "7/3/2025 4pm", "7/9/2025 5:00", *ZONE, "--rule", "form-i-247a"),
        ("notices", "7/3/2025 5:00", *ZONE),
    ],
)
def test_beside_a_document_it_is_told_apart(
    capsys: pytest.CaptureFixture[str], typed: tuple[str, ...], brief: tuple[str, ...]
) -> None:
    """The document stays one, and who typed it is told."""
    assert 0 == main([*typed, *brief, "--json"])
    printed = capsys.readouterr()

    assert json.loads(printed.out)
    assert [FIVE] == printed.err.splitlines()


@pytest.mark.parametrize("verb", VERBS)
def test_help_calls_every_time_by_a_name_that_is_known(verb: str) -> None:
    """Whatever an option's help shows as a time or a day is read again by that name."""
    for action in parsers_of({verb}).verbs[verb]._actions:
        shows_one = re.search(r"7/\d/2025|typed the same way|\bdate\b", action.help or "")
        if shows_one and action.metavar not in {None, "CLASS[,CLASS][@DATE[/RELEASED]]"}:
            assert _TIMES.fullmatch(str(action.metavar)), action.dest


@pytest.mark.parametrize("time", ["7/3/2025 5pm", "7/3/2025 05:00", "7/3/2025", "now"])
def test_else_nothing_is_told(capsys: pytest.CaptureFixture[str], time: str) -> None:
    """A day, the present minute, and what says which half."""
    main(["notices", time, *ZONE, "--brief"])

    assert " was read as " not in capsys.readouterr().out


def test_a_memo_tells_it_beside_its_page(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Where the page is printed, apart from it; it has the time itself."""
    typed = ("memo", "7/3/2025 5:00", *ZONE)
    main(typed)
    printed = capsys.readouterr()
    main([*typed, "-o", str(tmp_path / "memo.txt")])
    written = capsys.readouterr()

    assert [FIVE] == printed.err.splitlines()
    assert FIVE not in printed.out
    assert FIVE in written.out.splitlines()


def test_a_roster_tells_it_beside_its_answers(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Once, for all who were still held then."""
    path = tmp_path / "roster.csv"
    path.write_text("id,due for release,zone\n1,7/3/2025 4pm,Central\n2,7/4/2025 4pm,Pacific\n")
    main(["roster", str(path), "--as-of", "7/9/2025 5:00"])
    printed = capsys.readouterr()

    assert FIVE not in printed.out
    assert 1 == printed.err.splitlines().count(FIVE)
