"""What changes a ruling, and what one more fact makes of that, in words."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from detainerlib.sentences.answers import CASE_NOT_COVERED
from detainerlib.sentences.policy import capitalized, joined

_SEVERAL: Final = 2


WITH_EXCEPTIONS: Final = ", with exceptions"
NEVER_FOR_A_DETAINER: Final = ", never for a detainer"
SOME_NOT_SETTLED: Final = " Some cases are not settled."
STILL_OPEN: Final[Mapping[bool, str]] = MappingProxyType(
    {True: "no law on file covers it", False: "that is still not settled"}
)
"""What is left where one more thing is settled, by whether no law covers that."""


def either_way(if_so: str, if_not: str, where: str) -> str:
    """Return what the law comes to if a thing is so, and if it is not.

    >>> either_way("a sheriff may", "no law on file covers it", "")
    'If so, a sheriff may; if not, no law on file covers it.'
    >>> either_way("a sheriff may", "a sheriff must not", "in that case")
    'If so, in that case: a sheriff may; if not, a sheriff must not.'
    """
    return f"If so, {where}{': ' if where else ''}{if_so}; if not, {if_not}."


THE_AGENCY: Final = "the agency"
AN_AGENCY: Final = "an agency"


def of_agencies(agencies: str, change: str) -> str:
    """Return the same of some of several groups of agencies.

    >>> of_agencies("a sheriff", "If so, the agency may; if not, no law on file covers it.")
    'For a sheriff: if so, the agency may; if not, no law on file covers it.'
    """
    return f"For {agencies}: {change[:1].lower()}{change[1:]}"


def by_number(change: str, number: int) -> str:
    """Return the same of one of several things, by its number.

    >>> by_number("If so, a sheriff may; if not, no law on file covers it.", 2)
    'If (2) is true, a sheriff may; if not, no law on file covers it.'
    """
    return change.replace("f so,", f"f ({number}) is true,", 1)


def undone(facts: str, *, is_silent: bool, is_open: bool = False) -> str:
    """Return which facts leave a ruling without the cases named before.

    >>> undone("no warrant comes with the detainer", is_silent=True)
    'None of this applies if no warrant comes with the detainer: no law on file covers that case.'
    >>> undone("no warrant comes with the detainer", is_silent=False)
    'No exception applies if no warrant comes with the detainer.'
    >>> undone("no warrant comes with the detainer", is_silent=False, is_open=True)
    'If no warrant comes with the detainer, that is not settled either.'
    """
    if is_silent:
        return f"None of this applies if {facts}: {CASE_NOT_COVERED}."
    if is_open:
        return f"If {facts}, that is not settled either."
    return f"No exception applies if {facts}."


def duty_stops(cases: str) -> str:
    """Return that a duty does not reach some cases, and that no law allows the deed in them.

    >>> duty_stops("the case where the person is a citizen")
    'No law on file requires or allows it in the case where the person is a citizen.'
    """
    return f"No law on file requires or allows it in {cases}."


def settled_too(facts: str, does: str, cases: str, *, unless: Sequence[str] = ()) -> str:
    """Return which facts settle cases that are open, and what leaves them open again.

    >>> settled_too("the request is no detainer", "may do so", "that case")
    'If the request is no detainer, the agency may do so even in that case.'
    >>> settled_too("an officer acts", "must not do so (A)", "these cases: (1) it is late; (2) it \
is old", unless=["federal law requires it"])
    'If an officer acts, the agency must not do so (A), unless federal law requires it, even in \
these cases: (1) it is late; (2) it is old.'
    """
    again = f", unless {joined(unless, 'or')}," if unless else ""
    return f"If {facts}, the agency {does}{again} even in {cases}."


def otherwise_open(*, is_one: bool, is_silent: bool) -> str:
    """Return that cases named just before are open where what settles them is not so.

    >>> otherwise_open(is_one=False, is_silent=True)
    'Otherwise, no law on file covers these cases.'
    """
    where = all_cases(1 if is_one else _SEVERAL, is_exception=False)
    return f"Otherwise, {left_open(where, is_silent=is_silent)}."


def exceptions_undone(numbers: Sequence[int], facts: str, *, is_open: bool = False) -> str:
    """Return that numbered exceptions do not apply where one thing more is so.

    Cases that the laws leave open are then not open: what is said of all others goes for them.

    >>> exceptions_undone([4], "the offense was a felony")
    'Exception (4) does not apply if the offense was a felony.'
    >>> exceptions_undone([1, 2], "the offense was a felony")
    'Exceptions (1) and (2) do not apply if the offense was a felony.'
    >>> exceptions_undone([4, 5, 6], "the offense was a felony", is_open=True)
    'Cases (4) through (6) do not apply if the offense was a felony; then the first line stands.'
    """
    is_one = len(numbers) == 1
    then = "; then the first line stands" if is_open else ""
    cases = capitalized(numbered_cases(numbers, is_exception=not is_open))
    return f"{cases} {'does' if is_one else 'do'} not apply if {facts}{then}."


def numbered_cases(numbers: Sequence[int], *, is_exception: bool = False) -> str:
    """Return cases, or exceptions, by their numbers in the list above.

    >>> numbered_cases([1]), numbered_cases([1, 3]), numbered_cases([1, 2, 3], is_exception=True)
    ('case (1)', 'cases (1) and (3)', 'exceptions (1) through (3)')
    """
    noun = "exception" if is_exception else "case"
    return f"{noun}{'' if len(numbers) == 1 else 's'} {_numbers(numbers)}"


def all_cases(count: int, *, is_exception: bool) -> str:
    """Return all the cases, or exceptions, named just above.

    >>> all_cases(1, is_exception=True), all_cases(2, is_exception=False)
    ('this exception', 'these cases')
    """
    if is_exception:
        return "this exception"
    return "that case" if count == 1 else "these cases"


def applying_not_settled(where: str, facts: str, *, is_exception: bool) -> str:
    """Return that numbered cases or exceptions are not settled where one more thing is so.

    >>> applying_not_settled("exceptions (1) and (2)", "the person was served", is_exception=True)
    'The laws on file do not settle whether exceptions (1) and (2) apply if the person was served.'
    >>> applying_not_settled("case (1)", "the person was served", is_exception=False)
    'The laws on file do not settle case (1) if the person was served.'
    """
    if is_exception:
        verb = "apply" if where.startswith("exceptions ") else "applies"
        return f"The laws on file do not settle whether {where} {verb} if {facts}."
    return f"The laws on file do not settle {where} if {facts}."


def _numbers(numbers: Sequence[int]) -> str:
    first, last = (numbers[0], numbers[-1]) if numbers else (0, 0)
    if len(numbers) > _SEVERAL and [*numbers] == [*range(first, last + 1)]:
        return f"({first}) through ({last})"
    return joined([f"({number})" for number in numbers], "and") if numbers else ""


def turned(does: str, condition: str, *, is_undone: bool) -> str:
    """Return what an agency must, may or must not do in some cases where one thing more is so.

    >>> turned("it must not", "if it is old and it is signed", is_undone=True)
    'It must not even if it is old and it is signed.'
    """
    return f"{capitalized(does)} {'even ' if is_undone else ''}{condition}."


def turned_in(where: str, does: str, facts: str) -> str:
    """Return the same of cases that stand under numbers.

    >>> turned_in("case (2)", "it may", "the person was served")
    'In case (2), it may if the person was served.'
    """
    return f"In {where}, {does} if {facts}."


def left_open(where: str, *, is_silent: bool) -> str:
    """Return that no law covers, or that the laws do not settle, some cases.

    >>> left_open("the case where there is a warrant", is_silent=True)
    'no law on file covers the case where there is a warrant'
    >>> left_open("the case where there is a warrant", is_silent=False)
    'the laws on file do not settle the case where there is a warrant'
    """
    return f"{'no law on file covers' if is_silent else 'the laws on file do not settle'} {where}"


def not_settled_whether(facts: str) -> str:
    """Return which facts may change a ruling, as no source settles.

    >>> not_settled_whether("the person was served")
    'The laws on file do not settle whether it matters that the person was served.'
    """
    return f"The laws on file do not settle whether it matters that {facts}."
