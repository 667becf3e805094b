"""An answer in words: the ordinary case, what changes it, other agencies, and what is open."""

from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from detainerlib import catalog
from detainerlib._validation import only
from detainerlib._wording import long_day
from detainerlib.catalog._places import state_of
from detainerlib.models.jurisdictions import AgencyType, GovernmentLevel, Jurisdiction
from detainerlib.models.provisions import CoverageStatus, Modality, Practice, Provision
from detainerlib.policy.answer import ANY_TEXT, OWN_POLICY, REST, OpenReason, PolicyAnswer
from detainerlib.policy.ordinary import Change, OrdinaryCase, Turn, ordinary_cases
from detainerlib.sentences import answers as wording
from detainerlib.sentences import policy as sentences

_MOST_EXCEPTIONS: Final = 12
_OF_STATE: Final = frozenset(kind for kind in AgencyType if kind.is_of_state)


def answer_in_words(answer: PolicyAnswer) -> str:
    """Return an answer in lines, the first of which is the answer in the ordinary case."""
    first = f"{answer.jurisdiction.name}: {ruling_in_words(answer)}"
    return "\n".join((first, *_details(answer)))


def ruling_in_words(answer: PolicyAnswer) -> str:
    """Return what an agency must, may or must not do in the ordinary case, without the place."""
    first, *others = ordinary_cases(answer)
    if first.is_silent and not others and not first.changes:
        return _silence(answer)
    named = [kind for case in others for kind in case.kinds]
    return _ruling(answer, first, _subject(first, named, answer))


def _subject(case: OrdinaryCase, others: Sequence[str], answer: PolicyAnswer) -> str:
    if sentences.ANY_OTHER not in case.kinds:
        return sentences.agency(case.kinds[0])
    if answer.agency_type is not None:
        return sentences.agency(answer.agency_type)
    if not all(kind in _OF_STATE for kind in others):
        return wording.NOT_NAMED_BELOW
    return wording.ANY_AGENCY[bool(others) or answer.jurisdiction.level.is_local]


def _ruling(answer: PolicyAnswer, case: OrdinaryCase, subject: str) -> str:
    """Return what the law comes to for an agency in the ordinary case, and what changes it."""
    citations, practice = sentences.cited(_citations(case.provisions)), answer.practice
    beside = _beside(case)
    if case.modality is not None:
        does = f"{subject} {sentences.what_it_does(practice, case.modality)}{citations}"
        if beside is None:
            settled = {change.is_silent for change in case.changes if change.modality is None}
            if any(change.modality for change in case.changes) or not settled:
                return f"{does}{wording.WITH_EXCEPTIONS if case.changes else ''}."
            return f"{does}{wording.BUT_NOT_SETTLED[settled == {True}]}."
        # What gives the exception is cited beside it where that is another law.
        giving = [*_giving(answer, case, beside.modality)] if beside.modality else []
        other = _citations([] if {*giving} & {*case.provisions} else giving)
        return sentences.unless(does, beside.cases, f"{_then(beside)}{sentences.cited(other)}")
    whether = sentences.whether(practice, subject)
    if case.is_silent:
        return _silent_but(practice, case, subject)
    if case.is_conflict:
        ruling = wording.laws_conflict(whether, citations)
    else:
        ruling = wording.laws_do_not_settle(whether, citations)
    if beside is None or not (beside.is_silent or beside.modality):
        return ruling
    return wording.but_if(ruling, sentences.cases(beside.cases), _then(beside))


def _silent_but(practice: Practice, case: OrdinaryCase, subject: str) -> str:
    """Return what the law comes to where it covers some cases, and not the ordinary one."""
    citations = sentences.cited(_citations(case.provisions))
    beside = _beside(case)
    modality = only(change.modality for change in case.changes)
    if modality is None:
        whether = sentences.whether(practice, subject)
        if any(change.modality for change in case.changes):
            return wording.depends_on_case(whether, citations)
        if beside is None:
            return wording.no_law_settles(whether)
        return wording.no_law_settles(whether, sentences.cases(beside.cases), citations)
    does = f"{subject} {sentences.what_it_does(practice, modality)}"
    if beside is None:
        return wording.in_some_cases(does, citations)
    return f"{does} if {sentences.cases(beside.cases)}{citations}. {wording.OTHER_CASES}"


def _citations(provisions: Sequence[Provision]) -> list[str]:
    """Return where provisions stand, each place once, as lawyers write it."""
    cites = [norm.citation for norm in provisions]
    return [*dict.fromkeys(catalog.authority(cite.authority).cited(cite.pin) for cite in cites)]


def _beside(case: OrdinaryCase) -> Change | None:
    """Return the one thing that changes a ruling, where it is short enough to stand beside it."""
    change = case.changes[0] if len(case.changes) == 1 else None
    return change if change is not None and sentences.is_short(change.cases) else None


def _then(change: Change) -> str:
    """Return what an agency must, may or must not do then, in few words."""
    if change.is_silent:
        return wording.CASE_NOT_COVERED
    if change.modality is None:
        return wording.CASE_NOT_SETTLED
    return wording.then(sentences.verb(change.modality))


def _details(answer: PolicyAnswer) -> Iterator[str]:
    """Yield what stands below the first line, each line a thing of its own."""
    first, *others = ordinary_cases(answer)
    yield from _changes(answer, first)
    if len(first.kinds) > 1 and sentences.ANY_OTHER not in first.kinds:
        yield wording.same_goes_for(sentences.agencies(first.kinds[1:]))
    for case in others:
        yield _of_others(answer, case)
        yield from _changes(answer, case)
    yield from _open_points(answer)
    for norm in answer.suspended:
        for order in norm.suspended_on(answer.on):
            is_suspended = wording.is_suspended(str(order), still=order.until is None)
            yield f"{norm.title} {is_suspended}."
    yield from map(str, answer.unread)
    yield " ".join(filter(None, (f"As of {long_day(answer.on)}.", answer.grounds)))


def exceptions_in_words(answer: PolicyAnswer) -> tuple[str, ...]:
    """Return what changes the ruling of the first line and does not stand beside it."""
    return tuple(_changes(answer, ordinary_cases(answer)[0]))


def _changes(answer: PolicyAnswer, case: OrdinaryCase) -> Iterator[str]:
    """Yield what changes a ruling and does not stand beside it."""
    if _beside(case) is None:
        for change in case.changes:
            if case.is_open and change.is_open:
                continue
            if change.modality is not None:
                it = wording.it(sentences.verb(change.modality))
                cited = sentences.cited(_citations([*_giving(answer, case, change.modality)]))
                exception = f"Exception{cited}: {it}"
                lead = sentences.capitalized(it) if case.is_silent else exception
                yield f"{lead} {sentences.condition(change.cases, _MOST_EXCEPTIONS)}."
            else:
                cases = sentences.these_cases(change.cases, _MOST_EXCEPTIONS)
                left_open = wording.left_open(cases, is_silent=change.is_silent)
                yield f"{sentences.capitalized(left_open)}."
    if case.undoing:
        facts = sentences.alternatives(case.undoing)
        is_open = not any(change.modality for change in case.changes)
        verb = None if case.modality is None else sentences.verb(case.modality)
        yield wording.undone(facts, verb if is_open else None, is_silent=case.is_silent)
    yield from (_turn(case, turn) for turn in case.turns)
    if case.others:
        yield wording.not_settled_whether(sentences.alternatives(case.others))


def _turn(case: OrdinaryCase, turn: Turn) -> str:
    """Return what one more thing makes of cases that change a ruling."""
    facts, is_undone = sentences.alternatives(turn.facts), turn.outcomes == case.outcomes
    listed = _listed(case)
    spared = [one for one in _changing(case) if one not in turn.cases]
    if listed and is_undone and not {*turn.cases} <= {*listed} and {*spared} <= {*listed}:
        numbers = [listed.index(one) + 1 for one in spared]
        return wording.exceptions_undone(numbers, facts, is_but=True)
    does = "" if turn.modality is None else wording.it(sentences.verb(turn.modality))
    if not {*turn.cases} <= {*listed}:
        cases = [(*several, fact) for several in turn.cases for fact in turn.facts]
        if does:
            condition = sentences.condition(cases, _MOST_EXCEPTIONS)
            return wording.turned(does, condition, is_undone=is_undone)
        where = sentences.these_cases(cases, _MOST_EXCEPTIONS)
        return f"{sentences.capitalized(wording.left_open(where, is_silent=turn.is_silent))}."
    numbers = [listed.index(one) + 1 for one in turn.cases]
    if is_undone and case.modality is not None:
        is_open = case.changes[0].modality is None
        return wording.exceptions_undone(numbers, facts, is_open=is_open)
    where = wording.numbered_cases(numbers)
    if does:
        return wording.turned_in(where, does, facts)
    left_open = wording.left_open(where, is_silent=turn.is_silent)
    return f"{sentences.capitalized(left_open)} if {facts}."


def _changing(case: OrdinaryCase) -> Sequence[tuple[str, ...]]:
    return case.changes[0].cases if len(case.changes) == 1 else ()


def _listed(case: OrdinaryCase) -> Sequence[tuple[str, ...]]:
    """Return the cases that stand under numbers below a ruling, where there is one list of them."""
    if _beside(case) is not None or not _changing(case):
        return ()
    return sentences.listed(_changing(case), _MOST_EXCEPTIONS)


def _giving(answer: PolicyAnswer, case: OrdinaryCase, modality: Modality) -> Iterator[Provision]:
    """Yield the provisions that may give a modality to a kind of agency of a case."""
    kinds = [AgencyType(kind) for kind in case.kinds if kind != sentences.ANY_OTHER]
    for norm in answer.controlling:
        is_addressed = not kinds or any(map(norm.speaks_to, kinds))
        if is_addressed and modality in {norm.modality, norm.otherwise}:
            yield norm


def _of_others(answer: PolicyAnswer, case: OrdinaryCase) -> str:
    is_local = answer.jurisdiction.level.is_local
    if case.is_silent and not case.changes:
        return wording.not_covered(sentences.agencies(case.kinds, "or", is_local=is_local))
    settles = case.modality or only(change.modality for change in case.changes)
    kinds = sentences.agencies(case.kinds, "and" if settles else "or", is_local=is_local)
    return sentences.capitalized(_ruling(answer, case, kinds))


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
        return wording.not_searched(whether)
    others = place.name if not is_nation and _has_other_laws(place) else None
    own = "" if department is None else wording.policy_not_on_file(department)
    nothing = sentences.nothing_found(whether, others, is_inferred=finding is not None)
    return f"{nothing}{own}"


def _has_other_laws(place: Jurisdiction) -> bool:
    """Whether a law of the place, or of its state, is on file on other practices or dates."""
    places = (
        above for above in catalog.lineage(place) if above.level is not GovernmentLevel.NATION
    )
    return any(catalog.provisions(jurisdiction=above) for above in places)


def _own_policy(answer: PolicyAnswer) -> str:
    """Return that the policy of a locality is not on file, as that of a department may not be."""
    either = answer.no_rule is not None and answer.no_rule.department is not None
    return wording.policy_not_on_file(answer.jurisdiction.name, either=either)
