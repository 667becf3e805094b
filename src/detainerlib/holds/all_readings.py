"""Every reading on record of how long one request runs, side by side."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any, ClassVar, Final
from zoneinfo import ZoneInfo

import attrs

from detainerlib._arguments import takes
from detainerlib._html import bullets_of_html, escape, paragraph, small_print
from detainerlib._printing import Listing, Members
from detainerlib._validation import checked, day_of
from detainerlib.catalog._explanations import ending, explanation_of
from detainerlib.catalog._forms import form_and_edition
from detainerlib.catalog._law import UnderLaw
from detainerlib.catalog._places import government_of
from detainerlib.holds.audit import release_or_held
from detainerlib.holds.candidate_readings import readings_on_file, received_late_at
from detainerlib.holds.facility import (
    check_clock,
    clock_steps,
    closing_for,
    deadline_of,
    instant_at,
    law_on_holding,
    told_above,
)
from detainerlib.holds.hold_audit import HoldAudit
from detainerlib.holds.reading import HoldReading, is_argued
from detainerlib.holds.readings_together import arguments_in, asked_and_limits_in, clock_changes_in
from detainerlib.holds.rival_windows import late_receipt_point, own_lists
from detainerlib.holds.spans import strip_html
from detainerlib.holds.start_events import event_instants
from detainerlib.holds.steps import (
    editions_passed_over,
    events_not_used,
    form_noted,
    jurisdiction_considered,
    own_list_not_known,
    received_late,
)
from detainerlib.models.conditions import CaseFacts
from detainerlib.models.forms import DetainerForm, FormEdition
from detainerlib.models.hold_rules import DETAINER_RECEIVED, HoldRule
from detainerlib.models.jurisdictions import AgencyTypeLike, Jurisdiction, JurisdictionLike
from detainerlib.policy import PolicyAnswer
from detainerlib.sentences import deadlines as sentences
from detainerlib.sources.explanation import Explanation, Step
from detainerlib.times.bounds import TimeBounds
from detainerlib.times.calendars import FederalHolidays
from detainerlib.times.instants import beyond, same_instant
from detainerlib.times.periods import UNKNOWN, Unknown

_NO_EVENTS: Final[Mapping[str, datetime]] = MappingProxyType({})


def _by_instant(events: tuple[tuple[str, datetime], ...]) -> tuple[tuple[str, datetime], ...]:
    return tuple((id, same_instant(at)) for id, at in events)


@attrs.frozen(kw_only=True, field_transformer=checked)
class HoldReadings(UnderLaw, Members[HoldReading]):
    """Every reading on file for one request; made by `hold_readings`.

    Attributes:
        form: The form.
        custody_ends: When local custody ends, in the facility's zone.
        zone: The key of the facility's zone.
        on: The day whose law was asked for.
        jurisdiction: The jurisdiction asked for; None for federal readings only.
        edition: The edition asked for; None where the form was named without one.
        events: Pairs of an event's id and its time, in the facility's zone, as they were given.
        holding: What the laws of the jurisdiction, and of those above it, say on holding on a
            detainer at all; None where no jurisdiction was asked for.
        readings: The readings: the form's own, federal rules, then state and local ones.
        considered: What was considered besides, as steps of the explanation.

    Authority: 8-cfr-287.7

    >>> from datetime import datetime
    >>> import detainerlib as dl
    >>> readings = dl.hold_readings(datetime(2025, 7, 3, 17), form="I-247A", zone="Central")
    >>> readings.agree, readings.earliest.title, readings.latest.title
    (False, 'Form I-247A', '8 C.F.R. § 287.7(d)')
    """

    _members: ClassVar = "readings"

    form: DetainerForm
    custody_ends: datetime = attrs.field(eq=same_instant)
    zone: str
    on: date
    jurisdiction: Jurisdiction | None = None
    edition: FormEdition | None = None
    events: tuple[tuple[str, datetime], ...] = attrs.field(default=(), eq=_by_instant)
    holding: PolicyAnswer | None = None
    readings: tuple[HoldReading, ...]
    considered: tuple[Step, ...]

    @property
    def form_id(self) -> str:
        """The id of the edition asked for, or else of the form."""
        return self.form.id if self.edition is None else self.edition.id

    @property
    def computed(self) -> tuple[HoldReading, ...]:
        """The readings that give a deadline, the earliest first."""
        return Listing(reading for _, reading in self._by_deadline)

    @property
    def earliest(self) -> HoldReading | None:
        """The computed reading with the earliest deadline."""
        return self.computed[0] if self.computed else None

    @property
    def latest(self) -> HoldReading | None:
        """The computed reading with the latest deadline."""
        return self.computed[-1] if self.computed else None

    @property
    def agree(self) -> bool | None:
        """Whether all readings give one deadline; None while one of them is not computed."""
        if not self.readings or len(self.computed) < len(self.readings):
            return None
        return not self._spread()

    def audit(
        self,
        released: datetime | date | Unknown | None = UNKNOWN,
        *,
        as_of: datetime | date | None = None,
    ) -> tuple[HoldAudit, ...]:
        """Whether the person was held too long under each reading; one audit for each, in order.

        Time before local custody ended is never time over a rule, also where a rule's clock had
        run out by then. A reading that could not be computed gives an unknown audit that says why.

        Args:
            released: When the person was released: a date and time, the facility's date, or
                UNKNOWN, which None and NaT are too.
            as_of: A time, or a date, at which the person was still held, instead of a release.

        Raises:
            NotAnInstantError, InstantError: If one is neither, has no time zone, or did not happen.
            DetainerError: If both are given.
            DayError: If the facility's zone never had that date.
        """
        release, held = release_or_held(released, as_of, self.zone)
        audits = (reading.audit(release, held) for reading in self.readings)
        there: dict[str, Any] = {"jurisdiction": self.jurisdiction}
        if self.holding is not None:
            there |= {"facts": self.holding.facts, "agency_type": self.holding.agency_type}
        return Listing(attrs.evolve(audit, **there) for audit in audits)

    @property
    def explanation(self) -> Explanation:
        """What laws say on holding at all, why each reading is what it is, what else there is."""
        holding = () if self.holding is None else self.holding.explanation
        steps = [step for reading in self.readings for step in reading.steps()]
        closing = closing_for(self.jurisdiction)
        return explanation_of([*holding, *steps, *self.considered], closing, on=self.on)

    def __repr__(self) -> str:
        """One line: the form, how many readings there are, and their deadlines."""
        deadlines = " / ".join(
            f"{reading.deadline:%Y-%m-%d %H:%M %Z}" for reading in self.computed if reading.deadline
        )
        count = f"{len(self.readings)} reading{'' if len(self.readings) == 1 else 's'}"
        line = f"{self.form_id}: {count}, {deadlines or 'none computed'}"
        return f"<HoldReadings {line[:100]}>"

    def __str__(self) -> str:
        """What texts say on holding at all, one line for each reading, whether they agree."""
        lines = map(self.line, self.in_order)
        notes = (*self.not_in_use, *self.events_not_used, *self.arguments, *self.clock_changes)
        return "\n".join([*self.authority_to_hold, *lines, *notes, self.agreement])

    @property
    def is_barred(self) -> bool:
        """Whether the law of the place bars the hold in the ordinary case."""
        return deadline_of(self.holding) is sentences.DeadlineOf.NAMED_TIME

    @takes
    def line(self, reading: HoldReading) -> str:
        """One of the readings in one sentence, as it stands below the law on holding at all."""
        return reading.in_words(
            holding=self.holding,
            or_earlier_under=self.or_earlier_under(reading),
            rivals=self.readings,
        )

    @takes
    def or_earlier_under(self, reading: HoldReading) -> tuple[str, ...]:
        """The titles of the rules under which the hold may expire before the earliest reading.

        They lack an event, and so could not be computed. Empty for readings that are not earliest.
        """
        if reading != self.earliest:
            return ()
        return tuple(other.title for other in self.readings if other.needs)

    @property
    def events_not_used(self) -> tuple[str, ...]:
        """Which events were given that no reading uses, and why, a sentence for each."""
        steps = _not_used(self.custody_ends, dict(self.events), self.readings)
        return tuple(step.statement for step in steps)

    @property
    def arguments(self) -> tuple[str, ...]:
        """That a reading that counts on executive orders is an argument, if one does."""
        return tuple(arguments_in(self.computed))

    @property
    def clock_changes(self) -> tuple[str, ...]:
        """That clocks change before a deadline, a sentence for each change."""
        return tuple(clock_changes_in(self.computed))

    @property
    def form_asks(self) -> str | None:
        """That the form asks for its own time only; None where other rules give no deadline."""
        return asked_and_limits_in(self.computed)

    @property
    def in_order(self) -> tuple[HoldReading, ...]:
        """The readings: those that give a deadline, the earliest first, then the others."""
        others = (reading for reading in self.readings if reading.window is None)
        return Listing([*self.computed, *others])

    @property
    def authority_to_hold(self) -> tuple[str, ...]:
        """What the laws of the jurisdiction say on holding at all; empty where none was asked.

        Then what that means for the deadlines: that they give no authority, or which of them a
        duty to hold follows.
        """
        return told_above(self.holding)

    @property
    def not_in_use(self) -> tuple[str, ...]:
        """Why no edition of the form gives a reading; empty where one does."""
        if any(reading.editions for reading in self.readings):
            return ()
        return tuple(
            step.statement for step in editions_passed_over(self.form, self.form.editions, self.on)
        )

    def _repr_html_(self) -> str:
        windows = [reading.window for reading in self.readings if reading.window is not None]
        starts = [same_instant(window.clock_starts) for window in windows]
        ends = [same_instant(window.deadline) for window in windows]
        axis = (min(starts), max(ends)) if windows else None
        entries = (
            escape(self.line(reading))
            + (strip_html(reading.window.spans, reading.title, axis) if reading.window else "")
            for reading in self.in_order
        )
        lines = (*self.authority_to_hold, *self.not_in_use, self.agreement)
        return (
            paragraph(*lines)
            + bullets_of_html(entries)
            + small_print(ending(closing_for(self.jurisdiction)))
        )

    @property
    def agreement(self) -> str:
        """One sentence: whether the computed readings agree, and how many could not be computed."""
        of = deadline_of(self.holding)
        adopted = [pair for pair in self._by_deadline if not is_argued(pair[1], self.readings)]
        spread = adopted[-1][0] - adopted[0][0] if adopted else None
        argued = len(self._by_deadline) - len(adopted)
        return sentences.agreement(spread, len(adopted), len(self.readings) - argued, of=of)

    @property
    def _by_deadline(self) -> list[tuple[datetime, HoldReading]]:
        pairs = [
            (same_instant(reading.deadline), reading)
            for reading in self.readings
            if reading.deadline is not None
        ]
        return sorted(pairs, key=lambda pair: pair[0])

    def _spread(self) -> timedelta:
        """Return the elapsed time from the earliest to the latest deadline."""
        return self._by_deadline[-1][0] - self._by_deadline[0][0]


def hold_readings(
    custody_ends: datetime,
    *,
    form: DetainerForm | FormEdition | str,
    jurisdiction: JurisdictionLike | None = None,
    zone: str | ZoneInfo | None = None,
    on: date | None = None,
    events: Mapping[str, datetime] = _NO_EVENTS,
    facts: CaseFacts | None = None,
    agency_type: AgencyTypeLike | None = None,
) -> HoldReadings:
    """Return every reading on file of how long a request runs, side by side.

    Above them stands what the laws on file say on holding at all, where a jurisdiction is given.

    One for each rule on file: that of the form's own words, the regulation where the form is one it
    reaches, and those of the jurisdiction and the governments above it. Where the reading of the
    word "holidays" changes the answer, each answer is a reading of its own.

    Args:
        custody_ends: When local custody ends.
        form: The form or one of its editions, by name or id. A form named without its edition
            stands for every edition that may have been issued by `on`, as they stay in effect.
        jurisdiction: The jurisdiction, its code or its name. It gives the zone where it has one,
            and a zone that is given must show its local times from the start to the deadline.
        zone: The facility's zone; by default that of `custody_ends`.
        on: The day whose law is asked for; by default the facility's local date at `custody_ends`.
        events: The times of other events that start a clock, by event id.
        facts: What is known of the case, for the law on holding at all.
        agency_type: The kind of agency that holds, or the agency, for the same.

    Raises:
        NotAnInstantError, InstantError: If a time has no time zone, did not happen, or happened
            twice.
        ZoneError: If no zone of a place is given, or one with another clock than the jurisdiction.
        UnknownIdError: If the form, the jurisdiction or an event is not on file.
        EventError: If `events` names the end of custody again.
        NotADayError: If `on` is a datetime or no date.
        CoverageError: If a calendar does not know a day that a clock passes.

    Authority: 8-cfr-287.7

    >>> from datetime import datetime
    >>> from zoneinfo import ZoneInfo
    >>> thursday = datetime(2025, 7, 3, 17, tzinfo=ZoneInfo("America/Chicago"))
    >>> for reading in hold_readings(thursday, form="I-247A"):
    ...     print(reading)
    A lawful hold would expire Saturday, July 5, 2025, 5:00 p.m. CDT under Form I-247A.
    A lawful hold would expire Tuesday, July 8, 2025, 5:00 p.m. CDT under 8 C.F.R. § 287.7(d).
    """
    government = government_of(jurisdiction)
    instant, facility = instant_at(custody_ends, zone, government, "custody_ends")
    carried = custody_ends.tzinfo
    try:
        custody_ends = instant.astimezone(facility)
    except OverflowError:
        raise beyond(custody_ends, "custody_ends") from None
    day = custody_ends.date() if on is None else day_of(on, "on")
    instants = event_instants(events, facility)
    form, edition = form_and_edition(form)
    editions = form.editions_in_effect(day) if edition is None else (edition,)
    passed_over = [other for other in form.editions if not edition and other not in editions]
    readings = readings_on_file(
        (form, editions), government, custody_ends, on=day, instants=instants, zone=facility
    )
    deadlines = [reading.deadline for reading in readings if reading.deadline is not None]
    check_clock(government, facility, (custody_ends, *instants.values(), *deadlines), carried)
    rules = [reading.rule for reading in readings if reading.rule is not None]
    return HoldReadings(
        form=form,
        custody_ends=custody_ends,
        zone=facility.key,
        on=day,
        jurisdiction=government,
        edition=edition,
        events=tuple(sorted(instants.items())),
        holding=law_on_holding(government, day, facts, agency_type),
        readings=readings,
        considered=(
            *clock_steps(government, facility.key, custody_ends.date()),
            *editions_passed_over(form, passed_over, day),
            *form_noted(form),
            *jurisdiction_considered(government, rules, day),
            *_received_late(custody_ends, instants, rules),
            *_own_lists_not_known(readings),
            *_not_used(custody_ends, instants, readings),
        ),
    )


def _received_late(
    custody_ends: datetime, instants: Mapping[str, datetime], rules: Iterable[HoldRule]
) -> Iterator[Step]:
    received = received_late_at(custody_ends, instants)
    if received is None:
        return
    for rule in rules:
        point = late_receipt_point(rule)
        if point is not None:
            ended = TimeBounds(earliest=custody_ends, latest=custody_ends)
            receipt = TimeBounds(earliest=received, latest=received)
            yield received_late(rule, point, ended, receipt)
            return


def _not_used(
    custody_ends: datetime, instants: Mapping[str, datetime], readings: Iterable[HoldReading]
) -> Iterator[Step]:
    """Yield the events given that no reading uses; a late receipt starts one."""
    needs = {reading.rule: reading.needs for reading in readings if reading.rule is not None}
    late = received_late_at(custody_ends, instants) is not None and any(
        map(late_receipt_point, needs)
    )
    unused = (id for id in instants if not (late and id == DETAINER_RECEIVED))
    yield from events_not_used(unused, needs)


def _own_lists_not_known(readings: Iterable[HoldReading]) -> Iterator[Step]:
    """Yield of which lists of a state's or city's own it is not known what they were then."""
    for reading in readings:
        window = reading.window
        if window is not None and window.calendar == FederalHolidays():
            years = {window.clock_starts.year, window.deadline.year}
            for record in own_lists(window.rule):
                not_known = years - {*record.years}
                if not_known:
                    yield own_list_not_known(window.rule, record, min(not_known))
