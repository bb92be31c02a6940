"""The bundled sample: short Arabic reports in our own words, and their gold annotations.

The reports are written as different outlets would write them: two wires and their copies, statements,
a page with another report glued on, pages in two encodings, three that tell of no event. Publishers
and private persons are invented. `gold.jsonl` is in the form `tawatur.analysis.gold` reads; the
offsets of its evidence are computed from its quotes by `tools/annotate_samples.py`.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

NOTICE = "نموذج تعليمي من تواتر"
"""What the first line of every sample says."""


def path() -> Path:
    """The folder of the sample reports."""
    return _resource("reports")


def gold() -> Path:
    """The gold annotations of the sample reports (JSON Lines); `document` is relative to `path()`."""
    return _resource("gold.jsonl")


def mapping() -> Path:
    """The mapping file for the sample's JSON Lines."""
    return _resource("mapping.yaml")


def _resource(name: str) -> Path:
    # Wheels are installed unpacked, so a resource is a file; `as_file` would copy a folder each time.
    return Path(str(files("tawatur.samples").joinpath(name)))
