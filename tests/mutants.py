"""The changes of one room, each tried by the tests that call what it changes.

Run by `tests/mutate.py`, in a copy of the project. mutmut writes the changes; its own runner
collects the tests anew for each, which takes ten times as long as to run them. Here they are
collected once, and each change is tried in a fork.
"""

import gc
import json
import os
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import redirect_stdout, suppress
from fnmatch import fnmatchcase
from importlib import import_module
from itertools import zip_longest
from pathlib import Path
from pkgutil import walk_packages
from typing import Final
from zlib import crc32

import pytest
from _pytest.runner import runtestprotocol
from attrs import define, field
from mutmut.__main__ import create_mutants
from mutmut.mutation.trampoline import set_mutant_under_test
from mutmut.state import state
from mutmut.utils.file_utils import copy_src_dir, setup_source_paths
from mutmut.utils.format_utils import mangled_name_from_mutant_name

# The exit status of the tests of a change, as mutmut keeps it.
SURVIVED, KILLED, NO_TEST, TIMED_OUT, HUNG = 0, 1, 33, 36, 37
CALLS: Final = Path("calls.json")
AT_ONCE: Final = 2
# A test of a change takes at most so much longer than before: a busy machine is no endless loop.
TIMES_LONGER: Final = 10
SECONDS_MORE: Final = 5
WAITS_LONGER: Final = 12
# Each fork would start a Java of its own, and threads that were there before it may be waited for
# without end. What engines are asked is not in any room.
FORKED: Final = "not (pyspark or polars or duckdb)"
ENGINES: Final = ("numpy", "narwhals", "pandas", "polars", "pyarrow", "duckdb")

Hook = Callable[[pytest.Item], None]
Calls = dict[str, dict[str, float]]
Changes = list[tuple[Path, str]]


@define
class Forks:
    """Tries each change in a process of its own, until the time is over."""

    patterns: Sequence[str]
    ends: float
    running: dict[int, tuple[Path, str]] = field(factory=dict)
    failed: dict[str, Counter[str]] = field(factory=lambda: defaultdict(Counter))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Note what each test calls; then try what survived before, then what is new."""
        if session.testsfailed:
            raise pytest.UsageError("The tests of this room cannot be collected.")
        calls = calls_in_fork(session.items)
        self.try_each(verdicts(self.patterns, {SURVIVED, NO_TEST}), calls, session.items)
        load_all()
        self.try_each(verdicts(self.patterns, {None}), calls, session.items)
        return True

    def try_each(self, changes: Changes, calls: Calls, items: Sequence[pytest.Item]) -> None:
        """Try changes, each by the tests that call it.

        Those come first that failed of other changes of the function, then the quickest.
        """
        tests = {item.nodeid: item for item in items}
        for path, change in changes:
            function = mangled_name_from_mutant_name(change)
            nodes, failed = calls.get(function, {}), self.failed[function]
            if time.time() > self.ends:
                break
            if not nodes:
                note(path, change, NO_TEST)
                continue
            while len(self.running) >= AT_ONCE:
                self.wait()
            ordered = sorted(nodes, key=lambda node: (-failed[node], nodes[node]))
            chosen = {tests[node]: nodes[node] for node in ordered}
            self.running[in_fork(change, chosen)] = path, change
        while self.running:
            self.wait()

    def wait(self) -> None:
        """Note the verdict of the change that ends next."""
        process, status = os.wait()
        path, change = self.running.pop(process)
        if (said := said_by(process)).exists():
            self.failed[mangled_name_from_mutant_name(change)][said.read_text("utf-8")] += 1
            said.unlink()
        code = os.waitstatus_to_exitcode(status)
        by_signal = HUNG if code == -signal.SIGALRM else TIMED_OUT
        note(path, change, by_signal if code < 0 else code)


def verdicts(patterns: Sequence[str], codes: Iterable[int | None]) -> Changes:
    """Return the changes that became such, and where that is noted.

    Always in one order, and in none of the files: there may be no time for all.
    """
    changes = [
        (path, change)
        for path in Path("src").rglob("*.meta")
        for change, code in json.loads(path.read_text("utf-8"))["exit_code_by_key"].items()
        if code in codes and any(fnmatchcase(change, pattern) for pattern in patterns)
    ]
    return sorted(changes, key=lambda noted: crc32(noted[1].encode()))


def load_all() -> None:
    """Load what each change would load again.

    A change may hide in what is kept from here: so its survivors are tried again without.
    """
    package = import_module("detainerlib")
    for module in walk_packages(package.__path__, "detainerlib."):
        with suppress(ImportError):  # an engine that is not installed
            import_module(module.name)
    for engine in ENGINES:
        with suppress(ImportError):
            import_module(engine)
    package.catalog.check()
    # A search for garbage would have the pages of all that copied for each fork.
    gc.collect()
    gc.freeze()


def note(path: Path, change: str, code: int) -> None:
    """Keep what became of a change."""
    kept = json.loads(path.read_text("utf-8"))
    kept["exit_code_by_key"][change] = code
    path.write_text(json.dumps(kept), "utf-8")


def said_by(process: int) -> Path:
    """Return where a fork says which test failed."""
    return Path(f"{process}.failed")


def first_failed(items: Iterable[pytest.Item], before: Hook, after: Hook) -> str | None:
    """Run tests until one fails, and return which."""
    tests = [*items]
    for item, nextitem in zip_longest(tests, tests[1:]):
        before(item)
        reports = runtestprotocol(item, log=False, nextitem=nextitem)
        after(item)
        if any(report.failed for report in reports):
            return item.nodeid
    return None


def quietly() -> None:
    """Let nothing that a test prints be seen."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def in_fork(change: str, seconds: Mapping[pytest.Item, float]) -> int:
    """Start the tests of a change; return the process."""
    process = os.fork()
    if process:
        return process
    quietly()
    set_mutant_under_test(change)

    def bounded(item: pytest.Item) -> None:  # either signal ends the process
        most = TIMES_LONGER * seconds[item] + SECONDS_MORE
        signal.setitimer(signal.ITIMER_VIRTUAL, most)
        signal.setitimer(signal.ITIMER_REAL, WAITS_LONGER * most)

    try:
        failed = first_failed(seconds, bounded, lambda _: None)
        if failed is None:
            os._exit(SURVIVED)
        said_by(os.getpid()).write_text(failed, "utf-8")
    finally:  # a change that ends the process, or pytest itself
        os._exit(KILLED)


def calls_in_fork(items: Sequence[pytest.Item]) -> Calls:
    """Return which tests call each function, with the seconds they take."""
    process = os.fork()
    if process == 0:
        quietly()
        calls: Calls = defaultdict(dict)
        began = 0.0

        def start(_: pytest.Item) -> None:
            nonlocal began
            began = time.perf_counter()

        def noted(item: pytest.Item) -> None:
            for function in state()._stats:
                calls[function][item.nodeid] = time.perf_counter() - began
            state()._stats.clear()

        set_mutant_under_test("stats")
        state()._stats.clear()
        failed = first_failed(items, start, noted)
        CALLS.write_text(json.dumps(calls), "utf-8")
        os._exit(int(failed is not None))
    _, status = os.waitpid(process, 0)
    if status:
        raise pytest.UsageError("A test of this room fails before anything is changed.")
    kept: Calls = json.loads(CALLS.read_text("utf-8"))
    return kept


def main(minutes: str, *tests_and_patterns: str) -> int:
    """Write the changes of a room, and try those with such names."""
    between = tests_and_patterns.index("--")
    tests, patterns = tests_and_patterns[:between], tests_and_patterns[between + 1 :]
    ends = time.time() + 60 * float(minutes)
    set_mutant_under_test("mutant_generation")
    Path("mutants").mkdir(exist_ok=True)
    with redirect_stdout(sys.stderr):
        copy_src_dir()
        setup_source_paths()
        create_mutants(AT_ONCE)
    set_mutant_under_test("")
    os.chdir("mutants")
    # Of a failure nothing is shown.
    shown = ("-q", "-s", "--tb=native", "--assert=plain", "-p", "no:cacheprovider")
    options = ("--rootdir=.", "--hypothesis-profile=mutants", "-k", FORKED, *shown)
    return int(pytest.main([*options, *tests], plugins=[Forks(patterns, ends)]))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
