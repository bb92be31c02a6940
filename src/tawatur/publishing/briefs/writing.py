"""Writing a brief: composed from what may be shared, dressed, recorded."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
import yaml

from tawatur import codebook
from tawatur.casefile import Case
from tawatur.errors import DataError, UsageError
from tawatur.publishing.briefs import docx, html, pdf
from tawatur.publishing.briefs.composing import SECTIONS, Brief, Wanted, compose
from tawatur.publishing.briefs.wording import LANGUAGES
from tawatur.publishing.formats import Exported, record, user
from tawatur.publishing.profile import Profile, load_profile
from tawatur.publishing.sharing import Share

DRESSES: dict[str, Callable[[Brief], bytes]] = {"html": html.render, "pdf": pdf.render, "docx": docx.render}
"""What a brief can be written as."""

_EDITS = "brief-edits"
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def write_brief(
    case: Case,
    out: BinaryIO,
    dress: str,
    language: str,
    wanted: Wanted | None = None,
    profile: Profile | None = None,
    by: str | None = None,
) -> Exported:
    """Write a brief and record that it was written.

    Args:
        case: the case.
        out: where to.
        dress: html, pdf or docx.
        language: ar or en.
        wanted: what it is about; all of the case where this is None.
        profile: the rules of sharing; the default ones where it is None.
        by: who writes it, for the audit trail.

    Raises:
        UsageError: no such dress or language, a marking that would be broken, a library that is not installed.
        DateError: a bound of the period is no date.
        DataError: there is no such theme.
    """
    if dress not in DRESSES:
        raise UsageError(f"a brief is written as one of {', '.join(DRESSES)}; name the file so", subject=dress)
    if language not in LANGUAGES:
        raise UsageError("a brief is in ar or en", subject=language)
    rules = profile or load_profile()
    share = Share(case, rules)
    edits = {key: texts[language] for key, texts in edits_of(case).items() if language in texts}
    content = DRESSES[dress](compose(share, language, wanted, len(case.rejected()), edits))
    out.write(content)
    done = Exported(
        form=f"brief {dress} {language}",
        profile=rules.name,
        tlp=share.tlp,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        hidden=share.hidden,
        withheld=share.withheld,
    )
    record(case, done, rules, by)
    return done


def edits_of(case: Case) -> dict[str, dict[str, str]]:
    """The analyst's own paragraphs the case keeps, by section and language."""
    kept = case.meta(_EDITS)
    return msgspec.json.decode(kept, type=dict[str, dict[str, str]]) if kept else {}


def keep_edits(case: Case, path: Path, by: str | None = None) -> None:
    """Keep an analyst's paragraphs in the case, section by section: every brief from then on has them.

    An empty text takes a paragraph away.

    Raises:
        UsageError: the file cannot be read.
        DataError: it is no table of sections, languages and texts.
    """
    try:
        given = msgspec.convert(yaml.load(path.read_text("utf-8"), Loader=_LOADER), dict[str, dict[str, str]])
    except OSError as error:
        raise UsageError("this file cannot be read; give the path of a YAML file", subject=str(path)) from error
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        raise DataError(
            "give a section, a language and a text, as in `summary: {ar: ...}`", subject=str(path)
        ) from error
    known = {*SECTIONS, *codebook.themes()}
    for section, texts in given.items():
        if section not in known or set(texts) - set(LANGUAGES):
            raise DataError(
                f"{section!r} with {', '.join(texts)}: sections are {', '.join(sorted(known))}", subject=str(path)
            )
    kept = edits_of(case)
    for section, texts in given.items():
        kept[section] = {key: text for key, text in {**kept.get(section, {}), **texts}.items() if text.strip()}
    case.put(_EDITS, msgspec.json.encode(dict(sorted(kept.items()))).decode())
    case.record(by or user(), "edited brief", ", ".join(sorted(given)), str(path.name))
