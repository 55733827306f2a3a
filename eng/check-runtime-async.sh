#!/usr/bin/env bash
# Async methods that the runtime itself suspends (.NET 11, runtime-async): all constructs and allocation cases of the test suite
# compiled so, woven and unwoven, on a runtime that is brought along; then a program of a thousand interleaved calls, limits,
# activities and awkward shapes, in code that is optimised at once as well. `eng/check-runtime-async.sh costs` prints what calls cost instead.
set -uo pipefail
cd "$(dirname "$0")/.."
rid=$(dotnet --info | sed -n 's/^ *RID: *//p' | head -1)
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
failed=0
expected="Total: 5029, Errors: 0, Failed: 0, Skipped: 0, Not Run: 0"

publish() { # project, folder, options...
  local project=$1 folder=$2
  shift 2
  dotnet publish "$project" -c Release -r "$rid" --self-contained -p:RuntimeFrameworkVersion=11.0.0 --artifacts-path "$out/artifacts" -o "$out/$folder" "$@" > "$out/build.log" 2>&1 ||
    { cat "$out/build.log"; exit 1; }
}

subject() { # folder, options...
  publish tests/Subjects/MemoryProfiler.RuntimeAsync "$@" -p:MemoryProfilerWeaver="$out/artifacts/bin/MemoryProfiler.Fody/release_$rid/MemoryProfiler.Fody.dll"
}

if [ "${1:-}" = costs ]; then
  for kind in "suspended by the runtime, woven:true:false" "suspended by the runtime:true:true" "state machines, woven:false:false" "state machines:false:true"; do
    IFS=: read -r words isRuntimeAsync isPlain <<< "$kind"
    subject costs -p:SubjectRuntimeAsync="$isRuntimeAsync" -p:SubjectPlain="$isPlain"
    echo "$words"
    "$out/costs/MemoryProfiler.RuntimeAsync" costs || failed=1
  done
  exit "$failed"
fi

publish tests/MemoryProfiler.Fody.Tests tests -p:ConstructsRuntimeAsync=true
result=$(cd "$out/tests" && timeout 900 ./MemoryProfiler.Fody.Tests -noColor -class "*.ConstructTests" -class "*.AllocationTests" -class "*.CallCountTests") || failed=1
if [ "$failed" -ne 0 ] || [[ $result != *"$expected"* ]]; then
  echo "$result" | grep -A 12 "FAIL" | head -200
  echo "$result" | tail -2
  failed=1
fi
echo "Constructs suspended by the runtime: $(echo "$result" | tail -1)"

subject program -p:SubjectRuntimeAsync=true
for variable in DOTNET_TieredCompilation=1 DOTNET_TieredCompilation=0 MEMORYPROFILER_CLOCK=gc DOTNET_gcServer=1; do
  checks=$(env "$variable" timeout 300 "$out/program/MemoryProfiler.RuntimeAsync") || failed=1
  echo "$checks" | grep -v "^right " || true
  echo "$variable: $(echo "$checks" | grep -c "^right ") figures right"
done
exit "$failed"
