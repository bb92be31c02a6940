"""Files that are only whole when closed (zip, Parquet, XLSX), written aside and then streamed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

_BLOCK = 1 << 20


def through_file(write: Callable[[Path], None], name: str) -> Iterator[bytes]:
    """Let `write` make a file of that name in a folder of its own, then yield its bytes."""
    with TemporaryDirectory(prefix="tawatur-") as folder:
        path = Path(folder) / name
        write(path)
        yield from blocks(path)


def blocks(path: Path) -> Iterator[bytes]:
    """The bytes of a file, some at a time."""
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block
