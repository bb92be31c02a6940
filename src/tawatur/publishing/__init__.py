"""What leaves a case: formats, each one small object behind the same door.

A format comes from the entry-point group `tawatur.formats`, ours included: a name, and a reference
`package.module:object` to something of the `Format` protocol.
"""

from tawatur.publishing.formats import Format, export, formats, load_format

__all__ = ["Format", "export", "formats", "load_format"]
