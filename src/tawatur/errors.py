"""The one tree of errors.

    TawaturError
    ├── InputError            a file, page or record that cannot be read (recorded; the build goes on)
    │   ├── UnreadableInput   bytes that no decoder or parser of ours accepts
    │   ├── EmptyInput        nothing to read once decoded
    │   ├── OversizedInput    larger than the limits of the reader
    │   ├── ForbiddenInput    a path that leaves the given folder, an archive inside an archive
    │   └── UnsupportedInput  a kind of file that no reader is there for
    ├── DataError             vocabulary, codebook or mapping data that is malformed
    ├── DateError             a text that is not an EDTF date of the profile we use
    ├── CaseError             a case that cannot be opened, found or written
    └── UsageError            a request that cannot be carried out as asked

Each message names the thing at fault and the remedy; `subject` carries its identifier apart.
"""

from __future__ import annotations


class TawaturError(Exception):
    """Root of every error this package raises on purpose.

    Args:
        message: what is wrong and what to do about it, for a person.
        subject: the path, identifier or text at fault, where there is one.
    """

    code = "error"

    def __init__(self, message: str, *, subject: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.subject = subject

    def __str__(self) -> str:
        cause = f" (cause: {self.__cause__})" if self.__cause__ is not None else ""
        subject = f"{self.subject}: " if self.subject and self.subject not in self.message else ""
        return f"{subject}{self.message}{cause}"


class InputError(TawaturError):
    """A report that cannot be read. The build records it with its reason and goes on."""

    code = "input"


class UnreadableInput(InputError):
    """Bytes that no decoder or parser of ours accepts."""

    code = "unreadable"


class EmptyInput(InputError):
    """A file with nothing to read in it."""

    code = "empty"


class OversizedInput(InputError):
    """A file, line or archive member larger than the reader accepts."""

    code = "oversized"


class ForbiddenInput(InputError):
    """A path that leaves the given folder, or an archive inside an archive."""

    code = "forbidden"


class UnsupportedInput(InputError):
    """A kind of file that no reader is there for."""

    code = "unsupported"


class DataError(TawaturError):
    """Vocabulary, codebook or mapping data that is malformed."""

    code = "data"


class DateError(TawaturError):
    """A text that is not an EDTF date of the profile in `tawatur.dates`."""

    code = "date"


class CaseError(TawaturError):
    """A case that cannot be opened, found or written."""

    code = "case"


class UsageError(TawaturError):
    """A request that cannot be carried out as asked."""

    code = "usage"
