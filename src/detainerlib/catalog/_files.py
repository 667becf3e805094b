"""How public files are laid out and spell their values, and which errors in them are known."""

from detainerlib.catalog._collections import every, find
from detainerlib.models.file_layouts import FileLayout, Repair


def file_layout(id: str) -> FileLayout:
    """Return the layout of a kind of file by its id.

    Raises:
        UnknownIdError: If it is not on file; the message lists the nearest ids.

    >>> file_layout("287g-sheet").title
    "ICE's sheet of 287(g) participating or pending agencies"
    """
    return find(FileLayout, id)


def file_layouts() -> tuple[FileLayout, ...]:
    """Return every layout on file.

    >>> [layout.id for layout in file_layouts()][:1]
    ['287g-sheet']
    """
    return every(FileLayout)


def repairs() -> tuple[Repair, ...]:
    """Return the known errors in public files, each with its repair and the evidence.

    >>> print(next(repair for repair in repairs() if repair.printed == "Pop County"))
    county: 'Pop County' is read as 'Pope County'. Arkansas has no Pop County; a slip of a letter.
    """
    return every(Repair)
