"""detainerlib export, law: the law on record as tables, and a folder of one's own on top of it."""

import argparse

from detainerlib import catalog
from detainerlib.cli.output import add_options, print_answer
from detainerlib.cli.parser import CommandParser
from detainerlib.sentences import command


def add_export(export: CommandParser) -> None:
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
    export.show(
        "detainerlib export law-tables --format csv", "detainerlib export law-db --format sqlite"
    )


def add_law(law: CommandParser) -> None:
    """Add the options of the verb."""
    actions = law.add_subparsers(title="actions", required=True, metavar="ACTION")
    new = actions.add_parser("new", help="write a folder to fill in, which passes the check")
    new.add_argument("folder", metavar="FOLDER", help="a new or empty folder to write to")
    new.add_argument(
        "jurisdiction",
        nargs="?",
        metavar="PLACE",
        help="the place whose law it is, such as 17043; the example then answers",
    )
    new.add_argument(
        "--law",
        dest="law_folder",
        metavar="FOLDER",
        default=argparse.SUPPRESS,
        help="a law folder that the place is in",
    )
    add_options(new, "--json")
    new.set_defaults(run=_new)
    examples = ("detainerlib law new our-law 17043", "detainerlib law new my-law")
    law.show(*examples)
    new.show(*examples)


def _export(options: argparse.Namespace) -> int:
    written = catalog.export(options.folder, format=options.format)
    line = command.tables_written(len(written), options.folder, str(catalog.made_with()))
    return print_answer(options, [line], tuple(map(str, written)))


def _new(options: argparse.Namespace) -> int:
    from detainerlib.catalog._law_template import write_template  # noqa: PLC0415 (only this verb)

    written = tuple(map(str, write_template(options.folder, options.jurisdiction)))
    return print_answer(options, [*written, command.fill_in(options.folder)], written)
