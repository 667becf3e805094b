"""What the library touches: no network, no file but modules, zones and its data, nothing written.

An audit hook in a process of its own is told of everything, whatever calls it.
"""

import csv
import json
import os
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from typing import Final, NamedTuple
from zoneinfo import TZPATH

import pytest
from law_folders import law_folder

import detainerlib

PACKAGE: Final = Path(detainerlib.__file__).parent
WATCHING: Final = """
import json, sys
told, phase = [], "import"
def hook(event, arguments):
    if event == "open" or event.partition(".")[0] in WATCHED or event in CHANGES:
        told.append((phase, event, [str(one) for one in arguments]))
WATCHED = {"socket", "ssl", "urllib", "http", "ftplib", "smtplib", "subprocess", "shutil",
           "tempfile", "sqlite3", "webbrowser"}
CHANGES = {"os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.remove",
           "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod"}
sys.addaudithook(hook)
"""
CODE: Final = f"""{WATCHING}
import detainerlib
phase = "first answers"
from answers_anywhere import TYPED, few_answers, typed
def ask():
    few_answers()
    for words in TYPED:
        typed(*words)
ask()
phase = "answers"
ask()
phase = "law folder"
with detainerlib.catalog.using(sys.argv[1]):
    few_answers()
sys.stdout.write(json.dumps(told))
"""


OUTPUTS: Final = ("output.csv", "output.xlsx")
# What reads a file, makes arrays, or makes something to be written, and what writes it.
OF_FILES: Final = f"""{WATCHING}
import warnings
from pathlib import Path
folder = Path(sys.argv[1])
def ask():
    import numpy as np
    import detainerlib as dl
    dl.readers.read_287g(folder / "list.xlsx").counts(by=["model"])
    table = dl.readers.read_detainers(folder / "detainers.csv")
    table.faults
    rates = table.outcome_rates(numerator="declined by the agency", denominator="all")
    rates.to_json(), table.collect()
    rosters = [dl.readers.read_roster(folder / name) for name in ("roster.csv", "roster.xlsx")]
    for roster in rosters:
        roster.to_csv(), str(roster), roster.to_json()
    ended = dl.local_time("7/3/2025 5pm", zone="Central")
    readings = dl.hold_readings(ended, form="I-247A", jurisdiction="17031")
    dl.memos.memo_text(readings), dl.memos.memo_html(readings)
    dl.calendar_files.hold_calendar(readings, at=ended, case_id="17-3")
    dl.bulk.hold_deadlines(np.array(["2025-07-03T22:00"], "datetime64[us]"), zone="Central")
    return rosters
phase = "first answers"
warnings.simplefilter("ignore")
ask()
phase = "answers"
rosters = ask()
for roster, phase in zip(rosters, {OUTPUTS}):
    roster.write(folder / phase)
sys.stdout.write(json.dumps(told))
"""


class Told(NamedTuple):
    """What the hook was told, in one phase."""

    phase: str
    event: str
    arguments: list[str]

    @property
    def path(self) -> Path:
        """What was opened."""
        return Path(self.arguments[0])

    @property
    def writes(self) -> bool:
        """Whether a file was opened to be written."""
        mode, flags = self.arguments[1], int(self.arguments[2])
        return bool({*"wax+"} & {*mode}) or bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[Told]:
    """Give all that a process was told of while it answered."""
    return told_by(CODE, law_folder(tmp_path_factory.mktemp("law")))


@pytest.fixture(scope="module")
def told_of_files(tmp_path_factory: pytest.TempPathFactory) -> list[Told]:
    """Give all that a process was told of while it read files, and wrote two."""
    for extra in ("icalendar", "narwhals", "openpyxl", "polars"):
        pytest.importorskip(extra)
    folder = tmp_path_factory.mktemp("files")
    (folder / SCRATCH).mkdir()
    for path in map(folder.joinpath, INPUTS):
        if path.suffix == ".csv":
            with path.open("w", newline="") as file:
                csv.writer(file).writerows(ROWS[path.stem])
        else:
            book = import_module("openpyxl").Workbook()
            for row in ROWS[path.stem]:
                book.active.append(row)
            book.save(path)
    return told_by(OF_FILES, folder)


def told_by(code: str, folder: Path) -> list[Told]:
    """Give what a process was told of; a folder is the last argument of each."""
    scratch = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder / SCRATCH))
    ended = subprocess.run(  # noqa: S603 (this interpreter, with the codes above)
        [sys.executable, "-B", "-c", code, str(folder)],
        capture_output=True,
        check=True,
        env={
            **os.environ,
            **scratch,
            "PYTHONPATH": os.pathsep.join((str(PACKAGE.parent), str(TESTS))),
        },
    )
    events = [Told(*event) for event in json.loads(ended.stdout)]
    return [event._replace(arguments=[*event.arguments, str(folder)]) for event in events]


TESTS: Final = Path(__file__).parent
SCRATCH: Final = "scratch"
INPUTS: Final = ("roster.csv", "roster.xlsx", "list.xlsx", "detainers.csv")
ROWS: Final[dict[str, list[tuple[str, ...]]]] = {
    "roster": [
        ("id", "due for release", "released", "place", "zone", "form", "received"),
        ("17-3", "7/3/2025 5pm", "", "17031", "Central", "I-247A", "7/1/2025 9am"),
    ],
    "list": [
        ("STATE", "LAW ENFORCEMENT AGENCY", "TYPE", "COUNTY", "SUPPORT TYPE", "SIGNED"),
        ("TEXAS", "Example County Sheriff", "County", "Travis County", "Task Force Model",
         "4/1/2025"),
    ],
    "detainers": [
        ("Detainer Prepare Date", "Detainer Lift Reason"),
        ("6/2/2025", "Detainer Declined by LEA"),
    ],
}  # fmt: skip


def within(path: Path, folders: Iterable[str | Path]) -> bool:
    """Whether a path is in one of some folders."""
    return any(path.resolve().is_relative_to(Path(folder).resolve()) for folder in folders)


def folder_of(package: str) -> Path:
    """Return where a package is."""
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


def test_no_network_and_no_other_program(told: list[Told]) -> None:
    """Ever."""
    assert [] == [event for event in told if event.event != "open"]


def test_nothing_is_written(told: list[Told]) -> None:
    """Not even a cache."""
    assert [] == [event.path for event in told if event.event == "open" and event.writes]


def test_at_import_modules_alone_are_read(told: list[Told]) -> None:
    """No record, no zone: those are read when an answer needs them."""
    read = [event.path for event in told if event.phase == "import" and event.event == "open"]

    assert {*filter(None, (path.suffix for path in read))} <= {".py", ".pyc"}
    assert [] == [path for path in read if within(path, [PACKAGE / "data"])]


def test_of_first_answers_modules_zones_and_data(told: list[Told]) -> None:
    """And the metadata that says which versions they were made with; nothing of the user's."""
    paths = sysconfig.get_paths()
    modules: list[str | Path] = [
        paths["stdlib"],
        paths["platstdlib"],
        Path(os.__file__).parent,
        TESTS,
        PACKAGE,
    ]
    needed = [folder_of(name) for name in ("attr", "attrs", "dateutil", "holidays", "tzdata")]
    allowed: list[str | Path] = [*modules, *needed, *TZPATH]
    others = [
        event.path
        for event in told
        if event.event == "open" and event.phase == "first answers"
        if not within(event.path, allowed)
        if event.path.name not in {"METADATA", "six.py", "zoneinfo"}
        # What the standard library might be zipped in, and compiled modules of dependencies.
        if event.path.suffix not in {".zip", ".pyc", ".so", ".pth"}
    ]

    assert [] == others


def test_afterwards_package_data_alone(told: list[Told]) -> None:
    """The same answers again read nothing that is not the package's or the zones'."""
    again = [event.path for event in told if event.phase == "answers" and event.event == "open"]

    zones: list[str | Path] = [PACKAGE / "data", folder_of("tzdata"), *TZPATH]

    assert [] == [path for path in again if not within(path, zones)]


def test_a_law_folder_is_read_where_it_is_named(told: list[Told]) -> None:
    """It, and no other folder of the user's."""
    read = [event for event in told if event.phase == "law folder" and event.event == "open"]
    folder = told[0].arguments[-1]
    data = [event.path for event in read if event.path.suffix not in {".py", ".pyc"}]

    assert any(within(path, [folder]) for path in data)
    allowed: list[str | Path] = [folder, PACKAGE / "data", folder_of("tzdata"), *TZPATH]
    assert [] == [path for path in data if not within(path, allowed)]


class TestFiles:
    """What is touched for files that are read, and for what is made to be written."""

    def test_no_network_and_no_other_program(self, told_of_files: list[Told]) -> None:
        """Ever; and a folder is changed only where an output is asked for."""
        changed = {(event.phase, event.event) for event in told_of_files if event.event != "open"}

        # openpyxl puts a sheet together in a file of its own.
        assert set(product(OUTPUTS, ("os.remove", "os.rename"))) == changed - {
            ("output.xlsx", "tempfile.mkstemp")
        }

    def test_what_was_asked_for_is_written(self, told_of_files: list[Told]) -> None:
        """Where it was asked for; what else is written is gone afterwards."""
        folder = Path(told_of_files[0].arguments[-1])
        scratch = folder / SCRATCH
        written = {
            (event.phase, event.path.parent)
            for event in told_of_files
            if event.event == "open" and event.writes and not within(event.path, [scratch])
        }

        assert {(name, folder) for name in OUTPUTS} == written
        assert {*INPUTS, *OUTPUTS, SCRATCH} == {path.name for path in folder.iterdir()}
        assert [] == [*scratch.iterdir()]

    def test_afterwards_those_files_and_package_data_alone(self, told_of_files: list[Told]) -> None:
        """Of the user's files those that are named."""
        folder = Path(told_of_files[0].arguments[-1])
        read = {
            event.path
            for event in told_of_files
            if event.event == "open" and event.phase == "answers"
        }
        zones: list[str | Path] = [PACKAGE / "data", folder_of("tzdata"), *TZPATH]

        assert {*INPUTS} == {path.name for path in read if within(path, [folder])}
        assert [] == [path for path in read if not within(path, [folder, *zones])]
