"""Remedies that name what may have been meant, worked out only when an error is read."""

from collections.abc import Callable, Iterable
from typing import Any, Final

_ALIKE: Final = 0.6
_FEW_CHOICES: Final = 4
_MOST_SPELLED: Final = 100
_LARGE: Final = 10**9


class Hint:
    """A remedy that names what may have been meant, worked out when it is read.

    Most errors on columns and in searches are never read, and looking for near names is slow.

    >>> import detainerlib as dl
    >>> try:
    ...     dl.catalog.form("I-247Z")
    ... except dl.errors.UnknownIdError as error:
    ...     print(error.candidates)
    ('I-247', 'I-247A', 'I-247D')
    """

    __slots__ = ("_names", "_near", "_otherwise", "_sentence", "_shown", "_spelling")

    def __init__(
        self,
        spelling: object,
        names: Iterable[str] | Callable[[], Iterable[str]],
        sentence: str,
        otherwise: str,
        shown: Callable[[str], str] = str,
    ) -> None:
        """Keep what it is made of.

        Args:
            spelling: What was given.
            names: What may have been meant, or a function that returns it.
            sentence: What is said of the nearest names, with {} where they stand.
            otherwise: What is said where no name is near.
            shown: How a name is printed; two that are printed alike are printed once.
        """
        self._spelling = spelling
        self._names = names
        self._sentence = sentence
        self._otherwise = otherwise
        self._shown = shown
        self._near: tuple[str, ...] | None = None

    @property
    def candidates(self) -> tuple[str, ...]:
        """The nearest names, the most alike first."""
        if self._near is None:
            names = self._names() if callable(self._names) else self._names
            near = nearest_names(self._spelling, names)
            self._near = tuple(dict.fromkeys(map(self._shown, near)))
        return self._near

    def __str__(self) -> str:
        """One sentence."""
        if not self.candidates:
            return self._otherwise
        *first, last = self.candidates
        listed = f"{', '.join(first)} or {last}" if first else last
        return self._sentence.format(listed)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle what it comes to, as functions cannot be."""
        names = self.candidates
        return _hint_again, (names, self._sentence, self._otherwise)


def _hint_again(near: tuple[str, ...], sentence: str, otherwise: str) -> Hint:
    hint = Hint("", (), sentence, otherwise)
    hint._near = near
    return hint


class Choices(Hint):
    """A remedy that lists all that may have been meant, worked out when it is read.

    >>> import detainerlib as dl
    >>> try:
    ...     dl.catalog.jurisdiction("Baltimore")
    ... except dl.errors.UnknownIdError as error:
    ...     print(error.candidates)
    ('Baltimore County, Maryland (24005)', 'Baltimore (city), Maryland (24510)', 'Baltimore
    city, Ohio (3903758)')
    """

    __slots__ = ("_choices",)

    def __init__(
        self, choices: Callable[[], Iterable[str]], sentence: str, otherwise: str = ""
    ) -> None:
        """Keep what it is made of.

        Args:
            choices: Returns what may have been meant.
            sentence: What is said of them, with {} where the first few stand.
            otherwise: What is said where there is none.
        """
        super().__init__("", (), sentence, otherwise)
        self._choices = choices

    @property
    def candidates(self) -> tuple[str, ...]:
        """All that may have been meant."""
        if self._near is None:
            self._near = tuple(dict.fromkeys(self._choices()))
        return self._near

    def __str__(self) -> str:
        """One sentence with the first few, and how many more there are."""
        if not self.candidates:
            return self._otherwise
        listed = "; ".join(self.candidates[:_FEW_CHOICES])
        more = len(self.candidates) - _FEW_CHOICES
        return self._sentence.format(f"{listed}; and {more} more" if more > 0 else listed)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle what it comes to, as functions cannot be."""
        return _choices_again, (self.candidates, self._sentence, self._otherwise)


def _choices_again(names: tuple[str, ...], sentence: str, otherwise: str) -> Choices:
    return Choices(lambda: names, sentence, otherwise)


def nearest_names(
    spelling: object, names: Iterable[str], count: int = 3, alike: float = _ALIKE
) -> tuple[str, ...]:
    """Return the names most like a spelling, the most alike first; `alike` is 1 for the same.

    A name that contains the spelling, or that it begins with, counts as alike.

    >>> nearest_names("Chicago", ["America/Chicago", "America/Denver"])
    ('America/Chicago',)
    """
    from difflib import SequenceMatcher  # noqa: PLC0415 (slow to import, and only errors need it)

    # Lists nested too deep have no text, nor has a number of too many digits.
    is_word = isinstance(spelling, str) or (isinstance(spelling, int) and abs(spelling) < _LARGE)
    word = str(spelling)[:_MOST_SPELLED].casefold() if is_word else ""
    scores: dict[str, float] = {}
    for name in names:
        other = name.casefold()
        more = 0.5 if word and (word in other or word.startswith(other)) else 0.0
        # What two texts have in common is at most the shorter one.
        most_in_common = 2 * min(len(word), len(other)) / max(len(word) + len(other), 1)
        if most_in_common + more >= alike:
            matcher = SequenceMatcher(None, word, other)
            if matcher.quick_ratio() + more >= alike:
                scores[name] = matcher.ratio() + more
    best = sorted(scores, key=lambda name: (-scores[name], name))[:count]
    return tuple(name for name in best if scores[name] >= alike)
