"""How the federal government asks: what federal law commands and leaves, orders, grant conditions.

None of it is a norm that settles a practice.
"""

import enum
from datetime import date

import attrs

from detainerlib._printing import Printed
from detainerlib._validation import ListId, Slug, Text, checked
from detainerlib.models.hold_rules import CitedStatement
from detainerlib.models.provisions import Practice
from detainerlib.models.suspensions import Suspension
from detainerlib.sources.citations import Citation
from detainerlib.times.periods import EffectivePeriod


class FederalPosition(enum.StrEnum):
    """What a statement says of the federal government and a practice of the States.

    To command is the word of the rulings on the Tenth Amendment.

    Authority: new-york-v-united-states, printz-v-united-states

    >>> from detainerlib import catalog
    >>> for statement in catalog.federal_statements()[2:5]:
    ...     print(statement.id, statement.position)
    us-murphy-2018 may not
    us-8-cfr-287.7-asks-hold may ask
    us-galarza-hold-not-commanded does not command
    """

    COMMANDS = "commands"
    """Federal law requires the practice."""
    DOES_NOT_COMMAND = "does not command"
    """Federal law does not require it."""
    MAY_ASK = "may ask"
    """The federal government may ask for it."""
    MAY_PAY = "may pay"
    """The federal government may pay for it."""
    MAY_NOT = "may not"
    """What the federal government may not do."""
    OPEN = "open"
    """What courts have not settled, or disagree on."""


@attrs.frozen(kw_only=True, cache_hash=True, field_transformer=checked)
class FederalStatement(Printed):
    """What federal law says of the federal government's own part in a practice, for a time.

    Attributes:
        id: The slug of the statement.
        position: What it says: whether the practice is commanded, may be asked or paid for.
        practices: The practices it is about; none for all.
        period: From the day of the act or ruling on.
        summary: One sentence.
        citation: Who says so.
        see_also: Other sources.

    >>> from detainerlib import catalog
    >>> statements = catalog.federal_statements("hold_on_detainer")
    >>> {statement.position.value for statement in statements} >= {"does not command", "may ask"}
    True
    """

    id: Slug
    position: FederalPosition
    practices: tuple[Practice, ...] = ()
    period: EffectivePeriod
    summary: Text
    citation: Citation
    see_also: tuple[Citation, ...] = ()

    def speaks_of(self, practice: Practice) -> bool:
        """Whether it is about a practice."""
        return not self.practices or practice in self.practices


class MeasureKind(enum.StrEnum):
    """By what means the federal government asks.

    >>> from detainerlib import catalog
    >>> catalog.measure("byrne-jag-2017").kind.value
    'grant condition'
    """

    EXECUTIVE_ORDER = "executive order"
    """An order of the President."""
    MEMORANDUM = "memorandum"
    """A memorandum of a department."""
    GRANT_CONDITION = "grant condition"
    """A condition on federal money."""


@attrs.frozen(kw_only=True, cache_hash=True, field_transformer=checked)
class FederalMeasure(Printed):
    """An order, memorandum or grant condition by which the federal government asks.

    It binds federal officers or those who take a grant; it settles no practice of a State.

    Attributes:
        id: The slug of the measure.
        title: Its short name.
        kind: By what means it asks.
        issuer: Who made it.
        practices: The practices it bears on; none where it names none.
        asks: What it asks or orders, each with its words.
        consequences: What followed, or was to follow, for jurisdictions, each with its words.
        lists: The ids of the lists of jurisdictions made under it.
        period: When it was in effect.
        ended: How it ended, in words, where it has.
        suspensions: The periods in which a court's order kept it, or a part of it, from being
            enforced, and whom the order bound.
        rulings: What courts held on it.
        summary: One sentence.
        citation: Its words.
        see_also: Other sources.

    >>> from datetime import date
    >>> from detainerlib import catalog
    >>> measure = catalog.measure("eo-13768")
    >>> measure.period.contains(date(2021, 1, 19)), measure.period.contains(date(2021, 1, 20))
    (True, False)
    """

    id: Slug
    title: Text
    kind: MeasureKind
    issuer: Text
    practices: tuple[Practice, ...] = ()
    asks: tuple[CitedStatement, ...]
    consequences: tuple[CitedStatement, ...] = ()
    lists: tuple[ListId, ...] = ()
    period: EffectivePeriod
    ended: Text | None = None
    suspensions: tuple[Suspension, ...] = ()
    rulings: tuple[CitedStatement, ...] = ()
    summary: Text
    citation: Citation
    see_also: tuple[Citation, ...] = ()

    def suspended_on(self, on: date) -> tuple[Suspension, ...]:
        """The court's orders that stood on a day, or perhaps did, whomever they bind."""
        return tuple(order for order in self.suspensions if order.period.contains(on) is not False)

    def __str__(self) -> str:
        """Its name, and when it was in effect."""
        return f"{self.title}, {self.period}"
