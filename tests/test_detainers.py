"""The records of one case: a request, its warrants, what happened in custody; no rules."""

import copy
import pickle
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import attrs
import pytest

from detainerlib import (
    UNKNOWN,
    AdministrativeWarrant,
    CustodyEvent,
    Detainer,
    DetainerError,
    JudicialWarrant,
    catalog,
)
from detainerlib.errors import InstantError, NotADayError, NotAnInstantError, in_print
from detainerlib.models import (
    CustodyBasis,
    CustodyEnd,
    CustodyEventKind,
    IssuingComponent,
    RequestedAction,
    WarrantForm,
)

CHICAGO: Final = ZoneInfo("America/Chicago")
DAY: Final = date(2025, 11, 2)
FIRST: Final = datetime(2025, 11, 2, 1, 30, tzinfo=CHICAGO)
SECOND: Final = FIRST.replace(fold=1)
"""The same wall time, an hour later."""

NOT_ON_RECORD: Final = "Use detainerlib.UNKNOWN for what is not known."
NO_HOURS: Final = (
    "expected a datetime.date without a time of day, or UNKNOWN. "
    "Use value.date() for a datetime, or date.fromisoformat(value) for text. "
    f"{NOT_ON_RECORD}"
)
YES_OR_NO: Final = f"expected True or False, or UNKNOWN. {NOT_ON_RECORD}"
COMPONENTS: Final = f"expected one of 'ice', 'cbp', 'ins', 'other', or UNKNOWN. {NOT_ON_RECORD}"
REQUEST: Final = "one of 'hold', 'notify', 'transfer'"
REQUESTS: Final = f"expected a frozenset, each {REQUEST}, or UNKNOWN. {NOT_ON_RECORD}"
BOXES: Final = f"expected a frozenset, each a whole number, or UNKNOWN. {NOT_ON_RECORD}"
BASES: Final = f"expected a frozenset, each a string, or UNKNOWN. {NOT_ON_RECORD}"
WARRANT: Final = "an AdministrativeWarrant or a JudicialWarrant"
WARRANTS: Final = f"expected a tuple, each {WARRANT}, or UNKNOWN. {NOT_ON_RECORD}"
NAME: Final = f"expected a non-empty string, or UNKNOWN. {NOT_ON_RECORD}"
CASE_ID: Final = f"expected an opaque text, or UNKNOWN. {NOT_ON_RECORD}"
HALF_AN_ID: Final = (
    "case_id: got 'half of a character', expected a string of whole characters. Read it as UTF-8."
)
NO_TEXT: Final = "expected a non-empty string."

OFFICERS: Final = AdministrativeWarrant(
    form=WarrantForm.I_200, issued_on=DAY, signed=True, offered_as_judicial=False
)
JUDGES: Final = JudicialWarrant(court="a district court", issued_on=DAY, signed=True)
WHOLE: Final = Detainer(
    form="I-247A",
    issued_on=DAY,
    issued_by=IssuingComponent.ICE,
    requests={RequestedAction.HOLD, RequestedAction.NOTIFY},
    boxes={1},
    bases={"final-order"},
    warrants=[OFFICERS, JUDGES],
    signed=True,
    served=True,
    served_on=FIRST,
    notice_contact=True,
    agency="a county jail",
    case_id="17-3",
)
EVENT: Final = CustodyEvent(
    kind="custody-ends",
    at=FIRST,
    reason=CustodyEnd.BAIL_POSTED,
    basis=CustodyBasis.PENDING,
)
RECORDS: Final = (WHOLE, OFFICERS, JUDGES, EVENT)

A_PERSON: Final = {
    "name",
    "surname",
    "subject",
    "person",
    "alien",
    "inmate",
    "prisoner",
    "birth",
    "born",
    "dob",
    "age",
    "sex",
    "gender",
    "race",
    "nationality",
    "citizenship",
    "country",
    "address",
    "number",
    "anumber",
    "fingerprint",
    "photo",
}


def fields_of(record: type[Any]) -> list[str]:
    """Give the names of the fields that may be unknown: of a request all but its form."""
    return [
        field.name for field in attrs.fields(record) if (record, field.name) != (Detainer, "form")
    ]


OPTIONAL: Final = [
    (record, name)
    for record in (Detainer, AdministrativeWarrant, JudicialWarrant)
    for name in fields_of(record)
]


def fields(record: object) -> tuple[Any, ...]:
    """Give the fields of a record."""
    kind: type[Any] = type(record)
    return tuple(attrs.fields(kind))


def made(record: type[Any], **given: Any) -> Any:
    """Make a record with what it needs besides."""
    return record(**({"form": "I-247A"} if record is Detainer else {}), **given)


class TestUnknown:
    """What is not on record is a value of its own."""

    @pytest.mark.parametrize(("record", "name"), OPTIONAL)
    def test_is_the_default(self, record: type[Any], name: str) -> None:
        """Nothing is taken as no."""
        assert UNKNOWN is getattr(made(record), name)

    @pytest.mark.parametrize(("record", "name"), OPTIONAL)
    def test_may_be_given(self, record: type[Any], name: str) -> None:
        """It is the same as leaving the field out."""
        assert made(record) == made(record, **{name: UNKNOWN})

    @pytest.mark.parametrize(("record", "name"), OPTIONAL)
    def test_is_what_a_table_has_for_it(self, record: type[Any], name: str) -> None:
        """None stands there for what is not known."""
        assert made(record) == made(record, **{name: None})

    def test_may_be_the_time_of_an_event(self) -> None:
        """It happened, or will; when is not on record."""
        event = CustodyEvent(kind="released", at=UNKNOWN)

        assert (UNKNOWN, "The release, at an unknown time") == (event.at, str(event))

    def test_is_the_default_of_why_and_on_what(self) -> None:
        """Each has its own word for it."""
        event = CustodyEvent(kind="custody-ends", at=DAY)

        assert (CustodyEnd.UNKNOWN, CustodyBasis.UNKNOWN) == (event.reason, event.basis)

    @pytest.mark.parametrize("name", ["reason", "basis"])
    def test_may_be_given_for_why_and_on_what(self, name: str) -> None:
        """The one value that is not on record stands for theirs."""
        given: dict[str, Any] = {name: UNKNOWN}

        assert CustodyEvent(kind="custody-ends", at=DAY) == CustodyEvent(
            kind=CustodyEventKind.CUSTODY_ENDS, at=DAY, **given
        )

    def test_is_told_from_what_is_empty(self) -> None:
        """That no box is marked is known."""
        assert Detainer(form="I-247A", boxes=()) != Detainer(form="I-247A")


class TestDetainer:
    """One request, as its face shows it."""

    @pytest.mark.parametrize(
        ("name", "given", "expected"),
        [
            ("form", "", f"form: got '', {NO_TEXT}"),
            ("form", "  ", f"form: got '  ', {NO_TEXT}"),
            ("form", 5, f"form: got 5, {NO_TEXT}"),
            ("form", UNKNOWN, f"form: got UNKNOWN, {NO_TEXT}"),
            ("issued_on", "2025-07-01", f"issued_on: got '2025-07-01', {NO_HOURS}"),
            (
                "issued_on",
                FIRST,
                f"issued_on: got 2025-11-02T01:30:00-05:00 (America/Chicago), {NO_HOURS}",
            ),
            ("issued_by", "ICE", f"issued_by: got 'ICE', {COMPONENTS}"),
            (
                "issued_by",
                RequestedAction.HOLD,
                f"issued_by: got <RequestedAction.HOLD: 'hold'>, {COMPONENTS}",
            ),
            ("requests", "hold", f"requests: got 'hold', {REQUESTS}"),
            ("requests", {"arrest"}, f"requests: got 'arrest', expected {REQUEST}."),
            ("requests", 5, f"requests: got 5, {REQUESTS}"),
            ("boxes", 1, f"boxes: got 1, {BOXES}"),
            ("boxes", "1", f"boxes: got '1', {BOXES}"),
            ("boxes", {"1"}, "boxes: got '1', expected a whole number."),
            ("boxes", {True}, "boxes: got True, expected a whole number."),
            ("boxes", {1.0}, "boxes: got 1.0, expected a whole number."),
            ("bases", "final-order", f"bases: got 'final-order', {BASES}"),
            ("bases", {1}, "bases: got 1, expected a string."),
            ("warrants", "I-200", f"warrants: got 'I-200', {WARRANTS}"),
            ("warrants", ["I-200"], f"warrants: got 'I-200', expected {WARRANT}."),
            ("warrants", OFFICERS, f"warrants: got {in_print(OFFICERS)}, {WARRANTS}"),
            ("signed", 1, f"signed: got 1, {YES_OR_NO}"),
            ("signed", "yes", f"signed: got 'yes', {YES_OR_NO}"),
            ("served", 0, f"served: got 0, {YES_OR_NO}"),
            ("notice_contact", "yes", f"notice_contact: got 'yes', {YES_OR_NO}"),
            ("agency", "", f"agency: got '', {NAME}"),
            ("agency", 5, f"agency: got 5, {NAME}"),
            ("case_id", " ", f"case_id: got ' ', {CASE_ID}"),
            ("case_id", "17\ud800", HALF_AN_ID),
        ],
    )
    def test_refuses_another_value(self, name: str, given: Any, expected: str) -> None:
        """Where, what was given, what was expected, what to do."""
        fields: dict[str, Any] = {"form": "I-247A", name: given}
        with pytest.raises(DetainerError) as caught:
            Detainer(**fields)

        assert expected == str(caught.value)

    @pytest.mark.parametrize("name", ["requests", "boxes", "bases"])
    def test_refuses_a_set_of_what_cannot_be_in_one(self, name: str) -> None:
        """As the library's own error, not Python's."""
        fields: dict[str, Any] = {"form": "I-247A", name: [["final-order"]]}

        with pytest.raises(DetainerError, match=rf"^{name}: "):
            Detainer(**fields)

    @pytest.mark.parametrize("served", [False, UNKNOWN])
    def test_refuses_a_time_of_service_where_there_was_none(self, served: Any) -> None:
        """Or where that is not known."""
        with pytest.raises(DetainerError) as caught:
            Detainer(form="I-247A", served=served, served_on=DAY)

        assert (
            "served_on: got 2025-11-02, expected served=True beside it. If the person was not "
            "served, leave it out." == str(caught.value)
        )

    @pytest.mark.parametrize(
        ("given", "error"),
        [
            ("2025-07-01", NotAnInstantError),
            (5, NotAnInstantError),
            (FIRST.replace(tzinfo=None), InstantError),
            (datetime(2025, 3, 9, 2, 30, tzinfo=CHICAGO), InstantError),
        ],
    )
    def test_refuses_a_time_of_service_that_is_none(
        self, given: Any, error: type[Exception]
    ) -> None:
        """An instant, a day, or UNKNOWN."""
        with pytest.raises(error, match=r"^served_on: got "):
            Detainer(form="I-247A", served=True, served_on=given)

    @pytest.mark.parametrize("given", [[1, 2], (1, 2), {1, 2}, frozenset({1, 2}), iter([2, 1, 1])])
    def test_takes_any_collection(self, given: Any) -> None:
        """And keeps a set that does not change."""
        assert frozenset({1, 2}) == Detainer(form="I-247A", boxes=given).boxes

    def test_takes_the_values_of_enumerations(self) -> None:
        """As a record in a file has them."""
        fields: dict[str, Any] = {"issued_by": "ice", "requests": ["hold", RequestedAction.NOTIFY]}
        detainer = Detainer(form="I-247A", **fields)

        assert IssuingComponent.ICE is detainer.issued_by
        assert frozenset({RequestedAction.HOLD, RequestedAction.NOTIFY}) == detainer.requests

    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            (catalog.form("I-247A"), "i-247a"),
            (catalog.edition("i-247-2011-12"), "i-247-2011-12"),
            ("I-247 (12/11)", "I-247 (12/11)"),
        ],
    )
    def test_takes_a_form_or_its_name(self, given: Any, expected: str) -> None:
        """A model is kept by its id."""
        assert expected == Detainer(form=given).form

    def test_tells_the_warrants_apart(self) -> None:
        """An officer's is never a judge's."""
        assert ((OFFICERS,), (JUDGES,)) == (
            WHOLE.administrative_warrants,
            WHOLE.judicial_warrants,
        )

    def test_of_which_no_warrant_is_known_has_none(self) -> None:
        """Neither kind is made up."""
        detainer = Detainer(form="I-247A")

        assert ((), ()) == (detainer.administrative_warrants, detainer.judicial_warrants)


class TestCaseId:
    """An opaque id, which no log shows."""

    def test_is_not_shown(self) -> None:
        """Nor whether there is one."""
        assert "17-3" not in repr(WHOLE)
        assert repr(Detainer(form="I-247A")) == repr(Detainer(form="I-247A", case_id="17-3"))

    def test_tells_two_requests_apart(self) -> None:
        """Two cases are two, although they look alike."""
        assert attrs.evolve(WHOLE, case_id="17-4") != WHOLE

    def test_is_kept(self) -> None:
        """For whoever asks for it."""
        assert "17-3" == WHOLE.case_id

    def test_that_is_refused_is_not_shown_either(self) -> None:
        """A number in place of a text would be in every log of the error."""
        fields: dict[str, Any] = {"case_id": 173_173}
        with pytest.raises(DetainerError) as caught:
            Detainer(form="I-247A", **fields)

        assert "173173" not in str(caught.value)


class TestWarrants:
    """An officer's, and a judge's."""

    @pytest.mark.parametrize(
        ("record", "name", "given", "expected"),
        [
            (
                AdministrativeWarrant,
                "form",
                "I-201",
                (
                    "form: got 'I-201', expected one of 'I-200', 'I-205', 'other', or UNKNOWN. "
                    f"{NOT_ON_RECORD}"
                ),
            ),
            (AdministrativeWarrant, "issued_on", 5, f"issued_on: got 5, {NO_HOURS}"),
            (AdministrativeWarrant, "signed", "no", f"signed: got 'no', {YES_OR_NO}"),
            (
                AdministrativeWarrant,
                "offered_as_judicial",
                1,
                f"offered_as_judicial: got 1, {YES_OR_NO}",
            ),
            (JudicialWarrant, "court", "", f"court: got '', {NAME}"),
            (JudicialWarrant, "issued_on", 5, f"issued_on: got 5, {NO_HOURS}"),
            (JudicialWarrant, "signed", 0, f"signed: got 0, {YES_OR_NO}"),
        ],
    )
    def test_refuse_another_value(
        self, record: type[Any], name: str, given: Any, expected: str
    ) -> None:
        """Where, what was given, what was expected, what to do."""
        with pytest.raises(DetainerError) as caught:
            record(**{name: given})

        assert expected == str(caught.value)

    @pytest.mark.parametrize("record", [AdministrativeWarrant, JudicialWarrant])
    def test_are_issued_on_a_day(self, record: type[Any]) -> None:
        """A datetime is a date to Python, and is refused."""
        with pytest.raises(NotADayError, match=r"^issued_on: "):
            record(issued_on=FIRST)

    def test_take_the_printed_name_of_the_form(self) -> None:
        """As a record in a file has it."""
        fields: dict[str, Any] = {"form": "I-200"}

        assert WarrantForm.I_200 is AdministrativeWarrant(**fields).form

    def test_of_a_judge_are_on_no_form(self) -> None:
        """A Form I-200 or I-205 cannot be entered as one."""
        fields: dict[str, Any] = {"form": WarrantForm.I_200}

        with pytest.raises(TypeError, match="unexpected keyword argument 'form'"):
            JudicialWarrant(**fields)

    def test_alike_are_not_equal(self) -> None:
        """Not even where neither is known."""
        warrants: list[object] = [AdministrativeWarrant(), JudicialWarrant()]

        assert 2 == len(set(warrants))


class TestCustodyEvent:
    """Something that happened in one custody."""

    @pytest.mark.parametrize("kind", CustodyEventKind)
    def test_is_of_a_kind_or_its_value(self, kind: CustodyEventKind) -> None:
        """Both are the same."""
        assert CustodyEvent(kind=kind, at=DAY) == CustodyEvent(
            kind=kind.value,
            at=DAY,
        )

    @pytest.mark.parametrize(
        ("given", "remedy"),
        [
            ("custodyends", "Did you mean custody-ends or custody-assumed?"),
            ("zzz", ""),
        ],
    )
    def test_of_another_kind_is_refused(self, given: Any, remedy: str) -> None:
        """All are named, and the nearest."""
        with pytest.raises(DetainerError) as caught:
            CustodyEvent(kind=given, at=DAY)

        assert caught.value.expected == (
            "one of booked, custody-ends, state-charges-resolved, detainer-received, "
            "administrative-warrant-received, judicial-warrant-received, status-query-sent, "
            "served, notice-given, custody-assumed, transferred, lifted, declined, released"
        )

        assert caught.value.remedy == remedy

    @pytest.mark.parametrize("given", [None, 5, []])
    def test_of_no_kind_is_refused(self, given: Any) -> None:
        """Also what cannot be looked up."""
        with pytest.raises(DetainerError, match=r"^kind: got "):
            CustodyEvent(kind=given, at=DAY)

    @pytest.mark.parametrize(
        ("name", "given", "expected"),
        [
            (
                "reason",
                "bail",
                (
                    "reason: got 'bail', expected one of 'bail posted', 'release "
                    "ordered', 'sentence served', 'charges dismissed', 'not charged', 'acquitted', "
                    "'other', 'unknown'."
                ),
            ),
            (
                "basis",
                None,
                (
                    "basis: got None, expected one of 'convicted', 'pending', "
                    "'arrested', 'immigration only', 'unknown'."
                ),
            ),
        ],
    )
    def test_refuses_another_reason(self, name: str, given: Any, expected: str) -> None:
        """The values are listed."""
        fields: dict[str, Any] = {"kind": "custody-ends", "at": DAY, name: given}
        with pytest.raises(DetainerError) as caught:
            CustodyEvent(**fields)

        assert expected == str(caught.value)

    @pytest.mark.parametrize(
        ("name", "given"), [("reason", CustodyEnd.OTHER), ("basis", CustodyBasis.PENDING)]
    )
    @pytest.mark.parametrize(
        "kind", [each for each in CustodyEventKind if each is not CustodyEventKind.CUSTODY_ENDS]
    )
    def test_has_a_reason_only_where_custody_ends(
        self, kind: CustodyEventKind, name: str, given: Any
    ) -> None:
        """A release has no reason of its own."""
        fields: dict[str, Any] = {"kind": kind, "at": DAY, name: given}
        with pytest.raises(DetainerError) as caught:
            CustodyEvent(**fields)

        assert (
            f"{name}: got {given!r}, expected none, as the event is {kind.value!r}. It belongs to "
            "an end of custody, 'custody-ends'." == str(caught.value)
        )

    @pytest.mark.parametrize(
        ("given", "error"),
        [
            ("2025-07-01", NotAnInstantError),
            (FIRST.replace(tzinfo=None), InstantError),
            (datetime(2025, 3, 9, 2, 30, tzinfo=CHICAGO), InstantError),
        ],
    )
    def test_refuses_what_is_no_time(self, given: Any, error: type[Exception]) -> None:
        """An instant, a day, or UNKNOWN."""
        with pytest.raises(error, match=r"^at: got "):
            CustodyEvent(kind=CustodyEventKind.RELEASED, at=given)

    @pytest.mark.parametrize("basis", CustodyBasis)
    def test_ends_local_custody_but_for_an_immigration_hold(self, basis: CustodyBasis) -> None:
        """Also where its ground is not known."""
        event = CustodyEvent(kind=CustodyEventKind.CUSTODY_ENDS, at=DAY, basis=basis)

        assert event.ends_local_custody is (basis is not CustodyBasis.IMMIGRATION_ONLY)

    @pytest.mark.parametrize("kind", CustodyEventKind)
    def test_of_another_kind_ends_no_local_custody(self, kind: CustodyEventKind) -> None:
        """Not even a release: it ends the custody itself."""
        assert CustodyEvent(kind=kind, at=DAY).ends_local_custody is (
            kind is CustodyEventKind.CUSTODY_ENDS
        )

    @pytest.mark.parametrize(
        ("event", "expected"),
        [
            (
                EVENT,
                (
                    "The end of local custody, Sunday, November 2, 2025, 1:30 a.m. CDT "
                    "(bail posted, pending)"
                ),
            ),
            (
                CustodyEvent(kind=CustodyEventKind.CUSTODY_ENDS, at=SECOND),
                "The end of local custody, Sunday, November 2, 2025, 1:30 a.m. CST",
            ),
            (
                CustodyEvent(kind=CustodyEventKind.LIFTED, at=DAY),
                "The withdrawal of the detainer, Sunday, November 2, 2025",
            ),
            (
                CustodyEvent(
                    kind=CustodyEventKind.CUSTODY_ENDS,
                    at=UNKNOWN,
                    basis=CustodyBasis.IMMIGRATION_ONLY,
                ),
                "The end of local custody, at an unknown time (immigration only)",
            ),
        ],
    )
    def test_is_text(self, event: CustodyEvent, expected: str) -> None:
        """What happened, when, and why as far as that is known."""
        assert expected == str(event)


class TestTime:
    """Instants are instants, days are days."""

    def test_at_one_wall_time_may_be_two(self) -> None:
        """The two hours of autumn are told apart."""
        first, second = (
            CustodyEvent(kind=CustodyEventKind.RELEASED, at=at) for at in (FIRST, SECOND)
        )

        assert first != second
        assert 2 == len({first, second})

    @pytest.mark.parametrize("zone", [UTC, ZoneInfo("America/New_York")])
    def test_at_one_instant_is_one(self, zone: Any) -> None:
        """However it is expressed, in a set too."""
        one, same = (
            CustodyEvent(kind=CustodyEventKind.RELEASED, at=at)
            for at in (SECOND, SECOND.astimezone(zone))
        )

        assert {one} == {one, same}

    def test_of_service_is_compared_by_instant(self) -> None:
        """As that of an event."""
        assert WHOLE == attrs.evolve(WHOLE, served_on=FIRST.astimezone(UTC))
        assert attrs.evolve(WHOLE, served_on=SECOND) != WHOLE

    def test_known_to_the_day_is_not_its_midnight(self) -> None:
        """A day is no instant."""
        midnight = datetime(2025, 11, 2, tzinfo=CHICAGO)
        of_day, of_instant = (
            CustodyEvent(kind=CustodyEventKind.RELEASED, at=at) for at in (DAY, midnight)
        )

        assert of_day != of_instant
        assert (date, datetime) == (type(of_day.at), type(of_instant.at))

    def test_is_kept_as_given(self) -> None:
        """The zone it came in is not lost."""
        event = CustodyEvent(kind=CustodyEventKind.RELEASED, at=SECOND)

        assert isinstance(event.at, datetime)
        assert (CHICAGO, 1, timedelta(hours=-6)) == (
            event.at.tzinfo,
            event.at.fold,
            event.at.utcoffset(),
        )


@pytest.mark.parametrize("record", RECORDS, ids=[type(each).__name__ for each in RECORDS])
class TestValue:
    """Each record is a value."""

    def test_crosses_a_pickle(self, record: Any) -> None:
        """Equal, with the same hash, and as unknown as before."""
        copied = pickle.loads(pickle.dumps(record))  # noqa: S301 (bytes of our own)

        assert (record, hash(record)) == (copied, hash(copied))

    def test_is_copied(self, record: Any) -> None:
        """Deeply and not."""
        assert [record] * 2 == [copy.copy(record), copy.deepcopy(record)]

    def test_differs_by_each_field(self, record: Any) -> None:
        """Every field matters, the case id too."""
        other = {
            "form": "I-247D" if record is WHOLE else UNKNOWN,
            "kind": CustodyEventKind.CUSTODY_ENDS,
            "at": SECOND,
            "reason": CustodyEnd.UNKNOWN,
            "basis": CustodyBasis.UNKNOWN,
        }
        changed = [
            attrs.evolve(record, **{field.name: other.get(field.name, UNKNOWN)})
            for field in fields(record)
            if field.name not in {"kind", "served"}
        ]

        assert [] == [each for each in changed if each == record]

    def test_does_not_change(self, record: Any) -> None:
        """A field is not set anew."""
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(record, fields(record)[0].name, UNKNOWN)

    def test_takes_its_fields_by_name(self, record: Any) -> None:
        """By position a day of issue could be one of service."""
        with pytest.raises(TypeError, match="positional argument"):
            type(record)("I-247A")

    def test_has_no_field_for_a_person(self, record: Any) -> None:
        """No name, no birth date, no number of a person."""
        words = {
            word for field in fields(record) for word in re.split(r"[_\W]", field.name.lower())
        }

        assert set() == words & A_PERSON


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (CustodyBasis, ["convicted", "pending", "arrested", "immigration only", "unknown"]),
        (IssuingComponent, ["ice", "cbp", "ins", "other"]),
        (WarrantForm, ["I-200", "I-205", "other"]),
        (
            CustodyEnd,
            [
                "bail posted",
                "release ordered",
                "sentence served",
                "charges dismissed",
                "not charged",
                "acquitted",
                "other",
                "unknown",
            ],
        ),
    ],
)
def test_the_words_of_records_stay(words: Any, expected: list[str]) -> None:
    """A record in a file is read for years."""
    assert expected == [word.value for word in words]


def test_every_event_that_starts_a_clock_is_a_kind_of_event() -> None:
    """But for the later of two, given by those, and one that is no event of a detainer."""
    kinds = {kind.value for kind in CustodyEventKind}

    assert ["detainer-and-warrant-received", "housed-for-ice"] == [
        event.id for event in catalog.events() if event.id not in kinds
    ]
