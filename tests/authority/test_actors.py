"""Actors: every entry, organ, function and rule of the data holds for its own example."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.authority import actors, compile_actors
from tawatur.languages.ar.tokens import tokenize
from tawatur.script import fold

HERE = Path(__file__).parent
SHARED = HERE.resolve().parents[1] / ".." / "shared"
ENTRIES = compile_actors.entries()
ORGANS = compile_actors.read("actors_organs.yaml")["organs"]
FUNCTIONS = compile_actors.read("functions.yaml")["functions"]
RULES = compile_actors.read("actors_context.yaml")["rules"]


def named(text: str, **options: bool) -> list[tuple[str, str]]:
    """The id and the original words of every mention in `text`."""
    folded = fold(text)
    mentions = actors.find(tokenize(folded.text), folded=folded.text, **options)
    return [(m.id, text[slice(*folded.span(m.start, m.end))]) for m in mentions]


def generic(text: str) -> list[tuple[str, str]]:
    """The id and the original words of every actor without a name in `text`."""
    folded = fold(text)
    mentions = actors.find_generic(tokenize(folded.text), folded=folded.text)
    return [(m.id, text[slice(*folded.span(m.start, m.end))]) for m in mentions]


def marked(example: str) -> tuple[str, str]:
    """An example without its brackets, and the words that stood in them."""
    before, _, rest = example.partition("[")
    inside, _, after = rest.partition("]")
    return before + inside + after, inside


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_an_entry_is_found_in_its_example(entry: dict[str, str]) -> None:
    """The marked words of an entry's example are found, and are that entry."""
    text, words = marked(entry["example"])
    assert (entry["id"], words) in named(text)


@pytest.mark.parametrize("organ", ORGANS, ids=lambda organ: organ["key"])
def test_an_organ_is_composed_with_its_state(organ: dict[str, str]) -> None:
    """A head and the state beside it make the organ's id."""
    text, words = marked(organ["example"])
    assert (organ["id"], words) in named(text)


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function["id"])
def test_a_function_is_found_in_its_example(function: dict[str, str]) -> None:
    """The marked words of a function's example are found, adjectives and name included."""
    text, words = marked(function["example"])
    assert (function["id"], words) in generic(text)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["name"])
def test_a_rule_tells_a_name_from_a_word(rule: dict[str, str]) -> None:
    """Each rule has an alias that is a name in one of its sentences and not in the other."""
    uses = [
        (entry["id"], alias)
        for entry in ENTRIES
        for alias, name in entry.get("context", {}).items()
        if name == rule["name"]
    ]
    told = [
        alias
        for identifier, alias in uses
        if identifier in dict(named(rule["accepts"].replace("{}", alias)))
        and identifier not in dict(named(rule["refuses"].replace("{}", alias)))
    ]
    assert told != []


def test_there_are_at_least_450_entries_with_distinct_ids() -> None:
    """The authority is as large as it was meant to be."""
    assert len({entry["id"] for entry in ENTRIES}) >= 450


def test_every_parent_is_an_entry() -> None:
    """A parent is a written entry, a state or a composed organ."""
    missing = [e["id"] for e in ENTRIES if e.get("parent") and actors.by_id(e["parent"]) is None]
    assert missing == []


def test_the_derived_file_is_up_to_date() -> None:
    """`actors.json` is what the YAML files make; else run `python -m tawatur.authority.compile_actors`."""
    assert compile_actors.DERIVED.read_bytes() == compile_actors.encode(compile_actors.vocabulary())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("هجوم لداعش", [("islamic-state", "داعش")]),
        ("صلات وطيدة بالقاعدة", [("al-qaida", "القاعدة")]),
        ("حرب بين داعش وطالبان", [("islamic-state", "داعش"), ("taliban", "طالبان")]),
        ("تقرير للأمم المتحدة", [("un", "للأمم المتحدة")]),
        ("تبنى تنظيم «داعش – خراسان» ذلك", [("iskp", "تنظيم «داعش – خراسان»")]),
        ("قال داعش (ولاية خراسان) ذلك", [("iskp", "داعش (ولاية خراسان)")]),
        ("عبر ”داعش خراسان“ الحدود", [("iskp", "داعش خراسان")]),
        ("قالت وكالة «فارس» ذلك", [("fars-news", "وكالة «فارس»")]),
        ("في محافظة فارس", []),
        ("لعب الفريق بحماس كبير", []),
        ("مقاتلو الشباب قرب مقديشو", [("al-shabaab", "الشباب")]),
        ("وزارة الشباب في مقديشو", []),
        ("القاعدة الجوية في البلاد", []),
        ("الجناح العسكري لحماس", [("hamas", "حماس")]),
        (
            "تنظيم الدولة الإسلامية في العراق والشام (داعش)",
            [("islamic-state", "تنظيم الدولة الإسلامية في العراق والشام (داعش)")],
        ),
        ("أعلن جهاز الأمن الروسي ذلك", [("fsb", "جهاز الأمن الروسي")]),
        ("تصويره @cnn هناك", []),
        (
            "اعتقلت السلطات الألمانية والهولندية رجلا",
            [("de-authorities", "السلطات الألمانية"), ("nl-authorities", "الهولندية")],
        ),
        ("بيان قوات سوريا الديمقراطية (قسد) أمس", [("sdf", "قوات سوريا الديمقراطية (قسد)")]),
    ],
)
def test_names_are_found_as_they_are_written(text: str, expected: list[tuple[str, str]]) -> None:
    """Clitics, quotes, hyphens and heads are read; a word that is no name is left."""
    assert named(text) == expected


def test_states_are_actors_only_on_request() -> None:
    """A bare country is a place unless the caller asks for states."""
    assert (named("أدانت روسيا الهجوم"), named("أدانت روسيا الهجوم", states=True)) == ([], [("ru", "روسيا")])


def test_a_branch_is_part_of_its_parent_only_one_way() -> None:
    """ISKP is part of Islamic State; the two can be one party; the reverse is not part of."""
    assert (
        actors.is_part_of("iskp", "islamic-state"),
        actors.is_part_of("islamic-state", "iskp"),
        actors.compatible("islamic-state", "iskp"),
        actors.compatible("taliban", "iskp"),
    ) == (True, False, True, False)


def test_a_composed_organ_belongs_to_its_state() -> None:
    """An organ that is written nowhere has an English name, a parent and a country."""
    assert actors.by_id("uz-court") == actors.Actor(
        id="uz-court", kind="court", ar="محكمة في أوزبكستان", en="Uzbek court", parent="uz-judiciary", country="UZ"
    )


@pytest.mark.parametrize(
    ("name", "identifier"),
    [("ISKP", "iskp"), ("رويتر", "reuters"), ("الشرطة الألمانية", "de-police"), ("فارس", "fars-news"), ("x y", None)],
)
def test_search_finds_an_entry_by_any_of_its_names(name: str, identifier: str | None) -> None:
    """Arabic or Latin, ambiguous names included."""
    assert [actor.id for actor in actors.search(name)] == ([identifier] if identifier else [])


def test_a_spokesperson_names_whom_he_speaks_for() -> None:
    """The span takes in the party, and the mention carries its id."""
    text = fold("قال متحدث باسم الشرطة الألمانية إن الطريق مغلق").text
    mention = actors.find_generic(tokenize(text), folded=text)[0]
    assert (mention.actor, mention.country, mention.voice) == ("de-police", "DE", True)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(["داعش", "خراسان", "-", '"', "(", ")", "وكالة", "فارس", "\n", "الشرطة", "الألمانية"]))
)
def test_mentions_are_in_order_and_apart(words: list[str]) -> None:
    """Mentions lie in the text, in order, and do not overlap."""
    folded = fold(" ".join(words))
    mentions = actors.find(tokenize(folded.text), folded=folded.text)
    edges = [edge for mention in mentions for edge in (mention.start, mention.end)]
    assert edges == sorted(edges)
    assert all(0 <= mention.start < mention.end <= len(folded.text) for mention in mentions)


def test_nine_tenths_of_the_actors_named_in_the_development_reports_are_found() -> None:
    """Each named actor of the list is covered by a mention with its id."""
    if not (SHARED / "gold").is_dir():
        pytest.skip("the development reports are not beside the repository")
    with (HERE / "test_actors_named.csv").open(encoding="utf-8") as handle:
        rows = list(csv.DictReader(handle))
    found = sum(_covered(row) for row in rows)
    assert found >= 0.9 * len(rows), f"{found} of {len(rows)}"


def _covered(row: dict[str, str]) -> bool:
    folded = fold((SHARED / row["document"]).read_text(encoding="utf-8"))
    start = int(row["offset"])
    end = start + int(row["length"])
    for mention in actors.find(tokenize(folded.text), folded=folded.text):
        first, last = folded.span(mention.start, mention.end)
        if mention.id == row["id"] and first < end and start < last:
            return True
    return False
