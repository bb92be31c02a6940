"""Intake: from paths to documents. Bytes go in; decoded text, what the page says of itself, and its parts come out.

`sources` lists what there is to read, `read` reads one of them. Whatever cannot be read comes back as a
`Rejected` with its reason, so a build never stops on a bad file and never drops one in silence.
"""

from tawatur.intake.limits import DEFAULT_LIMITS, Limits
from tawatur.intake.mapping import Mapping, load_mapping
from tawatur.intake.reading import read
from tawatur.intake.sources import Source, sources

__all__ = ["DEFAULT_LIMITS", "Limits", "Mapping", "Source", "load_mapping", "read", "sources"]
