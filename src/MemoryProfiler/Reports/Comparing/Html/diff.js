// A sign goes with every colour: an increase is never told by colour alone.
const kind = n => n > 0 ? 'up' : n < 0 ? 'down' : '';
const share = (change, of) => of && change ? ` <small>${change < 0 ? '−' : '+'}${percent(Math.abs(change) / of)}</small>` : '';
const arrow = text => esc(text).replace('-&gt;', '→');
const source = texts => texts.length > 1 ? `<span class=was>${esc(texts[0])}</span>${esc(texts[1])}` : esc(texts[0]);

const line = ([number, before, after, change, visits, texts]) => `<tr><td class=num>${arrow(number)}</td><td class=num>${esc(before)}</td><td class=num>${esc(after)}</td>`
  + `<td class="num ${kind(change)}">${bytes(change, true)}</td><td class="num wide">${arrow(visits)}</td><td class=mono>${source(texts)}</td></tr>`;

const method = m => `<section><h2 class=mono>${esc(m.name)}</h2><p class=sub><span class=mono>${esc(m.place)}</span>, ${arrow(m.figures)}</p>`
  + '<div class=tw><table class=t><thead><tr><th class=num>Line</th><th class=num>Before</th><th class=num>After</th><th class=num>Change</th><th class="num wide">Occurrences</th><th>Source</th></tr></thead>'
  + `<tbody>${m.lines.map(line).join('')}</tbody></table></div></section>`;

data().then(report => {
  const change = report.after - report.before;
  $('#sub').textContent = `${report.changed} ${report.runtime}`;
  $('#strip').innerHTML = `<div>Allocated before<b>${bytes(report.before)}</b></div><div>Allocated after<b>${bytes(report.after)}</b></div>`
    + `<div>Change<b class="${kind(change)}">${bytes(change, true)}${share(change, report.before)}</b></div>`;
  $('#list').innerHTML = report.methods.map(method).join('');
  help([['t', 'light or dark'], ['?', 'this list']]);
  themed.ready = report.methods.length;
});
