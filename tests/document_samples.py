"""One result, or more, of every kind that documents are made of."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import cache
from importlib import import_module
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from zoneinfo import ZoneInfo

from detainerlib import (
    UNKNOWN,
    AdministrativeWarrant,
    Agency,
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
    compare_policies,
    cooperation_profile,
    declined_detainer_report,
    detainer_status,
    drop_duplicates,
    governing_policy,
    hold_bounds,
    hold_readings,
    hold_window,
    notice_deadlines,
    outcome_rates,
    policy_changes,
    policy_grid,
    policy_spells,
    policy_timeline,
    readers,
    review_detainer,
    summarize_audits,
)
from detainerlib._documents.codecs import model_of
from detainerlib._documents.models import is_model
from detainerlib._documents.reading import kind_of
from detainerlib.catalog._collections import COLLECTIONS, every
from detainerlib.cooperation import Disagreement, ProfileColumn
from detainerlib.errors import DataFault
from detainerlib.holds import holidays_of_year
from detainerlib.models import (
    CustodyBasis,
    CustodyEnd,
    IssuingComponent,
    RequestedAction,
    WarrantForm,
)
from detainerlib.serialization import brief, to_json
from detainerlib.sources import OwnLaw
from detainerlib.times import ListedHolidays

NEW_YORK = ZoneInfo("America/New_York")
CHICAGO = ZoneInfo("America/Chicago")
THURSDAY = datetime(2025, 7, 3, 17, tzinfo=CHICAGO)
RECEIVED = {
    "detainer-received": datetime(2025, 3, 2, 8, tzinfo=CHICAGO),
    "administrative-warrant-received": datetime(2025, 3, 2, 14, tzinfo=UTC),
}
FAIR = CustomDays({date(2025, 7, 7): "County Fair", date(2025, 7, 8): "its second day"})
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


def _lists_read() -> dict[str, Any]:
    """Make one of each result of readers, from two made-up lists."""
    head = "STATE,LAW ENFORCEMENT AGENCY,TYPE,COUNTY,SUPPORT TYPE,SIGNED\n"
    one = "TEXAS,Travis County Sheriff,County,Travis County,{},4/1/2025\n"
    two = "TEXAS,{}Example Police,Municipality,Nowhere,Task Force Model,05/082025\n"
    with TemporaryDirectory() as folder:
        lists: list[Any] = []
        for day, model, name in (
            ("05162025", "Task Force Model", "City of "),
            ("06172025", "Warrant Service Officer", ""),
        ):
            path = Path(folder) / f"participatingAgencies{day}.csv"
            path.write_text(head + one.format(model) + two.format(name), "utf-8")
            lists.append(readers.read_287g(path))
    roster = b"id,due for release,place\n17-3,7/3/2025 5pm,IL\n17-4,7/32/2025,IL\n"
    return {
        "a roster": readers.read_roster(BytesIO(roster)),
        "a list of agreements": lists[0],
        "a list of agreements of another day": lists[1],
        "agreements by state": lists[0].counts("state"),
        "agencies by state and model": lists[0].counts(("state", "model"), unit="agencies"),
        "faults of a file": lists[0].faults,
        "two lists compared": readers.compare_287g(*lists),
        "agreements on a day": readers.agreements_on(lists, date(2025, 6, 1), by="signed"),
        "agreements before all lists": readers.agreements_on(lists, date(2025, 5, 1), by="listed"),
    }


LISTS_READ: Final = _lists_read()

RESULTS: Final[dict[str, Any]] = {
    "the completeness of a list": catalog.list_completeness("ddor-2017-section-iii"),
    **LISTS_READ,
    "a place by its name": readers.match_place("St Johns County", "FL"),
    "places that a name may mean": readers.match_place("Flagere County", "FL"),
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
    "a federal frame": governing_policy(
        "share_information", "US-NY", on=date(2022, 1, 1)
    ).federal_frame,
    "who decides": governing_policy(
        "hold_on_detainer", "48201", on=date(2022, 1, 1), agency_type="sheriff"
    ).decided_by,
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
    "a decision left to agencies": governing_policy(
        "hold_on_detainer", "US-WY", on=date(2026, 1, 1)
    ),
    "a decision left to one agency": governing_policy(
        "hold_on_detainer", "56039", on=date(2026, 1, 1)
    ),
    "a decision on what a department decides": governing_policy(
        "hold_on_detainer", "US-DE", on=date(2026, 2, 1)
    ),
    "a decision on what was enjoined": governing_policy(
        "hold_on_detainer", "US-AL", on=date(2011, 9, 15)
    ),
    "a decision on what was enjoined in part": governing_policy(
        "transfer_custody", "US-FL", on=date(2020, 1, 1)
    ),
    "a classification left to agencies": classify_cooperation("US-WY", on=date(2026, 1, 1)),
    "a classification": classify_cooperation("US-CT", on=date(2020, 1, 1)),
    "a classification under an assumption": classify_cooperation(
        "US-GU", on=date(2020, 1, 1), assume="honored-where-no-rule"
    ),
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
    "notices of a day": notice_deadlines(FULL, date(2025, 10, 3), jurisdiction="37", zone=NEW_YORK),
    "notices of an unknown release": notice_deadlines(FULL, UNKNOWN),
    "a window": hold_window(THURSDAY),
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
    "a window of a place": hold_window(THURSDAY, jurisdiction="17031"),
    "bounds of a place": hold_bounds(date(2025, 7, 3), jurisdiction="17031"),
    "an audit of a place, of a person still held": audit_hold(
        THURSDAY, as_of=datetime(2025, 7, 8, 8, tzinfo=CHICAGO), jurisdiction="17031"
    ),
    "audits of a detainer received late": audit_hold(
        [
            CustodyEvent(kind="custody-ends", at=THURSDAY),
            CustodyEvent(kind="detainer-received", at=datetime(2025, 7, 4, 9, tzinfo=CHICAGO)),
        ],
        datetime(2025, 7, 9, 8, tzinfo=CHICAGO),
    ),
    "a status of a place": detainer_status(
        FULL, EVENTS, at=datetime(2025, 7, 8, 16, tzinfo=CHICAGO), jurisdiction="17031"
    ),
    "an audit of a sheriff's hold": audit_hold(
        THURSDAY,
        datetime(2025, 7, 9, 8, tzinfo=CHICAGO),
        jurisdiction="17031",
        facts=CaseFacts(facts={"judicial-warrant": False}),
        agency_type="sheriff",
    ),
    "a status of a sheriff's hold": detainer_status(
        FULL,
        EVENTS,
        at=datetime(2025, 7, 8, 16, tzinfo=CHICAGO),
        jurisdiction="17031",
        facts=CaseFacts(facts={"judicial-warrant": False}),
        agency_type="sheriff",
    ),
    "readings with a state's own holidays": hold_readings(
        datetime(2025, 4, 25, 17, tzinfo=NEW_YORK),
        form="I-247A",
        jurisdiction="US-NH",
        events={"state-charges-resolved": datetime(2025, 4, 25, 17, tzinfo=NEW_YORK)},
    ),
    "an answer over time": policy_timeline("hold_on_detainer", "US-IL"),
    "an answer over time that was enjoined": policy_timeline("hold_on_detainer", "US-AL"),
    "an answer over time that begins on no known day": policy_timeline("hold_on_detainer", "US-MO"),
    "a history left to agencies": policy_spells(
        "US-WY", start=date(2023, 12, 1), end=date(2024, 12, 31)
    ),
    "holidays of a year": holidays_of_year(2026, jurisdiction="US-NH"),
    "holidays of a year of an inauguration": holidays_of_year(2025, jurisdiction="US-DC"),
    "a comparison": compare_policies("US-IL", "US-TX", on=date(2022, 1, 1)),
    "a history under an assumption": policy_spells(
        "US-MA",
        start=date(2017, 7, 1),
        end=date(2017, 7, 31),
        assume="honored-where-no-rule",
        practices=["hold_on_detainer"],
    ),
    "a history": policy_spells("US-MA", start=date(2017, 7, 1), end=date(2017, 7, 31)),
    "audits in numbers": summarize_audits(
        [
            audit_hold(THURSDAY, released)
            for released in (
                datetime(2025, 7, 9, 8, tzinfo=CHICAGO),
                datetime(2025, 7, 5, 8, tzinfo=CHICAGO),
                UNKNOWN,
            )
        ]
    ),
    "rates": outcome_rates(
        [
            {"reason": "Declined by LEA", "year": 2016, "sent": date(2016, 5, 1)},
            {"reason": None, "year": 2017, "sent": date(2016, 5, 1)},
            {"reason": "no such reason", "year": 2016, "sent": date(2017, 5, 1)},
        ],
        reason="reason",
        numerator="declined by the agency",
        denominator="all",
        by=("year", "sent"),
    ),
    "rows without duplicates": drop_duplicates(
        [
            {"person": "a", "prepared": date(2016, 5, 1), "share": 0.5, "known": True},
            {"person": "a", "prepared": date(2016, 5, 1), "share": None, "at": THURSDAY},
        ],
        rule="same person, same day",
        person="person",
        prepared="prepared",
    ),
    "a weekly report": declined_detainer_report(
        [
            {
                "to": "48453",
                "issued": date(2017, 1, 31),
                "declined": date(2017, 2, 1),
                "reason": "Declined by LEA",
            }
        ],
        week=date(2017, 1, 28),
        jurisdiction="to",
        issued_on="issued",
        declined_on="declined",
        reason="reason",
        listed=["48453"],
    ),
    "a grid": policy_grid(["hold_on_detainer"], ["US-IL"], days=[date(2022, 1, 1)])[0],
    "changes": policy_changes("US-MA", practices=["hold_on_detainer"]),
    "audits": hold_readings(THURSDAY, form="I-247A").audit(date(2025, 7, 6)),
    "faults": DataFault(file="rules/us.toml", record="a", field="url", message="is missing"),
    "an answer in brief": brief(hold_window(THURSDAY)),
}


RECORDS: Final = (
    FULL,
    Agency(name="a county jail", kind="sheriff", jurisdiction="48113"),
    catalog.made_with(),
    OwnLaw(
        id="zed-county",
        title="Ordinances of Zed County",
        data_as_of=date(2026, 1, 2),
        digest="0f" * 32,
        replaces=("us-il-15",),
    ),
    ListedHolidays(catalog.holiday_lists()[0]),
    Disagreement(columns=(ProfileColumn.LAW, ProfileColumn.OBSERVED), summary="It was otherwise."),
)
MOST: Final = 2


@cache
def names_in(model: type[Any]) -> tuple[str, ...]:
    """Give the names of what a model holds and derives; none of what is no model."""
    if not is_model(model):
        return ()
    described = model_of(model)
    return tuple(entry.name for entry in (*described.fields.values(), *described.derived.values()))


def kept_in(value: Any, passed: dict[int, Any]) -> Iterator[Any]:
    """Yield the records and results that a value is made of, however deep, each object once."""
    if id(value) in passed:
        return
    passed[id(value)] = value
    kind: Any = value.__class__
    parts: Iterable[Any] = ()
    if names := names_in(kind):
        yield value
        parts = [getattr(value, name) for name in names]
    elif issubclass(kind, Mapping):
        parts = value.values()
    elif issubclass(kind, tuple | frozenset):
        parts = value
    for part in parts:
        yield from kept_in(part, passed)


@cache
def document_of(name: str) -> str:
    """Give the document of a result, written once."""
    return to_json(RESULTS[name])


@cache
def of_every_kind() -> dict[str, list[Any]]:
    """Give up to two values of each kind: of results, of what they hold, and of the catalog."""
    values: dict[str, list[Any]] = {}
    models = [
        getattr(import_module(f"detainerlib.{collection.module}"), name)
        for name, collection in COLLECTIONS.items()
    ]
    records = [every(model) for model in models]
    explanations = [
        value.explanation for value in RESULTS.values() if hasattr(value, "explanation")
    ]
    passed: dict[int, Any] = {}
    for whole in (*RESULTS.values(), *explanations, *records, *RECORDS):
        for value in kept_in(whole, passed):
            found = values.setdefault(kind_of(value.__class__), [])
            if len(found) < MOST and value not in found:
                found.append(value)
    return values
