"""The terminal: its width and characters, what is bold on it, and an output that is closed."""

import codecs
import errno
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any, Final, TextIO

from detainerlib._html import inert

CANNOT_WRITE = 74  # EX_IOERR of sysexits.h
READER_GONE = 141  # what shells report of a program that SIGPIPE ended

_PLAIN: Final = "detainerlib-plain"
_JSON: Final = "detainerlib-json"
_NARROWEST: Final = 30
_GLUE: Final = "\N{NO-BREAK SPACE}"
# "§ 6103(a)" and "5:00 p.m." stay on one line.
_GLUED: Final = r"(?<=§) (?=\S)|(?<=\d) (?=[ap]\.m\.)|(?<=\b[Ss]ec\.) (?=\d)"
# What stands before the words of a line: blanks, the marks of a timeline, the number of a step.
_HEAD: Final = r" *(?:[#.]+ +| ?\d+\. +(?:[a-z ]{8,15}  )?)?(?=\S)"
_ASCII: Final = {
    "‘": "'",  # noqa: RUF001 (what is replaced)
    "’": "'",  # noqa: RUF001 (as above)
    "ʻ": "'",  # noqa: RUF001 (as above)
    "“": '"',
    "”": '"',
    "′": "'",  # noqa: RUF001 (as above)
    "″": '"',
    "–": "-",  # noqa: RUF001 (as above)
    "—": "-",
    "−": "-",  # noqa: RUF001 (as above)
    "°": " deg",
    "§": "sec.",
    "¶": "para.",
    "…": "...",
    "×": "x",  # noqa: RUF001 (as above)
    "⁄": "/",  # noqa: RUF001 (as above)
    "≤": "<=",
    "≥": ">=",
    "→": "->",
    "ß": "ss",
    _GLUE: " ",
}


class Strong(str):
    """A line that is bold on a terminal, and is understood without that."""

    __slots__ = ()


class OutputError(Exception):
    """The answer could not be written.

    Attributes:
        status: The exit status.
        reason: Why; None where whoever reads had enough.
    """

    def __init__(self, status: int, reason: str | None = None) -> None:
        """Keep both."""
        super().__init__(status, reason)
        self.status = status
        self.reason = reason


def write(lines: Iterable[str]) -> None:
    """Write sentences to standard output, wrapped to the terminal's width.

    Off a terminal a line is as long as it is, so that other programs find it whole.

    Raises:
        OutputError: If the output is closed or full.
    """
    stream = output()
    columns, is_bold = _columns(stream), _shows_bold(stream)
    printed: list[str] = []
    for line in lines:
        for part in line.split("\n"):
            text = printable(part, stream)
            wrapped = [text] if columns is None else [*_wrapped(text, columns)]
            if is_bold and isinstance(line, Strong):
                wrapped = [f"\x1b[1m{row}\x1b[0m" for row in wrapped]
            printed += wrapped
    write_raw("\n".join(printed))


def write_data(text: str) -> None:
    """Write a document to standard output: never wrapped, and JSON whatever the characters are.

    Raises:
        OutputError: If the output is closed or full.
    """
    write_raw(encodable(text, output(), _JSON))


def write_raw(text: str) -> None:
    """Write a text as it is, and a line break.

    Raises:
        OutputError: If the output is closed or full.
    """
    stream = output()
    try:
        _write_whole(stream, f"{text}\n")
    except BrokenPipeError:
        _close(stream)
        raise OutputError(READER_GONE) from None
    except OSError as error:
        _close(stream)
        full = errno.errorcode.get(error.errno or 0) in {"ENOSPC", "EDQUOT"}
        reason = "the disk is full" if full else (error.strerror or str(error)).lower()
        raise OutputError(CANNOT_WRITE, reason) from None
    except ValueError:
        raise OutputError(CANNOT_WRITE, "standard output is closed") from None


def _write_whole(stream: TextIO, text: str) -> None:
    raw: Any = getattr(stream, "buffer", None)
    if not hasattr(raw, "readall"):
        stream.write(text)
        stream.flush()
        return
    # Trap: unbuffered (python -u), there is a raw file below, which may take a part of what it is
    # given, and TextIOWrapper does not look.
    stream.flush()
    left = memoryview(
        text.replace("\n", os.linesep).encode(stream.encoding, stream.errors or "strict")
    )
    while left:
        left = left[raw.write(left) or 0 :]


def tell(message: str) -> None:
    """Write a message to standard error, where there is one."""
    stream = sys.stderr
    # print() takes standard output where there is no standard error.
    if stream is None:
        return
    columns = _columns(stream)
    with suppress(OSError, ValueError):
        for line in message.split("\n"):
            text = printable(line, stream)
            print(*([text] if columns is None else _wrapped(text, columns)), sep="\n", file=stream)


def in_utf8(typed: str) -> str | None:
    """Return what was typed, with bytes that the system's own characters lack read as UTF-8.

    None where they are no UTF-8.
    """
    try:
        typed.encode()
    except UnicodeEncodeError:
        with suppress(UnicodeError):
            return os.fsencode(typed).decode()
        return None
    return typed


def printable(text: str, stream: TextIO) -> str:
    """Return a text in characters that a stream has, without any that a terminal would obey."""
    return encodable(inert(text), stream)


def output() -> TextIO:
    """Return standard output.

    Raises:
        OutputError: If it was closed before the start.
    """
    if sys.stdout is None:
        raise OutputError(CANNOT_WRITE, "standard output is closed")
    return sys.stdout


def _close(stream: TextIO) -> None:
    # Closed, it is not flushed once more as Python ends.
    with suppress(OSError, ValueError):
        stream.close()


def _columns(stream: TextIO) -> int | None:
    """Return how many columns of a terminal there are to fill; None off a terminal."""
    if not stream.isatty():
        return None
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns):
        return max(int(columns) - 1, _NARROWEST)
    try:
        # Some consoles break a full line by themselves, and so once too often.
        return max(os.get_terminal_size(stream.fileno()).columns - 1, _NARROWEST)
    except (AttributeError, OSError, ValueError):
        return None


def _shows_bold(stream: TextIO) -> bool:
    variables = os.environ
    if variables.get("NO_COLOR") or variables.get("TERM") == "dumb" or not stream.isatty():
        return False
    # Older consoles of Windows print the codes.
    return sys.platform != "win32" or "WT_SESSION" in variables or "TERM" in variables


def _wrapped(line: str, columns: int) -> Iterator[str]:
    if len(line) <= columns:
        yield line
        return
    from textwrap import wrap  # noqa: PLC0415 (only where a line is long)

    head = re.match(_HEAD, line)
    indent = min(len(head.group()), columns // 2) if head else 0
    rows = wrap(
        re.sub(_GLUED, _GLUE, line),
        columns,
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
        expand_tabs=False,
        replace_whitespace=False,
    )
    yield from (row.replace(_GLUE, " ") for row in rows)


def encodable(text: str, stream: TextIO, errors: str = _PLAIN) -> str:
    """Return a text in characters that a stream has."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.encode(encoding, errors).decode(encoding)
    return text


def _in_ascii(error: UnicodeError) -> tuple[str, int]:
    """Replace what an encoding lacks by what a reader takes for the same."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    letters = error.object[error.start : error.end]
    plain = "".join(map(_ascii_of, letters.replace("§§", "secs.")))
    is_joined = error.object[error.end : error.end + 1].isdecimal()
    blank = " " if is_joined and plain.endswith(("sec.", "secs.", "para.")) else ""
    return plain + blank, error.end


def _ascii_of(letter: str) -> str:
    if letter.isascii() or letter in _ASCII:
        return _ASCII.get(letter, letter)
    from unicodedata import normalize  # noqa: PLC0415 (only for few letters)

    parts = "".join(_ASCII.get(part, part) for part in normalize("NFKD", letter))
    return "".join(part for part in parts if part.isascii()) or "?"


def _in_json(error: UnicodeError) -> tuple[str, int]:
    """Replace what an encoding lacks by the escapes of JSON, where only its strings have any."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    codes = (units[place : place + 2].hex() for place in range(0, len(units), 2))
    return "".join(f"\\u{code}" for code in codes), error.end


codecs.register_error(_PLAIN, _in_ascii)
codecs.register_error(_JSON, _in_json)
