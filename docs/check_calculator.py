"""Try the built hold calculator in Chromium: check_calculator.py FOLDER [PICTURES].

Its answers beside those of the library, what it asks of the network, the keyboard, axe-core, the
widths of a desk and of a phone, and the page without a network. With a second folder it leaves
pictures of the page there. Where there is no Chromium it is skipped. Every fault is printed.
"""

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urlsplit

import chromium
from playwright.sync_api import Page

import detainerlib as dl
from detainerlib.calendar_files import hold_calendar
from detainerlib.errors import NotAnInstantError
from detainerlib.holds.all_readings import HoldReadings
from detainerlib.memos import memo_html
from detainerlib.times.bounds import limits_of
from detainerlib.times.local_time import time_or_day_typed

SIZES: Final[Mapping[str, tuple[int, int]]] = {"desk": (1280, 900), "phone": (360, 740)}
# What Chromium asks of its maker, whatever page is open.
ASKED_BY_THE_BROWSER: Final = (".google.com", ".googleapis.com", ".gvt1.com")
PROBE: Final = "http://elsewhere.example/"
PATIENCE: Final = 180_000  # of a machine that does much else, in milliseconds
READY: Final = "#form option:nth-child(2)"
DONE: Final = "#status:not(:has-text('Working'))"
PRINTED: Final = "html[data-printed]"
# A sheet that is printed leaves its text.
_PRINT: Final = """window.print = () => {
    top.printed = document.documentElement.outerHTML;
    top.document.documentElement.dataset.printed = "";
}"""

_CUT_OFF: Final = "days => days.filter(day => day.scrollHeight > day.clientHeight + 1).length"


class Case(NamedTuple):
    """What is typed, and the zone by which a person would read it."""

    place: str
    due: str
    zone: str
    form: str = ""
    released: str = ""
    typed_zone: str = ""
    events: tuple[tuple[str, str], ...] = ()


FIRST: Final = Case("Cook County, IL", "7/3/2025 5pm", "America/Chicago")
CASES: Final = (
    FIRST,
    Case("Bexar County, TX", "9/4/2026 4:55pm", "America/Chicago", form="I-247A"),
    Case("17031", "7/3/2025", "America/Chicago"),
    Case("Los Angeles County, CA", "12/24/2025 1700", "America/Los_Angeles", "", "12/29/2025 9am"),
    Case("New York City", "November 1, 2025 11:30 p.m.", "America/New_York"),
    Case("Travis County, TX", "11/2/2025 1:30am CST", "America/Chicago", released="11/5/2025"),
    Case("Kansas", "7/3/2025 5pm", "America/Denver", typed_zone="Mountain"),
    Case("Guam", "1/19/2025 24:00", "Pacific/Guam"),
    Case("Fulton County, GA", "2/3/2016 noon", "America/New_York", form="I-247D"),
    Case(
        "NC",
        "3/7/2025 5pm",
        "America/New_York",
        events=(
            ("detainer-received", "3/5/2025 9am"),
            ("administrative-warrant-received", "3/6/2025 8am"),
        ),
    ),
)
REFUSED: Final[Mapping[str, Mapping[str, str]]] = {
    "place": {"place": "Springfield", "due": "7/3/2025 5pm"},
    "due": {"place": "Cook County, IL", "due": "13/7/2025 5pm"},
    "form": {"place": "Cook County, IL", "due": "7/3/2015 5pm"},
    "zone": {"place": "Kansas", "due": "7/3/2025 5pm"},
    "released": {"place": "Cook County, IL", "due": "7/3/2025 5pm", "released": "soon"},
}


def readings_of(case: Case) -> tuple[HoldReadings, ...]:
    """Return the library's readings by the zone of a case; of a day, those for both its ends."""
    read = partial(dl.local_time, zone=case.zone)
    dues: tuple[datetime, ...]
    try:
        dues = (read(case.due),)
    except NotAnInstantError:
        dues = limits_of(read(f"{case.due} noon").date(), case.zone)
    ask = partial(
        dl.hold_readings,
        form=case.form or "I-247A",
        jurisdiction=case.place,
        zone=case.zone,
        events={id: read(time) for id, time in case.events},
    )
    return tuple(map(ask, dues))


class Calculator:
    """The page, as a person uses it."""

    def __init__(self, page: Page, address: str) -> None:
        """Open it, and wait until it is ready."""
        self.page = page
        page.set_default_timeout(PATIENCE)
        page.goto(address)
        page.wait_for_selector(READY, state="attached")

    def ask(self, **fields: str) -> None:
        """Type into the fields, press Enter, and wait for the answer or the refusal."""
        for name in ("place", "due", "released", "zone", "case_id"):
            # Another place takes the fields away that the last one needed.
            if self.page.input_value(f"#{name}") != fields.get(name, ""):
                self.page.fill(f"#{name}", fields.get(name, ""))
        self.page.select_option("#form", fields.get("form", ""))
        for field in self.page.query_selector_all("#events input"):
            field.fill(fields.get(field.get_attribute("id") or "", ""))
        self.page.press("#due", "Enter")
        self.page.wait_for_selector(DONE, state="attached")

    def ask_case(self, case: Case) -> None:
        """Ask what a case asks; first without the times that it offers fields for."""
        typed = {
            "place": case.place,
            "due": case.due,
            "form": case.form,
            "released": case.released,
            "zone": case.typed_zone,
        }
        self.ask(**typed)
        if case.events:
            self.ask(**typed, **dict(case.events))

    def saved(self, button: str) -> str:
        """Press a button that saves a file, and return the file."""
        with self.page.expect_download() as coming:
            self.page.click(button)
        return Path(coming.value.path()).read_text("utf-8")

    @property
    def sections(self) -> list[str]:
        """The parts of the answer, as they are read."""
        parts = self.page.query_selector_all("#memo > section")
        return [_joined(part.text_content() or "") for part in parts]


def _joined(text: str) -> str:
    return " ".join(text.split())


def _sections_of(memo: str, page: Page) -> list[str]:
    told: list[str] = page.evaluate(
        """memo => Array.from(
            new DOMParser().parseFromString(memo, "text/html").querySelectorAll("section"),
            part => part.textContent)""",
        memo,
    )
    return [*map(_joined, told)]


def faults_of_answers(calculator: Calculator) -> Iterator[str]:
    """Yield where the page says other than the library."""
    for case in CASES:
        calculator.ask_case(case)
        readings = readings_of(case)
        shown = calculator.sections
        memo = memo_html(*readings)
        if sorted(shown) != sorted(_sections_of(memo, calculator.page)):
            yield f"{case.place}, {case.due}: other than the library's memo: {shown}"
        law = readings[0].authority_to_hold[0].splitlines()[0]
        if not shown or not shown[0].startswith(f"Answer{law}"):
            yield f"{case.place}, {case.due}: the law on holding at all does not come first"
        for audit in _audits(case, readings[0]):
            if audit not in calculator.page.inner_text("#memo"):
                yield f"{case.place}, {case.due}: not said: {audit}"


def _audits(case: Case, readings: HoldReadings) -> Iterator[str]:
    if case.released:
        released = time_or_day_typed(case.released, case.zone, "released", None)
        yield from (audit.sentence for audit in readings.audit(released))


def faults_of_refusals(calculator: Calculator) -> Iterator[str]:
    """Yield what is not refused, or not at the field that is wrong."""
    for field, typed in REFUSED.items():
        calculator.ask(**typed)
        line = calculator.page.inner_text(f"#{field}-error")
        focus = calculator.page.evaluate("document.activeElement.id")
        invalid = calculator.page.get_attribute(f"#{field}", "aria-invalid")
        if not line or (focus, invalid) != (field, "true"):
            yield f"{field}: says {line!r}, focus on {focus!r}, invalid {invalid!r}"


def faults_of_files(calculator: Calculator) -> Iterator[str]:
    """Yield where a file that is saved, or the sheet that is printed, is not the library's."""
    calculator.ask_case(FIRST)
    readings = readings_of(FIRST)
    memo = memo_html(*readings)
    if _unversioned(calculator.saved("#save-memo")) != _unversioned(memo):
        yield "the memo saved is not the library's"
    made = calculator.saved("#save-calendar")
    expected = hold_calendar(*readings, at=readings[0].custody_ends).decode()
    if _unversioned(made) != _unversioned(expected):
        yield f"the calendar saved is not the library's: {made}"
    calculator.page.click("#print")
    calculator.page.wait_for_selector(PRINTED, state="attached")
    if _sections_of(calculator.page.evaluate("window.printed"), calculator.page) != _sections_of(
        memo, calculator.page
    ):
        yield "the sheet printed is not the memo"


def _unversioned(file: str) -> list[str]:
    """Return the lines of a file, without what it was made with and when."""
    unfolded = re.sub(r"\r?\n ", "", file)
    return re.sub(r"Made with .*?\)\.|DTSTAMP:\w+", "", unfolded).splitlines()


def faults_of_keyboard(calculator: Calculator) -> Iterator[str]:
    """Yield what cannot be reached, or is not in its place, without a mouse."""
    page = calculator.page
    reached: list[str] = []
    for keys in ("", "Cook County, IL", "7/3/2025 5pm", "", "", "", ""):
        page.keyboard.press("Tab")
        page.keyboard.type(keys)
        reached.append(page.evaluate("document.activeElement.id"))
    expected = ["", "place", "due", "form", "released", "zone", "case_id"]
    if reached != expected:
        yield f"Tab reaches {reached}, expected {expected}"
    page.keyboard.press("Enter")
    page.wait_for_selector("#answer:visible")
    if page.evaluate("document.activeElement.id") != "answer":
        yield "the focus is not on the answer"
    [readings] = readings_of(FIRST)
    if str(readings.holding).partition("\n")[0] not in page.inner_text("[role=status]"):
        yield "the answer is not read out"
    page.type("#due", " ")
    if page.is_visible("#answer"):
        yield "an answer is shown beside another question"


def faults_of_looks(calculator: Calculator, pictures: Path | None) -> Iterator[str]:
    """Yield what axe-core finds, and what does not fit."""
    page = calculator.page
    states: Mapping[str, Callable[[], None]] = {
        "answered": partial(calculator.ask_case, CASES[3]),
        "needs times": partial(calculator.ask, place="NC", due="3/7/2025 5pm"),
        "refused": partial(calculator.ask, **REFUSED["due"]),
    }
    for state, ask in states.items():
        ask()
        if pictures is not None:
            _picture(page, pictures, state)
        for details in page.query_selector_all("details:not([open]) > summary"):
            if details.is_visible():
                details.click()
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme="dark" if size == "phone" else "light")
            where = f"{state}, {size}"
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                yield f"{where}: {wide} pixels wide"
            if cut := page.eval_on_selector_all("#memo [role=listitem]", _CUT_OFF):
                yield f"{where}: {cut} days of the strips are cut off"
            for rule, element in chromium.axe_faults(page):
                yield f"{where}: {rule}: {element[:120]}"


def _picture(page: Page, folder: Path, state: str) -> None:
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        page.screenshot(path=folder / f"{state}, {size}.png", full_page=True)


def faults_of_silence(
    page: Page, address: str, asked: list[str], elsewhere: list[str]
) -> Iterator[str]:
    """Yield what was asked of anyone but the site, and whether its policy lets anything through."""
    if not page.workers:
        yield "the worker, which has Python, was not tried"
    fetch = f"fetch({PROBE!r}, {{mode: 'no-cors'}}).then(() => true, () => false)"
    for evaluate in (page.evaluate, *(worker.evaluate for worker in page.workers)):
        if evaluate(fetch):
            yield f"its policy lets {PROBE} through"
    yield from (
        f"asked for {url}"
        for url in asked
        if not url.startswith((address, f"blob:{address}", "data:"))
    )
    yield from (
        f"asked elsewhere: {request}"
        for request in elsewhere
        if not str(urlsplit(f"//{request.split()[1].split('//')[-1]}").hostname).endswith(
            ASKED_BY_THE_BROWSER
        )
    )


def faults_offline(calculator: Calculator) -> Iterator[str]:
    """Yield what fails once nothing is served any more: the open page, and the page opened anew."""
    [expected] = readings_of(FIRST)
    for state in ("still open", "opened anew"):
        if state == "opened anew":
            calculator = Calculator(calculator.page, calculator.page.url)
        calculator.ask_case(FIRST)
        if str(expected.holding).partition("\n")[0] not in calculator.page.inner_text("#memo"):
            yield f"{state}, nothing served: no answer"


def faults_of_pages(site: Path, executable: str, pictures: Path | None) -> dict[str, list[str]]:
    """Return every fault by kind."""
    elsewhere = chromium.Elsewhere()
    server = chromium.server_of(site)
    faults: dict[str, list[str]] = {}
    with (
        chromium.serving(elsewhere),
        chromium.opened(executable, elsewhere) as browser,
        browser.new_context() as context,
    ):
        asked: list[str] = []
        context.on("request", lambda request: asked.append(request.url))
        errors: list[str] = []
        context.on("weberror", lambda error: errors.append(str(error.error)))
        context.add_init_script(_PRINT)
        page = context.new_page()
        page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
        with chromium.serving(server) as address:
            calculator = Calculator(page, f"{address}/")
            page.evaluate("navigator.serviceWorker.ready.then(() => true)")
            for name, check in (
                ("keyboard", faults_of_keyboard),  # of a page just opened
                ("answers", faults_of_answers),
                ("refusals", faults_of_refusals),
                ("files", faults_of_files),
            ):
                faults[name] = [*check(calculator)]
            faults["looks"] = [*faults_of_looks(calculator, pictures)]
            faults["errors"] = [*errors]
        faults["offline"] = [*faults_offline(calculator)]
        faults["network"] = [*faults_of_silence(page, address, asked, elsewhere.asked)]
    return faults


def main(site: Path, pictures: Path | None = None) -> int:
    """Try the page, and return the status of the command."""
    executable = chromium.installed()
    if executable is None or not site.is_dir():
        lacking = "it was not built" if executable else "no Chromium here"
        print(f"skipped: the hold calculator was not tried ({lacking})")
        return 0
    faults = faults_of_pages(site, executable, pictures)
    chromium.report(faults)
    return int(any(faults.values()))


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
