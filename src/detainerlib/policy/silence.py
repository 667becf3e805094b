"""What is known where no law on file speaks: a finding, a law without effect, or other texts."""

from collections.abc import Iterator, Sequence

from detainerlib import catalog
from detainerlib.catalog._places import state_of
from detainerlib.models.jurisdictions import GovernmentLevel, Jurisdiction
from detainerlib.models.provisions import CoverageStatus
from detainerlib.policy.answer import PolicyAnswer, laws_without_effect
from detainerlib.policy.ordinary import OrdinaryCase
from detainerlib.policy.rulings import citations_of
from detainerlib.sentences import answers as wording
from detainerlib.sentences import considered as on_laws
from detainerlib.sentences import policy as sentences


def is_silence(cases: Sequence[OrdinaryCase]) -> bool:
    """Whether no law on file speaks to any agency, whatever is so."""
    first, *others = cases
    return first.is_silent and not others and not first.changes


def silence(answer: PolicyAnswer) -> str:
    """Return what is known where no law on file speaks."""
    finding, place = answer.no_rule, answer.jurisdiction
    department = None if finding is None else finding.department
    if finding is not None and finding.settles:
        return f"{finding}{_own_policy(answer) if place.level.is_local else ''}"
    subject = sentences.agency(answer.agency_type) if answer.agency_type else "an agency"
    if laws := laws_without_effect(answer):
        cited = sentences.cited(citations_of(laws))
        return wording.without_effect(subject, sentences.act(answer.practice), cited)
    whether = sentences.whether(answer.practice, subject)
    state = state_of(place)
    is_nation = state.level is GovernmentLevel.NATION
    if not is_nation and catalog.coverage(state.code).status is CoverageStatus.NOT_SEARCHED:
        return wording.not_searched(whether)
    others = place.name if not is_nation and _has_other_laws(place) else None
    own = "" if department is None else wording.policy_not_on_file(department)
    nothing = sentences.nothing_found(whether, others, is_inferred=finding is not None)
    return f"{nothing}{own}"


def not_binding(answer: PolicyAnswer) -> Iterator[str]:
    """Yield what opinions and rulings of the state say, where no law that binds settles it.

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> day = date(2020, 1, 6)
    >>> print(*not_binding(dl.governing_policy("hold_on_detainer", "Ramsey County, MN", on=day)))
    An opinion or ruling, not counted as binding here, says (Esparza v. Nobles County, No. \
A18-2011 (Minn. Ct. App. Sept. 23, 2019); secondary, not the original text): No Minnesota statute \
explicitly authorizes state and local officers to seize a person for an immigration violation, as \
the court concluded in an unpublished decision on a temporary injunction.
    """
    for norm in answer.persuasive if len(answer.possible) > 1 else ():
        if catalog.jurisdiction(norm.jurisdiction).level is not GovernmentLevel.NATION:
            citation = norm.citation
            cited = catalog.authority(citation.authority).cited(citation.pin)
            yield on_laws.says_without_binding(norm.summary, cited, citation.evidence.words)


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
