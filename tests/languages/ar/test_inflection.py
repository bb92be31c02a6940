"""The written forms of nouns and verbs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.languages.ar import lexicon
from tawatur.languages.ar.inflection import Form, noun_forms, verb_forms
from tawatur.script import fold_text

LETTERS = st.text("بتثجدرسشعفقكلمن", min_size=2, max_size=5)


def texts(forms: object, number: str, *, pronoun: bool = False) -> set[str]:
    """The forms of one number, with or without a pronoun."""
    return {form.text for form in forms if form.number == number and form.pronoun == pronoun}  # type: ignore[attr-defined]


def test_a_masculine_noun() -> None:
    """Singular with its accusative, dual in both cases, and a broken plural with its accusative."""
    forms = list(noun_forms("قتيل", ("قتلي",)))
    assert texts(forms, "sg") == {"قتيل", "قتيلا"}
    assert texts(forms, "du") == {"قتيلان", "قتيلين"}
    assert texts(forms, "pl") == {"قتلي"}


def test_a_feminine_noun() -> None:
    """The closing letter opens before an ending, and the dual has construct forms."""
    forms = list(noun_forms("ضحيه", ("ضحايا",)))
    assert texts(forms, "sg") == {"ضحيه"}
    assert texts(forms, "du") == {"ضحيتان", "ضحيتين", "ضحيتا", "ضحيتي"}
    assert "ضحيته" in texts(forms, "sg", pronoun=True)


def test_a_sound_plural_keeps_its_ending() -> None:
    """ "-ين" of a noun with a sound plural is the plural, not the dual."""
    forms = list(noun_forms("مصاب", ("مصابون",)))
    assert ("مصابين" in texts(forms, "pl"), "مصابين" in texts(forms, "du")) == (True, False)


def test_the_construct_dual_is_asked_for() -> None:
    """ "تفجيري" is the construct dual of an act, and for other nouns an adjective left out."""
    assert "تفجيري" in texts(noun_forms("تفجير", ("تفجيرات",), construct=True), "du")
    assert "تفجيري" not in texts(noun_forms("تفجير", ("تفجيرات",)), "du")


def test_a_verb() -> None:
    """Third persons of the past and the present, with the future, and pronouns on them."""
    forms = list(verb_forms("قتل", "يقتل"))
    past = {form.text for form in forms if not form.present and not form.pronoun}
    present = {form.text for form in forms if form.present and not form.pronoun}
    assert past == {"قتل", "قتلت", "قتلا", "قتلتا", "قتلوا", "قتلن"}
    assert present >= {"يقتل", "تقتل", "سيقتل", "ستقتل", "يقتلون", "تقتلون", "يقتلان", "يقتلوا"}
    assert Form("قتلهم", "sg", True) in forms


@given(LETTERS, st.lists(LETTERS, max_size=2), st.booleans())
def test_every_form_of_a_noun_says_its_number(singular: str, plurals: list[str], construct: bool) -> None:
    """No form is empty, folded text changes nothing of it, and its number is one of three."""
    for form in noun_forms(singular, tuple(plurals), construct):
        assert form.text
        assert fold_text(form.text) == form.text
        assert form.number in ("sg", "du", "pl")


@pytest.mark.parametrize(
    "entry", [e for e in lexicon.entries() if e.pos == "verb"], ids=lambda entry: f"{entry.cls}-{entry.lemma}"
)
def test_a_verb_of_the_lexicon_is_read_in_both_tenses(entry: lexicon.Entry) -> None:
    """The lemma is read as past, and its present form, which begins with ي, as present."""
    present = fold_text(
        next(row for row in rows() if row.get("verb") == entry.lemma and row["class"] == entry.cls)["present"]
    )
    assert present.startswith("ي")
    tenses = {
        sense.present
        for word in (fold_text(entry.lemma), present)
        for sense in lexicon.senses(word)
        if sense.entry == entry
    }
    barred = {
        fold_text(form)
        for form in next(r for r in rows() if r.get("verb") == entry.lemma and r["class"] == entry.cls).get("not", ())
    }
    assert tenses == ({False} if present in barred else {True, False})


def rows() -> list[dict[str, object]]:
    return [row for name in lexicon._FILES for row in lexicon.load_yaml(f"lexicon/{name}.yaml")]
