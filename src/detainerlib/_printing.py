"""How results and records show themselves: one line, the answer, HTML; and sequences of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from importlib import import_module
from reprlib import Repr
from types import UnionType
from typing import (
    Annotated,
    Any,
    ClassVar,
    Final,
    Generic,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
)

import attrs

from detainerlib._html import bullets, inert, paragraph, small_print

K = TypeVar("K")
T_co = TypeVar("T_co", covariant=True)
V_co = TypeVar("V_co", covariant=True)

_WIDTH: Final = 119
_SHOWN: Final = 20
_TITLES: Final = ("title", "name", "summary", "question", "reason")
_SHORT: Final = Repr()
_SHORT.maxstring = _SHORT.maxother = 40
_SHORT.maxtuple = _SHORT.maxlist = _SHORT.maxfrozenset = _SHORT.maxdict = 3


class Printed:
    """What a result or a record prints: `repr` in one line, `str` for people, HTML in notebooks."""

    __slots__ = ()

    def __init_subclass__(cls) -> None:
        """Keep attrs from writing a repr of every field, and texts of callers from being obeyed."""
        super().__init_subclass__()
        if "__repr__" not in vars(cls):
            cls.__repr__ = _one_line_of(cls)  # type: ignore[method-assign]
        if "__str__" in vars(cls) and not hasattr(cls.__str__, "is_inert"):
            cls.__str__ = _inert_text_of(cls.__str__)  # type: ignore[method-assign]

    def __str__(self) -> str:
        """Its id and title, or else its fields that say something."""
        id: object = getattr(self, "id", None)
        if id is not None:
            title = next((getattr(self, n) for n in _TITLES if getattr(self, n, None)), "")
            return inert(f"{id}: {title}" if title else str(id))
        fields: tuple[attrs.Attribute[Any], ...] = getattr(self, "__attrs_attrs__", ())
        values = (
            (field.name, value)
            for field in fields
            # Of a field without a repr nothing is told: a case id reaches no log.
            if field.repr and (value := getattr(self, field.name)) is not field.default
        )
        line = ", ".join(f"{name}={_SHORT.repr(value)}" for name, value in values)
        return inert(line) or "nothing on file"

    def __repr__(self) -> str:
        """One line under 120 characters: its class, and what it says first."""
        return f"{_cut(f'<{type(self).__name__} {_first_line(self)}', _WIDTH - 1)}>"

    def to_dict(self) -> dict[str, Any]:
        """It as a document of plain values, fit for JSON; `serialization.from_dict` reads it."""
        return document_of(self)

    def to_json(self, *, indent: int | None = None) -> str:
        """The same as a JSON text; `serialization.from_json` reads it."""
        return json_of(self, indent=indent)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """How pydantic takes it as a field, and FastAPI as a body or an answer."""
        return import_module("detainerlib.serialization.pydantic_schema").core_schema(cls)

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: Any) -> Any:
        """How pydantic and OpenAPI describe it."""
        return import_module("detainerlib.serialization.pydantic_schema").json_schema(cls)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: FBT001 (IPython calls it)
        printer.text("..." if cycle else str(self))

    def _repr_html_(self) -> str:
        return paragraph(*str(self).splitlines()) + made_with_html(self)


def document_of(value: object) -> dict[str, Any]:
    """Return a record, a result or a tuple of them as a document of plain values."""
    # Documents of results know all rooms, which nobody needs who writes none.
    document: dict[str, Any] = import_module("detainerlib.serialization").to_dict(value)
    return document


def json_of(value: object, *, indent: int | None = None) -> str:
    """Return a record, a result or a tuple of them as a JSON text."""
    text: str = import_module("detainerlib.serialization").to_json(value, indent=indent)
    return text


def made_with_html(value: object = None) -> str:
    """Return what stands below all that a notebook shows: the versions it was made with.

    Args:
        value: A result; it is told of the law under which it was made, and else of that in use.
    """
    catalog, law = import_module("detainerlib.catalog"), getattr(value, "_law", None)
    laws = import_module("detainerlib.catalog._law")
    with laws.in_use(laws.law_in_use() if law is None else law):
        return small_print(f"Made with {catalog.made_with()}.")


def _one_line_of(kind: type[Printed]) -> Callable[[Printed], str]:
    # A function of its own for each class: older attrs takes one that is inherited for none.
    def one_line(self: Printed) -> str:
        return Printed.__repr__(self)

    one_line.__qualname__ = f"{kind.__qualname__}.__repr__"
    return one_line


def _inert_text_of(text: Callable[[Any], str]) -> Callable[[Any], str]:
    @wraps(text)
    def inert_text(self: Any) -> str:
        return inert(text(self))

    vars(inert_text)["is_inert"] = True
    return inert_text


def _first_line(value: object) -> str:
    return " ".join(str(value).strip().partition("\n")[0].split())


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 3]}..."


class Members(Printed, Generic[T_co]):
    """A result that is gone through, counted and indexed as the members of one of its fields."""

    __slots__ = ()
    _members: ClassVar[str]

    def __iter__(self) -> Iterator[T_co]:
        """Its members, in their order."""
        return iter(self._tuple())

    def __getitem__(self, index: int) -> T_co:
        """The member at a place."""
        return self._tuple()[index]

    def __len__(self) -> int:
        """How many members there are."""
        return len(self._tuple())

    def _tuple(self) -> tuple[T_co, ...]:
        return cast("tuple[T_co, ...]", getattr(self, self._members))


class FrozenMapping(Mapping[K, V_co]):
    """A mapping that cannot be changed and can be hashed, as a field of a record must be."""

    __slots__ = ("_entries",)

    def __init__(self, entries: Mapping[K, V_co]) -> None:
        """Keep a copy of the entries."""
        self._entries = dict(entries)

    def __getitem__(self, key: K) -> V_co:
        """The value of a key."""
        return self._entries[key]

    def __iter__(self) -> Iterator[K]:
        """The keys."""
        return iter(self._entries)

    def __len__(self) -> int:
        """How many entries there are."""
        return len(self._entries)

    def __hash__(self) -> int:
        """Alike for equal mappings, whatever their order."""
        return hash(frozenset(self._entries.items()))

    def __repr__(self) -> str:
        """As that of a dict."""
        return repr(self._entries)


class Listing(tuple[T_co, ...]):
    """A tuple of results or records that shows itself in a line, and as a list in notebooks."""

    __slots__ = ()

    def __repr__(self) -> str:
        """One line under 120 characters: how many there are, and the first."""
        if not self:
            return "()"
        kind = type(self[0]).__name__
        return f"{_cut(f'<{len(self):,} {kind}: {_first_line(self[0])}', _WIDTH - 1)}>"

    def __str__(self) -> str:
        """A line for each of the first twenty, and how many more there are."""
        lines = [str(member).partition("\n")[0] for member in self[:_SHOWN]]
        more = [f"and {len(self) - _SHOWN:,} more"] if len(self) > _SHOWN else []
        return "\n".join([*lines, *more])

    def to_dict(self) -> dict[str, Any]:
        """All as one document of plain values, fit for JSON."""
        return document_of(self)

    def to_json(self, *, indent: int | None = None) -> str:
        """The same as a JSON text."""
        return json_of(self, indent=indent)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: FBT001 (as above)
        printer.text("..." if cycle else str(self) or "()")

    def _repr_html_(self) -> str:
        return bullets(str(self).splitlines()) + made_with_html(next(iter(self), None))


def kept_as_listing(field: "attrs.Attribute[Any]") -> "attrs.Attribute[Any]":
    """Have a field of several records or results keep them as what shows itself in a line."""
    if not _is_listed(field.type):
        return field
    converter = cast("Any", field).converter
    converters = [] if converter is None else [converter]
    return field.evolve(converter=attrs.converters.pipe(*converters, _listed))


def _is_listed(kind: Any) -> bool:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in {Annotated, Union, UnionType}:
        return any(map(_is_listed, arguments))
    if origin is not tuple or arguments[-1] is not Ellipsis:
        return False
    members = get_args(arguments[0]) or arguments[:1]
    return any(isinstance(member, type) and issubclass(member, Printed) for member in members)


def _listed(value: Any) -> Any:
    return Listing(cast("tuple[object, ...]", value)) if type(value) is tuple else value


class Partial(Listing[T_co]):
    """A listing of a record that is known to be partial: it says so, also where it is empty.

    Attributes:
        note: What is missing, in a sentence.
    """

    note: str

    def __new__(cls, members: Iterable[T_co], note: str) -> "Partial[T_co]":
        """Keep the members and the note."""
        listing = super().__new__(cls, members)
        listing.note = note
        return listing

    def __getnewargs__(self) -> tuple[tuple[T_co, ...], str]:
        """What a copy is made of."""
        return tuple(self), self.note

    def __repr__(self) -> str:
        """One line under 120 characters; where it is empty, what that means."""
        return (
            super().__repr__() if self else _cut(f"<nothing on file: {self.note}", _WIDTH - 1) + ">"
        )

    def __str__(self) -> str:
        """Its members, and the note."""
        return "\n".join(filter(None, (super().__str__(), self.note)))
