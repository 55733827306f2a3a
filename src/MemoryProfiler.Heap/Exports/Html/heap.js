const NAME = 0, COUNT = 1, BYTES = 2, RETAINED = 3, MORE_OBJECTS = 4, MORE_BYTES = 5, FULL = 6, OWNER = 7;
const ROWS = 150, LONGEST = 34;
let heap, columns, sortedBy = RETAINED, direction = -1, query = '', selected = 0, way = 0, order = [], shown = 0, inside, boxes = [], trail = [];

const changed = (value, text) => value ? `<span class=${value > 0 ? 'up' : 'down'}>${text(value)}</span>` : '<span class=dim>·</span>';
const signed = n => (n > 0 ? '+' : '−') + int(Math.abs(n));
const middle = s => s.length <= LONGEST ? s : s.slice(0, LONGEST / 2 - 1) + '…' + s.slice(-LONGEST / 2);

const tip = document.body.appendChild(Object.assign(document.createElement('div'), { className: 'tip' }));
const hideTip = () => { tip.style.visibility = 'hidden' };
function showTip(x, y, html) {
  tip.innerHTML = html;
  const { width, height } = tip.getBoundingClientRect();
  tip.style.left = `${x + 14 + width > innerWidth - 8 ? Math.max(8, x - width - 12) : x + 14}px`;
  tip.style.top = `${y + 16 + height > innerHeight - 8 ? Math.max(8, y - height - 12) : y + 16}px`;
  tip.style.visibility = 'visible';
}

// The table draws what is seen, and more while it is scrolled.
function drawTypes() {
  order = heap.types.map((_, i) => i).filter(i => !query || heap.types[i][FULL].toLowerCase().includes(query) || heap.types[i][NAME].toLowerCase().includes(query));
  order.sort((a, b) => {
    const x = heap.types[a][sortedBy], y = heap.types[b][sortedBy];
    return (x < y ? -1 : x > y ? 1 : a - b) * direction;
  });
  const head = columns.map(([name, key, less]) => `<th class="${less}" ${key === sortedBy ? `aria-sort=${direction < 0 ? 'descending' : 'ascending'}` : ''}><button data-key=${key}>${name}</button></th>`).join('');
  $('#types').innerHTML = `<thead><tr>${head}</tr></thead><tbody></tbody>`;
  $('#count').textContent = query ? `${int(order.length)} of ${int(heap.types.length)}` : int(heap.types.length);
  shown = 0;
  drawMore();
}
function drawMore() {
  const end = Math.min(order.length, shown + ROWS);
  $('#types tbody').insertAdjacentHTML('beforeend', order.slice(shown, end).map(row).join(''));
  shown = end;
}
function row(i) {
  const type = heap.types[i];
  const change = heap.compared ? `<td class="num less">${changed(type[MORE_OBJECTS], signed)}</td><td class=num>${changed(type[MORE_BYTES], n => bytes(n, true))}</td>` : '';
  return `<tr tabindex=0 data-i=${i} aria-selected=${i === selected}><td class=mono title="${esc(type[FULL])}">${esc(middle(type[NAME]))}</td><td class=num>${int(type[COUNT])}</td>`
    + `<td class="num less">${bytes(type[BYTES])}</td><td class=num><b>${bytes(type[RETAINED])}</b></td>${change}</tr>`;
}

// Rows are filled while the longest box in them gets no longer.
function squarify(items, x, y, w, h) {
  const placed = [], scale = w * h / items.reduce((sum, item) => sum + item.v, 0);
  for (let i = 0; i < items.length && w > 0 && h > 0;) {
    const side = Math.min(w, h);
    let end = i, area = 0, worst = Infinity;
    for (; end < items.length; end++) {
      const sum = area + items[end].v * scale;
      const ratio = Math.max(side * side * items[i].v * scale / (sum * sum), sum * sum / (side * side * items[end].v * scale));
      if (ratio > worst) break;
      worst = ratio;
      area = sum;
    }
    const depth = area / side;
    let offset = 0;
    for (; i < end; i++) {
      const length = items[i].v * scale / depth;
      placed.push(w >= h ? [items[i], x, y + offset, depth, length] : [items[i], x + offset, y, length, depth]);
      offset += length;
    }
    if (w >= h) { x += depth; w -= depth } else { y += depth; h -= depth }
  }
  return placed;
}
const holds = (box, type) => box.t === type || (box.c || []).some(inner => holds(inner, type));
const parts = box => {
  const inner = [...(box.c || [])].sort((a, b) => b.v - a.v), rest = box.v - inner.reduce((sum, b) => sum + b.v, 0);
  if (rest > box.v * .005) inner.push({ n: box === heap.map ? 'other' : '(itself, and what is small)', v: rest, t: -1 });
  return inner;
};
const color = box => box.t >= 0 && holds(box, selected) ? 'rgba(var(--heatbg),.55)' : box.t >= 0 && heap.types[box.t][OWNER] === 0 ? 'var(--you)' : 'var(--rt)';
function drawMap() {
  const map = $('#map');
  let html = '';
  boxes = [];
  const draw = (box, x, y, w, h, level) => {
    if (w < 3 || h < 3) return;
    const number = boxes.push(box) - 1, isOpen = level < 2 && (box.c || []).length > 0 && w > 70 && h > 46;
    const name = w > 44 && h > 18 ? `<span class=mono>${esc(box.n)}</span>` : '', size = !isOpen && w > 74 && h > 36 ? `<span class=dim>${bytes(box.v)}</span>` : '';
    html += `<button class="${isOpen ? 'box' : ''}" data-i=${number} style="left:${x.toFixed(1)}px;top:${y.toFixed(1)}px;width:${w.toFixed(1)}px;height:${h.toFixed(1)}px;${isOpen ? '' : `background:${color(box)};`}${w < 20 ? 'padding:0;' : ''}" aria-label="${esc(box.n)}, ${bytes(box.v)}">${name}${size}</button>`;
    if (isOpen) for (const [inner, a, b, c, d] of squarify(parts(box), x + 3, y + 20, w - 6, h - 23)) draw(inner, a, b, c, d, level + 1);
  };
  for (const [box, x, y, w, h] of squarify(parts(inside), 0, 0, map.clientWidth, map.clientHeight)) draw(box, x, y, w, h, 0);
  map.innerHTML = html;
  trail = [];
  for (let box = inside; box; box = box.up) trail.unshift(box);
  $('#crumb').innerHTML = trail.map((box, i) => i === trail.length - 1 ? `<b>${esc(box.n)}</b> ${bytes(box.v)}` : `<button data-i=${i}>${esc(box.n)}</button> ›`).join(' ');
}

function drawPath() {
  const type = heap.types[selected], ways = heap.paths[selected];
  let html = `<div class=bar><h2>Why <span class=mono>${esc(type[NAME])}</span> is alive</h2>`;
  if (!ways) {
    $('#path').innerHTML = `${html}</div><p class=dim>${type[COUNT] ? 'Its paths are not on this page, as other types hold more.' : 'None of its objects is left.'}</p>`;
    return;
  }
  const path = ways[way] || ways[0];
  html += `<div class=ways role=radiogroup aria-label="Ways it is held">${ways.map((w, i) => `<button class=btn role=radio data-way=${i} aria-checked=${w === path}>${percent(w.n / type[COUNT])} <span class=wide>of ${int(type[COUNT])}</span></button>`).join('')}</div>`
    + `<button class=btn id=copy>Copy path</button></div><p class=says>${esc(path.say)}</p><ol class=chain>`;
  path.s.forEach(([text, note, isOnly], i) => {
    const last = i === path.s.length - 1, isCut = i === path.cut;
    html += `<li><div class="card ${i === 0 ? 'root' : last ? 'goal' : ''}"><div class=mono>${esc(text)}</div>${note ? `<div class=dim>${esc(note)}</div>` : ''}</div>`
      + (last ? '' : `<div class="edge ${isOnly ? '' : 'many'} ${isCut ? 'cut' : ''}"><i></i>${isCut ? `<small>frees ${bytes(path.frees)}</small>` : ''}</div>`) + '</li>';
  });
  $('#path').innerHTML = html + '</ol>';
  $('#copy').onclick = e => copy(path.s.map(step => step[0]).join(' → '), e.target);
}
function choose(i) {
  selected = i;
  way = 0;
  $$('#types tr[aria-selected]').forEach(tr => tr.setAttribute('aria-selected', +tr.dataset.i === i));
  drawPath();
  drawMap();
  history.replaceState(null, '', '#' + encodeURIComponent(heap.types[i][FULL]));
}

function listen() {
  $('#types').onclick = e => {
    const { key } = e.target.dataset, tr = e.target.closest('tr[data-i]');
    if (key !== undefined) {
      direction = +key === sortedBy ? -direction : +key ? -1 : 1;
      sortedBy = +key;
      drawTypes();
    } else if (tr) choose(+tr.dataset.i);
  };
  $('#types').onkeydown = e => {
    const tr = e.target.closest('tr[data-i]');
    if (!tr) return;
    if (e.key === 'Enter' || e.key === ' ') choose(+tr.dataset.i);
    else if (e.key === 'ArrowDown' || e.key === 'j') tr.nextElementSibling?.focus();
    else if (e.key === 'ArrowUp' || e.key === 'k') tr.previousElementSibling?.focus();
    else return;
    e.preventDefault();
  };
  $('.tbox').onscroll = e => { if (e.target.scrollTop + e.target.clientHeight > e.target.scrollHeight - 400) drawMore() };
  $('#query').oninput = e => { query = e.target.value.trim().toLowerCase(); drawTypes() };
  $('#map').onclick = e => {
    const box = boxes[e.target.closest('button')?.dataset.i];
    if (!box) return;
    if (box.c?.length && box !== inside) { inside = box; drawMap() } else if (box.t >= 0) choose(box.t);
  };
  $('#map').onmousemove = e => {
    const box = boxes[e.target.closest('button')?.dataset.i];
    if (!box) { hideTip(); return }
    const lines = [['retains', bytes(box.v)], ['of the heap', percent(box.v / heap.map.v)], ...(box.q ? [['objects', int(box.q)]] : [])];
    showTip(e.clientX, e.clientY, `<b class=mono>${esc(box.n)}</b><table>${lines.map(([name, value]) => `<tr><td>${name}</td><td class=num>${value}</td></tr>`).join('')}</table>`);
  };
  $('#map').onmouseleave = hideTip;
  $('#crumb').onclick = e => { const { i } = e.target.dataset; if (i !== undefined) { inside = trail[i]; drawMap() } };
  $('#path').onclick = e => { const button = e.target.closest('[data-way]'); if (button) { way = +button.dataset.way; drawPath() } };
  new ResizeObserver(drawMap).observe($('#map'));
  document.addEventListener('keydown', e => {
    if (e.key !== 'Escape') return;
    if (typing(e)) { e.target.value = query = ''; e.target.blur(); drawTypes() } else if (inside.up) { inside = inside.up; drawMap() }
  });
  help([['/', 'filter types'], ['↑ ↓', 'move in the table; Enter shows why it is alive'], ['click', 'on the map goes in, Esc comes out'], ['t', 'light or dark']]);
}

data().then(read => {
  heap = read;
  columns = [['Type', NAME, ''], ['Objects', COUNT, ''], ['Bytes', BYTES, 'less'], ['Retained', RETAINED, ''], ...(heap.compared ? [['+ Objects', MORE_OBJECTS, 'less'], ['+ Bytes', MORE_BYTES, '']] : [])];
  $('#title').textContent = document.title = heap.title;
  $('#sub').textContent = heap.sub;
  $('#note').textContent = heap.note;
  $('#strip').innerHTML = heap.strip.map(([name, value, note]) => `<div>${esc(name)}<b>${esc(value).replace(/ (.?i?B)$/, ' <small>$1</small>')}</b>${esc(note)}</div>`).join('');
  const link = (box, up) => { box.up = up; (box.c || []).forEach(inner => link(inner, box)) };
  link(inside = heap.map, null);
  const named = heap.types.findIndex(type => type[FULL] === decodeURIComponent(location.hash.slice(1)));
  selected = named >= 0 ? named : heap.selected;
  drawTypes();
  drawPath();
  listen();
  themed.ready = `${performance.now().toFixed(0)} ms after opening, ${heap.types.length} types`;
});
