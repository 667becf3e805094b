"""Spells in which a court's order kept a provision, or parts of it, from being enforced."""

import enum
from datetime import date

import attrs

from detainerlib._arguments import takes
from detainerlib._printing import Printed
from detainerlib._validation import PlaceCode, Text, checked
from detainerlib._wording import span_in_words
from detainerlib.errors import DetainerError
from detainerlib.models._fields import known
from detainerlib.sentences.records import enjoined
from detainerlib.sources.citations import Citation
from detainerlib.times.periods import UNKNOWN, EffectivePeriod, Unknown


class OrderReach(enum.StrEnum):
    """Whom a court's order binds that keeps a provision from being enforced.

    >>> from detainerlib import catalog
    >>> catalog.provision("us-tx-2.251-hold").suspensions[0].binds
    <OrderReach.ALL: 'all'>
    """

    ALL = "all"
    """It keeps the provision from being enforced by anyone."""
    NAMED_PARTIES = "named parties"
    """It binds only the governments that it names."""


class OrderEnd(enum.StrEnum):
    """What became of a court's order, in the words that courts use.

    >>> from detainerlib import catalog
    >>> catalog.provision("us-tx-2.251-hold").suspensions[0].ended
    <OrderEnd.STAYED: 'stayed'>
    """

    STAYED = "stayed"
    """A higher court kept it from taking effect while it was reviewed."""
    VACATED = "vacated"
    """A higher court set it aside."""
    DISSOLVED = "dissolved"
    """The court that made it lifted it."""
    EXPIRED = "expired"
    """It ran out, as it says itself or with a later ruling."""


@attrs.frozen(kw_only=True, cache_hash=True, field_transformer=checked)
class Suspension(Printed):
    """A spell in which a court's order kept a provision, or parts of it, from being enforced.

    Attributes:
        from_: The first day; an order made before the provision was in effect counts from then.
        until: The first day on which the order no longer held, None while it holds, UNKNOWN where
            it ended on a day that is not on file.
        not_after: Where the end is unknown, a day on which it had certainly ended.
        binds: Whom it binds.
        parties: The codes of the governments whose agencies are named parties; for all, none.
        parts: Which parts of the provision it reaches; None where it reaches all of it.
        ended: What became of it, where it has ended.
        citation: The order, or who tells of it.
        see_also: Other sources.

    Raises:
        DetainerError: If parties stand beside an order that binds all, or are missing beside one
            that binds some, or `ended` and `until` do not go together.
        PeriodError: If the end is not later than the first day, or a bound is none.

    >>> from datetime import date
    >>> from detainerlib.models import Citation, Evidence
    >>> citation = Citation(
    ...     authority="arizona-v-united-states", evidence=Evidence.BACKGROUND, gaps=("the order",)
    ... )
    >>> print(Suspension(from_=date(2011, 8, 29), until=date(2011, 9, 28), binds=OrderReach.ALL,
    ...                  ended=OrderEnd.EXPIRED, citation=citation))
    enjoined from August 29 to September 28, 2011
    """

    from_: date
    until: date | Unknown | None = None
    not_after: date | None = None
    binds: OrderReach
    parties: tuple[PlaceCode, ...] = ()
    parts: Text | None = None
    ended: OrderEnd | None = None
    citation: Citation
    see_also: tuple[Citation, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse what contradicts itself."""
        if bool(self.parties) != (self.binds is OrderReach.NAMED_PARTIES):
            expected = "the codes of the parties for an order that binds those, and none for all"
            raise DetainerError("parties", self.parties, expected, "Name them, or write all.")
        if (self.ended is None) != (self.until is None):
            raise DetainerError(
                "ended, until", (self.ended, self.until), "both or neither", "Give both."
            )
        _ = self.period

    @property
    def period(self) -> EffectivePeriod:
        """The days on which the order stood, whether or not the provision was in effect."""
        return EffectivePeriod(start=self.from_, until=self.until, not_after=self.not_after)

    @takes
    def suspends(self, on: date, jurisdiction: str) -> bool | None:
        """Whether it keeps the provision from applying to the agencies of a government on a day.

        None where that is open: for who is no named party, for parts of a provision, and after an
        order whose end is not on file.

        Args:
            on: The day.
            jurisdiction: The code of the government whose agency asks.
        """
        stood = self.period.contains(on)
        if not stood:
            return stood
        reaches = self.binds is OrderReach.ALL or jurisdiction in self.parties
        return True if reaches and self.parts is None else None

    def __str__(self) -> str:
        """The spell, in words, with the parts it reaches, and that it binds some only."""
        return enjoined(
            span_in_words(self.from_, known(self.until)),
            self.parts,
            is_for_parties=bool(self.parties),
            end_is_known=self.until is not UNKNOWN,
        )
