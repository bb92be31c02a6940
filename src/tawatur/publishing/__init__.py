"""What leaves a case: formats behind one door, and the rules of sharing none of them can pass by.

`sharing.Share` is what may be shared of a case under a profile; every format for others is written from
it. `export` writes a format and records that it was written.
"""

from tawatur.publishing.formats import Exported, Format, export, formats, is_working, load_format, user
from tawatur.publishing.profile import Profile, load_profile
from tawatur.publishing.sharing import Share
from tawatur.publishing.tables import Options

__all__ = [
    "Exported",
    "Format",
    "Options",
    "Profile",
    "Share",
    "export",
    "formats",
    "is_working",
    "load_format",
    "load_profile",
    "user",
]
