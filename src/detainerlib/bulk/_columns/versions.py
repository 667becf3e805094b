"""What the answers of a frame were made with, said by the frame where its engine can."""

from typing import Any, Final

import narwhals.stable.v2 as nw

from detainerlib import catalog
from detainerlib._validation import is_of

_KEY: Final = "made_with"


def stamped_column(column: Any) -> Any:
    """Return a column of an engine, with what it was made with where it is one of pandas."""
    if is_of(dict, getattr(column, "attrs", None)):
        column.attrs = {**column.attrs, _KEY: str(catalog.made_with())}
    return column


def stamped(frame: nw.DataFrame[Any] | nw.LazyFrame[Any]) -> Any:
    """Return the frame of an engine, with what it was made with.

    pandas keeps it in `attrs`, which it writes into Parquet, and Arrow in the metadata of the
    schema; polars and lazy engines have no place for it.
    """
    native: Any = frame.to_native()
    made_with = str(catalog.made_with())
    if frame.implementation.is_pandas():
        native.attrs = {**native.attrs, _KEY: made_with}
    elif frame.implementation.is_pyarrow():
        metadata: dict[Any, Any] = {**(native.schema.metadata or {}), _KEY: made_with}
        return native.replace_schema_metadata(metadata)
    return native
