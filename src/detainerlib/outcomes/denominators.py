"""What is counted of what: the outcomes, the denominators, and how a rate is shown."""

import enum
from collections.abc import Iterable
from typing import Final, NamedTuple, TypeAlias

from detainerlib._arguments import chosen, is_several
from detainerlib._html import inert
from detainerlib._suppression import checked_min_cell
from detainerlib.errors import DetainerError
from detainerlib.models.lift_reasons import DetainerOutcome

MISSING: Final = DetainerOutcome.NO_OUTCOME_RECORDED

Kind: TypeAlias = DetainerOutcome | None
"""An outcome; None for a reason that is not on file."""

KINDS: Final[tuple[Kind, ...]] = (*DetainerOutcome, None)


class Denominator(enum.StrEnum):
    """What a rate is a share of.

    A reason that is not on file counts as recorded, though its outcome is not known.

    The same rows have another share under each, so a rate always names its own.

    >>> import detainerlib as dl
    >>> rows = [{"why": why} for why in ("Detainer Declined by LEA", "Booked into Detention", None)]
    >>> how = {"reason": "why", "numerator": "declined by the agency"}
    >>> for kind in dl.Denominator:
    ...     print(dl.outcome_rates(rows, denominator=kind, **how)[0].denominator, kind.rows)
    3 records
    2 records with a recorded outcome
    2 records declined or with custody assumed
    """

    ALL = "all"
    """Every row."""
    RECORDED = "with a recorded outcome"
    """Rows that have an outcome."""
    DECLINED_OR_CUSTODY = "declined plus custody assumed"
    """Rows declined, and rows with custody assumed; no others."""

    @property
    def rows(self) -> str:
        """The records that it counts, in words."""
        return {
            Denominator.ALL: "records",
            Denominator.RECORDED: "records with a recorded outcome",
            Denominator.DECLINED_OR_CUSTODY: "records declined or with custody assumed",
        }[self]

    @property
    def kinds(self) -> frozenset[Kind]:
        """The outcomes that it counts; None stands for reasons that are not on file."""
        if self is Denominator.DECLINED_OR_CUSTODY:
            return frozenset({DetainerOutcome.DECLINED_BY_AGENCY, DetainerOutcome.CUSTODY_ASSUMED})
        every = frozenset(KINDS)
        return every if self is Denominator.ALL else every - {MISSING}


class RateSpec(NamedTuple):
    """What is counted of what and by whose records, how surely, and the smallest number shown."""

    numerator: frozenset[DetainerOutcome]
    denominator: Denominator
    confidence: float
    min_cell: int
    source: str | None


def rate_spec(
    numerator: DetainerOutcome | str | Iterable[DetainerOutcome | str],
    denominator: Denominator | str,
    confidence: float,
    min_cell: int,
    source: str | None,
) -> RateSpec:
    """Return the terms of a rate, checked."""
    outcomes = [numerator] if isinstance(numerator, str | DetainerOutcome) else numerator
    if not is_several(outcomes):
        raise DetainerError(
            "numerator", numerator, "an outcome, or several", "Such as 'declined by the agency'."
        )
    counted = frozenset(chosen(DetainerOutcome, outcome, "numerator") for outcome in outcomes)
    denominator = chosen(Denominator, denominator, "denominator")
    if not counted or MISSING in counted:
        remedy = "The share without an outcome is `missing_share`."
        given = MISSING.value if counted else ()
        raise DetainerError("numerator", given, "at least one recorded outcome", remedy)
    if not counted <= denominator.kinds:
        outside = min(outcome.value for outcome in counted - denominator.kinds)
        expected = f"outcomes within the denominator, {denominator.value!r}"
        remedy = f"Use denominator={Denominator.RECORDED.value!r}."
        raise DetainerError("numerator", outside, expected, remedy)
    if not isinstance(confidence, float) or not 0 < confidence < 1:
        raise DetainerError("confidence", confidence, "a number between 0 and 1", "Use 0.95.")
    if source is not None and not _is_one_line(source):
        raise DetainerError("source", source, "a name in one line", "Such as 'ICE records'.")
    return RateSpec(counted, denominator, confidence, checked_min_cell(min_cell), source)


def _is_one_line(text: object) -> bool:
    """Tell whether something is a text in one line, with nothing that a terminal obeys."""
    if not isinstance(text, str) or not text.strip():
        return False
    return inert(text) == text and {*text}.isdisjoint("\n\t")
