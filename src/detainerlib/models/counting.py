"""What a figure counts, of whom, how its value was put, and what became of it."""

import enum


class Counted(enum.StrEnum):
    """What a figure counts: two that count different things are never one series.

    The words are ours; a figure keeps its publisher's word in `called`.

    >>> from detainerlib.models import Counted
    >>> Counted.RELEASED.value, Counted.RELEASED.words
    ('persons said to be released', 'people reported released')
    """

    ISSUED = "detainers issued"
    """Detainers that the issuer sent out."""
    RECEIVED = "detainers received"
    """As the agency that received them counts; the issuer may count others."""
    NOT_EXECUTED = "detainers not executed"
    """Detainers that were not carried out, for whatever reason."""
    RECORDED_DECLINED = "detainers recorded as declined"
    """Detainers that the issuer recorded as declined, whenever they were issued."""
    RELEASED = "persons said to be released"
    """People, not detainers."""
    ACTIVE = "active detainers"
    """A stock: its outcome is not known yet."""
    DECLINED_SHARE = "share declined"
    """Detainers recorded as declined, of those that the publisher names."""
    REFUSED_SHARE = "share refused"
    """Detainers recorded as refused, in the publisher's word, of those that it names."""
    CUSTODY_SHARE = "share followed by custody"
    """Detainers after which the issuer took custody."""
    NOT_TAKEN_SHARE = "share not taken into custody"
    """Detainers after which it did not."""
    NO_CONVICTION_SHARE = "share without a conviction on record"
    """Detainers for people whose record shows no conviction."""
    OTHER_SHARE = "another share"
    """The figure's own definition says of what."""
    REFUSING_AGENCIES = "agencies recorded as refusing"
    """Agencies, not detainers."""
    TRANSFERRED = "persons transferred"
    """People whom the agency handed over."""
    CITIZENSHIP_CLAIMS = "persons said to be citizens"
    """People who were, or said that they were, citizens; the figure's definition says which."""
    AGENCIES_SENT = "agencies sent detainers"
    """Agencies that at least one detainer was sent to."""
    CUSTODY_TAKEN = "persons taken into custody"
    """People of whom the issuer took custody."""
    AGREEMENTS = "agreements"
    """287(g) agreements: an agency may have several."""
    AGENCIES = "agencies with an agreement"
    """Agencies that have at least one 287(g) agreement."""

    @property
    def words(self) -> str:
        """What it counts, in print: "people reported released"."""
        return {
            Counted.RELEASED: "people reported released",
            Counted.NO_CONVICTION_SHARE: "share with no conviction recorded",
            Counted.TRANSFERRED: "people transferred",
            Counted.CITIZENSHIP_CLAIMS: "people reported to be citizens",
            Counted.CUSTODY_TAKEN: "people taken into custody",
        }.get(self, self.value)


class FigureCustodyBasis(enum.StrEnum):
    """On what the persons counted were in custody; the bases are never summed.

    The words are ours; a figure keeps its publisher's word in `called`.

    >>> from detainerlib import catalog
    >>> figure = catalog.figure("ddor-w1-declined")
    >>> figure.counted.value, figure.basis.value
    ('detainers recorded as declined', 'more than one, not told apart')
    """

    CONVICTED = "convicted"
    """They had been convicted."""
    PENDING = "pending charges"
    """They had pending charges."""
    ARRESTED = "arrested"
    """They had been arrested."""
    IMMIGRATION_ONLY = "immigration only"
    """They were held on an immigration hold alone."""
    MIXED = "more than one, not told apart"
    """The publisher counts several together."""
    NOT_STATED = "not stated"
    """The publisher does not say."""
    NOT_APPLICABLE = "not applicable"
    """It counts no persons and no detainers."""


class FigureStatus(enum.StrEnum):
    """What has become of a figure.

    >>> from detainerlib import catalog
    >>> for id in ("ddor-w1-declined", "ddor-w1-issued-montgomery-ia"):
    ...     print(id, catalog.figure(id).status)
    ddor-w1-declined corrected
    ddor-w1-issued-montgomery-ia withdrawn
    """

    UNVERIFIED = "unverified"
    """As published; no one else's count is on file."""
    REPRODUCED = "reproduced"
    """Counted again by another, from the same rows, with the same result."""
    CONTRADICTED = "contradicted"
    """Another count on file differs."""
    CORRECTED = "corrected"
    """The publisher changed it."""
    WITHDRAWN = "withdrawn"
    """The publisher took it back."""


class Comparator(enum.StrEnum):
    """How the publisher put the value.

    >>> from detainerlib import catalog
    >>> figure = catalog.figure("287g-2025-late-agencies")
    >>> figure.comparator.value, figure.value
    ('about', 900)
    """

    EXACTLY = "exactly"
    """Published as the value itself."""
    MORE_THAN = "more than"
    """Published as "more than" the value."""
    LESS_THAN = "less than"
    """Published as "less than" the value."""
    ABOUT = "about"
    """Published as "about" the value."""
