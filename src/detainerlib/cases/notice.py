"""When notice of a release was asked for, or due: kept apart from any hold."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import ClassVar, Final
from zoneinfo import ZoneInfo

import attrs

from detainerlib import catalog
from detainerlib._html import bullets, small_print
from detainerlib._printing import Members
from detainerlib._validation import checked, day_of, is_day
from detainerlib._wording import in_words
from detainerlib.cases.face import Face, face_of
from detainerlib.catalog._explanations import ending, explanation_of
from detainerlib.catalog._forms import edition_title
from detainerlib.catalog._law import UnderLaw
from detainerlib.catalog._places import government_of
from detainerlib.errors import NotADayError
from detainerlib.holds.facility import check_clock, clock_steps, zone_of_times
from detainerlib.models.detainer import Detainer
from detainerlib.models.forms import RequestedAction
from detainerlib.models.hold_rules import NoticeRule
from detainerlib.models.jurisdictions import Jurisdiction, JurisdictionLike
from detainerlib.sentences import notices as sentences
from detainerlib.sources.citations import Citation
from detainerlib.sources.explanation import Explanation, Step, StepStatus, step_of
from detainerlib.times.bounds import TimeBounds, time_bounds
from detainerlib.times.instants import beyond, same_instant
from detainerlib.times.periods import Unknown

_NONE: Final = timedelta(0)


@attrs.frozen(kw_only=True, field_transformer=checked)
class NoticeDeadline(UnderLaw):
    """One text that asks for notice of a release, or of which that was not read.

    Attributes:
        title: The short name of the rule, or of the edition.
        rule: The rule; None where no notice is asked for, or the time was not read.
        asks_notice: Whether notice is asked for; None where that was not read.
        release: When the subject is, or would be, released; None where that is not on record.
        citation: The words it rests on.
        certain: Whether the rule was in force for certain on the day asked about.
    """

    title: str
    rule: NoticeRule | None
    asks_notice: bool | None
    release: TimeBounds | None
    citation: Citation
    certain: bool = True

    @property
    def opens(self) -> TimeBounds | None:
        """When the time for notice begins, where the text says so."""
        if self.rule is None or self.rule.opens is None or self.release is None:
            return None
        return _shift(self.release, -self.rule.opens)

    @property
    def due(self) -> TimeBounds | None:
        """The last instant at which notice comes as early as the text asks, in elapsed time.

        Where the text may be read two ways it lies between that of the one and of the other.
        """
        if self.rule is None or self.release is None:
            return None
        if self.rule.before is not None:
            return _shift(self.release, -self.rule.before)
        if self.rule.after is None:
            return self.release
        late = _shift(self.release, self.rule.after)
        if not self.rule.either_way:
            return late
        return TimeBounds(
            earliest=_shift(self.release, -self.rule.after).earliest, latest=late.latest
        )

    def in_time(self, notice_given: datetime | date | Unknown) -> bool | None:
        """Whether notice given then came as early as the text asks; None where that is not known.

        Args:
            notice_given: When notice was given: an instant, the facility's date, or UNKNOWN.

        Raises:
            NotAnInstantError, InstantError: If it is neither, or names no instant.
        """
        if self.release is None and is_day(notice_given):
            return None
        zone = None if self.release is None else self.release.earliest.tzinfo
        notice = time_bounds(notice_given, zone if isinstance(zone, ZoneInfo) else None, "given")
        if notice is None or self.due is None:
            return None
        if same_instant(notice.latest) <= same_instant(self.due.earliest):
            return self._is_open(notice)
        return False if same_instant(notice.earliest) > same_instant(self.due.latest) else None

    def _is_open(self, notice: TimeBounds) -> bool | None:
        if self.opens is None or same_instant(notice.earliest) >= same_instant(self.opens.latest):
            return True
        return False if same_instant(notice.latest) < same_instant(self.opens.earliest) else None

    def __str__(self) -> str:
        """Whether notice is asked for, how long before the release, and by when."""
        asks, when = self._in_words()
        doubt = "" if self.certain else sentences.IN_DOUBT
        return f"{self.title}: {asks}.{when}{doubt}"

    def _in_words(self) -> tuple[str, str]:
        """Return what is asked for, and by when it is due."""
        if self.asks_notice is None:
            return sentences.NOT_READ, ""
        if not self.asks_notice:
            return sentences.NO_NOTICE, ""
        if self.rule is None:
            return sentences.AT_UNKNOWN_TIME, ""
        due = None if self.due is None else (in_words(self.due.earliest), in_words(self.due.latest))
        by = "" if due is None else sentences.due_by(*due)
        if self.rule.before is not None:
            return (
                sentences.before(self.rule.before, if_possible=self.rule.if_possible),
                by,
            )
        if self.rule.after is not None:
            either_way = self.rule.either_way
            if due is not None and either_way:
                by = sentences.due_either_way(*due)
            return sentences.within(self.rule.after, either_way=either_way), by
        begin = self.opens
        opens = (
            ""
            if begin is None
            else sentences.opens(in_words(begin.earliest), in_words(begin.latest))
        )
        return sentences.in_days((self.rule.opens or _NONE).days), opens

    def steps(self) -> tuple[Step, ...]:
        """Why it is what it is, step by step."""
        settled = self.certain and (self.asks_notice is False or self.rule is not None)
        outcome = StepStatus.APPLIED if settled else StepStatus.UNKNOWN
        if self.rule is None:
            return (step_of(outcome, str(self), self.citation),)
        steps = [step_of(outcome, str(self), self.citation, see_also=self.rule.see_also)]
        if self.rule.either_way:
            steps.append(step_of(StepStatus.UNSETTLED, sentences.EITHER_WAY, self.citation))
        if self.rule.only_if is not None:
            condition = self.rule.only_if
            statement = f"{condition.summary} {sentences.CANNOT_TELL}"
            steps.append(step_of(StepStatus.UNKNOWN, statement, condition.citation))
        return tuple(steps)


@attrs.frozen(kw_only=True, field_transformer=checked)
class NoticeReview(UnderLaw, Members[NoticeDeadline]):
    """Every text on record that asks for notice of one release; made by `notice_deadlines`.

    Attributes:
        detainer: The request.
        release: When the subject is, or would be, released; None where that is not on record.
        on: The day whose law was asked for.
        jurisdiction: The jurisdiction asked for; None for the form's own notice only.
        notices: The form's own, then those of the jurisdiction and the governments above it.
    """

    _members: ClassVar = "notices"

    detainer: Detainer
    release: TimeBounds | None
    on: date
    jurisdiction: Jurisdiction | None
    notices: tuple[NoticeDeadline, ...]

    @property
    def explanation(self) -> Explanation:
        """Why each is what it is."""
        steps = [step for notice in self for step in notice.steps()]
        zone = None if self.release is None else self.release.earliest.tzinfo
        if self.release is not None and isinstance(zone, ZoneInfo):
            steps += clock_steps(self.jurisdiction, zone.key, self.release.earliest.date())
        return explanation_of(steps, self._closing)

    def __str__(self) -> str:
        """One line for each."""
        return "\n".join(map(str, self.notices))

    def _repr_html_(self) -> str:
        return bullets(map(str, self)) + small_print(ending(self._closing))

    @property
    def _closing(self) -> str:
        """What was not answered."""
        if self.jurisdiction is None:
            return sentences.CLOSING
        return catalog.about().closing_on_policy


def notice_deadlines(
    detainer: Detainer,
    release: datetime | date | Unknown,
    *,
    jurisdiction: JurisdictionLike | None = None,
    zone: str | ZoneInfo | None = None,
    on: date | None = None,
) -> NoticeReview:
    """Return when notice of a release was asked for, or due, under each text on record.

    The request for notice is apart from any request to hold: a form may ask for one without the
    other, and a hold that ran its time says nothing about notice. Time is counted as elapsed time;
    no text read leaves out a day.

    Args:
        detainer: The request.
        release: When the subject is, or would be, released: an instant, the facility's date, or
            UNKNOWN.
        jurisdiction: The jurisdiction, its code or its name.
        zone: The facility's zone; by default that of `release`. A date needs it.
        on: The day whose law is asked for; by default the facility's date of the release, or else
            the day of issue.

    Raises:
        NotAnInstantError, InstantError: If `release` is neither an instant, a date nor UNKNOWN.
        ZoneError: If no zone of a place is given.
        UnknownIdError: If the form or the jurisdiction is not on record.
        NotADayError: If `on` is no day, or is left out where no other day is known.

    Authority: ice-guidance-i-247a

    >>> chicago = ZoneInfo("America/Chicago")
    >>> detainer = Detainer(form="I-247A", issued_on=date(2025, 7, 1), boxes={1})
    >>> print(notice_deadlines(detainer, datetime(2025, 7, 3, 17, tzinfo=chicago)))
    Form I-247A, notice: asks for notice at least 48 hours before release, if possible.
    Due by Tuesday, July 1, 2025, 5:00 p.m. CDT.
    """
    face = face_of(detainer)
    government = government_of(jurisdiction)
    if zone is None:
        zone = zone_of_times([release], government)
    bounds = time_bounds(release, zone, "release")
    carried = getattr(release, "tzinfo", None)
    if bounds is not None and isinstance(bounds.earliest.tzinfo, ZoneInfo):
        check_clock(government, bounds.earliest.tzinfo, (bounds.earliest, bounds.latest), carried)
    day = _day(on, bounds, detainer.issued_on)
    return NoticeReview(
        detainer=detainer,
        release=bounds,
        on=day,
        jurisdiction=government,
        notices=(*_form_notices(face, bounds), *_government_notices(face, government, bounds, day)),
    )


def _shift(bounds: TimeBounds, by: timedelta) -> TimeBounds:
    """Return bounds moved in elapsed time."""
    zone = bounds.earliest.tzinfo
    try:
        first, last = same_instant(bounds.earliest) + by, same_instant(bounds.latest) + by
    except OverflowError:
        raise beyond(bounds.earliest, "release") from None
    return TimeBounds(earliest=first.astimezone(zone), latest=last.astimezone(zone))


def _day(on: date | None, release: TimeBounds | None, issued_on: date | Unknown) -> date:
    if on is not None:
        return day_of(on, "on")
    if release is not None:
        return release.earliest.date()
    if isinstance(issued_on, Unknown):
        raise NotADayError(
            "on", on, "the day whose law is asked for", "Neither the release nor the issue has one."
        )
    return issued_on


def _form_notices(face: Face, release: TimeBounds | None) -> Iterator[NoticeDeadline]:
    for edition in face.editions:
        requests = edition.requests
        if not isinstance(face.detainer.requests, Unknown):
            requests = face.detainer.requests
        rule = None if edition.notice_rule is None else catalog.notice_rule(edition.notice_rule)
        asks: bool | None = RequestedAction.NOTIFY in requests
        if not asks and edition.requests_more and isinstance(face.detainer.requests, Unknown):
            asks = None
        yield NoticeDeadline(
            title=edition_title(face.form, edition.printed) if rule is None else rule.title,
            rule=rule if asks else None,
            asks_notice=asks,
            release=release,
            citation=edition.citation if rule is None else rule.citation,
        )


def _government_notices(
    face: Face, jurisdiction: Jurisdiction | None, release: TimeBounds | None, day: date
) -> Iterator[NoticeDeadline]:
    governments = catalog.lineage(jurisdiction) if jurisdiction else ()
    codes = {government.code for government in governments}
    for rule in catalog.notice_rules():
        in_force = rule.period.contains(day)
        of_form = not rule.forms or face.form.id in rule.forms
        if rule.jurisdiction in codes and of_form and in_force is not False:
            yield NoticeDeadline(
                title=rule.title,
                rule=rule,
                asks_notice=True,
                release=release,
                citation=rule.citation,
                certain=in_force is True,
            )
