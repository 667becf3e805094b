"""Whether a person was held too long under a rule: within it, over it by how much, or unknown."""

import enum
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

import attrs

from detainerlib._html import paragraph, small_print
from detainerlib._validation import checked
from detainerlib.catalog._explanations import ending, explanation_of
from detainerlib.catalog._law import UnderLaw
from detainerlib.holds.facility import (
    above_audit,
    closing_for,
    deadline_of,
    law_on_holding,
    may_be_excepted,
    preface,
)
from detainerlib.holds.rival_windows import late_receipt_steps
from detainerlib.holds.terms import title_of
from detainerlib.holds.window import HoldWindow, hold_window
from detainerlib.models.conditions import NO_FACTS, CaseFacts
from detainerlib.models.hold_rules import CUSTODY_ENDS, HoldRule
from detainerlib.models.jurisdictions import AgencyType, Jurisdiction
from detainerlib.sentences import audits as on_audits
from detainerlib.sentences import holds as sentences
from detainerlib.sentences.deadlines import DeadlineOf
from detainerlib.sources.citations import Citation
from detainerlib.sources.explanation import Explanation, Step, StepStatus, step_of
from detainerlib.times.bounds import TimeBounds
from detainerlib.times.calendars import HolidayCalendar
from detainerlib.times.instants import same_instant

if TYPE_CHECKING:
    from detainerlib.policy import PolicyAnswer

_NO_TIME: Final = timedelta(0)


class AuditOutcome(enum.StrEnum):
    """What is known of the time between the last moment within a rule and the release.

    >>> from datetime import date, datetime
    >>> import detainerlib as dl
    >>> due = datetime(2025, 7, 3, 17)
    >>> for released in (datetime(2025, 7, 8, 17), datetime(2025, 7, 9, 17), date(2025, 7, 8)):
    ...     print(dl.audit_hold(due, released=released, zone="Central").outcome)
    within
    over
    bounded
    """

    WITHIN = "within"
    """There was none: the release came at the last moment within the rule, or before."""
    OVER = "over"
    """There was some, and it is known to the microsecond."""
    BOUNDED = "bounded"
    """It lies between a least and a most, or there may have been no hold: a time of day, or the
    start of the clock, is not settled."""
    NO_HOLD = "no hold"
    """The release came before the person was due to be released, or as it was due: nothing is
    known of how long a hold was, and it is not counted as within."""
    UNKNOWN = "unknown"
    """No release is recorded, or the rule's time could not be computed."""


# Under any reading these are the same.
_WITHOUT_RIVAL: Final = frozenset({AuditOutcome.NO_HOLD, AuditOutcome.UNKNOWN})


@attrs.frozen(kw_only=True, field_transformer=checked)
class HoldAudit(UnderLaw):
    """Whether one hold was within one rule; made by `audit_hold`, or by `HoldReadings.audit`.

    Attributes:
        title: The short name of the rule, or of what gave the reading.
        rule: The rule; None for a reading that has none.
        calendar: The reading of the rule's word "holidays"; None for a rule that excludes none.
        released: When the person was released; None where that is not on file.
        as_of: A time at which the person was still held, where that was asked about instead.
        custody_ends: When local custody ended, where the clock starts at another event.
        earliest: The window if the clock started at the earliest; None where that is not known.
        latest: The window if it started at the latest.
        reason: Why nothing more is known; None where it is known.
        citation: The words it rests on.
        jurisdiction: The facility's place; None where none was given.
        one_of_several: Whether other readings are audited beside it, so that it names none.
        facts: What was known of the case, for the law of the place on holding at all.
        agency_type: The kind of agency that held, for the same; None where it was not said.

    Authority: 8-cfr-287.7

    >>> from datetime import datetime
    >>> import detainerlib as dl
    >>> due, released = datetime(2025, 7, 3, 17), datetime(2025, 7, 9, 17)
    >>> audit = dl.audit_hold(due, released=released, zone="Central")
    >>> print(audit.outcome, audit.overrun)
    over 1 day, 0:00:00
    """

    title: str
    rule: HoldRule | None = None
    calendar: HolidayCalendar | None = None
    released: TimeBounds | None = None
    as_of: TimeBounds | None = None
    custody_ends: TimeBounds | None = None
    earliest: HoldWindow | None = None
    latest: HoldWindow | None = None
    reason: str | None = None
    citation: Citation
    jurisdiction: Jurisdiction | None = None
    one_of_several: bool = attrs.field(default=False, eq=False)
    facts: CaseFacts = NO_FACTS
    agency_type: AgencyType | None = None

    @property
    def authority_to_hold(self) -> tuple[str, ...]:
        """What the law of the place says on holding at all; empty where none was given.

        The law is that of the day on which local custody ended, or on which the clock started.
        Where it bars the hold, or none on file lets an agency hold, it is followed by how long the
        person was held all the same.
        """
        is_so_far = self.released is None
        return above_audit(self._holding, self._since_due, is_so_far=is_so_far)

    @property
    def day(self) -> date | None:
        """The day on which local custody ended or the clock started; else that of the release."""
        if self.custody_ends is not None:
            return self.custody_ends.earliest.date()
        if self.earliest is not None:
            return self.earliest.clock_starts.date()
        ended = self._held_until
        return None if ended is None else ended.earliest.date()

    @property
    def within_until(self) -> TimeBounds | None:
        """The last moment within the rule, as known as the start of its clock is."""
        if self.earliest is None or self.latest is None:
            return None
        first, last = self.earliest.deadline, self.latest.deadline
        if self.custody_ends is not None:
            first = max(first, self.custody_ends.earliest, key=same_instant)
            last = max(last, self.custody_ends.latest, key=same_instant)
        return TimeBounds(earliest=first, latest=last)

    @property
    def hold_begins(self) -> TimeBounds | None:
        """When a hold began: as local custody ended or, if that was later, as the clock started."""
        if self.earliest is None or self.latest is None:
            return None
        first, last = self.earliest.clock_starts, self.latest.clock_starts
        if self.custody_ends is not None:
            first = max(first, self.custody_ends.earliest, key=same_instant)
            last = max(last, self.custody_ends.latest, key=same_instant)
        return TimeBounds(earliest=first, latest=last)

    @property
    def least(self) -> timedelta | None:
        """The least time over the rule that there can have been, elapsed; None if unknown."""
        ended, until = self._held_until, self.within_until
        if ended is None or until is None:
            return None
        return _time_after(ended.earliest, until.latest)

    @property
    def most(self) -> timedelta | None:
        """The most; the same as the least where the time over the rule is exact."""
        ended, until = self._held_until, self.within_until
        if ended is None or until is None:
            return None
        return _time_after(ended.latest, until.earliest)

    @property
    def outcome(self) -> AuditOutcome:
        """What is known of the time over the rule."""
        least, had_hold = self.least, self.had_hold
        if least is None:
            return AuditOutcome.UNKNOWN
        if had_hold is False:
            return AuditOutcome.NO_HOLD
        if had_hold is None or least != self.most:
            return AuditOutcome.BOUNDED
        return AuditOutcome.OVER if least else AuditOutcome.WITHIN

    @property
    def held_despite_bar(self) -> bool | None:
        """Whether the person was held where the law of the place bars it; None if not settled.

        A law that bars the hold only in some cases, or for some agencies, settles nothing of one.
        """
        since_due = self._since_due if self._is_barred else None
        if since_due is None:
            return False
        least, _ = since_due
        return True if least and not may_be_excepted(self._holding) else None

    @property
    def overrun(self) -> timedelta | None:
        """The time over the rule, elapsed, to the microsecond; None where it is not exact."""
        least = self.least
        return least if least == self.most else None

    @property
    def is_over(self) -> bool | None:
        """Whether the hold was over the rule; None where that is not settled."""
        least, most = self.least, self.most
        if least is None or most is None:
            return None
        if least:
            return True
        return None if most else False

    @property
    def had_hold(self) -> bool | None:
        """Whether there was a hold: a release after it was due. None where that is not settled."""
        begins, ended = self.hold_begins, self._held_until
        if begins is None or ended is None:
            return None
        if same_instant(ended.latest) <= same_instant(begins.earliest):
            return False
        return True if same_instant(ended.earliest) > same_instant(begins.latest) else None

    @property
    def released_before_due(self) -> bool | None:
        """Whether the release came before local custody ended; None where that is not settled.

        Then one of the two times is wrong, or custody ended otherwise. Where it is not known when
        local custody ended, as the clock starts at another event, it is that event.
        """
        if self.released is None or self.earliest is None or self.latest is None:
            return None
        first, last = self.earliest.clock_starts, self.latest.clock_starts
        if self.custody_ends is not None:
            first, last = self.custody_ends.earliest, self.custody_ends.latest
        if same_instant(self.released.latest) < same_instant(first):
            return True
        return False if same_instant(self.released.earliest) >= same_instant(last) else None

    @property
    def earlier(self) -> "HoldAudit | None":
        """The audit under the federal reading on file that ends first; None if this one does."""
        if self.earliest is None or self.latest is None:
            return None
        first = self.earliest.earlier or self.latest.earlier
        if first is None:
            return None
        earliest, latest = (
            attrs.evolve(
                hold_window(window.clock_starts, rule=first[0], zone=window.zone),
                starts_at=window.starts_at,
            )
            for window in (self.earliest, self.latest)
        )
        audit = audit_window(earliest, latest, self.released, self.custody_ends, self.as_of)
        place, facts, agency = self.jurisdiction, self.facts, self.agency_type
        return attrs.evolve(audit, jurisdiction=place, facts=facts, agency_type=agency)

    @property
    def _holding(self) -> "PolicyAnswer | None":
        return law_on_holding(self.jurisdiction, self.day, self.facts, self.agency_type)

    @property
    def _is_barred(self) -> bool:
        return deadline_of(self._holding) is DeadlineOf.NAMED_TIME

    @property
    def _since_due(self) -> tuple[timedelta, timedelta] | None:
        """The least and the most time held after release was due; None if none, or not known."""
        due, ended = self.custody_ends, self._held_until
        if due is None and self.latest is not None and self.latest.starts_at == CUSTODY_ENDS:
            due = self.hold_begins
        if due is None or ended is None:
            return None
        least, most = (
            _time_after(ended.earliest, due.latest),
            _time_after(ended.latest, due.earliest),
        )
        return (least, most) if most else None

    @property
    def _held_until(self) -> TimeBounds | None:
        return self.as_of if self.released is None else self.released

    def steps(self) -> tuple[Step, ...]:
        """Why it is what it is, step by step."""
        windows = [window for window in (self.earliest, self.latest) if window is not None]
        steps = list(dict.fromkeys(step for window in windows for step in window.steps()))
        own: list[str] = []
        if self._ends_later:
            own += [on_audits.no_hold_until(str(self._ends_later))]
        if self._held_until is not None and self.within_until is not None:
            verdict = self.verdict
            times = (str(self._held_until), self.title, str(self.within_until))
            own += [on_audits.compared(*times, verdict, is_held=self.released is None)]
        steps += late_receipt_steps(self.latest, self.custody_ends)
        steps += [step_of(StepStatus.APPLIED, statement, self.citation) for statement in own]
        if self.least is None:
            steps += [step_of(StepStatus.UNKNOWN, self.sentence, self.citation)]
        return tuple(steps)

    @property
    def explanation(self) -> Explanation:
        """Why it is what it is, each step with its citations: first the law on holding at all."""
        zone = None if self.earliest is None else self.earliest.zone
        steps = [*preface(self._holding, zone), *self.steps()]
        return explanation_of(steps, closing_for(self.jurisdiction), on=self.day)

    def __str__(self) -> str:
        """One sentence; above it, where a place was given, its law on holding at all."""
        return "\n".join([*self.authority_to_hold, self.sentence])

    @property
    def sentence(self) -> str:
        """Whether it was within the rule, in one sentence."""
        held = "" if self.as_of is None else on_audits.still_held(str(self.as_of))
        silent = self.one_of_several or self.outcome in _WITHOUT_RIVAL
        other = None if silent else self.earlier
        beside = "" if other is None else f"; under {other.title} {other.verdict}"
        return f"{self.title}: {held}{self.verdict}{beside}{self._out_of_force()}."

    def _out_of_force(self) -> str:
        if self.rule is None or self.earliest is None:
            return ""
        in_force = self.rule.period.contains(self.earliest.clock_starts.date())
        return sentences.NOT_IN_EFFECT if in_force is False else ""

    @property
    def _ends_later(self) -> TimeBounds | None:
        """The end of local custody, where the clock had run out by then."""
        if self.latest is None or self.custody_ends is None:
            return None
        ended = same_instant(self.custody_ends.latest)
        late = ended > same_instant(self.latest.deadline)
        return self.custody_ends if late else None

    @property
    def verdict(self) -> str:
        """Whether it was within the rule, in a few words, without the name of the rule."""
        if self.least is None or self.most is None:
            return on_audits.unknown(self.reason)
        if self.had_hold is False:
            return self._no_hold()
        is_so_far = self.as_of is not None
        return on_audits.verdict(
            self.least,
            self.most,
            is_so_far=is_so_far,
            may_be_no_hold=self.had_hold is None,
            is_barred=self._is_barred,
            hours_open=self._hours_open,
        )

    @property
    def _hours_open(self) -> bool:
        """Whether only the day is known of a time that the audit turns on."""
        first, last = self.earliest, self.latest
        is_one = first is not None and last is not None and first.starts_at == last.starts_at
        times = (self._held_until, self.custody_ends, self.hold_begins if is_one else None)
        return any(time is not None and not time.exact for time in times)

    def _no_hold(self) -> str:
        if self.released is None:
            return on_audits.NO_HOLD_SO_FAR
        if self.released_before_due:
            return on_audits.RELEASED_BEFORE_DUE
        return on_audits.RELEASED_AT_DUE if self._due_then else on_audits.RELEASED_BEFORE_START

    @property
    def _due_then(self) -> bool:
        """Whether the release came at the very time at which local custody ended."""
        due = self.custody_ends or self.hold_begins
        return due is not None and due.exact and due == self.released

    def _repr_html_(self) -> str:
        return paragraph(str(self)) + small_print(ending(closing_for(self.jurisdiction)))


def audit_window(
    earliest: HoldWindow,
    latest: HoldWindow,
    released: TimeBounds | None,
    custody_ends: TimeBounds | None = None,
    as_of: TimeBounds | None = None,
) -> HoldAudit:
    """Return the audit of a release against a window, or the two between which it lies.

    Until local custody ended, the person was held on the agency's own authority: `custody_ends`,
    where the clock starts at another event. With `as_of` the person was still held then.
    """
    rule = earliest.rule
    return HoldAudit(
        title=title_of(rule, earliest.calendar, earliest.starts_at),
        rule=rule,
        calendar=earliest.calendar,
        released=released,
        as_of=as_of,
        custody_ends=custody_ends,
        earliest=earliest,
        latest=latest,
        reason=on_audits.NO_RELEASE if released is None and as_of is None else None,
        citation=rule.citation,
    )


def _time_after(instant: datetime, limit: datetime) -> timedelta:
    """Return the elapsed time by which an instant lies later than a limit; never negative."""
    return max(same_instant(instant) - same_instant(limit), _NO_TIME)
