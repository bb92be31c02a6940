"""Material to measure on: as many reports as wanted, no two alike, the same for the same seed.

    python benchmarks/material.py FOLDER 1000 [--seed 7]

One report in eight is one of ours (the bundled samples, the annotated reports of the tests) with other numbers
and other places; the others are put together from phrases, so that an archive is not made of copies of a
hundred texts. Background sentences with made-up words follow. Real archives go on meeting new words
(about one word in six of 500 newspaper articles is met for the first time there), and a program that
remembers words looks faster on material that has few; here as many are new.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]
SOURCES = (_ROOT / "src/tawatur/samples/reports", _ROOT / "tests/gold/reports")

# Cities and countries that take each other's place: the text stays one a reporter could have written.
_CITIES = (
    "موسكو باريس ميونيخ كرمان كابول بغداد بيشاور مقديشو دمشق الموصل حلب الرقة كركوك طرابلس بنغازي عدن صنعاء "
    "تعز لاهور كراتشي كويتا قندهار جلال آباد هرات باماكو نيامي مايدوغوري كولومبو اسطنبول أنقرة بروكسل فيينا "
    "لندن مدريد القاهرة الإسكندرية العريش تونس الجزائر بيروت عمان الرياض جدة الدمام"
)
_COUNTRIES = (
    "روسيا فرنسا ألمانيا إيران أفغانستان العراق باكستان الصومال سوريا ليبيا اليمن مالي النيجر نيجيريا تركيا "
    "بلجيكا النمسا بريطانيا إسبانيا مصر تونس الجزائر لبنان الأردن السعودية المغرب أوزبكستان طاجيكستان"
)
_KINDS = tuple(tuple(names.replace("جلال آباد", "جلال_آباد").split()) for names in (_CITIES, _COUNTRIES))
_SWAPS = {name.replace("_", " "): names for names in reversed(_KINDS) for name in names}
_CLITICS = "(?:[وف]?[بل]?)"
_NAME = re.compile(rf"(?<!\w)({_CLITICS})({'|'.join(sorted(map(re.escape, _SWAPS), key=len, reverse=True))})(?!\w)")
# Years, days and clock times keep their length and range; a count gets another of as many digits.
_COUNT = re.compile(r"(?<![\w:/.,٫-])([1-9]\d{0,3})(?![\w:/.,٫-])")

_ROOT_LETTERS = "بتجحدرزسشصطعغفقكلمنه"
_PATTERNS = (
    "{0}ا{1}{2}", "{0}{1}ي{2}", "{0}{1}و{2}", "م{0}{1}و{2}", "م{0}{1}{2}ة", "ت{0}{1}ي{2}", "ا{0}ت{1}ا{2}",
    "است{0}{1}ا{2}", "م{0}ا{1}{2}ة", "ان{0}{1}ا{2}", "{0}{1}ا{2}ة", "{0}وا{1}{2}", "م{0}ا{1}ي{2}", "أ{0}{1}ا{2}",
    "ي{0}{1}{2}", "ت{0}ا{1}{2}",
)  # fmt: skip
_PREFIXES = ("", "", "ال", "ال", "ال", "و", "وال", "بال", "لل", "ب")
_SUFFIXES = ("", "", "", "", "ات", "ين", "ها", "هم", "ي", "ية")
# Each * is a made-up word. The rest are words of any report's background.
_BACKGROUND = (
    "ويأتي ذلك بعد * * شهدته المنطقة خلال السنوات الماضية في ظل * *.",
    "وأوضح * أن * الجديدة ستشمل * و* دون أن يذكر موعدا محددا.",
    "وكان * قد زار * قبل أسبوعين وبحث مع * ملف * *.",
    "ويرى مراقبون أن * * لا يزال بعيدا بسبب * بين * و*.",
    "وتعمل * منذ سنوات على * * بالتعاون مع منظمات محلية و* دولية.",
    "وقال * في تصريح لاحق إن * * مستمر وإن * سيعلن قريبا.",
    "ومن المقرر أن يناقش * غدا * * مع ممثلين عن * و*.",
    "ولم يصدر عن * أي تعليق حتى الآن، فيما طالب * بفتح *.",
    "وذكر * أن عدد * ارتفع إلى # بعد أن كان # في العام السابق.",
    "وتقدر كلفة * بنحو # مليون دولار يتحمل * نصفها.",
    "وتقع * على بعد # كيلومترا من * وفيها * و* قديمة.",
    "وأشار * إلى * في * * مؤكدا أن * لن يتأخر.",
)


# What a report put together from phrases says: ~ is another phrase of its kind, # a count.
_PHRASES = {
    "act": (
        "تفجير سيارة مفخخة|هجوم مسلح|تفجير انتحاري|قصف صاروخي|هجوم بعبوة ناسفة|إطلاق نار|غارة جوية|اشتباكات|كمين"
    ),
    "target": (
        "سوقا شعبية|نقطة تفتيش|حافلة ركاب|مقرا حكوميا|مسجدا|دورية للجيش|مركزا للشرطة|فندقا|قاعدة عسكرية|مدرسة|مطعما"
    ),
    "people": "شخصا|مدنيا|جنديا|شرطيا|مسلحا|متظاهرا|عنصرا من الأمن",
    "voice": (
        "الشرطة المحلية|وزارة الداخلية|مصدر طبي|مسؤول أمني|وكالة الأنباء الرسمية|شهود عيان|متحدث عسكري|الأمم المتحدة"
    ),
    "group": "تنظيم الدولة الإسلامية|حركة طالبان|حركة الشباب|جماعة بوكو حرام|تنظيم القاعدة|مسلحون مجهولون",
    "day": "الأحد|الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت",
    "month": "يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
    "side": "شمال|جنوب|شرق|غرب|وسط|ضواحي",
}
_LEADS = (
    "قتل # ~people وأصيب # آخرون في ~act استهدف ~target في ~side ~city يوم ~day، بحسب ~voice.",
    "أسفر ~act على ~target في مدينة ~city عن مقتل # ~people وإصابة # بجروح، وفق ما أعلنت ~voice.",
    "أعلنت ~voice ارتفاع حصيلة ~act الذي وقع في ~side ~city في # ~month 20## إلى # قتيلا و# جريحا.",
    "أوقفت السلطات في ~country # ~people يشتبه في انتمائهم إلى ~group خلال عمليات في ~side ~city.",
    "أحبطت أجهزة الأمن في ~country مخططا كان يستهدف ~target في ~city، وأوقفت # مشتبها بهم.",
    "تبنى ~group ~act الذي وقع يوم ~day في ~city وأودى بحياة # ~people على الأقل.",
    "قضت محكمة في ~city بسجن # متهما لمدة # عاما بعد إدانتهم بالانتماء إلى ~group.",
    "قال ~voice إن ~act في ~city خلف ما لا يقل عن # قتيلا بينهم # ~people.",
)
_FOLLOWING = (
    "وأضافت ~voice أن المصابين نقلوا إلى مستشفيات ~city وأن # منهم في حالة حرجة.",
    "ويأتي ذلك بعد ~act مماثل شهدته ~city في ~month الماضي وقتل فيه # ~people.",
    "ولم تتبن أي جهة الهجوم، لكن ~voice رجحت ضلوع ~group.",
    "وتشهد ~country منذ سنوات هجمات يشنها ~group على ~target.",
    "وفرضت قوات الأمن طوقا حول المكان وفتحت تحقيقا في ~act.",
)
_OURS_EVERY = 8


def reports(count: int, seed: int = 7) -> Iterator[tuple[str, str]]:
    """Yield `count` pairs of a file name and a text, no two texts alike."""
    chance = random.Random(seed)
    originals = _originals()
    words = _Words(chance)
    for number in range(count):
        text = vary(chance.choice(originals), chance) if number % _OURS_EVERY == 0 else _composed(chance)
        background = [_sentence(chance, words) for _ in range(chance.randint(8, 30))]
        paragraphs = [" ".join(background[at : at + 3]) for at in range(0, len(background), 3)]
        yield f"{number:06}.txt", "\n\n".join([text.strip(), *paragraphs]) + "\n"


def write(folder: Path, count: int, seed: int = 7) -> int:
    """Write `count` reports into `folder`, making it; return their size in bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    size = 0
    for name, text in reports(count, seed):
        data = text.encode()
        (folder / name).write_bytes(data)
        size += len(data)
    return size


def vary(text: str, chance: random.Random) -> str:
    """The text with other counts and with its cities and countries consistently exchanged."""
    taken: dict[str, str] = {}

    def place(found: re.Match[str]) -> str:
        name = found[2]
        if name not in taken:
            taken[name] = chance.choice(_SWAPS[name]).replace("_", " ")
        return found[1] + taken[name]

    return _COUNT.sub(lambda found: _count(found[1], chance), _NAME.sub(place, text))


def _composed(chance: random.Random) -> str:
    """A report put together from phrases: its places and counts are its own."""
    names = {"city": chance.choice(_KINDS[0]).replace("_", " "), "country": chance.choice(_KINDS[1])}

    def phrase(found: re.Match[str]) -> str:
        return names.get(found[1]) or chance.choice(_PHRASES[found[1]].split("|"))

    lines = [chance.choice(_LEADS), *chance.sample(_FOLLOWING, chance.randint(1, 3))]
    text = re.sub("~([a-z]+)", phrase, " ".join(lines)).replace("20##", str(chance.randint(2014, 2025)))
    return re.sub("#", lambda _: str(min(int(chance.paretovariate(0.7)) + 1, 400)), text)


def _count(digits: str, chance: random.Random) -> str:
    number = int(digits)
    if 1900 <= number <= 2100:
        return str(chance.randint(2014, 2025))
    if number <= 31:
        return str(chance.randint(2, 28))
    return str(chance.randint(10 ** (len(digits) - 1), 10 ** len(digits) - 1))


def _originals() -> list[str]:
    paths = [path for folder in SOURCES for path in sorted(folder.glob("*.txt"))]
    return [path.read_text(encoding="utf-8") for path in paths]


class _Words:
    """Made-up words whose frequencies fall as those of a language do: few are common, most are rare."""

    def __init__(self, chance: random.Random, size: int = 400_000) -> None:
        self._chance = chance
        self._size = size
        self._known: dict[int, str] = {}
        self._weights = list(accumulate(1 / (rank + 40) ** 0.9 for rank in range(size)))
        self._ranks = range(size)

    def draw(self) -> str:
        rank = self._chance.choices(self._ranks, cum_weights=self._weights)[0]
        if rank not in self._known:
            self._known[rank] = self._make()
        return self._known[rank]

    def _make(self) -> str:
        chance = self._chance
        stem = chance.choice(_PATTERNS).format(*chance.choices(_ROOT_LETTERS, k=3))
        ending = "" if stem.endswith("ة") else chance.choice(_SUFFIXES)
        return chance.choice(_PREFIXES) + stem + ending


def _sentence(chance: random.Random, words: _Words) -> str:
    template = chance.choice(_BACKGROUND)
    template = re.sub(r"\*", lambda _: words.draw(), template)
    return re.sub("#", lambda _: str(chance.randint(2, 9999)), template)


def main() -> None:
    """Write material to a folder."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    size = write(options.folder, options.count, options.seed)
    print(f"{options.count} reports, {size / 1e6:.1f} MB in {options.folder}")


if __name__ == "__main__":
    main()
