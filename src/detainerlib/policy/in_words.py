"""An answer in words: the ordinary case, what changes it, other agencies, and what is open."""

from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from detainerlib import catalog
from detainerlib._validation import only
from detainerlib._wording import long_day
from detainerlib.catalog._places import state_of
from detainerlib.models.jurisdictions import AgencyType, GovernmentLevel
from detainerlib.models.provisions import CoverageStatus, Modality, Practice, Provision
from detainerlib.policy.answer import ANY_TEXT, OWN_POLICY, REST, OpenReason, PolicyAnswer
from detainerlib.policy.ordinary import SILENT, Change, OrdinaryCase, ordinary_cases
from detainerlib.sentences import policy as sentences

_OF_STATE: Final = frozenset(kind for kind in AgencyType if kind.is_of_state)


def answer_in_words(answer: PolicyAnswer) -> str:
    """Return an answer in lines, the first of which is the answer in the ordinary case."""
    settled = answer.no_rule is not None and answer.no_rule.settles
    about = f", {answer.practice.words}" if settled else ""
    first = f"{answer.jurisdiction.name}{about}: {ruling_in_words(answer)}"
    return "\n".join((first, *_details(answer)))


def ruling_in_words(answer: PolicyAnswer) -> str:
    """Return what an agency must, may or must not do in the ordinary case, without the place."""
    first, *others = ordinary_cases(answer)
    if first.is_silent and not others and not first.changes:
        return _silence(answer)
    named = [kind for case in others for kind in case.kinds]
    ruling = _ruling(answer.practice, first, _subject(first, named, answer))
    return f"{ruling}{_exception(first)}."


def _subject(case: OrdinaryCase, others: Sequence[str], answer: PolicyAnswer) -> str:
    if sentences.ANY_OTHER not in case.kinds:
        return sentences.agency(case.kinds[0])
    if answer.agency_type is not None:
        return sentences.agency(answer.agency_type)
    if not all(kind in _OF_STATE for kind in others):
        return "an agency not named below"
    local = others or answer.jurisdiction.level.is_local
    return "a local agency" if local else "a state or local agency"


def _ruling(practice: Practice, case: OrdinaryCase, subject: str) -> str:
    """Return what the law comes to for an agency in the ordinary case."""
    citations = sentences.cited(_citations(case.provisions))
    if case.modality is not None:
        return f"{subject} {sentences.what_it_does(practice, case.modality)}{citations}"
    whether = sentences.whether(practice, subject)
    if case.is_silent:
        return f"no law on file settles {whether} in the ordinary case"
    if case.is_conflict:
        return f"the laws on file conflict on {whether}{citations}"
    return f"the laws on file do not settle {whether}{citations}"


def _citations(provisions: Sequence[Provision]) -> list[str]:
    """Return where provisions stand, each place once, as lawyers write it."""
    cites = [norm.citation for norm in provisions]
    return [*dict.fromkeys(catalog.authority(cite.authority).cited(cite.pin) for cite in cites)]


def _exception(case: OrdinaryCase) -> str:
    """Return the one thing that changes a ruling, where it is short enough to stand beside it."""
    match case.changes:
        case ():
            return ""
        case (Change(outcomes, clauses),) if _is_short(clauses):
            then = "no law on file covers that case" if outcomes == {SILENT} else _then(outcomes)
            if case.modality is None:
                return f"; if {sentences.cases(clauses)}, {then}"
            return f", unless {sentences.cases(clauses)}; {then}"
        case _:
            return ", with exceptions" if case.modality is not None else ""


def _is_beside(changes: Sequence[Change]) -> bool:
    """Whether what changes a ruling stands beside it."""
    return len(changes) == 1 and all(_is_short(change.clauses) for change in changes)


def _is_short(clauses: Sequence[str]) -> bool:
    return len(sentences.cases(clauses).split()) <= sentences.LONGEST // 2


def _then(outcomes: frozenset[frozenset[Modality]]) -> str:
    """Return what an agency must, may or must not do then, in few words."""
    outcome = only(outcomes)
    modality = None if outcome is None else only(outcome)
    if modality is None:
        return "then that is not settled by the laws on file"
    return f"then it {sentences.verb(modality)}"


def _details(answer: PolicyAnswer) -> Iterator[str]:
    """Yield what stands below the first line, each line a thing of its own."""
    first, *others = ordinary_cases(answer)
    yield from _changes(first)
    if len(first.kinds) > 1 and sentences.ANY_OTHER not in first.kinds:
        yield f"The same goes for {sentences.agencies(first.kinds[1:])}."
    for case in others:
        yield _of_others(answer, case)
        yield from _changes(case)
    yield from _open_points(answer)
    for norm in answer.suspended:
        for order in norm.suspended_on(answer.on):
            yield f"{norm.title} {'has been' if order.until is None else 'was'} {order}."
    yield from map(str, answer.unread)
    yield " ".join(filter(None, (f"As of {long_day(answer.on)}.", answer.grounds)))


def _changes(case: OrdinaryCase) -> Iterator[str]:
    if not _is_beside(case.changes):
        for change in case.changes:
            clauses = sentences.cases(change.clauses)
            if change.outcomes == {SILENT}:
                yield f"No law on file covers the case where {clauses}."
            else:
                then = _then(change.outcomes).removeprefix("then ")
                yield f"Exception: {then} if {clauses}."
    if case.others:
        yield f"With other facts, this can matter too: {sentences.cases(case.others, 'and')}."


def _of_others(answer: PolicyAnswer, case: OrdinaryCase) -> str:
    kinds = sentences.agencies(case.kinds, "and" if case.modality else "or")
    if case.is_silent and not case.changes:
        return f"No law on file covers {kinds}."
    ruling = _ruling(answer.practice, case, kinds)
    return f"{sentences.capitalized(ruling)}{_exception(case)}."


def _open_points(answer: PolicyAnswer) -> Iterator[str]:
    """Yield what leaves the answer open that is no fact of a case."""
    for cause in answer.open_because:
        if cause.reason is OpenReason.NOT_ON_RECORD:
            about = tuple(of for of in cause.about if of not in {REST, ANY_TEXT, OWN_POLICY})
            cause = attrs.evolve(cause, about=about)  # noqa: PLW2901 (less of the same)
        elif cause.reason is OpenReason.CONFLICT:
            titles = dict.fromkeys(norm.title for norm in answer.conflicts)
            cause = attrs.evolve(cause, about=tuple(titles))  # noqa: PLW2901 (by their titles)
        elif cause.reason is not OpenReason.WORDS:
            continue
        if cause.about:
            yield f"{sentences.capitalized(str(cause))}."


def _silence(answer: PolicyAnswer) -> str:
    """Return what is known where no law on file speaks."""
    finding, place = answer.no_rule, answer.jurisdiction
    department = None if finding is None else finding.department
    if finding is not None and finding.settles:
        return f"{finding}{_own_policy(answer) if place.level.is_local else ''}"
    subject = sentences.agency(answer.agency_type) if answer.agency_type else "an agency"
    whether = sentences.whether(answer.practice, subject)
    state = state_of(place)
    is_nation = state.level is GovernmentLevel.NATION
    if not is_nation and catalog.coverage(state.code).status is CoverageStatus.NOT_SEARCHED:
        return f"the law on {whether} was not searched. That does not mean there is none."
    inferred = "" if finding is None else "; that the state has no rule is only inferred"
    own = "" if department is None else f" The policy of {department} is not on file."
    return f"no law found on {whether}. That does not mean there is none{inferred}.{own}"


def _own_policy(answer: PolicyAnswer) -> str:
    """Return that the policy of a locality is not on file, as that of a department may not be."""
    name = answer.jurisdiction.name
    aside = "," if "," in name else ""
    either = "" if answer.no_rule is None or answer.no_rule.department is None else " either"
    return f" The policy of {name}{aside} is not on file{either}."
