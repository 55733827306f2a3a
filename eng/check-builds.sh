#!/usr/bin/env bash
# Builds, publishes and runs consumers of the packages in every way that could go wrong: incremental, several targets,
# trimmed, ReadyToRun, signed, with another weaver, in Visual Basic and F#. Each is a fresh project outside the
# repository. Ends with a line in the form of the test runner's.
. "$(dirname "$0")/checks.sh"

project() { # name, source, properties, items: a fresh C# console project with the one package; leaves its folder as the current one
  local package="<PackageReference Include=\"MemoryProfiler.Fody\" Version=\"$version\" />"
  mkdir -p "$work/$1" && cd "$work/$1" || return 1
  cp "$root/eng/consumer/$2" .
  cat > "$1.csproj" <<END
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <Nullable>enable</Nullable>
    <ImplicitUsings>enable</ImplicitUsings>
    ${3:-}
  </PropertyGroup>
  <ItemGroup>
    ${4-$package}
  </ItemGroup>
</Project>
END
}
build() { dotnet build "$@" > "$work/build.log" 2>&1; }
clean() { has "$work/build.log" "0 Warning(s)" && has "$work/build.log" "0 Error(s)"; }
run() { # program and its arguments; the report goes to run.txt, as a table, and to run.json
  MEMORYPROFILER_REPORT="$work/run.json" "$@" > "$work/run.txt" 2>&1
}
report() { MEMORYPROFILER_REPORT=- "$@" > "$work/run.txt" 2>&1; }
# What is missing equals nothing.
stamp() { stat -c %y "$1" || echo "no $1 $RANDOM"; }
hash() { sha256sum "$@" > "$work/hashes" && cut -d ' ' -f 1 "$work/hashes" | tr '\n' ' ' || echo "not all of $* $RANDOM"; }
loopRow="  1000.0 KiB        1,000           var a = new byte[1000];"
rid=$(dotnet --info | awk '$1 == "RID:" { print $2 }')

echo "Patterns instead of marks, and what is woven again when"
project Shop Shop.cs '<MemoryProfilerInclude>Shop.Orders.*</MemoryProfilerInclude>'
dll=obj/Debug/net10.0/Shop.dll
pdb=obj/Debug/net10.0/Shop.pdb
shop=bin/Debug/net10.0/Shop.dll
build
check "a pattern builds without a warning" clean
check "the runtime is in the output of a source that does not name it" test -f bin/Debug/net10.0/MemoryProfiler.dll
report dotnet $shop
check "what the pattern names is profiled" has "$work/run.txt" "     1,024 B            1       var a = new byte[1000];"
check "and nothing else" hasNot "$work/run.txt" "Stock"
first=$(hash $dll $pdb)
woven=$(stamp $dll)
build
check "nothing is woven again when nothing changed" same "$woven" "$(stamp $dll)"
build '-p:MemoryProfilerInclude=Shop.*%3B Shop.Nothing.*' '-p:MemoryProfilerExclude=Shop.Orders.*'
check "another pattern builds" has "$work/build.log" "0 Error(s)"
check "a pattern that matches nothing is named with its code" has "$work/build.log" 'Shop.csproj(1,1,1,1): warning : Fody/MemoryProfiler: MPR009: MemoryProfilerInclude "Shop.Nothing.*" matches no method of Shop.dll.'
report dotnet $shop
check "another pattern weaves again" has "$work/run.txt" "     2,024 B            1       var b = new byte[2000];"
check "what is excluded is not profiled" hasNot "$work/run.txt" "Cart"
build -p:MemoryProfilerEmbedSource=false
report dotnet $shop
check "EmbedSource weaves again" has "$work/run.txt" "Method:   Cart.Load()   1 call, 1,024 B allocated"
check "without the source text" hasNot "$work/run.txt" "new byte[1000]"
build -p:MemoryProfilerEnabled=false
report dotnet $shop
check "Enabled weaves again" same "1000 2000 " "$(tr '\n' ' ' < "$work/run.txt")"
build
check "back to the first options: the same bytes of assembly and symbols" same "$first" "$(hash $dll $pdb)"
woven=$(stamp $dll)
touch "$work/packages/memoryprofiler.fody/$version/weaver/MemoryProfiler.Fody.dll"
build
check "another weaver weaves again" differ "$woven" "$(stamp $dll)"
woven=$(stamp $dll)
build
check "once" same "$woven" "$(stamp $dll)"
build --no-incremental
check "a build from scratch: the same bytes" same "$first" "$(hash $dll $pdb)"
dotnet clean > "$work/build.log" 2>&1
check "clean leaves none of ours behind" same "" "$(find obj -name '*MemoryProfiler*')"

echo "A project that marks nothing"
project Bare Shop.cs
build -v:normal
check "builds without a warning" clean
check "without starting Fody" hasNot "$work/build.log" "Fody: Fody (version"
run dotnet bin/Debug/net10.0/Bare.dll
check "and does what it says" same "1000 2000 " "$(tr '\n' ' ' < "$work/run.txt")"
plain=$(hash obj/Debug/net10.0/Bare.dll)
sed -i 's/public static int Load/[MemoryProfiler.Profile] &/' Shop.cs
build -v:normal
check "with its first mark Fody starts" has "$work/build.log" "Fody: Fody (version"
report dotnet bin/Debug/net10.0/Bare.dll
check "and the mark is profiled" has "$work/run.txt" "     1,024 B            1       var a = new byte[1000];"
build -v:normal -p:MemoryProfilerEnabled=false
check "not if it is switched off" hasNot "$work/build.log" "Fody: Fody (version"
run dotnet bin/Debug/net10.0/Bare.dll
check "and then nothing is profiled" same "1000 2000 " "$(tr '\n' ' ' < "$work/run.txt")"
sed -i 's/\[MemoryProfiler.Profile\] //' Shop.cs
build
check "without the mark: the first bytes again" same "$plain" "$(hash obj/Debug/net10.0/Bare.dll)"

echo "Several targets, trimmed, ReadyToRun"
project Loop Loop.cs
sed -i 's|<TargetFramework>net10.0</TargetFramework>|<TargetFrameworks>net8.0;net10.0</TargetFrameworks>|' Loop.csproj
build --configuration Release
check "two targets build without a warning" clean
run dotnet bin/Release/net10.0/Loop.dll
check "net10.0: the row" has "$work/run.txt" "$loopRow"
DOTNET_ROLL_FORWARD=Major run dotnet bin/Release/net8.0/Loop.dll
check "net8.0 on the newest runtime: the row" has "$work/run.txt" "$loopRow"
woven=$(stamp obj/Release/net8.0/Loop.dll)$(stamp obj/Release/net10.0/Loop.dll)
build --configuration Release
check "two targets: nothing is woven again when nothing changed" same "$woven" "$(stamp obj/Release/net8.0/Loop.dll)$(stamp obj/Release/net10.0/Loop.dll)"
publish() { # folder, options...
  local folder=$1
  shift
  dotnet publish --runtime "$rid" --output "$work/$folder" "$@" > "$work/build.log" 2>&1
  check "$folder publishes without a warning" hasNot "$work/build.log" ": warning "
  run "$work/$folder/Loop"
  check "$folder: the row" has "$work/run.txt" "$loopRow"
}
publish net8 --framework net8.0 --self-contained
check "net8: on .NET 8 itself" has "$work/run.json" '"runtime": ".NET 8.'
publish trimmed --framework net10.0 --self-contained -p:PublishTrimmed=true -p:PublishSingleFile=true
check "trimmed: one file" same "Loop Loop.pdb" "$(ls "$work/trimmed" | tr '\n' ' ' | sed 's/ $//')"
publish smallest --framework net10.0 --self-contained -p:PublishTrimmed=true -p:DebuggerSupport=false -p:EventSourceSupport=false -p:UseSystemResourceKeys=true -p:StackTraceSupport=false -p:MetadataUpdaterSupport=false -p:MetricsSupport=false
publish ready --framework net10.0 --no-self-contained -p:PublishReadyToRun=true -p:PublishSingleFile=true
rm -rf "$work/net8" "$work/trimmed" "$work/smallest" "$work/ready"

echo "NativeAOT"
project Published Published.cs '<InvariantGlobalization>true</InvariantGlobalization>' "<PackageReference Include=\"MemoryProfiler.Fody\" Version=\"$version\" />
    <PackageReference Include=\"Microsoft.Extensions.Configuration\" Version=\"8.0.0\" /><PackageReference Include=\"Microsoft.Extensions.DependencyInjection\" Version=\"8.0.0\" />"
if linker; then
  dotnet publish --runtime "$rid" --output "$work/native" -p:PublishAot=true > "$work/build.log" 2>&1
  check "it publishes without a warning" hasNot "$work/build.log" "warning"
  run "$work/native/Published"
  check "bytes are those of a bracket; tables, JSON, HTML, assertions, limits, thresholds, options: all of it works" same 18 "$(grep -c '^ok: ' "$work/run.txt")"
  check "and nothing fails" hasNot "$work/run.txt" "FAILED"
  check "a row" has "$work/run.txt" "     100    102,400 B  Keep(new byte[1000]);"
  check "no other file is needed" same "Published" "$(ls "$work/native" | grep -vE '[.](dbg|pdb)$' | tr '\n' ' ' | sed 's/ $//')"
  check "the report at exit" has "$work/run.json" '"name": "Work.Limited(int size)"'
  rm -rf "$work/native"
fi

echo "A FodyWeavers.xml of the user's, and another weaver"
project Tiny.Fody TinyWeaver.cs '' '<PackageReference Include="FodyHelpers" Version="6.9.3" PrivateAssets="all" />'
sed -i 's|net10.0|netstandard2.0|; s|<OutputType>Exe</OutputType>|<LangVersion>latest</LangVersion>|; s|<ImplicitUsings>enable|<ImplicitUsings>disable|' Tiny.Fody.csproj
build
tiny="$work/Tiny.Fody/bin/Debug/netstandard2.0/Tiny.Fody.dll"
check "the other weaver builds" test -f "$tiny"
project Two Shop.cs '' "<PackageReference Include=\"MemoryProfiler.Fody\" Version=\"$version\" /><WeaverFiles Include=\"$tiny\" />"
echo 'Console.WriteLine(typeof(Shop.Orders.Cart).Assembly.GetType("Tiny.WasHere"));' | cat - Shop.cs > Program.cs && rm Shop.cs
echo '<Weavers GenerateXsd="false"><Tiny /></Weavers>' > FodyWeavers.xml
build -p:MemoryProfilerInclude=*.Count
check "two weavers build without a warning" clean
report dotnet bin/Debug/net10.0/Two.dll
check "the other weaver ran" has "$work/run.txt" "Tiny.WasHere"
check "ours ran without an element of its own" has "$work/run.txt" "     2,024 B            1       var b = new byte[2000];"
echo '<Weavers GenerateXsd="false"><MemoryProfiler Include="Shop.Orders.*" EmbedSource="false" /><Tiny /></Weavers>' > FodyWeavers.xml
build
check "an element builds without a warning" clean
report dotnet bin/Debug/net10.0/Two.dll
check "its Include counts" has "$work/run.txt" "Method:   Cart.Load()   1 call, 1,024 B allocated"
check "its EmbedSource counts" hasNot "$work/run.txt" "new byte"
check "the other weaver ran after ours" has "$work/run.txt" "Tiny.WasHere"
build -p:MemoryProfilerInclude=*.Count
report dotnet bin/Debug/net10.0/Two.dll
check "a property wins over the element" has "$work/run.txt" "Method:   Stock.Count()   1 call, 2,024 B allocated"
check "attribute by attribute" hasNot "$work/run.txt" "new byte"
check "no schema was added" same "FodyWeavers.xml Program.cs Two.csproj bin obj" "$(ls | tr '\n' ' ' | sed 's/ $//')"

echo "Every order of weavers, one of which puts all references into the assembly"
costura='<PackageReference Include="Costura.Fody" Version="6.2.0" PrivateAssets="all" />'
project Bundle Bundle.cs '' "<PackageReference Include=\"MemoryProfiler.Fody\" Version=\"$version\" />$costura<WeaverFiles Include=\"$tiny\" />"
echo 'static class Start { public static void Load() { } }' > Start.cs
ours='<MemoryProfiler />'
for order in "<Costura />$ours<Tiny />" "$ours<Tiny /><Costura />" "<Costura /><Tiny />" '<Tiny /><Costura LoadAtModuleInit="false" />'; do
  # Then the program itself says from when on assemblies can be loaded.
  case $order in *false*) echo 'static class Start { public static void Load() => CosturaUtility.Initialize(); }' > Start.cs ;; esac
  echo "<Weavers GenerateXsd=\"false\">$order</Weavers>" > FodyWeavers.xml
  build
  check "$order builds without a warning" clean
  check "$order: the runtime is no file" same "" "$(find bin -name 'MemoryProfiler*.dll')"
  report dotnet bin/Debug/net10.0/Bundle.dll
  check "$order: the program runs, changed by the other weaver" has "$work/run.txt" "Changed Name, length 1003"
  check "$order: a property's row" has "$work/run.txt" "     4,056 B            1       _name = new string('x', 1000) + value;"
  check "$order: an async method's row" has "$work/run.txt" "     1,024 B            1       var a = new byte[1000];"
done

echo "Coverage"
project Lib Shapes.cs '<DefineConstants>$(DefineConstants);$(Marked)</DefineConstants>'
sed -i 's|<OutputType>Exe</OutputType>||' Lib.csproj
project Facts Facts.cs '' '<PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.11.0" /><PackageReference Include="xunit" Version="2.9.3" />
    <PackageReference Include="xunit.runner.visualstudio" Version="3.1.5" /><PackageReference Include="coverlet.collector" Version="10.0.1" />
    <PackageReference Include="coverlet.msbuild" Version="10.0.1" /><ProjectReference Include="../Lib/Lib.csproj" />'
covered() { # name, options...: how often each line and each branch was passed goes to name.txt
  local name=$1
  shift
  rm -rf TestResults
  dotnet test --nologo -p:CoverletOutputFormat=json -p:CoverletOutput=TestResults/ "$@" > "$work/build.log" 2>&1 || show "$work/build.log"
  tr -d ' \n' < "$(find TestResults -name coverage.json)" > "$work/coverage.json"
  { grep -oE '"[0-9]+":[0-9]+' "$work/coverage.json"
    grep -oE '"Line":[0-9]+,"Offset":[0-9]+,"EndOffset":[0-9]+,"Path":[0-9]+,"Ordinal":[0-9]+,"Hits":[0-9]+' "$work/coverage.json" | sed -E 's/"(End)?Offset":[0-9]+,//g'
  } | sort > "$work/$name.txt"
}
collector='--collect:XPlat Code Coverage;Format=json'
for configuration in Debug Release; do
  covered plain -c $configuration "$collector"
  covered woven -c $configuration "$collector" -p:Marked=PROFILE
  check "$configuration: it is woven" has ../Lib/bin/$configuration/net10.0/Lib.dll "<MemoryProfiler>"
  check "$configuration: branches are counted" has "$work/plain.txt" '"Line":34,"Path":0,"Ordinal":0,"Hits":'
  check "$configuration: the same lines, branches and hits" same "$(cat "$work/plain.txt")" "$(cat "$work/woven.txt")"
done
covered woven -c Release -p:CollectCoverage=true -p:Marked=PROFILE
check "by coverlet.msbuild the same" same "$(cat "$work/plain.txt")" "$(cat "$work/woven.txt")"
covered woven -c Release -p:CollectCoverage=true -p:Marked=PROFILE -p:MemoryProfilerInCoverageRuns=false
check "a property leaves weaving out of runs that measure coverage" hasNot ../Lib/bin/Release/net10.0/Lib.dll "<MemoryProfiler>"

echo "A library for .NET Standard 2.0"
project Store Store.cs '<LangVersion>latest</LangVersion>'
sed -i 's|net10.0|netstandard2.0|; s|<OutputType>Exe</OutputType>||; s|<ImplicitUsings>enable|<ImplicitUsings>disable|' Store.csproj
project StoreApp StoreApp.cs '<LangVersion>latest</LangVersion>' '<ProjectReference Include="../Store/Store.csproj" />
    <PackageReference Include="Microsoft.NETFramework.ReferenceAssemblies" Version="1.0.3" PrivateAssets="all" />'
sed -i 's|<TargetFramework>net10.0</TargetFramework>|<TargetFrameworks>net8.0;net10.0;net48</TargetFrameworks>|; s|<ImplicitUsings>enable|<ImplicitUsings>disable|' StoreApp.csproj
build
check "it builds without a warning, and programs for .NET 8, .NET 10 and .NET Framework with it" clean
check "the program for .NET Framework is there" test -f bin/Debug/net48/StoreApp.exe
standard="$work/packages/memoryprofiler/$version/lib/netstandard2.0/MemoryProfiler.dll"
check "with the library for .NET Standard" same "$(hash "$standard")" "$(hash bin/Debug/net48/MemoryProfiler.dll)"
store() { # what, command...
  local what=$1
  shift
  run "$@"
  check "$what: a loop" has "$work/run.txt" "  1000.0 KiB        1,000           kept.Add(new byte[1000]);"
  check "$what: an async method" has "$work/run.txt" "     2,024 B            1       var b = new byte[2000];"
  check "$what: an iterator" has "$work/run.txt" "     2,024 B            1       yield return new byte[2000];"
  check "$what: lambdas and library code" has "$work/run.txt" "     3,304 B            2       return numbers.Where(n => n > least).Select(n => new byte[n].Length).Sum();"
  check "$what: a limit, init accessors, an assertion" same "10000 112 1032 " "$(head -3 "$work/run.txt" | tr '\n' ' ')"
}
store ".NET 10" dotnet bin/Debug/net10.0/StoreApp.dll
DOTNET_ROLL_FORWARD=Major store "the library for .NET 8" dotnet bin/Debug/net8.0/StoreApp.dll
cp "$standard" bin/Debug/net10.0/
MEMORYPROFILER_REPORT=- dotnet bin/Debug/net10.0/StoreApp.dll > "$work/run.txt" 2> "$work/run.log"
check "where nothing is recorded it runs all the same" same "10000 112 1001 " "$(head -3 "$work/run.txt" | tr '\n' ' ')"
check "and says so once, where figures would be" same "Note: Nothing was recorded: MemoryProfiler records in programs that are built for .NET 8 or later." "$(sed -n '4,$s/or later.*/or later./p' "$work/run.txt")"
check "and once on standard error, where a report at exit was asked for" same "MemoryProfiler: Nothing was recorded: MemoryProfiler records in programs that are built for .NET 8 or later." "$(sed 's/or later.*/or later./' "$work/run.log")"

echo "Strong names, uninitialized locals, embedded symbols, mapped paths"
project Key Key.cs '' ''
dotnet run > "$work/build.log" 2>&1
project Signed Signed.cs '<SignAssembly>true</SignAssembly><AssemblyOriginatorKeyFile>../Key/key.snk</AssemblyOriginatorKeyFile><AllowUnsafeBlocks>true</AllowUnsafeBlocks>'
build -p:MemoryProfilerEnabled=false
token=$(dotnet bin/Debug/net10.0/Signed.dll | grep Token)
build
check "a signed project builds without a warning" clean
run dotnet bin/Debug/net10.0/Signed.dll
check "it keeps its key" has "$work/run.txt" "$token"
check "it is signed" has "$work/run.txt" "Signed True"
check "it loads, and a method that skips the initialization of locals has its row" has "$work/run.txt" "     1,024 B            1       var a = new byte[1000];"
check "so has an iterator that throws" has "$work/run.txt" "            1       throw new FormatException();"
build -p:DebugType=embedded --no-incremental
check "embedded symbols build without a warning" clean
run dotnet bin/Debug/net10.0/Signed.dll
check "embedded symbols: the row" has "$work/run.txt" "     1,024 B            1       var a = new byte[1000];"

mapped() { # folder: the project as it is, in a repository of its own, as paths are mapped only below the root of one
  mkdir "$work/$1" && cp "$work/Linked.cs" "$work/$1" && cp -r "$work/Signed" "$work/Key" "$work/$1" && cd "$work/$1/Signed" && rm -rf bin obj || return 1
  (git init -q .. && git add .. && git -c user.name=check -c user.email=check@localhost commit -q --date 2020-01-01T00:00:00Z -m check) > "$work/git.log" 2>&1
  build -p:ContinuousIntegrationBuild=true -p:DebugType=embedded
}
export GIT_COMMITTER_DATE=2020-01-01T00:00:00Z
cat > "$work/Linked.cs" <<'END'
static class Linked
{
    [MemoryProfiler.Profile]
    public static void Idle() => GC.KeepAlive(null);
}
END
sed -i 's|<ItemGroup>|<ItemGroup><Compile Include="../Linked.cs" />|' Signed.csproj
check "mapped paths, a linked file" mapped one
check "mapped paths build without a warning" clean
run dotnet bin/Debug/net10.0/Signed.dll
check "mapped paths: the row with its text" has "$work/run.txt" "     1,024 B            1       var a = new byte[1000];"
check "mapped paths: the file as the project has it" has "$work/run.txt" "Filename: Signed.cs"
check "mapped paths: a linked file as the compiler has it" has "$work/run.txt" "Linked.Idle() (/_/Linked.cs:3)"
first=$(hash obj/Debug/net10.0/Signed.dll)
check "the same in another folder" mapped two
check "gives the same bytes" same "$first" "$(hash obj/Debug/net10.0/Signed.dll)"

echo "Through a project reference only, and friends"
project Core Core.cs
sed -i 's|<OutputType>Exe</OutputType>||' Core.csproj
project Outer Outer.cs '' '<ProjectReference Include="../Core/Core.csproj" />'
build
check "its build warns that it marks methods and has no weaver" has "$work/build.log" 'Outer.csproj : warning MPR012: Outer marks methods with [Profile] or [MaxAllocation], and nothing weaves it'
build -p:MemoryProfilerEnabled=false --no-incremental
check "not if weaving is switched off" hasNot "$work/build.log" "MPR012"
build --no-incremental
run dotnet bin/Debug/net10.0/Outer.dll
check "the internal method of the referenced project has its row" has "$work/run.txt" "     1,024 B            1       var a = new byte[1000];"
check "what was not woven is named with the mend" has "$work/run.txt" "Note: Not woven: Unwoven.Sum() in Outer. Its own project must reference the weaver (a reference through another project is not enough): dotnet add Outer package MemoryProfiler.Fody"
cd ../Core
sed -i 's|Version="[^"]*" />|Version="'"$version"'" PrivateAssets="all" />|' Core.csproj
build
check "a library that keeps the runtime to itself is warned of" has "$work/build.log" 'Core.csproj : warning MPR010: PrivateAssets="all" on MemoryProfiler.Fody keeps MemoryProfiler.dll'
sed -i 's|  </ItemGroup>|<PackageReference Include="MemoryProfiler" Version="'"$version"'" /></ItemGroup>|' Core.csproj
build
check "not if it passes the runtime on" clean
cd ../Outer
build
run dotnet bin/Debug/net10.0/Outer.dll
check "which then reaches the program" has "$work/run.txt" "     1,024 B            1       var a = new byte[1000];"

echo "A package reference that is every project's"
project Everywhere Shop.cs '' ''
loaded='Console.WriteLine("Loaded: " + AppDomain.CurrentDomain.GetAssemblies().Count(a => a.GetName().Name!.StartsWith("Microsoft.Extensions")));'
sed -i "1i [assembly: MemoryProfiler.Profile]
3i $loaded" Shop.cs
cat > Directory.Packages.props <<END
<Project>
  <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
  <ItemGroup><GlobalPackageReference Include="MemoryProfiler.Fody" Version="$version" /></ItemGroup>
</Project>
END
build
check "GlobalPackageReference: it builds without a warning" clean
report dotnet bin/Debug/net10.0/Everywhere.dll
check "GlobalPackageReference: the row" has "$work/run.txt" "     1,024 B            1       var a = new byte[1000];"
check "four assemblies of Microsoft.Extensions come along and no other" same "Configuration.Abstractions DependencyInjection.Abstractions Options Primitives " "$(ls bin/Debug/net10.0 | sed -n 's/^Microsoft\.Extensions\.\(.*\)\.dll$/\1/p' | tr '\n' ' ')"
check "and none of them is loaded" has "$work/run.txt" "Loaded: 0"

echo "Visual Basic"
foreign() { # language, name, source
  cd "$work" && dotnet new console --language "$1" --output "$2" --no-restore > "$work/new.log" 2>&1 && cd "$2" || return 1
  rm -f Program.*
  cp "$root/eng/consumer/$3" "Program.${3##*.}"
  dotnet add package MemoryProfiler.Fody --version "$version" > "$work/add.log" 2>&1 || { cat "$work/add.log"; return 1; }
}
check "dotnet add package" foreign VB Basic Basic.vb
for configuration in Debug Release; do
  build --configuration $configuration
  check "$configuration builds without a warning" clean
  run dotnet bin/$configuration/net10.0/Basic.dll
  check "$configuration: a loop" has "$work/run.txt" "  1000.0 KiB        1,000           Dim a = New Byte(999) {}"
  check "$configuration: an iterator" has "$work/run.txt" "     3,024 B            1       Yield New Byte(2999) {}"
  check "$configuration: an async method" has "$work/run.txt" "   976.6 KiB            1       Dim b = New Byte(999999) {}"
  # What an awaited method allocates after its await is on the awaiting line.
  awaited=$(grep -A 3 'Await InnerAsync' "$work/run.json" | grep -oP '"allocatedBytes": \K\d+')
  check "$configuration: the line that awaits it" test "${awaited:-0}" -ge 1000024
done

echo "F#"
check "dotnet add package" foreign F# Functional Functional.fs
build --configuration Debug
check "Debug builds without a warning" clean
run dotnet bin/Debug/net10.0/Functional.dll
check "Debug: a loop" has "$work/run.txt" "  1000.0 KiB        1,000       let a = Array.zeroCreate<byte> 1000"
check "Debug: a method that ends in a call" has "$work/run.txt" "     2,024 B            1   let a = Array.zeroCreate<byte> 2000"
build --configuration Release
check "Release builds without a warning" clean
run dotnet bin/Release/net10.0/Functional.dll
check "Release: a loop" has "$work/run.txt" "  1000.0 KiB        1,000       let a = Array.zeroCreate<byte> 1000"
check "Release: a method that ends in a tail call" has "$work/run.txt" "     2,024 B            1   let a = Array.zeroCreate<byte> 2000"
build --configuration Release -p:MemoryProfilerEnabled=false
run dotnet bin/Release/net10.0/Functional.dll
check "an option weaves again" hasNot "$work/run.txt" "Method:"

finish
