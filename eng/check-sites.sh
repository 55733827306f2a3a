#!/usr/bin/env bash
# A program whose memory is known records its own allocation sites, with every kind of collector and on every runtime, as the
# table in docs/sites.md. `eng/check-sites.sh 3` runs each 3 times instead of 10; RUNTIMES chooses some (modes.sh).
set -uo pipefail
cd "$(dirname "$0")/.."
times=${1:-10}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
failed=0
subject=SiteModes
source eng/modes.sh

row() { # words, runtime, program, variables...
  local words=$1 runtime=$2 program=$3 i
  shift 3
  : > "$out/rows"
  for ((i = 0; i < times; i++)); do
    env "$@" timeout 600 "$program" own >> "$out/rows" || failed=1
  done
  # Deviations of what lived at the peak and at the end from the truth, in per cent: the largest, and the mean without its sign.
  awk -v words="$words" -v runtime="$runtime" '
    $1 == "sampled" || $1 == "coarse" { kind = $1; lost += $4; runs++; peak = end = truth = truthend = 0; next }
    $1 != "MakeGarbage" && $1 != "MakeLate" { truth += $2; peak += $4 }
    $1 == "MakeNodes" || $1 == "PinByHandle" || $1 == "MakePinned" || $1 == "MakeLate" { truthend += $2; end += $5 }
    $1 == "MakeGarbage" {
      p = 100 * (peak / truth - 1); p = p < 0 ? -p : p; e = 100 * (end / truthend - 1); e = e < 0 ? -e : e
      sump += p; sume += e; if (p > maxp) maxp = p; if (e > maxe) maxe = e
    }
    END { printf "| %s | %s | %s | %d | %d | %.1f | %.1f | %.1f | %.1f |\n", words, runtime, kind, runs, lost, sump / runs, maxp, sume / runs, maxe }' "$out/rows"
}

echo "| collector | runtime | samples | runs | events lost | at the peak: mean | largest | at the end: mean | largest |"
echo "|---|---|---|---|---|---|---|---|---|"
each_mode
exit "$failed"
