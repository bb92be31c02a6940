"""What stands before every page: only this machine asks, only our own files run, nothing is framed.

A page of another site could ask a server on this machine under a name of its own ("DNS rebinding"), so the
name asked for must be one of loopback; and nothing is changed for a request that another site's page sent.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""The content security policy of every answer. Pictures may be `data:` because our own styles draw some."""

HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
_READING = frozenset({"GET", "HEAD", "OPTIONS"})


class Guard:
    """Refuses what does not come from this machine's own pages and marks every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse with 403."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refused = refusal(str(scope["method"]), Headers(scope=scope))
        if refused:
            await PlainTextResponse(refused, status_code=403)(scope, receive, marked)
            return
        await self._app(scope, receive, marked)


def refusal(method: str, headers: Headers) -> str:
    """Why a request is refused; empty where it is not."""
    host = headers.get("host", "")
    if hostname(f"//{host}") not in LOOPBACK:
        return "The workbench answers on this machine only: ask for 127.0.0.1 or localhost."
    if method in _READING:
        return ""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return "Another site's page asked for a change; refused."
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != host:
        return "Another site's page asked for a change; refused."
    return ""


def hostname(address: str) -> str:
    """The name of the machine in an address; empty where there is none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:  # brackets that hold no IPv6 address
        return ""
