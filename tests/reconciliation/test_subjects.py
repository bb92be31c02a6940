"""Subjects: a report that only brings an event up is told apart from those that are about it."""

from __future__ import annotations

from tawatur.extraction import default_extractor
from tawatur.reconciliation import DocumentCard, Reconciled, reconcile, sketch
from tawatur.record import Document, Event

ATTACK = "تفجير مسجد النور في كابول"
ABOUT = {
    "first.txt": ("قتلى في تفجير مسجد النور", "قتل 20 شخصا في تفجير استهدف مسجد النور في مدينة كابول الجمعة."),
    "toll.txt": ("ارتفاع ضحايا تفجير مسجد النور", f"ارتفع عدد قتلى {ATTACK} إلى 23 قتيلا، وفق وزارة الصحة."),
    "condemned.txt": ("الأزهر يدين تفجير كابول", "أدان الأزهر التفجير الإرهابي في مسجد النور في مدينة كابول."),
}
ABOUT |= {
    f"toll{n}.txt": (f"{n} قتيلا في تفجير مسجد النور", f"قتل {n} شخصا في {ATTACK} الجمعة.") for n in range(21, 26)
}
BUSINESS = "وأقر المجلس نظام المحميات ووافق على تعيينات في الوزارة واطلع على تقرير سنوي عن النقل والزراعة. " * 12
CABINET = {
    "cabinet.txt": ("المجلس يقر نظام المحميات", f"{BUSINESS}وجدد المجلس إدانته للتفجير الإرهابي في مدينة كابول.")
}


def case(reports: dict[str, tuple[str, str]]) -> Reconciled:
    """The reports of one day, read and reconciled."""
    documents = [
        Document(path=path, sha256=f"{n:064}", text=text, title=title, publisher=path, published="2021-10-09")
        for n, (path, (title, text)) in enumerate(sorted(reports.items()))
    ]
    cards = [
        DocumentCard(sha256=d.sha256, path=d.path, published=d.published, sketch=sketch(d), title=d.title)
        for d in documents
    ]
    return reconcile(cards, [claim for d in documents for claim in default_extractor().extract(d)])


def names(reports: dict[str, tuple[str, str]], digests: tuple[str, ...]) -> set[str]:
    """The paths of documents given by digest."""
    return {sorted(reports)[int(digest)] for digest in digests}


def largest(found: Reconciled) -> Event:
    """The event with the most claims."""
    return max(found.events, key=lambda event: len(event.claims))


def test_a_report_that_only_brings_an_event_up_is_no_report_of_it() -> None:
    """Eight reports of a bombing, one that condemns it included, and a cabinet's communiqué that ends with it."""
    reports = {**ABOUT, **CABINET}
    event = largest(case(reports))
    assert names(reports, event.documents) == set(ABOUT)
    assert names(reports, event.mentioned_in) == set(CABINET)


def test_the_claims_of_a_report_that_only_brings_it_up_count() -> None:
    """What a communiqué says in passing is still said of the event, in a chain of its own."""
    reports = {**ABOUT, **CABINET}
    event = largest(case(reports))
    chained = {digest for chain in event.chain_details for digest in chain.documents}
    assert set(event.mentioned_in) <= chained


def test_among_few_reports_none_is_set_apart() -> None:
    """From two reports no usual wording of the event can be learnt."""
    few = {"first.txt": ABOUT["first.txt"], **CABINET}
    event = largest(case(few))
    assert (names(few, event.documents), event.mentioned_in) == (set(few), ())


def test_an_event_that_is_only_brought_up_keeps_its_report() -> None:
    """Where no report is about it, none is set apart."""
    found = case(CABINET)
    assert [(len(event.documents), event.mentioned_in) for event in found.events] == [(1, ())]
