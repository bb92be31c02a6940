"""The rule of floors, and what a bare installation can rely on."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import grimp
import pytest
from importlinter import cli

ROOT = Path(__file__).resolve().parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = PROJECT["tool"]["importlinter"]["contracts"]

# Distributions whose import name is not their own name.
IMPORT_NAMES = {"pyyaml": "yaml"}
# Scripts that make the data we ship from larger sources; they are run by developers, never imported.
COMPILERS = re.compile(r"\.compile_\w+$|\.data\.\w+$")


def runtime_packages() -> set[str]:
    """The import names of the dependencies a plain installation has."""
    names = [re.split(r"[<>=!~\[ ;]", line, maxsplit=1)[0] for line in PROJECT["project"]["dependencies"]]
    return {IMPORT_NAMES.get(name, name.replace("-", "_")) for name in names}


def third_party(graph: grimp.ImportGraph) -> dict[str, set[str]]:
    """Module of ours -> packages from outside the standard library it imports."""
    ours = [module for module in graph.modules if module.split(".")[0] == "tawatur"]
    return {
        module: {
            name.split(".")[0]
            for name in graph.find_modules_directly_imported_by(module)
            if name.split(".")[0] not in sys.stdlib_module_names | {"tawatur"}
        }
        for module in ours
    }


def test_the_floors_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each package imports only what is below it, as `pyproject.toml` says."""
    monkeypatch.chdir(ROOT)
    assert cli.lint_imports(no_cache=True) == cli.EXIT_STATUS_SUCCESS


def test_every_package_stands_on_a_floor() -> None:
    """No top-level module is left out of the rule of floors."""
    layers = {name.split(".")[1] for row in CONTRACTS[0]["layers"] for name in re.split(r" \| ", row)}
    spec = find_spec("tawatur")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    found = {
        path.stem
        for path in Path(spec.submodule_search_locations[0]).iterdir()
        if (path.suffix == ".py" or (path / "__init__.py").exists()) and path.stem != "__init__"
    }
    assert found - {"__main__", "samples"} == layers


def test_a_plain_installation_has_what_is_imported() -> None:
    """Nothing the program imports is among the developer's extras."""
    imported = third_party(grimp.build_graph("tawatur", include_external_packages=True, cache_dir=None))
    beyond = {
        module: packages - runtime_packages()
        for module, packages in imported.items()
        if packages - runtime_packages() and not COMPILERS.search(module)
    }
    assert beyond == {}


def test_every_dependency_has_a_reason() -> None:
    """`docs/decisions/dependencies.md` names each dependency of the program and of its developers."""
    text = (ROOT / "docs" / "decisions" / "dependencies.md").read_text(encoding="utf-8")
    extras = PROJECT["project"]["optional-dependencies"]
    lines = [*PROJECT["project"]["dependencies"], *(line for group in extras.values() for line in group)]
    names = [re.split(r"[<>=!~\[ ;]", line, maxsplit=1)[0] for line in lines]
    assert [name for name in names if f"`{name}`" not in text] == []


def test_the_command_answers_for_help() -> None:
    """The installed command starts, and names what it can do."""
    done = subprocess.run(
        [sys.executable, "-c", "from tawatur.cli import main; main()", "--help"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, "build" in done.stdout) == (0, True)
