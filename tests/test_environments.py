"""The same answers wherever they are asked for, and what is said where something is missing.

`nox -s environments` tries each environment by itself, with every Python.
"""

import importlib.resources
import os
import subprocess
import sys
from datetime import date
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import answers_anywhere
import environments
import past_zones
import pytest
from environments import Environment

from detainerlib import DetainerError, _package_data, catalog
from detainerlib.sources import versions

STRICT = Environment(
    ("-W", "error", "-bb"),
    {
        "LANGUAGE": "th",
        "LC_ALL": "POSIX",
        "PYTHONHASHSEED": "1",
        "PYTHONUTF8": "0",
        "TZ": "Pacific/Apia",
    },
)
BARE = Environment(("-OO", "-S"), {"PYTHONHASHSEED": "2", "PYTHONTZPATH": ""})


def in_ascii(text: str) -> str:
    """Return what the program prints of a text."""
    return text.encode("ascii", "backslashreplace").decode() + "\n"


@pytest.fixture(scope="module")
def usual() -> str:
    """Give the answers of this process."""
    return in_ascii(answers_anywhere.all_answers())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such locale")
def test_in_another_language_clock_and_order_of_sets(usual: str) -> None:
    """Where warnings are errors, and the locale knows ASCII alone."""
    source = str(Path(catalog.__file__).parents[2])

    assert usual == environments.answers(sys.executable, STRICT, path=source)


def test_from_a_zip_without_docstrings_and_time_zones(usual: str, tmp_path: Path) -> None:
    """As a zipped application has them: no file of any package lies on the disk."""
    archive = environments.zipped(sys.executable, tmp_path)

    assert usual == environments.answers(sys.executable, BARE, path=str(archive))


def test_asked_by_many_at_once() -> None:
    """Threads that are the first to ask, tasks of a loop, processes forked and spawned."""
    ways = [
        way for way in ("threads", "loop", "fork", "spawn") if way != "fork" or hasattr(os, way)
    ]
    few = in_ascii(answers_anywhere.few_answers())
    source = str(Path(catalog.__file__).parents[2])

    assert few == environments.answers(sys.executable, Environment(), *ways, path=source)


class TestNotPacked:
    """What an application was packed without."""

    def test_metadata(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """An answer says that it does not know its version; it was no answer at all."""

        def version(name: str) -> str:
            raise PackageNotFoundError(name)

        monkeypatch.setattr("importlib.metadata.version", version)
        made_with = str(versions.installed(date(2026, 11, 29)))

        assert made_with.startswith(
            "detainerlib version not stated, data as of 2026-11-29, holidays version not stated, "
        )

    def test_data(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        """It is said how to pack it; it was told as a fault in a file that is not there."""

        def files(_: str) -> Path:
            return tmp_path

        monkeypatch.setattr(importlib.resources, "files", files)
        _package_data.data_folder.cache_clear()
        try:
            with pytest.raises(DetainerError) as caught:
                _package_data.data_folder()
        finally:
            _package_data.data_folder.cache_clear()

        assert (
            "data: got a package without its data folder, expected the data beside the code. "
            "Install detainerlib anew. PyInstaller packs it with --collect-data detainerlib."
        ) == str(caught.value)

    def test_time_zones(self) -> None:
        """It is said how to get them; it was told as 22 faults in the package's data."""
        verbs = (("list", "zones"), ("check",), ("list", "zones", "--csv"))
        code = (
            "import sys; sys.modules['tzdata'] = None\n"
            "from detainerlib.__main__ import main\n"
            f"sys.stdout.write(str([main(verb) for verb in {verbs!r}]))"
        )
        source = str(Path(catalog.__file__).parents[2])
        ended = subprocess.run(  # noqa: S603 (this interpreter)
            [sys.executable, "-c", code],
            capture_output=True,
            check=False,
            env={**os.environ, "PYTHONPATH": source, "PYTHONTZPATH": ""},
        )

        said = b"expected the package of time zones. Install it: pip install tzdata."
        assert (b"[2, 2, 2]", 3) == (ended.stdout, ended.stderr.count(said)), ended.stderr


@pytest.mark.parametrize("source", past_zones.SOURCES)
def test_the_tz_database_changed_no_zone_of_the_past(source: str) -> None:
    """A release that does moves deadlines that were given already."""
    changed = past_zones.changed(past_zones.SOURCES[source])

    assert [] == changed, past_zones.REMEDY.format(zones=", ".join(changed), source=source)


def test_a_changed_zone_is_told() -> None:
    """By its name, and with what to do."""
    chicago = past_zones.digest(past_zones.zone_in_use("America/Chicago"))

    assert chicago == past_zones.on_file()["America/Chicago"]
    assert chicago != past_zones.on_file()["America/Denver"]
    assert "`python tests/golden/past_zones.py`" in past_zones.REMEDY


def test_every_zone_on_file_is_compared() -> None:
    """A new one is added to the file by the program."""
    assert past_zones.zones_on_file() == {*past_zones.on_file()}
