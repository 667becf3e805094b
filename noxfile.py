"""Every check, by name: `nox` runs those of CI, `nox -s NAME` one of them."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import nox

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.error_on_external_run = True

PROJECT = nox.project.load_toml("pyproject.toml")
EXTRAS = "bulk,calendar,completion,excel,plot"
MUTATION_TIME = "30m"
# On all cores; `-- -n 0` runs in one process, as a debugger needs it.
PARALLEL = ("-n", "auto", "--dist", "worksteal")
# What packaging can lose: the data, time zones, the command, the examples.
SMOKE = ("README.md", "tests/test_catalog.py", "tests/test_command.py", "tests/test_golden.py")


def install(session: nox.Session, *groups: str, options: tuple[str, ...] = ()) -> None:
    """Install the package from its source with what arrays need, and groups of tools."""
    session.install(
        *options,
        f"-e.[{EXTRAS}]",
        *nox.project.dependency_groups(PROJECT, *groups),
    )


@nox.session(tags=["checks"])
def lint(session: nox.Session) -> None:
    """Style, layout, import contracts, dependencies."""
    install(session, "lint")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("lint-imports", "--no-cache")
    session.run("deptry", "src")


@nox.session(tags=["checks"])
def types(session: nox.Session) -> None:
    """Types, by two checkers."""
    install(session, "types")
    session.run("mypy")
    session.run("basedpyright")


@nox.session
def tests(session: nox.Session) -> None:
    """All tests and doctests."""
    install(session, "test")
    session.run("pytest", *PARALLEL, *session.posargs)


@nox.session(tags=["checks"])
def coverage(session: nox.Session) -> None:
    """All tests once more with branch coverage, and its gate."""
    install(session, "coverage")
    measured = ("--cov", "--cov-report=", "--cov-fail-under=0", "--hypothesis-profile=few")
    session.run("pytest", *PARALLEL, *measured, *session.posargs)
    if not session.posargs:
        session.run("coverage", "report", "--include=*", "--fail-under=0")
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
    # The kernel knows of no engine; `tests` and `lowest` run it.
    session.run("pytest", "tests/bulk", "--ignore=tests/bulk/test_kernel.py", *session.posargs)


@nox.session(tags=["checks"])
def docs(session: nox.Session) -> None:
    """The documentation, without a warning; then its links, pictures, search and access."""
    install(session, "docs")
    session.run("sphinx-build", "-n", "-W", "--keep-going", "docs", "docs/_build/html")
    session.run("python", "docs/check_site.py", "docs/_build/html")


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


@nox.session(tags=["checks"])
def wheel(session: nox.Session) -> None:
    """The built wheel: what packaging can lose, with the source tree out of reach."""
    session.install(*nox.project.dependency_groups(PROJECT, "wheel"))
    with TemporaryDirectory() as away:
        dist = Path(away, "dist")
        session.run("python", "-m", "build", "--outdir", str(dist))
        session.run("twine", "check", "--strict", *map(str, dist.iterdir()))
        session.install(
            *(f"{path}[bulk,calendar,completion,excel,plot]" for path in dist.glob("*.whl"))
        )
        for name in ("README.md", "pyproject.toml"):
            shutil.copy(name, away)
        shutil.copytree("tests", Path(away, "tests"))
        with session.chdir(away):
            session.run("detainerlib", "check")
            session.run("pytest", *SMOKE, "--pyargs", "detainerlib")


@nox.session(venv_backend="uv", tags=["checks"])
def lowest(session: nox.Session) -> None:
    """All tests with the oldest dependencies allowed, and no time zones but those of tzdata."""
    install(session, "test", options=("--resolution=lowest-direct",))
    few = ("-n", "2", "--hypothesis-profile=few")
    session.run("pytest", *few, *session.posargs, env={"PYTHONTZPATH": ""})


@nox.session(default=False)
def bench(session: nox.Session) -> None:
    """Ratios of time against their limits; by hand, as a busy machine misleads."""
    session.install(f".[{EXTRAS}]", *nox.project.dependency_groups(PROJECT, "engines"))
    session.run("python", "bench/clock.py", *session.posargs)
    session.run("python", "bench/imports.py", *session.posargs)
    session.run("python", "bench/norms.py", *session.posargs)
    session.run("python", "bench/cooperation.py", *session.posargs)
    session.run("python", "bench/outcomes.py", *session.posargs)
    session.run("python", "bench/readers.py", *session.posargs)
    session.run("python", "bench/reading_rows.py", *session.posargs)
    session.run("python", "bench/roster.py", *session.posargs)
    session.run("python", "bench/bulk.py", *session.posargs)


@nox.session(default=False)
def thorough(session: nox.Session) -> None:
    """The laws on many more examples; by hand."""
    install(session, "test")
    session.run("pytest", "--hypothesis-profile=thorough", *session.posargs)


@nox.session(default=False)
def mutation(session: nox.Session) -> None:
    """Mutants of the clock that no test notices; by hand, for at most half an hour."""
    install(session, "mutation")
    session.run("timeout", MUTATION_TIME, "mutmut", "run", external=True, success_codes=[0, 1, 124])
    session.run("mutmut", "results")
