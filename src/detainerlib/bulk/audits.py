"""Whether holds on data frames were too long: releases and deadlines, to the instant or the day."""

from collections.abc import Sequence
from typing import Any, Final
from zoneinfo import ZoneInfo

import narwhals.stable.v2 as nw

from detainerlib.bulk._columns.options import Ambiguous, ClockOptions, Nonexistent, OnError
from detainerlib.bulk._lazy.dates import lazy_day_ends
from detainerlib.bulk._lazy.instants import FINEST_FIRST, lazy_instants
from detainerlib.bulk._lazy.joins import PREFIX
from detainerlib.bulk.arrays import localized_column
from detainerlib.bulk.dates import DayEndsOf, day_deadlines, day_limits, ends_of_dates, holds_dates
from detainerlib.bulk.frames import Frame, add_deadlines, checked_frame, with_values
from detainerlib.errors import DetainerError, InstantError
from detainerlib.holds.audit import AuditOutcome
from detainerlib.models.hold_rules import CUSTODY_ENDS, DEFAULT_RULE
from detainerlib.times.calendars import HolidayCalendar

_EXACT: Final = ("hold_deadline", "overrun", "outcome")
_BOUNDED: Final = (
    "earliest_deadline",
    "latest_deadline",
    "least_overrun",
    "most_overrun",
    "outcome",
)
_RELEASED: Final = (f"{PREFIX}released_first", f"{PREFIX}released_last")


def audit_holds(
    frame: Any,
    custody_ends: str,
    released: str,
    *,
    zone: Any,
    rule: Any = DEFAULT_RULE,
    calendar: HolidayCalendar | None = None,
    into: Sequence[str] | None = None,
    naive: str | ZoneInfo | None = None,
    ambiguous: Ambiguous = "raise",
    nonexistent: Nonexistent = "raise",
    on_error: OnError = "raise",
    years: range | None = None,
) -> Any:
    """Return a data frame with columns that say whether each hold was within the rule.

    Each row gets what `detainerlib.audit_hold` gives. Where both columns hold instants there are
    three more: `hold_deadline`; `overrun`, the elapsed time from the deadline to the release, never
    negative; and `outcome`, which is "within", "over" or, where one of the two times is null,
    "unknown".

    A column of dates says on which local day of the facility something happened, at a time that is
    not on record: from the first instant of the day to its last microsecond. Where one of the two
    holds dates, or both do, there are five columns: `earliest_deadline`, `latest_deadline`,
    `least_overrun`, `most_overrun` and `outcome`, which is "bounded" where the least and the most
    differ. Deadlines of dates are shown in UTC.

    A release at the deadline is within the rule, and so is one that came before the clock started,
    or as it did: then no hold began, or one of the two times is wrong.

    Args:
        frame: The frame, as for `with_hold_deadline`.
        custody_ends: The column of the instants or dates at which local custody ended. A
            rule whose clock starts at another event is refused: it needs both times.
        released: The column of the instants or dates of release.
        zone: As for `with_hold_deadline`; it is the zone of the dates too.
        rule: As for `with_hold_deadline`.
        calendar: As for `with_hold_deadline`.
        into: The columns to add, three or five; None for the names above.
        naive: As for `with_hold_deadline`, for each column that holds instants.
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
    names = _names(into, (custody_ends, released), bounded=dated or released_dated)
    checked_frame(frame, (), names)
    if dated and released_dated and naive is not None:
        raise InstantError(
            "naive", naive, "none, as both columns hold dates of the zone", "Leave it out."
        )
    options.check_frame(holds)
    if dated:
        audits = _with_day_ends(holds, custody_ends, options, day_deadlines, (names[0], names[1]))
    else:
        audits = add_deadlines(holds, custody_ends, options, names[0])
        if released_dated:
            audits = audits.with_columns(nw.col(names[0]).alias(names[1]))
    if released_dated:
        audits = _with_day_ends(audits, released, options.of_zone, day_limits, _RELEASED)
    else:
        audits = _with_releases(audits, released, options)
    return audits.with_columns(*_overruns_and_outcome(audits, names)).drop(*_RELEASED).to_native()


def _names(
    into: Sequence[str] | None, columns: tuple[str, str], *, bounded: bool
) -> tuple[str, ...]:
    """Return the names of the columns to add."""
    names = _BOUNDED if bounded else _EXACT
    if into is None:
        return names
    if isinstance(into, str) or not isinstance(into, Sequence) or len(into) != len(names):
        held = "one of them holds dates" if bounded else "both hold instants"
        raise DetainerError(
            "into",
            into,
            f"{len(names)} names for what {' and '.join(columns)} give, as {held}",
            f"Name columns for {', '.join(names)}, in this order, or leave it out.",
        )
    return tuple(into)


def _with_day_ends(
    frame: Frame, name: str, options: ClockOptions, ends_of: DayEndsOf, into: tuple[str, str]
) -> Frame:
    """Add what the first and the last instants of dates give."""
    if isinstance(frame, nw.LazyFrame):
        return lazy_day_ends(frame, name, options, ends_of, into)
    ends = ends_of_dates(frame[name].to_native(), name, options.of_rows(frame), ends_of)
    return with_values(with_values(frame, ends[0], into[0]), ends[1], into[1])


def _with_releases(frame: Frame, name: str, options: ClockOptions) -> Frame:
    """Add instants of release, each its own first and last."""
    if isinstance(frame, nw.LazyFrame):
        lazy_instants(frame, name, options.naive)
        audits: Frame = frame.with_columns(nw.col(name).alias(_RELEASED[0]))
    else:
        releases = localized_column(frame[name].to_native(), name, options)
        audits = with_values(frame, releases, _RELEASED[0])
    return audits.with_columns(nw.col(_RELEASED[0]).alias(_RELEASED[1]))


def _overruns_and_outcome(frame: Frame, names: tuple[str, ...]) -> list[nw.Expr]:
    """Return the overruns and the outcome, as `detainerlib.holds.HoldAudit` has them."""
    bounded = len(names) == len(_BOUNDED)
    limits = (names[0], names[1]) if bounded else (names[0], names[0])
    first, last, earliest, latest = _comparable(frame, (*limits, *_RELEASED))
    outcome = _word(AuditOutcome.OVER)
    if bounded:
        exact = (first == last) & (earliest == latest)
        outcome = nw.when(exact).then(outcome).otherwise(_word(AuditOutcome.BOUNDED))
    outcome = nw.when(latest > first).then(outcome).otherwise(_word(AuditOutcome.WITHIN))
    unknown = first.is_null() | latest.is_null()
    outcome = nw.when(unknown).then(_word(AuditOutcome.UNKNOWN)).otherwise(outcome)
    overruns = (
        [_overrun(last, earliest), _overrun(first, latest)]
        if bounded
        else [_overrun(first, latest)]
    )
    return [
        column.alias(name)
        for column, name in zip((*overruns, outcome), names[-len(overruns) - 1 :], strict=True)
    ]


def _word(outcome: AuditOutcome) -> nw.Expr:
    return nw.lit(outcome.value)


def _overrun(limit: nw.Expr, release: nw.Expr) -> nw.Expr:
    # Arrow subtracts what stands under a null, too, and may find that it overflows.
    least, most = nw.coalesce(limit, release), nw.coalesce(release, limit)
    late = nw.when(most > least).then(most - least).otherwise(least - least)
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
