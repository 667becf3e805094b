"""Outcomes of requests: spellings, rates with their denominators, duplicates, the report."""

import re
from datetime import date
from typing import Any, Final

import attrs
import pytest
from weekly_rows import KEYS, WEEK

from detainerlib import (
    Denominator,
    DetainerError,
    DetainerOutcome,
    DuplicateRule,
    ReportWeek,
    catalog,
    classify_lift_reason,
    declined_detainer_report,
    drop_duplicates,
    fiscal_year_of,
    outcome_rates,
    serialization,
)
from detainerlib._printing import FrozenMapping
from detainerlib.catalog import _collections
from detainerlib.models import CustodyBasis, Weekday

DECLINED: Final = "Detainer Declined by LEA"
BOOKED: Final = "Booked into Detention"
GONE: Final = "Early Release"


def rows(**counts: int) -> list[dict[str, Any]]:
    """Give rows with so many of each reason; `blank` is None."""
    spelled = {"declined": DECLINED, "booked": BOOKED, "gone": GONE, "blank": None, "odd": "Moved"}
    return [{"why": spelled[name]} for name, count in counts.items() for _ in range(count)]


def rate(of: list[dict[str, Any]], **changes: Any) -> Any:
    """Give the one rate of rows: declined, of those with a recorded outcome."""
    asked: dict[str, Any] = {
        "reason": "why",
        "numerator": DetainerOutcome.DECLINED_BY_AGENCY,
        "denominator": Denominator.RECORDED,
        **changes,
    }
    (found,) = outcome_rates(of, **asked)
    return found


class TestSpellings:
    """Which outcome a reason stands for."""

    @pytest.mark.parametrize("reason", catalog.lift_reasons(), ids=lambda each: each.id)
    def test_every_spelling_on_record_is_found(self, reason: Any) -> None:
        """In any case, with any spaces; each code, too."""
        for spelling in reason.spellings:
            for each in (spelling, f" {spelling.upper()}  ", spelling.replace(" ", "  ")):
                assert reason.outcome is classify_lift_reason(each)
        for code in reason.codes:
            assert reason.outcome is classify_lift_reason(None, code=code)

    @pytest.mark.parametrize("blank", [None, "", " ", "NA", float("nan")])
    def test_a_blank_is_no_outcome_recorded(self, blank: Any) -> None:
        """Never "pending", and never "still in custody"."""
        assert DetainerOutcome.NO_OUTCOME_RECORDED is classify_lift_reason(blank)

    def test_no_spelling_means_still_in_custody(self) -> None:
        """None was found; a blank does not say so."""
        assert DetainerOutcome.STILL_IN_CUSTODY not in {
            lift_reason.outcome for lift_reason in catalog.lift_reasons()
        }

    def test_too_short_a_notice_is_no_refusal(self) -> None:
        """Nor is a lack of officers, nor an early release."""
        for id in ("insufficient-notice", "resource-constraint", "early-release"):
            found = catalog.lift_reason(id)
            assert found.outcome is DetainerOutcome.NOT_TAKEN_INTO_CUSTODY

    def test_what_pandas_has_for_a_blank_is_one(self) -> None:
        """It is neither itself nor another."""
        pandas = pytest.importorskip("pandas", reason="pandas is not installed")

        assert DetainerOutcome.NO_OUTCOME_RECORDED is classify_lift_reason(pandas.NA)
        assert 1 == rate([{"why": pandas.NA}]).missing

    def test_a_code_beside_a_blank_is_what_is_not_on_record(self) -> None:
        """The blank is; codes count in any case."""
        given = [
            {"why": why, "code": code}
            for why, code in (("NA", "Z"), (None, "Z"), ("code Z", "a"), (" ", "a"))
        ]
        found = outcome_rates(
            given, reason="why", code="code", numerator="declined by the agency", denominator="all"
        )

        assert (("(code) Z", 2), ("code Z", 1)) == found.unrecognized
        assert 1 == found[0].numerator

    def test_a_catalog_that_is_read_anew_gives_the_same(self) -> None:
        """Records are equal by what they say, not by being one object."""
        assert DetainerOutcome.DECLINED_BY_AGENCY is classify_lift_reason("", code="A")
        _collections._read.cache_clear()
        assert DetainerOutcome.DECLINED_BY_AGENCY is classify_lift_reason("", code="A")

    def test_what_is_lifted_by_the_issuer_says_why(self) -> None:
        """Each in one sentence."""
        lifted = [
            lift_reason
            for lift_reason in catalog.lift_reasons()
            if lift_reason.outcome is DetainerOutcome.LIFTED_BY_ISSUER
        ]

        assert len(lifted) >= 5
        assert all(each.reason.endswith(".") for each in lifted)


class TestDenominators:
    """The choice is the caller's, and named."""

    ROWS: Final = rows(declined=10, booked=30, gone=20, blank=40)

    @pytest.mark.parametrize(
        ("denominator", "numbers"),
        [
            ("all", (10, 100, 50, 0, 40)),
            ("with a recorded outcome", (10, 60, 50, 0, 40)),
            ("declined plus custody assumed", (10, 40, 30, 20, 40)),
        ],
    )
    def test_each(self, denominator: str, numbers: tuple[int, ...]) -> None:
        """Numerator, denominator, rest, outside, missing."""
        found = rate(self.ROWS, denominator=denominator)

        assert numbers == (
            found.numerator,
            found.denominator,
            found.other_outcomes,
            found.not_in_denominator,
            found.missing,
        )
        assert denominator == found.denominator_kind.value
        assert f"10 of {numbers[1]} {found.denominator_kind.rows}" in str(found)

    def test_it_must_be_named(self) -> None:
        """There is no default."""
        incomplete: Any = outcome_rates
        with pytest.raises(TypeError, match="denominator"):
            incomplete(self.ROWS, reason="why", numerator="declined by the agency")

    @pytest.mark.parametrize(
        ("counts", "cautious"),
        [
            # 10 of 100, 10 of 80: exactly a quarter more
            ({"declined": 10, "booked": 70, "blank": 20}, False),
            # 10 of 100, 10 of 79
            ({"declined": 10, "booked": 69, "blank": 21}, True),
            ({"booked": 10, "blank": 10}, False),
            # 59/1920 and 59/1536, exactly a quarter, which no floating numbers show
            ({"declined": 59, "booked": 1477, "blank": 384}, False),
        ],
    )
    def test_a_difference_of_more_than_a_quarter_is_a_caution(
        self, counts: dict[str, int], cautious: bool
    ) -> None:
        """At exactly a quarter it is not "more than"."""
        assert cautious == (rate(rows(**counts)).caution is not None)

    def test_wilson(self) -> None:
        """As in the published example of 10 of 100 at 95 percent: 5.52 to 17.44 percent.

        The ends are the roots of (p - share)^2 = z^2 p (1 - p) / n; none lies beyond the share.
        """
        low, high = rate(rows(declined=10, booked=90)).interval
        assert (0.0552, 0.1744) == (round(low, 4), round(high, 4))

        for above, below, confidence, z in ((10, 100, 0.95, 1.959964), (3, 7, 0.9, 1.644854)):
            found = rate(rows(declined=above, booked=below - above), confidence=confidence)
            for end in found.interval:
                distance = z * z * end * (1 - end) / below
                assert (end - above / below) ** 2 == pytest.approx(distance, rel=1e-5)
        # Rounding would leave an end a hair beyond the share, or short of it.
        for count in (5, 9, 13, 21):
            all_of_them = rate(rows(declined=count)).interval
            assert all_of_them == (pytest.approx(count / (count + 1.959964**2), rel=1e-5), 1.0)
            none_of_them = rate(rows(booked=count)).interval
            assert none_of_them == (0.0, pytest.approx(1 - all_of_them[0]))

    def test_of_nothing_there_is_no_share(self) -> None:
        """Nor an interval."""
        found = rate(rows(blank=3))

        assert (0, 0, None, None, 3) == (
            found.numerator,
            found.denominator,
            found.share,
            found.interval,
            found.missing,
        )
        assert 1.0 == found.missing_share

    def test_a_reason_that_is_not_on_record_is_reported(self) -> None:
        """With its count; it has an outcome recorded, and which is not known."""
        found = outcome_rates(
            rows(declined=1, odd=3),
            reason="why",
            numerator="declined by the agency",
            denominator="with a recorded outcome",
        )

        assert (("Moved", 3),) == found.unrecognized
        assert (1, 4, 3) == (found[0].numerator, found[0].denominator, found[0].unrecognized)
        assert (DetainerOutcome.DECLINED_BY_AGENCY,) == found.counted_outcomes
        assert found.denominator_kind is found[0].denominator_kind
        assert "1 unrecognized reason, counted as recorded; see `unrecognized`." in str(found)
        assert "Moved" not in f"{found} {found!r} {found._repr_html_()} {found.explanation}"
        read = serialization.from_json(found.to_json())
        assert (found, 1, ()) == (read, read.unrecognized_count, read.unrecognized)
        assert str(found) == str(read)

    @pytest.mark.parametrize(
        ("numerator", "denominators"),
        [
            (
                {"declined by the agency"},
                {"all", "with a recorded outcome", "declined plus custody assumed"},
            ),
            # rows that were not taken into custody are outside the third
            (
                {"declined by the agency", "not taken into custody"},
                {"all", "with a recorded outcome"},
            ),
        ],
    )
    def test_only_a_denominator_that_counts_the_whole_numerator_is_a_choice(
        self, numerator: set[str], denominators: set[str]
    ) -> None:
        """A share of rows of which some are not counted would be none."""
        rates = rate(self.ROWS, numerator=numerator, denominator="all")

        assert denominators == {denominator.value for denominator, _ in rates.denominator_sizes}


class TestGroups:
    """One rate for each value, or pair of values."""

    ROWS: Final[list[dict[str, Any]]] = [
        {"why": DECLINED, "state": "TX", "year": 2017},
        {"why": BOOKED, "state": "TX", "year": 2018},
        {"why": None, "state": None, "year": 2017},
    ]

    def test_by_one_column(self) -> None:
        """A value that is missing is a group of its own, the last."""
        found = outcome_rates(
            self.ROWS,
            reason="why",
            numerator="declined by the agency",
            denominator="all",
            by="state",
        )

        assert [(("state", "TX"),), (("state", None),)] == [each.group for each in found]
        assert [2, 1] == [each.row_count for each in found]
        assert {"state", "numerator", "denominator", "denominator_kind", "share"} <= {
            *found.records()[0]
        }

    def test_by_two_columns(self) -> None:
        """Every pair that is there."""
        found = outcome_rates(
            self.ROWS,
            reason="why",
            numerator="declined by the agency",
            denominator="all",
            by=["state", "year"],
        )

        assert 3 == len(found)
        assert str(found[0]).startswith("state TX, year 2017: 1 of 1 records (100.0%")

    def test_breaks_between_the_days_are_named(self) -> None:
        """After the first day, up to the last."""
        days = [{"why": None, "day": each} for each in (date(2017, 4, 1), date(2017, 4, 2), None)]
        asked: dict[str, Any] = {
            "reason": "why",
            "numerator": "declined by the agency",
            "denominator": "all",
            "day": "day",
        }

        assert [date(2017, 4, 2)] == [each.on for each in outcome_rates(days, **asked).breaks]
        assert () == outcome_rates(days[1:], **asked).breaks
        assert () == outcome_rates(days[2:], **asked).breaks
        assert "Not comparable before and after April 2, 2017" in str(outcome_rates(days, **asked))

    def test_outcomes_may_be_given_themselves(self) -> None:
        """By whoever has sorted them."""
        given = [{"why": each} for each in DetainerOutcome]

        assert 1 == rate(given).numerator
        assert 7 == rate(given).row_count
        assert DetainerOutcome.OTHER is classify_lift_reason(DetainerOutcome.OTHER)

    def test_numbers_are_in_their_order(self) -> None:
        """2 before 10; what is missing last."""
        given = [{"why": None, "year": year} for year in (10, 2, None, 1)]
        found = outcome_rates(given, reason="why", numerator="other", denominator="all", by="year")

        assert [1, 2, 10, None] == [each.group[0][1] for each in found]

    def test_values_of_one_kind_are_together_and_what_is_missing_is_last(self) -> None:
        """In their own order; of a yes and a no that of their names."""
        units = [
            "b",
            2.5,
            2j,
            1j,
            True,
            10,
            None,
            date(2024, 5, 1),
            "a",
            2,
            False,
            date(2023, 12, 1),
            1.5,
        ]
        given = [{"why": None, "unit": unit} for unit in units]
        found = outcome_rates(given, reason="why", numerator="other", denominator="all", by="unit")

        assert [
            *(
                False,
                True,
                1j,
                2j,
                date(2023, 12, 1),
                date(2024, 5, 1),
                1.5,
                2.5,
                2,
                10,
                "a",
                "b",
                None,
            ),
        ] == [each.group[0][1] for each in found]

    def test_reasons_that_are_not_on_record_are_listed_by_how_often_they_come(self) -> None:
        """Then by their letters; without their numbers by their letters alone."""
        given = [{"why": why} for why in ("b", "c", "c", "a", "d", "d", "d")]
        asked: dict[str, Any] = {"reason": "why", "numerator": "other", "denominator": "all"}

        assert (("d", 3), ("c", 2), ("a", 1), ("b", 1)) == (
            outcome_rates(given, **asked).unrecognized
        )
        assert (("c", None), ("d", None)) == (
            outcome_rates(given, **asked, min_cell=2).unrecognized
        )

    def test_fiscal_years_are_named(self) -> None:
        """Those in which the days lie."""
        given = [{"why": None, "day": each} for each in (date(2016, 9, 30), date(2016, 10, 1))]
        found = outcome_rates(given, reason="why", numerator="other", denominator="all", day="day")

        assert "Dates: September 30, 2016, to October 1, 2016 (fiscal years 2016 to 2017)." in str(
            found
        )
        assert "There are no records." in str(
            outcome_rates([], reason="why", numerator="other", denominator="all")
        )

    def test_explains_itself(self) -> None:
        """By which records of reasons, each cited; a table has the same notes."""
        given = rows(declined=1, booked=2)
        found = outcome_rates(
            [{**row, "day": date(2016 + n, 5, 1)} for n, row in enumerate(given)],
            reason="why",
            numerator="declined by the agency",
            denominator="all",
            day="day",
        )
        statements = [step.statement for step in found.explanation]

        assert any(
            statement.startswith(f"{DECLINED}: declined by the agency.") for statement in statements
        )
        assert all(step.citations for step in found.explanation)
        assert '<th scope="col">denominator</th>' in found._repr_html_()
        assert "Wilson score, 95%" in found._repr_html_()


class TestSentence:
    """Rates in one sentence that can be printed."""

    ASKED: Final[dict[str, Any]] = {"reason": "why", "numerator": "declined by the agency"}

    @pytest.mark.parametrize(
        ("denominator", "sentence"),
        [
            (
                "all",
                "3 of 12 records (25.0%) show “declined by the agency”; 4 of them have no outcome.",
            ),
            (
                "with a recorded outcome",
                (
                    "3 of 8 records with a recorded outcome (37.5%) show “declined by the "
                    "agency”; 4 more have no outcome."
                ),
            ),
            (
                "declined plus custody assumed",
                (
                    "3 of 7 records declined or with custody assumed (42.9%) show “declined by "
                    "the agency”; 1 other and 4 without outcomes are left out."
                ),
            ),
        ],
    )
    def test_names_the_denominator_and_what_is_missing(
        self, denominator: str, sentence: str
    ) -> None:
        """Whichever denominator is chosen."""
        records = rows(declined=3, booked=4, gone=1, blank=4)

        assert sentence == outcome_rates(records, **self.ASKED, denominator=denominator).sentence

    @pytest.mark.parametrize(
        ("days", "begin"),
        [
            ((date(2024, 1, 1), date(2024, 12, 31)), "In 2024, 1 of 1 records"),
            ((date(2024, 5, 3), date(2024, 6, 9)), "From May 3 to June 9, 2024, 1 of 1 records"),
            ((date(2024, 5, 3), date(2024, 5, 3)), "On May 3, 2024, 1 of 1 records"),
        ],
    )
    def test_begins_with_the_days(self, days: tuple[date, date], begin: str) -> None:
        """Where they are given."""
        first, last = days
        records: list[dict[str, Any]] = [
            {"why": DECLINED, "day": first},
            {"why": None, "day": last},
        ]
        table = outcome_rates(
            records, **self.ASKED, denominator="with a recorded outcome", day="day"
        )

        assert table.sentence.startswith(f"{begin} with a recorded outcome (100.0%) show ")

    def test_of_groups_gives_the_lowest_and_the_highest_share(self) -> None:
        """And how many groups are suppressed."""
        records: list[dict[str, Any]] = [
            *({**row, "state": "TX"} for row in rows(declined=10, booked=30)),
            *({**row, "state": "NY"} for row in rows(declined=20, booked=20, blank=10)),
            *({**row, "state": "RI"} for row in rows(declined=2, booked=30, gone=20)),
        ]
        table = outcome_rates(
            records, **self.ASKED, denominator="with a recorded outcome", by="state", min_cell=5
        )

        assert (
            "By group, 25.0% to 50.0% of records with a recorded outcome show “declined by the "
            "agency”; up to 20.0% have no outcome; 1 group is suppressed."
        ) == table.sentence

    def test_names_whose_records_they_are(self) -> None:
        """Where that is given; no records are nobody's."""
        asked: dict[str, Any] = {**self.ASKED, "denominator": "all", "source": "ICE records"}

        assert outcome_rates(rows(declined=3, blank=1), **asked).sentence == (
            "3 of 4 records (75.0%) show “declined by the agency”; 1 of them has no outcome, "
            "according to ICE records."
        )
        assert outcome_rates(rows(declined=2), **asked, min_cell=5).sentence.endswith(
            "counts are small, according to ICE records."
        )
        assert outcome_rates(rows(declined=2), **asked).source == "ICE records"
        asked["source"] = "Cook Cnty., Ill."
        assert outcome_rates(rows(declined=2), **asked).sentence.endswith(" to Cook Cnty., Ill.")
        asked["source"] = "TX DPS"
        assert outcome_rates(rows(declined=2), **asked).sentence.endswith(" to TX DPS.")

    @pytest.mark.parametrize("source", [5, "", " ", "x\ny", "x\ty", "x\x1b[31m", "x\u2028y"])
    def test_refuses_what_is_no_name_of_a_source(self, source: Any) -> None:
        """The sentence is one line, and no terminal obeys anything in it."""
        with pytest.raises(DetainerError, match=r"source: .* a name in one line"):
            outcome_rates(rows(declined=2), **self.ASKED, denominator="all", source=source)

    def test_says_what_is_suppressed_and_what_is_empty(self) -> None:
        """A small number is not in it; no rows are no rate."""
        asked: dict[str, Any] = {**self.ASKED, "denominator": "all"}

        assert (
            "How many records show “declined by the agency” is suppressed because counts are small."
        ) == outcome_rates(rows(declined=2, booked=30, gone=20), **asked, min_cell=5).sentence
        assert "There are no records." == outcome_rates([], **asked).sentence

    @pytest.mark.parametrize("denominator", list(Denominator))
    @pytest.mark.parametrize("count", [1, 2, 6])
    def test_has_35_words_at_most(self, denominator: Denominator, count: int) -> None:
        """Also where several outcomes are counted, of several groups, over fiscal years."""
        outcomes = [kind for kind in DetainerOutcome if kind in denominator.kinds]
        numerator = [kind for kind in outcomes if kind.value != "no outcome recorded"][:count]
        records: list[dict[str, Any]] = [
            {"why": reason, "day": day, "state": state}
            for reason in (DECLINED, BOOKED, GONE, None, "Moved")
            for day in (date(2014, 10, 1), date(2016, 9, 30))
            for state in ("TX", "NY")
        ]
        for by in (None, "state"):
            for min_cell in (1, 5, 100):
                table = outcome_rates(
                    records,
                    reason="why",
                    numerator=numerator,
                    denominator=denominator,
                    by=by,
                    day="day",
                    min_cell=min_cell,
                )
                assert len(table.sentence.split()) <= 35, table.sentence


class TestSmallCells:
    """Numbers under the smallest that is shown, and those that would give them away."""

    def test_a_small_number_and_the_smallest_other_one_are_suppressed(self) -> None:
        """And what is reckoned from them, and their number is told."""
        found = outcome_rates(
            rows(declined=3, booked=30, gone=20, blank=10),
            reason="why",
            numerator="declined by the agency",
            denominator="with a recorded outcome",
            min_cell=5,
        )
        (one,) = found
        counts = dict(one.counts)

        assert counts[DetainerOutcome.DECLINED_BY_AGENCY] is None
        assert counts[DetainerOutcome.NO_OUTCOME_RECORDED] is None
        assert 30 == counts[DetainerOutcome.CUSTODY_ASSUMED]
        assert (None, None, None, None, 63) == (
            one.numerator,
            one.denominator,
            one.share,
            one.missing,
            one.row_count,
        )
        assert 2 == one.suppressed_count == found.suppressed_count
        assert "Suppressed: 2 counts, so that none under 5 is shown or can be calculated." in str(
            found
        )
        assert "suppressed of suppressed records with a recorded outcome" in str(one)
        assert "cannot be compared because counts are suppressed" in str(one)
        assert "<td>suppressed</td>" in found._repr_html_()

    def test_a_sum_that_follows_from_the_total_is_shown(self) -> None:
        """All rows; and, where all that is suppressed is in it, those with a recorded outcome."""
        one = rate(rows(declined=100, booked=10, gone=2, blank=200), min_cell=5)

        assert (100, 112, 12, 200) == (
            one.numerator,
            one.denominator,
            one.other_outcomes,
            one.missing,
        )
        assert dict(one.counts)[DetainerOutcome.CUSTODY_ASSUMED] is None
        assert 2 == one.suppressed_count

        both = {"declined by the agency", "custody assumed"}
        all_suppressed = rate(rows(declined=3, booked=30, blank=40), numerator=both, min_cell=5)
        assert (33, 33, 40) == (
            *(all_suppressed.numerator, all_suppressed.denominator, all_suppressed.missing),
        )
        assert {None} == {dict(all_suppressed.counts)[DetainerOutcome(each)] for each in both}

    def test_spellings_do_not_give_a_suppressed_number_away(self) -> None:
        """Their sum over all groups, less those shown, would; and that they are 5 or more."""
        given = [
            *({**row, "s": "TX"} for row in rows(booked=60, odd=50)),
            *({**row, "s": "NY"} for row in rows(booked=60, declined=70, odd=2)),
        ]
        found = outcome_rates(
            given,
            reason="why",
            numerator="declined by the agency",
            denominator="all",
            by="s",
            min_cell=5,
        )

        assert () == found.unrecognized
        assert "Moved" not in str(found)
        assert "52" not in str(found)
        assert "suppressed have an unrecognized reason" in str(found[0])

    def test_duplicates_do_not_give_a_suppressed_number_away(self) -> None:
        """Only the rule is named, as soon as any number may be suppressed."""
        given = [{"id": None, "day": None, "why": BOOKED, "s": s} for s in ["TX"] * 50 + ["NY"]]
        kept = drop_duplicates(given, rule=DuplicateRule.SAME_DAY, person="id", prepared="day")
        for smallest in (2, 5):
            found = outcome_rates(
                kept,
                reason="why",
                numerator="declined by the agency",
                denominator="all",
                by="s",
                min_cell=smallest,
            )

            assert "51" not in str(found)
            assert "Duplicates left out (rule “same person, same day”)." in found.notes

    def test_the_reasons_a_table_rests_on_do_not_give_a_number_away(self) -> None:
        """Three reasons of one outcome are three rows or more."""
        reasons = [
            DECLINED,
            *("Case Closed", "Prosecutorial Discretion", "Not Amenable to Removal"),
        ]
        found = [
            outcome_rates(
                [{"why": reason} for reason in reasons],
                reason="why",
                numerator="declined by the agency",
                denominator="all",
                min_cell=smallest,
            )
            for smallest in (3, 1)
        ]

        assert [len(catalog.lift_reasons()), 4] == [len(table.rests_on) for table in found]
        assert (4, None) == (found[0][0].row_count, found[0][0].numerator)

    def test_exactly_the_smallest_number_is_shown(self) -> None:
        """5 is not under 5."""
        assert 0 == rate(rows(declined=5, booked=30), min_cell=5).suppressed_count

    def test_all_of_one_are_not_told_by_their_sum(self) -> None:
        """Two suppressed that sum to two would be one each."""
        one = rate(rows(declined=1, booked=30, gone=1), min_cell=2)

        assert dict(one.counts)[DetainerOutcome.CUSTODY_ASSUMED] is None

    def test_a_row_that_nothing_could_hide_is_suppressed_whole(self) -> None:
        """Nine of one outcome and one of it alone would follow from their sum."""
        one = rate(rows(declined=5, booked=4), min_cell=5)

        assert (9, None) == (one.row_count, one.numerator)
        assert rate(rows(declined=1, booked=1), min_cell=2).row_count is None

    @pytest.mark.parametrize("counts", [{"declined": 3}, {"declined": 3, "blank": 0}])
    def test_a_small_row_is_suppressed_whole(self, counts: dict[str, int]) -> None:
        """Its sum, too."""
        one = rate(rows(**counts), min_cell=5)

        assert one.row_count is None
        assert one.missing_share is None
        assert one.caution is not None

    def test_rare_spellings_are_not_listed(self) -> None:
        """A spelling may point at a person."""
        odd = [*rows(declined=9), {"why": "a"}, {"why": "b"}, {"why": "c"}]
        found = outcome_rates(
            odd, reason="why", numerator="declined by the agency", denominator="all", min_cell=3
        )

        assert () == found.unrecognized
        assert 3 == found[0].unrecognized

    def test_a_spelling_of_exactly_the_smallest_number_is_listed(self) -> None:
        """Three are not under three; without their number, as it would tell those that are."""
        odd = [
            {"why": name} for name, count in {"a": 2, "b": 3, "c": 4}.items() for _ in range(count)
        ]
        rates = outcome_rates(
            [*rows(declined=9), *odd],
            reason="why",
            numerator="declined by the agency",
            denominator="all",
            min_cell=3,
        )

        assert (("b", None), ("c", None)) == rates.unrecognized

    @pytest.mark.parametrize("min_cell", [True, False, 2.0, "2", None])
    def test_what_is_no_whole_number_is_no_smallest_number(self, min_cell: Any) -> None:
        """Of a yes, which counts as 1 to Python, small numbers would be shown."""
        with pytest.raises(DetainerError, match="a whole number, 1 or more"):
            rate(rows(declined=3), min_cell=min_cell)


class TestDuplicates:
    """Named rules, none of which drops a row without an id."""

    DAYS: Final = [
        ("a", date(2024, 5, 1), "I247A", "X"),
        ("a", date(2024, 5, 1), "I247A", "Y"),
        ("a", date(2024, 5, 2), "I247A", "X"),
        ("a", date(2024, 5, 3), "I247N", "X"),
        ("a", date(2024, 5, 5), "I247A", "X"),
        ("b", date(2024, 5, 1), "I247A", "X"),
        (None, date(2024, 5, 1), "I247A", "X"),
        (None, date(2024, 5, 1), "I247A", "X"),
        ("b", None, "I247A", "X"),
    ]
    ROWS: Final = [
        {"id": id, "day": day, "form": form, "jail": jail, "why": None}
        for id, day, form, jail in DAYS
    ]

    @pytest.mark.parametrize(
        ("rule", "dropped"),
        [
            (DuplicateRule.SAME_DAY, [1]),
            (DuplicateRule.WITHIN_A_DAY, [1, 2, 3]),
            (DuplicateRule.SAME_EPISODE, [2]),
            ("same person, same day", [1]),
        ],
    )
    def test_each(self, rule: Any, dropped: list[int]) -> None:
        """The first is kept; two days later is another chain; no id, or no day, is kept."""
        keys = {"form": "form", "facility": "jail"} if rule is DuplicateRule.SAME_EPISODE else {}
        found = drop_duplicates(self.ROWS, rule=rule, person="id", prepared="day", **keys)

        assert [row for number, row in enumerate(self.ROWS) if number not in dropped] == [*found]
        assert (len(dropped), 3, 9 - len(dropped)) == (found.dropped, found.without_id, len(found))
        assert {FrozenMapping} == {*map(type, found.rows)}

    def test_what_is_not_known_of_a_form_makes_no_duplicate(self) -> None:
        """Nor an id that is empty."""
        one = {"id": "a", "day": date(2024, 5, 1), "form": None, "jail": "X"}
        found = drop_duplicates(
            [one, one, {**one, "id": ""}, {**one, "id": ""}],
            rule=DuplicateRule.SAME_EPISODE,
            person="id",
            prepared="day",
            form="form",
            facility="jail",
        )

        assert (0, 2) == (found.dropped, found.without_id)

    def test_rates_say_what_was_left_out(self) -> None:
        """By which rule."""
        kept = drop_duplicates(self.ROWS, rule="same person, same day", person="id", prepared="day")
        found = outcome_rates(
            kept, reason="why", numerator="declined by the agency", denominator="all"
        )

        assert (
            "Duplicates left out (rule “same person, same day”): 1 of 9 records; 3 records "
            "without an ID or a date were kept."
        ) in (str(found))


class TestYears:
    """Federal fiscal years."""

    @pytest.mark.parametrize(
        ("day", "year"),
        [
            (date(2016, 9, 30), 2016),
            (date(2016, 10, 1), 2017),
            (date(2017, 1, 1), 2017),
            (date(2017, 9, 30), 2017),
        ],
    )
    def test_begin_on_1_october_and_end_on_30_september(self, day: date, year: int) -> None:
        """31 U.S.C. 1102."""
        assert year == fiscal_year_of(day)

    def test_of_another_first_month_begin_with_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """In January a fiscal year is the calendar's; from February on it is named by its end."""
        about = catalog.about()
        days = [date(2017, 1, 31), date(2017, 2, 1), date(2017, 12, 31)]
        for month, years in ((1, [2017] * 3), (2, [2017, 2018, 2018]), (12, [2017, 2017, 2018])):
            changed = attrs.evolve(
                about, fiscal_year=attrs.evolve(about.fiscal_year, first_month=month)
            )
            monkeypatch.setattr(catalog, "about", lambda changed=changed: changed)
            assert years == [*map(fiscal_year_of, days)]

    @pytest.mark.parametrize("month", [0, 13, True, "October"])
    def test_begin_in_a_month(self, month: Any) -> None:
        """Of the twelve."""
        with pytest.raises(DetainerError, match=r"^first_month: .* the number of a month, 1 to 12"):
            attrs.evolve(catalog.about().fiscal_year, first_month=month)


class TestWeeks:
    """From Saturday to Friday."""

    def test_begin_as_the_report_on_record_says(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Its weekday is data, and a report without weeks has none."""
        id = "declined-detainer-outcome-report"
        report = catalog.report(id)
        sundays = {id: attrs.evolve(report, week_starts=Weekday.SUNDAY)}
        monkeypatch.setattr(catalog, "report", sundays.__getitem__)
        assert date(2017, 1, 29) == ReportWeek.containing(date(2017, 1, 30)).start

        without = {id: attrs.evolve(report, week_starts=None)}
        monkeypatch.setattr(catalog, "report", without.__getitem__)
        text = (
            "week_starts: got None, expected the weekday on which declined-detainer-outcome-report "
            "begins."
        )
        with pytest.raises(DetainerError, match=f"^{re.escape(text)}$"):
            ReportWeek.containing(date(2017, 1, 30))

    @pytest.mark.parametrize("day", range(28, 32))
    def test_of_a_day(self, day: int) -> None:
        """Each day of the first week."""
        assert date(2017, 1, 28) == ReportWeek.containing(date(2017, 1, day)).start

    def test_ends_on_friday(self) -> None:
        """And the next begins on Saturday."""
        week = ReportWeek(start=date(2017, 1, 28))

        assert date(2017, 2, 3) == week.end
        assert date(2017, 2, 3) in week
        assert date(2017, 2, 4) not in week
        assert date(2017, 1, 27) not in week
        assert "2017-01-30" not in week
        assert date(2017, 2, 4) == ReportWeek.containing(date(2017, 2, 4)).start


class TestReport:
    """A week's report from one's own rows, by the published definitions."""

    @staticmethod
    def row(
        to: str, issued: date | None, declined: date | None = None, **more: Any
    ) -> dict[str, Any]:
        """Give a row; one with a day of declining was declined."""
        return {
            "to": to,
            "issued": issued,
            "why": DECLINED if declined else None,
            "declined": declined,
            **more,
        }

    def test_issued_and_declined_are_two_counts(self) -> None:
        """One issued before the week and declined in it, one issued in it and declined after."""
        given = [
            self.row("48453", date(2016, 12, 1), date(2017, 2, 1)),
            self.row("48453", date(2017, 1, 30), date(2017, 2, 4)),
            self.row("32003", date(2017, 2, 3)),
            self.row("32003", date(2017, 2, 4)),
        ]
        report = declined_detainer_report(given, **KEYS, listed=["48453", "32003"])

        assert [("32003", 1), ("48453", 1)] == [(r.jurisdiction, r.count) for r in report.issued]
        assert [("48453", 1)] == [(r.jurisdiction, r.count) for r in report.declined]
        assert (2, 1) == (report.issued_in_all, report.declined_in_all)

    def test_equal_numbers_share_a_rank(self) -> None:
        """And a tie at the end of the list is shown whole."""
        day = date(2017, 1, 30)
        given = [self.row(to, day) for to in "aaabbccd"]
        report = declined_detainer_report(given, **KEYS, listed=[*"abcd"], top=2)

        assert [(1, "a"), (2, "b"), (2, "c")] == [(r.rank, r.jurisdiction) for r in report.issued]
        first = declined_detainer_report(given, **KEYS, listed=[*"abcd"], top=1)
        assert report.issued[:1] == first.issued

    def test_the_published_rows_give_the_published_list(self) -> None:
        """The ten of the first week, with their ranks."""
        ten = [
            figure
            for figure in catalog.figures(counted="detainers issued", start=WEEK)
            if figure.rank is not None
        ]
        given = [
            self.row(str(each.jurisdiction), date(2017, 1, 30))
            for each in ten
            for _ in range(int(each.value))
        ]
        report = declined_detainer_report(
            given, **KEYS, listed=[str(each.jurisdiction) for each in ten]
        )

        assert 157 == report.issued_in_all
        assert {str(each.jurisdiction): (each.rank, each.value) for each in ten} == {
            each.jurisdiction: (each.rank, each.count) for each in report.issued
        }
        assert () == report.declined

    def test_bases_are_told_apart_and_never_summed(self) -> None:
        """Convicted, pending, arrested, immigration only, unknown."""
        day = date(2017, 2, 1)
        given = [
            self.row("48453", day, day, basis=each)
            for each in ("convicted", CustodyBasis.PENDING, None, "pending")
        ]
        (row,) = declined_detainer_report(given, **KEYS, listed=["48453"], basis="basis").declined

        assert {
            CustodyBasis.CONVICTED: 1,
            CustodyBasis.PENDING: 2,
            CustodyBasis.UNKNOWN: 1,
        } == {basis: count for basis, count in row.by_basis if count}
        assert "1. 48453: 4 (1 convicted, 2 pending, 1 unknown)" == str(row)

    def test_policies_are_those_in_force_at_the_end_of_the_week(self) -> None:
        """Of the listed jurisdictions that have a code."""
        report = declined_detainer_report([], **KEYS, listed=["17031", "somewhere"])
        keys: dict[str, Any] = {**KEYS, "week": date(2022, 1, 1)}
        later = declined_detainer_report([], **keys, listed=["17031", "17001"])

        assert ["us-il-cook-46-37-hold"] == [policy.id for policy in report.policies]
        # Of those above them, too, each once.
        assert 1 == [policy.id for policy in later.policies].count("us-il-805-15-hold-2021")
        assert any("Cook" in step.statement for step in report.explanation)

    def test_what_cannot_be_counted_is_told(self) -> None:
        """No day, or a reason that is not on record."""
        given = [
            self.row("a", None),
            self.row("", date(2017, 1, 30)),
            {**self.row("a", date(2017, 1, 30)), "why": "Moved"},
            {**self.row("a", date(2017, 1, 30), date(2017, 2, 1)), "declined": None},
        ]
        report = declined_detainer_report(given, **KEYS, listed=["a"])

        assert (
            ("declined, without a date of that", 1),
            ("without a jurisdiction", 1),
            ("without an issue date", 1),
        ) == report.not_counted
        assert (("Moved", 1),) == report.unrecognized
        assert (1, 1) == (report.unrecognized_count, report.unrecognized_rows)
        assert "Unrecognized reasons: 1, in 1 record; see `unrecognized`." in str(report)
        read = serialization.from_json(report.to_json())
        assert (report, str(report), ()) == (read, str(read), read.unrecognized)
        assert "Moved" not in str(report)
        assert "Not counted: 1 record without an issue date." in str(report)

    def test_has_the_caveats_of_the_published_one(self) -> None:
        """Those of its method, cited; what its publisher expected in 2017 is not among them."""
        report = declined_detainer_report([], **KEYS, listed=["a"])

        assert 2 == len(report.caveats)
        assert not any("expected" in caveat for caveat in report.caveats)
        assert ("a",) == report.listed_without
        assert "Listed, with none issued: a." in str(report)
        assert all(step.citations for step in report.explanation)
        assert "<p>Caveat: " in report._repr_html_()


def test_a_caution_needs_every_share() -> None:
    """Where one is suppressed, nothing is compared."""
    found = rate(rows(declined=10, booked=30, blank=60))

    assert found.caution
    choices = ((Denominator.ALL, None), *found.denominator_sizes[1:])
    assert "cannot be compared" in str(attrs.evolve(found, denominator_sizes=choices).caution)


KEYED: Final[dict[str, tuple[Any, dict[str, Any]]]] = {
    "rates": (
        outcome_rates,
        {
            "reason": "why",
            "by": "state",
            "code": "code",
            "day": "on",
            "numerator": "declined by the agency",
            "denominator": "all",
        },
    ),
    "duplicates": (
        drop_duplicates,
        {"rule": "same person, same day", "person": "id", "prepared": "on"},
    ),
    "report": (
        declined_detainer_report,
        {
            "week": date(2017, 1, 28),
            "jurisdiction": "state",
            "issued_on": "on",
            "reason": "why",
            "declined_on": "declined",
            "code": "code",
            "basis": "basis",
            "listed": ["US-TX"],
        },
    ),
}


@pytest.mark.parametrize("name", KEYED)
def test_an_error_names_the_row_whatever_is_missing_or_wrong(name: str) -> None:
    """The second of two, under every key that was named."""
    function, asked = KEYED[name]
    row: dict[str, Any] = {
        "why": "Bonded Out",
        "code": None,
        "state": "TX",
        "id": 1,
        "on": date(2025, 7, 3),
    }
    row |= {"declined": None, "basis": None}
    wrong: dict[str, Any] = {key: list[str]() for key in row}
    keys = [key for key in asked.values() if isinstance(key, str) and key in row]

    assert keys
    for key in keys:
        without = {other: value for other, value in row.items() if other != key}
        for second, where in (
            (without, "records[1]"),
            ({**row, key: wrong[key]}, f"records[1][{key!r}]"),
        ):
            with pytest.raises(DetainerError) as caught:
                function([row, second], **asked)
            assert where == caught.value.where
