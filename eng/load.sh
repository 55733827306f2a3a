#!/usr/bin/env bash
# The ASP.NET Core sample under load, with and without the profiler: requests per second of both builds, round by round
# in turn, and their ratio. Needs wrk. Not part of CI: it takes minutes and wants a quiet machine.
#   eng/load.sh [rounds] [seconds]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
rounds=${1:-6}
seconds=${2:-5}
paths=("/products?name=red" "/products/7" "/products/7/picture" "/sales")
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2> /dev/null; rm -rf "$work"' EXIT
command -v wrk > /dev/null || { echo "wrk is not installed: apt-get install wrk"; exit 1; }

dotnet publish "$root/samples/AspNetCore" -c Release -o "$work/profiled" > "$work/build.log" || { cat "$work/build.log"; exit 1; }
dotnet publish "$root/samples/AspNetCore" -c Release -o "$work/plain" -p:MemoryProfilerEnabled=false > "$work/build.log" || { cat "$work/build.log"; exit 1; }

start() { # build: a server on a free port of this machine; its address goes to $address
  (cd "$work/$1" && exec env ASPNETCORE_ENVIRONMENT=Development ASPNETCORE_URLS=http://127.0.0.1:0 dotnet AspNetCoreSample.dll) > "$work/$1.log" 2>&1 &
  server=$!
  for _ in $(seq 100); do
    address=$(sed -n 's/.*Now listening on: //p' "$work/$1.log")
    [ -z "$address" ] || return 0
    sleep 0.1
  done
  cat "$work/$1.log"
  return 1
}
stop() { kill "$server" && wait "$server" || true; server=; }
load() { wrk -t1 -c8 -d"$1s" "$address$2" > "$work/wrk.txt"; }
rate() { # path: requests per second, once the JIT has optimised it; an error response ends it all
  load 2 "$1"
  load "$seconds" "$1"
  ! grep -E "Non-2xx|Socket errors" "$work/wrk.txt" || exit 1
  awk '/^Requests\/sec:/ { print $2 }' "$work/wrk.txt"
}

for round in $(seq "$rounds"); do
  # Whoever comes first in one round comes last in the next.
  [ $((round % 2)) -eq 1 ] && builds="profiled plain" || builds="plain profiled"
  for build in $builds; do
    start "$build"
    for path in "${paths[@]}"; do
      echo "$round $build $path $(rate "$path")" | tee -a "$work/rates"
    done
    [ "$round" -gt 1 ] || curl -s "$address/memory.json" | { grep -c "\"calls\":" || true; } | sed "s/^/$build: methods in the report: /"
    stop
  done
done

echo
echo "| request | plain, 1/s | profiled, 1/s | ratio (median of $rounds rounds) | lowest | highest |"
echo "|---|---|---|---|---|---|"
for path in "${paths[@]}"; do
  awk -v path="$path" '
    $3 == path { rate[$2, $1] = $4; if ($1 > rounds) rounds = $1 }
    function median(a, n,   i, j, t) { for (i = 2; i <= n; i++) for (j = i; j > 1 && a[j] < a[j - 1]; j--) { t = a[j]; a[j] = a[j - 1]; a[j - 1] = t } return n % 2 ? a[(n + 1) / 2] : (a[n / 2] + a[n / 2 + 1]) / 2 }
    END {
      for (i = 1; i <= rounds; i++) { a[i] = rate["plain", i]; b[i] = rate["profiled", i]; r[i] = b[i] / a[i] }
      m = median(r, rounds)
      printf "| `%s` | %d | %d | %.3f | %.3f | %.3f |\n", path, median(a, rounds), median(b, rounds), m, r[1], r[rounds]
    }' "$work/rates"
done
