"""The steps of whole answers, word for word: what became of each rule and point, and who says so.

The sentences are in `cases/steps.toml`, in the order of the answer. Where one has changed, write
the file anew by `python tests/test_hold_steps.py`, and read each line that git shows as changed
beside the record that it speaks of.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final
from zoneinfo import ZoneInfo

import attrs
import pytest
from scenarios import scenarios

import detainerlib as dl
from detainerlib import FederalHolidays, catalog
from detainerlib.holds import holidays_of_year
from detainerlib.holds.rival_windows import late_receipt_point
from detainerlib.holds.steps import received_late
from detainerlib.sources.explanation import Step
from detainerlib.times import ClosureCalendar, CustomDays, ListedHolidays
from detainerlib.times.bounds import TimeBounds

CASES: Final = scenarios("steps", "answer")
FILE: Final = Path(__file__).parent / "cases" / "steps.toml"
RESOLVED: Final = "state-charges-resolved"
RECEIVED: Final = "detainer-received"
BOTH_RECEIVED: Final = "detainer-and-warrant-received"
BY_ORDER: Final = FederalHolidays() | ClosureCalendar(catalog.closures())


def at(day: str, zone: str = "America/New_York") -> datetime:
    """Give a local time."""
    return datetime.fromisoformat(day).replace(tzinfo=ZoneInfo(zone))


def window(day: str, **options: Any) -> Iterable[Step]:
    """Give the steps of one deadline."""
    return dl.hold_window(at(day), **options).explanation


def considered(day: str, **options: Any) -> Iterable[Step]:
    """Give what was considered beside the readings."""
    form = options.pop("form", "I-247A")
    return dl.hold_readings(at(day), form=form, **options).considered


def of_new_hampshire(day: str, **options: Any) -> Iterable[Step]:
    """Give the steps of a deadline under New Hampshire's rule."""
    return window(day, rule="us-nh-30-b-1", event=RESOLVED, **options)


def of_last_reading(day: str, **options: Any) -> Iterable[Step]:
    """Give the steps of the last of the readings."""
    form = options.pop("form", "I-247A")
    *_, last = dl.hold_readings(at(day), form=form, **options)
    steps: tuple[Step, ...] = last.steps()
    return steps


ANSWERS: Final[Mapping[str, Callable[[], Iterable[Step]]]] = MappingProxyType(
    {
        "a Saturday and its Friday": lambda: window("2026-07-02T17"),
        "a Sunday and its Monday": lambda: window("2022-12-23T17"),
        "closings taken for holidays": lambda: window(
            "2025-12-23T17",
            calendar=BY_ORDER | CustomDays({date(2025, 12, 29): "a county holiday"}),
        ),
        "a closing of half a day": lambda: window("2015-12-23T17", calendar=BY_ORDER),
        "a day that is a holiday elsewhere": lambda: window("2021-01-19T17"),
        "clocks that change": lambda: window("2025-11-01T17", rule="form-i-247a"),
        "a start on an excluded day": lambda: window("2025-11-01T17"),
        "a list of its own, where the day counts": lambda: of_new_hampshire("2026-11-02T17"),
        "a list of its own, where the day does not": lambda: of_new_hampshire("2026-06-18T17"),
        "a list of its own, as it was asked": lambda: of_new_hampshire(
            "2026-11-02T17", calendar=ListedHolidays(catalog.holiday_list("us-nh-rsa-288"))
        ),
        "a list of its own, in years not known": lambda: of_new_hampshire("2012-11-05T17"),
        "a rule that was not in effect": lambda: window("2025-07-01T17", rule="us-ct-54-192h-2014"),
        "a rule that ended when is not known": lambda: window(
            "2012-06-07T12",
            rule=next(rule for rule in catalog.rules("51059") if rule.jurisdiction == "51059"),
        ),
        "years of which the holidays are not known": lambda: window(
            "2105-07-03T17", rule="form-i-247a"
        ),
        "a rule of two papers": lambda: window(
            "2025-03-03T17", rule="us-nc-162-62-2024", event=BOTH_RECEIVED
        ),
        "a rule with conditions": lambda: window("2025-05-01T17", rule="us-ny-nyc-14-154"),
        "a deadline that had passed": lambda: of_last_reading(
            "2025-03-05T17", jurisdiction="US-NC", events={BOTH_RECEIVED: at("2025-03-01T09")}
        ),
        "papers that did not come": lambda: of_last_reading("2025-03-05T17", jurisdiction="US-NC"),
        "no hold that is asked": lambda: of_last_reading("2025-03-05T17", form="I-247N"),
        "words that were not read": lambda: of_last_reading("2015-07-07T17", form="I-247X"),
        "what else there is in North Carolina": lambda: considered(
            "2025-03-03T17",
            jurisdiction="US-NC",
            events={RECEIVED: at("2025-03-03T18"), RESOLVED: at("2025-03-03T18")},
        ),
        "what else there is after one of two papers": lambda: considered(
            "2025-03-03T17",
            jurisdiction="US-NC",
            events={"administrative-warrant-received": at("2025-03-03T15")},
        ),
        "what else there is in a city": lambda: considered(
            "2025-03-03T17", jurisdiction="3651000", events={BOTH_RECEIVED: at("2025-03-03T18")}
        ),
        "what else there is in Texas": lambda: considered(
            "2017-09-05T17", jurisdiction="US-TX", zone="Central", form="I-247"
        ),
        "what else there is in Texas today": lambda: considered(
            "2025-09-05T17", jurisdiction="48113", zone="Central", form="I-247A (3/17)"
        ),
        "what else there is where clocks were two": lambda: considered(
            "2003-10-25T20", jurisdiction="Morton County, ND", zone="Central", form="I-247"
        ),
        "what else there is in Ohio": lambda: considered("2012-07-03T17", jurisdiction="US-OH"),
        "a list that is not known": lambda: considered(
            "2022-06-06T17",
            jurisdiction="US-NH",
            on=date(2026, 6, 1),
            events={RESOLVED: at("2022-06-06T17")},
        ),
        "a list that is not known in the next year": lambda: considered(
            "2019-12-31T17", jurisdiction="US-DC", on=date(2013, 6, 1), form="I-247 (12/12)"
        ),
        "a list that is known": lambda: considered(
            "2018-12-31T17", jurisdiction="US-DC", on=date(2013, 6, 1), form="I-247 (12/12)"
        ),
        "two readings and a late detainer": lambda: (
            dl.audit_hold(
                at("2025-05-05T17"),
                at("2025-05-09T17"),
                rule="form-i-247a",
                events={RECEIVED: at("2025-05-05T20")},
            ).explanation
        ),
        "a clock that ran out in custody": lambda: (
            dl.audit_hold(
                at("2025-03-03T17"),
                as_of=at("2025-03-03T18"),
                rule="us-nc-162-62-2024",
                events={BOTH_RECEIVED: at("2025-03-01T09")},
            ).explanation
        ),
        "what is not known of a hold": lambda: (
            dl.audit_hold(dl.UNKNOWN, dl.UNKNOWN, jurisdiction="US-OH", zone="Eastern").explanation
        ),
        "the holidays of a year": lambda: [
            step
            for step in holidays_of_year(2021, jurisdiction="US-DC").explanation
            if "2021" in step.statement
        ],
    }
)


def told(steps: Iterable[Step]) -> list[str]:
    """Give steps as lines: what became of it, the sentence, and the authorities.

    That an answer is for a day later than the data changes with each day of the data.
    """
    return [
        f"{step.outcome}: {step.statement} [{', '.join(authorities(step))}]"
        for step in steps
        if not step.statement.startswith("The data are as of ")
    ]


def authorities(step: Step) -> list[str]:
    """Give the ids and pins of what a step cites, and of what it has besides."""
    of_step = [("", cite) for cite in step.citations] + [("see ", cite) for cite in step.see_also]
    return [f"{see}{cite.authority} {cite.pin or ''}".strip() for see, cite in of_step]


@pytest.mark.parametrize("case", CASES, ids=[case["says"] for case in CASES])
def test_steps(case: dict[str, Any]) -> None:
    """Each in its order."""
    assert case["steps"].strip().splitlines() == told(ANSWERS[case["says"]]())


def test_a_list_is_asked_of_its_own_years_only() -> None:
    """The list of the days of inaugurations was checked until 2100; one in 2105 is not told."""
    days = CustomDays({date(2105, 1, 1): "a day"})

    assert not any(
        "Inauguration" in step.statement for step in window("2105-01-19T17", calendar=days)
    )


def test_a_point_of_which_no_source_takes_a_side_rests_on_the_rule() -> None:
    """A late receipt, beside one of which a source does."""
    rule, monday = catalog.rule("form-i-247a"), at("2025-05-05T17")
    ended, point = TimeBounds(earliest=monday, latest=monday), late_receipt_point(rule)
    assert point is not None
    assert late_receipt_point(attrs.evolve(rule, leaves_open=("whose-day",))) is None

    for citation in (point.citation, None):
        step = received_late(rule, attrs.evolve(point, citation=citation), ended, ended)
        assert (rule.citation, *filter(None, [citation])) == step.citations


def test_every_answer_has_its_steps() -> None:
    """None is left out."""
    assert [*ANSWERS] == [case["says"] for case in CASES]


def anew() -> str:
    """Give the text of the file, with the sentences that are told now."""
    head = FILE.read_text("utf-8").partition("\n\n")[0]
    answers = (
        "\n".join(["[[answer]]", f'says = "{says}"', "steps = '''", *told(steps()), "'''"])
        for says, steps in ANSWERS.items()
    )
    return "\n\n".join([head, *answers]) + "\n"


if __name__ == "__main__":
    FILE.write_text(anew(), "utf-8")
