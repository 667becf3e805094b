"""Forms, their editions, and the rules on how long a hold may last."""

import pickle
from datetime import date, datetime, timedelta
from typing import Any

import attrs
import pytest

from detainerlib.errors import DetainerError, NotADayError
from detainerlib.models.forms import DetainerForm, FormEdition, RequestedAction, ServiceRequirement
from detainerlib.models.hold_rules import (
    CUSTODY_ENDS,
    CitedStatement,
    ExcludedDays,
    HoldRule,
    HowEnded,
    Incorporation,
    OpenPoint,
    OpenPointTrigger,
    StartEvent,
)
from detainerlib.sources.citations import Citation, Evidence
from detainerlib.times.periods import UNKNOWN, EffectivePeriod

CITED = Citation(authority="made-up", evidence=Evidence.BACKGROUND, gaps=("the text",))
OPEN = EffectivePeriod(start=date(2020, 1, 1))
RULE = HoldRule(
    id="made-up-rule",
    title="A made-up rule",
    duration=timedelta(hours=48),
    excludes=frozenset(),
    period=OPEN,
    binds="an agency",
    citation=CITED,
)
EDITION = FormEdition(
    id="made-up-1",
    printed="1/20",
    issued=EffectivePeriod(start=date(2020, 1, 1), until=date(2022, 1, 1)),
    requests=frozenset({RequestedAction.HOLD, RequestedAction.NOTIFY}),
    hold_rule="made-up-rule",
    notice_rule="made-up-notice",
    service=ServiceRequirement.REQUIRED,
    citation=CITED,
)
FORM = DetainerForm(id="made-up", name="X-1", title="A made-up form", editions=(EDITION,))
EVENT = StartEvent(id="made-up", summary="something happens")
POINT = OpenPoint(id="made-up", summary="The text does not say.", trigger=OpenPointTrigger.ALWAYS)
CONSIDERED = CitedStatement(summary="Another text.", citation=CITED)
INCORPORATION = Incorporation(
    id="made-up", jurisdiction="US", summary="It takes up the request.", period=OPEN, citation=CITED
)

NO_KIND: set[ExcludedDays] = set()
NO_ID = "expected an id of lowercase letters, digits, dots and hyphens."
NO_TEXT = "expected a non-empty string."


def changed(record: Any, **changes: Any) -> Any:
    """Make a record like another, but for some fields; a validator may refuse it."""
    return attrs.evolve(record, **changes)


def issued(start: int | None, until: int | None = None, **changes: Any) -> FormEdition:
    """Make an edition issued from one year up to another; None for an unknown start."""
    period = EffectivePeriod(
        start=UNKNOWN if start is None else date(start, 1, 1),
        until=None if until is None else date(until, 1, 1),
    )
    edition: FormEdition = changed(EDITION, id=f"from-{start}".lower(), issued=period, **changes)
    return edition


DAYS = "one of 'Saturdays', 'Sundays', 'holidays'"


class TestValidators:
    """Every field of every record is checked when it is made."""

    @pytest.mark.parametrize(
        ("record", "name"),
        [
            (RULE, "id"),
            (RULE, "starts_at"),
            (RULE, "successor"),
            (EDITION, "id"),
            (EDITION, "successor"),
            (EDITION, "hold_rule"),
            (FORM, "id"),
            (EVENT, "id"),
            (POINT, "id"),
            (INCORPORATION, "id"),
        ],
    )
    def test_an_id_is_a_slug(self, record: object, name: str) -> None:
        """Ids are lower case."""
        with pytest.raises(DetainerError) as caught:
            changed(record, **{name: "Made Up"})

        assert f"{name}: got 'Made Up', {NO_ID}" == str(caught.value)

    @pytest.mark.parametrize(
        ("record", "name"),
        [(RULE, "forms"), (RULE, "leaves_open"), (EVENT, "later_of")],
    )
    def test_each_of_several_ids_is_a_slug(self, record: object, name: str) -> None:
        """One wrong id among several is found."""
        with pytest.raises(DetainerError) as caught:
            changed(record, **{name: ("right", "Wrong")})

        assert f"{name}: got 'Wrong', {NO_ID}" == str(caught.value)

    @pytest.mark.parametrize(
        ("record", "name"),
        [
            (RULE, "title"),
            (RULE, "jurisdiction"),
            (RULE, "binds"),
            (EDITION, "printed"),
            (EDITION, "applies_to"),
            (EDITION, "signer"),
            (EDITION, "warrant"),
            (FORM, "name"),
            (FORM, "title"),
            (FORM, "note"),
            (EVENT, "summary"),
            (POINT, "summary"),
            (CONSIDERED, "summary"),
            (INCORPORATION, "jurisdiction"),
            (INCORPORATION, "summary"),
        ],
    )
    def test_a_text_is_not_empty(self, record: object, name: str) -> None:
        """What is not known is left out, not left blank."""
        with pytest.raises(DetainerError) as caught:
            changed(record, **{name: " "})

        assert f"{name}: got ' ', {NO_TEXT}" == str(caught.value)

    def test_each_of_several_ids_is_one(self) -> None:
        """One blank among several is found."""
        with pytest.raises(DetainerError) as caught:
            changed(EDITION, bases=("final-order", ""))

        assert str(caught.value).startswith("bases: got '', expected an id of lowercase letters")

    def test_what_ends_a_hold_earlier_is_said_and_is_an_event(self) -> None:
        """A text alone cannot be applied."""
        with pytest.raises(DetainerError, match="expected an EarlyEnd"):
            changed(RULE, ends_early=("the request is withdrawn",))

    @pytest.mark.parametrize(
        ("record", "name", "given", "expected"),
        [
            (RULE, "period", "2020", "an EffectivePeriod"),
            (RULE, "ended", "repealed", "one of 'amended', "),
            (RULE, "citation", "made-up", "a Citation"),
            (RULE, "see_also", [CITED], "a tuple, each a Citation"),
            (RULE, "considered", [CONSIDERED], "a tuple, each a CitedStatement"),
            (RULE, "excludes", {ExcludedDays.SUNDAYS}, f"a frozenset, each {DAYS}"),
            (RULE, "excludes", frozenset({"Sundays"}), DAYS),
            (EDITION, "draft", 1, "True or False"),
            (EDITION, "stays_in_effect", 1, "True or False"),
            (EDITION, "issued", None, "an EffectivePeriod"),
            (EDITION, "requests", frozenset({"hold"}), "one of 'hold', "),
            (EDITION, "service", "required", "one of 'required', "),
            (EDITION, "other_bases", 1, "True or False"),
            (FORM, "editions", [EDITION], "a tuple, each a FormEdition"),
            (POINT, "trigger", "always", "one of 'always', "),
            (CONSIDERED, "citation", "made-up", "a Citation"),
            (INCORPORATION, "period", None, "an EffectivePeriod"),
        ],
    )
    def test_a_value_is_of_its_type(
        self, record: object, name: str, given: object, expected: str
    ) -> None:
        """Nothing is coerced."""
        with pytest.raises(DetainerError) as caught:
            changed(record, **{name: given})

        assert name == caught.value.where
        assert caught.value.expected.startswith(expected)


class TestDuration:
    """A duration is counted time, and more than zero."""

    @pytest.mark.parametrize(
        ("given", "shown"),
        [
            (timedelta(0), "datetime.timedelta(0)"),
            (
                timedelta(microseconds=-1),
                "datetime.timedelta(days=-1, seconds=86399, microseconds=999999)",
            ),
            (timedelta(hours=-48), "datetime.timedelta(days=-2)"),
            (48, "48"),
            ("48 hours", "'48 hours'"),
            (None, "None"),
        ],
    )
    def test_of_zero_or_less_is_refused(self, given: object, shown: str) -> None:
        """No hold past release is a prohibition, no clock; nor is a number without its unit."""
        with pytest.raises(DetainerError) as caught:
            changed(RULE, duration=given)

        assert (
            f"duration: got {shown}, expected a duration of more than zero. "
            '"No hold past release" is a provision that prohibits the hold, not a clock.'
        ) == str(caught.value)
        assert ("duration", given) == (caught.value.where, caught.value.given)

    def test_of_a_microsecond_is_more_than_zero(self) -> None:
        """The least that a clock can count."""
        assert timedelta(microseconds=1) == changed(RULE, duration=timedelta.resolution).duration


class TestExcluded:
    """The kinds of days that do not count."""

    @pytest.mark.parametrize(
        ("kinds", "expected"),
        [
            (NO_KIND, "no excluded day is named"),
            ({ExcludedDays.SATURDAYS}, "Saturdays are excluded"),
            ({ExcludedDays.SUNDAYS}, "Sundays are excluded"),
            ({ExcludedDays.HOLIDAYS}, "holidays are excluded"),
            (
                {ExcludedDays.SUNDAYS, ExcludedDays.SATURDAYS},
                ("Saturdays and Sundays are excluded"),
            ),
            ({ExcludedDays.HOLIDAYS, ExcludedDays.SUNDAYS}, "Sundays and holidays are excluded"),
            (
                {ExcludedDays.HOLIDAYS, ExcludedDays.SATURDAYS},
                "Saturdays and holidays are excluded",
            ),
            (set(ExcludedDays), "Saturdays, Sundays and holidays are excluded"),
        ],
    )
    def test_are_named_in_the_order_of_the_week(
        self, kinds: set[ExcludedDays], expected: str
    ) -> None:
        """A frozenset has no order; the words have."""
        assert expected == changed(RULE, excludes=frozenset(kinds)).excluded_words

    @pytest.mark.parametrize("kinds", [{ExcludedDays.HOLIDAYS}, set(ExcludedDays)])
    def test_with_holidays_need_a_calendar(self, kinds: set[ExcludedDays]) -> None:
        """A rule that says "holidays" excludes them."""
        assert changed(RULE, excludes=frozenset(kinds)).excludes_holidays

    @pytest.mark.parametrize("kinds", [NO_KIND, {ExcludedDays.SATURDAYS, ExcludedDays.SUNDAYS}])
    def test_without_holidays_need_none(self, kinds: set[ExcludedDays]) -> None:
        """A weekend is no holiday."""
        assert not changed(RULE, excludes=frozenset(kinds)).excludes_holidays


class TestRule:
    """What a rule is where its record says no more."""

    def test_starts_when_custody_ends(self) -> None:
        """Most texts count from there; another event is named."""
        assert ("custody-ends", "custody-ends") == (CUSTODY_ENDS, RULE.starts_at)

    def test_compares_by_value(self) -> None:
        """Two records with the same fields are one rule, in a set too."""
        assert {RULE} == {RULE, attrs.evolve(RULE)}

    def test_differs_by_its_duration(self) -> None:
        """Every field matters."""
        assert changed(RULE, duration=timedelta(hours=24)) != RULE

    def test_crosses_a_pickle(self) -> None:
        """A rule is a value, and its hash is made anew."""
        copied = pickle.loads(pickle.dumps(RULE))  # noqa: S301 (bytes of our own)

        assert (RULE, hash(RULE)) == (copied, hash(copied))

    def test_begins_on_a_day(self) -> None:
        """A period of a rule has days, no hours."""
        with pytest.raises(NotADayError) as caught:
            EffectivePeriod(start=datetime(2020, 1, 1))  # noqa: DTZ001 (refused)

        assert "start" == caught.value.where


class TestEnding:
    """How a record came to its end."""

    @pytest.mark.parametrize("ending", [HowEnded.AMENDED, HowEnded.RECODIFIED, HowEnded.SUPERSEDED])
    def test_with_a_successor(self, ending: HowEnded) -> None:
        """What was amended, moved or replaced goes on elsewhere."""
        assert ending.has_successor

    @pytest.mark.parametrize("ending", [HowEnded.REPEALED, HowEnded.ENDED])
    def test_without_a_successor(self, ending: HowEnded) -> None:
        """What was repealed, or ran out, does not."""
        assert not ending.has_successor


class TestEdition:
    """A printed revision of a form."""

    def test_that_asks_for_no_hold_sets_no_rule(self) -> None:
        """A request for notice has no clock."""
        with pytest.raises(DetainerError) as caught:
            changed(EDITION, requests=frozenset({RequestedAction.NOTIFY}))

        assert (
            "hold_rule: got 'made-up-rule', expected none, as the edition asks for no hold. "
            "See `requests`."
        ) == str(caught.value)

    def test_that_asks_for_a_hold_may_set_no_rule(self) -> None:
        """Its sentence may not have been read; that is said, not guessed."""
        assert changed(EDITION, hold_rule=None).hold_rule is None

    def test_that_asks_for_notice_only(self) -> None:
        """Without a rule it is sound."""
        asks = frozenset({RequestedAction.NOTIFY})

        assert asks == changed(EDITION, requests=asks, hold_rule=None).requests

    def test_has_no_rule_for_a_request_that_it_does_not_make(self) -> None:
        """Notice is asked for, or there is no rule on it."""
        with pytest.raises(DetainerError) as caught:
            changed(EDITION, requests=frozenset({RequestedAction.HOLD}))

        assert (
            "notice_rule: got 'made-up-notice', expected none, as the edition asks for no notice. "
            "See `requests`."
        ) == str(caught.value)

    def test_is_no_draft_and_stays_in_effect_unless_it_is_said(self) -> None:
        """Most requests outlive the edition they were issued on."""
        assert (False, True) == (EDITION.draft, EDITION.stays_in_effect)


class TestMayBeInEffect:
    """Whether a request issued on an edition may be in effect on a day."""

    @pytest.mark.parametrize(
        ("edition", "day", "expected"),
        [
            # It stays in effect after the edition is no longer issued.
            (issued(2020, 2022), date(2019, 12, 31), False),
            (issued(2020, 2022), date(2020, 1, 1), True),
            (issued(2020, 2022), date(2022, 1, 1), True),
            (issued(None, 2022), date(1990, 1, 1), True),
            (issued(None, 2022), date(2030, 1, 1), True),
            # It ended with the edition.
            (issued(2020, 2022, stays_in_effect=False), date(2019, 12, 31), False),
            (issued(2020, 2022, stays_in_effect=False), date(2021, 12, 31), True),
            (issued(2020, 2022, stays_in_effect=False), date(2022, 1, 1), False),
            (issued(None, 2022, stays_in_effect=False), date(1990, 1, 1), True),
            (issued(None, 2022, stays_in_effect=False), date(2022, 1, 1), False),
        ],
    )
    def test_follows_the_days_of_issue(
        self, edition: FormEdition, day: date, expected: object
    ) -> None:
        """Before the first day of issue there is none; an unknown day rules nothing out."""
        assert expected is edition.may_be_in_effect(day)


class TestForm:
    """A form with its editions."""

    def test_has_an_edition(self) -> None:
        """A form that was never printed is no form."""
        with pytest.raises(DetainerError) as caught:
            changed(FORM, editions=())

        assert "editions: got (), expected at least one edition. See data/README.md." == str(
            caught.value
        )

    def test_gives_the_editions_that_may_be_in_effect(self) -> None:
        """Those issued by that day, also those no longer issued."""
        first, second, third = issued(2015, 2017), issued(2017, 2020), issued(2020)
        form = changed(FORM, editions=(first, second, third))

        assert (first, second) == form.editions_in_effect(date(2019, 12, 31))

    def test_leaves_out_drafts(self) -> None:
        """An early print was never in use, as far as is known."""
        draft, edition = issued(None, draft=True), issued(2017)
        form = changed(FORM, editions=(draft, edition))

        assert (edition,) == form.editions_in_effect(date(2020, 1, 1))

    def test_leaves_out_what_no_longer_has_effect(self) -> None:
        """Where the record says that requests ended with the edition."""
        ended, edition = issued(2015, 2017, stays_in_effect=False), issued(2017)
        form = changed(FORM, editions=(ended, edition))

        assert (edition,) == form.editions_in_effect(date(2017, 1, 1))

    def test_may_have_none_in_effect(self) -> None:
        """Before its first edition there is none."""
        assert () == FORM.editions_in_effect(date(2019, 12, 31))


@pytest.mark.parametrize("summary", ["In {place}.", "Half a {zone.", "An {} empty one."])
def test_an_open_point_has_no_braces_but_the_zone_s(summary: str) -> None:
    """A sentence that cannot be filled in would fail in every answer."""
    with pytest.raises(DetainerError) as caught:
        OpenPoint(id="made-up", summary=summary, trigger=OpenPointTrigger.ALWAYS)

    assert (
        f"summary: got {summary!r}, expected no braces but {{zone}}. Write it without them."
        == str(caught.value)
    )
