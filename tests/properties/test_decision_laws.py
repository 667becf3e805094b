"""Laws of norms: what is known only narrows, order is nothing, and no level lifts what is above."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from typing import Any, Final

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from policy_strategies import (
    ALWAYS,
    CODES,
    FACTS,
    ON,
    UNREAD,
    asked,
    can_be_so,
    case_facts,
    norms,
    questions,
)

from detainerlib import UNKNOWN, CaseFacts, EffectivePeriod, Modality, Practice, catalog
from detainerlib.models import AgencyType, BindingEffect, Provision
from detainerlib.models.conditions import (
    AllOf,
    AnyOf,
    Condition,
    ConvictedOf,
    InWords,
    IsFact,
    LookBack,
    Not,
    OffenseTest,
    Since,
    Until,
)
from detainerlib.policy import OpenReason
from detainerlib.policy.conditions import truth
from detainerlib.policy.facts import classes_with_implied, facts_with_implied
from detainerlib.policy.governing_law import answer_on
from detainerlib.policy.query import PolicyQuery


def norm(
    modality: str, code: str = "US-WA", number: int = 0, *, voids_local_bars: bool = False
) -> Provision:
    """Give a norm without a condition."""
    return Provision(
        id=f"norm-{code.casefold()}-{number}",
        title="A norm",
        jurisdiction=code,
        practice=Practice.HOLD_ON_DETAINER,
        modality=Modality(modality),
        voids_local_bars=voids_local_bars,
        period=ALWAYS,
        summary="It says so.",
        citation=UNREAD,
    )


def convicted(
    offense: str = "any-felony",
    years: int | None = 5,
    since: Since = Since.CONVICTION,
    until: Until | None = None,
) -> Condition:
    """Ask for a conviction, with a look-back unless it counts at any time."""
    within = () if years is None else (LookBack(years=years, since=since),)
    return ConvictedOf(conviction=OffenseTest(offense=offense, within=within, until=until))


@given(questions(), st.data())
def test_more_facts_never_widen_the_set(question: PolicyQuery, data: st.DataObject) -> None:
    """One more fact, the convictions, or the actor: what was impossible stays so."""
    before = answer_on(question, ON)
    told = dict(question.facts.facts)
    told.setdefault(data.draw(st.sampled_from(FACTS)), data.draw(st.booleans()))
    assume(can_be_so(told))
    convictions = question.facts.convictions
    if convictions is UNKNOWN:
        convictions = data.draw(case_facts()).convictions
    facts = CaseFacts(facts=facts_with_implied(told), convictions=convictions)
    after = answer_on(question._replace(facts=facts), ON)

    assert after.possible <= before.possible


@given(questions(), st.sampled_from(AgencyType))
def test_naming_the_actor_never_widens_the_set(question: PolicyQuery, actor: AgencyType) -> None:
    """Every kind that a county has was tried before."""
    before = answer_on(question._replace(agency_type=None), ON)
    after = answer_on(question._replace(agency_type=actor), ON)

    assert actor.is_of_state or after.possible <= before.possible


@given(questions(), st.randoms(use_true_random=False))
def test_the_order_of_provisions_does_not_matter(question: PolicyQuery, random: object) -> None:
    """Within a level."""
    backwards = question._replace(levels=tuple(level[::-1] for level in question.levels))
    before, after = answer_on(question, ON), answer_on(backwards, ON)

    assert before.possible == after.possible
    assert set(before.controlling) == set(after.controlling)
    assert set(before.overridden) == set(after.overridden)
    assert {(why.reason) for why in before.open_because} == {
        (why.reason) for why in after.open_because
    }


@given(questions(), st.data())
def test_a_lower_norm_never_lifts_a_higher_prohibition(
    question: PolicyQuery, data: st.DataObject
) -> None:
    """Whatever the county says besides."""
    federal, state, _ = question.levels
    above = question._replace(levels=(federal, state, ()))
    if (
        answer_on(above, ON).possible == {Modality.PROHIBITED}
        and not answer_on(above, ON).conflicts
    ):
        county = (data.draw(norms("53033", 7)), data.draw(norms("53033", 8)))
        below = answer_on(question._replace(levels=(federal, state, county)), ON)

        assert {Modality.PROHIBITED} == below.possible


@given(questions(), st.data())
def test_an_expired_provision_changes_nothing(question: PolicyQuery, data: st.DataObject) -> None:
    """Nor does one that is still to come."""
    past = EffectivePeriod(start=date(2001, 1, 1), until=ON)
    future = EffectivePeriod(start=ON + timedelta(days=1))
    period = data.draw(st.sampled_from([past, future]))
    extra = attrs.evolve(data.draw(norms("US-WA", 9)), period=period)
    federal, state, county = question.levels

    more = question._replace(levels=(federal, (*state, extra), county))
    assert answer_on(question, ON) == answer_on(more, ON)


@given(questions())
def test_an_answer_is_settled_or_says_why_not(question: PolicyQuery) -> None:
    """One modality, or a reason; and each step cites."""
    found = answer_on(question, ON)

    assert found.possible
    assert (found.modality is not None) or found.open_because
    assert found.modality is None or found.controlling
    assert all(step.citations for step in found.explanation)
    assert str(found).splitlines()[0] == found.explanation.steps[-1].statement


@given(questions())
def test_persuasive_norms_narrow_nothing(question: PolicyQuery) -> None:
    """They are considered, and listed."""
    binding = question._replace(
        levels=tuple(
            tuple(each for each in level if each.weight is BindingEffect.BINDING)
            for level in question.levels
        )
    )

    assert answer_on(binding, ON).possible == answer_on(question, ON).possible


@given(questions(of_facts=True))
def test_every_answer_is_one_of_full_knowledge(question: PolicyQuery) -> None:
    """What is possible is what some full knowledge of the facts leaves."""
    found = {modality for _, several in _fully_known(question) for modality in several}

    assert found == answer_on(question, ON).possible


@given(questions(of_facts=True))
def test_an_answer_depends_on_what_can_change_it_alone(question: PolicyQuery) -> None:
    """On each fact of which a yes and a no differ, all else being settled in some way it can be."""
    asked_one = question._replace(agency_type=question.agency_type or AgencyType.POLICE)
    cases = {tuple(sorted(told.items())): possible for told, possible in _fully_known(asked_one)}
    decisive = {
        id
        for told, possible in cases.items()
        for id, answer in told
        if cases.get(tuple(sorted({**dict(told), id: not answer}.items())), possible) != possible
    }
    reasons = {why.reason: set(why.about) for why in answer_on(asked_one, ON).open_because}

    assert decisive == reasons.get(OpenReason.FACTS, set())


def _fully_known(question: PolicyQuery) -> Iterator[tuple[dict[str, bool], frozenset[Modality]]]:
    """Give each way in which all facts can be known, and what is possible then."""
    told = dict(question.facts.facts)
    left = [id for id in FACTS if id not in told]
    for values in product([True, False], repeat=len(left)):
        known = {**told, **dict(zip(left, values, strict=True))}
        if can_be_so(known):
            facts = attrs.evolve(question.facts, facts=known)
            yield known, answer_on(question._replace(facts=facts), ON).possible


class TestLevels:
    """The oracle of the walk: each pair of modalities on two levels, written out by hand."""

    @pytest.mark.parametrize(
        ("state", "county", "expected", "overridden"),
        [
            ("required", "required", "required", False),
            ("required", "permitted", "required", True),
            ("required", "prohibited", "required", True),
            ("permitted", "required", "required", False),
            ("permitted", "permitted", "permitted", False),
            ("permitted", "prohibited", "prohibited", False),
            ("prohibited", "required", "prohibited", True),
            ("prohibited", "permitted", "prohibited", True),
            ("prohibited", "prohibited", "prohibited", False),
        ],
    )
    def test_state_over_county(
        self, state: str, county: str, expected: str, *, overridden: bool
    ) -> None:
        """A lower norm that says what the level above does not leave is overridden."""
        found = answer_on(asked([(), (norm(state),), (norm(county, "53033"),)]), ON)

        assert {Modality(expected)} == found.possible
        assert overridden == bool(found.overridden)

    def test_local_bars_are_void(self) -> None:
        """A county's ban is overridden, its duty is not."""
        state = norm("permitted", voids_local_bars=True)
        ban = answer_on(asked([(), (state,), (norm("prohibited", "53033"),)]), ON)
        duty = answer_on(asked([(), (state,), (norm("required", "53033"),)]), ON)

        assert (Modality.PERMITTED, 1) == (ban.modality, len(ban.overridden))
        assert (Modality.REQUIRED, 0) == (duty.modality, len(duty.overridden))

    def test_two_of_one_level_that_leave_nothing_conflict(self) -> None:
        """Both are possible, and the conflict is named."""
        found = answer_on(asked([(), (norm("required"), norm("prohibited", number=1)), ()]), ON)

        assert {Modality.REQUIRED, Modality.PROHIBITED} == found.possible
        assert [OpenReason.CONFLICT] == [why.reason for why in found.open_because]
        assert 2 == len(found.conflicts)

    def test_a_conflict_is_explained_by_both_of_its_texts(self) -> None:
        """Each is cited, and neither is said to apply."""
        decision = answer_on(asked([(), (norm("required"), norm("prohibited", number=1)), ()]), ON)

        assert [
            ("A norm: It says so. Another law of the same level says otherwise.", (norm.citation,))
            for norm in decision.conflicts
        ] == [(step.statement, step.citations) for step in decision.explanation.steps[:2]]

    def test_a_conflict_is_said_to_be_one(self) -> None:
        """In the first line, with both."""
        found = answer_on(asked([(), (norm("required"), norm("prohibited", number=1)), ()]), ON)

        assert "the laws on file conflict on whether" in str(found).splitlines()[0]

    def test_what_a_higher_law_overrides_is_explained(self) -> None:
        """Beside the law that controls."""
        found = answer_on(asked([(), (norm("required"),), (norm("prohibited", number=1),)]), ON)
        statements = [step.statement for step in found.explanation]

        assert 1 == len(found.overridden)
        assert 1 == sum("A higher law overrides it." in words for words in statements)

    def test_silence_leaves_all(self) -> None:
        """And says that nothing is on record."""
        found = answer_on(asked([(), (), ()]), ON)

        assert frozenset(Modality) == found.possible
        assert [OpenReason.NOT_ON_RECORD] == [why.reason for why in found.open_because]
        assert found.evidence is None
        assert not found.is_on_record

    def test_the_actor_may_decide(self) -> None:
        """A ban on sheriffs: whether it is one is asked."""
        ban = attrs.evolve(norm("prohibited"), agency_types=frozenset({AgencyType.SHERIFF}))
        rest = norm("permitted", number=1)
        found = answer_on(asked([(), (ban, rest), ()]), ON)
        sheriff = answer_on(asked([(), (ban, rest), ()], actor=AgencyType.SHERIFF), ON)

        assert {Modality.PROHIBITED, Modality.PERMITTED} == found.possible
        assert [OpenReason.AGENCY_TYPE] == [why.reason for why in found.open_because]
        assert Modality.PROHIBITED is sheriff.modality

    def test_only_the_kinds_that_differ_are_named(self) -> None:
        """A rule for police that says what holds for any other names none of them."""
        ban = attrs.evolve(norm("prohibited"), agency_types=frozenset({AgencyType.SHERIFF}))
        rest = norm("permitted", number=1)
        police = attrs.evolve(
            norm("permitted", number=2), agency_types=frozenset({AgencyType.POLICE})
        )
        found = answer_on(asked([(), (ban, rest, police), ()]), ON)

        assert [("any other", "sheriff")] == [why.about for why in found.open_because]

    def test_where_every_kind_is_named_all_are(self) -> None:
        """There is no other."""
        sheriff = frozenset({AgencyType.SHERIFF})
        ban = attrs.evolve(norm("prohibited"), agency_types=sheriff)
        rest = attrs.evolve(
            norm("permitted", number=1), agency_types=frozenset(AgencyType) - sheriff
        )
        found = answer_on(asked([(), (ban, rest), ()]), ON)

        local = sorted(kind.value for kind in AgencyType if not kind.is_of_state)
        assert [tuple(local)] == [why.about for why in found.open_because]

    def test_two_questions_may_matter_only_together(self) -> None:
        """A ban where exactly one of two facts is so depends on both of them."""
        first, second = IsFact(fact="minor"), IsFact(fact="bond-ready")
        either = AnyOf(any=(first, second))
        exactly_one = AllOf(all=(either, Not(not_=AllOf(all=(first, second)))))
        ban = attrs.evolve(norm("prohibited"), when=exactly_one, otherwise=Modality.PERMITTED)
        found = answer_on(asked([(), (ban,), ()]), ON)

        assert [("bond-ready", "minor")] == [why.about for why in found.open_because]

    def test_what_cannot_be_is_no_conflict(self) -> None:
        """A duty upon a charge and a bar for victims who are not charged never meet."""
        duty = attrs.evolve(norm("required"), when=IsFact(fact="charged-with-felony"))
        bar = attrs.evolve(norm("prohibited", number=1), when=IsFact(fact="victim-or-witness"))
        found = answer_on(asked([(), (duty, bar), ()]), ON)

        assert () == found.conflicts

    def test_a_shorter_look_back_lies_within_a_longer(self) -> None:
        """Who was convicted of a class A felony in a year was of a felony in five."""
        duty = attrs.evolve(
            norm("required"), when=convicted(offense="class-a-or-b-felony", years=1)
        )
        bar = attrs.evolve(norm("prohibited", number=1), when=Not(not_=convicted(years=5)))
        found = answer_on(asked([(), (duty, bar), ()]), ON)

        assert () == found.conflicts

    @pytest.mark.parametrize(
        ("duty", "bar"),
        [
            ({"offense": "any-felony"}, {"offense": "class-a-or-b-felony"}),
            ({"years": 5}, {"years": 1}),
            ({"years": 1, "since": Since.RELEASE}, {"years": 5}),
            ({"years": None}, {"years": 5}),
            ({"until": Until.ARREST}, {}),
        ],
    )
    def test_what_lies_outside_may_conflict(
        self, duty: dict[str, Any], bar: dict[str, Any]
    ) -> None:
        """A wider class, a longer look-back, one from elsewhere, none at all, or to elsewhere."""
        required = attrs.evolve(norm("required"), when=convicted(**duty))
        barred = attrs.evolve(norm("prohibited", number=1), when=Not(not_=convicted(**bar)))

        assert answer_on(asked([(), (required, barred), ()]), ON).conflicts

    def test_any_time_is_the_widest_look_back(self) -> None:
        """Who was convicted within a year was convicted at some time."""
        required = attrs.evolve(norm("required"), when=convicted(years=1))
        barred = attrs.evolve(norm("prohibited", number=1), when=Not(not_=convicted(years=None)))

        assert () == answer_on(asked([(), (required, barred), ()]), ON).conflicts

    def test_words_alone_decide_nothing(self) -> None:
        """They are the reason."""
        unread = attrs.evolve(norm("required"), when=InWords(words="it is practicable"))
        found = answer_on(asked([(), (unread, norm("permitted", number=1)), ()]), ON)

        assert {Modality.REQUIRED, Modality.PERMITTED} == found.possible
        (cause,) = found.open_because
        assert str(cause).endswith("known here (our words): whether it is practicable")

    @pytest.mark.parametrize(
        "said",
        list(product(Modality, repeat=3)),
        ids=lambda said: ", ".join(modality.value for modality in said),
    )
    def test_what_one_level_overrides_stays_overridden_below(
        self, said: tuple[Modality, Modality, Modality]
    ) -> None:
        """The first text that is no permission overrides every one below that says otherwise."""
        nation, state, county = (
            norm(modality.value, code) for modality, code in zip(said, CODES, strict=True)
        )
        walked = (nation, state, county)
        firm = next(
            (place for place, modality in enumerate(said) if modality is not Modality.PERMITTED),
            len(said),
        )
        below = walked[firm + 1 :]

        assert (
            tuple(provision for provision in below if provision.modality is not said[firm])
            == answer_on(asked([(nation,), (state,), (county,)]), ON).overridden
        )

    @pytest.mark.parametrize(
        ("answered", "turned_on"),
        [
            # who has a federal judge's warrant has a judge's
            ("federal-judicial-warrant", "judicial-warrant"),
            # who is charged is no victim or witness that is not
            ("charged-with-felony", "victim-or-witness"),
        ],
    )
    def test_what_follows_from_a_yes_does_not_follow_from_a_no(
        self, answered: str, turned_on: str
    ) -> None:
        """Each of the two facts, and their lack, is in some case, so all three are possible."""
        both = AllOf(all=(IsFact(fact=answered), IsFact(fact="minor")))
        duty = attrs.evolve(norm("required"), when=both)
        leave = attrs.evolve(
            norm("permitted", number=1),
            when=IsFact(fact=turned_on),
            otherwise=Modality.PROHIBITED,
        )
        alone = answer_on(asked([(), (leave,), ()]), ON)
        decision = answer_on(asked([(duty,), (leave,), ()]), ON)

        assert {Modality.PERMITTED, Modality.PROHIBITED} == alone.possible
        assert frozenset(Modality) == decision.possible

    def test_a_fact_that_matters_only_by_what_it_implies_is_not_asked_for(self) -> None:
        """Beside any judge's warrant, whether the judge is a federal one changes nothing."""
        either = AnyOf(
            any=(IsFact(fact="federal-judicial-warrant"), IsFact(fact="judicial-warrant"))
        )
        leave = attrs.evolve(norm("permitted"), when=either, otherwise=Modality.PROHIBITED)
        decision = answer_on(asked([(), (leave,), ()]), ON)

        assert [(OpenReason.FACTS, ("judicial-warrant",))] == [
            (why.reason, why.about) for why in decision.open_because
        ]

    def test_a_permission_is_no_part_of_a_conflict_beside_it(self) -> None:
        """A permission leaves both the duty and the bar, which leave nothing to each other."""
        duty, bar = norm("required"), norm("prohibited", number=1)
        leave = norm("permitted", number=2)
        decision = answer_on(asked([(), (duty, leave, bar), ()]), ON)

        assert (duty, bar) == decision.conflicts
        assert [(OpenReason.CONFLICT, (duty.id, bar.id))] == [
            (why.reason, why.about) for why in decision.open_because
        ]

    def test_texts_that_conflict_give_the_answer_of_their_government(self) -> None:
        """Neither controls, and still it is the state that answers, and not the nation."""
        decision = answer_on(
            asked(
                [(norm("permitted", "US"),), (norm("required"), norm("prohibited", number=1)), ()]
            ),
            ON,
        )

        assert () == decision.controlling
        assert ("US-WA",) == tuple(place.code for place in decision.answered_from)

    @pytest.mark.parametrize("above", [None, *Modality])
    @pytest.mark.parametrize("voids_local_bars", [False, True])
    def test_texts_conflict_only_where_those_above_leave_everything(
        self, above: Modality | None, *, voids_local_bars: bool
    ) -> None:
        """Whatever a level above does not leave is overridden there, so no conflict is left."""
        voids = voids_local_bars and above is not Modality.PROHIBITED
        nation = () if above is None else (norm(above.value, "US", voids_local_bars=voids),)
        duty, bar = norm("required"), norm("prohibited", number=1)
        decision = answer_on(asked([nation, (duty, bar), ()]), ON)
        leaves_all = above is None or (above is Modality.PERMITTED and not voids)

        assert leaves_all == bool(decision.conflicts)
        assert leaves_all == (() == decision.overridden)

    @pytest.mark.parametrize("warrant", [True, False])
    def test_only_what_a_text_grants_voids_local_bars(self, warrant: bool) -> None:
        """Its `otherwise` does not: a permission without a warrant leaves the county its bar."""
        duty = attrs.evolve(
            norm("required", voids_local_bars=True),
            when=IsFact(fact="judicial-warrant"),
            otherwise=Modality.PERMITTED,
        )
        bar = norm("prohibited", "53033")
        facts = CaseFacts(facts=facts_with_implied({"judicial-warrant": warrant}))
        decision = answer_on(asked([(), (duty,), (bar,)], facts), ON)

        assert (Modality.REQUIRED if warrant else Modality.PROHIBITED) is decision.modality
        assert ((bar,) if warrant else ()) == decision.overridden

    @pytest.mark.parametrize("kind", [kind for kind in AgencyType if not kind.is_of_state])
    def test_a_kind_that_is_only_exempted_is_named(self, kind: AgencyType) -> None:
        """A ban on all agencies but one kind binds any other, and is silent on that one."""
        ban = attrs.evolve(norm("prohibited"), exempts=frozenset({kind}))
        decision = answer_on(asked([(), (ban,), ()]), ON)
        reasons = {why.reason: why.about for why in decision.open_because}

        assert (ban,) == decision.controlling
        assert ("any other", kind.value) == reasons[OpenReason.AGENCY_TYPE]

    def test_silence_in_every_case_and_in_some_are_told_apart(self) -> None:
        """No text at all, and a text that says nothing where its condition is false."""
        ban = attrs.evolve(norm("prohibited"), when=IsFact(fact="judicial-warrant"))
        silent, partly_silent = (
            {why.reason: why.about for why in answer_on(asked([(), state, ()]), ON).open_because}
            for state in ((), (ban,))
        )
        rest = "what holds where none of the texts speaks"

        assert ("any text",) == silent[OpenReason.NOT_ON_RECORD]
        assert (rest,) == partly_silent[OpenReason.NOT_ON_RECORD]

    @pytest.mark.parametrize("since", Since)
    @pytest.mark.parametrize("years", [1, 5])
    def test_a_look_back_lies_within_one_as_long(self, years: int, since: Since) -> None:
        """Who was convicted of a class A felony in five years was of a felony in five."""
        narrower = convicted("class-a-or-b-felony", years, since)
        duty = attrs.evolve(norm("required"), when=narrower)
        wider = convicted("any-felony", years, since)
        bar = attrs.evolve(norm("prohibited", number=1), when=Not(not_=wider))
        decision = answer_on(asked([(), (duty, bar), ()]), ON)

        assert () == decision.conflicts

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({}, True),
            ({"when": IsFact(fact="judicial-warrant"), "otherwise": Modality.PERMITTED}, True),
            ({"when": IsFact(fact="judicial-warrant")}, False),
            ({"period": EffectivePeriod(start=UNKNOWN, not_before=date(2019, 1, 1))}, False),
        ],
    )
    def test_an_answer_is_on_record_where_a_text_speaks_in_every_case(
        self, changes: dict[str, Any], expected: bool
    ) -> None:
        """Not where its condition is false, nor on a day on which it may not have been in force."""
        ban = attrs.evolve(norm("prohibited"), **changes)
        decision = answer_on(asked([(), (ban,), ()]), ON)

        assert (ban,) == decision.controlling
        assert expected is decision.is_on_record


KLEENE: Final = (True, False, None)


class TestKleene:
    """Kleene's strong tables, written out."""

    A, B = IsFact(fact="judicial-warrant"), IsFact(fact="criminal-warrant")
    ALL: Final[dict[tuple[bool | None, bool | None], bool | None]] = {
        (True, True): True,
        (True, False): False,
        (True, None): None,
        (False, True): False,
        (False, False): False,
        (False, None): False,
        (None, True): None,
        (None, False): False,
        (None, None): None,
    }
    ANY: Final[dict[tuple[bool | None, bool | None], bool | None]] = {
        (True, True): True,
        (True, False): True,
        (True, None): True,
        (False, True): True,
        (False, False): False,
        (False, None): None,
        (None, True): True,
        (None, False): None,
        (None, None): None,
    }

    def told(self, condition: Condition, first: bool | None, second: bool | None) -> bool | None:
        """Evaluate a condition of two facts."""
        given = {self.A.fact: first, self.B.fact: second}
        facts = CaseFacts(facts={id: known for id, known in given.items() if known is not None})
        return truth(condition, facts, ON, {})

    @pytest.mark.parametrize(("first", "second"), list(product(KLEENE, KLEENE)))
    def test_all_and_any(self, first: bool | None, second: bool | None) -> None:
        """Of two facts, each true, false or unknown."""
        assert self.ALL[first, second] is self.told(AllOf(all=(self.A, self.B)), first, second)
        assert self.ANY[first, second] is self.told(AnyOf(any=(self.A, self.B)), first, second)

    @pytest.mark.parametrize(("given", "expected"), [(True, False), (False, True), (None, None)])
    def test_not(self, given: bool | None, expected: bool | None) -> None:
        """Of one."""
        assert expected is self.told(Not(not_=self.A), given, None)


@pytest.mark.parametrize("id", [offense.id for offense in catalog.offense_classes()])
def test_a_class_has_what_its_wider_classes_are_part_of(id: str) -> None:
    """A violent felony is a serious or violent one, which is a felony, and so it is a felony."""
    classes = classes_with_implied(frozenset({id}))

    assert {id, *(wider for name in classes for wider in catalog.offense_class(name).implies)} == (
        classes
    )


@pytest.mark.parametrize("id", [fact.id for fact in catalog.facts()])
def test_a_fact_has_what_its_implied_facts_imply(id: str) -> None:
    """What is so wherever a fact is so brings with it what is so wherever that is."""
    facts = {name for name, answer in facts_with_implied({id: True}).items() if answer}

    assert {id, *(wider for name in facts for wider in catalog.fact(name).implies)} == facts
