"""The command: clocks, one case, norms, cooperation, figures, and what is on file."""

import gc
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

INTERRUPTED = 130  # what shells report of a program that was interrupted
try:
    from detainerlib.cli import terminal
    from detainerlib.cli.parser import NAME, UsageError, parsed, usage
    from detainerlib.errors import DetainerError
except KeyboardInterrupt:
    sys.exit(INTERRUPTED)

if TYPE_CHECKING:
    import argparse

BAD_INPUT = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status, as docs/command.md lists them."""
    typed = sys.argv[1:] if arguments is None else [*arguments]
    # Collecting while all is still being imported takes a tenth of a short run, and frees nothing.
    collects = gc.isenabled()
    gc.disable()
    try:
        return _run(typed)
    except UsageError as error:
        terminal.tell(str(error))
    except DetainerError as error:
        from detainerlib.cli.refusals import in_words  # noqa: PLC0415 (only where it is needed)

        terminal.tell(in_words(error, *typed))
    except terminal.OutputError as error:
        if error.reason is not None:
            terminal.tell(f"{NAME}: the answer could not be written: {error.reason}.")
        return error.status
    except KeyboardInterrupt:
        return INTERRUPTED
    finally:
        if collects:
            gc.enable()
    return BAD_INPUT


def _run(typed: Sequence[str]) -> int:
    options = parsed(typed)
    if options is None:
        terminal.tell(usage())
        return BAD_INPUT
    run: Callable[[argparse.Namespace], int] = getattr(options, "run", _version)
    with _law(getattr(options, "law_folder", None)):
        return run(options)


def _law(folder: str | None) -> AbstractContextManager[object]:
    if folder is None:
        return nullcontext()
    from detainerlib import catalog  # noqa: PLC0415 (reads the data)

    return catalog.using(folder)


def _version(_: "argparse.Namespace") -> int:
    from detainerlib import catalog  # noqa: PLC0415 (reads the data)

    terminal.write([str(catalog.made_with())])
    return 0


if __name__ == "__main__":
    sys.exit(main())
