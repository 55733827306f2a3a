'use strict';
const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

// Every text that comes from the profiled program goes through this on its way into markup.
const esc = s => String(s).replace(/[&<>"']/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }[c]));

const int = n => Math.round(n).toLocaleString('en-US');
const count = (n, word) => `${int(n)} ${word}${n === 1 ? '' : 's'}`;

// The rule of the text report: bytes below 10,000, then one decimal of KiB, MiB, GiB or TiB.
function bytes(n, signed) {
  const sign = n < 0 ? '−' : signed && n > 0 ? '+' : '';
  let value = Math.abs(n), unit = 0;
  if (value < 1e4) return `${sign}${int(value)} B`;
  // From here on one decimal would read 1,024.0.
  do { value /= 1024; unit++ } while (value >= 1023.95 && unit < 4);
  return sign + value.toLocaleString('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 }) + ' ' + ['KiB', 'MiB', 'GiB', 'TiB'][unit - 1];
}
const percent = x => x >= .9995 ? '100 %' : x >= .1 ? `${(x * 100).toFixed(0)} %` : x >= .001 ? `${(x * 100).toFixed(1)} %` : x > 0 ? '<0.1 %' : '0 %';
const duration = ns => ns < 1e6 ? `${(ns / 1e3).toFixed(1)} µs` : ns < 1e9 ? `${(ns / 1e6).toFixed(1)} ms` : `${(ns / 1e9).toFixed(1)} s`;

// The data is in the page as JSON, or packed once it is large.
async function data() {
  const element = $('#data');
  if (element.type === 'application/json') return JSON.parse(element.textContent);
  const packed = Uint8Array.from(atob(element.textContent), c => c.charCodeAt(0));
  return JSON.parse(await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))).text());
}

// Light or dark as the system says, until the reader chooses. A page from a file may have no storage.
const chosen = { get() { try { return localStorage.memoryProfilerTheme } catch { } }, set(v) { try { localStorage.memoryProfilerTheme = v } catch { } } };
const dark = matchMedia('(prefers-color-scheme:dark)');
const themed = document.documentElement.dataset;
const follow = () => themed.theme = chosen.get() || (dark.matches ? 'dark' : 'light');
const flip = () => chosen.set(themed.theme = themed.theme === 'dark' ? 'light' : 'dark');
follow();
dark.addEventListener('change', follow);
addEventListener('beforeprint', () => themed.theme = 'light');
addEventListener('afterprint', follow);

function say(text) { $('#live').textContent = text }
async function copy(text, button) {
  try { await navigator.clipboard.writeText(text) } catch {
    const area = document.body.appendChild(Object.assign(document.createElement('textarea'), { value: text }));
    area.select();
    document.execCommand('copy');
    area.remove();
  }
  const was = button.textContent;
  button.textContent = 'Copied';
  setTimeout(() => button.textContent = was, 1200);
  say('Copied');
}

const typing = e => /^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName);
const chord = e => e.ctrlKey || e.metaKey || e.altKey;
function help(keys) {
  const dialog = document.body.appendChild(document.createElement('dialog'));
  dialog.innerHTML = '<h2>Keys</h2><table>' + keys.map(([list, what]) => `<tr><td>${list.split(' ').map(k => `<kbd>${k}</kbd>`).join(' ')}</td><td>${what}</td></tr>`).join('')
    + '</table><p><button class=btn autofocus>Close</button></p>';
  $('button', dialog).onclick = () => dialog.close();
  $('#help').onclick = () => dialog.showModal();
  $('#theme').onclick = flip;
  document.addEventListener('keydown', e => {
    if (typing(e) || chord(e)) return;
    if (e.key === '?') dialog.showModal();
    else if (e.key === 't') flip();
    else if (e.key === '/') { $('input[type=search]').focus(); e.preventDefault() }
  });
}
