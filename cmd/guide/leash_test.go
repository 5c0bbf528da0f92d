//go:build !js

package main

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// With the leash the reward rises and what is written stays in the grammar; with
// the leash cut the reward rises further, and the share of sentences falls. Both
// are measured and plotted.
func TestLeash(t *testing.T) {
	const choose, tune = "claude.preferences.figure", "claude.tuning.figure"
	p := open(t, browser(t), serve(t, dist(t)), "#claude", 900)
	p.press(choose, "Choose ten for me")
	share := func() float64 { return number(t, strings.TrimRight(p.says(tune, "Sentences"), "\u00a0 %")) }
	reward := func() float64 { return number(t, p.says(tune, "Mean reward")) }
	play := func(how string) {
		node := watch(p, tune, "Tuning")
		p.press(tune, "Play")
		p.wait(fmt.Sprintf("%s.textContent.startsWith(%q)", node, "After 200 steps "+how))
	}
	before := reward()

	play("on the leash")
	held, sentences := reward(), share()
	if held <= before || sentences < 95 {
		t.Errorf("on the leash the reward goes from %v to %v, and %v %% are sentences", before, held, sentences)
	}

	p.press(tune, "Leash")
	play("with the leash cut")
	if got, left := reward(), share(); got <= held || left > 1 {
		t.Errorf("with the leash cut the reward goes from %v to %v, and %v %% are sentences", before, got, left)
	}
	if got := p.says(tune, "Tuning"); !strings.Contains(got, "reward hacking") {
		t.Errorf("it says %q", got)
	}
	for name, falls := range map[string]bool{"on the leash": false, "leash cut": true} {
		if from, to := plotted(p, tune, "Mean reward of what is written", name); to <= from {
			t.Errorf("%s, the plotted reward goes from %v to %v", name, from, to)
		}
		if from, to := plotted(p, tune, "Share of sentences in the grammar", name); from < 0.95 || to < 0.5 != falls {
			t.Errorf("%s, the plotted share of sentences goes from %v to %v", name, from, to)
		}
	}
}

// plotted is where a curve of a chart begins and ends.
func plotted(p *page, fig, chart, curve string) (from, to float64) {
	p.t.Helper()
	words := eval[string](p, fmt.Sprintf(`[...document.getElementById(%q).querySelectorAll('[role=img]')].map(e => e.ariaLabel).filter(s => s.startsWith(%q)).join()`, fig, chart))
	m := regexp.MustCompile(curve + `: from (\S+) to (\S+) at step 200`).FindStringSubmatch(words)
	if m == nil {
		p.t.Fatalf("%s shows no curve %s: %s", chart, curve, words)
	}
	value := func(s string) float64 {
		if strings.Contains(s, "×10⁻") {
			return 0 // nearly
		}
		return number(p.t, s)
	}
	return value(m[1]), value(m[2])
}
