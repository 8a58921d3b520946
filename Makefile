# The targets a newcomer needs: demo, test, check, bench, docs. Each sets up what it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev
# An editable install compiles no bytecode: the first commands would, or all where Python may not write it.
BYTECODE := $(BIN)/python -m compileall -q src/navicert
BUILT_FROM := pyproject.toml setup.py $(wildcard src/navicert/*/*.c src/navicert/screening/kernel_parts/*.h)

.DEFAULT_GOAL := help
.PHONY: help demo test explore check format bench docs clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

$(BIN)/python:
	@sh tools/make-venv $(VENV) $(PYTHON)

$(STAMP): $(BUILT_FROM) | $(BIN)/python
	@echo "installing navicert into $(VENV) ..." >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[reader]'
	@$(BYTECODE)
	@touch $@

$(DEV_STAMP): $(BUILT_FROM) | $(BIN)/python
	@echo "installing navicert and its test tools into $(VENV) ..." >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev,reader]'
	@$(BYTECODE)
	@touch $@ $(STAMP)

demo: $(STAMP) ## set up everything and run the main job on bundled data
	@$(BIN)/navicert demo

test: $(DEV_STAMP) check ## set up everything and run the whole suite
	@tools/install-test-packages
	@$(BIN)/python -m pytest -n 2 -q

test-slow: $(DEV_STAMP) ## kill a night's work at fifty random moments; the suite takes twelve
	@$(BIN)/python -m pytest -q tests/journeys/test_killed.py --kills 50

explore: $(DEV_STAMP) ## look for new failing examples of the properties
	@$(BIN)/python -m pytest -n 2 -q tests/unit tests/contracts --hypothesis-profile explore

check: $(DEV_STAMP) ## style, types and import rules
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --config pyproject.toml --no-cache

format: $(DEV_STAMP) ## mend the style
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(DEV_STAMP) ## measure quality and speed (see benchmarks/)
	@$(BIN)/python benchmarks/run.py

docs: $(DEV_STAMP) ## rebuild the generated pages of docs/
	@$(BIN)/python tools/build_docs.py

clean: ## remove what make built
	@rm -rf $(VENV) build src/*.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
