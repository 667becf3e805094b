"""Held too long? What an audit says of one hold, under one rule and under every reading."""

import copy
import pickle
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest
from made_up_laws import answered
from scenarios import scenarios

from detainerlib import (
    UNKNOWN,
    AuditOutcome,
    CaseFacts,
    ClosureCalendar,
    CustodyEvent,
    CustomDays,
    Detainer,
    DetainerError,
    EffectivePeriod,
    FederalHolidays,
    audit_hold,
    catalog,
    hold_deadline,
    hold_readings,
    hold_window,
)
from detainerlib.catalog._law import in_use
from detainerlib.errors import (
    CalendarError,
    DayError,
    EventError,
    InstantError,
    NotAnInstantError,
    UnknownIdError,
    ZoneError,
)
from detainerlib.holds import HoldAudit
from detainerlib.holds.audits_by_reading import audits_by_reading
from detainerlib.holds.beyond_hours import beyond_every_rule
from detainerlib.holds.early_releases import too_early
from detainerlib.holds.facility import above_status, law_on_holding
from detainerlib.holds.law_above import above_time_held, duty_of, law_above
from detainerlib.holds.start_events import custody_events
from detainerlib.holds.within_hours import within_is_no_safe_harbor
from detainerlib.models import CustodyBasis, CustodyEventKind
from detainerlib.policy.ordinary import is_barred
from detainerlib.sources import StepStatus
from detainerlib.times import TimeBounds

pd: Any = pytest.importorskip("pandas", reason="pandas is not installed")

CASES = scenarios("audits", "audit")

CHICAGO = ZoneInfo("America/Chicago")
NEW_YORK = ZoneInfo("America/New_York")
THURSDAY = datetime(2025, 7, 3, 17, tzinfo=CHICAGO)
DEADLINE = datetime(2025, 7, 8, 17, tzinfo=CHICAGO)
WITHOUT_HOURS = "on time or late, depending on the hours (if late, over by less than {})"
NAIVE = datetime(2025, 7, 8, 17)  # noqa: DTZ001
TICK = timedelta(microseconds=1)
NC = "us-nc-162-62-2024"
RECEIVED = "detainer-and-warrant-received"
RECEIPT_AND_END = "detainer-received", "custody-ends"


def placed(value: datetime | date | str, zone: str, fold: int) -> Any:
    """Give what is on record: an instant of the zone, a date, or UNKNOWN."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=ZoneInfo(zone), fold=fold)
    return UNKNOWN if value == "unknown" else value


def audit_of(case: dict[str, Any]) -> HoldAudit:
    """Audit the hold of a case."""
    ends = placed(case["custody_ends"], case["zone"], case.get("fold", 0))
    return audit_hold(
        ends,
        placed(case["released"], case["zone"], case.get("released_fold", 0)),
        rule=case.get("rule", "8-cfr-287.7-d"),
        zone=case["zone"],
        calendar=FederalHolidays(observed=case["observed"]) if "observed" in case else None,
        events={case["event"]: ends} if "event" in case else {},
    )


def ending(at: Any, basis: CustodyBasis = CustodyBasis.PENDING) -> CustodyEvent:
    """Give the end of custody on one charge."""
    return CustodyEvent(kind=CustodyEventKind.CUSTODY_ENDS, at=at, basis=basis)


def statements(audit: HoldAudit) -> list[str]:
    """Give what each step of an audit says."""
    return [step.statement for step in audit.explanation]


@pytest.mark.parametrize("case", CASES, ids=[case["says"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    """The outcome and the time over the rule are those counted by hand."""
    audit = audit_of(case)
    nothing = None if case["outcome"] == "unknown" else timedelta(0)

    assert AuditOutcome(case["outcome"]) is audit.outcome
    assert (
        timedelta(**case["least"]) if "least" in case else nothing,
        timedelta(**case["most"]) if "most" in case else nothing,
    ) == (audit.least, audit.most)
    assert case.get("because") == audit.reason


def test_every_case_says_where_its_answer_comes_from() -> None:
    """No expected value without a source, and no sentence twice."""
    assert [] == [case["says"] for case in CASES if not case["source"].strip()]
    assert len(CASES) == len({case["says"] for case in CASES})


class TestNotToExceed:
    """Not to exceed 48 hours: the last of them is within, in whatever hour of the clock."""

    @pytest.mark.parametrize(
        ("zone", "ends", "deadline"),
        [
            ("America/New_York", datetime(2025, 10, 31, 1, 30), datetime(2025, 11, 2, 1, 30)),  # noqa: DTZ001
            ("America/Chicago", datetime(2024, 11, 1, 1), datetime(2024, 11, 3, 1)),  # noqa: DTZ001
            ("America/Anchorage", datetime(2026, 10, 30, 1, 59), datetime(2026, 11, 1, 1, 59)),  # noqa: DTZ001
            ("America/St_Johns", datetime(2025, 10, 31, 1, 30), datetime(2025, 11, 2, 1, 30)),  # noqa: DTZ001
            ("Australia/Lord_Howe", datetime(2025, 4, 4, 1, 45), datetime(2025, 4, 6, 1, 45)),  # noqa: DTZ001
        ],
    )
    @pytest.mark.parametrize("fold", [0, 1])
    def test_in_a_repeated_hour_the_deadline_is_one_of_its_two_instants(
        self, zone: str, ends: datetime, deadline: datetime, fold: int
    ) -> None:
        """A start as much later as the hour repeated ends at the second of them."""
        key = ZoneInfo(zone)
        first, second = (deadline.replace(tzinfo=key, fold=each) for each in (0, 1))
        repeated = second.astimezone(UTC) - first.astimezone(UTC)
        start = ends.replace(tzinfo=key) + fold * repeated
        at = (first, second)[fold]
        later = (at.astimezone(UTC) + TICK).astimezone(key)
        within, over = (audit_hold(start, each, rule="form-i-247a") for each in (at, later))

        assert (AuditOutcome.WITHIN, timedelta(0)) == (within.outcome, within.overrun)
        assert (AuditOutcome.OVER, TICK) == (over.outcome, over.overrun)

    @pytest.mark.parametrize(("released", "expected"), [(DEADLINE, False), (DEADLINE + TICK, True)])
    def test_whether_it_is_over(self, released: datetime, expected: bool) -> None:
        """The deadline does not exceed 48 hours, a microsecond more does."""
        assert expected is audit_hold(THURSDAY, released).is_over

    def test_a_release_may_be_expressed_in_any_zone(self) -> None:
        """Only the instant is used."""
        assert AuditOutcome.WITHIN is audit_hold(THURSDAY, DEADLINE.astimezone(UTC)).outcome
        assert TICK == audit_hold(THURSDAY, DEADLINE.astimezone(NEW_YORK) + TICK).overrun

    def test_the_zone_may_be_named(self) -> None:
        """Friday 23:30 in Chicago is a Saturday in New York, where the deadline is another."""
        friday = datetime(2025, 5, 9, 23, 30, tzinfo=CHICAGO)
        released = datetime(2025, 5, 13, 23, 30, tzinfo=CHICAGO)
        there = audit_hold(friday, released, zone="America/New_York")

        assert AuditOutcome.WITHIN is audit_hold(friday, released).outcome
        assert timedelta(minutes=30) == there.overrun


class TestWhatIsKnown:
    """Bounds where a time of day is not on record, and nothing where a time is not."""

    def test_over_for_certain_although_bounded(self) -> None:
        """The least is more than nothing: it is over, the overrun is not exact."""
        audit = audit_hold(THURSDAY, date(2025, 7, 9), zone="America/Chicago")

        assert (True, None) == (audit.is_over, audit.overrun)

    def test_within_or_over(self) -> None:
        """The least is nothing, the most is not: neither is settled."""
        audit = audit_hold(THURSDAY, date(2025, 7, 8), zone="America/Chicago")

        assert (None, None) == (audit.is_over, audit.overrun)

    @pytest.mark.parametrize(
        ("ends", "released"), [(UNKNOWN, DEADLINE), (THURSDAY, UNKNOWN), (UNKNOWN, UNKNOWN)]
    )
    def test_unknown_settles_nothing(self, ends: Any, released: Any) -> None:
        """No bound, no overrun, no answer whether a hold began."""
        audit = audit_hold(ends, released)

        assert (AuditOutcome.UNKNOWN, None, None, None, None, None) == (
            audit.outcome,
            audit.least,
            audit.most,
            audit.overrun,
            audit.is_over,
            audit.had_hold,
        )

    def test_the_deadline_is_kept_where_only_the_release_is_unknown(self) -> None:
        """What is known is not thrown away."""
        audit = audit_hold(THURSDAY, UNKNOWN)

        assert TimeBounds(earliest=DEADLINE, latest=DEADLINE) == audit.within_until
        assert audit.released is None

    def test_the_release_is_kept_where_only_the_start_is_unknown(self) -> None:
        """What is known is not thrown away."""
        audit = audit_hold(UNKNOWN, DEADLINE)

        assert TimeBounds(earliest=DEADLINE, latest=DEADLINE) == audit.released
        assert (None, None, None) == (audit.earliest, audit.latest, audit.within_until)

    def test_all_is_kept_where_only_the_start_is_unknown(self) -> None:
        """The rule, its calendar and title, the place, and until when the person was held."""
        calendar = FederalHolidays() | CustomDays({date(2025, 7, 7): "a county holiday"})
        audit = audit_hold(UNKNOWN, as_of=DEADLINE, jurisdiction="US-IL", calendar=calendar)
        rule = catalog.rule("8-cfr-287.7-d")

        assert audit == HoldAudit(
            title=(
                "8 C.F.R. § 287.7(d), if the holidays are federal holidays, also those observed on "
                "Friday or Monday, and 1 day named by the caller"
            ),
            rule=rule,
            calendar=calendar,
            as_of=TimeBounds(earliest=DEADLINE, latest=DEADLINE),
            reason="the time when local custody ends was not entered",
            citation=rule.citation,
            jurisdiction=catalog.jurisdiction("US-IL"),
        )

    def test_two_times_that_are_not_recorded_are_both_named(self) -> None:
        """The end of custody and the release."""
        assert (
            "the time when local custody ends was not entered and no release was entered"
        ) == audit_hold(UNKNOWN, UNKNOWN).reason

    def test_one_deadline_for_every_instant_of_a_saturday(self) -> None:
        """The two windows differ, the last instant within is one: exact although a date."""
        audit = audit_hold(
            date(2025, 5, 10), datetime(2025, 5, 14, 6, tzinfo=CHICAGO), zone=CHICAGO
        )

        assert audit.earliest != audit.latest
        assert audit.within_until is not None
        assert (True, timedelta(hours=6)) == (audit.within_until.exact, audit.overrun)

    def test_within_until_for_a_date_lies_between_two_deadlines(self) -> None:
        """Those of the first and the last instant of the day."""
        audit = audit_hold(date(2025, 5, 6), UNKNOWN, zone=CHICAGO)

        assert (
            TimeBounds(
                earliest=datetime(2025, 5, 8, tzinfo=CHICAGO),
                latest=datetime(2025, 5, 9, tzinfo=CHICAGO) - TICK,
            )
            == audit.within_until
        )


class TestMissing:
    """None and NaT are UNKNOWN, as a data frame has them for it."""

    nulls = (None, pd.NaT, pd.NA, float("nan"))

    @pytest.mark.parametrize("missing", nulls, ids=repr)
    def test_in_a_time(self, missing: Any) -> None:
        """Of the release, and of the end of custody."""
        readings = hold_readings(THURSDAY, form="I-247A")

        assert audit_hold(THURSDAY, UNKNOWN) == audit_hold(THURSDAY, missing)
        assert audit_hold(UNKNOWN, DEADLINE) == audit_hold(missing, DEADLINE)
        assert readings.audit(UNKNOWN) == readings.audit(missing)
        still_held = audit_hold(THURSDAY, missing, as_of=DEADLINE)
        assert audit_hold(THURSDAY, as_of=DEADLINE) == still_held

    @pytest.mark.parametrize("missing", nulls, ids=repr)
    def test_in_a_record(self, missing: Any) -> None:
        """A box that was left blank in a sheet is not "no"."""
        detainer = Detainer(form="I-247A", issued_on=missing, served=missing, boxes=missing)

        assert Detainer(form="I-247A") == detainer
        event = CustodyEvent(kind=CustodyEventKind.RELEASED, at=missing)
        assert event.at is UNKNOWN


class TestSteps:
    """Why an audit is what it is."""

    def test_without_a_release_are_those_of_the_window_and_what_is_missing(self) -> None:
        """Nothing is compared."""
        audit = audit_hold(THURSDAY, UNKNOWN)
        *steps, last = audit.steps()

        assert hold_window(THURSDAY).steps() == tuple(steps)
        assert "8 C.F.R. § 287.7(d): not known: no release was entered." == last.statement

    def test_without_a_deadline_speak_of_no_clock_of_a_place(self) -> None:
        """The papers that start North Carolina's were not given."""
        audit = audit_hold(
            datetime(2025, 3, 3, 17, tzinfo=NEW_YORK), UNKNOWN, rule=NC, jurisdiction="US-NC"
        )

        assert audit.earliest is None
        assert not any("time zone" in says or "Eastern" in says for says in statements(audit))

    def test_of_a_whole_country_speak_of_no_clock(self) -> None:
        """It keeps many, and no source says which is that of a facility."""
        audit = audit_hold(THURSDAY, DEADLINE, jurisdiction="US")

        assert not any("time zone" in says or "Central" in says for says in statements(audit))

    def test_without_a_day_the_law_is_not_told(self) -> None:
        """Illinois has one on each."""
        assert () == audit_hold(UNKNOWN, UNKNOWN, jurisdiction="US-IL").authority_to_hold

    @pytest.mark.parametrize(
        ("place", "says"),
        [
            ("US-IL", "No hold on the detainer was allowed: the person was "),
            (
                "US-DC",
                (
                    "Unless the law or policy above differs for this case or agency, no hold on "
                    "the detainer was allowed: the person was "
                ),
            ),
        ],
    )
    def test_a_bar_with_exceptions_is_told_as_such(self, place: str, says: str) -> None:
        """The District's ends where a judge issued a warrant; that of Illinois has none."""
        zone = CHICAGO if place == "US-IL" else NEW_YORK
        ends = datetime(2026, 2, 2, 17, tzinfo=zone)
        audit = audit_hold(ends, ends + timedelta(days=7), jurisdiction=place)

        assert f"{says}held for 168 hours after release was due." == audit.authority_to_hold[1]


class TestNoHold:
    """A release before the person was due to be released, or as it was due: no hold."""

    @pytest.mark.parametrize(
        ("ends", "released", "expected"),
        [
            (THURSDAY, THURSDAY - TICK, False),
            (THURSDAY, THURSDAY, False),
            (THURSDAY, THURSDAY + TICK, True),
            (THURSDAY, date(2025, 7, 2), False),
            (THURSDAY, date(2025, 7, 3), None),
            (THURSDAY, date(2025, 7, 4), True),
            (date(2025, 7, 3), datetime(2025, 7, 3, tzinfo=CHICAGO), False),
            (date(2025, 7, 3), datetime(2025, 7, 3, 0, 0, 0, 1, tzinfo=CHICAGO), None),
            (date(2025, 7, 3), datetime(2025, 7, 4, tzinfo=CHICAGO) - TICK, None),
            (date(2025, 7, 3), datetime(2025, 7, 4, tzinfo=CHICAGO), True),
            (date(2025, 7, 3), date(2025, 7, 2), False),
            (date(2025, 7, 3), date(2025, 7, 3), None),
            (date(2025, 7, 3), date(2025, 7, 4), True),
        ],
    )
    def test_whether_there_was_one(self, ends: Any, released: Any, expected: bool | None) -> None:
        """Settled where every instant of the two agrees; where it is not, bounded."""
        audit = audit_hold(ends, released, zone=CHICAGO)

        assert expected is audit.had_hold
        assert (expected is False) is (audit.outcome is AuditOutcome.NO_HOLD)
        assert expected is not None or audit.outcome is AuditOutcome.BOUNDED

    @pytest.mark.parametrize("early", [timedelta(hours=2), TICK])
    def test_two_swapped_times_are_to_be_checked(self, early: timedelta) -> None:
        """In the sentence and in the explanation; it is no time over the rule."""
        audit = audit_hold(THURSDAY, THURSDAY - early)
        says = "o hold: released before the time due; check the two times."

        assert (AuditOutcome.NO_HOLD, timedelta(0), False, True) == (
            audit.outcome,
            audit.overrun,
            audit.is_over,
            audit.released_before_due,
        )
        assert f"8 C.F.R. § 287.7(d): n{says}" == str(audit)
        assert statements(audit)[-1].endswith(f" N{says}")

    def test_a_release_at_the_time_due_is_not_to_be_checked(self) -> None:
        """It was right on time, and no hold."""
        audit = audit_hold(THURSDAY, THURSDAY)

        assert (AuditOutcome.NO_HOLD, False) == (audit.outcome, audit.released_before_due)
        assert "8 C.F.R. § 287.7(d): no hold: released at the time due." == str(audit)

    @pytest.mark.parametrize(
        ("ends", "released", "says"),
        [
            (datetime(2025, 3, 3, 17, tzinfo=NEW_YORK), 17, "at the time due"),
            (datetime(2025, 3, 3, 17, tzinfo=NEW_YORK), 18, "before the clock started"),
            # Whether it came before custody ended or after is not known; or both were that day.
            (datetime(2025, 3, 3, 17, tzinfo=NEW_YORK), None, "before the clock started"),
            (date(2025, 3, 3), None, "before the clock started"),
        ],
    )
    def test_a_release_before_a_later_clock_was_no_hold(
        self, ends: datetime | date, released: int | None, says: str
    ) -> None:
        """North Carolina's starts with the papers, a day later here."""
        day = date(2025, 3, 3)
        at = None if released is None else datetime(2025, 3, 3, released, tzinfo=NEW_YORK)
        papers = datetime(2025, 3, 4, 19, tzinfo=NEW_YORK)
        audit = audit_hold(ends, at or day, rule=NC, zone=NEW_YORK, events={RECEIVED: papers})

        assert f"N.C. Gen. Stat. § 162-62(b1) (S.L. 2024-55): no hold: released {says}." == str(
            audit
        )

    @pytest.mark.parametrize(
        ("ends", "released", "says"),
        [
            (date(2025, 7, 3), date(2025, 7, 3), "no hold, or on time"),
            (date(2025, 7, 4), date(2025, 7, 4), "no hold, or on time"),
            (date(2025, 7, 3), THURSDAY, "no hold, or on time"),
        ],
    )
    def test_with_days_only_there_may_have_been_none(
        self, ends: Any, released: Any, says: str
    ) -> None:
        """Bounded, and never within."""
        audit = audit_hold(ends, released, zone=CHICAGO)

        assert (AuditOutcome.BOUNDED, timedelta(0)) == (audit.outcome, audit.overrun)
        assert str(audit).startswith(f"8 C.F.R. § 287.7(d): {says}; under Form I-247A {says}.")

    def test_a_hold_that_began_is_not_said_to_be_none(self) -> None:
        """Neither in the sentence nor in the explanation."""
        audit = audit_hold(THURSDAY, DEADLINE)

        assert str(audit).startswith("8 C.F.R. § 287.7(d): on time;")
        assert not any("no hold:" in said.casefold() for said in statements(audit))


class TestStillHeld:
    """A person who is still held is audited as of a time."""

    @pytest.mark.parametrize(
        ("as_of", "outcome", "says"),
        [
            (DEADLINE + timedelta(hours=15), "over", "over by 15 hours so far"),
            (DEADLINE, "within", "on time so far"),
            (THURSDAY, "no hold", "no hold so far"),
            (date(2025, 7, 8), "bounded", WITHOUT_HOURS.format("7 hours so far")),
        ],
    )
    def test_as_of(self, as_of: datetime | date, outcome: str, says: str) -> None:
        """The same time over the rule as if the person were released then, and told as so far."""
        audit = audit_hold(THURSDAY, as_of=as_of, zone=CHICAGO)
        released = audit_hold(THURSDAY, as_of, zone=CHICAGO)

        assert (outcome, released.least, released.most) == (
            audit.outcome,
            audit.least,
            audit.most,
        )
        assert (None, released.released) == (audit.released, audit.as_of)
        assert f"still held as of {audit.as_of}: {says}" in str(audit)
        assert "Still held: " in statements(audit)[-1]

    def test_under_every_reading(self) -> None:
        """Each by itself."""
        audits = hold_readings(THURSDAY, form="I-247A").audit(as_of=DEADLINE)

        assert [AuditOutcome.OVER, AuditOutcome.WITHIN] == [audit.outcome for audit in audits]
        assert not any("under Form" in str(audit) for audit in audits)

    def test_not_beside_a_release(self) -> None:
        """One of the two is meant."""
        for audit in (
            lambda: audit_hold(THURSDAY, DEADLINE, as_of=DEADLINE),
            lambda: hold_readings(THURSDAY, form="I-247A").audit(DEADLINE, as_of=DEADLINE),
        ):
            with pytest.raises(DetainerError) as caught:
                audit()
            assert (
                "as_of: got 2025-07-08T17:00:00-05:00 (America/Chicago), expected no release "
                "beside it. Leave out one of the two times."
            ) == str(caught.value)

    def test_at_a_time_that_is_known(self) -> None:
        """What is not known is no time to audit as of."""
        with pytest.raises(DetainerError) as caught:
            audit_hold(THURSDAY, as_of=UNKNOWN)  # type: ignore[arg-type]

        assert (
            "as_of: got UNKNOWN, expected a time or a date. Leave it out if none is known."
        ) == str(caught.value)

    def test_where_the_end_of_custody_is_not_on_record(self) -> None:
        """Only that is missing."""
        audit = audit_hold(UNKNOWN, as_of=DEADLINE)

        assert "the time when local custody ends was not entered" == audit.reason


class TestCustodyEvents:
    """Custody ends with the last charge that is not itself an immigration hold."""

    EARLIER = datetime(2025, 7, 1, 9, tzinfo=CHICAGO)
    IMMIGRATION = ending(datetime(2025, 7, 7, 9, tzinfo=CHICAGO), CustodyBasis.IMMIGRATION_ONLY)

    @pytest.mark.parametrize("turned", [False, True])
    def test_the_last_of_several_charges(self, turned: bool) -> None:
        """In whatever order, and an immigration hold that ends later is passed over."""
        events = [ending(self.EARLIER), ending(THURSDAY), self.IMMIGRATION]
        events = events[::-1] if turned else events

        assert audit_hold(THURSDAY, DEADLINE + TICK) == audit_hold(iter(events), DEADLINE + TICK)

    @pytest.mark.parametrize(
        "basis",
        [
            custodybasi
            for custodybasi in CustodyBasis
            if custodybasi is not CustodyBasis.IMMIGRATION_ONLY
        ],
    )
    def test_on_whatever_other_ground(self, basis: CustodyBasis) -> None:
        """Also where the ground is unknown."""
        audit = audit_hold([ending(THURSDAY, basis), self.IMMIGRATION], DEADLINE)

        assert audit_hold(THURSDAY, DEADLINE) == audit

    def test_other_events_are_passed_over(self) -> None:
        """Receipts, service and the release do not end local custody."""
        others = [
            CustodyEvent(
                kind=kind,
                at=self.EARLIER if kind is CustodyEventKind.DETAINER_RECEIVED else DEADLINE,
            )
            for kind in CustodyEventKind
            if kind is not CustodyEventKind.CUSTODY_ENDS
        ]

        assert audit_hold(THURSDAY, DEADLINE) == audit_hold([*others, ending(THURSDAY)], DEADLINE)

    def test_the_last_is_so_by_the_instant(self) -> None:
        """In a repeated hour 1:30 a.m. in standard time comes after 1:45 a.m. in daylight time."""
        first = datetime(2025, 11, 2, 1, 45, tzinfo=CHICAGO)
        last = datetime(2025, 11, 2, 1, 30, fold=1, tzinfo=CHICAGO)

        for events in ([first, last], [last, first]):
            assert audit_hold(last, UNKNOWN) == audit_hold(map(ending, events), UNKNOWN)

    def test_are_in_one_order_however_they_came(self) -> None:
        """By kind, then by time, why custody ended, and on what it was; each once."""
        times = (date(2025, 7, 3), THURSDAY, self.EARLIER, UNKNOWN)
        ended = [
            CustodyEvent(kind="custody-ends", at=at, reason=reason, basis=basis)
            for at in times
            for reason in ("acquitted", "not charged")
            for basis in ("pending", "arrested")
        ]
        events = [*ended, CustodyEvent(kind="booked", at=self.EARLIER)]
        ordered = custody_events([*events, *events])

        assert ordered == custody_events(events[::-1])
        assert len(events) == len(ordered)
        assert (CustodyEventKind.BOOKED, self.EARLIER) == (ordered[0].kind, ordered[0].at)
        assert ["arrested", "pending"] * 8 == [event.basis.value for event in ordered[1:]]
        assert (["acquitted"] * 2 + ["not charged"] * 2) * 4 == [
            event.reason.value for event in ordered[1:]
        ]
        assert [self.EARLIER, date(2025, 7, 3), THURSDAY, UNKNOWN] == [
            event.at for event in ordered[1::4]
        ]

    def test_are_ordered_by_the_instant(self) -> None:
        """Half past five in New York is before five in Chicago."""
        eastern = datetime(2025, 7, 3, 17, 30, tzinfo=NEW_YORK)

        assert [eastern, THURSDAY] == [
            event.at for event in custody_events(map(ending, (THURSDAY, eastern)))
        ]

    def test_that_are_none_are_refused(self) -> None:
        """Nothing is taken apart, letter by letter."""
        for given in ("released", 5):
            with pytest.raises(DetainerError) as caught:
                custody_events(given)  # type: ignore[arg-type]
            assert (
                f"events: got {given!r}, expected several CustodyEvents. Put them in a list."
            ) == str(caught.value)

    def test_a_date_later_than_every_instant(self) -> None:
        """The end lies within the later day."""
        events = [ending(self.EARLIER), ending(date(2025, 7, 3))]

        assert audit_hold(date(2025, 7, 3), DEADLINE, zone=CHICAGO) == audit_hold(
            events, DEADLINE, zone=CHICAGO
        )

    def test_a_date_and_an_instant_within_it(self) -> None:
        """The end lies between the instant and the last of the day."""
        events = [ending(date(2025, 7, 3)), ending(THURSDAY)]
        audit = audit_hold(events, datetime(2025, 7, 9, tzinfo=CHICAGO), zone=CHICAGO)

        assert (AuditOutcome.BOUNDED, TICK, timedelta(hours=7)) == (
            audit.outcome,
            audit.least,
            audit.most,
        )

    def test_an_instant_later_than_a_date(self) -> None:
        """The end is exact, as the day is over by then."""
        events = [ending(date(2025, 7, 1)), ending(THURSDAY)]

        assert audit_hold(THURSDAY, DEADLINE) == audit_hold(events, DEADLINE, zone=CHICAGO)

    @pytest.mark.parametrize(
        "events",
        [
            [ending(THURSDAY), ending(UNKNOWN)],
            [ending(UNKNOWN)],
            [IMMIGRATION],
            [ending(UNKNOWN, CustodyBasis.IMMIGRATION_ONLY)],
            [CustodyEvent(kind="released", at=DEADLINE)],
            [],
        ],
    )
    def test_no_end_that_is_known_to_be_the_last(self, events: list[CustodyEvent]) -> None:
        """One at an unknown time may be the last; an immigration hold is none."""
        audit = audit_hold(events, DEADLINE)

        assert AuditOutcome.UNKNOWN is audit.outcome
        assert ("the time when local custody ends was not entered") == audit.reason

    def test_an_immigration_hold_at_an_unknown_time_hides_nothing(self) -> None:
        """It would not end local custody whenever it was."""
        events = [ending(THURSDAY), ending(UNKNOWN, CustodyBasis.IMMIGRATION_ONLY)]

        assert audit_hold(THURSDAY, DEADLINE) == audit_hold(events, DEADLINE)

    def test_a_date_among_them_needs_a_zone(self) -> None:
        """As a date alone does."""
        with pytest.raises(ZoneError) as caught:
            audit_hold([ending(date(2025, 7, 3)), ending(THURSDAY)], DEADLINE)

        assert (
            "custody-ends: got 2025-07-03, expected zone= beside a date. A date does not say where "
            "its day begins; name the facility's zone, for example zone='America/Chicago'."
        ) == str(caught.value)

    def test_what_is_no_event(self) -> None:
        """Its place in the list is named."""
        with pytest.raises(DetainerError) as caught:
            audit_hold([ending(THURSDAY), THURSDAY], DEADLINE)  # type: ignore[list-item]

        assert (
            "events[1]: got 2025-07-03T17:00:00-05:00 (America/Chicago), expected a CustodyEvent. "
            "Give its kind and its time."
        ) == str(caught.value)


class TestBadInput:
    """Each a clear error with the remedy."""

    DATE = (
        "got 2025-07-08, expected zone= beside a date. A date does not say where its day begins; "
        "name the facility's zone, for example zone='America/Chicago'."
    )

    def test_a_date_for_the_end_of_custody_needs_a_zone(self) -> None:
        """Though the release carries one."""
        with pytest.raises(ZoneError) as caught:
            audit_hold(date(2025, 7, 8), DEADLINE)

        assert f"custody_ends: {self.DATE}" == str(caught.value)

    @pytest.mark.parametrize("ends", [THURSDAY, UNKNOWN, [ending(THURSDAY)]])
    def test_a_date_for_the_release_needs_a_zone(self, ends: Any) -> None:
        """Though the end of custody carries one."""
        for where in ("released", "as_of"):
            times: dict[str, Any] = {where: date(2025, 7, 8)}
            with pytest.raises(ZoneError) as caught:
                audit_hold(ends, **times)
            assert f"{where}: {self.DATE}" == str(caught.value)

    @pytest.mark.parametrize(
        ("where", "sides"),
        [("custody_ends", (NAIVE, DEADLINE)), ("released", (UNKNOWN, NAIVE))],
    )
    def test_a_naive_datetime_without_a_zone(self, where: str, sides: tuple[Any, Any]) -> None:
        """It names no instant where no zone is known."""
        with pytest.raises(InstantError) as caught:
            audit_hold(*sides)

        assert (
            f"{where}: got 2025-07-08T17:00:00 (no zone), expected a datetime with a time zone. "
            "Without one, give zone= beside it, such as "
            "zone='America/Chicago', and it is local time there."
        ) == str(caught.value)

    def test_a_naive_release_twice_or_never(self) -> None:
        """Of a local time that happened twice both instants are named."""
        twice = datetime(2025, 11, 2, 1, 30)  # noqa: DTZ001
        with pytest.raises(InstantError) as caught:
            audit_hold(datetime(2025, 10, 30, 17, tzinfo=CHICAGO), twice)

        assert (
            "released: got 2025-11-02T01:30:00 (no zone), expected a local time that happens once. "
            "Clocks were set back that day, so it happened twice. "
            "Use 2025-11-02T01:30:00-05:00 or 2025-11-02T01:30:00-06:00."
        ) == str(caught.value)

    @pytest.mark.parametrize(
        ("sides", "where"),
        [
            ((date(2011, 12, 30), UNKNOWN), "custody_ends"),
            ((UNKNOWN, date(2011, 12, 30)), "released"),
        ],
    )
    def test_a_date_that_the_zone_never_had(self, sides: tuple[Any, Any], where: str) -> None:
        """Samoa went from Thursday 29 to Saturday, December 31, 2011."""
        with pytest.raises(DayError) as caught:
            audit_hold(*sides, zone="Pacific/Apia")

        assert (
            f"{where}: got 2011-12-30, expected a date that Pacific/Apia had. "
            "That date was skipped there."
        ) == str(caught.value)

    def test_the_days_beside_a_date_that_the_zone_never_had(self) -> None:
        """Thursday 29 and Saturday, December 31, 2011 were one after the other."""
        audit = audit_hold(
            date(2011, 12, 29), date(2011, 12, 31), rule="form-i-247a", zone="Pacific/Apia"
        )

        assert (AuditOutcome.WITHIN, True) == (audit.outcome, audit.had_hold)

    @pytest.mark.parametrize("given", ["2025-07-08", 1751580000])
    def test_what_is_no_time(self, given: Any) -> None:
        """Text and numbers are refused on either side."""
        for where in ("custody_ends", "released", "as_of"):
            times: dict[str, Any] = {"custody_ends": THURSDAY, where: given}
            with pytest.raises(NotAnInstantError) as caught:
                audit_hold(**times)
            assert where == caught.value.where

    def test_a_zone_that_is_no_place(self) -> None:
        """An offset does not say whose days are counted."""
        with pytest.raises(ZoneError, match="An offset does not say whose days are counted"):
            audit_hold(THURSDAY.astimezone(UTC), DEADLINE)

    def test_events_of_several_zones(self) -> None:
        """Whose days count is not said by two."""
        events = [ending(THURSDAY), ending(THURSDAY.astimezone(NEW_YORK) + TICK)]
        with pytest.raises(ZoneError) as caught:
            audit_hold(events, DEADLINE)

        assert (
            "custody_ends: got 'America/Chicago and America/New_York', expected events of one "
            "zone, or zone=. Name the facility's zone, for example zone='America/Chicago'."
        ) == str(caught.value)
        assert audit_hold(events, DEADLINE, zone=CHICAGO).is_over is False

    @pytest.mark.parametrize("ends", [THURSDAY, UNKNOWN])
    def test_an_unknown_rule(self, ends: Any) -> None:
        """Whether or not there is anything to count."""
        with pytest.raises(UnknownIdError, match=r"Did you mean 8-cfr-287\.7-d"):
            audit_hold(ends, DEADLINE, rule="8-cfr-287.7")

    @pytest.mark.parametrize("ends", [THURSDAY, UNKNOWN])
    def test_the_end_of_custody_among_the_events(self, ends: Any) -> None:
        """It is given apart."""
        with pytest.raises(EventError):
            audit_hold(ends, DEADLINE, zone=CHICAGO, events={"custody-ends": THURSDAY})

    @pytest.mark.parametrize("ends", [THURSDAY, UNKNOWN])
    def test_a_calendar_beside_a_rule_without_holidays(self, ends: Any) -> None:
        """It would be silently ignored, so it is refused, also where nothing is counted."""
        with pytest.raises(CalendarError):
            audit_hold(ends, DEADLINE, rule="form-i-247a", calendar=FederalHolidays())


class TestRules:
    """The rule, its calendar and its event."""

    def test_a_rule_may_be_given_itself(self) -> None:
        """Or by its id."""
        rule = catalog.rule("form-i-247a")

        assert audit_hold(THURSDAY, DEADLINE, rule="form-i-247a") == audit_hold(
            THURSDAY, DEADLINE, rule=rule
        )
        assert rule == audit_hold(THURSDAY, DEADLINE, rule=rule).rule

    def test_the_regulation_is_the_default(self) -> None:
        """As for a deadline."""
        assert audit_hold(THURSDAY, DEADLINE, rule="8-cfr-287.7-d") == audit_hold(
            THURSDAY, DEADLINE
        )

    def test_days_of_one_s_own_are_a_reading_of_its_own(self) -> None:
        """The Monday does not count, and the title says why."""
        calendar = FederalHolidays() | CustomDays({date(2025, 7, 7): "a county holiday"})
        audit = audit_hold(THURSDAY, DEADLINE + timedelta(days=1), calendar=calendar)

        assert AuditOutcome.WITHIN is audit.outcome
        assert (
            "8 C.F.R. § 287.7(d), if the holidays are federal holidays, also those observed on "
            "Friday or Monday, and 1 day named by the caller"
        ) == audit.title

    def test_the_default_calendar_may_be_given(self) -> None:
        """It is the same reading."""
        assert audit_hold(THURSDAY, DEADLINE) == audit_hold(
            THURSDAY, DEADLINE, calendar=FederalHolidays()
        )

    def test_closures_are_counted_only_where_asked(self) -> None:
        """Friday, December 26, 2025 was closed by executive order."""
        tuesday = datetime(2025, 12, 23, 17, tzinfo=CHICAGO)
        released = datetime(2025, 12, 30, 17, tzinfo=CHICAGO)
        closures = FederalHolidays() | ClosureCalendar(catalog.closures())

        assert timedelta(hours=96) == audit_hold(tuesday, released).overrun
        assert timedelta(0) == audit_hold(tuesday, released, calendar=closures).overrun

    def test_the_time_of_another_event_may_be_unknown(self) -> None:
        """The event is named in the reason."""
        audit = audit_hold(THURSDAY, DEADLINE, rule=NC)

        assert (
            "the time when the agency receives the detainer was not entered and the time when "
            "the agency receives the administrative warrant on Form I-200 or I-205 was not entered"
        ) == audit.reason

    def test_so_may_be_the_end_of_custody_beside_another_event(self) -> None:
        """Time before it is never over, so nothing is told."""
        audit = audit_hold(UNKNOWN, DEADLINE, rule=NC, zone=CHICAGO, events={RECEIVED: THURSDAY})

        assert "the time when local custody ends was not entered" == audit.reason


class TestReadings:
    """One audit for each reading, in order."""

    MONDAY = datetime(2025, 3, 3, 17, tzinfo=NEW_YORK)
    IN_NH = date(2026, 6, 1)

    def test_one_for_each_in_order(self) -> None:
        """The form's deadline has passed, the regulation's has not."""
        readings = hold_readings(THURSDAY, form="I-247A")
        audits = readings.audit(DEADLINE)

        assert [reading.rule for reading in readings] == [audit.rule for audit in audits]
        assert ["Form I-247A: over by 72 hours.", "8 C.F.R. § 287.7(d): on time."] == list(
            map(str, audits)
        )

    def test_each_is_the_scalar_audit(self) -> None:
        """No second way to reckon."""
        audits = hold_readings(THURSDAY, form="I-247A").audit(DEADLINE + TICK)

        assert [
            audit_hold(THURSDAY, DEADLINE + TICK, rule=rule)
            for rule in ("form-i-247a", "8-cfr-287.7-d")
        ] == list(audits)

    def test_a_date_is_the_facility_s(self) -> None:
        """It needs no zone beside it, as the readings have one."""
        audits = hold_readings(THURSDAY, form="I-247A").audit(date(2025, 7, 8))

        assert [
            audit_hold(THURSDAY, date(2025, 7, 8), rule=rule, zone=CHICAGO)
            for rule in ("form-i-247a", "8-cfr-287.7-d")
        ] == list(audits)

    def test_a_release_that_is_not_on_record(self) -> None:
        """Unknown under every reading, for that reason."""
        audits = hold_readings(THURSDAY, form="I-247A").audit(UNKNOWN)

        assert {(AuditOutcome.UNKNOWN, "no release was entered")} == {
            (audit.outcome, audit.reason) for audit in audits
        }

    def test_each_reading_of_the_holidays_is_audited(self) -> None:
        """Christmas 2022 fell on a Sunday; the title says under which reading it is over."""
        ends = datetime(2022, 12, 23, 17, tzinfo=CHICAGO)
        audits = hold_readings(ends, form="I-247A").audit(datetime(2022, 12, 28, tzinfo=CHICAGO))

        assert [
            "Form I-247A: over by 55 hours.",
            "8 C.F.R. § 287.7(d): on time.",
            (
                "8 C.F.R. § 287.7(d), if the holidays are federal holidays on their own dates "
                "only: over by 7 hours."
            ),
        ] == list(map(str, audits))

    def test_a_reading_that_needs_an_event(self) -> None:
        """Unknown, and the events are named."""
        audit = hold_readings(self.MONDAY, form="I-247A", jurisdiction="US-NC").audit(UNKNOWN)[-1]

        assert AuditOutcome.UNKNOWN is audit.outcome
        assert (
            "N.C. Gen. Stat. § 162-62(b1) (S.L. 2024-55): not known: it needs the time when the "
            "agency receives the detainer and when the agency receives the administrative warrant "
            "on Form I-200 or I-205 (detainer-received, administrative-warrant-received)."
        ) == str(audit)

    def test_a_reading_whose_words_are_not_on_record(self) -> None:
        """Unknown; the regulation beside it is audited."""
        audits = hold_readings(THURSDAY, form="i-247-2010-2011").audit(DEADLINE)

        assert [
            ("Form I-247 (8/10, 6/11): not known: this edition's hold wording was not read."),
            "8 C.F.R. § 287.7(d): on time.",
        ] == list(map(str, audits))
        assert audits[0].rule is None

    def test_a_request_for_notice_has_no_hold_to_be_within(self) -> None:
        """Neither within nor over."""
        audits = hold_readings(THURSDAY, form="I-247G").audit(DEADLINE)

        assert ["Form I-247G: not known: it asks for no hold."] == list(map(str, audits))
        assert [None] == [audit.calendar for audit in audits]
        assert TimeBounds(earliest=DEADLINE, latest=DEADLINE) == audits[0].released

    def test_a_reading_without_a_window_keeps_what_is_known(self) -> None:
        """The rule, its calendar, the release or until when the person was held, the place."""
        readings = hold_readings(self.MONDAY, form="I-247A", jurisdiction="US-NH", on=self.IN_NH)
        rule = catalog.rule("us-nh-30-b-1")
        moment = TimeBounds(earliest=DEADLINE, latest=DEADLINE)
        for times, kept in (
            ({"released": DEADLINE}, {"released": moment}),
            ({"as_of": DEADLINE}, {"as_of": moment}),
        ):
            options: dict[str, Any] = times
            fields: dict[str, Any] = kept
            audit = readings.audit(**options)[-1]
            assert audit.one_of_several
            assert audit == HoldAudit(
                title="N.H. Rev. Stat. Ann. § 30-B:1, III",
                rule=rule,
                calendar=FederalHolidays(),
                reason=(
                    "it needs the time when the state charges are resolved (state-charges-resolved)"
                ),
                citation=rule.citation,
                jurisdiction=catalog.jurisdiction("US-NH"),
                **fields,
            )

    def test_a_computed_reading_keeps_until_when_the_person_was_held(self) -> None:
        """And the place, and the end of custody where the clock starts at another event."""
        readings = hold_readings(
            self.MONDAY,
            form="I-247A",
            jurisdiction="US-NC",
            events={RECEIVED: self.MONDAY + timedelta(hours=1)},
        )
        audits = readings.audit(as_of=DEADLINE)

        assert {(None, TimeBounds(earliest=DEADLINE, latest=DEADLINE), "US-NC")} == {
            (audit.released, audit.as_of, audit.jurisdiction.code)
            for audit in audits
            if audit.jurisdiction is not None
        }
        ends = TimeBounds(earliest=self.MONDAY, latest=self.MONDAY)
        assert [None, None, ends] == [audit.custody_ends for audit in audits]
        assert all(audit.one_of_several for audit in audits)

    @pytest.mark.parametrize("form", ["I-247D", "I-247G", "I-247X", "I-247A"])
    def test_every_step_of_every_audit_cites(self, form: str) -> None:
        """Also those that say why nothing is known; every citation resolves."""
        for audit in hold_readings(self.MONDAY, form=form, jurisdiction="US-NC").audit(DEADLINE):
            explanation = audit.explanation
            assert all(step.citations for step in explanation)
            assert {c.authority for c in explanation.citations} == {
                authority.id for authority in explanation.authorities
            }


class TestClockThatRanOutBefore:
    """North Carolina's clock of 2024 can run out before local custody ends."""

    ENDS = datetime(2025, 3, 3, 17, tzinfo=NEW_YORK)
    PAPERS = datetime(2025, 3, 1, 9, tzinfo=NEW_YORK)

    def audit(self, released: datetime | date) -> HoldAudit:
        """Audit under the state's rule; its 48 hours were over at 9:00, custody ended at 17:00."""
        readings = hold_readings(
            self.ENDS, form="I-247A", jurisdiction="US-NC", events={RECEIVED: self.PAPERS}
        )
        return readings.audit(released)[-1]

    @pytest.mark.parametrize(
        ("after", "over"),
        [
            (timedelta(hours=-5), timedelta(0)),
            (timedelta(0), timedelta(0)),
            (TICK, TICK),
            (timedelta(minutes=30), timedelta(minutes=30)),
        ],
    )
    def test_time_before_custody_ended_is_never_over(
        self, after: timedelta, over: timedelta
    ) -> None:
        """Until then the person was held on the agency's own authority."""
        audit = self.audit(self.ENDS + after)

        assert over == audit.overrun
        assert bool(over) is audit.is_over
        assert TimeBounds(earliest=self.ENDS, latest=self.ENDS) == audit.within_until

    def test_a_date(self) -> None:
        """From the end of custody to the last of the day."""
        audit = self.audit(date(2025, 3, 3))

        assert (AuditOutcome.BOUNDED, timedelta(0), timedelta(hours=7) - TICK) == (
            audit.outcome,
            audit.least,
            audit.most,
        )

    def test_a_clock_that_has_not_run_out_is_the_rule_s_own(self) -> None:
        """The later of the two instants counts."""
        received = self.ENDS - timedelta(hours=47)
        readings = hold_readings(
            self.ENDS, form="I-247A", jurisdiction="US-NC", events={RECEIVED: received}
        )

        assert timedelta(hours=1) == readings.audit(self.ENDS + timedelta(hours=2))[-1].overrun

    def test_is_the_same_for_one_rule(self) -> None:
        """As among the readings."""
        released = self.ENDS + TICK

        assert self.audit(released) == audit_hold(
            self.ENDS, released, rule=NC, jurisdiction="US-NC", events={RECEIVED: self.PAPERS}
        )

    def test_of_which_only_the_day_custody_ended_is_known(self) -> None:
        """The least is from the end of that day."""
        audit = audit_hold(
            self.ENDS.date(),
            self.ENDS + timedelta(days=2),
            rule=NC,
            zone=NEW_YORK,
            events={RECEIVED: self.PAPERS},
        )

        assert (AuditOutcome.BOUNDED, True) == (audit.outcome, audit.is_over)

    def test_a_release_before_custody_ended_is_no_hold_under_any_reading(self) -> None:
        """Whether a hold began does not depend on when the papers came."""
        readings = hold_readings(
            self.ENDS, form="I-247A", jurisdiction="US-NC", events={RECEIVED: self.PAPERS}
        )
        audits = readings.audit(self.ENDS - timedelta(hours=1))

        assert {AuditOutcome.NO_HOLD} == {audit.outcome for audit in audits}

    def test_the_explanation_says_that_custody_ended_later(self) -> None:
        """The hours were complete at 9:00; why 17:00 is still within is a step of its own."""
        said = statements(self.audit(self.ENDS + TICK))
        complete = [each for each in said if "end Monday, March 3, 2025, 9:00 a.m. EST" in each]
        why = [each for each in said if "until local custody ended" in each]

        assert 1 == len(complete)
        assert 1 == len(why)

    @pytest.mark.parametrize(("late", "ran_out"), [(timedelta(0), False), (TICK, True)])
    def test_a_clock_has_not_run_out_at_its_last_instant(
        self, late: timedelta, *, ran_out: bool
    ) -> None:
        """Custody that ends at the 48th hour ends within it; a microsecond later it does not."""
        received = self.ENDS - late - timedelta(hours=48)
        audit = audit_hold(self.ENDS, self.ENDS + TICK, rule=NC, events={RECEIVED: received})
        why = [step for step in statements(audit) if "local custody ended" in step]

        assert TICK == audit.overrun
        assert ran_out == bool(why)


class TestByReading:
    """Every reading of a hold of which only the day of its start is known."""

    MONDAY = date(2025, 5, 5)
    LATE = datetime(2025, 5, 6, 10, tzinfo=NEW_YORK)
    PAPERS = ("detainer-received", "administrative-warrant-received")

    def test_each_is_bounded_but_one_that_starts_at_a_known_time(self) -> None:
        """Late papers start a second clock of the federal rules, and the state's only one."""
        audits = audits_by_reading(
            self.MONDAY,
            datetime(2025, 5, 9, tzinfo=NEW_YORK),
            form="I-247A",
            jurisdiction="US-NC",
            zone=NEW_YORK,
            events=dict.fromkeys(self.PAPERS, self.LATE),
        )
        late = "if the clock starts when the agency receives the detainer"

        assert [
            ("Form I-247A: over by more than 24 and at most 48 hours.", "US-NC", True),
            (f"Form I-247A, {late}: over by 14 hours.", "US-NC", True),
            ("8 C.F.R. § 287.7(d): over by more than 24 and at most 48 hours.", "US-NC", True),
            (f"8 C.F.R. § 287.7(d), {late}: over by 14 hours.", "US-NC", True),
            ("N.C. Gen. Stat. § 162-62(b1) (S.L. 2024-55): over by 14 hours.", "US-NC", True),
        ] == [
            (audit.sentence, audit.jurisdiction and audit.jurisdiction.code, audit.one_of_several)
            for audit in audits
        ]

    def test_also_of_a_person_still_held(self) -> None:
        """Words that were not read, the rule, and the days that it may exclude besides."""
        at = datetime(2024, 12, 28, tzinfo=NEW_YORK)
        audits = [
            *audits_by_reading(
                date(2024, 12, 23),
                as_of=at,
                form="i-247-2010-2011",
                jurisdiction=None,
                zone="Eastern",
                events={},
            )
        ]

        assert [TimeBounds(earliest=at, latest=at)] * 3 == [audit.as_of for audit in audits]
        assert [
            "not known",
            "over by more than 24 and at most 72 hours so far",
            "over by at most",
        ] == [
            words.removesuffix(" 24 hours so far").partition(": this")[0]
            for words in (audit.verdict for audit in audits)
        ]

    def test_also_one_that_only_the_end_of_the_day_has(self) -> None:
        """From its last instant the hours reach the closing of Tuesday, December 24, 2024."""
        options: dict[str, Any] = {"form": "I-247A", "jurisdiction": None, "zone": "Eastern"}
        audits = [
            *audits_by_reading(date(2024, 12, 20), as_of=date(2024, 12, 25), events={}, **options)
        ]

        assert [
            "Form I-247A",
            "8 C.F.R. § 287.7(d)",
            (
                "8 C.F.R. § 287.7(d), if the holidays are federal holidays, also those observed on "
                "Friday or Monday, and days when executive orders closed federal offices"
            ),
        ] == [audit.title for audit in audits]

    def test_of_a_known_time_they_are_those_of_the_readings(self) -> None:
        """In the place, with what is known of other events."""
        start = datetime(2025, 5, 5, 17, tzinfo=NEW_YORK)
        options: dict[str, Any] = {
            "form": "I-247A",
            "jurisdiction": "US-NC",
            "zone": NEW_YORK,
            "events": dict.fromkeys(self.PAPERS, self.LATE),
        }
        readings = hold_readings(start, **options)

        assert [*readings.audit(self.LATE)] == [*audits_by_reading(start, self.LATE, **options)]
        assert [*readings.audit(as_of=self.LATE)] == [
            *audits_by_reading(start, as_of=self.LATE, **options)
        ]


class TestWords:
    """One sentence for each outcome, and an explanation that cites."""

    @pytest.mark.parametrize(
        ("released", "says"),
        [
            (DEADLINE, "8 C.F.R. § 287.7(d): on time; under Form I-247A over by 72 hours."),
            (
                DEADLINE + timedelta(hours=15),
                "8 C.F.R. § 287.7(d): over by 15 hours; under Form I-247A over by 87 hours.",
            ),
            (
                DEADLINE + TICK,
                (
                    "8 C.F.R. § 287.7(d): over by less than 1 second; under Form I-247A over "
                    "by just over 72 hours."
                ),
            ),
            (
                date(2025, 7, 8),
                (
                    f"8 C.F.R. § 287.7(d): {WITHOUT_HOURS.format('7 hours')}; under Form "
                    "I-247A over by at least 55 and less than 79 hours."
                ),
            ),
            (
                date(2025, 7, 9),
                (
                    "8 C.F.R. § 287.7(d): over by at least 7 and less than 31 hours; under "
                    "Form I-247A over by at least 79 and less than 103 hours."
                ),
            ),
            (THURSDAY, "8 C.F.R. § 287.7(d): no hold: released at the time due."),
            (UNKNOWN, "8 C.F.R. § 287.7(d): not known: no release was entered."),
        ],
    )
    def test_a_sentence_for_each_outcome(self, released: Any, says: str) -> None:
        """With the rule, and a length of time where there is one."""
        assert says == str(audit_hold(THURSDAY, released, zone=CHICAGO))

    def test_the_steps_of_the_window_come_first(self) -> None:
        """Then what the audit adds, which cites the rule."""
        audit = audit_hold(THURSDAY, DEADLINE + timedelta(hours=15))
        assert audit.earliest is not None
        last = audit.steps()[-1]

        assert audit.earliest.steps() == audit.steps()[:-1]
        assert (
            StepStatus.APPLIED,
            (
                "Released: Wednesday, July 9, 2025, 8:00 a.m. CDT. Deadline under 8 C.F.R. § "
                "287.7(d): Tuesday, July 8, 2025, 5:00 p.m. CDT. Over by 15 hours."
            ),
            (catalog.rule("8-cfr-287.7-d").citation,),
        ) == (last.outcome, last.statement, last.citations)

    def test_both_windows_are_explained_where_they_differ(self) -> None:
        """That of the day's first instant and that of its last."""
        said = statements(audit_hold(date(2025, 7, 3), date(2025, 7, 8), zone=CHICAGO))
        starts = [each for each in said if each.startswith("The clock starts")]

        assert 2 == len(starts)
        assert (
            "Released: Tuesday, July 8, 2025, at an unknown time. Deadline under 8 C.F.R. § "
            "287.7(d): Tuesday, July 8, 2025, at an unknown time. On time or late, "
            "depending on the hours (if late, over by less than 24 hours)."
        ) == said[-1]

    @pytest.mark.parametrize(("ends", "released"), [(UNKNOWN, DEADLINE), (THURSDAY, UNKNOWN)])
    def test_what_is_unknown_is_a_step_that_cites(self, ends: Any, released: Any) -> None:
        """The rule, whose clock cannot be told."""
        audit = audit_hold(ends, released)
        last = audit.steps()[-1]

        assert (StepStatus.UNKNOWN, str(audit), (audit.citation,)) == (
            last.outcome,
            last.statement,
            last.citations,
        )

    def test_the_html_is_escaped(self) -> None:
        """A rule's title may hold anything."""
        rule = attrs.evolve(catalog.rule("form-i-247a"), id="made-up", title="<b>Rule</b> & more")
        html = audit_hold(THURSDAY, DEADLINE, rule=rule)._repr_html_()

        assert html == (
            "<p>&lt;b&gt;Rule&lt;/b&gt; &amp; more: over by 72 hours.</p><p><small>"
            f"{catalog.about().closing} Made with {catalog.made_with()}.</small></p>"
        )

    @pytest.mark.parametrize(
        ("period", "out_of_force"),
        [
            (EffectivePeriod(start=date(2025, 7, 3)), False),
            (EffectivePeriod(start=date(2025, 7, 4)), True),
            (EffectivePeriod(start=date(2020, 1, 1), until=date(2025, 7, 3)), True),
            (EffectivePeriod(start=date(2020, 1, 1), until=date(2025, 7, 4)), False),
            # it may have been in force
            (EffectivePeriod(start=UNKNOWN), False),
            (EffectivePeriod(start=date(2020, 1, 1), until=UNKNOWN), False),
            (EffectivePeriod(start=UNKNOWN, not_before=date(2025, 7, 4)), True),
        ],
    )
    def test_a_rule_is_said_to_be_out_of_force_only_where_that_is_certain(
        self, period: EffectivePeriod, *, out_of_force: bool
    ) -> None:
        """On the day on which its clock starts, Thursday, July 3, 2025."""
        rule = attrs.evolve(catalog.rule("form-i-247a"), id="made-up", period=period)
        audit = audit_hold(THURSDAY, DEADLINE, rule=rule)

        assert out_of_force == str(audit).endswith("; it was not in effect that day.")


class TestValues:
    """Audits are values."""

    AUDITS = (
        audit_hold(THURSDAY, DEADLINE + TICK),
        audit_hold(date(2025, 7, 3), date(2025, 7, 8), zone=CHICAGO),
        audit_hold(UNKNOWN, DEADLINE),
        *hold_readings(THURSDAY, form="I-247D", jurisdiction="US-TX").audit(DEADLINE),
    )

    @pytest.mark.parametrize("audit", AUDITS, ids=str)
    def test_a_copy_is_equal(self, audit: HoldAudit) -> None:
        """Pickled, copied, hashed, and the same in words."""
        for again in (
            pickle.loads(pickle.dumps(audit)),  # noqa: S301
            copy.copy(audit),
            copy.deepcopy(audit),
        ):
            assert audit == again
            assert hash(audit) == hash(again)
            assert (str(audit), statements(audit)) == (str(again), statements(again))

    def test_they_compare_by_instant(self) -> None:
        """A release in another zone's words is the same release."""
        assert audit_hold(THURSDAY, DEADLINE) == audit_hold(THURSDAY, DEADLINE.astimezone(UTC))

    def test_the_two_instants_of_a_repeated_hour_differ(self) -> None:
        """Python alone compares wall times within a zone."""
        start = datetime(2025, 11, 1, 9, tzinfo=CHICAGO)
        first, second = (
            audit_hold(start, datetime(2025, 11, 2, 1, 30, fold=fold, tzinfo=CHICAGO))
            for fold in (0, 1)
        )

        assert (AuditOutcome.WITHIN, AuditOutcome.WITHIN) == (first.outcome, second.outcome)
        assert first != second

    def test_an_audit_cannot_be_changed(self) -> None:
        """It is frozen."""
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            self.AUDITS[0].least = timedelta(0)  # type: ignore[misc]

    def test_a_moment_the_wrong_way_round_is_refused(self) -> None:
        """The latest is not before the earliest."""
        with pytest.raises(DetainerError) as caught:
            TimeBounds(earliest=DEADLINE, latest=THURSDAY)

        assert (
            "latest: got 2025-07-03T17:00:00-05:00 (America/Chicago), expected a time not "
            "before 2025-07-08 17:00:00-05:00. Swap them."
        ) == str(caught.value)

    @pytest.mark.parametrize(
        ("moment", "says"),
        [
            (
                TimeBounds(earliest=DEADLINE, latest=DEADLINE),
                "Tuesday, July 8, 2025, 5:00 p.m. CDT",
            ),
            (
                TimeBounds(
                    earliest=datetime(2025, 7, 8, tzinfo=CHICAGO),
                    latest=datetime(2025, 7, 9, tzinfo=CHICAGO) - TICK,
                ),
                "Tuesday, July 8, 2025, at an unknown time",
            ),
            (
                TimeBounds(earliest=THURSDAY, latest=DEADLINE),
                (
                    "between Thursday, July 3, 2025, 5:00 p.m. CDT and Tuesday, July 8, 2025, "
                    "5:00 p.m. CDT"
                ),
            ),
            (
                TimeBounds(
                    earliest=datetime(2025, 7, 8, tzinfo=UTC),
                    latest=datetime(2025, 7, 9, tzinfo=UTC) - TICK,
                ),
                (
                    "between 12:00 midnight UTC, at the start of Tuesday, July 8, 2025, and 12:00 "
                    "midnight UTC, at the end of Tuesday, July 8, 2025"
                ),
            ),
        ],
    )
    def test_a_moment_in_words(self, moment: TimeBounds, says: str) -> None:
        """The instant, the facility's day, or the two between which it lies."""
        assert says == str(moment)

    def test_the_deadline_is_the_scalar_one(self) -> None:
        """No second way to reckon."""
        until = self.AUDITS[0].within_until

        assert until is not None
        assert hold_deadline(THURSDAY) == until.latest


class TestReceivedLate:
    """A detainer that came after local custody had ended: the clock may start at its receipt."""

    ENDS = datetime(2025, 11, 1, 17, tzinfo=CHICAGO)

    def receipts(self, *times: datetime | date) -> list[CustodyEvent]:
        """Give the end of custody, and receipts."""
        kind = CustodyEventKind.DETAINER_RECEIVED
        return [ending(self.ENDS), *(CustodyEvent(kind=kind, at=at) for at in times)]

    def test_at_the_first_of_several_receipts(self) -> None:
        """By the instant: 1:45 a.m. in daylight time comes before 1:30 a.m. in standard time."""
        first = datetime(2025, 11, 2, 1, 45, tzinfo=CHICAGO)
        other = datetime(2025, 11, 2, 1, 30, fold=1, tzinfo=CHICAGO)
        audit = audit_hold(self.receipts(other, first), DEADLINE, rule="form-i-247a")

        assert audit.latest is not None
        assert first.astimezone(UTC) == audit.latest.clock_starts.astimezone(UTC)
        assert TimeBounds(earliest=self.ENDS, latest=self.ENDS) == audit.custody_ends

    def test_on_a_day_at_its_last_instant(self) -> None:
        """In the zone of the end of custody, where none is given."""
        audit = audit_hold(self.receipts(date(2025, 11, 3)), DEADLINE, rule="form-i-247a")

        assert audit.latest is not None
        assert datetime(2025, 11, 4, tzinfo=CHICAGO) - TICK == audit.latest.clock_starts

    def test_is_a_step_that_names_both_times(self) -> None:
        """What the rule leaves open, beside the case that counted one way."""
        received = datetime(2025, 11, 2, 9, tzinfo=CHICAGO)
        unsettled = audit_hold(self.receipts(received), DEADLINE).steps()[-2]

        assert StepStatus.UNSETTLED is unsettled.outcome
        assert (
            "The detainer was received after local custody ended: custody ended Saturday, November "
            "1, 2025, 5:00 p.m. CDT; the detainer was received Sunday, November 2, 2025, 9:00 a.m. "
            "CST. The rule does not address a detainer received after local custody ended. The "
            "hours may be counted from the end of custody or from the receipt, and both are shown."
        ) == unsettled.statement
        assert ["8-cfr-287.7", "d-utah-2-11-cv-713"] == [c.authority for c in unsettled.citations]

    def test_on_the_day_custody_ended_is_not_known_to_be_late(self) -> None:
        """It is where the receipt is later than the whole day."""
        midnight = datetime(2025, 11, 2, tzinfo=CHICAGO)
        for received, late in ((midnight - TICK, False), (midnight, True)):
            audit = audit_hold(
                self.ENDS.date(),
                DEADLINE,
                rule="form-i-247a",
                zone=CHICAGO,
                events={"detainer-received": received},
            )
            assert audit.latest is not None
            assert late is (audit.latest.starts_at == "detainer-received")

    def test_counts_with_the_calendar_that_was_given(self) -> None:
        """By both readings."""
        calendar = FederalHolidays() | CustomDays({date(2025, 11, 5): "a county holiday"})
        audit = audit_hold(self.receipts(date(2025, 11, 4)), DEADLINE, calendar=calendar)

        assert audit.earliest is not None
        assert audit.latest is not None
        assert (calendar, calendar) == (audit.earliest.calendar, audit.latest.calendar)

    def test_leaves_a_clock_of_another_event_as_it_is(self) -> None:
        """New Hampshire's starts when the state's charges are resolved."""
        start = datetime(2026, 5, 8, 9, tzinfo=NEW_YORK)
        events = {"state-charges-resolved": start}
        alone, beside = (
            audit_hold(start, start + timedelta(days=9), rule="us-nh-30-b-1", events=given)
            for given in (events, events | {"detainer-received": start + timedelta(hours=1)})
        )

        assert alone == beside

    def test_on_a_day_that_the_zone_never_had_is_refused(self) -> None:
        """Under the kind of the event, as is an end of custody."""
        never, before = date(2011, 12, 30), date(2011, 12, 29)
        for kind, other in (RECEIPT_AND_END, RECEIPT_AND_END[::-1]):
            events = [CustodyEvent(kind=kind, at=never), CustodyEvent(kind=other, at=before)]
            with pytest.raises(DayError, match=f"^{kind}: got 2011-12-30, expected a date that"):
                audit_hold(events, UNKNOWN, zone="Pacific/Apia")

    def test_at_a_time_not_on_record_leaves_open_which_was_first(self) -> None:
        """Beside one whose time is known: the unknown one may have come in time."""
        late = self.receipts(self.ENDS + timedelta(hours=1))
        unknown = CustodyEvent(kind=CustodyEventKind.DETAINER_RECEIVED, at=UNKNOWN)
        audit = audit_hold([*late, unknown], DEADLINE)

        assert audit.earliest is not None
        assert audit.earliest == audit.latest


def test_a_receipt_at_a_time_not_on_record_starts_no_later_hold() -> None:
    """The audit is that of the end of custody alone."""
    receipt = CustodyEvent(kind=CustodyEventKind.DETAINER_RECEIVED, at=UNKNOWN)
    alone, beside = (
        audit_hold(events, DEADLINE, rule="form-i-247a", zone=CHICAGO)
        for events in ([ending(THURSDAY)], [ending(THURSDAY), receipt])
    )

    assert (alone.earliest, alone.latest) == (beside.earliest, beside.latest)
    assert alone.outcome is beside.outcome


class TestDutyToHold:
    """Of Texas, whose law requires the hold and sets no hours of its own."""

    HOURS = (
        "No law on file says in hours how long the duty to hold runs. Texas' law set no hours of "
        "its own in art. 2.251,"
    )

    def test_how_long_it_runs_stands_below_the_law(self) -> None:
        """Of a hold and of a status, unless it is said elsewhere."""
        law = law_on_holding(catalog.jurisdiction("US-TX"), date(2025, 7, 3))
        assert law is not None

        duty = duty_of(law)
        assert duty is not None
        assert () == duty.own_limits
        assert str(duty).startswith(self.HOURS)
        assert (str(law), str(duty)) == law_above(law)
        assert (str(law), str(duty)) == above_status(law, tells_deadline=False)
        assert (str(law),) == law_above(law, tells_untimed_duty=False)

    def test_one_of_an_excepted_case_stands_in_another_provision_than_the_ban(self) -> None:
        """Made up: one section bars holds but upon a warrant, and another requires them then."""
        warrant = {"fact": "criminal-warrant"}
        ban = {"modality": "prohibited", "when": {"not": warrant}}
        law = answered({"place": "Idaho", "law": [ban, {"modality": "required", "when": warrant}]})

        with in_use(law._law):
            assert is_barred(law)
            assert duty_of(law) is not None

    def test_a_release_is_too_early_whatever_stands_before_it(self) -> None:
        """A hold of which nothing is known, and one of no place, break nothing."""
        early = datetime(2025, 7, 3, 18, tzinfo=CHICAGO)
        nothing = audit_hold(UNKNOWN, early, rule="form-i-247a", jurisdiction="US-TX")
        nowhere, texas = (
            audit_hold(
                datetime(2025, 7, 3, 17, tzinfo=CHICAGO),
                early,
                rule="form-i-247a",
                jurisdiction=place,
                agency_type="sheriff" if place else None,
            )
            for place in (None, "US-TX")
        )

        assert [
            "A release before Saturday, July 5, 2025, 5:00 p.m. CDT may break the duty to hold."
        ] == [*too_early([nothing, nowhere, texas])]

    def test_a_hold_of_which_nothing_is_known_keeps_the_case(self) -> None:
        """For the law on holding, which may turn on it."""
        citizen = CaseFacts(facts={"shown-citizen": True})
        audit = audit_hold(UNKNOWN, jurisdiction="US-TX", facts=citizen, agency_type="sheriff")

        assert (AuditOutcome.UNKNOWN, True, "sheriff") == (
            audit.outcome,
            dict(audit.facts.facts)["shown-citizen"],
            audit.agency_type,
        )

    def test_one_in_some_cases_stands_below_a_ban(self) -> None:
        """Below how long the person was held all the same."""
        unless = {"when": {"not": {"fact": "criminal-warrant"}}, "otherwise": "required"}
        law = answered({"place": "Idaho", "law": [{"modality": "prohibited", **unless}]})
        with in_use(law._law):
            told = above_time_held(law, (timedelta(hours=3), timedelta(hours=3)), is_so_far=False)

        assert (
            str(law),
            (
                "Unless the law or policy above differs for this case or agency, no hold on the "
                "detainer was allowed: the person was held for 3 hours after release was due."
            ),
            "No law on file says in hours how long the duty to hold runs.",
            "If a hold had been allowed (no deadline below gives authority to hold):",
        ) == told


class TestOfThisCase:
    """Whether a law lets an agency hold may turn on who holds, and on what is known of the case."""

    DUE = datetime(2026, 7, 2, 17, tzinfo=NEW_YORK)

    @pytest.mark.parametrize(
        ("case", "is_told"),
        [
            ({}, True),
            ({"agency_type": "sheriff"}, True),
            ({"agency_type": "board"}, False),
            ({"facts": CaseFacts(facts={"detainer-facially-sufficient": False})}, False),
        ],
    )
    def test_past_every_rule_is_told_where_a_law_lets_it_hold(
        self, case: dict[str, Any], is_told: bool
    ) -> None:
        """The latest is of Tuesday, as Independence Day is observed on Friday."""
        readings = hold_readings(self.DUE, form="I-247A", jurisdiction="US-FL", **case)
        told = [*beyond_every_rule(readings.audit(self.DUE + timedelta(days=7)))]

        latest = (
            "No rule on file gives a later deadline: the person was held for 48 hours beyond the "
            "latest."
        )
        assert [latest] * is_told == told

    def test_past_every_rule_is_certain_or_not_told(self) -> None:
        """Not of a release on the day of the last deadline, at an hour that is not known."""
        audits = hold_readings(self.DUE, form="I-247A", jurisdiction="US-FL").audit(
            date(2026, 7, 7)
        )

        assert [True, False, True] == [bool(audit.least) for audit in audits]
        assert all(audit.most for audit in audits)
        assert [] == [*beyond_every_rule(audits)]

    @pytest.mark.parametrize(
        ("case", "is_told"),
        [
            ({}, False),
            ({"agency_type": "police"}, False),
            ({"agency_type": "sheriff"}, True),
            ({"facts": CaseFacts(facts={"judicial-warrant": True})}, True),
        ],
    )
    def test_within_the_hours_is_no_safe_harbor_where_no_law_bars_the_hold(
        self, case: dict[str, Any], is_told: bool
    ) -> None:
        """Connecticut's bar is one of its agencies, which has exceptions."""
        audit = audit_hold(self.DUE, self.DUE + timedelta(hours=1), jurisdiction="US-CT", **case)

        told = "Keeping within the hours does not by itself make a hold lawful"
        assert [told] * is_told == [
            said.partition(" (")[0] for said in within_is_no_safe_harbor([audit])
        ]
