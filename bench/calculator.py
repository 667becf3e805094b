"""How long the page in a browser takes to be ready, to give its first answer, and later ones.

Beside the same calls in this Python, in a new process; a ratio is the median over the rounds. The
page is built first, with npm, and tried in Chromium; where one is missing nothing is measured.

    nox -s bench              prints the ratios
    nox -s bench -- --strict  fails where one is over its limit
"""

import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

DOCS = Path(__file__).parents[1] / "docs"
sys.path.insert(0, str(DOCS))

import build_calculator  # noqa: E402 (of the folder above)
import chromium  # noqa: E402 (as above)
from check_calculator import FIRST, Calculator, Case  # noqa: E402 (as above)
from ratios import Ratio, median_ratio, report  # noqa: E402 (as above)

ROUNDS = 5
LATER = Case("Cook County, IL", "7/4/2025 5pm", "America/Chicago")
HERE = f"""
import json, sys
from time import perf_counter
begun = perf_counter()
sys.path.insert(0, {str(DOCS / "hold-calculator")!r})
import answers
answers.page("{{}}")
blank = dict(form="", released="", zone="", case_id="", events={{}})
times = [perf_counter()]
for due in {(FIRST.due, LATER.due)!r}:
    answers.answer(json.dumps(dict(blank, place={FIRST.place!r}, due=due)))
    times.append(perf_counter())
print(*(after - before for before, after in zip([begun, *times], times)))
"""


def in_browser(site: Path, executable: str) -> tuple[float, ...]:
    """Return the seconds until the page is ready, of its first answer, and of a later one."""
    elsewhere = chromium.Elsewhere()
    with (
        chromium.serving(elsewhere),
        chromium.serving(chromium.server_of(site)) as address,
        chromium.opened(executable, elsewhere) as browser,
    ):
        times = [perf_counter()]
        calculator = Calculator(browser.new_page(), f"{address}/")
        times.append(perf_counter())
        for case in (FIRST, LATER):
            calculator.ask_case(case)
            times.append(perf_counter())
    return tuple(after - before for before, after in pairwise(times))


def here() -> tuple[float, ...]:
    """Return the seconds of the same calls in a new process of this Python."""
    told = subprocess.run([sys.executable, "-c", HERE], check=True, capture_output=True, text=True)
    return tuple(map(float, told.stdout.split()))


def main() -> int:
    """Measure both in turns."""
    executable = chromium.installed()
    if executable is None or not build_calculator.is_possible():
        print("skipped: the hold calculator (no Chromium or no npm here)")
        return 0
    with TemporaryDirectory() as away:
        site = Path(away, "hold-calculator")
        build_calculator.build(site)
        times = [in_browser(site, executable) + here() for _ in range(ROUNDS)]
    for what, seconds in zip(
        ("ready", "first answer", "later answer"), zip(*times, strict=True), strict=False
    ):
        print(f"{what} in the browser: {sorted(seconds)[ROUNDS // 2]:.2f} s")
    return report(
        [
            Ratio("page ready / import here", median_ratio(times, 0, 3), 60),
            Ratio("first answer in the page / here", median_ratio(times, 1, 4), 12),
            Ratio("later answer in the page / here", median_ratio(times, 2, 5), 25),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
