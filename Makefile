# Each target makes what it needs: `make demo` and `make test` work alone in a fresh clone, in any order.
# PYTHON chooses the interpreter (3.11 or newer) the environment is made with.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check --no-input
SHARED := ../shared
SOURCES := $(shell find src -type f -not -name '*.pyc' -not -path '*/__pycache__*')
CHECKED := $(wildcard src tests benchmarks tools)

# ---- what a newcomer runs

.PHONY: help
help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.PHONY: demo
demo: $(VENV)/.runtime ## Build a case from the bundled sample reports and show it
	@$(BIN)/tawatur demo

.PHONY: test
test: lint ## Check style, types and the floor rule, then run every test
	$(BIN)/python -m pytest -n auto

# ---- what a developer runs

.PHONY: lint
lint: $(VENV)/.dev ## ruff, mypy --strict and the floor rule
	$(BIN)/ruff check --quiet $(CHECKED)
	$(BIN)/ruff format --quiet --check $(CHECKED)
	$(BIN)/mypy --no-error-summary
	$(BIN)/lint-imports --no-logo

.PHONY: format
format: $(VENV)/.dev ## Format the code
	$(BIN)/ruff format $(CHECKED)

.PHONY: score
score: $(VENV)/.runtime ## Score the program on the gold annotations beside the checkout, where there are any
	@tools/score $(BIN)/tawatur $(SHARED)

.PHONY: bench
bench: $(VENV)/.benchmarks ## Measure speed and memory
	$(BIN)/python benchmarks/run.py

.PHONY: clean
clean: ## Remove the environment and everything made
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

# ---- the environment; a stamp for each set of dependencies, so that a second run is quick

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Tawatur needs Python 3.11 or newer (PYTHON=... chooses one)" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

# The package is installed as a user installs it; a developer's editable install, once made, stays.
$(VENV)/.runtime: pyproject.toml $(SOURCES) | $(VENV)/bin/python
	@echo 'Installing tawatur into $(VENV) ...'
	@if [ -e $(VENV)/.dev ]; then $(PIP) install --editable '.[dev]'; else $(PIP) install .; fi
	@touch $@

$(VENV)/.dev: pyproject.toml | $(VENV)/bin/python
	@echo 'Installing tawatur and the tools of its tests into $(VENV) ...'
	@$(PIP) install --editable '.[dev]'
	@touch $@

$(VENV)/.benchmarks: pyproject.toml | $(VENV)/bin/python
	@$(PIP) install --editable '.[dev,benchmarks]'
	@touch $@ $(VENV)/.dev
