#!/usr/bin/env bash
# Makes docs/allocations.md: each statement in a process of its own, on each runtime, in the profiler's table and between two
# readings of the runtime's counter. The runtimes are brought along. About 25 minutes on two processors.
set -uo pipefail
cd "$(dirname "$0")/.."
project=tests/Subjects/MemoryProfiler.Statements
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
rid=$(dotnet --info | sed -n 's/^ *RID: *//p' | head -1)
mkdir "$out/figures"

build() { # name, properties...
  local name=$1
  shift
  dotnet publish "$project" --configuration Release --runtime "$rid" --self-contained -p:StatementsBuild="$name" -o "$out/$name" "$@" > "$out/build.log" 2>&1 ||
    { cat "$out/build.log"; exit 1; }
}
run() { # build, file of the figures, variables...
  local program="$out/$1/MemoryProfiler.Statements" figures="$out/figures/$2.tsv"
  shift 2
  # Most of a process's time is waiting for the compiler in the background. A statement that throws has no figures.
  "$program" list | env "$@" xargs -P 4 -I{} sh -c 'timeout 120 "$0" "$1" || :' "$program" {} >> "$figures" 2> "$figures.errors"
}

# The weaver that the woven builds use.
dotnet build src/MemoryProfiler.Fody --configuration Release > "$out/build.log" 2>&1 || { cat "$out/build.log"; exit 1; }
# The framework that is built for, and the runtime's version if that is another one.
for runtime in 8:net8.0 9:net9.0 10:net10.0 11:net10.0:11.0.0; do
  IFS=: read -r number framework version <<< "$runtime"
  properties=(-p:StatementsFramework="$framework" ${version:+-p:RuntimeFrameworkVersion="$version"})
  build "plain-$number" -p:StatementsPlain=true "${properties[@]}"
  build "woven-$number" "${properties[@]}"
  run "plain-$number" "plain-$number"
  run "woven-$number" "woven-$number"
done
run plain-10 plain-10-without-pgo DOTNET_TieredPGO=0
build debug-10 -p:StatementsPlain=true -p:StatementsOptimize=false
run debug-10 debug-10
build native-10 -p:StatementsPlain=true -p:PublishAot=true
run native-10 native-10
build runtime-async-11 -p:StatementsPlain=true -p:StatementsRuntimeAsync=true -p:RuntimeFrameworkVersion=11.0.0
run runtime-async-11 runtime-async-11
# As the programs themselves tell them.
{ for number in 8 9 10 11; do "$out/plain-$number/MemoryProfiler.Statements" version; done; } | paste -sd, | sed 's/,/, /g; s/\(.*\), /.NET \1 and /' > "$out/figures/versions.txt"
dotnet run --project "$project" -- page "$out/figures" > "$out/page.md" && mv "$out/page.md" docs/allocations.md
