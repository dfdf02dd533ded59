# Two commands do all the set-up on a fresh machine: `make run` and `make test`.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
PYTEST := $(BIN)/python -m pytest

.PHONY: run test check bench stress lock messages clean

run: $(VENV)/run.stamp
	$(BIN)/dashboard run --demo

test: check $(VENV)/browser.stamp
	$(PYTEST) -n 2 --dist worksteal

check: $(VENV)/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/browser.stamp
	$(PYTEST) tests/benchmarks -m bench -s -p no:xdist

stress: $(VENV)/browser.stamp
	$(PYTEST) -m "stress or hypothesis" --hypothesis-profile many -n 2 --dist worksteal --durations 10

lock: $(VENV)/test.stamp
	$(BIN)/$(LOCK) --upgrade --group build pyproject.toml -o requirements.txt
	$(BIN)/$(LOCK) --upgrade --group build --group dev pyproject.toml -o requirements-dev.txt

messages: $(VENV)/test.stamp
	$(BIN)/python -m dashboard.messages

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Install Python 3.11 or newer first, then try again."; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements.txt pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/test.stamp: requirements-dev.txt $(VENV)/run.stamp
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)/browser.stamp: tests/browser/install.sh $(VENV)/test.stamp
	sh tests/browser/install.sh $(BIN)/python
	@touch $@
