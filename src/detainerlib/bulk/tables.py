"""A compiled rule as a table of its own, for engines and languages that are not served here."""

from importlib import import_module
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import numpy as np

from detainerlib import catalog
from detainerlib._validation import checked
from detainerlib.bulk._columns.per_row import settings_for
from detainerlib.bulk._kernel.lookup_tables import SegmentArrays, has_answers, segment_arrays_from
from detainerlib.bulk._kernel.segments import checked_years
from detainerlib.bulk.arrays import deadlines_of
from detainerlib.errors import CoverageError
from detainerlib.models.hold_rules import DEFAULT_RULE, HoldRule
from detainerlib.times.calendars import HolidayCalendar


@attrs.frozen(kw_only=True, field_transformer=checked)
class DeadlineTable:
    """The deadlines of all starts in some years, as segments; made by `deadline_table`.

    For a start later than `after` and not later than `upto`, the deadline is the later of the
    start and `floor`, plus `add`. Starts in no segment have no deadline here.

    Attributes:
        rule: The rule.
        zone: The key of the facility's zone.
        calendar: The reading of the rule's word "holidays"; None for a rule that excludes none.
        years: The years of UTC.

    Authority: 8-cfr-287.7

    >>> from detainerlib import bulk
    >>> table = bulk.deadline_table(zone="America/Chicago", years=range(2025, 2026))
    >>> table.rule.id, table.zone, table.years
    ('8-cfr-287.7-d', 'America/Chicago', range(2025, 2026))
    """

    rule: HoldRule
    zone: str
    calendar: HolidayCalendar | None
    years: range
    _segments: SegmentArrays = attrs.field(alias="segments", eq=False, repr=False)

    def __len__(self) -> int:
        """How many segments there are."""
        return int(np.count_nonzero(self._segments.answered))

    def to_arrow(self) -> Any:
        """Return the segments as a `pyarrow.Table`.

        Columns: `after`, `upto` and `floor`, timestamps in microseconds in UTC; `add`, a duration
        in microseconds. The metadata of its schema names the rule, the zone, the calendar, the
        years and what it was made with.

        Raises:
            ModuleNotFoundError: If pyarrow is not installed.
        """
        arrow = import_module("pyarrow")
        after, upto, floor, add = self._segments.bounded()
        instant, length = arrow.timestamp("us", "UTC"), arrow.duration("us")
        return arrow.table(
            {
                "after": arrow.array(after).cast(instant),
                "upto": arrow.array(upto).cast(instant),
                "floor": arrow.array(floor).cast(instant),
                "add": arrow.array(add).cast(length),
            },
            metadata={
                "rule": self.rule.id,
                "zone": self.zone,
                "calendar": "" if self.calendar is None else self.calendar.label,
                "years": f"{self.years[0]}-{self.years[-1]}",
                "made_with": str(catalog.made_with()),
            },
        )


def deadline_table(
    *,
    zone: str | ZoneInfo,
    years: range,
    rule: HoldRule | str = DEFAULT_RULE,
    calendar: HolidayCalendar | None = None,
) -> DeadlineTable:
    """Compile a rule in a zone over some years.

    Args:
        zone: The facility's zone.
        years: The years of UTC in which the starts lie, without gaps; the first moment after them
            is in the table as well.
        rule: The rule or its id; its clock starts at the event it names.
        calendar: As for `detainerlib.hold_window`.

    Raises:
        DetainerError: As for `detainerlib.hold_window`, or if the years are none or have gaps.
        CoverageError: If no start in one of the years has a deadline.

    Authority: 8-cfr-287.7

    >>> table = deadline_table(zone="America/Chicago", years=range(2025, 2026))
    >>> len(table)
    172
    """
    clock = settings_for(zone, rule, calendar, None)
    years = checked_years(years)
    course = deadlines_of(clock)
    segments = segment_arrays_from(course, years)
    for year in (years[0], years[-1]):
        if not has_answers(course, year):
            raise CoverageError(
                "years",
                year,
                f"years in which starts in {clock.zone.key} have a deadline",
                "Leave it out, or give the holidays yourself with calendar=CustomDays(...).",
            )
    for array in segments:
        array.flags.writeable = False
    return DeadlineTable(
        rule=clock.rule,
        zone=clock.zone.key,
        calendar=clock.calendar,
        years=years,
        segments=segments,
    )
