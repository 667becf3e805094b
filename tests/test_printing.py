"""What results and records are at a prompt: one line, hashable, frozen through, pickled whole."""

import importlib
import inspect
import pickle
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any, Final, cast
from zoneinfo import ZoneInfo

import attrs
import pytest
from document_samples import LISTS_READ

import detainerlib as dl
from detainerlib import catalog, readers
from detainerlib._printing import FrozenMapping, Printed
from detainerlib.catalog import _collections
from detainerlib.errors import DataFault, DetainerError
from detainerlib.holds import holidays_of_year
from detainerlib.models import CityNames, CountyNames, PlaceNames, PlaceZones
from detainerlib.sources import OwnLaw
from detainerlib.times import ListedHolidays

WIDTH: Final = 120
CHICAGO: Final = ZoneInfo("America/Chicago")
ENDS: Final = datetime(2025, 7, 3, 17, tzinfo=CHICAGO)
DAY: Final = date(2025, 7, 3)
ROOMS: Final = (
    *("cases", "cooperation", "errors", "holds", "models", "outcomes", "policy", "readers"),
    *("sources", "times"),
)


def results() -> Iterator[Any]:
    """Make one of each result."""
    detainer = dl.Detainer(
        form="I-247A",
        issued_on=DAY,
        warrants=[dl.AdministrativeWarrant(issued_on=DAY), dl.JudicialWarrant(court="a court")],
    )
    readings = dl.hold_readings(ENDS, form="I-247A", jurisdiction="17031")
    audits = readings.audit(date(2025, 7, 8))
    rows = [
        {"why": "Detainer Declined by LEA", "id": "a", "day": date(2017, 1, 30), "to": "17031"}
    ] * 3
    yield from (detainer, readings, audits, dl.hold_bounds(DAY, zone="America/Chicago"))
    yield dl.summarize_audits(audits)
    yield dl.review_detainer(detainer)
    yield dl.detainer_status(
        detainer, [dl.CustodyEvent(kind="custody-ends", at=ENDS)], at=ENDS.replace(day=4)
    )
    yield dl.notice_deadlines(detainer, ENDS)
    facts = dl.CaseFacts(
        facts={"judicial-warrant": True},
        convictions=[dl.Conviction(offenses={"homicide"}, convicted_on=DAY)],
    )
    answer = dl.governing_policy("hold_on_detainer", "US-NJ", on=DAY, facts=facts)
    yield from (answer, answer.federal_frame, answer.decided_by)
    yield dl.policy_timeline("hold_on_detainer", "US-TX")
    yield dl.policy_grid(["hold_on_detainer"], ["US-TX"], days=[DAY])
    share = dl.DeclinedShare(
        jurisdiction="US-TX",
        start=DAY,
        end=DAY,
        declined=1,
        denominator=2,
        definition="requests",
        missing=0,
        source="a made-up table",
    )
    yield dl.classify_cooperation("US-TX", on=DAY, observed=[share])
    yield dl.compare_policies("US-TX", "US-IL", on=DAY)
    yield from (year := holidays_of_year(2025, jurisdiction="US-NH"), year[1], year[1][0])
    yield dl.policy_changes("US-MA")
    yield dl.policy_spells("US-TX", start=DAY, end=date(2026, 1, 1))
    yield dl.outcome_rates(
        rows, reason="why", numerator="declined by the agency", denominator="all", day="day"
    )
    yield dl.drop_duplicates(rows, rule="same person, same day", person="id", prepared="day")
    yield dl.declined_detainer_report(
        rows,
        week=date(2017, 1, 28),
        jurisdiction="to",
        issued_on="day",
        reason="why",
        declined_on="day",
        listed=["17031"],
    )
    calendar = (
        dl.FederalHolidays()
        | dl.CustomDays({DAY: "county day"})
        | dl.ClosureCalendar(catalog.closures())
        | ListedHolidays(catalog.holiday_list("us-nh-rsa-288"))
    )
    yield dl.hold_window(ENDS, calendar=calendar)
    yield dl.hold_window(ENDS, calendar=calendar).explanation
    yield DataFault(file="rules/us-xx.toml", record="a", field="url", message="is missing")
    yield calendar
    yield ListedHolidays(catalog.holiday_lists()[0])
    yield OwnLaw(id="zed", title="ordinances", data_as_of=DAY, digest="0" * 64, replaces=("a",))
    yield dl.Agency(name="a county jail", kind="sheriff", jurisdiction="17031")
    yield from (catalog.about(), catalog.coverage("US-TX"), catalog.holiday_reading("both"))
    yield from (catalog.open_point(id) for id in catalog.rule("8-cfr-287.7-d").leaves_open)
    yield from (_collections.every(CountyNames), dl.hold_window(ENDS).spans)
    yield from (_collections.every(CityNames), _collections.every(PlaceZones))
    yield _collections.every(PlaceNames)
    yield [area for record in _collections.every(PlaceZones) for area in record.areas]
    yield dl.review_detainer(dl.Detainer(form="I-247A", issued_on=DAY, served=False))
    yield dl.classify_cooperation("US-IL", on=date(2025, 9, 1)).asserted
    yield catalog.list_completeness("ddor-2017-section-iii")
    yield from (*LISTS_READ.values(), readers.match_place("Flagere County", "FL"))
    for name in catalog.__all__:
        accessor = getattr(catalog, name)
        if inspect.isfunction(accessor) and not any(
            parameter.default is parameter.empty
            for parameter in inspect.signature(accessor).parameters.values()
        ):
            yield accessor()


def parts_of(value: Any, seen: dict[int, Any]) -> Iterator[Any]:
    """Yield a value and whatever is in its fields and members, each once."""
    if id(value) in seen or isinstance(value, str | bytes):
        return
    seen[id(value)] = value
    kind = cast("Any", type(value))
    if attrs.has(kind):
        yield value
        for field in attrs.fields(kind):
            yield from parts_of(getattr(value, field.name), seen)
    elif issubclass(kind, Iterable):
        yield value
        for member in value:
            yield from parts_of(member, seen)


@pytest.fixture(scope="module")
def values() -> dict[Any, list[Any]]:
    """Give some of each type of value there is in results and records."""
    seen: dict[int, Any] = {}
    by_type: dict[Any, list[Any]] = {}
    for result in results():
        for value in parts_of(result, seen):
            several = by_type.setdefault(type(value), [])
            if len(several) < 40:
                several.append(value)
    return by_type


def records(values: dict[Any, list[Any]]) -> list[Any]:
    """Give those that are of a class of this package."""
    return [
        value
        for kind, several in values.items()
        if kind.__module__.startswith("detainerlib") and kind is not FrozenMapping
        for value in several
    ]


def test_each_public_class_is_among_them(values: dict[Any, list[Any]]) -> None:
    """So that a new one cannot escape the tests below."""
    modules = [importlib.import_module(f"detainerlib.{room}") for room in ROOMS]
    public = {
        value
        for module in modules
        for name in module.__all__
        if isinstance(value := getattr(module, name), type) and attrs.has(value)
    }
    missing = {kind.__name__ for kind in public} - {kind.__name__ for kind in values}

    assert [] == sorted(missing - {"Sourced"})


def test_each_field_refuses_what_is_of_no_type(values: dict[Any, list[Any]]) -> None:
    """By the field's own name, in the words of this library; never in those of attrs."""
    fields = [
        (several[0], field)
        for kind, several in values.items()
        if attrs.has(kind)
        for field in attrs.fields(kind)
        if field.init
    ]
    for record, field in fields:
        with pytest.raises(DetainerError) as caught:
            attrs.evolve(record, **{field.name: object()})
        assert caught.value.where.split(",")[0] == field.name, type(record)


def test_each_prints_in_one_line(values: dict[Any, list[Any]]) -> None:
    """At a prompt, in a debugger, in a log."""
    lines = [repr(value) for value in records(values)]

    assert [] == [line for line in lines if len(line) >= WIDTH or "\n" in line]


def _is_no_method(member: object) -> bool:
    return not callable(member)


def test_several_print_in_one_line(values: dict[Any, list[Any]]) -> None:
    """Whatever a record or a result holds several of: steps, spans, provisions, warrants."""
    long = {
        f"{type(value).__name__}.{name}"
        for value in records(values)
        for name, _ in inspect.getmembers(cast("type[object]", type(value)), _is_no_method)
        if not name.startswith("_")
        for several in [getattr(value, name, None)]
        if isinstance(several, tuple) and several and isinstance(several[0], Printed)
        if len(repr(cast("object", several))) >= WIDTH
    }

    # A pair of a rule and an instant; and conditions, which name types that come after them.
    assert {"HoldWindow.earlier", "AllOf.all", "AnyOf.any"} >= long


def test_a_case_id_is_printed_nowhere() -> None:
    """A log may show a detainer."""
    detainer = dl.Detainer(form="I-247A", case_id="CASE-1")

    assert "CASE-1" not in f"{detainer} {detainer!r} {detainer._repr_html_()}"
    assert "<Detainer form='I-247A'>" == repr(detainer)


def test_each_shows_itself_in_a_notebook(values: dict[Any, list[Any]]) -> None:
    """As text and as HTML."""
    blank = [
        type(value).__name__
        for value in records(values)
        if not hasattr(value, "_repr_pretty_") or "<" not in value._repr_html_()
    ]

    assert set() == set(blank)
    assert set() == {
        type(value).__name__ for value in records(values) if "Made with" not in value._repr_html_()
    }

    for value in records(values):
        written: list[str] = []
        printer: Any = SimpleNamespace(text=written.append)
        value._repr_pretty_(printer, cycle=False)
        value._repr_pretty_(printer, cycle=True)
        assert ["..."] == written[1:]
        assert written[0], type(value)


def test_each_is_frozen_through(values: dict[Any, list[Any]]) -> None:
    """No list, set or dict in it, however deep."""
    mutable = {
        f"{type(value).__name__}.{field.name}"
        for kind, several in values.items()
        if attrs.has(kind)
        for value in several
        for field in attrs.fields(kind)
        if isinstance(getattr(value, field.name), list | set | dict)
    }

    assert set() == mutable


def test_each_can_be_hashed_and_pickled(values: dict[Any, list[Any]]) -> None:
    """As keys, in sets, and between processes."""
    for value in records(values):
        again = pickle.loads(pickle.dumps(value))  # noqa: S301 (made here)
        assert (hash(value), value) == (hash(again), again), type(value)
