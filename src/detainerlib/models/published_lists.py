"""What publishers have said about which jurisdictions cooperate: lists, entries, disputes."""

import enum
from datetime import date

import attrs

from detainerlib._printing import Printed
from detainerlib._validation import ListId, PlaceCode, Slug, Text, checked
from detainerlib.sentences.records import entries_on_file
from detainerlib.sources.citations import Citation
from detainerlib.times.periods import EffectivePeriod, Unknown


class Claim(enum.StrEnum):
    """What a publisher says about a jurisdiction, in our words.

    The words are ours; an assertion keeps what was printed.

    >>> from detainerlib.models import Claim
    >>> Claim.ACCEPTS_DETAINERS_ONLY.words
    'accepts detainers but not requests for notice'
    """

    LIMITS_COOPERATION = "limits cooperation"
    """It is on a publisher's list of jurisdictions that limit cooperation."""
    ACCEPTS_DETAINERS = "accepts requests to hold"
    """The publisher says that it holds on a detainer."""
    ACCEPTS_DETAINERS_ONLY = "accepts requests to hold, not for notice"
    """The publisher says that it holds, and gives no notice."""
    ACCEPTS_BOTH = "accepts requests to hold and for notice"
    """The publisher says that it holds and gives notice."""
    DECLINES_DETAINERS = "declines requests to hold"
    """The publisher says that it does not hold."""

    @property
    def words(self) -> str:
        """The claim in print: "accepts detainers"."""
        return {
            Claim.LIMITS_COOPERATION: "limits cooperation",
            Claim.ACCEPTS_DETAINERS: "accepts detainers",
            Claim.ACCEPTS_DETAINERS_ONLY: "accepts detainers but not requests for notice",
            Claim.ACCEPTS_BOTH: "accepts detainers and requests for notice",
            Claim.DECLINES_DETAINERS: "declines detainers",
        }[self]


@attrs.frozen(kw_only=True, field_transformer=checked)
class Dispute(Printed):
    """What someone says against an assertion or a whole list.

    Attributes:
        by: Who, by office or agency.
        on: The day.
        summary: One sentence.
        citation: Where that was read.

    >>> from detainerlib import catalog
    >>> dispute = catalog.published_list("doj-2025-08-05").disputes[0]
    >>> dispute.by, dispute.on
    ('American Immigration Council', UNKNOWN)
    """

    by: Text
    on: date | Unknown
    summary: Text
    citation: Citation


@attrs.frozen(kw_only=True, field_transformer=checked)
class SurveyCode(Printed):
    """A code of a survey, and what its words claim.

    Attributes:
        code: The code, as printed.
        words: Its words, as printed.
        claim: What they claim.
        citation: Where they were read.

    >>> from detainerlib import catalog
    >>> code = catalog.published_list("ice-field-office-survey").codes[0]
    >>> code.code, code.claim.words
    ('4', 'accepts detainers and requests for notice')
    """

    code: Text
    words: Text
    claim: Claim
    citation: Citation


@attrs.frozen(kw_only=True, field_transformer=checked)
class EntryCount(Printed):
    """How many entries somebody other than the publisher counted on a list.

    Attributes:
        by: Who counted.
        count: How many.
        of: What was counted, where that is not the list as it was first published; None otherwise.
        citation: Where that was read.

    >>> from detainerlib import catalog
    >>> count = catalog.published_list("ddor-2017-section-iii").counts[0]
    >>> count.by, count.count
    ('WGBH', 96)
    """

    by: Text
    count: int
    of: Text | None = None
    citation: Citation

    def __str__(self) -> str:
        """The count, of what, and by whom."""
        return f"{self.count} {f'{self.of} ' if self.of else ''}counted by {self.by}"


@attrs.frozen(kw_only=True, field_transformer=checked)
class PublishedList(Printed):
    """A list, or a survey, of jurisdictions: a publisher's claim, never taken as true.

    Attributes:
        id: The slug of the list.
        title: Its short name.
        publisher: Who published it.
        summary: One sentence: what the publisher says of those it lists.
        period: From the day it was published until it was withdrawn.
        entry_count: How many entries it had when it was published; UNKNOWN where that was not read.
        counts: What others counted, who may disagree.
        ended: How it ended, in words, where it has.
        codes: The codes by which a survey answers; none for a list.
        disputes: What others say against it as a whole.
        citation: Its words.
        see_also: Other sources.

    >>> from detainerlib import catalog
    >>> listed = catalog.published_list("dhs-2025-05-29")
    >>> print(listed.publisher, listed.period)
    U.S. Department of Homeland Security from May 29, 2025 until an unknown day not after June
    1, 2025
    """

    id: Slug
    title: Text
    publisher: Text
    summary: Text
    period: EffectivePeriod
    entry_count: int | Unknown
    counts: tuple[EntryCount, ...] = ()
    ended: Text | None = None
    codes: tuple[SurveyCode, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    citation: Citation
    see_also: tuple[Citation, ...] = ()


@attrs.frozen(kw_only=True, field_transformer=checked)
class Assertion(Printed):
    """One entry of a published list: a publisher's claim about a jurisdiction, never taken as true.

    Attributes:
        id: The slug of the entry.
        listed_in: The id of the list.
        jurisdiction: The code of the jurisdiction.
        printed: Its name, as printed.
        enacted_printed: When its policy was enacted, as printed, such as "January 2017" or
            "Undated"; None where that is not printed, or was not read.
        policy_printed: The name of its policy, as printed; None as above.
        criteria_printed: When it honors requests, as printed; none as above.
        claim: What the publisher says of it.
        period: From the day it was listed until it was taken off.
        ended: Why it was taken off, in words, where it was.
        disputes: What others say against it.
        citation: The words of the list.
        see_also: Other sources.

    >>> import detainerlib as dl
    >>> entries = dl.catalog.assertions(listed_in="doj-2025-08-05")
    >>> len(entries), entries[0].claim.value
    (35, 'limits cooperation')
    """

    id: Slug
    listed_in: ListId
    jurisdiction: PlaceCode
    printed: Text
    enacted_printed: Text | None = None
    policy_printed: Text | None = None
    criteria_printed: tuple[Text, ...] = ()
    claim: Claim
    period: EffectivePeriod
    ended: Text | None = None
    disputes: tuple[Dispute, ...] = ()
    citation: Citation
    see_also: tuple[Citation, ...] = ()

    def __str__(self) -> str:
        """The list, the place as printed and its code, what is claimed, and when."""
        place = f"“{self.printed}” ({self.jurisdiction})"
        return f"{self.listed_in} lists {place}: {self.claim.words}, {self.period}"


@attrs.frozen(kw_only=True, field_transformer=checked)
class ListCompleteness(Printed):
    """How many entries of a published list are on file, of how many; by `list_completeness`.

    Attributes:
        published: The list.
        on_file: How many of its entries are on file, from whichever day.

    >>> import detainerlib as dl
    >>> dl.catalog.list_completeness("doj-2025-08-05").is_whole
    True
    """

    published: PublishedList
    on_file: int

    @property
    def is_whole(self) -> bool | None:
        """Whether all entries are on file; None where no one is known to have counted them."""
        count = self.published.entry_count
        if isinstance(count, int):
            return self.on_file >= count
        return False if any(self.on_file < other.count for other in self.published.counts) else None

    def __str__(self) -> str:
        """How many are on file, of how many, and what that means for one that is not."""
        count = self.published.entry_count
        known = [str(count)] if isinstance(count, int) else [*map(str, self.published.counts)]
        return entries_on_file(
            self.published.title, self.on_file, known, is_whole=self.is_whole is True
        )
