"""The guides say what the reader does: the sentence they carry through, and the rows they show.

Run as a script, this writes the blocks of docs/guide/reader.md anew.
"""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from tawatur.authority import actors
from tawatur.extraction import constructions, default_extractor, frames
from tawatur.languages.ar import datewords
from tawatur.languages.ar.tokens import tokenize
from tawatur.record import Document
from tawatur.script import fold_text

ROOT = Path(__file__).resolve().parents[2]
READER = ROOT / "docs" / "guide" / "reader.md"
EXTEND = ROOT / "docs" / "guide" / "extend.md"
BLOCK = re.compile(r"^```(\w+)(?: ([\w/.]+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
STEPS = ("chunks", "figures", "triggers", "voices", "claims")


def tool(name: str) -> ModuleType:
    """A script of tools/, which is not a package."""
    specification = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def blocks(page: Path) -> dict[str, str]:
    """The fenced blocks of a page by the word after the fence."""
    return {name: body for name, _, body in BLOCK.findall(page.read_text(encoding="utf-8"))}


def steps() -> dict[str, str]:
    """What the reader makes of the sentence of the page."""
    sentence = blocks(READER)["sentence"].strip()
    return {
        name: "".join(f"{line}\n" for line in lines)
        for name, lines in tool("show_reading").steps(sentence, "2024-03-20").items()
    }


@pytest.mark.parametrize("step", STEPS)
def test_the_sentence_is_read_as_the_page_says(step: str) -> None:
    """Each block of the page is what the reader makes of its sentence today."""
    assert blocks(READER)[step] == steps()[step]


SHOWN = [(file, line.strip()) for _, file, body in BLOCK.findall(EXTEND.read_text(encoding="utf-8")) if file
         for line in body.splitlines()]  # fmt: skip


@pytest.mark.parametrize(("file", "line"), SHOWN, ids=range(len(SHOWN)))
def test_the_rows_shown_stand_in_the_data(file: str, line: str) -> None:
    """What the page shows as added is in the file it names, letter for letter."""
    assert line in [row.strip() for row in (ROOT / "src" / "tawatur" / file).read_text(encoding="utf-8").splitlines()]


def test_the_verb_shown_is_read() -> None:
    """The verb of the page makes an event of its example."""
    found = default_extractor().extract(Document(path="a", sha256="0" * 64, text="اغتال مسلحون قاضيا في كابول أمس."))
    assert [claim.event_type for claim in found] == ["assassination"]


def test_the_month_shown_is_read() -> None:
    """The month name of the page makes a date of its example."""
    (date,) = datewords.find(tokenize(fold_text("في 16 غشت 2018")), datewords.DateContext(published=None))
    assert date.date == "2018-08-16"


def test_the_group_shown_is_found() -> None:
    """The group of the page is found in its example."""
    text = fold_text("نفذ داعش باكستان تفجير السوق")
    assert [mention.id for mention in actors.find(tokenize(text), folded=text)] == ["is-pakistan"]


def test_the_toll_shown_is_counted() -> None:
    """The toll construction of the page counts the dead of its example."""
    text = "أودى الهجوم في كابول بحياة نحو 20 شخصا."
    (claim,) = default_extractor().extract(Document(path="a", sha256="0" * 64, text=text))
    assert [(f.measure, f.op, f.value) for f in claim.figures] == [("killed", "~", 20)]


NAMED = [
    pytest.param(name, id=f"{page.stem}-{name}")
    for page in sorted((ROOT / "docs" / "grammar").glob("*.md"))
    for name in re.findall(r"\| `([\w-]+)` \|", page.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("name", NAMED)
def test_the_rows_named_by_the_grammar_pages_exist(name: str) -> None:
    """A row that was renamed or taken out is taken out of the pages too."""
    assert name in {row.id for row in (*constructions.load(), *frames.load())}


def rewrite() -> None:
    """Write the blocks of the page as the reader gives them now."""
    page = READER.read_text(encoding="utf-8")
    for name, body in steps().items():
        page = re.sub(rf"^```{name}\n.*?^```$", lambda _, n=name, b=body: f"```{n}\n{b}```", page, flags=re.M | re.S)
    READER.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    rewrite()
