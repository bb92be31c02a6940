"""The nouns: frozen, keyword-only, the same in JSON, with identifiers that come from content."""

from __future__ import annotations

import math

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur import record
from tawatur.record import Claim, Document, Figure, Place, Voice

SPANS = st.tuples(st.integers(0, 10_000), st.integers(0, 10_000)).map(lambda pair: (min(pair), max(pair)))
HASHES = st.text("0123456789abcdef", min_size=64, max_size=64)


def figure(**fields: object) -> Figure:
    return msgspec.convert(
        {"measure": "killed", "op": "=", "value": 3, "text": "3", "span": (0, 1), **fields}, Figure
    )


@pytest.mark.parametrize(
    ("fields", "bounds"),
    [
        ({}, (3, 3)),
        ({"op": ">"}, (4, math.inf)),
        ({"op": ">="}, (3, math.inf)),
        ({"op": "<"}, (0, 2)),
        ({"op": "<="}, (0, 3)),
        ({"op": "~"}, (3, 3)),
        ({"op": "range", "value": (3, 9)}, (3, 9)),
        ({"op": "~", "value": None, "low": 20, "high": 99, "vague": True}, (20, 99)),
        ({"op": "~", "value": None, "vague": True}, (0, math.inf)),
    ],
)
def test_bounds_of_a_figure(fields: dict[str, object], bounds: tuple[float, float]) -> None:
    """The least and greatest number a wording allows: "more than 90" is never 90."""
    assert figure(**fields).bounds == bounds


def test_a_noun_is_frozen() -> None:
    """Nobody edits a value once it is made."""
    with pytest.raises(AttributeError):
        figure().value = 4  # type: ignore[misc]


def test_a_claim_survives_json() -> None:
    """What is written is what is read, tuples of spans and ranges included."""
    claim = Claim(
        id="clm_0",
        document="a.txt",
        sha256="00",
        span=(0, 20),
        quote="قُتل ما بين 3 و9 أشخاص",
        trigger=(0, 4),
        event_type="attack",
        family="violence",
        date="2024-01",
        place=Place(text="كرمان", span=(5, 10), country="IR"),
        figures=(figure(op="range", value=(3, 9)),),
        attribution=(Voice(role="cited", text="الشرطة", span=(11, 17)),),
    )
    assert msgspec.json.decode(msgspec.json.encode(claim), type=Claim) == claim


def test_defaults_are_not_written() -> None:
    """A line of an export holds what the report says and not what it leaves unsaid."""
    encoded = msgspec.json.decode(msgspec.json.encode(figure()))
    assert encoded == {"measure": "killed", "op": "=", "value": 3, "text": "3", "span": [0, 1]}


def test_a_document_is_known_by_its_bytes() -> None:
    """The same bytes under two names are one document."""
    left, right = (Document(path=path, sha256="ab" * 32, text="نص") for path in ("a.txt", "b.txt"))
    assert left.id == right.id == "doc_abababababababab"


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        (record.digest("a", 1), "839e11a421d370be"),
        (record.claim_id("00" * 32, (3, 9), "violence"), "clm_d6b4bb7aeeb5fcac"),
        (record.event_id(("clm_b", "clm_a")), "evt_4759f893b829bc13"),
    ],
)
def test_identifiers_are_stable(found: str, wanted: str) -> None:
    """An identifier in somebody's notes must be the same in the next release."""
    assert found == wanted


@given(st.permutations(["clm_1", "clm_2", "clm_3"]))
def test_an_event_is_known_by_its_claims_in_any_order(claims: list[str]) -> None:
    """The order in which claims were found does not name the event."""
    assert record.event_id(tuple(claims)) == record.event_id(("clm_1", "clm_2", "clm_3"))


@given(HASHES, SPANS, SPANS)
def test_claims_of_other_triggers_have_other_identifiers(
    sha256: str, left: tuple[int, int], right: tuple[int, int]
) -> None:
    """The trigger's span tells the claims of one document apart."""
    same = record.claim_id(sha256, left, "violence") == record.claim_id(sha256, right, "violence")
    assert same == (left == right)


@given(st.lists(st.text("ab1", min_size=1), min_size=2, max_size=2), st.text("ab1", min_size=1))
def test_parts_do_not_run_together(parts: list[str], third: str) -> None:
    """("a", "bc") and ("ab", "c") are different things."""
    assert record.digest(*parts, third) != record.digest("".join(parts), third)
