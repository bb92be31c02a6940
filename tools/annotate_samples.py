#!/usr/bin/env python3
"""Write the offsets of the sample's gold annotations, from their quotes.

    python tools/annotate_samples.py [--check]

Reads `src/tawatur/samples/gold.jsonl`, finds each event's `quote` in the text of its report as intake
decodes it, and writes `evidence`; likewise `optional` from `optional_quotes`. Edit the quotes and run it
again. With --check nothing is written and the exit status says whether the offsets are up to date.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from tawatur import intake, samples
from tawatur.record import Document, Span


def texts() -> dict[str, str]:
    """Path of each sample document -> its decoded text."""
    mapping = intake.load_mapping(samples.mapping())
    read = (item for source in intake.sources([samples.path()], mapping=mapping) for item in intake.read(source))
    return {item.path: item.text for item in read if isinstance(item, Document)}


def span(text: str, quote: str, document: str) -> Span:
    """Where the quote stands. It must stand there once."""
    if text.count(quote) != 1:
        raise SystemExit(f"{document}: the quote stands {text.count(quote)} times, not once: {quote}")
    start = text.index(quote)
    return start, start + len(quote)


def annotated(report: dict[str, Any], text: str) -> dict[str, Any]:
    """The report with its offsets."""
    name = report["document"]
    events = [{**event, "evidence": span(text, event["quote"], name)} for event in report["events"]]
    optional = [span(text, quote, name) for quote in report["optional_quotes"]]
    return {**report, "events": events, "optional": optional}


def main() -> int:
    """Write the offsets, or check them."""
    found = texts()
    old = samples.gold().read_text(encoding="utf-8")
    reports = [json.loads(line) for line in old.splitlines()]
    new = "".join(
        json.dumps(annotated(report, found[report["document"]]), ensure_ascii=False) + "\n" for report in reports
    )
    if "--check" in sys.argv[1:]:
        return int(new != old)
    samples.gold().write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
