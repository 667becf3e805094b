"""Why a deadline is what it is: the steps of an explanation, in the order they are taken."""

import calendar
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from detainerlib import catalog
from detainerlib._wording import happens, in_words
from detainerlib.catalog._sources import laws_on_file
from detainerlib.holds.spans import Span
from detainerlib.models.forms import DetainerForm, FormEdition
from detainerlib.models.hold_rules import HoldRule, OpenPoint, OpenPointTrigger
from detainerlib.models.jurisdictions import Jurisdiction
from detainerlib.sentences import hold_steps as wording
from detainerlib.sentences import holds as sentences
from detainerlib.sources.citations import Citation, Evidence
from detainerlib.sources.explanation import Step, StepStatus, step_of
from detainerlib.times.bounds import TimeBounds
from detainerlib.times.calendars import ClosureCalendar, FederalHolidays, HolidayCalendar, Observed
from detainerlib.times.instants import same_instant
from detainerlib.times.listed_holidays import HolidayList, ListedHolidays


class Reckoning(NamedTuple):
    """What was reckoned, for the steps to tell.

    `others` are other federal rules in force with their deadlines, None where the years needed are
    not covered; `early_ends` is whether to say that what ends a hold earlier is not known.
    """

    rule: HoldRule
    zone: str
    calendar: HolidayCalendar | None
    starts_at: str
    spans: tuple[Span, ...]
    on: date
    others: tuple[tuple[HoldRule, datetime | None], ...]
    early_ends: bool = True

    @property
    def calendars(self) -> tuple[HolidayCalendar, ...]:
        """The calendars of which its own is made; none for a rule that excludes no holidays."""
        return () if self.calendar is None else self.calendar.parts


def steps_of(reckoning: Reckoning) -> Iterator[Step]:
    """Yield the steps by which a window was reckoned."""
    rule, spans = reckoning.rule, reckoning.spans
    start, deadline = spans[0].begins, spans[-1].ends
    yield step_of(
        StepStatus.APPLIED,
        wording.rule_counts(rule.title, rule.duration, rule.excluded_words, rule.binds),
        rule.citation,
        see_also=rule.see_also,
    )
    yield step_of(
        StepStatus.APPLIED,
        sentences.starts(start, catalog.event(reckoning.starts_at).summary),
        rule.citation,
    )
    yield from _period_step(rule, reckoning.on)
    yield from _calendar_steps(reckoning)
    yield from _open_points(reckoning)
    yield from _excluded_days(reckoning)
    yield from _closures_left_out(reckoning)
    yield from _holidays_elsewhere(reckoning)
    yield from _own_list_differs(reckoning)
    for text in rule.considered:
        yield step_of(StepStatus.NOT_APPLIED, text.summary, text.citation)
    yield from _other_readings(reckoning, deadline)
    yield step_of(
        StepStatus.APPLIED,
        sentences.ends(rule.duration, deadline),
        rule.citation,
    )
    if reckoning.early_ends:
        yield from _early_ends(rule)
    yield from _conditions(rule)


def _period_step(rule: HoldRule, day: date) -> Iterator[Step]:
    in_force = rule.period.contains(day)
    if in_force is None:
        yield step_of(
            StepStatus.UNKNOWN,
            wording.effect_not_known(rule.title, day, str(rule.period)),
            rule.citation,
        )
    if in_force is False:
        yield step_of(
            StepStatus.ASSUMED,
            wording.applied_all_the_same(rule.title, day, str(rule.period)),
            rule.citation,
        )


def _other_readings(reckoning: Reckoning, deadline: datetime) -> Iterator[Step]:
    for other, ends in reckoning.others:
        if ends is None:
            yield step_of(
                StepStatus.UNKNOWN,
                wording.other_not_computed(other.title),
                other.citation,
            )
        elif same_instant(ends) < same_instant(deadline):
            yield step_of(
                StepStatus.NOT_APPLIED,
                wording.other_expires(other.title, happens(in_words(ends))),
                other.citation,
            )


def _calendar_steps(reckoning: Reckoning) -> Iterator[Step]:
    for part in reckoning.calendars:
        if isinstance(part, ListedHolidays):
            listed = part.record
            yield step_of(
                StepStatus.ASSUMED, listed.summary, listed.citation, see_also=listed.see_also
            )
        elif isinstance(part, FederalHolidays | ClosureCalendar):
            id = part.observed.value if isinstance(part, FederalHolidays) else "closures"
            record = catalog.holiday_reading(id)
            yield step_of(
                StepStatus.ASSUMED, record.summary, record.citation, see_also=record.see_also
            )
        else:
            yield step_of(
                StepStatus.ASSUMED,
                wording.also_excluded(part.label),
                reckoning.rule.citation,
            )


def _open_points(reckoning: Reckoning) -> Iterator[Step]:
    spans = reckoning.spans
    offsets = {instant.utcoffset() for span in spans for instant in (span.begins, span.ends)}
    triggers = {OpenPointTrigger.ALWAYS}
    if not spans[0].counted:
        triggers.add(OpenPointTrigger.START_EXCLUDED)
    if len(offsets) > 1:
        triggers.add(OpenPointTrigger.CLOCKS_CHANGE)
    for id in reckoning.rule.leaves_open:
        point = catalog.open_point(id)
        if point.trigger in triggers:
            yield step_of(
                StepStatus.UNSETTLED, point.summary_in(reckoning.zone), reckoning.rule.citation
            )


def _excluded_days(reckoning: Reckoning) -> Iterator[Step]:
    for span in reckoning.spans:
        if not span.counted:
            yield step_of(
                StepStatus.APPLIED,
                sentences.excluded_day(span.day, span.reasons),
                reckoning.rule.citation,
                *_day_citations(reckoning, span),
            )


def _day_citations(reckoning: Reckoning, span: Span) -> Iterator[Citation]:
    for part in reckoning.calendars:
        if isinstance(part, FederalHolidays) and span.day in part:
            # 5 U.S.C. 6103: (a) lists the days; (b), and for Mondays an order, those in lieu.
            is_dated = span.day in FederalHolidays(observed=Observed.NONE)
            reading = catalog.holiday_reading((Observed.NONE if is_dated else part.observed).value)
            in_lieu = reading.see_also if span.day.weekday() == calendar.MONDAY else ()
            yield from (in_lieu if in_lieu and not is_dated else (reading.citation,))
        elif isinstance(part, ListedHolidays) and span.day in part:
            yield part.record.citation
        elif isinstance(part, ClosureCalendar):
            for closure in part.closures:
                if closure.day == span.day and not closure.half_day:
                    yield closure.citation


def _closures_left_out(reckoning: Reckoning) -> Iterator[Step]:
    if not reckoning.rule.excludes_holidays:
        return
    counted = {span.day for span in reckoning.spans if span.counted}
    for closure in catalog.closures():
        if closure.day in counted:
            yield step_of(
                StepStatus.NOT_APPLIED,
                wording.closure_is_counted(closure.day, closure.reason, is_half=closure.half_day),
                closure.citation,
            )


def _holidays_elsewhere(reckoning: Reckoning) -> Iterator[Step]:
    """Yield which days that count are holidays in named places only."""
    if not reckoning.rule.excludes_holidays:
        return
    counted = [span.day for span in reckoning.spans if span.counted]
    for record in catalog.holiday_lists():
        for day in dict.fromkeys(counted) if record.places else ():
            names = record.holidays_of(day.year).get(day, ()) if day.year in record.years else ()
            for name in names:
                places = (catalog.jurisdiction(code).name for code in record.places)
                yield step_of(
                    StepStatus.NOT_APPLIED,
                    wording.holiday_elsewhere(day, record.title, name, places),
                    record.citation,
                )


def _own_list_differs(reckoning: Reckoning) -> Iterator[Step]:
    """Yield which days a list of the state's or city's own reads otherwise."""
    records = map(catalog.holiday_list, reckoning.rule.holiday_lists)
    for record in (own for own in records if ListedHolidays(own) not in reckoning.calendars):
        for span in (span for span in reckoning.spans if span.day.year in record.years):
            names = record.holidays_of(span.day.year).get(span.day)
            if span.counted and names:
                differs = wording.own_holiday_counted(span.day, record.title, names[0])
            elif not names and any(span.day in part for part in reckoning.calendars):
                differs = wording.own_no_holiday_excluded(span.day, record.title)
            else:
                continue
            yield step_of(StepStatus.NOT_APPLIED, differs, record.citation)


def received_late(
    rule: HoldRule, point: OpenPoint, ended: TimeBounds, received: TimeBounds
) -> Step:
    """Return what is open where the detainer came after local custody ended."""
    citations = (rule.citation, *([] if point.citation is None else [point.citation]))
    return step_of(
        StepStatus.UNSETTLED,
        wording.received_after_custody(str(ended), str(received), point.summary),
        *citations,
    )


def own_list_not_known(rule: HoldRule, record: HolidayList, year: int) -> Step:
    """Return that a rule's own list of holidays is not on record for the years of a window."""
    return step_of(
        StepStatus.UNKNOWN,
        wording.own_list_not_known(record.title, year, rule.title),
        record.citation,
    )


def _early_ends(rule: HoldRule) -> Iterator[Step]:
    for end in rule.ends_early:
        yield step_of(
            StepStatus.UNKNOWN,
            sentences.ends_sooner(end.summary),
            rule.citation,
        )


def _conditions(rule: HoldRule) -> Iterator[Step]:
    for clause in filter(None, (rule.only_if, rule.transition)):
        yield step_of(
            StepStatus.UNKNOWN,
            wording.only_if(clause.summary),
            clause.citation,
        )


def editions_passed_over(
    form: DetainerForm, editions: Iterable[FormEdition], day: date
) -> Iterator[Step]:
    """Yield why some editions of a form give no reading."""
    for edition in editions:
        reason = wording.DRAFT if edition.draft else wording.not_in_use(day)
        yield step_of(
            StepStatus.NOT_APPLIED,
            wording.edition_skipped(form.name, edition.printed, reason),
            edition.citation,
        )


def form_noted(form: DetainerForm) -> Iterator[Step]:
    """Yield what is noted of a form that bears on every reading of it."""
    if form.note is not None:
        yield step_of(StepStatus.UNKNOWN, form.note, form.editions[-1].citation)


def jurisdiction_considered(
    jurisdiction: Jurisdiction | None, rules: Iterable[HoldRule], day: date
) -> Iterator[Step]:
    """Yield which texts of a jurisdiction take up the request's own time, or that none does."""
    if jurisdiction is None:
        return
    codes = {government.code for government in catalog.lineage(jurisdiction)}
    taken_up = [
        record
        for record in catalog.incorporations()
        if record.jurisdiction in codes and record.period.contains(day) is not False
    ]
    for record in taken_up:
        read = record.citation.evidence is not Evidence.BACKGROUND
        certain = record.period.contains(day)
        doubt = wording.in_doubt(day, str(record.period))
        yield step_of(
            StepStatus.APPLIED if certain and read else StepStatus.UNKNOWN,
            record.summary if certain else record.summary + doubt,
            record.citation,
            see_also=record.see_also,
        )
    if not taken_up and not any(rule.jurisdiction in codes for rule in rules):
        yield step_of(
            StepStatus.UNKNOWN,
            wording.no_own_limit(jurisdiction.name, day),
            laws_on_file(),
        )


def events_not_used(
    event_ids: Iterable[str], rules: Mapping[HoldRule, Sequence[str]]
) -> Iterator[Step]:
    """Yield which events were given although no reading starts at them.

    Args:
        event_ids: The events given.
        rules: The rule of each reading, with the events that it still needs.
    """
    for id in event_ids:
        starting = [rule for rule in rules if id in _started_by(rule)]
        if not any(not rules[rule] for rule in starting):
            also_needs = {rule.title: rules[rule] for rule in starting}
            yield step_of(
                StepStatus.NOT_APPLIED,
                wording.event_not_used(catalog.event(id).summary, id, also_needs),
                *([rule.citation for rule in starting] or [laws_on_file()]),
            )


def _started_by(rule: HoldRule) -> tuple[str, ...]:
    """Return the event at which a rule starts, and those of which that is the later."""
    event = catalog.event(rule.starts_at)
    return (event.id, *event.later_of)
