"""Answers of every room, as text: the same to the letter in every environment.

Also a program that prints them, alone or as threads, processes and an event loop give them. It
needs the standard library and what the package itself needs, and imports nothing of the tests. It
prints ASCII, so that what is compared is not how a stream writes.
"""

import asyncio
import contextlib
import io
import multiprocessing
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import chain
from threading import Barrier
from typing import Any, Final

import detainerlib as dl
from detainerlib import catalog, memos, serialization
from detainerlib.__main__ import main as command
from detainerlib.holds import holidays_of_year

DAY: Final = date(2025, 7, 3)
ZONES: Final = ("Eastern", "America/Chicago", "Pacific/Honolulu", "America/Puerto_Rico")
RULES: Final = ("8-cfr-287.7-d", "form-i-247a")
TYPED: Final = (
    ("hold", "2025-07-03T17:00", "--jurisdiction", "17031", "--full"),
    ("hold", "2025-07-03", "--zone", "Central", "--json"),
    ("audit", "7/3/2025 5pm", "7/8/2025 5pm", "--zone", "Central"),
    ("policy", "hold_on_detainer", "TX", "--on", "2025-07-03"),
    ("classify", "IL", "--on", "2025-07-03"),
    ("holidays", "2026"),
    ("find", "Cook"),
    ("list", "rules"),
    ("policy", "hold_on_detaner", "TX"),
)
THREADS: Final = 8


def instants() -> Iterator[datetime]:
    """Yield instants of many years, at all hours."""
    first = datetime(1972, 1, 1, tzinfo=UTC)
    yield from (first + timedelta(days=97 * place, minutes=61 * place) for place in range(190))


def typed(*words: str) -> str:
    """Return the status of a command, and what it prints."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        status = command(words)
    return f"{words}: {status}\n{printed.getvalue()}"


def answers() -> Iterator[str]:
    """Yield answers of every room."""
    for zone in ZONES:
        for rule in RULES:
            yield " ".join(
                dl.hold_deadline(instant, zone=zone, rule=rule).isoformat()
                for instant in instants()
            )
    ended = dl.local_time("7/3/2025 5pm", zone="Central")
    readings = dl.hold_readings(ended, form="I-247A", jurisdiction="17031", on=DAY)
    yield from (str(readings), readings.explanation.to_text(full=True), readings._repr_html_())
    yield serialization.to_json(readings, indent=2)
    yield str(readings.audit(ended + timedelta(days=4)))
    yield from (memos.memo_text(readings), memos.memo_html(readings))
    answer = dl.governing_policy("hold_on_detainer", "US-IL", on=DAY)
    yield from (str(answer), answer.explanation.to_text(full=True))
    yield str(dl.compare_policies("US-IL", "US-TX", on=DAY))
    yield str(dl.classify_cooperation("48453", on=DAY))
    yield str(dl.policy_timeline("hold_on_detainer", "US-CA"))
    detainer = dl.Detainer(form="I-247A", issued_on=DAY)
    yield from (str(dl.review_detainer(detainer)), str(dl.classify_lift_reason("Bonded Out")))
    yield from (str(entry) for year in holidays_of_year(2026) for entry in year)
    yield from map(str, catalog.figures())
    yield from (typed(*words) for words in TYPED)


def all_answers() -> str:
    """Return all answers, without the release of the time zones, which is another elsewhere."""
    text = "\n".join(answers())
    return text.replace(catalog.made_with().tz_database, "RELEASE OF TIME ZONES")


def few_answers(_: object = None) -> str:
    """Return some answers, as a process begins with them."""
    return "\n".join((*map(str, _few()),))


def _few() -> Iterator[object]:
    ended = dl.local_time("7/3/2025 5pm", zone="Central")
    yield dl.hold_readings(ended, form="I-247A", jurisdiction="17031", on=DAY)
    yield dl.governing_policy("hold_on_detainer", "US-TX", on=DAY)


def in_threads() -> set[str]:
    """Return the answers of threads that all ask for the first time."""
    interval = sys.getswitchinterval()
    begun = Barrier(THREADS)

    def ask(_: int) -> str:
        begun.wait()
        return few_answers()

    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(THREADS) as threads:
            return {*threads.map(ask, range(THREADS))}
    finally:
        sys.setswitchinterval(interval)


def in_processes(method: str) -> set[str]:
    """Return the answers of two processes, begun in one way."""
    with multiprocessing.get_context(method).Pool(2) as pool:
        return {*pool.map(few_answers, range(2))}


def in_a_loop() -> set[str]:
    """Return the answers of tasks of one event loop, and of its threads."""

    async def ask() -> str:
        await asyncio.sleep(0)
        return few_answers()

    async def all_ask() -> set[str]:
        tasks: Any = chain(
            (ask() for _ in range(THREADS)),
            (asyncio.to_thread(few_answers) for _ in range(THREADS)),
        )
        return {*await asyncio.gather(*tasks)}

    return asyncio.run(all_ask())


WAYS: Final[dict[str, Callable[[], set[str]]]] = {
    "threads": in_threads,
    "fork": partial(in_processes, "fork"),
    "spawn": partial(in_processes, "spawn"),
    "loop": in_a_loop,
}


def main() -> None:
    """Print all answers or, of the ways that are named, the few that all of them give."""
    text = all_answers() if len(sys.argv) == 1 else ""
    for way in sys.argv[1:]:
        [text] = {*WAYS[way](), few_answers()}  # More than one is an error.
    sys.stdout.write(f"{text.encode('ascii', 'backslashreplace').decode()}\n")


if __name__ == "__main__":
    main()
