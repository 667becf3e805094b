"""Long lists of cases in a short answer: how many there are, and where they are listed."""

import argparse
import re
from collections.abc import Iterable
from typing import Final

from detainerlib.sentences import command

_LIST: Final = re.compile(rf"({'|'.join(command.LEADS)}):((?:\n  \(\d+\) .*)+)")


def without_long_lists(told: str) -> str:
    r"""Return an answer in which a list that has lines of its own is counted, and not printed.

    >>> without_long_lists("It may in any of these cases:\n  (1) it is old;\n  (2) it is signed.")
    'It may in any of 2 cases, which are listed by number without --brief.'
    """
    return _LIST.sub(_counted, told)


def as_long_as_asked(options: argparse.Namespace, told: Iterable[str]) -> Iterable[str]:
    """Return answers as they are, and for a short output without their long lists."""
    return map(without_long_lists, told) if options.brief else told


def _counted(found: re.Match[str]) -> str:
    lead, items = found.groups()
    return command.listed_in_full(lead, items.count("\n"))
