#!/usr/bin/env bash
# The runtime keeps the answers of casts in one table for the whole process, and the table is a managed array: the cast
# that finds its bucket full allocates the next one, twice as large, on its own thread. GC.GetAllocatedBytesForCurrentThread
# says so, although no line of the program allocates: 12,336, 24,624, 49,200 and 98,352 B here, each once in a process and at
# a moment that depends on addresses. Two runs of one program may differ by it.
# Seen on .NET 10.0.12, linux-x64.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > Casts.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <ConcurrentGarbageCollection>false</ConcurrentGarbageCollection>
    <InvariantGlobalization>true</InvariantGlobalization>
  </PropertyGroup>
</Project>
PROJECT
cat > Program.cs <<'PROGRAM'
var types = typeof(object).Assembly.GetExportedTypes().Where(type => type.IsClass && !type.ContainsGenericParameters).Take(150).ToArray();
var sizes = new List<long>(64);
// What asking costs by itself is prepared before.
foreach (var type in types)
    types[0].IsAssignableFrom(type);
foreach (var to in types)
{
    foreach (var from in types)
    {
        var start = GC.GetAllocatedBytesForCurrentThread();
        to.IsAssignableFrom(from);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - start;
        if (bytes > 3_000)
            sizes.Add(bytes);
    }
}
Console.WriteLine("single casts that allocated: " + string.Join(" ", sizes));
PROGRAM
dotnet build -c Release > build.log 2>&1 || { cat build.log; exit 1; }
for run in 1 2 3; do
  seen=$(dotnet bin/Release/net10.0/Casts.dll)
  echo "$seen"
  [[ $seen == *" 12336 24624"* ]] || { echo "No longer so."; exit 1; }
done
