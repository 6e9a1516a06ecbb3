# Each target makes its own .venv from constraints.txt, here in this folder.
# `make run` and `make test` are all that is needed; CI calls the same targets.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install --constraint constraints.txt
EXAMPLE := examples/cloudflare-2019-07-02.toml
PYTHON ?=
ACTS ?=
LOOPS := -p benchmark --benchmark-only --benchmark-columns=median,iqr,rounds --benchmark-group-by=func \
	--benchmark-sort=name --benchmark-max-time=0.2 --benchmark-min-rounds=3 tests/bench/test_loops.py
# Nothing is left outside this folder.
export PIP_CACHE_DIR := $(CURDIR)/.cache/pip

.PHONY: run test test-faults faults bench bench-short lint cover snapshots keys rules clean
.DEFAULT_GOAL := run

run: $(VENV)/run.stamp  ## Open the example; without a terminal, print it as Markdown
	@if [ -t 0 ] && [ -t 1 ] && [ "$${TERM:-dumb}" != dumb ]; then \
		$(BIN)/hotwash $(EXAMPLE); \
	else \
		echo "make run: there is no terminal here, so this is the example rendered as Markdown." >&2; \
		$(BIN)/hotwash render $(EXAMPLE); \
	fi

test: $(VENV)/dev.stamp  ## Run all tests
	$(BIN)/python -m pytest -q -n 2

test-faults: $(VENV)/dev.stamp  ## hotwash at every fault of docs/reliability.md
	$(BIN)/python -m pytest -q -n 2 -m "faults or terminal" tests/faults/test_matrix.py

faults: $(VENV)/dev.stamp  ## Put hotwash, vim and nano to the same faults, and write what they lose into docs/reliability.md
	$(BIN)/python -m tests.faults.table

bench: $(VENV)/dev.stamp  ## What hotwash takes beside vim, nano and others, into docs/performance.md; ACTS=echo plays one act
	$(BIN)/python -m tests.bench $(ACTS)
	$(if $(ACTS),,$(BIN)/python -m pytest -q $(LOOPS))

bench-short: $(VENV)/dev.stamp  ## The same in a minute; fails on what is twice its target, two times over
	$(BIN)/python -m tests.bench --short $(ACTS)

lint: $(VENV)/dev.stamp  ## Style, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo --cache-dir .cache/import-linter

cover: $(VENV)/dev.stamp  ## Coverage of core and store
	$(BIN)/python -m pytest -q -n 2 tests/core tests/store tests/cli --cov --cov-report=term

snapshots: $(VENV)/dev.stamp  ## Draw the screens and golden files again; look at each before you commit it
	$(BIN)/python -m pytest -q --snapshot-update

keys: $(VENV)/run.stamp  ## Write docs/keys.md from the commands
	$(BIN)/hotwash keys > docs/keys.md

rules: $(VENV)/dev.stamp  ## Write docs/rules/ and the table in docs/review.md from the rules
	$(BIN)/python -m tests.cli.rule_pages

clean:  ## Remove everything that make made
	rm -rf $(VENV) .cache .hypothesis build dist
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/run.stamp: constraints.txt pyproject.toml .ci/venv
	@sh .ci/venv $(VENV) "$(PYTHON)"
	@$(PIP) hatchling editables
	@$(PIP) --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp
	@$(PIP) --no-build-isolation --editable '.[dev]'
	@touch $@
