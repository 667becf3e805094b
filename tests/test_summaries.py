"""Many audits in few numbers: what is counted, what is left out, and what is withheld."""

import copy
import pickle
import statistics
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction
from operator import attrgetter
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest

from detainerlib import (
    UNKNOWN,
    AuditOutcome,
    CustomDays,
    DetainerError,
    audit_hold,
    catalog,
    hold_readings,
    summarize_audits,
)
from detainerlib.holds import AuditCount, AuditSummary, HoldAudit, OverrunQuantile, law_above
from detainerlib.holds.facility import law_on_days
from detainerlib.sentences.authority import NO_AUTHORITY, NO_LAW_LETS

CHICAGO = ZoneInfo("America/Chicago")
THURSDAY = datetime(2025, 7, 3, 17, tzinfo=CHICAGO)
DEADLINE = datetime(2025, 7, 8, 17, tzinfo=CHICAGO)
TICK = timedelta(microseconds=1)
HOUR = timedelta(hours=1)

NEVER = audit_hold(THURSDAY, THURSDAY - HOUR)
WITHIN = audit_hold(THURSDAY, DEADLINE)
OVER = audit_hold(THURSDAY, DEADLINE + 15 * HOUR)
PERHAPS = audit_hold(THURSDAY, date(2025, 7, 8), zone=CHICAGO)
FOR_CERTAIN = audit_hold(THURSDAY, date(2025, 7, 9), zone=CHICAGO)
MISSING = audit_hold(THURSDAY, UNKNOWN)


def over_by(*lengths: timedelta) -> list[HoldAudit]:
    """Give audits of holds that were over by certain lengths of time."""
    return [audit_hold(THURSDAY, DEADLINE + length) for length in lengths]


def audits_of(
    within: int, over: int, bounded: int, unknown: int, certain: int = 0, never: int = 0
) -> Iterator[HoldAudit]:
    """Give audits of each outcome, some of the bounded for certain."""
    yield from [NEVER] * never + [WITHIN] * within
    yield from [OVER] * over
    yield from [FOR_CERTAIN] * certain + [PERHAPS] * (bounded - certain)
    yield from [MISSING] * unknown


def row(audits: Iterable[HoldAudit], **options: Any) -> AuditCount:
    """Give the one row of a summary."""
    (only,) = summarize_audits(audits, **options)
    return only


def numbers(of: AuditCount) -> tuple[int | None, ...]:
    """Give the numbers of a row: holds, four outcomes, over for certain, no hold."""
    counts = dict(of.counts)
    no_hold = counts.pop(AuditOutcome.NO_HOLD)
    return (of.holds, *counts.values(), of.over_for_certain, no_hold)


class TestCounts:
    """Nothing is left out."""

    def test_each_outcome_is_counted(self) -> None:
        """The five add up to the holds; no hold is never within."""
        counted = row(audits_of(within=2, over=3, bounded=2, unknown=1, certain=1, never=2))

        assert (10, 2, 3, 2, 1, 4, 2) == numbers(counted)
        assert [2, 3, 2, 2, 1] == [counted.count(outcome) for outcome in AuditOutcome]
        assert 0 == counted.suppressed_count

    @pytest.mark.parametrize(
        ("known", "unknown", "share"), [(3, 1, 0.25), (0, 2, 1.0), (5, 0, 0.0), (2, 1, 1 / 3)]
    )
    def test_the_missing_share(self, known: int, unknown: int, share: float) -> None:
        """What is unknown, of all holds."""
        assert share == row([WITHIN] * known + [MISSING] * unknown).missing_share

    def test_by_reading(self) -> None:
        """A row for each, in the order in which they first came."""
        audits = [
            audit
            for released in (DEADLINE, DEADLINE + HOUR)
            for audit in hold_readings(THURSDAY, form="i-247-2010-2011").audit(released)
        ]
        summary = summarize_audits(audits)

        assert [
            ("Form I-247 (8/10, 6/11)", (2, 0, 0, 0, 2, 0, 0)),
            ("8 C.F.R. § 287.7(d)", (2, 1, 1, 0, 0, 1, 0)),
        ] == [(each.reading, numbers(each)) for each in summary]

    def test_by_group(self) -> None:
        """A row for each, in the order in which they first came."""
        summary = summarize_audits([OVER, WITHIN, OVER, MISSING], groups=iter("baba"))

        assert [("b", (2, 0, 2, 0, 0, 2, 0)), ("a", (2, 1, 0, 0, 1, 0, 0))] == [
            (each.group, numbers(each)) for each in summary
        ]

    def test_by_group_and_reading(self) -> None:
        """A group has a row for each of its readings."""
        audits = hold_readings(THURSDAY, form="I-247A").audit(DEADLINE)
        summary = summarize_audits([*audits, *audits, WITHIN], groups=["x", "x", "y", "y", "x"])

        assert [
            ("x", "Form I-247A", 1),
            ("x", "8 C.F.R. § 287.7(d)", 2),
            ("y", "Form I-247A", 1),
            ("y", "8 C.F.R. § 287.7(d)", 1),
        ] == [(each.group, each.reading, each.holds) for each in summary]

    def test_without_groups_there_is_no_group(self) -> None:
        """None, not a name."""
        assert row([WITHIN]).group is None

    def test_two_readings_of_the_holidays_stay_apart(self) -> None:
        """Christmas 2022 fell on a Sunday."""
        ends = datetime(2022, 12, 23, 17, tzinfo=CHICAGO)
        audits = hold_readings(ends, form="I-247A").audit(datetime(2022, 12, 28, tzinfo=CHICAGO))
        summary = summarize_audits(audits[1:] * 2)

        assert [
            ("8 C.F.R. § 287.7(d)", (2, 2, 0, 0, 0, 0, 0)),
            (
                (
                    "8 C.F.R. § 287.7(d), if the holidays are federal holidays on their own "
                    "dates only"
                ),
                (2, 0, 2, 0, 0, 2, 0),
            ),
        ] == [(each.reading, numbers(each)) for each in summary]

    def test_two_calendars_of_the_caller_s_stay_apart(self) -> None:
        """A reading of the word "holidays" that is not the default is a reading of its own."""
        audits = [
            audit_hold(THURSDAY, DEADLINE, calendar=CustomDays({day: "a county holiday"}))
            for day in (date(2025, 7, 4), date(2025, 8, 4))
        ]

        assert [1, 1] == [row.holds for row in summarize_audits(audits)]

    def test_two_rules_of_one_title_stay_apart(self) -> None:
        """A rule changed by the caller is another rule."""
        rule = attrs.evolve(catalog.rule("8-cfr-287.7-d"), id="made-up", duration=24 * HOUR)
        audits = [WITHIN, audit_hold(THURSDAY, DEADLINE, rule=rule)]

        assert [1, 1] == [row.holds for row in summarize_audits(audits)]

    def test_no_audits_no_rows(self) -> None:
        """And no numbers withheld, and nothing to explain."""
        summary = summarize_audits([], groups=[], min_cell=5)

        assert (0, 0, [], "") == (
            len(summary),
            summary.suppressed_count,
            summary.records(),
            str(summary),
        )
        with pytest.raises(DetainerError) as caught:
            _ = summary.explanation
        assert (
            "steps: got (), expected at least one step with a citation. "
            "No answer without its authority."
        ) == str(caught.value)


class TestQuantiles:
    """Of the time over the rule, of the holds that were over it for certain."""

    LENGTHS = tuple(
        timedelta(hours=each, microseconds=each * 8) for each in (31, 2, 8, 55, 13, 1, 90)
    )

    @pytest.mark.parametrize("count", range(2, 8))
    def test_quantiles_are_those_of_the_standard_library(self, count: int) -> None:
        """Interpolated between the two nearest, to the microsecond."""
        lengths = self.LENGTHS[:count]
        cuts = statistics.quantiles(
            [Fraction(length // TICK) for length in lengths], n=8, method="inclusive"
        )
        found = row(over_by(*lengths), quantiles=[share / 8 for share in range(1, 8)]).overruns

        assert [round(cut) * TICK for cut in cuts] == [each.least for each in found]
        assert [each.least for each in found] == [each.most for each in found]
        assert [share / 8 for share in range(1, 8)] == [each.share for each in found]

    @pytest.mark.parametrize("count", range(1, 8))
    def test_the_median_is_that_of_the_standard_library(self, count: int) -> None:
        """Of an odd and of an even number."""
        lengths = self.LENGTHS[:count]
        median = row(over_by(*lengths), quantiles=[]).median_overrun
        expected = round(statistics.median(Fraction(length // TICK) for length in lengths)) * TICK

        assert OverrunQuantile(share=0.5, least=expected, most=expected) == median

    def test_the_first_and_the_last(self) -> None:
        """0 is the shortest, 1 the longest."""
        found = row(over_by(*self.LENGTHS), quantiles=[1, 0]).overruns

        assert [(0.0, HOUR + 8 * TICK), (0.5, 13 * HOUR + 104 * TICK)] == [
            (each.share, each.least) for each in found[:2]
        ]
        assert (1.0, 90 * HOUR + 720 * TICK) == (found[2].share, found[2].most)

    def test_the_quartiles_the_median_and_the_ninth_tenth_by_default(self) -> None:
        """Of one hold all are its own."""
        found = row([OVER]).overruns

        assert [0.25, 0.5, 0.75, 0.9] == [each.share for each in found]
        assert {15 * HOUR} == {each.least for each in found}

    def test_the_median_is_always_among_them(self) -> None:
        """Each share once, in order."""
        found = row([OVER], quantiles=(0.9, 0.1, 0.9)).overruns

        assert [0.1, 0.5, 0.9] == [each.share for each in found]

    def test_bounded_ones_give_the_least_and_the_most(self) -> None:
        """The median of the least times over, and that of the most."""
        median = row([*over_by(10 * HOUR, 20 * HOUR), FOR_CERTAIN]).median_overrun

        assert OverrunQuantile(share=0.5, least=10 * HOUR, most=20 * HOUR) == median
        assert "at least 10 and at most 20 hours" == str(median)

    def test_one_bounded_hold(self) -> None:
        """Its own least and most."""
        median = row([FOR_CERTAIN]).median_overrun

        assert OverrunQuantile(share=0.5, least=7 * HOUR, most=31 * HOUR - TICK) == median

    def test_those_that_may_be_within_are_left_out_of_the_quantiles(self) -> None:
        """And not of the counts."""
        counted = row([OVER, PERHAPS, PERHAPS, WITHIN, MISSING])

        assert OverrunQuantile(share=0.5, least=15 * HOUR, most=15 * HOUR) == counted.median_overrun
        assert (1, 2) == (counted.over_for_certain, counted.count(AuditOutcome.BOUNDED))

    def test_none_over_no_quantiles(self) -> None:
        """None, not nothing."""
        counted = row([WITHIN, PERHAPS, MISSING])

        assert ((), None) == (counted.overruns, counted.median_overrun)


class TestSuppressed:
    """Numbers that are too small, and those that would give one away."""

    def test_one_suppresses_nothing(self) -> None:
        """Every number from 1 up is shown."""
        assert (5, 1, 1, 1, 1, 1, 1) == numbers(
            row(audits_of(within=1, over=1, bounded=1, unknown=1, never=1), min_cell=1)
        )

    def test_a_row_of_too_few_holds_is_suppressed_whole(self) -> None:
        """Also its quantiles and its missing share."""
        counted = row(audits_of(within=2, over=2, bounded=0, unknown=0), min_cell=5)

        assert (None,) * 7 == numbers(counted)
        assert (5, (), None, None) == (
            counted.suppressed_count,
            counted.overruns,
            counted.missing_share,
            counted.median_overrun,
        )

    def test_a_row_of_just_enough_is_not(self) -> None:
        """The smallest number that is shown is the one named."""
        assert (5, 5, 0, 0, 0, 0, 0) == numbers(row([WITHIN] * 5, min_cell=5))

    def test_the_next_smallest_is_suppressed_where_the_total_would_give_one_away(self) -> None:
        """Of 20, 9 and 6 beside a 2, the 6; a zero is shown."""
        counted = row(audits_of(within=20, over=6, bounded=0, unknown=2), min_cell=5)

        assert (28, 20, None, 0, None, None, 0) == numbers(counted)
        assert 2 == counted.suppressed_count

    def test_two_small_ones_hide_each_other(self) -> None:
        """Their sum is known, neither of them is."""
        counted = row(audits_of(within=20, over=9, bounded=3, unknown=2, certain=3), min_cell=5)

        assert (34, 20, 9, None, None, None, 0) == numbers(counted)

    @pytest.mark.parametrize(
        ("cells", "min_cell", "shown"),
        [
            ((9, 3, 9, 20), 5, (None, None, None, 20)),
            ((0, 4, 4, 5), 5, (0, None, None, None)),
            ((5, 4, 0, 4), 5, (None, None, 0, None)),
            ((0, 2, 2, 3), 3, (0, None, None, None)),
            ((3, 3, 3, 4), 4, (None, None, None, None)),
            ((20, 0, 1, 2), 5, (None, 0, None, None)),
        ],
    )
    def test_equals_are_suppressed_together(
        self, cells: tuple[int, int, int, int], min_cell: int, shown: tuple[int | None, ...]
    ) -> None:
        """A choice among them by name would tell that the others are smaller, or all the same."""
        (counted,) = summary = summarize_audits(audits_of(*cells), min_cell=min_cell)

        assert (sum(cells), *shown) == numbers(counted)[:5]
        assert f"{shown.count(None)} counts suppressed" in str(summary)

    def test_equals_alone_are_suppressed_whole(self) -> None:
        """Two that are the same would follow from their sum, if they were known to be small."""
        assert (None,) * 7 == numbers(row(audits_of(3, 3, 0, 0), min_cell=5))

    @pytest.mark.parametrize("certain", [0, 1, 2])
    def test_a_part_of_two_is_suppressed_whatever_it_is(self, certain: int) -> None:
        """Were it suppressed only where it is less than 2 and not 0, it would be 1."""
        counted = row(audits_of(0, 0, 2, 0, certain=certain), min_cell=2)

        assert (2, 0, 0, 2, 0, None, 0) == numbers(counted)

    def test_a_part_suppressed_in_one_reading_is_suppressed_in_all(self) -> None:
        """Of the same holds 9 are over for certain under one, 11 under the other: 2 differ."""
        others = [
            attrs.evolve(audit, title="another reading")
            for audit in audits_of(0, 0, 20, 0, certain=9)
        ]
        rows = summarize_audits([*audits_of(0, 0, 20, 0, certain=11), *others], min_cell=5)

        assert [(20, 0, 0, 20, 0, None, 0)] * 2 == [numbers(each) for each in rows]

    def test_over_for_certain_is_suppressed_where_it_would_give_a_part_away(self) -> None:
        """It is the over and part of the bounded; its quantiles go with it."""
        counted = row(audits_of(within=20, over=3, bounded=8, unknown=9), min_cell=5)

        assert (40, 20, None, None, 9, None, 0) == numbers(counted)
        assert () == counted.overruns

    def test_over_for_certain_may_itself_be_too_small(self) -> None:
        """Though the bounded are many."""
        counted = row(audits_of(within=20, over=0, bounded=8, unknown=9, certain=2), min_cell=5)

        assert (37, 20, 0, 8, 9, None, 0) == numbers(counted)
        assert () == counted.overruns

    @pytest.mark.parametrize(("certain", "over"), [(2, None), (5, 17), (7, 19), (8, None)])
    def test_a_part_of_the_bounded_or_its_rest_may_be_too_small(
        self, certain: int, over: int | None
    ) -> None:
        """Beside many that are over to the microsecond; its quantiles go with it."""
        audits = audits_of(within=20, over=12, bounded=12, unknown=0, certain=certain)
        counted = row(audits, min_cell=5)

        assert (44, 20, 12, 12, 0, over, 0) == numbers(counted)
        assert (over is None) is (counted.overruns == ())

    def test_a_part_of_nothing_gives_none_away(self) -> None:
        """Where it is suppressed in another reading of the same holds."""
        others = [attrs.evolve(audit, title="another reading") for audit in [OVER] * 20]
        rows = summarize_audits([*audits_of(0, 0, 20, 0, certain=2), *others], min_cell=5)

        assert [None, 20] == [each.over_for_certain for each in rows]

    def test_what_is_large_enough_keeps_its_quantiles(self) -> None:
        """Small cells elsewhere do not touch it."""
        counted = row(audits_of(within=3, over=12, bounded=0, unknown=2), min_cell=5)

        assert (17, None, 12, 0, None, 12, 0) == numbers(counted)
        assert [0.5] == [overrun.share for overrun in counted.overruns]
        assert 15 * HOUR == counted.overruns[0].least

    @pytest.mark.parametrize(
        ("share", "shown"), [(0, False), (0.1, False), (0.25, True), (1, False)]
    )
    def test_a_quantile_shows_no_hold_by_itself(self, share: float, shown: bool) -> None:
        """The shortest and the longest are of one person each."""
        audits = audits_of(within=0, over=20, bounded=0, unknown=0)
        found = summarize_audits(audits, quantiles=[share], min_cell=5)[0].overruns

        assert shown is (share in {each.share for each in found})

    def test_what_is_left_of_a_whole_is_suppressed_too(self) -> None:
        """Of ten bounded, nine over for certain: the one follows from the two numbers."""
        counted = row(audits_of(within=0, over=0, bounded=10, unknown=0, certain=9), min_cell=5)

        assert None is counted.over_for_certain

    def test_readings_that_differ_by_few_give_the_few_away(self) -> None:
        """Of one group of 20, 11 over under one reading and 9 under the other."""
        audits = [*audits_of(within=9, over=11, bounded=0, unknown=0)]
        ends = datetime(2025, 7, 3, 17, tzinfo=CHICAGO)
        others = [
            audit_hold(ends, ends + (50 if number < 9 else 40) * HOUR, rule="form-i-247a")
            for number in range(20)
        ]
        rows = summarize_audits([*audits, *others], min_cell=5)

        assert [None, None] == [each.count(AuditOutcome.OVER) for each in rows]
        assert [20, 20] == [each.holds for each in rows]

    def test_groups_of_almost_as_many_holds_give_the_rest_away(self) -> None:
        """Two readings of 20 and of 19 holds tell of one."""
        audits = [*audits_of(within=20, over=0, bounded=0, unknown=0)]
        form = audit_hold(datetime(2025, 7, 3, 17, tzinfo=CHICAGO), UNKNOWN, rule="form-i-247a")
        rows = summarize_audits([*audits, *[form] * 19], min_cell=5)

        assert [None, None] == [each.holds for each in rows]

    def test_no_hold_may_itself_be_too_small(self) -> None:
        """And hides the next smallest number with it."""
        counted = row(audits_of(within=20, over=0, bounded=0, unknown=0, never=1), min_cell=5)

        assert (21, None, 0, 0, 0, 0, None) == numbers(counted)

    def test_the_missing_share_is_suppressed_with_what_is_unknown(self) -> None:
        """It would give the number away."""
        shown = row(audits_of(within=20, over=0, bounded=0, unknown=5), min_cell=5)
        hidden = row(audits_of(within=20, over=0, bounded=0, unknown=4), min_cell=5)

        assert (0.2, None) == (shown.missing_share, hidden.missing_share)

    def test_the_summary_counts_what_is_suppressed_in_all_rows(self) -> None:
        """A row whole, and parts of another."""
        audits = [*audits_of(within=20, over=6, bounded=0, unknown=2), WITHIN]
        summary = summarize_audits(audits, groups=["a"] * 28 + ["b"], min_cell=5)

        assert [2, 5] == [each.suppressed_count for each in summary]
        assert 7 == summary.suppressed_count

    def test_a_number_suppressed_is_so_in_every_reading_of_the_group(self) -> None:
        """The "over" of one row and, of the others, those that are fewer in both rows together."""
        releases = [DEADLINE + HOUR] * 2 + [DEADLINE] * 10 + [UNKNOWN] * 8
        readings = hold_readings(THURSDAY, form="I-247A")
        audits = [audit for released in releases for audit in readings.audit(released)]
        form, regulation = summarize_audits(audits, min_cell=5)

        assert (20, None, None, 0, 8, None, 0) == numbers(regulation)
        assert (20, None, None, 0, 8, None, 0) == numbers(form)

    @pytest.mark.parametrize("cells", [(6, 1, 0, 1), (6, 1, 1, 1), (0, 1, 1, 1), (1, 1, 1, 1)])
    def test_ones_do_not_give_each_other_away(self, cells: tuple[int, int, int, int]) -> None:
        """A nought is shown, so numbers withheld that add up to how many they are, are ones."""
        counted = row(audits_of(*cells), min_cell=3)
        shown = [count for _, count in counted.counts if count is not None]

        assert counted.holds is None or counted.holds - sum(shown) > 4 - len(shown)


class TestBadInput:
    """Each a clear error with the remedy."""

    @pytest.mark.parametrize(
        ("audits", "keywords", "text"),
        [
            (
                WITHIN,
                {},
                f"audits: got {WITHIN!r}, expected several HoldAudits. Put them in a list.",
            ),
            (5, {}, "audits: got 5, expected several HoldAudits. Put them in a list."),
            (
                [WITHIN],
                {"groups": "a"},
                (
                    "groups: got 'a', expected one for each audit. Pass a list of group names, "
                    "not a single string."
                ),
            ),
            (
                [WITHIN],
                {"groups": 5},
                "groups: got 5, expected one for each audit. Put them in a list.",
            ),
            (
                [WITHIN],
                {"groups": [5]},
                'groups[0]: got 5, expected a string. Name what is missing, such as "unknown".',
            ),
            (
                [WITHIN],
                {"quantiles": 0.5},
                "quantiles: got 0.5, expected several shares. Put it in brackets.",
            ),
        ],
    )
    def test_one_in_the_place_of_several(self, audits: Any, keywords: Any, text: str) -> None:
        """Nothing is taken apart, letter by letter or otherwise."""
        with pytest.raises(DetainerError) as caught:
            summarize_audits(audits, **keywords)

        assert text == str(caught.value)

    @pytest.mark.parametrize("given", [0, -1, True, 1.5, "5", None])
    def test_a_smallest_number_that_is_none(self, given: Any) -> None:
        """A whole number from 1 up."""
        with pytest.raises(DetainerError) as caught:
            summarize_audits([WITHIN], min_cell=given)

        assert (
            f"min_cell: got {given!r}, expected a whole number, 1 or more. Use 5 to suppress "
            "counts of 1 to 4, or 1 to show all."
        ) == str(caught.value)

    @pytest.mark.parametrize("given", [-0.1, 1.1, float("nan"), True, "0.5", None])
    def test_a_quantile_that_is_none(self, given: Any) -> None:
        """A share from 0 to 1."""
        with pytest.raises(DetainerError) as caught:
            summarize_audits([OVER], quantiles=[0.5, given])

        assert (
            f"quantiles: got {given!r}, expected shares from 0 to 1. 0.5 is the median."
        ) == str(caught.value)

    def test_groups_too_few(self) -> None:
        """How many there are is said."""
        with pytest.raises(DetainerError) as caught:
            summarize_audits([WITHIN, OVER, OVER], groups=["a", "b"])

        assert (
            "groups: got 2, expected one for each audit. There are more audits than groups."
        ) == str(caught.value)

    def test_groups_too_many(self) -> None:
        """As far as they were looked at."""
        with pytest.raises(DetainerError) as caught:
            summarize_audits([WITHIN], groups=["a", "b"])

        assert (
            "groups: got 2, expected one for each audit. There are more groups than audits."
        ) == str(caught.value)

    def test_groups_of_no_audits(self) -> None:
        """One is too many."""
        with pytest.raises(DetainerError) as caught:
            summarize_audits([], groups=["a"])

        assert (
            "groups: got 1, expected one for each audit. There are more groups than audits."
        ) == str(caught.value)

    def test_a_group_too_many_that_is_none(self) -> None:
        """None is no end of a list."""
        with pytest.raises(DetainerError, match="There are more groups than audits"):
            summarize_audits([WITHIN], groups=["a", None])  # type: ignore[list-item]

    def test_what_is_no_audit(self) -> None:
        """Its place in the list is named."""
        with pytest.raises(DetainerError) as caught:
            summarize_audits([WITHIN, DEADLINE])  # type: ignore[list-item]

        assert (
            "audits[1]: got 2025-07-08T17:00:00-05:00 (America/Chicago), expected a HoldAudit. "
            "Use audit_hold()."
        ) == str(caught.value)


class TestRecords:
    """Rows of a table."""

    def test_a_record(self) -> None:
        """Counts, shares and lengths of time, flat."""
        (record,) = summarize_audits([OVER, FOR_CERTAIN, NEVER, MISSING], quantiles=[]).records()

        assert {
            "group": None,
            "reading": "8 C.F.R. § 287.7(d)",
            "holds": 4,
            "within": 0,
            "over": 1,
            "bounded": 1,
            "unknown": 1,
            "missing_share": 0.25,
            "over_for_certain": 2,
            "no hold": 1,
            "overrun_least_0.5": 11 * HOUR,
            "overrun_most_0.5": 23 * HOUR - TICK / 2,
        } == record

    def test_every_row_has_the_same_keys(self) -> None:
        """Also where none was over, or the row is withheld, as a data frame takes them."""
        audits = [OVER] * 5 + [WITHIN] * 5 + [OVER]
        records = summarize_audits(
            audits, groups=["a"] * 5 + ["b"] * 5 + ["c"], min_cell=3
        ).records()

        assert [list(records[0])] * 3 == [list(record) for record in records]

    def test_two_quantiles_near_each_other_have_keys_of_their_own(self) -> None:
        """No column is lost."""
        shares = [0.12345678, 0.12345679]
        (record,) = summarize_audits([OVER], quantiles=shares).records()

        assert 6 == sum(key.startswith("overrun_") for key in record)

    def test_what_is_suppressed_is_none(self) -> None:
        """Not nought."""
        (record,) = summarize_audits([OVER], min_cell=2).records()
        kept = {key for key, value in record.items() if value is not None}

        assert {"reading"} == kept


class TestWords:
    """One line a row, and what each reading rests on."""

    def test_a_line_for_each_row(self) -> None:
        """The group, the counts, what is missing, the median."""
        summary = summarize_audits([OVER, OVER, MISSING, WITHIN], groups=["x", "x", "x", "y"])

        assert [
            (
                "x, 8 C.F.R. § 287.7(d): 3 holds: 0 within, 2 over, 0 bounded, 0 no hold, 1 "
                "unknown; missing 33.3%; median over by 15 hours."
            ),
            (
                "y, 8 C.F.R. § 287.7(d): 1 hold: 1 within, 0 over, 0 bounded, 0 no hold, 0 "
                "unknown; missing 0.0%."
            ),
        ] == str(summary).splitlines()

    def test_what_is_suppressed_is_said(self) -> None:
        """In its place, and in a line of its own."""
        summary = summarize_audits(audits_of(20, 6, 0, 2), min_cell=5)

        assert [
            (
                "8 C.F.R. § 287.7(d): 28 holds: 20 within, suppressed over, 0 bounded, 0 no "
                "hold, suppressed unknown; missing suppressed."
            ),
            "2 counts suppressed: none under 5 is shown.",
        ] == str(summary).splitlines()

    def test_above_all_stands_the_law_on_holding(self) -> None:
        """Of each place once for each stretch of days of one law; nothing without a place."""
        days = (date(2017, 8, 27), date(2017, 8, 29), date(2017, 8, 30))
        audits = [
            audit_hold(
                datetime.combine(day, THURSDAY.timetz()),
                as_of=datetime.combine(day, THURSDAY.timetz()) + HOUR,
                jurisdiction=place,
            )
            for place in ("US-IL", None)
            for day in days
        ]
        summary = summarize_audits(audits)
        law = summary.authority_to_hold

        assert [*law, str(summary.rows[0])] == str(summary).splitlines()
        assert [
            (
                "Illinois: no law found on whether an agency may hold a person on a detainer. "
                "That does not mean there is none. The laws on file for Illinois cover other "
                "practices, agencies, or dates. We infer, but have not confirmed, that the state "
                "has no rule. "
                f"{NO_LAW_LETS}"
            ),
            (
                "Illinois: a state or local agency must not hold a person on a detainer (Ill. Pub. "
                f"Act 100-463, § 15(a)). {NO_AUTHORITY}"
            ),
        ] == [*law]
        assert () == summarize_audits(audits[3:]).authority_to_hold
        assert catalog.about().closing_on_policy in summary._repr_html_()

    def test_the_law_is_asked_for_the_first_of_the_days(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Of those on which it was one."""
        monkeypatch.setattr(law_above, "in_one_line", attrgetter("on"))
        days = (date(2026, 7, 2), date(2026, 7, 1))

        law = law_on_days(catalog.jurisdiction("US-TX"), days)
        assert ["2026-07-01"] == [*map(str, law)]

    def test_the_law_is_told_in_one_line(self) -> None:
        """Without its exceptions."""
        assert [
            (
                "New Jersey: a state or local agency must not hold a person on a detainer (N.J. "
                "Att'y Gen. L. Enf't Directive No. 2018-6 v2.0 (Sept. 27, 2019)), with exceptions. "
                "No time that a form or rule names gives authority to hold."
            )
        ] == [*law_on_days(catalog.jurisdiction("US-NJ"), [date(2026, 2, 2)])]

    def test_the_law_is_told_as_on_the_first_of_the_days(self) -> None:
        """Texas moved its article on the first day of 2025, and the norm is the same."""
        told = [
            summarize_audits([audit_hold(on, jurisdiction="US-TX", zone=CHICAGO)]).authority_to_hold
            for on in (date(2024, 12, 31), date(2025, 1, 1))
        ]

        assert ["requires the agency to comply", "whose text was not read"] == [
            words
            for (line,) in told
            for words in ("requires the agency to comply", "whose text was not read")
            if words in line
        ]

    def test_a_median_between_two_lengths(self) -> None:
        """Where times of day are not on record."""
        assert str(row([FOR_CERTAIN])).endswith(
            "; median over by at least 7 and less than 31 hours."
        )

    def test_thousands_are_set_apart(self) -> None:
        """As elsewhere."""
        assert str(row([WITHIN] * 1200)).startswith(
            "8 C.F.R. § 287.7(d): 1,200 holds: 1,200 within,"
        )

    def test_each_reading_is_explained_once(self) -> None:
        """With the citation of its rule."""
        audits = hold_readings(THURSDAY, form="I-247A").audit(DEADLINE)
        summary = summarize_audits([*audits, *audits], groups=["a", "a", "b", "b"])

        assert [
            ("Counted under Form I-247A.", (catalog.rule("form-i-247a").citation,)),
            ("Counted under 8 C.F.R. § 287.7(d).", (catalog.rule("8-cfr-287.7-d").citation,)),
        ] == [(step.statement, step.citations) for step in summary.explanation]

    def test_the_html_is_escaped(self) -> None:
        """A group's name may hold anything."""
        html = summarize_audits([WITHIN], groups=["<b>North</b> & South"])._repr_html_()

        assert html == (
            "<ul><li>&lt;b&gt;North&lt;/b&gt; &amp; South, 8 C.F.R. § 287.7(d): 1 hold: 1 within, "
            "0 over, 0 bounded, 0 no hold, 0 unknown; missing 0.0%.</li></ul><p><small>"
            f"{catalog.about().closing} Made with {catalog.made_with()}.</small></p>"
        )


class TestValues:
    """Summaries are values, and lists of rows."""

    SUMMARY = summarize_audits([OVER, WITHIN, FOR_CERTAIN], groups=["a", "b", "a"])

    def test_rows_are_a_list(self) -> None:
        """By place, in order, counted."""
        assert list(self.SUMMARY.rows) == list(self.SUMMARY)
        assert self.SUMMARY.rows[1] == self.SUMMARY[1]
        assert 2 == len(self.SUMMARY)

    @pytest.mark.parametrize("again", [copy.copy, copy.deepcopy])
    def test_a_copy_is_equal(self, again: Any) -> None:
        """Pickled, copied, hashed."""
        other: AuditSummary = pickle.loads(pickle.dumps(again(self.SUMMARY)))  # noqa: S301

        assert self.SUMMARY == other
        assert hash(self.SUMMARY) == hash(other)
        assert str(self.SUMMARY) == str(other)
