"""An empty roster to fill in: its headings and, in a workbook, drop-down lists."""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import zip_longest
from typing import Any, Final

from detainerlib import catalog
from detainerlib._whole_files import write_whole
from detainerlib.models.forms import DEFAULT_FORM
from detainerlib.models.jurisdictions import GovernmentLevel
from detainerlib.readers._exports import TEXT, csv_file, suffix_of, workbook
from detainerlib.readers._sources import FilePath
from detainerlib.sentences import roster as sentences
from detainerlib.times.zones import common_names

LAYOUT: Final = "roster"
_LISTS: Final = "lists"
_ROWS: Final = 10_000
_WIDTH: Final = 25
_AS_TYPED: Final = "@"


def write_template(path: FilePath, where: str) -> bool:
    """Write an empty roster to a new file, and return whether it has drop-down lists.

    Args:
        path: The file: .xlsx, or .csv with the headings alone.
        where: The parameter it was given as, for errors.

    Raises:
        DetainerError: If there is such a file, it is neither, or cannot be written.
        ModuleNotFoundError: If openpyxl is not installed for a workbook.
    """
    headings = {column.key: column.headings[0] for column in catalog.file_layout(LAYOUT).columns}
    has_lists = suffix_of(path, where) != TEXT
    if has_lists:
        content = workbook(path, where, partial(_fill, headings))
    else:
        content = csv_file([*headings.values()], ())
    write_whole(path, where, content, may_replace=False)
    return has_lists


def choices() -> Mapping[str, Sequence[str]]:
    """Return what may be chosen in columns that have a list, by their keys."""
    states = [
        place.name for place in catalog.jurisdictions() if place.level is GovernmentLevel.STATE
    ]
    forms = [form.name for form in catalog.forms()]
    default = catalog.form(DEFAULT_FORM).name
    return {
        "jurisdiction": [*(county.name for county in catalog.counties()), *states],
        "zone": [*common_names().values()],
        "form": [default, *(form for form in forms if form != default)],
    }


def _fill(headings: Mapping[str, str], book: Any) -> None:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 (only workbooks need the extra)
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 (as above)

    sheet, lists = book.create_sheet(LAYOUT), book.create_sheet(_LISTS)
    lists.sheet_state = "hidden"
    sheet.freeze_panes = "B2"
    by_key = choices()
    for number, key in enumerate(headings, start=1):
        letter = get_column_letter(number)
        column: Any = sheet.column_dimensions[letter]
        column.width = _WIDTH
        # So Excel keeps what is typed, and makes no other date of it.
        column.number_format = _AS_TYPED
        names = by_key.get(key, ())
        validation: Any = DataValidation(
            type="list" if names else None,
            formula1=f"{_LISTS}!${letter}$1:${letter}${len(names)}" if names else None,
            # A city or another spelling may be typed, too.
            showErrorMessage=False,
            showInputMessage=True,
            promptTitle=headings[key],
            prompt=sentences.PROMPTS[key],
        )
        validation.add(f"{letter}2:{letter}{_ROWS}")
        sheet.data_validations.append(validation)
    sheet.append([*headings.values()])
    for row in zip_longest(*(by_key.get(key, ()) for key in headings)):
        lists.append(row)
