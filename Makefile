# The whole interface of a checkout. `make` lists it; nothing but Python 3.11+, git and make is needed beforehand.
SHELL := /bin/bash
.DEFAULT_GOAL := help

BIN := .venv/bin
ARGS ?=
# Test processes; pytest-xdist keeps the tests of a file together.
JOBS ?= 2

.PHONY: help
help: ## list these commands
	@grep -hE '^[a-zA-Z%-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/; s/%/NAME/' | expand -t 16

.PHONY: setup
setup: ## install everything into .venv and build the front end; does nothing when nothing changed
	@scripts/setup.sh

.PHONY: demo
demo: export VERMILION_DATA ?= .demo
demo: export VERMILION_LOG_FORMAT ?= pretty
demo: setup ## fill an empty data folder with the demo town and serve it on http://127.0.0.1:8000
	@exec $(BIN)/vermilion demo --serve --live

.PHONY: test
test: setup ## run all tests, or a part: make test ARGS=tests/notes
	@$(BIN)/pytest -n $(JOBS) --dist loadfile -rs $(ARGS)

.PHONY: soak
soak: setup ## run the long proofs: kill rounds, large random worlds, endurance
	@$(BIN)/pytest -m soak -s $(ARGS)

.PHONY: check
check: setup ## check style, types, the floor plan, templates and message catalogues
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python scripts/check_messages.py
	@scripts/frontend.sh check

.PHONY: bench
bench: setup ## run every benchmark; each writes bench/results/NAME.json
	@$(BIN)/python -m bench

bench-%: setup ## run one benchmark
	@$(BIN)/python -m bench $*

.PHONY: messages
messages: setup ## print catalogue entries for texts that have no Chinese yet
	@$(BIN)/python scripts/check_messages.py --missing

.PHONY: lock
lock: setup ## pin all dependencies anew in requirements.lock
	@scripts/lock.sh

.PHONY: clean
clean: ## remove what setup made; data folders stay
	@rm -rf .venv frontend/node_modules src/vermilion/web/static/dist
