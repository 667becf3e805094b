"""Changes of the rules that no test notices, a room at a time, by mutmut.

    nox -s mutation                                     the functions that the last commit changed
                                                        (a merge: all its branch), as CI does
    nox -s mutation -- policy                           a room, for half an hour
    nox -s mutation -- policy --minutes 120             for longer
    nox -s mutation -- policy --file 'src/*/facts.py'   one file of it
    nox -s mutation -- --changed main --minutes 1       what was changed since a commit

A room that was not finished is gone on with: what was killed is kept in `.mutation/ROOM` until the
function itself changes; what survived is tried again. `tests/mutation.toml` has the rooms, and the
survivors with their reasons, by what is changed in which function. Fails where a change survived
that is not among them, or one of them is killed, and never for what there was no time to try.
"""

import argparse
import ast
import fnmatch
import json
import math
import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from contextlib import chdir
from importlib import import_module
from pathlib import Path
from typing import Any, Final, NamedTuple

ROOT: Final = Path(__file__).parents[1]
ROOMS: Final = Path(__file__).with_name("mutation.toml")
WORK: Final = ROOT / ".mutation"
BESIDE: Final = ("docs", "release", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "noxfile.py")
COPIED: Final = ("tests", *BESIDE)
TRIALS: Final = Path(__file__).with_name("mutants.py")
HALF_AN_HOUR: Final = 30
# Of a comparison of two commits: the first line of what was put in, and how many there are.
PUT_IN: Final = re.compile(r"^@@ \S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
MOST_OF_A_LOG: Final = 2_000
# On a machine in UTC a change that reads the clock of the machine would hide.
ANOTHER_CLOCK: Final = {"TZ": "Pacific/Apia"}
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


def alike() -> list[dict[str, str]]:
    """Return the kinds of changes that no test could notice."""
    kept: list[dict[str, str]] = tomllib.loads(ROOMS.read_text("utf-8"))["alike"]
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


def tried(name: str, patterns: list[str], minutes: float) -> set[str]:
    """Make changes in a room for as long as that, print what became of it, and return survivors.

    Those that have a reason are counted and not returned.
    """
    folder = prepared(name)
    run = (sys.executable, str(TRIALS), str(minutes), *rooms()[name]["tests"], "--", *patterns)
    with (folder / "trials.log").open("w", encoding="utf-8") as log:
        ended = subprocess.run(  # noqa: S603 (this Python, as written above)
            run,
            cwd=folder,
            check=False,
            stdout=log,
            stderr=log,
            env={**os.environ, **ANOTHER_CLOCK},
        )
    if ended.returncode:
        sys.stdout.write((folder / "trials.log").read_text("utf-8")[-MOST_OF_A_LOG:])
        return {f"{name}: the tests"}
    counts: dict[str, Counter[str]] = {}
    alive, endless, untried = dict[str, str](), dict[str, str](), set[str]()
    for file, change, verdict in found_in(folder):
        if any(fnmatch.fnmatchcase(change, pattern) for pattern in patterns):
            counts.setdefault(file, Counter())[verdict] += 1
            if verdict == UNTRIED:
                untried.add(function_of(change))
            elif verdict not in DEAD:
                alive[change] = file
            elif verdict != KILLED:
                endless[change] = file
    for file, counter in counts.items():
        told = ", ".join(f"{count} {verdict}" for verdict, count in counter.most_common())
        sys.stdout.write(f"{name}: {file}: {told}\n")
    total = sum(counts.values(), Counter[str]())
    dead = sum(total[verdict] for verdict in DEAD)
    of = dead + len(alive)
    share = f" ({dead / of:.1%})" if of else ""
    differences = differences_of(folder, alive | endless)
    left = {change: differences[change] for change in sorted(alive)}
    left = {change: told for change, told in left.items() if not has_reason(change, told)}
    sys.stdout.write(
        f"{name}: {dead} of {of} killed{share}, {len(alive) - len(left)} have a reason, "
        f"{total[UNTRIED]} not tried\n"
    )
    for change, difference in left.items():
        sys.stdout.write(f"\n{change}\n{difference}\n")
    there = {survivor_of(change, difference) for change, difference in differences.items()}
    gone = {
        survivor
        for survivor in named_survivors(name)
        if survivor not in there
        and survivor.function not in untried
        and any(fnmatch.fnmatchcase(f"{survivor.function}__mutmut_1", one) for one in patterns)
    }
    for survivor in sorted(gone):
        sys.stdout.write(f"\nHas a reason and is killed, or is there no more: {survivor}\n")
    return {*left, *(survivor.function for survivor in gone)}


class Survivor(NamedTuple):
    """A change: its function, and the lines in it before and after, whatever its number."""

    function: str
    before: str
    after: str


def function_of(change: str) -> str:
    """Return the function of a change by its name."""
    return change.partition("__mutmut_")[0]


def survivor_of(change: str, difference: str) -> Survivor:
    """Return a change by what is different in it."""
    before, after = (" ".join(map(str.strip, lines)) for lines in lines_of(difference))
    return Survivor(function_of(change), before, after)


def named_survivors(name: str) -> set[Survivor]:
    """Return the survivors of a room that have a reason of their own."""
    named = rooms()[name].get("alive", ())
    return {Survivor(*(one[part] for part in Survivor._fields)) for one in named}


def has_reason(change: str, difference: str) -> bool:
    """Tell whether a survivor is named, or of a kind that no test could notice."""
    named = set[Survivor]().union(*map(named_survivors, rooms()))
    return survivor_of(change, difference) in named or is_alike(difference)


def differences_of(folder: Path, changes: dict[str, str]) -> dict[str, str]:
    """Return what is changed in each change of a file."""
    # The other tests do without mutmut.
    written = import_module("mutmut.mutation.diff_apply")
    with chdir(folder):
        return {
            change: str(written.get_diff_for_mutant(change, path=Path(file)))
            for change, file in changes.items()
        }


def lines_of(difference: str) -> tuple[list[str], list[str]]:
    """Return the lines before and after."""
    before, after = (
        [line[1:] for line in difference.splitlines() if re.match(rf"[{sign}](?![{sign}])", line)]
        for sign in "-+"
    )
    return before, after


def is_alike(difference: str) -> bool:
    """Tell whether a change is of a kind that no test could notice, wherever it is made."""
    before, after = lines_of(difference)
    return any(
        [re.sub(kind["changed"], "", line) for line in before]
        == [re.sub(kind["changed"], "", line) for line in after]
        for kind in alike()
    )


def git(*arguments: str) -> str:
    """Return what git says of this project; nothing where it fails."""
    run = subprocess.run(  # noqa: S603 (git, on this project)
        ["git", *arguments],  # noqa: S607 (that of the machine)
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    return "" if run.returncode else run.stdout.strip()


def functions_of(file: str, since: str | None) -> list[str]:
    """Return the patterns of changes of a file, or of its functions that changed since a commit."""
    module = ".".join(Path(file).with_suffix("").parts[1:]).removesuffix(".__init__")
    if since is None:
        return [f"{module}.x*"]
    lines = {
        int(first) + further
        for first, count in PUT_IN.findall(git("diff", "--unified=0", since, "--", file))
        for further in range(max(1, int(count or 1)))  # it is 0 where lines were left out
    }
    functions: list[tuple[str, ast.AST]] = []
    for node in ast.parse((ROOT / file).read_text("utf-8")).body:
        if isinstance(node, ast.ClassDef):
            functions += [(f"xǁ{node.name}ǁ", member) for member in node.body]
        functions.append(("x_", node))
    return [
        f"{module}.{prefix}{function.name}__mutmut_*"
        for prefix, function in functions
        if isinstance(function, ast.FunctionDef)
        and lines.intersection(range(function.lineno, (function.end_lineno or 0) + 1))
    ]


class Asked(NamedTuple):
    """Which changes of which rooms are tried, for how many minutes each, and in all."""

    patterns: dict[str, list[str]]
    minutes: float
    at_most: float
    is_list: bool


def asked(arguments: list[str]) -> Asked:
    """Return what is asked for."""
    parser = argparse.ArgumentParser(prog="nox -s mutation --")
    parser.add_argument("rooms", nargs="*", choices=[[], *rooms()])
    parser.add_argument("--minutes", type=float, default=HALF_AN_HOUR, help="for each room")
    parser.add_argument("--at-most", type=float, default=math.inf, help="minutes for all rooms")
    parser.add_argument("--changed", metavar="COMMIT", nargs="?", const="HEAD~1")
    parser.add_argument("--file", default="*")
    parser.add_argument("--list", action="store_true", help="say what would be tried")
    options = parser.parse_args(arguments)
    files = [str(path.relative_to(ROOT)) for path in sorted((ROOT / "src").rglob("*.py"))]
    if (since := options.changed) is not None:
        files = [*filter({*git("diff", "--name-only", since, "--").split()}.__contains__, files)]
    patterns = {
        name: [
            pattern
            for file in fnmatch.filter(files, options.file)
            if any(fnmatch.fnmatch(file, changed) for changed in room["changed"])
            for pattern in functions_of(file, since)
        ]
        for name, room in rooms().items()
        if name in options.rooms or not options.rooms
    }
    chosen = {name: listed for name, listed in patterns.items() if listed}
    return Asked(chosen, options.minutes, options.at_most, options.list)


def main(arguments: list[str]) -> int:
    """Try what is asked; return 1 where a change survived that has no reason."""
    patterns, minutes, at_most, is_list = asked(arguments)
    ends = time.monotonic() + 60 * at_most
    alive: set[str] = set()
    for name, chosen in patterns.items():
        if is_list:
            sys.stdout.write(f"{name}: {' '.join(chosen)}\n")
        elif time.monotonic() > ends:
            sys.stdout.write(f"{name}: not tried, as there was no time left\n")
        else:
            alive |= tried(name, chosen, min(minutes, (ends - time.monotonic()) / 60))
    return int(bool(alive))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
