// sites.mjs puts the README's examples of embeds into a plain page, into sites
// of four generators of documentation and into a notebook's cell, opens each in
// Firefox, and holds that the parts of the guide on it start and work.
//
//   node sites.mjs README.md http://127.0.0.1:8080/ folder [name]
//
// The generators' own packages are brought by npm; MkDocs, Hugo and IPython are
// Debian's.
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { firefox, later, until } from './browsers.mjs';

const [readme, guide, folder, only] = process.argv.slice(2);

// The examples, as they are in the README.
const text = (await readFile(readme, 'utf8')).replaceAll(/GUIDE\//g, guide);
const [, script, tag] = /```html\n(<script .*)\n(<zero-to-ai .*)\n```/.exec(text);
const [, iframe] = /```html\n(<iframe .*)\n```/.exec(text);
const [, cell] = /`(IPython\.display\.IFrame\(.*?\))`/.exec(text);

const words = 'Words before it: it waits until a reader comes near.\n\n'.repeat(60);
const markdown = `# A page of somebody's\n\n${words}${tag}\n\nWords between.\n\n${iframe}\n\nWords after it.\n`;
const embed = guide + 'embed.js';
const json = value => JSON.stringify(value, null, 2);

// What each is made of, by which command, and where the page is then.
const sites = {
  html: {
    files: { 'page.html': `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>A page</title>\n${script}\n</head><body>\n<pre>${words}</pre>\n${tag}\n${iframe}\n</body></html>\n` },
    page: 'page.html',
  },
  vitepress: {
    files: {
      'package.json': json({ private: true, type: 'module', dependencies: { vitepress: '1.6.4' } }),
      '.vitepress/config.js': `export default {
  title: 'A site',
  head: [['script', { async: '', src: '${embed}' }]],
  vue: { template: { compilerOptions: { isCustomElement: tag => tag === 'zero-to-ai' } } },
};`,
      'index.md': '# A site\n',
      'page.md': markdown,
    },
    command: ['npx', 'vitepress', 'build'],
    page: '.vitepress/dist/page.html',
  },
  docusaurus: {
    files: {
      'package.json': json({
        private: true,
        dependencies: { '@docusaurus/core': '3.10.2', '@docusaurus/preset-classic': '3.10.2', react: '19.2.0', 'react-dom': '19.2.0' },
      }),
      'docusaurus.config.js': `module.exports = {
  title: 'A site', url: 'https://example.org', baseUrl: '/',
  scripts: [{ src: '${embed}', async: true }],
  presets: [['classic', { docs: { routeBasePath: '/' }, blog: false }]],
};`,
      'docs/index.md': '# A site\n',
      'docs/page.md': markdown,
    },
    command: ['npx', 'docusaurus', 'build'],
    page: 'build/page/index.html',
    root: 'build',
  },
  mkdocs: {
    files: {
      'mkdocs.yml': `site_name: A site\ntheme:\n  name: mkdocs\n  highlightjs: false # it would be fetched from elsewhere\nextra_javascript:\n  - ${embed}\n`,
      'docs/index.md': '# A site\n',
      'docs/page.md': markdown,
    },
    command: ['mkdocs', 'build', '--quiet'],
    page: 'site/page/index.html',
  },
  hugo: {
    files: {
      'config.toml': "baseURL = '/'\ntitle = 'A site'\n[markup.goldmark.renderer]\nunsafe = true\n",
      'layouts/_default/baseof.html': `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>A site</title>\n${script}\n</head><body>{{ block "main" . }}{{ end }}</body></html>\n`,
      'layouts/_default/single.html': '{{ define "main" }}{{ .Content }}{{ end }}\n',
      'layouts/_default/list.html': '{{ define "main" }}{{ .Content }}{{ end }}\n',
      'content/page.md': markdown,
    },
    command: ['hugo', '--quiet'],
    page: 'public/page/index.html',
  },
  notebook: {
    files: { 'cell.py': `import IPython.display\nopen("page.html", "w").write("<!doctype html>" + ${cell}._repr_html_())\n` },
    command: ['/usr/bin/python3', 'cell.py'],
    page: 'page.html',
    alone: true, // without the element
  },
};

async function make({ files, command }, folder) {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
  const run = (program, ...args) =>
    execFileSync(program, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NO_UPDATE_NOTIFIER: '1' } });
  if (files['package.json']) run('npm', 'install', '--silent', '--no-package-lock');
  if (command) run(...command);
}

// serve shows a folder at an origin of its own.
async function serve(folder) {
  const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
  const server = createServer((request, answer) => {
    let file = path.join(folder, path.normalize(decodeURIComponent(new URL(request.url, 'http://a').pathname)));
    if (existsSync(file) && statSync(file).isDirectory()) file = path.join(file, 'index.html');
    if (!existsSync(file)) return answer.writeHead(404).end();
    answer.setHeader('Content-Type', types[path.extname(file)] ?? 'application/octet-stream');
    createReadStream(file).pipe(answer);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

// works brings a part into view, and when it has said that it is painted it is
// sent to another state, until it says that it is there.
async function works(browser, part) {
  await browser.run(`${part}.scrollIntoView({ block: 'center', behavior: 'instant' })`);
  const says = wanted => until(browser, `heard.some(([from, m]) => from === (${part}.frame ?? ${part}).contentWindow && ${wanted})`, 60);
  await says(`m.type === 'zero-to-ai:ready'`);
  await browser.run(`(${part}.frame ?? ${part}).contentWindow.postMessage({ type: 'zero-to-ai:goto', version: 1, state: 'functions?x=3' }, '*')`);
  await says(`m.state === 'functions?x=3'`);
  await later(500);
}

const element = `document.querySelector('zero-to-ai')`, frame = `document.querySelector('iframe')`;
async function look(site, url, picture) {
  const browser = await firefox();
  try {
    await browser.go(url);
    await browser.run(`heard = []; addEventListener('message', e => heard.push([e.source, e.data]))`);
    if (!site.alone) {
      await works(browser, element);
      await until(browser, `${element}.frame.clientHeight > 400 && Math.abs(${element}.clientHeight - ${element}.frame.clientHeight) < 2`);
      await writeFile(picture + '-element.png', await browser.shot());
    }
    await works(browser, frame);
    await writeFile(picture + '-frame.png', await browser.shot());
    if (browser.errors.length) throw new Error(browser.errors.join('\n'));
  } finally {
    await browser.close();
  }
}

for (const [name, site] of Object.entries(sites)) {
  if (only && only !== name) continue;
  const here = path.join(folder, name), at = path.join(here, site.page);
  const root = site.root ? path.join(here, site.root) : path.dirname(at), server = await serve(root);
  try {
    await make(site, here);
    await look(site, `http://127.0.0.1:${server.address().port}/${path.relative(root, at).replace(/index\.html$/, '')}`, path.join(folder, name));
    console.log(`${name}: ${site.alone ? 'the frame works' : 'the element and the frame work'}`);
  } catch (error) {
    console.error(`${name}: ${error.message}\n${error.stderr ?? ''}`);
    process.exitCode = 1;
  }
  server.closeAllConnections();
  server.close();
}
