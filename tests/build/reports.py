"""A folder of small reports in our own words, many alike and many not, for whole builds."""

from __future__ import annotations

import random
from pathlib import Path

_PLACES = ("كابول", "موسكو", "كرمان", "مقديشو", "بغداد", "بيشاور", "دمشق", "فيينا")
_MONTHS = ("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو")
_OPENINGS = (
    "أسفر انفجار عبوة ناسفة في {place} يوم {day} {month} 2024 عن مقتل {killed} أشخاص وإصابة {injured} آخرين.",
    "قُتل {killed} مدنيين في هجوم مسلح استهدف سوقًا في {place} في {day} {month} 2024، بحسب وزارة الداخلية.",
    "أعلنت الشرطة اعتقال {killed} مشتبهين بهم في {place} يوم {day} {month} 2024 للاشتباه في التخطيط لهجوم.",
    "افتُتح في {place} يوم {day} {month} 2024 معرض للكتاب شارك فيه {injured} ناشرًا.",
)
_CLOSINGS = (
    "وقال مسؤول محلي إن التحقيق جارٍ في الحادث.",
    "ولم تتبن أي جهة المسؤولية حتى الآن.",
    "ونقلت وكالة محلية عن شهود أن المكان أُغلق ساعات.",
)


def write_reports(folder: Path, count: int, seed: int = 1) -> list[Path]:
    """Write `count` reports, the same for the same seed; some are the same bytes under two names."""
    chance = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for number in range(count):
        text = "\n".join([_opening(chance), chance.choice(_CLOSINGS), _opening(chance)])
        path = folder / f"{number:04}.txt"
        path.write_text(text + "\n", encoding="utf-8")
        written.append(path)
        if number % 9 == 0:
            copy = folder / f"copy-{number:04}.txt"
            copy.write_bytes(path.read_bytes())
            written.append(copy)
    return written


def _opening(chance: random.Random) -> str:
    return chance.choice(_OPENINGS).format(
        place=chance.choice(_PLACES),
        day=chance.randint(1, 28),
        month=chance.choice(_MONTHS),
        killed=chance.randint(3, 9),
        injured=chance.randint(11, 60),
    )
