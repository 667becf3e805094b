"""One sheet with everything that a row can have wrong: what is noted, and what is kept."""

from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import pytest
from made_files import SHEET_HEAD, row, sheet

from detainerlib import UNKNOWN, DetainerError, catalog
from detainerlib.models import AgencyLevel, ListingStatus, MatchType, Repair
from detainerlib.readers import read_287g
from detainerlib.readers._listed_rows import county_of

OWN: Final = (
    Repair(id="a", column="level", printed="Galaxy", repaired="Municipality", reason="A slip."),
    Repair(id="b", column="state", printed="Nowhere", reason="There is no such state."),
    Repair(id="c", column="model", printed="Bad", reason="It is none."),
    Repair(id="d", column="county", printed="Nowhere", repaired="Travis County", reason="Moved.",
           state="US-TX", agency="EXAMPLE county sheriff's office", model="task-force"),
    Repair(id="e", column="county", printed="Nowhere", repaired="Harris County", reason="Moved.",
           state="US-TX"),
    Repair(id="h", column="agency", printed="Exampel", reason="A slip.", model="task-force",
           repaired="Example County Sheriff's Office"),
    Repair(id="g", column="level", printed="Comet", repaired="County", reason="Moved.",
           state="US-TX", agency="Example County Sheriff's Office", model="task-force"),
    Repair(id="f", column="signed", printed="2025-03-01", repaired="2025-03-02", reason="Law.",
           signed=date(2025, 3, 1), agency="Other Police", model="task-force"),
)  # fmt: skip
NO_STATE: Final = "it is not a state, district or territory"
UNDATED: Final = "was kept without a date"
OUT: Final = "is no row of the list, and was left out"
A_TOTAL: Final = "it is a total or a note"
LATER: Final = "it is later than the list itself, 2025-07-18"


def on(year: int, month: int, day: int, hour: int = 0) -> datetime:
    """Give the cell of a day, as Excel has it."""
    return datetime(year, month, day, hour)  # noqa: DTZ001


# A row, what is noted of it, and what is kept besides what `row()` gives.
ROWS: Final[tuple[tuple[list[Any], tuple[tuple[Any, ...], ...], dict[str, Any] | None], ...]] = (
    (row(), (), {}),
    # The model.
    (
        row(model="Task Force Model "),
        (
            (
                *("SUPPORT TYPE", "Task Force Model ", "is read as task-force"),
                "another spelling of the model",
            ),
        ),
        {},
    ),
    (
        row(model="JEO & TFO"),
        (
            (
                *("SUPPORT TYPE", "JEO & TFO", "is read as jail-enforcement and task-force"),
                "another spelling of the model",
            ),
        ),
        {
            "models": ("jail-enforcement", "task-force"),
            "id": "TX-example-county-sheriff-office#JTF#2025-04-01",
        },
    ),
    (
        row(model="Airborne Model"),
        (("SUPPORT TYPE", "Airborne Model", "was kept without a model", "unrecognized model"),),
        {"models": (), "id": "TX-example-county-sheriff-office#XXX#2025-04-01"},
    ),
    (
        row(model=None),
        (("SUPPORT TYPE", "", "was kept without a model", "the cell is blank"),),
        {"models": (), "id": "TX-example-county-sheriff-office#XXX#2025-04-01"},
    ),
    (
        row(model="Bad"),
        (
            ("SUPPORT TYPE", "Bad", "counts as missing", "It is none."),
            ("SUPPORT TYPE", "Bad", "was kept without a model", "the cell is blank"),
        ),
        {"models": (), "id": "TX-example-county-sheriff-office#XXX#2025-04-01"},
    ),
    # The agency.
    (
        row(""),
        (("LAW ENFORCEMENT AGENCY", "", "was kept without a name", "the row names no agency"),),
        {
            "agency": "(no agency)",
            "agency_id": "TX-no-agency",
            "id": "TX-no-agency#TFM#2025-04-01",
        },
    ),
    (
        row("#N/A"),
        (("LAW ENFORCEMENT AGENCY", "#N/A", "was kept without a name", "the row names no agency"),),
        {
            "agency": "(no agency)",
            "agency_id": "TX-no-agency",
            "id": "TX-no-agency#TFM#2025-04-01",
        },
    ),
    (
        row(" Example County  Sheriff\u2019s\u00a0Office "),
        (
            (
                *("LAW ENFORCEMENT AGENCY", " Example County  Sheriff\u2019s\u00a0Office "),
                "spaces and punctuation were normalized",
                "otherwise two spellings of one agency would count twice",
            ),
        ),
        {},
    ),
    (
        row("Exampel"),
        (
            (
                *("LAW ENFORCEMENT AGENCY", "Exampel"),
                *("is read as Example County Sheriff's Office", "A slip."),
            ),
        ),
        {},
    ),
    # The state.
    (
        row(state="TEXXAS"),
        (
            (
                *("STATE", "TEXXAS", "is read as Texas"),
                "one letter is off, and no other state is as close",
            ),
        ),
        {},
    ),
    *(
        (
            row(state=state),
            (
                *noted,
                ("STATE", state or "", "was kept without a state", reason),
            ),
            {
                "state": None,
                "fips": None,
                "jurisdiction": None,
                "match": MatchType.NONE,
                "agency_id": "XX-example-county-sheriff-office",
                "id": "XX-example-county-sheriff-office#TFM#2025-04-01",
            },
        )
        for state, reason, noted in (
            ("Zzz", NO_STATE, ()),
            (None, NO_STATE, ()),
            ("Nouth Dakota", "did you mean North Dakota or South Dakota", ()),
            (
                *("Nowhere", NO_STATE),
                (("STATE", "Nowhere", "counts as missing", "There is no such state."),),
            ),
        )
    ),
    # The level.
    (row(kind="Municipality"), (), {"level": AgencyLevel.MUNICIPAL, "jurisdiction": None}),
    (row(kind=None), (), {"level": None, "jurisdiction": None}),
    (
        row(kind="Nebula"),
        (("TYPE", "Nebula", "was left out", "unrecognized agency level"),),
        {"level": None, "jurisdiction": None},
    ),
    (
        row(kind="Galaxy"),
        (("TYPE", "Galaxy", "is read as Municipality", "A slip."),),
        {"level": AgencyLevel.MUNICIPAL, "jurisdiction": None},
    ),
    (row(kind="Comet"), (("TYPE", "Comet", "is read as County", "Moved."),), {}),
    (
        row(kind="Comet", model="Jail Enforcement Model"),
        (("TYPE", "Comet", "was left out", "unrecognized agency level"),),
        {
            "level": None,
            "jurisdiction": None,
            "models": ("jail-enforcement",),
            "id": "TX-example-county-sheriff-office#JEM#2025-04-01",
        },
    ),
    # The county: a repair that names an agency and a model is one of those alone.
    (row(county="TRAVIS"), (), {"match": MatchType.FOLDED}),
    (
        row(county="Travvis County"),
        (("COUNTY", "Travvis County", "was not matched", "did you mean Travis County, Texas"),),
        {
            "county": "Travvis County",
            "fips": None,
            "jurisdiction": None,
            "match": MatchType.NONE,
            "candidates": ("Travis County, Texas (48453)",),
        },
    ),
    (
        row(county="Nowhere"),
        (("COUNTY", "Nowhere", "is read as Travis County", "Moved."),),
        {"match": MatchType.REPAIRED},
    ),
    (
        row(county="Nowhere", model="Jail Enforcement Model"),
        (("COUNTY", "Nowhere", "is read as Harris County", "Moved."),),
        {
            "county": "Harris County",
            "fips": "48201",
            "jurisdiction": "48201",
            "match": MatchType.REPAIRED,
            "models": ("jail-enforcement",),
            "id": "TX-example-county-sheriff-office#JEM#2025-04-01",
        },
    ),
    # The signing day: none before the Act, none more than 31 days after the list.
    *(
        (
            row(signed=cell),
            (("SIGNED", shown, UNDATED, reason),),
            {"signed": UNKNOWN, "id": "TX-example-county-sheriff-office#TFM#unknown"},
        )
        for cell, shown, reason in (
            (None, "", "the cell is blank"),
            ("#N/A", "#N/A", "the cell is blank"),
            (" soon ", " soon ", "it cannot be read as a date"),
            (on(1996, 9, 29), "1996-09-29", "section 287(g) is of September 30, 1996"),
            (on(2025, 8, 19), "2025-08-19", LATER),
        )
    ),
    *(
        (
            row(signed=cell),
            noted,
            {"signed": day, "id": f"TX-example-county-sheriff-office#TFM#{day}"},
        )
        for cell, day, noted in (
            (on(1996, 9, 30), date(1996, 9, 30), ()),
            (on(2025, 7, 18), date(2025, 7, 18), ()),
            (on(2025, 3, 1), date(2025, 3, 1), ()),  # a repair of another agency
            (
                on(2025, 7, 19),
                date(2025, 7, 19),
                (("SIGNED", "2025-07-19", "was kept as printed", LATER),),
            ),
            (
                on(2025, 8, 18),
                date(2025, 8, 18),
                (("SIGNED", "2025-08-18", "was kept as printed", LATER),),
            ),
            (
                "7/72025",
                date(2025, 7, 7),
                (
                    (
                        *("SIGNED", "7/72025", "is read as 2025-07-07"),
                        "a slash is missing, and only one reading is a date",
                    ),
                ),
            ),
        )
    ),
    (
        row("Other Police", signed=on(2025, 3, 1)),
        (
            ("SIGNED", "2025-03-01", "is read as 2025-03-02", "Law."),
            (
                *("TYPE", "County", "was kept as county"),
                "the name of the agency does not say that it is a county's",
            ),
        ),
        {
            "agency": "Other Police",
            "agency_id": "TX-other-police",
            "signed": date(2025, 3, 2),
            "id": "TX-other-police#TFM#2025-03-02",
        },
    ),
    # The document.
    (row(moa="www.ice.gov"), (), {}),
    (row(moa="HTTPS://www.ice.gov/c.pdf"), (), {"document": "HTTPS://www.ice.gov/c.pdf"}),
    (row(moa="http://www.ice.gov/c.pdf"), (), {"document": "http://www.ice.gov/c.pdf"}),
    # Rows that are none, and one that is longer than the headings.
    (
        [*row(), None, "extra"],
        ((None, "", "was left out", "the row has more cells than headings"),),
        {},
    ),
    ([*SHEET_HEAD], ((None, " | ".join(SHEET_HEAD), OUT, "it repeats the headings"),), None),
    *(
        (
            [*cells, *[None] * (8 - len(cells))],
            ((None, " | ".join(filter(None, cells)), OUT, A_TOTAL),),
            None,
        )
        for cells in (
            ("TOTAL",),
            ("Total", "12 agencies"),
            (None, "Total", None, None, "Task Force Model"),
            ("TEXAS", "Total", "County", "Travis County"),
            (None, "a note"),
            (None, "a" * 110),
            (None, "12 agencies", None, None, "Task Force Model"),
        )
    ),
    # Two cells of what an agreement has are enough.
    (
        [None, "A note", None, "Travis County"],
        (
            ("STATE", "", "was kept without a state", NO_STATE),
            ("SUPPORT TYPE", "", "was kept without a model", "the cell is blank"),
            ("SIGNED", "", UNDATED, "the cell is blank"),
        ),
        {
            "state": None,
            "agency": "A note",
            "agency_id": "XX-a-note",
            "id": "XX-a-note#XXX#unknown",
            "models": (),
            "signed": UNKNOWN,
            "level": None,
            "fips": None,
            "jurisdiction": None,
            "match": MatchType.NONE,
        },
    ),
)
USUAL: Final[dict[str, Any]] = {
    "id": "TX-example-county-sheriff-office#TFM#2025-04-01",
    "agency_id": "TX-example-county-sheriff-office",
    "agency": "Example County Sheriff's Office",
    "state": "Texas",
    "county": "Travis County",
    "fips": "48453",
    "jurisdiction": "48453",
    "level": AgencyLevel.COUNTY,
    "models": ("task-force",),
    "signed": date(2025, 4, 1),
    "first_listed": date(2025, 7, 18),
    "last_listed": date(2025, 7, 18),
    "status": ListingStatus.LISTED,
    "document": None,
    "match": MatchType.EXACT,
    "candidates": (),
}


def test_all_that_is_wrong_with_a_row_is_noted_and_the_row_kept(tmp_path: Path) -> None:
    """The row, the column, what stands there, what was done with it, and why."""
    path = sheet(tmp_path, [cells for cells, _, _ in ROWS])
    agreements = read_287g(path, repairs=OWN)
    expected = [(number, *note) for number, (_, notes, _) in enumerate(ROWS, 2) for note in notes]
    twice = "another row has the same agency, model and day"

    assert expected == [
        (fault.row, fault.column, fault.found, fault.done, fault.reason)
        for fault in agreements.faults
        if fault.reason != twice
    ]
    rows = {
        number: USUAL | changes
        for number, (_, _, changes) in enumerate(ROWS, 2)
        if changes is not None
    }
    kept = {agreement.row: agreement for agreement in agreements}

    assert [*rows] == [*kept]
    for number, fields in rows.items():
        assert (number, fields) == (
            number,
            {name: getattr(kept[number], name) for name in fields},
        )


def test_two_cells_of_what_an_agreement_has_make_a_row(tmp_path: Path) -> None:
    """A state with a model, a day or a level; not one alone, and not what no column is about."""
    texas: list[Any] = ["TEXAS", None, None, None, None, None, "link", None]
    kept = {1: "", 2: "County", 3: "Travis County", 4: "Task Force Model", 5: on(2025, 4, 1)}
    rows = [[*texas[:at], cell, *texas[at + 1 :]] for at, cell in kept.items()]
    first, none = ([*texas[:5], on(1996, 9, day), None, None] for day in (30, 29))
    headed = row(SHEET_HEAD[1], model="Task Force Model")
    agreements = read_287g(sheet(tmp_path, [*rows, none, headed, first]))

    assert [3, 4, 5, 6, 8, 9] == [agreement.row for agreement in agreements]
    assert [(2, A_TOTAL), (7, A_TOTAL)] == [
        (fault.row, fault.reason) for fault in agreements.faults if fault.done == OUT
    ]


def test_a_status_that_a_sheet_has_is_read(tmp_path: Path) -> None:
    """And told where it is not known: then the list says all that is known of the row."""
    statuses = ("Removed", "Present", "Asleep", None)
    rows = [[*row(f"Example {place}"), said] for place, said in zip("ABCD", statuses, strict=True)]
    agreements = read_287g(sheet(tmp_path, rows, head=[*SHEET_HEAD, "STATUS"]))

    assert ["no longer listed", "listed", "listed", "listed"] == [
        agreement.status for agreement in agreements
    ]
    assert [(4, "Asleep", "was left out", "unrecognized status")] == [
        (fault.row, fault.found, fault.done, fault.reason)
        for fault in agreements.faults.of("STATUS")
    ]


def test_a_part_of_a_model_that_is_not_read_is_told(tmp_path: Path) -> None:
    """In whatever order, and what is read of it is kept."""
    both = ("jail-enforcement", "task-force")
    read: dict[str, tuple[tuple[str, ...], str]] = {
        "Task Force Model; ": (("task-force",), "is read as task-force"),
        "Jail Enforcement; ;TFO": (both, "is read as jail-enforcement and task-force"),
        "Task Force Model;Airborne": (("task-force",), "was read without a part of it"),
        "Airborne;Task Force Model": (("task-force",), "was read without a part of it"),
        ";": ((), "was kept without a model"),
    }
    agreements = read_287g(sheet(tmp_path, [row(model=cell) for cell in read]))

    assert [*read.values()] == [
        (agreement.models, fault.done)
        for agreement, fault in zip(agreements, agreements.faults.of("SUPPORT TYPE"), strict=True)
    ]


def test_a_county_has_its_name_without_its_state() -> None:
    """All of it where the row has none."""
    travis = catalog.jurisdiction("48453")

    assert ("Travis County", "Travis County, Texas", None) == (
        county_of(travis, catalog.jurisdiction("TX")),
        county_of(travis, None),
        county_of(None, None),
    )


def test_what_is_no_repair_is_refused(tmp_path: Path) -> None:
    """With what was expected, and what to do."""
    path = sheet(tmp_path, [row()])
    for given, text in (
        ({"repairs": ["x"]}, "repairs: got 'x', expected a Repair. See detainerlib.models.Repair."),
        ({"repair": 1}, "repair: got 1, expected True or False. True makes those on file."),
        ({"repairs": 5}, "repairs: got 5, expected a list of repairs. Give repairs=[...]."),
    ):
        asked: dict[str, Any] = {**given}
        with pytest.raises(DetainerError) as caught:
            read_287g(path, **asked)
        assert text == str(caught.value)
