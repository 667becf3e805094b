"""Names of a package that are imported when they are first asked for."""

from collections.abc import Callable, Mapping
from importlib import import_module
from sys import modules
from types import ModuleType
from typing import Any


def lazy_names(
    package: str,
    names: Mapping[str, str],
    *,
    rooms: str = "",
    values: Mapping[str, tuple[str, Callable[[ModuleType], object]]] | None = None,
    needs: Mapping[str, str] | None = None,
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Return the `__getattr__` and `__dir__` of a package (PEP 562).

    Type checkers read no mapping: the package imports each `NAME as NAME` under TYPE_CHECKING.

    Args:
        package: The package.
        names: The names that each module of detainerlib gives it, with spaces between.
        rooms: The modules of the package that are names themselves.
        values: What is made of a module when it is asked for.
        needs: The packages that the names need, each with the extra that installs it.
    """
    home = {name: module for module, exports in names.items() for name in exports.split()}
    makers = values or {}

    def attribute(name: str) -> Any:
        if name in home:
            try:
                value = getattr(import_module(f"detainerlib.{home[name]}"), name)
            except ModuleNotFoundError as error:
                raise (missing(package, error, needs or {}) or error) from error
        elif name in rooms.split():
            value = import_module(f"{package}.{name}")
        elif name in makers:
            module, make = makers[name]
            value = make(import_module(f"detainerlib.{module}"))
        else:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        # Kept, so that it is asked for once.
        vars(modules[package])[name] = value
        return value

    return attribute, lambda: sorted((*home, *rooms.split(), *makers))


def missing(
    where: str, error: ModuleNotFoundError, needs: Mapping[str, str]
) -> ModuleNotFoundError | None:
    """Return the error that says which extra installs what is not there; None for another."""
    extra = needs.get((error.name or "").partition(".")[0])
    if extra is None:
        return None
    return ModuleNotFoundError(
        f"{where} needs {' and '.join(needs)}: pip install 'detainerlib[{extra}]'", name=error.name
    )
