"""Many audits in few numbers: counts by outcome, what is missing, how long the overruns were."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import pairwise, repeat
from typing import Any, Final

import attrs

from detainerlib._html import bullets, small_print
from detainerlib._wording import length
from detainerlib.catalog._explanations import ending, explanation_of
from detainerlib.errors import DetainerError
from detainerlib.holds.audit import AuditOutcome, HoldAudit
from detainerlib.sources.explanation import Explanation, Step, StepStatus

_QUANTILES: Final = (0.25, 0.5, 0.75, 0.9)
_MEDIAN: Final = 0.5
_TICK: Final = timedelta(microseconds=1)
_NO_MORE: Final = object()


@attrs.frozen(kw_only=True)
class OverrunQuantile:
    """A quantile of the time over the rule, of the holds that were over it for certain.

    Attributes:
        share: Which: 0.5 is the median.
        least: The least that it can be: the quantile of the least times over.
        most: The most that it can be: the same where every time is exact.
    """

    share: float
    least: timedelta
    most: timedelta

    def __str__(self) -> str:
        """The length of time, or the two between which it lies."""
        if self.least == self.most:
            return length(self.least)
        return f"between {length(self.least)} and {length(self.most)}"


@attrs.frozen(kw_only=True)
class AuditCount:
    """The audits of one group under one reading, counted.

    A number that is withheld, as it is too small to be shown, is None.

    Attributes:
        group: The group; None where none were named.
        reading: The short name of the rule or reading.
        holds: How many holds were audited.
        counts: How many of each outcome, as pairs; the four together are all holds.
        over_for_certain: How many were over the rule for certain: every "over", and every
            "bounded" whose least is more than nothing.
        released_before_start: How many of those within were released before the clock started,
            or as it did.
        shares: Which quantiles of the time over the rule were asked for.
        overruns: The quantiles, of those over it for certain; empty where there are none, or they
            are withheld.
    """

    group: str | None
    reading: str
    holds: int | None
    counts: tuple[tuple[AuditOutcome, int | None], ...]
    over_for_certain: int | None
    released_before_start: int | None
    shares: tuple[float, ...]
    overruns: tuple[OverrunQuantile, ...]

    def count(self, outcome: AuditOutcome) -> int | None:
        """How many audits have an outcome; None where that is withheld."""
        return dict(self.counts)[outcome]

    @property
    def missing_share(self) -> float | None:
        """The share of holds of which the outcome is unknown; None where that is withheld."""
        unknown = self.count(AuditOutcome.UNKNOWN)
        return None if unknown is None or not self.holds else unknown / self.holds

    @property
    def median_overrun(self) -> OverrunQuantile | None:
        """The median time over the rule; None where none was over for certain, or withheld."""
        return next((overrun for overrun in self.overruns if overrun.share == _MEDIAN), None)

    @property
    def suppressed_count(self) -> int:
        """How many of its numbers are withheld."""
        counts = [count for _, count in self.counts]
        numbers = [self.holds, self.over_for_certain, self.released_before_start, *counts]
        return sum(number is None for number in numbers)

    def record(self) -> dict[str, Any]:
        """The same as a flat dict, a row of a table: counts, shares and lengths of time.

        Every row has the same keys; what is withheld, or not there, is None.
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
            "released_before_start": self.released_before_start,
            **{f"overrun_least_{share}": overrun and overrun.least for share, overrun in overruns},
            **{f"overrun_most_{share}": overrun and overrun.most for share, overrun in overruns},
        }

    def __str__(self) -> str:
        """One line."""
        counts = ", ".join(f"{_number(count)} {outcome.value}" for outcome, count in self.counts)
        share = "withheld" if self.missing_share is None else f"{self.missing_share:.1%}"
        holds = f"{_number(self.holds)} hold{'' if self.holds == 1 else 's'}"
        line = f"{self.reading}: {holds}: {counts}; missing {share}"
        if self.median_overrun is not None:
            line += f"; median over by {self.median_overrun}"
        return f"{line if self.group is None else f'{self.group}, {line}'}."


@attrs.frozen(kw_only=True)
class AuditSummary:
    """Audits counted by group and reading; made by `summarize_audits`.

    Attributes:
        rows: One for each group and reading, in the order in which they first came.
        min_cell: Numbers from 1 to less than this are withheld.
        steps: What each reading rests on.
    """

    rows: tuple[AuditCount, ...]
    min_cell: int
    steps: tuple[Step, ...]

    def __iter__(self) -> Iterator[AuditCount]:
        """The rows."""
        return iter(self.rows)

    def __getitem__(self, index: int) -> AuditCount:
        """The row at a place in the list."""
        return self.rows[index]

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    @property
    def suppressed_count(self) -> int:
        """How many numbers are withheld in all rows."""
        return sum(row.suppressed_count for row in self.rows)

    @property
    def explanation(self) -> Explanation:
        """What each reading rests on.

        Raises:
            DetainerError: If there are no rows, and so nothing to explain.
        """
        return explanation_of(self.steps)

    def records(self) -> list[dict[str, Any]]:
        """The rows as flat dicts, as a data frame takes them."""
        return [row.record() for row in self.rows]

    def __str__(self) -> str:
        """One line for each row, and how many numbers are withheld."""
        lines = [str(row) for row in self.rows]
        if self.suppressed_count:
            lines.append(
                f"Withheld: {self.suppressed_count} numbers, to keep those under {self.min_cell}."
            )
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return bullets(str(self).splitlines()) + small_print(ending())


def summarize_audits(
    audits: Iterable[HoldAudit],
    *,
    groups: Iterable[str] | None = None,
    quantiles: Sequence[float] = _QUANTILES,
    min_cell: int = 1,
) -> AuditSummary:
    """Return audits counted by group and reading.

    Nothing is left out: what is unknown is counted, and its share is beside the counts; so is a
    reading that asks for no hold, of which nothing can be said. Quantiles
    are of the holds over the rule for certain, interpolated between the two nearest, and bounded
    where a time of day is not on record.

    Args:
        audits: The audits, of one rule or of several readings.
        groups: The group of each audit, such as its agency; None for no groups.
        quantiles: Which quantiles of the time over the rule, from 0 to 1; the median always.
        min_cell: The smallest number but 0 that is shown. A smaller one is withheld, and so is
            the next smallest where the total would give it away, in every reading of the group,
            as they are of the same holds; where the total is smaller the rows of the group are
            withheld whole, and a quantile with fewer holds on one side is left out. A withheld
            total tells that it is smaller, so 2 hides no lone hold.

    Raises:
        DetainerError: If one is no audit, the groups are no texts or not as many as the audits, a
            quantile is not from 0 to 1, or `min_cell` is no number from 1 up.

    >>> from datetime import datetime
    >>> from zoneinfo import ZoneInfo
    >>> from detainerlib import audit_hold
    >>> ends = datetime(2025, 7, 3, 17, tzinfo=ZoneInfo("America/Chicago"))
    >>> print(summarize_audits(audit_hold(ends, ends.replace(day=day)) for day in (7, 9, 10)))
    8 CFR 287.7(d): 3 holds: 1 within, 2 over, 0 bounded, 0 unknown; missing 0.0%;
    median over by 36 hours.
    """
    if isinstance(min_cell, bool) or not isinstance(min_cell, int) or min_cell < 1:
        raise DetainerError("min_cell", min_cell, "a whole number from 1 up", "1 shows everything.")
    if not isinstance(quantiles, Iterable):
        raise DetainerError("quantiles", quantiles, "several shares", "Put it in brackets.")
    shares = tuple(sorted({_MEDIAN, *map(_share, quantiles)}))
    cells: dict[tuple[Any, ...], list[HoldAudit]] = {}
    for group, audit in _with_groups(audits, groups):
        key = (group, audit.title, audit.rule, audit.calendar)
        cells.setdefault(key, []).append(audit)
    rows = [_audit_count(group, members, shares) for (group, *_), members in cells.items()]
    hidden = _hidden(rows, min_cell)
    readings = {members[0].title: members[0].citation for members in cells.values()}
    return AuditSummary(
        rows=tuple(_withholding(row, hidden[row.group], min_cell) for row in rows),
        min_cell=min_cell,
        steps=tuple(
            Step(
                outcome=StepStatus.APPLIED,
                statement=f"Counted under {title}.",
                citations=(citation,),
            )
            for title, citation in readings.items()
        ),
    )


def _share(share: float) -> float:
    if isinstance(share, bool) or not isinstance(share, int | float) or not 0 <= share <= 1:
        raise DetainerError("quantiles", share, "shares from 0 to 1", "0.5 is the median.")
    return float(share)


def _with_groups(
    audits: Iterable[HoldAudit], groups: Iterable[str] | None
) -> Iterator[tuple[str | None, HoldAudit]]:
    if isinstance(groups, str):
        raise DetainerError("groups", groups, "one for each audit", "A text is taken for one.")
    if isinstance(audits, HoldAudit) or not isinstance(audits, Iterable):
        raise DetainerError("audits", audits, "several HoldAudits", "Put them in a list.")
    if groups is not None and not isinstance(groups, Iterable):
        raise DetainerError("groups", groups, "one for each audit", "Put them in a list.")
    labels: Iterator[Any] = repeat(None) if groups is None else iter(groups)
    row = -1
    for row, audit in enumerate(audits):
        if not isinstance(audit, HoldAudit):
            raise DetainerError(f"audits[{row}]", audit, "a HoldAudit", "Use audit_hold().")
        label: Any = next(labels, _NO_MORE)
        if label is _NO_MORE:
            raise DetainerError(
                "groups", row, "one for each audit", "There are more audits than groups."
            )
        if groups is not None and not isinstance(label, str):
            raise DetainerError(
                f"groups[{row}]", label, "a text", 'Name what is missing, such as "unknown".'
            )
        yield label, audit
    if groups is not None and next(labels, _NO_MORE) is not _NO_MORE:
        raise DetainerError(
            "groups", row + 2, "one for each audit", "There are more groups than audits."
        )


def _audit_count(
    group: str | None, audits: Sequence[HoldAudit], shares: tuple[float, ...]
) -> AuditCount:
    over = [audit for audit in audits if audit.is_over]
    least = sorted(audit.least for audit in over if audit.least is not None)
    most = sorted(audit.most for audit in over if audit.most is not None)
    return AuditCount(
        group=group,
        reading=audits[0].title,
        holds=len(audits),
        counts=tuple(
            (outcome, sum(audit.outcome is outcome for audit in audits)) for outcome in AuditOutcome
        ),
        over_for_certain=len(over),
        released_before_start=sum(audit.released_before_start is True for audit in audits),
        shares=shares,
        overruns=tuple(
            OverrunQuantile(share=share, least=_quantile(least, share), most=_quantile(most, share))
            for share in shares
            if over
        ),
    )


def _quantile(ordered: Sequence[timedelta], share: float) -> timedelta:
    # Between the two nearest, as statistics packages do by default; exact, to the microsecond.
    whole, parts = share.as_integer_ratio()
    below, rest = divmod(whole * (len(ordered) - 1), parts)
    above = min(below + 1, len(ordered) - 1)
    ticks = (ordered[above] - ordered[below]) // _TICK * rest
    return ordered[below] + (2 * ticks + parts) // (2 * parts) * _TICK


def _hidden(rows: Sequence[AuditCount], min_cell: int) -> dict[str | None, frozenset[AuditOutcome]]:
    """Return which outcomes are withheld in each group: all of them where the total is, too."""
    groups: dict[str | None, list[AuditCount]] = {}
    for row in rows:
        groups.setdefault(row.group, []).append(row)
    return {group: _hidden_in(members, min_cell) for group, members in groups.items()}


def _hidden_in(rows: Sequence[AuditCount], min_cell: int) -> frozenset[AuditOutcome]:
    """Return which outcomes are withheld in the rows of one group.

    The readings of a group are of the same holds, so one row would give away the other, and two
    that differ by little would give away the few.
    """
    totals = [row.holds or 0 for row in rows]
    if min(totals) < min_cell or _differ_by_few(totals, min_cell):
        return frozenset(AuditOutcome)
    hidden = frozenset(
        outcome
        for outcome in AuditOutcome
        if _differ_by_few([row.count(outcome) or 0 for row in rows], min_cell)
    )
    while True:
        more = hidden.union(*(_with_those_given_away(row, hidden, min_cell) for row in rows))
        if more == hidden:
            return hidden
        hidden = more


def _differ_by_few(counts: Sequence[int], min_cell: int) -> bool:
    return any(0 < more - fewer < min_cell for fewer, more in pairwise(sorted(counts)))


def _with_those_given_away(
    row: AuditCount, hidden: frozenset[AuditOutcome], min_cell: int
) -> frozenset[AuditOutcome]:
    """Return the outcomes whose numbers are too small, or would give one of those away.

    One number alone follows from the total; so do several, where each is 1.
    """
    counts = {outcome: count for outcome, count in row.counts if count}
    small = {outcome for outcome, count in counts.items() if count < min_cell or outcome in hidden}
    others = sorted(set(counts) - small, key=lambda outcome: (-counts[outcome], outcome.value))
    while small and (len(small) == 1 or all(counts[outcome] == 1 for outcome in small)):
        if not others:
            return frozenset(AuditOutcome)
        small.add(others.pop())
    return frozenset(small)


def _withholding(row: AuditCount, hidden: frozenset[AuditOutcome], min_cell: int) -> AuditCount:
    """Return a row without the numbers that are withheld."""
    whole = len(hidden) == len(AuditOutcome)
    certain, began = row.over_for_certain, row.released_before_start
    over, bounded = row.count(AuditOutcome.OVER) or 0, row.count(AuditOutcome.BOUNDED) or 0
    # Those over for certain are the "over" and a part of the "bounded"; those of which no hold
    # began are a part of those within. What is left of the whole would be given away, too.
    parts = ((certain or 0), (certain or 0) - over, bounded - ((certain or 0) - over))
    hides_certain = bool(hidden & {AuditOutcome.OVER, AuditOutcome.BOUNDED})
    hides_certain = hides_certain or any(0 < part < min_cell for part in parts)
    within = row.count(AuditOutcome.WITHIN) or 0
    hides_began = AuditOutcome.WITHIN in hidden
    hides_began = hides_began or any(
        0 < part < min_cell for part in (began or 0, within - (began or 0))
    )
    return attrs.evolve(
        row,
        holds=None if whole else row.holds,
        counts=tuple(
            (outcome, None if outcome in hidden else count) for outcome, count in row.counts
        ),
        over_for_certain=None if hides_certain else certain,
        released_before_start=None if hides_began else began,
        overruns=()
        if hides_certain
        else tuple(
            overrun for overrun in row.overruns if _is_broad(overrun, certain or 0, min_cell)
        ),
    )


def _is_broad(quantile: OverrunQuantile, over: int, min_cell: int) -> bool:
    """Whether enough holds lie on either side of a quantile for it to show none of them."""
    return min_cell == 1 or min(quantile.share, 1 - quantile.share) * over >= min_cell


def _number(count: int | None) -> str:
    return "withheld" if count is None else f"{count:,}"
