"""The rules on record: how long a hold may last, and when notice of a release is due."""

import enum
from datetime import timedelta
from typing import Annotated, Final, TypeAlias

import attrs

from detainerlib._arguments import exactly_one
from detainerlib._printing import Printed
from detainerlib._validation import (
    CustodyEventId,
    EventId,
    FormId,
    HolidayListId,
    IncorporationId,
    NoticeRuleId,
    PlaceCode,
    PointId,
    RuleId,
    Slug,
    Text,
    checked,
    meeting,
)
from detainerlib.errors import DetainerError
from detainerlib.sources.citations import Citation
from detainerlib.times.periods import EffectivePeriod

CUSTODY_ENDS: Final = "custody-ends"
DETAINER_RECEIVED: Final = "detainer-received"
DEFAULT_RULE: Final = "8-cfr-287.7-d"


class ExcludedDays(enum.StrEnum):
    """A kind of day that a rule says does not count.

    The words are those of the regulation: "excluding Saturdays, Sundays, and holidays".

    Authority: 8-cfr-287.7

    >>> from detainerlib import catalog
    >>> for id in ("8-cfr-287.7-d", "form-i-247a"):
    ...     print(id, [days.value for days in sorted(catalog.rule(id).excludes)])
    8-cfr-287.7-d ['Saturdays', 'Sundays', 'holidays']
    form-i-247a []
    """

    SATURDAYS = "Saturdays"
    """The whole local day."""
    SUNDAYS = "Sundays"
    """The whole local day."""
    HOLIDAYS = "holidays"
    """Which days these are is a reading of its own: see `Observed` and `HolidayList`."""


class HowEnded(enum.StrEnum):
    """How a rule or an edition came to its end.

    >>> from detainerlib import catalog
    >>> catalog.rule("us-nc-162-62-2024").ended, catalog.rule("us-nc-162-62-2024").successor
    (<HowEnded.AMENDED: 'amended'>, 'us-nc-162-62-2025')
    """

    AMENDED = "amended"
    """Its words were changed."""
    RECODIFIED = "recodified"
    """It moved to another section."""
    SUPERSEDED = "superseded"
    """Another took its place."""
    REPEALED = "repealed"
    """It was repealed, and nothing took its place."""
    ENDED = "ended"
    """It ran out, or went out of use."""

    @property
    def has_successor(self) -> bool:
        """Whether another record must follow."""
        return self in {HowEnded.AMENDED, HowEnded.RECODIFIED, HowEnded.SUPERSEDED}


class OpenPointTrigger(enum.StrEnum):
    """When an open point matters to an answer.

    >>> from detainerlib import catalog
    >>> catalog.open_point("start-on-excluded-day").trigger
    <OpenPointTrigger.START_EXCLUDED: 'start-excluded'>
    """

    ALWAYS = "always"
    """To every answer under the rule."""
    START_EXCLUDED = "start-excluded"
    """Only when the clock starts on a day that does not count."""
    RECEIVED_LATE = "received-late"
    """Only when the detainer came after local custody had ended."""
    CLOCKS_CHANGE = "clocks-change"
    """Only when the facility's clocks are set forward or back inside the window."""


@attrs.frozen(kw_only=True, field_transformer=checked)
class OpenPoint(Printed):
    """A point that a rule's text leaves open, and the reading taken.

    Attributes:
        id: The slug by which rules name it.
        summary: One sentence: what is open, and how it is read here.
        trigger: When it matters.
        citation: A source that takes a side; None where none was found.

    >>> from detainerlib import catalog
    >>> print(catalog.open_point("start-event").summary)
    The rule does not say when the hours begin. They are counted here from the time the person
    would otherwise have been released, as the sources do.
    """

    id: Slug
    summary: Text
    trigger: OpenPointTrigger
    citation: Citation | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a sentence that cannot be filled in."""
        try:
            self.summary_in("")
        except (KeyError, ValueError, IndexError) as error:
            raise DetainerError(
                "summary", self.summary, "no braces but {zone}", "Write it without them."
            ) from error

    def summary_in(self, zone: str) -> str:
        """The sentence, with the facility's zone filled in."""
        return self.summary.format(zone=zone)


@attrs.frozen(kw_only=True, field_transformer=checked)
class CitedStatement(Printed):
    """A sentence of ours, and the text it reports.

    Attributes:
        summary: One sentence.
        citation: The text.

    >>> from detainerlib import catalog
    >>> statement = catalog.rule("8 CFR 287.7(d)").considered[0]
    >>> print(statement.citation.authority)
    8-cfr-1.2
    """

    summary: Text
    citation: Citation


@attrs.frozen(kw_only=True, field_transformer=checked)
class StartEvent(Printed):
    """An event at which a rule's clock starts.

    Attributes:
        id: The slug by which rules and callers name it.
        summary: What has to happen, as the end of "the clock starts when ...".
        later_of: The events of which this is the later, where it is one of several.
        last_counts: Whether, where it happens more than once, the last is meant; otherwise the
            first is.

    >>> from detainerlib import catalog
    >>> print(catalog.event("detainer-and-warrant-received").summary)
    the agency has received both the detainer and the administrative warrant on Form I-200 or I-205
    """

    id: Slug
    summary: Text
    later_of: tuple[EventId, ...] = ()
    last_counts: bool = False

    @property
    def happens(self) -> str:
        """What has to happen, without the words that explain it after a colon."""
        return self.summary.partition(":")[0]


@attrs.frozen(kw_only=True, field_transformer=checked)
class EarlyEnd(Printed):
    """What a rule's text says ends the hold before its time is complete.

    Attributes:
        summary: What has to happen, as the end of "it ends earlier if ...".
        event: The kind of custody event, or the id of the event, that this is.

    Authority: 8-cfr-287.7

    >>> from detainerlib import catalog
    >>> early = catalog.rule("8 CFR 287.7(d)").ends_early[0]
    >>> early.event, early.summary
    ('custody-assumed', 'DHS takes custody')
    """

    summary: Text
    event: CustodyEventId


_more_than_zero: Final = meeting(
    lambda value: isinstance(value, timedelta) and value > timedelta(0),
    "a duration of more than zero",
    '"No hold past release" is a provision that prohibits the hold, not a clock.',
)
Duration: TypeAlias = Annotated[timedelta, _more_than_zero]


@attrs.frozen(kw_only=True, cache_hash=True, field_transformer=checked)
class HoldRule(Printed):
    """How long a hold may last: a duration, the days that do not count, and what starts the clock.

    Attributes:
        id: The slug of the rule.
        title: Its short name, as used in sentences.
        duration: Counted time, elapsed; more than zero.
        excludes: The kinds of days on which the clock stands still.
        starts_at: The id of the event that starts the clock.
        ends_early: What the text says ends the hold earlier; stated beside a deadline, and applied
            by `detainer_status`, which has events.
        period: When the rule has been in effect.
        ended: How it ended, where it has.
        successor: The id of the rule that followed it.
        transition: To which cases it applies first; printed, not computed.
        only_if: Under which conditions it holds at all; printed, not computed.
        forms: The ids of the forms whose requests the rule is a reading of, where it is federal.
        jurisdiction: The code of the government whose rule it is; None for a federal rule.
        binds: The agency it binds or, for a federal rule, is addressed to.
        leaves_open: The ids of the points on which its text is silent.
        holiday_lists: The ids of the lists that its word "holidays" may mean, besides the federal
            one.
        considered: Texts considered beside it and not applied, with the reason.
        citation: The operative words.
        see_also: Other sources on the same rule.

    >>> import detainerlib as dl
    >>> rule = dl.catalog.rule("us-nc-162-62-2024")
    >>> rule.duration, rule.starts_at, rule.excluded_words
    (datetime.timedelta(days=2), 'detainer-and-warrant-received', 'no excluded day is named')
    """

    id: Slug
    title: Text
    duration: Duration
    excludes: frozenset[ExcludedDays]
    starts_at: EventId = CUSTODY_ENDS
    ends_early: tuple[EarlyEnd, ...] = ()
    period: EffectivePeriod
    ended: HowEnded | None = None
    successor: RuleId | None = None
    transition: CitedStatement | None = None
    only_if: CitedStatement | None = None
    forms: tuple[FormId, ...] = ()
    jurisdiction: PlaceCode | None = None
    binds: Text
    leaves_open: tuple[PointId, ...] = ()
    holiday_lists: tuple[HolidayListId, ...] = ()
    considered: tuple[CitedStatement, ...] = ()
    citation: Citation
    see_also: tuple[Citation, ...] = ()

    @property
    def excludes_holidays(self) -> bool:
        """Whether the rule takes holidays out of the count."""
        return ExcludedDays.HOLIDAYS in self.excludes

    @property
    def excluded_words(self) -> str:
        """The excluded kinds of days in words, or "no excluded day is named".

        The order is that of the calendar: Saturdays, Sundays, holidays.
        """
        words = [kind.value for kind in ExcludedDays if kind in self.excludes]
        if not words:
            return "no excluded day is named"
        *first, last = words
        listed = f"{', '.join(first)} and {last}" if first else last
        return f"{listed} are excluded"


@attrs.frozen(kw_only=True, field_transformer=checked)
class NoticeRule(Printed):
    """When notice of a release is asked for, or due; kept apart from any hold.

    Attributes:
        id: The slug of the rule.
        title: Its short name, as used in sentences.
        before: How long before the release notice is asked for; None where the text counts
            otherwise.
        after: How long after the person would have been released notice is due at the latest.
        opens: How long before the release the time for notice begins.
        either_way: Whether the text, as far as it was read, may mean `after` as before the release,
            too.
        if_possible: Whether the text asks for it only if possible.
        early: Whether the text asks for it as early as practicable, too.
        period: When the rule has been in effect.
        ended: How it ended, where it has.
        successor: The id of the rule that followed it.
        only_if: Under which conditions it holds at all; printed, not computed.
        forms: The ids of the forms it mentions. Empty for a form's own words, where the edition
            names the rule, and for a law that mentions no form.
        jurisdiction: The code of the government whose rule it is; None for a form's own words.
        binds: The agency it binds or, for a form, is addressed to.
        citation: The operative words.
        see_also: Other sources on the same rule.

    Raises:
        DetainerError: If it gives none of `before`, `after` and `opens`.

    >>> import detainerlib as dl
    >>> dl.catalog.notice_rule("form-i-247a-notice").before
    datetime.timedelta(days=2)
    """

    id: Slug
    title: Text
    before: Duration | None = None
    after: Duration | None = None
    opens: Duration | None = None
    either_way: bool = False
    if_possible: bool = False
    early: bool = False
    period: EffectivePeriod
    ended: HowEnded | None = None
    successor: NoticeRuleId | None = None
    only_if: CitedStatement | None = None
    forms: tuple[FormId, ...] = ()
    jurisdiction: PlaceCode | None = None
    binds: Text
    citation: Citation
    see_also: tuple[Citation, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse a rule that says nothing of time, or of two times."""
        exactly_one(self, "before", "after", "opens", remedy="See the text.")


@attrs.frozen(kw_only=True, field_transformer=checked)
class Incorporation(Printed):
    """A state's or locality's text that has no clock of its own and takes up the federal request's.

    Attributes:
        id: The slug of the record.
        jurisdiction: The code of the government.
        summary: One sentence.
        period: When it has been in effect.
        ended: How it ended, where it has.
        successor: The id of the record that followed it.
        citation: The operative words.
        see_also: Other sources.

    >>> from detainerlib import catalog
    >>> print(catalog.incorporations("US-TX")[0].summary)
    Texas' law sets no hours of its own. It requires the agency to comply with any request made
    in the detainer request: by these words, for the time that the detainer requests.
    """

    id: Slug
    jurisdiction: PlaceCode
    summary: Text
    period: EffectivePeriod
    ended: HowEnded | None = None
    successor: IncorporationId | None = None
    citation: Citation
    see_also: tuple[Citation, ...] = ()
