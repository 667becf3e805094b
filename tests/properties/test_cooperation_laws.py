"""Laws of levels: who may cooperate more never gets less, and knowing more never widens."""

from collections.abc import Mapping
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detainerlib import ActorKind, Modality, Practice, catalog
from detainerlib.conditions import InWords, IsFact
from detainerlib.cooperation.levels import AgencyRanges, bounds_of
from detainerlib.cooperation.ranges import Range, ranges_of
from detainerlib.decisions.worlds import Answers, Fork

SCALE: Final = catalog.scale("notice-hold-transfer")
ORDER: Final = (Modality.PROHIBITED, Modality.PERMITTED, Modality.REQUIRED)
WARRANTS: Final = frozenset({"judicial-warrant"})
Cases = list[tuple[bool, int]]


def cases() -> st.SearchStrategy[Cases]:
    """Cases, with a judge's warrant or without, and how much is said in each; one is without."""
    each = st.tuples(st.booleans(), st.integers(0, 2))
    return st.lists(each, max_size=4).flatmap(
        lambda some: st.integers(0, 2).map(lambda rank: [(False, rank), *some])
    )


def range_of(some: Cases) -> Range:
    """Give the range of cases."""
    return Range(
        frozenset(ORDER[rank] for warrant, rank in some if not warrant),
        frozenset(ORDER[rank] for _, rank in some),
    )


def agency(ranges: Mapping[Practice, frozenset[Range]]) -> AgencyRanges:
    """Give an agency with what the texts come to."""
    return AgencyRanges("sheriff", ActorKind.SHERIFF, ranges)


@given(st.data())
def test_who_may_cooperate_more_in_every_case_never_gets_a_lower_level(data: st.DataObject) -> None:
    """Practice by practice, case by case."""
    less: dict[Practice, frozenset[Range]] = {}
    more: dict[Practice, frozenset[Range]] = {}
    for practice in SCALE.practices:
        some = data.draw(cases())
        raised = [(warrant, data.draw(st.integers(rank, 2))) for warrant, rank in some]
        less[practice] = frozenset({range_of(some)})
        more[practice] = frozenset({range_of(raised)})

    assert bounds_of(agency(less), SCALE) <= bounds_of(agency(more), SCALE)


@given(st.data())
def test_settling_what_is_open_never_widens_the_bounds(data: st.DataObject) -> None:
    """Of several ways, some; of one way, the level itself."""
    known: dict[Practice, frozenset[Range]] = {}
    less_known: dict[Practice, frozenset[Range]] = {}
    for practice in SCALE.practices:
        one = data.draw(st.frozensets(cases().map(range_of), min_size=1, max_size=3))
        known[practice] = one
        less_known[practice] = one | data.draw(st.frozensets(cases().map(range_of), max_size=3))
    low, high = bounds_of(agency(known), SCALE)
    lowest, highest = bounds_of(agency(less_known), SCALE)

    assert lowest <= low <= high <= highest


@given(st.data())
def test_what_is_known_has_one_level(data: st.DataObject) -> None:
    """With one range for each practice, both bounds are one."""
    ranges = {each: frozenset({range_of(data.draw(cases()))}) for each in SCALE.practices}
    low, high = bounds_of(agency(ranges), SCALE)

    assert low == high


LEAF: Final[dict[str, Answers]] = {each.value: frozenset({each}) for each in Modality}


def fork(of: str, yes: Answers | None, no: Answers | None) -> Fork:
    """Give a question on a fact, or on words."""
    question = InWords(words=of) if " " in of else IsFact(fact=of)
    return Fork(0, question, yes, no)


def told(*ranges: tuple[set[str], set[str]]) -> frozenset[Range]:
    """Write ranges out."""
    return frozenset(
        Range(frozenset(map(Modality, without)), frozenset(map(Modality, overall)))
        for without, overall in ranges
    )


class TestRanges:
    """The oracle of ranges, written out by hand."""

    R, P, X = "required", "permitted", "prohibited"

    @pytest.mark.parametrize(
        ("answers", "expected"),
        [
            (LEAF[X], [({X}, {X})]),
            # cases differ
            (fork("minor", LEAF[X], LEAF[P]), [({X, P}, {X, P})]),
            # nobody knows
            (fork("good cause", LEAF[X], LEAF[P]), [({X}, {X}), ({P}, {P})]),
            # only with a judge's warrant
            (fork("judicial-warrant", LEAF[P], LEAF[X]), [({X}, {X, P})]),
            # silence in some cases
            (
                fork("minor", LEAF[X], frozenset(Modality)),
                [({X}, {X}), ({X, P}, {X, P}), ({X, R}, {X, R})],
            ),
            # words, then a fact
            (
                fork("good cause", fork("minor", LEAF[X], LEAF[P]), LEAF[R]),
                [({X, P}, {X, P}), ({R}, {R})],
            ),
            # an answer that cannot be given
            (fork("minor", None, LEAF[P]), [({P}, {P})]),
        ],
    )
    def test_of(self, answers: Answers, expected: list[tuple[set[str], set[str]]]) -> None:
        """For each kind of question."""
        assert told(*expected) == ranges_of(answers, WARRANTS)


class TestLevels:
    """The oracle of the scale, level by level, written out by hand."""

    ALL, SOME, WITH_WARRANT, NONE = (
        [(False, 1)],
        [(False, 0), (False, 1)],
        [(False, 0), (True, 1)],
        [(False, 0)],
    )

    @pytest.mark.parametrize(
        ("hold", "notify", "transfer", "expected"),
        [
            (ALL, ALL, NONE, "holds-and-notifies"),
            (ALL, SOME, ALL, "holds-under-conditions"),
            (SOME, ALL, ALL, "holds-under-conditions"),
            (SOME, NONE, NONE, "holds-under-conditions"),
            (WITH_WARRANT, SOME, NONE, "notifies-only"),
            (NONE, NONE, ALL, "notifies-only"),
            (WITH_WARRANT, NONE, NONE, "judicial-warrants"),
            (NONE, WITH_WARRANT, NONE, "judicial-warrants"),
            (NONE, NONE, NONE, "minimal"),
        ],
    )
    def test_of(self, hold: Cases, notify: Cases, transfer: Cases, expected: str) -> None:
        """Holds in all cases, in some, with a warrant only, in none; and so notice, transfers."""
        practices = (
            Practice.HOLD_ON_DETAINER,
            Practice.NOTIFY_RELEASE,
            Practice.TRANSFER_CUSTODY,
        )
        ranges = {
            practice: frozenset({range_of(each)})
            for practice, each in zip(practices, (hold, notify, transfer), strict=True)
        }
        low, high = bounds_of(agency(ranges), SCALE)

        assert low == high
        assert expected == SCALE.levels[low].id
