#!/usr/bin/env bash
# "*(long*)(p + 8) += 1" is two instructions in optimised code, and "*(long*)(p + 8) = *(long*)(p + 8) + 1" is one. The C# compiler
# computes the address of a compound assignment once and copies it. The JIT keeps a copied address in a register of its own, and
# only folds an address into an instruction that it can see whole. A field behind a pointer ("p->Count++") is like the first one
# unless it is the first field.
# Seen with the .NET SDK 10.0.401 and the runtime 10.0.12, linux-x64.
set -euo pipefail
[ "$(uname -m)" = x86_64 ] || { echo "Only seen on x64."; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > Counters.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <AllowUnsafeBlocks>true</AllowUnsafeBlocks>
  </PropertyGroup>
</Project>
PROJECT
cat > Program.cs <<'PROGRAM'
using System.Runtime.CompilerServices;

unsafe
{
    var counters = stackalloc Counter[1];
    Code.Compound((byte*)counters);
    Code.Written((byte*)counters);
    Code.FirstField(counters);
    Code.SecondField(counters);
    System.Console.WriteLine(counters->Second);
}

struct Counter
{
    public long First;
    public long Second;
}

static unsafe class Code
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Compound(byte* p) => *(long*)(p + 8) += 1;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Written(byte* p) => *(long*)(p + 8) = *(long*)(p + 8) + 1;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void FirstField(Counter* counter) => counter->First++;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void SecondField(Counter* counter) => counter->Second++;
}
PROGRAM
dotnet build -c Release -o out -v q -nologo > build.txt || { cat build.txt; exit 1; }
DOTNET_TieredCompilation=0 DOTNET_JitStdOutFile="$folder/code.txt" DOTNET_JitDisasm="Compound Written FirstField SecondField" dotnet out/Counters.dll
# The method's name, and its instructions between those that every method begins and ends with.
awk '/^; Assembly listing/ { split($6, name, /[:(]/); printf "%s%s:", sep, name[2]; sep = "\n" }
     /^ +(add|lea|mov|inc) / && !/rbp/ { gsub(/ +/, " "); printf "%s;", $0 } END { print "" }' code.txt | tee seen.txt
grep -q "^Compound: add rdi, 8; inc qword ptr \[rdi\];$" seen.txt
grep -q "^Written: inc qword ptr \[rdi+0x08\];$" seen.txt
grep -q "^FirstField: inc qword ptr \[rdi\];$" seen.txt
grep -q "^SecondField: add rdi, 8; inc qword ptr \[rdi\];$" seen.txt
