"""Files that the command writes: whole, or not at all."""

from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from detainerlib.errors import DetainerError


def write_file(name: str, contents: bytes, where: str) -> None:
    """Write a file, in place of one of that name; an interrupted run leaves the old one.

    Raises:
        DetainerError: If it cannot be written.
    """
    path = Path(name)
    try:
        part = path.with_name(f".{path.name}.{token_hex(4)}.part")
        try:
            part.write_bytes(contents)
            part.replace(path)
        finally:
            with suppress(OSError):
                part.unlink()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise DetainerError(where, name, "a file that can be written", f"{reason}.") from None
