"""Deadlines in calendar files, read back by another library than the one that writes them."""

import importlib
import sys
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detainerlib import UNKNOWN, DetainerError, hold_readings
from detainerlib.calendar_files import CalendarHold, calendar_of, hold_calendar
from detainerlib.errors import InstantError
from detainerlib.holds import HoldReadings
from detainerlib.sentences.authority import NO_AUTHORITY
from detainerlib.times.bounds import limits_of

VOBJECT: Final[Any] = importlib.import_module("vobject")
CHICAGO: Final = ZoneInfo("America/Chicago")
THURSDAY: Final = datetime(2025, 7, 3, 17, tzinfo=CHICAGO)
NOW: Final = datetime(2025, 7, 3, 16, 30, tzinfo=CHICAGO)
DAY_ONLY: Final = (
    "Only the day of release is known; this counts from the start of it, so it is the earliest "
    "that the hold can expire."
)
ALARMS: Final = [timedelta(hours=-24), timedelta(hours=-4), timedelta(hours=-1)]


def readings(ends: datetime = THURSDAY, **options: Any) -> HoldReadings:
    """Give the readings of Form I-247A."""
    return hold_readings(ends, form="I-247A", **options)


def events(*answers: HoldReadings, **options: Any) -> list[Any]:
    """Give the entries of the file, as vobject reads them."""
    return entries_of(hold_calendar(*answers, at=NOW, **options))


def entries_of(file: bytes) -> list[Any]:
    """Give the entries of a file, as vobject reads them."""
    # vobject keeps the zones of the files before, by their keys.
    VOBJECT.icalendar.__dict__["__tzidMap"].clear()
    entries: list[Any] = VOBJECT.readOne(file.decode()).vevent_list
    return entries


def uids(entries: list[Any]) -> list[str]:
    """Give by what a calendar finds entries again."""
    return [entry.uid.value for entry in entries]


def instants(entries: list[Any]) -> list[datetime]:
    """Give when entries are, in UTC."""
    return [entry.dtstart.value.astimezone(UTC) for entry in entries]


def alarms(entry: Any) -> list[timedelta]:
    """Give how long before an entry its alarms ring."""
    return [alarm.trigger.value for alarm in getattr(entry, "valarm_list", [])]


class TestEntries:
    """The earliest deadline, then one a reading."""

    def test_are_the_earliest_and_every_reading(self) -> None:
        """With when, under which rule, and of which case."""
        entries = events(readings(), case_id="17-3")
        end = datetime(2025, 7, 5, 22, tzinfo=UTC)

        assert [
            ("A lawful hold would expire (earliest deadline), case 17-3", end),
            ("A lawful hold would expire under Form I-247A, case 17-3", end),
            (
                "A lawful hold would expire under 8 C.F.R. § 287.7(d), case 17-3",
                datetime(2025, 7, 8, 22, tzinfo=UTC),
            ),
        ] == list(zip([entry.summary.value for entry in entries], instants(entries), strict=True))

    def test_beside_a_rule_without_a_deadline_the_earliest_is_that_computed(self) -> None:
        """Which may expire earlier, as its text says."""
        ends = datetime(2025, 3, 7, 17, tzinfo=ZoneInfo("America/New_York"))
        entry, *_ = events(readings(ends, jurisdiction="US-NC"))

        assert "A lawful hold would expire (earliest deadline computed)" == entry.summary.value

    def test_ring_24_4_and_1_hours_before(self) -> None:
        """A reading that ends with the earliest does not ring a second time."""
        assert [ALARMS, [], ALARMS] == [alarms(entry) for entry in events(readings())]

    def test_say_what_the_alarm_is_about(self) -> None:
        """A telephone shows nothing else."""
        alarm = events(readings(), case_id="17-3")[0].valarm_list[2]

        assert "DISPLAY" == alarm.action.value
        assert (
            "In 1 hour: A lawful hold would expire (earliest deadline), case 17-3"
        ) == alarm.description.value

    def test_begin_with_the_law_of_the_place(self) -> None:
        """What forbids stands above what computes; versions and what is not answered follow."""
        [entry, *_] = events(readings(jurisdiction="Cook County, IL"))
        law, no_authority, sentence, closing = entry.description.value.splitlines()

        assert law.startswith("Cook County, Illinois: a local agency must not hold a person")
        assert (
            "The time named by Form I-247A ends Saturday, July 5, 2025, 5:00 p.m. CDT." == sentence
        )
        assert NO_AUTHORITY == no_authority
        assert "No authority to hold: the earliest named time ends" == entry.summary.value
        assert (
            "“On file” means in the data used here; other laws may apply. Made with detainerlib"
            in closing
        )

    def test_of_rival_readings_have_their_conditions(self) -> None:
        """Each says what is read into the rule."""
        entries = events(readings(datetime(2026, 7, 2, 17, tzinfo=CHICAGO)))

        assert (
            "A lawful hold would expire under 8 C.F.R. § 287.7(d), if the holidays are federal "
            "holidays on their own dates only"
        ) in [entry.summary.value for entry in entries]
        assert len({entry.uid.value for entry in entries}) == len(entries) == 4

    def test_of_a_day_are_the_earliest_that_can_be(self) -> None:
        """And say between which times the deadline lies."""
        first, last = (readings(end, zone=CHICAGO) for end in limits_of(date(2025, 7, 3), CHICAGO))
        entries = events(first, last)

        assert [5, 5, 8] == [entry.dtstart.value.day for entry in entries]
        assert [
            (
                "Earliest deadline: A lawful hold would expire no earlier than 12:00 midnight CDT, "
                "at the start of Saturday, July 5, 2025 (the night from Friday to Saturday), and "
                "no "
                "later than 12:00 midnight CDT, at the end of Saturday, July 5, 2025 (the night "
                "from Saturday to Sunday), under Form I-247A."
            ),
            DAY_ONLY,
        ] == entries[0].description.value.splitlines()[:2]

    def test_of_a_day_under_a_bar(self) -> None:
        """None expires; the time that the form names ends."""
        first, last = (
            readings(end, jurisdiction="Cook County, IL")
            for end in limits_of(date(2025, 7, 3), CHICAGO)
        )

        assert (
            "The time named by Form I-247A ends no earlier than 12:00 midnight CDT, at the start "
            "of Saturday, July 5, 2025 (the night from Friday to Saturday), and no later than "
            "12:00 "
            "midnight CDT, at the end of Saturday, July 5, 2025 (the night from Saturday to "
            "Sunday)."
        ) in events(first, last)[0].description.value.splitlines()

    def test_of_a_reading_that_only_the_start_of_the_day_has(self) -> None:
        """No later time is made up."""
        without = hold_readings(THURSDAY, form="I-247G")

        assert [DAY_ONLY, "Whether you may "] == [
            line[: len(DAY_ONLY)] if line == DAY_ONLY else line[:16]
            for line in events(readings(), without)[0].description.value.splitlines()
        ]


def test_what_is_only_argued_is_called_so() -> None:
    """That days closed by executive order are excluded, after Christmas 2025."""
    due = datetime(2025, 12, 24, 17, tzinfo=CHICAGO)
    file = hold_calendar(hold_readings(due, form="I-247A"), at=due)
    summaries = [
        line for line in file.decode().replace("\r\n ", "").split("\r\n") if "SUMMARY" in line
    ]

    assert summaries[:3] == [
        "SUMMARY:A lawful hold would expire (earliest deadline)",
        "SUMMARY:A lawful hold would expire under Form I-247A",
        "SUMMARY:A lawful hold would expire under 8 C.F.R. § 287.7(d)",
    ]
    assert summaries[3].startswith(
        "SUMMARY:Argued\\, but adopted by no source on file: a time under 8 C.F.R. § 287.7(d)\\, "
    )
    assert 4 == len(summaries)


class TestPrivacy:
    """Nothing of the case but its id."""

    def test_shows_the_id_of_the_case_alone(self) -> None:
        """And not when the person is due for release."""
        file = hold_calendar(readings(), at=NOW, case_id="17-3").decode()

        assert "17-3" in file
        assert "20250703" not in file.replace("20250703T213000Z", "")
        assert "July 3" not in file
        assert 3 == file.count("CLASS:PRIVATE")

    def test_has_no_id_where_none_is_given(self) -> None:
        """UNKNOWN is no id."""
        assert "case" not in hold_calendar(readings(), at=NOW, case_id=UNKNOWN).decode().lower()

    def test_an_id_is_one_line(self) -> None:
        """No line of an id becomes a property of the calendar."""
        file = hold_calendar(readings(), at=NOW, case_id="17\r\nATTENDEE:3").decode()

        assert "\r\nATTENDEE" not in file
        assert "A lawful hold would expire (earliest deadline), case 17 ATTENDEE:3" == (
            VOBJECT.readOne(file).vevent.summary.value
        )

    @pytest.mark.parametrize("id", [5, None, "", " ", "17\ud800"])
    def test_what_is_no_id_is_refused(self, id: Any) -> None:
        """A text, or UNKNOWN."""
        with pytest.raises(DetainerError, match=r"^case_id: got "):
            hold_calendar(readings(), at=NOW, case_id=id)


class TestUids:
    """A calendar replaces what it has."""

    def test_are_the_same_whenever_the_file_is_made(self) -> None:
        """Also where the deadline moved, as the release did."""
        moved = readings(THURSDAY + timedelta(hours=3))
        before, after = (
            {entry.uid.value for entry in events(answer, case_id="17-3")}
            for answer in (readings(), moved)
        )

        assert before == after

    def test_of_two_cases_are_not(self) -> None:
        """Nor of two times without an id."""
        ids = [
            frozenset(entry.uid.value for entry in entries)
            for entries in (
                events(readings(), case_id="17-3"),
                events(readings(), case_id="17-4"),
                events(readings()),
                events(readings(THURSDAY + timedelta(hours=3))),
            )
        ]

        assert 12 == len(frozenset[str]().union(*ids))

    def test_do_not_show_the_id(self) -> None:
        """Other programs keep them longer than the entry."""
        assert [] == [
            entry.uid.value
            for entry in events(readings(), case_id="Case-17-3")
            if "17-3" in entry.uid.value
        ]


class TestZones:
    """Local time of the facility, with the zone in the file."""

    def test_the_file_holds_its_zone(self) -> None:
        """By its key."""
        file = hold_calendar(readings(), at=NOW).decode()

        assert 1 == file.count("BEGIN:VTIMEZONE")
        assert "TZID:America/Chicago" in file
        assert "DTSTART;TZID=America/Chicago:20250705T170000" in file

    @pytest.mark.parametrize(
        ("ends", "start"),
        [
            # Clocks go back on November 2, 2025: 1:30 a.m. happens twice.
            (datetime(2025, 10, 31, 1, 30, tzinfo=CHICAGO), "TZID=America/Chicago:20251102T013000"),
            (datetime(2025, 10, 31, 2, 30, tzinfo=CHICAGO), "DTSTART:20251102T073000Z"),
        ],
    )
    def test_of_two_equal_local_times_the_second_is_in_utc(
        self, ends: datetime, start: str
    ) -> None:
        """A calendar takes the local time for the first."""
        file = hold_calendar(readings(ends), at=NOW).decode()

        assert start in file

    @given(
        st.datetimes(datetime(1995, 1, 1), datetime(2037, 12, 1), timezones=st.just(UTC)),  # noqa: DTZ001
        st.sampled_from(["America/New_York", "America/Phoenix", "Pacific/Guam", "America/Nome"]),
    )
    def test_are_read_back_as_the_deadlines(self, ends: datetime, zone: str) -> None:
        """To the second, whatever the clocks do."""
        answer = readings(ends, zone=zone, on=date(2025, 7, 3))
        deadlines = [reading.deadline for reading in answer.computed if reading.deadline]
        expected = [deadline.astimezone(UTC).replace(microsecond=0) for deadline in deadlines]

        assert expected == instants(events(answer))[1:]


class TestRefusals:
    """What makes no calendar."""

    def test_without_a_deadline(self) -> None:
        """A request for notice asks for no hold."""
        with pytest.raises(DetainerError) as caught:
            hold_calendar(hold_readings(THURSDAY, form="I-247G"), at=NOW)

        assert (
            "readings: got 0, expected at least one deadline. No rule on file gives one here."
        ) == str(caught.value)

    def test_of_something_else(self) -> None:
        """Readings, and no audit."""
        with pytest.raises(DetainerError, match=r"^readings: got .*, expected a HoldReadings"):
            hold_calendar(readings().audit(THURSDAY), at=NOW)  # type: ignore[arg-type]

    def test_at_no_instant(self) -> None:
        """The time at which it is made has a zone."""
        with pytest.raises(InstantError, match=r"^at: "):
            hold_calendar(readings(), at=NOW.replace(tzinfo=None))
        with pytest.raises(DetainerError, match=r"^at: "):
            hold_calendar(readings(), at="now")  # type: ignore[arg-type]

    def test_without_the_extra(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """It says which extra installs what is missing."""
        monkeypatch.setitem(sys.modules, "icalendar", None)
        with pytest.raises(ModuleNotFoundError) as caught:
            hold_calendar(readings(), at=NOW)

        assert (
            "detainerlib.calendar_files needs icalendar: pip install 'detainerlib[calendar]'"
        ) == str(caught.value)


class TestSeveral:
    """One file of several holds."""

    def test_has_the_entries_of_each(self) -> None:
        """As a file of its own has them, in their order."""
        later = readings(THURSDAY + timedelta(hours=1))
        holds = [
            CalendarHold(readings=readings(), case_id="17-3"),
            CalendarHold(readings=later, case_id="17-4"),
        ]
        one, other = (events(hold.readings, case_id=hold.case_id) for hold in holds)

        assert uids([*one, *other]) == uids(entries_of(calendar_of(iter(holds), at=NOW)))

    def test_of_one_case_replace_each_other_in_none(self) -> None:
        """Each has a UID of its own, with or without an id; the first that of a file of its own."""
        cases: tuple[dict[str, Any], ...] = ({}, {"case_id": "17-3"})
        for options in cases:
            hold = CalendarHold(readings=readings(), **options)
            entries = uids(entries_of(calendar_of([hold, hold], at=NOW)))

            assert entries[:3] == uids(events(readings(), **options))
            assert 6 == len(set(entries))

    @pytest.mark.parametrize("options", [{}, {"case_id": "17-3"}])
    def test_of_one_case_keep_their_uids_in_another_order(self, options: dict[str, Any]) -> None:
        """A sorted roster does not give the entries of one row to another."""
        later = THURSDAY + timedelta(hours=1)
        holds = [
            CalendarHold(readings=readings(ends, jurisdiction=place), **options)
            for ends in (THURSDAY, later)
            for place in ("Travis County, TX", "Cook County, IL")
        ]
        of_rows, sorted_rows = (
            [*zip(uids(entries), [entry.description.value for entry in entries], strict=True)]
            for order in (holds, holds[::-1])
            for entries in [entries_of(calendar_of(order, at=NOW))]
        )

        assert sorted(of_rows) == sorted(sorted_rows)
        assert len(of_rows) == len({uid for uid, _ in of_rows})

    def test_of_a_day_is_the_earliest(self) -> None:
        """It says so."""
        limits = limits_of(date(2025, 7, 3), CHICAGO)
        first, last = (readings(end, zone=CHICAGO) for end in limits)
        file = calendar_of([CalendarHold(readings=first, latest=last)], at=NOW)

        assert DAY_ONLY in entries_of(file)[0].description.value

    def test_what_is_none_is_refused(self) -> None:
        """By its kind, as a hold is about a case."""
        for holds in (5, "17", [None], readings()):
            with pytest.raises(DetainerError, match="expected several CalendarHold"):
                calendar_of(holds, at=NOW)  # type: ignore[arg-type]
        with pytest.raises(DetainerError, match="at least one deadline"):
            calendar_of([], at=NOW)

    def test_shows_no_id_in_a_log(self) -> None:
        """But what the hold is."""
        hold = CalendarHold(readings=readings(), case_id="17-3")

        assert "17-3" not in repr(hold)
        assert str(readings()) == str(hold)
