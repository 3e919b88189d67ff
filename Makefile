# make install  build .venv from the lock file, nothing else
# make demo     read the sample pages into demo/record.db and serve the explorer
# make test     everything CI checks
# make manual   build the manual into build/manual, readable without a network
# make package  build wheel and sdist into dist/, and prove that they run in an empty environment
# make bench    how fast, how much memory
# make measure  joins, chains, claims, persons, offices of many pages, against the corpus in tests/
# make kills    kill the real `communique add` 200 times at random moments; about twenty minutes
# make ranker   learn the ranker of acts anew from the written sentences; a few minutes
PYTHON ?= python3.11
BIN := .venv/bin
ifeq ($(shell command -v $(PYTHON)),)
PYTHON := python3
endif

.PHONY: install demo manual package bench measure kills ranker test lint types imports lexicon unit lock

install: .venv/installed

.venv/installed: requirements.lock pyproject.toml
	@echo "Installing what requirements.lock names into .venv; this takes some minutes."
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: install
	$(BIN)/communique add samples --record demo/record.db
	$(BIN)/communique serve --record demo/record.db

test: install lint types imports lexicon unit

lint: install
	$(BIN)/ruff check src tests docs
	$(BIN)/ruff format --check src tests docs

types: install
	$(BIN)/mypy

imports: install
	$(BIN)/lint-imports

lexicon: install
	$(BIN)/communique lexicon check

manual: install
	$(BIN)/python docs/build.py

package: install
	rm -rf dist
	$(BIN)/python -m hatchling build
	$(BIN)/pytest tests/test_package.py -m model

ranker: install
	$(BIN)/python -m communique.measure.train_ranker

bench: install
	$(BIN)/python -m communique.measure.bench
	$(BIN)/python -m communique.measure.pages_bench
	$(BIN)/python -m communique.measure.batch_bench

unit: install
	$(BIN)/pytest -m "model or not model" -n auto

# The lock file names hashes and no addresses.
lock: install
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --allow-unsafe --all-extras --strip-extras --output-file requirements.lock pyproject.toml

# One record from the corpus's pages against its answer key: joins, chains, claims, persons, offices.
measure: install
	$(BIN)/python -m communique.measure.record --errors
	$(BIN)/python -m communique.measure.record --errors --corpus tests/corpus/second
	$(BIN)/python -m communique.measure.record --errors --corpus tests/corpus/third
	$(BIN)/python -m communique.measure.record --errors --corpus tests/corpus/fourth
	$(BIN)/python -m communique.measure.record --errors --corpus tests/corpus/fifth

kills: install
	$(BIN)/python -m communique.measure.killed --kills 200
