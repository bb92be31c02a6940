"""A Frictionless data package: the tables as CSV in a zip, with a schema and the meaning of every column."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from tawatur.publishing import table
from tawatur.publishing.sharing import Share
from tawatur.publishing.spooling import through_file
from tawatur.publishing.tables import TABLES, Options, columns

_KEYS = {"events": "event", "claims": "claim", "reports": "report"}
_FOREIGN = {
    "claims": (("report", "reports"),),
    "figures": (("event", "events"),),
    "chains": (("event", "events"),),
}
_THEN = (1980, 1, 1, 0, 0, 0)  # a zip keeps times; ours is the same from run to run


def write(share: Share, options: Options) -> Iterator[bytes]:
    """Yield a zip with `datapackage.json`, a CSV a table, and `codebook.md`."""

    def fill(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            resources = [_resource(package, share, options._replace(table=name)) for name in TABLES]
            _member(package, "codebook.md", _codebook(options).encode("utf-8"))
            about = _about(share, resources)
            _member(package, "datapackage.json", msgspec.json.format(msgspec.json.encode(about), indent=2))

    yield from through_file(fill, "datapackage.zip")


def _resource(package: zipfile.ZipFile, share: Share, options: Options) -> dict[str, Any]:
    digest, size = hashlib.sha256(), 0
    name = f"{options.table}.csv"
    member = zipfile.ZipInfo(name, _THEN)
    member.compress_type = zipfile.ZIP_DEFLATED
    with package.open(member, "w", force_zip64=True) as file:
        for piece in table.write(share, options):
            digest.update(piece)
            size += len(piece)
            file.write(piece)
    return {
        "name": options.table,
        "path": name,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "bytes": size,
        "hash": f"sha256:{digest.hexdigest()}",
        "schema": _schema(options),
    }


def _schema(options: Options) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [
            {"name": column.name, "type": column.kind, "description": column.en, "description_ar": column.ar}
            for column in columns(options)
        ],
        "missingValues": [""],
    }
    if options.table in _KEYS:
        schema["primaryKey"] = _KEYS[options.table]
    if options.table in _FOREIGN:
        schema["foreignKeys"] = [
            {"fields": field, "reference": {"resource": other, "fields": _KEYS[other]}}
            for field, other in _FOREIGN[options.table]
        ]
    return schema


def _about(share: Share, resources: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "name": "tawatur-case",
        "profile": "tabular-data-package",
        "title": "Events, claims, figures and chains of a case",
        "description": f"{share.tlp}. Made by Tawatur under the profile {share.profile.name}. What each column means "
        "is in codebook.md and in the schemas.",
        "tlp": share.tlp,
        "resources": resources,
    }


def _codebook(options: Options) -> str:
    lines = ["# Codebook", ""]
    for name in TABLES:
        lines += [f"## {name}", "", "| column | type | meaning | المعنى |", "|---|---|---|---|"]
        listed = columns(options._replace(table=name))
        lines += [f"| `{c.name}` | {c.kind} | {_cell(c.en)} | {_cell(c.ar)} |" for c in listed]
        lines.append("")
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _member(package: zipfile.ZipFile, name: str, content: bytes) -> None:
    member = zipfile.ZipInfo(name, _THEN)
    member.compress_type = zipfile.ZIP_DEFLATED
    package.writestr(member, content)
