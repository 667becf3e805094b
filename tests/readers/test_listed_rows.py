"""One sheet with everything that a row can have wrong: what is noted, and what is kept."""

from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import pytest
from made_files import SHEET_HEAD, row, sheet

from detainerlib import UNKNOWN, DetainerError
from detainerlib.models import AgencyLevel, ListingStatus, MatchType, Repair
from detainerlib.readers import AgreementList, read_287g

OWN: Final = (
    Repair(id="a", column="level", printed="Galaxy", repaired="Municipality", reason="A slip."),
    Repair(id="b", column="state", printed="Nowhere", reason="There is no such state."),
    Repair(id="c", column="model", printed="Bad", reason="It is none."),
    Repair(id="d", column="county", printed="Nowhere", repaired="Travis County", reason="Moved.",
           state="US-TX", agency="EXAMPLE county sheriff's office", model="task-force"),
    Repair(id="e", column="county", printed="Nowhere", repaired="Harris County", reason="Moved.",
           state="US-TX"),
    Repair(id="f", column="signed", printed="2025-03-01", repaired="2025-03-02", reason="Law.",
           signed=date(2025, 3, 1), agency="Other Police"),
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
    # The county: a repair that names an agency and a model is one of those alone.
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


@pytest.fixture(scope="module")
def agreements(tmp_path_factory: pytest.TempPathFactory) -> AgreementList:
    """Give what is read of the sheet, with repairs of one's own."""
    path = sheet(tmp_path_factory.mktemp("sheet"), [cells for cells, _, _ in ROWS])
    return read_287g(path, repairs=OWN)


def test_all_that_is_wrong_with_a_row_is_noted(agreements: AgreementList) -> None:
    """The row, the column, what stands there, what was done with it, and why."""
    expected = [(number, *note) for number, (_, notes, _) in enumerate(ROWS, 2) for note in notes]
    twice = "another row has the same agency, model and day"

    assert expected == [
        (fault.row, fault.column, fault.found, fault.done, fault.reason)
        for fault in agreements.faults
        if fault.reason != twice
    ]


def test_each_row_is_kept_with_what_it_says(agreements: AgreementList) -> None:
    """And no other."""
    expected = {
        number: USUAL | changes
        for number, (_, _, changes) in enumerate(ROWS, 2)
        if changes is not None
    }
    kept = {agreement.row: agreement for agreement in agreements}

    assert [*expected] == [*kept]
    for number, fields in expected.items():
        assert (number, fields) == (
            number,
            {name: getattr(kept[number], name) for name in fields},
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
