#!/usr/bin/env bash
# Snapshots with every kind of collector and on every runtime while threads allocate, as the table in docs/heap.md. The
# runtimes are brought along. `eng/check-heap.sh 5 4` takes 5 snapshots each instead of 100, with 4 threads;
# `eng/check-heap.sh 100 4 net8.0 net10.0:11.0.0` asks these runtimes alone.
set -uo pipefail
cd "$(dirname "$0")/.."
times=${1:-100}
threads=${2:-4}
runtimes=("${@:3}")
[ ${#runtimes[@]} -gt 0 ] || runtimes=(net10.0 net8.0 net9.0 net10.0:11.0.0)
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
failed=0
rid=$(dotnet --info | sed -n 's/^ *RID: *//p' | head -1)

row() { # program, words, variables...
  local program=$1 words=$2 line status
  shift 2
  # shellcheck disable=SC2086 # No buffer, no word.
  line=$(env "$@" timeout 3600 "$program" "$times" "$threads" ${buffer:-})
  status=$?
  echo "| $words ${line:-| | | | | | |} $status |"
  [ "$status" -eq 0 ] && [[ $line =~ ^\|\ [0-9.]+\ \|\ $times\ \|\ 0\ \|\ 0\ \|\ [0-9]+\ \|\ 0\ \|$ ]] || failed=1
}

echo "| collector | runtime | whole | refused | wrong counts | new objects known | of these wrong | exit code |"
echo "|---|---|---|---|---|---|---|---|"
# The framework that is built for, and the runtime's version if that is another one.
for runtime in "${runtimes[@]}"; do
  framework=${runtime%%:*}
  version=${runtime#"$framework"}
  folder="$out/$framework${version/:/-}"
  if ! dotnet publish tests/Subjects/MemoryProfiler.HeapModes -c Release -r "$rid" --self-contained -p:HeapModesFramework="$framework" \
      ${version:+-p:RuntimeFrameworkVersion="${version#:}"} -o "$folder" > "$out/build.log" 2>&1; then
    cat "$out/build.log"
    failed=1
    continue
  fi
  program="$folder/MemoryProfiler.HeapModes"
  row "$program" "workstation" DOTNET_gcServer=0 DOTNET_gcConcurrent=1
  row "$program" "workstation, not concurrent" DOTNET_gcServer=0 DOTNET_gcConcurrent=0
  row "$program" "server" DOTNET_gcServer=1 DOTNET_gcConcurrent=1 DOTNET_GCDynamicAdaptationMode=0
  row "$program" "server, not concurrent" DOTNET_gcServer=1 DOTNET_gcConcurrent=0 DOTNET_GCDynamicAdaptationMode=0
  row "$program" "server, adapting (DATAS)" DOTNET_gcServer=1 DOTNET_gcConcurrent=1 DOTNET_GCDynamicAdaptationMode=1
  # From .NET 11 on nothing is lost, whatever the buffer holds.
  [ "$version" = ":11.0.0" ] && buffer=1 row "$program" "workstation, a buffer of 1 MB" DOTNET_gcServer=0 DOTNET_gcConcurrent=1
done
exit "$failed"
