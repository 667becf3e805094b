"""What the texts come to on one practice, for the ordinary request, by the agencies they name."""

from datetime import date

import attrs

from detainerlib.cooperation.levels import agencies_asked, ordinary_case, ranges_in, speaking_among
from detainerlib.cooperation.ranges import Range, meets
from detainerlib.decisions import Decision
from detainerlib.decisions.asked import Asked
from detainerlib.decisions.governing import decision_on, settled_on
from detainerlib.policies import Modality, Practice, Provision
from detainerlib.scales import CooperationScale, Requirement

__all__ = ["AgencyFinding", "PracticeFinding", "as_told", "brief_of", "finding_of"]


@attrs.frozen(kw_only=True)
class AgencyFinding:
    """What the texts come to for one practice and one kind of agency, over all cases.

    Attributes:
        agency: The kind of agency, or "any other" for every kind that no text names.
        decision: What the texts say for the ordinary request of the scale.
        ranges: What they may come to over all cases: one where that is known.
    """

    agency: str
    decision: Decision
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


@attrs.frozen(kw_only=True)
class PracticeFinding:
    """What the texts of a place say of one practice on a day.

    Attributes:
        practice: The practice.
        decision: What they say for any request and any agency: the answer of `decide`.
        agencies: What they come to for the ordinary request of a scale, by the kinds of agencies to
            which a text on the practice speaks; "any other" alone where none speaks.
    """

    practice: Practice
    decision: Decision
    agencies: tuple[AgencyFinding, ...]

    @property
    def in_brief(self) -> str:
        """The answer for the ordinary request, in a word or three.

        A modality; one "without a judge's warrant", where only that makes cases differ; "under
        conditions" where other facts of a case decide; "differs by agency"; or "open", where
        nobody knows.
        """
        return brief_of(self.agencies)

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
    def says(self) -> object:
        """What makes it the same as another: the answer for each agency, and by which texts."""
        by_agency = tuple((found.agency, found.ranges) for found in self.agencies)
        return self.in_brief, by_agency, tuple(norm.id for norm in self.provisions)

    def __str__(self) -> str:
        """The practice and the answer: "to hold on a detainer is prohibited"."""
        return f"{self.practice.words} {as_told(self.in_brief)}"


def as_told(brief: str) -> str:
    """Return a brief answer as the end of a sentence."""
    return brief if brief.startswith("differs") else f"is {brief}"


def brief_of(agencies: tuple[AgencyFinding, ...]) -> str:
    """Return what agencies come to together, in a word or three."""
    if any(len(found.ranges) > 1 for found in agencies):
        return "open"
    told = {each for found in agencies for each in found.ranges}
    if len(told) > 1:
        return "differs by agency"
    ((without, overall),) = told
    if len(overall) == 1:
        return next(iter(overall)).value
    if len(without) == 1:
        return f"{next(iter(without)).value} without a judge's warrant"
    return "under conditions"


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
    return PracticeFinding(
        practice=asked.practice,
        decision=decision_on(asked, on),
        agencies=tuple(
            AgencyFinding(
                agency=name,
                decision=decision_on(ordinary._replace(actor=kinds[name]), on),
                ranges=ranges_in(settled[name], scale),
            )
            for name in speaking_among([settled], kinds)
        ),
    )
