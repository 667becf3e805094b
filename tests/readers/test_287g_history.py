"""The project's tables, what changed between lists, and who had an agreement on a day."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_files import PROJECT_HEAD, SAMPLES, SHEET_HEAD, project_row, row, sheet, text

from detainerlib import (
    UNKNOWN,
    DetainerError,
    bulk,
    catalog,
    classify_cooperation,
    cooperation_profile,
)
from detainerlib.errors import UnknownIdError
from detainerlib.models import AgencyLevel, AgencyType, ListedAgreement, ListingStatus, MatchType
from detainerlib.readers import AgreementList, agreements_on, compare_287g, read_287g

REAL = sorted(SAMPLES.glob("*participating*.xlsx"))
needs_samples = pytest.mark.skipif(not REAL, reason="no ../shared/samples/287g")
Write = Callable[[Path, list[dict[str, object]]], Path]


def as_parquet(folder: Path, rows: list[dict[str, object]]) -> Path:
    """Write rows as the project does."""
    polars = pytest.importorskip("polars")
    path = folder / "agreements.parquet"
    polars.DataFrame(rows, infer_schema_length=None).write_parquet(path)
    return path


def as_csv(folder: Path, rows: list[dict[str, object]]) -> Path:
    """Write rows as text."""
    return text(folder, [[*rows[0]], *([*cells.values()] for cells in rows)], "agreements.csv")


def as_workbook(folder: Path, rows: list[dict[str, object]]) -> Path:
    """Write rows as a workbook."""
    return sheet(folder, [[*cells.values()] for cells in rows], "agreements.xlsx", head=[*rows[0]])


def history(folder: Path, *rows: dict[str, object]) -> AgreementList:
    """Read a history of some rows."""
    return read_287g(as_csv(folder, [*rows]))


def listed(folder: Path, day: str, *rows: list[Any]) -> AgreementList:
    """Read a sheet of a day, MMDDYYYY."""
    return read_287g(sheet(folder, rows, f"participatingAgencies{day}.xlsx", modified=None))


class TestAgreementsTable:
    """The project's table of agreements, in each of its formats."""

    @pytest.mark.parametrize("write", [as_parquet, as_csv, as_workbook])
    def test_documented_columns_give_the_schema(self, tmp_path: Path, write: Write) -> None:
        """Ids, places and days are the table's own."""
        rows = [
            project_row(),
            project_row(
                agreement_id="TX-travis-county-sheriff-office#JEM#2010-01-02",
                support_type="Jail Enforcement Model",
                status="Removed",
                signed=date(2010, 1, 2),
                first_appeared=date(2010, 2, 1),
                last_appeared=date(2012, 3, 1),
                removed_by=date(2012, 6, 1),
                ORI9="TX2270000",
            ),
        ]
        agreements = read_287g(write(tmp_path, rows))
        first, second = agreements

        assert agreements.is_history
        assert (agreements.as_of, agreements.day.basis) == (
            date(2025, 7, 18),
            "the newest list in it",
        )
        assert first == ListedAgreement(
            id="TX-travis-county-sheriff-office#TFM#2025-04-01",
            agency_id="TX-travis-county-sheriff-office",
            agency="Travis County Sheriff's Office",
            agency_type=second.agency_type,
            state="Texas",
            county="Travis County",
            fips="48453",
            jurisdiction="48453",
            level=AgencyLevel.COUNTY,
            models=("task-force",),
            signed=date(2025, 4, 1),
            first_listed=date(2025, 4, 10),
            last_listed=date(2025, 7, 18),
            status=ListingStatus.LISTED,
            match=MatchType.GIVEN,
            row=2,
        )
        assert (second.gone_by, second.status, second.ori) == (
            date(2012, 6, 1), ListingStatus.NO_LONGER_LISTED, "TX2270000",
        )  # fmt: skip
        assert len(agreements.faults) == 0

    def test_zeros_lost_in_a_spreadsheet_and_counties_joined(self, tmp_path: Path) -> None:
        """Codes are text of five digits; a district's counties stay a list."""
        rows = [
            project_row(
                state="Alabama", county="Autauga County", county_fips="1001.0", geoid="1001"
            ),
            project_row(
                jurisdiction_level="Judicial District",
                county="Dallas County; Ellis County",
                county_fips="48113; 48139",
                geoid=None,
            ),
            project_row(jurisdiction_level="State", county=None, county_fips=None, geoid="48"),
            project_row(jurisdiction_level="Municipal", geoid="4835000", place="Houston"),
        ]
        agreements = history(tmp_path, *rows)

        assert [agreement.fips for agreement in agreements] == [
            "01001", "48113; 48139", None, "48453",
        ]  # fmt: skip
        assert [agreement.jurisdiction for agreement in agreements] == [
            "01001", None, "US-TX", "4835000",
        ]  # fmt: skip
        assert agreements.counts(unit="counties").total == 4

    def test_superseded_is_neither_listed_nor_gone(self, tmp_path: Path) -> None:
        """A renewal took its place."""
        agreements = history(
            tmp_path, project_row(status="Superseded", removed_by=date(2025, 8, 1)), project_row()
        )

        assert agreements.counts("status").by_group() == {"superseded": 1, "listed": 1}

    def test_status_that_is_none_is_left_out(self, tmp_path: Path) -> None:
        """And told, with what stands there; the row is one of a list of the past."""
        frozen, blank = project_row(status="Frozen"), project_row(status=None, agreement_id="b")
        agreements = history(tmp_path, frozen, blank)

        past = ("was kept as no longer listed", "the row has no status")
        assert [
            (2, "Frozen", "was left out", "unrecognized status"),
            (2, "Frozen", *past),
            (3, "", *past),
        ] == [
            (fault.row, fault.found, fault.done, fault.reason)
            for fault in agreements.faults.of("status")
        ]
        assert 2 == len(agreements)

    def test_day_that_a_table_cannot_have(self, tmp_path: Path) -> None:
        """Gone before the last list with it: left out, and told."""
        agreements = history(tmp_path, project_row(removed_by=date(2025, 1, 1), signed="soon"))

        assert agreements[0].gone_by is None
        assert agreements[0].signed is UNKNOWN
        assert [fault.column for fault in agreements.faults] == ["signed", "removed_by"]

    def test_the_same_agreement_by_both_readers(self, tmp_path: Path) -> None:
        """The raw sheet and the history agree on what both say."""
        raw = listed(tmp_path, "07182025", row("Travis County Sheriff\u2019s Office"))[0]
        joined = history(tmp_path, project_row())[0]

        for name in ("id", "agency_id", "agency_type", "state", "county", "fips", "jurisdiction",
                     "level", "models", "signed", "last_listed", "status"):  # fmt: skip
            assert getattr(raw, name) == getattr(joined, name), name

    def test_agencies_table(self, tmp_path: Path) -> None:
        """A row an agency: agreements are not counted in it."""
        cells: dict[str, object] = {
            "agency_id": "TX-travis-county-sheriff-office",
            "state": "Texas",
            "state_abbr": "TX",
            "display_agency": "Travis County Sheriff's Office",
            "jurisdiction_level": "County",
            "county_fips": "48453",
            "is_current": True,
            "n_agreements": 2,
            "ice_listed_from": date(2025, 4, 10),
            "ice_listed_to": date(2025, 7, 18),
            "removed_between_to": None,
            "first_signed": date(2025, 4, 1),
            "models": "TFM; JEM",
        }
        agreements = read_287g(as_csv(tmp_path, [cells, cells | {"is_current": False}]))

        assert agreements.is_of_agencies
        assert agreements[0].models == ("task-force", "jail-enforcement")
        assert [agreement.status.value for agreement in agreements] == [
            "listed",
            "no longer listed",
        ]
        assert agreements.counts(unit="agencies").total == 1
        assert agreements.counts("state", unit="agency and model").by_group() == {"Texas": 2}
        with pytest.raises(DetainerError, match="Read the table of agreements"):
            agreements.counts()
        with pytest.raises(DetainerError, match="lists of agreements, not of agencies"):
            agreements_on(agreements, date(2025, 5, 1), by="signed")
        with pytest.raises(DetainerError, match="not of agencies"):
            compare_287g(agreements, agreements)

    def test_all_documented_columns_are_there(self) -> None:
        """The made rows have the columns of the project's own program."""
        assert {*project_row()} == {*PROJECT_HEAD}


class TestComparison:
    """Added, no longer listed, switched, re-dated; renames are candidates with evidence."""

    def test_renames_do_not_count_as_ends(self, tmp_path: Path) -> None:
        """Each kind of rename that the real lists have."""
        city: dict[str, Any] = {"state": "FLORIDA", "kind": "Municipality", "county": "#N/A"}
        agency: dict[str, Any] = {"state": "FLORIDA", "kind": "State Agency", "county": "#N/A"}
        old = listed(
            tmp_path, "05162025",
            row("City of Melbourne Police Department", **city),
            row("Indialantic Police Department", **city),
            row("Berrian County Sheriff's Offic", state="MICHIGAN", county="Berrian County"),
            row("University of West Florida Board of Trustees", **agency),
            row("Department of Safety and Homeland Security / THP", **agency),
        )  # fmt: skip
        new = listed(
            tmp_path, "06172025",
            row("Melbourne Police Department", **city),
            row("Indiatlantic Police Department", **city),
            row("Berrian County Sheriff's Office", state="MICHIGAN", county="Berrian County"),
            row("University of West Florida Police Department", **agency),
            row("Department of Safety and Homeland Security", **agency),
        )  # fmt: skip
        changes = compare_287g(old, new)

        assert (changes.added, changes.no_longer_listed, changes.unchanged) == ((), (), 0)
        assert len(changes.rename_candidates) == 5
        assert all("the same signing day" in pair.evidence for pair in changes.rename_candidates)
        assert len(changes.to_frame("pandas")) == 5
        assert "0 no longer listed" in str(changes)

    def test_what_is_alike_by_letters_alone_is_no_candidate(self, tmp_path: Path) -> None:
        """Lee County left and Levy County came, on one day: two governments."""
        old = listed(tmp_path, "05162025", row("Lee County Sheriff's Office", state="FLORIDA",
                                               county="Lee County"))  # fmt: skip
        new = listed(tmp_path, "06172025", row("Levy County Sheriff's Office", state="FLORIDA",
                                               county="Levy County"))  # fmt: skip
        changes = compare_287g(old, new)

        assert changes.rename_candidates == ()
        assert (len(changes.added), len(changes.no_longer_listed)) == (1, 1)

    def test_agreement_that_moves_from_the_sheriff_to_the_board(self, tmp_path: Path) -> None:
        """The same document, day and county under another agency."""
        links = {(2, 7): "https://ice.gov/EscambiaCo_WSO_MOA.pdf"}
        one = sheet(tmp_path, [row("Travis County Sheriff's Office", moa="link")],
                    "participatingAgencies05162025.xlsx", links=links)  # fmt: skip
        two = sheet(tmp_path, [row("Travis County Board of County Commissioners", moa="link")],
                    "participatingAgencies06172025.xlsx", links=links)  # fmt: skip
        (pair,) = compare_287g(read_287g(one), read_287g(two)).rename_candidates

        assert pair.evidence == (
            "the same state and model", "the same agreement is linked", "the same signing day",
            "the same government",
        )  # fmt: skip

    def test_state_corrected_by_the_issuer(self, tmp_path: Path) -> None:
        """The same name, model and day under another state is a candidate, too."""
        old = listed(
            tmp_path, "05162025", row("Ellis County Sheriff's Office", county="Ellis County")
        )
        new = listed(tmp_path, "06172025", row("Ellis County Sheriff's Office", state="KANSAS",
                                               county="Ellis County"))  # fmt: skip

        assert len(compare_287g(old, new).rename_candidates) == 1

    def test_repeated_row_that_is_dropped_ends_nothing(self, tmp_path: Path) -> None:
        """Two rows for one agreement became one."""
        other = datetime(2025, 4, 2)  # noqa: DTZ001
        old = listed(tmp_path, "05162025", row(), row(signed=other))
        new = listed(tmp_path, "06172025", row())
        changes = compare_287g(old, new)

        assert (len(changes.repeats_dropped), changes.no_longer_listed) == (1, ())

    def test_model_switch_and_redating(self, tmp_path: Path) -> None:
        """Another model; another day."""
        other = datetime(2025, 4, 2)  # noqa: DTZ001
        dallas: dict[str, Any] = {"county": "Dallas County"}
        old = listed(tmp_path, "05162025", row("Travis County Sheriff"),
                     row("Dallas County Sheriff", **dallas))  # fmt: skip
        new = listed(tmp_path, "06172025",
                     row("Travis County Sheriff", model="Warrant Service Officer"),
                     row("Dallas County Sheriff", signed=other, **dallas))  # fmt: skip
        changes = compare_287g(old, new)

        assert [str(switch) for switch in changes.model_switches] == [
            "Travis County Sheriff: task-force -> warrant-service-officer"
        ]
        assert len(changes.redated) == 1
        assert (changes.added, changes.no_longer_listed) == ((), ())

    @needs_samples
    def test_real_lists_of_may_and_june(self) -> None:
        """140 came and 5 went; all five are renames or typos that were mended."""
        changes = compare_287g(read_287g(REAL[0]), read_287g(REAL[1]))

        assert len(changes.added) + len(changes.rename_candidates) == 140
        assert (len(changes.rename_candidates), changes.no_longer_listed) == (5, ())
        assert changes.unchanged + len(changes.redated) == 566

    def test_pending_agencies_are_not_compared_with_signed_ones(self, tmp_path: Path) -> None:
        """Those signed since would be "no longer listed", and all others "added"."""
        pending = read_287g(
            sheet(tmp_path, [row()[:5]], "pending07172025.xlsx", head=SHEET_HEAD[:5])
        )
        signed = read_287g(sheet(tmp_path, [row()]))

        with pytest.raises(DetainerError, match="old: got 'a list of pending agencies'"):
            compare_287g(pending, signed)
        assert compare_287g(pending, pending).unchanged == 1

    def test_lists_in_the_wrong_order(self, tmp_path: Path) -> None:
        """Swapped lists would turn additions into ends."""
        old, new = listed(tmp_path, "05162025", row()), listed(tmp_path, "06172025", row())

        with pytest.raises(DetainerError, match=r"one no later than 2025-05-16. Swap the two\."):
            compare_287g(new, old)
        with pytest.raises(DetainerError, match=r"new: got 1, expected a list of agreements"):
            compare_287g(old, 1)  # type: ignore[arg-type]


names = st.sampled_from(["Lee", "Levy", "Lake", "Leon", "Dade"])
models = st.sampled_from(["Task Force Model", "Warrant Service Officer"])
days = st.sampled_from(["4/1/2025", "4/2/2025"])
lists_of_rows = st.lists(st.tuples(names, models, days), max_size=8)


@given(lists_of_rows, lists_of_rows)
def test_a_comparison_accounts_for_every_row(
    tmp_path_factory: pytest.TempPathFactory, before: Any, after: Any
) -> None:
    """Whatever the lists: what left and what came, with the rest, are all rows, each once."""
    folder = tmp_path_factory.mktemp("lists")
    readings: list[AgreementList] = []
    for day, rows in (("05162025", before), ("06172025", after)):
        cells = [["FLORIDA", f"{name} County Sheriff", "County", f"{name} County", model, signed]
                 for name, model, signed in rows]  # fmt: skip
        path = text(folder, [SHEET_HEAD[:6], *cells], f"participatingAgencies{day}.csv")
        readings.append(read_287g(path))
    changes = compare_287g(*readings)
    paired = len(changes.redated) + len(changes.model_switches) + len(changes.rename_candidates)

    left = len(changes.no_longer_listed) + len(changes.repeats_dropped)
    assert changes.unchanged + paired + left == len(before)
    assert changes.unchanged + paired + len(changes.added) == len(after)


class TestOnADay:
    """Signing and listing are two clocks; between two lists there are bounds."""

    @needs_samples
    def test_first_of_june_2025_by_signing(self) -> None:
        """635, the library's own published figure; by state as counted by hand."""
        lists = [read_287g(path) for path in REAL[:2]]
        answer = agreements_on(lists, date(2025, 6, 1), by="signed")

        assert (answer.lowest, answer.highest) == (635, 635)
        by_state = answer.counts("state").by_group()
        assert {state: by_state[state] for state in ("Florida", "Texas", "Georgia")} == {
            "Florida": 272, "Texas": 91, "Georgia": 29,
        }  # fmt: skip

    @needs_samples
    def test_signed_and_not_listed(self) -> None:
        """39 were signed by May 16 and not listed on it, five of them under another name."""
        old, new = (read_287g(path) for path in REAL[:2])
        day = date(2025, 5, 16)
        assert agreements_on([old, new], day, by="listed").lowest == 571
        on_old = {agreement.id for agreement in old}
        renamed = {pair.after.id for pair in compare_287g(old, new).rename_candidates}
        late = [
            agreement
            for agreement in new
            if isinstance(agreement.signed, date)
            and agreement.signed <= day
            and agreement.id not in on_old
        ]
        assert len(late) == 39
        assert len([agreement for agreement in late if agreement.id not in renamed]) == 34

    def test_bounds_between_two_lists(self, tmp_path: Path) -> None:
        """One stays, one goes, one comes, one has no signing day."""
        gone = row("Gone Sheriff", county="Dallas County")
        came = row("Came Sheriff", county="Ellis County", signed=datetime(2025, 6, 10))  # noqa: DTZ001
        undated = row("Undated Sheriff", county="Bexar County", signed="soon")
        lists = [listed(tmp_path, "05162025", row(), gone),
                 listed(tmp_path, "06172025", row(), came, undated)]  # fmt: skip
        by_signing = agreements_on(lists, date(2025, 6, 1), by="signed")
        by_listing = agreements_on(lists, date(2025, 6, 1), by="listed")

        assert (by_signing.lowest, by_signing.highest) == (1, 3)
        assert {a.agency for a in by_signing.possible} == {"Gone Sheriff", "Undated Sheriff"}
        assert (by_listing.lowest, by_listing.highest) == (1, 4)
        assert str(by_listing).startswith("between 1 and 4 agreements on June 1, 2025")

    def test_with_a_list_on_one_side_there_is_no_upper_bound(self, tmp_path: Path) -> None:
        """What left the lists before is not on it."""
        after = listed(tmp_path, "06172025", row())
        answer = agreements_on(after, date(2025, 6, 1), by="signed")

        assert (answer.lowest, answer.highest) == (1, None)
        assert str(answer).startswith("at least 1 agreements")
        assert agreements_on(after, date(2025, 6, 17), by="listed").highest == 1
        assert agreements_on(after, date(2025, 8, 1), by="listed").lowest == 0

    @pytest.mark.parametrize(
        ("day", "by", "there"),
        [
            (date(2010, 1, 1), "signed", False),
            (date(2010, 1, 2), "signed", True),
            (date(2010, 1, 2), "listed", None),
            (date(2010, 2, 1), "listed", True),
            (date(2012, 3, 1), "listed", True),
            (date(2012, 3, 2), "listed", None),
            (date(2012, 5, 31), "signed", None),
            (date(2012, 6, 1), "signed", False),
            (date(2012, 6, 1), "listed", False),
        ],
    )
    def test_in_a_history_at_each_boundary(
        self, tmp_path: Path, day: date, by: str, there: bool | None
    ) -> None:
        """From the signing, from the first list, up to the last, and until the first without it."""
        gone = project_row(
            agreement_id="x", status="Removed", signed=date(2010, 1, 2),
            first_appeared=date(2010, 2, 1), last_appeared=date(2012, 3, 1),
            removed_by=date(2012, 6, 1),
        )  # fmt: skip
        other = project_row(
            agreement_id="y", signed=date(2024, 1, 1), first_appeared=date(2024, 1, 1)
        )
        answer = agreements_on(history(tmp_path, gone, other), day, by=by)
        ids = {
            "certain": {a.id for a in answer.certain},
            "possible": {a.id for a in answer.possible},
        }

        assert ("x" in ids["certain"]) is (there is True)
        assert ("x" in ids["possible"]) is (there is None)

    def test_what_is_asked_wrongly(self, tmp_path: Path) -> None:
        """Each with what to do."""
        one = listed(tmp_path, "06172025", row())
        joined = history(tmp_path, project_row())
        unknown = read_287g(text(tmp_path, [SHEET_HEAD, row(signed="")], "list.csv"))
        day = date(2025, 6, 1)

        with pytest.raises(UnknownIdError, match="one of signed, listed"):
            agreements_on(one, day, by="heard")
        with pytest.raises(DetainerError, match=r"lists with a date. Give as_of= to read_287g"):
            agreements_on(unknown, day, by="signed")
        with pytest.raises(DetainerError, match="one history, or sheets"):
            agreements_on([one, joined], day, by="signed")
        with pytest.raises(DetainerError, match="at least one list"):
            agreements_on([], day, by="signed")
        with pytest.raises(DetainerError, match="expected lists of agreements"):
            agreements_on([1], day, by="signed")  # type: ignore[list-item]


class TestIntoTheLibrary:
    """What is read reaches profiles, levels and panels, beside the law."""

    def test_profile_and_level(self, tmp_path: Path) -> None:
        """Own and inherited agreements stand beside the level, which they do not change."""
        state = row("Texas Example Agency", kind="State Agency", county="#N/A")
        agreements = listed(tmp_path, "07182025", row("Travis County Sheriff's Office"), state)
        day = date(2025, 6, 1)
        profile = cooperation_profile("48453", on=day, agreements=agreements)
        told = classify_cooperation("48453", on=day, agreements=agreements)
        bare = classify_cooperation("48453", on=day)

        assert "Travis County Sheriff's Office" in {a.agency for a in profile.agreements}
        assert "Texas Example Agency" not in {a.agency for a in profile.agreements}
        assert "Texas Example Agency" in {a.agency for a in profile.agreements_above}
        assert (told.lowest, told.highest) == (bare.lowest, bare.highest)
        assert "Travis County Sheriff's Office" in str(told.profile)

    def test_agreement_on_record_counts_once(self, tmp_path: Path) -> None:
        """The same place, model, kind of agency and day."""
        known = next(
            agreement
            for agreement in catalog.agreements()
            if isinstance(agreement.signed, date)
            and agreement.agency_type is AgencyType.SHERIFF
            and agreement.model in {"jail-enforcement", "task-force"}
        )
        place = catalog.jurisdiction(known.jurisdiction)
        county, _, state = place.name.partition(", ")
        name = catalog.agreement_model(known.model).name
        assert isinstance(known.signed, date)
        signed = known.signed.isoformat()
        cells = row(f"{county} Sheriff's Office", state=state, county=county, model=name,
                    signed=signed)  # fmt: skip
        agreements = listed(tmp_path, "07182025", cells)
        before = cooperation_profile(place, on=known.signed).agreements
        after = cooperation_profile(place, on=known.signed, agreements=agreements).agreements

        assert known in before
        assert len(after) == len(before)
        assert known not in after

    def test_panel_keeps_own_agencies_apart(self, tmp_path: Path) -> None:
        """A state's agency is above each county and in the own columns of the state alone."""
        state = row("Florida Example Patrol", state="FLORIDA", kind="State Agency", county="#N/A")
        own = row("Lake County Sheriff's Office", state="FLORIDA", county="Lake County")
        agreements = listed(tmp_path, "07182025", own, state)
        rows = bulk.policy_panel(
            ["12069", "12001", "US-FL"], start=date(2025, 3, 1), end=date(2025, 8, 1),
            practices=["hold_on_detainer"], agreements=agreements,
        )  # fmt: skip
        by = {(cells["jurisdiction"], cells["day"].month): cells for cells in rows}

        assert [by["12069", month]["own_task_force"] for month in (4, 5, 7)] == [1, 1, 1]
        assert by["12069", 3]["own_task_force"] == 0
        assert by["12069", 8]["own_task_force"] == 0
        assert "fl-lake-county" in by["12069", 8]["agreements_perhaps"]
        assert by["12001", 5]["own_task_force"] == 0
        assert by["12001", 5]["agreements"] is None
        assert "fl-florida-example-patrol" in by["12001", 5]["agreements_above"]
        without = bulk.policy_panel(["US-FL"], start=date(2025, 5, 1), end=date(2025, 5, 1))
        assert by["US-FL", 5]["own_task_force"] == without[0]["own_task_force"] + 1
        assert {*rows[0]} - {*bulk.policy_codebook(["hold_on_detainer"])} == set()

    def test_what_is_no_agreement_is_refused(self) -> None:
        """With what was expected."""
        with pytest.raises(DetainerError, match=r"agreements: got 'x', expected agreements, or"):
            cooperation_profile("US-TX", on=date(2025, 1, 1), agreements=["x"])
        with pytest.raises(DetainerError, match="got 'str', expected agreements, or"):
            cooperation_profile("US-TX", on=date(2025, 1, 1), agreements="x")
