"""detainerlib completion: a script that completes commands in a shell, written by shtab."""

import argparse
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from detainerlib import catalog
from detainerlib.cli import VERBS, terminal
from detainerlib.cli.parser import CommandParser, parsers_of
from detainerlib.errors import DetainerError
from detainerlib.models.jurisdictions import AgencyType
from detainerlib.models.provisions import Practice

_SHELLS: Final = ("bash", "zsh", "fish")
_FOLDERS: Final = frozenset({"folder", "law_folder"})


def add_completion(completion: CommandParser) -> None:
    """Add the options of the verb."""
    completion.add_argument(
        "shell", choices=_SHELLS, metavar="SHELL", help="bash, zsh or fish; needs shtab"
    )
    completion.set_defaults(run=_completion)
    completion.show(
        "detainerlib completion bash > ~/.local/share/bash-completion/completions/detainerlib",
        'detainerlib completion zsh > "${fpath[1]}/_detainerlib"',
        "detainerlib completion fish > ~/.config/fish/completions/detainerlib.fish",
    )


def _completion(options: argparse.Namespace) -> int:
    try:
        import shtab  # noqa: PLC0415 (an extra, and only this verb)
    except ModuleNotFoundError:
        raise DetainerError(
            "shell",
            options.shell,
            "the package shtab, which writes the script",
            "Install it with: pip install 'detainerlib[completion]'.",
        ) from None

    parser = parsers_of(VERBS).command
    values = _values()
    for action in _actions(parser):
        if action.dest in _FOLDERS:
            vars(action)["complete"] = shtab.DIRECTORY
        elif action.choices is None and action.dest in values:
            action.choices = values[action.dest]
    terminal.write_data(shtab.complete(parser, shell=options.shell))
    return 0


def _values() -> Mapping[str, Iterable[str]]:
    """Return the values that an option can have, by its name, where they are few."""
    return {
        "agency_type": [agency_type.value for agency_type in AgencyType],
        "basis": [basis.id for basis in catalog.bases()],
        "form": [form.name for form in catalog.forms()],
        "practice": [practice.value for practice in Practice],
        "rule": [rule.id for rule in catalog.rules()],
        "scale": [scale.id for scale in catalog.scales()],
    }


def _actions(parser: CommandParser) -> Iterator[argparse.Action]:
    yield from parser._actions
    for below in parser.below():
        yield from _actions(below)
