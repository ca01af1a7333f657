# Two commands to know: `make run` shows the demo, `make test` proves that everything works.
# Needs make and Python 3.11 or later; everything else is installed into .venv. Another Python: make setup PYTHON=python3.12

PYTHON ?= python3
PORT ?= 8000
UNITS ?= src
TESTS ?= tests
SIDE_BY_SIDE := --dist loadfile --no-loadscope-reorder --numprocesses
# What drives browsers, servers and post offices waits for them half of its time: three share two cores. A Redis has databases for fourteen.
WAITING ?= $(shell cores=$$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2); most=$$((cores * 3 / 2)); echo $$((most > 14 ? 14 : most)))
VENV := .venv
BIN := $(VENV)/bin
RUN_READY := $(VENV)/.ready-to-run
WORK_READY := $(VENV)/.ready-to-work
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
CATALOGUES := $(wildcard src/comptoir/locale/*/LC_MESSAGES/django.po)

export COMPTOIR_DATA_DIR ?= var
export COMPTOIR_DEMO ?= 1
export COMPTOIR_PUBLIC_URL ?= http://localhost:$(PORT)

.PHONY: help run setup test check format bench lock messages screenshots clean

help:  ## Say what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: $(RUN_READY)  ## Install, load the demo when the database is empty, and serve at http://localhost:8000
	@$(BIN)/comptoir migrate
	@$(BIN)/comptoir demo --if-empty
	@exec $(BIN)/comptoir serve --port $(PORT)

setup: $(WORK_READY)  ## Install everything that running, testing and checking need

test: export COMPTOIR_DEMO = 0
test: export COMPTOIR_PUBLIC_URL = http://localhost:8000
test: $(WORK_READY)  ## Run every test that needs no other server: UNITS, then TESTS (browsers' skip without Chromium)
	$(if $(UNITS),$(BIN)/python -m pytest $(if $(SIDE_BY_SIDE),$(SIDE_BY_SIDE) auto) $(UNITS))
	$(if $(TESTS),$(BIN)/python -m pytest $(if $(SIDE_BY_SIDE),$(SIDE_BY_SIDE) $(WAITING)) $(TESTS))

check: $(WORK_READY)  ## Formatting, lint, types, the shelves, migrations, translations
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/comptoir manage makemigrations --check --dry-run
	$(BIN)/python tools/catalogues.py check

format: $(WORK_READY)  ## Let ruff format the code, and mend what it can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(WORK_READY)  ## Measure every promise of speed
	$(BIN)/python -m bench

lock: $(WORK_READY)  ## Write the locks anew from pyproject.toml
	$(BIN)/python -m pip show --quiet uv || $(INSTALL) uv
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --no-header pyproject.toml --output-file requirements.lock
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --no-header --group dev pyproject.toml --output-file requirements-dev.lock

messages: $(WORK_READY)  ## Bring the catalogues of translations up to the code
	$(BIN)/python tools/catalogues.py update
	$(BIN)/python tools/catalogues.py compile

screenshots: $(WORK_READY)  ## Take the pictures of the README, with a demo of its own
	$(BIN)/python tools/screenshots.py

clean:  ## Remove what was installed, and caches; the data in var/ stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Comptoir needs Python 3.11 or later.")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.package: pyproject.toml | $(BIN)/python
	$(INSTALL) --no-deps --editable .
	@touch $@

$(RUN_READY): requirements.lock $(CATALOGUES) | $(BIN)/python
	@test $(WORK_READY) -nt requirements-dev.lock || { echo "Installing what Comptoir needs…"; \
		$(INSTALL) --require-hashes --requirement requirements.lock; }
	@$(MAKE) --silent --no-print-directory $(VENV)/.package
	$(BIN)/python tools/catalogues.py compile
	@touch $@

$(WORK_READY): requirements-dev.lock $(CATALOGUES) | $(BIN)/python
	@test $@ -nt requirements-dev.lock || { echo "Installing what Comptoir and its tests need…"; \
		$(INSTALL) --require-hashes --requirement requirements-dev.lock; }
	@$(MAKE) --silent --no-print-directory $(VENV)/.package
	$(BIN)/python tools/catalogues.py compile
	@touch $@
