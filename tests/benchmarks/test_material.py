"""The material benchmarks are run on: varied, of fresh words, and the same every time."""

from __future__ import annotations

import random
import re

import material


def test_the_same_seed_gives_the_same_reports() -> None:
    """Two machines measure the same bytes."""
    assert list(material.reports(30, seed=3)) == list(material.reports(30, seed=3))


def test_another_seed_gives_other_reports() -> None:
    """The seed decides all of it."""
    assert dict(material.reports(30, seed=3)).items().isdisjoint(dict(material.reports(30, seed=4)).items())


def test_no_two_reports_are_alike() -> None:
    """Copies would be read once and flatter the speed."""
    texts = [text for _, text in material.reports(400)]
    assert len(set(texts)) == 400


def test_vocabulary_stays_fresh() -> None:
    """The last hundred of 500 reports still bring a new word for every twelve, as newspapers do."""
    words = [re.findall(r"\w+", text) for _, text in material.reports(500)]
    known = {word for row in words[:400] for word in row}
    last = [word for row in words[400:] for word in row]
    assert len(set(last) - known) > len(last) / 12


def test_varied_reports_keep_years_and_change_the_rest() -> None:
    """Counts and cities change, a year becomes a year, the words between stay."""
    varied = material.vary("قتل 120 شخصا في باريس عام 2015.", random.Random(1))
    assert re.fullmatch(r"قتل [1-9]\d\d شخصا في .+ عام 20[12]\d\.", varied)
    assert varied != "قتل 120 شخصا في باريس عام 2015."


def test_a_place_is_exchanged_for_one_place_throughout() -> None:
    """A report names its city twice, and so does its variation, whatever is written onto the name."""
    varied = material.vary("انفجار في الموصل وقرب الموصل، والموصل مدينة.", random.Random(5))
    found = re.fullmatch(r"انفجار في (.+) وقرب (.+)، و(.+) مدينة\.", varied)
    assert found is not None
    assert len(set(found.groups())) == 1
