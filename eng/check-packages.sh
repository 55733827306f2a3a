#!/usr/bin/env bash
# Packs both packages and uses them as a stranger would: a fresh console project outside the repository, one package
# added, nothing else. Ends with a line in the form of the test runner's.
. "$(dirname "$0")/checks.sh"

project() { # name: a fresh console project with the one package
  cd "$work" && dotnet new console --output "$1" --no-restore > "$work/$1.new.log" 2>&1 && cd "$1" || return 1
  cp "$root/eng/consumer/$1.cs" Program.cs
  dotnet add package MemoryProfiler.Fody --version "$version" > "$work/$1.add.log" 2>&1 || { cat "$work/$1.add.log"; return 1; }
}

echo "A fresh project"
check "dotnet add package" project Loop
for configuration in Debug Release; do
  dotnet build --configuration $configuration > "$work/build.log" 2>&1
  check "$configuration builds without a warning" has "$work/build.log" "0 Warning(s)"
  check "$configuration builds without an error" has "$work/build.log" "0 Error(s)"
  MEMORYPROFILER_REPORT="$work/$configuration.json" dotnet "bin/$configuration/net10.0/Loop.dll" > "$work/$configuration.txt"
  row=$(grep -A 3 'var a = new byte\[1000\]' "$work/$configuration.json" | tr -d ' \n')
  check "$configuration: 1,000 arrays are 1,024,000 B" same '"text":"vara=newbyte[1000];","occurrences":1000,"allocatedBytes":1024000,"selfAllocatedBytes":1024000,' "$row"
  row=$(grep -A 2 'for (var i = 0' "$work/$configuration.json" | tr -d ' \n')
  check "$configuration: the for row has 1,001" same '"text":"for(vari=0;i\u003C1_000;i\u002B\u002B)","occurrences":1001,"allocatedBytes":0,' "$row"
  check "$configuration: the printed row" has "$work/$configuration.txt" "  1000.0 KiB        1,000           var a = new byte[1000];"
done
# What the consumer's restore unpacked is what the packages hold.
for package in memoryprofiler memoryprofiler.fody; do
  unpacked="$work/packages/$package/$version"
  check "$package has a readme" test -s "$unpacked/README.md"
  check "$package names its licence" has "$unpacked/$package.nuspec" '<license type="expression">MIT</license>'
done
check "the runtime has symbols" test -f "$work/feed/MemoryProfiler.$version.snupkg"
check "the weaver brings the runtime" has "$unpacked/$package.nuspec" "<dependency id=\"MemoryProfiler\" version=\"[$version]\""
check "the weaver brings Fody with its build files" has "$unpacked/$package.nuspec" '<dependency id="Fody" version="6.9.3" include="All"'

check "no file was added to the project" same "Loop.csproj Program.cs bin obj" "$(ls | tr '\n' ' ' | sed 's/ $//')"
MEMORYPROFILER=off MEMORYPROFILER_REPORT=- dotnet bin/Release/net10.0/Loop.dll > "$work/off.txt"
check "off records nothing and says so" has "$work/off.txt" "Note: Nothing was recorded: the environment variable MEMORYPROFILER turns the profiler off."
dotnet build --configuration Release -p:MemoryProfilerEnabled=false --no-incremental > "$work/build.log" 2>&1
dotnet bin/Release/net10.0/Loop.dll > "$work/unwoven.txt"
check "not enabled: not woven, and named" has "$work/unwoven.txt" "Note: Not woven: Work.Loop() in Loop."

echo "Async methods and iterators"
check "dotnet add package" project Flow
for configuration in Debug Release; do
  dotnet build --configuration $configuration > "$work/build.log" 2>&1
  check "$configuration builds without a warning" has "$work/build.log" "0 Warning(s)"
  dotnet "bin/$configuration/net10.0/Flow.dll" > "$work/$configuration.txt"
  check "$configuration: a line behind an await" has "$work/$configuration.txt" "     2,024 B            1       var b = new byte[2000];"
  check "$configuration: a line that yields" has "$work/$configuration.txt" "     3,072 B            3           yield return new byte[1000];"
done

echo "Marks that cannot be woven"
check "dotnet add package" project BadMarks
dotnet build > "$work/build.log" 2>&1
check "abstract: code, file and line" has "$work/build.log" "Program.cs(8,26,8,26): warning : Fody/MemoryProfiler: MPR001: Shape.Area() has no body to profile (abstract)."
check "they do not stop the build" has "$work/build.log" "0 Error(s)"
sed -i 's/"1 KB"/"10 XB"/' Program.cs
dotnet build > "$work/build.log" 2>&1
check "size: code, file and line" has "$work/build.log" 'Program.cs(10,1,10,1): error : Fody/MemoryProfiler: MPR006: [Profile(MaxAllocated)] of Shape.Draw(): "10 XB" is not a size: write a number and a unit'
sed -i 's/"10 XB"/"1 KB"/' Program.cs
dotnet build -p:DebugType=none --no-incremental > "$work/build.log" 2>&1
check "no symbols: code, file and line" has "$work/build.log" "BadMarks.csproj(1,1,1,1): warning : Fody/MemoryProfiler: MPR002: Shape.Draw(): cannot be profiled, as the assembly has no debug symbols"
dotnet bin/Debug/net10.0/BadMarks.dll > "$work/nosymbols.txt"
check "no symbols: named at run time" has "$work/nosymbols.txt" "Note: Not profiled (BadMarks.dll): MPR002:"

echo "A program of one file, with caches that are empty"
export XDG_DATA_HOME="$work/data"
mkdir "$XDG_DATA_HOME"
mkdir "$work/file" && cd "$work/file" && cp "$root/eng/consumer/app.cs" . && sed -i "s/VERSION/$version/" app.cs
# The same nuget.config, but for the folder of packages.
sed "s|$work/packages|$work/file-packages|" "$work/nuget.config" > nuget.config
app() { # name, command...: what it prints goes to name.txt, standard error included, and the rows of it to name.rows
  local name=$1
  shift
  "$@" > "$work/$name.txt" 2>&1
  check "$name: the exit code" same 0 $?
  check "$name: no warning" hasNot "$work/$name.txt" "warning"
  grep -oE '([0-9.,]+ (B|KiB)) +[0-9,]+   static class Work.*' "$work/$name.txt" > "$work/$name.rows"
}
app first dotnet run app.cs
row='1000.0 KiB        1,000   static class Work { [Profile] public static byte[] Load() => new byte[1000]; }'
check "first run: the row" same "$row" "$(cat "$work/first.rows")"
app second dotnet run app.cs
check "second run: the same row" same "$row" "$(cat "$work/second.rows")"
sed -i 's/1_000; i++/2_000; i++/' app.cs
app edited dotnet run app.cs
check "the source changed: woven again" same '2.0 MiB        2,000   static class Work { [Profile] public static byte[] Load() => new byte[1000]; }' "$(grep -oE '2.0 MiB +2,000   static.*' "$work/edited.txt")"
sed -i 's/2_000; i++/1_000; i++/' app.cs
app built dotnet build app.cs
app after dotnet run --no-build app.cs
check "dotnet build: the row" same "$row" "$(cat "$work/after.rows")"
app optimised dotnet run -c Release app.cs
check "optimised: the row" same "$row" "$(cat "$work/optimised.rows")"
if linker; then
  app native dotnet publish app.cs
  app published artifacts/app/app
  check "published to native code: the row" same "$row" "$(cat "$work/published.rows")"
  rm -r artifacts
fi
check "no file was added beside it" same "app.cs nuget.config" "$(ls | tr '\n' ' ' | sed 's/ $//')"
app converted dotnet project convert app.cs --output "$work/file-project"
cd "$work/file-project" && cp "$work/file/nuget.config" .
app project dotnet run
check "converted to a project: the row" same "$row" "$(cat "$work/project.rows")"
cd "$work/file" || exit 1
sed -i 's/static class Work {/abstract class Shape { [Profile] public abstract int Area(); }\n&/' app.cs
dotnet build app.cs > "$work/build.log" 2>&1
check "a mark that cannot be woven: code, file and line" has "$work/build.log" "app.cs(6,54,6,54): warning : Fody/MemoryProfiler: MPR001: Shape.Area() has no body to profile (abstract)."
sed -i "s/MemoryProfiler.Fody@/MemoryProfiler@/" app.cs
dotnet build app.cs > "$work/build.log" 2>&1
check "no weaver: the build says what to write" has "$work/build.log" "app.cs : warning MPR012: app marks methods with [Profile] or [MaxAllocation], and nothing weaves it: they are not recorded and no limit is checked. Name the weaver in this file: #:package MemoryProfiler.Fody"
dotnet run app.cs > "$work/app.txt" 2> "$work/app.log"
check "no weaver: so does the report" has "$work/app.txt" "Note: Not woven: Shape.Area(), Work.Load() in app. app.cs must name the weaver: #:package MemoryProfiler.Fody@$version."
mkdir "$work/readme" && cd "$work/readme" && cp "$work/file/nuget.config" .
block() { awk -v n="$1" '/^```/ { inside = !inside; if (inside) found++; next } inside && found == n' "$root/README.md"; }
block 1 | sed "s/^#:package .*/#:package MemoryProfiler.Fody@$version/" > app.cs
app readme $(block 2)
# Without what is another figure on each machine: the memory of the process and what the profiler costs.
figures() { grep -E '^ {4,5}[0-9]+ ' | cut -c1-6,33-; }
check "the first file and the first command of README.md print its first table" same "$(block 3 | figures)" "$(figures < "$work/readme.txt")"
unset XDG_DATA_HOME

echo "The tool, from the feed, in a clean folder"
mkdir "$work/tool" && cd "$work/tool" || exit 1
# Which folder a local tool is in is remembered by its version, beyond the life of that folder.
export DOTNET_CLI_HOME="$work/home"
dotnet tool install dotnet-mprof --version "$version" > "$work/install.log" 2>&1
check "dotnet tool install" has "$work/install.log" "was successfully installed"
# It was last built with weaving switched off.
(cd "$work/Loop" && dotnet build --configuration Release > "$work/build.log" 2>&1)
cp "$work"/Loop/bin/Release/net10.0/*.dll . && mv Loop.dll App.dll
cp "$work"/Loop/bin/Release/net10.0/Loop.runtimeconfig.json App.runtimeconfig.json
dotnet mprof run -C -- dotnet App.dll > "$work/run.txt" 2> "$work/run.log"
check "run: the program's exit code" same 0 $?
check "run: the program's output" has "$work/run.txt" "var a = new byte[1000];"
check "run: one recording" same 1 "$(dotnet mprof list | wc -l | tr -d ' ')"
dotnet mprof plot -o a.png
check "plot: the exit code" same 0 $?
check "plot: a picture" same "PNG" "$(head -c 4 a.png | tail -c 3)"
dotnet mprof run -- sh -c 'exit 7' 2> "$work/run.log"
check "run: an exit code of 7" same 7 $?

echo "A program that knows nothing of the packages, profiled as built"
mkdir "$work/Plain" && cd "$work/Plain" || exit 1
cat > Plain.csproj <<END
<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>
END
cat > Orders.cs <<END
namespace Plain;

static class Orders
{
    static int Main()
    {
        for (var i = 0; i < 3; i++)
            System.Console.WriteLine(Load().Length);
        return 5;
    }

    static byte[] Load()
    {
        var order = new byte[1000];
        return order;
    }
}
END
dotnet build --configuration Release > "$work/build.log" 2>&1
before=$(cd bin/Release/net10.0 && sha256sum -- * | sha256sum)
cd "$work/tool" || exit 1
profile() { dotnet mprof run --profile 'Plain.Orders.*' --cache "$work/cache" "$@" dotnet "$work/Plain/bin/Release/net10.0/Plain.dll"; }
profile -- > "$work/plain.txt" 2> "$work/plain.log"
check "run --profile: the program's exit code" same 5 $?
check "run --profile: the program's output alone" same "1000 1000 1000" "$(tr '\n' ' ' < "$work/plain.txt" | sed 's/ $//')"
check "run --profile: what was woven" has "$work/plain.log" "dotnet-mprof: 2 methods of Plain woven in "
check "run --profile: the line, to the byte" same "3,072 B 3 var order = new byte[1000];" "$(grep -F 'var order' "$work/plain.log" | head -1 | sed -E 's/^ +[0-9]+ +[0-9.]+ MiB( +[-+][0-9.]+ MiB)? +//; s/ +/ /g')"
check "run --profile: no file of the program is changed" same "$before" "$(cd "$work/Plain/bin/Release/net10.0" && sha256sum -- * | sha256sum)"
profile --report "$work/plain.json" -- > "$work/plain.txt" 2> "$work/plain.log"
check "run --profile: the second time from the cache" has "$work/plain.log" "dotnet-mprof: 2 methods of Plain from the cache."
check "run --profile: a report as a file" has "$work/plain.json" '"fullName": "Plain.Orders.Load()"'
check "the libraries for .NET 8 are in the tool's package" has <(for package in "$work"/feed/dotnet-mprof*.nupkg; do unzip -l "$package"; done) "/net8.0/MemoryProfiler.dll"

echo "A line made worse, below ten lines of comments that are new"
cd "$work/Loop" || exit 1
MEMORYPROFILER_REPORT="$work/tool/before.json" dotnet bin/Release/net10.0/Loop.dll > "$work/before.txt"
sed -i -e 's/new byte\[1000\]/new byte[2000]/' -e '0,/ *\[Profile\]/s//\/\/ 1\n\/\/ 2\n\/\/ 3\n\/\/ 4\n\/\/ 5\n\/\/ 6\n\/\/ 7\n\/\/ 8\n\/\/ 9\n\/\/ 10\n    [Profile]/' Program.cs
dotnet build --configuration Release > "$work/build.log" 2>&1
MEMORYPROFILER_REPORT="$work/tool/after.json" dotnet bin/Release/net10.0/Loop.dll > "$work/after.txt"
cd "$work/tool" || exit 1
dotnet mprof diff before.json after.json > "$work/diff.txt"
check "diff: the exit code" same 0 $?
check "diff: before and after" has "$work/diff.txt" "Allocated 1000.0 KiB -> 1.9 MiB (+976.6 KiB, +97.7 %). 1 line of 1 method changed."
check "diff: the line" has "$work/diff.txt" "+ var a = new byte[2000];"
check "diff: what stayed is silent" hasNot "$work/diff.txt" "for (var"
dotnet mprof diff before.json after.json --fail-above 10% > "$work/diff.txt" 2> "$work/diff.log"
check "diff: a gate" same 1 $?
check "diff: the gate's sentence" has "$work/diff.log" "more than 10% above."

finish
