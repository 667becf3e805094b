"""What is typed, word by word: the verbs, their options and help, and errors of usage."""

import argparse
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from itertools import takewhile
from types import MappingProxyType
from typing import Any, Final, NamedTuple, NoReturn

from detainerlib._hints import nearest_names
from detainerlib._validation import is_of
from detainerlib.cli import RENAMED, VERBS, terminal
from detainerlib.cli.corrections import argument_named, as_typed, corrected
from detainerlib.errors import DetainerError

NAME: Final = "detainerlib"
EXAMPLES: Final = (
    f'{NAME} hold "7/3/2025 5pm" --jurisdiction "Cook County, IL"',
    f'{NAME} audit "7/3/2025 5pm" "7/9/2025 8am" --jurisdiction "Cook County, IL"',
    f"{NAME} policy hold_on_detainer TX --on 7/3/2025",
)

# What argparse says, and what is said here for it; a message of a later Python is passed on.
_MESSAGES: Final = (
    (r"the following arguments are required: (?P<name>[^,]+)$", "{name} is missing."),
    (r"the following arguments are required: (?P<name>.+)", "{name} are missing."),
    (r"one of the arguments (?P<name>.+) is required", "{name} is missing."),
    (r"argument (?P<name>.+): expected at least one argument", "{name} needs a value."),
    (r"argument (?P<name>.+): expected one argument", "{name} needs a value after it."),
    (
        r"argument (?P<name>.+): not allowed with argument (?P<other>.+)",
        "{name} and {other} exclude each other. Leave one of them out.",
    ),
    (r"argument (?P<name>.+): invalid int value: .*", "{name} takes a number."),
    (r"argument (?P<name>.+): ignored explicit argument .*", "{name} takes no value."),
    (r"unrecognized arguments: (?P<value>.+)", 'There is no place for "{value}".'),
)
_CHOICE: Final = (
    r"argument (?P<name>.+?): invalid choice: (?P<value>'.*?'|\S+?),? .*?"
    r"\(choose from (?P<all>.+)\)"
)
_MOST_COLUMNS: Final = 76
_PATHS: Final = frozenset({"DIR", "FILE", "FOLDER"})
_NUMBER: Final = r"-\d+|-\d*\.\d+"


class UsageError(Exception):
    """What was typed is no command: what is wrong, and what to type instead."""


class CommandParser(argparse.ArgumentParser):
    """A parser whose help has examples, and whose errors say what to type."""

    def __init__(self, **settings: Any) -> None:
        """Take no part of an option for the option."""
        self.examples: tuple[str, ...] = ()
        self.names: Mapping[str, Sequence[str]] = {}
        self.one_of: tuple[str, ...] = ()
        self._typed: tuple[str, ...] = ()
        settings.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        super().__init__(allow_abbrev=False, **settings)

    def show(self, *examples: str) -> None:
        """Show examples at the end of the help."""
        self.examples = examples

    def read(self, typed: Sequence[str]) -> None:
        """Take what was typed behind the verb, to show it as it is right where it is wrong."""
        self._typed = tuple(typed)

    def format_help(self) -> str:
        """Return the help, with the examples at its end."""
        if self.examples:
            self.epilog: str | None = "\n".join(["examples:", *map(_on_lines, self.examples)])
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        """Refuse what was typed, in the reader's words.

        Raises:
            UsageError: Always.
        """
        told = _in_words(message)
        for action in self._actions:
            if action.choices and action.help and told == f"{action.metavar} is missing.":
                told = f"{action.metavar} is missing; {action.help}."
        raise UsageError(f"{self.prog}: {told}\n{self.guidance()}")

    def guidance(self) -> str:
        """Return what to type instead, and where all is listed."""
        typed, self._typed = self._typed, ()
        lead = "Example with other values" if typed else "Example"
        own = self._own_line(typed)
        lines = [own] if own else [f"{lead}: {example}" for example in self.examples[:1]]
        return "\n".join([*lines, f"All options: {self.prog} -h"])

    def _own_line(self, typed: Sequence[str]) -> str | None:
        """Return what was typed, corrected, and which values are none of the reader's.

        None where that is not right either.
        """
        if not typed or [*self.below()]:
            return None
        groups = self._mutually_exclusive_groups
        few = (self.names, self.one_of)
        own = corrected(self._actions, groups, *few, typed, self.examples)
        if own is None or sorted(own.words) == sorted(typed):
            return None
        try:
            _, rest = self.parse_known_args([*own.words])
        except (UsageError, SystemExit):
            return None
        sample = f" with a sample {', '.join(own.samples)}" if own.samples else ""
        return None if rest else f"Example{sample}: {self.prog} {as_typed(own.words)}"

    def known_options(self) -> frozenset[str]:
        """Return every option, and those of what may follow."""
        below = (parser.known_options() for parser in self.below())
        return frozenset(self._option_string_actions).union(*below)

    def below(self) -> Iterator["CommandParser"]:
        """Yield the parsers of what may follow."""
        for action in self._actions:
            if is_of(argparse._SubParsersAction, action):
                parsers: Any = action.choices
                yield from parsers.values()

    def typed(self) -> dict[str, str]:
        """Return what is typed for each argument, by its name and, of options, by those."""
        typed = {
            name: action.option_strings[0] if action.option_strings else str(action.metavar)
            for action in self._actions
            for name in (action.dest, *action.option_strings)
        }
        for parser in self.below():
            typed |= parser.typed()
        return typed

    def _print_message(self, message: str, file: Any = None) -> None:
        # What argparse prints is its help, which it wraps itself.
        if message:
            text = message.rstrip("\n")
            terminal.write_raw(terminal.encodable(text, terminal.output()))


def _on_lines(example: str) -> str:
    """Return an example on lines that fit most terminals, as it can still be typed."""
    words, *options = re.split(r" (?=--|> )", example)
    lines = [f"  {words}"]
    for option in options:
        if len(f"{lines[-1]} {option}") > _MOST_COLUMNS:
            lines[-1] += " \\"
            lines.append(f"      {option}")
        else:
            lines[-1] += f" {option}"
    return "\n".join(lines)


class _Parsers(NamedTuple):
    """The parser of the command, and those of the verbs whose options were added."""

    command: CommandParser
    verbs: Mapping[str, CommandParser]


def parsers_of(verbs: Collection[str]) -> _Parsers:
    """Return the parsers; only of these verbs they have the options, and the rooms behind them."""
    parser = CommandParser(
        prog=NAME,
        description="How long an immigration detainer lasts, under which rule, and on what "
        "authority.",
    )
    parser.show(*EXAMPLES)
    parser.add_argument("--version", action="store_true", help="print the versions of all data")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", prog=NAME)
    by_verb: dict[str, CommandParser] = {}
    for verb, (module, summary) in VERBS.items():
        description = f"{summary[0].upper()}{summary[1:]}."
        options = commands.add_parser(verb, help=summary, description=description)
        if verb in verbs:
            getattr(import_module(f"detainerlib.cli.{module}"), f"add_{verb}")(options)
            options.add_argument(
                "--law",
                dest="law_folder",
                metavar="FOLDER",
                help="a law folder to use on top of the package's data",
            )
            options.set_defaults(parser=options)
            by_verb[verb] = options
    return _Parsers(parser, by_verb)


def parsed(arguments: Sequence[str]) -> argparse.Namespace | None:
    """Return what was typed; None where nothing was.

    Raises:
        UsageError: If it is no command.
        SystemExit: Where help was asked for, which is printed.
    """
    if not arguments:
        return None
    verb = arguments[0]
    if verb.startswith("-"):
        command = parsers_of(()).command
        _check_options(command, arguments, command)
        return command.parse_args(arguments)
    if verb not in VERBS:
        raise UsageError(_no_verb(verb))
    command, verbs = parsers_of({verb})
    parser = verbs[verb]
    parser.read(arguments[1:])
    _check_options(parser, arguments[1:], command)
    options, rest = command.parse_known_args([*arguments])
    if rest:
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    _read_as_utf8(parser, options)
    return options


def _read_as_utf8(parser: CommandParser, options: argparse.Namespace) -> None:
    """Read what the system's own characters lack as UTF-8; a path keeps its bytes.

    Raises:
        DetainerError: If it is no UTF-8.
    """
    for below in parser.below():
        _read_as_utf8(below, options)
    for action in parser._actions:
        if action.metavar in _PATHS or action.dest not in options:
            continue
        typed: Any = vars(options)[action.dest]
        vars(options)[action.dest] = (
            [_utf8(word, action.dest) for word in typed]
            if is_of(list, typed)
            else _utf8(typed, action.dest)
        )


def _utf8(typed: object, where: str) -> object:
    if not isinstance(typed, str):
        return typed
    text = terminal.in_utf8(typed)
    if text is None:
        expected, remedy = "characters of UTF-8", "Set the terminal to UTF-8, and type it again."
        raise DetainerError(where, typed, expected, remedy)
    return text


def usage() -> str:
    """Return the help of the command."""
    return parsers_of(()).command.format_help()


def _no_verb(verb: str) -> str:
    commands = f"All commands: {NAME} -h"
    if verb in RENAMED:
        successor = RENAMED[verb]
        examples = parsers_of({successor}).verbs[successor].examples
        lines = [f'{NAME}: "{verb}" is now "{successor}".']
        return "\n".join([*lines, *(f"Example: {example}" for example in examples[:2]), commands])
    return f'{NAME}: "{verb}" is not a command.{_did_you_mean(verb, VERBS)}\n{commands}'


def _check_options(parser: CommandParser, arguments: Sequence[str], command: CommandParser) -> None:
    """Refuse an option that there is not, before anything is missed that it may stand for."""
    known = parser.known_options()
    for word in takewhile(lambda word: word != "--", arguments):
        name = word.partition("=")[0]
        if not name.startswith("-") or name in known or _is_value(word):
            continue
        if parser is command:
            what = f'"{name}" stands where a command does.'
        else:
            what = f'"{name}" is not an option of {parser.prog}.'
        # The hyphens that all have in common make none of them near.
        options = {option.lstrip("-"): option for option in known - {"-h"}}
        told = _did_you_mean(name.lstrip("-"), options, said_for=options)
        if parser is not command:
            labels = _labels(name, parser)
            label = labels.get(parser.prog.removeprefix(f"{NAME} "))
            told = _typed_as(label, name) if label else _taken_by(labels, name) or told
        raise UsageError(f"{parser.prog}: {what}{told}\n{parser.guidance()}")


def _labels(name: str, own: CommandParser) -> dict[str, str]:
    """Return how what an option means is typed, by the verbs that take it."""
    parsers = parsers_of(VERBS).verbs
    argument = argument_named(own._actions, name)
    # What means the same is kept under one name by every verb.
    kept_as = [name.lstrip("-").replace("-", "_"), *([argument.dest] if argument else [])]
    actions = (parser._option_string_actions.get(name) for parser in parsers.values())
    kept_as += [action.dest for action in actions if action is not None]
    labels = dict[str, str]()
    for verb, parser in parsers.items():
        typed = parser.typed()
        label = next((typed[kept] for kept in kept_as if kept in typed), None)
        if name in typed:
            label = name
        if label is not None:
            labels[verb] = label
    return labels


def _typed_as(label: str, name: str) -> str:
    way = f"{label} instead" if label.startswith("-") else f"its value as {label}, without {name}"
    return f" Type {way}."


def _taken_by(labels: Mapping[str, str], name: str) -> str:
    as_what = dict[str, list[str]]()
    for verb, label in labels.items():
        as_what.setdefault("" if label == name else f" as {label}", []).append(verb)
    taken = [f"{', '.join(verbs)}{label}" for label, verbs in as_what.items()]
    return f" Commands that take it: {'; '.join(taken)}." if taken else ""


def _is_value(word: str) -> bool:
    # As argparse has it.
    return word == "-" or " " in word or re.fullmatch(_NUMBER, word) is not None


def _did_you_mean(
    word: str, names: Iterable[str], said_for: Mapping[str, str] = MappingProxyType({})
) -> str:
    near = nearest_names(word, names, count=1)
    return f" Did you mean {said_for.get(near[0], near[0])}?" if near else ""


def _in_words(message: str) -> str:
    """Return a message of argparse in the reader's words; its own where it is another."""
    choice = re.fullmatch(_CHOICE, message, re.DOTALL)
    if choice:
        name, value = choice["name"], choice["value"].strip("'")
        names = re.findall(r"[^\s,']+", choice["all"])
        near = _did_you_mean(value, names) or f" Choose from: {', '.join(names)}."
        return f'{name} cannot be "{value}".{near}'
    for pattern, words in _MESSAGES:
        match = re.fullmatch(pattern, message, re.DOTALL)
        if match:
            named = match.groupdict()
            if words.startswith("{name}"):
                # Of several arguments that exclude each other, any one will do.
                named["name"] = re.sub(r"(?<!,) (?=--)", " or ", named["name"])
            return words.format_map(named)
    return f"{message}."
