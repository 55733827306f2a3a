#!/usr/bin/env bash
# The last report of a program that runs out of memory, native (the kernel kills it) or managed (the runtime ends it): in a memory
# control group of its own (version 1 or 2), which only root may make. Runs of each kind may be given: eng/check-last-report.sh 20
. "$(dirname "$0")/checks.sh"
runs=${1:-20}
limit=$((200 << 20))

parent=/sys/fs/cgroup/memory
[ -f $parent/memory.limit_in_bytes ] || parent=/sys/fs/cgroup
group=$parent/memoryprofiler-check-$$
begin() {
  mkdir "$group" || { echo "A control group cannot be made in $parent: run as root, where the memory controller is."; exit 1; }
  if [ -f "$group/memory.max" ]; then
    echo $limit > "$group/memory.max"
    echo 0 > "$group/memory.swap.max"
  else
    echo $limit > "$group/memory.limit_in_bytes"
    [ ! -f "$group/memory.memsw.limit_in_bytes" ] || echo $limit > "$group/memory.memsw.limit_in_bytes"
  fi
}
end() { until rmdir "$group" 2> "$work/rmdir.log"; do sleep 0.1; done; }

mkdir -p "$work/Leak" && cd "$work/Leak" || exit 1
cp "$root/eng/consumer/Leak.cs" .
cat > Leak.csproj <<END
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <AllowUnsafeBlocks>true</AllowUnsafeBlocks>
  </PropertyGroup>
  <ItemGroup><PackageReference Include="MemoryProfiler.Fody" Version="$version" /></ItemGroup>
</Project>
END
dotnet build --configuration Release --output out > "$work/build.log" 2>&1
check "it builds" has "$work/build.log" "0 Error(s)"

leak() { # exit code, kind, bytes of a round, pause in milliseconds
  local end=$1 reports=0 empty=0
  shift
  for _ in $(seq "$runs"); do
    rm -rf "$work/last" && mkdir "$work/last" && cd "$work/last" || exit 1
    begin
    (echo $BASHPID > "$group/cgroup.procs" && MEMORYPROFILER_OPTIONS__LastReport=last.txt exec dotnet "$work/Leak/out/Leak.dll" "$@") > "$work/run.txt" 2>&1
    local status=$?
    end
    [ $status -eq "$end" ] && grep -q '^Note: Taken when ' last.txt && grep -q 'Method:   Leak\.' last.txt && reports=$((reports + 1))
    empty=$((empty + $(find . -size 0 | wc -l)))
  done
  check "$*: a report of each of $runs runs" same "$runs" "$reports"
  check "$*: no empty file" same 0 "$empty"
}
leak 137 native 1000000 0
leak 137 native 2000000 1
leak 137 native 10000000 0
leak 134 managed 1000000 0
leak 134 managed 2000000 1

finish
