"""The command: clocks, one case, norms, cooperation, figures, and what is on record."""

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress

from detainerlib import catalog
from detainerlib.cli import add_cases, add_catalog, add_holds, add_policy
from detainerlib.errors import DetainerError

BAD_INPUT = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status: 0, 1 for faults found, 2 for bad input."""
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="detainerlib",
        description="Immigration-detainer rules: until when, under which rule, and who says so.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="store_true", help="print what answers are made with")
    parser.set_defaults(run=_version)
    verbs = parser.add_subparsers(title="verbs")

    add_holds(verbs)
    add_cases(verbs)
    add_policy(verbs)
    add_catalog(verbs)
    return parser


def _version(options: argparse.Namespace) -> int:
    if not options.version:
        _parser().print_help(sys.stderr)
        return BAD_INPUT
    print(catalog.made_with())
    return 0


if __name__ == "__main__":
    sys.exit(main())
