#!/usr/bin/env bash
# The runtime's suite on the oldest framework that its package is for. The framework is put beside the tests, so that it need
# not be installed. `eng/check-oldest.sh -class '*MemoryReportTests'` runs a part of it.
set -uo pipefail
cd "$(dirname "$0")/.."
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

if ! dotnet build tests/MemoryProfiler.Tests -p:OldestFramework=true > "$out/build.log" 2>&1; then
  cat "$out/build.log"
  echo "Failed: 1, Passed: 0"
  exit 1
fi
"$(ls -d tests/MemoryProfiler.Tests/bin/Debug/net8.0/*/MemoryProfiler.Tests)" -noColor "$@" | tee "$out/run.log"
status=${PIPESTATUS[0]}

# In the form of the test runner's last line.
count() { grep -oE "$1: [0-9]+" "$out/run.log" | tail -1 | grep -oE '[0-9]+' || echo 0; }
failed=$(( $(count Failed) + $(count Errors) ))
[ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
echo "Failed: $failed, Passed: $(( $(count Total) - $(count Failed) - $(count Skipped) - $(count 'Not Run') ))"
exit "$status"
