"""The command: clocks, one case, norms, cooperation, figures, and what is on record."""

import argparse
import gc
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from importlib import import_module

from detainerlib.cli import VERBS
from detainerlib.errors import DetainerError

BAD_INPUT = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status: 0, 1 for faults found, 2 for bad input."""
    # Collecting while all is still being imported takes a tenth of a short run, and frees nothing.
    collects = gc.isenabled()
    gc.disable()
    try:
        return _run(sys.argv[1:] if arguments is None else arguments)
    finally:
        if collects:
            gc.enable()


def _run(arguments: Sequence[str]) -> int:
    options = _parser(arguments).parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        with _law(getattr(options, "law_folder", None)):
            status = run(options)
        sys.stdout.flush()
    except DetainerError as error:
        print(f"detainerlib: {error}", file=sys.stderr)
        return BAD_INPUT
    except BrokenPipeError:
        # Nobody reads on; closed, it is not written to once more at the end.
        with suppress(BrokenPipeError):
            sys.stdout.close()
        return 0
    return status


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="detainerlib",
        description="Immigration-detainer rules: until when, under which rule, and who says so.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="store_true", help="print what answers are made with")
    parser.set_defaults(run=_version)
    verbs = parser.add_subparsers(title="verbs")
    for verb, (module, summary) in VERBS.items():
        options = verbs.add_parser(verb, help=summary)
        # A verb that was not typed needs no options, and so not the rooms behind them.
        if verb in arguments:
            getattr(import_module(f"detainerlib.cli.{module}"), f"add_{verb}")(options)
            options.add_argument(
                "--law",
                dest="law_folder",
                metavar="FOLDER",
                help="a law folder to use on top of the package's data",
            )
    return parser


def _law(folder: str | None) -> AbstractContextManager[object]:
    if folder is None:
        return nullcontext()
    from detainerlib import catalog  # noqa: PLC0415 (reads the data)

    return catalog.using(folder)


def _version(options: argparse.Namespace) -> int:
    if not options.version:
        _parser(()).print_help(sys.stderr)
        return BAD_INPUT
    from detainerlib import catalog  # noqa: PLC0415 (reads the data)

    print(catalog.made_with())
    return 0


if __name__ == "__main__":
    sys.exit(main())
