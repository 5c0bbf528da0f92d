// Lays formulas out with MathJax: reads them as lines of JSON, {tex, display},
// and writes data.go. make.sh runs it.
import { readFileSync } from 'node:fs';
import MathJax from 'mathjax';

await MathJax.init({
  loader: { load: ['input/tex', 'output/svg'], versionWarnings: false }, // the font's release is older
  output: { font: 'mathjax-stix2' },
  svg: { fontCache: 'local', displayOverflow: 'overflow', linebreaks: { inline: false } },
});
const dom = MathJax.startup.adaptor;
const glyphs = new Map(); // name -> path data, y up

const round = (v, digits) => +v.toFixed(digits);
const attr = (node, name) => +(dom.getAttribute(node, name) ?? 0);

// A map is [a, d, e, f]: x' = a x + e, y' = d y + f.
const then = ([a, d, e, f], [A, D, E, F]) => [a * A, d * D, a * E + e, d * F + f];

function transform(m, text) {
  for (const [, name, args] of (text ?? '').matchAll(/(\w+)\(([^)]*)\)/g)) {
    const [x, y] = args.split(/[ ,]+/).map(Number);
    if (name === 'translate') m = then(m, [1, 1, x, y ?? 0]);
    else if (name === 'scale') m = then(m, [x, y ?? x, 0, 0]);
    else throw Error(`the transform ${name} is not supported`);
  }
  return m;
}

// The glyph that a use node stands for, its subpaths closed.
function glyph(node, defs) {
  const id = dom.getAttribute(node, 'xlink:href').slice(1);
  const name = id.replace(/^MJX-\d+-STX-/, '');
  glyphs.set(name, defs.get(id).replace(/(?<=[\d.])M/g, 'ZM'));
  return name;
}

// A piece of a stretched sign is a rectangle, shown through a window.
function extender(svg, m, defs) {
  const [vx, vy, vw, vh] = dom.getAttribute(svg, 'viewBox').split(' ').map(Number);
  const [x, y, w, h] = ['x', 'y', 'width', 'height'].map(n => attr(svg, n));
  if (Math.abs(vw - w) + Math.abs(vh - h) > 0.2) throw Error('a scaled window is not supported');
  const use = dom.firstChild(svg);
  const d = defs.get(dom.getAttribute(use, 'xlink:href').slice(1));
  const n = d.match(/-?[\d.]+/g).map(Number);
  const xs = n.filter((_, i) => i % 2 === 0), ys = n.filter((_, i) => i % 2);
  if (!/^M[^A-KN-Y]*Z$/.test(d) || new Set(xs).size !== 2 || new Set(ys).size !== 2) throw Error('a stretched sign that is no rectangle');
  const [a, s, e, f] = transform([1, 1, x - vx, y - vy], dom.getAttribute(use, 'transform'));
  const clip = (lo, hi, min, max) => [Math.max(lo, min), Math.min(hi, max)];
  const [x0, x1] = clip(a * Math.min(...xs) + e, a * Math.max(...xs) + e, x, x + w);
  const [y0, y1] = clip(s * Math.min(...ys) + f, s * Math.max(...ys) + f, y, y + h);
  return rect(m, x0, y0, x1 - x0, y1 - y0);
}

// Lengths are in thousandths of an em, y up from the baseline.
const rect = ([a, d, e, f], x, y, w, h) => [a * x + e, d * y + f, a * w, d * h].map(v => round(v, 1));

// Adds the parts [glyph, x, y, scale] and the rules [x, y, width, height] in node to out.
function walk(node, m, defs, out) {
  if (dom.getAttribute(node, 'fill') || dom.getAttribute(node, 'stroke')) throw Error('colours are not supported');
  if (dom.getAttribute(node, 'data-mml-node') === 'merror') throw Error(dom.getAttribute(node, 'data-mjx-error'));
  m = transform(m, dom.getAttribute(node, 'transform'));
  switch (dom.kind(node)) {
    case 'g': return dom.childNodes(node).forEach(n => walk(n, m, defs, out));
    case 'rect': return out.rules.push(rect(m, ...['x', 'y', 'width', 'height'].map(n => attr(node, n))));
    case 'svg': return out.rules.push(extender(node, m, defs));
    case 'use': {
      const [a, d, e, f] = m;
      if (a !== d) throw Error('a glyph scaled unevenly');
      if (!defs.get(dom.getAttribute(node, 'xlink:href').slice(1))) return; // a sign that is not seen, as between a function and its argument
      return out.parts.push([glyph(node, defs), round(e, 1), round(f, 1), a]);
    }
    default: throw Error(`the element ${dom.kind(node)} is not supported`);
  }
}

async function picture(tex, display) {
  const svg = dom.firstChild(await MathJax.tex2svgPromise(tex, { display }));
  const [defs, root] = dom.childNodes(svg);
  const paths = new Map(dom.childNodes(defs).map(p => [dom.getAttribute(p, 'id'), dom.getAttribute(p, 'd')]));
  const [left, top, width, height] = dom.getAttribute(svg, 'viewBox').split(' ').map(v => v / 1000);
  if (left !== 0 || /%/.test(dom.getAttribute(svg, 'width'))) throw Error('a formula as wide as the page is not supported');
  const out = { width, ascent: -top, descent: height + top, parts: [], rules: [] };
  dom.childNodes(root).forEach(n => walk(n, [1, 1, 0, 0], paths, out));
  return out;
}

// MathML Core knows no variants of letters but normal: they are letters of
// their own. The gaps of Unicode's alphabets are filled by older letters.
const alphabets = { bold: [0x1D400, 0x1D7CE, 0x1D6A8], 'bold-italic': [0x1D468, 0, 0x1D71C], script: [0x1D49C], 'double-struck': [0x1D538, 0x1D7D8] };
const older = { script: 'BℬEℰFℱHℋIℐLℒMℳRℛeℯgℊoℴ', 'double-struck': 'CℂHℍNℕPℙQℚRℝZℤ' };

function letter(c, variant) {
  const [latin, digit, greek] = alphabets[variant] ?? [], at = (older[variant] ?? '').indexOf(c), n = c.codePointAt(0);
  if (at >= 0 && at % 2 === 0) return older[variant][at + 1];
  if (latin && /[A-Z]/.test(c)) return String.fromCodePoint(latin + n - 65);
  if (latin && /[a-z]/.test(c)) return String.fromCodePoint(latin + 26 + n - 97);
  if (digit && /\d/.test(c)) return String.fromCodePoint(digit + n - 48);
  if (greek && n >= 0x391 && n <= 0x3C9) return String.fromCodePoint(greek + n - (n < 0x3B1 ? 0x391 : 0x3B1 - 26));
  throw Error(`there is no ${variant} ${c}`);
}

async function mathML(tex, display) {
  return (await MathJax.tex2mmlPromise(tex, { display }))
    .replace(/ (data-[\w-]+|xmlns)="[^"]*"/g, '')
    .replace(/&#x([0-9A-F]+);/gi, (_, hex) => String.fromCodePoint(parseInt(hex, 16)))
    .replace(/ mathvariant="(?!normal)(\S+)"([^>]*)>([^<]*)/g, (_, v, rest, s) => rest + '>' + [...s].map(c => letter(c, v)).join(''))
    .replace(/\n\s*/g, '');
}

const entries = [];
for (const line of readFileSync(0, 'utf8').trim().split('\n')) {
  const { tex, display } = JSON.parse(line);
  try {
    entries.push([tex, display, await picture(tex, display), await mathML(tex, display)]);
  } catch (err) {
    console.error(`${tex}: ${err.message}`);
    process.exitCode = 1;
  }
}

const names = [...glyphs.keys()].sort(), index = new Map(names.map((name, i) => [name, i]));
const quote = JSON.stringify;
const list = (type, rows) => rows.length ? `[]${type}{${rows.map(r => `{${r.map(v => typeof v === 'string' ? index.get(v) : round(v, 4)).join(', ')}}`).join(', ')}}` : 'nil';
const out = ['// Code generated by make/make.mjs with MathJax 4.1.3 and STIX Two Math; DO NOT EDIT.', '', 'package formula', '', 'var table = []Formula{'];
for (const [tex, display, f, ml] of entries) out.push(
  `{TeX: ${quote(tex)}, Display: ${display}, Width: ${round(f.width, 4)}, Ascent: ${round(f.ascent, 4)}, Descent: ${round(f.descent, 4)},`,
  `MathML: ${quote(ml)},`, `parts: ${list('part', f.parts)},`, `rules: ${list('rule', f.rules)}},`);
out.push('}', '', 'var glyphs = []string{', ...names.map(n => `${quote(glyphs.get(n))}, // ${n}`), '}');
console.log(out.join('\n'));
