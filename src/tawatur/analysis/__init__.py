"""Analysis of a case: how well it agrees with gold annotations."""

from tawatur.analysis.evaluate import Breakdown, Evaluation, EventScore, Finding, Scores, evaluate, score
from tawatur.analysis.gold import read_claims, read_gold

__all__ = [
    "Breakdown",
    "Evaluation",
    "EventScore",
    "Finding",
    "Scores",
    "evaluate",
    "read_claims",
    "read_gold",
    "score",
]
