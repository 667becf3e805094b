"""What a review asks, and rules on notice, as records that refuse what makes no sense."""

import datetime as dt
import re
from typing import Any, Final

import attrs
import pytest

from detainerlib import UNKNOWN, EffectivePeriod, catalog, notice_deadlines
from detainerlib.errors import CoverageError, DetainerError, PeriodError
from detainerlib.models.detainer import Detainer
from detainerlib.models.hold_rules import NoticeRule
from detainerlib.models.review_questions import ReviewQuestion

DAY = dt.date(2020, 1, 1)
LONGEST: Final = 35
FILLED: Final = {
    "form": "I-247A",
    "edition": "I-247A (3/17)",
    "issued_on": "September 30, 2020",
    "period": "from September 30, 2020 until an unknown day not after September 30, 2021",
    "found": "a final order of removal",
}
NOT_OURS: Final = re.compile(
    r"\b(subject|face|paper|marked|on record|in force|speaks|asks that|texts?|issuer|"
    r"is not known|was not read)\b"
)


def sentences_of(text: str) -> list[str]:
    """Give the sentences of a text; a time of day ends none."""
    return re.split(r"(?<![ap]\.m\.)(?<=[.?]) (?=[A-Z][a-z ])", text)


@pytest.mark.parametrize("question", catalog.questions(), ids=lambda question: question.id)
class TestWording:
    """What a review asks and finds, as a sergeant reads it."""

    def test_asks_in_a_sentence_of_its_own(self, question: ReviewQuestion) -> None:
        """It ends with a question mark, and "yes" means that all is well: nothing is denied."""
        assert [question.question] == sentences_of(question.question)
        assert question.question.endswith("?")
        assert not re.search(r"\b(no more|not|none|never)\b", question.question)

    def test_is_short_and_plain(self, question: ReviewQuestion) -> None:
        """No sentence over 35 words, and none of the words of old."""
        summary, ended_by = question.filled_in(FILLED), question.ended_by or ""

        for sentence in (question.question, *sentences_of(summary), *sentences_of(ended_by)):
            assert len(sentence.split()) <= LONGEST
            assert not NOT_OURS.search(sentence)


@pytest.mark.parametrize("rule", catalog.notice_rules(), ids=lambda rule: rule.id)
def test_a_condition_of_notice_is_short_and_plain(rule: NoticeRule) -> None:
    """As a question of a review is."""
    for sentence in sentences_of("" if rule.only_if is None else rule.only_if.summary):
        assert len(sentence.split()) <= LONGEST
        assert not NOT_OURS.search(sentence)


class TestQuestion:
    """One thing that a review asks of a face."""

    @pytest.mark.parametrize("name", ["severity", "in_order"])
    def test_that_can_be_found_says_how_grave_it_is(self, name: str) -> None:
        """And what is in order without it; one that cannot be found does not."""
        without: dict[str, Any] = {name: None}
        with pytest.raises(DetainerError) as caught:
            attrs.evolve(catalog.question("unsigned"), **without)

        assert (
            f"{name}: got None, expected a value with `looks_for`, and none without. "
            "Nothing is looked for that the form cannot show."
        ) == str(caught.value)

    def test_names_only_what_can_be_filled_in(self) -> None:
        """A name in braces that nobody fills in is a slip."""
        with pytest.raises(DetainerError) as caught:
            attrs.evolve(catalog.question("unsigned"), summary="It is {not} signed.")

        assert (
            "summary: got 'It is {not} signed.', expected no braces but those of form, edition, "
            "issued_on, period, found. See README.md."
        ) == str(caught.value)


class TestNoticeRule:
    """When notice of a release is asked for."""

    def test_gives_one_time(self) -> None:
        """Neither none nor two."""
        rule = catalog.notice_rule("form-i-247a-notice")
        for changes in ({"before": None}, {"after": dt.timedelta(hours=1)}):
            with pytest.raises(DetainerError, match="expected exactly one of them"):
                attrs.evolve(rule, **changes)

    def test_reaches_no_day_before_the_calendar(self) -> None:
        """A release on the first day of the calendar has no day before it."""
        with pytest.raises(CoverageError):
            str(
                notice_deadlines(
                    Detainer(form="I-247A"), dt.date(1, 1, 2), zone="America/Chicago", on=DAY
                )
            )


class TestPeriod:
    """An end that is not on record, and lies before a day that is."""

    def test_bounds_what_is_not_known_only(self) -> None:
        """A known end needs no bound, and no end has none."""
        with pytest.raises(PeriodError) as caught:
            EffectivePeriod(start=DAY, until=dt.date(2021, 1, 1), not_after=dt.date(2022, 1, 1))

        assert (
            "not_after: got 2022-01-01, expected none where the end is known, or there is none. "
            "It limits an end that is unknown."
        ) == str(caught.value)

    def test_lies_after_the_start(self) -> None:
        """A period has at least one day."""
        with pytest.raises(PeriodError, match="not_after: got 2020-01-01"):
            EffectivePeriod(start=DAY, until=UNKNOWN, not_after=DAY)

    def test_has_ended_by_then(self) -> None:
        """The day before is not known, and the day itself is."""
        period = EffectivePeriod(start=DAY, until=UNKNOWN, not_after=dt.date(2021, 1, 1))

        assert [True, None, False] == [
            period.contains(day) for day in (DAY, dt.date(2020, 12, 31), dt.date(2021, 1, 1))
        ]
        assert "from January 1, 2020 until an unknown day not after January 1, 2021" == str(period)
