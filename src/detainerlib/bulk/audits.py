"""Whether holds on data frames were too long: releases and deadlines, to the instant or the day."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

import attrs
import narwhals.stable.v2 as nw
from narwhals.stable.v2.typing import IntoFrameT

from detainerlib.bulk._columns.options import (
    Ambiguous,
    ClockOptions,
    FromColumn,
    Nonexistent,
    OnError,
)
from detainerlib.bulk._columns.versions import stamped
from detainerlib.bulk._lazy.instants import FINEST_FIRST, lazy_instants
from detainerlib.bulk._lazy.joins import PREFIX
from detainerlib.bulk.arrays import localized_column
from detainerlib.bulk.dates import day_deadlines, day_limits, holds_dates
from detainerlib.bulk.frames import (
    DEADLINES,
    Frame,
    add_deadlines,
    checked_frame,
    with_day_ends,
    with_values,
    zones_carried,
)
from detainerlib.errors import DetainerError, InstantError
from detainerlib.holds.hold_audit import AuditOutcome
from detainerlib.models.hold_rules import CUSTODY_ENDS, DEFAULT_RULE, HoldRule
from detainerlib.times.calendars import HolidayCalendar
from detainerlib.times.instants import to_utc

EXACT: Final = ("overrun", "outcome")
BOUNDED: Final = ("least_overrun", "most_overrun", "outcome")
_BEGUN: Final = (f"{PREFIX}begun_first", f"{PREFIX}begun_last")
_RELEASED: Final = (f"{PREFIX}released_first", f"{PREFIX}released_last")
_NO_INSTANT: Final = nw.lit(None, dtype=nw.Datetime("us", "UTC"))

Ends = tuple[str, str]
"""The columns of the first and of the last instant at which something may have happened."""


class AuditTimes(NamedTuple):
    """The columns of a frame by which its holds are audited.

    Attributes:
        begun: When each hold began.
        limits: The first and the last instant within the rule.
        released: When each person was released.
    """

    begun: Ends
    limits: Ends
    released: Ends


class FrameWithEnds(NamedTuple):
    """A frame, and columns of it that were added."""

    frame: Frame
    ends: Ends


def audit_holds(
    frame: IntoFrameT,
    custody_ends: str,
    released: str,
    *,
    as_of: datetime | None = None,
    zone: str | ZoneInfo | FromColumn | None = None,
    rule: HoldRule | str | FromColumn = DEFAULT_RULE,
    calendar: HolidayCalendar | None = None,
    into: Sequence[str] | None = None,
    naive: str | ZoneInfo | None = None,
    ambiguous: Ambiguous = "raise",
    nonexistent: Nonexistent = "raise",
    on_error: OnError = "raise",
    years: range | None = None,
) -> IntoFrameT:
    """Return a data frame with columns that say whether each hold was within the rule.

    Each row gets what `detainerlib.audit_hold` gives. Where both columns hold dates and times there
    are three more. `hold_deadline` is the deadline, and `overrun` the elapsed time from there to
    the release, never negative. `outcome` is "within" or "over"; "no hold" where the release came
    as local custody ended, or before; and "unknown" where one of the two times is null.

    A column of dates says on which local day of the facility something happened, at a time that is
    not on file: from the first moment of the day to its last microsecond. Where one of the two
    holds dates, or both do, there are five columns: `earliest_deadline`, `latest_deadline`,
    `least_overrun`, `most_overrun` and `outcome`. The outcome is "bounded" where the least and the
    most differ, or there may have been no hold. Deadlines of dates are shown in UTC.

    A release at the deadline is within the rule.

    Args:
        frame: The frame, as for `with_hold_deadline`.
        custody_ends: The column of the times or dates at which local custody ended. A rule whose
            clock starts at another event is refused: it needs both times.
        released: The column of the times or dates of release.
        as_of: A time at which the people without a release were still held; None where such a row
            is unknown.
        zone: As for `with_hold_deadline`; it is the zone of the dates too.
        rule: As for `with_hold_deadline`.
        calendar: As for `with_hold_deadline`.
        into: The columns to add, three or five; None for the names above.
        naive: As for `with_hold_deadline`, for each column that holds dates and times.
        ambiguous: As for `with_hold_deadline`.
        nonexistent: As for `with_hold_deadline`.
        on_error: As for `with_hold_deadline`. The rows of each column are counted by themselves.
        years: As for `with_hold_deadline`; the years in which dates lie, releases too.

    Raises:
        DayError: If the zone never had a date; a lazy frame stops its engine instead.
        NotADayError: If a column holds both dates and other things.
        DetainerError: As for `with_hold_deadline`; or if `into` has not as many names as needed.

    Authority: 8-cfr-287.7

    >>> from datetime import date
    >>> import pandas as pd
    >>> ends, released = pd.to_datetime(["2025-07-03T22Z"]), pd.to_datetime(["2025-07-09T13Z"])
    >>> frame = pd.DataFrame({"custody_ends": ends, "released": released})
    >>> audits = audit_holds(frame, "custody_ends", "released", zone="America/Chicago")
    >>> print(audits["outcome"][0], audits["overrun"][0])
    over 0 days 15:00:00
    >>> frame["released"] = [date(2025, 7, 9)]
    >>> audits = audit_holds(frame, "custody_ends", "released", zone="America/Chicago")
    >>> print(audits["outcome"][0], audits["least_overrun"][0])
    bounded 0 days 07:00:00
    """
    options = ClockOptions(
        zone, rule, calendar, CUSTODY_ENDS, naive, ambiguous, nonexistent, on_error, years
    )
    holds = checked_frame(frame, (custody_ends, released, *options.columns), ())
    dated, released_dated = (holds_dates(holds, name) for name in (custody_ends, released))
    bounded = dated or released_dated
    names = _names(into, (custody_ends, released), bounded=bounded)
    checked_frame(frame, (), names)
    if dated and released_dated and naive is not None:
        raise InstantError(
            "naive", naive, "none, as both columns hold dates of the zone", "Leave it out."
        )
    options.check_frame(holds)
    options = options.in_zone_of(zones_carried(holds, custody_ends, released))
    first, last = names[0], names[1] if bounded else names[0]
    if dated:
        audits = with_day_ends(holds, custody_ends, options, day_deadlines, (first, last))
        # Where a day has no ends there is no deadline either, and that was told of.
        of_ends = attrs.evolve(options.of_zone, on_error="null")
        audits = with_day_ends(audits, custody_ends, of_ends, day_limits, _BEGUN, warns=False)
        begun: Ends = _BEGUN
    else:
        audits, begun = _with_exact_deadlines(holds, custody_ends, options, first)
        if released_dated:
            audits = audits.with_columns(nw.col(first).alias(last))
    audits, ends = with_releases(audits, released, options)
    added = [name for name in names if name not in {first, last}]
    times = AuditTimes(begun, (first, last), ends)
    answers = overruns_and_outcome(audits, times, still_held(released, as_of), bounded=bounded)
    given = holds.collect_schema().names()
    audits = audits.with_columns(
        *(answer.alias(name) for name, answer in zip(added, answers, strict=True))
    )
    return stamped(audits.select(*map(nw.col, (*given, *names))), frame)


def _names(
    into: Sequence[str] | None, columns: tuple[str, str], *, bounded: bool
) -> tuple[str, ...]:
    """Return the names of the columns to add."""
    names = (*DEADLINES, *BOUNDED) if bounded else ("hold_deadline", *EXACT)
    if into is None:
        return names
    if isinstance(into, str) or not isinstance(into, Sequence) or len(into) != len(names):
        held = "one of them holds dates" if bounded else "both hold dates and times"
        raise DetainerError(
            "into",
            into,
            f"{len(names)} names for what {' and '.join(columns)} give, as {held}",
            f"Name columns for {', '.join(names)}, in this order, or leave it out.",
        )
    return tuple(into)


def _with_exact_deadlines(
    frame: Frame, name: str, options: ClockOptions, into: str
) -> FrameWithEnds:
    """Add the deadlines of the instants at which local custody ended, and these where needed."""
    if not options.reads_local_times:
        return FrameWithEnds(add_deadlines(frame, name, options, into), (name, name))
    begun = _BEGUN[0]
    frame = _with_instants(frame, name, options, begun)
    deadlines = add_deadlines(frame, begun, attrs.evolve(options, naive=None), into)
    return FrameWithEnds(deadlines, (begun, begun))


def _with_instants(frame: Frame, name: str, options: ClockOptions, into: str) -> Frame:
    """Add the instants that a column holds."""
    if isinstance(frame, nw.LazyFrame):
        instants = lazy_instants(frame, name, options)
        return instants.frame.with_columns(instants.column.utc.alias(into))
    column = localized_column(frame[name].to_native(), name, options.of_rows(frame))
    return with_values(frame, {into: column})


def _is_blank(frame: Frame, name: str) -> bool:
    """Whether a column has cells and none is filled in, so that it has no type of its own."""
    if isinstance(frame, nw.LazyFrame) or isinstance(frame.schema[name], nw.Datetime | nw.Date):
        return False
    return len(frame) > 0 and bool(frame[name].is_null().all())


def with_releases(frame: Frame, released: str, options: ClockOptions) -> FrameWithEnds:
    """Add the first and the last instant at which each person can have been released."""
    if not _is_blank(frame, released) and holds_dates(frame, released):
        ends = with_day_ends(frame, released, options.of_zone, day_limits, _RELEASED)
        return FrameWithEnds(ends, _RELEASED)
    into = _RELEASED[0]
    if _is_blank(frame, released):
        frame = frame.with_columns(_NO_INSTANT.alias(into))
    else:
        frame = _with_instants(frame, released, options, into)
    return FrameWithEnds(frame, (into, into))


Held = tuple[nw.Expr, datetime] | None
"""Which people without a release were still held, and when."""


def still_held(released: str, as_of: datetime | None) -> Held:
    """Return which people without a release were still held at a time, if one is given."""
    return None if as_of is None else (nw.col(released).is_null(), to_utc(as_of, "as_of"))


def overruns_and_outcome(
    frame: Frame, times: AuditTimes, held: Held, *, bounded: bool
) -> list[nw.Expr]:
    """Return the overruns and the outcome, as `detainerlib.holds.HoldAudit` has them.

    Args:
        frame: The frame.
        times: Its columns of times.
        held: Which people were still held.
        bounded: Whether to give the least and the most overrun, in place of the one.
    """
    columns = _comparable(frame, (*times.limits, *times.begun, *times.released))
    first, last, begun_first, begun_last, earliest, latest = columns
    if held is not None:
        is_held, as_of = held
        time = nw.lit(as_of.replace(tzinfo=None))
        earliest, latest = (
            nw.when(is_held).then(time).otherwise(release) for release in (earliest, latest)
        )
    over, within = _word(AuditOutcome.OVER), _word(AuditOutcome.WITHIN)
    outcome = nw.when(latest > first).then(over).otherwise(within)
    if bounded:
        may_be_no_hold = earliest <= begun_last
        exact = (first == last) & (earliest == latest)
        settled = ~may_be_no_hold & (exact | (latest <= first))
        outcome = nw.when(settled).then(outcome).otherwise(_word(AuditOutcome.BOUNDED))
    no_hold = latest <= begun_first
    outcome = nw.when(no_hold).then(_word(AuditOutcome.NO_HOLD)).otherwise(outcome)
    unknown = first.is_null() | latest.is_null()
    outcome = nw.when(unknown).then(_word(AuditOutcome.UNKNOWN)).otherwise(outcome)
    most = _overrun(first, latest)
    return [_overrun(last, earliest), most, outcome] if bounded else [most, outcome]


def _word(outcome: AuditOutcome) -> nw.Expr:
    return nw.lit(outcome.value)


def _overrun(limit: nw.Expr, release: nw.Expr) -> nw.Expr:
    # What stands under a null, or in a row within the limit, is subtracted too, and may overflow.
    least, most = nw.coalesce(limit, release), nw.coalesce(release, limit)
    late = nw.when(most > least).then(most).otherwise(least) - least
    return nw.when(~(limit.is_null() | release.is_null())).then(late)


def _comparable(frame: Frame, names: Sequence[str]) -> list[nw.Expr]:
    """Return columns of instants so that they can be compared and subtracted: all in naive UTC."""
    schema = frame.collect_schema()
    kinds = [kind for name in names if isinstance(kind := schema[name], nw.Datetime)]
    finest: Any = next(unit for unit in FINEST_FIRST if unit in {kind.time_unit for kind in kinds})
    polars = frame.implementation.is_polars()
    columns: list[nw.Expr] = []
    for name, kind in zip(names, kinds, strict=True):
        column = nw.col(name)
        if kind.time_zone is not None:
            # The session of a database is in UTC.
            if polars or isinstance(frame, nw.DataFrame):
                column = column.dt.convert_time_zone("UTC")
            column = column.dt.replace_time_zone(None)
        # Of two units Polars takes the coarser, and cuts the other.
        columns.append(column.cast(nw.Datetime(finest)) if polars else column)
    return columns
