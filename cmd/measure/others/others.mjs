// others.mjs opens dist/ in Firefox ESR and in WebKitGTK, from a web server and
// from the disk, uses a few figures as a reader does, and keeps a picture of each.
//
//   node others.mjs dist http://127.0.0.1:8080/ pictures [firefox | webkit]
//
// Both browsers are shown on a display: without one they have no WebGL. Firefox
// is spoken to by Puppeteer in WebDriver BiDi, WebKitGTK in WebDriver's HTTP.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const later = ms => new Promise(done => setTimeout(done, ms));

// Each browser gives: go(url), run(body) for a function's body in the page, write(selector, text)
// for keys, shot() for a picture, errors as far as it tells, and close().
async function firefox() {
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

async function webkit() {
  const port = 20000 + process.pid % 10000, driver = spawn('WebKitWebDriver', ['--port=' + port], { stdio: 'ignore' });
  process.once('exit', () => driver.kill());
  const ask = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body) });
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
    },
  };
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
async function until(browser, expression, seconds = 120) {
  for (const end = Date.now() + 1000 * seconds; Date.now() < end; await later(200)) {
    if (await browser.run(`return Boolean(${expression})`)) return;
  }
  const status = await browser.run(`return (document.getElementById('status')?.textContent ?? '') + ' ' + document.documentElement.className`);
  throw new Error(`never true: ${expression} (${status.trim()})`);
}

const find = (chapter, label) => `document.querySelector('#${chapter} .live [aria-label="${label}"]')`;
const part = name => `document.querySelector('.live [data-id="${name}"]')`;
const show = (browser, element) => browser.run(`${element}.scrollIntoView({ block: 'center', behavior: 'instant' })`);
const wake = async (browser, chapter, element) => { // a chapter's figures are there when it comes near
  await browser.run(`location.hash = '#${chapter}'`);
  await until(browser, element);
  await show(browser, element);
};

// What a reader does, by the names that a screen reader reads.
const uses = {
  async formula(browser) {
    await wake(browser, 'functions', find('functions', 'Formula'));
    await browser.write('#functions .live [aria-label="Formula"]', 'sin(x)*x');
    await browser.run(`const e = ${find('functions', 'Input')}; e.value = 2; e.dispatchEvent(new Event('input', { bubbles: true }))`);
    await until(browser, `[...document.querySelectorAll('#functions output')].some(e => e.ariaLabel === 'f(x)' && e.textContent === '1.8186')`);
  },
  async step(browser) {
    const x = find('gradient-descent', 'Ball x'), press = find('gradient-descent', 'Step');
    await wake(browser, 'gradient-descent', press);
    const was = Number(await browser.run(`return ${x}.value`));
    await browser.run(`${press}.click()`);
    await until(browser, `Math.abs(${x}.value - ${0.9 * was}) < 1e-9`); // the gradient of x² by a rate of 0.05
  },
  async attention(browser) {
    const text = '#attention .live [data-id="attention.arcs.figure"] input[aria-label="Text"]';
    await wake(browser, 'attention', `document.querySelector('${text}')`);
    await browser.write(text, 'The bird is small.');
    await until(browser, `${part('attention.arcs.status')}.textContent.startsWith('“The” is the first token.')`);
  },
  async training(browser) {
    await wake(browser, 'transformers', part('transformers.training.play'));
    await browser.run(`${part('transformers.training.play')}.click()`);
    await until(browser, `/came after/.test(${part('transformers.training.status')}.textContent)`, 240);
    await browser.run(`${part('transformers.training.play')}.click()`);
  },
};

async function visit(open, url, picture) {
  const browser = await open();
  try {
    await browser.go(url);
    await until(browser, 'globalThis.zerotoai?.ready && zerotoai.painted > 0');
    for (const [name, use] of Object.entries(uses)) {
      await use(browser).catch(error => { throw new Error(`${name}: ${error.message}`); });
      await later(500);
      await writeFile(`${picture}-${name}.png`, await browser.shot());
    }
    const said = await browser.run(`return document.getElementById('status').textContent`);
    if (said || browser.errors.length) throw new Error([said, ...browser.errors].join('\n'));
  } finally {
    await writeFile(`${picture}-last.png`, await browser.shot()).catch(() => {});
    await browser.close();
  }
}

const [dist, http, pictures, only] = process.argv.slice(2);
await mkdir(pictures, { recursive: true });
const places = { http, file: pathToFileURL(path.resolve(dist, 'index.html')).href };
for (const open of [firefox, webkit].filter(open => !only || open.name === only)) {
  for (const [place, url] of Object.entries(places)) {
    const name = `${open.name}-${place}`;
    try {
      await visit(open, url, path.join(pictures, name));
      console.log(`${name}: it starts, is painted, and ${Object.keys(uses).join(', ')} work`);
    } catch (error) {
      console.error(`${name}: ${error.message}`);
      process.exitCode = 1;
    }
  }
}
