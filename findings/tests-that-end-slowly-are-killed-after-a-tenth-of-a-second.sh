#!/usr/bin/env bash
# What a test process does at its end is cut off. VSTest tells it to end, waits a tenth of a second and kills it, without a word
# and with a run that passed: a handler of ProcessExit that writes a file in 300 ms leaves none. So logs, coverage and reports
# that are written at the end are there or not by the speed of the machine. VSTEST_TESTHOST_SHUTDOWN_TIMEOUT, in milliseconds,
# is what it waits. The same tests as a program of Microsoft.Testing.Platform end in their own time.
# Seen with Microsoft.NET.Test.Sdk 18.0.1, NUnit 4.4.0, NUnit3TestAdapter 5.2.0 and the .NET SDK 10.0.401, linux-x64.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > Late.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <IsTestProject>true</IsTestProject>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.0.1" />
    <PackageReference Include="NUnit" Version="4.4.0" />
    <PackageReference Include="NUnit3TestAdapter" Version="5.2.0" />
  </ItemGroup>
</Project>
PROJECT
cat > Late.cs <<'PROGRAM'
using System;
using System.IO;
using System.Threading;
using NUnit.Framework;

public class Late
{
    [Test]
    public void Ends()
    {
        var file = Environment.GetEnvironmentVariable("LATE")!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            File.WriteAllText(file, "begun");
            Thread.Sleep(300);
            File.WriteAllText(file, "written");
        };
    }
}
PROGRAM
dotnet build -v q > build.log || { cat build.log; exit 1; }
run() { # what, variables...
  local what=$1 code=0
  shift
  rm -f late.txt
  env "$@" LATE="$folder/late.txt" dotnet test --no-build > test.log 2>&1 || code=$?
  echo "$what: exit $code, $(cat late.txt 2> /dev/null || echo nothing)" | tee -a seen.txt
}
run "as it is" NOTHING=
run "with a second's time" VSTEST_TESTHOST_SHUTDOWN_TIMEOUT=1000
diff seen.txt - <<'EXPECTED'
as it is: exit 0, begun
with a second's time: exit 0, written
EXPECTED
