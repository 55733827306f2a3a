#!/usr/bin/env bash
# Ten thousand async calls over their limit, in parallel tests of three test frameworks, with the packages packed here: none may
# pass. Not part of .ci/run, as other test frameworks are restored. Ends with a line in the form of the test runner's.
. "$(dirname "$0")/checks.sh"

tests() { # attribute of a test, attribute of a class: 48 classes of one test each
  for i in $(seq 48); do
    echo "$2 public class Test$i { $1 public Task IsTold() => Limits.ManyAtOnce(); }"
  done
}
run() { # name, package, version, attribute of a test, attribute of a class, first lines
  local name=$1
  echo "$2 $3"
  mkdir "$work/$name" && cd "$work/$name" || return
  cp "$root/eng/consumer/Limits.cs" .
  { echo "$6"; tests "$4" "$5"; } > Tests.cs
  cat > "$name.csproj" <<END
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <Nullable>enable</Nullable>
    <ImplicitUsings>enable</ImplicitUsings>
    <EnableMSTestRunner>true</EnableMSTestRunner>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="$2" Version="$3" />
    <PackageReference Include="MemoryProfiler.Fody" Version="$version" />
  </ItemGroup>
</Project>
END
  for configuration in Debug Release; do
    dotnet build --configuration $configuration > build.log 2>&1
    check "$name, $configuration: builds" has build.log "0 Error(s)"
    LIMITS_OUT="$work/$name.$configuration.txt" timeout 300 dotnet "bin/$configuration/net10.0/$name.dll" > run.log 2>&1
    check "$name, $configuration: the tests pass" same 0 $?
    check "$name, $configuration: every call is told" same "10560 calls, 0 missed" "$(cat "$work/$name.$configuration.txt")"
    echo "  $configuration: $(cat "$work/$name.$configuration.txt")"
  done
}
run XunitTests xunit.v3 4.0.2 "[Xunit.Fact]" "" ""
run MSTestTests MSTest 4.5.2 "[TestMethod]" "[TestClass]" "using Microsoft.VisualStudio.TestTools.UnitTesting; [assembly: Parallelize(Workers = 8, Scope = ExecutionScope.MethodLevel)]"
run TUnitTests TUnit 1.81.10 "[TUnit.Core.Test]" "" ""
finish
