"""Environments in which every answer is the same to the letter.

    nox -s environments       the installed wheel, in each of them, by every Python of the machine
    python tests/environments.py PYTHON...    by those

A table says what was the same. Fails where an answer is another, or a process ends otherwise.
"""

import os
import shutil
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

PROGRAM: Final = Path(__file__).with_name("answers_anywhere.py")
NEEDED: Final = ("attr", "attrs", "dateutil", "detainerlib", "holidays", "six", "tzdata")
WAYS: Final = ("threads", "loop", "fork", "spawn")


class Environment(NamedTuple):
    """How an interpreter is begun."""

    options: tuple[str, ...] = ()
    variables: Mapping[str, str] = {}


ENVIRONMENTS: Final[Mapping[str, Environment]] = {
    "warnings are errors": Environment(("-W", "error", "-bb")),
    "development mode": Environment(("-X", "dev", "-W", "error")),
    "-O": Environment(("-O",)),
    "-OO": Environment(("-OO",)),
    **{f"hash seed {seed}": Environment((), {"PYTHONHASHSEED": seed}) for seed in "019"},
    "no time zones but tzdata": Environment((), {"PYTHONTZPATH": ""}),
    "C locale": Environment((), {"LC_ALL": "C", "LANG": "C"}),
    "POSIX locale in ASCII": Environment((), {"LC_ALL": "POSIX", "PYTHONUTF8": "0"}),
    "another language": Environment((), {"LANGUAGE": "th:de", "LC_ALL": "C.UTF-8"}),
    "another clock": Environment((), {"TZ": "Pacific/Apia"}),
    **{
        f"code page {page}": Environment((), {"PYTHONIOENCODING": page, "PYTHONUTF8": "0"})
        for page in ("cp437", "cp850", "cp1252", "utf-16")
    },
}


def answers(python: str, environment: Environment, *ways: str, path: str = "") -> str:
    """Return what the program prints in an environment.

    Args:
        python: The interpreter.
        environment: How it is begun.
        ways: In which ways answers are asked for; once, and all, if left out.
        path: Where packages are looked for, first.

    Raises:
        AssertionError: If it ends otherwise than in order, or says anything beside.
    """
    command = (python, *environment.options, str(PROGRAM), *ways)
    variables = {**os.environ, **environment.variables}
    # What lies beside the program is not what is tried.
    variables["PYTHONSAFEPATH"] = "1"
    if path:
        variables["PYTHONPATH"] = path
    ended = subprocess.run(  # noqa: S603 (the interpreter that was named)
        command, capture_output=True, check=False, env=variables, cwd="/"
    )
    if ended.returncode or ended.stderr:
        raise AssertionError(f"{' '.join(command)}: {ended.returncode}\n{ended.stderr.decode()}")
    # Code pages and UTF-16 write the same ASCII in their own way.
    encoding = environment.variables.get("PYTHONIOENCODING", "ascii")
    return ended.stdout.decode(encoding)


def packages_of(python: str) -> list[Path]:
    """Return what the package and all that it needs were installed as, with their metadata."""
    code = (
        "import importlib.util as u\n"
        f"for n in {NEEDED!r}: print(u.find_spec(n).origin)\n"
        "import importlib.metadata as m\n"
        "for n in ('detainerlib', 'holidays'): print(m.distribution(n)._path)"
    )
    printed = subprocess.run(  # noqa: S603 (as above)
        [python, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    found = [Path(line) for line in printed.splitlines()]
    return [path.parent if path.name == "__init__.py" else path for path in found]


def zipped(python: str, folder: Path) -> Path:
    """Pack the package and what it needs in a zip, as an application is, and return it."""
    archive = folder / "packages.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for package in packages_of(python):
            files = package.rglob("*") if package.is_dir() else [package]
            for file in files:
                if file.is_file() and file.suffix not in {".pyc", ".mo"}:
                    packed.write(file, file.relative_to(package.parent))
    return archive


def read_only(python: str, folder: Path) -> Path:
    """Copy the packages to a folder in which nothing can be written but by root, and return it."""
    packages = folder / "read-only"
    packages.mkdir()
    for package in packages_of(python):
        if package.is_dir():
            shutil.copytree(package, packages / package.name)
        else:
            shutil.copy(package, packages)
    for path in (packages, *packages.rglob("*")):
        path.chmod(path.stat().st_mode & ~(stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))
    return packages


def same(expected: str, python: str, environment: Environment, *ways: str) -> bool:
    """Return whether an environment gives the answers that are expected."""
    return expected == answers(python, environment, *ways)


def tried(python: str) -> list[tuple[str, bool]]:
    """Return each environment of an interpreter, and whether the answers were the same."""
    usual = answers(python, Environment())
    trials: dict[str, Callable[[], bool]] = {
        name: partial(same, usual, python, environment)
        for name, environment in ENVIRONMENTS.items()
    }
    few = answers(python, Environment(), "loop")
    trials |= {f"asked by {way}": partial(same, few, python, Environment(), way) for way in WAYS}
    verdicts: list[tuple[str, bool]] = []
    with TemporaryDirectory() as away:
        folder = Path(away)
        folder.chmod(0o755)
        isolated = Environment(("-S",))
        archive = str(zipped(python, folder))
        packages = str(read_only(python, folder))
        trials["from a zip"] = lambda: usual == answers(python, isolated, path=archive)
        trials["from a read-only folder"] = lambda: (
            usual == answers(python, isolated, path=packages)
        )
        for name, trial in trials.items():
            try:
                verdicts.append((name, trial()))
            except AssertionError as error:
                sys.stdout.write(f"{error}\n")
                verdicts.append((name, False))
        for path in (folder, *folder.rglob("*")):
            path.chmod(path.stat().st_mode | stat.S_IWUSR)
    return verdicts


def main() -> int:
    """Try every environment with every interpreter that is named."""
    differ = 0
    for python in sys.argv[1:] or [sys.executable]:
        for name, is_same in tried(python):
            verdict = "the same" if is_same else "ANOTHER"
            sys.stdout.write(f"{python:40}  {name:28}  {verdict}\n")
            sys.stdout.flush()
            differ += not is_same
    return int(differ > 0)


if __name__ == "__main__":
    sys.exit(main())
