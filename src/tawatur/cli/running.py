"""Running a command line: the language, the command, and errors as one line with a status."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from tawatur.cli.messages import Messages, choose
from tawatur.errors import TawaturError, UsageError

WRONG_COMMAND, FAILED, SOME_UNREADABLE, STOPPED = 2, 1, 3, 130


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit status."""
    say = Messages("en")
    try:
        language, left = choose(arguments)
        say = Messages(language)
        from tawatur.cli.app import make_app

        status = make_app(say)(left, standalone_mode=True, prog_name="tawatur")
    except SystemExit as ended:
        return _status(ended.code)
    except TawaturError as error:
        print(say("error", message=worded(error, say)), file=sys.stderr)
        return WRONG_COMMAND if isinstance(error, UsageError) else FAILED
    except KeyboardInterrupt:
        print(say("error", message=say("build.stopped")), file=sys.stderr)
        return STOPPED
    return _status(status)


def worded(error: TawaturError, say: Messages) -> str:
    """The error in the language of the user where it is one of the commands' own, on one line."""
    key = f"error.{error.code}"
    text = say(key, subject=error.subject) if say.has(key) else str(error)
    return " ".join(text.split())


def _status(code: object) -> int:
    if code is None:
        return 0
    return code if isinstance(code, int) else FAILED
