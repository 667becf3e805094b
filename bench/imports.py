"""How long a new process takes to import detainerlib, and to give its first answer.

    nox -s bench              prints the ratios
    nox -s bench -- --strict  fails where one is over its limit

Wall time of whole processes, in turns; a ratio is the median over the rounds.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from time import perf_counter

from ratios import Ratio, in_turns, median_ratio, report

BARE = "import attrs, zoneinfo, enum"
IMPORT = "import detainerlib"
HOLIDAYS = "import holidays; holidays.US()"
FIRST_USE = """
import datetime, zoneinfo, detainerlib
chicago = zoneinfo.ZoneInfo("America/Chicago")
detainerlib.hold_deadline(datetime.datetime(2025, 7, 3, 17, tzinfo=chicago))
"""

# Without its bytecode every import would be measured together with the compiler.
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
}


def timer(code: str) -> Callable[[], float]:
    """Return what measures a new process that runs the code, in seconds."""

    def measure() -> float:
        begun = perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True, env=ENVIRONMENT)
        return perf_counter() - begun

    return measure


def main() -> int:
    """Measure the four in turns."""
    times = in_turns([timer(code) for code in (BARE, IMPORT, HOLIDAYS, FIRST_USE)], rounds=25)
    return report(
        [
            Ratio(f"{IMPORT} / {BARE}", median_ratio(times, 1, 0), 2.5),
            Ratio(f"first hold_deadline / {HOLIDAYS}", median_ratio(times, 3, 2), 1.6),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
