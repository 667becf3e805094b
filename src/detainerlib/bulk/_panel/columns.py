"""The columns of a panel: what each spell says, on the rows that lie in it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final, NamedTuple

import numpy as np

from detainerlib._frames import Coded
from detainerlib.bulk._panel.claims import ListedClaim
from detainerlib.bulk._panel.codebook import (
    INFERRED,
    LAW,
    NO_RULE,
    NOTHING,
    causes_of,
    delegating_models,
    listed_column,
    own_column,
    possible_of,
    stem_of,
)
from detainerlib.bulk._panel.durations import Durations, searchsorted
from detainerlib.bulk._panel.periods import Periods
from detainerlib.catalog._places import state_of
from detainerlib.cooperation import PolicySpell, PracticeFinding
from detainerlib.cooperation.limits import LimitCount
from detainerlib.models.agreements import AgreementModel, CooperationAgreement
from detainerlib.models.jurisdictions import Jurisdiction
from detainerlib.models.provisions import Practice


class PlaceSpells(NamedTuple):
    """The spells of places that answer alike, from the first day of a panel to its last.

    Attributes:
        spells: The spells, in their order.
        limits: Of each spell, how many practices are limited.
        first_limit: The first day on which a hold was certainly limited; None where none was.
    """

    spells: Sequence[PolicySpell]
    limits: Sequence[LimitCount]
    first_limit: Any


class PanelRows(NamedTuple):
    """Where each row of a panel lies: its place, its period, its spell.

    Attributes:
        places: The places.
        periods: The periods.
        spells: The spells of all places.
        limits: Of each spell, how many practices are limited.
        place_of: For each row the place of its place.
        spell_of: For each row the place of its spell.
        histories: For each place the spells it has, which others may share.
    """

    places: Sequence[Jurisdiction]
    periods: Periods
    spells: Sequence[PolicySpell]
    limits: Sequence[LimitCount]
    place_of: Any
    spell_of: Any
    histories: Sequence[PlaceSpells]


def rows_of(
    places: Sequence[Jurisdiction], periods: Periods, histories: Sequence[PlaceSpells]
) -> PanelRows:
    """Return where each row lies: a row for each place and period, by place."""
    spells: list[PolicySpell] = []
    limits: list[LimitCount] = []
    offsets: dict[int, int] = {}
    rows: list[Any] = []
    for history in histories:
        # Places that answer as their parent share its spells, which stand here once.
        if id(history) not in offsets:
            offsets[id(history)] = len(spells)
            spells += history.spells
            limits += history.limits
        starts = np.array([spell.start for spell in history.spells], "datetime64[D]")
        within = searchsorted(starts, periods.starts, side="right") - 1
        rows.append((within + offsets[id(history)]).astype(np.int32))
    count = len(periods.starts)
    return PanelRows(
        places,
        periods,
        spells,
        limits,
        np.repeat(np.arange(len(places), dtype=np.int32), count),
        np.concatenate(rows) if rows else np.array([], np.int32),
        histories,
    )


def panel_columns(
    rows: PanelRows,
    practices: Iterable[Practice],
    claims: Mapping[str, Sequence[ListedClaim]],
) -> dict[str, Any]:
    """Return the columns of a panel by their names.

    Args:
        rows: Where each row lies.
        practices: The practices.
        claims: What publishers said, by the id of the list.
    """
    columns = {**_of_place_and_day(rows), **_of_changes(rows), **_of_durations(rows)}
    for name, aspect in _OF_LIMITS.items():
        columns[name] = Coded([aspect(limit) for limit in rows.limits], rows.spell_of)
    for name, value in (*_of_spells(), *_of_practices(practices)):
        columns[name] = Coded([value(spell) for spell in rows.spells], rows.spell_of)
    for list_id, entries in claims.items():
        columns[listed_column(list_id)] = _claims(rows, entries)
    return columns


def _of_place_and_day(rows: PanelRows) -> dict[str, Any]:
    starts = rows.periods.starts
    period_of = np.tile(np.arange(len(starts), dtype=np.int32), len(rows.places))
    months = starts.astype("datetime64[M]").astype(np.int32)

    def of_place(value: Callable[[Jurisdiction], object]) -> Coded:
        return Coded([value(place) for place in rows.places], rows.place_of)

    return {
        "jurisdiction": of_place(lambda place: place.code),
        "state": of_place(lambda place: state_of(place).code),
        "name": of_place(lambda place: place.name),
        "day": Coded(starts.tolist(), period_of),
        "year": Coded((months // 12 + 1970).tolist(), period_of),
        "month": Coded((months % 12 + 1).tolist(), period_of),
        "first_hold_limit": Coded(
            [history.first_limit for history in rows.histories], rows.place_of
        ),
    }


_OF_LIMITS: Final[Mapping[str, Callable[[LimitCount], object]]] = {
    "limits_least": lambda limit: limit.least,
    "limits_most": lambda limit: limit.most,
    "limits_sharp": lambda limit: limit.is_sharp,
}


def _of_spells() -> Iterator[tuple[str, Callable[[PolicySpell], object]]]:
    yield "status", lambda spell: spell.status.value
    yield "cooperation_level", _settled_level
    yield "lowest_level", lambda spell: spell.lowest.id
    yield "highest_level", lambda spell: spell.highest.id
    yield "level_assumed", lambda spell: level.id if (level := spell.level_assumed) else None
    yield "is_assumed", lambda spell: spell.is_assumed
    yield (
        "assumption",
        lambda spell: spell.assumption.id if spell.assumption and spell.is_assumed else None,
    )
    yield "agreements", lambda spell: _joined_ids(spell.agreements)
    yield "agreement_models", lambda spell: _models(spell.agreements)
    yield "agreements_perhaps", lambda spell: _joined_ids(spell.perhaps_in_force)
    yield "agreements_above", lambda spell: _joined_ids(spell.agreements_above)
    yield "agreement_models_above", lambda spell: _models(spell.agreements_above)
    yield "agreements_above_perhaps", lambda spell: _joined_ids(spell.perhaps_in_force_above)
    for model in delegating_models():
        yield own_column(model), partial(_count_of, model)
    yield "spell", lambda spell: spell.number
    yield "spell_start", lambda spell: None if spell.number == 1 else spell.start


def _settled_level(spell: PolicySpell) -> str | None:
    # What stands beside the levels is none of an ordered column.
    return spell.lowest.id if spell.lowest == spell.highest else None


def _of_practices(
    practices: Iterable[Practice],
) -> Iterator[tuple[str, Callable[[PolicySpell], object]]]:
    aspects: dict[str, Callable[[PracticeFinding], object]] = {
        "": lambda finding: finding.in_brief,
        "_possible": lambda finding: possible_of(finding.possible),
        "_why_open": lambda finding: causes_of(cause.reason for cause in finding.open_because),
        "_rests_on": lambda finding: _joined_ids(finding.provisions),
        "_coverage": _coverage,
    }
    for practice in practices:
        for suffix, aspect in aspects.items():
            yield f"{stem_of(practice)}{suffix}", partial(_on_practice, practice, aspect)


def _on_practice(
    practice: Practice, aspect: Callable[[PracticeFinding], object], spell: PolicySpell
) -> object:
    return aspect(spell.law[practice])


def _count_of(model: AgreementModel, spell: PolicySpell) -> int:
    return sum(agreement.model == model.id for agreement in spell.agreements)


def _coverage(finding: PracticeFinding) -> str:
    if finding.provisions:
        return LAW
    no_rule = finding.answer.no_rule
    if no_rule is None:
        return NOTHING
    return NO_RULE if no_rule.settles else INFERRED


def _joined_ids(records: Iterable[Any]) -> str | None:
    return " ".join(record.id for record in records) or None


def _models(agreements: Iterable[CooperationAgreement]) -> str | None:
    return " ".join(dict.fromkeys(agreement.model for agreement in agreements)) or None


def _of_durations(rows: PanelRows) -> dict[str, Any]:
    """Return the columns that count days of the period, each once for places that are alike."""
    measured: dict[int, dict[str, Any]] = {}
    for history in rows.histories:
        if id(history) not in measured:
            measured[id(history)] = _durations_of(history, rows.periods)
    # Without a place there are columns all the same.
    nothing = np.array([], np.int16)
    names = ("share_of_period", "hold_limited_share", *map(_days_column, delegating_models()))
    return {
        name: np.concatenate(
            [nothing, *(measured[id(history)][name] for history in rows.histories)]
        )
        for name in names
    }


def _durations_of(history: PlaceSpells, periods: Periods) -> dict[str, Any]:
    durations = Durations(history.spells, periods)
    lengths = (periods.ends - periods.starts).astype(int)
    limited = durations.days_on(
        lambda spell: spell.law[Practice.HOLD_ON_DETAINER].is_limited is True
    )
    same = durations.days_as_first(lambda spell: (spell.status, spell.lowest, spell.highest))
    return {
        "share_of_period": same / lengths,
        "hold_limited_share": limited / lengths,
        **{
            _days_column(model): durations.days_on(partial(_has, model)).astype(np.int16)
            for model in delegating_models()
        },
    }


def _has(model: AgreementModel, spell: PolicySpell) -> bool:
    return _count_of(model, spell) > 0


def _days_column(model: AgreementModel) -> str:
    return f"{own_column(model)}_days"


def _claims(rows: PanelRows, entries: Sequence[ListedClaim]) -> Coded:
    """Return what a list says of each place on each day; of two entries, the first."""
    claims: list[str | None] = [None, *dict.fromkeys(entry.claim.value for entry in entries)]
    codes = np.zeros(len(rows.place_of), np.int8)
    days, count = rows.periods.starts.tolist(), len(rows.periods.starts)
    listed: dict[Any, Any] = {}
    numbers: dict[str, list[int]] = {}
    for number, place in enumerate(rows.places):
        for code in {place.code, place.one_with or place.code}:
            numbers.setdefault(code, []).append(number)
    for entry in reversed(entries):
        if entry.period not in listed:
            is_listed = [entry.period.contains(day) is not False for day in days]
            listed[entry.period] = np.array(is_listed, bool)
        for number in numbers.get(entry.jurisdiction, ()):
            row = slice(number * count, (number + 1) * count)
            codes[row][listed[entry.period]] = claims.index(entry.claim.value)
    return Coded(claims, codes)


_COMPARED: Final[Mapping[str, Callable[[PolicySpell], object]]] = {
    "level": lambda spell: (spell.lowest, spell.highest),
    "answers": lambda spell: [finding.in_brief for finding in spell.law.values()],
    "provisions": lambda spell: [finding.provisions for finding in spell.law.values()],
    "agreements": lambda spell: spell._agreements,
}


def _of_changes(rows: PanelRows) -> dict[str, Any]:
    """Return for each row whether something is another than in the spell of the row before."""
    after, count = rows.spell_of, len(rows.periods.starts) or 1
    before = np.roll(after, 1)
    # The first row of a place has none before it.
    before[::count] = after[::count]
    differing = before != after
    changes: dict[str, Any] = {
        "changed": differing,
        **{f"{name}_changed": np.zeros(len(after), bool) for name in _COMPARED},
    }
    pairs, pair_codes = np.unique(
        np.stack([before[differing], after[differing]], axis=1), axis=0, return_inverse=True
    )
    neighbors: list[tuple[int, int]] = pairs.tolist()
    for name, aspect in _COMPARED.items():
        differs = [aspect(rows.spells[one]) != aspect(rows.spells[two]) for one, two in neighbors]
        changes[f"{name}_changed"][differing] = np.array(differs, bool)[pair_codes.ravel()]
    return changes
