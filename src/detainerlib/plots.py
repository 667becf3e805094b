"""Pictures: deadlines side by side, the level of a place over time, outcomes with what is missing.

Each shows in a notebook, has a title, and says in words what it shows: `figure.get_label()` is its
alternative text. `ax=` draws on axes of yours; their label is the alternative text then.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import chain, groupby, pairwise
from typing import TYPE_CHECKING, Any, Final, cast

from detainerlib import catalog
from detainerlib._hold_pictures import pictures_with_matplotlib, plot_hold
from detainerlib._tile_grid import draw_tiles
from detainerlib._wording import long_day
from detainerlib.catalog._explanations import ending
from detainerlib.cooperation import PolicyHistory, PolicySpell, policy_spells
from detainerlib.cooperation.compare import change_in_words
from detainerlib.cooperation.levels import assumption_of, scale_of
from detainerlib.errors import DetainerError
from detainerlib.models.agreements import CooperationAgreement
from detainerlib.models.assumptions import Assumption
from detainerlib.models.cooperation_scales import CooperationScale
from detainerlib.models.jurisdictions import JurisdictionLike
from detainerlib.models.lift_reasons import DetainerOutcome
from detainerlib.outcomes import OutcomeRate, OutcomeTable
from detainerlib.sentences import outcomes as sentences
from detainerlib.sentences import pictures as wording
from detainerlib.times.periods import EffectivePeriod

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["plot_cooperation", "plot_hold", "plot_levels", "plot_outcomes"]

_INK: Final = "#1f3a5f"
_SHADE: Final = "#a9bdd6"
_AGREEMENT: Final = "#b07d2b"
_ONE_DAY: Final = timedelta(days=1)
_OUTCOMES: Final = {
    DetainerOutcome.CUSTODY_ASSUMED: "#1f3a5f",
    DetainerOutcome.DECLINED_BY_AGENCY: "#b07d2b",
    DetainerOutcome.LIFTED_BY_ISSUER: "#6b8fae",
    DetainerOutcome.NOT_TAKEN_INTO_CUSTODY: "#8a9a5b",
    DetainerOutcome.STILL_IN_CUSTODY: "#7d5a8c",
    DetainerOutcome.OTHER: "#9a9a9a",
}
_NARROW: Final = 0.03
_SUPPRESSED: Final = sentences.SUPPRESSED


def plot_cooperation(
    jurisdiction: JurisdictionLike,
    *,
    start: date,
    end: date,
    scale: CooperationScale | str | None = None,
    ax: "Axes | None" = None,
) -> "Figure":
    """Return a chart of a place's level over time: a line where settled, a band where not.

    A number marks each change of the level or its bounds; the list below the chart says which laws
    changed. Under it are the agreements on file: solid where certainly in effect, hatched where
    that is not known.

    Args:
        jurisdiction: A jurisdiction, its ISO 3166-2 code, or any county or city FIPS.
        start: The first day.
        end: The last day.
        scale: The scale, or its id; "notice-hold-transfer" by default.
        ax: Axes to draw the levels on, as for several places side by side; agreements and the list
            of laws are then left out.

    Raises:
        UnknownIdError: If the jurisdiction or the scale is not on file.
        NotADayError: If `start` or `end` is not a date.
        DetainerError: If `end` is before `start`, or `ax` is no axes.

    >>> from datetime import date
    >>> figure = plot_cooperation("US-MA", start=date(2015, 1, 1), end=date(2020, 1, 1))
    >>> figure.get_suptitle()
    'Massachusetts: cooperation under the laws on file'
    """
    measure = scale_of(scale)
    spells = policy_spells(jurisdiction, start=start, end=end, scale=measure)
    if ax is not None:
        axes = pictures_with_matplotlib().axes_on(ax, 9, 3.8)
        _draw_levels(axes, spells, _turns(spells))
        axes.set_title(spells.jurisdiction.name, loc="left", weight="bold")
        axes.set_xlim(start, end + _ONE_DAY)
        axes.set_label(" ".join([f"{spells.jurisdiction.name}.", *map(_in_words, spells)]))
        pictures_with_matplotlib().show_as_written(axes)
        return cast("Figure", axes.get_figure())
    agreements = [
        agreement
        for agreement in catalog.agreements()
        if any(agreement in chain(*spell._agreements) for spell in spells)
    ]
    turns = _turns(spells)
    figure = pictures_with_matplotlib().picture(9, 3.8 + 0.5 * len(agreements) + 0.17 * len(turns))
    rows = [len(measure.levels)] + ([len(agreements)] if agreements else [])
    above, *under = figure.subplots(len(rows), 1, sharex=True, height_ratios=rows, squeeze=False)[
        :, 0
    ]
    _draw_levels(above, spells, turns)
    title = wording.cooperation_title(spells.jurisdiction.name)
    figure.suptitle(title, x=0.01, ha="left", weight="bold")
    for axes in under:
        _draw_agreements(axes, agreements, start, end)
    above.set_xlim(start, end + _ONE_DAY)
    listed = [
        f"{number}  {long_day(turn.start)}  {by}"
        for number, (turn, by) in enumerate(turns, start=1)
    ]
    figure.supxlabel(
        "\n".join([*listed, ending(catalog.about().closing_on_policy)]),
        fontsize=7,
        color="0.35",
        wrap=True,
        x=0.01,
        ha="left",
    )
    figure.set_label(" ".join([f"{title}.", *map(_in_words, spells)]))
    pictures_with_matplotlib().show_as_written(figure)
    return cast("Figure", figure)


def _in_words(spell: PolicySpell) -> str:
    low, high = spell.lowest.name, spell.highest.name
    level = low if low == high else f"between {low} and {high}"
    return f"From {long_day(spell.start)}: {level}."


def _turns(spells: PolicyHistory) -> list[tuple[PolicySpell, str]]:
    """Return the spells in which the level, or its bounds, turn, and by which texts."""
    turns: list[tuple[PolicySpell, str]] = []
    for before, after in pairwise(spells):
        if (before.lowest, before.highest) != (after.lowest, after.highest):
            old, new = (
                dict.fromkeys(
                    provision
                    for practice in spells.scale.practices
                    for provision in spell.law[practice].provisions
                )
                for spell in (before, after)
            )
            came = [provision for provision in new if provision not in old]
            went = [provision for provision in old if provision not in new]
            turns.append((after, change_in_words(after.start, came, went)))
    return turns


def _draw_levels(
    axes: Any, spells: PolicyHistory, turns: Sequence[tuple[PolicySpell, str]]
) -> None:
    levels = spells.scale.levels
    places = {level.id: number for number, level in enumerate(levels)}
    for spell, last in zip(spells, spells.last_days, strict=True):
        low, high = places[spell.lowest.id], places[spell.highest.id]
        span = (spell.start, last + _ONE_DAY)
        if low == high:
            axes.hlines(low, *span, color=_INK, linewidth=4, label="settled")
        else:
            axes.fill_between(
                span,
                low - 0.3,
                high + 0.3,
                color=_SHADE,
                alpha=0.7,
                linewidth=0,
                label=wording.OPEN_BAND,
            )
    for number, (turn, _) in enumerate(turns, start=1):
        axes.axvline(turn.start, color="0.75", linewidth=0.8, zorder=0)
        # Those that are near each other stand above one another.
        below = -0.6 - 0.25 * (number % 3)
        axes.annotate(str(number), (turn.start, below), fontsize=7, ha="center", va="center")
    axes.set_yticks(range(len(levels)), [level.name for level in levels])
    axes.set_ylim(-1.3, len(levels) - 0.4)
    axes.spines[["top", "right"]].set_visible(False)
    pictures_with_matplotlib().explain_kinds(axes)


def _draw_agreements(
    axes: Any, agreements: Sequence[CooperationAgreement], start: date, end: date
) -> None:
    for number, agreement in enumerate(agreements):
        stretches = [*_stretches(agreement.period, start, end)]
        for left, right, certain in stretches:
            axes.barh(
                number + 0.15,
                right - left,
                left=left,
                height=0.4,
                color=_AGREEMENT if certain else "none",
                edgecolor=_AGREEMENT,
                hatch=None if certain else "////",
                linewidth=0.5,
                label=wording.AGREEMENT[certain],
            )
        model = catalog.agreement_model(agreement.model).name
        # A name begins with its bar, or ends with it where there is no room.
        left, right = stretches[0][0], stretches[-1][1]
        late = left - start > (end - start) / 2
        axes.text(
            right if late else left,
            number - 0.3,
            f"{agreement.agency}: {model}",
            fontsize=8,
            va="center",
            ha="right" if late else "left",
        )
    axes.set_yticks([])
    axes.set_ylim(len(agreements) - 0.5, -0.9)
    axes.spines[["top", "right", "left"]].set_visible(False)
    pictures_with_matplotlib().explain_kinds(axes)


def _stretches(
    period: EffectivePeriod, start: date, end: date
) -> Iterator[tuple[date, date, bool]]:
    """Yield stretches of days in which a period holds, or perhaps does."""
    bounds = (period.start, period.until, period.not_before, period.in_force_on, period.not_after)
    turns = {
        day for bound in bounds if isinstance(bound, date) for day in (bound, bound + _ONE_DAY)
    }
    days = [start, *sorted(day for day in turns if start < day <= end), end + _ONE_DAY]
    for holds, several in groupby(pairwise(days), key=lambda span: period.contains(span[0])):
        if holds is not False:
            stretch = [*several]
            yield stretch[0][0], stretch[-1][1], bool(holds)


def plot_levels(
    *,
    on: date,
    scale: CooperationScale | str | None = None,
    assume: Assumption | str | None = None,
    ax: "Axes | None" = None,
) -> "Figure":
    """Return the level of each state and the District on a day, as tiles of one size.

    A level that the laws on file settle is a full tile, one that is assumed a hatched one; the
    number is that of the level, from the lowest, and two numbers are the bounds. It is in grays, so
    it prints in black and white.

    Args:
        on: The day.
        scale: The scale, or its id; "notice-hold-transfer" by default.
        assume: An assumption on file, or its id.
        ax: Axes to draw on; by default those of a new figure.

    Raises:
        UnknownIdError: If the scale or the assumption is not on file.
        NotADayError: If `on` is not a date.
        DetainerError: If `ax` is no axes.

    >>> from datetime import date
    >>> figure = plot_levels(on=date(2026, 1, 1), assume="honored-where-no-rule")
    >>> len(figure.axes[0].patches)
    51
    """
    measure = scale_of(scale)
    axes = pictures_with_matplotlib().axes_on(ax, 8, 6.8)
    words = draw_tiles(axes, on, measure, assumption_of(assume))
    pictures_with_matplotlib().show_as_written(axes)
    axes.set_label(words)
    if ax is None:
        axes.get_figure().set_label(words)
    return cast("Figure", axes.get_figure())


def plot_outcomes(rates: OutcomeTable, *, ax: "Axes | None" = None) -> "Figure":
    """Return a chart of outcomes: a bar of all records for each group, the missing share drawn.

    Every bar is all records of its group, with the number of each outcome on it. What has no
    outcome is hatched at its end, and what is suppressed has no color; neither is left out. The
    lines under the picture name the numerator and the denominator.

    Args:
        rates: The rates.
        ax: Axes to draw on; by default those of a new figure.

    Raises:
        DetainerError: If `rates` is not an OutcomeTable, or is empty, or `ax` is no axes.

    >>> from detainerlib import outcome_rates
    >>> rows = [{"why": "Booked into Detention"}, {"why": None}]
    >>> rates = outcome_rates(rows, reason="why", numerator="custody assumed", denominator="all")
    >>> figure = plot_outcomes(rates)
    >>> [label.get_text() for label in figure.axes[0].get_yticklabels()]
    ['all records: 2']
    >>> print(figure.get_label())
    How the detainers ended. All records: 2, of which custody assumed 1, no outcome recorded 1.
    """
    if not isinstance(rates, OutcomeTable) or not len(rates):
        raise DetainerError(
            "rates", rates, "rates of at least one group", "Give what outcome_rates() returns."
        )
    pictures = pictures_with_matplotlib()
    axes = pictures.axes_on(ax, 9, 2 + 0.4 * len(rates))
    labels: list[str] = []
    words: list[str] = []
    for number, rate in enumerate(rates):
        left = 0.0
        parts = [*_parts(rate)]
        for name, count, share, look in parts:
            bar = axes.barh(number, share, left=left, height=0.7, label=name, **look)
            if count is not None and share > _NARROW:
                pictures.label_bar(axes, bar, f"{count:,}")
            left += share
        group = ", ".join("not given" if value is None else str(value) for _, value in rate.group)
        total = _SUPPRESSED if rate.row_count is None else f"{rate.row_count:,}"
        labels.append(f"{group or 'all records'}: {total}")
        counted = [name if count is None else f"{name} {count:,}" for name, count, _, _ in parts]
        words.append(wording.counted(labels[-1], counted))
    axes.set_yticks(range(len(labels)), labels)
    axes.invert_yaxis()
    pictures.show_shares(axes)
    pictures.explain_kinds(axes, columns=3)
    notes = [*rates.notes, ending(catalog.about().closing_on_figures)]
    return cast("Figure", pictures.finish(axes, [wording.ENDED], words, notes))


def _parts(rate: OutcomeRate) -> Iterator[tuple[str, int | None, float, dict[str, Any]]]:
    """Yield the parts of a bar: what each is, how many, their share of all rows, how it looks.

    What is suppressed is one part, without a number.
    """
    nothing: dict[str, Any] = {"color": "none", "edgecolor": "0.6"}
    if rate.row_count is None:
        yield _SUPPRESSED, None, 1.0, nothing
        return
    counts = dict(rate.counts)
    missing = DetainerOutcome.NO_OUTCOME_RECORDED
    parts: list[tuple[str, int | None, dict[str, Any]]] = [
        (outcome.value, counts[outcome], {"color": color}) for outcome, color in _OUTCOMES.items()
    ]
    parts.append((sentences.UNRECOGNIZED, rate.unrecognized, {"color": "0.2"}))
    hatched = {"color": "white", "edgecolor": "0.4", "hatch": "////", "linewidth": 0.5}
    parts.append((missing.value, counts[missing], hatched))
    for name, count, look in parts:
        if count:
            yield name, count, count / rate.row_count, look
    hidden = rate.row_count - sum(count or 0 for _, count, _ in parts)
    if hidden:
        yield _SUPPRESSED, None, hidden / rate.row_count, nothing
