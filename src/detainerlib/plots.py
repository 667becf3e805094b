"""Pictures: the level of a place over time, its bounds shaded, with agreements under it."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final, cast

try:
    from matplotlib.figure import Figure
except ModuleNotFoundError as error:
    raise ModuleNotFoundError(
        "detainerlib.plots needs matplotlib: pip install 'detainerlib[plot]'", name=error.name
    ) from error

from detainerlib import catalog
from detainerlib.agreements import CooperationAgreement
from detainerlib.cooperation import PolicySpell, policy_spells
from detainerlib.cooperation.levels import scale_of
from detainerlib.decisions.asked import place_of
from detainerlib.jurisdictions import Jurisdiction
from detainerlib.reasoning import ending
from detainerlib.scales import CooperationScale

__all__ = ["plot_cooperation"]

_INK: Final = "#1f3a5f"
_SHADE: Final = "#a9bdd6"
_AGREEMENT: Final = "#b07d2b"


def plot_cooperation(
    jurisdiction: Jurisdiction | str,
    /,
    *,
    start: date,
    end: date,
    scale: CooperationScale | str | None = None,
) -> Figure:
    """Return a picture of a place's level over time: a line where settled, a band where open.

    Under it stand the agreements on record: whole where they were certainly in force, hatched
    where that is not on record.

    Args:
        jurisdiction: A jurisdiction, its ISO 3166-2 code, or any county or city FIPS.
        start: The first day.
        end: The last day.
        scale: The scale, or its id; "notice-hold-transfer" by default.

    Raises:
        UnknownIdError: If the jurisdiction or the scale is not on record.
        NotADayError: If a day is no plain date.
        DetainerError: If `end` is before `start`.

    >>> from datetime import date
    >>> figure = plot_cooperation("US-MA", start=date(2015, 1, 1), end=date(2020, 1, 1))
    >>> [each.get_title(loc="left") for each in figure.axes][0]
    'Massachusetts'
    """
    measure = scale_of(scale)
    spells = policy_spells(jurisdiction, start=start, end=end, scale=measure)
    found = dict.fromkeys(each for spell in spells for each in spell.agreements)
    agreements = list(found)
    # Its types are not all told, so what is drawn on has none here.
    figure: Any = Figure(figsize=(9, 3.6 + 0.5 * len(agreements)), layout="constrained")
    rows = [len(measure.levels)] + ([len(agreements)] if agreements else [])
    above, *under = figure.subplots(len(rows), 1, sharex=True, height_ratios=rows, squeeze=False)[
        :, 0
    ]
    _draw_levels(above, spells, measure, end)
    above.set_title(place_of(jurisdiction).name, loc="left", fontweight="bold")
    for each in under:
        _draw_agreements(each, agreements, start, end)
    above.set_xlim(start, end)
    figure.supxlabel(
        f"Shaded: the levels between which the texts on record leave it.\n"
        f"{ending(catalog.about().closing_on_norms)}",
        fontsize=7,
        color="0.35",
        wrap=True,
    )
    return cast("Figure", figure)


def _draw_levels(
    axes: Any, spells: Sequence[PolicySpell], scale: CooperationScale, end: date
) -> None:
    places = {level.id: number for number, level in enumerate(scale.levels)}
    ends = [*(each.start for each in spells[1:]), end]
    for spell, until in zip(spells, ends, strict=True):
        low, high = places[spell.lowest.id], places[spell.highest.id]
        span = (spell.start, until)
        if low == high:
            axes.hlines(low, *span, color=_INK, linewidth=4)
        else:
            axes.fill_between(span, low - 0.3, high + 0.3, color=_SHADE, alpha=0.7, linewidth=0)
        axes.axvline(span[0], color="0.85", linewidth=0.6, zorder=0)
    axes.set_yticks(range(len(scale.levels)), [each.name for each in scale.levels])
    axes.set_ylim(-0.6, len(scale.levels) - 0.4)
    axes.spines[["top", "right"]].set_visible(False)


def _draw_agreements(
    axes: Any, agreements: Sequence[CooperationAgreement], start: date, end: date
) -> None:
    for number, agreement in enumerate(agreements):
        first, last = agreement.period.start, agreement.period.until
        certain = isinstance(first, date) and (last is None or isinstance(last, date))
        left = max(first, start) if isinstance(first, date) else start
        right = min(last, end) if isinstance(last, date) else end
        axes.barh(
            number + 0.15,
            right - left,
            left=left,
            height=0.4,
            color=_AGREEMENT if certain else "none",
            edgecolor=_AGREEMENT,
            hatch=None if certain else "////",
        )
        model = catalog.agreement_model(agreement.model).name
        axes.text(start, number - 0.3, f"{agreement.agency}: {model}", fontsize=8, va="center")
    axes.set_yticks([])
    axes.set_ylim(len(agreements) - 0.5, -0.9)
    axes.spines[["top", "right", "left"]].set_visible(False)
