"""What people decide, as rows: judgements and grades, retired and never rewritten, with the words they are about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, delete, insert, or_, select, update

from tawatur.casefile.errors import AmbiguousClaim, NothingToUndo, UnknownClaim
from tawatur.casefile.rows import Row, to_json
from tawatur.casefile.tables import anchors, claim_redirects, claims, grades, judgements, redirects
from tawatur.record import Anchor, Claim, Grade, Judgement

_ANCHOR = msgspec.json.Decoder(Anchor)
_CLAIM = msgspec.json.Decoder(Claim)
# Most databases limit how many values one statement may list.
_LISTED = 500


def find_claim(connection: Connection, name: str) -> str:
    """The identifier that `name` means: one a claim has, the beginning of one, or one it had before.

    Raises:
        UnknownClaim: there is none.
        AmbiguousClaim: several begin like this.
    """
    led = select(claim_redirects.c.new).where(claim_redirects.c.old == name)
    wanted = connection.execute(led).scalar_one_or_none() or name
    like = claims.c.id.startswith(wanted, autoescape=True)
    found = connection.execute(select(claims.c.id).where(like).order_by(claims.c.id).limit(2)).scalars().all()
    if not wanted or not found:
        raise UnknownClaim(name)
    if len(found) > 1 and found[0] != wanted:
        raise AmbiguousClaim(name)
    return str(found[0])


# --- judgements


def judge(connection: Connection, judgement: Judgement, now: str) -> None:
    """Add a reviewer's judgement and retire the one it follows."""
    connection.execute(update(judgements).where(_active(judgement)).values(retired=now))
    connection.execute(insert(judgements), [{**judgement_row(judgement), "made": judgement.made or now}])
    _anchor(connection, (judgement.left, judgement.right))


def undo(connection: Connection, left: str, right: str, by: str, now: str) -> None:
    """Retire the active judgement of a reviewer on a pair, under whichever identifiers it was made.

    Raises:
        NothingToUndo: there is none.
    """
    former = _former(connection, (left, right))
    lefts, rights = {left, *former.get(left, ())}, {right, *former.get(right, ())}
    wanted = and_(judgements.c.by == by, judgements.c.retired.is_(None), _on_pair(lefts, rights))
    if not connection.execute(update(judgements).where(wanted).values(retired=now)).rowcount:
        raise NothingToUndo(by, f"{left}, {right}")


def judgement_row(judgement: Judgement) -> Row:
    """The row of a judgement, without when it was made."""
    return {
        "left": judgement.left,
        "right": judgement.right,
        "verdict": judgement.verdict,
        "by": judgement.by,
        "reason": judgement.reason,
        "score": judgement.score,
    }


def _active(judgement: Judgement) -> ColumnElement[bool]:
    on_pair = _on_pair({judgement.left}, {judgement.right})
    return and_(judgements.c.by == judgement.by, judgements.c.retired.is_(None), on_pair)


def _on_pair(left: Iterable[str], right: Iterable[str]) -> ColumnElement[bool]:
    ones, others = sorted(left), sorted(right)
    return or_(
        and_(judgements.c.left.in_(ones), judgements.c.right.in_(others)),
        and_(judgements.c.left.in_(others), judgements.c.right.in_(ones)),
    )


# --- grades


def grade(connection: Connection, given: Grade, now: str) -> None:
    """Add a grade and retire the one of the same analyst on the same subject that it follows."""
    connection.execute(update(grades).where(_active_grade(given)).values(retired=now))
    connection.execute(
        insert(grades),
        [
            {
                "scale": given.scale,
                "subject": given.subject,
                "name": given.name,
                "value": given.value,
                "by": given.by,
                "reason": given.reason,
                "made": given.made or now,
            }
        ],
    )
    _anchor(connection, (given.subject,))


def undo_grade(connection: Connection, given: Grade, now: str) -> None:
    """Retire the active grade of an analyst on a subject.

    Raises:
        NothingToUndo: there is none.
    """
    if not connection.execute(update(grades).where(_active_grade(given)).values(retired=now)).rowcount:
        raise NothingToUndo(given.by, given.name or given.subject)


def load_grades(connection: Connection, *, retired: bool) -> tuple[Grade, ...]:
    """The grades in the order given, each on the subject as it is called now; active ones only unless `retired`."""
    led: dict[str, str] = {row.old: row.new for row in connection.execute(select(redirects.c.old, redirects.c.new))}
    moved = connection.execute(select(claim_redirects.c.old, claim_redirects.c.new))
    led.update((row.old, row.new) for row in moved)
    return tuple(
        Grade(
            scale=row.scale,
            subject=led.get(row.subject, row.subject),
            name=row.name,
            value=row.value,
            by=row.by,
            reason=row.reason,
            made=row.made,
            retired=row.retired,
        )
        for row in connection.execute(select(grades).order_by(grades.c.id))
        if retired or row.retired is None
    )


def _active_grade(given: Grade) -> ColumnElement[bool]:
    return and_(
        grades.c.scale == given.scale,
        grades.c.subject == given.subject,
        grades.c.by == given.by,
        grades.c.retired.is_(None),
    )


# --- where the words stand


def load_anchors(connection: Connection) -> tuple[Anchor, ...]:
    """Where the words of every claim stood that a person judged or graded, by identifier."""
    found = connection.execute(select(anchors.c.value).order_by(anchors.c.claim)).scalars()
    return tuple(_ANCHOR.decode(value) for value in found)


def replace_redirects(connection: Connection, moved: Sequence[tuple[str, str, str]]) -> None:
    """Put what identifiers of claims lead to now in place of what they led to."""
    connection.execute(delete(claim_redirects))
    if moved:
        rows = [{"old": old, "new": new, "reason": reason} for old, new, reason in sorted(moved)]
        connection.execute(insert(claim_redirects), rows)


def expand(connection: Connection, names: Iterable[str]) -> list[str]:
    """Identifiers of claims with those that lead to them: judgements are kept under the name they were made."""
    wanted = set(names)
    for former in _former(connection, sorted(wanted)).values():
        wanted |= former
    return sorted(wanted)


def _former(connection: Connection, names: Sequence[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for start in range(0, len(names), _LISTED):
        listed = list(names[start : start + _LISTED])
        chosen = select(claim_redirects.c.old, claim_redirects.c.new).where(claim_redirects.c.new.in_(listed))
        for row in connection.execute(chosen):
            found.setdefault(row.new, set()).add(row.old)
    return found


def _anchor(connection: Connection, names: Sequence[str]) -> None:
    """Keep where the words of these claims stand, for when they are read anew."""
    chosen = select(claims.c.value).where(claims.c.id.in_(list(names)))
    made = [_anchor_row(_CLAIM.decode(value)) for value in connection.execute(chosen).scalars()]
    if made:
        connection.execute(delete(anchors).where(anchors.c.claim.in_([row["claim"] for row in made])))
        connection.execute(insert(anchors), made)


def _anchor_row(claim: Claim) -> dict[str, Any]:
    anchor = Anchor(claim=claim.id, sha256=claim.sha256, trigger=claim.trigger, span=claim.span, family=claim.family)
    return {"claim": claim.id, "sha256": claim.sha256, "value": to_json(anchor)}
