"""Provisions and what they are made of: what is refused, and how the loader reads conditions."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest

from detainerlib import DetainerError, EffectivePeriod, Modality, Practice, catalog
from detainerlib.catalog._toml import Loaded, load
from detainerlib.errors import UnknownIdError
from detainerlib.models import AgencyType, Provision
from detainerlib.models.conditions import AnyOf, InWords, IsFact, Not

NORM = catalog.provision("us-ia-27a.2-hold")
NEVER_CERTAIN = {
    # the session laws of 2026 were not read, nor the days on which they took effect
    "us-pa-phila-2026-287g",
    "us-pa-phila-2026-share",
    "us-tn-1015-2026-287g",
    "us-tn-hb-2018-2026-hold",
    # known from accounts, without the day on which they took effect
    "us-md-montgomery-trust-2026-hold",
    "us-md-montgomery-trust-2026-inquire",
    "us-md-montgomery-trust-2026-interviews",
    "us-md-montgomery-trust-2026-notify",
    "us-md-montgomery-trust-2026-transfer",
    # the section was not read at all
    "us-ut-17-22-9.5-inquire",
    # signed on 2012-06-04; that it took effect, and stood on any day, was not read
    "us-wi-milwaukee-12-135-hold",
    # read as a title; between which days it was in force is known from both ends only
    "us-wa-king-17706-hold",
    # the page that was read bears no day
    "us-ny-correct-147-report",
}
"""The ids of the provisions that are certain on no day: a new one is added here on purpose."""
RECORD = """\
[[provision]]
id = "us-zz-1-hold"
title = "Zed Stat. 1"
jurisdiction = "US-ZZ"
practice = "hold_on_detainer"
modality = "permitted"
when = {when}
otherwise = "prohibited"
period = {{ start = 2020-01-01 }}
summary = "It permits holds."
[provision.citation]
authority = "zz-stat-1"
evidence = "background"
gaps = ["the text"]
"""


def days_next_to_the_ends_of(period: EffectivePeriod) -> list[date]:
    """Give the days one of which is certain, if any is that someone may ask about."""
    found = [day for day in (period.start, period.in_force_on) if isinstance(day, date)]
    last = period.until
    return [*found, last - timedelta(days=1)] if isinstance(last, date) else found


def loaded(folder: Path, when: str) -> Loaded[Provision]:
    """Load one provision with a condition."""
    (folder / "policies").mkdir(exist_ok=True)
    (folder / "policies" / "us-zz.toml").write_text(RECORD.format(when=when), encoding="utf-8")
    return load(("policies",), "provision", Provision, folder, ("authority", "example"))


class TestExample:
    """What makes no case is refused when it is read, not when it is tried."""

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({"facts": {"minor": "yes"}}, "facts: got 'yes', expected True or False"),
            ({"convictions": ("homicide",)}, "'homicide', expected a Conviction"),
            ({"arrested_on": "2020-01-01"}, "arrested_on"),
            ({"agency_type": "sheriff"}, r"Write AgencyType\('sheriff'\)"),
        ],
    )
    def test_is_refused(self, changes: dict[str, Any], expected: str) -> None:
        """As for the facts of a case."""
        with pytest.raises(DetainerError, match=expected):
            attrs.evolve(catalog.policy_examples()[0], **changes)


class TestProvision:
    """What contradicts itself is refused."""

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            (
                {"when": None, "otherwise": Modality.PROHIBITED},
                "a condition beside it, in `when`",
            ),
            (
                {
                    "agency_types": frozenset({AgencyType.SHERIFF}),
                    "exempts": frozenset({AgencyType.POLICE}),
                },
                "one of the two",
            ),
            (
                {"modality": Modality.PROHIBITED, "voids_local_bars": True},
                "a modality of permitted or required",
            ),
            (
                {"practice": Practice.NOTIFY_RELEASE, "hold_rule": "8-cfr-287.7-d"},
                "none but beside hold_on_detainer",
            ),
            ({"when": "judicial-warrant"}, "when: got 'judicial-warrant', expected an IsFact or "),
            (
                {"agency_types": ("sheriff",), "exempts": frozenset[AgencyType]()},
                "agency_types: .* expected a frozenset, each one of 'sheriff', ",
            ),
        ],
    )
    def test_is_refused(self, changes: dict[str, Any], expected: str) -> None:
        """With what was expected."""
        with pytest.raises(DetainerError, match=expected):
            attrs.evolve(NORM, **changes)

    def test_speaks_to_those_it_binds(self) -> None:
        """Or to all but those it exempts."""
        sheriffs = attrs.evolve(
            NORM, agency_types=frozenset({AgencyType.SHERIFF}), exempts=frozenset()
        )
        others = attrs.evolve(
            NORM, agency_types=frozenset(), exempts=frozenset({AgencyType.SHERIFF})
        )
        everyone = attrs.evolve(NORM, agency_types=frozenset(), exempts=frozenset())
        asked = (AgencyType.SHERIFF, AgencyType.POLICE)

        assert (True, False) == tuple(map(sheriffs.speaks_to, asked))
        assert (False, True) == tuple(map(others.speaks_to, asked))
        assert (True, True) == tuple(map(everyone.speaks_to, asked))

    def test_a_permission_leaves_all_three(self) -> None:
        """The others leave themselves."""
        assert frozenset(Modality) == Modality.PERMITTED.leaves
        assert {Modality.REQUIRED} == Modality.REQUIRED.leaves

    @pytest.mark.parametrize("practice", list(Practice))
    def test_each_practice_has_its_words(self, practice: Practice) -> None:
        """As the middle of a sentence."""
        assert practice.words.partition(" ")[0].endswith("ing")


class TestLoading:
    """A condition is a table with exactly one key."""

    def test_reads_each_kind(self, tmp_path: Path) -> None:
        """Nested, and "not" too."""
        when = '{ any = [{ fact = "judicial-warrant" }, { not = { words = "for cause" } }] }'
        ((_, norm),) = loaded(tmp_path, when).records

        assert norm.when == AnyOf(
            any=(IsFact(fact="judicial-warrant"), Not(not_=InWords(words="for cause")))
        )

    @pytest.mark.parametrize(
        ("when", "field"),
        [
            ('{ fact = "a", words = "b" }', "when"),
            ("{ }", "when"),
            ('{ facts = "a" }', "when"),
            ('"judicial-warrant"', "when"),
            ('{ all = [{ fact = "a" }, { fcat = "b" }] }', "when.all[1]"),
            ('{ conviction = { off = "any-felony" } }', "when.conviction.off"),
            ("{ any = [] }", "when"),
        ],
    )
    def test_names_file_record_and_field(self, tmp_path: Path, when: str, field: str) -> None:
        """Where the lawyer must look."""
        faults = loaded(tmp_path, when).faults

        assert faults
        assert {("policies/us-zz.toml", "us-zz-1-hold")} == {(f.file, f.record) for f in faults}
        assert any(fault.field.startswith(field) for fault in faults)


class TestCatalog:
    """Norms by their ids."""

    def test_provisions_of_a_jurisdiction_are_its_own(self) -> None:
        """Those above it are not included."""
        assert {"17031"} == {norm.jurisdiction for norm in catalog.provisions("17031")}
        assert () == catalog.provisions("09110")

    def test_provisions_by_practice(self) -> None:
        """Of one, or of all."""
        holds = catalog.provisions(practice=Practice.HOLD_ON_DETAINER)

        assert {Practice.HOLD_ON_DETAINER} == {norm.practice for norm in holds}
        assert len(holds) < len(catalog.provisions())

    def test_provisions_are_certain_on_some_day_unless_listed(self) -> None:
        """With both ends open or unknown and no day in force, a norm never controls alone."""
        never = {
            norm.id
            for norm in catalog.provisions()
            if not any(norm.period.contains(day) for day in days_next_to_the_ends_of(norm.period))
        }

        assert NEVER_CERTAIN == never

    def test_authorities_of_provisions_are_authorities(self) -> None:
        """Found as all others are."""
        cited = {norm.citation.authority for norm in catalog.provisions()}

        assert cited <= {authority.id for authority in catalog.authorities()}
        assert all(catalog.authority(id).id == id for id in cited)

    @pytest.mark.parametrize(
        "look_up",
        [
            catalog.provision,
            catalog.fact,
            catalog.offense_class,
            catalog.agreement_model,
            catalog.coverage,
        ],
    )
    def test_what_is_not_on_record_is_an_error(self, look_up: Any) -> None:
        """With the nearest ids, where there are any."""
        with pytest.raises(UnknownIdError):
            look_up("nothing-of-the-kind")

    def test_each_state_says_how_far_it_was_looked_for(self) -> None:
        """And none that has provisions says that nothing was found."""
        states = [
            jurisdiction
            for jurisdiction in catalog.jurisdictions()
            if not jurisdiction.level.is_local
        ]
        for state in states[1:]:
            record = catalog.coverage(state.code)
            found = bool(catalog.provisions(state.code))
            assert found == (record.status.value == "read in part")
            assert (record.searched_on is None) == (record.status.value == "not searched")

    def test_a_locality_is_covered_by_its_state(self) -> None:
        """The nation by none."""
        assert catalog.coverage("US-TX") == catalog.coverage("48453") == catalog.coverage("48")
        with pytest.raises(UnknownIdError):
            catalog.coverage("US")

    def test_a_lazy_name_that_is_none_is_an_error(self) -> None:
        """As with any module."""
        with pytest.raises(AttributeError, match="has no attribute 'norm'"):
            catalog.norm  # type: ignore[attr-defined]  # noqa: B018 (refused)
        assert "provisions" in dir(catalog)

    def test_agreements_of_a_jurisdiction(self) -> None:
        """Those of its agencies."""
        assert {"32003"} == {agreement.jurisdiction for agreement in catalog.agreements("32003")}
        assert len(catalog.agreements("32003")) < len(catalog.agreements())
        assert all(catalog.agreement_model(a.model) for a in catalog.agreements())
        assert str(catalog.agreements("32003")[0]).startswith(catalog.agreements("32003")[0].agency)
