"""Findings that a state, district or territory had no rule of its own on a practice."""

import enum
from collections.abc import Mapping
from typing import Final

import attrs

from detainerlib._arguments import chosen
from detainerlib._printing import Printed
from detainerlib._validation import PlaceCode, Slug, Text, checked
from detainerlib.models.jurisdictions import AgencyType
from detainerlib.models.names import AgencyTypeName
from detainerlib.models.provisions import Practice
from detainerlib.sentences import no_rules as sentences
from detainerlib.sources.citations import Citation
from detainerlib.times.periods import EffectivePeriod


class FindingStrength(enum.StrEnum):
    """What a finding rests on that there is no rule.

    >>> from detainerlib import catalog
    >>> finding = catalog.no_rules()[0]
    >>> finding.strength.value, finding.strength.settles
    ('inferred', False)
    """

    NAMED_SOURCE = "named source"
    """A source that names the jurisdiction says or shows so."""
    WHOLE_CODE_SEARCHED = "whole code searched"
    """The code was searched as a whole, and no section covers the practice."""
    INFERRED = "inferred"
    """It follows from what is on file elsewhere; it settles nothing."""

    @property
    def settles(self) -> bool:
        """Whether it settles that there was no rule."""
        return self is not FindingStrength.INFERRED

    @property
    def words(self) -> str:
        """What it rests on, in a sentence."""
        return _WORDS[self]


_WORDS: Final[Mapping[FindingStrength, str]] = {
    FindingStrength.NAMED_SOURCE: sentences.NAMED_SOURCE,
    FindingStrength.WHOLE_CODE_SEARCHED: sentences.WHOLE_CODE_SEARCHED,
    FindingStrength.INFERRED: sentences.INFERRED,
}


@attrs.frozen(kw_only=True, cache_hash=True, field_transformer=checked)
class NoRuleFinding(Printed):
    """That a state, district or territory had no rule of its own on a practice, for a time.

    It grants no authority: whether an agency may do a thing is another question than whether a law
    orders or bars it.

    Attributes:
        id: The slug of the finding.
        jurisdiction: The code of the state, district or territory.
        practice: What there was no rule on.
        period: The days of which it speaks.
        strength: What it rests on.
        agency_types: The kinds of agencies for which there was none; empty for every one.
        department: The department of the state that runs the jails, whose own policy then
            decides; None where counties or cities run them.
        summary: One sentence.
        citation: Who says so.
        see_also: Other sources, and rulings and opinions on the authority to act.

    >>> from detainerlib import catalog
    >>> [str(finding.strength) for finding in catalog.no_rules("US-WY", "hold_on_detainer")]
    ['inferred', 'named source']
    """

    id: Slug
    jurisdiction: PlaceCode
    practice: Practice
    period: EffectivePeriod
    strength: FindingStrength
    agency_types: frozenset[AgencyType] = frozenset()
    department: Text | None = None
    summary: Text
    citation: Citation
    see_also: tuple[Citation, ...] = ()

    @property
    def settles(self) -> bool:
        """Whether it settles that there was no rule."""
        return self.strength.settles

    def speaks_of(self, agency_type: AgencyType | AgencyTypeName) -> bool:
        """Whether it is of a kind of agency."""
        kind = chosen(AgencyType, agency_type, "agency_type")
        return not self.agency_types or kind in self.agency_types

    def __str__(self) -> str:
        """What a reader must know, without the place, and what is another question."""
        words = self.practice.words
        if self.department is None:
            sentence = sentences.no_statewide_rule(words)
        else:
            sentence = sentences.department_decides(words, self.department)
        is_hold = self.practice is Practice.HOLD_ON_DETAINER
        return f"{sentence}{sentences.AUTHORITY if is_hold else ''}"
