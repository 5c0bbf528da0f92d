//go:build !js

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zerotoai/engine/job"
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
		{paint: 400, ready: 2100, bytes: 5.4e6, frames: []float64{1, 1, 1, 30}, jumps: []float64{15, 17, 16}, moving: []float64{5, 5}, idle: 0, busy: 0.004},
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
| Go time of the first frame two screens away, median | ≤ 4 ms | 16 ms | missed |
| Go time of the first frame two screens away, 95th percentile | ≤ 10 ms | 17 ms | missed |
| Go time of a frame while a figure moves, median | ≤ 4 ms | 5 ms | missed |
| Go time of a frame while a figure moves, 95th percentile | ≤ 10 ms | 5 ms | reached |
| frames painted in 3 s of rest | 0 | 0 | reached |
| main thread busy at rest | ≤ 1 % | 1.2 % | missed |
`
	var b strings.Builder
	if write(&b, figures(loads)); b.String() != want {
		t.Errorf("the table is\n%s\nwant\n%s", b.String(), want)
	}
}

// What a run took becomes lines of the table: 1.5 · 497.8 MB of weights and
// 75.5 MB of keys and values are the limit.
func TestGPT2Figures(t *testing.T) {
	want := `| what | to reach | measured | |
|---|---|---|---|
| GPT-2 small here, peak memory | ≤ 822 MB | 822 MB | reached |
| GPT-2 small here, generated | ≥ 5 tokens/s | 5 tokens/s | reached |
| GPT-2 small there, peak memory | ≤ 822 MB | 823 MB | missed |
| GPT-2 small there, generated | ≥ 5 tokens/s | 4.9 tokens/s | missed |
`
	var b strings.Builder
	fs := append(gpt2Figures("here", modelRun{822.1, 5}), gpt2Figures("there", modelRun{822.9, 4.94})...)
	if write(&b, fs); b.String() != want {
		t.Errorf("the table is\n%s\nwant\n%s", b.String(), want)
	}
}

// The first token is not counted: the prompt was read before it.
func TestSpeed(t *testing.T) {
	say := func(at float64, m job.Message) heard {
		head, _ := job.Encode(m)
		return heard{at, string(head)}
	}
	token := func(at float64, ids ...int) heard {
		return say(at, job.Progress{Samples: []job.Sample{{Step: 1, Tokens: ids}}})
	}
	told := []heard{say(0, job.Progress{Part: 1}), token(1000, 7), token(1250, 8, 9), token(1500, 7), say(1500, job.Done{})}
	if v, err := speedOf(told); err != nil || v != 6 {
		t.Errorf("three tokens after the first in half a second are %v a second, %v", v, err)
	}
	for why, told := range map[string][]heard{
		"0 tokens": {say(0, job.Done{})},
		"too big":  {token(1, 1), token(2, 1), say(0, job.Failed{Why: "too big"})},
		"bad":      {say(0, job.Refused{Why: "bad"})},
		"job:":     {{0, "{"}},
	} {
		if _, err := speedOf(told); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%v, want %s", err, why)
		}
	}
}

func TestKilobytes(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "status"), []byte("VmPeak:\t  9 kB\nVmHWM:\t  12 kB\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if n, err := kilobytes(dir, "VmHWM"); n != 12 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	if _, err := kilobytes(dir, "VmRSS"); err == nil {
		t.Error("what is not there is read")
	}
}
