"""The build: list the inputs, read those that are new, store them, derive the events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from tawatur.build.settling import settle
from tawatur.build.worker import INTERNAL, Task, name, reader, stamp, work
from tawatur.casefile import Case, Input, Reading
from tawatur.engines import Engine, LocalEngine
from tawatur.intake import Mapping, Source, sources
from tawatur.record import Rejected, Value

Progress: TypeAlias = Callable[[int, int, str], None]
"""Told how many inputs are done, how many there are, and the path of the last (or the name of the stage)."""

# A commit waits for the disk, so documents are stored many at a time.
_BATCH = 128


class BuildReport(Value, frozen=True, kw_only=True):
    """What a build did and what the case holds after it.

    `read` and `skipped` count inputs of this run (skipped: already in the case, unchanged); `copies` are
    further paths to bytes the case already has; `removed` counts documents that left the case.
    """

    documents: int
    claims: int
    events: int
    contradictions: int
    rejected: tuple[Rejected, ...]
    copies: int
    read: int
    skipped: int
    removed: int

    @property
    def defects(self) -> int:
        """How many inputs met a defect of this program."""
        return sum(item.code == INTERNAL for item in self.rejected)


def build(
    paths: Sequence[Path],
    case: str,
    workers: int = 1,
    mapping: Mapping | None = None,
    progress: Progress | None = None,
    *,
    prune: bool = False,
    engine: Engine | None = None,
    batch: int = _BATCH,
) -> BuildReport:
    """Read what is new below `paths` into the case at `case`, making it where there is none.

    Args:
        paths: files, folders, patterns or zips.
        case: where the case is, or is to be.
        workers: processes; the result does not depend on it.
        mapping: which fields of JSON records mean what.
        progress: told after every input.
        prune: take documents out of the case whose files are no longer below `paths`.
        engine: another engine than local processes.
        batch: documents a transaction; a build that is killed reads as many again at most.

    Raises:
        UsageError: a path does not exist.
        CaseError: the case cannot be opened or written.
    """
    listed = list(sources(paths, mapping=mapping))
    with Case.open(case, create=True) as opened:
        read, skipped = _read_new(opened, listed, engine or LocalEngine(workers), progress, batch)
        removed = opened.forget(_stale(opened.inputs(), listed, prune=prune))
        if progress is not None:
            progress(len(listed), len(listed), "")
        settle(opened)
        return _report(opened, read, skipped, removed)


def _read_new(
    case: Case, listed: Sequence[Source], engine: Engine, progress: Progress | None, batch: int
) -> tuple[int, int]:
    known = {key: item.stamp for key, item in case.inputs().items()}
    version = reader()
    read = skipped = 0

    def tasks() -> Iterator[Task]:
        nonlocal skipped
        for source in listed:
            mark = stamp(source, version)
            if mark and known.get(name(source)) == mark:
                skipped += 1
            else:
                yield Task(source, mark)

    def told(readings: Iterable[Reading]) -> Iterator[Reading]:
        nonlocal read
        for reading in readings:
            read += 1
            if progress is not None:
                progress(read + skipped, len(listed), reading.file)
            yield reading

    for readings in _batches(told(engine.map(work, tasks())), batch):
        case.store(readings)
    return read, skipped


def _batches(readings: Iterable[Reading], most: int) -> Iterator[list[Reading]]:
    batch: list[Reading] = []
    size = 0
    for reading in readings:
        batch.append(reading)
        size += max(1, len(reading.documents))
        if size >= most:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _stale(known: dict[str, Input], listed: Sequence[Source], *, prune: bool) -> list[str]:
    """Inputs of the case that are there no longer: blocks of files seen today and, to prune, whole files."""
    names = {name(source) for source in listed}
    files = {source.path for source in listed}
    return sorted(key for key, item in known.items() if key not in names and (prune or item.file in files))


def _report(case: Case, read: int, skipped: int, removed: int) -> BuildReport:
    counts = case.counts()
    return BuildReport(
        documents=counts.documents,
        claims=counts.claims,
        events=counts.events,
        contradictions=counts.contradictions,
        rejected=case.rejected(),
        copies=sum(len(card.paths) - 1 for card in case.cards()),
        read=read,
        skipped=skipped,
        removed=removed,
    )
