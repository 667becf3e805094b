"""Who says so: authorities, citations of them, and how well we know what they say."""

import enum
import re
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Annotated, Final, TypeAlias

import attrs

from detainerlib._arguments import exactly_one, takes
from detainerlib._printing import Printed
from detainerlib._validation import (
    AuthorityId,
    PartialDay,
    PlaceCode,
    Slug,
    Text,
    checked,
    matching,
)
from detainerlib._wording import partial_day
from detainerlib.errors import DetainerError

OfficialUrl: TypeAlias = Annotated[
    str,
    matching(
        r"https://[a-z0-9.-]+\.[a-z]{2,}(?:/[^\s<>\"]*)?", "an address that begins with https://"
    ),
]
IN_A_COPY: Final = "the original text was read in a copy, not on the official page"
NOT_IN_FILES: Final[Mapping[str, bool]] = MappingProxyType({"in_files": False})
"""The metadata of a field that no key of a data file fills in."""


class Evidence(enum.StrEnum):
    """How a record of ours knows what its source says, from the best to the weakest.

    >>> from detainerlib.models import Evidence
    >>> [(grade.value, grade.words) for grade in Evidence]
    [('text', 'the original text was read'), ('secondary', 'secondary, not the original text'),
    ('background', 'background only, not read')]
    """

    TEXT = "text"
    """The operative words were read in the text or in a faithful reprint."""
    SECONDARY = "secondary"
    """Read in a digest, guidance, news, or a case that quotes the text."""
    BACKGROUND = "background"
    """Not read: general knowledge, a lead to check."""

    @property
    def words(self) -> str:
        """The grade in words.

        >>> Evidence.SECONDARY.words
        'secondary, not the original text'
        """
        return _GRADES[self]

    @property
    def rank(self) -> int:
        """0 for the best grade; a higher rank is weaker."""
        return list(Evidence).index(self)


_GRADES: Final[Mapping[Evidence, str]] = MappingProxyType(
    {
        Evidence.TEXT: "the original text was read",
        Evidence.SECONDARY: "secondary, not the original text",
        Evidence.BACKGROUND: "background only, not read",
    }
)


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

    >>> from detainerlib import catalog
    >>> rule = catalog.rule("8 CFR 287.7(d)")
    >>> rule.citation.evidence.value, str(rule.citation.read_on), rule.citation.dated
    ('text', '2026-11-21', 'of an unknown date')
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


@attrs.frozen(kw_only=True, field_transformer=checked)
class OfficialHost(Printed):
    """A site at which official addresses may be.

    Attributes:
        id: Its host, without "www."; the sites below it are meant, too.
        reason: Why it is one: who keeps which laws there.

    >>> from detainerlib import catalog
    >>> [host.reason for host in catalog.official_hosts() if host.id == "ecfr.gov"]
    ['the Office of the Federal Register keeps the Code of Federal Regulations there, up to
    date']
    """

    id: Slug
    reason: Text


class AuthorityKind(enum.StrEnum):
    """What kind of text an authority is.

    >>> from detainerlib import catalog
    >>> catalog.authority("8-cfr-287.7").kind
    <AuthorityKind.REGULATION: 'regulation'>
    """

    STATUTE = "statute"
    """An act of Congress or of a state's legislature."""
    REGULATION = "regulation"
    """A rule of an agency, such as those in the C.F.R."""
    EXECUTIVE_ORDER = "executive-order"
    """An order of the President or of a governor."""
    CASE = "case"
    """A ruling of a court."""
    SETTLEMENT = "settlement"
    """An agreement that ended a case."""
    FORM = "form"
    """A printed form."""
    GUIDANCE = "guidance"
    """What an agency tells others about its forms and rules."""
    POLICY = "policy"
    """What an agency tells its own staff."""
    ANNOUNCEMENT = "announcement"
    """What an agency said or showed of its own policy or practice, without an order of it."""
    DIRECTIVE = "directive"
    """What an office tells agencies that it binds, such as an attorney general or a board."""
    ORDINANCE = "ordinance"
    """A law of a county, city or tribe."""
    AGREEMENT = "agreement"
    """An agreement between governments."""
    OPINION = "opinion"
    """A legal opinion, such as an attorney general's."""
    SECONDARY = "secondary"
    """A report, an article or a data set."""

    @property
    def is_of_one_agency(self) -> bool:
        """Whether an agency speaks for itself alone: that is no law, and no order from above.

        >>> AuthorityKind.POLICY.is_of_one_agency, AuthorityKind.DIRECTIVE.is_of_one_agency
        (True, False)
        """
        return self in {AuthorityKind.POLICY, AuthorityKind.ANNOUNCEMENT}


@attrs.frozen(kw_only=True, field_transformer=checked)
class Authority(Sourced):
    """A source that can be cited: a statute, a regulation, a form, a case, an order.

    Attributes:
        id: The slug by which records cite it.
        title: Its name.
        cite: Its citation in Bluebook form; of a case, all that follows its name.
        official_url: The page of whoever made it, to verify it at: the court's or the code's own,
            or its publisher's. None where none is known.
        archived_url: An archived copy of what was read, where one is known.
        kind: What kind of text it is.
        issuer: Who made it: a legislature, an agency, a court.
        decided: For a ruling, the day, as precise as known, or "unknown".
        enacted: For an act or order, the day it was made; exactly one of the three is given.
        effective: The day it took effect, where that is the one we give.
        jurisdictions: ISO 3166-2 codes of where it speaks; "US" for the nation.
        summary: One neutral sentence: what it says or held.
        bears_on: The topics it bears on.
        challenged_in: The ids of the rulings on its validity.
        no_provision: Of a ruling or settlement on which no provision rests, why none does.
        within_hours: Of a ruling by which a hold may be unlawful within the hours, what it held, in
            a clause.
        status: What has become of it, where a source says so.

    >>> from detainerlib import catalog
    >>> regulation = catalog.authority("8-cfr-287.7")
    >>> regulation.cited("(d)"), regulation.verify_at
    ('8 C.F.R. § 287.7(d)',
    'https://www.ecfr.gov/current/title-8/chapter-I/subchapter-B/part-287/section-287.7')
    """

    id: Slug
    title: Text
    cite: Text
    official_url: OfficialUrl | None = None
    archived_url: OfficialUrl | None = None
    kind: AuthorityKind
    issuer: Text
    decided: PartialDay | None = None
    enacted: PartialDay | None = None
    effective: PartialDay | None = None
    jurisdictions: tuple[PlaceCode, ...]
    summary: Text
    bears_on: tuple[Slug, ...]
    challenged_in: tuple[AuthorityId, ...] = ()
    no_provision: Text | None = None
    within_hours: Text | None = None
    status: Text | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse an authority with no date, or with several."""
        super().__attrs_post_init__()
        remedy = 'Write "unknown" if the day is not known.'
        exactly_one(self, "decided", "enacted", "effective", remedy=remedy)

    @property
    def official_host(self) -> str:
        """The site of its official page, without "www."; empty where none is known."""
        return _SCHEME.sub("", self.official_url or "").partition("/")[0]

    @property
    def is_official_read(self) -> bool:
        """Whether the official page is where the words were read, and not only where they stand.

        Most official addresses follow the stable pattern of a site and were not opened.

        >>> import detainerlib as dl
        >>> regulation = dl.catalog.authority("8-cfr-287.7")
        >>> regulation.official_url.partition("/current")[0], regulation.is_official_read
        ('https://www.ecfr.gov', False)
        """
        # A page that another source quotes was not opened, though the words stand there.
        quoted = self.evidence is not Evidence.TEXT and self.kind is not AuthorityKind.SECONDARY
        return self._is_official(self.url) and not quoted

    def _is_official(self, url: str | None) -> bool:
        official, read = (_SCHEME.sub("", page or "") for page in (self.official_url, url))
        return official == read != ""

    @takes
    def grade_in_words(self, record: Sourced) -> str:
        """How well a record knows what it says: of an original text, also whether from a copy.

        Args:
            record: A citation of it, or the authority itself.

        >>> from detainerlib import catalog
        >>> regulation = catalog.authority("8-cfr-287.7")
        >>> regulation.grade_in_words(regulation)
        'the original text was read in a copy, not on the official page'
        """
        is_copy = self.official_url is not None and not self._is_official(record.url)
        if record.evidence is Evidence.TEXT and is_copy:
            return IN_A_COPY
        return record.evidence.words

    @property
    def verify_at(self) -> str | None:
        """Where to verify it: its official page; None where none is known."""
        return self.official_url

    @takes
    def cited(self, pin: str | None = None) -> str:
        """Its citation, with a place in it: a case with its name, a section in its own place.

        Args:
            pin: The place: a paragraph, a section, a page.

        >>> import detainerlib as dl
        >>> dl.catalog.authority("iowa-code-27a").cited("§ 27A.2")
        'Iowa Code § 27A.2'
        >>> dl.catalog.authority("8-cfr-287.7").cited("(d)")
        '8 C.F.R. § 287.7(d)'
        >>> dl.catalog.authority("galarza-v-szalczyk").cited()
        'Galarza v. Szalczyk, 745 F.3d 634 (3d Cir. 2014)'
        """
        cite, _, court = self.cite.partition(" (")
        if pin is not None:
            cite = _pinned(cite, pin)
        whole = f"{cite} ({court}" if court else cite
        if self.kind is not AuthorityKind.CASE:
            return whole
        return f"{self.title}{' ' if whole.startswith('(') else ', '}{whole}"


def _pinned(cite: str, pin: str) -> str:
    """Return a citation with a place in it: joined to it, in place of its section, or after it."""
    if pin.startswith(("(", "/", ".")):
        return f"{cite}{pin}"
    section = pin.lstrip("§ ")
    chapter = _CHAPTER.search(cite)
    if pin.startswith("§") and " §" in cite:
        cite, separator = cite.partition(" §")[0], " "
    elif pin.startswith("§") and chapter and section.startswith(chapter.group(1)):
        cite, separator = cite[: chapter.start()], " "
    else:
        separator = ", "
    return f"{cite}{separator}{pin}"


_SCHEME: Final = re.compile(r"^https?://(?:www\.)?")
_CHAPTER: Final = re.compile(r" (?:ch|pt)\. (\S+)$")


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
