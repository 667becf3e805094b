"""Files written whole or not at all, also where a run is interrupted or a disk is full."""

import errno
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from stat import S_IMODE, S_ISREG
from typing import Any

from detainerlib.errors import DetainerError

Content = bytes | Callable[[Path], object]
"""What a file holds, or what writes it to the path that it is given."""


def write_whole(
    path: str | Path, where: str, content: Content, *, may_replace: bool = True
) -> None:
    """Write a file beside its place, which it takes once all is written.

    What only its owner could read stays so.

    Args:
        path: The file; through a link, the one that it leads to.
        where: The parameter it was given as, for errors.
        content: Its bytes, or what writes them and raises no error but those of the system.
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
            if isinstance(content, bytes):
                part.write_bytes(content)
            else:
                content(part)
            part.replace(target)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
    except OSError as error:
        raise _not_written(path, where, error) from None


def write_folder(
    folder: str | Path, where: str, files: Iterable[tuple[str, Content]]
) -> tuple[Path, ...]:
    """Write files to a folder, all of them or none, and return them.

    Args:
        folder: The folder, new or empty.
        where: The parameter it was given as, for errors.
        files: The path of each in the folder, and what it holds.

    Raises:
        DetainerError: If the folder cannot be made or is not empty, or a file cannot be written.
    """
    if not isinstance(folder, str | Path) or not str(folder).strip():
        raise DetainerError(where, folder, "a folder to write to", "Give its name.")
    made: list[Path] = []
    written: list[Path] = []
    try:
        _make_new(Path(folder), where, made)
        _refuse_filled(folder, where)
        for name, content in files:
            path = Path(folder, name)
            _make_new(path.parent, where, made)
            write_whole(path, where, content, may_replace=False)
            made.append(path)
            written.append(path)
        made.clear()
    finally:
        for path in reversed(made):
            with suppress(OSError, ValueError):
                path.rmdir() if path.is_dir() else path.unlink()
    return tuple(written)


def _make_new(folder: Path, where: str, made: list[Path]) -> None:
    """Make a folder and those above it, each noted where it was not there."""
    with suppress(OSError, ValueError):
        made += [above for above in (*reversed(folder.parents), folder) if not above.exists()]
    make_folder(folder, where)


def _refuse_filled(folder: str | Path, where: str) -> None:
    try:
        is_empty = not any(Path(folder).iterdir())
    except OSError as error:
        raise _not_made(folder, where, error) from None
    if not is_empty:
        raise DetainerError(where, str(folder), "a new or empty folder", "Name another.")


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
        raise _not_made(path, where, error) from None


def reason_of(error: Exception) -> str:
    """Return why a file could not be written, in the words of the system."""
    # lxml gives the name of the system's number alone.
    number = getattr(errno, str(error).removeprefix("IO_"), None)
    told = getattr(error, "strerror", None) or (os.strerror(number) if number else str(error))
    return str(told).lower()


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
    remedy = f"Check the folder ({reason_of(error)})."
    return DetainerError(where, str(path), "a file that can be written", remedy)


def _not_made(path: str | Path, where: str, error: Exception) -> DetainerError:
    remedy = f"Name another ({reason_of(error)})."
    return DetainerError(where, str(path), "a folder that can be made", remedy)
