"""Names of persons: found where a miss would harm, with whether an office stands beside them."""

from __future__ import annotations

import pytest

from tawatur.languages.ar.persons import persons, vocabulary

# Everybody here is invented but office holders in the news of the world.
NAMED = [
    ("اعتقلت الشرطة المتهم سليم البرقاوي في برلين", "سليم البرقاوي", False),
    ("قُتل الطالب سامر الحلبي وأصيب آخرون", "سامر الحلبي", False),
    ("حُكم على شاب يدعى خورنوش بهلوباد بالسجن", "خورنوش بهلوباد", False),
    ("وقال نادر الخزرجي إن الانفجار وقع ليلا", "نادر الخزرجي", False),
    ("وقدم الشهود لمنير الزغبي ما عندهم", "منير الزغبي", False),
    ("قالت والدة عبد السلام دردونة، وهي معلمة", "عبد السلام دردونه", False),
    ("التقى خليل الرحمن حقاني، وزير اللاجئين، وفدا", "خليل الرحمن حقاني", True),
    ("حذر فاسيلي نيبينزيا، مندوب روسيا الدائم", "فاسيلي نيبينزيا", True),
    ("زار رئيس الوزراء حسن الدريعي المدينة", "حسن الدريعي", True),
    ("قُتل سائق الوزير محمد الدخيلي", "محمد الدخيلي", False),
]


@pytest.mark.parametrize(("text", "name", "public"), NAMED)
def test_a_person_is_found(text: str, name: str, public: bool) -> None:
    """Folded, without what is written onto the name, public where an office stands with it."""
    [found] = [person for person in persons(text) if person.name.startswith(name)]
    assert (found.name, found.public) == (name, public)


@pytest.mark.parametrize(("text", "name", "public"), NAMED)
def test_a_name_is_where_it_is_said_to_be(text: str, name: str, public: bool) -> None:
    """The span has the name's own letters and none of the clitics before it."""
    del public
    from tawatur.script import fold_text

    [found] = [person for person in persons(text) if person.name == name]
    assert fold_text(text[slice(*found.span)]) == name


@pytest.mark.parametrize(
    "text",
    [
        "قُتل 145 شخصا في هجوم على قاعة حفلات في موسكو",
        "وقع الانفجار على الطريق الساحلي قرب جلال آباد",
        "أعلنت وزارة الداخلية الألمانية توقيف 19 شخصا",
        "تبنى تنظيم داعش خراسان الهجوم في مارس 2024",
        "ارتفعت أسعار النفط في الأسواق العالمية",
    ],
)
def test_nobody_is_named(text: str) -> None:
    """Places, groups, months and the preposition that is spelt like a name."""
    assert persons(text) == []


def test_what_somebody_is_called_may_be_a_name_alone() -> None:
    """A cited source has no words around it."""
    assert [person.name for person in persons("فاسيلي نيبينزيا", named=True)] == ["فاسيلي نيبينزيا"]
    assert persons("حصيلة أولية لوكالة رافد للأنباء", named=True) == []


def test_the_words_are_there() -> None:
    """The list made from Wikidata is shipped, and no word of it is one that is never a name."""
    words = vocabulary()
    assert len(words.parts) > 4000
    assert words.parts & words.never == frozenset()
