"""How much of a stranger's file we are willing to read."""

from __future__ import annotations

from tawatur.record import Value

MEGABYTE = 1_000_000


class Limits(Value, frozen=True):
    """Bounds on what is read. Sizes are in bytes.

    Attributes:
        text: one plain-text report, or one record of a JSON file.
        page: one HTML page. A news page is below 1 MB; parsing costs far more than decoding.
        json: one JSON file, which has to be parsed whole (JSON Lines are streamed and have no bound).
        archive: all members of one zip together, once unpacked.
        members: members of one zip.
        ratio: how many times larger than its packed form a zip member may be. Arabic prose packs about
            5 to 1 and deflate reaches at most 1032 to 1.
        block: JSON Lines are handed to the workers in blocks of about this size.
    """

    text: int = 20 * MEGABYTE
    page: int = 10 * MEGABYTE
    json: int = 200 * MEGABYTE
    archive: int = 2000 * MEGABYTE
    members: int = 200_000
    ratio: int = 250
    block: int = MEGABYTE


DEFAULT_LIMITS = Limits()
