"""What can be wrong with a case, each with its remedy."""

from __future__ import annotations

from tawatur.errors import CaseError


class MissingCase(CaseError):
    """There is no case at the given address."""

    code = "case-missing"

    def __init__(self, address: str) -> None:
        super().__init__(
            f"there is no case here; make one with `tawatur build REPORTS --case {address}`", subject=address
        )


class NotACase(CaseError):
    """The file exists and is something else, or is damaged."""

    code = "case-foreign-file"

    def __init__(self, address: str) -> None:
        super().__init__("this file is not a case, or is damaged; give another path", subject=address)


class ForeignCase(CaseError):
    """The case was written with another layout of tables."""

    code = "case-version"

    def __init__(self, address: str, found: str, ours: int) -> None:
        super().__init__(
            f"this case has layout {found} and this program reads layout {ours}; "
            "build it again with this program, or open it with the one that made it",
            subject=address,
        )


class BusyCase(CaseError):
    """Another program is writing the case."""

    code = "case-busy"

    def __init__(self, address: str) -> None:
        super().__init__("another program is writing this case; wait for it to end and try again", subject=address)


class UnsupportedAddress(CaseError):
    """The address is of a database this version does not write to."""

    code = "case-address"

    def __init__(self, address: str) -> None:
        super().__init__("this version keeps cases in files only; give a path", subject=address)


class UnwritableCase(CaseError):
    """The file cannot be created or written."""

    code = "case-unwritable"

    def __init__(self, address: str) -> None:
        super().__init__(
            "this case cannot be written; check that its folder exists, may be written to and has room",
            subject=address,
        )


class UnknownEvent(CaseError):
    """No event of the case has this identifier."""

    code = "event-unknown"

    def __init__(self, event: str) -> None:
        super().__init__("no event has this identifier; `tawatur show CASE` lists them", subject=event)


class UnknownClaim(CaseError):
    """No claim of the case has this identifier."""

    code = "claim-unknown"

    def __init__(self, claim: str) -> None:
        super().__init__(
            "no claim has this identifier; `tawatur explain CASE EVENT` shows those of an event", subject=claim
        )


class AmbiguousClaim(CaseError):
    """Several claims begin like this."""

    code = "claim-ambiguous"

    def __init__(self, claim: str) -> None:
        super().__init__("several claims begin like this; give more of the identifier", subject=claim)


class NothingToUndo(CaseError):
    """The reviewer has nothing active there."""

    code = "nothing-to-undo"

    def __init__(self, by: str, what: str) -> None:
        super().__init__(
            f"{by} has nothing active on this to undo; `tawatur explain CASE EVENT --all` shows who decided what",
            subject=what,
        )
