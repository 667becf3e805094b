"""Whether holds on data frames were too long: releases and deadlines, to the instant or the day."""

from collections.abc import Sequence
from typing import Any, Final
from zoneinfo import ZoneInfo

import narwhals.stable.v2 as nw

from detainerlib.bulk import arrays
from detainerlib.bulk._columns.local_times import Ambiguous, NaiveTimes, Nonexistent
from detainerlib.bulk._columns.rejected_rows import OnError
from detainerlib.bulk._lazy.dates import lazy_day_ends
from detainerlib.bulk._lazy.instants import FINEST_FIRST, clock_table, lazy_instants
from detainerlib.bulk._lazy.joins import PREFIX
from detainerlib.bulk.dates import (
    day_deadlines,
    day_limits,
    deadlines_of_dates,
    holds_dates,
    limits_of_dates,
)
from detainerlib.bulk.frames import (
    Frame,
    check_not_lazy,
    check_only_lazy,
    checked_frame,
    named_columns,
    per_row,
    with_hold_deadline,
    with_values,
)
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
    holds = checked_frame(frame, (custody_ends, released, *named_columns(zone, rule)), ())
    dated, released_dated = (holds_dates(holds, name) for name in (custody_ends, released))
    names = _names(into, (custody_ends, released), bounded=dated or released_dated)
    checked_frame(frame, (), names)
    if dated and released_dated and naive is not None:
        raise InstantError(
            "naive", naive, "none, as both columns hold dates of the zone", "Leave it out."
        )
    if isinstance(holds, nw.LazyFrame):
        check_not_lazy(ambiguous, nonexistent)
    else:
        check_only_lazy(years)
    if dated:
        audits = _with_day_deadlines(
            holds,
            custody_ends,
            zone=zone,
            rule=rule,
            calendar=calendar,
            event=CUSTODY_ENDS,
            into=(names[0], names[1]),
            on_error=on_error,
            years=years,
        )
    else:
        audits = nw.from_native(
            with_hold_deadline(
                frame,
                custody_ends,
                zone=zone,
                rule=rule,
                calendar=calendar,
                event=CUSTODY_ENDS,
                into=names[0],
                naive=naive,
                ambiguous=ambiguous,
                nonexistent=nonexistent,
                on_error=on_error,
                years=years,
            )
        )
        if released_dated:
            audits = audits.with_columns(nw.col(names[0]).alias(names[1]))
    if released_dated:
        audits = _with_release_days(audits, released, zone, on_error, years)
    else:
        times = NaiveTimes(naive, ambiguous, nonexistent)
        audits = _with_releases(audits, released, times, on_error)
    return audits.with_columns(*_overruns_and_outcome(audits, names)).drop(*_RELEASED).to_native()


def _names(
    into: Sequence[str] | None, columns: tuple[str, str], *, bounded: bool
) -> tuple[str, ...]:
    """Return the names of the columns to add."""
    names = _BOUNDED if bounded else _EXACT
    if into is None:
        return names
    if isinstance(into, str) or len(into) != len(names):
        held = "one of them holds dates" if bounded else "both hold instants"
        raise DetainerError(
            "into",
            into,
            f"{len(names)} names for what {' and '.join(columns)} give, as {held}",
            f"Name columns for {', '.join(names)}, in this order, or leave it out.",
        )
    return tuple(into)


def _with_day_deadlines(
    frame: Frame,
    name: str,
    *,
    zone: Any,
    rule: Any,
    calendar: HolidayCalendar | None,
    event: str,
    into: tuple[str, str],
    on_error: OnError,
    years: range | None,
) -> Frame:
    """Add the deadlines of clocks that start at the first and the last instants of dates."""
    if isinstance(frame, nw.LazyFrame):
        clocks = clock_table(zone, rule, calendar, event)
        return lazy_day_ends(
            frame, name, clocks, day_deadlines, into=into, years=years, on_error=on_error
        )
    ends = deadlines_of_dates(
        frame[name].to_native(),
        name,
        zone=per_row(frame, zone),
        rule=per_row(frame, rule),
        calendar=calendar,
        event=event,
        on_error=on_error,
    )
    return with_values(with_values(frame, ends[0], into[0]), ends[1], into[1])


def _with_release_days(
    frame: Frame, name: str, zone: Any, on_error: OnError, years: range | None
) -> Frame:
    """Add the first and the last instants of dates of release."""
    if isinstance(frame, nw.LazyFrame):
        clocks = clock_table(zone, DEFAULT_RULE, None, None)
        return lazy_day_ends(
            frame, name, clocks, day_limits, into=_RELEASED, years=years, on_error=on_error
        )
    ends = limits_of_dates(
        frame[name].to_native(), name, zone=per_row(frame, zone), on_error=on_error
    )
    return with_values(with_values(frame, ends[0], _RELEASED[0]), ends[1], _RELEASED[1])


def _with_releases(frame: Frame, name: str, times: NaiveTimes, on_error: OnError) -> Frame:
    """Add instants of release, each its own first and last."""
    if isinstance(frame, nw.LazyFrame):
        lazy_instants(frame, name, times.zone)
        audits: Frame = frame.with_columns(nw.col(name).alias(_RELEASED[0]))
    else:
        releases = arrays.localized(frame[name].to_native(), name, times, on_error)
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
