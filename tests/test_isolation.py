"""What the library touches: no network, no file but modules, zones and its data, nothing written.

An audit hook in a process of its own is told of everything, whatever calls it.
"""

import json
import os
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NamedTuple
from zoneinfo import TZPATH

import pytest
from law_folders import law_folder

import detainerlib

PACKAGE: Final = Path(detainerlib.__file__).parent
CODE: Final = """
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
    folder = law_folder(tmp_path_factory.mktemp("law"))
    ended = subprocess.run(  # noqa: S603 (this interpreter, with the code above)
        [sys.executable, "-B", "-c", CODE, str(folder)],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(PACKAGE.parent), str(TESTS)))},
    )
    events = [Told(*event) for event in json.loads(ended.stdout)]
    return [event._replace(arguments=[*event.arguments, str(folder)]) for event in events]


TESTS: Final = Path(__file__).parent


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
