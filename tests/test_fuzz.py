"""Hostile values, drawn at random, for all that takes any: calls, verbs, files, documents, law.

A few of each are a test; `nox -s fuzz` draws thousands, by hand. What is refused is refused in
words that can be logged, and what is printed is obeyed by no terminal, page or spreadsheet.
"""

import contextlib
import io
import json
import shlex
import warnings
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from html.parser import HTMLParser
from inspect import Parameter, isfunction, ismodule, signature
from pathlib import Path, PurePosixPath, PureWindowsPath
from tempfile import TemporaryDirectory
from typing import Any, Final, TypeAlias, TypeVar

import pytest
from document_samples import RESULTS, of_every_kind
from fuzz_bounds import bounded
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from law_folders import FILES, law_folder
from test_hostile import (
    CALLS,
    DAY,
    DETAINER,
    HOSTILE,
    NOON,
    assert_inert,
    hold_fit_for_a_log,
    refuses_in_words,
)

import detainerlib as dl
from detainerlib import calendar_files, memos, serialization
from detainerlib.__main__ import main as command
from detainerlib.cli import VERBS
from detainerlib.errors import DetainerError
from detainerlib.readers import read_287g, read_detainers, read_roster

T = TypeVar("T")
Drawn: TypeAlias = st.SearchStrategy[T]

ALIVE: Final[tuple[str, ...]] = (
    "\x1b[31m",
    "\x1b]0;title\x07",
    "\x00",
    "\x9b2J",
    "\r",
    "\u202e",
    "\u2066",
    "\u200f",
    "\u2028",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "&lt;b&gt;",
    "=HYPERLINK(1)",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    "\uff1d1+1",
    "BEGIN:VEVENT\r\nEND:VCALENDAR",
)
"""What a terminal, a page, a spreadsheet or a calendar might obey."""

WORDS: Final[tuple[str, ...]] = (
    *("TX", "US-IL", "17031", "Cook County, IL", "Central", "America/Chicago", "CT", "I-247A"),
    *("hold_on_detainer", "8-cfr-287.7-d", "form-i-247a", "7/3/2025 5pm", "2025-07-03", "now"),
    *("2025-03-09T02:30", "24:00", "0001-01-01", "9999-12-31", "booked=7/1/2025", "yes", "-1"),
    *("", " ", "/etc/passwd", "../..", "$x^$", "\ud800", "\U0010ffff", "ffi"),
)


def _repeated(text: str, times: int) -> str:
    return text * times


TEXTS: Final[Drawn[str]] = st.one_of(
    st.text(max_size=40),
    st.sampled_from((*WORDS, *ALIVE)),
    st.builds("{}{}".format, st.sampled_from(WORDS), st.sampled_from(ALIVE)),
    st.builds(_repeated, st.sampled_from(WORDS), st.integers(2, 2_000)),
    # More digits than Python reads.
    st.builds(_repeated, st.just("9"), st.just(5_000)),
)
INSTANTS: Final = st.one_of(
    st.datetimes(timezones=st.just(UTC)),
    st.datetimes(),
    st.datetimes(timezones=st.timezones()),
    st.sampled_from((datetime.min, datetime.max)),  # noqa: DTZ901 (naive ones are meant)
)
SCALARS: Final[Drawn[Any]] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(-(10**30), 10**30),
    st.floats(),
    st.binary(max_size=10),
    st.decimals(),
    st.dates(),
    st.timedeltas(),
    st.complex_numbers(),
    st.sampled_from((object(), len, int, Ellipsis, NotImplemented, dl.UNKNOWN, DETAINER)),
    st.sampled_from([*HOSTILE.values()]),
    INSTANTS,
    TEXTS,
)


class Odd(str):
    """A text that is not quite one."""

    __slots__ = ()

    def __str__(self) -> str:
        """Say something else."""
        return ALIVE[0]


def _containers(inner: Drawn[Any]) -> Drawn[Any]:
    return st.one_of(
        st.lists(inner, max_size=3),
        st.tuples(inner, inner),
        st.dictionaries(TEXTS, inner, max_size=3),
        st.sets(TEXTS, max_size=3),
        st.lists(inner, max_size=2).map(iter),
    )


VALUES: Final[Drawn[Any]] = st.recursive(
    st.one_of(SCALARS, st.builds(Odd, TEXTS)),
    _containers,
    max_leaves=5,
)


CHECKS: Final[list[HealthCheck]] = [
    HealthCheck.too_slow,
    HealthCheck.filter_too_much,
    HealthCheck.data_too_large,
    HealthCheck.large_base_example,
    HealthCheck.function_scoped_fixture,
]


def examples(share: int) -> settings:
    """Return how many are drawn: a share of what the profile draws, as one may take long."""
    count = max(2, settings().max_examples // share)
    return settings(max_examples=count, suppress_health_check=CHECKS)


def entered(**call: Any) -> None:
    """Work under a law of one's own, which is read on entering."""
    with dl.catalog.using(**call):
        pass


def exported(**call: Any) -> None:
    """Write the tables to a folder that is gone afterwards."""
    with TemporaryDirectory() as folder:
        how = {**call}
        del how["folder"]
        dl.catalog.export(Path(folder, "tables"), **how)


def public_functions() -> dict[str, Callable[..., Any]]:
    """Give every public function that takes something; those of `bulk` are of `test_columns`."""
    rooms = [dl, *(getattr(dl, name) for name in dir(dl) if name != "bulk")]
    return {
        name: function
        for room in rooms
        if ismodule(room)
        for name in room.__all__
        if isfunction(function := getattr(room, name)) and signature(function).parameters
    }


FUNCTIONS: Final = public_functions()
CALLED: Final = {"using": entered, "export": exported}
"""By what a function is called that does nothing when it is called, or writes."""


@cache
def ordinary() -> dict[str, tuple[Any, ...]]:
    """Give what is usual for a parameter that must be given, by its name."""
    readings = dl.hold_readings(NOON, form="I-247A")
    lists = [RESULTS["a list of agreements"], RESULTS["a list of agreements of another day"]]
    return {
        **dict.fromkeys(("jurisdiction", "state", "place", "first", "second"), ("US-TX", "17031")),
        **dict.fromkeys(("on", "day", "start", "end"), (DAY,)),
        **dict.fromkeys(("text", "name"), ("Cook County", "I-247A", "rules", DETAINER.to_json())),
        **dict.fromkeys(("value", "result", "hold", "readings"), (readings,)),
        **dict.fromkeys(("old", "new"), tuple(lists)),
        "at": (NOON,),
        "by": ("listed", "signed"),
        "document": (dl.serialization.to_dict(DETAINER),),
        "holds": ([dl.calendar_files.CalendarHold(readings=readings, case_id="17-3")],),
        "id": ("8-cfr-287.7-d", "i-247a", "us-il-15"),
        "kind": ("hold-window", "detainer"),
        "lists": (lists,),
        "practice": ("hold_on_detainer",),
        "published": ("dhs-2025-05-29",),
        "rates": (RESULTS["rates"],),
        "year": (2025,),
    }


@st.composite
def usual_calls(draw: st.DrawFn, name: str, folder: Path) -> dict[str, Any]:
    """Draw what a function must be given."""
    if name in CALLS:
        return CALLS[name]
    parameters = signature(FUNCTIONS[name]).parameters.values()
    needed = [parameter.name for parameter in parameters if parameter.default is Parameter.empty]
    kind = name.removeprefix("read_")
    if kind in FILES_READ:
        path = folder / f"{kind}07182025.csv"
        path.write_bytes(FILES_READ[kind][1])
        return {"path": path}
    return {name: draw(st.sampled_from(ordinary().get(name, WORDS))) for name in needed}


@examples(2)
@given(data=st.data())
@bounded
def test_calls(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Every public function, with one to three of its parameters replaced at once."""
    name = data.draw(st.sampled_from(sorted(FUNCTIONS)))
    usual = data.draw(usual_calls(name, tmp_path_factory.getbasetemp()))
    parameters = [*signature(FUNCTIONS[name]).parameters]
    replaced = data.draw(st.lists(st.sampled_from(parameters), min_size=1, max_size=3, unique=True))
    values = {parameter: data.draw(VALUES) for parameter in replaced}

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        call = CALLED.get(name, FUNCTIONS[name])
        refuses_in_words(call, {**usual, **values}, [*values.values()])


def test_every_public_function_is_drawn() -> None:
    """Also those that are found in a module alone."""
    assert {*CALLS} <= {*FUNCTIONS}
    assert {"using", "export", "memo_html", "hold_calendar", "match_place", "plot_hold"} <= {
        *FUNCTIONS
    }


@examples(3)
@given(data=st.data())
@bounded
def test_columns(data: st.DataObject) -> None:
    """Every function of `bulk`, with parameters and cells replaced."""
    columns: Any = pytest.importorskip("test_hostile_columns")
    frames: Any = pytest.importorskip("pandas")
    made = columns.MADE_BY_A_FUNCTION
    name = data.draw(st.sampled_from(sorted({*columns.CALLS} - made)))
    function = getattr(columns.bulk, name)
    call = columns.CALLS[name]
    replaced = data.draw(
        st.lists(st.sampled_from([*signature(function).parameters]), max_size=2, unique=True)
    )
    values = {parameter: data.draw(VALUES) for parameter in replaced}
    if "frame" in call and "frame" not in values:
        frame = call["frame"].copy()
        column = data.draw(st.sampled_from([*frame.columns]))
        cells = data.draw(st.lists(VALUES, min_size=len(frame), max_size=len(frame)))
        frame[column] = frames.Series(cells, dtype="object", index=frame.index)
        values["frame"] = frame

    if "on_error" in signature(function).parameters:
        # Rows that become null are told in a warning, which is logged as errors are.
        values.setdefault("on_error", data.draw(st.sampled_from(("raise", "null"))))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        refuses_in_words(function, {**call, **values}, [*values.values()])


ROSTER: Final = (
    b"id,due for release,place,zone,form,remarks\n17,7/3/2025 5pm,Texas,Central,I-247A,x\n"
    b"18,7/4/2025,17031,,,\n"
)
SHEET: Final = (
    b"STATE,LAW ENFORCEMENT AGENCY,TYPE,COUNTY,SUPPORT TYPE,SIGNED,MOA,ADDENDUM\n"
    b"TEXAS,Example County Sheriff's Office,County,Travis County,Task Force Model,4/1/2025,,\n"
)
TABLE: Final = (
    b"Detainer Prepare Date,Detainer Type,Detainer Lift Reason,Facility State\n"
    b"2025-06-02,I247A,Bonded Out,TX\n2025-06-03,,Moved,\n"
)
FILES_READ: Final[dict[str, tuple[Callable[[Any], Any], bytes]]] = {
    "roster": (read_roster, ROSTER),
    "287g": (read_287g, SHEET),
    "detainers": (read_detainers, TABLE),
}


def read_or_refused(kind: str, path: Path) -> Any:
    """Return what is read of a file, with nothing alive in it; None where it is refused."""
    try:
        read: Any = FILES_READ[kind][0](path)
        lines = [str(read), *map(str, read.faults)]
    except DetainerError as error:
        hold_fit_for_a_log(error)
        return None
    for line in lines:
        assert_inert(line)
    return read


def _in_bytes(text: str) -> bytes:
    return text[:200].encode("utf-8", "surrogatepass")


@st.composite
def damaged(draw: st.DrawFn, content: bytes) -> bytes:
    """Draw a file with parts cut out, doubled, or replaced by what is hostile."""
    for _ in range(draw(st.integers(1, 4))):
        begin = draw(st.integers(0, len(content)))
        end = min(len(content), begin + draw(st.integers(0, 40)))
        instead = draw(
            st.one_of(
                st.binary(max_size=8),
                TEXTS.map(_in_bytes),
                st.just(content[begin:end] * 2),
                st.sampled_from((b",", b'"', b"\n", b"\r\n", b";", b"\t", b"\xff\xfe", b"\x00")),
            )
        )
        content = content[:begin] + instead + content[end:]
    return content


@cache
def help_of(verb: str) -> str:
    """Return what a verb prints on how it is used."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.suppress(SystemExit):
        command([verb, "-h"])
    return printed.getvalue()


@cache
def options_of(verb: str) -> list[str]:
    """Return the options of a verb."""
    words = (word.strip("[],") for word in help_of(verb).split())
    return sorted({word for word in words if word.startswith("-") and word != "-"})


@cache
def examples_of(verb: str) -> list[list[str]]:
    """Return what its help shows to type, behind the verb, up to where a shell takes over."""
    lines = help_of(verb).partition("examples:")[2].replace("\\\n", " ").splitlines()
    begins = f"detainerlib {verb} "
    return [
        shlex.split(line.strip().removeprefix(begins).partition(" > ")[0].partition(" | ")[0])
        for line in lines
        if line.strip().startswith(begins)
    ]


def stays_here(word: str) -> bool:
    """Tell whether a word names nothing outside the folder that is worked in."""
    return not any(
        path.anchor or ".." in path.parts for path in (PurePosixPath(word), PureWindowsPath(word))
    )


@st.composite
def typed_behind(draw: st.DrawFn, verb: str) -> list[str]:
    """Draw what may be typed behind a verb: one of its examples, changed, or anything."""
    word = st.one_of(
        st.sampled_from(options_of(verb)),
        st.sampled_from(("roster.csv", "our-law", "new", "answers.html", "law-tables")),
        TEXTS.filter(stays_here),
    )
    if draw(st.booleans()):
        return draw(st.lists(word, max_size=6))
    typed = [*draw(st.sampled_from(examples_of(verb) or [[]]))]
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(typed)))
        typed[at : at + draw(st.integers(0, 1))] = [draw(word)]
    return typed


@examples(8)
@given(data=st.data())
@bounded
def test_verbs(data: st.DataObject) -> None:
    """Whatever is typed, by anyone: an exit status, and nothing that a terminal would obey."""
    verb = data.draw(st.sampled_from(sorted(VERBS)))
    typed = [verb, *data.draw(typed_behind(verb))]
    roster = data.draw(st.one_of(st.just(ROSTER), damaged(ROSTER)))
    printed = io.StringIO()
    with (
        TemporaryDirectory() as folder,
        pytest.MonkeyPatch.context() as patched,
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(printed),
    ):
        within = law_folder(Path(folder, "here", "our-law")).parent
        Path(within, "roster.csv").write_bytes(roster)
        patched.chdir(within)
        patched.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(roster), "utf-8"))
        try:
            status = command(typed)
        except SystemExit as error:
            status = error.code if isinstance(error.code, int) else 1

    assert status in {0, 1, 2}
    assert_inert(printed.getvalue())


@pytest.mark.parametrize("kind", FILES_READ)
@examples(5)
@given(data=st.data())
@bounded
def test_files(kind: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Of every reader: what can be read is, or a refusal; what is written of it is inert."""
    pytest.importorskip("polars")
    path = tmp_path_factory.getbasetemp() / f"{kind}07182025.csv"
    path.write_bytes(data.draw(damaged(FILES_READ[kind][1])))
    read = read_or_refused(kind, path)

    if read is not None and kind == "roster":
        written = read.to_csv()
        assert_inert(written)
        assert_inert(read.to_json(indent=2))
        assert not any(cell.startswith(("=", "@", "\t")) for cell in written.split(","))


@cache
def documents() -> dict[str, Any]:
    """Give what has a document: a record or result of every kind, and results of many states."""
    kinds = {kind: values[0] for kind, values in of_every_kind().items()}
    return {**kinds, **{name: made for name, made in RESULTS.items() if hasattr(made, "to_json")}}


@cache
def document_of(name: str) -> str:
    """Return a document, as a text."""
    return serialization.to_json(documents()[name])


def places_in(document: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield every place of a document."""
    yield path
    values: Any = document
    entries: Any = ()
    if isinstance(document, dict):
        entries = values.items()
    elif isinstance(document, list):
        entries = enumerate(values)
    for key, inner in entries:
        yield from places_in(inner, (*path, key))


def _json_containers(inner: Drawn[Any]) -> Drawn[Any]:
    return st.one_of(st.lists(inner, max_size=2), st.dictionaries(TEXTS, inner, max_size=2))


JSON: Final[Drawn[Any]] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXTS),
    _json_containers,
    max_leaves=3,
)


@examples(3)
@given(data=st.data())
@bounded
def test_documents(data: st.DataObject) -> None:
    """Read, or refused; none of the document's words are in the message."""
    document = json.loads(document_of(data.draw(st.sampled_from(sorted(documents())))))
    changed = deepcopy(document)
    path = data.draw(st.sampled_from([path for path in places_in(document) if path]))
    holder = changed
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = data.draw(JSON)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            serialization.from_dict(changed)
        except DetainerError as error:
            hold_fit_for_a_log(error)


@examples(12)
@given(data=st.data())
@bounded
def test_law_folders(data: st.DataObject) -> None:
    """Faults that are named, each in a line that can be printed."""
    name = data.draw(st.sampled_from(sorted(FILES)))
    content = data.draw(damaged(FILES[name].encode()))
    with TemporaryDirectory() as folder:
        law_folder(Path(folder))
        Path(folder, name).write_bytes(content)
        try:
            faults = dl.catalog.check(folder)
        except DetainerError as error:
            hold_fit_for_a_log(error)
            return
    assert all(str(fault).isprintable() for fault in faults)


class Tags(HTMLParser):
    """Gathers the tags of a page, and attributes that run."""

    def __init__(self) -> None:
        """Begin without any."""
        super().__init__()
        self.alive: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what runs, or loads something."""
        if tag in {"script", "img", "svg", "iframe", "object", "embed", "link", "base", "form"}:
            self.alive.append(tag)
        self.alive += [name for name, _ in attrs if name.startswith("on")]
        self.alive += [value for _, value in attrs if value and value.startswith("javascript:")]


def assert_dead(page: str) -> None:
    """Hold that nothing in a page runs, and its text is inert."""
    tags = Tags()
    tags.feed(page)

    assert [] == tags.alive
    assert_inert(page)


ENDED: Final = dl.local_time("7/3/2025 5pm", zone="Central")
LABELS: Final[Drawn[str]] = st.builds(
    "{}{}".format, st.sampled_from(("A ", "x")), st.sampled_from(ALIVE)
)


@examples(3)
@given(label=LABELS)
@bounded
def test_what_a_caller_names_is_dead(label: str) -> None:
    """Reasons, groups, agencies, courts, ids: in a text, a notebook, a memo, a calendar."""
    window = dl.hold_window(
        ENDED, calendar=dl.FederalHolidays() | dl.CustomDays({date(2025, 7, 7): label})
    )
    summary = dl.summarize_audits([dl.audit_hold(ENDED, ENDED)], groups=[label], min_cell=1)
    rates = dl.outcome_rates(
        [{"why": label, label: label}],
        reason="why",
        numerator="declined by the agency",
        denominator="all",
        by=[label],
    )
    warrant = dl.JudicialWarrant(court=label)
    detainer = dl.Detainer(form="I-247A", issued_on=date(2025, 7, 1), agency=label)
    results: tuple[Any, ...] = (
        window,
        summary,
        rates,
        warrant,
        detainer,
        dl.review_detainer(detainer),
    )
    for result in results:
        assert_inert(f"{result}\n{result!r}")
        # Also a document may be printed on a terminal; it reads back as it was.
        assert_inert(result.to_json(indent=2))
        assert_dead(result._repr_html_())
        if hasattr(result, "explanation"):
            assert_inert(result.explanation.to_text(full=True))
            assert_dead(result.explanation.to_html())
    for rate in rates:
        assert_inert(f"{rate}\n{rate!r}\n{rates.sentence}")
    readings = dl.hold_readings(ENDED, form="I-247A")
    with contextlib.suppress(DetainerError):
        assert_dead(memos.memo_html(readings, case_id=label))
        assert_inert(memos.memo_text(readings, case_id=label))
    with contextlib.suppress(DetainerError):
        pytest.importorskip("icalendar")
        written = calendar_files.hold_calendar(readings, at=ENDED, case_id=label).decode()
        assert written.count("BEGIN:VCALENDAR") == 1
        assert_inert(written.replace("\r\n", "\n"))


def test_a_number_of_any_kind_is_no_error_of_its_own() -> None:
    """Numbers that compare with nothing."""
    for value in (Decimal("sNaN"), Decimal("NaN"), complex(1, 1), timedelta.max):
        refuses_in_words(dl.fiscal_year_of, {"day": value}, value)
