"""Finance and movement: money as flows, routes on the map, listings as dated lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from sqlalchemy import select
from starlette.requests import Request
from starlette.responses import Response

from tawatur.analysis.columns import Columns, Mask
from tawatur.analysis.dossier import events_of
from tawatur.analysis.money import End, Flow, channels, ends, flows, period_label, streams
from tawatur.analysis.movement import KINDS as MOVES
from tawatur.analysis.movement import legs
from tawatur.analysis.standing import CLOSES, OPENS, Status, standings
from tawatur.casefile.tables import claims as claim_rows
from tawatur.casefile.tables import event_claims
from tawatur.record import Claim
from tawatur.workbench.charts import flows as picture
from tawatur.workbench.charts.frame import asked, render
from tawatur.workbench.page import Page
from tawatur.workbench.view import View, link

_MOST = 150


def show(request: Request) -> Response:
    """The page."""
    view = View.of(request)
    held, chosen = asked(view)
    money, money_left = _claims(view, held, chosen, tuple(ends()))
    moves, moves_left = _claims(view, held, chosen, MOVES)
    listings, listings_left = _claims(view, held, chosen, (*OPENS, *CLOSES))
    found = streams(flows(money))
    routes = legs(moves)
    lines = standings(listings)
    rtl = view.say.direction == "rtl"
    return render(
        view,
        "finance.html",
        held,
        chosen,
        streams=found,
        picture=picture.draw(found, mirrored=rtl) if found else None,
        routes=routes,
        route_map=picture.draw_routes(routes),
        lines=lines,
        line_picture=picture.draw_lines(lines, view.say) if lines else None,
        left_out=money_left + moves_left + listings_left,
        end_name=lambda end: _end_name(view, end),
        actor=lambda name: view.names.actor_called(name, name) if name else view.say("finance.unknown"),
        behind=lambda ids: link("/claims", {"ids": ",".join(ids)}),
        stream_link=lambda stream: link(
            "/claims", {"ids": ",".join(dict.fromkeys(f.claim.id for f in stream.flows))}
        ),
        amount=lambda amount: _amount(view, amount),
        channel=lambda named: channels()[named.channel].label.in_language(view.say.language),
        said_by=lambda flow: _said_by(view, flow),
        declared_name=lambda item: view.names.type(item.kind),
        status_text=lambda status: _status_text(view, status),
        place_name=view.names.place,
    )


def _claims(view: View, held: Columns, chosen: Mask, kinds: Sequence[str]) -> tuple[list[Claim], int]:
    """Claims of these types of the chosen events, the newest events' first; and how many more there are."""
    events = events_of(held, chosen, kinds, 0, _MOST)
    chosen_ids = (
        select(event_claims.c.claim)
        .join(claim_rows, claim_rows.c.id == event_claims.c.claim)
        .where(event_claims.c.event.in_(events), claim_rows.c.event_type.in_(kinds))
    )
    with view.case.reading() as connection:
        ids = list(connection.execute(chosen_ids).scalars())
    found = view.case.claims(ids)
    return found, _count(held, chosen, kinds) - len(found)


def _count(held: Columns, chosen: Mask, kinds: Sequence[str]) -> int:
    able = np.array([kind in kinds for kind in held.kinds], dtype=np.bool_)
    return int(np.count_nonzero(able[held.said.kind] & chosen[held.said.event]))


def _end_name(view: View, end: End | None) -> str:
    if end is None:
        return view.say("finance.unnamed")
    if end.private:
        return view.say("finance.person")
    return view.names.actor_called(end.id, end.id) if end.id else end.name


def _amount(view: View, amount: Any) -> str:
    """A sum as stated, with its currency and its period."""
    figure = amount.figure
    currency = view.say.locale.currencies.get(amount.currency, amount.currency or figure.unit)
    period = period_label(amount.period)
    worded = f"{view.names.stated(figure)} {currency}"
    return f"{worded} {period.in_language(view.say.language)}" if period else worded


def _said_by(view: View, flow: Flow) -> str:
    voices = [
        view.names.actor_called(voice.id, voice.id) if voice.id else voice.name or voice.text
        for voice in flow.claim.attribution
    ]
    return view.say("list.comma").join(dict.fromkeys(voices))


def _status_text(view: View, status: Status) -> str:
    state = "holds" if status.holds else "ended"
    last = status.declared[-1]
    return view.say(f"finance.{status.standing}_{state}", date=view.say.date(last.date))


PAGE = Page("finance", "/finance", show, in_menu=True)
