"""Whether a condition is true of a case: Kleene logic, as what is known may leave it open."""

from collections.abc import Mapping
from datetime import date

from detainerlib.models.conditions import (
    AllOf,
    AnyOf,
    CaseFacts,
    Condition,
    ConvictedOf,
    Conviction,
    IsFact,
    Leaf,
    LookBack,
    Not,
    OffenseTest,
    Since,
    Until,
)
from detainerlib.times.periods import UNKNOWN, Unknown


def truth(
    condition: Condition, facts: CaseFacts, on: date, assumed: Mapping[object, bool]
) -> bool | None:
    """Return whether a condition is true; None where what is known leaves it open (Kleene).

    `assumed` is what is taken of leaves that are not known.

    >>> from detainerlib.models.conditions import InWords
    >>> either = AnyOf(any=(IsFact(fact="judicial-warrant"), InWords(words="for good cause")))
    >>> day = date(2026, 1, 1)
    >>> truth(either, CaseFacts(facts={"judicial-warrant": True}), day, {})
    True
    >>> print(truth(either, CaseFacts(facts={"judicial-warrant": False}), day, {}))
    None
    """
    match condition:
        case AllOf(all=parts):
            truths = [truth(part, facts, on, assumed) for part in parts]
            return False if False in truths else None if None in truths else True
        case AnyOf(any=parts):
            return any_true([truth(part, facts, on, assumed) for part in parts])
        case Not(not_=part):
            inner = truth(part, facts, on, assumed)
            return None if inner is None else not inner
        case _:
            answer = _answer(condition, facts, on)
            return assumed.get(condition) if answer is None else answer


def any_true(truths: list[bool | None]) -> bool | None:
    """Return whether any is true; None where what is known leaves it open."""
    return True if True in truths else None if None in truths else False


def _answer(leaf: Leaf, facts: CaseFacts, on: date) -> bool | None:
    match leaf:
        case IsFact(fact=id):
            return facts.get(id)
        case ConvictedOf(conviction=test) if not isinstance(facts.convictions, Unknown):
            end: date | Unknown = on if test.until is None else facts.arrested_on
            return any_true([_counts(conviction, test, end) for conviction in facts.convictions])
        case _:
            return None


def _counts(conviction: Conviction, test: OffenseTest, end: date | Unknown) -> bool | None:
    if test.offense not in conviction.offenses:
        return False
    day = conviction.convicted_on
    if isinstance(day, date) and isinstance(end, date) and end < day:
        return False
    if not test.within:
        return True
    return any_true([_reaches(conviction, look_back, end) for look_back in test.within])


def _reaches(conviction: Conviction, look_back: LookBack, end: date | Unknown) -> bool | None:
    since = conviction.convicted_on
    if look_back.since is Since.RELEASE:
        if conviction.released_on is None:
            return False
        since = conviction.released_on
    if isinstance(since, Unknown) or isinstance(end, Unknown):
        return None
    return end <= last_day_within(since, look_back.years)


def what_is_missing(test: OffenseTest, facts: CaseFacts) -> frozenset[str]:
    """Return what would settle whether a person has such a conviction.

    The id of the class where the convictions are not known; otherwise the names of the fields
    of `Conviction` and `CaseFacts` that miss a day the test reckons with.

    >>> test = OffenseTest(offense="homicide", within=(LookBack(years=5, since=Since.RELEASE),))
    >>> what_is_missing(test, CaseFacts())
    frozenset({'homicide'})
    >>> conviction = Conviction(offenses={"homicide"}, convicted_on=date(2019, 1, 1))
    >>> facts = CaseFacts(convictions=[conviction])
    >>> what_is_missing(test, facts)
    frozenset({'released_on'})
    """
    if isinstance(facts.convictions, Unknown):
        return frozenset({test.offense})
    convictions = [record for record in facts.convictions if test.offense in record.offenses]
    reckoned_from = {back.since for back in test.within}
    days: list[tuple[str, date | Unknown | None]] = []
    if test.until is Until.ARREST:
        days.append(("arrested_on", facts.arrested_on))
    if Since.CONVICTION in reckoned_from:
        days += [("convicted_on", conviction.convicted_on) for conviction in convictions]
    if Since.RELEASE in reckoned_from:
        days += [("released_on", conviction.released_on) for conviction in convictions]
    return frozenset(name for name, day in days if day is UNKNOWN)


def last_day_within(since: date, years: int) -> date:
    """Return the last day "within" some years of another: the anniversary itself.

    29 February is 28 February in a year without it; a day beyond the calendar is its last.

    >>> str(last_day_within(date(2016, 2, 29), 5))
    '2021-02-28'
    """
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415 (only look-backs need it)

    return since + relativedelta(years=years) if since.year + years <= date.max.year else date.max
