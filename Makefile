# Everything sets itself up in .venv with nothing but a system Python 3.11 or newer and make.
#   make demo    three real bodies, judged, in the browser
#   make test    everything, on SQLite and on PostgreSQL, pages in headless Chromium
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup setup-dev demo serve test test-fast lint format types contracts clean \
        bench-ledger bench-reading bench-calibration bench-reading-speed fuzz-reading \
        bench-assessing bench-engines bench-open-sdg

PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
UV_VERSION := 0.13.9
UV := .tools/bin/uv
export UV_PYTHON := $(PYTHON)
export UV_PYTHON_DOWNLOADS := never
export UV_LINK_MODE ?= copy
export VIRTUAL_ENV :=
RUN := .venv/bin

help:
	@sed -n 's/^#   //p' Makefile

$(UV):
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Plenum needs Python 3.11 or newer; set PYTHON=/path/to/python3.11" >&2; exit 1; }
	"$(PYTHON)" -m venv .tools
	.tools/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

# The stamp is older than the lock file when something is to be installed.
.venv/.core: $(UV) uv.lock pyproject.toml
	$(UV) sync --locked --no-dev --inexact --quiet
	@touch $@

.venv/.dev: $(UV) uv.lock pyproject.toml
	$(UV) sync --locked --quiet
	@touch .venv/.core $@

setup: .venv/.core
setup-dev: .venv/.dev

demo: .venv/.core
	$(RUN)/plenum demo

serve: .venv/.core
	$(RUN)/plenum serve

test: .venv/.dev lint
	bash tests/run

test-fast: .venv/.dev
	$(RUN)/pytest -q -m "not browser"

lint: .venv/.dev
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/lint-imports
	$(RUN)/mypy

format: .venv/.dev
	$(RUN)/ruff check --fix .
	$(RUN)/ruff format .

bench-ledger: .venv/.dev
	$(RUN)/python benchmarks/ledger.py $(ARGS)

# GOLD="path/*.jsonl": marked reports, one JSON object a line
bench-reading: .venv/.dev
	$(RUN)/python benchmarks/reading.py $(GOLD) $(ARGS)

# Beside quantulum3 and underthesea, which are no part of the project: they get a Python of their own.
bench-reading-speed: .venv/.dev var/peers/.installed
	$(RUN)/python benchmarks/reading_speed.py --peers var/peers/bin/python $(if $(GOLD),--gold $(GOLD)) $(ARGS)

var/peers/.installed: $(UV) benchmarks/reading_peers.txt
	$(UV) venv --quiet --clear var/peers
	$(UV) pip install --quiet --python var/peers/bin/python -r benchmarks/reading_peers.txt
	@touch $@

# Hostile inputs: ARGS="--count 1000000 --seed 7"
fuzz-reading: .venv/.dev
	$(RUN)/python benchmarks/fuzz_reading.py $(ARGS)

# ARGS="--growth --ten-million --shuffled --spill --nation"
bench-assessing: .venv/.dev
	$(RUN)/python benchmarks/assessing.py $(ARGS)

# FILE=progress.csv: series with what Statistics Canada publishes of them
bench-open-sdg: .venv/.dev
	$(RUN)/python benchmarks/open_sdg.py $(FILE)

# Spark itself, a gigabyte, apart from everything else; it needs Java 17
var/spark/.ready: $(UV)
	$(UV) venv --quiet --clear --python "$(PYTHON)" var/spark
	$(UV) pip install --quiet --python var/spark/bin/python pyspark==4.0.5
	@touch $@

bench-engines: .venv/.dev var/spark/.ready
	$(RUN)/python benchmarks/engines.py --spark var/spark $(ARGS)

# CASES="cases.parquet": reviews whose outcome is known; PANEL="panel.parquet": series to look for peers in
bench-calibration: .venv/.dev
	$(RUN)/python benchmarks/calibration.py $(CASES) $(if $(PANEL),--panel $(PANEL)) $(ARGS)

clean:
	rm -rf .venv .tools var/test test-results .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
