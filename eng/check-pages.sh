#!/usr/bin/env bash
# Opens the pages that the tool draws in a browser without a window, moves the pointer and the keys over them, and looks at
# what they show. Needs Chromium or Chrome; without one there is nothing to look with, and the last line says so.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0
for browser in chromium chromium-browser google-chrome; do
  command -v "$browser" > /dev/null && break
  browser=
done
if [ -z "$browser" ]; then
  echo "No browser: the pages were not opened."
  exit 0
fi

check() { # what, what is expected, what was
  if [ "$2" = "$3" ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $1"; echo "  expected: $2"; echo "  was:      $3"; fi
}
# A page with a script of events behind its own: what that writes into the element #seen is printed.
open() { # page, script, what stands behind the address
  sed "s|</body>|<pre id=seen></pre><script>const seen = s => document.querySelector('#seen').textContent = s; const go = () => document.documentElement.dataset.ready ? setTimeout(() => { $2 }, 50) : setTimeout(go, 10); go();</script></body>|" "$1" > "$work/opened.html"
  "$browser" --headless --no-sandbox --disable-gpu --window-size=1280,760 --virtual-time-budget=8000 --enable-logging=stderr --dump-dom "file://$work/opened.html${3:-}" 2> "$work/browser.log" > "$work/dom.html"
  grep -o '<pre id="seen">[^<]*' "$work/dom.html" | sed 's/<pre id="seen">//'
}
# The clock of pages that are opened like that stands still while they work. How long something takes is told by one whose clock
# runs, on its console; the best of forty counts, as the machine does other things too.
timed() { # page, a list of functions: how many ms each took
  sed "s|</body>|<script>const best = run => Math.min(...Array.from({ length: 40 }, (_, i) => { const from = performance.now(); run(i); return performance.now() - from; })); const go = () => document.documentElement.dataset.ready ? console.log('took: ' + $2.map(run => best(run).toFixed(1)).join(' ')) : setTimeout(go, 10); go();</script></body>|" "$1" > "$work/opened.html"
  "$browser" --headless --no-sandbox --disable-gpu --window-size=1280,760 --enable-logging=stderr "file://$work/opened.html" 2> "$work/browser.log" &
  local opened=$!
  for ((try = 0; try < 600; try++)); do grep -q 'took: ' "$work/browser.log" && break; sleep 0.1; done
  kill "$opened"
  wait "$opened" 2> /dev/null
  grep -o 'took: [0-9. ]*' "$work/browser.log" | head -1 | sed 's/took: //'
}
faults() { grep -c ":CONSOLE" "$work/browser.log" | tr -d ' '; }
requests() { grep -oE '(src|href)="?(https?:|//)' "$work/dom.html" | wc -l | tr -d ' '; }
point='const chart = document.querySelector("#chart"), box = chart.getBoundingClientRect(); const at = (type, x, y) => chart.dispatchEvent(new PointerEvent(type, { clientX: box.left + x, clientY: box.top + y, bubbles: true, pointerId: 1 }));'
press='const press = key => document.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));'
labels='const labels = () => [...document.querySelectorAll("#chart text.lab")].map(t => t.textContent).filter(t => / s$/.test(t)).join(" ");'

dotnet build "$root/src/MemoryProfiler.Tool" --configuration Release --output "$work/tool" > "$work/build.log" 2>&1 || { cat "$work/build.log"; exit 1; }
mprof() { dotnet "$work/tool/MemoryProfiler.Tool.dll" "$@"; }
awk 'BEGIN { print "FUNC Shop.Load 20.0 1000.5 60.0 1004.5 0"; print "CMDLINE shop"; for (i = 0; i <= 100; i++) printf "MEM %.6f %.4f\n", 20 + i, 1000 + i / 10 }' > "$work/small.dat"
awk 'BEGIN { print "CMDLINE shop"; for (i = 0; i < 100000; i++) printf "MEM %.6f %.4f\n", i == 77777 ? 2048 : 100 + (i % 997) / 8 + i / 1024, 1000 + i / 100 }' > "$work/large.dat"
mprof plot "$work/small.dat" -o "$work/small.html"
mprof plot "$work/large.dat" -o "$work/large.html"

echo "A page of 101 samples"
check "hover shows the value" "5.00 s resident70.0 MiB" "$(open "$work/small.html" "$point at('pointermove', 66 + (chart.clientWidth - 66 - 112) / 2, 100); seen([...document.querySelectorAll('.tip b, .tip tr')].map(e => e.textContent).slice(0, 2).join(' '))")"
check "no message on the console" 0 "$(faults)"
check "nothing is loaded" 0 "$(requests)"
check "hover over a span shows its memory" "Shop.Load change+40.0 MiB" "$(open "$work/small.html" "$point at('pointermove', 300, 26 + 320 + 28 + 8); seen(document.querySelector('.tip b').textContent + ' ' + document.querySelector('.tip tr:last-child').textContent)")"
check "the axis of the whole run" "0 s 2 s 4 s 6 s 8 s 10 s" "$(open "$work/small.html" "$labels seen(labels())")"
check "zooming changes the axis" "4 s 4.25 s 4.5 s 4.75 s 5 s 5.25 s 5.5 s 5.75 s 6 s" "$(open "$work/small.html" "$press $labels press('+'); press('+'); press('+'); seen(labels())")"
check "moving changes it too" "4.5 s 4.75 s 5 s 5.25 s 5.5 s 5.75 s 6 s 6.25 s 6.5 s" "$(open "$work/small.html" "$press $labels press('+'); press('+'); press('+'); press('ArrowRight'); seen(labels())")"
check "and 0 shows the whole run again" "0 s 2 s 4 s 6 s 8 s 10 s" "$(open "$work/small.html" "$press $labels press('+'); press('0'); seen(labels())")"
check "dragging zooms" "2 s 2.25 s 2.5 s 2.75 s 3 s 3.25 s 3.5 s 3.75 s 4 s" "$(open "$work/small.html" "$point $labels chart.setPointerCapture = null; const wide = (chart.clientWidth - 66 - 112) / 10; at('pointerdown', 66 + wide * 2, 100); at('pointermove', 66 + wide * 4, 100); at('pointerup', 66 + wide * 4, 100); seen(labels())")"
check "a legend entry switches off" "1 0" "$(open "$work/small.html" "const spans = () => document.querySelectorAll('#chart .span').length; const before = spans(); document.querySelector('[data-k=f0]').click(); seen(before + ' ' + spans())")"
check "light and dark" "light dark" "$(open "$work/small.html" "const theme = () => document.documentElement.dataset.theme; const before = theme(); document.querySelector('#theme').click(); seen(before + ' ' + theme())")"

echo "A page of 100,000 samples"
check "less than a megabyte" yes "$([ "$(wc -c < "$work/large.html")" -lt 1048576 ] && echo yes || wc -c < "$work/large.html")"
check "the peak of one sample" "peak 2.0 GiB at 12 min 58 s" "$(open "$work/large.html" "seen(document.querySelector('#chart .pkt').textContent)")"
check "no message on the console" 0 "$(faults)"
check "drawn within 2 seconds of opening" yes "$(open "$work/large.html" "const ready = document.documentElement.dataset.ready; seen(+ready.match(/([0-9]+) ms after/)[1] < 2000 ? 'yes' : ready)")"
grep -o 'data-ready="[^"]*"' "$work/dom.html" | sed 's/data-ready=/  /'

echo "A page of a heap"
dotnet build "$root/tests/Subjects/MemoryProfiler.Heaps" --configuration Release --output "$work/shop" > "$work/build.log" 2>&1 || { cat "$work/build.log"; exit 1; }
mkfifo "$work/orders"
dotnet "$work/shop/MemoryProfiler.Heaps.dll" < "$work/orders" > "$work/shop.log" &
shop=$!
exec 7> "$work/orders"
until grep -q ready "$work/shop.log"; do sleep 0.1; done
mprof heap "$shop" -o "$work/before.gcdump"
echo 500 >&7
until grep -q kept "$work/shop.log"; do sleep 0.1; done
mprof heap "$shop" -o "$work/heap.html" --diff "$work/before.gcdump"
exec 7>&-
wait "$shop"
order='const find = name => [...document.querySelectorAll("#types tr[data-i]")].find(r => r.querySelector("td").title === name); const order = find("MemoryProfiler.Heaps.Order");'
check "a type with its objects, bytes and what would be free" "Order 12,912 403.5 KiB 403.5 KiB +500 +15.6 KiB" "$(open "$work/heap.html" "$order seen([...order.cells].map(c => c.textContent).join(' '))")"
check "no message on the console" 0 "$(faults)"
check "nothing is loaded" 0 "$(requests)"
check "its path, and what to cut" "_orders (static) List<Order> Order[] Order frees 529.5 KiB" "$(open "$work/heap.html" "$order order.click(); seen([...document.querySelectorAll('.chain .card .mono, .chain small')].sort((a, b) => (a.tagName === 'SMALL') - (b.tagName === 'SMALL')).map(e => e.textContent).join(' '))" | sed 's/&lt;/</g;s/&gt;/>/g')"
check "the other way" "_byCustomer (static)" "$(open "$work/heap.html" "$order order.click(); document.querySelector('[data-way=\"1\"]').click(); seen(document.querySelector('.card.root .mono').textContent)")"
check "the filter" "Order[] Dictionary<string, Order[]> Entry<string, Order[]>[]" "$(open "$work/heap.html" "const query = document.querySelector('#query'); query.value = 'order[]'; query.dispatchEvent(new Event('input')); seen([...document.querySelectorAll('#types tbody td:first-child')].map(e => e.textContent).join(' '))" | sed 's/&lt;/</g;s/&gt;/>/g')"
check "the map goes in and comes out" "heap › _orders (static) heap" "$(open "$work/heap.html" "const crumb = () => [...document.querySelector('#crumb').childNodes].map(n => n.textContent.trim()).filter(t => t.length > 0).filter(t => !t.endsWith('B')).join(' '); [...document.querySelectorAll('#map button')].find(b => b.ariaLabel.startsWith('_orders')).click(); const inside = crumb(); document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })); seen(inside + ' ' + crumb())")"

echo "A flame graph"
dotnet build "$root/tests/Subjects/MemoryProfiler.SiteFiles" --configuration Release --output "$work/sites" > "$work/build.log" 2>&1 || { cat "$work/build.log"; exit 1; }
# Sites by number: a call path of six methods that fans out, and a type each.
awk -v sites=7000 'BEGIN {
  printf "{\"format\":\"MemoryProfiler.Sites\",\"version\":1,\"source\":\"Shop\",\"capturedAt\":\"2026-11-20T18:21:50Z\",\"durationSeconds\":46,\"lostEvents\":0,\"isCoarse\":false,\"notes\":[],"
  printf "\"peak\":\"fullCollection\",\"peaks\":[{\"kind\":\"fullCollection\",\"bytes\":1,\"objects\":1,\"atSeconds\":31}],\"frames\":["
  for (i = 0; i < sites; i++) printf "%s{\"method\":\"Shop.Step%d.Run(int)\",\"file\":\"/src/Shop/Shop.cs\",\"line\":%d,\"kind\":\"%s\"}", i ? "," : "", i % 97, 10 + i, i % 3 ? "own" : "library"
  printf "],\"sites\":["
  for (i = 0; i < sites; i++) {
    bytes = int(2000 + 40000000 / (1 + i * 7919 % sites))
    printf "%s{\"path\":[0,%d,%d,%d,%d,%d],\"type\":\"Shop.Part%d\",\"samples\":1", i ? "," : "", i % 7, i % 70, i % 700, i, (i * 31) % sites, i % 400
    printf ",\"allocatedBytes\":%d,\"allocatedObjects\":1,\"liveBytes\":%d,\"liveObjects\":1,\"peakBytes\":%d,\"peakObjects\":1}", bytes, int(bytes / 4), int(bytes / 2)
  }
  print "]}"
}' > "$work/many.json"
shop="$root/tests/MemoryProfiler.Heap.Tests/Sites/Exports/SiteFormatTests.Json_has_every_site.verified.txt"
sed 's/"allocatedBytes": 100000000/"allocatedBytes": 200000000/' "$shop" > "$work/baseline.json"
files() { dotnet "$work/sites/MemoryProfiler.SiteFiles.dll" "$@"; }
files "$shop" "$work/baseline.json" "$work/flame.html"
files "$work/many.json" - "$work/many.html"
at='const at = (type, x, row) => { const box = flame.getBoundingClientRect(); flame.dispatchEvent(new MouseEvent(type, { clientX: box.left + x, clientY: box.top + row * 21 + 10, bubbles: true })); };'
sums='const both = () => [0, 1].map(i => { set(() => turned = i === 1); const sum = n => n.own + n.list.reduce((all, below) => all + sum(below), 0); return [root.value, sum(root)].join(" "); }).join(" ");'
check "hover over a type shows its figures" "string Allocated476.8 MiB · 59 % of its caller100 % baseline476.8 MiB change0 B" "$(open "$work/flame.html" "$at at('mousemove', 20, 4); seen([...document.querySelectorAll('.tip b, .tip tr')].map(e => e.textContent).join(' '))")"
check "no message on the console" 0 "$(faults)"
check "nothing is loaded" 0 "$(requests)"
check "what changed most, with what is gone" "OrderImporter.&lt;Import&gt;g__Read;All|3_0:40 95.4 MiB −95.4 MiB" "$(open "$work/flame.html" "seen([...document.querySelector('#frames tbody tr').cells].map(c => c.textContent).join(' '))")"
check "a click zooms in, and the address knows" "Program.Main:12 722.5 MiB, 89 % #0/0/0/1/0/" "$(open "$work/flame.html" "$at at('click', 20, 1); seen(['b', 'span'].map(e => document.querySelector('#crumb ' + e).textContent).join(' ') + ' ' + location.hash)")"
check "the address leads back" "OrderImporter.Import:31 57.2 MiB, 27 % true order" "$(open "$work/flame.html" "seen(['b', 'span'].map(e => document.querySelector('#crumb ' + e).textContent).join(' ') + ' ' + (document.querySelector('#compare').ariaPressed === 'false') + ' ' + document.querySelector('#query').value)" "#1/0/0/0/0.1/order")"
check "a search counts bytes once" "3 frames, 245.7 MiB (30 %)" "$(open "$work/flame.html" "find('orderimporter'); seen(document.querySelector('#found').textContent)")"
check "and does not look at parameters" "0 frames, 0 B (0 %)" "$(open "$work/flame.html" "find('span'); seen(document.querySelector('#found').textContent)")"
check "keys turn it over, show the peak, and methods" "true 208.4 MiB Program.Main" "$(open "$work/flame.html" "$press press('i'); press('2'); press('l'); seen(turned + ' ' + bytes(root.value) + ' ' + short(root.list[0].list[0].list[0].list[0]))")"
check "arrows and Enter zoom, Escape leads back" "Program.Main:12 all" "$(open "$work/flame.html" "const key = key => flame.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })); key('ArrowDown'); key('Enter'); const inside = short(zoom); key('Escape'); seen(inside + ' ' + short(zoom))")"
check "sums are equal both ways" "847600000 847600000 847600000 847600000" "$(open "$work/flame.html" "$sums seen(both())")"

echo "A flame graph of 20,000 boxes"
check "a page of as many" yes "$(open "$work/many.html" "seen(graph.p.length > 20000 ? 'yes' : graph.p.length)")"
check "no message on the console" 0 "$(faults)"
check "less than a megabyte" yes "$([ "$(wc -c < "$work/many.html")" -lt 1048576 ] && echo yes || wc -c < "$work/many.html")"
check "sums are equal both ways" yes "$(open "$work/many.html" "$sums seen(new Set(both().split(' ')).size === 1 ? 'yes' : both())")"
took=$(timed "$work/many.html" "[() => rebuild(false), i => find('step' + (40 + i) + '.'), () => set(() => turned = !turned)]")
read -r drawn searched turned <<< "$took"
check "made and drawn within a second" yes "$([ "${drawn%.*}" -lt 1000 ] && echo yes || echo "$took")"
check "searched within 50 ms" yes "$([ "${searched%.*}" -lt 50 ] && echo yes || echo "$took")"
check "turned over within a second" yes "$([ "${turned%.*}" -lt 1000 ] && echo yes || echo "$took")"
echo "  made and drawn in $drawn ms, searched in $searched ms, turned over in $turned ms"

echo "Failed: $failed, Passed: $passed"
[ "$failed" -eq 0 ]
