#!/usr/bin/env bash
# Snapshots with every kind of collector and on every runtime while threads allocate, as the table in docs/heap.md. The
# runtimes are brought along. `eng/check-heap.sh 5 4` takes 5 snapshots each instead of 100, with 4 threads.
set -uo pipefail
cd "$(dirname "$0")/.."
times=${1:-100}
threads=${2:-4}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
failed=0
subject=HeapModes
source eng/modes.sh

row() { # words, runtime, program, variables...
  local words=$1 program=$3 line status
  shift 3
  # shellcheck disable=SC2086 # No buffer, no word.
  line=$(env "$@" timeout 3600 "$program" "$times" "$threads" ${buffer:-})
  status=$?
  echo "| $words ${line:-| | | | | | |} $status |"
  [ "$status" -eq 0 ] && [[ $line =~ ^\|\ [0-9.]+\ \|\ $times\ \|\ 0\ \|\ 0\ \|\ [0-9]+\ \|\ 0\ \|$ ]] || failed=1
}

echo "| collector | runtime | whole | refused | wrong counts | new objects known | of these wrong | exit code |"
echo "|---|---|---|---|---|---|---|---|"
# From .NET 11 on nothing is lost, whatever the buffer holds.
also() { # runtime, program
  [[ $1 != *:11.0.0 ]] || buffer=1 row "workstation, a buffer of 1 MB" "$1" "$2" DOTNET_gcServer=0 DOTNET_gcConcurrent=1
}
each_mode
exit "$failed"
