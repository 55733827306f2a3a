# Sourced by check-packages.sh and check-builds.sh: a folder of their own with the packages in a feed, and what both count.
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

linker() { # Whether there is what native images are linked with. Brought along where this machine lets it.
  [ -n "$(command -v clang)" ] || { [ "$(id -u)" -eq 0 ] && apt-get update && apt-get install -y --no-install-recommends clang zlib1g-dev; } > "$work/linker.log" 2>&1
  [ -n "$(command -v clang)" ] || { echo "Left out, as there is no clang (apt-get install clang zlib1g-dev): NativeAOT"; false; }
}

finish() { # in the form of the test runner's last line
  echo "Failed: $failed, Passed: $passed"
  [ "$failed" -eq 0 ]
}

echo "Packing"
# Of the tool only what this machine runs. One after the other where both scripts run at once; build servers that it leaves behind do not get the lock.
flock --close "$root/eng/checks.sh" dotnet pack "$root/MemoryProfiler.sln" --configuration Release -p:ToolPlatforms=own --output "$work/feed" > "$work/pack.log" 2>&1
check "dotnet pack succeeds" has "$work/pack.log" "Successfully created package"
version=$(basename "$work"/feed/MemoryProfiler.Fody.*.nupkg .nupkg | sed 's/^MemoryProfiler\.Fody\.//')
# The ordinary sources stay; packages go to a folder of their own, so that no earlier build of ours is found in a cache.
cat > "$work/nuget.config" <<END
<configuration>
  <packageSources><add key="local" value="$work/feed" /></packageSources>
  <config><add key="globalPackagesFolder" value="$work/packages" /></config>
</configuration>
END
