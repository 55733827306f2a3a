#!/usr/bin/env bash
# From the first MeterListener of a process on, whatever it listens to, the runtime's own meter System.Runtime counts
# exceptions by a handler of AppDomain.FirstChanceException: every throw allocates 24 B more on the thread that throws,
# and goes on to do so when the listener is gone. A test that compares bytes to the byte before and after fails by that.
# Seen with System.Diagnostics.DiagnosticSource 10.0.0 on .NET 10.0.12, linux-x64.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > Throws.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <ConcurrentGarbageCollection>false</ConcurrentGarbageCollection>
    <TieredCompilation>false</TieredCompilation>
    <!-- It is part of the framework too; named for its version. -->
    <NoWarn>NU1510</NoWarn>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="System.Diagnostics.DiagnosticSource" Version="10.0.0" />
  </ItemGroup>
</Project>
PROJECT
cat > Program.cs <<'PROGRAM'
using System.Diagnostics.Metrics;

var before = BytesOfThrow();
using (var listener = new MeterListener())
    listener.Start();
var after = BytesOfThrow();
Console.WriteLine($"more bytes a throw: {after - before}");

static long BytesOfThrow()
{
    long bytes = 0;
    // The first ones prepare what they need.
    for (var turn = 0; turn < 10; turn++)
    {
        var start = GC.GetAllocatedBytesForCurrentThread();
        Throw();
        bytes = GC.GetAllocatedBytesForCurrentThread() - start;
    }
    return bytes;
}

static void Throw()
{
    try
    {
        throw new TimeoutException();
    }
    catch (TimeoutException)
    {
    }
}
PROGRAM
seen=$(dotnet run -c Release | tail -n 1)
echo "$seen"
[ "$seen" = "more bytes a throw: 24" ]
