"""One answer to "when does this hold expire?", under one rule or on one form's own words."""

import enum
from collections.abc import Sequence
from datetime import date, datetime

import attrs

from detainerlib import catalog
from detainerlib._arguments import takes
from detainerlib._validation import Text, checked
from detainerlib.catalog._law import UnderLaw
from detainerlib.holds.facility import deadline_of
from detainerlib.holds.hold_audit import HoldAudit, audit_window
from detainerlib.holds.terms import conditions_of, orders_closing, rule_calendar, title_of
from detainerlib.holds.window import HoldWindow
from detainerlib.models.forms import FormEdition
from detainerlib.models.hold_rules import CUSTODY_ENDS, HoldRule
from detainerlib.policy import PolicyAnswer
from detainerlib.sentences import deadlines as on_deadlines
from detainerlib.sentences import holds as sentences
from detainerlib.sources.citations import Citation
from detainerlib.sources.explanation import Step, StepStatus, step_of
from detainerlib.times.bounds import TimeBounds
from detainerlib.times.instants import same_instant


class ReadingStatus(enum.StrEnum):
    """What could be said under a rule, or of an edition.

    >>> from datetime import datetime
    >>> import detainerlib as dl
    >>> for form in ("I-247A", "I-247N"):
    ...     readings = dl.hold_readings(datetime(2025, 7, 3, 17), form=form, zone="Central")
    ...     print(form, readings[0].status)
    I-247A computed
    I-247N no hold asked
    """

    COMPUTED = "computed"
    """There is a deadline."""
    NEEDS_EVENT = "needs an event"
    """The clock starts at an event whose time was not given."""
    NO_HOLD_ASKED = "no hold asked"
    """The edition asks for no hold."""
    TEXT_NOT_ON_RECORD = "text not on record"
    """The edition's words on the hold were not read."""


@attrs.frozen(kw_only=True, field_transformer=checked)
class HoldReading(UnderLaw):
    """One answer to "when does this hold expire?", with its rule and whom it binds.

    Attributes:
        status: What could be said.
        title: The rule's short name, or the edition's.
        binds: The agency the rule binds, or is addressed to.
        custody_ends: When local custody ends.
        on: The day whose law was asked for.
        rule: The rule; None where the edition sets none, or its words are not on file.
        editions: The editions whose words these are; empty for a regulation, statute or agreement.
        window: The window, where it was computed.
        needs: The ids of the events whose dates and times are missing.
        citation: The words it rests on, or the record that says they were not read.

    Authority: 8-cfr-287.7

    >>> from datetime import datetime
    >>> import detainerlib as dl
    >>> form, regulation = dl.hold_readings(datetime(2025, 7, 3, 17), form="I-247A", zone="Central")
    >>> print(form.title, form.deadline)
    Form I-247A 2025-07-05 17:00:00-05:00
    >>> print(regulation.title, regulation.deadline)
    8 C.F.R. § 287.7(d) 2025-07-08 17:00:00-05:00
    """

    status: ReadingStatus
    title: str
    binds: str
    custody_ends: datetime = attrs.field(eq=same_instant)
    on: date
    rule: HoldRule | None = None
    editions: tuple[FormEdition, ...] = ()
    window: HoldWindow | None = None
    needs: tuple[Text, ...] = ()
    citation: Citation

    @property
    def deadline(self) -> datetime | None:
        """The last moment within the rule, in the facility's zone; None where not computed."""
        return None if self.window is None else self.window.deadline

    @property
    def full_title(self) -> str:
        """The title, with what is read into the rule otherwise than by default."""
        window = self.window
        if window is None:
            return self.title
        return title_of(window.rule, window.calendar, window.starts_at)

    @property
    def no_time_left(self) -> bool:
        """Whether the deadline had already come when local custody ended."""
        return self.window is not None and not self.window.remaining(self.custody_ends)

    def audit(self, released: TimeBounds | None, as_of: TimeBounds | None = None) -> HoldAudit:
        """Whether a release was within this reading; None for one that is not on file.

        Args:
            released: When the person was released.
            as_of: A time at which the person was still held, instead.
        """
        if self.window is None:
            reason = str(self).removeprefix(f"{self.title}: ").rstrip(".")
            if self.status is not ReadingStatus.TEXT_NOT_ON_RECORD:
                reason = f"it {reason}"
            calendar = None
            if self.rule is not None:
                calendar = rule_calendar(self.rule, None, self.rule.starts_at)
            return HoldAudit(
                title=self.title,
                rule=self.rule,
                calendar=calendar,
                released=released,
                as_of=as_of,
                one_of_several=True,
                reason=reason,
                citation=self.citation,
            )
        custody_ends = None
        if self.window.starts_at != CUSTODY_ENDS:
            custody_ends = TimeBounds(earliest=self.custody_ends, latest=self.custody_ends)
        audit = audit_window(self.window, self.window, released, custody_ends, as_of)
        return attrs.evolve(audit, one_of_several=True)

    def steps(self) -> tuple[Step, ...]:
        """Why it is what it is, step by step."""
        if self.window is None:
            settled = self.status is ReadingStatus.NO_HOLD_ASKED
            outcome = StepStatus.APPLIED if settled else StepStatus.UNKNOWN
            others = (edition.citation for edition in self.editions[1:])
            return (step_of(outcome, str(self), self.citation, *others),)
        steps = self.window.steps(on=self.on)
        if not self.no_time_left:
            return steps
        too_late = f"{self.title}: {on_deadlines.passed(self.custody_ends)}."
        return (*steps, step_of(StepStatus.APPLIED, too_late, self.citation))

    def __str__(self) -> str:
        """One sentence."""
        return self.in_words()

    @takes
    def in_words(
        self,
        *,
        holding: PolicyAnswer | None = None,
        or_earlier_under: tuple[str, ...] = (),
        rivals: "tuple[HoldReading, ...]" = (),
    ) -> str:
        """One sentence.

        Args:
            holding: The law of the place on holding at all: it decides whether the deadline ends a
                hold, one that may not be lawful, or no more than the time that a rule names.
            or_earlier_under: The rules that could not be computed, under which it may expire
                earlier; left out under a bar.
            rivals: The readings of the same hold, this one among them: the earliest of them is
                marked as such, and a later one as its rival.
        """
        if self.window is not None:
            window = self.window
            conditions = conditions_of(window.rule, window.calendar, window.starts_at)
            sentence = on_deadlines.expires(
                self.title,
                window.deadline,
                conditions,
                of=deadline_of(holding),
                or_earlier_under=or_earlier_under,
                rank=rank_among(self, rivals),
            )
            return f"{sentence}{on_deadlines.NO_TIME_LEFT if self.no_time_left else ''}."
        if self.status is ReadingStatus.NEEDS_EVENT:
            missing = [catalog.event(id).summary for id in self.needs]
            return f"{self.title}: {sentences.needs(missing, self.needs)}."
        if self.status is ReadingStatus.NO_HOLD_ASKED:
            return f"{self.title}: {sentences.NO_HOLD_ASKED}."
        return f"{self.title}: {sentences.NOT_READ}."


def orders_of(reading: HoldReading) -> tuple[str, ...]:
    """Return the executive orders on which the deadline of a reading rests, as cited."""
    window = reading.window
    if window is None:
        return ()
    excluded = {span.day for span in window.spans if not span.counted}
    return orders_closing(window.calendar, excluded)


def is_argued(reading: HoldReading, readings: Sequence["HoldReading"]) -> bool:
    """Whether a reading that no source on file adopts gives a later time than another."""
    return rank_among(reading, readings) is on_deadlines.Rank.ARGUED


def rank_among(reading: HoldReading, readings: Sequence["HoldReading"]) -> on_deadlines.Rank:
    """Return where the deadline of a reading stands among those of all."""
    deadlines = sorted(
        same_instant(other.deadline) for other in readings if other.deadline is not None
    )
    if reading.deadline is None or not deadlines:
        return on_deadlines.Rank.ONLY
    may_be_earlier = any(other.needs for other in readings)
    rank = on_deadlines.rank_of(
        same_instant(reading.deadline), deadlines, may_be_earlier=may_be_earlier
    )
    is_later = rank is on_deadlines.Rank.LATER
    return on_deadlines.Rank.ARGUED if is_later and orders_of(reading) else rank
