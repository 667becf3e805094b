"""Let a page run where some engines are not installed: a cell that needs one says so instead.

A cell needs what it imports, and what made the names it uses; the page shows it unchanged.
"""

import ast
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any, Final

_NEEDS: Final = {
    "duckdb": ("duckdb", "pytz"),  # pytz to hand over instants
    "pandas": ("pandas",),
    "polars": ("polars",),
    "pyarrow": ("pyarrow",),
    "pyspark": ("pyspark", "pyarrow", "pandas"),
}
_MADE_BY: Final = {"spark_map_in_arrow": "pyspark", "to_arrow": "pyarrow", "toArrow": "pyarrow"}


def missing(engine: str) -> str | None:
    """Return what an engine lacks here, itself or what it needs; None if it can run."""
    for need in _NEEDS[engine]:
        if find_spec(need) is None:
            return need
    return "Java" if engine == "pyspark" and shutil.which("java") is None else None


class Cells:
    """The cells of a page, one after the other, and the names that are not there to be used."""

    def __init__(self) -> None:
        """Find out which engines are here."""
        self._absent = {need: what for need in _NEEDS if (what := missing(need)) is not None}
        for name, engine in _MADE_BY.items():
            if engine in self._absent:
                self._absent[name] = self._absent[engine]

    def run_or_say(self, lines: list[str]) -> list[str]:
        """Return a cell as it is, or one that prints what is not installed."""
        tree = ast.parse("".join(lines))
        for name in _names(tree, ast.Load):
            if name in self._absent:
                what = self._absent[name]
                self._absent |= dict.fromkeys(_names(tree, ast.Store), what)
                return [f"print({f'{what} is not installed here'!r})\n"]
        return lines


def _names(tree: ast.AST, use: type[ast.expr_context]) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Name(id, ctx) if isinstance(ctx, use):
                yield id
            case ast.Attribute(attr=attr) if use is ast.Load:
                yield attr
            case ast.ImportFrom(module=str(module)) if use is ast.Load:
                yield module.partition(".")[0]
            case ast.Import(names) if use is ast.Load:
                yield from (each.name.partition(".")[0] for each in names)
            case ast.alias(name, asname) if use is ast.Store:
                yield asname or name
            case _:
                pass


def say_what_is_absent(shell: Any) -> None:
    """Have every later cell of a notebook run, or say what it lacks."""
    shell.input_transformers_cleanup.append(Cells().run_or_say)
