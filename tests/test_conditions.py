"""Conditions: look-backs at their exact ends, what facts may hold, what is refused."""

import pickle
from datetime import date
from typing import Any

import pytest

from detainerlib import UNKNOWN, CaseFacts, Conviction, DetainerError
from detainerlib.errors import NotADayError
from detainerlib.models import conditions
from detainerlib.models.conditions import (
    AllOf,
    AnyOf,
    ConvictedOf,
    InWords,
    IsFact,
    LookBack,
    Not,
    OffenseTest,
    Since,
    Until,
    leaves_of,
)
from detainerlib.policy.conditions import last_day_within, truth, what_is_missing
from detainerlib.times.periods import Unknown

CONVICTED = date(2016, 2, 29)


def convicted(
    *look_backs: tuple[int, str], until: Until | None = None, offense: str = "any-felony"
) -> ConvictedOf:
    """Give the condition of a conviction within some years."""
    within = tuple(LookBack(years=years, since=Since(since)) for years, since in look_backs)
    return ConvictedOf(conviction=OffenseTest(offense=offense, within=within, until=until))


def told(
    condition: ConvictedOf,
    on: date,
    *,
    convicted_on: date | Unknown = CONVICTED,
    released_on: date | Unknown | None = None,
    arrested_on: date | Unknown = UNKNOWN,
) -> bool | None:
    """Evaluate it for one conviction."""
    conviction = Conviction(
        offenses={"any-felony"}, convicted_on=convicted_on, released_on=released_on
    )
    facts = CaseFacts(convictions=[conviction], arrested_on=arrested_on)
    return truth(condition, facts, on, {})


class TestWithin:
    """Up to and including the anniversary: within five years."""

    def test_within_holds_on_the_anniversary(self) -> None:
        """The last day is within."""
        five = convicted((5, "conviction"))

        assert told(five, date(2020, 6, 15), convicted_on=date(2015, 6, 15)) is True
        assert told(five, date(2020, 6, 16), convicted_on=date(2015, 6, 15)) is False

    def test_a_leap_day_ends_on_28_february(self) -> None:
        """The calendar of a year without one."""
        five = convicted((5, "conviction"))

        assert told(five, date(2021, 2, 28)) is True
        assert told(five, date(2021, 3, 1)) is False

    def test_a_leap_day_returns_after_four_years(self) -> None:
        """2020 has one."""
        four = convicted((4, "conviction"))

        assert told(four, date(2020, 2, 29)) is True
        assert told(four, date(2020, 3, 1)) is False

    def test_of_several_the_later_end_counts(self) -> None:
        """Ten years from conviction, or five from release."""
        later = convicted((10, "conviction"), (5, "release"))
        released = date(2024, 1, 1)

        assert told(later, date(2026, 2, 28), released_on=None) is True
        assert told(later, date(2026, 3, 1), released_on=None) is False
        assert told(later, date(2026, 3, 1), released_on=released) is True
        assert told(later, date(2029, 1, 1), released_on=released) is True
        assert told(later, date(2029, 1, 2), released_on=released) is False

    def test_a_look_back_from_release_needs_a_sentence_served(self) -> None:
        """Where none was served it adds nothing."""
        assert told(convicted((5, "release")), date(2016, 3, 1), released_on=None) is False

    @pytest.mark.parametrize("missing", ["convicted_on", "released_on"])
    def test_a_day_that_is_not_known_leaves_it_open(self, missing: str) -> None:
        """Unless another look-back settles it."""
        since = {"convicted_on": "conviction", "released_on": "release"}[missing]

        assert told(convicted((5, since)), date(2020, 1, 1), **{missing: UNKNOWN}) is None

    def test_one_look_back_settles_it_where_another_is_open(self) -> None:
        """Within ten years of conviction, whatever the release."""
        either = convicted((10, "conviction"), (5, "release"))

        assert told(either, date(2020, 1, 1), released_on=UNKNOWN) is True
        assert told(either, date(2030, 1, 1), released_on=UNKNOWN) is None

    def test_a_look_back_may_run_to_the_arrest(self) -> None:
        """Not to the day asked about."""
        five = convicted((5, "conviction"), until=Until.ARREST)

        assert told(five, date(2030, 1, 1), arrested_on=date(2021, 2, 28)) is True
        assert told(five, date(2016, 3, 1), arrested_on=date(2021, 3, 1)) is False
        assert told(five, date(2020, 1, 1)) is None

    @pytest.mark.parametrize(
        ("condition", "missing"),
        [
            (convicted(), set[str]()),
            (convicted(until=Until.ARREST), {"arrested_on"}),
            (convicted((5, "conviction")), {"convicted_on"}),
            (convicted((5, "release")), {"released_on"}),
            (
                convicted((5, "conviction"), (5, "release"), until=Until.ARREST),
                {"arrested_on", "convicted_on", "released_on"},
            ),
            (convicted((5, "release"), offense="homicide"), set[str]()),
        ],
    )
    def test_names_the_days_it_misses(self, condition: ConvictedOf, missing: set[str]) -> None:
        """Those that it reckons with, of convictions of its class; all are missing here."""
        facts = CaseFacts(convictions=[Conviction(offenses={"any-felony"})])

        assert missing == what_is_missing(condition.conviction, facts)
        assert {condition.conviction.offense} == what_is_missing(condition.conviction, CaseFacts())

    def test_without_a_look_back_any_time_counts(self) -> None:
        """However long ago."""
        assert told(convicted(), date(2099, 1, 1), convicted_on=UNKNOWN) is True

    def test_a_conviction_counts_from_its_day_on(self) -> None:
        """One that is still to come is none, whatever the look-back."""
        for condition in (convicted(), convicted((5, "conviction"))):
            assert told(condition, date(2016, 2, 28)) is False
            assert told(condition, date(2016, 2, 29)) is True
            assert told(condition, date(2016, 3, 1)) is True

    def test_the_end_of_the_calendar_is_the_last_day(self) -> None:
        """No look-back leads beyond it."""
        five = convicted((5, "conviction"))

        assert told(five, date.max, convicted_on=date(9996, 1, 1)) is True

    def test_another_class_is_no_such_conviction(self) -> None:
        """A felony is no homicide here."""
        assert told(convicted(offense="homicide"), date(2020, 1, 1)) is False

    def test_no_conviction_is_known_to_be_none(self) -> None:
        """And unknown ones are not."""
        day = date(2020, 1, 1)

        assert truth(convicted(), CaseFacts(convictions=[]), day, {}) is False
        assert truth(convicted(), CaseFacts(), day, {}) is None


class TestModels:
    """What conditions and facts may hold."""

    def test_leaves_come_in_their_order(self) -> None:
        """Also from within."""
        first, second, third = (IsFact(fact=f"fact-{n}") for n in range(3))
        nested = AllOf(all=(first, Not(not_=AnyOf(any=(second, third)))))

        assert [first, second, third] == list(leaves_of(nested))

    @pytest.mark.parametrize("parts", [(), ("judicial-warrant",)])
    def test_parts_are_conditions(self, parts: Any) -> None:
        """None is left out silently."""
        with pytest.raises(DetainerError, match="all: got"):
            AllOf(all=parts)
        with pytest.raises(DetainerError, match="any: got"):
            AnyOf(any=parts)

    def test_not_takes_a_condition(self) -> None:
        """And no text."""
        with pytest.raises(DetainerError, match="an IsFact or an AllOf or an AnyOf or a Not"):
            Not(not_="judicial-warrant")  # type: ignore[arg-type]  # refused

    @pytest.mark.parametrize("years", [0, -1, 2.5, True])
    def test_years_are_whole_and_more_than_zero(self, years: object) -> None:
        """Half a year is no calendar year."""
        with pytest.raises(DetainerError, match="a whole number of years, 1 or more"):
            LookBack(years=years, since=Since.RELEASE)  # type: ignore[arg-type]  # refused

    def test_words_must_say_something(self) -> None:
        """An empty text is none."""
        with pytest.raises(DetainerError, match="words"):
            InWords(words=" ")

    @pytest.mark.parametrize(
        "facts",
        [
            {"shown-citizen": None},
            {"shown-citizen": 1},
            {1: True},
            "shown-citizen",
            UNKNOWN,
            (("shown-citizen", True), ("shown-citizen", False)),
        ],
    )
    def test_facts_are_true_or_false(self, facts: Any) -> None:
        """What is not known is left out."""
        with pytest.raises(DetainerError, match="ids of facts, each once, with True or False"):
            CaseFacts(facts=facts)

    def test_the_order_of_facts_does_not_matter(self) -> None:
        """They compare, and hash, by what they say."""
        one = CaseFacts(facts={"a": True, "b": False})
        other = CaseFacts(facts={"b": False, "a": True})

        assert (one, hash(one)) == (other, hash(other))
        assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301 (made here)
        assert (True, False, None) == tuple(map(one.get, "abc"))

    def test_a_day_of_conviction_has_no_hours(self) -> None:
        """A text is no day."""
        with pytest.raises(NotADayError, match="convicted_on"):
            Conviction(offenses={"any-felony"}, convicted_on="2020")  # type: ignore[arg-type]  # refused

    def test_no_release_lies_before_its_conviction(self) -> None:
        """The days may be one and the same."""
        day = date(2015, 3, 1)
        with pytest.raises(DetainerError, match="no day before the conviction, 2015-03-01"):
            Conviction(offenses={"homicide"}, convicted_on=day, released_on=date(2015, 2, 28))

        assert (
            day == Conviction(offenses={"homicide"}, convicted_on=day, released_on=day).released_on
        )

    def test_convictions_are_convictions(self) -> None:
        """And no texts."""
        with pytest.raises(DetainerError, match="'any-felony', expected a Conviction"):
            CaseFacts(convictions=["any-felony"])

    def test_no_facts_know_nothing(self) -> None:
        """The default of a decision."""
        assert CaseFacts() == conditions.NO_FACTS


def test_the_day_counts_within_what_is_denied() -> None:
    """A look-back reaches to the day asked about, however deep the condition is."""
    test = ConvictedOf(
        conviction=OffenseTest(
            offense="homicide", within=(LookBack(years=5, since=Since.CONVICTION),)
        )
    )
    facts = CaseFacts(
        convictions=[Conviction(offenses={"homicide"}, convicted_on=date(2019, 1, 1))]
    )

    assert [False, True] == [
        truth(Not(not_=test), facts, day, {}) for day in (date(2024, 1, 1), date(2024, 1, 2))
    ]


def test_within_years_that_end_the_calendar() -> None:
    """The anniversary in its last year is still one; later, its last day stands for it."""
    assert date(9999, 5, 1) == last_day_within(date(9989, 5, 1), 10)
    assert date.max == last_day_within(date(9990, 5, 1), 10)
