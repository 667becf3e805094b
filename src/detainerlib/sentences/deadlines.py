"""Deadlines in words: what each ends, where it stands among its rivals, how far they are apart."""

import enum
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from detainerlib._wording import happens, happens_there, in_words, length, listed, on_the_night

_TWO = 2
NO_TIME_LEFT = "; that deadline had already passed when local custody ended"
NOT_COMPUTED = "A rule on file could not be computed and may end earlier."


class DeadlineOf(enum.Enum):
    """What a deadline ends, by what the law of the place says on holding at all."""

    HOLD = "hold"
    """A hold: no law on file bars it, and none leaves it unsettled."""
    HOLD_TO_COME = "hold to come"
    """A hold that has not begun yet."""
    LAWFUL_HOLD = "lawful hold"
    """A hold, if it is lawful: the laws on file do not settle that, or no place was given."""
    NAMED_TIME = "named time"
    """No hold, as the law bars it: the time that a form or rule names."""


class Rank(enum.Enum):
    """Where a deadline stands among those that other rules give."""

    ONLY = "only"
    """No other rule gives another deadline."""
    EARLIEST = "earliest"
    """None is earlier, and one is later."""
    EARLIEST_COMPUTED = "earliest computed"
    """The same, and a rule that could not be computed may give an earlier one."""
    LATER = "later"
    """Another is earlier."""
    ARGUED = "argued"
    """Another is earlier, and no source on file adopts the reading that gives it."""


_ARGUED: Final = "Argued, but adopted by no source on file"
RANKS: Final[Mapping[Rank, str]] = MappingProxyType(
    {
        Rank.ONLY: "",
        Rank.EARLIEST: "Earliest deadline: ",
        Rank.EARLIEST_COMPUTED: "Earliest deadline computed: ",
        Rank.LATER: "Later rival deadline: ",
        Rank.ARGUED: f"{_ARGUED}: ",
    }
)
_EXPIRES: Final[Mapping[DeadlineOf, str]] = MappingProxyType(
    {
        DeadlineOf.HOLD: "The hold expires",
        DeadlineOf.HOLD_TO_COME: "A hold would expire",
        DeadlineOf.LAWFUL_HOLD: "A lawful hold would expire",
    }
)
_EXPIRED: Final[Mapping[DeadlineOf, str]] = MappingProxyType(
    {
        DeadlineOf.HOLD: "The hold already expired",
        DeadlineOf.HOLD_TO_COME: "A hold would already have expired",
        DeadlineOf.LAWFUL_HOLD: "A lawful hold would already have expired",
    }
)


def expires(
    title: str,
    deadline: datetime,
    conditions: Sequence[str] = (),
    *,
    of: DeadlineOf = DeadlineOf.HOLD,
    or_earlier_under: Sequence[str] = (),
    rank: Rank = Rank.ONLY,
    passed: bool = False,
    over_by: timedelta | None = None,
) -> str:
    """Return when a hold expires under a rule, or did, or what else a deadline ends.

    Also under which other rules it may do so earlier, and whether another deadline is earlier;
    both are left out under a bar.

    >>> from zoneinfo import ZoneInfo
    >>> expires("8 C.F.R. § 287.7(d)", datetime(2025, 7, 8, 17, tzinfo=ZoneInfo("America/Chicago")))
    'The hold expires Tuesday, July 8, 2025, 5:00 p.m. CDT under 8 C.F.R. § 287.7(d)'
    >>> friday = datetime(2025, 7, 4, 17, tzinfo=ZoneInfo("America/Chicago"))
    >>> expires("Form I-247A", friday, or_earlier_under=["N.C. Gen. Stat. § 162-62(b1)"])
    'The hold expires Friday, July 4, 2025, 5:00 p.m. CDT at the latest under Form I-247A; it may \
expire earlier under N.C. Gen. Stat. § 162-62(b1)'
    >>> expires("Form I-247A", friday, of=DeadlineOf.LAWFUL_HOLD)
    'A lawful hold would expire Friday, July 4, 2025, 5:00 p.m. CDT under Form I-247A'
    >>> expires("Form I-247A", friday, of=DeadlineOf.NAMED_TIME)
    'The time named by Form I-247A ends Friday, July 4, 2025, 5:00 p.m. CDT'
    >>> expires("Form I-247A", friday, rank=Rank.EARLIEST)
    'Earliest deadline: The hold expires Friday, July 4, 2025, 5:00 p.m. CDT under Form I-247A'
    >>> expires("8 C.F.R. § 287.7(d)", friday, rank=Rank.LATER)
    'Later rival deadline: Under 8 C.F.R. § 287.7(d), the same hold would expire Friday, July 4, \
2025, 5:00 p.m. CDT'
    >>> expires("Form I-247A", friday, of=DeadlineOf.LAWFUL_HOLD, passed=True)
    'A lawful hold would already have expired Friday, July 4, 2025, 5:00 p.m. CDT under Form I-247A'
    >>> expires("Form I-247A", friday, passed=True, over_by=timedelta(hours=95))
    'The hold already expired Friday, July 4, 2025, 5:00 p.m. CDT under Form I-247A: over by 95 \
hours'
    """
    over = f": over by {length(over_by)}" if over_by else ""
    if_so = f", if {' and '.join(conditions)}" if conditions else ""
    if of is DeadlineOf.NAMED_TIME:
        ends = "already ended" if passed else "ends"
        argued = RANKS[rank] if rank is Rank.ARGUED else ""
        return (
            f"{argued}The time named by {title} {ends} {happens(in_words(deadline))}{if_so}{over}"
        )
    if rank in {Rank.LATER, Rank.ARGUED}:
        same = "the same hold" if of is DeadlineOf.HOLD else "that hold"
        verb = "would already have expired" if passed else "would expire"
        under = f"Under {title}{if_so}, {same} {verb} {happens(in_words(deadline))}"
        return f"{RANKS[rank]}{under}{over}"
    verb = _EXPIRED[of] if passed else _EXPIRES[of]
    it_expires = f"{RANKS[rank]}{verb} {happens_there(in_words(deadline))}"
    if not or_earlier_under:
        return f"{it_expires} under {title}{if_so}{over}"
    others = f"it may expire earlier under {' and '.join(or_earlier_under)}"
    return f"{it_expires} at the latest under {title}{if_so}; {others}"


def argued(what: str) -> str:
    """Return that what follows is argued, and adopted by no source on file: it is no deadline.

    >>> argued("8 C.F.R. § 287.7(d): on time.")
    'Argued, but adopted by no source on file: 8 C.F.R. § 287.7(d): on time.'
    """
    return f"{_ARGUED}: {what}"


def rank_of(deadline: datetime, deadlines: Sequence[datetime], *, may_be_earlier: bool) -> Rank:
    """Return where a deadline stands among several, the earliest of them first.

    >>> friday = datetime(2025, 7, 4, 17)
    >>> rank_of(friday, [friday], may_be_earlier=False)
    <Rank.ONLY: 'only'>
    >>> rank_of(friday, [friday, friday.replace(day=8)], may_be_earlier=False)
    <Rank.EARLIEST: 'earliest'>
    """
    first = deadlines[0]
    if deadline != first:
        return Rank.LATER
    if all(other == first for other in deadlines):
        return Rank.ONLY
    return Rank.EARLIEST_COMPUTED if may_be_earlier else Rank.EARLIEST


def expires_between(
    title: str,
    first: datetime,
    last: datetime,
    *,
    of: DeadlineOf = DeadlineOf.HOLD,
    or_earlier_under: Sequence[str] = (),
    rank: Rank = Rank.ONLY,
) -> str:
    """Return between which times a hold expires under a rule, or what else a deadline ends.

    Args:
        title: The title of the rule.
        first: The earliest that the deadline can be.
        last: The latest.
        of: What the deadline ends.
        or_earlier_under: Other rules, under which it may expire earlier; left out under a bar.
        rank: Where the deadline stands among those of other rules; left out under a bar.

    >>> from zoneinfo import ZoneInfo
    >>> noon = datetime(2025, 7, 8, 12, tzinfo=ZoneInfo("America/Chicago"))
    >>> expires_between("Form I-247A", noon, noon.replace(hour=14))
    'The hold expires no earlier than Tuesday, July 8, 2025, 12:00 noon CDT and no later than \
Tuesday, July 8, 2025, 2:00 p.m. CDT under Form I-247A'
    >>> expires_between("Form I-247A", noon, noon.replace(hour=14), of=DeadlineOf.NAMED_TIME)
    'The time named by Form I-247A ends no earlier than Tuesday, July 8, 2025, 12:00 noon CDT and \
no later than Tuesday, July 8, 2025, 2:00 p.m. CDT'
    """
    if in_words(first) == in_words(last):
        return expires(title, last, of=of, or_earlier_under=or_earlier_under, rank=rank)
    earliest = happens_there(on_the_night(first), "")
    if of is DeadlineOf.NAMED_TIME:
        latest = happens(on_the_night(last), "").strip()
        return (
            f"The time named by {title} ends no earlier than {earliest} and no later than {latest}"
        )
    latest = happens_there(on_the_night(last), "")
    expire = f"{RANKS[rank]}{_EXPIRES[of]}"
    sentence = f"{expire} no earlier than {earliest} and no later than {latest} under {title}"
    if not or_earlier_under:
        return sentence
    return f"{sentence}; it may expire earlier under {' and '.join(or_earlier_under)}"


def in_this_case(line: str) -> str:
    """Return a deadline as the earliest of one of several cases, not of all of them.

    >>> in_this_case("Earliest deadline: The hold expires at noon.")
    'Earliest in this case: The hold expires at noon.'
    """
    return line.replace(RANKS[Rank.EARLIEST], "Earliest in this case: ", 1).replace(
        RANKS[Rank.EARLIEST_COMPUTED], "Earliest computed in this case: ", 1
    )


def asked_and_limits(forms: Sequence[str], others: Sequence[str], *, is_past: bool = False) -> str:
    """Return that a form asks for its own time, and that the others are limits of other rules.

    Of a hold that is audited, that it asked for it.

    >>> asked_and_limits(["Form I-247A"], ["8 C.F.R. § 287.7(d)"])
    'Form I-247A asks for the time that it names. 8 C.F.R. § 287.7(d) sets a limit; it is not what \
the form asks for.'
    >>> asked_and_limits(["Form I-247A"], ["8 C.F.R. § 287.7(d)"], is_past=True)
    'Form I-247A asked for the time that it names. 8 C.F.R. § 287.7(d) sets a limit; it is not \
what the form asked for.'
    """
    is_one = len(forms) == 1
    asks = "asked" if is_past else "asks" if is_one else "ask"
    times = "the time that it names" if is_one else "the time each names"
    asked = f"{listed(forms)} {asks} for {times}."
    not_asked = f"not what the form {'asked' if is_past else 'asks'} for"
    if len(others) == 1:
        return f"{asked} {others[0]} sets a limit; it is {not_asked}."
    return f"{asked} {listed(others)} set limits; they are {not_asked}."


def argument(orders: Sequence[str]) -> str:
    """Return that a reading that excludes days closed by executive order is an argument.

    >>> argument(["Exec. Order No. 14371, § 1"])
    'That days on which executive orders closed federal offices are excluded is an argument; no \
source on file adopts it. The order closed the offices: Exec. Order No. 14371, § 1.'
    """
    closed = "The order" if len(orders) == 1 else "The orders"
    return (
        "That days on which executive orders closed federal offices are excluded is an argument; "
        f"no source on file adopts it. {closed} closed the offices: {'; '.join(orders)}."
    )


def not_computed(titles: Sequence[str]) -> str:
    """Return which rules could not be computed.

    >>> not_computed(["N.C. Gen. Stat. § 162-62(b1)"])
    'Not computed, and may end earlier: N.C. Gen. Stat. § 162-62(b1).'
    """
    return f"Not computed, and may end earlier: {'; '.join(titles)}."


def passed(custody_ends: datetime) -> str:
    """Return that a deadline had passed when local custody ended.

    >>> from zoneinfo import ZoneInfo
    >>> passed(datetime(2025, 7, 3, 17, tzinfo=ZoneInfo("America/Chicago")))
    'the deadline had already passed when local custody ended, Thursday, July 3, 2025, 5:00 p.m. \
CDT'
    """
    ended = happens(in_words(custody_ends))
    return f"the deadline had already passed when local custody ended, {ended}"


def agreement(
    spread: timedelta | None, computed: int, rules: int, *, of: DeadlineOf = DeadlineOf.HOLD
) -> str:
    """Return how far deadlines are apart, and how many rules give none.

    Under a bar they are the times that rules name, and no deadlines.

    >>> agreement(timedelta(hours=72), 2, 2), agreement(timedelta(0), 3, 3)
    ('The two deadlines are 72 hours apart.', 'All 3 deadlines are the same.')
    >>> agreement(timedelta(0), 1, 2)
    'One rule gives a deadline; another could not be computed.'
    >>> agreement(None, 0, 1)
    'No rule on file gives a deadline.'
    >>> agreement(timedelta(hours=47), 2, 2, of=DeadlineOf.NAMED_TIME)
    'The two times are 47 hours apart.'
    """
    noun = "time" if of is DeadlineOf.NAMED_TIME else "deadline"
    if spread is None:
        return f"No rule on file gives a {noun}."
    missing = rules - computed
    others = {0: "", 1: "; another could not be computed"}
    end = others.get(missing, f"; {missing} others could not be computed")
    if computed == 1:
        return f"One rule gives a {noun}{end}." if missing else f"One rule on file gives a {noun}."
    names = "two" if computed == _TWO else f"{computed}"
    if spread:
        first = f"The two {noun}s" if computed == _TWO else f"The first and last of {names} {noun}s"
        return f"{first} are {length(spread)} apart{end}."
    same = f"Both {noun}s" if computed == _TWO else f"All {names} {noun}s"
    return f"{same} are the same{end}."
