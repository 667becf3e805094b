"""What norms come to, by the package and in every world: of catalogs drawn, and of that on file."""

from collections.abc import Iterator
from datetime import date
from itertools import chain, product
from random import Random
from typing import Final

from comparisons import Compared, Comparison
from hypothesis import HealthCheck, Phase, given, seed, settings
from policy_strategies import ON, questions
from worlds import Outcome, TooManyWorldsError, leaves_of, outcome

from detainerlib import Practice, catalog, governing_policy
from detainerlib.models import AgencyType
from detainerlib.models.conditions import ConvictedOf
from detainerlib.policy.answer import PolicyAnswer
from detainerlib.policy.governing_law import answer_on
from detainerlib.policy.query import PolicyQuery, query_of

AT_ONCE: Final = 1_000
FIRST, LAST = date(2005, 1, 1), date(2026, 12, 31)


def policies_compared(count: int, chosen: int) -> Comparison:
    """Compare so many answers on catalogs of up to six norms on three levels."""
    for first in range(0, count, AT_ONCE):
        drawn = _drawn(min(AT_ONCE, count - first), chosen + first)
        wrong = [line for query in drawn for line in _differ(query, answer_on(query, ON), ON)]
        yield Compared("policies of drawn catalogs", len(drawn), wrong)


def _drawn(count: int, chosen: int) -> list[PolicyQuery]:
    """Let Hypothesis draw some questions."""
    drawn: list[PolicyQuery] = []

    @seed(chosen)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(questions())
    def draw(query: PolicyQuery) -> None:
        drawn.append(query)

    draw()
    return drawn


def policies_on_file_compared(count: int, chosen: int) -> Comparison:
    """Compare so many answers of the law on file, but for those with too many worlds."""
    chance = Random(chosen)
    places = sorted({norm.jurisdiction for norm in catalog.provisions()} | {"48201", "US-WY"})
    pairs = [*product(places, Practice)]
    for _ in range(0, count, AT_ONCE):
        compared, wrong = 0, list[str]()
        for place, practice in chance.choices(pairs, k=min(AT_ONCE, count)):
            on = date.fromordinal(chance.randrange(FIRST.toordinal(), LAST.toordinal()))
            kind = chance.choice([None, *AgencyType])
            query = query_of(practice, place, None, kind)
            try:
                lines = [*_differ(query, _answer(practice, place, on, kind), on)]
            except TooManyWorldsError:
                continue
            compared += 1
            wrong += lines
        yield Compared("policies on file", compared, wrong)


def _answer(practice: Practice, place: str, on: date, kind: AgencyType | None) -> PolicyAnswer:
    return governing_policy(practice, place, on=on, agency_type=kind)


def _differ(query: PolicyQuery, answer: PolicyAnswer, on: date) -> Iterator[str]:
    expected = outcome(query, on)
    given_out = Outcome(
        answer.possible,
        frozenset(norm.id for norm in answer.controlling),
        frozenset(norm.id for norm in answer.conflicts),
        frozenset(norm.id for norm in answer.overridden),
    )
    norms = chain.from_iterable(query.levels)
    leaves = chain.from_iterable(leaves_of(norm.when) for norm in norms if norm.when)
    if any(isinstance(leaf, ConvictedOf) for leaf in leaves):
        # Convictions that are not known are tried test by test, which may leave more, never less.
        is_so = expected.possible <= given_out.possible
    else:
        is_so = expected == given_out
    if not is_so:
        yield f"{query.practice} {query.jurisdiction} {on}: {given_out}, not {expected}"
