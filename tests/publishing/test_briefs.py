"""Briefs: each figure and date leads back to its claims, in both languages and all three dresses."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tawatur import codebook, samples
from tawatur.build import build
from tawatur.casefile import Case
from tawatur.errors import DataError, UsageError
from tawatur.intake import load_mapping
from tawatur.publishing import Share, load_profile
from tawatur.publishing.briefs.composing import SECTIONS, Brief, Wanted, compose
from tawatur.publishing.briefs.wording import Words
from tawatur.publishing.briefs.writing import DRESSES, edits_of, keep_edits, write_brief
from tawatur.publishing.numbers import Bound, as_stated
from tawatur.publishing.tlp import MarkingBroken
from tawatur.record import FigureValue, Tally
from tawatur.script import fold_text

from .cases import LATIN, PRIVATE, make, profile


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case of the bundled samples."""
    folder = tmp_path_factory.mktemp("briefs")
    build([samples.path()], str(folder / "s.case"), mapping=load_mapping(samples.mapping()))
    return folder / "s.case"


@pytest.fixture
def case(built: Path, tmp_path: Path) -> Iterator[Case]:
    """A copy of it."""
    (tmp_path / "s.case").write_bytes(built.read_bytes())
    with Case.open(str(tmp_path / "s.case")) as found:
        yield found


@pytest.fixture(scope="module")
def private(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """A case with private persons."""
    with Case.open(str(make(tmp_path_factory.mktemp("private")))) as found:
        yield found


def written(case: Case, dress: str, language: str, wanted: Wanted | None = None) -> bytes:
    """A brief."""
    out = io.BytesIO()
    write_brief(case, out, dress, language, wanted)
    return out.getvalue()


def composed(case: Case, language: str, wanted: Wanted | None = None) -> Brief:
    """A brief before it is dressed."""
    return compose(Share(case, load_profile()), language, wanted)


def text_of(dress: str, content: bytes) -> str:
    """The text a reader can select in a brief, in the order it was written."""
    if dress == "pdf":
        import pypdfium2

        document = pypdfium2.PdfDocument(content)
        pages = [document[number] for number in range(len(document))]
        return unicodedata.normalize("NFKC", "\n".join(page.get_textpage().get_text_bounded() for page in pages))
    if dress == "docx":
        import docx

        document = docx.Document(io.BytesIO(content))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    return _Page.text(content.decode())


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.opened: list[str] = []
        self.targets: list[str] = []
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.targets += [given["popovertarget"] or ""] if "popovertarget" in given else []
        self.names |= {given["id"] or ""} if "id" in given else set()
        self.opened.append(tag)

    def handle_data(self, data: str) -> None:
        if self.opened and self.opened[-1] not in ("style", "script"):
            self.found.append(data)

    @classmethod
    def read(cls, page: str) -> _Page:
        made = cls()
        made.feed(page)
        return made

    @classmethod
    def text(cls, page: str) -> str:
        return "".join(cls.read(page).found)


# --- every figure and date leads back


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_sentence_about_an_event_cites_claims_of_that_event(case: Case, language: str) -> None:
    """Each figure's notes are claims that state the measure, and every note is used."""
    brief = composed(case, language)
    events = {event.id: event for event in case.events()}
    notes = {note.number: note.claim for note in brief.notes}
    used: set[int] = set()
    told = [sentence for section in brief.sections for sentence in section.items if sentence.event]
    assert {sentence.event for sentence in told} == set(events)
    for sentence in told:
        cited = {notes[number] for piece in sentence.pieces for number in piece.notes}
        assert cited
        assert cited <= set(events[sentence.event or ""].claims)
        used |= {number for piece in sentence.pieces for number in piece.notes}
    assert used <= set(notes)
    assert sorted(notes) == list(range(1, len(notes) + 1))


def selected(name: str, text: str) -> bool:
    """Whether an identifier is in the text of a PDF.

    A reader of PDF that meets one in a line from right to left gives its runs of letters and digits from the end.
    """
    turned = "".join(reversed(re.findall(r"[a-z]+|\d+|_", name)))
    return name in text or turned in text


def test_every_figure_and_date_in_the_pdf_leads_back_to_a_claim_that_states_it(case: Case) -> None:
    """From the text of the PDF: the number after an event, its notes, their claims, the figures of those claims."""
    plain = " ".join(text_of("pdf", written(case, "pdf", "en")).split())
    brief = composed(case, "en")
    claims = {claim.id: claim for claim in case.claims()}
    events = {event.id: event for event in case.events()}
    words = Words("en")
    figures = dated = 0
    for sentence in (item for s in brief.sections if s.key in codebook.themes() for item in s.items):
        event = events[sentence.event or ""]
        if event.date:
            said = words.date(event.date)
            assert said in sentence.pieces[0].text
            assert said in plain
            assert sentence.pieces[0].notes
            dated += 1
        for piece in sentence.pieces:
            told = [figure for note in piece.notes for figure in claims[brief.notes[note - 1].claim].figures]
            for number in map(int, re.findall(r"(?<![\d/-])(\d+)(?= (?:killed|injured|arrested))", piece.text)):
                assert f"{number} " in plain
                assert number in {figure.value for figure in told}
                figures += 1
    assert (figures >= 8, dated >= 15) == (True, True)


@pytest.mark.parametrize("dress", list(DRESSES))
@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_dress_has_every_note_and_every_event(case: Case, dress: str, language: str) -> None:
    """The three differ in dress only."""
    brief = composed(case, language)
    text = text_of(dress, written(case, dress, language))
    squeezed = re.sub(r"\s+", "", text)
    assert [note.claim for note in brief.notes if not selected(note.claim, squeezed)] == []
    if language == "en":
        labels = [event.label["en"] for event in case.events()]
        assert [label for label in labels if re.sub(r"\s+", "", label) not in squeezed] == []


def test_a_note_of_the_page_opens_in_place(case: Case) -> None:
    """Every number is a button for a note that is there."""
    page = _Page.read(written(case, "html", "ar").decode())
    assert page.targets
    assert set(page.targets) <= page.names


def test_the_page_needs_nothing_else_and_says_its_direction(case: Case) -> None:
    """No address is fetched; the language and its direction are declared; the events are there as JSON-LD."""
    page = written(case, "html", "ar").decode()
    assert '<html lang="ar" dir="rtl">' in page
    assert re.findall(r"""(?:src|href)=["']https?://(?!example)""", page) == []
    assert '"@type": "Event"' in page


def test_arabic_in_docx_is_really_right_to_left(case: Case) -> None:
    """Paragraphs, runs and tables are marked so, and the letters stand in the order they are read."""
    with zipfile.ZipFile(io.BytesIO(written(case, "docx", "ar"))) as package:
        document = package.read("word/document.xml").decode()
    assert document.count("<w:bidi/>") > 50
    assert document.count("<w:rtl/>") > 50
    assert "<w:bidiVisual/>" in document
    assert "الخلاصة" in document


@pytest.mark.parametrize("dress", list(DRESSES))
def test_the_same_case_gives_the_same_brief(case: Case, dress: str) -> None:
    """Byte for byte, but for the times python-docx's zip keeps."""
    one, two = written(case, dress, "ar"), written(case, dress, "ar")
    assert text_of(dress, one) == text_of(dress, two) if dress == "docx" else one == two


# --- what it says


def test_one_chain_is_called_one_chain(case: Case) -> None:
    """At each event with a single line of sources, and at no other."""
    say = Words("ar")
    by_event = {event.id: event.chains for event in case.events()}
    for section in composed(case, "ar").sections:
        for sentence in section.items:
            if sentence.event and section.key in codebook.themes() and section.key != "recommendations":
                single = any(say("single") in piece.text for piece in sentence.pieces)
                assert single == (by_event[sentence.event] == 1)


def test_a_contradiction_stands_with_both_figures_and_who_says_them(case: Case) -> None:
    """145 and 173 in one row, each with its notes."""
    [table] = [section.table for section in composed(case, "en").sections if section.key == "disagreements"]
    assert table is not None
    [[event, measure, one, other]] = table.rows
    assert (event.text, measure.text) == ("Attack in Moscow, March 2024", "killed")
    assert (one.text[:10], other.text[:10]) == ("145 killed", "173 killed")
    assert one.notes
    assert other.notes


def test_a_period_leaves_out_what_is_outside_and_says_what_is_undated(case: Case) -> None:
    """And sets the figures beside those of the period before."""
    brief = composed(case, "en", Wanted("2024-02", "2024-04"))
    labels = {sentence.pieces[0].text for section in brief.sections for sentence in section.items if sentence.event}
    assert labels == {
        "Attack in Moscow, March 2024",
        "Attack in Moscow, March 2024: ",
        "Bombing in Kandahār, March 2024",
    }
    [table] = [section.table for section in brief.sections if section.key == "figures"]
    assert table is not None
    assert table.header[-2:] == ("Best, previous period (3 November 2023 to 31 January 2024)", "Change")
    assert [cell.text for cell in table.rows[0]] == ["killed", "166", "166", "194", "91", "+75"]
    [unknown] = [section for section in brief.sections if section.key == "unknown"]
    assert any("what has no date is in no period" in sentence.pieces[0].text for sentence in unknown.items)


def test_a_theme_and_an_actor_narrow_it(case: Case) -> None:
    """An actor by identifier or by part of its name in either language."""
    themes = {s.key for s in composed(case, "en", Wanted(theme="finance")).sections} & set(codebook.themes())
    assert themes == {"finance"}
    by = [
        {s.event for section in composed(case, "en", Wanted(actor=name)).sections for s in section.items if s.event}
        for name in ("iskp", "khorasan", "خُراسان")
    ]
    assert by[0] == by[1] == by[2] != set()


@pytest.mark.parametrize(("persons", "said"), [("named", "are named"), ("pseudonym", "under pseudonyms")])
def test_the_method_says_how_persons_are_shown(case: Case, persons: str, said: str) -> None:
    """What the profile does, not what profiles usually do."""
    brief = compose(Share(case, profile(persons=persons)), "en")
    [method] = [section for section in brief.sections if section.key == "method"]
    about = [item.pieces[0].text for item in method.items if item.pieces[0].text.startswith("Private persons")]
    assert [said in text for text in about] == [True]


def test_nothing_found_says_what_to_do(case: Case) -> None:
    """The brief is written, and teaches."""
    brief = composed(case, "ar", Wanted("1999", "1999"))
    [empty] = [section for section in brief.sections if section.key == "empty"]
    assert "--from" in empty.paragraphs[0].pieces[0].text


def test_an_unknown_theme_is_refused(case: Case) -> None:
    """With those there are."""
    with pytest.raises(DataError, match="violence"):
        composed(case, "en", Wanted(theme="none"))


@pytest.mark.parametrize(
    ("op", "value", "bound", "expected"),
    [
        (">", 90, 91, Bound(">", 90)),
        ("<", 50, 49, Bound("<", 50)),
        (">=", 20, 20, Bound(">=", 20)),
        ("=", 7, 7, Bound("=", 7)),
    ],
)
def test_a_bound_is_shown_as_it_was_stated(op: str, value: int, bound: int, expected: Bound) -> None:
    """More than 90 is never 91."""
    values = (FigureValue(op=op, value=value, claims=("c",), chains=1),)  # type: ignore[arg-type]
    tally = Tally(low=bound, best=bound, high=bound, rule="r", values=values)
    assert as_stated(tally, bound) == expected


def test_every_measure_and_word_is_there_in_both_languages() -> None:
    """Nothing falls back to the other language."""
    from tawatur.publishing.briefs import wording

    table = wording._table()
    for group in ("words", "modality", "roles", "operators"):
        assert all({"ar", "en"} <= set(row) for row in table[group].values())
    assert set(table["modality"]) == set(codebook.modalities())
    assert set(codebook.measures()) - set(table["nouns"]) == {"amount"}
    assert all(len(row["ar"]) == 6 and len(row["en"]) == 2 for row in table["nouns"].values())


# --- the rules of sharing


@pytest.mark.parametrize("dress", list(DRESSES))
@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_private_person_is_in_a_brief(private: Case, dress: str, language: str) -> None:
    """Not in the text, and not in what is packed under it."""
    content = written(private, dress, language)
    text = text_of(dress, content)
    if dress == "docx":
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            text += "\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
    folded = re.sub(r"\s+", " ", fold_text(text))
    assert [name for name in PRIVATE if fold_text(name) in folded] == []
    assert [name for name in LATIN if name in text.lower()] == []


def test_a_marked_claim_stops_a_brief(case: Case) -> None:
    """As it stops every export."""
    case.mark("claim", case.claims()[0].id, "TLP:AMBER", "owner")
    with pytest.raises(MarkingBroken):
        write_brief(case, io.BytesIO(), "html", "ar", profile=profile(tlp="TLP:GREEN"))


def test_a_brief_is_recorded(case: Case) -> None:
    """With its language and dress."""
    written(case, "html", "ar")
    assert case.history()[-1][2:4] == ("exported", "brief html ar")


@pytest.mark.parametrize(("dress", "language"), [("txt", "ar"), ("html", "fr")])
def test_an_unknown_dress_or_language_is_refused(case: Case, dress: str, language: str) -> None:
    """With those there are."""
    with pytest.raises(UsageError, match=r"html|ar or en"):
        written(case, dress, language)


# --- an analyst's own paragraphs


def test_an_analysts_paragraphs_survive_regeneration(case: Case, tmp_path: Path) -> None:
    """They live in the case, section by section and language by language, until they are taken away."""
    (tmp_path / "e.yaml").write_text("violence: {ar: نص المحللة, en: Her text}\n", encoding="utf-8")
    keep_edits(case, tmp_path / "e.yaml")
    for _ in range(2):
        assert "نص المحللة" in text_of("html", written(case, "html", "ar"))
        assert "Her text" in text_of("html", written(case, "html", "en"))
    (tmp_path / "e.yaml").write_text("violence: {ar: ''}\n", encoding="utf-8")
    keep_edits(case, tmp_path / "e.yaml")
    assert edits_of(case) == {"violence": {"en": "Her text"}}


@pytest.mark.parametrize("text", ["nowhere: {ar: x}", "violence: {fr: x}", "violence: x", "["])
def test_a_malformed_paragraph_is_refused(case: Case, tmp_path: Path, text: str) -> None:
    """With the file and what it may hold."""
    (tmp_path / "e.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"e\.yaml"):
        keep_edits(case, tmp_path / "e.yaml")


def test_every_section_can_be_opened_by_one(case: Case) -> None:
    """The sections of a brief are those that are documented."""
    keys = {section.key for section in composed(case, "en").sections} - {"types"}
    assert keys <= {*SECTIONS, *codebook.themes()}
