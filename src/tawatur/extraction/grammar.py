"""The grammar extractor: a report's sentences -> claims, by frames and constructions kept as data.

The way of a sentence: chunks (`report`), its figures and voices (`sight`), the triggers that stand
(`support`), its happenings (`drafts`), what it counts of many events (`statistics`), their claims with
spans (`claims`), what each goes on speaking of (`links`), and the country of those that state no place
(`countries`). Each step is a pure function and
says why it decided as it did.
"""

from __future__ import annotations

from tawatur.extraction import countries, links, report, sight, statistics
from tawatur.extraction.drafts import Draft, drafts
from tawatur.extraction.report import Report
from tawatur.extraction.sight import Told
from tawatur.record import Claim, Document

VERSION = "grammar/1"


class GrammarExtractor:
    """The default extractor. Stateless; safe to share and to pickle."""

    version = VERSION

    def extract(self, document: Document) -> tuple[Claim, ...]:
        """The claims of `document`, in the order of their triggers."""
        read = report.read(document)
        if not read.sentences:
            return ()
        return tuple(countries.with_countries(read, links.linked_claims(read, _drafts(read))))


def _drafts(read: Report) -> list[Draft]:
    """The happenings of the report; each sentence is read in the light of those before it."""
    found: list[Draft] = []
    told: list[Told] = []
    for sentence in read.sentences:
        seen = sight.look(read, sentence, told)
        own = statistics.with_counts(read, seen, drafts(seen))
        found += own
        told += [Told(draft.family, draft.event_type, sentence.number) for draft in own]
    return found if any(draft.told for draft in found) else []
