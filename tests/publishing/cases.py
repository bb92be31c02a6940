"""Reports of our own with private persons in them, and the case they make."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import msgspec

from tawatur.build import build
from tawatur.casefile import Case
from tawatur.publishing import Options, Profile, export, load_profile

OTHERS = ("csv", "datapackage", "ftm", "geojson", "jsonld", "misp", "parquet", "stix", "xlsx")
WITH_TABLES = frozenset({"csv", "geojson", "parquet"})
TABLES = ("events", "claims", "figures", "chains", "reports")

# Everybody here is invented.
REPORTS = {
    "munir-zoghbi-trial.txt": "المصدر: صحيفة الضفاف\n"
    "حكمت محكمة في باريس على شاب يدعى منير الزغبي (Mounir al-Zoghbi) بالسجن 16 عامًا "
    "في 6 مايو 2024 بتهمة الانتماء إلى تنظيم داعش خراسان.\n"
    "وقال محامي الزغبي إن الحكم سيُستأنف.\n",
    "kabul.txt": "المصدر: وكالة الأفق\n"
    "أسفر انفجار عبوة ناسفة في كابول يوم 4 يناير 2024 عن مقتل 7 أشخاص وإصابة 12 آخرين، وفق وزارة الداخلية.\n"
    "وقال نادر الخزرجي، وهو شاهد عيان، إن 9 أشخاص قتلوا في تفجير بكابول في 4 يناير 2024.\n",
    "kabul-two.txt": "المصدر: جريدة الجبال\n"
    "قُتل 23 شخصًا في انفجار عبوة ناسفة في كابول في 4 يناير 2024، وتبنى تنظيم داعش خراسان الهجوم.\n",
    "moscow.txt": "قُتل الطالب سامر الحلبي وأصيب 3 آخرون في هجوم مسلح في موسكو يوم 4 مارس 2024.\n",
    "berlin.txt": "اعتقلت الشرطة الألمانية المتهم سليم البرقاوي في برلين يوم 3 مارس 2024 "
    "بتهمة الانتماء إلى تنظيم داعش خراسان.\n",
}
PRIVATE = ("منير الزغبي", "الزغبي", "نادر الخزرجي", "الخزرجي", "سامر الحلبي", "سليم البرقاوي", "البرقاوي")
LATIN = ("zoghbi", "zughbi", "khazraji", "halabi", "barqawi", "mounir", "munir")


def make(folder: Path, reports: dict[str, str] = REPORTS) -> Path:
    """Build a case from reports; returns where it is."""
    inside = folder / "in"
    inside.mkdir()
    for name, text in reports.items():
        (inside / name).write_text(text, encoding="utf-8")
    build([inside], str(folder / "a.case"))
    return folder / "a.case"


def profile(**changes: object) -> Profile:
    """The default profile with some of its rules changed."""
    return msgspec.structs.replace(load_profile(), **changes)


def exported(case: Case, form: str, rules: Profile | None = None, **options: str) -> bytes:
    """An export."""
    out = io.BytesIO()
    export(case, form, out, rules, Options(**options))
    return out.getvalue()


def everything(case: Case, form: str, rules: Profile | None = None) -> str:
    """All the text of an export, of every table, whatever it is packed in."""
    tables = TABLES if form in WITH_TABLES else ("events",)
    return "\n".join(opened(form, exported(case, form, rules, table=table)) for table in tables)


def opened(form: str, content: bytes) -> str:
    """The text of an export with everything in it decompressed."""
    if form == "parquet":
        import pyarrow.parquet as pq

        table = pq.read_table(io.BytesIO(content))
        return f"{table.schema.to_string()}\n{table.to_pylist()}"
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            members = [package.read(name).decode("utf-8") for name in package.namelist()]
        return "\n".join([*package.namelist(), *members])
    return content.decode("utf-8")
