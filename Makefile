# Every target does its own set-up: only Python >= 3.11, make and git are needed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: setup demo test lint types

setup: $(READY)

$(READY): pyproject.toml hatch_build.py
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[supply-chain,grid,agents,dev]'
	touch $@

# With this seed something is found within the time; with one of three nothing is (docs/results.md).
demo: $(READY)
	$(BIN)/ruleloop run contract_risk/demo --run runs/demo --seed demo-3
	@echo "Open runs/demo/report.html in a browser."

test: $(READY)
	$(BIN)/python -m pytest -n auto --dist loadscope

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy
