"""What each row of a roster gets: every reading, and what the law says on holding at all."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from detainerlib import catalog
from detainerlib.catalog._forms import form_and_edition
from detainerlib.holds.audits_by_reading import audits_by_reading
from detainerlib.holds.candidate_readings import readings_of, starts_under
from detainerlib.holds.candidates import Candidate, edition_candidates, rule_candidates
from detainerlib.holds.hold_audit import AuditOutcome, HoldAudit
from detainerlib.holds.law_above import deadline_of, in_one_line
from detainerlib.holds.rival_windows import deadlines_of
from detainerlib.holds.terms import is_by_order, title_of
from detainerlib.models.forms import DetainerForm, FormEdition
from detainerlib.models.hold_rules import DETAINER_RECEIVED
from detainerlib.models.jurisdictions import Jurisdiction
from detainerlib.models.provisions import Practice
from detainerlib.policy import PolicyAnswer, governing_policy, policy_timeline
from detainerlib.readers.roster_rows import ENDS, RosterReading
from detainerlib.sentences import audits as sentences
from detainerlib.sentences.roster import FORM_ASKS_NO_HOLD
from detainerlib.times.bounds import instants_of
from detainerlib.times.instants import same_instant
from detainerlib.times.periods import Timeline, Unknown

_NO_TIME: Final = timedelta(0)
_PRACTICE: Final = Practice.HOLD_ON_DETAINER


class Hold(NamedTuple):
    """One hold, as a row of a roster says it.

    Attributes:
        custody_ends: When the person is due for release.
        released: The release, or UNKNOWN.
        as_of: A time at which the person is still held; None where none is given.
        place: The facility's place.
        zone: The facility's zone.
        form: The form or edition.
        received: When the detainer was received.
        no_release: Why the release is not known, where it is not.
    """

    custody_ends: datetime | date
    released: datetime | date | Unknown
    as_of: datetime | None
    place: Jurisdiction | None
    zone: ZoneInfo
    form: DetainerForm | FormEdition
    received: datetime | None
    no_release: str = sentences.NO_RELEASE

    @property
    def day(self) -> date:
        """The day whose law holds."""
        ends = self.custody_ends
        return ends.date() if isinstance(ends, datetime) else ends

    @property
    def events(self) -> Mapping[str, datetime]:
        """The instants of other events, by id."""
        return {} if self.received is None else {DETAINER_RECEIVED: self.received}


class _Law(NamedTuple):
    """What is the same for every hold of one place and form on one day."""

    candidates: tuple[Candidate, ...]
    places: frozenset[str]


class OnHolding(NamedTuple):
    """The law of a place on holding on a detainer.

    Attributes:
        told: What it says, in one line; None without a place.
        is_allowed: Whether it lets an agency hold in the ordinary case; None where that is open.
    """

    told: str | None = None
    is_allowed: bool | None = None


NO_LAW: Final = OnHolding()
"""What is known without a place."""


class RosterAnswers:
    """Answers holds one by one; what they have in common is looked up once."""

    def __init__(self, zones_of: Callable[[Jurisdiction, date], tuple[str, ...]]) -> None:
        """Look nothing up yet.

        Args:
            zones_of: Gives the zones whose clocks a place keeps on a day.
        """
        self._zones_of = zones_of
        self._laws: dict[tuple[str, str, date], _Law] = {}
        self._timelines: dict[str, Timeline[PolicyAnswer]] = {}
        self._on_holding: dict[tuple[str, date], OnHolding] = {}
        self._without_deadline: dict[tuple[str, tuple[str, ...]], RosterReading] = {}

    def law_on_holding(self, place: Jurisdiction | None, day: date) -> OnHolding:
        """Return the law of a place on holding on a detainer."""
        if place is None:
            return NO_LAW
        key = place.code, day
        if key not in self._on_holding:
            if place.code not in self._timelines:
                self._timelines[place.code] = policy_timeline(_PRACTICE, place)
            answers = self._timelines[place.code].at(day)
            # Before the first law on file a timeline has no answer; a day has.
            answer = answers[0] if answers else governing_policy(_PRACTICE, place, on=day)
            since = place.code, answer.on
            if since not in self._on_holding:
                allowed = _ALLOWED[deadline_of(answer)]
                self._on_holding[since] = OnHolding(in_one_line(answer), allowed)
            self._on_holding[key] = self._on_holding[since]
        return self._on_holding[key]

    def readings(self, hold: Hold) -> tuple[RosterReading, ...]:
        """Return every reading, as `hold_readings` and its audits give them.

        Raises:
            DetainerError: If the hold cannot be answered.
        """
        computed = self._computed(hold)
        if computed is not None:
            return tuple(computed)
        audits = [*_audits(hold)]
        needs = self._needs_of(hold)
        asks_none = {each.title for each in self._law_of(hold).candidates if not each.asks_hold}
        return tuple(
            _of_audit(
                audit,
                needs.get(audit.title, ()),
                hold.no_release,
                asks_hold=audit.title not in asks_none,
            )
            for audit in audits
        )

    def _needs_of(self, hold: Hold) -> Mapping[str, tuple[str, ...]]:
        """Return the ids of the events that are missing, by the title of what needs them."""
        first = instants_of(hold.custody_ends, hold.zone)[0]
        return {
            candidate.title: starts_under(candidate.rule, first, hold.events)[1]
            for candidate in self._law_of(hold).candidates
            if candidate.rule is not None and candidate.asks_hold
        }

    def _computed(self, hold: Hold) -> list[RosterReading] | None:
        """Return the readings where all times are exact, by the clock alone; None for others."""
        ends = hold.custody_ends
        until = hold.released if hold.as_of is None else hold.as_of
        if not isinstance(ends, datetime):
            return None
        if not isinstance(until, datetime | Unknown):
            return None
        if hold.place is not None and hold.zone.key not in self._zones_of(hold.place, hold.day):
            return None
        law = self._law_of(hold)
        held_until = None if isinstance(until, Unknown) else same_instant(until)
        due = same_instant(ends)
        if held_until is not None and held_until <= due:
            return None
        is_barred = self.law_on_holding(hold.place, hold.day).is_allowed is False
        readings: list[RosterReading] = []
        for candidate in law.candidates:
            rule = candidate.rule
            starts, needs = (
                starts_under(rule, ends, hold.events)
                if rule is not None and candidate.asks_hold
                else ([], ())
            )
            if rule is None or not starts:
                readings.append(self._why_none(candidate, needs, ends, hold))
                continue
            for rival in deadlines_of(rule, starts, hold.zone, law.places):
                begins = max(rival.clock_starts, due)
                if held_until is not None and held_until <= begins:
                    return None
                over = None
                if held_until is not None:
                    over = max(held_until - max(rival.deadline, due), _NO_TIME)
                deadline = rival.deadline.astimezone(hold.zone)
                readings.append(
                    RosterReading(
                        title=title_of(rule, rival.calendar, rival.starts_at),
                        deadline=deadline,
                        latest_deadline=deadline,
                        outcome=_OUTCOMES[over if over is None else bool(over)],
                        least=over,
                        most=over,
                        verdict=_verdict(over, hold, is_barred=is_barred),
                        is_argued=is_by_order(rival.calendar),
                    )
                )
        return readings

    def _law_of(self, hold: Hold) -> _Law:
        place, day = hold.place, hold.day
        key = hold.form.id, "" if place is None else place.code, day
        if key not in self._laws:
            form, edition = form_and_edition(hold.form)
            editions = form.editions_in_effect(day) if edition is None else (edition,)
            lineage = () if place is None else catalog.lineage(place)
            self._laws[key] = _Law(
                (*edition_candidates(form, editions), *rule_candidates(form, place, day)),
                frozenset(government.code for government in lineage),
            )
        return self._laws[key]

    def _why_none(
        self, candidate: Candidate, needs: tuple[str, ...], ends: datetime, hold: Hold
    ) -> RosterReading:
        """Return the reading of a candidate without a deadline, which no time changes."""
        key = candidate.title, needs
        if key not in self._without_deadline:
            (reading,) = readings_of(candidate, ends, hold.day, hold.events, hold.zone, ())
            self._without_deadline[key] = _of_audit(
                reading.audit(None), reading.needs, asks_hold=candidate.asks_hold
            )
        return self._without_deadline[key]


_ALLOWED: Final = {of: is_allowed for is_allowed, of in ENDS.items()}
_OUTCOMES: Final = {
    None: AuditOutcome.UNKNOWN,
    False: AuditOutcome.WITHIN,
    True: AuditOutcome.OVER,
}


def _verdict(over: timedelta | None, hold: Hold, *, is_barred: bool) -> str:
    if over is None:
        return sentences.unknown(hold.no_release)
    is_so_far = hold.as_of is not None
    return sentences.verdict(over, over, is_so_far=is_so_far, is_barred=is_barred)


def _audits(hold: Hold) -> Iterator[HoldAudit]:
    return audits_by_reading(
        hold.custody_ends,
        hold.released,
        as_of=hold.as_of,
        form=hold.form,
        jurisdiction=hold.place,
        zone=hold.zone,
        events=hold.events,
    )


def _of_audit(
    audit: HoldAudit,
    needs: tuple[str, ...],
    no_release: str = sentences.NO_RELEASE,
    *,
    asks_hold: bool,
) -> RosterReading:
    earliest, latest = audit.earliest, audit.latest
    verdict = audit.verdict.replace(sentences.NO_RELEASE, no_release)
    return RosterReading(
        title=audit.title,
        deadline=None if earliest is None else earliest.deadline,
        latest_deadline=None if latest is None else latest.deadline,
        outcome=audit.outcome,
        least=audit.least,
        most=audit.most,
        verdict=verdict if asks_hold else FORM_ASKS_NO_HOLD,
        needs=needs if earliest is None else (),
        is_argued=is_by_order(audit.calendar),
        asks_hold=asks_hold,
    )
