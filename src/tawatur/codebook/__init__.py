"""What Tawatur codes: event types, measures, modalities and dossier themes, and how other schemes code them.

The vocabulary is data (`*.yaml` in this folder), read once. Every lookup of an identifier that the
codebook does not have raises `DataError`; the `is_...` questions answer instead.
"""

from tawatur.codebook.crosswalk import SCHEMES, Correspondence, Scheme, crosswalk, scheme
from tawatur.codebook.vocabulary import (
    EventType,
    Family,
    Label,
    Measure,
    Term,
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
    "Label",
    "Measure",
    "Scheme",
    "Term",
    "crosswalk",
    "event_type",
    "event_types",
    "families",
    "family",
    "is_event_type",
    "is_measure",
    "measure",
    "measures",
    "modalities",
    "modality",
    "scheme",
    "theme",
    "themes",
    "themes_of",
]
