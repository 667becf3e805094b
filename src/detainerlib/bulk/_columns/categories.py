"""Columns of a few texts, as categories where the engine has them."""

import sys
from collections.abc import Sequence
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import numpy.typing as npt

from detainerlib.bulk._columns.arrow_arrays import arrow_array


def category_column(
    frame: nw.DataFrame[Any], codes: npt.NDArray[np.integer[Any]], values: Sequence[str]
) -> Any:
    """Return a column beside those of an eager frame, of texts by their numbers.

    Args:
        frame: The frame, which says of which engine the column is, and with which index.
        codes: For each row the place in `values`, or one place for all; -1 where there is no text.
        values: The texts, each once.
    """
    implementation, rows = frame.implementation, len(frame)
    if implementation.is_pandas():
        pandas: Any = sys.modules["pandas"]
        native: Any = frame.to_native()
        categories = pandas.Index(list(values), dtype="str" if values else object)
        kind = pandas.CategoricalDtype(categories)
        own = codes if codes.ndim else np.full(rows, codes)
        categorical = pandas.Categorical.from_codes(own, dtype=kind, validate=False)
        return pandas.Series(categorical, index=native.index, copy=False)
    least, most = (int(codes.min()), int(codes.max())) if codes.size else (-1, -1)
    if implementation.is_polars():
        polars: Any = sys.modules["polars"]
        kind = polars.Enum(list(values))
        nothing = polars.Series([None], dtype=kind)
        if most < 0:
            return nothing.new_from_index(0, rows)
        texts = polars.Series(values, dtype=kind)
        if least == most or most == 0:
            column = texts.new_from_index(most, rows)
        else:
            places = np.maximum(codes, 0).view(f"u{codes.itemsize}")
            column = texts[polars.Series(places)]
        # Nulls among the texts would be looked up far more slowly.
        return column.zip_with(polars.Series(codes >= 0), nothing) if least < 0 else column
    arrow: Any = sys.modules["pyarrow"]
    texts = arrow.array(list(values), arrow.string())
    if most < 0:
        nothing = arrow.nulls(rows, arrow.dictionary(arrow.int32(), texts.type))
        return arrow.chunked_array([nothing])
    numbers = np.zeros(rows, np.int32)
    if most:
        numbers[:] = codes
    places = arrow_array(numbers, arrow.int32(), codes >= 0 if least < 0 else None)
    # Each code is in range, so that Arrow need not look.
    return arrow.chunked_array([arrow.DictionaryArray.from_arrays(places, texts, safe=False)])
