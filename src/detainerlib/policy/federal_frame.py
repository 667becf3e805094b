"""What the federal government may do about a practice: whether it commands, asks or pays."""

from collections.abc import Iterator
from datetime import date

import attrs

from detainerlib import catalog
from detainerlib._arguments import chosen
from detainerlib._validation import checked
from detainerlib.catalog._explanations import explanation_of
from detainerlib.catalog._law import UnderLaw
from detainerlib.models.federal_measures import FederalPosition, FederalStatement
from detainerlib.models.provisions import Practice
from detainerlib.sentences import deciders as sentences
from detainerlib.sources.citations import Evidence
from detainerlib.sources.explanation import Explanation, Step, StepStatus, step_of


@attrs.frozen(kw_only=True, field_transformer=checked)
class FederalFrame(UnderLaw):
    """What federal law says of its own part in a practice on a day; `federal_frame` of an answer.

    It settles nothing for an agency: a rule on what the federal government may command is no norm
    of a State.

    Attributes:
        practice: The practice.
        on: The day.
        statements: What is on file of it and held that day, or perhaps did.

    >>> from datetime import date
    >>> from detainerlib import governing_policy
    >>> answer = governing_policy("hold_on_detainer", "US-NY", on=date(2026, 1, 5))
    >>> answer.federal_frame.is_commanded
    False
    """

    practice: Practice
    on: date
    statements: tuple[FederalStatement, ...]

    @property
    def is_commanded(self) -> bool | None:
        """Whether federal law commands the practice; None where nothing on file says."""
        positions = {statement.position for statement in self.statements}
        if FederalPosition.COMMANDS in positions:
            return True
        return False if FederalPosition.DOES_NOT_COMMAND in positions else None

    def of(self, position: FederalPosition | str) -> tuple[FederalStatement, ...]:
        """Return the statements with one position.

        Args:
            position: The position, or its value, such as "may ask".

        Raises:
            UnknownIdError: If there is no such position.
        """
        wanted = chosen(FederalPosition, position, "position")
        return tuple(record for record in self.statements if record.position is wanted)

    @property
    def explanation(self) -> Explanation:
        """Each statement with its source."""
        return explanation_of(_steps(self), catalog.about().closing_on_policy)

    def __str__(self) -> str:
        """Whether it commands the practice, then what it may ask, pay for, not do, what is open."""
        first = [
            *self.of(FederalPosition.COMMANDS),
            *self.of(FederalPosition.DOES_NOT_COMMAND),
        ]
        unknown = sentences.not_known(self.practice.words)
        lines = [" ".join(map(_cited, first)) or unknown]
        lines += [
            sentences.led(lead, map(_cited, records))
            for position, lead in sentences.LEADS.items()
            if (records := self.of(position))
        ]
        return "\n".join(lines)


def _cited(record: FederalStatement) -> str:
    # Courts that differ are cited on both sides.
    others = record.see_also if record.position is FederalPosition.OPEN else ()
    read = (cite for cite in others if cite.evidence is not Evidence.BACKGROUND)
    citations = (
        catalog.authority(cite.authority).cited(cite.pin) for cite in (record.citation, *read)
    )
    return sentences.with_citations(record.summary, [*dict.fromkeys(citations)])


def frame_of(practice: Practice, on: date) -> FederalFrame:
    """Return the federal frame of a practice on a day."""
    statements = catalog.federal_statements(practice, on=on)
    return FederalFrame(practice=practice, on=on, statements=tuple(statements))


def _steps(frame: FederalFrame) -> Iterator[Step]:
    for record in frame.statements:
        is_open = (
            record.position is FederalPosition.OPEN or record.period.contains(frame.on) is None
        )
        status = StepStatus.UNSETTLED if is_open else StepStatus.APPLIED
        summary = f"{record.position.value.capitalize()}: {record.summary}"
        yield step_of(status, summary, record.citation, see_also=record.see_also)
