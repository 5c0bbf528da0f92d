// frame.js: what stands around the guide: search, and the shortcuts with their
// card. Both are dialogs of the page, over the canvas and in text mode alike.
// What is found, and what is said of it, comes from the program: see
// widgets/search.
'use strict';
{
const zero = window.zerotoai, $ = id => document.getElementById(id);
const frame = $('frame'), finder = $('finder'), field = $('finder-field'), hits = $('finder-hits'), says = $('finder-says'), card = $('shortcuts');
const store = { get: key => { try { return zero.storage.getItem(key); } catch { return null; } }, set: (key, v) => { try { zero.storage.setItem(key, v); } catch { /* then it holds for this visit */ } } };

// ---- Search: a combobox whose listbox is always shown ---------------------
let find, active = -1; // which hit the arrow keys have come to
const mark = i => {
  hits.children[active]?.setAttribute('aria-selected', 'false');
  active = i;
  const hit = hits.children[i];
  hit?.setAttribute('aria-selected', 'true');
  hit?.scrollIntoView({ block: 'nearest' });
  if (hit) field.setAttribute('aria-activedescendant', hit.id); else field.removeAttribute('aria-activedescendant');
};
const line = (kind, text) => {
  const e = document.createElement('span');
  e.className = kind;
  e.textContent = text;
  return e;
};
const look = () => {
  const { Hits: found, Say: say } = JSON.parse(find(field.value));
  hits.replaceChildren(...(found ?? []).map(({ Name, Where, Text, URL }, i) => {
    const e = document.createElement('li');
    e.id = 'finder-hit-' + i;
    e.role = 'option';
    e.ariaSelected = 'false';
    e.dataset.url = URL;
    e.append(line('name', Name), ' ', line('where', Where), ' ', line('passage', Text));
    return e;
  }));
  hits.hidden = !found?.length;
  field.setAttribute('aria-expanded', String(!hits.hidden));
  says.textContent = say;
  mark(-1);
  hits.scrollTop = 0;
};
const go = hit => {
  if (!hit) return;
  finder.close();
  location.assign(hit.dataset.url);
};
field.addEventListener('input', look);
field.addEventListener('keydown', event => {
  const n = hits.children.length, way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (way && n) mark(active < 0 ? (way > 0 ? 0 : n - 1) : (active + way + n) % n);
  else if (event.key === 'Enter') go(hits.children[Math.max(active, 0)]);
  else return;
  event.preventDefault();
});
hits.addEventListener('click', event => go(event.target.closest('[role=option]')));
hits.addEventListener('mousedown', event => event.preventDefault()); // the field keeps the focus

// ---- What the shortcuts do ------------------------------------------------
const chapter = () => { // the one that is read
  const all = [...document.querySelectorAll('.chapter')];
  return [all, Math.max(0, all.findLastIndex(e => e.getBoundingClientRect().top < 0.3 * innerHeight))];
};
const turn = by => {
  const [all, i] = chapter();
  if (all[i + by]) location.assign('#' + all[i + by].id);
  else zero.say(by > 0 ? 'This is the last part of the guide.' : 'This is the start of the guide.');
};
const play = () => { // what plays nearest to the middle of the view
  const off = e => { const r = e.getBoundingClientRect(); return Math.abs((r.top + r.bottom - innerHeight) / 2); };
  const seen = [...document.querySelectorAll('.live figure')].filter(e => { const r = e.getBoundingClientRect(); return r.bottom > 0 && r.top < innerHeight; });
  const button = seen.sort((a, b) => off(a) - off(b)).map(e => e.querySelector('button[data-id$=".play"]:not([aria-disabled])')).find(Boolean);
  if (button) button.click();
  else zero.say('No figure in view can be played.');
};
let retheme;
const deeds = {
  search() { field.select(); look(); finder.showModal(); },
  help() { card.showModal(); },
  next() { turn(1); },
  previous() { turn(-1); },
  contents() { location.assign('#opening-chapters'); },
  play,
  theme() { retheme(); },
};
const keys = {};
for (const e of document.querySelectorAll('[data-do]')) {
  if (e.dataset.key) keys[e.dataset.key] = e.dataset.do;
  e.addEventListener('click', () => {
    e.closest('dialog')?.close();
    deeds[e.dataset.do]();
  });
}

// ---- Single keys: not while typing, and only as long as the reader wants ---
const wanted = $('shortcuts-on');
const tell = () => {
  for (const e of document.querySelectorAll('[data-key]')) {
    if (wanted.checked) e.setAttribute('aria-keyshortcuts', e.dataset.key); else e.removeAttribute('aria-keyshortcuts');
  }
};
wanted.checked = store.get('zerotoai.keys') !== 'off';
wanted.addEventListener('change', () => { store.set('zerotoai.keys', wanted.checked ? 'on' : 'off'); tell(); });
tell();
const typing = 'input:not([type=range], [type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable]';
const press = event => {
  const command = event.ctrlKey || event.metaKey || event.altKey;
  if (!wanted.checked || event.repeat || event.isComposing || event.defaultPrevented) return;
  if (document.querySelector('dialog[open]')) return; // the page under it is not meant
  if (command && !event.getModifierState('AltGraph') || event.target.closest?.(typing)) return;
  const deed = Object.hasOwn(keys, event.key) ? keys[event.key] : null;
  if (!deed) return;
  event.preventDefault();
  deeds[deed]();
};

// ---- Dialogs ----------------------------------------------------------------
for (const dialog of [finder, card]) {
  dialog.addEventListener('keydown', event => event.stopPropagation()); // the guide under it is not meant
  dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close(); }); // beside it
  dialog.querySelector('.close').addEventListener('click', () => dialog.close());
}
const fit = () => document.documentElement.style.setProperty('--seen', (window.visualViewport?.height ?? innerHeight) + 'px'); // without the keyboard of a phone
window.visualViewport?.addEventListener('resize', fit);
fit();

// ---- The buttons: away while the reader goes on, so that they cover nothing -
let last = 0;
const away = yes => frame.classList.toggle('away', yes);
const follow = () => {
  if (scrollY < 80) away(false);
  else if (Math.abs(scrollY - last) > 4) away(scrollY > last);
  last = scrollY;
};

// furnish is called by the program when it runs and shows the whole guide.
zero.furnish = (findIn, otherTheme) => {
  find = findIn;
  retheme = otherTheme;
  frame.hidden = false;
  document.addEventListener('keydown', press);
  document.addEventListener('scroll', follow, { passive: true });
  $('book').addEventListener('focusin', event => { if (event.target.matches(':focus-visible')) away(true); });
};
}
