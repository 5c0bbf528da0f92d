// theme.js: the theme, the size of the text, and which part of the guide an embed
// shows. This script alone is waited for before anything is painted, so that no
// page is seen in the other theme or size first, and no embed with what it leaves out.
'use strict';
{
const root = document.documentElement, { classList, dataset } = root;
const asked = new URLSearchParams(location.search);
const [, chapter, figure] = /^([a-z0-9-]{1,80})(?:\.([a-z0-9-]{1,80}))?$/.exec(asked.get('embed') ?? '') ?? [];
if (chapter) {
  classList.add('embed');
  dataset.chapter = chapter;
  if (figure) dataset.figure = figure;
}
if (!chapter) for (const href of Object.values(document.currentScript.dataset)) { // an embed loads them when it is seen
  document.head.append(Object.assign(document.createElement('link'), { rel: 'preload', as: 'script', href }));
}
// Who has set the browser to larger text has all of the guide larger. No style
// sheet says anything yet, so the size is the browser's.
const larger = parseFloat(getComputedStyle(root).fontSize) / 16;
if (larger >= 1.2) classList.add(larger < 1.7 ? 'large' : 'larger');
try {
  const theme = chapter ? asked.get('theme') : localStorage.getItem('zerotoai.theme');
  if (theme === 'dark' || theme === 'light') dataset.theme = theme;
} catch { /* storage may be forbidden: the system's choice serves */ }
}
