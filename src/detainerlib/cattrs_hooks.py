"""Hooks for cattrs: records and results as their documents, within classes of one's own."""

from typing import TYPE_CHECKING, Any

from detainerlib._documents import is_model
from detainerlib.serialization import from_dict, to_dict

if TYPE_CHECKING:
    from cattrs import BaseConverter

__all__ = ["register"]


def register(converter: "BaseConverter") -> None:
    """Have a converter write and read the records and results of this library.

    They are written as `serialization.to_dict` does, and read as `from_dict`; a value may leave
    out its `kind`.

    Args:
        converter: The converter, such as that of `cattrs.preconf.json.make_converter()`.
    """
    converter.register_unstructure_hook_func(_is_of_this_library, to_dict)
    converter.register_structure_hook_func(_is_of_this_library, _structured)


def _structured(value: Any, model: type[Any]) -> Any:
    return value if isinstance(value, model) else from_dict(value, model)


def _is_of_this_library(kind: Any) -> bool:
    return isinstance(kind, type) and kind.__module__.startswith("detainerlib.") and is_model(kind)
