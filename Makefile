# make run: the whole system from an empty machine. make help: everything else.
PYTHON ?= python3
PY := .venv/bin/python
STACK := $(PY) -m immonaut.stack

TEMPLATES = find . \( -name .venv -o -name var \) -prune -o -path '*/templates/*.html' -print
DJADE := .venv/bin/djade --target-version 5.2
DJHTML := .venv/bin/djhtml --tabwidth 2 \
	--extra-block partialdef,endpartialdef --extra-block slot,endslot

.PHONY: help setup setup-dev run test coverage e2e check format pages bench faults mutants lock

help: ## list these targets
	@grep -E '^[a-z-]+:.*##' $(firstword $(MAKEFILE_LIST)) | sed -E 's/:[^#]*## /\t/' | expand -t 12

setup: ## create .venv, install packages, compile translations
	@$(PYTHON) immonaut/stack/bootstrap.py

setup-dev:
	@$(PYTHON) immonaut/stack/bootstrap.py --dev

run: setup ## run everything; PORT=8001 make run takes another port
	@$(STACK) --with-parent run

test: setup-dev ## the whole suite with servers of its own; make test ARGS="-k kontakte"
	@CHROMIUM_PATH="$$($(STACK) chromium)" && export CHROMIUM_PATH && \
		$(STACK) exec --throwaway -- $(PY) -m pytest -n 2 --dist loadfile $(ARGS)

coverage: ## the whole suite once more, counting which branches of our own code it takes
	@$(MAKE) --no-print-directory test ARGS="--cov $(ARGS)"

e2e: setup-dev ## the main job and every page in a browser against the whole system
	@CHROMIUM_PATH="$$($(STACK) chromium)" && export CHROMIUM_PATH && \
		$(STACK) exec --throwaway -- $(PY) -m pytest -m e2e tests/e2e $(ARGS)

bench: setup-dev ## measure against floors and alternatives; make bench ARGS="--rows 10000 --only search"
	@$(PY) -m bench $(ARGS)

faults: setup-dev ## break a system of its own in every way and tell what was seen; ARGS="--only mail"
	@$(PY) -m faults $(ARGS)

mutants: setup-dev ## change the rules one place at a time: which tests notice? ARGS="links --every 3"
	@$(STACK) exec --throwaway -- $(PY) -m mutants $(ARGS)

check: setup-dev ## lint (Python, JavaScript, CSS), types, layers, templates, migrations, translations
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@.venv/bin/biome lint --error-on-warnings
	@$(TEMPLATES) | xargs $(DJADE) --check
	@$(TEMPLATES) | xargs $(DJHTML) --check
	@.venv/bin/lint-imports
	@$(STACK) exec --throwaway -- sh -c '$(PY) -m mypy . \
		&& $(PY) manage.py makemigrations --check --dry-run \
		&& $(PY) -m immonaut.translations check'

format: setup-dev ## write code and templates as check wants them
	@$(PY) -m ruff format .
	@$(TEMPLATES) | xargs $(DJADE) || true
	@$(TEMPLATES) | xargs $(DJHTML)

pages: setup-dev ## keep what every page says in var/pages, or say where it differs from what was kept
	@$(STACK) exec --throwaway -- $(PY) -m pytest -q -s tests/every_page/keeping.py $(ARGS)

LOCK := $(PY) -m uv pip compile --quiet --universal --generate-hashes --no-header pyproject.toml

lock: setup-dev ## resolve all locks anew: of the image, of make run, of the tests
	@$(LOCK) -o requirements.lock $(ARGS)
	@$(LOCK) --extra s3 -o requirements-s3.lock $(ARGS)
	@$(LOCK) --group embedded -o requirements-embedded.lock $(ARGS)
	@$(LOCK) --group linkage -o requirements-linkage.lock $(ARGS)
	@$(LOCK) --group dev -o requirements-dev.lock $(ARGS)
