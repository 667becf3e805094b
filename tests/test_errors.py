"""What the errors say, what they keep, and as what a caller can catch them."""

import copy
import inspect
import pickle
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest
from doubles import NotATime

from detainerlib import catalog, errors
from detainerlib._hints import nearest_names
from detainerlib.errors import (
    CalendarError,
    CatalogError,
    ColumnError,
    CoverageError,
    DataFault,
    DayError,
    DetainerError,
    DocumentError,
    EventError,
    InstantError,
    NotADayError,
    NotAnInstantError,
    PeriodError,
    RefusedRowsWarning,
    UnitError,
    UnknownIdError,
    ZoneError,
    cell_in_print,
)

BUILTINS: dict[type[DetainerError], type[Exception]] = {
    DocumentError: ValueError,
    DetainerError: ValueError,
    NotAnInstantError: TypeError,
    InstantError: ValueError,
    ColumnError: LookupError,
    UnitError: ValueError,
    NotADayError: TypeError,
    DayError: ValueError,
    ZoneError: ValueError,
    CalendarError: ValueError,
    CoverageError: ValueError,
    EventError: ValueError,
    PeriodError: ValueError,
    UnknownIdError: LookupError,
    CatalogError: ValueError,
}

FAULTS = (
    DataFault(file="rules/a.toml", record="first", field="duration", message="is missing"),
    DataFault(file="points.toml", record="-", field="file", message="is no TOML"),
)


def made(kind: type[DetainerError]) -> DetainerError:
    """Make an error of a kind."""
    if kind is CatalogError:
        return CatalogError(FAULTS)
    if kind is DocumentError:
        return DocumentError((DetainerError("place", ("a", 1), "something else", "Give another."),))
    return kind("place", ("a", 1), "something else", "Give something else.")


def parts(error: DetainerError) -> dict[str, object]:
    """Give all that an error holds, as errors themselves compare by identity."""
    held: dict[str, object] = {
        "type": type(error),
        "args": error.args,
        "text": str(error),
        **vars(error),
    }
    if isinstance(error, DocumentError):
        held |= {"args": None, "faults": [parts(fault) for fault in error.faults]}
    return held


def pickled(error: DetainerError) -> DetainerError:
    """Send an error through pickle."""
    copied: DetainerError = pickle.loads(pickle.dumps(error))  # noqa: S301 (bytes of our own)
    return copied


class TestMessage:
    """One line: where, what was given, what was expected, what to do."""

    def test_composes_the_four_parts(self) -> None:
        """The parts stand in the order in which a reader needs them."""
        error = DetainerError("zone", "Chicago", "a place's key", "Write America/Chicago.")

        assert "zone: got 'Chicago', expected a place's key. Write America/Chicago." == str(error)

    def test_ends_with_what_was_expected_where_there_is_no_remedy(self) -> None:
        """An empty remedy leaves no blank behind."""
        error = DetainerError("id", "A B", "an id", "")

        assert "id: got 'A B', expected an id." == str(error)

    @pytest.mark.parametrize("mark", ["\u202e", "\x1b[31m", "\u2066", "\x85", "\n"])
    def test_obeys_no_part(self, mark: str) -> None:
        """Whichever quotes a heading, a key, a path or a name of the caller's."""
        escaped = ascii(mark)[1:-1]
        shown = f"A{escaped}id"
        error = DetainerError(f"A{mark}id", f"A{mark}id", f"A{mark}id", f"A{mark}id")
        assert f"{shown}: got '{shown}', expected {shown}. {shown}" == str(error)
        assert f"got a dict with the keys {shown}, expected" in str(
            DetainerError("row", {f"A{mark}id": 1}, "an id", "")
        )
        assert f" Also: {shown}." in str(DocumentError((error, error)))

    def test_keeps_the_four_parts_as_attributes(self) -> None:
        """A program need not parse the text."""
        error = DetainerError("zone", "Chicago", "a place's key", "Write America/Chicago.")

        assert ("zone", "Chicago", "a place's key", "Write America/Chicago.") == (
            error.where,
            error.given,
            error.expected,
            error.remedy,
        )

    def test_keeps_the_given_object_itself(self) -> None:
        """The value that was refused is kept, not its text."""
        given = object()
        error = DetainerError("value", given, "another", "")

        assert given is error.given

    @pytest.mark.parametrize(
        ("given", "shown"),
        [
            ("text", "'text'"),
            (48, "48"),
            (None, "None"),
            ((), "()"),
            (
                datetime(2025, 7, 3, 17, tzinfo=ZoneInfo("America/Chicago")),
                "2025-07-03T17:00:00-05:00 (America/Chicago)",
            ),
            (datetime(2025, 7, 3, 22, tzinfo=UTC), "2025-07-03T22:00:00+00:00 (UTC)"),
            (datetime(2025, 7, 3, 17), "2025-07-03T17:00:00 (no zone)"),  # noqa: DTZ001 (refused)
            (NotATime(2025, 7, 3), "NaT"),
            (timedelta(0), "datetime.timedelta(0)"),
            ([], "[]"),
            (["a"], "a list of 1"),
            (("a", 1), "a tuple of 2"),
            (frozenset("a"), "a frozenset of 1"),
            (b"ab", "a bytes of 2"),
            ({"a": "b"}, "a dict with the keys a"),
            (object(), "an object"),
            pytest.param(10**5_000, "an int", id="of more digits than Python writes"),
            (int, "<class 'int'>"),
        ],
    )
    def test_shows_what_was_given(self, given: object, shown: str) -> None:
        """A datetime with its time and zone, a text or a number as Python prints it.

        Of what may hold a row no more is told than what it is.
        """
        error = DetainerError("value", given, "another", "")

        assert f"value: got {shown}, expected another." == str(error)

    def test_shows_a_date_as_it_is_written(self) -> None:
        """A clerk reads 2025-07-03, not datetime.date(2025, 7, 3)."""
        error = DayError("day", date(2025, 7, 3), "another day", "")

        assert "day: got 2025-07-03, expected another day." == str(error)


class TestFoundIn:
    """A row is named before what is wrong in it."""

    def test_puts_a_larger_place_before_its_own(self) -> None:
        """The kind, the value and the remedy stay."""
        error = ZoneError("zone", "Chicago", "a place's key", "Write America/Chicago.")
        found = error.found_in("row 7")

        assert type(found) is ZoneError
        assert "row 7: zone: got 'Chicago', expected a place's key. Write America/Chicago." == str(
            found
        )


class TestCells:
    """What a cell of a caller's table may hold is told by its kind."""

    @pytest.mark.parametrize(
        ("cell", "shown"),
        [
            ("Anybody", "a string of 7 characters"),
            ("000-00-0000", "a string of 11 characters"),
            ("000000000", "a string of 9 characters"),
            ("(000) 000-0000", "a string of 14 characters"),
            (100_000_000, "a number of 9 digits"),
            (-10_000, "a number of 5 digits"),
            (100_000_000.0, "a number of 9 digits"),
            (10**18 - 1, "a number of 18 digits"),
            (10**18, "a number of more than 18 digits"),
            (b"a", "a bytes"),
            (object(), "an object"),
        ],
    )
    def test_hides_what_may_be_of_a_person(self, cell: object, shown: str) -> None:
        """A name, or the number of a person."""
        assert shown == repr(cell_in_print(cell))

    @pytest.mark.parametrize(
        "cell",
        [
            *("2025-07-03", "7/3/2025", "7/3/25", "17:00", "2025-07-03T22:00:00Z"),
            *("2025-07-03 17:00:00.5-05:00", "7/3/2025, 17:00", "17:00 -0500"),
            *(None, True, 9_999, -9_999, 0.5, float("inf"), date(2025, 7, 3)),
        ],
    )
    def test_shows_what_is_of_none(self, cell: object) -> None:
        """A date, a time, or a number as short as a year."""
        assert cell is cell_in_print(cell)

    def test_keeps_what_was_probably_meant(self) -> None:
        """Names on file are of no person."""
        with pytest.raises(UnknownIdError) as caught:
            catalog.form("I-247Z")
        error = caught.value.of_a_cell()

        assert type(error) is UnknownIdError
        assert (caught.value.where, caught.value.expected) == (error.where, error.expected)
        assert ("I-247", "I-247A", "I-247D") == error.candidates
        assert "got a string of 6 characters, expected" in str(error)


class TestRefusedRowsWarning:
    """How many rows, of how many, and what is wrong with the first."""

    def test_says_so_in_one_line_and_keeps_it_when_pickled(self) -> None:
        """As workers of other processes warn, too."""
        error = ZoneError("zone", "Chicago", "a place's key", "")
        warning = pickle.loads(pickle.dumps(RefusedRowsWarning(1_200, 3_000_000, error)))  # noqa: S301

        assert (warning.count, warning.rows, str(warning.first)) == (1_200, 3_000_000, str(error))
        assert "1,200 of 3,000,000 rows were rejected and set to null; " + str(error) == str(
            warning
        )

    def test_is_as_short_as_an_error(self) -> None:
        """Also of one that is as long as errors may be."""
        error = DetainerError("x" * 500, "x" * 500, "y" * 500, "z" * 500)

        assert 400 == len(str(RefusedRowsWarning(1_200, 3_000_000, error)))


class TestFamily:
    """Each error is a DetainerError, and the builtin that a caller would catch."""

    def test_is_known_here_whole(self) -> None:
        """No error class of the module is left out of these tests."""
        family = {
            found
            for _, found in inspect.getmembers(errors, inspect.isclass)
            if issubclass(found, DetainerError)
        }

        assert set(BUILTINS) == family

    @pytest.mark.parametrize(("kind", "builtin"), BUILTINS.items())
    def test_is_caught_as_the_builtin(
        self, kind: type[DetainerError], builtin: type[Exception]
    ) -> None:
        """Code that catches the builtin catches ours."""
        error = made(kind)

        assert isinstance(error, builtin)

    @pytest.mark.parametrize("kind", BUILTINS)
    def test_is_caught_as_a_detainer_error(self, kind: type[DetainerError]) -> None:
        """One except clause catches whatever the library refuses."""
        error = made(kind)

        assert isinstance(error, DetainerError)

    def test_an_unknown_id_is_no_key_error(self) -> None:
        """A KeyError would print its text in quotes."""
        error = made(UnknownIdError)

        assert not isinstance(error, KeyError)


class TestTravel:
    """An error crosses process borders and copies whole."""

    @pytest.mark.parametrize("send", [pickled, copy.copy, copy.deepcopy])
    @pytest.mark.parametrize("kind", BUILTINS)
    def test_keeps_everything(
        self, kind: type[DetainerError], send: Callable[[DetainerError], DetainerError]
    ) -> None:
        """The type, the arguments, the text and every attribute survive."""
        error = made(kind)

        assert parts(error) == parts(send(error))


class TestFault:
    """One thing wrong in the data, on one line."""

    def test_names_file_record_field_and_message(self) -> None:
        """The four stand in the order in which one looks for them."""
        assert "rules/a.toml: first: duration is missing" == str(FAULTS[0])

    def test_compares_by_value(self) -> None:
        """Two faults with the same words are one."""
        again = attrs.evolve(FAULTS[0])

        assert {FAULTS[0]} == {FAULTS[0], again}

    @pytest.mark.parametrize("name", ["file", "record", "field", "message"])
    def test_refuses_what_is_no_text(self, name: str) -> None:
        """A fault is made of texts."""
        changed: dict[str, Any] = {name: 1}
        with pytest.raises(DetainerError) as caught:
            attrs.evolve(FAULTS[0], **changed)

        assert f"{name}: got 1, expected a string." == str(caught.value)


class TestCatalogError:
    """All faults at once, one a line."""

    def test_lists_one_fault(self) -> None:
        """One fault is not called faults."""
        error = CatalogError(FAULTS[:1])

        assert (
            "1 fault in the package's data. "
            "Correct the file; data/README.md says what each key means.\n"
            "  rules/a.toml: first: duration is missing"
        ) == str(error)

    def test_lists_every_fault(self) -> None:
        """Each fault has a line of its own, in the order found."""
        error = CatalogError(FAULTS)

        assert (
            "2 faults in the package's data. "
            "Correct the file; data/README.md says what each key means.\n"
            "  rules/a.toml: first: duration is missing\n"
            "  points.toml: -: file is no TOML"
        ) == str(error)

    def test_keeps_the_faults(self) -> None:
        """A program can walk through them."""
        error = CatalogError(FAULTS)

        assert FAULTS == error.faults

    def test_keeps_the_four_parts_as_well(self) -> None:
        """It can be handled like any other error of the library."""
        error = CatalogError(FAULTS)

        assert (
            "data",
            FAULTS,
            "records without a fault",
            "Correct the file; data/README.md says what each key means.",
        ) == (error.where, error.given, error.expected, error.remedy)


class TestNearestNames:
    """The known names most like the one given."""

    def test_gives_the_most_alike_first(self) -> None:
        """The order is that of likeness, not that of the list."""
        known = ["form-i-247-2011-12", "8-cfr-287.7-d", "form-i-247a"]

        assert ("form-i-247a", "form-i-247-2011-12") == nearest_names("form-i-247b", known)

    def test_finds_the_name_that_contains_the_word(self) -> None:
        """A place without its area is enough."""
        known = ["America/Denver", "America/North_Dakota/New_Salem", "America/Chicago"]

        assert ("America/Chicago",) == nearest_names("Chicago", known)

    def test_finds_the_name_that_the_word_contains(self) -> None:
        """A path before the name does no harm."""
        known = ["America/Chicago", "Asia/Tokyo"]

        assert ("America/Chicago",) == nearest_names("/usr/share/zoneinfo/America/Chicago", known)

    def test_passes_over_case(self) -> None:
        """Capitals make no name less alike."""
        assert ("US-NC",) == nearest_names("us-nc", ["US-NC", "CA-ON"])

    def test_sorts_names_equally_alike(self) -> None:
        """The answer does not hang on the order of what is known."""
        assert ("aab", "aac") == nearest_names("aaa", ["aac", "aab"])

    def test_gives_at_most_three(self) -> None:
        """Three are enough to choose from."""
        assert ("aaa", "aab", "aac") == nearest_names("aaa", ["aad", "aac", "aab", "aaa"])

    def test_gives_at_most_as_many_as_asked(self) -> None:
        """The count can be chosen."""
        assert ("aaa",) == nearest_names("aaa", ["aab", "aaa"], count=1)

    def test_takes_six_tenths_for_alike(self) -> None:
        """Three letters of five in common are just enough."""
        assert ("abcxy",) == nearest_names("abcde", ["abcxy"])

    def test_takes_less_than_six_tenths_for_another_name(self) -> None:
        """Four letters of seven in common are not enough."""
        assert () == nearest_names("abcdefg", ["abcdxyz"])

    def test_gives_none_where_none_is_alike(self) -> None:
        """No guess is better than a wild one."""
        assert () == nearest_names("zzz", ["America/Chicago"])

    def test_gives_none_for_an_empty_word(self) -> None:
        """Every name contains the empty word; that makes none alike."""
        assert () == nearest_names("", ["a", "b"])

    def test_takes_what_is_no_text_by_its_print(self) -> None:
        """A number given for a code is looked up by its digits."""
        assert ("37",) == nearest_names(37, ["36", "37"])

    def test_gives_none_where_nothing_is_known(self) -> None:
        """An empty list has no nearest name."""
        assert () == nearest_names("a", [])
