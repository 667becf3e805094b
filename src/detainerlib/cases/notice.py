"""When notice is asked for, due or prohibited, under the form and the laws on file."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import chain
from typing import Any, ClassVar, Final
from zoneinfo import ZoneInfo

import attrs

from detainerlib import catalog
from detainerlib._arguments import chosen, takes
from detainerlib._html import bullets, paragraph, small_print
from detainerlib._printing import Listing, Members
from detainerlib._validation import checked, day_of
from detainerlib.cases.face import Face, face_of, on_service
from detainerlib.cases.notice_deadline import NoticeDeadline, NoticeRecipient
from detainerlib.catalog._explanations import ending, explanation_of
from detainerlib.catalog._forms import edition_title
from detainerlib.catalog._law import UnderLaw
from detainerlib.catalog._places import government_of
from detainerlib.errors import NotADayError
from detainerlib.holds.facility import check_clock, clock_steps, zone_of_times
from detainerlib.models.conditions import IS_DETAINER, NO_FACTS, CaseFacts
from detainerlib.models.detainer import Detainer
from detainerlib.models.forms import RequestedAction, ServiceRequirement
from detainerlib.models.hold_rules import NoticeRule
from detainerlib.models.jurisdictions import AgencyTypeLike, Jurisdiction, JurisdictionLike
from detainerlib.models.provisions import Modality, Practice, Provision
from detainerlib.policy import PolicyAnswer, governing_policy
from detainerlib.policy.ordinary import is_barred as is_prohibited
from detainerlib.policy.ordinary import ordinary_cases
from detainerlib.sentences import notices as sentences
from detainerlib.sources.explanation import Explanation
from detainerlib.times.bounds import TimeBounds, time_bounds
from detainerlib.times.periods import Unknown

_RECIPIENTS: Final = {
    Practice.NOTIFY_RELEASE: NoticeRecipient.ICE,
    Practice.TELL_SUBJECT: NoticeRecipient.PERSON,
}
_DUTIES: Final = frozenset({Modality.REQUIRED, Modality.PROHIBITED})
_COPIES_ASKED: Final = (ServiceRequirement.REQUIRED, ServiceRequirement.REQUESTED)


@attrs.frozen(kw_only=True, field_transformer=checked)
class NoticeReview(UnderLaw, Members[NoticeDeadline]):
    """What the form and the laws on file say on notice of one release; made by `notice_deadlines`.

    Attributes:
        detainer: The detainer.
        release: When the person is, or would be, released; None where that is not known.
        on: The date whose law was applied.
        jurisdiction: The jurisdiction asked for; None for the form's own notice only.
        notices: The form's own, then those that laws of the jurisdiction and of the governments
            above it require or prohibit: first those of which a time is on file.
        laws: What those laws say on telling ICE of a release, and on telling the person of the
            detainer; empty where no jurisdiction was asked for.

    Authority: ice-guidance-i-247a

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> detainer = dl.Detainer(form="I-247A", issued_on=date(2025, 7, 1))
    >>> release = dl.local_time("7/3/2025 5pm", zone="Central")
    >>> for notice in dl.notice_deadlines(detainer, release=release, jurisdiction="TX"):
    ...     print(notice.recipient, notice.title)
    ice Form I-247A, notice
    person Form I-247A (3/17)
    ice Tex. Code Crim. Proc. art. 2A.060
    person Tex. Code Crim. Proc. art. 2A.060
    """

    _members: ClassVar = "notices"

    detainer: Detainer
    release: TimeBounds | None
    on: date
    jurisdiction: Jurisdiction | None
    notices: tuple[NoticeDeadline, ...]
    laws: tuple[PolicyAnswer, ...] = ()

    @property
    def authority_to_notify(self) -> tuple[str, ...]:
        """What the laws of the place say on giving notice; empty where none was asked for.

        Then, where they bar notice to ICE, that no time that a form asks for gives authority.
        """
        is_barred = any(
            law.practice is Practice.NOTIFY_RELEASE and is_prohibited(law) for law in self.laws
        )
        notes = [sentences.ONE_BY_ONE] if is_barred and self._has_exceptions else []
        notes += [sentences.NO_AUTHORITY] if is_barred else []
        return (*map(self._in_words, self.laws), *notes)

    def _in_words(self, law: PolicyAnswer) -> str:
        """A law in words; where none on telling the person was found, what the form itself says."""
        copies = dict.fromkeys(
            f"{notice.title} {sentences.COPIES[service]}"
            for notice in self
            for service in _COPIES_ASKED
            if notice.service is service
        )
        is_found = law.controlling or law.conflicts or law.no_rule
        if law.practice is not Practice.TELL_SUBJECT or is_found or not copies:
            # A form that asks for no hold is no detainer: it is a request for notification.
            is_detainer = any(hold for _, hold in self._requests)
            about = "about the detainer" if is_detainer else "about the request"
            return str(law).replace("about the detainer", about)
        return sentences.form_alone(law.jurisdiction.name, [*copies])

    @property
    def _requests(self) -> tuple[tuple[bool, bool], ...]:
        """Whether each edition that may be meant asks for notice, and for a hold."""
        editions = face_of(self.detainer).editions
        asked = (
            edition.requests
            if isinstance(self.detainer.requests, Unknown)
            else self.detainer.requests
            for edition in editions
        )
        return tuple(
            (RequestedAction.NOTIFY in requests, RequestedAction.HOLD in requests)
            for requests in asked
        )

    @property
    def form_asks(self) -> str | None:
        """What the form asks for, and what it does not; None where its editions differ."""
        face, requests = face_of(self.detainer), {*self._requests}
        if len(requests) != 1 or requests == {(False, False)}:
            return None
        notice, hold = requests.pop()
        more = any(edition.requests_more for edition in face.editions)
        if more and not (notice and hold) and isinstance(self.detainer.requests, Unknown):
            return None
        return sentences.form_asks(f"Form {face.form.name}", notice=notice, hold=hold)

    @property
    def _has_exceptions(self) -> bool:
        """Whether a law bars notice to ICE with exceptions, beside one that bars it without."""
        bars = [
            norm.when is None
            for law in self.laws
            if law.practice is Practice.NOTIFY_RELEASE
            for norm in law.controlling
            if Modality.PROHIBITED in {norm.modality, norm.otherwise}
        ]
        return len(bars) > 1 and not all(bars)

    @takes
    def line(self, notice: NoticeDeadline) -> str:
        """One of the notices in words, and whether its time had come by the day of issue."""
        issued_on, told = self.detainer.issued_on, notice.told(self._exceptions)
        is_of_form = notice.rule is not None and notice.rule.jurisdiction is None
        if notice.due is None or not is_of_form or isinstance(issued_on, Unknown):
            return told
        due = notice.due.latest.date()
        if due < issued_on:
            return f"{told}{sentences.BEFORE_ISSUE}"
        return f"{told}{sentences.ON_ISSUE if due == issued_on else ''}"

    @property
    def _exceptions(self) -> str:
        """What is told below the law on notice of the many exceptions of one bar."""
        law = next((law for law in self.laws if law.practice is Practice.NOTIFY_RELEASE), None)
        if law is None:
            return sentences.WITH_EXCEPTIONS
        cases = ordinary_cases(law)
        changes = [change for case in cases for change in case.changes]
        if any(each.is_open for each in (*cases, *changes)):
            return sentences.SEE_NOT_SETTLED
        has_exceptions = changes or not is_prohibited(law)
        return sentences.SEE_EXCEPTIONS if has_exceptions else sentences.NOT_LIFTED

    def to(self, recipient: NoticeRecipient | str) -> tuple[NoticeDeadline, ...]:
        """The notices to one recipient, in their order.

        Raises:
            DetainerError: If it is none.
        """
        kind = chosen(NoticeRecipient, recipient, "recipient")
        return Listing(notice for notice in self if notice.recipient is kind)

    @property
    def explanation(self) -> Explanation:
        """What the laws say on giving notice, and why each notice is what it is."""
        laws = chain.from_iterable(answer.explanation for answer in self.laws)
        steps = [*laws, *(step for notice in self for step in notice.steps(self._exceptions))]
        zone = None if self.release is None else self.release.earliest.tzinfo
        if self.release is not None and isinstance(zone, ZoneInfo):
            steps += clock_steps(self.jurisdiction, zone.key, self.release.earliest.date())
        return explanation_of(steps, self._closing, on=self.on)

    def __str__(self) -> str:
        """What the form asks for, what laws say on giving notice, and a line for each notice."""
        first = filter(None, [self.form_asks])
        return "\n".join([*first, *self.authority_to_notify, *map(self.line, self.notices)])

    def _repr_html_(self) -> str:
        laws = "".join(map(paragraph, self.authority_to_notify))
        return laws + bullets(map(self.line, self)) + small_print(ending(self._closing))

    @property
    def _closing(self) -> str:
        """What was not answered."""
        if self.jurisdiction is None:
            return sentences.CLOSING
        return catalog.about().closing_on_policy


def notice_deadlines(
    detainer: Detainer,
    release: datetime | date | Unknown | None,
    *,
    jurisdiction: JurisdictionLike | None = None,
    zone: str | ZoneInfo | None = None,
    on: date | None = None,
    facts: CaseFacts | None = None,
    agency_type: AgencyTypeLike | None = None,
) -> NoticeReview:
    """Return what notice is asked for, due or prohibited, under the form and the laws on file.

    Notice is separate from any hold: a form may ask for one without the other. It goes to ICE, of a
    release, or to the person, of the detainer. Time is counted as elapsed time; no source read
    excludes a day. Where no time is on file, none is given.

    Args:
        detainer: The detainer.
        release: When the person is, or would be, released: a date and time, the facility's date, or
            UNKNOWN, which None and NaT are too.
        jurisdiction: The jurisdiction, its code or its name.
        zone: The facility's zone; by default that of `release`. A date needs it.
        on: Apply the law in effect on this date; by default the facility's date of the release,
            or else the date of issue.
        facts: What is known of the case, for the laws on giving notice.
        agency_type: The kind of agency that holds, or the agency, for the same.

    Raises:
        NotAnInstantError, InstantError: If `release` is neither a date and time, a date nor
            UNKNOWN.
        ZoneError: If no zone of a place is given.
        UnknownIdError: If the form or the jurisdiction is not on file.
        NotADayError: If `on` is no day, or is left out where no other day is known.

    Authority: ice-guidance-i-247a

    >>> chicago = ZoneInfo("America/Chicago")
    >>> detainer = Detainer(form="I-247A", issued_on=date(2025, 7, 1), boxes={1})
    >>> print(notice_deadlines(detainer, datetime(2025, 7, 3, 17, tzinfo=chicago)))
    Form I-247A asks for notice of release, and asks you to hold. This answer covers notice only.
    Form I-247A, notice: asks for notice as early as practicable, at least 48 hours before release,
    if possible. The form asks for it by Tuesday, July 1, 2025, 5:00 p.m. CDT; that is a request,
    not a deadline set by law. The form is dated that day, so that time may have passed before it
    came.
    Form I-247A (3/17): takes effect only when the person is given a copy. By when: not known; no
    time limit is on file.
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
    rules = [*_rules(face, government, day)]
    laws = [*_laws(government, day, _facts_of(face, facts), agency_type)]
    timed = (
        NoticeDeadline(
            title=rule.title,
            rule=rule,
            asks_notice=True,
            release=bounds,
            citation=rule.citation,
            certain=rule.period.contains(day) is True,
        )
        for rule in rules
    )
    return NoticeReview(
        detainer=detainer,
        release=bounds,
        on=day,
        jurisdiction=government,
        notices=(
            *_form_notices(face, bounds),
            *_copies(face, bounds),
            *timed,
            *_of_provisions(laws, rules, bounds, day),
        ),
        laws=tuple(laws),
    )


def _day(on: date | None, release: TimeBounds | None, issued_on: date | Unknown) -> date:
    if on is not None:
        return day_of(on, "on")
    if release is not None:
        return release.earliest.date()
    if isinstance(issued_on, Unknown):
        raise NotADayError(
            "on",
            None,
            "the day whose law is asked for",
            "Neither the release nor the issue has one.",
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


def _copies(face: Face, release: TimeBounds | None) -> Iterator[NoticeDeadline]:
    """Yield what each edition says of giving the person a copy, where it says something."""
    for edition in face.editions:
        if edition.service is not ServiceRequirement.NOT_STATED:
            is_read = edition.service is not ServiceRequirement.NOT_READ
            yield NoticeDeadline(
                title=edition_title(face.form, edition.printed),
                rule=None,
                asks_notice=True if is_read else None,
                release=release,
                citation=on_service(edition)[0],
                recipient=NoticeRecipient.PERSON,
                service=edition.service,
            )


def _rules(face: Face, jurisdiction: Jurisdiction | None, day: date) -> Iterator[NoticeRule]:
    """Yield the rules of a place, and of the governments above it, that may be in effect."""
    governments = catalog.lineage(jurisdiction) if jurisdiction else ()
    codes = {government.code for government in governments}
    for rule in catalog.notice_rules():
        of_form = not rule.forms or face.form.id in rule.forms
        if rule.jurisdiction in codes and of_form and rule.period.contains(day) is not False:
            yield rule


def _facts_of(face: Face, facts: CaseFacts | None) -> CaseFacts:
    """Return what is known of the case: a form that asks for a hold is a detainer.

    One that asks for notice only may be none by the definition of a law, and so is left open.
    """
    asks_for_hold = all(RequestedAction.HOLD in edition.requests for edition in face.editions)
    facts = NO_FACTS if facts is None else facts
    # What is no CaseFacts is refused where it is used.
    if not asks_for_hold or not isinstance(facts, CaseFacts):
        return facts
    return attrs.evolve(facts, facts={IS_DETAINER: True, **dict(facts.facts)})


def _laws(
    jurisdiction: Jurisdiction | None,
    day: date,
    facts: CaseFacts | None,
    agency_type: AgencyTypeLike | None,
) -> Iterator[PolicyAnswer]:
    if jurisdiction is not None:
        case: dict[str, Any] = {"on": day, "facts": facts, "agency_type": agency_type}
        yield from (governing_policy(practice, jurisdiction, **case) for practice in _RECIPIENTS)


def _of_provisions(
    laws: list[PolicyAnswer], rules: list[NoticeRule], release: TimeBounds | None, day: date
) -> Iterator[NoticeDeadline]:
    """Yield what requires or prohibits notice, and has no time in a rule on file."""
    timed = {(rule.jurisdiction, rule.citation.authority) for rule in rules}
    for answer in laws:
        for provision in answer.controlling:
            recipient = _RECIPIENTS[answer.practice]
            stands = (provision.jurisdiction, provision.citation.authority)
            is_timed = recipient is NoticeRecipient.ICE and stands in timed
            if not is_timed and _DUTIES & {provision.modality, provision.otherwise}:
                yield NoticeDeadline(
                    title=provision.title,
                    rule=None,
                    asks_notice=_asks(provision),
                    release=release,
                    citation=provision.citation,
                    certain=provision.period.contains(day) is True,
                    recipient=recipient,
                    provision=provision,
                )


def _asks(provision: Provision) -> bool | None:
    """Whether a provision requires notice in every case; None where that depends on the case."""
    return None if provision.when is not None else provision.modality is Modality.REQUIRED
