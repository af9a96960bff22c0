# Two words are enough: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
endif

.PHONY: demo test check templates benchmark clean

demo: $(VENV)/.installed
	$(BIN)/docgen demo demo-kantor

test: $(VENV)/.tested check
	$(BIN)/python -m pytest

check: $(VENV)/.tested
	$(BIN)/ruff check docgen tests benchmarks
	$(BIN)/ruff format --check docgen tests benchmarks
	$(BIN)/mypy
	$(BIN)/docgen periksa

templates: $(VENV)/.installed
	$(BIN)/python -m docgen.paper.layout

benchmark: $(VENV)/.tested
	$(BIN)/python benchmarks/start.py

$(VENV)/bin/python $(VENV)/Scripts/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: setup.cfg pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install -qq --disable-pip-version-check -e .
	@touch $@

$(VENV)/.tested: setup.cfg pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install -qq --disable-pip-version-check -e ".[test]"
	@touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) build dist *.egg-info demo-kantor .pytest_cache .mypy_cache .ruff_cache .hypothesis
