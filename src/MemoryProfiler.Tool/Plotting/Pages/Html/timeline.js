const $chart = $('#chart');
const width = () => $chart.clientWidth;
const DASHES = ['', '7 3', '2 3', '9 3 2 3', '4 2'];
const FUNCTIONS = 8, SPAN_HEIGHT = 20, GC_HEIGHT = 18, SMALL = 560;
let page, view, fitted = false, off = new Set, plot = {};

const seconds = t => t === 0 ? '0 s' : t < .01 ? `${(t * 1e3).toFixed(2)} ms` : t < 1 ? `${(t * 1e3).toFixed(0)} ms` : t < 10 ? `${t.toFixed(2)} s` : t < 120 ? `${t.toFixed(1)} s`
  : t < 7200 ? `${Math.floor(Math.round(t) / 60)} min ${String(Math.round(t) % 60).padStart(2, '0')} s` : `${Math.floor(t / 3600)} h ${String(Math.floor(Math.round(t) % 3600 / 60)).padStart(2, '0')} min`;
const rows = list => '<table>' + list.map(([name, value]) => `<tr><td>${name}</td><td class=num>${value}</td></tr>`).join('') + '</table>';

// Times and values are differences of their neighbours, in steps.
const unpack = ({ step, d }) => { let sum = 0; return d.map(delta => (sum += delta) * step) };

// The first index whose time is not below t.
function lower(times, t) {
  let low = 0, high = times.length;
  while (low < high) { const middle = low + high >> 1; if (times[middle] < t) low = middle + 1; else high = middle }
  return low;
}
function highest(values, from = 0, to = values.length) {
  let best = from;
  for (let i = from; i < to; i++) if (values[i] > values[best]) best = i;
  return best;
}
// At most four points in each column of pixels: first, lowest, highest, last. No peak is ever lost.
function points({ t, v }, [from, to], x) {
  const all = [];
  const end = Math.min(t.length - 1, lower(t, to));
  let i = Math.max(0, lower(t, from) - 1);
  const add = k => all.push([x(t[k]), v[k], k]);
  if (end - i < width() * 3) { for (; i <= end; i++) add(i); return all }
  while (i <= end) {
    const column = Math.floor(x(t[i])), first = i;
    let low = i, high = i;
    for (; i <= end && Math.floor(x(t[i])) === column; i++) { if (v[i] < v[low]) low = i; if (v[i] > v[high]) high = i }
    [...new Set([first, low, high, i - 1])].sort((a, b) => a - b).forEach(add);
  }
  return all;
}

// Round steps (1, 2, 2.5, 5, 10 …) of a unit.
function ticks(most, count, unit) {
  const raw = most / unit / count, power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map(k => k * power).find(k => k >= raw) * unit, all = [];
  for (let v = 0; v <= most * 1.0001; v += step) all.push(v);
  if (all.length < 2) all.push(step);
  return all;
}
const unitOf = most => most >= 1.5 * 2 ** 30 ? [2 ** 30, 'GiB'] : most >= 1.5 * 2 ** 20 ? [2 ** 20, 'MiB'] : most >= 1e4 ? [2 ** 10, 'KiB'] : [1, 'B'];
// Long recordings have ticks at whole minutes and hours.
const timeSteps = [60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400];
const timeStep = (length, count) => length >= 180 ? timeSteps.find(s => length / s <= count) || 86400 : ticks(length, count, 1)[1];
const timeLabel = (t, step, end) => step < 60 ? `${+t.toPrecision(9)} s` : end < 7200 ? `${t / 60} min` : `${Math.floor(t / 3600)}:${String(Math.floor(t % 3600 / 60)).padStart(2, '0')} h`;
const fitText = (text, room, letter = 6.6) => { const most = Math.floor(room / letter); return text.length <= most ? text : most < 3 ? '' : text.slice(0, most - 1) + '…' };
const colour = name => page.order[name] < FUNCTIONS ? `var(--f${page.order[name]})` : 'var(--rest)';
const keyOf = name => page.order[name] < FUNCTIONS ? `f${page.order[name]}` : 'rest';
const change = s => s[4] == null || s[3] == null ? null : s[4] - s[3];

// One entry per series and function, never per call; each switches what it names off.
function drawKey() {
  const runs = page.runs, first = runs[0], entries = [];
  runs.forEach((run, i) => entries.push([`r${i}`, runs.length > 1 ? `${run.name}, peak ${bytes(Math.max(0, run.v[highest(run.v)]))}` : run.name, `<path d="M0 6H26" stroke="var(--run${i % 5})" stroke-width=2.5 stroke-dasharray="${DASHES[i % 5]}" fill=none />`]));
  (first.more || []).forEach((more, i) => entries.push([`m${i}`, more.name, `<path d="M0 6H26" stroke="var(--run${(i + 2) % 5})" stroke-width=1.5 stroke-dasharray="${DASHES[(i + 1) % 5]}" fill=none />`]));
  if (first.kids?.length) entries.push(['kids', count(first.kids.length, 'child process').replace('processs', 'processes'), '<path d="M0 3H26M0 9H26" class=kid />']);
  if (page.verdict?.line) entries.push(['trend', 'trend of the low points', '<path d="M0 6H26" class=trend />']);
  if (first.gc?.length) entries.push(['gc', 'garbage collections', '<path d="M3 12V8M10 12V8M17 12V5M24 12V0" class=gc />']);
  if (first.spans?.length) {
    const used = page.names.map((name, i) => [name, i]).filter(([, i]) => page.order[i] < FUNCTIONS).sort((a, b) => page.order[a[1]] - page.order[b[1]]);
    used.forEach(([, i]) => entries.push([`f${page.order[i]}`, page.short[i], `<rect x=3 y=0 width=20 height=12 rx=2 fill="${colour(i)}"/>`]));
    if (page.names.length > FUNCTIONS) entries.push(['rest', count(page.names.length - FUNCTIONS, 'more function'), '<rect x=3 y=0 width=20 height=12 rx=2 fill="var(--rest)"/>']);
  }
  $('#key').innerHTML = entries.map(([id, name, mark]) => `<button class=btn data-k=${id} aria-pressed=${!off.has(id)}><svg viewBox="0 0 26 12" aria-hidden=true>${mark}</svg>${esc(name)}</button>`).join('');
}

function draw() {
  const w = width();
  if (w < 120) return;
  const small = w < SMALL, left = small ? 58 : 66, right = small ? 10 : page.runs.length > 1 ? 150 : 112, across = w - left - right, height = small ? 230 : 320, top = 26;
  const runs = page.runs, first = runs[0], [from, to] = view, x = t => left + (t - from) / (to - from) * across;
  const shown = runs.map((run, i) => [run, i]).filter(([, i]) => !off.has(`r${i}`));

  // Vertical axis: from 0, unless it is to fit what is shown.
  const curves = [...shown.map(([run]) => run), ...(first.more || []).filter((_, i) => !off.has(`m${i}`)), ...(off.has('kids') ? [] : first.kids || [])];
  let most = 0, least = Infinity;
  for (const curve of curves) {
    const end = Math.min(curve.t.length, lower(curve.t, to) + 1);
    for (let k = Math.max(0, lower(curve.t, from) - 1); k < end; k++) { if (curve.v[k] > most) most = curve.v[k]; if (curve.v[k] < least) least = curve.v[k] }
  }
  most = most || 1;
  const [unit, unitName] = unitOf(most);
  let base = 0, marks = ticks(most * 1.04, small ? 4 : 6, unit);
  if (fitted && least > 0 && least < Infinity) {
    const step = ticks((most - least) * 1.1 || most, 5, unit)[1];
    base = Math.floor(least / step) * step;
    marks = [];
    for (let v = base; v < most + step; v += step) marks.push(v);
  } else if (marks.at(-1) < most * 1.03) marks.push(marks.at(-1) + marks[1]);
  const ceiling = marks.at(-1), y = v => top + height - (v - base) / (ceiling - base) * height;
  const decimals = marks.some(v => (v / unit) % 1) ? marks.some(v => (v / unit * 10) % 1 > 1e-9) ? 2 : 1 : 0;
  let o = '';
  for (const v of marks)
    o += `<path class=${v === base ? 'axis' : 'grid'} d="M${left} ${Math.round(y(v)) + .5}H${left + across}"/><text class=lab x=${left - 8} y=${y(v) + 4} text-anchor=end>${(v / unit).toLocaleString('en-US', { minimumFractionDigits: v ? decimals : 0, maximumFractionDigits: decimals })}${v === ceiling ? ' ' + unitName : ''}</text>`;
  if (base > 0) o += `<text class=lab x=${left + 6} y=${y(base) - 6}>axis starts at ${bytes(base)}</text>`;

  // Curves.
  o += `<defs><clipPath id=clip><rect x=${left} y=0 width=${across} height=4000 /></clipPath></defs><g clip-path="url(#clip)">`;
  // A line is broken where neighbours are far apart; what is missing within a column of pixels cannot be seen.
  const broken = (curve, gap, one, next) => next - one === 1 && gap > 0 && curve.t[next] - curve.t[one] > gap;
  const path = (curve, gap) => { const p = points(curve, view, x); return [p.map((q, i) => `${i && !broken(curve, gap, p[i - 1][2], q[2]) ? 'L' : 'M'}${q[0].toFixed(1)} ${y(q[1]).toFixed(1)}`).join(''), p] };
  const labels = [], lastOf = p => p.at(-1) && [y(p.at(-1)[1]), Math.min(p.at(-1)[0], left + across)];
  if (!off.has('kids')) for (const kid of first.kids || []) {
    const [d, p] = path(kid, first.gap);
    if (!p.length) continue;
    o += `<path class=kid d="${d}"/>`;
    if (first.kids.length < 9 && p.at(-1)[0] > left) labels.push([...lastOf(p), kid.name, 'var(--ink2)']);
  }
  (first.more || []).forEach((more, i) => {
    if (off.has(`m${i}`)) return;
    const [d, p] = path(more, first.gap), stroke = `var(--run${(i + 2) % 5})`;
    o += `<path class=run style="stroke-width:1.4" stroke="${stroke}" stroke-dasharray="${DASHES[(i + 1) % 5]}" d="${d}"/>`;
    if (p.length) labels.push([...lastOf(p), more.name, stroke]);
  });
  for (const [run, i] of shown.slice().reverse()) {
    const [d, p] = path(run, run.gap), stroke = `var(--run${i % 5})`;
    if (!p.length) continue;
    if (i === 0) o += d.split('M').filter(Boolean).map(piece => { const xs = piece.split('L').map(q => q.split(' ')[0]); return `<path class=fill d="M${piece}L${xs.at(-1)} ${y(base)}L${xs[0]} ${y(base)}Z"/>` }).join('');
    o += `<path class=run stroke="${stroke}" stroke-dasharray="${DASHES[i % 5]}" d="${d}"/>`;
    if (p.length < across / 9) o += p.map(q => `<circle cx=${q[0].toFixed(1)} cy=${y(q[1]).toFixed(1)} r=2.6 fill="${stroke}"/>`).join('');
    labels.push([...lastOf(p), run.name, stroke]);
  }
  const line = page.verdict?.line;
  if (line && !off.has('trend')) o += `<path class=trend d="M${x(line[0])} ${y(line[1])}L${x(line[2])} ${y(line[3])}"/>`;
  o += '</g>';
  if (!small) {
    labels.sort((a, b) => a[0] - b[0]);
    for (let i = labels.length - 2; i >= 0; i--) if (labels[i + 1][0] - labels[i][0] < 14) labels[i][0] = labels[i + 1][0] - 14;
    for (const [ly, lx, name, stroke] of labels) o += `<text class=name x=${(lx + 8).toFixed(1)} y=${(ly + 4).toFixed(1)} fill="${stroke}">${esc(fitText(name, lx < left + across - 60 ? 160 : right - 8, 7.6))}</text>`;
  }

  // The peak: a dot, its value and its time, on the side where there is room.
  if (!off.has('r0')) {
    const start = lower(first.t, from), end = Math.max(start + 1, lower(first.t, to + 1e-9)), k = highest(first.v, start, Math.min(end, first.v.length));
    if (first.t[k] >= from && first.t[k] <= to) {
      const px = x(first.t[k]), py = y(first.v[k]), text = `${start > 0 || end < first.t.length ? 'highest here' : 'peak'} ${bytes(first.v[k])} at ${seconds(first.t[k])}`, length = text.length * 6.9 + 14, fits = px + length < left + across, at = fits ? px + 6 : px - length > left ? px - 6 : left + across;
      o += `<path class=pkl d="M${px} ${py}V${py - 10}"/><circle class=pk cx=${px} cy=${py} r=4 /><text class=pkt x=${at} y=${py - (fits || px - length > left ? 8 : 14)} text-anchor=${fits ? 'start' : 'end'}>${text}</text>`;
    }
  }

  // Time axis, then collections, then spans: all share one x.
  let Y = top + height;
  const step = timeStep(to - from, small ? 4 : 9);
  for (let n = Math.ceil(from / step - 1e-9); n * step <= to + 1e-9; n++)
    o += `<path class=axis d="M${Math.round(x(n * step)) + .5} ${Y}v5"/><text class=lab x=${x(n * step).toFixed(1)} y=${Y + 18} text-anchor=middle>${timeLabel(n * step, step, to)}</text>`;
  Y += 28;
  if (first.gc?.length && !off.has('gc')) {
    o += `<text class=lab x=${left - 8} y=${Y + GC_HEIGHT - 3} text-anchor=end>GC</text><path class=grid d="M${left} ${Y + GC_HEIGHT + .5}H${left + across}"/>`;
    const columns = new Map, paths = ['', '', ''];
    for (const [t, generation] of first.gc) {
      if (t < from || t > to) continue;
      const column = Math.round(x(t));
      columns.set(column, Math.max(generation, columns.get(column) ?? 0));
    }
    for (const [column, generation] of columns) paths[generation] += `M${column + .5} ${Y + GC_HEIGHT}v${-[6, 11, GC_HEIGHT][generation]}`;
    o += `<path class=gc d="${paths[0]}${paths[1]}"/><path class="gc gc2" d="${paths[2]}"/>`;
    Y += GC_HEIGHT + 10;
  }
  const boxes = [];
  if (first.spans?.length) {
    const visible = first.spans.filter(s => !off.has(keyOf(s[0])));
    const lanes = visible.reduce((m, s) => Math.max(m, s[5] + 1), 1), merged = Array(lanes).fill(null);
    o += `<text class=lab x=${left - 8} y=${Y + 14} text-anchor=end>spans</text>`;
    const flush = lane => {
      const m = merged[lane];
      if (!m) return;
      const ly = Y + lane * (SPAN_HEIGHT + 1);
      o += `<rect class=span x=${m.from.toFixed(1)} y=${ly} width=${Math.max(1.2, m.to - m.from).toFixed(1)} height=${SPAN_HEIGHT} fill="${m.name == null ? 'var(--rest)' : colour(m.name)}"/>`;
      boxes.push([m.from, m.to, ly, m.n === 1 ? m.span : null, m.n]);
      merged[lane] = null;
    };
    for (const s of visible) {
      if (s[2] < from || s[1] > to) continue;
      const lane = s[5], a = Math.max(left, x(s[1])), b = Math.min(left + across, x(s[2]));
      if (b - a < 2) {
        const m = merged[lane];
        if (m && a - m.to < 1.5) { m.to = Math.max(m.to, b); m.n++; if (m.name !== s[0]) m.name = null } else { flush(lane); merged[lane] = { from: a, to: b, n: 1, span: s, name: s[0] } }
        continue;
      }
      flush(lane);
      const ly = Y + lane * (SPAN_HEIGHT + 1), delta = change(s);
      o += `<rect class=span x=${a.toFixed(1)} y=${ly} width=${(b - a).toFixed(1)} height=${SPAN_HEIGHT} rx=2 fill="${colour(s[0])}"/>`;
      boxes.push([a, b, ly, s]);
      const room = b - a - 10, short = page.short[s[0]], figure = delta == null ? '' : ` ${bytes(delta, true)}`;
      const text = fitText(short, room);
      if (text.length >= 4 || text === short) o += `<text class=spt x=${(a + 5).toFixed(1)} y=${ly + 14}>${esc(text)}${text === short && (short + figure).length * 6.6 < room ? esc(figure) : ''}</text>`;
    }
    for (let lane = 0; lane < lanes; lane++) flush(lane);
    Y += lanes * (SPAN_HEIGHT + 1) + 8;
  }

  // All of the run, with the window that is shown.
  const zoomed = from > 0 || to < page.T;
  plot = { left, across, top, height, x, y, boxes, overview: null };
  if (zoomed) {
    const H = 34, ox = t => left + t / page.T * across, p = points(first, [0, page.T], ox), peak = first.v[highest(first.v)] || 1;
    o += `<rect class=ov x=${left} y=${Y} width=${across} height=${H} rx=3 /><path class=ovf d="M${left} ${Y + H}${p.map(q => `L${q[0].toFixed(1)} ${(Y + H - q[1] / peak * (H - 3)).toFixed(1)}`).join('')}L${ox(first.t.at(-1))} ${Y + H}Z"/>`
      + `<rect class=ovw x=${ox(from)} y=${Y} width=${Math.max(2, ox(to) - ox(from))} height=${H} /><path class=ove d="M${ox(from)} ${Y}v${H}M${ox(to)} ${Y}v${H}"/><text class=lab x=${left - 8} y=${Y + 21} text-anchor=end>all</text>`;
    plot.overview = Y;
    Y += H + 8;
  }
  $chart.innerHTML = `<svg height=${Y + 4} viewBox="0 0 ${w} ${Y + 4}" aria-hidden=true>${o}<g id=over></g></svg>`;
  $('#reset').hidden = !zoomed;
}

// The values under the pointer.
const tip = document.body.appendChild(Object.assign(document.createElement('div'), { className: 'tip' }));
const hideTip = () => { tip.style.visibility = 'hidden' };
function showTip(x, y, html) {
  tip.innerHTML = html;
  const { width, height } = tip.getBoundingClientRect();
  tip.style.left = `${x + 14 + width > innerWidth - 8 ? Math.max(8, Math.min(x - width - 12, innerWidth - 8 - width)) : x + 14}px`;
  tip.style.top = `${y + 16 + height > innerHeight - 8 ? Math.max(8, y - height - 12) : y + 16}px`;
  tip.style.visibility = 'visible';
}
function hover(px, py, cx, cy) {
  const over = $('#over'), [from, to] = view, t = from + (px - plot.left) / plot.across * (to - from);
  over.innerHTML = '';
  const box = plot.boxes.find(b => px >= b[0] - 1 && px <= b[1] + 1 && py >= b[2] && py <= b[2] + SPAN_HEIGHT);
  if (box) {
    const s = box[3];
    if (!s) return showTip(cx, cy, `<b>${count(box[4], 'short span')}</b><br>zoom in to see them`);
    const list = [['from', seconds(s[1])], ['for', seconds(s[2] - s[1])]];
    if (s[3] != null) list.push(['at entry', bytes(s[3])]);
    if (s[4] != null) list.push(['at exit', bytes(s[4])]);
    if (change(s) != null) list.push(['change', bytes(change(s), true)]);
    if (s[6] != null) list.push(['allocated', bytes(s[6])]);
    return showTip(cx, cy, `<b class=mono>${esc(page.names[s[0]])}</b>${rows(list)}`);
  }
  if (px < plot.left || px > plot.left + plot.across || py > plot.top + plot.height + 56) return hideTip();
  const near = ({ t: times }) => { let i = lower(times, t); if (i > 0 && (i >= times.length || t - times[i - 1] < times[i] - t)) i--; return i };
  const isOver = ({ t: times }) => t >= times[0] - page.T / 50 && t <= times.at(-1) + page.T / 50;
  const list = [], first = page.runs[0];
  let dots = '', at = t;
  page.runs.forEach((run, i) => {
    if (off.has(`r${i}`) || !isOver(run)) return;
    const k = near(run);
    if (i === 0) at = run.t[k];
    list.push([esc(run.name), bytes(run.v[k])]);
    dots += `<circle cx=${plot.x(run.t[k])} cy=${plot.y(run.v[k])} r=3.5 fill="var(--run${i % 5})" stroke="var(--bg)"/>`;
  });
  (first.more || []).forEach((more, i) => { if (!off.has(`m${i}`) && isOver(more)) list.push([esc(more.name), bytes(more.v[near(more)])]) });
  if (!off.has('kids')) for (const kid of first.kids || []) if (t >= kid.t[0] && t <= kid.t.at(-1)) list.push([esc(kid.name), bytes(kid.v[near(kid)])]);
  const gc = (first.gc || []).reduce((best, g) => Math.abs(g[0] - t) < Math.abs((best ? best[0] : 1e9) - t) ? g : best, null);
  if (gc && Math.abs(plot.x(gc[0]) - px) < 4) list.push([`GC gen ${gc[1]}`, gc[2] == null ? '' : `paused ${seconds(gc[2])}`]);
  const inside = (first.spans || []).filter(s => s[1] <= t && s[2] >= t).sort((a, b) => b[5] - a[5])[0];
  if (inside) list.push(['in', `<span class=mono>${esc(page.short[inside[0]])}</span>`]);
  over.innerHTML = `<path class=cross d="M${px} ${plot.top}V${plot.top + plot.height}"/>${dots}`;
  showTip(cx, cy, `<b>${seconds(Math.max(0, at))}</b>${rows(list)}`);
}

// Moving about. The window is in the address.
function show(from, to) {
  const T = page.T, length = Math.max(T / 1e5, Math.min(T, to - from)), start = Math.max(0, Math.min(from, T - length));
  view = [start, start + length];
  draw();
  try { history.replaceState(null, '', length < T ? `#t=${+start.toPrecision(6)},${+(start + length).toPrecision(6)}` : '#') } catch { }
}
function zoom(factor, centre = (view[0] + view[1]) / 2) {
  const length = (view[1] - view[0]) * factor, share = (centre - view[0]) / (view[1] - view[0]);
  show(centre - length * share, centre - length * share + length);
}
const move = share => { const d = (view[1] - view[0]) * share; show(view[0] + d, view[1] + d) };
function listen() {
  let down = null;
  const place = e => { const r = $chart.getBoundingClientRect(); return [e.clientX - r.left, e.clientY - r.top] };
  const timeAt = px => view[0] + (px - plot.left) / plot.across * (view[1] - view[0]);
  $chart.onpointerdown = e => {
    const [px, py] = place(e);
    down = { px, view, overview: plot.overview != null && py >= plot.overview, drags: e.pointerType === 'touch' || e.shiftKey };
    if (!down.drags) $chart.setPointerCapture?.(e.pointerId);
  };
  $chart.onpointermove = e => {
    const [px, py] = place(e);
    if (!down) return hover(px, py, e.clientX, e.clientY);
    hideTip();
    if (down.overview) { const t = (px - plot.left) / plot.across * page.T, half = (view[1] - view[0]) / 2; show(t - half, t + half) }
    else if (down.drags) { const d = (down.px - px) / plot.across * (down.view[1] - down.view[0]); if (view[1] - view[0] < page.T) show(down.view[0] + d, down.view[1] + d); else hover(px, py, e.clientX, e.clientY) }
    else $('#over').innerHTML = `<rect class=selection x=${Math.min(px, down.px)} y=${plot.top} width=${Math.abs(px - down.px)} height=${plot.height} />`;
  };
  $chart.onpointerup = e => {
    const [px, py] = place(e), was = down;
    down = null;
    if (!was || was.overview) return;
    if (!was.drags && Math.abs(px - was.px) > 5) return show(timeAt(Math.min(px, was.px)), timeAt(Math.max(px, was.px)));
    const box = plot.boxes.find(b => b[3] && px >= b[0] && px <= b[1] && py >= b[2] && py <= b[2] + SPAN_HEIGHT);
    if (box) { const [, a, b] = box[3], margin = (b - a) * .05; show(a - margin, b + margin) }
  };
  $chart.onpointercancel = () => { down = null };
  $chart.onpointerleave = () => { hideTip(); if ($('#over')) $('#over').innerHTML = '' };
  $chart.ondblclick = () => show(0, page.T);
  $chart.addEventListener('wheel', e => {
    const zooms = e.ctrlKey || e.metaKey;
    if (!zooms && Math.abs(e.deltaX) <= Math.abs(e.deltaY)) return;
    e.preventDefault();
    if (zooms) zoom(Math.exp(e.deltaY * .004), timeAt(place(e)[0])); else move(e.deltaX / plot.across);
  }, { passive: false });
  const keys = { '+': () => zoom(.6), '=': () => zoom(.6), '-': () => zoom(1 / .6), 0: () => show(0, page.T), Escape: () => show(0, page.T), ArrowLeft: () => move(-.2), ArrowRight: () => move(.2), f: () => $('#fit').click() };
  document.addEventListener('keydown', e => { if (!typing(e) && !chord(e) && keys[e.key]) { keys[e.key](); e.preventDefault() } });
  $('#key').onclick = e => { const b = e.target.closest('[data-k]'); if (!b) return; const k = b.dataset.k; if (off.has(k)) off.delete(k); else off.add(k); drawKey(); draw() };
  $('#fit').onclick = () => { fitted = !fitted; $('#fit').setAttribute('aria-pressed', fitted); draw() };
  $('#reset').onclick = () => show(0, page.T);
  new ResizeObserver(() => { if (plot.width !== width()) { plot.width = width(); draw() } }).observe($chart);
  new MutationObserver(draw).observe(document.documentElement, { attributeFilter: ['data-theme'] });
}

// Every number of the picture is in a table too.
function runsTable() {
  const list = page.runs.map(run => { const k = highest(run.v); return { name: run.name, time: run.t.at(-1), peak: run.v[k], at: run.t[k], end: run.v.at(-1), mean: run.v.reduce((a, b) => a + b, 0) / run.v.length } });
  const against = (v, base) => v === base || !base ? '' : ` <span class=dim>${v < base ? '−' : '+'}${percent(Math.abs(v / base - 1))}</span>`;
  $('#tableTitle').textContent = 'Runs';
  $('#table').innerHTML = '<thead><tr><th>Run</th><th class=num>Time</th><th class=num>Peak</th><th class="num wide">at</th><th class="num wide">Mean</th><th class=num>At the end</th></tr></thead><tbody>'
    + list.map(r => `<tr><td>${esc(r.name)}</td><td class=num>${seconds(r.time)}</td><td class=num>${bytes(r.peak)}${against(r.peak, list[0].peak)}</td><td class="num wide">${seconds(r.at)}</td><td class="num wide">${bytes(Math.round(r.mean))}${against(r.mean, list[0].mean)}</td><td class=num>${bytes(r.end)}${against(r.end, list[0].end)}</td></tr>`).join('') + '</tbody>';
}
function spansTable() {
  const functions = new Map, spans = page.runs[0].spans || [];
  for (const s of spans) {
    const f = functions.get(s[0]) || functions.set(s[0], { calls: 0, time: 0, change: 0, high: 0, allocated: null }).get(s[0]);
    f.calls++;
    f.time += s[2] - s[1];
    f.change += change(s) ?? 0;
    f.high = Math.max(f.high, s[3] ?? 0, s[4] ?? 0);
    if (s[6] != null) f.allocated = (f.allocated ?? 0) + s[6];
  }
  const list = [...functions].sort((a, b) => b[1].change - a[1].change), allocated = list.some(([, f]) => f.allocated != null);
  $('#tableTitle').textContent = 'Spans';
  $('#table').innerHTML = `<thead><tr><th>Function</th><th class=num>Calls</th><th class=num>Time</th><th class=num>Change of memory</th>${allocated ? '<th class="num wide">Allocated</th>' : ''}<th class="num wide">Highest at its ends</th></tr></thead><tbody>`
    + list.slice(0, 40).map(([name, f]) => `<tr><td class=mono><span class=chip style="background:${colour(name)}"></span>${esc(page.names[name]).replace(/\./g, '.<wbr>')}</td><td class=num>${int(f.calls)}</td><td class=num>${seconds(f.time)}</td><td class=num>${bytes(f.change, true)}</td>`
      + `${allocated ? `<td class="num wide">${f.allocated == null ? '' : bytes(f.allocated)}</td>` : ''}<td class="num wide">${bytes(f.high)}</td></tr>`).join('') + '</tbody>';
}
function childrenTable() {
  $('#tableTitle').textContent = 'Child processes';
  $('#table').innerHTML = '<thead><tr><th>Process</th><th class=num>From</th><th class=num>to</th><th class=num>Peak</th></tr></thead><tbody>'
    + page.runs[0].kids.map(kid => `<tr><td>${esc(kid.name)}</td><td class=num>${seconds(kid.t[0])}</td><td class=num>${seconds(kid.t.at(-1))}</td><td class=num>${bytes(kid.v[highest(kid.v)])}</td></tr>`).join('') + '</tbody>';
}

data().then(loaded => {
  page = loaded;
  for (const run of page.runs)
    for (const curve of [run, ...run.kids || [], ...run.more || []]) { curve.t = unpack(curve.t); curve.v = unpack(curve.v) }
  page.T = Math.max(1e-4, ...page.runs.flatMap(run => [run, ...run.kids || [], ...run.more || []]).map(curve => curve.t.at(-1)));
  const address = location.hash.match(/t=([\d.e-]+),([\d.e-]+)/), window = address ? [+address[1], +address[2]] : page.view || [0, page.T];
  view = [Math.max(0, window[0]), Math.min(page.T, Math.max(window[1], window[0] + page.T / 1e5))];
  if (!(view[1] > view[0])) view = [0, page.T];
  document.title = page.title;
  $('#title').textContent = page.title;
  $('#sub').textContent = page.sub;
  $('#note').textContent = page.note;
  const verdict = page.verdict, first = page.runs[0], k = highest(first.v);
  if (verdict) {
    $('#verdict').hidden = false;
    $('#verdict').classList.add(verdict.kind);
    $('#verdict').innerHTML = `<b>${esc(verdict.head)}</b><span class=dim>${esc(verdict.why)}</span>`;
  }
  $chart.setAttribute('aria-label', `Memory over time. ${count(first.t.length, 'sample')} in ${seconds(page.T)}. Peak ${bytes(first.v[k])} at ${seconds(first.t[k])}. ${verdict ? verdict.head + '.' : ''} The figures are in the table below.`);
  plot.width = width();
  drawKey();
  const before = performance.now();
  draw();
  if (page.runs.length > 1) runsTable(); else if (first.spans?.length) spansTable(); else if (first.kids?.length) childrenTable(); else runsTable();
  listen();
  help([['drag', 'zoom to a range; click a span to fit it'], ['Ctrl+wheel + −', 'zoom'], ['← →', 'move; also Shift+drag, and the strip below'], ['0', 'whole run'], ['f', 'fit the height'], ['t', 'light or dark'], ['?', 'this list']]);
  themed.ready = `${first.t.length} samples, drawn in ${(performance.now() - before).toFixed(1)} ms, ${performance.now().toFixed(0)} ms after opening`;
});
