"""detainerlib export, law: the law on record as tables, and a folder of one's own on top of it."""

import argparse

from detainerlib import catalog
from detainerlib.cli.output import add_options, print_answer


def add_export(export: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""
    export.add_argument("folder", metavar="DIR", help="a new or empty folder to write to")
    export.add_argument(
        "--format",
        choices=["parquet", "csv", "json", "sqlite"],
        default="parquet",
        help="the format of the tables; parquet needs polars or pyarrow",
    )
    add_options(export, "--json")
    export.set_defaults(run=_export)


def add_law(law: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""
    actions = law.add_subparsers(title="actions", required=True, metavar="new")
    new = actions.add_parser("new", help="write a folder to fill in, which passes the check")
    new.add_argument("folder", metavar="FOLDER", help="a new or empty folder to write to")
    new.add_argument(
        "place",
        nargs="?",
        help="the code of the place whose law it is; the example then answers",
    )
    add_options(new, "--json")
    new.set_defaults(run=_new)


def _export(options: argparse.Namespace) -> int:
    written = catalog.export(options.folder, format=options.format)
    line = f"{len(written)} files in {options.folder}, made with {catalog.made_with()}."
    return print_answer(options, [line], tuple(map(str, written)))


def _new(options: argparse.Namespace) -> int:
    from detainerlib.catalog._law_template import write_template  # noqa: PLC0415 (only this verb)

    written = tuple(map(str, write_template(options.folder, options.place)))
    todo = f"Fill them in, then run: detainerlib check {options.folder}"
    return print_answer(options, [*written, todo], written)
