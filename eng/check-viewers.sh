#!/usr/bin/env bash
# Opens files of allocation sites in the programs that they are written for, and compares the totals that these show. Not a part
# of CI: it needs go, npm with the registry, and Chromium or Chrome. The output is in docs/sites.md.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0
check() { # what, what is expected, what was
  if [ "$2" = "$3" ]; then passed=$((passed + 1)); echo "  $1: $2"; else failed=$((failed + 1)); echo "FAILED: $1"; echo "  expected: $2"; echo "  was:      $3"; fi
}
for browser in chromium chromium-browser google-chrome; do
  command -v "$browser" > /dev/null && break
  browser=
done

dotnet build "$root/tests/Subjects/MemoryProfiler.SiteFiles" --configuration Release --output "$work/sites" > "$work/build.log" 2>&1 || { cat "$work/build.log"; exit 1; }
# Sources that are there, so that pprof can show them.
mkdir -p "$work/src/Shop/Import" "$work/src/Shop/Reports"
seq -f 'source line %g' 60 | tee "$work/src/Shop/Program.cs" "$work/src/Shop/Import/OrderImporter.cs" > "$work/src/Shop/Reports/InvoicePage.cs"
sed "s|\"/src/Shop/|\"$work/src/Shop/|" "$root/tests/MemoryProfiler.Heap.Tests/Sites/Exports/SiteFormatTests.Json_has_every_site.verified.txt" > "$work/shop.json"
cd "$work" || exit 1
dotnet sites/MemoryProfiler.SiteFiles.dll shop.json - shop.pb.gz shop.speedscope.json shop.collapsed shop.firefox.json

echo "go tool pprof, $(go version | cut -d' ' -f3)"
pprof() { go tool pprof -symbolize=none "$@" shop.pb.gz 2> pprof.log; }
total() { pprof -top -unit=B -sample_index="$1" | sed -n 's/.*Total samples = \([0-9]*\)B.*/\1/p'; }
check "alloc_space" 847600000 "$(total alloc_space)"
check "alloc_objects" 5042100 "$(total alloc_objects)"
check "inuse_space" 40250000 "$(total inuse_space)"
check "inuse_objects" 202010 "$(total inuse_objects)"
check "shown at first" alloc_space "$(pprof -top | sed -n 's/^Type: //p')"
check "most itself" "500000000B 58.99% 58.99% 500000000B 58.99% System.String.Concat(string, string)" "$(pprof -top -unit=B | grep -A1 flat% | tail -1 | tr -s ' ' | sed 's/^ //')"
check "the largest type" "476.8MB (58.99%): string" "$(pprof -tags | grep -A1 'type: Total' | tail -1 | tr -s ' ' | sed 's/^ //')"
check "a line with its source" ". 476.84MB 18:source line 18" "$(pprof -list 'InvoicePage.Render' | grep ' 18:' | tr -s ' ' | sed 's/^ //')"

npm install --silent --no-audit --no-fund --prefix "$work" speedscope@1.25.0 node@24.21.0 @firefox-devtools/profiler-cli@0.10.0 > npm.log 2>&1 || { cat npm.log; exit 1; }
if [ -n "$browser" ]; then
  echo "speedscope 1.25.0, $("$browser" --version 2> /dev/null | cut -d' ' -f1-2)"
  speedscope() { # file: the list of its profiles, then the table of frames, as text
    echo "speedscope.loadFileFromBase64('$1', '$(base64 -w0 "$1")'); setTimeout(() => window.dispatchEvent(new KeyboardEvent('keypress', { key: '3', bubbles: true })), 3000);" > "$1.js"
    "$browser" --headless --no-sandbox --disable-gpu --allow-file-access-from-files --virtual-time-budget=15000 --dump-dom "file://$work/node_modules/speedscope/dist/release/index.html#localProfilePath=$work/$1.js" 2> /dev/null | sed 's/<[^>]*>/|/g' | tr -s '|\n' '|'
  }
  check "shop.speedscope.json" "alloc_space|808.33 MB|2|alloc_objects|5,042,100|3|inuse_space|38.39 MB|4|inuse_objects|202,010" "$(speedscope shop.speedscope.json | grep -o 'alloc_space|[0-9.]* MB|2|.*inuse_objects|[0-9,]*')"
  check "shop.pb.gz" "808.33 MB (100%)|0 B (<0.01%)|Shop.Program.Main" "$(speedscope shop.pb.gz | sed 's/&lt;/</g' | grep -o '[0-9.]* MB (100%)|[^|]*|Shop.Program.Main')"
  check "shop.collapsed" "500,000,000 (59%)|500,000,000 (59%)|string" "$(speedscope shop.collapsed | grep -o '500,000,000 (59%)|500,000,000 (59%)|string')"
fi

# npm does not run what lays the program itself into the package node.
(cd node_modules/node && node installArchSpecificPackage > "$work/node.log" 2>&1)
echo "Firefox Profiler, profiler-cli 0.10.0, node $(node_modules/node/bin/node --version)"
# It keeps what it has loaded below the home folder.
mkdir home
profiler() { HOME="$work/home" node_modules/node/bin/node node_modules/@firefox-devtools/profiler-cli/dist/profiler-cli.js "$@" 2> profiler.log; }
profiler load shop.firefox.json > load.log
for ((try = 0; try < 120; try++)); do profiler thread select t-0 > select.log && break; sleep 0.5; done
check "the weight of all samples" 847600000 "$(profiler thread samples --json | sed -n 's/.*"totalSamples": \([0-9]*\).*/\1/p' | head -1)"
check "the largest path" "f-3. string [total: 59.0%, self: 59.0%]" "$(profiler thread samples-top-down | grep -o 'f-3\..*')"
check "the memory track's end" "40.3MB" "$(profiler counter info c-0 | grep -o '[0-9.]*MB  *(+' | tail -1 | cut -d' ' -f1)"
profiler stop > stop.log

echo "Failed: $failed, Passed: $passed"
[ "$failed" -eq 0 ]
