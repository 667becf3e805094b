"""The rate of one group of rows: of what, how many rows are missing, how sure."""

from collections.abc import Mapping
from typing import Any, TypeAlias

import attrs

from detainerlib._suppression import suppressed_cells
from detainerlib._validation import checked
from detainerlib.catalog._law import UnderLaw
from detainerlib.models.lift_reasons import DetainerOutcome
from detainerlib.outcomes.columns import wilson
from detainerlib.outcomes.denominators import KINDS, MISSING, Denominator, Kind, RateSpec
from detainerlib.sentences import outcomes as sentences

Cells: TypeAlias = Mapping[Kind, int]
"""How many rows have each outcome."""


@attrs.frozen(kw_only=True, field_transformer=checked)
class OutcomeRate(UnderLaw):
    """A rate of one group of rows, with all that it leaves out; never without its denominator.

    `numerator`, `other_outcomes`, `not_in_denominator` and `missing` together are all rows. A
    number that is suppressed, as it is too small or would give one away that is, is None.

    Attributes:
        group: The columns that the rows were grouped by, each with its value.
        numerator: How many rows are counted.
        denominator: Of how many.
        denominator_kind: What the denominator is.
        other_outcomes: How many rows of the denominator have another outcome.
        not_in_denominator: How many rows with a recorded outcome are outside the denominator.
        missing: How many rows have no outcome recorded; where the denominator is all rows, they
            are part of it.
        row_count: How many rows there are.
        counts: How many have each outcome, as pairs.
        unrecognized: How many have an unrecognized reason.
        interval: The lowest and the highest share, by the method; None where the denominator is 0
            or suppressed.
        denominator_sizes: How many rows each denominator has that counts the numerator.
        suppressed_count: How many of the outcomes have a number that is suppressed.

    >>> import detainerlib as dl
    >>> rows = [{"why": "Detainer Declined by LEA"}] * 3 + [{"why": None}]
    >>> declined = dl.DetainerOutcome.DECLINED_BY_AGENCY
    >>> rate = dl.outcome_rates(rows, reason="why", numerator=declined, denominator="all")[0]
    >>> rate.numerator, rate.denominator, rate.missing, rate.share
    (3, 4, 1, 0.75)
    """

    group: tuple[tuple[str, Any], ...]
    numerator: int | None
    denominator: int | None
    denominator_kind: Denominator
    other_outcomes: int | None
    not_in_denominator: int | None
    missing: int | None
    row_count: int | None
    counts: tuple[tuple[DetainerOutcome, int | None], ...]
    unrecognized: int | None
    interval: tuple[float, float] | None
    denominator_sizes: tuple[tuple[Denominator, int | None], ...]
    suppressed_count: int

    @property
    def share(self) -> float | None:
        """The numerator by the denominator; None where that is 0, or one is suppressed."""
        if self.numerator is None or not self.denominator:
            return None
        return self.numerator / self.denominator

    @property
    def missing_share(self) -> float | None:
        """The share of all rows without an outcome; None where that is suppressed."""
        return None if self.missing is None or not self.row_count else self.missing / self.row_count

    @property
    def caution(self) -> str | None:
        """What the other denominators would give, where that differs by more than a quarter."""
        return caution_of(self.numerator, self.denominator_sizes)

    def record(self) -> dict[str, Any]:
        """The same as a flat dict, a row of a table; every row has the same keys."""
        low, high = self.interval or (None, None)
        return {
            **dict(self.group),
            "numerator": self.numerator,
            "denominator": self.denominator,
            "denominator_kind": self.denominator_kind.value,
            "share": self.share,
            "low": low,
            "high": high,
            "other_outcomes": self.other_outcomes,
            "not_in_denominator": self.not_in_denominator,
            "missing": self.missing,
            "missing_share": self.missing_share,
            "row_count": self.row_count,
            **{outcome.value: count for outcome, count in self.counts},
            "unrecognized": self.unrecognized,
            "suppressed_count": self.suppressed_count,
            "caution": self.caution,
        }

    def __str__(self) -> str:
        """One line: the group, the numbers, the share, what is missing."""
        group = ", ".join(f"{name} {value}" for name, value in self.group)
        rate = sentences.rate(
            numerator=self.numerator,
            denominator=self.denominator,
            records=self.denominator_kind.rows,
            share=self.share,
            interval=self.interval,
        )
        clauses = [f"{group}: {rate}" if group else rate, *self._left_out()]
        if self.unrecognized != 0:
            clauses.append(sentences.unrecognized(self.unrecognized))
        if self.caution is not None:
            clauses.append(self.caution)
        return "; ".join(clauses)

    def _left_out(self) -> tuple[str, ...]:
        """Return what the denominator leaves out, and how many have no outcome."""
        counted = self.denominator_kind is Denominator.ALL
        missing = sentences.without_outcome(self.missing, self.missing_share, counted=counted)
        others = self.not_in_denominator
        return (missing,) if others == 0 else (sentences.left_out(others), missing)


def caution_of(
    numerator: int | None, sizes: tuple[tuple[Denominator, int | None], ...]
) -> str | None:
    """Return what other denominators would give, where that differs by more than a quarter."""
    counts = [size for _, size in sizes]
    if numerator is None or None in counts:
        return sentences.CANNOT_COMPARE
    positive = [size for size in counts if size]
    # "More than a quarter", in whole numbers: at exactly a quarter there is none.
    if not numerator or 4 * max(positive) <= 5 * min(positive):
        return None
    return sentences.depends_on_denominator(
        [(numerator / size, denominator.rows) for denominator, size in sizes if size]
    )


def rate_of(group: tuple[tuple[str, Any], ...], cells: Cells, spec: RateSpec) -> OutcomeRate:
    """Return the rate of a group of which the outcomes are counted."""
    numerator, denominator = frozenset[Kind](spec.numerator), spec.denominator.kinds
    row = {kind: cells.get(kind, 0) for kind in KINDS}
    hidden = suppressed_cells([row], spec.min_cell)

    def counted(kinds: frozenset[Kind]) -> int | None:
        # A sum of all that is suppressed follows from the total; a sum of some of it is suppressed.
        if hidden is None or (hidden & kinds and not hidden <= kinds):
            return None
        return sum(row[kind] for kind in kinds)

    above, below = counted(numerator), counted(denominator)
    all_kinds = frozenset(KINDS)
    return OutcomeRate(
        group=group,
        numerator=above,
        denominator=below,
        denominator_kind=spec.denominator,
        other_outcomes=counted(denominator - numerator - {MISSING}),
        not_in_denominator=counted(all_kinds - denominator - {MISSING}),
        missing=counted(frozenset({MISSING})),
        row_count=None if hidden is None else sum(row.values()),
        counts=tuple((outcome, counted(frozenset({outcome}))) for outcome in DetainerOutcome),
        unrecognized=counted(frozenset({None})),
        interval=None if above is None else wilson(above, below, spec.confidence),
        denominator_sizes=tuple(
            (kind, counted(kind.kinds)) for kind in Denominator if numerator <= kind.kinds
        ),
        suppressed_count=len(KINDS) if hidden is None else len(hidden),
    )
