"""Reading files into the case while its pages are open: one build at a time, in a process of its own.

A build in the server's process would make every reader wait for it. The process tells how far it has come
through a pipe; what is asked for meanwhile is kept and read next.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import re
import tempfile
import threading
from collections.abc import Iterable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import BinaryIO, NamedTuple, TypeAlias

import msgspec

from tawatur.build import build
from tawatur.casefile import Case
from tawatur.errors import TawaturError
from tawatur.record import Rejected

_PIECE = 1 << 20
_LONGEST = 100
_UNSAFE = re.compile(r"[^\w.() -]+")
_FOLDER = "added"

Told: TypeAlias = tuple[str, tuple[object, ...]]


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """How far a reading of files has come.

    `documents` and `claims` are what it added; `fault` says why it failed, where it did.
    """

    done: int = 0
    total: int = 0
    comparing: bool = False
    ended: bool = False
    documents: int = 0
    claims: int = 0
    rejected: tuple[Rejected, ...] = ()
    fault: str = ""


class Adding:
    """The files waiting to be read into one case, and how far their reading has come."""

    def __init__(self, case: str) -> None:
        self._case = case
        self._lock = threading.Lock()
        self._waiting: list[tempfile.TemporaryDirectory[str]] = []
        self._running = False
        self.work: Work | None = None

    def add(self, files: Iterable[tuple[str, BinaryIO]]) -> int:
        """Take copies of some files, by name and content, and begin to read them. Returns how many."""
        folder = tempfile.TemporaryDirectory(prefix="tawatur-")
        taken = sum(keep(Path(folder.name), name, content) for name, content in files)
        with self._lock:
            self._waiting.append(folder)
            if not self._running:
                self._running = True
                self.work = Work(total=taken)
                threading.Thread(target=self._run, name="adding", daemon=True).start()
        return taken

    def _run(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._running = False
                    return
                folder = self._waiting.pop(0)
            with folder:
                self._read(folder.name)

    def _read(self, folder: str) -> None:
        # A fresh process, not a fork: this one has threads.
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=read_into, args=(self._case, folder, theirs), name="tawatur-adding")
        process.start()
        theirs.close()
        work = Work()
        try:
            while not work.ended:
                work = self.work = after(work, ours.recv())
        except EOFError:
            self.work = Work(ended=True, fault=f"reading ended early (exit status {process.exitcode})")
        process.join()


class Counted(NamedTuple):
    """How much a case held before."""

    documents: int
    claims: int


def read_into(case: str, folder: str, tell: Connection) -> None:
    """Build what lies in `folder` into `case`, telling of each step. Runs in a process of its own."""

    def progress(done: int, total: int, last: str) -> None:
        tell.send(("at", (done, total, not last)))

    with tell:
        try:
            before = _counted(case)
            report = build([Path(folder)], case, progress=progress)
        except TawaturError as error:
            tell.send(("failed", (str(error),)))
            return
        # The case also holds what other builds could not read; a reader is told of the files just given.
        given = tuple(f"{path.relative_to(folder).as_posix()}" for path in Path(folder).glob(f"{_FOLDER}/*"))
        own = tuple(item for item in report.rejected if item.path.startswith(given))
        tell.send(("ended", (report.documents - before.documents, report.claims - before.claims, own)))


def after(work: Work, told: Told) -> Work:
    """What is known after one more message of the process that reads."""
    kind, values = told
    if kind == "at":
        return msgspec.convert({"done": values[0], "total": values[1], "comparing": values[2]}, Work)
    if kind == "failed":
        return Work(ended=True, fault=str(values[0]))
    documents, claims, rejected = values
    return msgspec.structs.replace(
        work,
        ended=True,
        documents=documents,
        claims=claims,
        rejected=rejected,
    )


def keep(folder: Path, name: str, content: BinaryIO) -> bool:
    """Write a file below `folder`, under the digest of its content, so that no two can meet. False if empty-named.

    The case knows the file as `added/DIGEST/NAME`: the same name with other content is another report, and
    neither replaces the other.
    """
    safe = safe_name(name)
    if not safe:
        return False
    digest = hashlib.sha256()
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
        while piece := content.read(_PIECE):
            digest.update(piece)
            file.write(piece)
    place = folder / _FOLDER / digest.hexdigest()[:12]
    place.mkdir(parents=True, exist_ok=True)
    Path(file.name).replace(place / safe)
    return True


def safe_name(name: str) -> str:
    """The last part of a file's name, without signs that mean something to a file system; empty if none is left."""
    last = re.split(r"[/\\]", name)[-1]
    stem, dot, ending = _UNSAFE.sub("_", last).strip(" .").rpartition(".")
    return f"{stem[:_LONGEST]}{dot}{ending[:_LONGEST]}"


def _counted(case: str) -> Counted:
    with Case.open(case) as opened:
        counts = opened.counts()
    return Counted(counts.documents, counts.claims)
