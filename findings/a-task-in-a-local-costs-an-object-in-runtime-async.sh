#!/usr/bin/env bash
# Where the runtime itself suspends async methods (.NET 11, runtime-async), a task that is put in a local before it is awaited costs
# an object that `await Next(i)` does not: the JIT takes the call and the await together only where nothing stands between them,
# and makes no task then. To a state machine the two are one. What profilers, coverage tools and other weavers put between a call
# and its await has the same price, in the very bytes that they may count.
# Seen on .NET 11.0.0, built with the .NET SDK 10.0.401, linux-x64.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > Tasks.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <RuntimeIdentifier>linux-x64</RuntimeIdentifier>
    <SelfContained>true</SelfContained>
    <RuntimeFrameworkVersion>11.0.0</RuntimeFrameworkVersion>
    <ImplicitUsings>enable</ImplicitUsings>
  </PropertyGroup>
</Project>
PROJECT
cat > Program.cs <<'PROGRAM'
Console.WriteLine($"runtime {Environment.Version}, state machines {typeof(Calls).GetNestedTypes(System.Reflection.BindingFlags.NonPublic).Length > 0}");
await Calls.AtOnce(50_000);
await Calls.Stored(50_000);
await Task.Delay(500);
await Calls.AtOnce(50_000);
await Calls.Stored(50_000);
await Task.Delay(500);
var before = GC.GetAllocatedBytesForCurrentThread();
var sum = Calls.AtOnce(10_000).Result;
var between = GC.GetAllocatedBytesForCurrentThread();
sum += Calls.Stored(10_000).Result;
var after = GC.GetAllocatedBytesForCurrentThread();
Console.WriteLine($"await Next(i): {(between - before) / 10_000} B a call; var task = Next(i); await task: {(after - between) / 10_000} B a call ({sum})");

static class Calls
{
    public static async Task<int> AtOnce(int count)
    {
        var sum = 0;
        for (var i = 0; i < count; i++)
            sum += await Next(i + 1000) & 1;
        return sum;
    }

    public static async Task<int> Stored(int count)
    {
        var sum = 0;
        for (var i = 0; i < count; i++)
        {
            var task = Next(i + 1000);
            sum += await task & 1;
        }
        return sum;
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    static async Task<int> Next(int number)
    {
        if (number < 0)
            await Task.Yield();
        return number;
    }
}
PROGRAM
dotnet publish -c Release -o machines -v q -nologo > build.txt || { cat build.txt; exit 1; }
machines/Tasks | tee seen.txt
rm -rf obj bin
dotnet publish -c Release -o suspended -v q -nologo -p:Features=runtime-async=on -p:EnablePreviewFeatures=true -p:NoWarn=SYSLIB5007 > build.txt || { cat build.txt; exit 1; }
suspended/Tasks | tee -a seen.txt
diff seen.txt - <<'EXPECTED'
runtime 11.0.0, state machines True
await Next(i): 72 B a call; var task = Next(i); await task: 72 B a call (10000)
runtime 11.0.0, state machines False
await Next(i): 0 B a call; var task = Next(i); await task: 72 B a call (10000)
EXPECTED
