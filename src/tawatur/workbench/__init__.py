"""The workbench: a web application, on this machine, in which a case is read and checked.

    app = make_app("case.db")

Pages are rendered here and sent whole; they work without scripts, and scripts make them quicker. A page is
one module of `pages`, one template and one file of messages; nothing else knows of it but the list in
`pages/__init__.py`. What an address asks for is parsed into frozen values (`filters`), and everything a page
shows is a pure function of those and of what the case answers.
"""

from __future__ import annotations

from tawatur.workbench.app import make_app
from tawatur.workbench.serving import serve

__all__ = ["make_app", "serve"]
