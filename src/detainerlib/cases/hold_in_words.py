"""A hold that is running, or has not begun, in words: every deadline on file for it.

The deadlines are those of `hold_readings` at the same place and time.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from detainerlib import catalog
from detainerlib._wording import in_words
from detainerlib.cases.face import face_of
from detainerlib.cases.states import DetainerState
from detainerlib.errors import CoverageError
from detainerlib.holds.candidate_readings import readings_on_file
from detainerlib.holds.facility import may_be_excepted
from detainerlib.holds.reading import HoldReading, rank_among
from detainerlib.holds.readings_together import arguments_in, clock_changes_in
from detainerlib.holds.terms import conditions_of
from detainerlib.models.hold_rules import CUSTODY_ENDS
from detainerlib.sentences import cases as sentences
from detainerlib.sentences import holds as hold_sentences
from detainerlib.times.instants import same_instant

if TYPE_CHECKING:
    from detainerlib.cases.status import DetainerStatus


class HoldInWords:
    """The hold of one status."""

    def __init__(self, status: "DetainerStatus") -> None:
        """Keep the status, and what a deadline ends as the law on holding at all has it."""
        self.status = status
        law = status.authority_to_hold
        self.of = hold_sentences.deadline_of(law)
        if hold_sentences.BARRED_WHATEVER_ITS_EFFECT in law:
            self.of = hold_sentences.DeadlineOf.NAMED_TIME
        elif self.of is hold_sentences.DeadlineOf.HOLD and status.state is DetainerState.LODGED:
            self.of = hold_sentences.DeadlineOf.HOLD_TO_COME
        self.readings = _readings_of(status)

    def state_in_words(self) -> str:
        """Return the state; without a law that allows a hold, that hours are running."""
        status = self.status
        if (
            status.state is not DetainerState.HOLD_RUNNING
            or self.of is hold_sentences.DeadlineOf.HOLD
        ):
            return sentences.as_of(in_words(status.at), status.state, status.reason)
        may_hold = sentences.MAY_HOLD_NOT_SETTLED
        if self.of is hold_sentences.DeadlineOf.NAMED_TIME:
            may_hold = sentences.MUST_NOT_HOLD
        elif status.jurisdiction is None:
            may_hold = sentences.NOT_LOOKED_UP
        return f"{self._hours_running()} {may_hold}"

    def deadlines_in_words(self) -> Iterator[str]:
        """Yield every deadline, the earliest first; under a ban only when release was due."""
        status = self.status
        if self.of is hold_sentences.DeadlineOf.NAMED_TIME:
            if status.window is not None and status.window.starts_at == CUSTODY_ENDS:
                excepted = may_be_excepted(status.jurisdiction, status.at.date())
                due = in_words(status.window.clock_starts)
                yield hold_sentences.due(due, has_exceptions=excepted)
            return
        if not self.readings:
            may_be_unlawful = self.of is hold_sentences.DeadlineOf.LAWFUL_HOLD
            deadline, title = str(status.deadline), status.rule.title
            yield sentences.expires_under(deadline, title, may_be_unlawful=may_be_unlawful)
            return
        for reading in self.readings:
            if reading.window is not None:
                yield self._deadline(reading)
        missing = dict.fromkeys(reading.title for reading in self.readings if reading.needs)
        if missing:
            yield hold_sentences.not_computed([*missing])
        yield from arguments_in(self.readings)
        yield from clock_changes_in(self.readings)

    def _deadline(self, reading: HoldReading) -> str:
        window = reading.window
        if window is None:
            return str(reading)
        sentence = hold_sentences.expires(
            reading.title,
            window.deadline,
            conditions_of(window.rule, window.calendar, window.starts_at),
            of=self.of,
            rank=rank_among(reading, self.readings),
            passed=same_instant(window.deadline) < same_instant(self.status.at),
        )
        return f"{sentence}."

    def _hours_running(self) -> str:
        """Return which hours are running: those that the form asks for, while they are."""
        status = self.status
        at, now = in_words(status.at), same_instant(status.at)
        for reading in self.readings:
            window = reading.window
            if reading.editions and window is not None and now <= same_instant(window.deadline):
                counted = all(span.counted for span in window.spans)
                passed = now - same_instant(window.clock_starts) if counted else None
                hours = window.rule.duration
                return sentences.hours_running(at, reading.title, passed, hours)
        return sentences.hours_running(at, status.rule.title, None, status.rule.duration)


def _readings_of(status: "DetainerStatus") -> tuple[HoldReading, ...]:
    """Return every reading of the hold, the earliest first.

    There is none where the start of the clock is not exact or not the end of local custody, and
    where the rule that was asked about gives none of them.
    """
    window = status.window
    if status.state not in {DetainerState.HOLD_RUNNING, DetainerState.LODGED}:
        return ()
    if window is None or window.starts_at != CUSTODY_ENDS:
        return ()
    if status.calendar is not None or status.received_late is not None:
        return ()
    starts = {event.id for event in catalog.events()} - {CUSTODY_ENDS}
    instants = {
        event.kind.value: event.at
        for event in status.events
        if event.kind.value in starts and isinstance(event.at, datetime)
    }
    face, day = face_of(status.detainer), window.clock_starts.date()
    editions = face.form.editions_in_effect(day) if face.edition is None else (face.edition,)
    place, zone = status.jurisdiction, ZoneInfo(status.zone)
    try:
        readings = readings_on_file(
            (face.form, editions),
            place,
            window.clock_starts,
            on=day,
            instants=instants,
            zone=zone,
        )
    except CoverageError:
        return ()
    asked = {reading.rule.id for reading in readings if reading.rule and reading.window}
    return tuple(sorted(readings, key=_by_deadline)) if status.rule.id in asked else ()


def _by_deadline(reading: HoldReading) -> tuple[bool, datetime]:
    """Return what readings are sorted by: those without a deadline come last."""
    deadline = reading.custody_ends if reading.deadline is None else reading.deadline
    return reading.deadline is None, same_instant(deadline)
