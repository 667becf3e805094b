"""What a level of cooperation asks of the laws, in words."""

from collections.abc import Sequence


def requirement(practices: Sequence[str], modality: str, scope: str) -> str:
    """Return what the laws must at least say of a practice, and in which cases.

    >>> requirement(["holding on a detainer"], "permitted", "every ordinary case")
    'holding on a detainer is permitted in every ordinary case'
    >>> requirement(["a hold", "notice", "a transfer"], "permitted", "some case")
    'a hold, notice, or a transfer is permitted in some case'
    """
    *first, last = practices
    comma = "," if first[1:] else ""
    listed = f"{', '.join(first)}{comma} or {last}" if first else last
    return f"{listed} is {modality} in {scope}"
