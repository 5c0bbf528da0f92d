// theme.js: the theme, and which part of the guide an embed shows. This script
// alone is waited for before anything is painted, so that no page is seen in the
// other theme first, and no embed with what it leaves out.
'use strict';
{
const { classList, dataset } = document.documentElement;
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
try {
  const theme = chapter ? asked.get('theme') : localStorage.getItem('zerotoai.theme');
  if (theme === 'dark' || theme === 'light') dataset.theme = theme;
} catch { /* storage may be forbidden: the system's choice serves */ }
}
