# Two commands: `make run` sets up and runs the bot, `make test` sets up and passes the tests.
# A bare Debian lacks git, make and python3-venv; everything else is fetched here.

UV := $(shell command -v uv || echo .uv/bin/uv)
PYTHON := .venv/bin/python
export UV_PYTHON_DOWNLOADS := never
export UV_PROJECT_ENVIRONMENT := .venv
export UV_COMPILE_BYTECODE := 1
# The tests of what the outbox does mostly wait, so more of them run at once than there are cores.
export PYTEST_XDIST_AUTO_NUM_WORKERS := $(shell echo $$(($$(nproc) * 3 / 2)))

.PHONY: run test check bench evaluate texts migration playground

run: $(UV)
	@$(UV) sync --quiet --locked --no-dev --inexact
	@$(PYTHON) app.py trial

test: check
	$(PYTHON) -m pytest -n auto

check: $(UV)
	$(UV) sync --quiet --locked
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	.venv/bin/lint-imports

# What needs node, Chromium and faketime; says what it lacks. BUT: what pytest is to leave out.
playground: $(UV)
	$(UV) sync --quiet --locked
	$(PYTHON) -m pytest tests/playground --playground $(BUT)

bench: $(UV)
	$(UV) sync --quiet --locked
	$(PYTHON) -m tests.benchmarks

# All of them; of one file: python -m tests.evaluation.evaluate FILE --documents PATH
evaluate: $(UV)
	$(UV) sync --quiet --locked
	$(PYTHON) -m tests.evaluation

# Bring the English catalogue in step with the Danish texts in the code.
texts: $(UV)
	$(PYTHON) -m tests.language.texts

# make migration name="add something"
migration: $(UV)
	$(PYTHON) -m tests.database.revise $(name)

.uv/bin/uv:
	python3 -m venv .uv
	.uv/bin/pip install --quiet uv
