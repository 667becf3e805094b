"""A row of a roster with its answer: every reading, and what is left of the earliest."""

from datetime import date, datetime, timedelta
from typing import Final

import attrs

from detainerlib._printing import Listing, Printed
from detainerlib._validation import Text, checked
from detainerlib.holds.all_readings import HoldReadings, hold_readings
from detainerlib.holds.hold_audit import AuditOutcome
from detainerlib.holds.reading import ReadingStatus
from detainerlib.models.hold_rules import DETAINER_RECEIVED
from detainerlib.models.jurisdictions import Jurisdiction
from detainerlib.readers.faults import RowFault
from detainerlib.sentences import deadlines as on_deadlines
from detainerlib.sentences import roster as sentences
from detainerlib.times.bounds import instants_of
from detainerlib.times.instants import same_instant
from detainerlib.times.periods import Unknown

ENDS: Final = {
    True: on_deadlines.DeadlineOf.HOLD,
    False: on_deadlines.DeadlineOf.NAMED_TIME,
    None: on_deadlines.DeadlineOf.LAWFUL_HOLD,
}
"""What a deadline ends where the law allows the hold, bars it, or does not settle it."""


@attrs.frozen(kw_only=True, field_transformer=checked)
class RosterReading(Printed):
    """When one hold expires under one reading, and whether it was too long.

    Attributes:
        title: The short name of the rule or reading.
        deadline: The last moment within it, in the facility's zone, or the earliest that it can be;
            None where it could not be computed.
        latest_deadline: The latest that it can be: another where only the day is known on which
            the person was due for release.
        outcome: What is known of the time over it.
        least: The least time over it; None where that is not known.
        most: The most.
        verdict: Whether the hold was too long, in a few words, or why that is not known.
        needs: The ids of the events that are missing, so that it could not be computed.
        is_argued: Whether it is an argument that no source on file adopts, and no deadline.
        asks_hold: Whether the form asks for a hold, or may: one of notice alone has no outcome.

    >>> from detainerlib.readers import RosterReading
    >>> reading = RosterReading(title="Form I-247A", verdict="no release recorded")
    >>> reading.deadline, reading.outcome.value
    (None, 'unknown')
    """

    title: Text
    deadline: datetime | None = None
    latest_deadline: datetime | None = None
    outcome: AuditOutcome = AuditOutcome.UNKNOWN
    least: timedelta | None = None
    most: timedelta | None = None
    verdict: Text
    needs: tuple[Text, ...] = ()
    is_argued: bool = False
    asks_hold: bool = True

    @property
    def counted_as(self) -> str:
        """Its outcome as rosters count it: where the form asks for no hold, none is unknown."""
        return self.outcome.value if self.asks_hold else ReadingStatus.NO_HOLD_ASKED.value

    def __str__(self) -> str:
        """The reading, when the time that it names ends, and whether the hold was too long."""
        if self.deadline is None or self.latest_deadline is None:
            return f"{self.title}: {self.verdict}"
        # Whether a hold expires then, or none was allowed, is said by the law of the place.
        ends = on_deadlines.expires_between(
            self.title,
            self.deadline,
            self.latest_deadline,
            of=on_deadlines.DeadlineOf.NAMED_TIME,
        )
        return f"{ends}: {self.verdict}"


@attrs.frozen(kw_only=True, field_transformer=checked)
class RosterRow(Printed):
    r"""One row of a roster and its answer; made by `read_roster`.

    Attributes:
        row: The number of the row in the file or sheet, the first being 1.
        id: The opaque id, as it stands in the file; empty where the cell is blank.
        custody_ends: When the person is due for release, in the facility's zone, or the day; None
            where that is unknown or could not be read.
        released: When the person was released; None where the cell is blank, UNKNOWN where it says
            so or could not be read.
        as_of: The time at which the person is still held, where that was asked and the cell of the
            release is blank.
        jurisdiction: The facility's place; None where none is known.
        zone: The key of the facility's zone; None where none is known.
        form: The id of the form or edition; None where none is known.
        received: When the detainer was received; None where that is not given.
        authority_to_hold: What the law of the place says on holding at all, in one line as in
            `bulk.hold_readings`; None without a place.
        is_allowed: Whether it lets an agency hold the person in the ordinary case; None where no
            law on file settles that, and without a place.
        readings: Every reading; empty where the row has no answer.
        faults: What is wrong with the row.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from detainerlib.readers import read_roster
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "roster.csv"
    ...     _ = path.write_text("id,due for release,place\n17,7/3/2025 5pm,Cook County IL\n")
    ...     row = read_roster(path)[0]
    >>> row.row, row.earliest.title, str(row.earliest.deadline)
    (2, 'Form I-247A', '2025-07-05 17:00:00-05:00')
    """

    row: int
    id: str = attrs.field(repr=False)
    custody_ends: datetime | date | None = None
    released: datetime | date | Unknown | None = None
    as_of: datetime | None = None
    jurisdiction: Jurisdiction | None = None
    zone: Text | None = None
    form: Text | None = None
    received: datetime | None = None
    authority_to_hold: Text | None = None
    is_allowed: bool | None = None
    readings: tuple[RosterReading, ...] = ()
    faults: tuple[RowFault, ...] = ()

    @property
    def computed(self) -> tuple[RosterReading, ...]:
        """The readings that give a deadline, the earliest first."""
        pairs = [
            (same_instant(reading.deadline), index, reading)
            for index, reading in enumerate(self.readings)
            if reading.deadline is not None
        ]
        return Listing(reading for _, _, reading in sorted(pairs, key=lambda pair: pair[:2]))

    @property
    def earliest(self) -> RosterReading | None:
        """The reading with the earliest deadline; None where none could be computed."""
        return next(iter(self.computed), None)

    @property
    def time_left(self) -> timedelta | None:
        """The elapsed time from `as_of` to the earliest deadline; negative once it has passed.

        None where the person was released, or no time was asked about.
        """
        if self.as_of is None or self.earliest is None or self.earliest.deadline is None:
            return None
        return same_instant(self.earliest.deadline) - same_instant(self.as_of)

    def hold_readings(self) -> tuple[HoldReadings, ...]:
        """The readings of the hold with their steps and citations, as `hold_readings` gives them.

        One of a time; of a day, that of its first and that of its last moment, as `memo_html` and
        `hold_calendar` take them. None where the row has no answer.
        """
        if self.custody_ends is None or self.zone is None or self.form is None or not self.readings:
            return ()
        events = {} if self.received is None else {DETAINER_RECEIVED: self.received}
        return Listing(
            hold_readings(
                instant,
                form=self.form,
                jurisdiction=self.jurisdiction,
                zone=self.zone,
                events=events,
            )
            for instant in instants_of(self.custody_ends, self.zone)
        )

    @property
    def is_barred(self) -> bool:
        """Whether the law of the place bars the hold: then no deadline gives authority to hold."""
        return self.is_allowed is False

    @property
    def sentence(self) -> str:
        """When the hold expires under the earliest reading, or that there is no answer.

        Where the law of the place bars the hold none expires, and it is the time that the reading
        names that ends. Readings that could not be computed, and may end earlier, are named.
        """
        earliest = self.earliest
        if earliest is not None and earliest.deadline and earliest.latest_deadline:
            expires = on_deadlines.expires_between(
                earliest.title,
                earliest.deadline,
                earliest.latest_deadline,
                of=ENDS[self.is_allowed],
                or_earlier_under=[reading.title for reading in self.readings if reading.needs],
                rank=on_deadlines.rank_of(
                    same_instant(earliest.deadline),
                    [same_instant(other.deadline) for other in self.computed if other.deadline],
                    may_be_earlier=any(reading.needs for reading in self.readings),
                ),
            )
            return f"{expires}."
        if not self.readings:
            return sentences.NO_ANSWER
        asks_hold = any(reading.asks_hold for reading in self.readings)
        return sentences.NO_DEADLINE if asks_hold else sentences.NO_HOLD_NO_DEADLINE

    def __str__(self) -> str:
        """The number of the row, and when the hold expires."""
        return f"row {self.row}: {self.sentence}"
