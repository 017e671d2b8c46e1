#!/usr/bin/env bash
# Pins every dependency with its hashes and without download addresses.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
.venv/bin/python -m pip install --quiet --disable-pip-version-check uv
.venv/bin/uv pip compile pyproject.toml --extra dev --generate-hashes --universal --python-version 3.11 \
    --no-emit-index-url --no-header --output-file requirements.lock "$@"
