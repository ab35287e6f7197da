# The commands that people type; `make help` lists them.

SHELL := /bin/sh
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
FLASK := $(BIN)/flask --app wsgi
PYTEST := $(BIN)/pytest -q
export PATH := $(CURDIR)/$(BIN):$(PATH)
export PORT

RUN_PACKAGES := python3-venv libsqlite3-mod-spatialite
TEST_PACKAGES := postgis chromium libatomic1 libimage-exiftool-perl libvips-tools fonts-dejavu-core \
	webkit2gtk-driver xvfb gdal-bin poppler-utils
UV := uv==0.13.9

.PHONY: help run test test-slow check static format bench lighthouse demo worker migrate assets screens \
	run-packages test-packages catalogues

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

run: .make/run ## Install what is missing, load demo data, serve on http://localhost:8000
	@$(FLASK) prepare
	@.ci/serve

test: .make/test assets catalogues static ## Install what is missing and run every check and test, on both databases
	@$(FLASK) invariants
	@.ci/both $(PYTEST) -m "not slow"

test-slow: .make/test assets catalogues ## Run what takes minutes, and on both databases what runs on one
	@$(PYTEST) -m "slow or once" --every --timeout=0 --database=spatialite
	@$(PYTEST) -m "slow or once" --every --timeout=0 --database=postgis

check: .make/test static ## Run the static checks and ask whether a dependency has a known hole
	@$(BIN)/uv export --frozen --quiet --no-emit-project --format requirements-txt >.make/requirements.txt
	@$(BIN)/pip-audit --disable-pip --requirement .make/requirements.txt
	@$(BIN)/npm audit >.make/npm-audit 2>&1 || { cat .make/npm-audit; grep -q 'endpoint returned an error' .make/npm-audit; }

static: .make/test
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/djlint --lint --quiet app/templates
	@node_modules/@biomejs/cli-linux-x64/biome lint app/static/js app/static/css tests/js
	@$(BIN)/node --test --test-reporter=dot 'tests/js/**/*.test.mjs'

format: .make/test ## Bring the code into its shape
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: .make/test assets catalogues ## Measure against peers and print the ratios
	@.ci/packages wrk
	@$(BIN)/python -m tests.bench

lighthouse: .make/test assets catalogues ## Let Lighthouse judge the public pages and weigh the map
	@$(BIN)/python -m tests.bench.lighthouse

demo: .make/run migrate ## Load demo data into an empty development database
	@$(FLASK) demo load

worker: .make/run ## Do the background work of this installation until Ctrl-C
	@$(FLASK) jobs work

migrate: .make/run ## Bring the database and its reference data up to date
	@$(FLASK) db upgrade
	@$(FLASK) reference load

assets: .make/run ## Make the files for the browser
	@$(FLASK) assets build

screens: .make/test assets catalogues ## Take the pictures of every page in docs/screens/
	@$(PYTEST) tests/browser/take_screens.py

catalogues: .make/run
	@$(FLASK) translations compile

# What is installed. The packages are looked at each time (it is quick), the rest when a lock changed.

run-packages:
	@mkdir -p .make
	@.ci/packages $(RUN_PACKAGES)

test-packages: run-packages
	@.ci/packages $(TEST_PACKAGES)

.make/run: .make/venv .make/npm uv.lock pyproject.toml
	@$(BIN)/uv sync --frozen --quiet --inexact --no-default-groups --group assets
	@touch $@

.make/test: .make/run uv.lock pyproject.toml | test-packages
	@$(BIN)/uv sync --frozen --quiet --inexact --all-groups
	@touch $@

.make/venv: | run-packages
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; $$($(PYTHON) --version) was found. Try: PYTHON=python3.12 make run" >&2; exit 1; }
	@$(BIN)/uv --version >/dev/null 2>&1 || { $(PYTHON) -m venv --clear .venv && $(BIN)/python -m pip install --quiet "$(UV)"; }
	@touch $@

.make/npm: .make/venv package-lock.json
	@$(BIN)/uv sync --frozen --quiet --inexact --no-default-groups --only-group assets
	@$(BIN)/npm ci --no-audit --no-fund --silent
	@touch $@
