"""What people told apart stays apart, whatever rules joined in between.

Two joins that are each harmless can together bring a pair into one event that a person judged two: a
passage joins its neighbour by a rule, the neighbour joins another report by a person, whose passage somebody
told apart from the first. Then the rules' joins give way, the weakest first, and never a person's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from tawatur.reconciliation.clustering import Edge
from tawatur.reconciliation.human import Rulings
from tawatur.reconciliation.unions import Unions


def repaired(unions: Unions[str], edges: Sequence[Edge], rulings: Rulings) -> Unions[str]:
    """The sets of claims with every pair apart that a person told apart.

    A set with such a pair is put together anew: first what people joined, then the joins of rules from the
    surest on, those left out that would bring the pair together. Other sets are left as they are.
    """
    wrong = _wrong(unions, rulings.different)
    if not wrong:
        return unions
    made: Unions[str] = Unions()
    for root, members in unions.groups().items():
        if root not in wrong:
            for member in members:
                made.join(root, member)
            continue
        _put_together(made, members, edges, rulings)
    return made


def _wrong(unions: Unions[str], different: Mapping[str, frozenset[str]]) -> set[str]:
    """The sets that hold a pair told apart."""
    return {
        unions.find(claim)
        for claim, others in different.items()
        for other in others
        if unions.find(claim) == unions.find(other)
    }


def _put_together(made: Unions[str], members: Sequence[str], edges: Sequence[Edge], rulings: Rulings) -> None:
    inside = set(members)
    held: dict[str, set[str]] = {}
    people: dict[str, set[str]] = defaultdict(set)
    for member in members:
        people[rulings.same.find(member)].add(member)
    for group in people.values():
        first = min(group)
        for member in sorted(group):
            made.join(first, member)
        held[made.find(first)] = group
    own = [edge for edge in edges if edge.verdict == "same" and edge.left in inside and edge.right in inside]
    for edge in sorted(own, key=lambda edge: (-round(edge.score, 6), edge.left, edge.right)):
        one, two = made.find(edge.left), made.find(edge.right)
        if one == two or _told_apart(held[one], held[two], rulings.different):
            continue
        joined = held.pop(one) | held.pop(two)
        made.join(one, two)
        held[made.find(one)] = joined


def _told_apart(left: Iterable[str], right: set[str], different: Mapping[str, frozenset[str]]) -> bool:
    return any(not different.get(claim, frozenset()).isdisjoint(right) for claim in left)
