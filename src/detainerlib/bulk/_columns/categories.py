"""Columns of a few texts, as categories where the engine has them."""

import sys
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

import narwhals.stable.v2 as nw
import numpy as np
import numpy.typing as npt

from detainerlib.bulk._columns.arrow_arrays import arrow_array

_CHUNK: Final = 1 << 16


def category_column(
    engine: nw.Implementation, codes: npt.NDArray[np.integer[Any]], values: Sequence[str], rows: int
) -> Any:
    """Return a column of an eager engine, of texts by their numbers.

    Args:
        engine: The engine.
        codes: For each row the place in `values`, or one place for all; -1 where there is no text.
        values: The texts, each once.
        rows: How many rows it has.
    """
    if engine.is_pandas():
        pandas: Any = sys.modules["pandas"]
        own = codes if codes.ndim else np.full(rows, codes)
        kind = _categories(tuple(values))
        categorical = pandas.Categorical.from_codes(own, dtype=kind, validate=False)
        return pandas.Series(categorical, copy=False)
    least, most = (int(codes.min()), int(codes.max())) if codes.size else (-1, -1)
    if engine.is_polars():
        polars: Any = sys.modules["polars"]
        kind = polars.Enum(list(values))
        nothing = polars.Series([None], dtype=kind)
        if most < 0:
            return nothing.new_from_index(0, rows)
        texts = polars.Series(values, dtype=kind)
        if most in {least, 0}:
            column = texts.new_from_index(most, rows)
        else:
            places = codes if least >= 0 else np.maximum(codes, 0)
            # Numbers without a sign need not be looked through for such as count from the end.
            column = texts[polars.Series(places.view(f"u{places.itemsize}"))]
        # Nulls among the texts would be looked up far more slowly.
        return column.zip_with(polars.Series(codes >= 0), nothing) if least < 0 else column
    arrow: Any = sys.modules["pyarrow"]
    texts = arrow.array(list(values), arrow.string())
    of_all = least == most
    numbers = np.full(min(rows, _CHUNK), most, np.int32) if of_all else codes.astype(np.int32)
    places = arrow_array(numbers, arrow.int32(), numbers >= 0 if least < 0 else None)
    # Each code is in range, so that Arrow need not look.
    column = arrow.DictionaryArray.from_arrays(places, texts, safe=False)
    # Where all rows have one text, chunks of them share their memory.
    chunks = [column.slice(0, rows - begins) for begins in range(0, rows, _CHUNK)]
    return arrow.chunked_array(chunks if of_all else [column], column.type)


@lru_cache
def _categories(values: tuple[str, ...]) -> Any:
    """Return the type of texts in pandas, which takes longer to make than a column of it."""
    pandas: Any = sys.modules["pandas"]
    return pandas.CategoricalDtype(pandas.Index(list(values), dtype="str" if values else object))
