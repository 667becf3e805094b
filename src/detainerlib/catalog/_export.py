"""The law on record written out: every table in one format, with a dictionary of their columns."""

import csv
import io
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from detainerlib._frames import engine, frame
from detainerlib._validation import is_of
from detainerlib._whole_files import Content, write_folder
from detainerlib.catalog._columns import Column
from detainerlib.catalog._law import law_in_use
from detainerlib.catalog._sources import about, made_with
from detainerlib.catalog._tables import Table, table_of, tables
from detainerlib.errors import DetainerError, Hint, UnknownIdError

DATABASE: Final = "detainerlib.sqlite"
_DECLARED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "text": "TEXT",
        "integer": "INTEGER",
        "number": "REAL",
        "boolean": "BOOLEAN",
        "date": "DATE",
    }
)
_DICTIONARY: Final = (
    "table",
    "column",
    "type",
    "can_be_null",
    "values",
    "refers_to",
    "list_of_ids_in",
    "meaning",
)


def export(folder: Path | str, *, format: str = "parquet") -> tuple[Path, ...]:  # noqa: A002 (what it is called)
    """Write every table of the law on file to a folder, and return the files.

    Beside the tables stand a `README.md` and `dictionary.csv`, with each column, its type, the
    values it may hold and what it means. The same data, by the same versions, gives the same bytes.
    Where one file cannot be written none is.

    Args:
        folder: The folder, new or empty.
        format: "parquet" (with polars or pyarrow), "csv", "json", or "sqlite" for one database
            whose foreign keys hold, with a table of links for each list of ids.

    Raises:
        DetainerError: If the folder cannot be written to or is not empty, if there is no such
            format, or neither polars nor pyarrow is installed for Parquet.

    >>> from tempfile import TemporaryDirectory
    >>> from detainerlib import catalog
    >>> with TemporaryDirectory() as folder:
    ...     files = catalog.export(folder, format="sqlite")
    ...     print(sorted(file.name for file in files))
    ['README.md', 'detainerlib.sqlite', 'dictionary.csv']
    """
    if not isinstance(format, str) or format not in _WRITERS:
        names = [*_WRITERS]
        hint = Hint(format, names, "Did you mean {}?", "")
        raise UnknownIdError("format", format, f"one of {', '.join(names)}", hint)
    contents = [table_of(name) for name in tables()]
    # What cannot be written is refused before a folder is made.
    files = _WRITERS[format]()
    texts = (
        ("dictionary.csv", as_csv(_DICTIONARY, dictionary(contents)).encode()),
        ("README.md", _readme(format, contents).encode()),
    )
    return write_folder(folder, "folder", chain(files(contents), texts))


def dictionary(contents: Iterable[Table]) -> Iterator[tuple[Any, ...]]:
    """Yield a row for each column of some tables, in the order of their columns."""
    for table in contents:
        for column in table.columns:
            yield (
                table.name,
                column.name,
                column.kind,
                column.can_be_null,
                " | ".join(column.values),
                column.refers_to,
                column.links,
                column.meaning,
            )


def as_csv(header: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    """Return rows as CSV: a comma, quotes where needed, an empty field for null, one line feed."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow(_in_text(value) for value in row)
    return text.getvalue()


def _in_text(value: Any) -> str:
    if value is None:
        return ""
    return str(value).casefold() if isinstance(value, bool) else str(value)


_Files = Callable[[list[Table]], Iterator[tuple[str, Content]]]


def _csv_files() -> _Files:
    def files(contents: list[Table]) -> Iterator[tuple[str, Content]]:
        for table in contents:
            yield f"{table.name}.csv", as_csv(table.schema, table.rows()).encode()

    return files


def _json_files() -> _Files:
    def files(contents: list[Table]) -> Iterator[tuple[str, Content]]:
        for table in contents:
            yield f"{table.name}.json", f"{json_of(table, table.rows())}\n".encode()

    return files


def json_of(table: Table, rows: Iterable[tuple[Any, ...]]) -> str:
    """Return rows of a table as a JSON document, with their types and what they are made with."""
    document = {
        "table": table.name,
        "made_with": _versions(),
        "columns": [{"name": name, "type": kind} for name, kind in table.schema.items()],
        "rows": [dict(zip(table.schema, map(_dated_in_text, row), strict=True)) for row in rows],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def _parquet_files() -> _Files:
    backend, library = _parquet_library()

    def files(contents: list[Table]) -> Iterator[tuple[str, Content]]:
        for table in contents:
            columns = dict.fromkeys(table.schema, ())
            rows = [*table.rows()]
            if rows:
                columns = dict(zip(table.schema, zip(*rows, strict=True), strict=True))
            metadata = {"made_with": json.dumps(_versions()), "table": table.name}
            made = frame(columns, table.schema, backend, metadata)
            file = io.BytesIO()
            if backend == "pyarrow":
                library.parquet.write_table(made, file)
            else:
                made.write_parquet(file, metadata=metadata)
            yield f"{table.name}.parquet", file.getvalue()

    return files


def _parquet_library() -> tuple[str, Any]:
    for backend in ("pyarrow", "polars"):
        try:
            engine(f"{backend}.parquet" if backend == "pyarrow" else backend)
            return backend, engine(backend)
        except (DetainerError, ModuleNotFoundError):
            continue
    raise DetainerError(
        "format",
        "parquet",
        "a format that can be written here: csv, json or sqlite",
        "For Parquet install one of two libraries: pip install pyarrow, or pip install polars.",
    )


def _sqlite_files() -> _Files:
    def files(contents: list[Table]) -> Iterator[tuple[str, Content]]:
        yield DATABASE, partial(_write_database, contents)

    return files


def _write_database(contents: list[Table], path: Path) -> None:
    try:
        connection = sqlite3.connect(path)
        try:
            # A journal would be a second file, which a full disk leaves.
            connection.execute("PRAGMA journal_mode = MEMORY")
            with connection:
                _fill(connection, contents)
            dangling = connection.execute("PRAGMA foreign_key_check").fetchall()
        finally:
            connection.close()
    except sqlite3.OperationalError as error:
        raise OSError(str(error)) from None
    if dangling:
        table, row, parent, _ = dangling[0]
        raise DetainerError(table, f"row {row}", f"an id in {parent}", "Run: detainerlib check.")


def _fill(connection: sqlite3.Connection, contents: list[Table]) -> None:
    for table in contents:
        rows = [*table.rows()]
        columns = [_declared(column, table) for column in table.columns]
        key = ", ".join(map(_quoted, table.key))
        keys = [f"PRIMARY KEY ({key})", *_references(table)]
        _create(connection, table.name, [*columns, *keys], rows, len(table.columns))
        for column in table.columns:
            if column.links is not None:
                _link(connection, table, column, rows)
    _create(
        connection,
        "data_dictionary",
        [*(f"{_quoted(name)} TEXT" for name in _DICTIONARY)],
        [tuple(map(_in_text, row)) for row in dictionary(contents)],
        len(_DICTIONARY),
    )
    _create(
        connection,
        "made_with",
        ['"name" TEXT PRIMARY KEY', '"value" TEXT'],
        [*_flat(_versions())],
        2,
    )


def _declared(column: Column, table: Table) -> str:
    must_be = "" if column.can_be_null and column.name not in table.key else " NOT NULL"
    return f"{_quoted(column.name)} {_DECLARED[column.kind]}{must_be}"


def _references(table: Table) -> Iterator[str]:
    for column in table.columns:
        if column.refers_to is not None:
            to = f'{_quoted(column.refers_to)} ("id")'
            yield f"FOREIGN KEY ({_quoted(column.name)}) REFERENCES {to}"


def _link(
    connection: sqlite3.Connection, table: Table, column: Column, rows: list[tuple[Any, ...]]
) -> None:
    """Write a table of links: one row for each id in a list, or each citation."""
    places = [*table.schema]
    of_key = [places.index(name) for name in table.key]
    links: list[tuple[Any, ...]] = []
    for row in rows:
        listed: Any = json.loads(row[places.index(column.name)] or "[]")
        for position, member in enumerate(listed, start=1):
            cited: Any = member if is_of(dict, member) else {"authority": member}
            of_record = (row[index] for index in of_key)
            links.append((*of_record, position, cited["authority"], cited.get("pin")))
    of_row = [f"of_{name}" for name in table.key]
    names = ", ".join(map(_quoted, of_row))
    key = ", ".join(map(_quoted, table.key))
    columns = [
        *(f"{_quoted(name)} TEXT NOT NULL" for name in of_row),
        '"position" INTEGER NOT NULL',
        '"refers_to" TEXT NOT NULL',
        '"pin" TEXT',
        f'PRIMARY KEY ({names}, "position")',
        f"FOREIGN KEY ({names}) REFERENCES {_quoted(table.name)} ({key})",
        f'FOREIGN KEY ("refers_to") REFERENCES {_quoted(str(column.links))} ("id")',
    ]
    _create(connection, f"{table.name}_{column.name}", columns, links, len(of_row) + 3)


def _create(
    connection: sqlite3.Connection,
    name: str,
    columns: Iterable[str],
    rows: Iterable[tuple[Any, ...]],
    count: int,
) -> None:
    connection.execute(f"CREATE TABLE {_quoted(name)} ({', '.join(columns)})")
    marks = ", ".join("?" * count)
    connection.executemany(
        f"INSERT INTO {_quoted(name)} VALUES ({marks})",  # noqa: S608 (our own names)
        [tuple(map(_dated_in_text, row)) for row in rows],
    )


def _dated_in_text(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _quoted(name: str) -> str:
    return f'"{name}"'


def _versions() -> dict[str, Any]:
    versions = made_with()
    law = versions.law
    own = (
        None
        if law is None
        else {
            "id": law.id,
            "title": law.title,
            "data_as_of": law.data_as_of.isoformat(),
            "digest": law.digest,
            "replaces": list(law.replaces),
        }
    )
    return {
        "detainerlib": versions.detainerlib,
        "data_as_of": versions.data_as_of.isoformat(),
        "holidays": versions.holidays,
        "tz_database": versions.tz_database,
        "law": own,
    }


def _flat(versions: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in versions.items():
        if is_of(dict, value):
            yield from ((f"{name}_{key}", inner) for key, inner in _flat(value))
        else:
            yield name, json.dumps(value) if is_of(list, value) else value


def _readme(format: str, contents: list[Table]) -> str:  # noqa: A002 (as above)
    law = law_in_use().version
    rows = (
        f"| `{table.name}` | {sum(1 for _ in table.records()):,} | {table.summary} |"
        for table in contents
    )
    where = _IN_DATABASE if format == "sqlite" else f"Each is a file, such as `rules.{format}`."
    own = "" if law is None else f"With the {law}.\n"
    return _README.format(
        made_with=made_with(),
        own=own,
        closing=about().closing_on_policy,
        where=where,
        rows="\n".join(rows),
    )


_IN_DATABASE: Final = (
    f"All are in `{DATABASE}`; its foreign keys hold. A list of ids in a column, such as "
    "`rules.forms`, is also a table of links, `rules_forms`."
)
_README: Final = """\
# The law on file, as tables

Made with {made_with}.
{own}
{closing}

{where}
`dictionary.csv` gives each column, its type, the values it may hold, the table whose ids it holds,
and what it means.

- A list, a condition, or a record within a record is JSON text. A condition is one readable
  sentence besides, in the column `..._in_words`.
- What is unknown is null, and true in the column `..._unknown` beside it. Null without that is what
  does not exist, such as the end of a law still in effect.
- The first day of a period is in it, and the day in `period_until` is not.
- A length of time is a number of seconds, in a column `..._seconds`.
- `law` names the law folder that a record is from; it is null for the package's own.

| table | rows | a row is |
| --- | --- | --- |
{rows}
"""
_WRITERS: Final[Mapping[str, Callable[[], _Files]]] = MappingProxyType(
    {
        "parquet": _parquet_files,
        "csv": _csv_files,
        "json": _json_files,
        "sqlite": _sqlite_files,
    }
)
