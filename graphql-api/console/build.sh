#!/usr/bin/env bash
# Builds the console into graphql-api/target/classes/console where the machine has npm, and says so where it has not. Maven calls
# it; it does nothing where nothing changed since the last time.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

if ! command -v npm >/dev/null; then
  echo "The console is not built: there is no npm on this machine. The server answers its plain page instead." >&2
  exit 0
fi

built=../target/classes/console/index.html
schema=../src/main/resources/graphql/dermatrail.graphqls
if [[ -f $built ]] && [[ -z $(find . "$schema" -name node_modules -prune -o -path ./src/generated -prune -o -type f -newer "$built" -print -quit) ]]; then
  exit 0
fi

# npm notes in this file what it installed last.
installed=node_modules/.package-lock.json
if [[ ! -f $installed || package-lock.json -nt $installed ]]; then
  npm ci --no-audit --no-fund --loglevel=error
fi
npm run --silent build -- --logLevel warn
