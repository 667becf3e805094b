"""Assumptions: made by name, marked, and never the level."""

from datetime import date
from typing import Final

import attrs
import pytest

from detainerlib import (
    DetainerError,
    catalog,
    classify_cooperation,
    cooperation_profile,
    policy_spells,
)
from detainerlib.cooperation import LevelStatus
from detainerlib.cooperation.law_over_time import SharedLaw, law_that_day
from detainerlib.cooperation.levels import scale_of
from detainerlib.cooperation.spread import ranges_of
from detainerlib.errors import UnknownIdError
from detainerlib.models.provisions import Modality, Practice
from detainerlib.policy.query import queries_of
from detainerlib.policy.resolution import DecisionNode, Reached
from detainerlib.sources.explanation import StepStatus

NAME: Final = "honored-where-no-rule"
DAY: Final = date(2020, 1, 1)


class TestNamed:
    """What an assumption says, and who makes it."""

    def test_those_on_file_cite_who_makes_them(self) -> None:
        """Each with its quote."""
        for assumption in catalog.assumptions():
            assert assumption.citation.quote
            assert assumption.made_by
            assert str(assumption).startswith(f"{assumption.id}: ")

    def test_it_is_of_some_practices(self) -> None:
        """Of others it takes nothing, and of none it is none."""
        assumption = catalog.assumption(NAME)
        assert Modality.PERMITTED is assumption.of(Practice.HOLD_ON_DETAINER)
        assert assumption.of(Practice.INQUIRE_STATUS) is None
        with pytest.raises(
            DetainerError, match=r"practices: got .*expected a practice, or several"
        ):
            attrs.evolve(assumption, practices=())

    def test_an_unknown_one_is_named(self) -> None:
        """With the nearest."""
        with pytest.raises(UnknownIdError, match="Did you mean honored-where-no-rule"):
            classify_cooperation("US-WY", on=DAY, assume="honored-where-norule")
        with pytest.raises(DetainerError, match="an Assumption, or the id of one"):
            # Its type is wrong on purpose.
            cooperation_profile("US-WY", on=DAY, assume=5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


class TestClassification:
    """Beside the level, with its own bounds."""

    @pytest.mark.parametrize("place", ["US-WY", "US-GU", "56021"])
    def test_silence_and_a_finding_of_no_rule_are_alike(self, place: str) -> None:
        """The level stays as it is."""
        bare = classify_cooperation(place, on=DAY)
        assumed = classify_cooperation(place, on=DAY, assume=NAME)

        assert (bare.level, bare.lowest, bare.highest) == (
            assumed.level,
            assumed.lowest,
            assumed.highest,
        )
        assert (bare.level_assumed, bare.is_assumed) == (None, None)
        assert assumed.level_assumed is not None
        assert ("holds-and-notifies", True) == (assumed.level_assumed.id, assumed.is_assumed)
        assert "Assumed, not law (honored-where-no-rule): where no law on file" in str(assumed)
        (step,) = (
            step for step in assumed.explanation.steps if "Assumed, not law" in step.statement
        )
        assert StepStatus.ASSUMED is step.outcome
        assert catalog.assumption(NAME).citation in step.citations

    def test_what_the_law_settles_it_does_not_touch(self) -> None:
        """Illinois."""
        assumed = classify_cooperation("US-IL", on=date(2022, 1, 1), assume=NAME)

        assert LevelStatus.SETTLED is assumed.status
        assert (assumed.level, False) == (assumed.level_assumed, assumed.is_assumed)
        assert "The assumption “honored-where-no-rule” changes nothing here." in str(assumed)

    def test_what_is_open_for_another_reason_stays_open(self) -> None:
        """Cook County in 2016: whether there was an agreement on costs."""
        assumed = classify_cooperation("17031", on=date(2016, 1, 1), assume=NAME)

        assert assumed.level_assumed is None
        assert assumed.is_assumed is None
        assert LevelStatus.BOUNDED is assumed.status
        assert "range" in str(assumed) or "from" in str(assumed)

    def test_a_text_known_and_not_read_is_no_silence(self) -> None:
        """Thurston County after the first day on which it is known to have had one."""
        before, after = (
            classify_cooperation("53067", on=day, assume=NAME)
            for day in (date(2013, 1, 1), date(2015, 1, 1))
        )

        assert before.level_assumed is not None or "53067" in {
            text.jurisdiction for text in before.profile.unread
        }
        assert after.level_assumed is None
        assert "still" in str(after)

    def test_four_statuses_are_told_apart(self) -> None:
        """And never added up."""
        statuses = {
            place: classify_cooperation(place, on=day).status
            for place, day in (
                ("US-IL", date(2022, 1, 1)),
                ("17031", date(2016, 1, 1)),
                ("56021", DAY),
            )
        }

        assert [LevelStatus.SETTLED, LevelStatus.BOUNDED, LevelStatus.UNKNOWN] == [
            *statuses.values()
        ]
        left = [
            place.code
            for place in catalog.jurisdictions()
            if place.level == "state"
            and classify_cooperation(place, on=date(2026, 1, 1)).status
            is LevelStatus.LEFT_TO_AGENCIES
        ]
        assert left


class TestProfile:
    """A line for each practice that rests on it."""

    def test_says_what_is_assumed_of_each_practice(self) -> None:
        """After what the law says."""
        profile = cooperation_profile("56021", on=DAY, assume=NAME)
        hold = profile.finding(Practice.HOLD_ON_DETAINER)

        assert ("open", "permitted", True) == (
            hold.in_brief,
            hold.in_brief_assumed,
            hold.is_assumed,
        )
        assert "Assumed (honored-where-no-rule): holding on a detainer: permitted" in str(profile)
        assert any(step.outcome is StepStatus.ASSUMED for step in profile.explanation.steps)

    def test_without_one_nothing_is_assumed(self) -> None:
        """The answer is that of the law."""
        hold = cooperation_profile("56021", on=DAY).finding(Practice.HOLD_ON_DETAINER)
        assert not hold.is_assumed
        assert hold.in_brief == hold.in_brief_assumed


class TestSpells:
    """Over time."""

    def test_level_assumed_of_each_stretch(self) -> None:
        """As the classification says on its first day."""
        history = policy_spells("48453", start=date(2014, 1, 1), end=date(2020, 1, 1), assume=NAME)
        for spell in history:
            classified = classify_cooperation("48453", on=spell.start, assume=NAME)
            assert classified.level_assumed == spell.level_assumed
            assert classified.status == spell.status

    def test_law_that_places_share_is_that_of_each(self) -> None:
        """County by county, of one state, with and without law of its own."""
        scale, assumption = scale_of(None), catalog.assumption(NAME)
        shared = SharedLaw(scale, assumption)
        for code in ("53067", "53033", "53001", "53003", "01001", "01003", "12011", "12086"):
            queries = queries_of(scale.practices, code, None, None)
            law = shared.of(queries)
            for day in (date(2012, 1, 1), date(2014, 10, 1), date(2020, 1, 1), date(2026, 1, 1)):
                alone = law_that_day(queries, day, scale, assumption)
                together = law(day)
                assert alone.measured == together.measured
                for practice in scale.practices:
                    one, other = alone.findings[practice], together.findings[practice]
                    assert one._key == other._key
                    assert one.is_limited == other.is_limited
                    assert one.in_brief == law.finding(practice, day).in_brief


def test_whether_an_order_reaches_an_agency_is_one_way_in_all_cases() -> None:
    """It makes no cases differ: either way is a range of its own."""
    norm = next(norm for norm in catalog.provisions() if norm.suspensions)
    reached = Reached(norm, norm.suspensions[0])
    required, prohibited = frozenset({Modality.REQUIRED}), frozenset({Modality.PROHIBITED})
    ranges = ranges_of(DecisionNode(0, reached, required, prohibited), frozenset())

    assert {(required, required), (prohibited, prohibited)} == {*ranges}
