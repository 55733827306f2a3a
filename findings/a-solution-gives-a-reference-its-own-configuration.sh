#!/usr/bin/env bash
# A project can ask for the release build of one that it refers to, with SetConfiguration on the ProjectReference: to time a
# library from tests that are built for debugging. "dotnet build" of the project does so. That of a solution with both does
# not, without a word: the solution's configuration is written over it. So the same test measures optimised code when its
# project is built alone, and a debug build in continuous integration.
# Seen with the .NET SDK 10.0.401, linux-x64.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir Library Program
echo 'public class Named { }' > Library/Named.cs
cat > Library/Library.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
  </PropertyGroup>
</Project>
PROJECT
cat > Program/Program.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
  </PropertyGroup>
  <ItemGroup>
    <ProjectReference Include="../Library/Library.csproj" SetConfiguration="Configuration=Release" />
  </ItemGroup>
</Project>
PROJECT
cat > Program/Program.cs <<'PROGRAM'
using System.Reflection;

System.Console.WriteLine(typeof(Named).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>().Configuration);
PROGRAM
dotnet new sln --name Both > log.txt
dotnet sln add Library Program >> log.txt
built() { # what is built: the configuration of the library that the program then runs with
  rm -rf ./*/bin ./*/obj
  dotnet build "$@" -nologo -v q > build.txt || { cat build.txt; exit 1; }
  dotnet Program/bin/Debug/net10.0/Program.dll
}
alone=$(built Program)
together=$(built)
echo "The program alone: library of $alone. The solution: library of $together."
[ "$alone" = Release ]
[ "$together" = Debug ]
