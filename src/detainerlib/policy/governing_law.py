"""Which norm governs a practice in a jurisdiction on a day, for the facts of a case."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from detainerlib._validation import day_of
from detainerlib.models.conditions import CaseFacts, ConvictedOf, InWords, IsFact
from detainerlib.models.jurisdictions import Agency, AgencyType, Jurisdiction
from detainerlib.models.provisions import BindingEffect, Modality, Practice, Provision
from detainerlib.policy.conditions import what_is_missing
from detainerlib.policy.decision import (
    ANY_OTHER,
    ANY_TEXT,
    REST,
    OpenBecause,
    OpenReason,
    PolicyAnswer,
)
from detainerlib.policy.query import Asked, asked_of
from detainerlib.policy.resolution import (
    ApplicableLaw,
    InForce,
    Resolution,
    Resolved,
    Variables,
    resolutions_of,
)


def governing_policy(
    practice: Practice | str,
    jurisdiction: Jurisdiction | str,
    *,
    on: date,
    facts: CaseFacts | None = None,
    agency_type: AgencyType | Agency | str | None = None,
) -> PolicyAnswer:
    """Return what the texts on record say of a practice, there, on a day, in a case.

    Levels are walked from the nation down. A norm speaks by what it leaves: a requirement and a
    prohibition leave themselves, a permission all three, silence everything. A lower norm that
    says what those above do not leave is overridden; an empty set within a level is a conflict.
    What is not known, of the case, the actor or the days in force, is tried both ways, and the
    answer is the union.

    Args:
        practice: The practice, or its value: "hold_on_detainer".
        jurisdiction: A jurisdiction, or its ISO 3166-2 or FIPS code.
        on: The day whose law is asked for.
        facts: What is known of the case; nothing by default.
        agency_type: The kind of agency that asks, or an agency; every kind by default.

    Raises:
        UnknownIdError: If a practice, jurisdiction, actor, fact or class of offenses is not on
            record.
        NotADayError: If `on` is no plain date.
        DetainerError: If the facts are no `CaseFacts`.

    Authority: 8-cfr-287.7

    >>> from datetime import date
    >>> found = governing_policy("hold_on_detainer", "US-IL", on=date(2022, 1, 1))
    >>> found.modality.value
    'prohibited'
    """
    day = day_of(on, "on")
    return decision_on(asked_of(practice, jurisdiction, facts, agency_type), day)


def decision_on(asked: Asked, on: date) -> PolicyAnswer:
    """Return what the norms of a question come to on a day."""
    levels = _levels(asked, on)
    questions = Variables(levels)
    kinds = kinds_of(asked, on)
    settled = settled_on(asked, on, kinds, questions)
    worlds = frozenset(world for each in settled.values() for world in each.resolutions)
    possible = frozenset(modality for world in worlds for modality in world.possible)
    controlling = frozenset(norm for world in worlds for norm in world.controlling)
    conflicts = frozenset(norm for world in worlds for norm in world.conflicts)
    answering = {norm.jurisdiction for norm in controlling | conflicts}
    persuasive = {
        norm
        for level in levels
        for norm in level
        if norm.weight is BindingEffect.PERSUASIVE and any(map(norm.speaks_to, kinds.values()))
    }

    def in_order(norms: Iterable[Provision]) -> tuple[Provision, ...]:
        chosen = frozenset(norms)
        return tuple(norm for level in levels for norm in level if norm in chosen)

    return PolicyAnswer(
        practice=asked.practice,
        jurisdiction=asked.governments[-1],
        on=on,
        facts=asked.facts,
        agency_type=asked.agency_type,
        possible=possible,
        controlling=in_order(controlling),
        overridden=in_order(norm for world in worlds for norm in world.overridden),
        persuasive=in_order(persuasive),
        conflicts=in_order(conflicts),
        open_because=tuple(_open(possible, worlds, settled, asked.facts, questions)),
        answered_from=tuple(g for g in asked.governments if g.code in answering),
        agreements=tuple(a for a in asked.agreements if a.period.contains(on) is not False),
    )


def settled_on(
    asked: Asked,
    on: date,
    kinds: Mapping[str, AgencyType],
    questions: Variables | None = None,
) -> Mapping[str, Resolved]:
    """Return every world that a question may come to on a day, by kinds of agencies."""
    levels = _levels(asked, on)
    order = Variables(levels) if questions is None else questions
    return {
        name: resolutions_of(_case_of(kind, asked, levels, on), order)
        for name, kind in kinds.items()
    }


def _levels(asked: Asked, on: date) -> tuple[tuple[Provision, ...], ...]:
    """Return the provisions of each level that were, or may have been, in force on a day."""
    return tuple(
        tuple(norm for norm in level if norm.period.contains(on) is not False)
        for level in asked.levels
    )


def _case_of(
    kind: AgencyType, asked: Asked, levels: Sequence[Sequence[Provision]], on: date
) -> ApplicableLaw:
    """Return the case of one kind of agency: no locality's norm binds an agency of the state."""
    binding = tuple(
        tuple(n for n in level if n.weight is BindingEffect.BINDING and n.speaks_to(kind))
        for government, level in zip(asked.governments, levels, strict=True)
        if not (government.level.is_local and kind.is_of_state)
    )
    return ApplicableLaw(binding, asked.facts, on)


def kinds_of(asked: Asked, on: date) -> Mapping[str, AgencyType]:
    """Return the kinds of agencies that may ask there: those that norms name, and any other."""
    if asked.agency_type is not None:
        return {asked.agency_type.value: asked.agency_type}
    local = asked.governments[-1].level.is_local
    kinds = [kind for kind in AgencyType if not (local and kind.is_of_state)]
    norms = (norm for level in _levels(asked, on) for norm in level)
    named = {kind for norm in norms for kind in norm.agency_types | norm.exempts}
    others = [(ANY_OTHER, kind) for kind in kinds if kind not in named]
    return dict([(kind.value, kind) for kind in kinds if kind in named] + others[:1])


def _open(
    possible: frozenset[Modality],
    worlds: frozenset[Resolution],
    settled: Mapping[str, Resolved],
    facts: CaseFacts,
    questions: Variables,
) -> Iterator[OpenBecause]:
    """Yield why an answer is open: the things on which it turns, and where no text speaks."""
    silent = any(world.is_silent for world in worlds)
    if len(possible) == 1 and not silent:
        return
    decisive = frozenset(question for each in settled.values() for question in each.decisive)
    yield from _because(OpenReason.FACTS, {q.fact for q in decisive if isinstance(q, IsFact)})
    tests = [q.conviction for q in decisive if isinstance(q, ConvictedOf)]
    missing = {name for test in tests for name in what_is_missing(test, facts)}
    yield from _because(OpenReason.CONVICTIONS, missing)
    yield from _because(OpenReason.AGENCY_TYPE, _kinds_that_differ(settled, questions))
    yield from _because(OpenReason.WORDS, {q.words for q in decisive if isinstance(q, InWords)})
    unread = {
        f"whether {question.provision.title} was in force that day"
        for question in decisive
        if isinstance(question, InForce)
    }
    if silent:
        every = all(world.is_silent for world in worlds)
        unread.add(ANY_TEXT if every else REST)
    yield from _because(OpenReason.NOT_ON_RECORD, unread)
    conflicts = {norm.id for world in worlds for norm in world.conflicts}
    yield from _because(OpenReason.CONFLICT, conflicts)


def _kinds_that_differ(settled: Mapping[str, Resolved], questions: Variables) -> set[str]:
    """Return the kinds of agencies whose answer is not that of any other, and any other."""
    named = dict(settled)
    rest = named.pop(ANY_OTHER, None)
    answers = next(iter(named.values())).answers if rest is None else rest.answers
    differing = {name for name, each in named.items() if not questions.agree(each.answers, answers)}
    if rest is None and differing:
        return set(named)
    return differing | {ANY_OTHER} if differing else set()


def _because(reason: OpenReason, about: set[str]) -> Iterator[OpenBecause]:
    if about:
        yield OpenBecause(reason=reason, about=tuple(sorted(about)))
