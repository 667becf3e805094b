"""How far a jurisdiction cooperates, in three columns that are never merged."""

import enum
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

import attrs

from detainerlib import catalog
from detainerlib.agreements import AgreementKind, CooperationAgreement
from detainerlib.assertions import Assertion, Claim
from detainerlib.cooperation.evidence import DeclinedShare
from detainerlib.decisions import Decision, decide
from detainerlib.decisions.asked import place_of
from detainerlib.errors import DetainerError
from detainerlib.jurisdictions import ActorKind, Agency, Jurisdiction
from detainerlib.policies import Modality, Practice
from detainerlib.reasoning import ending
from detainerlib.validators import day_of
from detainerlib.words import day_in_words, escape

__all__ = ["CooperationProfile", "Disagreement", "ProfileColumn", "cooperation_profile"]

PRACTICES: Final = (
    Practice.HOLD_ON_DETAINER,
    Practice.NOTIFY_RELEASE,
    Practice.TRANSFER_CUSTODY,
    Practice.ALLOW_INTERVIEWS,
    Practice.SHARE_INFORMATION,
    Practice.EXECUTE_ADMINISTRATIVE_WARRANT,
    Practice.ENTER_287G,
    Practice.DETENTION_CONTRACT,
)


class ProfileColumn(enum.Enum):
    """A column of a profile."""

    LAW = "law"
    AGREEMENTS = "agreements"
    OBSERVED = "observed practice"


@attrs.frozen(kw_only=True)
class Disagreement:
    """Where two columns of a profile do not say the same.

    Attributes:
        columns: The two.
        says: One sentence.
    """

    columns: tuple[ProfileColumn, ProfileColumn]
    says: str

    def __str__(self) -> str:
        """The columns and the sentence."""
        return f"{self.columns[0].value} and {self.columns[1].value} disagree: {self.says}"


@attrs.frozen(kw_only=True)
class CooperationProfile:
    """How far a jurisdiction cooperates on a day; made by `cooperation_profile`.

    Attributes:
        jurisdiction: The jurisdiction.
        on: The day.
        actor: The kind of agency asked about; None for every kind.
        law: What the texts on record say of each practice.
        agreements: The agreements in force, or perhaps in force: facts beside the law.
        observed: What was observed of what agencies do, as given.
        assertions: What publishers said of it that day: never taken as true.
        disagreements: Where the columns do not say the same.
    """

    jurisdiction: Jurisdiction
    on: date
    actor: ActorKind | None
    law: tuple[Decision, ...]
    agreements: tuple[CooperationAgreement, ...]
    observed: tuple[DeclinedShare, ...]
    assertions: tuple[Assertion, ...]
    disagreements: tuple[Disagreement, ...]

    def of(self, practice: Practice) -> Decision:
        """What the texts say of one of its practices."""
        return next(each for each in self.law if each.practice is practice)

    def __str__(self) -> str:
        """A line for each practice, agreement, observation, assertion and disagreement."""
        lines = [f"{self.jurisdiction.name}, {day_in_words(self.on)}"]
        lines += [f"law: {each.practice.words}: {each.in_brief}" for each in self.law]
        lines += [f"agreement: {each}" for each in self.agreements]
        lines += [f"observed: {each}" for each in self.observed]
        lines += [f"asserted: {each}" for each in self.assertions]
        return "\n".join([*lines, *map(str, self.disagreements)])

    def _repr_html_(self) -> str:
        lines = "".join(f"<li>{escape(line)}</li>" for line in str(self).splitlines())
        last = escape(ending(catalog.about().closing_on_norms))
        return f"<ul>{lines}</ul><p><small>{last}</small></p>"


def cooperation_profile(
    jurisdiction: Jurisdiction | str,
    /,
    *,
    on: date,
    evidence: Iterable[DeclinedShare | Assertion] | None = None,
    actor: ActorKind | Agency | str | None = None,
) -> CooperationProfile:
    """Return what is on record of a jurisdiction on a day: law, agreements, observed practice.

    Args:
        jurisdiction: A jurisdiction, or its ISO 3166-2 or FIPS code.
        on: The day.
        evidence: What was observed, in any order; entries of published lists on record are added.
        actor: The kind of agency, or an agency; every kind by default.

    Raises:
        UnknownIdError: If the jurisdiction or the kind of agency is not on record.
        NotADayError: If `on` is no plain date.
        DetainerError: If evidence is of another jurisdiction, or of no kind known here.

    >>> from datetime import date
    >>> found = cooperation_profile("US-IL", on=date(2022, 1, 1))
    >>> found.of(Practice.HOLD_ON_DETAINER).in_brief
    'prohibited'
    """
    day = day_of(on, "on")
    law = tuple(decide(practice, jurisdiction, on=day, actor=actor) for practice in PRACTICES)
    place = law[0].jurisdiction
    given = [_checked(each, place) for each in evidence or ()]
    observed = {each for each in given if isinstance(each, DeclinedShare)}
    asserted = {each for each in given if isinstance(each, Assertion)}
    codes = _codes_of(place)
    asserted |= {each for each in catalog.assertions() if each.jurisdiction in codes}
    profile = CooperationProfile(
        jurisdiction=place,
        on=day,
        actor=law[0].actor,
        law=law,
        agreements=law[0].agreements,
        observed=tuple(sorted(observed, key=str)),
        assertions=tuple(
            sorted((a for a in asserted if a.period.contains(day) is not False), key=str)
        ),
        disagreements=(),
    )
    return attrs.evolve(profile, disagreements=tuple(_disagreements(profile)))


def _checked(each: object, place: Jurisdiction) -> DeclinedShare | Assertion:
    if not isinstance(each, DeclinedShare | Assertion):
        raise DetainerError("evidence", each, "DeclinedShare or Assertion", "")
    if place_of(each.jurisdiction).code not in _codes_of(place):
        raise DetainerError("evidence", each, f"evidence of {place}", "Give its own.")
    return each


def _codes_of(place: Jurisdiction) -> set[str]:
    """Return the codes of one government: a city may be one with a county."""
    one = {place.code, place.one_with or place.code}
    return one | {each.code for each in catalog.jurisdictions() if each.one_with in one}


_WITH_OFFICERS: Final = {AgreementKind.DELEGATION, AgreementKind.BASIC_ORDERING}


def _disagreements(of: CooperationProfile) -> Iterator[Disagreement]:
    hold = of.of(Practice.HOLD_ON_DETAINER)
    entering = of.of(Practice.ENTER_287G)
    for agreement in of.agreements:
        kind = catalog.agreement_model(agreement.model).kind
        barred = [hold] if kind in _WITH_OFFICERS else []
        barred += [entering] if kind is AgreementKind.DELEGATION else []
        for decision in barred:
            bar = _bar(decision)
            if bar is not None:
                yield Disagreement(
                    columns=(ProfileColumn.LAW, ProfileColumn.AGREEMENTS),
                    says=f"{bar}, and an agreement is on record: {agreement}.",
                )
    for share in of.observed:
        if share.declined and hold.modality is Modality.REQUIRED:
            says = f"the texts require {hold.practice.words}, and {share}."
        elif share.declined < share.of and hold.modality is Modality.PROHIBITED:
            says = f"the texts prohibit {hold.practice.words}, and {share}."
        else:
            continue
        yield Disagreement(columns=(ProfileColumn.LAW, ProfileColumn.OBSERVED), says=says)
    for entry in of.assertions:
        if _is_against(entry.claim, hold.modality):
            yield Disagreement(
                columns=(ProfileColumn.LAW, ProfileColumn.OBSERVED),
                says=f"the texts say that {hold.practice.words} is {hold.in_brief}, and a "
                f"publisher asserts: {entry}.",
            )


def _bar(decision: Decision) -> str | None:
    """Return in words that a practice is barred, or may be; None where it is not."""
    if decision.modality is Modality.PROHIBITED:
        return f"the texts prohibit {decision.practice.words}"
    for norm in decision.controlling:
        if norm.modality is Modality.PROHIBITED and norm.id in decision.perhaps_in_force:
            return (
                f"{norm.title} prohibits {decision.practice.words} where it was in force, which "
                "is not on record"
            )
    return None


def _is_against(claim: Claim, holds: Modality | None) -> bool:
    if claim in {Claim.LIMITS_COOPERATION, Claim.DECLINES_DETAINERS}:
        return holds is Modality.REQUIRED
    return holds is Modality.PROHIBITED
