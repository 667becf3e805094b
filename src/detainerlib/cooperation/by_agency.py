"""What is settled of several practices for each kind of agency, in a line for those alike."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from detainerlib.models.provisions import Modality, Practice
from detainerlib.policy.answer import PolicyAnswer
from detainerlib.policy.ordinary import ordinary_cases
from detainerlib.policy.rulings import KEEP_CUSTODY, is_given_by_law
from detainerlib.policy.standing import is_policy_alone
from detainerlib.sentences import cooperation as wording
from detainerlib.sentences.answers import any_agency
from detainerlib.sentences.policy import ANY_OTHER, agencies


class Settled(NamedTuple):
    """What an agency must, may or must not do in the ordinary case of a practice.

    Attributes:
        modality: The modality; one that is no bar is given by a law.
        is_policy: Whether a bar stands in a policy alone.
        is_excepted: Whether something changes it.
    """

    modality: Modality
    is_policy: bool
    is_excepted: bool


def by_agency(answers: Sequence[PolicyAnswer]) -> Iterator[str]:
    """Yield what is settled of practices, and what is not, a line for the agencies alike.

    Those of whom the most is settled come first; nothing where nothing is settled of any.

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> asked = ("hold_on_detainer", "notify_release")
    >>> day = date(2026, 7, 2)
    >>> for line in by_agency([dl.governing_policy(one, "24031", on=day) for one in asked]):
    ...     print(line)
    A police department and a county or city jail department must not hold a person on a detainer;
    whether they may notify ICE of a release is not settled.
    For a sheriff, none of this is settled.
    """
    kinds = _kinds(answers) if answers else ()
    told_of = {kind: tuple(_settled(answer, kind) for answer in answers) for kind in kinds}
    are_all_alike = len({*told_of.values()}) == 1 and ANY_OTHER in told_of
    alike: dict[tuple[Settled | None, ...], list[str]] = {}
    for kind in filter(told_of.__contains__, KEEP_CUSTODY):
        alike.setdefault(told_of[kind], []).append(kind)
    if not any(map(any, alike)):
        return
    is_local = answers[0].jurisdiction.level.is_local
    for told, named in sorted(alike.items(), key=lambda group: group[0].count(None)):
        rulings: dict[Settled | None, list[Practice]] = {}
        for answer, settled in zip(answers, told, strict=True):
            rulings.setdefault(settled, []).append(answer.practice)
        left_open = rulings.pop(None, [])
        does = [
            wording.rules(
                one.modality, practices, is_policy=one.is_policy, is_excepted=one.is_excepted
            )
            for one, practices in rulings.items()
            if one is not None
        ]
        subject = any_agency(is_local=is_local) if are_all_alike else agencies(named)
        is_one = are_all_alike or not named[1:]
        yield wording.of_agencies(subject, does, left_open, is_one=is_one)


def _kinds(answers: Sequence[PolicyAnswer]) -> tuple[str, ...]:
    """Return the kinds that may have custody, those that a law names, and any other."""
    kind, is_local = answers[0].agency_type, answers[0].jurisdiction.level.is_local
    if kind is not None:
        return (kind.value,)
    there = (kind.value for kind in KEEP_CUSTODY if not (is_local and kind.is_of_state))
    cases = chain.from_iterable(map(ordinary_cases, answers))
    return (*dict.fromkeys((*there, *(kind for case in cases for kind in case.kinds), ANY_OTHER)),)


def _settled(answer: PolicyAnswer, kind: str) -> Settled | None:
    by_kind = {kind: case for case in ordinary_cases(answer) for kind in case.kinds}
    case = by_kind.get(kind, by_kind.get(ANY_OTHER))
    if case is None or case.modality is None:
        return None
    if case.modality is not Modality.PROHIBITED and not is_given_by_law(case):
        return None
    return Settled(case.modality, is_policy_alone(case.provisions), bool(case.changes))
