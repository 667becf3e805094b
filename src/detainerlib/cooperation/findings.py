"""What the texts come to on one practice, for the ordinary request, by the agencies they name."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

import attrs

from detainerlib import catalog
from detainerlib.cooperation.levels import agencies_asked, ordinary_case, ranges_in, speaking_among
from detainerlib.cooperation.spread import Range, meets
from detainerlib.models.cooperation_scales import CooperationScale, Requirement
from detainerlib.models.jurisdictions import AgencyType
from detainerlib.models.provisions import Modality, Practice, Provision
from detainerlib.policy import OpenBecause, OpenReason, PolicyAnswer
from detainerlib.policy.decision import ANY_TEXT, REST
from detainerlib.policy.governing_law import decision_on, settled_on
from detainerlib.policy.query import Asked


@attrs.frozen(kw_only=True)
class AgencyFinding:
    """What the texts come to for one practice and one kind of agency, over all cases.

    Attributes:
        agency: The kind of agency, or "any other" for every kind that no text names.
        decision: What the texts say for the ordinary request of the scale.
        ranges: What they may come to over all cases: one where that is known.
    """

    agency: str
    decision: PolicyAnswer
    ranges: frozenset[Range]

    def meets(self, requirement: Requirement) -> bool | None:
        """Whether it meets a requirement; None where that is not known."""
        told = {meets(requirement, found) for found in self.ranges}
        return told.pop() if len(told) == 1 else None

    @property
    def modality(self) -> Modality | None:
        """What the texts say in every case; None where cases differ, or that is not known."""
        overall = {modality for found in self.ranges for modality in found.overall}
        return overall.pop() if len(overall) == 1 else None

    @property
    def is_barred(self) -> bool:
        """Whether the texts bar it in every case without a judge's warrant, whatever is open."""
        return all(found.without == {Modality.PROHIBITED} for found in self.ranges)


@attrs.frozen(kw_only=True)
class PracticeFinding:
    """What the texts of a place say of one practice on a day.

    Attributes:
        practice: The practice.
        decision: What they say for any request and any agency: the answer of `governing_policy`.
        agencies: What they come to for the ordinary request of a scale, by the kinds of agencies to
            which a text on the practice speaks; "any other" alone where none speaks.
        open_because: Why that is open, besides that cases differ; empty where it is settled.
        of_others: The provisions on record that speak only to other kinds of agencies, such as a
            board's resolution that binds no sheriff.
    """

    practice: Practice
    decision: PolicyAnswer
    agencies: tuple[AgencyFinding, ...]
    open_because: tuple[OpenBecause, ...]
    of_others: tuple[Provision, ...]

    @property
    def in_brief(self) -> str:
        """The answer for the ordinary request, in a word or three.

        A modality; one "without a judge's warrant", where only that makes cases differ; "under
        conditions" where other facts of a case decide; "differs by agency"; or "open", where
        nobody knows, with what is known all the same.
        """
        return brief_of(self.agencies)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is open but what the facts of a case decide."""
        return all(len(found.ranges) == 1 for found in self.agencies)

    @property
    def is_barred(self) -> bool:
        """Whether they bar it for every agency they name without a judge's warrant."""
        return all(found.is_barred for found in self.agencies)

    @property
    def modality(self) -> Modality | None:
        """What they say in every ordinary case and for every agency they name; None otherwise."""
        told = {found.modality for found in self.agencies}
        return told.pop() if len(told) == 1 else None

    @property
    def possible(self) -> frozenset[Modality]:
        """What they may say for an ordinary request, to one of the agencies they name."""
        return frozenset(
            modality
            for found in self.agencies
            for each in found.ranges
            for modality in each.overall
        )

    @property
    def provisions(self) -> tuple[Provision, ...]:
        """The provisions that answer, or conflict, for an ordinary request."""
        return tuple(
            dict.fromkeys(
                norm
                for found in self.agencies
                for norm in (*found.decision.controlling, *found.decision.conflicts)
            )
        )

    @property
    def _key(self) -> object:
        """What makes it the same as another: the answer for each agency, and by which texts."""
        by_agency = tuple((found.agency, found.ranges) for found in self.agencies)
        return self.in_brief, by_agency, tuple(norm.id for norm in self.provisions)

    def __str__(self) -> str:
        """The practice and the answer: "to hold on a detainer is prohibited"."""
        return told_of(self.practice, self.agencies, self.open_because)


def told_of(
    practice: Practice, agencies: tuple[AgencyFinding, ...], why: tuple[OpenBecause, ...]
) -> str:
    """Return what agencies come to on a practice as a clause, with why it is open."""
    brief = brief_of(agencies)
    said = brief if brief.startswith("differs") else f"is {brief}"
    reasons = ", and ".join(phrase for each in why for phrase in _in_words(each))
    return f"{practice.words} {said}{f' ({reasons})' if reasons else ''}"


def _in_words(why: OpenBecause) -> Iterator[str]:
    """Yield clauses that say what leaves an answer open."""
    match why.reason:
        case OpenReason.FACTS:
            for id in why.about:
                yield f"on record is no answer to “{catalog.fact(id).question}”"
        case OpenReason.WORDS:
            yield f"it turns on words: “{'”, “'.join(why.about)}”"
        case OpenReason.NOT_ON_RECORD:
            for about in why.about:
                yield _NOT_ON_RECORD.get(about, f"{about} is not on record")
        case _:
            # Of one agency, cases apart, nothing else can be open.
            yield f"texts of one level conflict: {', '.join(why.about)}"


_NOT_ON_RECORD: Final = {
    ANY_TEXT: "no text on record speaks of it",
    REST: "no text on record speaks of it in every case",
}


def brief_of(agencies: tuple[AgencyFinding, ...]) -> str:
    """Return what agencies come to together, in a few words."""
    if any(len(found.ranges) > 1 for found in agencies):
        return _open_brief({each for found in agencies for each in found.ranges})
    told = {each for found in agencies for each in found.ranges}
    if len(told) > 1:
        return "differs by agency"
    ((without, overall),) = told
    if len(overall) == 1:
        return next(iter(overall)).value
    if len(without) == 1:
        return f"{next(iter(without)).value} without a judge's warrant"
    return "under conditions"


def _open_brief(ranges: set[Range]) -> str:
    """Return what is known all the same where something is open."""
    without = {each.without for each in ranges}
    if without == {frozenset({Modality.PROHIBITED})}:
        return "prohibited without a judge's warrant; open with one"
    if all(each.overall - {Modality.PROHIBITED} for each in ranges):
        return "open; permitted or required in some case"
    return "open"


def open_because(
    agencies: Iterable[AgencyFinding], scale: CooperationScale
) -> tuple[OpenBecause, ...]:
    """Return why what agencies come to is open, besides that cases differ; each thing once."""
    about: dict[OpenReason, dict[str, None]] = {}
    for found in agencies:
        if len(found.ranges) == 1:
            continue
        for why in found.decision.open_because:
            asked = [id for id in why.about if _leaves_open(why.reason, id, scale)]
            if asked:
                about.setdefault(why.reason, {}).update(dict.fromkeys(asked))
    return tuple(
        OpenBecause(reason=reason, about=tuple(sorted(about[reason])))
        for reason in OpenReason
        if reason in about
    )


def _leaves_open(reason: OpenReason, about: str, scale: CooperationScale) -> bool:
    """Whether something leaves an answer open: cases differ, but circumstances do not."""
    if reason is OpenReason.FACTS:
        return about in scale.circumstances
    return reason is not OpenReason.CONVICTIONS


def finding_of(asked: Asked, on: date, scale: CooperationScale) -> PracticeFinding:
    """Return what the texts come to on the practice of a question, on a day.

    Args:
        asked: The question, without facts.
        on: The day.
        scale: The scale of which the ordinary request is taken.
    """
    ordinary = asked._replace(facts=ordinary_case(scale))
    kinds = agencies_asked([ordinary], on, scale)
    settled = settled_on(ordinary, on, kinds)
    agencies = tuple(
        AgencyFinding(
            agency=name,
            decision=decision_on(ordinary._replace(agency_type=kinds[name]), on),
            ranges=ranges_in(settled[name], scale),
        )
        for name in speaking_among([settled], kinds)
    )
    return PracticeFinding(
        practice=asked.practice,
        decision=decision_on(asked, on),
        agencies=agencies,
        open_because=open_because(agencies, scale),
        of_others=tuple(_of_others(asked, on, agencies, kinds)),
    )


def _of_others(
    asked: Asked, on: date, agencies: tuple[AgencyFinding, ...], kinds: Mapping[str, AgencyType]
) -> Iterator[Provision]:
    """Yield provisions in force, or perhaps in force, that speak to none of the agencies."""
    spoken_to = [kinds[found.agency] for found in agencies]
    for level in asked.levels:
        for norm in level:
            in_force = norm.period.contains(on) is not False
            if in_force and not any(map(norm.speaks_to, spoken_to)):
                yield norm
