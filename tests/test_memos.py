"""One page on a hold for the file: what it says, and what it does not."""

import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest

import detainerlib as dl
from detainerlib import DetainerError, hold_readings
from detainerlib.holds import HoldReadings
from detainerlib.memos import memo_html, memo_text
from detainerlib.sentences.authority import NO_AUTHORITY
from detainerlib.sentences.memos import more_strips
from detainerlib.times.bounds import limits_of

CHICAGO: Final = ZoneInfo("America/Chicago")
THURSDAY: Final = datetime(2025, 7, 3, 17, tzinfo=CHICAGO)
REVIEW: Final = dl.review_detainer(
    dl.Detainer(form="I-247A", issued_on=date(2025, 7, 1), boxes={1}, signed=False, served=False)
)
HEADINGS: Final = [
    "Question",
    "Answer",
    "Times that rules on file name, without authority to hold",
    "Which hours count",
    "The law on holding at all",
    "Before you rely on this",
    "Review of the form",
    "Verify at",
]
PARTS: Final = {heading.upper() for heading in HEADINGS}
VOID: Final = {"br", "meta"}


def cook(**options: Any) -> HoldReadings:
    """Give the readings of a hold in Cook County."""
    return hold_readings(THURSDAY, form="I-247A", jurisdiction="Cook County, IL", **options)


def july_3(form: str) -> tuple[HoldReadings, HoldReadings]:
    """Give the readings of either end of July 3, 2025."""
    first, last = limits_of(date(2025, 7, 3), CHICAGO)
    return (
        hold_readings(first, form=form, zone=CHICAGO),
        hold_readings(last, form=form, zone=CHICAGO),
    )


class Page(HTMLParser):
    """A page as a reader of screens has it: its elements, closed in order, and its texts."""

    def __init__(self, page: str) -> None:
        """Read a page."""
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(page)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Hold that it is the one opened last."""
        assert tag == self.open.pop()

    def handle_data(self, data: str) -> None:
        """Note a text with the element that it stands in."""
        if data.strip():
            self.texts.append((self.open[-1], data))

    def of(self, tag: str) -> list[str]:
        """Give the texts of one kind of element."""
        return [text for within, text in self.texts if within == tag]


@pytest.fixture(scope="module")
def page() -> Page:
    """Give a page with every part."""
    return Page(memo_html(cook(), review=REVIEW, case_id="17-3"))


LAW_PART = "THE LAW ON HOLDING AT ALL"


class TestText:
    """As plain text."""

    def test_has_every_part_in_order(self) -> None:
        """The answer above the rules, the law on holding at all, caveats, and a place to sign."""
        page = memo_text(cook(), review=REVIEW, case_id="17-3")
        lines = page.splitlines()

        assert "MEMO ON A DETAINER HOLD        Case 17-3" == lines[0]
        assert [heading.upper() for heading in HEADINGS] == [
            line.partition(" (")[0] for line in lines if line.partition(" (")[0] in PARTS
        ]
        assert "Initials: ____________   Date: ____________   Time: ____________" == lines[-1]
        assert max(map(len, lines)) <= 100
        assert len(lines) <= 66

    @pytest.mark.parametrize(
        ("place", "begins"),
        [
            ("56021", "Laramie County, Wyoming: see the answer.\nAs of July 3, 2025."),
            ("51810", "Virginia Beach (city), Virginia: see the answer.\nAn opinion or ruling, "),
            ("48201", "Harris County, Texas: see the answer.\n5 more lines do not fit here: see"),
        ],
    )
    def test_says_no_law_twice(self, place: str, begins: str) -> None:
        """The law on holding at all names the place, and leads back to the answer."""
        text = memo_text(hold_readings(THURSDAY.astimezone(UTC), form="I-247A", jurisdiction=place))
        answer, law = (text.partition(f"\n{heading}\n")[2] for heading in ("ANSWER", LAW_PART))

        assert law.startswith(begins)
        assert answer.splitlines()[0] not in law

    @pytest.mark.parametrize(("place", "law", "strips"), [("56021", False, 2), ("48201", True, 1)])
    def test_is_a_letter_page_where_cutting_helps(
        self, place: str, strips: int, *, law: bool
    ) -> None:
        """Of 66 lines, as printers count them; what is left out is counted."""
        text = memo_text(hold_readings(THURSDAY.astimezone(UTC), form="I-247A", jurisdiction=place))

        assert len(text.splitlines()) <= 66
        assert law is ("not fit here: see the full answer on the law on holding." in text)
        assert (strips == 1) is ("1 more rule counts other hours; they are not drawn" in text)

    def test_is_two_letter_pages_where_cutting_does_not_help(self) -> None:
        """Then nothing is cut for it, and both have the case and a number."""
        ends = datetime(2025, 3, 7, 17, tzinfo=ZoneInfo("America/New_York"))
        readings = hold_readings(ends, form="I-247A", jurisdiction="US-NC")
        first, second = memo_text(readings, review=REVIEW, case_id="17-3").split("\f")

        assert (
            "MEMO ON A DETAINER HOLD        Case 17-3        Page 1 of 2" == first.splitlines()[0]
        )
        assert second.startswith("MEMO ON A DETAINER HOLD        Case 17-3        Page 2 of 2\n\n")
        assert len(first.splitlines()) <= 66
        assert len(second.splitlines()) <= 66
        assert second.splitlines()[-1].startswith("Initials:")
        assert "not fit here" not in first + second

    @pytest.mark.parametrize("place", ["US-NC", "US-TX"])
    def test_on_several_pages_nothing_is_cut(self, place: str) -> None:
        """Form I-247, of any edition, with all hours and all of the law of a state."""
        zone = ZoneInfo("America/New_York" if place == "US-NC" else "America/Chicago")
        ends = datetime(2026, 7, 3, 17, tzinfo=zone)
        readings = hold_readings(ends, form="I-247", jurisdiction=place)
        text = memo_text(readings)
        words = re.sub(r"\fMEMO .* Page \d of \d", "", text)
        words = " ".join(words.split())

        assert len(text.split("\f")) in {2, 3}
        assert "not drawn here" not in text
        assert "not fit here" not in text
        hours = words.partition("WHICH HOURS COUNT")[2]
        assert all(reading.full_title in hours for reading in readings.computed)
        assert readings.holding is not None
        first, *law = str(readings.holding).splitlines()
        assert first
        assert all(" ".join(line.split()) in words for line in law)

    def test_begins_with_what_forbids(self) -> None:
        """Then when the person is to be released, and no other time."""
        lines = memo_text(cook()).splitlines()
        start = lines.index("ANSWER")

        assert [
            "Cook County, Illinois: a local agency must not hold a person on a detainer (5 ILCS",
            "  805/15(a); Cook Cnty., Ill., Code § 46-37(a)).",
            NO_AUTHORITY,
            (
                "The detainer gives no reason to keep the person past the time due: Thursday, July "
                "3, 2025,"
            ),
            (
                "  5:00 p.m. CDT. A criminal charge, a judge's warrant, or a hold that is not for "
                "ICE is a"
            ),
            "  separate matter. An ICE warrant (Form I-200 or I-205) is not a judge's.",
        ] == lines[start + 1 : start + 7]

    def test_says_that_a_hold_expires_only_where_no_law_bars_it(self) -> None:
        """Under a bar it is the time that a rule names that ends."""
        page = memo_html(hold_readings(THURSDAY, form="I-247A", jurisdiction="Travis County, TX"))

        assert "<h2>When the hold expires, under each rule on file</h2>" in page
        assert ">Hold expires</th>" in page
        assert "hold expires, under each rule" not in memo_html(cook())
        assert "TIMES THAT RULES ON FILE NAME, WITHOUT AUTHORITY TO HOLD" in memo_text(cook())

    def test_a_rule_has_its_addressee_and_its_citation(self) -> None:
        """And the earliest is marked."""
        text = memo_text(cook())

        assert (
            "Form I-247A: Saturday, July 5, 2025, 5:00 p.m. CDT (the earliest).\n"
            "  Addressed to: the agency that received the detainer. Official citation: U.S. "
            "Immigr. &\n    Customs Enf't, Guidance for Completing Form I-247A (2017)\n"
        ) in text
        assert (
            "8 C.F.R. § 287.7(d): Tuesday, July 8, 2025, 5:00 p.m. CDT.\n"
            "  Addressed to: the law enforcement agency that received the detainer, as a request.\n"
        ) in text
        # It is called by its citation.
        assert "Official citation: 8 C.F.R." not in text
        assert "8 C.F.R. § 287.7:\n  https://www.ecfr.gov/" in text

    def test_a_rule_without_a_deadline_says_why(self) -> None:
        """And that it may end earlier is the first caveat."""
        ends = datetime(2025, 3, 7, 17, tzinfo=ZoneInfo("America/New_York"))
        readings = hold_readings(ends, form="I-247A", jurisdiction="US-NC")
        text = " ".join(memo_text(readings).split())

        assert (
            "1. A rule on file could not be computed and may end earlier. N.C. Gen. Stat." in text
        )
        assert "needs the time when" in text

    def test_a_deadline_beside_a_rule_without_one_is_the_earliest_computed(self) -> None:
        """In the table of either memo, and of a day also above it."""
        ends = datetime(2025, 3, 7, 17, tzinfo=ZoneInfo("America/New_York"))
        readings, last = (
            hold_readings(time, form="I-247A", jurisdiction="US-NC")
            for time in (ends, ends.replace(hour=18))
        )

        assert "p.m. EDT (the earliest computed).\n" in memo_text(readings)
        assert "<br>(the earliest computed)" in memo_html(readings)
        assert (
            "the earliest deadline computed is Sunday, March 9, 2025, 6:00 p.m. EDT."
            in " ".join(memo_text(readings, last).split())
        )

    def test_without_a_place_it_does_not_say_whether_to_hold(self) -> None:
        """Nor has it a part on that."""
        text = memo_text(hold_readings(THURSDAY, form="I-247A"))

        assert (
            "1. No place was given, so this memo does not say whether you may hold at all." in text
        )
        assert "THE LAW ON HOLDING" not in text
        assert "When does the hold expire?" in " ".join(text.split())

    @pytest.mark.parametrize(
        ("form", "caveat"),
        [
            ("I-247A", "It takes effect only when"),
            ("I-247D", "Whether it takes effect only when the person is given a copy was"),
            ("I-247 (12/12)", ""),
        ],
    )
    def test_that_it_may_not_be_in_effect_is_a_caveat(self, form: str, caveat: str) -> None:
        """Unless the review says that the person was given a copy."""
        day = date(2016, 7, 1) if form == "I-247D" else None
        readings = hold_readings(THURSDAY, form=form, jurisdiction="US-IL", on=day)
        served = dl.review_detainer(dl.Detainer(form=form, issued_on=date(2016, 7, 1), served=True))

        assert caveat in " ".join(memo_text(readings).split())
        assert "as if the detainer is in effect" not in memo_text(readings, review=served)

    def test_a_form_that_asks_for_no_hold_has_no_strip(self) -> None:
        """A request for notice."""
        text = memo_text(hold_readings(THURSDAY, form="I-247G", jurisdiction="US-IL"))

        assert "WHICH HOURS COUNT" not in text
        assert "asks for no hold" in text

    def test_rules_that_agree_are_not_said_to_differ(self) -> None:
        """Where one could not be computed, too."""
        ends = datetime(2025, 3, 3, 17, tzinfo=ZoneInfo("America/New_York"))
        readings = hold_readings(ends, form="I-247A", jurisdiction="US-NC")

        assert readings.agree is None
        assert "The rules on file give different deadlines" not in memo_text(readings)

    def test_with_few_caveats_what_no_source_settles_is_told(self) -> None:
        """Of any rule, where there is room."""
        monday = hold_readings(THURSDAY.replace(day=14), form="I-247A", jurisdiction="US-IL")
        served = dl.review_detainer(
            dl.Detainer(form="I-247A", issued_on=date(2025, 7, 1), served=True)
        )
        text = " ".join(memo_text(monday, review=served).split())

        assert "1. The original text was not read for Form I-247A. Read the original first." in text
        assert "2. Form I-247A: The source read names no excluded day." in text
        assert "3. 8 C.F.R. § 287.7(d): The rule does not say when the hours begin." in text

    def test_what_was_not_entered_is_counted(self) -> None:
        """A review lists what is wrong; the rest is a number."""
        text = " ".join(memo_text(cook(), review=REVIEW).split())

        assert "Form I-247A (3/17), issued July 1, 2025: 2 findings; " in text
        assert re.search(r"\d questions could not be checked, as something was not entered", text)

    def test_a_review_with_all_entered_counts_nothing(self) -> None:
        """No question of which something was left out."""
        whole = dl.review_detainer(
            dl.Detainer(
                form="I-247A",
                issued_on=date(2025, 7, 1),
                issued_by="ice",
                boxes={1},
                bases={"final-order"},
                warrants=[
                    dl.AdministrativeWarrant(form="I-205", signed=True, offered_as_judicial=False)
                ],
                signed=True,
                served=True,
                served_on=date(2025, 7, 1),
                notice_contact=True,
            )
        )

        assert "could not be checked" not in memo_text(cook(), review=whole)


class TestReleases:
    """A person who was released is held no longer."""

    @pytest.mark.parametrize(
        ("released", "when", "was_held"),
        [
            (
                datetime(2025, 7, 9, 8, tzinfo=CHICAGO),
                "Wednesday, July 9, 2025, 8:00 a.m. CDT",
                True,
            ),
            (datetime(2025, 7, 9, 13, tzinfo=UTC), "Wednesday, July 9, 2025, 8:00 a.m. CDT", True),
            (date(2025, 7, 9), "Wednesday, July 9, 2025", True),
            (THURSDAY, "Thursday, July 3, 2025, 5:00 p.m. CDT", False),
            (date(2025, 7, 2), "Wednesday, July 2, 2025", False),
        ],
    )
    def test_begins_with_the_release(
        self, released: datetime | date, when: str, *, was_held: bool
    ) -> None:
        """The question has it, too."""
        lines = " ".join(memo_text(cook(), released=released).split())
        over = ": the hold is over." if was_held else ", not after the time due: there was no hold."

        assert f"5:00 p.m. CDT, and was released {when}. May the agency hold such a" in lines
        assert f"ANSWER Released {when}{over} Cook County, Illinois: a local agency" in lines
        assert f"<p><b>Released {when}{over}</b></p>" in memo_html(cook(), released=released)

    def test_of_the_day_due_alone_may_be_of_no_hold(self) -> None:
        """It may have come before 5 p.m."""
        text = " ".join(memo_text(cook(), released=date(2025, 7, 3)).split())

        assert "ANSWER Released Thursday, July 3, 2025: no hold runs now. Cook County" in text

    @pytest.mark.parametrize(
        ("released", "told"),
        [
            (date(2025, 7, 2), "Wednesday, July 2, 2025, not after the time due: there was no"),
            (
                datetime(2025, 7, 3, 0, tzinfo=CHICAGO),
                "12:00 midnight CDT, at the start of Thursday, July 3, 2025, not after the time",
            ),
            (date(2025, 7, 3), "Thursday, July 3, 2025: no hold runs now. "),
            (
                datetime(2025, 7, 3, 17, tzinfo=CHICAGO),
                "Thursday, July 3, 2025, 5:00 p.m. CDT: no hold runs now. ",
            ),
            (date(2025, 7, 4), "Friday, July 4, 2025: the hold is over. "),
        ],
    )
    def test_is_set_beside_both_ends_of_a_day(self, released: datetime | date, told: str) -> None:
        """A hold is over only where it had begun, whenever in that day release was due."""
        text = " ".join(memo_text(*july_3("I-247A"), released=released).split())

        assert f"ANSWER Released {told}" in text

    def test_where_no_hold_was_asked(self) -> None:
        """A request for notice leaves no hold that could be over."""
        after = date(2025, 7, 9)
        (readings, _), both = july_3("I-247N"), july_3("I-247N")
        told = "Released Wednesday, July 9, 2025: the form asks for no hold."

        assert told in memo_text(readings, released=after)
        assert told in memo_text(*both, released=after)

    @pytest.mark.parametrize("day", [None, date(2010, 7, 3)])
    def test_where_no_deadline_is_known_no_hold_is_known(self, day: date | None) -> None:
        """Of Form I-247X no words on the hold were read, and before 2015 there was none."""
        readings = hold_readings(THURSDAY, form="I-247X", on=day)
        text = memo_text(readings, released=date(2025, 7, 9))

        assert not readings.computed
        assert "Released Wednesday, July 9, 2025: no hold runs now.\n" in text

    def test_that_is_not_known_is_not_told(self) -> None:
        """The memo is of a person who is held."""
        assert "eleased" not in memo_text(cook())


class TestDays:
    """Where only the day of release is known."""

    def test_every_deadline_lies_between_two(self) -> None:
        """Of the start of the day and of its end."""
        first, last = (
            hold_readings(end, form="I-247A", zone=CHICAGO, jurisdiction="US-IL")
            for end in limits_of(date(2025, 7, 3), CHICAGO)
        )
        text = " ".join(memo_text(first, last).split())

        assert "is due for release Thursday, July 3, 2025, at a time that was not entered." in text
        assert (
            "past the time due: Thursday, July 3, 2025. A criminal charge, a judge's warrant"
            in text
        )
        assert (
            "8 C.F.R. § 287.7(d): no earlier than 12:00 midnight CDT, at the start of Tuesday, "
            "July 8, 2025 (the night from Monday to Tuesday); no later than 12:00 midnight CDT, at "
            "the end of Tuesday, July 8, 2025 (the night from Tuesday to Wednesday)."
        ) in text
        assert "1. Only the day of release is known." in text
        assert "WHICH HOURS COUNT, IF DUE AT THE START OF THE DAY" in text

    def test_a_rule_of_one_end_of_the_day_says_which(self) -> None:
        """A holiday may matter at one end only."""
        first, last = (
            hold_readings(end, form="I-247A", zone=CHICAGO)
            for end in limits_of(date(2026, 7, 2), CHICAGO)
        )
        titles = [{reading.full_title for reading in end} for end in (first, last)]
        none = hold_readings(THURSDAY, form="I-247G")
        text = " ".join(memo_text(first, none).split())

        assert titles[0] == titles[1]
        assert "(if due at the start of the day)" in text
        assert "asks for no hold. (if due at the end of the day)" in text
        assert "If due at the end of the day: No rule on file gives a deadline." in text


class TestPage:
    """As HTML."""

    def test_has_headings(self, page: Page) -> None:
        """One of the page, and one a part."""
        assert ["Memo on a detainer hold"] == page.of("h1")
        assert HEADINGS == page.of("h2")
        assert "Memo on a detainer hold - Case 17-3" in page.of("title")

    def test_is_in_english(self, page: Page) -> None:
        """A reader of screens reads it so."""
        assert ("html", {"lang": "en"}) == page.elements[0]

    def test_a_table_has_heads(self, page: Page) -> None:
        """Each is of its column."""
        assert ["Rule", "Its time ends", "Addressed to", "Official citation"] == page.of("th")
        assert [{"scope": "col"}] * 4 == [of for tag, of in page.elements if tag == "th"]

    def test_a_strip_has_words_for_those_who_do_not_see_it(self, page: Page) -> None:
        """What it shows, and of each day what counts."""
        strips = [of["aria-label"] for _, of in page.elements if of.get("role") == "list"]
        days = [of["title"] for _, of in page.elements if of.get("role") == "listitem"]

        assert [
            "Form I-247A: Saturday, July 5, 2025, 5:00 p.m. CDT",
            "8 C.F.R. § 287.7(d): Tuesday, July 8, 2025, 5:00 p.m. CDT",
        ] == strips
        assert "Friday, July 4, 2025, all day, 24 hours: excluded (Independence Day)" in days

    def test_fetches_nothing(self, page: Page) -> None:
        """No script, font, style or picture from elsewhere."""
        assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in page.elements}
        assert not re.search(r"url\(|@import", " ".join(page.of("style")))

    def test_is_printed_on_letter_paper(self, page: Page) -> None:
        """In black and white: what is behind words is printed, and words say the same."""
        assert "@page { size: letter" in page.of("style")[0]
        assert {"Initials:", "Date:", "Time:"} <= set(page.of("span"))

    def test_says_what_the_text_says(self, page: Page) -> None:
        """Word for word, but for what holds the words together."""
        text = memo_text(cook(), review=REVIEW, case_id="17-3")
        shown = [data for _, data in page.texts]
        shown += [of["title"] or "" for _, of in page.elements if "title" in of]
        words = set(re.findall(r"\w+", " ".join(shown).casefold()))
        of_text = {"one", "mark", "two", *re.findall(r"\w+", more_strips(1))}

        assert set(re.findall(r"[a-z]\w+", text.casefold())) - words <= of_text

    def test_escapes_an_id(self) -> None:
        """Whatever it is."""
        page = memo_html(cook(), case_id='<b>"17"</b>')

        assert "Case &lt;b&gt;&quot;17&quot;&lt;/b&gt;" in page
        assert "<b>&quot;" not in page

    def test_has_no_id_where_none_is_given(self) -> None:
        """A person is named nowhere."""
        page = memo_html(cook())

        assert "Case" not in page
        assert "<b></b>" not in page
        assert "<header><h1>Memo on a detainer hold</h1></header>" in page

    def test_captions_its_table(self) -> None:
        """By what stands above it, for those who hear the page."""
        for readings in (cook(), hold_readings(THURSDAY, form="I-247A")):
            page = memo_html(readings)
            (caption,) = re.findall("<table><caption>([^<]+)</caption>", page)

            assert f"<h2>{caption}</h2><table>" in page

    def test_without_a_hold_has_no_strip(self) -> None:
        """And no law where no place is given."""
        page = Page(memo_html(hold_readings(THURSDAY, form="I-247G")))

        expires = "When a lawful hold would expire, under each rule on file"
        assert [*HEADINGS[:2], expires, HEADINGS[5], HEADINGS[7]] == page.of("h2")


class TestRoom:
    """A page of letter paper."""

    def test_a_long_memo_is_in_smaller_letters(self) -> None:
        """But never smaller than can be read."""
        sizes = [
            float(found[1])
            for readings in (hold_readings(THURSDAY, form="I-247G"), cook(), self.new_york())
            if (found := re.search(r"font: ([\d.]+)pt", memo_html(readings, review=REVIEW)))
        ]

        assert sizes == sorted(sizes, reverse=True)
        assert 10 == sizes[0]
        assert 7 == sizes[-1]

    @pytest.mark.parametrize("day", [date(2026, 7, 3), date(2025, 12, 24)])
    def test_the_days_that_the_regulation_excludes_are_drawn(self, day: date) -> None:
        """Beside those of the form, and before those of any rival of either."""
        eastern = ZoneInfo("America/New_York")
        ends = (
            hold_readings(end, form="I-247A", zone=eastern, jurisdiction="Wake County, NC")
            for end in limits_of(day, eastern)
        )
        drawn = Page(memo_html(*ends, review=REVIEW)).of("h3")

        assert drawn[0].startswith("Form I-247A")
        assert "8 C.F.R. § 287.7(d)" in drawn[1:]

    def test_what_has_no_room_is_counted(self) -> None:
        """Strips, and lines of the law; how well that was read is always said."""
        lines = memo_text(self.new_york(), review=REVIEW).splitlines()
        text = " ".join(" ".join(lines).split())

        assert "more rules count other hours; they are not drawn here." in text
        assert re.search(r"\d more lines? do(es)? not fit here: see the full answer", text)
        assert re.search(r"not fit here: see the full answer on the law on holding\. As of", text)

    @staticmethod
    def new_york() -> HoldReadings:
        """Give readings of which there are more than a page draws."""
        eastern = ZoneInfo("America/New_York")
        return hold_readings(
            datetime(2026, 7, 2, 17, tzinfo=eastern),
            form="I-247A",
            jurisdiction="New York City",
            events={"detainer-received": datetime(2026, 7, 3, 9, tzinfo=eastern)},
        )


class TestRefusals:
    """What makes no memo."""

    @pytest.mark.parametrize("write", [memo_html, memo_text])
    def test_of_what_is_something_else(self, write: Any) -> None:
        """Readings, a review of them, an opaque text."""
        for arguments, options, where in (
            ([5], {}, "readings"),
            ([cook(), 5], {}, "latest"),
            ([cook()], {"review": "signed"}, "review"),
            ([cook()], {"case_id": 17}, "case_id"),
            ([cook()], {"case_id": " "}, "case_id"),
            ([cook()], {"case_id": "17\ud800"}, "case_id"),
            ([cook()], {"released": datetime.min.replace(tzinfo=UTC)}, "released"),
        ):
            with pytest.raises(DetainerError, match=rf"^{where}: got "):
                write(*arguments, **options)
