"""Bylines: the agency a paper names outside the sentences makes its reports one chain with others that name it."""

from __future__ import annotations

import pytest

from tawatur.reconciliation.bylines import byline
from tawatur.record import Document


@pytest.mark.parametrize(
    ("author", "text", "agency"),
    [
        ("أ ف ب - أنقرة", "قتل خمسة أشخاص في تفجير", "أ ف ب"),
        ("الرياض، واس", "قتل خمسة أشخاص في تفجير", "واس"),
        ("وكالة فرانس برس", "قتل خمسة أشخاص في تفجير", "وكالة فرانس برس"),
        ("", "واس – أبها: قتل خمسة أشخاص في تفجير", "واس"),
        ("", "صحيفة المدينة – واس: قتل خمسة أشخاص", "واس"),
        ("", "(د ب أ) قتل خمسة أشخاص في تفجير", "د ب أ"),
        ("سلمى خالد", "قتل خمسة أشخاص في تفجير. (رويترز)", "رويترز"),
        ("", "قتل خمسة أشخاص في تفجير. رويترز", "رويترز"),
        ("", "معا لمكافحة الإرهاب: حملة تبدأ غدا", None),
        ("", "صحيفة المدينة – وكالات: قتل خمسة أشخاص", None),
        ("سلمى خالد", "نقلت رويترز عن شهود أن خمسة قتلوا في تفجير", None),
    ],
)
def test_the_agency_is_the_one_named_outside_the_sentences(author: str, text: str, agency: str | None) -> None:
    """Author's line, dateline or signature; "agencies" names none, and a name within a sentence is a voice of it."""
    document = Document(path="a.txt", sha256="0" * 64, text=text, author=author or None)
    assert byline(document, text) == agency
