// Lets the guide read the files of the page's file input as the reader's model,
// then has chapter 9 read a text of twelve tokens with it. Times are in
// milliseconds; still is the longest that the page had no turn.
async () => {
  const later = ms => new Promise(done => setTimeout(done, ms));
  const until = async (seconds, so) => {
    for (const end = performance.now() + 1000 * seconds; performance.now() < end; await later(10)) {
      if (so()) return;
    }
    throw new Error('it took longer than ' + seconds + ' s');
  };
  const part = id => document.querySelector(`.live [data-id="${id}"]`);
  const says = (id, words) => part(id)?.textContent.includes(words);
  const near = async id => {
    await until(30, () => part(id));
    part(id).scrollIntoView({ block: 'center', behavior: 'instant' });
    await later(1000);
  };
  const input = document.getElementById('model');
  HTMLInputElement.prototype.click = function () { this.files = input.files; this.dispatchEvent(new Event('change')); };
  await near('tokens.own.files');

  const turn = new MessageChannel();
  let last = performance.now(), still = 0, over = false;
  turn.port1.onmessage = () => {
    const now = performance.now();
    still = Math.max(still, now - last);
    last = now;
    if (!over) turn.port2.postMessage(0);
  };
  let start = performance.now();
  last = start;
  turn.port2.postMessage(0);
  part('tokens.own.files').click();
  await until(120, () => {
    if (says('tokens.own.status', 'Not read')) throw new Error(part('tokens.own.status').textContent);
    return says('tokens.own.status', 'Your model is read');
  });
  const read = performance.now() - start;
  over = true;

  location.hash = '#attention';
  await near('attention.arcs.text');
  await until(60, () => says('attention.arcs.status', 'attention'));
  const text = part('attention.arcs.text');
  text.value = '012345678901'; // no merge joins digits: twelve tokens
  start = performance.now();
  text.dispatchEvent(new Event('input', { bubbles: true }));
  await until(60, () => says('attention.arcs.status', '“7”')); // the eighth token is followed
  return { read, run: performance.now() - start, still };
}
