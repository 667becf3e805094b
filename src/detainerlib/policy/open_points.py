"""What leaves an answer open that is no fact of a case, and what it would change."""

from collections.abc import Iterator, Mapping, Sequence

import attrs

from detainerlib.models.provisions import Modality
from detainerlib.policy.answer import ANY_TEXT, OWN_POLICY, REST, OpenReason, PolicyAnswer
from detainerlib.policy.case_by_case import SILENT, OpenPoint, Outcomes, settled
from detainerlib.policy.ordinary import OrdinaryCase
from detainerlib.policy.rulings import (
    agencies_of,
    aside_of,
    citations_of,
    givers,
    subject_of,
    what_it_does,
)
from detainerlib.policy.standing import reports_only
from detainerlib.sentences import exceptions as on_exceptions
from detainerlib.sentences import open_causes as on_causes
from detainerlib.sentences import policy as sentences
from detainerlib.sentences import reports


def open_points(answer: PolicyAnswer, cases: Sequence[OrdinaryCase]) -> Iterator[str]:
    """Yield what leaves the answer open that is no fact of a case, and what it would change.

    What by itself changes nothing is left to the explanation, unless nothing else says why an
    ordinary case is open.
    """
    told = {
        (cause.reason, about): _either_way(answer, cases, about)
        for cause in answer.open_because
        if cause.reason in {OpenReason.WORDS, OpenReason.NOT_ON_RECORD}
        for about in cause.about
        if about not in {REST, ANY_TEXT, OWN_POLICY}
    }
    if any(told.values()) or not any(case.is_open for case in cases):
        told = {point: changes for point, changes in told.items() if changes}
    if words := {about: so for (why, about), so in told.items() if why is OpenReason.WORDS}:
        yield _depending_on(words)
    for (reason, about), changes in told.items():
        if reason is OpenReason.NOT_ON_RECORD:
            yield " ".join([f"{sentences.capitalized(on_causes.not_known(about))}.", *changes])
    if answer.conflicts:
        titles = dict.fromkeys(norm.title for norm in answer.conflicts)
        yield f"{sentences.capitalized(on_causes.conflict([*titles]))}."


def _depending_on(told: Mapping[str, Sequence[str]]) -> str:
    """Return on which points an answer depends, in our words, and what each would change."""
    several = [*told.values()]
    statement = on_causes.depends_on_words([*told])
    is_one_of = len(several) > 1
    changes = [
        on_exceptions.by_number(change, number) if is_one_of else change
        for number, changes in enumerate(several, 1)
        for change in changes
    ]
    return " ".join([f"{sentences.capitalized(statement)}.", *changes])


def _either_way(answer: PolicyAnswer, cases: Sequence[OrdinaryCase], about: str) -> list[str]:
    """Return what the law comes to if a thing that is open is so, and if it is not.

    That is nothing where the thing by itself settles nothing.
    """
    alike: dict[OpenPoint, list[OrdinaryCase]] = {}
    for case in cases:
        for point in case.points:
            if point.about == about:
                alike.setdefault(point, []).append(case)
    told: list[str] = []
    asides: dict[str, None] = {}
    several_groups = len({_kinds_of(group) for group in alike.values()}) > 1
    for point, several in alike.items():
        kinds = _kinds_of(several)
        agencies = agencies_of(answer, kinds)
        subject = on_exceptions.THE_AGENCY if several_groups else agencies
        if kinds == (sentences.ANY_OTHER,) == _kinds_of(cases):
            subject = subject_of(cases[0], (), answer)
        elif kinds[1:] and {*kinds} == {*_kinds_of(cases)}:
            subject = on_exceptions.AN_AGENCY
        merged = attrs.evolve(several[0], kinds=kinds)
        (if_so, aside), (if_not, otherwise) = (
            _in_that_event(answer, merged, subject, outcomes)
            for outcomes in (point.if_so, point.if_not)
        )
        where = sentences.in_cases(point.cases) if point.cases else ""
        change = on_exceptions.either_way(if_so, if_not, where)
        told.append(on_exceptions.of_agencies(agencies, change) if several_groups else change)
        asides |= dict.fromkeys(filter(None, (aside, otherwise)))
    return [*told, *asides]


def _kinds_of(cases: Sequence[OrdinaryCase]) -> tuple[str, ...]:
    return tuple(kind for case in cases for kind in case.kinds)


def _in_that_event(
    answer: PolicyAnswer, case: OrdinaryCase, subject: str, outcomes: Outcomes
) -> tuple[str, str]:
    """Return what the law comes to then, and what is to be said of what was only reported."""
    modality = settled(outcomes)
    if modality is None:
        return on_exceptions.STILL_OPEN[outcomes == {SILENT}], ""
    giving = [*givers(answer, case, modality)]
    cited, told = sentences.cited(citations_of(giving)), reports_only(giving)
    does = what_it_does(answer.practice, modality, subject, giving, cited)
    aside = aside_of(answer.practice, modality, giving, cited).strip()
    if told and modality is not Modality.PERMITTED:
        aside = " ".join(filter(None, (reports.IS_NO_LAW, aside)))
    return does, aside
