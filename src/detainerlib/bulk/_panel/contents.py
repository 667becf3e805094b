"""Which columns a panel has, in their order, with what each means."""

from collections.abc import Iterable, Iterator

from detainerlib import catalog
from detainerlib.bulk._panel.codebook import (
    ANSWERS,
    CAUSES,
    INFERRED,
    LAW,
    NO_RULE,
    NOTHING,
    PanelColumn,
    causes_of,
    delegating_models,
    listed_column,
    own_column,
    possible_of,
    stem_of,
    subsets,
)
from detainerlib.cooperation import LevelStatus
from detainerlib.models.assumptions import Assumption
from detainerlib.models.cooperation_scales import CooperationScale
from detainerlib.models.provisions import Modality, Practice
from detainerlib.models.published_lists import Claim

TEXT, IDS, INTEGER, NUMBER = "text", "ids", "integer", "number"
BOOLEAN, DATE = "boolean", "date"
ORDERED = "ordered category"


def contents(
    practices: Iterable[Practice],
    scale: CooperationScale,
    assumption: Assumption | None,
    own_lists: Iterable[str] = (),
) -> Iterator[PanelColumn]:
    """Yield the columns of a panel, in their order.

    Args:
        practices: The practices.
        scale: The scale.
        assumption: What is assumed, which may be none on file.
        own_lists: The ids of lists of assertions that are none on file.
    """
    yield from _of_place_and_day()
    yield from _of_levels(scale, assumption)
    yield from _of_limits(scale)
    yield from _of_agreements()
    for published in catalog.published_lists():
        yield _listed(
            published.id,
            f"What {published.publisher} says of the place itself in “{published.title}” on the "
            "day: a claim of the publisher, never taken as true. Null where no entry is on file, "
            f"which does not mean that there is none. {catalog.list_completeness(published)}",
        )
    for list_id in own_lists:
        yield _listed(list_id, "What was given of the place itself; null where nothing was.")
    yield from _of_spells()
    for practice in practices:
        yield from _of_practice(practice)


def _listed(list_id: str, meaning: str) -> PanelColumn:
    return _category(listed_column(list_id), [claim.value for claim in Claim], meaning)


def _column(name: str, kind: str, meaning: str, *, can_be_null: bool = False) -> PanelColumn:
    return PanelColumn(name, kind, (), can_be_null, meaning)


def _category(
    name: str, values: Iterable[str], meaning: str, *, can_be_null: bool = True
) -> PanelColumn:
    return PanelColumn(name, "category", tuple(values), can_be_null, meaning)


def _of_place_and_day() -> Iterator[PanelColumn]:
    yield _column(
        "jurisdiction", TEXT, "The code of the place, ISO 3166-2 or FIPS, as text with its zeros."
    )
    yield _column("state", TEXT, "The ISO 3166-2 code of the state that the place is, or is in.")
    yield _column("name", TEXT, "The name of the place.")
    yield _column(
        "day",
        DATE,
        "The day the row stands for, the first of its period; what holds on it need not hold on "
        "the days after it.",
    )
    yield _column("year", INTEGER, "The year of the day.")
    yield _column("month", INTEGER, "The month of the day, from 1.")
    yield _column(
        "share_of_period",
        NUMBER,
        "On which share of the days of the period the status and the levels are those of its first "
        "day: 1 where nothing changed.",
    )


def _of_levels(scale: CooperationScale, assumption: Assumption | None) -> Iterator[PanelColumn]:
    ids = tuple(level.id for level in scale.levels)

    def level(name: str, meaning: str, *, can_be_null: bool = True) -> PanelColumn:
        return PanelColumn(name, ORDERED, ids, can_be_null, meaning)

    yield _category(
        "status",
        [status.value for status in LevelStatus],
        "How far the level is settled. Settled: `cooperation_level` has it. Left to each agency: "
        "it is settled that the state has no rule on holds, which is no level. Bounded: some "
        "levels are ruled out. Unknown: none is. The four are never added up.",
        can_be_null=False,
    )
    yield level(
        "cooperation_level",
        f"The id of the level on the scale {scale.id} where it is settled; null where it is not.",
    )
    yield level("lowest_level", "The id of the lowest level it may have.", can_be_null=False)
    yield level("highest_level", "The id of the highest level it may have.", can_be_null=False)
    yield level(
        "level_assumed",
        "The level where it is settled, or else the one that the assumption asked for gives; null "
        "where neither is, as what is open for another reason than silence stays open.",
    )
    yield _column(
        "is_assumed",
        BOOLEAN,
        "Whether `level_assumed` rests on the assumption; null where that is null.",
        can_be_null=True,
    )
    yield _category(
        "assumption",
        dict.fromkeys(
            assumed.id for assumed in (*catalog.assumptions(), assumption) if assumed is not None
        ),
        "The id of the assumption that `level_assumed` rests on; null where it rests on none.",
    )


def _of_limits(scale: CooperationScale) -> Iterator[PanelColumn]:
    counted = ", ".join(practice.words for practice in scale.counted)
    yield _column(
        "first_hold_limit",
        DATE,
        "The first day, on file and up to the end of the panel, from which the laws certainly bar "
        "a hold on a detainer in some ordinary case without a judge's warrant. Null where there is "
        "none, which does not mean that there was no limit. A limit may have ended since.",
        can_be_null=True,
    )
    yield _column(
        "hold_limited_share",
        NUMBER,
        "On which share of the days of the period they certainly do so.",
    )
    yield _column(
        "limits_least",
        INTEGER,
        f"Of how many of {len(scale.counted)} practices the laws certainly bar some ordinary case "
        f"without a judge's warrant: {counted}.",
    )
    yield _column(
        "limits_most",
        INTEGER,
        "Of how many of them they may. What is open and decides several practices, such as whether "
        "an act was in effect, is settled in one way for all of them.",
    )
    yield _column(
        "limits_sharp",
        BOOLEAN,
        "Whether both numbers can come about. Where that is false, the practices turn on things of "
        "which it is not known whether they go together, and the bounds may be too wide.",
    )


def _of_agreements() -> Iterator[PanelColumn]:
    record = catalog.about().agreements
    texts = {
        "agreements": "The ids of agreements of the place's own agencies in effect, with a space "
        "between, null where there is none on file; no part of the level. Nothing is inherited: a "
        f"highway patrol's stands in `agreements_above` of each county. {record}",
        "agreement_models": "The ids of the models of those in `agreements`.",
        "agreements_perhaps": "The ids of agreements of the place's own agencies of which it is "
        "not known whether they were in effect.",
        "agreements_above": "The ids of agreements in effect of agencies of the governments above "
        "the place.",
        "agreement_models_above": "The ids of the models of those in `agreements_above`.",
        "agreements_above_perhaps": "The ids of agreements of agencies of the governments above of "
        "which it is not known whether they were in effect.",
    }
    for name, meaning in texts.items():
        yield _column(name, IDS, meaning, can_be_null=True)
    for model in delegating_models():
        yield _column(
            own_column(model),
            INTEGER,
            f"How many agreements of the model {model.name} are in effect of the place's own "
            "agencies; 0 where none is on file.",
        )
        yield _column(
            f"{own_column(model)}_days",
            INTEGER,
            "On how many days of the period at least one of those was certainly in effect.",
        )


def _of_spells() -> Iterator[PanelColumn]:
    yield _column(
        "spell",
        INTEGER,
        "The number of the spell, from 1, within the place and from the first day asked about. "
        "Rows with one number have the same levels, answers, provisions and agreements. A spell "
        "without a row has a number, too.",
    )
    yield _column(
        "spell_start",
        DATE,
        "The day on which the spell began; null for the first of a place, which may have begun "
        "before the panel.",
        can_be_null=True,
    )
    for name, meaning in {
        "changed": "Whether the row lies in another spell than the row before; where nothing else "
        "is another, something changed between the two, and back.",
        "level_changed": "Whether the lowest or the highest level is another than in the row "
        "before.",
        "answers_changed": "Whether the answer on some practice is another.",
        "provisions_changed": "Whether other provisions give the answer on some practice; an act "
        "that is only renumbered changes them, and no answer.",
        "agreements_changed": "Whether other agreements, of the place or of those above, are in "
        "effect, or perhaps in effect.",
    }.items():
        yield _column(name, BOOLEAN, meaning)


def _of_practice(practice: Practice) -> Iterator[PanelColumn]:
    stem = stem_of(practice)
    yield _category(
        stem,
        ANSWERS,
        f"What the laws on file say of {practice.words}, for the ordinary request of the scale and "
        "the kinds of agencies that they name. Required, permitted or prohibited, in every case or "
        "without a judge's warrant. Under conditions, where other facts of a case decide; differs "
        "by agency; left to each agency, where a finding settles that the state has no rule. Open, "
        "where words were not read, no law is on file or laws conflict.",
        can_be_null=False,
    )
    yield _category(
        f"{stem}_possible",
        [possible_of(map(Modality, subset.split())) for subset in subsets(Modality, " ")],
        "What is possible, in one case or another.",
        can_be_null=False,
    )
    yield _category(
        f"{stem}_why_open",
        [causes for subset in subsets(CAUSES, "; ") if (causes := causes_of(subset.split("; ")))],
        "Why it is open; null where it is not. “Depends on facts” are facts of the agency.",
    )
    yield _column(
        f"{stem}_rests_on",
        IDS,
        "The ids of the provisions that give the answer, with a space between; null where no law "
        "was found, which does not mean that there is none.",
        can_be_null=True,
    )
    yield _category(
        f"{stem}_coverage",
        (LAW, NO_RULE, INFERRED, NOTHING),
        "What is on file of the practice there, on the day.",
        can_be_null=False,
    )
