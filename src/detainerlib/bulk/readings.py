"""Every reading of many holds side by side, and whether each hold was within each of them."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final, cast
from zoneinfo import ZoneInfo

import attrs
import narwhals.stable.v2 as nw
from narwhals.stable.v2.typing import IntoFrameT

from detainerlib._validation import check_of
from detainerlib.bulk._columns.inputs import InstantColumns
from detainerlib.bulk._columns.options import (
    Ambiguous,
    ClockOptions,
    FromColumn,
    Nonexistent,
    OnError,
)
from detainerlib.bulk._columns.per_row import row_clocks
from detainerlib.bulk._columns.versions import stamped
from detainerlib.bulk._readings.layouts import (
    BEGUN,
    FIXED_OF_ROWS,
    LIMIT,
    OF_READINGS,
    FrameReadings,
)
from detainerlib.bulk._readings.reading_rows import Readings
from detainerlib.bulk._readings.row_laws import RowQuery, laws_of_rows, of_editions
from detainerlib.bulk._readings.row_terms import read_days, read_term, row_times
from detainerlib.bulk._readings.row_zones import options_in_zones, zones_of_rows
from detainerlib.bulk.audits import (
    BOUNDED,
    EXACT,
    AuditTimes,
    overruns_and_outcome,
    still_held,
    with_releases,
)
from detainerlib.bulk.dates import holds_dates
from detainerlib.bulk.frames import Frame, checked_frame, computed, of_engine
from detainerlib.catalog._forms import form_and_edition
from detainerlib.catalog._places import government_of
from detainerlib.errors import EventError
from detainerlib.holds.start_events import check_events
from detainerlib.models.forms import DetainerForm, FormEdition
from detainerlib.models.hold_rules import DEFAULT_RULE
from detainerlib.models.jurisdictions import JurisdictionLike

_NO_EVENTS: Final[Mapping[str, str]] = MappingProxyType({})


def hold_readings(
    frame: IntoFrameT,
    custody_ends: str,
    *,
    form: DetainerForm | FormEdition | str | FromColumn,
    issued: date | FromColumn | None = None,
    jurisdiction: JurisdictionLike | FromColumn | None = None,
    zone: str | ZoneInfo | FromColumn | None = None,
    on: date | FromColumn | None = None,
    events: Mapping[str, str] = _NO_EVENTS,
    wide: bool = False,
    naive: str | ZoneInfo | None = None,
    ambiguous: Ambiguous = "raise",
    nonexistent: Nonexistent = "raise",
    on_error: OnError = "raise",
) -> IntoFrameT:
    """Return a data frame with every reading of each row, as `detainerlib.hold_readings` gives it.

    Which rules a row is read under follows from its form, its place and its day: no one has to know
    them. The frame that comes out has a row for each reading, in the order of the rows and, within
    one, of the scalar function; the columns of the frame are repeated beside it.

    New are `reading`, its title, with what is read into the rule otherwise than by default; and
    `rule`, the rule's id. `reading_status` is a `detainerlib.holds.ReadingStatus`, and `needs` has
    the ids of the events that are missing. Then come `hold_deadline` and `is_earliest`, true of the
    reading of a row that ends first. With a jurisdiction, `authority_to_hold` stands before them:
    the first line of what the law of the place says on holding on a detainer at all. It adds what
    that means for the deadlines, such as that none gives authority under a ban.

    A row without an answer has one row, with nulls: its time is null, it was refused, or no law on
    file is a reading of it. What the law says on holding at all stands there too, where the place
    and the day are known.

    With `wide` there is a row for each row of the frame, in its order. New are, after
    `authority_to_hold`, `reading_count` and `computed_count`; `earliest_deadline`,
    `earliest_reading`, `latest_deadline` and `latest_reading`; and, for each reading that some row
    has, such as Form I-247A, `reading_status: Form I-247A` and `hold_deadline: Form I-247A`, null
    in rows that do not have it.

    Args:
        frame: The frame: pandas, polars, pyarrow, a DuckDB relation or a PySpark data frame. A lazy
            one is computed, and what comes out is of its kind.
        custody_ends: The column of the dates and times at which local custody ends.
        form: The form or one of its editions, or `FromColumn`.
        issued: The day of issue, or `FromColumn` for a column of dates. It picks the edition of a
            form that is named without one, where it settles that; null is not known.
        jurisdiction: The jurisdiction, its code or its name, or `FromColumn`. In a row without one
            federal readings only are given.
        zone: The facility's zone, or `FromColumn`. In a row without one it is that of the column,
            if it carries the zone of a place, and else that of the jurisdiction.
        on: The day whose law is asked for, or `FromColumn`; where there is none, the local date of
            the time.
        events: By the id of an event that starts a clock, the column of its dates and times; in a
            row in which that is null, the event is not given.
        wide: Whether to give a row for each row of the frame.
        naive: As for `with_hold_deadline`, for all columns of dates and times; "local" is the clock
            of the row's own zone, or of that of its place.
        ambiguous: As for `with_hold_deadline`.
        nonexistent: As for `with_hold_deadline`.
        on_error: As for `hold_deadlines`, also where the frame is lazy. A row is refused where the
            scalar function refuses it.

    Raises:
        ColumnError: If the frame lacks a column, or has one that is to be added.
        UnknownIdError: If the form, the jurisdiction or an event is not on file.
        DetainerError: As for `hold_deadlines` and `detainerlib.hold_readings`, with the row.

    Authority: 8-cfr-287.7

    >>> import pandas as pd
    >>> frame = pd.DataFrame({"custody_ends": pd.to_datetime(["2025-07-03T22:00Z"])})
    >>> readings = hold_readings(frame, "custody_ends", form="I-247A", zone="America/Chicago")
    >>> for reading in readings.itertuples():
    ...     print(reading.reading, reading.hold_deadline, reading.is_earliest)
    Form I-247A 2025-07-05 22:00:00+00:00 True
    8 C.F.R. § 287.7(d) 2025-07-08 22:00:00+00:00 False
    """
    question = _Question(form, issued, jurisdiction, on, events, wide)
    options = ClockOptions(zone, DEFAULT_RULE, None, None, naive, ambiguous, nonexistent, on_error)
    holds = question.checked_frame(frame, (custody_ends, *options.columns), ())
    readings, _ = question.readings(computed(holds), custody_ends, options)
    return stamped(of_engine(holds, readings.wide() if wide else readings.long()), frame)


def audit_readings(
    frame: IntoFrameT,
    custody_ends: str,
    released: str,
    *,
    form: DetainerForm | FormEdition | str | FromColumn,
    as_of: datetime | None = None,
    issued: date | FromColumn | None = None,
    jurisdiction: JurisdictionLike | FromColumn | None = None,
    zone: str | ZoneInfo | FromColumn | None = None,
    on: date | FromColumn | None = None,
    events: Mapping[str, str] = _NO_EVENTS,
    wide: bool = False,
    naive: str | ZoneInfo | None = None,
    ambiguous: Ambiguous = "raise",
    nonexistent: Nonexistent = "raise",
    on_error: OnError = "raise",
) -> IntoFrameT:
    """Return a data frame that says under every reading whether each hold was within it.

    Each row gets what `detainerlib.holds.HoldReadings.audit` gives: the columns of `hold_readings`
    and, after them, `overrun` and `outcome`, as `audit_holds` has them. Where the releases are
    dates, there are `least_overrun`, `most_overrun` and `outcome`. With `wide` each reading has
    them by itself, such as `outcome: Form I-247A`. A row without an answer is "unknown".

    Args:
        frame: As for `hold_readings`.
        custody_ends: As for `hold_readings`.
        released: The column of the times or dates of release; null is not known.
        form: As for `hold_readings`.
        as_of: A time at which the people without a release were still held; None where such a row
            is unknown.
        issued: As for `hold_readings`.
        jurisdiction: As for `hold_readings`.
        zone: As for `hold_readings`; it is the zone of the dates too.
        on: As for `hold_readings`.
        events: As for `hold_readings`.
        wide: As for `hold_readings`.
        naive: As for `hold_readings`.
        ambiguous: As for `hold_readings`.
        nonexistent: As for `hold_readings`.
        on_error: As for `hold_readings`. The rows refused for their release are counted by
            themselves.

    Raises:
        DetainerError: As for `hold_readings` and `audit_holds`.

    Authority: 8-cfr-287.7

    >>> import pandas as pd
    >>> ends, released = pd.to_datetime(["2025-07-03T22Z"]), pd.to_datetime(["2025-07-08T13Z"])
    >>> frame = pd.DataFrame({"ends": ends, "released": released})
    >>> audits = audit_readings(frame, "ends", "released", form="I-247A", zone="Central")
    >>> for audit in audits.itertuples():
    ...     print(f"{audit.reading}: {audit.outcome}, {audit.overrun}")
    Form I-247A: over, 2 days 15:00:00
    8 C.F.R. § 287.7(d): within, 0 days 00:00:00
    """
    question = _Question(form, issued, jurisdiction, on, events, wide)
    options = ClockOptions(zone, DEFAULT_RULE, None, None, naive, ambiguous, nonexistent, on_error)
    dated = holds_dates(checked_frame(frame, (released,), ()), released)
    added = BOUNDED if dated else EXACT
    holds = question.checked_frame(frame, (custody_ends, released, *options.columns), added)
    readings, options = question.readings(computed(holds), custody_ends, options)
    rows, released_ends = with_releases(readings.frame, released, options)
    held = still_held(released, as_of)

    def audit(frame: nw.DataFrame[Any]) -> Mapping[str, nw.Expr]:
        times = AuditTimes((BEGUN, BEGUN), (LIMIT, LIMIT), released_ends)
        answers = overruns_and_outcome(frame, times, held, bounded=dated)
        return dict(zip(added, answers, strict=True))

    audits = readings._replace(frame=cast("nw.DataFrame[Any]", rows), audit=audit)
    return stamped(of_engine(holds, audits.wide() if wide else audits.long()), frame)


def _event_columns(events: Mapping[str, str]) -> Mapping[str, str]:
    if not isinstance(events, Mapping):
        raise EventError(
            "events", events, "a mapping of event ids to columns", "See catalog.events()."
        )
    check_events(events)
    return MappingProxyType(dict(events))


@attrs.frozen
class _Question:
    """What is asked of all rows, or of each, and in which layout it is answered."""

    form: Any
    issued: date | FromColumn | None
    jurisdiction: Any
    on: date | FromColumn | None
    events: Mapping[str, str] = attrs.field(converter=_event_columns)
    wide: bool = attrs.field(validator=check_of(bool))

    def checked_frame(self, frame: Any, needed: Iterable[str], of_readings: Iterable[str]) -> Frame:
        """Return a frame that has what is asked for, and none of the columns of the answers."""
        terms = (self.form, self.issued, self.jurisdiction, self.on)
        named = [term.name for term in terms if isinstance(term, FromColumn)]
        added = FIXED_OF_ROWS if self.wide else (*OF_READINGS, *of_readings)
        return checked_frame(frame, (*needed, *named, *self.events.values()), added, "Rename it.")

    def readings(
        self, frame: nw.DataFrame[Any], custody_ends: str, options: ClockOptions
    ) -> tuple[FrameReadings, ClockOptions]:
        """Return the readings of the rows of a frame, and the options in the zones of the rows."""
        forms = read_term(frame, self.form, "form", form_and_edition)
        issued = read_days(frame, self.issued, "issued")
        places = read_term(frame, self.jurisdiction, "jurisdiction", government_of)
        options = options_in_zones(frame, custody_ends, options, places)
        names = {custody_ends: custody_ends, **self.events}
        columns = {id: frame[name].to_native() for id, name in names.items()}
        instants = InstantColumns(columns, options)
        rows = len(instants)
        clocks = row_clocks(columns[custody_ends], instants.options, rows)
        starts, *others = instants.ticks()
        query = RowQuery(
            of_editions(forms, issued, rows),
            places,
            zones_of_rows(clocks, rows),
            read_days(frame, self.on, "on"),
        )
        laws, holding = laws_of_rows(query, row_times(starts), instants.unit)
        readings = Readings(query, laws, instants.unit, instants.rejected)
        answers = readings.of_rows(starts, dict(zip(self.events, others, strict=True)))
        instants.rejected.warn()
        asked = None if self.jurisdiction is None else holding
        return FrameReadings(frame, custody_ends, starts, answers, asked, instants), options
