"""What a memo says, whatever it is written in: each part in words, and nothing of who it is about.

A memo chooses no rule. Of what an explanation says it takes three caveats, those first that can
make the earliest deadline wrong.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Final, NamedTuple, cast
from zoneinfo import ZoneInfo

from detainerlib import catalog
from detainerlib._wording import day_in_words, in_words
from detainerlib.cases.face import counted_as_if_in_effect
from detainerlib.cases.review import Review
from detainerlib.catalog._explanations import after_data
from detainerlib.holds.all_readings import HoldReadings
from detainerlib.holds.facility import deadline_of, may_be_excepted
from detainerlib.holds.reading import HoldReading, ReadingStatus, is_argued
from detainerlib.holds.spans import Span
from detainerlib.holds.terms import conditions_of
from detainerlib.models._fields import opaque_id
from detainerlib.sentences import memos as sentences
from detainerlib.sentences import releases
from detainerlib.sources.citations import Citation, Evidence
from detainerlib.sources.explanation import StepStatus
from detainerlib.times.bounds import limits_of
from detainerlib.times.instants import in_zone, same_instant, to_utc
from detainerlib.times.periods import Unknown

_CAVEATS: Final = 3
# What a page of letter paper holds, in letters of the smallest print; found by printing. A strip,
# and the lines of a row of the table, take the room of so many more.
PAGE: Final = 6_800
_STRIP: Final = 500
_ROW: Final = 100
_MOST_STRIPS: Final = 4
_MOST_LAW: Final = 1_500


class ReadingRow(NamedTuple):
    """One reading: its rule, when the hold expires, to whom the rule is addressed, its citation.

    The mark of the earliest says so, and is empty for the others.
    """

    title: str
    expires: str
    binds: str
    citation: str
    mark: str


class DayStrip(NamedTuple):
    """The hours that count under one or more readings, which count the same.

    It is a rival's where each of them reads something into its rule.
    """

    titles: tuple[str, ...]
    expires: str
    spans: tuple[Span, ...]
    is_rival: bool


class MemoContents(NamedTuple):
    """The parts of a memo, in their order."""

    case: str
    question: str
    answer: tuple[str, ...]
    heading: str
    columns: tuple[str, ...]
    rows: tuple[ReadingRow, ...]
    argued: tuple[str, ...]
    days: str
    strips: tuple[DayStrip, ...]
    not_drawn: str
    law: tuple[str, ...]
    caveats: tuple[str, ...]
    review: tuple[str, ...]
    addresses: tuple[str, ...]
    closing: str

    @property
    def room(self) -> int:
        """The room that it takes on a page, in letters."""
        parts = (
            *self.answer,
            *self.argued,
            *self.law,
            *self.caveats,
            *self.review,
            *self.addresses,
        )
        cells = [str(cell) for row in self.rows for cell in row]
        return sum(map(len, (*parts, *cells))) + _ROW * len(self.rows) + _STRIP * len(self.strips)


class _Release(NamedTuple):
    """When a person was released, in words, and whether a hold was before; None if not known."""

    when: str
    was_held: bool | None

    @classmethod
    def of(
        cls,
        released: datetime | date | Unknown,
        readings: HoldReadings,
        latest: HoldReadings,
    ) -> "_Release | None":
        """Return a release beside when the person was due for it; None where it is not known.

        A hold whose deadline no rule gives is not known to have been.
        """
        if isinstance(released, Unknown):
            return None
        zone = cast("ZoneInfo", readings.custody_ends.tzinfo)
        if isinstance(released, datetime):
            first = last = to_utc(released, "released", zone)
            when = in_words(in_zone(first, zone, "released"))
        else:
            first, last = limits_of(released, zone, "released")
            when = day_in_words(released)
        if same_instant(last) <= same_instant(readings.custody_ends):
            return cls(when, was_held=False)
        is_after = same_instant(first) > same_instant(latest.custody_ends)
        return cls(when, was_held=True if is_after and readings.computed else None)


def contents_of(
    readings: HoldReadings,
    latest: HoldReadings | None,
    review: Review | None,
    case_id: str | Unknown,
    released: datetime | date | Unknown,
) -> MemoContents:
    """Return what a memo on a hold says, with every strip and all of the law."""
    release = _Release.of(released, readings, readings if latest is None else latest)
    id = opaque_id(case_id, "case_id")
    place = readings.jurisdiction
    ends = readings.custody_ends
    holding = [] if readings.holding is None else str(readings.holding).splitlines()
    explanation = readings.explanation
    of = deadline_of(readings.holding)
    # The answer begins with the first line.
    first = [sentences.see_answer(place.name)] if holding[1:] and place is not None else []
    return MemoContents(
        case="" if isinstance(id, Unknown) else sentences.case(" ".join(id.split())),
        question=sentences.question(
            readings.form.name,
            ends if latest is None else ends.date(),
            None if place is None else place.name,
            None if release is None else release.when,
        ),
        answer=(
            *([] if release is None else [_released(release, readings)]),
            *holding[:1],
            *readings.authority_to_hold[1:],
            *_answer(readings, latest),
            *readings.not_in_use,
            *(() if readings.is_barred else _service(readings, review)),
        ),
        heading=sentences.readings(of),
        columns=sentences.columns(of),
        rows=tuple(_rows(readings, latest)),
        argued=tuple(_argued(readings, latest)),
        days=sentences.DAYS if latest is None else sentences.DAYS_FROM_START,
        strips=tuple(_strips(readings)),
        not_drawn="",
        law=(*first, *holding[1:]),
        caveats=tuple(islice(_caveats(readings, latest, review), _CAVEATS)),
        review=() if review is None else tuple(_findings(review)),
        addresses=tuple(_addresses(readings)),
        closing=f"{explanation.closing} Made with {explanation.made_with}.",
    )


def _released(release: _Release, readings: HoldReadings) -> str:
    asks_none = {each.status for each in readings} == {ReadingStatus.NO_HOLD_ASKED}
    return sentences.released(release.when, was_held=release.was_held, asks_hold=not asks_none)


def within(memo: MemoContents, page: int = PAGE, fewest_strips: int = 2) -> MemoContents:
    """Return a memo with as many strips and as much law as a page has room for, in letters.

    Two strips at least show the days that one rule excludes beside one that excludes none.
    """
    strips, law = memo.strips, memo.law
    room = page - memo._replace(strips=(), law=()).room
    left_for_strips = (room - min(sum(map(len, law)), _MOST_LAW)) // _STRIP
    chosen = sorted(strips, key=lambda strip: strip.is_rival)[
        : max(fewest_strips, min(left_for_strips, _MOST_STRIPS))
    ]
    drawn = tuple(strip for strip in strips if strip in chosen)
    left_out = sum(len(strip.titles) for strip in strips if strip not in drawn)
    return memo._replace(
        strips=drawn,
        not_drawn=sentences.more_strips(left_out) if left_out else "",
        law=tuple(_law(law, min(room - _STRIP * len(drawn), _MOST_LAW))),
    )


def _answer(readings: HoldReadings, latest: HoldReadings | None) -> Iterator[str]:
    """Yield the earliest deadline and how far the others are; of a day, that of either end."""
    if readings.is_barred:
        ends = readings.custody_ends
        due = in_words(ends) if latest is None else day_in_words(ends)
        excepted = may_be_excepted(readings.holding)
        yield releases.due(due, has_exceptions=excepted)
        return
    if latest is None:
        yield from map(readings.line, readings.computed)
        yield readings.agreement
        yield from (*readings.arguments, *readings.clock_changes)
        return
    if readings.earliest is not None and readings.earliest.deadline is not None:
        may_be_earlier = bool(readings.or_earlier_under(readings.earliest))
        yield releases.earliest_of_all(readings.earliest.deadline, may_be_earlier=may_be_earlier)
    # Between which times each deadline lies stands in the table.
    for when, of_end in ((sentences.START_OF_DAY, readings), (sentences.END_OF_DAY, latest)):
        if not of_end.computed:
            yield sentences.if_due(when, of_end.agreement)


def _law(lines: Sequence[str], room: int) -> Iterator[str]:
    """Yield the law on holding at all, as far as a page has room, and how much more there is.

    The last line, which says how well it was read, is always there.
    """
    for number, line in enumerate(lines):
        room -= len(line)
        if room < 0 and number < len(lines) - 1:
            yield sentences.more_law(len(lines) - 1 - number)
            yield lines[-1]
            return
        yield line


def _rows(readings: HoldReadings, latest: HoldReadings | None) -> Iterator[ReadingRow]:
    explanation = readings.explanation
    last = {reading.full_title: reading for reading in _adopted(latest)} if latest else {}
    for reading in _adopted(readings):
        at_end = last.pop(reading.full_title, None)
        expires = _expires(reading)
        if latest is not None and reading.deadline is not None:
            expires = f"{expires} ({sentences.START_OF_DAY})"
            if at_end is not None and at_end.deadline is not None:
                expires = sentences.between(reading.deadline, at_end.deadline)
        yield ReadingRow(
            title=reading.full_title,
            expires=expires,
            binds=reading.binds,
            citation=explanation.printed(reading.citation),
            mark=_mark(reading, readings),
        )
    if latest is not None:
        printed = latest.explanation.printed
        for title, reading in last.items():
            expires = f"{_expires(reading)} ({sentences.END_OF_DAY})"
            yield ReadingRow(
                title=title,
                expires=expires,
                binds=reading.binds,
                citation=printed(reading.citation),
                mark="",
            )


def _mark(reading: HoldReading, readings: HoldReadings) -> str:
    if reading is not readings.earliest:
        return ""
    may_be_earlier = readings.or_earlier_under(reading)
    return sentences.EARLIEST_COMPUTED if may_be_earlier else sentences.EARLIEST


def _adopted(readings: HoldReadings) -> Iterator[HoldReading]:
    """Yield the readings in order, but not what is only argued."""
    return (reading for reading in readings.in_order if not is_argued(reading, readings.readings))


def _argued(readings: HoldReadings, latest: HoldReadings | None) -> Iterator[str]:
    """Yield what is argued that no source on file adopts; of a day, for either end."""
    ends = [(sentences.START_OF_DAY, readings)]
    if latest is not None:
        ends.append((sentences.END_OF_DAY, latest))
    for when, of_end in ends:
        for reading in of_end:
            if is_argued(reading, of_end.readings):
                line = of_end.line(reading)
                yield line if latest is None else sentences.if_due(when, line)


def _strips(readings: HoldReadings) -> Iterator[DayStrip]:
    """Yield what hours count, once for all readings that count the same."""
    alike: dict[tuple[Span, ...], list[HoldReading]] = {}
    own: set[tuple[Span, ...]] = set()
    windows = ((reading, reading.window) for reading in readings.computed if reading.window)
    for reading, window in windows:
        spans = tuple(window.spans)
        alike.setdefault(spans, []).append(reading)
        if not conditions_of(window.rule, window.calendar, window.starts_at):
            own.add(spans)
    for spans, members in alike.items():
        titles = tuple(member.full_title for member in members)
        yield DayStrip(titles, _expires(members[0]), spans, spans not in own)


def _addresses(readings: HoldReadings) -> Iterator[str]:
    """Yield where to verify each source that the answer rests on, or that no such page is known."""
    ids = dict.fromkeys(citation.authority for citation, _ in _rests_on(readings))
    for authority in map(catalog.authority, ids):
        yield f"{authority.cited()}: {authority.verify_at or sentences.NO_OFFICIAL_PAGE}"


def _expires(reading: HoldReading) -> str:
    if reading.deadline is None:
        return str(reading).removeprefix(f"{reading.title}: ")
    return in_words(reading.deadline)


def _caveats(
    readings: HoldReadings, latest: HoldReadings | None, review: Review | None
) -> Iterator[str]:
    """Yield what may make the answer wrong, what matters most first."""
    yield from filter(None, [after_data(readings.on)])
    if latest is not None:
        yield sentences.DAY_ONLY
    if readings.jurisdiction is None:
        yield sentences.NO_PLACE
    for reading in readings.in_order:
        if reading.window is None and reading.needs:
            yield sentences.not_computed(str(reading))
    if len({reading.window.deadline for reading in readings.computed if reading.window}) > 1:
        yield sentences.RULES_DIFFER
    if readings.is_barred:
        yield from _service(readings, review)
    unread = dict(_unread(readings))
    if unread:
        yield sentences.secondary([*unread], [title for title, page in unread.items() if not page])
    for reading in readings.computed:
        for step in reading.steps():
            if step.outcome is StepStatus.UNSETTLED:
                yield f"{reading.title}: {step.statement}"


def _unread(readings: HoldReadings) -> Iterator[tuple[str, str | None]]:
    """Yield each source that was not read in the original, and its official page."""
    for citation, title in _rests_on(readings):
        if citation.evidence is not Evidence.TEXT:
            yield title, catalog.authority(citation.authority).verify_at


def _rests_on(readings: HoldReadings) -> Iterator[tuple[Citation, str]]:
    """Yield each source that the answer rests on, the law on holding at all first."""
    holding = readings.holding
    for norm in () if holding is None else (*holding.controlling, *holding.conflicts):
        yield norm.citation, catalog.authority(norm.citation.authority).cited(norm.citation.pin)
    for reading in readings.in_order:
        yield reading.citation, reading.title


def _service(readings: HoldReadings, review: Review | None) -> Iterator[str]:
    """Yield that the detainer may not be in effect, by the edition that says so."""
    if review is not None and review.detainer.served is True:
        return
    yield from counted_as_if_in_effect(
        edition for reading in readings.computed for edition in reading.editions
    )


def _findings(review: Review) -> Iterator[str]:
    yield review.heading
    yield from map(str, review)
    unchecked = sum(not question.on_no_face for question in review.not_checked)
    if unchecked:
        yield sentences.unchecked(unchecked)
