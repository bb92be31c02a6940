"""What only looks like political violence yields nothing."""

from __future__ import annotations

import pytest

from .reading import row, types

WEDNESDAY = "2024-03-20"


@pytest.mark.parametrize(
    "text",
    [
        row("collision", "قتل عشرة أشخاص وأصيب ثلاثون في تصادم حافلتين على طريق سريع في مصر."),
        row("tyre-and-traffic", "انفجر إطار شاحنة على الطريق فقتل السائق وأصيب اثنان في حادث سير."),
        row("gas-cylinder", "لقي أربعة أشخاص مصرعهم في انفجار أسطوانة غاز في منزل في عمان."),
        row("pipeline", "انفجر خط أنابيب للغاز في مصر فقتل ثلاثة."),
        row("boiler", "قتل ثلاثة في انفجار غلاية بمصنع في دلهي."),
        row("earthquake", "أسفر زلزال قوي عن مقتل مئات الأشخاص في تركيا."),
        row("cyclone", "إعصار يضرب الساحل ويقتل 20 شخصا."),
        row("hospital-fire", "توفي خمسة أشخاص في حريق بمستشفى في بغداد بسبب ماس كهربائي."),
        row("market-fire", "اندلع حريق في سوق بدكا وأصيب 20 شخصا."),
        row("shipwreck", "غرق مركب يقل مهاجرين قبالة سواحل ليبيا وقتل 40 شخصا."),
        row("aeroplane", "تحطمت طائرة ركاب في نيبال وقتل جميع ركابها وعددهم 72."),
        row("mine", "قتل خمسة عمال في انهيار منجم في الصين."),
        row("stampede", "قتل 20 شخصا في تدافع خلال احتفال ديني في الهند."),
        row("heat", "توفي عشرة أشخاص بسبب موجة حر شديدة في البصرة."),
        row("road-accident", "وفاة وإصابة تسعة في حادث على طريق الساحل."),
        row("bottles", "صادرت البلدية 30 عبوة شامبو فاسدة في الرياض أمس."),
        row("illness", "توفي سبعة موظفين وأصيب تسعة بالسرطان في القاعدة منذ عام 2008."),
        row("waste", "شكا أهالي الحي من حرق المزارعين للمخلفات في الرياض أمس."),
        row("crocodile", "أمسك تمساح ساق امرأة في حديقة. ولقي اثنان من القرويين حتفهما في مثل هذه الهجمات في الهند."),
        row("telephone", "انفجر هاتف في وجه شاب في القاهرة وأصابه بحروق."),
        row("animal", "هاجم قرد زوار حديقة في عمان وأصاب شخصين."),
        row("study", "استهدفت الدراسة ثلاثين كلية في الرياض العام الماضي."),
    ],
)
def test_accidents_and_disasters(text: str) -> None:
    """The dead of an accident, a fire or an earthquake are of no event."""
    assert types(text, WEDNESDAY) == []


@pytest.mark.parametrize(
    "text",
    [
        row("family", "قتل رجل زوجته وأطفاله الثلاثة بعد خلاف عائلي في القاهرة."),
        row("inheritance", "قتل شاب في مشاجرة بين عائلتين بسبب الميراث في أسيوط."),
        row("robbery", "قتل لص أثناء سطو على متجر في عمان."),
        row("theft", "اعتقلت الشرطة رجلا سرق متجرا في دبي."),
        row("drugs", "ضبطت الشرطة شحنة مخدرات واعتقلت ثلاثة مهربين في الميناء."),
        row("fraud", "حكمت محكمة في الرياض على موظف بالسجن خمس سنوات بتهمة الرشوة."),
        row("wedding-gunfire", "حادث إطلاق نار في حفل زفاف ابتهاجا في بيروت يصيب طفلا."),
        row("retribution", "نفذت الوزارة حكم القتل قصاصا في جان أقدم على قتل آخر بإطلاق النار في الدمام."),
    ],
)
def test_crime_without_political_aim(text: str) -> None:
    """Quarrels, robberies, drugs and fraud are of no event."""
    assert types(text, WEDNESDAY) == []


@pytest.mark.parametrize(
    "text",
    [
        row("football-attack", "قاد الهجوم فريقه إلى الفوز في مباراة الدوري وسجل اللاعب هدفين."),
        row("football-bomb", "فجر المنتخب مفاجأة في البطولة وهز اللاعب الشباك بقذيفة من خارج المنطقة."),
        row(
            "football-arrest",
            "قاد مهاجم الفريق هجوما سريعا في الدقيقة 90 وأصيب الحارس في الركبة خلال المباراة.",
            fails='"attack" alone outweighs a match with few words of sport',
        ),
        row("prices", "شهدت الأسواق انفجارا في الأسعار بعد تراجع سعر العملة في البورصة."),
        row("quarries", "عمليات تفجير في المحاجر ترفع أسعار الإسمنت."),
        row("bubble", "انفجار فقاعة الأسهم يكبد البورصة خسائر فادحة."),
        row("cyber-crime", "تعرضت شبكة الوزارة لهجوم سيبراني نفذه قراصنة وسرقوا بيانات."),
        row("cyber-hospital", "هجوم إلكتروني يعطل مستشفيات في لندن."),
        row("film", "يروي الفيلم قصة هجوم على مدينة، ويجسد الممثل دور الضابط."),
        row("series", "تدور حلقة المسلسل حول تفجير سفارة، وتجسد الممثلة دور الصحفية."),
        row("sleeping-cells", "تهاجم الخلايا النائمة للفيروس مناعة المريض بعد العلاج."),
        row("virus", "سجلت المدينة عشر إصابات جديدة بفيروس كورونا ووفاة شخصين."),
        row("heart", "توفي الكاتب بعد صراع مع المرض عن 80 عاما."),
        row("surgery", "عملية جراحية ناجحة لطفل في الرياض."),
        row("population", "انفجار سكاني في القاهرة."),
        row("speech", "هاجم الرئيس قرار الإدارة السابقة في خطاب في واشنطن أمس."),
        row("tirade", "شن النجم هجوما لاذعا على الحكم بعد مباراة فريقه."),
        row("crisis", "تفجرت الأزمة بين البلدين بعد تصريحات الوزير."),
        row(
            "resolution",
            "هاجم المندوب قرارا صدر عن المجلس يوم الاثنين.",
        ),
        row("rocket-to-space", "انفجر صاروخ يحمل أقمارا صناعية إلى الفضاء أمس بعد إطلاقه."),
        row("illness-in-millions", "يعيش في العالم 284 مليون شخص مصاب بضعف البصر."),
        row("seized-factory", "تمكنت البلدية من ضبط مصنع يديره مخالفون في الرياض."),
        row("lion", "قتل الأسد في حديقة الحيوان حارسا."),
        row("dogs", "أصيب ثلاثة أطفال في هجوم كلاب ضالة في بلدة قرب تونس."),
        row("sharks", "هجوم من أسماك القرش يقتل سائحا في الغردقة."),
    ],
)
def test_words_of_other_worlds(text: str) -> None:
    """Sport, markets, networks, screens, medicine, politics and animals borrow the words of violence."""
    assert types(text, WEDNESDAY) == []


@pytest.mark.parametrize(
    "text",
    [
        row("threat", "هدد التنظيم بشن هجمات على باريس."),
        row("habit", "ينفذ التنظيم هجمات على القرى في المنطقة."),
        row("preparing", "يستعد التنظيم لتنفيذ هجمات مقبلة في أوروبا."),
        row("possible", "حذر التقرير من احتمال وقوع هجمات في باريس."),
        row("no-toll", "لم يسفر الهجوم على السفارة في كابول عن قتلى."),
        row(
            "fear",
            "يخشى السكان هجوما جديدا في كابول.",
        ),
    ],
)
def test_threats_fears_and_habits_are_no_events(text: str) -> None:
    """A threat, a fear or a general statement is not an event (the codebook's rule)."""
    assert types(text, WEDNESDAY) == []


def test_the_same_words_with_evidence_are_violence() -> None:
    """An explosion is an accident by a gas cylinder and a bombing by a car bomb."""
    accident, bombing = "انفجار أسطوانة غاز في منزل في عمان", "انفجار سيارة مفخخة قرب سفارة في عمان"
    assert (types(f"قتل أربعة في {accident}."), types(f"قتل أربعة في {bombing}.")) == ([], ["bombing"])
