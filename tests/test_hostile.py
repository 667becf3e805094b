"""Every public function with values that nobody should give it."""

import enum
import importlib
import inspect
import unicodedata
import warnings
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import partial
from itertools import product
from typing import Any, Final, cast
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from document_samples import of_every_kind

import detainerlib as dl
from detainerlib.errors import DetainerError
from detainerlib.holds import holidays_of_year

PRIVATE: Final = "JUAN PEREZ 1980-01-01 "
"""Stands for what must not reach a log; the name and the day are made up."""

MOST: Final = 400
MOST_GIVEN: Final = 120
ORDERING: Final = frozenset("\u061c\u200e\u200f")
"""Marks that turn a text around, and are no embeddings by their class."""
FRAMES: Final[Any] = importlib.import_module("pandas")
DAY: Final = date(2025, 7, 3)
NOON: Final = datetime(2025, 7, 3, 12, tzinfo=ZoneInfo("America/Chicago"))
DETAINER: Final = dl.Detainer(form="I-247A", issued_on=DAY)
ROWS: Final = [{"why": "Detainer Declined by LEA", "id": 1, "on": DAY, "state": "TX"}]

# A call that works, by function: each of its arguments is then replaced by what is hostile.
CALLS: Final[dict[str, dict[str, Any]]] = {
    "hold_readings": {"custody_ends": NOON, "form": "I-247A", "jurisdiction": "17031", "on": DAY},
    "hold_window": {"custody_ends": NOON, "rule": "8-cfr-287.7-d", "zone": "America/Chicago"},
    "hold_deadline": {"custody_ends": NOON},
    "hold_bounds": {"custody_ends": DAY, "zone": "America/Chicago"},
    "counted_time": {"start": NOON, "end": NOON + timedelta(hours=3)},
    "audit_hold": {"custody_ends": NOON, "released": NOON},
    "summarize_audits": {"audits": [], "groups": [], "min_cell": 1},
    "governing_policy": {"practice": "hold_on_detainer", "jurisdiction": "US-IL", "on": DAY},
    "policy_timeline": {"practice": "hold_on_detainer", "jurisdiction": "US-IL"},
    "policy_grid": {"practices": [], "jurisdictions": ["US-IL"], "days": [DAY]},
    "classify_cooperation": {"jurisdiction": "US-IL", "on": DAY},
    "cooperation_profile": {"jurisdiction": "US-IL", "on": DAY},
    "compare_policies": {"first": "US-IL", "second": "US-TX", "on": DAY},
    "policy_changes": {"jurisdiction": "US-IL", "practices": ["hold_on_detainer"]},
    "policy_spells": {"jurisdiction": "US-IL", "start": DAY, "end": date(2025, 8, 1)},
    "outcome_rates": {
        "records": ROWS,
        "reason": "why",
        "numerator": "declined by the agency",
        "denominator": "all",
    },
    "classify_lift_reason": {"reason": "Detainer Declined by LEA"},
    "drop_duplicates": {
        "records": ROWS,
        "rule": "same person, same day",
        "person": "id",
        "prepared": "on",
    },
    "declined_detainer_report": {
        "records": ROWS,
        "week": date(2017, 1, 28),
        "jurisdiction": "state",
        "issued_on": "on",
        "reason": "why",
        "declined_on": "on",
        "listed": ["US-TX"],
    },
    "fiscal_year_of": {"day": DAY},
    "local_time": {"text": "7/3/2025 5pm", "zone": "Central"},
    "review_detainer": {"detainer": DETAINER},
    "detainer_status": {"detainer": DETAINER, "events": [], "at": NOON},
    "notice_deadlines": {"detainer": DETAINER, "release": NOON},
}
WARNINGS: Final = [
    kind for kind in vars(dl.errors).values() if inspect.isclass(kind) and issubclass(kind, Warning)
]
HOSTILE: Final[dict[str, Any]] = {
    "number": 5,
    "nan": float("nan"),
    "text": PRIVATE,
    "long": PRIVATE * 10_000,
    "bytes": b"\xff",
    "object": object(),
    "function": len,
    "list": [PRIVATE] * 1_000,
    "nested": [[PRIVATE]],
    "row": {"name": PRIVATE, "dob": PRIVATE},
    "rows": [{"name": PRIVATE}],
    "frame": FRAMES.DataFrame({"name": [PRIVATE]}),
    "na": FRAMES.NA,
    "nat": FRAMES.NaT,
    "array": np.array([PRIVATE]),
    "first": datetime(1, 1, 1, tzinfo=UTC),
    "last": datetime(9999, 12, 31, 23, 59, tzinfo=UTC),
    "naive": datetime(2025, 7, 3, 12),  # noqa: DTZ001 (a naive one is meant)
    "detainer": DETAINER,
}


def assert_inert(text: str) -> None:
    """Hold that a terminal obeys nothing in a text, and shows it in its order."""
    assert [] == [
        mark
        for mark in {*text} - {"\t", "\n"}
        if unicodedata.category(mark) in {"Cc", "Zl", "Zp"}
        or unicodedata.bidirectional(mark)[-2:] in {"DF", "DI", "LE", "LO", "SI", "RI"}
        or mark in ORDERING
    ]


def texts_in(value: Any) -> Iterator[str]:
    """Yield the texts that a value is, or is made of."""
    if isinstance(value, str):
        yield "".join(value)
    elif issubclass(type(value), dict):
        yield from texts_in([*value.keys(), *value.values()])
    elif isinstance(value, list | tuple | set | frozenset):
        for part in cast("Iterable[Any]", value):
            yield from texts_in(part)


def hold_fit_for_a_log(refusal: Warning | DetainerError | str, value: object = None) -> None:
    """Hold that a refusal is one short line of which nothing is obeyed, and quotes no more."""
    text = str(refusal)
    assert len(text) <= MOST
    assert_inert(text)
    runs = {text[begin : begin + MOST_GIVEN + 1] for begin in range(len(text) - MOST_GIVEN)}
    for given in texts_in(value):
        begins = range(min(len(given) - MOST_GIVEN, MOST))
        assert runs.isdisjoint(given[begin : begin + MOST_GIVEN + 1] for begin in begins)


def refuses_in_words(function: Callable[..., Any], call: dict[str, Any], value: object) -> None:
    """Hold that a call with a hostile value is answered, or refused in words for a log.

    What is warned of is written to logs as well.
    """
    given: Any = value
    refusals: list[Warning | DetainerError | str] = []
    with warnings.catch_warnings(record=True) as warned:
        for kind in WARNINGS:
            warnings.simplefilter("always", kind)
        try:
            function(**call)
        except DetainerError as error:
            refusals.append(error)
        except BaseException as error:
            error.add_note(f"{function} of {[*call]}, given {value!r:.60}")
            raise

    refusals += [warning.message for warning in warned if warning.category in WARNINGS]
    for refusal in refusals:
        hold_fit_for_a_log(refusal, given)
        # 120 characters of a text that was given for a value are shown, twice, and no more.
        assert f"{refusal} {refusal!r}".count(PRIVATE) <= 12
        if not isinstance(value, str | list | np.ndarray):
            assert PRIVATE not in f"{refusal} {refusal!r}"


def test_every_public_function_is_tried() -> None:
    """A new one must say how it is called."""
    functions = {name for name in dl.__all__ if inspect.isfunction(getattr(dl, name))}

    assert functions == {*CALLS}


@pytest.mark.parametrize("name", CALLS)
def test_what_is_hostile_is_refused_in_words_that_can_be_logged(name: str) -> None:
    """By an error of this library, or answered; never with a row, a long text or a traceback."""
    function = getattr(dl, name)
    for parameter, value in product(inspect.signature(function).parameters, HOSTILE.values()):
        refuses_in_words(function, {**CALLS[name], parameter: value}, value)


ROOMS: Final = tuple(name for name in dir(dl) if inspect.ismodule(getattr(dl, name)))
WRITING: Final = {"export", "using", "DetainerTable"}
"""What writes, is no call by itself, or is made by `read_detainers` alone."""

MORE: Final[dict[str, Any]] = {
    **{kind: HOSTILE[kind] for kind in ("number", "text", "row", "frame", "na", "array")},
    "none": None,
    "huge": 10**30,
    "half a character": "\ud800",
    "empty tuple": (),
    "class": int,
}
"""Fewer values, as there are many parameters."""


def named(room: str) -> list[tuple[str, Callable[..., Any]]]:
    """Give what a room offers to be called: functions, and classes of records and results."""
    module = importlib.import_module(f"detainerlib.{room}")
    values = ((f"{room}.{name}", getattr(module, name)) for name in module.__all__)
    return [
        (name, value)
        for name, value in values
        if callable(value) and name.partition(".")[2] not in WRITING
        if not (inspect.isclass(value) and issubclass(value, enum.Enum | Exception))
    ]


def methods() -> list[tuple[str, Callable[..., Any]]]:
    """Give the methods of one record or result of every kind."""
    return [
        (f"{kind}.{name}", getattr(values[0], name))
        for kind, values in of_every_kind().items()
        if not isinstance(values[0], str)
        for name, _ in inspect.getmembers(cast("type[object]", type(values[0])), inspect.isroutine)
        if not name.startswith("_") and name not in {"index", "count"}
    ]


@pytest.mark.parametrize("room", [*ROOMS, "methods"])
def test_what_every_room_offers_refuses_in_words(room: str) -> None:
    """Each function, class and method, its parameters one by one, and all that it must have."""
    for _, function in methods() if room == "methods" else named(room):
        try:
            known = inspect.signature(function).parameters.values()
        except ValueError:  # What is not written in Python.
            continue
        parameters = [p for p in known if p.kind not in {p.VAR_KEYWORD, p.VAR_POSITIONAL}]
        required = [p for p in parameters if p.default is p.empty]
        for parameter, value in product(parameters, MORE.values()):
            names = {p.name for p in (*required, parameter) if p.kind is not p.POSITIONAL_ONLY}
            given = [value for p in required if p.kind is p.POSITIONAL_ONLY]
            refuses_in_words(partial(function, *given), dict.fromkeys(names, value), value)


def calls_of_rooms() -> dict[str, dict[str, Any]]:
    """Give calls that work of what writes: refused too early, its other arguments go unread."""
    readings = dl.hold_readings(**CALLS["hold_readings"])
    hold = dl.calendar_files.CalendarHold(readings=readings, case_id="17-3")
    memo = {"readings": readings, "case_id": "17-3", "released": NOON}
    return {
        "memos.memo_html": memo,
        "memos.memo_text": memo,
        "calendar_files.CalendarHold": {"readings": readings},
        "calendar_files.calendar_of": {"holds": [hold], "at": NOON},
        "calendar_files.hold_calendar": {"readings": readings, "at": NOON},
        "cattrs_hooks.register": {},
    }


WRITERS: Final = ("memos", "calendar_files", "cattrs_hooks")


def test_whatever_writes_is_tried() -> None:
    """A new function or class must say how it is called."""
    offered = {name for room in WRITERS for name, _ in named(room)}

    assert {*calls_of_rooms(), "cattrs_hooks.Converter"} == offered


@pytest.mark.parametrize("room", WRITERS)
def test_what_writes_refuses_in_words(room: str) -> None:
    """Each argument beside others that are right."""
    functions = dict(named(room))
    for name, call in calls_of_rooms().items():
        if name in functions:
            parameters = inspect.signature(functions[name]).parameters
            for parameter, value in product(parameters, (HOSTILE | MORE).values()):
                refuses_in_words(functions[name], {**call, parameter: value}, value)


SHARE: Final[dict[str, Any]] = {
    "jurisdiction": "US-TX",
    "start": DAY,
    "end": DAY,
    "definition": "all",
    "source": "x",
    "declined": 1,
    "denominator": 1,
    "missing": 1,
}


def share_with(name: str, number: Any) -> dl.DeclinedShare:
    """Return a share with another number."""
    return dl.DeclinedShare(**{**SHARE, name: number})


def written(answer: Any) -> str:
    """Return the document of an answer, if there is one."""
    return str(answer.to_json()) if hasattr(answer, "to_json") else repr(answer)


WHOLE_NUMBERS: Final[dict[str, tuple[int, Callable[[Any], object]]]] = {
    "outcome_rates.min_cell": (5, lambda n: dl.outcome_rates(**CALLS["outcome_rates"], min_cell=n)),
    "summarize_audits.min_cell": (
        5,
        lambda n: dl.summarize_audits([dl.audit_hold(NOON, NOON)], min_cell=n),
    ),
    "bulk.outcome_rates.min_cell": (
        5,
        lambda n: dl.bulk.outcome_rates(
            FRAMES.DataFrame(ROWS),
            reason="why",
            numerator="declined by the agency",
            denominator="all",
            min_cell=n,
        ),
    ),
    "bulk.summarize_audits.min_cell": (
        5,
        lambda n: dl.bulk.summarize_audits(
            FRAMES.DataFrame({"outcome": ["within"], "overrun": [timedelta(0)]}),
            rule="8-cfr-287.7-d",
            min_cell=n,
        ),
    ),
    "declined_detainer_report.top": (
        1,
        lambda n: dl.declined_detainer_report(**CALLS["declined_detainer_report"], top=n),
    ),
    "local_time.fold": (1, lambda n: dl.local_time("11/2/2025 1:30am", zone="Central", fold=n)),
    "holidays_of_year.year": (2025, holidays_of_year),
    "from_json.limit": (10_000, lambda n: dl.serialization.from_json(DETAINER.to_json(), limit=n)),
    "boxes": (1, lambda n: dl.Detainer(form="I-247A", boxes=[n])),
    **{
        f"DeclinedShare.{name}": (1, partial(share_with, name))
        for name in ("declined", "denominator", "missing")
    },
}
"""By where one may be given: one that is taken, and what to call."""


@pytest.mark.parametrize("where", WHOLE_NUMBERS)
def test_a_whole_number_of_numpy_is_one(where: str) -> None:
    """Of every width, as it comes out of a column; no truth value, share or text is one."""
    number, call = WHOLE_NUMBERS[where]
    answer = call(number)
    for kind in (np.int8, np.int16, np.uint32, np.int64):
        if number <= np.iinfo(kind).max:
            again = call(kind(number))
            assert (repr(answer), answer) == (repr(again), again)
            assert written(answer) == written(again)
    for wrong in (True, np.True_, float(number), np.float64(number), np.array(number)):
        with pytest.raises(DetainerError):
            call(wrong)


@pytest.mark.parametrize("where", [name for name in WHOLE_NUMBERS if name.endswith("min_cell")])
def test_a_number_that_no_count_reaches_is_refused(where: str) -> None:
    """Neither numpy nor a document can hold it."""
    with pytest.raises(DetainerError, match="expected a whole number below 9,223,372,036,854,775"):
        WHOLE_NUMBERS[where][1](10**30)


@pytest.mark.parametrize("spelling", ["Chicago" * 20_000, PRIVATE])
def test_near_names_are_sought_when_they_are_read(
    spelling: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not for each row of a column whose errors nobody reads, and by the first 100 characters."""
    sought: list[object] = []

    def seek(spelling: object, names: object, count: int = 3) -> tuple[str, ...]:
        sought.append(spelling)
        return ("America/Chicago",)

    monkeypatch.setattr("detainerlib._hints.nearest_names", seek)
    with pytest.raises(DetainerError) as caught:
        dl.hold_deadline(NOON, zone=spelling)
    assert [] == sought

    assert caught.value.remedy == "Did you mean America/Chicago (Central)?"
    assert ("America/Chicago (Central)",) == caught.value.candidates
    assert ["_".join(spelling.split())] == sought


def test_a_long_list_of_faults_is_cut() -> None:
    """All of them are in `faults`."""
    faults = tuple(
        dl.errors.DataFault(
            file="rules/us-xx.toml", record=f"r-{n}", field="url", message="is gone"
        )
        for n in range(50)
    )
    error = dl.errors.CatalogError(faults)

    assert len(str(error)) <= MOST
    assert str(error).endswith("more; all are in `faults`")
    assert 50 == len(error.faults)


def nested(depth: int) -> list[Any]:
    """Return lists in lists."""
    value: list[Any] = []
    for _ in range(depth):
        value = [value]
    return value


ODD: Final[dict[str, Callable[[], object]]] = {
    "a decimal that signals": lambda: dl.classify_lift_reason(cast("Any", Decimal("sNaN"))),
    "an array without dimensions": lambda: dl.policy_grid(
        cast("Any", np.array(5)), jurisdictions=["US-IL"], days=[DAY]
    ),
    "one condition": lambda: dl.models.AllOf(all=cast("Any", np.int64(3))),
    "days without reasons": lambda: dl.CustomDays(cast("Any", ("holidays 1",))),
    "what compares with no text": lambda: dl.FederalHolidays(observed=cast("Any", [1])),
    "deep lists for a form": lambda: dl.catalog.form_or_edition(cast("Any", nested(5000))),
    "deep lists for an edition": lambda: dl.catalog.edition(cast("Any", nested(5000))),
    "more digits than are written": lambda: dl.catalog.jurisdiction(10**5000),
}


@pytest.mark.parametrize("case", ODD)
def test_what_is_odd_is_refused_by_an_error_of_this_library(case: str) -> None:
    """Not by one of Python's, or of numpy's."""
    with pytest.raises(DetainerError):
        ODD[case]()
