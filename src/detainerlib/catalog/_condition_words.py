"""A condition in one sentence, from the questions of its facts."""

from typing import Final

from detainerlib._wording import listed
from detainerlib.catalog._provisions import fact, offense_class
from detainerlib.models.conditions import (
    AllOf,
    AnyOf,
    Condition,
    ConvictedOf,
    InWords,
    IsFact,
    LookBack,
    Not,
    OffenseTest,
    Since,
    Until,
)

# Whether all of a group are so, or any; whether they are more than two.
_GROUPS: Final = {
    (True, False): "both",
    (True, True): "all of these:",
    (False, False): "either",
    (False, True): "any of these:",
}


def condition_in_words(condition: Condition) -> str:
    """Return a condition in one sentence.

    >>> from detainerlib.models.conditions import IsFact, Not
    >>> condition_in_words(Not(not_=IsFact(fact="judicial-warrant")))
    'No to “Is a warrant or an order of a judge for the person in hand?”.'
    """
    words = _words(condition, answer=True)
    return f"{words[0].upper()}{words[1:]}."


def condition_clause(condition: Condition) -> str:
    """Return what is so where a condition holds, as a clause.

    >>> from detainerlib.models.conditions import IsFact, Not
    >>> condition_clause(Not(not_=IsFact(fact="federal-criminal-warrant")))
    'the federal officer has presented no federal criminal warrant for the person'
    """
    return _clause(condition, holds=True)


def _clause(condition: Condition, *, holds: bool, nested: bool = False) -> str:
    match condition:
        case Not(not_=part):
            return _clause(part, holds=not holds, nested=nested)
        case AllOf(all=parts) | AnyOf(any=parts):
            # Not both is not the one or not the other (De Morgan).
            are_all = isinstance(condition, AllOf) is holds
            clauses = [_clause(part, holds=holds, nested=True) for part in parts]
            joined = listed(clauses, "and" if are_all else "or")
            if not nested or not clauses[1:]:
                return joined
            return f"{_GROUPS[are_all, bool(clauses[2:])]} {joined}"
        case IsFact(fact=id):
            return fact(id).statement if holds else fact(id).denial
        case ConvictedOf(conviction=test):
            return conviction_clause(test, holds=holds)
        case InWords(words=text):
            verb = "holds" if holds else "does not hold"
            return f"a point {verb} that no source read settles (“{text}”)"


def conviction_clause(test: OffenseTest, *, holds: bool = True) -> str:
    """Return that a person has such a conviction, or has none.

    >>> conviction_clause(OffenseTest(offense="homicide"))
    'the person has been convicted of homicide'
    """
    summary = offense_class(test.offense).summary.removesuffix(".")
    back = " or ".join(_look_back_clause(look_back, test.until) for look_back in test.within)
    verb = "has" if holds else "has not"
    return f"the person {verb} been convicted of {summary}{f', {back}' if back else ''}"


def _look_back_clause(look_back: LookBack, until: Until | None) -> str:
    with_release = "with release " if look_back.since is Since.RELEASE else ""
    if until is Until.ARREST:
        return f"{with_release}in the {look_back.years} years before the arrest"
    return f"{with_release}in the past {look_back.years} years"


def _words(condition: Condition, *, answer: bool) -> str:
    match condition:
        case Not(not_=part):
            return _words(part, answer=not answer)
        case AllOf(all=parts) | AnyOf(any=parts):
            # Not both is not the one or not the other (De Morgan).
            are_all = isinstance(condition, AllOf) is answer
            words = [_words(part, answer=answer) for part in parts]
            if not words[1:]:
                return words[0]
            joined = f"{', and' if are_all else ', or'} ".join(words)
            return f"{'all' if are_all else 'any'} of these: ({joined})"
        case IsFact(fact=id):
            return f"{'yes' if answer else 'no'} to “{fact(id).question}”"
        case ConvictedOf(conviction=test):
            return f"{'a' if answer else 'no'} conviction of {_offense(test)}"
        case InWords(words=text):
            holds = "what was not settled here holds" if answer else "what was not settled fails"
            return f"{holds}: “{text}”"


def _offense(test: OffenseTest) -> str:
    summary = offense_class(test.offense).summary
    if not test.within:
        return f"“{summary}” at any time"
    back = " or ".join(map(_look_back, test.within))
    until = " before the arrest" if test.until is Until.ARREST else ""
    return f"“{summary}” within {back}{until}"


def _look_back(look_back: LookBack) -> str:
    years = f"{look_back.years} year{'' if look_back.years == 1 else 's'}"
    return f"{years} of the {look_back.since.value}"
