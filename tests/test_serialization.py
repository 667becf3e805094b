"""Documents: every record and result as plain values, and back, strictly."""

import copy
import json
import pickle
import warnings
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, Final

import attrs
import pytest
from document_samples import BLANK, CHICAGO, FULL, RESULTS, THURSDAY, document_of, of_every_kind
from doubles import NoOffset

from detainerlib import (
    UNKNOWN,
    CaseFacts,
    Conviction,
    CustodyEvent,
    CustomDays,
    Detainer,
    FederalHolidays,
    audit_hold,
    catalog,
    classify_cooperation,
    hold_readings,
    hold_window,
    policy_timeline,
    review_detainer,
    serialization,
)
from detainerlib._documents.scalars import is_list, is_object, length_written
from detainerlib._printing import Printed
from detainerlib._validation import Text, checked
from detainerlib.errors import (
    ChangedSinceWarning,
    DetainerError,
    DocumentError,
    UnknownIdError,
    ZoneError,
)
from detainerlib.models import AllOf, HoldRule, InWords, IsFact, Jurisdiction, Not, Provision
from detainerlib.serialization import from_dict, from_json, kinds, to_dict, to_json
from detainerlib.times import EffectivePeriod, HolidayCalendar, Timeline
from detainerlib.times.periods import Unknown

WINDOW: Final = hold_window(THURSDAY)
UNSTATED: Final = {"unknown": True}


@pytest.fixture
def document() -> dict[str, Any]:
    """Give the document of a window, which a test may alter."""
    return to_dict(WINDOW)


def anew(document: dict[str, Any]) -> Any:
    """Read a document as it comes out of a file."""
    return from_json(json.dumps(document))


def faults_of(document: Any, model: type[Any] | None = None) -> dict[str, str]:
    """Give what is wrong with a document: by path, what was expected."""
    with pytest.raises(DocumentError) as caught:
        from_dict(document, model)
    return {fault.where: fault.expected for fault in caught.value.faults}


class TestRoundTrip:
    """What was written is read back the same."""

    @pytest.mark.parametrize("name", RESULTS)
    def test_gives_the_result_again(self, name: str) -> None:
        """Every result, and not a letter of its document is another."""
        result = RESULTS[name]
        text = document_of(name)
        again = from_json(text)

        assert result == again
        assert type(result) is type(again)
        assert text == to_json(again)
        # Nothing but plain values, and no number that JSON does not have.
        assert json.loads(text) == json.loads(json.dumps(to_dict(result), allow_nan=False))

    @pytest.mark.parametrize("kind", [kind for kind in kinds() if kind != "listing"])
    def test_of_every_kind(self, kind: str) -> None:
        """Also of the parts of results, and of all that is on record."""
        for value in of_every_kind()[kind]:
            text = value.to_json()
            again = from_json(text)

            assert value == again
            assert text == again.to_json()
            assert kind == json.loads(text)["kind"]

    def test_a_collection_is_one_document(self) -> None:
        """What functions and the catalog give several of."""
        rules = catalog.rules()

        assert rules == from_json(to_json(rules))
        assert "listing" == to_dict(rules)["kind"]

    def test_a_list_that_is_partial_says_so(self) -> None:
        """What is missing goes with it, also where nothing is on file."""
        for figures in (catalog.figures(value="999999999"), catalog.figures()):
            again = from_json(to_json(figures))

            assert (figures, figures.note) == (again, again.note)

    def test_an_order_of_keys_says_nothing(self, document: dict[str, Any]) -> None:
        """Other tools sort them."""
        assert WINDOW == from_json(json.dumps(document, sort_keys=True))

    def test_a_rule_of_the_callers_own_stands_in_full(self) -> None:
        """What is not on record cannot be named by its id; one on record is named by it."""
        rule = attrs.evolve(catalog.rule("form-i-247a"), title="Mine")
        window = hold_window(THURSDAY, rule=rule)

        assert "Mine" == to_dict(window)["inputs"]["rule"]["title"]
        assert window == from_json(to_json(window))
        assert "form-i-247a" == to_dict(hold_window(THURSDAY, rule="form-i-247a"))["inputs"]["rule"]

    def test_a_scale_of_the_callers_own_stands_in_full(self) -> None:
        """As above."""
        own = attrs.evolve(catalog.scale("notice-hold-transfer"), id="own")
        level = classify_cooperation("US-GU", on=date(2020, 1, 1), scale=own)

        assert level == from_dict(to_dict(level))

    def test_a_timeline_of_other_values(self) -> None:
        """Of texts, of days, of nothing: it is no answer that could be run again."""
        period = EffectivePeriod(start=UNKNOWN)
        for value in ("text", 1, 0.5, True, None, date(2020, 1, 1), UNKNOWN):
            line = Timeline(entries=((period, value),))

            assert line == from_json(to_json(line))

    @pytest.mark.parametrize("fold", [0, 1])
    def test_a_repeated_hour(self, fold: int) -> None:
        """Its offset tells which of the two is meant."""
        event = CustodyEvent(
            kind="booked", at=datetime(2025, 11, 2, 1, 30, tzinfo=CHICAGO, fold=fold)
        )
        again = from_json(to_json(event))

        assert (CHICAGO, fold) == (again.at.tzinfo, again.at.fold)
        assert event == again

    def test_an_offset_without_a_zone(self) -> None:
        """It stays as it is."""
        at = datetime(2025, 7, 1, 9, tzinfo=timezone(timedelta(hours=-5, seconds=-36)))
        again = from_dict(to_dict(CustodyEvent(kind="booked", at=at)))

        assert (at, at.utcoffset()) == (again.at, again.at.utcoffset())


class TestLayout:
    """What documents look like."""

    def test_says_what_it_is_and_what_it_was_made_with(self, document: dict[str, Any]) -> None:
        """First of all, in each."""
        assert ["kind", "schema", "made_with"] == [*document][:3]
        assert ("hold-window", {"name": "hold-window", "version": 1}) == (
            document["kind"],
            document["schema"],
        )
        made_with = catalog.made_with()
        assert str(made_with.data_as_of) == document["made_with"]["data_as_of"]
        assert {*attrs.asdict(made_with)} == {*document["made_with"], "law"}

    def test_a_result_has_its_inputs_and_its_answer(self, document: dict[str, Any]) -> None:
        """Inputs are not said twice; why it is so stands last."""
        assert ["clock_starts", "rule", "zone", "calendar", "jurisdiction", "starts_at"] == [
            *document["inputs"]
        ]
        assert ["deadline", "authority_to_hold", "spans", "earlier"] == [*document][4:8]
        assert ["sentence", "explanation", "closing"] == [*document][8:]
        assert str(WINDOW) == document["sentence"]
        assert "text" == document["explanation"]["weakest_evidence"]

    def test_instants_in_utc_and_by_the_local_clock(self, document: dict[str, Any]) -> None:
        """For programs and for people."""
        assert {
            "utc": "2025-07-08T22:00:00Z",
            "local": "2025-07-08T17:00:00-05:00",
            "zone": "America/Chicago",
        } == document["deadline"]

    def test_days_lengths_enumerations_and_sets(self) -> None:
        """ISO 8601, values, and lists in one order."""
        rule = to_dict(catalog.rule("8-cfr-287.7-d"))

        assert "PT48H" == rule["duration"]
        assert ["Saturdays", "Sundays", "holidays"] == rule["excludes"]
        assert rule["period"]["until"] is None

    @pytest.mark.parametrize(
        ("length", "text"),
        [
            (timedelta(0), "PT0S"),
            (timedelta(days=2), "PT48H"),
            (timedelta(hours=1, minutes=2, seconds=3, microseconds=40), "PT1H2M3.00004S"),
            (timedelta(microseconds=-1), "-PT0.000001S"),
        ],
    )
    def test_lengths_are_elapsed_hours(self, length: timedelta, text: str) -> None:
        """A day may have 23 or 25 of them, so there are no days."""
        assert text == length_written(length)

    def test_unknown_is_no_text(self) -> None:
        """An agency may be called "unknown"."""
        written = to_dict(Detainer(form="I-247A", agency="unknown"))

        assert ("unknown", UNSTATED) == (written["agency"], written["issued_on"])
        assert "unknown" == from_dict(written).agency

    def test_half_of_a_character_is_not_written(self) -> None:
        """No file can hold it, and no reader would take it back."""
        with pytest.raises(DetainerError, match=r"^value: got 'half of a character', expected str"):
            to_json(CustomDays({date(2025, 7, 7): "Fair\ud800"}))
        assert "Fête" in to_json(CustomDays({date(2025, 7, 7): "Fête"}))

    def test_a_model_among_several_says_its_kind(self) -> None:
        """Warrants, calendars, conditions."""
        warrants = to_dict(FULL)["warrants"]
        condition = AllOf(all=(IsFact(fact="a"), Not(not_=InWords(words="b"))))

        assert ["administrative-warrant", "judicial-warrant"] == [each["kind"] for each in warrants]
        assert [
            {"kind": "is-fact", "fact": "a"},
            {"kind": "not", "not": {"kind": "in-words", "words": "b"}},
        ] == to_dict(condition)["all"]
        assert condition == from_dict(to_dict(condition))

    def test_a_field_named_kind_is_called_by_its_type(self) -> None:
        """The key is that of the document."""
        assert "booked" == to_dict(CustodyEvent(kind="booked", at=UNKNOWN))["custody_event_kind"]

    def test_the_earliest_reading_is_a_reading(self) -> None:
        """And no place in a list."""
        readings = hold_readings(THURSDAY, form="I-247A")
        written = to_dict(readings)

        assert readings.earliest is not None
        assert readings.earliest.title == written["earliest"]["title"]
        assert "form-i-247a" == written["earliest"]["rule"]

    def test_letters_and_lines(self) -> None:
        """A section mark stays one; lines are for people."""
        assert "§" in to_json(WINDOW)
        assert '  "kind": "hold-window",' == to_json(WINDOW, indent=2).splitlines()[1]


class TestInput:
    """What is written by hand: forgiving where unknown is a value, strict elsewhere."""

    def test_what_is_left_out_is_unknown(self) -> None:
        """A form is enough."""
        assert BLANK == from_dict({"kind": "detainer", "form": "I-247A"})
        assert BLANK == from_dict({"form": "I-247A"}, Detainer)
        assert EffectivePeriod(start=UNKNOWN) == from_dict({}, EffectivePeriod)

    def test_an_instant_may_be_one_text(self) -> None:
        """With its offset."""
        event = from_dict(
            {"custody_event_kind": "booked", "at": "2025-07-03T17:00:00-05:00"}, CustodyEvent
        )

        assert THURSDAY == event.at

    def test_inputs_are_enough_of_a_result(self) -> None:
        """It is run; whatever else is said must come out."""
        asked: dict[str, Any] = {
            "kind": "hold-window",
            "inputs": {
                "clock_starts": "2025-07-03T17:00:00-05:00",
                "zone": "America/Chicago",
                "rule": "8-cfr-287.7-d",
                "calendar": {"kind": "federal-holidays"},
            },
        }

        assert WINDOW == from_dict(asked)
        assert {"deadline.utc"} == {*faults_of({**asked, "deadline": {"utc": "2025-07-09"}})}

    def test_all_that_is_wrong_is_told_at_once(self) -> None:
        """Each with its path: keys, types, days, times without a zone, members, what is missing."""
        asked = {
            "kind": "detainer",
            "name": "John Q. Sample",
            "dob": "1980-01-01",
            "issued_on": "7/1/2025",
            "served": "yes",
            "served_on": "2025-07-01T09:00:00",
            "issued_by": "fbi",
            "boxes": [1, "2", True],
            "warrants": [{"kind": "judicial-warrant", "judge": "A. Sample"}, {"kind": "letter"}],
            "case_id": " ",
        }
        with pytest.raises(DocumentError) as caught:
            from_dict(asked)

        assert [
            "name",
            "dob",
            "form",
            "issued_on",
            "issued_by",
            "boxes[1]",
            "boxes[2]",
            "warrants[0].judge",
            "warrants[1]",
            "served",
            "served_on",
        ] == [fault.where for fault in caught.value.faults]
        text = str(caught.value)
        assert text.startswith(
            "11 faults in the document. name: got a string of 14 characters, exp"
        )
        assert len(text) <= 400
        assert not any(word in text + repr(caught.value) for word in ("Sample", "John", "letter"))

    def test_what_a_model_refuses_is_told_with_its_path(self) -> None:
        """All values, and then what they come to together; a case id is shown nowhere."""
        assert {"case_id": "an opaque text, or UNKNOWN", "form": "a non-empty string"} == (
            faults_of({"form": " ", "case_id": ""}, Detainer)
        )
        assert {"served_on": "served=True beside it"} == faults_of(
            {"form": "I-247A", "served_on": "2025-07-01"}, Detainer
        )

    def test_what_a_rule_refuses_is_told_with_its_path(self, document: dict[str, Any]) -> None:
        """The error has its class, and nothing that was typed."""
        document["inputs"] |= {"zone": "UTC"}
        with pytest.raises(DocumentError) as caught:
            anew(document)

        assert isinstance(caught.value.faults[0], ZoneError)
        assert (
            "inputs.zone: got a string of 3 characters, expected the time zone of a place. "
            "Use the facility's time zone, such as America/Chicago (Central)."
        ) == str(caught.value)

    def test_what_is_not_on_record_is_told(self, document: dict[str, Any]) -> None:
        """With the nearest ids that are."""
        document["inputs"]["rule"] = "form-i-247b"
        with pytest.raises(DocumentError, match="Did you mean form-i-247a") as caught:
            anew(document)

        assert "inputs.rule" == caught.value.where

    def test_a_form_that_is_not_on_record(self) -> None:
        """What was typed there may be a name."""
        review = {"kind": "review", "inputs": {"detainer": {"form": "John Q. Sample"}}}
        with pytest.raises(DocumentError) as caught:
            from_dict(review)

        assert isinstance(caught.value.faults[0], UnknownIdError)
        assert "Sample" not in str(caught.value)

    @pytest.mark.parametrize(
        "at",
        [
            {"utc": "2025-07-03T22:00:00Z", "local": "2025-07-03T18:00:00-05:00", "zone": None},
            {
                "utc": "2025-07-03T22:00:00Z",
                "local": "2025-07-03T17:00:00-05:00",
                "zone": "America/Denver",
            },
            {
                "utc": "2025-07-03T22:00:00Z",
                "local": "2025-07-03T17:00:00-05:00",
                "zone": "../../etc/passwd",
            },
            {"utc": "2025-07-03T22:00:00Z", "local": "2025-07-03T17:00:00-05:00"},
            {"utc": "2025-07-03T22:00:00Z"},
            "2025-07-03T17:00",
            "2025-07-03",
            "0001-01-01T00:00:00+14:00",
            1751580000,
        ],
    )
    def test_an_instant_that_is_none(self, at: object) -> None:
        """Its parts must be one instant, and no time is without its offset."""
        readings: dict[str, Any] = {
            "custody_ends": at,
            "form_id": "I-247A",
            "zone": "America/Chicago",
            "on": "2025-07-03",
            "events": {},
        }
        faults = faults_of({"kind": "hold-readings", "inputs": readings})

        assert {"inputs.custody_ends"} >= {path.removesuffix(".zone") for path in faults}

    def test_a_set_names_each_once(self) -> None:
        """And a row has its length."""
        assert {"boxes"} == {*faults_of({"form": "I-247A", "boxes": [1, 1]}, Detainer)}

    def test_facts_are_an_object(self) -> None:
        """As in Python."""
        facts = CaseFacts(
            facts={"judicial-warrant": False},
            convictions=[Conviction(offenses=["any-felony"], released_on=None)],
        )

        assert {"judicial-warrant": False} == to_dict(facts)["facts"]
        assert facts == from_dict(to_dict(facts))
        assert {"facts.judicial-warrant": "true or false"} == faults_of(
            {"facts": {"judicial-warrant": 1}}, CaseFacts
        )

    def test_an_unknown_key_may_be_a_name(self) -> None:
        """It is not shown either."""
        with pytest.raises(DocumentError) as caught:
            from_dict({"form": "I-247A", "John Q. Sample": True}, Detainer)

        assert "(14 characters)" == caught.value.where
        assert "John" not in str(caught.value)


class TestNotWritten:
    """What cannot be written down is refused."""

    @pytest.mark.parametrize("value", ["text", 1, None, object(), [WINDOW]])
    def test_no_record(self, value: object) -> None:
        """A record, a result, or a tuple of them."""
        with pytest.raises(DetainerError, match="a record or a result of this library"):
            to_dict(value)

    def test_a_calendar_of_the_callers(self) -> None:
        """Its code cannot be written into a document; its days can."""

        class Sabbath(HolidayCalendar):
            """Every Saturday."""

            @property
            def label(self) -> str:
                """What it holds."""
                return "every Saturday"

            def reasons(self, day: date) -> tuple[str, ...]:
                """None."""
                return ()

        with pytest.raises(DetainerError, match=r"got 'Sabbath', expected one of CalendarUnion"):
            to_json(hold_window(THURSDAY, calendar=FederalHolidays() | Sabbath()))

    @pytest.mark.parametrize(
        "value", [float("nan"), float("inf"), b"a", {1: 2}, datetime(2025, 1, 1, tzinfo=NoOffset())]
    )
    def test_a_value_that_json_has_not(self, value: object) -> None:
        """Of a caller's own rows."""
        with pytest.raises(DetainerError):
            to_json(Timeline(entries=((EffectivePeriod(start=UNKNOWN), value),)))

    def test_a_key_that_stands_twice(self) -> None:
        """An object could not hold both."""
        rate = attrs.evolve(RESULTS["rates"].rates[0], group=(("year", 1), ("year", 2)))
        with pytest.raises(DetainerError, match="each key once"):
            to_json(rate)

    def test_a_value_of_no_kind(self) -> None:
        """What stands among a caller's own values is a document of ours, or plain."""
        document = json.loads(RESULTS["rates"].rates[0].to_json())
        document["group"]["year"] = {"kind": "hold-forever"}

        assert {"group.year.kind": "a kind of document"} == faults_of(document)

    def test_an_instant_beyond_utc(self) -> None:
        """It could not be given twice."""
        first = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14)))
        with pytest.raises(DetainerError, match="outside what UTC can name"):
            to_json(Timeline(entries=((EffectivePeriod(start=UNKNOWN), first),)))


def paths_of(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of everything in a document."""
    entries: Any = ()
    if is_object(value):
        entries = value.items()
    elif is_list(value):
        entries = enumerate(value)
    for key, part in entries:
        yield (*path, key)
        yield from paths_of(part, (*path, key))


def other_values(value: Any) -> Iterator[Any]:
    """Yield what may stand in place of a value: near it, empty, and of other types."""
    match value:
        case bool():
            yield not value
        case int() | float():
            yield value + 1
            yield str(value)
        case str():
            yield f"{value}x"
            yield ""
        case None:
            yield "x"
        case list():
            yield [*value, 1]
            yield value[:-1] or [None]
        case _:
            yield {**value, "zz": 1}
    yield {"a": 1} if is_list(value) else [7]


def altered(document: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """Give a copy of a document with one value altered, or left out where it is `...`."""
    other = copy.copy(document)
    *above, last = path
    place: Any = other
    for key in above:
        place[key] = copy.copy(place[key])
        place = place[key]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return other


# Small ones of each layout; a law of properties/ takes paths of all others at random.
SMALL: Final = (
    "an audit of nothing known",
    "a decision on nothing",
    "notices of an unknown release",
    "readings of no hold",
    "rates",
    "rows without duplicates",
    "a status of nothing",
    "an answer in brief",
)


class TestTampered:
    """A document whose answer was altered is refused, or tells another answer, or is told."""

    @pytest.mark.parametrize("name", SMALL)
    def test_path_by_path(self, name: str) -> None:
        """Every single value, in several ways; only the layout may be left out."""
        result = RESULTS[name]
        document = json.loads(to_json(result))
        passed: list[tuple[Any, ...]] = []
        for path in paths_of(document):
            before: Any = document
            for key in path:
                before = before[key]
            for value in (*other_values(before), ...):
                tampered = altered(document, path, value)
                try:
                    with warnings.catch_warnings():
                        warnings.simplefilter("error", ChangedSinceWarning)
                        again = from_dict(tampered)
                except (DocumentError, ChangedSinceWarning):
                    continue
                # Whether others are audited beside it is no part of what an audit is.
                free = path == ("inputs", "one_of_several")
                if again == result and not free and not (path == ("schema",) and value is ...):
                    passed.append((path, value))

        assert [] == passed

    @pytest.mark.parametrize(
        ("name", "path"),
        [
            ("an audit", ("sentence",)),
            ("an audit", ("outcome",)),
            ("an audit", ("explanation", "steps", 0, "statement")),
            ("an audit", ("explanation", "steps", 0, "citations", 0, "pin")),
            ("an audit", ("explanation", "steps", 0, "citations", 0, "evidence")),
            ("an audit", ("explanation", "authorities", 0, "url")),
            ("an audit", ("explanation", "authorities", 0, "quote")),
            ("an audit", ("explanation", "weakest_evidence")),
            ("an audit", ("closing",)),
        ],
    )
    def test_what_people_read_is_compared(self, name: str, path: tuple[Any, ...]) -> None:
        """An audit that says "within" while it is over passed before."""
        document = json.loads(document_of(name))
        with pytest.raises(DocumentError, match="as the same inputs give now"):
            from_dict(altered(document, path, "within"))

    def test_says_what_comes_out_now(self, document: dict[str, Any]) -> None:
        """Where, and that it was made with the same versions."""
        document["deadline"]["utc"] = "2025-07-09T22:00:00Z"
        with pytest.raises(DocumentError) as caught:
            anew(document)

        assert (
            "deadline.utc: got '2025-07-09T22:00:00Z', expected '2025-07-08T22:00:00Z', as the "
            "same inputs give now. It was made with the same versions."
        ) == str(caught.value)

    def test_an_answer_within_another_is_run_again(self) -> None:
        """The finding on a practice holds one of `governing_policy`."""
        finding = of_every_kind()["practice-finding"][0]
        document = json.loads(finding.to_json())
        document["answer"] |= {"possible": ["required"], "modality": "required"}
        del document["answer"]["sentence"], document["answer"]["statement"], document["schema"]

        assert "answer.possible" in faults_of(document)


class TestOtherVersions:
    """A document of other versions is read where the answer is the same, and that is told."""

    @pytest.fixture
    def older(self, document: dict[str, Any]) -> dict[str, Any]:
        """Give a document that was made with older data."""
        document["made_with"]["data_as_of"] = "2020-01-01"
        return document

    def test_words_may_be_improved(self, older: dict[str, Any]) -> None:
        """Sentences are not compared; where they are others is told."""
        older["sentence"] = "Until Tuesday."
        with pytest.warns(ChangedSinceWarning, match="1 sentence reworded") as caught:
            assert WINDOW == anew(older)

        (warning,) = caught.list
        assert isinstance(warning.message, ChangedSinceWarning)
        assert ("sentence",) == warning.message.reworded
        assert str(warning.message) == str(pickle.loads(pickle.dumps(warning.message)))  # noqa: S301

    def test_what_was_not_written_then_is_not_missed(self, older: dict[str, Any]) -> None:
        """A later version may say more."""
        del older["earlier"]
        with pytest.warns(ChangedSinceWarning, match="no sentence reworded"):
            assert WINDOW == anew(older)

    def test_another_answer_is_refused(self, older: dict[str, Any]) -> None:
        """The law on record may have changed."""
        older["deadline"]["utc"] = "2025-07-09T22:00:00Z"
        with pytest.raises(DocumentError, match=r"It was made with other versions\.$"):
            anew(older)

    def test_a_list_says_what_it_was_read_with(self) -> None:
        """It keeps that, as its rows are not read again."""
        written = to_dict(RESULTS["a list of agreements"])
        written["made_with"]["data_as_of"] = "2020-01-01"
        with pytest.warns(ChangedSinceWarning):
            assert date(2020, 1, 1) == anew(written).made_with.data_as_of

    @pytest.mark.parametrize("layout", [2, 1, "1", None, {"name": "hold-window", "version": 2}])
    def test_another_layout_is_refused(self, document: dict[str, Any], layout: object) -> None:
        """The version that wrote it reads it."""
        document["schema"] = layout
        with pytest.raises(DocumentError, match="Read it by the version that wrote it"):
            anew(document)

    def test_fields_that_do_not_belong_together_are_refused(self) -> None:
        """A finding on no agency says nothing."""
        document = json.loads(of_every_kind()["practice-finding"][0].to_json())
        document["agencies"] = []

        assert "fields that belong together" in faults_of(document).values()


class TestBrief:
    """The answer in few values."""

    @pytest.mark.parametrize(
        ("name", "outcome", "rule", "deadline"),
        [
            ("readings", "computed", "form-i-247a", "2025-07-05T17:00:00-05:00"),
            ("readings of no hold", "no hold asked", None, None),
            ("a window", "computed", "8-cfr-287.7-d", "2025-07-08T17:00:00-05:00"),
            ("bounds", "computed", "8-cfr-287.7-d", "2025-07-08T00:00:00-05:00"),
            ("an audit", "over", "8-cfr-287.7-d", "2025-07-08T17:00:00-05:00"),
            ("an audit of nothing known", "unknown", "8-cfr-287.7-d", None),
            ("a status", "hold running", "8-cfr-287.7-d", "2025-07-08T17:00:00-05:00"),
            ("a review of little", "no finding", None, None),
            ("a review with findings", "defect", None, None),
            ("a decision on nothing", "open", None, None),
            ("a decision left to agencies", "left to each agency", None, None),
            ("a decision left to one agency", "open", None, None),
            ("a decision on what was enjoined", "open", None, None),
            ("a classification", "holds under conditions", None, None),
        ],
    )
    def test_of_each_result(
        self, name: str, outcome: str, rule: str | None, deadline: str | None
    ) -> None:
        """The outcome, the rule and the deadline; the weakest grade and the answer besides."""
        result = RESULTS[name]
        answer = serialization.brief(result)

        assert (outcome, rule, deadline) == (answer.outcome, answer.rule, answer.deadline)
        assert result.explanation.weakest.value == answer.weakest_evidence
        assert (str(result), result.explanation.closing) == (str(answer), answer.closing)

    def test_of_notices(self) -> None:
        """The first that is asked for; none where none is."""
        asked, unasked = (RESULTS[name] for name in ("notices", "notices of an unknown release"))

        assert "asks for notice" == serialization.brief(asked).outcome
        assert serialization.brief(asked).deadline is not None
        assert serialization.brief(unasked).deadline is None

    def test_of_several(self) -> None:
        """One of each."""
        first, second = RESULTS["audits"]

        assert (serialization.brief(first), serialization.brief(second)) == serialization.brief(
            RESULTS["audits"]
        )

    def test_of_no_answer(self) -> None:
        """Rates have no deadline."""
        with pytest.raises(DetainerError, match="expected an answer on holds"):
            serialization.brief(RESULTS["rates"])


class TestLimits:
    """What is no document is refused, whatever it is."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("", "a JSON document; something is wrong in line 1"),
            ('{"kind": "detainer",\n}', "a JSON document; something is wrong in line 2"),
            ("[1]", "an object with keys"),
            ("null", "an object with keys"),
            ('{"kind": "detainer", "form": "a", "form": "b"}', "each key once in an object"),
            ('{"kind": NaN}', "finite numbers"),
            ('{"kind": -Infinity}', "finite numbers"),
            ('{"kind": 1e999}', "finite numbers"),
            (f'{{"kind": {"9" * 5000}}}', "whole numbers of at most 19 digits"),
            ("[" * 100_000, "at most 64 levels of nesting"),
            ('{"a":' * 1000 + "1" + "}" * 1000, "at most 64 levels of nesting"),
            ('{"kind": "detainer", "form": "\\ud800"}', "strings of whole characters"),
            (b'{"kind": "\xff"}', "UTF-8"),
            (1, "a JSON text, or its bytes"),
            ('{"kind": "hold-forever"}', "a kind of document"),
            ('{"kind": ["detainer"]}', "a kind of document"),
            ("{}", "a kind of document"),
            ('{"kind": "listing"}', "a list of documents, and no other key"),
            ('{"kind": "listing", "members": [1]}', "a kind of document"),
            ('{"kind": "listing", "members": [], "note": 1}', "a text"),
        ],
    )
    def test_no_document(self, text: Any, expected: str) -> None:
        """The error says what is expected, and shows nothing of the text."""
        with pytest.raises(DocumentError) as caught:
            from_json(text)

        assert expected == caught.value.expected
        assert len(str(caught.value)) <= 400

    def test_bytes_are_read_as_text_is(self) -> None:
        """UTF-8."""
        assert WINDOW == from_json(to_json(WINDOW).encode())

    def test_a_long_text_is_refused(self) -> None:
        """Unless that is asked for."""
        text = to_json(WINDOW)
        with pytest.raises(DocumentError, match="Give limit= a larger number"):
            from_json(text, limit=1000)

        assert WINDOW == from_json(text, limit=len(text))

    def test_what_holds_itself_is_refused(self) -> None:
        """It has no end."""
        endless: dict[str, Any] = {"kind": "detainer"}
        endless["form"] = endless

        assert {"document": "at most 64 levels of nesting"} == faults_of(endless)

    @pytest.mark.parametrize(
        "number", [10**5000, -(10**5000), 2**63], ids=["long", "negative", "64 bits"]
    )
    def test_a_huge_number_is_refused(self, number: int) -> None:
        """Also one that Python will not print."""
        with pytest.raises(DocumentError, match="got 'a huge number', expected a whole number"):
            from_dict({"form": "I-247A", "boxes": [number]}, Detainer)

    def test_another_kind_than_expected(self) -> None:
        """A window is no detainer."""
        assert {"kind": "'detainer'"} == faults_of(to_dict(WINDOW), Detainer)

    def test_an_error_can_be_pickled(self) -> None:
        """As all others can."""
        with pytest.raises(DocumentError) as caught:
            from_dict({"name": 1}, Detainer)
        again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301

        assert str(caught.value) == str(again)
        assert len(caught.value.faults) == len(again.faults)


@attrs.frozen(kw_only=True, field_transformer=checked)
class Paper(Printed):
    """A paper.

    Attributes:
        title: What it is called.
        pages: How many it has.
    """

    title: Text
    pages: int | Unknown = UNKNOWN


@attrs.frozen(kw_only=True, field_transformer=checked)
class LongerPaper(Paper):
    """A paper with one field more.

    Attributes:
        sent: When it was sent.
    """

    sent: tuple[tuple[date, CustomDays | FederalHolidays], ...] = ()


class TestMechanism:
    """Documents go by type: no field is named twice."""

    def test_a_field_that_is_added_travels(self) -> None:
        """Also through the schema."""
        paper = LongerPaper(
            title="Order", pages=2, sent=((date(2025, 7, 1), CustomDays({date(2025, 7, 2): "x"})),)
        )
        written = to_dict(paper)

        assert {"title", "pages"} == {*to_dict(Paper(title="Order"))} - {
            "kind",
            "schema",
            "made_with",
        }
        assert {"2025-07-01": {"kind": "custom-days", "days": {"2025-07-02": "x"}}} == written[
            "sent"
        ]
        assert paper == from_dict(written, LongerPaper)
        assert {"sent.2025-07-01"} == {
            *faults_of({"title": "a", "sent": {"2025-07-01": {"kind": "x"}}}, LongerPaper)
        }

    def test_no_file_lists_the_fields_of_a_model(self) -> None:
        """Each field of each model stands in its document; those of results as inputs or steps."""
        for values in of_every_kind().values():
            for value in values:
                written = to_dict(value)
                keys = {*written, *written.get("inputs", ()), "kind"}
                names = {key.removesuffix("_") for key in _names(value.__class__)}

                assert names - keys <= {"steps", "considered", "origin", "unrecognized"}


def _names(model: type[Any]) -> list[str]:
    """Give the fields of a model, but those that stand only where there is a law folder."""
    if not attrs.has(model):
        return [*model.__annotations__]
    fields = attrs.fields(model)
    return [f.name for f in fields if f.init and f.metadata.get("in_files", True)]


def test_the_law_can_be_saved() -> None:
    """Rules, provisions, figures, places: one document each, read back whole."""
    several: tuple[tuple[Any, type[Any]], ...] = (
        (catalog.rules(), HoldRule),
        (catalog.provisions("US-TX"), Provision),
        (catalog.jurisdictions(), Jurisdiction),
    )
    for records, model in several:
        assert records == from_json(to_json(records))
        assert all(isinstance(record, model) for record in records)


def test_methods_and_functions_say_the_same() -> None:
    """Of a result, of a part of one, of a record."""
    audit = audit_hold(THURSDAY, datetime(2025, 7, 9, 8, tzinfo=UTC))
    for value in (audit, audit.citation, review_detainer(BLANK), BLANK):
        assert value.to_dict() == to_dict(value)
        assert value.to_json(indent=1) == to_json(value, indent=1)
    line = policy_timeline("hold_on_detainer", "US-IL")
    assert line == serialization.from_json(line.to_json())
