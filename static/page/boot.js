// boot.js: what the guide needs of the page before the wasm runs, and the few
// things that are the page's own: the pixel ratio, the frames, a lost canvas,
// the order of starting, and putting the mirror's elements in place.
'use strict';
{
const root = document.documentElement;
const zero = window.zerotoai = window.zerotoai || {};
const files = document.currentScript.dataset; // names of the loaders
zero.alone = !document.currentScript.src; // the guide is one file

// ---- Embeds -------------------------------------------------------------
// An embed shows one chapter, or one figure of it: see theme.js. The rest of the
// article goes before it is painted. Who asks for what there is not gets the
// next larger whole, as the program does.
const part = root.classList.contains('embed') ? document.querySelector(`.chapter[id="${root.dataset.chapter}"]`) : null;
if (part) {
  for (const e of document.querySelectorAll('.chapter')) if (e !== part) e.remove();
  const figure = root.dataset.figure && part.querySelector(`.still figure[id$=".${root.dataset.figure}"]`);
  if (figure) part.querySelector('.still').replaceChildren(figure);
  part.classList.add('chosen');
} else {
  root.classList.remove('embed');
}
zero.shown = new Promise(done => new MutationObserver((_, observer) => { // the program shows what it has
  if (!root.classList.contains('painted') && !root.classList.contains('text')) return;
  observer.disconnect();
  done();
}).observe(root, { attributeFilter: ['class'] }));
const post = (type, fields) => { // what an embed tells is no secret, and whom it tells it cannot know
  if (part && parent !== window) parent.postMessage({ type: 'zero-to-ai:' + type, version: 1, ...fields }, '*');
};
const hear = { // what the page around it may say
  theme({ theme }) { if (theme === 'dark' || theme === 'light') zero.retheme?.(theme); },
  goto({ state }) { if (typeof state === 'string' && state.length <= 8192) location.replace('#' + state.replace(/^#/, '')); },
};
if (part) {
  new ResizeObserver(() => post('size', { height: Math.ceil(part.getBoundingClientRect().height) })).observe(part);
  zero.shown.then(() => post('ready'));
  addEventListener('message', ({ source, data }) => {
    if (source !== parent || typeof data !== 'object' || data?.version !== 1 || typeof data.type !== 'string') return;
    const kind = data.type.replace(/^zero-to-ai:/, '');
    if (kind !== data.type && Object.hasOwn(hear, kind)) hear[kind](data);
  });
  addEventListener('click', event => { // what is not here is shown by the guide, beside the page that is read
    const link = event.target.closest?.('a[href]'), to = link?.getAttribute('href');
    if (!link || to.startsWith('#') && document.getElementById(to.slice(1).split('?')[0])) return;
    event.preventDefault();
    open(to.startsWith('#') ? location.href.split(/[?#]/)[0] + to : to, '_blank', 'noopener');
  });
}
const seen = new Promise(done => { // an embed far down a page waits
  if (!part) return done();
  new IntersectionObserver((entries, observer) => {
    if (!entries.some(e => e.isIntersecting)) return;
    observer.disconnect();
    done();
  }).observe(part);
});

try { zero.storage = localStorage; } catch { zero.storage = null; } // a sandboxed frame has none

// ---- Frames -------------------------------------------------------------
// Ebitengine asks for a frame after every frame. The gate keeps its request
// until there is something to paint, so that a page on which nothing moves
// costs nothing. Ebitengine takes requestAnimationFrame once, while go.run
// starts: only for that moment is the gate in its place.
const frame = window.requestAnimationFrame.bind(window);
let held = null, wanted = false, coming = false;
zero.frames = 0;
zero.lost = false;
const gate = callback => {
  if (zero.lost) return 0;
  held = callback;
  if (wanted) zero.wake();
  return 1;
};
zero.wake = () => { // lets time go by, and paints what has changed
  if (zero.lost || coming) return;
  if (!held) { wanted = true; return; }
  wanted = false;
  coming = true;
  frame(time => {
    coming = false;
    const start = performance.now();
    if (zero.lost || !zero.pass()) return;
    const callback = held;
    if (!callback) { wanted = true; return; }
    held = null;
    zero.frames++;
    zero.drew = false;
    callback(time); // the program works until nothing is left to do
    if (zero.drew) zero.cost = performance.now() - start; // Ebitengine lets some go by
  });
};
zero.nextFrame = frame; // for who works without Ebitengine
const run = (go, instance) => {
  window.requestAnimationFrame = gate;
  try { return go.run(instance); } finally { window.requestAnimationFrame = frame; }
};

// ---- Size ---------------------------------------------------------------
// Ebitengine sizes its canvas by body.clientWidth and clientHeight. They are
// given in device pixels here, with an overscan above and below the view, so
// that the canvas is exact at every pixel ratio and zoom.
zero.over = 192; // CSS pixels
const size = { width: 0, height: 0 }; // in device pixels; to ask in every frame would lay the page out in every frame
const fit = () => { // the canvas' size on the page is its buffer's exactly, or the browser resamples
  const style = zero.stageCanvas?.style;
  style?.setProperty('width', size.width / devicePixelRatio + 'px', 'important');
  style?.setProperty('height', size.height / devicePixelRatio + 'px', 'important');
};
const measure = () => {
  const tall = Math.min(window.innerHeight, 1.5 * (screen.height || window.innerHeight)) + 2 * zero.over;
  const width = Math.round(root.clientWidth * devicePixelRatio), height = Math.round(tall * devicePixelRatio);
  const changed = size.width !== width || size.height !== height;
  Object.assign(size, { width, height });
  fit();
  return changed;
};
measure();
addEventListener('resize', measure); // before Ebitengine and the program hear of it
Object.defineProperty(document.body, 'clientWidth', { configurable: true, get: () => size.width });
Object.defineProperty(document.body, 'clientHeight', { configurable: true, get: () => size.height });
zero.stage = canvas => {
  zero.stageCanvas = canvas;
  document.getElementById('stage').append(canvas);
  fit();
};
const resized = () => dispatchEvent(new Event('resize'));
new ResizeObserver(() => { if (measure()) resized(); }).observe(root); // a scrollbar appears without a resize event
const watchRatio = () => matchMedia(`(resolution: ${devicePixelRatio}dppx)`)
  .addEventListener('change', () => { resized(); watchRatio(); }, { once: true });
watchRatio();

// ---- A lost canvas ------------------------------------------------------
// Ebitengine would reload the page, and with it what the reader did. It gets
// no frame and no event any more; the mirror becomes the page.
addEventListener('webglcontextlost', event => {
  event.stopImmediatePropagation();
  event.preventDefault();
  zero.lost = true;
  held = null;
  zero.textMode?.('The graphics of this tab were lost. The guide goes on in a simpler form, with all that you did; reload the page to have it painted again.');
}, { capture: true });
// Ebitengine asks whether a buffer is one before it deletes it. The answer is
// yes, and would have to wait for all that the graphics card has to do.
if (window.WebGL2RenderingContext) WebGL2RenderingContext.prototype.isBuffer = () => true;
zero.webgl = () => {
  try { return !!document.createElement('canvas').getContext('webgl2'); } catch { return false; }
};

// ---- The mirror ---------------------------------------------------------
// patch does what package mirror has written: see mirror.Encode.
const elements = new Map();
zero.root = (key, element) => elements.set(key, element);
zero.element = key => elements.get(key);
zero.focused = () => document.activeElement?.mirrorKey ?? '';
const forget = node => {
  for (const n of [node, ...node.querySelectorAll?.('*') ?? []]) if (n.mirrorKey) elements.delete(n.mirrorKey);
};
const doing = {
  c(key, tag, parent, before, text) {
    const e = tag === '#' ? document.createTextNode(text) : document.createElement(tag);
    e.mirrorKey = key;
    elements.set(key, e);
    elements.get(parent).insertBefore(e, elements.get(before) ?? null);
  },
  m(key, parent, before) { elements.get(parent).insertBefore(elements.get(key), elements.get(before) ?? null); },
  r(key) { const e = elements.get(key); forget(e); elements.delete(key); e.remove(); },
  a(key, name, value) { elements.get(key).setAttribute(name, value); },
  x(key, name) { elements.get(key).removeAttribute(name); },
  s(key, name, value) { elements.get(key).style.setProperty(name, value); },
  p(key, name, value) { const e = elements.get(key); if (e[name] !== value) e[name] = value; },
  t(key, text) { elements.get(key).data = text; },
  h(key, html) { elements.get(key).innerHTML = html; },
};
zero.unname = still => { // the article's anchors go over to the mirror
  for (const e of still.querySelectorAll('[id]')) e.removeAttribute('id');
};
zero.patch = ops => {
  for (const op of ops.split('\x1e')) {
    if (!op) continue;
    const [kind, ...fields] = op.split('\x1f');
    doing[kind](...fields);
  }
};

// ---- The reader's place -------------------------------------------------
// The same words stand at other heights in the article, in the mirror and at
// another width, and some of them beside others. So a place is a chapter, and
// words in view with their distances from the top, those first that move least
// and are likely read; and every entry of the browser's history has one.
const words = e => {
  let text = '';
  if (e.tagName === 'FIGURE') text = e.ariaLabel ?? e.querySelector('figcaption')?.textContent ?? '';
  else { // up to the first formula, which is written in two ways
    const nodes = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
    while (nodes.nextNode() && text.length < 80 && !nodes.currentNode.parentElement.closest('.m, math')) text += nodes.currentNode.data;
  }
  return text.replace(/\s+/g, ' ').trim().slice(0, 60);
};
const texts = ':is(h1, h2, h3, h4, h5, p, li)';
const alike = (chapter, said) => // figures may say the same
  [...document.getElementById(chapter)?.querySelectorAll(`${texts}, figure`) ?? []].filter(e => words(e) === said && e.getClientRects().length);
let known = { at: -1, place: [] }; // in the midst of a change nothing may be found
const outset = { chapter: '', said: '', top: 0 }; // the top of the page, whatever stands there
zero.place = () => {
  if (scrollY <= 0) return [outset];
  const found = new Map();
  const x = Math.min(document.querySelector('.live > *')?.getBoundingClientRect().width || innerWidth, innerWidth) / 2;
  const read = e => { // document.elementFromPoint takes a hundred times as long
    const { top, bottom, left, right } = e.getBoundingClientRect();
    return top < innerHeight && bottom > 0 && left <= x && x < right;
  };
  for (const chapter of document.querySelectorAll('.chapter')) {
    if (!read(chapter)) continue;
    for (const e of chapter.querySelectorAll(`${texts}, figure`)) {
      if (!read(e) || e.tagName === 'LI' && e.querySelector(texts) || words(e).length < 8) continue;
      found.set(e, e.getBoundingClientRect().top);
    }
  }
  const far = ([e, top]) => Math.abs(top - innerHeight / 4) + (e.closest('figure, aside, [role=note], td') ? 1e6 : 0);
  const near = [...found].sort((a, b) => far(a) - far(b)).slice(0, 6);
  const place = near.map(([e, top]) => {
    const chapter = e.closest('.chapter').id, said = words(e);
    return { chapter, said, nth: e.parentElement.closest('figure') ? alike(chapter, said).indexOf(e) : 0, top };
  });
  if (place.length === 0 && known.at === scrollY) return known.place;
  known = { at: scrollY, place };
  return place;
};
zero.goTo = place => {
  for (const { chapter, said, nth, top } of place ?? []) {
    const e = chapter ? alike(chapter, said)[nth ?? 0] : root;
    if (!e) continue;
    scrollBy({ top: e.getBoundingClientRect().top - top, behavior: 'instant' });
    known = { at: scrollY, place };
    return true;
  }
  return false;
};
// For later visits the place is kept, too, unless a part of the guide is shown.
const kept = () => { // it may be damaged
  try {
    const place = JSON.parse(zero.storage.getItem('zerotoai.place'));
    return place.filter(p => typeof p.chapter === 'string' && typeof p.said === 'string' && Number.isFinite(p.top));
  } catch { return []; }
};
const keep = place => {
  try { if (!part) zero.storage.setItem('zerotoai.place', JSON.stringify(place)); } catch { /* then the next visit starts at the top */ }
};
let told; // the state that the page around an embed knows
zero.note = url => { // a sandboxed frame may not allow it
  const place = zero.place();
  keep(place);
  try { history.replaceState({ place }, '', url); } catch { /* then only reloading does not come back here */ }
  const state = url.split('#')[1] ?? '';
  if (state !== told) post('state', { state: told = state });
};
try { history.scrollRestoration = 'manual'; } catch { /* as above */ }
zero.back = () => zero.goTo(history.state?.place);
zero.returned = zero.back();
if (!zero.returned && !part && !location.hash) { // an address that leads somewhere wins
  zero.returned = zero.goTo(kept());
  zero.shown.then(() => { if (zero.returned && scrollY > innerHeight) welcome(); });
}
const welcome = () => { // until the reader goes on from there
  const button = document.createElement('button');
  button.textContent = 'Go to the beginning';
  button.addEventListener('click', () => {
    location.assign('#' + document.querySelector('.chapter').id); // the browser's way back leads here again
    document.getElementById('book').focus({ preventScroll: true });
  });
  zero.say('This is where you stopped reading last time. ', button);
  const { chapter, said, nth, top } = zero.place()[0] ?? {}; // it stays where it is while what stands above is laid out
  const gone = () => {
    const at = alike(chapter, said)[nth]?.getBoundingClientRect().top ?? top;
    if (button.isConnected && Math.abs(at - top) < innerHeight / 2) return;
    removeEventListener('scroll', gone);
    if (button.isConnected) zero.say('');
  };
  addEventListener('scroll', gone, { passive: true });
};

// ---- Starting -----------------------------------------------------------
const load = src => new Promise((done, fail) => {
  const s = document.createElement('script'), carried = document.getElementById(src);
  s.onload = done;
  s.onerror = () => fail(new Error(src + ' could not be loaded'));
  if (carried) s.text = carried.text; // the single file has all in itself
  else s.src = src;
  document.head.append(s);
  if (carried) done();
});
const decode = text => Uint8Array.fromBase64?.(text) ?? Uint8Array.from(atob(text), c => c.charCodeAt(0));
const inflate = bytes => { // through the writer: a Blob's stream fails in WebKit on file://
  const stream = new DecompressionStream('gzip'), writer = stream.writable.getWriter();
  writer.write(bytes).then(() => writer.close()).catch(() => {}); // the reader sees the error
  return stream.readable;
};
const unpack = name => { // a program that a loader has brought
  const text = zero[name];
  zero[name] = null;
  return new Response(inflate(decode(text)), { headers: { 'Content-Type': 'application/wasm' } });
};
zero.bring = async () => { // the model's files, brought when a chapter that reads it comes near
  await load(files.model);
  const model = {};
  for (const name in zero.model) model[name] = decode(zero.model[name]);
  zero.model = null;
  return model;
};
zero.worker = async () => { // the program for jobs, brought when it is asked for
  await load(files.worker);
  return WebAssembly.compileStreaming(unpack('jobProgram'));
};

// ---- What leaves the page -----------------------------------------------
// copy, keep and keepPicture call done with how it ended: see ui.OutcomeState.
// A sandboxed frame may keep nothing, and not every page may use the clipboard:
// then a box shows what is to be taken, if it can be shown.
const [copied, saved, shown, forbidden, unable] = [0, 1, 2, 3, 4];
const sealed = parent !== window && self.origin === 'null';
const box = (name, content) => { // where the reader is: a frame may be taller than the view
  const dialog = document.createElement('dialog'), close = document.createElement('button');
  const at = (document.activeElement ?? document.body).getBoundingClientRect();
  dialog.className = 'box';
  dialog.ariaLabel = content.ariaLabel = name;
  close.textContent = 'Close';
  close.onclick = () => dialog.close();
  dialog.onclose = () => dialog.remove();
  dialog.onkeydown = event => event.stopPropagation(); // what closes the box closes nothing else
  dialog.append(content, close);
  document.body.append(dialog);
  dialog.style.display = 'block'; // it has its place before it is shown, or the page scrolls to where it was
  dialog.style.top = Math.max(8, Math.min(at.bottom + 8, root.clientHeight - dialog.offsetHeight - 8)) + scrollY + 'px';
  dialog.style.display = '';
  dialog.showModal();
  content.focus({ preventScroll: true });
  content.select?.();
  content.scrollTop = 0;
  return shown;
};
const textBox = (name, text) => {
  const area = document.createElement('textarea');
  Object.assign(area, { value: text, readOnly: true, rows: 6 });
  return box(name, area);
};
const download = (name, blob) => {
  const url = URL.createObjectURL(blob), link = document.createElement('a');
  Object.assign(link, { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60000); // a browser may ask first where to put it
  return saved;
};
zero.copy = (text, done) => {
  const refused = () => done(textBox('To copy', text));
  try { navigator.clipboard.writeText(text).then(() => done(copied), refused); } catch { setTimeout(refused); }
};
const take = (name, bytes) => {
  if (!sealed) return download(name, new Blob([bytes]));
  try { return textBox(name, new TextDecoder('utf-8', { fatal: true }).decode(bytes)); } catch { return forbidden; }
};
zero.keep = (name, bytes, done) => setTimeout(() => done(take(name, bytes)));
const takePicture = async (name, svg, width, height) => { // throws where the browser cannot paint it
  const image = new Image(), canvas = document.createElement('canvas');
  const scale = Math.min(2, 8192 / Math.max(width, height)); // more than browsers hold
  const src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(svg);
  await new Promise((onload, onerror) => Object.assign(image, { onload, onerror, src }));
  Object.assign(canvas, { width: Math.round(width * scale), height: Math.round(height * scale) });
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  if (sealed) return box(name, Object.assign(image, { src: canvas.toDataURL(), alt: name, tabIndex: 0 }));
  const blob = await new Promise(taken => canvas.toBlob(taken));
  return blob ? download(name, blob) : unable;
};
zero.keepPicture = (name, svg, width, height, done) => takePicture(name, svg, width, height).then(done, () => done(unable));
const say = (text, ...more) => {
  const p = document.getElementById('status');
  p?.replaceChildren(text, ...more);
  if (p) p.hidden = !text;
};
zero.say = say;
document.getElementById('status')?.addEventListener('click', () => say('')); // it may lie over something
addEventListener('keydown', event => { if (event.key === 'Escape') say(''); });
// The first words are shown before the program takes the processor: what it is
// made of is on its way by then, and on a slow line long not there. A tab that
// nobody sees is not painted.
const firstPaint = new Promise(done => {
  if (document.hidden || !PerformanceObserver.supportedEntryTypes?.includes('paint')) return done();
  new PerformanceObserver(list => { if (list.getEntriesByName('first-contentful-paint').length) done(); }).observe({ type: 'paint', buffered: true });
  setTimeout(done, 2000); // whatever the browser says
});
zero.times = {};
const mark = name => { zero.times[name] = performance.now(); };

async function start() {
  await firstPaint;
  await seen;
  const fonts = load(files.fonts), guide = load(files.guide);
  guide.catch(() => {}); // awaited below, after the fonts
  await fonts;
  zero.faces = {};
  const faces = zero.fonts.map(f => new FontFace(f.family, zero.faces[f.file] = decode(f.data), { weight: f.weight, style: f.style }));
  zero.fonts = null;
  await Promise.all(faces.map(face => face.load()));
  const place = zero.place(); // letters of another width move the lines
  for (const face of faces) document.fonts.add(face);
  zero.goTo(place);
  mark('fonts');
  await guide;
  for (const name in zero.kernel) zero.kernel[name] = decode(zero.kernel[name]); // kept: a worker takes them, too
  const program = unpack('wasm');
  mark('decoded');
  const { go, instance } = await linkGo(program, zero.kernel);
  mark('instantiated');
  zero.canvas = zero.webgl() && !matchMedia('(forced-colors: active)').matches;
  run(go, instance).then(() => { throw new Error('the program of the guide ended'); }).catch(failed);
}
function failed(error) {
  console.warn('zerotoai:', error);
  zero.lost = true;
  if (root.classList.contains('running')) zero.textMode?.('');
  say('The interactive figures could not be started here (' + error.message + '). The text and its pictures are complete.');
}
if (!window.WebAssembly || !window.DecompressionStream) {
  say('This browser is too old for the interactive figures. The text and its pictures are complete.');
} else {
  start().catch(failed);
}
}
