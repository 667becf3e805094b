"""Published codings beside the law on file: where they disagree, and the reason on record.

The codings and the reasons are TOML in `docs/codings`; what the law on file comes to is asked of
the package. A coding may be wrong, and so may a record: neither is taken as the truth of the other.
"""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from detainerlib import catalog
from detainerlib.bulk import policy_panel
from detainerlib.models import Practice

FOLDER: Final = Path(__file__).parents[1] / "codings"
RESOURCE: Final = "state-immigration-policy-resource"
SECTION: Final = "ddor-2017-section-iii"
HOLD: Final = Practice.HOLD_ON_DETAINER
REPORT_DAY: Final = date(2017, 3, 1)

STATEWIDE: Final = "statewide limit"
IN_PART: Final = "limit in part of it"
NONE: Final = "no limit certain"
_FITS: Final = {0: {NONE}, 1: {IN_PART}, 2: {STATEWIDE, IN_PART}}
"""What fits each code: 2 means a statewide policy, or one of all the counties that were counted."""


class Disagreement(NamedTuple):
    """What a coding says of a place, and what the law on file comes to.

    Attributes:
        jurisdiction: The code of the place.
        when: The years, or the day.
        theirs: What the coding says.
        ours: What the law on file comes to.
    """

    jurisdiction: str
    when: str
    theirs: str
    ours: str


class Compared(NamedTuple):
    """A coding, compared.

    Attributes:
        cells: How many cells can be compared.
        alike: How many of them say the same.
        disagreements: The others, those alike in consecutive years as one.
    """

    cells: int
    alike: int
    disagreements: tuple[Disagreement, ...]


@cache
def coding(name: str) -> Mapping[str, Any]:
    """Return the record of a coding: what it is, where it was read, and the reasons."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


def reasons(name: str) -> Mapping[tuple[str, str], str]:
    """Return the reason on record for each disagreement, by place and years or day.

    Raises:
        ValueError: If two reasons are given for one.
    """
    stated: dict[tuple[str, str], str] = {}
    for entry in coding(name)["disagreement"]:
        for jurisdiction in entry["jurisdictions"]:
            key = jurisdiction, entry["when"]
            if key in stated:
                raise ValueError(f"{name}: two reasons for {key}")
            stated[key] = entry["reason"]
    return MappingProxyType(stated)


def _own_law() -> list[str]:
    """Return the local places that have a law of their own on holds."""
    places = {norm.jurisdiction for norm in catalog.provisions() if norm.practice is HOLD}
    return sorted(place for place in places if catalog.jurisdiction(place).level.is_local)


def _state_of(code: str) -> str:
    while (place := catalog.jurisdiction(code)).level.is_local:
        code = str(place.parent)
    return code


@cache
def limits_by_year() -> Mapping[tuple[str, int], str]:
    """Return for each state and year whether the law on file certainly limits holds.

    Anywhere in it, on any day of the year, for an ordinary request without a judge's warrant.
    """
    record = coding(RESOURCE)
    first, last = record["first_year"], record["last_year"]
    local = _own_law()
    rows = policy_panel(
        [*record["codes"], *local],
        start=date(first, 1, 1),
        end=date(last, 1, 1),
        freq="year",
        practices=[HOLD],
    )
    limited = {(row["jurisdiction"], row["year"]) for row in rows if row["hold_limited_share"] > 0}
    in_part = {(_state_of(code), year) for code, year in limited}
    return MappingProxyType(
        {
            key: STATEWIDE if key in limited else IN_PART if key in in_part else NONE
            for state in record["codes"]
            for key in ((state, year) for year in range(first, last + 1))
        }
    )


@cache
def compared_by_year() -> Compared:
    """Compare the State Immigration Policy Resource, by state and year."""
    record, ours = coding(RESOURCE), limits_by_year()
    cells = alike = 0
    disagreements: list[Disagreement] = []
    for state, codes in record["codes"].items():
        years: list[tuple[int, int, str]] = []
        for year, code in enumerate(codes, start=record["first_year"]):
            if code == record["no_data"]:
                continue
            cells += 1
            if ours[state, year] in _FITS[int(code)]:
                alike += 1
            else:
                years.append((year, int(code), ours[state, year]))
        disagreements += _runs(state, years, record["meanings"])
    return Compared(cells, alike, tuple(disagreements))


def _runs(
    state: str, years: list[tuple[int, int, str]], meanings: Mapping[str, str]
) -> Iterator[Disagreement]:
    """Yield years that follow each other with the same codes as one disagreement."""
    numbered = enumerate(years)
    for _, run in groupby(numbered, key=lambda item: (item[1][0] - item[0], *item[1][1:])):
        (first, code, ours), *_, (last, *_) = [entry for _, entry in run] * 2
        when = str(first) if first == last else f"{first}-{last}"
        yield Disagreement(state, when, meanings[str(code)], ours)


@cache
def compared_by_place() -> Compared:
    """Compare the entries of Section III of the federal report of 2017: places and months.

    An entry says that a place limits cooperation, and perhaps the month in which its policy was
    enacted, with which the first day of a limit on file is compared.
    """
    entries = catalog.assertions(listed_in=SECTION)
    rows = policy_panel(
        [entry.jurisdiction for entry in entries],
        start=REPORT_DAY,
        end=REPORT_DAY,
        practices=[HOLD],
    )
    ours = {row["jurisdiction"]: row for row in rows}
    disagreements: list[Disagreement] = []
    for entry in entries:
        row = ours[entry.jurisdiction]
        month = entry.enacted_printed
        since = row["first_hold_limit"] if row["hold_limited_share"] > 0 else None
        if since is None:
            words = row["hold_on_detainer"]
        elif month is None or f"{since:%Y} {since.month}" == _year_and_month(month):
            continue
        else:
            words = f"limit since {since}"
        theirs = f"limit, enacted {month}" if month else "limit"
        disagreements.append(Disagreement(entry.jurisdiction, str(REPORT_DAY), theirs, words))
    return Compared(len(entries), len(entries) - len(disagreements), tuple(disagreements))


def _year_and_month(printed: str) -> str:
    """Return a month as the list prints it as numbers.

    >>> _year_and_month("June 2014")
    '2014 6'
    """
    name, year = printed.split()
    return f"{year} {_MONTHS.index(name) + 1}"


_MONTHS: Final = tuple(date(2000, month, 1).strftime("%B") for month in range(1, 13))
