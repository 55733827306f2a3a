#!/usr/bin/env bash
# An additional list of dependencies that lists nothing stops a program that runs well without it. dotnet-trace names a native
# file for linux-x64 in its deps.json that its package does not have. The host does not care, until DOTNET_ADDITIONAL_DEPS (or
# a shared store's file) is there: then it demands every file of the program's own list, and ends with 140. An empty file at
# the right place of a DOTNET_SHARED_STORE is enough for it. Right is the folder of the version that the tool was built for,
# net8.0, and not of the one it runs on, .NET 10. Whoever brings a library into other people's programs by these variables, as
# tracing agents do, stops some of them so.
# Seen with dotnet-trace 10.0.750501 and the host of .NET 10.0.12, linux-x64.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
dotnet tool install dotnet-trace --version 10.0.750501 --tool-path tools > install.log
cat > empty.deps.json <<'LIST'
{ "runtimeTarget": { "name": ".NETCoreApp,Version=v8.0" }, "targets": { ".NETCoreApp,Version=v8.0": {} }, "libraries": {} }
LIST
run() { # what, variables...
  local what=$1 code=0
  shift
  env "$@" tools/dotnet-trace list-profiles > out.txt 2> error.txt || code=$?
  echo "$what: exit $code, $(head -1 out.txt)$(sed -n 's/^ *path: /not found: /p' error.txt)" | tee -a seen.txt
}
placeholder() { # of a version
  mkdir -p "store-$1/x64/$1/microsoft.onecollect.recordtrace/0.1.35021/runtimes/linux-x64/native"
  : > "store-$1/x64/$1/microsoft.onecollect.recordtrace/0.1.35021/runtimes/linux-x64/native/record-trace"
}
placeholder net8.0
placeholder net10.0
run alone NOTHING=
run "with an empty list" DOTNET_ADDITIONAL_DEPS="$folder/empty.deps.json"
run "and an empty file for net10.0" DOTNET_ADDITIONAL_DEPS="$folder/empty.deps.json" DOTNET_SHARED_STORE="$folder/store-net10.0"
run "and an empty file for net8.0" DOTNET_ADDITIONAL_DEPS="$folder/empty.deps.json" DOTNET_SHARED_STORE="$folder/store-net8.0"
diff seen.txt - <<'EXPECTED'
alone: exit 0, dotnet-trace profiles:
with an empty list: exit 140, not found: 'runtimes/linux-x64/native/record-trace'
and an empty file for net10.0: exit 140, not found: 'runtimes/linux-x64/native/record-trace'
and an empty file for net8.0: exit 0, dotnet-trace profiles:
EXPECTED
