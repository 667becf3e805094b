"""Many audits in few numbers: counts by outcome, what is missing, how long the overruns were."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain
from typing import Any, ClassVar, NamedTuple

import attrs

from detainerlib import catalog
from detainerlib._arguments import is_several
from detainerlib._html import bullets, small_print
from detainerlib._printing import Members, Printed
from detainerlib._suppression import checked_min_cell, suppressed_cells
from detainerlib._validation import Text, checked
from detainerlib.catalog._explanations import ending, explanation_of
from detainerlib.catalog._law import UnderLaw
from detainerlib.errors import DetainerError
from detainerlib.holds.facility import law_on_days
from detainerlib.holds.hold_audit import AuditOutcome, HoldAudit
from detainerlib.holds.overruns import (
    MEDIAN,
    QUANTILES,
    OverrunQuantile,
    checked_shares,
    overrun_quantiles,
)
from detainerlib.models.conditions import CaseFacts
from detainerlib.models.jurisdictions import AgencyType, Jurisdiction
from detainerlib.sentences import clocks as wording
from detainerlib.sources.citations import Citation
from detainerlib.sources.explanation import Explanation, Step, StepStatus, step_of

_OVER, _BOUNDED = AuditOutcome.OVER, AuditOutcome.BOUNDED


@attrs.frozen(kw_only=True, field_transformer=checked)
class AuditCount(Printed):
    """The audits of one group under one reading, counted.

    A number that is suppressed, as it is too small or would give one away that is, is None.

    Attributes:
        group: The group; None where none were named.
        reading: The short name of the rule or reading.
        holds: How many holds were audited.
        counts: How many of each outcome, as pairs; together they are all holds.
        over_for_certain: How many were over the rule for certain: every "over", and every
            "bounded" whose least is more than nothing.
        shares: Which quantiles of the time over the rule were asked for.
        overruns: The quantiles, of those over it for certain; empty where there are none, or they
            are suppressed.

    >>> from datetime import datetime
    >>> import detainerlib as dl
    >>> due, released = datetime(2025, 7, 3, 17), datetime(2025, 7, 9, 17)
    >>> audit = dl.audit_hold(due, released=released, zone="Central")
    >>> count = dl.summarize_audits([audit, audit])[0]
    >>> count.holds, count.count(dl.AuditOutcome.OVER), count.median_overrun.least
    (2, 2, datetime.timedelta(days=1))
    """

    group: str | None
    reading: str
    holds: int | None
    counts: tuple[tuple[AuditOutcome, int | None], ...]
    over_for_certain: int | None
    shares: tuple[float, ...]
    overruns: tuple[OverrunQuantile, ...]

    def count(self, outcome: AuditOutcome) -> int | None:
        """How many audits have an outcome; None where that is suppressed."""
        return dict(self.counts)[outcome]

    @property
    def missing_share(self) -> float | None:
        """The share of holds of which the outcome is unknown; None where that is suppressed."""
        unknown = self.count(AuditOutcome.UNKNOWN)
        return None if unknown is None or not self.holds else unknown / self.holds

    @property
    def median_overrun(self) -> OverrunQuantile | None:
        """The median time over the rule; None where none was over for certain, or suppressed."""
        return next((overrun for overrun in self.overruns if overrun.share == MEDIAN), None)

    @property
    def suppressed_count(self) -> int:
        """How many of the outcomes have a number that is suppressed."""
        return sum(count is None for _, count in self.counts)

    def record(self) -> dict[str, Any]:
        """The same as a flat dict, a row of a table: counts, shares and lengths of time.

        Every row has the same keys; what is suppressed, or not there, is None.
        """
        by_share = {overrun.share: overrun for overrun in self.overruns}
        overruns = [(share, by_share.get(share)) for share in self.shares]
        return {
            "group": self.group,
            "reading": self.reading,
            "holds": self.holds,
            **{outcome.value: count for outcome, count in self.counts},
            "missing_share": self.missing_share,
            "over_for_certain": self.over_for_certain,
            **{f"overrun_least_{share}": overrun and overrun.least for share, overrun in overruns},
            **{f"overrun_most_{share}": overrun and overrun.most for share, overrun in overruns},
        }

    def __str__(self) -> str:
        """One line."""
        counts = ", ".join(f"{_number(count)} {outcome.value}" for outcome, count in self.counts)
        share = "suppressed" if self.missing_share is None else f"{self.missing_share:.1%}"
        holds = f"{_number(self.holds)} hold{'' if self.holds == 1 else 's'}"
        line = f"{self.reading}: {holds}: {counts}; missing {share}"
        if self.median_overrun is not None:
            line += f"; median over by {self.median_overrun}"
        return f"{line if self.group is None else f'{self.group}, {line}'}."


@attrs.frozen(kw_only=True, field_transformer=checked)
class AuditSummary(UnderLaw, Members[AuditCount]):
    """Audits counted by group and reading; made by `summarize_audits`.

    Attributes:
        rows: One for each group and reading, in the order in which they first came.
        min_cell: The smallest number but 0 that is shown.
        steps: What each reading rests on.
        authority_to_hold: What the law of each place says on holding at all, on the days of the
            audits; empty where no audit was of a place.

    >>> from datetime import datetime
    >>> import detainerlib as dl
    >>> due, released = datetime(2025, 7, 3, 17), datetime(2025, 7, 9, 17)
    >>> audit = dl.audit_hold(due, released=released, zone="Central")
    >>> summary = dl.summarize_audits([audit, audit], min_cell=5)
    >>> print(summary[0].holds, summary.suppressed_count)
    None 5
    """

    _members: ClassVar = "rows"

    rows: tuple[AuditCount, ...]
    min_cell: int
    steps: tuple[Step, ...]
    authority_to_hold: tuple[Text, ...] = ()

    @property
    def suppressed_count(self) -> int:
        """How many numbers of outcomes are suppressed in all rows."""
        return sum(row.suppressed_count for row in self.rows)

    @property
    def explanation(self) -> Explanation:
        """What each reading rests on.

        Raises:
            DetainerError: If there are no rows, and so nothing to explain.
        """
        return explanation_of(self.steps, self._closing)

    @property
    def _closing(self) -> str:
        about = catalog.about()
        return about.closing_on_policy if self.authority_to_hold else about.closing

    def records(self) -> list[dict[str, Any]]:
        """The rows as flat dicts, as a data frame takes them."""
        return [row.record() for row in self.rows]

    def __str__(self) -> str:
        """The law on holding at all, a line for each row, and how many numbers are suppressed."""
        lines = [*self.authority_to_hold, *map(str, self.rows)]
        if self.suppressed_count:
            lines.append(wording.suppressed(self.suppressed_count, self.min_cell))
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return bullets(str(self).splitlines()) + small_print(ending(self._closing))


def summarize_audits(
    audits: Iterable[HoldAudit],
    *,
    groups: Iterable[str] | None = None,
    quantiles: Sequence[float] = QUANTILES,
    min_cell: int = 1,
) -> AuditSummary:
    """Return audits counted by group and reading.

    Nothing is left out: what is unknown is counted, and its share is beside the counts; so is a
    reading that asks for no hold, of which nothing can be said. Quantiles are of the holds over the
    rule for certain, interpolated between the two nearest, and bounded where a time of day is not
    on file.

    Args:
        audits: The audits, of one rule or of several readings.
        groups: The group of each audit, such as its agency; None for no groups.
        quantiles: Which quantiles of the time over the rule, from 0 to 1; the median always.
        min_cell: The smallest number but 0 that is shown. A smaller one is suppressed, and with it
            the smallest other ones where the total would give it away. That is so in every reading
            of the group, as they are of the same holds. Where nothing would hide it, whole rows are
            suppressed. A quantile with fewer holds on one side is left out. Summaries published
            apart are not protected against each other.

    Raises:
        DetainerError: If one is no audit, the groups are no strings or not as many as the audits, a
            quantile is not from 0 to 1, or `min_cell` is no number from 1 up.

    >>> from datetime import datetime
    >>> from zoneinfo import ZoneInfo
    >>> from detainerlib import audit_hold
    >>> ends = datetime(2025, 7, 3, 17, tzinfo=ZoneInfo("America/Chicago"))
    >>> print(summarize_audits(audit_hold(ends, ends.replace(day=day)) for day in (7, 9, 10)))
    8 C.F.R. § 287.7(d): 3 holds: 1 within, 2 over, 0 bounded, 0 no hold, 0 unknown; missing 0.0%;
    median over by 36 hours.
    """
    min_cell, shares = checked_min_cell(min_cell), checked_shares(quantiles)
    cells: dict[tuple[Any, ...], list[HoldAudit]] = {}
    for group, audit in _with_groups(audits, groups):
        cells.setdefault((group, audit.title, audit.rule, audit.calendar), []).append(audit)
    return summary_of(
        [_tally(group, cell) for (group, *_), cell in cells.items()],
        shares,
        min_cell,
        {cell[0].title: cell[0].citation for cell in cells.values()},
        _authority_to_hold(chain.from_iterable(cells.values())),
    )


class AuditTally(NamedTuple):
    """The audits of one group under one reading, before any number is suppressed.

    Attributes:
        group: The group; None where none were named.
        reading: The short name of the rule or reading.
        counts: How many there are of each outcome; one that is left out has none.
        least: The least times over the rule, of the holds that were over it for certain, in order.
        most: The most times, of the same holds, in order.
    """

    group: str | None
    reading: str
    counts: Mapping[AuditOutcome, int]
    least: Sequence[timedelta]
    most: Sequence[timedelta]


def _tally(group: str | None, audits: Sequence[HoldAudit]) -> AuditTally:
    over = [audit for audit in audits if audit.is_over]
    return AuditTally(
        group,
        audits[0].title,
        Counter(audit.outcome for audit in audits),
        sorted(audit.least for audit in over if audit.least is not None),
        sorted(audit.most for audit in over if audit.most is not None),
    )


def summary_of(
    tallies: Sequence[AuditTally],
    shares: tuple[float, ...],
    min_cell: int,
    citations: Mapping[str, Citation],
    authority_to_hold: Iterable[str],
) -> AuditSummary:
    """Return the summary of audits that were counted, with small numbers suppressed.

    Args:
        tallies: The counts of each group and reading, in the order of the rows.
        shares: The quantiles, as `checked_shares` gives them.
        min_cell: The smallest number but 0 that is shown.
        citations: By the name of a reading, the words it rests on.
        authority_to_hold: What the law of each place says on holding at all.
    """
    by_group: dict[str | None, list[int]] = {}
    for place, tally in enumerate(tallies):
        by_group.setdefault(tally.group, []).append(place)
    rows: dict[int, AuditCount] = {}
    for places in by_group.values():
        counts = _rows_of([tallies[place] for place in places], shares, min_cell)
        rows.update(zip(places, counts, strict=True))
    steps = (
        step_of(StepStatus.APPLIED, f"Counted under {title}.", citation)
        for title, citation in citations.items()
    )
    return AuditSummary(
        rows=tuple(rows[place] for place in range(len(tallies))),
        min_cell=min_cell,
        steps=tuple(steps),
        authority_to_hold=tuple(authority_to_hold),
    )


def _authority_to_hold(audits: Iterable[HoldAudit]) -> Iterator[str]:
    """Yield what the law of each place said on holding at all, while there were audits of it."""
    days: dict[tuple[Jurisdiction, CaseFacts, AgencyType | None], set[date]] = {}
    for audit in audits:
        if audit.jurisdiction is not None and audit.day is not None:
            asked = (audit.jurisdiction, audit.facts, audit.agency_type)
            days.setdefault(asked, set()).add(audit.day)
    for (facility, facts, agency_type), facility_days in days.items():
        yield from law_on_days(facility, facility_days, facts, agency_type)


def _with_groups(
    audits: Iterable[HoldAudit], groups: Iterable[str] | None
) -> Iterable[tuple[str | None, HoldAudit]]:
    if isinstance(groups, str):
        raise DetainerError(
            "groups",
            groups,
            "one for each audit",
            "Pass a list of group names, not a single string.",
        )
    if isinstance(audits, HoldAudit) or not is_several(audits):
        raise DetainerError("audits", audits, "several HoldAudits", "Put them in a list.")
    if groups is not None and not is_several(groups):
        raise DetainerError("groups", groups, "one for each audit", "Put them in a list.")
    holds: list[Any] = list(audits)
    labels: list[Any] = [None] * len(holds) if groups is None else list(groups)
    for row, audit in enumerate(holds):
        if not isinstance(audit, HoldAudit):
            raise DetainerError(f"audits[{row}]", audit, "a HoldAudit", "Use audit_hold().")
    if len(labels) != len(holds):
        more = "audits than groups" if len(labels) < len(holds) else "groups than audits"
        raise DetainerError("groups", len(labels), "one for each audit", f"There are more {more}.")
    for row, label in enumerate(labels):
        if groups is not None and not isinstance(label, str):
            raise DetainerError(
                f"groups[{row}]", label, "a string", 'Name what is missing, such as "unknown".'
            )
    return zip(labels, holds, strict=True)


def _rows_of(
    tallies: Sequence[AuditTally], shares: tuple[float, ...], min_cell: int
) -> Iterator[AuditCount]:
    """Yield the rows of a group, which are of the same holds: one suppresses what another does."""
    rows = [
        {outcome: tally.counts.get(outcome, 0) for outcome in AuditOutcome} for tally in tallies
    ]
    suppressed = suppressed_cells(rows, min_cell)
    hidden = frozenset(AuditOutcome) if suppressed is None else suppressed
    # Those over for certain are all of the "over", and a part of the "bounded".
    certain = [len(tally.least) - row[_OVER] for tally, row in zip(tallies, rows, strict=True)]
    parts_shown = _parts_shown(certain, [row[_BOUNDED] for row in rows], min_cell)
    for tally, row, shows_part in zip(tallies, rows, parts_shown, strict=True):
        shows_over = shows_part and not hidden & {_OVER, _BOUNDED}
        yield AuditCount(
            group=tally.group,
            reading=tally.reading,
            holds=None if suppressed is None else sum(row.values()),
            counts=tuple(
                (outcome, None if outcome in hidden else count) for outcome, count in row.items()
            ),
            over_for_certain=len(tally.least) if shows_over else None,
            shares=shares,
            overruns=tuple(overrun_quantiles(tally.least, tally.most, shares, min_cell))
            if shows_over
            else (),
        )


def _parts_shown(parts: list[int], wholes: list[int], min_cell: int) -> list[bool]:
    """Return whether a part of a number is shown, for each row.

    Where it or the rest is too small in one row, only a part of nothing is.
    """
    splits = [
        {"part": part, "rest": whole - part} for part, whole in zip(parts, wholes, strict=True)
    ]
    # Of a whole of 2, a part that is suppressed as it is less than 2, and not 0, would be 1.
    follows = min_cell == 2 and 2 in wholes  # noqa: PLR2004
    if not follows and suppressed_cells(splits, min_cell) == frozenset[str]():
        return [True] * len(wholes)
    return [not whole for whole in wholes]


def _number(count: int | None) -> str:
    return "suppressed" if count is None else f"{count:,}"
