"""Rosters: a row a person, each answered as one person is, and none lost."""

import csv
import io
import re
import tracemalloc
import unicodedata
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import attrs
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detainerlib import UNKNOWN, DetainerError, catalog, hold_readings
from detainerlib.errors import ColumnError, ZoneError
from detainerlib.holds.audits_by_reading import audits_by_reading
from detainerlib.readers import Roster, RosterReading, _exports, _roster_template, read_roster

CHICAGO: Final = ZoneInfo("America/Chicago")
THURSDAY: Final = datetime(2025, 7, 3, 17, tzinfo=CHICAGO)
WEDNESDAY: Final = datetime(2025, 7, 9, 8, tzinfo=CHICAGO)
HEAD: Final = ("id", "due for release", "released", "place", "zone", "form", "received")
COOK: Final = "Cook County, IL"
MIB: Final = 2**20


def contents(rows: Iterable[Sequence[object]], encoding: str = "utf-8") -> io.BytesIO:
    """Give a roster as an open file."""
    text = io.StringIO()
    csv.writer(text).writerows(["" if cell is None else cell for cell in row] for row in rows)
    return io.BytesIO(text.getvalue().encode(encoding))


def roster(*rows: Sequence[object], head: Sequence[object] = HEAD, **settings: Any) -> Roster:
    """Give the answers to a roster."""
    return read_roster(contents([head, *rows]), **settings)


def workbook(folder: Path, *rows: Sequence[object], head: Sequence[object] = HEAD) -> Path:
    """Write a roster as a workbook."""
    book = openpyxl.Workbook()
    for row in (head, *rows):
        book.worksheets[0].append([*row])
    path = folder / "roster.xlsx"
    book.save(path)
    return path


def one(*cells: object, head: Sequence[object] = HEAD, **settings: Any) -> Any:
    """Give the one row of a roster."""
    (row,) = roster(cells, head=head, **settings)
    return row


class TestAnswers:
    """What a row gets is what one person gets."""

    def test_of_one_person(self) -> None:
        """Each reading, as `hold_readings` and its audits give them, and the law on holding."""
        row = one("17", "7/3/2025 5pm", "7/9/2025 8am", COOK)
        readings = hold_readings(THURSDAY, form="I-247A", jurisdiction=COOK)
        audits = readings.audit(WEDNESDAY)

        assert (THURSDAY, WEDNESDAY, "America/Chicago", "i-247a") == (
            row.custody_ends, row.released, row.zone, row.form
        )  # fmt: skip
        assert [audit.title for audit in audits] == [reading.title for reading in row.readings]
        assert [audit.verdict for audit in audits] == [reading.verdict for reading in row.readings]
        assert readings.earliest is not None
        assert readings.earliest.deadline == row.earliest.deadline
        assert "a local agency must not hold a person" in row.authority_to_hold
        assert readings.earliest is not None
        assert str(row) == f"row 2: {readings.line(readings.earliest)}"
        assert str(row) == (
            "row 2: The time named by Form I-247A ends Saturday, July 5, 2025, 5:00 p.m. CDT."
        )
        assert str(row.earliest) == (
            "The time named by Form I-247A ends Saturday, July 5, 2025, 5:00 p.m. CDT: over by 87 "
            "hours"
        )
        assert "17" not in repr(row)

    @pytest.mark.parametrize("place", [COOK, "Wake County, NC", "Travis County, TX"])
    @pytest.mark.parametrize("received", ["", "7/2/2025 9am"])
    def test_sentence_is_that_of_one_person(self, place: str, received: str) -> None:
        """Under a bar no hold expires; and a rule that lacks an event may end it earlier."""
        row = one("17", "7/3/2025 5pm", "", place, "", "", received)
        (readings,) = row.hold_readings()

        assert readings.earliest is not None
        assert readings.line(readings.earliest) == row.sentence
        assert readings.is_barred is row.is_barred

    def test_sentence_of_a_day(self) -> None:
        """So it is where only the day is known."""
        times = (
            "no earlier than 12:00 midnight {0}, at the start of Saturday, July 5, 2025 (the night "
            "from Friday to Saturday), and no later than 12:00 midnight {0}, at the end of "
            "Saturday, July 5, 2025 (the night from Saturday to Sunday)"
        )
        barred, missing = (
            one("17", "7/3/2025", "", place).sentence for place in (COOK, "Wake County, NC")
        )

        assert f"The time named by Form I-247A ends {times.format('CDT')}." == barred
        assert (
            f"Earliest deadline computed: A lawful hold would expire {times.format('EDT')}, "
            "under Form I-247A; it may expire earlier "
            "under N.C. Gen. Stat. § 162-62(b1) (S.L. 2024-55)."
        ) == missing

    def test_rows_under_a_bar_are_counted(self) -> None:
        """The summary says in how many rows no deadline gives authority."""
        due = "7/3/2025 5pm"
        rows = roster(
            ("1", due, "", COOK), ("2", "", "", COOK), ("3", due, "", "Travis County, TX")
        )

        assert (
            "In 1 row the law or policy of the place bars the hold: no deadline there gives "
            "authority to hold."
        ) in str(rows).splitlines()

    def test_no_hold_under_a_bar_is_on_time(self) -> None:
        """Its cell and the summary say so, in the words of an audit."""
        due, soon = "7/3/2025 5pm", "7/4/2025 5pm"
        rows = roster(("1", due, soon, COOK), ("2", due, soon, "Travis County, TX"))
        within = "within its time limit, which gives no authority to hold"

        assert [within, "on time"] == [row.readings[0].verdict for row in rows]
        assert {"within": 1, within: 1} == rows.counts["Form I-247A"]
        assert f"Form I-247A: 1 within, 1 {within}." in str(rows).splitlines()

    def test_as_of(self) -> None:
        """Who was not released is still held then; what is left is counted from it."""
        rows = roster(
            ("1", "7/3/2025 5pm", "", COOK),
            ("2", "7/3/2025 5pm", "7/4/2025 5pm", COOK),
            ("3", "7/3/2025 5pm", "unknown", COOK),
            as_of="7/4/2025 5pm",
        )

        assert [timedelta(days=1), None, None] == [row.time_left for row in rows]
        assert ["within", "within", "unknown"] == [row.readings[0].outcome for row in rows]
        assert UNKNOWN is rows[2].released
        barred = "within its time limit so far, which gives no authority to hold"
        assert barred == rows[0].readings[0].verdict
        assert "A blank release counts as still held on Friday, July 4, 2025" in str(rows)

    @pytest.mark.parametrize(
        "as_of", [datetime(2025, 7, 4, 17, tzinfo=CHICAGO), datetime(2025, 7, 4, 17)]  # noqa: DTZ001
    )  # fmt: skip
    def test_as_of_a_datetime(self, as_of: datetime) -> None:
        """One without a zone is local time of each row."""
        row = one("1", "7/3/2025 5pm", "", COOK, as_of=as_of)

        assert timedelta(days=1) == row.time_left

    @pytest.mark.parametrize("as_of", ["7/4/2025", date(2025, 7, 4), "13/4/2025 5pm"])
    def test_as_of_that_is_no_time(self, as_of: Any) -> None:
        """A day is none."""
        with pytest.raises(DetainerError) as error:
            one("1", "7/3/2025 5pm", "", COOK, as_of=as_of)
        assert "as_of" == error.value.where

    def test_day_without_a_time(self) -> None:
        """It counts as any time of that day, and that is told."""
        row = one("1", "7/3/2025", "7/9/2025 8am", COOK)

        assert date(2025, 7, 3) == row.custody_ends
        assert "over by more than 80 and at most 104 hours" == row.earliest.verdict
        assert row.earliest.deadline < row.earliest.latest_deadline
        assert ["counts as any time of that day"] == [fault.done for fault in row.faults]

    def test_day_without_a_time_in_cells(self) -> None:
        """The end of a day stands to the second, and not later than it is."""
        headings, (cells,) = roster(("1", "7/3/2025", "", COOK)).table()

        assert "2025-07-05 00:00:00-05:00" == cells[headings.index("earliest deadline")]
        assert (
            "2025-07-05 00:00:00-05:00 to 2025-07-05 23:59:59-05:00"
            == cells[headings.index("deadline: Form I-247A")]
        )

    def test_zones(self) -> None:
        """A zone of the row wins; a place with several needs one, of the row or of all rows."""
        head = ("id", "due for release", "place", "zone")
        rows = roster(
            ("1", "7/3/2025 5pm", "", "Pacific"),
            ("2", "7/3/2025 5pm", "Malheur County, OR", "Mountain"),
            ("3", "7/3/2025 5pm", "Malheur County, OR", ""),
            ("4", "7/3/2025 5pm", COOK, "Eastern"),
            ("5", "7/3/2025 5pm", "", ""),
            head=head,
        )

        assert ["America/Los_Angeles", "America/Denver", None, "America/New_York", None] == [
            row.zone for row in rows
        ]
        assert [True, True, False, False, False] == [bool(row.readings) for row in rows]
        assert "Add the zone of the facility" in rows[2].faults[0].reason
        assert "cannot be answered" == rows[3].faults[0].done
        assert (
            "America/Denver"
            == one("3", "7/3/2025 5pm", "Malheur County, OR", head=head[:3], zone="Mountain").zone
        )
        assert "America/Chicago" == one("5", "7/3/2025 5pm", head=head[:2], jurisdiction=COOK).zone

    def test_no_place_at_all(self) -> None:
        """Without a column or an argument nothing can be read."""
        with pytest.raises(ZoneError, match="a column of places or zones"):
            one("1", "7/3/2025 5pm", head=HEAD[:2])

    def test_forms(self) -> None:
        """I-247A from its first day; before it the form must be named."""
        rows = roster(
            ("1", "7/3/2015 5pm", "", COOK, "", ""),
            ("2", "7/3/2015 5pm", "", COOK, "", "I-247D"),
            ("3", "7/3/2025 5pm", "", COOK, "", "I-999"),
        )

        assert [None, "i-247d", None] == [row.form for row in rows]
        assert "several were in use before April 2, 2017" in rows[0].faults[0].reason
        assert "i-247" == one("1", "7/3/2015 5pm", "", COOK, form="I-247").form

    def test_received_late(self) -> None:
        """A detainer that came after custody ended is a reading more."""
        early = one("1", "7/3/2025 5pm", "", COOK, "", "", "7/1/2025 9am")
        late = one("1", "7/3/2025 5pm", "", COOK, "", "", "7/4/2025 9am")

        assert len(early.readings) < len(late.readings)
        assert "if the clock starts when" in late.readings[1].title

    def test_local_time_that_happened_twice(self) -> None:
        """Refused with both, unless what stands behind it decides."""
        twice = one("1", "11/2/2025 1:30am", "", COOK)

        assert not twice.readings
        assert "1:30 a.m. CDT or Sunday, November 2, 2025, 1:30 a.m. CST" in twice.faults[0].reason
        assert one("1", "11/2/2025 1:30am CST", "", COOK).readings

    def test_offset_behind_a_time(self) -> None:
        """The day of the law and of the zone is that of the place."""
        row = one("1", "2025-07-04T02:00Z", "", COOK)

        assert datetime(2025, 7, 3, 21, tzinfo=CHICAGO) == row.custody_ends

    def test_other_columns_that_cannot_be_read(self) -> None:
        """A release counts as unknown, a receipt is left out; the deadlines stand."""
        row = one("1", "7/3/2025 5pm", "tomorrow", COOK, "", "", "7/1/2025")

        assert ["unknown"] * 2 == [reading.outcome.value for reading in row.readings]
        assert ["not known: the release that was entered could not be read"] * 2 == [
            reading.verdict for reading in row.readings
        ]
        assert ["counts as unknown", "was left out"] == [fault.done for fault in row.faults]
        assert one("1", "7/3/2025 5pm", "", COOK, "", "", "7/1/2025 25:00").readings

    @pytest.mark.parametrize("said", ["still held", "IN CUSTODY", "Held"])
    @pytest.mark.parametrize("due", ["7/3/2025 5pm", "7/3/2025"])
    def test_a_release_that_says_the_person_is_held(self, said: str, due: str) -> None:
        """It is no time, and the cell is to be left blank."""
        row = one("1", due, said, "Wake County, NC")
        fault = row.faults[-1]

        assert ("released", "counts as unknown") == (fault.column, fault.done)
        assert "leave it blank while the person is held" == fault.reason
        assert "not known: the release that was entered could not be read" == (
            row.readings[0].verdict
        )
        assert all("no release was entered" not in reading.verdict for reading in row.readings)

    def test_a_time_due_that_is_unknown(self) -> None:
        """It is taken as it is: nothing is counted, and it is not said to be misread."""
        row = one("1", "Unknown", "7/9/2025 8am", COOK)

        assert ((), None) == (row.readings, row.custody_ends)
        assert [
            (
                "was kept without an answer",
                "without at least the day there is no time to count from",
            )
        ] == [(fault.done, fault.reason) for fault in row.faults]
        assert "not known: no release was entered" == (
            one("1", "7/3/2025 5pm", "unknown", COOK).readings[0].verdict
        )


TIMES: Final = st.datetimes(datetime(2016, 1, 1), datetime(2027, 12, 31))  # noqa: DTZ001
PLACES: Final = st.sampled_from(
    [COOK, "Travis County, TX", "NH", "Fulton County, GA", "48453", "Malheur County, OR", "Narnia"]
)
ROWS: Final = st.fixed_dictionaries(
    {
        "due": st.one_of(TIMES.map(lambda time: f"{time:%m/%d/%Y %H:%M}"),
                         TIMES.map(lambda time: f"{time:%m/%d/%Y}"),
                         st.sampled_from(["", "soon", "7/3/25", "13/13/2025 5pm"])),
        "released": st.one_of(TIMES.map(lambda time: f"{time:%m/%d/%Y %I:%M %p}"),
                              st.sampled_from(["", "unknown", "later", "7/9/2025"])),
        "place": PLACES,
        "form": st.sampled_from(["", "I-247A", "I-247D", "I-247"]),
        "received": st.one_of(TIMES.map(lambda time: f"{time:%Y-%m-%dT%H:%M}"), st.just("")),
    }
)  # fmt: skip


class TestArguments:
    """What no source on file adopts is called so, and no deadline."""

    def test_by_the_clock_and_of_a_day(self, tmp_path: Path) -> None:
        """Where all times are exact, and where the day only is known."""
        titles = ("Form I-247A", "8 C.F.R. § 287.7(d)")
        for due in ("12/24/2025 5pm", "12/24/2025"):
            path = tmp_path / "roster.csv"
            path.write_text(f"id,due for release,place\n17,{due},IA\n")
            roster = read_roster(path)
            headings = roster.table()[0]

            for title in titles:
                assert {f"deadline: {title}", f"outcome: {title}"} <= {*headings}
            told = [heading for heading in headings if "executive orders" in heading]
            assert told[0].startswith(
                "argued, but adopted by no source on file: 8 C.F.R. § 287.7(d), if the holidays "
            )
            assert told[1].startswith("outcome, argued: 8 C.F.R. § 287.7(d), if the holidays are ")
            assert "\nArgued, but adopted by no source on file: 8 C.F.R. § " in str(roster)


class TestLaws:
    """What is true of any roster."""

    @settings(suppress_health_check=[HealthCheck.too_slow])
    @given(rows=st.lists(ROWS, max_size=5), as_of=st.none() | TIMES)
    def test_every_row_has_the_answer_of_one_person(
        self, rows: list[Mapping[str, str]], as_of: datetime | None
    ) -> None:
        """Rows out equal rows in; each reading and its audit is the scalar one's."""
        table = [
            (number, row["due"], row["released"], row["place"], "", row["form"], row["received"])
            for number, row in enumerate(rows)
        ]
        answers = roster(*table, as_of=as_of)

        assert len(rows) == len(answers)
        assert [str(number) for number in range(len(rows))] == [row.id for row in answers]
        for row in answers:
            if not row.readings:
                assert row.faults
                continue
            assert row.custody_ends is not None
            assert row.form is not None
            assert row.zone is not None
            released = UNKNOWN if row.released is None else row.released
            audits = audits_by_reading(
                row.custody_ends,
                released,
                as_of=row.as_of,
                form=row.form,
                jurisdiction=row.jurisdiction,
                zone=row.zone,
                events={} if row.received is None else {"detainer-received": row.received},
            )
            for audit, reading in zip(audits, row.readings, strict=True):
                window = audit.earliest
                assert audit.title == reading.title
                assert (window and window.deadline) == reading.deadline
                verdict = audit.verdict
                if any(fault.column == "released" and fault.done == "counts as unknown"
                       for fault in row.faults):  # fmt: skip
                    verdict = verdict.replace(
                        "no release was entered", "the release that was entered could not be read"
                    )
                assert (audit.outcome, audit.least, audit.most, verdict) == (
                    reading.outcome, reading.least, reading.most, reading.verdict
                )  # fmt: skip
            if isinstance(row.custody_ends, datetime):
                scalar = hold_readings(
                    row.custody_ends, form=row.form, jurisdiction=row.jurisdiction, zone=row.zone
                )
                law = scalar.authority_to_hold
                told = " ".join((law[0].splitlines()[0], *law[1:])) if law else None
                assert told == row.authority_to_hold

    @given(rows=st.lists(ROWS, max_size=4))
    def test_what_is_written_is_read_again(self, rows: list[Mapping[str, str]]) -> None:
        """The answers are a roster themselves, with the same deadlines."""
        answers = roster(
            *((n, row["due"], row["released"], row["place"]) for n, row in enumerate(rows)),
            head=HEAD[:4],
            form="I-247A",
        )
        again = read_roster(io.BytesIO(answers.to_csv().encode()), form="I-247A", zone="Central")

        assert len(answers) == len(again)
        for row, other in zip(answers, again, strict=True):
            if row.readings:
                # A release that could not be read is written as unknown.
                assert other.readings == tuple(
                    attrs.evolve(
                        reading,
                        verdict=reading.verdict.replace(
                            "the release that was entered could not be read",
                            "no release was entered",
                        ),
                    )
                    for reading in row.readings
                )


class TestRows:
    """Rows stay, and what is wrong with them is told."""

    @pytest.mark.parametrize(
        ("id", "is_told"),
        [
            ("000-00-0000", True),
            ("000 00 0000", True),
            ("A000000000", True),
            ("a 000-000-000", True),
            ("A-00000000", True),
            ("A#000 000 000", True),
            ("000\u201300\u20130000", True),
            ("000\u201100\u20110000", True),
            ("000\u00a000\u00a00000", True),
            ("A\u00a0000\u2212000\u2212000", True),
            ("\uff10\uff10\uff10-00-0000", True),
            ("000000000", False),
            ("A0000000", False),
            ("B000000000", False),
            ("A00-000000", False),
            ("2025-00-0000", False),
            ("A000000000-1", False),
        ],
    )
    def test_an_id_that_looks_like_the_number_of_a_person(self, id: str, is_told: bool) -> None:
        """Is told and not repeated; the row stays, with its answer."""
        rows = roster((id, "7/3/2025 5pm", "", COOK))
        (row,) = rows

        assert unicodedata.normalize("NFKC", id) == row.id
        assert row.readings
        assert [("id", "", "looks like a person's own number")] * is_told == [
            (fault.column, fault.found, fault.done) for fault in row.faults
        ]
        assert ["use one of the jail's own"] * is_told == [fault.reason for fault in row.faults]
        assert is_told is ("id: looks like a person's own number (1 row)" in str(rows))
        assert row.id not in str(rows) + str(row.faults)

    def test_rows_that_cannot_be_read(self) -> None:
        """Each stays, with its id and its reason."""
        rows = roster(
            ("1", "", "", COOK),
            ("2", "7/3/25 5pm", "", COOK),
            ("3", "7/3/2025 5pm", "", "Jefferson County"),
            ("", "7/3/2025 5pm", "", COOK),
            ("4", "7/3/2025 5pm", "", "Cook County", "IL", "", "", "too much"),
            ("1", "7/3/2025 5pm", "", COOK),
        )

        assert [(2, 0), (3, 0), (4, 0), (5, 2), (6, 0), (7, 2)] == [
            (row.row, len(row.readings)) for row in rows
        ]
        assert [
            "the cell is blank",
            "expected a year with four digits. Did you mean July 3, 2025? Type 7/3/2025 5pm.",
        ] == [row.faults[0].reason for row in rows.rows[:2]]
        assert "Write which: Jefferson County, Alabama (01073)" in rows[2].faults[0].reason
        assert "was kept without an id" == rows[3].faults[0].done
        assert (None, "has more cells than headings, and no answer") == (
            rows[4].faults[0].column, rows[4].faults[0].done
        )  # fmt: skip
        assert "id: repeats an id (1 row)" in str(rows).splitlines()
        assert "row: has more cells than headings, and no answer (1 row)" in str(rows)
        assert "row 2 has the same id" == rows[5].faults[0].reason
        assert "6 rows, 2 with a deadline, 4 without." in str(rows)
        assert rows.faults.total == sum(len(row.faults) for row in rows)

    def test_a_cell_that_is_blank_but_needed(self) -> None:
        """It was not misread."""
        rows = roster(
            ("1", "7/3/2025 5pm", "", "TX"),
            ("2", "7/3/2025 5pm", "", ""),
            ("3", "7/3/2015 5pm", "", COOK),
            ("4", "7/3/2015 5pm", "", COOK, "", "I-1"),
        )

        assert ["zone: is blank but needed (2 rows)", "form: is blank but needed (1 row)",
                "form: was not read (1 row)"] == str(rows).splitlines()[2:]  # fmt: skip
        assert all(not row.readings for row in rows)

    def test_ids_that_a_spreadsheet_program_changed(self, tmp_path: Path) -> None:
        """A date, a time, and an error of a formula: the row stays and is answered."""
        ids = (date(2026, 3, 17), time(17, 3), timedelta(hours=30), "#REF!", "#DIV/0!", "#7")
        path = workbook(tmp_path, *((id, "7/3/2025 5pm", None, COOK) for id in ids))
        rows = read_roster(path)

        read = [row.id for row in rows]
        assert ["2026-03-17", "17:03:00", "1 day, 6:00:00", "", "", "#7"] == read
        assert all(row.readings for row in rows)
        a_date, an_error = (
            "if it was typed as an id, format the column as text and type it again",
            "the cell holds an error of the spreadsheet program",
        )
        reasons = [fault.reason for row in rows for fault in row.faults]
        assert [*[a_date] * 3, *[an_error] * 2] == reasons
        assert ["#REF!", "#DIV/0!"] == [row.faults[0].found for row in rows.rows[3:5]]

    @pytest.mark.parametrize("due", ["7/3/2016 5pm", "7/3/2016"])
    def test_a_form_that_asks_for_no_hold(self, due: str) -> None:
        """Its outcome is not unknown: there is no hold that it could be of."""
        rows = roster(("1", due, "7/9/2016 5pm", "Harris County, TX", "", "I-247N"))
        (row,) = rows

        assert ["the form asks for no hold"] == [reading.verdict for reading in row.readings]
        assert [False] == [reading.asks_hold for reading in row.readings]
        assert {"Form I-247N (6/15)": {"no hold asked": 1}} == rows.counts
        assert "The form asks for no hold, so there is no deadline." == row.sentence
        assert "Form I-247N (6/15): 1 no hold asked." in str(rows).splitlines()

    def test_a_form_whose_words_were_not_read(self) -> None:
        """That may ask for a hold: its outcome is not known."""
        rows = roster(("1", "7/3/2016 5pm", "7/9/2016 5pm", "Harris County, TX", "", "I-247X"))
        (row,) = rows

        assert [True] == [reading.asks_hold for reading in row.readings]
        assert {"Form I-247X (8/15)": {"unknown": 1}} == rows.counts
        assert "No rule on file gives a deadline." == row.sentence

    def test_no_status_is_read_from_a_sentence(self) -> None:
        """A reading that says the same of itself is counted by what it is."""
        told = "the form asks for no hold"
        (row,) = roster(("1", "7/3/2016 5pm", "", "Harris County, TX", "", "I-247X"))
        asked = RosterReading(title="1", verdict=told)
        not_asked = RosterReading(title="1", verdict="told otherwise", asks_hold=False)
        sentences = [
            attrs.evolve(row, readings=(reading,)).sentence for reading in (asked, not_asked)
        ]

        assert [
            "No rule on file gives a deadline.",
            "The form asks for no hold, so there is no deadline.",
        ] == sentences

    @pytest.mark.parametrize(
        ("typed", "read", "other"),
        [
            ("7/2/2025 5:00", "5:00 was read as 5:00 a.m.", "5:00 p.m. is meant, type that"),
            ("2025-07-02 9:30", "9:30 was read as 9:30 a.m.", "9:30 p.m. is meant, type that"),
            (
                "July 2, 2025, 12:00",
                "12:00 was read as 12:00 noon",
                (
                    "12:00 midnight is meant, type 00:00 for the start of the day, or 24:00 for "
                    "its end"
                ),
            ),
            (
                "July 2, 2025, 12:30",
                "12:30 was read as 12:30 p.m.",
                "12:30 a.m. is meant, type that",
            ),
            (
                "7/2/2025 1:05:30 CDT",
                "1:05:30 was read as 1:05:30 a.m.",
                "1:05:30 p.m. is meant, type that",
            ),
        ],
    )
    def test_a_time_without_its_half_of_the_day(self, typed: str, read: str, other: str) -> None:
        """It is read by a clock of 24 hours, and the row says so."""
        row = one("17", typed, "", COOK)

        assert row.readings
        assert [
            (typed, "was read by a 24-hour clock", f"{read}; if {other}")
        ] == [(fault.found, fault.done, fault.reason) for fault in row.faults]  # fmt: skip

    @pytest.mark.parametrize(
        "typed", ["7/2/2025 05:00", "7/2/2025 13:00", "7/2/2025 0:30", "7/2/2025 5:00 am",
                  "7/2/2025 5pm", "7/2/2025 0500", "7/2/2025 12 noon", "2025-07-02T05:00"]
    )  # fmt: skip
    def test_a_time_with_its_half_of_the_day(self, typed: str) -> None:
        """Nothing is said of what is said."""
        row = one("17", typed, "", COOK)

        assert row.readings
        assert () == row.faults

    @pytest.mark.parametrize(
        ("released", "as_of", "is_told"),
        [("", None, True), ("", "7/4/2025 5pm", False), ("7/4/2025 5pm", None, False)],
    )
    def test_without_a_release_says_what_to_add(
        self, released: str, as_of: str | None, *, is_told: bool
    ) -> None:
        """A time at which the person was still held."""
        rows = roster(("1", "7/3/2025 5pm", released, COOK), as_of=as_of)

        assert is_told is ("(as_of, or --as-of now)." in str(rows))

    def test_headings(self) -> None:
        """In any case, with blanks or underscores; under a title; of any order."""
        for head in (
            ("CASE_ID", "Custody Ends", "County"),
            ("booking id", "custody_ended", "JURISDICTION"),
            ("Booking Number", "DUE FOR RELEASE", "place"),
        ):
            assert one("17", "7/3/2025 5pm", COOK, head=head).readings

    @pytest.mark.parametrize(
        ("head", "expected"),
        [
            (
                ("Docket", "due for release", "place"),
                "a heading row with id; its headings are: Docket, due for release, place",
            ),
            (("Docket", "Out", "place", "form"),
             "a heading row with id, due for release; its headings are: Docket, Out, place, form"),
            (("Docket", "due for release"), "a heading row with id, due for release"),
            (("Jane Doe", "released", "ID", "7/3/2025"), "a heading row with id, due for release"),
        ],
    )  # fmt: skip
    def test_headings_that_are_missing(self, head: Sequence[str], expected: str) -> None:
        """They are named beside those found, but no row of cells is shown."""
        with pytest.raises(DetainerError) as refused:
            roster(("1", "7/3/2025 5pm", COOK), head=head)

        assert expected == refused.value.expected
        assert "Check that it is the right file, or give columns=." == refused.value.remedy

    def test_another_refusal_of_a_file_is_as_it_was(self) -> None:
        """Where headings are missing, too."""
        with pytest.raises(DetainerError, match="no sheet, as the file is text"):
            roster(("1", "7/3/2025 5pm"), head=("Docket", "due for release", "place"), sheet="a")

    def test_own_headings(self) -> None:
        """A map of columns; a heading about a person can be none of them."""
        head = ("Docket", "Out", "County")
        columns = {"id": "Docket", "custody_ends": "Out"}

        assert "17" == one("17", "7/3/2025 5pm", COOK, head=head, columns=columns).id
        for heading in (
            *("Last Name", "DOB", "A-Number", "SSN", "Inmate Number", "First", "LastName"),
            *("FNAME", "lname", "FullName", "D.O.B.", "Social", "SID", "State ID", "A-File"),
        ):
            with pytest.raises(DetainerError, match="never read"):
                one("17", "7/3/2025 5pm", COOK, columns={**columns, "id": heading})

    def test_two_columns_for_one_thing(self) -> None:
        """Which is meant is asked; of ids the first is taken."""
        head = ("id", "booking id", "due for release", "custody ends", "place")
        cells = ("1", "2", "7/3/2025 5pm", "7/4/2025 5pm", COOK)
        with pytest.raises(ColumnError, match="one column for custody_ends") as error:
            one(*cells, head=head)

        assert "columns={'custody_ends': 'due for release'}" in error.value.remedy
        row = one(*cells, head=head, columns={"custody_ends": "custody ends"})
        assert ("1", 4) == (row.id, row.custody_ends.day)
        with pytest.raises(ColumnError, match="Rename one of the two"):
            one("1", "7/3/2025 5pm", "7/3/2025 5pm", COOK, head=("id", *["released"] * 2, "place"),
                columns={"custody_ends": "released"})  # fmt: skip

    @pytest.mark.parametrize("second", ["id", "ID", "Id "])
    def test_two_columns_of_ids_with_one_heading(self, second: str) -> None:
        """Neither is taken: the first may be blank, and the second another's."""
        head = ("id", second, "due for release", "place")
        with pytest.raises(ColumnError, match="one column for id"):
            one("", "2", "7/3/2025 5pm", COOK, head=head)

    def test_columns_about_persons(self) -> None:
        """Not read and told; those about a facility, an agency or a place are just not needed."""
        head = (
            "id", "due for release", "place", "Last Name", "First", "DOB", "A#", "SSN",
            "Facility Name", "Agency Name", "Notes",
        )  # fmt: skip
        word = "Zzyzx"
        answers = roster(("1", "7/3/2025 5pm", COOK, *[word] * 8), head=head)

        assert ("Last Name", "First", "DOB", "A#", "SSN") == answers.about_persons
        assert ("Facility Name", "Agency Name", "Notes") == answers.others
        printed = f"{answers}{answers!r}{answers.to_csv()}{answers.to_frame('records')}"
        assert word not in printed
        assert (
            "Not read, as they are about a person: Last Name, First, DOB, A#, and SSN." in printed
        )

    @pytest.mark.parametrize(
        "heading",
        [
            *("Sub A#", "A #", "USCIS No", "USCIS", "AFN", "SO#", "FBI#", "A-Num"),
            *("Given", "Nombre", "Apellido", "Full Nm", "nm", "Initials", "Mother's Maiden", "MI"),
            *("Client", "Arrestee", "Individual", "Perp", "Suspect", "InmateNumber"),
            *("Date of B", "DateOfBirth", "DATEOFBIRTH", "DoB", "Home Phone", "Phone"),
        ],
    )
    def test_headings_about_persons(self, heading: str) -> None:
        """A name, a birth date or a number of a person: told as such, and no id."""
        head = ("id", "due for release", "place", heading)
        answers = roster(("1", "7/3/2025 5pm", COOK, "Zzyzx"), head=head)

        assert ((heading,), ()) == (answers.about_persons, answers.others)
        with pytest.raises(DetainerError, match="not about a person"):
            roster(("1", "7/3/2025 5pm", COOK, "9"), head=head, columns={"id": heading})

    @pytest.mark.parametrize(
        "heading",
        [
            *("Agency Phone", "Facility Phone Number", "Jail Email", "FacilityName", "Court Nm"),
            *("Booking ID", "Case ID", "Client ID", "Individual ID", "Docket #", "Form I-247A #"),
            *("Notice Given", "Initial Booking Number", "Nombre del condado", "So Far"),
        ],
    )
    def test_headings_about_other_things(self, heading: str) -> None:
        """What is about a facility, an agency or a place, or is a number of a case, is read."""
        head = ("number", "due for release", "place", heading)
        columns = {"id": heading, "custody_ends": "due for release", "jurisdiction": "place"}
        answers = roster(("1", "7/3/2025 5pm", COOK, "9"), head=head, columns=columns)

        assert ("9", ()) == (answers[0].id, answers.about_persons)

    def test_says_how_many_faults(self) -> None:
        """One is one, wherever it is told."""
        head = ("id", "due for release", "place")
        due = ("7/3/2025 5pm", "then", "later")
        none, one_bad, two_bad = (
            roster(*((str(id), time, COOK) for id, time in enumerate(due[first:last])), head=head)
            for first, last in ((0, 1), (0, 2), (0, 3))
        )

        assert ["no faults", "1 fault", "2 faults"] == [
            str(answers.faults).splitlines()[0] for answers in (none, one_bad, two_bad)
        ]
        assert "<caption>1 fault</caption>" in one_bad.faults._repr_html_()

    def test_frame(self) -> None:
        """A row a reading; a row without an answer has one, with nulls."""
        rows = roster(("17", "7/3/2025 5pm", "7/9/2025 8am", COOK), ("18", "", "", COOK))
        records = rows.to_frame("records")

        assert [
            ("17", True, "2025-07-05T17:00:00-05:00", "over", 87.0),
            ("17", False, "2025-07-08T17:00:00-05:00", "over", 15.0),
            ("18", None, None, "unknown", None),
        ] == [
            (row["id"], row["is_earliest"], row["hold_deadline"], row["outcome"],
             row["least_hours_over"])
            for row in records
        ]  # fmt: skip
        assert {"Form I-247A": {"over": 1}, "8 C.F.R. § 287.7(d)": {"over": 1}} == rows.counts

    def test_progress(self) -> None:
        """Every row is passed through."""
        passed: list[Any] = []

        def progress(rows: Sequence[Any]) -> Iterable[Any]:
            passed.extend(rows)
            return rows

        one("1", "7/3/2025 5pm", "", COOK, progress=progress)
        assert 1 == len(passed)


class TestWorkbooks:
    """Cells of Excel, and what is written for it."""

    def test_cells_of_excel(self, tmp_path: Path) -> None:
        """Times and dates as such, numbers as ids; a number is no time."""
        path = workbook(
            tmp_path,
            (17, datetime(2025, 7, 3, 17), datetime(2025, 7, 9), COOK),  # noqa: DTZ001
            (18.0, 45841.7, None, COOK),
            ("=1+1", "7/3/2025 5pm", None, COOK),
        )
        rows = read_roster(path)

        assert ["17", "18", ""] == [row.id for row in rows]
        assert (THURSDAY, date(2025, 7, 9)) == (rows[0].custody_ends, rows[0].released)
        assert "Format the cell as a date and time" in rows[1].faults[0].reason

    def test_sheets(self, tmp_path: Path) -> None:
        """Of two rosters in one workbook one must be named."""
        book = openpyxl.Workbook()
        for title in ("May", "June"):
            sheet = book.create_sheet(title)
            sheet.append([*HEAD])
            sheet.append([title, "7/3/2025 5pm", None, COOK])
        book.save(tmp_path / "two.xlsx")

        with pytest.raises(DetainerError, match="both have such a table; name one"):
            read_roster(tmp_path / "two.xlsx")
        assert "June" == read_roster(tmp_path / "two.xlsx", sheet="June")[0].id

    def test_written_and_read(self, tmp_path: Path) -> None:
        """Text stays text and runs as no formula; numbers stay numbers."""
        answers = roster(
            ("=cmd|'/c calc'!A0", "7/3/2025 5pm", "", COOK),
            ("@SUM(1)", "7/3/2025 5pm", "", COOK),
            ("-5", "7/3/2025 5pm", "", COOK),
            ("007", "7/3/2025 5pm", "", COOK),
            ("42", "7/3/2025 5pm", "", COOK),
            ("6.5", "7/3/2025 5pm", "", COOK),
            ("6.50", "7/3/2025 5pm", "", COOK),
            ("0.00001", "7/3/2025 5pm", "", COOK),
            ("1.0", "7/3/2025 5pm", "", COOK),
            ("0.0", "7/3/2025 5pm", "", COOK),
            ("100.0", "7/3/2025 5pm", "", COOK),
            ("a\x1b[31mb", "7/3/2025 5pm", "", COOK),
            ("9" * 5_000, "7/3/2025 5pm", "", COOK),
            as_of="7/6/2025 5pm",
        )
        ids = ["'=cmd|'/c calc'!A0", "'@SUM(1)", "-5", "007", 42, 6.5, "6.50", "0.00001"]
        ids += ["1.0", "0.0", "100.0"]
        ids += ["a\ufffd[31mb", "9" * 5_000]
        answers.write(tmp_path / "answers.xlsx")
        answers.write(tmp_path / "answers.csv")
        sheet: Any = openpyxl.load_workbook(tmp_path / "answers.xlsx").worksheets[0]
        rows = [*sheet.iter_rows(values_only=True)]
        text = (tmp_path / "answers.csv").read_text("utf-8-sig")

        assert ids == [row[0] for row in rows[1:]]
        assert [str(id) for id in ids] == [row[0] for row in [*csv.reader(io.StringIO(text))][1:]]
        assert "s" == sheet["A2"].data_type
        assert -24.0 == rows[1][rows[0].index("hours left")]
        assert answers.to_csv() == text
        told = [fault.done for fault in answers.faults]
        assert 2 == told.count("is written with an apostrophe before it")
        assert 1 == told.count("is written with a mark in place of some characters")

    def test_a_workbook_can_be_read_and_printed(self, tmp_path: Path) -> None:
        """Long cells are wrapped in columns of a bounded width; headings stay, and filter."""
        answers = roster(("17", "7/3/2025 5pm", "", COOK), ("18", "", "", COOK))
        answers.write(tmp_path / "answers.xlsx")
        sheet: Any = openpyxl.load_workbook(tmp_path / "answers.xlsx").worksheets[0]
        headings, rows = answers.table()
        widths = [sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]]

        assert "B2" == sheet.freeze_panes
        assert sheet.dimensions == sheet.auto_filter.ref
        assert "$1:$1" == sheet.print_title_rows
        assert all(cell.alignment.wrap_text for row in sheet.iter_rows() for cell in row)
        assert [43, 43] == [widths[headings.index(name)] for name in ("law on holding", "answer")]
        assert len("America/Chicago") + 3 == widths[headings.index("zone")]
        assert len(rows) + 1 == sheet.max_row

    def test_the_input_is_never_overwritten(self, tmp_path: Path) -> None:
        """By its name, through a link of either kind, or however it was opened."""
        path = workbook(tmp_path, ("1", "7/3/2025 5pm", None, COOK))
        whole = path.read_bytes()
        (tmp_path / "soft.xlsx").symlink_to(path)
        (tmp_path / "hard.xlsx").hardlink_to(path)
        with path.open("rb") as file:
            opened = read_roster(file)

        for answers in (read_roster(path), read_roster(tmp_path / "soft.xlsx"), opened):
            for name in ("roster.xlsx", "soft.xlsx", "hard.xlsx"):
                with pytest.raises(DetainerError, match="another file than the roster itself"):
                    answers.write(tmp_path / name)
        assert whole == path.read_bytes()

    def test_no_half_file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where writing is interrupted or fails, the old file stays, and nothing beside it."""
        answers = roster(("1", "7/3/2025 5pm", "", COOK))
        path = tmp_path / "answers.csv"
        path.write_text("old")
        write_bytes = Path.write_bytes

        def interrupted(self: Path, content: bytes) -> int:
            write_bytes(self, content[:10])
            raise KeyboardInterrupt

        monkeypatch.setattr(Path, "write_bytes", interrupted)
        with pytest.raises(KeyboardInterrupt):
            answers.write(path)
        assert ["answers.csv"] == [file.name for file in tmp_path.iterdir()]
        assert "old" == path.read_text()

    def test_where_nothing_can_be_written(self, tmp_path: Path) -> None:
        """A folder, a device, a folder that is not there, another kind, a name that is none."""
        answers = roster(("1", "7/3/2025 5pm", "", COOK))
        (tmp_path / "folder.csv").mkdir()
        for name, expected in (
            ("answers.pdf", "a file named .csv or .xlsx"),
            ("folder.csv", "a file that can be replaced"),
            ("none/answers.csv", "a file that can be written"),
            ("a\x00b.csv", "a file that can be written"),
        ):
            with pytest.raises(DetainerError, match=expected) as error:
                answers.write(tmp_path / name)
            assert "output" == error.value.where

    def test_where_no_temporary_file_can_be_made(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A workbook needs one; no other error is taken for that."""
        answers = roster(("1", "7/3/2025 5pm", "", COOK))
        for error, told in ((FileNotFoundError(2, "None"), DetainerError), (KeyError, KeyError)):

            def failing(_: object = None, error: Any = error) -> str:
                raise error

            monkeypatch.setattr("openpyxl.worksheet._writer.create_temporary_file", failing)
            with pytest.raises(told):
                answers.write(tmp_path / "answers.xlsx")
        assert [] == [*tmp_path.iterdir()]

    def test_through_a_link(self, tmp_path: Path) -> None:
        """What a link leads to is replaced, and the link stays."""
        (tmp_path / "link.csv").symlink_to(tmp_path / "far.csv")
        roster(("1", "7/3/2025 5pm", "", COOK)).write(tmp_path / "link.csv")

        assert (tmp_path / "link.csv").is_symlink()
        assert (tmp_path / "far.csv").read_text("utf-8-sig").startswith("id,")


class TestQuotationMarks:
    """A mark that is not closed would hide the people below it in a cell that nobody reads."""

    HEADING: Final = "id,due for release,place,note\n"
    ROW: Final = "18,7/3/2025 5pm,NH,{}\n"

    @pytest.mark.parametrize("below", ["x", '"x', '"x" y'])
    def test_that_are_not_closed_are_refused(self, below: str) -> None:
        """With the line, also where the next mark is that of another row."""
        notes = ("", '"tea', below, below)
        text = self.HEADING + "".join(map(self.ROW.format, notes))

        with pytest.raises(DetainerError, match="Check the quotation marks from line 3 on"):
            read_roster(io.BytesIO(text.encode()))

    def test_around_line_breaks_are_read(self) -> None:
        """A note of two lines is one cell."""
        text = self.HEADING + self.ROW.format('"tea,\nno sugar"') + self.ROW.format('5" tall')
        rows = read_roster(io.BytesIO(text.encode()))

        assert 2 == len(rows)
        assert ["id"] == [fault.column for fault in rows.faults]

    def test_around_what_may_be_a_row_are_told(self) -> None:
        """It may be a note, and may be a person."""
        text = self.HEADING + self.ROW.format('"tea') + self.ROW.format('x"') + self.ROW.format("")
        rows = read_roster(io.BytesIO(text.encode()))

        assert 2 == len(rows)
        (fault,) = (fault for fault in rows.faults if fault.column is None)
        assert 2 == fault.row
        assert "a row may be within the quotation marks" in str(fault)


class TestTemplate:
    """An empty roster."""

    def test_workbook(self, tmp_path: Path) -> None:
        """Its headings are read, its columns keep what is typed, its lists are all understood."""
        path = tmp_path / "roster.xlsx"
        assert _roster_template.write_template(path, "template")
        sheet: Any = openpyxl.load_workbook(path).worksheets[0]
        lists = {
            str(validation.sqref): validation.formula1
            for validation in sheet.data_validations.dataValidation
            if validation.type == "list"
        }

        assert list(HEAD) == [cell.value for cell in sheet[1]]
        assert {"D2:D10000", "E2:E10000", "F2:F10000"} == {*lists}
        assert "lists!$E$1:$E$12" == lists["E2:E10000"]
        assert "@" == sheet.column_dimensions["B"].number_format
        assert 0 == len(read_roster(path))

    def test_every_choice_is_read(self) -> None:
        """Places, zones and forms, each as it stands in its list."""
        choices = _roster_template.choices()

        assert "I-247A" == choices["form"][0]
        assert len(catalog.counties()) + 50 == len(choices["jurisdiction"])
        assert all(map(catalog.jurisdiction, choices["jurisdiction"]))
        zones = roster(
            *((zone, "7/3/2025 5pm", "", "", zone) for zone in choices["zone"]), form="I-247A"
        )
        assert all(row.readings for row in zones)
        forms = roster(*((form, "7/3/2025 5pm", "", COOK, "", form) for form in choices["form"]))
        assert all(row.readings for row in forms)

    def test_text(self, tmp_path: Path) -> None:
        """Headings alone; no file is replaced."""
        path = tmp_path / "roster.csv"
        assert not _roster_template.write_template(path, "template")
        assert ",".join(HEAD) == path.read_text("utf-8-sig").strip()
        with pytest.raises(DetainerError, match="a new file"):
            _roster_template.write_template(path, "template")


class TestHostileFiles:
    """A clear error or counted faults, within bounds."""

    def test_no_file_and_no_bytes(self, tmp_path: Path) -> None:
        """What is neither a path nor open for bytes is refused."""
        for path in (None, 5, io.StringIO("id"), b"id"):
            with pytest.raises(DetainerError, match="open for reading bytes"):
                read_roster(path)  # type: ignore[arg-type]
        with pytest.raises(DetainerError, match="a file that can be read"):
            read_roster(tmp_path / "none.csv")

    def test_ten_thousand_columns(self) -> None:
        """Refused with what to do."""
        head = (*HEAD, *(f"extra {number}" for number in range(10_000)))
        with pytest.raises(DetainerError, match="at most 1,000 columns"):
            roster(("1", "7/3/2025 5pm", "", COOK), head=head)

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
    def test_encodings(self, encoding: str) -> None:
        """Excel writes several."""
        file = contents([HEAD, ("1", "7/3/2025 5pm", "", "Doña Ana County, NM")], encoding)

        assert read_roster(file)[0].readings

    def test_null_bytes_and_mixed_encodings(self) -> None:
        """Read, and told."""
        lines = ",".join(HEAD).encode() + b'\n1\x00,7/3/2025 5pm,,"Do\xf1a Ana County, NM"\n'
        answers = read_roster(
            io.BytesIO(lines + '2,7/3/2025 5pm,,"Doña Ana County, NM"\n'.encode())
        )

        assert [True, True] == [bool(row.readings) for row in answers]
        assert [
            "row 2: had null bytes, which were left out; the file is damaged",
            (
                "row 2: was read as Windows-1252; it has bytes that are not UTF-8, as older "
                "programs write"
            ),
        ] == [*map(str, answers.faults)]
        assert answers.rows[0].faults == answers.faults.faults
        assert () == answers.rows[1].faults
        assert str(answers).splitlines()[-2:] == [
            "row: had null bytes, which were left out (1 row)",
            "row: was read as Windows-1252 (1 row)",
        ]
        headings, (first, second) = answers.table()
        assert "faults" == headings[-1]
        assert (
            "row had null bytes, which were left out: the file is damaged; row was read as "
            "Windows-1252: it has bytes that are not UTF-8, as older programs write"
        ) == first[-1]
        assert second[-1] is None

    def test_null_bytes_below_a_cell_of_two_lines(self) -> None:
        """What is told of a row has the number of the row, and not that of its line."""
        head = ",".join((*HEAD, "Note")).encode()
        file = head + b'\n1,7/3/2025 5pm,,"Cook County, IL","a\nb"\n2\x00,7/3/2025 5pm,,NH,\n'
        answers = read_roster(io.BytesIO(file))

        assert [(3, "had null bytes, which were left out")] == [
            (fault.row, fault.done) for fault in answers.rows[1].faults if fault.column is None
        ]
        assert [] == [fault for fault in answers.rows[0].faults if fault.column is None]

    def test_merged_cells_are_told_in_their_row(self, tmp_path: Path) -> None:
        """Without what stands in them, which may be a name."""
        path = workbook(
            tmp_path,
            ("1", "Doe", "7/3/2025 5pm", None, COOK),
            ("2", None, "7/3/2025 5pm", None, COOK),
            head=("id", "Last Name", *HEAD[1:4]),
        )
        book = openpyxl.load_workbook(path)
        book.worksheets[0].merge_cells("B2:B3")
        book.save(path)
        answers = read_roster(path)

        assert () == answers.rows[0].faults
        assert ["row 3: was filled in; the cell is merged with one above"] == [
            *map(str, answers.rows[1].faults)
        ]
        assert "Doe" not in answers.to_csv()

    def test_null_bytes_above_the_headings(self) -> None:
        """They are in no row, and are told with the file."""
        rows = "Jail\0\n" + ",".join(HEAD) + '\n1,7/3/2025 5pm,,"Cook County, IL"\n'
        answers = read_roster(io.BytesIO(rows.encode()))

        assert () == answers.rows[0].faults
        assert [1] == [fault.row for fault in answers.faults]

    def test_truncated(self, tmp_path: Path) -> None:
        """A workbook is refused; of a text what is whole is read."""
        rows = [(str(number), "7/3/2025 5pm", "", COOK) for number in range(20)]
        whole = workbook(tmp_path, *rows).read_bytes()
        for length in range(5, len(whole), len(whole) // 12):
            with pytest.raises(DetainerError):
                read_roster(io.BytesIO(whole[:length]))
        text = contents([HEAD, *rows]).getvalue()
        assert 19 <= len(read_roster(io.BytesIO(text[:-12]))) <= 20

    UNSAVED: Final = (
        "the cell holds a formula whose value is not saved; open the file in the spreadsheet "
        "program and save it"
    )

    def test_formulas_in_a_workbook(self, tmp_path: Path) -> None:
        """What Excel kept of them is read, and nothing is computed; so one may have no value."""
        due = "7/3/2025 5pm"
        rows = read_roster(
            workbook(
                tmp_path,
                ("1", "=NOW()", None, COOK),
                ('=HYPERLINK("x")', due, "=A1", COOK, None, None, "=A1"),
                ("3", due, None, "=A1", "Central"),
                ("4", due, None, COOK, "=A1"),
                ("5", due, None, COOK, None, "=A1"),
            )
        )

        assert [
            [("due for release", "was kept without an answer")],
            [
                ("id", "was kept without an id"),
                ("released", "counts as unknown"),
                ("received", "was left out"),
            ],
            [("place", "was not read")],
            [("zone", "was not read")],
            [("form", "was not read")],
        ] == [[(fault.column, fault.done) for fault in row.faults] for row in rows]
        assert {self.UNSAVED} == {fault.reason for fault in rows.faults}
        assert [False, True, False, False, False] == [bool(row.readings) for row in rows]
        assert rows[1].released is UNKNOWN

    @pytest.mark.parametrize(
        ("cell", "reason"),
        [
            ('<c r="B2"><f>NOW()</f></c>', UNSAVED),
            ('<c r="B2"><f>NOW()</f><v/></c>', UNSAVED),
            ('<c r="B2" s="0"><f t="shared" si="0"/><v></v></c>', UNSAVED),
            ('<c r="B2" t="str"><f>T(A9)</f><v></v></c>', "the cell is blank"),
            ('<!--<c r="ZZ2"><f>A1</f></c>--><c r="B2"></c>', "the cell is blank"),
            ('<c s="0"><f>NOW()</f><v></v></c>', "the cell is blank"),
        ],
    )
    def test_formulas_as_programs_save_them(self, tmp_path: Path, cell: str, reason: str) -> None:
        """A text that a formula gave may be empty; a cell may not say where it stands."""
        path = workbook(tmp_path, ("1", "=NOW()", None, COOK))
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        sheet = parts["xl/worksheets/sheet1.xml"].decode()
        parts["xl/worksheets/sheet1.xml"] = re.sub(
            r'<c r="B2".*?</c>', cell, sheet, count=1
        ).encode()
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, content)

        assert [reason] == [fault.reason for fault in read_roster(path)[0].faults]

    def test_what_stands_for_nothing_is_quoted(self) -> None:
        """It is no blank cell to whom it is told."""
        row = one(" n/a ", "N/A", "", COOK)

        assert [
            ("id", 'the cell says "n/a", which counts as blank'),
            ("due for release", 'the cell says "N/A", which counts as blank'),
        ] == [(fault.column, fault.reason) for fault in row.faults]

    def test_wrong_extension(self, tmp_path: Path) -> None:
        """What a file is, its first bytes say."""
        path = workbook(tmp_path, ("1", "7/3/2025 5pm", None, COOK))
        path = path.rename(tmp_path / "roster.csv")
        assert read_roster(path)[0].readings

    def test_too_large(self) -> None:
        """Neither read nor held beyond the bounds."""

        class Endless(io.RawIOBase):
            def read(self, size: int = -1) -> bytes:
                return b"x" * size

        with pytest.raises(DetainerError, match="at most 64 MiB"):
            read_roster(Endless())  # type: ignore[arg-type]
        rows = b"1,7/3/2025 5pm,,\n" * 100_001
        with pytest.raises(DetainerError, match="at most 100,000 rows"):
            read_roster(io.BytesIO(",".join(HEAD).encode() + b"\n" + rows))

    def test_long_cells_in_bounded_memory(self) -> None:
        """A cell is cut, shown or not."""
        cell = "x" * 100_000
        tracemalloc.start()
        answers = roster(*(("1", cell, cell, cell) for _ in range(20)))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()

        assert peak < 32 * MIB
        assert all(len(fault.found) <= 120 for fault in answers.faults)

    @given(content=st.binary(max_size=400))
    def test_any_bytes(self, content: bytes) -> None:
        """A DetainerError, or a roster; never another."""
        head = ",".join(HEAD).encode() + b"\n"
        for before in (b"", b"PK\x03\x04", head, head + b'1,7/3/2025 5pm,,"Cook County, IL"\n'):
            try:
                answers = read_roster(io.BytesIO(before + content))
            except DetainerError:
                continue
            assert len(answers.to_csv()) > 0


class TestExports:
    """What a spreadsheet would run."""

    @given(text=st.text(max_size=8))
    def test_no_text_begins_with_a_formula(self, text: str) -> None:
        """Unless it is a number."""
        cell = _exports.as_text_only(text)

        assert not cell.startswith(("=", "@", "\t", "\r"))
        assert not cell.startswith(("+", "-")) or float(cell.replace(",", "")) is not None
