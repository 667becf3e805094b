"""Deadlines in Spark where each row names its zone: record batches, through the kernel."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
from pyspark.sql.types import StructField, StructType

from detainerlib import bulk

__all__ = ["with_hold_deadlines"]


def with_hold_deadlines(frame: Any, column: str, zone: str, into: str = "hold_deadline") -> Any:
    """Return a PySpark data frame with the deadlines of one of its columns added.

    The frame stays lazy. Each executor needs numpy, narwhals, pyarrow and detainerlib. A row that
    is refused stops the job with its error, which counts rows from the start of their batch.

    Args:
        frame: The frame.
        column: The column of instants, of Spark's type `timestamp`.
        zone: The column of the facility's zone, of texts.
        into: The column to add.
    """
    # A new schema: frame.schema.add() would change the one that the frame keeps.
    added = StructField(into, frame.schema[column].dataType)
    schema = StructType([*frame.schema.fields, added])

    def answered(batches: Iterator[Any]) -> Iterator[Any]:
        for batch in batches:
            deadlines = bulk.hold_deadlines(batch.column(column), zone=batch.column(zone))
            yield pa.RecordBatch.from_arrays([*batch.columns, deadlines], names=schema.names)

    return frame.mapInArrow(answered, schema)
