"""Every check, by name: `nox` runs those of CI, `nox -s NAME` one of them."""

import os
import shutil
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import nox

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.error_on_external_run = True
# Else each of the hundreds of processes that tests start would compile all it imports.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

PROJECT = nox.project.load_toml("pyproject.toml")
EXTRAS = "bulk,calendar,completion,excel,plot"
PYTHONS = tuple(nox.project.python_versions(PROJECT))
FUZZ_TIME = "40m"
# On all cores; `-- -n 0` runs in one process, as a debugger needs it.
PARALLEL = ("-n", "auto", "--dist", "worksteal")
# What packaging can lose: the data, time zones, the command, the examples.
SMOKE = ("README.md", "tests/test_catalog.py", "tests/test_command.py", "tests/test_golden.py")

# Who is asked what is known against a package.
SERVICES = ("pypi", "osv")
# What answers and columns rest on, tried before it is released.
NEXT = ("holidays", "narwhals", "numpy", "pandas", "polars", "tzdata")
# What PyInstaller has to be told: names are imported late, and data is read beside the code.
PACKED = (
    "--collect-all=detainerlib",
    "--collect-data=tzdata",
    "--copy-metadata=holidays",
    "--hidden-import=holidays.countries.united_states",
)

# Tests of the law on record and of the source as text: they are long, and neither reach a branch
# that no other test does nor depend on the versions of what is installed.
OF_TEXT = (
    "tests/test_consistency.py",
    "tests/test_corrupted_data.py",
    "tests/test_house_rules.py",
    "tests/test_voice.py",
)
# Tests of what engines and files hold, long where each line is traced.
OF_FORMATS = ("tests/bulk/test_engines.py", "tests/test_tables.py")

# Tests of tables that polars or DuckDB reads lazily, and the examples of their reader.
OF_LAZY_TABLES = (
    "tests/readers/test_detainer_editions.py",
    "tests/readers/test_detainer_tables.py",
    "tests/readers/test_detainer_texts.py",
    "tests/readers/test_law_folder.py",
    "src/detainerlib/readers/detainers.py",
)

# What an example need not have: annotations of its functions, stubs of what it alone needs, and a
# question whether there is an answer that its page shows.
OF_PAGES = (
    *("--allow-untyped-defs", "--allow-incomplete-defs", "--allow-untyped-calls"),
    *("--allow-any-generics", "--allow-redefinition", "--ignore-missing-imports"),
    "--no-strict-optional",
)


def install(session: nox.Session, *groups: str, options: tuple[str, ...] = ()) -> None:
    """Install the package from its source with what arrays need, and groups of tools."""
    session.install(
        *options,
        f"-e.[{EXTRAS}]",
        *nox.project.dependency_groups(PROJECT, *groups),
    )


def but(*paths: str) -> tuple[str, ...]:
    """Return the options that leave out some tests."""
    return tuple(f"--ignore={path}" for path in paths)


@nox.session(tags=["checks"])
def lint(session: nox.Session) -> None:
    """Style, layout, import contracts, dependencies, workflows."""
    install(session, "lint")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("lint-imports", "--no-cache")
    session.run("deptry", "src")
    session.run("zizmor", "--offline", "--strict-collection", ".")
    if shutil.which("actionlint"):
        session.run("actionlint", external=True)
    else:
        session.warn("actionlint is not here: the workflows were checked by zizmor alone.")


@nox.session(tags=["checks"])
def types(session: nox.Session) -> None:
    """Types, by two checkers: ours, those of the pages' examples, and all that is public."""
    install(session, "types")
    session.run("mypy")
    session.run("basedpyright")
    session.run("basedpyright", "--verifytypes", "detainerlib", "--ignoreexternal")
    with TemporaryDirectory() as programs:
        session.run("python", "docs/write_programs.py", programs)
        session.run("mypy", *OF_PAGES, programs)
        session.run("basedpyright", "--project", programs)


@nox.session
def tests(session: nox.Session) -> None:
    """All tests and doctests."""
    install(session, "test")
    session.run("pytest", *PARALLEL, *session.posargs)


@nox.session(tags=["checks"])
def coverage(session: nox.Session) -> None:
    """The tests of rules and answers once more with branch coverage, and its gate."""
    install(session, "coverage")
    measured = ("--cov", "--cov-report=", "--cov-fail-under=0", "--hypothesis-profile=few")
    session.run("pytest", *PARALLEL, *measured, *but(*OF_TEXT, *OF_FORMATS), *session.posargs)
    if not session.posargs:
        session.run("coverage", "report")


@nox.session(tags=["checks"])
def laws(session: nox.Session) -> None:
    """The laws on 200 examples, always the same."""
    install(session, "test")
    session.run(
        "pytest", *PARALLEL, "-m", "hypothesis", "--hypothesis-profile=ci", *session.posargs
    )


@nox.session(tags=["checks"])
@nox.parametrize("pandas", ["2", "3"])
def engines(session: nox.Session, pandas: str) -> None:
    """Columns and frames in both versions of pandas in use, and with the newer in every engine."""
    group = {"2": "frames", "3": "engines"}[pandas]
    install(session, group, options=(f"pandas=={pandas}.*",))
    lazy = OF_LAZY_TABLES if group == "engines" else ()
    # The kernel knows of no engine; `tests` and `lowest` run it.
    kernel = "--ignore=tests/bulk/test_kernel.py"
    session.run("pytest", "tests/bulk", *lazy, kernel, *session.posargs)


@nox.session(tags=["checks"])
def docs(session: nox.Session) -> None:
    """The documentation, without a warning; then its links, pictures, search and access."""
    install(session, "docs")
    session.run("python", "docs/build_calculator.py", "docs/_calculator/hold-calculator")
    pages = Path(os.environ.get("READTHEDOCS_OUTPUT", "docs/_build"), "html")
    session.run("sphinx-build", "-n", "-W", "--keep-going", "docs", str(pages))
    session.run("python", "docs/check_site.py", str(pages))


@nox.session(tags=["checks"])
def calculator(session: nox.Session) -> None:
    """The page that answers in a browser: built, and tried in one beside the library."""
    install(session, "calculator")
    with TemporaryDirectory() as away:
        page = Path(away, "hold-calculator")
        session.run("python", "docs/build_calculator.py", str(page))
        session.run("python", "docs/check_calculator.py", str(page))


@nox.session(tags=["checks"])
def notebook(session: nox.Session) -> None:
    """The notebook of thirty holds, in an environment that has nothing else."""
    session.install(".[plot]")
    session.run("python", "docs/run_cells.py", "docs/thirty-holds.md")


@nox.session(tags=["checks"])
def data(session: nox.Session) -> None:
    """The law on record: every fault at once."""
    install(session)
    session.run("python", "-m", "detainerlib", "check")


def build_in_clone(session: nox.Session, folder: Path, mask: int) -> tuple[Path, Path]:
    """Build the sdist, and the wheel from it, in a clean clone; give the clone and the builds."""
    clone, dist = folder / "clone", folder / "dist"
    usual = os.umask(mask)
    try:
        session.run("git", "clone", "--quiet", "--no-local", ".", str(clone), external=True)
        session.run("python", "-m", "build", "--installer=uv", "--outdir", str(dist), str(clone))
    finally:
        os.umask(usual)
    return clone, dist


def shown_by_pyenv(session: nox.Session) -> dict[str, str]:
    """Name the Pythons that pyenv keeps: it hides those that are not named."""
    if not shutil.which("pyenv"):
        return {}
    kept = str(session.run("pyenv", "versions", "--bare", external=True, silent=True)).split()
    return {"PYENV_VERSION": ":".join(name for name in kept if name.startswith(PYTHONS))}


def install_alone(session: nox.Session, wheel: Path, folder: Path) -> list[Path]:
    """Install the wheel and what it needs, newest and lowest, by every Python of the machine.

    Gives the environments that have the newest. To make a release, no Python may be missing.
    """
    pyenv = shown_by_pyenv(session)
    newest: list[Path] = []
    for version, resolution in product(PYTHONS, ("highest", "lowest-direct")):
        place = folder / f"{version}-{resolution}"
        create = ("uv", "venv", "--quiet", "--no-project", f"--python={version}", str(place))
        session.run(*create, env=pyenv, silent=True, success_codes=range(3))
        if not place.exists():
            (session.error if session.posargs else session.warn)(f"Python {version} is not here.")
            continue
        chosen = (f"--python={place}", f"--resolution={resolution}")
        session.run("uv", "pip", "install", "--quiet", *chosen, str(wheel))
        check = ("-I", "-W", "error", "-m", "detainerlib", "check")
        session.run(python_in(place), *check, external=True)
        if resolution == "highest":
            newest.append(place)
    if not newest:
        session.error(f"No Python of {', '.join(PYTHONS)} is here to install the wheel with.")
    return newest


def list_materials(session: nox.Session, environment: Path, bill: Path) -> None:
    """Write what is installed with the wheel as a bill of materials (SBOM) in CycloneDX."""
    root = ("--pyproject=pyproject.toml", "--mc-type=library")
    written = ("--output-reproducible", f"--output-file={bill}")
    session.run("cyclonedx-py", "environment", *root, *written, str(environment))
    session.run("python", "release/materials.py", "bill", str(bill), str(packages_in(environment)))


def packages_in(environment: Path) -> Path:
    """Give the folder that an environment has its packages in."""
    [packages] = environment.glob("Lib/site-packages" if os.name == "nt" else "lib/*/site-packages")
    return packages


def python_in(environment: Path) -> str:
    """Give the interpreter of an environment."""
    return str(environment / ("Scripts" if os.name == "nt" else "bin") / "python")


def try_wheel(session: nox.Session, wheel: Path, folder: Path) -> None:
    """Test what packaging can lose, with the source tree out of reach."""
    session.install(f"{wheel}[{EXTRAS}]")
    for name in ("README.md", "pyproject.toml"):
        shutil.copy(name, folder)
    shutil.copytree("tests", folder / "tests")
    with session.chdir(folder):
        session.run("detainerlib", "check")
        session.run("pytest", *SMOKE, "--pyargs", "detainerlib")


def keep(session: nox.Session, dist: Path, bill: Path) -> None:
    """Put what goes to the index into dist/, and what goes to the repository into attached/."""
    shutil.copytree(dist, "dist")
    Path("attached").mkdir()
    shutil.copy(bill, "attached")
    with Path("attached", "notes.md").open("w", encoding="utf-8") as notes:
        session.run("python", "release/checks.py", "notes", stdout=notes)


@nox.session(venv_backend="uv", tags=["checks"])
def release(session: nox.Session) -> None:
    """The release, rehearsed on the last commit; `-- v1.2.3` makes it and keeps it."""
    tag = session.posargs
    if tag and (Path("dist").exists() or Path("attached").exists()):
        session.error("dist/ or attached/ is there already. Remove both.")
    session.install(*nox.project.dependency_groups(PROJECT, "release"))
    checks = ("python", "release/checks.py")
    session.run(*checks, "ready", *tag, success_codes=[0] if tag else [0, 3])
    with TemporaryDirectory() as away:
        folder = Path(away)
        clone, dist = build_in_clone(session, folder / "one", 0o022)
        _, other = build_in_clone(session, folder / "another", 0o077)
        session.run(*checks, "files", str(clone), str(dist))
        session.run(*checks, "same", str(dist), str(other))
        [wheel], [sdist] = dist.glob("*.whl"), dist.glob("*.tar.gz")
        session.run("twine", "check", "--strict", str(wheel), str(sdist))
        packed = (f"--package={clone / 'src' / 'detainerlib'}", "--toplevel=detainerlib")
        session.run("check-wheel-contents", *packed, str(wheel))
        session.run("pyroma", "--min=10", "--skip-tests=AuthorEmail", str(sdist))
        bill = folder / f"{sdist.name.removesuffix('.tar.gz')}.cdx.json"
        list_materials(session, install_alone(session, wheel, folder)[-1], bill)
        try_wheel(session, wheel, folder)
        if tag:
            keep(session, dist, bill)


@nox.session(venv_backend="uv", tags=["checks"])
def lowest(session: nox.Session) -> None:
    """The tests with the oldest dependencies allowed, and no time zones but those of tzdata."""
    install(session, "test", options=("--resolution=lowest-direct",))
    few = (*PARALLEL, "--hypothesis-profile=few")
    session.run("pytest", *few, *but(*OF_TEXT), *session.posargs, env={"PYTHONTZPATH": ""})


@nox.session(default=False)
def bench(session: nox.Session) -> None:
    """Ratios of time against their limits; by hand, as a busy machine misleads."""
    groups = nox.project.dependency_groups(PROJECT, "engines", "calculator")
    session.install(f".[{EXTRAS}]", *groups)
    session.run("python", "bench/clock.py", *session.posargs)
    session.run("python", "bench/imports.py", *session.posargs)
    session.run("python", "bench/norms.py", *session.posargs)
    session.run("python", "bench/cooperation.py", *session.posargs)
    session.run("python", "bench/outcomes.py", *session.posargs)
    session.run("python", "bench/readers.py", *session.posargs)
    session.run("python", "bench/reading_rows.py", *session.posargs)
    session.run("python", "bench/roster.py", *session.posargs)
    session.run("python", "bench/bulk.py", *session.posargs)
    session.run("python", "bench/calculator.py", *session.posargs)


@nox.session(default=False)
def thorough(session: nox.Session) -> None:
    """The laws on many more examples; by hand."""
    install(session, "test")
    session.run("pytest", "--hypothesis-profile=thorough", *session.posargs)


@nox.session(tags=["checks"])
def mutation(session: nox.Session) -> None:
    """Changes of the functions that were changed, for a minute; `-- ROOM` by hand, for longer."""
    asked = session.posargs or ("--changed", "--minutes", "1", "--at-most", "3")
    program = ("python", "tests/mutate.py", *asked)
    if not session.run(*program, "--list", silent=True):
        session.log("No function that decides an answer was changed.")
        return
    install(session, "mutation")
    session.run(*program)


@nox.session(default=False)
def environments(session: nox.Session) -> None:
    """The wheel in environments of many kinds, by every Python of the machine; by hand."""
    session.install(*nox.project.dependency_groups(PROJECT, "release"))
    with TemporaryDirectory() as away:
        folder = Path(away)
        _, dist = build_in_clone(session, folder, 0o022)
        [wheel] = dist.glob("*.whl")
        newest = install_alone(session, wheel, folder)
        session.run("python", "tests/environments.py", *map(python_in, newest))


@nox.session(default=False)
def frozen(session: nox.Session) -> None:
    """Applications of PyInstaller and zipapp, as their users start them; by hand."""
    session.install(".", "pyinstaller>=6.10")
    program = Path("tests", "answers_anywhere.py").resolve()
    usual = session.run("python", str(program), silent=True)
    with TemporaryDirectory() as away, session.chdir(away):
        session.run("pyinstaller", "--noconfirm", "--log-level=ERROR", *PACKED, str(program))
        built = Path("dist", program.stem, program.stem).resolve()
        session.run("uv", "pip", "install", "--quiet", "--target=packages", str(program.parents[1]))
        shutil.copy(program, "packages")
        main = f"--main={program.stem}:main"
        session.run("python", "-m", "zipapp", "packages", "--output=application.pyz", main)
        for command in ((str(built),), ("python", "-I", "-S", "application.pyz")):
            if usual != session.run(*command, external=True, silent=True):
                session.error(f"{command[-1]} gives other answers.")


@nox.session(default=False)
def prereleases(session: nox.Session) -> None:
    """The tests with the next releases of what answers and columns rest on; by hand."""
    install(session, "engines")
    # A specifier with a pre-release lets uv take one, of this package alone.
    chosen = [f"{name}>=0.0.dev0" for name in NEXT]
    session.install("--upgrade", "--prerelease=explicit", *chosen)
    session.run("pytest", *PARALLEL, *session.posargs)


@nox.session(default=False)
def supply(session: nox.Session) -> None:
    """Licenses and known vulnerabilities of what the wheel pulls in; asks services, by hand."""
    session.install("pip-audit>=2.9")
    with TemporaryDirectory() as away:
        place = Path(away, "alone")
        session.run("uv", "venv", "--quiet", "--no-project", str(place), external=True)
        with_extras = f".[{EXTRAS}]"
        session.run("uv", "pip", "install", "--quiet", f"--python={place}", ".", external=True)
        packages = str(packages_in(place))
        session.run("python", "release/materials.py", "licenses", packages)
        session.run(
            "uv", "pip", "install", "--quiet", f"--python={place}", with_extras, external=True
        )
        reports = [str(Path(away, f"{service}.json")) for service in SERVICES]
        for service, report in zip(SERVICES, reports, strict=True):
            asked = (f"--path={packages}", f"--vulnerability-service={service}")
            written = ("--format=json", f"--output={report}", "--progress-spinner=off")
            # 1 is a vulnerability or a service that is not reached: the reports tell which.
            session.run("pip-audit", *asked, *written, silent=True, success_codes=[0, 1])
        audit = ("python", "release/materials.py", "audit", *reports)
        told = str(session.run(*audit, silent=True, success_codes=[0, 4])).strip()
        session.log(told)
        if told.startswith("No service"):
            session.skip("The licenses are in order; vulnerabilities could not be looked up here.")


@nox.session(default=False)
def fuzz(session: nox.Session) -> None:
    """Thousands of hostile values for all that takes any; by hand, for at most 50 minutes."""
    install(session, "engines")
    drawn = ("--hypothesis-profile=fuzz", "--hypothesis-show-statistics")
    tests = ("tests/test_fuzz.py", "tests/test_fuzz_formats.py", *session.posargs)
    session.run("timeout", FUZZ_TIME, "pytest", "-v", *drawn, *tests, external=True)
    # It has no wheel for every Python and system; the program says where it is missing.
    wheel = ("uv", "pip", "install", "--quiet", "--only-binary=:all:", "atheris")
    session.run(*wheel, external=True, success_codes=range(3))
    session.run("python", "tests/fuzz_texts.py", "-max_total_time=600")


@nox.session(default=False)
def oracle(session: nox.Session) -> None:
    """Ten million deadlines, and more, against a second implementation; by hand."""
    install(session, "test")
    session.run("python", "tests/oracle/compare.py", *session.posargs)
