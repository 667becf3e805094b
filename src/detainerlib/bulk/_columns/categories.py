"""Columns of a few texts, as categories where the engine has them."""

import sys
from collections.abc import Sequence
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import numpy.typing as npt


def category_column(
    frame: nw.DataFrame[Any], codes: npt.NDArray[np.integer[Any]], values: Sequence[str]
) -> Any:
    """Return a column beside those of an eager frame, of texts by their numbers.

    Args:
        frame: The frame, which says of which engine the column is, and with which index.
        codes: For each row the place in `values`; -1 where there is no text.
        values: The texts, each once.
    """
    implementation = frame.implementation
    if implementation.is_pandas():
        pandas: Any = sys.modules["pandas"]
        native: Any = frame.to_native()
        categories = pandas.Index(list(values), dtype="str" if values else object)
        categorical = pandas.Categorical.from_codes(codes, categories=categories)
        return pandas.Series(categorical, index=native.index)
    if implementation.is_polars():
        polars: Any = sys.modules["polars"]
        # The null after the last of them stands for -1.
        kinds = polars.Series([*values, None], dtype=polars.Enum(list(values)))
        return kinds.gather(polars.Series(np.where(codes < 0, len(values), codes)))
    arrow: Any = sys.modules["pyarrow"]
    numbers = arrow.array(codes.astype(np.int32), mask=codes < 0)
    texts = arrow.DictionaryArray.from_arrays(numbers, arrow.array(list(values), arrow.string()))
    return arrow.chunked_array([texts])
