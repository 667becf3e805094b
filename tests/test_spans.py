"""Stretches of counted and of stopped time, and the strip that shows them."""

import html.parser
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest

from detainerlib.errors import DetainerError, NotADayError
from detainerlib.holds.spans import Span, strip_html, strip_text

CHICAGO = ZoneInfo("America/Chicago")


def at(day: int, hour: int = 0, **finer: int) -> datetime:
    """Give a time in July 2025."""
    return datetime(2025, 7, day, hour, tzinfo=CHICAGO) + timedelta(**finer)


THURSDAY = Span(day=date(2025, 7, 3), begins=at(3, 17), ends=at(4), reasons=())
FRIDAY = Span(
    day=date(2025, 7, 4), begins=at(4), ends=at(5), reasons=("Independence Day", "County <Fair>")
)
LAST = Span(day=date(2025, 7, 8), begins=at(8), ends=at(8, 17), reasons=())


class Strip(html.parser.HTMLParser):
    """Read a strip as a browser does."""

    def __init__(self, source: str) -> None:
        """Read the source at once."""
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.cells: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag; a line break separates words."""
        self.tags.append((tag, dict(attrs)))
        if tag == "br":
            self.cells[-1] += " | "
            return
        self.open.append(tag)
        if dict(attrs).get("role") == "listitem":
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost tag, which must be this one."""
        assert tag == self.open.pop()

    def handle_data(self, data: str) -> None:
        """Keep the words of the cell."""
        self.cells[-1] += data


class TestSpan:
    """One local day, or the part of it that lies in a window."""

    @pytest.mark.parametrize(("span", "expected"), [(THURSDAY, True), (FRIDAY, False)])
    def test_counts_unless_there_is_a_reason(self, span: Span, expected: object) -> None:
        """A reason is why the clock stands still."""
        assert expected is span.counted

    @pytest.mark.parametrize(
        ("begins", "ends", "expected"),
        [
            (at(3, 17), at(4), timedelta(hours=7)),
            # Clocks are set back, and forward, in the night.
            (
                datetime(2025, 11, 2, tzinfo=CHICAGO),
                datetime(2025, 11, 3, tzinfo=CHICAGO),
                timedelta(hours=25),
            ),
            (
                datetime(2026, 3, 8, tzinfo=CHICAGO),
                datetime(2026, 3, 9, tzinfo=CHICAGO),
                timedelta(hours=23),
            ),
        ],
    )
    def test_is_as_long_as_time_elapsed(
        self, begins: datetime, ends: datetime, expected: timedelta
    ) -> None:
        """A day on which clocks change has 23 or 25 hours."""
        span = Span(day=begins.date(), begins=begins, ends=ends, reasons=())

        assert expected == span.elapsed

    def test_compares_by_instant(self) -> None:
        """The same instants in another zone are the same span."""
        again = attrs.evolve(
            THURSDAY, begins=THURSDAY.begins.astimezone(UTC), ends=THURSDAY.ends.astimezone(UTC)
        )

        assert {THURSDAY} == {THURSDAY, again}

    def test_differs_in_a_repeated_hour(self) -> None:
        """Python takes the two 01:30 for equal; they are an hour apart."""
        first = datetime(2025, 11, 2, 1, 30, tzinfo=CHICAGO)
        span = Span(
            day=first.date(), begins=first, ends=datetime(2025, 11, 3, tzinfo=CHICAGO), reasons=()
        )

        assert span != attrs.evolve(span, begins=first.replace(fold=1))

    def test_has_a_day_and_no_datetime(self) -> None:
        """A datetime is a date to Python; here it is none."""
        with pytest.raises(NotADayError) as caught:
            attrs.evolve(THURSDAY, day=at(3))

        assert (
            "day: got 2025-07-03T00:00:00-05:00 (America/Chicago), expected a datetime.date "
            "without a time of day. "
            "Use value.date() for a datetime, or date.fromisoformat(value) for text."
        ) == str(caught.value)

    @pytest.mark.parametrize("name", ["begins", "ends"])
    def test_runs_from_datetime_to_datetime(self, name: str) -> None:
        """A date is no instant."""
        changes: dict[str, Any] = {name: date(2025, 7, 3)}
        with pytest.raises(DetainerError) as caught:
            attrs.evolve(THURSDAY, **changes)

        assert f"{name}: got 2025-07-03, expected a datetime." == str(caught.value)


class TestSpanInWords:
    """The day, its hours, how long it is, and whether it counts."""

    @pytest.mark.parametrize(
        ("span", "expected"),
        [
            (THURSDAY, "Thursday, July 3, 2025, 5:00 p.m. to 12:00 midnight, 7 hours: counted"),
            (
                FRIDAY,
                (
                    "Friday, July 4, 2025, all day, 24 hours: excluded (Independence Day, "
                    "County <Fair>)"
                ),
            ),
            (LAST, "Tuesday, July 8, 2025, 12:00 midnight to 5:00 p.m., 17 hours: counted"),
        ],
    )
    def test_says_all(self, span: Span, expected: str) -> None:
        """A day that runs to its end ends at 24:00."""
        assert expected == str(span)

    def test_is_as_fine_as_the_time_is(self) -> None:
        """Seconds at either edge are not cut."""
        span = Span(
            day=date(2025, 7, 8),
            begins=at(8, 9, seconds=30),
            ends=at(8, 17, microseconds=1),
            reasons=(),
        )

        assert (
            "Tuesday, July 8, 2025, 9:00:30 a.m. to 5:00:00.000001 p.m., just over 7 hours 59 "
            "minutes 30 seconds: counted"
        ) == str(span)


class TestStripText:
    """The strip as plain text."""

    def test_has_a_mark_for_every_two_hours_begun(self) -> None:
        """# where the clock runs and . where it stands still."""
        assert [
            f"####         {THURSDAY}",
            f"............ {FRIDAY}",
            f"#########    {LAST}",
        ] == [*strip_text([THURSDAY, FRIDAY, LAST])]


class TestStrip:
    """The strip as plain HTML."""

    @property
    def strip(self) -> Strip:
        """A strip of three spans."""
        return Strip(strip_html([THURSDAY, FRIDAY, LAST], 'Window "of" <July>'))

    def test_says_in_words_what_colour_shows(self) -> None:
        """Whoever sees no colour reads which days count, and why others do not."""
        assert [
            "Thu, Jul 3 | 7 h | counted",
            "Fri, Jul 4 | 24 h | Independence Day, County <Fair>",
            "Tue, Jul 8 | 17 h | counted",
        ] == self.strip.cells

    def test_is_a_list_of_items_to_a_screen_reader(self) -> None:
        """One list, and an item for each span."""
        roles = [attributes.get("role") for _, attributes in self.strip.tags]

        assert ["list", *["listitem"] * 3] == [role for role in roles if role is not None]

    def test_is_labelled_by_its_caption(self) -> None:
        """The caption is read aloud, and escaped."""
        assert 'Window "of" <July>' == self.strip.tags[0][1]["aria-label"]

    def test_has_the_whole_sentence_of_each_span(self) -> None:
        """The title of a cell is the span in words."""
        titles = [attributes["title"] for _, attributes in self.strip.tags if "title" in attributes]

        assert [str(THURSDAY), str(FRIDAY), str(LAST)] == titles

    def test_is_well_formed(self) -> None:
        """Every tag is closed in turn."""
        assert [] == self.strip.open

    def test_brings_nothing_along(self) -> None:
        """Inline style only: no script, no class, no address; the keyboard reaches it."""
        names = {name for _, attributes in self.strip.tags for name in attributes}
        styles = " ".join(str(attributes.get("style")) for _, attributes in self.strip.tags)

        assert {"b", "br", "div"} == {tag for tag, _ in self.strip.tags}
        assert {"role", "tabindex", "aria-label", "style", "title"} == names
        assert "url(" not in styles

    def test_shows_counted_and_stopped_time_differently(self) -> None:
        """Solid and hatched: also in print."""
        strip = Strip(strip_html([THURSDAY, FRIDAY, LAST], ""))
        styles = [str(attributes["style"]) for _, attributes in strip.tags[1:] if attributes]

        assert [False, True, False] == ["repeating-linear-gradient" in style for style in styles]

    def test_is_as_wide_as_time_is_long(self) -> None:
        """A cell grows by its seconds, and by one at least."""
        instant = attrs.evolve(LAST, ends=LAST.begins + timedelta(microseconds=1))
        widths = re.findall(r"flex:(\d+) 1 0", strip_html([THURSDAY, FRIDAY, instant], ""))

        assert ["25200", "86400", "1"] == widths

    def test_shows_minutes_where_there_are_any(self) -> None:
        """Half an hour is not nothing."""
        short = attrs.evolve(LAST, ends=at(8, 0, minutes=30))

        assert ["Tue, Jul 8 | 0 h 30 min | counted"] == Strip(strip_html([short], "")).cells

    def test_shows_what_is_less_than_a_minute(self) -> None:
        """A whole one is a minute."""
        for seconds, shown in ((59, "under 1 min"), (60, "0 h 1 min"), (3600, "1 h")):
            short = attrs.evolve(LAST, ends=LAST.begins + timedelta(seconds=seconds))
            assert [f"Tue, Jul 8 | {shown} | counted"] == Strip(strip_html([short], "")).cells

    def test_of_no_spans_is_an_empty_list(self) -> None:
        """Nothing to show is still a list."""
        strip = Strip(strip_html([], "Nothing"))

        assert ([], [("div", "list")]) == (
            strip.cells,
            [(tag, attributes["role"]) for tag, attributes in strip.tags],
        )
