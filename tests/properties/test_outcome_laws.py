"""Laws of rates: no row is lost, no rate is without its denominator, no small number is told."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from hypothesis import given
from hypothesis import strategies as st

from detainerlib import Denominator, DetainerOutcome, catalog, classify_lift_reason, outcome_rates
from detainerlib.outcomes.denominators import MISSING

SPELLINGS: Final = [spelling for found in catalog.lift_reasons() for spelling in found.spellings]
REASONS: Final = st.one_of(
    st.none(), st.sampled_from(SPELLINGS), st.sampled_from(["Moved", "unheard of"])
)
ROWS: Final = st.lists(
    st.fixed_dictionaries({"why": REASONS, "state": st.sampled_from(["TX", "IL", None])}),
    max_size=40,
)
RECORDED: Final = [each for each in DetainerOutcome if each is not MISSING]


def total(counts: Sequence[int | None]) -> int:
    """Sum numbers of which none is withheld."""
    shown = [count for count in counts if count is not None]
    assert len(shown) == len(counts)
    return sum(shown)


@st.composite
def asked(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a numerator and a denominator that counts it."""
    denominator = draw(st.sampled_from(Denominator))
    able = [each for each in RECORDED if each in denominator.kinds]
    numerator = draw(st.sets(st.sampled_from(able), min_size=1))
    return {"reason": "why", "numerator": numerator, "denominator": denominator}


@given(ROWS, asked(), st.booleans())
def test_numerator_rest_outside_and_missing_are_all_rows(
    rows: list[dict[str, Any]], terms: dict[str, Any], grouped: bool
) -> None:
    """Group by group, and together."""
    found = outcome_rates(rows, **terms, by="state" if grouped else None)
    for each in found:
        parts = (each.numerator, each.other_outcomes, each.not_in_denominator, each.missing)
        cells = (*(count for _, count in each.counts), each.unrecognized)
        assert each.row_count == total(parts) == total(cells)
    assert len(rows) == sum(each.row_count or 0 for each in found)


@given(ROWS, asked())
def test_a_rate_never_appears_without_its_denominator(
    rows: list[dict[str, Any]], terms: dict[str, Any]
) -> None:
    """In a line, in a record, in a table."""
    found = outcome_rates(rows, **terms)
    for each in found:
        of = f"{each.numerator:,} of {each.denominator:,} {terms['denominator'].rows}"
        assert of in str(each)
        assert {"numerator", "denominator", "denominator_kind", "missing_share"} <= {*each.record()}
        if each.share is not None:
            low, high = each.interval or (1.0, 0.0)
            assert low <= each.share <= high


@given(st.lists(REASONS, max_size=60))
def test_every_spelling_is_in_one_group_or_reported(reasons: list[str | None]) -> None:
    """The reported ones are just those that are not on record, with their counts."""
    found = outcome_rates(
        [{"why": each} for each in reasons],
        reason="why",
        numerator="declined by the agency",
        denominator="all",
    )
    expected = Counter(str(each) for each in reasons if classify_lift_reason(each) is None)

    assert expected == Counter(dict(found.unrecognized))
    for each in found:
        told = Counter(classify_lift_reason(reason) for reason in reasons)
        assert dict(each.counts) == {outcome: told[outcome] for outcome in DetainerOutcome}


@given(ROWS, asked())
def test_the_order_of_rows_does_not_matter(
    rows: list[dict[str, Any]], terms: dict[str, Any]
) -> None:
    """Nor of groups."""
    assert outcome_rates(rows, **terms, by="state") == outcome_rates(
        [*reversed(rows)], **terms, by="state"
    )
