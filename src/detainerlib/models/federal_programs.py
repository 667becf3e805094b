"""Federal programs in jails: what each asks, and what happens though a jail does nothing."""

from datetime import date

import attrs

from detainerlib._printing import Printed
from detainerlib._validation import AgreementModelId, MeasureId, Slug, Text, checked
from detainerlib.models.hold_rules import CitedStatement
from detainerlib.models.provisions import Practice
from detainerlib.sources.citations import Citation
from detainerlib.times.periods import EffectivePeriod


@attrs.frozen(kw_only=True, cache_hash=True, field_transformer=checked)
class FederalProgram(Printed):
    """A program of the federal government that works through jails; a fact beside the law.

    Attributes:
        id: The slug of the program.
        name: Its name.
        agency: Who runs it.
        practices: The practices it asks of a jail, or uses.
        asks: What it asks of a jail, each with its source.
        automatic: What happens without the jail doing anything besides its own booking.
        measures: The ids of the orders and memoranda under which it ran.
        agreement_model: The id of the model of agreement without which it does not run in a jail.
        periods: When it ran.
        summary: One sentence.
        citation: Who says so.
        see_also: Other sources.

    >>> from datetime import date
    >>> from detainerlib import catalog
    >>> "priority-enforcement" in {program.id for program in catalog.programs(on=date(2016, 1, 4))}
    True
    """

    id: Slug
    name: Text
    agency: Text
    practices: tuple[Practice, ...]
    asks: tuple[CitedStatement, ...] = ()
    automatic: tuple[CitedStatement, ...] = ()
    measures: tuple[MeasureId, ...] = ()
    agreement_model: AgreementModelId | None = None
    periods: tuple[EffectivePeriod, ...]
    summary: Text
    citation: Citation
    see_also: tuple[Citation, ...] = ()

    def ran_on(self, on: date) -> bool | None:
        """Whether it ran on a day; None where the days on file do not settle that."""
        answers = {period.contains(on) for period in self.periods}
        return True if True in answers else None if None in answers else False

    def __str__(self) -> str:
        """Its name, and what it does."""
        return f"{self.name}: {self.summary}"
