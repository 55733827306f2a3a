// A line is [number, text] where not reached, else [number, text, occurrences, allocated, self, memory, increment, flags, excess, first, later, types];
// what is missing at the end is null or 0. A line of another file has its name as file, and as anchor what its address ends in.
const RUNNING = 1, OPTIMISED = 2, PAGE = 120, LARGEST = 3;
let report, methods, metric, prefix = '', largest = 1, query = '', key = 's', direction = -1, order = [], shown = 0, current = -1;
const opened = new Set();

const KEYWORD = /^(abstract|as|async|await|base|bool|break|byte|case|catch|char|class|const|continue|decimal|default|do|double|else|enum|false|finally|float|for|foreach|get|if|in|init|int|internal|is|lock|long|namespace|new|null|object|out|override|params|private|protected|public|readonly|record|ref|return|sealed|set|static|string|struct|switch|this|throw|true|try|typeof|using|var|virtual|void|when|where|while|with|yield)$/;
const TOKEN = /(\/\/.*$)|(\$?@?"(?:\\.|""|[^"\\])*"|'(?:\\.|[^'\\])')|(\b\d[\d_.]*[a-zA-Z]*\b)|([A-Za-z_]\w*)|([\s\S])/gm;
const paint = s => s.replace(TOKEN, (all, comment, text, number, word) =>
  comment ? `<span class=k-c>${esc(comment)}</span>` : text ? `<span class=k-s>${esc(text)}</span>` : number ? `<span class=k-n>${esc(number)}</span>`
    : word ? (KEYWORD.test(word) ? `<span class=k-k>${word}</span>` : word) : esc(all));

// In the list a name goes without the common namespace and without parameter names.
const bare = name => name.replace(/\(.*$/, '');
const short = s => s.replace(/([(,] ?)([^(),]*(?:<[^()]*?>)?[^(),]*?) \w+(?=[,)])/g, '$1$2');
function parts(name) {
  const rest = name.startsWith(prefix) ? name.slice(prefix.length) : name, end = rest.indexOf('('), head = end < 0 ? rest : rest.slice(0, end), dot = head.lastIndexOf('.');
  return [head.slice(0, dot + 1), head.slice(dot + 1), end < 0 ? '' : rest.slice(end)];
}
function commonPrefix() {
  const names = methods.map(m => bare(m.n)), upTo = s => s.slice(0, s.slice(0, -1).lastIndexOf('.') + 1);
  let common = names.length ? upTo(names[0] + '.') : '';
  for (const name of names) while (common && !(name.startsWith(common) && name.slice(common.length).includes('.'))) common = upTo(common);
  return common;
}

const address = m => encodeURIComponent(bare(m.n) + (m.twin ? '~' + m.twin : ''));
const indentOf = (m, file) => Math.min(...m.lines.filter(l => l.file === file && l[1].trim()).map(l => l[1].match(/^\s*/)[0].length));
const textOf = (m, line) => line[1].slice(Math.min(m.indents[line.file ?? ''], line[1].length));
const placeOf = (m, line) => `${line.file ?? m.f}:${line[0]}`;
const newFile = (m, i) => m.lines[i].file !== m.lines[i - 1]?.file ? m.lines[i].file : null;
const ESTIMATE = 'the count of this runtime is not exact';
const markOf = (flags, excess) => report.estimated ? `<span title="${ESTIMATE}">~</span>` : excess ? `<span title="a background collection may have added up to ${int(excess)} B">~</span>` : flags & RUNNING ? '<span title="still running when the report was taken, or replaced by hot reload">&gt;=</span>' : '';
const plainMark = line => report.estimated || line[8] ? '~' : line[7] & RUNNING ? '>=' : '';
// What rounds to 0.0 MiB is nothing: the readings are of pages.
const moved = n => n != null && Math.abs(n) >= 2 ** 20 / 20;
const mib = (n, signed) => (signed && n > 0 ? '+' : n < 0 ? '−' : '') + (Math.abs(n) / 2 ** 20).toLocaleString('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 }) + ' MiB';
const change = n => moved(n) ? mib(n, true) : '+0.0 MiB';
const found = s => {
  const i = query ? s.toLowerCase().indexOf(query) : -1;
  return i < 0 ? esc(s) : `${esc(s.slice(0, i))}<mark>${esc(s.slice(i, i + query.length))}</mark>${esc(s.slice(i + query.length))}`;
};

const KEYS = { a: m => m.a, s: m => m.s, w: m => m.w ?? -1e18, c: m => m.c, p: m => m.c ? m.a / m.c : 0, n: m => m.n };

function row(m) {
  const [type, name, rest] = parts(m.n), mark = markOf(0, m.x);
  return `<div class=m id=m${m.i} data-i=${m.i}><button class=row aria-expanded=false tabindex=-1><span class=car aria-hidden=true>▶</span>`
    + `<span class=nm title="${esc(m.n)}"><i>${found(type)}</i><b>${found(name)}</b><i>${esc(short(rest))}</i> <i class=fl>${found(m.f)}:${m.l}</i></span>`
    + `<span class="meter" title="self ${percent(m.s / largest)}, callees ${percent((m.a - m.s) / largest)} of the largest"><u style="width:${100 * m.s / largest}%"></u><u style="width:${100 * Math.max(0, m.a - m.s) / largest}%"></u></span>`
    + `<span class="n al"><b>${mark}${bytes(m.a)}</b></span><span class="n c2 c3">${bytes(m.s)}</span><span class="n c2 c3">${m.w == null ? '–' : change(m.w)}</span>`
    + `<span class="n c2">${int(m.c)}</span><span class="n c2 c3">${bytes(m.c ? m.a / m.c : 0)}</span></button></div>`;
}

function list() {
  order = methods.filter(m => !query || m.text.includes(query));
  const by = KEYS[key];
  order.sort((x, y) => { const a = by(x), b = by(y); return (a < b ? -1 : a > b ? 1 : y.i - x.i) * direction });
  $('#list').innerHTML = '';
  shown = 0;
  current = -1;
  more();
  $('#none').hidden = order.length > 0 || !methods.length;
  $('#count').textContent = order.length === methods.length ? count(methods.length, 'method') : `${int(order.length)} of ${count(methods.length, 'method')}`;
  for (const b of $$('.head button')) b.dataset.k === key ? b.setAttribute('aria-sort', direction < 0 ? 'descending' : 'ascending') : b.removeAttribute('aria-sort');
  $('#sort').value = key;
}

function more(upTo = 0) {
  const end = Math.min(order.length, Math.max(shown + PAGE, upTo));
  if (upTo && upTo <= shown || end === shown) return;
  $('#list').insertAdjacentHTML('beforeend', order.slice(shown, end).map(row).join(''));
  for (const m of order.slice(shown, end)) if (opened.has(m.i)) toggle(m, true);
  shown = end;
  if (current < 0) focusRow(0, true);
}

function table(m) {
  const memory = m.lines.some(l => l[5] != null), link = line => `<td class=l><a href="#${address(m)}:${line.anchor}">${line[0]}</a></td>`;
  let html = `<table class=src><thead><tr><th>Line</th>${memory ? '<th class=o2>Mem usage</th><th class=o2>Increment</th>' : ''}<th>Allocated</th><th class=o2>Occurrences</th><th class="o2 o3">Per visit</th><th>Line contents</th></tr></thead><tbody>`;
  for (const [i, line] of m.lines.entries()) {
    if (newFile(m, i)) html += `<tr class=cold><td class=l></td>${memory ? '<td class=o2></td><td class=o2></td>' : ''}<td class=a></td><td class=o2></td><td class="o2 o3"></td><td class=c><b>${esc(newFile(m, i))}:</b></td></tr>`;
    const [number, , visits, allocated, , usage, increment, flags, excess, first, later] = line, code = `<td class=c title="${esc(textOf(m, line).trim())}">${paint(textOf(m, line))}</td>`;
    if (line.length < 3) {
      html += `<tr class=cold data-l=${line.anchor}>${link(line)}${memory ? '<td class=o2></td><td class=o2></td>' : ''}<td class=a></td><td class=o2></td><td class="o2 o3"></td>${code}</tr>`;
      continue;
    }
    const share = m.a ? allocated / m.a : 0, heat = share > .004 ? ` style="--a:${(.07 + .38 * Math.sqrt(share)).toFixed(3)}"` : '';
    const visit = flags & OPTIMISED ? `${bytes(first)} → ${bytes(later)}` : allocated && visits ? (allocated < visits ? '<1 B' : bytes(allocated / visits)) : '';
    const isHead = !line.file && number === m.l && m.lines.length > 1 && !allocated;
    html += `<tr class=hit data-l=${line.anchor}${heat}>${link(line)}`
      + (memory ? `<td class="o2 q">${usage == null ? '' : mib(usage)}</td><td class=o2>${moved(increment) ? mib(increment, true) : ''}</td>` : '')
      + `<td class=a>${isHead ? '' : allocated ? markOf(flags, excess) + bytes(allocated) + (share >= .01 ? `<u style="width:${(100 * share).toFixed(1)}%"></u>` : '') : markOf(flags, excess) + '<span class=q>0 B</span>'}</td>`
      + `<td class=o2>${int(visits)}</td><td class="o2 o3 q">${esc(visit)}</td>${code}</tr>`;
  }
  return html + '</tbody></table>';
}

function body(m) {
  const most = m.lines.reduce((a, b) => (b[3] || 0) > (a ? a[3] : 0) ? b : a, null);
  return `<div class=body><div class=facts><span class="mono full">${esc(m.n)}</span><span><b>${int(m.c)}</b> call${m.c === 1 ? '' : 's'}</span><span><b>${markOf(0, m.x)}${bytes(m.a)}</b> allocated, <b>${bytes(m.s)}</b> self</span>`
    + (m.w != null ? `<span>${metric} <b>${change(m.w)}</b></span>` : '')
    + (m.c > 1 ? `<span>per call <b>${bytes(m.mn)}</b> to <b>${bytes(m.mx)}</b></span>` : '')
    + (most && m.a ? `<span>line <b>${most.file ? esc(placeOf(m, most)) : most[0]}</b> makes <b>${percent(most[3] / m.a)}</b></span>` : '')
    + `<span class=grow></span><button class="btn noprint" data-do=md>Copy as Markdown</button><button class="btn noprint" data-do=link>Copy link</button></div><div class=scroll>${table(m)}</div></div>`;
}

function toggle(m, on) {
  const element = $('#m' + m.i), is = element.hasAttribute('open');
  on ??= !is;
  if (on === is) return;
  if (on) element.insertAdjacentHTML('beforeend', body(m)); else $('.body', element).remove();
  element.toggleAttribute('open', on);
  on ? opened.add(m.i) : opened.delete(m.i);
  $('.row', element).setAttribute('aria-expanded', on);
}

// The exact figures of a line, below it.
function details(tr, m) {
  if (tr.nextElementSibling?.classList.contains('more')) return tr.nextElementSibling.remove();
  const line = m.lines.find(l => l.anchor === tr.dataset.l), [, text, visits, allocated, self, usage, increment, flags, excess, first, later, types] = line;
  const exact = n => bytes(n) + (Math.abs(n) >= 1e4 ? ` <span class=dim>= ${int(n)} B</span>` : ''), facts = [['Allocated', exact(allocated)], ['Self', exact(self)], ['Callees', exact(allocated - self)], ['Occurrences', int(visits)]];
  if (visits) facts.push(['Per visit', bytes(allocated / visits)]);
  if (first != null) facts.push(['First visit', exact(first)]);
  if (later != null) facts.push(['Later visits', exact(later)]);
  if (usage != null) facts.push(['Mem usage', mib(usage)]);
  if (increment != null) facts.push(['Increment', exact(increment)]);
  if (report.estimated) facts.push(['Exact', `no: ${ESTIMATE}`]);
  else if (excess) facts.push(['Exact', `no: up to ${int(excess)} B of a background collection may be in it`]);
  else if (flags & RUNNING) facts.push(['Exact', 'no: still running when the report was taken, or replaced by hot reload']);
  const kinds = !types ? '' : `<div class=dim>Types allocated on this line, estimated from samples</div><div class=ty>${types.map(([name, n, low, high, samples]) =>
    `<span class=mono>${esc(name)}</span><span class=meter><u style="width:${100 * n / Math.max(1, self)}%"></u></span><span class=num>~${bytes(n)}</span><span class="num dim o2">${bytes(low)} to ${bytes(high)}, ${count(samples, 'sample')}</span>`).join('')}</div>`;
  tr.insertAdjacentHTML('afterend', `<tr class=more><td colspan=7><div class=mono>${esc(text.trim())}</div>${kinds}<dl class=fx>${facts.map(([k, v]) => `<dt>${k}</dt><dd class=num>${v}</dd>`).join('')}</dl></td></tr>`);
}

function markdown(m) {
  const cell = (s, width) => String(s ?? '').padStart(width);
  const rows = m.lines.flatMap((line, i) => {
    const [number, , visits, allocated, , usage, increment] = line;
    const cells = line.length < 3 ? ' '.repeat(52)
      : `${cell(usage == null ? '' : mib(usage), 12)} ${cell(moved(increment) ? mib(increment, true) : '', 12)} ${cell(plainMark(line) + bytes(allocated), 12)}  ${cell(int(visits), 11)}`;
    const text = `${cell(number, 6)} ${cells.padEnd(51)}   ${textOf(m, line)}`.trimEnd(), file = newFile(m, i);
    return file ? [`${' '.repeat(61)}${file}:`, text] : text;
  });
  return `**${m.n}** \`${m.f}:${m.l}\`: ${count(m.c, 'call')}, ${bytes(m.a)} allocated\n\n\`\`\`text\nLine #    Mem usage    Increment    Allocated  Occurrences   Line Contents\n${'='.repeat(74)}\n${rows.join('\n')}\n\`\`\`\n`;
}

function focusRow(i, quiet) {
  if (i < 0 || i >= order.length) return;
  more(i + 1);
  const before = $('.m>.row[tabindex="0"]'), now = $('.row', $('#m' + order[i].i));
  if (before) before.tabIndex = -1;
  now.tabIndex = 0;
  current = i;
  if (quiet) return;
  now.focus({ preventScroll: true });
  now.scrollIntoView({ block: 'nearest' });
}

// The address names a method and a line of it.
function go() {
  const [, name, number] = location.hash.slice(1).match(/^(.*?)(?::(\d+(?:~\d+)?))?$/), m = name && methods.find(m => address(m) === name);
  if (!m) return;
  if (!order.includes(m)) { query = $('#q').value = ''; list() }
  more(order.indexOf(m) + 1);
  toggle(m, true);
  focusRow(order.indexOf(m), true);
  for (const tr of $$('tr.at')) tr.classList.remove('at');
  const line = number && $(`tr[data-l="${number}"]`, $('#m' + m.i));
  if (!line) return $('#m' + m.i).scrollIntoView();
  line.classList.add('at');
  line.scrollIntoView({ block: 'center' });
}

function head() {
  const { cost } = report, sum = f => methods.reduce((n, m) => n + f(m), 0), sized = text => text.replace(/^(\S+) (\S+)$/, '$1 <small>$2</small>');
  const peak = methods.reduce((most, m) => m.lines.reduce((n, l) => Math.max(n, l[5] ?? 0), most), 0);
  const cells = [['Allocated', bytes(report.allocated), 'by profiled methods'], ['Calls', int(sum(m => m.c)), `of ${count(methods.length, 'method')}`]];
  if (peak) cells.unshift(['Highest', mib(peak), `${metric}, while profiled lines ran`]);
  cells.push(["Profiler's own cost", duration(cost.probes * cost.ns), `${int(cost.probes)} probes x ${cost.ns.toFixed(1)} ns; ${bytes(cost.bytes)} of counters; ${cost.clock} clock`]);
  $('#sub').textContent = `${report.captured} · ${report.runtime}`;
  $('#metric').textContent = metric[0].toUpperCase() + metric.slice(1);
  $('#strip').innerHTML = cells.map(([name, value, note]) => `<div>${name}<b>${sized(value)}</b>${esc(note)}</div>`).join('');
  const lines = methods.flatMap(m => m.lines.filter(l => l[4] > 0).map(l => [m, l])).sort((a, b) => b[1][4] - a[1][4]).slice(0, LARGEST);
  $('#top').hidden = !lines.length;
  $('#top table').innerHTML = lines.map(([m, l]) => `<tr><td class=num>${markOf(l[7], l[8])}${bytes(l[4])}</td><td><a href="#${address(m)}:${l.anchor}">${esc(placeOf(m, l))}</a></td><td class=mono>${paint(l[1].trim())}</td></tr>`).join('');
  if (report.peak) $('#top').insertAdjacentHTML('beforebegin', `<section id=peak><h2>${esc(report.peak.title)}</h2><table>${report.peak.rows.map(([held, place, method]) => `<tr><td class=num>${held}</td><td>${esc(place)}</td><td class=mono>${esc(method)}</td></tr>`).join('')}</table></section>`);
  $('#notes').hidden = !report.notes.length;
  $('#notes ul').innerHTML = report.notes.map(n => `<li>${esc(n)}</li>`).join('');
}

data().then(d => {
  report = d;
  metric = esc(d.metric || 'memory');
  methods = d.methods;
  const seen = {};
  methods.forEach((m, i) => {
    const name = bare(m.n);
    m.i = i;
    m.twin = seen[name] = (seen[name] ?? -1) + 1;
    let end = m.lines.length;
    for (const [k, [file, lines]] of [...(m.o ?? []).entries()].reverse()) for (const left = end - lines; end > left; end--) Object.assign(m.lines[end - 1], { file, anchor: `${m.lines[end - 1][0]}~${k + 1}` });
    for (const l of m.lines) l.anchor ??= `${l[0]}`;
    m.indents = Object.fromEntries([undefined, ...(m.o ?? []).map(([file]) => file)].map(file => [file ?? '', indentOf(m, file)]));
    m.text = [m.n, m.f, ...(m.o ?? []).map(([file]) => file), ...m.lines.flatMap(l => [l[1], ...(l[11] ?? []).map(([type]) => type)])].join('\n').toLowerCase();
    m.x = Math.max(0, ...m.lines.map(l => l[8] || 0));
  });
  prefix = commonPrefix();
  largest = Math.max(1, ...methods.map(m => m.a));
  head();
  list();
  if (location.hash) go(); else for (const m of order.slice(0, methods.length <= 3 ? 3 : 1)) toggle(m, true);
  new IntersectionObserver(e => e[0].isIntersecting && more(), { rootMargin: '800px' }).observe($('#end'));

  $('#list').addEventListener('click', e => {
    const element = e.target.closest('.m'), m = element && methods[element.dataset.i], button = e.target.closest('[data-do]');
    if (!m || e.target.closest('a')) return;
    if (button) return copy(button.dataset.do === 'md' ? markdown(m) : `${location.href.split('#')[0]}#${address(m)}`, button);
    if (e.target.closest('.row')) { focusRow(order.indexOf(m), true); return toggle(m) }
    const tr = e.target.closest('tr.hit');
    if (tr && !String(getSelection())) details(tr, m);
  });
  addEventListener('hashchange', go);
  let typed;
  $('#q').oninput = e => { clearTimeout(typed); typed = setTimeout(() => { query = e.target.value.trim().toLowerCase(); list() }, 90) };
  $('.head').onclick = ({ target: { dataset: { k } } }) => { if (!k) return; direction = k === key ? -direction : k === 'n' ? 1 : -1; key = k; list() };
  $('#sort').onchange = e => { key = e.target.value; direction = key === 'n' ? 1 : -1; list() };
  const all = $('#all'), expand = methods.length <= 50 ? 'Expand all' : 'Expand first 50';
  all.textContent = expand;
  all.onclick = () => {
    const first = order.slice(0, 50), on = first.some(m => !opened.has(m.i));
    for (const m of first) toggle(m, on);
    all.textContent = on ? 'Collapse all' : expand;
  };
  $('#md').onclick = e => copy(order.slice(0, 20).map(markdown).join('\n'), e.target);
  document.addEventListener('keydown', e => {
    if (chord(e)) return;
    if (e.key === 'Escape' && e.target.id === 'q') { e.target.value = query = ''; list(); return e.target.blur() }
    if (typing(e)) { if (e.key === 'Enter' || e.key === 'ArrowDown') { focusRow(0); e.preventDefault() } return }
    const m = order[current];
    switch (e.key) {
      case 'j': case 'ArrowDown': focusRow(current + 1); break;
      case 'k': case 'ArrowUp': focusRow(current - 1); break;
      case 'ArrowRight': m && toggle(m, true); break;
      case 'ArrowLeft': m && toggle(m, false); break;
      case 'c': m && copy(markdown(m), $('#md')); break;
      case 'e': all.click(); break;
      default: return;
    }
    e.preventDefault();
  });
  addEventListener('beforeprint', () => { if (!opened.size) for (const m of order.slice(0, 10)) toggle(m, true) });
  help([['/', 'search methods, files and source'], ['j k', 'next, previous method (also ↓ ↑)'], ['→ ←', 'open, close (also Enter)'], ['c', 'copy the method as Markdown'], ['e', 'expand or collapse all'], ['t', 'light or dark'], ['?', 'this list']]);
});
