"""What a spreadsheet may run: texts that it takes for a formula."""

import re
from typing import Final

# Also in full width, as East Asian versions of Excel read them.
_RUN: Final = (*"=+-@\t\r\n", *"\uff1d\uff0b\uff0d\uff20")
_NUMBER: Final = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?", re.ASCII)


def would_run(text: str) -> bool:
    """Tell whether a spreadsheet may take a text for a formula; a number is none.

    >>> would_run("=1+1"), would_run("-5"), would_run("+1 312 555"), would_run("@x"), would_run("A")
    (True, False, True, True, False)
    """
    return text.startswith(_RUN) and not _NUMBER.fullmatch(text)
