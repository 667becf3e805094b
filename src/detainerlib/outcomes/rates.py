"""Rates that name their denominator: of what, how many rows are missing, how sure."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Final

import attrs

from detainerlib import catalog
from detainerlib._frames import values_of
from detainerlib._html import bullets, table
from detainerlib._printing import Listing, Members, made_with_html
from detainerlib._validation import Text, checked, is_of
from detainerlib.catalog._explanations import explanation_of
from detainerlib.catalog._law import UnderLaw, in_use
from detainerlib.models.lift_reasons import DetainerOutcome, SeriesBreak
from detainerlib.outcomes.columns import (
    DeferredRates,
    RateColumns,
    RatesInColumns,
    rate_frame,
    records_of,
)
from detainerlib.outcomes.denominators import Denominator, RateSpec
from detainerlib.outcomes.fiscal_years import breaks_within, fiscal_year_of
from detainerlib.outcomes.rate import Cells, OutcomeRate, rate_of
from detainerlib.outcomes.reasons import BLANK
from detainerlib.sentences import outcomes as sentences
from detainerlib.sentences.figures import capitalized
from detainerlib.sources.explanation import Explanation, Step, StepStatus, step_of

_METHOD: Final = "Wilson score"


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
        unrecognized_count: How many reasons are not on file. With a `min_cell` over 1 only those of
            so many rows, and none where the number of such rows is suppressed in a rate.
        unrecognized: These reasons as spelled, each with how many rows, which a `min_cell` over 1
            suppresses. They are neither printed nor in documents, as a free text may name a person;
            of a document that is read it is empty.
        days: The first and the last day of the rows; None where no day was given.
        breaks: The breaks of series between them.
        duplicates: What was left out as a duplicate, in words; None where nothing was.
        rests_on: The ids of the lift reasons that the rows have; all on file where a number is
            suppressed.
        source: Whose records they are; None where that was not given.

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
    unrecognized_count: int
    unrecognized: tuple[tuple[str, int | None], ...] = attrs.field(
        default=(), repr=False, eq=False, metadata={"in_documents": False}
    )
    days: tuple[date, date] | None
    breaks: tuple[SeriesBreak, ...]
    duplicates: str | None
    rests_on: tuple[str, ...]
    source: Text | None

    # Counted from a frame, rates are kept as columns, and `rates` is empty until it is read.
    _columns: DeferredRates | None = attrs.field(default=None, init=False, eq=False, repr=False)

    if TYPE_CHECKING:
        ...
    else:

        def __getattr__(self, name: str) -> Any:
            """Make the rates of columns when they are first asked for."""
            if name != "rates":
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
            with in_use(self._law):
                rates = Listing(map(self._columns.rate, range(len(self._columns))))
            self.__setstate__({"rates": rates})
            return rates

    def __len__(self) -> int:
        """How many rates there are."""
        return len(self.rates) if self._columns is None else len(self._columns)

    def __getitem__(self, index: int) -> OutcomeRate:
        """The rate at a place."""
        if self._columns is None or not is_of(int, index):
            return self.rates[index]
        return self._columns.rate(range(len(self))[index])

    @property
    def _in_columns(self) -> RateColumns:
        return RatesInColumns(self.rates) if self._columns is None else self._columns

    @property
    def suppressed_count(self) -> int:
        """How many numbers of outcomes are suppressed in all rates."""
        return sum(values_of(self._in_columns.columns["suppressed_count"]))

    def records(self) -> list[dict[str, Any]]:
        """The rates as flat dicts, as a data frame takes them."""
        return records_of(self._in_columns)

    def to_frame(self, backend: str = "pandas") -> Any:
        """Return the rates as a frame, or of "records" as dicts; names have no blanks.

        The columns are those that the rows were grouped by, which nothing has without a rate, and
        the keys of a record. A number that is suppressed is null; `suppressed_count` says how many.

        Raises:
            UnknownIdError: If there is no such backend.
            DetainerError: If it is not installed, or values of a group are of several types.
        """
        return rate_frame(self._in_columns, backend)

    @property
    def sentence(self) -> str:
        """The rates in one sentence that can be printed, of 35 words at most.

        It names the denominator, how many have no outcome, and, where they were given, the days
        (`day=`) and whose records they are (`source=`, whose words are not among the 35). Of
        several groups it gives the lowest and the highest share.

        >>> from detainerlib import outcome_rates
        >>> reasons = ["Detainer Declined by LEA", "Booked into Detention", ""]
        >>> rows = [{"why": reason} for reason in reasons]
        >>> print(outcome_rates(rows, reason="why", numerator="declined by the agency",
        ...                     denominator="with a recorded outcome",
        ...                     source="the sheriff's roster of 2024").sentence)
        1 of 2 records with a recorded outcome (50.0%) show “declined by the agency”; 1 more has no
        outcome, according to the sheriff's roster of 2024.
        """
        if not len(self):
            return sentences.NO_RECORDS
        columns = self._in_columns.columns
        outcomes = [outcome.value for outcome in self.counted_outcomes]
        records = self.denominator_kind.rows
        shares, missing = (
            [share for share in values_of(columns[name]) if share is not None]
            for name in ("share", "missing_share")
        )
        if len(self) > 1 and shares:
            return sentences.several_groups(
                days=self.days,
                records=records,
                shares=shares,
                outcomes=outcomes,
                missing=max(missing, default=None),
                suppressed=values_of(columns["numerator"]).count(None),
                source=self.source,
            )
        rate = self[0]
        if None in {rate.numerator, rate.denominator} or len(self) > 1:
            return sentences.suppressed_group(
                days=self.days, records=records, outcomes=outcomes, source=self.source
            )
        return sentences.one_group(
            days=self.days,
            counts=f"{rate.numerator:,} of {rate.denominator:,} {records}",
            share=rate.share,
            outcomes=outcomes,
            missing=sentences.beside(
                rate.missing, rate.not_in_denominator, counted=records == Denominator.ALL.rows
            ),
            source=self.source,
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
        if not len(self):
            notes.append(sentences.NO_RECORDS)
        if self.duplicates is not None:
            notes.append(f"{capitalized(self.duplicates)}.")
        if self.unrecognized_count:
            notes.append(sentences.unrecognized_reasons(self.unrecognized_count))
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
    groups: Mapping[tuple[tuple[str, Any], ...], Cells], spec: RateSpec
) -> tuple[OutcomeRate, ...]:
    """Return the rates of groups of which the outcomes are counted, by the values of the group."""
    ordered = sorted(groups, key=lambda group: [place_of(value) for _, value in group])
    return tuple(rate_of(group, groups[group], spec) for group in ordered)


def table_of(
    rates: DeferredRates | tuple[OutcomeRate, ...],
    spec: RateSpec,
    *,
    unrecognized: Mapping[str, int],
    days: tuple[date, date] | None = None,
    duplicates: str | None = None,
    rests_on: Iterable[str] = (),
) -> OutcomeTable:
    """Return a table of rates, given the reasons not on record with their numbers."""
    in_columns: RateColumns = RatesInColumns(rates) if isinstance(rates, tuple) else rates
    columns = in_columns.columns
    reasons = sorted(unrecognized.items(), key=lambda entry: (-entry[1], entry[0]))
    shown: list[tuple[str, int | None]] = [*reasons]
    if spec.min_cell > 1:
        shown = [(reason, None) for reason, count in sorted(reasons) if count >= spec.min_cell]
    # Which reasons the rows have says of a number suppressed how large it is at least.
    if None in values_of(columns["unrecognized"]):
        shown = []
    if any(values_of(columns["suppressed_count"])):
        rests_on = [reason.id for reason in catalog.lift_reasons()]
    made = OutcomeTable(
        rates=rates if isinstance(rates, tuple) else (),
        counted_outcomes=tuple(outcome for outcome in DetainerOutcome if outcome in spec.numerator),
        denominator_kind=spec.denominator,
        confidence=spec.confidence,
        method=_METHOD,
        min_cell=spec.min_cell,
        unrecognized_count=len(shown),
        unrecognized=tuple(shown),
        days=days,
        breaks=() if days is None else breaks_within(*days),
        duplicates=duplicates,
        rests_on=tuple(sorted(set(rests_on))),
        source=spec.source,
    )
    return made if isinstance(rates, tuple) else _deferred(made, rates)


def _deferred(made: OutcomeTable, rates: DeferredRates) -> OutcomeTable:
    """Return a table whose rates are made when they are read: it has none in that slot."""
    state: Any = made.__getstate__()
    deferred: Any = OutcomeTable.__new__(OutcomeTable)
    deferred.__setstate__(
        {name: value for name, value in state.items() if name != "rates"} | {"_columns": rates}
    )
    return deferred  # type: ignore[no-any-return]


def place_of(value: Any) -> tuple[bool, str, Any]:
    """Return what a value is sorted by: those of one kind by themselves, what is missing last."""
    plain = isinstance(value, int | float | date) and not isinstance(value, bool)
    return value is None, type(value).__name__, value if plain else str(value)
