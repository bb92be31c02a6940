"""What Tawatur codes: event types, measures, modalities and dossier themes, and how other schemes code them.

The vocabulary is data (`*.yaml` in this folder), read once. Every lookup of an identifier that the
codebook does not have raises `DataError`; the `is_...` questions answer instead.
"""

from tawatur.codebook.crosswalk import SCHEMES, Correspondence, Scheme, crosswalk, scheme
from tawatur.codebook.grading import GradeScale, Rung, grade_of, scale, scales
from tawatur.codebook.vocabulary import (
    EventType,
    Family,
    Label,
    Measure,
    Term,
    counts_events,
    event_type,
    event_types,
    families,
    family,
    is_event_type,
    is_measure,
    measure,
    measures,
    modalities,
    modality,
    theme,
    themes,
    themes_of,
)

__all__ = [
    "SCHEMES",
    "Correspondence",
    "EventType",
    "Family",
    "GradeScale",
    "Label",
    "Measure",
    "Rung",
    "Scheme",
    "Term",
    "counts_events",
    "crosswalk",
    "event_type",
    "event_types",
    "families",
    "family",
    "grade_of",
    "is_event_type",
    "is_measure",
    "measure",
    "measures",
    "modalities",
    "modality",
    "scale",
    "scales",
    "scheme",
    "theme",
    "themes",
    "themes_of",
]
