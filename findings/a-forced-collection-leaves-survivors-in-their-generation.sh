#!/usr/bin/env bash
# A survivor of a forced, blocking GC.Collect(1) is often still in generation 0, or stays in generation 1. The runtime
# decides for each collection whether survivors grow older, and looks at how much is in generation 1: with a few megabytes
# there it keeps them where they are. So one call does not "age" an object, as tests of caches and of weak references take
# for granted; it has to be asked which generation the object is in, and collected again.
# Seen on .NET 10.0.12, linux-x64, workstation collection. The budget of generation 0 is set, as it depends on the
# processor's cache otherwise.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > Ages.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
  </PropertyGroup>
</Project>
PROJECT
cat > Program.cs <<'PROGRAM'
foreach (var megabytes in new[] { 1, 12, 16 })
{
    GC.Collect();
    GC.Collect();
    var older = Enumerable.Range(0, megabytes * 64).Select(_ => new byte[16 * 1024]).ToArray();
    GC.Collect(0, GCCollectionMode.Forced, blocking: true);
    var young = new object();
    var generations = new List<int>();
    for (var i = 0; i < 4; i++)
    {
        GC.Collect(1, GCCollectionMode.Forced, blocking: true);
        generations.Add(GC.GetGeneration(young));
    }
    Console.WriteLine($"{megabytes} MB in generation {GC.GetGeneration(older[0])}, an object after each of four GC.Collect(1): {string.Join(" ", generations)}");
    GC.KeepAlive(older);
}
PROGRAM
dotnet build -c Release -o out -v q -nologo > build.txt || { cat build.txt; exit 1; }
DOTNET_gcServer=0 DOTNET_GCgen0size=0x400000 dotnet out/Ages.dll > seen.txt
cat seen.txt
# With little in generation 1 it is as one expects; with more the first collection leaves the object in generation 0.
grep -q "^1 MB .*: 1 2 2 2$" seen.txt
grep -q "^16 MB .*: 0 1 " seen.txt
