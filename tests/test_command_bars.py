"""A bar on holding, above what may read as leave to hold: notices, and holidays."""

import pytest

from detainerlib.__main__ import main

ILLINOIS = "5 ILCS 805/15(a); Cook Cnty., Ill., Code § 46-37(a)"
ASKS = (
    "Form I-247A asks for notice of release, and asks you to hold. This answer covers notice only."
)


def first_lines(capsys: pytest.CaptureFixture[str], *typed: str) -> list[str]:
    """Give the lines above the first empty one."""
    assert 0 == main([*typed, "--brief"])
    return capsys.readouterr().out.partition("\n\n")[0].splitlines()


def notices(place: str, form: str = "I-247A", day: str = "7/3/2025") -> tuple[str, ...]:
    """Give what is typed for notices."""
    return ("notices", f"{day} 5pm", "--jurisdiction", place, "--form", form)


class TestNotices:
    """A notice, where the law bars the hold that the same form asks for."""

    def test_a_bar_is_the_first_line(self, capsys: pytest.CaptureFixture[str]) -> None:
        """With its law."""
        assert [
            (
                f"Cook County, Illinois: the law on file bars holding on a detainer ({ILLINOIS}). "
                "A notice gives no authority to hold."
            ),
            ASKS,
        ] == first_lines(capsys, *notices("Cook County, IL"))

    def test_a_bar_with_exceptions_names_where_they_are(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """In the District only a warrant or an order of a federal judge lifts it."""
        line, *_ = first_lines(capsys, *notices("DC"))

        assert line.endswith(
            ", with exceptions: see detainerlib hold. A notice gives no authority to hold."
        )

    def test_a_bar_is_that_of_the_day(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Illinois had none in 2010."""
        assert not any(
            "bars holding" in line
            for line in first_lines(capsys, *notices("IL", "I-247", "7/1/2010"))
        )

    def test_where_the_hold_is_required_nothing_is_added(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Texas."""
        assert [ASKS] == first_lines(capsys, *notices("Travis County, TX"))

    def test_where_that_is_not_settled_it_says_where_to_ask(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Below the first line: it is no ban."""
        assert [
            ASKS,
            (
                "Whether a hold is lawful there is a separate question; ask: detainerlib hold TIME "
                '--jurisdiction "Maricopa County, Arizona"'
            ),
        ] == first_lines(capsys, *notices("Maricopa County, AZ"))

    def test_a_form_that_asks_for_no_hold_needs_none(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Form I-247N."""
        lines = first_lines(capsys, *notices("Cook County, IL", "I-247N", "7/1/2016"))

        assert ["Form I-247N asks for notice of release. It does not ask you to hold."] == lines

    def test_of_a_form_whose_editions_differ(self, capsys: pytest.CaptureFixture[str]) -> None:
        """The bar stands alone."""
        (line,) = first_lines(capsys, *notices("Cook County, IL", "I-247", "7/1/2013"))

        assert line.startswith("Cook County, Illinois: the law on file bars holding")

    def test_without_a_place_there_is_no_law(self, capsys: pytest.CaptureFixture[str]) -> None:
        """What the form asks for."""
        typed = ("notices", "7/3/2025 5pm", "--zone", "Central")

        assert [ASKS] == first_lines(capsys, *typed)


class TestHolidays:
    """Days on which a clock stops, where no hold is allowed."""

    def test_a_bar_is_the_first_line(self, capsys: pytest.CaptureFixture[str]) -> None:
        """With its law."""
        assert [
            (
                f"Cook County, Illinois: the law on file bars holding on a detainer ({ILLINOIS}). "
                "These days give no authority to hold."
            ),
            "Holidays in 2025, Cook County, Illinois",
        ] == first_lines(capsys, "holidays", "2025", "Cook County, IL")

    @pytest.mark.parametrize("place", ["Maricopa County, AZ", "IL"])
    def test_where_a_year_is_not_settled_it_says_where_to_ask(
        self, capsys: pytest.CaptureFixture[str], place: str
    ) -> None:
        """As in the year in which a bar began: Illinois' on August 28, 2017."""
        heading, pointer = first_lines(capsys, "holidays", "2017", place)

        assert heading.startswith("Holidays in 2017, ")
        assert pointer.startswith("Whether a hold is lawful there is a separate question; ask: ")

    @pytest.mark.parametrize("place", [(), ("Travis County, TX",)])
    def test_else_nothing_is_added(
        self, capsys: pytest.CaptureFixture[str], place: tuple[str, ...]
    ) -> None:
        """Without a place, or where the hold is required."""
        assert 1 == len(first_lines(capsys, "holidays", "2025", *place))

    def test_an_assumed_list_is_called_our_reading(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """The regulation says "holidays"; the form of 2008 says "Federal holidays"."""
        main(["holidays", "2009", "--brief"])

        assert [
            (
                "Form I-247 (before 2010): the clock stops on Saturdays and Sundays, on 10 "
                "holidays, and on 1 more in our reading"
            ),
            (
                "8 C.F.R. § 287.7(d): the clock stops on Saturdays and Sundays and, in our "
                "reading, on 10 holidays, those of 5 U.S.C. § 6103(a), and on 1 more; the rule "
                "does not list its holidays"
            ),
        ] == capsys.readouterr().out.splitlines()[2:4]

    def test_a_form_that_was_replaced_is_left_out(self, capsys: pytest.CaptureFixture[str]) -> None:
        """The form of before 2010 stood beside that of 2017, and none of those between."""
        main(["holidays", "2026", "--brief"])

        assert "before 2010" not in capsys.readouterr().out
