"""The titles and labels of pictures, and what they say in words."""

from collections.abc import Sequence
from typing import Final

from detainerlib.sentences.deadlines import DeadlineOf

ENDED: Final = "How the detainers ended"
OPEN_BAND: Final = "not settled: somewhere in this band"
AGREEMENT: Final = {True: "agreement in effect", False: "agreement may be in effect"}
"""What a bar of an agreement is called, by whether its days are known."""


_TITLES: Final = {
    DeadlineOf.HOLD: "When the hold expires",
    DeadlineOf.LAWFUL_HOLD: "When a lawful hold would expire",
    DeadlineOf.NAMED_TIME: "When the time ends that each rule names",
}


def hold_title(of: DeadlineOf) -> str:
    """Return the title of a picture of a hold.

    >>> hold_title(DeadlineOf.HOLD), hold_title(DeadlineOf.NAMED_TIME)
    ('When the hold expires', 'When the time ends that each rule names')
    """
    return _TITLES[of]


def row(title: str, *, is_argued: bool) -> str:
    """Return what a row of a picture of a hold is called.

    >>> row("Form I-247A", is_argued=False)
    'Form I-247A'
    >>> print(row("8 C.F.R. § 287.7(d)", is_argued=True))
    8 C.F.R. § 287.7(d):
    argued, but adopted by
    no source on file
    """
    return f"{title}:\nargued, but adopted by\nno source on file" if is_argued else title


def excluded(days: Sequence[str]) -> str:
    """Return which days a rule excludes.

    >>> excluded(["Sat, Jul 5 (Saturday)"]), excluded([])
    ('excluding Sat, Jul 5 (Saturday)', 'counting every hour')
    """
    return f"excluding {', '.join(days)}" if days else "counting every hour"


def cooperation_title(place: str) -> str:
    """Return the title of a picture of levels.

    >>> cooperation_title("Illinois")
    'Illinois: cooperation under the laws on file'
    """
    return f"{place}: cooperation under the laws on file"


def counted(of: str, parts: Sequence[str]) -> str:
    """Return how many records there are, and how many of each part.

    >>> counted("all records: 30", ["declined 3", "lifted 27"])
    'All records: 30, of which declined 3, lifted 27.'
    """
    return f"{of[:1].upper()}{of[1:]}, of which {', '.join(parts)}."
