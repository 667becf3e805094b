"""Results as documents, and back by running the recorded inputs again."""

import json
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest

from detainerlib import (
    UNKNOWN,
    AdministrativeWarrant,
    CaseFacts,
    ClosureCalendar,
    Conviction,
    CustodyEvent,
    CustomDays,
    DeclinedShare,
    Detainer,
    FederalHolidays,
    JudicialWarrant,
    audit_hold,
    catalog,
    classify_cooperation,
    cooperation_profile,
    detainer_status,
    governing_policy,
    hold_bounds,
    hold_readings,
    hold_window,
    notice_deadlines,
    review_detainer,
)
from detainerlib.errors import (
    CalendarError,
    CoverageError,
    DetainerError,
    UnknownIdError,
    ZoneError,
    in_print,
)
from detainerlib.models import (
    CustodyBasis,
    CustodyEnd,
    IssuingComponent,
    RequestedAction,
    WarrantForm,
)
from detainerlib.serialization import SCHEMA, Result, from_dict, from_json, to_dict, to_json
from detainerlib.times import HolidayCalendar

NEW_YORK = ZoneInfo("America/New_York")
CHICAGO = ZoneInfo("America/Chicago")
THURSDAY = datetime(2025, 7, 3, 17, tzinfo=CHICAGO)
RECEIVED = {
    "detainer-received": datetime(2025, 3, 2, 8, tzinfo=CHICAGO),
    "administrative-warrant-received": datetime(2025, 3, 2, 14, tzinfo=UTC),
}
FAIR = CustomDays({date(2025, 7, 7): "County Fair", date(2025, 7, 8): "its second day"})
WINDOW = hold_window(THURSDAY)
NONE: list[str] = []
DECLINED = DeclinedShare(
    jurisdiction="0820000",
    start=date(2025, 1, 1),
    end=date(2025, 6, 30),
    declined=40,
    denominator=100,
    definition="requests with a recorded outcome",
    missing=25,
    source="a made-up table",
)

BLANK = Detainer(form="I-247A")
FULL = Detainer(
    form="I-247A",
    issued_on=date(2025, 7, 1),
    issued_by=IssuingComponent.ICE,
    requests={RequestedAction.HOLD, RequestedAction.NOTIFY},
    boxes={1},
    bases={"final-order", "records-check"},
    warrants=[
        AdministrativeWarrant(
            form=WarrantForm.I_205,
            issued_on=date(2025, 6, 30),
            signed=True,
            offered_as_judicial=False,
        ),
        JudicialWarrant(court="a district court", issued_on=date(2025, 6, 30), signed=False),
    ],
    signed=True,
    served=True,
    served_on=datetime(2025, 7, 1, 9, tzinfo=CHICAGO),
    notice_contact=True,
    agency="a county jail",
    case_id="17-3",
)
EVENTS = (
    CustodyEvent(kind="booked", at=UNKNOWN),
    CustodyEvent(kind="detainer-received", at=date(2025, 7, 1)),
    CustodyEvent(
        kind="custody-ends", at=THURSDAY, reason=CustodyEnd.BAIL_POSTED, basis=CustodyBasis.PENDING
    ),
)

RESULTS: dict[str, Result] = {
    "an audit": audit_hold(THURSDAY, datetime(2025, 7, 9, 8, tzinfo=CHICAGO)),
    "an audit with days": audit_hold(date(2025, 7, 3), date(2025, 7, 8), zone=CHICAGO),
    "an audit of another event": audit_hold(
        THURSDAY,
        date(2025, 7, 9),
        rule="us-nh-30-b-1",
        zone=CHICAGO,
        events={"state-charges-resolved": THURSDAY},
    ),
    "an audit of nothing known": audit_hold(UNKNOWN, UNKNOWN),
    "an audit without a start": audit_hold(UNKNOWN, THURSDAY),
    "an audit without a release": audit_hold(THURSDAY, UNKNOWN),
    "an audit of a clock that had run out": hold_readings(
        datetime(2025, 3, 5, 17, tzinfo=NEW_YORK),
        form="I-247A",
        jurisdiction="US-NC",
        events=RECEIVED,
    ).audit(date(2025, 3, 6))[-1],
    "a decision": governing_policy("hold_on_detainer", "US-IL", on=date(2022, 1, 1)),
    "a decision of an actor": governing_policy(
        "hold_on_detainer", "3651000", on=date(2016, 1, 1), agency_type="police"
    ),
    "a decision with facts": governing_policy(
        "hold_on_detainer",
        "3651000",
        on=date(2016, 1, 1),
        facts=CaseFacts(
            facts={"federal-judicial-warrant": True},
            convictions=[
                Conviction(
                    offenses={"nyc-9-131-list"}, convicted_on=date(2012, 5, 1), released_on=None
                ),
                Conviction(offenses={"any-felony"}, released_on=date(2015, 5, 1)),
            ],
            arrested_on=date(2015, 12, 1),
        ),
    ),
    "a decision on nothing": governing_policy("tell_subject", "US-GU", on=date(2022, 1, 1)),
    "a classification": classify_cooperation("US-CT", on=date(2020, 1, 1)),
    "a classification with evidence": classify_cooperation(
        "0820000", on=date(2025, 9, 1), observed=[DECLINED], agency_type="sheriff"
    ),
    "a classification of bounds": classify_cooperation("US-MA", on=date(2018, 1, 1)),
    "a profile": cooperation_profile("0820000", on=date(2025, 9, 1), observed=[DECLINED]),
    "a review": review_detainer(FULL),
    "a review of little": review_detainer(BLANK),
    "a review with findings": review_detainer(
        Detainer(form="I-247D", issued_on=date(2017, 4, 3), boxes=[], bases=[], warrants=[])
    ),
    "a status": detainer_status(FULL, EVENTS, at=datetime(2025, 7, 8, 16, tzinfo=CHICAGO)),
    "a status that is unknown": detainer_status(BLANK, EVENTS, at=THURSDAY, calendar=FAIR),
    "a status of nothing": detainer_status(BLANK, [], at=THURSDAY, rule="form-i-247a"),
    "notices": notice_deadlines(FULL, THURSDAY, jurisdiction="US-AL"),
    "notices of a day": notice_deadlines(FULL, date(2025, 10, 3), jurisdiction="37"),
    "notices of an unknown release": notice_deadlines(FULL, UNKNOWN),
    "a window": WINDOW,
    "a window without holidays": hold_window(THURSDAY, rule="form-i-247a"),
    "dates of holidays only": hold_window(THURSDAY, calendar=FederalHolidays(observed="none")),
    "Saturdays moved": hold_window(THURSDAY, calendar=FederalHolidays(observed="saturday")),
    "closures": hold_window(THURSDAY, calendar=ClosureCalendar(catalog.closures())),
    "one closure": hold_window(THURSDAY, calendar=ClosureCalendar(catalog.closures()[-1:])),
    "no closure": hold_window(THURSDAY, calendar=ClosureCalendar([])),
    "own days": hold_window(THURSDAY, calendar=FAIR),
    "no own day": hold_window(THURSDAY, calendar=CustomDays({})),
    "all joined": hold_window(
        THURSDAY, calendar=FederalHolidays() | ClosureCalendar(catalog.closures()) | FAIR
    ),
    "another event": hold_window(THURSDAY, rule="us-nh-30-b-1", event="state-charges-resolved"),
    "a microsecond": hold_window(THURSDAY.replace(microsecond=1)),
    "the first repeated hour": hold_window(
        datetime(2025, 11, 2, 1, 30, tzinfo=CHICAGO), rule="form-i-247a"
    ),
    "the second repeated hour": hold_window(
        datetime(2025, 11, 2, 1, 30, tzinfo=CHICAGO, fold=1), rule="form-i-247a"
    ),
    "bounds": hold_bounds(date(2025, 7, 3), zone=CHICAGO),
    "bounds of another event": hold_bounds(
        date(2026, 7, 2),
        zone=CHICAGO,
        rule="us-nh-30-b-1",
        event="state-charges-resolved",
        calendar=FAIR,
    ),
    "readings": hold_readings(THURSDAY, form="I-247A"),
    "readings of an edition": hold_readings(THURSDAY, form="I-247 (12/11)"),
    "readings of no hold": hold_readings(THURSDAY, form="I-247G"),
    "readings of a state": hold_readings(
        THURSDAY.astimezone(UTC), form="I-247A", jurisdiction="US-NC"
    ),
    "readings of a locality": hold_readings(
        THURSDAY.astimezone(UTC), form="I-247A", jurisdiction="3651000"
    ),
    "readings with events": hold_readings(
        datetime(2025, 3, 3, 17, tzinfo=CHICAGO),
        form="I-247A",
        jurisdiction="37",
        zone="America/New_York",
        on=date(2025, 3, 1),
        events=RECEIVED,
    ),
    "readings that differ by the word holidays": hold_readings(
        datetime(2026, 7, 2, 17, tzinfo=CHICAGO), form="I-247A"
    ),
}


@pytest.fixture
def document() -> dict[str, Any]:
    """Give a document that a test may tamper with."""
    return to_dict(WINDOW)


def anew(document: dict[str, Any]) -> Result:
    """Read a document as it comes out of a file."""
    return from_json(json.dumps(document))


class TestRoundTrip:
    """What was written is read back the same."""

    @pytest.mark.parametrize("name", RESULTS)
    def test_gives_the_result_again(self, name: str) -> None:
        """Every kind of result, with every kind of calendar."""
        result = RESULTS[name]

        assert result == from_json(to_json(result))

    @pytest.mark.parametrize("name", RESULTS)
    def test_gives_the_document_again(self, name: str) -> None:
        """Writing what was read changes not a letter."""
        text = to_json(RESULTS[name])

        assert text == to_json(from_json(text))

    @pytest.mark.parametrize("name", RESULTS)
    def test_goes_by_dict_as_well(self, name: str) -> None:
        """Without a text in between."""
        result = RESULTS[name]

        assert result == from_dict(to_dict(result))

    def test_passes_over_what_it_was_made_with(self, document: dict[str, Any]) -> None:
        """Another version that gives the same answer reads it."""
        document["made_with"]["holidays"] = "0.0"

        assert WINDOW == anew(document)

    def test_gives_the_explanation_of_today(self, document: dict[str, Any]) -> None:
        """The paper trail is made anew, as its sources may be better known by now."""
        document["explanation"] = {"steps": [], "authorities": {}, "weakest_evidence": "text"}

        assert WINDOW == anew(document)


class TestLayout:
    """The keys of a document are pinned, as documents are kept."""

    def test_is_schema_1(self) -> None:
        """A change of layout is another schema."""
        assert (1, 1) == (SCHEMA, to_dict(WINDOW)["schema"])

    @pytest.mark.parametrize(
        ("name", "kind", "keys"),
        [
            (
                "a window",
                "hold-window",
                ["inputs", "authority_to_hold", "rule", "deadline", "spans"],
            ),
            ("bounds", "hold-bounds", ["inputs", "earliest", "latest"]),
            (
                "readings",
                "hold-readings",
                ["inputs", "holding", "readings", "earliest", "latest", "agree"],
            ),
        ],
    )
    def test_of_a_result(self, name: str, kind: str, keys: list[str]) -> None:
        """The schema first, what it was made with last."""
        document = to_dict(RESULTS[name])

        assert [
            "schema",
            "kind",
            *keys,
            "explanation",
            "closing",
            "made_with",
        ] == list(document)
        assert kind == document["kind"]

    @pytest.mark.parametrize(
        ("name", "path", "keys"),
        [
            ("a window", ["inputs"], ["clock_starts", "zone", "rule", "calendar", "jurisdiction"]),
            (
                "a window",
                ["rule"],
                [
                    "title",
                    "duration_seconds",
                    "excludes",
                    "starts_at",
                    "ends_early",
                    "transition",
                    "only_if",
                    "binds",
                    "jurisdiction",
                ],
            ),
            (
                "a window",
                ["spans", 0],
                ["day", "begins", "ends", "seconds", "counted", "reasons"],
            ),
            ("a window", ["deadline"], ["utc", "local"]),
            ("a window", ["explanation"], ["steps", "authorities", "weakest_evidence"]),
            (
                "a window",
                ["made_with"],
                ["detainerlib", "data_as_of", "holidays", "tz_database"],
            ),
            ("bounds", ["inputs"], ["day", "zone", "rule", "calendar", "jurisdiction"]),
            ("bounds", ["earliest"], ["inputs", "authority_to_hold", "rule", "deadline", "spans"]),
            ("bounds", ["latest"], ["inputs", "authority_to_hold", "rule", "deadline", "spans"]),
            (
                "readings",
                ["inputs"],
                ["custody_ends", "form", "jurisdiction", "zone", "on", "events"],
            ),
            (
                "readings",
                ["readings", 0],
                [
                    "status",
                    "title",
                    "binds",
                    "rule",
                    "editions",
                    "needs",
                    "no_time_left",
                    "evidence",
                    "sentence",
                    "window",
                ],
            ),
            (
                "readings",
                ["readings", 0, "window"],
                ["inputs", "authority_to_hold", "rule", "deadline", "spans"],
            ),
        ],
    )
    def test_of_a_part(self, name: str, path: list[str | int], keys: list[str]) -> None:
        """In this order."""
        part: Any = to_dict(RESULTS[name])
        for step in path:
            part = part[step]

        assert keys == list(part)

    @pytest.mark.parametrize("name", RESULTS)
    def test_holds_plain_values_only(self, name: str) -> None:
        """JSON changes nothing in it."""
        document = to_dict(RESULTS[name])

        assert document == json.loads(json.dumps(document))


class TestValues:
    """How instants, lengths and calendars are written."""

    def test_an_instant_in_utc_and_as_the_facility_shows_it(self) -> None:
        """Both, so that neither reader has to reckon."""
        assert {
            "utc": "2025-07-08T22:00:00Z",
            "local": "2025-07-08T17:00:00-05:00",
        } == to_dict(WINDOW)["deadline"]

    def test_a_length_in_whole_seconds(self) -> None:
        """48 hours are 172,800 seconds."""
        seconds = to_dict(WINDOW)["rule"]["duration_seconds"]

        assert (172_800, int) == (seconds, type(seconds))

    def test_a_length_to_the_microsecond(self) -> None:
        """Seconds with a fraction, where there is one."""
        assert 25199.999999 == to_dict(RESULTS["a microsecond"])["spans"][0]["seconds"]

    def test_an_instant_to_the_microsecond(self) -> None:
        """Nothing is cut."""
        starts = to_dict(RESULTS["a microsecond"])["inputs"]["clock_starts"]

        assert "2025-07-03T22:00:00.000001Z" == starts["utc"]

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("a window", [{"federal_holidays": "both"}]),
            ("a window without holidays", None),
            ("dates of holidays only", [{"federal_holidays": "none"}]),
            ("one closure", [{"closures": [catalog.closures()[-1].id]}]),
            ("no closure", [{"closures": NONE}]),
            (
                "own days",
                [{"custom_days": {"2025-07-07": "County Fair", "2025-07-08": "its second day"}}],
            ),
        ],
    )
    def test_a_calendar_by_its_parts(self, name: str, expected: object) -> None:
        """Each part by what makes it."""
        assert expected == to_dict(RESULTS[name])["inputs"]["calendar"]

    def test_a_union_by_all_its_parts(self) -> None:
        """Three calendars joined are three entries."""
        parts = to_dict(RESULTS["all joined"])["inputs"]["calendar"]

        assert {"federal_holidays", "closures", "custom_days"} == {
            key for part in parts for key in part
        }
        assert 3 == len(parts)

    def test_a_union_the_same_whatever_the_order(self) -> None:
        """Two results that are equal write one document."""
        one = hold_window(THURSDAY, calendar=FederalHolidays() | FAIR)
        other = hold_window(THURSDAY, calendar=FAIR | FederalHolidays())

        assert to_json(one) == to_json(other)

    def test_a_span_with_all_its_reasons(self) -> None:
        """Why the clock stood still on that day."""
        assert {
            "day": "2025-07-04",
            "begins": {"utc": "2025-07-04T05:00:00Z", "local": "2025-07-04T00:00:00-05:00"},
            "ends": {"utc": "2025-07-05T05:00:00Z", "local": "2025-07-05T00:00:00-05:00"},
            "seconds": 86_400,
            "counted": False,
            "reasons": ["Independence Day"],
        } == to_dict(WINDOW)["spans"][1]

    def test_events_in_the_order_of_their_ids(self) -> None:
        """Each with its instant, in the facility's zone."""
        assert {
            "administrative-warrant-received": {
                "utc": "2025-03-02T14:00:00Z",
                "local": "2025-03-02T09:00:00-05:00",
            },
            "detainer-received": {
                "utc": "2025-03-02T14:00:00Z",
                "local": "2025-03-02T09:00:00-05:00",
            },
        } == to_dict(RESULTS["readings with events"])["inputs"]["events"]

    def test_what_is_needed_by_the_ids_of_events(self) -> None:
        """A program can ask for them."""
        reading = to_dict(RESULTS["readings of a state"])["readings"][2]

        assert (
            "needs an event",
            ["detainer-received", "administrative-warrant-received"],
            None,
        ) == (
            reading["status"],
            reading["needs"],
            reading["window"],
        )

    def test_the_earliest_and_the_latest_by_their_places(self) -> None:
        """Numbers of readings, counted from nought."""
        document = to_dict(RESULTS["readings"])

        assert (0, 1, False) == (document["earliest"], document["latest"], document["agree"])

    def test_nothing_computed_as_null(self) -> None:
        """No reading is the earliest of none."""
        document = to_dict(RESULTS["readings of no hold"])

        assert (None, None, None) == (document["earliest"], document["latest"], document["agree"])

    def test_letters_as_they_are(self) -> None:
        """A section mark in a quote stays one."""
        text = to_json(WINDOW)

        assert "§" in text
        assert "\\u" not in text

    def test_with_lines_when_asked(self) -> None:
        """For people to read."""
        text = to_json(WINDOW, indent=2)

        assert ["{", '  "schema": 1,'] == text.splitlines()[:2]
        assert json.loads(to_json(WINDOW)) == json.loads(text)


class TestNotWritten:
    """What cannot be written down is refused."""

    def test_no_result(self) -> None:
        """An explanation is a part of one, and has its own method."""
        explanation: Any = WINDOW.explanation
        with pytest.raises(DetainerError) as caught:
            to_dict(explanation)

        assert (
            f"result: got {in_print(explanation)}, "
            "expected one of HoldReadings, HoldWindow, HoldBounds, HoldAudit, Review, "
            "DetainerStatus, PolicyAnswer, CooperationProfile, Classification, NoticeReview. "
            "For an explanation alone use its to_dict()."
        ) == str(caught.value)

    @pytest.mark.parametrize("ask", [classify_cooperation, cooperation_profile])
    def test_a_scale_of_ones_own(self, ask: Any) -> None:
        """It could not be run again."""
        own = attrs.evolve(catalog.scale("notice-hold-transfer"), id="own")
        found = ask("US-IL", on=date(2020, 1, 1), scale=own)

        with pytest.raises(DetainerError, match="a scale on record"):
            to_dict(found)

    def test_an_assertion_of_ones_own(self) -> None:
        """As above."""
        entry = attrs.evolve(catalog.assertions("US-IL")[0], id="own")
        found = cooperation_profile("US-IL", on=date(2025, 9, 1), observed=[entry])

        with pytest.raises(DetainerError, match="entries of lists on record"):
            to_dict(found)

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

            def __repr__(self) -> str:
                """Show the name."""
                return "Sabbath()"

        with pytest.raises(DetainerError) as caught:
            to_json(hold_window(THURSDAY, calendar=FederalHolidays() | Sabbath()))

        assert (
            "calendar: got Sabbath(), expected a calendar of this library. "
            "Join its days in CustomDays()."
        ) == str(caught.value)


class TestTampered:
    """A document that its own inputs do not reproduce is refused."""

    @pytest.mark.parametrize(
        ("key", "part", "value", "told"),
        [
            (
                "deadline",
                "utc",
                "2025-07-09T22:00:00Z",
                "deadline.utc: got '2025-07-09T22:00:00Z', expected '2025-07-08T22:00:00Z'",
            ),
            ("spans", 0, None, "spans[0]: got None, expected a dict with the keys day, "),
            (
                "rule",
                "duration_seconds",
                86_400,
                "rule.duration_seconds: got 86400, expected 172800",
            ),
            (
                "inputs",
                "zone",
                "America/Denver",
                (
                    "inputs.clock_starts.local: got '2025-07-03T17:00:00-05:00', "
                    "expected '2025-07-03T16:00:00-06:00'"
                ),
            ),
        ],
    )
    def test_is_told_what_the_inputs_give(
        self, document: dict[str, Any], key: str, part: str | int, value: object, told: str
    ) -> None:
        """Where it differs, what stands there, what it would be now; never the document."""
        document[key][part] = value
        with pytest.raises(DetainerError) as caught:
            anew(document)

        assert str(caught.value).startswith(told)
        assert str(caught.value).endswith(
            ", as the same inputs give now. It was made with the same versions."
        )

    def test_says_that_it_was_made_with_other_versions(self, document: dict[str, Any]) -> None:
        """Then the law on record may have changed."""
        document["deadline"]["utc"] = "2025-07-09T22:00:00Z"
        document["made_with"]["data_as_of"] = "2020-01-01"
        with pytest.raises(DetainerError, match=r"now\. It was made with other versions\.$"):
            anew(document)

    def test_is_told_that_a_key_is_unknown(self, document: dict[str, Any]) -> None:
        """What to_dict() does not write has no place in it."""
        document["note"] = "by hand"
        with pytest.raises(DetainerError) as caught:
            anew(document)

        assert "note: got 'by hand', expected no such key. Write it anew." == str(caught.value)

    @pytest.mark.parametrize(
        "key",
        ["kind", "inputs", "rule", "deadline", "spans", "explanation", "closing", "made_with"],
    )
    def test_is_told_which_key_is_missing(self, document: dict[str, Any], key: str) -> None:
        """A document without its deadline is no document."""
        del document[key]
        with pytest.raises(DetainerError) as caught:
            anew(document)

        assert f"{key}: got None, expected every key that to_dict() writes. Write it anew." == str(
            caught.value
        )

    @pytest.mark.parametrize("key", ["clock_starts", "zone", "rule", "calendar", "jurisdiction"])
    def test_is_told_which_input_is_missing(self, document: dict[str, Any], key: str) -> None:
        """Without its inputs nothing can be run again."""
        del document["inputs"][key]
        with pytest.raises(DetainerError) as caught:
            anew(document)

        assert f"{key}: got None, expected every key that to_dict() writes. Write it anew." == str(
            caught.value
        )

    @pytest.mark.parametrize(
        ("key", "value"),
        [
            ("clock_starts", {"utc": "yesterday"}),
            ("clock_starts", "yesterday"),
            ("clock_starts", None),
            ("calendar", "federal"),
            ("calendar", [{"custom_days": NONE}]),
            ("calendar", [{"own_days": NONE}]),
        ],
    )
    def test_is_told_that_an_input_cannot_be_read(
        self, document: dict[str, Any], key: str, value: object
    ) -> None:
        """What was written by hand is wrong somewhere; the input is named."""
        document["inputs"][key] = value
        with pytest.raises(DetainerError) as caught:
            anew(document)

        assert (
            f"inputs: got {in_print(document['inputs'])}, "
            "expected inputs as to_dict() writes them. Write it anew."
        ) == str(caught.value)


class TestRefusedInputs:
    """An input that the library refuses is refused with its own error."""

    @pytest.mark.parametrize(
        ("inputs", "kind", "text"),
        [
            (
                {"zone": "UTC"},
                ZoneError,
                (
                    "zone: got 'UTC', expected the time zone of a place. "
                    "Use the facility's time zone, such as America/Chicago (Central)."
                ),
            ),
            (
                {"rule": "form-i-247b"},
                UnknownIdError,
                (
                    "rule: got 'form-i-247b', expected the id or name of a rule on record. "
                    "Nearest: form-i-247a, form-i-247-2011-12, form-i-247-before-2010."
                ),
            ),
            (
                {"calendar": [{"federal_holidays": "sunday"}]},
                CalendarError,
                (
                    "observed: got 'sunday', expected 'both', 'saturday' or 'none'. "
                    "See FederalHolidays."
                ),
            ),
            (
                {"clock_starts": {"utc": "2200-07-03T22:00:00Z"}},
                CoverageError,
                (
                    "calendar: got 2200-07-03, expected a day in 1971-2100. The federal list was "
                    "checked for those years only; for others give the holidays yourself with "
                    "calendar=CustomDays({day: reason})."
                ),
            ),
        ],
    )
    def test_in_its_own_words(
        self,
        document: dict[str, Any],
        inputs: dict[str, Any],
        kind: type[DetainerError],
        text: str,
    ) -> None:
        """Not wrapped in another error that says less."""
        document["inputs"] |= inputs
        with pytest.raises(kind) as caught:
            anew(document)

        assert text == str(caught.value)

    @pytest.mark.parametrize("id", ["form-i-247a-mine", "form-i-247a"])
    def test_a_rule_of_the_callers_is_not_written_down(self, id: str) -> None:
        """Only an id would be recorded, of no rule on record or of another."""
        rule = attrs.evolve(catalog.rule("form-i-247a"), id=id, title="Mine")
        with pytest.raises(DetainerError) as caught:
            to_json(hold_window(THURSDAY, rule=rule))

        assert (
            f"rule: got {id!r}, expected a rule on record. "
            "A rule of one's own cannot be written down."
        ) == str(caught.value)

    def test_a_closure_of_the_callers_cannot_be_run_again(self) -> None:
        """A closure that is not on record is not passed over."""
        closure = attrs.evolve(catalog.closures()[-1], id="closure-mine")
        text = to_json(hold_window(THURSDAY, calendar=ClosureCalendar([closure])))
        with pytest.raises(DetainerError) as caught:
            from_json(text)

        assert "closure-mine" in str(caught.value)


class TestAnotherDocument:
    """What is no document of this schema."""

    @pytest.mark.parametrize(("given", "shown"), [(2, "2"), ("1", "'1'"), (None, "None")])
    def test_of_another_schema(self, document: dict[str, Any], given: object, shown: str) -> None:
        """Another layout is read by the version that wrote it."""
        document["schema"] = given
        with pytest.raises(DetainerError) as caught:
            anew(document)

        assert f"schema: got {shown}, expected 1. Read it with the version that wrote it." == str(
            caught.value
        )

    def test_of_no_schema(self, document: dict[str, Any]) -> None:
        """A document that does not say its schema is not guessed at."""
        del document["schema"]
        with pytest.raises(DetainerError) as caught:
            anew(document)

        assert "schema: got None, expected 1. Read it with the version that wrote it." == str(
            caught.value
        )

    def test_of_an_unknown_kind(self, document: dict[str, Any]) -> None:
        """A kind of a later version, or a slip."""
        document["kind"] = "hold-forever"
        with pytest.raises(DetainerError) as caught:
            anew(document)

        assert (
            "kind: got 'hold-forever', expected a kind that to_dict() writes. Write it anew."
            == str(caught.value)
        )

    @pytest.mark.parametrize("text", ["", "{", "hold", '{"schema": 1,}'])
    def test_that_is_no_json(self, text: str) -> None:
        """The parser's own words say where."""
        with pytest.raises(json.JSONDecodeError) as parser:
            json.loads(text)
        with pytest.raises(DetainerError) as caught:
            from_json(text)

        assert f"text: got {str(parser.value)!r}, expected a JSON document. See to_json()." == str(
            caught.value
        )

    @pytest.mark.parametrize("text", ["[1]", '"hold"', "1", "null"])
    def test_that_is_no_object(self, text: str) -> None:
        """A document is an object with keys."""
        with pytest.raises(DetainerError) as caught:
            from_json(text)

        assert f"text: got {json.loads(text)!r}, expected a JSON object. See to_json()." == str(
            caught.value
        )


def test_a_document_is_a_mapping() -> None:
    """A list of results is not one."""
    with pytest.raises(DetainerError) as caught:
        from_dict([])  # type: ignore[arg-type]

    assert "document: got [], expected a mapping. See to_dict()." == str(caught.value)


def test_words_may_be_improved() -> None:
    """A document whose sentences are worded otherwise is still the same answer."""
    readings = hold_readings(THURSDAY, form="I-247A")
    document = to_dict(readings)
    document["readings"][0]["sentence"] = "Until Saturday."
    document["readings"][0]["title"] = "The form"
    document["closing"] = "Until when, not whether."
    document["explanation"]["steps"] = []

    assert readings == from_dict(document)
