#!/usr/bin/env bash
# Publishes one consumer of the packages for each runtime in each way, runs it, and writes the table in docs/frameworks.md. What it
# prints of its report is compared with what it prints framework-dependent on .NET 10. Takes a quarter of an hour, so it is no part of
# .ci/run. Runtimes are brought along as packages, so only the one for framework-dependent programs must be installed.
. "$(dirname "$0")/checks.sh"
rid=$(dotnet --info | awk '$1 == "RID:" { print $2 }')
page="$root/docs/frameworks.md"
runtimes="8 9 10 11"
ways="framework-dependent self-contained trimmed ReadyToRun NativeAOT"

options() { # way
  case $1 in
    framework-dependent) echo "--no-self-contained" ;;
    self-contained) echo "--self-contained" ;;
    trimmed) echo "--self-contained -p:PublishTrimmed=true -p:PublishSingleFile=true" ;;
    ReadyToRun) echo "--self-contained -p:PublishReadyToRun=true" ;;
    NativeAOT) echo "-p:PublishAot=true" ;;
  esac
}
rows() { sed -n '/ calls, /,/^ok: /p' "$1" | grep -v '^ok: '; }

mkdir "$work/Published" && cd "$work/Published" && cp "$root/eng/consumer/Published.cs" . || exit 1
# The SDK for .NET 10 has no framework of .NET 11: a program for .NET 10 is given that runtime, its host and its compilers. The
# linker stays the SDK's own, as that of .NET 11 is loaded by later SDKs alone; to native code only what it calls its targets is needed.
cat > Published.csproj <<END
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net\$(Runtime).0</TargetFramework>
    <TargetFramework Condition="'\$(Runtime)' == '11'">net10.0</TargetFramework>
    <Nullable>enable</Nullable>
    <LangVersion>latest</LangVersion>
    <ImplicitUsings>enable</ImplicitUsings>
    <InvariantGlobalization>true</InvariantGlobalization>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="MemoryProfiler.Fody" Version="$version" />
    <!-- The oldest that the package allows: a program for .NET 8 can stay with them. -->
    <PackageReference Include="Microsoft.Extensions.Configuration" Version="[8.0.0]" />
    <PackageReference Include="Microsoft.Extensions.DependencyInjection" Version="[8.0.0]" />
    <PackageReference Include="Microsoft.Extensions.Options" Version="[8.0.0]" />
  </ItemGroup>
  <ItemGroup Condition="'\$(Runtime)' == '11'">
    <KnownFrameworkReference Update="Microsoft.NETCore.App" LatestRuntimeFrameworkVersion="11.0.0" />
    <KnownAppHostPack Update="Microsoft.NETCore.App" AppHostPackVersion="11.0.0" />
    <KnownCrossgen2Pack Update="@(KnownCrossgen2Pack)" Crossgen2PackVersion="11.0.0" />
    <KnownILCompilerPack Update="@(KnownILCompilerPack)" ILCompilerPackVersion="11.0.0" />
    <KnownILLinkPack Update="@(KnownILLinkPack)" ILLinkPackVersion="11.0.0" Condition="'\$(PublishAot)' == 'true'" />
  </ItemGroup>
</Project>
END

publish() { # runtime, way, folder
  local common=(-p:Runtime="$1" --runtime "$rid" --configuration Release)
  if [ "$1 $2" = "11 NativeAOT" ]; then
    # Its targets are started by the publishing of later SDKs, here by their names.
    dotnet build "${common[@]}" -p:PublishAot=true -p:_IsPublishing=true "-t:ResolveFrameworkReferences;ComputeResolvedFilesToPublishList;NativeCompile"
    mkdir -p "$3" && cp "bin/Release/net10.0/$rid/native/Published" "$3"
  else
    # shellcheck disable=SC2046 # a list
    dotnet publish "${common[@]}" --output "$3" $(options "$2")
  fi
}
cell() { # runtime, way: publishes and runs; what it printed is in runtime-way.txt
  local runtime=$1 way=$2 program="$work/out/$1-$2/Published" text="$work/$1-$2.txt"
  rm -rf obj bin
  publish "$runtime" "$way" "$work/out/$runtime-$way" > "$work/build.log" 2>&1
  [ -x "$program" ] || show "$work/build.log"
  check "$way on .NET $runtime publishes" test -x "$program"
  check "$way on .NET $runtime publishes without a warning" hasNot "$work/build.log" "warning"
  "$program" > "$text" 2>&1
  check "$way on .NET $runtime: all checks of the program" same "18 0" "$(grep -c '^ok: ' "$text") $(grep -c '^FAILED' "$text")"
  check "$way on .NET $runtime: that runtime" has "$text" ".NET $runtime."
  rm -rf "$work/out"
}

installed=$(dotnet --list-runtimes | sed -n 's/^Microsoft\.NETCore\.App \([0-9]*\)\..*/\1/p' | sort -u | tr '\n' ' ')
for runtime in ${RUNTIMES:-$runtimes}; do
  for way in ${WAYS:-$ways}; do
    case $way in
      framework-dependent) case " $installed " in *" $runtime "*) ;; *) continue ;; esac ;;
      NativeAOT) linker || continue ;;
    esac
    echo ".NET $runtime, $way"
    cell "$runtime" "$way"
  done
done

# What is different of a line's bytes: of the exceptions, LINQ and async machinery of another runtime.
differences() { # file
  diff <(rows "$work/10-framework-dependent.txt") <(rows "$1") | grep -v ' calls, ' | awk '
    /^[<>]/ {
      bytes = $3; text = $0; sub(/^[<>] +[0-9,]+ +[0-9,]+ B  /, "", text)
      if ($1 == "<") usual[text] = bytes; else { printf "%s`%s` %s B, not %s", separator, text, bytes, usual[text]; separator = "; " }
    }'
}
version_of() { ls "$work/$1"-*.txt > /dev/null 2>&1 && tail -qn 1 "$work/$1"-*.txt | sed -n 's/^\.NET \([0-9.]*\),.*/\1/p' | head -1; }
table() {
  local notes=() runtime way text note number i
  printf '|'
  for runtime in $runtimes; do printf ' | .NET %s' "$(version_of "$runtime")"; done
  printf ' |\n|---|---|---|---|---|\n'
  for way in $ways; do
    printf '| %s' "$way"
    for runtime in $runtimes; do
      text="$work/$runtime-$way.txt"
      if [ ! -e "$text" ]; then printf ' | not installed'; continue; fi
      if [ "$(grep -c '^ok: ' "$text")" -ne 18 ]; then printf ' | **no**'; continue; fi
      number=""
      note=$(differences "$text")
      if [ -n "$note" ]; then
        for i in "${!notes[@]}"; do [ "${notes[$i]}" = "$note" ] && number=$((i + 1)); done
        [ -n "$number" ] || { notes+=("$note"); number=${#notes[@]}; }
      fi
      printf ' | yes, %s clock%s' "$(tail -n 1 "$text" | sed 's/.*, \(.*\) clock/\L\1/; s/gc/GC/')" "${number:+ ($number)}"
    done
    printf ' |\n'
  done
  printf '\n'
  for i in "${!notes[@]}"; do printf '%s. %s\n' $((i + 1)) "${notes[$i]}"; done
}
if [ "${RUNTIMES:-}${WAYS:-}" = "" ]; then
  table > "$work/table.md"
  sed -i -e '/<!-- the matrix begins -->/,/<!-- the matrix ends -->/{/<!-- the matrix begins -->/{r '"$work/table.md"'
    b}; /<!-- the matrix ends -->/b; d}' "$page"
fi
finish
