"""Who says so: authorities, citations of them, and how well we know what they say."""

import enum
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

import attrs

from detainerlib._printing import Printed
from detainerlib._validation import (
    AuthorityId,
    PartialDay,
    PlaceCode,
    Slug,
    Text,
    checked,
    exactly_one,
)
from detainerlib._wording import partial_day
from detainerlib.errors import DetainerError

NOT_IN_FILES: Final[Mapping[str, bool]] = MappingProxyType({"in_files": False})
"""The metadata of a field that no key of a data file fills in."""


class Evidence(enum.StrEnum):
    """How a record of ours knows what its source says, from the best to the weakest."""

    TEXT = "text"
    """The operative words were read in the text or in a faithful reprint."""
    SECONDARY = "secondary"
    """Read in a digest, guidance, news, or a case that quotes the text."""
    BACKGROUND = "background"
    """Not read: general knowledge, a lead to check."""

    @property
    def rank(self) -> int:
        """0 for the best grade; a higher rank is weaker."""
        return list(Evidence).index(self)


def weakest(grades: Iterable[Evidence]) -> Evidence:
    """Return the weakest of some grades: an answer is no better than what it rests on.

    >>> weakest({Evidence.TEXT, Evidence.SECONDARY}).value
    'secondary'
    """
    return max(grades, key=lambda grade: grade.rank)


@attrs.frozen(kw_only=True, init=False, repr=False, eq=False, field_transformer=checked)
class Sourced(Printed):
    """A record of ours and how well we know what it reports; a base, not made by itself.

    Attributes:
        evidence: The grade of evidence.
        quote: The operative words as they were read; None only for background knowledge.
        url: Where they were read; None only for background knowledge.
        read_on: The day they were read; None only for background knowledge.
        text_as_of: The date of the text that was read: a year, a month or a day, or "unknown".
        gaps: What was not read.
        note: What a reader of the record should know besides.
        law: The id of the law folder that the record is from; None for the package's own. No key of
            a file.
    """

    evidence: Evidence
    gaps: tuple[Text, ...]
    quote: Text | None = None
    url: Text | None = None
    read_on: date | None = None
    text_as_of: PartialDay | None = None
    note: Text | None = None
    law: Slug | None = attrs.field(default=None, metadata=NOT_IN_FILES)

    @property
    def undated(self) -> bool:
        """Whether the text that was read bears no date."""
        return self.text_as_of in {None, "unknown"}

    @property
    def dated(self) -> str:
        """The date of the text that was read, in words."""
        if self.text_as_of is None or self.undated:
            return "of an unknown date"
        return f"as of {partial_day(self.text_as_of)}"

    def __attrs_post_init__(self) -> None:
        """Refuse a grade that claims more than the record shows."""
        if self.evidence is Evidence.BACKGROUND:
            if not self.gaps:
                raise DetainerError("gaps", self.gaps, "what was not read, for background", "")
            return
        needed = ("quote", "url", "read_on", "text_as_of")
        missing = [name for name in needed if getattr(self, name) is None]
        if missing:
            expected = f"a value where the evidence is {self.evidence.value!r}"
            raise DetainerError(", ".join(missing), None, expected, "")


class AuthorityKind(enum.StrEnum):
    """What kind of text an authority is."""

    STATUTE = "statute"
    REGULATION = "regulation"
    EXECUTIVE_ORDER = "executive-order"
    CASE = "case"
    SETTLEMENT = "settlement"
    FORM = "form"
    GUIDANCE = "guidance"
    POLICY = "policy"
    ORDINANCE = "ordinance"
    AGREEMENT = "agreement"
    OPINION = "opinion"
    SECONDARY = "secondary"


@attrs.frozen(kw_only=True, field_transformer=checked)
class Authority(Sourced):
    """A text that can be cited: a statute, a regulation, a form, a case, an order.

    Attributes:
        id: The slug by which records cite it.
        title: Its name.
        cite: Its citation, as a lawyer would print it.
        kind: What kind of text it is.
        issuer: Who made it: a legislature, an agency, a court.
        decided: For a ruling, the day, as precise as known, or "unknown".
        enacted: For an act or order, the day it was made; exactly one of the three is given.
        effective: The day it took effect, where that is the one we give.
        jurisdictions: ISO 3166-2 codes of where it speaks; "US" for the nation.
        summary: One neutral sentence: what it says or held.
        bears_on: The topics it bears on.
        challenged_in: The ids of the rulings on its validity.
        status: What has become of it, where a source says so.
    """

    id: Slug
    title: Text
    cite: Text
    kind: AuthorityKind
    issuer: Text
    decided: PartialDay | None = None
    enacted: PartialDay | None = None
    effective: PartialDay | None = None
    jurisdictions: tuple[PlaceCode, ...]
    summary: Text
    bears_on: tuple[Slug, ...]
    challenged_in: tuple[AuthorityId, ...] = ()
    status: Text | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse an authority with no date, or with several."""
        super().__attrs_post_init__()
        remedy = 'Write "unknown" where the day is not on record.'
        exactly_one(self, "decided", "enacted", "effective", remedy=remedy)


@attrs.frozen(kw_only=True, field_transformer=checked)
class Citation(Sourced):
    """A place in an authority, with the words relied on.

    Attributes:
        authority: The id of the authority.
        pin: The place in it: a paragraph, a page, a box.

    >>> citation = Citation(
    ...     authority="8-cfr-287.7", pin="(d)", evidence=Evidence.BACKGROUND, gaps=("the text",)
    ... )
    >>> str(citation)
    '8-cfr-287.7 (d)'
    """

    authority: AuthorityId
    pin: Text | None = None

    def __str__(self) -> str:
        """The authority's id and the pin."""
        return self.authority if self.pin is None else f"{self.authority} {self.pin}"
