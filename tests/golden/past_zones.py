"""When the clocks of the places on file were changed, 1971 to 2025, as a digest for each zone.

python tests/golden/past_zones.py    writes the digests anew, of every zone on file
"""

import hashlib
import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

FILE: Final = Path(__file__).with_suffix(".toml")
FIRST, LAST = datetime(1971, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)
STEP: Final = timedelta(days=7)
SECOND: Final = timedelta(seconds=1)
REMEDY: Final = (
    "{zones}: the {source} has other changes of clocks from 1971 to 2025 than those on file, so "
    "deadlines already given there may have been others. Read the NEWS of the tz release. If it "
    "is wrong, or the installation is damaged, install another. If it is right, raise the floor of "
    'tzdata in pyproject.toml, add a line under "Law" in CHANGELOG.md that names the zones and '
    "the days, run `python tests/golden/past_zones.py`, and commit what it writes."
)
Zone = ZoneInfo


def zone_in_use(key: str) -> Zone:
    """Return the zone that answers are computed with."""
    return ZoneInfo(key)


def zone_of_package(key: str) -> Zone:
    """Return the zone of the tzdata package, also where the system has its own."""
    with (files("tzdata") / "zoneinfo").joinpath(*key.split("/")).open("rb") as rules:
        return ZoneInfo.from_file(rules, key=key)


SOURCES: Final[Mapping[str, Callable[[str], Zone]]] = {
    "tz database in use": zone_in_use,
    "tzdata package": zone_of_package,
}


def changes(zone: Zone) -> Iterator[str]:
    """Yield each change of a zone's clock: its instant, and the offset and name from then on."""

    def clock(instant: datetime) -> str:
        local = instant.astimezone(zone)
        return f"{local.utcoffset()} {local.tzname()}"

    instant = FIRST
    yield clock(instant)
    while instant < LAST:
        before, after = instant, instant + STEP
        if clock(before) != clock(after):
            while after - before > SECOND:
                middle = before + (after - before) // 2 // SECOND * SECOND
                before, after = (
                    (middle, after) if clock(middle) == clock(instant) else (before, middle)
                )
            yield f"{after:%Y-%m-%dT%H:%M:%SZ} {clock(after)}"
        instant += STEP


def digest(zone: Zone) -> str:
    """Return how often a clock was changed, and the digest of when and how."""
    lines = [*changes(zone)]
    return f"{len(lines) - 1} {hashlib.sha256(chr(10).join(lines).encode()).hexdigest()[:16]}"


def on_file() -> dict[str, str]:
    """Return the digests that were written, by zone."""
    kept: dict[str, str] = tomllib.loads(FILE.read_text("utf-8"))
    return kept


def changed(zone_of: Callable[[str], Zone]) -> list[str]:
    """Return the zones whose past is not the one on file."""
    return [key for key, kept in on_file().items() if kept != digest(zone_of(key))]


def zones_on_file() -> set[str]:
    """Return the zones that a place on file keeps, or that a name stands for."""
    from detainerlib import catalog  # noqa: PLC0415 (what is compared needs nothing of it)
    from detainerlib.catalog._collections import every  # noqa: PLC0415 (as above)
    from detainerlib.models import PlaceZones  # noqa: PLC0415 (as above)

    named = [(record.key, *record.instead) for record in catalog.zones()]
    states = every(PlaceZones)
    kept = [(state.zone, *(key for area in state.areas for key in area.zones)) for state in states]
    return {key for keys in (*named, *kept) for key in keys if key}


def main() -> None:
    """Write the digests of these zones."""
    lines = [f'"{key}" = "{digest(zone_in_use(key))}"' for key in sorted(zones_on_file())]
    FILE.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
