"""The day of the data in words, by another way than the library's."""

from datetime import date
from typing import Final

import detainerlib as dl


def in_words(day: date) -> str:
    """Give a day as a sentence has it."""
    return f"{day:%B} {day.day}, {day.year}"


DATA_AS_OF: Final = f"Data as of {in_words(dl.data_as_of)}."
