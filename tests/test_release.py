"""What is checked of a release, on folders and texts that have one fault each."""

import json
import re
import shutil
import subprocess
import tarfile
import tomllib
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any, Final

import checks
import materials
import pytest
from packaging.requirements import Requirement

from detainerlib import catalog

PROJECT: Final = Path(__file__).parents[1]
WORKFLOWS: Final = PROJECT / ".github" / "workflows"
COMMITTED: Final = [".ci/run", ".gitignore", "README.md", "src/detainerlib/__init__.py"]
FILLED_IN: Final[dict[str, str]] = dict.fromkeys(checks.ADDRESSES, "https://example.org/")
CHANGELOG: Final = (
    "# Changelog\n\n## 1.2.0 - 2026-12-01\n\n- New.\n\n## 1.1.0 - 2026-11-01\n\n- Old.\n"
)
CITATION: Final = 'cff-version: 1.2.0\nversion: 1.2.0\ndate-released: "2026-12-01"\n'


def sdist_of(folder: Path, names: list[str]) -> Path:
    """Pack files of these names as an sdist."""
    sdist = folder / "detainerlib-1.2.0.tar.gz"
    with tarfile.open(sdist, "w:gz") as archive:
        for name in names:
            archive.addfile(tarfile.TarInfo(f"detainerlib-1.2.0/{name}"))
    return sdist


class TestSdist:
    """The sdist holds what is committed, and nothing else."""

    def test_what_is_committed_and_the_metadata(self, tmp_path: Path) -> None:
        """But for the tools of the repository, whose names begin with a dot."""
        sdist = sdist_of(tmp_path, [*COMMITTED[1:], "PKG-INFO"])

        assert [] == checks.sdist_faults(sdist, COMMITTED)

    def test_a_stray_file_is_a_fault(self, tmp_path: Path) -> None:
        """Whatever lay about when it was built."""
        sdist = sdist_of(tmp_path, [*COMMITTED[1:], "PKG-INFO", "docs/private.md"])

        assert ["docs/private.md: in the sdist, but not committed"] == checks.sdist_faults(
            sdist, COMMITTED
        )

    def test_a_file_left_out_is_a_fault(self, tmp_path: Path) -> None:
        """As one of a folder that pyproject.toml does not name."""
        sdist = sdist_of(tmp_path, [".gitignore", "README.md", "PKG-INFO"])

        assert ["src/detainerlib/__init__.py: committed, but not in the sdist"] == (
            checks.sdist_faults(sdist, COMMITTED)
        )

    def test_a_folder_without_an_sdist_is_a_fault(self, tmp_path: Path) -> None:
        """Nothing is checked, and that is said."""
        assert [f"{tmp_path}: 0 sdists, expected one"] == checks.file_faults(PROJECT, tmp_path)


class TestSameBytes:
    """Two builds of one commit are one."""

    @pytest.fixture
    def builds(self, tmp_path: Path) -> tuple[Path, Path]:
        """Give two folders with the same file."""
        for folder in (one := tmp_path / "one", other := tmp_path / "other"):
            folder.mkdir()
            (folder / "wheel").write_bytes(b"same")
        return one, other

    def test_the_same(self, builds: tuple[Path, Path]) -> None:
        """Nothing is said."""
        assert [] == checks.differences(*builds)

    def test_one_byte_is_a_fault(self, builds: tuple[Path, Path]) -> None:
        """Named with both digests."""
        (builds[1] / "wheel").write_bytes(b"Same")

        [fault] = checks.differences(*builds)
        assert re.fullmatch(r"wheel: [0-9a-f]{64} in one build, [0-9a-f]{64} in the other", fault)

    def test_a_file_of_one_alone_is_a_fault(self, builds: tuple[Path, Path]) -> None:
        """In either folder."""
        (builds[0] / "sdist").write_bytes(b"")

        [fault] = checks.differences(*builds)
        assert fault.endswith("in one build, not there in the other")

    def test_two_empty_folders_are_a_fault(self, tmp_path: Path) -> None:
        """Nothing equals nothing, and is no build."""
        assert [f"{tmp_path}: no file was built"] == checks.differences(tmp_path, tmp_path)


class TestMaterials:
    """The bill of materials holds what is installed, under licenses that let us."""

    BILL: Final[dict[str, Any]] = {
        "metadata": {"component": {"name": "detainerlib", "version": "1.2.0"}},
        "components": [{"name": "python_dateutil", "version": "2.9"}],
    }

    def test_what_is_installed(self) -> None:
        """By names as the index compares them."""
        installed = {"detainerlib": "1.2.0", "python-dateutil": "2.9"}

        assert [] == materials.bill_faults(self.BILL, installed)

    def test_a_package_that_is_not_named_is_a_fault(self) -> None:
        """So is one that is not installed, and another version."""
        installed = {"detainerlib": "1.2.1", "six": "1.17"}

        assert [
            "detainerlib: 1.2.0 in the bill, 1.2.1 installed",
            "python-dateutil: 2.9 in the bill, not there installed",
            "six: not there in the bill, 1.17 installed",
        ] == materials.bill_faults(self.BILL, installed)

    @pytest.mark.parametrize(
        ("metadata", "stated"),
        [
            ("License-Expression: MIT OR Apache-2.0", {"MIT", "Apache-2.0"}),
            ("License: Apache-2.0", {"Apache-2.0"}),
            ("Classifier: License :: OSI Approved :: BSD License", {"BSD-3-Clause"}),
            ("License: The whole text, many lines of it", set[str]()),
            ("License-Expression: GPL-3.0-only", {"GPL-3.0-only"}),
            (
                "Classifier: License :: Other/Proprietary License",
                {"Other/Proprietary License"},
            ),
        ],
    )
    def test_licenses(self, tmp_path: Path, metadata: str, stated: set[str]) -> None:
        """As each kind of metadata states them; none, or another, is a fault."""
        folder = tmp_path / "made_up-1.0.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text(f"Name: made-up\nVersion: 1.0\n{metadata}\n", "utf-8")
        [package] = materials.installed_in(tmp_path)

        assert stated == materials.licenses_of(package)
        assert (not stated or not stated <= materials.LICENSES) == bool(
            materials.license_faults([package])
        )

    def test_what_the_wheel_pulls_in(self) -> None:
        """Every package that is required, and those that they require, are free to use."""
        pulled, asked = dict[str, Distribution](), ["detainerlib"]
        while asked:
            name = materials.normalized(asked.pop())
            if name not in pulled:
                pulled[name] = distribution(name)
                needed = map(Requirement, pulled[name].requires or [])
                asked += [
                    one.name
                    for one in needed
                    if one.marker is None or one.marker.evaluate({"extra": ""})
                ]

        assert [] == materials.license_faults(pulled.values())
        assert {"attrs", "detainerlib", "holidays", "python-dateutil", "six", "tzdata"} == {*pulled}


class TestKnown:
    """What is known against packages, and that nothing was asked is no answer."""

    @staticmethod
    def audit(tmp_path: Path, *reports: dict[str, Any] | None) -> int:
        """Write reports, but those that no service gave, and read them."""
        paths = [tmp_path / f"{number}.json" for number in range(len(reports))]
        for path, packages in zip(paths, reports, strict=True):
            if packages is not None:
                listed = [{"name": name, **entry} for name, entry in packages.items()]
                path.write_text(json.dumps({"dependencies": listed, "fixes": []}), "utf-8")
        return materials.main(["audit", *map(str, paths)])

    KNOWN: Final[dict[str, Any]] = {"version": "1.0", "vulns": []}
    SKIPPED: Final[dict[str, Any]] = {"skip_reason": "not found on PyPI"}

    def test_every_package_was_looked_up(self, tmp_path: Path) -> None:
        """By one service or the other; ours is on no index before its release."""
        both = (
            {"attrs": self.KNOWN, "detainerlib": self.SKIPPED, "six": self.SKIPPED},
            {"attrs": self.SKIPPED, "six": self.KNOWN},
        )

        assert 0 == self.audit(tmp_path, *both)

    @pytest.mark.parametrize(
        ("reports", "names"),
        [
            (({"attrs": SKIPPED, "six": KNOWN}, None), "attrs"),
            (({"attrs": SKIPPED, "detainerlib": SKIPPED},), "attrs"),
            ((None, None), "any package"),
            ((dict[str, Any](),), "any package"),
        ],
    )
    def test_who_was_passed_over_is_named(
        self,
        tmp_path: Path,
        capsys: pytest.CaptureFixture[str],
        reports: tuple[dict[str, Any] | None, ...],
        names: str,
    ) -> None:
        """pip-audit says "No known vulnerabilities found" where it looked up none."""
        assert 4 == self.audit(tmp_path, *reports)
        assert capsys.readouterr().out.endswith(f"what is known against: {names}.\n")

    def test_a_vulnerability_is_a_fault(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Named once, with what mends it, whoever else was passed over."""
        known = [{"id": "PYSEC-1", "fix_versions": ["2.1"]}, {"id": "PYSEC-2"}]
        found: dict[str, Any] = {"six": {"version": "1.0", "vulns": known}, "attrs": self.SKIPPED}

        assert 3 == self.audit(tmp_path, found, found)
        assert [
            "six 1.0: PYSEC-1, mended in 2.1",
            "six 1.0: PYSEC-2, mended in no version yet",
        ] == capsys.readouterr().out.splitlines()[:2]


class TestReady:
    """No release while something stands in the way."""

    def test_all_is_there(self) -> None:
        """Addresses, versions, the day."""
        assert [] == checks.address_faults(FILLED_IN)
        assert [] == checks.version_faults("1.2.0", CHANGELOG, CITATION)

    def test_an_address_to_be_filled_in(self) -> None:
        """The mark is a fault as long as it stands."""
        assert ["pyproject.toml, [project.urls]: Source is to be filled in"] == (
            checks.address_faults(FILLED_IN | {"Source": "to be filled in"})
        )

    def test_an_address_that_is_missing_or_none(self) -> None:
        """Taking the mark out is not filling it in."""
        where = "pyproject.toml, [project.urls]"
        faults = checks.address_faults({**FILLED_IN, "Source": "soon"} | {"Issues": "http://x"})

        assert [
            f"{where}: Source is 'soon', expected an address with https://",
            f"{where}: Issues is 'http://x', expected an address with https://",
        ] == faults
        assert len(checks.ADDRESSES) == len(checks.address_faults({}))

    def test_a_changelog_of_a_version_not_yet_released(self) -> None:
        """The heading has the day, and nothing after it."""
        changelog = CHANGELOG.replace("2026-12-01", "2026-12-01, not yet released")

        assert ["CHANGELOG.md: no heading '## 1.2.0 - YYYY-MM-DD'"] == (
            checks.version_faults("1.2.0", changelog, CITATION)
        )

    def test_a_citation_of_another_version_or_day(self) -> None:
        """It is kept by hand."""
        citation = CITATION.replace("version: 1.2.0\ndate", "version: 1.1.0\ndate")
        citation = citation.replace("2026-12-01", "2026-11-01")

        assert [
            "CITATION.cff: version is 1.1.0, expected 1.2.0",
            "CITATION.cff: date-released is 2026-11-01, expected 2026-12-01",
        ] == checks.version_faults("1.2.0", CHANGELOG, citation)

    def test_the_notes_are_those_of_the_version(self) -> None:
        """From its heading to the next; none without a heading."""
        assert "- New.\n" == checks.release_notes(CHANGELOG, "1.2.0")
        assert "- Old.\n" == checks.release_notes(CHANGELOG, "1.1.0")
        assert "" == checks.release_notes(CHANGELOG, "1.0.0")


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")
class TestCommit:
    """A release is made of the commit that its tag is on."""

    @pytest.fixture
    def checkout(self, tmp_path: Path) -> Path:
        """Give a repository with one commit, tagged v1.2.0."""
        (tmp_path / "README.md").write_text("Read me.\n", "utf-8")
        person = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org")
        unsigned = ("-c", "commit.gpgSign=false", "-c", "tag.gpgSign=false")
        for arguments in (
            ("init", "--quiet"),
            ("add", "."),
            (*person, *unsigned, "commit", "--quiet", "--message=Begin"),
            (*unsigned, "tag", "v1.2.0"),
        ):
            subprocess.run(["git", "-C", tmp_path, *arguments], check=True)  # noqa: S603, S607
        return tmp_path

    def test_the_commit_of_the_tag(self, checkout: Path) -> None:
        """Nothing is said."""
        assert [] == checks.commit_faults(checkout, "1.2.0", "v1.2.0")

    def test_a_stray_file_is_a_fault(self, checkout: Path) -> None:
        """So is a change that was not committed."""
        (checkout / "stray.txt").write_text("", "utf-8")
        (checkout / "README.md").write_text("Read me again.\n", "utf-8")

        assert ["README.md: not committed", "stray.txt: not committed"] == (
            checks.commit_faults(checkout, "1.2.0", "v1.2.0")
        )

    def test_another_tag_is_a_fault(self, checkout: Path) -> None:
        """That of another version, and one that is on no commit, or on another."""
        assert [
            "v1.3.0: expected v1.2.0, as the version in pyproject.toml is 1.2.0",
            "v1.3.0: no tag of this name is on the commit that is checked out",
        ] == checks.commit_faults(checkout, "1.2.0", "v1.3.0")


class TestCommand:
    """What CI runs."""

    def test_faults_are_printed_and_fail(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Each on a line."""
        assert checks.FAULTY == checks.main(["same", str(tmp_path), str(tmp_path)])
        assert f"{tmp_path}: no file was built\n" == capsys.readouterr().out

    def test_a_mark_stops_the_release(
        self,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        """Though all else is in order."""
        urls = "\n".join(f'{label} = "{address}"' for label, address in FILLED_IN.items())
        settings = f'[project]\nversion = "1.2.0"\n[project.urls]\n{urls}\n'
        (tmp_path / "CHANGELOG.md").write_text(CHANGELOG, "utf-8")
        (tmp_path / "CITATION.cff").write_text(CITATION, "utf-8")
        monkeypatch.chdir(tmp_path)
        (tmp_path / "pyproject.toml").write_text(settings, "utf-8")

        assert 0 == checks.main(["ready"])
        assert "" == capsys.readouterr().out
        assert 0 == checks.main(["notes"])
        assert "- New.\n" == capsys.readouterr().out

        marked = settings.replace("https://example.org/", checks.TO_BE_FILLED_IN, 1)
        (tmp_path / "pyproject.toml").write_text(marked, "utf-8")

        assert checks.FAULTY == checks.main(["ready"])
        assert "is to be filled in\n" in capsys.readouterr().out


@pytest.mark.skipif(not WORKFLOWS.exists(), reason="the workflows are not here")
class TestProject:
    """What this project says of itself in several places agrees."""

    def test_the_addresses_are_named(self) -> None:
        """Each is filled in, or carries the mark: none is invented or left out."""
        urls = checks.project(PROJECT)["urls"]

        assert set(checks.ADDRESSES) == set(urls)
        assert set() == {
            fault
            for fault in checks.address_faults(urls)
            if not fault.endswith(f"is {checks.TO_BE_FILLED_IN}")
        }

    def test_the_citation_names_the_version(self) -> None:
        """Also between releases."""
        version = checks.project(PROJECT)["version"]
        citation = (PROJECT / "CITATION.cff").read_text("utf-8")

        assert [version] == re.findall(r"^version: (\S+)$", citation, re.MULTILINE)

    def test_the_citation_is_complete(self) -> None:
        """What a reference manager asks for; the data is an entry of its own, with its day."""
        citation = (PROJECT / "CITATION.cff").read_text("utf-8")
        keys = re.findall(r"^([a-z-]+):", citation, re.MULTILINE)
        licensed = checks.project(PROJECT)["license"]
        [data] = re.findall(r"^  - type: data\n((?:    .*\n)+)", citation, re.MULTILINE)

        assert len(keys) == len({*keys})
        assert {
            *("cff-version", "message", "title", "abstract", "type", "authors", "version"),
            *("license", "keywords", "references"),
        } == {*keys} - {"date-released"}
        assert [licensed, licensed] == re.findall(r"^ *license: (\S+)$", citation, re.MULTILINE)
        assert f'    version: "{catalog.about().data_as_of}"\n' in data
        assert all(f"    {key}:" in data for key in ("title", "authors"))

    def test_the_pythons_are_the_same_everywhere(self) -> None:
        """Those of the classifiers, of both lists in the checks, and of the release."""
        metadata = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
        classified = {
            version
            for classifier in metadata["classifiers"]
            for version in re.findall(r":: (3\.\d+)$", classifier)
        }
        workflows = [path.read_text("utf-8") for path in sorted(WORKFLOWS.glob("*.yml"))]
        listed = [
            set(re.findall(r"3\.\d+", several))
            for text in workflows
            for several in re.findall(
                r"python: \[(.+)\]|python-version: \|\n((?: +3\.\d+\n)+)", text
            )
            for several in several
            if several
        ]

        assert [classified] * 3 == listed

    def test_every_action_is_pinned_by_its_commit(self) -> None:
        """With the version beside it; a tag can be moved."""
        uses = [
            line.strip()
            for path in sorted(WORKFLOWS.glob("*.yml"))
            for line in path.read_text("utf-8").splitlines()
            if "uses:" in line and "./" not in line
        ]

        assert [] != uses
        assert [] == [
            line for line in uses if not re.search(r"@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line)
        ]
