"""When one form or law asks for notice, of whom, and whether notice given came in time."""

import enum
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import attrs

from detainerlib._validation import checked, is_day
from detainerlib._wording import in_words
from detainerlib.catalog._condition_words import condition_clause
from detainerlib.catalog._law import UnderLaw
from detainerlib.models.forms import ServiceRequirement
from detainerlib.models.hold_rules import NoticeRule
from detainerlib.models.provisions import Modality, Provision
from detainerlib.sentences import notices as sentences
from detainerlib.sources.citations import Citation
from detainerlib.sources.explanation import Step, StepStatus, step_of
from detainerlib.times.bounds import TimeBounds, time_bounds
from detainerlib.times.instants import beyond, same_instant
from detainerlib.times.periods import Unknown

_NONE: Final = timedelta(0)


class NoticeRecipient(enum.StrEnum):
    """Who is to be told.

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> detainer = dl.Detainer(form="I-247A", issued_on=date(2025, 7, 1))
    >>> release = dl.local_time("7/3/2025 5pm", zone="Central")
    >>> review = dl.notice_deadlines(detainer, release=release, jurisdiction="IL")
    >>> [notice.title for notice in review.to("person")]
    ['Form I-247A (3/17)']
    """

    ICE = "ice"
    """U.S. Immigration and Customs Enforcement, or who else issued the detainer."""
    PERSON = "person"
    """The person in custody, who learns of the detainer or gets a copy."""


_NAMES: Final = {
    NoticeRecipient.ICE: sentences.ICE,
    NoticeRecipient.PERSON: sentences.THE_PERSON,
}


@attrs.frozen(kw_only=True, field_transformer=checked)
class NoticeDeadline(UnderLaw):
    """What one form or law says on notice of a release; made by `notice_deadlines`.

    Attributes:
        title: The short name of the rule, of the edition or of the provision.
        rule: The rule; None where no notice is asked for, or no time is on file.
        asks_notice: Whether notice is asked for; False also where a law prohibits it, and None
            where that was not read, or depends on the case.
        release: When the person is, or would be, released; None where that is not known.
        citation: The words it rests on.
        certain: Whether the rule was certainly in effect that day.
        recipient: Who is to be told.
        service: What the form says of giving the person a copy; None for all other notice.
        provision: The law that requires or prohibits notice, and of which no time is on file; None
            for a form, and for a rule.

    Authority: ice-guidance-i-247a, 8-cfr-287.7

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> detainer = dl.Detainer(form="I-247A", issued_on=date(2025, 7, 1))
    >>> release = dl.local_time("7/3/2025 5pm", zone="Central")
    >>> print(dl.notice_deadlines(detainer, release=release, zone="Central")[0])
    Form I-247A, notice: asks for notice as early as practicable, at least 48 hours before release,
    if possible. The form asks for it by Tuesday, July 1, 2025, 5:00 p.m. CDT; that is a request,
    not a deadline set by law.
    """

    title: str
    rule: NoticeRule | None
    asks_notice: bool | None
    release: TimeBounds | None
    citation: Citation
    certain: bool = True
    recipient: NoticeRecipient = NoticeRecipient.ICE
    service: ServiceRequirement | None = None
    provision: Provision | None = None

    @property
    def opens(self) -> TimeBounds | None:
        """When the time for notice begins, where the text says so."""
        if self.rule is None or self.rule.opens is None or self.release is None:
            return None
        return _shift(self.release, -self.rule.opens)

    @property
    def due(self) -> TimeBounds | None:
        """The last moment at which notice comes as early as the text asks, in elapsed time.

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

    def in_time(self, notice_given: datetime | date | Unknown | None) -> bool | None:
        """Whether notice given then came as early as the text asks; None where that is not known.

        Args:
            notice_given: When notice was given: a date and time, the facility's date, or UNKNOWN.

        Raises:
            NotAnInstantError, InstantError: If it is neither, has no time zone, or did not happen.
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
        return self.told()

    def told(self, exceptions: str = sentences.WITH_EXCEPTIONS) -> str:
        """The same; of a bar with many exceptions, with the words given about these.

        >>> from datetime import date
        >>> import detainerlib as dl
        >>> detainer = dl.Detainer(form="I-247A", issued_on=date(2025, 7, 1))
        >>> print(dl.notice_deadlines(detainer, dl.UNKNOWN, jurisdiction="Connecticut")[-2].told())
        Conn. Gen. Stat. § 54-192h(b), (c), (e) (2019): bars notice to ICE, with exceptions.
        """
        asks, when = self._in_words(exceptions)
        doubt = "" if self.certain else sentences.IN_DOUBT
        return f"{self.title}: {asks}.{when}{doubt}"

    def _in_words(self, exceptions: str) -> tuple[str, str]:
        """Return what is asked for, and by when it is due."""
        if self.provision is not None:
            says = sentences.law_says(
                self.provision.modality,
                self.provision.otherwise,
                _NAMES[self.recipient],
                None if self.provision.when is None else condition_clause(self.provision.when),
                exceptions,
            )
            if self.recipient is NoticeRecipient.PERSON and self.provision.when is None:
                says = sentences.in_full(says, self.provision.summary)
            requires = Modality.REQUIRED in {self.provision.modality, self.provision.otherwise}
            words = self.provision.by_when
            by = sentences.NO_TIME_ON_FILE if words is None else sentences.in_its_words(words)
            return says, by if requires else ""
        if self.service is not None:
            return sentences.COPIES[
                self.service
            ], sentences.NO_TIME_ON_FILE if self.asks_notice else ""
        if self.asks_notice is None:
            return sentences.NOT_READ, ""
        if not self.asks_notice:
            return sentences.NO_NOTICE, ""
        if self.rule is None:
            return sentences.AT_UNKNOWN_TIME, ""
        due = None if self.due is None else _ends_in_words(self.due)
        say = sentences.asked_by if self.rule.jurisdiction is None else sentences.due_by
        by = sentences.NO_RELEASE if due is None else say(*due)
        if self.rule.before is not None:
            return (
                sentences.before(
                    self.rule.before, if_possible=self.rule.if_possible, early=self.rule.early
                ),
                by,
            )
        if self.rule.after is not None:
            either_way = self.rule.either_way
            if self.release is not None and either_way:
                by = sentences.due_either_way(
                    _ends_in_words(_shift(self.release, -self.rule.after)),
                    _ends_in_words(_shift(self.release, self.rule.after)),
                )
            return sentences.within(self.rule.after, either_way=either_way), by
        begin = self.opens
        opens = sentences.NO_RELEASE if begin is None else sentences.opens(*_ends_in_words(begin))
        return sentences.in_days((self.rule.opens or _NONE).days), opens

    def steps(self, exceptions: str = sentences.WITH_EXCEPTIONS) -> tuple[Step, ...]:
        """Why it is what it is, step by step; of exceptions, what `told` says."""
        known = self.rule is not None or self.service is not None or self.provision is not None
        settled = self.certain and (self.asks_notice is False or (known and self.asks_notice))
        outcome = StepStatus.APPLIED if settled else StepStatus.UNKNOWN
        if self.rule is None:
            return (step_of(outcome, self.told(exceptions), self.citation),)
        steps = [
            step_of(outcome, self.told(exceptions), self.citation, see_also=self.rule.see_also)
        ]
        if self.rule.either_way:
            steps.append(step_of(StepStatus.UNSETTLED, sentences.EITHER_WAY, self.citation))
        if self.rule.only_if is not None:
            condition = self.rule.only_if
            statement = f"{condition.summary} {sentences.CANNOT_TELL}"
            steps.append(step_of(StepStatus.UNKNOWN, statement, condition.citation))
        return tuple(steps)


def _ends_in_words(bounds: TimeBounds) -> tuple[str, str]:
    return in_words(bounds.earliest), in_words(bounds.latest)


def _shift(bounds: TimeBounds, by: timedelta) -> TimeBounds:
    """Return bounds moved in elapsed time."""
    zone = bounds.earliest.tzinfo
    try:
        first, last = same_instant(bounds.earliest) + by, same_instant(bounds.latest) + by
    except OverflowError:
        raise beyond(bounds.earliest, "release") from None
    return TimeBounds(earliest=first.astimezone(zone), latest=last.astimezone(zone))
