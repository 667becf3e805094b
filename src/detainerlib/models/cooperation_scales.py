"""Scales of how far the texts let or make a jurisdiction cooperate: levels, as data."""

import enum
from typing import Annotated, Final

import attrs

from detainerlib._arguments import takes
from detainerlib._printing import Printed
from detainerlib._validation import FactId, Slug, Text, checked, meeting
from detainerlib.errors import DetainerError
from detainerlib.models._fields import tuple_from
from detainerlib.models.jurisdictions import AgencyType
from detainerlib.models.provisions import Modality, Practice
from detainerlib.models.published_lists import Claim
from detainerlib.sentences.records import requirement


class CaseScope(enum.StrEnum):
    """In which of the cases that a scale asks about a requirement must hold.

    >>> from detainerlib import catalog
    >>> for level in catalog.scale("notice-hold-transfer").levels[1:]:
    ...     print(level.id, level.requirements[-1].scope)
    judicial-warrants some case
    notifies-only some case without a judge's warrant
    holds-under-conditions some case without a judge's warrant
    holds-and-notifies every case
    """

    EVERY = "every case"
    """In all of them."""
    SOME = "some case"
    """In one at least, even if only with a judge's warrant."""
    SOME_WITHOUT_WARRANT = "some case without a judge's warrant"
    """In one at least that has no judge's warrant, order or finding."""

    @property
    def words(self) -> str:
        """The cases in a sentence; all of them are those of the ordinary request."""
        return self.value.replace("every", "every ordinary").replace("some case", "some cases")


_at_least: Final = meeting(
    lambda value: isinstance(value, Modality) and value is not Modality.PROHIBITED,
    "permitted or required",
    "A level asks for more than a bar.",
)


@attrs.frozen(kw_only=True, field_transformer=checked)
class Requirement(Printed):
    """What the laws must at least say for a level.

    Attributes:
        practices: The practices, of which one must meet it.
        at_least: What the laws must at least say: permitted, or required.
        scope: In which cases.
        reason: Why the level asks for it, in one sentence.

    >>> from detainerlib import catalog
    >>> print(catalog.scale("notice-hold-transfer").levels[-1].requirements[0].reason)
    At this level, no law may bar a hold in an ordinary case: a detainer that is complete, with an
    administrative warrant, for a person jailed on a charge.
    """

    practices: tuple[Practice, ...] = attrs.field(converter=tuple_from)
    at_least: Annotated[Modality, _at_least]
    scope: CaseScope
    reason: Text

    def __str__(self) -> str:
        """The requirement in words."""
        practices = [practice.words for practice in self.practices]
        return requirement(practices, self.at_least.value, self.scope.words)


@attrs.frozen(kw_only=True, field_transformer=checked)
class CooperationLevel(Printed):
    """A level of a scale.

    Attributes:
        id: The slug of the level.
        name: Its name.
        summary: What it means, in one sentence.
        brief: The same in few words, as the end of a sentence that names the level; None if left
            out.
        requirements: What must all hold; none for the lowest.

    >>> from detainerlib import catalog
    >>> [level.id for level in catalog.scale("notice-hold-transfer").levels]
    ['minimal', 'judicial-warrants', 'notifies-only', 'holds-under-conditions',
    'holds-and-notifies']
    """

    id: Slug
    name: Text
    summary: Text
    brief: Text | None = None
    requirements: tuple[Requirement, ...] = ()

    def __str__(self) -> str:
        """Its name."""
        return self.name


@attrs.frozen(kw_only=True, field_transformer=checked)
class OrdinaryFact(Printed):
    """What a scale takes of the ordinary request.

    Attributes:
        fact: The id of the fact.
        answer: Whether it is so.

    >>> from detainerlib import catalog
    >>> ordinary = catalog.scale("notice-hold-transfer").ordinary[0]
    >>> ordinary.fact, ordinary.answer
    ('request-is-detainer', True)
    """

    fact: FactId
    answer: bool


@attrs.frozen(kw_only=True, field_transformer=checked)
class ClaimConsistency(Printed):
    """At which levels of a scale the laws are consistent with what a publisher claims of a place.

    Attributes:
        claim: What is claimed.
        levels: The ids of the levels at which the laws are consistent with it.
        reason: Why at those and at no others, in one sentence.

    >>> from detainerlib import catalog
    >>> consistency = catalog.scale("notice-hold-transfer").claims[0]
    >>> consistency.claim.value, consistency.levels
    ('limits cooperation', ('minimal', 'judicial-warrants', 'notifies-only',
    'holds-under-conditions'))
    """

    claim: Claim
    levels: tuple[Slug, ...]
    reason: Text


@attrs.frozen(kw_only=True, field_transformer=checked)
class CooperationScale(Printed):
    """An ordered scale of notice, hold and transfer; a definition, and no finding of law.

    Requirements only ask for "at least", so a jurisdiction whose laws let it cooperate more in
    every case never gets a lower level.

    Attributes:
        id: The slug of the scale.
        title: Its name.
        summary: One sentence.
        agencies: The kinds of agencies asked about: those that keep persons in custody.
        ordinary: What is taken of the request asked about; all else is open, and cases differ.
        warrants: The ids of the facts that are a judge's warrant, order or finding.
        circumstances: The ids of the facts that are of the agency or its government, such as an
            agreement on costs. They are the same in all cases of a day, so what is not known of
            them leaves the level open.
        levels: The levels, the lowest first.
        left_to_agencies: What stands beside them, in no order, where no rule of a state speaks on
            the first practice and none limits the others; None where the scale has no such thing.
        counted: The practices of which limits are counted, whatever the levels look at.
        claims: At which levels the laws are consistent with what publishers claim; each once.

    Raises:
        DetainerError: If the lowest level asks for anything, a higher one for nothing, two have
            one id, or a claim stands twice or at a level that is none of its own.

    >>> from detainerlib import catalog
    >>> scale = catalog.scale("notice-hold-transfer")
    >>> scale.describe(scale.levels[0], scale.levels[2])
    'between minimal cooperation and notification only'
    """

    id: Slug
    title: Text
    summary: Text
    agencies: tuple[AgencyType, ...]
    ordinary: tuple[OrdinaryFact, ...] = ()
    warrants: tuple[FactId, ...] = ()
    circumstances: tuple[FactId, ...] = ()
    levels: tuple[CooperationLevel, ...]
    left_to_agencies: CooperationLevel | None = None
    counted: tuple[Practice, ...] = ()
    claims: tuple[ClaimConsistency, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse a scale that leaves a jurisdiction without a level, or two at one."""
        asking = [bool(level.requirements) for level in self.levels]
        if asking != [number > 0 for number in range(len(asking))] or not asking:
            raise DetainerError(
                "levels",
                [level.id for level in self.levels],
                "a lowest level without requirements, and requirements in all others",
                "Put the lowest first.",
            )
        ids = [level.id for level in self.levels]
        beside = [] if self.left_to_agencies is None else [self.left_to_agencies.id]
        if len({*ids, *beside}) < len(ids) + len(beside):
            raise DetainerError("levels", [*ids, *beside], "ids, each once", "Rename one.")
        claimed = [basis.claim for basis in self.claims]
        if len({*claimed}) < len(claimed):
            raise DetainerError("claims", claimed, "each claim once", "Leave out one of the two.")
        for basis in self.claims:
            if not {*basis.levels} <= {*ids}:
                raise DetainerError("claims", basis.levels, f"levels of {ids}", "")

    @takes
    def describe(self, lowest: CooperationLevel, highest: CooperationLevel) -> str:
        """Return a level, "undetermined", or the levels between which something lies."""
        if lowest == highest:
            return lowest.name
        if (lowest, highest) == (self.levels[0], self.levels[-1]):
            return "undetermined"
        return f"between {lowest.name} and {highest.name}"

    @property
    def practices(self) -> tuple[Practice, ...]:
        """The practices it looks at, in the order in which its levels name them, highest first."""
        practices = (
            practice
            for level in reversed(self.levels)
            for requirement in level.requirements
            for practice in requirement.practices
        )
        return tuple(dict.fromkeys(practices))
