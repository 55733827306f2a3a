#!/usr/bin/env bash
# Programs that know nothing of the profiler, as they are and under `dotnet mprof run --profile`: the C# compiler, MSBuild, two
# tools of others, the samples against their woven builds, and tests. What they write is compared byte for byte, and every file of
# theirs before and after. It needs curl and jq, and takes 10 minutes, so it is no part of .ci/run. Prints how long each took, then
# a line in the form of the test runner's.
. "$(dirname "$0")/counts.sh"
command -v curl > /dev/null && command -v jq > /dev/null || { echo "This needs curl and jq."; exit 1; }
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
unset DOTNET_CLI_USE_MSBUILD_SERVER UseSharedCompilation

mprof=$root/src/MemoryProfiler.Tool/bin/Release/net10.0/MemoryProfiler.Tool.dll
dotnet build "$root/src/MemoryProfiler.Tool" --configuration Release > "$work/build.log" 2>&1 || { show "$work/build.log"; exit 1; }
sdk=$(dotnet --info | sed -n 's|^ *Base Path: *\(.*\)/$|\1|p')

times=""
now() { echo "${EPOCHREALTIME/[^0-9]/}"; }
timed() { # what, command...: keeps its output apart, and its exit code; how long it took is told at the end
  local what=$1 start status woven
  shift
  start=$(now)
  "$@" > "$work/out" 2> "$work/err"
  status=$?
  woven=$(sed -n 's/^dotnet-mprof: //p' "$work/err" | head -1)
  times+=$(printf '%6d ms  %s%s' $((($(now) - start) / 1000)) "$what" "${woven:+; $woven}")$'\n'
  return $status
}
profiled() { # report, options of the profile and the command...
  local report=$1
  shift
  dotnet "$mprof" run --cache "$work/cache" --report "$work/$report" --profile "$@"
}
hashes() { find "$@" -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum; }
sameFiles() { diff -r "$1" "$2" > "$work/differences" || { show "$work/differences"; false; }; }
unchanged() { # what of it was there before, folder
  hashes "$2" > "$work/hashes"
  sameFiles "$1" "$work/hashes"
}
hasLines() { # report, the fewest lines with a text or a file of source that ran
  local lines
  lines=$(jq '[.report.methods[] | select(.bodyToken == null) | .lines[] | select(.occurrences > 0)] | length' "$work/$1") || return 1
  echo "  $1: $lines lines of $(jq '.report.methods | length' "$work/$1") methods ran"
  [ "$lines" -ge "$2" ]
}

echo "The C# compiler"
cat > "$work/arguments.targets" <<'END'
<Project>
  <Target Name="TellCompilerArguments" AfterTargets="CoreCompile">
    <WriteLinesToFile File="$(CompilerArgumentsFile)" Lines="@(CscCommandLineArgs)" Overwrite="true" />
  </Target>
</Project>
END
project=$root/src/MemoryProfiler.Weaving
dotnet msbuild "$project" -restore -t:Compile -p:Configuration=Release -p:ProvideCommandLineArgs=true -p:SkipCompilerExecution=true \
  -p:NonExistentFile=none "-p:CustomAfterMicrosoftCommonTargets=$work/arguments.targets" "-p:CompilerArgumentsFile=$work/csc.args" > "$work/build.log" 2>&1
check "MSBuild tells the compiler's command line" has "$work/csc.args" "AssemblyWeaver.cs"
mkdir "$work/compiled"
{
  sed -e '/^\/\(analyzer\|out\|doc\|debug\|refout\)[:+-]/d' -e '/^\/noconfig$/d' -e '/"/!s/.*/"&"/' "$work/csc.args"
  printf '"/out:%s/compiled/Weaving.dll"\n"/doc:%s/compiled/Weaving.xml"\n/debug:portable\n' "$work" "$work"
} > "$work/csc.rsp"
compile() { # what, profile...: leaves what it compiled and said in a folder of that name
  local what=$1
  shift
  rm -rf "$work/compiled" && mkdir "$work/compiled"
  (cd "$project" && "$@" dotnet "$sdk/Roslyn/bincore/csc.dll" "@$work/csc.rsp") > "$work/compiled/said" 2> "$work/err.$what"
  echo $? > "$work/compiled/exit"
  mv "$work/compiled" "$work/csc.$what"
  cat "$work/err.$what" >&2
}
binder=("Microsoft.CodeAnalysis.CSharp.Conversions.*" --profile-assembly Microsoft.CodeAnalysis.CSharp --)
hashes "$sdk" > "$work/sdk.before"
timed "csc" compile plain
timed "csc once more" compile again
timed "csc, profiled" compile woven profiled csc.json --
timed "csc, profiled once more" compile cached profiled csc.json --
timed "csc, a few methods profiled" compile few profiled csc.few.json "${binder[@]}"
timed "csc, a few methods profiled once more" compile fewer profiled csc.few.json "${binder[@]}"
check "the compiler writes a library and its symbols" test -s "$work/csc.plain/Weaving.dll" -a -s "$work/csc.plain/Weaving.pdb"
for what in again woven cached few fewer; do
  check "csc, $what: the same dll, pdb, XML, output and exit code" sameFiles "$work/csc.plain" "$work/csc.$what"
done
check "csc has a report of lines" hasLines csc.json 10000
check "csc has a report of lines of a few methods" hasLines csc.few.json 100

echo "MSBuild"
mkdir -p "$work/Small" && cd "$work/Small" || exit 1
cat > Small.csproj <<'END'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
  </PropertyGroup>
</Project>
END
echo 'System.Console.WriteLine("built");' > Program.cs
small() { # what, profile...: all in one process, which builds all anew
  local what=$1
  shift
  rm -rf bin obj
  "$@" dotnet build -m:1 -nodeReuse:false -p:UseSharedCompilation=false || return 1
  mkdir "$work/small.$what" && cp bin/Debug/net10.0/Small.dll bin/Debug/net10.0/Small.pdb bin/Debug/net10.0/Small.runtimeconfig.json bin/Debug/net10.0/Small.deps.json "$work/small.$what"
}
check "dotnet build succeeds" timed "dotnet build" small plain
check "dotnet build succeeds, profiled" timed "dotnet build, profiled" small woven profiled msbuild.json --profile-assembly 'Microsoft.Build*' --
check "and once more" timed "dotnet build, profiled once more" small cached profiled msbuild.json --profile-assembly 'Microsoft.Build*' --
for what in woven cached; do
  check "dotnet build, $what: the same files" sameFiles "$work/small.plain" "$work/small.$what"
done
check "what it built runs" same built "$(dotnet bin/Debug/net10.0/Small.dll)"
check "MSBuild has a report of lines" hasLines msbuild.json 5000
check "no file of the SDK has changed" unchanged "$work/sdk.before" "$sdk"

echo "Tools of others"
dotnet tool install dotnet-trace --version 10.0.750501 --tool-path "$work/tools" > "$work/install.log" 2>&1
dotnet tool install dotnet-reportgenerator-globaltool --version 5.6.0 --tool-path "$work/tools" >> "$work/install.log" 2>&1
check "they install" test -x "$work/tools/dotnet-trace" -a -x "$work/tools/reportgenerator"
"$work/tools/dotnet-trace" collect --output "$work/small.nettrace" -- dotnet bin/Debug/net10.0/Small.dll > "$work/trace.log" 2>&1
check "a trace is recorded" test -s "$work/small.nettrace"
cat > "$work/coverage.xml" <<END
<?xml version="1.0" encoding="utf-8"?>
<coverage line-rate="1" branch-rate="0.5" lines-covered="1" lines-valid="1" branches-covered="1" branches-valid="2" complexity="2" version="1.9" timestamp="1700000000">
  <sources><source>$work/Small/</source></sources>
  <packages><package name="Small" line-rate="1" branch-rate="0.5" complexity="2"><classes>
    <class name="Small.Program" filename="$work/Small/Program.cs" line-rate="1" branch-rate="0.5" complexity="2">
      <methods><method name="Main" signature="(System.String[])" line-rate="1" branch-rate="0.5" complexity="2"><lines><line number="1" hits="3" branch="true" condition-coverage="50% (1/2)"/></lines></method></methods>
      <lines><line number="1" hits="3" branch="true" condition-coverage="50% (1/2)"/></lines>
    </class>
  </classes></package></packages>
</coverage>
END
hashes "$work/tools" > "$work/tools.before"
# The time of day is the only thing in which two runs differ, and how long one took.
withoutTimes() { find "$1" -type f -exec sed -i -E 's/[0-9]+\/[0-9]+\/[0-9]{4} - [0-9:]+/TIME/g; s/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]+Z?/TIME/g; s/took [0-9.]+ seconds/took TIME/' {} +; }
tool() { # what, folder of results, profile..., command...
  local what=$1 results=$2
  shift 2
  rm -rf "$work/results" && mkdir "$work/results" && cd "$work/results" || return 1
  timed "$what" "$@"
  echo $? > exit
  cp "$work/out" said
  withoutTimes .
  cd "$work" && mv results "$results"
}
each() { # name, the fewest lines, command...: as it is, profiled, and from the cache
  local name=$1 lines=$2
  shift 2
  tool "$name" "$name.plain" "$@"
  tool "$name, profiled" "$name.woven" profiled "$name.json" -- "$@"
  tool "$name, profiled once more" "$name.cached" profiled "$name.json" -- "$@"
  check "$name succeeds" same 0 "$(cat "$work/$name.plain/exit")"
  for what in woven cached; do
    check "$name, $what: the same output and files" sameFiles "$work/$name.plain" "$work/$name.$what"
  done
  check "$name has a report of lines" hasLines "$name.json" "$lines"
}
each list-profiles 50 "$work/tools/dotnet-trace" list-profiles
each chromium 50 "$work/tools/dotnet-trace" convert "$work/small.nettrace" --format Chromium --output trace
each speedscope 50 "$work/tools/dotnet-trace" convert "$work/small.nettrace" --format Speedscope --output trace
each reportgenerator 1000 "$work/tools/reportgenerator" "-reports:$work/coverage.xml" -targetdir:. "-reporttypes:Html;JsonSummary;TextSummary"
check "there are a trace and a page to compare" test -s "$work/chromium.plain/trace.chromium.json" -a -s "$work/speedscope.plain/trace.speedscope.json" -a -s "$work/reportgenerator.plain/index.html"
check "no file of theirs has changed" unchanged "$work/tools.before" "$work/tools"

echo "Samples, without the package and woven by it"
# The same sources on the same lines, without a mark and a call of ours. Folders have names of one length, as paths are allocated.
cp "$root/Directory.Packages.props" "$work"
cat > "$work/Directory.Build.props" <<'END'
<Project>
  <PropertyGroup>
    <LangVersion>latest</LangVersion>
    <Nullable>enable</Nullable>
    <ImplicitUsings>enable</ImplicitUsings>
    <InvariantGlobalization>true</InvariantGlobalization>
  </PropertyGroup>
</Project>
END
for build in plain woven; do
  for sample in QuickStart AspNetCore; do
    mkdir -p "$work/$build/$sample"
    (cd "$root/samples/$sample" && tar -c --exclude ./bin --exclude ./obj --exclude ./Memory .) | tar -x -C "$work/$build/$sample"
    find "$work/$build/$sample" -name '*.cs' -exec sed -i -e 's/^using \(MemoryProfiler\|AspNetCoreSample\.Memory\);$//; s/^ *\[Profile\]$//; s/^.*\(MemoryReport\|AddMemoryProfiler\).*$//' {} +
    check "$build $sample has nothing of ours" same "" "$(grep -rhE --include='*.cs' '^using MemoryProfiler|\[Profile|MemoryReport|AddMemoryProfiler' "$work/$build/$sample")"
  done
  sed -i '/Weave.props/d' "$work"/plain/*/*.csproj
done
sed -i "s|\.\./\.\./eng/|$root/eng/|" "$work"/woven/*/*.csproj
# What is promised to the byte. Memory of the process is read, the average of later visits depends on when it was asked for.
# How a file is read asynchronously is another thing in each run, of one build too: on which thread, in how many parts.
exact='.report | {methods: [.methods[] | del(.workingSetIncrementBytes)
  | .name as $name | if ($name | test("SalesAsync")) then del(.allocatedBytes, .selfAllocatedBytes, .minAllocatedBytes, .maxAllocatedBytes, .outsideCallsBytes) else . end
  | .lines |= map(del(.workingSetBytes, .workingSetIncrementBytes, .laterBytesPerVisit)
    | if ($name | test("SalesAsync")) and (.text | test("await|new StreamReader")) then del(.allocatedBytes, .selfAllocatedBytes, .firstVisitBytes) else . end)] | sort_by(.fullName)}'
# The tables without their columns of memory and what was read for the whole process.
tables() { dotnet "$mprof" report "$1" | sed -E '/^(Note|Cost|Overhead|Profil)/d; s/, [+-][0-9.,]+ [KMG]?i?B working set//; s/^( *[0-9]+) .{24}/\1 /'; }
sameReports() { # woven report, the other
  jq -S "$exact" "$work/$1" > "$work/exact.woven" && jq -S "$exact" "$work/$2" > "$work/exact.plain" && [ -s "$work/exact.woven" ] && sameFiles "$work/exact.woven" "$work/exact.plain"
}
sameTables() { # woven report, the other
  tables "$work/$1" > "$work/tables.woven" && tables "$work/$2" > "$work/tables.plain" && [ -s "$work/tables.woven" ] && sameFiles "$work/tables.woven" "$work/tables.plain"
}
serve() { # build, command...: starts it, asks for the same each time, and ends it by Ctrl-C, which is a signal to all of its group
  local build=$1 url="" server
  shift
  rm -f "$work/server.log" "$work/answers.$build"
  set -m
  (cd "$work/$build/AspNetCore" && exec env ASPNETCORE_ENVIRONMENT=Development "$@" --urls http://127.0.0.1:0) > "$work/server.log" 2>&1 &
  server=$!
  set +m
  for _ in $(seq 600); do
    url=$(sed -n 's/.*Now listening on: //p' "$work/server.log")
    [ -z "$url" ] || break
    sleep 0.1
  done
  for request in products 'products?name=blue+lamp&category=Garden' products/7 products/70000 products/7/picture sales products sales; do
    curl -s -w ' %{http_code}\n' "$url/$request" >> "$work/answers.$build"
  done
  kill -INT -- -$server
  wait $server
  echo "exit $?" >> "$work/answers.$build"
}
for configuration in Release Debug; do
  for build in plain woven; do
    dotnet build "$work/$build/QuickStart" --configuration $configuration '-p:MemoryProfilerInclude=*' > "$work/build.log" 2>&1
    check "QuickStart builds, $build" has "$work/build.log" "0 Error(s)"
    dotnet build "$work/$build/AspNetCore" --configuration $configuration '-p:MemoryProfilerInclude=AspNetCoreSample.*' > "$work/build.log" 2>&1
    check "the ASP.NET Core sample builds, $build" has "$work/build.log" "0 Error(s)"
  done
  bin=bin/$configuration/net10.0
  check "what is built without the package has nothing of it" same "" "$(find "$work/plain" -name 'MemoryProfiler*.dll')"
  hashes "$work/plain" > "$work/samples.before"

  cd "$work/woven/QuickStart" || exit 1
  MEMORYPROFILER_REPORT=$work/quick.woven.json dotnet $bin/QuickStart.dll > "$work/quick.woven"
  cd "$work/plain/QuickStart" || exit 1
  timed "QuickStart, $configuration" dotnet $bin/QuickStart.dll
  timed "QuickStart, $configuration, profiled" profiled quick.plain.json -- dotnet $bin/QuickStart.dll
  cp "$work/out" "$work/quick.plain"
  timed "QuickStart, $configuration, profiled once more" profiled quick.again.json -- dotnet $bin/QuickStart.dll
  check "QuickStart, $configuration: the same output" sameFiles "$work/quick.woven" "$work/quick.plain"
  for report in plain again; do
    check "QuickStart, $configuration, $report: the same exact figures" sameReports quick.woven.json quick.$report.json
    check "QuickStart, $configuration, $report: the same tables" sameTables quick.woven.json quick.$report.json
  done

  serve woven env "MEMORYPROFILER_REPORT=$work/web.woven.json" dotnet $bin/AspNetCoreSample.dll
  serve plain dotnet "$mprof" run --cache "$work/cache" --report "$work/web.plain.json" --profile 'AspNetCoreSample.*' -- dotnet $bin/AspNetCoreSample.dll
  check "ASP.NET Core, $configuration: the same answers, and it ends well" sameFiles "$work/answers.woven" "$work/answers.plain"
  check "ASP.NET Core, $configuration: ends with 0" has "$work/answers.plain" "exit 0"
  check "ASP.NET Core, $configuration: the same exact figures" sameReports web.woven.json web.plain.json
  check "ASP.NET Core, $configuration has lines" hasLines web.plain.json 60
  check "no file of the samples has changed" unchanged "$work/samples.before" "$work/plain"
done

echo "Tests"
mkdir -p "$work/vstest/Shop" "$work/vstest/Tests" && cd "$work/vstest" || exit 1
echo '<Project />' | tee Directory.Build.props > Directory.Packages.props
cat > Shop/Shop.csproj <<'END'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
</Project>
END
cat > Shop/Basket.cs <<'END'
namespace Shop;

public static class Basket
{
    public static byte[][] Fill(int count)
    {
        var rows = new byte[count][];
        for (var i = 0; i < count; i++)
            rows[i] = new byte[1000];
        return rows;
    }
}
END
package() { sed -n "s/.*<PackageVersion Include=\"\($1\)\" Version=\"\(.*\)\" .*/<PackageReference Include=\"\1\" Version=\"\2\" \/>/p" "$root/Directory.Packages.props"; }
cat > Tests/Tests.csproj <<END
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <IsTestProject>true</IsTestProject>
  </PropertyGroup>
  <ItemGroup>
    <ProjectReference Include="../Shop/Shop.csproj" />
    $(package xunit.v3)
    $(package Microsoft.NET.Test.Sdk)
    $(package xunit.runner.visualstudio)
  </ItemGroup>
</Project>
END
cat > Tests/BasketTests.cs <<'END'
namespace Tests;

public sealed class BasketTests
{
    [Xunit.Fact]
    public void Is_filled() => Xunit.Assert.Equal(10, Shop.Basket.Fill(10).Length);
}
END
cp -r "$work/vstest" "$work/platform"
echo '{ "test": { "runner": "Microsoft.Testing.Platform" } }' > "$work/platform/global.json"
sed -i -e '/Test\.Sdk"\|runner\.visualstudio/d; s|<IsTestProject>true</IsTestProject>|<UseMicrosoftTestingPlatformRunner>true</UseMicrosoftTestingPlatformRunner>|' "$work/platform/Tests/Tests.csproj"
# What is allocated: the list of 10 references, and 10 times an array of 1,000 bytes.
table='Shop.Basket.Fill(int count) Basket.cs 1 5:1:0 6:0:0 7:1:104 8:11:0 9:10:10240 10:1:0 11:0:0'
methods() { jq -r '.report.methods[] | "\(.fullName) \(.file) \(.calls) \([.lines[] | "\(.lineNumber):\(.occurrences):\(.allocatedBytes)"] | join(" "))"' "$work/$1"; }
timed "dotnet test by VSTest, profiled" profiled vstest.json 'Shop.*' -- dotnet test Tests
check "the tests pass, by VSTest" has "$work/out" "Passed:     1"
check "VSTest: the table of the code under test" same "$table" "$(methods vstest.json)"
cd "$work/platform" || exit 1
timed "dotnet test by Microsoft.Testing.Platform, profiled" profiled platform.json 'Shop.*' -- dotnet test --project Tests
check "the tests pass, by Microsoft.Testing.Platform" has "$work/out" "succeeded: 1"
check "Microsoft.Testing.Platform: the table of the code under test" same "$table" "$(methods platform.json)"

echo "Times"
printf '%s' "$times"
finish
