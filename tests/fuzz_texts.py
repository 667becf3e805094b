"""Texts drawn by atheris, which looks for new paths: typed times, zones, places, documents.

    nox -s fuzz                                     ten minutes of it, after the tests
    python tests/fuzz_texts.py -max_total_time=60   by itself; needs atheris

Ends with a traceback where another error comes out than one of this library.
"""

import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from importlib import import_module
from inspect import isfunction
from typing import Any, Final

import detainerlib as dl
from detainerlib import catalog, serialization
from detainerlib.errors import DetainerError

MOST: Final = 400
DAY: Final = date(2025, 7, 3)
TARGETS: Final[tuple[Callable[[str], object], ...]] = (
    partial(dl.local_time, zone="America/Chicago"),
    lambda name: dl.local_time("7/3/2025 5pm", zone=name),
    catalog.jurisdiction,
    catalog.rule,
    dl.classify_lift_reason,
    serialization.from_json,
    partial(dl.governing_policy, "hold_on_detainer", on=DAY),
)


def try_one(content: bytes) -> None:
    """Give a text to the target that its first byte names."""
    if not content:
        return
    text = content[1:].decode("utf-8", "replace")
    try:
        TARGETS[content[0] % len(TARGETS)](text)
    except DetainerError as error:
        if len(str(error)) > MOST:
            raise AssertionError(str(error)) from error


def main() -> int:
    """Draw until the time is over."""
    try:
        atheris: Any = import_module("atheris")
    except ModuleNotFoundError:
        sys.stdout.write("atheris is not installed here: no texts were drawn by it.\n")
        return 0
    for module in (
        "times.typed_ranges",
        "times.typed_text",
        "times.local_time",
        "times.zones",
        "catalog._place_names",
    ):
        loaded = import_module(f"detainerlib.{module}")
        for name, value in [*vars(loaded).items()]:
            if isfunction(value) and value.__module__ == loaded.__name__:
                setattr(loaded, name, atheris.instrument_func(value))
    atheris.Setup(sys.argv, try_one)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
