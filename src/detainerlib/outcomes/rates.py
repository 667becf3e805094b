"""Rates that name their denominator: of what, how many rows are missing, how sure."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, ClassVar, Final, TypeAlias

import attrs

from detainerlib import catalog
from detainerlib._html import bullets, table
from detainerlib._printing import Members, made_with_html
from detainerlib._suppression import suppressed_cells
from detainerlib._validation import checked
from detainerlib.catalog._explanations import explanation_of
from detainerlib.catalog._law import UnderLaw
from detainerlib.models.lift_reasons import DetainerOutcome, SeriesBreak
from detainerlib.outcomes.columns import rate_frame, wilson
from detainerlib.outcomes.denominators import KINDS, MISSING, Denominator, Kind, RateSpec
from detainerlib.outcomes.fiscal_years import breaks_within, fiscal_year_of
from detainerlib.outcomes.reasons import BLANK
from detainerlib.sentences import outcomes as sentences
from detainerlib.sentences.figures import capitalized
from detainerlib.sources.explanation import Explanation, Step, StepStatus, step_of

_METHOD: Final = "Wilson score"

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
        sizes = [size for _, size in self.denominator_sizes]
        if self.numerator is None or None in sizes:
            return sentences.CANNOT_COMPARE
        positive = [size for size in sizes if size]
        # "More than a quarter", in whole numbers: at exactly a quarter there is none.
        if not self.numerator or 4 * max(positive) <= 5 * min(positive):
            return None
        return sentences.depends_on_denominator(
            [
                (self.numerator / size, denominator.rows)
                for denominator, size in self.denominator_sizes
                if size
            ]
        )

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


@attrs.frozen(kw_only=True, field_transformer=checked)
class OutcomeTable(UnderLaw, Members[OutcomeRate]):
    """Rates of groups of rows; made by `outcome_rates`.

    Attributes:
        rates: One for each group, by the values of the group.
        counted_outcomes: The outcomes that the numerators count.
        denominator_kind: What the denominators are.
        confidence: Confidence level.
        method: How the intervals are computed.
        min_cell: The smallest number but 0 that is shown.
        unrecognized: The reasons that are not on file, as spelled, each with how many rows. With a
            `min_cell` over 1 only those of so many rows, without their numbers, and none where the
            number of such rows is suppressed in a rate.
        days: The first and the last day of the rows; None where no day was given.
        breaks: The breaks of series between them.
        duplicates: What was left out as a duplicate, in words; None where nothing was.
        rests_on: The ids of the lift reasons that the rows have; all on file where a number is
            suppressed.

    >>> import detainerlib as dl
    >>> rows = [{"why": "Detainer Declined by LEA"}, {"why": "Moved to the moon"}]
    >>> declined = dl.DetainerOutcome.DECLINED_BY_AGENCY
    >>> rates = dl.outcome_rates(rows, reason="why", numerator=declined, denominator="all")
    >>> rates.unrecognized, rates.method
    ((('Moved to the moon', 1),), 'Wilson score')
    """

    _members: ClassVar = "rates"

    rates: tuple[OutcomeRate, ...]
    counted_outcomes: tuple[DetainerOutcome, ...]
    denominator_kind: Denominator
    confidence: float
    method: str
    min_cell: int
    unrecognized: tuple[tuple[str, int | None], ...]
    days: tuple[date, date] | None
    breaks: tuple[SeriesBreak, ...]
    duplicates: str | None
    rests_on: tuple[str, ...]

    @property
    def _groups(self) -> tuple[tuple[str, Any], ...]:
        return self.rates[0].group if self.rates else ()

    @property
    def suppressed_count(self) -> int:
        """How many numbers of outcomes are suppressed in all rates."""
        return sum(rate.suppressed_count for rate in self.rates)

    def records(self) -> list[dict[str, Any]]:
        """The rates as flat dicts, as a data frame takes them."""
        return [rate.record() for rate in self.rates]

    def to_frame(self, backend: str = "pandas") -> Any:
        """Return the rates as a frame, or of "records" as dicts; names have no blanks.

        The columns are those that the rows were grouped by, which nothing has without a rate, and
        the keys of a record. A number that is suppressed is null; `suppressed_count` says how many.

        Raises:
            UnknownIdError: If there is no such backend.
            DetainerError: If it is not installed, or values of a group are of several types.
        """
        return rate_frame(self.records(), [name for name, _ in self._groups], backend)

    @property
    def sentence(self) -> str:
        """The rates in one sentence that can be printed, of 35 words at most.

        It names the denominator, the days where `day=` was given, and how many have no outcome.
        Of several groups it gives the lowest and the highest share.

        >>> from detainerlib import outcome_rates
        >>> reasons = ["Detainer Declined by LEA", "Booked into Detention", ""]
        >>> rows = [{"why": reason} for reason in reasons]
        >>> print(outcome_rates(rows, reason="why", numerator="declined by the agency",
        ...                     denominator="with a recorded outcome").sentence)
        1 of 2 records with a recorded outcome (50.0%) show “declined by the agency”; 1 more has no
        outcome.
        """
        if not self.rates:
            return sentences.NO_RECORDS
        outcomes = [outcome.value for outcome in self.counted_outcomes]
        records = self.denominator_kind.rows
        shares = [rate.share for rate in self.rates if rate.share is not None]
        missing = [share for rate in self.rates if (share := rate.missing_share) is not None]
        if len(self.rates) > 1 and shares:
            return sentences.several_groups(
                days=self.days,
                records=records,
                shares=shares,
                outcomes=outcomes,
                missing=max(missing, default=None),
                suppressed=sum(rate.numerator is None for rate in self.rates),
            )
        rate = next(iter(self.rates))
        if None in {rate.numerator, rate.denominator} or len(self.rates) > 1:
            return sentences.suppressed_group(days=self.days, records=records, outcomes=outcomes)
        return sentences.one_group(
            days=self.days,
            counts=f"{rate.numerator:,} of {rate.denominator:,} {records}",
            share=rate.share,
            outcomes=outcomes,
            missing=sentences.beside(
                rate.missing, rate.not_in_denominator, counted=records == Denominator.ALL.rows
            ),
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader of the numbers must know."""
        counted = [outcome.value for outcome in self.counted_outcomes]
        notes = [
            sentences.what_is_counted(
                counted, self.denominator_kind.rows, self.method, self.confidence
            )
        ]
        if not self.rates:
            notes.append(sentences.NO_RECORDS)
        if self.duplicates is not None:
            notes.append(f"{capitalized(self.duplicates)}.")
        if self.unrecognized:
            # A reason is free text, and may name a person: how many there are, and no more.
            notes.append(sentences.unrecognized_reasons(len(self.unrecognized)))
        if self.days is not None:
            years = [*dict.fromkeys(map(fiscal_year_of, self.days))]
            notes.append(sentences.fiscal_years(*self.days, years))
        notes += [sentences.series_break(f"{change}") for change in self.breaks]
        if self.suppressed_count:
            notes.append(sentences.suppression(self.suppressed_count, self.min_cell))
        return tuple(notes)

    @property
    def explanation(self) -> Explanation:
        """What each number counts, by which records of reasons, and where the series breaks."""
        return explanation_of(_steps(self), catalog.about().closing_on_figures)

    def __str__(self) -> str:
        """A line for each rate, then the notes."""
        return "\n".join([*map(str, self.rates), *self.notes])

    def _repr_html_(self) -> str:
        records = self.records()
        rows = ([_cell(*entry) for entry in record.items()] for record in records)
        shown = table(map(str, records[0] if records else ()), rows)
        return shown + bullets(self.notes) + made_with_html()


_COUNTS: Final = frozenset(
    {
        *("numerator", "denominator", "other_outcomes", "not_in_denominator", "missing"),
        *("row_count", "unrecognized"),
        *(outcome.value for outcome in DetainerOutcome),
    }
)
NAMES: Final = _COUNTS | {
    *("denominator_kind", "share", "low", "high", "missing_share", "suppressed_count", "caution")
}
"""The names that a record of a rate has, besides those of its group."""


def _cell(name: str, value: object) -> str:
    if value is None:
        return sentences.SUPPRESSED if name in _COUNTS else ""
    return f"{value:.4f}" if isinstance(value, float) else str(value)


def _steps(table: OutcomeTable) -> Iterator[Step]:
    reasons = [catalog.lift_reason(id) for id in table.rests_on or (BLANK,)]
    for reason in reasons:
        statement = f"{reason}. {reason.reason}"
        yield step_of(StepStatus.ASSUMED, statement, reason.citation, see_also=reason.see_also)
    for change in table.breaks:
        statement = sentences.series_break(f"{change}")
        yield step_of(StepStatus.UNSETTLED, statement, change.citation)
    citations = {reason.citation.authority: reason.citation for reason in reasons}
    answer = " ".join((table.sentence, *table.notes))
    yield step_of(StepStatus.APPLIED, answer, *citations.values())


def rates_of(
    groups: Mapping[tuple[tuple[str, Any], ...], Cells],
    spec: RateSpec,
    *,
    unrecognized: Mapping[str, int],
    days: tuple[date, date] | None = None,
    duplicates: str | None = None,
    rests_on: Iterable[str] = (),
) -> OutcomeTable:
    """Return the rates of groups of which the outcomes, and reasons not on record, are counted."""
    ordered = sorted(groups, key=lambda group: [_place(value) for _, value in group])
    rates = tuple(_rate(group, groups[group], spec) for group in ordered)
    reasons = sorted(unrecognized.items(), key=lambda entry: (-entry[1], entry[0]))
    shown: list[tuple[str, int | None]] = [*reasons]
    if spec.min_cell > 1:
        shown = [(reason, None) for reason, count in sorted(reasons) if count >= spec.min_cell]
    # Which reasons the rows have says of a number suppressed how large it is at least.
    if any(rate.unrecognized is None for rate in rates):
        shown = []
    if any(rate.suppressed_count for rate in rates):
        rests_on = [reason.id for reason in catalog.lift_reasons()]
    return OutcomeTable(
        rates=rates,
        counted_outcomes=tuple(outcome for outcome in DetainerOutcome if outcome in spec.numerator),
        denominator_kind=spec.denominator,
        confidence=spec.confidence,
        method=_METHOD,
        min_cell=spec.min_cell,
        unrecognized=tuple(shown),
        days=days,
        breaks=() if days is None else breaks_within(*days),
        duplicates=duplicates,
        rests_on=tuple(sorted(set(rests_on))),
    )


def _place(value: Any) -> tuple[bool, str, Any]:
    """Return what a value is sorted by: those of one kind by themselves, what is missing last."""
    plain = isinstance(value, int | float | date) and not isinstance(value, bool)
    return value is None, type(value).__name__, value if plain else str(value)


def _rate(group: tuple[tuple[str, Any], ...], cells: Cells, spec: RateSpec) -> OutcomeRate:
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
