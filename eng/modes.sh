# Sourced by check-heap.sh and check-sites.sh, which know the program's name (`subject`), a folder (`out`) and what a row is: each
# kind of collector on every runtime, or on those of RUNTIMES ("net9.0 net10.0:11.0.0": what is built for, and the runtime's version
# where that is another one). Runtimes are brought along.
rid=$(dotnet --info | sed -n 's/^ *RID: *//p' | head -1)

each_mode() { # Calls `row <collector> <runtime> <program> <variables>...`, and `also <runtime> <program>` if there is such a function.
  local runtime framework version folder program
  for runtime in ${RUNTIMES:-net10.0 net8.0 net9.0 net10.0:11.0.0}; do
    framework=${runtime%%:*}
    version=${runtime#"$framework"}
    folder="$out/$framework${version/:/-}"
    if ! dotnet publish "tests/Subjects/MemoryProfiler.$subject" -c Release -r "$rid" --self-contained -p:"${subject}Framework=$framework" \
        ${version:+-p:RuntimeFrameworkVersion="${version#:}"} -o "$folder" > "$out/build.log" 2>&1; then
      cat "$out/build.log"
      failed=1
      continue
    fi
    program="$folder/MemoryProfiler.$subject"
    row "workstation" "$runtime" "$program" DOTNET_gcServer=0 DOTNET_gcConcurrent=1
    row "workstation, not concurrent" "$runtime" "$program" DOTNET_gcServer=0 DOTNET_gcConcurrent=0
    row "server" "$runtime" "$program" DOTNET_gcServer=1 DOTNET_gcConcurrent=1 DOTNET_GCDynamicAdaptationMode=0
    row "server, not concurrent" "$runtime" "$program" DOTNET_gcServer=1 DOTNET_gcConcurrent=0 DOTNET_GCDynamicAdaptationMode=0
    row "server, adapting (DATAS)" "$runtime" "$program" DOTNET_gcServer=1 DOTNET_gcConcurrent=1 DOTNET_GCDynamicAdaptationMode=1
    if declare -F also > /dev/null; then also "$runtime" "$program"; fi
  done
}
