"""Which norm governs a practice in a jurisdiction on a day, for the facts of a case."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from typing import TypeVar

from detainerlib._validation import day_of
from detainerlib.models.agreements import CooperationAgreement
from detainerlib.models.conditions import CaseFacts, ConvictedOf, InWords, IsFact
from detainerlib.models.jurisdictions import AgencyType, AgencyTypeLike, JurisdictionLike
from detainerlib.models.no_rules import NoRuleFinding
from detainerlib.models.provisions import BindingEffect, Modality, PracticeLike, Provision
from detainerlib.models.unread_texts import UnreadText
from detainerlib.policy.answer import (
    ANY_TEXT,
    OWN_POLICY,
    REST,
    OpenBecause,
    OpenReason,
    PolicyAnswer,
)
from detainerlib.policy.binding_law import BindingLaw
from detainerlib.policy.conditions import what_is_missing
from detainerlib.policy.query import PolicyQuery, query_of
from detainerlib.policy.resolution import InForce, Reached, Resolution, ResolvedLaw, Variables
from detainerlib.sentences import open_causes as wording
from detainerlib.sentences.policy import ANY_OTHER

R = TypeVar("R", CooperationAgreement, UnreadText)


def governing_policy(
    practice: PracticeLike,
    jurisdiction: JurisdictionLike,
    *,
    on: date,
    facts: CaseFacts | None = None,
    agency_type: AgencyTypeLike | None = None,
) -> PolicyAnswer:
    """Return what the laws on file say of a practice, there, on a day, in a case.

    Federal law is applied first, then state, then local. A requirement or a prohibition binds the
    levels below; a permission, or no law, leaves them free. A lower rule that says what those above
    do not allow is overridden; an empty set within a level is a conflict. What is not known, of the
    case, the agency or the days in effect, is tried both ways, and the answer is the union. A
    provision that a court's order suspended that day does not apply to those it binds. Where no law
    covers it, a finding that there was no rule says who decides.

    Args:
        practice: The practice, or its value: "hold_on_detainer".
        jurisdiction: A jurisdiction, or its ISO 3166-2 or FIPS code.
        on: The day whose law is asked for.
        facts: What is known of the case; nothing by default.
        agency_type: The kind of agency that asks, or an agency; every kind by default.

    Raises:
        UnknownIdError: If a practice, jurisdiction, agency type, fact or class of offenses is not
            on file.
        NotADayError: If `on` is no plain date.
        DetainerError: If the facts are no `CaseFacts`.

    Authority: 8-cfr-287.7

    >>> from datetime import date
    >>> answer = governing_policy("hold_on_detainer", "US-IL", on=date(2022, 1, 1))
    >>> answer.modality.value
    'prohibited'
    """
    day = day_of(on, "on")
    return answer_on(query_of(practice, jurisdiction, facts, agency_type), day)


def answer_on(query: PolicyQuery, on: date) -> PolicyAnswer:
    """Return what the norms of a query come to on a day."""
    return LawOnDay(query, on).answer()


class LawOnDay(BindingLaw):
    """The law on one practice on a day, and the answers that it gives."""

    def __init__(self, query: PolicyQuery, on: date) -> None:
        """Answer nothing yet."""
        super().__init__(query, on)
        self._answers: dict[AgencyType | None, PolicyAnswer] = {}

    def answer(self, agency_type: AgencyType | None = None) -> PolicyAnswer:
        """Return what the law comes to for a kind of agency, or for the one of the query."""
        kind = self.query.agency_type if agency_type is None else agency_type
        if kind not in self._answers:
            self._answers[kind] = self._answer(kind)
        return self._answers[kind]

    def _answer(self, agency_type: AgencyType | None) -> PolicyAnswer:
        kinds = self.kinds() if agency_type is None else {agency_type.value: agency_type}
        resolved = {name: self.resolved(kind) for name, kind in kinds.items()}
        resolutions = frozenset(
            resolution for law in resolved.values() for resolution in law.resolutions
        )
        possible = frozenset(
            modality for resolution in resolutions for modality in resolution.possible
        )
        controlling = _union(resolution.controlling for resolution in resolutions)
        conflicts = _union(resolution.conflicts for resolution in resolutions)
        overridden = _union(resolution.overridden for resolution in resolutions)
        spoken_to = {
            norm
            for norm in chain.from_iterable(self.levels)
            if any(map(norm.speaks_to, kinds.values()))
        }
        no_rule = self.no_rule(kinds.values())
        answering = {norm.jurisdiction for norm in controlling | conflicts}
        return PolicyAnswer(
            practice=self.query.practice,
            jurisdiction=self.query.jurisdiction,
            on=self.on,
            facts=self.query.facts,
            agency_type=agency_type,
            possible=possible,
            controlling=self._in_order(controlling),
            overridden=self._in_order(overridden - controlling - conflicts),
            persuasive=self._in_order(
                norm for norm in spoken_to if norm.weight is BindingEffect.PERSUASIVE
            ),
            conflicts=self._in_order(conflicts),
            suspended=self._in_order(norm for norm in spoken_to if norm.suspended_on(self.on)),
            no_rule=no_rule,
            open_because=tuple(
                _causes(
                    possible,
                    resolutions,
                    resolved,
                    self.query.facts,
                    self.variables,
                    self._silence(resolved, no_rule),
                    self.on,
                )
            ),
            answered_from=tuple(
                government for government in self.query.governments if government.code in answering
            ),
            agreements=self._on_the_day(self.query.agreements),
            agreements_above=self._on_the_day(self.query.agreements_above),
            unread=self._on_the_day(self.query.unread),
        )

    def _on_the_day(self, records: Iterable[R]) -> tuple[R, ...]:
        """Return those that were in force on the day, or perhaps were."""
        return tuple(record for record in records if record.period.contains(self.on) is not False)

    def _silence(
        self, resolved: Mapping[str, ResolvedLaw], finding: NoRuleFinding | None
    ) -> OpenBecause:
        """Return why an answer is open where no text speaks."""
        laws = [law for law in resolved.values() if any(of.is_silent for of in law.resolutions)]
        entirely = all(law.is_silent for law in laws)
        if finding is None or not finding.settles or not entirely:
            about = ANY_TEXT if entirely and len(laws) == len(resolved) else REST
        elif self.query.jurisdiction.level.is_local or finding.department is not None:
            about = OWN_POLICY
        else:
            return OpenBecause(reason=OpenReason.LEFT_TO_AGENCIES, about=(finding.id,))
        return OpenBecause(reason=OpenReason.NOT_ON_RECORD, about=(about,))

    def _in_order(self, norms: Iterable[Provision]) -> tuple[Provision, ...]:
        named = frozenset(norms)
        return tuple(norm for norm in chain.from_iterable(self.levels) if norm in named)


def _union(sets: Iterable[frozenset[Provision]]) -> frozenset[Provision]:
    return frozenset[Provision]().union(*sets)


def _causes(
    possible: frozenset[Modality],
    resolutions: frozenset[Resolution],
    resolved: Mapping[str, ResolvedLaw],
    facts: CaseFacts,
    variables: Variables,
    silence: OpenBecause,
    on: date,
) -> Iterator[OpenBecause]:
    """Yield why an answer is open: the things on which it turns, and where no text speaks."""
    silent = any(resolution.is_silent for resolution in resolutions)
    if len(possible) == 1 and not silent:
        return
    decisive = frozenset(variable for law in resolved.values() for variable in law.decisive)
    about: dict[OpenReason, set[str]] = {reason: set() for reason in OpenReason}
    about[OpenReason.AGENCY_TYPE] = _kinds_that_differ(resolved, variables)
    for variable in decisive:
        match variable:
            case IsFact():
                about[OpenReason.FACTS].add(variable.fact)
            case ConvictedOf():
                about[OpenReason.CONVICTIONS] |= what_is_missing(variable.conviction, facts)
            case InWords():
                about[OpenReason.WORDS].add(left_open_by(variable, on))
            case _:
                about[OpenReason.NOT_ON_RECORD].add(left_open_by(variable, on))
    if silent:
        about[silence.reason] |= {*silence.about}
    conflicts = (norm for resolution in resolutions for norm in resolution.conflicts)
    about[OpenReason.CONFLICT] = {norm.id for norm in conflicts}
    for reason, names in about.items():
        if names:
            yield OpenBecause(reason=reason, about=tuple(sorted(names)))


def left_open_by(variable: InWords | InForce | Reached, on: date) -> str:
    """Return what is open that is no fact of a case, as a reason has it for which that is so."""
    match variable:
        case InWords():
            return variable.words
        case InForce():
            return wording.whether_in_effect(variable.provision.title)
        case _:
            return _open_order(variable, on)


def _open_order(variable: Reached, on: date) -> str:
    """Return what is open of a court's order: whether it stood, what it reaches, or whom."""
    title, order = variable.provision.title, variable.order
    if order.period.contains(on) is None:
        return wording.whether_order_stood(title)
    if order.parts is not None:
        return wording.whether_order_bears_on_this(title, order.parts)
    return wording.whether_order_reaches(title)


def _kinds_that_differ(resolved: Mapping[str, ResolvedLaw], variables: Variables) -> set[str]:
    """Return the kinds of agencies whose answer is not that of any other, and any other."""
    named = dict(resolved)
    rest = named.pop(ANY_OTHER, None)
    diagram = next(iter(named.values())).diagram if rest is None else rest.diagram
    differing = {name for name, law in named.items() if not variables.agree(law.diagram, diagram)}
    if rest is None and differing:
        return set(named)
    return differing | {ANY_OTHER} if differing else set()
