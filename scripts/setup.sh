#!/usr/bin/env bash
# Makes a checkout ready: packages into .venv as pinned in requirements.lock, then the front end.
# Does nothing when nothing changed. PYTHON=... chooses an interpreter.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export NPM_CONFIG_UPDATE_NOTIFIER=false

say() { printf '\033[2m%s\033[0m\n' "$*" >&2; }

find_python() {
    local candidate
    for candidate in "${PYTHON:-}" python3 python3.13 python3.12 python3.11; do
        if [[ -n $candidate ]] && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    echo "Vermilion needs Python 3.11 or later. Name one with PYTHON=/path/to/python3." >&2
    return 1
}

make_venv() {
    local python
    python=$(find_python)
    if "$python" -c 'import ensurepip' 2>/dev/null; then
        "$python" -m venv --clear .venv
    elif "$python" -m pip --version >/dev/null 2>&1; then
        # Debian keeps ensurepip in a package of its own; a pip that is there can fill a bare environment.
        "$python" -m venv --clear --without-pip .venv
        "$python" -m pip --python .venv/bin/python install --quiet pip
    else
        echo "This Python has neither ensurepip nor pip: on Debian, apt-get install python3-venv." >&2
        return 1
    fi
}

wanted=$(cat requirements.lock pyproject.toml scripts/setup.sh | sha256sum)
if [[ ! -f .venv/.ready || $(<.venv/.ready) != "$wanted" ]]; then
    [[ -x .venv/bin/python ]] || { say "Making .venv"; make_venv; }
    say "Installing packages"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
    echo "$wanted" >.venv/.ready
fi

if [[ -x scripts/frontend.sh ]]; then
    scripts/frontend.sh
else
    say "No scripts/frontend.sh: the front end is not built"
fi
