"""Changes of the rules that no test notices, a room at a time, by mutmut.

    nox -s mutation -- policy                           a room, for half an hour
    nox -s mutation -- policy --minutes 120             for longer
    nox -s mutation -- policy --file 'src/*/facts.py'   one file of it
    nox -s mutation -- --changed main --minutes 1       what was changed since a commit

A room that was not finished is gone on with: what was killed is kept in `.mutation/ROOM` until the
function itself changes; what survived is tried again. `tests/mutation.toml` has the rooms, and the
survivors with their reasons. Fails where a change survived that is not among them.
"""

import argparse
import fnmatch
import json
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from contextlib import chdir
from importlib import import_module
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[1]
ROOMS: Final = Path(__file__).with_name("mutation.toml")
WORK: Final = ROOT / ".mutation"
BESIDE: Final = ("docs", "release", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "noxfile.py")
COPIED: Final = ("tests", *BESIDE)
TRIALS: Final = Path(__file__).with_name("mutants.py")
HALF_AN_HOUR: Final = 30
MOST_OF_A_LOG: Final = 2_000
# The exit status of the tests of a change.
KILLED, TIMED_OUT, HUNG, UNTRIED, NO_TEST = "killed", "timed out", "hung", "not tried", "no test"
VERDICTS: Final = {
    0: "survived",
    1: KILLED,
    3: KILLED,
    5: NO_TEST,
    33: NO_TEST,
    37: HUNG,
    None: UNTRIED,
}
DEAD: Final = (KILLED, TIMED_OUT, HUNG)


def rooms() -> dict[str, Any]:
    """Return the rooms, by name."""
    kept: dict[str, Any] = tomllib.loads(ROOMS.read_text("utf-8"))["room"]
    return kept


def settings_of(room: dict[str, Any]) -> str:
    """Return the project's settings with those of mutmut for a room."""
    listed = "".join(f'  "{pattern}",\n' for pattern in room["changed"])
    settings = (ROOT / "pyproject.toml").read_text("utf-8")
    return f'{settings}\n[tool.mutmut]\nsource_paths = ["src"]\nonly_mutate = [\n{listed}]\n'


def prepared(name: str) -> Path:
    """Copy the project to where a room is changed, beside what was found there, and return it."""
    folder = WORK / name
    changed = folder / "mutants"
    changed.mkdir(parents=True, exist_ok=True)
    for source in COPIED:
        for target in (folder, changed):
            copied(ROOT / source, target / source)
    copied(ROOT / "src", folder / "src")
    # mutmut keeps what it has written of an unchanged file, and copies what is not there.
    for path in (changed / "src").rglob("*"):
        is_kept = path.suffix == ".py" and (folder / path.relative_to(changed)).exists()
        if path.is_file() and path.suffix not in {".meta", ".spans"} and not is_kept:
            path.unlink()
    for settings in (folder, changed):
        (settings / "pyproject.toml").write_text(settings_of(rooms()[name]), "utf-8")
    return folder


def copied(source: Path, target: Path) -> None:
    """Copy a file or a folder in the place of what is there."""
    if source.is_dir():
        shutil.rmtree(target, ignore_errors=True)
        ignored = shutil.ignore_patterns("__pycache__", "_build", "generated")
        shutil.copytree(source, target, ignore=ignored)
    else:
        shutil.copy2(source, target)


def found_in(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield each change: its file, its name, and what became of it."""
    for meta in sorted((folder / "mutants").rglob("*.meta")):
        file = str(meta.relative_to(folder / "mutants")).removesuffix(".meta")
        for change, status in json.loads(meta.read_text("utf-8"))["exit_code_by_key"].items():
            yield file, change, VERDICTS.get(status, TIMED_OUT)


def tried(name: str, files: list[str], minutes: float) -> dict[str, str]:
    """Change files of a room for as long as that, print what became of it, return who survived."""
    folder = prepared(name)
    run = (sys.executable, str(TRIALS), str(minutes), *rooms()[name]["tests"], "--", *files)
    with (folder / "trials.log").open("w", encoding="utf-8") as log:
        ended = subprocess.run(  # noqa: S603 (this Python, as written above)
            run, cwd=folder, check=False, stdout=log, stderr=log
        )
    if ended.returncode:
        sys.stdout.write((folder / "trials.log").read_text("utf-8")[-MOST_OF_A_LOG:])
        return {f"{name}: the tests": UNTRIED}
    counts: dict[str, Counter[str]] = {}
    alive: dict[str, str] = {}
    for file, change, verdict in found_in(folder):
        if file in files:
            counts.setdefault(file, Counter())[verdict] += 1
            if verdict not in {*DEAD, UNTRIED}:
                alive[change] = verdict
    for file, counter in counts.items():
        told = ", ".join(f"{count} {verdict}" for verdict, count in counter.most_common())
        sys.stdout.write(f"{name}: {file}: {told}\n")
    total = sum(counts.values(), Counter[str]())
    dead = sum(total[verdict] for verdict in DEAD)
    of = dead + len(alive)
    share = f" ({dead / of:.1%})" if of else ""
    sys.stdout.write(f"{name}: {dead} of {of} killed{share}, {total[UNTRIED]} not tried\n")
    # The other tests do without mutmut.
    written = import_module("mutmut.mutation.diff_apply")
    with chdir(folder):
        for change in sorted(alive.keys() - excused()):
            sys.stdout.write(f"\n{change}\n{written.get_diff_for_mutant(change)}\n")
    return alive


def changed_since(commit: str) -> set[str]:
    """Return the files of the package that were changed since a commit."""
    listed = subprocess.run(  # noqa: S603 (git, on this project)
        ["git", "diff", "--name-only", commit, "--", "src"],  # noqa: S607 (that of the machine)
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return set(listed.stdout.split())


def asked(arguments: list[str]) -> tuple[dict[str, list[str]], float]:
    """Return which files of which rooms are changed, and for how many minutes each."""
    parser = argparse.ArgumentParser(prog="nox -s mutation --")
    parser.add_argument("rooms", nargs="*", choices=[[], *rooms()])
    parser.add_argument("--minutes", type=float, default=HALF_AN_HOUR)
    parser.add_argument("--changed", metavar="COMMIT")
    parser.add_argument("--file", default="*")
    options = parser.parse_args(arguments)
    of_rooms = {name: rooms()[name]["changed"] for name in options.rooms or rooms()}
    files = [str(path.relative_to(ROOT)) for path in sorted((ROOT / "src").rglob("*.py"))]
    changed = {*files} if options.changed is None else changed_since(options.changed)
    chosen = {
        name: [
            file
            for file in files
            if file in changed and fnmatch.fnmatch(file, options.file)
            if any(fnmatch.fnmatch(file, pattern) for pattern in patterns)
        ]
        for name, patterns in of_rooms.items()
    }
    return {name: files for name, files in chosen.items() if files}, options.minutes


def excused() -> set[str]:
    """Return the survivors that are named with a reason."""
    return {survivor["change"] for room in rooms().values() for survivor in room.get("alive", ())}


def main(arguments: list[str]) -> int:
    """Try what is asked; return 1 where a change survived that has no reason."""
    chosen, minutes = asked(arguments)
    alive = {change for name, files in chosen.items() for change in tried(name, files, minutes)}
    return int(bool(alive - excused()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
