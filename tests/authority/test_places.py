"""Finding and settling places. Sentences are ours."""

from __future__ import annotations

import csv
import hashlib
import json
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tawatur.authority import gazetteer, places
from tawatur.authority.gazetteer_skeleton import arabic_sounds, latin_skeletons, skeleton
from tawatur.languages.ar.tokens import tokenize
from tawatur.record import Place
from tawatur.script import fold_text

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT / ".." / "shared"
TABLES = Path(gazetteer.__file__).parent / "places"
SITES = Path(__file__).parent / "attack_sites.csv"


def found(text: str, taken: tuple[tuple[int, int], ...] = ()) -> list[tuple[str, str]]:
    """Kind and name of each mention."""
    return [(mention.kind, mention.name_key) for mention in places.find(tokenize(fold_text(text)), taken=taken)]


def settled(text: str) -> list[tuple[str | None, str | None, str | None]]:
    """Name, country and precision of each place of a passage that is its own context."""
    mentions = places.find(tokenize(fold_text(text)))
    resolved = places.resolve(mentions, places.context(mentions, mentions))
    return [(place.name, place.country, place.precision) for place in resolved]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصل الوفد إلى موسكو", [("city", "موسكو")]),
        ("انتقل بموسكو وطاجيكستان ثم لكابول", [("city", "موسكو"), ("country", "طاجيكستان"), ("city", "كابول")]),
        ("عاد إلى الولايات المتحدة", [("country", "الولايات المتحده")]),
        ("في جنوب السودان", [("country", "جنوب السودان")]),
        ("رجل من كوريا الجنوبية", [("country", "كوريا الجنوبيه")]),
        ("أوقفت الشرطة الألمانية رجلا", [("demonym", "المانيه")]),
        ("الجنود الباكستانيين", [("demonym", "باكستانيين")]),
        ("هجوم على مسجد سيد آباد أمس", [("site", "مسجد سيد اباد")]),
        ("هجوم على مسجد الغفران أمس", [("facility", "الغفران")]),
        ('قرب ملعب "النجم الساطع" مساء', [("facility", "النجم الساطع")]),
        ("هاجم مسجدا في هنغو", [("city", "هنغو")]),
        ("في شمال غرب البلاد", [("direction", "البلاد")]),
        ("وسط باكستان", [("direction", "باكستان")]),
        ("جنوب شرق إيران", [("direction", "ايران")]),
        ("بلدتي مستونغ وهنغو", [("city", "مستونغ"), ("city", "هنغو")]),
        ("العاصمة الأفغانية كابول", [("city", "كابول")]),
        ("السفارة الروسية", [("facility", "الروسيه")]),
    ],
)
def test_names_are_found_with_clitics_heads_and_directions(text: str, expected: list[tuple[str, str]]) -> None:
    """The longest name wins, and its kind says how it was named."""
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "قال محمد علي حسن بعد صلاة الجمعة",
        "هذا مشهد مؤثر من الحياة اليومية",
        "دعم مالي للمشروع وفساد مالي",
        "القائم بالأعمال والنور في الباب",
        "وقف إطلاق النار وبيان مشترك كنت أنا فيه",
        "في يده اليمنى جرح",
        "خالد بن الوليد",
        "مدينة صغيرة ومنطقة سكنية",
    ],
)
def test_common_words_and_personal_names_are_not_places(text: str) -> None:
    """A name that is also a word needs more than standing there."""
    assert found(text) == []


def test_a_head_noun_makes_a_common_word_a_place() -> None:
    """ "القائم" alone is a word; after "مدينة" it is a town."""
    assert found("اشتباكات في مدينة القائم") == [("city", "القايم")]


def test_what_contains_a_name_makes_it_a_place() -> None:
    """The country right after an ambiguous name settles that it is one."""
    assert settled("تفجير في القائم العراقية")[0][1:] == ("IQ", "city")


def test_no_mention_enters_a_taken_range() -> None:
    """A province inside a group's name stays the group's."""
    tokens = tokenize(fold_text("تبنى داعش خراسان الهجوم في كابول"))
    assert [mention.name_key for mention in places.find(tokens, taken=[(1, 3)])] == ["كابول"]


@given(st.text(alphabet='اأبتولمكيةه نسدر.،()"مدينةفي\n', max_size=60))
def test_mentions_are_ordered_disjoint_and_span_their_tokens(text: str) -> None:
    """Mentions never overlap, and their offsets are those of their tokens."""
    tokens = tokenize(fold_text(text))
    mentions = places.find(tokens)
    last = 0
    for mention in mentions:
        assert last <= mention.i < mention.j <= len(tokens)
        assert (mention.start, mention.end) == (tokens[mention.i].start, tokens[mention.j - 1].end)
        last = mention.j
    assert len(places.resolve(mentions, places.PlaceContext())) == sum(m.kind != "demonym" for m in mentions)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("بارسالوغو ببوركينا فاسو", ("Barsalogho", "BF", "city")),
        ("نوشيرا في إقليم خيبر بختونخوا", ("Nowshera", "PK", "city")),
        ("في طرابلس اللبنانية", ("Tripoli", "LB", "city")),
        ("في طرابلس بليبيا", ("Tripoli", "LY", "city")),
        ("في ولاية جورجيا الأمريكية", ("Georgia", "US", "admin1")),
        ("في جورجيا", ("Georgia", "GE", "country")),
        ("في مدينة أوكلاهوما", ("Oklahoma City", "US", "city")),
        ("في ولاية أوكلاهوما", ("Oklahoma", "US", "admin1")),
        ("في مدينة كرايست تشيرتش", ("Christchurch", "NZ", "city")),
        ("في ماجديبورج", ("Magdeburg", "DE", "city")),
        ("قاعة كروكوس سيتي هول", ("Crocus City Hall", "RU", "site")),
    ],
)
def test_ambiguous_and_variant_names_are_settled(text: str, expected: tuple[str, str, str]) -> None:
    """Containment first, then context, then population."""
    assert settled(text)[0] == expected


def test_the_reason_quotes_what_decided() -> None:
    """A reason names the words that contain the place."""
    mentions = places.find(tokenize(fold_text("في طرابلس بليبيا")))
    place = places.resolve(mentions, places.context(mentions))[0]
    assert place.reason == '"طرابلس" is Tripoli (LY): "ليبيا" beside it contains it'
    assert place.confidence == 0.95


def test_a_name_heard_from_latin_says_so_and_is_less_sure() -> None:
    """A town known in Latin only is found by sound, in the country of the context."""
    mentions = places.find(tokenize(fold_text("في بلدة روتنبورغ في ألمانيا")))
    place = places.resolve(mentions, places.context(mentions))[0]
    assert (place.country, place.precision) == ("DE", "city")
    assert "sounds like it" in place.reason or "only place" in place.reason
    assert place.confidence < 0.96


def test_an_unknown_facility_takes_the_position_of_its_town() -> None:
    """The report's own words stay the name; where it lies comes from the place beside it."""
    mentions = places.find(tokenize(fold_text("مسجد الغفران في مدينة هرات")))
    place = places.resolve(mentions, places.context(mentions))[0]
    assert (place.name, place.name_ar, place.within, place.country) == (None, "الغفران", "Herāt", "AF")


def test_the_country_of_the_report_is_meant_by_the_country() -> None:
    """ "شمال غرب البلاد" is the country the passage speaks of."""
    mentions = places.find(tokenize(fold_text("في شمال غرب البلاد")))
    (place,) = places.resolve(mentions, places.PlaceContext({}, {"PK": 3}))
    assert (place.name, place.country, place.precision) == ("Pakistan", "PK", "country")


def test_an_embassy_does_not_place_its_country() -> None:
    """The owner of an embassy is not where it stands."""
    assert places.countries(places.find(tokenize(fold_text("السفارة الروسية في كابول")))).get("RU") is None


@pytest.mark.parametrize(
    ("word", "country"),
    [("الباكستانيين", "PK"), ("ألمانية", "DE"), ("للأفغان", "AF"), ("طاولة", None), ("الأتراك", "TR")],
)
def test_the_country_of_an_adjective(word: str, country: str | None) -> None:
    """Every form of a nisba leads to its country."""
    assert places.country_of_adjective(word) == country


def test_country_names_in_two_languages() -> None:
    """CLDR names, by code."""
    assert [places.country_name("DE", language) for language in ("ar", "en")] == ["ألمانيا", "Germany"]
    assert places.country_name("QQ") is None


def _place(**values: object) -> Place:
    return Place(text="", span=(0, 0), **values)  # type: ignore[arg-type]


MOSCOW = _place(name="Moscow", country="RU", geonames=524901, lat=55.75, lon=37.62, precision="city")
KRASNOGORSK = _place(name="Krasnogorsk", country="RU", geonames=542374, lat=55.82, lon=37.33, precision="city")
HALL = _place(name="Crocus City Hall", country="RU", lat=55.8258, lon=37.3903, precision="site")
RUSSIA = _place(name="Russia", country="RU", geonames=2017370, lat=60.0, lon=100.0, precision="country")
KABUL = _place(name="Kabul", country="AF", geonames=1138958, lat=34.53, lon=69.17, precision="city")


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [
        (RUSSIA, MOSCOW, True),
        (MOSCOW, RUSSIA, False),
        (MOSCOW, HALL, True),
        (MOSCOW, KRASNOGORSK, False),
        (RUSSIA, KABUL, False),
        (MOSCOW, MOSCOW, True),
    ],
)
def test_containment(outer: Place, inner: Place, expected: bool) -> None:
    """A coarser place contains the finer one within it, never the reverse."""
    assert places.contains(outer, inner) is expected


def test_distance_is_great_circle_kilometres() -> None:
    """Moscow to Kabul is about 3,360 km."""
    distance = places.distance_km(MOSCOW, KABUL)
    assert distance is not None
    assert round(distance, -1) == pytest.approx(3360, abs=30)


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("ماغديبورغ", "Magdeburg"),
        ("ماجدبرج", "Magdeburg"),
        ("زولينجن", "Solingen"),
        ("بيشاور", "Peshawar"),
        ("شينيانغ", "Shenyang"),
        ("واغادوغو", "Ouagadougou"),
        ("فورتسبورغ", "Würzburg"),
        ("تشيلتنهام", "Cheltenham"),
    ],
)
def test_a_skeleton_joins_arabic_spellings_and_latin_names(arabic: str, latin: str) -> None:
    """One of the skeletons of the Latin name is that of the Arabic spelling."""
    assert skeleton(arabic_sounds(fold_text(arabic))) in latin_skeletons(latin)


def _hand_names() -> list[tuple[str, str, str]]:
    rows = []
    for path in sorted(TABLES.glob("world_*.yaml")):
        for country, kinds in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            for kind, entries in kinds.items():
                rows += [(country, kind, name.strip()) for names in entries.values() for name in names.split("،")]
    return rows


def test_every_hand_kept_name_leads_to_its_country() -> None:
    """Each name of the tables is its own example: after a preposition or head noun, with its country around it."""
    wrong = []
    for country, kind, name in _hand_names():
        head = (
            "" if " " in name else {"city": "مدينة ", "admin1": "ولاية ", "admin2": "منطقة ", "site": "منطقة "}[kind]
        )
        mentions = places.find(tokenize(fold_text(f"في {head}{name}")))
        resolved = places.resolve(mentions, places.PlaceContext({country: 3}, {country: 3}))
        if not resolved or resolved[0].country != country:
            wrong.append((country, kind, name))
    assert wrong == []


def test_every_demonym_form_leads_to_its_country() -> None:
    """With its article, each listed nisba is its own example."""
    table = yaml.safe_load((TABLES / "countries.yaml").read_text(encoding="utf-8"))
    wrong = [
        (code, nisba)
        for code, row in table.items()
        for nisba in row.get("nisba", ())
        if " " not in nisba and places.country_of_adjective("ال" + nisba) != code
    ]
    assert wrong == []


def test_the_packed_gazetteer_is_up_to_date_with_its_tables() -> None:
    """A changed table needs `tools/make_gazetteer.py` run again."""
    joined = b"".join(path.read_bytes() for path in sorted(TABLES.glob("*.yaml")))
    assert gazetteer.load().digest == hashlib.sha256(joined).hexdigest()


def test_the_gazetteer_loads_fast() -> None:
    """Reading it again takes well under half a second of CPU time: the best of three, as machines are busy."""
    spent = []
    for _ in range(3):
        begun = time.process_time()
        gazetteer.load.__wrapped__()
        spent.append(time.process_time() - begun)
    assert min(spent) < 0.5


def test_known_attack_sites_lead_to_their_country() -> None:
    """Of 180 sites of attacks worldwide, at least 97 in a hundred are found as a place of their country."""
    with SITES.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    right = 0
    for row in rows:
        mentions = places.find(tokenize(fold_text(f"وقع هجوم في {row['place']}")))
        resolved = places.resolve(mentions, places.context(mentions, mentions))
        right += bool(resolved) and resolved[0].country == row["country"] and resolved[0].name is not None
    assert right / len(rows) >= 0.97


def _gold() -> list[tuple[str, dict[str, object]]]:
    path = SHARED / "gold" / "dev_reports.jsonl"
    if not path.exists():
        pytest.skip("the shared development reports are not beside this checkout")
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    texts = path.parent / "dev_reports"
    return [
        ((texts / record["document"]).read_text(encoding="utf-8"), event)
        for record in records
        for event in record["events"]
        if event["country"]
    ]


def _vote(text: str) -> dict[str, int]:
    return places.countries(places.find(tokenize(fold_text(text))))


def test_a_vote_of_mentions_gives_the_country_of_events() -> None:
    """Floor: nine in ten events of the development reports."""
    gold = _gold()
    right = sum(next(iter(_vote(text)), None) == event["country"] for text, event in gold)
    assert right / len(gold) >= 0.95


def test_gold_place_names_lead_to_their_country() -> None:
    """Floor: the place as worded, with the report as context, gives the country in 95 of 100."""
    gold = [(text, event) for text, event in _gold() if event["place"]]
    right = 0
    for text, event in gold:
        mentions = places.find(tokenize(fold_text(str(event["place"]))))
        resolved = places.resolve(mentions, places.PlaceContext({}, _vote(text)))
        right += bool(resolved) and resolved[0].country == event["country"]
    assert right / len(gold) >= 0.95
