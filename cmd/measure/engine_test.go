//go:build !js

package main

import (
	"os"
	"strings"
	"testing"
)

// What a benchmark prints becomes lines of the table.
func TestEngineFigures(t *testing.T) {
	fast := []string{"goos: js", "BenchmarkStep/170k \t 9\t 100 ns/op\t 170560 parameters\t 800.0 tokens/s", "BenchmarkStep/170k 9 1 ns/op 1 tokens/s", "BenchmarkStep/170k 9 1 ns/op 9000 tokens/s", "PASS"}
	plain := []string{"BenchmarkStep/170k \t 9\t 800 ns/op\t 101.0 tokens/s"}
	fs, err := comparison{name: "GPT", rate: 800, times: 8}.figures(fast, plain)
	if err != nil {
		t.Fatal(err)
	}
	want := `| what | to reach | measured | |
|---|---|---|---|
| GPT in the browser | ≥ 800 tokens/s | 800 tokens/s | reached |
| GPT in the browser, 800 tokens/s, times plain Go | ≥ 8 | 7.9 | missed |
`
	var b strings.Builder
	if write(&b, fs); b.String() != want {
		t.Errorf("the table is\n%s\nwant\n%s", b.String(), want)
	}
	if _, err := (comparison{}).figures(nil, plain); err == nil {
		t.Error("a benchmark that prints nothing is taken for one that took no time")
	}
}

// The tests of the arithmetic, in a browser: it has vectors that Node may lack.
func TestTensorInBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("needs a browser")
	}
	ctx, cancel, err := browser(t.Context())
	if err != nil {
		if os.Getenv("ZEROTOAI_ALL") != "" {
			t.Fatalf("nothing may be skipped, but %v", err)
		}
		t.Skip(err)
	}
	defer cancel()
	for _, kernels := range []string{"relaxed", "simd", ""} {
		lines, err := runTests(ctx, "engine/tensor", kernels, "-test.v", "-test.run=^Test") // an example needs a file for what it prints
		if err != nil {
			t.Errorf("%q: %v", kernels, err)
		}
		agrees := strings.Contains(strings.Join(lines, "\n"), "--- PASS: TestKernelAgrees")
		none := strings.Contains(strings.Join(lines, "\n"), "there is no kernel")
		if !agrees || none != (kernels == "") {
			t.Errorf("with the kernel %q the tests print\n%s", kernels, strings.Join(lines, "\n"))
		}
	}
}
