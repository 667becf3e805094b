"""An answer in words: the ordinary case, what changes it, other agencies, and what is open."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain

import attrs

from detainerlib import catalog
from detainerlib._validation import only
from detainerlib._wording import long_day
from detainerlib.models.conditions import IS_DETAINER
from detainerlib.models.jurisdictions import AgencyType
from detainerlib.models.provisions import Modality, Practice, Provision
from detainerlib.policy.answer import PolicyAnswer, binding_law
from detainerlib.policy.meanings import definitions_in, meanings_of
from detainerlib.policy.open_points import open_points
from detainerlib.policy.ordinary import (
    Change,
    OrdinaryCase,
    Turn,
    bars_despite_a_judge,
    left_open_in,
    ordinary_cases,
    with_one_open_list,
)
from detainerlib.policy.rulings import (
    OF_CUSTODY,
    agencies_of,
    aside_of,
    bars_bans_only,
    citations_of,
    givers,
    has_unread_duty,
    it_does,
    lets_nobody,
    open_ban_of,
    subject_of,
    what_it_does,
)
from detainerlib.policy.silence import is_silence, not_binding, silence
from detainerlib.policy.standing import is_law, is_policy_alone, reports_only
from detainerlib.policy.what_was_given import what_was_given
from detainerlib.sentences import answers as wording
from detainerlib.sentences import considered as on_laws
from detainerlib.sentences import exceptions as on_exceptions
from detainerlib.sentences import policy as sentences
from detainerlib.sentences import reports


def answer_in_words(answer: PolicyAnswer) -> str:
    """Return an answer in lines, the first of which is the answer in the ordinary case."""
    first, *reported = _first_ruling(answer).splitlines()
    *others, grounds = _details(answer)
    told = [f"{answer.jurisdiction.name}: {first}", *what_was_given(answer), *others, *reported]
    norms = (*answer.controlling, *answer.conflicts)
    said = wording.cited_once("\n".join(told), citations_of(norms))
    of_custody = answer.practice in OF_CUSTODY
    meanings = [*meanings_of(said.lower(), of_custody=of_custody)]
    if of_custody and any(map(bars_despite_a_judge, ordinary_cases(answer))):
        meanings.insert(0, wording.WARRANT_APART)
    return "\n".join((said, *definitions_in(answer, said), *meanings, grounds))


def ruling_in_words(answer: PolicyAnswer) -> str:
    """Return what an agency must, may or must not do in the ordinary case, without the place."""
    return _first_ruling(answer).partition("\n")[0]


def _first_ruling(answer: PolicyAnswer) -> str:
    """Return the ruling of the first line; below it, what was only reported."""
    first, *others = ordinary_cases(answer)
    if is_silence([first, *others]):
        return silence(answer)
    named = [kind for case in others for kind in case.kinds]
    return _ruling(answer, first, subject_of(first, named, answer))


def _ruling(answer: PolicyAnswer, case: OrdinaryCase, subject: str) -> str:
    """Return what the law comes to for an agency in the ordinary case, and what changes it."""
    citations, practice = sentences.cited(citations_of(case.provisions)), answer.practice
    beside = _beside(case)
    if case.modality is not None:
        laws = [*filter(is_law, givers(answer, case, case.modality))]
        does = what_it_does(practice, case.modality, subject, case.provisions, citations, laws)
        aside = aside_of(practice, case.modality, case.provisions, citations, laws)
        if beside is None:
            if bars_bans_only(case.provisions, practice, case.modality):
                aside = f" {wording.NO_POWER}"
            excepted = any(change.modality for change in case.changes)
            left_open = any(change.modality is None for change in case.changes)
            exceptions = on_exceptions.WITH_EXCEPTIONS if excepted else ""
            return (
                f"{does}{exceptions}.{aside}{on_exceptions.SOME_NOT_SETTLED if left_open else ''}"
            )
        # What gives the exception is cited beside it where that is another law.
        giving = [*givers(answer, case, beside.modality)] if beside.modality else []
        other = sentences.cited(citations_of([] if {*giving} & {*case.provisions} else giving))
        then, after = _then(answer, case, beside, giving, other)
        return f"{sentences.unless(does, beside.cases, then)}{after}{aside}"
    whether = sentences.whether(practice, subject)
    if case.is_silent:
        return _silent_but(practice, case, subject)
    if case.is_conflict:
        ruling = wording.laws_conflict(whether, citations)
    elif lets_nobody(answer, case):
        nothing = reports.nothing_allows(subject, sentences.act(practice))
        ruling = wording.but_may_be_banned(nothing, open_ban_of(case), citations)
    elif is_policy_alone(case.provisions):
        ruling = wording.no_policy_settles(whether, citations)
    else:
        ruling = wording.laws_do_not_settle(whether, citations)
    if beside is None or not (beside.is_silent or beside.modality):
        return ruling
    giving = [*givers(answer, case, beside.modality)] if beside.modality else []
    then, after = _then(answer, case, beside, giving, "")
    return f"{wording.but_if(ruling, sentences.cases(beside.cases), then)}{after}"


def _silent_but(practice: Practice, case: OrdinaryCase, subject: str) -> str:
    """Return what the law comes to where it covers some cases, and not the ordinary one."""
    citations = sentences.cited(citations_of(case.provisions))
    beside = _beside(case)
    modality = only(change.modality for change in case.changes)
    if modality is None:
        whether = sentences.whether(practice, subject)
        if any(change.modality for change in case.changes):
            return wording.depends_on_case(whether, citations)
        if beside is None:
            return wording.no_law_settles(whether)
        return wording.no_law_settles(whether, sentences.cases(beside.cases), citations)
    told = reports_only(case.provisions)
    is_ban_of_bans = bars_bans_only(case.provisions, practice, modality)
    aside = f" {wording.NO_POWER}" if is_ban_of_bans else ""
    does = (
        wording.no_policy_may_forbid(subject, sentences.act(practice))
        if is_ban_of_bans
        else f"{subject} {sentences.what_it_does(practice, modality)}"
    )
    if told:
        does = reports.as_reported(told[0].citation.text_as_of, does)
        aside = f" {reports.NOT_A_LAW}" if modality is Modality.PERMITTED else ""
        aside += "" if isinstance(told[0].period.until, date) else f" {reports.STILL_APPLIES}"
    elif is_policy_alone(case.provisions):
        does = f"{reports.BY_OWN_POLICY}{does}"
        aside = aside_of(practice, modality, case.provisions, citations)
    if beside is None:
        return f"{wording.in_some_cases(does, citations)}{aside}"
    cases = sentences.cases(beside.cases)
    return f"{does} if {cases}{citations}.{aside} {wording.OTHER_CASES}"


def _beside(case: OrdinaryCase) -> Change | None:
    """Return the one thing that changes a ruling, where it is short enough to stand beside it."""
    case = with_one_open_list(case)
    change = case.changes[0] if len(case.changes) == 1 else None
    return change if change is not None and sentences.is_short(change.cases) else None


def _then(
    answer: PolicyAnswer,
    case: OrdinaryCase,
    change: Change,
    giving: Sequence[Provision],
    citations: str,
) -> tuple[str, str]:
    """Return what an agency must, may or must not do then, in few words, and what was reported."""
    if change.is_silent and case.modality is Modality.REQUIRED:
        return wording.DUTY_STOPS, ""
    if change.is_silent:
        return wording.CASE_NOT_COVERED, ""
    if change.modality is None:
        return wording.CASE_NOT_SETTLED, ""
    it, aside = it_does(answer.practice, case, change.modality, giving, citations)
    return f"then {it.removesuffix(',')}{'' if citations in aside else citations}", aside


def _details(answer: PolicyAnswer) -> Iterator[str]:
    """Yield what stands below the first line, each line a thing of its own."""
    first, *others = ordinary_cases(answer)
    yield from _changes(answer, first)
    yield from _alike(answer)
    for case in _of_other_agencies(answer):
        yield from _of_others(answer, case)
        yield from _changes(answer, case)
    yield from open_points(answer, [first, *(case for case in others if _asked_of(answer, case))])
    for norm in answer.suspended:
        for order in norm.suspended_on(answer.on):
            is_suspended = on_laws.is_suspended(str(order), still=order.until is None)
            yield f"{norm.title} {is_suspended}."
    yield from not_binding(answer)
    yield from map(str, answer.unread)
    unread = wording.EXCEPTION_MAY_BE_MISSING if has_unread_duty(answer) else None
    yield " ".join(filter(None, (f"As of {long_day(answer.on)}.", answer.grounds, unread)))


def below_in_words(answer: PolicyAnswer) -> tuple[str, ...]:
    """Return what changes the first line, the ruling for other agencies, and what was reported.

    The exceptions of those agencies are left to the whole answer.
    """
    first = ordinary_cases(answer)[0]
    of_others = (_of_others(answer, case) for case in _of_other_agencies(answer))
    below = (*_changes(answer, first), *_alike(answer), *chain.from_iterable(of_others))
    reported = _first_ruling(answer).splitlines()[1:]
    return (*(" ".join(line.split()) for line in below), *reported)


def _alike(answer: PolicyAnswer) -> Iterator[str]:
    """Yield for which agencies the first line holds besides the one that it names."""
    first, *others = ordinary_cases(answer)
    alike = [kind for case in others if _reads_as_first(answer, case) for kind in case.kinds]
    if sentences.ANY_OTHER not in first.kinds and (kinds := [*first.kinds[1:], *alike]):
        yield wording.same_goes_for(sentences.agencies(kinds))


def _reads_as_first(answer: PolicyAnswer, case: OrdinaryCase) -> bool:
    """Whether what is settled of named agencies reads as what is of those named first.

    It may differ in what was only reported of one of them.
    """
    first = ordinary_cases(answer)[0]
    if case.modality is None or sentences.ANY_OTHER in (*first.kinds, *case.kinds):
        return False
    told, told_first = (
        (_ruling(answer, one, "").partition("\n")[0], *_changes(answer, one))
        for one in (case, first)
    )
    return told == told_first


def _of_other_agencies(answer: PolicyAnswer) -> Iterator[OrdinaryCase]:
    """Yield the cases of agencies that are worth a line of their own."""
    _, *others = ordinary_cases(answer)
    for case in others:
        kinds = _asked_of(answer, case)
        if kinds and not _reads_as_first(answer, case):
            yield attrs.evolve(case, kinds=kinds)


def _changes(answer: PolicyAnswer, case: OrdinaryCase) -> Iterator[str]:
    """Yield what changes a ruling and does not stand beside it; last, all that is not settled."""
    case = with_one_open_list(case)
    excepting = [(one.modality, one) for one in case.changes if one.modality is not None]
    for modality, change in () if _beside(case) else excepting:
        giving = [*givers(answer, case, modality)]
        cited = sentences.cited(citations_of(giving))
        it, aside = it_does(answer.practice, case, modality, giving, cited)
        exception = f"Exception{cited}{_whom_it_misses(change)}: {it}"
        lead = sentences.capitalized(it) if case.is_silent else exception
        told = f"{lead} {sentences.condition(change.cases)}."
        is_long = sentences.NEXT_ITEM in told
        yield from sentences.in_lines([told, aside.strip()]) if is_long else (f"{told}{aside}",)
    if case.undoing and excepting:
        facts = sentences.alternatives(case.undoing)
        yield on_exceptions.undone(facts, is_silent=case.is_silent, is_open=case.is_open)
    left_open: list[str] = []
    for turn in case.turns:
        is_open, sentence = _turn(case, turn)
        if is_open:
            left_open.append(sentence)
        else:
            yield sentence
    if not_settled := [
        *_not_settled(answer, case),
        *filter(None, left_open),
        *_not_known_to_matter(case),
    ]:
        yield from sentences.in_lines(not_settled)


def _whom_it_misses(change: Change) -> str:
    """Return that no detainer is among the cases of a change, where that is so of all."""
    denial = catalog.fact(IS_DETAINER).denial
    is_never = all(denial in case for case in change.cases)
    return on_exceptions.NEVER_FOR_A_DETAINER if is_never else ""


def _not_settled(answer: PolicyAnswer, case: OrdinaryCase) -> Iterator[str]:
    """Yield which cases are not settled, and what settles them all the same."""
    change = left_open_in(case)
    if change is None:
        return
    cases = sentences.these_cases(change.cases)
    is_one = len(change.cases) == 1
    if case.undoing and case.modality is not None:
        unless = [
            sentences.alternatives(turn.facts) for turn in case.turns if _is_of_undone(case, turn)
        ]
        giving = {*givers(answer, case, case.modality)} - {*case.provisions}
        also = [norm for norm in answer.controlling if norm in giving]
        cited = sentences.cited(citations_of(also))
        facts, does = sentences.alternatives(case.undoing), sentences.verb(case.modality)
        where = on_exceptions.all_cases(len(change.cases), is_exception=False)
        cases = cases if _beside(case) is None else where
        yield on_exceptions.settled_too(facts, f"{does} do so{cited}", cases, unless=unless)
        yield on_exceptions.otherwise_open(is_one=is_one, is_silent=change.is_silent)
    elif _beside(case) is None and change.is_silent and case.modality is Modality.REQUIRED:
        yield on_exceptions.duty_stops(cases)
    elif _beside(case) is None:
        left_open = on_exceptions.left_open(cases, is_silent=change.is_silent)
        yield f"{sentences.capitalized(left_open)}."


def _is_of_undone(case: OrdinaryCase, turn: Turn) -> bool:
    """Whether a turn leaves open again all that something settles of what was open."""
    change = left_open_in(case)
    if change is None or turn.modality is not None:
        return False
    return {*turn.cases} == {(*several, fact) for several in change.cases for fact in case.undoing}


def _not_known_to_matter(case: OrdinaryCase) -> Iterator[str]:
    if case.others:
        yield on_exceptions.not_settled_whether(sentences.alternatives(case.others))


def _turn(case: OrdinaryCase, turn: Turn) -> tuple[bool, str]:
    """Return what one more thing makes of cases that change a ruling, and whether it is open.

    What stands elsewhere is empty.
    """
    if _is_of_undone(case, turn):
        return True, ""
    facts, is_undone = sentences.alternatives(turn.facts), turn.outcomes == case.outcomes
    change = next((one for one in case.changes if {*turn.cases} <= {*one.cases}), None)
    listed = _listed(case, change)
    is_open = turn.modality is None or (change is not None and change.modality is None)
    is_exception = change is not None and change.modality is not None and not case.is_silent
    does = "" if turn.modality is None else wording.it(sentences.verb(turn.modality))
    is_whole = change is not None and _is_whole(case, change, turn)
    if not {*turn.cases} <= {*listed} and not is_whole:
        cases = [(*several, fact) for several in turn.cases for fact in turn.facts]
        if does:
            condition = sentences.condition(cases)
            return is_open, on_exceptions.turned(does, condition, is_undone=is_undone)
        where = sentences.these_cases(cases)
        left_open = on_exceptions.left_open(where, is_silent=turn.is_silent)
        return is_open, f"{sentences.capitalized(left_open)}."
    numbers = [listed.index(one) + 1 for one in turn.cases if listed]
    if not listed:
        where = on_exceptions.all_cases(len(turn.cases), is_exception=is_exception)
    elif is_undone and case.modality is not None:
        return is_open, on_exceptions.exceptions_undone(numbers, facts, is_open=not is_exception)
    else:
        where = on_exceptions.numbered_cases(numbers, is_exception=is_exception)
    if does:
        return is_open, on_exceptions.turned_in(where, does, facts)
    return is_open, on_exceptions.applying_not_settled(where, facts, is_exception=is_exception)


def _is_whole(case: OrdinaryCase, change: Change, turn: Turn) -> bool:
    """Whether a turn is of all that one change is of, and no other exception stands between."""
    others = [one for one in case.changes if one.modality is not None and one != change]
    is_near = change.modality is None or not others
    return is_near and {*turn.cases} == {*change.cases} and not _beside(case)


def _listed(case: OrdinaryCase, change: Change | None) -> Sequence[tuple[str, ...]]:
    """Return the cases that stand under numbers of their own below a ruling."""
    if change is None or _beside(case) is not None:
        return ()
    alike = [one for one in case.changes if (one.modality is None) == (change.modality is None)]
    return () if alike[1:] else sentences.listed(change.cases)


def _asked_of(answer: PolicyAnswer, case: OrdinaryCase) -> tuple[str, ...]:
    """Return the kinds of agencies to name: not those that hold nobody, where nothing is settled.

    Only a law that settles something of them makes them worth a line.
    """
    is_settled = case.modality or any(change.modality for change in case.changes)
    if is_settled or answer.practice not in OF_CUSTODY:
        return case.kinds
    holding_nobody: set[str] = {kind for kind in AgencyType if kind.holds_nobody}
    return tuple(kind for kind in case.kinds if kind not in holding_nobody)


def _of_others(answer: PolicyAnswer, case: OrdinaryCase) -> Iterator[str]:
    if case.is_silent and not case.changes:
        law = binding_law(answer)
        by_name = law.kinds()
        by_laws: dict[tuple[Provision, ...], list[str]] = {}
        for kind in case.kinds:
            by_laws.setdefault(law.without_effect(by_name[kind]), []).append(kind)
        for laws, alike in sorted(by_laws.items(), key=lambda told: not told[0]):
            kinds = agencies_of(answer, alike, "or")
            act, cited = sentences.act(answer.practice), sentences.cited(citations_of(laws))
            told = wording.without_effect(kinds, act, cited)
            yield sentences.capitalized(told) if laws else wording.not_covered(kinds)
        return
    settles = case.modality or only(change.modality for change in case.changes)
    kinds = agencies_of(answer, case.kinds, "and" if settles else "or")
    yield sentences.capitalized(_ruling(answer, case, kinds))
