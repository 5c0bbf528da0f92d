/* training.js: trains the GPT of chapter 10 and watches the page meanwhile. */
async () => {
  const later = ms => new Promise(done => setTimeout(done, ms));
  const chapter = document.getElementById('transformers');
  const part = name => chapter.querySelector(`.live [data-id="transformers.training.${name}"]`);
  const until = async (seconds, so) => {
    for (const end = performance.now() + 1000 * seconds; performance.now() < end; await later(50)) {
      const it = so();
      if (it) return it;
    }
    throw new Error('it took longer than ' + seconds + ' s');
  };
  scrollTo({ top: scrollY + chapter.getBoundingClientRect().top, behavior: 'instant' });
  const play = await until(30, () => part('play')); // it is there when the model has come
  const top = scrollY + play.getBoundingClientRect().top - 100;
  scrollTo({ top, behavior: 'instant' });
  await later(2000);

  const gaps = [], turn = new MessageChannel(); // between two turns that the page has
  let last = performance.now(), over = false;
  turn.port1.onmessage = () => {
    const now = performance.now();
    gaps.push(now - last);
    last = now;
    if (!over) turn.port2.postMessage(0);
  };
  play.click();
  const begun = performance.now(), costs = [];
  turn.port2.postMessage(0);
  let sentence = 0;
  for (let i = 0; performance.now() < begun + 20000 || !sentence; i++) {
    zerotoai.cost = null;
    scrollTo({ top: top + 150 * Math.sin(i / 8), behavior: 'instant' });
    await later(30);
    if (zerotoai.cost !== null) costs.push(zerotoai.cost);
    const now = part('status').textContent;
    if (/has died|diverge/.test(now)) throw new Error(now);
    if (!sentence && now.includes('came after')) sentence = performance.now() - begun;
    if (performance.now() > begun + 120000) throw new Error('no sentence in two minutes: ' + now);
  }
  over = true;
  const tokens = Number(part('speed').textContent.replace(',', ''));
  return { sentence: sentence / 1000, tokens, costs, gaps: gaps.filter(ms => ms > 1) };
}
