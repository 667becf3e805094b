"""Published figures: what each counts, what became of it, and that none is mixed up."""

import operator
import re
from datetime import date
from typing import Any, Final

import attrs
import pytest
from scenarios import check_each

from detainerlib import UNKNOWN, DetainerError, catalog
from detainerlib.errors import UnknownIdError
from detainerlib.models import Counted, FigureStatus, PublishedFigure
from detainerlib.models.counting import Comparator, FigureCustodyBasis

REPORT: Final = "declined-detainer-outcome-report"
WEEK_1, WEEK_2 = date(2017, 1, 28), date(2017, 2, 4)
TEN: Final = {
    "32003": 51,
    "36059": 38,
    "17031": 13,
    "19137": 12,
    "53061": 12,
    "36033": 9,
    "41067": 7,
    "12001": 5,
    "19069": 5,
    "42055": 5,
}
SPELLED: Final[dict[float, str]] = {
    2: "two",
    3: "three",
    4: "four",
    5: "five",
    7: "seven",
    9: "nine",
}
VOIDED: Final = {"19137", "36033", "19069", "42055"}


def of(counted: Counted, start: date = WEEK_1) -> list[PublishedFigure]:
    """Give the figures of a week that count one thing."""
    return list(catalog.figures(counted=counted, report=REPORT, start=start))


class TestCorrections:
    """The report of the first week, which was misread from its first day."""

    def test_the_list_that_the_press_printed_is_of_detainers_issued(self) -> None:
        """Ten jurisdictions, 157 detainers, by rank; ties share one."""
        listed = [each for each in of(Counted.ISSUED) if each.rank is not None]
        ranks = {each.jurisdiction: each.rank for each in listed}

        assert TEN == {each.jurisdiction: each.value for each in listed}
        assert 157 == sum(TEN.values()) == catalog.figure("ddor-w1-issued-ten").value
        assert ranks["32003"] == 1
        assert ranks["19137"] == ranks["53061"] == 4
        assert ranks["12001"] == ranks["19069"] == ranks["42055"] == 8

    def test_asked_for_those_declining_none_of_the_ten_is_given(self) -> None:
        """What is recorded as declined is another section, and other places."""
        declined = of(Counted.RECORDED_DECLINED)

        assert not {*TEN} & {each.jurisdiction for each in declined}
        assert not {"ddor-w1-issued-ten", "ddor-w1-issued"} & {each.id for each in declined}
        assert {"declined"} == {each.section for each in declined}
        assert 142 == next(each.value for each in declined if each.jurisdiction == "48453")

    def test_the_four_rows_that_the_issuer_took_back_are_marked(self) -> None:
        """Montgomery County, Iowa, and all three Franklin counties, with the correction."""
        voided = {each.jurisdiction for each in of(Counted.ISSUED) if each.is_voided}

        assert VOIDED == voided
        assert all(each.corrections for each in of(Counted.ISSUED) if each.jurisdiction in VOIDED)

    def test_nassau_is_in_the_first_week_only(self) -> None:
        """It was dropped in the second."""
        nassau = catalog.figures(counted=Counted.ISSUED, jurisdiction="36059")

        assert [WEEK_1] == [each.start for each in nassau]
        assert nassau[0].status is FigureStatus.UNVERIFIED
        assert "second weekly report" in nassau[0].reason

    def test_both_weeks(self) -> None:
        """206 and 47 recorded as declined are 253; 3,083 and 2,825 issued are no part of that."""
        declined = [catalog.figure(f"ddor-w{week}-declined").value for week in (1, 2)]
        issued = [catalog.figure(f"ddor-w{week}-issued").value for week in (1, 2)]

        assert [206, 47] == declined
        assert 253 == sum(declined)
        assert [3083, 2825] == issued
        assert 47 == next(
            each.value for each in of(Counted.RECORDED_DECLINED, WEEK_2) if not each.jurisdiction
        )

    def test_travis_is_contradicted_by_its_sheriff(self) -> None:
        """142 printed, 128 by the sheriff."""
        travis = catalog.figure("ddor-w1-declined-travis-tx")

        assert travis.status is FigureStatus.CONTRADICTED
        assert any("128" in dispute.summary for dispute in travis.disputes)

    def test_the_report_says_what_it_does_not_know(self) -> None:
        """And was suspended."""
        report = catalog.report(REPORT)

        assert report.section("issued").counted is Counted.ISSUED
        assert report.section("declined").counted is Counted.RECORDED_DECLINED
        assert any("regardless of" in str(caveat.citation.quote) for caveat in report.caveats)
        assert report.ended
        told = {caveat.of_method for caveat in report.caveats}
        assert {True, False} == told
        with pytest.raises(DetainerError, match="one of issued, declined, policies, scope"):
            report.section("outcomes")


class TestOthers:
    """What other publishers printed."""

    def test_the_department_s_figures_for_new_york(self) -> None:
        """Released and active are two things; no basis is stated, and no data."""
        released, active = (
            catalog.figure(f"dhs-2025-12-ny-{each}") for each in ("released", "active")
        )

        assert (6947, 7113) == (released.value, active.value)
        assert (Counted.RELEASED, Counted.ACTIVE) == (released.counted, active.counted)
        assert active.start is None
        assert {FigureCustodyBasis.NOT_STATED} == {released.basis, active.basis}
        assert "Basis of custody: not stated by the publisher." in released.notes
        assert any("No independent audit is known" in note for note in released.notes)

    def test_refused_is_not_not_taken(self) -> None:
        """Indiana and Arizona: the same share refused, other shares not taken into custody."""
        refused, not_taken = (
            [
                catalog.figure(f"trac-{kind}-fy2014-2016-{state}").value
                for state in ("indiana", "arizona")
            ]
            for kind in ("refused", "not-taken")
        )

        assert [0.1, 0.1] == refused
        assert [86.9, 29.4] == not_taken

    def test_totals_of_agreements_count_no_persons(self) -> None:
        """So no basis applies."""
        totals = catalog.figures(counted="agreements")

        assert 60 in {total.value for total in totals}
        assert {FigureCustodyBasis.NOT_APPLICABLE} == {total.basis for total in totals}


class TestFigure:
    """A figure is its publisher's word, and no number to reckon with."""

    FIGURE: Final = catalog.figure("ddor-w1-issued")

    def test_is_a_sentence_that_can_be_printed(self) -> None:
        """Of 35 words at most, with the number, the publisher, the period and one caveat."""
        check_each(self.is_a_sentence, catalog.figures())

    def is_a_sentence(self, figure: PublishedFigure) -> None:
        """Whether a figure is one."""
        sentence = figure.sentence

        assert len(sentence.split()) <= 35
        assert sentence.endswith(".")
        assert not re.search(r"(?<!U\.S)(?<!Jan|Feb|Aug|Oct|Nov|Dec)(?<!Sept)\. ", sentence)
        assert figure.publisher in sentence
        assert 1 == sentence.count(", but ")
        printed = f"{figure.value:,}"
        assert (printed if figure.share_of else SPELLED.get(figure.value, printed)) in sentence
        years = {day.year for day in (figure.start, figure.end) if isinstance(day, date)}
        if figure.end is UNKNOWN:
            years.add(int(figure.published_on[:4]))
            assert "as published" in sentence
        assert years
        assert all(f"{year}" in sentence.rpartition(", but ")[0] for year in years)
        assert "percent" not in sentence
        assert "persons" not in sentence

    def test_has_notes_of_short_sentences(self) -> None:
        """What it counts, its status, its basis, what was said later; none over 35 words."""
        check_each(self.has_short_notes, catalog.figures())

    def has_short_notes(self, figure: PublishedFigure) -> None:
        """Whether the notes of a figure are such."""
        notes = " ".join(figure.notes)

        assert f"{figure.status.value.capitalize()}: " in notes
        assert figure.notes[0].startswith("According to ")
        if figure.basis is not FigureCustodyBasis.NOT_APPLICABLE:
            assert "Basis of custody: " in notes
        summaries = [correction.summary for correction in figure.corrections]
        for summary in (*summaries, *(dispute.summary for dispute in figure.disputes)):
            assert summary in notes
        for note in figure.notes:
            assert note.endswith((".", ".”"))
            for sentence in re.split(r"(?<=[.:”]) (?=[A-Z“])", note):
                assert len(sentence.split()) <= 35, sentence

    @pytest.mark.parametrize(
        ("id", "sentence"),
        [
            (
                "dhs-2025-12-ny-released",
                (
                    "The U.S. Department of Homeland Security reported 6,947 people released "
                    "after detainers were not honored in New York from Jan. 20 to Dec. 1, 2025, "
                    "but it published no data or method."
                ),
            ),
            (
                "dhs-2025-12-ny-active",
                (
                    "The U.S. Department of Homeland Security reported 7,113 people in custody "
                    "with an active detainer in New York as of Dec. 1, 2025, but the number does "
                    "not show how many were refused."
                ),
            ),
            (
                "ddor-w1-declined",
                (
                    "U.S. Immigration and Customs Enforcement reported 206 detainers recorded as "
                    "declined nationwide from Jan. 28 to Feb. 3, 2017, but it later said the "
                    "entries for four counties were errors."
                ),
            ),
            (
                "ddor-w1-issued-ten",
                (
                    "U.S. Immigration and Customs Enforcement reported 157 detainers issued in 10 "
                    "listed jurisdictions from Jan. 28 to Feb. 3, 2017, but it later said four of "
                    "the 10 entries were errors."
                ),
            ),
            (
                "ddor-w1-declined-travis-tx",
                (
                    "U.S. Immigration and Customs Enforcement reported 142 detainers recorded as "
                    "declined in Travis County, Texas, from Jan. 28 to Feb. 3, 2017, but the "
                    "county sheriff's office counted 128."
                ),
            ),
            (
                "ddor-w1-issued-franklin-pa",
                (
                    "U.S. Immigration and Customs Enforcement reported five detainers issued in "
                    "Franklin County, Pennsylvania, from Jan. 28 to Feb. 3, 2017, but it later "
                    "said they went to agencies elsewhere."
                ),
            ),
            (
                "trac-refused-fy2014-2016-indiana",
                (
                    "TRAC, Syracuse University, reported that I-247 requests recorded as refused "
                    "in Indiana made up 0.1% of those sent there from Oct. 1, 2013, to Nov. 30, "
                    "2015, but 86.9% did not end in ICE custody."
                ),
            ),
        ],
    )
    def test_is_printed_word_for_word(self, id: str, sentence: str) -> None:
        """Those that newspapers misread."""
        assert sentence == catalog.figure(id).sentence

    @pytest.mark.parametrize(
        ("changes", "end"),
        [
            ({"status": FigureStatus.WITHDRAWN}, ", but it later withdrew the figure."),
            ({"status": FigureStatus.CORRECTED}, ", but it later corrected its report."),
            ({"status": FigureStatus.CONTRADICTED}, ", but another count differs."),
            (
                {"counted": Counted.RELEASED},
                ", but the number has not been independently verified.",
            ),
            ({"counted": Counted.OTHER_SHARE}, ", but no independent count is on file."),
        ],
    )
    def test_has_the_usual_caveat_where_it_has_none_of_its_own(
        self, changes: dict[str, Any], end: str
    ) -> None:
        """That of its status, or of what it counts."""
        plain = attrs.evolve(self.FIGURE, main_caveat=None, **changes)

        assert plain.sentence.endswith(end)

    @pytest.mark.parametrize(
        ("changes", "when"),
        [
            ({}, "from Jan. 28 to Feb. 3, 2017,"),
            ({"start": None}, "as of Feb. 3, 2017,"),
            ({"start": UNKNOWN}, "through Feb. 3, 2017,"),
            ({"start": None, "end": UNKNOWN}, "as published on March 20, 2017,"),
            ({"end": UNKNOWN}, "since Jan. 28, 2017, as published on March 20, 2017,"),
            (
                {"start": None, "end": UNKNOWN, "published_on": "unknown"},
                "on an unknown date,",
            ),
        ],
    )
    def test_prints_when(self, changes: dict[str, Any], when: str) -> None:
        """As far as it is on file."""
        assert f"nationwide {when} but" in attrs.evolve(self.FIGURE, **changes).sentence

    @pytest.mark.parametrize("name", ["__add__", "__sub__", "__truediv__", "__lt__", "__float__"])
    def test_has_no_operators(self, name: str) -> None:
        """Two that count different things are added by nobody."""
        assert name not in vars(PublishedFigure)

    def test_a_sum_is_an_error(self) -> None:
        """In Python's own words."""
        figure: Any = self.FIGURE
        with pytest.raises(TypeError):
            operator.add(figure, figure)

    def test_shows_how_its_publisher_put_it(self) -> None:
        """More than, less than, about."""
        assert "3,083 detainers" == self.FIGURE.shown
        assert (
            "about 3,083 detainers" == attrs.evolve(self.FIGURE, comparator=Comparator.ABOUT).shown
        )
        assert "detainers issued, United States" in str(self.FIGURE)

    @pytest.mark.parametrize(
        ("changes", "when"),
        [
            ({}, "from January 28, 2017 to February 3, 2017"),
            ({"start": None}, "on February 3, 2017"),
            ({"start": None, "end": UNKNOWN}, "on a date not on file"),
            ({"start": UNKNOWN, "end": UNKNOWN}, "on dates not on file"),
            ({"end": UNKNOWN}, "from January 28, 2017 to an unknown day"),
        ],
    )
    def test_says_when(self, changes: dict[str, Any], when: str) -> None:
        """As far as it is on record."""
        assert when == attrs.evolve(self.FIGURE, **changes).when

    @pytest.mark.parametrize(
        ("day", "note"),
        [
            ("2017-03-20", "Published on March 20, 2017. Source: the original text was read."),
            ("2017-03", "Published in March 2017. Source: the original text was read."),
            ("2017", "Published in 2017. Source: the original text was read."),
            ("unknown", "Source: the original text was read."),
        ],
    )
    def test_says_when_it_was_published(self, day: str, note: str) -> None:
        """As precise as known."""
        assert note == attrs.evolve(self.FIGURE, published_on=day).notes[-1]

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({"value": "3,083"}, "a number, 0 or more"),
            ({"value": True}, "a number, 0 or more"),
            ({"value": -1}, "a number, 0 or more"),
            ({"unit": "percent"}, "what a percentage is of"),
            ({"share_of": "requests"}, "what a percentage is of"),
            ({"end": date(2017, 1, 1)}, "the start, or a later day"),
            ({"report": None}, "the id of its report, too"),
        ],
    )
    def test_is_refused(self, changes: dict[str, Any], expected: str) -> None:
        """Where it says less than it must."""
        with pytest.raises(DetainerError, match=expected):
            attrs.evolve(self.FIGURE, **changes)

    def test_tells_the_basis_with_the_publisher_s_word(self) -> None:
        """In quotation marks, with what it rests on."""
        convicted = attrs.evolve(
            self.FIGURE, called="criminals", basis=FigureCustodyBasis.CONVICTED
        )

        assert "The publisher calls them “criminals.”" in convicted.notes
        assert "Basis of custody: convicted." in convicted.notes


class TestCatalog:
    """How figures are found."""

    @pytest.mark.parametrize(
        ("asked", "expected"),
        [
            ({"counted": "declined"}, "counted: got 'declined'"),
            ({"report": "weekly"}, "report: got 'weekly'"),
            ({"jurisdiction": "99001"}, "jurisdiction: got '99001'"),
        ],
    )
    def test_what_is_not_on_record_is_an_error(self, asked: dict[str, Any], expected: str) -> None:
        """With what is near."""
        with pytest.raises(UnknownIdError, match=expected):
            catalog.figures(**asked)

    def test_of_a_place(self) -> None:
        """Of its own, and none of its state."""
        found = catalog.figures(jurisdiction="48453")

        assert {"48453"} == {each.jurisdiction for each in found}
        assert len(found) > 1

    def test_reports_and_reasons_are_listed(self) -> None:
        """Each once."""
        reports = [report.id for report in catalog.reports()]
        assert REPORT == reports[0]
        assert 12 == len(reports) == len({*reports})
        assert "declined-by-lea" in {lift_reason.id for lift_reason in catalog.lift_reasons()}
        assert "Detainer Declined by LEA: declined by the agency" == str(
            catalog.lift_reason("declined-by-lea")
        )
        assert "blank: no outcome recorded" == str(catalog.lift_reason("blank"))
        assert str(catalog.series_breaks()[0]).startswith("April 2, 2017: ")


class TestNotes:
    """Who says what a number counts, and what is said once."""

    NEW_YORK = catalog.figure("dhs-2025-12-ny-released").notes

    def test_the_publisher_says_what_it_counts(self) -> None:
        """The library does not, of any figure."""
        assert self.NEW_YORK[0] == (
            "According to the U.S. Department of Homeland Security, the figure counts people "
            "released after detainers were not honored."
        )
        for figure in catalog.figures():
            assert figure.notes[0].startswith("According to "), figure.id

    def test_what_was_first_printed_elsewhere_says_where_it_was_read(self) -> None:
        """Not a day of publication over a citation of another day."""
        assert self.NEW_YORK[-1].startswith(
            "First published on December 1, 2025; read here in the source of January 30, 2026, "
        )

    def test_that_it_is_unverified_is_said_once(self) -> None:
        """And a reply that disputes no number is no dispute; a press release is called one."""
        notes = " ".join(self.NEW_YORK)

        assert 1 == notes.lower().count("verified")
        assert "Answered by Attorney General of New York (December 2, 2025): " in notes
        assert "Disputed by" not in notes
        assert "The press release says " in notes
