"""What changed between two lists: added, no longer listed, model switches, and likely renames."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from difflib import SequenceMatcher
from typing import Any, Final, TypeAlias

import attrs

from detainerlib import catalog
from detainerlib._frames import Schema, frame
from detainerlib._html import table
from detainerlib._printing import Printed, made_with_html
from detainerlib._validation import Text, checked
from detainerlib._wording import long_day
from detainerlib.errors import DetainerError
from detainerlib.models.listed_agreements import ListedAgreement, ListingStatus
from detainerlib.readers._cells import words_of
from detainerlib.readers.listings import AgreementList
from detainerlib.sentences import listings as sentences
from detainerlib.times.periods import Unknown

_ALIKE: Final = 0.85
# Three words such as "State Department of" the names of many agencies, four those of one.
_MANY: Final = 4
_SCHEMA: Final[Schema] = {
    "change": "text",
    "agency": "text",
    "agency_before": "text",
    "state": "text",
    "model": "text",
    "model_before": "text",
    "signed": "date",
    "signed_before": "date",
    "evidence": "text",
}


@attrs.frozen(kw_only=True, field_transformer=checked)
class RenameCandidate(Printed):
    r"""An agreement that left one list, and one that came on the next and may be the same.

    Attributes:
        before: The agreement as the old list has it.
        after: The agreement as the new list has it.
        evidence: What they have in common, in words; the more, the likelier.

    >>> from datetime import date
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from detainerlib.readers import compare_287g, read_287g
    >>> with TemporaryDirectory() as folder:
    ...     lists = []
    ...     for month, name in ((7, "Zed Police"), (8, "Zed Town Police")):
    ...         path = Path(folder) / "sheet.csv"
    ...         _ = path.write_text(f"STATE,LEA,MODEL,SIGNED\nOHIO,{name},TFO,4/1/2025\n")
    ...         lists.append(read_287g(path, as_of=date(2025, month, 18)))
    >>> compare_287g(*lists).rename_candidates[0].evidence
    ('the same state and model', 'the same signing day', 'one name contains the other')
    """

    before: ListedAgreement
    after: ListedAgreement
    evidence: tuple[Text, ...]

    def __str__(self) -> str:
        """The two names and the evidence."""
        return f"{self.before.agency} -> {self.after.agency}: {', '.join(self.evidence)}"


@attrs.frozen(kw_only=True, field_transformer=checked)
class ModelSwitch(Printed):
    r"""An agency whose model is another on the new list, and whose old one is gone.

    Attributes:
        before: The agreement as the old list has it.
        after: The agreement as the new list has it.

    >>> from datetime import date
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from detainerlib.readers import compare_287g, read_287g
    >>> with TemporaryDirectory() as folder:
    ...     lists = []
    ...     for month, model in ((7, "TFO"), (8, "WSO")):
    ...         path = Path(folder) / "sheet.csv"
    ...         _ = path.write_text(f"STATE,LEA,MODEL\nOHIO,Zed Police,{model}\n")
    ...         lists.append(read_287g(path, as_of=date(2025, month, 18)))
    >>> compare_287g(*lists).model_switches[0].after.model
    'warrant-service-officer'
    """

    before: ListedAgreement
    after: ListedAgreement

    def __str__(self) -> str:
        """The agency and the two models."""
        return f"{self.before.agency}: {self.before.model} -> {self.after.model}"


@attrs.frozen(kw_only=True, field_transformer=checked)
class ListComparison(Printed):
    r"""What changed between two lists; made by `compare_287g`.

    Every agreement of the old list is unchanged, re-dated, switched, a rename candidate, a repeated
    row that was dropped, or no longer listed. Every one of the new list is unchanged, re-dated,
    switched, a rename candidate or added. Renames are candidates: nothing is merged.

    Attributes:
        old: The day of the old list, or its name where it has none.
        new: The day of the new list, or its name.
        added: The agreements that only the new list has.
        no_longer_listed: Those that only the old list has. The issuer only stops listing: that an
            agreement ended is an inference.
        redated: Pairs of one agency and model whose signing day is another: corrected, or renewed.
        model_switches: Agencies whose model is another.
        rename_candidates: Those that are perhaps one and the same under another name.
        repeats_dropped: Rows that left while another row of what is perhaps the same agreement
            stayed: `after` is that row. No agreement ended with them.
        unchanged: How many are on both.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from detainerlib.readers import compare_287g, read_287g
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "participatingAgencies07182025.csv"
    ...     _ = path.write_text("STATE,LEA,MODEL\nTEXAS,Zed PD,TFO\n")
    ...     listed = read_287g(path)
    >>> comparison = compare_287g(listed, listed)
    >>> comparison.unchanged, comparison.added, comparison.no_longer_listed
    (1, (), ())
    """

    old: Text
    new: Text
    added: tuple[ListedAgreement, ...]
    no_longer_listed: tuple[ListedAgreement, ...]
    redated: tuple[tuple[ListedAgreement, ListedAgreement], ...]
    model_switches: tuple[ModelSwitch, ...]
    rename_candidates: tuple[RenameCandidate, ...]
    repeats_dropped: tuple[RenameCandidate, ...]
    unchanged: int

    def __str__(self) -> str:
        """How many of each, and the rename candidates."""
        changes = sentences.changes(
            self.old,
            self.new,
            added=len(self.added),
            gone=len(self.no_longer_listed),
            switches=len(self.model_switches),
            redated=len(self.redated),
            unchanged=self.unchanged,
        )
        lines = [changes]
        if self.rename_candidates:
            lines.append(sentences.perhaps_renamed(len(self.rename_candidates)))
        lines += map(str, self.rename_candidates)
        if self.repeats_dropped:
            lines.append(sentences.repeats_dropped(len(self.repeats_dropped)))
        return "\n".join([*lines, *map(str, self.repeats_dropped)])

    def to_frame(self, backend: str = "pandas") -> Any:
        """Return the changes as a data frame, a row for each.

        Raises:
            UnknownIdError: If there is no such backend.
            DetainerError: If it is not installed.
        """
        rows = [*self._rows()]
        columns = {name: [row[name] for row in rows] for name in _SCHEMA}
        return frame(columns, _SCHEMA, backend, {"made_with": str(catalog.made_with())})

    def _rows(self) -> Iterator[dict[str, Any]]:
        for row in self.added:
            yield _row("added", None, row)
        for row in self.no_longer_listed:
            yield _row("no longer listed", row, None)
        for before, after in self.redated:
            yield _row("re-dated", before, after)
        for switch in self.model_switches:
            yield _row("model switch", switch.before, switch.after)
        for pair in self.rename_candidates:
            yield _row("rename candidate", pair.before, pair.after, "; ".join(pair.evidence))
        for pair in self.repeats_dropped:
            yield _row("repeated row dropped", pair.before, pair.after, "; ".join(pair.evidence))

    def _repr_html_(self) -> str:
        heads = ("change", "agency", "agency_before", "state", "model", "evidence")
        rows = ([row[head] or "" for head in heads] for row in self._rows())
        return table(heads, rows, f"{self.old} to {self.new}") + made_with_html()


def _row(
    change: str,
    before: ListedAgreement | None,
    after: ListedAgreement | None,
    evidence: str | None = None,
) -> dict[str, Any]:
    one = after or before
    return {
        "change": change,
        "agency": None if after is None else after.agency,
        "agency_before": None if before is None else before.agency,
        "state": None if one is None else one.state,
        "model": None if after is None else after.model,
        "model_before": None if before is None else before.model,
        "signed": _day(after),
        "signed_before": _day(before),
        "evidence": evidence,
    }


def _day(row: ListedAgreement | None) -> date | None:
    return row.signed if row is not None and isinstance(row.signed, date) else None


def compare_287g(old: AgreementList, new: AgreementList) -> ListComparison:
    r"""Return what changed between two lists of 287(g) agreements.

    Args:
        old: The older list; of a history, what is on its newest list.
        new: The newer one.

    Raises:
        DetainerError: If one is no list, if they are tables of agencies, if one is of pending
            agencies and the other is not, or if the old one is newer than the new one.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from detainerlib.readers import compare_287g, read_287g
    >>> with TemporaryDirectory() as folder:
    ...     lists = []
    ...     for name, model in (("07182025", "TFO"), ("08182025", "JEM")):
    ...         path = Path(folder) / f"participatingAgencies{name}.csv"
    ...         _ = path.write_text(f"STATE,LEA,MODEL\nTEXAS,Zed PD,{model}\n")
    ...         lists.append(read_287g(path))
    >>> switch = compare_287g(*lists).model_switches[0]
    >>> print(switch.before.model, "->", switch.after.model)
    task-force -> jail-enforcement
    """
    for name, value in (("old", old), ("new", new)):
        if not isinstance(value, AgreementList):
            raise DetainerError(name, value, "a list of agreements", "Use read_287g().")
        if value.is_of_agencies:
            raise DetainerError(
                name, value, "a list of agreements, not of agencies", "Read the other table."
            )
    if _is_pending(old) is not _is_pending(new) and len(old) and len(new):
        pending = "old" if _is_pending(old) else "new"
        raise DetainerError(
            pending,
            "a list of pending agencies",
            "two lists of one kind",
            "What is pending on one day is not compared with what is signed on another.",
        )
    if isinstance(old.as_of, date) and isinstance(new.as_of, date) and old.as_of > new.as_of:
        raise DetainerError(
            "old", f"a list of {old.as_of}", f"one no later than {new.as_of}", "Swap the two."
        )
    before, after = (
        [row for row in rows if row.status in {ListingStatus.LISTED, ListingStatus.PENDING}]
        for rows in (old, new)
    )
    unchanged, gone, came = _matched(before, after, lambda row: row.id)
    pairs_redated, gone, came = _paired(gone, came, _agency_and_models)
    renames, gone, came = _renames(gone, came)
    repeats, gone = _repeats(gone, _others(after, came))
    switches, gone, came = _paired(gone, came, _agency)
    return ListComparison(
        old=_label(old),
        new=_label(new),
        added=tuple(came),
        no_longer_listed=tuple(gone),
        redated=tuple(pairs_redated),
        model_switches=tuple(ModelSwitch(before=left, after=right) for left, right in switches),
        rename_candidates=tuple(renames),
        repeats_dropped=tuple(repeats),
        unchanged=unchanged,
    )


def _is_pending(rows: AgreementList) -> bool:
    return all(row.status is ListingStatus.PENDING for row in rows)


def _label(rows: AgreementList) -> str:
    return rows.source if isinstance(rows.as_of, Unknown) else long_day(rows.as_of)


def rename_candidates(
    before: Iterable[ListedAgreement], after: Iterable[ListedAgreement]
) -> tuple[RenameCandidate, ...]:
    """Return the agreements of a list that are perhaps on the next in another row."""
    after = [*after]
    _, gone, came = _matched([*before], after, lambda row: row.id)
    _, gone, came = _paired(gone, came, _agency_and_models)
    renames, gone, came = _renames(gone, came)
    return (*renames, *_repeats(gone, _others(after, came))[0])


Rows: TypeAlias = list[ListedAgreement]
Key: TypeAlias = Callable[[ListedAgreement], object]


def _agency(row: ListedAgreement) -> object:
    return row.agency_id


def _agency_and_models(row: ListedAgreement) -> object:
    return row.agency_id, row.models


def _matched(before: Rows, after: Rows, key: Key) -> tuple[int, Rows, Rows]:
    pairs, gone, came = _paired(before, after, key)
    return len(pairs), gone, came


def _paired(
    before: Rows, after: Rows, key: Any
) -> tuple[list[tuple[ListedAgreement, ListedAgreement]], Rows, Rows]:
    """Pair the rows with one key, each once, in their order; the others are left."""
    waiting: dict[object, Rows] = {}
    for row in after:
        waiting.setdefault(key(row), []).append(row)
    pairs: list[tuple[ListedAgreement, ListedAgreement]] = []
    gone: Rows = []
    for row in before:
        same = waiting.get(key(row))
        if same:
            pairs.append((row, same.pop(0)))
        else:
            gone.append(row)
    taken = {id(right) for _, right in pairs}
    return pairs, gone, [row for row in after if id(row) not in taken]


def _renames(gone: Rows, came: Rows) -> tuple[list[RenameCandidate], Rows, Rows]:
    """Pair what left with what came, the best evidence first, each once."""
    scored: list[tuple[int, float, int, int, tuple[str, ...]]] = []
    for left, before in enumerate(gone):
        for right, after in enumerate(came):
            evidence = _evidence(before, after)
            if evidence:
                alike = _likeness(before, after)
                scored.append((-len(evidence), -alike, left, right, evidence))
    used: tuple[set[int], set[int]] = (set(), set())
    pairs: list[RenameCandidate] = []
    for _, _, left, right, evidence in sorted(scored):
        if left in used[0] or right in used[1]:
            continue
        used[0].add(left)
        used[1].add(right)
        pairs.append(RenameCandidate(before=gone[left], after=came[right], evidence=evidence))
    return (
        pairs,
        [row for number, row in enumerate(gone) if number not in used[0]],
        [row for number, row in enumerate(came) if number not in used[1]],
    )


def _repeats(gone: Rows, stayed: Rows) -> tuple[list[RenameCandidate], Rows]:
    """Return the rows that left while another row of perhaps the same agreement stayed."""
    pairs: list[RenameCandidate] = []
    for before in gone:
        for after in stayed:
            same_agency = before.agency_id == after.agency_id and before.models == after.models
            evidence = ("the same agency and model",) if same_agency else _evidence(before, after)
            if evidence:
                pairs.append(RenameCandidate(before=before, after=after, evidence=evidence))
                break
    found = {id(pair.before) for pair in pairs}
    return pairs, [row for row in gone if id(row) not in found]


def _others(rows: Rows, without: Rows) -> Rows:
    left_out = {id(row) for row in without}
    return [row for row in rows if id(row) not in left_out]


def _evidence(before: ListedAgreement, after: ListedAgreement) -> tuple[str, ...]:
    """Return what speaks for one agreement under two names; nothing where too little does."""
    if before.models != after.models or before.agency_id == after.agency_id:
        return ()
    same_day = isinstance(before.signed, date) and before.signed == after.signed
    if before.state != after.state:
        same_name = words_of(before.agency) == words_of(after.agency)
        words = ("the same name, model and signing day", "another state")
        return words if same_name and same_day else ()
    document = _file_of(before.document)
    same_document = document is not None and document == _file_of(after.document)
    one_place = (
        before.jurisdiction is not None
        and before.jurisdiction == after.jurisdiction
        and before.level == after.level
        and before.level != "state"
    )
    left, right = words_of(before.agency), words_of(after.agency)
    contained = _contains(left, right) or _contains(right, left)
    begin_alike = _words_alike_at_first(left, right) >= _MANY
    alike = _likeness(before, after) >= _ALIKE and not _other_place(before, after)
    evidence: list[str] = []
    if same_document:
        evidence.append("the same agreement is linked")
    if same_day:
        evidence.append("the same signing day")
    if one_place:
        evidence.append("the same government")
    if contained:
        evidence.append("one name contains the other")
    elif alike:
        evidence.append("names that differ by a few letters")
    elif begin_alike:
        evidence.append("names that begin with the same words")
    named_alike = contained or alike or begin_alike
    enough = (
        same_document or (same_day and (one_place or named_alike)) or (named_alike and one_place)
    )
    return ("the same state and model", *evidence) if enough else ()


def _likeness(before: ListedAgreement, after: ListedAgreement) -> float:
    return SequenceMatcher(None, words_of(before.agency), words_of(after.agency)).ratio()


def _contains(longer: str, shorter: str) -> bool:
    words, part = longer.split(), shorter.split()
    return bool(part) and len(part) > 1 and set(part) <= set(words)


def _words_alike_at_first(left: str, right: str) -> int:
    count = 0
    for word, other in zip(left.split(), right.split(), strict=False):
        if word != other:
            break
        count += 1
    return count


def _other_place(before: ListedAgreement, after: ListedAgreement) -> bool:
    """Tell whether the two are of different governments: Lee County is not Levy County."""
    left, right = before.jurisdiction, after.jurisdiction
    return left is not None and right is not None and left != right


def _file_of(address: str | None) -> str | None:
    name = re.split(r"[?#]", address or "")[0].rpartition("/")[2].casefold()
    return name or None
