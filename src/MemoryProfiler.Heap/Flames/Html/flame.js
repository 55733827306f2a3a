const NAME = 0, KIND = 1, START = 2, END = 3, FILE = 4, LINE = 5;
const YOURS = 0, RUNTIME = 2, REST = 3, TYPE = 4;
const ROW = 21, SMALLEST = 1.2, MOST_ROWS = 10;
const flame = $('#flame'), canvas = $('#flame canvas');
let graph, metric = 0, turned = false, byLine = true, compared = false, query = '';
let keys, matched, root, zoom, current, boxes = [], colors, trail = [];

const tip = document.body.appendChild(Object.assign(document.createElement('div'), { className: 'tip' }));
const hideTip = () => { tip.style.visibility = 'hidden' };
function showTip(x, y, html) {
  tip.innerHTML = html;
  const { width, height } = tip.getBoundingClientRect();
  tip.style.left = `${x + 14 + width > innerWidth - 8 ? Math.max(8, x - width - 12) : x + 14}px`;
  tip.style.top = `${y + 16 + height > innerHeight - 8 ? Math.max(8, y - height - 12) : y + 16}px`;
  tip.style.visibility = 'visible';
}

const shortOf = f => {
  const [name, kind, start, end, file, line] = graph.frames[f];
  return name.slice(start, end) + (byLine && line && kind !== TYPE ? `:${line}` : '');
};
const placeOf = f => { const [, , , , file, line] = graph.frames[f]; return file + (byLine && line ? `:${line}` : '') };
const kindOf = n => n.frame < 0 ? REST : graph.frames[n.frame][KIND];
const short = n => n.frame < 0 ? 'all' : shortOf(n.frame);
const full = n => n.frame < 0 ? 'all' : graph.frames[n.frame][NAME];
// What is searched has no parameters: they would be found with the types that are allocated.
const plain = f => graph.frames[f][NAME].slice(0, graph.frames[f][END]);

// Without lines, the frames of a method are all the first of them.
function mapFrames() {
  const first = new Map;
  keys = graph.frames.map((frame, f) => {
    if (byLine || frame[KIND] === TYPE) return f;
    const key = `${frame[FILE]}\n${frame[NAME]}`;
    if (!first.has(key)) first.set(key, f);
    return first.get(key);
  });
}

// Nodes with a common beginning are laid together; only the ends of paths have bytes of their own.
const made = (frame, up) => ({ frame, up, value: 0, before: 0, own: 0, kids: new Map, list: [] });
function kid(up, frame) {
  let at = up.kids.get(frame);
  if (!at) up.kids.set(frame, at = made(frame, up));
  return at;
}
function add(values, field) {
  const { p, f } = graph, nodes = new Array(p.length);
  for (let i = 0; i < p.length; i++) {
    if (!turned) nodes[i] = kid(p[i] < 0 ? root : nodes[p[i]], keys[f[i]]);
    if (!values[i]) continue;
    let at = turned ? root : nodes[i];
    if (turned) for (let j = i; j >= 0; j = p[j]) at = kid(at, keys[f[j]]);
    if (field === 'value') at.own += values[i];
    for (; at; at = at.up) at[field] += values[i];
  }
}
function build() {
  mapFrames();
  root = made(-1, null);
  add(graph.v[metric], 'value');
  if (compared) add(graph.b[metric], 'before');
  for (const open = [root]; open.length;) {
    const at = open.pop();
    at.list = [...at.kids.values()].filter(n => n.value > 0).sort((a, b) => b.value - a.value || a.frame - b.frame);
    open.push(...at.list);
  }
  zoom = current = root;
}

const matches = n => n.frame >= 0 && matched !== null && matched[n.frame] === 1;
// Bytes count once, also where a caller and what it calls are both found.
function search() {
  matched = query ? Uint8Array.from(graph.frames, (frame, f) => plain(f).toLowerCase().includes(query) || `${frame[FILE]}:${frame[LINE]}`.toLowerCase().includes(query) ? 1 : 0) : null;
  let bytesFound = 0, frames = 0;
  for (const open = query ? [[zoom, false]] : []; open.length;) {
    const [at, inside] = open.pop(), found = matches(at);
    if (found) frames++;
    if (found && !inside) bytesFound += at.value;
    for (const n of at.list) open.push([n, inside || found]);
  }
  draw();
  $('#found').textContent = query ? `${count(frames, 'frame')}, ${bytes(bytesFound)} (${percent(bytesFound / zoom.value || 0)})` : '';
}

const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
function readColors() {
  colors = { ink: css('--ink'), ink2: css('--ink2'), hair: css('--hair'), accent: css('--accent'), peak: css('--peak'), grow: css('--grow'), shrink: css('--shrink'), sans: css('--sans'),
    kinds: [css('--you'), css('--lib'), css('--rt'), css('--panel'), css('--type')] };
}
const change = n => (n.value - n.before) / Math.max(n.value, n.before, 1);
function fill(n) {
  if (!compared || n.frame < 0) return colors.kinds[kindOf(n)];
  const by = change(n);
  return Math.abs(by) < .02 ? colors.kinds[RUNTIME] : `rgba(${by > 0 ? colors.grow : colors.shrink},${(.15 + .6 * Math.min(1, Math.abs(by))).toFixed(2)})`;
}

// What is too narrow to be seen is one box, so that the widths below a box add up to its own.
function lay() {
  const width = flame.clientWidth, path = [];
  for (let n = zoom.up; n; n = n.up) path.unshift(n);
  boxes = path.map((n, row) => ({ x: 0, y: row * ROW, width, node: n, above: true }));
  for (const open = [[zoom, 0, width, path.length]]; open.length;) {
    const [n, left, wide, row] = open.pop();
    boxes.push({ x: left, y: row * ROW, width: wide, node: n });
    const scale = wide / (n.value || 1);
    let x = left, rest = n.value - n.own, shown = 0;
    for (; shown < n.list.length && n.list[shown].value * scale >= SMALLEST; shown++) {
      const wideKid = n.list[shown].value * scale;
      open.push([n.list[shown], x, wideKid, row + 1]);
      x += wideKid;
      rest -= n.list[shown].value;
    }
    if (shown < n.list.length && rest * scale >= .5) boxes.push({ x, y: (row + 1) * ROW, width: rest * scale, node: null, up: n, small: n.list.length - shown, bytes: rest });
  }
}
function draw() {
  const width = flame.clientWidth;
  if (width < 80) return;
  lay();
  const height = boxes.reduce((most, box) => Math.max(most, box.y), 0) + ROW + 1, scale = devicePixelRatio || 1, g = canvas.getContext('2d');
  canvas.width = width * scale;
  canvas.height = height * scale;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  g.scale(scale, scale);
  g.textBaseline = 'middle';
  for (const box of boxes) drawBox(g, box);
  drawCrumb();
  drawLegend();
}
function fitted(g, text, room) {
  const wide = g.measureText(text).width;
  if (wide <= room) return text;
  let length = Math.floor(text.length * room / wide);
  while (length > 0 && g.measureText(text.slice(0, length) + '…').width > room) length--;
  return length < 2 ? '' : text.slice(0, length) + '…';
}
function drawBox(g, { x, y, width, node, above, small }) {
  const plainFont = `12px ${colors.sans}`;
  if (!node) {
    g.fillStyle = colors.hair;
    g.fillRect(x, y, Math.max(.8, width - .6), ROW - 1);
    if (width <= 60) return;
    g.font = plainFont;
    g.fillStyle = colors.ink2;
    g.fillText(fitted(g, `${int(small)} small`, width - 8), x + 4, y + ROW / 2);
    return;
  }
  const found = matches(node), isFaint = above || query && !found, kind = kindOf(node);
  g.globalAlpha = above ? .55 : isFaint ? .35 : 1;
  g.fillStyle = fill(node);
  g.fillRect(x, y, Math.max(.8, width - 1), ROW - 1);
  g.globalAlpha = 1;
  if (found) {
    g.strokeStyle = colors.peak;
    g.lineWidth = 1.5;
    g.strokeRect(x + .75, y + .75, Math.max(.5, width - 2.5), ROW - 2.5);
  }
  if (width > 22) {
    g.font = (kind === TYPE ? 'italic ' : kind === YOURS ? '600 ' : '') + plainFont;
    g.fillStyle = isFaint ? colors.ink2 : colors.ink;
    const name = node === root ? `all ${bytes(node.value)}` : short(node), text = fitted(g, name, width - 9);
    if (text) g.fillText(text, x + 4, y + ROW / 2);
    if (text === name && (node !== root || compared)) {
      const size = compared ? bytes(node.value - node.before, true) : bytes(node.value), after = g.measureText(text + '  ').width;
      g.font = plainFont;
      g.fillStyle = colors.ink2;
      if (g.measureText(size).width < width - after - 12) g.fillText(size, x + 4 + after, y + ROW / 2);
    }
  }
  if (node === current && document.activeElement === flame) {
    g.strokeStyle = colors.accent;
    g.lineWidth = 2;
    g.strokeRect(x + 1, y + 1, Math.max(1, width - 3), ROW - 3);
  }
}
function drawCrumb() {
  trail = [];
  for (let n = zoom; n; n = n.up) trail.unshift(n);
  $('#crumb').innerHTML = zoom === root ? 'Click a box to zoom in; hover for its figures.'
    : trail.map((n, i) => n === zoom ? `<b>${esc(short(n))}</b> <span class=num>${bytes(n.value)}, ${percent(n.value / (root.value || 1))}</span>` : `<button data-i=${i} title="${esc(full(n))}">${esc(short(n))}</button> ›`).join(' ')
      + ' <span>· <button data-i=0>whole graph</button></span>';
}
function drawLegend() {
  $('#legend').innerHTML = compared
    ? `<span>smaller than baseline<span class=ramp style="background:linear-gradient(90deg,rgba(${colors.shrink},.75),${colors.kinds[RUNTIME]},rgba(${colors.grow},.75))"></span>larger</span><span>width: this run; numbers: change</span>`
    : [['<b>your code</b>', YOURS], ['libraries', 1], ['runtime', RUNTIME], ['<em>type allocated</em>', TYPE]].map(([text, kind]) => `<span><i style="background:${colors.kinds[kind]}"></i>${text}</span>`).join('')
      + '<span>Widths are bytes; left to right is by size, not time.</span>';
}

function drawTables() {
  const byFrame = new Map, byType = new Map, { p, f } = graph;
  const sum = (values, side) => values.forEach((v, i) => {
    if (!v) return;
    const isType = graph.frames[f[i]][KIND] === TYPE, own = isType ? p[i] : i;
    for (const [map, frame] of [[byType, isType ? f[i] : -1], [byFrame, own < 0 ? -1 : keys[f[own]]]]) {
      if (frame < 0) continue;
      if (!map.has(frame)) map.set(frame, [0, 0]);
      map.get(frame)[side] += v;
    }
  });
  sum(graph.v[metric], 0);
  if (compared) sum(graph.b[metric], 1);
  const order = compared ? (a, b) => Math.abs(b[1][0] - b[1][1]) - Math.abs(a[1][0] - a[1][1]) : (a, b) => b[1][0] - a[1][0];
  const head = `<thead><tr><th>Name</th><th class=num>${esc(graph.metrics[metric])}</th><th class=num>${compared ? 'Change' : 'Share'}</th></tr></thead>`;
  const row = ([frame, [now, before]]) => {
    const by = now - before, last = compared ? `<td class="num ${by > 0 ? 'up' : by < 0 ? 'down' : ''}">${bytes(by, true)}</td>` : `<td class=num>${percent(now / (root.value || 1))}</td>`;
    return `<tr tabindex=0 data-query="${esc(plain(frame))}"><td class=mono title="${esc(graph.frames[frame][NAME])}">${esc(shortOf(frame))}</td><td class=num>${bytes(now)}</td>${last}</tr>`;
  };
  const isShown = compared ? ([, [now, before]]) => now !== before : () => true;
  const fillTable = (id, map) => $(id).innerHTML = `${head}<tbody>${[...map].filter(isShown).sort(order).slice(0, MOST_ROWS).map(row).join('') || '<tr><td class=dim colspan=3>Nothing changed</td></tr>'}</tbody>`;
  $('#byFrame').textContent = compared ? 'Changed most (what is gone reads 0 B)' : byLine ? 'By the line that allocates' : 'By the method that allocates';
  $('#byType').textContent = compared ? 'Types changed most' : 'By the type allocated';
  fillTable('#frames', byFrame);
  fillTable('#types', byType);
}

// The address leads back to what is seen.
function remember() {
  const places = [];
  for (let n = zoom; n.up; n = n.up) places.unshift(n.up.list.indexOf(n));
  history.replaceState(null, '', `#${[metric, +turned, +!byLine, +compared, places.join('.'), encodeURIComponent(query)].join('/')}`);
}
function recall() {
  const [m, t, g, c, places, q] = location.hash.slice(1).split('/');
  if (places === undefined) return;
  metric = graph.v[+m] ? +m : 0;
  [turned, byLine, compared] = [t === '1', g !== '1', c === '1' && !!graph.b];
  try { query = decodeURIComponent(q ?? '') } catch { query = '' }
  $('#query').value = query;
  return places;
}
function zoomTo(n) {
  zoom = current = n;
  search();
  remember();
}
const choose = (group, place) => $$(`${group} .btn`).forEach((button, i) => button.setAttribute('aria-checked', i === place));
// What was zoomed into stays so, as far as it is still there.
function rebuild(isSameWay) {
  const path = [];
  for (let n = isSameWay ? zoom : null; n?.up; n = n.up) path.unshift(n.frame);
  build();
  for (const frame of path) {
    const to = zoom.kids.get(keys[frame]);
    if (!to?.value) break;
    zoom = current = to;
  }
  search();
  drawTables();
  choose('#metric', metric);
  choose('#direction', +turned);
  choose('#grain', +!byLine);
  $('#compare').setAttribute('aria-pressed', compared);
}
function set(apply) {
  const was = turned;
  apply();
  rebuild(was === turned);
  remember();
}
const setMetric = i => set(() => metric = i), turn = () => set(() => turned = !turned), compare = () => set(() => compared = !compared), setLines = on => set(() => byLine = on);
function find(text) {
  query = text.trim().toLowerCase();
  search();
  remember();
}

const rows = list => '<table>' + list.map(([name, value]) => `<tr><td>${name}</td><td class=num>${value}</td></tr>`).join('') + '</table>';
function tipOf({ node, small, bytes: size }) {
  if (!node) return `<b>${count(small, 'small frame')}</b><br>${bytes(size)} together; click to see them`;
  const list = [[esc(graph.metrics[metric]), `${bytes(node.value)} · ${percent(node.value / (root.value || 1))}`]];
  if (node.own && kindOf(node) !== TYPE) list.push(['itself', bytes(node.own)]);
  if (node.up) list.push([turned ? 'of what it led to' : 'of its caller', percent(node.value / (node.up.value || 1))]);
  if (compared) list.push(['baseline', bytes(node.before)], ['change', bytes(node.value - node.before, true)]);
  if (node.frame >= 0 && graph.frames[node.frame][FILE]) list.push(['at', esc(placeOf(node.frame))]);
  return `<b class=mono>${esc(full(node))}</b>${rows(list)}`;
}
const boxAt = e => {
  const { left, top } = flame.getBoundingClientRect(), x = e.clientX - left, y = e.clientY - top;
  return boxes.find(box => x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + ROW);
};
function listen() {
  $('#metric').onclick = e => { if (e.target.dataset.i) setMetric(+e.target.dataset.i) };
  $('#direction').onclick = e => { if (e.target.dataset.i) set(() => turned = e.target.dataset.i === '1') };
  $('#grain').onclick = e => { if (e.target.dataset.i) setLines(e.target.dataset.i === '0') };
  $('#compare').onclick = compare;
  let waiting;
  $('#query').oninput = e => { clearTimeout(waiting); waiting = setTimeout(() => find(e.target.value), 80) };
  flame.onmousemove = e => { const box = boxAt(e); if (box) showTip(e.clientX, e.clientY, tipOf(box)); else hideTip() };
  flame.onmouseleave = hideTip;
  flame.onclick = e => { const box = boxAt(e); hideTip(); if (box) zoomTo(box.node ?? box.up) };
  flame.onfocus = flame.onblur = draw;
  $('#crumb').onclick = e => { const i = e.target.dataset.i; if (i !== undefined) zoomTo(trail[i]) };
  const pick = e => {
    const row = e.target.closest('tr[data-query]');
    if (!row || e.type === 'keydown' && e.key !== 'Enter') return;
    find($('#query').value = row.dataset.query);
  };
  $('.two').onclick = $('.two').onkeydown = pick;
  flame.onkeydown = e => {
    if (chord(e)) return;
    const up = current.up, place = up ? up.list.indexOf(current) : 0;
    const to = { ArrowDown: current.list[0], ArrowUp: up, ArrowRight: up?.list[place + 1], ArrowLeft: up?.list[place - 1], Enter: current }[e.key];
    if (!/^Arrow|^Enter$/.test(e.key)) return;
    e.preventDefault();
    if (e.key === 'Enter') return zoomTo(current);
    current = to ?? current;
    draw();
    say(`${short(current)}, ${bytes(current.value)}, ${percent(current.value / (root.value || 1))}`);
  };
  document.addEventListener('keydown', e => {
    if (e.key === 'Escape') {
      if (!typing(e)) return zoomTo(root);
      e.target.value = '';
      e.target.blur();
      return find('');
    }
    if (typing(e) || chord(e)) return;
    if (e.key === 'i') turn();
    else if (e.key === 'l') setLines(!byLine);
    else if (e.key === 'd' && graph.b) compare();
    else if (/^[1-9]$/.test(e.key) && graph.metrics[e.key - 1]) setMetric(e.key - 1);
  });
  const repaint = () => { readColors(); draw() };
  new MutationObserver(repaint).observe(document.documentElement, { attributeFilter: ['data-theme'] });
  addEventListener('beforeprint', repaint);
  addEventListener('afterprint', repaint);
  let seen = flame.clientWidth;
  new ResizeObserver(() => { if (seen !== flame.clientWidth) { seen = flame.clientWidth; draw() } }).observe(flame);
}

data().then(loaded => {
  graph = loaded;
  ({ metric, turned, compared } = graph.start);
  $('#title').textContent = document.title = graph.title;
  $('#sub').textContent = graph.sub;
  $('#note').textContent = graph.note;
  $('#warning').textContent = graph.warning;
  $('#warning').hidden = !graph.warning;
  $('#metric').innerHTML = graph.metrics.map((name, i) => `<button class=btn role=radio data-i=${i}>${esc(name)}</button>`).join('');
  $('#compare').hidden = !graph.b;
  const places = recall();
  readColors();
  rebuild(false);
  if (places) zoomTo(places.split('.').reduce((n, i) => n.list[+i] ?? n, root));
  listen();
  help([['click', 'zoom into a frame; the path above leads back'], ['/', 'search; bytes are counted once'], ['1 2 3', graph.metrics.map(esc).join(', ')], ['i', 'turn the graph over'], ['l', 'a box for each line, or for each method'],
    ...graph.b ? [['d', 'compare with the baseline']] : [], ['↑ ↓ ← →', 'move, Enter zooms, Esc shows the whole graph'], ['t', 'light or dark']]);
  themed.ready = `${performance.now().toFixed(0)} ms after opening, ${graph.p.length} nodes, ${boxes.length} boxes`;
});
