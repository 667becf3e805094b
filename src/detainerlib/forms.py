"""Detainer forms and their editions, what each asks, and the rules on how long a hold may last."""

import enum
from datetime import date, timedelta
from typing import Final

import attrs

from detainerlib.citations import Citation
from detainerlib.errors import DetainerError
from detainerlib.periods import EffectivePeriod
from detainerlib.validators import slug, text, tuple_of

__all__ = [
    "CUSTODY_ENDS",
    "DEFAULT_RULE",
    "Arises",
    "Clause",
    "DetainerForm",
    "Ending",
    "Excluded",
    "FormEdition",
    "HoldRule",
    "Incorporation",
    "OpenPoint",
    "Request",
    "Service",
    "StartEvent",
]

CUSTODY_ENDS: Final = "custody-ends"
DEFAULT_RULE: Final = "8-cfr-287.7-d"

_CITATION = attrs.validators.instance_of(Citation)
_CITATIONS = tuple_of(_CITATION)
_PERIOD = attrs.validators.instance_of(EffectivePeriod)
_TEXTS = tuple_of(text)
_SLUGS = tuple_of(slug)


class Request(enum.Enum):
    """What a form asks of the agency."""

    HOLD = "hold"
    NOTIFY = "notify"
    TRANSFER = "transfer"


class Service(enum.Enum):
    """What a form says of giving the subject a copy."""

    REQUIRED = "required"
    """The request takes effect only when the subject has been served."""
    REQUESTED = "requested"
    NOT_STATED = "not-stated"
    NOT_READ = "not-read"


class Excluded(enum.Enum):
    """A kind of day that a rule says does not count."""

    SATURDAYS = "Saturdays"
    SUNDAYS = "Sundays"
    HOLIDAYS = "holidays"


class Ending(enum.Enum):
    """How a rule or an edition came to its end."""

    AMENDED = "amended"
    RECODIFIED = "recodified"
    SUPERSEDED = "superseded"
    REPEALED = "repealed"
    ENDED = "ended"

    @property
    def has_successor(self) -> bool:
        """Whether another record must follow."""
        return self in {Ending.AMENDED, Ending.RECODIFIED, Ending.SUPERSEDED}


class Arises(enum.Enum):
    """When an open point matters to an answer."""

    ALWAYS = "always"
    START_EXCLUDED = "start-excluded"
    """Only when the clock starts on a day that does not count."""
    CLOCKS_CHANGE = "clocks-change"
    """Only when the facility's clocks are set forward or back inside the window."""


@attrs.frozen(kw_only=True)
class OpenPoint:
    """A point that a rule's text leaves open, and the reading taken.

    Attributes:
        id: The slug by which rules name it.
        says: One sentence: what is open, and how it is read here.
        arises: When it matters.
    """

    id: str = attrs.field(validator=slug)
    says: str = attrs.field(validator=text)
    arises: Arises = attrs.field(validator=attrs.validators.instance_of(Arises))

    def __attrs_post_init__(self) -> None:
        """Refuse a sentence that cannot be filled in."""
        try:
            self.says_in("")
        except (KeyError, ValueError, IndexError) as error:
            raise DetainerError(
                "says", self.says, "no braces but {zone}", "Write it without them."
            ) from error

    def says_in(self, zone: str) -> str:
        """The sentence, with the facility's zone filled in."""
        return self.says.format(zone=zone)


@attrs.frozen(kw_only=True)
class Clause:
    """A sentence of ours, and the text it reports.

    Attributes:
        says: One sentence.
        citation: The text.
    """

    says: str = attrs.field(validator=text)
    citation: Citation = attrs.field(validator=_CITATION)


@attrs.frozen(kw_only=True)
class StartEvent:
    """An event at which a rule's clock starts.

    Attributes:
        id: The slug by which rules and callers name it.
        says: What has to happen, as the end of "the clock starts when ...".
        later_of: The events of which this is the later, where it is one of several.
    """

    id: str = attrs.field(validator=slug)
    says: str = attrs.field(validator=text)
    later_of: tuple[str, ...] = attrs.field(default=(), validator=_SLUGS)


def _more_than_zero(
    instance: object, attribute: "attrs.Attribute[timedelta]", value: timedelta
) -> None:
    if not isinstance(value, timedelta) or value <= timedelta(0):
        raise DetainerError(
            attribute.name,
            value,
            "a duration of more than zero",
            '"No hold past release" is a provision that prohibits the hold, not a clock.',
        )


def _hours(instance: object, attribute: "attrs.Attribute[int]", value: int) -> None:
    if isinstance(value, bool) or value <= 0:
        raise DetainerError(attribute.name, value, "a whole number of hours above zero", "")


@attrs.frozen(kw_only=True, cache_hash=True)
class HoldRule:
    """How long a hold may last: a duration, the days that do not count, and what starts the clock.

    Attributes:
        id: The slug of the rule.
        title: Its short name, as used in sentences.
        duration: Counted time, elapsed; more than zero.
        excludes: The kinds of days on which the clock stands still.
        starts_at: The id of the event that starts the clock.
        ends_early: What the text says ends the hold earlier; stated, not applied.
        period: When the rule has been in force.
        ended: How it ended, where it has.
        successor: The id of the rule that followed it.
        transition: To which cases it applies first; printed, not computed.
        only_if: Under which conditions it holds at all; printed, not computed.
        forms: The ids of the forms whose requests the rule is a reading of, where it is federal.
        jurisdiction: The code of the government whose rule it is; None for a federal rule.
        binds: The agency it binds or, for a federal rule, speaks to.
        leaves_open: The ids of the points on which its text is silent.
        considered: Texts considered beside it and not applied, with the reason.
        citation: The operative words.
        see: Other texts on the same rule.

    >>> import detainerlib as dl
    >>> rule = dl.catalog.rule("us-nc-162-62-2024")
    >>> rule.duration, rule.starts_at, rule.excluded_words
    (datetime.timedelta(days=2), 'detainer-and-warrant-received', 'no excluded day is named')
    """

    id: str = attrs.field(validator=slug)
    title: str = attrs.field(validator=text)
    duration: timedelta = attrs.field(validator=_more_than_zero)
    excludes: frozenset[Excluded] = attrs.field(
        validator=attrs.validators.deep_iterable(
            attrs.validators.instance_of(Excluded), attrs.validators.instance_of(frozenset)
        )
    )
    starts_at: str = attrs.field(default=CUSTODY_ENDS, validator=slug)
    ends_early: tuple[str, ...] = attrs.field(default=(), validator=_TEXTS)
    period: EffectivePeriod = attrs.field(validator=_PERIOD)
    ended: Ending | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.instance_of(Ending))
    )
    successor: str | None = attrs.field(default=None, validator=attrs.validators.optional(slug))
    transition: Clause | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.instance_of(Clause))
    )
    only_if: Clause | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.instance_of(Clause))
    )
    forms: tuple[str, ...] = attrs.field(default=(), validator=_SLUGS)
    jurisdiction: str | None = attrs.field(default=None, validator=attrs.validators.optional(text))
    binds: str = attrs.field(validator=text)
    leaves_open: tuple[str, ...] = attrs.field(default=(), validator=_SLUGS)
    considered: tuple[Clause, ...] = attrs.field(
        default=(),
        validator=tuple_of(attrs.validators.instance_of(Clause)),
    )
    citation: Citation = attrs.field(validator=_CITATION)
    see: tuple[Citation, ...] = attrs.field(default=(), validator=_CITATIONS)

    @property
    def excludes_holidays(self) -> bool:
        """Whether the rule takes holidays out of the count."""
        return Excluded.HOLIDAYS in self.excludes

    @property
    def excluded_words(self) -> str:
        """The excluded kinds of days in words, or "no excluded day is named".

        The order is that of the calendar: Saturdays, Sundays, holidays.
        """
        words = [kind.value for kind in Excluded if kind in self.excludes]
        if not words:
            return "no excluded day is named"
        listed = " and ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words)
        return f"{listed} do not count"


@attrs.frozen(kw_only=True)
class Incorporation:
    """A state's or locality's text that has no clock of its own and takes up the federal request's.

    Attributes:
        id: The slug of the record.
        jurisdiction: The code of the government.
        says: One sentence.
        period: When it has been in force.
        ended: How it ended, where it has.
        successor: The id of the record that followed it.
        citation: The operative words.
        see: Other texts.
    """

    id: str = attrs.field(validator=slug)
    jurisdiction: str = attrs.field(validator=text)
    says: str = attrs.field(validator=text)
    period: EffectivePeriod = attrs.field(validator=_PERIOD)
    ended: Ending | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.instance_of(Ending))
    )
    successor: str | None = attrs.field(default=None, validator=attrs.validators.optional(slug))
    citation: Citation = attrs.field(validator=_CITATION)
    see: tuple[Citation, ...] = attrs.field(default=(), validator=_CITATIONS)


@attrs.frozen(kw_only=True)
class FormEdition:
    """One printed revision of a form: what it asks, and which clock its words set.

    Attributes:
        id: The slug of the edition.
        printed: The revision as printed on the form, or "unknown".
        draft: Whether it is an early print without a period of use on record.
        issued: The days on which it was issued.
        ended: How that period ended, where it has.
        successor: The id of the edition, or form, that followed.
        stays_in_effect: Whether requests issued on it stay in effect after that period.
        asks: What it asks.
        hold_rule: The id of the rule its hold sentence sets; None where it asks no hold, or where
            the sentence was not read.
        notice_hours: The notice it asks for before release, in hours.
        service: What it says of serving the subject.
        bases: The grounds that can be marked on it; None where they were not read.
        applies_to: Whom it is for, where its text says so.
        signer: Who may sign it, where its text says so.
        warrant: Which warrant goes with it, where a text says so.
        citation: The operative words.
        see: Other texts.
    """

    id: str = attrs.field(validator=slug)
    printed: str = attrs.field(validator=text)
    draft: bool = attrs.field(default=False, validator=attrs.validators.instance_of(bool))
    issued: EffectivePeriod = attrs.field(validator=_PERIOD)
    ended: Ending | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.instance_of(Ending))
    )
    successor: str | None = attrs.field(default=None, validator=attrs.validators.optional(slug))
    stays_in_effect: bool = attrs.field(default=True, validator=attrs.validators.instance_of(bool))
    asks: frozenset[Request] = attrs.field(
        validator=attrs.validators.deep_iterable(
            attrs.validators.instance_of(Request), attrs.validators.instance_of(frozenset)
        )
    )
    hold_rule: str | None = attrs.field(default=None, validator=attrs.validators.optional(slug))
    notice_hours: int | None = attrs.field(
        default=None,
        validator=attrs.validators.optional([attrs.validators.instance_of(int), _hours]),
    )
    service: Service = attrs.field(validator=attrs.validators.instance_of(Service))
    bases: tuple[str, ...] | None = attrs.field(
        default=None, validator=attrs.validators.optional(_TEXTS)
    )
    applies_to: str | None = attrs.field(default=None, validator=attrs.validators.optional(text))
    signer: str | None = attrs.field(default=None, validator=attrs.validators.optional(text))
    warrant: str | None = attrs.field(default=None, validator=attrs.validators.optional(text))
    citation: Citation = attrs.field(validator=_CITATION)
    see: tuple[Citation, ...] = attrs.field(default=(), validator=_CITATIONS)

    def __attrs_post_init__(self) -> None:
        """Refuse a hold rule on a form that asks for no hold."""
        if self.hold_rule is not None and Request.HOLD not in self.asks:
            raise DetainerError(
                "hold_rule", self.hold_rule, "none, as the edition asks for no hold", "See `asks`."
            )

    def may_be_in_effect(self, day: date) -> bool:
        """Whether a request issued on this edition may be in effect on `day`."""
        if self.stays_in_effect:
            return not self.issued.is_before(day)
        return self.issued.contains(day) is not False


@attrs.frozen(kw_only=True)
class DetainerForm:
    """A form of the I-247 family, with its editions.

    Attributes:
        id: The slug of the form.
        name: Its number, as printed.
        title: Its title.
        note: What a reader should know besides.
        editions: Its printed revisions, the oldest first.

    >>> import detainerlib as dl
    >>> form = dl.catalog.form("I-247A")
    >>> form.name, form.editions_in_effect(date(2020, 1, 1))[0].id
    ('I-247A', 'i-247a-2017-03')
    """

    id: str = attrs.field(validator=slug)
    name: str = attrs.field(validator=text)
    title: str = attrs.field(validator=text)
    note: str | None = attrs.field(default=None, validator=attrs.validators.optional(text))
    editions: tuple[FormEdition, ...] = attrs.field(
        validator=tuple_of(attrs.validators.instance_of(FormEdition))
    )

    def __attrs_post_init__(self) -> None:
        """Refuse a form without an edition."""
        if not self.editions:
            raise DetainerError("editions", (), "at least one edition", "See data/README.md.")

    def editions_in_effect(self, day: date) -> tuple[FormEdition, ...]:
        """The editions of which a request may be in effect on `day`; drafts are left out.

        A request stays in effect when its edition is no longer issued, unless the record says
        otherwise; so an edition counts from the first day of its issue on.
        """
        return tuple(
            edition
            for edition in self.editions
            if not edition.draft and edition.may_be_in_effect(day)
        )
