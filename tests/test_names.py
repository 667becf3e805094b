"""The values that type checkers know are those of the enumerations."""

from enum import StrEnum
from typing import Any, get_args

import pytest

from detainerlib.models import AgencyType, AgencyTypeName, Practice, PracticeName


@pytest.mark.parametrize(
    ("names", "kind"), [(PracticeName, Practice), (AgencyTypeName, AgencyType)]
)
def test_they_are_all_of_the_values_in_order(names: Any, kind: type[StrEnum]) -> None:
    """A member that is added is one that a checker takes."""
    assert tuple(kind) == get_args(names)
