"""What studies assume where no law is on file; an assumption is named, and never law."""

import attrs

from detainerlib._arguments import chosen
from detainerlib._printing import Printed
from detainerlib._validation import Slug, Text, checked
from detainerlib.errors import DetainerError
from detainerlib.models.provisions import Modality, Practice
from detainerlib.sentences.records import assumed
from detainerlib.sources.citations import Citation


@attrs.frozen(kw_only=True, field_transformer=checked)
class Assumption(Printed):
    """What is taken of a practice where no law on file addresses it.

    It is made by whoever asks for it, by its id, and marked on every answer that rests on it. A
    finding that there was no rule and plain silence are alike to it. What is open for another
    reason stays open: words that were not read, days not on file, laws that conflict, facts of the
    agency.

    Attributes:
        id: The slug by which it is asked for.
        title: What is assumed, as a clause.
        practices: The practices of which it is assumed.
        silence: What is taken to hold of them where no law on file speaks.
        summary: One sentence.
        made_by: Who in the literature makes it, in words.
        citation: Where one of them says so.
        see_also: Others.

    Raises:
        DetainerError: If it is of no practice.

    >>> from detainerlib import catalog
    >>> catalog.assumption("honored-where-no-rule").silence.value
    'permitted'
    """

    id: Slug
    title: Text
    practices: tuple[Practice, ...]
    silence: Modality
    summary: Text
    made_by: Text
    citation: Citation
    see_also: tuple[Citation, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse one that is of nothing."""
        if not self.practices:
            raise DetainerError("practices", self.practices, "a practice, or several", "")

    def of(self, practice: Practice) -> Modality | None:
        """What it takes of a practice on which no law speaks; None where it takes nothing.

        Raises:
            DetainerError: If it is no practice.
        """
        return self.silence if chosen(Practice, practice, "practice") in self.practices else None

    @property
    def sentence(self) -> str:
        """What is assumed, said to be no law."""
        return assumed(self.id, self.title)

    def __str__(self) -> str:
        """Its id, and what is assumed."""
        return f"{self.id}: {self.title}"
