"""Build reports.jsonl from reports/*.txt and annotations.yaml, computing every evidence span from its quote.

    python tests/gold/annotate.py            # write reports.jsonl
    python tests/gold/annotate.py --check    # fail if reports.jsonl is out of date

The format is the one `score_claims.py` reads: spans are [start, end) in code points of the decoded report.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
REPORTS = HERE / "reports"
GOLD = HERE / "reports.jsonl"
ELLIPSIS = " … "
#: Operators of a figure. A range has two values; every other operator has one.
OPERATORS = ("=", ">", ">=", "<", "<=", "~", "range")
#: Lower bounds of vague Arabic plurals (codebook, "Measures"); such a figure has no value of its own.
VAGUE = {"several": 3, "tens": 20, "hundreds": 200, "thousands": 2000}


def figure(text: str) -> dict[str, Any]:
    """One figure from its short form: "killed >= 130", "injured range 60 80", "killed ~ tens".

    Raises ValueError if the operator is unknown or the values do not fit it.
    """
    measure, operator, *values = text.split()
    if operator not in OPERATORS or len(values) != (2 if operator == "range" else 1):
        raise ValueError(f"not a figure: {text!r}")
    if values[0] in VAGUE:
        return {"measure": measure, "op": operator, "value": None, "low": VAGUE[values[0]]}
    numbers = [int(value) for value in values]
    return {"measure": measure, "op": operator, "value": numbers if operator == "range" else numbers[0]}


def span(report: str, quote: str) -> list[int]:
    """Where a quote stands in a report, [start, end) in code points; "A … B" runs from A to the B after it.

    Raises ValueError if a part is absent or the first part stands there twice.
    """
    first, _, last = quote.partition(ELLIPSIS)
    if report.count(first) != 1:
        raise ValueError(f"stands {report.count(first)} times in the report: {first!r}")
    start = report.index(first)
    end = start + len(first)
    if last:
        end = report.index(last, end) + len(last)
    return [start, end]


def event(report: str, row: dict[str, Any]) -> dict[str, Any]:
    """One gold event: the annotation's fields with figures and evidence worked out."""
    return {
        "type": row["type"],
        "family_only": row.get("family_only", row["type"] == "attack"),
        "date": row["date"],
        "country": row["country"],
        "place": row["place"],
        "actor": row.get("actor"),
        "figures": [figure(text) for text in row.get("figures", [])],
        "allowed": [figure(text) for text in row.get("allowed", [])],
        "attribution": row["attribution"],
        "event": row["event"],
        "quote": row["quote"],
        "evidence": span(report, row["quote"]),
    }


def report_row(document: str, report: str, notes: dict[str, Any]) -> dict[str, Any]:
    """The gold line of one report."""
    return {
        "document": document,
        "language": "ar",
        "relevant": notes.get("relevant", True),
        "events": [event(report, row) for row in notes.get("events", [])],
        "optional": [span(report, quote) for quote in notes.get("optional", [])],
    }


def build() -> str:
    """The text of reports.jsonl, one report a line in the order of their names."""
    notes = yaml.safe_load((HERE / "annotations.yaml").read_text(encoding="utf-8"))
    lines = []
    for name in sorted(notes):
        report = (REPORTS / f"{name}.txt").read_text(encoding="utf-8")
        try:
            row = report_row(f"{name}.txt", report, notes[name])
        except ValueError as error:
            raise ValueError(f"{name}: {error}") from error
        lines.append(json.dumps(row, ensure_ascii=False))
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write reports.jsonl, or compare it under --check."""
    text = build()
    if "--check" in sys.argv[1:]:
        return int(GOLD.read_text(encoding="utf-8") != text)
    GOLD.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
