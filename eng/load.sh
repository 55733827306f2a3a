#!/usr/bin/env bash
# The ASP.NET Core sample under load, with and without the profiler. Three servers stand side by side and are asked one
# after the other in short turns of random order: the profiled build, the plain one, and the plain one again, which shows by
# how much two processes of the very same program differ (a tenth and more, which is why all are started anew many times).
# Not at the same time: servers that share the processors draw their ratio to 1, as one that needs more of them gets more.
# Prints requests per second and the server's processor time per request, and their ratios: profiled to the two plain ones,
# and the second plain one to the first. All means of ratios are geometric, over all starts, with their standard error.
# Needs wrk and Linux. Not part of CI: two minutes a start.
#   eng/load.sh [starts] [turns of each] [seconds of a turn]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
starts=${1:-14}
turns=${2:-4}
seconds=${3:-1}
paths=("/products?name=red" "/products/7" "/products/7/picture" "/sales")
servers=(profiled plain again)
work=$(mktemp -d)
declare -A server address before
trap 'kill "${server[@]}" 2> /dev/null || true; rm -rf "$work"' EXIT
command -v wrk > /dev/null || { echo "wrk is not installed: apt-get install wrk"; exit 1; }

dotnet publish "$root/samples/AspNetCore" -c Release -o "$work/profiled" > "$work/build.log" || { cat "$work/build.log"; exit 1; }
dotnet publish "$root/samples/AspNetCore" -c Release -o "$work/plain" -p:MemoryProfilerEnabled=false > "$work/build.log" || { cat "$work/build.log"; exit 1; }
cp -r "$work/plain" "$work/again"

start() { # name: a server on a free port of this machine
  # Or the address of the one before would be taken for its own.
  rm -f "$work/$1.log"
  (cd "$work/$1" && exec env ASPNETCORE_ENVIRONMENT=Development ASPNETCORE_URLS=http://127.0.0.1:0 dotnet AspNetCoreSample.dll) > "$work/$1.log" 2>&1 &
  server[$1]=$!
  for _ in $(seq 100); do
    address[$1]=$(sed -n 's/.*Now listening on: //p' "$work/$1.log" 2> /dev/null || true)
    [ -z "${address[$1]}" ] || return 0
    sleep 0.1
  done
  cat "$work/$1.log"
  return 1
}
ticks() { sed 's/.*) //' "/proc/${server[$1]}/stat" | awk '{ print $12 + $13 }'; }
load() { # name path seconds; an error response ends it all
  before[$1]=$(ticks "$1")
  wrk -t1 -c8 -d"$3s" "${address[$1]}$2" > "$work/$1.wrk"
  ! grep -E "Non-2xx|Socket errors" "$work/$1.wrk" || exit 1
}
record() { # run name path
  awk -v row="$1 $2 $3" -v ticks=$(($(ticks "$2") - before[$2])) -v second="$(getconf CLK_TCK)" '
    /requests in/ { requests = $1 } /^Requests\/sec:/ { rate = $2 }
    END { print row, rate, ticks / second * 1e6 / requests }' "$work/$2.wrk" | tee -a "$work/rates"
}

for run in $(seq "$starts"); do
  for name in $(shuf -e "${servers[@]}"); do
    start "$name"
  done
  for path in $(shuf -e "${paths[@]}"); do
    # Until the JIT has optimised what the path runs.
    for _ in 1 2 3; do
      for name in $(shuf -e "${servers[@]}"); do
        load "$name" "$path" 2
      done
    done
    for _ in $(seq "$turns"); do
      for name in $(shuf -e "${servers[@]}"); do
        load "$name" "$path" "$seconds"
        record "$run" "$name" "$path"
      done
    done
  done
  for name in "${servers[@]}"; do
    curl -s "${address[$name]}/memory.json" | { grep -c '"calls":' || true; } | sed "s/^/$name: methods in the report: /"
    kill "${server[$name]}"
    wait "${server[$name]}" 2> /dev/null || true
    # Its number may soon be another process's.
    unset "server[$name]"
  done
done

echo
echo "| request | plain, 1/s | profiled, 1/s | ratio, $starts starts | plain again ÷ plain | processor, µs per request, plain | profiled | ratio |"
echo "|---|---|---|---|---|---|---|---|"
awk -v paths="${paths[*]}" -v starts="$starts" '
  { rate[$2, $3, $1] += $4; used[$2, $3, $1] += $5; n[$2, $3, $1]++ }
  # The geometric mean of the ratios of the starts, and its standard error.
  function Mean(a,   i, sum, squares) {
    for (i = 1; i <= starts; i++) sum += log(a[i])
    for (i = 1; i <= starts; i++) squares += (log(a[i]) - sum / starts) ^ 2
    return sprintf("%.3f ± %.3f", exp(sum / starts), starts < 2 ? 0 : sqrt(squares / (starts - 1) / starts))
  }
  END {
    count = split(paths, path, " ")
    for (i = 1; i <= starts; i++) rates[i] = control[i] = uses[i] = 1
    for (p = 1; p <= count; p++) {
      plainRate = profiledRate = plainUse = profiledUse = 0
      for (i = 1; i <= starts; i++) {
        rounds = n["plain", path[p], i]
        a = sqrt(rate["plain", path[p], i] * rate["again", path[p], i]); b = rate["profiled", path[p], i]
        c = sqrt(used["plain", path[p], i] * used["again", path[p], i]); d = used["profiled", path[p], i]
        r[i] = b / a; u[i] = d / c; k[i] = rate["again", path[p], i] / rate["plain", path[p], i]
        rates[i] *= r[i] ^ (1 / count); control[i] *= k[i] ^ (1 / count); uses[i] *= u[i] ^ (1 / count)
        plainRate += a / rounds / starts; profiledRate += b / rounds / starts; plainUse += c / rounds / starts; profiledUse += d / rounds / starts
      }
      printf "| `%s` | %d | %d | %s | %s | %.1f | %.1f | %s |\n", path[p], plainRate, profiledRate, Mean(r), Mean(k), plainUse, profiledUse, Mean(u)
    }
    printf "| all | | | %s | %s | | | %s |\n", Mean(rates), Mean(control), Mean(uses)
  }' "$work/rates"
