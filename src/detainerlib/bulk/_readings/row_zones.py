"""Whose clock each row keeps: the zone that is given, that a column carries, or of the place."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

import attrs
import narwhals.stable.v2 as nw
import numpy as np
import numpy.typing as npt

from detainerlib import catalog
from detainerlib.bulk._columns.columns import column_of
from detainerlib.bulk._columns.options import ClockOptions, FromColumn
from detainerlib.bulk._columns.per_row import Coded, RowClocks
from detainerlib.bulk._kernel.lookup_tables import Ints
from detainerlib.bulk._kernel.units import MICROSECOND, NAT, Unit
from detainerlib.bulk._readings.row_terms import (
    Places,
    RowTerm,
    RowTimes,
    TermBuilder,
    by_value,
    combined,
    day_number,
    read_term,
    row_times,
)
from detainerlib.catalog._zones import zone_changes
from detainerlib.errors import DetainerError, ZoneError
from detainerlib.holds.facility import check_clock, zone_of_place
from detainerlib.holds.terms import ClockSettings
from detainerlib.models.jurisdictions import Jurisdiction

_ONE_DAY: Final = timedelta(days=1)
_DAY: Final = _ONE_DAY // timedelta.resolution * MICROSECOND
# Zones are compared hour by hour.
_LONGEST: Final = timedelta(days=366 * 50)


def options_in_zones(
    frame: nw.DataFrame[Any],
    name: str,
    options: ClockOptions,
    places: RowTerm[Jurisdiction | DetainerError | None],
) -> ClockOptions:
    """Return the options with the zone of each row: as given, as carried, or else of its place."""
    unnamed = attrs.evolve(options, zone=None)
    carried = unnamed.in_zone_of([getattr(frame.schema[name], "time_zone", None)]).zone
    given = read_term(frame, options.zone, "zone", lambda zone: zone)
    zones = TermBuilder[Any](len(frame))
    days: RowTimes | None = None
    for (named, facility), rows in by_value(combined((given, places)), len(frame)):
        zone = carried if named is None else named
        if zone is not None or not isinstance(facility, Jurisdiction):
            value = facility if zone is None else zone
            zones.put(rows, value, str(value))
            continue
        changes = zone_changes(facility)
        if changes and days is None:
            days = _days(frame, name)
        for zone, stretch in _zones_of(facility, changes, days, rows):
            zones.put(stretch, zone, str(zone))
    term = zones.term
    if term.codes is not None or not term.values:
        # Without rows a zone that is given for all is checked all the same.
        named = not (term.values or options.zone is None or isinstance(options.zone, FromColumn))
        zone = (
            options.zone if named else Coded([] if term.codes is None else term.codes, term.values)
        )
        return attrs.evolve(options, zone=zone)
    zone = term.values[0]
    if isinstance(zone, DetainerError):
        raise zone
    return attrs.evolve(options, zone=zone)


def _days(frame: nw.DataFrame[Any], name: str) -> RowTimes:
    """Return the day of each instant of a column as it is written, in UTC or by a local clock."""
    column = column_of(frame[name].to_native(), name)
    parts = [_day_numbers(part, column.unit) for part in column.parts()]
    return row_times(np.concatenate([np.empty(0, dtype=np.int64), *parts]))


def _day_numbers(ticks: Ints, unit: Unit) -> Ints:
    return np.where(ticks == NAT, NAT, ticks // (_DAY // unit.nanoseconds))


def _zones_of(
    facility: Jurisdiction, changes: Sequence[date], days: RowTimes | None, rows: Places | slice
) -> Iterator[tuple[ZoneInfo | DetainerError, Places | slice]]:
    """Yield the zones of a place on the days of some rows, each with its rows."""
    if days is None or not changes:
        yield _zone_of(facility, None), rows
        return
    for count, stretch in days.stretches(list(map(day_number, changes)), rows):
        yield _zone_of(facility, changes[count - 1] if count else changes[0] - _ONE_DAY), stretch


def _zone_of(facility: Jurisdiction, day: date | None) -> ZoneInfo | DetainerError:
    try:
        return zone_of_place(facility, day)
    except ZoneError as error:
        return error


def zones_of_rows(clocks: RowClocks, rows: int) -> RowTerm[ClockSettings | DetainerError]:
    """Return the clocks of rows of which only the zone matters, each zone once."""
    zones = TermBuilder[ClockSettings | DetainerError](rows)
    codes = None if clocks.codes is None else clocks.codes(slice(0, rows)).astype(np.intp)
    for clock, places in by_value(RowTerm(clocks.clocks, codes), rows):
        key = id(clock) if isinstance(clock, DetainerError) else clock.zone.key
        zones.put(places, clock, key)
    return zones.term


class ClockCheck(NamedTuple):
    """What refuses rows whose zone shows other local times than their place keeps.

    Attributes:
        facility: The place.
        zone: The zone of the rows.
    """

    facility: Jurisdiction
    zone: ZoneInfo

    @property
    def is_needed(self) -> bool:
        """Whether the zone is not simply that of the place on every day."""
        keys = catalog.zones_of(self.facility)
        return bool(zone_changes(self.facility)) or self.zone.key not in keys

    def refused(self, times: Sequence[Ints], unit: Unit) -> npt.NDArray[np.bool_]:
        """Return the rows whose times, of which the first is the start, are of another clock."""
        refused: npt.NDArray[np.bool_] = times[0] != NAT
        if self._is_kept(times, unit):
            return np.zeros_like(refused)
        for row in np.flatnonzero(refused).tolist():
            instants = (unit.instant(int(ticks[row])) for ticks in times if ticks[row] != NAT)
            refused[row] = not self._passes([at for at in instants if at is not None])
        return refused

    def _is_kept(self, times: Sequence[Ints], unit: Unit) -> bool:
        """Whether the zone shows the place's clock from the first of all times to the last."""
        reach = [row_times(ticks) for ticks in times if (ticks != NAT).any()]
        if not reach:
            return True
        first = unit.instant(min(ticks.first for ticks in reach))
        last = unit.instant(max(ticks.last for ticks in reach))
        if first is None or last is None or last - first > _LONGEST:
            return False
        days = (first.date() - _ONE_DAY, last.date() + _ONE_DAY)
        if any(days[0] <= day <= days[1] for day in zone_changes(self.facility)):
            return False
        return self._passes([first, last])

    def _passes(self, instants: Sequence[datetime]) -> bool:
        try:
            check_clock(self.facility, self.zone, instants)
        except ZoneError:
            return False
        return True


def clock_checks(
    places: RowTerm[Jurisdiction | DetainerError | None],
    zones: RowTerm[ClockSettings | DetainerError],
) -> RowTerm[ClockCheck | None]:
    """Return what checks the zone of each row; None where there is nothing to check."""
    both = combined((places, zones))
    checks: list[ClockCheck | None] = []
    for facility, clock in both.values:
        asked = isinstance(facility, Jurisdiction) and isinstance(clock, ClockSettings)
        check = ClockCheck(facility, clock.zone) if asked else None
        checks.append(check if check is not None and check.is_needed else None)
    if not any(checks):
        return RowTerm((None,))
    return RowTerm(tuple(checks), both.codes)
