"""What each practice takes in and leaves out, with a provision that shows it."""

import attrs

from detainerlib._printing import Printed
from detainerlib._validation import ProvisionId, Text, checked
from detainerlib.models.provisions import Practice


@attrs.frozen(kw_only=True, field_transformer=checked)
class PracticeDefinition(Printed):
    """What a practice is, as this library uses the word.

    Attributes:
        practice: The practice.
        definition: One sentence.
        includes: What it takes in.
        excludes: What it does not, and where that stands.
        example: The id of a provision on it.
        column: What the columns of a panel on it are named by; its value where none is given.

    >>> from detainerlib import catalog
    >>> catalog.practice("report_custody").example
    'us-mo-544.472-share'
    """

    practice: Practice
    definition: Text
    includes: tuple[Text, ...]
    excludes: tuple[Text, ...]
    example: ProvisionId
    column: Text | None = None

    @property
    def id(self) -> str:
        """The value of the practice."""
        return self.practice.value

    def __str__(self) -> str:
        """The practice and its definition."""
        return f"{self.practice.value}: {self.definition}"
