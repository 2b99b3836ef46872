#!/usr/bin/env bash
# Makes the browser journeys of the console against a real demo: starts one on a free port with a data folder of its own,
# waits until it is ready, runs Playwright in the machine's Chromium, and stops what it started.
#
# Builds nothing: the launcher must be built, and the console's packages installed (npm ci). What is given is handed to
# Playwright, for instance: journeys.sh 2-researcher, or --project=screenshots.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

repository=$(cd ../.. && pwd)
wait_seconds=${DERMATRAIL_JOURNEYS_WAIT:-180}
export CHROMIUM=${CHROMIUM:-/usr/bin/chromium}

for needed in "$repository/ops/target/dermatrail.jar" node_modules/.bin/playwright "$CHROMIUM"; do
  if [[ ! -e $needed ]]; then
    echo "Missing: $needed. Build first (mvn package), install Chromium, or name it in CHROMIUM." >&2
    exit 2
  fi
done

work=$(mktemp -d "${TMPDIR:-/tmp}/dermatrail-journeys.XXXXXX")
demo=
stop() {
  if [[ -n $demo ]] && kill -0 "$demo" 2>/dev/null; then
    kill "$demo"
    wait "$demo" 2>/dev/null || true
  fi
  rm -rf "$work"
}
trap stop EXIT
trap 'exit 130' INT TERM

: >"$work/out"
# The launcher becomes the server (exec), so that its process is the one to stop. Port 0 takes any that is free.
"$repository/dermatrail" demo --data "$work/data" --port 0 >"$work/out" 2>"$work/err" &
demo=$!

deadline=$((SECONDS + wait_seconds))
until DERMATRAIL_URL=$(grep -oE 'http://[0-9.]+:[0-9]+' "$work/out"); do
  if ! kill -0 "$demo" 2>/dev/null; then
    echo "The demo ended before it was ready:" >&2
    cat "$work/out" "$work/err" >&2
    exit 1
  fi
  if ((SECONDS >= deadline)); then
    echo "The demo was not ready within $wait_seconds s:" >&2
    cat "$work/out" "$work/err" >&2
    exit 1
  fi
  sleep 0.5
done
export DERMATRAIL_URL

status=0
case " $* " in
  *" --project="*) node_modules/.bin/playwright test "$@" || status=$? ;;
  *) node_modules/.bin/playwright test --project=journeys "$@" || status=$? ;;
esac
if ((status != 0)); then
  echo "What the demo said:" >&2
  tail -n 40 "$work/err" >&2
  # A registry that hangs says nothing; where its threads stand tells why. Requests run on virtual threads, which a thread
  # dump by signal leaves out.
  jcmd=$(dirname "$(readlink -f "/proc/$demo/exe")")/jcmd
  if timeout 20 "$jcmd" "$demo" Thread.dump_to_file "$work/threads" >/dev/null; then
    echo "Where its threads stood:" >&2
    grep -E -A 12 '^#[0-9]+ "(|main|tomcat[^"]*|http[^"]*|pulse)"' "$work/threads" | head -n 150 >&2 || true
  fi
fi
exit "$status"
