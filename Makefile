# Two words are enough: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
endif

.PHONY: demo test libreoffice chromium check templates contact-sheets benchmark clean

demo: $(VENV)/.installed
	$(BIN)/docgen demo demo-kantor

test: $(VENV)/.tested libreoffice chromium check
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

# Pages become PDF by LibreOffice; where apt is there and we may use it, what is missing is installed.
SUITE := libreoffice-writer-nogui fonts-liberation fonts-crosextra-carlito fonts-crosextra-caladea
libreoffice:
	@command -v soffice >/dev/null 2>&1 || { command -v apt-get >/dev/null 2>&1 && \
	if [ "$$(id -u)" = 0 ]; then sudo=; else sudo="sudo -n"; fi && \
	$$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends $(SUITE) >/dev/null; } || \
	echo "LibreOffice is missing and could not be installed here: the tests that make PDF will fail and say so."

# Pages are looked at in a real browser: that of the system, or of CHROMIUM=/path.
chromium:
	@command -v "$${CHROMIUM:-chromium}" >/dev/null 2>&1 || { command -v apt-get >/dev/null 2>&1 && \
	if [ "$$(id -u)" = 0 ]; then sudo=; else sudo="sudo -n"; fi && \
	$$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends chromium >/dev/null; } || \
	echo "Chromium is missing and could not be installed here: the tests in the browser will fail and say so."

check: $(VENV)/.tested
	$(BIN)/ruff check docgen tests benchmarks
	$(BIN)/ruff format --check docgen tests benchmarks
	$(BIN)/mypy
	$(BIN)/docgen periksa

templates: $(VENV)/.installed
	$(BIN)/python -m docgen.paper.layout

# docs/contoh/: every page of every type, in both profiles
PROFILES := permendagri_54_2009 permendagri_1_2023
contact-sheets: $(VENV)/.installed libreoffice
	rm -rf build/contoh docs/contoh
	for profile in $(PROFILES); do \
	$(BIN)/docgen init build/contoh/$$profile --profil $$profile && \
	$(BIN)/docgen templat contoh --kantor build/contoh/$$profile -o docs/contoh/$$profile || exit 1; done

benchmark: $(VENV)/.tested
	$(BIN)/python benchmarks/start.py
	$(BIN)/python benchmarks/generate.py
	$(BIN)/python benchmarks/pdf.py
	$(BIN)/python benchmarks/batch.py
	$(BIN)/python benchmarks/archive.py --naskah 2000 --besar 20000
	$(BIN)/python benchmarks/tasks.py
	$(BIN)/python benchmarks/faults.py --kali 5
	$(BIN)/python benchmarks/index_faults.py --kali 10 --berkas 40
	$(BIN)/python benchmarks/relevance.py
	$(BIN)/python benchmarks/search.py --versions 5000
	$(BIN)/python benchmarks/web.py

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
