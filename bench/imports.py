"""How long a new process takes to import detainerlib, and to give its first answer.

Also the command, as it is typed, beside the imports that no answer can do without.

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

PACKAGES = "import attrs, holidays, zoneinfo, dateutil"
HOLD = "hold 2025-07-03T17:00 --zone America/Chicago --form I-247A"
HOLD_IN_COUNTY = f"{HOLD} --jurisdiction 17031"
POLICY = "policy hold_on_detainer US-TX --on 2025-07-03"

# Without its bytecode every import would be measured together with the compiler.
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
}


def timer(*arguments: str) -> Callable[[], float]:
    """Return what measures a new process of this interpreter, in seconds."""

    def measure() -> float:
        begun = perf_counter()
        subprocess.run(
            [sys.executable, *arguments], check=True, env=ENVIRONMENT, stdout=subprocess.DEVNULL
        )
        return perf_counter() - begun

    return measure


def main() -> int:
    """Measure all in turns."""
    codes = (BARE, IMPORT, HOLIDAYS, FIRST_USE, PACKAGES)
    commands = (HOLD, HOLD_IN_COUNTY, POLICY)
    timers = [timer("-c", code) for code in codes]
    timers += [timer("-m", "detainerlib", *command.split()) for command in commands]
    times = in_turns(timers, rounds=25)
    return report(
        [
            Ratio(f"{IMPORT} / {BARE}", median_ratio(times, 1, 0), 2.5),
            Ratio(f"first hold_deadline / {HOLIDAYS}", median_ratio(times, 3, 2), 1.6),
            Ratio(f"hold / {PACKAGES}", median_ratio(times, 5, 4), 3.0),
            Ratio(f"hold in a county / {PACKAGES}", median_ratio(times, 6, 4), 4.5),
            Ratio(f"policy / {PACKAGES}", median_ratio(times, 7, 4), 3.5),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
