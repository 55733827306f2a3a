#!/usr/bin/env bash
# Loads, calls and unloads a plug-in 10,000 times in one process, once with the host's profiler and once with one of its own.
# What is left after every twentieth of the loads: contexts alive, threads, private memory, memory of the profiler's counters.
# `eng/check-plugins.sh own 500` runs one of the two, so many times. Ends with a line in the form of the test runner's.
set -uo pipefail
cd "$(dirname "$0")/.."
copies=${1:-shared own}
loads=${2:-10000}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
passed=0
failed=0

check() { # what, command...
  local what=$1
  shift
  if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $what"; fi
}
none() { [ -z "$1" ] || { echo "  $1"; false; }; }

for project in PlugIn PlugIns; do
  dotnet build "tests/Subjects/MemoryProfiler.$project" --configuration Release > "$out/build.log" 2>&1 || { cat "$out/build.log"; echo "Failed: 1, Passed: 0"; exit 1; }
done
bin() { echo "$PWD/tests/Subjects/MemoryProfiler.$1/bin/Release/net10.0/MemoryProfiler.$1.dll"; }

for copy in $copies; do
  echo "$copy:"
  dotnet "$(bin PlugIns)" "$(bin PlugIn)" "$copy" "$loads" Call | tee "$out/$copy.txt" | grep -E '^(loads|[0-9]+ )[0-9a-z_ ]*$'
  rows=$(grep -E '^[0-9]+ [0-9]+ [0-9]+ ' "$out/$copy.txt")
  check "$copy: every context is gone" none "$(awk '$2 != 0' <<< "$rows")"
  # The first rows warm up; from the fifth on memory may move by what the collector leaves free, and by nothing a load.
  check "$copy: no thread is left" none "$(awk 'NR == 1 { least = $3 } $3 > least + 2' <<< "$rows")"
  check "$copy: memory is flat" none "$(awk 'NR == 5 { first = $4 } NR > 5 && $4 > first * 1.1' <<< "$rows")"
  check "$copy: counters are flat" none "$(awk 'NR == 5 { first = $5 } NR > 5 && $5 != first' <<< "$rows")"
  check "$copy: every call is in the report" grep -qE "^ +$(sed ':a;s/\B[0-9]\{3\}\>/,&/;ta' <<< "$loads") .* 1,024 B   Work\.Call\(\)$" "$out/$copy.txt"
  check "$copy: one note on methods never called" [ "$(grep -c '^Note: Never called' "$out/$copy.txt")" = 1 ]
  check "$copy: none on the weaver" [ "$(grep -c 'Not woven' "$out/$copy.txt")" = 0 ]
done
echo "Failed: $failed, Passed: $passed"
[ "$failed" -eq 0 ]
