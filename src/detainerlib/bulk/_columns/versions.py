"""What the answers of a frame were made with, said by the frame where its engine can."""

from typing import Any, Final, cast

import narwhals.stable.v2 as nw
from narwhals.stable.v2.typing import IntoFrameT

from detainerlib import catalog
from detainerlib._validation import is_of

_KEY: Final = "made_with"


def stamped_column(column: Any) -> Any:
    """Return a column of an engine, with what it was made with where it is one of pandas."""
    if is_of(dict, getattr(column, "attrs", None)):
        column.attrs = {**column.attrs, _KEY: str(catalog.made_with())}
    return column


def stamped(frame: nw.DataFrame[Any] | nw.LazyFrame[Any], given: IntoFrameT) -> IntoFrameT:
    """Return the frame of an engine, with what it was made with.

    It was made of the one that was given, and is of its type.

    pandas keeps it in `attrs`, which it writes into Parquet, and Arrow in the metadata of the
    schema; polars and lazy engines have no place for it.
    """
    native: Any = frame.to_native()
    made_with = str(catalog.made_with())
    if frame.implementation.is_pandas():
        native.attrs = {**native.attrs, _KEY: made_with}
    elif frame.implementation.is_pyarrow():
        metadata: dict[Any, Any] = {**(native.schema.metadata or {}), _KEY: made_with}
        native = native.replace_schema_metadata(metadata)
    return cast("IntoFrameT", native)
