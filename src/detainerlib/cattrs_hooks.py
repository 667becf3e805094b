"""Hooks for cattrs: records and results as their documents, within classes of one's own."""

from collections.abc import Callable
from typing import Any, Protocol, runtime_checkable

from detainerlib._documents.models import is_model
from detainerlib.errors import DetainerError
from detainerlib.serialization import from_dict, to_dict

__all__ = ["Converter", "register"]


@runtime_checkable
class Converter(Protocol):
    """What is asked of a converter: cattrs itself is not imported.

    >>> from cattrs.preconf.json import make_converter
    >>> from detainerlib import catalog
    >>> from detainerlib.cattrs_hooks import Converter, register
    >>> def ready(converter: Converter) -> Converter:
    ...     register(converter)
    ...     return converter
    >>> ready(make_converter()).unstructure(catalog.authority("8-cfr-287.7"))["id"]
    '8-cfr-287.7'
    """

    def register_structure_hook_func(
        self, check_func: Callable[[Any], bool], func: Callable[[Any, Any], Any]
    ) -> None:
        """Have a function read what a check accepts."""

    def register_unstructure_hook_func(
        self, check_func: Callable[[Any], bool], func: Callable[[Any], Any]
    ) -> None:
        """Have a function write what a check accepts."""


def register(converter: Converter) -> None:
    """Have a converter write and read the records and results of this library.

    They are written as `serialization.to_dict` does, and read as `from_dict`; a value may leave
    out its `kind`.

    Args:
        converter: The converter, such as that of `cattrs.preconf.json.make_converter()`.

    Raises:
        DetainerError: If it is no converter.

    >>> from cattrs.preconf.json import make_converter
    >>> from detainerlib import catalog
    >>> from detainerlib.cattrs_hooks import register
    >>> from detainerlib.models import HoldRule
    >>> converter = make_converter()
    >>> register(converter)
    >>> text = converter.dumps(catalog.rule("8-cfr-287.7-d"))
    >>> converter.loads(text, HoldRule).title
    '8 C.F.R. § 287.7(d)'
    """
    if not isinstance(converter, Converter):
        raise DetainerError(
            "converter", converter, "a converter of cattrs", "Such as cattrs.Converter()."
        )
    converter.register_unstructure_hook_func(_is_of_this_library, to_dict)
    converter.register_structure_hook_func(_is_of_this_library, _structured)


def _structured(value: Any, model: type[Any]) -> Any:
    return value if isinstance(value, model) else from_dict(value, model)


def _is_of_this_library(kind: Any) -> bool:
    return isinstance(kind, type) and kind.__module__.startswith("detainerlib.") and is_model(kind)
