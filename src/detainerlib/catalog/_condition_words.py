"""A condition in one sentence, from the questions of its facts."""

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
    Until,
)


def condition_in_words(condition: Condition) -> str:
    """Return a condition in one sentence.

    >>> from detainerlib.models.conditions import IsFact, Not
    >>> condition_in_words(Not(not_=IsFact(fact="judicial-warrant")))
    'No to “Is a warrant or an order of a judge for the person in hand?”.'
    """
    words = _words(condition, answer=True)
    return f"{words[0].upper()}{words[1:]}."


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
