# Sourced by scripts that check something: a folder of their own, what passed and what failed.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

check() { # what, command...
  local what=$1
  shift
  if "$@"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "FAILED: $what"
  fi
}
show() { sed 's/^/  | /' "$1" | head -60; }
has() { grep -qF -- "$2" "$1" || { echo "  expected in $(basename "$1"): $2"; show "$1"; false; }; }
hasNot() { ! grep -qF -- "$2" "$1" || { echo "  not expected in $(basename "$1"): $2"; show "$1"; false; }; }
same() { [ "$1" = "$2" ] || { echo "  expected: $1"; echo "  was:      $2"; false; }; }
differ() { [ "$1" != "$2" ] || { echo "  expected another than: $1"; false; }; }

finish() { # in the form of the test runner's last line
  echo "Failed: $failed, Passed: $passed"
  [ "$failed" -eq 0 ]
}
