"""What the texts come to over all cases: where cases differ, and where nobody knows."""

from typing import Any, Final, NamedTuple

from detainerlib._html import paragraph
from detainerlib._printing import document_of, json_of, made_with_html
from detainerlib.models.conditions import InWords, IsFact
from detainerlib.models.cooperation_scales import CaseScope, Requirement
from detainerlib.models.provisions import Modality
from detainerlib.policy.resolution import DecisionDiagram, DecisionNode, InForce, Reached

_RANK: Final = {Modality.PROHIBITED: 0, Modality.PERMITTED: 1, Modality.REQUIRED: 2}


class ModalityRange(NamedTuple):
    """What the laws say of a practice, over all cases.

    Attributes:
        without: In the cases without a judge's warrant, order or finding.
        overall: In all cases.

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> profile = dl.cooperation_profile("US-IL", on=date(2026, 1, 1))
    >>> [spread] = profile.finding("hold_on_detainer").agencies[0].ranges
    >>> [modality.value for modality in spread.overall]
    ['prohibited']
    """

    without: frozenset[Modality]
    overall: frozenset[Modality]

    def __str__(self) -> str:
        """Both, in words."""
        without, overall = (
            " or ".join(modality for modality in Modality if modality in possible)
            for possible in (self.without, self.overall)
        )
        return f"{overall}; without a judge's warrant {without}"

    def __repr__(self) -> str:
        """One line."""
        return f"<ModalityRange {self}>"

    def to_dict(self) -> dict[str, Any]:
        """It as a document of plain values, fit for JSON."""
        return document_of(self)

    def to_json(self, *, indent: int | None = None) -> str:
        """The same as a JSON text."""
        return json_of(self, indent=indent)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: FBT001 (IPython calls it)
        printer.text("..." if cycle else str(self))

    def _repr_html_(self) -> str:
        return paragraph(str(self)) + made_with_html()


def ranges_of(
    diagram: DecisionDiagram,
    warrants: frozenset[str],
    circumstances: frozenset[str] = frozenset(),
    silence: Modality | None = None,
) -> frozenset[ModalityRange]:
    """Return what the texts may come to over all cases, once all that nobody knows is settled.

    Facts and convictions make cases differ. Words that were not read, days that are not on
    record, whether a court's order reaches the agency, silence and conflicts do not, nor do
    circumstances of the agency, which are the same
    in all cases: either way of settling them is a range of its own. A judge's warrant, order or
    finding is a fact of a case that is told apart.

    Args:
        diagram: What is possible, by the variables on which it turns.
        warrants: The ids of the facts that are a judge's warrant, order or finding.
        circumstances: The ids of the facts that are of the agency.
        silence: What is assumed where no text speaks; None where nothing is.
    """
    if not isinstance(diagram, DecisionNode):
        # Silence leaves all three; a conflict two, and what a text says one.
        if silence is not None and len(diagram) == len(Modality):
            diagram = frozenset({silence})
        return frozenset(
            ModalityRange(frozenset({modality}), frozenset({modality})) for modality in diagram
        )
    variable = diagram.variable
    yes, no = (
        frozenset[ModalityRange]()
        if branch is None
        else ranges_of(branch, warrants, circumstances, silence)
        for branch in (diagram.yes, diagram.no)
    )
    fact = variable.fact if isinstance(variable, IsFact) else None
    is_one_way = isinstance(variable, InForce | Reached | InWords) or fact in circumstances
    if is_one_way or not yes or not no:
        return yes | no
    if fact in warrants:
        yes = frozenset(ModalityRange(frozenset(), cases.overall) for cases in yes)
    return frozenset(
        ModalityRange(if_yes.without | if_no.without, if_yes.overall | if_no.overall)
        for if_yes in yes
        for if_no in no
    )


def meets(requirement: Requirement, cases: ModalityRange) -> bool:
    """Whether a range of one of its practices meets a requirement."""
    least = _RANK[requirement.at_least]
    if requirement.scope is CaseScope.EVERY:
        return all(_RANK[modality] >= least for modality in cases.overall)
    modalities = cases.overall if requirement.scope is CaseScope.SOME else cases.without
    return any(_RANK[modality] >= least for modality in modalities)
