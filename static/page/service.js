// service.js: the service worker. It keeps a version of the guide whole, so that
// the guide opens without a network, and brings the next version in the
// background.
//
// Each file is named by the hash of its bytes, and the page, which names all the
// others, is a version: so versions cannot be mixed, and a file that is damaged
// shows it. Workbox would keep the files as well, but not look at them, and there
// would be more of it.
//
// In front of this stand, from cmd/site: page, the hash of the page, and files,
// the names of all that it loads.
'use strict';

const mine = `zero-to-ai ${registration.scope} `; // other sites of the same origin have caches, too
const own = mine + page;
const hashOf = name => name === './' ? page : /-([0-9a-f]{12})\.[a-z]+$/.exec(name)?.[1];

// nameOf names the file that is asked for, './' being the page, or is empty.
const nameOf = ({ method, url }) => {
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || !(origin + pathname).startsWith(registration.scope)) return '';
  const name = (origin + pathname).slice(registration.scope.length);
  if (name === '' || name === 'index.html') return './';
  return hashOf(name) && !name.includes('/') ? name : '';
};

// sound returns a response that has the bytes that its name promises, or null.
async function sound(name, response) {
  if (!response?.ok) return null;
  const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', await response.clone().arrayBuffer()));
  return Array.from(sum.subarray(0, 6), b => b.toString(16).padStart(2, '0')).join('') === hashOf(name) ? response : null;
}

// kept returns a file from the caches: from one of an earlier version, too, if
// it has not changed or a page of that version asks for it.
const kept = async name => sound(name, await caches.match(name, name === './' ? { cacheName: own } : {}));

// What there is already is not fetched again; a version that is not whole in the
// end is none, and the one before stays. One file at a time: nobody waits for
// this, and for what the reader asks they do.
async function install() {
  const cache = await caches.open(own);
  for (const name of ['./', ...files]) {
    const file = await kept(name) ?? await sound(name, await fetch(name, { cache: name === './' ? 'no-cache' : 'default' }));
    if (!file) throw new Error(name + ' is not of this version');
    await cache.put(name, file);
  }
  await skipWaiting(); // pages that are open go on with their own files
}
const giveUp = async error => { // what does not fit is not to lie about
  if (error.name === 'QuotaExceededError') await caches.delete(own);
  throw error;
};
addEventListener('install', event => event.waitUntil(install().catch(giveUp)));

// The version before stays for the pages that are open.
async function activate() {
  const others = (await caches.keys()).filter(key => key.startsWith(mine) && key !== own); // the oldest first
  await Promise.all(others.slice(0, -1).map(key => caches.delete(key)));
  await clients.claim();
}
addEventListener('activate', event => event.waitUntil(activate()));

// serve answers from what is kept, and mends that from the network if it is
// damaged. Without one, a script that is missing is said in words by the page;
// for a page that is missing, this is said here.
async function serve(name, event) {
  const file = await kept(name).catch(() => null);
  if (file) return file;
  try {
    const file = await fetch(event.request);
    event.waitUntil(mend(name, file.clone()));
    return file;
  } catch (error) {
    if (name !== './') throw error;
    return new Response('What was kept of the guide on this device is damaged, and there is no network to bring it again. Please come back when there is one.', { status: 503, headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
  }
}
async function mend(name, response) {
  try {
    const file = await sound(name, response);
    if (file) await (await caches.open(own)).put(name, file);
  } catch { /* then it comes from the network the next time, too */ }
}
addEventListener('fetch', event => {
  const name = nameOf(event.request);
  if (name) event.respondWith(serve(name, event));
});
