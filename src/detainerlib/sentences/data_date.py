"""As of which day the data are, and that an answer is for a later one."""

from datetime import date

from detainerlib._wording import long_day


def data_as_of(as_of: date) -> str:
    """Return as of which day the data are.

    >>> data_as_of(date(2026, 11, 29))
    'Data as of November 29, 2026.'
    """
    return f"Data as of {long_day(as_of)}."


def after_data(as_of: date, day: date, folder: str | None, *, is_last: bool = False) -> str:
    """Return that an answer is for a day later than the data, and what that leaves out.

    Args:
        as_of: The day of the data.
        day: The later day.
        folder: The law folder in use, which may have what the data lack; None without one.
        is_last: Whether the answer is for earlier days, too.

    >>> after_data(date(2026, 11, 29), date(2026, 12, 25), None)
    'The data are as of November 29, 2026; this answer is for December 25, 2026. A law made in \
between is not on file.'
    >>> after_data(date(2026, 11, 29), date(2026, 12, 31), "zed", is_last=True)
    'The data are as of November 29, 2026; this answer runs through December 31, 2026. A law made \
in between is on file only if law folder zed has it.'
    """
    is_for = "runs through" if is_last else "is for"
    on_file = (
        "is not on file" if folder is None else f"is on file only if law folder {folder} has it"
    )
    return (
        f"The data are as of {long_day(as_of)}; this answer {is_for} {long_day(day)}. "
        f"A law made in between {on_file}."
    )
