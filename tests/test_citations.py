"""Authorities, citations of them, and the grades of evidence."""

from datetime import date, datetime
from typing import Any

import attrs
import pytest

from detainerlib.errors import DetainerError, NotADayError
from detainerlib.sources.citations import Authority, AuthorityKind, Citation, Evidence, weakest

READ = Citation(
    authority="made-up-act",
    pin="(d)",
    evidence=Evidence.TEXT,
    gaps=(),
    quote="shall not exceed two days",
    url="https://example.org/act",
    read_on=date(2025, 6, 1),
    text_as_of="2024",
)
NOT_READ = Citation(authority="made-up-act", evidence=Evidence.BACKGROUND, gaps=("the text",))
ACT = Authority(
    id="made-up-act",
    title="An Act",
    cite="1 Made-up Stat. 2",
    kind=AuthorityKind.STATUTE,
    issuer="A legislature",
    enacted="2024-01",
    jurisdictions=("US",),
    summary="It says something.",
    bears_on=("hold-duration",),
    evidence=Evidence.TEXT,
    gaps=(),
    quote="shall not exceed two days",
    url="https://example.org/act",
    read_on=date(2025, 6, 1),
    text_as_of="2024-01-31",
)

NO_ID = "expected an id of lowercase letters, digits, dots and hyphens."
NO_TEXT = "expected a non-empty string."
NO_DAY = "expected 'YYYY', 'YYYY-MM', 'YYYY-MM-DD' or 'unknown'."


def changed(record: Citation | Authority, **changes: Any) -> object:
    """Make a record like another, but for some fields; a validator may refuse it."""
    return attrs.evolve(record, **changes)


class TestEvidence:
    """Three grades, from the best to the weakest."""

    def test_ranks_from_best_to_weakest(self) -> None:
        """A text read beats a digest, a digest beats what was not read."""
        assert [0, 1, 2] == [
            Evidence.TEXT.rank,
            Evidence.SECONDARY.rank,
            Evidence.BACKGROUND.rank,
        ]

    def test_is_written_as_the_data_writes_it(self) -> None:
        """The values are the words of the records."""
        assert ["text", "secondary", "background"] == [grade.value for grade in Evidence]

    @pytest.mark.parametrize(
        ("grades", "expected"),
        [
            ({Evidence.TEXT}, Evidence.TEXT),
            ({Evidence.TEXT, Evidence.SECONDARY}, Evidence.SECONDARY),
            ({Evidence.SECONDARY, Evidence.BACKGROUND}, Evidence.BACKGROUND),
            (frozenset(Evidence), Evidence.BACKGROUND),
        ],
    )
    def test_the_weakest_of_several_decides(
        self, grades: set[Evidence] | frozenset[Evidence], expected: Evidence
    ) -> None:
        """An answer is no better than the weakest it rests on."""
        assert expected is weakest(grades)


class TestSourced:
    """A grade may not claim more than the record shows."""

    @pytest.mark.parametrize("grade", [Evidence.TEXT, Evidence.SECONDARY])
    @pytest.mark.parametrize("name", ["quote", "url", "read_on", "text_as_of"])
    def test_what_was_read_has_a_source(self, grade: Evidence, name: str) -> None:
        """Words, place, day and date of the text are given unless it is background."""
        with pytest.raises(DetainerError) as caught:
            changed(READ, evidence=grade, **{name: None})

        assert f"{name}: got None, expected a value where the evidence is {grade.value!r}." == str(
            caught.value
        )
        assert (name, None) == (caught.value.where, caught.value.given)

    def test_background_needs_no_source(self) -> None:
        """Nothing was read, so there is nothing to quote."""
        assert (None, None, None, None) == (
            NOT_READ.quote,
            NOT_READ.url,
            NOT_READ.read_on,
            NOT_READ.text_as_of,
        )

    def test_background_says_what_was_not_read(self) -> None:
        """A lead to check says what there is to check."""
        with pytest.raises(DetainerError) as caught:
            changed(NOT_READ, gaps=())

        assert "gaps: got (), expected what was not read, for background." == str(caught.value)

    @pytest.mark.parametrize("name", ["quote", "url", "note"])
    @pytest.mark.parametrize("given", ["", " \n", 5])
    def test_refuses_a_text_that_says_nothing(self, name: str, given: object) -> None:
        """An empty quote is no quote."""
        with pytest.raises(DetainerError) as caught:
            changed(READ, **{name: given})

        assert f"{name}: got {given!r}, {NO_TEXT}" == str(caught.value)

    def test_refuses_a_gap_that_says_nothing(self) -> None:
        """Each gap is a text."""
        with pytest.raises(DetainerError) as caught:
            changed(READ, gaps=("the annex", " "))

        assert f"gaps: got ' ', {NO_TEXT}" == str(caught.value)

    @pytest.mark.parametrize("given", ["2024", "2024-02", "2024-02-29", "unknown"])
    def test_accepts_a_date_as_precise_as_known(self, given: str) -> None:
        """A year, a month, a day, or the word unknown."""
        assert given == attrs.evolve(READ, text_as_of=given).text_as_of

    @pytest.mark.parametrize(
        "given",
        ["24", "2024-13", "2024-00", "2024-2", "2024-01-32", "2024-01-00", "May 2024", "", 2024],
    )
    def test_refuses_what_is_no_date(self, given: object) -> None:
        """A month is two digits from 01 to 12, a day from 01 to 31."""
        with pytest.raises(DetainerError) as caught:
            changed(READ, text_as_of=given)

        assert f"text_as_of: got {given!r}, {NO_DAY}" == str(caught.value)

    def test_refuses_a_day_that_the_month_never_had(self) -> None:
        """30 February is no day, whatever its digits."""
        with pytest.raises(DetainerError) as caught:
            changed(READ, text_as_of="2024-02-30")

        assert f"text_as_of: got '2024-02-30', {NO_DAY}" == str(caught.value)

    @pytest.mark.parametrize(
        ("given", "expected"), [("2024", False), ("2024-05-01", False), ("unknown", True)]
    )
    def test_tells_whether_the_text_bears_a_date(self, given: str, expected: object) -> None:
        """A date that is not on record is none."""
        assert expected is attrs.evolve(READ, text_as_of=given).undated

    @pytest.mark.parametrize(
        ("given", "expected"), [("2024-05", "as of May 2024"), ("unknown", "of an unknown date")]
    )
    def test_says_of_what_date_the_text_is(self, given: str, expected: str) -> None:
        """In the words that follow "the text"."""
        assert expected == attrs.evolve(READ, text_as_of=given).dated

    def test_background_bears_no_date(self) -> None:
        """What was not read has no date of its text."""
        assert NOT_READ.undated

    def test_read_on_is_a_day_and_no_datetime(self) -> None:
        """A datetime is a date to Python; a record was read on a day."""
        with pytest.raises(NotADayError) as caught:
            changed(READ, read_on=datetime(2025, 6, 1))  # noqa: DTZ001 (refused)

        assert (
            "read_on: got 2025-06-01T00:00:00 (no zone), expected a datetime.date without a "
            "time of day. Use value.date() for a datetime, or date.fromisoformat(value) for text."
        ) == str(caught.value)

    def test_refuses_a_grade_as_text(self) -> None:
        """A grade is one of the three, not its name."""
        with pytest.raises(DetainerError) as caught:
            changed(READ, evidence="text")

        assert (
            "evidence: got 'text', expected one of 'text', 'secondary', 'background'. "
            "Write Evidence('text')."
        ) == str(caught.value)


class TestCitation:
    """A place in an authority, with the words relied on."""

    def test_prints_the_authority_and_the_pin(self) -> None:
        """The id comes first."""
        assert "made-up-act (d)" == str(READ)

    def test_prints_the_authority_alone_without_a_pin(self) -> None:
        """A text cited whole has no pin."""
        assert "made-up-act" == str(NOT_READ)

    @pytest.mark.parametrize(
        "given", ["", "Act", "made up", "-act", "act.", "act/1", "äct", None, 5]
    )
    def test_refuses_what_is_no_id(self, given: object) -> None:
        """An id is a slug."""
        with pytest.raises(DetainerError) as caught:
            changed(READ, authority=given)

        assert f"authority: got {given!r}, {NO_ID}" == str(caught.value)

    @pytest.mark.parametrize("given", ["a", "8-cfr-287.7", "us-dc-24-211.07-2012"])
    def test_accepts_an_id(self, given: str) -> None:
        """One letter is enough; dots and hyphens stand inside."""
        assert given == attrs.evolve(READ, authority=given).authority

    def test_refuses_an_empty_pin(self) -> None:
        """No pin is None, not an empty text."""
        with pytest.raises(DetainerError) as caught:
            changed(READ, pin="")

        assert f"pin: got '', {NO_TEXT}" == str(caught.value)

    def test_compares_by_value(self) -> None:
        """The same place with the same words is the same citation."""
        assert {READ} == {READ, attrs.evolve(READ)}


class TestAuthority:
    """A text that can be cited."""

    @pytest.mark.parametrize("name", ["decided", "enacted", "effective"])
    def test_has_exactly_one_date(self, name: str) -> None:
        """Which of the three it is depends on the kind of text."""
        dated = changed(ACT, **{"enacted": None, name: "2020"})

        assert "2020" == getattr(dated, name)

    def test_refuses_no_date(self) -> None:
        """A text without a date is not settled to be undated."""
        with pytest.raises(DetainerError) as caught:
            changed(ACT, enacted=None)

        assert (
            "decided, enacted, effective: got (), expected exactly one of them. "
            'Write "unknown" if the day is not known.'
        ) == str(caught.value)

    def test_refuses_two_dates(self) -> None:
        """Two dates would leave open which is meant."""
        with pytest.raises(DetainerError) as caught:
            changed(ACT, decided="2024-01-31")

        assert (
            "decided, enacted, effective: got a tuple of 2, "
            "expected exactly one of them. "
            'Write "unknown" if the day is not known.'
        ) == str(caught.value)

    @pytest.mark.parametrize("name", ["decided", "enacted", "effective"])
    def test_refuses_a_date_in_words(self, name: str) -> None:
        """Each of the three is a date as precise as known."""
        with pytest.raises(DetainerError) as caught:
            changed(ACT, **{name: "in spring"})

        assert f"{name}: got 'in spring', {NO_DAY}" == str(caught.value)

    def test_claims_no_more_than_it_shows(self) -> None:
        """An authority is graded like any other record."""
        with pytest.raises(DetainerError) as caught:
            changed(ACT, quote=None)

        assert "quote: got None, expected a value where the evidence is 'text'." == str(
            caught.value
        )

    @pytest.mark.parametrize("name", ["title", "cite", "issuer", "summary", "status"])
    def test_refuses_an_empty_text(self, name: str) -> None:
        """What is said of a text is said."""
        with pytest.raises(DetainerError) as caught:
            changed(ACT, **{name: " "})

        assert f"{name}: got ' ', {NO_TEXT}" == str(caught.value)

    def test_refuses_a_topic_that_is_no_id(self) -> None:
        """Topics are slugs, as programs group by them."""
        with pytest.raises(DetainerError) as caught:
            changed(ACT, bears_on=("Hold duration",))

        assert f"bears_on: got 'Hold duration', {NO_ID}" == str(caught.value)

    def test_refuses_an_empty_place_of_reach(self) -> None:
        """Where it speaks is a code."""
        with pytest.raises(DetainerError) as caught:
            changed(ACT, jurisdictions=("",))

        assert f"jurisdictions: got '', {NO_TEXT}" == str(caught.value)

    def test_refuses_a_kind_as_text(self) -> None:
        """A kind is one of those listed, not its name."""
        with pytest.raises(DetainerError) as caught:
            changed(ACT, kind="statute")

        assert (
            "kind: got 'statute', expected one of 'statute', 'regulation', 'executive-order', "
            "'case', 'settlement', 'form', 'guidance', 'policy', 'announcement', 'directive', "
            "'ordinance', 'agreement', 'opinion', 'secondary'. Write AuthorityKind('statute')."
        ) == str(caught.value)
