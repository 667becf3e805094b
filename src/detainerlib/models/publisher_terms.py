"""Words that publishers of figures use, and what they say that each counts."""

import enum

import attrs

from detainerlib._arguments import takes
from detainerlib._printing import Printed
from detainerlib._validation import Slug, Text, checked
from detainerlib.errors import DetainerError
from detainerlib.sentences.records import term
from detainerlib.sources.citations import Citation
from detainerlib.times.periods import EffectivePeriod


class TermBasis(enum.StrEnum):
    """What a word for people, or for a detainer, may rest on.

    >>> from detainerlib import catalog
    >>> term = catalog.term("ice-2017-criminal-alien")
    >>> term.term, sorted(term.counts)
    ('criminal alien', [<TermBasis.CONVICTIONS: 'convictions'>, <TermBasis.PENDING_CHARGES:
    'pending charges'>])
    """

    CONVICTIONS = "convictions"
    """Criminal convictions."""
    PENDING_CHARGES = "pending charges"
    """Charges that were not tried."""
    ARRESTS = "arrests"
    """Arrests, whatever came of them."""
    IMMIGRATION_HISTORY = "immigration history"
    """Earlier removals, or other violations of immigration law."""


@attrs.frozen(kw_only=True, cache_hash=True, field_transformer=checked)
class PublisherTerm(Printed):
    """A word as one publisher used it at a time; never one of our own bases.

    Attributes:
        id: The slug of the term.
        term: The word, as printed.
        spellings: Other forms in which the publisher prints it.
        publisher: Who uses it.
        period: When the publisher used it so, as far as was read.
        definition: One sentence: what the publisher says that it counts.
        counts: What it takes in, by the publisher's words.
        leaves_out: What it leaves out, by the publisher's words.
        not_documented: What the publisher does not say, each in one clause.
        citation: Its words.
        see_also: Other sources.

    Raises:
        DetainerError: If it counts what it leaves out.

    >>> from detainerlib import catalog
    >>> term = catalog.term("dhs-2025-criminal-illegal-alien")
    >>> sorted(basis.value for basis in term.undocumented)
    ['arrests', 'convictions', 'immigration history', 'pending charges']
    """

    id: Slug
    term: Text
    spellings: tuple[Text, ...] = ()
    publisher: Text
    period: EffectivePeriod
    definition: Text
    counts: frozenset[TermBasis] = frozenset()
    leaves_out: frozenset[TermBasis] = frozenset()
    not_documented: tuple[Text, ...] = ()
    citation: Citation
    see_also: tuple[Citation, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse what contradicts itself."""
        if self.counts & self.leaves_out:
            raise DetainerError(
                "counts, leaves_out",
                sorted(self.counts & self.leaves_out),
                "each basis in one of the two",
                "Leave out what the publisher does not say.",
            )

    @property
    def undocumented(self) -> frozenset[TermBasis]:
        """The bases that the publisher says neither that it counts nor that it leaves out."""
        return frozenset(TermBasis) - self.counts - self.leaves_out

    @takes
    def is_used_in(self, text: str) -> bool:
        """Whether a passage has the word, in any of its forms, in any case."""
        words = text.casefold()
        return any(form.casefold() in words for form in (self.term, *self.spellings))

    def __str__(self) -> str:
        """The word, who uses it, what it counts, and what is not documented."""
        unsaid = [basis.value for basis in TermBasis if basis in self.undocumented]
        return term(self.term, self.publisher, f"{self.period}", self.definition, unsaid)
