"""The titles and labels of pictures, and what they say in words."""

from collections.abc import Sequence
from typing import Final

ENDED: Final = "How the detainers ended"
OPEN_BAND: Final = "not settled: somewhere in this band"
AGREEMENT: Final = {True: "agreement in effect", False: "agreement may be in effect"}
"""What a bar of an agreement is called, by whether its days are known."""


def hold_title(*, is_barred: bool) -> str:
    """Return the title of a picture of a hold.

    >>> hold_title(is_barred=False), hold_title(is_barred=True)
    ('When the hold expires', 'When the time ends that each rule names')
    """
    return "When the time ends that each rule names" if is_barred else "When the hold expires"


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
