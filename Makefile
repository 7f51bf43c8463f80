# The two commands a stranger needs: `make demo` and `make test`. The first run sets up .venv; later runs skip it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PAGE := src/daliz/web/static/index.html
LOCK := --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate
.DEFAULT_GOAL := help
.PHONY: help demo ui serve test lint bench docs lock clean

help:  ## Show the targets.
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

$(VENV)/.demo: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Daliz needs Python 3.11 or newer; set PYTHON=python3.12, say.")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.demo requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

demo: $(VENV)/.demo  ## Plan real freight and answer the interview, offline.
	@$(BIN)/daliz demo

$(PAGE): $(shell find ui -name node_modules -prune -o -type f -print) $(wildcard src/daliz/words/*.json)
	$(BIN)/python tools/build_page.py
	@touch $@

ui: $(VENV)/.demo $(PAGE)  ## Build the page into the package.

serve: $(VENV)/.demo  ## Serve the page and the API on this machine.
	@$(MAKE) --no-print-directory $(PAGE) || echo "The page could not be built; the API answers without it."
	@$(BIN)/daliz serve

test: $(VENV)/.dev  ## Run the tests.
	$(BIN)/pytest -n 2 --dist worksteal

lint: $(VENV)/.dev  ## Check style, types and the ladder.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.dev  ## Measure speed as ratios to named peers.
	$(BIN)/python -m benchmarks

docs: $(VENV)/.dev  ## Build the manual into site/.
	$(BIN)/mkdocs build --strict

lock:  ## Renew requirements.lock and requirements-dev.lock (needs uv and a package index).
	uv pip compile $(LOCK) --extra web pyproject.toml -o requirements.lock
	uv pip compile $(LOCK) --group dev --group docs --group bench -c requirements.lock pyproject.toml -o requirements-dev.lock

clean:  ## Remove what the targets made.
	rm -rf $(VENV) ui/node_modules src/daliz/web/static site dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
