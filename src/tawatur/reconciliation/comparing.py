"""Comparing two profiles: points for and against one event, each with the two values it rests on."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

from tawatur.dates import Edtf, interval, parse
from tawatur.reconciliation.profiles import Days, Profile, Spot
from tawatur.reconciliation.tables import against, recurring, slack, weights

NEVER = -100.0
"""Points that no other evidence makes up for."""
_MOST_SPOTS = 8
_KM_PER_DEGREE = 111.195
_SOME, _TEN, _FEW = 10, 10, 5
_ROUGHLY = 4.0
_STRAY = 5


class Note(NamedTuple):
    """One piece of evidence: its points and what was compared."""

    points: float
    says: str


class Comparison(NamedTuple):
    """The verdict of all features: the sum of the points, and the notes behind it."""

    score: float
    notes: tuple[Note, ...]

    @property
    def never(self) -> bool:
        """Whether some evidence rules one event out."""
        return self.score <= NEVER / 2

    @property
    def told(self) -> tuple[float, str]:
        """The score and its reason."""
        return self.score, self.reason

    @property
    def reason(self) -> str:
        """The evidence in words, the weightiest first."""
        ranked = sorted(self.notes, key=lambda note: (-abs(note.points), note.says))
        return "; ".join(note.says for note in ranked) or "nothing to compare"


_Feature: TypeAlias = Callable[[Profile, Profile], Note | None]


class Rarity(NamedTuple):
    """What is common in a case and therefore tells little.

    `weight` is how much each word tells, from the number of documents it stands in; `places` is how
    many places of each country the case names, and `days` on how many days something is said to have
    happened at each place (by part of its name).
    """

    weight: Mapping[str, float]
    places: Mapping[str, int] = {}
    days: Mapping[str, int] = {}

    @classmethod
    def of(cls, documents: Counter[str], total: int, places: Mapping[str, int], days: Mapping[str, int]) -> Rarity:
        """Rarer words weigh more; those in more than `least_share` of the documents weigh nothing."""
        ceiling = math.log(1 / weights("words")["least_share"])
        top = math.log(max(total, 2)) - ceiling
        return cls(
            {
                word: (math.log(total / count) - ceiling) / max(top, 1.0)
                for word, count in documents.items()
                if count > 1 and math.log(total / count) > ceiling
            },
            places,
            days,
        )


def compare(left: Profile, right: Profile, rarity: Rarity, prior: str = "across") -> Comparison:
    """Compare two profiles of one group. Symmetric but for the wording of the notes."""
    notes: list[Note] = []
    total = weights("prior")[prior]
    within = prior.startswith("within")
    for feature in _FEATURES:
        note = feature(left, right)
        if note is None:
            continue
        points = _inside(feature, note.points) if within else note.points
        notes.append(note)
        total += points
        if points <= NEVER:
            return Comparison(NEVER, tuple(notes[-1:]))
    for late in (_crowd(left, right, rarity, notes), _words(left, right, rarity)):
        if late is not None:
            notes.append(late)
            total += late.points
    return Comparison(total, tuple(notes))


def every_feature(left: Profile, right: Profile, rarity: Rarity) -> list[tuple[str, Note | None]]:
    """Each feature by name with what it says of two events, None where there is nothing to compare.

    Unlike `compare` this does not stop at what rules one event out: it is for a person who asks why.
    """
    noted = [(feature.__name__.lstrip("_"), feature(left, right)) for feature in _FEATURES]
    told = [note for _, note in noted if note is not None]
    return [*noted, ("crowd", _crowd(left, right, rarity, told)), ("words", _words(left, right, rarity))]


def _inside(feature: _Feature, points: float) -> float:
    """The points of a feature between passages of one report."""
    if feature is _figures:
        # A report often gives an early toll, or a hospital's, beside the full one.
        return max(points, weights("figures")["within"])
    return min(points, _SHARED[feature]()) if feature in _SHARED else points


def impossible(left: Profile, right: Profile) -> bool:
    """Whether dates or countries alone rule out one event: a cheap screen before `compare`."""
    one, two = left.core, right.core
    if one is not None:
        if right.latest is not None and one[0] > right.latest + slack(left.group):
            return True
        if two is not None and max(one[0] - two[1], two[0] - one[1]) > max(_slip(left, right), slack(left.group)):
            return True
    if two is not None and left.latest is not None and two[0] > left.latest + slack(left.group):
        return True
    return bool(left.countries and right.countries) and left.countries.keys().isdisjoint(right.countries)


# --- ruled out by hand or by the document itself


def _ruled_out(left: Profile, right: Profile) -> Note | None:
    if left.banned and not left.banned.isdisjoint(right.claims):
        return Note(NEVER, "a reviewer judged them different")
    if right.banned and not right.banned.isdisjoint(left.claims):
        return Note(NEVER, "a reviewer judged them different")
    told = _told_apart(left, right) + _told_apart(right, left)
    if not told:
        return None
    # A slip in one report of a hundred must not hold two halves of one story apart.
    share = told / min(len(left.claims), len(right.claims))
    points = weights("separated")
    return Note(
        points["separated"] * min(1.0, share / points["share"]), "a document tells of both and tells them apart"
    )


def _told_apart(left: Profile, right: Profile) -> int:
    """How many claims of `right` a document of `left` tells apart from its own."""
    return 0 if not left.apart or left.apart.isdisjoint(right.claims) else len(left.apart.intersection(right.claims))


# --- when


_PLANNED = ("foiled_plot",)


def _when(left: Profile, right: Profile) -> Note | None:
    # Only what is planned can be told before its day.
    ahead = slack(left.group) if left.group in _PLANNED else 0
    for one, two in ((left, right), (right, left)):
        if one.core is not None and two.latest is not None and one.core[0] > two.latest + ahead:
            return Note(NEVER, f"{_show(one.core)} is later than a report published {_day(two.latest - 1)}")
    if left.core is not None and right.core is not None:
        return _both_dated(left.core, right.core, slack(left.group), _slip(left, right))
    if left.seasons or right.seasons:
        return _seasons(left, right)
    if left.core is not None and right.fresh:
        return _dated_and_fresh(left.core, right)
    if right.core is not None and left.fresh:
        return _dated_and_fresh(right.core, left)
    if left.fresh and right.fresh:
        return _both_fresh(left, right)
    return None


def _slip(left: Profile, right: Profile) -> int:
    """Days by which two dates of one event may miss each other.

    "Yesterday" in a report that is printed or copied again a day later counts to the wrong day. What recurs
    from day to day, as fighting does, is another day's where the dates differ.
    """
    if (left.pinned and right.pinned) or {_main_type(left), _main_type(right)} & recurring():
        return 1
    return int(weights("date")["slip_days"])


def _both_dated(left: Days, right: Days, most: int, slip: int) -> Note:
    points = weights("date")
    gap = max(left[0] - right[1], right[0] - left[1])
    if 0 < gap <= slip > 1 and not most:
        cost = points["slip"] * gap
        return Note(
            cost, f"{_show(left)} and {_show(right)} are {gap} days apart, and one is counted from a publication"
        )
    if gap == 1 and not most and max(left[1] - left[0], right[1] - right[0]) <= points["day_width"]:
        return Note(points["next_day"], f"{_show(left)} and {_show(right)} are a day apart")
    if 0 < gap <= most:
        return Note(points["slack"], f"{_show(left)} and {_show(right)} are {gap} days apart")
    if gap > 0:
        return Note(NEVER, f"{_show(left)} and {_show(right)} cannot be one date")
    width = max(left[1] - left[0], right[1] - right[0]) + 1
    for name, widest in (("day", points["day_width"]), ("month", 31), ("quarter", 93), ("year", 366)):
        if width <= widest:
            return Note(points[name], f"dates {_show(left)} and {_show(right)} agree")
    return Note(points["wider"], f"dates {_show(left)} and {_show(right)} can agree")


def _seasons(left: Profile, right: Profile) -> Note | None:
    for one, two in ((left, right), (right, left)):
        for text, season in one.seasons.items():
            others = list(two.seasons.values()) or _as_edtf(two.core)
            if not others:
                continue
            if any(season.overlaps(other) for other in others):
                known = two.core is None or two.core[1] - two.core[0] <= 31
                return Note(weights("date")["season" if known else "wider"], f"{text} fits {others[0].text}")
            points = weights("date")["slack"] if slack(left.group) > 31 else NEVER
            return Note(points, f"{text} and {others[0].text} are not one date")
    return None


def _as_edtf(core: Days | None) -> list[Edtf]:
    if core is None or core[0] < 2 or core[1] >= date.max.toordinal():
        return []
    return [parse(interval(date.fromordinal(core[0]), date.fromordinal(core[1])))]


def _dated_and_fresh(core: Days, other: Profile) -> Note:
    points = weights("date")
    nearest = min(other.fresh, key=lambda days: (abs(days[0] - core[1]), days))
    wait = nearest[0] - core[1]
    exact = nearest[1] - nearest[0] <= 1
    says = f"published {_show(nearest)}, dated {_show(core)}"
    if core[1] - core[0] > 31:
        return Note(0.0, says)
    if not exact and nearest[0] <= core[1] and core[0] <= nearest[1]:
        return Note(points["month_fresh"], says)
    if wait <= points["fresh_days"]:
        return Note(points["fresh"], says)
    return Note(points["recent"] if wait <= 31 else points["old"], says)


def _both_fresh(left: Profile, right: Profile) -> Note | None:
    points = weights("date")
    gap, one, two = min((_apart(a, b), a, b) for a in left.fresh for b in right.fresh)
    says = f"published {_show(one)} and {_show(two)}"
    if gap <= points["fresh_days"]:
        exact = max(one[1] - one[0], two[1] - two[0]) <= 1
        return Note(points["both_fresh" if exact else "month_fresh"], says)
    return Note(points["both_far"], says) if gap > 31 else None


def _apart(left: Days, right: Days) -> int:
    return max(0, left[0] - right[1], right[0] - left[1])


# --- where


def _countries(left: Profile, right: Profile) -> Note | None:
    if not left.countries or not right.countries:
        return None
    common = _common(left.countries, right.countries)
    # A stray country in one of many claims must not hold two events together: it is a fifth of what each side says.
    if not all(sum(side.countries[c] for c in common) * _STRAY >= side.countries.total() for side in (left, right)):
        return Note(NEVER, f"{_names(left.countries)} and {_names(right.countries)} are different countries")
    return Note(weights("place")["country"], f"both in {', '.join(common[:2])}")


def _spots(left: Profile, right: Profile) -> Note | None:
    if not left.spots or not right.spots:
        return None
    mine, theirs = _frequent(left.spots), _frequent(right.spots)
    ranked = sorted(
        ((_two_spots(a, b), -left.spots[a] - right.spots[b], a.name, b.name) for a in mine for b in theirs),
        key=lambda row: (-row[0][0], *row[1:]),
    )
    (points, how), _, one, two = ranked[0]
    if points > 0:
        agree = sum(-weight for (value, _), weight, *_ in ranked if value > 0)
        never = sum(-weight for (value, _), weight, *_ in ranked if value <= weights("place")["far"])
        if agree * 2 < never:
            points, how = ranked[-1][0]
            one, two = ranked[-1][2], ranked[-1][3]
    return None if points == 0 else Note(points, f"{one} and {two}: {how}")


def _two_spots(left: Spot, right: Spot) -> tuple[float, str]:
    points = weights("place")
    low = {left.level, right.level} <= {"region"}
    if left.geonames is not None and left.geonames == right.geonames:
        return (points["region"], "one region") if low else (points["city"], "one place")
    named = bool(left.parts & right.parts)
    far = _distance(left.at, right.at)
    if "region" in (left.level, right.level):
        return _with_region(left, right, named, far)
    if named:
        near = far is None or far <= points["far_km"]
        return (points["city"], "one name") if near else (points["namesake"], f"one name, {far:.0f} km apart")
    if far is None:
        return points["names_differ"] if left.parts and right.parts else 0.0, "the names differ"
    if far <= points["near_km"]:
        return points["near"], f"{far:.0f} km apart"
    return points["far"] if far > points["far_km"] else 0.0, f"{far:.0f} km apart"


def _with_region(left: Spot, right: Spot, named: bool, far: float | None) -> tuple[float, str]:
    points = weights("place")
    both = left.level == right.level == "region"
    if named:
        return (points["region"], "one region") if both else (points["within"], "one name")
    if both:
        return points["regions_differ"], "two regions"
    if far is None:
        return 0.0, "no coordinates"
    if far <= points["within_km"]:
        return points["within"], "the one may lie in the other"
    return points["regions_differ"], f"{far:.0f} km apart"


def _sites(left: Profile, right: Profile) -> Note | None:
    shared = _common(left.sites, right.sites)
    if shared:
        named = [spot for side in (left, right) for spot in side.spots if spot.level in ("city", "region")]
        larger = {part for spot in named for part in spot.parts}
        shared = [part for part in shared if part not in larger]
    if shared:
        return Note(weights("place")["site"], f"a site in common ({', '.join(shared[:3])})")
    if left.facilities and right.facilities and left.facilities.keys().isdisjoint(right.facilities):
        kinds = f"{_names(left.facilities)} and {_names(right.facilities)}"
        return Note(weights("place")["facility"], f"{kinds} are different sites")
    return None


def _crowd(left: Profile, right: Profile, rarity: Rarity, notes: Sequence[Note]) -> Note | None:
    """What a place in common is worth less where the case tells of many events there."""
    if not rarity.places:
        return None
    points = weights("place")
    parts = {part for spot in left.spots for part in spot.parts} & {
        part for spot in right.spots for part in spot.parts
    }
    if parts:
        days = max(rarity.days.get(part, 0) for part in parts)
        if days <= points["few"]:
            return None
        return Note(
            points["crowd_days"] * math.log(days / points["few"]), f"{days} days of attacks are told of there"
        )
    near = any(note.points >= points["within"] and "km apart" in note.says for note in notes)
    shared = left.countries.keys() & right.countries.keys()
    places = max((rarity.places.get(country, 0) for country in shared), default=0)
    if near or places <= points["few"]:
        return None
    return Note(
        points["crowd"] * math.log(places / points["few"]), f"attacks in {places} places of the country are told of"
    )


def _distance(left: tuple[float, float] | None, right: tuple[float, float] | None) -> float | None:
    """Kilometres between two points, on a plane good enough for a few hundred kilometres."""
    if left is None or right is None:
        return None
    north = left[0] - right[0]
    east = (left[1] - right[1] + 180) % 360 - 180
    return _KM_PER_DEGREE * math.hypot(north, east * math.cos(math.radians((left[0] + right[0]) / 2)))


# --- how many


def _figures(left: Profile, right: Profile) -> Note | None:
    equal: list[tuple[str, float]] = []
    apart: list[tuple[float, str]] = []
    for measure in sorted(left.figures.keys() & right.figures.keys()):
        mine, theirs = left.figures[measure], right.figures[measure]
        same = {value[:2] for value in mine} & {value[:2] for value in theirs}
        if same:
            low, high = max(same)
            equal.append((f"{measure} {low:g}" if low == high else f"{measure} {low:g}-{high:g}", low))
        else:
            apart.append(_nearest(measure, mine, theirs))
    if equal:
        points = weights("figures")
        score = sum(_distinctive(low) for _, low in equal)
        if sum(low >= _SOME for _, low in equal) > 1:
            score += points["two_measures"]
        return Note(min(points["most"], score), f"equal figures ({', '.join(says for says, _ in equal)})")
    if apart:
        worst = min(apart)
        return Note(*worst) if worst[0] else None
    return None


# A toll grows as it is counted; how many were arrested or sentenced in one step is known when it is told.
_COUNTED_ONCE = ("arrested", "charged", "sentenced")


def _distinctive(value: float) -> float:
    points = weights("figures")
    if value <= 1:
        return points["unit"]
    if value < _FEW:
        return points["few"]
    if value < _TEN:
        return points["some"]
    return points["round"] if value % _TEN == 0 else points["distinct"]


def _nearest(
    measure: str, left: Mapping[tuple[float, float, bool], int], right: Mapping[tuple[float, float, bool], int]
) -> tuple[float, str]:
    points = weights("figures")
    ratio, one, two = min(_factor(a, b) for a in left for b in right)
    says = f"{measure} {one:g} against {two:g}"
    if ratio <= 2:
        return points["close"], says
    if measure in _COUNTED_ONCE:
        return min(points["step"], points["off_4"]), says
    if ratio <= _ROUGHLY:
        return points["off_4"], says
    return (points["off_10"], says) if ratio <= _TEN else (points["off_more"], says)


def _factor(left: tuple[float, float, bool], right: tuple[float, float, bool]) -> tuple[float, float, float]:
    """How many times the one exceeds the other; a lower bound ("more than 90") is met by anything above it."""
    small, large = sorted((left, right))
    if not small[2] and large[1] >= small[0]:
        ratio = math.sqrt((large[0] + 1) / (small[0] + 1))
    else:
        ratio = (large[0] + 1) / (small[0] + 1)
    return ratio, left[0], right[0]


# --- who, what, how


def _actors(left: Profile, right: Profile) -> Note | None:
    points = weights("actors")
    if left.people and right.people:
        shared = _common(left.people, right.people)
        if len(shared) > 1 or (shared and min(len(left.people), len(right.people)) == 1):
            return Note(points["person"], "one person is named in both")
        if not shared:
            return Note(points["persons_differ"], "different persons are named")
    shared = _common(left.targets, right.targets)
    if shared:
        return Note(points["target"], f"one target ({shared[0]})")
    if left.perpetrators and right.perpetrators:
        shared = _common(left.perpetrators, right.perpetrators)
        if shared:
            return Note(points["same"], f"one perpetrator ({shared[0]})")
        return Note(points["differ"], f"{_names(left.perpetrators)} and {_names(right.perpetrators)} differ")
    return None


def _related(left: Profile, right: Profile) -> Note | None:
    if not left.related or not right.related:
        return None
    if left.related & right.related:
        return Note(weights("related")["same"], "both follow from one event")
    return Note(weights("related")["differ"], "they follow from different events")


def _types(left: Profile, right: Profile) -> Note | None:
    mine, theirs = _main_type(left), _main_type(right)
    cost = against(mine, theirs)
    if cost:
        return Note(cost * weights("types")["scale"], f"{mine} and {theirs} are different things")
    if mine == theirs and mine != "attack":
        return Note(weights("types")["same"], f"both {mine}")
    return None


def _another(left: Profile, right: Profile) -> Note | None:
    if left.documents.isdisjoint(right.documents):
        return None
    if right.recalled and (left.core is None or right.core is None):
        return Note(weights("another")["another"], "the report recalls it beside what it is about")
    if not right.another:
        return None
    return Note(weights("another")["another"], "the report calls it another attack")


def _modality(left: Profile, right: Profile) -> Note | None:
    if left.real == right.real:
        return None
    return Note(weights("modality")["modality"], "the one happened, the other did not")


def _words(left: Profile, right: Profile, rarity: Rarity) -> Note | None:
    one, two = (left, right) if len(left.words) <= len(right.words) else (right, left)
    weigh, points = rarity.weight, weights("words")
    telling = [word for word in one.words if word in weigh]
    shared = [(weigh[word] ** 2 * one.words[word] * two.words[word], word) for word in telling if word in two.words]
    likeness = sum(value for value, _ in shared) / (_norm(one, rarity) * _norm(two, rarity)) if shared else 0.0
    if likeness < points["strange"]:
        return Note(points["none"], "hardly a telling word in common") if len(telling) >= points["enough"] else None
    told = ", ".join(word for _, word in sorted(shared, key=lambda row: (-row[0], row[1]))[:4])
    return Note(min(points["most"], points["scale"] * likeness), f"words in common ({told})")


def _norm(profile: Profile, rarity: Rarity) -> float:
    if profile.norm is None:
        weigh = rarity.weight
        squares = [(weigh[word] * count) ** 2 for word, count in profile.words.items() if word in weigh]
        profile.norm = math.sqrt(sum(squares))
    return profile.norm


# --- small helpers


def _main_type(profile: Profile) -> str:
    """The commonest type that states a method, else `attack`."""
    specific = [(count, kind) for kind, count in profile.kinds.items() if kind != "attack"]
    return max(specific)[1] if specific else "attack"


def _common(left: Counter[str], right: Counter[str]) -> list[str]:
    return sorted(left.keys() & right.keys(), key=lambda item: (-left[item] * right[item], item))


def _names(counts: Counter[str]) -> str:
    return ", ".join(sorted(counts, key=lambda item: (-counts[item], item))[:2])


def _frequent(spots: Counter[Spot]) -> list[Spot]:
    return sorted(spots, key=lambda spot: (-spots[spot], spot.name, spot.level, sorted(spot.parts)))[:_MOST_SPOTS]


def _show(days: Days) -> str:
    if days[0] < 2 or days[1] >= date.max.toordinal():
        return "an open period"
    return interval(date.fromordinal(days[0]), date.fromordinal(days[1]))


def _day(ordinal: int) -> str:
    return date.fromordinal(max(1, ordinal)).isoformat()


_FEATURES: tuple[_Feature, ...] = (
    _ruled_out,
    _when,
    _countries,
    _spots,
    _sites,
    _figures,
    _actors,
    _related,
    _types,
    _another,
    _modality,
)

# Passages of one report share its date and place, so there these say little.
_SHARED: dict[_Feature, Callable[[], float]] = {
    _when: lambda: weights("date")["within"],
    _countries: lambda: 0.0,
    _spots: lambda: weights("place")["inside"],
    _sites: lambda: weights("place")["inside"],
}
