#!/usr/bin/env bash
# The ASP.NET Core sample under load, with and without the profiler. Three servers run side by side and are asked the same
# at the same time, as the speed of a machine may change from second to second: the profiled build, the plain one, and the
# plain one again, which shows by how much two processes of the very same program differ. All are started anew many times.
# Prints requests per second and the server's processor time per request, and their ratios: profiled to the mean of the two
# plain ones, and the second plain one to the first. As the servers share the processors, one that needs more of them gets
# some of it, and the processor time per request is the stricter figure. A ratio is the geometric mean over all starts,
# with its standard error. Needs wrk and Linux. Not part of CI: it takes ten minutes and wants a quiet machine.
#   eng/load.sh [starts] [rounds of each] [seconds]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
starts=${1:-12}
rounds=${2:-2}
seconds=${3:-4}
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
load() { # path: all servers at once; an error response ends it all
  local name clients=()
  for name in $(shuf -e "${servers[@]}"); do
    before[$name]=$(ticks "$name")
    wrk -t1 -c8 -d"${seconds}s" "${address[$name]}$1" > "$work/$name.wrk" &
    clients+=($!)
  done
  wait "${clients[@]}"
  ! grep -E "Non-2xx|Socket errors" "$work"/*.wrk || exit 1
}
record() { # start path
  local name
  for name in "${servers[@]}"; do
    awk -v row="$1 $name $2" -v ticks=$(($(ticks "$name") - before[$name])) -v second="$(getconf CLK_TCK)" '
      /requests in/ { requests = $1 } /^Requests\/sec:/ { rate = $2 }
      END { print row, rate, ticks / second * 1e6 / requests }' "$work/$name.wrk" | tee -a "$work/rates"
  done
}

for turn in $(seq "$starts"); do
  for name in $(shuf -e "${servers[@]}"); do
    start "$name"
  done
  for path in $(shuf -e "${paths[@]}"); do
    # Until the JIT has optimised what the path runs.
    load "$path"
    for _ in $(seq "$rounds"); do
      load "$path"
      record "$turn" "$path"
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
        a = (rate["plain", path[p], i] + rate["again", path[p], i]) / 2; b = rate["profiled", path[p], i]
        c = (used["plain", path[p], i] + used["again", path[p], i]) / 2; d = used["profiled", path[p], i]
        r[i] = b / a; u[i] = d / c; k[i] = rate["again", path[p], i] / rate["plain", path[p], i]
        rates[i] *= r[i] ^ (1 / count); control[i] *= k[i] ^ (1 / count); uses[i] *= u[i] ^ (1 / count)
        plainRate += a / rounds / starts; profiledRate += b / rounds / starts; plainUse += c / rounds / starts; profiledUse += d / rounds / starts
      }
      printf "| `%s` | %d | %d | %s | %s | %.1f | %.1f | %s |\n", path[p], plainRate, profiledRate, Mean(r), Mean(k), plainUse, profiledUse, Mean(u)
    }
    printf "| all | | | %s | %s | | | %s |\n", Mean(rates), Mean(control), Mean(uses)
  }' "$work/rates"
