"""A table as Parquet, some thousand rows a row group, with what each column means in the file's metadata."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from tawatur.publishing.extras import need
from tawatur.publishing.sharing import Share
from tawatur.publishing.spooling import through_file
from tawatur.publishing.tables import Column, Options, columns, rows

_GROUP = 5000


def write(share: Share, options: Options) -> Iterator[bytes]:
    """Yield the file. Raises `MissingExtra` without pyarrow."""
    arrow, parquet = need("pyarrow"), need("pyarrow.parquet")
    schema = _schema(arrow, columns(options), share)

    def fill(path: Path) -> None:
        with parquet.ParquetWriter(str(path), schema, compression="zstd") as writer:
            left = rows(share, options)
            while group := list(islice(left, _GROUP)):
                writer.write_table(arrow.Table.from_pylist(group, schema=schema))

    yield from through_file(fill, "table.parquet")


def _schema(arrow: Any, listed: tuple[Column, ...], share: Share) -> Any:
    kinds = {"string": arrow.string(), "integer": arrow.int64(), "number": arrow.float64(), "boolean": arrow.bool_()}
    fields = [
        arrow.field(column.name, kinds[column.kind], metadata={"en": column.en, "ar": column.ar}) for column in listed
    ]
    about = {"tlp": share.tlp, "profile": share.profile.name}
    return arrow.schema(fields, metadata={"tawatur": msgspec.json.encode(about).decode()})
