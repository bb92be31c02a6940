"""Quantities in folded Arabic text: digits and number words with the words that qualify them.

`find` reads a token list and returns each quantity with its operator ("more than", "at least", "some"),
as a value, a range, or the bounds of a vague plural. It reads numbers only: whether a number is a toll,
a date or a price is for the grammar to say. Vocabulary and operators are data (`numerals.yaml`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tawatur.languages.ar.numerals_data import Phrases, vocabulary
from tawatur.languages.ar.numerals_reader import NumberReader, Read, tidy
from tawatur.languages.ar.tokens import Token, stems
from tawatur.record import Number, Operator


class Quantity(NamedTuple):
    """A number and the words that qualify it.

    `i`, `j` are the token range, half open, of the number with its adjacent operator words; `start`, `end`
    its offsets in the folded text, without a clitic written onto its first word. `number_i`, `number_j` is
    the bare number. `value` is None for a range (`op` "range") and for a vague plural (`vague`, `op` "~"),
    which have `low` and `high`. `fraction` marks a share (a half, 3/4): it counts nothing by itself.
    `prefix` is the conjunction or preposition written onto the first word.
    """

    i: int
    j: int
    start: int
    end: int
    number_i: int
    number_j: int
    op: Operator
    value: Number | None
    low: Number | None = None
    high: Number | None = None
    vague: bool = False
    ordinal: bool = False
    percent: bool = False
    fraction: bool = False
    prefix: str = ""
    reason: str = ""


def find(tokens: Sequence[Token], start: int = 0, end: int | None = None) -> list[Quantity]:
    """Every quantity among `tokens[start:end]`, in order, none overlapping another.

    Args:
        tokens: the tokens of a folded text.
        start: the first token to read.
        end: the token to stop before; None for all.
    """
    stop = len(tokens) if end is None else min(end, len(tokens))
    classes = vocabulary().classes
    hits = [index for index in range(start, stop) if classes[tokens[index][0]] is not None]
    if not hits:
        return []
    reader = _Reader(tokens, start, stop)
    found: list[Quantity] = []
    done = start
    for index in hits:
        if index < done:
            continue
        quantity = reader.quantity(index, done)
        if quantity is not None:
            found.append(quantity)
            done = quantity.j
    return found


def read_number(tokens: Sequence[Token], k: int, end: int | None = None) -> tuple[Number, int, bool] | None:
    """The bare number that starts at token `k`: its value, the token after it, and whether it is an ordinal.

    None where no number with a definite value starts there.
    """
    stop = len(tokens) if end is None else min(end, len(tokens))
    if k >= stop:
        return None
    read = _Reader(tokens, k, stop).number(k)
    if read is None or read.value is None:
        return None
    return read.value, read.j, read.ordinal


def post_operator(tokens: Sequence[Token], k: int, end: int | None = None) -> tuple[Operator, int] | None:
    """The operator phrase that starts at token `k` ("على الأقل", "أو أكثر") and the token after it, or None."""
    stop = len(tokens) if end is None else min(end, len(tokens))
    if k >= stop:
        return None
    for words, op in vocabulary().after.by_word.get(tokens[k].text, ()):
        if k + len(words) <= stop and all(tokens[k + n].text == word for n, word in enumerate(words)):
            return op, k + len(words)
    return None


def pre_operator(tokens: Sequence[Token], k: int, start: int = 0) -> tuple[Operator, int] | None:
    """The operator phrase that ends just before token `k` and its first token, or None."""
    if k <= start:
        return None
    return _ends_with(tokens, k, start, vocabulary().before)


def openers() -> frozenset[str]:
    """The first words of the operator phrases that stand before a number."""
    return vocabulary().openers


def _ends_with(tokens: Sequence[Token], k: int, start: int, table: Phrases) -> tuple[Operator, int] | None:
    last = tokens[k - 1].text
    groups = table.by_word.get(last)
    if groups is None:
        groups = tuple(
            group for stem in stems(last)[1:] for group in table.by_word.get(stem, ()) if len(group[0]) == 1
        )
    for words, op in groups:
        first = k - len(words)
        if first < start or any(tokens[first + n].text != words[n] for n in range(1, len(words))):
            continue
        if tokens[first].text == words[0] or words[0] in stems(tokens[first].text):
            return op, first
    return None


class _Reader(NumberReader):
    """Reads whole quantities: a number with its operator words, its range and its percent sign."""

    # -- whole quantities ------------------------------------------------------------------------------

    def quantity(self, k: int, floor: int) -> Quantity | None:
        """The quantity whose bare number starts at `k`; operator words are taken from `floor` on."""
        read = self.number(k)
        if read is None:
            return None
        read = self._negated(read, floor)
        ranged = self._range(read, floor)
        first, last = (read.i, read.j) if ranged is None else (ranged[0], ranged[1].j)
        prefix, first = self._glued_prefix(first, floor)
        percent, last = self._percent(last)
        op, low, high, value = self._bounds(read, ranged)
        op, first, last, why = self._operators(op, first, last, floor, ranged is not None)
        word_prefix = self._word_prefix(first)
        return Quantity(
            i=first,
            j=last,
            start=self.tokens[first].start + len(word_prefix),
            end=self.tokens[last - 1].end,
            number_i=read.i,
            number_j=read.j if ranged is None else ranged[1].j,
            op=op,
            value=value,
            low=low,
            high=high,
            vague=read.value is None,
            ordinal=read.ordinal,
            percent=percent,
            fraction=read.fraction,
            prefix=prefix or word_prefix,
            reason=why,
        )

    def _bounds(
        self, read: Read, ranged: tuple[int, Read] | None
    ) -> tuple[Operator, Number | None, Number | None, Number | None]:
        if ranged is not None:
            low, high = _spread(read, ranged[1])
            return "range", low, high, None
        if read.value is None:
            return "~", read.low, read.high, None
        return "=", None, None, read.value

    def _operators(
        self, op: Operator, first: int, last: int, floor: int, ranged: bool
    ) -> tuple[Operator, int, int, str]:
        """Adjacent operator words before and after; a bound outranks "about", the outer phrase the inner."""
        reasons: list[str] = []
        fixed = op != "="
        before = None if self._conjoined(first) else self._operator_ends(first, floor)
        while before is not None:
            found, start = before
            reasons.append(f"{self._text(start, first)}: {found}")
            first = start
            if not fixed and (op == "=" or found != "~"):
                op = found
            before = None if self._conjoined(first) else self._operator_ends(first, floor)
        after = post_operator(self.tokens, last, self.end)
        if after is not None:
            reasons.append(f"{self._text(last, after[1])}: {after[0]}")
            last = after[1]
            if not fixed and (op == "=" or (op == "~" and after[0] != "~")):
                op = after[0]
        if ranged:
            reasons.append("two bounds")
        return op, first, last, "; ".join(reasons)

    def _glued_prefix(self, first: int, floor: int) -> tuple[str, int]:
        """The clitic that stands as a token of its own because digits follow it: "و550"."""
        if first <= floor:
            return "", first
        before, token = self.tokens[first - 1], self.tokens[first]
        if before.end != token.start or before.text not in self.vocabulary.digit_prefixes:
            return "", first
        # Operator words stand before a preposition or article ("أكثر من ال30"), never before a conjunction.
        if before.text[0] in "وف" or self._operator_ends(first - 1, floor) is None:
            return before.text, first
        return before.text, first - 1

    def _operator_ends(self, k: int, floor: int) -> tuple[Operator, int] | None:
        return _ends_with(self.tokens, k, floor, self.vocabulary.before) if k > floor else None

    def _conjoined(self, first: int) -> bool:
        """Whether "and" is written onto the token: what stands before it belongs to another number."""
        return self._word_prefix(first)[:1] in ("و", "ف") if self.tokens[first].text[0] in "وف" else False

    def _word_prefix(self, first: int) -> str:
        """The clitics written onto the first word of the quantity, be it the number or an operator word."""
        text = self.tokens[first].text
        found = self.vocabulary.classes[text]
        if found is not None:
            return found.prefix
        if text[0] in "وفبلك" and len(text) > 3 and text[1:] in self.vocabulary.openers:
            return text[0]
        return ""

    def _percent(self, last: int) -> tuple[bool, int]:
        for words in self.vocabulary.percent:
            if self._matches(last, words):
                return True, last + len(words)
        return False, last

    def _negated(self, read: Read, floor: int) -> Read:
        """A minus: the word, or a dash glued to digits that count nothing (else it is a list's dash)."""
        before = read.i - 1
        if before < floor or read.value is None:
            return read
        token = self.tokens[before]
        found = self.vocabulary.classes[token.text]
        if found is not None and found.kind == "negative":
            return read._replace(i=before, value=-read.value)
        if token.text != "-" or token.end != self.tokens[read.i].start:
            return read
        if before > floor and self.tokens[before - 1].end == token.start:
            return read
        follows = self._at(read.j)
        if follows is None or follows.text in self.vocabulary.minus_units:
            return read._replace(i=before, value=-read.value)
        return read

    # -- ranges ----------------------------------------------------------------------------------------

    def _range(self, read: Read, floor: int) -> tuple[int, Read] | None:
        """The range that `read` opens: its first token and its upper number."""
        if read.value is None or read.ordinal or read.j >= self.end:
            return None
        opened = self._opening(read.i, floor)
        upper = self._upper(read, opened)
        if upper is None:
            return None
        low, high = _spread(read, upper)
        if low >= high or upper.ordinal or (opened == "" and self._changes(read.i, floor)):
            return None
        first = read.i
        if opened == "between":
            first = self._between_start(read.i, floor)
        elif opened == "from":
            first = read.i - 1
            if self._changes(first, floor):
                return None
        return first, upper

    def _opening(self, i: int, floor: int) -> str:
        if i > floor and self._between_start(i, floor) < i:
            return "between"
        if i > floor and self.tokens[i - 1].text in self.vocabulary.range_from:
            return "" if self._operator_ends(i, floor) else "from"
        return ""

    def _between_start(self, i: int, floor: int) -> int:
        for words in self.vocabulary.between:
            first = i - len(words)
            if first >= floor and all(
                self.tokens[first + n].text == word or (n == 0 and word in stems(self.tokens[first].text))
                for n, word in enumerate(words)
            ):
                return first
        return i

    def _upper(self, read: Read, opened: str) -> Read | None:
        join = read.j
        upper = self._joined(join, read, opened)
        if upper is None and opened == "between" and self._is_noun(join):
            upper = self._joined(join + 1, read, opened)
            if upper is not None and self._counts_another(join, upper.j):
                return None
        return upper

    def _counts_another(self, first: int, second: int) -> bool:
        """ "Between 3 dead and 5 wounded" counts two things; "between 3 dead and 5 dead" one."""
        noun, other = self._at(first), self._at(second)
        return noun is not None and other is not None and other.text[0].isalpha() and noun.text[:3] != other.text[:3]

    def _joined(self, k: int, read: Read, opened: str) -> Read | None:
        token = self._at(k)
        if token is None:
            return None
        text = token.text
        if opened == "between":
            after = self._after_and(k)
            if after is not None:
                return self._plain_number(after)
        if text in self.vocabulary.range_to or text in self.vocabulary.range_or:
            return self._plain_number(k + 1)
        if text == "-" and k == read.j and self._is_digit(read.j - 1) and self._is_digit(k + 1):
            return None if self._chained(k + 1) else self._plain_number(k + 1)
        return None

    def _plain_number(self, k: int) -> Read | None:
        if k < self.end and self._at_prefix(k):
            k += 1
        read = self.number(k) if k < self.end else None
        return read if read is not None and read.value is not None else None

    def _at_prefix(self, k: int) -> bool:
        """A clitic token glued to digits at `k`."""
        return (
            k + 1 < self.end
            and self.tokens[k].text in self.vocabulary.digit_prefixes
            and self.tokens[k].end == self.tokens[k + 1].start
            and self._is_digit(k + 1)
        )

    def _chained(self, k: int) -> bool:
        """A second dash: a date or a code, not a range."""
        after = self._at(k + 1)
        return after is not None and after.text in "-/" and after.start == self.tokens[k].end

    def _changes(self, k: int, floor: int) -> bool:
        return any(
            stem in self.vocabulary.change_words
            for index in range(max(floor, k - 5), k)
            for stem in stems(self.tokens[index].text)
        )


def _spread(low: Read, high: Read) -> tuple[Number, Number]:
    """Both bounds of a range; "2 to 3 million" lends the scale of the upper bound to the lower."""
    first = low.value if low.value is not None else 0
    last = high.value if high.value is not None else 0
    if low.scale == 1 and high.scale >= 1000 and first < last / high.scale:
        first = tidy(first * high.scale)
    return first, last
