"""Known errors, applied where they stand: the value as found, what is read instead, and why."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from detainerlib import catalog
from detainerlib._arguments import several
from detainerlib.errors import DetainerError
from detainerlib.models.file_layouts import Repair
from detainerlib.models.jurisdictions import Jurisdiction
from detainerlib.models.lift_reasons import normalized
from detainerlib.readers._cells import plain

ON_FILE: Final = "on file"


class Repairs:
    """The repairs for a file, found by the column and the value that is wrong."""

    __slots__ = ("_by_value",)

    def __init__(self, own: Iterable[Repair] | None, *, on_file: bool) -> None:
        """Take the repairs on file, and those of the caller, which come first.

        Raises:
            DetainerError: If one is no repair.
        """
        if not isinstance(on_file, bool):
            raise DetainerError("repair", on_file, "True or False", "True makes those on file.")
        given = [] if own is None else several(own, "repairs")
        for repair in given:
            if not isinstance(repair, Repair):
                raise DetainerError("repairs", repair, "a Repair", "See detainerlib.models.Repair.")
        by_value: dict[tuple[str, str], list[Repair]] = {}
        for repair in (*given, *(catalog.repairs() if on_file else ())):
            by_value.setdefault((repair.column, normalized(plain(repair.printed))), []).append(
                repair
            )
        self._by_value: Mapping[tuple[str, str], list[Repair]] = by_value

    def of(
        self,
        column: str,
        printed: str,
        *,
        state: Jurisdiction | None = None,
        agency: str = "",
        models: tuple[str, ...] = (),
        signed: date | None = None,
    ) -> Repair | None:
        """Return the first repair for a value of a row; None where there is none."""
        for repair in self._by_value.get((column, normalized(printed)), ()):
            if (
                (repair.state is None or (state is not None and state.code == repair.state))
                and (repair.agency is None or normalized(repair.agency) == normalized(agency))
                and (repair.model is None or repair.model in models)
                and (repair.signed is None or repair.signed == signed)
            ):
                return repair
        return None
