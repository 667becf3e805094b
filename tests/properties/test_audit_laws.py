"""The laws of audits and their summaries, for any rule, zone, calendar and instant.

The exact audit is that of two instants, reckoned here in UTC from the deadline alone. What is
known to the day only is every instant of the day; which those are is asked of the zone itself.
"""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from strategies import reckonings

from detainerlib import UNKNOWN, AuditOutcome, audit_hold, hold_deadline, summarize_audits
from detainerlib.holds import AuditCount, HoldAudit
from detainerlib.models import HoldRule
from detainerlib.times import HolidayCalendar
from detainerlib.times.periods import Unknown

Reckoning = tuple[datetime, HoldRule, str, HolidayCalendar | None]
NOTHING = timedelta(0)
TICK = timedelta(microseconds=1)
LONG = timedelta(days=20)
OUTCOMES = tuple(AuditOutcome)


def overrun(reckoning: Reckoning, released: datetime) -> timedelta:
    """Give the time over the rule, from the deadline in UTC."""
    start, rule, zone, calendar = reckoning
    deadline = hold_deadline(start, rule=rule, zone=zone, calendar=calendar).astimezone(UTC)
    return max(released - deadline, NOTHING)


def audit(
    reckoning: Reckoning, released: datetime | date, ends: datetime | date | None = None
) -> HoldAudit:
    """Audit a hold, with another end of custody than that of the reckoning where one is given."""
    start, rule, zone, calendar = reckoning
    return audit_hold(
        start if ends is None else ends, released, rule=rule, zone=zone, calendar=calendar
    )


def day_of(instant: datetime, reckoning: Reckoning) -> date:
    """Give the facility's date at an instant."""
    return instant.astimezone(ZoneInfo(reckoning[2])).date()


@st.composite
def within_the_day_of(draw: st.DrawFn, instant: datetime, zone: str) -> datetime:
    """Draw an instant of the same local date, the first and the last of its day among them."""
    key = ZoneInfo(zone)
    day = instant.astimezone(key).date()
    moved = instant + draw(st.timedeltas(timedelta(hours=-25), timedelta(hours=25)))
    local = moved.astimezone(key)
    edges = [
        datetime(each.year, each.month, each.day, tzinfo=key, fold=fold).astimezone(UTC) - back
        for each, back in ((day, NOTHING), (day + timedelta(days=1), TICK))
        for fold in (0, 1)
    ]
    candidates = [*(edge for edge in edges if day_of_key(edge, key) == day), instant]
    return moved if local.date() == day else draw(st.sampled_from(candidates))


def day_of_key(instant: datetime, key: ZoneInfo) -> date:
    """Give the date of a zone at an instant."""
    return instant.astimezone(key).date()


@given(reckonings(), st.timedeltas(-LONG, LONG))
def test_the_exact_audit_is_the_time_after_the_deadline(
    reckoning: Reckoning, after: timedelta
) -> None:
    """In elapsed time, never negative; it is exact, and over when there is some."""
    released = reckoning[0] + after
    expected = overrun(reckoning, released)
    found = audit(reckoning, released)

    assert (expected, expected, expected) == (found.least, found.most, found.overrun)
    assert (expected > NOTHING) is found.is_over
    outcome = AuditOutcome.OVER if expected else AuditOutcome.WITHIN
    assert (outcome if after > NOTHING else AuditOutcome.NO_HOLD) is found.outcome


@given(reckonings(), st.timedeltas(-LONG, LONG), st.timedeltas(NOTHING, LONG))
def test_a_later_release_is_never_less_over(
    reckoning: Reckoning, after: timedelta, later: timedelta
) -> None:
    """By as much as it is later, or less where the first was within."""
    one = audit(reckoning, reckoning[0] + after).overrun
    other = audit(reckoning, reckoning[0] + after + later).overrun

    assert one is not None
    assert other is not None
    assert one <= other <= one + later


@given(reckonings(), st.timedeltas(-LONG, LONG), st.timedeltas(NOTHING, LONG))
def test_a_later_end_of_custody_is_never_more_over(
    reckoning: Reckoning, after: timedelta, later: timedelta
) -> None:
    """The clock starts later and ends no earlier."""
    released = reckoning[0] + after
    one = audit(reckoning, released).overrun
    other = audit(reckoning, released, reckoning[0] + later).overrun

    assert one is not None
    assert other is not None
    assert other <= one


@given(st.data(), reckonings(), st.timedeltas(-LONG, LONG))
def test_bounds_contain_every_instant_of_the_day_of_release(
    data: st.DataObject, reckoning: Reckoning, after: timedelta
) -> None:
    """Whichever it was."""
    released = reckoning[0] + after
    found = audit(reckoning, day_of(released, reckoning))
    exact = overrun(reckoning, data.draw(within_the_day_of(released, reckoning[2])))

    assert found.least is not None
    assert found.most is not None
    assert found.least <= exact <= found.most


@given(st.data(), reckonings(), st.timedeltas(-LONG, LONG))
def test_bounds_contain_every_instant_of_the_day_on_which_custody_ended(
    data: st.DataObject, reckoning: Reckoning, after: timedelta
) -> None:
    """Whichever it was."""
    start, rule, zone, calendar = reckoning
    found = audit(reckoning, start + after, day_of(start, reckoning))
    other = data.draw(within_the_day_of(start, zone))
    exact = overrun((other, rule, zone, calendar), start + after)

    assert found.least is not None
    assert found.most is not None
    assert found.least <= exact <= found.most


@given(st.data(), reckonings(), st.timedeltas(-LONG, LONG))
def test_bounds_contain_every_pair_of_instants_of_the_two_days(
    data: st.DataObject, reckoning: Reckoning, after: timedelta
) -> None:
    """Whichever they were."""
    start, rule, zone, calendar = reckoning
    days = day_of(start + after, reckoning), day_of(start, reckoning)
    found = audit(reckoning, *days)
    other = data.draw(within_the_day_of(start, zone))
    released = data.draw(within_the_day_of(start + after, zone))
    exact = overrun((other, rule, zone, calendar), released)

    assert found.least is not None
    assert found.most is not None
    assert found.least <= exact <= found.most


@given(reckonings(), st.timedeltas(-LONG, LONG))
def test_an_instant_instead_of_a_date_never_widens(reckoning: Reckoning, after: timedelta) -> None:
    """Of the release, of the end of custody, of both."""
    start, released = reckoning[0], reckoning[0] + after
    first, last = day_of(start, reckoning), day_of(released, reckoning)
    both = audit(reckoning, last, first)

    for finer, wider in (
        (audit(reckoning, released, first), both),
        (audit(reckoning, last), both),
        (audit(reckoning, released), audit(reckoning, last)),
        (audit(reckoning, released), audit(reckoning, released, first)),
    ):
        assert finer.least is not None
        assert finer.most is not None
        assert wider.least is not None
        assert wider.most is not None
        assert wider.least <= finer.least <= finer.most <= wider.most


@given(reckonings(), st.timedeltas(-LONG, LONG), st.booleans(), st.booleans())
def test_the_outcome_says_whether_it_is_over(
    reckoning: Reckoning, after: timedelta, start_dated: bool, release_dated: bool
) -> None:
    """Within exactly where it is not over, over only where it is, bounded elsewhere."""
    start, released = reckoning[0], reckoning[0] + after
    found = audit(
        reckoning,
        day_of(released, reckoning) if release_dated else released,
        day_of(start, reckoning) if start_dated else start,
    )

    settled = found.had_hold is True and found.overrun is not None
    assert (found.outcome is AuditOutcome.WITHIN) is (settled and found.is_over is False)
    assert (found.outcome is AuditOutcome.OVER) is (settled and found.is_over is True)
    assert (found.outcome is AuditOutcome.NO_HOLD) is (found.had_hold is False)
    assert (found.outcome is AuditOutcome.BOUNDED) is not (settled or found.had_hold is False)


@given(reckonings(), st.timedeltas(-LONG, LONG))
def test_there_is_no_hold_where_the_release_did_not_come_after_it_was_due(
    reckoning: Reckoning, after: timedelta
) -> None:
    """It is never within, and never over; only one that came before is to be checked."""
    found = audit(reckoning, reckoning[0] + after)

    assert (after > NOTHING) is found.had_hold
    assert (after < NOTHING) is found.released_before_due
    assert (after <= NOTHING) is (found.outcome is AuditOutcome.NO_HOLD)
    assert found.is_over is False or found.had_hold


@given(reckonings(), st.timedeltas(-LONG, LONG))
def test_a_person_still_held_is_over_by_as_much_as_one_released_then(
    reckoning: Reckoning, after: timedelta
) -> None:
    """To the microsecond, and with the same outcome."""
    start, rule, zone, calendar = reckoning
    at = start + after
    released = audit(reckoning, at)
    held = audit_hold(start, as_of=at, rule=rule, zone=zone, calendar=calendar)

    assert (released.outcome, released.overrun) == (held.outcome, held.overrun)


CERTAIN, PERHAPS = "certain", "perhaps"
KINDS = ("never", "within", "over", CERTAIN, PERHAPS, "unknown")
ENDS = datetime(2025, 5, 5, 17, tzinfo=ZoneInfo("America/Chicago"))
RELEASED: dict[str, datetime | date | Unknown] = {
    "never": ENDS,
    "within": datetime(2025, 5, 7, 17, tzinfo=ENDS.tzinfo),
    "over": datetime(2025, 5, 7, 20, tzinfo=ENDS.tzinfo),
    CERTAIN: date(2025, 5, 8),
    PERHAPS: date(2025, 5, 7),
    "unknown": UNKNOWN,
}
HOLDS = {
    kind: audit_hold(ENDS, released, zone="America/Chicago") for kind, released in RELEASED.items()
}
SEVERAL = st.lists(st.tuples(st.sampled_from(KINDS), st.sampled_from("abc")), max_size=40)


def numbers(row: AuditCount) -> tuple[int | None, ...]:
    """Give the numbers of a row: holds, the five outcomes, over for certain."""
    return (
        row.holds,
        *(row.count(outcome) for outcome in OUTCOMES),
        row.over_for_certain,
    )


@given(SEVERAL)
def test_the_five_outcomes_are_all_the_holds(several: list[tuple[str, str]]) -> None:
    """In each row, and in all rows together every hold once."""
    summary = summarize_audits(
        [HOLDS[kind] for kind, _ in several], groups=[group for _, group in several]
    )
    holds = {row.group: row.holds for row in summary}

    assert Counter(group for _, group in several) == holds
    assert all(
        row.holds == sum(count for _, count in row.counts if count is not None) for row in summary
    )


@given(SEVERAL, st.integers(1, 8), st.randoms(use_true_random=False))
def test_the_order_of_the_audits_does_not_matter(
    several: list[tuple[str, str]], min_cell: int, randoms: Random
) -> None:
    """The same rows, but for their order."""
    turned = list(several)
    randoms.shuffle(turned)
    one, other = (
        summarize_audits(
            [HOLDS[kind] for kind, _ in given],
            groups=[group for _, group in given],
            min_cell=min_cell,
        )
        for given in (several, turned)
    )

    assert set(one) == set(other)
    assert len(one) == len(other)


@given(SEVERAL)
def test_a_smallest_number_of_one_suppresses_nothing(several: list[tuple[str, str]]) -> None:
    """Every number is there."""
    summary = summarize_audits([HOLDS[kind] for kind, _ in several], min_cell=1)

    assert 0 == summary.suppressed_count
    assert all(None not in numbers(row) for row in summary)


@given(SEVERAL, st.integers(1, 8))
def test_what_is_shown_is_true_and_large_enough(
    several: list[tuple[str, str]], min_cell: int
) -> None:
    """A number shown is the number counted, and nought or no smaller than the smallest."""
    audits = [HOLDS[kind] for kind, _ in several]
    kinds = Counter(kind for kind, _ in several)
    counted = (
        len(several),
        kinds["within"],
        kinds["over"],
        kinds[CERTAIN] + kinds[PERHAPS],
        kinds["never"],
        kinds["unknown"],
        kinds["over"] + kinds[CERTAIN],
    )

    for row in summarize_audits(audits, min_cell=min_cell):
        for shown, true in zip(numbers(row), counted, strict=True):
            assert shown is None or (shown == true and (shown == 0 or shown >= min_cell))


@given(st.lists(st.timedeltas(TICK, LONG), min_size=1, max_size=12), st.floats(0, 1))
def test_a_quantile_lies_between_the_two_nearest(lengths: list[timedelta], share: float) -> None:
    """Of the ordered lengths, those on either side of its place."""
    deadline = datetime(2025, 5, 7, 17, tzinfo=ENDS.tzinfo)
    audits = [audit_hold(ENDS, deadline + length) for length in lengths]
    (row,) = summarize_audits(audits, quantiles=[share])
    place = share * (len(lengths) - 1)
    ordered = sorted(lengths)
    found = next(each for each in row.overruns if each.share == share)

    assert ordered[max(int(place - 1e-9), 0)] <= found.least
    assert found.least == found.most
    assert found.most <= ordered[min(int(place + 1e-9) + 1, len(ordered) - 1)]
