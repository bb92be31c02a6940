"""What the intake tests share: a report in our own words, and short ways to read a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from tawatur.intake import read, sources
from tawatur.record import Document, Rejected

Reader: TypeAlias = Callable[..., list[Document | Rejected]]
Refusals: TypeAlias = Callable[..., dict[str, str]]


@pytest.fixture
def report() -> str:
    """A headline and one paragraph."""
    return (
        "إعادة افتتاح السوق القديم بعد ترميمه\n"
        "قال متحدث باسم البلدية إن السوق القديم أعيد فتحه صباح الخميس بعد أعمال ترميم استمرت سنة كاملة وشملت "
        "الواجهات والأرضيات وشبكة الإنارة.\n"
    )


@pytest.fixture
def read_all() -> Reader:
    """Everything below some paths, read."""
    return _read_all


@pytest.fixture
def refusals() -> Refusals:
    """Path to code of all that was refused below some paths."""

    def refused(*paths: Path) -> dict[str, str]:
        return {found.path: found.code for found in _read_all(*paths) if isinstance(found, Rejected)}

    return refused


def _read_all(*paths: Path) -> list[Document | Rejected]:
    return [found for source in sources(paths) for found in read(source)]
