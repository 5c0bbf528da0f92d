//go:build !js

package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"zerotoai/engine/checkpoint"
	"zerotoai/engine/gpt"
	"zerotoai/engine/sample"
)

// small writes the small random model and returns its folder.
func small(t *testing.T, f32 bool) string {
	t.Helper()
	dir := t.TempDir()
	if err := run(nil, dir, true, f32, options{seed: 3}, nil); err != nil {
		t.Fatal(err)
	}
	return dir
}

func said(t *testing.T, dir, text string, o options) string {
	t.Helper()
	m, err := open(dir)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if _, err := m.generate(&b, text, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

var greedy = options{tokens: 70} // more than the context has room for

// A folder with files of any of the kinds is the same model.
func TestFolders(t *testing.T) {
	dir := small(t, true)
	want := said(t, dir, "the cat", greedy)
	if !strings.HasPrefix(want, "the cat") || len(want) < len("the cat")+70 {
		t.Fatalf("it says %q", want)
	}
	if err := os.Remove(filepath.Join(dir, checkpoint.TokenizerFile)); err != nil {
		t.Fatal(err)
	}
	if got := said(t, dir, "the cat", greedy); got != want {
		t.Errorf("with the older files of the tokenizer it says %q, with the newer one %q", got, want)
	}
	if err := os.Remove(filepath.Join(dir, checkpoint.ConfigFile)); err != nil {
		t.Fatal(err)
	}
	m, err := open(dir)
	if err != nil || m.weights.Config != (gpt.Config{Layers: 2, Heads: 1, Width: 64, Context: 64, Vocabulary: 400}) {
		t.Errorf("without config.json: %v", err)
	}
	for _, name := range []string{checkpoint.MergesFile, checkpoint.VocabFile, checkpoint.ModelFile} {
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
		if _, err := open(dir); err == nil {
			t.Errorf("without %s it opens", name)
		}
	}
}

// F16 rounds, and both are read.
func TestTypes(t *testing.T) {
	for _, f32 := range []bool{false, true} {
		if s := said(t, small(t, f32), "a", greedy); len(s) < 70 {
			t.Errorf("F32 %v: it says %q", f32, s)
		}
	}
}

// Without a text there is the token that ends one, to go on from.
func TestEmpty(t *testing.T) {
	if s := said(t, small(t, true), "", greedy); !strings.HasSuffix(s, "\n") {
		t.Errorf("it says %q", s)
	}
}

// The same seed draws the same text, and another one another.
func TestSeeds(t *testing.T) {
	dir := small(t, false)
	drawn := func(seed uint64) string {
		return said(t, dir, "the", options{Settings: sample.Whole(), tokens: 20, seed: seed})
	}
	if drawn(1) != drawn(1) || drawn(1) == drawn(2) {
		t.Error("seeds do not decide what is drawn")
	}
}

func TestRun(t *testing.T) {
	var b bytes.Buffer
	if err := run(&b, "", false, false, greedy, []string{small(t, false), "the cat"}); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{"the cat", "\nweights: 0.", "\npeak memory: ", "\ngenerating: "} {
		if !strings.Contains(b.String(), line) {
			t.Errorf("%q is missing in %q", line, b.String())
		}
	}
	for _, args := range [][]string{nil, {"a"}, {"a", "b", "c"}, {filepath.Join(t.TempDir(), "none"), "b"}} {
		if err := run(&b, "", false, false, greedy, args); err == nil {
			t.Errorf("%q is enough", args)
		}
	}
}

func TestMadeUp(t *testing.T) {
	for _, size := range []int{257, 258, 282, 283, 400, 50257} {
		tok, err := madeUp(size)
		if err != nil || tok.Size() != size {
			t.Fatalf("%d: %v", size, err)
		}
	}
	tok, _ := madeUp(50257)
	ids := tok.Encode("thecat sat")
	if back, err := tok.Decode(ids); len(ids) != 6 || back != "thecat sat" || err != nil {
		t.Errorf("thecat sat is %v, and back %q, %v", ids, back, err)
	}
}

func TestPeak(t *testing.T) {
	if n, ok := parsePeak("VmPeak:\t  9 kB\nVmHWM:\t  12 kB\nVmRSS:\t 3 kB\n"); !ok || n != 12*1024 {
		t.Errorf("%d, %v", n, ok)
	}
	for _, s := range []string{"", "VmHWM:", "VmHWM:\tx kB"} {
		if _, ok := parsePeak(s); ok {
			t.Errorf("%q is a peak", s)
		}
	}
	if peakMemory() < 1<<20 {
		t.Error("this program has less than a mebibyte")
	}
}

// Weights that are not finite are told, with their names.
func TestNotFinite(t *testing.T) {
	dir := small(t, true)
	path := filepath.Join(dir, checkpoint.ModelFile)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	copy(data[len(data)-4:], []byte{0, 0, 0xc0, 0x7f})
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := open(dir); err == nil || !strings.Contains(err.Error(), `"ln_f.bias": number 63 is NaN`) {
		t.Errorf("a NaN: %v", err)
	}
}

// As WebAssembly it says the same.
func TestWasm(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the program anew")
	}
	if _, err := exec.LookPath("node"); err != nil {
		if os.Getenv("ZEROTOAI_ALL") != "" {
			t.Fatal("nothing may be skipped, but there is no Node")
		}
		t.Skip("there is no Node")
	}
	dir, wasm := small(t, false), filepath.Join(t.TempDir(), "gpt2.wasm")
	build := exec.Command("go", "build", "-o", wasm, ".")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	args := []string{"../../static/kernel/node.js", wasm, "-n", "30", "-temperature", "0", dir, "the cat"}
	for _, kernel := range []string{"simd", "none"} {
		cmd := exec.Command("node", args...)
		cmd.Env = append(os.Environ(), "KERNEL="+kernel)
		out, err := cmd.CombinedOutput()
		if want := said(t, dir, "the cat", options{tokens: 30}); err != nil || !strings.HasPrefix(string(out), want) {
			t.Errorf("%s: %v, it says %q, want %q", kernel, err, out, want)
		}
	}
}

// A frugal reader reads what is there, also where it collects in between.
func TestFrugal(t *testing.T) {
	data := bytes.Repeat([]byte("0123456789"), 10)
	f := &frugal{ReaderAt: bytes.NewReader(data), since: mostBuffers - 50}
	got := make([]byte, 100)
	for i := 0; i < 100; i += 25 {
		if _, err := f.ReadAt(got[i:i+25], int64(i)); err != nil {
			t.Fatal(err)
		}
	}
	if !slices.Equal(got, data) || f.since != 25 {
		t.Errorf("%q, %d bytes since the last collection", got, f.since)
	}
	folder := fstest.MapFS{"model": &fstest.MapFile{Data: data}}
	if _, changed := frugally(folder).(frugalFS); changed {
		t.Error("natively there is nothing to collect")
	}
	file, err := frugalFS{folder}.Open("model")
	if _, ok := file.(*frugal); err != nil || !ok {
		t.Errorf("a file of the folder is %T, %v", file, err)
	}
}
