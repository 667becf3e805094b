"""Who had an agreement on a day: by signing or by listing, with bounds between two lists."""

import enum
from collections.abc import Iterable
from datetime import date
from typing import Any

import attrs

from detainerlib._arguments import chosen, several
from detainerlib._printing import Printed
from detainerlib._validation import checked, day_of
from detainerlib._wording import long_day
from detainerlib.errors import DetainerError
from detainerlib.models.listed_agreements import ListedAgreement, ListingStatus
from detainerlib.readers.compare import RenameCandidate, rename_candidates
from detainerlib.readers.listings import AgreementCounts, AgreementList, CountUnit, counts_of
from detainerlib.sentences import listings as sentences
from detainerlib.times.periods import Unknown


class OnDayBy(enum.StrEnum):
    """By which clock an agreement is taken to exist: the two differ by days, or by weeks.

    >>> from detainerlib.readers import OnDayBy
    >>> [clock.value for clock in OnDayBy]
    ['signed', 'listed']
    """

    SIGNED = "signed"
    """From its signing until it left the lists."""
    LISTED = "listed"
    """While the issuer lists it."""


@attrs.frozen(kw_only=True, field_transformer=checked)
class AgreementsOnDay(Printed):
    r"""The agreements there were on a day, as far as lists tell; made by `agreements_on`.

    Attributes:
        day: The day.
        by: By which clock.
        certain: Those that there were for certain.
        possible: Those of which the lists do not tell, as they came or went between two of them, or
            have no signing day that can be read.
        rename_candidates: Those that left one list and perhaps came on the next under another name;
            they are counted once, under the name of the list after the day.
        list_before: The day of the nearest list on or before the day; None where there is none.
        list_after: The day of the nearest list on or after it; None where there is none.

    >>> from datetime import date
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from detainerlib.readers import agreements_on, read_287g
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "participatingAgencies07182025.csv"
    ...     _ = path.write_text("STATE,LEA,MODEL,SIGNED\nTEXAS,Zed PD,TFO,4/1/2025\n")
    ...     on_day = agreements_on(read_287g(path), date(2025, 8, 1), by="signed")
    >>> on_day.lowest, on_day.highest, str(on_day.list_before)
    (0, None, '2025-07-18')
    """

    day: date
    by: OnDayBy
    certain: tuple[ListedAgreement, ...]
    possible: tuple[ListedAgreement, ...]
    rename_candidates: tuple[RenameCandidate, ...] = ()
    list_before: date | None = None
    list_after: date | None = None

    @property
    def lowest(self) -> int:
        """How many there were at least."""
        return len(self.certain)

    @property
    def highest(self) -> int | None:
        """How many there were at most; None where a list on one side of the day is missing."""
        if self.list_before is None or self.list_after is None:
            return None
        return len(self.certain) + len(self.possible)

    def counts(
        self, by: str | Iterable[str] = (), *, unit: CountUnit | str = CountUnit.AGREEMENTS
    ) -> AgreementCounts:
        """Return how many there were for certain, by group, as `AgreementList.counts` does.

        Raises:
            UnknownIdError: If a column or the unit is none.
        """
        return counts_of(self.certain, by, unit)

    def __str__(self) -> str:
        """How many, at least and at most, and what the bounds rest on."""
        lines = [sentences.agreements_on(self.lowest, self.highest, self.day, self._clock)]
        lists = [
            f"{side} {long_day(day)}"
            for side, day in (("before:", self.list_before), ("after:", self.list_after))
            if day is not None
        ]
        lines.append(sentences.nearest_lists(lists))
        if self.rename_candidates:
            lines.append(sentences.renamed_once(len(self.rename_candidates)))
        return "\n".join(lines)

    @property
    def _clock(self) -> str:
        return "of signing" if self.by is OnDayBy.SIGNED else "of listing"


def agreements_on(
    lists: AgreementList | Iterable[AgreementList], day: date, *, by: OnDayBy | str
) -> AgreementsOnDay:
    r"""Return the agreements there were on a day, with bounds where the lists leave them.

    By "signed", an agreement is there from its signing until it leaves the lists; by "listed",
    while the issuer lists it. One that is on the list before the day and on the list after it is
    taken to have been on those between. One that is only on one of the two is possible. With a list
    on one side alone there is no upper bound.

    Args:
        lists: A list, or several of different days; of a history one is enough.
        day: The day.
        by: "signed" or "listed".

    Raises:
        UnknownIdError: If `by` is neither.
        NotADayError: If `day` is no plain date.
        DetainerError: If a list is none, has no day, or is a table of agencies.

    >>> from datetime import date
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from detainerlib.readers import agreements_on, read_287g
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "participatingAgencies07182025.csv"
    ...     _ = path.write_text("STATE,LEA,MODEL,SIGNED\nTEXAS,Zed PD,TFO,4/1/2025\n")
    ...     listed = read_287g(path)
    >>> [agreements_on(listed, date(2025, 4, 2), by=by).lowest for by in ("signed", "listed")]
    [1, 0]
    """
    on = day_of(day, "day")
    clock = chosen(OnDayBy, by, "by")
    readings = [lists] if isinstance(lists, AgreementList) else several(lists, "lists")
    for reading in readings:
        _refuse(reading)
    histories = [reading for reading in readings if reading.is_history]
    if histories and len(readings) > 1:
        raise DetainerError(
            "lists", "a history beside others", "one history, or sheets", "It has all lists."
        )
    if histories:
        return _in_history(histories[0], on, clock)
    if not readings:
        raise DetainerError("lists", (), "at least one list", "Use read_287g().")
    return _between_sheets(sorted(readings, key=_as_of), on, clock)


def _refuse(reading: Any) -> None:
    if not isinstance(reading, AgreementList):
        raise DetainerError("lists", reading, "lists of agreements", "Use read_287g().")
    if reading.is_of_agencies:
        raise DetainerError(
            "lists", reading, "lists of agreements, not of agencies", "Read the other table."
        )
    if isinstance(reading.as_of, Unknown):
        raise DetainerError("lists", reading, "lists with a date", "Give as_of= to read_287g().")


def _as_of(reading: AgreementList) -> date:
    return reading.as_of if isinstance(reading.as_of, date) else date.min


def _listed(reading: AgreementList | None) -> list[ListedAgreement]:
    if reading is None:
        return []
    return [row for row in reading if row.status is ListingStatus.LISTED]


def _between_sheets(readings: list[AgreementList], day: date, clock: OnDayBy) -> AgreementsOnDay:
    before = next((one for one in reversed(readings) if _as_of(one) <= day), None)
    after = next((one for one in readings if _as_of(one) >= day), None)
    old, new = _listed(before), _listed(after)
    # What left between the lists under one name and came under another is counted once.
    renames = rename_candidates(old, new) if before is not None and after is not before else ()
    renamed = {id(pair.before) for pair in renames}
    certain: list[ListedAgreement] = []
    possible: list[ListedAgreement] = []
    on_old = {(row.agency_id, row.models) for row in old}
    on_old |= {(pair.after.agency_id, pair.after.models) for pair in renames}
    on_new = {(row.agency_id, row.models) for row in new}
    for row in new:
        was_listed = (row.agency_id, row.models) in on_old
        if clock is OnDayBy.SIGNED:
            _by_signing(row, day, certain, possible)
        elif was_listed or (after is not None and _as_of(after) == day):
            certain.append(row)
        else:
            possible.append(row)
    for row in old:
        if (row.agency_id, row.models) in on_new or id(row) in renamed:
            continue
        if after is not None and after is before:
            continue
        signed_later = isinstance(row.signed, date) and row.signed > day
        if before is not None and _as_of(before) == day and not signed_later:
            certain.append(row)
        elif clock is OnDayBy.LISTED or not signed_later:
            possible.append(row)
    return AgreementsOnDay(
        day=day,
        by=clock,
        certain=tuple(certain),
        possible=tuple(possible),
        rename_candidates=renames,
        list_before=None if before is None else _as_of(before),
        list_after=None if after is None else _as_of(after),
    )


def _by_signing(
    row: ListedAgreement, day: date, certain: list[ListedAgreement], possible: list[ListedAgreement]
) -> None:
    if isinstance(row.signed, Unknown):
        possible.append(row)
    elif row.signed <= day:
        certain.append(row)


def _in_history(history: AgreementList, day: date, clock: OnDayBy) -> AgreementsOnDay:
    days = history.list_days
    certain: list[ListedAgreement] = []
    possible: list[ListedAgreement] = []
    for row in history:
        there = _was_there(row, day, clock, days)
        if there is None:
            possible.append(row)
        elif there:
            certain.append(row)
    return AgreementsOnDay(
        day=day,
        by=clock,
        certain=tuple(certain),
        possible=tuple(possible),
        list_before=max((known for known in days if known <= day), default=None),
        list_after=min((known for known in days if known >= day), default=None),
    )


def _was_there(
    row: ListedAgreement, day: date, clock: OnDayBy, days: tuple[date, ...]
) -> bool | None:
    """Tell whether there was an agreement on a day; None where the lists do not tell."""
    first = row.first_listed if isinstance(row.first_listed, date) else None
    last = row.last_listed if isinstance(row.last_listed, date) else first
    signed = row.signed if isinstance(row.signed, date) else None
    if clock is OnDayBy.SIGNED and signed is not None and day < signed:
        return False
    if last is not None and day > last:
        if row.gone_by is not None:
            return False if day >= row.gone_by else None
        return None
    if clock is OnDayBy.SIGNED and signed is not None:
        return None if last is None else True
    if first is None:
        return None
    if day >= first:
        return True
    # It came between the list before its first and its first.
    earlier = max((known for known in days if known < first), default=None)
    return None if earlier is None or day > earlier else False
