"""Laws of the reader that hold for any text."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from tawatur.extraction import constructions, frames
from tawatur.languages.ar import lexicon
from tawatur.record import Claim, Figure, Participant, Place, Voice

from .reading import claims

FORMS = sorted({entry.lemma for entry in lexicon.entries()})
EXAMPLES = sorted(
    {row.example for row in constructions.load()}
    | {row.example for row in frames.load()}
    | {entry.example for entry in lexicon.entries()}
)
NAMES = ["كابول", "باريس", "تنظيم داعش", "حركة طالبان", "وكالة رويترز", "وزارة الداخلية", "الشرطة", "أمس", "الاثنين"]
NUMBERS = ["3", "12", "١٢", "1,200", "ثلاثة", "عشرون", "مئتي", "عشرات", "أكثر من", "على الأقل", "بين", "15 مارس 2024"]
MARKS = ["،", ".", "\n", "\n\n", ":", '"', "(", ")", "-", "؟", "«", "»", "|", "…", "\u200f", "\u0640", "\u064e", "%"]
PIECES = st.one_of(
    st.sampled_from(FORMS),
    st.sampled_from(NAMES),
    st.sampled_from(NUMBERS),
    st.sampled_from(MARKS),
    st.sampled_from(EXAMPLES),
    st.text(max_size=4),
)
TEXTS = st.builds(
    lambda pieces, joint: joint.join(pieces), st.lists(PIECES, max_size=30), st.sampled_from([" ", "", " و"])
)
SENTENCES = st.lists(st.sampled_from(EXAMPLES), min_size=1, max_size=4).map(". ".join)
PUBLISHED = st.sampled_from([None, "2024-03-20", "2024-03", "2024"])
TASHKEEL = "\u064b\u064e\u064f\u0650\u0651\u0652"
TATWEEL = "\u0640"


def worded(claim: Claim) -> list[Figure | Place | Participant | Voice]:
    """Everything of a claim that has words of its own."""
    place = (claim.place,) if claim.place is not None else ()
    return [*claim.figures, *place, *claim.places, *claim.actors, *claim.attribution]


@given(TEXTS, PUBLISHED)
def test_every_value_is_the_text_at_its_span(text: str, published: str | None) -> None:
    """The reader never fails; what it quotes, counts and names can be checked in the text."""
    for claim in claims(text, published):
        assert claim.quote == text[slice(*claim.span)]
        assert 0 <= claim.span[0] < claim.span[1] <= len(text)
        assert 0 <= claim.trigger[0] < claim.trigger[1] <= len(text)
        for value in worded(claim):
            assert 0 <= value.span[0] < value.span[1] <= len(text)
            assert value.text == text[slice(*value.span)]


@given(TEXTS, PUBLISHED)
def test_a_date_has_its_words(text: str, published: str | None) -> None:
    """A dated claim says which words date it, unless it counts from a claim before."""
    for claim in claims(text, published):
        if claim.date_span is not None:
            assert text[slice(*claim.date_span)].strip()
        assert claim.date is None or claim.date_span is not None or "claim before" in claim.date_reason


@given(TEXTS)
def test_identifiers_are_unique_and_links_lead_to_claims(text: str) -> None:
    """No two claims of a report share an identifier, and what one continues is another claim of the report."""
    found = claims(text)
    ids = [claim.id for claim in found]
    assert len(set(ids)) == len(ids)
    assert all(
        claim.continues in ids and claim.continues != claim.id for claim in found if claim.continues is not None
    )


@given(TEXTS)
def test_figures_of_one_claim_do_not_share_words(text: str) -> None:
    """Each number is read once."""
    for claim in claims(text):
        spans = sorted(figure.span for figure in claim.figures)
        assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))


@given(TEXTS, PUBLISHED)
def test_the_same_text_gives_the_same_claims(text: str, published: str | None) -> None:
    """Reading is a function of the text and its publication date."""
    assert claims(text, published) == claims(text, published)


def told(found: tuple[Claim, ...]) -> list[tuple[object, ...]]:
    """What claims say, without where they say it."""
    return [
        (
            c.event_type,
            c.modality,
            c.mode,
            c.date,
            (c.place.name, c.place.country) if c.place else None,
            [(f.measure, f.op, f.value, f.part_of, f.counted) for f in c.figures],
            [(a.role, a.id) for a in c.actors],
            [(v.role, v.id) for v in c.attribution],
            c.continues is None,
        )
        for c in found
    ]


@given(SENTENCES, st.data())
def test_vowel_marks_and_tatweel_change_nothing(text: str, data: st.DataObject) -> None:
    """Marks that writers add to letters at will leave every claim as it was, but for its offsets."""
    letters = [k for k, letter in enumerate(text) if "\u0621" <= letter <= "\u064a"]
    chosen = set(data.draw(st.lists(st.sampled_from(letters), max_size=12)))
    mark = data.draw(st.sampled_from([*TASHKEEL, TATWEEL]))
    written = "".join(letter + (mark if k in chosen else "") for k, letter in enumerate(text))
    assert told(claims(written)) == told(claims(text))


@given(st.sampled_from(EXAMPLES), st.sampled_from(EXAMPLES))
def test_a_report_above_does_not_move_the_spans_below(first: str, second: str) -> None:
    """Quotes of the second of two paragraphs are found in it."""
    text = f"{first}.\n\n{second}."
    start = len(first) + 3
    for claim in claims(text):
        if claim.trigger[0] >= start:
            assert claim.span[0] >= start
