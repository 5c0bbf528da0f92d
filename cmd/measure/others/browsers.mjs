// browsers.mjs: Firefox ESR and WebKitGTK, spoken to alike. Both are shown on a
// display: without one they have no WebGL. Firefox is spoken to by Puppeteer in
// WebDriver BiDi, WebKitGTK in WebDriver's HTTP.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:net';

export const later = ms => new Promise(done => setTimeout(done, ms));

// Each browser gives: go(url), run(body) for a function's body in the page, write(selector, text)
// for keys, shot() for a picture, errors as far as it tells, and close().
export async function firefox() {
  const { default: puppeteer } = await import('puppeteer-core');
  const browser = await puppeteer.launch({
    browser: 'firefox', executablePath: '/usr/bin/firefox-esr', headless: false, defaultViewport: null, args: ['--width=1000', '--height=800'],
    extraPrefsFirefox: { 'security.fileuri.strict_origin_policy': true }, // as readers have it; Puppeteer is laxer
  });
  const page = await browser.newPage(), errors = [];
  page.on('pageerror', e => errors.push(e.message));
  page.on('console', m => { if (m.type() === 'error' || /zerotoai:|panic:/.test(m.text())) errors.push(m.text()); });
  return {
    errors,
    go: url => page.goto(url, { waitUntil: 'load', timeout: 120000 }),
    run: body => page.evaluate(body => new Function(body)(), body),
    async write(selector, text) {
      await page.$eval(selector, e => { e.focus(); e.select(); });
      await page.keyboard.type(text);
    },
    shot: () => page.screenshot(),
    close: () => browser.close(),
  };
}

export async function webkit() {
  const port = await freePort(), driver = spawn('WebKitWebDriver', ['--port=' + port], { stdio: 'ignore' }), gone = once(driver, 'exit');
  process.once('exit', () => driver.kill());
  const ask = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body), signal: AbortSignal.timeout(150000) });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(value.message || value.error);
    return value;
  };
  for (let tries = 0; ; tries++) {
    try { await ask('GET', '/status'); break; } catch (error) { if (tries > 50) throw error; }
    await later(200);
  }
  const options = { binary: miniBrowser(), args: ['--automation', '--geometry=1000x800'] };
  const { sessionId } = await ask('POST', '/session', { capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options, pageLoadStrategy: 'normal' } } });
  const session = '/session/' + sessionId;
  await ask('POST', session + '/timeouts', { script: 120000, pageLoad: 120000 });
  const run = body => ask('POST', session + '/execute/sync', { script: body, args: [] });
  return {
    errors: [], // WebDriver has none; the page says itself when its program fails
    run,
    go: url => ask('POST', session + '/url', { url }),
    async write(selector, text) {
      await run(`const e = document.querySelector(${JSON.stringify(selector)}); e.focus(); e.select();`);
      const element = await ask('POST', session + '/element', { using: 'css selector', value: selector });
      await ask('POST', `${session}/element/${Object.values(element)[0]}/value`, { text });
    },
    shot: async () => Buffer.from(await ask('GET', session + '/screenshot'), 'base64'),
    async close() {
      await ask('DELETE', session).catch(() => {});
      driver.kill();
      await gone;
    },
  };
}

// freePort is a port at which nobody listens: that of a browser which has just
// been closed may still be taken.
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

// miniBrowser is the path of WebKitGTK's own browser: /usr/lib/<machine>/webkit2gtk-<version>/MiniBrowser.
function miniBrowser() {
  for (const machine of readdirSync('/usr/lib').filter(name => name.endsWith('-linux-gnu'))) {
    const folder = readdirSync('/usr/lib/' + machine).find(name => name.startsWith('webkit2gtk-4'));
    if (folder) return `/usr/lib/${machine}/${folder}/MiniBrowser`;
  }
  throw new Error('WebKitGTK is not installed');
}

// until waits until an expression is true in the page.
export async function until(browser, expression, seconds = 120) {
  for (const end = Date.now() + 1000 * seconds; Date.now() < end; await later(200)) {
    if (await browser.run(`return Boolean(${expression})`)) return;
  }
  const status = await browser.run(`return (document.getElementById('status')?.textContent ?? '') + ' ' + document.documentElement.className`);
  throw new Error(`never true: ${expression} (${status.trim()})`);
}
