# Sourced by scripts that check the packages: a folder of their own with the packages in a feed.
. "$(dirname "${BASH_SOURCE[0]}")/counts.sh"

linker() { # Whether there is what native images are linked with. Brought along where this machine lets it.
  [ -n "$(command -v clang)" ] || { [ "$(id -u)" -eq 0 ] && apt-get update && apt-get install -y --no-install-recommends clang zlib1g-dev; } > "$work/linker.log" 2>&1
  [ -n "$(command -v clang)" ] || { echo "Left out, as there is no clang (apt-get install clang zlib1g-dev): NativeAOT"; false; }
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
