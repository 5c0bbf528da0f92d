//go:build !js

package main

import (
	"testing"
	"time"
)

// While a figure moves by itself, what a screen reader would speak does not
// change with it; when it has come to rest it says how things are.
func TestQuiet(t *testing.T) {
	p := open(t, browser(t), serve(t, dist(t)), "", 900)
	const ch = "gradient-descent"
	status := p.node(ch, "status", "Race")
	p.run(status + ".scrollIntoView({ block: 'end' })")
	p.run(`spoken = 0; moves = 0;
		new MutationObserver(() => spoken++).observe(` + status + `, { characterData: true, childList: true, subtree: true });
		new MutationObserver(() => moves++).observe(document.querySelector('[data-id="descent.race.plane"]'), { attributes: true, attributeFilter: ['aria-label'] })`)
	before := p.says(ch, "Race")
	p.press(ch, "Race")
	time.Sleep(3 * time.Second)
	p.wait("moves >= 5")
	if n := eval[int](p, "spoken"); n > 2 {
		t.Errorf("in three seconds of a race %d results are spoken", n)
	}
	p.press(ch, "Pause")
	p.wait("spoken > 0")
	if after := p.says(ch, "Race"); after == before {
		t.Errorf("after the race it says %q as before", after)
	}
}
