// offline.js: lets the guide be installed, has it kept on the reader's device, by
// service.js, when it has started, and says when a new version is there. Not of the single file,
// which is kept already; nor of an embed or any other frame: who reads another
// site has not asked for it; nor where the reader wants data to be saved.
'use strict';
{
const { service, manifest } = document.currentScript.dataset;
const zero = window.zerotoai;
const news = () => {
  const reload = document.createElement('button');
  reload.textContent = 'Reload';
  reload.addEventListener('click', () => location.reload());
  zero.say('A new version of the guide is ready. Answers and your place stay when you reload; a training that has not been saved does not. ', reload);
};
const keep = workers => {
  let before = workers.controller; // the worker whose version this page is
  workers.addEventListener('controllerchange', () => {
    if (before) news();
    before = workers.controller;
  });
  zero.shown.then(() => workers.register(service, { updateViaCache: 'none' })).catch(() => {}); // then the guide needs a network, as before
};
if (service && parent === window && !document.documentElement.classList.contains('embed') && location.protocol !== 'file:' && !navigator.connection?.saveData) {
  document.head.append(Object.assign(document.createElement('link'), { rel: 'manifest', href: manifest }));
  try { if (navigator.serviceWorker) keep(navigator.serviceWorker); } catch { /* a page without an origin may not ask */ }
}
}
