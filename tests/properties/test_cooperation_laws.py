"""Laws of levels: who may cooperate more never gets less, and knowing more never widens."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise, product
from typing import Final

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detainerlib import (
    DeclinedShare,
    EffectivePeriod,
    Modality,
    Practice,
    catalog,
    classify_cooperation,
)
from detainerlib.cooperation.levels import AgencyRanges, bounds_of
from detainerlib.cooperation.limits import go_together, joint_limits
from detainerlib.cooperation.spread import ModalityRange, ranges_of
from detainerlib.models import AgencyType, BindingEffect
from detainerlib.models.conditions import InWords, IsFact
from detainerlib.models.provisions import Provision
from detainerlib.policy.resolution import (
    DecisionDiagram,
    DecisionNode,
    InForce,
    Reached,
    Resolution,
    ResolvedLaw,
    Variable,
)
from detainerlib.sentences.policy import ANY_OTHER

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


def range_of(some: Cases) -> ModalityRange:
    """Give the range of cases."""
    return ModalityRange(
        frozenset(ORDER[rank] for warrant, rank in some if not warrant),
        frozenset(ORDER[rank] for _, rank in some),
    )


def agency(ranges: Mapping[Practice, frozenset[ModalityRange]]) -> AgencyRanges:
    """Give an agency with what the texts come to."""
    return AgencyRanges("sheriff", AgencyType.SHERIFF, ranges)


@given(st.data())
def test_who_may_cooperate_more_in_every_case_never_gets_a_lower_level(data: st.DataObject) -> None:
    """Practice by practice, case by case."""
    less: dict[Practice, frozenset[ModalityRange]] = {}
    more: dict[Practice, frozenset[ModalityRange]] = {}
    for practice in SCALE.practices:
        some = data.draw(cases())
        raised = [(warrant, data.draw(st.integers(rank, 2))) for warrant, rank in some]
        less[practice] = frozenset({range_of(some)})
        more[practice] = frozenset({range_of(raised)})

    assert bounds_of(agency(less), SCALE) <= bounds_of(agency(more), SCALE)


@given(st.data())
def test_nor_where_some_is_not_known(data: st.DataObject) -> None:
    """Each way of settling what is open raised: neither bound falls."""
    less: dict[Practice, frozenset[ModalityRange]] = {}
    more: dict[Practice, frozenset[ModalityRange]] = {}
    for practice in SCALE.practices:
        ways = data.draw(st.lists(cases(), min_size=1, max_size=3))
        raised = [
            [(warrant, data.draw(st.integers(rank, 2))) for warrant, rank in some] for some in ways
        ]
        less[practice] = frozenset(map(range_of, ways))
        more[practice] = frozenset(map(range_of, raised))
    low, high = bounds_of(agency(less), SCALE)
    raised_low, raised_high = bounds_of(agency(more), SCALE)

    assert low <= raised_low
    assert high <= raised_high


SILENT: Final = [
    each.code
    for each in catalog.jurisdictions()
    if not any(
        norm.weight is BindingEffect.BINDING
        for above in catalog.lineage(each)
        for norm in catalog.provisions(above.code)
        if norm.practice in SCALE.practices
    )
]
DAYS: Final = st.dates(date(2008, 1, 1), date(2026, 12, 31))


@given(st.sampled_from(SILENT), DAYS)
def test_no_evidence_gives_undetermined(code: str, on: date) -> None:
    """Where no binding text is on record, unless a finding says that there is no rule."""
    found = classify_cooperation(code, on=on)

    assert found.is_undetermined is not found.is_left_to_agencies
    assert found.in_brief == (
        "left to each agency" if found.is_left_to_agencies else "undetermined"
    )


def share(jurisdiction: str, declined: int) -> DeclinedShare:
    """Give a share of 2022."""
    return DeclinedShare(
        jurisdiction=jurisdiction,
        start=date(2022, 1, 1),
        end=date(2022, 12, 31),
        declined=declined,
        denominator=100,
        definition="requests with a recorded outcome",
        missing=0,
        source="a made-up table",
    )


@given(st.sampled_from(["US-IL", "US-TX", "US-GU"]), st.lists(st.integers(0, 100), max_size=4))
def test_evidence_never_sets_a_level_and_its_order_does_not_matter(
    code: str, declined: list[int]
) -> None:
    """Any shares, in any order."""
    shares = [share(code, each) for each in declined]
    plain = classify_cooperation(code, on=date(2022, 6, 1))
    one = classify_cooperation(code, on=date(2022, 6, 1), observed=shares)
    other = classify_cooperation(code, on=date(2022, 6, 1), observed=[*reversed(shares)])

    assert one == other
    assert (plain.lowest, plain.highest) == (one.lowest, one.highest)


@given(st.sampled_from(["17031", "48453", "US-CT", "US-MA", "12086", "32003", "US-VA"]), DAYS)
def test_an_agency_alone_lies_within_the_bounds_of_all(code: str, on: date) -> None:
    """Of each kind of which the level is told."""
    found = classify_cooperation(code, on=on)
    ids = [level.id for level in SCALE.levels]
    for agency in dict.fromkeys(finding.agency for finding in found.findings):
        if agency == ANY_OTHER:
            continue
        alone = classify_cooperation(code, on=on, agency_type=AgencyType(agency))
        assert ids.index(found.lowest.id) <= ids.index(alone.lowest.id)
        assert ids.index(alone.highest.id) <= ids.index(found.highest.id)


@given(st.data())
def test_settling_what_is_open_never_widens_the_bounds(data: st.DataObject) -> None:
    """Of several ways, some; of one way, the level itself."""
    known: dict[Practice, frozenset[ModalityRange]] = {}
    less_known: dict[Practice, frozenset[ModalityRange]] = {}
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
    ranges = {practice: frozenset({range_of(data.draw(cases()))}) for practice in SCALE.practices}
    low, high = bounds_of(agency(ranges), SCALE)

    assert low == high


LEAF: Final[dict[str, DecisionDiagram]] = {each.value: frozenset({each}) for each in Modality}


def fork(of: str, yes: DecisionDiagram | None, no: DecisionDiagram | None) -> DecisionNode:
    """Give a question on a fact, or on words."""
    question = InWords(words=of) if " " in of else IsFact(fact=of)
    return DecisionNode(0, question, yes, no)


def told(*ranges: tuple[set[str], set[str]]) -> frozenset[ModalityRange]:
    """Write ranges out."""
    return frozenset(
        ModalityRange(frozenset(map(Modality, without)), frozenset(map(Modality, overall)))
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
    def test_of(self, answers: DecisionDiagram, expected: list[tuple[set[str], set[str]]]) -> None:
        """For each kind of question."""
        assert told(*expected) == ranges_of(answers, WARRANTS)

    def test_of_a_circumstance(self) -> None:
        """It is the same in all cases, so cases do not differ by it."""
        answers = fork("reimbursement-agreement", LEAF[self.P], LEAF[self.X])
        agreement = frozenset({"reimbursement-agreement"})

        assert told(({self.P}, {self.P}), ({self.X}, {self.X})) == ranges_of(
            answers, WARRANTS, agreement
        )


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


POOL: Final = (InWords(words="one"), InWords(words="two"), IsFact(fact="agency"))
OF_CASES: Final = (IsFact(fact="shown-citizen"), IsFact(fact="judicial-warrant"))
POSSIBLE: Final = (*(frozenset({modality}) for modality in Modality), frozenset(Modality))


def diagrams() -> st.SearchStrategy[DecisionDiagram]:
    """Small diagrams, of which each path tests its variables in one order."""

    def below(position: int) -> st.SearchStrategy[DecisionDiagram]:
        leaf: st.SearchStrategy[DecisionDiagram] = st.sampled_from(POSSIBLE)
        variables = (*POOL, *OF_CASES)
        if position == len(variables):
            return leaf
        following = below(position + 1)
        node = st.tuples(following, following).map(
            lambda both: DecisionNode(position, variables[position], *both)
        )
        return leaf | following | node

    return below(0)


def ways_limited(diagram: DecisionDiagram, answers: Mapping[object, bool]) -> set[bool]:
    """Give whether a case without a warrant is barred, for each way of filling what is silent."""
    reached: list[frozenset[Modality]] = []
    for shown in (True, False):
        case = {**answers, OF_CASES[0]: shown, OF_CASES[1]: False}
        below = diagram
        while isinstance(below, DecisionNode):
            branch = below.yes if case[below.variable] else below.no
            assert branch is not None
            below = branch
        reached.append(below)
    # A leaf reached in both cases may be two that look alike, or one for both: bars are the same.
    return {Modality.PROHIBITED in chosen for chosen in product(*reached)}


@given(st.lists(st.lists(diagrams(), min_size=1, max_size=2), min_size=1, max_size=3))
def test_limits_are_those_of_every_joint_case(practices: list[list[DecisionDiagram]]) -> None:
    """By brute force: each way of settling what is open, once for all practices."""
    counts: set[int] = set()
    for answers in product((True, False), repeat=len(POOL)):
        way = dict[object, bool](zip(POOL, answers, strict=True))
        limited = [
            {any(both) for both in product(*(ways_limited(diagram, way) for diagram in agencies))}
            for agencies in practices
        ]
        counts |= {sum(joint) for joint in product(*limited)}
    found = joint_limits(practices, WARRANTS, frozenset({"agency"}))

    assert (min(counts), max(counts), True) == found


def test_what_cannot_be_is_no_case() -> None:
    """An answer that cannot be given has no branch; where none can, each counts by itself."""
    words = POOL[0]
    barred, allowed = frozenset({Modality.PROHIBITED}), frozenset({Modality.PERMITTED})
    only_yes = DecisionNode(0, words, barred, None)
    only_no = DecisionNode(0, words, None, allowed)

    assert (2, 2, True) == joint_limits([[only_yes], [DecisionNode(0, words, barred, allowed)]])
    assert (1, 1, False) == joint_limits([[only_yes], [only_no]])
    assert (0, 1, False) == joint_limits([[only_yes, only_no]])


BARRED: Final = LEAF["prohibited"]
ALLOWED: Final = LEAF["permitted"]


@pytest.mark.parametrize(
    ("diagram", "expected"),
    [
        # some case is barred, whatever silence leaves
        (fork("shown-citizen", BARRED, frozenset(Modality)), (1, 1, True)),
        (fork("shown-citizen", ALLOWED, frozenset(Modality)), (0, 1, True)),
        # a case with a judge's warrant is none that counts
        (fork("judicial-warrant", BARRED, ALLOWED), (0, 0, True)),
        (fork("judicial-warrant", ALLOWED, BARRED), (1, 1, True)),
        # every case has one
        (fork("judicial-warrant", BARRED, None), (0, 0, True)),
        # and none can have one
        (fork("judicial-warrant", None, BARRED), (1, 1, True)),
        # a circumstance is the same in all cases
        (fork("agency", BARRED, ALLOWED), (0, 1, True)),
        (fork("agency", BARRED, BARRED), (1, 1, True)),
        # one thing below another
        (fork("good cause", fork("fair cause", BARRED, ALLOWED), ALLOWED), (0, 1, True)),
        (fork("shown-citizen", fork("good cause", BARRED, ALLOWED), BARRED), (1, 1, True)),
        (fork("shown-citizen", ALLOWED, fork("good cause", BARRED, ALLOWED)), (0, 1, True)),
    ],
)
def test_one_practice_is_limited_or_not(
    diagram: DecisionDiagram, expected: tuple[int, int, bool]
) -> None:
    """By its cases without a judge's warrant."""
    assert expected == joint_limits([[diagram]], WARRANTS, frozenset({"agency"}))


def test_of_too_many_things_each_practice_counts_by_itself() -> None:
    """The bounds hold, and it is said that they may be too wide."""
    practices = [[fork(f"words {number}", BARRED, ALLOWED)] for number in range(13)]

    assert (0, 13, False) == joint_limits(practices)
    assert (0, 12, True) == joint_limits(practices[1:])
    agency, warrant = fork("agency", BARRED, ALLOWED), fork("judicial-warrant", BARRED, ALLOWED)
    assert (0, 13, False) == joint_limits(
        [*practices[1:], [agency], [warrant]], WARRANTS, frozenset({"agency"})
    )


def test_sections_of_one_act_and_period_are_in_force_together() -> None:
    """And what one order suspends is suspended together, or not at all."""
    suspended = next(norm for norm in catalog.provisions() if norm.suspensions)
    order = suspended.suspensions[0]
    one, other = (attrs.evolve(suspended, id=id) for id in ("one", "other"))
    for first, second in (
        (InForce(one), InForce(other)),
        (Reached(one, order), Reached(other, order)),
    ):
        both = [
            [DecisionNode(0, first, BARRED, ALLOWED)],
            [DecisionNode(0, second, ALLOWED, BARRED)],
        ]
        assert (1, 1, True) == joint_limits(both)
    apart = attrs.evolve(other, period=EffectivePeriod(start=date(1990, 1, 1)))
    assert (0, 2, True) == joint_limits(
        [
            [DecisionNode(0, InForce(one), BARRED, ALLOWED)],
            [DecisionNode(0, InForce(apart), ALLOWED, BARRED)],
        ]
    )


def test_parts_of_an_act_with_their_own_days_may_go_together() -> None:
    """Of which it is not known whether they do; nor of conflicts on two practices."""
    in_order = sorted(catalog.provisions(), key=lambda norm: norm.citation.authority)
    one, other = next(
        (first, second)
        for first, second in pairwise(in_order)
        if first.citation.authority == second.citation.authority and first.period != second.period
    )
    suspended = next(norm for norm in in_order if norm.suspensions)
    order = suspended.suspensions[0]
    barred, allowed = frozenset({Modality.PROHIBITED}), frozenset({Modality.PERMITTED})

    def law(variable: Variable, *conflicts: Provision) -> ResolvedLaw:
        resolution = Resolution(None, frozenset(), frozenset(), frozenset(conflicts))
        diagram = DecisionNode(0, variable, barred, allowed)
        return ResolvedLaw(frozenset({resolution}), diagram, frozenset({variable}))

    of_one, of_other = law(InForce(one)), law(InForce(other))
    of_order = law(Reached(suspended, order))
    assert go_together([[of_one], [of_other]])
    assert not go_together([[of_one, of_other], [of_order]])
    assert not go_together([[of_one], [of_one]])
    assert go_together([[law(POOL[0], one)], [law(POOL[1], other)]])
    assert not go_together([[law(POOL[0], one)], [law(POOL[1])]])
    assert not go_together([[law(POOL[0], one), law(POOL[1], other)], [of_one]])
    both = joint_limits([[of_order.diagram], [of_order.diagram]])
    assert (0, 2, True) == both
    assert (0, 2, True) == joint_limits([[of_one.diagram], [of_one.diagram]])
