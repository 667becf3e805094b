"""A panel of policy: a row for each place and day, from the spells of the texts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from datetime import date
from functools import partial
from typing import Any

import numpy as np

from detainerlib import catalog
from detainerlib._arguments import several
from detainerlib._frames import frame
from detainerlib._validation import day_of
from detainerlib.bulk._panel.claims import claims_by_list
from detainerlib.bulk._panel.codebook import PanelCodebook, kind_of
from detainerlib.bulk._panel.columns import PlaceSpells, panel_columns, rows_of
from detainerlib.bulk._panel.contents import contents
from detainerlib.bulk._panel.periods import periods_between
from detainerlib.cooperation.law_over_time import SharedLaw
from detainerlib.cooperation.levels import assumption_of, scale_of
from detainerlib.cooperation.limits import first_limit_on
from detainerlib.cooperation.spells import spells_between
from detainerlib.errors import DetainerError
from detainerlib.models.assumptions import Assumption
from detainerlib.models.cooperation_scales import CooperationScale
from detainerlib.models.jurisdictions import Jurisdiction, JurisdictionLike
from detainerlib.models.provisions import Practice, PracticeLike
from detainerlib.policy.own_agreements import OwnAgreements, agreements_by_place
from detainerlib.policy.query import practices_of, queries_of


def policy_panel(
    jurisdictions: Iterable[JurisdictionLike],
    *,
    start: date,
    end: date,
    freq: Any = "month",
    practices: Iterable[PracticeLike] | None = None,
    scale: CooperationScale | str | None = None,
    assume: Assumption | str | None = None,
    provisions: Any = None,
    agreements: Any = None,
    assertions: Any = None,
    backend: str | None = None,
) -> Any:
    """Return a tidy panel, a row for each place and day: levels, answers, provisions, agreements.

    A row stands for the first day of its month, quarter or year, and `share_of_period` says on how
    much of that the level was the same. Any county or city FIPS is answered from its parents on
    file; of one that is not on file, only the state is known. What it costs grows with the days on
    which something changes. Columns and types are those of `policy_codebook`, whatever the values.

    Args:
        jurisdictions: Jurisdictions, ISO 3166-2 codes or FIPS codes as text, each once.
        start: The first day that a row may have.
        end: The last one.
        freq: "month", "quarter" or "year", or what pandas and polars write: "MS", "QS-OCT", "1y",
            or an offset of pandas.
        practices: The practices, or their values; all by default.
        scale: The scale, or its id; "notice-hold-transfer" by default.
        assume: An assumption on file, or its id: what is taken to hold where no law on file
            speaks. It fills `level_assumed`, and never the level.
        provisions: Provisions besides those on file: a data frame or rows, whose columns
            `catalog.using` names.
        agreements: Agreements besides those on file, such as what `readers.read_287g` gives; or
            a data frame or rows with the columns `jurisdiction`, `agency_type`, `model` (an id of
            `catalog.agreement_models()`), `start`, a date or nothing, and perhaps `until`. One that
            is on file with the same agency and day counts once.
        assertions: What publishers said besides the lists on file: `Assertion`s, rows, or a data
            frame. Its columns are `listed_in`, `jurisdiction`, `claim`, `start` and perhaps
            `until`. `listed_in` is the name of a list, and each new one has a column `listed_...`.
            `claim` is a value of `Claim`, `start` a date or nothing. They set no level.
        backend: "pandas", "polars" or "pyarrow" for a frame of it; a list of dicts by default.

    Raises:
        UnknownIdError: If a jurisdiction, a practice, the scale, the assumption, `freq` or
            `backend` is not known.
        DetainerError: If a jurisdiction is given twice, `end` is before `start`, no period begins
            between them, or a provision, an agreement or an assertion is not valid: the message
            has its row and column. Also if the library of the frame is not installed.

    >>> from datetime import date
    >>> rows = policy_panel(["US-IL"], start=date(2017, 7, 1), end=date(2017, 9, 1))
    >>> [(row["day"].month, row["hold_on_detainer"], row["changed"]) for row in rows]
    [(7, 'open', False), (8, 'open', False), (9, 'prohibited', True)]
    """
    periods = periods_between(day_of(start, "start"), day_of(end, "end"), freq)
    with nullcontext() if provisions is None else catalog.using(provisions=provisions):
        levels, answered = scale_of(scale), practices_of(practices)
        assumption = assumption_of(assume)
        places = _places(jurisdictions)
        last = (periods.ends[-1] - np.timedelta64(1, "D")).item()
        own_agreements = agreements_by_place(agreements)
        spells = _spells_by_place(
            places, answered, (start, last), levels, assumption, own_agreements
        )
        claims = claims_by_list(assertions)
        columns = panel_columns(rows_of(places, periods, [*spells]), answered, claims)
        codebook = PanelCodebook(contents(answered, levels, assumption, _own_lists(claims)))
        metadata = {"made_with": str(catalog.made_with())}
        if assumption is not None:
            metadata["assumption"] = str(assumption)
        schema = {name: kind_of(column) for name, column in codebook.items()}
        return frame(columns, schema, "records" if backend is None else backend, metadata)


def policy_codebook(
    practices: Iterable[PracticeLike] | None = None,
    *,
    scale: CooperationScale | str | None = None,
    assume: Assumption | str | None = None,
    assertions: Any = None,
) -> PanelCodebook:
    """Return what each column of a panel means, its type and the values it may hold, in order.

    Args:
        practices: The practices of the panel, or their values; all by default.
        scale: The scale, or its id.
        assume: The assumption, or its id; needed where it is none on file.
        assertions: The assertions that the panel was made with; each list of one's own has a
            column.

    Raises:
        UnknownIdError: If a practice, the scale or the assumption is not known.
        DetainerError: If an assertion is not valid; the message has its row and column.

    >>> codebook = policy_codebook(["notify_release"])
    >>> codebook["notify_release"].meaning[:46]
    'What the laws on file say of notifying ICE of '
    >>> codebook["cooperation_level"].values[0]
    'minimal'
    """
    own_lists = _own_lists(claims_by_list(assertions))
    return PanelCodebook(
        contents(practices_of(practices), scale_of(scale), assumption_of(assume), own_lists)
    )


def _own_lists(claims: Mapping[str, object]) -> list[str]:
    """Return the ids of the lists that are none on file; they come last."""
    return [*claims][len(catalog.published_lists()) :]


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
    assumption: Assumption | None,
    own: OwnAgreements,
) -> Iterator[PlaceSpells]:
    """Yield the spells of each place; those with nothing of their own share their parent's."""
    with_own = {norm.jurisdiction for norm in catalog.provisions()}
    with_own |= {text.jurisdiction for text in catalog.unread_texts()}
    with_own |= {agreement.jurisdiction for agreement in catalog.agreements()} | {*own}
    # A named party to an order has its law to itself.
    with_own |= {
        party
        for norm in catalog.provisions()
        for order in norm.suspensions
        for party in order.parties
    }
    shared_law = SharedLaw(scale, assumption)
    spells_below: dict[str | None, PlaceSpells] = {}
    hold = Practice.HOLD_ON_DETAINER
    all_practices = dict.fromkeys((*practices, *scale.practices, hold, *scale.counted))
    for place in places:
        is_as_parent = place.level.is_local and with_own.isdisjoint(
            {place.code, place.one_with or place.code}
        )
        if is_as_parent and place.parent in spells_below:
            yield spells_below[place.parent]
            continue
        queries = queries_of(all_practices, place, None, None, own)
        law = shared_law.of(queries)
        of_place = [*spells_between(queries, *days, scale, assumption, law)]
        spells = PlaceSpells(
            of_place,
            [law.limits(spell.start) for spell in of_place],
            first_limit_on(queries[hold], days[1], partial(law.finding, hold)),
        )
        if is_as_parent:
            spells_below[place.parent] = spells
        yield spells
