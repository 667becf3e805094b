"""Every authority can be cited tonight: its form, its place, the page to verify it at."""

import re
from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

import attrs
import pytest

from detainerlib import catalog, hold_window
from detainerlib.errors import DetainerError
from detainerlib.sources.citations import Authority, AuthorityKind, Evidence

AUTHORITIES = catalog.authorities()
RULINGS = [each for each in AUTHORITIES if each.kind is AuthorityKind.CASE]
GOVERNMENTS_TEXTS = {
    AuthorityKind.STATUTE,
    AuthorityKind.REGULATION,
    AuthorityKind.CASE,
    AuthorityKind.ORDINANCE,
    AuthorityKind.EXECUTIVE_ORDER,
}
# The Bluebook, table 12 and rule 6.2(c): what an American lawyer does not write.
NOT_BLUEBOOK = {
    "a date as computers write it": r"\d{4}-\d{2}-\d{2}",
    "the word section": r"\bsecs?\.|\b[Ss]ection\b(?! 287)",
    "a code without its section sign": (
        r"(?:U\.S\.C\.|C\.F\.R\.|Code|Stat\.|Ann\.|ILCS) \d[\d.:-]*[-.:]\d"
    ),
    "a regulation without periods": r"\bCFR\b|\bUSC\b",
    "a section sign without its space": r"§\S*\d(?<=§\d)",
    "five digits of an order without a comma": r"Exec\. Order No\. \d{5}",
    "five digits of a page without a comma": r"Fed\. Reg\. \d{5}",
    "what the citation is used for": r"; here |as amended by|and following|\bff\.",
    "curly marks": "[\u2018\u2019\u201c\u201d]",
}


class TestForm:
    """Bluebook form, for every authority on record."""

    @pytest.mark.parametrize("pattern", NOT_BLUEBOOK.values(), ids=list(NOT_BLUEBOOK))
    def test_has_nothing_that_a_lawyer_would_not_write(self, pattern: str) -> None:
        """One habit after the other."""
        assert [] == [each.cite for each in AUTHORITIES if re.search(pattern, each.cite)]

    @pytest.mark.parametrize(
        ("id", "pin", "cited"),
        [
            ("8-cfr-287.7", "(d)", "8 C.F.R. § 287.7(d)"),
            ("5-usc-6103", "(a)", "5 U.S.C. § 6103(a)"),
            ("il-5-ilcs-805", "/15(a)", "5 ILCS 805/15(a)"),
            ("ocga-42-1-11.5", None, "O.C.G.A. § 42-1-11.5"),
            ("49-cfr-71", None, "49 C.F.R. pt. 71"),
            ("49-cfr-71", "§ 71.5(a)", "49 C.F.R. § 71.5(a)"),
            ("nh-rsa-288-1", "§ 288:2", "N.H. Rev. Stat. Ann. § 288:2"),
            ("iowa-code-27a", "§ 27A.4(2)", "Iowa Code § 27A.4(2)"),
            ("fla-stat-908", "§ 908.105 (2019)", "Fla. Stat. § 908.105 (2019)"),
            ("ks-l-2026-ch-142", "§ 9", "2026 Kan. Sess. Laws ch. 142, § 9"),
            ("mo-rev-stat-67.307", ".1(4)(a), .2", "Mo. Rev. Stat. § 67.307.1(4)(a), .2"),
            (
                "tex-code-crim-proc-2.251",
                "(a)(1)",
                "Tex. Code Crim. Proc. Ann. art. 2.251(a)(1) (2017)",
            ),
            (
                "eo-13109",
                "§ 1",
                "Exec. Order No. 13,109, 63 Fed. Reg. 70,631, § 1 (Dec. 17, 1998)",
            ),
            ("lunn-v-commonwealth", None, "Lunn v. Commonwealth, 477 Mass. 517 (2017)"),
            ("dc-act-26-146", "§ 3052", "D.C. Act 26-146, § 3052 (2025)"),
        ],
    )
    def test_puts_a_place_where_it_belongs(self, id: str, pin: str | None, cited: str) -> None:
        """At the section, in its stead, or before the court and the year."""
        assert cited == catalog.authority(id).cited(pin)

    def test_cites_the_list_for_a_holiday_and_the_shift_for_a_day_in_lieu(self) -> None:
        """5 U.S.C. 6103(a) lists Labor Day; (b) is for days in lieu, an order for Mondays."""

        def cited(start: datetime, day: str) -> str:
            whole = hold_window(start, zone="America/Chicago").explanation.to_text()
            (line,) = (line for line in whole.splitlines() if f"{day}, is excluded" in line)
            return line.rpartition("; ")[2].rstrip("]")

        zone = ZoneInfo("America/Chicago")
        friday = datetime(2026, 9, 4, 17, tzinfo=zone)
        thursday = datetime(2026, 7, 2, 17, tzinfo=zone)
        before_sunday = datetime(2027, 7, 2, 17, tzinfo=zone)

        assert "5 U.S.C. § 6103(a)" == cited(friday, "Monday, September 7, 2026")
        assert "5 U.S.C. § 6103(b)" == cited(thursday, "Friday, July 3, 2026")
        assert "5 U.S.C. § 6103(a)" == cited(thursday, "Saturday, July 4, 2026")
        assert "Exec. Order No. 11,582" in next(
            line
            for line in hold_window(before_sunday, zone="America/Chicago")
            .explanation.to_text()
            .splitlines()
            if "Monday, July 5, 2027, is excluded" in line
        )


class TestRulings:
    """A parser that courts' clerks use reads every citation of a reporter."""

    def test_are_read_by_a_parser_of_citations(self) -> None:
        """Volume, reporter and first page, and the year."""
        eyecite = pytest.importorskip("eyecite")
        reported = [each for each in RULINGS if re.match(r"\d+ [A-Z]", each.cite)]
        unread = [
            each.cite
            for each in reported
            if not any(
                type(found).__name__ == "FullCaseCitation"
                and found.matched_text() == re.split(r" \(|,", each.cite)[0]
                for found in eyecite.get_citations(each.cited())
            )
        ]

        assert len(reported) >= 30
        assert [] == unread

    def test_say_their_docket_where_no_reporter_has_them(self) -> None:
        """A number, a court and a day; of a case without a number, the court and the day."""
        for each in RULINGS:
            if not re.match(r"\d+ [A-Z]", each.cite):
                assert re.match(r"(No\. .+ )?\(.+\)", each.cite), each.id


class TestOfficialAddresses:
    """Where to verify a text: by pattern, none invented."""

    def test_are_on_record_for_most(self) -> None:
        """At least 60 in 100 of all authorities, and 70 of what governments and courts made."""
        by_kind = Counter(each.kind for each in AUTHORITIES)
        with_one = Counter(each.kind for each in AUTHORITIES if each.official_url)
        made = sum(by_kind[kind] for kind in GOVERNMENTS_TEXTS)

        assert with_one.total() >= 0.6 * by_kind.total()
        assert sum(with_one[kind] for kind in GOVERNMENTS_TEXTS) >= 0.7 * made

    def test_are_at_a_site_with_a_reason(self) -> None:
        """Each site is listed with why it is one, and each listed one is used."""
        hosts = catalog.official_hosts()
        used = {each.official_host for each in AUTHORITIES if each.official_url}
        used |= {site.split(".", count)[-1] for site in used for count in range(site.count("."))}

        assert {host.id for host in hosts} <= used
        assert all(len(host.reason) > 20 for host in hosts)

    def test_have_a_secure_scheme_and_no_more_than_an_address(self) -> None:
        """No user, no port, no tracking."""
        for each in AUTHORITIES:
            for address in filter(None, (each.official_url, each.archived_url)):
                assert re.fullmatch(r"https://[a-z0-9.-]+/[^\s@]*", address), each.id
                assert not re.search(r"utm_|fbclid|gclid", address), each.id

    def test_name_no_person(self) -> None:
        """No office-holder, party or reporter: an opinion is found by its reporter citation."""
        parties = {
            word.lower()
            for each in RULINGS
            for side in re.split(r" v\. ", each.title)
            for word in re.findall(r"[A-Z][a-z]{3,}", side)
        }
        # Words of parties that are no person's name.
        places = {
            word.lower()
            for place in catalog.jurisdictions()
            for word in re.findall(r"[A-Z][a-z]{3,}", place.name)
        }
        common = {"county", "city", "united", "states", "people", "commonwealth", "coalition"}
        common |= {
            "immigration",
            "customs",
            "enforcement",
            "association",
            "national",
            "wis",
            "ariz",
        }
        common |= {"board", "commissioners", "council", "department", "justice"}
        common |= {"sheriffs", "governor", "frontera", "raza", "voces", "south", "attorney"}
        common |= {"sheriff", "department", "police", "metropolitan", "vegas", "human", "rights"}
        common |= {"deal"}  # a governor's name, and a word of headlines
        # A newspaper's own address of 2017 has the name of a party of later suits in it.
        common |= {"trump"}
        for each in AUTHORITIES:
            words = set(re.findall(r"[a-z]{4,}", (each.official_url or "").lower()))
            assert not words & (parties - places - common), each.official_url

    def test_one_source_has_one_statement(self) -> None:
        """That the original was read, and whether there; the address says no more."""
        read = [
            authority
            for authority in AUTHORITIES
            if authority.evidence is Evidence.TEXT and authority.official_url is not None
        ]
        copied = {
            authority.id
            for authority in read
            if authority.grade_in_words(authority).endswith(" in a copy, not on the official page")
        }

        assert copied == {authority.id for authority in read if not authority.is_official_read}
        assert "8-cfr-287.7" in copied
        assert all(authority.verify_at == authority.official_url for authority in AUTHORITIES)
        assert catalog.authority("form-i-247g").verify_at is None

    @pytest.mark.parametrize(
        "address", ["http://www.ecfr.gov/", "ecfr.gov", "https://ecfr", "https://a.org/a b", ""]
    )
    def test_refuse_what_is_no_address(self, address: str) -> None:
        """Nothing without a secure scheme, nothing with a space."""
        with pytest.raises(DetainerError, match="expected an address that begins with https://"):
            attrs.evolve(AUTHORITIES[0], official_url=address)


class TestEvidenceBeside:
    """An official address raises no grade."""

    def test_leaves_the_grade_as_it_was(self) -> None:
        """What was read in a digest stays so, whatever page could be opened."""
        unread: list[Authority] = [
            each
            for each in AUTHORITIES
            if each.official_url and each.evidence is Evidence.BACKGROUND
        ]

        assert unread
        assert not any(each.is_official_read for each in unread)
