const image = $('#picture svg');
const whole = [image.width.baseVal.value, image.height.baseVal.value];
let zoom = 1;
// The middle of what is seen stays where it is.
function scale(to) {
  const box = $('#picture'), next = Math.min(4, Math.max(.1, to));
  const middle = [box.scrollLeft + box.clientWidth / 2, box.scrollTop + box.clientHeight / 2].map(at => at / zoom);
  zoom = next;
  image.setAttribute('width', whole[0] * zoom);
  image.setAttribute('height', whole[1] * zoom);
  box.scrollTo(middle[0] * zoom - box.clientWidth / 2, middle[1] * zoom - box.clientHeight / 2);
}
const fit = () => scale(Math.min(1, $('#picture').clientWidth / whole[0]));
$('#title').textContent = document.title = $('title', image).textContent;
$('#sub').textContent = $('desc', image).textContent;
document.addEventListener('keydown', e => {
  if (chord(e)) return;
  if (e.key === '+') scale(zoom * 1.25);
  else if (e.key === '-') scale(zoom / 1.25);
  else if (e.key === '0') scale(1);
  else if (e.key === 'f') fit();
});
help([['+ -', 'larger, smaller'], ['0', 'as it is'], ['f', 'fit the width'], ['t', 'light or dark']]);
// The object itself is in sight.
$('.target', image)?.scrollIntoView({ block: 'center', inline: 'center' });
themed.ready = `${performance.now().toFixed(0)} ms after opening`;
