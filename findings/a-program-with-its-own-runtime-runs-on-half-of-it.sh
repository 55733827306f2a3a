#!/usr/bin/env bash
# A self-contained program can be started on the installed runtime: `dotnet exec` with a runtimeconfig.json that asks for a
# shared framework in place of the one it brings. The host obeys, but not wholly. The runtime itself (coreclr) and the core library
# come from the program's folder still, and every other library of the framework from the shared one, without a word. It works
# as long as both are of the very same version.
# Seen with the .NET SDK 10.0.401 and the runtime 10.0.12, linux-x64.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > App.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <RuntimeIdentifier>linux-x64</RuntimeIdentifier>
    <SelfContained>true</SelfContained>
  </PropertyGroup>
</Project>
PROJECT
cat > Program.cs <<'PROGRAM'
using System;
using System.Diagnostics;
using System.IO;
using System.Linq;

var own = AppContext.BaseDirectory.TrimEnd('/');
string Of(string path) => Path.GetDirectoryName(path) == own ? "the program's" : "the shared";
var coreclr = Process.GetCurrentProcess().Modules.Cast<ProcessModule>().First(module => module.ModuleName == "libcoreclr.so").FileName;
Console.WriteLine($"{args[0]}: {Of(coreclr)} runtime, {Of(typeof(object).Assembly.Location)} core library, {Of(typeof(Enumerable).Assembly.Location)} System.Linq");
PROGRAM
version=$(dotnet --list-runtimes | awk '$1 == "Microsoft.NETCore.App" && $2 ~ /^10\./ { version = $2 } END { print version }')
dotnet publish -o app -v q -p:RuntimeFrameworkVersion="$version" > build.log || { cat build.log; exit 1; }
cat > shared.runtimeconfig.json <<END
{ "runtimeOptions": { "tfm": "net10.0", "framework": { "name": "Microsoft.NETCore.App", "version": "$version" } } }
END
{
  app/App "its executable"
  dotnet exec --runtimeconfig shared.runtimeconfig.json app/App.dll "dotnet exec"
} | tee seen.txt
diff seen.txt - <<'EXPECTED'
its executable: the program's runtime, the program's core library, the program's System.Linq
dotnet exec: the program's runtime, the program's core library, the shared System.Linq
EXPECTED
