"""Where the traps of a compiled clock lie, and what the scalar function answers there."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

import attrs

from detainerlib import catalog, hold_deadline
from detainerlib.models import HoldRule

TICK: Final = timedelta(microseconds=1)
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)

HOME: Final = frozenset({"US", "PR", "VI", "GU", "MP", "AS"})
ELSEWHERE: Final = (
    "America/Havana",
    "America/Sao_Paulo",
    "America/St_Johns",
    "Asia/Gaza",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Australia/Adelaide",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Kwajalein",
)

REGULATION: Final = catalog.rule("8-cfr-287.7-d")
NINETY_MINUTES: Final = attrs.evolve(
    REGULATION, id="ninety-minutes", duration=timedelta(minutes=90)
)
SEVEN_DAYS: Final = attrs.evolve(REGULATION, id="seven-days", duration=timedelta(days=7))
MADE_UP: Final = (NINETY_MINUTES, SEVEN_DAYS)


class Asked(NamedTuple):
    """A start, in UTC, and the deadline that the scalar function gives for it."""

    start: datetime
    deadline: datetime


@cache
def home_zones() -> tuple[str, ...]:
    """Give every zone of the United States and its territories, as the tz database has them."""
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return tuple(sorted(row[2] for row in rows if row[0] in HOME))


def zones() -> tuple[str, ...]:
    """Give all zones the clock is compared in."""
    return home_zones() + ELSEWHERE


def midnight(day: date, zone: str) -> datetime:
    """Give the instant that a zone's clocks, or those beside a gap, call midnight."""
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def boundaries(zone: str, rule: HoldRule, days: list[date]) -> Iterator[datetime]:
    """Yield where answers may turn: a day's beginning, and what is complete as a day begins.

    These are found from the calendar and the duration alone, not from what was compiled.
    """
    for day in days:
        begins = midnight(day, zone)
        yield begins
        for excluded in range(4):
            yield begins - rule.duration - timedelta(days=excluded)


def ordinary_days() -> list[date]:
    """Give days of two years with holidays of every kind, clocks set on and back, and year ends."""
    first = [date(2024, 12, 20), date(2025, 3, 6), date(2025, 6, 16), date(2025, 10, 31)]
    return [day + timedelta(days=n) for day in (*first, date(2026, 7, 1)) for n in range(14)]


def odd_days() -> list[date]:
    """Give days on which some of the zones did something odd."""
    odd = [
        date(1971, 1, 1),  # the first days covered
        date(1976, 5, 24),  # Guam
        date(1985, 12, 30),  # Kathmandu
        date(1993, 8, 19),  # Kwajalein
        date(2000, 10, 27),  # St. John's, at 00:01
        date(2011, 12, 28),  # Apia
        date(2018, 11, 2),  # Sao Paulo, at midnight
        date(2100, 12, 16),  # the last days covered
    ]
    return [day + timedelta(days=n) for day in odd for n in range(5)]


@cache
def asked(zone: str, rule: HoldRule, *, odd: bool = False, unit: timedelta = TICK) -> list[Asked]:
    """Give starts one unit either side of every boundary, each with its deadline."""
    days = odd_days() if odd else ordinary_days()
    starts = {
        start + step
        for start in boundaries(zone, rule, days)
        for step in (-unit, timedelta(0), unit)
        if not odd or date(1971, 1, 2) <= start.date() <= date(2100, 12, 20)
    }
    return [Asked(start, scalar(start, zone, rule)) for start in sorted(starts)]


def scalar(start: datetime, zone: str, rule: HoldRule) -> datetime:
    """Give the deadline as the scalar function gives it."""
    return hold_deadline(start, rule=rule, zone=zone, event=rule.starts_at).astimezone(UTC)


def ticks(instant: datetime) -> int:
    """Give an instant as microseconds since 1970."""
    return (instant - EPOCH) // TICK
