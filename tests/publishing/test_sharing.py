"""The rules of sharing: what every format for others shows, and what none of them shows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import yaml

from tawatur.casefile import Case
from tawatur.errors import DataError, UsageError
from tawatur.publishing import Share, formats, is_working, load_profile
from tawatur.publishing.naming import MARK
from tawatur.publishing.quoting import CUT
from tawatur.publishing.sharing import roster_of
from tawatur.publishing.tlp import LEVELS, MarkingBroken, level, strictest
from tawatur.script import fold_text

from .cases import LATIN, OTHERS, PRIVATE, REPORTS, everything, exported, make, profile


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with private persons."""
    return make(tmp_path_factory.mktemp("sharing"))


@pytest.fixture
def case(built: Path, tmp_path: Path) -> Iterator[Case]:
    """A copy of it, to mark and export."""
    copy = tmp_path / "a.case"
    copy.write_bytes(built.read_bytes())
    with Case.open(str(copy)) as found:
        yield found


def test_every_format_but_four_is_for_others() -> None:
    """The working formats are those four; the others are all tried below."""
    assert [name for name in formats() if is_working(name)] == ["claims", "events", "relations", "statistics"]
    assert tuple(name for name in formats() if not is_working(name)) == OTHERS


# --- private persons


def test_the_working_formats_have_the_names(case: Case) -> None:
    """Otherwise the next test would find nothing because there is nothing."""
    whole = fold_text(everything(case, "claims"))
    assert [name for name in PRIVATE if fold_text(name) not in whole] == []
    assert "Zoghbi" in whole


@pytest.mark.parametrize("form", OTHERS)
def test_no_private_person_is_in_a_format_for_others(case: Case, form: str) -> None:
    """Not in Arabic, however spelt, not in Latin letters, and not in the name of a file."""
    text = everything(case, form)
    folded, latin = fold_text(text), text.lower()
    assert [name for name in PRIVATE if fold_text(name) in folded] == []
    assert [name for name in LATIN if name in latin] == []
    assert MARK.search(text) is not None


def test_a_pseudonym_is_the_same_all_through_a_case_and_in_every_format(case: Case) -> None:
    """A reader can tell that two sentences speak of one person, and the owner who that is."""
    roster = roster_of(case, load_profile())
    marked = f"[شخص {roster.pseudonym('منير الزغبي')}]"
    texts = [everything(case, form) for form in ("csv", "jsonld", "misp")]
    assert [marked in text for text in texts] == [True, True, True]


def test_pseudonyms_of_another_case_are_others(case: Case, tmp_path: Path) -> None:
    """Without the key of the case nobody can try names until one fits."""
    (tmp_path / "other").mkdir()
    with Case.open(str(make(tmp_path / "other"))) as other:
        mine, theirs = roster_of(case, load_profile()), roster_of(other, load_profile())
    assert mine.names() == theirs.names()
    assert mine.pseudonym("منير الزغبي") != theirs.pseudonym("منير الزغبي")


def test_the_owner_can_lift_it_and_the_trail_says_so(case: Case) -> None:
    """A profile that names persons is on record with its digest."""
    rules = profile(name="court", persons="named")
    assert "منير الزغبي" in everything(case, "jsonld", rules)
    *_, (_, _, action, subject, detail) = case.history()
    told = json.loads(detail)
    assert (action, subject, told["persons"], told["profile"]) == ("exported", "jsonld", "named", "court")
    assert told["profile_sha256"] == rules.digest


def test_a_name_the_program_misses_can_be_declared(case: Case) -> None:
    """`private` hides a name wherever it stands; here a word no reader of names would take for one."""
    text = everything(case, "csv", profile(private=("عبوة ناسفة",)))
    assert "عبوة ناسفة" not in text


def test_a_public_figure_is_named(tmp_path: Path) -> None:
    """An office beside a name makes it public, and so does the list of a profile."""
    reports = {
        "a.txt": "قُتل 5 أشخاص في تفجير استهدف موكب وزير الداخلية حسين الدوسري في كابول يوم 4 يناير 2024.\n",
        "b.txt": "قُتل 8 أشخاص في تفجير استهدف منزل طارق الفهداوي في بغداد يوم 9 يناير 2024.\n",
    }
    with Case.open(str(make(tmp_path, reports))) as case:
        shown = everything(case, "jsonld")
        listed = everything(case, "jsonld", profile(public=("طارق الفهداوي",)))
    assert ("الدوسري" in shown, "الفهداوي" in shown, "الفهداوي" in listed) == (True, False, True)


def test_the_address_of_a_report_that_hides_somebody_is_left_out(tmp_path: Path) -> None:
    """It would lead to the whole sentence."""
    rows = [
        {"text": REPORTS["berlin.txt"], "url": "https://example.org/hidden", "title": "خبر"},
        {"text": REPORTS["kabul-two.txt"], "url": "https://example.org/shown", "title": "خبر"},
    ]
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "feed.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    from tawatur.build import build

    build([tmp_path / "in"], str(tmp_path / "a.case"))
    with Case.open(str(tmp_path / "a.case")) as case:
        assert {claim.sha256 for claim in case.claims()} == {card.sha256 for card in case.cards()}
        for form in OTHERS:
            text = everything(case, form)
            assert "example.org/hidden" not in text
        assert "https://example.org/shown" in everything(case, "jsonld")


# --- quotations


def pieces(shown: str) -> list[str]:
    """What is left of a quotation between its marks."""
    return [part.strip() for part in re.split(f"{MARK.pattern}|{re.escape(CUT)}", shown) if part.strip()]


@pytest.mark.parametrize("longest", [20, 40, 80, 240])
def test_a_quotation_differs_from_the_text_only_at_its_marks(case: Case, longest: int) -> None:
    """What stands between the marks stands in the sentence, in that order."""
    whole = {claim.id: claim.quote for claim in case.claims()}
    seen = 0
    for told in Share(case, profile(quotation=longest)).claims():
        at = 0
        for piece in pieces(told.quotation.text):
            at = whole[told.claim.id].index(piece, at) + len(piece)
        seen += told.quotation.redacted
        assert len(MARK.sub("", told.quotation.text).replace(CUT, "")) <= longest + 2
    assert seen > 0


def test_a_quotation_with_a_hidden_person_says_nowhere_where_it_stands(case: Case) -> None:
    """No offset of it, nor of anything in it."""
    for told in Share(case, load_profile()).claims():
        if told.quotation.redacted:
            assert told.quotation.span is None
        assert {told.claim.span, told.claim.trigger, *(f.span for f in told.claim.figures)} == {(0, 0)}


def test_a_profile_can_quote_nothing(case: Case) -> None:
    """Length 0."""
    assert {told.quotation.text for told in Share(case, profile(quotation=0)).claims()} == {""}


# --- markings


@pytest.mark.parametrize(
    ("text", "expected"),
    [("amber", "TLP:AMBER"), ("TLP:WHITE", "TLP:CLEAR"), ("amber+strict", "TLP:AMBER+STRICT"), (" Red ", "TLP:RED")],
)
def test_a_level_is_known_however_it_is_written(text: str, expected: str) -> None:
    """With or without the prefix, in any case, under its former name."""
    assert level(text) == expected


def test_an_unknown_level_lists_those_there_are() -> None:
    """The message is the remedy."""
    with pytest.raises(UsageError, match="TLP:AMBER\\+STRICT"):
        level("orange")


def test_the_strictest_of_none_is_clear() -> None:
    """And of several the last in the order of the protocol."""
    assert (strictest(()), strictest(reversed(LEVELS))) == ("TLP:CLEAR", "TLP:RED")


def kabul(case: Case) -> str:
    """A claim of the bombing in Kabul."""
    return next(claim.id for claim in case.claims() if claim.document == "kabul.txt" and claim.figures)


@pytest.mark.parametrize("form", OTHERS)
def test_an_export_that_would_break_a_marking_is_refused(case: Case, form: str) -> None:
    """A claim marked AMBER is in no GREEN export; the refusal names it, and nothing is written or recorded."""
    marked = kabul(case)
    case.mark("claim", marked, "TLP:AMBER", "owner")
    before = case.history()
    with pytest.raises(MarkingBroken, match=marked) as refused:
        exported(case, form, profile(tlp="TLP:GREEN"))
    assert [(o.kind, o.subject, o.tlp) for o in refused.value.obstacles] == [("claim", marked, "TLP:AMBER")]
    assert case.history() == before


@pytest.mark.parametrize("form", OTHERS)
def test_what_is_marked_can_be_withheld(case: Case, form: str) -> None:
    """Neither the claim nor the event that rests on it nor any figure of that event is left."""
    marked = kabul(case)
    event = case.event_of()[marked]
    case.mark("claim", marked, "TLP:AMBER", "owner")
    text = everything(case, form, profile(tlp="TLP:GREEN", over="withhold"))
    assert (marked in text, event in text) == (False, False)
    assert "TLP:AMBER" not in text


def test_an_export_inherits_the_strictest_marking(case: Case) -> None:
    """Of the case, a report or a claim, whatever the receivers might see."""
    rules = profile(tlp="TLP:RED")
    levels = [Share(case, rules).tlp]
    case.mark("case", "", "TLP:GREEN", "owner")
    levels.append(Share(case, rules).tlp)
    case.mark("document", case.claims([kabul(case)])[0].sha256, "TLP:AMBER+STRICT", "owner")
    levels.append(Share(case, rules).tlp)
    assert levels == ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER+STRICT"]


def test_a_marked_case_is_refused_even_where_the_rest_may_be_withheld(case: Case) -> None:
    """All of it stands in the way."""
    case.mark("case", "", "TLP:RED", "owner")
    with pytest.raises(MarkingBroken, match="all of it"):
        Share(case, profile(over="withhold"))


def test_a_marking_outlives_a_build(tmp_path: Path) -> None:
    """It is kept apart from what is read."""
    from tawatur.build import build

    path = make(tmp_path)
    with Case.open(str(path)) as case:
        case.mark("document", case.claims()[0].sha256, "TLP:AMBER", "owner")
    (tmp_path / "in" / "new.txt").write_text("خبر عن معرض.\n", encoding="utf-8")
    build([tmp_path / "in"], str(path))
    with Case.open(str(path)) as case:
        assert list(case.markings().values()) == ["TLP:AMBER"]


# --- coarser, later


def test_a_coarse_place_is_nowhere_named(case: Case) -> None:
    """Neither its name nor its point nor a sentence that has them; the country stays."""
    rules = profile(places="country")
    for form in ("csv", "jsonld", "stix", "geojson"):
        text = everything(case, form, rules)
        assert [name for name in ("كابول", "Kabul", "34.5", "موسكو", "Moscow") if name in text] == []
    assert "Afghanistan" in everything(case, "csv", rules)


def test_a_coarse_date_is_nowhere_exact(case: Case) -> None:
    """By month there is no day, of the event or of a publication."""
    text = everything(case, "csv", profile(dates="month"))
    assert re.findall(r"2024-\d\d-\d\d", text) == []
    assert "2024-01" in text


def test_what_is_recent_stays_back(case: Case) -> None:
    """Counted to the day the profile names, so that the same profile gives the same publication."""
    rules = profile(delay_days=30, as_of="2024-04-02")
    dates = {told.event.date for told in Share(case, rules).events()}
    assert dates == {"2024-01-04", "2024-03-03"}


# --- profiles and the trail


def test_a_profile_changes_what_it_names_and_keeps_the_rest(tmp_path: Path) -> None:
    """A file of two lines is a profile."""
    path = tmp_path / "partners.yaml"
    path.write_text("tlp: amber\nquotation: 80\nas_of: 2024-06-01\n", encoding="utf-8")
    expected = profile(name="partners", tlp="TLP:AMBER", quotation=80, as_of="2024-06-01")
    assert load_profile(path) == expected


@pytest.mark.parametrize(
    "text", ["tlp: [", "just words", "colour: red", "persons: hidden", "tlp: orange", "delay_days: -1", "as_of: soon"]
)
def test_a_malformed_profile_is_named(tmp_path: Path, text: str) -> None:
    """With the file, and what is wrong."""
    path = tmp_path / "bad.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"bad\.yaml"):
        load_profile(path)


def test_the_default_profile_says_what_every_key_is() -> None:
    """The file is the reference: it has every field but the one that is a day."""
    import tawatur.publishing

    text = Path(tawatur.publishing.__file__).with_name("profiles").joinpath("default.yaml").read_text("utf-8")
    assert set(yaml.safe_load(text)) == set(load_profile().__struct_fields__) - {"as_of"}


@pytest.mark.parametrize("form", ["claims", "events", *OTHERS])
def test_every_export_is_recorded_with_its_hash(case: Case, form: str) -> None:
    """The trail holds what was written, of which marking, under which rules."""
    import hashlib

    content = exported(case, form)
    *_, (_, by, action, subject, detail) = case.history()
    told = json.loads(detail)
    assert (action, subject, told["sha256"], told["size"]) == (
        "exported",
        form,
        hashlib.sha256(content).hexdigest(),
        len(content),
    )
    assert by
    rules = load_profile()
    assert told["profile_sha256"] == (None if is_working(form) else rules.digest)


@pytest.mark.parametrize("form", OTHERS)
def test_the_same_case_gives_the_same_bytes(case: Case, form: str) -> None:
    """What an export leaves in the case changes no other export."""
    assert exported(case, form) == exported(case, form)


def test_a_digest_is_of_the_rules_and_not_of_their_file() -> None:
    """Two files that say the same are one profile."""
    assert profile().digest == load_profile().digest != profile(tlp="TLP:RED").digest
    assert msgspec.structs.replace(load_profile()).digest == load_profile().digest
