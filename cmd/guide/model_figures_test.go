//go:build !js

package main

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"zerotoai/engine/sample"
	"zerotoai/widgets/label"
	"zerotoai/widgets/model"
)

// The percentages that a token gives in chapter 9 sum to 100, whatever the text,
// the layer and the head.
func TestAttention(t *testing.T) {
	const fig = "attention.arcs.figure"
	p := open(t, browser(t), serve(t, dist(t)), "#attention", 900)
	p.wait(`document.querySelector('#attention input[aria-label="Text"]')`)
	sum := func() (tenths int, said string) {
		shares := eval[[]string](p, `[...document.querySelectorAll('output[data-id^="attention.arcs.tokens.share"]')].map(e => e.textContent)`)
		for _, s := range shares {
			n, err := strconv.Atoi(strings.NewReplacer(".", "", "\u00a0%", "", " %", "").Replace(s))
			if err != nil {
				t.Fatalf("a share is %q", s)
			}
			tenths += n
		}
		return tenths, strings.Join(shares, " ")
	}
	for _, text := range []string{"The curious cat jumped over the lazy dog", "Zebras quarrel 🦓 שלום", "The cat sat on the mat because it was tired. The"} {
		p.typeIn(fig, "Text", text)
		for layer := range 3 {
			p.set(fig, "combobox", "Layer", strconv.Itoa(layer+1))
			for head := range 4 {
				p.set(fig, "combobox", "Head", strconv.Itoa(head+1))
				p.wait(p.node(fig, "combobox", "Head") + ".value === '" + strconv.Itoa(head+1) + "'")
				if n, said := sum(); n != 1000 {
					t.Errorf("%q, layer %d, head %d: %d tenths of a percent: %s", text, layer+1, head+1, n, said)
				}
			}
		}
	}
}

// What chapter 11 shows after its six steps is what sample makes of the same
// logits, at the settings that it starts with and at others.
func TestSampling(t *testing.T) {
	const fig = "sampling.candidates.figure"
	m, err := model.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	p := open(t, browser(t), serve(t, dist(t)), "#sampling", 900)
	p.wait(`document.querySelector('#sampling input[aria-label="Text"]')`)
	for name, want := range map[string]string{"Temperature": "0.70", "Top-K": "10", "Top-P": "0.90"} {
		if got := eval[string](p, p.node(fig, "slider", name)+".getAttribute('aria-valuetext')"); got != want {
			t.Errorf("%s starts at %q", name, got)
		}
	}
	sampled(p, m, "Nine pandas", sample.Settings{Temperature: 0.7, TopK: 10, TopP: 0.9})
	for _, s := range []sample.Settings{{Temperature: 1.5, TopK: 3, TopP: 0.8}, {Temperature: 0.1, TopK: 0, TopP: 1}} {
		p.set(fig, "slider", "Temperature", fmt.Sprint(s.Temperature))
		p.set(fig, "slider", "Top-K", fmt.Sprint(s.TopK))
		p.set(fig, "slider", "Top-P", fmt.Sprint(s.TopP))
		for _, text := range []string{"The stock market", "The cat sat on the mat because it was tired. The"} {
			p.typeIn(fig, "Text", text)
			sampled(p, m, text, s)
		}
	}
}

// sampled compares the numbers of the six tables with those of sample.
func sampled(p *page, m *model.Model, text string, s sample.Settings) {
	const fig = "sampling.candidates.figure"
	ids := m.Text(text).IDs
	run, err := m.Run(ids)
	if err != nil {
		p.t.Fatal(err)
	}
	var d sample.Distribution
	if err := d.Set(run.State.Logits.Row(len(ids)-1), s); err != nil {
		p.t.Fatal(err)
	}
	for i, r := range d.Rows(6) {
		for name, want := range map[string]float64{"logit": float64(r.Logit), "logit / T": r.Scaled, "p": r.P, "chance": r.Q} {
			if got := p.says(fig, fmt.Sprintf("%s, row %d", name, i+1)); got != label.Fixed(want, 3) {
				p.t.Errorf("%q, %+v, row %d: %s is %s, not %v", text, s, i+1, name, got, want)
			}
		}
		want := label.Nonzero(100*r.Q, 1) + "\u00a0%"
		if r.Q == 0 {
			want = "cut by top-"
		}
		if got := eval[string](p, fmt.Sprintf(`document.querySelector('output[data-id="sampling.candidates.bars.%d"]').textContent`, i)); !strings.HasPrefix(got, want) {
			p.t.Errorf("%q, %+v: bar %d says %q, not %q", text, s, i+1, got, want)
		}
	}
}
