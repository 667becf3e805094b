"""Files written whole or not at all, also where a run is interrupted or a disk is full."""

import os
from contextlib import suppress
from pathlib import Path
from stat import S_IMODE, S_ISREG
from typing import Any

from detainerlib.errors import DetainerError


def write_whole(path: str | Path, where: str, content: bytes, *, may_replace: bool = True) -> None:
    """Write a file beside its place, which it takes once all is written.

    What only its owner could read stays so.

    Args:
        path: The file; through a link, the one that it leads to.
        where: The parameter it was given as, for errors.
        content: Its bytes.
        may_replace: Whether a file that is there already is replaced.

    Raises:
        DetainerError: If it cannot be written, or there is one that may not be replaced.
    """
    from secrets import token_hex  # noqa: PLC0415 (only where something is written)

    target = _target(path, where, may_replace=may_replace)
    part = target.with_name(f".{token_hex(8)}.part")
    try:
        try:
            if target.exists():
                mode = S_IMODE(target.stat().st_mode)
                part.touch(mode)
                part.chmod(mode)
            part.write_bytes(content)
            part.replace(target)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
    except OSError as error:
        raise _not_written(path, where, error) from None


def make_folder(path: str | Path, where: str) -> None:
    """Make a folder, and those above it, where it is not there.

    Args:
        path: The folder.
        where: The parameter it was given as, for errors.

    Raises:
        DetainerError: If it cannot be made, or is something else.
    """
    try:
        Path(path).mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        remedy = f"Name another ({reason.lower()})."
        raise DetainerError(where, str(path), "a folder that can be made", remedy) from None


def identity_of(file: Any) -> tuple[int, int] | None:
    """Return the device and the number of a file, by its path or open; None where it has none.

    Two links to one file have one identity.
    """
    with suppress(AttributeError, OSError, TypeError, ValueError):
        is_path = isinstance(file, str | Path)
        status = Path(file).stat() if is_path else os.fstat(file.fileno())
        return (status.st_dev, status.st_ino) if S_ISREG(status.st_mode) else None
    return None


def is_one_place(path: str | Path, other: str | Path) -> bool:
    """Tell whether two paths lead to one file, be it there or not; a system may see no case."""
    with suppress(OSError, RuntimeError, ValueError):
        return str(Path(path).resolve()).casefold() == str(Path(other).resolve()).casefold()
    return False


def _target(path: str | Path, where: str, *, may_replace: bool) -> Path:
    try:
        target = Path(path).resolve()
        is_there, is_file = target.exists(), target.is_file()
    except (OSError, RuntimeError, ValueError) as error:
        raise _not_written(path, where, error) from None
    if is_there and not may_replace:
        raise DetainerError(where, str(path), "a new file", "There is one; name another.")
    if is_there and not (is_file and os.access(target, os.W_OK)):
        remedy = "It is a folder, a device, or locked; name another."
        raise DetainerError(where, str(path), "a file that can be replaced", remedy)
    return target


def _not_written(path: str | Path, where: str, error: Exception) -> DetainerError:
    reason = getattr(error, "strerror", None) or str(error)
    remedy = f"Check the folder ({reason.lower()})."
    return DetainerError(where, str(path), "a file that can be written", remedy)
