"""Settings of all tests."""

from __future__ import annotations

import os

from hypothesis import settings

# A deadline measures the machine's other work, not ours. Continuous integration runs the same examples every
# time, so that a failure there can be run again here.
settings.register_profile("tawatur", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("tawatur")
