#!/usr/bin/env bash
# The types of lines, 100,000 samples of them: every shape of tests/Subjects/MemoryProfiler.TypeLines in a debug and a release
# build, tier 1 alone, server collections, under a collection each millisecond. One argument: the millions of objects of each run.
# Ends with a line in the form of the test runner's.
set -uo pipefail
cd "$(dirname "$0")/.."
millions=${1:-9}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
passed=0
failed=0
samples=0

for build in Debug Release; do
  dotnet build tests/Subjects/MemoryProfiler.TypeLines --configuration "$build" > "$out/build.log" 2>&1 || { cat "$out/build.log"; echo "Failed: 1, Passed: 0"; exit 1; }
done

run() { # what, build, shape, variables...
  local what=$1 build=$2 shape=$3
  shift 3
  local verdict
  verdict=$(env MEMORYPROFILER_TYPES=on "$@" dotnet "tests/Subjects/MemoryProfiler.TypeLines/bin/$build/net10.0/MemoryProfiler.TypeLines.dll" "$shape" "$millions" collect | tail -1)
  echo "$what, $verdict"
  if [[ $verdict == *" 0 on a wrong line" ]]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
  samples=$((samples + $(sed -E 's/.*: ([0-9]+) samples.*/\1/' <<< "$verdict")))
}

for shape in six calls mixed threads async boxes; do
  run "debug" Debug $shape
  run "release" Release $shape
  run "tier 1" Release $shape DOTNET_TieredCompilation=0
  run "server" Release $shape DOTNET_gcServer=1
done
echo "$samples samples"
echo "Failed: $failed, Passed: $passed"
[ "$failed" -eq 0 ]
