"""Claims -> judgements -> events: which claims speak of one happening, and how many independent voices say so.

`reconcile` is pure: the same claims and cards give the same answer in any order. What it decides, it
gives a reason for, in words that quote the values compared.
"""

from tawatur.reconciliation.figures import RULES, tally
from tawatur.reconciliation.reapplying import Moved, moved_claims, under_present_names
from tawatur.reconciliation.reconciling import RULE_SET, reconcile
from tawatur.reconciliation.sketches import sketch
from tawatur.reconciliation.values import CopyOf, DocumentCard, Reconciled, Sketch

__all__ = [
    "RULES",
    "RULE_SET",
    "CopyOf",
    "DocumentCard",
    "Moved",
    "Reconciled",
    "Sketch",
    "moved_claims",
    "reconcile",
    "sketch",
    "tally",
    "under_present_names",
]
