// others.mjs opens dist/ in Firefox ESR and in WebKitGTK, from a web server and
// from the disk, uses a few figures as a reader does, and keeps a picture of each.
//
//   node others.mjs dist http://127.0.0.1:8080/ pictures [firefox | webkit]
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { firefox, later, until, webkit } from './browsers.mjs';

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
