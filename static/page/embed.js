// embed.js: the element <zero-to-ai> for pages that show a part of the guide.
//
//   <script async src="https://…/embed.js"></script>
//   <zero-to-ai chapter="functions" figure="graph" state="functions?x=2"></zero-to-ai>
//
// Each element holds a frame. It starts when it comes near the view, takes the
// height that it needs, and rests, keeping its state, when there are more than a
// browser can paint. What the frames load is the same for all and kept by the
// browser. What a frame says is believed only if it has the form described in
// the guide's README.
'use strict';
{
const home = document.currentScript.src.replace(/[^/]*$/, '');
const limit = 8; // browsers give a page 16 canvases with WebGL
const near = '600px';
const tallest = 20000; // CSS pixels
const isName = s => /^[a-z0-9-]{1,80}$/.test(s);
const isTheme = s => s === 'dark' || s === 'light';
const isState = s => typeof s === 'string' && s.length <= 8192;
const awake = new Set(); // the element that has been in view latest is last

// rest puts those to rest that are away and were in view longest ago.
const rest = () => {
  for (const e of awake) {
    if (awake.size <= limit) return;
    if (!e.near) e.rest();
  }
};
const watch = new IntersectionObserver(entries => {
  for (const { target, isIntersecting } of entries) {
    target.near = isIntersecting;
    if (isIntersecting) target.wake();
  }
  rest();
}, { rootMargin: near });

// What a frame may say, each kind with what it must have.
const hear = {
  size(e, { height }) {
    if (Number.isFinite(height) && height > 0 && height <= tallest) e.grow(height);
  },
  state(e, { state }) {
    if (!isState(state)) return;
    e.state = state;
    e.dispatchEvent(new CustomEvent('state', { detail: state }));
  },
  ready(e) {
    e.tell('theme', { theme: e.getAttribute('theme') });
    e.dispatchEvent(new Event('ready'));
  },
};
addEventListener('message', ({ source, data }) => {
  if (typeof data !== 'object' || data?.version !== 1 || typeof data.type !== 'string') return;
  const kind = data.type.replace(/^zero-to-ai:/, '');
  if (kind === data.type || !Object.hasOwn(hear, kind)) return;
  for (const e of awake) if (e.frame.contentWindow === source) hear[kind](e, data);
});

customElements.define('zero-to-ai', class extends HTMLElement {
  static observedAttributes = ['chapter', 'figure', 'theme', 'state'];

  connectedCallback() {
    this.shadow ??= this.attachShadow({ mode: 'open' });
    this.style.display = 'block';
    if (!this.style.minHeight) this.style.minHeight = '320px'; // until it says how tall it is
    this.state ??= this.getAttribute('state') ?? ''; // where it was, when it has been moved
    watch.observe(this);
  }

  disconnectedCallback() {
    watch.unobserve(this);
    this.rest();
  }

  attributeChangedCallback(name, old, value) {
    if (!this.shadow || old === value) return;
    if (name === 'theme') return this.tell('theme', { theme: value });
    this.state = this.getAttribute('state') ?? '';
    if (name === 'state') return this.tell('goto', { state: this.state });
    if (this.frame) { this.rest(); this.wake(); }
  }

  // address is where the frame shows what the attributes ask for, as it was left.
  address() {
    const chapter = this.getAttribute('chapter') ?? '', figure = this.getAttribute('figure');
    if (!isName(chapter)) return null;
    const url = new URL('index.html', home);
    url.searchParams.set('embed', isName(figure ?? '') ? chapter + '.' + figure : chapter);
    for (const name of ['theme', 'motion', 'hide']) if (this.hasAttribute(name)) url.searchParams.set(name, this.getAttribute(name));
    url.hash = isState(this.state) ? this.state : '';
    return url.href;
  }

  wake() {
    if (this.frame) { awake.delete(this); awake.add(this); return; }
    const address = this.address();
    if (!address) return;
    const frame = this.frame = document.createElement('iframe');
    frame.title = this.getAttribute('title') ?? 'From Zero to AI: ' + this.getAttribute('chapter');
    frame.allow = 'clipboard-write';
    if (this.hasAttribute('sandbox')) frame.sandbox = 'allow-scripts';
    Object.assign(frame.style, { display: 'block', width: '100%', height: this.style.minHeight, border: '0', colorScheme: 'normal' });
    frame.src = address;
    this.shadow.replaceChildren(frame);
    awake.add(this);
  }

  rest() {
    awake.delete(this);
    this.frame?.remove();
    this.frame = null;
  }

  // grow gives the frame its height: a figure all that it needs, a chapter as
  // much as the reader can see, for it is painted only there and scrolls.
  grow(height) {
    const room = this.hasAttribute('figure') ? tallest : Math.max(480, 0.85 * innerHeight);
    this.style.minHeight = Math.min(height, room) + 'px';
    if (this.frame) this.frame.style.height = this.style.minHeight;
  }

  tell(kind, fields) {
    if (kind === 'theme' && !isTheme(fields.theme) || kind === 'goto' && !isState(fields.state)) return;
    this.frame?.contentWindow?.postMessage({ type: 'zero-to-ai:' + kind, version: 1, ...fields }, '*'); // a sandboxed frame has no origin to name
  }
});
}
