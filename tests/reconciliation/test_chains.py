"""Copies, and how many independent voices there are."""

from __future__ import annotations

import os
import random
import subprocess
import sys

from tawatur.reconciliation import DocumentCard, reconcile
from tawatur.reconciliation.copies import find_copies
from tawatur.reconciliation.sketches import sketch_text
from tawatur.record import Claim

from .claims_for_tests import cards, claim, digest_of

_CHANCE = random.Random(3)
_LEXICON = ["".join(_CHANCE.choice("ابتجحدرسشصطعغفقكلمني") for _ in range(5)) for _ in range(900)]
WIRE = " ".join(_CHANCE.choice(_LEXICON) for _ in range(70))
OTHER = " ".join(_CHANCE.choice(_LEXICON) for _ in range(300))


def attack(document: str, **fields: object) -> Claim:
    """A report on one attack."""
    return claim(document, where="Kerman", when="2024-01-03", **fields)  # type: ignore[arg-type]


def chains(*claims: Claim, texts: dict[str, str] | None = None) -> list[tuple[str, ...]]:
    """The documents of each chain of the one event that `claims` make."""
    (event,) = reconcile(cards(*claims, texts=texts), claims).events
    assert event.chains == len(event.chain_details)
    names = {one.sha256: one.document for one in claims}
    return sorted(tuple(sorted(names[sha] for sha in chain.documents)) for chain in event.chain_details)


def card(name: str, text: str, published: str | None = None) -> DocumentCard:
    """A document's card."""
    return DocumentCard(sha256=digest_of(name), path=name, published=published, sketch=sketch_text(text))


def test_a_whole_copy_names_the_earlier_as_its_original() -> None:
    """The same wire text in two papers: the later copies the earlier."""
    (copy,) = find_copies([card("late", f"{WIRE} رويترز", "2024-01-05"), card("early", WIRE, "2024-01-03")])
    assert (copy.copy, copy.original, copy.kind) == (digest_of("late"), digest_of("early"), "whole")


def test_a_copy_with_one_word_in_twelve_changed_is_found() -> None:
    """Light editing does not hide a copy."""
    edited = " ".join("مغاير" if number % 12 == 5 else word for number, word in enumerate(WIRE.split()))
    assert [copy.kind for copy in find_copies([card("a", WIRE), card("b", edited)])] == ["whole"]


def test_a_wire_paragraph_in_a_long_article_is_found() -> None:
    """The shorter text stands inside the longer one."""
    long = f"{OTHER}\n{WIRE}\n{' '.join(reversed(OTHER.split()))}"
    assert [copy.share > 0.5 for copy in find_copies([card("a", WIRE), card("b", long)])] == [True]


def test_two_articles_that_share_a_paragraph_are_a_partial_copy() -> None:
    """Each has its own text around the wire paragraph."""
    around = " ".join(reversed(OTHER.split()))
    assert [c.kind for c in find_copies([card("a", f"{OTHER} {WIRE}"), card("b", f"{WIRE} {around}")])] == ["partial"]


def test_independent_texts_are_no_copies() -> None:
    """Two texts of one vocabulary share no run of words."""
    assert find_copies([card("a", OTHER), card("b", WIRE)]) == ()


def test_a_sketch_is_the_same_in_every_process() -> None:
    """No hash seed enters a sketch."""
    script = f"from tawatur.reconciliation.sketches import sketch_text; print(sketch_text({WIRE!r}).marks.hex())"
    made = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(made) == 1


def test_forty_papers_quoting_one_agency_are_one_chain() -> None:
    """Whatever name of the agency they use."""
    names = ("رويترز", "وكالة رويترز للأنباء", "Reuters")
    papers = [attack(f"paper {n}", voice=names[n % 3], publisher=f"صحيفة {n}") for n in range(40)]
    assert len(chains(*papers)) == 1


def test_copies_are_one_chain() -> None:
    """Reports whose texts repeat each other are one voice."""
    made = [attack(name, publisher=name) for name in "ab"]
    assert chains(*made, texts={"a": WIRE, "b": f"خبر {WIRE}"}) == [("a", "b")]


def test_one_source_for_one_figure_is_one_chain() -> None:
    """Two reports that cite the same ministry for the same toll."""
    made = [attack(name, voice="وزارة الصحة", told=("killed 94",), publisher=name) for name in "ab"]
    assert chains(*made) == [("a", "b")]


def test_one_source_for_two_figures_is_two_chains() -> None:
    """The figure differs, so neither repeats the other."""
    made = [
        attack("a", voice="وزارة الصحة", told=("killed 94",)),
        attack("b", voice="وزارة الصحة", told=("killed 84",)),
    ]
    assert chains(*made) == [("a",), ("b",)]


def test_unnamed_sources_join_nothing() -> None:
    """ "Sources" names nobody, so two reports that cite "sources" may have two."""
    made = [attack(name, voice="مصادر محلية", told=("killed 94",)) for name in "ab"]
    assert chains(*made) == [("a",), ("b",)]


def test_one_publisher_is_one_voice() -> None:
    """A paper that reports twice is not two witnesses."""
    assert chains(attack("a", publisher="الغد"), attack("b", publisher="الغد"), attack("c")) == [("a", "b"), ("c",)]


def test_a_join_says_why() -> None:
    """The chain names the source and the figure."""
    made = [attack(name, voice="وزارة الصحة", told=("killed 94",)) for name in "ab"]
    (event,) = reconcile(cards(*made), made).events
    (chain,) = event.chain_details
    assert (chain.origin, "killed = 94" in chain.reason) == ("وزارة الصحة", True)


def test_a_paper_with_two_agencies_does_not_tie_them() -> None:
    """One paper prints both agencies: they stay two voices."""
    made = [
        attack("a", publisher="الغد", voice="رويترز"),
        attack("b", publisher="الغد", voice="فرانس برس"),
        attack("c", publisher="الأمس", voice="رويترز"),
        attack("d", publisher="اليوم", voice="فرانس برس"),
    ]
    assert chains(*made) == [("a", "c"), ("b", "d")]
