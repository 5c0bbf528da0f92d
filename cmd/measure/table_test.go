//go:build !js

package main

import (
	"strings"
	"testing"
)

func TestQuantile(t *testing.T) {
	xs := []float64{5, 1, 4, 2, 3}
	for q, want := range map[float64]float64{0: 1, 0.5: 3, 0.8: 4, 0.81: 5, 0.95: 5, 1: 5} {
		if got := quantile(xs, q); got != want {
			t.Errorf("quantile %g of %v is %g, want %g", q, xs, got, want)
		}
	}
	if xs[0] != 5 {
		t.Error("quantile sorts what it is given")
	}
}

// A figure at what it has to reach is reached; medians are of the loads, and
// quantiles of the frames of all loads.
func TestWrite(t *testing.T) {
	loads := []load{
		{paint: 400, ready: 2100, bytes: 5.4e6, frames: []float64{1, 1, 1, 30}, idle: 0, busy: 0.004},
		{paint: 100, ready: 9000, bytes: 5.4e6, frames: []float64{1, 1, 1, 1}, idle: 1, busy: 0.02},
		{paint: 900, ready: 100, bytes: 5.4e6, frames: []float64{2, 2, 9, 10}, idle: 0, busy: 0.012},
	}
	want := `| what | to reach | measured | |
|---|---|---|---|
| first paint of the article, cold | ≤ 0.4 s | 0.4 s | reached |
| guide interactive, cold | ≤ 2 s | 2.1 s | missed |
| received until then, gzip, with fonts | ≤ 5.5 MB | 5.4 MB | reached |
| Go time of a frame while scrolling, median | ≤ 4 ms | 1 ms | reached |
| Go time of a frame while scrolling, 95th percentile | ≤ 10 ms | 30 ms | missed |
| frames painted in 3 s of rest | 0 | 0 | reached |
| main thread busy at rest | ≤ 1 % | 1.2 % | missed |
`
	var b strings.Builder
	if write(&b, figures(loads)); b.String() != want {
		t.Errorf("the table is\n%s\nwant\n%s", b.String(), want)
	}
}

// What the model reports of its runs becomes lines of the table.
func TestGPT2Figures(t *testing.T) {
	here := "the cat\n\nweights: 100.00 MB\ncache of keys and values: 10.00 MB\npeak memory: 160.00 MB\ngenerating: 5.00 tokens/s\n"
	there := strings.NewReplacer("160.00", "160.01", "5.00", "4.99").Replace(here)
	fs, err := gpt2Figures(here, there)
	if err != nil {
		t.Fatal(err)
	}
	want := `| what | to reach | measured | |
|---|---|---|---|
| GPT-2 small natively, peak memory | ≤ 160 MB | 160 MB | reached |
| GPT-2 small natively, generated | ≥ 5 tokens/s | 5 tokens/s | reached |
| GPT-2 small in the browser, peak memory | ≤ 160 MB | 160 MB | missed |
| GPT-2 small in the browser, generated | ≥ 5 tokens/s | 5 tokens/s | missed |
`
	var b strings.Builder
	if write(&b, fs); b.String() != want {
		t.Errorf("the table is\n%s\nwant\n%s", b.String(), want)
	}
	if _, err := gpt2Figures(here, "failed: out of memory"); err == nil || !strings.Contains(err.Error(), "out of memory") {
		t.Errorf("a run that failed: %v", err)
	}
}
