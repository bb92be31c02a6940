"""The vocabulary of Arabic date expressions, loaded once from `dates.yaml`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tawatur.errors import DataError
from tawatur.languages.ar import numerals_data
from tawatur.languages.ar.memo import Memo
from tawatur.languages.ar.tokens import readings, tokenize
from tawatur.script import fold_text

_PATH = Path(__file__).with_name("dates.yaml")
Words = tuple[str, ...]
# "س" with the letters that open the present of the third person and of "we".
_FUTURE_PREFIXES = frozenset({"سي", "ست", "سن"})
_CLITIC_LETTERS = frozenset("وفبلكا")
# Kinds whose words may carry the article where the vocabulary lists them without it.
_TAKE_ARTICLE = frozenset({"unit", "decade"})


class DateWord(NamedTuple):
    """What a token can be in a date: its kind, its value, and the clitics written onto it."""

    kind: str
    value: Any
    prefix: str = ""
    article: bool = False


class Phrase(NamedTuple):
    """A fixed expression: its words, and days from the publication date or an anchor."""

    words: Words
    days: int | None
    anchor: str | None
    time_of_day: str | None


class Named(NamedTuple):
    """A date known without its year: EDTF date, and the words that call for it."""

    date: str
    heads: frozenset[str]


class Vocabulary:
    """The loaded vocabulary. `classes[word]` is the date word a folded token is, or None."""

    def __init__(self, data: dict[str, Any]) -> None:
        words: dict[str, DateWord] = {}
        self.month_pairs: dict[Words, tuple[int, bool]] = {}
        self._months(data["months"], words, hijri=False)
        self._months(data["hijri_months"], words, hijri=True)
        _simple(words, data["weekdays"], "weekday", "value")
        for entry in data["units"]:
            for form in entry["forms"]:
                words.setdefault(fold_text(form), DateWord("unit", (entry["unit"], entry["count"])))
        _simple(words, data["times_of_day"], "time", "value")
        _simple(words, data["parts"], "part", "part")
        _simple(words, data["rests"], "rest", None)
        _simple(words, data["shares"], "share", "share")
        _simple(words, data["relations"], "relation", "relation")
        _simple(words, data["seasons"], "season", "months")
        _simple(words, data["decades"], "decade", "value")
        _simple(words, data["demonstratives"], "this", "shift")
        self.seasons = {fold_text(form): entry["months"] for entry in data["seasons"] for form in entry["forms"]}
        self.shifts = {fold_text(form): entry["shift"] for entry in data["shifts"] for form in entry["forms"]}
        for form in self.shifts:
            words.setdefault(form, DateWord("shift", None))
        for form in data["joins"]["now"]:
            words.setdefault(fold_text(form), DateWord("now", None))
        self.construct_years = frozenset(
            fold_text(form) for entry in data["construct_years"] for form in entry["forms"]
        )
        self.phrases = _phrases(data["day_phrases"], data["anchors"])
        for first in self.phrases:
            words.setdefault(first, DateWord("phrase", None))
            if words[first].kind == "relation":
                # "بعد غد": its first word is no sign of a date by itself, so its last must be.
                for phrase in self.phrases[first]:
                    words.setdefault(phrase.words[-1], DateWord("phrase", None))
        self.not_after = _folded(data["not_days"]["after"])
        self.not_before = _folded(data["not_days"]["before"])
        joins = data["joins"]
        self.to = _folded(joins["to"])
        self.between = _folded(joins["between"])
        self.range_from = _folded(joins["from"])
        self.period = _folded(joins["period"])
        self.same_as = _folded(joins["same_as"])
        self.gregorian = _folded(joins["gregorian"])
        self.hijri = _folded(joins["hijri"])
        self.named = {
            (int(entry["date"][5:7]), int(entry["date"][8:10])): Named(entry["date"], _folded(entry["heads"]))
            for entry in data["named"]
        }
        self.name_heads = _folded(data["name_heads"])
        self.year_heads = _folded(data["year_heads"])
        self.year_events = _folded(data["year_events"])
        future = data["future"]
        self.future_words = _folded(future["words"])
        self.future_verbs = _folded(future["verbs"])
        self.own_plans = _folded(future["own_plans"])
        for form in sorted(self.own_plans):
            words.setdefault(form, DateWord("own_plan", None))
        self.not_future = tuple(sorted(_folded(future["not_verbs"])))
        self.future_stops = _folded(future["stops"])
        self.future_past = _folded(future["past"])
        self.calls = {
            fold_text(form): (_folded(entry.get("calls", [])), _folded(entry.get("unless", [])))
            for entry in data["months"]
            if not entry.get("alone", True)
            for form in entry["forms"]
            if "calls" in entry
        }
        self.solar = {fold_text(form): entry["value"] for entry in data["solar_months"] for form in entry["forms"]}
        for form in self.solar:
            words.setdefault(form, DateWord("solar", None))
        self.before_last = _folded(data["before_last"])
        self.month_shifts = _folded(data["month_shifts"])
        self.per_day = _folded(data["not_days"]["per_day"])
        self.possessed = {fold_text(form): unit for unit, forms in data["possessed"].items() for form in forms}
        for form in self.possessed:
            words.setdefault(form, DateWord("possessed", None))
        self.later, self.earlier = _folded(data["within"]["later"]), _folded(data["within"]["earlier"])
        self.holiday = _folded(data["within"]["holiday"])
        for form in data["hours"]:
            words.setdefault(fold_text(form), DateWord("hours", None))
        for form in data["centuries"]:
            words.setdefault(fold_text(form), DateWord("century", None))
        self.first_days = _folded(data["first_days"])
        for form in self.first_days:
            words.setdefault(form, DateWord("number", "first_day"))
        self.before_general = _folded(data["not_years"]["general"])
        self.before_sunni = _folded(data["not_years"]["sunni"])
        self.year_joins = _folded(data["year_joins"])
        self.year_before = _folded(data["year_before"])
        self.words = words
        self.classes: Memo[DateWord | None] = Memo(lambda word: _classify(word, words))

    def _months(self, entries: list[dict[str, Any]], words: dict[str, DateWord], *, hijri: bool) -> None:
        kind = "hijri" if hijri else "month"
        for entry in entries:
            alone = not hijri and entry.get("alone", True)
            for form in entry["forms"]:
                parts = tuple(fold_text(form).split())
                if len(parts) == 1:
                    name = parts[0].lower() if parts[0].isascii() else parts[0]
                    words.setdefault(name, DateWord(kind, (entry["value"], alone)))
                else:
                    self.month_pairs[parts] = (entry["value"], hijri)
                    words.setdefault(parts[0], DateWord("month_pair", None))


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary of dates.

    Raises:
        DataError: the file is not a mapping with the expected lists.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data = yaml.load(_PATH.read_text(encoding="utf-8"), Loader=loader)
    if not isinstance(data, dict) or not {"months", "weekdays", "joins"} <= data.keys():
        raise DataError("the date words are malformed; restore the file", subject=str(_PATH))
    return Vocabulary(data)


@lru_cache(maxsize=65536)
def is_future(word: str) -> bool:
    """Whether a folded word is a verb of the future ("سيجتمع", "ستعقد") or says that something is due."""
    words = vocabulary()
    bare = word[1:] if word[:1] in "وف" else word
    if (
        word in words.future_words
        or bare in words.future_words
        or bare in words.future_verbs
        or bare in words.own_plans
    ):
        return True
    return len(bare) >= 5 and bare[:2] in _FUTURE_PREFIXES and not bare.startswith(words.not_future)


def _classify(word: str, words: dict[str, DateWord]) -> DateWord | None:
    if "0" <= word[0] <= "9":
        return DateWord("digits", int(word) if word.isdigit() and len(word) <= 4 else None)
    known = words.get(word.lower() if word.isascii() else word)
    if known is not None:
        return known
    if len(word) >= 4 and word[0] in _CLITIC_LETTERS and _ends_in_word(word, words):
        found = _with_clitics(word, words)
        if found is not None:
            return found
    number = numerals_data.vocabulary().classes[word]
    if number is None:
        return None
    kind = "thousand" if number.kind.startswith("scale") and number.value == 1000 else "number"
    return DateWord(kind, number.kind, number.prefix, number.article)


def _ends_in_word(word: str, words: dict[str, DateWord]) -> bool:
    """Whether what is left without up to four letters is a date word: a quick no for most words."""
    return any(word[n:] in words for n in range(1, 5)) or (word[1] == "ل" and "ال" + word[2:] in words)


def _with_clitics(word: str, words: dict[str, DateWord]) -> DateWord | None:
    for reading in readings(word)[1:]:
        # Words whose article belongs to the form are listed with it: "وال" + "جمعة" is found as "الجمعة".
        stem = "ال" + reading.stem if reading.article else reading.stem
        known = words.get(stem)
        prefix = reading.conjunction + reading.preposition
        if known is None and reading.article:
            known = words.get(reading.stem)
            if known is not None and known.kind not in _TAKE_ARTICLE:
                known = None
        if known is not None and not (known.kind == "this" and prefix == "ل" and known.value == "same"):
            return known._replace(prefix=prefix, article=reading.article)
    return None


def _simple(words: dict[str, DateWord], entries: list[dict[str, Any]], kind: str, key: str | None) -> None:
    for entry in entries:
        for form in entry["forms"]:
            folded = fold_text(form)
            name = folded.lower() if folded.isascii() else folded
            words.setdefault(name, DateWord(kind, None if key is None else entry[key]))


def _phrases(days: list[dict[str, Any]], anchors: list[dict[str, Any]]) -> dict[str, tuple[Phrase, ...]]:
    found: dict[str, list[Phrase]] = {}
    for entry in [*days, *anchors]:
        for text in entry["phrases"]:
            words = tuple(token.text for token in tokenize(fold_text(text)))
            phrase = Phrase(words, entry.get("days"), entry.get("anchor"), entry.get("tod"))
            found.setdefault(words[0], []).append(phrase)
    return {word: tuple(sorted(group, key=lambda phrase: -len(phrase.words))) for word, group in found.items()}


def _folded(texts: list[str]) -> frozenset[str]:
    return frozenset(fold_text(text) for text in texts)
