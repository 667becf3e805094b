"""Rates that name their denominator: of what, how many rows are missing, how sure."""

from collections.abc import Iterable, Iterator, Mapping
from math import sqrt
from statistics import NormalDist
from typing import Any, Final, TypeAlias

import attrs

from detainerlib import catalog
from detainerlib.explanation import Explanation, Outcome, Step
from detainerlib.lifts import DetainerOutcome, SeriesBreak
from detainerlib.outcomes.denominators import KINDS, MISSING, Denominator, Kind, Terms
from detainerlib.outcomes.spellings import BLANK
from detainerlib.outcomes.withholding import withheld_cells
from detainerlib.reasoning import explanation_of
from detainerlib.words import escape

__all__ = ["Cells", "OutcomeRate", "OutcomeRates", "rates_of"]

_METHOD: Final = "Wilson score"
_MORE_BY_A_QUARTER: Final = 1.25

Cells: TypeAlias = Mapping[Kind, int]
"""How many rows have each outcome."""


@attrs.frozen(kw_only=True)
class OutcomeRate:
    """A rate of one group of rows, with all that it leaves out; never without its denominator.

    `numerator`, `rest`, `outside` and `missing` together are all rows. A number that is withheld,
    as it is too small to be shown or would give away one that is, is None.

    Attributes:
        group: The columns that the rows were grouped by, each with its value.
        numerator: How many rows are counted.
        denominator: Of how many.
        of: What the denominator is.
        rest: How many rows of the denominator have another outcome.
        outside: How many rows with a recorded outcome are outside the denominator.
        missing: How many rows have no outcome recorded; where the denominator is all rows, they
            are part of it.
        rows: How many rows there are.
        counts: How many have each outcome, as pairs.
        unrecognized: How many have a reason that is not on record.
        interval: The lowest and the highest share, by the method; None where the denominator is 0
            or withheld.
        choices: The share by each denominator that counts the numerator; None where that is 0.
    """

    group: tuple[tuple[str, Any], ...]
    numerator: int | None
    denominator: int | None
    of: Denominator
    rest: int | None
    outside: int | None
    missing: int | None
    rows: int | None
    counts: tuple[tuple[DetainerOutcome, int | None], ...]
    unrecognized: int | None
    interval: tuple[float, float] | None
    choices: tuple[tuple[Denominator, float | None], ...]

    @property
    def share(self) -> float | None:
        """The numerator by the denominator; None where that is 0, or one is withheld."""
        if self.numerator is None or not self.denominator:
            return None
        return self.numerator / self.denominator

    @property
    def missing_share(self) -> float | None:
        """The share of all rows without an outcome; None where that is withheld."""
        return None if self.missing is None or not self.rows else self.missing / self.rows

    @property
    def caution(self) -> str | None:
        """What the other denominators would give, where that differs by more than a quarter."""
        shares = [share for _, share in self.choices if share]
        if len(shares) < len(self.choices) or max(shares) <= _MORE_BY_A_QUARTER * min(shares):
            return None
        told = ", ".join(f"{share:.1%} of {of.value}" for of, share in self.choices if share)
        return f"the choice of denominator matters: {told}"

    @property
    def withheld(self) -> int:
        """How many of its numbers are withheld."""
        numbers = (self.rows, self.numerator, self.denominator, self.rest, self.outside)
        counts = (count for _, count in self.counts if _ is not MISSING)
        return sum(each is None for each in (*numbers, self.missing, self.unrecognized, *counts))

    def record(self) -> dict[str, Any]:
        """The same as a flat dict, a row of a table; every row has the same keys."""
        low, high = self.interval or (None, None)
        return {
            **dict(self.group),
            "numerator": self.numerator,
            "denominator": self.denominator,
            "of": self.of.value,
            "share": self.share,
            "low": low,
            "high": high,
            "rest": self.rest,
            "outside": self.outside,
            "missing": self.missing,
            "missing_share": self.missing_share,
            "rows": self.rows,
            **{outcome.value: count for outcome, count in self.counts},
            "unrecognized": self.unrecognized,
            "caution": self.caution,
        }

    def __str__(self) -> str:
        """One line: the group, the numbers, the share, what is missing."""
        named = ", ".join(f"{name} {value}" for name, value in self.group)
        share = "" if self.share is None else f" ({self.share:.1%})"
        if self.interval is not None:
            share = f"{share[:-1]}; {self.interval[0]:.1%} to {self.interval[1]:.1%})"
        line = f"{_shown(self.numerator)} of {_shown(self.denominator)} {self.of.value}{share}"
        gone = "" if self.missing_share is None else f" ({self.missing_share:.1%} of all)"
        line += f"; {_shown(self.outside)} outside, {_shown(self.missing)} without an outcome{gone}"
        if self.unrecognized:
            line += f"; {self.unrecognized:,} with a reason that is not on record"
        if self.caution is not None:
            line += f"; {self.caution}"
        return f"{named}: {line}" if named else line


def _shown(count: int | None) -> str:
    return "withheld" if count is None else f"{count:,}"


@attrs.frozen(kw_only=True)
class OutcomeRates:
    """Rates of groups of rows; made by `outcome_rates`.

    Attributes:
        rates: One for each group, by the values of the group.
        numerator: The outcomes counted.
        denominator: Of what.
        confidence: How sure the intervals are.
        method: How they are made.
        min_cell: The smallest number but 0 that is shown.
        unrecognized: The reasons that are not on record, as spelled, each with how many rows;
            a reason of fewer rows than `min_cell` is counted with "other spellings".
        breaks: The breaks of series between the first and the last day of the rows.
        duplicates: What was left out as a duplicate, in words; None where nothing was.
        rests_on: The ids of the lift reasons that the rows have.
    """

    rates: tuple[OutcomeRate, ...]
    numerator: tuple[DetainerOutcome, ...]
    denominator: Denominator
    confidence: float
    method: str
    min_cell: int
    unrecognized: tuple[tuple[str, int], ...]
    breaks: tuple[SeriesBreak, ...]
    duplicates: str | None
    rests_on: tuple[str, ...]

    def __iter__(self) -> Iterator[OutcomeRate]:
        """The rates."""
        return iter(self.rates)

    def __getitem__(self, index: int) -> OutcomeRate:
        """The rate at a place in the list."""
        return self.rates[index]

    def __len__(self) -> int:
        """How many there are."""
        return len(self.rates)

    @property
    def withheld(self) -> int:
        """How many numbers are withheld in all rates."""
        return sum(each.withheld for each in self.rates)

    def records(self) -> list[dict[str, Any]]:
        """The rates as flat dicts, as a data frame takes them."""
        return [each.record() for each in self.rates]

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader of the numbers must know."""
        counted = " or ".join(each.value for each in self.numerator)
        how = f"Intervals: {self.method}, {self.confidence:.0%}."
        notes = [f"Counted: {counted}; of rows: {self.denominator.value}. {how}"]
        if self.duplicates is not None:
            notes.append(f"{self.duplicates}.")
        if self.unrecognized:
            told = ", ".join(f"{each!r} {count:,}" for each, count in self.unrecognized)
            notes.append(f"Reasons that are not on record: {told}.")
        notes += [f"The series breaks on {each.on}: {each.says}" for each in self.breaks]
        if self.withheld:
            notes.append(f"Withheld: {self.withheld} numbers, to keep those under {self.min_cell}.")
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
        heads = "".join(f"<th>{escape(str(name))}</th>" for name in records[0]) if records else ""
        rows = "".join(
            f"<tr>{''.join(f'<td>{escape(_cell(value))}</td>' for value in record.values())}</tr>"
            for record in records
        )
        notes = "".join(f"<li>{escape(note)}</li>" for note in self.notes)
        return f"<table><tr>{heads}</tr>{rows}</table><ul>{notes}</ul>"


def _cell(value: object) -> str:
    return "" if value is None else f"{value:.4f}" if isinstance(value, float) else str(value)


def _steps(of: OutcomeRates) -> Iterator[Step]:
    reasons = [catalog.lift_reason(id) for id in of.rests_on or (BLANK,)]
    for each in reasons:
        yield Step(
            outcome=Outcome.ASSUMED,
            statement=f"{each}. {each.because}",
            citations=(each.citation,),
            see=each.see,
        )
    for turn in of.breaks:
        yield Step(
            outcome=Outcome.UNSETTLED,
            statement=f"The series breaks on {turn.on}: {turn.says}",
            citations=(turn.citation,),
        )
    cited = tuple(dict.fromkeys(each.citation for each in reasons))
    for note in of.notes:
        yield Step(outcome=Outcome.APPLIED, statement=note, citations=cited)


def rates_of(
    groups: Mapping[tuple[tuple[str, Any], ...], Cells],
    terms: Terms,
    *,
    unrecognized: Mapping[str, int],
    breaks: tuple[SeriesBreak, ...] = (),
    duplicates: str | None = None,
    rests_on: Iterable[str] = (),
) -> OutcomeRates:
    """Return the rates of groups of which the outcomes are counted.

    Args:
        groups: How many rows have each outcome, by group.
        terms: What is counted of what.
        unrecognized: How many rows have each reason that is not on record, as spelled.
        breaks: The breaks of series between the first and the last day.
        duplicates: What was left out as a duplicate, in words.
        rests_on: The ids of the lift reasons.
    """
    ordered = sorted(groups, key=lambda group: [(v is None, str(v)) for _, v in group])
    shown = {each: count for each, count in unrecognized.items() if count >= terms.min_cell}
    others = sum(unrecognized.values()) - sum(shown.values())
    if others >= terms.min_cell:
        shown["other spellings"] = others
    return OutcomeRates(
        rates=tuple(_rate(group, groups[group], terms) for group in ordered),
        numerator=tuple(each for each in DetainerOutcome if each in terms.numerator),
        denominator=terms.denominator,
        confidence=terms.confidence,
        method=_METHOD,
        min_cell=terms.min_cell,
        unrecognized=tuple(sorted(shown.items(), key=lambda each: (-each[1], each[0]))),
        breaks=breaks,
        duplicates=duplicates,
        rests_on=tuple(sorted(set(rests_on))),
    )


def _rate(group: tuple[tuple[str, Any], ...], cells: Cells, terms: Terms) -> OutcomeRate:
    numerator, denominator = frozenset[Kind](terms.numerator), terms.denominator.kinds
    row = {kind: cells.get(kind, 0) for kind in KINDS}
    hidden = withheld_cells(row, KINDS, terms.min_cell)
    whole = hidden is None

    def counted(kinds: frozenset[Kind]) -> int | None:
        if whole or (hidden and hidden & kinds):
            return None
        return sum(row[kind] for kind in kinds)

    above, below = counted(numerator), counted(denominator)
    every = frozenset(KINDS)
    share_by = tuple(
        (each, _share(above, counted(each.kinds)))
        for each in Denominator
        if numerator <= each.kinds
    )
    return OutcomeRate(
        group=group,
        numerator=above,
        denominator=below,
        of=terms.denominator,
        rest=counted(denominator - numerator - {MISSING}),
        outside=counted(every - denominator - {MISSING}),
        missing=counted(frozenset({MISSING})),
        rows=None if whole else sum(row.values()),
        counts=tuple((each, counted(frozenset({each}))) for each in DetainerOutcome),
        unrecognized=counted(frozenset({None})),
        interval=None if above is None else _wilson(above, below, terms.confidence),
        choices=share_by,
    )


def _share(above: int | None, below: int | None) -> float | None:
    return None if above is None or not below else above / below


def _wilson(above: int, below: int | None, confidence: float) -> tuple[float, float] | None:
    """Return the Wilson score interval of a share; None without a denominator."""
    if not below:
        return None
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share = above / below
    middle = (share + z * z / (2 * below)) / (1 + z * z / below)
    half = z * sqrt(share * (1 - share) / below + z * z / (4 * below * below)) / (1 + z * z / below)
    # Rounding may leave the ends a hair off.
    return max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half))
