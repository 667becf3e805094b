"""Every worked example and counting statement of the sources, under the rule it follows."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest
from scenarios import scenarios

from detainerlib import UNKNOWN, AuditOutcome, DetainerError, audit_hold, catalog, hold_readings
from detainerlib.holds import ReadingStatus
from detainerlib.sources import StepStatus

EXAMPLES = scenarios("worked_examples", "example")
TICK = timedelta(microseconds=1)


def having(field: str) -> list[dict[str, Any]]:
    """Give the examples that have a field."""
    return [example for example in EXAMPLES if field in example]


def each(field: str) -> list[Any]:
    """Give each record of a list within the examples, with its example, named by its id."""
    return [
        pytest.param(example, record, id=f"{example['id']}-{number}")
        for example in having(field)
        for number, record in enumerate(example[field])
    ]


def named(examples: list[dict[str, Any]]) -> list[Any]:
    """Give examples as parameters, named by what they say."""
    return [pytest.param(example, id=f"{example['id']} {example['says']}") for example in examples]


def placed(value: datetime | date | str, zone: str) -> Any:
    """Give what is on record: an instant of the zone, a date, or UNKNOWN."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=ZoneInfo(zone))
    return UNKNOWN if value == "unknown" else value


def test_all_examples_are_here() -> None:
    """W1 to W19, of the sources, and D1 to D3, derived."""
    expected = {f"W{number}" for number in range(1, 20)} | {"D1", "D2", "D3"}

    assert expected == {example["id"] for example in EXAMPLES}


def test_every_example_has_a_source_and_something_to_test() -> None:
    """No expected value without a source, and no record that nothing is asked of."""
    tested = {"hours", "clock", "most", "audit", "not_on_record"}

    assert [] == [example["id"] for example in EXAMPLES if not example["source"].strip()]
    assert [] == [example["id"] for example in EXAMPLES if not tested & example.keys()]
    assert len(EXAMPLES) == len({example["says"] for example in EXAMPLES})


@pytest.mark.parametrize(
    "example", named([each for each in having("hours") if each.get("follows")])
)
def test_the_rule_says_what_the_source_says(example: dict[str, Any]) -> None:
    """As many hours, the same days left out of the count, the same start."""
    rule = catalog.rule(example["follows"])

    assert timedelta(hours=example["hours"]) == rule.duration
    assert set(example["excludes"]) == {kind.value for kind in rule.excludes}
    assert example.get("starts_at", "custody-ends") == rule.starts_at


@pytest.mark.parametrize(("example", "clock"), each("clock"))
def test_up_to_the_deadline_is_within_and_no_further(
    example: dict[str, Any], clock: dict[str, Any]
) -> None:
    """A release at the deadline is within; one microsecond later is over by that microsecond."""
    zone = clock["zone"]
    start, deadline = placed(clock["start"], zone), placed(clock["deadline"], zone)
    events = {example["starts_at"]: start} if "starts_at" in example else {}
    within = audit_hold(start, deadline, rule=example["follows"], events=events)
    over = audit_hold(start, deadline + TICK, rule=example["follows"], events=events)

    assert (AuditOutcome.WITHIN, timedelta(0)) == (within.outcome, within.overrun)
    assert (AuditOutcome.OVER, TICK) == (over.outcome, over.overrun)


@pytest.mark.parametrize("example", named(having("most")))
def test_a_published_bound_in_days_is_reached_and_not_passed(example: dict[str, Any]) -> None:
    """Of every hour of the days, some may be held so long, and none a microsecond longer."""
    most = example["most"]
    hours = ((most["last"] - most["first"]).days + 1) * 24
    midnight = datetime(most["first"].year, most["first"].month, most["first"].day)  # noqa: DTZ001
    starts = [
        (midnight + timedelta(hours=hour)).replace(tzinfo=ZoneInfo(most["zone"]))
        for hour in range(hours)
    ]
    so_long, longer = (
        {audit_hold(start, start + held, rule=example["follows"]).outcome for start in starts}
        for held in (timedelta(days=most["days"]), timedelta(days=most["days"]) + TICK)
    )

    assert AuditOutcome.WITHIN in so_long
    assert {AuditOutcome.OVER} == longer


@pytest.mark.parametrize(("example", "facts"), each("audit"))
def test_the_facts_of_a_case_give_what_they_can(
    example: dict[str, Any], facts: dict[str, Any]
) -> None:
    """Exact, bounded or unknown: far as the times are on record and no further."""
    zone, rule = facts["zone"], facts.get("rule", example["follows"])
    ends = placed(facts["custody_ends"], zone)
    pairs = [(ends, placed(facts.get("released", "unknown"), zone))]
    if "held" in facts:
        midnight = datetime(ends.year, ends.month, ends.day, tzinfo=ZoneInfo(zone))
        instants = [midnight + timedelta(minutes=minute) for minute in range(24 * 60)]
        pairs = [(instant, instant + timedelta(**facts["held"])) for instant in instants]
    least, most = facts.get("least", {}), facts.get("most", {})
    settled = facts["outcome"] != "unknown"
    expected = (
        AuditOutcome(facts["outcome"]),
        timedelta(**least) if settled else None,
        timedelta(**most) if settled else None,
    )
    audits = [audit_hold(start, end, rule=rule, zone=zone) for start, end in pairs]

    assert {expected} == {(audit.outcome, audit.least, audit.most) for audit in audits}


@pytest.mark.parametrize("example", named(having("contradicts")))
def test_sources_that_contradict_one_another_follow_rules_that_differ(
    example: dict[str, Any],
) -> None:
    """Neither is silently chosen: each is a rule of its own, which excludes other days."""
    others = [each for each in EXAMPLES if each["id"] in example["contradicts"]]
    own = catalog.rule(example["follows"]).excludes

    assert len(example["contradicts"]) == len(others)
    assert all(own != catalog.rule(other["follows"]).excludes for other in others)


@pytest.mark.parametrize(
    "example", named([each for each in having("hours") if not each.get("follows")])
)
def test_no_hold_past_release_is_no_clock(example: dict[str, Any]) -> None:
    """A rule of no hours is refused: such a text prohibits the hold."""
    with pytest.raises(DetainerError) as caught:
        attrs.evolve(
            catalog.rule("form-i-247a"), id="made-up", duration=timedelta(hours=example["hours"])
        )

    assert (
        "duration: got datetime.timedelta(0), expected a duration of more than zero. "
        '"No hold past release" is a provision that prohibits the hold, not a clock.'
    ) == str(caught.value)


@pytest.mark.parametrize("example", named(having("not_on_record")))
def test_words_that_are_not_on_record_give_no_audit(example: dict[str, Any]) -> None:
    """A court's paraphrase is not made a clock: the audit is unknown and says why."""
    record = example["not_on_record"]
    zone = record["zone"]
    readings = hold_readings(placed(record["custody_ends"], zone), form=record["form"])
    audit = readings.audit(placed(record["released"], zone))[0]

    assert ReadingStatus.TEXT_NOT_ON_RECORD is readings[0].status
    assert (AuditOutcome.UNKNOWN, record["because"]) == (audit.outcome, audit.reason)


@pytest.mark.parametrize("example", named(having("unsettled")))
def test_a_point_that_no_source_settles_is_said_to_be_unsettled(example: dict[str, Any]) -> None:
    """Among the steps of the audit, with the rule that leaves it open."""
    clock = example["clock"][0]
    start = placed(clock["start"], clock["zone"])
    steps = audit_hold(start, start, rule=example["follows"]).steps()
    point = catalog.open_point("start-on-excluded-day").summary_in(clock["zone"])

    assert [StepStatus.UNSETTLED] == [step.outcome for step in steps if step.statement == point]
