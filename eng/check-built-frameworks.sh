#!/usr/bin/env bash
# A program that knows nothing of the profiler, under `dotnet mprof run --profile` on .NET 8, 9 and 11. Those runtimes are not
# installed where only an SDK is: folders as an installation has them are made of published self-contained programs.
# Prints one line each, then a line in the form of the test runner's.
. "$(dirname "$0")/counts.sh"
mprof=$root/src/MemoryProfiler.Tool/bin/Release/net10.0/MemoryProfiler.Tool.dll
dotnet build "$root/src/MemoryProfiler.Tool" --configuration Release > "$work/build.log" 2>&1 || { show "$work/build.log"; exit 1; }
rid=$(dotnet --info | sed -n 's/^ *RID: *//p' | head -1)
installed=$(dirname "$(readlink -f "$(command -v dotnet)")")
mkdir -p "$work/dotnet/shared/Microsoft.NETCore.App" "$work/App" && cp "$installed/dotnet" "$work/dotnet" && cp -r "$installed/host" "$work/dotnet"
cd "$work/App" || exit 1
cat > App.csproj <<'END'
<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>$(AppFramework)</TargetFramework></PropertyGroup></Project>
END
cat > Orders.cs <<'END'
namespace Shop;

static class Orders
{
    static async System.Threading.Tasks.Task<int> Main()
    {
        for (var i = 0; i < 3; i++)
            System.Console.WriteLine((await Load()).Length);
        return System.Environment.Version.Major;
    }

    static async System.Threading.Tasks.Task<byte[]> Load()
    {
        var order = new byte[1000];
        await System.Threading.Tasks.Task.Yield();
        return order;
    }
}
END
framework() { # version, target
  local folder=$work/dotnet/shared/Microsoft.NETCore.App/$1 file
  dotnet publish -p:AppFramework="$2" -r "$rid" --self-contained -p:RuntimeFrameworkVersion="$1" -o "$work/published" > "$work/build.log" 2>&1 || { show "$work/build.log"; return 1; }
  mv "$work/published" "$folder" && rm -f "$folder"/App*
  {
    printf '{ "runtimeTarget": { "name": ".NETCoreApp,Version=v%s" }, "targets": { ".NETCoreApp,Version=v%s": { "Microsoft.NETCore.App/%s": { "runtime": {' "${2#net}" "${2#net}" "$1"
    for file in "$folder"/*.dll; do printf '"%s": { "assemblyVersion": "%s.0.0", "fileVersion": "%s.0" },' "$(basename "$file")" "${1%%.*}.0" "$1"; done | sed 's/,$//'
    printf '}, "native": {'
    for file in "$folder"/*.so; do printf '"%s": { "fileVersion": "0.0.0.0" },' "$(basename "$file")"; done | sed 's/,$//'
    printf '} } } }, "libraries": { "Microsoft.NETCore.App/%s": { "type": "package", "serviceable": true, "sha512": "" } } }\n' "$1"
  } > "$folder/Microsoft.NETCore.App.deps.json"
  rm -rf bin obj
}
for pair in 8.0.31:net8.0 9.0.20:net9.0 11.0.0:net10.0; do
  version=${pair%:*} target=${pair#*:}
  check "a runtime of $version" framework "$version" "$target"
  dotnet build -c Release -p:AppFramework="$target" > "$work/build.log" 2>&1
  roll=Minor
  [ "$version" = 11.0.0 ] && roll=LatestMajor
  DOTNET_ROLL_FORWARD=$roll dotnet "$mprof" run --cache "$work/cache" --report "$work/$version.json" --profile 'Shop.*' -- "$work/dotnet/dotnet" "bin/Release/$target/App.dll" > "$work/out" 2> "$work/err"
  check "$version: it runs there" same "${version%%.*}" $?
  check "$version: its output" same "1000 1000 1000" "$(tr '\n' ' ' < "$work/out" | sed 's/ $//')"
  check "$version: the line, to the byte" same 3072 "$(jq '[.report.methods[].lines[] | select(.text | test("new byte")) | .allocatedBytes] | add' "$work/$version.json")"
  check "$version: three calls" same 3 "$(jq '.report.methods[] | select(.name | test("Load")) | .calls' "$work/$version.json")"
done
finish
