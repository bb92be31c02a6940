"""A case whose working figures are chosen by another rule: every format then shows those."""

from __future__ import annotations

from tawatur.casefile import Case
from tawatur.reconciliation.figures import check_rule, under_rule
from tawatur.record import Event


def by_rule(case: Case, rule: str) -> Case:
    """A view of the case with its working figures chosen by `rule`; nothing is stored.

    Raises:
        UsageError: no rule has that name; the message lists them.
    """
    check_rule(rule)

    def lens(event: Event) -> Event:
        return under_rule(event, rule)

    return case.through(lens)
