# The two commands a stranger needs: `make demo` and `make test`. The first run sets up .venv; later runs skip it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
.DEFAULT_GOAL := help
.PHONY: help demo test lint bench docs clean

help:  ## Show the targets.
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

$(VENV)/.demo: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Daliz needs Python 3.11 or newer; set PYTHON=python3.12, say.")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --no-deps --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.demo requirements-dev.lock
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

demo: $(VENV)/.demo  ## Plan real freight and answer the interview, offline.
	@$(BIN)/daliz demo

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

clean:  ## Remove what the targets made.
	rm -rf $(VENV) site dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
