#!/usr/bin/env bash
# Which file a program begins with is decided twice, and the two need not agree. DOTNET_ADDITIONAL_DEPS lists a copy of a
# program's main assembly with a higher version: the host puts the copy into the list of assemblies that the runtime loads from.
# The main assembly however is loaded by its path, and the runtime takes the listed copy in its place only if both are for the
# same processor. Of a precompiled assembly (ReadyToRun) the header says linux-x64, but the runtime takes it for what the IL was
# that it was made of. So a copy for x64, as the header has it, is not run in place of one that was made of code for any
# processor, and a copy for any processor is not in place of one made for x64. Nothing says so: the list names the copy, and
# the original runs.
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
    <SelfContained>false</SelfContained>
    <AssemblyName>App</AssemblyName>
  </PropertyGroup>
</Project>
PROJECT
cat > Program.cs <<'PROGRAM'
var listed = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(':').Select(Path.GetFullPath).Single(path => Path.GetFileName(path) == "App.dll");
Console.WriteLine($"{Environment.GetEnvironmentVariable("WHAT")}: listed {Path.GetFileName(Path.GetDirectoryName(listed))}, runs {Path.GetFileName(Path.GetDirectoryName(typeof(Program).Assembly.Location))}");
PROGRAM
sed -i '1i using System; using System.IO; using System.Linq;' Program.cs
publish() { # folder, options...
  local target=$1
  shift
  dotnet publish -o "$target" -v q "$@" > build.log || { cat build.log; exit 1; }
  rm -rf obj bin
}
publish original-any -p:PlatformTarget=AnyCPU -p:PublishReadyToRun=true
publish original-x64 -p:PlatformTarget=x64 -p:PublishReadyToRun=true
publish copy-any -p:PlatformTarget=AnyCPU
publish copy-x64 -p:PlatformTarget=x64
run() { # original, copy
  local up
  up=$(printf '../%.0s' $(seq 40))
  cat > copy.deps.json <<LIST
{ "runtimeTarget": { "name": ".NETCoreApp,Version=v10.0" },
  "targets": { ".NETCoreApp,Version=v10.0": { "copy/1.0.0": { "runtimeTargets": { "$up${folder#/}/$2/App.dll": { "rid": "any", "assetType": "runtime", "assemblyVersion": "9.0.0.0", "fileVersion": "9.0.0.0" } } } } },
  "libraries": { "copy/1.0.0": { "type": "package", "serviceable": false, "sha512": "" } } }
LIST
  WHAT="$1" DOTNET_ADDITIONAL_DEPS="$folder/copy.deps.json" dotnet "$1/App.dll" | tee -a seen.txt
}
for original in original-any original-x64; do
  run $original copy-any
  run $original copy-x64
done
diff seen.txt - <<'EXPECTED'
original-any: listed copy-any, runs copy-any
original-any: listed copy-x64, runs original-any
original-x64: listed copy-any, runs original-x64
original-x64: listed copy-x64, runs copy-x64
EXPECTED
