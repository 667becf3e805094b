"""The page on how much is settled: the rule on holds, and the level, by state and day."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Final

from law_pages import plain, table

from detainerlib import catalog, classify_cooperation, policy_grid
from detainerlib.bulk import policy_panel
from detainerlib.cooperation import Classification, LevelStatus
from detainerlib.models import AgencyType, Evidence, GovernmentLevel, Jurisdiction, Practice

QUARTERS: Final = tuple(
    date(year, month, 1) for year in range(2008, 2027) for month in (1, 4, 7, 10)
)
DAYS: Final = tuple(date(year, 1, 1) for year in (2010, 2015, 2020, 2026))
TEXT: Final = "text"
FINDING: Final = "finding"
INFERRED: Final = "inferred"
OPEN: Final = "open"
_STATES: Final = frozenset({GovernmentLevel.STATE, GovernmentLevel.DISTRICT})
_JAILERS: Final = frozenset(
    {AgencyType.SHERIFF, AgencyType.LOCAL_CORRECTIONS, AgencyType.STATE_CORRECTIONS}
)


def states() -> tuple[Jurisdiction, ...]:
    """Return the states and the District."""
    return tuple(place for place in catalog.jurisdictions() if place.level in _STATES)


@cache
def _classified(code: str, on: date) -> Classification:
    return classify_cooperation(code, on=on)


@cache
def basis_on_holds(code: str, on: date) -> str:
    """Return what settles the rule of a state on holds on a day, if anything does.

    A text on the agencies that run jails that was read, or read of, and was certainly in force; a
    finding that there was no rule, by a named source or a search of the whole code; or nothing.
    """
    law = _classified(code, on).profile.law
    (holds,) = (finding for finding in law if finding.practice is Practice.HOLD_ON_DETAINER)
    if any(
        norm.period.contains(on)
        and norm.citation.evidence is not Evidence.BACKGROUND
        and any(map(norm.speaks_to, _JAILERS))
        for norm in holds.provisions
        if norm.jurisdiction == code
    ):
        return TEXT
    findings = [
        finding
        for finding in catalog.no_rules(code, Practice.HOLD_ON_DETAINER)
        if finding.period.contains(on)
    ]
    if any(finding.settles for finding in findings):
        return FINDING
    return INFERRED if findings else OPEN


@cache
def levels_on(on: date) -> Mapping[str, str]:
    """Return the name of the level of each state and the District that is settled on a day."""
    found = (_classified(place.code, on) for place in states())
    return MappingProxyType(
        {each.jurisdiction.code: each.level.name for each in found if each.level is not None}
    )


def why_open(code: str, on: date) -> str:
    """Return between which levels a state lies, and what would settle it."""
    found = _classified(code, on)
    return f"{found.in_brief}; {'; '.join(map(str, found.would_settle))}"


ASSUMPTION: Final = "honored-where-no-rule"
FIRST_YEAR: Final = 2012
_ASSUMED: Final = "assumed"


@cache
def county_months() -> Mapping[tuple[str, int], Counter[str]]:
    """Return how many months of counties have each status, by state and year; and are assumed."""
    rows = policy_panel(
        catalog.counties(on=catalog.about().data_as_of),
        start=date(FIRST_YEAR, 1, 1),
        end=catalog.about().data_as_of,
        practices=[],
        assume=ASSUMPTION,
    )
    months: dict[tuple[str, int], Counter[str]] = {}
    for row in rows:
        counts = months.setdefault((row["state"], row["year"]), Counter())
        counts[row["status"]] += 1
        counts[_ASSUMED] += row["is_assumed"] is True
    return MappingProxyType(months)


def by_year() -> Mapping[int, Counter[str]]:
    """Return the same by year alone."""
    years: dict[int, Counter[str]] = {}
    for (_, year), counts in county_months().items():
        years.setdefault(year, Counter()).update(counts)
    return MappingProxyType(dict(sorted(years.items())))


def _in_all(counts: Counter[str]) -> int:
    return sum(counts[status] for status in LevelStatus)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %"


def _months_of_counties() -> Iterator[str]:
    """Yield the tables of months of counties."""
    yield from ("", "## Months of counties, by year", "")
    yield (
        "Each county, on the first day of each month. A county below a state without a rule is "
        "open until its own policy is on file, so no county is left to itself. The four statuses "
        "are all months, and are never added up. The last two columns are no law: they say how "
        f"many months have a level under the assumption `{ASSUMPTION}`, "
        f"{plain(catalog.assumption(ASSUMPTION).title)}, and how many have that or a settled one."
    )
    yield ""
    yield from table(
        ("year", *(status.value for status in LevelStatus), "assumed", "settled or assumed"),
        (
            (
                str(year),
                *(_share(counts[status], _in_all(counts)) for status in LevelStatus),
                _share(counts[_ASSUMED], _in_all(counts)),
                _share(counts[_ASSUMED] + counts[LevelStatus.SETTLED], _in_all(counts)),
            )
            for year, counts in by_year().items()
        ),
    )
    years = tuple(by_year())
    yield from ("", "## Months of counties with a settled level, by state and year", "")
    yield "In percent; a blank is none."
    yield ""
    months = county_months()
    yield from table(
        ("state", *map(str, years)),
        (
            (
                plain(place.name),
                *(
                    f"{100 * counts[LevelStatus.SETTLED] / _in_all(counts):.0f}"
                    if (counts := months.get((place.code, year), Counter()))[LevelStatus.SETTLED]
                    else ""
                    for year in years
                ),
            )
            for place in states()
        ),
    )


def settled_page() -> Iterator[str]:
    """Yield the lines of the page."""
    yield from ("# How much is settled", "")
    yield (
        "Made from the data, on January 1 of each year. A rule on holds is settled where a text of "
        "the state that was read, or read of, was certainly in force for agencies that run jails, "
        "or a finding says, by a named source or a search of the whole code, that there was none. "
        "What is only inferred settles nothing, and stands apart. Of the territories nothing was "
        "searched, save as their records say. [Compared with published codings](codings.md) has "
        "where others coded the same law otherwise."
    )
    yield from ("", f"## Holds, of the states and the District ({len(states())} in all)", "")
    bases = [{on: basis_on_holds(place.code, on) for on in DAYS} for place in states()]
    yield from table(
        ("", *(str(on.year) for on in DAYS)),
        (
            (words, *(str(sum(row[on] in named for row in bases)) for on in DAYS))
            for words, named in (
                ("settled", (TEXT, FINDING)),
                ("by a text", (TEXT,)),
                ("by a finding that there was no rule", (FINDING,)),
                ("inferred only", (INFERRED,)),
                ("open", (OPEN,)),
            )
        ),
    )
    yield from ("", "## Levels, of the states and the District", "")
    scale = catalog.scale("notice-hold-transfer")
    beside = scale.left_to_agencies
    names = [level.name for level in scale.levels] + ([beside.name] if beside else [])
    yield from table(
        ("level", *(str(on.year) for on in DAYS)),
        (
            *(
                (plain(name), *(str([*levels_on(on).values()].count(name)) for on in DAYS))
                for name in names
            ),
            ("settled in all", *(str(len(levels_on(on))) for on in DAYS)),
        ),
    )
    yield from _months_of_counties()
    for on in DAYS:
        yield from ("", f"## What keeps the others open on January 1, {on.year}", "")
        yield from table(
            ("state", "holds settled by", "level"),
            (
                (
                    plain(place.name),
                    basis_on_holds(place.code, on),
                    plain(why_open(place.code, on)),
                )
                for place in states()
                if place.code not in levels_on(on)
            ),
        )

    yield from _shares_settled()


def _shares_settled() -> Iterator[str]:
    """Yield how much is settled: the share of practices with one answer, over the quarters."""
    yield from ("", "## Practices, of each state", "")
    yield (
        f"Of the {len(Practice)} practices on the first day of each of {len(QUARTERS)} quarters "
        "from 2008 to 2026: the share for which one answer is on record without any fact of a "
        "case (settled), and for which some text on record speaks at all."
    )
    yield ""
    places = [place for place in catalog.jurisdictions() if not place.level.is_local]
    yield from table(
        ("jurisdiction", "settled", "a text speaks", "looked for"),
        ((plain(str(state)), *_shares(state.code), plain(_coverage(state))) for state in places),
    )


def _shares(code: str) -> tuple[str, str]:
    """Return the shares of practices and quarters with one answer, and with any text."""
    cells = [cell.answer for cell in policy_grid(Practice, [code], days=QUARTERS)]
    settled = sum(found.modality is not None for found in cells)
    spoken = sum(bool(found.controlling or found.conflicts) for found in cells)
    return f"{settled / len(cells):.1%}", f"{spoken / len(cells):.1%}"


def _coverage(state: Jurisdiction) -> str:
    if state.level is GovernmentLevel.NATION:
        return ""
    record = catalog.coverage(state.code)
    return f"{record.status.value}: {record.summary}"


PAGES = {"settled": settled_page}
