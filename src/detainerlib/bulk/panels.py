"""A panel of policy: a row for each place and day, from the spells of the texts."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

import narwhals.stable.v2 as nw
import numpy as np

from detainerlib import catalog
from detainerlib._arguments import several
from detainerlib._validation import day_of
from detainerlib.bulk._columns.versions import stamped
from detainerlib.cooperation import PolicySpell
from detainerlib.cooperation.levels import scale_of
from detainerlib.cooperation.spells import spells_between
from detainerlib.errors import DetainerError, Hint, UnknownIdError
from detainerlib.models.agreements import AgreementKind, AgreementModel, CooperationAgreement
from detainerlib.models.cooperation_scales import CooperationScale
from detainerlib.models.jurisdictions import Jurisdiction, JurisdictionLike
from detainerlib.models.listed_agreements import ListedAgreement
from detainerlib.models.provisions import Modality, Practice
from detainerlib.policy.query import OwnAgreements, agreements_by_place, practices_of, queries_of

_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}
_BACKENDS: Final = ("pandas", "polars", "pyarrow")


def policy_panel(
    jurisdictions: Iterable[JurisdictionLike],
    *,
    start: date,
    end: date,
    freq: str = "month",
    practices: Iterable[Practice | str] | None = None,
    scale: CooperationScale | str | None = None,
    agreements: Iterable[CooperationAgreement | ListedAgreement] | None = None,
    backend: str | None = None,
) -> Any:
    """Return a tidy panel, a row for each place and day: levels, answers, provisions, agreements.

    A row stands for its day, the first of a month, quarter or year, and not for all of it. Any
    county or city FIPS is answered from its parents on record; of one that is not on record, only
    the state is known. What it costs grows with the days on which something changes. The columns
    are told by `policy_codebook`.

    Args:
        jurisdictions: Jurisdictions, ISO 3166-2 codes or FIPS codes as text, each once.
        start: The first day that a row may have.
        end: The last one.
        freq: "month", "quarter" or "year".
        practices: The practices, or their values; all by default.
        scale: The scale, or its id; "notice-hold-transfer" by default.
        agreements: Agreements besides those on record, such as what `readers.read_287g` gives. One
            that is on record with the same agency and day counts once.
        backend: "pandas", "polars" or "pyarrow" for a frame of it; a list of dicts by default.

    Raises:
        UnknownIdError: If a jurisdiction, a practice, the scale, `freq` or `backend` is not known.
        DetainerError: If a jurisdiction is given twice, or `end` is before `start`.
        ModuleNotFoundError: If the library of the frame is not installed.

    >>> from datetime import date
    >>> rows = policy_panel(["US-IL"], start=date(2017, 7, 1), end=date(2017, 9, 1))
    >>> [(row["day"].month, row["hold_on_detainer"], row["changed"]) for row in rows]
    [(7, 'open', False), (8, 'open', False), (9, 'prohibited', True)]
    """
    engine: Any = None if backend is None else _known(backend, _BACKENDS, "backend")
    first, last = day_of(start, "start"), day_of(end, "end")
    days = _days(first, last, _MONTHS[_known(freq, _MONTHS, "freq")])
    levels, answered = scale_of(scale), practices_of(practices)
    places = _places(jurisdictions)
    own_agreements = agreements_by_place(agreements)
    spells: list[PolicySpell] = []
    offsets: dict[int, tuple[list[PolicySpell], int]] = {}
    rows: list[Any] = []
    for place_spells in _spells_by_place(places, answered, (first, last), levels, own_agreements):
        starts = [np.datetime64(spell.start, "D") for spell in place_spells]
        # Places that answer as their parent share its spells, which stand here once.
        shared, offset = offsets.setdefault(id(place_spells), (place_spells, len(spells)))
        if offset == len(spells):
            spells += shared
        rows.append(np.searchsorted(starts, days, side="right") - 1 + offset)
    columns = _columns(
        places,
        days,
        answered,
        spells,
        np.concatenate(rows) if rows else np.array([], int),
    )
    if backend is None:
        values = [column.tolist() for column in columns.values()]
        return [dict(zip(columns, row, strict=True)) for row in zip(*values, strict=True)]
    return stamped(nw.from_dict(columns, backend=engine))


def policy_codebook(practices: Iterable[Practice | str] | None = None) -> Mapping[str, str]:
    """Return what each column of a panel means, in its order.

    Args:
        practices: The practices of the panel, or their values; all by default.

    >>> policy_codebook(["notify_release"])["notify_release"][:46]
    'What the laws on file say of notifying ICE of '
    """
    book = {
        "jurisdiction": "The code of the place, ISO 3166-2 or FIPS, as text.",
        "day": "The day the row stands for; what holds on it need not hold on the days after it.",
        "lowest": "The id of the lowest level of the scale that the place may have.",
        "highest": "The id of the highest level it may have.",
        "level": "The id of the level where it is settled; null where it is open.",
        "left_to_agencies": "Whether it is settled that the state has no rule on holds and each "
        "agency decides: beside the levels, of which `level` then has none.",
        "agreements": "The ids of agreements of the place's own agencies in effect, with a space "
        "between; no part of the level. Nothing is inherited: a highway patrol's stands in "
        f"`agreements_above` of each county. {catalog.about().agreements}",
        "agreement_models": "The ids of the models of those in `agreements`, with a space between.",
        "agreements_perhaps": "The ids of agreements of the place's own agencies of which it is "
        "not known whether they were in effect, with a space between.",
        "agreements_above": "The ids of agreements in effect of agencies of the governments above "
        "the place, with a space between.",
        "agreement_models_above": "The ids of the models of those in `agreements_above`, with a "
        "space between.",
        "agreements_above_perhaps": "The ids of agreements of agencies of the governments above of "
        "which it is not known whether they were in effect, with a space between.",
        **{
            _own_column(
                model
            ): f"How many agreements of the model {model.name} are in effect of the "
            "place's own agencies; 0 where none is known."
            for model in _delegating_models()
        },
        "spell": "The number of the spell, from 1, within the place and from the first day asked "
        "about. Rows with one number have the same levels, answers, provisions and agreements. A "
        "spell without a row has a number, too.",
        "spell_start": "The day on which the spell began; null for the first of a place, which may "
        "have begun before the panel.",
        "changed": "Whether the row lies in another spell than the row before; where nothing else "
        "is another, something changed between the two, and back.",
        "level_changed": "Whether the lowest or the highest level is another than in the row "
        "before.",
        "answers_changed": "Whether the answer on some practice is another.",
        "provisions_changed": "Whether other provisions give the answer on some practice; an act "
        "that is only renumbered changes them, and no answer.",
        "agreements_changed": "Whether other agreements, of the place or of those above, are in "
        "effect, or perhaps in effect.",
    }
    for practice in practices_of(practices):
        book[practice.value] = (
            f"What the laws on file say of {practice.words}, for the ordinary request of the scale "
            "and the kinds of agencies that they name. Required, permitted or prohibited; one "
            "of these without a judge's warrant, where only that makes cases differ. Under "
            "conditions, where other facts of a case decide; differs by agency; left to each "
            "agency, where a finding settles that the state has no rule. Open, where words were "
            "not read, no law is on file or laws conflict."
        )
        book[f"{practice.value}_possible"] = (
            "The modalities that are possible, in one case or another, with a space between."
        )
        book[f"{practice.value}_open_because"] = (
            "Why it is open: words only, not on file, conflict, left to each agency, or depends "
            "on facts of the "
            "agency, with a semicolon between; empty where it is not."
        )
        book[f"{practice.value}_provisions"] = (
            "The ids of the provisions that give that answer, with a space between; no id means "
            "that no law was found, which does not mean there is none."
        )
    return book


def _known(word: object, words: Iterable[str], where: str) -> str:
    values = [*words]
    if isinstance(word, str) and word in values:
        return word
    hint = Hint(word, values, "Did you mean {}?", "")
    raise UnknownIdError(where, word, f"one of {', '.join(values)}", hint)


def _days(start: date, end: date, months: int) -> Any:
    """Return the first days of months, quarters or years from one day to another."""
    if end < start:
        raise DetainerError("end", end, f"no day before the start, {start}", "")
    every_month = np.arange(np.datetime64(start, "M"), np.datetime64(end, "M") + 1)
    days = every_month[every_month.astype(int) % months == 0].astype("datetime64[D]")
    return days[(days >= np.datetime64(start)) & (days <= np.datetime64(end))]


def _places(jurisdictions: Iterable[JurisdictionLike]) -> list[Jurisdiction]:
    places = [
        catalog.jurisdiction(jurisdiction)
        for jurisdiction in several(jurisdictions, "jurisdictions")
    ]
    codes: set[str] = set()
    for place in places:
        if place.code in codes:
            raise DetainerError(
                "jurisdictions", place.code, "each jurisdiction once", "Leave out one of the two."
            )
        codes.add(place.code)
    return places


def _spells_by_place(
    places: Sequence[Jurisdiction],
    practices: tuple[Practice, ...],
    days: tuple[date, date],
    scale: CooperationScale,
    own: OwnAgreements,
) -> Iterator[list[PolicySpell]]:
    """Yield the spells of each place; those without texts are asked once for their parent."""
    with_texts = {provision.jurisdiction for provision in catalog.provisions()}
    with_texts |= {agreement.jurisdiction for agreement in catalog.agreements()} | {*own}
    spells_of_parent: dict[str | None, list[PolicySpell]] = {}
    all_practices = dict.fromkeys((*practices, *scale.practices))
    for place in places:
        shared = place.level.is_local and place.code not in with_texts
        if shared and place.parent in spells_of_parent:
            yield spells_of_parent[place.parent]
            continue
        questions = queries_of(all_practices, place, None, None, own)
        spells = [*spells_between(questions, *days, scale)]
        if shared:
            spells_of_parent[place.parent] = spells
        yield spells


def _columns(
    places: Sequence[Jurisdiction],
    days: Any,
    practices: tuple[Practice, ...],
    spells: Sequence[PolicySpell],
    rows: Any,
) -> dict[str, Any]:

    def of_spells(values: Iterable[object]) -> Any:
        column = np.empty(len(spells), object)
        column[:] = [*values]
        return column[rows]

    codes = np.empty(len(places), object)
    codes[:] = [place.code for place in places]
    numbers = np.array([spell.number for spell in spells], "int64")[rows]
    before = np.roll(rows, 1)
    # The first row of a place has none before it.
    before[:: len(days) or 1] = rows[:: len(days) or 1]
    changes = _changes(spells, before, rows)
    columns: dict[str, Any] = {
        "jurisdiction": np.repeat(codes, len(days)),
        "day": np.tile(days, len(places)),
        "lowest": of_spells(spell.lowest.id for spell in spells),
        "highest": of_spells(spell.highest.id for spell in spells),
        # An ordered column: what stands beside the levels has a column of its own.
        "level": of_spells(
            spell.lowest.id if spell.lowest == spell.highest else None for spell in spells
        ),
        "left_to_agencies": np.array([spell.is_left_to_agencies for spell in spells])[rows],
        "agreements": of_spells(_joined_ids(spell.agreements) for spell in spells),
        "agreement_models": of_spells(_models(spell.agreements) for spell in spells),
        "agreements_perhaps": of_spells(_joined_ids(spell.perhaps_in_force) for spell in spells),
        "agreements_above": of_spells(_joined_ids(spell.agreements_above) for spell in spells),
        "agreement_models_above": of_spells(_models(spell.agreements_above) for spell in spells),
        "agreements_above_perhaps": of_spells(
            _joined_ids(spell.perhaps_in_force_above) for spell in spells
        ),
        **{
            _own_column(model): of_spells(
                sum(agreement.model == model.id for agreement in spell.agreements)
                for spell in spells
            )
            for model in _delegating_models()
        },
        "spell": numbers,
        "spell_start": of_spells(None if spell.number == 1 else spell.start for spell in spells),
        "changed": before != rows,
        **{f"{name}_changed": column for name, column in changes.items()},
    }
    for practice in practices:
        findings = [spell.law[practice] for spell in spells]
        columns[practice.value] = of_spells(finding.in_brief for finding in findings)
        columns[f"{practice.value}_possible"] = of_spells(
            " ".join(modality.value for modality in Modality if modality in finding.possible)
            for finding in findings
        )
        columns[f"{practice.value}_open_because"] = of_spells(
            "; ".join(cause.reason.value for cause in finding.open_because) for finding in findings
        )
        columns[f"{practice.value}_provisions"] = of_spells(
            _joined_ids(finding.provisions) for finding in findings
        )
    return columns


def _delegating_models() -> Iterator[AgreementModel]:
    for model in catalog.agreement_models():
        if model.kind is AgreementKind.DELEGATION:
            yield model


def _own_column(model: AgreementModel) -> str:
    return f"own_{model.id.replace('-', '_')}"


def _joined_ids(records: Iterable[Any]) -> str:
    return " ".join(record.id for record in records)


def _models(agreements: Iterable[CooperationAgreement]) -> str:
    return " ".join(dict.fromkeys(agreement.model for agreement in agreements))


_COMPARED: Final[Mapping[str, Callable[[PolicySpell], object]]] = {
    "level": lambda spell: (spell.lowest, spell.highest),
    "answers": lambda spell: [finding.in_brief for finding in spell.law.values()],
    "provisions": lambda spell: [finding.provisions for finding in spell.law.values()],
    "agreements": lambda spell: (
        spell.agreements,
        spell.perhaps_in_force,
        spell.agreements_above,
        spell.perhaps_in_force_above,
    ),
}


def _changes(spells: Sequence[PolicySpell], before: Any, rows: Any) -> dict[str, Any]:
    """Return for each row whether something is another than in the spell of the row before."""
    changes: dict[str, Any] = {name: np.zeros(len(rows), bool) for name in _COMPARED}
    differing = before != rows
    pairs, pair_codes = np.unique(
        np.stack([before[differing], rows[differing]], axis=1), axis=0, return_inverse=True
    )
    neighbors: list[tuple[int, int]] = pairs.tolist()
    for name, aspect in _COMPARED.items():
        differs = [aspect(spells[left]) != aspect(spells[right]) for left, right in neighbors]
        changes[name][differing] = np.array(differs, bool)[pair_codes.ravel()]
    return changes
