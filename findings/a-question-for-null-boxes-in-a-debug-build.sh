#!/usr/bin/env bash
# In generic code "if (value is null)" makes an object at each call when the type is a struct, in a debug build only: 24 B for
# a number, 48 B for a struct of 32. A guard of one's own for any T makes tests of allocations fail there. What decides is
# not whether the JIT optimises: a release build allocates nothing in code that is not optimised yet either, nor does
# "value is null ? a : b" in a debug build. The JIT drops a box whose next instruction is a branch. For a statement a debug
# build compares, stores, loads and then branches.
# Seen with the .NET SDK 10.0.401 and the runtime 10.0.12, linux-x64.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > Guards.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
  </PropertyGroup>
</Project>
PROJECT
cat > Program.cs <<'PROGRAM'
using System.Runtime.CompilerServices;

Console.WriteLine($"number: {Of(7)}, struct: {Of((1L, 2L, 3L, 4L))}, text: {Of("x")}");

static string Of<T>(T value)
{
    Code.Statement(value);
    Code.Expression(value);
    var start = GC.GetAllocatedBytesForCurrentThread();
    Code.Statement(value);
    var between = GC.GetAllocatedBytesForCurrentThread();
    Code.Expression(value);
    var end = GC.GetAllocatedBytesForCurrentThread();
    return $"{between - start} B as a statement, {end - between} B as an expression";
}

static class Code
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Statement<T>(T value)
    {
        if (value is null)
            return 1;
        return 2;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Expression<T>(T value) => value is null ? 1 : 2;
}
PROGRAM
for configuration in Debug Release; do
  dotnet build -c $configuration -o $configuration -v q -nologo > build.txt || { cat build.txt; exit 1; }
  # Each method runs twice, so no code of the release build is optimised yet either.
  echo "$configuration: $(dotnet $configuration/Guards.dll)" | tee -a seen.txt
done
grep -qx "Debug: number: 24 B as a statement, 0 B as an expression, struct: 48 B as a statement, 0 B as an expression, text: 0 B as a statement, 0 B as an expression" seen.txt
grep -qx "Release: number: 0 B as a statement, 0 B as an expression, struct: 0 B as a statement, 0 B as an expression, text: 0 B as a statement, 0 B as an expression" seen.txt
