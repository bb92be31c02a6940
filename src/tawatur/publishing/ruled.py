"""A case whose working figures are chosen by another rule: every format then shows those."""

from __future__ import annotations

from collections.abc import Iterator

from tawatur.casefile import Case
from tawatur.reconciliation.figures import check_rule, under_rule
from tawatur.record import Event


class CaseByRule(Case):
    """A view of a case. Only `best` of each figure, its rule and its reason differ; nothing is stored."""

    def __init__(self, case: Case, rule: str) -> None:
        super().__init__(case._engine, case.address)
        self._rule = check_rule(rule)

    def each_event(self) -> Iterator[Event]:
        """All events, by identifier, one at a time."""
        claims = {claim.id: claim for claim in self.each_claim()}
        for event in super().each_event():
            yield under_rule(event, [claims[name] for name in event.claims if name in claims], self._rule)

    def event(self, name: str) -> Event:
        """One event by its identifier, as `Case.event`."""
        found = super().event(name)
        return under_rule(found, self.claims(found.claims), self._rule)


def by_rule(case: Case, rule: str) -> Case:
    """The case with its working figures chosen by `rule`.

    Raises:
        UsageError: no rule has that name; the message lists them.
    """
    return CaseByRule(case, rule)
