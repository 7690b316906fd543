# Quire's commands. `make help` lists them; each sets up what it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DUMP ?= samples/speech.txt
JOBS ?= 1000
SEED ?= 1
LEDGER ?= postgresql
LOCK := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet
.DEFAULT_GOAL := help
.PHONY: help setup dev demo up test check faults bench protos lock clean

help: ## List the commands
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

setup: $(VENV)/.ready ## Make .venv with what a user of Quire needs

$(VENV)/.ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Quire needs Python 3.11 or newer, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q -x '/(pip|setuptools|tests?|testing)/' $(VENV)/lib || true # tests of libraries take room and are never run
	@touch $@

dev: $(VENV)/.ready-dev ## Add what tests, checks and training need

$(VENV)/.ready-dev: requirements-dev.lock $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.lock
	@touch $@

demo: setup ## Run the main job through the real services: DUMP=path for your own dump
	@$(BIN)/quire demo $(DUMP) -o out

up: setup ## Keep the whole stack running in the foreground; Ctrl-C drains it
	@$(BIN)/quire up

test: dev ## Run the tests
	@bash tests/npm.sh
	$(BIN)/python -m pytest -q --cov --cov-report=term:skip-covered tests

check: dev ## Style, types, architecture, contracts, generated code
	@bash tests/check.sh

faults: dev ## Break the running stack in every way while it works: JOBS=1000 SEED=1 LEDGER=postgresql
	$(BIN)/python -m tests.faults --jobs $(JOBS) --seed $(SEED) --ledger $(LEDGER)

bench: dev ## Measure: ratios to a yardstick in the same run
	$(BIN)/python -m tests.bench

protos: dev ## Generate the code beside each .proto
	@bash protos/generate.sh

lock: dev ## Lock the dependencies anew, with hashes and without addresses
	$(LOCK) --extra all --output-file requirements-dev.lock
	$(LOCK) --extra user --constraint requirements-dev.lock --output-file requirements.lock

clean: ## Remove what was made
	rm -rf $(VENV) out var .pytest_cache .mypy_cache .ruff_cache .hypothesis
