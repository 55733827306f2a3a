#!/usr/bin/env bash
# The ASP.NET Core sample under load, with and without the profiler: both run side by side and are asked in turn, one after
# the other. Both are started anew several times: of two processes of the very same program one can be a tenth faster for as
# long as it runs. Prints requests per second and the server's processor time per request of both, and the medians of all
# rounds' ratios; last those of all requests together, the geometric mean of each round. Needs wrk and Linux. Not part of
# CI: it takes minutes and wants a quiet machine.
#   eng/load.sh [starts] [rounds of each] [seconds]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
starts=${1:-9}
rounds=${2:-3}
seconds=${3:-1}
paths=("/products?name=red" "/products/7" "/products/7/picture" "/sales")
work=$(mktemp -d)
declare -A server address
trap 'kill "${server[@]}" 2> /dev/null || true; rm -rf "$work"' EXIT
command -v wrk > /dev/null || { echo "wrk is not installed: apt-get install wrk"; exit 1; }

dotnet publish "$root/samples/AspNetCore" -c Release -o "$work/profiled" > "$work/build.log" || { cat "$work/build.log"; exit 1; }
dotnet publish "$root/samples/AspNetCore" -c Release -o "$work/plain" -p:MemoryProfilerEnabled=false > "$work/build.log" || { cat "$work/build.log"; exit 1; }

start() { # build: a server on a free port of this machine
  (cd "$work/$1" && exec env ASPNETCORE_ENVIRONMENT=Development ASPNETCORE_URLS=http://127.0.0.1:0 dotnet AspNetCoreSample.dll) > "$work/$1.log" 2>&1 &
  server[$1]=$!
  for _ in $(seq 100); do
    address[$1]=$(sed -n 's/.*Now listening on: //p' "$work/$1.log")
    [ -z "${address[$1]}" ] || return 0
    sleep 0.1
  done
  cat "$work/$1.log"
  return 1
}
load() { # build path seconds: an error response ends it all
  wrk -t1 -c8 -d"$3s" "${address[$1]}$2" > "$work/wrk.txt"
  ! grep -E "Non-2xx|Socket errors" "$work/wrk.txt" || exit 1
}
ticks() { sed 's/.*) //' "/proc/${server[$1]}/stat" | awk '{ print $12 + $13 }'; }
measure() { # round build path
  local before after
  before=$(ticks "$2")
  load "$2" "$3" "$seconds"
  after=$(ticks "$2")
  awk -v row="$1 $2 $3" -v ticks=$((after - before)) -v second="$(getconf CLK_TCK)" '
    /requests in/ { requests = $1 } /^Requests\/sec:/ { rate = $2 }
    END { print row, rate, ticks / second * 1e6 / requests }' "$work/wrk.txt" | tee -a "$work/rates"
}

for pair in $(seq "$starts"); do
  [ $((pair % 2)) -eq 1 ] && order="profiled plain" || order="plain profiled"
  for build in $order; do
    start "$build"
  done
  for path in "${paths[@]}"; do
    # Until the JIT has optimised what the path runs.
    for _ in 1 2; do
      for build in $order; do
        load "$build" "$path" 2
      done
    done
    for round in $(seq "$rounds"); do
      # Whoever comes first in one round comes last in the next.
      [ $((round % 2)) -eq 1 ] && builds="profiled plain" || builds="plain profiled"
      for build in $builds; do
        measure $(((pair - 1) * rounds + round)) "$build" "$path"
      done
    done
  done
  for build in profiled plain; do
    curl -s "${address[$build]}/memory.json" | { grep -c '"calls":' || true; } | sed "s/^/$build: methods in the report: /"
    kill "${server[$build]}"
    wait "${server[$build]}" 2> /dev/null || true
    # Its number may soon be another process's.
    unset "server[$build]"
  done
done
rounds=$((starts * rounds))

echo
echo "| request | plain, 1/s | profiled, 1/s | ratio (median of $rounds rounds in $starts processes each) | quartiles | processor, µs per request, plain | profiled | ratio |"
echo "|---|---|---|---|---|---|---|---|"
awk -v paths="${paths[*]}" '
  { rate[$2, $3, $1] = $4; used[$2, $3, $1] = $5; if ($1 > rounds) rounds = $1 }
  function at(a, n, part,   i, j, t, x) { for (i = 2; i <= n; i++) for (j = i; j > 1 && a[j] < a[j - 1]; j--) { t = a[j]; a[j] = a[j - 1]; a[j - 1] = t } x = 1 + (n - 1) * part; i = int(x); return i >= n ? a[n] : a[i] + (a[i + 1] - a[i]) * (x - i) }
  END {
    count = split(paths, path, " ")
    for (p = 1; p <= count; p++) {
      for (i = 1; i <= rounds; i++) {
        a[i] = rate["plain", path[p], i]; b[i] = rate["profiled", path[p], i]; r[i] = b[i] / a[i]
        c[i] = used["plain", path[p], i]; d[i] = used["profiled", path[p], i]; u[i] = d[i] / c[i]
        rates[i] += log(r[i]) / count; uses[i] += log(u[i]) / count
      }
      printf "| `%s` | %d | %d | %.3f | %.2f – %.2f | %.1f | %.1f | %.3f |\n", path[p], at(a, rounds, 0.5), at(b, rounds, 0.5), at(r, rounds, 0.5), at(r, rounds, 0.25), at(r, rounds, 0.75), at(c, rounds, 0.5), at(d, rounds, 0.5), at(u, rounds, 0.5)
    }
    printf "| all | | | %.3f | %.2f – %.2f | | | %.3f |\n", exp(at(rates, rounds, 0.5)), exp(at(rates, rounds, 0.25)), exp(at(rates, rounds, 0.75)), exp(at(uses, rounds, 0.5))
  }' "$work/rates"
