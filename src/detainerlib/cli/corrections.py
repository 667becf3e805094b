"""What was typed, corrected where that can be done: the example that an error of usage shows."""

import argparse
import re
import shlex
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from detainerlib._hints import nearest_names

_PLACE: Final = "jurisdiction"
_PLAIN: Final = re.compile(r"[\w./:=@,+-]+")
_NOT_IN_QUOTES: Final = re.compile(r'["$`\\!]')
_MISSPELLED: Final = 0.8
"""How much an option is like the one that it must be."""


class Corrected(NamedTuple):
    """What can be typed, and what of it was not typed but taken from an example."""

    words: tuple[str, ...]
    samples: tuple[str, ...]


def corrected(
    actions: Sequence[argparse.Action],
    groups: Sequence[argparse._MutuallyExclusiveGroup],
    names: Mapping[str, Sequence[str]],
    one_of: Sequence[str],
    words: Sequence[str],
    examples: Sequence[str],
) -> Corrected | None:
    """Return what was typed behind a verb, with what is missing and without what is wrong.

    An option that stands for an argument becomes that; one that can only be another, misspelled,
    becomes that. What is missing is taken from an example. None where a value was typed that has no
    place: without it, the line would be about another case.

    Args:
        actions: The options and arguments of the verb.
        groups: Those of its options that exclude each other.
        names: For arguments that take few values, those.
        one_of: Options of which it needs one.
        words: What was typed.
        examples: Lines that are right.
    """
    line = _Line(actions, names)
    line.read(words)
    samples = _Line(actions, names)
    for example in examples:
        samples.read(shlex.split(example.partition(" >")[0])[2:])
    for group in groups:
        typed = [action for action in group._group_actions if action in line.options]
        for action in typed[1:]:
            del line.options[action]
        if group.required and not typed:
            line.add_from(samples, group._group_actions[0])
    of_these = [action for action in actions if {*one_of} & {*action.option_strings}]
    if line.options.keys().isdisjoint(of_these):
        for action in of_these[:1]:
            line.add_from(samples, action)
    replaced = [getattr(option, "stands_for", None) for option in line.options]
    for action in actions:
        if action.required and action not in replaced:
            line.add_from(samples, action)
    return Corrected(line.words(), tuple(line.samples)) if line.is_whole else None


def as_typed(words: Sequence[str]) -> str:
    """Return words as they are typed in a shell.

    >>> print(as_typed(["hold", "7/3/2025 5pm", "a$"]))
    hold "7/3/2025 5pm" 'a$'
    """
    return " ".join(map(_quoted, words))


def argument_named(actions: Iterable[argparse.Action], name: str) -> argparse.Action | None:
    """Return the argument that what was typed as an option stands for, by its name or in help."""
    bare = name.lstrip("-").casefold()
    for action in actions:
        names = {action.dest.replace("_", "-"), str(action.metavar).casefold()}
        if not action.option_strings and bare in names:
            return action
    return None


def _quoted(word: str) -> str:
    if _PLAIN.fullmatch(word):
        return word
    return shlex.quote(word) if _NOT_IN_QUOTES.search(word) else f'"{word}"'


class _Line:
    """A line as it was typed: its options and its arguments, each with their values."""

    def __init__(
        self, actions: Sequence[argparse.Action], names: Mapping[str, Sequence[str]]
    ) -> None:
        """Know what can be typed, and have nothing yet."""
        self._known = {name: action for action in actions for name in action.option_strings}
        self._arguments = [action for action in actions if not action.option_strings]
        self._names = names
        self.options: dict[argparse.Action, list[tuple[str, ...]]] = {}
        self.values: dict[argparse.Action, list[str]] = {}
        self.samples: list[str] = []
        self.is_whole = True

    def read(self, words: Sequence[str]) -> None:
        """Take in what was typed, as far as it can be told what it is."""
        rest = [*words]
        loose: list[str] = []
        while rest:
            word = rest.pop(0)
            if not _is_option(word):
                loose.append(word)
                continue
            name, equals, value = word.partition("=")
            action = self._known.get(name)
            takes = action is None or action.nargs != 0
            if takes and not equals and rest and not _is_option(rest[0]):
                equals, value = " ", rest.pop(0)
            argument = argument_named(self._arguments, name) if action is None else None
            if argument is not None:
                if equals:
                    self.values.setdefault(argument, []).append(self._named(argument, value))
                continue
            action = action or self._near(name)
            if action is not None and bool(equals) == (action.nargs != 0):
                said = (action.option_strings[0], *([self._named(action, value)] if equals else []))
                self.options.setdefault(action, []).append(said)
            elif equals:
                self.is_whole = False
        self._place(loose)

    def _near(self, name: str) -> argparse.Action | None:
        # The hyphens that all have in common make none of them near.
        bare = {option.lstrip("-"): option for option in self._known if option != "-h"}
        near = nearest_names(name.lstrip("-"), bare, count=2, alike=_MISSPELLED)
        return self._known[bare[near[0]]] if len(near) == 1 else None

    def _place(self, loose: list[str]) -> None:
        """Give each argument its word; the last one, where it is a place, all that are left."""
        free = [action for action in self._arguments if action not in self.values]
        for action in free:
            if not loose:
                return
            takes_all = action.nargs in {"+", "*"}
            taken, loose = (loose, []) if takes_all else (loose[:1], loose[1:])
            self.values[action] = [self._named(action, word) for word in taken]
        if free and free[-1].dest == _PLACE:
            self.values[free[-1]] = [" ".join([*self.values[free[-1]], *loose])]
        else:
            self.is_whole = self.is_whole and not loose

    def _named(self, action: argparse.Action, word: str) -> str:
        """Return a word, or the name nearest to it where few can be typed."""
        names = self._names.get(action.dest) or [*map(str, action.choices or ())]
        near = nearest_names(word, names, count=1)
        return near[0] if near and word not in names else word

    def add_from(self, samples: "_Line", action: argparse.Action) -> None:
        """Take the value of an option or an argument that is missing from an example."""
        if action.option_strings and action not in self.options and action in samples.options:
            self.options[action] = samples.options[action][:1]
            self.samples.append(action.option_strings[0])
        if not action.option_strings and action not in self.values and action in samples.values:
            self.values[action] = samples.values[action][:1]
            self.samples.append(str(action.metavar))

    def words(self) -> tuple[str, ...]:
        """Return what can be typed instead: the arguments in their order, then the options."""
        arguments = (self.values.get(action, []) for action in self._arguments)
        options = (value for values in self.options.values() for value in values)
        return tuple(word for part in (*arguments, *options) for word in part)


def _is_option(word: str) -> bool:
    # As argparse has it: a number is a value, and so is what has a blank in it.
    is_value = word == "-" or " " in word or re.fullmatch(r"-\d+|-\d*\.\d+", word) is not None
    return word.startswith("-") and not is_value
