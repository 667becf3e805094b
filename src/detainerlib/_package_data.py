"""The package's own data, and what to do where it was not packed with the code."""

from functools import cache
from typing import TYPE_CHECKING

from detainerlib.errors import Described, DetainerError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


@cache
def data_folder() -> "Traversable":
    """Return the folder of the package's data, in a zip too.

    Raises:
        DetainerError: If it was not packed.
    """
    from importlib.resources import files  # noqa: PLC0415 (slow to import)

    folder = files("detainerlib") / "data"
    if not folder.is_dir():
        raise DetainerError(
            "data",
            Described("a package without its data folder"),
            "the data beside the code",
            "Install detainerlib anew. PyInstaller packs it with --collect-data detainerlib.",
        )
    return folder
