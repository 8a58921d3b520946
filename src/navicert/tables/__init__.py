"""Files of rows at the edge: CSV, JSON lines and Parquet, read with row numbers, written whole or not at all."""

from navicert.tables.reading import Row, column_names, count_rows, read_rows
from navicert.tables.writing import open_writer

__all__ = ["Row", "column_names", "count_rows", "open_writer", "read_rows"]
