"""What a place is known to have that was not read: no rule, and no silence either."""

import attrs

from detainerlib._arguments import chosen
from detainerlib._printing import Printed
from detainerlib._validation import PlaceCode, Slug, Text, checked
from detainerlib.models.jurisdictions import AgencyType
from detainerlib.models.names import AgencyTypeName
from detainerlib.models.provisions import Practice, PracticeLike
from detainerlib.sentences.records import not_read
from detainerlib.sources.citations import Citation
from detainerlib.times.periods import EffectivePeriod


@attrs.frozen(kw_only=True, cache_hash=True, field_transformer=checked)
class UnreadText(Printed):
    """A policy, order or law that a place is known to have, and whose words were not read.

    It gives no answer; it says that one may be had, and where to ask.

    Attributes:
        id: The slug of the record.
        jurisdiction: The code of the government whose text it is.
        practices: The practices it is thought to cover; none where that is not known.
        agency_types: The kinds of agencies it is thought to cover; empty for every one.
        period: When it was in effect, as far as a source says.
        summary: One sentence: what there is, as a source tells it.
        citation: The source.
        see_also: Other sources.

    >>> from detainerlib import catalog
    >>> {text.jurisdiction for text in catalog.unread_texts("53071")}
    {'53071'}
    """

    id: Slug
    jurisdiction: PlaceCode
    practices: tuple[Practice, ...] = ()
    agency_types: frozenset[AgencyType] = frozenset()
    period: EffectivePeriod
    summary: Text
    citation: Citation
    see_also: tuple[Citation, ...] = ()

    def may_speak_of(
        self, practice: PracticeLike, agency_type: AgencyType | AgencyTypeName | None = None
    ) -> bool:
        """Whether it may cover a practice, for a kind of agency or, without one, for any."""
        of_practice = chosen(Practice, practice, "practice") in (self.practices or Practice)
        if agency_type is None or not of_practice:
            return of_practice
        kind = chosen(AgencyType, agency_type, "agency_type")
        return kind in (self.agency_types or AgencyType)

    def __str__(self) -> str:
        """What there is, and that it was not read."""
        return not_read(self.summary)
